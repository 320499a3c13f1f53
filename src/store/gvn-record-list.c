/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/gvn-record-list.h"

/* A list over the rows of a query. Reading the rows again changes only what
 * differs: rows that show the same keep their object, and a view its place. */

struct _GvnRecordList
{
  GObject parent_instance;

  GType item_type;
  const GvnRecordKind *kind; /* borrowed, static */
  GPtrArray *items;          /* owned */
};

static GType
get_item_type (GListModel *model)
{
  return GVN_RECORD_LIST (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return GVN_RECORD_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GvnRecordList *self = GVN_RECORD_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GvnRecordList, gvn_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gvn_record_list_finalize (GObject *object)
{
  g_ptr_array_unref (GVN_RECORD_LIST (object)->items);

  G_OBJECT_CLASS (gvn_record_list_parent_class)->finalize (object);
}

static void
gvn_record_list_class_init (GvnRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_record_list_finalize;
}

static void
gvn_record_list_init (GvnRecordList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gvn_record_list_new:
 * @kind: (transfer none): must outlive the list
 *
 * Returns: (transfer full): an empty list
 */
GvnRecordList *
gvn_record_list_new (GType item_type, const GvnRecordKind *kind)
{
  GvnRecordList *self = g_object_new (GVN_TYPE_RECORD_LIST, NULL);

  self->item_type = item_type;
  self->kind = kind;

  return self;
}

#define NOWHERE G_MAXUINT

/* The rows as they are to be, those that show the same as the object they were;
 * @places says where in the list each of these is. */
static GPtrArray *
match (GvnRecordList *self, GPtrArray *items, guint *places)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *wanted = g_ptr_array_new_full (items->len, g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    g_hash_table_insert (positions, (gpointer) self->kind->get_key (self->items->pdata[i]), GUINT_TO_POINTER (i));

  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = items->pdata[i], position;

      places[i] = NOWHERE;
      if (g_hash_table_lookup_extended (positions, self->kind->get_key (item), NULL, &position)
          && self->kind->equal (self->items->pdata[GPOINTER_TO_UINT (position)], item))
        {
          places[i] = GPOINTER_TO_UINT (position);
          item = self->items->pdata[places[i]];
        }
      g_ptr_array_add (wanted, g_object_ref (item));
    }

  return wanted;
}

/* Lets as many rows stay as can keep their order, the longest increasing run of
 * @places; the others move: they go and come like any row. */
static void
choose_staying (guint *places, guint n)
{
  g_autofree guint *ends = g_new (guint, n); /* of the best run of each length, where it ends */
  g_autofree guint *previous = g_new (guint, n);
  guint length = 0, next;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (places[i] == NOWHERE)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[ends[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? ends[low - 1] : NOWHERE;
      ends[low] = i;
      length = MAX (length, low + 1);
    }

  next = length > 0 ? ends[length - 1] : NOWHERE;
  for (guint i = n; i-- > 0;)
    if (i == next)
      next = previous[i];
    else
      places[i] = NOWHERE;
}

static void
splice (GvnRecordList *self, guint position, guint n_removed, GPtrArray *wanted, guint n_added)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
  for (guint i = position; i < position + n_added; i++)
    g_ptr_array_insert (self->items, (int) i, g_object_ref (wanted->pdata[i]));
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/**
 * gvn_record_list_update:
 * @items: (element-type GObject): the rows as they are now, each key once
 *
 * Emits `items-changed` once per run of rows between two that stay; as few rows
 * as possible are in these runs.
 */
void
gvn_record_list_update (GvnRecordList *self, GPtrArray *items)
{
  g_autofree guint *places = g_new (guint, items->len);
  g_autoptr (GPtrArray) wanted = match (self, items, places);
  guint n_old = self->items->len, old = 0, position = 0;

  choose_staying (places, items->len);
  while (position < wanted->len || old < n_old)
    {
      guint next = position, stop;

      while (next < wanted->len && places[next] == NOWHERE)
        next++;
      stop = next < wanted->len ? places[next] : n_old;
      if (next > position || stop > old)
        splice (self, position, stop - old, wanted, next - position);
      position = next + 1;
      old = stop + 1;
    }
}
