/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "proceedings/gvn-escalation.h"

/* What tests of matters share: raising one, and what is done with it. */

/* A contract in its fifth month, with a person on each side. */
static inline gboolean
add_people (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (db, error, "INSERT INTO person VALUES ('ada', 'Ada Martin', 'dsiun', 'DSIUN', NULL)", "")
         && gvn_db_exec (db, error, "INSERT INTO person VALUES ('bob', 'Bob Durand', 'contractor', 'ESN', NULL)", "");
}

static inline void
open_contract (GvnTestContract *contract, const char *today)
{
  test_contract_open (contract, today, NULL);
  test_run (contract, "People", add_people, NULL);
}

static inline GvnMatter *
load (GvnTestContract *contract, const char *code)
{
  g_autoptr (GError) error = NULL;
  GvnMatter *matter = gvn_matter_find (gvn_store_get_db (contract->store), code, &error);

  g_assert_no_error (error);
  return matter;
}

static inline void
assert_sound (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = gvn_store_check (contract->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* Raises a matter; returns its id. */
static inline char *
raise_matter (GvnTestContract *contract, GvnMatterDraft draft)
{
  if (draft.title == NULL)
    draft.title = "Les sauvegardes échouent";
  draft.now = &contract->now;
  test_run (contract, "Raise", gvn_matter_create, &draft);
  g_free (draft.warning);

  return draft.id;
}

static inline void
refuse (GvnTestContract *contract, GvnCommand command, gconstpointer data, int code)
{
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { "Refused", "Tester", &contract->now };

  g_assert_false (gvn_store_run (contract->store, &entry, command, (gpointer) data, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_test_message ("%s", error->message);
}

static inline void
refuse_draft (GvnTestContract *contract, GvnMatterDraft draft, int code)
{
  draft.now = &contract->now;
  refuse (contract, gvn_matter_create, &draft, code);
}

/* Sends @id up; asserts which body has it then. */
static inline void
escalate (GvnTestContract *contract, const char *id, const char *at, const char *to_body)
{
  GvnEscalation escalation = { .matter = id,
                               .at = at != NULL ? test_instant (at) : 0,
                               .reason = "Sans accord",
                               .by_name = "Ada Martin",
                               .now = &contract->now };

  test_run (contract, "Escalate", gvn_matter_escalate, &escalation);
  g_assert_cmpstr (escalation.to_body, ==, to_body);
  g_free (escalation.to_body);
}

static inline void
act (GvnTestContract *contract, GvnMatterRequest request)
{
  request.by_name = "Ada Martin";
  request.now = &contract->now;
  test_run (contract, "Act", gvn_matter_apply, &request);
}

static inline void
refuse_act (GvnTestContract *contract, GvnMatterRequest request, int code)
{
  request.by_name = "Ada Martin";
  request.now = &contract->now;
  refuse (contract, gvn_matter_apply, &request, code);
}

static inline gint64
count (GvnTestContract *contract, const char *sql)
{
  gint64 n;

  g_assert_true (gvn_db_get_int (gvn_store_get_db (contract->store), &n, NULL, sql, ""));
  return n;
}
