/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "committees/gvn-meeting.h"
#include "committees/gvn-planning.h"
#include "contract/gvn-contract.h"
#include "orders/gvn-orders.h"

/* What tests of the core share: a contract in a folder of its own. */

typedef struct
{
  char *folder;
  char *path;
  GvnStore *store;
  GvnNow now;
} GvnTestContract;

static inline GDate
test_date (const char *text)
{
  g_autoptr (GError) error = NULL;
  GDate date;

  gvn_date_parse (text, &date, &error);
  g_assert_no_error (error);
  return date;
}

static inline gint64
test_instant (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 instant = 0;

  gvn_instant_parse (text, &instant, &error);
  g_assert_no_error (error);
  return instant;
}

static inline GvnNow
test_now (const char *text)
{
  g_autoptr (GError) error = NULL;
  GvnNow now;

  gvn_now_resolve (text, &now, &error);
  g_assert_no_error (error);
  return now;
}

#define test_assert_date(date, text)                                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *test_got = gvn_date_to_string (date);                                                             \
    g_assert_cmpstr (test_got, ==, text);                                                                              \
  }                                                                                                                    \
  G_STMT_END

static inline void
test_run (GvnTestContract *contract, const char *label, GvnCommand command, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { label, "Tester", &contract->now };

  gvn_store_run (contract->store, &entry, command, (gpointer) data, &error);
  g_assert_no_error (error);
}

/* Undoes the last command. */
static inline void
test_undo_last (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;

  gvn_store_undo (contract->store, "Tester", &contract->now, &error);
  g_assert_no_error (error);
}

static inline gboolean
test_create_contract (GvnDb *db, gpointer data, GError **error)
{
  g_autoptr (GvnTemplate) template = gvn_template_load_builtin (error);
  GvnContractDraft draft = { .initialisation_months = 4, .demonstration = TRUE };

  if (template == NULL)
    return FALSE;
  draft.signed_on = test_date ("2026-10-01");
  draft.initialisation_on = test_date ("2026-11-01");
  draft.end_on = test_date ("2031-02-28");
  if (data != NULL)
    draft.tracked_since = test_date (data);

  return gvn_contract_create (db, template, &draft, error);
}

static inline void
test_contract_open_empty (GvnTestContract *contract, const char *today)
{
  g_autoptr (GError) error = NULL;

  gvn_orders_register ();
  contract->folder = g_dir_make_tmp ("gouvernail-test-XXXXXX", &error);
  g_assert_no_error (error);
  contract->path = g_build_filename (contract->folder, "contract.gvn", NULL);
  contract->now = test_now (today);
  contract->store = gvn_store_open (contract->path, GVN_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static inline void
test_contract_open (GvnTestContract *contract, const char *today, const char *tracked_since)
{
  test_contract_open_empty (contract, today);
  test_run (contract, "Create", test_create_contract, tracked_since);
}

static inline void
test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        test_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static inline void
test_contract_close (GvnTestContract *contract)
{
  if (contract->store != NULL)
    {
      gvn_store_close (contract->store);
      g_assert_finalize_object (contract->store);
    }
  test_remove_folder (contract->folder);
  g_free (contract->folder);
  g_free (contract->path);
}

static inline void
test_plan (GvnTestContract *contract, int year)
{
  GvnPlanningRequest request = { .year = year, .now = &contract->now };

  test_run (contract, "Plan", gvn_planning_apply, &request);
  gvn_year_plan_free (request.plan);
}

/* The meeting of a body on a day, which must exist. */
static inline GvnMeeting *
test_find_meeting (GvnTestContract *contract, const char *body, const char *day)
{
  g_autoptr (GError) error = NULL;
  GvnMeetingFilter filter = { .from = test_date (day), .to = test_date (day), .body = body };
  g_autoptr (GPtrArray) found = gvn_meeting_list (gvn_store_get_db (contract->store), &filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}
