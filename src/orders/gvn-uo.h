/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gvn-db.h"

G_BEGIN_DECLS

/*
 * The catalogue of work units ("unités d'œuvre", UO): what may be ordered, as the
 * contract's template says it (part C.1).
 */

/* Quantities are in hundredths: 250 is 2.5 */
#define GVN_QUANTITY_ONE 100

/* The coefficient of a crisis, no unit to order (7.11.5.4) */
#define GVN_UO_SURGE "C1"

typedef enum
{
  GVN_TIER_NONE,
  GVN_TIER_SIMPLE,
  GVN_TIER_MEDIUM,
  GVN_TIER_COMPLEX,
} GvnTier;

const char *gvn_tier_to_string (GvnTier tier);

/**
 * GvnUoWindow:
 *
 * When a unit may be worked: business hours by the half-day or the day (7.11.4.2), off
 * hours and on call (7.11.5.2).
 */
typedef enum
{
  GVN_WINDOW_NONE,
  GVN_WINDOW_HALF_DAY,
  GVN_WINDOW_DAY,
  GVN_WINDOW_EVENING,
  GVN_WINDOW_NIGHT,
  GVN_WINDOW_WEEKEND,
  GVN_WINDOW_ON_CALL_NIGHT,
  GVN_WINDOW_ON_CALL_WEEKEND,
  GVN_WINDOW_ON_CALL_WEEK,
} GvnUoWindow;

#define GVN_N_WINDOWS (GVN_WINDOW_ON_CALL_WEEK + 1)

const char *gvn_window_to_string (GvnUoWindow window);
const char *gvn_window_get_label (GvnUoWindow window);

/**
 * GvnUo:
 * @number: 12 for "UO 12a"; 0 for a coefficient
 * @series: (nullable): the first of the units that differ by their tier or window alone
 * @tier_to: in days; 0 without end
 * @quote_rule: (nullable): the kind of the deadline rule of its quote; %NULL: none is due
 * @quotes: whether the answer is a quote in units and a commitment, not a commitment alone
 * @notice_rule: (nullable): the kind of the rule of its notice
 * @stream: (nullable): "tms" or "tme"; %NULL: chosen for each order (part C.5)
 *
 * One row of the catalogue.
 */
typedef struct
{
  char *code;
  int number;
  char *label;
  char *family; /* PIL, INIT, TMS-REC, TME-REC, PONC, REV */
  char *nature; /* recurring, phase, one_off, on_order, coefficient */
  char *unit;
  char *series;
  GvnTier tier;
  int tier_from;
  int tier_to;
  char *quote_rule;
  gboolean quotes;
  gboolean prior_exchange;
  char *notice_rule;
  GvnUoWindow window;
  char *hours;
  char *place;
  char *quantity;
  char *deliverables;
  char *requires; /* specification, capacity_note */
  gboolean surge;
  gboolean scored;
  char *stream;
  char *clause;
} GvnUo;

void gvn_uo_free (GvnUo *self);

typedef struct _GvnCatalogue GvnCatalogue;

GvnCatalogue *gvn_catalogue_load (GvnDb *db, GError **error);
void gvn_catalogue_free (GvnCatalogue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnCatalogue, gvn_catalogue_free)
GPtrArray *gvn_catalogue_get_all (GvnCatalogue *self);
const GvnUo *gvn_catalogue_get (GvnCatalogue *self, const char *code);
const GvnUo *gvn_catalogue_find (GvnCatalogue *self, const char *text, GError **error);
GPtrArray *gvn_catalogue_search (GvnCatalogue *self, const char *words);
const GvnUo *gvn_catalogue_find_tier (GvnCatalogue *self, const GvnUo *uo, gint64 estimate, gboolean inclusive);
const GvnUo *gvn_catalogue_find_window (GvnCatalogue *self, const GvnUo *uo, GvnUoWindow window);

gboolean gvn_quantity_parse (const char *text, gint64 *quantity, GError **error);
char *gvn_quantity_to_string (gint64 quantity);
char *gvn_quantity_dup_text (gint64 quantity);

void gvn_uo_register (void);

const char *gvn_uo_family_get_label (const char *family);

G_END_DECLS
