/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "calendar/gvn-delay.h"
#include "contract/gvn-contract-words.h"
#include "contract/gvn-section.h"
#include "deadlines/gvn-register-private.h"

#define STRINGS(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* Reads one rule and stores it unless @db is NULL. */
static gboolean
read_rule (GvnJson *json, GvnDb *db, const GvnContract *contract, GHashTable *known, GError **error)
{
  const char *subject, *type, *kind, *reading, *trigger, *direction, *unit, *silence, *side, *role, *clause, *label;
  int count;
  gboolean is_meeting, clear_days, business_day, roll;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  gvn_json_allow_members (json, STRINGS ("subject", "body", "kind", "reading", "trigger", "direction", "count", "unit",
                                         "clear_days", "business_day", "roll", "silence", "owner_side", "owner_role",
                                         "clause", "label"));
  subject
      = gvn_json_has (json, "subject") ? gvn_json_choice (json, "subject", STRINGS ("meeting", "order")) : "meeting";
  is_meeting = g_str_equal (subject, "meeting");
  type = is_meeting ? gvn_json_string (json, "body") : subject;
  kind = gvn_json_string (json, "kind");
  reading = gvn_json_choice (json, "reading", STRINGS ("contract", "indicator"));
  trigger = gvn_json_choice (json, "trigger",
                             is_meeting
                                 ? STRINGS ("meeting", "minutes_received")
                                 : STRINGS ("request_sent", "day_agreed", "delivered", "order_notified", "draft_day"));
  direction = gvn_json_choice (json, "direction", STRINGS ("before", "after"));
  count = gvn_json_int (json, "count", 0, 3660);
  unit = gvn_json_choice (json, "unit", STRINGS ("calendar_day", "working_day", "hour"));
  clear_days = gvn_json_bool (json, "clear_days");
  business_day = gvn_json_bool (json, "business_day");
  roll = gvn_json_bool (json, "roll");
  silence = gvn_json_choice (json, "silence", STRINGS ("nothing", "tacit_validation"));
  side = gvn_json_choice (json, "owner_side", STRINGS ("contractor", "dsiun", "agency", "third_party"));
  role = gvn_json_string (json, "owner_role");
  clause = gvn_json_string (json, "clause");
  label = gvn_json_string (json, "label");

  name = g_strdup_printf ("rule/%s/%s/%s", type, kind, reading);
  if (!g_hash_table_add (known, g_strdup (name)))
    gvn_json_fault (json, _ ("this rule comes twice: remove one"));
  if (db == NULL)
    return TRUE;

  id = gvn_uuid_v5 (contract->id, name);
  return gvn_db_exec (db, error,
                      "INSERT INTO deadline_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, NULL, ?, ?)"
                      " ON CONFLICT (id) DO NOTHING",
                      "sssssdssisbsssssbb", id, subject, type, kind, reading, &contract->signed_on, trigger, direction,
                      (gint64) count, unit, clear_days, silence, side, role, clause, label, business_day, roll);
}

static gboolean
read_rules (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = gvn_json_enter_array (json, "deadline_rules");
  gboolean stored = TRUE;

  for (guint i = 0; stored && i < n; i++)
    {
      gvn_json_enter_element (json, i);
      stored = read_rule (json, db, contract, known, error);
      gvn_json_leave (json);
    }
  gvn_json_leave (json);

  return stored;
}

/**
 * gvn_deadlines_register:
 *
 * Adds the register's part of a template, its invariants and its words, then the
 * words of the contract below it; to be called once at start.
 */
void
gvn_deadlines_register (void)
{
  static const GvnSection section = { "deadline_rules", read_rules, NULL, TRUE };

  gvn_section_register (&section);
  gvn_deadlines_register_invariants ();
  gvn_deadlines_register_words ();
  gvn_contract_register ();
}
