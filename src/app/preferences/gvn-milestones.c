/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-import-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "contract/gvn-milestone.h"

typedef struct
{
  GtkWidget *title;
  GtkWidget *perimeter;
  GtkWidget *side;
  GtkWidget *planned_on;
  GtkWidget *reached_on;
  GtkWidget *note;
  GtkWidget *internal;
} Fields;

static gboolean
read_days (GvnForm *form, Fields *fields, GvnMilestone *milestone, GError **error)
{
  return gvn_form_read_date (form, fields->planned_on, FALSE, &milestone->planned_on, error)
         && gvn_form_read_date (form, fields->reached_on, TRUE, &milestone->reached_on, error);
}

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  const char *subject = gvn_form_get_subject (form);
  g_autofree char *title = gvn_form_dup_text (fields->title);
  g_autofree char *note = gvn_form_dup_text (fields->note);
  GvnMilestoneDraft draft
      = { .milestone = { .id = g_strdup (subject),
                         .title = title,
                         .perimeter = (char *) gvn_form_get_choice (fields->perimeter),
                         .side = (char *) gvn_form_get_choice (fields->side),
                         .note = note,
                         .note_internal = adw_switch_row_get_active (ADW_SWITCH_ROW (fields->internal)) },
          .now = gvn_session_get_now (session) };
  gboolean done = read_days (form, fields, &draft.milestone, error);

  if (done)
    {
      const GDate *reached = &draft.milestone.reached_on;

      gvn_form_set_suspect (form, g_date_valid (reached) && g_date_compare (reached, &draft.now->local.date) > 0
                                      ? fields->reached_on
                                      : fields->title);
      done = gvn_session_run (session, subject != NULL ? _ ("Change a milestone") : _ ("Add a milestone"),
                              gvn_milestone_save, &draft, error);
    }
  g_free (draft.milestone.id);

  return done;
}

static void
delete_cb (GvnForm *form)
{
  g_autoptr (GError) error = NULL;

  if (gvn_session_run (gvn_form_get_session (form), _ ("Delete a milestone"), gvn_milestone_delete,
                       (gpointer) gvn_form_get_subject (form), &error))
    gvn_form_close (form);
  else
    gvn_form_tell (form, error->message);
}

static Fields *
add_fields (GvnForm *form, const GvnMilestone *milestone, const GDate *day)
{
  Fields *fields = g_new0 (Fields, 1);

  fields->title = gvn_form_add_entry (form, _ ("Title"), milestone != NULL ? milestone->title : NULL);
  fields->perimeter = gvn_form_add_perimeters (form, _ ("Perimeter"), _ ("Whole contract"),
                                               milestone != NULL ? milestone->perimeter : NULL);
  fields->side = gvn_form_add_sides (form, _ ("Owed by"), _ ("Nobody in particular"),
                                     milestone != NULL ? milestone->side : NULL);
  fields->planned_on = gvn_form_add_date (form, _ ("Planned day"), milestone != NULL ? &milestone->planned_on : day);
  fields->reached_on = gvn_form_add_date (form, _ ("Reached on"), milestone != NULL ? &milestone->reached_on : NULL);
  fields->note = gvn_form_add_text (form, _ ("Note"), milestone != NULL ? milestone->note : NULL);
  fields->internal = gvn_form_add_internal (form, milestone != NULL && milestone->note_internal);

  return fields;
}

static void
present (GvnSession *session, const GvnMilestone *milestone, const GDate *day, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, milestone != NULL ? milestone->id : NULL);

  gvn_form_set_data (form, add_fields (form, milestone, day), g_free);
  if (milestone != NULL)
    {
      gvn_form_add_button (form, _ ("Delete This Milestone"), "destructive-action", G_CALLBACK (delete_cb));
      gvn_form_add_history (form, "milestone");
    }
  gvn_form_present (form, milestone != NULL ? _ ("Milestone") : _ ("New Milestone"), _ ("_Apply"), apply, parent);
}

/**
 * gvn_milestone_form_present_new:
 * @day: what it is planned for, unless the user says otherwise
 */
void
gvn_milestone_form_present_new (GvnSession *session, const GDate *day, GtkWidget *parent)
{
  present (session, NULL, day, parent);
}

/**
 * gvn_milestone_form_present:
 * @id: (nullable): which to edit, %NULL for a new one
 */
void
gvn_milestone_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMilestone) milestone
      = id != NULL ? gvn_milestone_load (gvn_session_get_db (session), id, &error) : NULL;

  if (error == NULL)
    present (session, milestone, NULL, parent);
  else
    gvn_session_fail (session, error);
}

static void
present_import (GvnSession *session, const char *subject, GtkWidget *parent)
{
  gvn_import_dialog_present (session, "milestones", parent);
}

static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  g_autoptr (GPtrArray) milestones = gvn_milestone_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; milestones != NULL && i < milestones->len; i++)
    {
      const GvnMilestone *milestone = milestones->pdata[i];
      g_autofree char *words = gvn_milestone_describe (milestone, &gvn_session_get_now (session)->local.date);

      gvn_ui_set_opener (gvn_ui_add_row (group, milestone->title, words), session, gvn_milestone_form_present,
                         milestone->id);
    }
  gvn_ui_add_opener (group, _ ("New Milestone…"), session, gvn_milestone_form_present, NULL);
  gvn_ui_add_opener (group, _ ("Import a Sheet…"), session, present_import, NULL);
}

/* Adds the milestones to a page, where they are edited. */
void
gvn_milestones_add_group (AdwPreferencesPage *page, GvnSession *session)
{
  gvn_ui_bind_group (
      gvn_ui_add_group (page, _ ("Milestones"),
                        _ ("Beside the phases of the contract, in the agenda of each COPIL until they are reached.")),
      session, fill, NULL);
}
