/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/pages/gvn-agenda-days.h"
#include "app/pages/gvn-agenda-interventions.h"
#include "app/pages/gvn-agenda-milestones.h"
#include "app/pages/gvn-agenda.h"
#include "app/widgets/gvn-deadline-row.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-place.h"
#include "deadlines/gvn-register.h"

/* A day has room while an hour of these is free of what is shown */
#define ROOM 60

static const struct
{
  int start, end;
} office_hours[] = { { 9 * 60, 12 * 60 }, { 14 * 60, 18 * 60 } };

struct _GvnAgenda
{
  /* owned */
  GvnRecordList *rows;
  GvnRecordList *items;
  GHashTable *of_person; /* ids of meetings, NULL when nobody is asked for */
  GHashTable *marks;     /* julian day → GvnTimelineMark */
  GHashTable *known;     /* id → GvnTimelineItem shown before, NULL but while showing */

  GvnAgendaDays days; /* what was read */
};

GvnAgenda *
gvn_agenda_new (void)
{
  GvnAgenda *self = g_new0 (GvnAgenda, 1);

  self->rows = gvn_timeline_row_list_new ();
  self->items = gvn_timeline_item_list_new ();
  gvn_agenda_days_init (&self->days);
  self->marks = g_hash_table_new (NULL, NULL);

  return self;
}

void
gvn_agenda_free (GvnAgenda *self)
{
  g_object_unref (self->rows);
  g_object_unref (self->items);
  gvn_agenda_days_clear (&self->days);
  g_clear_pointer (&self->of_person, g_hash_table_unref);
  g_hash_table_unref (self->marks);
  g_free (self);
}

static gboolean
load_person (GvnAgenda *self, GvnDb *db, const char *person, const GDate *from, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL; /* its elements go to the table */

  g_clear_pointer (&self->of_person, g_hash_table_unref);
  if (person == NULL)
    return TRUE;
  ids = gvn_meeting_list_of_person (db, person, from, error);
  if (ids == NULL)
    return FALSE;
  self->of_person = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_set_free_func (ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->of_person, ids->pdata[i]);

  return TRUE;
}

/**
 * gvn_agenda_load:
 * @from: the first day read
 * @to: and the last
 *
 * Reads those days; gvn_agenda_show() follows.
 */
gboolean
gvn_agenda_load (GvnAgenda *self, GvnSession *session, const GDate *from, const GDate *to, GError **error)
{
  return gvn_agenda_days_load (&self->days, session, from, to, error);
}

/**
 * gvn_agenda_reload:
 * @from: the first day read again, one of those loaded
 * @to: and the last
 *
 * Reads those days again; the others stay as they were read, until they are loaded.
 */
gboolean
gvn_agenda_reload (GvnAgenda *self, GvnSession *session, const GDate *from, const GDate *to, GError **error)
{
  return gvn_agenda_days_reload (&self->days, session, from, to, error);
}

/* Filtering -------------------------------------------------------------------------- */

static const GvnBody *
find_body (GvnAgenda *self, const char *code)
{
  for (guint i = 0; i < self->days.bodies->len; i++)
    if (g_str_equal (((GvnBody *) self->days.bodies->pdata[i])->code, code))
      return self->days.bodies->pdata[i];

  return NULL;
}

static gboolean
matches_words (GStrv words, const char *text, const GDate *date)
{
  g_autofree char *day = gvn_date_to_string (date);
  g_autofree char *all = g_strjoin (" ", text, day, NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
matches_body (GvnAgenda *self, const GvnAgendaFilter *filter, const char *code)
{
  const GvnBody *body = find_body (self, code);

  return (filter->body == NULL || g_str_equal (code, filter->body))
         && (filter->perimeter == NULL
             || (body != NULL && body->perimeter != NULL && g_str_equal (body->perimeter, filter->perimeter)));
}

/* Items ------------------------------------------------------------------------------ */

static const char *
get_meeting_style (GvnMeeting *meeting)
{
  switch (meeting->state)
    {
    case GVN_MEETING_HELD:
      return "held";
    case GVN_MEETING_CANCELLED:
      return "cancelled";
    case GVN_MEETING_CONVENED:
    case GVN_MEETING_PLANNED:
    case GVN_MEETING_MOVED:
      break;
    }

  return meeting->external ? "external" : "planned";
}

static GvnTimelineItem *
create_meeting (GvnAgenda *self, GvnMeeting *meeting)
{
  g_autofree char *id = g_strconcat ("meeting:", meeting->id, NULL);
  g_autofree char *moment = NULL;
  const char *conflict = g_hash_table_lookup (self->days.conflicts, meeting->id);
  GvnTimelineItem *known = g_hash_table_lookup (self->known, id), *item;

  if (known != NULL && conflict == NULL && !known->problem && gvn_meeting_equal (meeting, GVN_MEETING (known->subject)))
    return g_object_ref (known);

  item = gvn_timeline_item_new (id, meeting->body);
  moment = gvn_text_moment (&meeting->start);
  item->subject = g_object_ref (G_OBJECT (meeting));
  item->title = gvn_text_time (meeting->start.minutes);
  item->state = g_strdup (gvn_meeting_state_get_label (meeting->state));
  item->detail = g_strdup_printf ("%s (%s), %s, %s%s%s", meeting->body_name, meeting->body, moment, item->state,
                                  conflict != NULL ? ". " : "", conflict != NULL ? conflict : "");
  item->what = g_strdup (conflict != NULL ? item->detail : meeting->body_name);
  item->style = get_meeting_style (meeting);
  item->start = meeting->start;
  gvn_meeting_get_end (meeting, &item->end);
  if (g_date_valid (&meeting->accepted.date) && gvn_local_compare (&meeting->accepted, &meeting->start) != 0)
    item->baseline = meeting->accepted;
  item->problem = conflict != NULL;

  return item;
}

static GvnTimelineItem *
create_deadline (GvnAgenda *self, GvnDeadline *deadline, const char *body)
{
  g_autofree char *id = g_strconcat ("deadline:", deadline->id, NULL);
  g_autofree char *due = NULL;
  GvnTimelineItem *known = g_hash_table_lookup (self->known, id), *item;

  if (known != NULL && gvn_deadline_equal (deadline, GVN_DEADLINE (known->subject)))
    return g_object_ref (known);

  item = gvn_timeline_item_new (id, body);
  due = gvn_text_moment (&deadline->due);
  item->subject = g_object_ref (G_OBJECT (deadline));
  item->title = g_strdup (deadline->label);
  item->state = g_strdup (gvn_deadline_state_get_label (deadline->state));
  item->detail = g_strdup_printf ("%s, %s, %s, %s, %s", deadline->label, deadline->subject,
                                  deadline->owner_person != NULL ? deadline->owner_person : deadline->owner_role_label,
                                  due, item->state);
  item->what = g_strdup_printf ("%s · %s", deadline->label, deadline->subject);
  item->style = gvn_deadline_get_light (deadline);
  item->start = deadline->due;
  item->end = deadline->due;
  item->milestone = TRUE;

  return item;
}

static void
add_meetings (GvnAgenda *self, const GvnAgendaFilter *filter, GStrv words, GPtrArray *items)
{
  for (guint i = 0; i < self->days.meetings->len; i++)
    {
      GvnMeeting *meeting = self->days.meetings->pdata[i];
      const GvnBody *body = find_body (self, meeting->body);
      g_autoptr (GvnTimelineItem) item = NULL;

      if (!matches_body (self, filter, meeting->body)
          || (filter->side != NULL && (body == NULL || !g_str_equal (body->convener_side, filter->side)))
          || (self->of_person != NULL && !g_hash_table_contains (self->of_person, meeting->id)))
        continue;
      item = create_meeting (self, meeting);
      if (words[0] == NULL || matches_words (words, item->detail, &item->start.date))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
}

static void
add_deadlines (GvnAgenda *self, const GvnAgendaFilter *filter, GStrv words, GPtrArray *items)
{
  for (guint i = 0; i < self->days.deadlines->len; i++)
    {
      GvnDeadline *deadline = self->days.deadlines->pdata[i];
      const char *body = g_hash_table_lookup (self->days.body_of, deadline->subject_id);
      g_autoptr (GvnTimelineItem) item = NULL;

      if (body == NULL || !matches_body (self, filter, body)
          || (filter->side != NULL && !g_str_equal (deadline->owner_side, filter->side))
          || (filter->person != NULL && g_strcmp0 (deadline->owner_person_id, filter->person) != 0))
        continue;
      item = create_deadline (self, deadline, body);
      if (words[0] == NULL || matches_words (words, item->detail, &item->start.date))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
}

static void
add_milestones (GvnAgenda *self, const GvnAgendaFilter *filter, GStrv words, const GDate *today, GPtrArray *items)
{
  for (guint i = 0; i < self->days.milestones->len; i++)
    {
      const GvnMilestone *milestone = self->days.milestones->pdata[i];
      const GDate *day = gvn_milestone_get_day (milestone);
      g_autoptr (GvnTimelineItem) item = NULL;

      if (g_date_compare (day, &self->days.from) < 0 || g_date_compare (day, &self->days.to) > 0
          || !gvn_agenda_shows_milestone (filter, milestone))
        continue;
      item = gvn_agenda_milestone_new (milestone, today);
      if (words[0] == NULL || matches_words (words, item->detail, day))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
}

/* Those that reach into the days read. */
static void
add_interventions (GvnAgenda *self, const GvnAgendaFilter *filter, GStrv words, GPtrArray *items)
{
  for (guint i = 0; i < self->days.interventions->len; i++)
    {
      const GvnIntervention *intervention = self->days.interventions->pdata[i];
      g_autoptr (GvnTimelineItem) item = NULL;

      if (!gvn_agenda_shows_intervention (filter, intervention))
        continue;
      item = gvn_agenda_intervention_new (intervention);
      if (g_date_compare (&item->end.date, &self->days.from) >= 0
          && g_date_compare (&item->start.date, &self->days.to) <= 0
          && (words[0] == NULL || matches_words (words, item->detail, &item->start.date)))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
}

static gboolean
wants_interventions (GvnAgenda *self, const GvnAgendaFilter *filter, GHashTable *used)
{
  for (guint i = 0; gvn_text_is_empty (filter->words) && i < self->days.interventions->len; i++)
    if (gvn_agenda_shows_intervention (filter, self->days.interventions->pdata[i]))
      return TRUE;

  return g_hash_table_contains (used, GVN_AGENDA_INTERVENTION_ROW);
}

/* Their row stays where none of them is seen, so that scrolling moves no other; that of
 * the interventions too. */
static gboolean
wants_milestones (GvnAgenda *self, const GvnAgendaFilter *filter, GHashTable *used)
{
  for (guint i = 0; gvn_text_is_empty (filter->words) && i < self->days.milestones->len; i++)
    if (gvn_agenda_shows_milestone (filter, self->days.milestones->pdata[i]))
      return TRUE;

  return g_hash_table_contains (used, GVN_AGENDA_MILESTONE_ROW);
}

/* Rows: the milestones and the interventions if there are some, the contract's bodies, then each perimeter's; those
 * found where somebody searches, and external ones only where they meet. */
static void
add_rows_of (GvnAgenda *self, const GvnAgendaFilter *filter, const char *perimeter, const char *group, GHashTable *used,
             GPtrArray *rows)
{
  GvnCalendar *calendar = g_hash_table_lookup (self->days.calendars, perimeter != NULL ? perimeter : "");

  for (guint i = 0; i < self->days.bodies->len; i++)
    {
      const GvnBody *body = self->days.bodies->pdata[i];
      gboolean wanted = !body->external && g_date_valid (&body->active_from) && matches_body (self, filter, body->code)
                        && filter->person == NULL && gvn_text_is_empty (filter->words);

      if (g_strcmp0 (body->perimeter, perimeter) == 0 && (wanted || g_hash_table_contains (used, body->code)))
        g_ptr_array_add (rows, gvn_timeline_row_new (body->code, body->code, group, calendar));
    }
}

static void
update_rows (GvnAgenda *self, const GvnAgendaFilter *filter, GPtrArray *items)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (used, ((GvnTimelineItem *) items->pdata[i])->row);
  if (wants_milestones (self, filter, used))
    g_ptr_array_add (rows, gvn_timeline_row_new (GVN_AGENDA_MILESTONE_ROW, _ ("Milestones"), _ ("Whole contract"),
                                                 g_hash_table_lookup (self->days.calendars, "")));
  if (wants_interventions (self, filter, used))
    g_ptr_array_add (rows, gvn_timeline_row_new (GVN_AGENDA_INTERVENTION_ROW, _ ("Interventions"), _ ("Whole contract"),
                                                 g_hash_table_lookup (self->days.calendars, "")));
  add_rows_of (self, filter, NULL, _ ("Whole contract"), used, rows);
  for (guint i = 0; i < self->days.agencies->len; i++)
    {
      const GvnAgency *agency = self->days.agencies->pdata[i];

      add_rows_of (self, filter, agency->code, agency->code, used, rows);
    }
  gvn_record_list_update (self->rows, rows);
}

/* Marks ------------------------------------------------------------------------------ */

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const GvnTimelineItem *x = *(const GvnTimelineItem *const *) a, *y = *(const GvnTimelineItem *const *) b;

  return gvn_local_compare (&x->start, &y->start);
}

/* Whether no free hour is left between meetings, in time order, of one day. */
static gboolean
is_full (GvnTimelineItem *const *meetings, guint n)
{
  for (guint i = 0; i < G_N_ELEMENTS (office_hours); i++)
    {
      int free_from = office_hours[i].start;

      for (guint j = 0; j < n; j++)
        {
          if (MIN (meetings[j]->start.minutes, office_hours[i].end) - free_from >= ROOM)
            return FALSE;
          free_from
              = MAX (free_from, meetings[j]->start.minutes + ((GvnMeeting *) meetings[j]->subject)->duration_minutes);
        }
      if (office_hours[i].end - free_from >= ROOM)
        return FALSE;
    }

  return TRUE;
}

static void
mark_day (GvnAgenda *self, GvnTimelineItem *const *meetings, guint n)
{
  GvnTimelineMark mark = is_full (meetings, n) ? GVN_TIMELINE_MARK_FULL : GVN_TIMELINE_MARK_NONE;

  for (guint i = 0; i < n; i++)
    if (meetings[i]->problem)
      mark = GVN_TIMELINE_MARK_PROBLEM;
  if (mark != GVN_TIMELINE_MARK_NONE)
    g_hash_table_insert (self->marks, GUINT_TO_POINTER (g_date_get_julian (&meetings[0]->start.date)),
                         GUINT_TO_POINTER (mark));
}

static void
update_marks (GvnAgenda *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) meetings = g_ptr_array_new ();
  guint first = 0;

  g_hash_table_remove_all (self->marks);
  for (guint i = 0; i < items->len; i++)
    {
      GvnTimelineItem *item = items->pdata[i];

      if (GVN_IS_MEETING (item->subject) && ((GvnMeeting *) item->subject)->state != GVN_MEETING_CANCELLED)
        g_ptr_array_add (meetings, item);
    }
  g_ptr_array_sort (meetings, compare_starts);
  for (guint i = 1; i <= meetings->len; i++)
    if (i == meetings->len
        || !gvn_date_equal (&((GvnTimelineItem *) meetings->pdata[i])->start.date,
                            &((GvnTimelineItem *) meetings->pdata[first])->start.date))
      {
        mark_day (self, (GvnTimelineItem *const *) &meetings->pdata[first], i - first);
        first = i;
      }
}

static GHashTable *
index_items (GListModel *items)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GvnTimelineItem) item = g_list_model_get_item (items, i); /* the list keeps it */

      g_hash_table_insert (index, item->id, item);
    }

  return index;
}

/**
 * gvn_agenda_show:
 *
 * Makes rows, items and marks of what was loaded; an item that says the same as
 * before is the same object.
 */
gboolean
gvn_agenda_show (GvnAgenda *self, GvnSession *session, const GvnAgendaFilter *filter, GError **error)
{
  g_autofree char *folded = g_utf8_casefold (filter->words != NULL ? filter->words : "", -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (!load_person (self, gvn_session_get_db (session), filter->person, &gvn_session_get_contract (session)->signed_on,
                    error))
    return FALSE;
  self->known = index_items (G_LIST_MODEL (self->items));
  if (!filter->no_meetings)
    add_meetings (self, filter, words, items);
  update_marks (self, items);
  if (!filter->no_deadlines)
    add_deadlines (self, filter, words, items);
  add_milestones (self, filter, words, &gvn_session_get_now (session)->local.date, items);
  add_interventions (self, filter, words, items);
  g_clear_pointer (&self->known, g_hash_table_unref);
  update_rows (self, filter, items);
  gvn_record_list_update (self->items, items);

  return TRUE;
}

GListModel *
gvn_agenda_get_rows (GvnAgenda *self)
{
  return G_LIST_MODEL (self->rows);
}

GListModel *
gvn_agenda_get_items (GvnAgenda *self)
{
  return G_LIST_MODEL (self->items);
}

/**
 * gvn_agenda_get_mark:
 *
 * Returns: whether somebody sits twice on @day, or no hour of it is free
 */
GvnTimelineMark
gvn_agenda_get_mark (GvnAgenda *self, const GDate *day)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, GUINT_TO_POINTER (g_date_get_julian (day))));
}

/**
 * gvn_agenda_list_day:
 *
 * Returns: (transfer full) (element-type GvnTimelineItem): what is shown on @day, in
 *   time order, what lasts to midnight at the end
 */
GPtrArray *
gvn_agenda_list_day (GvnAgenda *self, const GDate *day)
{
  GPtrArray *timed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) whole = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GvnTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!gvn_date_equal (&item->start.date, day))
        continue;
      if (item->start.minutes == GVN_NO_MINUTES)
        g_ptr_array_add (whole, g_steal_pointer (&item));
      else
        g_ptr_array_add (timed, g_steal_pointer (&item));
    }
  g_ptr_array_sort (timed, compare_starts);
  g_ptr_array_extend_and_steal (timed, g_steal_pointer (&whole));

  return timed;
}
