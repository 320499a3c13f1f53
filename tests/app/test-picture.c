/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a widget shows, as a picture and as a page: a file others read, or a reason. */
#include "config.h"

#include <adwaita.h>

#include "../gvn-test-widgets.h"
#include "../gvn-test.h"
#include "app/gvn-picture.h"
#include "base/gvn-error.h"

typedef struct
{
  char *folder;
  GtkWindow *window;
  GtkWidget *widget;
  GvnPicture *picture;
  gboolean taken;
} Fixture;

/* A square of 200 pixels with a text. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gouvernail-test-XXXXXX", NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->widget = gtk_label_new ("What is shown");
  gtk_widget_set_size_request (fixture->widget, 200, 200);
  gtk_widget_set_halign (fixture->widget, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (fixture->widget, GTK_ALIGN_CENTER);
  gtk_window_set_child (fixture->window, fixture->widget);
  gtk_window_present (fixture->window);
  test_settle (fixture->widget);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->picture, gvn_picture_free);
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *) &fixture->widget);
  gtk_window_destroy (fixture->window);
  while (fixture->widget != NULL)
    g_main_context_iteration (NULL, TRUE);
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
taken_cb (GvnPicture *picture, gpointer data)
{
  Fixture *fixture = data;

  g_assert_false (fixture->taken);
  fixture->picture = picture;
  fixture->taken = TRUE;
}

static void
take (Fixture *fixture)
{
  gvn_picture_take (fixture->widget, "A title", "A contract, a day", taken_cb, fixture);
  while (!fixture->taken)
    g_main_context_iteration (NULL, TRUE);
}

static char *
read_file (GFile *file, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes;

  g_file_load_contents (file, NULL, &bytes, length, NULL, &error);
  g_assert_no_error (error);

  return bytes;
}

static GFile *
write_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  GFile *file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  gvn_picture_write (fixture->picture, file, &error);
  g_assert_no_error (error);

  return file;
}

/* PNG ---------------------------------------------------------------------------------- */

static const guchar *
get_pixel (const guchar *pixels, gsize stride, int x, int y)
{
  return pixels + (gsize) y * stride + (gsize) x * 4;
}

/* 200 pixels and a margin of 24 at each side, twice as dense. Dark on white, though the
 * screen be light on dark: the darkest pixel is nearly black. */
static void
check_png (Fixture *fixture)
{
  g_autoptr (GFile) file = write_file (fixture, "picture.PNG");
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_file (file, &error);
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guchar *pixels;
  guchar darkest = 255;
  gsize stride;

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2 * (200 + 2 * 24));
  g_assert_cmpint (gdk_texture_get_height (texture), >, 2 * (200 + 2 * 24));
  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  bytes = gdk_texture_downloader_download_bytes (downloader, &stride);
  pixels = g_bytes_get_data (bytes, NULL);
  for (int channel = 0; channel < 4; channel++)
    g_assert_cmpuint (get_pixel (pixels, stride, 0, 0)[channel], ==, 255);
  for (int y = 0; y < gdk_texture_get_height (texture); y++)
    for (int x = 0; x < gdk_texture_get_width (texture); x++)
      darkest = MIN (darkest, get_pixel (pixels, stride, x, y)[1]);
  g_assert_cmpuint (darkest, <, 100);
}

static void
test_png (Fixture *fixture, gconstpointer data)
{
  take (fixture);
  check_png (fixture);
}

static void
test_dark (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_PREFER_DARK);
  test_settle (fixture->widget);
  g_assert_true (adw_style_manager_get_dark (style));
  take (fixture);
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_PREFER_DARK);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  check_png (fixture);
}

/* PDF ---------------------------------------------------------------------------------- */

/* What the compressed streams of a document say, one after the other. */
static GString *
inflate_streams (const char *bytes, gsize length)
{
  GString *texts = g_string_new (NULL);
  const char *end = bytes + length;

  for (const char *at = bytes; (at = memmem (at, (gsize) (end - at), "\nstream\n", 8)) != NULL; at++)
    {
      g_autoptr (GZlibDecompressor) inflate = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
      char buffer[65536];
      gsize n_read, n_written;

      if (g_converter_convert (G_CONVERTER (inflate), at + 8, (gsize) (end - at - 8), buffer, sizeof buffer,
                               G_CONVERTER_NO_FLAGS, &n_read, &n_written, NULL)
          != G_CONVERTER_ERROR)
        g_string_append_len (texts, buffer, (gssize) n_written);
    }

  return texts;
}

/* A page of the usual paper whose texts stay texts: glyphs with their letters. */
static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GString) texts = NULL;
  static const char *const shown[] = { "(A title)Tj", "(A contract, a day)Tj", "(What is shown)Tj" };
  gsize length;

  take (fixture);
  file = write_file (fixture, "picture.pdf");
  bytes = read_file (file, &length);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-1."));
  g_assert_nonnull (g_strstr_len (bytes + length - 8, 8, "%%EOF"));
  texts = inflate_streams (bytes, length);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_assert_nonnull (memmem (texts->str, texts->len, shown[i], strlen (shown[i])));
  g_assert_nonnull (memmem (texts->str, texts->len, "beginbfchar", 11)); /* glyphs to letters */
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkPageSetup) page = NULL;

  take (fixture);
  page = gvn_picture_create_page (fixture->picture);
  /* the texts above make it higher than wide */
  g_assert_cmpint (gtk_page_setup_get_orientation (page), ==, GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_widget_set_size_request (fixture->widget, 400, 100);
  test_settle (fixture->widget);
  g_clear_pointer (&fixture->picture, gvn_picture_free);
  g_clear_object (&page);
  fixture->taken = FALSE;
  take (fixture);
  page = gvn_picture_create_page (fixture->picture);
  g_assert_cmpint (gtk_page_setup_get_orientation (page), ==, GTK_PAGE_ORIENTATION_LANDSCAPE);
}

/* Reasons ------------------------------------------------------------------------------ */

static void
check_refused (Fixture *fixture, const char *name, int code, const char *words)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_false (gvn_picture_write (fixture->picture, file, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_false (g_file_query_exists (file, NULL));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  take (fixture);
  check_refused (fixture, "picture.jpg", GVN_ERROR_INVALID, "end its name in .png or .pdf");
  check_refused (fixture, "picture", GVN_ERROR_INVALID, "end its name in .png or .pdf");
  check_refused (fixture, "nowhere/picture.png", GVN_ERROR_IO, "choose another place");
  check_refused (fixture, "nowhere/picture.pdf", GVN_ERROR_IO, "choose another place");
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (fixture->widget, FALSE);
  take (fixture);
  g_assert_null (fixture->picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/app/picture/png", Fixture, NULL, set_up, test_png, tear_down);
  g_test_add ("/app/picture/dark", Fixture, NULL, set_up, test_dark, tear_down);
  g_test_add ("/app/picture/pdf", Fixture, NULL, set_up, test_pdf, tear_down);
  g_test_add ("/app/picture/page", Fixture, NULL, set_up, test_page, tear_down);
  g_test_add ("/app/picture/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/app/picture/hidden", Fixture, NULL, set_up, test_hidden, tear_down);

  return g_test_run ();
}
