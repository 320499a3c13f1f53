/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "app/gvn-ui.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "base/gvn-text.h"
#include "committees/gvn-change.h"
#include "deadlines/gvn-register.h"

/* When a body meets -------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *from;
  GtkWidget *frequency;
  GtkWidget *weekday;
  GtkWidget *nth;
  GtkWidget *nth2;
  GtkWidget *interval;
  GtkWidget *month;
  GtkWidget *start;
  GtkWidget *duration;
  GtkWidget *link;
  GtkWidget *act;
} ScheduleFields;

static int
get_number (GtkWidget *field)
{
  const char *code = gvn_form_get_choice (field);

  return code != NULL ? atoi (code) : 0;
}

static gboolean
read_start (GvnForm *form, GtkWidget *field, int *minutes, GError **error)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (field));
  g_autofree char *moment = g_strdup_printf ("2027-01-04T%s", typed);
  GvnLocal local;
  gint64 instant;

  gvn_form_set_suspect (form, field);
  if (!gvn_instant_parse (moment, &instant, error))
    return FALSE;
  gvn_local_from_instant (instant, &local);
  *minutes = local.minutes;

  return TRUE;
}

static gboolean
apply_schedule (GvnForm *form, GError **error)
{
  ScheduleFields *fields = gvn_form_get_data (form);
  g_autofree char *link = gvn_form_dup_text (fields->link);
  g_autofree char *act = gvn_form_dup_text (fields->act);
  GvnScheduleChange change = { .body = gvn_form_get_subject (form), .link = link, .act = act };
  GvnSchedule *schedule = &change.schedule;

  if (!gvn_form_read_date (form, fields->from, FALSE, &schedule->effective_on, error)
      || !read_start (form, fields->start, &schedule->start_minutes, error))
    return FALSE;

  gvn_frequency_parse (gvn_form_get_choice (fields->frequency), &schedule->frequency);
  schedule->duration_minutes = (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->duration));
  if (schedule->frequency != GVN_FREQUENCY_NONE)
    schedule->weekday = get_number (fields->weekday);
  if (schedule->frequency >= GVN_FREQUENCY_MONTHLY)
    schedule->nth = get_number (fields->nth);
  if (schedule->frequency == GVN_FREQUENCY_TWICE_MONTHLY)
    schedule->nth2 = get_number (fields->nth2);
  if (schedule->frequency == GVN_FREQUENCY_EVERY_N_WEEKS)
    schedule->interval_weeks = (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->interval));
  if (schedule->frequency == GVN_FREQUENCY_YEARLY)
    schedule->month = (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->month));
  gvn_form_set_suspect (form, act == NULL ? fields->act : NULL);

  return gvn_session_run (gvn_form_get_session (form), _ ("Change when a body meets"), gvn_change_schedule, &change,
                          error);
}

/* Only what the frequency needs is asked. */
static void
frequency_changed_cb (GtkWidget *row, GParamSpec *pspec, ScheduleFields *fields)
{
  GvnFrequency frequency = GVN_FREQUENCY_NONE;

  gvn_frequency_parse (gvn_form_get_choice (fields->frequency), &frequency);
  gtk_widget_set_visible (fields->weekday, frequency != GVN_FREQUENCY_NONE);
  gtk_widget_set_visible (fields->nth, frequency >= GVN_FREQUENCY_MONTHLY);
  gtk_widget_set_visible (fields->nth2, frequency == GVN_FREQUENCY_TWICE_MONTHLY);
  gtk_widget_set_visible (fields->interval, frequency == GVN_FREQUENCY_EVERY_N_WEEKS);
  gtk_widget_set_visible (fields->month, frequency == GVN_FREQUENCY_YEARLY);
}

static GtkWidget *
add_frequencies (GvnForm *form, GvnFrequency selected)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (GvnFrequency i = GVN_FREQUENCY_NONE; i <= GVN_FREQUENCY_YEARLY; i++)
    {
      g_strv_builder_add (codes, gvn_frequency_to_string (i));
      g_strv_builder_add (labels, gvn_frequency_get_label (i));
    }

  return gvn_form_add_choice (form, _ ("Frequency"), codes, labels, gvn_frequency_to_string (selected));
}

/* A choice among numbers, each with its name. */
static GtkWidget *
add_numbers (GvnForm *form, const char *title, const int *numbers, guint n, const char *(*get_label) (int),
             int selected)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autofree char *chosen = g_strdup_printf ("%d", selected);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("%d", numbers[i]);

      g_strv_builder_add (codes, code);
      g_strv_builder_add (labels, get_label (numbers[i]));
    }

  return gvn_form_add_choice (form, title, codes, labels, chosen);
}

static void
add_schedule_fields (GvnForm *form, ScheduleFields *fields, const GvnBodySchedule *present)
{
  static const int weekdays[] = { 1, 2, 3, 4, 5 }, nths[] = { 1, 2, 3, 4, -1 };
  const GvnSchedule *schedule = &present->schedule;
  g_autofree char *time = gvn_text_time (schedule->start_minutes);

  fields->from = gvn_form_add_date (form, _ ("With effect from"),
                                    &gvn_session_get_now (gvn_form_get_session (form))->local.date);
  fields->frequency = add_frequencies (form, schedule->frequency);
  fields->weekday
      = add_numbers (form, _ ("Day"), weekdays, G_N_ELEMENTS (weekdays), gvn_weekday_get_label, schedule->weekday);
  fields->nth
      = add_numbers (form, _ ("Which of the month"), nths, G_N_ELEMENTS (nths), gvn_nth_get_label, schedule->nth);
  fields->nth2 = add_numbers (form, _ ("And which"), nths, G_N_ELEMENTS (nths), gvn_nth_get_label, schedule->nth2);
  fields->interval = gvn_form_add_number (form, _ ("Weeks between two"), 2, 26, MAX (schedule->interval_weeks, 2));
  fields->month = gvn_form_add_number (form, _ ("Month"), 1, 12, MAX (schedule->month, 1));
  fields->start = gvn_form_add_entry (form, _ ("Time, as 14:00"), time);
  fields->duration = gvn_form_add_number (form, _ ("Minutes"), 5, 600, schedule->duration_minutes);
  fields->link = gvn_form_add_entry (form, _ ("Link of the videoconference"), present->link);
  fields->act = gvn_form_add_entry (form, _ ("Act that allows it"), NULL);
}

void
gvn_schedule_form_present (GvnSession *session, const char *body, GtkWidget *parent)
{
  g_autoptr (GPtrArray) schedules = gvn_body_list_schedules (gvn_session_get_db (session), body, NULL);
  GvnForm *form;
  ScheduleFields *fields;

  if (schedules == NULL || schedules->len == 0)
    return;
  form = gvn_form_new (session, body);
  fields = g_new0 (ScheduleFields, 1);
  gvn_form_set_data (form, fields, g_free);
  add_schedule_fields (form, fields, schedules->pdata[schedules->len - 1]);
  g_signal_connect (fields->frequency, "notify::selected", G_CALLBACK (frequency_changed_cb), fields);
  frequency_changed_cb (NULL, NULL, fields);
  gvn_form_present (form, _ ("When a Body Meets"), _ ("_Apply"), apply_schedule, parent);
}

/* When it is active -------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *from;
  GtkWidget *to;
} ActivityFields;

static gboolean
apply_activity (GvnForm *form, GError **error)
{
  ActivityFields *fields = gvn_form_get_data (form);
  GvnActivityChange change = { .body = gvn_form_get_subject (form) };

  return gvn_form_read_date (form, fields->from, TRUE, &change.from, error)
         && gvn_form_read_date (form, fields->to, TRUE, &change.to, error)
         && gvn_session_run (gvn_form_get_session (form), _ ("Change when a body is active"), gvn_change_activity,
                             &change, error);
}

void
gvn_activity_form_present (GvnSession *session, const char *code, GtkWidget *parent)
{
  g_autoptr (GvnBody) body = gvn_body_load (gvn_session_get_db (session), code, NULL);
  GvnForm *form;
  ActivityFields *fields;

  if (body == NULL)
    return;
  form = gvn_form_new (session, code);
  fields = g_new0 (ActivityFields, 1);
  gvn_form_set_data (form, fields, g_free);
  fields->from = gvn_form_add_date (form, _ ("First day (empty: not yet)"), &body->active_from);
  fields->to = gvn_form_add_date (form, _ ("Last day (empty: as long as the contract)"), &body->active_to);
  gvn_form_present (form, body->name, _ ("_Apply"), apply_activity, parent);
}

/* Who sits in it ----------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *role;
  GtkWidget *perimeter;
  GtkWidget *permanent;
  GtkWidget *first_on;
} MemberFields;

typedef struct
{
  const char *body;
  const char *role;
  const char *perimeter;
  gboolean permanent;
  GDate first_on;
} NewMember;

static gboolean
add_member (GvnDb *db, gpointer data, GError **error)
{
  const NewMember *member = data;

  return gvn_body_add_member (db, member->body, member->role, member->perimeter, member->permanent, &member->first_on,
                              error);
}

static gboolean
apply_member (GvnForm *form, GError **error)
{
  MemberFields *fields = gvn_form_get_data (form);
  NewMember member = { .body = gvn_form_get_subject (form),
                       .role = gvn_form_get_choice (fields->role),
                       .perimeter = gvn_form_get_choice (fields->perimeter),
                       .permanent = adw_switch_row_get_active (ADW_SWITCH_ROW (fields->permanent)) };

  return gvn_form_read_date (form, fields->first_on, FALSE, &member.first_on, error)
         && gvn_session_run (gvn_form_get_session (form), _ ("Add a member to a body"), add_member, &member, error);
}

void
gvn_member_form_present (GvnSession *session, const char *body, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, body);
  MemberFields *fields = g_new0 (MemberFields, 1);

  gvn_form_set_data (form, fields, g_free);
  fields->role = gvn_form_add_roles (form, NULL, NULL);
  fields->perimeter = gvn_form_add_perimeters (form, _ ("Perimeter"), _ ("Its own, or all"), NULL);
  fields->permanent
      = gvn_form_add_switch (form, _ ("Always sits"), _ ("Else by agenda: the planning leaves it free"), TRUE);
  fields->first_on = gvn_form_add_date (form, _ ("Since"), &gvn_session_get_now (session)->local.date);
  gvn_form_present (form, _ ("New Member"), _ ("_Apply"), apply_member, parent);
}

typedef struct
{
  const char *member;
  GDate last_on;
} MemberEnd;

static gboolean
end_member (GvnDb *db, gpointer data, GError **error)
{
  const MemberEnd *end = data;

  return gvn_body_end_member (db, end->member, &end->last_on, error);
}

static gboolean
apply_member_end (GvnForm *form, GError **error)
{
  MemberEnd end = { .member = gvn_form_get_subject (form) };

  return gvn_form_read_date (form, gvn_form_get_data (form), TRUE, &end.last_on, error)
         && gvn_session_run (gvn_form_get_session (form), _ ("Change when a member leaves a body"), end_member, &end,
                             error);
}

void
gvn_member_end_form_present (GvnSession *session, const char *member, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, member);

  gvn_form_set_data (form, gvn_form_add_date (form, _ ("Last day (empty: still a member)"), NULL), NULL);
  gvn_form_present (form, _ ("End of a Member"), _ ("_Apply"), apply_member_end, parent);
}

/* Held within another ------------------------------------------------------------------ */

typedef struct
{
  GtkWidget *into;
  GtkWidget *on;
} MergeFields;

static gboolean
apply_merge (GvnForm *form, GError **error)
{
  MergeFields *fields = gvn_form_get_data (form);
  GvnMergeChange change = { .body = gvn_form_get_subject (form), .into = gvn_form_get_choice (fields->into) };

  return gvn_form_read_date (form, fields->on, FALSE, &change.on, error)
         && gvn_session_run (gvn_form_get_session (form),
                             change.into != NULL ? _ ("Merge two bodies") : _ ("End a merge"), gvn_change_merge,
                             &change, error);
}

/* The bodies of the same kind, after "by itself". */
static GtkWidget *
add_hosts (GvnForm *form, const GvnBody *body)
{
  g_autoptr (GPtrArray) bodies = gvn_body_list (gvn_session_get_db (gvn_form_get_session (form)), NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, _ ("By itself"));
  for (guint i = 0; bodies != NULL && i < bodies->len; i++)
    {
      const GvnBody *other = bodies->pdata[i];

      if (!g_str_equal (other->kind, body->kind) || g_str_equal (other->code, body->code))
        continue;
      g_strv_builder_add (codes, other->code);
      g_strv_builder_add (labels, other->name);
    }

  return gvn_form_add_choice (form, _ ("Held within"), codes, labels, NULL);
}

void
gvn_merge_form_present (GvnSession *session, const char *code, GtkWidget *parent)
{
  g_autoptr (GvnBody) body = gvn_body_load (gvn_session_get_db (session), code, NULL);
  GvnForm *form;
  MergeFields *fields;

  if (body == NULL)
    return;
  form = gvn_form_new (session, code);
  fields = g_new0 (MergeFields, 1);
  gvn_form_set_data (form, fields, g_free);
  fields->into = add_hosts (form, body);
  fields->on = gvn_form_add_date (form, _ ("With effect from"), &gvn_session_get_now (session)->local.date);
  gvn_form_present (form, body->name, _ ("_Apply"), apply_merge, parent);
}

/* What it owes ------------------------------------------------------------------------- */

typedef struct
{
  GvnDelay delay;
  GtkWidget *from;
  GtkWidget *count;
  GtkWidget *clear_days;
  GtkWidget *active;
  GtkWidget *act;
} RuleFields;

static gboolean
apply_rule (GvnForm *form, GError **error)
{
  RuleFields *fields = gvn_form_get_data (form);
  g_autofree char *act = gvn_form_dup_text (fields->act);
  GvnRuleChange change = { .rule = gvn_form_get_subject (form),
                           .delay = fields->delay,
                           .active = adw_switch_row_get_active (ADW_SWITCH_ROW (fields->active)),
                           .act = act };

  change.delay.count = (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->count));
  if (fields->clear_days != NULL)
    change.delay.clear_days = adw_switch_row_get_active (ADW_SWITCH_ROW (fields->clear_days));
  if (!gvn_form_read_date (form, fields->from, FALSE, &change.effective_on, error))
    return FALSE;
  gvn_form_set_suspect (form, act == NULL ? fields->act : NULL);

  return gvn_session_run (gvn_form_get_session (form), _ ("Change a deadline rule"), gvn_change_rule, &change, error);
}

void
gvn_rule_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GvnRule) rule = gvn_rule_load (gvn_session_get_db (session), id, NULL);
  g_autofree char *description = NULL;
  GvnForm *form;
  RuleFields *fields;

  if (rule == NULL)
    return;
  form = gvn_form_new (session, id);
  fields = g_new0 (RuleFields, 1);
  fields->delay = rule->delay;
  gvn_form_set_data (form, fields, g_free);
  description = gvn_delay_describe (&rule->delay);
  gvn_ui_set_group_title (gvn_form_get_group (form), rule->label);
  gvn_form_tell (form, description);
  fields->from = gvn_form_add_date (form, _ ("For triggers from"), &gvn_session_get_now (session)->local.date);
  fields->count = gvn_form_add_number (form, rule->delay.unit == GVN_UNIT_HOUR ? _ ("Hours") : _ ("Days"), 0, 366,
                                       rule->delay.count);
  if (rule->delay.unit != GVN_UNIT_HOUR)
    fields->clear_days = gvn_form_add_switch (form, _ ("Clear days"), _ ("Neither the first nor the last day counts"),
                                              rule->delay.clear_days);
  fields->active = gvn_form_add_switch (form, _ ("Applies"), NULL, rule->active);
  fields->act = gvn_form_add_entry (form, _ ("Act that allows it"), NULL);
  gvn_form_add_history (form, "deadline_rule");
  gvn_form_present (form, rule->clause, _ ("_Apply"), apply_rule, parent);
}
