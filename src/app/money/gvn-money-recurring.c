/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "app/money/gvn-money-recurring.h"
#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "money/gvn-money.h"
#include "orders/gvn-recurring.h"

/* How many months may be chosen, the one to draft among them. */
#define N_MONTHS_BEFORE 1
#define N_MONTHS 4

/* A unit ---------------------------------------------------------------------------------- */

static char *
dup_rhythm (const GvnRecurring *unit)
{
  g_autofree char *quantity = NULL;

  if (unit->quantity < 0)
    return g_strdup (_ ("Nobody said how many: not drafted"));
  if (unit->quantity == 0)
    return g_strdup (_ ("Ordered no more"));
  quantity = gvn_quantity_dup_text (unit->quantity);

  /* Translators: a quantity, a number of months */
  return g_strdup_printf (ngettext ("%s every month", "%s every %d months", (gulong) unit->period), quantity,
                          unit->period);
}

/* "6 every month · since 1 March 2027 · CCTP 7.4 · 7 from 2 May 2027 on" */
static char *
describe (const GvnRecurring *unit)
{
  GString *text = g_string_new (NULL);
  g_autofree char *rhythm = dup_rhythm (unit);

  g_string_append (text, rhythm);
  if (unit->instalments > 1)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("paid in %d month", "paid in %d months", (gulong) unit->instalments),
                              unit->instalments);
    }
  if (g_date_valid (&unit->effective_on))
    {
      g_autofree char *day = gvn_text_date (&unit->effective_on);

      g_string_append (text, " · ");
      /* Translators: a date */
      g_string_append_printf (text, _ ("since %s"), day);
    }
  if (unit->act != NULL)
    g_string_append_printf (text, " · %s", unit->act);
  if (g_date_valid (&unit->next_on))
    {
      g_autofree char *day = gvn_text_date (&unit->next_on);
      g_autofree char *quantity = gvn_quantity_dup_text (unit->next_quantity);

      g_string_append_c (text, '\n');
      /* Translators: a quantity, a date */
      g_string_append_printf (text, _ ("%s from %s on"), quantity, day);
    }

  return g_string_free_and_steal (text);
}

static GvnRecurring *
find_unit (GvnSession *session, const char *uo)
{
  g_autoptr (GPtrArray) units
      = gvn_recurring_list (gvn_session_get_db (session), &gvn_session_get_now (session)->local.date, NULL);

  for (guint i = 0; units != NULL && i < units->len; i++)
    if (g_str_equal (((GvnRecurring *) units->pdata[i])->uo, uo))
      return g_ptr_array_steal_index (units, i);

  return NULL;
}

/* Its form -------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *quantity;
  GtkWidget *day;
  GtkWidget *act;
} Fields;

/* 0 is a quantity here, though not of an order. */
static gboolean
read_quantity (GvnForm *form, GtkWidget *field, gint64 *quantity, GError **error)
{
  g_autofree char *text = gvn_form_dup_text (field);

  *quantity = 0;
  gvn_form_set_suspect (form, field);

  return g_strcmp0 (text, "0") == 0 || gvn_quantity_parse (text != NULL ? text : "", quantity, error);
}

static gboolean
apply_change (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *act = gvn_form_dup_text (fields->act);
  GvnRecurringChange change = { .uo = gvn_form_get_subject (form), .act = act };

  return read_quantity (form, fields->quantity, &change.quantity, error)
         && gvn_form_read_date (form, fields->day, FALSE, &change.effective_on, error)
         && gvn_session_run (gvn_form_get_session (form), _ ("Change a recurring quantity"), gvn_recurring_set, &change,
                             error);
}

/**
 * gvn_money_recurring_present:
 * @uo: the code of a recurring unit
 *
 * A form of how many of it are ordered, from the next month to draft on.
 */
void
gvn_money_recurring_present (GvnSession *session, const char *uo, GtkWidget *parent)
{
  GvnRecurring *unit = find_unit (session, uo);
  GvnForm *form;
  Fields *fields;
  g_autofree char *quantity = NULL;
  g_autofree char *label = NULL;
  GDate month;

  if (unit == NULL)
    return;
  form = gvn_form_new (session, uo);
  fields = g_new0 (Fields, 1);
  gvn_form_set_data (form, fields, g_free);
  quantity = unit->quantity >= 0 ? gvn_quantity_dup_text (unit->quantity) : NULL;
  label = g_markup_escape_text (unit->label, -1);
  adw_preferences_group_set_title (gvn_form_get_group (form), label);
  gvn_form_tell (form, _ ("0 orders it no more. Orders drafted already stay as they are."));
  fields->quantity = gvn_form_add_entry (form, _ ("Quantity each time"), quantity);
  g_date_clear (&month, 1);
  gvn_recurring_find_month (gvn_session_get_db (session), gvn_session_get_now (session), &month, NULL);
  fields->day = gvn_form_add_date (form, _ ("Takes effect on"), &month);
  fields->act = gvn_form_add_entry (form, _ ("Act that allows it"), NULL);
  gvn_form_present (form, uo, _ ("_Apply"), apply_change, parent);
  gvn_recurring_free (unit);
}

/* The orders of a month ------------------------------------------------------------------- */

/* A month of which nothing is left to draft is told, not recorded. */
static gboolean
draft (GvnDb *db, gpointer data, GError **error)
{
  GvnRecurringDraft *wanted = data;
  g_autofree char *month = gvn_text_month (&wanted->month);

  if (!gvn_recurring_draft (db, wanted, error))
    return FALSE;

  return wanted->recorded
         || gvn_error_refuse (month, _ ("nothing is left to draft; choose another month or give quantities"), error);
}

static gboolean
apply_draft (GvnForm *form, GError **error)
{
  GvnSession *session = gvn_form_get_session (form);
  GtkWidget *month = gvn_form_get_data (form);
  GvnRecurringDraft wanted = { .by_name = gvn_session_get_author (session), .now = gvn_session_get_now (session) };
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  gvn_form_set_suspect (form, month);
  if (!gvn_month_parse (gvn_form_get_choice (month), &wanted.month, error))
    return FALSE;
  name = gvn_text_month (&wanted.month);
  /* Translators: a month and its year; the label of what is done */
  label = g_strdup_printf (_ ("Draft the orders of %s"), name);
  done = gvn_session_run (session, label, draft, &wanted, error);
  g_clear_pointer (&wanted.orders, g_ptr_array_unref);
  g_clear_pointer (&wanted.unsaid, g_ptr_array_unref);

  return done;
}

/* Which units have no quantity, in one line: NULL when all have. */
static char *
dup_unsaid (GvnSession *session)
{
  g_autoptr (GPtrArray) units
      = gvn_recurring_list (gvn_session_get_db (session), &gvn_session_get_now (session)->local.date, NULL);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; units != NULL && i < units->len; i++)
    if (((GvnRecurring *) units->pdata[i])->quantity < 0)
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? ", " : "", ((GvnRecurring *) units->pdata[i])->uo);

  return codes->len > 0
             /* Translators: the codes of work units */
             ? g_strdup_printf (_ ("Without a quantity, not drafted: %s"), codes->str)
             : NULL;
}

static void
add_months (GStrvBuilder *codes, GStrvBuilder *labels, const char *month)
{
  GDate day;

  gvn_month_parse (month, &day, NULL);
  g_date_subtract_months (&day, N_MONTHS_BEFORE);
  for (guint i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *code = gvn_month_to_string (&day);
      g_autofree char *label = gvn_text_month (&day);

      g_strv_builder_add (codes, code);
      g_strv_builder_add (labels, label);
      g_date_add_months (&day, 1);
    }
}

/**
 * gvn_money_draft_present:
 * @month: the month proposed, "2027-06"
 */
void
gvn_money_draft_present (GvnSession *session, const char *month, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autofree char *unsaid = dup_unsaid (session);
  g_autofree char *text
      = g_strdup_printf ("%s%s%s", _ ("One need for each family, of what is due that month and not drafted yet."),
                         unsaid != NULL ? "\n" : "", unsaid != NULL ? unsaid : "");

  add_months (codes, labels, month);
  gvn_form_tell (form, text);
  gvn_form_set_data (form, gvn_form_add_choice (form, _ ("Month"), codes, labels, month), NULL);
  gvn_form_present (form, _ ("Draft Orders"), _ ("_Draft"), apply_draft, parent);
}

/* The group ------------------------------------------------------------------------------- */

static void
add_draft (AdwPreferencesGroup *group, GvnSession *session)
{
  g_autoptr (GError) error = NULL;
  GDate month;
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (!gvn_recurring_find_month (gvn_session_get_db (session), gvn_session_get_now (session), &month, &error))
    {
      gvn_session_fail (session, error);
      return;
    }
  code = gvn_month_to_string (&month);
  name = gvn_text_month (&month);
  /* Translators: a month and its year; a button that asks more */
  title = g_strdup_printf (_ ("Draft the Orders of %s…"), name);
  gvn_ui_add_opener (group, title, session, gvn_money_draft_present, code);
}

/**
 * gvn_money_recurring_fill:
 * @group: one whose rows are tracked
 */
void
gvn_money_recurring_fill (AdwPreferencesGroup *group, GvnSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units
      = gvn_recurring_list (gvn_session_get_db (session), &gvn_session_get_now (session)->local.date, &error);
  gboolean writable = !gvn_store_is_read_only (gvn_session_get_store (session));

  gvn_ui_clear_group (group);
  if (units == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (group), units->len > 0);
  for (guint i = 0; i < units->len; i++)
    {
      const GvnRecurring *unit = units->pdata[i];
      g_autofree char *title = g_strdup_printf ("%s — %s", unit->uo, unit->label);
      g_autofree char *subtitle = describe (unit);
      GtkWidget *row = gvn_ui_add_row (group, title, subtitle);

      if (writable)
        gvn_ui_set_opener (row, session, gvn_money_recurring_present, unit->uo);
    }
  if (writable && units->len > 0)
    add_draft (group, session);
}
