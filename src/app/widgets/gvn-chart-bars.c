/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/widgets/gvn-chart-bars.h"

#define MAX_STEPS 4
#define PLOT_HEIGHT 110
#define MIN_COLUMN 12
#define NATURAL_COLUMN 42
#define MAX_BAR 30
#define GAP 6
#define MIN_PART 6 /* of a column, where bars lie side by side */

/* One bar: a child for its focus, its name and its tooltip; the chart draws it. */
#define GVN_TYPE_CHART_BAR (gvn_chart_bar_get_type ())
G_DECLARE_FINAL_TYPE (GvnChartBar, gvn_chart_bar, GVN, CHART_BAR, GtkWidget)

struct _GvnChartBar
{
  GtkWidget parent_instance;

  GvnChartPoint *point; /* owned */
  PangoLayout *label;   /* owned */
};

G_DEFINE_FINAL_TYPE (GvnChartBar, gvn_chart_bar, GTK_TYPE_WIDGET)

struct _GvnChartBars
{
  GtkWidget parent_instance;

  /* owned */
  GvnChart *chart;
  GPtrArray *bars; /* GvnChartBar, one per point */

  GtkWidget *keys[GVN_CHART_MAX_SERIES]; /* never shown: they have the colours */
  GvnChartAxis axis;
  GvnChartDupTick dup_tick; /* NULL to write the counts */
  gboolean grouped;
  guint current; /* the bar that has, or last had, the focus */
};

G_DEFINE_FINAL_TYPE (GvnChartBars, gvn_chart_bars, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A bar ------------------------------------------------------------------------------ */

static void
gvn_chart_bar_dispose (GObject *object)
{
  GvnChartBar *self = GVN_CHART_BAR (object);

  g_clear_object (&self->point);
  g_clear_object (&self->label);

  G_OBJECT_CLASS (gvn_chart_bar_parent_class)->dispose (object);
}

static void
gvn_chart_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GvnChartBar *self = GVN_CHART_BAR (widget);
  GvnChartBars *chart = GVN_CHART_BARS (gtk_widget_get_parent (widget));
  float column = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width, bottom = height;
  guint n_series, n_beside;

  gvn_chart_get_series (chart->chart, &n_series);
  n_beside = chart->grouped ? n_series : 1;
  width = MIN (column * (chart->grouped ? 0.86f : 0.66f) / (float) n_beside, MAX_BAR);
  for (guint i = 0; i < n_series; i++)
    {
      float part = height * (float) self->point->counts[i] / (float) gvn_chart_axis_get_top (&chart->axis);
      guint place = !chart->grouped ? 0 : mirrored ? n_series - 1 - i : i;

      if (self->point->counts[i] == 0)
        continue;
      bottom = (chart->grouped ? height : bottom) - part;
      gvn_chart_key_paint (GVN_CHART_KEY (chart->keys[i]), snapshot,
                           &GRAPHENE_RECT_INIT ((column - width * (float) n_beside) / 2 + width * (float) place, bottom,
                                                chart->grouped ? width - 1 : width, part));
    }
}

static void
gvn_chart_bar_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gvn_chart_bar_parent_class)->css_changed (widget, change);
  g_clear_object (&GVN_CHART_BAR (widget)->label);
}

static gboolean
gvn_chart_bar_grab_focus (GtkWidget *widget)
{
  GvnChartBars *chart = GVN_CHART_BARS (gtk_widget_get_parent (widget));

  g_ptr_array_find (chart->bars, widget, &chart->current);

  return GTK_WIDGET_CLASS (gvn_chart_bar_parent_class)->grab_focus (widget);
}

static void
gvn_chart_bar_class_init (GvnChartBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_chart_bar_dispose;
  widget_class->snapshot = gvn_chart_bar_snapshot;
  widget_class->css_changed = gvn_chart_bar_css_changed;
  widget_class->grab_focus = gvn_chart_bar_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "chartbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gvn_chart_bar_init (GvnChartBar *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

static PangoLayout *
get_label (GvnChartBar *self)
{
  if (self->label == NULL)
    {
      self->label = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->point->label);
      pango_layout_set_alignment (self->label, PANGO_ALIGN_CENTER);
    }

  return self->label;
}

static void
bind_bar (GvnChartBars *self, GvnChartBar *bar, guint position)
{
  g_autoptr (GvnChartPoint) point = g_list_model_get_item (gvn_chart_get_points (self->chart), position);
  g_autofree char *sentence = gvn_chart_dup_sentence (self->chart, point);

  g_set_object (&bar->point, point);
  g_clear_object (&bar->label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (bar), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE,
                                  (int) g_list_model_get_n_items (gvn_chart_get_points (self->chart)), -1);
}

/* The bars follow the points ---------------------------------------------------------- */

/* How high a column reaches. */
static guint
find_top (GvnChartBars *self, GvnChartPoint *point)
{
  guint top = 0;

  if (!self->grouped)
    return gvn_chart_point_get_total (point);
  for (guint i = 0; i < GVN_CHART_MAX_SERIES; i++)
    top = MAX (top, point->counts[i]);

  return top;
}

static void
points_changed_cb (GvnChartBars *self, guint position, guint removed, guint added)
{
  GListModel *points = gvn_chart_get_points (self->chart);
  guint n = g_list_model_get_n_items (points), max = 0;

  while (self->bars->len > n)
    {
      gtk_widget_unparent (self->bars->pdata[self->bars->len - 1]);
      g_ptr_array_set_size (self->bars, (int) self->bars->len - 1);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GvnChartPoint) point = g_list_model_get_item (points, i);

      max = MAX (max, find_top (self, point));
      if (i == self->bars->len)
        {
          g_ptr_array_add (self->bars, g_object_new (GVN_TYPE_CHART_BAR, NULL));
          gtk_widget_set_parent (self->bars->pdata[i], GTK_WIDGET (self));
        }
      if (removed != added || (i >= position && i < position + added))
        bind_bar (self, self->bars->pdata[i], i);
    }
  self->axis = gvn_chart_axis_for (max, MAX_STEPS);
  self->current = MIN (self->current, n > 0 ? n - 1 : 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Size ------------------------------------------------------------------------------- */

static PangoLayout *
create_tick (GvnChartBars *self, guint count)
{
  g_autofree char *text = self->dup_tick != NULL ? self->dup_tick (count) : g_strdup_printf ("%u", count);

  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

typedef struct
{
  int axis;   /* the width of the counts, with their gap */
  int above;  /* over the highest line: half of its count */
  int label;  /* the width of the widest label */
  int labels; /* the height of the highest label, with its gap */
} Margins;

static Margins
measure_margins (GvnChartBars *self)
{
  Margins margins = { 0 };
  int width, height;

  for (guint i = 1; i <= self->axis.n_steps; i++)
    {
      g_autoptr (PangoLayout) tick = create_tick (self, i * self->axis.step);

      pango_layout_get_pixel_size (tick, &width, &height);
      margins.axis = MAX (margins.axis, width + GAP);
      margins.above = height / 2 + 1;
    }
  for (guint i = 0; i < self->bars->len; i++)
    {
      pango_layout_get_pixel_size (get_label (self->bars->pdata[i]), &width, &height);
      margins.label = MAX (margins.label, width);
      margins.labels = MAX (margins.labels, height + GAP);
    }

  return margins;
}

static void
gvn_chart_bars_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  GvnChartBars *self = GVN_CHART_BARS (widget);
  Margins margins = measure_margins (self);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = margins.above + PLOT_HEIGHT + margins.labels;
  else
    {
      guint n_series;
      int column;

      gvn_chart_get_series (self->chart, &n_series);
      column = self->grouped ? MAX ((int) n_series * MIN_PART + GAP, MIN_COLUMN) : MIN_COLUMN;
      *minimum = margins.axis + (int) self->bars->len * column;
      *natural = margins.axis + (int) self->bars->len * MAX (column, NATURAL_COLUMN);
    }
}

/* Columns lie from the left, or from the right where people read so. */
static void
get_column (GvnChartBars *self, const Margins *margins, guint i, graphene_rect_t *column)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float room = (float) (gtk_widget_get_width (widget) - margins->axis), width = room / (float) self->bars->len;
  float x = width * (float) (mirrored ? self->bars->len - 1 - i : i) + (mirrored ? 0 : (float) margins->axis);

  *column = GRAPHENE_RECT_INIT (x, (float) margins->above, width,
                                (float) (gtk_widget_get_height (widget) - margins->above - margins->labels));
}

static void
gvn_chart_bars_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GvnChartBars *self = GVN_CHART_BARS (widget);
  Margins margins = measure_margins (self);

  for (guint i = 0; i < self->bars->len; i++)
    {
      graphene_rect_t column;
      GtkAllocation place;

      get_column (self, &margins, i, &column);
      place = (GtkAllocation) { (int) column.origin.x, (int) column.origin.y, (int) column.size.width,
                                (int) column.size.height };
      gtk_widget_size_allocate (self->bars->pdata[i], &place, -1);
    }
}

/* Drawing ---------------------------------------------------------------------------- */

static void
append_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, float x, float y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_axis (GvnChartBars *self, GtkSnapshot *snapshot, const Margins *margins)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA color = gvn_chart_get_shade (widget, 0.8), line = gvn_chart_get_shade (widget, 0.15);
  float room = (float) (gtk_widget_get_width (widget) - margins->axis);
  float plot = (float) (gtk_widget_get_height (widget) - margins->above - margins->labels);

  for (guint i = 0; i <= self->axis.n_steps; i++)
    {
      g_autoptr (PangoLayout) layout = create_tick (self, i * self->axis.step);
      float y = (float) margins->above + plot - plot * (float) i / (float) self->axis.n_steps;
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      append_text (snapshot, layout, &color, mirrored ? room + GAP : (float) (margins->axis - GAP - width),
                   y - (float) height / 2);
      gtk_snapshot_append_color (snapshot, &line,
                                 &GRAPHENE_RECT_INIT (mirrored ? 0 : (float) margins->axis, floorf (y), room, 1));
    }
}

/* Every label, or as many as do not touch each other. */
static void
draw_labels (GvnChartBars *self, GtkSnapshot *snapshot, const Margins *margins)
{
  GdkRGBA color = gvn_chart_get_shade (GTK_WIDGET (self), 0.8);
  graphene_rect_t column;
  guint every;

  if (self->bars->len == 0)
    return;
  get_column (self, margins, 0, &column);
  every = (guint) ceilf ((float) (margins->label + 4) / column.size.width);
  for (guint i = 0; i < self->bars->len; i += MAX (every, 1))
    {
      PangoLayout *label = get_label (self->bars->pdata[i]);
      int width, height;

      get_column (self, margins, i, &column);
      pango_layout_get_pixel_size (label, &width, &height);
      append_text (snapshot, label, &color, column.origin.x + (column.size.width - (float) width) / 2,
                   column.origin.y + column.size.height + GAP);
    }
}

static void
gvn_chart_bars_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GvnChartBars *self = GVN_CHART_BARS (widget);
  Margins margins = measure_margins (self);

  draw_axis (self, snapshot, &margins);
  draw_labels (self, snapshot, &margins);
  for (guint i = 0; i < self->bars->len; i++)
    gtk_widget_snapshot_child (widget, self->bars->pdata[i], snapshot);
}

/* Input ------------------------------------------------------------------------------ */

static gboolean
focus_bar (GvnChartBars *self, int position)
{
  if (position < 0 || position >= (int) self->bars->len)
    return FALSE;

  return gtk_widget_grab_focus (self->bars->pdata[position]);
}

static gboolean
gvn_chart_bars_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GvnChartBars *self = GVN_CHART_BARS (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (gtk_widget_get_focus_child (widget) == NULL)
    return focus_bar (self, (int) self->current);
  if (direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;
  focus_bar (self, (int) self->current + ((direction == GTK_DIR_RIGHT) != mirrored ? 1 : -1));

  return TRUE; /* at either end too: an arrow does not leave the chart */
}

static gboolean
end_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GvnChartBars *self = GVN_CHART_BARS (widget);

  return focus_bar (self, g_variant_get_boolean (arguments) ? (int) self->bars->len - 1 : 0);
}

static gboolean
activate_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  g_signal_emit (widget, signals[ACTIVATED], 0, GVN_CHART_BARS (widget)->current);

  return TRUE;
}

static void
released_cb (GvnChartBars *self, int n_press, double x, double y)
{
  GtkWidget *bar = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (bar == NULL || !GVN_IS_CHART_BAR (bar))
    return;
  gtk_widget_grab_focus (bar);
  g_signal_emit (self, signals[ACTIVATED], 0, self->current);
}

static void
gvn_chart_bars_dispose (GObject *object)
{
  GvnChartBars *self = GVN_CHART_BARS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->bars, 0);
  g_clear_object (&self->chart);

  G_OBJECT_CLASS (gvn_chart_bars_parent_class)->dispose (object);
}

static void
gvn_chart_bars_finalize (GObject *object)
{
  g_ptr_array_unref (GVN_CHART_BARS (object)->bars);

  G_OBJECT_CLASS (gvn_chart_bars_parent_class)->finalize (object);
}

static void
gvn_chart_bars_class_init (GvnChartBarsClass *klass)
{
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_chart_bars_dispose;
  G_OBJECT_CLASS (klass)->finalize = gvn_chart_bars_finalize;
  widget_class->measure = gvn_chart_bars_measure;
  widget_class->size_allocate = gvn_chart_bars_size_allocate;
  widget_class->snapshot = gvn_chart_bars_snapshot;
  widget_class->focus = gvn_chart_bars_focus;
  gtk_widget_class_set_css_name (widget_class, "chartbars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, end_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, end_cb, "b", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_widget_class_add_binding (widget_class, enters[i], 0, activate_cb, NULL);

  signals[ACTIVATED] = g_signal_new ("activated", GVN_TYPE_CHART_BARS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
gvn_chart_bars_init (GvnChartBars *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->bars = g_ptr_array_new ();
  self->axis = gvn_chart_axis_for (0, MAX_STEPS);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static GtkWidget *
create_bars (GvnChart *chart, gboolean grouped, GvnChartDupTick dup_tick)
{
  GvnChartBars *self = g_object_new (GVN_TYPE_CHART_BARS, NULL);
  guint n_series;
  const GvnChartSeries *series = gvn_chart_get_series (chart, &n_series);

  self->chart = g_object_ref (chart);
  self->grouped = grouped;
  self->dup_tick = dup_tick;
  for (guint i = 0; i < n_series; i++)
    {
      self->keys[i] = gvn_chart_key_new (&series[i]);
      gtk_widget_set_parent (self->keys[i], GTK_WIDGET (self));
      gtk_widget_set_child_visible (self->keys[i], FALSE);
    }
  g_signal_connect_object (gvn_chart_get_points (chart), "items-changed", G_CALLBACK (points_changed_cb), self,
                           G_CONNECT_SWAPPED);
  points_changed_cb (self, 0, 0, g_list_model_get_n_items (gvn_chart_get_points (chart)));

  return GTK_WIDGET (self);
}

/**
 * gvn_chart_bars_new:
 *
 * Returns: (transfer floating): the bars of @chart, which has no name yet
 */
GtkWidget *
gvn_chart_bars_new (GvnChart *chart)
{
  return create_bars (chart, FALSE, NULL);
}

/**
 * gvn_chart_bars_new_grouped:
 * @dup_tick: what the axis writes at a count
 *
 * Returns: (transfer floating): the same, the series of a point side by side
 */
GtkWidget *
gvn_chart_bars_new_grouped (GvnChart *chart, GvnChartDupTick dup_tick)
{
  return create_bars (chart, TRUE, dup_tick);
}
