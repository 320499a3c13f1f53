/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "committees/gvn-body.h"

static gpointer
member_from_row (GvnStatement *row)
{
  GvnBodyMember *self = g_new0 (GvnBodyMember, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->role = gvn_statement_dup_text (row, 1);
  self->role_label = gvn_statement_dup_text (row, 2);
  self->side = gvn_statement_dup_text (row, 3);
  self->per_perimeter = gvn_statement_int (row, 4) != 0;
  self->perimeter = gvn_statement_dup_text (row, 5);
  self->permanent = gvn_statement_int (row, 6) != 0;
  gvn_statement_date (row, 7, &self->first_on);
  gvn_statement_date (row, 8, &self->last_on);

  return self;
}

/**
 * gvn_body_list_members:
 *
 * Returns: (transfer full) (element-type GvnBodyMember): the roles that sit in
 *   @body, past ones included, permanent ones first
 */
GPtrArray *
gvn_body_list_members (GvnDb *db, const char *body, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT m.id, m.role, r.label, r.side, r.per_perimeter, m.perimeter, m.permanent, m.first_on,"
                    " m.last_on FROM body_member AS m JOIN role AS r ON r.code = m.role WHERE m.body = ?"
                    " ORDER BY m.permanent DESC, r.side, r.position",
                    "s", body),
      member_from_row, (GDestroyNotify) gvn_body_member_free, error);
}

/**
 * gvn_body_add_member:
 * @perimeter: (nullable): for a role each agency has its own of
 * @permanent: whether it always sits, else by agenda
 * @first_on: from which day
 */
gboolean
gvn_body_add_member (GvnDb *db, const char *body, const char *role, const char *perimeter, gboolean permanent,
                     const GDate *first_on, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();

  return gvn_db_exec (db, error, "INSERT INTO body_member VALUES (?, ?, ?, ?, ?, ?, NULL)", "ssssbd", id, body, role,
                      perimeter, permanent, first_on);
}

/**
 * gvn_body_end_member:
 * @last_on: its last day in the body
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it had not joined by then
 */
gboolean
gvn_body_end_member (GvnDb *db, const char *member, const GDate *last_on, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *first_on
      = gvn_db_get_text (db, &failure, "SELECT first_on FROM body_member WHERE id = ?", "s", member);
  g_autofree char *last = gvn_date_to_string (last_on);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (first_on != NULL && strcmp (last, first_on) < 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: a date */
                   _ ("This member joined on %s: the last day cannot be before"), first_on);
      return FALSE;
    }

  return gvn_db_exec (db, error, "UPDATE body_member SET last_on = ? WHERE id = ?", "ds", last_on, member);
}

static gpointer
merge_from_row (GvnStatement *row)
{
  GvnBodyMerge *self = g_new0 (GvnBodyMerge, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->body = gvn_statement_dup_text (row, 1);
  self->into = gvn_statement_dup_text (row, 2);
  gvn_statement_date (row, 3, &self->first_on);
  gvn_statement_date (row, 4, &self->last_on);

  return self;
}

/**
 * gvn_body_list_merges:
 *
 * Returns: (transfer full) (element-type GvnBodyMerge): every merge, ended ones
 *   included
 */
GPtrArray *
gvn_body_list_merges (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, "SELECT id, body, into_body, first_on, last_on FROM body_merge ORDER BY body, first_on",
                    ""),
      merge_from_row, (GDestroyNotify) gvn_body_merge_free, error);
}

/**
 * gvn_body_merge:
 *
 * From @first_on, @body is held within @into (6.4: some CABs may be merged).
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when the two are not of one kind or
 *   either is already merged then
 */
gboolean
gvn_body_merge (GvnDb *db, const char *body, const char *into, const GDate *first_on, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GvnBody) guest = gvn_body_load (db, body, error);
  g_autoptr (GvnBody) host = guest != NULL ? gvn_body_load (db, into, error) : NULL;
  gint64 n_merged;

  if (host == NULL)
    return FALSE;
  if (!g_str_equal (guest->kind, host->kind) || g_str_equal (body, into))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   /* Translators: two codes of bodies */
                   _ ("%s cannot be held within %s: choose another body of the same kind"), body, into);
      return FALSE;
    }
  if (!gvn_db_get_int (db, &n_merged, error,
                       "SELECT count(*) FROM body_merge WHERE (last_on IS NULL OR last_on >= ?1)"
                       " AND (body IN (?2, ?3) OR into_body = ?2)",
                       "dss", first_on, body, into))
    return FALSE;
  if (n_merged > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   /* Translators: two codes of bodies */
                   _ ("%s or %s is already merged on that date: end that merge first"), body, into);
      return FALSE;
    }

  return gvn_db_exec (db, error, "INSERT INTO body_merge VALUES (?, ?, ?, ?, NULL)", "sssd", id, body, into, first_on);
}

/**
 * gvn_body_unmerge:
 * @from: the first day @body meets by itself again
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when it is not merged then
 */
gboolean
gvn_body_unmerge (GvnDb *db, const char *body, const GDate *from, GError **error)
{
  GDate last_on = *from;

  g_date_subtract_days (&last_on, 1);
  if (!gvn_db_exec (db, error,
                    "UPDATE body_merge SET last_on = ?1 WHERE body = ?2 AND first_on <= ?1"
                    " AND (last_on IS NULL OR last_on > ?1)",
                    "ds", &last_on, body))
    return FALSE;
  if (gvn_db_changes (db) > 0)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: %s is the code of a body */
               _ ("%s is not held within another body at that date: choose a later one"), body);
  return FALSE;
}
