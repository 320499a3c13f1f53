/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "store/gvn-record-list.h"

/* A row is written as a letter: which one is its key, upper or lower case what
 * it shows. */

#define TEST_TYPE_ROW (test_row_get_type ())
G_DECLARE_FINAL_TYPE (TestRow, test_row, TEST, ROW, GObject)

struct _TestRow
{
  GObject parent_instance;

  char letter;
  char key[2];
};

G_DEFINE_FINAL_TYPE (TestRow, test_row, G_TYPE_OBJECT)

static void
test_row_class_init (TestRowClass *klass)
{
}

static void
test_row_init (TestRow *self)
{
}

static const char *
get_key (gpointer item)
{
  return TEST_ROW (item)->key;
}

static gboolean
show_the_same (gpointer a, gpointer b)
{
  return TEST_ROW (a)->letter == TEST_ROW (b)->letter;
}

static const GvnRecordKind kind = { get_key, show_the_same };

/* New objects each time, as rows read again are. */
static GPtrArray *
read_rows (const char *letters)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      TestRow *row = g_object_new (TEST_TYPE_ROW, NULL);

      row->letter = *letter;
      row->key[0] = g_ascii_tolower (*letter);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static void
update (GvnRecordList *list, const char *letters)
{
  g_autoptr (GPtrArray) rows = read_rows (letters);

  gvn_record_list_update (list, rows);
}

/* What a view knows of the list: its rows at first, then the signals alone. */
typedef struct
{
  GPtrArray *rows;  /* borrowed rows */
  GString *signals; /* "position-removed+added " each */
  guint n_removed, n_added;
} View;

/* The list is what its signals told so far. */
static void
assert_told (GListModel *model, const View *view)
{
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, view->rows->len);
  for (guint i = 0; i < view->rows->len; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (model, i);

      g_assert_true (row == view->rows->pdata[i]);
    }
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, View *view)
{
  g_string_append_printf (view->signals, "%u-%u+%u ", position, n_removed, n_added);
  view->n_removed += n_removed;
  view->n_added += n_added;

  g_assert_cmpuint (position + n_removed, <=, view->rows->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (view->rows, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (model, position + i);

      g_assert_nonnull (row);
      g_ptr_array_insert (view->rows, (int) (position + i), row);
    }

  assert_told (model, view);
}

static GvnRecordList *
open_view (View *view)
{
  GvnRecordList *list = gvn_record_list_new (TEST_TYPE_ROW, &kind);

  *view = (View) { g_ptr_array_new (), g_string_new (NULL), 0, 0 };
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), view);

  return list;
}

static void
forget_signals (View *view)
{
  g_string_truncate (view->signals, 0);
  view->n_removed = view->n_added = 0;
}

static void
close_view (View *view, GvnRecordList *list)
{
  g_assert_finalize_object (list);
  g_ptr_array_unref (view->rows);
  g_string_free (view->signals, TRUE);
}

static void
assert_shows (const View *view, const char *letters)
{
  g_assert_cmpuint (view->rows->len, ==, strlen (letters));
  for (guint i = 0; i < view->rows->len; i++)
    g_assert_cmpint (TEST_ROW (view->rows->pdata[i])->letter, ==, letters[i]);
}

/* One change is one signal of its own extent; a move, which no single one can
 * tell without the rows between, is two. */
static void
test_one_change (void)
{
  static const struct
  {
    const char *before, *after, *signals;
  } changes[] = {
    { "abcde", "abcde", "" },
    { "", "abcde", "0-0+5 " },
    { "abcde", "", "0-5+0 " },
    { "abcde", "xabcde", "0-0+1 " },
    { "abcde", "abxyzcde", "2-0+3 " },
    { "abcde", "abcdex", "5-0+1 " },
    { "abcde", "bcde", "0-1+0 " },
    { "abcde", "abe", "2-2+0 " },
    { "abcde", "abcd", "4-1+0 " },
    { "abcde", "Abcde", "0-1+1 " },
    { "abcde", "abCDe", "2-2+2 " },
    { "abcde", "abxye", "2-2+2 " },
    { "abcde", "abXyze", "2-2+3 " },
    { "abcde", "bcdea", "0-1+0 4-0+1 " },
    { "abcde", "eabcd", "0-0+1 5-1+0 " },
    { "abcdefgh", "afgbcdeh", "1-0+2 7-2+0 " },
    { "abcdefgh", "aBcdfgxh", "1-1+1 4-1+0 6-0+1 " },
    /* so many that a view which sorts would do it a dozen times and one more */
    { "abcdefghijklmnopqrstuvwxyz", "AbCdEfGhIjKlMnOpQrStUvWxYz", "0-25+25 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      View view;
      GvnRecordList *list = open_view (&view);

      update (list, changes[i].before);
      forget_signals (&view);
      update (list, changes[i].after);
      g_test_message ("%s → %s", changes[i].before, changes[i].after);
      g_assert_cmpstr (view.signals->str, ==, changes[i].signals);
      assert_shows (&view, changes[i].after);
      close_view (&view, list);
    }
}

static guint
random_below (guint limit)
{
  return (guint) g_test_rand_int_range (0, (int) limit);
}

static char
unused_letter (const GString *letters)
{
  char letter;

  do
    letter = (char) ('a' + random_below (26));
  while (strchr (letters->str, letter) != NULL || strchr (letters->str, g_ascii_toupper (letter)) != NULL);

  return letter;
}

/* One of: rows come, go, change or move elsewhere, all together. */
static void
change_once (GString *letters)
{
  gsize at = random_below ((guint) letters->len + 1);
  gsize length = at < letters->len ? 1 + random_below ((guint) MIN (letters->len - at, 4)) : 0;
  g_autofree char *run = g_strndup (letters->str + at, length);

  switch (random_below (4))
    {
    case 0:
      if (letters->len < 20)
        g_string_insert_c (letters, (gssize) at, unused_letter (letters));
      break;
    case 1:
      g_string_erase (letters, (gssize) at, (gssize) length);
      break;
    case 2:
      for (gsize i = at; i < at + length; i++)
        letters->str[i] ^= 'a' ^ 'A';
      break;
    default:
      g_string_erase (letters, (gssize) at, (gssize) length);
      g_string_insert (letters, random_below ((guint) letters->len + 1), run);
    }
}

/* How many rows can stay where they are at best: the longest common
 * subsequence, by the textbook table. */
static guint
count_staying (const char *before, const char *after)
{
  guint table[32][32] = { { 0 } };
  gsize n = strlen (before), m = strlen (after);

  for (gsize i = n; i-- > 0;)
    for (gsize j = m; j-- > 0;)
      table[i][j] = before[i] == after[j] ? table[i + 1][j + 1] + 1 : MAX (table[i + 1][j], table[i][j + 1]);

  return table[0][0];
}

/* A row that shows the same is the same object, wherever it went. */
static void
assert_same_objects (const char *before, GPtrArray *objects, const View *view)
{
  for (guint i = 0; i < view->rows->len; i++)
    {
      const char *found = strchr (before, TEST_ROW (view->rows->pdata[i])->letter);

      if (found != NULL)
        g_assert_true (view->rows->pdata[i] == objects->pdata[found - before]);
    }
}

static gpointer
ref_row (gconstpointer row, gpointer data)
{
  return g_object_ref ((gpointer) row);
}

/* Whatever comes, goes, changes and moves: the list is what was read, touches no
 * row more than needed, and reading the same again tells nothing. */
static void
test_random_updates (void)
{
  g_autoptr (GString) letters = g_string_new ("abcdefgh");
  View view;
  GvnRecordList *list = open_view (&view);

  update (list, letters->str);
  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *before = g_strdup (letters->str);
      g_autoptr (GPtrArray) objects = g_ptr_array_copy (view.rows, ref_row, NULL);
      guint n_staying;

      g_ptr_array_set_free_func (objects, g_object_unref);
      for (guint n = random_below (5); n > 0; n--)
        change_once (letters);
      forget_signals (&view);
      update (list, letters->str);

      assert_shows (&view, letters->str);
      assert_same_objects (before, objects, &view);
      n_staying = count_staying (before, letters->str);
      g_assert_cmpuint (view.n_removed, ==, strlen (before) - n_staying);
      g_assert_cmpuint (view.n_added, ==, letters->len - n_staying);

      forget_signals (&view);
      update (list, letters->str);
      g_assert_cmpstr (view.signals->str, ==, "");
      assert_told (G_LIST_MODEL (list), &view);
    }
  close_view (&view, list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/record-list/one-change-one-signal", test_one_change);
  g_test_add_func ("/store/record-list/random-updates", test_random_updates);
  return g_test_run ();
}
