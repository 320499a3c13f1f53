/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drop on the agenda would do, in words, and doing it. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/pages/gvn-agenda-interventions.h"
#include "app/pages/gvn-agenda-milestones.h"
#include "app/pages/gvn-agenda-moves.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting-batch.h"
#include "committees/gvn-meeting.h"

/* How many consequences of a drop fit in its line of text */
#define N_TOLD 3

/**
 * gvn_agenda_list_meetings:
 * @items: (element-type GvnTimelineItem)
 *
 * Returns: (transfer full): the ids of the meetings among them
 */
GStrv
gvn_agenda_list_meetings (GPtrArray *items)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < items->len; i++)
    {
      GvnTimelineItem *item = items->pdata[i];

      if (GVN_IS_MEETING (item->subject))
        g_strv_builder_add (builder, ((GvnMeeting *) item->subject)->id);
    }

  return g_strv_builder_end (builder);
}

static void
init_batch (GvnSession *session, const GvnTimelineShift *shift, GStrv meetings, GvnMeetingBatch *batch)
{
  *batch = (GvnMeetingBatch) { .meetings = (const char *const *) meetings,
                               .act = GVN_ACT_MOVE,
                               .days = shift->days,
                               .minutes = shift->minutes,
                               .by_name = gvn_session_get_author (session),
                               .now = gvn_session_get_now (session) };
}

/* "Thursday 22 June 2028, 14:00: COSUI-AESN", and how many others. */
static char *
describe_target (GPtrArray *items, const GvnTimelineShift *shift)
{
  GvnTimelineItem *first = NULL;
  g_autofree char *moment = NULL;
  GvnLocal start;
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    if (GVN_IS_MEETING (((GvnTimelineItem *) items->pdata[i])->subject) && n++ == 0)
      first = items->pdata[i];
  start = first->start;
  gvn_local_shift (&start, shift->days, shift->minutes, NULL);
  moment = gvn_text_moment (&start);

  if (n == 1)
    return g_strdup_printf (_ ("%s: %s"), moment, ((GvnMeeting *) first->subject)->body);
  /* Translators: a moment, the code of a body, how many other meetings */
  return g_strdup_printf (ngettext ("%s: %s and %u other", "%s: %s and %u others", n - 1), moment,
                          ((GvnMeeting *) first->subject)->body, n - 1);
}

static char *
join_consequences (char *target, GPtrArray *conflicts, GPtrArray *deadlines)
{
  GString *text = g_string_new_take (target);
  guint told = 0;

  for (guint i = 0; i < conflicts->len && told < N_TOLD; i++, told++)
    g_string_append_printf (text, " — %s", (char *) conflicts->pdata[i]);
  for (guint i = 0; i < deadlines->len && told < N_TOLD; i++, told++)
    g_string_append_printf (text, " · %s", (char *) deadlines->pdata[i]);
  if (conflicts->len + deadlines->len > told)
    {
      guint rest = conflicts->len + deadlines->len - told;

      g_string_append (text, " ");
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", rest), rest);
    }

  return g_string_free (text, FALSE);
}

/**
 * gvn_agenda_preview:
 * @legal: (out): whether it may be done
 *
 * Returns: (transfer full): what @shift would do, with whom it collides, or why it
 *   cannot be
 */
char *
gvn_agenda_preview (GvnSession *session, const GvnTimelineShift *shift, gboolean *legal)
{
  g_auto (GStrv) meetings = gvn_agenda_list_meetings (shift->items);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autoptr (GError) error = NULL;
  GvnMeetingBatch batch;

  *legal = FALSE;
  if (meetings[0] == NULL && gvn_agenda_milestone_get_id (shift->items->pdata[0]) != NULL)
    return g_strdup (_ ("No milestone is moved here: open it to change its planned day"));
  if (meetings[0] == NULL && gvn_agenda_intervention_get_order (shift->items->pdata[0]) != NULL)
    return g_strdup (_ ("No intervention is moved here: change the request of its order"));
  if (meetings[0] == NULL)
    return g_strdup (_ ("A deadline follows from its rule: move the meeting, or correct the fact"));
  if (shift->days == 0 && shift->minutes == 0)
    return g_strdup (_ ("Where it was"));

  init_batch (session, shift, meetings, &batch);
  deadlines = gvn_meeting_preview_batch (gvn_session_get_store (session), &batch, &conflicts, &error);
  if (deadlines == NULL)
    return g_strdup (error->message);
  *legal = TRUE;

  return join_consequences (describe_target (shift->items, shift), conflicts, deadlines);
}

/**
 * gvn_agenda_apply:
 *
 * Does what gvn_agenda_preview() said; what refuses is told to the user.
 */
void
gvn_agenda_apply (GvnSession *session, const GvnTimelineShift *shift)
{
  g_auto (GStrv) meetings = gvn_agenda_list_meetings (shift->items);
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  GvnMeetingBatch batch;

  init_batch (session, shift, meetings, &batch);
  label = gvn_meeting_batch_dup_label (gvn_session_get_db (session), &batch);
  if (!gvn_session_run (session, label, gvn_meeting_apply_batch, &batch, &error))
    gvn_session_fail (session, error);
}
