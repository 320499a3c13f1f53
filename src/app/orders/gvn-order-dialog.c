/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-history-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "app/money/gvn-billing-rows.h"
#include "app/orders/gvn-order-act-form.h"
#include "app/orders/gvn-order-crisis.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/orders/gvn-order-facts.h"
#include "app/orders/gvn-order-files.h"
#include "app/orders/gvn-order-words.h"
#include "app/orders/gvn-request-form.h"
#include "app/widgets/gvn-deadline-row.h"
#include "base/gvn-text.h"
#include "deadlines/gvn-register.h"
#include "money/gvn-money.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-price.h"
#include "proceedings/gvn-settlement.h"

/* What each group of the dialog says; filled again after each change. */

static GvnOrder *
load (GvnSession *session, const char *id)
{
  return gvn_order_find (gvn_session_get_db (session), id, gvn_session_get_now (session), NULL);
}

static gboolean
is_writable (GvnSession *session)
{
  return !gvn_store_is_read_only (gvn_session_get_store (session));
}

/* Summary ----------------------------------------------------------------------------- */

static void
add_due (AdwPreferencesGroup *group, const char *title, const GvnLocal *due, GvnSession *session)
{
  g_autofree char *text = NULL;
  g_autofree char *distance = NULL;

  if (!g_date_valid (&due->date))
    return;
  text = due->minutes != GVN_NO_MINUTES ? gvn_text_moment (due) : gvn_text_weekday_date (&due->date);
  distance = session != NULL ? gvn_distance_in_words (session, &due->date) : NULL;
  gvn_ui_add_suffix (gvn_ui_add_row (group, title, text), distance != NULL ? distance : "", "dimmed");
}

static void
add_value (AdwPreferencesGroup *group, const char *title, const char *value)
{
  if (!gvn_text_is_empty (value))
    gvn_ui_add_row (group, title, value);
}

static void
fill_summary (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnOrder) order = load (session, id);
  g_autofree char *state = NULL, *countdown = NULL, *subtitle = NULL;
  const char *color;

  if (order == NULL)
    return;
  state = gvn_order_dup_state_words (order);
  countdown = gvn_order_dup_countdown (session, order);
  subtitle = g_strjoin (" · ", gvn_order_get_perimeter_words (order), order->crisis ? _ ("Crisis") : countdown,
                        order->crisis ? countdown : NULL, NULL);
  color = gvn_order_get_color (order);
  gvn_ui_add_suffix (gvn_ui_add_row (group, order->title, subtitle), state, color != NULL ? color : "dimmed");
  add_due (group, _ ("Quote due"), &order->quote_due, order->state == GVN_ORDER_SENT ? session : NULL);
  if (order->postponed != NULL)
    add_due (group, _ ("Execution, as ordered"), &order->execution_planned, NULL);
  add_due (group, order->postponed != NULL ? _ ("Execution, as postponed") : _ ("Execution due"), &order->execution_due,
           order->delivered == NULL ? session : NULL);
  add_due (group, _ ("Planned start"), &order->version->start, NULL);
  add_value (group, _ ("Number of the need (FEB)"), order->need_number);
  add_value (group, _ ("Number in finance"), order->finance_number);
  add_value (group, _ ("Number of the invoice"), order->invoice_number);
  add_value (group, _ ("Month"), order->month);
  add_value (group, _ ("Specification"), order->version->specification);
  add_value (group, _ ("Why the proximité cannot absorb it"), order->version->capacity_note);
}

/* Title and numbers ------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *title;
  GtkWidget *need;
  GtkWidget *finance;
  GtkWidget *invoice;
} EditFields;

/* What was typed; "" for an emptied field, which empties what was there. */
static char *
dup_typed (GtkWidget *field)
{
  char *text = gvn_form_dup_text (field);

  return text != NULL ? text : g_strdup ("");
}

static gboolean
apply_edit (GvnForm *form, GError **error)
{
  EditFields *fields = gvn_form_get_data (form);
  g_autofree char *title = dup_typed (fields->title);
  g_autofree char *need = dup_typed (fields->need);
  g_autofree char *finance = dup_typed (fields->finance);
  g_autofree char *invoice = dup_typed (fields->invoice);
  GvnOrderEdit edit = { gvn_form_get_subject (form), title, need, finance, invoice };

  gvn_form_set_suspect (form, fields->title);

  return gvn_session_run (gvn_form_get_session (form), _ ("Edit an order"), gvn_order_edit, &edit, error);
}

static void
present_edit (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GvnOrder) order = load (session, id);
  GvnForm *form;
  EditFields *fields;

  if (order == NULL)
    return;
  form = gvn_form_new (session, id);
  fields = g_new0 (EditFields, 1);
  gvn_form_set_data (form, fields, g_free);
  fields->title = gvn_form_add_entry (form, _ ("Title"), order->title);
  fields->need = gvn_form_add_entry (form, _ ("Number of the need (FEB)"), order->need_number);
  fields->finance = gvn_form_add_entry (form, _ ("Number in finance"), order->finance_number);
  fields->invoice = gvn_form_add_entry (form, _ ("Number of the invoice"), order->invoice_number);
  gvn_form_present (form, _ ("Title and Numbers"), _ ("_Apply"), apply_edit, parent);
}

/* Acts -------------------------------------------------------------------------------- */

static void
open_act_cb (GtkWidget *row)
{
  gvn_order_act_form_present (g_object_get_data (G_OBJECT (row), "session"),
                              g_object_get_data (G_OBJECT (row), "order"),
                              GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "act")), row);
}

static void
add_act (AdwPreferencesGroup *group, GvnSession *session, GvnOrder *order, GvnOrderAct act)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gvn_order_act_get_button (act));
  if (act == GVN_ORDER_ACT_CANCEL)
    gtk_widget_add_css_class (row, "destructive-action");
  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "order", g_strdup (order->id), g_free);
  g_object_set_data (G_OBJECT (row), "act", GUINT_TO_POINTER (act));
  g_signal_connect (row, "activated", G_CALLBACK (open_act_cb), NULL);
  gvn_ui_add_to_group (group, row);
}

/* An exchange is offered where a unit takes one. */
static gboolean
is_offered (GvnSession *session, GvnOrder *order, GvnOrderAct act)
{
  g_autoptr (GvnCatalogue) catalogue = NULL;
  GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_NEEDED);

  if (!gvn_order_can (order, act))
    return FALSE;
  if (act != GVN_ORDER_ACT_EXCHANGE)
    return TRUE;
  if (order->version->exchanged != NULL)
    return FALSE;
  catalogue = gvn_catalogue_load (gvn_session_get_db (session), NULL);
  for (guint i = 0; catalogue != NULL && i < lines->len; i++)
    if (gvn_catalogue_get (catalogue, ((GvnOrderLine *) lines->pdata[i])->uo)->prior_exchange)
      return TRUE;

  return FALSE;
}

static void
fill_acts (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnOrder) order = load (session, id);

  if (order == NULL)
    return;
  for (guint i = 0; i < GVN_ORDER_ACT_CANCEL; i++)
    if (is_offered (session, order, i))
      add_act (group, session, order, i);
  if (order->issued == NULL && order->cancelled == NULL)
    gvn_ui_add_opener (group, _ ("Change the Request…"), session, gvn_request_form_present, id);
  gvn_ui_add_opener (group, _ ("Title and Numbers…"), session, present_edit, id);
  if (is_offered (session, order, GVN_ORDER_ACT_CANCEL))
    add_act (group, session, order, GVN_ORDER_ACT_CANCEL);
}

/* Lines ------------------------------------------------------------------------------- */

static void
add_line (AdwPreferencesGroup *group, GvnOrder *order, const GvnOrderLine *line, const GvnUo *uo, GvnPriceBook *book,
          GvnMoney *money, gint64 *total, gboolean *known)
{
  g_autofree char *title = g_strdup_printf ("%s · %s", uo->code, uo->label);
  g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);
  g_autofree char *subtitle = NULL, *sum = NULL;
  const GDate *on = gvn_money_get_price_day (money, order);
  gint64 price, amount;
  GtkWidget *row;

  if (gvn_price_book_find (book, uo->code, on, &price) && gvn_money_find_line (money, order, line, &amount))
    {
      g_autofree char *each = gvn_amount_dup_text (price);

      subtitle = g_strdup_printf ("%s × %s / %s", quantity, each, uo->unit);
      sum = gvn_amount_dup_text (amount);
      *total += amount;
    }
  else
    {
      subtitle = g_strdup_printf ("%s (%s)", quantity, uo->unit);
      sum = g_strdup (_ ("No price"));
      *known = FALSE;
    }
  row = gvn_ui_add_row (group, title, subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gvn_ui_add_suffix (row, sum, "numeric");
}

static void
add_total (AdwPreferencesGroup *group, GvnOrder *order, gint64 total, gboolean known)
{
  g_autofree char *sum = gvn_amount_dup_text (total - order->reduction);
  g_autofree char *reduction = NULL, *subtitle = NULL;

  if (!known)
    {
      GtkWidget *row = gvn_ui_add_row (group, _ ("Total excluding tax"), _ ("Not known: a price is missing"));
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
      return;
    }
  if (order->reduction > 0)
    {
      reduction = gvn_amount_dup_text (order->reduction);
      /* Translators: an amount */
      subtitle = g_strdup_printf (_ ("After a réfaction of %s"), reduction);
    }
  gvn_ui_add_suffix (gvn_ui_add_row (group, _ ("Total excluding tax"), subtitle), sum, "heading");
}

/* At the prices of the day it was ordered on, else of today. */
static void
fill_lines (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnOrder) order = load (session, id);
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, NULL);
  g_autoptr (GvnPriceBook) book = gvn_price_book_load (db, NULL);
  g_autoptr (GvnMoney) money = NULL;
  gboolean known = TRUE;
  gint64 total = 0;
  GPtrArray *lines;

  if (order == NULL || catalogue == NULL || book == NULL)
    return;
  money = gvn_money_new_of_order (db, order, gvn_session_get_now (session), NULL);
  if (money == NULL)
    return;
  lines = gvn_order_get_current_lines (order);
  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];

      add_line (group, order, line, gvn_catalogue_get (catalogue, line->uo), book, money, &total, &known);
    }
  add_total (group, order, total, known);
}

/* Deliverables ------------------------------------------------------------------------ */

static void
open_deliverable_cb (GtkWidget *row)
{
  gvn_deliverable_form_present (g_object_get_data (G_OBJECT (row), "session"),
                                g_object_get_data (G_OBJECT (row), "order"),
                                GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "number")), row);
}

static void
open_new_deliverable (GvnSession *session, const char *id, GtkWidget *parent)
{
  gvn_deliverable_form_present (session, id, 0, parent);
}

static const char *
get_deliverable_color (GvnDeliverableState state)
{
  switch (state)
    {
    case GVN_DELIVERABLE_ADMITTED:
    case GVN_DELIVERABLE_REDUCED:
      return "success";
    case GVN_DELIVERABLE_DEFERRED:
      return "warning";
    case GVN_DELIVERABLE_REJECTED:
      return "error";
    case GVN_DELIVERABLE_AWAITED:
    case GVN_DELIVERABLE_DELIVERED:
      break;
    }

  return "dimmed";
}

static void
add_deliverable (AdwPreferencesGroup *group, GvnSession *session, GvnOrder *order, const GvnDeliverable *deliverable)
{
  g_autofree char *due = g_date_valid (&deliverable->due_on) ? gvn_text_date (&deliverable->due_on) : NULL;
  g_autofree char *delivered
      = deliverable->delivered != NULL ? gvn_text_short_moment (&deliverable->delivered->at) : NULL;
  /* Translators: a day; then a moment */
  g_autofree char *due_words
      = due != NULL ? g_strdup_printf (_ ("Due on %s"), due) : g_strdup (_ ("Due with the order"));
  g_autofree char *delivered_words = delivered != NULL ? g_strdup_printf (_ ("delivered on %s"), delivered) : NULL;
  g_autofree char *subtitle = g_strjoin (" · ", due_words, delivered_words, NULL);
  GtkWidget *row = gvn_ui_add_row (group, deliverable->title, subtitle);

  gvn_ui_add_suffix (row, gvn_deliverable_state_get_label (deliverable->state),
                     get_deliverable_color (deliverable->state));
  if (!is_writable (session))
    return;
  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "order", g_strdup (order->id), g_free);
  g_object_set_data (G_OBJECT (row), "number", GINT_TO_POINTER (deliverable->number));
  g_signal_connect (row, "activated", G_CALLBACK (open_deliverable_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

static void
fill_deliverables (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnOrder) order = load (session, id);

  for (guint i = 0; order != NULL && i < order->deliverables->len; i++)
    if (((GvnDeliverable *) order->deliverables->pdata[i])->id != NULL)
      add_deliverable (group, session, order, order->deliverables->pdata[i]);
  if (order != NULL && is_writable (session) && order->final_record == NULL && order->cancelled == NULL)
    gvn_ui_add_opener (group, _ ("Add a Deliverable…"), session, open_new_deliverable, id);
}

/* Deadlines --------------------------------------------------------------------------- */

static void
open_deadline (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnDeadline) deadline
      = gvn_register_find (gvn_session_get_db (session), id, gvn_session_get_now (session), &error);

  if (deadline != NULL)
    gvn_why_dialog_present (session, deadline, parent);
  else
    gvn_session_fail (session, error);
}

static void
fill_deadlines (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_ORDER, .subject_id = id };
  g_autoptr (GPtrArray) owed
      = gvn_register_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), NULL);

  for (guint i = 0; owed != NULL && i < owed->len; i++)
    {
      GvnDeadline *deadline = owed->pdata[i];
      g_autofree char *due = deadline->due.minutes != GVN_NO_MINUTES ? gvn_text_moment (&deadline->due)
                                                                     : gvn_text_weekday_date (&deadline->due.date);
      GtkWidget *row = gvn_ui_add_row (group, deadline->label, due);
      const char *light = gvn_deadline_get_light (deadline);

      gvn_ui_add_suffix (row, gvn_deadline_state_get_label (deadline->state), light != NULL ? light : "dimmed");
      gtk_widget_set_tooltip_text (row, _ ("Why this date?"));
      gvn_ui_set_opener (row, session, open_deadline, deadline->id);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), owed != NULL && owed->len > 0);
}

/* The dialog -------------------------------------------------------------------------- */

static void
add_group (AdwPreferencesPage *page, const char *title, GvnSession *session, GvnGroupFill fill, const char *order)
{
  gvn_ui_bind_group (gvn_ui_add_group (page, title, NULL), session, fill, order);
}

typedef struct
{
  GvnSession *session; /* owned, as the next */
  char *order;
  gboolean painted;
} Rest;

static void
rest_free (gpointer data)
{
  Rest *self = data;

  g_object_unref (self->session);
  g_free (self->order);
  g_free (self);
}

/* What lies out of sight comes once the rest is painted: its dozens of rows take longer. */
static gboolean
add_rest (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (widget);
  Rest *rest = data;
  GvnSession *session = rest->session;
  const char *order = rest->order;
  AdwPreferencesGroup *files;

  if (!rest->painted)
    {
      rest->painted = TRUE;
      return G_SOURCE_CONTINUE;
    }
  add_group (page, _ ("Hours of the Crisis"), session, gvn_order_fill_hours, order);
  add_group (page, _ ("Deliverables"), session, fill_deliverables, order);
  add_group (page, _ ("Deadlines"), session, fill_deadlines, order);
  add_group (page, _ ("Notes"), session, gvn_order_fill_notes, order);
  add_group (page, _ ("Billing"), session, gvn_order_fill_billing, order);
  add_group (page, _ ("Versions of the Request"), session, gvn_order_fill_versions, order);
  add_group (page, _ ("Facts"), session, gvn_order_fill_facts, order);
  files = gvn_ui_add_group (page, _ ("Files"), NULL);
  gvn_ui_bind_group (files, session, gvn_order_fill_files, order);
  gvn_order_files_accept_drops (files, widget);
  gvn_history_add_opener (page, session, GVN_SUBJECT_ORDER, order);

  return G_SOURCE_REMOVE;
}

/**
 * gvn_order_dialog_present:
 *
 * One order: where it is, what can be done next, what it asks for and costs, its dates,
 * its notes and all that happened to it.
 */
void
gvn_order_dialog_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrder) order = gvn_order_find (gvn_session_get_db (session), id, gvn_session_get_now (session), &error);
  AdwPreferencesPage *page;
  Rest *rest;
  g_autofree char *name = NULL, *title = NULL;

  if (order == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  add_group (page, NULL, session, gvn_order_fill_steps, order->id);
  add_group (page, NULL, session, fill_summary, order->id);
  if (is_writable (session))
    add_group (page, _ ("Do"), session, fill_acts, order->id);
  add_group (page, _ ("Lines"), session, fill_lines, order->id);
  rest = g_new0 (Rest, 1);
  rest->session = g_object_ref (session);
  rest->order = g_strdup (order->id);
  gtk_widget_add_tick_callback (GTK_WIDGET (page), add_rest, rest, rest_free);
  name = gvn_order_dup_name (order);
  /* Translators: the number of an order, as CMD-3 */
  title = g_strdup_printf (_ ("Order %s"), name);
  gvn_ui_present_page (title, page, 640, 760, parent);
}
