/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-calendar.h"

G_BEGIN_DECLS

/*
 * Planning a civil year of meetings: pure, no store, no clock. The same input
 * gives the same plan. A second run keeps what may stay.
 */

typedef enum
{
  GVN_FREQUENCY_NONE, /* on demand: nothing is generated */
  GVN_FREQUENCY_WEEKLY,
  GVN_FREQUENCY_EVERY_N_WEEKS,
  GVN_FREQUENCY_MONTHLY,
  GVN_FREQUENCY_TWICE_MONTHLY,
  GVN_FREQUENCY_YEARLY,
} GvnFrequency;

gboolean gvn_frequency_parse (const char *text, GvnFrequency *frequency);
const char *gvn_frequency_to_string (GvnFrequency frequency);
const char *gvn_frequency_get_label (GvnFrequency frequency);

/**
 * GvnSchedule:
 * @effective_on: the first day it applies
 * @weekday: ISO, 1 is Monday, to 5
 * @nth: which such weekday of the month, -1 for the last
 * @nth2: the second one of a twice-monthly body
 * @interval_weeks: for %GVN_FREQUENCY_EVERY_N_WEEKS, counted from the first
 *   @weekday on or after @effective_on
 * @month: for %GVN_FREQUENCY_YEARLY
 */
typedef struct
{
  GDate effective_on;
  GvnFrequency frequency;
  int weekday;
  int nth;
  int nth2;
  int interval_weeks;
  int month;
  int start_minutes;
  int duration_minutes;
} GvnSchedule;

/**
 * GvnSeat:
 * @name: the role's label, for reasons in words
 * @key: identifies the seat when nobody holds it: a role nobody holds counts as
 *   one person
 *
 * @first_on: invalid, or the first day the body has it
 * @last_on: invalid while it lasts
 *
 * A place in a body that one of its holders must fill. A holder is in one
 * meeting at a time.
 */
typedef struct
{
  char *name;
  char *key;
  GPtrArray *holders; /* of GvnSeatHolder */
  GDate first_on;
  GDate last_on;
} GvnSeat;

typedef struct
{
  char *person;
  char *name;
  GDate first_on;
  GDate last_on; /* invalid while it lasts */
} GvnSeatHolder;

/**
 * GvnPlanBody:
 * @rank: bodies of lower rank are placed first
 * @calendar: the days it may meet on (national days, its agency's closures)
 * @perimeters: what its meetings cover; empty: the whole contract
 * @merges: when it is held within another, of GvnPlanMerge
 * @monthly_minimum: how many meetings each month must have, 0 for none
 */
typedef struct
{
  char *code;
  char *name;
  int rank;
  GvnCalendar *calendar;
  GStrv perimeters;
  GDate active_from;
  GDate active_to;      /* invalid while it lasts */
  GPtrArray *schedules; /* of GvnSchedule, by effective_on */
  GPtrArray *seats;     /* of GvnSeat */
  GPtrArray *merges;    /* of GvnPlanMerge */
  int monthly_minimum;
} GvnPlanBody;

typedef struct
{
  char *into;
  GDate first_on;
  GDate last_on; /* invalid while it lasts */
} GvnPlanMerge;

/**
 * GvnPlanMeeting:
 * @slot: the occurrence of the rule: `2027-W05`, `2027-03`, `2027-03-1`, `2027`
 * @fixed: pinned, convened, held, cancelled, moved by hand or past: never touched
 * @attends: %FALSE for a cancelled one: it keeps its slot but occupies nobody
 *
 * A meeting that exists.
 */
typedef struct
{
  char *id;
  char *body;
  char *slot;
  GvnLocal nominal;
  GvnLocal start;
  int duration_minutes;
  GStrv perimeters;
  gboolean fixed;
  gboolean attends;
} GvnPlanMeeting;

typedef enum
{
  GVN_PLAN_ADD,
  GVN_PLAN_MOVE,
  GVN_PLAN_REMOVE,
} GvnPlanAction;

/**
 * GvnPlanChange:
 * @meeting: the existing meeting's id, %NULL for an addition
 * @nominal: where the rule puts it
 * @start: where it is to be; for a removal, where it was
 * @previous: where it was, for a move
 * @reason: in words, why it is not at @nominal, why it moves or goes; %NULL
 *   when it simply follows its rule
 */
typedef struct
{
  GvnPlanAction action;
  char *meeting;
  char *body;
  char *slot;
  GvnLocal nominal;
  GvnLocal start;
  GvnLocal previous;
  int duration_minutes;
  GStrv perimeters;
  char *reason;
} GvnPlanChange;

/**
 * GvnPlanGap:
 * @reason: in words, why no meeting: a skipped holiday, or no slot left and what
 *   stood in the way
 * @skipped: a weekly body skips a holiday, as it should; else nothing was found
 */
typedef struct
{
  char *body;
  char *slot;
  GvnLocal nominal;
  char *reason;
  gboolean skipped;
} GvnPlanGap;

typedef struct
{
  GPtrArray *changes; /* of GvnPlanChange, by start, then body */
  GPtrArray *gaps;    /* of GvnPlanGap */
  guint n_kept, n_added, n_moved, n_removed;
} GvnYearPlan;

GvnYearPlan *gvn_year_plan_compute (int year, const GDate *not_before, GPtrArray *bodies, GPtrArray *meetings,
                                    GError **error);
void gvn_year_plan_free (GvnYearPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnYearPlan, gvn_year_plan_free)

void gvn_plan_change_free (GvnPlanChange *self);
void gvn_plan_gap_free (GvnPlanGap *self);
GvnPlanBody *gvn_plan_body_new (void);
void gvn_plan_body_free (GvnPlanBody *self);
void gvn_plan_meeting_free (GvnPlanMeeting *self);
void gvn_plan_merge_free (GvnPlanMerge *self);
GvnSeat *gvn_seat_new (void);
void gvn_seat_free (GvnSeat *self);
void gvn_seat_holder_free (GvnSeatHolder *self);

G_END_DECLS
