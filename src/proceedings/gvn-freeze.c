/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-freeze.h"

/* In days: a longer one is a mistake of year */
#define LENGTH_MAX 366

void
gvn_freeze_free (GvnFreeze *self)
{
  g_free (self->id);
  g_free (self->perimeter);
  g_free (self->label);
  g_free (self);
}

static gpointer
freeze_from_row (GvnStatement *row)
{
  GvnFreeze *self = g_new0 (GvnFreeze, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->perimeter = gvn_statement_dup_text (row, 1);
  self->label = gvn_statement_dup_text (row, 2);
  gvn_statement_date (row, 3, &self->first_on);
  gvn_statement_date (row, 4, &self->last_on);

  return self;
}

#define FREEZE_SELECT "SELECT id, perimeter, label, first_on, last_on FROM freeze_period"

/**
 * gvn_freeze_list:
 * @from: (nullable): only those that last until that day or later
 * @to: (nullable): only those that begin by that day
 *
 * Returns: (transfer full) (element-type GvnFreeze): by first day
 */
GPtrArray *
gvn_freeze_list (GvnDb *db, const GDate *from, const GDate *to, GError **error)
{
  return gvn_statement_collect (gvn_db_query (db, error,
                                              FREEZE_SELECT " WHERE (?1 IS NULL OR last_on >= ?1)"
                                                            " AND (?2 IS NULL OR first_on <= ?2)"
                                                            " ORDER BY first_on, perimeter, id",
                                              "dd", from, to),
                                freeze_from_row, (GDestroyNotify) gvn_freeze_free, error);
}

/**
 * gvn_freeze_load:
 *
 * Returns: (transfer full): the freeze period, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnFreeze *
gvn_freeze_load (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_statement_collect (gvn_db_query (db, error, FREEZE_SELECT " WHERE id = ?", "s", id),
                                                       freeze_from_row, (GDestroyNotify) gvn_freeze_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is an identifier the user typed */
                   _ ("There is no freeze period “%s”: take the identifier from the list of freeze periods"), id);
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

/**
 * gvn_freeze_save:
 * @freeze: a #GvnFreeze, whose id is set when it had none
 *
 * A #GvnCommand: adds or changes a freeze period.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it has no name, its dates are not in
 *   order or it lasts more than a year; %GVN_ERROR_NOT_FOUND for an unknown perimeter
 */
gboolean
gvn_freeze_save (GvnDb *db, gpointer freeze, GError **error)
{
  GvnFreeze *wanted = freeze;

  if (gvn_text_is_empty (wanted->label))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A freeze period has a name, shown in each CAB it falls on: give one"));
      return FALSE;
    }
  if ((wanted->perimeter != NULL && !gvn_agency_check (db, wanted->perimeter, error))
      || !gvn_date_check (&wanted->first_on, error) || !gvn_date_check (&wanted->last_on, error))
    return FALSE;
  if (g_date_compare (&wanted->first_on, &wanted->last_on) > 0
      || g_date_days_between (&wanted->first_on, &wanted->last_on) >= LENGTH_MAX)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A freeze period ends after it begins and within a year: correct one of the two dates"));
      return FALSE;
    }
  if (wanted->id == NULL)
    wanted->id = g_uuid_string_random ();

  return gvn_db_exec (db, error,
                      "INSERT INTO freeze_period VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                      " perimeter = excluded.perimeter, label = excluded.label, first_on = excluded.first_on,"
                      " last_on = excluded.last_on",
                      "sssdd", wanted->id, wanted->perimeter, wanted->label, &wanted->first_on, &wanted->last_on);
}

/**
 * gvn_freeze_delete:
 * @id: of a freeze period
 *
 * A #GvnCommand.
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when there is none
 */
gboolean
gvn_freeze_delete (GvnDb *db, gpointer id, GError **error)
{
  g_autoptr (GvnFreeze) freeze = gvn_freeze_load (db, id, error);

  return freeze != NULL && gvn_db_exec (db, error, "DELETE FROM freeze_period WHERE id = ?", "s", freeze->id);
}

/* Rules -------------------------------------------------------------------------------- */

/**
 * gvn_freeze_covers:
 * @perimeter: (nullable): %NULL for any of those the period covers
 */
gboolean
gvn_freeze_covers (const GvnFreeze *self, const char *perimeter, const GDate *day)
{
  return (self->perimeter == NULL || perimeter == NULL || g_str_equal (self->perimeter, perimeter))
         && g_date_compare (&self->first_on, day) <= 0 && g_date_compare (day, &self->last_on) <= 0;
}

/**
 * gvn_freeze_describe_days:
 *
 * Returns: (transfer full): "20 December 2027 – 3 January 2028", or its only day
 */
char *
gvn_freeze_describe_days (const GvnFreeze *self)
{
  g_autofree char *first = gvn_text_date (&self->first_on);
  g_autofree char *last = gvn_text_date (&self->last_on);

  return gvn_date_equal (&self->first_on, &self->last_on) ? g_steal_pointer (&first)
                                                          : g_strdup_printf ("%s – %s", first, last);
}

/**
 * gvn_freeze_describe:
 *
 * Returns: (transfer full): "Gel de fin d’année (AEAG), 20 December 2027 – 3 January 2028"
 */
char *
gvn_freeze_describe (const GvnFreeze *self)
{
  g_autofree char *days = gvn_freeze_describe_days (self);

  /* Translators: the name of a freeze period, where, its days */
  return g_strdup_printf (_ ("%s (%s), %s"), self->label,
                          self->perimeter != NULL ? self->perimeter : _ ("every perimeter"), days);
}

static gboolean
covers_one (const GvnFreeze *freeze, const char *const *perimeters, const GDate *day)
{
  if (perimeters[0] == NULL)
    return gvn_freeze_covers (freeze, NULL, day);
  for (guint i = 0; perimeters[i] != NULL; i++)
    if (gvn_freeze_covers (freeze, perimeters[i], day))
      return TRUE;

  return FALSE;
}

/**
 * gvn_freeze_dup_reason:
 * @freezes: (element-type GvnFreeze): those there are
 * @perimeters: of a CAB; none for one of the whole contract
 *
 * Whether a CAB falls in a freeze on @day. One that is held for several perimeters
 * does as soon as one of them is frozen.
 *
 * Returns: (transfer full) (nullable): the freeze periods in words, one a line; %NULL
 *   when there is none
 */
char *
gvn_freeze_dup_reason (GPtrArray *freezes, const char *const *perimeters, const GDate *day)
{
  GString *reason = NULL;

  for (guint i = 0; i < freezes->len; i++)
    {
      g_autofree char *words = NULL;

      if (!covers_one (freezes->pdata[i], perimeters, day))
        continue;
      words = gvn_freeze_describe (freezes->pdata[i]);
      if (reason == NULL)
        reason = g_string_new (words);
      else
        g_string_append_printf (reason, "\n%s", words);
    }

  return reason != NULL ? g_string_free_and_steal (reason) : NULL;
}
