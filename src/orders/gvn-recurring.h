/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "orders/gvn-uo.h"

G_BEGIN_DECLS

/*
 * Units that come back every month or every other one (part I): how many, with effect from
 * which day, and the orders of a month drafted at once. Those of a phase (UO 2, UO 22) are
 * ordered with it and never drafted.
 */

/* A month, "2027-04", and what is to be drafted for it */
#define GVN_SUBJECT_RECURRING_MONTH "recurring_month"

/**
 * GvnRecurring:
 * @period: in months: 2 for UO 5a
 * @instalments: in how many months its price is paid: 12 for UO 1
 * @quantity: in hundredths, each time; -1 while nobody said
 * @effective_on: since when; invalid while nobody said
 * @next_on: when it changes; invalid unless it does
 */
typedef struct
{
  char *uo;
  char *label;
  char *family;
  int period;
  int instalments;
  gint64 quantity;
  GDate effective_on;
  char *act;
  GDate next_on;
  gint64 next_quantity;
} GvnRecurring;

void gvn_recurring_free (GvnRecurring *self);
GPtrArray *gvn_recurring_list (GvnDb *db, const GDate *on, GError **error);

/**
 * GvnRecurringChange:
 * @quantity: in hundredths; 0 orders it no more
 * @act: (nullable): what allows it
 */
typedef struct
{
  const char *uo;
  gint64 quantity;
  GDate effective_on;
  const char *act;
} GvnRecurringChange;

gboolean gvn_recurring_set (GvnDb *db, gpointer change, GError **error);

/**
 * GvnRecurringDraft:
 * @month: any of its days
 * @orders: (out) (element-type utf8): the ids of those drafted, to be freed
 * @unsaid: (out) (element-type utf8): the units whose quantity nobody said, to be freed
 * @recorded: (out): whether anything was left to do
 */
typedef struct
{
  GDate month;
  const char *by_name;
  const GvnNow *now;
  GPtrArray *orders;
  GPtrArray *unsaid;
  gboolean recorded;
} GvnRecurringDraft;

gboolean gvn_recurring_draft (GvnDb *db, gpointer draft, GError **error);
gboolean gvn_recurring_find_month (GvnDb *db, const GvnNow *now, GDate *month, GError **error);

void gvn_recurring_register (void);

G_END_DECLS
