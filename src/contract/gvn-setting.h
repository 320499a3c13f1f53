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
#define GVN_SETTING_ORDER_VERIFICATION "order-verification"            /* working_days, ccag (L-48) */
#define GVN_SETTING_ORDER_QUOTE_LATENESS "order-quote-lateness"        /* largest_line, last_due */
#define GVN_SETTING_ORDER_NOTE_QUARTER "order-note-quarter"            /* final_record, issue (L-11) */
#define GVN_SETTING_ORDER_TIER_BOUNDS "order-tier-bounds"              /* inclusive, next_bound (L-32) */
#define GVN_SETTING_OFF_HOURS_OVERLAP "off-hours-overlap"              /* weekend, working_day (L-31) */
#define GVN_SETTING_PONCTUEL_STREAMS "ponctuel-streams"                /* one, two (L-09) */
#define GVN_SETTING_WEIGHTS_PHASES "weights-phases"                    /* left_out, included (8.7*) */
#define GVN_SETTING_MAXIMUM "contract-maximum"                         /* cents; 0: none is known */
#define GVN_SETTING_MAXIMUM_FIRST_ALERT "contract-maximum-first-alert" /* % of what may be ordered */
#define GVN_SETTING_MAXIMUM_LAST_ALERT "contract-maximum-last-alert"   /* likewise */
#define GVN_SETTING_RECURRING_DRAFT_DAY "recurring-draft-day"          /* of the month before */

typedef enum
{
  GVN_SETTING_CHOICE,
  GVN_SETTING_NUMBER,
  GVN_SETTING_AMOUNT, /* cents */
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
gboolean gvn_setting_get_cents (GvnDb *db, const char *key, gint64 *cents, GError **error);
gboolean gvn_setting_set (GvnDb *db, const char *key, const char *value, const char *act, GError **error);

/**
 * GvnSettingPlace:
 * @name: what a setting of %GVN_SETTING_ELSEWHERE names: "catalogue"
 * @dup_current: (transfer full): what it comes to on a day
 *
 * A place where a domain above decides a reading, told at start.
 */
typedef struct
{
  const char *name;
  char *(*dup_current) (GvnDb *db, const GDate *on, GError **error);
} GvnSettingPlace;

void gvn_setting_add_place (const GvnSettingPlace *place);
const GvnSettingPlace *gvn_setting_find_place (const char *name);
gboolean gvn_setting_place_is_known (const char *place);

G_END_DECLS
