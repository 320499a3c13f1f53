/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The zip that a word processor's document is: its parts, by name. libarchive stays in
 * gvn-package.c. */

typedef struct
{
  char *name;
  GBytes *content;
} GvnPart;

GPtrArray *gvn_package_read (GBytes *file, const char *name, GError **error);
GBytes *gvn_package_write (GPtrArray *parts, GError **error);
GvnPart *gvn_package_find (GPtrArray *parts, const char *name);

G_END_DECLS
