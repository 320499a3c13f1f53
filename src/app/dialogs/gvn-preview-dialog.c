/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/dialogs/gvn-preview-dialog.h"
#include "app/gvn-printing.h"
#include "base/gvn-error.h"
#include "print/gvn-pages.h"

typedef struct
{
  GvnSession *session;
  GvnPrint *print;
  GvnPages *pages;
} Preview;

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_object_unref (self->session);
  gvn_print_unref (self->print);
  gvn_pages_free (self->pages);
  g_free (self);
}

static GdkPaintable *
draw_page (Preview *self, guint page)
{
  float width = (float) gvn_pages_get_width (self->pages), height = (float) gvn_pages_get_height (self->pages);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gvn_pages_draw_page (self->pages, cr, page);
  cairo_destroy (cr);

  return gtk_snapshot_to_paintable (snapshot, &GRAPHENE_SIZE_INIT (width, height));
}

/* As wide as there is room, and as high as that makes it. */
static GtkWidget *
create_page (Preview *self, guint page)
{
  g_autoptr (GdkPaintable) paintable = draw_page (self, page);
  GtkWidget *picture = g_object_new (GTK_TYPE_PICTURE, "accessible-role", GTK_ACCESSIBLE_ROLE_DOCUMENT, "paintable",
                                     paintable, "focusable", TRUE, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Page %u of %u"), page + 1, gvn_pages_get_n_pages (self->pages));
  g_autofree char *text = gvn_pages_dup_page_text (self->pages, page);

  gtk_widget_add_css_class (picture, "gvn-paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);

  return picture;
}

static void
print_cb (GtkWidget *button, Preview *self)
{
  gvn_printing_run (self->print, GTK_WINDOW (gtk_widget_get_root (button)));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwDialog) dialog = data;
  Preview *self = g_object_get_data (G_OBJECT (dialog), "preview");
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    return;
  if (gvn_print_write_file (self->print, gvn_session_get_store (self->session), g_file_peek_path (file), &error))
    gvn_session_tell (self->session, _ ("Saved"));
  else
    gvn_session_fail (self->session, error);
}

/* What the name ends in says which kind of file it is. */
static void
save (GtkWidget *button, Preview *self, const char *title, const char *ending)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strconcat (self->print->name, ending, NULL);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (button)), NULL, saved_cb,
                        g_object_ref (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
}

static void
save_pdf_cb (GtkWidget *button, Preview *self)
{
  save (button, self, _ ("Save as PDF"), ".pdf");
}

static void
save_docx_cb (GtkWidget *button, Preview *self)
{
  save (button, self, _ ("Save as a Word File"), ".docx");
}

static GtkWidget *
create_header (Preview *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *print = gtk_button_new_from_icon_name ("printer-symbolic");
  GtkWidget *pdf = gtk_button_new_from_icon_name ("document-save-symbolic");
  GtkWidget *docx = gtk_button_new_from_icon_name ("document-edit-symbolic");

  gtk_widget_set_tooltip_text (print, _ ("Print…"));
  gtk_widget_set_tooltip_text (pdf, _ ("Save as PDF…"));
  gtk_widget_set_tooltip_text (docx, _ ("Save as a Word File, to Be Edited…"));
  g_signal_connect (print, "clicked", G_CALLBACK (print_cb), self);
  g_signal_connect (pdf, "clicked", G_CALLBACK (save_pdf_cb), self);
  g_signal_connect (docx, "clicked", G_CALLBACK (save_docx_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), print);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), pdf);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), docx);

  return header;
}

static GtkWidget *
create_pages (Preview *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *viewport = gtk_viewport_new (NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  for (guint i = 0; i < gvn_pages_get_n_pages (self->pages); i++)
    gtk_box_append (GTK_BOX (box), create_page (self, i));
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), viewport);

  return scroller;
}

/* Why there is no document, and what to do about it. */
static GtkWidget *
create_empty (const GError *reason)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *description = g_markup_escape_text (reason->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "x-office-document-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing Is Written"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);

  return page;
}

static void
present (const char *title, GtkWidget *header, GtkWidget *content, Preview *preview, GtkWidget *parent)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  gboolean wide = preview != NULL && preview->print->landscape;

  if (preview != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "preview", preview, preview_free);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, wide ? 1000 : 720);
  adw_dialog_set_content_height (dialog, wide ? 800 : 900);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}

/**
 * gvn_preview_dialog_present:
 *
 * Shows the pages of a document, to be printed or saved.
 */
void
gvn_preview_dialog_present (GvnSession *session, GvnPrint *print, GtkWidget *parent)
{
  Preview *self = g_new0 (Preview, 1);

  self->session = g_object_ref (session);
  self->print = gvn_print_ref (print);
  self->pages = gvn_pages_new (print);
  present (print->name, create_header (self), create_pages (self), self, parent);
}

/**
 * gvn_preview_dialog_present_meeting:
 *
 * The same of what a meeting has on paper; says why when it has nothing.
 */
void
gvn_preview_dialog_present_meeting (GvnSession *session, const char *meeting, GvnMeetingPaper paper, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnPrint) print
      = gvn_print_new_meeting (gvn_session_get_store (session), meeting, paper, gvn_session_get_now (session), &error);

  if (print != NULL)
    gvn_preview_dialog_present (session, print, parent);
  else if (g_error_matches (error, GVN_ERROR, GVN_ERROR_REFUSED))
    present (_ ("Preview"), adw_header_bar_new (), create_empty (error), NULL, parent);
  else
    gvn_session_fail (session, error);
}
