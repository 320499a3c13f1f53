/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/gvn-timeline-block.h"

struct _GvnTimelineBlock
{
  GtkWidget parent_instance;

  /* owned */
  GvnTimelineItem *item;
  PangoLayout *text;
};

G_DEFINE_FINAL_TYPE (GvnTimelineBlock, gvn_timeline_block, GTK_TYPE_WIDGET)

/* A text cut shorter than this says nothing */
#define MIN_CUT 60
#define TEXT_MARGIN 4

/* Half a diamond that has no room for a margin */
#define SMALL_MILESTONE 6

static void
gvn_timeline_block_dispose (GObject *object)
{
  GvnTimelineBlock *self = GVN_TIMELINE_BLOCK (object);

  g_clear_object (&self->item);
  g_clear_object (&self->text);

  G_OBJECT_CLASS (gvn_timeline_block_parent_class)->dispose (object);
}

static void
gvn_timeline_block_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

/* A diamond in the middle: a moment. */
static void
snapshot_milestone (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  float side = MIN (width, height) / 2;
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GdkRGBA color;

  side -= side > SMALL_MILESTONE ? 2 : 0.5f;
  gtk_widget_get_color (widget, &color);
  gsk_path_builder_move_to (builder, width / 2, height / 2 - side);
  gsk_path_builder_line_to (builder, width / 2 + side, height / 2);
  gsk_path_builder_line_to (builder, width / 2, height / 2 + side);
  gsk_path_builder_line_to (builder, width / 2 - side, height / 2);
  gsk_path_builder_close (builder);
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &color);
}

static void
snapshot_text (GvnTimelineBlock *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int room = gtk_widget_get_width (widget) - 2 * TEXT_MARGIN, width, height;
  GdkRGBA color;

  if (self->text == NULL)
    {
      self->text = gtk_widget_create_pango_layout (widget, self->item->title);
      pango_layout_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (self->text, 0);
    }
  pango_layout_set_width (self->text, -1);
  pango_layout_get_pixel_size (self->text, &width, &height);
  if (width > room && room < MIN_CUT)
    return;
  pango_layout_set_width (self->text, room * PANGO_SCALE);
  gtk_widget_get_color (widget, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (TEXT_MARGIN, (float) (gtk_widget_get_height (widget) - height) / 2));
  gtk_snapshot_append_layout (snapshot, self->text, &color);
  gtk_snapshot_restore (snapshot);
}

static void
gvn_timeline_block_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GvnTimelineBlock *self = GVN_TIMELINE_BLOCK (widget);

  if (self->item == NULL)
    return;
  if (self->item->milestone)
    snapshot_milestone (widget, snapshot);
  else
    snapshot_text (self, snapshot);
}

static void
gvn_timeline_block_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gvn_timeline_block_parent_class)->css_changed (widget, change);
  g_clear_object (&GVN_TIMELINE_BLOCK (widget)->text);
  gtk_widget_queue_draw (widget);
}

static void
gvn_timeline_block_class_init (GvnTimelineBlockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_timeline_block_dispose;
  widget_class->measure = gvn_timeline_block_measure;
  widget_class->snapshot = gvn_timeline_block_snapshot;
  widget_class->css_changed = gvn_timeline_block_css_changed;
  gtk_widget_class_set_css_name (widget_class, "timelineblock");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gvn_timeline_block_init (GvnTimelineBlock *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
gvn_timeline_block_new (void)
{
  return g_object_new (GVN_TYPE_TIMELINE_BLOCK, NULL);
}

/**
 * gvn_timeline_block_bind:
 * @item: what it shows from now on
 */
void
gvn_timeline_block_bind (GvnTimelineBlock *self, GvnTimelineItem *item)
{
  const char *classes[]
      = { item->style, item->milestone ? "milestone" : "span", item->problem ? "problem" : NULL, NULL };

  if (self->item == item)
    return;
  g_set_object (&self->item, item);
  g_clear_object (&self->text);
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), item->detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, item->detail, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_FLOW_TO); /* of who it was */
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gvn_timeline_block_get_item:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GvnTimelineItem *
gvn_timeline_block_get_item (GvnTimelineBlock *self)
{
  return self->item;
}

void
gvn_timeline_block_set_selected (GvnTimelineBlock *self, gboolean selected)
{
  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
