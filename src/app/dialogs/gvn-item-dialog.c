/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-item-dialog.h"
#include "app/gvn-form.h"
#include "contract/gvn-side.h"

typedef struct
{
  char *item; /* owned; NULL for one more */
  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *side; /* NULL once it is proposed */
  GtkWidget *minutes;
  GtkWidget *ticket;
} ItemFields;

static void
item_fields_free (gpointer data)
{
  g_free (((ItemFields *) data)->item);
  g_free (data);
}

static gboolean
apply (GvnForm *form, GError **error)
{
  ItemFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *title = gvn_form_dup_text (fields->title);
  g_autofree char *text = gvn_form_dup_text (fields->text);
  g_autofree char *ticket = gvn_form_dup_text (fields->ticket);
  GvnAgendaDraft draft = { .meeting = gvn_form_get_subject (form),
                           .item = fields->item,
                           .title = title,
                           .text = text,
                           .ticket = ticket,
                           .side = fields->side != NULL ? gvn_form_get_choice (fields->side) : NULL,
                           .by_name = gvn_session_get_author (session),
                           .duration_minutes = (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->minutes)) };
  /* Translators: %s is an item of an agenda */
  g_autofree char *label = g_strdup_printf (fields->item != NULL ? _ ("Edit the item “%s”") : _ ("Propose “%s”"),
                                            title != NULL ? title : "");
  gboolean done;

  gvn_form_set_suspect (form, fields->title);
  done = gvn_session_run (session, label, fields->item != NULL ? gvn_agenda_edit : gvn_agenda_propose, &draft, error);
  g_free (draft.id);

  return done;
}

static GtkWidget *
add_side (GvnForm *form)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  g_strv_builder_add_many (codes, "dsiun", "contractor", NULL);
  g_strv_builder_add_many (labels, gvn_side_get_label ("dsiun"), gvn_side_get_label ("contractor"), NULL);

  return gvn_form_add_choice (form, _ ("Proposed by"), codes, labels, "dsiun");
}

/**
 * gvn_item_dialog_present:
 * @item: (nullable): the item edited; %NULL to propose one more
 */
void
gvn_item_dialog_present (GvnSession *session, const char *meeting, GvnAgendaItem *item, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, meeting);
  ItemFields *fields = g_new0 (ItemFields, 1);

  fields->item = item != NULL ? g_strdup (item->id) : NULL;
  gvn_form_set_data (form, fields, item_fields_free);
  fields->title = gvn_form_add_entry (form, _ ("Title"), item != NULL ? item->title : NULL);
  if (item != NULL && item->standing != NULL)
    gtk_editable_set_editable (GTK_EDITABLE (fields->title), FALSE);
  fields->text = gvn_form_add_text (form, _ ("What supports it (Markdown)"), item != NULL ? item->text : NULL);
  if (item == NULL)
    fields->side = add_side (form);
  fields->minutes
      = gvn_form_add_number (form, _ ("Minutes planned"), 0, 600, item != NULL ? item->duration_minutes : 0);
  fields->ticket = gvn_form_add_entry (form, _ ("Ticket"), item != NULL ? item->ticket : NULL);
  gvn_form_present (form, item != NULL ? _ ("Item") : _ ("New Item"), item != NULL ? _ ("_Apply") : _ ("_Propose"),
                    apply, parent);
}

/* A file ------------------------------------------------------------------------------- */

typedef struct
{
  GvnSession *session;
  GvnAgendaItem *item;
} Attaching;

static void
attach (Attaching *self, GFile *file, GError **error)
{
  g_autofree char *hash
      = gvn_store_add_attachment (gvn_session_get_store (self->session), g_file_peek_path (file), error);
  g_autoptr (GFileInfo) info
      = hash != NULL ? g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error) : NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *label = NULL;
  GvnAgendaFile wanted = { .item = self->item->id, .file = hash, .name = name };

  if (info == NULL)
    return;
  wanted.size = g_file_info_get_size (info);
  /* Translators: a file and an item of an agenda */
  label = g_strdup_printf (_ ("Attach %s to “%s”"), name, self->item->title);
  gvn_session_run (self->session, label, gvn_agenda_attach, &wanted, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Attaching *self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GError) error = NULL;

  if (file != NULL)
    attach (self, file, &error);
  if (error != NULL)
    gvn_session_fail (self->session, error);
  g_object_unref (self->session);
  g_object_unref (self->item);
  g_free (self);
}

void
gvn_item_dialog_attach (GvnSession *session, GvnAgendaItem *item, GtkWidget *parent)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->session = g_object_ref (session);
  attaching->item = g_object_ref (item);
  gtk_file_dialog_set_title (dialog, _ ("Attach a File"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb, attaching);
}
