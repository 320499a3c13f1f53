/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/gvn-number-list.h"

struct _GvnNumber
{
  GObject parent_instance;

  gint64 value;
};

G_DEFINE_FINAL_TYPE (GvnNumber, gvn_number, G_TYPE_OBJECT)

struct _GvnNumberList
{
  GObject parent_instance;

  /* owned */
  GArray *numbers;     /* gint64 */
  GHashTable *handles; /* gint64 * → GvnNumber, of the rows ever shown */
};

static void
gvn_number_class_init (GvnNumberClass *klass)
{
}

static void
gvn_number_init (GvnNumber *self)
{
}

gint64
gvn_number_get_value (GvnNumber *self)
{
  return self->value;
}

static GType
gvn_number_list_get_item_type (GListModel *list)
{
  return GVN_TYPE_NUMBER;
}

static guint
gvn_number_list_get_n_items (GListModel *list)
{
  return GVN_NUMBER_LIST (list)->numbers->len;
}

static gpointer
gvn_number_list_get_item (GListModel *list, guint position)
{
  GvnNumberList *self = GVN_NUMBER_LIST (list);
  GvnNumber *handle;
  gint64 value;

  if (position >= self->numbers->len)
    return NULL;

  value = g_array_index (self->numbers, gint64, position);
  handle = g_hash_table_lookup (self->handles, &value);
  if (handle == NULL)
    {
      handle = g_object_new (GVN_TYPE_NUMBER, NULL);
      handle->value = value;
      g_hash_table_insert (self->handles, &handle->value, handle);
    }

  return g_object_ref (handle);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gvn_number_list_get_item_type;
  iface->get_n_items = gvn_number_list_get_n_items;
  iface->get_item = gvn_number_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GvnNumberList, gvn_number_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gvn_number_list_finalize (GObject *object)
{
  GvnNumberList *self = GVN_NUMBER_LIST (object);

  g_array_unref (self->numbers);
  g_hash_table_unref (self->handles);

  G_OBJECT_CLASS (gvn_number_list_parent_class)->finalize (object);
}

static void
gvn_number_list_class_init (GvnNumberListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_number_list_finalize;
}

static void
gvn_number_list_init (GvnNumberList *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->handles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
}

GvnNumberList *
gvn_number_list_new (void)
{
  return g_object_new (GVN_TYPE_NUMBER_LIST, NULL);
}

/**
 * gvn_number_list_update:
 * @numbers: (element-type gint64): the rows as they are now, each once
 *
 * Emits `items-changed` for what lies between the rows that are the same at the
 * beginning and at the end.
 */
void
gvn_number_list_update (GvnNumberList *self, GArray *numbers)
{
  const gint64 *old = (const gint64 *) (gpointer) self->numbers->data;
  const gint64 *new = (const gint64 *) (gpointer) numbers->data;
  guint n_old = self->numbers->len, n_new = numbers->len, first = 0, last = 0;
  g_autoptr (GArray) previous = self->numbers;

  while (first < MIN (n_old, n_new) && old[first] == new[first])
    first++;
  while (last < MIN (n_old, n_new) - first && old[n_old - 1 - last] == new[n_new - 1 - last])
    last++;

  self->numbers = g_array_copy (numbers);
  if (n_old - first - last > 0 || n_new - first - last > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, n_old - first - last, n_new - first - last);
}

/**
 * gvn_number_list_replace:
 * @numbers: (element-type gint64): the rows of another choice, each once
 * @shown: (element-type gint64): those of the present rows that have a widget
 *
 * As gvn_number_list_update(), for rows that are looked at from the first. A list view
 * destroys the widgets of rows that leave its model, and uses those of rows that stay
 * again: those of @shown leave in a second step, once others have taken their widgets.
 * The first row stays the first meanwhile, which the view follows.
 */
void
gvn_number_list_replace (GvnNumberList *self, GArray *numbers, GHashTable *shown)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) both = g_array_sized_new (FALSE, FALSE, sizeof (gint64), numbers->len + g_hash_table_size (shown));
  const gint64 *first = (const gint64 *) (gpointer) self->numbers->data;
  GHashTableIter iter;
  const gint64 *number;

  for (guint i = 0; i < numbers->len; i++)
    g_hash_table_add (kept, &g_array_index (numbers, gint64, i));
  if (self->numbers->len > 0 && !g_hash_table_contains (kept, first))
    {
      g_array_append_val (both, *first);
      g_hash_table_add (kept, (gpointer) first);
    }
  g_array_append_vals (both, numbers->data, numbers->len);
  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, (gpointer *) &number, NULL))
    if (!g_hash_table_contains (kept, number))
      g_array_append_val (both, *number);

  gvn_number_list_update (self, both);
  gvn_number_list_update (self, numbers);
}

/**
 * gvn_number_list_renew:
 *
 * What the row of @number says has changed: it is bound again.
 */
void
gvn_number_list_renew (GvnNumberList *self, gint64 number)
{
  g_hash_table_remove (self->handles, &number);
  for (guint i = 0; i < self->numbers->len; i++)
    if (g_array_index (self->numbers, gint64, i) == number)
      {
        g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 1);
        return;
      }
}
