/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tells one hit from another. The index keeps words to be found by, in the order
 * it likes: what is shown is said anew, in the user's language. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-search-words.h"
#include "app/orders/gvn-order-words.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-milestone.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-matter.h"

/* The words that are there, one after the other. */
static char *
join (const char *const *words, gsize n)
{
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    if (words[i] != NULL && *words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " · " : "", words[i]);

  return g_string_free_and_steal (joined);
}

#define JOIN(...) join ((const char *const[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const char *const[]) { __VA_ARGS__ })))

static char *
dup_clause (const char *clause)
{
  return clause != NULL ? g_strdup_printf ("§ %s", clause) : NULL;
}

static char *
describe_body (GvnSession *session, const char *id)
{
  g_autoptr (GvnBody) body = gvn_body_load (gvn_session_get_db (session), id, NULL);
  g_autofree char *rhythm = body != NULL ? gvn_body_dup_rhythm (gvn_session_get_db (session), id, NULL) : NULL;
  g_autofree char *clause = body != NULL ? dup_clause (body->clause) : NULL;

  return body != NULL ? JOIN (body->code, rhythm, clause) : NULL;
}

static char *
describe_meeting (GvnSession *session, const char *id)
{
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (gvn_session_get_db (session), id, NULL);
  g_autofree char *moment = meeting != NULL ? gvn_text_moment (&meeting->start) : NULL;

  return meeting != NULL ? JOIN (moment, meeting->body, gvn_meeting_state_get_label (meeting->state)) : NULL;
}

static char *
describe_deadline (GvnSession *session, const char *id)
{
  g_autoptr (GvnDeadline) deadline
      = gvn_register_find (gvn_session_get_db (session), id, gvn_session_get_now (session), NULL);
  g_autofree char *moment = deadline != NULL ? gvn_text_moment (&deadline->due) : NULL;

  if (deadline == NULL)
    return NULL;

  return JOIN (moment, deadline->subject,
               deadline->owner_person != NULL ? deadline->owner_person : deadline->owner_role_label,
               gvn_deadline_state_get_label (deadline->state));
}

static char *
describe_matter (GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  const GvnNow *now = gvn_session_get_now (session);
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, id, NULL);
  g_autofree char *code = NULL;
  g_autofree char *day = NULL;
  GDate soon;

  if (matter == NULL || !gvn_matter_find_soon_until (db, now, &soon, NULL))
    return NULL;
  code = gvn_matter_dup_code (matter);
  day = gvn_text_weekday_date (g_date_valid (&matter->due) ? &matter->due : &matter->raised);

  return JOIN (code, matter->body, day,
               matter->owner_name != NULL ? matter->owner_name : gvn_side_get_label (matter->owner_side),
               gvn_matter_status_get_label (gvn_matter_get_status (matter, now, &soon), matter->kind));
}

/* The roles somebody holds on the reference day. */
static char *
describe_person (GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  const GDate *today = &gvn_session_get_now (session)->local.date;
  g_autoptr (GvnPerson) person = gvn_person_find (db, id, NULL);
  g_autoptr (GPtrArray) holdings = gvn_role_holding_list (db, id, NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (person == NULL)
    return NULL;
  g_ptr_array_add (words, g_strdup (gvn_side_get_label (person->side)));
  for (guint i = 0; holdings != NULL && i < holdings->len; i++)
    {
      const GvnRoleHolding *holding = holdings->pdata[i];
      g_autofree char *role = NULL;

      if (g_date_compare (&holding->first_on, today) > 0
          || (g_date_valid (&holding->last_on) && g_date_compare (&holding->last_on, today) < 0))
        continue;
      role = gvn_role_dup_label (db, holding->role, NULL);
      g_ptr_array_add (words, holding->perimeter != NULL ? g_strdup_printf ("%s (%s)", role, holding->perimeter)
                                                         : g_steal_pointer (&role));
    }

  return join ((const char *const *) words->pdata, words->len);
}

static char *
describe_site (GvnSession *session, const char *id)
{
  g_autoptr (GPtrArray) sites = gvn_site_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; sites != NULL && i < sites->len; i++)
    {
      const GvnSite *site = sites->pdata[i];

      if (g_str_equal (site->code, id))
        return JOIN (site->agency, site->city, site->alias);
    }

  return NULL;
}

static char *
describe_milestone (GvnSession *session, const char *id)
{
  g_autoptr (GvnMilestone) milestone = gvn_milestone_load (gvn_session_get_db (session), id, NULL);

  return milestone != NULL ? gvn_milestone_describe (milestone, &gvn_session_get_now (session)->local.date) : NULL;
}

static char *
describe_emergency_change (GvnSession *session, const char *id)
{
  g_autoptr (GvnEmergencyChange) change
      = gvn_emergency_change_find (gvn_session_get_db (session), id, gvn_session_get_now (session), NULL);
  g_autofree char *name = change != NULL ? gvn_emergency_change_dup_name (change) : NULL;
  g_autofree char *state = change != NULL ? gvn_emergency_change_describe (change) : NULL;

  return change != NULL ? JOIN (name, change->perimeter, state, change->ticket) : NULL;
}

static char *
describe_order (GvnSession *session, const char *id)
{
  g_autoptr (GvnOrder) order = gvn_order_find (gvn_session_get_db (session), id, gvn_session_get_now (session), NULL);
  g_autofree char *name = order != NULL ? gvn_order_dup_name (order) : NULL;
  g_autofree char *state = order != NULL ? gvn_order_dup_state_words (order) : NULL;

  return order != NULL ? JOIN (name, gvn_order_get_perimeter_words (order), state) : NULL;
}

static const struct
{
  const char *kind;
  char *(*describe) (GvnSession *session, const char *id);
} describers[] = {
  { "body", describe_body },
  { "meeting", describe_meeting },
  { "deadline", describe_deadline },
  { "matter", describe_matter },
  { "person", describe_person },
  { "site", describe_site },
  { "emergency_change", describe_emergency_change },
  { "order", describe_order },
  { "milestone", describe_milestone },
};

/**
 * gvn_search_dup_words:
 *
 * Returns: (transfer full): what tells @hit from another of the same title: its day in
 *   words, its body, who owns it and its state, as fits its kind
 */
char *
gvn_search_dup_words (GvnSession *session, GvnSearchHit *hit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (describers); i++)
    if (g_str_equal (describers[i].kind, hit->kind))
      {
        char *words = describers[i].describe (session, hit->id);

        return words != NULL ? words : g_strdup ("");
      }

  return g_strdup ("");
}
