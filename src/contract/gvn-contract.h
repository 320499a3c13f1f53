/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gvn-time.h"
#include "contract/gvn-template.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/**
 * GvnContractDraft:
 * @tracked_since: invalid (cleared) when the contract is tracked from its start
 *
 * What the assistant or `init` asks before a contract exists.
 */
typedef struct
{
  GDate signed_on;
  GDate initialisation_on;
  int initialisation_months;
  GDate end_on;
  GDate tracked_since;
  gboolean demonstration;
} GvnContractDraft;

/**
 * GvnContractField:
 *
 * The fields of a draft, to show an error at the one that is wrong.
 */
typedef enum
{
  GVN_CONTRACT_FIELD_NONE,
  GVN_CONTRACT_FIELD_SIGNED_ON,
  GVN_CONTRACT_FIELD_INITIALISATION_ON,
  GVN_CONTRACT_FIELD_INITIALISATION_MONTHS,
  GVN_CONTRACT_FIELD_END_ON,
  GVN_CONTRACT_FIELD_TRACKED_SINCE,
} GvnContractField;

gboolean gvn_contract_draft_check (const GvnContractDraft *draft, GvnContractField *field, GError **error);

/* The initialisation's bounds in months: 4, up to 6 by decision of the DSIUN (7.2.1) */
#define GVN_INITIALISATION_MONTHS 4
#define GVN_INITIALISATION_MONTHS_MAX 6

gboolean gvn_contract_create (GvnDb *db, GvnTemplate *template, const GvnContractDraft *draft, GError **error);

typedef struct
{
  char *id;
  char *code;
  char *title;
  GDate signed_on;
  GDate initialisation_on;
  int initialisation_months;
  GDate end_on;
  GDate tracked_since; /* invalid when tracked from the start */
  char *organizer_name;
  char *organizer_email;
  gboolean demonstration;
} GvnContract;

GvnStore *gvn_contract_open (const char *path, const char *author, const GvnNow *now, GError **error);
GvnContract *gvn_contract_load (GvnDb *db, GError **error);
void gvn_contract_free (GvnContract *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnContract, gvn_contract_free)

/**
 * GvnPhases:
 *
 * The contract's phases (part E.1, L-50, L-53), all bounds included.
 */
typedef struct
{
  GDate initialisation_first, initialisation_last;
  GDate run_first, run_last;
  GDate probation_first, probation_last;
  GDate reversibility_first, reversibility_last;
} GvnPhases;

void gvn_contract_get_phases (const GvnContract *self, GvnPhases *phases);

/**
 * GvnQuarter:
 * @year: the market year, from 1
 * @number: 1 to 4
 *
 * A quarter of the market year, counted from the signature (R8, L-10).
 */
typedef struct
{
  int year;
  int number;
  GDate first, last;
  gboolean scored; /* from the first whole quarter after probation */
} GvnQuarter;

gboolean gvn_contract_get_quarter (const GvnContract *self, const GDate *date, GvnQuarter *quarter);

G_END_DECLS
