/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-edit-dialogs.h"
#include "app/dialogs/gvn-preferences-dialog.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"
#include "store/gvn-backup.h"

static AdwPreferencesPage *
add_page (AdwDialog *dialog, const char *title, const char *icon)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_title (page, title);
  adw_preferences_page_set_icon_name (page, icon);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);

  return page;
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);

  return group;
}

/* A button row that opens a form for something new. */
static void
add_new (AdwPreferencesGroup *group, const char *title, void (*present) (GvnSession *, GtkWidget *),
         GvnSession *session)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "activated", G_CALLBACK (present), session, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

/* People --------------------------------------------------------------------------- */

static void
me_changed_cb (AdwComboRow *row, GParamSpec *pspec, GvnSession *session)
{
  GPtrArray *people = g_object_get_data (G_OBJECT (row), "people");
  guint selected = adw_combo_row_get_selected (row);

  gvn_session_set_me (session, selected > 0 ? ((GvnPerson *) people->pdata[selected - 1])->id : NULL);
}

static void
add_people (AdwDialog *dialog, GvnSession *session)
{
  AdwPreferencesPage *page = add_page (dialog, _ ("People"), "system-users-symbolic");
  AdwPreferencesGroup *group
      = add_group (page, _ ("Who I Am"), _ ("What is mine is shown first; what I do is signed."));
  GPtrArray *people = gvn_person_list (gvn_session_get_db (session), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *me = adw_combo_row_new ();
  AdwPreferencesGroup *all = add_group (page, _ ("Everybody"), NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Nobody in particular"));
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      gtk_string_list_append (names, person->name);
      gvn_ui_add_row (all, person->name, person->employer);
      if (g_strcmp0 (person->id, gvn_session_get_me (session)) == 0)
        selected = i + 1;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (me), _ ("Me"));
  adw_combo_row_set_model (ADW_COMBO_ROW (me), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (me), selected);
  if (people != NULL)
    g_object_set_data_full (G_OBJECT (me), "people", people, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (me, "notify::selected", G_CALLBACK (me_changed_cb), session, 0);
  adw_preferences_group_add (group, me);
  add_new (all, _ ("New Person…"), gvn_person_dialog_present, session);
}

/* Readings -------------------------------------------------------------------------- */

typedef struct
{
  const char *key;
  const char *value;
  const char *act;
} SettingChange;

static gboolean
change_setting (GvnDb *db, gpointer data, GError **error)
{
  const SettingChange *change = data;

  return gvn_setting_set (db, change->key, change->value, change->act, error)
         && gvn_meeting_refresh_all (db, NULL, error);
}

typedef struct
{
  GvnSession *session; /* owned */
  GvnSetting *setting; /* owned */
  AdwPreferencesGroup *group;
  GtkWidget *value;
  GtkWidget *act;
} SettingForm;

static void
setting_form_free (gpointer data, GClosure *closure)
{
  SettingForm *form = data;

  g_object_unref (form->session);
  gvn_setting_free (form->setting);
  g_free (form);
}

static void
apply_setting_cb (GtkWidget *button, SettingForm *form)
{
  SettingChange change = { form->setting->key, NULL, gtk_editable_get_text (GTK_EDITABLE (form->act)) };
  g_autoptr (GError) error = NULL;

  if (form->setting->choices != NULL)
    change.value = form->setting->choices[adw_combo_row_get_selected (ADW_COMBO_ROW (form->value))];
  else
    change.value = gtk_editable_get_text (GTK_EDITABLE (form->value));

  if (gvn_session_run (form->session, form->setting->label, change_setting, &change, &error))
    adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
  else
    gvn_ui_set_fault (form->group, form->act, error->message);
}

static GvnSetting *
find_setting (GvnSession *session, const char *key)
{
  g_autoptr (GPtrArray) settings = gvn_setting_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; settings != NULL && i < settings->len; i++)
    if (g_str_equal (((GvnSetting *) settings->pdata[i])->key, key))
      return g_ptr_array_steal_index (settings, i);

  return NULL;
}

static void
setting_activated_cb (GtkWidget *row, GvnSession *session)
{
  SettingForm *form = g_new0 (SettingForm, 1);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *button;
  AdwDialog *dialog;

  form->session = g_object_ref (session);
  form->setting = find_setting (session, g_object_get_data (G_OBJECT (row), "key"));
  form->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (form->group, form->setting->label);
  adw_preferences_group_set_description (form->group, form->setting->reading);
  if (form->setting->choices != NULL)
    {
      g_autoptr (GtkStringList) choices = gtk_string_list_new ((const char *const *) form->setting->choices);

      form->value = adw_combo_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->value), _ ("Value"));
      adw_combo_row_set_model (ADW_COMBO_ROW (form->value), G_LIST_MODEL (choices));
      for (guint i = 0; form->setting->choices[i] != NULL; i++)
        if (g_str_equal (form->setting->choices[i], form->setting->value))
          adw_combo_row_set_selected (ADW_COMBO_ROW (form->value), i);
      adw_preferences_group_add (form->group, form->value);
    }
  else
    form->value = gvn_ui_add_entry (form->group, _ ("Value"), form->setting->value);
  form->act = gvn_ui_add_entry (form->group, _ ("Act that allows it"), form->setting->act);
  adw_preferences_page_add (page, form->group);
  dialog = gvn_ui_new_form (form->setting->clause, page, _ ("_Apply"), &button);
  g_signal_connect_data (button, "clicked", G_CALLBACK (apply_setting_cb), form, setting_form_free, 0);
  adw_dialog_present (dialog, row);
}

static void
add_readings (AdwDialog *dialog, GvnSession *session)
{
  AdwPreferencesPage *page = add_page (dialog, _ ("Readings"), "accessories-dictionary-symbolic");
  AdwPreferencesGroup *group
      = add_group (page, _ ("Ambiguous Clauses"), _ ("A change names the act that allows it and is journaled."));
  g_autoptr (GPtrArray) settings = gvn_setting_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; settings != NULL && i < settings->len; i++)
    {
      const GvnSetting *setting = settings->pdata[i];
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", setting->clause, setting->reading);
      GtkWidget *row = gvn_ui_add_row (group, setting->label, subtitle);

      gvn_ui_add_suffix (row, setting->value, "dimmed");
      g_object_set_data_full (G_OBJECT (row), "key", g_strdup (setting->key), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (setting_activated_cb), session, 0);
    }
}

/* Calendars ------------------------------------------------------------------------- */

static void
add_calendars (AdwDialog *dialog, GvnSession *session)
{
  AdwPreferencesPage *page = add_page (dialog, _ ("Calendars"), "x-office-calendar-symbolic");
  AdwPreferencesGroup *closures = add_group (page, _ ("Closures"), NULL);
  AdwPreferencesGroup *sites = add_group (page, _ ("Sites"), NULL);
  g_autoptr (GPtrArray) rows = gvn_closure_list (gvn_session_get_db (session), NULL);
  g_autoptr (GPtrArray) places = gvn_site_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GvnClosure *closure = rows->pdata[i];
      g_autofree char *first = gvn_text_date (&closure->first_on);
      g_autofree char *last = gvn_text_date (&closure->last_on);
      g_autofree char *subtitle
          = g_strdup_printf ("%s · %s – %s", closure->agency != NULL ? closure->agency : _ ("Everywhere"), first, last);

      gvn_ui_add_row (closures, closure->label, subtitle);
    }
  add_new (closures, _ ("New Closure…"), gvn_closure_dialog_present, session);
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const GvnSite *site = places->pdata[i];
      g_autofree char *users = g_strdup_printf (ngettext ("%d user", "%d users", (gulong) site->users), site->users);
      g_autofree char *subtitle
          = g_strdup_printf ("%s · %s%s", site->agency, users, site->visited ? _ (" · visited") : "");

      gvn_ui_add_row (sites, site->name, subtitle);
    }
}

/* Bodies ----------------------------------------------------------------------------- */

static void
body_activated_cb (GtkWidget *row, GvnSession *session)
{
  gvn_body_dialog_present (session, g_object_get_data (G_OBJECT (row), "body"), row);
}

static void
add_bodies (AdwDialog *dialog, GvnSession *session)
{
  AdwPreferencesPage *page = add_page (dialog, _ ("Bodies"), "view-list-symbolic");
  AdwPreferencesGroup *group
      = add_group (page, _ ("Bodies"), _ ("A change takes effect from a date; plan the year again to apply it."));
  g_autoptr (GPtrArray) bodies = gvn_body_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; bodies != NULL && i < bodies->len; i++)
    {
      const GvnBody *body = bodies->pdata[i];
      g_autoptr (GPtrArray) schedules = gvn_body_list_schedules (gvn_session_get_db (session), body->code, NULL);
      const GvnBodySchedule *last
          = schedules != NULL && schedules->len > 0 ? schedules->pdata[schedules->len - 1] : NULL;
      g_autofree char *text = last != NULL ? gvn_schedule_describe (&last->schedule) : NULL;
      GtkWidget *row = gvn_ui_add_row (group, body->name, text);

      gvn_ui_add_suffix (row, g_date_valid (&body->active_from) ? body->code : _ ("Not active yet"), "dimmed");
      g_object_set_data_full (G_OBJECT (row), "body", g_strdup (body->code), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (body_activated_cb), session, 0);
    }
}

/* Backups --------------------------------------------------------------------------- */

static void
restore_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  GvnSession *session = g_object_get_data (G_OBJECT (row), "session");
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "restore"))
    return;
  if (gvn_store_restore (gvn_session_get_store (session), g_object_get_data (G_OBJECT (row), "path"), &error))
    gvn_session_tell (session, _ ("The backup is restored; the contract as it was is kept among the backups"));
  else
    gvn_session_fail (session, error);
}

static void
restore_cb (GtkWidget *row)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Restore This Backup?"),
                                            _ ("The contract’s present content is kept among the backups."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "restore", _ ("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), row, NULL, restore_answered_cb, g_object_ref (row));
}

static void
add_backups (AdwDialog *dialog, GvnSession *session)
{
  AdwPreferencesPage *page = add_page (dialog, _ ("Backups"), "drive-harddisk-symbolic");
  g_autoptr (GPtrArray) paths = gvn_backup_list (gvn_store_get_path (gvn_session_get_store (session)));
  AdwPreferencesGroup *group = add_group (page, _ ("Backups"), _ ("One verified copy a day: 14 days, 12 months."));
  g_autofree char *head = gvn_store_dup_head_hash (gvn_session_get_store (session));

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      GtkWidget *row = gvn_ui_add_row (group, name, _ ("Restore…"));

      g_object_set_data_full (G_OBJECT (row), "path", g_strdup (paths->pdata[i]), g_free);
      g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect (row, "activated", G_CALLBACK (restore_cb), NULL);
    }
  gvn_ui_add_row (add_group (page, _ ("Journal"), NULL), _ ("Head"), head);
}

AdwDialog *
gvn_preferences_dialog_new (GvnSession *session)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();

  add_people (dialog, session);
  add_readings (dialog, session);
  add_calendars (dialog, session);
  add_bodies (dialog, session);
  add_backups (dialog, session);

  return dialog;
}
