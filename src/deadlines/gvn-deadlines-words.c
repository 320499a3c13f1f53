/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "contract/gvn-contract-words.h"
#include "contract/gvn-fact.h"
#include "deadlines/gvn-register-private.h"
#include "store/gvn-object.h"

/* How the journal tells the register's rows. */

static char *
dup_rule (GvnDb *db, const char *value)
{
  return gvn_db_get_text (db, NULL, "SELECT label FROM deadline_rule WHERE id = ?", "s", value);
}

static char *
dup_fact (GvnDb *db, const char *value)
{
  g_autoptr (GvnFact) fact = gvn_fact_load (db, value, NULL);
  g_autofree char *at = fact != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, fact->at) : NULL;

  return at != NULL ? gvn_value_dup_instant (db, at) : g_strdup (_ ("taken back since"));
}

static char *
dup_direction (GvnDb *db, const char *value)
{
  return g_strdup (g_str_equal (value, "before") ? _ ("before") : _ ("after"));
}

static char *
dup_unit (GvnDb *db, const char *value)
{
  static const struct
  {
    const char *code;
    const char *label;
  } units[]
      = { { "calendar_day", N_ ("calendar days") }, { "working_day", N_ ("working days") }, { "hour", N_ ("hours") } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].code, value))
      return g_strdup (_ (units[i].label));

  return NULL;
}

static const GvnColumnWords rule_columns[] = {
  { "label", N_ ("Name"), NULL },
  { "subject_type", N_ ("Body"), NULL },
  { "effective_on", N_ ("With effect from"), gvn_value_dup_date },
  { "direction", N_ ("Direction"), dup_direction },
  { "count", N_ ("Count"), NULL },
  { "unit", N_ ("Unit"), dup_unit },
  { "owner_side", N_ ("Side"), gvn_value_dup_side },
  { "owner_role", N_ ("Role"), gvn_value_dup_role },
  { "clause", N_ ("Clause"), NULL },
  { "active", N_ ("Applies"), gvn_value_dup_yes_no },
  { "business_day", N_ ("Until 18:00"), gvn_value_dup_yes_no },
  { "act", N_ ("Act that allows it"), NULL },
  { NULL },
};

static const GvnColumnWords deadline_columns[] = {
  { "rule", N_ ("Name"), dup_rule },
  { "trigger_on", N_ ("Counted from"), gvn_value_dup_date },
  { "own_label", N_ ("Called"), NULL },
  { "own_count", N_ ("Delay agreed"), NULL },
  { "own_unit", N_ ("Unit"), dup_unit },
  { "due_on", N_ ("Due"), gvn_value_dup_date },
  { "due_minutes", N_ ("At the latest at"), gvn_value_dup_time },
  { "fact", N_ ("Closed by what happened on"), dup_fact },
  { "waived_reason", N_ ("Waived because"), NULL },
  { "cause", N_ ("Cause of the lateness"), gvn_value_dup_cause },
  { "cause_note", N_ ("Note"), NULL },
  { NULL },
};

static const GvnTableWords tables[] = {
  { .table = "deadline_rule",
    .label = N_ ("Deadline rule"),
    .title = "label",
    .kind = "deadline_rule",
    .columns = rule_columns },
  { .table = "deadline",
    .label = N_ ("Deadline"),
    .title = "rule",
    .kind_column = "subject_kind",
    .owner = "subject_id",
    .columns = deadline_columns },
};

static const GvnObjectKind kinds[] = {
  { "deadline", N_ ("Deadlines") },
  { "deadline_rule", N_ ("Deadline rules") },
};

void
gvn_deadlines_register_words (void)
{
  gvn_object_add_kinds (kinds, G_N_ELEMENTS (kinds));
  gvn_object_add_tables (tables, G_N_ELEMENTS (tables));
}
