/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-cause-dialog.h"
#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"

static const char *const causes[] = { NULL, "contractor", "dsiun", "agency", "third_party", "force_majeure" };

GtkWidget *
gvn_cause_row_new (const char *selected)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (labels, _ ("Not said"));
  for (guint i = 1; i < G_N_ELEMENTS (causes); i++)
    gtk_string_list_append (labels, gvn_cause_get_label (causes[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Caused by"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  for (guint i = 1; i < G_N_ELEMENTS (causes); i++)
    if (g_strcmp0 (causes[i], selected) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);

  return row;
}

/**
 * gvn_cause_row_get:
 *
 * Returns: (transfer none) (nullable): the code of the cause, %NULL for "not said"
 */
const char *
gvn_cause_row_get (GtkWidget *row)
{
  return causes[adw_combo_row_get_selected (ADW_COMBO_ROW (row))];
}

typedef struct
{
  gboolean waive;
  GtkWidget *cause; /* NULL when waiving */
  GtkWidget *reason;
  GtkWidget *internal; /* NULL when waiving */
} Fields;

/* What the writer thread is given: nothing of a widget. */
typedef struct
{
  const char *deadline;
  const char *cause;
  const char *reason;
  gboolean internal;
  gboolean waive;
} Change;

static gboolean
apply (GvnDb *db, gpointer data, GError **error)
{
  const Change *change = data;

  return change->waive
             ? gvn_register_waive (db, change->deadline, change->reason, error)
             : gvn_register_set_cause (db, change->deadline, change->cause, change->reason, change->internal, error);
}

static gboolean
apply_form (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *reason = gvn_form_dup_text (fields->reason);
  Change change
      = { .deadline = gvn_form_get_subject (form), .reason = reason != NULL ? reason : "", .waive = fields->waive };

  if (!fields->waive)
    {
      change.cause = gvn_cause_row_get (fields->cause);
      change.internal = adw_switch_row_get_active (ADW_SWITCH_ROW (fields->internal));
    }
  gvn_form_set_suspect (form, fields->reason);

  return gvn_session_run (gvn_form_get_session (form),
                          fields->waive ? _ ("Waive a deadline") : _ ("Name the cause of a lateness"), apply, &change,
                          error);
}

void
gvn_cause_dialog_present (GvnSession *session, GvnDeadline *deadline, gboolean waive, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, deadline->id);
  Fields *fields = g_new0 (Fields, 1);

  gvn_form_set_data (form, fields, g_free);
  fields->waive = waive;
  gvn_ui_set_group_title (gvn_form_get_group (form), deadline->label);
  if (!waive)
    {
      fields->cause = gvn_cause_row_new (deadline->cause);
      adw_preferences_group_add (gvn_form_get_group (form), fields->cause);
    }
  fields->reason = gvn_form_add_text (form, _ ("Reason"), waive ? deadline->waived_reason : deadline->cause_note);
  if (!waive)
    fields->internal = gvn_form_add_internal (form, deadline->cause_internal);
  gvn_form_present (form, waive ? _ ("Waive") : _ ("Cause of the Lateness"), _ ("_Apply"), apply_form, parent);
}
