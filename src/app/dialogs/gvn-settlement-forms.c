/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/gvn-form.h"
#include "app/widgets/gvn-file-row.h"
#include "proceedings/gvn-preparation.h"

/* An element ---------------------------------------------------------------------------- */

typedef struct
{
  char *meeting; /* owned */
  GtkWidget *kind;
  GtkWidget *title;
  GtkWidget *amount;
  GtkWidget *file;
} Fields;

static void
fields_free (gpointer data)
{
  g_free (((Fields *) data)->meeting);
  g_free (data);
}

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *title = gvn_form_dup_text (fields->title);
  g_autofree char *amount = gvn_form_dup_text (fields->amount);
  g_auto (GvnKeptFile) file = { NULL };
  gboolean is_new = gvn_form_get_subject (form) == NULL;
  GvnSettlementDraft draft = { .id = g_strdup (gvn_form_get_subject (form)),
                               .meeting = fields->meeting,
                               .title = title,
                               .has_amount = amount != NULL };
  gboolean done;

  gvn_settlement_kind_parse (gvn_form_get_choice (fields->kind), &draft.kind);
  gvn_form_set_suspect (form, fields->amount);
  done = (amount == NULL || gvn_amount_parse (amount, &draft.cents, error))
         && gvn_file_row_read (fields->file, session, &file, error);
  if (done)
    {
      draft.file = file.sha256;
      draft.file_name = file.name;
      draft.file_size = file.size;
      gvn_form_set_suspect (form, fields->title);
      done = gvn_session_run (session, is_new ? _ ("Add an element to settle") : _ ("Change an element to settle"),
                              gvn_settlement_save, &draft, error);
    }
  g_free (draft.id);

  return done;
}

/* Bonus and malus only where they are settled (L-12), or where one is already. */
static GtkWidget *
add_kinds (GvnForm *form, const char *meeting, GvnSettlementKind selected)
{
  GvnSession *session = gvn_form_get_session (form);
  g_autoptr (GvnPreparation) preparation
      = gvn_preparation_load (gvn_session_get_db (session), meeting, gvn_session_get_now (session), NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; i < GVN_SETTLEMENT_N_KINDS; i++)
    {
      if (i != selected && preparation != NULL && !gvn_preparation_offers (preparation, i))
        continue;
      g_strv_builder_add (codes, gvn_settlement_kind_to_string (i));
      g_strv_builder_add (labels, gvn_settlement_kind_get_label (i));
    }

  return gvn_form_add_choice (form, _ ("Kind"), codes, labels, gvn_settlement_kind_to_string (selected));
}

static void
present (GvnSession *session, const GvnSettlement *element, const char *meeting, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, element != NULL ? element->id : NULL);
  Fields *fields = g_new0 (Fields, 1);
  g_autofree char *amount = element != NULL && element->has_amount ? gvn_amount_to_string (element->cents) : NULL;

  fields->meeting = g_strdup (meeting);
  gvn_form_set_data (form, fields, fields_free);
  fields->title = gvn_form_add_entry (form, _ ("Title"), element != NULL ? element->title : NULL);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (fields->title), TRUE);
  fields->kind = add_kinds (form, meeting, element != NULL ? element->kind : GVN_SETTLEMENT_SERVICE);
  fields->amount = gvn_form_add_entry (form, _ ("Amount in euros, excluding tax"), amount);
  fields->file = gvn_file_row_add (gvn_form_get_group (form), _ ("File"));
  gvn_form_present (form, element != NULL ? _ ("Element to Settle") : _ ("New Element"), _ ("_Apply"), apply, parent);
}

void
gvn_settlement_new_present (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  present (session, NULL, meeting, parent);
}

void
gvn_settlement_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnSettlement) element = gvn_settlement_load (gvn_session_get_db (session), id, &error);

  if (element != NULL)
    present (session, element, element->meeting, parent);
  else
    gvn_session_fail (session, error);
}

/* Where a party stands -------------------------------------------------------------------- */

typedef struct
{
  const char *side;
  GtkWidget *position;
  GtkWidget *note;
} PositionFields;

static gboolean
apply_position (GvnForm *form, GError **error)
{
  PositionFields *fields = gvn_form_get_data (form);
  g_autofree char *note = gvn_form_dup_text (fields->note);
  GvnSettlementPosition wanted = { .id = gvn_form_get_subject (form), .side = fields->side, .note = note };

  gvn_position_parse (gvn_form_get_choice (fields->position), &wanted.position);
  gvn_form_set_suspect (form, fields->note);

  return gvn_session_run (gvn_form_get_session (form), _ ("Say where a party stands"), gvn_settlement_set_position,
                          &wanted, error);
}

static void
present_position (GvnSession *session, const char *id, const char *side, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnSettlement) element = gvn_settlement_load (gvn_session_get_db (session), id, &error);
  gboolean contractor = g_str_equal (side, "contractor");
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  PositionFields *fields;
  GvnForm *form;

  if (element == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  for (guint i = 0; i < GVN_N_POSITIONS; i++)
    {
      g_strv_builder_add (codes, gvn_position_to_string (i));
      g_strv_builder_add (labels, gvn_position_get_label (i));
    }
  form = gvn_form_new (session, id);
  fields = g_new0 (PositionFields, 1);
  fields->side = side;
  gvn_form_set_data (form, fields, g_free);
  fields->position = gvn_form_add_choice (form, _ ("Position"), codes, labels,
                                          gvn_position_to_string (contractor ? element->contractor : element->dsiun));
  fields->note = gvn_form_add_text (form, _ ("Note"), contractor ? element->contractor_note : element->dsiun_note);
  gvn_form_present (form, contractor ? _ ("The contractor’s position") : _ ("The DSIUN’s position"), _ ("_Apply"),
                    apply_position, parent);
}

void
gvn_settlement_contractor_present (GvnSession *session, const char *element, GtkWidget *parent)
{
  present_position (session, element, "contractor", parent);
}

void
gvn_settlement_dsiun_present (GvnSession *session, const char *element, GtkWidget *parent)
{
  present_position (session, element, "dsiun", parent);
}
