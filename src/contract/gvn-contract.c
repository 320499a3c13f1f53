/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-contract-template.h"
#include "contract/gvn-section.h"

/* The namespace of what the program names itself (RFC 9562 §5.5). */
#define NAMESPACE "5a1c9a4e-6d0b-4a53-9f5d-8a4c1e6b7d20"

#define PROBATION_MONTHS 3
#define REVERSIBILITY_MONTHS 4

/* From a day to the same day of a later month, or its last day when it has
 * none. */
static GDate
add_months (const GDate *date, int months)
{
  GDate result = *date;

  if (months >= 0)
    g_date_add_months (&result, (guint) months);
  else
    g_date_subtract_months (&result, (guint) -months);

  return result;
}

static GDate
day_before (const GDate *date)
{
  GDate result = *date;

  g_date_subtract_days (&result, 1);
  return result;
}

static GDate
initialisation_last (const GDate *first, int months)
{
  GDate next = add_months (first, months);

  return day_before (&next);
}

static gboolean
refuse (GvnContractField *field, GvnContractField at, const char *message, GError **error)
{
  if (field != NULL)
    *field = at;
  g_set_error_literal (error, GVN_ERROR, GVN_ERROR_INVALID, message);

  return FALSE;
}

static gboolean
check_dates_exist (const GvnContractDraft *draft, GvnContractField *field, GError **error)
{
  const struct
  {
    const GDate *date;
    GvnContractField field;
  } dates[] = {
    { &draft->signed_on, GVN_CONTRACT_FIELD_SIGNED_ON },
    { &draft->initialisation_on, GVN_CONTRACT_FIELD_INITIALISATION_ON },
    { &draft->end_on, GVN_CONTRACT_FIELD_END_ON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (!gvn_date_check (dates[i].date, error))
      {
        if (field != NULL)
          *field = dates[i].field;
        return FALSE;
      }

  return TRUE;
}

/**
 * gvn_contract_draft_check:
 * @field: (out) (optional): the field that is wrong
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the dates do not make a contract
 */
gboolean
gvn_contract_draft_check (const GvnContractDraft *draft, GvnContractField *field, GError **error)
{
  GDate last;

  if (field != NULL)
    *field = GVN_CONTRACT_FIELD_NONE;
  if (!check_dates_exist (draft, field, error))
    return FALSE;

  if (g_date_compare (&draft->initialisation_on, &draft->signed_on) < 0)
    return refuse (field, GVN_CONTRACT_FIELD_INITIALISATION_ON,
                   _ ("The initialisation begins on the signature or after it: correct one of the two dates"), error);
  if (draft->initialisation_months < 1 || draft->initialisation_months > GVN_INITIALISATION_MONTHS_MAX)
    return refuse (field, GVN_CONTRACT_FIELD_INITIALISATION_MONTHS,
                   _ ("The initialisation lasts 4 months, 6 at most (7.2.1): give 1 to 6"), error);

  last = initialisation_last (&draft->initialisation_on, draft->initialisation_months);
  if (g_date_compare (&draft->end_on, &last) <= 0)
    return refuse (field, GVN_CONTRACT_FIELD_END_ON, _ ("The contract ends after its initialisation: give a later end"),
                   error);
  if (g_date_valid (&draft->tracked_since)
      && (g_date_compare (&draft->tracked_since, &draft->signed_on) < 0
          || g_date_compare (&draft->tracked_since, &draft->end_on) > 0))
    return refuse (field, GVN_CONTRACT_FIELD_TRACKED_SINCE,
                   _ ("A contract is tracked from a day between its signature and its end: correct that day"), error);

  return TRUE;
}

static gboolean
insert_contract (GvnDb *db, GvnTemplate *template, const GvnContractDraft *draft, GError **error)
{
  g_autoptr (GvnJson) json = gvn_json_new (gvn_template_get_root (template));
  g_autofree char *id = draft->demonstration ? gvn_uuid_v5 (NAMESPACE, "demonstration") : g_uuid_string_random ();
  const char *name, *email;

  gvn_json_enter (json, "organizer");
  name = gvn_json_string (json, "name");
  email = gvn_json_string (json, "email");

  return gvn_db_exec (db, error, "INSERT INTO contract VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssssddiddssb", id,
                      gvn_template_get_code (template), gvn_template_get_title (template),
                      gvn_template_get_code (template), &draft->signed_on, &draft->initialisation_on,
                      (gint64) draft->initialisation_months, &draft->end_on, &draft->tracked_since, name, email,
                      draft->demonstration);
}

/**
 * gvn_contract_create:
 *
 * Fills an empty contract's file from @template; every rule is a row from then
 * on.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the draft is wrong,
 *   %GVN_ERROR_REFUSED when the file already holds a contract
 */
gboolean
gvn_contract_create (GvnDb *db, GvnTemplate *template, const GvnContractDraft *draft, GError **error)
{
  g_autoptr (GvnJson) json = gvn_json_new (gvn_template_get_root (template));
  g_autoptr (GvnContract) contract = NULL;
  const GvnSection *const *sections = gvn_section_get_all ();
  gint64 n_contracts;

  if (!gvn_contract_draft_check (draft, NULL, error)
      || !gvn_db_get_int (db, &n_contracts, error, "SELECT count(*) FROM contract", ""))
    return FALSE;
  if (n_contracts > 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED, _ ("This file already holds a contract: create another file"));
      return FALSE;
    }

  if (!insert_contract (db, template, draft, error))
    return FALSE;
  contract = gvn_contract_load (db, error);
  if (contract == NULL || !gvn_contract_template_read (json, db, contract, error))
    return FALSE;
  for (guint i = 0; sections[i] != NULL; i++)
    if (!sections[i]->read (json, db, contract, error))
      return FALSE;

  return gvn_json_finish (json, error) && gvn_store_derive (db, error);
}

/* Opening ----------------------------------------------------------------------------- */

static gboolean
is_empty (GvnDb *db, const char *table, gboolean *empty, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT NOT EXISTS (SELECT 1 FROM %s)", table);
  gint64 n;

  if (!gvn_db_get_int (db, &n, error, sql, ""))
    return FALSE;
  *empty = n != 0;

  return TRUE;
}

/* Whether the contract was made before the template said all it says of this part. */
static gboolean
is_lacking (GvnDb *db, const GvnSection *section, gboolean *lacking, GError **error)
{
  gint64 n = 0;

  *lacking = FALSE;
  if (section->table != NULL && !is_empty (db, section->table, lacking, error))
    return FALSE;
  if (!*lacking && section->lacks != NULL && !gvn_db_get_int (db, &n, error, section->lacks, ""))
    return FALSE;
  *lacking = *lacking || n != 0;

  return TRUE;
}

/* The template of the contract, if it has parts the contract was made without; NULL without
 * @error if not, or for a contract of another template. */
static GvnTemplate *
load_lacking (GvnDb *db, GError **error)
{
  const GvnSection *const *sections = gvn_section_get_all ();
  g_autofree char *code = gvn_db_get_text (db, error, "SELECT template FROM contract", "");
  g_autoptr (GvnTemplate) template = NULL;
  gboolean lacking = FALSE;

  for (guint i = 0; code != NULL && !lacking && sections[i] != NULL; i++)
    if (!is_lacking (db, sections[i], &lacking, error))
      return NULL;
  if (lacking)
    template = gvn_template_load_builtin (error);

  return template != NULL && g_str_equal (gvn_template_get_code (template), code) ? g_steal_pointer (&template) : NULL;
}

typedef struct
{
  GvnTemplate *template;
  const GvnNow *now;
} Completion;

/* A #GvnCommand: the parts that are lacking, with the readings and rules that go with
 * them; what the contract says stays. */
static gboolean
complete (GvnDb *db, gpointer data, GError **error)
{
  const Completion *completion = data;
  g_autoptr (GvnJson) json = gvn_json_new (gvn_template_get_root (completion->template));
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  const GvnSection *const *sections = gvn_section_get_all ();

  if (contract == NULL || !gvn_contract_template_read_settings (json, db, error))
    return FALSE;
  for (guint i = 0; sections[i] != NULL; i++)
    {
      gboolean lacking;

      if (!is_lacking (db, sections[i], &lacking, error))
        return FALSE;
      if (lacking && sections[i]->added != NULL)
        g_ptr_array_add (added, (gpointer) sections[i]);
    }
  for (guint i = 0; sections[i] != NULL; i++)
    {
      gboolean empty = FALSE;

      if (sections[i]->table != NULL && !is_empty (db, sections[i]->table, &empty, error))
        return FALSE;
      if ((empty || sections[i]->adds) && !sections[i]->read (json, db, contract, error))
        return FALSE;
    }
  for (guint i = 0; i < added->len; i++)
    if (!((const GvnSection *) added->pdata[i])->added (db, completion->now, error))
      return FALSE;

  return gvn_json_finish (json, error) && gvn_store_derive (db, error);
}

/**
 * gvn_contract_open:
 * @author: who opens it
 *
 * Opens the file of a contract. What the template of it has come to say since it was made
 * is added, as an entry of the journal.
 *
 * Returns: (transfer full): the store, or %NULL with @error
 */
GvnStore *
gvn_contract_open (const char *path, const char *author, const GvnNow *now, GError **error)
{
  g_autoptr (GvnStore) store = gvn_store_open (path, 0, error);
  g_autoptr (GvnTemplate) template = NULL;
  g_autoptr (GError) local_error = NULL;
  GvnEntry entry = { _ ("Add what the template of the contract says since"), author, now };
  Completion completion = { NULL, now };

  if (store == NULL || gvn_store_is_read_only (store))
    return g_steal_pointer (&store);
  template = load_lacking (gvn_store_get_db (store), &local_error);
  completion.template = template;
  if (local_error == NULL && template != NULL)
    gvn_store_run (store, &entry, complete, &completion, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&store);

  gvn_store_close (store);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static gpointer
contract_from_row (GvnStatement *row)
{
  GvnContract *self = g_new0 (GvnContract, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->code = gvn_statement_dup_text (row, 1);
  self->title = gvn_statement_dup_text (row, 2);
  gvn_statement_date (row, 3, &self->signed_on);
  gvn_statement_date (row, 4, &self->initialisation_on);
  self->initialisation_months = (int) gvn_statement_int (row, 5);
  gvn_statement_date (row, 6, &self->end_on);
  gvn_statement_date (row, 7, &self->tracked_since);
  self->organizer_name = gvn_statement_dup_text (row, 8);
  self->organizer_email = gvn_statement_dup_text (row, 9);
  self->demonstration = gvn_statement_int (row, 10) != 0;

  return self;
}

/**
 * gvn_contract_load:
 *
 * Returns: (transfer full): the contract, or %NULL with %GVN_ERROR_NOT_FOUND
 *   when the file holds none yet
 */
GvnContract *
gvn_contract_load (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT id, code, title, signed_on, initialisation_on, initialisation_months, end_on,"
                    " tracked_since, organizer_name, organizer_email, demonstration FROM contract",
                    ""),
      contract_from_row, (GDestroyNotify) gvn_contract_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   _ ("This file holds no contract yet: create one with “init” or “demo”"));
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

void
gvn_contract_free (GvnContract *self)
{
  g_free (self->id);
  g_free (self->code);
  g_free (self->title);
  g_free (self->organizer_name);
  g_free (self->organizer_email);
  g_free (self);
}

/**
 * gvn_contract_get_phases:
 *
 * Part E.1: RUN begins the day after the initialisation's last (L-53), its
 * first three months are the probation (2.1), reversibility is the last four
 * months (L-50).
 */
void
gvn_contract_get_phases (const GvnContract *self, GvnPhases *phases)
{
  GDate after_end = self->end_on;

  g_date_add_days (&after_end, 1);
  phases->initialisation_first = self->initialisation_on;
  phases->initialisation_last = initialisation_last (&self->initialisation_on, self->initialisation_months);
  phases->run_first = add_months (&self->initialisation_on, self->initialisation_months);
  phases->run_last = self->end_on;
  phases->probation_first = phases->run_first;
  phases->probation_last = initialisation_last (&phases->run_first, PROBATION_MONTHS);
  phases->reversibility_first = add_months (&after_end, -REVERSIBILITY_MONTHS);
  phases->reversibility_last = self->end_on;
}

/**
 * gvn_contract_get_quarter:
 * @quarter: (out): the quarter of the market year @date lies in
 *
 * Returns: %FALSE when @date is outside the contract
 */
gboolean
gvn_contract_get_quarter (const GvnContract *self, const GDate *date, GvnQuarter *quarter)
{
  GvnPhases phases;
  int n = 0;
  GDate next;

  if (g_date_compare (date, &self->signed_on) < 0 || g_date_compare (date, &self->end_on) > 0)
    return FALSE;

  while (next = add_months (&self->signed_on, 3 * (n + 1)), g_date_compare (&next, date) <= 0)
    n++;
  gvn_contract_get_phases (self, &phases);
  quarter->year = n / 4 + 1;
  quarter->number = n % 4 + 1;
  quarter->first = add_months (&self->signed_on, 3 * n);
  quarter->last = day_before (&next);
  quarter->scored = g_date_compare (&quarter->first, &phases.probation_last) > 0;

  return TRUE;
}
