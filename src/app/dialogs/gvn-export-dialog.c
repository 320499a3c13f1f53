/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-export-dialog.h"
#include "app/widgets/gvn-announce.h"
#include "base/gvn-error.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"
#include "exchange/gvn-digest.h"
#include "exchange/gvn-publisher.h"
#include "exchange/gvn-secret.h"

struct _GvnExportDialog
{
  AdwDialog parent_instance;

  /* owned */
  GvnSession *session;
  GCancellable *closing; /* stops the keyring and what is being published */
  GCancellable *publishing;
  GvnDavAccount account; /* of what is being published */
  GUri *target;

  /* template children */
  AdwToastOverlay *toasts;
  AdwComboRow *feed;
  AdwComboRow *perimeter;
  AdwComboRow *person;
  AdwSwitchRow *changes;
  AdwEntryRow *address;
  AdwEntryRow *user;
  AdwPasswordEntryRow *password;
  AdwSwitchRow *remember;
  AdwButtonRow *publish;
  AdwActionRow *progress;
  AdwActionRow *outcome;
  AdwComboRow *whose;
};

G_DEFINE_FINAL_TYPE (GvnExportDialog, gvn_export_dialog, ADW_TYPE_DIALOG)

/* Choices ---------------------------------------------------------------------------- */

typedef struct
{
  GStrvBuilder *codes;
  GtkStringList *labels;
} Choices;

static void
choices_add (Choices *choices, const char *code, const char *label)
{
  g_strv_builder_add (choices->codes, code);
  gtk_string_list_append (choices->labels, label);
}

static void
choices_begin (Choices *choices)
{
  choices->codes = g_strv_builder_new ();
  choices->labels = gtk_string_list_new (NULL);
}

static void
choices_end (Choices *choices, AdwComboRow *row)
{
  g_object_set_data_full (G_OBJECT (row), "codes", g_strv_builder_end (choices->codes), (GDestroyNotify) g_strfreev);
  adw_combo_row_set_model (row, G_LIST_MODEL (choices->labels));
  g_strv_builder_unref (choices->codes);
  g_object_unref (choices->labels);
}

/* NULL for the first, which stands for all. */
static const char *
get_choice (AdwComboRow *row)
{
  GStrv codes = g_object_get_data (G_OBJECT (row), "codes");
  const char *code = codes[adw_combo_row_get_selected (row)];

  return *code != '\0' ? code : NULL;
}

static void
fill_feeds (GvnExportDialog *self)
{
  Choices choices;

  choices_begin (&choices);
  choices_add (&choices, "all", _ ("Everything"));
  choices_add (&choices, "committees", _ ("Committees, deadlines and actions"));
  choices_add (&choices, "cab", _ ("CABs and emergency changes"));
  choices_add (&choices, "orders", _ ("Orders and prices"));
  choices_end (&choices, self->feed);
}

static void
fill_places (GvnExportDialog *self)
{
  g_autoptr (GPtrArray) agencies = gvn_agency_list (gvn_session_get_db (self->session), NULL);
  Choices choices;

  choices_begin (&choices);
  choices_add (&choices, "", _ ("The whole contract"));
  for (guint i = 0; agencies != NULL && i < agencies->len; i++)
    {
      const GvnAgency *agency = agencies->pdata[i];

      choices_add (&choices, agency->code, agency->name);
    }
  choices_end (&choices, self->perimeter);
}

/* The digest is of me first, when I am known, else of the contract. */
static void
fill_people (GvnExportDialog *self)
{
  static const char *const sides[] = { "dsiun", "contractor", "agency" };
  g_autoptr (GPtrArray) people = gvn_person_list (gvn_session_get_db (self->session), NULL);
  const char *me = gvn_session_get_me (self->session);
  Choices choices, whose;
  guint selected = 0;

  choices_begin (&choices);
  choices_begin (&whose);
  choices_add (&choices, "", _ ("Everybody"));
  choices_add (&whose, "", _ ("The whole contract"));
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    choices_add (&whose, sides[i], gvn_side_get_label (sides[i]));
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      choices_add (&choices, person->id, person->name);
      choices_add (&whose, person->id, person->name);
      if (g_strcmp0 (person->id, me) == 0)
        selected = (guint) G_N_ELEMENTS (sides) + 1 + i;
    }
  choices_end (&choices, self->person);
  choices_end (&whose, self->whose);
  adw_combo_row_set_selected (self->whose, selected);
}

/* What happened ---------------------------------------------------------------------- */

static void
show_outcome (GvnExportDialog *self, const char *title, const char *sentence)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->outcome), title);
  adw_action_row_set_subtitle (self->outcome, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), TRUE);
  gvn_announce (GTK_WIDGET (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The window's own toasts lie below the dialog. */
static void
tell (GvnExportDialog *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
  gvn_announce (GTK_WIDGET (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update_actions (GvnExportDialog *self)
{
  gboolean busy = self->publishing != NULL;
  gboolean address = *gtk_editable_get_text (GTK_EDITABLE (self->address)) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.publish", !busy && address);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.cancel", busy);
  gtk_widget_set_visible (GTK_WIDGET (self->publish), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
}

static void
address_changed_cb (GvnExportDialog *self)
{
  update_actions (self);
}

/* To a file -------------------------------------------------------------------------- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnExportDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  GvnExport export = { .feed = get_choice (self->feed),
                       .perimeter = get_choice (self->perimeter),
                       .person = get_choice (self->person),
                       .changes = adw_switch_row_get_active (self->changes) };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint n_events;

  if (file == NULL)
    return;
  if (!gvn_publication_write_file (gvn_session_get_store (self->session), &export, gvn_session_get_now (self->session),
                                   g_file_peek_path (file), &n_events, &error))
    {
      tell (self, error->message);
      return;
    }
  sentence = g_strdup_printf (ngettext ("%u event exported", "%u events exported", n_events), n_events);
  gvn_session_tell (self->session, sentence);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnExportDialog *self = GVN_EXPORT_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file = g_strconcat ("gouvernail-", get_choice (self->feed),
                                       adw_switch_row_get_active (self->changes) ? "-changes.ics" : ".ics", NULL);

  gtk_file_dialog_set_title (dialog, _ ("Export the Schedule"));
  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), self->closing, saved_cb,
                        g_object_ref (self));
}

/* To an address ---------------------------------------------------------------------- */

static void
end_publishing (GvnExportDialog *self)
{
  g_clear_object (&self->publishing);
  gvn_dav_account_clear (&self->account);
  g_clear_pointer (&self->target, g_uri_unref);
  update_actions (self);
}

static void
fail_publishing (GvnExportDialog *self, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_outcome (self, _ ("Not published"), _ ("You cancelled it: what was there stays"));
  else
    show_outcome (self, _ ("Not published"), error->message);
  end_publishing (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnExportDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!gvn_secret_keep_finish (result, &error))
    show_outcome (self, _ ("Published, but the password is not remembered"), error->message);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnExportDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!gvn_publisher_run_finish (GVN_STORE (source), result, &error))
    {
      fail_publishing (self, error);
      return;
    }
  if (adw_switch_row_get_active (self->remember) && self->account.user != NULL && self->account.password != NULL)
    {
      g_autofree char *address = g_uri_to_string (self->target);
      const GvnSecret secret = { address, self->account.user, self->account.password };

      gvn_secret_keep_async (&secret, NULL, kept_cb, g_object_ref (self));
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  end_publishing (self);
}

static void
told_cb (const char *sentence, guint n_done, guint n_feeds, gpointer data)
{
  show_outcome (data, n_done == n_feeds ? _ ("Published") : _ ("Publishing…"), sentence);
}

static void
start_publishing (GvnExportDialog *self)
{
  const char *feeds[] = { get_choice (self->feed), NULL };
  const GvnPublisherRequest request = { .address = self->target,
                                        .feeds = feeds,
                                        .perimeter = get_choice (self->perimeter),
                                        .person = get_choice (self->person),
                                        .account = &self->account,
                                        .now = gvn_session_get_now (self->session) };

  gvn_publisher_run_async (gvn_session_get_store (self->session), &request, told_cb, self, self->publishing,
                           published_cb, g_object_ref (self));
}

/* Without a keyring, the server says whether it asks for a password. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnExportDialog) self = data;
  g_auto (GvnSecret) secret = { NULL };
  g_autoptr (GError) error = NULL;

  if (gvn_secret_find_finish (result, &secret, NULL) && secret.password != NULL)
    {
      self->account.password = g_steal_pointer (&secret.password);
      if (self->account.user == NULL)
        self->account.user = g_steal_pointer (&secret.user);
    }
  if (g_cancellable_set_error_if_cancelled (self->publishing, &error))
    fail_publishing (self, error);
  else
    start_publishing (self);
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnExportDialog *self = GVN_EXPORT_DIALOG (widget);
  const char *user = gtk_editable_get_text (GTK_EDITABLE (self->user));
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  self->target
      = gvn_dav_parse_address (gtk_editable_get_text (GTK_EDITABLE (self->address)), &self->account.user, &error);
  if (self->target == NULL)
    {
      show_outcome (self, _ ("Not published"), error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return;
    }
  if (*user != '\0')
    g_set_str (&self->account.user, user);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), FALSE);
  self->publishing = g_cancellable_new ();
  update_actions (self);
  if (*password != '\0')
    {
      self->account.password = g_strdup (password);
      start_publishing (self);
      return;
    }
  address = g_uri_to_string (self->target);
  gvn_secret_find_async (address, self->account.user, TRUE, self->publishing, found_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (GVN_EXPORT_DIALOG (widget)->publishing);
}

/* Where was published last, unless something is typed already. */
static void
last_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GvnExportDialog) self = data;
  g_auto (GvnSecret) secret = { NULL };

  if (!gvn_secret_find_finish (result, &secret, NULL) || secret.address == NULL
      || *gtk_editable_get_text (GTK_EDITABLE (self->address)) != '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->address), secret.address);
  gtk_editable_set_text (GTK_EDITABLE (self->user), secret.user != NULL ? secret.user : "");
}

/* The digest ------------------------------------------------------------------------- */

static void
copy_digest_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnExportDialog *self = GVN_EXPORT_DIALOG (widget);
  const char *whose = get_choice (self->whose);
  gboolean side = whose != NULL && gvn_side_get_label (whose) != NULL;
  const GvnDigestRequest request
      = { .person = side ? NULL : whose, .side = side ? whose : NULL, .days = GVN_DIGEST_DAYS };
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnDigest) digest
      = gvn_digest_write (gvn_session_get_db (self->session), &request, gvn_session_get_now (self->session), &error);

  if (digest == NULL)
    {
      tell (self, error->message);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), digest->text);
  tell (self, _ ("The digest is in the clipboard: paste it into a mail"));
}

/* Life ------------------------------------------------------------------------------- */

static void
closed_cb (GvnExportDialog *self)
{
  g_cancellable_cancel (self->closing);
  if (self->publishing != NULL)
    g_cancellable_cancel (self->publishing);
}

static void
gvn_export_dialog_dispose (GObject *object)
{
  GvnExportDialog *self = GVN_EXPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->closing);
  g_clear_object (&self->publishing);
  gvn_dav_account_clear (&self->account);
  g_clear_pointer (&self->target, g_uri_unref);

  G_OBJECT_CLASS (gvn_export_dialog_parent_class)->dispose (object);
}

static void
gvn_export_dialog_class_init (GvnExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_export_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/dialogs/gvn-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, feed);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, perimeter);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, person);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, address);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, user);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, password);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, remember);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, publish);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, GvnExportDialog, whose);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "export.publish", NULL, publish_action);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "export.copy-digest", NULL, copy_digest_action);
}

static void
gvn_export_dialog_init (GvnExportDialog *self)
{
  self->closing = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  update_actions (self);
}

/**
 * gvn_export_dialog_new:
 *
 * Returns: (transfer full): to be presented; closing it cancels what is being published
 */
AdwDialog *
gvn_export_dialog_new (GvnSession *session)
{
  GvnExportDialog *self = g_object_new (GVN_TYPE_EXPORT_DIALOG, NULL);

  self->session = g_object_ref (session);
  fill_feeds (self);
  fill_places (self);
  fill_people (self);
  gvn_secret_find_async (NULL, NULL, FALSE, self->closing, last_found_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}
