/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-session.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "store/gvn-history.h"

struct _GvnSession
{
  GObject parent_instance;

  /* owned */
  GvnStore *store;
  GvnContract *contract;
  GvnCalendar *calendar; /* read when first asked for */
  GHashTable *calendars; /* perimeter → the calendar of that one, the same */
  GvnOrderBook *orders;
  GSettings *settings;
  char *today;
  char *me;
  gboolean asked_me;
  char *author;
  GvnNow now;
};

G_DEFINE_FINAL_TYPE (GvnSession, gvn_session, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
gvn_session_finalize (GObject *object)
{
  GvnSession *self = GVN_SESSION (object);

  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->contract, gvn_contract_free);
  g_clear_pointer (&self->calendar, gvn_calendar_unref);
  g_hash_table_unref (self->calendars);
  gvn_order_book_unref (self->orders);
  g_free (self->today);
  g_free (self->me);
  g_free (self->author);

  G_OBJECT_CLASS (gvn_session_parent_class)->finalize (object);
}

static void
gvn_session_class_init (GvnSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_session_finalize;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", GVN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", GVN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_DONE]
      = g_signal_new ("done", GVN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gvn_session_init (GvnSession *self)
{
  self->settings = g_settings_new (GVN_APP_ID);
  self->calendars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gvn_calendar_unref);
  self->orders = gvn_order_book_new ();
}

static void
update_author (GvnSession *self)
{
  g_autoptr (GvnPerson) person
      = self->me != NULL ? gvn_person_find (gvn_store_get_db (self->store), self->me, NULL) : NULL;
  const char *account = g_get_real_name ();

  g_free (self->author);
  if (person != NULL)
    self->author = g_strdup (person->name);
  else
    self->author = g_strdup (
        account != NULL && *account != '\0' && !g_str_equal (account, "Unknown") ? account : g_get_user_name ());
}

static void
store_changed_cb (GvnSession *self)
{
  g_clear_pointer (&self->contract, gvn_contract_free);
  g_clear_pointer (&self->calendar, gvn_calendar_unref);
  g_hash_table_remove_all (self->calendars);
  self->contract = gvn_contract_load (gvn_store_get_db (self->store), NULL);
  update_author (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gvn_session_new:
 * @store: (transfer full): an open contract
 * @today: (nullable): the reference day, %NULL for the clock
 *
 * Returns: (transfer full): the session, or %NULL with @error when the file
 *   holds no contract or @today is wrong
 */
GvnSession *
gvn_session_new (GvnStore *store, const char *today, GError **error)
{
  g_autoptr (GvnSession) self = g_object_new (GVN_TYPE_SESSION, NULL);
  g_autoptr (GVariant) people = g_settings_get_value (self->settings, "people");

  self->store = store;
  self->today = g_strdup (today);
  self->contract = gvn_contract_load (gvn_store_get_db (store), error);
  if (self->contract == NULL || !gvn_now_resolve (today, &self->now, error))
    return NULL;

  self->asked_me = g_variant_lookup (people, self->contract->id, "s", &self->me);
  if (self->asked_me && *self->me == '\0')
    g_clear_pointer (&self->me, g_free);
  update_author (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return g_steal_pointer (&self);
}

GvnStore *
gvn_session_get_store (GvnSession *self)
{
  return self->store;
}

GvnDb *
gvn_session_get_db (GvnSession *self)
{
  return gvn_store_get_db (self->store);
}

const GvnContract *
gvn_session_get_contract (GvnSession *self)
{
  return self->contract;
}

/**
 * gvn_session_get_calendar:
 *
 * Returns: (transfer none) (nullable): the contract's calendar
 */
GvnCalendar *
gvn_session_get_calendar (GvnSession *self)
{
  if (self->calendar == NULL)
    self->calendar = gvn_calendar_load_contract (gvn_store_get_db (self->store), NULL, NULL);

  return self->calendar;
}

/**
 * gvn_session_find_calendar:
 * @perimeter: (nullable): an agency; %NULL for the whole contract
 *
 * Returns: (transfer none) (nullable): the calendar its deadlines are counted on, until
 *   the contract changes
 */
GvnCalendar *
gvn_session_find_calendar (GvnSession *self, const char *perimeter)
{
  GvnCalendar *calendar;

  if (perimeter == NULL)
    return gvn_session_get_calendar (self);
  calendar = g_hash_table_lookup (self->calendars, perimeter);
  if (calendar == NULL)
    {
      calendar = gvn_calendar_load_contract (gvn_store_get_db (self->store), perimeter, NULL);
      if (calendar != NULL)
        g_hash_table_insert (self->calendars, g_strdup (perimeter), calendar);
    }

  return calendar;
}

/**
 * gvn_session_get_order_book:
 *
 * Returns: (transfer none): for the reader thread alone
 */
GvnOrderBook *
gvn_session_get_order_book (GvnSession *self)
{
  return self->orders;
}

/**
 * gvn_session_get_now:
 *
 * Returns: (transfer none): the reference moment; the clock's goes on
 */
const GvnNow *
gvn_session_get_now (GvnSession *self)
{
  gvn_now_resolve (self->today, &self->now, NULL);
  return &self->now;
}

const char *
gvn_session_get_author (GvnSession *self)
{
  return self->author;
}

const char *
gvn_session_get_me (GvnSession *self)
{
  return self->me;
}

/* Whether the user has said who they are, or that they are nobody in particular. */
gboolean
gvn_session_has_asked_me (GvnSession *self)
{
  return self->asked_me;
}

void
gvn_session_set_me (GvnSession *self, const char *person)
{
  g_autoptr (GVariant) people = g_settings_get_value (self->settings, "people");
  GVariantBuilder builder;
  GVariantIter iterator;
  const char *contract, *other;

  self->asked_me = TRUE;
  g_set_str (&self->me, person);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iterator, people);
  while (g_variant_iter_next (&iterator, "{&s&s}", &contract, &other))
    if (!g_str_equal (contract, self->contract->id))
      g_variant_builder_add (&builder, "{ss}", contract, other);
  g_variant_builder_add (&builder, "{ss}", self->contract->id, person != NULL ? person : "");
  g_settings_set_value (self->settings, "people", g_variant_builder_end (&builder));

  update_author (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

typedef struct
{
  GvnSession *session;    /* owned */
  GCancellable **reading; /* borrowed, as the rest: gone once cancelled */
  GvnSessionShow show;
  gpointer object;
  GDestroyNotify result_free;
} Reading;

static void
reading_free (Reading *self)
{
  g_object_unref (self->session);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
read_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  gpointer read = gvn_store_read_finish (GVN_STORE (store), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (reading->reading);
  if (error != NULL)
    gvn_session_fail (reading->session, error);
  reading->show (reading->object, read);
  if (read != NULL)
    reading->result_free (read);
}

/**
 * gvn_session_read:
 * @reading: (inout): of @object: what it was reading is cancelled; %NULL once this is shown
 * @data_free: (nullable): frees @data
 * @result_free: frees what @read returns, once it was shown
 * @show: gets what was read, unless that is cancelled
 *
 * Reads beside the window's thread what takes longer than a frame.
 */
void
gvn_session_read (GvnSession *self, GCancellable **reading, GvnRead read, gpointer data, GDestroyNotify data_free,
                  GDestroyNotify result_free, GvnSessionShow show, gpointer object)
{
  Reading *asked = g_new (Reading, 1);

  gvn_session_stop_reading (reading);
  *reading = g_cancellable_new ();
  *asked = (Reading) { g_object_ref (self), reading, show, object, result_free };
  gvn_store_read_async (self->store, read, data, data_free, result_free, *reading, read_cb, asked);
}

/* To be called before whoever asked is gone. */
void
gvn_session_stop_reading (GCancellable **reading)
{
  if (*reading != NULL)
    g_cancellable_cancel (*reading);
  g_clear_object (reading);
}

/**
 * gvn_session_run:
 *
 * Runs a user's command; on success its label is told, with undo beside it.
 *
 * Returns: %FALSE with @error, to be shown where the user is
 */
gboolean
gvn_session_run (GvnSession *self, const char *label, GvnCommand command, gpointer data, GError **error)
{
  GvnEntry entry = { label, self->author, gvn_session_get_now (self) };

  if (!gvn_store_run (self->store, &entry, command, data, error))
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_DONE], 0, label);
  return TRUE;
}

void
gvn_session_fail (GvnSession *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

void
gvn_session_tell (GvnSession *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, sentence);
}

/* What a command just did, with undo beside it. */
void
gvn_session_tell_done (GvnSession *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, sentence);
}

void
gvn_session_undo (GvnSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = gvn_store_dup_undo_label (self->store);
  g_autofree char *sentence = NULL;

  if (!gvn_store_undo (self->store, self->author, gvn_session_get_now (self), &error))
    {
      gvn_session_fail (self, error);
      return;
    }
  /* Translators: what was undone */
  sentence = g_strdup_printf (_ ("Undone: %s"), label);
  gvn_session_tell (self, sentence);
}

/**
 * gvn_session_undo_entry:
 * @number: of the journal
 *
 * Undoes one command among others, or tells why it cannot be.
 */
void
gvn_session_undo_entry (GvnSession *self, gint64 number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnJournalEntry) entry = gvn_history_load (gvn_session_get_db (self), number, &error);
  g_autofree char *sentence = NULL;

  if (entry == NULL || !gvn_store_undo_entry (self->store, number, self->author, gvn_session_get_now (self), &error))
    {
      gvn_session_fail (self, error);
      return;
    }
  sentence = g_strdup_printf (_ ("Undone: %s"), entry->label);
  gvn_session_tell (self, sentence);
}

void
gvn_session_redo (GvnSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = gvn_store_dup_redo_label (self->store);
  g_autofree char *sentence = NULL;

  if (!gvn_store_redo (self->store, self->author, gvn_session_get_now (self), &error))
    {
      gvn_session_fail (self, error);
      return;
    }
  /* Translators: what was done again */
  sentence = g_strdup_printf (_ ("Redone: %s"), label);
  gvn_session_tell (self, sentence);
}
