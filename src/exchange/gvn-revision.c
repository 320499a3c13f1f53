/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/gvn-revision.h"

/*
 * What has been published under which revision (RFC 5546 §2.1.4): an item whose
 * significant fields changed goes out with a higher SEQUENCE.
 */

static void
add_strv (JsonBuilder *builder, const char *member, GStrv values)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text != NULL ? text : "");
}

static void
hash_text (GChecksum *checksum, const char *text)
{
  /* The closing zero keeps two fields apart. */
  g_checksum_update (checksum, (const guchar *) (text != NULL ? text : ""),
                     text != NULL ? (gssize) strlen (text) + 1 : 1);
}

/* The significant fields: when they change, the item is revised. */
static char *
dup_hash (const GvnItem *item)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const GvnEvent *event = item->event;
  g_autofree char *numbers
      = g_strdup_printf ("%u %d %d %d %d", g_date_get_julian (&event->start.date), event->start.minutes,
                         event->duration_minutes, event->tentative, event->cancelled);

  hash_text (checksum, event->summary);
  hash_text (checksum, event->description);
  hash_text (checksum, event->location);
  hash_text (checksum, event->category);
  hash_text (checksum, numbers);

  return g_strdup (g_checksum_get_string (checksum));
}

/* All of it as text, to withdraw by name what has vanished. */
static char *
dup_content (const GvnItem *item)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *date = gvn_date_to_string (&item->event->start.date);

  json_builder_begin_object (builder);
  add_text (builder, "summary", item->event->summary);
  add_text (builder, "description", item->event->description);
  add_text (builder, "location", item->event->location);
  add_text (builder, "category", item->event->category);
  add_text (builder, "date", date);
  json_builder_set_member_name (builder, "minutes");
  json_builder_add_int_value (builder, item->event->start.minutes);
  json_builder_set_member_name (builder, "duration");
  json_builder_add_int_value (builder, item->event->duration_minutes);
  json_builder_set_member_name (builder, "tentative");
  json_builder_add_boolean_value (builder, item->event->tentative);
  json_builder_set_member_name (builder, "cancelled");
  json_builder_add_boolean_value (builder, item->event->cancelled);
  add_text (builder, "family", item->family);
  add_strv (builder, "perimeters", item->perimeters);
  add_strv (builder, "people", item->people);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static GStrv
read_strv (JsonObject *object, const char *member)
{
  JsonArray *array = json_object_get_array_member (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));

  return g_strv_builder_end (builder);
}

static GvnItem *
item_from_content (const char *uid, const char *content)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  GvnItem *item;
  GvnEvent *event;
  JsonObject *object;
  const char *location;

  if (!json_parser_load_from_data (parser, content, -1, NULL))
    return NULL;

  object = json_node_get_object (json_parser_get_root (parser));
  event = g_new0 (GvnEvent, 1);
  event->uid = g_strdup (uid);
  event->summary = g_strdup (json_object_get_string_member (object, "summary"));
  event->description = g_strdup (json_object_get_string_member (object, "description"));
  location = json_object_get_string_member (object, "location");
  event->location = *location != '\0' ? g_strdup (location) : NULL;
  event->category = g_strdup (json_object_get_string_member (object, "category"));
  gvn_date_parse (json_object_get_string_member (object, "date"), &event->start.date, NULL);
  event->start.minutes = (int) json_object_get_int_member (object, "minutes");
  event->duration_minutes = (int) json_object_get_int_member (object, "duration");
  event->cancelled = TRUE;
  item = g_new0 (GvnItem, 1);
  item->event = event;
  item->family = g_intern_string (json_object_get_string_member (object, "family"));
  item->perimeters = read_strv (object, "perimeters");
  item->people = read_strv (object, "people");

  return item;
}

void
gvn_revision_clear (GvnRevision *self)
{
  g_clear_pointer (&self->hash, g_free);
}

static gboolean
load (GvnDb *db, const char *uid, GvnRevision *revision, GError **error)
{
  g_autoptr (GvnStatement) row = gvn_db_query (
      db, error, "SELECT sequence, hash, modified, cancelled_at FROM publication WHERE uid = ?", "s", uid);

  if (row == NULL)
    return FALSE;
  revision->known = gvn_statement_next (row, error);
  if (revision->known)
    {
      revision->sequence = gvn_statement_int (row, 0);
      revision->hash = gvn_statement_dup_text (row, 1);
      revision->modified = gvn_statement_int (row, 2);
      revision->cancelled_at = gvn_statement_int (row, 3);
    }

  return !gvn_statement_failed (row);
}

/**
 * gvn_revision_bring_up:
 * @revision: (out): that of @item from now on, higher when @item changed
 *
 * Gives an item its revision, within the transaction of an export.
 */
gboolean
gvn_revision_bring_up (GvnDb *db, GvnItem *item, const GvnNow *now, GvnRevision *revision, GError **error)
{
  g_autofree char *hash = dup_hash (item);
  g_autofree char *content = NULL;

  if (!load (db, item->event->uid, revision, error))
    return FALSE;
  if (!revision->known || !g_str_equal (revision->hash, hash))
    {
      content = dup_content (item);
      revision->sequence = revision->known ? revision->sequence + 1 : 0;
      revision->modified = now->instant;
      if (!item->event->cancelled)
        revision->cancelled_at = 0;
      else if (revision->cancelled_at == 0)
        revision->cancelled_at = now->instant;
      if (!gvn_db_exec (db, error,
                        "INSERT INTO publication VALUES (?, ?, ?, ?, nullif (?, 0), ?) ON CONFLICT (uid) DO UPDATE SET"
                        " sequence = excluded.sequence, hash = excluded.hash, modified = excluded.modified,"
                        " cancelled_at = excluded.cancelled_at, content = excluded.content",
                        "sisiis", item->event->uid, revision->sequence, hash, revision->modified,
                        revision->cancelled_at, content))
        return FALSE;
    }
  item->event->sequence = (int) revision->sequence;
  item->event->modified = revision->modified;

  return TRUE;
}

static gpointer
vanished_from_row (GvnStatement *row)
{
  return item_from_content (gvn_statement_text (row, 0), gvn_statement_text (row, 1));
}

/**
 * gvn_revision_add_vanished:
 * @items: (element-type GvnItem): gets, as cancelled, what was published and no longer
 *   exists, however long ago; what has no table of its own exists while it is among them
 */
gboolean
gvn_revision_add_vanished (GvnDb *db, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) vanished = gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT uid, content FROM publication WHERE uid NOT IN (SELECT id FROM meeting UNION ALL"
                    " SELECT id FROM deadline UNION ALL SELECT id FROM emergency_change UNION ALL"
                    " SELECT id FROM milestone UNION ALL"
                    " SELECT id FROM matter WHERE kind = 'action' AND due_on IS NOT NULL) ORDER BY uid",
                    ""),
      vanished_from_row, NULL, error);

  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (vanished == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (known, ((GvnItem *) items->pdata[i])->event->uid);
  for (guint i = 0; i < vanished->len; i++)
    {
      GvnItem *item = vanished->pdata[i];

      if (item != NULL && !g_hash_table_contains (known, item->event->uid))
        g_ptr_array_add (items, item);
      else if (item != NULL)
        gvn_item_free (item);
    }

  return TRUE;
}
