/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/mail/gvn-mail-page.h"
#include "app/mail/gvn-mail-sending.h"
#include "app/widgets/gvn-announce.h"

#define GVN_TYPE_MAIL_DIALOG (gvn_mail_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GvnMailDialog, gvn_mail_dialog, GVN, MAIL_DIALOG, AdwDialog)

struct _GvnMailDialog
{
  AdwDialog parent_instance;

  /* owned */
  GvnSession *session;
  GPtrArray *mails;   /* of GvnMail, those that are still to be sent */
  GHashTable *handed; /* of these, those that went to a file or to the mail program */

  /* template children */
  AdwToastOverlay *toasts;
  AdwNavigationView *view;
  AdwNavigationPage *list;
  AdwPreferencesGroup *group;
  GtkWidget *record;
  GtkButton *open;
};

G_DEFINE_FINAL_TYPE (GvnMailDialog, gvn_mail_dialog, ADW_TYPE_DIALOG)

/* The window's own toasts lie below the dialog. */
static void
tell (GvnMailDialog *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 8);
  adw_toast_overlay_add_toast (self->toasts, toast);
  gvn_announce (GTK_WIDGET (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Several ------------------------------------------------------------------------------ */

static GvnMail *
find_next (GvnMailDialog *self)
{
  for (guint i = 0; i < self->mails->len; i++)
    if (!g_hash_table_contains (self->handed, self->mails->pdata[i]))
      return self->mails->pdata[i];

  return NULL;
}

static void show_list (GvnMailDialog *self);

static void
handed_cb (GvnMailDialog *self, const char *sentence, GvnMailPage *page)
{
  g_hash_table_add (self->handed, gvn_mail_ref (g_object_get_data (G_OBJECT (page), "mail")));
  tell (self, sentence);
  show_list (self);
}

static AdwNavigationPage *
create_page (GvnMailDialog *self, GvnMail *mail, gboolean alone)
{
  AdwNavigationPage *page = gvn_mail_page_new (self->session, mail, alone);

  g_object_set_data_full (G_OBJECT (page), "mail", gvn_mail_ref (mail), (GDestroyNotify) gvn_mail_unref);
  g_signal_connect_object (page, "handed", G_CALLBACK (handed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "told", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);

  return page;
}

static void
row_activated_cb (AdwActionRow *row, GvnMailDialog *self)
{
  adw_navigation_view_push (self->view, create_page (self, g_object_get_data (G_OBJECT (row), "mail"), FALSE));
}

static void
leave_out_cb (GtkButton *button, GvnMailDialog *self)
{
  GvnMail *mail = g_object_get_data (G_OBJECT (button), "mail");

  g_hash_table_remove (self->handed, mail);
  g_ptr_array_remove (self->mails, mail);
  if (self->mails->len > 0)
    show_list (self);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static char *
describe (const GvnMail *mail)
{
  guint n = mail->recipients->len;
  g_autofree char *people = n > 0 ? g_strdup_printf (ngettext ("%u recipient", "%u recipients", n), n)
                                  : g_strdup (_ ("nobody to write to"));

  return g_strdup_printf ("%s\n%s", mail->subject, people);
}

static void
add_row (GvnMailDialog *self, GvnMail *mail)
{
  g_autofree char *subtitle = describe (mail);
  GtkWidget *row = gvn_ui_add_row (self->group, mail->title, subtitle);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gboolean handed = g_hash_table_contains (self->handed, mail);
  const char *icon = handed                   ? "object-select-symbolic"
                     : mail->missing->len > 0 ? "dialog-warning-symbolic"
                                              : "mail-unread-symbolic";
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (image, handed                   ? _ ("Handed over")
                                      : mail->missing->len > 0 ? _ ("Somebody cannot be written to")
                                                               : _ ("Not handed over yet"));
  gtk_widget_add_css_class (image, handed ? "success" : mail->missing->len > 0 ? "warning" : "dimmed");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_widget_set_tooltip_text (button, _ ("Leave This Mail Out"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "mail", gvn_mail_ref (mail), (GDestroyNotify) gvn_mail_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (leave_out_cb), self, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "mail", gvn_mail_ref (mail), (GDestroyNotify) gvn_mail_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_DEFAULT);
}

static void
show_list (GvnMailDialog *self)
{
  guint n = self->mails->len;
  guint n_left = n - g_hash_table_size (self->handed);
  g_autofree char *title = g_strdup_printf (ngettext ("%u mail", "%u mails", n), n);
  /* Translators: how many are left, of how many */
  g_autofree char *next = g_strdup_printf (_ ("_Open the Next (%u of %u)"), n - n_left + 1, n);

  gvn_ui_clear_group (self->group);
  for (guint i = 0; i < n; i++)
    add_row (self, self->mails->pdata[i]);
  adw_preferences_group_set_title (self->group, title);
  gtk_button_set_label (self->open, n_left > 0 ? next : _ ("All Are Handed Over"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mails.open-next", n_left > 0);
  if (n_left == 0)
    gtk_widget_add_css_class (self->record, "suggested-action");
}

/* Actions ------------------------------------------------------------------------------ */

static void
folder_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnMailDialog) self = data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (folder == NULL)
    return;
  paths = gvn_mail_save_all (gvn_session_get_store (self->session), self->mails, gvn_session_get_author (self->session),
                             gvn_session_get_now (self->session), g_file_peek_path (folder), &error);
  if (paths == NULL)
    {
      tell (self, error->message);
      return;
    }
  for (guint i = 0; i < self->mails->len; i++)
    g_hash_table_add (self->handed, gvn_mail_ref (self->mails->pdata[i]));
  show_list (self);
  sentence = g_strdup_printf (ngettext ("%u draft saved: send it, then record it as sent",
                                        "%u drafts saved: send them, then record them as sent", paths->len),
                              paths->len);
  tell (self, sentence);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save the Drafts in a Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, folder_cb,
                                 g_object_ref (widget));
}

typedef struct
{
  GvnMailDialog *dialog; /* owned */
  GvnMail *mail;         /* owned */
} Next;

static void
opened_cb (GError *error, gpointer data)
{
  Next *next = data;
  g_autofree char *sentence = NULL;

  if (error != NULL)
    {
      /* Translators: the system's reason */
      sentence = g_strdup_printf (_ ("No program took it (%s): save it as a draft, or copy the text"), error->message);
      tell (next->dialog, sentence);
    }
  else if (next->dialog->group != NULL)
    {
      g_hash_table_add (next->dialog->handed, gvn_mail_ref (next->mail));
      show_list (next->dialog);
    }
  g_object_unref (next->dialog);
  gvn_mail_unref (next->mail);
  g_free (next);
}

static void
open_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMailDialog *self = GVN_MAIL_DIALOG (widget);
  GvnMail *mail = find_next (self);
  Next *next;

  if (mail == NULL)
    return;
  next = g_new (Next, 1);
  next->dialog = g_object_ref (self);
  next->mail = gvn_mail_ref (mail);
  gvn_mail_open (self->session, mail, widget, opened_cb, next);
}

static void
record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMailDialog *self = GVN_MAIL_DIALOG (widget);

  gvn_mail_sending_present (self->session, self->mails, ADW_DIALOG (self));
}

/* Life --------------------------------------------------------------------------------- */

static void
gvn_mail_dialog_dispose (GObject *object)
{
  GvnMailDialog *self = GVN_MAIL_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_MAIL_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->mails, g_ptr_array_unref);
  g_clear_pointer (&self->handed, g_hash_table_unref);

  G_OBJECT_CLASS (gvn_mail_dialog_parent_class)->dispose (object);
}

static void
gvn_mail_dialog_class_init (GvnMailDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_mail_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/mail/gvn-mail-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnMailDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, GvnMailDialog, view);
  gtk_widget_class_bind_template_child (widget_class, GvnMailDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GvnMailDialog, group);
  gtk_widget_class_bind_template_child (widget_class, GvnMailDialog, record);
  gtk_widget_class_bind_template_child (widget_class, GvnMailDialog, open);
  gtk_widget_class_install_action (widget_class, "mails.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "mails.open-next", NULL, open_next_action);
  gtk_widget_class_install_action (widget_class, "mails.record", NULL, record_action);
}

static void
gvn_mail_dialog_init (GvnMailDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gvn_ui_track_rows (self->group);
  self->handed = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) gvn_mail_unref, NULL);
}

/**
 * gvn_mail_dialog_present:
 * @subjects: ids of what they are about, by @act, %NULL-terminated
 *
 * Shows the mail, or the list of them, to be handed over and recorded as sent.
 */
void
gvn_mail_dialog_present (GvnSession *session, GvnMailAct act, const char *const *subjects, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) mails
      = gvn_mail_prepare (gvn_session_get_db (session), act, subjects, gvn_session_get_author (session),
                          gvn_session_get_now (session), &error);
  GvnMailDialog *self;

  if (mails == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  if (mails->len == 0)
    return;
  self = g_object_new (GVN_TYPE_MAIL_DIALOG, "title", gvn_mail_act_get_label (act), NULL);
  self->session = g_object_ref (session);
  self->mails = g_steal_pointer (&mails);
  if (self->mails->len == 1)
    adw_navigation_view_push (self->view, create_page (self, self->mails->pdata[0], TRUE));
  else
    {
      adw_navigation_page_set_title (self->list, gvn_mail_act_get_label (act));
      adw_navigation_view_push (self->view, self->list);
      show_list (self);
    }
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/* About one thing ------------------------------------------------------------------------ */

static void
present_one (GvnSession *session, GvnMailAct act, const char *subject, GtkWidget *parent)
{
  const char *const subjects[] = { subject, NULL };

  gvn_mail_dialog_present (session, act, subjects, parent);
}

void
gvn_mail_open_convocation (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  present_one (session, GVN_MAIL_CONVOCATION, meeting, parent);
}

void
gvn_mail_open_agenda (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  present_one (session, GVN_MAIL_AGENDA, meeting, parent);
}

void
gvn_mail_open_minutes (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  present_one (session, GVN_MAIL_MINUTES, meeting, parent);
}

void
gvn_mail_open_validation (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  present_one (session, GVN_MAIL_VALIDATION, meeting, parent);
}

void
gvn_mail_open_reminder (GvnSession *session, const char *matter, GtkWidget *parent)
{
  present_one (session, GVN_MAIL_REMINDER, matter, parent);
}

void
gvn_mail_open_relance (GvnSession *session, const char *deadline, GtkWidget *parent)
{
  present_one (session, GVN_MAIL_RELANCE, deadline, parent);
}

/**
 * gvn_mail_add_openers:
 *
 * Adds what can be written about @meeting now.
 */
void
gvn_mail_add_openers (AdwPreferencesGroup *group, GvnSession *session, GvnMeeting *meeting)
{
  static const struct
  {
    GvnMailAct act;
    const char *title;
    GvnRowOpen open;
  } offers[] = {
    { GVN_MAIL_CONVOCATION, N_ ("Write the Convocation…"), gvn_mail_open_convocation },
    { GVN_MAIL_AGENDA, N_ ("Write to Send the Agenda…"), gvn_mail_open_agenda },
    { GVN_MAIL_MINUTES, N_ ("Write to Send the Minutes…"), gvn_mail_open_minutes },
    { GVN_MAIL_VALIDATION, N_ ("Write to Have the Minutes Validated…"), gvn_mail_open_validation },
  };

  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      gboolean offered = FALSE;

      if (gvn_mail_is_offered (gvn_session_get_db (session), meeting, offers[i].act, gvn_session_get_now (session),
                               &offered, NULL)
          && offered)
        gvn_ui_add_opener (group, _ (offers[i].title), session, offers[i].open, meeting->id);
    }
}
