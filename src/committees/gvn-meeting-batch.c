/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "committees/gvn-meeting-batch.h"
#include "deadlines/gvn-register.h"

/**
 * gvn_meeting_apply_batch:
 * @batch: a #GvnMeetingBatch
 *
 * A #GvnCommand: all of them, or none.
 *
 * Returns: %FALSE with the refusal of the first meeting that cannot, or
 *   %GVN_ERROR_INVALID for a move by nothing
 */
gboolean
gvn_meeting_apply_batch (GvnDb *db, gpointer batch, GError **error)
{
  const GvnMeetingBatch *wanted = batch;
  GvnMeetingRequest request = { .act = wanted->act,
                                .reason = wanted->reason,
                                .cause = wanted->cause,
                                .internal = wanted->internal,
                                .by_name = wanted->by_name,
                                .now = wanted->now };

  if (wanted->act == GVN_ACT_MOVE && wanted->days == 0 && wanted->minutes == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("Nothing would move: give a number of days or weeks"));
      return FALSE;
    }
  for (guint i = 0; wanted->meetings[i] != NULL; i++)
    {
      request.meeting = wanted->meetings[i];
      if (wanted->act == GVN_ACT_MOVE)
        {
          g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, request.meeting, error);

          if (meeting == NULL)
            return FALSE;
          request.start = meeting->start;
          if (!gvn_local_shift (&request.start, wanted->days, wanted->minutes, error))
            return FALSE;
        }
      if (!gvn_meeting_apply (db, &request, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gvn_meeting_batch_dup_label:
 *
 * Returns: (transfer full): what @batch does, as the journal keeps it
 */
char *
gvn_meeting_batch_dup_label (GvnDb *db, const GvnMeetingBatch *batch)
{
  guint n = g_strv_length ((GStrv) batch->meetings);
  GvnMeetingRequest request = { .act = batch->act, .meeting = batch->meetings[0] };

  if (n == 1)
    return gvn_meeting_dup_label (db, &request);

  return batch->act == GVN_ACT_MOVE ? g_strdup_printf (ngettext ("Move %u meeting", "Move %u meetings", n), n)
                                    : g_strdup_printf (ngettext ("Cancel %u meeting", "Cancel %u meetings", n), n);
}

typedef struct
{
  const GvnMeetingBatch *batch;
  GPtrArray *conflicts; /* borrowed */
} Trial;

static gboolean
try_batch (GvnDb *db, gpointer data, GError **error)
{
  const Trial *trial = data;

  if (!gvn_meeting_apply_batch (db, (gpointer) trial->batch, error))
    return FALSE;

  for (guint i = 0; trial->batch->act == GVN_ACT_MOVE && trial->batch->meetings[i] != NULL; i++)
    {
      g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, trial->batch->meetings[i], error);
      GPtrArray *conflicts
          = meeting != NULL ? gvn_meeting_find_conflicts (db, meeting->id, &meeting->start, error) : NULL;

      if (conflicts == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (trial->conflicts, conflicts);
    }

  return TRUE;
}

/**
 * gvn_meeting_preview_batch:
 * @conflicts: (out) (transfer full) (element-type utf8): a sentence per person who
 *   would sit in two meetings at once
 *
 * What @batch would do; nothing is stored.
 *
 * Returns: (transfer full) (element-type utf8): a sentence per deadline that would
 *   change, or %NULL with the refusal it would meet
 */
GPtrArray *
gvn_meeting_preview_batch (GvnStore *store, const GvnMeetingBatch *batch, GPtrArray **conflicts, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  Trial trial = { batch, found };
  GvnPreview preview = { .subject_kind = GVN_SUBJECT_MEETING,
                         .subjects = batch->meetings,
                         .command = try_batch,
                         .data = &trial,
                         .author = batch->by_name,
                         .now = batch->now };
  GPtrArray *consequences = gvn_register_preview (store, &preview, error);

  if (consequences != NULL)
    *conflicts = g_steal_pointer (&found);

  return consequences;
}
