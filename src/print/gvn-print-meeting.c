/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "committees/gvn-meeting-document.h"
#include "committees/gvn-meeting.h"
#include "print/gvn-markdown.h"
#include "print/gvn-print-private.h"
#include "proceedings/gvn-minutes.h"

/* A text in Markdown, and what it is bound to once it was sent. */
typedef struct
{
  char *content;
  char *hash;
} Text;

static void
text_clear (Text *self)
{
  g_free (self->content);
  g_free (self->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Text, text_clear)

/* What was sent last, else what would be sent now; empty when nothing is written. */
static gboolean
load_text (GvnDb *db, const char *meeting, GvnMeetingPaper paper, const GvnNow *now, Text *text, GError **error)
{
  const char *kind = paper == GVN_MEETING_PAPER_AGENDA ? GVN_DOCUMENT_AGENDA : GVN_DOCUMENT_MINUTES;
  g_autoptr (GPtrArray) versions = gvn_meeting_document_list (db, meeting, kind, error);
  const GvnMeetingDocument *last;

  if (versions == NULL)
    return FALSE;
  last = versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;
  if (last != NULL && last->content != NULL)
    {
      text->content = g_strdup (last->content);
      text->hash = g_strdup (last->hash);
    }
  else if (paper == GVN_MEETING_PAPER_AGENDA)
    text->content = gvn_agenda_dup_content (db, meeting, now, error);
  else
    text->content = last != NULL ? gvn_minutes_dup_content (db, meeting, last->id, error) : g_strdup ("");

  return text->content != NULL;
}

static void
take_blocks (GvnPrint *self, GPtrArray *blocks, guint first)
{
  for (guint i = first; i < blocks->len; i++)
    {
      GvnBlock *block = g_steal_pointer (&blocks->pdata[i]);

      if (block->kind == GVN_BLOCK_HEADING)
        block->level = MAX (block->level - 1, 1);
      g_ptr_array_add (self->blocks, block);
    }
}

static void
block_clear (gpointer block)
{
  if (block != NULL)
    gvn_block_free (block);
}

/* A text opens with its body's name as a heading, then says what it is and of which day;
 * these are the title's two lines. */
static GvnPrint *
print_text (GvnStore *store, const Text *text, const char *name, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) blocks = gvn_markdown_list_blocks (text->content);
  const GvnBlock *title = blocks->len > 1 ? blocks->pdata[0] : NULL;
  const GvnBlock *subtitle = blocks->len > 1 ? blocks->pdata[1] : NULL;
  gboolean titled
      = title != NULL && title->kind == GVN_BLOCK_HEADING && title->level == 1 && subtitle->kind == GVN_BLOCK_PARAGRAPH;
  GvnPrint *self = gvn_print_new (store, titled ? title->text : name, titled ? subtitle->text : NULL, now, error);

  g_ptr_array_set_free_func (blocks, block_clear);
  if (self == NULL)
    return NULL;
  take_blocks (self, blocks, titled ? 2 : 0);

  return self;
}

static gboolean
set_nothing (GvnMeetingPaper paper, const char *meeting, GError **error)
{
  if (paper == GVN_MEETING_PAPER_AGENDA)
    return gvn_error_refuse (meeting, _ ("its agenda has no item yet: put one on it first"), error);

  return gvn_error_refuse (meeting, _ ("nothing is written in its minutes: write what was said under an item first"),
                           error);
}

static const char *
get_paper_label (GvnMeetingPaper paper)
{
  switch (paper)
    {
    case GVN_MEETING_PAPER_AGENDA:
      return _ ("Meeting Agenda");
    case GVN_MEETING_PAPER_MINUTES:
      return _ ("Meeting Minutes");
    case GVN_MEETING_PAPER_DECISIONS:
      return _ ("Decision Record");
    }

  g_assert_not_reached ();
}

/* Names a document of @meeting, and says on each page what it is and what it is bound to. */
static GvnPrint *
name_paper (GvnPrint *self, GvnStore *store, GvnMeeting *meeting, GvnMeetingPaper paper, const char *proof)
{
  g_autofree char *title = gvn_meeting_dup_title (meeting);

  g_free (self->name);
  self->name = g_strdup_printf ("%s — %s", title, get_paper_label (paper));
  gvn_print_set_foot (self, store, self->name, proof);

  return self;
}

/* The agenda or the minutes. */
static GvnPrint *
create_text (GvnStore *store, GvnMeeting *meeting, GvnMeetingPaper paper, const Text *text, const GvnNow *now,
             GError **error)
{
  g_autofree char *title = gvn_meeting_dup_title (meeting);
  g_autofree char *proof = NULL;
  GvnPrint *self;

  if (*text->content == '\0')
    {
      set_nothing (paper, title, error);
      return NULL;
    }
  /* Translators: %s is a hash: what was sent is bound to it */
  proof = text->hash != NULL ? g_strdup_printf (_ ("As sent, SHA-256 %s"), text->hash) : g_strdup (_ ("Not sent yet"));
  self = print_text (store, text, title, now, error);

  return self != NULL ? name_paper (self, store, meeting, paper, proof) : NULL;
}

/**
 * gvn_print_new_meeting:
 * @meeting: the id of a meeting
 *
 * The agenda or the minutes of a meeting: the last version sent, word for word, else what
 * would be sent at @now; or what was decided in it.
 *
 * Returns: (transfer full): the document; %NULL with %GVN_ERROR_REFUSED when nothing is
 *   written, with %GVN_ERROR_NOT_FOUND without such a meeting
 */
GvnPrint *
gvn_print_new_meeting (GvnStore *store, const char *meeting, GvnMeetingPaper paper, const GvnNow *now, GError **error)
{
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (gvn_store_get_db (store), meeting, error);
  g_auto (Text) text = { NULL };

  if (loaded == NULL)
    return NULL;
  if (paper == GVN_MEETING_PAPER_DECISIONS)
    {
      GvnPrint *self = gvn_print_new_decisions (store, loaded, now, error);

      return self != NULL ? name_paper (self, store, loaded, paper, NULL) : NULL;
    }

  return load_text (gvn_store_get_db (store), loaded->id, paper, now, &text, error)
             ? create_text (store, loaded, paper, &text, now, error)
             : NULL;
}

/**
 * gvn_print_new_sent:
 * @meeting: the id of a meeting
 * @paper: its agenda or its minutes
 * @content: in Markdown, as it is being sent
 *
 * Returns: (transfer full): the document, bound to the hash of @content
 */
GvnPrint *
gvn_print_new_sent (GvnStore *store, const char *meeting, GvnMeetingPaper paper, const char *content, const GvnNow *now,
                    GError **error)
{
  g_autoptr (GvnMeeting) loaded = gvn_meeting_load (gvn_store_get_db (store), meeting, error);
  g_auto (Text) text = { .content = g_strdup (content) };

  text.hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  return loaded != NULL ? create_text (store, loaded, paper, &text, now, error) : NULL;
}
