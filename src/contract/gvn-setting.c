/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-setting.h"

#define NUMBER_MAX 366

/* In cents, ten thousand million euros: beyond, it is a mistake of typing */
#define AMOUNT_MAX G_GINT64_CONSTANT (1000000000000)

/* Filled at start by the domains, read-only afterwards. */
static const GvnSettingPlace *added_places[8];

void
gvn_setting_free (GvnSetting *self)
{
  g_free (self->key);
  g_free (self->value);
  g_free (self->default_value);
  g_strfreev (self->choices);
  g_free (self->label);
  g_free (self->clause);
  g_free (self->reading);
  g_free (self->act);
  g_free (self);
}

static GvnSettingKind
kind_from_text (const char *text)
{
  static const char *const kinds[] = { "choice", "number", "amount", "text", "date", "elsewhere" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (text, kinds[i]))
      return i;

  g_assert_not_reached (); /* the column's CHECK holds it to these */
}

static gpointer
setting_from_row (GvnStatement *row)
{
  GvnSetting *self = g_new0 (GvnSetting, 1);

  self->key = gvn_statement_dup_text (row, 0);
  self->kind = kind_from_text (gvn_statement_text (row, 1));
  self->value = gvn_statement_dup_text (row, 2);
  self->default_value = gvn_statement_dup_text (row, 3);
  if (!gvn_statement_is_null (row, 4))
    self->choices = g_strsplit (gvn_statement_text (row, 4), ",", -1);
  self->label = gvn_statement_dup_text (row, 5);
  self->clause = gvn_statement_dup_text (row, 6);
  self->reading = gvn_statement_dup_text (row, 7);
  self->act = gvn_statement_dup_text (row, 8);

  return self;
}

/**
 * gvn_setting_list:
 *
 * Returns: (transfer full) (element-type GvnSetting): every setting, by clause
 */
GPtrArray *
gvn_setting_list (GvnDb *db, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT key, kind, value, default_value, choices, label, clause, reading, act FROM setting"
                    " ORDER BY clause, key",
                    ""),
      setting_from_row, (GDestroyNotify) gvn_setting_free, error);
}

static gboolean
set_unknown (const char *key, GError **error)
{
  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: %s is a technical name */
               _ ("There is no setting “%s”: this contract’s template does not have it"), key);
  return FALSE;
}

/**
 * gvn_setting_get:
 *
 * Returns: (transfer full): the value, or %NULL with %GVN_ERROR_NOT_FOUND
 */
char *
gvn_setting_get (GvnDb *db, const char *key, GError **error)
{
  char *value = gvn_db_get_text (db, error, "SELECT value FROM setting WHERE key = ?", "s", key);

  if (value == NULL && (error == NULL || *error == NULL))
    set_unknown (key, error);

  return value;
}

gboolean
gvn_setting_get_int (GvnDb *db, const char *key, int *value, GError **error)
{
  g_autofree char *text = gvn_setting_get (db, key, error);

  if (text == NULL)
    return FALSE;
  *value = (int) g_ascii_strtoll (text, NULL, 10);

  return TRUE;
}

gboolean
gvn_setting_get_cents (GvnDb *db, const char *key, gint64 *cents, GError **error)
{
  g_autofree char *text = gvn_setting_get (db, key, error);

  if (text == NULL)
    return FALSE;
  *cents = g_ascii_strtoll (text, NULL, 10);

  return TRUE;
}

static gboolean
check_value (const GvnSetting *setting, const char *value, GError **error)
{
  guint64 number;
  GDate date;

  switch (setting->kind)
    {
    case GVN_SETTING_CHOICE:
      if (!g_strv_contains ((const char *const *) setting->choices, value))
        {
          g_autofree char *known = g_strjoinv (", ", setting->choices);

          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       /* Translators: the name of a setting, then the values it may take */
                       _ ("“%s” takes one of these values: %s"), setting->label, known);
          return FALSE;
        }
      return TRUE;
    case GVN_SETTING_NUMBER:
      if (!g_ascii_string_to_unsigned (value, 10, 0, NUMBER_MAX, &number, NULL))
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       /* Translators: the name of a setting, the largest number allowed */
                       _ ("“%s” is a whole number from 0 to %d"), setting->label, NUMBER_MAX);
          return FALSE;
        }
      return TRUE;
    case GVN_SETTING_AMOUNT:
      if (!g_ascii_string_to_unsigned (value, 10, 0, AMOUNT_MAX, &number, NULL))
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       /* Translators: the name of a setting */
                       _ ("“%s” is a whole number of cents, 0 for none"), setting->label);
          return FALSE;
        }
      return TRUE;
    case GVN_SETTING_DATE:
      return gvn_date_parse (value, &date, error);
    case GVN_SETTING_TEXT:
      return TRUE;
    case GVN_SETTING_ELSEWHERE:
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   /* Translators: the name of a setting, then what decides it: "body:COSTRAT", "sites" */
                   _ ("“%s” has no value of its own: change what it stands for (%s)"), setting->label, setting->value);
      return FALSE;
    }

  g_assert_not_reached ();
}

/**
 * gvn_setting_set:
 * @act: the act that allows leaving the default reading
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when the value does not fit or no act
 *   is named
 */
gboolean
gvn_setting_set (GvnDb *db, const char *key, const char *value, const char *act, GError **error)
{
  g_autoptr (GPtrArray) settings = gvn_setting_list (db, error);

  if (settings == NULL)
    return FALSE;

  for (guint i = 0; i < settings->len; i++)
    {
      const GvnSetting *setting = settings->pdata[i];
      gboolean is_default;

      if (!g_str_equal (setting->key, key))
        continue;
      if (!check_value (setting, value, error))
        return FALSE;
      is_default = g_str_equal (value, setting->default_value);
      if (!is_default && gvn_text_is_empty (act))
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       /* Translators: the name of a setting */
                       _ ("“%s” changes a reading of the contract: name the act that allows it"), setting->label);
          return FALSE;
        }
      return gvn_db_exec (db, error, "UPDATE setting SET value = ?, act = ? WHERE key = ?", "sss", value,
                          is_default ? NULL : act, key);
    }

  return set_unknown (key, error);
}

/**
 * gvn_setting_add_place:
 * @place: (transfer none): must outlive the program
 *
 * Twice the same is once.
 */
void
gvn_setting_add_place (const GvnSettingPlace *place)
{
  guint i = 0;

  while (added_places[i] != NULL && added_places[i] != place)
    i++;
  g_assert (i + 1 < G_N_ELEMENTS (added_places));
  added_places[i] = place;
}

/**
 * gvn_setting_find_place:
 *
 * Returns: (nullable): what a domain told of @name
 */
const GvnSettingPlace *
gvn_setting_find_place (const char *name)
{
  for (guint i = 0; added_places[i] != NULL; i++)
    if (g_str_equal (added_places[i]->name, name))
      return added_places[i];

  return NULL;
}

/**
 * gvn_setting_place_is_known:
 * @place: what a setting of %GVN_SETTING_ELSEWHERE names
 */
gboolean
gvn_setting_place_is_known (const char *place)
{
  static const char *const places[] = { "sites", "closures", "people", "bodies", NULL };

  return g_strv_contains (places, place) || gvn_setting_find_place (place) != NULL
         || (g_str_has_prefix (place, "body:") && place[5] != '\0')
         || (g_str_has_prefix (place, "rule:") && strchr (place, '/') != NULL);
}
