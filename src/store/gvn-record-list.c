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

static GHashTable *
index_keys (GvnRecordList *self, GPtrArray *items)
{
  GHashTable *keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (keys, (gpointer) self->kind->get_key (items->pdata[i]));

  return keys;
}

static gboolean
same_key (GvnRecordList *self, gpointer a, gpointer b)
{
  return g_str_equal (self->kind->get_key (a), self->kind->get_key (b));
}

/* How many rows from @position are to go, and how many of @items from @next are
 * to come in their place; a row that only moved goes here and comes there. */
static void
measure (GvnRecordList *self, GPtrArray *items, GHashTable *new_keys, GHashTable *old_keys, guint position, guint next,
         guint *n_removed, guint *n_added)
{
  guint i = position, j = next;

  while (i < self->items->len && !g_hash_table_contains (new_keys, self->kind->get_key (self->items->pdata[i])))
    i++;
  while (j < items->len && !g_hash_table_contains (old_keys, self->kind->get_key (items->pdata[j])))
    j++;
  if (i == position && j == next)
    i++;

  *n_removed = i - position;
  *n_added = j - next;
}

static void
splice (GvnRecordList *self, guint position, guint n_removed, GPtrArray *items, guint next, guint n_added)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->items, (int) (position + i), g_object_ref (items->pdata[next + i]));
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/**
 * gvn_record_list_update:
 * @items: (element-type GObject): the rows as they are now, each key once
 */
void
gvn_record_list_update (GvnRecordList *self, GPtrArray *items)
{
  g_autoptr (GHashTable) new_keys = index_keys (self, items);
  guint position = 0;

  while (position < self->items->len || position < items->len)
    {
      g_autoptr (GHashTable) old_keys = NULL;
      guint n_removed, n_added;

      if (position < self->items->len && position < items->len
          && same_key (self, self->items->pdata[position], items->pdata[position]))
        {
          if (!self->kind->equal (self->items->pdata[position], items->pdata[position]))
            splice (self, position, 1, items, position, 1);
          position++;
          continue;
        }

      old_keys = index_keys (self, self->items);
      measure (self, items, new_keys, old_keys, position, position, &n_removed, &n_added);
      splice (self, position, n_removed, items, position, n_added);
      position += n_added;
    }
}
