/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "committees/gvn-occupancy.h"

typedef struct
{
  guint32 julian;
  int start, end; /* minutes, the end not included */
  const char *body;
  gpointer owner;
} Sitting;

struct _GvnOccupancy
{
  GHashTable *people; /* person or seat key → GArray of Sitting */
};

GvnOccupancy *
gvn_occupancy_new (void)
{
  GvnOccupancy *self = g_new0 (GvnOccupancy, 1);

  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
gvn_occupancy_free (GvnOccupancy *self)
{
  g_hash_table_unref (self->people);
  g_free (self);
}

static const Sitting *
find_sitting (GvnOccupancy *self, const char *person, const GvnSession *session)
{
  GArray *sittings = g_hash_table_lookup (self->people, person);
  guint32 julian = g_date_get_julian (&session->start.date);
  int start = session->start.minutes, end = start + session->duration_minutes;

  for (guint i = 0; sittings != NULL && i < sittings->len; i++)
    {
      const Sitting *sitting = &g_array_index (sittings, Sitting, i);

      if (sitting->julian == julian && sitting->start < end && start < sitting->end)
        return sitting;
    }

  return NULL;
}

static gboolean
holds_on (const GvnSeatHolder *holder, const GDate *day)
{
  return g_date_compare (&holder->first_on, day) <= 0
         && (!g_date_valid (&holder->last_on) || g_date_compare (day, &holder->last_on) <= 0);
}

/* The person who fills a seat: a free holder; the seat itself when nobody holds
 * it; NULL, with what stands in the way, when every holder sits elsewhere. */
static const char *
choose_person (GvnOccupancy *self, const GvnSeat *seat, const GvnSession *session, const Sitting **sitting,
               const char **busy)
{
  gboolean held = FALSE;
  const Sitting *found;

  for (guint i = 0; i < seat->holders->len; i++)
    {
      const GvnSeatHolder *holder = seat->holders->pdata[i];

      if (!holds_on (holder, &session->start.date))
        continue;
      held = TRUE;
      found = find_sitting (self, holder->person, session);
      if (found == NULL)
        return holder->person;
      *sitting = found;
      *busy = holder->name;
    }

  if (held)
    return NULL;
  *busy = seat->name;
  *sitting = find_sitting (self, seat->key, session);

  return *sitting == NULL ? seat->key : NULL;
}

/**
 * gvn_occupancy_find_blocker:
 * @blocker: (out) (optional): the owner of the meeting in the way
 * @reason: (out) (optional): who sits where, in words
 *
 * Returns: whether a seat of @session has nobody free to fill it
 */
gboolean
gvn_occupancy_find_blocker (GvnOccupancy *self, const GvnSession *session, gpointer *blocker, char **reason)
{
  for (guint i = 0; i < session->seats->len; i++)
    {
      const Sitting *sitting = NULL;
      const char *busy = NULL;

      if (choose_person (self, session->seats->pdata[i], session, &sitting, &busy) != NULL)
        continue;
      if (blocker != NULL)
        *blocker = sitting->owner;
      if (reason != NULL)
        /* Translators: a person or a role, the code of a body */
        *reason = g_strdup_printf (_ ("%s already sits in %s at that time"), busy, sitting->body);
      return TRUE;
    }

  return FALSE;
}

static void
add_sitting (GvnOccupancy *self, const char *person, const GvnSession *session)
{
  GArray *sittings = g_hash_table_lookup (self->people, person);
  Sitting sitting = { g_date_get_julian (&session->start.date), session->start.minutes,
                      session->start.minutes + session->duration_minutes, session->body, session->owner };

  if (sittings == NULL)
    {
      sittings = g_array_new (FALSE, FALSE, sizeof (Sitting));
      g_hash_table_insert (self->people, g_strdup (person), sittings);
    }
  g_array_append_val (sittings, sitting);
}

/* Someone of a meeting that takes place anyway, free or not. */
static const char *
choose_anyone (const GvnSeat *seat, const GDate *day)
{
  for (guint i = 0; i < seat->holders->len; i++)
    {
      const GvnSeatHolder *holder = seat->holders->pdata[i];

      if (holds_on (holder, day))
        return holder->person;
    }

  return seat->key;
}

/**
 * gvn_occupancy_add:
 *
 * Seats the meeting: for each seat a free holder, else its first holder, for a
 * fixed meeting takes place whoever it hinders.
 */
void
gvn_occupancy_add (GvnOccupancy *self, const GvnSession *session)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  for (guint i = 0; i < session->seats->len; i++)
    {
      const GvnSeat *seat = session->seats->pdata[i];
      const Sitting *sitting = NULL;
      const char *busy = NULL;
      const char *person = choose_person (self, seat, session, &sitting, &busy);

      g_ptr_array_add (people, (gpointer) (person != NULL ? person : choose_anyone (seat, &session->start.date)));
    }

  for (guint i = 0; i < people->len; i++)
    add_sitting (self, people->pdata[i], session);
}

void
gvn_occupancy_remove (GvnOccupancy *self, gpointer owner)
{
  GHashTableIter iterator;
  GArray *sittings;

  g_hash_table_iter_init (&iterator, self->people);
  while (g_hash_table_iter_next (&iterator, NULL, (gpointer *) &sittings))
    for (guint i = sittings->len; i > 0; i--)
      if (g_array_index (sittings, Sitting, i - 1).owner == owner)
        g_array_remove_index_fast (sittings, i - 1);
}
