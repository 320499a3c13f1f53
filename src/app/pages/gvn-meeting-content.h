/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"
#include "app/widgets/gvn-item-card.h"
#include "committees/gvn-meeting-document.h"
#include "proceedings/gvn-agenda.h"

G_BEGIN_DECLS

/**
 * GvnMeetingContent:
 * @items: (element-type GvnAgendaItem)
 * @matters: (element-type GvnMatter): of the meeting, and those its items are about
 * @texts: the minutes under each item, by its id, as in the last version
 * @said: what fills each item, by its id, in Markdown
 * @writable: whether anything may be written
 * @begun: whether its day has come
 *
 * All that is read of a meeting to show it as a document.
 */
typedef struct
{
  GvnMeeting *meeting;
  GPtrArray *items;
  GPtrArray *matters;
  GPtrArray *documents;
  GPtrArray *versions;
  GHashTable *texts;
  GHashTable *said;
  char *summary;
  gboolean frozen;
  gboolean writable;
  gboolean begun;
} GvnMeetingContent;

GvnMeetingContent *gvn_meeting_content_load (GvnSession *session, const char *meeting, GError **error);
void gvn_meeting_content_free (GvnMeetingContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnMeetingContent, gvn_meeting_content_free)

void gvn_meeting_content_show (const GvnMeetingContent *self, GvnAgendaItem *item, GvnItemCard *card);
char *gvn_meeting_content_dup_line (const GvnMeetingContent *self);

G_END_DECLS
