/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/gvn-db.h"

G_BEGIN_DECLS

/* A drop-down of things with an identifier, where the first choice stands for all. */

void gvn_choice_fill (GtkDropDown *drop_down, const char *all, GPtrArray *ids, GPtrArray *labels);
void gvn_choice_fill_bodies (GtkDropDown *drop_down, GvnDb *db);
void gvn_choice_fill_agencies (GtkDropDown *drop_down, GvnDb *db);
void gvn_choice_fill_people (GtkDropDown *drop_down, const char *all, GvnDb *db);
void gvn_choice_select (GtkDropDown *drop_down, const char *id);
const char *gvn_choice_get_id (GtkDropDown *drop_down);

G_END_DECLS
