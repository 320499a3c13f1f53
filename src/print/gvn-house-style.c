/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-fact.h"
#include "print/gvn-docx.h"
#include "print/gvn-house-style.h"
#include "print/gvn-pages.h"
#include "store/gvn-object.h"

#define SIZE_MAX_BYTES (16 * 1024 * 1024)

static const struct
{
  const char *name;
  const char *label;
} files[] = {
  [GVN_HOUSE_TEMPLATE] = { "template", N_ ("Word template") },
  [GVN_HOUSE_LOGO_DSIUN] = { "logo_dsiun", N_ ("Logo of the DSIUN") },
  [GVN_HOUSE_LOGO_CONTRACTOR] = { "logo_contractor", N_ ("Logo of the contractor") },
};

const char *
gvn_house_file_to_string (GvnHouseFile file)
{
  return files[file].name;
}

const char *
gvn_house_file_get_label (GvnHouseFile file)
{
  return _ (files[file].label);
}

gboolean
gvn_house_file_parse (const char *text, GvnHouseFile *file, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (g_strcmp0 (text, files[i].name) == 0)
      {
        *file = i;
        return TRUE;
      }

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: what was typed; the three words stay as they are */
               _ ("Documents have no “%s”: give template, logo_dsiun or logo_contractor"), text);
  return FALSE;
}

static GBytes *
read_file (const char *path, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) local_error = NULL;
  GBytes *content;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, &local_error);
  if (info != NULL && g_file_info_get_size (info) > SIZE_MAX_BYTES)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the name of a file, then a number of megabytes */
                   _ ("“%s” is too big for a document, which takes %d MB: give a lighter one"), name,
                   SIZE_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  content = info != NULL ? g_file_load_bytes (file, NULL, NULL, &local_error) : NULL;
  if (content == NULL)
    g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                 /* Translators: the name of a file, the system's reason */
                 _ ("“%s” cannot be read (%s): name another file"), name, local_error->message);

  return content;
}

/**
 * gvn_house_file_check:
 * @path: a file the user offers
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it is no template, or no PNG, with
 *   %GVN_ERROR_IO when it cannot be read
 */
gboolean
gvn_house_file_check (GvnHouseFile file, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) content = read_file (path, name, error);

  if (content == NULL)
    return FALSE;
  if (file == GVN_HOUSE_TEMPLATE)
    return gvn_docx_check_template (content, name, error);
  if (gvn_pages_can_draw (content))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is the name of a file */
               _ ("“%s” is no PNG image: save the logo as PNG"), name);
  return FALSE;
}

char *
gvn_house_change_dup_label (const GvnHouseChange *change)
{
  /* Translators: %s is a template or a logo */
  return g_strdup_printf (change->sha256 != NULL ? _ ("Dress documents: %s") : _ ("Do without: %s"),
                          gvn_house_file_get_label (change->file));
}

/**
 * gvn_house_style_change:
 * @change: a #GvnHouseChange, its file checked
 *
 * A #GvnCommand.
 */
gboolean
gvn_house_style_change (GvnDb *db, gpointer change, GError **error)
{
  const GvnHouseChange *wanted = change;
  const char *kind = gvn_house_file_to_string (wanted->file);

  if (wanted->sha256 == NULL)
    return gvn_db_exec (db, error, "DELETE FROM house_style WHERE kind = ?", "s", kind);

  return gvn_attachment_record (db, wanted->sha256, wanted->name, wanted->size, error)
         && gvn_db_exec (db, error,
                         "INSERT INTO house_style VALUES (?1, ?2, ?3)"
                         " ON CONFLICT (kind) DO UPDATE SET sha256 = ?2, name = ?3",
                         "sss", kind, wanted->sha256, wanted->name);
}

/**
 * gvn_house_style_find:
 * @sha256: (out) (optional) (nullable): %NULL when there is none
 * @name: (out) (nullable)
 */
gboolean
gvn_house_style_find (GvnDb *db, GvnHouseFile file, char **sha256, char **name, GError **error)
{
  g_autoptr (GvnStatement) row = gvn_db_query (db, error, "SELECT sha256, name FROM house_style WHERE kind = ?", "s",
                                               gvn_house_file_to_string (file));
  gboolean found;

  *name = NULL;
  if (sha256 != NULL)
    *sha256 = NULL;
  if (row == NULL)
    return FALSE;
  found = gvn_statement_next (row, error);
  if (found)
    *name = gvn_statement_dup_text (row, 1);
  if (found && sha256 != NULL)
    *sha256 = gvn_statement_dup_text (row, 0);

  return !gvn_statement_failed (row);
}

/**
 * gvn_house_style_load:
 * @content: (out) (nullable): %NULL when there is none
 * @name: (out) (nullable)
 *
 * Returns: %FALSE with %GVN_ERROR_IO when the file that is kept cannot be read
 */
gboolean
gvn_house_style_load (GvnStore *store, GvnHouseFile file, GBytes **content, char **name, GError **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;

  *content = NULL;
  if (!gvn_house_style_find (gvn_store_get_db (store), file, &sha256, name, error))
    return FALSE;
  if (sha256 == NULL)
    return TRUE;
  path = gvn_store_dup_attachment_path (store, sha256);
  *content = read_file (path, *name, error);

  return *content != NULL;
}

/**
 * gvn_house_style_save_template:
 *
 * Writes the template in use, which a word processor changes.
 */
gboolean
gvn_house_style_save_template (GvnStore *store, const char *path, GError **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!gvn_house_style_load (store, GVN_HOUSE_TEMPLATE, &content, &name, error))
    return FALSE;
  if (content == NULL)
    content = gvn_docx_get_template ();
  if (g_file_set_contents_full (path, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content),
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &local_error))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO, _ ("“%s” cannot be written (%s): choose another place"), path,
               local_error->message);
  return FALSE;
}

static char *
dup_kind (GvnDb *db, const char *value)
{
  GvnHouseFile file;

  return gvn_house_file_parse (value, &file, NULL) ? g_strdup (gvn_house_file_get_label (file)) : NULL;
}

void
gvn_house_style_register (void)
{
  static const GvnColumnWords columns[] = {
    { "kind", N_ ("Name"), dup_kind },
    { "name", N_ ("File"), NULL },
    { NULL },
  };
  static const GvnTableWords table = {
    .table = "house_style", .label = N_ ("House style"), .title = "kind", .kind = "house_style", .columns = columns
  };
  static const GvnObjectKind kind = { "house_style", N_ ("House styles") };

  gvn_object_add_kinds (&kind, 1);
  gvn_object_add_tables (&table, 1);
}
