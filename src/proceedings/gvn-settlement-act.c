/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "base/gvn-uuid.h"
#include "contract/gvn-fact.h"
#include "proceedings/gvn-settlement.h"

/* What is done with the elements a COPIL settles. */

static GvnMeeting *
load_meeting (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, id, error);
  const char *reason = NULL;

  if (meeting == NULL)
    return NULL;
  if (!g_str_equal (meeting->body_kind, GVN_SETTLING_BODY_KIND))
    reason = _ ("only a COPIL settles service, billing and penalties (6.2); choose one of its meetings");
  else if (meeting->state == GVN_MEETING_CANCELLED)
    reason = _ ("it is cancelled; undo the cancellation first");
  if (reason == NULL)
    return g_steal_pointer (&meeting);

  gvn_meeting_refuse (meeting, reason, error);
  return NULL;
}

static gboolean
insert (GvnDb *db, const char *id, const char *meeting, GvnSettlementKind kind, const char *title, GError **error)
{
  return gvn_db_exec (db, error,
                      "INSERT INTO settlement (id, meeting, position, kind, title, contractor_position, dsiun_position)"
                      " SELECT ?1, ?2, coalesce (max (position) + 1, 0), ?3, ?4, 'awaited', 'awaited' FROM settlement"
                      " WHERE meeting = ?2",
                      "ssss", id, meeting, gvn_settlement_kind_to_string (kind), title);
}

static gboolean
update (GvnDb *db, const GvnSettlementDraft *draft, GError **error)
{
  if (draft->file != NULL
      && (!gvn_attachment_record (db, draft->file, draft->file_name, draft->file_size, error)
          || !gvn_db_exec (db, error, "UPDATE settlement SET file = ? WHERE id = ?", "ss", draft->file, draft->id)))
    return FALSE;
  if (!gvn_db_exec (db, error, "UPDATE settlement SET kind = ?, title = ? WHERE id = ?", "sss",
                    gvn_settlement_kind_to_string (draft->kind), draft->title, draft->id))
    return FALSE;

  return draft->has_amount
             ? gvn_db_exec (db, error, "UPDATE settlement SET amount_cents = ? WHERE id = ?", "is", draft->cents,
                            draft->id)
             : gvn_db_exec (db, error, "UPDATE settlement SET amount_cents = NULL WHERE id = ?", "s", draft->id);
}

/**
 * gvn_settlement_save:
 * @draft: a #GvnSettlementDraft
 *
 * A #GvnCommand: adds an element at the end of a COPIL's list, or changes one. Both
 * positions of a new one are awaited. A bonus or a malus outside the quarter's COPIL (L-12)
 * is for gvn_preparation_load() to remark.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID without a title or for an amount below zero of
 *   what has no sign, %GVN_ERROR_REFUSED when the meeting is no COPIL or is cancelled
 */
gboolean
gvn_settlement_save (GvnDb *db, gpointer draft, GError **error)
{
  GvnSettlementDraft *wanted = draft;

  if (gvn_text_is_empty (wanted->title))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("An element to settle has a title, read by both parties: give it"));
      return FALSE;
    }
  if (wanted->has_amount && wanted->cents < 0 && gvn_settlement_kind_is_unsigned (wanted->kind))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: a kind of element as "Penalty" */
                   _ ("%s: the kind says whether the amount is taken off or given; give it without a sign"),
                   gvn_settlement_kind_get_label (wanted->kind));
      return FALSE;
    }
  if (wanted->id == NULL)
    {
      g_autoptr (GvnMeeting) meeting = load_meeting (db, wanted->meeting, error);

      if (meeting == NULL)
        return FALSE;
      wanted->id = wanted->new_id != NULL ? g_strdup (wanted->new_id) : g_uuid_string_random ();
      return insert (db, wanted->id, meeting->id, wanted->kind, wanted->title, error) && update (db, wanted, error);
    }
  else
    {
      g_autoptr (GvnSettlement) element = gvn_settlement_load (db, wanted->id, error);

      return element != NULL && update (db, wanted, error);
    }
}

/**
 * gvn_settlement_remove:
 * @id: of an element
 *
 * A #GvnCommand.
 */
gboolean
gvn_settlement_remove (GvnDb *db, gpointer id, GError **error)
{
  g_autoptr (GvnSettlement) element = gvn_settlement_load (db, id, error);

  return element != NULL && gvn_db_exec (db, error, "DELETE FROM settlement WHERE id = ?", "s", element->id);
}

/**
 * gvn_settlement_move:
 * @move: a #GvnSettlementMove
 *
 * A #GvnCommand: gives an element another place in its list; beyond the last is the last.
 */
gboolean
gvn_settlement_move (GvnDb *db, gpointer move, GError **error)
{
  const GvnSettlementMove *wanted = move;
  g_autoptr (GvnSettlement) element = gvn_settlement_load (db, wanted->id, error);
  g_autoptr (GPtrArray) ids = element == NULL
                                  ? NULL
                                  : gvn_db_list_texts (db, error,
                                                       "SELECT id FROM settlement WHERE meeting = ? AND id <> ?"
                                                       " ORDER BY position, id",
                                                       "ss", element->meeting, element->id);

  if (ids == NULL)
    return FALSE;
  g_ptr_array_insert (ids, (int) MIN (wanted->position, ids->len), g_strdup (element->id));
  for (guint i = 0; i < ids->len; i++)
    if (!gvn_db_exec (db, error, "UPDATE settlement SET position = ?1 WHERE id = ?2 AND position <> ?1", "is",
                      (gint64) i, ids->pdata[i]))
      return FALSE;

  return TRUE;
}

/**
 * gvn_settlement_set_position:
 * @position: a #GvnSettlementPosition
 *
 * A #GvnCommand: says where one party stands on an element.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID for another side, or when it contests without
 *   saying what
 */
gboolean
gvn_settlement_set_position (GvnDb *db, gpointer position, GError **error)
{
  const GvnSettlementPosition *wanted = position;
  g_autoptr (GvnSettlement) element = gvn_settlement_load (db, wanted->id, error);
  gboolean contractor = g_strcmp0 (wanted->side, "contractor") == 0;

  if (element == NULL)
    return FALSE;
  if (!contractor && g_strcmp0 (wanted->side, "dsiun") != 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: the codes stay as they are */
                   _ ("The contractor and the DSIUN settle (6.2): the side is contractor or dsiun"));
      return FALSE;
    }
  if (wanted->position == GVN_POSITION_CONTESTED && gvn_text_is_empty (wanted->note))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("What is contested is read by the other party: say what, in the note"));
      return FALSE;
    }

  return gvn_db_exec (
      db, error,
      contractor ? "UPDATE settlement SET contractor_position = ?, contractor_note = nullif (?, '') WHERE id = ?"
                 : "UPDATE settlement SET dsiun_position = ?, dsiun_note = nullif (?, '') WHERE id = ?",
      "sss", gvn_position_to_string (wanted->position), wanted->note, element->id);
}

/* The last COPIL before that has something to settle. */
static char *
find_previous (GvnDb *db, GvnMeeting *meeting, GError **error)
{
  return gvn_db_get_text (db, error,
                          "SELECT m.id FROM meeting AS m WHERE m.body = ?1 AND m.state <> 'cancelled' AND m.id <> ?2"
                          " AND (m.planned_on < ?3 OR (m.planned_on = ?3 AND m.start_minutes < ?4))"
                          " AND EXISTS (SELECT 1 FROM settlement AS s WHERE s.meeting = m.id)"
                          " ORDER BY m.planned_on DESC, m.start_minutes DESC LIMIT 1",
                          "ssdi", meeting->body, meeting->id, &meeting->start.date, (gint64) meeting->start.minutes);
}

static gboolean
is_there (GPtrArray *elements, const GvnSettlement *element, const char *id)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const GvnSettlement *other = elements->pdata[i];

      if (g_str_equal (other->id, id) || (other->kind == element->kind && g_str_equal (other->title, element->title)))
        return TRUE;
    }

  return FALSE;
}

/**
 * gvn_settlement_copy_previous:
 * @copy: a #GvnSettlementCopy, whose count is set
 *
 * A #GvnCommand: begins a COPIL's list with the titles and kinds of the previous one's and
 * the orders they are about; amounts, positions and files are to be given again. What is there already stays alone, and
 * bonus and malus come only where they are settled (L-12).
 *
 * Returns: %FALSE with %GVN_ERROR_NOT_FOUND when no earlier COPIL has a list
 */
gboolean
gvn_settlement_copy_previous (GvnDb *db, gpointer copy, GError **error)
{
  GvnSettlementCopy *wanted = copy;
  g_autoptr (GvnMeeting) meeting = load_meeting (db, wanted->meeting, error);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *previous = meeting != NULL ? find_previous (db, meeting, &local_error) : NULL;
  g_autoptr (GPtrArray) present = NULL;
  g_autoptr (GPtrArray) earlier = NULL;
  GvnQuarter quarter;
  gboolean settles;

  wanted->n_copied = 0;
  if (meeting == NULL)
    return FALSE;
  if (previous == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                     _ ("No earlier COPIL has elements to settle: add the first ones by hand"));
      return FALSE;
    }
  present = gvn_settlement_list (db, meeting->id, error);
  earlier = present != NULL ? gvn_settlement_list (db, previous, error) : NULL;
  if (earlier == NULL || !gvn_settlement_find_quarter (db, meeting, &quarter, &settles, error))
    return FALSE;

  for (guint i = 0; i < earlier->len; i++)
    {
      const GvnSettlement *element = earlier->pdata[i];
      g_autofree char *id = gvn_uuid_v5 (meeting->id, element->id);

      if (is_there (present, element, id) || (!settles && gvn_settlement_kind_is_quarterly (element->kind)))
        continue;
      if (!insert (db, id, meeting->id, element->kind, element->title, error)
          || !gvn_db_exec (db, error,
                           "UPDATE settlement SET (service_order, uo) = (SELECT service_order, uo FROM settlement"
                           " WHERE id = ?) WHERE id = ?",
                           "ss", element->id, id))
        return FALSE;
      wanted->n_copied++;
    }

  return TRUE;
}

static gboolean
check_elements (GvnDb *db, GPtrArray *findings, GError **error)
{
  gint64 n;

  if (!gvn_db_get_int (db, &n, error,
                       "SELECT count(*) FROM settlement AS s JOIN meeting AS m ON m.id = s.meeting"
                       " JOIN body AS b ON b.code = m.body WHERE b.kind <> 'COPIL'",
                       ""))
    return FALSE;
  if (n > 0)
    g_ptr_array_add (findings, g_strdup (_ ("A meeting of another committee has elements a COPIL settles")));

  return TRUE;
}

/* Tells the layers below of what a COPIL settles; to be called once at start. */
void
gvn_settlement_register (void)
{
  gvn_store_add_invariant (check_elements);
}
