/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-year-plan.h"
#include "store/gvn-db.h"

G_BEGIN_DECLS

/* The governance bodies of part B, when they meet and who sits in them. */

typedef struct
{
  char *code;
  char *kind;
  char *name;
  char *perimeter; /* NULL: the whole contract */
  gboolean external;
  char *convener_side;
  char *convener_role; /* NULL when the text names none */
  char *escalates_to;  /* NULL at the top */
  char *clause;
  GDate active_from; /* invalid: not active yet */
  GDate active_to;   /* invalid while it lasts */
  int position;
} GvnBody;

void gvn_body_free (GvnBody *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnBody, gvn_body_free)

GPtrArray *gvn_body_list (GvnDb *db, GError **error);
GvnBody *gvn_body_load (GvnDb *db, const char *code, GError **error);
gboolean gvn_body_is_active (const GvnBody *self, const GDate *on);
gboolean gvn_body_set_active (GvnDb *db, const char *code, const GDate *from, const GDate *to, GError **error);

/**
 * GvnBodySchedule:
 *
 * One version of when a body meets.
 */
typedef struct
{
  GvnSchedule schedule;
  char *id;
  char *link; /* of the visioconference, NULL when none */
  char *act;  /* NULL: as the contract says */
} GvnBodySchedule;

void gvn_body_schedule_free (GvnBodySchedule *self);
GPtrArray *gvn_body_list_schedules (GvnDb *db, const char *body, GError **error);
gboolean gvn_body_set_schedule (GvnDb *db, const char *body, const GvnSchedule *schedule, const char *link,
                                const char *act, GError **error);
const char *gvn_weekday_get_label (int weekday);
const char *gvn_nth_get_label (int nth);
char *gvn_schedule_describe (const GvnSchedule *schedule);
char *gvn_body_dup_rhythm (GvnDb *db, const char *code, GError **error);

typedef struct
{
  char *id;
  char *role;
  char *role_label;
  char *side;
  gboolean per_perimeter;
  char *perimeter;
  gboolean permanent;
  GDate first_on;
  GDate last_on;
} GvnBodyMember;

void gvn_body_member_free (GvnBodyMember *self);
GPtrArray *gvn_body_list_members (GvnDb *db, const char *body, GError **error);
gboolean gvn_body_add_member (GvnDb *db, const char *body, const char *role, const char *perimeter, gboolean permanent,
                              const GDate *first_on, GError **error);
gboolean gvn_body_end_member (GvnDb *db, const char *member, const GDate *last_on, GError **error);

typedef struct
{
  char *id;
  char *body;
  char *into;
  GDate first_on;
  GDate last_on; /* invalid while it lasts */
} GvnBodyMerge;

void gvn_body_merge_free (GvnBodyMerge *self);
GPtrArray *gvn_body_list_merges (GvnDb *db, GError **error);
gboolean gvn_body_merge (GvnDb *db, const char *body, const char *into, const GDate *first_on, GError **error);
gboolean gvn_body_unmerge (GvnDb *db, const char *body, const GDate *from, GError **error);

G_END_DECLS
