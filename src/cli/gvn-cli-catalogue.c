/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/gvn-cli-private.h"
#include "orders/gvn-price.h"
#include "proceedings/gvn-settlement.h"
#include "sheets/gvn-price-sheet.h"

static char *option_from, *option_until, *option_label;

static const GOptionEntry import_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, NULL, NULL },
  { "until", 0, 0, G_OPTION_ARG_STRING, &option_until, NULL, NULL },
  { "label", 0, 0, G_OPTION_ARG_STRING, &option_label, NULL, NULL },
  { NULL },
};

static void
print_unit (GvnCli *cli, const GvnUo *uo, GvnPriceBook *prices, JsonBuilder *builder)
{
  gint64 cents;
  gboolean known = gvn_price_book_find (prices, uo->code, &cli->now.local.date, &cents);
  gboolean coefficient = g_str_equal (uo->nature, "coefficient");
  g_autofree char *price = known ? gvn_amount_to_string (cents) : NULL;
  g_autofree char *text = !known        ? g_strdup (_ ("no price"))
                          : coefficient ? gvn_quantity_dup_text (cents)
                                        : gvn_amount_dup_text (cents);

  if (!cli->json)
    {
      gvn_cli_print ("%-7s  %-7s  %s (%s, %s) — %s\n", uo->code, uo->family, uo->label, uo->unit, uo->clause, text);
      return;
    }

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "code", uo->code);
  gvn_cli_add_string (builder, "label", uo->label);
  gvn_cli_add_string (builder, "family", uo->family);
  gvn_cli_add_string (builder, "nature", uo->nature);
  gvn_cli_add_string (builder, "unit", uo->unit);
  gvn_cli_add_string (builder, "tier", uo->tier != GVN_TIER_NONE ? gvn_tier_to_string (uo->tier) : NULL);
  gvn_cli_add_int (builder, "tier_from", uo->tier_from);
  gvn_cli_add_int (builder, "tier_to", uo->tier_to);
  gvn_cli_add_string (builder, "quote_rule", uo->quote_rule);
  gvn_cli_add_string (builder, "quote_content",
                      uo->quote_rule == NULL ? NULL
                      : uo->quotes           ? "quote_and_commitment"
                                             : "commitment");
  gvn_cli_add_bool (builder, "prior_exchange", uo->prior_exchange);
  gvn_cli_add_string (builder, "notice_rule", uo->notice_rule);
  gvn_cli_add_string (builder, "window", uo->window != GVN_WINDOW_NONE ? gvn_window_to_string (uo->window) : NULL);
  gvn_cli_add_string (builder, "hours", uo->hours);
  gvn_cli_add_string (builder, "place", uo->place);
  gvn_cli_add_string (builder, "quantity", uo->quantity);
  gvn_cli_add_string (builder, "deliverables", uo->deliverables);
  gvn_cli_add_string (builder, "requires", uo->requires);
  gvn_cli_add_bool (builder, "surge", uo->surge);
  gvn_cli_add_bool (builder, "scored", uo->scored);
  gvn_cli_add_string (builder, "stream", uo->stream);
  gvn_cli_add_string (builder, "clause", uo->clause);
  gvn_cli_add_string (builder, "price", price);
  json_builder_end_object (builder);
}

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnCatalogue) catalogue = db != NULL ? gvn_catalogue_load (db, error) : NULL;
  g_autoptr (GvnPriceBook) prices = catalogue != NULL ? gvn_price_book_load (db, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *words = g_strjoinv (" ", cli->arguments);
  g_autoptr (GPtrArray) found = NULL;

  if (prices == NULL)
    return FALSE;
  found = gvn_catalogue_search (catalogue, words);

  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    print_unit (cli, found->pdata[i], prices, builder);
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static void
print_imported (GvnCli *cli, const GvnPriceImport *import)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *day = gvn_date_to_string (&import->effective_on);

  if (!cli->json)
    {
      gvn_cli_print (ngettext ("%u price, in force from %s\n", "%u prices, in force from %s\n", import->prices->len),
                     import->prices->len, day);
      return;
    }
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "id", import->id);
  gvn_cli_add_int (builder, "prices", import->prices->len);
  gvn_cli_add_date (builder, "from", &import->effective_on);
  gvn_cli_add_date (builder, "until", &import->last_on);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);
}

static gboolean
run_import (GvnCli *cli, GError **error)
{
  GvnPriceImport import = { .label = option_label, .by_name = cli->author, .now = &cli->now };
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnCatalogue) catalogue = db != NULL ? gvn_catalogue_load (db, error) : NULL;
  g_autoptr (GPtrArray) prices = NULL;
  g_autofree char *id = NULL;
  gboolean done;

  if (catalogue == NULL
      || !gvn_cli_parse_range (option_from, option_until, &import.effective_on, &import.last_on, error))
    return FALSE;
  prices = gvn_price_sheet_read (cli->arguments[0], catalogue, error);
  if (prices == NULL)
    return FALSE;
  import.prices = prices;

  done = gvn_cli_do (cli, _ ("Import prices"), gvn_price_list_import, &import, error);
  id = import.id;
  if (done)
    print_imported (cli, &import);

  return done;
}

static gboolean
run_lists (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GPtrArray) lists = db != NULL ? gvn_price_list_list (db, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (lists == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < lists->len; i++)
    {
      const GvnPriceList *list = lists->pdata[i];
      g_autofree char *from = gvn_date_to_string (&list->effective_on);

      if (!cli->json)
        gvn_cli_print ("%s  %s: %d\n", from, list->label, list->n_prices);
      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "id", list->id);
      gvn_cli_add_string (builder, "label", list->label);
      gvn_cli_add_date (builder, "from", &list->effective_on);
      gvn_cli_add_date (builder, "until", &list->last_on);
      gvn_cli_add_int (builder, "prices", list->n_prices);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

const GvnCliCommand gvn_cli_catalogue_commands[] = {
  { "uo list", "[WORDS…]", N_ ("The work units that can be ordered, with their price today"), 0, 20, run_list, NULL },
  { "prices list", "", N_ ("The price lists"), 0, 0, run_lists, NULL },
  { "prices import", "FILE [--from D] [--until D] [--label T]",
    N_ ("Add a price list with effect from a day: a sheet (.xlsx, .ods, .csv), a code and a price a line"), 1, 1,
    run_import, import_options },
  { NULL },
};
