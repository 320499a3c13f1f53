/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents set on pages, without a screen. */
#include "config.h"

#include <string.h>

#include "base/gvn-error.h"
#include "gvn-test.h"
#include "print/gvn-markdown.h"
#include "print/gvn-print-private.h"
#include "print/gvn-pages.h"

/* Headings, bullets, emphasis; what is not Markdown is said as it is. */
static void
test_markdown (void)
{
  g_autoptr (GPtrArray) blocks
      = gvn_markdown_list_blocks ("# Titre\n\nUn *mot* & un **autre**.\n\n- premier\n- second\n");
  const GvnBlock *heading = blocks->pdata[0], *paragraph = blocks->pdata[1], *second = blocks->pdata[3];

  g_assert_cmpuint (blocks->len, ==, 4);
  g_assert_cmpint (heading->kind, ==, GVN_BLOCK_HEADING);
  g_assert_cmpstr (heading->text, ==, "Titre");
  g_assert_cmpstr (paragraph->markup, ==, "Un <i>mot</i> &amp; un <b>autre</b>.");
  g_assert_cmpint (second->kind, ==, GVN_BLOCK_BULLET);
  g_assert_cmpstr (second->text, ==, "second");
}

/* Every paragraph once, on one page or on the next. */
static void
test_pages (GvnTestContract *contract, gconstpointer data)
{
  g_autoptr (GvnPrint) print = gvn_print_new (contract->store, "Relevé", "de l’essai", &contract->now, NULL);
  g_autoptr (GvnPages) pages = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 1; i <= 120; i++)
    {
      g_autofree char *text = g_strdup_printf ("Paragraphe %d à réunir.", i);

      gvn_print_add_paragraph (print, text);
    }
  pages = gvn_pages_new (print);
  g_assert_cmpuint (gvn_pages_get_n_pages (pages), >=, 3);
  for (guint i = 0; i < gvn_pages_get_n_pages (pages); i++)
    {
      g_autofree char *text = gvn_pages_dup_page_text (pages, i);

      g_string_append (all, text);
    }
  for (int i = 1; i <= 120; i++)
    {
      g_autofree char *text = g_strdup_printf ("Paragraphe %d à réunir.\n", i);
      const char *place = strstr (all->str, text);

      g_assert_nonnull (place);
      g_assert_null (strstr (place + 1, text));
    }
}

/* A row that no page has room for goes on over the next ones; nothing of it is lost. */
static void
test_long_row (GvnTestContract *contract, gconstpointer data)
{
  static const char *const headings[] = { "N°", "Ce qui est dit", NULL };
  static const double widths[] = { 1, 4 };
  g_autoptr (GvnPrint) print = gvn_print_new (contract->store, "Table", NULL, &contract->now, NULL);
  GvnTable *table = gvn_table_new (headings, widths);
  g_autoptr (GvnPages) pages = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *last = NULL;

  for (int i = 1; i <= 400; i++)
    g_string_append_printf (text, "phrase numéro %d, ", i);
  gvn_table_add_text (table, "1");
  gvn_table_add_text (table, text->str);
  gvn_table_add_text (table, "2");
  gvn_table_add_text (table, "la suite");
  gvn_print_add_table (print, table);
  pages = gvn_pages_new (print);
  g_assert_cmpuint (gvn_pages_get_n_pages (pages), >=, 2);
  last = gvn_pages_dup_page_text (pages, gvn_pages_get_n_pages (pages) - 1);
  g_assert_nonnull (strstr (last, "numéro 400"));
  g_assert_true (g_str_has_suffix (last, "2\nla suite\n"));
}

/* The same document gives the same bytes; a file is written whole or not at all. */
static void
test_files (GvnTestContract *contract, gconstpointer data)
{
  g_autoptr (GvnPrint) print = gvn_print_new (contract->store, "Relevé", NULL, &contract->now, NULL);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (contract->folder, "none", "pages.pdf", NULL);

  gvn_print_add_paragraph (print, "Décidé à l’unanimité.");
  first = gvn_print_to_pdf (print, &error);
  g_assert_no_error (error);
  second = gvn_print_to_pdf (print, NULL);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_true (g_str_has_prefix (g_bytes_get_data (first, NULL), "%PDF-"));

  g_assert_false (gvn_print_write_file (print, NULL, path, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (gvn_print_write_file (print, NULL, "relevé.txt", &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
}

static void
set_up (GvnTestContract *contract, gconstpointer data)
{
  test_contract_open (contract, "2026-11-02", NULL);
}

static void
tear_down (GvnTestContract *contract, gconstpointer data)
{
  test_contract_close (contract);
}

#define ADD(path, test) g_test_add (path, GvnTestContract, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/markdown", test_markdown);
  ADD ("/print/pages", test_pages);
  ADD ("/print/long-row", test_long_row);
  ADD ("/print/files", test_files);

  return g_test_run ();
}
