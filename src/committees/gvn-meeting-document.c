/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-uuid.h"
#include "committees/gvn-meeting-document.h"
#include "committees/gvn-meeting.h"

/* Told at start by the folder above, which knows what is written in a document. */
static GvnDocumentWriter document_writer;

void
gvn_meeting_document_set_writer (GvnDocumentWriter writer)
{
  document_writer = writer;
}

void
gvn_meeting_document_free (GvnMeetingDocument *self)
{
  g_free (self->id);
  g_free (self->meeting);
  g_free (self->kind);
  g_free (self->file);
  g_free (self->file_name);
  g_free (self->summary);
  g_free (self->content);
  g_free (self->hash);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_free (self);
}

static gpointer
document_from_row (GvnStatement *row)
{
  GvnMeetingDocument *self = g_new0 (GvnMeetingDocument, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->meeting = gvn_statement_dup_text (row, 1);
  self->kind = gvn_statement_dup_text (row, 2);
  self->number = (int) gvn_statement_int (row, 3);
  self->file = gvn_statement_dup_text (row, 4);
  self->file_name = gvn_statement_dup_text (row, 5);
  self->summary = gvn_statement_dup_text (row, 6);
  self->content = gvn_statement_dup_text (row, 7);
  self->hash = gvn_statement_dup_text (row, 8);

  return self;
}

static gboolean
load_facts (GvnDb *db, GPtrArray *documents, GError **error)
{
  for (guint i = 0; i < documents->len; i++)
    {
      GvnMeetingDocument *self = documents->pdata[i];
      g_autoptr (GPtrArray) ids
          = gvn_db_list_texts (db, error,
                               "SELECT d.fact FROM document_fact AS d JOIN fact AS f ON f.id = d.fact"
                               " WHERE d.document = ? ORDER BY f.at, f.id",
                               "s", self->id);

      if (ids == NULL)
        return FALSE;
      self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_fact_free);
      for (guint j = 0; j < ids->len; j++)
        {
          GvnFact *fact = gvn_fact_load (db, ids->pdata[j], error);

          if (fact == NULL)
            return FALSE;
          g_ptr_array_add (self->facts, fact);
        }
    }

  return TRUE;
}

static GPtrArray *
list_documents (GvnDb *db, const char *meeting, const char *kind, const char *id, GError **error)
{
  g_autoptr (GPtrArray) documents = gvn_statement_collect (
      gvn_db_query (
          db, error,
          "SELECT d.id, d.meeting, d.kind, d.number, d.file, a.name, d.summary, d.content, d.hash"
          " FROM meeting_document AS d LEFT JOIN attachment AS a ON a.sha256 = d.file"
          " WHERE (?1 IS NULL OR d.meeting = ?1) AND (?2 IS NULL OR d.kind = ?2) AND (?3 IS NULL OR d.id = ?3)"
          " ORDER BY d.meeting, d.kind, d.number",
          "sss", meeting, kind, id),
      document_from_row, (GDestroyNotify) gvn_meeting_document_free, error);

  if (documents == NULL || !load_facts (db, documents, error))
    return NULL;

  return g_steal_pointer (&documents);
}

/**
 * gvn_meeting_document_list:
 * @kind: (nullable): %GVN_DOCUMENT_AGENDA or %GVN_DOCUMENT_MINUTES
 *
 * Returns: (transfer full) (element-type GvnMeetingDocument): the versions, by kind and
 *   number
 */
GPtrArray *
gvn_meeting_document_list (GvnDb *db, const char *meeting, const char *kind, GError **error)
{
  return list_documents (db, meeting, kind, NULL, error);
}

/**
 * gvn_meeting_document_load:
 *
 * Returns: (transfer full): the version, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnMeetingDocument *
gvn_meeting_document_load (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = list_documents (db, NULL, NULL, id, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   _ ("This version no longer exists: reload the meeting and choose another"));
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

/**
 * gvn_meeting_document_find_fact:
 *
 * Returns: (transfer none) (nullable): the first fact of @kind about this version
 */
const GvnFact *
gvn_meeting_document_find_fact (const GvnMeetingDocument *self, const char *kind)
{
  for (guint i = 0; i < self->facts->len; i++)
    if (g_str_equal (((const GvnFact *) self->facts->pdata[i])->kind, kind))
      return self->facts->pdata[i];

  return NULL;
}

static gboolean
is_agenda (const char *kind)
{
  return g_str_equal (kind, GVN_DOCUMENT_AGENDA);
}

/* When @self was sent, or received where only that is known; NULL for a draft. */
static const GvnFact *
find_leaving (const GvnMeetingDocument *self)
{
  gboolean agenda = is_agenda (self->kind);
  const GvnFact *sent = gvn_meeting_document_find_fact (self, agenda ? "agenda_sent" : "minutes_sent");

  return sent != NULL ? sent : gvn_meeting_document_find_fact (self, agenda ? "agenda_received" : "minutes_received");
}

/**
 * gvn_meeting_document_is_draft:
 *
 * Returns: whether nobody but its author has it yet; received, it was sent
 */
gboolean
gvn_meeting_document_is_draft (const GvnMeetingDocument *self)
{
  return find_leaving (self) == NULL;
}

/* Identifiers follow from the meeting, so that the demonstration is the same everywhere. */
static char *
create (GvnDb *db, const char *meeting, const char *kind, int number, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s/%d", kind, number);
  g_autofree char *id = gvn_uuid_v5 (meeting, name);

  if (!gvn_db_exec (db, error, "INSERT INTO meeting_document (id, meeting, kind, number) VALUES (?, ?, ?, ?)", "sssi",
                    id, meeting, kind, (gint64) number))
    return NULL;

  return g_steal_pointer (&id);
}

/**
 * gvn_meeting_document_draft:
 *
 * Returns: (transfer full): the id of the draft of the next version, which is made
 *   unless there is one
 */
char *
gvn_meeting_document_draft (GvnDb *db, const char *meeting, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) documents = gvn_meeting_document_list (db, meeting, kind, error);
  const GvnMeetingDocument *last;

  if (documents == NULL)
    return NULL;
  last = documents->len > 0 ? documents->pdata[documents->len - 1] : NULL;
  if (last != NULL && gvn_meeting_document_is_draft (last))
    return g_strdup (last->id);

  return create (db, meeting, kind, last != NULL ? last->number + 1 : 1, error);
}

/**
 * gvn_meeting_document_set_file:
 * @file: the SHA-256 of an attachment recorded in the same transaction
 *
 * A draft is what a file says, written elsewhere.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED once it was sent
 */
gboolean
gvn_meeting_document_set_file (GvnDb *db, const char *id, const char *file, GError **error)
{
  g_autoptr (GvnMeetingDocument) self = gvn_meeting_document_load (db, id, error);

  if (self == NULL)
    return FALSE;
  if (!gvn_meeting_document_is_draft (self))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
                   _ ("Version %d was sent and is bound to its content: add the file to a new version"), self->number);
      return FALSE;
    }

  return gvn_db_exec (db, error, "UPDATE meeting_document SET file = ? WHERE id = ?", "ss", file, id);
}

/**
 * gvn_meeting_document_choose:
 * @fact_kind: one of "agenda_…" or "minutes_…"
 * @at: when it happened
 *
 * The version a fact is about: what is sent is the draft, and so is what is agreed unless
 * a version was sent since; anything else is said of the last version sent. Where there
 * is none yet, one known by its facts is made.
 *
 * Returns: (transfer full)
 */
GvnMeetingDocument *
gvn_meeting_document_choose (GvnDb *db, const char *meeting, const char *fact_kind, gint64 at, GError **error)
{
  const char *kind = g_str_has_prefix (fact_kind, "agenda_") ? GVN_DOCUMENT_AGENDA : GVN_DOCUMENT_MINUTES;
  gboolean sending = g_str_has_suffix (fact_kind, "_sent");
  gboolean agreeing = g_str_has_suffix (fact_kind, "_agreed");
  g_autoptr (GPtrArray) documents = gvn_meeting_document_list (db, meeting, kind, error);
  g_autofree char *id = NULL;

  if (documents == NULL)
    return NULL;
  for (guint i = 0; agreeing && i < documents->len; i++)
    {
      const GvnFact *leaving = find_leaving (documents->pdata[i]);

      if (leaving != NULL && at <= leaving->at)
        return g_ptr_array_steal_index (documents, i);
    }
  for (guint i = documents->len; !sending && !agreeing && i > 0; i--)
    if (!gvn_meeting_document_is_draft (documents->pdata[i - 1]))
      return g_ptr_array_steal_index (documents, i - 1);
  /* its reception was recorded first */
  if (sending && documents->len > 0
      && gvn_meeting_document_find_fact (documents->pdata[documents->len - 1], fact_kind) == NULL)
    return g_ptr_array_steal_index (documents, documents->len - 1);

  id = gvn_meeting_document_draft (db, meeting, kind, error);
  return id != NULL ? gvn_meeting_document_load (db, id, error) : NULL;
}

/* What is sent is bound to its hash from now on. */
static gboolean
bind_content (GvnDb *db, const char *id, const GvnNow *now, GError **error)
{
  g_autoptr (GvnMeetingDocument) self = gvn_meeting_document_load (db, id, error);
  g_autofree char *content = NULL;
  g_autofree char *hash = NULL;

  if (self == NULL)
    return FALSE;
  if (self->hash != NULL)
    return TRUE;
  if (self->file != NULL)
    return gvn_db_exec (db, error, "UPDATE meeting_document SET hash = file WHERE id = ?", "s", id);
  if (document_writer == NULL)
    return TRUE;

  content = document_writer (db, self->meeting, id, self->kind, now, error);
  if (content == NULL)
    return FALSE;
  if (*content == '\0')
    return TRUE;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  return gvn_db_exec (db, error, "UPDATE meeting_document SET content = ?, hash = ? WHERE id = ?", "sss", content, hash,
                      id);
}

/**
 * gvn_meeting_document_take_fact:
 * @fact_kind: one of "agenda_…" or "minutes_…"
 * @fact: its id
 *
 * Says that a fact of the meeting is about this version. What is sent or received is
 * bound to its hash.
 */
gboolean
gvn_meeting_document_take_fact (GvnDb *db, const char *id, const char *fact_kind, const char *fact, const GvnNow *now,
                                GError **error)
{
  return gvn_db_exec (db, error, "INSERT INTO document_fact (fact, document) VALUES (?, ?)", "ss", fact, id)
         && (g_str_has_suffix (fact_kind, "_agreed") || bind_content (db, id, now, error));
}

/* What cannot happen to a version before something else did. */
static const struct
{
  const char *kind;
  const char *before;
} orders[] = {
  { "agenda_received", "agenda_sent" },    { "minutes_received", "minutes_sent" },
  { "minutes_remarked", "minutes_sent" },  { "minutes_remarked", "minutes_received" },
  { "minutes_signed", "minutes_sent" },    { "minutes_signed", "minutes_received" },
  { "minutes_validated", "minutes_sent" }, { "minutes_validated", "minutes_received" },
};

static gboolean
is_in_order (const GvnMeetingDocument *self)
{
  for (guint i = 0; i < self->facts->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (orders); j++)
      {
        const GvnFact *fact = self->facts->pdata[i];
        const GvnFact *before
            = g_str_equal (fact->kind, orders[j].kind) ? gvn_meeting_document_find_fact (self, orders[j].before) : NULL;

        if (before != NULL && fact->at < before->at)
          return FALSE;
      }

  return TRUE;
}

/* Where each participant validates (6.3), a version is validated once the last did. */
static gboolean
is_validated_last (const GvnMeetingDocument *self)
{
  const GvnFact *validated = gvn_meeting_document_find_fact (self, "minutes_validated");

  for (guint i = 0; validated != NULL && i < self->facts->len; i++)
    {
      const GvnFact *fact = self->facts->pdata[i];

      if (g_str_equal (fact->kind, "minutes_signed") && fact->at > validated->at)
        return FALSE;
    }

  return TRUE;
}

/* Minutes follow the meeting, whenever it really took place. */
static gboolean
has_begun (const GvnMeetingDocument *self, gint64 begun)
{
  const GvnFact *leaving = is_agenda (self->kind) ? NULL : find_leaving (self);

  return leaving == NULL || leaving->at >= begun;
}

/**
 * gvn_meeting_document_check_order:
 *
 * What happened to each version of a meeting's documents happened in an order that can
 * be, after a fact was recorded or corrected.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED
 */
gboolean
gvn_meeting_document_check_order (GvnDb *db, const char *meeting, GError **error)
{
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (db, meeting, error);
  g_autoptr (GPtrArray) documents = loaded != NULL ? gvn_meeting_document_list (db, meeting, NULL, error) : NULL;
  gint64 begun;

  if (documents == NULL || !gvn_meeting_find_beginning (db, loaded, &begun, error))
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    {
      const GvnMeetingDocument *document = documents->pdata[i];

      if (!has_begun (document, begun))
        return gvn_meeting_refuse (loaded, _ ("it had not been held then; minutes follow the meeting"), error);
      if (!is_in_order (document))
        return gvn_meeting_refuse (loaded,
                                   is_agenda (document->kind)
                                       ? _ ("its agenda had not been sent then; correct one of the two moments")
                                       : _ ("its minutes had not been sent then; correct one of the two moments"),
                                   error);
      if (!is_validated_last (document))
        return gvn_meeting_refuse (
            loaded, _ ("its minutes were validated before that; correct the moment of their validation first"), error);
    }

  return TRUE;
}

/* What is remarked, signed or validated was sent, since a draft may still change; and
 * what was sent is of a meeting that took place. */
static const struct
{
  const char *sql;
  const char *sentence;
} rules[] = {
  { "SELECT DISTINCT d.document FROM document_fact AS d JOIN fact AS f ON f.id = d.fact"
    " WHERE f.kind IN ('minutes_remarked', 'minutes_signed', 'minutes_validated') AND NOT EXISTS ("
    "   SELECT 1 FROM document_fact AS s JOIN fact AS g ON g.id = s.fact WHERE s.document = d.document"
    "   AND g.kind IN ('minutes_sent', 'minutes_received'))",
    N_ ("Minutes were remarked or validated though nobody was sent them") },
  { "SELECT DISTINCT v.meeting FROM meeting_document AS v JOIN document_fact AS d ON d.document = v.id"
    " JOIN meeting AS m ON m.id = v.meeting WHERE v.kind = 'minutes' AND m.state <> 'held'",
    N_ ("Minutes were sent of a meeting that was not held") },
};

static gboolean
check_rules (GvnDb *db, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!gvn_store_add_findings (db, rules[i].sql, _ (rules[i].sentence), findings, error))
      return FALSE;

  return TRUE;
}

/**
 * gvn_meeting_document_check:
 *
 * A #GvnInvariant: what was sent is what its hash says, and nothing is said of a draft.
 */
gboolean
gvn_meeting_document_check (GvnDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GvnStatement) rows
      = gvn_db_query (db, error, "SELECT id, content, file, hash FROM meeting_document WHERE hash IS NOT NULL", "");

  if (rows == NULL)
    return FALSE;
  while (gvn_statement_next (rows, error))
    {
      const char *content = gvn_statement_text (rows, 1);
      g_autofree char *hash = content != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1)
                                              : gvn_statement_dup_text (rows, 2);

      if (g_strcmp0 (hash, gvn_statement_text (rows, 3)) != 0)
        g_ptr_array_add (
            findings, g_strdup_printf (_ ("A document is not what its hash says: %s"), gvn_statement_text (rows, 0)));
    }

  return !gvn_statement_failed (rows) && check_rules (db, findings, error);
}
