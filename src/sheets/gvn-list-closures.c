/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "committees/gvn-meeting.h"
#include "contract/gvn-place.h"
#include "sheets/gvn-list.h"
#include "proceedings/gvn-emergency-change.h"

/* The closures of the agencies, by perimeter and first day. */

enum
{
  PERIMETER,
  FROM,
  TO,
  LABEL,
  NOT_WORKED,
  N_COLUMNS
};

static GPtrArray *
list_yes_no (GvnDb *db, GError **error)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_choice_free);

  g_ptr_array_add (choices, gvn_list_choice_new ("yes", _ ("Yes"), "yes;oui;o;y;x;vrai;true"));
  g_ptr_array_add (choices, gvn_list_choice_new ("no", _ ("No"), "no;non;n;faux;false"));

  return choices;
}

static GPtrArray *
read_closures (GvnDb *db, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) closures = gvn_closure_list (db, error);
  GPtrArray *rows;

  if (closures == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_entry_free);
  for (guint i = 0; i < closures->len; i++)
    {
      const GvnClosure *closure = closures->pdata[i];
      GvnListEntry *row = gvn_list_entry_new (closure->id, N_COLUMNS);

      gvn_list_entry_set (row, PERIMETER, closure->agency);
      gvn_list_entry_set_date (row, FROM, &closure->first_on);
      gvn_list_entry_set_date (row, TO, &closure->last_on);
      gvn_list_entry_set (row, LABEL, closure->label);
      gvn_list_entry_set (row, NOT_WORKED, closure->removes_working_days ? "yes" : "no");
      g_ptr_array_add (rows, row);
    }

  return rows;
}

/* One day is often written once. */
static gboolean
complete_closure (GvnDb *db, const GvnListEntry *before, GStrv values, const GvnNow *now, GError **error)
{
  if (*values[TO] == '\0')
    gvn_list_value_take (values, TO, g_strdup (values[FROM]));

  return TRUE;
}

static gboolean
apply_closure (GvnDb *db, const GvnListChange *change, GError **error)
{
  const char *const *values = change->values;
  g_autofree char *id = change->before != NULL ? g_strdup (change->before->id) : g_uuid_string_random ();
  GvnClosure closure = { .id = id,
                         .agency = *values[PERIMETER] != '\0' ? (char *) values[PERIMETER] : NULL,
                         .label = (char *) values[LABEL],
                         .removes_working_days = g_str_equal (values[NOT_WORKED], "yes") };

  return gvn_date_parse (values[FROM], &closure.first_on, error) && gvn_date_parse (values[TO], &closure.last_on, error)
         && gvn_closure_save (db, &closure, error);
}

/* What is due is counted again once, not for each closure. */
static gboolean
finish_closures (GvnDb *db, GError **error)
{
  return gvn_meeting_refresh_all (db, NULL, error) && gvn_emergency_change_refresh_all (db, error);
}

static const GvnListColumn columns[] = {
  [PERIMETER] = { "perimeter", N_ ("Perimeter"), "périmètre;agence;agency", GVN_COLUMN_CHOICE, GVN_COLUMN_KEY,
                  gvn_list_perimeter_choices },
  [FROM]
  = { "from", N_ ("From"), "du;début;date;jour;date de début", GVN_COLUMN_DATE, GVN_COLUMN_KEY | GVN_COLUMN_REQUIRED },
  [TO] = { "to", N_ ("To"), "au;fin;date de fin", GVN_COLUMN_DATE, 0 },
  [LABEL]
  = { "label", N_ ("Closure"), "fermeture;libellé;motif;nom", GVN_COLUMN_TEXT, GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT },
  [NOT_WORKED] = { "not-worked", N_ ("Removes working days"), "jours non ouvrés;non ouvré", GVN_COLUMN_CHOICE,
                   GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT, list_yes_no },
};

static const GvnList closures = {
  "closures", N_ ("Closures"), columns, N_COLUMNS, read_closures, complete_closure, apply_closure, finish_closures,
};

void
gvn_lists_register_closures (void)
{
  gvn_list_register (&closures);
}
