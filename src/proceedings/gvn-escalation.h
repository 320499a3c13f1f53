/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "proceedings/gvn-matter.h"

G_BEGIN_DECLS

/* The chain of 6.5: CAB → COSUI → COPIL → COSTRAT. */

char *gvn_matter_dup_warning (GvnDb *db, GvnMatter *matter, GError **error);
char *gvn_matter_find_next_body (GvnDb *db, GvnMatter *matter, const GDate *on, GError **error);

/**
 * GvnEscalation:
 * @at: when that was decided; 0 for now
 * @reason: (nullable): why it could not be resolved there
 * @meeting: (nullable): where that was decided
 * @to_body: (out): which has it now, to be freed
 *
 * One matter sent up one step of the chain.
 */
typedef struct
{
  const char *matter;
  gint64 at;
  const char *reason;
  const char *meeting;
  const char *by_name;
  const GvnNow *now;
  char *to_body;
} GvnEscalation;

gboolean gvn_matter_escalate (GvnDb *db, gpointer escalation, GError **error);
char *gvn_escalation_dup_label (GvnDb *db, const GvnEscalation *escalation);

typedef enum
{
  GVN_STEP_RAISED,
  GVN_STEP_ESCALATED,
  GVN_STEP_REMINDED,
  GVN_STEP_CLOSED,
  GVN_STEP_DROPPED,
} GvnMatterStepKind;

/**
 * GvnMatterStep:
 * @body: which has it from then on; where it ended
 * @from_body: (nullable): which sent it up
 * @at: the moment; its minutes are %GVN_NO_MINUTES for the day it was raised
 * @by_name: (nullable): who
 * @note: (nullable): the reason, or what was done
 * @meeting: (nullable): the id of the meeting
 * @text: the step in words: "Escalated from CAB-AESN to COSUI-AESN"
 */
typedef struct
{
  GvnMatterStepKind kind;
  char *body;
  char *from_body;
  GvnLocal at;
  char *by_name;
  char *note;
  char *meeting;
  char *text;
} GvnMatterStep;

void gvn_matter_step_free (GvnMatterStep *self);
GPtrArray *gvn_matter_list_way (GvnDb *db, GvnMatter *matter, GError **error);

G_END_DECLS
