/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "contract/gvn-place.h"
#include "contract/gvn-setting.h"
#include "proceedings/gvn-matter-private.h"

G_DEFINE_FINAL_TYPE (GvnMatter, gvn_matter, G_TYPE_OBJECT)

/* The letters are those of the schema's own table, for the search. */
static const struct
{
  const char *name;
  const char *label;
  char letter;
} kinds[GVN_MATTER_N_KINDS] = {
  [GVN_MATTER_DECISION] = { "decision", N_ ("Decision"), 'D' },
  [GVN_MATTER_ACTION] = { "action", N_ ("Action"), 'A' },
  [GVN_MATTER_DISAGREEMENT] = { "disagreement", N_ ("Disagreement"), 'S' },
  [GVN_MATTER_ALERT] = { "alert", N_ ("Alert"), 'L' },
};

static const struct
{
  const char *name;
  const char *label;
} scopes[GVN_MATTER_N_SCOPES] = {
  [GVN_SCOPE_OPERATIONS] = { "operations", N_ ("Operations") },
  [GVN_SCOPE_SERVICE] = { "service", N_ ("A service") },
  [GVN_SCOPE_CLAUSE] = { "clause", N_ ("A clause of the contract") },
};

static const char *const states[]
    = { [GVN_MATTER_OPEN] = "open", [GVN_MATTER_CLOSED] = "closed", [GVN_MATTER_DROPPED] = "dropped" };

static const struct
{
  const char *name;
  const char *label;
} statuses[] = {
  [GVN_MATTER_STATUS_OPEN] = { "open", N_ ("Still open") },
  [GVN_MATTER_STATUS_DUE_SOON] = { "due_soon", N_ ("Due soon") },
  [GVN_MATTER_STATUS_OVERDUE] = { "overdue", N_ ("Overdue") },
  [GVN_MATTER_STATUS_DONE] = { "done", N_ ("Settled") },
  [GVN_MATTER_STATUS_DONE_LATE] = { "done_late", N_ ("Settled late") },
  [GVN_MATTER_STATUS_WITHDRAWN] = { "withdrawn", N_ ("Withdrawn") },
};

static void
gvn_matter_finalize (GObject *object)
{
  GvnMatter *self = GVN_MATTER (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->meeting);
  g_free (self->item);
  g_free (self->body);
  g_free (self->body_kind);
  g_free (self->perimeter);
  g_free (self->owner);
  g_free (self->owner_name);
  g_free (self->owner_side);
  g_free (self->ticket);

  G_OBJECT_CLASS (gvn_matter_parent_class)->finalize (object);
}

static void
gvn_matter_class_init (GvnMatterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvn_matter_finalize;
}

static void
gvn_matter_init (GvnMatter *self)
{
}

const char *
gvn_matter_kind_to_string (GvnMatterKind kind)
{
  return kinds[kind].name;
}

const char *
gvn_matter_kind_get_label (GvnMatterKind kind)
{
  return _ (kinds[kind].label);
}

gboolean
gvn_matter_kind_parse (const char *text, GvnMatterKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (text, kinds[i].name) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

const char *
gvn_matter_scope_to_string (GvnMatterScope scope)
{
  return scopes[scope].name;
}

const char *
gvn_matter_scope_get_label (GvnMatterScope scope)
{
  return _ (scopes[scope].label);
}

gboolean
gvn_matter_scope_parse (const char *text, GvnMatterScope *scope)
{
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (g_strcmp0 (text, scopes[i].name) == 0)
      {
        *scope = i;
        return TRUE;
      }

  return FALSE;
}

const char *
gvn_matter_state_to_string (GvnMatterState state)
{
  return states[state];
}

static GvnMatterState
state_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (text, states[i]))
      return i;

  g_assert_not_reached (); /* a foreign key holds the column to these */
}

const char *
gvn_matter_status_to_string (GvnMatterStatus status)
{
  return statuses[status].name;
}

/**
 * gvn_matter_status_get_label:
 *
 * Returns: @status in words: what is decided and still open is in force
 */
const char *
gvn_matter_status_get_label (GvnMatterStatus status, GvnMatterKind kind)
{
  if (status == GVN_MATTER_STATUS_OPEN && kind == GVN_MATTER_DECISION)
    return _ ("In force");

  return _ (statuses[status].label);
}

static gboolean
same_date (const GDate *a, const GDate *b)
{
  return g_date_valid (a) == g_date_valid (b) && (!g_date_valid (a) || gvn_date_equal (a, b));
}

/**
 * gvn_matter_equal:
 *
 * Returns: whether the two show the same, so that a list may keep the older
 */
gboolean
gvn_matter_equal (GvnMatter *a, GvnMatter *b)
{
  return a->kind == b->kind && a->scope == b->scope && a->state == b->state && a->number == b->number
         && same_date (&a->raised, &b->raised) && same_date (&a->due, &b->due) && same_date (&a->closed, &b->closed)
         && g_str_equal (a->title, b->title) && g_str_equal (a->body, b->body) && g_strcmp0 (a->detail, b->detail) == 0
         && g_strcmp0 (a->meeting, b->meeting) == 0 && g_strcmp0 (a->item, b->item) == 0
         && g_strcmp0 (a->perimeter, b->perimeter) == 0 && g_strcmp0 (a->owner, b->owner) == 0
         && g_strcmp0 (a->owner_name, b->owner_name) == 0 && g_strcmp0 (a->owner_side, b->owner_side) == 0
         && g_strcmp0 (a->ticket, b->ticket) == 0;
}

/**
 * gvn_matter_dup_code:
 *
 * Returns: (transfer full): its number as people cite it: D-1 for a decision, A-1 an
 *   action, S-1 a disagreement (désaccord), L-1 an alert (alerte)
 */
char *
gvn_matter_dup_code (GvnMatter *self)
{
  return g_strdup_printf ("%c-%d", kinds[self->kind].letter, self->number);
}

/**
 * gvn_matter_dup_title:
 *
 * Returns: (transfer full): "A-12 Replace the firewall"
 */
char *
gvn_matter_dup_title (GvnMatter *self)
{
  g_autofree char *code = gvn_matter_dup_code (self);

  return g_strdup_printf ("%s %s", code, self->title);
}

/**
 * gvn_matter_get_age:
 *
 * Returns: how many days it has been, or was, open; a day begun is not counted
 */
int
gvn_matter_get_age (GvnMatter *self, const GvnNow *now)
{
  const GDate *until = g_date_valid (&self->closed) ? &self->closed : &now->local.date;

  return MAX (0, g_date_days_between (&self->raised, until));
}

/**
 * gvn_matter_find_soon_until:
 * @soon_until: (out): the last day that is "soon" from @now, as for deadlines
 */
gboolean
gvn_matter_find_soon_until (GvnDb *db, const GvnNow *now, GDate *soon_until, GError **error)
{
  int days;
  g_autoptr (GvnCalendar) calendar = gvn_calendar_load_contract (db, NULL, error);

  return calendar != NULL && gvn_setting_get_int (db, GVN_SETTING_DUE_SOON_DAYS, &days, error)
         && gvn_calendar_add_working_days (calendar, &now->local.date, days, soon_until, NULL, error);
}

/**
 * gvn_matter_get_status:
 * @soon_until: what gvn_matter_find_soon_until() gave
 *
 * The day it is due counts as a whole: a matter is overdue the day after.
 */
GvnMatterStatus
gvn_matter_get_status (GvnMatter *self, const GvnNow *now, const GDate *soon_until)
{
  gboolean due = g_date_valid (&self->due);

  switch (self->state)
    {
    case GVN_MATTER_DROPPED:
      return GVN_MATTER_STATUS_WITHDRAWN;
    case GVN_MATTER_CLOSED:
      return due && g_date_compare (&self->closed, &self->due) > 0 ? GVN_MATTER_STATUS_DONE_LATE
                                                                   : GVN_MATTER_STATUS_DONE;
    case GVN_MATTER_OPEN:
      break;
    }

  if (due && g_date_compare (&self->due, &now->local.date) < 0)
    return GVN_MATTER_STATUS_OVERDUE;

  return due && g_date_compare (&self->due, soon_until) <= 0 ? GVN_MATTER_STATUS_DUE_SOON : GVN_MATTER_STATUS_OPEN;
}

gpointer
gvn_matter_from_row (GvnStatement *row)
{
  GvnMatter *self = g_object_new (GVN_TYPE_MATTER, NULL);

  self->id = gvn_statement_dup_text (row, 0);
  gvn_matter_kind_parse (gvn_statement_text (row, 1), &self->kind);
  self->number = (int) gvn_statement_int (row, 2);
  self->state = state_from_text (gvn_statement_text (row, 3));
  self->title = gvn_statement_dup_text (row, 4);
  self->detail = gvn_statement_dup_text (row, 5);
  self->meeting = gvn_statement_dup_text (row, 6);
  self->item = gvn_statement_dup_text (row, 7);
  self->body = gvn_statement_dup_text (row, 8);
  self->body_kind = gvn_statement_dup_text (row, 9);
  self->perimeter = gvn_statement_dup_text (row, 10);
  self->owner = gvn_statement_dup_text (row, 11);
  self->owner_name = gvn_statement_dup_text (row, 12);
  self->owner_side = gvn_statement_dup_text (row, 13);
  gvn_statement_date (row, 14, &self->raised);
  gvn_statement_date (row, 15, &self->due);
  gvn_matter_scope_parse (gvn_statement_text (row, 16), &self->scope);
  self->ticket = gvn_statement_dup_text (row, 17);
  gvn_statement_date (row, 18, &self->closed);

  return self;
}

/* The one matter of a query, NULL without an error when there is none; @rows is
 * taken. */
static GvnMatter *
take_one (GvnStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) found = gvn_statement_collect (rows, gvn_matter_from_row, g_object_unref, error);

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

static GvnMatter *
set_not_found (const char *name, GError **error)
{
  if (error == NULL || *error == NULL)
    g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                 /* Translators: %s is what the user typed */
                 _ ("There is no decision, action, disagreement or alert “%s”: take it from their list, as A-12"),
                 name);
  return NULL;
}

/**
 * gvn_matter_load:
 *
 * Returns: (transfer full): the matter, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnMatter *
gvn_matter_load (GvnDb *db, const char *id, GError **error)
{
  GvnMatter *found = take_one (gvn_db_query (db, error, MATTER_SELECT " WHERE m.id = ?", "s", id), error);

  return found != NULL ? found : set_not_found (id, error);
}

/**
 * gvn_matter_load_number:
 * @number: one of gvn_matter_list_numbers()
 *
 * Returns: (transfer full): the matter, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnMatter *
gvn_matter_load_number (GvnDb *db, gint64 number, GError **error)
{
  GvnMatter *found = take_one (gvn_db_query (db, error, MATTER_SELECT " WHERE m.rowid = ?", "i", number), error);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return found != NULL ? found : set_not_found (name, error);
}

/**
 * gvn_matter_find:
 * @id_or_code: an id, or a number as people cite it: "A-12"
 *
 * Returns: (transfer full): the matter, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnMatter *
gvn_matter_find (GvnDb *db, const char *id_or_code, GError **error)
{
  guint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_toupper (id_or_code[0]) == kinds[i].letter && id_or_code[1] == '-'
        && g_ascii_string_to_unsigned (id_or_code + 2, 10, 1, G_MAXINT, &number, NULL))
      {
        GvnMatter *found = take_one (gvn_db_query (db, error, MATTER_SELECT " WHERE m.kind = ? AND m.number = ?", "si",
                                                   kinds[i].name, (gint64) number),
                                     error);

        return found != NULL ? found : set_not_found (id_or_code, error);
      }

  return gvn_matter_load (db, id_or_code, error);
}

/**
 * gvn_matter_list_of_meeting:
 *
 * Returns: (transfer full) (element-type GvnMatter): what came up in @meeting, by kind
 *   and number
 */
GPtrArray *
gvn_matter_list_of_meeting (GvnDb *db, const char *meeting, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, MATTER_SELECT " WHERE m.meeting = ? ORDER BY " MATTER_KIND_ORDER ", m.number", "s",
                    meeting),
      gvn_matter_from_row, g_object_unref, error);
}

/**
 * gvn_matter_list_open_of_body:
 * @on: the day looked at
 *
 * What @body has to treat: what came up to it, and what was left open there. A body
 * held within another (6.4) leaves it what it had; it has it again by itself when they
 * part.
 *
 * Returns: (transfer full) (element-type GvnMatter): disagreements and alerts first, then
 *   by due date
 */
GPtrArray *
gvn_matter_list_open_of_body (GvnDb *db, const char *body, const GDate *on, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error,
                    MATTER_SELECT
                    " WHERE m.state = 'open' AND b.kind = (SELECT kind FROM body WHERE code = ?1)"
                    " AND ?1 = coalesce ((SELECT g.into_body FROM body_merge AS g WHERE g.body = coalesce ("
                    "     (SELECT o.code FROM body AS o WHERE o.kind = b.kind AND o.perimeter = m.perimeter"
                    "       AND b.perimeter IS NOT NULL), m.body)"
                    "     AND g.first_on <= ?2 AND (g.last_on IS NULL OR g.last_on >= ?2)),"
                    "   (SELECT o.code FROM body AS o WHERE o.kind = b.kind AND o.perimeter = m.perimeter"
                    "     AND b.perimeter IS NOT NULL), m.body)"
                    " ORDER BY m.kind NOT IN ('disagreement', 'alert'), m.due_on IS NULL, m.due_on,"
                    " " MATTER_KIND_ORDER ", m.number",
                    "sd", body, on),
      gvn_matter_from_row, g_object_unref, error);
}
