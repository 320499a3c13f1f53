/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/dialogs/gvn-contract-dialog.h"
#include "app/gvn-form.h"
#include "base/gvn-text.h"
#include "contract/gvn-contract.h"
#include "store/gvn-store.h"

typedef struct
{
  char *today; /* owned */
  GvnContractCreated created;
  gpointer data;
  GtkWidget *signed_on;
  GtkWidget *initialisation_on;
  GtkWidget *months;
  GtkWidget *end_on;
  GtkWidget *tracked_since;
} Fields;

static void
fields_free (gpointer data)
{
  g_free (((Fields *) data)->today);
  g_free (data);
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

static GtkWidget *
widget_of (Fields *fields, GvnContractField field)
{
  switch (field)
    {
    case GVN_CONTRACT_FIELD_SIGNED_ON:
      return fields->signed_on;
    case GVN_CONTRACT_FIELD_INITIALISATION_ON:
      return fields->initialisation_on;
    case GVN_CONTRACT_FIELD_INITIALISATION_MONTHS:
      return fields->months;
    case GVN_CONTRACT_FIELD_END_ON:
      return fields->end_on;
    case GVN_CONTRACT_FIELD_TRACKED_SINCE:
      return fields->tracked_since;
    case GVN_CONTRACT_FIELD_NONE:
      return NULL;
    }

  g_assert_not_reached ();
}

static gboolean
read_draft (GvnForm *form, GvnContractDraft *draft, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnContractField field;

  draft->initialisation_months = (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->months));
  if (!gvn_form_read_date (form, fields->signed_on, FALSE, &draft->signed_on, error)
      || !gvn_form_read_date (form, fields->initialisation_on, FALSE, &draft->initialisation_on, error)
      || !gvn_form_read_date (form, fields->end_on, FALSE, &draft->end_on, error)
      || !gvn_form_read_date (form, fields->tracked_since, TRUE, &draft->tracked_since, error))
    return FALSE;
  if (gvn_contract_draft_check (draft, &field, error))
    return TRUE;

  gvn_form_set_suspect (form, widget_of (fields, field));
  return FALSE;
}

static gboolean
create_file (GvnForm *form, Creation *creation, GError **error)
{
  const char *path = gvn_form_get_subject (form);
  g_autoptr (GvnStore) store = NULL;
  GvnNow now;
  GvnEntry entry = { _ ("Create the contract"), g_get_user_name (), &now };
  gboolean done;

  if (!gvn_now_resolve (((Fields *) gvn_form_get_data (form))->today, &now, error))
    return FALSE;
  store = gvn_store_open (path, GVN_STORE_CREATE, error);
  if (store == NULL)
    return FALSE;

  done = gvn_store_run (store, &entry, create, creation, error);
  gvn_store_close (store);
  if (!done)
    g_unlink (path);

  return done;
}

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  Creation creation = { { .initialisation_months = 0 }, NULL };
  g_autoptr (GvnTemplate) template = NULL;

  if (!read_draft (form, &creation.draft, error))
    return FALSE;
  gvn_form_set_suspect (form, NULL);
  template = gvn_template_load_builtin (error);
  creation.template = template;
  if (template == NULL || !create_file (form, &creation, error))
    return FALSE;

  fields->created (gvn_form_get_subject (form), fields->data);
  return TRUE;
}

void
gvn_contract_dialog_present (const char *path, const char *today, GvnContractCreated created, gpointer data,
                             GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (NULL, path);
  Fields *fields = g_new0 (Fields, 1);

  fields->today = g_strdup (today);
  fields->created = created;
  fields->data = data;
  gvn_form_set_data (form, fields, fields_free);
  adw_preferences_group_set_title (gvn_form_get_group (form), _ ("TMES contract"));
  gvn_form_tell (
      form, _ ("Dates as 2026-10-01. Everything else comes from the contract’s template and can be changed later."));
  fields->signed_on = gvn_form_add_date (form, _ ("Signed on"), NULL);
  fields->initialisation_on = gvn_form_add_date (form, _ ("Initialisation begins on"), NULL);
  fields->months = gvn_form_add_number (form, _ ("Months of initialisation"), 1, GVN_INITIALISATION_MONTHS_MAX,
                                        GVN_INITIALISATION_MONTHS);
  fields->end_on = gvn_form_add_date (form, _ ("Ends on"), NULL);
  fields->tracked_since = gvn_form_add_date (form, _ ("Tracked since (empty: from the start)"), NULL);
  gvn_form_present (form, _ ("New Contract"), _ ("_Create"), apply, parent);
}
