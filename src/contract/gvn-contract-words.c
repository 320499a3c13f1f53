/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "contract/gvn-contract-words.h"
#include "contract/gvn-person.h"
#include "contract/gvn-side.h"
#include "store/gvn-object.h"

/* How the journal tells the contract's rows. */

char *
gvn_value_dup_side (GvnDb *db, const char *value)
{
  return g_strdup (gvn_side_get_label (value));
}

char *
gvn_value_dup_cause (GvnDb *db, const char *value)
{
  return g_strdup (gvn_cause_get_label (value));
}

char *
gvn_value_dup_role (GvnDb *db, const char *value)
{
  return gvn_role_dup_label (db, value, NULL);
}

char *
gvn_value_dup_attachment (GvnDb *db, const char *value)
{
  return gvn_db_get_text (db, NULL, "SELECT name FROM attachment WHERE sha256 = ?", "s", value);
}

static char *
dup_person (GvnDb *db, const char *value)
{
  return gvn_db_get_text (db, NULL, "SELECT name FROM person WHERE id = ?", "s", value);
}

static char *
dup_setting (GvnDb *db, const char *value)
{
  return gvn_db_get_text (db, NULL, "SELECT label FROM setting WHERE key = ?", "s", value);
}

static const GvnColumnWords contract_columns[] = {
  { "code", N_ ("Code"), NULL },
  { "title", N_ ("Title"), NULL },
  { "signed_on", N_ ("Signed on"), gvn_value_dup_date },
  { "initialisation_on", N_ ("Initialisation from"), gvn_value_dup_date },
  { "initialisation_months", N_ ("Months of initialisation"), NULL },
  { "end_on", N_ ("End"), gvn_value_dup_date },
  { "tracked_since", N_ ("Tracked since"), gvn_value_dup_date },
  { "organizer_name", N_ ("Organizer"), NULL },
  { "organizer_email", N_ ("Organizer’s mail address"), NULL },
  { NULL },
};

static const GvnColumnWords setting_columns[] = {
  { "key", N_ ("Name"), dup_setting },
  { "value", N_ ("Value"), NULL },
  { "act", N_ ("Act that allows it"), NULL },
  { NULL },
};

static const GvnColumnWords agency_columns[] = {
  { "code", N_ ("Code"), NULL },
  { "name", N_ ("Name"), NULL },
  { "short", N_ ("Short name"), NULL },
  { NULL },
};

static const GvnColumnWords site_columns[] = {
  { "name", N_ ("Name"), NULL },
  { "agency", N_ ("Agency"), NULL },
  { "alias", N_ ("Also called"), NULL },
  { "address", N_ ("Address"), NULL },
  { "postal_code", N_ ("Postal code"), NULL },
  { "city", N_ ("City"), NULL },
  { "users", N_ ("Users"), NULL },
  { "visited", N_ ("Visited"), gvn_value_dup_yes_no },
  { NULL },
};

static const GvnColumnWords closure_columns[] = {
  { "label", N_ ("Name"), NULL },
  { "agency", N_ ("Agency"), NULL },
  { "first_on", N_ ("First day"), gvn_value_dup_date },
  { "last_on", N_ ("Last day"), gvn_value_dup_date },
  { "removes_working_days", N_ ("Removes working days"), gvn_value_dup_yes_no },
  { NULL },
};

static const GvnColumnWords milestone_columns[] = {
  { "title", N_ ("Title"), NULL },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "side", N_ ("Side"), gvn_value_dup_side },
  { "planned_on", N_ ("Planned day"), gvn_value_dup_date },
  { "reached_on", N_ ("Reached on"), gvn_value_dup_date },
  { "note", N_ ("Note"), NULL },
  { "note_internal", N_ ("Internal"), gvn_value_dup_yes_no },
  { NULL },
};

static const GvnColumnWords role_columns[] = {
  { "label", N_ ("Name"), NULL },
  { "side", N_ ("Side"), gvn_value_dup_side },
  { NULL },
};

static const GvnColumnWords person_columns[] = {
  { "name", N_ ("Name"), NULL },
  { "side", N_ ("Side"), gvn_value_dup_side },
  { "employer", N_ ("Employer"), NULL },
  { "email", N_ ("Mail address"), NULL },
  { NULL },
};

static const GvnColumnWords holding_columns[] = {
  { "role", N_ ("Role"), gvn_value_dup_role },
  { "person", N_ ("Person"), dup_person },
  { "perimeter", N_ ("Perimeter"), NULL },
  { "first_on", N_ ("First day"), gvn_value_dup_date },
  { "last_on", N_ ("Last day"), gvn_value_dup_date },
  { NULL },
};

static const GvnColumnWords attachment_columns[] = { { "name", N_ ("Name"), NULL }, { NULL } };

static const GvnTableWords tables[] = {
  { .table = "contract", .label = N_ ("Contract"), .title = "code", .kind = "contract", .columns = contract_columns },
  { .table = "setting", .label = N_ ("Setting"), .title = "key", .kind = "setting", .columns = setting_columns },
  { .table = "agency", .label = N_ ("Agency"), .title = "code", .kind = "agency", .columns = agency_columns },
  { .table = "site", .label = N_ ("Site"), .title = "name", .kind = "site", .columns = site_columns },
  { .table = "closure", .label = N_ ("Closure"), .title = "label", .kind = "closure", .columns = closure_columns },
  { .table = "milestone",
    .label = N_ ("Milestone"),
    .title = "title",
    .kind = "milestone",
    .columns = milestone_columns },
  { .table = "role", .label = N_ ("Role"), .title = "label", .kind = "role", .columns = role_columns },
  { .table = "person", .label = N_ ("Person"), .title = "name", .kind = "person", .columns = person_columns },
  { .table = "role_holding",
    .label = N_ ("Role of a person"),
    .title = "role",
    .kind = "person",
    .owner = "person",
    .columns = holding_columns },
  { .table = "attachment",
    .label = N_ ("Proof"),
    .title = "name",
    .kind = "attachment",
    .columns = attachment_columns },
};

static const GvnObjectKind kinds[] = {
  { "person", N_ ("People") },     { "site", N_ ("Sites") },        { "setting", N_ ("Settings") },
  { "closure", N_ ("Closures") },  { "agency", N_ ("Perimeters") }, { "role", N_ ("Roles") },
  { "attachment", N_ ("Proofs") }, { "contract", N_ ("Contract") }, { "milestone", N_ ("Milestones") },
};

/**
 * gvn_contract_register:
 *
 * Tells the store what the contract's rows are called; to be called once at start.
 */
void
gvn_contract_register (void)
{
  gvn_object_add_kinds (kinds, G_N_ELEMENTS (kinds));
  gvn_object_add_tables (tables, G_N_ELEMENTS (tables));
}
