/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-page.h"

G_BEGIN_DECLS

/*
 * The sections of the window, and the list of them at its side: each with how much waits
 * there for the user, counted beside the window's thread.
 */

#define GVN_N_SECTIONS 9

/**
 * GvnWindowSection:
 * @title: (translatable)
 * @get_type: of its page
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
} GvnWindowSection;

const GvnWindowSection *gvn_window_section_get (guint number);

#define GVN_TYPE_SECTION_LIST (gvn_section_list_get_type ())
G_DECLARE_FINAL_TYPE (GvnSectionList, gvn_section_list, GVN, SECTION_LIST, AdwBin)

void gvn_section_list_set_session (GvnSectionList *self, GvnSession *session);
void gvn_section_list_select (GvnSectionList *self, const char *name);

G_END_DECLS
