/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-store.h"

G_BEGIN_DECLS

/* The files of the user's own that documents are dressed with. */

typedef enum
{
  GVN_HOUSE_TEMPLATE,        /* a .docx, see gvn_print_to_docx() */
  GVN_HOUSE_LOGO_DSIUN,      /* a PNG, on the left */
  GVN_HOUSE_LOGO_CONTRACTOR, /* a PNG, on the right */
} GvnHouseFile;

#define GVN_N_HOUSE_FILES (GVN_HOUSE_LOGO_CONTRACTOR + 1)

const char *gvn_house_file_to_string (GvnHouseFile file);
const char *gvn_house_file_get_label (GvnHouseFile file);
gboolean gvn_house_file_parse (const char *text, GvnHouseFile *file, GError **error);
gboolean gvn_house_file_check (GvnHouseFile file, const char *path, GError **error);

/**
 * GvnHouseChange:
 * @sha256: (nullable): of a file the store keeps; %NULL to do without one again
 * @name: (nullable): what the user calls it
 */
typedef struct
{
  GvnHouseFile file;
  const char *sha256;
  const char *name;
  gint64 size;
} GvnHouseChange;

gboolean gvn_house_style_change (GvnDb *db, gpointer change, GError **error);
char *gvn_house_change_dup_label (const GvnHouseChange *change);

gboolean gvn_house_style_find (GvnDb *db, GvnHouseFile file, char **sha256, char **name, GError **error);
gboolean gvn_house_style_load (GvnStore *store, GvnHouseFile file, GBytes **content, char **name, GError **error);

gboolean gvn_house_style_save_template (GvnStore *store, const char *path, GError **error);

void gvn_house_style_register (void);

G_END_DECLS
