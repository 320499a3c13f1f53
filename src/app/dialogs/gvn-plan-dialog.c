/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-plan-dialog.h"
#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "committees/gvn-planning.h"

/* The moves, removals and gaps are listed one by one; additions of a whole year
 * would bury them. */
#define N_LISTED 200

typedef struct
{
  GvnForm *form;
  GvnYearPlan *plan; /* owned, NULL until computed */
  AdwPreferencesGroup *agreement;
  AdwPreferencesGroup *difference;
  GtkWidget *year;
} Fields;

static void
fields_free (gpointer data)
{
  Fields *fields = data;

  g_clear_pointer (&fields->plan, gvn_year_plan_free);
  g_free (fields);
}

static int
get_year (Fields *fields)
{
  return (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->year));
}

/* The difference ------------------------------------------------------------------------ */

static void
add_change (AdwPreferencesGroup *group, const GvnPlanChange *change)
{
  static const char *const actions[] = { N_ ("Added"), N_ ("Moved"), N_ ("Removed") };
  g_autofree char *start = gvn_text_moment (&change->start);
  g_autofree char *previous = change->action == GVN_PLAN_MOVE ? gvn_text_moment (&change->previous) : NULL;
  g_autofree char *title = previous != NULL ? g_strdup_printf ("%s: %s → %s", change->body, previous, start)
                                            : g_strdup_printf ("%s: %s", change->body, start);

  gvn_ui_add_suffix (gvn_ui_add_row (group, title, change->reason), _ (actions[change->action]), "dimmed");
}

static void
add_gap (AdwPreferencesGroup *group, const GvnPlanGap *gap)
{
  g_autofree char *day = gvn_text_weekday_date (&gap->nominal.date);
  g_autofree char *title = g_strdup_printf ("%s: %s", gap->body, day);

  gvn_ui_add_suffix (gvn_ui_add_row (group, title, gap->reason), _ ("No place"), "error");
}

/* The holidays weekly bodies skip are one row that opens. */
static void
add_skipped (AdwPreferencesGroup *group, const GvnYearPlan *plan)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *title = NULL;
  guint n = 0;

  for (guint i = 0; i < plan->gaps->len; i++)
    {
      const GvnPlanGap *gap = plan->gaps->pdata[i];
      GtkWidget *row;

      if (!gap->skipped)
        continue;
      row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gap->body);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), gap->reason);
      gvn_ui_add_to_expander (ADW_EXPANDER_ROW (expander), row);
      n++;
    }
  title = g_strdup_printf (
      ngettext ("%u weekly meeting skipped on a closed day", "%u weekly meetings skipped on closed days", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  gtk_widget_set_visible (expander, n > 0);
  gvn_ui_add_to_group (group, expander);
}

static void
list_difference (Fields *fields)
{
  const GvnYearPlan *plan = fields->plan;
  guint n = 0;

  for (guint i = 0; i < plan->gaps->len; i++)
    if (!((GvnPlanGap *) plan->gaps->pdata[i])->skipped)
      add_gap (fields->difference, plan->gaps->pdata[i]);
  for (guint i = 0; i < plan->changes->len && n < N_LISTED; i++)
    {
      const GvnPlanChange *change = plan->changes->pdata[i];

      if (change->action == GVN_PLAN_ADD && change->reason == NULL)
        continue;
      add_change (fields->difference, change);
      n++;
    }
  add_skipped (fields->difference, plan);
}

/* The calendar as an agreement ---------------------------------------------------------- */

static void
record (Fields *fields, gboolean accept)
{
  GvnSession *session = gvn_form_get_session (fields->form);
  GvnCalendarRequest request = { .year = get_year (fields),
                                 .accept = accept,
                                 .by_name = gvn_session_get_author (session),
                                 .now = gvn_session_get_now (session) };
  g_autoptr (GError) error = NULL;

  if (!gvn_session_run (session, accept ? _ ("Record the calendar accepted") : _ ("Record the calendar proposed"),
                        gvn_planning_set_status, &request, &error))
    gvn_form_tell (fields->form, error->message);
}

static void
propose_cb (Fields *fields)
{
  record (fields, FALSE);
}

static void
accept_cb (Fields *fields)
{
  record (fields, TRUE);
}

static void
add_step (Fields *fields, const char *title, gint64 at, gboolean possible, GCallback clicked)
{
  g_autofree char *moment = NULL;
  GtkWidget *row;
  GtkWidget *button = gtk_button_new_with_label (at != 0 ? _ ("Record Again") : _ ("Record"));

  if (at != 0)
    {
      GvnLocal local;

      gvn_local_from_instant (at, &local);
      moment = gvn_text_moment (&local);
    }
  row = gvn_ui_add_row (fields->agreement, title, moment != NULL ? moment : _ ("Not yet"));
  gtk_widget_set_sensitive (button, possible);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, fields);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static char *
describe_deviation (GvnMeeting *meeting)
{
  g_autofree char *accepted = NULL;
  g_autofree char *start = gvn_text_moment (&meeting->start);

  if (!g_date_valid (&meeting->accepted.date))
    /* Translators: a moment */
    return g_strdup_printf (_ ("Added: %s"), start);
  accepted = gvn_text_moment (&meeting->accepted);
  if (meeting->state == GVN_MEETING_CANCELLED)
    /* Translators: a moment */
    return g_strdup_printf (_ ("Cancelled: %s"), accepted);
  if (gvn_local_compare (&meeting->accepted, &meeting->start) != 0)
    return g_strdup_printf ("%s → %s", accepted, start);

  return NULL;
}

/* What differs from the calendar that was accepted. */
static void
add_deviations (Fields *fields, guint n_changed)
{
  GvnMeetingFilter filter = { .body = NULL };
  GtkWidget *expander = adw_expander_row_new ();
  g_autoptr (GPtrArray) meetings = NULL;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u change since it was accepted", "%u changes since it was accepted", n_changed), n_changed);

  gvn_date_set (&filter.from, get_year (fields), 1, 1);
  gvn_date_set (&filter.to, get_year (fields), 12, 31);
  meetings = gvn_meeting_list (gvn_session_get_db (gvn_form_get_session (fields->form)), &filter, NULL);
  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      g_autofree char *text = describe_deviation (meeting);
      GtkWidget *row;

      if (text == NULL)
        continue;
      row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), meeting->body_name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      gvn_ui_add_to_expander (ADW_EXPANDER_ROW (expander), row);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (expander), n_changed > 0);
  gvn_ui_add_to_group (fields->agreement, expander);
}

static void
fill_agreement (Fields *fields)
{
  GvnCalendarStatus status = { 0 };

  gvn_ui_clear_group (fields->agreement);
  if (!gvn_planning_get_status (gvn_session_get_db (gvn_form_get_session (fields->form)), get_year (fields), &status,
                                NULL))
    return;
  add_step (fields, _ ("Proposed by the contractor"), status.proposed_at, status.n_meetings > 0,
            G_CALLBACK (propose_cb));
  add_step (fields, _ ("Accepted by the DSIUN"), status.accepted_at, status.proposed_at != 0, G_CALLBACK (accept_cb));
  if (status.accepted_at != 0)
    add_deviations (fields, status.n_changed);
}

/* --------------------------------------------------------------------------------------- */

static void
compute (Fields *fields)
{
  GvnSession *session = gvn_form_get_session (fields->form);
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;

  g_clear_pointer (&fields->plan, gvn_year_plan_free);
  gvn_ui_clear_group (fields->difference);
  gvn_form_tell (fields->form, NULL);
  fill_agreement (fields);

  fields->plan
      = gvn_planning_compute (gvn_session_get_db (session), get_year (fields), gvn_session_get_now (session), &error);
  gvn_form_set_applicable (fields->form, fields->plan != NULL && fields->plan->changes->len > 0);
  if (fields->plan == NULL)
    {
      gvn_form_tell (fields->form, error->message);
      return;
    }
  summary = g_strdup_printf (_ ("%u kept, %u added, %u moved, %u removed"), fields->plan->n_kept, fields->plan->n_added,
                             fields->plan->n_moved, fields->plan->n_removed);
  adw_preferences_group_set_description (fields->difference, summary);
  list_difference (fields);
}

/* Stays open: what was applied becomes the calendar shown. */
static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnPlanningRequest request
      = { .year = get_year (fields), .now = gvn_session_get_now (gvn_form_get_session (form)), .shown = fields->plan };
  g_autofree char *label = g_strdup_printf (_ ("Plan the year %d"), request.year);

  if (!gvn_session_run (gvn_form_get_session (form), label, gvn_planning_apply, &request, error))
    return FALSE;
  gvn_year_plan_free (request.plan);

  return FALSE;
}

static void
session_changed_cb (GvnSession *session, AdwDialog *dialog)
{
  compute (g_object_get_data (G_OBJECT (dialog), "fields"));
}

void
gvn_plan_dialog_present (GvnSession *session, GtkWidget *parent)
{
  const GvnContract *contract = gvn_session_get_contract (session);
  int first = g_date_get_year (&contract->initialisation_on), last = g_date_get_year (&contract->end_on);
  int now = g_date_get_year (&gvn_session_get_now (session)->local.date);
  Fields *fields = g_new0 (Fields, 1);
  AdwDialog *dialog;

  fields->form = gvn_form_new (session, NULL);
  gvn_form_set_data (fields->form, fields, fields_free);
  fields->year = gvn_form_add_number (fields->form, _ ("Year"), first, last, CLAMP (now, first, last));
  fields->agreement = gvn_form_add_group (fields->form, _ ("Agreement"), NULL);
  fields->difference = gvn_form_add_group (fields->form, _ ("Difference"), NULL);
  gvn_ui_track_rows (fields->agreement);
  gvn_ui_track_rows (fields->difference);
  dialog = gvn_form_present (fields->form, _ ("Plan a Year"), _ ("_Apply"), apply, parent);
  g_object_set_data (G_OBJECT (dialog), "fields", fields);
  g_signal_connect_swapped (fields->year, "notify::value", G_CALLBACK (compute), fields);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), dialog, 0);
  adw_dialog_set_content_width (dialog, 620);
  adw_dialog_set_content_height (dialog, 720);
  compute (fields);
}
