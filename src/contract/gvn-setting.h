/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db.h"

G_BEGIN_DECLS

/*
 * The choices of the contract that change a date, a note or an export: the
 * readings adopted for ambiguous clauses (part L), each with its clause.
 */

#define GVN_SETTING_GOOD_FRIDAY "good-friday-rozerieulles"             /* worked, holiday, closed (L-07) */
#define GVN_SETTING_DUE_SOON_DAYS "due-soon-days"                      /* working days */
#define GVN_SETTING_COSUI_AGENDA_INDICATOR "cosui-agenda-in-indicator" /* yes, no (L-05) */
#define GVN_SETTING_RECEPTION_DEFAULT "reception-default"              /* sending, recorded_only (L-08) */
#define GVN_SETTING_COSUI_MONTHLY_MINIMUM "cosui-monthly-minimum"      /* meetings (L-02) */

typedef enum
{
  GVN_SETTING_CHOICE,
  GVN_SETTING_NUMBER,
  GVN_SETTING_TEXT,
  GVN_SETTING_DATE,
  GVN_SETTING_ELSEWHERE, /* the value names what decides it: sites, people, body:CODE, rule:BODY/DOCUMENT */
} GvnSettingKind;

typedef struct
{
  char *key;
  GvnSettingKind kind;
  char *value;
  char *default_value;
  GStrv choices; /* NULL unless a choice */
  char *label;
  char *clause;
  char *reading;
  char *act; /* NULL while at its default */
} GvnSetting;

void gvn_setting_free (GvnSetting *self);

GPtrArray *gvn_setting_list (GvnDb *db, GError **error);
char *gvn_setting_get (GvnDb *db, const char *key, GError **error);
gboolean gvn_setting_get_int (GvnDb *db, const char *key, int *value, GError **error);
gboolean gvn_setting_set (GvnDb *db, const char *key, const char *value, const char *act, GError **error);
gboolean gvn_setting_place_is_known (const char *place);

G_END_DECLS
