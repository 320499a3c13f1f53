/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-minutes.h"

/* The agenda and the minutes as text, in Markdown: what is sent, bound to its hash,
 * shown and printed. */

/* A word of ours within Markdown says what it says. */
static void
append_plain (GString *content, const char *text)
{
  g_autofree char *escaped = gvn_text_escape_markdown (text);

  g_string_append (content, escaped);
}

static void
append_paragraph (GString *content, const char *markdown)
{
  if (gvn_text_is_empty (markdown))
    return;
  g_string_append (content, markdown);
  g_string_append (content, "\n\n");
}

static void
append_heading (GString *content, int level, const char *text)
{
  for (int i = 0; i < level; i++)
    g_string_append_c (content, '#');
  g_string_append_c (content, ' ');
  append_plain (content, text);
  g_string_append (content, "\n\n");
}

static gboolean
append_title (GString *content, GvnDb *db, GvnMeeting *meeting, const char *document, GError **error)
{
  g_autoptr (GvnBody) body = gvn_body_load (db, meeting->body, error);
  g_autofree char *day = gvn_text_moment (&meeting->start);
  GvnLocal end;
  g_autofree char *until = NULL;

  if (body == NULL)
    return FALSE;
  gvn_meeting_get_end (meeting, &end);
  until = gvn_text_time (end.minutes);
  append_heading (content, 1, body->name);
  append_plain (content, document);
  g_string_append (content, " — ");
  append_plain (content, day);
  g_string_append (content, " – ");
  append_plain (content, until);
  g_string_append (content, "\n\n");

  return TRUE;
}

/* Who was there, by how: "Present: A, B (for C)". */
static void
append_attendance (GString *content, GPtrArray *attendance)
{
  gboolean any = FALSE;

  for (GvnAttendanceState state = GVN_ATTENDANCE_PRESENT; state <= GVN_ATTENDANCE_ABSENT; state++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < attendance->len; i++)
        {
          const GvnAttendance *seat = attendance->pdata[i];

          if (seat->state != state)
            continue;
          if (names->len > 0)
            g_string_append (names, ", ");
          append_plain (names, seat->name);
          if (state == GVN_ATTENDANCE_REPRESENTED && seat->represented_by != NULL)
            {
              g_string_append (names, " → ");
              append_plain (names, seat->represented_by);
            }
        }
      if (names->len == 0)
        continue;
      g_string_append_printf (content, "- **%s** : %s\n", gvn_attendance_state_get_label (state), names->str);
      any = TRUE;
    }
  if (any)
    g_string_append_c (content, '\n');
}

static void
append_item_heading (GString *content, const GvnAgendaItem *item)
{
  g_autofree char *heading = g_strdup_printf ("%d. %s", item->number, item->title);

  append_heading (content, 2, heading);
  if (item->late)
    g_string_append_printf (content, "*%s*\n\n", _ ("Came after the agenda was sent"));
}

static void
append_files (GString *content, const GvnAgendaItem *item)
{
  for (guint i = 0; item->files[i] != NULL; i++)
    {
      g_string_append (content, "- ");
      append_plain (content, item->file_names[i]);
      g_string_append_printf (content, " (SHA-256 %s)\n", item->files[i]);
    }
  if (item->files[0] != NULL)
    g_string_append_c (content, '\n');
}

/* Agenda -------------------------------------------------------------------------------- */

static gboolean
append_agenda_item (GString *content, GvnDb *db, GvnMeeting *meeting, const GvnAgendaItem *item, const GvnNow *now,
                    GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *filled = gvn_agenda_dup_source_text (db, meeting, item->source, now, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  append_item_heading (content, item);
  if (item->proposed_side != NULL)
    g_string_append_printf (content, "*%s : %s*\n\n", _ ("Proposed by"), gvn_side_get_label (item->proposed_side));
  append_paragraph (content, filled);
  append_paragraph (content, item->text);
  append_files (content, item);
  if (filled == NULL && gvn_text_is_empty (item->text) && item->files[0] == NULL && item->standing != NULL)
    g_string_append_printf (content, "*%s*\n\n", _ ("Nothing to report so far"));

  return TRUE;
}

/**
 * gvn_agenda_dup_content:
 *
 * Returns: (transfer full): the agenda as it would be sent at @now, in Markdown; empty
 *   without an item
 */
char *
gvn_agenda_dup_content (GvnDb *db, const char *meeting, const GvnNow *now, GError **error)
{
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (db, meeting, error);
  g_autoptr (GPtrArray) items = loaded != NULL ? gvn_agenda_list (db, meeting, error) : NULL;
  g_autoptr (GString) content = g_string_new (NULL);

  if (items == NULL)
    return NULL;
  if (items->len == 0)
    return g_strdup ("");
  if (!append_title (content, db, loaded, _ ("Meeting agenda"), error))
    return NULL;
  for (guint i = 0; i < items->len; i++)
    if (!append_agenda_item (content, db, loaded, items->pdata[i], now, error))
      return NULL;

  return g_string_free_and_steal (g_steal_pointer (&content));
}

/* Minutes ------------------------------------------------------------------------------- */

/* What was decided under an item, or outside of any: "Action A-3: … — ROC, 23 March". */
static void
append_matters (GString *content, GPtrArray *matters, const char *item)
{
  gboolean any = FALSE;

  for (guint i = 0; i < matters->len; i++)
    {
      GvnMatter *matter = matters->pdata[i];
      g_autofree char *code = NULL;
      const char *owner;

      if (g_strcmp0 (matter->item, item) != 0)
        continue;
      any = TRUE;
      code = gvn_matter_dup_code (matter);
      owner = matter->owner_name != NULL ? matter->owner_name : gvn_side_get_label (matter->owner_side);
      g_string_append_printf (content, "- **%s %s** : ", gvn_matter_kind_get_label (matter->kind), code);
      append_plain (content, matter->title);
      if (owner != NULL)
        {
          g_string_append (content, " — ");
          append_plain (content, owner);
        }
      if (g_date_valid (&matter->due))
        {
          g_autofree char *day = gvn_text_date (&matter->due);

          g_string_append_printf (content, ", %s", day);
        }
      g_string_append_c (content, '\n');
    }
  if (any)
    g_string_append_c (content, '\n');
}

static void
append_minutes_item (GString *content, const GvnAgendaItem *item, const char *text, GPtrArray *matters)
{
  append_item_heading (content, item);
  append_paragraph (content, text);
  if (item->verdict != NULL)
    g_string_append_printf (content, "**%s**\n\n", g_str_equal (item->verdict, "go") ? _ ("GO") : _ ("NO GO"));
  if (item->postponed)
    g_string_append_printf (content, "*%s*\n\n", _ ("Postponed to the next meeting"));

  append_matters (content, matters, item->id);
}

/* Whether anything is written, recorded or said, beyond the bare meeting. */
static gboolean
has_content (GvnDb *db, const char *meeting, const char *document, gboolean *has, GError **error)
{
  gint64 n;

  if (!gvn_db_get_int (db, &n, error,
                       "SELECT (SELECT count(*) FROM minutes_text WHERE document = ?2)"
                       " + (SELECT count(*) FROM matter WHERE meeting = ?1)"
                       " + (SELECT count(*) FROM meeting_document WHERE id = ?2 AND summary IS NOT NULL)",
                       "ss", meeting, document))
    return FALSE;
  *has = n > 0;

  return TRUE;
}

/**
 * gvn_minutes_dup_content:
 *
 * Returns: (transfer full): a version of the minutes as it would be sent, in Markdown;
 *   empty when nothing is written in it
 */
char *
gvn_minutes_dup_content (GvnDb *db, const char *meeting, const char *document, GError **error)
{
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (db, meeting, error);
  g_autoptr (GvnMeetingDocument) version = loaded != NULL ? gvn_meeting_document_load (db, document, error) : NULL;
  g_autoptr (GPtrArray) attendance = version != NULL ? gvn_attendance_list (db, meeting, error) : NULL;
  g_autoptr (GPtrArray) items = attendance != NULL ? gvn_agenda_list (db, meeting, error) : NULL;
  g_autoptr (GHashTable) texts = items != NULL ? gvn_minutes_load_texts (db, document, error) : NULL;
  g_autoptr (GPtrArray) matters = texts != NULL ? gvn_matter_list_of_meeting (db, meeting, error) : NULL;
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *title = NULL;
  gboolean has;

  if (matters == NULL || !has_content (db, meeting, document, &has, error))
    return NULL;
  if (!has)
    return g_strdup ("");

  /* Translators: the number of a version */
  title = g_strdup_printf (_ ("Meeting minutes, version %d"), version->number);
  if (!append_title (content, db, loaded, title, error))
    return NULL;
  append_attendance (content, attendance);
  append_paragraph (content, version->summary);
  for (guint i = 0; i < items->len; i++)
    {
      const GvnAgendaItem *item = items->pdata[i];

      append_minutes_item (content, item, g_hash_table_lookup (texts, item->id), matters);
    }
  append_matters (content, matters, NULL);

  return g_string_free_and_steal (g_steal_pointer (&content));
}
