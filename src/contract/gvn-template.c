/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-contract-template.h"
#include "contract/gvn-section.h"

#define BUILTIN_PATH "/eu/lesagencesdeleau/Gouvernail/contract/tmes.json"
#define SIZE_LIMIT (4 * 1024 * 1024)

struct _GvnTemplate
{
  JsonParser *parser;
  char *code;
  char *title;
};

/* Filled at start by the domains, read-only afterwards. */
static const GvnSection *sections[16];

/**
 * gvn_section_register:
 * @section: (transfer none): must outlive the program; twice the same is once
 */
void
gvn_section_register (const GvnSection *section)
{
  guint i = 0;

  while (sections[i] != NULL && sections[i] != section)
    i++;
  g_assert (i + 1 < G_N_ELEMENTS (sections));
  sections[i] = section;
}

const GvnSection *const *
gvn_section_get_all (void)
{
  return sections;
}

/* Every member of the root is read by somebody. */
static void
check_root (GvnJson *json)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  g_strv_builder_add_many (builder, "code", "title", "organizer", "agencies", "sites", "roles", "settings", NULL);
  for (guint i = 0; sections[i] != NULL; i++)
    g_strv_builder_add (builder, sections[i]->name);
  names = g_strv_builder_end (builder);
  gvn_json_allow_members (json, (const char *const *) names);
}

static gboolean
check_template (GvnTemplate *self, GError **error)
{
  g_autoptr (GvnJson) json = gvn_json_new (json_parser_get_root (self->parser));

  check_root (json);
  self->code = g_strdup (gvn_json_string (json, "code"));
  self->title = g_strdup (gvn_json_string (json, "title"));
  if (!gvn_contract_template_read (json, NULL, NULL, error))
    return FALSE;
  for (guint i = 0; sections[i] != NULL; i++)
    if (!sections[i]->read (json, NULL, NULL, error))
      return FALSE;

  return gvn_json_finish (json, error);
}

/**
 * gvn_template_load_data:
 * @data: UTF-8 JSON, at most 4 MiB
 *
 * Returns: (transfer full): the template, every part of it checked, or %NULL
 *   with %GVN_ERROR_INVALID, the JSON path and the reason
 */
GvnTemplate *
gvn_template_load_data (const char *data, gssize length, GError **error)
{
  g_autoptr (GvnTemplate) self = g_new0 (GvnTemplate, 1);
  g_autoptr (GError) local_error = NULL;

  if (length > SIZE_LIMIT || !g_utf8_validate_len (data, (gsize) length, NULL))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A contract template is a UTF-8 file of at most 4 MiB: choose another file"));
      return NULL;
    }

  self->parser = json_parser_new_immutable ();
  json_parser_set_strict (self->parser, TRUE);
  if (!json_parser_load_from_data (self->parser, data, length, &local_error))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: where and what, from the JSON reader */
                   _ ("The contract template is not valid JSON: %s"), local_error->message);
      return NULL;
    }
  if (json_parser_get_root (self->parser) == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("The contract template is empty: choose another file"));
      return NULL;
    }

  return check_template (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * gvn_template_load_builtin:
 *
 * Returns: (transfer full): the template of the TMES contract
 */
GvnTemplate *
gvn_template_load_builtin (GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (BUILTIN_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return NULL;

  return gvn_template_load_data (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

/**
 * gvn_template_load_file:
 *
 * Returns: (transfer full): the template of a file, or %NULL with @error
 */
GvnTemplate *
gvn_template_load_file (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &local_error))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
                   /* Translators: the path of a file, the system's reason */
                   _ ("The template “%s” cannot be read: %s"), path, local_error->message);
      return NULL;
    }

  return gvn_template_load_data (data, (gssize) MIN (length, SIZE_LIMIT + 1), error);
}

void
gvn_template_free (GvnTemplate *self)
{
  g_clear_object (&self->parser);
  g_free (self->code);
  g_free (self->title);
  g_free (self);
}

const char *
gvn_template_get_code (GvnTemplate *self)
{
  return self->code;
}

const char *
gvn_template_get_title (GvnTemplate *self)
{
  return self->title;
}

JsonNode *
gvn_template_get_root (GvnTemplate *self)
{
  return json_parser_get_root (self->parser);
}
