/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/gvn-printing.h"
#include "print/gvn-pages.h"

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, GvnPages *pages)
{
  gvn_pages_set_paper (pages, gtk_print_context_get_width (context), gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int) gvn_pages_get_n_pages (pages));
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, GvnPages *pages)
{
  gvn_pages_draw_page (pages, gtk_print_context_get_cairo_context (context), (guint) page);
}

/**
 * gvn_printing_run:
 *
 * Asks how to print a document, and prints it, set on the paper that is chosen; a failure
 * is told by the print dialog.
 */
void
gvn_printing_run (GvnPrint *print, GtkWindow *parent)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GvnPages *pages = gvn_pages_new (print);

  g_object_set_data_full (G_OBJECT (operation), "pages", pages, (GDestroyNotify) gvn_pages_free);
  gtk_page_setup_set_orientation (setup,
                                  print->landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, print->name);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), pages);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), pages);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
