/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"
#include "sheets/gvn-list.h"

/* People and correspondents, a line for each role they hold, or one without any. */

enum
{
  NAME,
  SIDE,
  EMPLOYER,
  EMAIL,
  ROLE,
  PERIMETER,
  FROM,
  TO,
  N_COLUMNS
};

/* Choices several lists share ---------------------------------------------------------- */

static void
add_choice (GPtrArray *choices, const char *code, const char *label)
{
  g_ptr_array_add (choices, gvn_list_choice_new (code, label, NULL));
}

static GPtrArray *
choices_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_choice_free);
}

GPtrArray *
gvn_list_people_choices (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) people = gvn_person_list (db, error);
  GPtrArray *choices = people != NULL ? choices_new () : NULL;

  for (guint i = 0; choices != NULL && i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      add_choice (choices, person->name, person->name);
    }

  return choices;
}

GPtrArray *
gvn_list_side_choices (GvnDb *db, GError **error)
{
  static const char *const sides[][2] = { { "contractor", "contractor;titulaire;prestataire" },
                                          { "dsiun", "DSIUN" },
                                          { "agency", "agency;agence" },
                                          { "third_party", "third party;tiers" } };
  GPtrArray *choices = choices_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    g_ptr_array_add (choices, gvn_list_choice_new (sides[i][0], gvn_side_get_label (sides[i][0]), sides[i][1]));

  return choices;
}

GPtrArray *
gvn_list_perimeter_choices (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) agencies = gvn_agency_list (db, error);
  GPtrArray *choices = agencies != NULL ? choices_new () : NULL;

  for (guint i = 0; choices != NULL && i < agencies->len; i++)
    {
      const GvnAgency *agency = agencies->pdata[i];

      add_choice (choices, agency->code, agency->name);
    }

  return choices;
}

static GPtrArray *
list_roles (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) roles = gvn_role_list (db, error);
  GPtrArray *choices = roles != NULL ? choices_new () : NULL;

  for (guint i = 0; choices != NULL && i < roles->len; i++)
    {
      const GvnRole *role = roles->pdata[i];

      add_choice (choices, role->code, role->label);
    }

  return choices;
}

/* Reading ------------------------------------------------------------------------------ */

static GvnListEntry *
make_row (const GvnPerson *person, const GvnRoleHolding *holding)
{
  GvnListEntry *row = gvn_list_entry_new (holding != NULL ? holding->id : NULL, N_COLUMNS);

  gvn_list_entry_set (row, NAME, person->name);
  gvn_list_entry_set (row, SIDE, person->side);
  gvn_list_entry_set (row, EMPLOYER, person->employer);
  gvn_list_entry_set (row, EMAIL, person->email);
  if (holding != NULL)
    {
      gvn_list_entry_set (row, ROLE, holding->role);
      gvn_list_entry_set (row, PERIMETER, holding->perimeter);
      gvn_list_entry_set_date (row, FROM, &holding->first_on);
      gvn_list_entry_set_date (row, TO, &holding->last_on);
    }

  return row;
}

/* Of a role held more than once, the last time: what ended before is history. */
static gboolean
is_superseded (GPtrArray *holdings, guint at)
{
  const GvnRoleHolding *one = holdings->pdata[at];

  /* by role, then by date */
  for (guint i = at + 1; i < holdings->len; i++)
    {
      const GvnRoleHolding *later = holdings->pdata[i];

      if (g_str_equal (later->role, one->role) && g_strcmp0 (later->perimeter, one->perimeter) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_rows (GPtrArray *rows, const GvnPerson *person, GPtrArray *holdings)
{
  GvnListEntry *row = make_row (person, NULL);

  row->hidden = holdings != NULL;
  g_ptr_array_add (rows, row);
  for (guint i = 0; holdings != NULL && i < holdings->len; i++)
    if (!is_superseded (holdings, i))
      g_ptr_array_add (rows, make_row (person, holdings->pdata[i]));
}

static GHashTable *
group_by_person (GPtrArray *holdings)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < holdings->len; i++)
    {
      GvnRoleHolding *holding = holdings->pdata[i];
      GPtrArray *group = g_hash_table_lookup (groups, holding->person);

      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, holding->person, group);
        }
      g_ptr_array_add (group, holding);
    }

  return groups;
}

static GPtrArray *
read_people (GvnDb *db, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) people = gvn_person_list (db, error);
  g_autoptr (GPtrArray) holdings = people != NULL ? gvn_role_holding_list (db, NULL, error) : NULL;
  g_autoptr (GHashTable) groups = holdings != NULL ? group_by_person (holdings) : NULL;
  GPtrArray *rows;

  if (groups == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_entry_free);
  for (guint i = 0; i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      add_rows (rows, person, g_hash_table_lookup (groups, person->id));
    }

  return rows;
}

/* Applying ----------------------------------------------------------------------------- */

static gboolean
complete_person (GvnDb *db, const GvnListEntry *before, GStrv values, const GvnNow *now, GError **error)
{
  if (*values[ROLE] != '\0' && *values[FROM] == '\0')
    gvn_list_value_take (values, FROM, gvn_date_to_string (&now->local.date));

  return TRUE;
}

/* Several lines say who somebody is; two that change it otherwise are not to choose from. */
static gboolean
say (const GvnListChange *change, guint column, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s\037%u", change->values[NAME], column);
  const char *said = change->said != NULL ? g_hash_table_lookup (change->said, key) : NULL;

  if (said != NULL && !g_str_equal (said, change->values[column]))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: what another line of the sheet says, a person, what this one says */
                   _ ("Another line says “%s” of %s, this one “%s”: write the same in both"), said,
                   change->values[NAME], change->values[column]);
      return FALSE;
    }
  if (change->said != NULL && said == NULL)
    g_hash_table_insert (change->said, g_steal_pointer (&key), g_strdup (change->values[column]));

  return TRUE;
}

/* Takes what the line says of a person; of one that a new line names again, what it does say. */
static gboolean
take_field (const GvnListChange *change, guint column, char **field, gboolean *changed, GError **error)
{
  const char *value = change->values[column];

  if (!gvn_list_change_has (change, column))
    return TRUE;
  if (!say (change, column, error))
    return FALSE;
  if (g_strcmp0 (*field != NULL ? *field : "", value) != 0)
    {
      g_free (*field);
      *field = *value != '\0' ? g_strdup (value) : NULL;
      *changed = TRUE;
    }

  return TRUE;
}

static GvnPerson *
take_person (GvnDb *db, const GvnListChange *change, GError **error)
{
  const char *name = change->values[NAME];
  g_autoptr (GError) missing = NULL;
  g_autoptr (GvnPerson) person
      = gvn_person_find (db, change->before != NULL ? change->before->values[NAME] : name, &missing);
  gboolean changed = person == NULL;

  if (person == NULL && !g_error_matches (missing, GVN_ERROR, GVN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  if (person == NULL)
    person = g_new0 (GvnPerson, 1);
  if (g_strcmp0 (person->name, name) != 0) /* the case or the accents of a name are corrected */
    changed = g_set_str (&person->name, name) || changed;
  if (!take_field (change, SIDE, &person->side, &changed, error)
      || !take_field (change, EMPLOYER, &person->employer, &changed, error)
      || !take_field (change, EMAIL, &person->email, &changed, error)
      || (changed && !gvn_person_save (db, person, error)))
    return NULL;

  return g_steal_pointer (&person);
}

static gboolean
take_role (GvnDb *db, const GvnListChange *change, const GvnPerson *person, GError **error)
{
  g_autofree char *id = change->before != NULL ? g_strdup (change->before->id) : NULL;
  GvnRoleHolding holding
      = { .id = id,
          .person = person->id,
          .role = (char *) change->values[ROLE],
          .perimeter = *change->values[PERIMETER] != '\0' ? (char *) change->values[PERIMETER] : NULL };
  gboolean done;

  if (id != NULL && !gvn_list_change_has (change, FROM) && !gvn_list_change_has (change, TO))
    return TRUE;
  if (!gvn_date_parse (change->values[FROM], &holding.first_on, error)
      || (*change->values[TO] != '\0' && !gvn_date_parse (change->values[TO], &holding.last_on, error)))
    return FALSE;

  done = gvn_role_holding_save (db, &holding, error);
  if (holding.id != id)
    g_free (holding.id);

  return done;
}

static gboolean
apply_person (GvnDb *db, const GvnListChange *change, GError **error)
{
  const char *const *values = change->values;
  g_autoptr (GvnPerson) person = NULL;

  if (*values[ROLE] == '\0' && (*values[PERIMETER] != '\0' || *values[FROM] != '\0' || *values[TO] != '\0'))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("The perimeter and the dates are those of a role: name the role, or empty them"));
      return FALSE;
    }
  person = take_person (db, change, error);

  return person != NULL && (*values[ROLE] == '\0' || take_role (db, change, person, error));
}

static const GvnListColumn columns[] = {
  [NAME] = { "name", N_ ("Name"), "nom;nom et prénom;prénom nom;correspondant;contact", GVN_COLUMN_TEXT,
             GVN_COLUMN_KEY | GVN_COLUMN_REQUIRED },
  [SIDE] = { "side", N_ ("Side"), "partie;camp", GVN_COLUMN_CHOICE, GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT,
             gvn_list_side_choices },
  [EMPLOYER] = { "employer", N_ ("Employer"), "employeur;organisme;organisation;société;entité", GVN_COLUMN_TEXT,
                 GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT },
  [EMAIL] = { "email", N_ ("Mail address"), "mail;email;e-mail;courriel;adresse mail;adresse électronique",
              GVN_COLUMN_TEXT, 0 },
  [ROLE] = { "role", N_ ("Role"), "rôle;fonction", GVN_COLUMN_CHOICE, GVN_COLUMN_KEY, list_roles },
  [PERIMETER] = { "perimeter", N_ ("Perimeter"), "périmètre;agence;agency", GVN_COLUMN_CHOICE, GVN_COLUMN_KEY,
                  gvn_list_perimeter_choices },
  [FROM] = { "from", N_ ("From"), "du;début;depuis;date de début", GVN_COLUMN_DATE, GVN_COLUMN_KEPT },
  [TO] = { "to", N_ ("To"), "au;fin;jusqu’au;date de fin", GVN_COLUMN_DATE, 0 },
};

static const GvnList people = {
  "people", N_ ("People"), columns, N_COLUMNS, read_people, complete_person, apply_person, NULL,
};

void
gvn_lists_register_people (void)
{
  gvn_list_register (&people);
}
