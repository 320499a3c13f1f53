/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/gvn-store.h"

G_BEGIN_DECLS

/*
 * Decisions, actions, disagreements and alerts of every body, in one register. Those
 * unresolved go up the chain of 6.5: see gvn-escalation.h.
 */

#define GVN_SUBJECT_MATTER "matter"

/* Somebody was reminded of it; it ends nothing */
#define GVN_FACT_MATTER_REMINDED "matter_reminded"

typedef enum
{
  GVN_MATTER_DECISION,
  GVN_MATTER_ACTION,
  GVN_MATTER_DISAGREEMENT,
  GVN_MATTER_ALERT,
} GvnMatterKind;

#define GVN_MATTER_N_KINDS (GVN_MATTER_ALERT + 1)

const char *gvn_matter_kind_to_string (GvnMatterKind kind);
const char *gvn_matter_kind_get_label (GvnMatterKind kind);
gboolean gvn_matter_kind_parse (const char *text, GvnMatterKind *kind);

/* What it bears on, which says who has the power to decide it */
typedef enum
{
  GVN_SCOPE_OPERATIONS,
  GVN_SCOPE_SERVICE,
  GVN_SCOPE_CLAUSE,
} GvnMatterScope;

#define GVN_MATTER_N_SCOPES (GVN_SCOPE_CLAUSE + 1)

const char *gvn_matter_scope_to_string (GvnMatterScope scope);
const char *gvn_matter_scope_get_label (GvnMatterScope scope);
gboolean gvn_matter_scope_parse (const char *text, GvnMatterScope *scope);

/* As stored */
typedef enum
{
  GVN_MATTER_OPEN,
  GVN_MATTER_CLOSED,
  GVN_MATTER_DROPPED,
} GvnMatterState;

/* As derived from the reference moment, never stored */
typedef enum
{
  GVN_MATTER_STATUS_OPEN,
  GVN_MATTER_STATUS_DUE_SOON,
  GVN_MATTER_STATUS_OVERDUE,
  GVN_MATTER_STATUS_DONE,
  GVN_MATTER_STATUS_DONE_LATE,
  GVN_MATTER_STATUS_WITHDRAWN,
} GvnMatterStatus;

/**
 * GvnMatter:
 *
 * One decision, action, disagreement or alert.
 */
#define GVN_TYPE_MATTER (gvn_matter_get_type ())
G_DECLARE_FINAL_TYPE (GvnMatter, gvn_matter, GVN, MATTER, GObject)

/* Fields are read freely and written by gvn-matter.c alone. */
struct _GvnMatter
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *title;
  char *detail;  /* NULL when none */
  char *meeting; /* NULL: between two meetings */
  char *item;    /* of the agenda, NULL when none */
  char *body;    /* which has it now */
  char *body_kind;
  char *perimeter;  /* NULL: the whole contract */
  char *owner;      /* of a person, NULL when none is named */
  char *owner_name; /* NULL likewise */
  char *owner_side; /* NULL when nobody owns it */
  char *ticket;     /* NULL when none */

  GvnMatterKind kind;
  GvnMatterScope scope;
  GvnMatterState state;
  int number;   /* within its kind */
  GDate raised; /* the day it came up */
  GDate due;    /* invalid when none */
  GDate closed; /* invalid while open */
};

gboolean gvn_matter_equal (GvnMatter *a, GvnMatter *b);
char *gvn_matter_dup_code (GvnMatter *self);
char *gvn_matter_dup_title (GvnMatter *self);
int gvn_matter_get_age (GvnMatter *self, const GvnNow *now);

gboolean gvn_matter_find_soon_until (GvnDb *db, const GvnNow *now, GDate *soon_until, GError **error);
GvnMatterStatus gvn_matter_get_status (GvnMatter *self, const GvnNow *now, const GDate *soon_until);
const char *gvn_matter_status_to_string (GvnMatterStatus status);
const char *gvn_matter_status_get_label (GvnMatterStatus status, GvnMatterKind kind);

GvnMatter *gvn_matter_load (GvnDb *db, const char *id, GError **error);
GvnMatter *gvn_matter_load_number (GvnDb *db, gint64 number, GError **error);
GvnMatter *gvn_matter_find (GvnDb *db, const char *id_or_code, GError **error);
GPtrArray *gvn_matter_list_of_meeting (GvnDb *db, const char *meeting, GError **error);
GPtrArray *gvn_matter_list_open_of_body (GvnDb *db, const char *body, const GDate *on, GError **error);

/* Lists -------------------------------------------------------------------------- */

typedef enum
{
  GVN_MATTERS_ALL,
  GVN_MATTERS_OPEN,
  GVN_MATTERS_LATE, /* of the open ones */
  GVN_MATTERS_DONE, /* settled or withdrawn */
} GvnMatterGroup;

gboolean gvn_matter_group_parse (const char *text, GvnMatterGroup *group);

typedef enum
{
  GVN_MATTER_SORT_DUE, /* those without a due date last */
  GVN_MATTER_SORT_NUMBER,
  GVN_MATTER_SORT_OWNER,
  GVN_MATTER_SORT_AGE,
  GVN_MATTER_SORT_BODY,
  GVN_MATTER_SORT_TITLE,
  GVN_MATTER_SORT_STATE,
} GvnMatterSort;

/**
 * GvnMatterFilter:
 * @kinds: a bit per kind, `1 << GVN_MATTER_ACTION`; 0 for all of them
 * @owner: (nullable): the id of a person
 * @words: (nullable): all of them, as the beginnings of words, in any field
 * @from: bounds the due date, as does @to; invalid for none
 *
 * Which matters, and in which order; zero is all of them by due date.
 */
typedef struct
{
  guint kinds;
  GvnMatterGroup group;
  const char *body;
  const char *perimeter;
  const char *owner;
  const char *side;
  const char *words;
  GDate from;
  GDate to;
  GvnMatterSort sort;
  gboolean descending;
} GvnMatterFilter;

GArray *gvn_matter_list_numbers (GvnDb *db, const GvnMatterFilter *filter, const GvnNow *now, GError **error);
GPtrArray *gvn_matter_list (GvnDb *db, const GvnMatterFilter *filter, const GvnNow *now, GError **error);
gboolean gvn_matter_count_late (GvnDb *db, const char *owner, const GvnNow *now, guint *n, GError **error);

/* Commands ----------------------------------------------------------------------- */

/**
 * GvnMatterDraft:
 * @id: (inout): %NULL makes a new one and is set to its id, to be freed; else the one edited
 * @body: (nullable): that of the meeting without one
 * @perimeter: (nullable): of a new one without any, that of the body
 * @owner: (nullable): the id of a person
 * @owner_side: (nullable): that of the owner when there is one
 * @raised: invalid: the day of the meeting, today without one or before it
 * @warning: (out): what the body has no power to decide, in words, to be freed; %NULL
 *   when it has that power
 *
 * All that people say of a matter when they raise or edit it.
 */
typedef struct
{
  char *id;
  GvnMatterKind kind;
  GvnMatterScope scope;
  const char *title;
  const char *detail;
  const char *meeting;
  const char *item;
  const char *body;
  const char *perimeter;
  const char *owner;
  const char *owner_side;
  const char *ticket;
  GDate raised;
  GDate due;
  const GvnNow *now;
  char *warning;
} GvnMatterDraft;

gboolean gvn_matter_create (GvnDb *db, gpointer draft, GError **error);
gboolean gvn_matter_edit (GvnDb *db, gpointer draft, GError **error);
char *gvn_matter_draft_dup_label (GvnDb *db, const GvnMatterDraft *draft);

typedef enum
{
  GVN_MATTER_ASSIGN,   /* another owner */
  GVN_MATTER_POSTPONE, /* another due date, or none */
  GVN_MATTER_CLOSE,    /* done, resolved */
  GVN_MATTER_WITHDRAW, /* no longer to be done, with a reason */
} GvnMatterAct;

/**
 * GvnMatterRequest:
 * @matters: their ids, %NULL-terminated
 * @owner: (nullable): the id of a person, for %GVN_MATTER_ASSIGN
 * @due: for %GVN_MATTER_POSTPONE; invalid for none
 * @at: when it was really settled or withdrawn; 0 for now
 * @note: (nullable): what was done; the reason of a withdrawal, which needs one
 * @proof: (nullable): the SHA-256 of a file kept by the store
 *
 * One act on one matter or on several: all of them, or none.
 */
typedef struct
{
  const char *const *matters;
  GvnMatterAct act;
  const char *owner;
  const char *owner_side;
  GDate due;
  gint64 at;
  const char *note;
  const char *by_name;
  const char *by_side;
  const char *proof;
  const char *proof_name;
  gint64 proof_size;
  const GvnNow *now;
} GvnMatterRequest;

gboolean gvn_matter_apply (GvnDb *db, gpointer request, GError **error);
char *gvn_matter_dup_label (GvnDb *db, const GvnMatterRequest *request);

void gvn_matter_register (void);

G_END_DECLS
