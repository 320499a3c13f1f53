/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/**
 * GvnMeetingBatch:
 * @meetings: their ids, %NULL-terminated
 * @act: %GVN_ACT_MOVE or %GVN_ACT_CANCEL
 * @days: how far each moves
 * @minutes: and how much later in its day, within -1439 and 1439
 *
 * Several meetings moved or cancelled together, with one reason.
 */
typedef struct
{
  const char *const *meetings;
  GvnMeetingAct act;
  int days;
  int minutes;
  const char *reason;
  const char *cause;
  gboolean internal;
  const char *by_name;
  const GvnNow *now;
} GvnMeetingBatch;

gboolean gvn_meeting_apply_batch (GvnDb *db, gpointer batch, GError **error);
char *gvn_meeting_batch_dup_label (GvnDb *db, const GvnMeetingBatch *batch);
GPtrArray *gvn_meeting_preview_batch (GvnStore *store, const GvnMeetingBatch *batch, GPtrArray **conflicts,
                                      GError **error);

G_END_DECLS
