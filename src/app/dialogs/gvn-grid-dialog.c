/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-grid-dialog.h"
#include "app/gvn-ui.h"
#include "app/widgets/gvn-order-buttons.h"
#include "base/gvn-text.h"
#include "proceedings/gvn-preproblem.h"

static gboolean
is_writable (GvnSession *session)
{
  return !gvn_store_is_read_only (gvn_session_get_store (session));
}

static void
run (GvnSession *session, const char *label, GvnCommand command, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!gvn_session_run (session, label, command, data, &error))
    gvn_session_fail (session, error);
}

/* A row -------------------------------------------------------------------------------- */

static void
add_value (AdwPreferencesGroup *group, const char *title, const char *value)
{
  gvn_ui_add_row (group, title, value != NULL ? value : "–");
}

static void
remove_row (GvnSession *session, const char *id, GtkWidget *parent)
{
  gvn_ui_run_and_close (session, _ ("Remove a row from the grid"), gvn_preproblem_remove, (gpointer) id, parent);
}

static void
fill_analysis (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnPreproblem) row = gvn_preproblem_load (gvn_session_get_db (session), id, NULL);
  g_autofree char *gaps = NULL;
  g_autofree char *priority = NULL;
  g_autofree char *approved = NULL;

  if (row == NULL)
    return;
  gaps = gvn_preproblem_dup_gaps (row);
  priority = row->priority > 0 ? g_strdup_printf ("%d", row->priority) : NULL;
  gvn_ui_set_group_title (group, row->title);
  if (row->approved_by != NULL)
    {
      g_autofree char *moment = gvn_text_moment (&row->approved);

      approved = g_strdup_printf ("%s · %s", row->approved_by, moment);
    }
  if (gaps != NULL)
    add_value (group, _ ("Still lacking"), gaps);
  add_value (group, _ ("Incidents"), row->incidents);
  add_value (group, _ ("Impact"), row->impact);
  add_value (group, _ ("Priority"), priority);
  add_value (group, _ ("Diagnosis of the TME"), row->diagnosis_tme);
  add_value (group, _ ("Diagnosis of the TMS"), row->diagnosis_tms);
  add_value (group, _ ("Approved by"), approved);
  if (!is_writable (session))
    return;
  gvn_ui_add_opener (group, _ ("Edit…"), session, gvn_grid_row_form_present, id);
  if (row->approved_by == NULL)
    gvn_ui_add_opener (group, _ ("Approve…"), session, gvn_grid_approve_row_present, id);
}

static void
fill_verdict (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnPreproblem) row = gvn_preproblem_load (gvn_session_get_db (session), id, NULL);

  if (row == NULL)
    return;
  add_value (group, gvn_preproblem_verdict_get_label (row->verdict), row->reason);
  if (row->ticket != NULL)
    add_value (group, _ ("Ticket"), row->ticket);
  if (is_writable (session))
    gvn_ui_add_opener (group, _ ("Decide…"), session, gvn_grid_verdict_present, id);
}

static void
fill_notes (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GPtrArray) notes = gvn_preproblem_list_notes (gvn_session_get_db (session), id, NULL);

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const GvnPreproblemNote *note = notes->pdata[i];
      g_autofree char *moment = gvn_text_moment (&note->at);
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", moment, note->by_name);

      gvn_ui_add_row (group, note->text, subtitle);
    }
  if (!is_writable (session))
    return;
  gvn_ui_add_opener (group, _ ("Follow Up…"), session, gvn_grid_note_present, id);
}

/**
 * gvn_grid_row_dialog_present:
 *
 * Shows one row of a grid, and stays true while it changes.
 */
void
gvn_grid_row_dialog_present (GvnSession *session, const char *row, GtkWidget *parent)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  gvn_ui_bind_group (gvn_ui_add_group (page, NULL, NULL), session, fill_analysis, row);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("The Committee"), NULL), session, fill_verdict, row);
  gvn_ui_bind_group (
      gvn_ui_add_group (page, _ ("Follow-up"), _ ("What the ROC says of it between two meetings (6.6).")), session,
      fill_notes, row);
  if (is_writable (session))
    gvn_ui_add_opener (gvn_ui_add_group (page, NULL, NULL), _ ("Remove This Row"), session, remove_row, row);
  gvn_ui_present_page (_ ("Row of the Grid"), page, 520, 680, parent);
}

/* The grid ------------------------------------------------------------------------------- */

static void
carry_over (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  GvnGridCarry carry = { .meeting = meeting, .now = gvn_session_get_now (session) };

  run (session, _ ("Carry over the rows left open"), gvn_grid_carry, &carry);
}

static void
reordered (GvnSession *session, const char *id, guint position)
{
  GvnPreproblemMove move = { id, position };

  run (session, _ ("Move a row of the grid"), gvn_preproblem_move, &move);
}

static char *
describe (const GvnPreproblem *row)
{
  g_autofree char *gaps = gvn_preproblem_dup_gaps (row);
  GString *text = g_string_new (gvn_preproblem_verdict_get_label (row->verdict));

  if (row->priority > 0)
    {
      g_string_append (text, " · ");
      /* Translators: %d is 1, 2 or 3 */
      g_string_append_printf (text, _ ("priority %d"), row->priority);
    }
  if (row->ticket != NULL)
    g_string_append_printf (text, " · %s", row->ticket);
  if (row->follows != NULL)
    g_string_append_printf (text, " · %s", _ ("carried over"));
  if (gaps != NULL)
    g_string_append_printf (text, "\n%s", gaps);

  return g_string_free_and_steal (text);
}

static void
fill_grid (AdwPreferencesGroup *group, GvnSession *session, const char *meeting)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gvn_preproblem_list (gvn_session_get_db (session), meeting, &error);
  g_autofree char *summary = rows != NULL ? gvn_grid_dup_summary (rows) : NULL;

  adw_preferences_group_set_description (group, rows != NULL ? summary : error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GvnPreproblem *row = rows->pdata[i];
      g_autofree char *subtitle = describe (row);
      GtkWidget *shown = gvn_ui_add_row (group, row->title, subtitle);

      if (is_writable (session))
        gvn_order_buttons_add (shown, session, row->id, i, rows->len, reordered);
      gvn_ui_set_opener (shown, session, gvn_grid_row_dialog_present, row->id);
    }
  if (!is_writable (session))
    return;
  gvn_ui_add_opener (group, _ ("New Row…"), session, gvn_grid_new_row_present, meeting);
  if (rows != NULL && rows->len > 0)
    gvn_ui_add_opener (group, _ ("Approve All…"), session, gvn_grid_approve_all_present, meeting);
  gvn_ui_add_opener (group, _ ("Carry Over the Rows Left Open"), session, carry_over, meeting);
}

/**
 * gvn_grid_dialog_present:
 * @id: of a problem committee
 *
 * Shows its grid, and stays true while it changes.
 */
void
gvn_grid_dialog_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (gvn_session_get_db (session), id, &error);
  AdwPreferencesPage *page;
  g_autofree char *title = NULL;

  if (meeting == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  title = gvn_meeting_dup_title (meeting);
  gvn_ui_bind_group (gvn_ui_add_group (page, title, NULL), session, fill_grid, id);
  gvn_ui_present_page (_ ("Analysis Grid"), page, 600, 680, parent);
}

/* Adds the button that opens the grid to what is said of a problem committee. */
void
gvn_grid_add_opener (AdwPreferencesPage *page, GvnSession *session, GvnMeeting *meeting)
{
  if (g_str_equal (meeting->body_kind, GVN_GRID_BODY_KIND) && meeting->state != GVN_MEETING_CANCELLED)
    gvn_ui_add_opener (gvn_ui_add_group (page, NULL, NULL), _ ("Analysis Grid…"), session, gvn_grid_dialog_present,
                       meeting->id);
}
