/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-person.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-matter-private.h"

/* What can be done with matters once they are raised, one or several at once. */

gboolean
gvn_matter_fail (GvnMatter *self, const char *reason, GError **error)
{
  g_autofree char *title = gvn_matter_dup_title (self);

  return gvn_error_refuse (title, reason, error);
}

/**
 * gvn_matter_check_open:
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when it is settled or withdrawn
 */
gboolean
gvn_matter_check_open (GvnMatter *self, GError **error)
{
  switch (self->state)
    {
    case GVN_MATTER_CLOSED:
      return gvn_matter_fail (self, _ ("it is settled; undo that, or correct the fact if it is wrong"), error);
    case GVN_MATTER_DROPPED:
      return gvn_matter_fail (self, _ ("it is withdrawn; undo that, or raise it again"), error);
    case GVN_MATTER_OPEN:
      break;
    }

  return TRUE;
}

/**
 * gvn_matter_check_due:
 * @due: invalid when none
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it would be due before it was raised
 */
gboolean
gvn_matter_check_due (const char *title, const GDate *raised, const GDate *due, GError **error)
{
  g_autofree char *due_day = NULL;
  g_autofree char *raised_day = NULL;

  if (!g_date_valid (due))
    return TRUE;
  if (!gvn_date_check (due, error))
    return FALSE;
  if (g_date_compare (due, raised) >= 0)
    return TRUE;

  due_day = gvn_text_date (due);
  raised_day = gvn_text_date (raised);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: what is to be done, then two dates */
               _ ("%s: it would be due on %s, before the day it was raised, %s: give a later due date"), title, due_day,
               raised_day);
  return FALSE;
}

/**
 * gvn_matter_check_owner:
 * @owner: (nullable): the id of a person
 * @owner_side: (inout) (nullable): the side, that of @owner when there is one; to be freed
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when an action would have nobody, or the person
 *   is of another side
 */
gboolean
gvn_matter_check_owner (GvnDb *db, const char *title, GvnMatterKind kind, const char *owner, char **owner_side,
                        GError **error)
{
  if (owner != NULL)
    {
      g_autoptr (GvnPerson) person = gvn_person_find (db, owner, error);

      if (person == NULL)
        return FALSE;
      if (*owner_side != NULL && !g_str_equal (*owner_side, person->side))
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       /* Translators: a person, then a party of the contract, as DSIUN */
                       _ ("%s is of another side, %s: choose that side, or another person"), person->name,
                       gvn_side_get_label (person->side));
          return FALSE;
        }
      g_set_str (owner_side, person->side);
    }
  else if (*owner_side != NULL)
    return gvn_side_check (*owner_side, error);
  else if (kind == GVN_MATTER_ACTION)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what is to be done */
                   _ ("%s: somebody must do it: choose a person or a side"), title);
      return FALSE;
    }

  return TRUE;
}

/* Ends --------------------------------------------------------------------------------- */

/* When it last went up; 0 when it never did. */
gboolean
gvn_matter_find_last_hop (GvnDb *db, const char *id, gint64 *at, GError **error)
{
  return gvn_db_get_int (db, at, error, "SELECT coalesce (max (at), 0) FROM matter_hop WHERE matter = ?", "s", id);
}

/**
 * gvn_matter_resolve_moment:
 * @at: the moment given, 0 for none
 *
 * Returns: @at, else now; but not before @last when that is of today, since a reference
 *   date alone stands for its morning
 */
gint64
gvn_matter_resolve_moment (gint64 at, gint64 last, const GvnNow *now)
{
  GvnLocal local;

  if (at != 0)
    return at;
  gvn_local_from_instant (last, &local);

  return gvn_date_equal (&local.date, &now->local.date) ? MAX (now->instant, last) : now->instant;
}

static gboolean
check_end (GvnDb *db, GvnMatter *matter, gint64 at, GError **error)
{
  gint64 last;
  GvnLocal local;

  if (!gvn_matter_find_last_hop (db, matter->id, &last, error))
    return FALSE;
  gvn_local_from_instant (at, &local);
  if (g_date_compare (&local.date, &matter->raised) < 0)
    return gvn_matter_fail (matter, _ ("it had not been raised yet then; give a later moment"), error);
  if (at < last)
    return gvn_matter_fail (matter, _ ("it was escalated after that; give a later moment"), error);

  return TRUE;
}

/* What ended it, NULL while nothing did. */
static const GvnFact *
find_end (GPtrArray *facts)
{
  for (guint i = facts->len; i > 0; i--)
    {
      const GvnFact *fact = facts->pdata[i - 1];

      if (g_str_equal (fact->kind, GVN_FACT_MATTER_DONE) || g_str_equal (fact->kind, GVN_FACT_MATTER_DROPPED))
        return fact;
    }

  return NULL;
}

/**
 * gvn_matter_refresh:
 *
 * Makes the state of a matter what its facts say, after one was recorded or corrected.
 *
 * Returns: %FALSE with %GVN_ERROR_REFUSED when it would have ended before it was raised
 *   or last escalated
 */
gboolean
gvn_matter_refresh (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, id, error);
  g_autoptr (GPtrArray) facts = matter != NULL ? gvn_fact_list (db, GVN_SUBJECT_MATTER, id, error) : NULL;
  const GvnFact *end = facts != NULL ? find_end (facts) : NULL;
  GvnMatterState state = GVN_MATTER_OPEN;
  GvnLocal closed = { .minutes = GVN_NO_MINUTES };

  if (facts == NULL)
    return FALSE;
  if (end != NULL)
    {
      if (!check_end (db, matter, end->at, error))
        return FALSE;
      gvn_local_from_instant (end->at, &closed);
      state = g_str_equal (end->kind, GVN_FACT_MATTER_DONE) ? GVN_MATTER_CLOSED : GVN_MATTER_DROPPED;
    }

  return gvn_db_exec (db, error, "UPDATE matter SET state = ?, closed_on = ? WHERE id = ?", "sds",
                      gvn_matter_state_to_string (state), end != NULL ? &closed.date : NULL, id);
}

static gboolean
end (GvnDb *db, const GvnMatterRequest *request, GvnMatter *matter, const char *kind, GError **error)
{
  g_autoptr (GvnFact) fact = g_new0 (GvnFact, 1);
  gint64 last;

  if (!gvn_matter_find_last_hop (db, matter->id, &last, error))
    return FALSE;
  if (request->proof != NULL
      && !gvn_attachment_record (db, request->proof, request->proof_name, request->proof_size, error))
    return FALSE;

  fact->subject_kind = g_strdup (GVN_SUBJECT_MATTER);
  fact->subject_id = g_strdup (matter->id);
  fact->kind = g_strdup (kind);
  fact->at = gvn_matter_resolve_moment (request->at, last, request->now);
  fact->by_name = g_strdup (request->by_name);
  fact->by_side = g_strdup (request->by_side);
  fact->note = gvn_text_is_empty (request->note) ? NULL : g_strdup (request->note);
  fact->proof = g_strdup (request->proof);

  return gvn_fact_record (db, fact, request->now, error) && gvn_matter_refresh (db, matter->id, error);
}

/* Acts --------------------------------------------------------------------------------- */

static gboolean
assign (GvnDb *db, const GvnMatterRequest *request, GvnMatter *matter, GError **error)
{
  g_autofree char *title = gvn_matter_dup_title (matter);
  g_autofree char *side = g_strdup (request->owner_side);

  return gvn_matter_check_owner (db, title, matter->kind, request->owner, &side, error)
         && gvn_db_exec (db, error, "UPDATE matter SET owner = ?, owner_side = ? WHERE id = ?", "sss", request->owner,
                         side, matter->id);
}

static gboolean
postpone (GvnDb *db, const GvnMatterRequest *request, GvnMatter *matter, GError **error)
{
  g_autofree char *title = gvn_matter_dup_title (matter);

  return gvn_matter_check_due (title, &matter->raised, &request->due, error)
         && gvn_db_exec (db, error, "UPDATE matter SET due_on = ? WHERE id = ?", "ds", &request->due, matter->id);
}

static gboolean
perform (GvnDb *db, const GvnMatterRequest *request, GvnMatter *matter, GError **error)
{
  switch (request->act)
    {
    case GVN_MATTER_ASSIGN:
      return assign (db, request, matter, error);
    case GVN_MATTER_POSTPONE:
      return postpone (db, request, matter, error);
    case GVN_MATTER_CLOSE:
      return end (db, request, matter, GVN_FACT_MATTER_DONE, error);
    case GVN_MATTER_WITHDRAW:
      if (gvn_text_is_empty (request->note))
        return gvn_matter_fail (matter, _ ("its withdrawal is read by both parties; give a reason"), error);
      return end (db, request, matter, GVN_FACT_MATTER_DROPPED, error);
    }

  g_assert_not_reached ();
}

/**
 * gvn_matter_apply:
 * @request: a #GvnMatterRequest
 *
 * A #GvnCommand: does one act on all of the matters, or on none.
 *
 * Returns: %FALSE with the refusal of the first that cannot: %GVN_ERROR_REFUSED when it
 *   is settled already, %GVN_ERROR_INVALID for a wrong owner or date
 */
gboolean
gvn_matter_apply (GvnDb *db, gpointer request, GError **error)
{
  const GvnMatterRequest *wanted = request;

  for (guint i = 0; wanted->matters[i] != NULL; i++)
    {
      g_autoptr (GvnMatter) matter = gvn_matter_load (db, wanted->matters[i], error);

      if (matter == NULL || !gvn_matter_check_open (matter, error) || !perform (db, wanted, matter, error))
        return FALSE;
    }

  return TRUE;
}

static char *
dup_label_of_many (GvnMatterAct act, guint n)
{
  switch (act)
    {
    case GVN_MATTER_ASSIGN:
      return g_strdup_printf (ngettext ("Change the owner of %u matter", "Change the owner of %u matters", n), n);
    case GVN_MATTER_POSTPONE:
      return g_strdup_printf (ngettext ("Change the due date of %u matter", "Change the due date of %u matters", n), n);
    case GVN_MATTER_CLOSE:
      return g_strdup_printf (ngettext ("Settle %u matter", "Settle %u matters", n), n);
    case GVN_MATTER_WITHDRAW:
      return g_strdup_printf (ngettext ("Withdraw %u matter", "Withdraw %u matters", n), n);
    }

  g_assert_not_reached ();
}

/**
 * gvn_matter_dup_label:
 *
 * Returns: (transfer full): what @request does, as the journal keeps it: "Settle A-12
 *   Replace the firewall"
 */
char *
gvn_matter_dup_label (GvnDb *db, const GvnMatterRequest *request)
{
  guint n = g_strv_length ((GStrv) request->matters);
  g_autoptr (GvnMatter) matter = n == 1 ? gvn_matter_load (db, request->matters[0], NULL) : NULL;
  g_autofree char *title = matter != NULL ? gvn_matter_dup_title (matter) : NULL;

  if (title == NULL)
    return dup_label_of_many (request->act, n);

  switch (request->act)
    {
    case GVN_MATTER_ASSIGN:
      /* Translators: %s is a number and a title, as "A-12 Replace the firewall" */
      return g_strdup_printf (_ ("Change the owner of %s"), title);
    case GVN_MATTER_POSTPONE:
      /* Translators: %s is a number and a title, as "A-12 Replace the firewall" */
      return g_strdup_printf (_ ("Change the due date of %s"), title);
    case GVN_MATTER_CLOSE:
      /* Translators: %s is a number and a title, as "A-12 Replace the firewall" */
      return g_strdup_printf (_ ("Settle %s"), title);
    case GVN_MATTER_WITHDRAW:
      /* Translators: %s is a number and a title, as "A-12 Replace the firewall" */
      return g_strdup_printf (_ ("Withdraw %s"), title);
    }

  g_assert_not_reached ();
}
