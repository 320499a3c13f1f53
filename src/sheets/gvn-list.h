/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheets/gvn-sheet-table.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/*
 * What can be imported from a sheet and exported to one. A domain describes its list once:
 * columns, how its rows are read and a command that applies one; gvn-import.h does the
 * rest. A value is a text in one form per kind, so that two are equal when they say the
 * same: a date as 2028-03-16, a choice by its code, a person by the name.
 */

typedef enum
{
  GVN_COLUMN_TEXT,
  GVN_COLUMN_DATE,
  GVN_COLUMN_TIME,
  GVN_COLUMN_CHOICE,
  GVN_COLUMN_PERSON,
  GVN_COLUMN_BODY,
  GVN_COLUMN_NUMBER,
  GVN_COLUMN_AMOUNT,
} GvnColumnKind;

const char *gvn_column_kind_to_string (GvnColumnKind kind);

/**
 * GvnColumnFlags:
 * @GVN_COLUMN_KEY: with the others of this flag, tells which row it is
 * @GVN_COLUMN_OTHER_KEY: the same, where the key is empty
 * @GVN_COLUMN_GIVEN: a key that only the program gives: one it does not know is an error
 * @GVN_COLUMN_REQUIRED: an empty cell is an error
 * @GVN_COLUMN_KEPT: an empty cell leaves what was there
 */
typedef enum
{
  GVN_COLUMN_KEY = 1 << 0,
  GVN_COLUMN_OTHER_KEY = 1 << 1,
  GVN_COLUMN_GIVEN = 1 << 2,
  GVN_COLUMN_REQUIRED = 1 << 3,
  GVN_COLUMN_KEPT = 1 << 4,
} GvnColumnFlags;

/**
 * GvnListChoice:
 * @label: in the user's language: what is exported
 * @names: (nullable): what it is called in the languages of those who send sheets, whatever
 *   that of the user, separated by ";"; kept, not copied
 */
typedef struct
{
  char *code;
  char *label;
  const char *names;
} GvnListChoice;

GvnListChoice *gvn_list_choice_new (const char *code, const char *label, const char *names);
void gvn_list_choice_free (GvnListChoice *self);

/**
 * GvnListColumn:
 * @label: translatable: the header of what is exported
 * @names: (nullable): what others call it, separated by ";"
 * @list_choices: of a choice, a person or a body: all of them, of #GvnListChoice
 */
typedef struct
{
  const char *code;
  const char *label;
  const char *names;
  GvnColumnKind kind;
  GvnColumnFlags flags;
  GPtrArray *(*list_choices) (GvnDb *db, GError **error);
} GvnListColumn;

#define GVN_LIST_MAX_COLUMNS 16

/**
 * GvnListEntry:
 * @id: (nullable): how the domain finds it again
 * @values: a text per column
 * @hidden: known by its key, but exported by other rows
 */
typedef struct
{
  char *id;
  GStrv values;
  gboolean hidden;
} GvnListEntry;

GvnListEntry *gvn_list_entry_new (const char *id, guint n_columns);
void gvn_list_entry_free (GvnListEntry *self);
void gvn_list_entry_set (GvnListEntry *self, guint column, const char *text);
void gvn_list_entry_set_date (GvnListEntry *self, guint column, const GDate *date);

/**
 * GvnListChange:
 * @before: (nullable): %NULL for a new one
 * @values: what the sheet says, in the order of the columns
 * @said: (nullable): what other lines of the sheet said already, for the domain to keep; %NULL
 *   for a trial
 *
 * One line of a sheet to apply.
 */
typedef struct
{
  const GvnListEntry *before;
  const char *const *values;
  GHashTable *said;
  const char *author;
  const GvnNow *now;
} GvnListChange;

gboolean gvn_list_change_has (const GvnListChange *change, guint column);

/**
 * GvnList:
 * @label: translatable
 * @read: its rows, of #GvnListEntry
 * @complete: (nullable): fills in what follows from the rest of a line, before it is
 *   compared with @before
 * @apply: makes the domain say what a line says; refused lines leave nothing
 * @finish: (nullable): what is counted again once, after all the lines
 */
typedef struct
{
  const char *code;
  const char *label;
  const GvnListColumn *columns;
  guint n_columns;
  GPtrArray *(*read) (GvnDb *db, const GvnNow *now, GError **error);
  gboolean (*complete) (GvnDb *db, const GvnListEntry *before, GStrv values, const GvnNow *now, GError **error);
  gboolean (*apply) (GvnDb *db, const GvnListChange *change, GError **error);
  gboolean (*finish) (GvnDb *db, GError **error);
} GvnList;

void gvn_list_value_take (GStrv values, guint column, char *value);

void gvn_list_register (const GvnList *list);
GPtrArray *gvn_list_get_all (void);
const GvnList *gvn_list_find (const char *code, GError **error);
GvnSheetTable *gvn_list_export (const GvnList *list, GvnDb *db, const GvnNow *now, GError **error);

void gvn_lists_register (void);
void gvn_lists_register_people (void);
void gvn_lists_register_matters (void);
void gvn_lists_register_closures (void);
void gvn_lists_register_meetings (void);
void gvn_lists_register_milestones (void);
void gvn_lists_register_orders (void);

GPtrArray *gvn_list_people_choices (GvnDb *db, GError **error);
GPtrArray *gvn_list_side_choices (GvnDb *db, GError **error);
GPtrArray *gvn_list_perimeter_choices (GvnDb *db, GError **error);
GPtrArray *gvn_list_body_choices (GvnDb *db, GError **error);

G_END_DECLS
