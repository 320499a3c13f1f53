/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-batch-dialog.h"
#include "app/dialogs/gvn-cause-dialog.h"
#include "app/gvn-form.h"

typedef struct
{
  GStrv meetings;
  GvnMeetingAct act;
  GtkWidget *weeks; /* NULL as days when they are cancelled */
  GtkWidget *days;
  GtkWidget *reason;
  GtkWidget *cause;
  GtkWidget *internal;
  int shown; /* the days whose consequences are told */
} Fields;

static void
fields_free (gpointer data)
{
  g_strfreev (((Fields *) data)->meetings);
  g_free (data);
}

static int
get_number (GtkWidget *row)
{
  return row != NULL ? (int) adw_spin_row_get_value (ADW_SPIN_ROW (row)) : 0;
}

/* Tells once what the shift changes; TRUE when that is told already. */
static gboolean
is_told (GvnForm *form, Fields *fields, const GvnMeetingBatch *batch, GError **error)
{
  GvnSession *session = gvn_form_get_session (form);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autofree char *text = NULL;

  if (batch->act != GVN_ACT_MOVE || batch->days == fields->shown)
    return TRUE;
  deadlines = gvn_meeting_preview_batch (gvn_session_get_store (session), batch, &conflicts, error);
  if (deadlines == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (conflicts, g_steal_pointer (&deadlines));
  g_ptr_array_add (conflicts, NULL);
  text = conflicts->len > 1 ? g_strjoinv ("\n", (char **) conflicts->pdata) : g_strdup (_ ("No date changes."));
  gvn_form_tell (form, text);
  gvn_form_set_apply_label (form, _ ("_Move"));
  fields->shown = batch->days;

  return FALSE;
}

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *reason = gvn_form_dup_text (fields->reason);
  GvnMeetingBatch batch = { .meetings = (const char *const *) fields->meetings,
                            .act = fields->act,
                            .days = 7 * get_number (fields->weeks) + get_number (fields->days),
                            .reason = reason,
                            .cause = gvn_cause_row_get (fields->cause),
                            .internal = adw_switch_row_get_active (ADW_SWITCH_ROW (fields->internal)),
                            .by_name = gvn_session_get_author (session),
                            .now = gvn_session_get_now (session) };
  g_autofree char *label = gvn_meeting_batch_dup_label (gvn_session_get_db (session), &batch);

  gvn_form_set_suspect (form, fields->weeks != NULL ? fields->weeks : fields->reason);
  if (!is_told (form, fields, &batch, error))
    return FALSE;

  return gvn_session_run (session, label, gvn_meeting_apply_batch, &batch, error);
}

/**
 * gvn_batch_dialog_present:
 * @meetings: their ids
 * @act: %GVN_ACT_MOVE or %GVN_ACT_CANCEL
 */
void
gvn_batch_dialog_present (GvnSession *session, const char *const *meetings, GvnMeetingAct act, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, NULL);
  Fields *fields = g_new0 (Fields, 1);
  GvnMeetingBatch batch = { .meetings = meetings, .act = act };
  g_autofree char *title = gvn_meeting_batch_dup_label (gvn_session_get_db (session), &batch);

  fields->meetings = g_strdupv ((GStrv) meetings);
  fields->act = act;
  fields->shown = G_MININT;
  gvn_form_set_data (form, fields, fields_free);
  if (act == GVN_ACT_MOVE)
    {
      fields->weeks = gvn_form_add_number (form, _ ("Weeks later"), -52, 52, 1);
      fields->days = gvn_form_add_number (form, _ ("Days later"), -6, 6, 0);
    }
  fields->reason = gvn_form_add_text (form, _ ("Reason"), NULL);
  fields->cause = gvn_cause_row_new (NULL);
  adw_preferences_group_add (gvn_form_get_group (form), fields->cause);
  fields->internal = gvn_form_add_internal (form, FALSE);
  gvn_form_present (form, title, act == GVN_ACT_MOVE ? _ ("_Show Consequences") : _ ("_Cancel Meetings"), apply,
                    parent);
}
