/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "cli/gvn-cli-amounts.h"
#include "orders/gvn-recurring.h"

static char *option_quarter, *option_month, *option_from, *option_act, *option_on;

static const GOptionEntry budget_options[] = {
  { "quarter", 0, 0, G_OPTION_ARG_STRING, &option_quarter, NULL, NULL },
  { NULL },
};

static const GOptionEntry month_options[] = {
  { "month", 0, 0, G_OPTION_ARG_STRING, &option_month, NULL, NULL },
  { NULL },
};

static const GOptionEntry list_options[] = {
  { "on", 0, 0, G_OPTION_ARG_STRING, &option_on, NULL, NULL },
  { NULL },
};

static const GOptionEntry set_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "act", 0, 0, G_OPTION_ARG_STRING, &option_act, NULL, NULL },
  { NULL },
};

/* Budget ------------------------------------------------------------------------------- */

static void
print_sums (GvnCli *cli, GvnMoney *money, GvnMoneyGrouping by, const char *member, const char *title,
            const GvnQuarter *quarter, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) sums = gvn_money_sum (money, by, &quarter->first, &quarter->last);

  if (!cli->json && (sums->len > 0 || by == GVN_MONEY_BY_MONTH))
    {
      gvn_cli_print ("\n");
      gvn_cli_print_stages (title, GVN_MONEY_NEEDED);
    }
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < sums->len; i++)
    {
      const GvnMoneySum *sum = sums->pdata[i];
      g_autofree char *label
          = by == GVN_MONEY_BY_UO ? g_strdup_printf ("%s %s", sum->key, sum->label) : g_strdup (sum->label);

      if (!cli->json)
        gvn_cli_print_amounts (label, sum->amounts, GVN_MONEY_NEEDED);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "key", sum->key);
      gvn_cli_add_string (builder, "label", sum->label);
      gvn_cli_add_amounts (builder, sum->amounts, GVN_MONEY_NEEDED);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_weight (const char *label, const GvnWeights *weights, guint term)
{
  g_autofree char *amount = gvn_money_amount_dup_text (&weights->amounts[term]);
  int weight = weights->weights[term];

  gvn_cli_print_padded (label, GVN_CLI_LABEL_WIDTH, FALSE);
  if (weight >= 0)
    {
      g_autofree char *text = gvn_quantity_dup_text (weight);
      /* Translators: a share in percent */
      g_autofree char *percent = g_strdup_printf (_ ("%s %%"), text);

      gvn_cli_print_padded (percent, GVN_CLI_AMOUNT_WIDTH, TRUE);
    }
  else
    gvn_cli_print_padded ("–", GVN_CLI_AMOUNT_WIDTH, TRUE);
  gvn_cli_print ("  %s\n", amount);
}

static void
print_weights (GvnCli *cli, GvnMoney *money, const GvnQuarter *quarter, JsonBuilder *builder)
{
  GvnWeights weights;

  gvn_money_weigh (money, quarter, &weights);
  if (!cli->json)
    gvn_cli_print ("\n%s\n", _ ("Financial weights: the admitted service of the quarter (8.7*)"));
  json_builder_set_member_name (builder, "weights");
  json_builder_begin_array (builder);
  for (guint i = 0; i < GVN_N_TERMS; i++)
    {
      if (!weights.counted[i])
        continue;
      if (!cli->json)
        print_weight (gvn_term_get_label (i), &weights, i);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "term", gvn_term_to_string (i));
      gvn_cli_add_amount (builder, "admitted", &weights.amounts[i]);
      json_builder_set_member_name (builder, "weight");
      if (weights.weights[i] >= 0)
        json_builder_add_int_value (builder, weights.weights[i]);
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  gvn_cli_add_amount (builder, "weighed", &weights.total);
  if (!cli->json && weights.total.n_missing > 0)
    gvn_cli_print ("%s\n", _ ("The weights are of what is known so far: prices are missing"));
}

static void
print_maximum (GvnCli *cli, GvnMoney *money, JsonBuilder *builder)
{
  GvnMaximum maximum;
  g_autofree char *text = NULL;

  gvn_money_get_maximum (money, &maximum);
  text = gvn_maximum_dup_text (&maximum);
  if (!cli->json)
    gvn_cli_print ("\n%s%s\n", maximum.level != GVN_MAXIMUM_CLEAR ? "⚠ " : "", text);
  json_builder_set_member_name (builder, "maximum");
  if (maximum.cents == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  gvn_cli_add_int (builder, "cents", maximum.cents);
  gvn_cli_add_amount (builder, "ordered", &maximum.ordered);
  gvn_cli_add_int (builder, "share", maximum.share);
  gvn_cli_add_string (builder, "level", gvn_maximum_level_to_string (maximum.level));
  json_builder_end_object (builder);
}

static void
print_quarter (GvnCli *cli, const GvnQuarter *quarter, JsonBuilder *builder)
{
  g_autofree char *name = gvn_quarter_to_string (quarter);
  g_autofree char *from = gvn_text_date (&quarter->first);
  g_autofree char *to = gvn_text_date (&quarter->last);

  if (!cli->json)
    /* Translators: "2027-Q2", two dates, the number of a quarter, that of a market year */
    gvn_cli_print (_ ("%s: %s to %s, quarter %d of market year %d\n"), name, from, to, quarter->number, quarter->year);
  gvn_cli_add_string (builder, "quarter", name);
  gvn_cli_add_date (builder, "from", &quarter->first);
  gvn_cli_add_date (builder, "to", &quarter->last);
  gvn_cli_add_int (builder, "year", quarter->year);
  gvn_cli_add_int (builder, "number", quarter->number);
  gvn_cli_add_bool (builder, "scored", quarter->scored);
}

static gboolean
choose_quarter (GvnCli *cli, const GvnContract *contract, GvnQuarter *quarter, GError **error)
{
  g_autofree char *present = gvn_month_to_string (&cli->now.local.date);

  if (option_quarter != NULL)
    return gvn_quarter_parse (contract, option_quarter, quarter, error);

  return gvn_contract_get_quarter (contract, &cli->now.local.date, quarter)
         || gvn_error_refuse (present, _ ("it is outside the contract; give --quarter"), error);
}

static gboolean
run_budget (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnMoney) money = db != NULL ? gvn_money_load (db, &cli->now, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  GvnMoneyAmount totals[GVN_MONEY_N_STAGES];
  GvnQuarter quarter;

  if (money == NULL || !choose_quarter (cli, gvn_money_get_contract (money), &quarter, error))
    return FALSE;

  gvn_money_sum_all (money, &quarter.first, &quarter.last, totals);
  json_builder_begin_object (builder);
  print_quarter (cli, &quarter, builder);
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  gvn_cli_add_amounts (builder, totals, GVN_MONEY_NEEDED);
  json_builder_end_object (builder);
  print_sums (cli, money, GVN_MONEY_BY_MONTH, "months", _ ("Month"), &quarter, builder);
  if (!cli->json)
    gvn_cli_print_amounts (_ ("Total"), totals, GVN_MONEY_NEEDED);
  print_sums (cli, money, GVN_MONEY_BY_FAMILY, "families", _ ("Family"), &quarter, builder);
  print_sums (cli, money, GVN_MONEY_BY_UO, "units", _ ("Work unit"), &quarter, builder);
  print_sums (cli, money, GVN_MONEY_BY_PERIMETER, "perimeters", _ ("Perimeter"), &quarter, builder);
  if (!cli->json)
    gvn_cli_print_missing (totals, GVN_MONEY_NEEDED);
  print_weights (cli, money, &quarter, builder);
  print_maximum (cli, money, builder);
  json_builder_end_object (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

/* Recurring ---------------------------------------------------------------------------- */

static void
print_recurring (GvnCli *cli, const GvnRecurring *unit, JsonBuilder *builder)
{
  g_autofree char *text = unit->quantity >= 0 ? gvn_quantity_dup_text (unit->quantity) : g_strdup (_ ("not said"));
  g_autofree char *typed = unit->quantity >= 0 ? gvn_quantity_to_string (unit->quantity) : NULL;
  g_autofree char *next = gvn_quantity_to_string (unit->next_quantity);

  if (!cli->json)
    {
      gvn_cli_print_padded (unit->uo, 8, FALSE);
      gvn_cli_print_padded (text, 10, TRUE);
      gvn_cli_print ("  %s", unit->label);
      if (unit->period > 1)
        gvn_cli_print (ngettext (" — every %d month", " — every %d months", (gulong) unit->period), unit->period);
      if (unit->instalments > 1)
        gvn_cli_print (ngettext (" — paid in %d month", " — paid in %d months", (gulong) unit->instalments),
                       unit->instalments);
      if (g_date_valid (&unit->next_on))
        {
          g_autofree char *day = gvn_text_date (&unit->next_on);

          /* Translators: a quantity, a date */
          gvn_cli_print (_ (" — %s from %s on"), next, day);
        }
      gvn_cli_print ("%s%s\n", unit->act != NULL ? " — " : "", unit->act != NULL ? unit->act : "");
    }
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "uo", unit->uo);
  gvn_cli_add_string (builder, "label", unit->label);
  gvn_cli_add_string (builder, "family", unit->family);
  gvn_cli_add_int (builder, "period", unit->period);
  gvn_cli_add_int (builder, "instalments", unit->instalments);
  gvn_cli_add_string (builder, "quantity", typed);
  gvn_cli_add_date (builder, "from", &unit->effective_on);
  gvn_cli_add_string (builder, "act", unit->act);
  gvn_cli_add_date (builder, "next_from", &unit->next_on);
  gvn_cli_add_string (builder, "next_quantity", g_date_valid (&unit->next_on) ? next : NULL);
  json_builder_end_object (builder);
}

static gboolean
run_recurring_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  GDate day = cli->now.local.date;
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (db == NULL || (option_on != NULL && !gvn_date_parse (option_on, &day, error)))
    return FALSE;
  units = gvn_recurring_list (db, &day, error);
  if (units == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < units->len; i++)
    print_recurring (cli, units->pdata[i], builder);
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
run_recurring_set (GvnCli *cli, GError **error)
{
  GvnRecurringChange change = { .uo = cli->arguments[0], .act = option_act };

  if (option_from == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --from: the day the quantity takes effect"));
      return FALSE;
    }
  if (!gvn_date_parse (option_from, &change.effective_on, error)
      || (!g_str_equal (cli->arguments[1], "0") && !gvn_quantity_parse (cli->arguments[1], &change.quantity, error)))
    return FALSE;

  return gvn_cli_do (cli, _ ("Change a recurring quantity"), gvn_recurring_set, &change, error);
}

static void
print_drafted (GvnCli *cli, const GvnRecurringDraft *draft)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *month = gvn_month_to_string (&draft->month);
  g_autofree char *name = gvn_text_month (&draft->month);

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "month", month);
  json_builder_set_member_name (builder, "orders");
  json_builder_begin_array (builder);
  for (guint i = 0; i < draft->orders->len; i++)
    json_builder_add_string_value (builder, draft->orders->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "without_quantity");
  json_builder_begin_array (builder);
  for (guint i = 0; i < draft->unsaid->len; i++)
    json_builder_add_string_value (builder, draft->unsaid->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    {
      gvn_cli_print_json (builder);
      return;
    }
  /* Translators: a month and its year, how many orders */
  gvn_cli_print (ngettext ("%s: %u order drafted\n", "%s: %u orders drafted\n", draft->orders->len), name,
                 draft->orders->len);
  if (draft->unsaid->len > 0)
    {
      g_autofree char *unsaid = NULL;

      g_ptr_array_add (draft->unsaid, NULL);
      unsaid = g_strjoinv (", ", (char **) draft->unsaid->pdata);
      /* Translators: the codes of work units */
      gvn_cli_print (_ ("Without a quantity, not drafted: %s. Give it with “recurring set”\n"), unsaid);
    }
}

static gboolean
run_recurring_draft (GvnCli *cli, GError **error)
{
  GvnRecurringDraft draft = { .by_name = cli->author, .now = &cli->now };
  GvnDb *db = gvn_cli_open_db (cli, error);
  gboolean done;

  if (db == NULL
      || !(option_month != NULL ? gvn_month_parse (option_month, &draft.month, error)
                                : gvn_recurring_find_month (db, &cli->now, &draft.month, error)))
    return FALSE;

  done = gvn_cli_do (cli, _ ("Draft the recurring orders of a month"), gvn_recurring_draft, &draft, error);
  if (done)
    print_drafted (cli, &draft);
  g_clear_pointer (&draft.orders, g_ptr_array_unref);
  g_clear_pointer (&draft.unsaid, g_ptr_array_unref);

  return done;
}

const GvnCliCommand gvn_cli_money_commands[] = {
  { "budget", "[--quarter 2027-Q2]",
    N_ ("What was needed, quoted, ordered, admitted and invoiced in a quarter of the market, its weights, the maximum"),
    0, 0, run_budget, budget_options },
  { "recurring list", "[--on D]", N_ ("The units that recur, and how many of each are ordered every time"), 0, 0,
    run_recurring_list, list_options },
  { "recurring set", "CODE QUANTITY --from D [--act T]",
    N_ ("Change how many of a recurring unit are ordered from a day on; 0 for none"), 2, 2, run_recurring_set,
    set_options },
  { "recurring draft", "[--month 2027-06]",
    N_ ("Draft the recurring orders of a month, once; from the day the setting says, of the next one"), 0, 0,
    run_recurring_draft, month_options },
  { NULL },
};
