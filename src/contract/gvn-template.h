/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/gvn-time.h"

G_BEGIN_DECLS

/*
 * A contract template: what a contract's text says, as data. Checked whole
 * before anything is stored; an error names the JSON path and the reason.
 */

typedef struct _GvnTemplate GvnTemplate;

GvnTemplate *gvn_template_load_builtin (GError **error);
GvnTemplate *gvn_template_load_file (const char *path, GError **error);
GvnTemplate *gvn_template_load_data (const char *data, gssize length, GError **error);
void gvn_template_free (GvnTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnTemplate, gvn_template_free)

const char *gvn_template_get_code (GvnTemplate *self);
const char *gvn_template_get_title (GvnTemplate *self);
JsonNode *gvn_template_get_root (GvnTemplate *self);

G_END_DECLS
