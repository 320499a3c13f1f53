/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-plan-dialog.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "committees/gvn-planning.h"

/* The moves, removals and gaps are listed one by one; additions of a whole year
 * would bury them. */
#define N_LISTED 200

typedef struct
{
  GvnSession *session; /* owned */
  GvnYearPlan *plan;   /* owned, NULL until computed */

  AdwPreferencesPage *page;
  AdwPreferencesGroup *head;
  AdwPreferencesGroup *difference; /* replaced at each computation */
  GtkWidget *year;
  GtkWidget *apply;
  GtkWidget *propose;
  GtkWidget *accept;
} Form;

static void
form_free (gpointer data, GClosure *closure)
{
  Form *form = data;

  g_clear_object (&form->session);
  g_clear_pointer (&form->plan, gvn_year_plan_free);
  g_free (form);
}

static int
get_year (Form *form)
{
  return (int) adw_spin_row_get_value (ADW_SPIN_ROW (form->year));
}

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

  gvn_ui_add_suffix (gvn_ui_add_row (group, title, gap->reason), gap->skipped ? _ ("Skipped") : _ ("No place"),
                     gap->skipped ? "dimmed" : "error");
}

static void
list_difference (Form *form)
{
  guint n = 0;

  for (guint i = 0; i < form->plan->gaps->len; i++)
    if (!((GvnPlanGap *) form->plan->gaps->pdata[i])->skipped)
      add_gap (form->difference, form->plan->gaps->pdata[i]);
  for (guint i = 0; i < form->plan->changes->len && n < N_LISTED; i++)
    {
      const GvnPlanChange *change = form->plan->changes->pdata[i];

      if (change->action == GVN_PLAN_ADD && change->reason == NULL)
        continue;
      add_change (form->difference, change);
      n++;
    }
  for (guint i = 0; i < form->plan->gaps->len; i++)
    if (((GvnPlanGap *) form->plan->gaps->pdata[i])->skipped)
      add_gap (form->difference, form->plan->gaps->pdata[i]);
}

static void
update_status (Form *form)
{
  GvnCalendarStatus status = { 0 };
  gboolean known = gvn_planning_get_status (gvn_session_get_db (form->session), get_year (form), &status, NULL);

  gtk_widget_set_sensitive (form->propose, known && status.n_meetings > 0);
  gtk_widget_set_sensitive (form->accept, known && status.proposed_at != 0);
  if (known && status.accepted_at != 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u change since it was accepted", "%u changes since it was accepted", status.n_changed),
          status.n_changed);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (form->year), text);
    }
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (form->year),
                                 known && status.proposed_at != 0 ? _ ("Proposed, not accepted yet") : "");
}

static void
compute (Form *form)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;

  g_clear_pointer (&form->plan, gvn_year_plan_free);
  if (form->difference != NULL)
    adw_preferences_page_remove (form->page, form->difference);
  form->difference = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_page_add (form->page, form->difference);
  adw_preferences_group_set_title (form->difference, _ ("Difference"));
  update_status (form);

  form->plan = gvn_planning_compute (gvn_session_get_db (form->session), get_year (form),
                                     gvn_session_get_now (form->session), &error);
  gtk_widget_set_sensitive (form->apply, form->plan != NULL && form->plan->changes->len > 0);
  if (form->plan == NULL)
    {
      gvn_ui_set_fault (form->difference, NULL, error->message);
      return;
    }
  summary = g_strdup_printf (_ ("%u kept, %u added, %u moved, %u removed"), form->plan->n_kept, form->plan->n_added,
                             form->plan->n_moved, form->plan->n_removed);
  adw_preferences_group_set_description (form->difference, summary);
  list_difference (form);
}

static void
apply_cb (GtkWidget *button, Form *form)
{
  GvnPlanningRequest request
      = { .year = get_year (form), .now = gvn_session_get_now (form->session), .shown = form->plan };
  g_autofree char *label = g_strdup_printf (_ ("Plan the year %d"), request.year);
  g_autoptr (GError) error = NULL;

  if (gvn_session_run (form->session, label, gvn_planning_apply, &request, &error))
    {
      gvn_year_plan_free (request.plan);
      compute (form);
      return;
    }
  compute (form);
  gvn_ui_set_fault (form->difference, NULL, error->message);
}

static void
set_calendar (Form *form, gboolean accept)
{
  GvnCalendarRequest request = { .year = get_year (form),
                                 .accept = accept,
                                 .by_name = gvn_session_get_author (form->session),
                                 .now = gvn_session_get_now (form->session) };
  g_autoptr (GError) error = NULL;

  if (!gvn_session_run (form->session, accept ? _ ("Record the calendar accepted") : _ ("Record the calendar proposed"),
                        gvn_planning_set_status, &request, &error))
    gvn_ui_set_fault (form->difference, NULL, error->message);
  update_status (form);
}

static void
propose_cb (GtkWidget *row, Form *form)
{
  set_calendar (form, FALSE);
}

static void
accept_cb (GtkWidget *row, Form *form)
{
  set_calendar (form, TRUE);
}

static void
add_head (Form *form)
{
  const GvnContract *contract = gvn_session_get_contract (form->session);
  int first = g_date_get_year (&contract->initialisation_on), last = g_date_get_year (&contract->end_on);

  form->head = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  form->year = adw_spin_row_new_with_range (first, last, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->year), _ ("Year"));
  adw_spin_row_set_value (ADW_SPIN_ROW (form->year),
                          CLAMP (g_date_get_year (&gvn_session_get_now (form->session)->local.date), first, last));
  adw_preferences_group_add (form->head, form->year);
  form->propose = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->propose), _ ("Proposed by the contractor"));
  adw_preferences_group_add (form->head, form->propose);
  form->accept = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->accept), _ ("Accepted by the DSIUN"));
  adw_preferences_group_add (form->head, form->accept);
  adw_preferences_page_add (form->page, form->head);
}

void
gvn_plan_dialog_present (GvnSession *session, GtkWidget *parent)
{
  Form *form = g_new0 (Form, 1);
  AdwDialog *dialog;

  form->session = g_object_ref (session);
  form->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  dialog = gvn_ui_new_form (_ ("Plan a Year"), form->page, _ ("_Apply"), &form->apply);
  add_head (form);
  g_signal_connect_data (form->apply, "clicked", G_CALLBACK (apply_cb), form, form_free, 0);
  g_signal_connect (form->propose, "activated", G_CALLBACK (propose_cb), form);
  g_signal_connect (form->accept, "activated", G_CALLBACK (accept_cb), form);
  g_signal_connect_swapped (form->year, "notify::value", G_CALLBACK (compute), form);
  compute (form);
  adw_dialog_set_content_width (dialog, 620);
  adw_dialog_set_content_height (dialog, 720);
  adw_dialog_present (dialog, parent);
}
