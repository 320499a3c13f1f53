/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/dialogs/gvn-preview-dialog.h"
#include "app/gvn-sheet.h"
#include "committees/gvn-meeting-document.h"
#include "committees/gvn-meeting.h"
#include "proceedings/gvn-minutes.h"

/* A4, in points */
#define PAGE_WIDTH 595.0
#define PAGE_HEIGHT 842.0

typedef struct
{
  GvnSession *session;
  GvnSheet *sheet;
  char *name;
} Preview;

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_object_unref (self->session);
  gvn_sheet_free (self->sheet);
  g_free (self->name);
  g_free (self);
}

/* What was sent last, else what would be sent now; NULL when there is nothing. */
static char *
dup_content (GvnSession *session, const char *meeting, const char *kind, char **hash, GError **error)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GPtrArray) documents = gvn_meeting_document_list (db, meeting, kind, error);
  const GvnMeetingDocument *last
      = documents != NULL && documents->len > 0 ? documents->pdata[documents->len - 1] : NULL;

  if (documents == NULL)
    return NULL;
  if (last != NULL && last->content != NULL)
    {
      *hash = g_strdup (last->hash);
      return g_strdup (last->content);
    }
  if (g_str_equal (kind, GVN_DOCUMENT_AGENDA))
    return gvn_agenda_dup_content (db, meeting, gvn_session_get_now (session), error);

  return last != NULL ? gvn_minutes_dup_content (db, meeting, last->id, error) : g_strdup ("");
}

static GdkPaintable *
draw_page (Preview *self, guint page)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_t *cr
      = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) PAGE_WIDTH, (float) PAGE_HEIGHT));

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gvn_sheet_draw_page (self->sheet, cr, page);
  cairo_destroy (cr);

  return gtk_snapshot_to_paintable (snapshot, &GRAPHENE_SIZE_INIT ((float) PAGE_WIDTH, (float) PAGE_HEIGHT));
}

/* As wide as there is room, and as high as that makes it. */
static GtkWidget *
create_page (Preview *self, guint page)
{
  g_autoptr (GdkPaintable) paintable = draw_page (self, page);
  GtkWidget *picture = g_object_new (GTK_TYPE_PICTURE, "accessible-role", GTK_ACCESSIBLE_ROLE_DOCUMENT, "paintable",
                                     paintable, "focusable", TRUE, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Page %u of %u"), page + 1, gvn_sheet_get_n_pages (self->sheet));
  g_autofree char *text = gvn_sheet_dup_page_text (self->sheet, page);

  gtk_widget_add_css_class (picture, "gvn-paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);

  return picture;
}

static void
print_cb (GtkWidget *button, Preview *self)
{
  gvn_sheet_print (self->sheet, self->name, GTK_WINDOW (gtk_widget_get_root (button)));
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
  if (gvn_sheet_save_pdf (self->sheet, g_file_peek_path (file), &error))
    gvn_session_tell (self->session, _ ("Saved as PDF"));
  else
    gvn_session_fail (self->session, error);
}

static void
save_cb (GtkWidget *button, Preview *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strconcat (self->name, ".pdf", NULL);

  gtk_file_dialog_set_title (dialog, _ ("Save as PDF"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (button)), NULL, saved_cb,
                        g_object_ref (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
}

static GtkWidget *
create_header (Preview *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *print = gtk_button_new_from_icon_name ("printer-symbolic");
  GtkWidget *save = gtk_button_new_from_icon_name ("document-save-symbolic");

  gtk_widget_set_tooltip_text (print, _ ("Print…"));
  gtk_widget_set_tooltip_text (save, _ ("Save as PDF…"));
  g_signal_connect (print, "clicked", G_CALLBACK (print_cb), self);
  g_signal_connect (save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), print);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), save);

  return header;
}

static GtkWidget *
create_pages (Preview *self, GtkWidget *parent)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *viewport = gtk_viewport_new (NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gvn_sheet_set_pages (self->sheet, gtk_widget_get_pango_context (parent), PAGE_WIDTH, PAGE_HEIGHT);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  for (guint i = 0; i < gvn_sheet_get_n_pages (self->sheet); i++)
    gtk_box_append (GTK_BOX (box), create_page (self, i));
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), viewport);

  return scroller;
}

static GtkWidget *
create_empty (const char *kind)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "x-office-document-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing Is Written"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), g_str_equal (kind, GVN_DOCUMENT_AGENDA)
                                                               ? _ ("Put an item on the agenda first.")
                                                               : _ ("Write what was said under an item first."));

  return page;
}

static void
show (GvnSession *session, const char *title, const char *content, const char *foot, const char *kind,
      GtkWidget *parent)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  if (*content != '\0')
    {
      Preview *self = g_new0 (Preview, 1);

      self->session = g_object_ref (session);
      self->sheet = gvn_sheet_new (content, foot);
      self->name = g_strdup (title);
      g_object_set_data_full (G_OBJECT (dialog), "preview", self, preview_free);
      adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), create_header (self));
      adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), create_pages (self, parent));
    }
  else
    {
      adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
      adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), create_empty (kind));
    }
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, 720);
  adw_dialog_set_content_height (dialog, 900);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}

void
gvn_preview_dialog_present (GvnSession *session, const char *meeting, const char *kind, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (gvn_session_get_db (session), meeting, &error);
  g_autofree char *hash = NULL;
  g_autofree char *content = loaded != NULL ? dup_content (session, meeting, kind, &hash, &error) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *foot = NULL;

  if (content == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  name = gvn_meeting_dup_title (loaded);
  title = g_strdup_printf ("%s — %s", name,
                           g_str_equal (kind, GVN_DOCUMENT_AGENDA) ? _ ("Meeting Agenda") : _ ("Meeting Minutes"));
  /* Translators: %s is a hash: what was sent is bound to it */
  foot = hash != NULL ? g_strdup_printf ("%s — SHA-256 %s", name, hash)
                      : g_strdup_printf ("%s — %s", name, _ ("not sent yet"));
  show (session, title, content, foot, kind, parent);
}
