/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-history-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-person.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"

/* A body ------------------------------------------------------------------------------- */

static void
fill_activity (AdwPreferencesGroup *group, GvnSession *session, const char *code)
{
  g_autoptr (GvnBody) body = gvn_body_load (gvn_session_get_db (session), code, NULL);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *period = NULL;
  g_autofree char *convener = NULL;

  if (body == NULL)
    return;
  if (g_date_valid (&body->active_from))
    from = gvn_text_date (&body->active_from);
  if (g_date_valid (&body->active_to))
    to = gvn_text_date (&body->active_to);
  /* Translators: a day */
  period = from == NULL ? g_strdup (_ ("Not active yet"))
                        : (to != NULL ? g_strdup_printf ("%s – %s", from, to) : g_strdup_printf (_ ("Since %s"), from));
  gvn_ui_set_opener (gvn_ui_add_row (group, _ ("Active"), period), session, gvn_activity_form_present, code);
  if (body->convener_role != NULL)
    convener = gvn_role_dup_label (gvn_session_get_db (session), body->convener_role, NULL);
  gvn_ui_add_row (group, _ ("Convened by"), convener != NULL ? convener : gvn_side_get_label (body->convener_side));
  gvn_ui_add_row (group, _ ("Escalates to"), body->escalates_to != NULL ? body->escalates_to : _ ("Nobody"));
  gvn_ui_add_row (group, _ ("Clause"), body->clause);
}

static void
fill_schedules (AdwPreferencesGroup *group, GvnSession *session, const char *code)
{
  g_autoptr (GPtrArray) schedules = gvn_body_list_schedules (gvn_session_get_db (session), code, NULL);

  for (guint i = 0; schedules != NULL && i < schedules->len; i++)
    {
      const GvnBodySchedule *schedule = schedules->pdata[i];
      g_autofree char *text = gvn_schedule_describe (&schedule->schedule);
      g_autofree char *from = gvn_text_date (&schedule->schedule.effective_on);
      /* Translators: a day */
      g_autofree char *since = g_strdup_printf (_ ("Since %s"), from);
      g_autofree char *subtitle = g_strjoin (" · ", since, schedule->act != NULL ? schedule->act : schedule->link,
                                             schedule->act != NULL ? schedule->link : NULL, NULL);

      gvn_ui_add_row (group, text, subtitle);
    }
  gvn_ui_add_opener (group, _ ("Change…"), session, gvn_schedule_form_present, code);
}

static void
fill_merges (AdwPreferencesGroup *group, GvnSession *session, const char *code)
{
  g_autoptr (GPtrArray) merges = gvn_body_list_merges (gvn_session_get_db (session), NULL);

  for (guint i = 0; merges != NULL && i < merges->len; i++)
    {
      const GvnBodyMerge *merge = merges->pdata[i];
      g_autofree char *first = gvn_text_date (&merge->first_on);
      g_autofree char *last = g_date_valid (&merge->last_on) ? gvn_text_date (&merge->last_on) : g_strdup ("…");
      g_autofree char *period = g_strdup_printf ("%s – %s", first, last);

      if (g_str_equal (merge->body, code))
        gvn_ui_add_row (group, merge->into, period);
    }
  gvn_ui_add_opener (group, _ ("Merge or Separate…"), session, gvn_merge_form_present, code);
}

static void
fill_members (AdwPreferencesGroup *group, GvnSession *session, const char *code)
{
  g_autoptr (GPtrArray) members = gvn_body_list_members (gvn_session_get_db (session), code, NULL);

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const GvnBodyMember *member = members->pdata[i];
      g_autofree char *last = g_date_valid (&member->last_on) ? gvn_text_date (&member->last_on) : NULL;
      /* Translators: a day */
      g_autofree char *until = last != NULL ? g_strdup_printf (_ ("Until %s"), last) : NULL;
      const char *presence = member->permanent ? _ ("Always sits") : _ ("By agenda");
      g_autofree char *subtitle = g_strjoin (" · ", presence, until != NULL ? until : member->perimeter, NULL);

      gvn_ui_set_opener (gvn_ui_add_row (group, member->role_label, subtitle), session, gvn_member_end_form_present,
                         member->id);
    }
  gvn_ui_add_opener (group, _ ("New Member…"), session, gvn_member_form_present, code);
}

static void
fill_rules (AdwPreferencesGroup *group, GvnSession *session, const char *kind)
{
  g_autoptr (GPtrArray) rules = gvn_rule_list (gvn_session_get_db (session), GVN_SUBJECT_MEETING, kind, NULL, NULL);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const GvnRule *rule = rules->pdata[i];
      g_autofree char *delay = gvn_delay_describe (&rule->delay);
      g_autofree char *from = gvn_text_date (&rule->effective_on);
      /* Translators: a day */
      g_autofree char *since = g_strdup_printf (_ ("Since %s"), from);
      g_autofree char *subtitle
          = g_strjoin (" · ", rule->active ? delay : _ ("Switched off"), rule->clause, since, rule->act, NULL);

      gvn_ui_set_opener (gvn_ui_add_row (group, rule->label, subtitle), session, gvn_rule_form_present, rule->id);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), rules != NULL && rules->len > 0);
}

/* Everything of a body that may change, with effect from a date. */
void
gvn_body_dialog_present (GvnSession *session, const char *code, GtkWidget *parent)
{
  g_autoptr (GvnBody) body = gvn_body_load (gvn_session_get_db (session), code, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  if (body == NULL)
    return;
  gvn_ui_bind_group (gvn_ui_add_group (page, body->name, NULL), session, fill_activity, code);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("When It Meets"), _ ("Plan the year again to apply a change.")),
                     session, fill_schedules, code);
  if (!body->external)
    gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Held Within Another"), NULL), session, fill_merges, code);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Members"), NULL), session, fill_members, code);
  /* Translators: %s is the kind of a body, as COSUI: its rules hold for each such body */
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Deadlines"), _ ("The same for every body of this kind.")), session,
                     fill_rules, body->kind);
  gvn_history_add_opener (page, session, "body", code);
  gvn_ui_present_page (body->code, page, 560, 720, parent);
}

/* The page ----------------------------------------------------------------------------- */

static void
fill_bodies (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  g_autoptr (GPtrArray) bodies = gvn_body_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; bodies != NULL && i < bodies->len; i++)
    {
      const GvnBody *body = bodies->pdata[i];
      g_autofree char *rhythm = gvn_body_dup_rhythm (gvn_session_get_db (session), body->code, NULL);
      g_autofree char *subtitle = g_strjoin (" · ", body->code, rhythm, NULL);

      gvn_ui_set_opener (gvn_ui_add_row (group, body->name, subtitle), session, gvn_body_dialog_present, body->code);
    }
}

AdwPreferencesPage *
gvn_bodies_page_new (GvnSession *session)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, "bodies");
  adw_preferences_page_set_title (page, _ ("Bodies"));
  adw_preferences_page_set_icon_name (page, "view-list-symbolic");
  gvn_ui_bind_group (
      gvn_ui_add_group (page, _ ("Bodies"), _ ("A change takes effect from a date; plan the year again to apply it.")),
      session, fill_bodies, NULL);

  return page;
}
