/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/preferences/gvn-preferences-pages.h"
#include "committees/gvn-change.h"
#include "committees/gvn-meeting.h"
#include "proceedings/gvn-settlement.h"

typedef struct
{
  char *label; /* owned */
  gboolean is_amount;
  GtkWidget *value;
  GtkWidget *act;
} Fields;

static void
fields_free (gpointer data)
{
  g_free (((Fields *) data)->label);
  g_free (data);
}

/* What the codes of a choice are called. */
static const char *
get_choice_label (const char *code)
{
  static const struct
  {
    const char *code;
    const char *label;
  } labels[] = {
    { "worked", N_ ("Worked") },
    { "holiday", N_ ("Public holiday") },
    { "closed", N_ ("Closed") },
    { "yes", N_ ("Yes") },
    { "no", N_ ("No") },
    { "sending", N_ ("On the day it is sent") },
    { "recorded_only", N_ ("Only when it is recorded") },
    { "working_days", N_ ("The delay of the rule") },
    { "ccag", N_ ("30 calendar days (CCAG-TIC)") },
    { "largest_line", N_ ("The largest lateness of a line") },
    { "last_due", N_ ("From the last deadline of the request") },
    { "final_record", N_ ("That of the last PV") },
    { "issue", N_ ("That of the order") },
    { "inclusive", N_ ("The upper bound is included") },
    { "next_bound", N_ ("Up to the next bound") },
    { "weekend", N_ ("The rate of week-ends and holidays") },
    { "working_day", N_ ("The rate of working days") },
    { "one", N_ ("One note") },
    { "two", N_ ("Two notes, TMS and TME") },
    { "left_out", N_ ("Left out") },
    { "included", N_ ("Included") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].code, code))
      return _ (labels[i].label);

  return code;
}

/* What was typed, as it is stored: an amount, in euros, by its cents. */
static gboolean
read_typed (const Fields *fields, char **typed, GError **error)
{
  gint64 cents;

  *typed = ADW_IS_COMBO_ROW (fields->value) ? NULL : gvn_form_dup_text (fields->value);
  if (!fields->is_amount)
    return TRUE;
  if (!gvn_amount_parse (*typed != NULL ? *typed : "0", &cents, error))
    return FALSE;
  g_free (*typed);
  *typed = g_strdup_printf ("%" G_GINT64_FORMAT, cents);

  return TRUE;
}

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *typed = NULL;
  g_autofree char *act = gvn_form_dup_text (fields->act);
  GvnSettingChange change = { gvn_form_get_subject (form), "", act };

  gvn_form_set_suspect (form, fields->value);
  if (!read_typed (fields, &typed, error))
    return FALSE;
  if (typed != NULL)
    change.value = typed;
  if (ADW_IS_COMBO_ROW (fields->value))
    change.value = gvn_form_get_choice (fields->value);
  gvn_form_set_suspect (form, act != NULL ? fields->value : fields->act);

  return gvn_session_run (gvn_form_get_session (form), fields->label, gvn_change_setting, &change, error);
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
present_setting (GvnSession *session, const GvnSetting *setting, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, setting->key);
  Fields *fields = g_new0 (Fields, 1);

  fields->label = g_strdup (setting->label);
  gvn_form_set_data (form, fields, fields_free);
  adw_preferences_group_set_title (gvn_form_get_group (form), setting->label);
  gvn_form_tell (form, setting->reading);
  if (setting->choices != NULL)
    {
      g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
      g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

      for (guint i = 0; setting->choices[i] != NULL; i++)
        {
          g_strv_builder_add (codes, setting->choices[i]);
          g_strv_builder_add (labels, get_choice_label (setting->choices[i]));
        }
      fields->value = gvn_form_add_choice (form, _ ("Value"), codes, labels, setting->value);
    }
  else if (setting->kind == GVN_SETTING_AMOUNT)
    {
      g_autofree char *euros = gvn_amount_to_string (g_ascii_strtoll (setting->value, NULL, 10));

      fields->is_amount = TRUE;
      fields->value = gvn_form_add_entry (form, _ ("Amount in Euros, 0 for None"), euros);
    }
  else
    fields->value = gvn_form_add_entry (form, _ ("Value"), setting->value);
  fields->act = gvn_form_add_entry (form, _ ("Act that allows it"), setting->act);
  gvn_form_add_history (form, "setting");
  gvn_form_present (form, setting->clause, _ ("_Apply"), apply, parent);
}

static void
show_page (GtkWidget *row, const char *name)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_DIALOG);

  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), name);
}

/* "COSTRAT/agenda" */
static void
open_rule (GvnSession *session, const char *place, GtkWidget *parent)
{
  g_auto (GStrv) words = g_strsplit (place, "/", 2);
  g_autoptr (GPtrArray) rules
      = gvn_rule_list (gvn_session_get_db (session), NULL, words[0], &gvn_session_get_now (session)->local.date, NULL);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const GvnRule *rule = rules->pdata[i];

      if (!rule->indicator && g_str_equal (rule->kind, words[1]))
        gvn_rule_form_present (session, rule->id, parent);
    }
}

/* A value is edited here; what decides a reading elsewhere is shown there. */
static void
open_reading (GvnSession *session, const char *key, GtkWidget *row)
{
  GvnSetting *setting = find_setting (session, key);

  if (setting == NULL)
    return;
  if (setting->kind != GVN_SETTING_ELSEWHERE)
    present_setting (session, setting, row);
  else if (g_str_has_prefix (setting->value, "body:"))
    gvn_body_dialog_present (session, setting->value + strlen ("body:"), row);
  else if (g_str_has_prefix (setting->value, "rule:"))
    open_rule (session, setting->value + strlen ("rule:"), row);
  else if (g_str_equal (setting->value, "people") || g_str_equal (setting->value, "bodies"))
    show_page (row, setting->value);
  else
    show_page (row, "calendars");
  gvn_setting_free (setting);
}

/* What a setting says now, in words. */
static char *
dup_current_words (GvnDb *db, const GvnSetting *setting, const GDate *on)
{
  g_autofree char *current = gvn_setting_dup_current (db, setting, on, NULL);
  gint64 cents = setting->kind == GVN_SETTING_AMOUNT ? g_ascii_strtoll (setting->value, NULL, 10) : 0;

  if (setting->kind == GVN_SETTING_AMOUNT)
    return cents > 0 ? gvn_amount_dup_text (cents) : g_strdup (_ ("None"));

  return g_strdup (get_choice_label (current != NULL ? current : ""));
}

static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GPtrArray) settings = gvn_setting_list (db, NULL);

  for (guint i = 0; settings != NULL && i < settings->len; i++)
    {
      const GvnSetting *setting = settings->pdata[i];
      g_autofree char *current = dup_current_words (db, setting, &gvn_session_get_now (session)->local.date);
      g_autofree char *subtitle
          = g_strdup_printf ("%s\n%s · %s%s%s", current, setting->clause, setting->reading,
                             setting->act != NULL ? " — " : "", setting->act != NULL ? setting->act : "");

      GtkWidget *row = gvn_ui_add_row (group, setting->label, subtitle);

      /* What the template alone decides is told, not opened. */
      if (gvn_setting_find_place (setting->value) == NULL)
        gvn_ui_set_opener (row, session, open_reading, setting->key);
    }
}

AdwPreferencesPage *
gvn_readings_page_new (GvnSession *session)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, "readings");
  adw_preferences_page_set_title (page, _ ("Readings"));
  adw_preferences_page_set_icon_name (page, "accessories-dictionary-symbolic");
  gvn_ui_bind_group (
      gvn_ui_add_group (page, _ ("Ambiguous Clauses"), _ ("A change names the act that allows it and is journaled.")),
      session, fill, NULL);

  return page;
}
