/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/pages/gvn-meeting-content.h"
#include "base/gvn-text.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-minutes.h"

void
gvn_meeting_content_free (GvnMeetingContent *self)
{
  g_clear_object (&self->meeting);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->matters, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->said, g_hash_table_unref);
  g_free (self->summary);
  g_free (self);
}

/* The matters the items are about came up elsewhere. */
static gboolean
add_matters_of_items (GvnMeetingContent *self, GvnDb *db, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const GvnAgendaItem *item = self->items->pdata[i];
      GvnMatter *matter;

      if (item->matter == NULL)
        continue;
      matter = gvn_matter_load (db, item->matter, error);
      if (matter == NULL)
        return FALSE;
      g_ptr_array_add (self->matters, matter);
    }

  return TRUE;
}

static gboolean
load_said (GvnMeetingContent *self, GvnDb *db, const GvnNow *now, GError **error)
{
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < self->items->len; i++)
    {
      const GvnAgendaItem *item = self->items->pdata[i];
      g_autoptr (GError) local_error = NULL;
      char *text = gvn_agenda_dup_source_text (db, self->meeting, item->source, now, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (text != NULL)
        g_hash_table_insert (self->said, g_strdup (item->id), text);
    }

  return TRUE;
}

/* What the last version says, the draft when there is one. */
static gboolean
load_texts (GvnMeetingContent *self, GvnDb *db, GError **error)
{
  const GvnMinutesVersion *last = self->versions->len > 0 ? self->versions->pdata[self->versions->len - 1] : NULL;

  if (last == NULL)
    {
      self->texts = g_hash_table_new (g_str_hash, g_str_equal);
      return TRUE;
    }
  self->summary = g_strdup (last->document->summary);
  self->texts = gvn_minutes_load_texts (db, last->document->id, error);

  return self->texts != NULL;
}

/**
 * gvn_meeting_content_load:
 *
 * Returns: (transfer full): the meeting as it is now, or %NULL with @error
 */
GvnMeetingContent *
gvn_meeting_content_load (GvnSession *session, const char *meeting, GError **error)
{
  g_autoptr (GvnMeetingContent) self = g_new0 (GvnMeetingContent, 1);
  GvnDb *db = gvn_session_get_db (session);
  const GvnNow *now = gvn_session_get_now (session);

  self->meeting = gvn_meeting_load (db, meeting, error);
  if (self->meeting == NULL)
    return NULL;
  self->items = gvn_agenda_list (db, meeting, error);
  self->matters = self->items != NULL ? gvn_matter_list_of_meeting (db, meeting, error) : NULL;
  self->documents = self->matters != NULL ? gvn_meeting_document_list (db, meeting, GVN_DOCUMENT_AGENDA, error) : NULL;
  self->versions = self->documents != NULL ? gvn_minutes_list (db, meeting, now, error) : NULL;
  if (self->versions == NULL || !gvn_agenda_is_frozen (db, meeting, &self->frozen, error)
      || !add_matters_of_items (self, db, error) || !load_said (self, db, now, error) || !load_texts (self, db, error))
    return NULL;
  self->begun = g_date_compare (&self->meeting->start.date, &now->local.date) <= 0;
  self->writable
      = !gvn_store_is_read_only (gvn_session_get_store (session)) && self->meeting->state != GVN_MEETING_CANCELLED;

  return g_steal_pointer (&self);
}

void
gvn_meeting_content_show (const GvnMeetingContent *self, GvnAgendaItem *item, GvnItemCard *card)
{
  GvnItemContent content = { .meeting = self->meeting,
                             .said = g_hash_table_lookup (self->said, item->id),
                             .minutes = g_hash_table_lookup (self->texts, item->id),
                             .matters = self->matters,
                             .frozen = self->frozen,
                             .begun = self->begun };

  gvn_item_card_show (card, item, &content);
}

/* Where a version of the agenda is: "Agenda sent Thursday 9 March 2028, 10:00". */
static void
append_agenda (GString *line, const GvnMeetingDocument *document)
{
  const GvnFact *fact = document->facts->len > 0 ? document->facts->pdata[document->facts->len - 1] : NULL;
  g_autofree char *moment = NULL;
  GvnLocal at;

  if (fact == NULL)
    return;
  gvn_local_from_instant (fact->at, &at);
  moment = gvn_text_moment (&at);
  g_string_append_printf (line, _ ("%s: %s"), gvn_fact_kind_get_label (fact->kind), moment);
}

/**
 * gvn_meeting_content_dup_line:
 *
 * Returns: (transfer full): where the agenda and the minutes are, as Pango markup; empty
 *   while there is neither
 */
char *
gvn_meeting_content_dup_line (const GvnMeetingContent *self)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (self->documents->len > 0)
    append_agenda (line, self->documents->pdata[self->documents->len - 1]);
  if (self->versions->len > 0)
    {
      g_autofree char *words = gvn_minutes_describe (self->versions->pdata[self->versions->len - 1]);

      if (line->len > 0)
        g_string_append_c (line, '\n');
      g_string_append_printf (line, "%s — %s", _ ("Meeting minutes"), words);
    }

  return g_markup_escape_text (line->str, (gssize) line->len);
}
