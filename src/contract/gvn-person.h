/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/gvn-db.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *name;
  char *side;
  char *employer;
  char *email; /* NULL when unknown */
} GvnPerson;

void gvn_person_free (GvnPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnPerson, gvn_person_free)

typedef struct
{
  char *id;
  char *person;
  char *role;
  char *perimeter; /* NULL: the whole contract */
  GDate first_on;
  GDate last_on; /* invalid while it lasts */
} GvnRoleHolding;

void gvn_role_holding_free (GvnRoleHolding *self);

typedef struct
{
  char *code;
  char *side;
  char *label;
  gboolean per_perimeter;
} GvnRole;

void gvn_role_free (GvnRole *self);

GPtrArray *gvn_person_list (GvnDb *db, GError **error);
GvnPerson *gvn_person_find (GvnDb *db, const char *name_or_id, GError **error);
gboolean gvn_person_save (GvnDb *db, GvnPerson *person, GError **error);
gboolean gvn_person_delete (GvnDb *db, const char *id, GError **error);

GPtrArray *gvn_role_list (GvnDb *db, GError **error);
char *gvn_role_dup_label (GvnDb *db, const char *code, GError **error);
GPtrArray *gvn_role_holding_list (GvnDb *db, const char *person, GError **error);
gboolean gvn_role_holding_save (GvnDb *db, GvnRoleHolding *holding, GError **error);
gboolean gvn_role_holding_delete (GvnDb *db, const char *id, GError **error);

GPtrArray *gvn_role_find_holders (GvnDb *db, const char *role, const char *perimeter, const GDate *on, GError **error);

G_END_DECLS
