/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-escalation.h"
#include "proceedings/gvn-matter-private.h"

/* Raising a matter, and editing what was said of it. */

static gboolean
fail (GError **error, GvnError code, const char *message)
{
  g_set_error_literal (error, GVN_ERROR, code, message);
  return FALSE;
}

static const char *
text_or_null (const char *text)
{
  return gvn_text_is_empty (text) ? NULL : text;
}

/* What the meeting says of a matter raised in it: its body and its day. */
static gboolean
follow_meeting (GvnDb *db, GvnMatterDraft *draft, GvnMeeting *meeting, GError **error)
{
  gint64 n = 1;

  if (draft->item != NULL
      && !gvn_db_get_int (db, &n, error, "SELECT count(*) FROM agenda_item WHERE id = ? AND meeting = ?", "ss",
                          draft->item, meeting->id))
    return FALSE;
  if (n == 0)
    return fail (error, GVN_ERROR_INVALID, _ ("This item is of another meeting: choose one of its agenda"));

  if (draft->body != NULL && !g_str_equal (draft->body, meeting->body))
    {
      g_autofree char *title = gvn_meeting_dup_title (meeting);

      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: a meeting, then the code of a body */
                   _ ("%s is no meeting of %s: choose its own body, or no meeting"), title, draft->body);
      return FALSE;
    }
  draft->body = meeting->body;
  if (!g_date_valid (&draft->raised) && g_date_compare (&meeting->start.date, &draft->now->local.date) <= 0)
    draft->raised = meeting->start.date;

  return TRUE;
}

static gboolean
check_raised (const GDate *raised, const GvnNow *now, GError **error)
{
  if (!gvn_date_check (raised, error))
    return FALSE;
  if (g_date_compare (raised, &now->local.date) > 0)
    return fail (error, GVN_ERROR_INVALID, _ ("Nothing is raised on a day to come: give today or an earlier day"));

  return TRUE;
}

static gboolean
check_body (const GvnBody *body, const GDate *on, GError **error)
{
  g_autofree char *day = NULL;

  if (gvn_body_is_active (body, on))
    return TRUE;

  day = gvn_text_date (on);
  g_set_error (error, GVN_ERROR, GVN_ERROR_REFUSED,
               /* Translators: the code of a body, then a date */
               _ ("%s was not active on %s: choose another body, another day, or say since when it is active"),
               body->code, day);
  return FALSE;
}

/* A body speaks for its own perimeter, and for those of the bodies held within it. */
static gboolean
check_perimeter (GvnDb *db, const GvnMatterDraft *draft, const GvnBody *body, GError **error)
{
  gint64 n;

  if (draft->perimeter == NULL)
    return TRUE;
  if (!gvn_agency_check (db, draft->perimeter, error))
    return FALSE;
  if (body->perimeter == NULL || g_str_equal (draft->perimeter, body->perimeter))
    return TRUE;

  if (!gvn_db_get_int (db, &n, error,
                       "SELECT (SELECT count(*) FROM meeting_perimeter WHERE meeting = ?1 AND perimeter = ?2)"
                       " + (SELECT count(*) FROM body_merge AS g JOIN body AS b ON b.code = g.body"
                       "   WHERE g.into_body = ?3 AND b.perimeter = ?2 AND g.first_on <= ?4"
                       "   AND (g.last_on IS NULL OR g.last_on >= ?4))",
                       "sssd", draft->meeting, draft->perimeter, body->code, &draft->raised))
    return FALSE;
  if (n > 0)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: the code of a body, then that of a perimeter, as AESN */
               _ ("%s does not sit for %s: choose the body of that perimeter"), body->code, draft->perimeter);
  return FALSE;
}

/* That of the body, but where the meeting sits for several: nobody said which. */
static void
complete_perimeter (GvnMatterDraft *draft, GvnMeeting *meeting, const GvnBody *body)
{
  if (draft->perimeter == NULL && (meeting == NULL || g_strv_length (meeting->perimeters) <= 1))
    draft->perimeter = body->perimeter;
}

static gboolean
check_draft (GvnDb *db, const GvnMatterDraft *draft, const GvnBody *body, char **side, GError **error)
{
  if (gvn_text_is_empty (draft->title))
    return fail (error, GVN_ERROR_INVALID, _ ("It is cited by its title: give one"));

  return check_raised (&draft->raised, draft->now, error) && check_body (body, &draft->raised, error)
         && check_perimeter (db, draft, body, error)
         && gvn_matter_check_owner (db, draft->title, draft->kind, draft->owner, side, error)
         && gvn_matter_check_due (draft->title, &draft->raised, &draft->due, error);
}

/* Empty fields of a form are no values. */
static void
clean (GvnMatterDraft *draft)
{
  draft->detail = text_or_null (draft->detail);
  draft->meeting = text_or_null (draft->meeting);
  draft->item = text_or_null (draft->item);
  draft->body = text_or_null (draft->body);
  draft->perimeter = text_or_null (draft->perimeter);
  draft->owner = text_or_null (draft->owner);
  draft->owner_side = text_or_null (draft->owner_side);
  draft->ticket = text_or_null (draft->ticket);
}

static gboolean
warn (GvnDb *db, const char *id, char **warning, GError **error)
{
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, id, error);
  g_autoptr (GError) failure = NULL;

  if (matter == NULL)
    return FALSE;
  *warning = gvn_matter_dup_warning (db, matter, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The meeting of a draft, when it has one. */
static gboolean
load_meeting (GvnDb *db, const char *id, GvnMeeting **meeting, GError **error)
{
  *meeting = id != NULL ? gvn_meeting_load (db, id, error) : NULL;

  return id == NULL || *meeting != NULL;
}

/**
 * gvn_matter_create:
 * @draft: a #GvnMatterDraft
 *
 * A #GvnCommand: raises a matter. It gets the next number of its kind. A decision beyond
 * the power of its body is stored all the same, with a warning: people said it.
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID for what is missing or wrong,
 *   %GVN_ERROR_REFUSED when the body is not active
 */
gboolean
gvn_matter_create (GvnDb *db, gpointer draft, GError **error)
{
  GvnMatterDraft *given = draft;
  GvnMatterDraft wanted = *given; /* completed here, with what ends with this call */
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autoptr (GvnBody) body = NULL;
  g_autofree char *side = NULL;

  clean (&wanted);
  if (wanted.item != NULL && wanted.meeting == NULL)
    return fail (error, GVN_ERROR_INVALID, _ ("An item is of a meeting: choose the meeting too"));
  if (!load_meeting (db, wanted.meeting, &meeting, error))
    return FALSE;
  if (meeting != NULL && meeting->state == GVN_MEETING_CANCELLED)
    return fail (error, GVN_ERROR_REFUSED,
                 _ ("Nothing was decided in a cancelled meeting: choose the one where it was, or none"));
  if (meeting != NULL && !follow_meeting (db, &wanted, meeting, error))
    return FALSE;
  if (wanted.body == NULL)
    return fail (error, GVN_ERROR_INVALID, _ ("It is followed by a body: choose one, as COPIL or CAB-AESN"));
  if (!g_date_valid (&wanted.raised))
    wanted.raised = wanted.now->local.date;

  side = g_strdup (wanted.owner_side);
  body = gvn_body_load (db, wanted.body, error);
  if (body == NULL)
    return FALSE;
  complete_perimeter (&wanted, meeting, body);
  if (!check_draft (db, &wanted, body, &side, error))
    return FALSE;

  if (given->id == NULL)
    given->id = g_uuid_string_random ();
  return gvn_db_exec (
             db, error,
             "INSERT INTO matter VALUES (?1, ?2, (SELECT coalesce (max (number), 0) + 1 FROM matter WHERE kind = ?2),"
             " 'open', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL)",
             "ssssssssssddss", given->id, gvn_matter_kind_to_string (wanted.kind), wanted.title, wanted.detail,
             wanted.meeting, wanted.item, wanted.body, wanted.perimeter, wanted.owner, side, &wanted.raised,
             &wanted.due, gvn_matter_scope_to_string (wanted.scope), wanted.ticket)
         && warn (db, given->id, &given->warning, error);
}

/* Where it was raised: what went up since belongs to the chain, not to the form. */
static gboolean
keep_way (GvnDb *db, GvnMatterDraft *draft, GvnMatter *matter, gboolean *escalated, GError **error)
{
  g_autofree char *raised_in = NULL;
  gint64 last;

  if (!gvn_matter_find_last_hop (db, matter->id, &last, error))
    return FALSE;
  *escalated = last != 0;
  if (!*escalated)
    {
      if (draft->body == NULL)
        draft->body = matter->body;
      return TRUE;
    }

  if (draft->body != NULL && !g_str_equal (draft->body, matter->body))
    return gvn_matter_fail (matter, _ ("it has been escalated; it changes body by escalation only"), error);
  if (g_strcmp0 (draft->meeting, matter->meeting) != 0)
    return gvn_matter_fail (matter, _ ("it has been escalated; where it came up no longer changes"), error);
  draft->body = matter->body;

  return TRUE;
}

/* What is settled keeps what it was judged by. */
static gboolean
check_settled (const GvnMatterDraft *draft, GvnMatter *matter, const char *side, GError **error)
{
  gboolean same_due = g_date_valid (&draft->due)
                          ? g_date_valid (&matter->due) && gvn_date_equal (&draft->due, &matter->due)
                          : !g_date_valid (&matter->due);

  if (matter->state == GVN_MATTER_OPEN)
    return TRUE;
  if (same_due && gvn_date_equal (&draft->raised, &matter->raised) && draft->scope == matter->scope
      && g_str_equal (draft->body, matter->body) && g_strcmp0 (draft->owner, matter->owner) == 0
      && g_strcmp0 (side, matter->owner_side) == 0)
    return TRUE;

  return gvn_matter_fail (matter, _ ("it is settled; only its title, detail, ticket and perimeter still change"),
                          error);
}

/**
 * gvn_matter_edit:
 * @draft: a #GvnMatterDraft with its id; its kind is not looked at
 *
 * A #GvnCommand: makes a matter say what @draft says. What is settled keeps its owner and
 * dates; what was escalated keeps where it came up.
 */
gboolean
gvn_matter_edit (GvnDb *db, gpointer draft, GError **error)
{
  GvnMatterDraft *given = draft;
  GvnMatterDraft wanted = *given; /* completed here, with what ends with this call */
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, wanted.id, error);
  g_autoptr (GvnMeeting) meeting = NULL;
  g_autoptr (GvnBody) body = NULL;
  g_autofree char *side = NULL;
  gboolean escalated = FALSE;

  if (matter == NULL)
    return FALSE;
  clean (&wanted);
  wanted.kind = matter->kind;
  if (!g_date_valid (&wanted.raised))
    wanted.raised = matter->raised;
  if (!keep_way (db, &wanted, matter, &escalated, error) || !load_meeting (db, wanted.meeting, &meeting, error)
      || (meeting != NULL && !escalated && !follow_meeting (db, &wanted, meeting, error)))
    return FALSE;

  side = g_strdup (wanted.owner_side);
  body = gvn_body_load (db, wanted.body, error);
  if (body == NULL || !check_draft (db, &wanted, body, &side, error) || !check_settled (&wanted, matter, side, error))
    return FALSE;

  return gvn_db_exec (db, error,
                      "UPDATE matter SET title = ?, detail = ?, meeting = ?, item = ?, body = ?, perimeter = ?,"
                      " owner = ?, owner_side = ?, raised_on = ?, due_on = ?, scope = ?, ticket = ? WHERE id = ?",
                      "ssssssssddsss", wanted.title, wanted.detail, wanted.meeting, wanted.item, wanted.body,
                      wanted.perimeter, wanted.owner, side, &wanted.raised, &wanted.due,
                      gvn_matter_scope_to_string (wanted.scope), wanted.ticket, wanted.id)
         && warn (db, given->id, &given->warning, error);
}

/**
 * gvn_matter_draft_dup_label:
 *
 * Returns: (transfer full): what @draft does, as the journal keeps it
 */
char *
gvn_matter_draft_dup_label (GvnDb *db, const GvnMatterDraft *draft)
{
  g_autoptr (GvnMatter) matter = draft->id != NULL ? gvn_matter_load (db, draft->id, NULL) : NULL;
  g_autofree char *title = matter != NULL ? gvn_matter_dup_title (matter) : NULL;

  if (title != NULL)
    /* Translators: %s is a number and a title, as "A-12 Replace the firewall" */
    return g_strdup_printf (_ ("Edit %s"), title);

  /* Translators: "Action", then what is to be done */
  return g_strdup_printf (_ ("%s: %s"), gvn_matter_kind_get_label (draft->kind), draft->title);
}
