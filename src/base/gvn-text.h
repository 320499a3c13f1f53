/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"

G_BEGIN_DECLS

/* Dates and times in the user's language */

char *gvn_text_date (const GDate *date);
char *gvn_text_weekday_date (const GDate *date);
char *gvn_text_month (const GDate *date);
char *gvn_text_short_month (const GDate *date, gboolean with_year);
char *gvn_text_time (int minutes);
char *gvn_text_moment (const GvnLocal *local);
char *gvn_text_short_moment (const GvnLocal *local);
char *gvn_text_short_date (const GDate *date);

gboolean gvn_text_is_empty (const char *text);
char *gvn_text_escape_markdown (const char *text);
gboolean gvn_text_parse_cited (const char *text, const char *prefix, gint64 *number);
char *gvn_text_opening (const char *text, glong n_chars);

G_END_DECLS
