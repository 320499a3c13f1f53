/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "proceedings/gvn-agenda.h"

G_DEFINE_FINAL_TYPE (GvnAgendaItem, gvn_agenda_item, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} origins[] = {
  [GVN_AGENDA_STANDING] = { "standing", N_ ("Standing") },
  [GVN_AGENDA_CARRIED] = { "carried", N_ ("Carried over") },
  [GVN_AGENDA_ESCALATED] = { "escalated", N_ ("Escalated") },
  [GVN_AGENDA_PROPOSED] = { "proposed", N_ ("Proposed") },
};

const char *
gvn_agenda_origin_to_string (GvnAgendaOrigin origin)
{
  return origins[origin].name;
}

const char *
gvn_agenda_origin_get_label (GvnAgendaOrigin origin)
{
  return _ (origins[origin].label);
}

static GvnAgendaOrigin
origin_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    if (g_str_equal (text, origins[i].name))
      return i;

  g_assert_not_reached (); /* a foreign key holds the column to these */
}

static void
gvn_agenda_item_finalize (GObject *object)
{
  GvnAgendaItem *self = GVN_AGENDA_ITEM (object);

  g_free (self->id);
  g_free (self->meeting);
  g_free (self->standing);
  g_free (self->clause);
  g_free (self->source);
  g_free (self->source_words);
  g_free (self->matter);
  g_free (self->title);
  g_free (self->text);
  g_free (self->proposed_side);
  g_free (self->proposed_by);
  g_free (self->ticket);
  g_free (self->verdict);
  g_strfreev (self->files);
  g_strfreev (self->file_names);

  G_OBJECT_CLASS (gvn_agenda_item_parent_class)->finalize (object);
}

static void
gvn_agenda_item_class_init (GvnAgendaItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_agenda_item_finalize;
}

static void
gvn_agenda_item_init (GvnAgendaItem *self)
{
}

/* Late items come last; numbers follow the order. A SHA-256 holds no space, a file's
 * name no slash. */
#define ITEM_SELECT                                                                                                    \
  "SELECT i.id, i.meeting, i.standing, s.clause, i.source, s.source, i.matter, i.title, i.text, i.proposed_side,"      \
  " i.proposed_by, i.ticket, i.verdict, i.origin, i.duration_minutes, i.late, i.postponed,"                            \
  " row_number () OVER (PARTITION BY i.meeting ORDER BY i.late, i.position, i.id),"                                    \
  " (SELECT group_concat (file, ' ') FROM agenda_file WHERE item = i.id),"                                             \
  " (SELECT group_concat (a.name, '/') FROM agenda_file AS f JOIN attachment AS a ON a.sha256 = f.file"                \
  "   WHERE f.item = i.id)"                                                                                            \
  " FROM agenda_item AS i LEFT JOIN standing_item AS s ON s.id = i.standing"

static GStrv
split (const char *text, const char *separator)
{
  return g_strsplit (text != NULL ? text : "", separator, -1);
}

static gpointer
item_from_row (GvnStatement *row)
{
  GvnAgendaItem *self = g_object_new (GVN_TYPE_AGENDA_ITEM, NULL);

  self->id = gvn_statement_dup_text (row, 0);
  self->meeting = gvn_statement_dup_text (row, 1);
  self->standing = gvn_statement_dup_text (row, 2);
  self->clause = gvn_statement_dup_text (row, 3);
  self->source = gvn_statement_dup_text (row, 4);
  self->source_words = gvn_statement_dup_text (row, 5);
  self->matter = gvn_statement_dup_text (row, 6);
  self->title = gvn_statement_dup_text (row, 7);
  self->text = gvn_statement_dup_text (row, 8);
  self->proposed_side = gvn_statement_dup_text (row, 9);
  self->proposed_by = gvn_statement_dup_text (row, 10);
  self->ticket = gvn_statement_dup_text (row, 11);
  self->verdict = gvn_statement_dup_text (row, 12);
  self->origin = origin_from_text (gvn_statement_text (row, 13));
  self->duration_minutes = (int) gvn_statement_int (row, 14);
  self->late = gvn_statement_int (row, 15) != 0;
  self->postponed = gvn_statement_int (row, 16) != 0;
  self->number = (int) gvn_statement_int (row, 17);
  self->files = split (gvn_statement_text (row, 18), " ");
  self->file_names = split (gvn_statement_text (row, 19), "/");

  return self;
}

/**
 * gvn_agenda_list:
 *
 * Returns: (transfer full) (element-type GvnAgendaItem): the items in their order, those
 *   that came after the sending last
 */
GPtrArray *
gvn_agenda_list (GvnDb *db, const char *meeting, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, ITEM_SELECT " WHERE i.meeting = ? ORDER BY i.late, i.position, i.id", "s", meeting),
      item_from_row, g_object_unref, error);
}

/**
 * gvn_agenda_load_item:
 *
 * Returns: (transfer full): the item, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnAgendaItem *
gvn_agenda_load_item (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) items = gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT * FROM (" ITEM_SELECT " WHERE i.meeting = (SELECT meeting FROM agenda_item WHERE id = ?1))"
                    " WHERE id = ?1",
                    "s", id),
      item_from_row, g_object_unref, error);

  if (items == NULL)
    return NULL;
  if (items->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is an identifier the user typed */
                   _ ("There is no item “%s”: take the identifier from the agenda of the meeting"), id);
      return NULL;
    }

  return g_ptr_array_steal_index (items, 0);
}
