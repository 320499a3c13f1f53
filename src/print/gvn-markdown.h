/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/gvn-block.h"

G_BEGIN_DECLS

/* Markdown as Pango shows it. */

GPtrArray *gvn_markdown_list_blocks (const char *markdown);
char *gvn_markdown_dup_markup (const char *markdown);

G_END_DECLS
