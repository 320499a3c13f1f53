/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-act-dialog.h"
#include "app/gvn-ui.h"
#include "app/orders/gvn-order-facts.h"
#include "app/orders/gvn-order-words.h"
#include "base/gvn-text.h"
#include "proceedings/gvn-settlement.h"

static GvnOrder *
load (GvnSession *session, const char *id)
{
  return gvn_order_find (gvn_session_get_db (session), id, gvn_session_get_now (session), NULL);
}

/* Steps ------------------------------------------------------------------------------- */

/* Those of the board, then the invoice */
#define STEP_INVOICED GVN_N_BOARD_COLUMNS
#define N_STEPS (STEP_INVOICED + 1)

static const char *
get_step_label (guint step)
{
  return step == STEP_INVOICED ? gvn_order_state_get_label (GVN_ORDER_INVOICED) : gvn_board_column_get_label (step);
}

/* The fact that made each step. */
static const GvnOrderFact *
get_fact (GvnOrder *order, guint step)
{
  switch (step)
    {
    case GVN_BOARD_SENT:
      return order->version->sent;
    case GVN_BOARD_QUOTED:
      return order->version->quoted;
    case GVN_BOARD_ACCEPTED:
      return order->decision != NULL && order->decision->act == GVN_ORDER_ACT_ACCEPT ? order->decision : NULL;
    case GVN_BOARD_ISSUED:
      return order->issued;
    case GVN_BOARD_DELIVERED:
      return order->delivered;
    case GVN_BOARD_VERIFIED:
      return order->final_record;
    case STEP_INVOICED:
      return order->invoiced;
    default:
      return NULL;
    }
}

/* A cancelled order is at none. */
static gboolean
is_at (GvnOrder *order, guint step)
{
  if (order->cancelled != NULL)
    return FALSE;

  return step == (order->invoiced != NULL ? STEP_INVOICED : gvn_order_get_board_column (order));
}

static GtkWidget *
create_step (GvnOrder *order, guint step)
{
  const GvnOrderFact *fact = get_fact (order, step);
  gboolean done = fact != NULL || step == GVN_BOARD_NEED;
  const char *label = get_step_label (step);
  g_autofree char *number = done ? g_strdup ("✓") : g_strdup_printf ("%u", step + 1);
  g_autofree char *day = fact != NULL ? gvn_text_short_date (&fact->at.date) : g_strdup (done ? "" : "–");
  g_autofree char *spoken = g_strjoin (", ", label, done ? _ ("done") : _ ("to come"), fact != NULL ? day : NULL, NULL);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "orientation",
                                 GTK_ORIENTATION_VERTICAL, "spacing", 2, NULL);
  GtkWidget *badge = gtk_label_new (number);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *date = gtk_label_new (NULL);

  /* the year below: eight steps lie side by side */
  if (strrchr (day, ' ') != NULL)
    *strrchr (day, ' ') = '\n';
  gtk_label_set_text (GTK_LABEL (date), day);
  gtk_label_set_justify (GTK_LABEL (date), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "gvn-badge");
  gtk_widget_add_css_class (badge, done ? "success" : "dimmed");
  gtk_widget_add_css_class (name, is_at (order, step) ? "heading" : "caption");
  gtk_widget_add_css_class (date, "caption");
  gtk_widget_add_css_class (date, "dimmed");
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), date);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return box;
}

void
gvn_order_fill_steps (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnOrder) order = load (session, id);
  GtkWidget *steps;

  if (order == NULL)
    return;
  steps = g_object_new (ADW_TYPE_WRAP_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, "child-spacing", 14,
                        "line-spacing", 12, "align", 0.5, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (steps), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Steps"), -1);
  for (guint i = 0; i < N_STEPS; i++)
    adw_wrap_box_append (ADW_WRAP_BOX (steps), create_step (order, i));
  gvn_ui_add_to_group (group, steps);
}

/* Facts ------------------------------------------------------------------------------- */

static const char *
get_deliverable_title (GvnOrder *order, const char *id)
{
  for (guint i = 0; id != NULL && i < order->deliverables->len; i++)
    {
      const GvnDeliverable *deliverable = order->deliverables->pdata[i];

      if (g_strcmp0 (deliverable->id, id) == 0)
        return deliverable->title;
    }

  return NULL;
}

static char *
dup_commitment (const GvnOrderFact *fact)
{
  g_autofree char *day = NULL;
  GvnDelay delay = { .direction = GVN_DIRECTION_AFTER, .unit = fact->due_unit, .count = fact->due_count };

  if (g_date_valid (&fact->due_on))
    {
      day = gvn_text_date (&fact->due_on);
      /* Translators: the day a quote commits to, or an order asks for */
      return g_strdup_printf (_ ("by %s"), day);
    }

  return fact->due_count >= 0 ? gvn_delay_describe (&delay) : NULL;
}

/* The words that are there, one after the other. */
static char *
join_present (const char *const *words, gsize n)
{
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    if (!gvn_text_is_empty (words[i]))
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " · " : "", words[i]);

  return g_string_free_and_steal (joined);
}

static void
add_fact (AdwPreferencesGroup *group, GvnSession *session, GvnOrder *order, const GvnOrderFact *fact)
{
  g_autofree char *moment = gvn_text_moment (&fact->at);
  g_autofree char *commitment = dup_commitment (fact);
  g_autofree char *amount = fact->has_amount ? gvn_amount_dup_text (fact->cents) : NULL;
  /* Translators: what is taken off the price, an amount */
  g_autofree char *reduction = amount != NULL ? g_strdup_printf (_ ("réfaction of %s"), amount) : NULL;
  g_autofree char *units = fact->uos != NULL ? g_strjoinv (", ", fact->uos) : NULL;
  const char *const words[]
      = { moment,    fact->by_name, get_deliverable_title (order, fact->deliverable), units, commitment,
          reduction, fact->note,    fact->proof != NULL ? _ ("with proof") : NULL };
  g_autofree char *subtitle = join_present (words, G_N_ELEMENTS (words));
  GtkWidget *row = gvn_ui_add_row (group, gvn_order_act_get_label (fact->act), subtitle);

  gtk_widget_set_tooltip_text (row, _ ("Correct this fact"));
  gvn_ui_set_opener (row, session, gvn_correct_dialog_present, fact->id);
}

void
gvn_order_fill_facts (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnOrder) order = load (session, id);

  for (guint i = 0; order != NULL && i < order->facts->len; i++)
    add_fact (group, session, order, order->facts->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (group), order != NULL && order->facts->len > 0);
}

/* Notes ------------------------------------------------------------------------------- */

/* Why a note is what it is: "2 working days late: 20 − 5 × 2". */
static char *
dup_reason (const GvnOrderNotes *notes, guint i, int note, int units)
{
  g_autofree char *count = NULL;

  if (note < 0)
    return g_strdup (_ ("Nothing to measure so far"));
  if (units == 0)
    return g_strdup (i == 2 ? _ ("Without a deferral: 20") : _ ("On time: 20"));
  count = g_strdup_printf (i == 2 ? ngettext ("%d deferral", "%d deferrals", (gulong) units)
                                  : ngettext ("%d working day late", "%d working days late", (gulong) units),
                           units);

  /* Translators: how late, then the computation: points lost, how many times */
  return g_strdup_printf (note == 0 ? _ ("%s: 20 − %d × %d, no less than 0") : _ ("%s: 20 − %d × %d"), count,
                          notes->points[i], units);
}

/* "(4 × 15 + 4 × 20 + 3 × 15) ÷ 11" */
static char *
dup_computation (const GvnOrderNotes *notes, const int values[3])
{
  GString *sum = g_string_new (NULL);
  int weights = 0;

  for (guint i = 0; i < 3; i++)
    if (notes->weights[i] > 0)
      {
        g_string_append_printf (sum, "%s%d × %d", sum->len > 0 ? " + " : "", notes->weights[i], values[i]);
        weights += notes->weights[i];
      }
  g_string_prepend_c (sum, '(');
  g_string_append_printf (sum, ") ÷ %d", weights);

  return g_string_free_and_steal (sum);
}

/* L-11 */
static void
add_quarter (AdwPreferencesGroup *group, GvnSession *session, const GvnOrderNotes *notes)
{
  g_autofree char *title = NULL;
  GvnQuarter quarter;

  if (!g_date_valid (&notes->counted_on)
      || !gvn_contract_get_quarter (gvn_session_get_contract (session), &notes->counted_on, &quarter))
    return;
  /* Translators: the number of a market year, that of a quarter */
  title = g_strdup_printf (_ ("Market Year %d, Quarter %d"), quarter.year, quarter.number);
  gvn_ui_add_row (group, _ ("Counts In"), title);
}

void
gvn_order_fill_notes (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  static const char *const titles[] = { N_ ("Quote"), N_ ("Execution"), N_ ("Conformity") };
  g_autoptr (GvnOrder) order = load (session, id);
  const GvnOrderNotes *notes = order != NULL ? &order->notes : NULL;
  g_autofree char *computation = NULL, *weighted = NULL, *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (group), notes != NULL && notes->weighted >= 0);
  if (notes == NULL || notes->weighted < 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const int values[] = { notes->quote, notes->execution, notes->conformity };
      const int units[] = { notes->quote_lateness, notes->execution_lateness, order->deferrals };
      g_autofree char *reason = dup_reason (notes, i, values[i], units[i]);
      g_autofree char *note = gvn_order_dup_note (values[i]);

      gvn_ui_add_suffix (gvn_ui_add_row (group, _ (titles[i]), reason), note, "numeric");
    }
  computation = dup_computation (notes, (const int[]) { notes->quote, notes->execution, notes->conformity });
  weighted = gvn_order_dup_weighted (notes);
  words = notes->final ? g_strdup (computation)
                       : g_strjoin (" · ", computation, _ ("provisional until the final report of verification"), NULL);
  gvn_ui_add_suffix (gvn_ui_add_row (group, _ ("Weighted"), words), weighted, "heading");
  add_quarter (group, session, notes);
}

/* Versions ---------------------------------------------------------------------------- */

static char *
dup_lines (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);

      g_string_append_printf (text, "%s%s × %s", i > 0 ? ", " : "", line->uo, quantity);
    }

  return g_string_free_and_steal (text);
}

/* One version alone is the request itself. */
void
gvn_order_fill_versions (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnOrder) order = load (session, id);
  gboolean several = order != NULL && order->versions->len > 1;

  gtk_widget_set_visible (GTK_WIDGET (group), several);
  for (guint i = order != NULL ? order->versions->len : 0; several && i > 0; i--)
    {
      const GvnOrderVersion *version = order->versions->pdata[i - 1];
      g_autofree char *moment = version->sent != NULL ? gvn_text_moment (&version->sent->at) : NULL;
      /* Translators: a date and time */
      g_autofree char *sent = moment != NULL ? g_strdup_printf (_ ("sent on %s"), moment) : g_strdup (_ ("not sent"));
      g_autofree char *lines = dup_lines (version->lines[GVN_STAGE_NEEDED]);
      g_autofree char *subtitle = g_strjoin (" · ", sent, lines, NULL);
      g_autofree char *title = g_strdup_printf (_ ("Version %d"), version->number);
      GtkWidget *row = gvn_ui_add_row (group, title, subtitle);

      if (version == order->version)
        gvn_ui_add_suffix (row, _ ("in force"), "dimmed");
    }
}
