/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-fact.h"
#include "orders/gvn-order-file.h"
#include "orders/gvn-order-private.h"

GvnOrderFile *
gvn_order_file_new (const char *sha256, const char *name, gint64 size)
{
  GvnOrderFile *self = g_new0 (GvnOrderFile, 1);

  self->sha256 = g_strdup (sha256);
  self->name = g_strdup (name);
  self->size = size;

  return self;
}

void
gvn_order_file_free (GvnOrderFile *self)
{
  g_free (self->id);
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->fact);
  g_free (self);
}

GPtrArray *
gvn_order_files_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_order_file_free);
}

/* Reading ------------------------------------------------------------------------------ */

static gpointer
file_from_row (GvnStatement *row)
{
  GvnOrderFile *self
      = gvn_order_file_new (gvn_statement_text (row, 1), gvn_statement_text (row, 2), gvn_statement_int (row, 3));

  self->id = gvn_statement_dup_text (row, 0);
  self->at = gvn_statement_int (row, 4);
  self->fact = gvn_statement_dup_text (row, 5);
  if (self->fact != NULL)
    gvn_order_act_parse (gvn_statement_text (row, 6), &self->act);

  return self;
}

/**
 * gvn_order_file_list:
 * @order: its id
 *
 * Returns: (transfer full) (element-type GvnOrderFile): the files of an order itself, in
 *   the order they were added, then the proofs of its facts as they are now
 */
GPtrArray *
gvn_order_file_list (GvnDb *db, const char *order, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT f.id, f.file, f.name AS name, a.size, f.added_at AS at, NULL, NULL, 0 AS rank"
                    " FROM order_file AS f JOIN attachment AS a ON a.sha256 = f.file WHERE f.service_order = ?1"
                    " UNION ALL SELECT NULL, a.sha256, a.name, a.size, p.at, p.id, p.kind, 1 FROM fact AS p"
                    " JOIN attachment AS a ON a.sha256 = p.proof WHERE p.subject_kind = ?2 AND p.subject_id = ?1"
                    " ORDER BY rank, at, name",
                    "ss", order, GVN_SUBJECT_ORDER),
      file_from_row, (GDestroyNotify) gvn_order_file_free, error);
}

static char *
dup_order_name (GvnDb *db, const char *order, GError **error)
{
  return gvn_db_get_text (db, error, "SELECT ? || number FROM service_order WHERE id = ?", "ss", GVN_ORDER_PREFIX,
                          order);
}

static void
set_not_found (GvnDb *db, const char *order, const char *wanted, const GvnOrderFile *proof, GError **error)
{
  g_autofree char *name = dup_order_name (db, order, NULL);

  if (proof == NULL)
    g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                 /* Translators: what the user typed, an order as CMD-3 */
                 _ ("“%s” is no file of %s: take its name or its identifier from the order"), wanted, name);
  else
    g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                 /* Translators: a file, an order as CMD-3, what happened, as "Order issued" */
                 _ ("“%s” proves a fact of %s (%s): correct that fact to give another proof"), proof->name, name,
                 gvn_order_act_get_label (proof->act));
}

/**
 * gvn_order_file_find:
 * @order: its id
 * @id_or_name: the identifier of one of its own files, or its name
 *
 * Returns: (transfer full): the file, or %NULL with %GVN_ERROR_NOT_FOUND,
 *   %GVN_ERROR_REFUSED for the proof of a fact, %GVN_ERROR_INVALID when several have that
 *   name
 */
GvnOrderFile *
gvn_order_file_find (GvnDb *db, const char *order, const char *id_or_name, GError **error)
{
  g_autoptr (GPtrArray) files = gvn_order_file_list (db, order, error);
  const GvnOrderFile *proof = NULL;
  guint n = 0, found = 0;

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const GvnOrderFile *file = files->pdata[i];
      gboolean named = g_str_equal (file->name, id_or_name);

      if (file->id != NULL && g_str_equal (file->id, id_or_name))
        return g_ptr_array_steal_index (files, i);
      if (named && file->id == NULL)
        proof = file;
      else if (named && n++ == 0)
        found = i;
    }
  if (files == NULL)
    return NULL;
  if (n == 1)
    return g_ptr_array_steal_index (files, found);
  if (n == 0)
    set_not_found (db, order, id_or_name, proof, error);
  else
    g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                 /* Translators: a file */
                 _ ("Several files are called “%s”: give the identifier of one"), id_or_name);

  return NULL;
}

/* Writing ------------------------------------------------------------------------------ */

static gboolean
attach_one (GvnDb *db, const GvnOrderFiles *wanted, const GvnOrderFile *file, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *before = gvn_db_get_text (
      db, NULL, "SELECT name FROM order_file WHERE service_order = ? AND file = ?", "ss", wanted->order, file->sha256);

  if (before != NULL)
    {
      g_autofree char *name = dup_order_name (db, wanted->order, NULL);

      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   /* Translators: a file, an order as CMD-3, the name the file has there */
                   _ ("“%s” is a file of %s already, as “%s”: leave it out"), file->name, name, before);
      return FALSE;
    }

  return gvn_attachment_record (db, file->sha256, file->name, file->size, error)
         && gvn_db_exec (db, error, "INSERT INTO order_file VALUES (?, ?, ?, ?, ?)", "ssssi", id, wanted->order,
                         file->sha256, file->name, wanted->now->instant);
}

/**
 * gvn_order_attach:
 * @files: a #GvnOrderFiles
 *
 * A #GvnCommand: adds files to an order, in whatever state it is.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED for one that is there already
 */
gboolean
gvn_order_attach (GvnDb *db, gpointer files, GError **error)
{
  const GvnOrderFiles *wanted = files;

  for (guint i = 0; i < wanted->files->len; i++)
    if (!attach_one (db, wanted, wanted->files->pdata[i], error))
      return FALSE;

  return TRUE;
}

/**
 * gvn_order_detach:
 * @id: of one of the order's own files
 *
 * A #GvnCommand: the file is no longer the order's. What it holds stays beside the
 * contract: the journal refers to it, and an undo brings it back.
 */
gboolean
gvn_order_detach (GvnDb *db, gpointer id, GError **error)
{
  return gvn_db_exec (db, error, "DELETE FROM order_file WHERE id = ?", "s", (const char *) id);
}
