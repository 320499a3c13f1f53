/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "contract/gvn-person.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-deadline.h"
#include "orders/gvn-order.h"
#include "print/gvn-print-private.h"

/* Tables drawn from the registers: matters, deadlines and orders. */

/* What a table is of, and how much: "Actions, 12 lines, at 9 March 2028 — Overdue · COPIL". */
static GvnPrint *
create (GvnStore *store, const char *title, const char *criteria, guint n, const GvnNow *now, GError **error)
{
  g_autofree char *day = gvn_text_date (&now->local.date);
  g_autofree char *count = g_strdup_printf (ngettext ("%u line", "%u lines", n), n);
  /* Translators: a day, how many lines */
  g_autofree char *moment = g_strdup_printf (_ ("On %s, %s"), day, count);
  g_autofree char *subtitle
      = gvn_text_is_empty (criteria) ? g_strdup (moment) : g_strdup_printf ("%s — %s", moment, criteria);
  GvnPrint *self = gvn_print_new (store, title, subtitle, now, error);

  if (self == NULL)
    return NULL;
  self->landscape = TRUE;
  g_free (self->name);
  self->name = g_strdup_printf ("%s — %s", title, day);
  gvn_print_set_foot (self, store, self->name, NULL);
  if (n == 0)
    gvn_print_add_paragraph (self, _ ("Nothing matches what was asked for."));

  return self;
}

/* Matters ------------------------------------------------------------------------------ */

/**
 * gvn_print_dup_matter_markup:
 *
 * Returns: (transfer full): what a matter says, its detail below
 */
char *
gvn_print_dup_matter_markup (GvnMatter *matter)
{
  if (gvn_text_is_empty (matter->detail))
    return g_markup_escape_text (matter->title, -1);

  return g_markup_printf_escaped ("%s\n<i>%s</i>", matter->title, matter->detail);
}

static const char *
get_title (const GvnMatterFilter *filter)
{
  switch (filter->kinds)
    {
    case 1u << GVN_MATTER_DECISION:
      return _ ("Decisions");
    case 1u << GVN_MATTER_ACTION:
      return _ ("Action Table");
    case 1u << GVN_MATTER_DISAGREEMENT:
      return _ ("Disagreements");
    case 1u << GVN_MATTER_ALERT:
      return _ ("Alerts");
    default:
      return _ ("Actions and Decisions");
    }
}

static const char *
get_group_label (GvnMatterGroup group)
{
  switch (group)
    {
    case GVN_MATTERS_OPEN:
      return _ ("Still open");
    case GVN_MATTERS_LATE:
      return _ ("Overdue");
    case GVN_MATTERS_DONE:
      return _ ("Settled");
    case GVN_MATTERS_ALL:
      return _ ("Any state");
    }

  g_assert_not_reached ();
}

static char *
dup_criteria (GvnDb *db, const GvnMatterFilter *filter)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GvnPerson) owner = filter->owner != NULL ? gvn_person_find (db, filter->owner, NULL) : NULL;
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (words, get_group_label (filter->group));
  if (filter->body != NULL)
    g_strv_builder_add (words, filter->body);
  if (filter->perimeter != NULL)
    g_strv_builder_add (words, filter->perimeter);
  if (owner != NULL)
    g_strv_builder_add (words, owner->name);
  if (filter->side != NULL)
    g_strv_builder_add (words, gvn_side_get_label (filter->side));
  if (g_date_valid (&filter->from))
    {
      g_autofree char *day = gvn_text_date (&filter->from);

      /* Translators: a day */
      g_strv_builder_take (words, g_strdup_printf (_ ("due from %s"), day));
    }
  if (g_date_valid (&filter->to))
    {
      g_autofree char *day = gvn_text_date (&filter->to);

      /* Translators: a day */
      g_strv_builder_take (words, g_strdup_printf (_ ("due until %s"), day));
    }
  if (!gvn_text_is_empty (filter->words))
    g_strv_builder_take (words, g_strdup_printf (_ ("“%s”"), filter->words));
  all = g_strv_builder_end (words);

  return g_strjoinv (" · ", all);
}

/* A state in bold when it asks for something. */
static char *
dup_state (const char *label, gboolean late)
{
  return late ? g_markup_printf_escaped ("<b>%s</b>", label) : g_markup_escape_text (label, -1);
}

static void
add_matter (GvnTable *table, GvnMatter *matter, gboolean several, const GvnNow *now, const GDate *soon)
{
  GvnMatterStatus status = gvn_matter_get_status (matter, now, soon);
  const char *owner = matter->owner_name != NULL ? matter->owner_name : gvn_side_get_label (matter->owner_side);
  g_autofree char *raised = gvn_text_short_date (&matter->raised);
  g_autofree char *due = g_date_valid (&matter->due) ? gvn_text_short_date (&matter->due) : NULL;

  gvn_table_take_markup (table, gvn_matter_dup_code (matter), GVN_SHADE_NONE);
  if (several)
    gvn_table_add_text (table, gvn_matter_kind_get_label (matter->kind));
  gvn_table_take_markup (table, gvn_print_dup_matter_markup (matter), GVN_SHADE_NONE);
  gvn_table_add_text (table, matter->body);
  gvn_table_add_text (table, owner);
  gvn_table_add_text (table, raised);
  gvn_table_add_text (table, due);
  gvn_table_take_markup (
      table, dup_state (gvn_matter_status_get_label (status, matter->kind), status == GVN_MATTER_STATUS_OVERDUE),
      GVN_SHADE_NONE);
}

static GvnTable *
create_matter_table (const GvnMatterFilter *filter)
{
  const char *const one[]
      = { _ ("No."), _ ("Subject"), _ ("Body"), _ ("Owner"), _ ("Raised"), _ ("Due"), _ ("State"), NULL };
  const char *const several[]
      = { _ ("No."), _ ("Kind"), _ ("Subject"), _ ("Body"), _ ("Owner"), _ ("Raised"), _ ("Due"), _ ("State"), NULL };
  static const double one_widths[] = { 1, 7, 2, 2.4, 1.8, 1.8, 2 };
  static const double several_widths[] = { 1, 1.6, 6, 2, 2.3, 1.7, 1.7, 1.9 };

  return filter->kinds != 0 ? gvn_table_new (one, one_widths) : gvn_table_new (several, several_widths);
}

/**
 * gvn_print_new_matters:
 * @filter: which, and in which order
 *
 * The action table, or that of decisions, disagreements, alerts or all of them.
 *
 * Returns: (transfer full)
 */
GvnPrint *
gvn_print_new_matters (GvnStore *store, const GvnMatterFilter *filter, const GvnNow *now, GError **error)
{
  GvnDb *db = gvn_store_get_db (store);
  g_autoptr (GPtrArray) matters = gvn_matter_list (db, filter, now, error);
  g_autofree char *criteria = NULL;
  GvnPrint *self;
  GvnTable *table;
  GDate soon;

  if (matters == NULL || !gvn_matter_find_soon_until (db, now, &soon, error))
    return NULL;
  criteria = dup_criteria (db, filter);
  self = create (store, get_title (filter), criteria, matters->len, now, error);
  if (self == NULL || matters->len == 0)
    return self;

  table = create_matter_table (filter);
  for (guint i = 0; i < matters->len; i++)
    add_matter (table, matters->pdata[i], filter->kinds == 0, now, &soon);
  gvn_print_add_table (self, table);

  return self;
}

/* Deadlines ---------------------------------------------------------------------------- */

static void
add_deadline (GvnTable *table, GvnDeadline *deadline)
{
  gboolean late = deadline->state == GVN_DEADLINE_OVERDUE || deadline->state == GVN_DEADLINE_OVERDUE_EXCUSED;
  const char *role = deadline->owner_person != NULL ? deadline->owner_person : deadline->owner_role_label;
  g_autofree char *owner
      = role != NULL ? g_markup_printf_escaped ("%s, <i>%s</i>", role, gvn_side_get_label (deadline->owner_side))
                     : g_markup_escape_text (gvn_side_get_label (deadline->owner_side), -1);
  g_autofree char *done = g_date_valid (&deadline->done.date) ? gvn_text_short_date (&deadline->done.date) : NULL;

  gvn_table_take_markup (table, gvn_text_short_moment (&deadline->due), GVN_SHADE_NONE);
  gvn_table_add_text (table, deadline->label);
  gvn_table_add_text (table, deadline->subject);
  gvn_table_take_markup (table, g_steal_pointer (&owner), GVN_SHADE_NONE);
  gvn_table_take_markup (table, dup_state (gvn_deadline_state_get_label (deadline->state), late), GVN_SHADE_NONE);
  gvn_table_add_text (table, done);
  gvn_table_add_text (table, deadline->clause);
}

/**
 * gvn_print_new_deadlines:
 * @deadlines: (element-type GvnDeadline): which, in order
 * @criteria: (nullable): what they were chosen by, in words
 *
 * What is owed, by whom, when, under which clause.
 *
 * Returns: (transfer full)
 */
GvnPrint *
gvn_print_new_deadlines (GvnStore *store, GPtrArray *deadlines, const char *criteria, const GvnNow *now, GError **error)
{
  const char *const headings[]
      = { _ ("Due"), _ ("What is owed"), _ ("For"), _ ("Owed by"), _ ("State"), _ ("Done"), _ ("Clause"), NULL };
  static const double widths[] = { 2.6, 3.6, 3.4, 2.8, 2.2, 1.9, 1.4 };
  GvnPrint *self = create (store, _ ("Deadlines"), criteria, deadlines->len, now, error);
  GvnTable *table;

  if (self == NULL || deadlines->len == 0)
    return self;

  table = gvn_table_new (headings, widths);
  for (guint i = 0; i < deadlines->len; i++)
    add_deadline (table, deadlines->pdata[i]);
  gvn_print_add_table (self, table);

  return self;
}

/* Orders ------------------------------------------------------------------------------ */

static char *
dup_due (const GvnLocal *due)
{
  if (!g_date_valid (&due->date))
    return NULL;

  return due->minutes != GVN_NO_MINUTES ? gvn_text_short_moment (due) : gvn_text_short_date (&due->date);
}

/* "16.82", in italics while it is provisional */
static char *
dup_note (const GvnOrderNotes *notes)
{
  g_autofree char *number = notes->weighted >= 0 ? g_strdup_printf ("%.2f", notes->weighted / 100.0) : g_strdup ("");

  return notes->final || notes->weighted < 0 ? g_steal_pointer (&number) : g_strdup_printf ("<i>%s</i>", number);
}

static void
add_order (GvnTable *table, GvnOrder *order)
{
  g_autofree char *name = gvn_order_dup_name (order);
  g_autofree char *quote_due = dup_due (&order->quote_due);
  g_autofree char *execution_due = dup_due (&order->execution_due);
  const char *label = gvn_order_state_get_label (order->state);
  /* Translators: the state of an order, which something is late in */
  g_autofree char *late = order->late ? g_strdup_printf (_ ("Late: %s"), label) : NULL;

  gvn_table_add_text (table, name);
  gvn_table_add_text (table, order->title);
  gvn_table_add_text (table, order->perimeter != NULL ? order->perimeter : _ ("Whole contract"));
  gvn_table_take_markup (table, dup_state (late != NULL ? late : label, order->late), GVN_SHADE_NONE);
  gvn_table_add_text (table, quote_due);
  gvn_table_add_text (table, execution_due);
  gvn_table_take_markup (table, dup_note (&order->notes), GVN_SHADE_NONE);
}

/**
 * gvn_print_new_orders:
 * @orders: (element-type GvnOrder): which, in order
 * @criteria: (nullable): what they were chosen by, in words
 *
 * Where each order is, by when what is awaited of it is due, and its weighted note (8.5*).
 *
 * Returns: (transfer full)
 */
GvnPrint *
gvn_print_new_orders (GvnStore *store, GPtrArray *orders, const char *criteria, const GvnNow *now, GError **error)
{
  const char *const headings[] = { _ ("No."),       _ ("Title"),         _ ("Perimeter"), _ ("State"),
                                   _ ("Quote due"), _ ("Execution due"), _ ("Note"),      NULL };
  static const double widths[] = { 1.4, 5.2, 1.8, 2.8, 2.6, 2, 1 };
  GvnPrint *self = create (store, _ ("Orders"), criteria, orders->len, now, error);
  GvnTable *table;

  if (self == NULL || orders->len == 0)
    return self;

  table = gvn_table_new (headings, widths);
  for (guint i = 0; i < orders->len; i++)
    add_order (table, orders->pdata[i]);
  gvn_print_add_table (self, table);

  return self;
}
