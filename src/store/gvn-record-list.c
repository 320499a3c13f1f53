/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

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
  GPtrArray *items = self->items;
  guint n_after = items->len - position - n_removed;

  if (n_removed > 0)
    g_ptr_array_remove_range (items, position, n_removed);
  g_ptr_array_set_size (items, (int) (items->len + n_added));
  memmove (items->pdata + position + n_added, items->pdata + position, n_after * sizeof (gpointer));
  for (guint i = position; i < position + n_added; i++)
    items->pdata[i] = g_object_ref (wanted->pdata[i]);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* A view that sorts does it again for each run: from so many on, one run of all is less. */
#define MANY_RUNS 12

/* The next run of rows that change, from @position in the wanted rows and @old in the list
 * on; they move behind it and the row that stays after it. */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} Run;

static gboolean
find_run (const guint *places, guint n, guint n_old, guint *position, guint *old, Run *run)
{
  while (*position < n || *old < n_old)
    {
      guint next = *position, stop;

      while (next < n && places[next] == NOWHERE)
        next++;
      stop = next < n ? places[next] : n_old;
      *run = (Run) { *position, stop - *old, next - *position };
      *position = next + 1;
      *old = stop + 1;
      if (run->n_removed > 0 || run->n_added > 0)
        return TRUE;
    }

  return FALSE;
}

static GArray *
list_runs (const guint *places, guint n, guint n_old)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint position = 0, old = 0;
  Run run;

  while (find_run (places, n, n_old, &position, &old, &run))
    g_array_append_val (runs, run);

  return runs;
}

/* From the first that changes to the last, those that stay between them too. */
static void
join_runs (GArray *runs, guint n, guint n_old)
{
  const Run *first = &g_array_index (runs, Run, 0), *last = &g_array_index (runs, Run, runs->len - 1);
  guint n_after = n - last->position - last->n_added;
  Run all = { first->position, n_old - first->position - n_after, n - first->position - n_after };

  g_array_set_size (runs, 0);
  g_array_append_val (runs, all);
}

/**
 * gvn_record_list_update:
 * @items: (element-type GObject): the rows as they are now, each key once
 *
 * Emits `items-changed` once per run of rows between two that stay; as few rows
 * as possible are in these runs, unless there are many: then once, for all of them.
 */
void
gvn_record_list_update (GvnRecordList *self, GPtrArray *items)
{
  g_autofree guint *places = g_new (guint, items->len);
  g_autoptr (GPtrArray) wanted = match (self, items, places);
  g_autoptr (GArray) runs = NULL;

  choose_staying (places, items->len);
  runs = list_runs (places, items->len, self->items->len);
  if (runs->len > MANY_RUNS)
    join_runs (runs, items->len, self->items->len);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      splice (self, run->position, run->n_removed, wanted, run->n_added);
    }
}
