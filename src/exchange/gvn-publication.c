/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "exchange/gvn-publication.h"
#include "exchange/gvn-revision.h"

/*
 * What goes out, and what already went. What was cancelled or has vanished goes out as
 * cancelled for two weeks, then no more. A mark says under which SEQUENCE a feed last
 * gave an item to a file: an export of changes writes what has gone beyond its mark.
 */

#define WITHDRAWN_SECONDS (14 * 24 * 3600)

static const char *const feeds[] = { "all", "committees", "cab", "orders", NULL };

typedef struct
{
  const GvnExport *export;
  const GvnNow *now;
  const GvnContract *contract;
  GPtrArray *items;  /* GvnItem: what exists; what vanished is added, what is not wanted removed */
  GHashTable *marks; /* uid → the SEQUENCE the feed last gave, NULL without a sink */
  char *key;         /* of the feed, for its marks; NULL without a sink */
  GvnSink sink;      /* NULL: the text is kept */
  gpointer sink_data;
  char *text;
} Publication;

static void
publication_clear (Publication *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Publication, publication_clear)

static gboolean
is_wanted (const GvnExport *export, const GvnItem *item)
{
  const GDate *date = &item->event->start.date;

  if (export->meeting != NULL)
    return g_str_equal (item->event->uid, export->meeting);

  return (g_str_equal (export->feed, "all") || g_str_equal (export->feed, item->family))
         && (export->perimeter == NULL || g_strv_contains ((const char *const *) item->perimeters, export->perimeter))
         && (export->person == NULL || g_strv_contains ((const char *const *) item->people, export->person))
         && (!g_date_valid (&export->from) || g_date_compare (&export->from, date) <= 0)
         && (!g_date_valid (&export->to) || g_date_compare (date, &export->to) <= 0);
}

/* Marks ------------------------------------------------------------------------------ */

/* The days are left out: a longer export of the same feed goes on where it was. */
static char *
dup_key (const GvnExport *export)
{
  return g_strjoin ("/", export->feed, export->perimeter != NULL ? export->perimeter : "",
                    export->person != NULL ? export->person : "", NULL);
}

static gboolean
load_marks (GvnDb *db, Publication *self, GError **error)
{
  g_autoptr (GvnStatement) rows
      = gvn_db_query (db, error, "SELECT uid, sequence FROM publication_mark WHERE feed = ?", "s", self->key);

  if (rows == NULL)
    return FALSE;
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (gvn_statement_next (rows, error))
    g_hash_table_insert (self->marks, gvn_statement_dup_text (rows, 0),
                         GINT_TO_POINTER ((int) gvn_statement_int (rows, 1)));

  return !gvn_statement_failed (rows);
}

/* How the feed last gave an item: -1 when it never did. */
static int
find_mark (const Publication *self, const char *uid)
{
  gpointer sequence;

  return self->marks != NULL && g_hash_table_lookup_extended (self->marks, uid, NULL, &sequence)
             ? GPOINTER_TO_INT (sequence)
             : -1;
}

static gboolean
save_marks (GvnDb *db, const Publication *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const GvnEvent *event = ((GvnItem *) self->items->pdata[i])->event;

      if (find_mark (self, event->uid) != event->sequence
          && !gvn_db_exec (db, error, "INSERT OR REPLACE INTO publication_mark VALUES (?, ?, ?)", "ssi", self->key,
                           event->uid, (gint64) event->sequence))
        return FALSE;
    }

  return TRUE;
}

/* Publishing ------------------------------------------------------------------------- */

/* Whether an item that is wanted goes out. One that was asked for by name always does;
 * a withdrawal, for two weeks, and to a feed of changes until it was told. */
static gboolean
goes_out (const Publication *self, const GvnItem *item, const GvnRevision *revision)
{
  int mark = find_mark (self, item->event->uid);
  gboolean old = revision->cancelled_at != 0 && revision->cancelled_at <= self->now->instant - WITHDRAWN_SECONDS;

  if (self->export->meeting != NULL)
    return TRUE;
  if (self->export->changes)
    return mark < revision->sequence && !(old && mark < 0);

  return !old;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const GvnEvent *x = (*(const GvnItem *const *) a)->event, *y = (*(const GvnItem *const *) b)->event;
  int order = gvn_local_compare (&x->start, &y->start);

  return order != 0 ? order : g_strcmp0 (x->uid, y->uid);
}

static gboolean
revise (GvnDb *db, Publication *self, GError **error)
{
  if (!gvn_revision_add_vanished (db, self->items, error))
    return FALSE;

  for (guint i = self->items->len; i > 0; i--)
    {
      GvnItem *item = self->items->pdata[i - 1];
      g_auto (GvnRevision) revision = { FALSE };
      gboolean kept = is_wanted (self->export, item);

      if (kept && !gvn_revision_bring_up (db, item, self->now, &revision, error))
        return FALSE;
      if (!kept || !goes_out (self, item, &revision))
        g_ptr_array_remove_index_fast (self->items, i - 1);
    }
  g_ptr_array_sort (self->items, compare_items);

  return TRUE;
}

static char *
write_text (const Publication *self)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  GvnFeed feed = { .name = self->contract->title,
                   .organizer_name = self->contract->organizer_name,
                   .organizer_email = self->contract->organizer_email,
                   .single = self->export->meeting != NULL };

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (events, ((GvnItem *) self->items->pdata[i])->event);

  return gvn_ical_write (&feed, events);
}

/* The file is written within the transaction: when it cannot be, nothing is marked as
 * given. When the commit fails after it, what it holds is given again. */
static gboolean
publish (GvnDb *db, gpointer data, GError **error)
{
  Publication *self = data;

  if ((self->key != NULL && !load_marks (db, self, error)) || !revise (db, self, error))
    return FALSE;
  self->text = write_text (self);
  if (self->sink == NULL)
    return TRUE;

  return self->sink (self->text, self->sink_data, error) && (self->key == NULL || save_marks (db, self, error));
}

static gboolean
check_export (GvnDb *db, const GvnExport *export, GError **error)
{
  if (!g_strv_contains (feeds, export->feed))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed */
                   _ ("There is no feed “%s”: give all, committees, cab or orders"), export->feed);
      return FALSE;
    }

  return export->perimeter == NULL || gvn_agency_check (db, export->perimeter, error);
}

static gboolean
run (GvnStore *store, Publication *self, guint *n_events, GError **error)
{
  GvnDb *db = gvn_store_get_db (store);
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);

  if (contract == NULL || !check_export (db, self->export, error))
    return FALSE;
  self->contract = contract;
  self->items = gvn_schedule_items_load (db, &self->export->from, &self->export->to, self->now, error);
  if (self->items == NULL || !gvn_store_maintain (store, publish, self, error))
    return FALSE;
  if (n_events != NULL)
    *n_events = self->items->len;

  return TRUE;
}

/**
 * gvn_publication_write:
 * @n_events: (out) (optional): how many events it holds
 *
 * Publishes a schedule to what reads all of it each time: revisions are brought up to
 * date in one transaction, no mark is left.
 *
 * Returns: (transfer full): the iCalendar text, byte-identical while nothing
 *   changed; %NULL with @error
 */
char *
gvn_publication_write (GvnStore *store, const GvnExport *export, const GvnNow *now, guint *n_events, GError **error)
{
  g_auto (Publication) self = { .export = export, .now = now };

  return run (store, &self, n_events, error) ? g_steal_pointer (&self.text) : NULL;
}

/**
 * gvn_publication_export:
 * @sink: takes the text; when it fails nothing is marked as given
 *
 * As gvn_publication_write(), to somebody who keeps what they are given: the next
 * export of changes of the same feed goes on from here.
 */
gboolean
gvn_publication_export (GvnStore *store, const GvnExport *export, const GvnNow *now, GvnSink sink, gpointer data,
                        guint *n_events, GError **error)
{
  g_auto (Publication) self = { .export = export, .now = now, .sink = sink, .sink_data = data };

  /* One meeting goes to whom it concerns, not to the readers of a feed. */
  if (export->meeting == NULL)
    self.key = dup_key (export);

  return run (store, &self, n_events, error);
}

static gboolean
write_file (const char *text, gpointer path, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                &local_error))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the path of a file, the system's reason */
               _ ("“%s” cannot be written (%s): choose another place"), (const char *) path, local_error->message);
  return FALSE;
}

/**
 * gvn_publication_write_file:
 *
 * As gvn_publication_export(), to a temporary file renamed over @path.
 */
gboolean
gvn_publication_write_file (GvnStore *store, const GvnExport *export, const GvnNow *now, const char *path,
                            guint *n_events, GError **error)
{
  return gvn_publication_export (store, export, now, write_file, (gpointer) path, n_events, error);
}
