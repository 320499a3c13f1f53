/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-side.h"
#include "orders/gvn-order-act.h"
#include "proceedings/gvn-settlement.h"

/* What happens to orders. */

static char *option_at, *option_note, *option_proof, *option_by, *option_side, *option_number, *option_due,
    *option_delay, *option_unit, *option_amount, *option_deliverable, *option_title;
static char **option_uos, **option_answers;

#define TEXT_OPTION(name, place) { name, 0, 0, G_OPTION_ARG_STRING, place, NULL, NULL }
#define ARRAY_OPTION(name, place) { name, 0, 0, G_OPTION_ARG_STRING_ARRAY, place, NULL, NULL }

static const GOptionEntry act_options[] = {
  TEXT_OPTION ("at", &option_at),
  TEXT_OPTION ("note", &option_note),
  TEXT_OPTION ("reason", &option_note),
  TEXT_OPTION ("proof", &option_proof),
  TEXT_OPTION ("by", &option_by),
  TEXT_OPTION ("side", &option_side),
  TEXT_OPTION ("number", &option_number),
  TEXT_OPTION ("due", &option_due),
  TEXT_OPTION ("delay", &option_delay),
  TEXT_OPTION ("unit", &option_unit),
  TEXT_OPTION ("amount", &option_amount),
  TEXT_OPTION ("deliverable", &option_deliverable),
  ARRAY_OPTION ("uo", &option_uos),
  ARRAY_OPTION ("answers", &option_answers),
  { NULL },
};

static const GOptionEntry deliverable_options[] = {
  TEXT_OPTION ("title", &option_title),
  TEXT_OPTION ("due", &option_due),
  TEXT_OPTION ("number", &option_number),
  { NULL },
};

/* When it is due: a day, or a delay in working days unless said otherwise. */
static gboolean
parse_due (GvnOrderRequest *request, GError **error)
{
  g_date_clear (&request->due_on, 1);
  request->due_count = -1;
  request->due_unit = GVN_UNIT_WORKING_DAY;
  if (option_due != NULL && option_delay != NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("A day and a delay contradict each other: give --due or --delay"));
      return FALSE;
    }
  if (option_unit != NULL && (!gvn_unit_parse (option_unit, &request->due_unit) || request->due_unit == GVN_UNIT_HOUR))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed; the codes stay as they are */
                   _ ("“%s” is no unit of a delay: give working_day or calendar_day"), option_unit);
      return FALSE;
    }

  return (option_due == NULL || gvn_date_parse (option_due, &request->due_on, error))
         && (option_delay == NULL || gvn_cli_parse_int (option_delay, 0, 3660, &request->due_count, error));
}

static gboolean
parse_act (GvnOrderRequest *request, GError **error)
{
  request->number = option_number;
  request->note = option_note;
  request->by_name = option_by;
  request->by_side = option_side;
  request->has_amount = option_amount != NULL;

  return (option_side == NULL || gvn_side_check (option_side, error)) && parse_due (request, error)
         && (option_at == NULL || gvn_instant_parse (option_at, &request->at, error))
         && (option_amount == NULL || gvn_amount_parse (option_amount, &request->cents, error))
         && (option_deliverable == NULL
             || gvn_cli_parse_int (option_deliverable, 1, 9999, &request->deliverable, error));
}

/* The codes of the catalogue for those typed. */
static char **
dup_codes (GvnCatalogue *catalogue, char **typed, GError **error)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (char **word = typed; word != NULL && *word != NULL; word++)
    {
      const GvnUo *uo = gvn_catalogue_find (catalogue, *word, error);

      if (uo == NULL)
        return NULL;
      g_strv_builder_add (codes, uo->code);
    }

  return g_strv_builder_end (codes);
}

static gboolean
do_act (GvnCli *cli, GvnOrder *order, GvnOrderRequest *request, GError **error)
{
  g_autofree char *name = gvn_order_dup_name (order);

  return gvn_cli_do_on (cli, gvn_order_act_get_label (request->act), name, gvn_order_apply, request, error);
}

static gboolean
run_act (GvnCli *cli, GvnOrderAct act, GError **error)
{
  GvnOrderRequest request = { .act = act, .now = &cli->now };
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnCatalogue) catalogue = db != NULL ? gvn_catalogue_load (db, error) : NULL;
  g_autoptr (GvnOrder) order = catalogue != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_auto (GvnCliFile) proof = { NULL };
  g_autoptr (GPtrArray) lines = NULL;
  g_auto (GStrv) answers = NULL;

  if (order == NULL || !parse_act (&request, error))
    return FALSE;
  lines = gvn_order_lines_parse (catalogue, (const char *const *) option_uos, error);
  answers = lines != NULL ? dup_codes (catalogue, option_answers, error) : NULL;
  if (answers == NULL || (option_proof != NULL && !gvn_cli_keep_file (cli, option_proof, &proof, error)))
    return FALSE;

  request.order = order->id;
  request.lines = lines->len > 0 ? lines : NULL;
  request.uos = *answers != NULL ? (const char *const *) answers : NULL;
  request.proof = proof.hash;
  request.proof_name = proof.name;
  request.proof_size = proof.size;
  if (request.by_name == NULL)
    request.by_name = cli->author;

  return do_act (cli, order, &request, error);
}

#define ACT(name, act)                                                                                                 \
  static gboolean run_##name (GvnCli *cli, GError **error)                                                             \
  {                                                                                                                    \
    return run_act (cli, GVN_ORDER_ACT_##act, error);                                                                  \
  }

ACT (send, SEND)
ACT (exchange, EXCHANGE)
ACT (quote, QUOTE)
ACT (accept, ACCEPT)
ACT (refuse, REFUSE)
ACT (ask_again, ASK_AGAIN)
ACT (mobilise, MOBILISE)
ACT (consolidate, CONSOLIDATE)
ACT (issue, ISSUE)
ACT (postpone, POSTPONE)
ACT (deliver, DELIVER)
ACT (admit, ADMIT)
ACT (defer, DEFER)
ACT (reject, REJECT)
ACT (invoice, INVOICE)
ACT (cancel, CANCEL)

/* Deliverables ------------------------------------------------------------------------ */

static gboolean
change_deliverable (GvnCli *cli, const char *label, GvnCommand command, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  GvnDeliverableChange change = { .title = option_title };

  g_date_clear (&change.due_on, 1);
  if (order == NULL || (option_due != NULL && !gvn_date_parse (option_due, &change.due_on, error))
      || (option_number != NULL && !gvn_cli_parse_int (option_number, 1, 9999, &change.number, error)))
    return FALSE;
  change.order = order->id;

  return gvn_cli_do (cli, label, command, &change, error);
}

static gboolean
run_deliverable_save (GvnCli *cli, GError **error)
{
  return change_deliverable (cli, _ ("Edit a deliverable"), gvn_deliverable_save, error);
}

static gboolean
run_deliverable_delete (GvnCli *cli, GError **error)
{
  return change_deliverable (cli, _ ("Remove a deliverable"), gvn_deliverable_delete, error);
}

#define WHEN_USAGE "ID [--at INSTANT] [--by NAME] [--side SIDE] [--note T] [--proof FILE]"

#define ORDER_ACT(word, more, summary, run) { "orders " word, WHEN_USAGE more, summary, 1, 1, run, act_options }

const GvnCliCommand gvn_cli_order_act_commands[] = {
  ORDER_ACT ("send", "", N_ ("Record that the request was sent: the clock of its quote starts"), run_send),
  ORDER_ACT ("exchange", "", N_ ("Record the exchange held before the request"), run_exchange),
  ORDER_ACT ("quote", " [--answers CODE…] [--uo CODE=QTY…]",
             N_ ("Record a quote or a commitment received, for some of the units or all"), run_quote),
  ORDER_ACT ("accept", "", N_ ("Accept the quote"), run_accept),
  ORDER_ACT ("refuse", "", N_ ("Refuse the quote"), run_refuse),
  ORDER_ACT ("ask-again", "", N_ ("Ask for another quote; the first transmission counts"), run_ask_again),
  ORDER_ACT ("mobilise", "", N_ ("Record who agreed to a mobilisation in a crisis"), run_mobilise),
  ORDER_ACT ("consolidate", "", N_ ("Record that the hours of a crisis are consolidated"), run_consolidate),
  ORDER_ACT ("issue", " [--due D|--delay N [--unit U]] [--number N] [--uo CODE=QTY…]",
             N_ ("Issue the order, with its execution delay"), run_issue),
  ORDER_ACT ("postpone", " --due D", N_ ("Put the execution off by a decision of DSIUN"), run_postpone),
  ORDER_ACT ("deliver", " [--deliverable N]", N_ ("Record a delivery"), run_deliver),
  ORDER_ACT ("admit", " [--deliverable N] [--amount EUROS]",
             N_ ("Admit what was delivered, with a réfaction or without"), run_admit),
  ORDER_ACT ("defer", " [--deliverable N]", N_ ("Defer what was delivered"), run_defer),
  ORDER_ACT ("reject", " [--deliverable N]", N_ ("Reject what was delivered"), run_reject),
  ORDER_ACT ("invoice", " [--number N] [--amount EUROS]", N_ ("Record the invoice"), run_invoice),
  ORDER_ACT ("cancel", "", N_ ("Cancel the order, with the reason"), run_cancel),
  { "orders deliverable", "ID --title T [--due D] [--number N]", N_ ("Add a deliverable, or change one"), 1, 1,
    run_deliverable_save, deliverable_options },
  { "orders remove-deliverable", "ID --number N", N_ ("Remove a deliverable that nothing happened to"), 1, 1,
    run_deliverable_delete, deliverable_options },
  { NULL },
};
