/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-person.h"

void
gvn_person_free (GvnPerson *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->side);
  g_free (self->employer);
  g_free (self->email);
  g_free (self);
}

void
gvn_role_holding_free (GvnRoleHolding *self)
{
  g_free (self->id);
  g_free (self->person);
  g_free (self->role);
  g_free (self->perimeter);
  g_free (self);
}

void
gvn_role_free (GvnRole *self)
{
  g_free (self->code);
  g_free (self->side);
  g_free (self->label);
  g_free (self);
}

static gpointer
person_from_row (GvnStatement *row)
{
  GvnPerson *self = g_new0 (GvnPerson, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->name = gvn_statement_dup_text (row, 1);
  self->side = gvn_statement_dup_text (row, 2);
  self->employer = gvn_statement_dup_text (row, 3);
  self->email = gvn_statement_dup_text (row, 4);

  return self;
}

#define PERSON_COLUMNS "p.id, p.name, p.side, p.employer, p.email"

/**
 * gvn_person_list:
 *
 * Returns: (transfer full) (element-type GvnPerson): everybody, by name
 */
GPtrArray *
gvn_person_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, "SELECT " PERSON_COLUMNS " FROM person AS p ORDER BY name", ""), person_from_row,
      (GDestroyNotify) gvn_person_free, error);
}

/**
 * gvn_person_find:
 * @name_or_id: a name as shown, or an id
 *
 * Returns: (transfer full): the person, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnPerson *
gvn_person_find (GvnDb *db, const char *name_or_id, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_statement_collect (
      gvn_db_query (db, error, "SELECT " PERSON_COLUMNS " FROM person AS p WHERE id = ?1 OR name = ?1", "s",
                    name_or_id),
      person_from_row, (GDestroyNotify) gvn_person_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is a name the user typed */
                   _ ("Nobody is named “%s”: write the name as in the list of people"), name_or_id);
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

static gboolean
check_person (GvnDb *db, const GvnPerson *person, GError **error)
{
  gint64 n_homonyms;
  const char *at = person->email != NULL ? strchr (person->email, '@') : NULL;

  if (gvn_text_is_empty (person->name) || gvn_text_is_empty (person->employer))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A person has a name and an employer: give both"));
      return FALSE;
    }
  if (person->email != NULL
      && (at == NULL || at == person->email || strchr (at, '.') == NULL || strpbrk (person->email, " \r\n") != NULL))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed */
                   _ ("“%s” is not a mail address: write it as name@organisation.fr, or leave it empty"),
                   person->email);
      return FALSE;
    }
  if (!gvn_db_get_int (db, &n_homonyms, error, "SELECT count(*) FROM person WHERE name = ? AND id IS NOT ?", "ss",
                       person->name, person->id))
    return FALSE;
  if (n_homonyms > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is a name */
                   _ ("Somebody is already named “%s”: add what tells them apart"), person->name);
      return FALSE;
    }

  return TRUE;
}

/**
 * gvn_person_save:
 * @person: its id is set when it had none
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when a field is wrong
 */
gboolean
gvn_person_save (GvnDb *db, GvnPerson *person, GError **error)
{
  if (!check_person (db, person, error))
    return FALSE;
  if (person->id == NULL)
    person->id = g_uuid_string_random ();

  return gvn_db_exec (db, error,
                      "INSERT INTO person VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                      " side = excluded.side, employer = excluded.employer, email = excluded.email",
                      "sssss", person->id, person->name, person->side, person->employer, person->email);
}

/**
 * gvn_person_delete:
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when the person holds or held a role, or is
 *   named by what other domains keep: the past keeps its names
 */
gboolean
gvn_person_delete (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 n_roles;

  if (!gvn_db_get_int (db, &n_roles, error, "SELECT count(*) FROM role_holding WHERE person = ?", "s", id))
    return FALSE;
  if (n_roles > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   _ ("This person holds or held a role: end the role instead, the past keeps its names"));
      return FALSE;
    }

  if (gvn_db_exec (db, &failure, "DELETE FROM person WHERE id = ?", "s", id))
    return TRUE;
  if (g_error_matches (failure, GVN_ERROR, GVN_ERROR_INVALID)) /* a foreign key holds */
    g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                 _ ("This person is named elsewhere, as the owner of an action: the past keeps its names"));
  else
    g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gpointer
role_from_row (GvnStatement *row)
{
  GvnRole *self = g_new0 (GvnRole, 1);

  self->code = gvn_statement_dup_text (row, 0);
  self->side = gvn_statement_dup_text (row, 1);
  self->label = gvn_statement_dup_text (row, 2);
  self->per_perimeter = gvn_statement_int (row, 3) != 0;

  return self;
}

GPtrArray *
gvn_role_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, "SELECT code, side, label, per_perimeter FROM role ORDER BY position", ""),
      role_from_row, (GDestroyNotify) gvn_role_free, error);
}

char *
gvn_role_dup_label (GvnDb *db, const char *code, GError **error)
{
  return gvn_db_get_text (db, error, "SELECT label FROM role WHERE code = ?", "s", code);
}

static gpointer
holding_from_row (GvnStatement *row)
{
  GvnRoleHolding *self = g_new0 (GvnRoleHolding, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->person = gvn_statement_dup_text (row, 1);
  self->role = gvn_statement_dup_text (row, 2);
  self->perimeter = gvn_statement_dup_text (row, 3);
  gvn_statement_date (row, 4, &self->first_on);
  gvn_statement_date (row, 5, &self->last_on);

  return self;
}

/**
 * gvn_role_holding_list:
 * @person: (nullable): %NULL for everybody's
 *
 * Returns: (transfer full) (element-type GvnRoleHolding): past ones included
 */
GPtrArray *
gvn_role_holding_list (GvnDb *db, const char *person, GError **error)
{
  return gvn_statement_collect (gvn_db_query (db, error,
                                              "SELECT id, person, role, perimeter, first_on, last_on FROM role_holding"
                                              " WHERE ?1 IS NULL OR person = ?1 ORDER BY role, first_on, id",
                                              "s", person),
                                holding_from_row, (GDestroyNotify) gvn_role_holding_free, error);
}

/**
 * gvn_role_holding_save:
 * @holding: its id is set when it had none
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the dates are not in order, or a
 *   perimeter is given to a role of the whole contract
 */
gboolean
gvn_role_holding_save (GvnDb *db, GvnRoleHolding *holding, GError **error)
{
  gint64 per_perimeter;

  if (g_date_valid (&holding->last_on) && g_date_compare (&holding->first_on, &holding->last_on) > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A role ends after it begins: correct one of the two dates"));
      return FALSE;
    }
  if (!gvn_db_get_int (db, &per_perimeter, error, "SELECT per_perimeter FROM role WHERE code = ?", "s", holding->role))
    return FALSE;
  if (holding->perimeter != NULL && !per_perimeter)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("This role is of the whole contract: leave its perimeter empty"));
      return FALSE;
    }
  if (holding->id == NULL)
    holding->id = g_uuid_string_random ();

  return gvn_db_exec (db, error,
                      "INSERT INTO role_holding VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                      " person = excluded.person, role = excluded.role, perimeter = excluded.perimeter,"
                      " first_on = excluded.first_on, last_on = excluded.last_on",
                      "ssssdd", holding->id, holding->person, holding->role, holding->perimeter, &holding->first_on,
                      &holding->last_on);
}

gboolean
gvn_role_holding_delete (GvnDb *db, const char *id, GError **error)
{
  return gvn_db_exec (db, error, "DELETE FROM role_holding WHERE id = ?", "s", id);
}

/**
 * gvn_role_find_holders:
 * @perimeter: (nullable): the agency, for a role each has its own of; who holds
 *   it without a perimeter holds it everywhere
 * @on: the day
 *
 * Returns: (transfer full) (element-type GvnPerson): who holds the role that
 *   day, the longest in place first
 */
GPtrArray *
gvn_role_find_holders (GvnDb *db, const char *role, const char *perimeter, const GDate *on, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT " PERSON_COLUMNS " FROM role_holding AS h JOIN person AS p ON p.id = h.person"
                    " WHERE h.role = ?1 AND h.first_on <= ?2 AND (h.last_on IS NULL OR h.last_on >= ?2)"
                    " AND (h.perimeter IS NULL OR h.perimeter = ?3) ORDER BY h.first_on, p.name",
                    "sds", role, on, perimeter),
      person_from_row, (GDestroyNotify) gvn_person_free, error);
}
