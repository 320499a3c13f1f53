/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db.h"

G_BEGIN_DECLS

/*
 * What a contract is made of: the kinds of objects and, for each journaled table,
 * which object its rows belong to and how they are told in words. Each domain tells
 * its own at start; nothing here is ever freed.
 */

/**
 * GvnObjectKind:
 * @kind: as the search and the journal name it: "meeting"
 * @label: (translatable): many of them: "Meetings"
 */
typedef struct
{
  const char *kind;
  const char *label;
} GvnObjectKind;

/**
 * GvnValueText:
 *
 * Returns: (transfer full) (nullable): what @value of a column says, for people
 */
typedef char *(*GvnValueText) (GvnDb *db, const char *value);

/**
 * GvnColumnWords:
 * @label: (translatable): "Day"
 * @dup_text: (nullable): the value itself without one
 */
typedef struct
{
  const char *column;
  const char *label;
  GvnValueText dup_text;
} GvnColumnWords;

/**
 * GvnTableWords:
 * @label: (translatable): one row: "Meeting"
 * @title: (nullable): the column that names a row; it is not told among the others
 * @parent: (nullable): the table whose row @owner names, which has no parent itself: the row
 *   belongs to the same object
 * @kind: (nullable): the kind of the object a row belongs to
 * @kind_column: (nullable): or the column that says it
 * @owner: (nullable): the column with the object's id, or the parent's key; the row's own key without one
 * @columns: those told in words, until one without a name; the others are technical
 */
typedef struct
{
  const char *table;
  const char *label;
  const char *title;
  const char *parent;
  const char *kind;
  const char *kind_column;
  const char *owner;
  const GvnColumnWords *columns;
} GvnTableWords;

void gvn_object_add_kinds (const GvnObjectKind *kinds, guint n_kinds);
const char *gvn_object_kind_get_label (const char *kind);
guint gvn_object_kind_get_rank (const char *kind);

void gvn_object_add_tables (const GvnTableWords *tables, guint n_tables);
const GvnTableWords *gvn_object_find_table (const char *table);
const GvnColumnWords *gvn_table_words_find_column (const GvnTableWords *self, const char *column);

/* Values that several domains have */
char *gvn_value_dup_date (GvnDb *db, const char *value);
char *gvn_value_dup_time (GvnDb *db, const char *value);
char *gvn_value_dup_instant (GvnDb *db, const char *value);
char *gvn_value_dup_yes_no (GvnDb *db, const char *value);

G_END_DECLS
