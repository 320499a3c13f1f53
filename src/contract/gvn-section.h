/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "contract/gvn-contract.h"
#include "contract/gvn-json.h"

G_BEGIN_DECLS

/**
 * GvnSection:
 * @name: the member of the template's root it reads
 * @read: reads it, faults kept by @json; stores it too unless @db is %NULL
 * @table: (nullable): what it fills, empty in a contract made before there was this part
 * @adds: whether @read may store again, and then adds what is not there
 * @lacks: (nullable): a query that gives 1 in a contract made before the template came to
 *   say more of this part
 * @added: (nullable): called once what was lacking is there, in a contract that already lives
 *
 * A domain's part of a template. The contract reads its own; the domains above
 * register theirs at start, in the order they are installed. One function checks
 * and stores, so that nothing is stored that was not checked the same way.
 */
typedef struct
{
  const char *name;
  gboolean (*read) (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error);
  const char *table;
  gboolean adds;
  const char *lacks;
  gboolean (*added) (GvnDb *db, const GvnNow *now, GError **error);
} GvnSection;

void gvn_section_register (const GvnSection *section);
const GvnSection *const *gvn_section_get_all (void);

G_END_DECLS
