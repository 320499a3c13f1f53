/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/gvn-growing-selection.h"

/* From so many rows on a view that scrolls makes no widgets for those that are added. */
#define ALL_WIDGETS 240

struct _GvnGrowingSelection
{
  GObject parent_instance;

  GtkSelectionModel *model; /* owned */
  GtkWidget *view;          /* weak */
  guint step;
  gboolean scrolls;
  guint n_model; /* rows of the model, as it last told */
  guint size;    /* how many of them are shown at most */
  guint growth;  /* the tick that shows more; 0 once all are */
  gboolean painted;
};

/* The list ------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (GVN_GROWING_SELECTION (model)->model));
}

static guint
get_n_items (GListModel *model)
{
  GvnGrowingSelection *self = GVN_GROWING_SELECTION (model);

  return MIN (self->size, self->n_model);
}

static gpointer
get_item (GListModel *model, guint position)
{
  GvnGrowingSelection *self = GVN_GROWING_SELECTION (model);

  return position < self->size ? g_list_model_get_item (G_LIST_MODEL (self->model), position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The selection is that of the model ------------------------------------------------------ */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (GVN_GROWING_SELECTION (model)->model, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  return gtk_selection_model_get_selection_in_range (GVN_GROWING_SELECTION (model)->model, position, n);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  return gtk_selection_model_set_selection (GVN_GROWING_SELECTION (model)->model, selected, mask);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return gtk_selection_model_select_item (GVN_GROWING_SELECTION (model)->model, position, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_unselect_item (GVN_GROWING_SELECTION (model)->model, position);
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n, gboolean unselect_rest)
{
  return gtk_selection_model_select_range (GVN_GROWING_SELECTION (model)->model, position, n, unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n)
{
  return gtk_selection_model_unselect_range (GVN_GROWING_SELECTION (model)->model, position, n);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return gtk_selection_model_select_all (GVN_GROWING_SELECTION (model)->model);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (GVN_GROWING_SELECTION (model)->model);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  GvnGrowingSelection *self = GVN_GROWING_SELECTION (model);
  guint n = get_n_items (G_LIST_MODEL (model));

  *start = 0;
  *end = n;
  if (position >= n)
    {
      *start = n;
      *end = G_MAXUINT;
    }
  else if (GTK_IS_SECTION_MODEL (self->model))
    {
      gtk_section_model_get_section (GTK_SECTION_MODEL (self->model), position, start, end);
      *end = MIN (*end, n);
    }
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GvnGrowingSelection, gvn_growing_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init)
                                       G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

/* Life ----------------------------------------------------------------------------------- */

static void
items_changed_cb (GvnGrowingSelection *self, guint position, guint removed, guint added)
{
  guint before = get_n_items (G_LIST_MODEL (self)), after;

  self->n_model = self->n_model - removed + added;
  after = get_n_items (G_LIST_MODEL (self));
  if (position >= self->size)
    return;
  /* Rows that come or go move others over the end of what is shown. */
  if (removed != added && (before == self->size || after == self->size))
    g_list_model_items_changed (G_LIST_MODEL (self), position, before - position, after - position);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), position, MIN (removed, self->size - position),
                                MIN (added, self->size - position));
}

static void
selection_changed_cb (GvnGrowingSelection *self, guint position, guint n)
{
  guint shown = get_n_items (G_LIST_MODEL (self));

  if (position < shown)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, MIN (n, shown - position));
}

static void
set_size (GvnGrowingSelection *self, guint size)
{
  guint before = get_n_items (G_LIST_MODEL (self)), after;

  self->size = size;
  after = get_n_items (G_LIST_MODEL (self));
  if (after > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, after - before);
  else if (before > after)
    g_list_model_items_changed (G_LIST_MODEL (self), after, before - after, 0);
}

/* The first tick comes before the first frame. A view that is hidden has time. */
static gboolean
grow_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GvnGrowingSelection *self = data;

  if (!gtk_widget_get_mapped (view))
    {
      self->growth = 0;
      return G_SOURCE_REMOVE;
    }
  if (!self->painted)
    {
      self->painted = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if ((!self->scrolls || self->size < ALL_WIDGETS) && self->size < self->n_model)
    {
      set_size (self, self->size + self->step);
      return G_SOURCE_CONTINUE;
    }
  self->growth = 0;
  set_size (self, G_MAXUINT);

  return G_SOURCE_REMOVE;
}

static void
gvn_growing_selection_dispose (GObject *object)
{
  GvnGrowingSelection *self = GVN_GROWING_SELECTION (object);

  if (self->growth != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->growth);
  self->growth = 0;
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (gvn_growing_selection_parent_class)->dispose (object);
}

static void
gvn_growing_selection_class_init (GvnGrowingSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_growing_selection_dispose;
}

static void
gvn_growing_selection_init (GvnGrowingSelection *self)
{
}

static void
go_on (GvnGrowingSelection *self)
{
  if (self->growth == 0 && self->size != G_MAXUINT && gtk_widget_get_mapped (self->view))
    self->growth = gtk_widget_add_tick_callback (self->view, grow_cb, self, NULL);
}

/* The first rows alone, until frames have been painted. */
static void
restart (GvnGrowingSelection *self)
{
  self->painted = FALSE;
  set_size (self, self->step);
  go_on (self);
}

/**
 * gvn_growing_selection_new:
 * @model: (transfer full): all rows
 * @view: the #GtkListView or #GtkColumnView that shows them
 * @step: at least as many as are in sight
 * @scrolls: whether the view scrolls: one as high as its rows has widgets for all of them
 *
 * Returns: (transfer full): the rows, not shown yet
 */
GvnGrowingSelection *
gvn_growing_selection_new (GtkSelectionModel *model, GtkWidget *view, guint step, gboolean scrolls)
{
  GvnGrowingSelection *self = g_object_new (GVN_TYPE_GROWING_SELECTION, NULL);

  self->model = model;
  self->step = step;
  self->scrolls = scrolls;
  self->n_model = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "map", G_CALLBACK (go_on), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

/**
 * gvn_growing_selection_show:
 * @shown: whether the view is on screen: it has no rows otherwise, since it would make their
 *   widgets
 */
void
gvn_growing_selection_show (GvnGrowingSelection *self, gboolean shown)
{
  GtkSelectionModel *rows = shown ? GTK_SELECTION_MODEL (self) : NULL;
  gboolean in_columns = GTK_IS_COLUMN_VIEW (self->view);
  GtkSelectionModel *present = in_columns ? gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view))
                                          : gtk_list_view_get_model (GTK_LIST_VIEW (self->view));

  if (rows == present)
    return;
  if (shown)
    restart (self);
  if (in_columns)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), rows);
  else
    gtk_list_view_set_model (GTK_LIST_VIEW (self->view), rows);
}

/**
 * gvn_growing_selection_show_list:
 * @view: without a selection
 * @rows: (transfer none): all of them
 */
void
gvn_growing_selection_show_list (GtkListView *view, GListModel *rows)
{
  g_autoptr (GvnGrowingSelection) growing = gvn_growing_selection_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (rows))), GTK_WIDGET (view), GVN_ROWS_IN_SIGHT, TRUE);

  gvn_growing_selection_show (growing, TRUE);
}
