/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "contract/gvn-section.h"
#include "contract/gvn-setting.h"
#include "orders/gvn-uo.h"

#define STRINGS(...) ((const char *const[]) { __VA_ARGS__, NULL })

typedef gboolean (*ReadElement) (GvnJson *json, GvnDb *db, const GvnContract *contract, guint position,
                                 GHashTable *known, GError **error);

static const char *
optional_choice (GvnJson *json, const char *member, const char *const *choices)
{
  return gvn_json_has (json, member) ? gvn_json_choice (json, member, choices) : NULL;
}

static int
optional_int (GvnJson *json, const char *member, int max)
{
  return gvn_json_has (json, member) ? gvn_json_int (json, member, 1, max) : 0;
}

/* "UO 12a" → 12; 0 for a coefficient. */
static int
number_of (const char *code)
{
  return g_str_has_prefix (code, "UO ") ? (int) g_ascii_strtoll (code + 3, NULL, 10) : 0;
}

static void
check_series (GvnJson *json, const char *series, GHashTable *known)
{
  if (series != NULL && !g_hash_table_contains (known, series))
    /* Translators: %s is a code found in a file */
    gvn_json_fault (json, _ ("the series begins with a unit that comes before or is this one, not “%s”"), series);
}

/* One row of the catalogue; its place is that of the list. */
static gboolean
read_unit (GvnJson *json, GvnDb *db, const GvnContract *contract, guint position, GHashTable *known, GError **error)
{
  const char *code, *label, *family, *nature, *unit, *series, *tier, *rule, *content, *notice, *window, *hours, *place,
      *quantity, *deliverables, *requires, *stream, *clause;
  int tier_from, tier_to;
  gboolean exchange, surge, scored;

  gvn_json_allow_members (json, STRINGS ("code", "label", "family", "nature", "unit", "series", "tier", "tier_from",
                                         "tier_to", "quote_rule", "quote_content", "prior_exchange", "notice_rule",
                                         "window", "hours", "place", "quantity", "deliverables", "requires", "surge",
                                         "scored", "stream", "clause"));
  code = gvn_json_string (json, "code");
  if (!g_hash_table_add (known, g_strdup (code)))
    gvn_json_fault (json, _ ("the code “%s” comes twice: give another one"), code);
  label = gvn_json_string (json, "label");
  family = gvn_json_choice (json, "family", STRINGS ("PIL", "INIT", "TMS-REC", "TME-REC", "PONC", "REV"));
  nature = gvn_json_choice (json, "nature", STRINGS ("recurring", "phase", "one_off", "on_order", "coefficient"));
  unit = gvn_json_string (json, "unit");
  series = gvn_json_optional_string (json, "series");
  check_series (json, series, known);
  tier = optional_choice (json, "tier", STRINGS ("simple", "medium", "complex"));
  tier_from = optional_int (json, "tier_from", 1000);
  tier_to = optional_int (json, "tier_to", 1000);
  if ((tier != NULL) != (tier_from > 0) || (tier_to > 0 && tier_to < tier_from))
    gvn_json_fault (json, _ ("a tier goes from a number of days to one that is not below"));
  rule = gvn_json_optional_string (json, "quote_rule");
  content = optional_choice (json, "quote_content", STRINGS ("quote_and_commitment", "commitment"));
  if ((rule == NULL) != (content == NULL))
    gvn_json_fault (json, _ ("a quote has both its deadline rule and its content"));
  exchange = gvn_json_bool (json, "prior_exchange");
  notice = gvn_json_optional_string (json, "notice_rule");
  window = optional_choice (
      json, "window",
      STRINGS ("half_day", "day", "evening", "night", "weekend", "on_call_night", "on_call_weekend", "on_call_week"));
  hours = gvn_json_optional_string (json, "hours");
  place = gvn_json_optional_string (json, "place");
  quantity = gvn_json_optional_string (json, "quantity");
  deliverables = gvn_json_optional_string (json, "deliverables");
  requires = optional_choice (json, "requires", STRINGS ("specification", "capacity_note"));
  surge = gvn_json_bool (json, "surge");
  scored = gvn_json_bool (json, "scored");
  stream = optional_choice (json, "stream", STRINGS ("tms", "tme"));
  clause = gvn_json_string (json, "clause");

  return db == NULL
         || gvn_db_exec (db, error,
                         "INSERT INTO uo VALUES (?, nullif (?, 0), ?, ?, ?, ?, ?, ?, ?, nullif (?, 0), nullif (?, 0),"
                         " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "siissssssiissbsssssssbbss", code, (gint64) number_of (code), (gint64) position, label, family,
                         nature, unit, series, tier, (gint64) tier_from, (gint64) tier_to, rule, content, exchange,
                         notice, window, hours, place, quantity, deliverables, requires, surge, scored, stream, clause);
}

/* One indicator of 8.5*, in force from the signature. */
static gboolean
read_indicator (GvnJson *json, GvnDb *db, const GvnContract *contract, guint position, GHashTable *known,
                GError **error)
{
  const char *code, *label, *clause;
  int weight, points;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  gvn_json_allow_members (json, STRINGS ("code", "label", "weight", "points", "clause"));
  code = gvn_json_choice (json, "code", STRINGS ("quote", "execution", "conformity"));
  if (!g_hash_table_add (known, g_strdup (code)))
    gvn_json_fault (json, _ ("the code “%s” comes twice: give another one"), code);
  label = gvn_json_string (json, "label");
  weight = gvn_json_int (json, "weight", 0, 100);
  points = gvn_json_int (json, "points", 0, 20);
  clause = gvn_json_string (json, "clause");
  if (db == NULL)
    return TRUE;

  name = g_strdup_printf ("order-indicator/%s", code);
  id = gvn_uuid_v5 (contract->id, name);
  return gvn_db_exec (db, error, "INSERT INTO order_indicator VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", "ssdsiis", id, code,
                      &contract->signed_on, label, (gint64) weight, (gint64) points, clause);
}

static gboolean
read_list (GvnJson *json, const char *member, GvnDb *db, const GvnContract *contract, ReadElement read, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = gvn_json_enter_array (json, member);
  gboolean stored = TRUE;

  for (guint i = 0; stored && i < n; i++)
    {
      gvn_json_enter_element (json, i);
      stored = read (json, db, contract, i, known, error);
      gvn_json_leave (json);
    }
  gvn_json_leave (json);

  return stored;
}

static gboolean
read_units (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error)
{
  return read_list (json, "work_units", db, contract, read_unit, error);
}

static gboolean
read_indicators (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error)
{
  return read_list (json, "order_indicators", db, contract, read_indicator, error);
}

/* What the readings that the catalogue decides come to. */
static char *
dup_current (GvnDb *db, const GDate *on, GError **error)
{
  gint64 n;

  if (!gvn_db_get_int (db, &n, error, "SELECT count(*) FROM uo WHERE nature <> 'coefficient'", ""))
    return NULL;

  return g_strdup_printf (ngettext ("Catalogue of %d UO", "Catalogue of %d UO", (gulong) n), (int) n);
}

/**
 * gvn_uo_register:
 *
 * Adds the catalogue's parts of a template and the readings it decides; to be called
 * once at start.
 */
void
gvn_uo_register (void)
{
  static const GvnSection units = { "work_units", read_units, "uo", FALSE };
  static const GvnSection indicators = { "order_indicators", read_indicators, "order_indicator", FALSE };
  static const GvnSettingPlace place = { "catalogue", dup_current };

  gvn_setting_add_place (&place);
  gvn_section_register (&units);
  gvn_section_register (&indicators);
}
