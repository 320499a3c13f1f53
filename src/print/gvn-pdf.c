/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "base/gvn-error.h"
#include "print/gvn-pages-private.h"

/* A PDF that is read as well as it is looked at: cairo draws its pages and the structure of
 * what they say, qpdf adds what cairo has no words for. */

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
set_failed (const char *reason, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: a reason */
               _ ("The PDF cannot be made: %s"), reason);
  return FALSE;
}

/* Pages -------------------------------------------------------------------------------- */

static void
set_metadata (cairo_surface_t *surface, GvnPrint *print)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (print->made_at);
  g_autofree char *moment = g_date_time_format (made, "%Y-%m-%dT%H:%M:%SZ");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, print->name);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, print->contract);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Gouvernail " GVN_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, moment);
}

/* The headings as bookmarks. */
static void
add_bookmarks (GvnPages *pages, cairo_surface_t *surface)
{
  int last = -1;

  for (guint i = 0; i < pages->pieces->len; i++)
    {
      const GvnPiece *piece = &g_array_index (pages->pieces, GvnPiece, i);
      const char *tag = piece->element >= 0 ? g_array_index (pages->elements, GvnElement, piece->element).tag : "";
      g_autofree char *place = NULL;

      if (piece->element == last || !g_str_equal (tag, "H2"))
        continue;
      last = piece->element;
      place = g_strdup_printf ("page=%u pos=[0 %d]", piece->page + 1, (int) piece->y - 20);
      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, pango_layout_get_text (piece->layout), place,
                                     (cairo_pdf_outline_flags_t) 0);
    }
}

static GByteArray *
draw (GvnPages *pages, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, gvn_pages_get_width (pages),
                                                                  gvn_pages_get_height (pages));
  cairo_t *cr = cairo_create (surface);
  guint n_pages = gvn_pages_get_n_pages (pages);
  cairo_status_t status;

  set_metadata (surface, gvn_pages_get_print (pages));
  for (guint i = 0; i < n_pages; i++)
    {
      gvn_pages_draw_tagged (pages, cr, i);
      if (i + 1 == n_pages)
        gvn_pages_draw_structure (pages, cr);
      cairo_show_page (cr);
    }
  add_bookmarks (pages, surface);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      set_failed (cairo_status_to_string (status), error);
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

/* What a reader is told -------------------------------------------------------------------- */

typedef struct _qpdf_data Qpdf;

static void
qpdf_end (Qpdf *qpdf)
{
  qpdf_cleanup (&qpdf);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Qpdf, qpdf_end)

/* The headings of a table are those of its columns. */
static void
tell_scopes (Qpdf *qpdf, qpdf_oh element, int depth)
{
  qpdf_oh children = qpdf_oh_get_key_if_dict (qpdf, element, "/K");

  if (depth > 32)
    return;
  if (qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key_if_dict (qpdf, element, "/S"), "/TH"))
    qpdf_oh_replace_key (qpdf, element, "/A", qpdf_oh_parse (qpdf, "<< /O /Table /Scope /Column >>"));
  if (qpdf_oh_is_dictionary (qpdf, children))
    tell_scopes (qpdf, children, depth + 1);
  for (int i = 0; qpdf_oh_is_array (qpdf, children) && i < qpdf_oh_get_array_n_items (qpdf, children); i++)
    {
      qpdf_oh child = qpdf_oh_get_array_item (qpdf, children, i);

      if (qpdf_oh_is_dictionary (qpdf, child))
        tell_scopes (qpdf, child, depth + 1);
    }
}

/* That it is tagged, the language, the title in the window's bar, the scopes. */
static void
tell (Qpdf *qpdf, GvnPrint *print)
{
  qpdf_oh root = qpdf_get_root (qpdf);

  qpdf_oh_replace_key (qpdf, root, "/Lang", qpdf_oh_new_unicode_string (qpdf, print->language));
  qpdf_oh_replace_key (qpdf, root, "/MarkInfo", qpdf_oh_parse (qpdf, "<< /Marked true >>"));
  qpdf_oh_replace_key (qpdf, root, "/ViewerPreferences", qpdf_oh_parse (qpdf, "<< /DisplayDocTitle true >>"));
  tell_scopes (qpdf, qpdf_oh_get_key (qpdf, root, "/StructTreeRoot"), 0);
}

static GBytes *
finish (GByteArray *drawn, GvnPrint *print, GError **error)
{
  g_autoptr (Qpdf) qpdf = qpdf_init ();

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  if ((qpdf_read_memory (qpdf, "gouvernail.pdf", (const char *) drawn->data, drawn->len, NULL) & QPDF_ERRORS) == 0)
    {
      tell (qpdf, print);
      if (!qpdf_has_error (qpdf) && (qpdf_init_write_memory (qpdf) & QPDF_ERRORS) == 0)
        {
          qpdf_set_deterministic_ID (qpdf, QPDF_TRUE);
          if ((qpdf_write (qpdf) & QPDF_ERRORS) == 0)
            return g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
        }
    }
  set_failed (qpdf_get_error_full_text (qpdf, qpdf_get_error (qpdf)), error);

  return NULL;
}

/**
 * gvn_print_to_pdf:
 *
 * Sets a document on A4 pages as a tagged PDF: its structure and its language are told,
 * its headings are bookmarks. The same document gives the same bytes.
 *
 * Returns: (transfer full): the file; %NULL with %GVN_ERROR_IO
 */
GBytes *
gvn_print_to_pdf (GvnPrint *self, GError **error)
{
  g_autoptr (GvnPages) pages = gvn_pages_new (self);
  g_autoptr (GByteArray) drawn = draw (pages, error);

  return drawn != NULL ? finish (drawn, self, error) : NULL;
}
