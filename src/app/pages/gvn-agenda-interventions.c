/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/pages/gvn-agenda-interventions.h"
#include "base/gvn-text.h"

/**
 * gvn_agenda_shows_intervention:
 *
 * Returns: whether @filter lets it through, its words aside: it is neither a meeting nor a
 *   deadline, and the contractor works it
 */
gboolean
gvn_agenda_shows_intervention (const GvnAgendaFilter *filter, const GvnIntervention *intervention)
{
  return filter->body == NULL && !filter->no_meetings && !filter->no_deadlines
         && (filter->side == NULL || g_str_equal (filter->side, "contractor"))
         && (filter->person == NULL || g_strv_contains ((const char *const *) intervention->people, filter->person))
         && (filter->perimeter == NULL || intervention->perimeter == NULL
             || g_str_equal (intervention->perimeter, filter->perimeter));
}

static const char *
get_style (const GvnIntervention *intervention)
{
  if (intervention->cancelled)
    return "cancelled";
  if (intervention->state >= GVN_ORDER_DELIVERED)
    return "held";

  return intervention->tentative ? "tentative" : "planned";
}

/* "Monday 13 March 2028, 8:00 – Thursday 16 March 2028, 18:00" */
static char *
dup_time (const GvnIntervention *intervention)
{
  g_autofree char *start = gvn_text_moment (&intervention->start);
  g_autofree char *end = NULL;

  if (!g_date_valid (&intervention->end.date))
    return g_steal_pointer (&start);
  end = gvn_date_equal (&intervention->start.date, &intervention->end.date) ? gvn_text_time (intervention->end.minutes)
                                                                            : gvn_text_moment (&intervention->end);

  return g_strdup_printf ("%s – %s", start, end);
}

/**
 * gvn_agenda_intervention_new:
 *
 * Returns: (transfer full): it, as long as its units say; a moment where they do not
 */
GvnTimelineItem *
gvn_agenda_intervention_new (const GvnIntervention *intervention)
{
  g_autofree char *id = g_strconcat (GVN_AGENDA_INTERVENTION_ROW, intervention->order, NULL);
  g_autofree char *time = dup_time (intervention);
  GvnTimelineItem *item = gvn_timeline_item_new (id, GVN_AGENDA_INTERVENTION_ROW);
  gboolean known = g_date_valid (&intervention->end.date);

  item->title = g_strdup (intervention->name);
  item->what = g_strdup_printf ("%s — %s", intervention->name, intervention->title);
  item->state = g_strdup (gvn_order_state_get_label (intervention->state));
  item->detail
      = g_strjoin (" · ", item->what, intervention->perimeter != NULL ? intervention->perimeter : _ ("Whole contract"),
                   time, item->state, NULL);
  item->style = get_style (intervention);
  item->start = intervention->start;
  item->end = known ? intervention->end : intervention->start;
  item->milestone = !known && intervention->start.minutes != GVN_NO_MINUTES;

  return item;
}

/**
 * gvn_agenda_intervention_get_order:
 *
 * Returns: (transfer none) (nullable): the id of the order @item is of, %NULL for none
 */
const char *
gvn_agenda_intervention_get_order (GvnTimelineItem *item)
{
  return g_str_equal (item->row, GVN_AGENDA_INTERVENTION_ROW) ? item->id + strlen (GVN_AGENDA_INTERVENTION_ROW) : NULL;
}
