/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/pages/gvn-matter-rows.h"
#include "app/widgets/gvn-list-row.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"

struct _GvnMatterRows
{
  /* owned */
  GvnNumberList *model;
  GHashTable *shown; /* gint64 * → Shown, of the rows bound to a widget */
  GvnSession *session;

  /* as of the last update: each cell asks */
  GvnNow now;
  GDate soon_until;
};

/* Shows a matter in a cell, or in what stands for its row */
typedef void (*Show) (GvnMatterRows *self, GObject *item, GvnMatter *matter);

typedef struct
{
  GObject *item; /* borrowed, until it is unbound */
  Show show;
} Bound;

typedef struct
{
  gint64 number;
  GvnMatter *matter; /* owned */
  GArray *bound;     /* of Bound */
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_object_unref (shown->matter);
  g_array_unref (shown->bound);
  g_free (shown);
}

GvnMatterRows *
gvn_matter_rows_new (void)
{
  GvnMatterRows *self = g_new0 (GvnMatterRows, 1);

  self->model = gvn_number_list_new ();
  self->shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, shown_free);

  return self;
}

void
gvn_matter_rows_free (GvnMatterRows *self)
{
  g_object_unref (self->model);
  g_hash_table_unref (self->shown);
  g_clear_object (&self->session);
  g_free (self);
}

GListModel *
gvn_matter_rows_get_model (GvnMatterRows *self)
{
  return G_LIST_MODEL (self->model);
}

/* Reading ---------------------------------------------------------------------------- */

static GvnMatter *
load (GvnMatterRows *self, gint64 number)
{
  return gvn_matter_load_number (gvn_session_get_db (self->session), number, NULL);
}

static void
bind (GvnMatterRows *self, gint64 number, GObject *item, Show show)
{
  Shown *shown = g_hash_table_lookup (self->shown, &number);
  const Bound bound = { item, show };

  if (shown == NULL)
    {
      GvnMatter *matter = load (self, number);

      if (matter == NULL)
        return;
      shown = g_new0 (Shown, 1);
      shown->number = number;
      shown->matter = matter;
      shown->bound = g_array_new (FALSE, FALSE, sizeof (Bound));
      g_hash_table_insert (self->shown, &shown->number, shown);
    }
  g_array_append_val (shown->bound, bound);
  show (self, item, shown->matter);
}

static void
unbind (GvnMatterRows *self, gint64 number, GObject *item)
{
  Shown *shown = g_hash_table_lookup (self->shown, &number);

  for (guint i = 0; shown != NULL && i < shown->bound->len; i++)
    if (g_array_index (shown->bound, Bound, i).item == item)
      {
        g_array_remove_index_fast (shown->bound, i);
        break;
      }
  if (shown != NULL && shown->bound->len == 0)
    g_hash_table_remove (self->shown, &number);
}

/* Shows again what changed on screen; everything on another day, which states follow. */
static void
show_again (GvnMatterRows *self, gboolean same_day)
{
  GHashTableIter iter;
  Shown *shown;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &shown))
    {
      GvnMatter *matter = load (self, shown->number);

      if (matter == NULL) /* its row is gone from the model */
        continue;
      if (same_day && gvn_matter_equal (matter, shown->matter))
        {
          g_object_unref (matter);
          continue;
        }
      g_object_unref (shown->matter);
      shown->matter = matter;
      for (guint i = 0; i < shown->bound->len; i++)
        {
          const Bound *bound = &g_array_index (shown->bound, Bound, i);

          bound->show (self, bound->item, matter);
        }
    }
}

/**
 * gvn_matter_rows_update:
 * @from_first: whether these are other rows, which are looked at from the first
 *
 * Reads which matters @filter wants, and again those on screen.
 */
gboolean
gvn_matter_rows_update (GvnMatterRows *self, GvnSession *session, const GvnMatterFilter *filter, gboolean from_first,
                        GError **error)
{
  const GDate before = self->soon_until;
  g_autoptr (GArray) numbers = NULL;

  g_set_object (&self->session, session);
  self->now = *gvn_session_get_now (session);
  if (!gvn_matter_find_soon_until (gvn_session_get_db (session), &self->now, &self->soon_until, error))
    return FALSE;
  numbers = gvn_matter_list_numbers (gvn_session_get_db (session), filter, &self->now, error);
  if (numbers == NULL)
    return FALSE;

  if (from_first)
    gvn_number_list_replace (self->model, numbers, self->shown);
  else
    gvn_number_list_update (self->model, numbers);
  show_again (self, g_date_valid (&before) && gvn_date_equal (&before, &self->soon_until));

  return TRUE;
}

/**
 * gvn_matter_rows_list_ids:
 *
 * Returns: (transfer full): the ids of the matters at @positions, or %NULL with @error
 */
GStrv
gvn_matter_rows_list_ids (GvnMatterRows *self, GtkBitset *positions, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (GvnNumber) number = g_list_model_get_item (G_LIST_MODEL (self->model), position);
      g_autoptr (GvnMatter) matter
          = gvn_matter_load_number (gvn_session_get_db (self->session), gvn_number_get_value (number), error);

      if (matter == NULL)
        return NULL;
      g_strv_builder_add (ids, matter->id);
    }

  return g_strv_builder_end (ids);
}

/* Words ------------------------------------------------------------------------------ */

static GvnMatterStatus
get_status (GvnMatterRows *self, GvnMatter *matter)
{
  return gvn_matter_get_status (matter, &self->now, &self->soon_until);
}

static const char *
get_owner (GvnMatter *matter)
{
  const char *side = gvn_side_get_label (matter->owner_side);

  return matter->owner_name != NULL ? matter->owner_name : side != NULL ? side : "";
}

static char *
dup_number (GvnMatterRows *self, GvnMatter *matter)
{
  return gvn_matter_dup_code (matter);
}

static char *
dup_title (GvnMatterRows *self, GvnMatter *matter)
{
  return g_strdup (matter->title);
}

static char *
dup_body (GvnMatterRows *self, GvnMatter *matter)
{
  return g_strdup (matter->body);
}

static char *
dup_owner (GvnMatterRows *self, GvnMatter *matter)
{
  return g_strdup (get_owner (matter));
}

static char *
dup_due (GvnMatterRows *self, GvnMatter *matter)
{
  return g_date_valid (&matter->due) ? gvn_text_short_date (&matter->due) : g_strdup ("");
}

static char *
dup_age (GvnMatterRows *self, GvnMatter *matter)
{
  int n = gvn_matter_get_age (matter, &self->now);

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) n), n);
}

static char *
dup_state (GvnMatterRows *self, GvnMatter *matter)
{
  return g_strdup (gvn_matter_status_get_label (get_status (self, matter), matter->kind));
}

/* All of the row, as a screen reader says it. */
static char *
dup_sentence (GvnMatterRows *self, GvnMatter *matter)
{
  g_autofree char *code = gvn_matter_dup_code (matter);
  g_autofree char *due = dup_due (self, matter);
  g_autofree char *state = dup_state (self, matter);
  const char *owner = get_owner (matter);

  return g_strconcat (gvn_matter_kind_get_label (matter->kind), " ", code, ", ", matter->title, ", ", matter->body,
                      *owner != '\0' ? ", " : "", owner, *due != '\0' ? ", " : "", due, ", ", state, NULL);
}

/* Columns ---------------------------------------------------------------------------- */

static const struct
{
  const char *title;
  char *(*dup_text) (GvnMatterRows *self, GvnMatter *matter);
  GvnMatterSort sort;
  guint n_chars;
  gboolean colored;
} columns[] = {
  /* Translators: the heading of a column of numbers, as short as can be */
  { N_ ("No."), dup_number, GVN_MATTER_SORT_NUMBER, 5, FALSE },
  { N_ ("Title"), dup_title, GVN_MATTER_SORT_TITLE, 16, FALSE },
  { N_ ("Body"), dup_body, GVN_MATTER_SORT_BODY, 12, FALSE },
  { N_ ("Owner"), dup_owner, GVN_MATTER_SORT_OWNER, 12, FALSE },
  { N_ ("Due"), dup_due, GVN_MATTER_SORT_DUE, 12, FALSE },
  { N_ ("Age"), dup_age, GVN_MATTER_SORT_AGE, 7, FALSE },
  { N_ ("State"), dup_state, GVN_MATTER_SORT_STATE, 9, TRUE },
};

/* The day is one for a sheet too. */
void
gvn_matter_rows_add_table_columns (GvnPageTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    gvn_page_table_add_column (table, _ (columns[i].title),
                               columns[i].sort == GVN_MATTER_SORT_DUE ? GVN_COLUMN_DATE : GVN_COLUMN_TEXT);
  gvn_page_table_end_row (table);
}

/* Adds the row at @position as it shows. */
gboolean
gvn_matter_rows_fill_table (GvnMatterRows *self, GvnPageTable *table, guint position, GError **error)
{
  g_autoptr (GvnNumber) number = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  g_autoptr (GvnMatter) matter
      = gvn_matter_load_number (gvn_session_get_db (self->session), gvn_number_get_value (number), error);

  if (matter == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = columns[i].dup_text (self, matter);

      if (columns[i].sort == GVN_MATTER_SORT_DUE)
        gvn_page_table_add_date (table, &matter->due);
      else
        gvn_page_table_add (table, text);
    }
  gvn_page_table_end_row (table);

  return TRUE;
}

#define TITLE_COLUMN 1

static const char *const colors[] = {
  [GVN_MATTER_STATUS_OPEN] = NULL,           [GVN_MATTER_STATUS_DUE_SOON] = "warning",
  [GVN_MATTER_STATUS_OVERDUE] = "error",     [GVN_MATTER_STATUS_DONE] = "success",
  [GVN_MATTER_STATUS_DONE_LATE] = "warning", [GVN_MATTER_STATUS_WITHDRAWN] = "dimmed",
};

static void
set_color (GtkWidget *widget, const char *color)
{
  const char *classes[] = { color, NULL };

  /* Styling a widget again is most of what a cell costs. */
  if (color != NULL ? gtk_widget_has_css_class (widget, color) : g_object_get_data (G_OBJECT (widget), "color") == NULL)
    return;
  g_object_set_data (G_OBJECT (widget), "color", (gpointer) color);
  gtk_widget_set_css_classes (widget, classes);
}

/* A title is seldom whole. */
static gboolean
query_tooltip_cb (GtkWidget *text, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (GTK_INSCRIPTION (text)));

  return TRUE;
}

static void
show_cell (GvnMatterRows *self, GObject *item, GvnMatter *matter)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (item, "column"));
  GtkWidget *text = gtk_list_item_get_child (GTK_LIST_ITEM (item));
  g_autofree char *words = columns[i].dup_text (self, matter);

  gtk_inscription_set_text (GTK_INSCRIPTION (text), words);
  if (columns[i].colored)
    set_color (text, colors[get_status (self, matter)]);
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *text = gtk_inscription_new (NULL);
  guint i = GPOINTER_TO_UINT (column);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), columns[i].n_chars);
  if (i == TITLE_COLUMN)
    {
      gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), 2);
      gtk_widget_set_has_tooltip (text, TRUE);
      g_signal_connect (text, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
    }
  g_object_set_data (G_OBJECT (item), "column", column);
  gtk_list_item_set_child (item, text);
  gtk_column_view_cell_set_focusable (GTK_COLUMN_VIEW_CELL (item), FALSE);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, GvnMatterRows *self)
{
  bind (self, gvn_number_get_value (gtk_list_item_get_item (item)), G_OBJECT (item), show_cell);
}

static void
unbind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, GvnMatterRows *self)
{
  unbind (self, gvn_number_get_value (gtk_list_item_get_item (item)), G_OBJECT (item));
}

static void
show_row (GvnMatterRows *self, GObject *item, GvnMatter *matter)
{
  g_autofree char *sentence = dup_sentence (self, matter);

  gtk_column_view_row_set_accessible_label (GTK_COLUMN_VIEW_ROW (item), sentence);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkColumnViewRow *row, GvnMatterRows *self)
{
  bind (self, gvn_number_get_value (gtk_column_view_row_get_item (row)), G_OBJECT (row), show_row);
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkColumnViewRow *row, GvnMatterRows *self)
{
  unbind (self, gvn_number_get_value (gtk_column_view_row_get_item (row)), G_OBJECT (row));
}

static GtkColumnViewColumn *
create_column (GvnMatterRows *self, guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ (columns[i].title), factory);
  /* SQL sorts; the column view shows the arrow and tells the clicks. */
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (i));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), self);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, i == TITLE_COLUMN);
  gtk_column_view_column_set_resizable (column, TRUE);
  g_object_set_data (G_OBJECT (column), "sort", GUINT_TO_POINTER (columns[i].sort));

  return column;
}

/**
 * gvn_matter_rows_add_columns:
 *
 * Gives @table its columns, sorted by due date; @self must outlive them.
 */
void
gvn_matter_rows_add_columns (GvnMatterRows *self, GtkColumnView *table)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = create_column (self, i);

      gtk_column_view_append_column (table, column);
      if (columns[i].sort == GVN_MATTER_SORT_DUE)
        gtk_column_view_sort_by_column (table, column, GTK_SORT_ASCENDING);
    }
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_column_view_set_row_factory (table, rows);
}

/**
 * gvn_matter_rows_get_sort:
 * @sort: (out): what the arrow of @table says
 * @descending: (out)
 *
 * Returns: %FALSE when there is no arrow
 */
gboolean
gvn_matter_rows_get_sort (GtkColumnView *table, GvnMatterSort *sort, gboolean *descending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (table));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  if (column == NULL)
    return FALSE;
  *sort = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "sort"));
  *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;

  return TRUE;
}

/* Lines: where there is no room for columns ------------------------------------------- */

static void
show_line (GvnMatterRows *self, GObject *item, GvnMatter *matter)
{
  g_autofree char *title = gvn_matter_dup_title (matter);
  g_autofree char *due = dup_due (self, matter);
  g_autofree char *state = dup_state (self, matter);
  g_autofree char *sentence = dup_sentence (self, matter);
  g_autofree char *subtitle = NULL;
  const char *owner = get_owner (matter);

  subtitle = g_strconcat (matter->body, *owner != '\0' ? " · " : "", owner, *due != '\0' ? " · " : "", due, NULL);
  gvn_list_row_set (GTK_LIST_ITEM (item), title, subtitle, state);
  gtk_list_item_set_accessible_label (GTK_LIST_ITEM (item), sentence);
}

static void
bind_line_cb (GtkListItemFactory *factory, GtkListItem *item, GvnMatterRows *self)
{
  bind (self, gvn_number_get_value (gtk_list_item_get_item (item)), G_OBJECT (item), show_line);
}

/**
 * gvn_matter_rows_create_line_factory:
 *
 * Returns: (transfer full): makes rows of two lines; @self must outlive it
 */
GtkListItemFactory *
gvn_matter_rows_create_line_factory (GvnMatterRows *self)
{
  GtkListItemFactory *factory = gvn_list_row_factory_new (G_CALLBACK (bind_line_cb), self);

  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), self);

  return factory;
}
