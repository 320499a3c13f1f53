/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "proceedings/gvn-cab-week.h"

G_BEGIN_DECLS

/* The pieces of a GvnCabGrid. */

/**
 * GvnCabPlace:
 * @kind: "meeting" or "emergency_change"; "" for the button that creates one
 * @row: of the grid
 *
 * What a card is about and where it is.
 */
typedef struct
{
  char *kind;
  char *id;
  char *perimeter;
  int row;
} GvnCabPlace;

const GvnCabPlace *gvn_cab_card_get_place (GtkWidget *card);

GtkWidget *gvn_cab_card_new_session (const GvnCabSession *session, const char *perimeter, int row, const GvnNow *now);
GtkWidget *gvn_cab_card_new_change (const GvnEmergencyChange *change, int row);
GtkWidget *gvn_cab_card_new_creator (const GvnCabColumn *column);

char *gvn_cab_week_dup_words (const GvnCabWeek *week, GPtrArray *columns, const GvnNow *now);

GtkWidget *gvn_cab_label_new (const char *text, const char *css_class);

G_END_DECLS
