/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-calendar.h"
#include "store/gvn-db.h"

G_BEGIN_DECLS

/* Agencies (the seven perimeters), sites, closures, and the calendars they make. */

#define GVN_PERIMETER_SHARED_IS "7eSI"

typedef struct
{
  char *code;
  char *name;
  char *short_name;
  gboolean shared_is; /* the 7e SI: a perimeter without site nor user (L-20) */
} GvnAgency;

void gvn_agency_free (GvnAgency *self);
GPtrArray *gvn_agency_list (GvnDb *db, GError **error);
gboolean gvn_agency_check (GvnDb *db, const char *code, GError **error);

typedef struct
{
  char *code;
  char *agency;
  char *name;
  char *alias; /* NULL when it has one name only */
  char *kind;
  char *department;
  char *address;
  char *postal_code;
  char *city;
  int users;
  gboolean visited;
  GvnHolidayZone zone;
} GvnSite;

void gvn_site_free (GvnSite *self);
GPtrArray *gvn_site_list (GvnDb *db, GError **error);
gboolean gvn_site_set_visited (GvnDb *db, const char *code, gboolean visited, GError **error);

typedef struct
{
  char *id;
  char *agency; /* NULL: everywhere */
  char *label;
  GDate first_on;
  GDate last_on;
  gboolean removes_working_days;
} GvnClosure;

void gvn_closure_free (GvnClosure *self);
GPtrArray *gvn_closure_list (GvnDb *db, GError **error);
gboolean gvn_closure_save (GvnDb *db, GvnClosure *closure, GError **error);
gboolean gvn_closure_delete (GvnDb *db, const char *id, GError **error);

GvnCalendar *gvn_calendar_load_contract (GvnDb *db, const char *perimeter, GError **error);
GHashTable *gvn_calendar_table_new (void);
GvnCalendar *gvn_calendar_table_get (GHashTable *self, GvnDb *db, const char *perimeter, GError **error);
GvnCalendar *gvn_calendar_load_agency (GvnDb *db, const char *agency, GError **error);
GvnCalendar *gvn_calendar_load_site (GvnDb *db, const char *site, GError **error);

G_END_DECLS
