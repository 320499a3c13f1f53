/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"

void
gvn_agency_free (GvnAgency *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->short_name);
  g_free (self);
}

void
gvn_site_free (GvnSite *self)
{
  g_free (self->code);
  g_free (self->agency);
  g_free (self->name);
  g_free (self->alias);
  g_free (self->kind);
  g_free (self->department);
  g_free (self->address);
  g_free (self->postal_code);
  g_free (self->city);
  g_free (self);
}

void
gvn_closure_free (GvnClosure *self)
{
  g_free (self->id);
  g_free (self->agency);
  g_free (self->label);
  g_free (self);
}

static gpointer
agency_from_row (GvnStatement *row)
{
  GvnAgency *self = g_new0 (GvnAgency, 1);

  self->code = gvn_statement_dup_text (row, 0);
  self->name = gvn_statement_dup_text (row, 1);
  self->short_name = gvn_statement_dup_text (row, 2);
  self->shared_is = g_str_equal (gvn_statement_text (row, 3), "shared_is");

  return self;
}

/**
 * gvn_agency_list:
 *
 * Returns: (transfer full) (element-type GvnAgency): the seven perimeters
 */
GPtrArray *
gvn_agency_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, "SELECT code, name, short, kind FROM agency ORDER BY position", ""), agency_from_row,
      (GDestroyNotify) gvn_agency_free, error);
}

/**
 * gvn_agency_check:
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when no perimeter has this code
 */
gboolean
gvn_agency_check (GvnDb *db, const char *code, GError **error)
{
  g_autofree char *known = NULL;
  gint64 n;

  if (!gvn_db_get_int (db, &n, error, "SELECT count(*) FROM agency WHERE code = ?", "s", code))
    return FALSE;
  if (n > 0)
    return TRUE;

  known = gvn_db_get_text (db, NULL,
                           "SELECT group_concat (code, ', ') FROM (SELECT code FROM agency ORDER BY position)", "");
  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: a code the user typed, then those there are */
               _ ("There is no perimeter “%s”: give one of %s"), code, known);
  return FALSE;
}

static gpointer
site_from_row (GvnStatement *row)
{
  GvnSite *self = g_new0 (GvnSite, 1);

  self->code = gvn_statement_dup_text (row, 0);
  self->agency = gvn_statement_dup_text (row, 1);
  self->name = gvn_statement_dup_text (row, 2);
  self->alias = gvn_statement_dup_text (row, 3);
  self->kind = gvn_statement_dup_text (row, 4);
  self->department = gvn_statement_dup_text (row, 5);
  self->address = gvn_statement_dup_text (row, 6);
  self->postal_code = gvn_statement_dup_text (row, 7);
  self->city = gvn_statement_dup_text (row, 8);
  self->users = (int) gvn_statement_int (row, 9);
  self->visited = gvn_statement_int (row, 10) != 0;
  self->zone
      = g_str_equal (gvn_statement_text (row, 11), "alsace_moselle") ? GVN_ZONE_ALSACE_MOSELLE : GVN_ZONE_NATIONAL;

  return self;
}

GPtrArray *
gvn_site_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT code, agency, name, alias, kind, department, address, postal_code, city, users, visited,"
                    " holiday_zone FROM site ORDER BY code",
                    ""),
      site_from_row, (GDestroyNotify) gvn_site_free, error);
}

/**
 * gvn_site_set_visited:
 *
 * A contract manager may have a co-located branch visited (L-01).
 */
gboolean
gvn_site_set_visited (GvnDb *db, const char *code, gboolean visited, GError **error)
{
  return gvn_db_exec (db, error, "UPDATE site SET visited = ? WHERE code = ?", "bs", visited, code);
}

static gpointer
closure_from_row (GvnStatement *row)
{
  GvnClosure *self = g_new0 (GvnClosure, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->agency = gvn_statement_dup_text (row, 1);
  self->label = gvn_statement_dup_text (row, 2);
  gvn_statement_date (row, 3, &self->first_on);
  gvn_statement_date (row, 4, &self->last_on);
  self->removes_working_days = gvn_statement_int (row, 5) != 0;

  return self;
}

GPtrArray *
gvn_closure_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT id, agency, label, first_on, last_on, removes_working_days FROM closure"
                    " ORDER BY first_on, agency",
                    ""),
      closure_from_row, (GDestroyNotify) gvn_closure_free, error);
}

/**
 * gvn_closure_save:
 * @closure: its id is set when it had none
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it has no label, its dates are
 *   not in order, or it lasts more than a year
 */
gboolean
gvn_closure_save (GvnDb *db, GvnClosure *closure, GError **error)
{
  if (gvn_text_is_empty (closure->label))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A closure has a name, shown where it counts: give one"));
      return FALSE;
    }
  if (!gvn_date_check (&closure->first_on, error) || !gvn_date_check (&closure->last_on, error))
    return FALSE;
  if (g_date_compare (&closure->first_on, &closure->last_on) > 0
      || g_date_days_between (&closure->first_on, &closure->last_on) > 366)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A closure ends after it begins and within a year: correct one of the two dates"));
      return FALSE;
    }
  if (closure->id == NULL)
    closure->id = g_uuid_string_random ();

  return gvn_db_exec (db, error,
                      "INSERT INTO closure VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                      " agency = excluded.agency, label = excluded.label, first_on = excluded.first_on,"
                      " last_on = excluded.last_on, removes_working_days = excluded.removes_working_days",
                      "sssddb", closure->id, closure->agency, closure->label, &closure->first_on, &closure->last_on,
                      closure->removes_working_days);
}

gboolean
gvn_closure_delete (GvnDb *db, const char *id, GError **error)
{
  return gvn_db_exec (db, error, "DELETE FROM closure WHERE id = ?", "s", id);
}

/* Calendars ---------------------------------------------------------------------- */

static gboolean
load_good_friday (GvnDb *db, GvnGoodFriday *value, GError **error)
{
  g_autofree char *text = gvn_setting_get (db, GVN_SETTING_GOOD_FRIDAY, error);

  if (text == NULL)
    return FALSE;
  *value = g_str_equal (text, "holiday")  ? GVN_GOOD_FRIDAY_HOLIDAY
           : g_str_equal (text, "closed") ? GVN_GOOD_FRIDAY_CLOSED
                                          : GVN_GOOD_FRIDAY_WORKED;

  return TRUE;
}

/* Adds the closures of everywhere and of @agency; of these only those that
 * remove working days when @contractual. */
static gboolean
add_closures (GvnDb *db, GvnCalendar *calendar, const char *agency, gboolean contractual, GError **error)
{
  g_autoptr (GPtrArray) closures = gvn_closure_list (db, error);

  if (closures == NULL)
    return FALSE;

  for (guint i = 0; i < closures->len; i++)
    {
      const GvnClosure *closure = closures->pdata[i];

      if ((closure->agency == NULL || g_strcmp0 (closure->agency, agency) == 0)
          && (closure->removes_working_days || !contractual))
        gvn_calendar_add_closure (calendar, closure->label, &closure->first_on, &closure->last_on);
    }

  return TRUE;
}

/**
 * gvn_calendar_load_contract:
 * @perimeter: (nullable): the agency a deadline concerns
 *
 * The calendar of contract deadlines: national (L-07), less the closures that
 * say they remove contractual working days.
 *
 * Returns: (transfer full): the calendar, or %NULL with @error
 */
GvnCalendar *
gvn_calendar_load_contract (GvnDb *db, const char *perimeter, GError **error)
{
  g_autoptr (GvnCalendar) calendar = gvn_calendar_new (GVN_ZONE_NATIONAL, GVN_GOOD_FRIDAY_WORKED);

  return add_closures (db, calendar, perimeter, TRUE, error) ? g_steal_pointer (&calendar) : NULL;
}

/* perimeter, "" for none → GvnCalendar; to be forgotten with the transaction it is of */
GHashTable *
gvn_calendar_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gvn_calendar_unref);
}

/**
 * gvn_calendar_table_get:
 *
 * As gvn_calendar_load_contract(), read once for each perimeter.
 *
 * Returns: (transfer none): the calendar, or %NULL with @error
 */
GvnCalendar *
gvn_calendar_table_get (GHashTable *self, GvnDb *db, const char *perimeter, GError **error)
{
  const char *key = perimeter != NULL ? perimeter : "";
  GvnCalendar *calendar = g_hash_table_lookup (self, key);

  if (calendar == NULL)
    {
      calendar = gvn_calendar_load_contract (db, perimeter, error);
      if (calendar != NULL)
        g_hash_table_insert (self, g_strdup (key), calendar);
    }

  return calendar;
}

static GvnCalendar *
load_presence (GvnDb *db, const char *agency, gboolean local_holidays, GError **error)
{
  g_autoptr (GvnCalendar) calendar = NULL;
  GvnGoodFriday good_friday = GVN_GOOD_FRIDAY_WORKED;

  if (local_holidays && !load_good_friday (db, &good_friday, error))
    return NULL;
  calendar = gvn_calendar_new (local_holidays ? GVN_ZONE_ALSACE_MOSELLE : GVN_ZONE_NATIONAL, good_friday);

  return add_closures (db, calendar, agency, FALSE, error) ? g_steal_pointer (&calendar) : NULL;
}

/**
 * gvn_calendar_load_agency:
 * @agency: (nullable): %NULL for a body of the whole contract
 *
 * The days a body may meet: those of its agency's head office, less every
 * closure of it.
 */
GvnCalendar *
gvn_calendar_load_agency (GvnDb *db, const char *agency, GError **error)
{
  gint64 n_local = 0;

  if (agency != NULL
      && !gvn_db_get_int (db, &n_local, error,
                          "SELECT count(*) FROM site WHERE agency = ? AND holiday_zone = 'alsace_moselle'"
                          " AND kind IN ('head_office', 'head_office_branch')",
                          "s", agency))
    return NULL;

  return load_presence (db, agency, n_local > 0, error);
}

/**
 * gvn_calendar_load_site:
 *
 * Returns: (transfer full): the days worked at a site, for presence and visits,
 *   or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnCalendar *
gvn_calendar_load_site (GvnDb *db, const char *site, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error, "SELECT agency, holiday_zone FROM site WHERE code = ?", "s", site);

  if (row == NULL)
    return NULL;
  if (gvn_statement_next (row, error))
    {
      g_autofree char *agency = gvn_statement_dup_text (row, 0);

      return load_presence (db, agency, g_str_equal (gvn_statement_text (row, 1), "alsace_moselle"), error);
    }

  if (!gvn_statement_failed (row))
    g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                 /* Translators: %s is a code the user typed */
                 _ ("There is no site “%s”: take a code as RM-ROZERIEULLES or SN-ROUEN"), site);
  return NULL;
}
