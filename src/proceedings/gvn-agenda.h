/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"

G_BEGIN_DECLS

/*
 * The agenda of a meeting (6.1–6.3, 6.6): the standing items of its body, what is
 * carried over from the meeting before, what was escalated to the body, what either
 * side proposes. Once sent it is frozen: what comes later is listed apart.
 */

typedef enum
{
  GVN_AGENDA_STANDING,
  GVN_AGENDA_CARRIED,
  GVN_AGENDA_ESCALATED,
  GVN_AGENDA_PROPOSED,
} GvnAgendaOrigin;

const char *gvn_agenda_origin_to_string (GvnAgendaOrigin origin);
const char *gvn_agenda_origin_get_label (GvnAgendaOrigin origin);

#define GVN_TYPE_AGENDA_ITEM (gvn_agenda_item_get_type ())
G_DECLARE_FINAL_TYPE (GvnAgendaItem, gvn_agenda_item, GVN, AGENDA_ITEM, GObject)

/* Fields are read freely and written by gvn-agenda.c alone. */
struct _GvnAgendaItem
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *meeting;
  char *standing; /* NULL unless the contract asks for it */
  char *clause;   /* the same */
  char *source;   /* the code of what fills it, NULL for nothing */
  char *source_words;
  char *matter;
  char *title;
  char *text;
  char *proposed_side;
  char *proposed_by;
  char *ticket;
  char *verdict; /* "go", "no_go", NULL while open */
  GStrv files;   /* SHA-256 */
  GStrv file_names;

  GvnAgendaOrigin origin;
  int number;           /* as people cite it, from 1 */
  int duration_minutes; /* 0 when nobody said */
  gboolean late;
  gboolean postponed;
};

GPtrArray *gvn_agenda_list (GvnDb *db, const char *meeting, GError **error);
GvnAgendaItem *gvn_agenda_load_item (GvnDb *db, const char *id, GError **error);
gboolean gvn_agenda_is_frozen (GvnDb *db, const char *meeting, gboolean *frozen, GError **error);

/* Adds what belongs on the agenda and is not there yet */
typedef struct
{
  const char *meeting;
  const GvnNow *now;
  guint n_added; /* out */
} GvnAgendaFill;

gboolean gvn_agenda_fill (GvnDb *db, gpointer fill, GError **error);
gboolean gvn_agenda_take_matter (GvnDb *db, const char *matter, const char *body, const GvnNow *now, GError **error);

/**
 * GvnAgendaDraft:
 * @item: (nullable): the item edited; %NULL for one more, proposed by @side
 * @duration_minutes: 0 for nobody said
 * @id: (inout): of the new item, chosen while %NULL; to be freed
 */
typedef struct
{
  const char *meeting;
  const char *item;
  const char *title;
  const char *text;
  const char *side;
  const char *by_name;
  const char *ticket;
  int duration_minutes;
  char *id;
} GvnAgendaDraft;

gboolean gvn_agenda_propose (GvnDb *db, gpointer draft, GError **error);
gboolean gvn_agenda_edit (GvnDb *db, gpointer draft, GError **error);

typedef enum
{
  GVN_AGENDA_REMOVE,
  GVN_AGENDA_RAISE, /* one place up */
  GVN_AGENDA_LOWER,
  GVN_AGENDA_POSTPONE,
  GVN_AGENDA_TREAT, /* takes a postponement back */
  GVN_AGENDA_GO,
  GVN_AGENDA_NO_GO,
} GvnAgendaAct;

typedef struct
{
  const char *item;
  GvnAgendaAct act;
} GvnAgendaRequest;

gboolean gvn_agenda_item_apply (GvnDb *db, gpointer request, GError **error);

/* A file that supports an item */
typedef struct
{
  const char *item;
  const char *file; /* SHA-256 */
  const char *name;
  gint64 size;
} GvnAgendaFile;

gboolean gvn_agenda_attach (GvnDb *db, gpointer file, GError **error);

/**
 * GvnAgendaSource:
 * @dup_text: (transfer full) (nullable): what the domain knows for @meeting, in Markdown;
 *   %NULL without @error when it knows nothing
 *
 * What fills an item, told at start by the domain that has it.
 */
typedef struct
{
  const char *code;
  char *(*dup_text) (GvnDb *db, GvnMeeting *meeting, const GvnNow *now, GError **error);
} GvnAgendaSource;

/* A list in the making: GvnAgendaLines lines = { NULL, 0 }; */
typedef struct
{
  GString *text;
  guint n;
} GvnAgendaLines;

void gvn_agenda_lines_add (GvnAgendaLines *self, char *line);
char *gvn_agenda_lines_end (GvnAgendaLines *self);
gboolean gvn_agenda_find_previous (GvnDb *db, GvnMeeting *meeting, GDate *day, GError **error);

void gvn_agenda_add_sources (const GvnAgendaSource *sources, guint n_sources);
char *gvn_agenda_dup_source_text (GvnDb *db, GvnMeeting *meeting, const char *code, const GvnNow *now, GError **error);
gboolean gvn_agenda_check (GvnDb *db, GPtrArray *findings, GError **error);
void gvn_agenda_register_sources (void);

G_END_DECLS
