/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"
#include "contract/gvn-side.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-order-private.h"
#include "orders/gvn-quote-clock.h"

/* The hours of a crisis, by person, and the units they come to (7.11.5.2). */

void
gvn_mobilisation_free (GvnMobilisation *self)
{
  g_free (self->id);
  g_free (self->side);
  g_free (self->who);
  g_free (self->uo);
  g_free (self);
}

/* The order says what the hours came to: they stay as it was issued with them. */
static gboolean
check_not_issued (GvnDb *db, const char *order, GError **error)
{
  g_autofree char *name = NULL;
  gint64 n;

  if (!gvn_db_get_int (db, &n, error,
                       "SELECT count(*) FROM fact WHERE subject_kind = ? AND subject_id = ? AND kind = ?", "sss",
                       GVN_SUBJECT_ORDER, order, gvn_order_act_to_string (GVN_ORDER_ACT_ISSUE)))
    return FALSE;
  if (n == 0)
    return TRUE;
  name = gvn_db_get_text (db, error, "SELECT ? || number FROM service_order WHERE id = ?", "ss", GVN_ORDER_PREFIX,
                          order);

  return name != NULL
         && gvn_error_refuse (name,
                              _ ("it was issued with the hours as consolidated (7.11.5.2); undo that first, or settle "
                                 "the difference in a COPIL"),
                              error);
}

static gboolean
check_mobilisation (GvnDb *db, const GvnMobilisation *self, GError **error)
{
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, error);
  const GvnUo *uo = catalogue != NULL ? gvn_catalogue_find (catalogue, self->uo, error) : NULL;
  gint64 is_crisis;

  if (uo == NULL || !check_not_issued (db, self->order, error)
      || !gvn_db_get_int (db, &is_crisis, error, "SELECT coalesce ((SELECT crisis FROM service_order WHERE id = ?), 0)",
                          "s", self->order))
    return FALSE;
  if (!is_crisis)
    return gvn_error_refuse (self->who,
                             _ ("only the hours of a crisis are counted by person; say that the order is one"), error);
  if (!uo->surge)
    return gvn_error_refuse (uo->code, _ ("it is no unit of off hours (7.11.5.4)"), error);
  if (!gvn_side_check (self->side, error))
    return FALSE;
  if (self->ended_at > self->started_at && !gvn_text_is_empty (self->who))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               _ ("Somebody works from one moment to a later one: give who, from when and until when"));
  return FALSE;
}

/**
 * gvn_mobilisation_add:
 * @mobilisation: a #GvnMobilisation, whose id is set
 *
 * A #GvnCommand: hours more, until the order is issued with what they come to.
 */
gboolean
gvn_mobilisation_add (GvnDb *db, gpointer data, GError **error)
{
  GvnMobilisation *self = data;

  if (!check_mobilisation (db, self, error))
    return FALSE;
  self->id = g_uuid_string_random ();

  return gvn_db_exec (db, error, "INSERT INTO mobilisation VALUES (?, ?, ?, ?, ?, ?, ?)", "sssssii", self->id,
                      self->order, self->side, self->who, self->uo, self->started_at, self->ended_at);
}

/**
 * gvn_mobilisation_edit:
 * @mobilisation: a #GvnMobilisation as it is to be; whose count it is does not change
 *
 * A #GvnCommand: who, what, from when and until when, as long as gvn_mobilisation_add().
 */
gboolean
gvn_mobilisation_edit (GvnDb *db, gpointer data, GError **error)
{
  const GvnMobilisation *self = data;

  return check_mobilisation (db, self, error)
         && gvn_db_exec (db, error,
                         "UPDATE mobilisation SET who = ?, uo = ?, started_at = ?, ended_at = ? WHERE id = ?", "ssiis",
                         self->who, self->uo, self->started_at, self->ended_at, self->id);
}

/**
 * gvn_mobilisation_delete:
 * @mobilisation: a #GvnMobilisation, of which the order and the id are read
 *
 * A #GvnCommand: hours that are not counted after all, as long as gvn_mobilisation_add().
 */
gboolean
gvn_mobilisation_delete (GvnDb *db, gpointer data, GError **error)
{
  const GvnMobilisation *self = data;

  return check_not_issued (db, self->order, error)
         && gvn_db_exec (db, error, "DELETE FROM mobilisation WHERE id = ?", "s", self->id);
}

static gpointer
mobilisation_from_row (GvnStatement *row)
{
  GvnMobilisation *self = g_new0 (GvnMobilisation, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->side = gvn_statement_dup_text (row, 1);
  self->who = gvn_statement_dup_text (row, 2);
  self->uo = gvn_statement_dup_text (row, 3);
  self->started_at = gvn_statement_int (row, 4);
  self->ended_at = gvn_statement_int (row, 5);

  return self;
}

/**
 * gvn_mobilisation_list:
 *
 * Returns: (transfer full) (element-type GvnMobilisation): both counts, by their start
 */
GPtrArray *
gvn_mobilisation_list (GvnDb *db, const char *order, GError **error)
{
  return gvn_statement_collect (gvn_db_query (db, error,
                                              "SELECT id, side, who, uo, started_at, ended_at FROM mobilisation"
                                              " WHERE service_order = ? ORDER BY started_at, who, side",
                                              "s", order),
                                mobilisation_from_row, (GDestroyNotify) gvn_mobilisation_free, error);
}

/**
 * gvn_mobilisation_find:
 * @order: its id, which the result borrows
 *
 * Returns: (transfer full): hours of that order, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnMobilisation *
gvn_mobilisation_find (GvnDb *db, const char *order, const char *id, GError **error)
{
  g_autoptr (GPtrArray) all = gvn_mobilisation_list (db, order, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_str_equal (((GvnMobilisation *) all->pdata[i])->id, id))
      {
        GvnMobilisation *self = g_ptr_array_steal_index (all, i);

        self->order = order;
        return self;
      }
  if (all != NULL)
    g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                 /* Translators: what the user typed */
                 _ ("“%s” is no identifier of hours of that order: take it from the list of its hours"), id);

  return NULL;
}

static void
add_hours (GPtrArray *lines, const GvnUo *uo, gint64 minutes)
{
  for (guint i = 0; i < lines->len; i++)
    {
      GvnOrderLine *line = lines->pdata[i];

      if (g_str_equal (line->uo, uo->code))
        {
          line->quantity += minutes;
          return;
        }
    }
  g_ptr_array_add (lines, gvn_order_line_new (uo->code, minutes));
}

/* Minutes to hundredths of an hour, half up. */
static void
minutes_to_hours (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      GvnOrderLine *line = lines->pdata[i];

      line->quantity = (line->quantity * GVN_QUANTITY_ONE + 30) / 60;
    }
}

/**
 * gvn_mobilisation_list_lines:
 * @side: whose count
 *
 * Returns: (transfer full) (element-type GvnOrderLine): the units of off hours they come
 *   to, in hours; what was worked within business hours is of no such unit
 */
GPtrArray *
gvn_mobilisation_list_lines (GvnDb *db, const char *order, const char *side, GError **error)
{
  g_autofree char *overlap = gvn_setting_get (db, GVN_SETTING_OFF_HOURS_OVERLAP, error);
  g_autoptr (GPtrArray) all = overlap != NULL ? gvn_mobilisation_list (db, order, error) : NULL;
  g_autoptr (GvnCatalogue) catalogue = all != NULL ? gvn_catalogue_load (db, error) : NULL;
  g_autoptr (GvnCalendar) calendar = catalogue != NULL ? gvn_calendar_load_contract (db, NULL, error) : NULL;
  g_autoptr (GPtrArray) lines = gvn_order_lines_new ();

  if (calendar == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const GvnMobilisation *one = all->pdata[i];
      int minutes[GVN_N_WINDOWS];

      if (!g_str_equal (one->side, side))
        continue;
      if (!gvn_off_hours_split (calendar, one->started_at, one->ended_at, g_str_equal (overlap, "weekend"), minutes,
                                error))
        return NULL;
      for (GvnUoWindow window = GVN_WINDOW_EVENING; window <= GVN_WINDOW_WEEKEND; window++)
        {
          const GvnUo *uo = gvn_catalogue_find_window (catalogue, gvn_catalogue_get (catalogue, one->uo), window);

          if (uo != NULL && minutes[window] > 0)
            add_hours (lines, uo, minutes[window]);
        }
    }
  minutes_to_hours (lines);

  return g_steal_pointer (&lines);
}
