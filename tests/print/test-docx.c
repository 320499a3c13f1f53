/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "print/gvn-docx.h"
#include "print/gvn-package.h"

/* A template is the user's: what it must have, and what it may not do. */

static GvnPrint *
create_print (void)
{
  static const char *const foot[] = { "Foot", "of two lines", NULL };
  GvnPrint *self = g_rc_box_new0 (GvnPrint);

  self->title = g_strdup ("Title & <more>");
  self->name = g_strdup ("Name");
  self->contract = g_strdup ("Contract");
  self->language = g_strdup ("fr-FR");
  self->foot = g_strdupv ((GStrv) foot);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_block_free);
  g_ptr_array_add (self->blocks, gvn_block_new (GVN_BLOCK_HEADING, 1, "Un &amp; deux", "Un & deux"));
  g_ptr_array_add (self->blocks, gvn_block_new (GVN_BLOCK_PARAGRAPH, 1, "Été <b>gras</b>\nligne", "Été gras\nligne"));

  return self;
}

/* The shipped template with @from replaced by @to in one of its parts; not at all when NULL. */
static GBytes *
create_template (const char *part_name, const char *from, const char *to)
{
  g_autoptr (GBytes) shipped = gvn_docx_get_template ();
  g_autoptr (GPtrArray) parts = gvn_package_read (shipped, "template", NULL);
  GvnPart *part = gvn_package_find (parts, part_name);
  g_autoptr (GString) text
      = g_string_new_len (g_bytes_get_data (part->content, NULL), (gssize) g_bytes_get_size (part->content));

  g_assert_cmpuint (g_string_replace (text, from, to, 0), >, 0);
  g_bytes_unref (part->content);
  part->content = g_bytes_new (text->str, text->len);

  return gvn_package_write (parts, NULL);
}

static char *
dup_part (GBytes *file, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = gvn_package_read (file, "result", &error);
  GBytes *content;

  g_assert_no_error (error);
  content = gvn_package_find (parts, name)->content;

  return g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
}

static char *
fill (GBytes *template, const char *part)
{
  g_autoptr (GvnPrint) print = create_print ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = gvn_print_to_docx (print, template, "mine.docx", &error);

  g_assert_no_error (error);

  return dup_part (file, part);
}

static void
assert_refused (GBytes *template, const char *why)
{
  g_autoptr (GvnPrint) print = create_print ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gvn_print_to_docx (print, template, "mine.docx", &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "mine.docx"));
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_fills (void)
{
  g_autofree char *document = fill (NULL, "word/document.xml");
  g_autofree char *footer = fill (NULL, "word/footer1.xml");

  g_assert_nonnull (strstr (document, "Title &amp; &lt;more&gt;"));
  g_assert_nonnull (strstr (document, "Un &amp; deux"));
  g_assert_nonnull (strstr (document, "<w:b/></w:rPr><w:t xml:space=\"preserve\">gras</w:t>"));
  g_assert_nonnull (strstr (document, "<w:br/><w:t xml:space=\"preserve\">ligne</w:t>"));
  g_assert_null (strchr (document, '{'));
  g_assert_nonnull (strstr (footer, "Foot</w:t><w:br/>"));
}

/* Word cuts what is typed into runs as it likes. */
static void
test_finds_cut_placeholders (void)
{
  g_autoptr (GBytes) template
      = create_template ("word/document.xml", "<w:t>{title}</w:t>", "<w:t>About {ti</w:t></w:r><w:r><w:t>tle}!</w:t>");
  g_autofree char *document = fill (template, "word/document.xml");

  g_assert_nonnull (strstr (document, "About Title &amp; &lt;more&gt;!"));
}

/* A text box is a paragraph within another: the document may go in it, and not in what is
 * around it, which its text is not of. */
static void
test_fills_text_boxes (void)
{
  static const char *const box = "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{content}</w:t></w:r></w:p></"
                                 "w:txbxContent></w:pict></w:r></w:p>";
  g_autoptr (GBytes) boxed = create_template ("word/document.xml", "<w:p><w:r><w:t>{content}</w:t></w:r></w:p>", box);
  g_autofree char *document = fill (boxed, "word/document.xml");

  g_assert_nonnull (strstr (document, "<w:txbxContent><w:p>"));
  g_assert_nonnull (strstr (document, "Un &amp; deux"));
  g_assert_nonnull (strstr (document, "</w:txbxContent></w:pict></w:r></w:p>"));
}

/* The user's styles are found by the name Word gives them, whatever their id is. */
static void
test_takes_styles_by_name (void)
{
  g_autoptr (GBytes) template = create_template ("word/styles.xml", "\"Heading1\"", "\"Titre1\"");
  g_autofree char *document = fill (template, "word/document.xml");

  g_assert_nonnull (strstr (document, "<w:pStyle w:val=\"Titre1\"/>"));
}

static void
test_refuses (void)
{
  g_autoptr (GBytes) unstyled = create_template ("word/styles.xml", "\"List Bullet\"", "\"Autre\"");
  g_autoptr (GBytes) empty = create_template ("word/document.xml", "{content}", "nothing");
  g_autoptr (GBytes) broken = create_template ("word/document.xml", "</w:body>", "");
  g_autoptr (GBytes) entities
      = create_template ("word/document.xml", "<w:document", "<!DOCTYPE w [<!ENTITY a \"{content}\">]><w:document");
  g_autoptr (GBytes) text = g_bytes_new_static ("no zip", 6);

  assert_refused (unstyled, "List Bullet");
  assert_refused (empty, "{content}");
  assert_refused (broken, "word/document.xml");
  assert_refused (entities, "word/document.xml");
  assert_refused (text, "no document");
}

/* 40 MB of one letter are some 40 kB of zip. */
static void
test_refuses_what_is_too_big (void)
{
  g_autofree char *much = g_strnfill (40 * 1024 * 1024, 'a');
  g_autofree char *filler = g_strconcat ("<!--", much, "--><w:document", NULL);
  g_autoptr (GBytes) bomb = create_template ("word/document.xml", "<w:document", filler);

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 1024 * 1024);
  assert_refused (bomb, "too big");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/docx/fills", test_fills);
  g_test_add_func ("/print/docx/finds-cut-placeholders", test_finds_cut_placeholders);
  g_test_add_func ("/print/docx/fills-text-boxes", test_fills_text_boxes);
  g_test_add_func ("/print/docx/takes-styles-by-name", test_takes_styles_by_name);
  g_test_add_func ("/print/docx/refuses", test_refuses);
  g_test_add_func ("/print/docx/refuses-what-is-too-big", test_refuses_what_is_too_big);
  return g_test_run ();
}
