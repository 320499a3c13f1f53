/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-page-table.h"
#include "app/gvn-session.h"
#include "print/gvn-print.h"

G_BEGIN_DECLS

/* What every section of the window is: a page bound to the open contract, that
 * reads again when the contract changed. */
#define GVN_TYPE_PAGE (gvn_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (GvnPage, gvn_page, GVN, PAGE, AdwBin)

struct _GvnPageClass
{
  AdwBinClass parent_class;

  void (*refresh) (GvnPage *self);
  GtkWidget *(*get_search) (GvnPage *self); /* NULL where there is nothing to search */

  /* What is printed of the page, and its title; NULL where nothing is */
  GtkWidget *(*get_picture) (GvnPage *self, char **title);

  /* What is copied and exported of the page: what it shows, of its selection if there is one */
  GvnPageTable *(*get_table) (GvnPage *self, GError **error);
  /* What the page lists as a document, printed rather than its picture; NULL where it is not one */
  GvnPrint *(*create_print) (GvnPage *self, GError **error);
};

void gvn_page_read (GvnPage *self, GvnRead read, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free,
                    GvnSessionShow show);
void gvn_page_stop_reading (GvnPage *self);
gboolean gvn_page_is_reading (GvnPage *self);
gboolean gvn_page_is_busy (GvnPage *self);

void gvn_page_set_session (GvnPage *self, GvnSession *session);
GvnSession *gvn_page_get_session (GvnPage *self);
gboolean gvn_page_find (GvnPage *self);
gboolean gvn_page_has_picture (GvnPage *self);
gboolean gvn_page_has_table (GvnPage *self);
GvnPageTable *gvn_page_get_table (GvnPage *self, GError **error);
GtkWidget *gvn_page_get_picture (GvnPage *self, char **title);
gboolean gvn_page_has_print (GvnPage *self);
GvnPrint *gvn_page_create_print (GvnPage *self, GError **error);

G_END_DECLS
