/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "contract/gvn-contract-template.h"
#include "contract/gvn-setting.h"

#define STRINGS(...) ((const char *const[]) { __VA_ARGS__, NULL })

typedef gboolean (*ReadElement) (GvnJson *json, GvnDb *db, guint position, GHashTable *codes, GError **error);

/* Reads each element of a list; the codes already met may not come again. */
static gboolean
read_list (GvnJson *json, const char *member, GvnDb *db, ReadElement read, GHashTable *codes, GError **error)
{
  guint n = gvn_json_enter_array (json, member);
  gboolean stored = TRUE;

  for (guint i = 0; stored && i < n; i++)
    {
      gvn_json_enter_element (json, i);
      stored = read (json, db, i, codes, error);
      gvn_json_leave (json);
    }
  gvn_json_leave (json);

  return stored;
}

static const char *
read_code (GvnJson *json, const char *member, GHashTable *codes)
{
  const char *code = gvn_json_string (json, member);

  if (!g_hash_table_add (codes, g_strdup (code)))
    /* Translators: %s is a code found in a file */
    gvn_json_fault (json, _ ("the code “%s” comes twice: give another one"), code);

  return code;
}

static gboolean
read_agency (GvnJson *json, GvnDb *db, guint position, GHashTable *codes, GError **error)
{
  const char *code, *name, *short_name, *kind;

  gvn_json_allow_members (json, STRINGS ("code", "name", "short", "kind"));
  code = read_code (json, "code", codes);
  name = gvn_json_string (json, "name");
  short_name = gvn_json_string (json, "short");
  kind = gvn_json_choice (json, "kind", STRINGS ("agency", "shared_is"));

  return db == NULL
         || gvn_db_exec (db, error, "INSERT INTO agency VALUES (?, ?, ?, ?, ?)", "ssssi", code, name, short_name, kind,
                         (gint64) position);
}

static gboolean
read_site (GvnJson *json, GvnDb *db, guint position, GHashTable *codes, GError **error)
{
  const char *code, *agency, *name, *alias, *kind, *department, *address, *postal_code, *city, *zone;
  int users;
  gboolean visited;

  gvn_json_allow_members (json, STRINGS ("code", "agency", "name", "alias", "kind", "department", "address",
                                         "postal_code", "city", "users", "visited", "holidays"));
  code = read_code (json, "code", codes);
  agency = gvn_json_string (json, "agency");
  if (!g_hash_table_contains (codes, agency))
    gvn_json_fault (json, _ ("there is no agency “%s”"), agency);
  name = gvn_json_string (json, "name");
  alias = gvn_json_optional_string (json, "alias");
  kind = gvn_json_choice (json, "kind", STRINGS ("head_office", "head_office_branch", "branch", "mission"));
  department = gvn_json_string (json, "department");
  address = gvn_json_string (json, "address");
  postal_code = gvn_json_string (json, "postal_code");
  city = gvn_json_string (json, "city");
  users = gvn_json_int (json, "users", 0, 100000);
  visited = gvn_json_bool (json, "visited");
  zone = gvn_json_choice (json, "holidays", STRINGS ("national", "alsace_moselle"));

  return db == NULL
         || gvn_db_exec (db, error, "INSERT INTO site VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "sssssssssibs",
                         code, agency, name, alias, kind, department, address, postal_code, city, (gint64) users,
                         visited, zone);
}

static gboolean
read_role (GvnJson *json, GvnDb *db, guint position, GHashTable *codes, GError **error)
{
  const char *code, *side, *label;
  gboolean per_perimeter;

  gvn_json_allow_members (json, STRINGS ("code", "side", "label", "per_perimeter"));
  code = read_code (json, "code", codes);
  side = gvn_json_choice (json, "side", STRINGS ("contractor", "dsiun", "agency", "third_party"));
  label = gvn_json_string (json, "label");
  per_perimeter = gvn_json_bool (json, "per_perimeter");

  return db == NULL
         || gvn_db_exec (db, error, "INSERT INTO role VALUES (?, ?, ?, ?, ?)", "sssbi", code, side, label,
                         per_perimeter, (gint64) position);
}

static gboolean
read_setting (GvnJson *json, GvnDb *db, guint position, GHashTable *codes, GError **error)
{
  const char *key, *kind, *value, *choices, *label, *clause, *reading;

  gvn_json_allow_members (json, STRINGS ("key", "kind", "value", "choices", "label", "clause", "reading"));
  key = read_code (json, "key", codes);
  kind = gvn_json_choice (json, "kind", STRINGS ("choice", "number", "amount", "text", "date", "elsewhere"));
  value = gvn_json_string (json, "value");
  choices = gvn_json_optional_string (json, "choices");
  if (g_str_equal (kind, "choice") != (choices != NULL))
    gvn_json_fault (json, _ ("a setting has choices when it is a choice, and only then"));
  if (g_str_equal (kind, "elsewhere") && !gvn_setting_place_is_known (value))
    gvn_json_fault (
        json, _ ("a reading decided elsewhere names sites, closures, people, bodies, body:CODE or rule:BODY/DOCUMENT"));
  label = gvn_json_string (json, "label");
  clause = gvn_json_string (json, "clause");
  reading = gvn_json_string (json, "reading");

  return db == NULL
         || gvn_db_exec (db, error,
                         "INSERT INTO setting VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, NULL)"
                         " ON CONFLICT (key) DO NOTHING",
                         "sssssss", key, value, choices, kind, label, clause, reading);
}

/**
 * gvn_contract_template_read_settings:
 * @db: (nullable): where to store those that are not there; %NULL to check only
 */
gboolean
gvn_contract_template_read_settings (GvnJson *json, GvnDb *db, GError **error)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return read_list (json, "settings", db, read_setting, settings, error);
}

/**
 * gvn_contract_template_read:
 * @db: (nullable): where to store it; %NULL to check only
 */
gboolean
gvn_contract_template_read (GvnJson *json, GvnDb *db, const GvnContract *contract, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gvn_json_enter (json, "organizer");
  gvn_json_allow_members (json, STRINGS ("name", "email"));
  gvn_json_string (json, "name");
  gvn_json_string (json, "email");
  gvn_json_leave (json);

  return read_list (json, "agencies", db, read_agency, places, error)
         && read_list (json, "sites", db, read_site, places, error)
         && read_list (json, "roles", db, read_role, roles, error)
         && gvn_contract_template_read_settings (json, db, error);
}
