/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-text.h"
#include "committees/gvn-change.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"

gboolean
gvn_change_setting (GvnDb *db, gpointer change, GError **error)
{
  const GvnSettingChange *wanted = change;

  return gvn_setting_set (db, wanted->key, wanted->value, wanted->act, error) && gvn_store_derive (db, error);
}

gboolean
gvn_change_rule (GvnDb *db, gpointer change, GError **error)
{
  const GvnRuleChange *wanted = change;

  return gvn_rule_change (db, wanted->rule, &wanted->delay, wanted->active, &wanted->effective_on, wanted->act, error)
         && gvn_store_derive (db, error);
}

gboolean
gvn_change_schedule (GvnDb *db, gpointer change, GError **error)
{
  const GvnScheduleChange *wanted = change;

  return gvn_body_set_schedule (db, wanted->body, &wanted->schedule, wanted->link, wanted->act, error);
}

gboolean
gvn_change_activity (GvnDb *db, gpointer change, GError **error)
{
  const GvnActivityChange *wanted = change;

  return gvn_body_set_active (db, wanted->body, g_date_valid (&wanted->from) ? &wanted->from : NULL,
                              g_date_valid (&wanted->to) ? &wanted->to : NULL, error);
}

gboolean
gvn_change_merge (GvnDb *db, gpointer change, GError **error)
{
  const GvnMergeChange *wanted = change;

  return wanted->into != NULL ? gvn_body_merge (db, wanted->body, wanted->into, &wanted->on, error)
                              : gvn_body_unmerge (db, wanted->body, &wanted->on, error);
}

/* What a reading decided elsewhere comes to today ----------------------------------- */

/* "COSTRAT/agenda" */
static char *
describe_rule (GvnDb *db, const char *place, const GDate *on, GError **error)
{
  g_auto (GStrv) words = g_strsplit (place, "/", 2);
  g_autoptr (GPtrArray) rules = gvn_rule_list (db, NULL, words[0], on, error);

  if (rules == NULL)
    return NULL;
  for (guint i = 0; i < rules->len; i++)
    {
      const GvnRule *rule = rules->pdata[i];

      if (!rule->indicator && g_str_equal (rule->kind, words[1]))
        return gvn_delay_describe (&rule->delay);
    }

  return g_strdup (_ ("Switched off"));
}

static char *
describe_sites (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) sites = gvn_site_list (db, error);
  guint n_visited = 0;

  if (sites == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    n_visited += ((GvnSite *) sites->pdata[i])->visited;

  return g_strdup_printf (ngettext ("%u site visited", "%u sites visited", n_visited), n_visited);
}

/**
 * gvn_setting_dup_current:
 * @on: the day looked at
 *
 * Returns: (transfer full): what the reading comes to: its value, or what
 *   decides it elsewhere
 */
char *
gvn_setting_dup_current (GvnDb *db, const GvnSetting *setting, const GDate *on, GError **error)
{
  const GvnSettingPlace *place = gvn_setting_find_place (setting->value);
  g_autoptr (GPtrArray) rows = NULL;

  if (setting->kind != GVN_SETTING_ELSEWHERE)
    return g_strdup (setting->value);
  if (place != NULL)
    return place->dup_current (db, on, error);
  if (g_str_has_prefix (setting->value, "body:"))
    return gvn_body_dup_rhythm (db, setting->value + strlen ("body:"), error);
  if (g_str_has_prefix (setting->value, "rule:"))
    return describe_rule (db, setting->value + strlen ("rule:"), on, error);
  if (g_str_equal (setting->value, "sites"))
    return describe_sites (db, error);

  if (g_str_equal (setting->value, "closures"))
    {
      rows = gvn_closure_list (db, error);
      return rows != NULL ? g_strdup_printf (ngettext ("%u closure", "%u closures", rows->len), rows->len) : NULL;
    }
  if (g_str_equal (setting->value, "people"))
    {
      rows = gvn_person_list (db, error);
      return rows != NULL ? g_strdup_printf (ngettext ("%u person", "%u people", rows->len), rows->len) : NULL;
    }

  rows = gvn_body_list (db, error);
  return rows != NULL ? g_strdup_printf (ngettext ("%u body", "%u bodies", rows->len), rows->len) : NULL;
}
