/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-milestone.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"
#include "exchange/gvn-schedule-items.h"
#include "orders/gvn-intervention.h"
#include "orders/gvn-order.h"
#include "orders/gvn-price.h"
#include "orders/gvn-recurring.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-matter.h"

void
gvn_item_free (GvnItem *self)
{
  g_clear_pointer (&self->event, gvn_event_free);
  g_strfreev (self->perimeters);
  g_strfreev (self->people);
  g_free (self);
}

static const char *
family_of (const char *body_kind)
{
  return g_str_equal (body_kind, "CAB") ? "cab" : "committees";
}

/* Who sits where: asked at once for every meeting, for one query per meeting
 * would cost more than writing the file. */
typedef struct
{
  GHashTable *ids;   /* meeting → GStrvBuilder of person ids */
  GHashTable *texts; /* meeting → GString of "role: name" lines */
} Seating;

static void
seating_clear (Seating *seating)
{
  g_clear_pointer (&seating->ids, g_hash_table_unref);
  g_clear_pointer (&seating->texts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seating, seating_clear)

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static void
add_sitter (Seating *seating, const char *meeting, const char *role, const char *person, const char *name)
{
  GStrvBuilder *ids = g_hash_table_lookup (seating->ids, meeting);
  GString *text = g_hash_table_lookup (seating->texts, meeting);

  if (ids == NULL)
    {
      ids = g_strv_builder_new ();
      text = g_string_new (NULL);
      g_hash_table_insert (seating->ids, g_strdup (meeting), ids);
      g_hash_table_insert (seating->texts, g_strdup (meeting), text);
    }
  g_strv_builder_add (ids, person);
  /* Translators: a role, then a person */
  g_string_append_printf (text, _ ("%s: %s\n"), role, name);
}

#define SITTERS                                                                                                        \
  " JOIN role AS r ON r.code = b.role JOIN role_holding AS h ON h.role = b.role AND h.first_on <= m.planned_on"        \
  " AND (h.last_on IS NULL OR h.last_on >= m.planned_on)"                                                              \
  " AND (h.perimeter IS NULL OR b.perimeter IS NULL OR h.perimeter = b.perimeter)"                                     \
  " JOIN person AS p ON p.id = h.person WHERE b.permanent AND (b.first_on IS NULL OR b.first_on <= m.planned_on)"      \
  " AND (b.last_on IS NULL OR b.last_on >= m.planned_on)"                                                              \
  " AND (?1 IS NULL OR m.planned_on >= ?1) AND (?2 IS NULL OR m.planned_on <= ?2)"

static gboolean
seating_load (Seating *seating, GvnDb *db, const GDate *from, const GDate *to, GError **error)
{
  g_autoptr (GvnStatement) rows = gvn_db_query (
      db, error,
      "SELECT m.id, r.label, p.id, p.name, r.position FROM meeting AS m JOIN body_member AS b ON b.body = "
      "m.body" SITTERS " UNION SELECT m.id, r.label, p.id, p.name, r.position FROM meeting AS m JOIN body_merge AS g"
      " ON g.into_body = m.body AND g.first_on <= m.planned_on AND (g.last_on IS NULL OR g.last_on >= m.planned_on)"
      " JOIN body_member AS b ON b.body = g.body" SITTERS " ORDER BY 1, 5, 4",
      "dd", from, to);

  if (rows == NULL)
    return FALSE;

  seating->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strv_builder_unref);
  seating->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_string);
  while (gvn_statement_next (rows, error))
    add_sitter (seating, gvn_statement_text (rows, 0), gvn_statement_text (rows, 1), gvn_statement_text (rows, 2),
                gvn_statement_text (rows, 3));

  return !gvn_statement_failed (rows);
}

static char *
describe_meeting (GvnMeeting *meeting, const GString *people)
{
  GString *text = g_string_new (meeting->body_name);

  g_string_append_c (text, '\n');
  if (meeting->reason != NULL && !meeting->reason_internal)
    {
      const char *cause = gvn_cause_get_label (meeting->cause);

      /* Translators: why a meeting was moved or cancelled */
      g_string_append_printf (text, _ ("Reason: %s\n"), meeting->reason);
      if (cause != NULL)
        /* Translators: who caused it */
        g_string_append_printf (text, _ ("Cause: %s\n"), cause);
    }
  if (meeting->note != NULL && !meeting->note_internal)
    g_string_append_printf (text, "%s\n", meeting->note);
  if (people != NULL)
    g_string_append (text, people->str);

  return g_strchomp (g_string_free_and_steal (text));
}

static char *
summarise_meeting (GvnMeeting *meeting)
{
  g_autofree char *perimeters = NULL;

  if (g_strv_length (meeting->perimeters) < 2)
    return g_strdup (meeting->body);

  perimeters = g_strjoinv (" + ", meeting->perimeters);
  return g_strdup_printf ("%s %s", meeting->body_kind, perimeters);
}

static GvnItem *
item_from_meeting (GvnMeeting *meeting, const Seating *seating)
{
  GvnItem *item = g_new0 (GvnItem, 1);
  GvnEvent *event = g_new0 (GvnEvent, 1);
  GStrvBuilder *ids = g_hash_table_lookup (seating->ids, meeting->id);

  event->uid = g_strdup (meeting->id);
  event->summary = summarise_meeting (meeting);
  event->description = describe_meeting (meeting, g_hash_table_lookup (seating->texts, meeting->id));
  event->location = g_strdup (meeting->link != NULL ? meeting->link : _ ("Videoconference"));
  event->category = g_strdup (_ ("Committees"));
  event->start = meeting->start;
  event->duration_minutes = meeting->duration_minutes;
  event->tentative = meeting->state == GVN_MEETING_PLANNED || meeting->state == GVN_MEETING_MOVED;
  event->cancelled = meeting->state == GVN_MEETING_CANCELLED;
  item->event = event;
  item->family = family_of (meeting->body_kind);
  item->perimeters = g_strdupv (meeting->perimeters);
  item->people = ids != NULL ? g_strv_builder_end (ids) : g_new0 (char *, 1);

  return item;
}

static char *
describe_deadline (GvnDeadline *deadline)
{
  GString *text = g_string_new (NULL);

  /* Translators: a clause of the contract */
  g_string_append_printf (text, _ ("Clause: %s\n"), deadline->clause);
  /* Translators: a side, then a role */
  g_string_append_printf (text, _ ("Owed by: %s, %s\n"), gvn_side_get_label (deadline->owner_side),
                          deadline->owner_role_label);
  if (deadline->owner_person != NULL)
    g_string_append_printf (text, "%s\n", deadline->owner_person);
  if (deadline->due.minutes != GVN_NO_MINUTES)
    {
      g_autofree char *time = gvn_text_time (deadline->due.minutes);

      /* Translators: a time of day */
      g_string_append_printf (text, _ ("By %s\n"), time);
    }

  return g_strchomp (g_string_free_and_steal (text));
}

/* A day somebody is to keep: all day, free, with an alarm. */
static GvnItem *
item_new_day (const char *id, const GDate *day, const char *family, const char *perimeter, const char *person)
{
  GvnItem *item = g_new0 (GvnItem, 1);
  const char *perimeters[] = { perimeter, NULL };
  const char *people[] = { person, NULL };

  item->event = g_new0 (GvnEvent, 1);
  item->event->uid = g_strdup (id);
  item->event->start = (GvnLocal) { *day, GVN_NO_MINUTES };
  item->family = family;
  item->perimeters = g_strdupv ((char **) perimeters);
  item->people = g_strdupv ((char **) people);

  return item;
}

static GvnItem *
item_from_deadline (GvnDeadline *deadline, const char *family)
{
  GvnItem *item
      = item_new_day (deadline->id, &deadline->due.date, family, deadline->perimeter, deadline->owner_person_id);
  GvnEvent *event = item->event;

  event->summary = g_strdup_printf (deadline->fact != NULL
                                        /* Translators: a document and the meeting it is for */
                                        ? _ ("Done: %s — %s")
                                        /* Translators: a document and the meeting it is for */
                                        : _ ("Due: %s — %s"),
                                    deadline->label, deadline->subject);
  event->description = describe_deadline (deadline);
  event->category = g_strdup (_ ("Deadlines"));
  event->cancelled = deadline->state == GVN_DEADLINE_WAIVED;

  return item;
}

static char *
describe_action (GvnMatter *action)
{
  GString *text = g_string_new (action->body);
  const char *side = gvn_side_get_label (action->owner_side);

  g_string_append_c (text, '\n');
  if (action->owner_name != NULL)
    /* Translators: a side, then a person */
    g_string_append_printf (text, _ ("Owed by: %s, %s\n"), side, action->owner_name);
  else if (side != NULL)
    /* Translators: a side */
    g_string_append_printf (text, _ ("Owed by: %s\n"), side);
  if (action->ticket != NULL)
    /* Translators: the number of a ticket */
    g_string_append_printf (text, _ ("Ticket: %s\n"), action->ticket);

  return g_strchomp (g_string_free_and_steal (text));
}

static GvnItem *
item_from_action (GvnMatter *action)
{
  GvnItem *item
      = item_new_day (action->id, &action->due, family_of (action->body_kind), action->perimeter, action->owner);
  g_autofree char *code = gvn_matter_dup_code (action);

  item->event->summary = g_strdup_printf (action->state == GVN_MATTER_CLOSED
                                              /* Translators: the code of an action and what it is */
                                              ? _ ("Done: %s — %s")
                                              /* Translators: the code of an action and what it is */
                                              : _ ("Action: %s — %s"),
                                          code, action->title);
  item->event->description = describe_action (action);
  item->event->category = g_strdup (_ ("Actions"));
  item->event->cancelled = action->state == GVN_MATTER_DROPPED;

  return item;
}

/* Nothing of it follows from the day it is read on, or the mere passing of J+1 would be a
 * revision. */
static char *
describe_change (const GvnEmergencyChange *change)
{
  GString *text = g_string_new (NULL);
  g_autofree char *opened = gvn_text_moment (&change->opened);
  g_autofree char *verdict = change->closed_fact != NULL ? gvn_emergency_change_describe (change) : NULL;

  /* Translators: a clause of the contract */
  g_string_append_printf (text, _ ("Clause: %s\n"), "6.4");
  /* Translators: a person, a moment */
  g_string_append_printf (text, _ ("Opened by %s, %s\n"), change->opened_by, opened);
  if (change->ticket != NULL)
    /* Translators: the number of a ticket */
    g_string_append_printf (text, _ ("Ticket: %s\n"), change->ticket);
  if (verdict != NULL)
    g_string_append (text, verdict);

  return g_strchomp (g_string_free_and_steal (text));
}

static GvnItem *
item_from_change (const GvnEmergencyChange *change)
{
  GvnItem *item = item_new_day (change->id, &change->due_on, "cab", change->perimeter, change->validator);
  g_autofree char *name = gvn_emergency_change_dup_name (change);

  item->event->summary = g_strdup_printf (change->closed_fact != NULL
                                              /* Translators: the name of an emergency change and what it is */
                                              ? _ ("Done: %s — %s")
                                              /* Translators: the name of an emergency change and what it is */
                                              : _ ("To validate: %s — %s"),
                                          name, change->title);
  item->event->description = describe_change (change);
  item->event->category = g_strdup (_ ("CAB"));

  return item;
}

static char *
describe_milestone (const GvnMilestone *milestone)
{
  GString *text = g_string_new (NULL);

  if (milestone->side != NULL)
    /* Translators: a side */
    g_string_append_printf (text, _ ("Owed by: %s\n"), gvn_side_get_label (milestone->side));
  if (g_date_valid (&milestone->reached_on))
    {
      g_autofree char *planned = gvn_text_date (&milestone->planned_on);

      /* Translators: a day */
      g_string_append_printf (text, _ ("Planned for %s\n"), planned);
    }
  if (milestone->note != NULL && !milestone->note_internal)
    g_string_append (text, milestone->note);

  return g_strchomp (g_string_free_and_steal (text));
}

static GvnItem *
item_from_milestone (const GvnMilestone *milestone)
{
  GvnItem *item
      = item_new_day (milestone->id, gvn_milestone_get_day (milestone), "committees", milestone->perimeter, NULL);
  g_autofree char *title = gvn_milestone_dup_title (milestone);

  item->event->summary = g_strdup_printf (g_date_valid (&milestone->reached_on)
                                              /* Translators: a milestone */
                                              ? _ ("Reached: %s")
                                              /* Translators: a milestone */
                                              : _ ("Milestone: %s"),
                                          title);
  item->event->description = describe_milestone (milestone);
  item->event->category = g_strdup (_ ("Milestones"));

  return item;
}

/* From one to the other, as a clock on the wall shows it. */
static int
count_minutes (const GvnLocal *start, const GvnLocal *end)
{
  return g_date_days_between (&start->date, &end->date) * GVN_MINUTES_PER_DAY + end->minutes - start->minutes;
}

static GvnItem *
item_from_intervention (const GvnIntervention *intervention)
{
  GvnItem *item
      = item_new_day (intervention->order, &intervention->start.date, "orders", intervention->perimeter, NULL);
  GvnEvent *event = item->event;

  g_strfreev (item->people);
  item->people = g_strdupv (intervention->people);
  event->start = intervention->start;
  if (g_date_valid (&intervention->end.date))
    event->duration_minutes = count_minutes (&intervention->start, &intervention->end);
  /* Translators: the name of an order and what it is */
  event->summary = g_strdup_printf (_ ("Intervention: %s — %s"), intervention->name, intervention->title);
  event->description = g_strdup (intervention->units);
  event->location = g_strdup (intervention->place);
  event->category = g_strdup (_ ("Interventions"));
  event->tentative = intervention->tentative;
  event->cancelled = intervention->cancelled;

  return item;
}

static gboolean
add_meetings (GvnDb *db, const GDate *from, const GDate *to, GPtrArray *items, GError **error)
{
  GvnMeetingFilter filter = { .from = *from, .to = *to };
  g_auto (Seating) seating = { NULL };
  g_autoptr (GPtrArray) meetings = gvn_meeting_list (db, &filter, error);

  if (meetings == NULL || !seating_load (&seating, db, from, to, error))
    return FALSE;
  for (guint i = 0; i < meetings->len; i++)
    g_ptr_array_add (items, item_from_meeting (meetings->pdata[i], &seating));

  return TRUE;
}

/* The ids of the CABs: what they owe is of their family. */
static GHashTable *
load_cabs (GvnDb *db, GError **error)
{
  g_autoptr (GvnStatement) rows = gvn_db_query (
      db, error, "SELECT m.id FROM meeting AS m JOIN body AS b ON b.code = m.body WHERE b.kind = 'CAB'", "");
  g_autoptr (GHashTable) cabs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (rows == NULL)
    return NULL;
  while (gvn_statement_next (rows, error))
    g_hash_table_add (cabs, gvn_statement_dup_text (rows, 0));

  return gvn_statement_failed (rows) ? NULL : g_steal_pointer (&cabs);
}

static const char *
family_of_deadline (const GvnDeadline *deadline, GHashTable *cabs)
{
  if (g_str_equal (deadline->subject_kind, GVN_SUBJECT_ORDER)
      || g_str_equal (deadline->subject_kind, GVN_SUBJECT_PRICE_LIST)
      || g_str_equal (deadline->subject_kind, GVN_SUBJECT_RECURRING_MONTH))
    return "orders";

  return g_hash_table_contains (cabs, deadline->subject_id) ? "cab" : "committees";
}

/* The 3-day readings are for the indicator, not for people's calendars. */
static gboolean
add_deadlines (GvnDb *db, const GDate *from, const GDate *to, const GvnNow *now, GPtrArray *items, GError **error)
{
  GvnDeadlineFilter filter = { .state = -1, .from = *from, .to = *to, .contract_only = TRUE };
  g_autoptr (GPtrArray) deadlines = gvn_register_list (db, &filter, now, error);
  g_autoptr (GHashTable) cabs = deadlines != NULL ? load_cabs (db, error) : NULL;

  if (cabs == NULL)
    return FALSE;
  for (guint i = 0; i < deadlines->len; i++)
    {
      GvnDeadline *deadline = deadlines->pdata[i];

      g_ptr_array_add (items, item_from_deadline (deadline, family_of_deadline (deadline, cabs)));
    }

  return TRUE;
}

static gboolean
add_actions (GvnDb *db, const GDate *from, const GDate *to, const GvnNow *now, GPtrArray *items, GError **error)
{
  GvnMatterFilter filter = { .kinds = 1 << GVN_MATTER_ACTION, .from = *from, .to = *to };
  g_autoptr (GPtrArray) actions = gvn_matter_list (db, &filter, now, error);

  if (actions == NULL)
    return FALSE;
  for (guint i = 0; i < actions->len; i++)
    if (g_date_valid (&((GvnMatter *) actions->pdata[i])->due))
      g_ptr_array_add (items, item_from_action (actions->pdata[i]));

  return TRUE;
}

static gboolean
is_between (const GDate *day, const GDate *from, const GDate *to)
{
  return (!g_date_valid (from) || g_date_compare (from, day) <= 0)
         && (!g_date_valid (to) || g_date_compare (day, to) <= 0);
}

static gboolean
add_changes (GvnDb *db, const GDate *from, const GDate *to, const GvnNow *now, GPtrArray *items, GError **error)
{
  GvnEmergencyFilter filter = GVN_EMERGENCY_FILTER_INIT;
  g_autoptr (GPtrArray) changes = gvn_emergency_change_list (db, &filter, now, error);

  if (changes == NULL)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const GvnEmergencyChange *change = changes->pdata[i];

      if (is_between (&change->due_on, from, to))
        g_ptr_array_add (items, item_from_change (change));
    }

  return TRUE;
}

static gboolean
add_milestones (GvnDb *db, const GDate *from, const GDate *to, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) milestones = gvn_milestone_list (db, error);

  for (guint i = 0; milestones != NULL && i < milestones->len; i++)
    if (is_between (gvn_milestone_get_day (milestones->pdata[i]), from, to))
      g_ptr_array_add (items, item_from_milestone (milestones->pdata[i]));

  return milestones != NULL;
}

/* Whatever the days: they have no table of their own, so one that is not among them has
 * vanished. */
static gboolean
add_interventions (GvnDb *db, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) interventions = gvn_intervention_list (db, error);

  for (guint i = 0; interventions != NULL && i < interventions->len; i++)
    g_ptr_array_add (items, item_from_intervention (interventions->pdata[i]));

  return interventions != NULL;
}

/**
 * gvn_schedule_items_load:
 * @from: invalid, or the first day
 * @to: invalid, or the last
 *
 * Returns: (transfer full) (element-type GvnItem): everything dated between the
 *   two and every intervention, internal texts left out
 */
GPtrArray *
gvn_schedule_items_load (GvnDb *db, const GDate *from, const GDate *to, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_item_free);

  if (!add_meetings (db, from, to, items, error) || !add_deadlines (db, from, to, now, items, error)
      || !add_actions (db, from, to, now, items, error) || !add_changes (db, from, to, now, items, error)
      || !add_milestones (db, from, to, items, error) || !add_interventions (db, items, error))
    return NULL;

  return g_steal_pointer (&items);
}
