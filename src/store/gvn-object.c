/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "store/gvn-object.h"

/* Filled at start by the domains, read-only afterwards. */
static GvnObjectKind kinds[64];
static guint n_kinds;
static GvnTableWords tables[64];
static guint n_tables;

/**
 * gvn_object_add_kinds:
 * @added: their strings are never freed
 *
 * Twice the same is once.
 */
void
gvn_object_add_kinds (const GvnObjectKind *added, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      if (gvn_object_kind_get_rank (added[i].kind) < n_kinds)
        continue;
      g_assert (n_kinds < G_N_ELEMENTS (kinds));
      kinds[n_kinds++] = added[i];
    }
}

/**
 * gvn_object_kind_get_rank:
 *
 * Returns: the place of @kind among the kinds told, after all of them for another
 */
guint
gvn_object_kind_get_rank (const char *kind)
{
  guint rank = 0;

  while (rank < n_kinds && !g_str_equal (kinds[rank].kind, kind))
    rank++;

  return rank;
}

/**
 * gvn_object_kind_get_label:
 *
 * Returns: (transfer none): the things of @kind, in a word; @kind itself when nobody told it
 */
const char *
gvn_object_kind_get_label (const char *kind)
{
  guint rank = gvn_object_kind_get_rank (kind);

  return rank < n_kinds ? _ (kinds[rank].label) : kind;
}

/**
 * gvn_object_find_table:
 *
 * Returns: (transfer none) (nullable): the words of @table, if a domain told them
 */
const GvnTableWords *
gvn_object_find_table (const char *table)
{
  for (guint i = 0; i < n_tables; i++)
    if (g_str_equal (tables[i].table, table))
      return &tables[i];

  return NULL;
}

/**
 * gvn_object_add_tables:
 *
 * Twice the same is once.
 */
void
gvn_object_add_tables (const GvnTableWords *added, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      if (gvn_object_find_table (added[i].table) != NULL)
        continue;
      g_assert (n_tables < G_N_ELEMENTS (tables));
      tables[n_tables++] = added[i];
    }
}

/**
 * gvn_table_words_find_column:
 *
 * Returns: (transfer none) (nullable): the words of @column, %NULL for a technical one
 */
const GvnColumnWords *
gvn_table_words_find_column (const GvnTableWords *self, const char *column)
{
  for (guint i = 0; self->columns[i].column != NULL; i++)
    if (g_str_equal (self->columns[i].column, column))
      return &self->columns[i];

  return NULL;
}

/* An ISO date as people read it. */
char *
gvn_value_dup_date (GvnDb *db, const char *value)
{
  GDate date;

  return gvn_date_parse (value, &date, NULL) ? gvn_text_weekday_date (&date) : NULL;
}

/* Minutes since midnight. */
char *
gvn_value_dup_time (GvnDb *db, const char *value)
{
  return gvn_text_time ((int) g_ascii_strtoll (value, NULL, 10));
}

/* Unix seconds. */
char *
gvn_value_dup_instant (GvnDb *db, const char *value)
{
  GvnLocal local;

  gvn_local_from_instant (g_ascii_strtoll (value, NULL, 10), &local);
  return gvn_text_moment (&local);
}

char *
gvn_value_dup_yes_no (GvnDb *db, const char *value)
{
  return g_strdup (g_str_equal (value, "0") ? _ ("no") : _ ("yes"));
}
