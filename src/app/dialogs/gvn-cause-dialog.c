/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-cause-dialog.h"
#include "app/gvn-ui.h"
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
  GvnSession *session; /* owned */
  char *deadline;      /* owned */
  gboolean waive;
  AdwPreferencesGroup *group;
  GtkWidget *cause; /* NULL when waiving */
  GtkWidget *reason;
  GtkWidget *internal; /* NULL when waiving */
} Form;

static void
form_free (gpointer data, GClosure *closure)
{
  Form *form = data;

  g_object_unref (form->session);
  g_free (form->deadline);
  g_free (form);
}

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

static void
apply_cb (GtkWidget *button, Form *form)
{
  Change change = { .deadline = form->deadline,
                    .reason = gtk_editable_get_text (GTK_EDITABLE (form->reason)),
                    .waive = form->waive };
  g_autoptr (GError) error = NULL;

  if (!form->waive)
    {
      change.cause = gvn_cause_row_get (form->cause);
      change.internal = adw_switch_row_get_active (ADW_SWITCH_ROW (form->internal));
    }
  if (gvn_session_run (form->session, form->waive ? _ ("Waive a deadline") : _ ("Name the cause of a lateness"), apply,
                       &change, &error))
    adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
  else
    gvn_ui_set_fault (form->group, form->reason, error->message);
}

void
gvn_cause_dialog_present (GvnSession *session, GvnDeadline *deadline, gboolean waive, GtkWidget *parent)
{
  Form *form = g_new0 (Form, 1);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *button;
  AdwDialog *dialog;

  form->session = g_object_ref (session);
  form->deadline = g_strdup (deadline->id);
  form->waive = waive;
  form->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (form->group, deadline->label);
  if (!waive)
    {
      form->cause = gvn_cause_row_new (deadline->cause);
      adw_preferences_group_add (form->group, form->cause);
    }
  form->reason = gvn_ui_add_entry (form->group, _ ("Reason"), waive ? deadline->waived_reason : deadline->cause_note);
  if (!waive)
    form->internal = gvn_ui_add_internal (form->group, deadline->cause_internal);
  adw_preferences_page_add (page, form->group);
  dialog = gvn_ui_new_form (waive ? _ ("Waive") : _ ("Cause of the Lateness"), page, _ ("_Apply"), &button);
  g_signal_connect_data (button, "clicked", G_CALLBACK (apply_cb), form, form_free, 0);
  adw_dialog_present (dialog, parent);
}
