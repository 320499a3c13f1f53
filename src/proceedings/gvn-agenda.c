/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-matter-private.h"

/* The item that stands for all open actions of a body */
#define SOURCE_OPEN_ACTIONS "open_actions"

/**
 * gvn_agenda_is_frozen:
 * @frozen: (out): whether the agenda written here was sent: what comes now is late. Items
 *   entered from an agenda received as a file are no later than that file.
 */
gboolean
gvn_agenda_is_frozen (GvnDb *db, const char *meeting, gboolean *frozen, GError **error)
{
  gint64 n;

  if (!gvn_db_get_int (db, &n, error,
                       "SELECT count(*) FROM meeting_document WHERE meeting = ? AND kind = 'agenda'"
                       " AND content IS NOT NULL",
                       "s", meeting))
    return FALSE;
  *frozen = n > 0;

  return TRUE;
}

/* What was sent to everybody no longer changes; what came late still may. */
static gboolean
check_free (GvnDb *db, const GvnAgendaItem *item, GError **error)
{
  gboolean frozen;

  if (!gvn_agenda_is_frozen (db, item->meeting, &frozen, error))
    return FALSE;
  if (frozen && !item->late)
    return gvn_error_refuse (item->title, _ ("the agenda was sent and is frozen; add a late item instead"), error);

  return TRUE;
}

/* Filling ---------------------------------------------------------------------------- */

typedef struct
{
  GvnDb *db;
  GvnMeeting *meeting;
  gboolean frozen;
  guint n_added;
} Filling;

/* Adds an item unless it is there; @key makes its identifier. */
static gboolean
add_once (Filling *self, const char *key, const char *origin, const char *standing, const char *source,
          const char *matter, const char *title, GError **error)
{
  g_autofree char *name = g_strdup_printf ("agenda/%s", key);
  g_autofree char *id = gvn_uuid_v5 (self->meeting->id, name);

  if (!gvn_db_exec (self->db, error,
                    "INSERT INTO agenda_item (id, meeting, position, origin, standing, source, matter, title, late,"
                    " postponed) SELECT ?1, ?2, (SELECT coalesce (max (position), 0) + 1 FROM agenda_item"
                    " WHERE meeting = ?2), ?3, ?4, ?5, ?6, ?7, ?8, 0"
                    " WHERE NOT EXISTS (SELECT 1 FROM agenda_item WHERE id = ?1)",
                    "sssssssb", id, self->meeting->id, origin, standing, source, matter, title, self->frozen))
    return FALSE;
  self->n_added += (guint) gvn_db_changes (self->db);

  return TRUE;
}

static gboolean
add_standing (Filling *self, GError **error)
{
  g_autoptr (GvnStatement) rows = NULL;

  if (self->frozen)
    return TRUE;
  rows = gvn_db_query (self->db, error,
                       "SELECT id, code, title FROM standing_item WHERE body_kind = ? AND active ORDER BY position",
                       "s", self->meeting->body_kind);
  if (rows == NULL)
    return FALSE;
  while (gvn_statement_next (rows, error))
    if (!add_once (self, gvn_statement_text (rows, 1), "standing", gvn_statement_text (rows, 0),
                   gvn_statement_text (rows, 1), NULL, gvn_statement_text (rows, 2), error))
      return FALSE;

  return !gvn_statement_failed (rows);
}

/* Adds what an earlier meeting left, with what supports it, unless it is there. */
static gboolean
carry_item (Filling *self, const char *left, GError **error)
{
  g_autofree char *name = g_strdup_printf ("agenda/%s", left);
  g_autofree char *id = gvn_uuid_v5 (self->meeting->id, name);

  if (!gvn_db_exec (self->db, error,
                    "INSERT INTO agenda_item (id, meeting, position, origin, title, text, proposed_side, proposed_by,"
                    " duration_minutes, late, postponed, ticket)"
                    " SELECT ?1, ?2, (SELECT coalesce (max (position), 0) + 1 FROM agenda_item WHERE meeting = ?2),"
                    " 'carried', l.title, l.text, l.proposed_side, l.proposed_by, l.duration_minutes, ?4, 0, l.ticket"
                    " FROM agenda_item AS l WHERE l.id = ?3 AND NOT EXISTS (SELECT 1 FROM agenda_item AS i"
                    "   WHERE i.meeting = ?2 AND (i.id = ?1 OR (i.origin = 'carried' AND i.matter IS NULL"
                    "   AND i.title = l.title AND i.text IS l.text AND i.ticket IS l.ticket)))",
                    "sssb", id, self->meeting->id, left, self->frozen))
    return FALSE;
  if (gvn_db_changes (self->db) == 0)
    return TRUE;
  self->n_added++;

  return gvn_db_exec (self->db, error, "INSERT INTO agenda_file SELECT ?, file FROM agenda_file WHERE item = ?", "ss",
                      id, left);
}

/* What the last meeting held postponed, and what was on the agenda of those cancelled
 * since. Matters and open actions come by themselves as long as they are open. */
static gboolean
add_left (Filling *self, GError **error)
{
  g_autoptr (GPtrArray) left = gvn_db_list_texts (
      self->db, error,
      "WITH earlier AS (SELECT * FROM meeting WHERE body = ?1 AND (planned_on, start_minutes) < (?2, ?3)),"
      " last (planned_on, start_minutes) AS (SELECT planned_on, start_minutes FROM earlier WHERE state = 'held'"
      "   ORDER BY planned_on DESC, start_minutes DESC LIMIT 1)"
      " SELECT i.id FROM agenda_item AS i JOIN earlier AS m ON m.id = i.meeting"
      " WHERE i.standing IS NULL AND i.source IS NULL AND i.matter IS NULL"
      " AND ((m.state = 'held' AND i.postponed AND (m.planned_on, m.start_minutes) = (SELECT * FROM last))"
      "   OR (m.state = 'cancelled' AND NOT EXISTS (SELECT 1 FROM last AS l"
      "     WHERE (l.planned_on, l.start_minutes) > (m.planned_on, m.start_minutes))))"
      " ORDER BY m.planned_on, m.start_minutes, i.late, i.position",
      "sdi", self->meeting->body, &self->meeting->start.date, (gint64) self->meeting->start.minutes);

  for (guint i = 0; left != NULL && i < left->len; i++)
    if (!carry_item (self, left->pdata[i], error))
      return FALSE;

  return left != NULL;
}

/* Of the decisions, those sent up to the body because those below had no power to take
 * them; of what is disputed, all of it. */
static gboolean
add_matter (Filling *self, GvnMatter *matter, GError **error)
{
  gint64 last_hop;

  if (!gvn_matter_find_last_hop (self->db, matter->id, &last_hop, error))
    return FALSE;
  if (matter->kind == GVN_MATTER_DECISION && last_hop == 0)
    return TRUE;

  return add_once (self, matter->id, last_hop != 0 ? "escalated" : "carried", NULL, NULL, matter->id, matter->title,
                   error);
}

/* What the body has to settle, also for those held within it (6.4); and one item for all
 * its open actions: the decisions of the meeting before are what its agenda is based on
 * (6.3). */
static gboolean
add_matters (Filling *self, GError **error)
{
  const GDate *day = &self->meeting->start.date;
  g_autoptr (GPtrArray) matters = gvn_matter_list_open_of_body (self->db, self->meeting->body, day, error);
  gboolean has_actions = FALSE;

  for (guint i = 0; matters != NULL && i < matters->len; i++)
    {
      GvnMatter *matter = matters->pdata[i];

      has_actions = has_actions || matter->kind == GVN_MATTER_ACTION;
      if (matter->kind == GVN_MATTER_ACTION || g_date_compare (&matter->raised, day) > 0
          || g_strcmp0 (matter->meeting, self->meeting->id) == 0)
        continue;
      if (!add_matter (self, matter, error))
        return FALSE;
    }
  if (matters == NULL || !has_actions || self->frozen)
    return matters != NULL;

  return add_once (self, SOURCE_OPEN_ACTIONS, "carried", NULL, SOURCE_OPEN_ACTIONS, NULL,
                   _ ("Follow-up of the open actions"), error);
}

/**
 * gvn_agenda_fill:
 * @fill: a #GvnAgendaFill, whose number of items added is set
 *
 * A #GvnCommand: puts on the agenda the standing items of the body (6.1–6.3, 6.6), what
 * its last meeting postponed or a cancelled one had, the matters it has to settle and its
 * open actions, each once. What comes once the agenda was sent is late.
 */
gboolean
gvn_agenda_fill (GvnDb *db, gpointer fill, GError **error)
{
  GvnAgendaFill *wanted = fill;
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, wanted->meeting, error);
  Filling filling = { .db = db, .meeting = meeting };

  if (meeting == NULL || !gvn_agenda_is_frozen (db, meeting->id, &filling.frozen, error))
    return FALSE;
  if (meeting->external)
    return gvn_meeting_refuse (meeting, _ ("its agenda is not the contract’s to write"), error);
  if (!gvn_meeting_is_open (meeting))
    return gvn_meeting_refuse (meeting, _ ("it no longer takes an agenda; choose a meeting to come"), error);
  if (!add_standing (&filling, error) || !add_left (&filling, error) || !add_matters (&filling, error))
    return FALSE;
  wanted->n_added = filling.n_added;

  return TRUE;
}

/**
 * gvn_agenda_take_matter:
 * @body: that has it now
 *
 * Puts a matter just escalated on the next agenda of @body that was begun; one not begun
 * takes it when it is filled.
 */
gboolean
gvn_agenda_take_matter (GvnDb *db, const char *matter, const char *body, const GvnNow *now, GError **error)
{
  g_autofree char *next = gvn_db_get_text (
      db, error,
      "SELECT coalesce ((SELECT id FROM meeting WHERE body = ?1 AND state NOT IN ('held', 'cancelled')"
      " AND planned_on >= ?2 ORDER BY planned_on, start_minutes LIMIT 1), '')",
      "sd", body, &now->local.date);
  Filling filling = { .db = db };
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autofree char *title = NULL;
  gint64 begun;

  if (next == NULL)
    return FALSE;
  if (*next == '\0')
    return TRUE;
  if (!gvn_db_get_int (db, &begun, error, "SELECT count(*) FROM agenda_item WHERE meeting = ?", "s", next))
    return FALSE;
  if (begun == 0)
    return TRUE;
  meeting = gvn_meeting_load (db, next, error);
  title = meeting != NULL ? gvn_db_get_text (db, error, "SELECT title FROM matter WHERE id = ?", "s", matter) : NULL;
  filling.meeting = meeting;

  return title != NULL && gvn_agenda_is_frozen (db, next, &filling.frozen, error)
         && add_once (&filling, matter, "escalated", NULL, NULL, matter, title, error);
}

/* Items of either side ----------------------------------------------------------------- */

static gboolean
check_draft (const GvnAgendaDraft *draft, GError **error)
{
  if (gvn_text_is_empty (draft->title))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("An item has no title: say what it is about"));
      return FALSE;
    }
  if (draft->duration_minutes < 0 || draft->duration_minutes > 600)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("%d minutes is no time for an item: give 1 to 600"),
                   draft->duration_minutes);
      return FALSE;
    }

  return TRUE;
}

/**
 * gvn_agenda_propose:
 * @draft: a #GvnAgendaDraft, whose id is set
 *
 * A #GvnCommand: puts an item of one side on the agenda, late once the agenda was sent.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when the meeting takes none
 */
gboolean
gvn_agenda_propose (GvnDb *db, gpointer draft, GError **error)
{
  GvnAgendaDraft *wanted = draft;
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, wanted->meeting, error);
  gboolean frozen;

  if (meeting == NULL || !check_draft (wanted, error) || !gvn_agenda_is_frozen (db, meeting->id, &frozen, error))
    return FALSE;
  if (wanted->side != NULL && !gvn_side_check (wanted->side, error))
    return FALSE;
  if (meeting->state == GVN_MEETING_CANCELLED)
    return gvn_meeting_refuse (meeting, _ ("it is cancelled; undo the cancellation first"), error);

  if (wanted->id == NULL)
    wanted->id = g_uuid_string_random ();
  return gvn_db_exec (
      db, error,
      "INSERT INTO agenda_item (id, meeting, position, origin, title, text, proposed_side, proposed_by,"
      " duration_minutes, late, postponed, ticket)"
      " SELECT ?1, ?2, (SELECT coalesce (max (position), 0) + 1 FROM agenda_item WHERE meeting = ?2), 'proposed', ?3,"
      " nullif (?4, ''), ?5, ?6, nullif (?7, 0), ?8, 0, nullif (?9, '')",
      "ssssssibs", wanted->id, wanted->meeting, wanted->title, wanted->text, wanted->side, wanted->by_name,
      (gint64) wanted->duration_minutes, frozen, wanted->ticket);
}

/**
 * gvn_agenda_edit:
 * @draft: a #GvnAgendaDraft
 *
 * A #GvnCommand: what an item says, until the agenda is sent. What the contract asks for
 * keeps its title.
 */
gboolean
gvn_agenda_edit (GvnDb *db, gpointer draft, GError **error)
{
  const GvnAgendaDraft *wanted = draft;
  g_autoptr (GvnAgendaItem) item = gvn_agenda_load_item (db, wanted->item, error);

  if (item == NULL || !check_draft (wanted, error) || !check_free (db, item, error))
    return FALSE;
  if (item->standing != NULL && !g_str_equal (item->title, wanted->title))
    return gvn_error_refuse (item->title, _ ("the contract asks for this item; write what it says under it"), error);

  return gvn_db_exec (db, error,
                      "UPDATE agenda_item SET title = ?, text = nullif (?, ''), duration_minutes = nullif (?, 0),"
                      " ticket = nullif (?, '') WHERE id = ?",
                      "ssiss", wanted->title, wanted->text, (gint64) wanted->duration_minutes, wanted->ticket,
                      item->id);
}

static gboolean
remove_item (GvnDb *db, const GvnAgendaItem *item, GError **error)
{
  gint64 n;

  if (item->standing != NULL)
    return gvn_error_refuse (item->title, _ ("the contract asks for this item; leave it empty, and it says so"), error);
  if (!gvn_db_get_int (db, &n, error,
                       "SELECT (SELECT count(*) FROM minutes_text WHERE item = ?1)"
                       " + (SELECT count(*) FROM matter WHERE item = ?1)"
                       " + (SELECT count(*) FROM minutes_remark WHERE item = ?1)",
                       "s", item->id))
    return FALSE;
  if (n > 0)
    return gvn_error_refuse (item->title, _ ("something was said or decided under it; keep it"), error);

  return gvn_db_exec (db, error, "DELETE FROM agenda_file WHERE item = ?", "s", item->id)
         && gvn_db_exec (db, error, "DELETE FROM agenda_item WHERE id = ?", "s", item->id);
}

/* Changes places with the item before or after it; at the end nothing happens. */
static gboolean
move_item (GvnDb *db, const GvnAgendaItem *item, int step, GError **error)
{
  g_autoptr (GPtrArray) items = gvn_agenda_list (db, item->meeting, error);
  guint place = 0;

  if (items == NULL)
    return FALSE;
  while (!g_str_equal (((GvnAgendaItem *) items->pdata[place])->id, item->id))
    place++;
  if ((step < 0 && place == 0) || (step > 0 && place + 1 == items->len))
    return TRUE;

  g_ptr_array_insert (items, (int) place + step, g_ptr_array_steal_index (items, place));
  for (guint i = 0; i < items->len; i++)
    if (!gvn_db_exec (db, error, "UPDATE agenda_item SET position = ?1 WHERE id = ?2 AND position <> ?1", "is",
                      (gint64) i + 1, ((GvnAgendaItem *) items->pdata[i])->id))
      return FALSE;

  return TRUE;
}

/**
 * gvn_agenda_item_apply:
 * @request: a #GvnAgendaRequest
 *
 * A #GvnCommand: one act on one item. Its place and whether it stays are settled before
 * the agenda is sent; a verdict and a postponement come in the meeting.
 */
gboolean
gvn_agenda_item_apply (GvnDb *db, gpointer request, GError **error)
{
  const GvnAgendaRequest *wanted = request;
  g_autoptr (GvnAgendaItem) item = gvn_agenda_load_item (db, wanted->item, error);

  if (item == NULL)
    return FALSE;
  switch (wanted->act)
    {
    case GVN_AGENDA_REMOVE:
      return check_free (db, item, error) && remove_item (db, item, error);
    case GVN_AGENDA_RAISE:
    case GVN_AGENDA_LOWER:
      return check_free (db, item, error) && move_item (db, item, wanted->act == GVN_AGENDA_RAISE ? -1 : 1, error);
    case GVN_AGENDA_POSTPONE:
    case GVN_AGENDA_TREAT:
      return gvn_db_exec (db, error, "UPDATE agenda_item SET postponed = ? WHERE id = ?", "bs",
                          wanted->act == GVN_AGENDA_POSTPONE, item->id);
    case GVN_AGENDA_GO:
    case GVN_AGENDA_NO_GO:
      return gvn_db_exec (db, error, "UPDATE agenda_item SET verdict = ? WHERE id = ?", "ss",
                          wanted->act == GVN_AGENDA_GO ? "go" : "no_go", item->id);
    }

  g_assert_not_reached ();
}

/**
 * gvn_agenda_attach:
 * @file: a #GvnAgendaFile
 *
 * A #GvnCommand: adds a file that supports an item, until the agenda is sent.
 */
gboolean
gvn_agenda_attach (GvnDb *db, gpointer file, GError **error)
{
  const GvnAgendaFile *wanted = file;
  g_autoptr (GvnAgendaItem) item = gvn_agenda_load_item (db, wanted->item, error);

  return item != NULL && check_free (db, item, error)
         && gvn_attachment_record (db, wanted->file, wanted->name, wanted->size, error)
         && gvn_db_exec (db, error, "INSERT INTO agenda_file VALUES (?, ?) ON CONFLICT DO NOTHING", "ss", item->id,
                         wanted->file);
}

/**
 * gvn_agenda_check:
 *
 * A #GvnInvariant: what came late came after an agenda that was sent.
 */
gboolean
gvn_agenda_check (GvnDb *db, GPtrArray *findings, GError **error)
{
  return gvn_store_add_findings (db,
                                 "SELECT i.id FROM agenda_item AS i WHERE i.late AND NOT EXISTS (SELECT 1"
                                 " FROM meeting_document AS d WHERE d.meeting = i.meeting AND d.kind = 'agenda'"
                                 " AND d.content IS NOT NULL)",
                                 _ ("An item came late on an agenda that was not sent"), findings, error);
}
