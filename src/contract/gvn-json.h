/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/gvn-time.h"

G_BEGIN_DECLS

/*
 * Reading a template: a value of a JSON document that knows its path, with
 * getters that check. The first fault is kept, with its path and its reason,
 * and later getters return harmless values, so that a reader is written straight
 * on and asks gvn_json_finish() once.
 */

typedef struct _GvnJson GvnJson;

GvnJson *gvn_json_new (JsonNode *root);
void gvn_json_free (GvnJson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnJson, gvn_json_free)
gboolean gvn_json_finish (GvnJson *self, GError **error);
void gvn_json_fault (GvnJson *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Entering and leaving a member or an element; the path follows */
gboolean gvn_json_enter (GvnJson *self, const char *member);
guint gvn_json_enter_array (GvnJson *self, const char *member);
void gvn_json_enter_element (GvnJson *self, guint index);
void gvn_json_leave (GvnJson *self);
gboolean gvn_json_has (GvnJson *self, const char *member);
void gvn_json_allow_members (GvnJson *self, const char *const *members);

const char *gvn_json_string (GvnJson *self, const char *member);
const char *gvn_json_optional_string (GvnJson *self, const char *member);
const char *gvn_json_choice (GvnJson *self, const char *member, const char *const *choices);
int gvn_json_int (GvnJson *self, const char *member, int min, int max);
gboolean gvn_json_bool (GvnJson *self, const char *member);
int gvn_json_time (GvnJson *self, const char *member);

G_END_DECLS
