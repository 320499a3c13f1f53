/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/preferences/gvn-preferences-pages.h"
#include "mail/gvn-mail-template.h"

/* What each mail says before anybody changes it. */

typedef struct
{
  GvnMailAct act;
  GHashTable *example; /* owned */
  GtkWidget *subject;
  GtkWidget *text;
  GtkLabel *shown_subject;
  GtkLabel *shown_text;
} Fields;

static void
fields_free (gpointer data)
{
  g_hash_table_unref (((Fields *) data)->example);
  g_free (data);
}

static void
read_fields (const Fields *fields, char **subject, char **text)
{
  *subject = gvn_form_dup_text (fields->subject);
  g_object_get (gtk_text_view_get_buffer (gvn_form_get_text_view (fields->text)), "text", text, NULL);
}

/* What it becomes with an example, or why it would be refused. */
static void
show_preview (GvnForm *form)
{
  const Fields *fields = gvn_form_get_data (form);
  g_autofree char *subject = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown_subject = NULL, *shown_text = NULL;

  read_fields (fields, &subject, &text);
  if (!gvn_mail_template_check (fields->act, subject, text, NULL, &error))
    {
      gtk_label_set_text (fields->shown_subject, error->message);
      gtk_label_set_text (fields->shown_text, "");
      gtk_widget_add_css_class (GTK_WIDGET (fields->shown_subject), "error");
      return;
    }
  shown_subject = gvn_mail_template_expand (subject, fields->example);
  shown_text = gvn_mail_template_expand (text, fields->example);
  gtk_label_set_text (fields->shown_subject, shown_subject);
  gtk_label_set_text (fields->shown_text, shown_text);
  gtk_widget_remove_css_class (GTK_WIDGET (fields->shown_subject), "error");
}

static gboolean
run_change (GvnForm *form, const char *subject, const char *text, GError **error)
{
  const Fields *fields = gvn_form_get_data (form);
  GvnMailTemplateChange change = { fields->act, subject, text };
  g_autofree char *label = gvn_mail_template_change_dup_label (&change);

  return gvn_session_run (gvn_form_get_session (form), label, gvn_mail_template_change, &change, error);
}

static gboolean
apply (GvnForm *form, GError **error)
{
  const Fields *fields = gvn_form_get_data (form);
  g_autofree char *subject = NULL, *text = NULL;
  gboolean in_subject;

  read_fields (fields, &subject, &text);
  if (!gvn_mail_template_check (fields->act, subject, text, &in_subject, error))
    {
      gvn_form_set_suspect (form, in_subject ? fields->subject : fields->text);
      return FALSE;
    }

  return run_change (form, subject, text, error);
}

static void
reset_cb (GvnForm *form)
{
  g_autoptr (GError) error = NULL;

  if (run_change (form, NULL, NULL, &error))
    gvn_form_close (form);
  else
    gvn_form_tell (form, error->message);
}

/* Where the cursor is in the text. */
static void
insert_cb (GtkWidget *row, GvnForm *form)
{
  const Fields *fields = gvn_form_get_data (form);
  GtkTextView *view = gvn_form_get_text_view (fields->text);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view),
                                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

static void
add_placeholders (GvnForm *form, GvnMailAct act)
{
  AdwPreferencesGroup *group
      = gvn_form_add_group (form, _ ("What It May Name"),
                            _ ("Press one to put it in the text. A line where all of them are empty is left out."));
  g_autoptr (GArray) list = gvn_mail_list_placeholders (act);

  for (guint i = 0; i < list->len; i++)
    {
      const GvnMailPlaceholder *placeholder = &g_array_index (list, GvnMailPlaceholder, i);
      g_autofree char *name = g_strdup_printf ("{%s}", placeholder->name);
      GtkWidget *row = gvn_ui_add_row (group, name, placeholder->label);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("list-add-symbolic"));
      g_signal_connect (row, "activated", G_CALLBACK (insert_cb), form);
    }
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
add_preview (GvnForm *form, Fields *fields)
{
  AdwPreferencesGroup *group = gvn_form_add_group (form, _ ("With an Example"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "gvn-mail-preview");
  fields->shown_subject = add_label (box, "heading");
  fields->shown_text = add_label (box, NULL);
  adw_preferences_group_add (group, box);
  g_signal_connect_swapped (fields->subject, "changed", G_CALLBACK (show_preview), form);
  g_signal_connect_swapped (gtk_text_view_get_buffer (gvn_form_get_text_view (fields->text)), "changed",
                            G_CALLBACK (show_preview), form);
  show_preview (form);
}

/**
 * gvn_mail_template_form_present:
 * @act: the code of an act
 */
void
gvn_mail_template_form_present (GvnSession *session, const char *act, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMailTemplate) template = NULL;
  GvnMailAct parsed;
  GvnForm *form;
  Fields *fields;

  if (!gvn_mail_act_parse (act, &parsed, &error))
    {
      gvn_session_fail (session, error);
      return;
    }
  template = gvn_mail_template_load (gvn_session_get_db (session), parsed, &error);
  if (template == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  form = gvn_form_new (session, act);
  fields = g_new0 (Fields, 1);
  fields->act = parsed;
  fields->example = gvn_mail_create_example (parsed);
  gvn_form_set_data (form, fields, fields_free);
  fields->subject = gvn_form_add_entry (form, _ ("Subject"), template->subject);
  fields->text = gvn_form_add_text (form, _ ("Text"), template->text);
  add_preview (form, fields);
  add_placeholders (form, parsed);
  if (template->edited)
    gvn_form_add_button (form, _ ("Take the Shipped Text Again"), "destructive-action", G_CALLBACK (reset_cb));
  gvn_form_add_history (form, "mail_template");
  gvn_form_present (form, gvn_mail_act_get_label (parsed), _ ("_Apply"), apply, parent);
}

static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  for (GvnMailAct act = 0; act < GVN_MAIL_N_ACTS; act++)
    {
      g_autoptr (GvnMailTemplate) template = gvn_mail_template_load (gvn_session_get_db (session), act, NULL);
      GtkWidget *row = gvn_ui_add_row (group, gvn_mail_act_get_label (act), gvn_mail_act_get_summary (act));

      if (template != NULL && template->edited)
        gvn_ui_add_suffix (row, _ ("Edited"), "dimmed");
      gvn_ui_set_opener (row, session, gvn_mail_template_form_present, gvn_mail_act_to_string (act));
    }
}

AdwPreferencesPage *
gvn_mails_page_new (GvnSession *session)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, "mails");
  adw_preferences_page_set_title (page, _ ("Writing"));
  adw_preferences_page_set_icon_name (page, "mail-unread-symbolic");
  gvn_ui_bind_group (
      gvn_ui_add_group (page, _ ("What Mails Say"),
                        _ ("Each may still be changed when it is written. These texts are the contract’s, "
                           "and journaled.")),
      session, fill, NULL);
  gvn_house_styles_add_group (page, session);

  return page;
}
