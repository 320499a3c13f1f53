/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-calendar.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/*
 * Emergency changes (eCAB, 6.4): validated by one person of the DSIUN without a
 * meeting, in general on the day they are opened or the working day after.
 */

#define GVN_SUBJECT_EMERGENCY_CHANGE "emergency_change"

/**
 * GvnEmergencyState:
 * @GVN_EMERGENCY_LATE: past J+1 and nobody has said GO or NO GO; 6.4 says "en
 *   général", so it is a warning, never a breach
 * @GVN_EMERGENCY_REFUSED: NO GO, whenever it was said
 *
 * Derived from the reference moment when read, never stored.
 */
typedef enum
{
  GVN_EMERGENCY_WAITING,
  GVN_EMERGENCY_LATE,
  GVN_EMERGENCY_VALIDATED,
  GVN_EMERGENCY_VALIDATED_LATE,
  GVN_EMERGENCY_REFUSED,
} GvnEmergencyState;

#define GVN_EMERGENCY_N_STATES (GVN_EMERGENCY_REFUSED + 1)

const char *gvn_emergency_state_to_string (GvnEmergencyState state);
gboolean gvn_emergency_state_parse (const char *text, GvnEmergencyState *state);
const char *gvn_emergency_state_get_label (GvnEmergencyState state);
gboolean gvn_emergency_state_is_open (GvnEmergencyState state);

/**
 * GvnEmergencyChange:
 * @number: as people cite it, in eCAB-3
 * @due_on: J+1, the working day after the one it was opened
 * @closed: invalid date while it waits
 *
 * One emergency change, read at a reference moment.
 */
typedef struct
{
  char *id;
  int number;
  char *perimeter;
  char *title;
  char *detail; /* NULL when none */
  char *ticket; /* NULL when none */

  char *opened_fact;
  char *opened_by;
  GvnLocal opened;
  GDate due_on;

  char *closed_fact; /* NULL while it waits, as the next three */
  char *validator;
  char *validator_name;
  char *reason; /* NULL when none was given */
  GvnLocal closed;
  gboolean go;

  GvnEmergencyState state;
} GvnEmergencyChange;

void gvn_emergency_change_free (GvnEmergencyChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnEmergencyChange, gvn_emergency_change_free)

char *gvn_emergency_change_dup_name (const GvnEmergencyChange *self);
char *gvn_emergency_change_describe (const GvnEmergencyChange *self);

/**
 * GvnEmergencyFilter:
 * @state: -1 for any
 * @from: only those still open on that day or later
 * @to: only those opened by that day
 *
 * Which emergency changes; all members may be unset.
 */
typedef struct
{
  const char *perimeter;
  const char *id;
  int state;
  GDate from;
  GDate to;
} GvnEmergencyFilter;

#define GVN_EMERGENCY_FILTER_INIT { .state = -1 }

GPtrArray *gvn_emergency_change_list (GvnDb *db, const GvnEmergencyFilter *filter, const GvnNow *now, GError **error);
GvnEmergencyChange *gvn_emergency_change_find (GvnDb *db, const char *id_or_name, const GvnNow *now, GError **error);
GPtrArray *gvn_emergency_change_explain (GvnDb *db, const GvnEmergencyChange *self, GError **error);

/**
 * GvnEmergencyDraft:
 * @id: (inout): the new change, to be freed; %NULL for a random one
 * @number: (out): as it is cited
 * @at: when it was opened; 0 for now
 *
 * What is asked to open one, or to say again what it is about.
 */
typedef struct
{
  char *id;
  int number;
  const char *perimeter;
  const char *title;
  const char *detail;
  const char *ticket;
  gint64 at;
  const char *by_name;
  const char *by_side;
  const GvnNow *now;
} GvnEmergencyDraft;

gboolean gvn_emergency_change_open (GvnDb *db, gpointer draft, GError **error);
char *gvn_emergency_change_dup_open_label (const char *title);
gboolean gvn_emergency_change_edit (GvnDb *db, gpointer draft, GError **error);

/**
 * GvnEmergencyVerdict:
 * @change: an id, or a name as "eCAB-3"
 * @person: who says it, by name or id
 * @at: when it was said; 0 for now
 * @reason: (nullable): why, above all for a NO GO
 * @proof: (nullable): the SHA-256 of a file kept by the store
 *
 * GO or NO GO, by one person of the DSIUN.
 */
typedef struct
{
  const char *change;
  const char *person;
  gboolean go;
  gint64 at;
  const char *reason;
  const char *proof;
  const char *proof_name;
  gint64 proof_size;
  const GvnNow *now;
} GvnEmergencyVerdict;

gboolean gvn_emergency_change_validate (GvnDb *db, gpointer verdict, GError **error);
char *gvn_emergency_change_dup_verdict_label (GvnDb *db, const GvnEmergencyVerdict *verdict);

gboolean gvn_emergency_change_refresh_all (GvnDb *db, GError **error);
void gvn_emergency_change_register (void);

G_END_DECLS
