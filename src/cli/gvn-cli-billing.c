/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "cli/gvn-cli-amounts.h"
#include "money/gvn-billing.h"

static char *option_month, *option_uo, *option_meeting, *option_element, *option_side, *option_note, *option_amount,
    *option_decision;

static const GOptionEntry month_options[] = {
  { "month", 0, 0, G_OPTION_ARG_STRING, &option_month, NULL, NULL },
  { NULL },
};

static const GOptionEntry dispute_options[] = {
  { "uo", 0, 0, G_OPTION_ARG_STRING, &option_uo, NULL, NULL },
  { "meeting", 0, 0, G_OPTION_ARG_STRING, &option_meeting, NULL, NULL },
  { "element", 0, 0, G_OPTION_ARG_STRING, &option_element, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "note", 0, 0, G_OPTION_ARG_STRING, &option_note, NULL, NULL },
  { "amount", 0, 0, G_OPTION_ARG_STRING, &option_amount, NULL, NULL },
  { NULL },
};

static const GOptionEntry settle_options[] = {
  { "decision", 0, 0, G_OPTION_ARG_STRING, &option_decision, NULL, NULL },
  { NULL },
};

/* The statement ------------------------------------------------------------------------ */

static void
add_order (JsonBuilder *builder, GvnOrder *order)
{
  g_autofree char *name = order != NULL ? gvn_order_dup_name (order) : NULL;

  gvn_cli_add_string (builder, "order", name);
  gvn_cli_add_string (builder, "need", order != NULL ? order->need_number : NULL);
  gvn_cli_add_string (builder, "finance", order != NULL ? order->finance_number : NULL);
  gvn_cli_add_string (builder, "invoice", order != NULL ? order->invoice_number : NULL);
}

static void
print_billing_line (GvnCli *cli, const GvnBillingLine *line, JsonBuilder *builder)
{
  g_autofree char *name = gvn_order_dup_name (line->order);
  g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);
  g_autofree char *typed = gvn_quantity_to_string (line->quantity);
  g_autofree char *label = g_strdup_printf ("%s  %s × %s", name, line->uo->code, quantity);
  g_autofree char *reduction = gvn_amount_dup_text (line->reduction);
  g_autofree char *excess = gvn_amount_dup_text (ABS (line->excess));

  if (!cli->json)
    {
      gvn_cli_print_amounts (label, line->amounts, GVN_MONEY_ORDERED);
      if (line->reduction > 0)
        /* Translators: an amount */
        gvn_cli_print (_ ("    réfaction of %s\n"), reduction);
      if (line->excess != 0)
        /* Translators: an amount */
        gvn_cli_print (line->excess > 0 ? _ ("    invoiced %s more than was admitted\n")
                                        : _ ("    invoiced %s less than was admitted\n"),
                       excess);
      if (line->amounts[GVN_MONEY_INVOICED].n_known > 0 && line->order->invoice_number != NULL)
        /* Translators: the number of an invoice */
        gvn_cli_print (_ ("    invoice %s\n"), line->order->invoice_number);
    }
  json_builder_begin_object (builder);
  add_order (builder, line->order);
  gvn_cli_add_string (builder, "uo", line->uo->code);
  gvn_cli_add_string (builder, "quantity", typed);
  gvn_cli_add_amounts (builder, line->amounts, GVN_MONEY_ORDERED);
  gvn_cli_add_int (builder, "reduction", line->reduction);
  gvn_cli_add_int (builder, "excess", line->excess);
  json_builder_end_object (builder);
}

/* What a COPIL settles ------------------------------------------------------------------- */

static void
print_positions (const GvnSettlement *element)
{
  if (element->contractor_note != NULL)
    /* Translators: a position as "Contested", a note */
    gvn_cli_print (_ ("    contractor: %s — %s\n"), gvn_position_get_label (element->contractor),
                   element->contractor_note);
  if (element->dsiun_note != NULL)
    /* Translators: a position as "Contested", a note */
    gvn_cli_print (_ ("    DSIUN: %s — %s\n"), gvn_position_get_label (element->dsiun), element->dsiun_note);
}

static void
print_item_text (const GvnBillingItem *item)
{
  g_autofree char *title = gvn_billing_item_dup_title (item);
  g_autofree char *meeting = item->meeting != NULL ? gvn_meeting_dup_title (item->meeting) : NULL;
  g_autofree char *amount = item->has_amount ? gvn_amount_dup_text (gvn_billing_item_get_signed (item)) : NULL;
  g_autofree char *decision = item->decision != NULL ? gvn_matter_dup_title (item->decision) : NULL;

  gvn_cli_print ("%s  %s%s%s%s%s\n", item->id, title, amount != NULL ? ", " : "", amount != NULL ? amount : "",
                 meeting != NULL ? " — " : "", meeting != NULL ? meeting : "");
  if (item->fact != NULL && item->fact->note != NULL)
    gvn_cli_print ("    %s\n", item->fact->note);
  if (item->element != NULL)
    print_positions (item->element);
  if (decision != NULL)
    /* Translators: a decision as "D-3 Its title" */
    gvn_cli_print (_ ("    settled by %s\n"), decision);
  else
    gvn_cli_print ("    %s\n", _ ("not settled yet"));
}

static void
add_item_positions (JsonBuilder *builder, const GvnBillingItem *item)
{
  gvn_cli_add_string (builder, "meeting", item->meeting->id);
  gvn_cli_add_local (builder, "meeting_start", &item->meeting->start);
  gvn_cli_add_position (builder, "contractor", item->element->contractor, item->element->contractor_note);
  gvn_cli_add_position (builder, "dsiun", item->element->dsiun, item->element->dsiun_note);
}

static void
add_item (JsonBuilder *builder, const GvnBillingItem *item)
{
  g_autofree char *decision = item->decision != NULL ? gvn_matter_dup_code (item->decision) : NULL;

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "kind", gvn_billing_kind_to_string (item->kind));
  gvn_cli_add_string (builder, "id", item->id);
  gvn_cli_add_string (builder, "title", item->title);
  json_builder_set_member_name (builder, "cents");
  if (item->has_amount)
    json_builder_add_int_value (builder, item->cents);
  else
    json_builder_add_null_value (builder);
  add_order (builder, item->order);
  gvn_cli_add_string (builder, "uo", item->uo);
  if (item->fact != NULL)
    gvn_cli_add_string (builder, "note", item->fact->note);
  if (item->element != NULL)
    add_item_positions (builder, item);
  gvn_cli_add_string (builder, "decision", decision);
  json_builder_end_object (builder);
}

/* Disputes apart from what changes what is paid. */
static void
add_items (JsonBuilder *builder, const char *name, const GvnBilling *billing, gboolean disputes)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < billing->items->len; i++)
    {
      const GvnBillingItem *item = billing->items->pdata[i];

      if ((item->kind == GVN_BILLING_DISPUTE) == disputes)
        add_item (builder, item);
    }
  json_builder_end_array (builder);
}

static void
print_items (GvnCli *cli, const GvnBilling *billing, JsonBuilder *builder)
{
  GvnMoneyAmount net;
  g_autofree char *text = NULL;

  gvn_billing_get_net (billing, &net);
  text = gvn_amount_dup_text (net.cents);
  if (!cli->json)
    {
      if (billing->items->len > 0)
        gvn_cli_print (ngettext ("\n%u element to settle, %u not settled\n",
                                 "\n%u elements to settle, %u not settled\n", billing->items->len),
                       billing->items->len, billing->n_unsettled);
      for (guint i = 0; i < billing->items->len; i++)
        print_item_text (billing->items->pdata[i]);
      if (net.n_known + net.n_missing > 0)
        {
          g_autofree char *told = g_strdup_printf (_ ("%s: %s"), gvn_billing_get_net_label (), text);
          g_autofree char *missing = gvn_money_amount_dup_missing (&net);

          gvn_cli_print ("\n%s\n", told);
          if (missing != NULL)
            gvn_cli_print ("%s\n", missing);
        }
    }
  add_items (builder, "adjustments", billing, FALSE);
  add_items (builder, "disputes", billing, TRUE);
  gvn_cli_add_int (builder, "unsettled", billing->n_unsettled);
  gvn_cli_add_amount (builder, "net", &net);
}

/* The whole ------------------------------------------------------------------------------ */

static void
print_billing_head (GvnCli *cli, const GvnBilling *billing, JsonBuilder *builder)
{
  g_autofree char *month = gvn_month_to_string (&billing->first);
  g_autofree char *name = gvn_text_month (&billing->first);
  g_autofree char *meeting = billing->meeting != NULL ? gvn_meeting_dup_title (billing->meeting) : NULL;

  if (!cli->json)
    {
      /* Translators: a month and its year */
      gvn_cli_print (_ ("Billing of %s\n"), name);
      if (meeting != NULL)
        /* Translators: a meeting */
        gvn_cli_print (_ ("To settle in: %s\n"), meeting);
      else
        gvn_cli_print ("%s\n", _ ("No COPIL is planned after it to settle it"));
    }
  gvn_cli_add_string (builder, "month", month);
  gvn_cli_add_string (builder, "meeting", billing->meeting != NULL ? billing->meeting->id : NULL);
}

static void
print_billing_lines (GvnCli *cli, const GvnBilling *billing, JsonBuilder *builder)
{
  g_autofree char *reduction = gvn_amount_dup_text (billing->reduction);

  if (!cli->json && billing->lines->len > 0)
    {
      gvn_cli_print ("\n");
      gvn_cli_print_stages (_ ("Line"), GVN_MONEY_ORDERED);
    }
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < billing->lines->len; i++)
    print_billing_line (cli, billing->lines->pdata[i], builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  gvn_cli_add_amounts (builder, billing->totals, GVN_MONEY_ORDERED);
  gvn_cli_add_int (builder, "reduction", billing->reduction);
  json_builder_end_object (builder);
  if (cli->json)
    return;
  if (billing->lines->len == 0)
    {
      gvn_cli_print ("%s\n", _ ("Nothing was ordered, admitted or invoiced in it"));
      return;
    }
  gvn_cli_print_amounts (_ ("Total"), billing->totals, GVN_MONEY_ORDERED);
  if (billing->reduction > 0)
    /* Translators: an amount */
    gvn_cli_print (_ ("Réfactions: %s\n"), reduction);
  gvn_cli_print_missing (billing->totals, GVN_MONEY_ORDERED);
}

static gboolean
run_billing (GvnCli *cli, GError **error)
{
  GDate month = cli->now.local.date;
  GvnDb *db;
  g_autoptr (GvnMoney) money = NULL;
  g_autoptr (GvnBilling) billing = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (option_month == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --month, as 2027-06"));
      return FALSE;
    }
  if (!gvn_month_parse (option_month, &month, error) || (db = gvn_cli_open_db (cli, error)) == NULL
      || (money = gvn_money_load (db, &cli->now, error)) == NULL
      || (billing = gvn_billing_load (db, money, &month, error)) == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  print_billing_head (cli, billing, builder);
  print_billing_lines (cli, billing, builder);
  print_items (cli, billing, builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_dispute (GvnCli *cli, GError **error)
{
  g_autoptr (GvnMeeting) meeting = NULL;
  GvnBillingClaim claim = { .order = cli->arguments[0],
                            .uo = option_uo,
                            .element = option_element,
                            .side = option_side,
                            .note = option_note,
                            .has_amount = option_amount != NULL,
                            .now = &cli->now };
  gboolean done;

  if ((option_meeting == NULL) == (option_element == NULL) || (option_element == NULL && option_side == NULL))
    {
      g_set_error (error, GVN_CLI_USAGE, 0,
                   _ ("Give --meeting, --side and --note, or --element: which element of which COPIL it is"));
      return FALSE;
    }
  if (option_amount != NULL && !gvn_amount_parse (option_amount, &claim.cents, error))
    return FALSE;
  if (option_meeting != NULL)
    {
      meeting = gvn_cli_find_meeting (cli, option_meeting, error);
      if (meeting == NULL)
        return FALSE;
      claim.meeting = meeting->id;
    }

  done = gvn_cli_do (cli, _ ("Dispute a billed line"), gvn_billing_dispute, &claim, error);
  if (done)
    gvn_cli_print_id (cli, claim.element);
  if (claim.element != option_element)
    g_free (claim.element);

  return done;
}

static gboolean
run_settle (GvnCli *cli, GError **error)
{
  GvnBillingDecision decision = { cli->arguments[0], option_decision };

  if (option_decision == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --decision, as D-3, or an empty one to take it back"));
      return FALSE;
    }
  if (*option_decision == '\0')
    decision.decision = NULL;

  return gvn_cli_do (cli, _ ("Settle an element of billing"), gvn_billing_settle, &decision, error);
}

const GvnCliCommand gvn_cli_billing_commands[] = {
  { "billing dispute", "ORDER [--uo CODE] --meeting MEETING --side SIDE --note T [--amount 1234.56] | --element ID",
    N_ ("Contest a billed order or line before a COPIL, or say which one an element is about"), 1, 1, run_dispute,
    dispute_options },
  { "billing settle", "ID --decision D-3",
    N_ ("Say which decision settles a réfaction, a penalty, a malus, a prime or a disputed line"), 1, 1, run_settle,
    settle_options },
  { "billing", "--month 2027-06", N_ ("The billing statement of a month and what a COPIL settles of it"), 0, 0,
    run_billing, month_options },
  { NULL },
};
