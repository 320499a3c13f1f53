/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The budgets of the window, on the demonstration with every year of the contract
 * planned: the start and the memory beside an empty window's, both as programs of
 * their own; the rest within one. */
#include "config.h"

#include <adwaita.h>
#include <string.h>
#include <unistd.h>

#include "app/gvn-application.h"
#include "demonstration/gvn-demonstration.h"
#include "committees/gvn-planning.h"
#include "gvn-bench-orders.h"
#include "gvn-bench-window.h"
#include "orders/gvn-orders.h"

#define N_STARTS 11
#define N_SETTLES 10   /* which the day's first start has for its copy */
#define N_TOGETHER 100 /* in one command */

double
bench_read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return 0;

  return g_ascii_strtod (line + strlen ("\nPss:"), NULL) / 1024;
}

static void
before_paint_cb (GdkFrameClock *clock, BenchWatch *watch)
{
  watch->before = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, BenchWatch *watch)
{
  watch->painted = TRUE;
  if (watch->frames != NULL && watch->n_frames < N_SCROLLS)
    watch->frames[watch->n_frames++] = bench_since (watch->before);
}

static void
mapped_cb (GtkWidget *window, BenchWatch *watch)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), watch);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), watch);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, BenchWatch *watch)
{
  watch->window = window;
  g_signal_connect_after (window, "map", G_CALLBACK (mapped_cb), watch);
}

void
bench_wait_for_paint (BenchWatch *watch)
{
  watch->painted = FALSE;
  while (!watch->painted)
    g_main_context_iteration (NULL, TRUE);
}

void
bench_settle (void)
{
  gint64 start = g_get_monotonic_time ();

  while (bench_since (start) < 400)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* Programs ------------------------------------------------------------------------------- */

static void
activate_empty_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1120, 760);
  gtk_window_present (GTK_WINDOW (window));
}

/* "--child KIND START [DATABASE CONTRACT]": a window of its own, to its first frame. */
static int
run_child (int argc, char **argv)
{
  gboolean empty = g_str_equal (argv[2], "empty");
  BenchWatch watch = { .start = g_ascii_strtoll (argv[3], NULL, 10) };
  char *arguments[] = { argv[0], empty ? NULL : argv[4], NULL };
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  if (empty)
    {
      application = GTK_APPLICATION (adw_application_new ("eu.lesagencesdeleau.Empty", G_APPLICATION_DEFAULT_FLAGS));
      g_signal_connect (application, "activate", G_CALLBACK (activate_empty_cb), NULL);
    }
  else
    {
      g_autoptr (GSettings) settings = g_settings_new (GVN_APP_ID);
      GVariantBuilder people;

      g_variant_builder_init (&people, G_VARIANT_TYPE ("a{ss}"));
      g_variant_builder_add (&people, "{ss}", argv[5], "");
      g_settings_set_value (settings, "people", g_variant_builder_end (&people));
      application = GTK_APPLICATION (gvn_application_new ());
    }
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &watch);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  if (empty)
    g_application_activate (G_APPLICATION (application));
  else
    {
      g_autoptr (GFile) file = g_file_new_for_path (arguments[1]);

      g_application_open (G_APPLICATION (application), &file, 1, "");
    }
  bench_wait_for_paint (&watch);
  fprintf (stderr, "%f ", bench_since (watch.start));
  for (guint i = 0; i < N_SETTLES; i++) /* until what is made and read ahead is */
    bench_settle ();
  fprintf (stderr, "%f\n", bench_read_pss ());
  if (g_str_equal (argv[2], "pages"))
    {
      bench_first_pages (&watch);
      bench_first_orders (&watch);
      bench_pages (&watch);
      bench_meeting (&watch);
      bench_scrolling (&watch, "deadlines");
      bench_scrolling (&watch, "committees");
      bench_matters (&watch);
      bench_orders (&watch);
      bench_money (&watch);
      bench_agenda (&watch);
      bench_command (&watch, "dashboard", NULL);
      bench_command (&watch, "agenda", "week");
      bench_command (&watch, "agenda", "month");
      bench_command (&watch, "agenda", "year");
      bench_command (&watch, "matters", NULL);
      bench_command (&watch, "orders", NULL);
      bench_timeline (&watch);
      fflush (stdout);
    }
  for (guint i = 0; g_str_equal (argv[2], "first") && i < N_SETTLES; i++)
    bench_settle ();
  if (!empty && !g_str_equal (argv[2], "pages"))
    gvn_store_close (gvn_session_get_store (gvn_window_get_session (GVN_WINDOW (watch.window))));
  _exit (0);
}

static void
start_child (const char *program, const char *kind, const char *database, const char *contract, double *start,
             double *memory)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *arguments[] = { program, "--child", kind, now, database, contract, NULL };
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *end;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_CHILD_INHERITS_STDOUT, NULL, NULL, NULL, &errors, NULL,
                &error);
  g_assert_no_error (error);
  *start = g_ascii_strtod (errors, &end);
  *memory = g_ascii_strtod (end, NULL);
}

/* Actions of the five years before the demonstration's day, of every body and person,
 * one in five still open. */
static gboolean
add_matters (GvnDb *db, gpointer data, GError **error)
{
  return gvn_db_exec (
      db, error,
      "WITH RECURSIVE counter (n) AS (SELECT ?2 UNION ALL SELECT n + 1 FROM counter WHERE n < ?2 + ?3 - 1),"
      " bodies AS (SELECT code, row_number () OVER (ORDER BY position) - 1 AS place FROM body WHERE NOT external),"
      " people AS (SELECT id, side, row_number () OVER (ORDER BY name) - 1 AS place FROM person)"
      " INSERT INTO matter SELECT 'bench-' || n, 'action', 1000 + n, iif (n % 5 = 0, 'open', 'closed'),"
      "   'Action numéro ' || n * 7919 % 100003 || ' du registre', NULL, NULL, NULL, b.code, NULL, p.id, p.side,"
      "   date ('2023-03-10', (n * 1820 / ?1) || ' days'), date ('2023-03-24', (n * 1820 / ?1 + n % 60) || ' days'),"
      "   'operations', NULL, iif (n % 5 = 0, NULL, date ('2023-03-20', (n * 1820 / ?1 + n % 40) || ' days'))"
      " FROM counter JOIN bodies AS b ON b.place = n % (SELECT count(*) FROM bodies)"
      "   JOIN people AS p ON p.place = n % (SELECT count(*) FROM people)",
      "iii", (gint64) N_MATTERS, *(const gint64 *) data, (gint64) N_TOGETHER);
}

static char *
create_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  GvnStore *store = gvn_demonstration_create (path, &error);
  g_autoptr (GvnContract) contract = NULL;
  char *id;

  g_assert_no_error (error);
  contract = gvn_contract_load (gvn_store_get_db (store), &error);
  for (int year = 2026; year <= 2031; year++)
    {
      GvnNow now;
      GvnEntry entry = { "Plan", "Bench", &now };
      GvnPlanningRequest request = { .year = year, .now = &now };

      gvn_now_resolve (GVN_DEMONSTRATION_TODAY, &now, NULL);
      gvn_store_run (store, &entry, gvn_planning_apply, &request, &error);
      g_assert_no_error (error);
      gvn_year_plan_free (request.plan);
    }
  for (gint64 first = 1; first <= N_MATTERS; first += N_TOGETHER)
    {
      GvnNow now;
      GvnEntry entry = { "Matters", "Bench", &now };

      gvn_now_resolve (GVN_DEMONSTRATION_TODAY, &now, NULL);
      gvn_store_run (store, &entry, add_matters, &first, &error);
      g_assert_no_error (error);
    }
  {
    GvnNow now;
    GvnEntry entry = { "Orders", "Bench", &now };

    gvn_now_resolve (GVN_DEMONSTRATION_TODAY, &now, NULL);
    gvn_store_run (store, &entry, bench_add_orders, NULL, &error);
    g_assert_no_error (error);
    gvn_store_run (store, &entry, bench_refresh_orders, NULL, &error);
    g_assert_no_error (error);
  }
  id = g_strdup (contract->id);
  gvn_store_close (store);
  g_object_unref (store);

  return id;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contract = NULL;
  double empty[N_STARTS], full[N_STARTS], empty_memory[N_STARTS], full_memory[N_STARTS], unused;

  if (argc > 3 && g_str_equal (argv[1], "--child"))
    return run_child (argc, argv);

  gvn_orders_register ();
  folder = g_dir_make_tmp ("gouvernail-bench-XXXXXX", NULL);
  path = g_build_filename (folder, "contract.gvn", NULL);
  g_setenv ("GOUVERNAIL_TODAY", GVN_DEMONSTRATION_TODAY, TRUE);
  contract = create_database (path);
  start_child (argv[0], "first", path, contract, &unused, &unused);
  for (guint i = 0; i < N_STARTS; i++)
    {
      start_child (argv[0], "empty", NULL, NULL, &empty[i], &empty_memory[i]);
      start_child (argv[0], "full", path, contract, &full[i], &full_memory[i]);
    }
  bench_report ("empty libadwaita window: start to first frame", empty, N_STARTS);
  bench_report ("dashboard: start to first frame", full, N_STARTS);
  printf ("%-52s %15.2f\n", "ratio", full[N_STARTS / 2] / empty[N_STARTS / 2]);
  qsort (empty_memory, N_STARTS, sizeof (double), bench_compare);
  qsort (full_memory, N_STARTS, sizeof (double), bench_compare);
  printf ("%-52s %8.1f MiB beside %.1f MiB: + %.1f MiB\n", "memory (PSS)", full_memory[N_STARTS / 2],
          empty_memory[N_STARTS / 2], full_memory[N_STARTS / 2] - empty_memory[N_STARTS / 2]);
  fflush (stdout);
  start_child (argv[0], "pages", path, contract, &unused, &unused);

  return 0;
}
