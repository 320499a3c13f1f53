/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/dialogs/gvn-contract-dialog.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "contract/gvn-contract.h"
#include "store/gvn-store.h"

typedef struct
{
  char *path;  /* owned */
  char *today; /* owned */
  GvnContractCreated created;
  gpointer data;

  AdwPreferencesGroup *group;
  GtkWidget *signed_on;
  GtkWidget *initialisation_on;
  GtkWidget *months;
  GtkWidget *end_on;
  GtkWidget *tracked_since;
} Form;

static void
form_free (gpointer data, GClosure *closure)
{
  Form *form = data;

  g_free (form->path);
  g_free (form->today);
  g_free (form);
}

typedef struct
{
  GvnContractDraft draft;
  GvnTemplate *template;
} Creation;

static gboolean
create (GvnDb *db, gpointer data, GError **error)
{
  Creation *creation = data;

  return gvn_contract_create (db, creation->template, &creation->draft, error);
}

static gboolean
read_date (GtkWidget *entry, GDate *date, GtkWidget **wrong, GError **error)
{
  *wrong = entry;
  return gvn_date_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), date, error);
}

static GtkWidget *
widget_of (Form *form, GvnContractField field)
{
  switch (field)
    {
    case GVN_CONTRACT_FIELD_SIGNED_ON:
      return form->signed_on;
    case GVN_CONTRACT_FIELD_INITIALISATION_ON:
      return form->initialisation_on;
    case GVN_CONTRACT_FIELD_INITIALISATION_MONTHS:
      return form->months;
    case GVN_CONTRACT_FIELD_END_ON:
      return form->end_on;
    case GVN_CONTRACT_FIELD_TRACKED_SINCE:
      return form->tracked_since;
    case GVN_CONTRACT_FIELD_NONE:
      return NULL;
    }

  g_assert_not_reached ();
}

static gboolean
read_draft (Form *form, GvnContractDraft *draft, GtkWidget **wrong, GError **error)
{
  GvnContractField field;

  draft->initialisation_months = (int) adw_spin_row_get_value (ADW_SPIN_ROW (form->months));
  if (!read_date (form->signed_on, &draft->signed_on, wrong, error)
      || !read_date (form->initialisation_on, &draft->initialisation_on, wrong, error)
      || !read_date (form->end_on, &draft->end_on, wrong, error))
    return FALSE;
  if (!gvn_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (form->tracked_since)))
      && !read_date (form->tracked_since, &draft->tracked_since, wrong, error))
    return FALSE;
  if (gvn_contract_draft_check (draft, &field, error))
    return TRUE;

  *wrong = widget_of (form, field);
  return FALSE;
}

static gboolean
create_file (Form *form, Creation *creation, GError **error)
{
  g_autoptr (GvnStore) store = NULL;
  GvnNow now;
  GvnEntry entry = { _ ("Create the contract"), g_get_user_name (), &now };
  gboolean done;

  if (!gvn_now_resolve (form->today, &now, error))
    return FALSE;
  store = gvn_store_open (form->path, GVN_STORE_CREATE, error);
  if (store == NULL)
    return FALSE;

  done = gvn_store_run (store, &entry, create, creation, error);
  gvn_store_close (store);
  if (!done)
    g_unlink (form->path);

  return done;
}

static void
clear_faults (Form *form)
{
  GtkWidget *entries[] = { form->signed_on, form->initialisation_on, form->end_on, form->tracked_since };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_widget_remove_css_class (entries[i], "error");
}

static void
create_cb (GtkWidget *button, Form *form)
{
  Creation creation = { { .initialisation_months = 0 }, NULL };
  g_autoptr (GvnTemplate) template = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *wrong = NULL;
  gboolean done;

  clear_faults (form);
  done = read_draft (form, &creation.draft, &wrong, &error);
  if (done)
    {
      wrong = NULL;
      template = gvn_template_load_builtin (&error);
      creation.template = template;
      done = template != NULL && create_file (form, &creation, &error);
    }
  if (!done)
    {
      gvn_ui_set_fault (form->group, wrong, error->message);
      return;
    }

  form->created (form->path, form->data);
  adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
}

void
gvn_contract_dialog_present (const char *path, const char *today, GvnContractCreated created, gpointer data,
                             GtkWidget *parent)
{
  Form *form = g_new0 (Form, 1);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *button;
  AdwDialog *dialog;

  form->path = g_strdup (path);
  form->today = g_strdup (today);
  form->created = created;
  form->data = data;
  form->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (form->group, _ ("TMES contract"));
  adw_preferences_group_set_description (
      form->group,
      _ ("Dates as 2026-10-01. Everything else comes from the contract’s template and can be changed later."));
  form->signed_on = gvn_ui_add_entry (form->group, _ ("Signed on"), NULL);
  form->initialisation_on = gvn_ui_add_entry (form->group, _ ("Initialisation begins on"), NULL);
  form->months = adw_spin_row_new_with_range (1, GVN_INITIALISATION_MONTHS_MAX, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->months), _ ("Months of initialisation"));
  adw_spin_row_set_value (ADW_SPIN_ROW (form->months), GVN_INITIALISATION_MONTHS);
  adw_preferences_group_add (form->group, form->months);
  form->end_on = gvn_ui_add_entry (form->group, _ ("Ends on"), NULL);
  form->tracked_since = gvn_ui_add_entry (form->group, _ ("Tracked since (empty: from the start)"), NULL);
  adw_preferences_page_add (page, form->group);
  dialog = gvn_ui_new_form (_ ("New Contract"), page, _ ("_Create"), &button);
  g_signal_connect_data (button, "clicked", G_CALLBACK (create_cb), form, form_free, 0);
  adw_dialog_present (dialog, parent);
}
