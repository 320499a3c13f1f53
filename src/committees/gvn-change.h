/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-body.h"
#include "contract/gvn-setting.h"
#include "deadlines/gvn-register.h"

G_BEGIN_DECLS

/*
 * Changes of how the contract is governed, as commands: what the meetings owe is
 * counted again in the same transaction.
 */

/* The value of a reading (part L) */
typedef struct
{
  const char *key;
  const char *value;
  const char *act; /* that allows it; not needed to come back to the default */
} GvnSettingChange;

gboolean gvn_change_setting (GvnDb *db, gpointer change, GError **error);
char *gvn_setting_dup_current (GvnDb *db, const GvnSetting *setting, const GDate *on, GError **error);

/* A new version of a deadline rule */
typedef struct
{
  const char *rule;
  GvnDelay delay;
  gboolean active;
  GDate effective_on;
  const char *act;
} GvnRuleChange;

gboolean gvn_change_rule (GvnDb *db, gpointer change, GError **error);

/* A new version of when a body meets */
typedef struct
{
  const char *body;
  GvnSchedule schedule;
  const char *link;
  const char *act;
} GvnScheduleChange;

gboolean gvn_change_schedule (GvnDb *db, gpointer change, GError **error);

/* When a body is active */
typedef struct
{
  const char *body;
  GDate from; /* invalid: not yet */
  GDate to;   /* invalid while it lasts */
} GvnActivityChange;

gboolean gvn_change_activity (GvnDb *db, gpointer change, GError **error);

/* A body held within another from a day on, or by itself again */
typedef struct
{
  const char *body;
  const char *into; /* NULL: by itself again */
  GDate on;
} GvnMergeChange;

gboolean gvn_change_merge (GvnDb *db, gpointer change, GError **error);

G_END_DECLS
