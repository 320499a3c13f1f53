/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "print/gvn-print.h"

G_BEGIN_DECLS

/* Filling a template: what gvn-docx*.c share. */

#define GVN_DOCX_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define GVN_DOCX_N_HEADINGS 3

typedef enum
{
  GVN_DOCX_HEADING_1,
  GVN_DOCX_HEADING_2,
  GVN_DOCX_HEADING_3,
  GVN_DOCX_BULLET,
  GVN_DOCX_NOTE,
  GVN_DOCX_TABLE,
  GVN_DOCX_N_STYLES
} GvnDocxStyle;

typedef struct
{
  const char *name; /* of the template */
  GvnPrint *print;
  GPtrArray *parts;
  char *styles[GVN_DOCX_N_STYLES]; /* their ids in the template */
  xmlNsPtr w;                      /* of the part being filled */
} GvnDocx;

void gvn_docx_add_lines (const GvnDocx *self, xmlNodePtr run, const char *text);
void gvn_docx_put_blocks (const GvnDocx *self, xmlNodePtr mark);

G_END_DECLS
