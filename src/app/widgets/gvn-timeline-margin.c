/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The margins of a timeline: the titles of its rows with the headings of their groups
 * at the left, the axis of time on top. */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-timeline-private.h"

/* Headings --------------------------------------------------------------------------- */

static void
heading_clicked_cb (GtkButton *button, GvnTimeline *self)
{
  const char *group = g_object_get_data (G_OBJECT (button), "group");

  if (!g_hash_table_remove (self->collapsed, group))
    g_hash_table_add (self->collapsed, g_strdup (group));
  self->stale = TRUE;
  gvn_timeline_update (self);
}

static GtkWidget *
create_heading (GvnTimeline *self, const char *group)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (group);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (content), gtk_image_new ());
  gtk_box_append (GTK_BOX (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "timeline-heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, group, -1);
  g_object_set_data_full (G_OBJECT (button), "group", g_strdup (group), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (heading_clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
}

/* A button per group, there while the group is. */
void
gvn_timeline_update_headings (GvnTimeline *self)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);
  g_autoptr (GHashTable) old = g_steal_pointer (&self->headings);

  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gtk_widget_unparent);
  for (guint i = 0; i < bands->len; i++)
    {
      const GvnTimelineBand *band = bands->pdata[i];
      GtkWidget *button = NULL;
      char *group = NULL;

      if (band->row != NULL)
        continue;
      if (!g_hash_table_steal_extended (old, band->group, (gpointer *) &group, (gpointer *) &button))
        {
          group = g_strdup (band->group);
          button = create_heading (self, group);
        }
      gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)))),
                                    band->collapsed ? "pan-end-symbolic" : "pan-down-symbolic");
      gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, !band->collapsed, -1);
      g_hash_table_insert (self->headings, group, button);
    }
}

void
gvn_timeline_allocate_headings (GvnTimeline *self)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);
  double scroll = gvn_timeline_get_scroll (self, GTK_ORIENTATION_VERTICAL);

  for (guint i = 0; i < bands->len; i++)
    {
      const GvnTimelineBand *band = bands->pdata[i];
      GtkWidget *button = band->row == NULL ? g_hash_table_lookup (self->headings, band->group) : NULL;
      double y = self->axis_height + band->y - scroll;
      GtkAllocation allocation = { 0, (int) y, (int) self->titles_width, (int) band->height };
      int natural;

      if (button == NULL)
        continue;
      gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &allocation.width, &natural, NULL, NULL);
      allocation.width = (int) MAX (allocation.width, self->titles_width);
      gtk_widget_measure (button, GTK_ORIENTATION_VERTICAL, allocation.width, &allocation.height, &natural, NULL, NULL);
      allocation.height = (int) MAX (allocation.height, band->height);
      gtk_widget_set_child_visible (button, y + band->height > self->axis_height
                                                && y < gtk_widget_get_height (GTK_WIDGET (self)));
      gtk_widget_size_allocate (button, &allocation, -1);
    }
}

/* The next heading from a number on, that can take the focus. */
gboolean
gvn_timeline_focus_heading (GvnTimeline *self, int from, int step)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);

  for (int i = from; i >= 0 && i < (int) bands->len; i += step)
    {
      const GvnTimelineBand *band = bands->pdata[i];
      GtkWidget *button = band->row == NULL ? g_hash_table_lookup (self->headings, band->group) : NULL;

      if (button != NULL)
        {
          gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL], band->y, band->y + band->height);
          gtk_widget_set_child_visible (button, TRUE);
          return gtk_widget_grab_focus (button);
        }
    }

  return FALSE;
}

int
gvn_timeline_find_heading (GvnTimeline *self, GtkWidget *button)
{
  GPtrArray *bands = gvn_timeline_layout_get_bands (self->layout);

  for (guint i = 0; i < bands->len; i++)
    if (((GvnTimelineBand *) bands->pdata[i])->row == NULL
        && g_hash_table_lookup (self->headings, ((GvnTimelineBand *) bands->pdata[i])->group) == button)
      return (int) i;

  return -1;
}

/* Titles and axis -------------------------------------------------------------------- */

#define GVN_TYPE_TIMELINE_MARGIN (gvn_timeline_margin_get_type ())
G_DECLARE_FINAL_TYPE (GvnTimelineMargin, gvn_timeline_margin, GVN, TIMELINE_MARGIN, GtkWidget)

/* The titles of rows at the left, or the axis of time on top: widgets for their
 * background and for the pointer not to reach what they cover. */
struct _GvnTimelineMargin
{
  GtkWidget parent_instance;

  GvnTimeline *timeline; /* its parent */
  gboolean axis;
};

G_DEFINE_FINAL_TYPE (GvnTimelineMargin, gvn_timeline_margin, GTK_TYPE_WIDGET)

static void
append_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, double x, double y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_titles (GvnTimelineMargin *self, GtkSnapshot *snapshot)
{
  GvnTimeline *timeline = self->timeline;
  GPtrArray *bands = gvn_timeline_layout_get_bands (timeline->layout);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  double scroll = gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_VERTICAL);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA color = gvn_timeline_get_color (GTK_WIDGET (self), 1), line = gvn_timeline_get_color (GTK_WIDGET (self), 0.1);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (width - 16) * PANGO_SCALE);
  for (guint i = gvn_timeline_layout_find_band (timeline->layout, scroll); i < bands->len; i++)
    {
      const GvnTimelineBand *band = bands->pdata[i];
      double y = timeline->axis_height + band->y - scroll;

      if (y > height)
        break;
      gvn_timeline_append_rect (snapshot, &line, 0, y + band->height - 1, width, 1);
      if (band->row == NULL)
        continue;
      pango_layout_set_text (layout, band->row->title, -1);
      append_text (snapshot, layout, &color, 10, y + timeline->metrics.gap + 3);
    }
  gvn_timeline_append_rect (snapshot, &line, width - 1, 0, 1, height);
}

static void
snapshot_major (GvnTimelineMargin *self, GtkSnapshot *snapshot, PangoLayout *layout, int from, int to, double scroll)
{
  GvnTimeline *timeline = self->timeline;
  g_autoptr (GPtrArray) ticks = gvn_timeline_scale_list_major (&timeline->scale, from, to);
  GdkRGBA color = gvn_timeline_get_color (GTK_WIDGET (self), 1);

  for (guint i = 0; i < ticks->len; i++)
    {
      const GvnTimelineTick *tick = ticks->pdata[i];
      double x = tick->day * timeline->scale.day_width - scroll;
      double end = x + tick->n_days * timeline->scale.day_width;
      int width;

      pango_layout_set_text (layout, tick->label, -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      x = MAX (x, 0); /* stays while enough of its month is seen */
      if (end - x >= width + 12)
        append_text (snapshot, layout, &color, timeline->titles_width + x + 6, 4);
    }
}

/* A filled bar for what is wrong, a hollow one for a day with no room. */
static void
draw_mark (GvnTimelineMargin *self, GtkSnapshot *snapshot, GvnTimelineMark mark, double x, double width, double y)
{
  GdkRGBA red = { 0.88f, 0.11f, 0.14f, 1 }, color = gvn_timeline_get_color (GTK_WIDGET (self), 0.8);

  width = MAX (width - 2, 2);
  if (mark == GVN_TIMELINE_MARK_PROBLEM)
    gvn_timeline_append_rect (snapshot, &red, x + 1, y, width, 4);
  else
    gtk_snapshot_append_border (snapshot, &GSK_ROUNDED_RECT_INIT ((float) x + 1, (float) y, (float) width, 4),
                                (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { color, color, color, color });
}

static void
snapshot_marks (GvnTimelineMargin *self, GtkSnapshot *snapshot, int from, int to, double scroll)
{
  GvnTimeline *timeline = self->timeline;

  for (int day = from; day <= to; day++)
    {
      GvnTimelineMark mark;
      GDate date;

      gvn_timeline_scale_get_date (&timeline->scale, day, &date);
      mark = timeline->delegate->mark_day (timeline->delegate_data, &date);
      if (mark != GVN_TIMELINE_MARK_NONE)
        draw_mark (self, snapshot, mark, timeline->titles_width + day * timeline->scale.day_width - scroll,
                   timeline->scale.day_width, timeline->axis_height - 6);
    }
}

static void
snapshot_minor (GvnTimelineMargin *self, GtkSnapshot *snapshot, PangoLayout *layout, int from, int to, double scroll)
{
  GvnTimeline *timeline = self->timeline;
  g_autoptr (GPtrArray) ticks
      = gvn_timeline_scale_list_minor (&timeline->scale, from, to, gvn_timeline_get_label_width (timeline));
  GdkRGBA color = gvn_timeline_get_color (GTK_WIDGET (self), 0.8), today = gvn_timeline_get_accent ();
  GvnLocal now = { timeline->now.date, GVN_NO_MINUTES };
  int now_day = g_date_valid (&now.date)
                    ? (int) round (gvn_timeline_scale_get_x (&timeline->scale, &now) / timeline->scale.day_width)
                    : -1;

  for (guint i = 0; i < ticks->len; i++)
    {
      const GvnTimelineTick *tick = ticks->pdata[i];
      double x = tick->day * timeline->scale.day_width - scroll, span = tick->n_days * timeline->scale.day_width;
      gboolean is_now = now_day >= tick->day && now_day < tick->day + tick->n_days;
      int width, height;

      pango_layout_set_text (layout, tick->label, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      if (width <= span)
        append_text (snapshot, layout, is_now ? &today : &color, timeline->titles_width + x + (span - width) / 2,
                     6 + height);
    }
}

static void
snapshot_axis (GvnTimelineMargin *self, GtkSnapshot *snapshot)
{
  GvnTimeline *timeline = self->timeline;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  double scroll = gvn_timeline_get_scroll (timeline, GTK_ORIENTATION_HORIZONTAL);
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - timeline->titles_width;
  GdkRGBA line = gvn_timeline_get_color (GTK_WIDGET (self), 0.2);
  int from = gvn_timeline_scale_get_day (&timeline->scale, scroll);
  int to = gvn_timeline_scale_get_day (&timeline->scale, scroll + width);

  gtk_snapshot_push_clip (
      snapshot, &GRAPHENE_RECT_INIT ((float) timeline->titles_width, 0, (float) width, (float) timeline->axis_height));
  snapshot_minor (self, snapshot, layout, from, to, scroll);
  if (timeline->delegate != NULL && timeline->delegate->mark_day != NULL)
    snapshot_marks (self, snapshot, from, to, scroll);
  snapshot_major (self, snapshot, layout, from, to, scroll);
  gtk_snapshot_pop (snapshot);
  gvn_timeline_append_rect (snapshot, &line, 0, timeline->axis_height - 1, gtk_widget_get_width (GTK_WIDGET (self)), 1);
}

static void
gvn_timeline_margin_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GvnTimelineMargin *self = GVN_TIMELINE_MARGIN (widget);

  if (self->timeline->scale.n_days == 0)
    return;
  if (self->axis)
    snapshot_axis (self, snapshot);
  else
    snapshot_titles (self, snapshot);
}

static void
gvn_timeline_margin_class_init (GvnTimelineMarginClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = gvn_timeline_margin_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "timelinemargin");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gvn_timeline_margin_init (GvnTimelineMargin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * gvn_timeline_margin_new:
 * @axis: the axis of time, else the titles of rows
 *
 * Returns: (transfer none): a new last child of @timeline
 */
GtkWidget *
gvn_timeline_margin_new (GvnTimeline *timeline, gboolean axis)
{
  GvnTimelineMargin *self = g_object_new (GVN_TYPE_TIMELINE_MARGIN, NULL);

  self->timeline = timeline;
  self->axis = axis;
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (timeline));

  return GTK_WIDGET (self);
}
