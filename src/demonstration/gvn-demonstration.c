/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/gvn-uuid.h"
#include "demonstration/gvn-demonstration-private.h"
#include "demonstration/gvn-demonstration.h"
#include "committees/gvn-meeting.h"
#include "committees/gvn-planning.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"

/*
 * A contract signed on 2026-10-01 and lived with until 2028-03-08: planned,
 * held and minuted through the same commands a user has. Role-like names only.
 */

#define AUTHOR "Démonstration"
#define SPACE GVN_DEMONSTRATION_SPACE

typedef struct
{
  const char *name;
  const char *side;
  const char *employer;
  const char *role;
  const char *perimeter;
  const char *email; /* where no mail goes (RFC 2606), NULL for who has none */
} Cast;

static const Cast cast[] = {
  { "Direction DSIUN", "dsiun", "DSIUN", "director", NULL, "direction@dsiun.example" },
  { "Délégué socle", "dsiun", "DSIUN", "platform_delegate", NULL, "delegue-socle@dsiun.example" },
  { "Chef de service CEDS", "dsiun", "DSIUN", "head_ceds", NULL, "chef-ceds@dsiun.example" },
  { "Chef de service EXPL", "dsiun", "DSIUN", "head_expl", NULL, "chef-expl@dsiun.example" },
  { "Chef de service INSE", "dsiun", "DSIUN", "head_inse", NULL, "chef-inse@dsiun.example" },
  { "Chef de service SAQM", "dsiun", "DSIUN", "head_saqm", NULL, "chef-saqm@dsiun.example" },
  { "Qualité DSIUN", "dsiun", "DSIUN", "quality_assurance_manager", NULL, "qualite@dsiun.example" },
  { "Superviseur support", "dsiun", "DSIUN", "support_supervisor", NULL, "superviseur-support@dsiun.example" },
  { "Gestionnaire de parc", "dsiun", "DSIUN", "asset_manager", NULL, NULL },
  { "Problem manager", "dsiun", "DSIUN", "problem_manager", NULL, "problem-manager@dsiun.example" },
  { "PMO", "dsiun", "DSIUN", "pmo", NULL, "pmo@dsiun.example" },
  { "RSSI", "dsiun", "DSIUN", "rssi", NULL, "rssi@dsiun.example" },
  { "Responsable de site Toulouse", "dsiun", "DSIUN", "site_manager", "AEAG", "site-toulouse@dsiun.example" },
  { "Responsable de site Douai", "dsiun", "DSIUN", "site_manager", "AEAP", "site-douai@dsiun.example" },
  { "Responsable de site Orléans", "dsiun", "DSIUN", "site_manager", "AELB", "site-orleans@dsiun.example" },
  { "Responsable de site Rozérieulles", "dsiun", "DSIUN", "site_manager", "AERM", "site-rozerieulles@dsiun.example" },
  { "Responsable de site Lyon", "dsiun", "DSIUN", "site_manager", "AERMC", "site-lyon@dsiun.example" },
  { "Responsable de site Courbevoie", "dsiun", "DSIUN", "site_manager", "AESN", "site-courbevoie@dsiun.example" },
  { "Pilote AEAG", "dsiun", "DSIUN", "operations_lead", "AEAG", "pilote-aeag@dsiun.example" },
  { "Pilote AEAP", "dsiun", "DSIUN", "operations_lead", "AEAP", "pilote-aeap@dsiun.example" },
  { "Pilote AELB", "dsiun", "DSIUN", "operations_lead", "AELB", "pilote-aelb@dsiun.example" },
  { "Pilote AERM", "dsiun", "DSIUN", "operations_lead", "AERM", "pilote-aerm@dsiun.example" },
  { "Pilote AERMC", "dsiun", "DSIUN", "operations_lead", "AERMC", "pilote-aermc@dsiun.example" },
  { "Pilote AESN", "dsiun", "DSIUN", "operations_lead", "AESN", "pilote-aesn@dsiun.example" },
  { "Pilote 7e SI", "dsiun", "DSIUN", "operations_lead", "7eSI", NULL },
  { "Responsable commercial", "contractor", "Titulaire", "account_sales_manager", NULL,
    "responsable-commercial@titulaire.example" },
  { "Responsable agence titulaire", "contractor", "Titulaire", "contractor_branch_manager", NULL,
    "responsable-agence@titulaire.example" },
  { "ROC", "contractor", "Titulaire", "roc", NULL, "roc@titulaire.example" },
  { "SDM TME", "contractor", "Titulaire", "sdm_tme", NULL, "sdm-tme@titulaire.example" },
  { "SDM TMS", "contractor", "Titulaire", "sdm_tms", NULL, "sdm-tms@titulaire.example" },
};

static gboolean
add_cast (GvnDb *db, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (cast); i++)
    {
      g_autofree char *person_id = gvn_uuid_v5 (SPACE, cast[i].name);
      g_autofree char *holding_id = gvn_uuid_v5 (person_id, cast[i].role);
      GvnPerson person = { person_id, (char *) cast[i].name, (char *) cast[i].side, (char *) cast[i].employer,
                           (char *) cast[i].email };
      GvnRoleHolding holding = {
        .id = holding_id, .person = person_id, .role = (char *) cast[i].role, .perimeter = (char *) cast[i].perimeter
      };

      gvn_date_set (&holding.first_on, 2026, 10, 1);
      if (!gvn_person_save (db, &person, error) || !gvn_role_holding_save (db, &holding, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
create_contract (GvnDb *db, gpointer data, GError **error)
{
  g_autoptr (GvnTemplate) template = gvn_template_load_builtin (error);
  GvnContractDraft draft = { .initialisation_months = 4, .demonstration = TRUE };

  if (template == NULL)
    return FALSE;
  gvn_date_set (&draft.signed_on, 2026, 10, 1);
  gvn_date_set (&draft.initialisation_on, 2026, 11, 1);
  gvn_date_set (&draft.end_on, 2031, 2, 28);

  return gvn_contract_create (db, template, &draft, error);
}

static gboolean
add_closures (GvnDb *db, gpointer data, GError **error)
{
  static const struct
  {
    const char *agency;
    const char *label;
    int first[3], last[3];
  } closures[] = {
    { "AELB", "Pont de l’Ascension", { 2028, 5, 26 }, { 2028, 5, 26 } },
    { "AERMC", "Fermeture de fin d’année", { 2027, 12, 24 }, { 2027, 12, 31 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (closures); i++)
    {
      g_autofree char *id = gvn_uuid_v5 (SPACE, closures[i].label);
      GvnClosure closure = { .id = id, .agency = (char *) closures[i].agency, .label = (char *) closures[i].label };

      gvn_date_set (&closure.first_on, closures[i].first[0], closures[i].first[1], closures[i].first[2]);
      gvn_date_set (&closure.last_on, closures[i].last[0], closures[i].last[1], closures[i].last[2]);
      if (!gvn_closure_save (db, &closure, error))
        return FALSE;
    }

  return TRUE;
}

/* A life of meetings --------------------------------------------------------------- */

typedef struct
{
  GvnDb *db;
  GvnCalendar *calendar;
  const GvnNow *now;
  GvnMeeting *meeting;
} Life;

/* A working day so many days from the meeting's, at ten in the morning. */
static gboolean
moment_at (const Life *life, int days, gint64 *instant, GError **error)
{
  GvnLocal local = { .minutes = 10 * 60 };

  return gvn_calendar_add_working_days (life->calendar, &life->meeting->start.date, days, &local.date, NULL, error)
         && gvn_local_to_instant (&local, instant, error);
}

/* Does @act @days working days from the meeting, unless that has not come yet. */
static gboolean
act (const Life *life, GvnMeetingAct what, int days, const char *by, GError **error)
{
  GvnMeetingRequest request = { .meeting = life->meeting->id,
                                .act = what,
                                .by_name = by,
                                .now = life->now,
                                .by_side = g_str_equal (by, "ROC") ? "contractor" : "dsiun" };

  if (what == GVN_ACT_HOLD)
    return gvn_meeting_apply (life->db, &request, error);
  if (!moment_at (life, days, &request.at, error))
    return FALSE;
  if (request.at > life->now->instant)
    return TRUE;

  return gvn_meeting_apply (life->db, &request, error);
}

/* Now and then somebody is late: by the day, so that it is always the same. */
static int
lateness (const GvnMeeting *meeting, guint one_in)
{
  return g_date_get_julian (&meeting->start.date) * 7 % one_in == 0 ? 1 : 0;
}

static gboolean
live_copil (const Life *life, GError **error)
{
  int late = lateness (life->meeting, 5);

  return act (life, GVN_ACT_AGENDA, -6, "ROC", error) && act (life, GVN_ACT_SUPPORTS, -5, "ROC", error)
         && act (life, GVN_ACT_BILLING, -5 + late, "ROC", error) && act (life, GVN_ACT_HOLD, 0, "ROC", error)
         && act (life, GVN_ACT_MINUTES_SEND, 5 + late, "ROC", error)
         && act (life, GVN_ACT_MINUTES_RECEIVE, 5 + late, "Délégué socle", error);
}

static gboolean
is_late_minutes (const GvnMeeting *meeting)
{
  GDate day;

  gvn_date_set (&day, 2028, 2, 16);
  return g_str_equal (meeting->body, "COSUI-AERM") && gvn_date_equal (&meeting->start.date, &day);
}

static gboolean
live_cosui (const Life *life, GError **error)
{
  int late = lateness (life->meeting, 9);

  if (!act (life, GVN_ACT_AGENDA, -2 + late, "ROC", error) || !act (life, GVN_ACT_HOLD, 0, "ROC", error))
    return FALSE;
  if (is_late_minutes (life->meeting))
    return TRUE;

  return act (life, GVN_ACT_MINUTES_SEND, 3 + 3 * late, "ROC", error)
         && act (life, GVN_ACT_MINUTES_RECEIVE, 3 + 3 * late, "Chef de service EXPL", error)
         && act (life, GVN_ACT_MINUTES_VALIDATE, 8, "Chef de service EXPL", error);
}

static gboolean
live_cprob (const Life *life, GError **error)
{
  return act (life, GVN_ACT_GRID, -2, "ROC", error) && act (life, GVN_ACT_HOLD, 0, "ROC", error)
         && act (life, GVN_ACT_MINUTES_SEND, 2, "ROC", error);
}

static gboolean
live_costrat (const Life *life, GError **error)
{
  return act (life, GVN_ACT_AGENDA, -5, "ROC", error) && act (life, GVN_ACT_HOLD, 0, "ROC", error)
         && act (life, GVN_ACT_MINUTES_SEND, 4, "ROC", error)
         && act (life, GVN_ACT_MINUTES_RECEIVE, 4, "Direction DSIUN", error);
}

static gboolean
live_meeting (const Life *life, GError **error)
{
  const char *kind = life->meeting->body_kind;

  if (g_str_equal (kind, "COPIL"))
    return live_copil (life, error);
  if (g_str_equal (kind, "COSUI"))
    return live_cosui (life, error);
  if (g_str_equal (kind, "CPROB"))
    return live_cprob (life, error);
  if (g_str_equal (kind, "COSTRAT"))
    return live_costrat (life, error);
  if (g_str_equal (kind, "CAB") && lateness (life->meeting, 23))
    {
      GvnMeetingRequest request = { .meeting = life->meeting->id,
                                    .act = GVN_ACT_CANCEL,
                                    .by_name = "SDM TME",
                                    .reason = "Aucun changement à examiner",
                                    .cause = "dsiun",
                                    .now = life->now };

      return gvn_meeting_apply (life->db, &request, error);
    }

  return act (life, GVN_ACT_HOLD, 0, "ROC", error);
}

typedef struct
{
  GDate from, to;
  const GvnNow *now;
} Period;

static gboolean
live_period (GvnDb *db, gpointer data, GError **error)
{
  const Period *period = data;
  GvnMeetingFilter filter = { .from = period->from, .to = period->to };
  g_autoptr (GvnCalendar) calendar = gvn_calendar_load_contract (db, NULL, error);
  g_autoptr (GPtrArray) meetings = calendar != NULL ? gvn_meeting_list (db, &filter, error) : NULL;
  Life life = { db, calendar, period->now, NULL };

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      life.meeting = meetings->pdata[i];
      if (!live_meeting (&life, error))
        return FALSE;
    }

  return meetings != NULL;
}

/* Scripted steps, each a journaled command of its day ------------------------------ */

gboolean
gvn_demonstration_run_on (GvnStore *store, const char *day, const char *label, GvnCommand command, gpointer data,
                          GError **error)
{
  GvnNow now;
  GvnEntry entry = { label, AUTHOR, &now };

  return gvn_now_resolve (day, &now, error) && gvn_store_run (store, &entry, command, data, error);
}

static gboolean
plan_year (GvnStore *store, const char *day, int year, GError **error)
{
  GvnNow now;
  GvnPlanningRequest planning = { .year = year, .now = &now };
  GvnCalendarRequest proposal = { .year = year, .by_name = "ROC", .now = &now };
  GvnCalendarRequest acceptance = { .year = year, .accept = TRUE, .by_name = "Chef de service EXPL", .now = &now };
  gboolean done;

  if (!gvn_now_resolve (day, &now, error))
    return FALSE;

  done = gvn_demonstration_run_on (store, day, _ ("Plan the year"), gvn_planning_apply, &planning, error)
         && gvn_demonstration_run_on (store, day, _ ("Record the calendar proposed"), gvn_planning_set_status,
                                      &proposal, error)
         && gvn_demonstration_run_on (store, day, _ ("Record the calendar accepted"), gvn_planning_set_status,
                                      &acceptance, error);
  g_clear_pointer (&planning.plan, gvn_year_plan_free);

  return done;
}

/* Each month's meetings, recorded at the end of the month. */
static gboolean
live_months (GvnStore *store, GError **error)
{
  GDate last;

  gvn_date_set (&last, 2028, 3, 7);
  for (int month = 10; month < 27; month++)
    {
      Period period;
      GvnNow now;
      g_autoptr (GDateTime) first = g_date_time_new_utc (2026 + month / 12, month % 12 + 1, 1, 0, 0, 0);
      g_autofree char *name = g_date_time_format (first, "%B %Y");
      /* Translators: a month and its year */
      g_autofree char *label = g_strdup_printf (_ ("Record the meetings of %s"), name);
      GvnEntry entry = { label, AUTHOR, &now };

      gvn_date_set (&period.from, 2026 + month / 12, month % 12 + 1, 1);
      period.to = period.from;
      g_date_add_months (&period.to, 1);
      g_date_subtract_days (&period.to, 1);
      if (g_date_compare (&period.to, &last) > 0)
        period.to = last;
      /* Facts of the days after the month are known by the demonstration's day. */
      if (!gvn_now_resolve (GVN_DEMONSTRATION_TODAY, &now, error))
        return FALSE;
      period.now = &now;
      if (!gvn_store_run (store, &entry, live_period, &period, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill (GvnStore *store, GError **error)
{
  return gvn_demonstration_run_on (store, "2026-10-05", _ ("Create the contract"), create_contract, NULL, error)
         && gvn_demonstration_run_on (store, "2026-10-05", _ ("Enter the people and their roles"), add_cast, NULL,
                                      error)
         && gvn_demonstration_run_on (store, "2026-10-05", _ ("Enter the closures of the agencies"), add_closures, NULL,
                                      error)
         && gvn_demonstration_add_milestones (store, error) && plan_year (store, "2026-10-12", 2026, error)
         && plan_year (store, "2026-11-23", 2027, error) && plan_year (store, "2027-11-22", 2028, error)
         && gvn_demonstration_prepare_sessions (store, error) && live_months (store, error)
         && gvn_demonstration_add_matters (store, error) && gvn_demonstration_hold_sessions (store, error)
         && gvn_demonstration_fill_cab (store, error) && gvn_demonstration_fill_preparation (store, error)
         && gvn_demonstration_fill_orders (store, error);
}

/**
 * gvn_demonstration_create:
 * @path: a file that does not exist
 *
 * Returns: (transfer full): the demonstration contract, the same on every
 *   machine; %NULL with @error and no file
 */
GvnStore *
gvn_demonstration_create (const char *path, GError **error)
{
  g_autoptr (GvnStore) store = gvn_store_open (path, GVN_STORE_CREATE, error);

  if (store == NULL)
    return NULL;
  if (fill (store, error))
    return g_steal_pointer (&store);

  gvn_store_close (store);
  g_unlink (path);
  return NULL;
}
