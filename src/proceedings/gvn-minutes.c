/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-minutes.h"

/* What is said under an item is said in its meeting. */
static gboolean
check_item (GvnDb *db, const char *item, const char *meeting, GError **error)
{
  g_autoptr (GvnAgendaItem) loaded = item != NULL ? gvn_agenda_load_item (db, item, error) : NULL;

  if (item == NULL || loaded == NULL)
    return item == NULL;

  return g_str_equal (loaded->meeting, meeting)
         || gvn_error_refuse (loaded->title, _ ("an item of another meeting"), error);
}

/* Writing ------------------------------------------------------------------------------- */

/**
 * gvn_minutes_load_texts:
 *
 * Returns: (transfer full): the text under each item, by its id
 */
GHashTable *
gvn_minutes_load_texts (GvnDb *db, const char *document, GError **error)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GvnStatement) rows
      = gvn_db_query (db, error, "SELECT item, text FROM minutes_text WHERE document = ?", "s", document);

  if (rows == NULL)
    return NULL;
  while (gvn_statement_next (rows, error))
    g_hash_table_insert (texts, gvn_statement_dup_text (rows, 0), gvn_statement_dup_text (rows, 1));

  return gvn_statement_failed (rows) ? NULL : g_steal_pointer (&texts);
}

/* The draft of the minutes; one begun after a version was sent starts as a copy of it. */
static char *
open_draft (GvnDb *db, const char *meeting, GError **error)
{
  g_autofree char *id = gvn_meeting_document_draft (db, meeting, GVN_DOCUMENT_MINUTES, error);
  g_autoptr (GvnMeetingDocument) draft = id != NULL ? gvn_meeting_document_load (db, id, error) : NULL;
  gint64 n_written;

  if (draft == NULL
      || !gvn_db_get_int (db, &n_written, error,
                          "SELECT (SELECT count(*) FROM minutes_text WHERE document = ?1)"
                          " + (SELECT summary IS NOT NULL FROM meeting_document WHERE id = ?1)",
                          "s", id))
    return NULL;
  if (draft->file != NULL)
    {
      gvn_error_refuse (draft->file_name,
                        _ ("these minutes are a file; send it before another version is written here"), error);
      return NULL;
    }
  if (draft->number == 1 || n_written > 0)
    return g_steal_pointer (&id);

  if (!gvn_db_exec (db, error,
                    "INSERT INTO minutes_text SELECT ?1, t.item, t.text FROM minutes_text AS t"
                    " JOIN meeting_document AS d ON d.id = t.document"
                    " WHERE d.meeting = ?2 AND d.kind = 'minutes' AND d.number = ?3",
                    "ssi", id, meeting, (gint64) draft->number - 1)
      || !gvn_db_exec (db, error,
                       "UPDATE meeting_document SET summary = (SELECT summary FROM meeting_document"
                       " WHERE meeting = ?2 AND kind = 'minutes' AND number = ?3) WHERE id = ?1",
                       "ssi", id, meeting, (gint64) draft->number - 1))
    return NULL;

  return g_steal_pointer (&id);
}

static gboolean
store_text (GvnDb *db, const char *document, const GvnMinutesEdit *edit, GError **error)
{
  gboolean empty = gvn_text_is_empty (edit->text);

  if (edit->item == NULL)
    return gvn_db_exec (db, error, "UPDATE meeting_document SET summary = ? WHERE id = ?", "ss",
                        empty ? NULL : edit->text, document);
  if (empty)
    return gvn_db_exec (db, error, "DELETE FROM minutes_text WHERE document = ? AND item = ?", "ss", document,
                        edit->item);

  return gvn_db_exec (db, error,
                      "INSERT INTO minutes_text VALUES (?, ?, ?) ON CONFLICT (document, item)"
                      " DO UPDATE SET text = excluded.text",
                      "sss", document, edit->item, edit->text);
}

/**
 * gvn_minutes_write:
 * @edit: a #GvnMinutesEdit
 *
 * A #GvnCommand: what the minutes say under an item, in Markdown. What was validated
 * stays what it is: the edit begins a new version, which nobody has validated.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED for a cancelled meeting or another one's item
 */
gboolean
gvn_minutes_write (GvnDb *db, gpointer edit, GError **error)
{
  const GvnMinutesEdit *wanted = edit;
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, wanted->meeting, error);
  g_autofree char *document = NULL;

  if (meeting == NULL)
    return FALSE;
  if (meeting->state == GVN_MEETING_CANCELLED)
    return gvn_meeting_refuse (meeting, _ ("it is cancelled; undo the cancellation first"), error);
  if (!check_item (db, wanted->item, meeting->id, error))
    return FALSE;
  document = open_draft (db, meeting->id, error);

  return document != NULL && store_text (db, document, wanted, error);
}

/* Remarks ------------------------------------------------------------------------------- */

/**
 * gvn_minutes_remark:
 * @draft: a #GvnRemarkDraft
 *
 * A #GvnCommand: a remark on the last version sent, at the moment it really came. In
 * time, it stops the clock of the version for everybody; late, it is kept and reopens
 * nothing (6.1, 6.2).
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID without words, %GVN_ERROR_REFUSED for minutes
 *   nobody has yet or another meeting's item
 */
gboolean
gvn_minutes_remark (GvnDb *db, gpointer draft, GError **error)
{
  const GvnRemarkDraft *wanted = draft;
  GvnMeetingRequest request = wanted->request;
  g_autofree char *fact = NULL;

  if (gvn_text_is_empty (wanted->text))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A remark says something: write it"));
      return FALSE;
    }
  if (!check_item (db, wanted->item, request.meeting, error))
    return FALSE;

  request.act = GVN_ACT_MINUTES_REMARK;
  request.fact = &fact;
  return gvn_meeting_apply (db, &request, error)
         && gvn_db_exec (db, error,
                         "INSERT INTO minutes_remark (fact, document, item, text)"
                         " SELECT fact, document, ?2, ?3 FROM document_fact WHERE fact = ?1",
                         "sss", fact, wanted->item, wanted->text);
}

static gboolean
load_remark (GvnDb *db, const char *fact, char **document, char **meeting, char **answer, GError **error)
{
  g_autoptr (GvnStatement) row
      = gvn_db_query (db, error,
                      "SELECT d.document, v.meeting, r.answer FROM document_fact AS d JOIN fact AS f ON f.id = d.fact"
                      " JOIN meeting_document AS v ON v.id = d.document"
                      " LEFT JOIN minutes_remark AS r ON r.fact = f.id WHERE f.id = ? AND f.kind = 'minutes_remarked'",
                      "s", fact);

  if (row == NULL)
    return FALSE;
  if (!gvn_statement_next (row, error))
    {
      if (!gvn_statement_failed (row))
        g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                     _ ("There is no remark “%s”: take the identifier from the minutes of the meeting"), fact);
      return FALSE;
    }
  *document = gvn_statement_dup_text (row, 0);
  *meeting = gvn_statement_dup_text (row, 1);
  *answer = gvn_statement_dup_text (row, 2);

  return TRUE;
}

static gboolean
check_answer (const GvnRemarkAnswer *answer, const char *before, GError **error)
{
  if (before != NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   _ ("This remark has its answer: undo it before another is given"));
      return FALSE;
    }
  if (answer->refuse && gvn_text_is_empty (answer->note))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   _ ("A refusal is a disagreement both parties read: give the reason"));
      return FALSE;
    }

  return TRUE;
}

/* What the parties do not agree on is a disagreement of the meeting, which can go up. */
static gboolean
raise_disagreement (GvnDb *db, const GvnRemarkAnswer *answer, const char *meeting, GError **error)
{
  g_autofree char *text
      = gvn_db_get_text (db, error, "SELECT text FROM minutes_remark WHERE fact = ?", "s", answer->remark);
  g_autofree char *opening = text != NULL ? gvn_text_opening (text, 80) : NULL;
  /* Translators: %s is what the remark says */
  g_autofree char *title = g_strdup_printf (_ ("Remark refused: %s"), opening != NULL ? opening : "");
  gboolean whole = g_strcmp0 (opening, text) == 0;
  g_autofree char *detail = g_strjoin ("\n\n", whole ? answer->note : text, whole ? NULL : answer->note, NULL);
  GvnMatterDraft draft = { .kind = GVN_MATTER_DISAGREEMENT,
                           .title = title,
                           .detail = detail,
                           .meeting = meeting,
                           .raised = answer->now->local.date,
                           .now = answer->now };
  gboolean raised = text != NULL && gvn_matter_create (db, &draft, error);

  g_free (draft.id);
  g_free (draft.warning);

  return raised;
}

/* The draft of the version that answers, unless one follows @document already. */
static gboolean
begin_next (GvnDb *db, const char *document, const char *meeting, GError **error)
{
  g_autofree char *draft = NULL;
  gint64 n;

  if (!gvn_db_get_int (db, &n, error,
                       "SELECT count(*) FROM meeting_document AS n JOIN meeting_document AS d ON d.meeting = n.meeting"
                       " AND d.kind = n.kind AND d.number < n.number WHERE d.id = ?",
                       "s", document))
    return FALSE;
  if (n > 0)
    return TRUE;
  draft = open_draft (db, meeting, error);

  return draft != NULL;
}

/**
 * gvn_minutes_answer:
 * @answer: a #GvnRemarkAnswer
 *
 * A #GvnCommand: answers a remark, by the next version, whose draft is begun, or by
 * refusing it, which is a disagreement.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID for a refusal without a reason,
 *   %GVN_ERROR_REFUSED when it has its answer
 */
gboolean
gvn_minutes_answer (GvnDb *db, gpointer answer, GError **error)
{
  const GvnRemarkAnswer *wanted = answer;
  g_autofree char *document = NULL;
  g_autofree char *meeting = NULL;
  g_autofree char *before = NULL;

  if (!load_remark (db, wanted->remark, &document, &meeting, &before, error) || !check_answer (wanted, before, error))
    return FALSE;
  if (!gvn_db_exec (
          db, error,
          "INSERT INTO minutes_remark (fact, document, text, answer, answer_note, answered_at, answered_by)"
          " SELECT f.id, ?2, coalesce (f.note, ''), ?3, nullif (?4, ''), ?5, ?6 FROM fact AS f WHERE f.id = ?1"
          " ON CONFLICT (fact) DO UPDATE SET answer = excluded.answer, answer_note = excluded.answer_note,"
          " answered_at = excluded.answered_at, answered_by = excluded.answered_by",
          "ssssis", wanted->remark, document, wanted->refuse ? "refused" : "new_version", wanted->note,
          wanted->now->instant, wanted->by_name))
    return FALSE;

  return wanted->refuse ? raise_disagreement (db, wanted, meeting, error) : begin_next (db, document, meeting, error);
}

/* Validation by each participant ---------------------------------------------------------- */

/* The version named, else the last that was sent; NULL with @error when there is none. */
static GvnMinutesVersion *
find_version (GPtrArray *versions, const char *document, GError **error)
{
  GvnMinutesVersion *found = NULL;

  for (guint i = 0; i < versions->len; i++)
    {
      GvnMinutesVersion *version = versions->pdata[i];

      if (document != NULL ? g_str_equal (version->document->id, document) : version->state != GVN_MINUTES_DRAFT)
        found = version;
    }
  if (found == NULL)
    g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                 _ ("No version of the minutes was sent: record the sending before a validation"));

  return found;
}

static const GvnSigner *
find_signer (const GvnMinutesVersion *version, const char *attendance)
{
  for (guint i = 0; i < version->signers->len; i++)
    if (g_str_equal (((const GvnSigner *) version->signers->pdata[i])->attendance, attendance))
      return version->signers->pdata[i];

  return NULL;
}

static gboolean
check_signer (const GvnMinutesVersion *version, const GvnSigning *signing, GError **error)
{
  const GvnSigner *signer = find_signer (version, signing->attendance);

  if (version->rule != GVN_MINUTES_SIGNED)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   _ ("The minutes of this body are not validated by each participant"));
      return FALSE;
    }
  if (version->state != GVN_MINUTES_AWAITING)
    {
      g_autofree char *state = gvn_minutes_describe (version);

      return gvn_error_refuse (state, _ ("no validation is awaited"), error);
    }
  if (signer == NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   _ ("Only the DSIUN’s participants, present or represented, validate: say who was there"));
      return FALSE;
    }

  return signer->fact == NULL || gvn_error_refuse (signer->name, _ ("has validated this version already"), error);
}

/* Whether everybody else has validated, and when the last of all did: they need not be
 * recorded in the order they came. */
static gboolean
is_last (const GvnMinutesVersion *version, const char *attendance, gint64 *at)
{
  for (guint i = 0; i < version->signers->len; i++)
    {
      const GvnSigner *signer = version->signers->pdata[i];

      if (signer->fact == NULL && !g_str_equal (signer->attendance, attendance))
        return FALSE;
      *at = MAX (*at, signer->at);
    }

  return TRUE;
}

/**
 * gvn_minutes_sign:
 * @signing: a #GvnSigning
 *
 * A #GvnCommand: one of the DSIUN's participants validates a version (6.3); with the
 * last of them it is validated, at the moment the last one did.
 */
gboolean
gvn_minutes_sign (GvnDb *db, gpointer signing, GError **error)
{
  const GvnSigning *wanted = signing;
  GvnMeetingRequest request = wanted->request;
  g_autoptr (GPtrArray) versions = gvn_minutes_list (db, request.meeting, request.now, error);
  GvnMinutesVersion *version;
  g_autofree char *fact = NULL;

  if (versions == NULL)
    return FALSE;
  version = find_version (versions, request.document, error);
  if (version == NULL || !check_signer (version, wanted, error))
    return FALSE;

  request.act = GVN_ACT_MINUTES_SIGN;
  if (request.at == 0)
    request.at = request.now->instant;
  request.document = version->document->id;
  request.by_name = find_signer (version, wanted->attendance)->name;
  request.by_side = "dsiun";
  request.fact = &fact;
  if (!gvn_meeting_apply (db, &request, error)
      || !gvn_db_exec (db, error, "INSERT INTO minutes_signature (fact, document, attendance) VALUES (?, ?, ?)", "sss",
                       fact, version->document->id, wanted->attendance))
    return FALSE;
  if (!is_last (version, wanted->attendance, &request.at))
    return TRUE;

  request.act = GVN_ACT_MINUTES_VALIDATE;
  request.fact = NULL;
  request.proof = NULL;
  return gvn_meeting_apply (db, &request, error);
}

/**
 * gvn_minutes_validate:
 * @request: a #GvnMeetingRequest of %GVN_ACT_MINUTES_VALIDATE
 *
 * A #GvnCommand: records that a version is validated. Where each participant validates
 * (6.3), nobody does it for another one who was there.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED while a participant's own validation is awaited,
 *   or once it is validated
 */
gboolean
gvn_minutes_validate (GvnDb *db, gpointer request, GError **error)
{
  const GvnMeetingRequest *wanted = request;
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, wanted->meeting, error);
  g_autoptr (GPtrArray) versions = meeting != NULL ? gvn_minutes_list (db, meeting->id, wanted->now, error) : NULL;
  GvnMinutesVersion *version = versions != NULL ? find_version (versions, wanted->document, error) : NULL;

  if (version == NULL)
    return FALSE;
  if (version->state == GVN_MINUTES_VALIDATED)
    return gvn_meeting_refuse (meeting, _ ("its minutes are validated; correct the fact if it is wrong"), error);
  for (guint i = 0; i < version->signers->len; i++)
    {
      const GvnSigner *signer = version->signers->pdata[i];

      if (signer->fact == NULL)
        return gvn_error_refuse (signer->name, _ ("was there and has not validated; record their own validation"),
                                 error);
    }

  return gvn_meeting_apply (db, request, error);
}
