/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <pango/pango.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-contract.h"
#include "print/gvn-docx.h"
#include "print/gvn-house-style.h"
#include "print/gvn-print-private.h"

/* With the logos of the user's own. */
static gboolean
dress (GvnPrint *self, GvnStore *store, GError **error)
{
  static const GvnHouseFile places[]
      = { [GVN_LOGO_LEFT] = GVN_HOUSE_LOGO_DSIUN, [GVN_LOGO_RIGHT] = GVN_HOUSE_LOGO_CONTRACTOR };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = NULL;

      if (!gvn_house_style_load (store, places[i], &self->logos[i], &name, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gvn_print_new:
 * @title: of the document
 * @subtitle: (nullable): of what, and when
 *
 * Returns: (transfer full): an empty document of that contract, in the user's language
 */
GvnPrint *
gvn_print_new (GvnStore *store, const char *title, const char *subtitle, const GvnNow *now, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (gvn_store_get_db (store), error);
  GvnPrint *self;

  if (contract == NULL)
    return NULL;
  self = g_rc_box_new0 (GvnPrint);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->name = subtitle != NULL ? g_strdup_printf ("%s — %s", title, subtitle) : g_strdup (title);
  self->contract = g_strdup (contract->title);
  /* Translators: the language you write, as a code of BCP 47: fr-FR for French */
  self->language = g_strdup (_ ("en-GB"));
  self->foot = g_new0 (char *, 1);
  self->made_at = now->instant;
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_block_free);
  if (!dress (self, store, error))
    g_clear_pointer (&self, gvn_print_unref);

  return self;
}

GvnPrint *
gvn_print_ref (GvnPrint *self)
{
  return g_rc_box_acquire (self);
}

static void
print_clear (gpointer data)
{
  GvnPrint *self = data;

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->name);
  g_free (self->contract);
  g_free (self->language);
  g_strfreev (self->foot);
  for (int i = 0; i < GVN_N_LOGOS; i++)
    g_clear_pointer (&self->logos[i], g_bytes_unref);
  g_ptr_array_unref (self->blocks);
}

void
gvn_print_unref (GvnPrint *self)
{
  g_rc_box_release_full (self, print_clear);
}

/**
 * gvn_print_set_foot:
 * @identity: what the document is
 * @proof: (nullable): what its text is bound to
 *
 * Sets what each page ends with: that, the reference day and the journal's head, so that
 * a rewritten past shows.
 */
void
gvn_print_set_foot (GvnPrint *self, GvnStore *store, const char *identity, const char *proof)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *head = gvn_store_dup_head_hash (store);
  g_autofree char *day = NULL;
  GvnLocal made;

  gvn_local_from_instant (self->made_at, &made);
  day = gvn_text_date (&made.date);
  g_strv_builder_add (lines, identity);
  if (proof != NULL)
    g_strv_builder_add (lines, proof);
  if (head != NULL)
    /* Translators: a day, then a hash in hexadecimal */
    g_strv_builder_take (lines, g_strdup_printf (_ ("Drawn from the register on %s, journal %s"), day, head));
  g_strfreev (self->foot);
  self->foot = g_strv_builder_end (lines);
}

static void
add_text (GvnPrint *self, GvnBlockKind kind, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  g_ptr_array_add (self->blocks, gvn_block_new (kind, 1, markup, text));
}

void
gvn_print_add_heading (GvnPrint *self, const char *text)
{
  add_text (self, GVN_BLOCK_HEADING, text);
}

void
gvn_print_add_paragraph (GvnPrint *self, const char *text)
{
  add_text (self, GVN_BLOCK_PARAGRAPH, text);
}

/* A sentence beside the matter: a legend, a reservation. */
void
gvn_print_add_note (GvnPrint *self, const char *text)
{
  add_text (self, GVN_BLOCK_NOTE, text);
}

/* "Present: …", the label in bold. */
void
gvn_print_add_bullet (GvnPrint *self, const char *label, const char *text)
{
  /* Translators: a label, then what it is about */
  g_autofree char *markup = g_markup_printf_escaped (_ ("<b>%s:</b> %s"), label, text);
  g_autofree char *plain = NULL;

  pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL);
  g_ptr_array_add (self->blocks, gvn_block_new (GVN_BLOCK_BULLET, 1, markup, plain));
}

/**
 * gvn_print_add_table:
 * @table: (transfer full)
 */
void
gvn_print_add_table (GvnPrint *self, GvnTable *table)
{
  g_ptr_array_add (self->blocks, gvn_block_new_table (table));
}

static GBytes *
make_docx (GvnPrint *self, GvnStore *store, GError **error)
{
  g_autoptr (GBytes) template = NULL;
  g_autofree char *name = NULL;

  return gvn_house_style_load (store, GVN_HOUSE_TEMPLATE, &template, &name, error)
             ? gvn_print_to_docx (self, template, name, error)
             : NULL;
}

static GBytes *
make_file (GvnPrint *self, GvnStore *store, const char *path, GError **error)
{
  const char *end = strrchr (path, '.');

  if (end != NULL && g_ascii_strcasecmp (end, ".pdf") == 0)
    return gvn_print_to_pdf (self, error);
  if (end != NULL && g_ascii_strcasecmp (end, ".docx") == 0)
    return make_docx (self, store, error);

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the name of a file as typed */
               _ ("“%s” does not say which kind of file it is: end it in .pdf or .docx"), path);
  return NULL;
}

/**
 * gvn_print_write_file:
 * @store: (nullable): the contract it was made of, which has the template of a Word file;
 *   no other kind asks for it
 * @path: what it ends in says the kind of file
 *
 * Writes a document whole, or leaves what was there.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when @path ends in nothing that is known, with
 *   %GVN_ERROR_IO when it cannot be written
 */
gboolean
gvn_print_write_file (GvnPrint *self, GvnStore *store, const char *path, GError **error)
{
  g_autoptr (GBytes) file = make_file (self, store, path, error);
  g_autoptr (GError) local_error = NULL;

  if (file == NULL)
    return FALSE;
  if (g_file_set_contents_full (path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &local_error))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the path of a file, the system's reason */
               _ ("“%s” cannot be written (%s): choose another place"), path, local_error->message);
  return FALSE;
}
