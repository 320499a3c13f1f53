/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How what was owed came out: met in time, met late, late, late but not imputable. */
#include "../gvn-test.h"
#include "demonstration/gvn-demonstration.h"
#include "deadlines/gvn-tally.h"
#include "orders/gvn-orders.h"

/* A line of the register, by hand. */
typedef struct
{
  const char *side;
  const char *reading;
  const char *silence;
  const char *due; /* with a time: to that minute */
  const char *done;
  const char *cause;
  gboolean waived;
  gboolean forecast;
} Line;

static gboolean
add_line (GvnDb *db, const Line *line, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *fact = line->done != NULL ? g_uuid_string_random () : NULL;
  g_autofree char *rule = NULL;
  g_autofree char *day = g_strndup (line->due, 10);
  GDate due = test_date (day);
  GvnLocal local = { due, GVN_NO_MINUTES };

  if (strlen (line->due) > 10)
    gvn_local_from_instant (test_instant (line->due), &local);
  rule = gvn_db_get_text (db, error,
                          "SELECT id FROM deadline_rule WHERE owner_side = ?1 AND reading = ?2 AND silence = ?3"
                          " ORDER BY id LIMIT 1",
                          "sss", line->side, line->reading, line->silence);
  g_assert_nonnull (rule);
  if (fact != NULL
      && !gvn_db_exec (db, error,
                       "INSERT INTO fact (id, subject_kind, subject_id, kind, at, by_name, internal)"
                       " VALUES (?1, 'meeting', 'x', 'test', ?2, 'Tester', 0)",
                       "si", fact, test_instant (line->done)))
    return FALSE;

  return gvn_db_exec (db, error,
                      "INSERT INTO deadline (id, rule, subject_kind, subject_id, trigger_on, forecast, due_on,"
                      " due_minutes, fact, waived_reason, cause, cause_internal)"
                      " VALUES (?1, ?2, 'meeting', 'x', ?3, ?4, ?3, ?5, ?6, ?7, ?8, 0)",
                      "ssdbmsss", id, rule, &due, line->forecast, local.minutes, fact, line->waived ? "Agreed" : NULL,
                      line->cause);
}

static const Line lines[] = {
  /* the contractor's, February 2028: 2 in time, 1 met late, 1 late, 3 not imputable */
  { "contractor", "contract", "nothing", "2028-02-01", "2028-02-01T23:59" },
  { "contractor", "contract", "nothing", "2028-02-29T10:00", "2028-02-29T10:00" },
  { "contractor", "contract", "nothing", "2028-02-29T10:00", "2028-02-29T10:01" },
  { "contractor", "contract", "nothing", "2028-02-10", NULL, "contractor" },
  { "contractor", "contract", "nothing", "2028-02-10", NULL, "dsiun" },
  { "contractor", "contract", "nothing", "2028-02-10", "2028-02-11T00:00", "force_majeure" },
  { "contractor", "contract", "nothing", "2028-02-10", "2028-02-12T10:00", "third_party" },
  /* nothing of these is counted */
  { "contractor", "indicator", "nothing", "2028-02-10" },
  { "contractor", "contract", "nothing", "2028-02-10", .forecast = TRUE },
  { "contractor", "contract", "nothing", "2028-02-10", .waived = TRUE },
  { "dsiun", "contract", "tacit_validation", "2028-02-10" },
  { "dsiun", "contract", "tacit_validation", "2028-02-10", "2028-02-09T10:00" },
  /* other months, and the other side */
  { "contractor", "contract", "nothing", "2028-01-31", NULL },
  { "contractor", "contract", "nothing", "2028-03-01", "2028-02-01T10:00" },
  { "dsiun", "contract", "nothing", "2028-02-15", "2028-02-15T08:00" },
  { "dsiun", "contract", "nothing", "2028-03-08", NULL }, /* that day is not over */
  { "dsiun", "contract", "nothing", "2028-03-07", NULL },
};

/* What a contract owes by itself, as its recurring orders of each month, is taken out. */
static gboolean
add_lines (GvnDb *db, gpointer data, GError **error)
{
  if (!gvn_db_exec (db, error, "DELETE FROM deadline", ""))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!add_line (db, &lines[i], error))
      return FALSE;

  return TRUE;
}

static void
check (const GvnTally *tally, guint met, guint excused, guint met_late, guint late)
{
  g_assert_cmpuint (tally->counts[GVN_OUTCOME_MET], ==, met);
  g_assert_cmpuint (tally->counts[GVN_OUTCOME_EXCUSED], ==, excused);
  g_assert_cmpuint (tally->counts[GVN_OUTCOME_MET_LATE], ==, met_late);
  g_assert_cmpuint (tally->counts[GVN_OUTCOME_LATE], ==, late);
}

static void
test_count (void)
{
  GvnTestContract contract = { NULL };
  GvnTally tallies[] = {
    { "contractor", test_date ("2028-02-01"), test_date ("2028-02-29"), { 9, 9, 9, 9 } },
    { "dsiun", test_date ("2028-02-01"), test_date ("2028-02-29"), { 0 } },
    { "dsiun", test_date ("2028-03-01"), test_date ("2028-03-08"), { 0 } },
    { "contractor", test_date ("2028-01-01"), test_date ("2028-03-31"), { 0 } }, /* over the first */
    { "agency", test_date ("2028-01-01"), test_date ("2028-03-31"), { 0 } },
  };
  g_autoptr (GError) error = NULL;
  double share;

  test_contract_open (&contract, "2028-03-08", NULL);
  test_run (&contract, "Lines", add_lines, NULL);
  g_assert_true (gvn_register_count_outcomes (gvn_store_get_db (contract.store), tallies, G_N_ELEMENTS (tallies),
                                              &contract.now, &error));
  g_assert_no_error (error);

  check (&tallies[0], 2, 3, 1, 1);
  check (&tallies[1], 1, 0, 0, 0);
  check (&tallies[2], 0, 0, 0, 1);
  check (&tallies[3], 3, 3, 1, 2);
  check (&tallies[4], 0, 0, 0, 0);
  /* two of the four the contractor answers for */
  g_assert_cmpuint (gvn_tally_get_total (&tallies[0]), ==, 4);
  g_assert_true (gvn_tally_get_share (&tallies[0], &share));
  g_assert_cmpfloat (share, ==, 0.5);
  g_assert_false (gvn_tally_get_share (&tallies[4], &share));
  test_contract_close (&contract);
}

static void
open_demonstration (GvnTestContract *contract)
{
  g_autoptr (GError) error = NULL;

  gvn_orders_register ();
  contract->folder = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  contract->path = g_build_filename (contract->folder, "contract.gvn", NULL);
  contract->store = gvn_demonstration_create (contract->path, &error);
  g_assert_no_error (error);
  contract->now = test_now (GVN_DEMONSTRATION_TODAY);
}

/* The same as each line of the register says of itself, on a year and a half of life. */
static void
test_register (void)
{
  GvnTestContract contract = { NULL };
  GvnDeadlineFilter filter = GVN_DEADLINE_FILTER_INIT;
  GvnTally tallies[] = { { "contractor" }, { "dsiun" } };
  guint expected[G_N_ELEMENTS (tallies)][GVN_N_OUTCOMES] = { 0 };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  open_demonstration (&contract);
  all = gvn_register_list (gvn_store_get_db (contract.store), &filter, &contract.now, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      GvnDeadline *deadline = all->pdata[i];
      GvnOutcome outcome;

      for (guint j = 0; j < G_N_ELEMENTS (tallies); j++)
        if (g_str_equal (deadline->owner_side, tallies[j].side) && gvn_deadline_get_outcome (deadline, &outcome))
          expected[j][outcome]++;
    }
  for (guint j = 0; j < G_N_ELEMENTS (tallies); j++)
    {
      tallies[j].from = test_date ("2026-10-01");
      tallies[j].to = test_date ("2031-12-31");
    }
  g_assert_true (gvn_register_count_outcomes (gvn_store_get_db (contract.store), tallies, G_N_ELEMENTS (tallies),
                                              &contract.now, &error));
  for (guint j = 0; j < G_N_ELEMENTS (tallies); j++)
    {
      g_assert_cmpuint (gvn_tally_get_total (&tallies[j]), >, 50);
      check (&tallies[j], expected[j][GVN_OUTCOME_MET], expected[j][GVN_OUTCOME_EXCUSED],
             expected[j][GVN_OUTCOME_MET_LATE], expected[j][GVN_OUTCOME_LATE]);
    }
  g_ptr_array_set_size (all, 0);
  test_contract_close (&contract);
}

static guint
count (GPtrArray *deadlines, gboolean (*is) (GvnDeadline *))
{
  guint n = 0;

  for (guint i = 0; i < deadlines->len; i++)
    n += is (deadlines->pdata[i]);

  return n;
}

static gboolean
is_unclosed (GvnDeadline *deadline)
{
  return gvn_deadline_state_is_open (deadline->state)
         || (deadline->state == GVN_DEADLINE_TACIT && deadline->fact == NULL);
}

static gboolean
is_overdue (GvnDeadline *deadline)
{
  return deadline->state == GVN_DEADLINE_OVERDUE;
}

/* What is open is found without what is over, and is the same. */
static void
test_open (void)
{
  GvnTestContract contract = { NULL };
  GvnDeadlineFilter filter = GVN_DEADLINE_FILTER_INIT;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) overdue = NULL;
  GvnDb *db;

  open_demonstration (&contract);
  db = gvn_store_get_db (contract.store);
  all = gvn_register_list (db, &filter, &contract.now, NULL);
  filter.open = TRUE;
  open = gvn_register_list (db, &filter, &contract.now, NULL);
  filter.open = FALSE;
  filter.state = GVN_DEADLINE_OVERDUE;
  overdue = gvn_register_list (db, &filter, &contract.now, NULL);

  g_assert_cmpuint (open->len, >, 0);
  g_assert_cmpuint (open->len, <, all->len);
  g_assert_cmpuint (open->len, ==, count (all, is_unclosed));
  g_assert_cmpuint (count (open, is_unclosed), ==, open->len);
  g_assert_cmpuint (overdue->len, >, 0);
  g_assert_cmpuint (overdue->len, ==, count (all, is_overdue));
  g_assert_cmpuint (count (overdue, is_overdue), ==, overdue->len);
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadlines/tally-by-hand", test_count);
  g_test_add_func ("/deadlines/tally-as-the-register", test_register);
  g_test_add_func ("/deadlines/open", test_open);

  return g_test_run ();
}
