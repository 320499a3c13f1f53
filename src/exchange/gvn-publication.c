/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-place.h"
#include "exchange/gvn-publication.h"
#include "exchange/gvn-schedule-items.h"

/*
 * What has been published under which revision (RFC 5546 §2.1.4): an item whose
 * significant fields changed goes out with a higher SEQUENCE, one that was
 * cancelled or has vanished goes out as cancelled for two weeks, then no more.
 */

#define WITHDRAWN_SECONDS (14 * 24 * 3600)

typedef struct
{
  GPtrArray *items; /* GvnItem: what exists; those withdrawn are added */
  const GvnExport *export;
  const GvnNow *now;
} Publication;

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

static gboolean
is_wanted (const GvnExport *export, const GvnItem *item)
{
  const GDate *date = &item->event->start.date;

  return (g_str_equal (export->feed, "all") || g_str_equal (export->feed, item->family))
         && (export->perimeter == NULL || g_strv_contains ((const char *const *) item->perimeters, export->perimeter))
         && (export->person == NULL || g_strv_contains ((const char *const *) item->people, export->person))
         && (!g_date_valid (&export->from) || g_date_compare (&export->from, date) <= 0)
         && (!g_date_valid (&export->to) || g_date_compare (date, &export->to) <= 0);
}

/* The published state of one item, from its row or new. */
typedef struct
{
  gboolean known;
  gint64 sequence;
  char *hash;
  gint64 modified;
  gint64 cancelled_at; /* 0 while it stands */
} Revision;

static void
revision_clear (Revision *revision)
{
  g_free (revision->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Revision, revision_clear)

static gboolean
load_revision (GvnDb *db, const char *uid, Revision *revision, GError **error)
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

/* Gives the item its revision, a higher one when it changed. */
static gboolean
revise (GvnDb *db, const Publication *publication, GvnItem *item, Revision *revision, GError **error)
{
  g_autofree char *hash = dup_hash (item);
  g_autofree char *content = NULL;
  gint64 now = publication->now->instant;

  if (!load_revision (db, item->event->uid, revision, error))
    return FALSE;
  if (revision->known && g_str_equal (revision->hash, hash))
    return TRUE;

  content = dup_content (item);
  revision->sequence = revision->known ? revision->sequence + 1 : 0;
  revision->modified = now;
  if (!item->event->cancelled)
    revision->cancelled_at = 0;
  else if (revision->cancelled_at == 0)
    revision->cancelled_at = now;

  return gvn_db_exec (db, error,
                      "INSERT INTO publication VALUES (?, ?, ?, ?, nullif (?, 0), ?) ON CONFLICT (uid) DO UPDATE SET"
                      " sequence = excluded.sequence, hash = excluded.hash, modified = excluded.modified,"
                      " cancelled_at = excluded.cancelled_at, content = excluded.content",
                      "sisiis", item->event->uid, revision->sequence, hash, revision->modified, revision->cancelled_at,
                      content);
}

static gpointer
withdrawn_from_row (GvnStatement *row)
{
  return item_from_content (gvn_statement_text (row, 0), gvn_statement_text (row, 1));
}

/* Adds, as cancelled, what was published and no longer exists. */
static gboolean
add_vanished (GvnDb *db, Publication *publication, GError **error)
{
  g_autoptr (GPtrArray) vanished = gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT uid, content FROM publication WHERE uid NOT IN (SELECT id FROM meeting UNION ALL"
                    " SELECT id FROM deadline) AND (cancelled_at IS NULL OR cancelled_at > ?) ORDER BY uid",
                    "i", publication->now->instant - WITHDRAWN_SECONDS),
      withdrawn_from_row, NULL, error);

  if (vanished == NULL)
    return FALSE;
  for (guint i = 0; i < vanished->len; i++)
    {
      GvnItem *item = vanished->pdata[i];

      if (item != NULL)
        g_ptr_array_add (publication->items, item);
    }

  return TRUE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const GvnEvent *x = (*(const GvnItem *const *) a)->event, *y = (*(const GvnItem *const *) b)->event;
  int order = gvn_local_compare (&x->start, &y->start);

  return order != 0 ? order : g_strcmp0 (x->uid, y->uid);
}

static gboolean
publish (GvnDb *db, gpointer data, GError **error)
{
  Publication *publication = data;

  if (!add_vanished (db, publication, error))
    return FALSE;

  for (guint i = publication->items->len; i > 0; i--)
    {
      GvnItem *item = publication->items->pdata[i - 1];
      g_auto (Revision) revision = { FALSE };

      if (!is_wanted (publication->export, item))
        {
          g_ptr_array_remove_index_fast (publication->items, i - 1);
          continue;
        }
      if (!revise (db, publication, item, &revision, error))
        return FALSE;
      item->event->sequence = (int) revision.sequence;
      item->event->modified = revision.modified;
      if (revision.cancelled_at != 0 && revision.cancelled_at <= publication->now->instant - WITHDRAWN_SECONDS)
        g_ptr_array_remove_index_fast (publication->items, i - 1);
    }
  g_ptr_array_sort (publication->items, compare_items);

  return TRUE;
}

static gboolean
check_export (GvnDb *db, const GvnExport *export, GError **error)
{
  static const char *const feeds[] = { "all", "committees", "cab", NULL };

  if (!g_strv_contains (feeds, export->feed))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed */
                   _ ("There is no feed “%s”: give all, committees or cab"), export->feed);
      return FALSE;
    }

  return export->perimeter == NULL || gvn_agency_check (db, export->perimeter, error);
}

/**
 * gvn_publication_write:
 * @n_events: (out) (optional): how many events it holds
 *
 * Publishes a schedule: revisions are brought up to date in one transaction,
 * then the file's text is made.
 *
 * Returns: (transfer full): the iCalendar text, byte-identical while nothing
 *   changed; %NULL with @error
 */
char *
gvn_publication_write (GvnStore *store, const GvnExport *export, const GvnNow *now, guint *n_events, GError **error)
{
  GvnDb *db = gvn_store_get_db (store);
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  Publication publication = { .export = export, .now = now };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  GvnFeed feed;

  if (contract == NULL || !check_export (db, export, error))
    return NULL;
  items = gvn_schedule_items_load (db, &export->from, &export->to, now, error);
  publication.items = items;
  if (items == NULL || !gvn_store_maintain (store, publish, &publication, error))
    return NULL;

  feed = (GvnFeed) { contract->title, contract->organizer_name, contract->organizer_email };
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (events, ((GvnItem *) items->pdata[i])->event);
  if (n_events != NULL)
    *n_events = events->len;

  return gvn_ical_write (&feed, events);
}

/**
 * gvn_publication_write_file:
 *
 * As gvn_publication_write(), to a temporary file renamed over @path.
 */
gboolean
gvn_publication_write_file (GvnStore *store, const GvnExport *export, const GvnNow *now, const char *path,
                            guint *n_events, GError **error)
{
  g_autofree char *text = gvn_publication_write (store, export, now, n_events, error);
  g_autoptr (GError) local_error = NULL;

  if (text == NULL)
    return FALSE;
  if (g_file_set_contents (path, text, -1, &local_error))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the path of a file, the system's reason */
               _ ("“%s” cannot be written (%s): choose another place"), path, local_error->message);
  return FALSE;
}
