/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"
#include "exchange/gvn-schedule-items.h"

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

static GvnItem *
item_from_deadline (GvnDeadline *deadline)
{
  GvnItem *item = g_new0 (GvnItem, 1);
  GvnEvent *event = g_new0 (GvnEvent, 1);
  const char *perimeters[] = { deadline->perimeter, NULL };
  const char *people[] = { deadline->owner_person_id, NULL };

  event->uid = g_strdup (deadline->id);
  event->summary = g_strdup_printf (deadline->fact != NULL
                                        /* Translators: a document and the meeting it is for */
                                        ? _ ("Done: %s — %s")
                                        /* Translators: a document and the meeting it is for */
                                        : _ ("Due: %s — %s"),
                                    deadline->label, deadline->subject);
  event->description = describe_deadline (deadline);
  event->category = g_strdup (_ ("Deadlines"));
  event->start = deadline->due;
  event->start.minutes = GVN_NO_MINUTES;
  event->cancelled = deadline->state == GVN_DEADLINE_WAIVED;
  item->event = event;
  item->family = "committees";
  item->perimeters = g_strdupv ((char **) perimeters);
  item->people = g_strdupv ((char **) people);

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

/* The 3-day readings are for the indicator, not for people's calendars. */
static gboolean
add_deadlines (GvnDb *db, const GDate *from, const GDate *to, const GvnNow *now, GPtrArray *items, GError **error)
{
  GvnDeadlineFilter filter = { .state = -1, .from = *from, .to = *to };
  g_autoptr (GPtrArray) deadlines = gvn_register_list (db, &filter, now, error);

  if (deadlines == NULL)
    return FALSE;
  for (guint i = 0; i < deadlines->len; i++)
    {
      GvnDeadline *deadline = deadlines->pdata[i];

      if (!deadline->indicator)
        g_ptr_array_add (items, item_from_deadline (deadline));
    }

  return TRUE;
}

/**
 * gvn_schedule_items_load:
 * @from: invalid, or the first day
 * @to: invalid, or the last
 *
 * Returns: (transfer full) (element-type GvnItem): everything dated between the
 *   two, internal texts left out
 */
GPtrArray *
gvn_schedule_items_load (GvnDb *db, const GDate *from, const GDate *to, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_item_free);

  if (!add_meetings (db, from, to, items, error) || !add_deadlines (db, from, to, now, items, error))
    return NULL;

  return g_steal_pointer (&items);
}
