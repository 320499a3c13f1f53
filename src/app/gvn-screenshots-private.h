/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-screenshots.h"

G_BEGIN_DECLS

/* Time for the page to lay out. */
#define GVN_SCREENSHOT_SETTLE_MS 700

/* What a picture is called and what puts it on screen */
typedef struct
{
  const char *name;
  void (*show) (GvnWindow *window);
} GvnScreenshotStep;

/* Each ends with one without a name */
extern const GvnScreenshotStep gvn_screenshot_pages[];
extern const GvnScreenshotStep gvn_screenshot_dialogs[];
extern const GvnScreenshotStep gvn_screenshot_orders[];

/* The id of the next meeting of a body */
char *gvn_screenshots_dup_next (GvnSession *session, const char *body);

G_END_DECLS
