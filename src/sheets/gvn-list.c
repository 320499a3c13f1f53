/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "sheets/gvn-list.h"
#include "sheets/gvn-sheet-value.h"

static GPtrArray *lists; /* of const GvnList *, registered at start */

static const char *const kinds[] = {
  [GVN_COLUMN_TEXT] = "text",     [GVN_COLUMN_DATE] = "date",     [GVN_COLUMN_TIME] = "time",
  [GVN_COLUMN_CHOICE] = "choice", [GVN_COLUMN_PERSON] = "person", [GVN_COLUMN_BODY] = "body",
  [GVN_COLUMN_NUMBER] = "number", [GVN_COLUMN_AMOUNT] = "amount",
};

const char *
gvn_column_kind_to_string (GvnColumnKind kind)
{
  return kinds[kind];
}

GvnListChoice *
gvn_list_choice_new (const char *code, const char *label, const char *names)
{
  GvnListChoice *self = g_new0 (GvnListChoice, 1);

  self->code = g_strdup (code);
  self->label = g_strdup (label);
  self->names = names;

  return self;
}

void
gvn_list_choice_free (GvnListChoice *self)
{
  g_free (self->code);
  g_free (self->label);
  g_free (self);
}

GvnListEntry *
gvn_list_entry_new (const char *id, guint n_columns)
{
  GvnListEntry *self = g_new0 (GvnListEntry, 1);

  self->id = g_strdup (id);
  self->values = g_new0 (char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    self->values[i] = g_strdup ("");

  return self;
}

void
gvn_list_entry_free (GvnListEntry *self)
{
  g_free (self->id);
  g_strfreev (self->values);
  g_free (self);
}

/**
 * gvn_list_entry_set:
 * @text: (nullable): %NULL for nothing
 */
void
gvn_list_entry_set (GvnListEntry *self, guint column, const char *text)
{
  g_free (self->values[column]);
  self->values[column] = gvn_sheet_value_clean (text != NULL ? text : "");
}

/**
 * gvn_list_entry_set_date:
 * @date: invalid for none
 */
void
gvn_list_entry_set_date (GvnListEntry *self, guint column, const GDate *date)
{
  g_free (self->values[column]);
  self->values[column] = g_date_valid (date) ? gvn_date_to_string (date) : g_strdup ("");
}

/**
 * gvn_list_value_take:
 * @value: (transfer full): what the line says now
 */
void
gvn_list_value_take (GStrv values, guint column, char *value)
{
  g_free (values[column]);
  values[column] = value;
}

/**
 * gvn_list_change_has:
 *
 * Returns: whether the line says something else than before in @column
 */
gboolean
gvn_list_change_has (const GvnListChange *change, guint column)
{
  return !g_str_equal (change->values[column], change->before != NULL ? change->before->values[column] : "");
}

/**
 * gvn_list_register:
 * @list: kept, not copied
 */
void
gvn_list_register (const GvnList *list)
{
  g_assert (list->n_columns <= GVN_LIST_MAX_COLUMNS);

  if (lists == NULL)
    lists = g_ptr_array_new ();
  if (!g_ptr_array_find (lists, list, NULL))
    g_ptr_array_add (lists, (gpointer) list);
}

/**
 * gvn_lists_register:
 *
 * Registers the lists of every domain; again does nothing.
 */
void
gvn_lists_register (void)
{
  gvn_lists_register_people ();
  gvn_lists_register_matters ();
  gvn_lists_register_closures ();
  gvn_lists_register_milestones ();
  gvn_lists_register_meetings ();
  gvn_lists_register_orders ();
}

/**
 * gvn_list_get_all:
 *
 * Returns: (transfer none) (element-type GvnList): what can be imported and exported
 */
GPtrArray *
gvn_list_get_all (void)
{
  return lists;
}

/**
 * gvn_list_find:
 *
 * Returns: (transfer none): the list, or %NULL with %GVN_ERROR_NOT_FOUND
 */
const GvnList *
gvn_list_find (const char *code, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < lists->len; i++)
    {
      const GvnList *list = lists->pdata[i];

      if (g_str_equal (list->code, code))
        return list;
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", list->code);
    }

  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: what the user typed, then the codes there are */
               _ ("There is no list “%s”: give %s"), code, known->str);
  return NULL;
}

static gboolean
add_header (GvnSheetTable *table, const GvnList *list, GError **error)
{
  for (guint i = 0; i < list->n_columns; i++)
    if (!gvn_sheet_table_add_cell (table, _ (list->columns[i].label), -1, error))
      return FALSE;

  return gvn_sheet_table_end_row (table, error);
}

static gboolean
add_row (GvnSheetTable *table, const GvnList *list, GPtrArray *values, const GvnListEntry *row, GError **error)
{
  for (guint i = 0; i < list->n_columns; i++)
    if (!gvn_sheet_table_add_cell (table, gvn_sheet_values_show (values->pdata[i], row->values[i]), -1, error))
      return FALSE;

  return gvn_sheet_table_end_row (table, error);
}

/**
 * gvn_list_export:
 *
 * Returns: (transfer full): the list under its headers, the very sheet its import accepts
 */
GvnSheetTable *
gvn_list_export (const GvnList *list, GvnDb *db, const GvnNow *now, GError **error)
{
  g_autoptr (GvnSheetTable) table = gvn_sheet_table_new ();
  g_autoptr (GPtrArray) values = gvn_sheet_values_load (list, db, error);
  g_autoptr (GPtrArray) rows = values != NULL ? list->read (db, now, error) : NULL;

  if (rows == NULL || !add_header (table, list, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const GvnListEntry *row = rows->pdata[i];

      if (!row->hidden && !add_row (table, list, values, row, error))
        return NULL;
    }

  return g_steal_pointer (&table);
}
