/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gvn-test-order-life.h"
#include "orders/gvn-order-file.h"
#include "store/gvn-search.h"

/* What a file of the fixture's folder holds, kept beside the contract. */
static GvnOrderFile *
keep (Fixture *fixture, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->contract.folder, name, NULL);
  g_autofree char *sha256 = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  sha256 = gvn_store_add_attachment (fixture->contract.store, path, &error);
  g_assert_no_error (error);

  return gvn_order_file_new (sha256, name, (gint64) strlen (content));
}

static gboolean
try_attach (Fixture *fixture, const char *name, const char *content, GError **error)
{
  g_autoptr (GPtrArray) files = gvn_order_files_new ();
  GvnOrderFiles wanted = { fixture->id, files, &fixture->contract.now };

  g_ptr_array_add (files, keep (fixture, name, content));

  return try_run (fixture, gvn_order_attach, &wanted, error);
}

static void
attach (Fixture *fixture, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;

  try_attach (fixture, name, content, &error);
  g_assert_no_error (error);
}

/* The names of its files; a proof with what it proves. */
static void
assert_files (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = gvn_order_file_list (get_db (fixture), fixture->id, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    {
      const GvnOrderFile *file = files->pdata[i];

      g_string_append_printf (text, "%s%s%s", i > 0 ? ", " : "", file->name, file->id == NULL ? " proves " : "");
      if (file->id == NULL)
        g_string_append (text, gvn_order_act_get_label (file->act));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static gint64
count_found (Fixture *fixture, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *match = gvn_search_dup_match (words);
  gint64 n = 0;

  gvn_db_get_int (get_db (fixture), &n, &error,
                  "SELECT count(*) FROM search_object AS o JOIN search AS s ON s.rowid = o.number"
                  " WHERE o.kind = 'order' AND search MATCH ?",
                  "s", match);
  g_assert_no_error (error);

  return n;
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = gvn_store_check (fixture->contract.store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_error ("%s", (char *) findings->pdata[i]);
}

static gboolean
is_kept (Fixture *fixture, const char *content)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autofree char *path = gvn_store_dup_attachment_path (fixture->contract.store, sha256);
  g_autofree char *kept = NULL;

  return g_file_get_contents (path, &kept, NULL, NULL) && g_str_equal (kept, content);
}

/* A file comes, goes and comes back with what it holds, and the order is found by its name
 * while it has it. */
static void
test_attached (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrderFile) file = NULL;

  new_request (fixture, "12a=3", "2027-06-01T10:00");
  g_assert_cmpint (count_found (fixture, "citrix"), ==, 0);
  attach (fixture, "cahier des charges Citrix.pdf", "%PDF need");
  attach (fixture, "devis.pdf", "%PDF quote");
  assert_files (fixture, "cahier des charges Citrix.pdf, devis.pdf");
  g_assert_cmpint (count_found (fixture, "citrix"), ==, 1);

  file = gvn_order_file_find (get_db (fixture), fixture->id, "cahier des charges Citrix.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->size, ==, 9);
  g_assert_cmpint (file->at, ==, fixture->contract.now.instant);
  try_run (fixture, gvn_order_detach, file->id, &error);
  g_assert_no_error (error);
  assert_files (fixture, "devis.pdf");
  g_assert_cmpint (count_found (fixture, "citrix"), ==, 0);
  g_assert_true (is_kept (fixture, "%PDF need"));
  test_undo_last (&fixture->contract);
  assert_files (fixture, "cahier des charges Citrix.pdf, devis.pdf");
  g_assert_cmpint (count_found (fixture, "citrix"), ==, 1);
  test_undo_last (&fixture->contract);
  test_undo_last (&fixture->contract);
  assert_files (fixture, "");
  g_assert_true (is_kept (fixture, "%PDF need"));
  assert_sound (fixture);
}

/* The order itself undone takes what was found of it along, files or not. */
static void
test_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  new_request (fixture, "12a=3", "2027-06-01T10:00");
  attach (fixture, "citrix.pdf", "%PDF need");
  test_undo_last (&fixture->contract);
  test_undo_last (&fixture->contract);
  g_assert_cmpint (count_found (fixture, "12a"), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      gvn_store_redo (fixture->contract.store, "Tester", &fixture->contract.now, &error);
      g_assert_no_error (error);
    }
  assert_files (fixture, "citrix.pdf");
  g_assert_cmpint (count_found (fixture, "citrix"), ==, 1);
  assert_sound (fixture);
}

/* All are in one place: a proof is listed with its fact and goes with it alone. */
static void
test_proofs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrderFile) quote = keep (fixture, "chiffrage.pdf", "%PDF answer"), found = NULL;
  GvnOrderRequest answer
      = { .due_count = -1, .proof = quote->sha256, .proof_name = quote->name, .proof_size = quote->size };

  new_request (fixture, "12a=3", "2027-06-01T10:00");
  g_date_clear (&answer.due_on, 1);
  act_with (fixture, GVN_ORDER_ACT_QUOTE, "2027-06-04T10:00", answer);
  attach (fixture, "devis.pdf", "%PDF quote");
  assert_files (fixture, "devis.pdf, chiffrage.pdf proves Quote or commitment received");
  found = gvn_order_file_find (get_db (fixture), fixture->id, "chiffrage.pdf", &error);
  g_assert_null (found);
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "proves a fact of CMD-1 (Quote or commitment received)"));
}

/* The same content once for an order; as often as one wants elsewhere. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrderFile) found = NULL;

  new_request (fixture, "12a=3", "2027-06-01T10:00");
  attach (fixture, "devis.pdf", "%PDF quote");
  g_assert_false (try_attach (fixture, "devis (1).pdf", "%PDF quote", &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "“devis (1).pdf” is a file of CMD-1 already, as “devis.pdf”"));
  g_clear_error (&error);
  attach (fixture, "devis.pdf", "%PDF another quote");
  found = gvn_order_file_find (get_db (fixture), fixture->id, "devis.pdf", &error);
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_clear_error (&error);
  found = gvn_order_file_find (get_db (fixture), fixture->id, "absent.pdf", &error);
  g_assert_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND);
  new_request (fixture, "14d=1", "2027-06-01T10:00");
  attach (fixture, "autre nom.pdf", "%PDF quote");
  assert_files (fixture, "autre nom.pdf");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/orders/files/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("attached", test_attached);
  ADD ("undone", test_undone);
  ADD ("proofs", test_proofs);
  ADD ("refused", test_refused);
  return g_test_run ();
}
