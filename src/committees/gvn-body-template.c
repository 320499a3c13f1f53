/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "committees/gvn-body-template.h"
#include "contract/gvn-section.h"

#define STRINGS(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define SIDES STRINGS ("contractor", "dsiun", "agency", "third_party")

typedef struct
{
  GvnJson *json;
  GvnDb *db; /* NULL: check only */
  const GvnContract *contract;
  const char *body;
  const char *perimeter;
} Reading;

/* The yearly strategic committee sits before the thresholds are revised, in the
 * last month of the market year (L-41). */
static int
month_before_anniversary (const GvnContract *contract)
{
  int month = g_date_get_month (&contract->signed_on) - 1;

  return month == 0 ? 12 : month;
}

static int
read_month (Reading *reading)
{
  int month = 0;

  if (!gvn_json_has (reading->json, "month"))
    return 0;
  gvn_json_choice (reading->json, "month", STRINGS ("before_anniversary"));
  if (reading->contract != NULL)
    month = month_before_anniversary (reading->contract);

  return month;
}

static int
read_optional_int (GvnJson *json, const char *member, int min, int max)
{
  return gvn_json_has (json, member) ? gvn_json_int (json, member, min, max) : 0;
}

static gboolean
read_schedule (Reading *reading, GError **error)
{
  GvnJson *json = reading->json;
  const char *frequency;
  int weekday, nth, nth2, interval, month, start, duration;
  g_autofree char *name = g_strdup_printf ("schedule/%s/template", reading->body);
  g_autofree char *id = NULL;

  gvn_json_enter (json, "schedule");
  gvn_json_allow_members (
      json, STRINGS ("frequency", "weekday", "nth", "nth2", "interval_weeks", "month", "start", "duration"));
  frequency = gvn_json_choice (json, "frequency",
                               STRINGS ("none", "weekly", "every_n_weeks", "monthly", "twice_monthly", "yearly"));
  weekday = read_optional_int (json, "weekday", 1, 5);
  nth = read_optional_int (json, "nth", -1, 4);
  nth2 = read_optional_int (json, "nth2", -1, 4);
  interval = read_optional_int (json, "interval_weeks", 2, 26);
  month = read_month (reading);
  start = gvn_json_time (json, "start");
  duration = gvn_json_int (json, "duration", 5, 600);
  if (!g_str_equal (frequency, "none") && weekday == 0)
    gvn_json_fault (json, _ ("a regular body meets on a weekday: give it, 1 for Monday to 5"));
  gvn_json_leave (json);
  if (reading->db == NULL)
    return TRUE;

  id = gvn_uuid_v5 (reading->contract->id, name);
  return gvn_db_exec (reading->db, error,
                      "INSERT INTO body_schedule VALUES (?, ?, ?, ?, nullif (?, 0), nullif (?, 0), nullif (?, 0),"
                      " nullif (?, 0), nullif (?, 0), ?, ?, NULL, NULL)",
                      "ssdsiiiiiii", id, reading->body, &reading->contract->initialisation_on, frequency,
                      (gint64) weekday, (gint64) nth, (gint64) nth2, (gint64) interval, (gint64) month, (gint64) start,
                      (gint64) duration);
}

static gboolean
read_member (Reading *reading, guint index, GError **error)
{
  GvnJson *json = reading->json;
  const char *role;
  gboolean by_agenda, own_perimeter;
  g_autofree char *name = g_strdup_printf ("member/%s/%u", reading->body, index);
  g_autofree char *id = NULL;

  gvn_json_allow_members (json, STRINGS ("role", "by_agenda", "own_perimeter"));
  role = gvn_json_string (json, "role");
  by_agenda = gvn_json_bool (json, "by_agenda");
  own_perimeter = gvn_json_bool (json, "own_perimeter");
  if (reading->db == NULL)
    return TRUE;

  id = gvn_uuid_v5 (reading->contract->id, name);
  return gvn_db_exec (reading->db, error, "INSERT INTO body_member VALUES (?, ?, ?, ?, ?, NULL, NULL)", "ssssb", id,
                      reading->body, role, own_perimeter ? reading->perimeter : NULL, !by_agenda);
}

static gboolean
read_members (Reading *reading, GError **error)
{
  guint n = gvn_json_enter_array (reading->json, "members");
  gboolean stored = TRUE;

  for (guint i = 0; stored && i < n; i++)
    {
      gvn_json_enter_element (reading->json, i);
      stored = read_member (reading, i, error);
      gvn_json_leave (reading->json);
    }
  gvn_json_leave (reading->json);

  return stored;
}

static gboolean
read_body (Reading *reading, guint position, GHashTable *codes, GError **error)
{
  GvnJson *json = reading->json;
  const char *kind, *name, *side, *role, *escalates_to, *clause;
  gboolean external, inactive;

  gvn_json_allow_members (json, STRINGS ("code", "kind", "name", "perimeter", "external", "inactive", "convener_side",
                                         "convener_role", "escalates_to", "clause", "schedule", "members"));
  reading->body = gvn_json_string (json, "code");
  if (!g_hash_table_add (codes, g_strdup (reading->body)))
    gvn_json_fault (json, _ ("the code “%s” comes twice: give another one"), reading->body);
  kind = gvn_json_string (json, "kind");
  name = gvn_json_string (json, "name");
  reading->perimeter = gvn_json_optional_string (json, "perimeter");
  external = gvn_json_bool (json, "external");
  inactive = gvn_json_bool (json, "inactive");
  side = gvn_json_choice (json, "convener_side", SIDES);
  role = gvn_json_optional_string (json, "convener_role");
  escalates_to = gvn_json_optional_string (json, "escalates_to");
  if (escalates_to != NULL && !g_hash_table_contains (codes, escalates_to))
    gvn_json_fault (json, _ ("“%s” comes later or nowhere: list the body it escalates to before this one"),
                    escalates_to);
  clause = gvn_json_string (json, "clause");

  if (reading->db != NULL
      && !gvn_db_exec (reading->db, error, "INSERT INTO body VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       "ssssbssssddi", reading->body, kind, name, reading->perimeter, external, side, role,
                       escalates_to, clause, inactive ? NULL : &reading->contract->initialisation_on,
                       &reading->contract->end_on, (gint64) position))
    return FALSE;

  return read_schedule (reading, error) && read_members (reading, error);
}

static gboolean
read_bodies (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { json, db, contract, NULL, NULL };
  guint n = gvn_json_enter_array (json, "bodies");
  gboolean stored = TRUE;

  for (guint i = 0; stored && i < n; i++)
    {
      gvn_json_enter_element (json, i);
      stored = read_body (&reading, i, codes, error);
      gvn_json_leave (json);
    }
  gvn_json_leave (json);

  return stored;
}

void
gvn_body_template_register (void)
{
  static const GvnSection section = { "bodies", read_bodies, NULL, FALSE };

  gvn_section_register (&section);
}
