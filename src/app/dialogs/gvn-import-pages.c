/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-import-pages.h"
#include "app/gvn-ui.h"

#define MAX_SHOWN 200u /* of each group: who has more reads the first, then imports again */
#define N_HEADER_ROWS 30

/* Columns ------------------------------------------------------------------------------ */

struct _GvnImportColumns
{
  AdwPreferencesGroup *group; /* borrowed, as its rows */
  GtkWidget *header;
  GtkWidget *rows[GVN_LIST_MAX_COLUMNS];
  const GvnList *list;
  const GvnSheetTable *table;
  GHashTable *names; /* owned: what is remembered */
};

/* "B: Échéance" */
static char *
dup_column_label (const GvnSheetTable *table, guint header, guint column)
{
  g_autofree char *place = gvn_sheet_dup_place (0, column);
  const char *text = gvn_sheet_table_get (table, header, column);

  place[strlen (place) - 1] = '\0'; /* "B1" → "B" */

  /* Translators: the letter of a column in a sheet, its header */
  return *text != '\0' ? g_strdup_printf (_ ("%s: %s"), place, text) : g_steal_pointer (&place);
}

static GtkStringList *
list_headers (GvnImportColumns *self, guint header)
{
  GtkStringList *headers = gtk_string_list_new (NULL);

  gtk_string_list_append (headers, _ ("Not in the Sheet"));
  for (guint i = 0; i < gvn_sheet_table_get_n_columns (self->table); i++)
    gtk_string_list_take (headers, dup_column_label (self->table, header, i));

  return headers;
}

static guint
get_header (GvnImportColumns *self)
{
  return (guint) adw_spin_row_get_value (ADW_SPIN_ROW (self->header)) - 1;
}

static void
show_map (GvnImportColumns *self, const GvnImportMap *map)
{
  for (guint i = 0; i < self->list->n_columns; i++)
    {
      g_autoptr (GtkStringList) headers = list_headers (self, map->header);

      adw_combo_row_set_model (ADW_COMBO_ROW (self->rows[i]), G_LIST_MODEL (headers));
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[i]), (guint) (map->columns[i] + 1));
    }
}

static void
header_changed_cb (GvnImportColumns *self)
{
  GvnImportMap map;

  gvn_import_map_row (self->list, self->table, self->names, get_header (self), &map);
  show_map (self, &map);
}

GvnImportColumns *
gvn_import_columns_new (AdwPreferencesPage *page)
{
  GvnImportColumns *self = g_new0 (GvnImportColumns, 1);

  self->group = gvn_ui_add_group (page, NULL, NULL);
  gvn_ui_track_rows (self->group);

  return self;
}

void
gvn_import_columns_free (GvnImportColumns *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_free (self);
}

static void
add_rows (GvnImportColumns *self)
{
  guint n_rows = CLAMP (gvn_sheet_table_get_n_rows (self->table), 1, N_HEADER_ROWS);

  self->header = adw_spin_row_new_with_range (1, n_rows, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->header), _ ("Line of the Headers"));
  gvn_ui_add_to_group (self->group, self->header);
  for (guint i = 0; i < self->list->n_columns; i++)
    {
      self->rows[i] = adw_combo_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), _ (self->list->columns[i].label));
      gvn_ui_add_to_group (self->group, self->rows[i]);
    }
}

/**
 * gvn_import_columns_set_sheet:
 * @table: stays until the next sheet
 *
 * Shows a row for each column of @list, with the column of the sheet that says it.
 */
void
gvn_import_columns_set_sheet (GvnImportColumns *self, const GvnList *list, const GvnSheetTable *table)
{
  GvnImportMap map = { .header = 0 };
  g_autoptr (GError) error = NULL;

  self->list = list;
  self->table = table;
  g_clear_pointer (&self->names, g_hash_table_unref);
  self->names = gvn_import_names_load (list);
  for (guint i = 0; i < GVN_LIST_MAX_COLUMNS; i++)
    map.columns[i] = -1;
  gvn_import_propose (list, table, self->names, &map, &error);

  gvn_ui_clear_group (self->group);
  add_rows (self);
  adw_spin_row_set_value (ADW_SPIN_ROW (self->header), map.header + 1);
  g_signal_connect_swapped (self->header, "notify::value", G_CALLBACK (header_changed_cb), self);
  show_map (self, &map);
  gvn_ui_set_fault (self->group, NULL, error != NULL ? error->message : NULL);
  if (error == NULL)
    adw_preferences_group_set_description (
        self->group, _ ("Which column of the sheet says what. What is not in the sheet stays as it is."));
}

/* FALSE with the reason when the columns chosen do not tell lines apart, or one was chosen twice. */
gboolean
gvn_import_columns_read (GvnImportColumns *self, GvnImportMap *map, GError **error)
{
  map->header = get_header (self);
  for (guint i = 0; i < GVN_LIST_MAX_COLUMNS; i++)
    map->columns[i]
        = i < self->list->n_columns ? (int) adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[i])) - 1 : -1;

  return gvn_import_map_check (self->list, map, error);
}

/* Outcome ------------------------------------------------------------------------------ */

static void
add_more (AdwPreferencesGroup *group, guint n, guint n_shown)
{
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n - n_shown), n - n_shown);

  if (n > n_shown)
    gvn_ui_add_row (group, text, NULL);
}

static char *
dup_refusal_title (const GvnImportRefusal *refusal)
{
  if (refusal->cell != NULL)
    /* Translators: the name of a cell, as "C5", and its column */
    return g_strdup_printf (_ ("Cell %s, %s"), refusal->cell, refusal->column);

  /* Translators: the number of a line of a sheet */
  return refusal->column != NULL ? g_strdup_printf (_ ("Line %u, %s"), refusal->line, refusal->column)
                                 : g_strdup_printf (_ ("Line %u"), refusal->line);
}

static AdwPreferencesGroup *
add_refusals (AdwPreferencesPage *page, const GvnImportResult *result)
{
  AdwPreferencesGroup *group = gvn_ui_add_group (
      page, _ ("Refused Lines"), _ ("Nothing is imported while a line is refused: correct them first."));
  guint n = MIN (result->refusals->len, MAX_SHOWN);

  for (guint i = 0; i < n; i++)
    {
      const GvnImportRefusal *refusal = result->refusals->pdata[i];
      g_autofree char *title = dup_refusal_title (refusal);
      GtkWidget *row = gvn_ui_add_row (group, title, NULL);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), refusal->reason);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-error-symbolic"));
    }
  add_more (group, result->n_refused, n);

  return group;
}

static AdwPreferencesGroup *
add_changes (AdwPreferencesPage *page, const GvnImportResult *result, gboolean added)
{
  AdwPreferencesGroup *group = gvn_ui_add_group (page, added ? _ ("New Lines") : _ ("Changed Lines"), NULL);
  guint n = 0;

  for (guint i = 0; i < result->changes->len && n < MAX_SHOWN; i++)
    {
      const GvnImportChange *change = result->changes->pdata[i];
      g_autofree char *line = NULL;

      if (change->added != added)
        continue;
      line = g_strdup_printf (_ ("Line %u"), change->line);
      gvn_ui_add_suffix (gvn_ui_add_row (group, change->title, change->difference), line, "dim-label");
      n++;
    }
  add_more (group, added ? result->n_added : result->n_changed, n);

  return group;
}

/**
 * gvn_import_preview_fill:
 * @groups: of %GVN_IMPORT_N_GROUPS: those of before are taken away
 *
 * What is refused, why and where; what changes; what is new.
 */
void
gvn_import_preview_fill (AdwPreferencesPage *page, AdwPreferencesGroup **groups, const GvnImportResult *result)
{
  g_autofree char *counts = NULL;

  for (guint i = 0; i < GVN_IMPORT_N_GROUPS; i++)
    if (groups[i] != NULL)
      adw_preferences_page_remove (page, g_steal_pointer (&groups[i]));
  if (result->n_refused > 0)
    groups[0] = add_refusals (page, result);
  if (result->n_changed > 0)
    groups[1] = add_changes (page, result, FALSE);
  if (result->n_added > 0)
    groups[2] = add_changes (page, result, TRUE);

  /* Translators: four numbers of lines */
  counts = g_strdup_printf (_ ("%u added, %u changed, %u unchanged, %u refused"), result->n_added, result->n_changed,
                            result->n_unchanged, result->n_refused);
  adw_preferences_page_set_description (page, counts);
}
