/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-batch-dialog.h"
#include "app/dialogs/gvn-preview-dialog.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/pages/gvn-agenda-acts.h"
#include "app/pages/gvn-agenda-moves.h"

/**
 * gvn_agenda_present_batch:
 * @items: (element-type GvnTimelineItem): those selected
 *
 * Asks how their meetings are moved or cancelled together.
 */
void
gvn_agenda_present_batch (GvnSession *session, GPtrArray *items, GvnMeetingAct act, GtkWidget *parent)
{
  g_auto (GStrv) meetings = gvn_agenda_list_meetings (items);

  if (meetings[0] != NULL)
    gvn_batch_dialog_present (session, (const char *const *) meetings, act, parent);
}

/* Of those selected, the ones to be convened. */
static GStrv
list_to_convene (GvnSession *session, GPtrArray *items)
{
  g_auto (GStrv) meetings = gvn_agenda_list_meetings (items);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (char **id = meetings; *id != NULL; id++)
    {
      g_autoptr (GvnMeeting) meeting = gvn_meeting_load (gvn_session_get_db (session), *id, NULL);
      gboolean offered = FALSE;

      if (meeting != NULL
          && gvn_mail_is_offered (gvn_session_get_db (session), meeting, GVN_MAIL_CONVOCATION,
                                  gvn_session_get_now (session), &offered, NULL)
          && offered)
        g_strv_builder_add (kept, *id);
    }

  return g_strv_builder_end (kept);
}

/**
 * gvn_agenda_present_convocation:
 * @items: (element-type GvnTimelineItem): those selected
 *
 * Writes to the members of each meeting that is to be convened.
 */
void
gvn_agenda_present_convocation (GvnSession *session, GPtrArray *items, GtkWidget *parent)
{
  g_auto (GStrv) meetings = list_to_convene (session, items);

  if (meetings[0] != NULL)
    gvn_mail_dialog_present (session, GVN_MAIL_CONVOCATION, (const char *const *) meetings, parent);
  else
    gvn_session_tell (session, _ ("None of these meetings is to be convened: they are convened, held or cancelled"));
}

/**
 * gvn_agenda_present_year:
 * @from: the first day that is seen
 * @to: and the last
 *
 * Shows the year that is seen most, as it is pinned on a wall.
 */
void
gvn_agenda_present_year (GvnSession *session, const GvnAgendaFilter *filter, const GDate *from, const GDate *to,
                         GtkWidget *parent)
{
  const GvnMeetingFilter wanted = { .body = filter->body, .perimeter = filter->perimeter };
  g_autoptr (GvnPrint) print = NULL;
  g_autoptr (GError) error = NULL;
  GDate middle = *from;

  g_date_add_days (&middle, (guint) (g_date_days_between (from, to) / 2));
  print = gvn_print_new_year (gvn_session_get_store (session), g_date_get_year (&middle), &wanted,
                              gvn_session_get_now (session), &error);
  if (print != NULL)
    gvn_preview_dialog_present (session, print, parent);
  else
    gvn_session_fail (session, error);
}
