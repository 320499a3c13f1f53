/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/pages/gvn-agenda-milestones.h"

static const struct
{
  const char *style;
  const char *icon; /* so that colour is not all that tells */
} lights[] = {
  [GVN_MILESTONE_UPCOMING] = { "dimmed", "content-loading-symbolic" },
  [GVN_MILESTONE_LATE] = { "error", "dialog-warning-symbolic" },
  [GVN_MILESTONE_REACHED] = { "success", "object-select-symbolic" },
};

/**
 * gvn_agenda_shows_milestone:
 *
 * Returns: whether @filter lets it through, its words aside: a milestone of the whole
 *   contract is one of each perimeter, none is of a body or a person
 */
gboolean
gvn_agenda_shows_milestone (const GvnAgendaFilter *filter, const GvnMilestone *milestone)
{
  return filter->body == NULL && filter->person == NULL && !filter->no_deadlines
         && (filter->side == NULL || g_strcmp0 (milestone->side, filter->side) == 0)
         && (filter->perimeter == NULL || milestone->perimeter == NULL
             || g_str_equal (milestone->perimeter, filter->perimeter));
}

/**
 * gvn_agenda_milestone_new:
 *
 * Returns: (transfer full): it, on the day it was reached or is planned for
 */
GvnTimelineItem *
gvn_agenda_milestone_new (const GvnMilestone *milestone, const GDate *today)
{
  g_autofree char *id = g_strconcat (GVN_AGENDA_MILESTONE_ROW, milestone->id, NULL);
  g_autofree char *words = gvn_milestone_describe (milestone, today);
  GvnMilestoneState state = gvn_milestone_get_state (milestone, today);
  GvnTimelineItem *item = gvn_timeline_item_new (id, GVN_AGENDA_MILESTONE_ROW);

  item->title = g_strdup (milestone->title);
  item->what = gvn_milestone_dup_title (milestone);
  item->state = g_strdup (gvn_milestone_state_get_label (state));
  item->detail = g_strjoin (" · ", milestone->title, words, NULL);
  item->style = lights[state].style;
  item->start = (GvnLocal) { *gvn_milestone_get_day (milestone), GVN_NO_MINUTES };
  item->end = item->start;
  item->milestone = TRUE;

  return item;
}

/**
 * gvn_agenda_milestone_get_id:
 *
 * Returns: (transfer none) (nullable): of which milestone @item is, %NULL for none
 */
const char *
gvn_agenda_milestone_get_id (GvnTimelineItem *item)
{
  return g_str_equal (item->row, GVN_AGENDA_MILESTONE_ROW) ? item->id + strlen (GVN_AGENDA_MILESTONE_ROW) : NULL;
}

/**
 * gvn_agenda_milestone_get_icon:
 * @item: one of a milestone
 */
const char *
gvn_agenda_milestone_get_icon (GvnTimelineItem *item)
{
  guint i = 0;

  while (!g_str_equal (lights[i].style, item->style))
    i++;

  return lights[i].icon;
}
