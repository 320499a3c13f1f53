/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/mail/gvn-mail-page.h"

/* With more of them, what they are sent is seen first. */
#define N_SHOWN_RECIPIENTS 4

struct _GvnMailPage
{
  AdwNavigationPage parent_instance;

  /* owned */
  GvnSession *session;
  GvnMail *mail;
  GPtrArray *rows; /* of the recipients and the attachments, in their rows and groups */

  gboolean filling; /* the fields are being set, not typed in */

  /* template children */
  AdwWindowTitle *heading;
  GtkWidget *record;
  AdwExpanderRow *to;
  AdwExpanderRow *copy;
  AdwEntryRow *add;
  AdwPreferencesGroup *missing;
  AdwEntryRow *subject;
  GtkTextView *text;
  AdwPreferencesGroup *attachments;
};

G_DEFINE_FINAL_TYPE (GvnMailPage, gvn_mail_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  HANDED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (GvnMailPage *self, guint signal, const char *sentence)
{
  g_signal_emit (self, signals[signal], 0, sentence);
}

/* What it shows ------------------------------------------------------------------------ */

static void show_people (GvnMailPage *self);
static void show_attachments (GvnMailPage *self);

static GtkWidget *
create_remove_button (GvnMailPage *self, const char *tooltip, gpointer item, GCallback removed)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "item", item);
  g_signal_connect_object (button, "clicked", removed, self, G_CONNECT_DEFAULT);

  return button;
}

static void
remove_recipient_cb (GtkButton *button, GvnMailPage *self)
{
  g_ptr_array_remove (self->mail->recipients, g_object_get_data (G_OBJECT (button), "item"));
  show_people (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

static void
remove_attachment_cb (GtkButton *button, GvnMailPage *self)
{
  g_ptr_array_remove (self->mail->attachments, g_object_get_data (G_OBJECT (button), "item"));
  show_attachments (self);
}

static void
add_recipient (GvnMailPage *self, GvnMailRecipient *recipient)
{
  AdwExpanderRow *into = recipient->copy ? self->copy : self->to;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = recipient->person != NULL
                                  ? g_strdup_printf ("%s\n%s", recipient->email, recipient->reason)
                                  : g_strdup (recipient->reason);
  /* Translators: %s is a name */
  g_autofree char *tooltip = g_strdup_printf (_ ("Do Not Write to %s"), recipient->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), recipient->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             create_remove_button (self, tooltip, recipient, G_CALLBACK (remove_recipient_cb)));
  gvn_ui_add_to_expander (into, row);
  g_object_set_data (G_OBJECT (row), "into", into);
  g_ptr_array_add (self->rows, row);
}

/* Those named, in a few words, for when they are folded. */
static guint
describe (GvnMailPage *self, AdwExpanderRow *row, gboolean copy)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->mail->recipients->len; i++)
    {
      const GvnMailRecipient *recipient = self->mail->recipients->pdata[i];

      if (recipient->copy != copy)
        continue;
      g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", recipient->name);
      n++;
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_set_subtitle (row, n > 0 ? names->str : _ ("Nobody yet"));

  return n;
}

static void
clear_rows (GvnMailPage *self, gboolean people)
{
  for (guint i = self->rows->len; i > 0; i--)
    {
      GtkWidget *row = self->rows->pdata[i - 1];
      GtkWidget *into = g_object_get_data (G_OBJECT (row), "into");

      if (ADW_IS_EXPANDER_ROW (into) != people)
        continue;
      if (people)
        adw_expander_row_remove (ADW_EXPANDER_ROW (into), row);
      else
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (into), row);
      g_ptr_array_remove_index (self->rows, i - 1);
    }
}

static void
show_people (GvnMailPage *self)
{
  guint n_to, n_copy;

  clear_rows (self, TRUE);
  for (guint i = 0; i < self->mail->recipients->len; i++)
    add_recipient (self, self->mail->recipients->pdata[i]);
  n_to = describe (self, self->to, FALSE);
  n_copy = describe (self, self->copy, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->copy), n_copy > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mail.copy-to", n_to > 0);
}

static void
show_missing (GvnMailPage *self)
{
  for (guint i = 0; i < self->mail->missing->len; i++)
    {
      GtkWidget *row = gvn_ui_add_row (self->missing, self->mail->missing->pdata[i], NULL);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->missing), self->mail->missing->len > 0);
}

static void
show_attachments (GvnMailPage *self)
{
  clear_rows (self, FALSE);
  for (guint i = 0; i < self->mail->attachments->len; i++)
    {
      GvnMailAttachment *attachment = self->mail->attachments->pdata[i];
      GtkWidget *row = gvn_ui_add_row (self->attachments, attachment->name, NULL);
      /* Translators: %s is the name of a file */
      g_autofree char *tooltip = g_strdup_printf (_ ("Do Not Attach %s"), attachment->name);

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 create_remove_button (self, tooltip, attachment, G_CALLBACK (remove_attachment_cb)));
      g_object_set_data (G_OBJECT (row), "into", self->attachments);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_set_description (self->attachments,
                                         self->mail->attachments->len == 0 ? _ ("Nothing is attached") : NULL);
}

/* What is typed ------------------------------------------------------------------------ */

static void
add_applied_cb (GvnMailPage *self)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->add), "error");
  if (gvn_mail_add_recipient (gvn_session_get_db (self->session), self->mail,
                              gtk_editable_get_text (GTK_EDITABLE (self->add)), TRUE, &error))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->add), "");
      show_people (self);
      adw_expander_row_set_expanded (self->copy, TRUE);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "error");
  tell (self, TOLD, error->message);
}

static void
subject_changed_cb (GvnMailPage *self)
{
  if (!self->filling)
    g_set_str (&self->mail->subject, gtk_editable_get_text (GTK_EDITABLE (self->subject)));
}

static void
text_changed_cb (GvnMailPage *self)
{
  if (self->filling)
    return;
  g_clear_pointer (&self->mail->text, g_free);
  g_object_get (gtk_text_view_get_buffer (self->text), "text", &self->mail->text, NULL);
}

/* Copying ------------------------------------------------------------------------------ */

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMailPage *self = GVN_MAIL_PAGE (widget);
  g_autofree char *addresses = gvn_mail_dup_addresses (self->mail, g_str_equal (name, "mail.copy-cc"));
  gboolean subject = g_str_equal (name, "mail.copy-subject");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), subject ? self->mail->subject : addresses);
  tell (self, TOLD, subject ? _ ("The subject is in the clipboard") : _ ("The addresses are in the clipboard"));
}

/* A mail program takes the HTML, an editor the text. */
static void
copy_text_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMailPage *self = GVN_MAIL_PAGE (widget);
  char *html = gvn_mail_dup_html (self->mail);
  g_autoptr (GBytes) bytes = g_bytes_new_take (html, strlen (html));
  GdkContentProvider *providers[] = { gdk_content_provider_new_for_bytes ("text/html", bytes),
                                      gdk_content_provider_new_typed (G_TYPE_STRING, self->mail->text) };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), both);
  tell (self, HANDED, _ ("The text is in the clipboard: paste it into a mail"));
}

/* Files -------------------------------------------------------------------------------- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnMailPage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (file == NULL)
    return;
  if (!gvn_mail_save (gvn_session_get_store (self->session), self->mail, gvn_session_get_author (self->session),
                      gvn_session_get_now (self->session), g_file_peek_path (file), &error))
    {
      tell (self, TOLD, error->message);
      return;
    }
  /* Translators: the path of a file */
  sentence = g_strdup_printf (_ ("Saved in “%s”"), g_file_peek_path (file));
  tell (self, HANDED, sentence);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMailPage *self = GVN_MAIL_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file = gvn_mail_dup_file_name (self->mail);

  gtk_file_dialog_set_title (dialog, _ ("Save as a Draft"));
  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, saved_cb, g_object_ref (self));
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnMailPage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    return;
  if (!gvn_mail_attach_file (self->mail, g_file_peek_path (file), &error))
    tell (self, TOLD, error->message);
  show_attachments (self);
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Attach a File"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, attached_cb, g_object_ref (widget));
}

/* The mail program ----------------------------------------------------------------------- */

typedef struct
{
  GvnMailOpened opened;
  gpointer data;
} Opening;

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Opening *opening = data;
  g_autoptr (GError) error = NULL;

  gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error);
  opening->opened (error, opening->data);
}

/**
 * gvn_mail_open:
 * @opened: called once, with the reason when nothing opened it
 *
 * Hands a mail to the program that opens such files, as a draft.
 */
void
gvn_mail_open (GvnSession *session, GvnMail *mail, GtkWidget *parent, GvnMailOpened opened, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = gvn_mail_save_draft (gvn_session_get_store (session), mail, gvn_session_get_author (session),
                                               gvn_session_get_now (session), &error);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GtkFileLauncher) launcher = NULL;
  Opening *opening;

  if (file == NULL)
    {
      opened (error, data);
      return;
    }
  opening = g_new (Opening, 1);
  opening->opened = opened;
  opening->data = data;
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, launched_cb, opening);
}

static void
opened_cb (GError *error, gpointer data)
{
  g_autoptr (GvnMailPage) self = data;
  g_autofree char *sentence = NULL;

  if (error == NULL)
    {
      tell (self, HANDED, _ ("It is a draft in your mail program: send it, then record it as sent"));
      return;
    }
  /* Translators: the system's reason */
  sentence = g_strdup_printf (_ ("No program took it (%s): save it as a draft, or copy the text"), error->message);
  tell (self, TOLD, sentence);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMailPage *self = GVN_MAIL_PAGE (widget);

  gvn_mail_open (self->session, self->mail, widget, opened_cb, g_object_ref (self));
}

/* Life --------------------------------------------------------------------------------- */

static void
gvn_mail_page_dispose (GObject *object)
{
  GvnMailPage *self = GVN_MAIL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_MAIL_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->mail, gvn_mail_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gvn_mail_page_parent_class)->dispose (object);
}

static void
gvn_mail_page_class_init (GvnMailPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_mail_page_dispose;
  signals[HANDED] = g_signal_new ("handed", GVN_TYPE_MAIL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  signals[TOLD] = g_signal_new ("told", GVN_TYPE_MAIL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/mail/gvn-mail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, heading);
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, record);
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, to);
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, copy);
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, add);
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, missing);
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, subject);
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, text);
  gtk_widget_class_bind_template_child (widget_class, GvnMailPage, attachments);
  gtk_widget_class_bind_template_callback (widget_class, add_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_changed_cb);
  gtk_widget_class_install_action (widget_class, "mail.copy-to", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "mail.copy-cc", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "mail.copy-subject", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "mail.copy-text", NULL, copy_text_action);
  gtk_widget_class_install_action (widget_class, "mail.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "mail.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "mail.attach", NULL, attach_action);
}

static void
gvn_mail_page_init (GvnMailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_remove_css_class (GTK_WIDGET (self->text), "view");
  self->rows = g_ptr_array_new ();
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gvn_mail_page_new:
 * @alone: whether it is the only one: it is recorded as sent from here
 */
AdwNavigationPage *
gvn_mail_page_new (GvnSession *session, GvnMail *mail, gboolean alone)
{
  GvnMailPage *self = g_object_new (GVN_TYPE_MAIL_PAGE, "title", gvn_mail_act_get_label (mail->act), NULL);

  self->session = g_object_ref (session);
  self->mail = gvn_mail_ref (mail);
  adw_window_title_set_subtitle (self->heading, mail->title);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->subject), mail->subject);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), mail->text, -1);
  self->filling = FALSE;
  show_people (self);
  show_missing (self);
  show_attachments (self);
  adw_expander_row_set_expanded (self->to, mail->recipients->len <= N_SHOWN_RECIPIENTS);
  gtk_widget_set_visible (self->record, alone);

  return ADW_NAVIGATION_PAGE (self);
}
