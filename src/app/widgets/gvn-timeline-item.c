/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/gvn-timeline-item.h"

G_DEFINE_FINAL_TYPE (GvnTimelineRow, gvn_timeline_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (GvnTimelineItem, gvn_timeline_item, G_TYPE_OBJECT)

static void
gvn_timeline_row_finalize (GObject *object)
{
  GvnTimelineRow *self = GVN_TIMELINE_ROW (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->group);
  g_clear_pointer (&self->calendar, gvn_calendar_unref);

  G_OBJECT_CLASS (gvn_timeline_row_parent_class)->finalize (object);
}

static void
gvn_timeline_row_class_init (GvnTimelineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_timeline_row_finalize;
}

static void
gvn_timeline_row_init (GvnTimelineRow *self)
{
}

GvnTimelineRow *
gvn_timeline_row_new (const char *id, const char *title, const char *group, GvnCalendar *calendar)
{
  GvnTimelineRow *self = g_object_new (GVN_TYPE_TIMELINE_ROW, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->group = g_strdup (group);
  self->calendar = calendar != NULL ? gvn_calendar_ref (calendar) : NULL;

  return self;
}

gboolean
gvn_timeline_row_equal (GvnTimelineRow *a, GvnTimelineRow *b)
{
  return g_str_equal (a->title, b->title) && g_strcmp0 (a->group, b->group) == 0 && a->calendar == b->calendar;
}

static const char *
get_row_key (gpointer row)
{
  return GVN_TIMELINE_ROW (row)->id;
}

/**
 * gvn_timeline_row_list_new:
 *
 * Returns: (transfer full): an empty list of them, which splices only what differs
 */
GvnRecordList *
gvn_timeline_row_list_new (void)
{
  static const GvnRecordKind kind = { get_row_key, (gboolean (*) (gpointer, gpointer)) gvn_timeline_row_equal };

  return gvn_record_list_new (GVN_TYPE_TIMELINE_ROW, &kind);
}

static void
gvn_timeline_item_finalize (GObject *object)
{
  GvnTimelineItem *self = GVN_TIMELINE_ITEM (object);

  g_free (self->id);
  g_free (self->row);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->what);
  g_free (self->state);
  g_free (self->chain);
  g_free (self->after);
  g_clear_object (&self->subject);

  G_OBJECT_CLASS (gvn_timeline_item_parent_class)->finalize (object);
}

static void
gvn_timeline_item_class_init (GvnTimelineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_timeline_item_finalize;
}

static void
gvn_timeline_item_init (GvnTimelineItem *self)
{
  self->style = "";
}

GvnTimelineItem *
gvn_timeline_item_new (const char *id, const char *row)
{
  GvnTimelineItem *self = g_object_new (GVN_TYPE_TIMELINE_ITEM, NULL);

  self->id = g_strdup (id);
  self->row = g_strdup (row);

  return self;
}

static gboolean
same_baseline (const GvnLocal *a, const GvnLocal *b)
{
  gboolean valid = g_date_valid (&a->date);

  return valid == g_date_valid (&b->date) && (!valid || gvn_local_compare (a, b) == 0);
}

gboolean
gvn_timeline_item_equal (GvnTimelineItem *a, GvnTimelineItem *b)
{
  return g_str_equal (a->row, b->row) && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->detail, b->detail) == 0
         && g_strcmp0 (a->what, b->what) == 0 && g_strcmp0 (a->state, b->state) == 0
         && g_strcmp0 (a->chain, b->chain) == 0 && g_strcmp0 (a->after, b->after) == 0
         && g_str_equal (a->style, b->style) && gvn_local_compare (&a->start, &b->start) == 0
         && gvn_local_compare (&a->end, &b->end) == 0 && same_baseline (&a->baseline, &b->baseline)
         && a->milestone == b->milestone && a->resizable == b->resizable && a->problem == b->problem;
}

static const char *
get_item_key (gpointer item)
{
  return GVN_TIMELINE_ITEM (item)->id;
}

/**
 * gvn_timeline_item_list_new:
 *
 * Returns: (transfer full): an empty list of them, which splices only what differs
 */
GvnRecordList *
gvn_timeline_item_list_new (void)
{
  static const GvnRecordKind kind = { get_item_key, (gboolean (*) (gpointer, gpointer)) gvn_timeline_item_equal };

  return gvn_record_list_new (GVN_TYPE_TIMELINE_ITEM, &kind);
}

int
gvn_timeline_item_compare (GvnTimelineItem *a, GvnTimelineItem *b)
{
  int order = gvn_local_compare (&a->start, &b->start);

  return order != 0 ? order : strcmp (a->id, b->id);
}
