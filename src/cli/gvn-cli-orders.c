/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-place.h"
#include "money/gvn-money.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-order-file.h"
#include "orders/gvn-price.h"
#include "proceedings/gvn-settlement.h"

/* Orders listed, shown, requested. */

static char *option_state, *option_perimeter, *option_title, *option_days, *option_sent, *option_start, *option_need,
    *option_specification, *option_capacity, *option_exchange, *option_stream, *option_finance, *option_invoice;
static char **option_uos, **option_deliverables;
static gboolean option_late, option_crisis;

#define TEXT_OPTION(name, place) { name, 0, 0, G_OPTION_ARG_STRING, place, NULL, NULL }

static const GOptionEntry list_options[] = {
  TEXT_OPTION ("state", &option_state),
  TEXT_OPTION ("perimeter", &option_perimeter),
  { "late", 0, 0, G_OPTION_ARG_NONE, &option_late, NULL, NULL },
  { NULL },
};

#define REQUEST_OPTIONS                                                                                                \
  { "uo", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_uos, NULL, NULL }, TEXT_OPTION ("days", &option_days),              \
      TEXT_OPTION ("sent", &option_sent), TEXT_OPTION ("start", &option_start),                                        \
      TEXT_OPTION ("specification", &option_specification), TEXT_OPTION ("capacity-note", &option_capacity),           \
      TEXT_OPTION ("exchange", &option_exchange)

static const GOptionEntry new_options[] = {
  REQUEST_OPTIONS,
  TEXT_OPTION ("perimeter", &option_perimeter),
  TEXT_OPTION ("title", &option_title),
  TEXT_OPTION ("need", &option_need),
  TEXT_OPTION ("stream", &option_stream),
  { "deliverable", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_deliverables, NULL, NULL },
  { "crisis", 0, 0, G_OPTION_ARG_NONE, &option_crisis, NULL, NULL },
  { NULL },
};

static const GOptionEntry edit_options[] = {
  TEXT_OPTION ("title", &option_title),
  TEXT_OPTION ("need", &option_need),
  TEXT_OPTION ("finance", &option_finance),
  TEXT_OPTION ("invoice", &option_invoice),
  { NULL },
};

static const GOptionEntry revise_options[] = { REQUEST_OPTIONS, { NULL } };

/* Listing ----------------------------------------------------------------------------- */

static gboolean
parse_state (GvnOrderFilter *filter, GError **error)
{
  GvnOrderState state;

  if (option_state == NULL)
    return TRUE;
  if (!gvn_order_state_parse (option_state, &state))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed; the codes stay as they are */
                   _ ("“%s” is no state of an order: give need, sent, quoted, accepted, refused, issued, delivered, "
                      "deferred, admitted, reduced, rejected, invoiced or cancelled"),
                   option_state);
      return FALSE;
    }
  filter->state = (int) state;

  return TRUE;
}

static void
print_line (GvnOrder *order)
{
  g_autofree char *name = gvn_order_dup_name (order);
  gboolean waits = order->state == GVN_ORDER_SENT;
  const GvnLocal *due = waits ? &order->quote_due : &order->execution_due;
  g_autofree char *day = g_date_valid (&due->date) ? gvn_date_to_string (&due->date) : g_strdup ("–");

  gvn_cli_print ("%-9s %-10s  %-24s %-6s %s%s\n", name, day, gvn_order_state_get_label (order->state),
                 order->perimeter != NULL ? order->perimeter : "–", order->title, order->late ? _ (" (late)") : "");
}

static void
add_head (JsonBuilder *builder, GvnOrder *order)
{
  g_autofree char *name = gvn_order_dup_name (order);

  gvn_cli_add_string (builder, "id", order->id);
  gvn_cli_add_string (builder, "number", name);
  gvn_cli_add_string (builder, "title", order->title);
  gvn_cli_add_string (builder, "perimeter", order->perimeter);
  gvn_cli_add_string (builder, "state", gvn_order_state_to_string (order->state));
  gvn_cli_add_bool (builder, "late", order->late);
}

static void
add_fact_instant (JsonBuilder *builder, const char *member, const GvnOrderFact *fact)
{
  gvn_cli_add_instant (builder, member, fact != NULL ? fact->instant : 0);
}

static void
add_dates (JsonBuilder *builder, GvnOrder *order)
{
  add_fact_instant (builder, "sent", order->version->sent);
  gvn_cli_add_local (builder, "quote_due", &order->quote_due);
  add_fact_instant (builder, "quoted", order->version->quoted);
  add_fact_instant (builder, "issued", order->issued);
  gvn_cli_add_local (builder, "execution_planned", &order->execution_planned);
  gvn_cli_add_local (builder, "execution_due", &order->execution_due);
  add_fact_instant (builder, "delivered", order->delivered);
  add_fact_instant (builder, "verified", order->final_record);
}

static void
add_note (JsonBuilder *builder, const char *member, double note)
{
  json_builder_set_member_name (builder, member);
  if (note < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, note);
}

static void
add_notes (JsonBuilder *builder, GvnOrder *order)
{
  const GvnOrderNotes *notes = &order->notes;

  gvn_cli_add_int (builder, "deferrals", order->deferrals);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_object (builder);
  add_note (builder, "quote", notes->quote);
  add_note (builder, "execution", notes->execution);
  add_note (builder, "conformity", notes->conformity);
  add_note (builder, "weighted", notes->weighted < 0 ? -1 : notes->weighted / 100.);
  gvn_cli_add_bool (builder, "final", notes->final);
  json_builder_end_object (builder);
}

static gboolean
run_list (GvnCli *cli, GError **error)
{
  GvnOrderFilter filter = GVN_ORDER_FILTER_INIT;
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) orders = NULL;

  if (db == NULL || !parse_state (&filter, error)
      || (option_perimeter != NULL && !gvn_agency_check (db, option_perimeter, error)))
    return FALSE;
  filter.perimeter = option_perimeter;
  filter.late = option_late;
  orders = gvn_order_list (db, &filter, &cli->now, error);
  if (orders == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < orders->len; i++)
    {
      if (!cli->json)
        print_line (orders->pdata[i]);
      json_builder_begin_object (builder);
      add_head (builder, orders->pdata[i]);
      gvn_cli_add_string (builder, "need_number", ((GvnOrder *) orders->pdata[i])->need_number);
      add_dates (builder, orders->pdata[i]);
      add_notes (builder, orders->pdata[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

/* Showing ----------------------------------------------------------------------------- */

typedef struct
{
  GvnCli *cli;
  GvnOrder *order;
  GvnCatalogue *catalogue;
  GvnPriceBook *prices;
  GvnMoney *money;
  GArray *dues; /* of the lines needed */
  GPtrArray *files;
  JsonBuilder *builder;
} Showing;

static const GvnLocal *
find_line_due (const Showing *self, const char *uo)
{
  const GPtrArray *needed = gvn_order_get_lines (self->order, GVN_STAGE_NEEDED);

  for (guint i = 0; self->order->version->sent != NULL && i < needed->len; i++)
    if (g_str_equal (((GvnOrderLine *) needed->pdata[i])->uo, uo))
      return &g_array_index (self->dues, GvnLocal, i);

  return NULL;
}

static void
show_line (const Showing *self, const GvnOrderLine *line)
{
  const GvnUo *uo = gvn_catalogue_get (self->catalogue, line->uo);
  const GvnLocal *due = find_line_due (self, line->uo);
  g_autofree char *quantity = gvn_quantity_to_string (line->quantity);
  gint64 price, amount;
  gboolean priced
      = gvn_price_book_find (self->prices, uo->code, gvn_money_get_price_day (self->money, self->order), &price);
  gboolean known = gvn_money_find_line (self->money, self->order, line, &amount);
  g_autofree char *price_text = priced ? gvn_amount_to_string (price) : NULL;
  g_autofree char *amount_text = known ? gvn_amount_to_string (amount) : NULL;

  if (!self->cli->json)
    {
      g_autofree char *words = known ? gvn_amount_dup_text (amount) : g_strdup (_ ("no price"));
      g_autofree char *day = due != NULL && g_date_valid (&due->date) ? gvn_text_moment (due) : NULL;

      gvn_cli_print ("  %-7s × %-6s %s — %s%s%s\n", uo->code, quantity, uo->label, words, day != NULL ? " — " : "",
                     day != NULL ? day : "");
      return;
    }
  json_builder_begin_object (self->builder);
  gvn_cli_add_string (self->builder, "uo", uo->code);
  gvn_cli_add_string (self->builder, "quantity", quantity);
  gvn_cli_add_string (self->builder, "unit_price", price_text);
  gvn_cli_add_string (self->builder, "amount", amount_text);
  if (due != NULL)
    gvn_cli_add_local (self->builder, "quote_due", due);
  else
    gvn_cli_add_string (self->builder, "quote_due", NULL);
  json_builder_end_object (self->builder);
}

static void
add_deliverables (const Showing *self)
{
  json_builder_set_member_name (self->builder, "deliverables");
  json_builder_begin_array (self->builder);
  for (guint i = 0; i < self->order->deliverables->len; i++)
    {
      const GvnDeliverable *deliverable = self->order->deliverables->pdata[i];

      if (deliverable->id == NULL)
        continue;
      json_builder_begin_object (self->builder);
      gvn_cli_add_int (self->builder, "number", deliverable->number);
      gvn_cli_add_string (self->builder, "title", deliverable->title);
      gvn_cli_add_date (self->builder, "due", &deliverable->due_on);
      gvn_cli_add_string (self->builder, "state", gvn_deliverable_state_to_string (deliverable->state));
      add_fact_instant (self->builder, "delivered", deliverable->delivered);
      json_builder_end_object (self->builder);
    }
  json_builder_end_array (self->builder);
}

/* The quarter of the market its note is counted in (L-11). */
static void
add_quarter (const Showing *self)
{
  const GDate *day = &self->order->notes.counted_on;
  g_autofree char *name = NULL;
  GvnQuarter quarter;

  if (g_date_valid (day) && gvn_contract_get_quarter (gvn_money_get_contract (self->money), day, &quarter))
    name = gvn_quarter_to_string (&quarter);
  gvn_cli_add_string (self->builder, "quarter", name);
}

static void
show_json (const Showing *self)
{
  GPtrArray *lines = gvn_order_get_current_lines (self->order);

  json_builder_begin_object (self->builder);
  add_head (self->builder, self->order);
  gvn_cli_add_int (self->builder, "version", self->order->version->number);
  gvn_cli_add_bool (self->builder, "crisis", self->order->crisis);
  gvn_cli_add_string (self->builder, "need_number", self->order->need_number);
  gvn_cli_add_string (self->builder, "finance_number", self->order->finance_number);
  gvn_cli_add_string (self->builder, "invoice_number", self->order->invoice_number);
  json_builder_set_member_name (self->builder, "lines");
  json_builder_begin_array (self->builder);
  for (guint i = 0; i < lines->len; i++)
    show_line (self, lines->pdata[i]);
  json_builder_end_array (self->builder);
  add_dates (self->builder, self->order);
  add_deliverables (self);
  add_notes (self->builder, self->order);
  add_quarter (self);
  gvn_cli_add_order_files (self->builder, self->files);
  json_builder_end_object (self->builder);
  gvn_cli_print_json (self->builder);
}

static void
print_note (const char *label, int note, int lateness)
{
  if (note < 0)
    gvn_cli_print ("  %s: %s\n", label, _ ("nothing to measure"));
  else if (lateness > 0)
    gvn_cli_print ("  %s: %d (20 − 5 × %d)\n", label, note, lateness);
  else
    gvn_cli_print ("  %s: %d\n", label, note);
}

static void
print_notes (const GvnOrder *order)
{
  const GvnOrderNotes *notes = &order->notes;
  g_autofree char *weighted = gvn_quantity_dup_text (notes->weighted);

  if (notes->weighted < 0)
    return;
  gvn_cli_print ("%s\n", notes->final ? _ ("Notes:") : _ ("Notes so far:"));
  print_note (_ ("Quote"), notes->quote, notes->quote_lateness);
  print_note (_ ("Execution"), notes->execution, notes->execution_lateness);
  print_note (_ ("Conformity"), notes->conformity, order->deferrals);
  gvn_cli_print ("  %s: %s\n", _ ("Weighted"), weighted);
}

static void
print_facts (const GvnOrder *order)
{
  for (guint i = 0; i < order->facts->len; i++)
    {
      const GvnOrderFact *fact = order->facts->pdata[i];
      g_autofree char *at = gvn_text_short_moment (&fact->at);

      gvn_cli_print ("%s  %s%s%s%s%s\n", at, gvn_order_act_get_label (fact->act), fact->by_name != NULL ? ", " : "",
                     fact->by_name != NULL ? fact->by_name : "", fact->note != NULL ? " — " : "",
                     fact->note != NULL ? fact->note : "");
    }
}

static void
show_text (const Showing *self)
{
  GvnOrder *order = self->order;
  GPtrArray *lines = gvn_order_get_current_lines (order);
  g_autofree char *name = gvn_order_dup_name (order);

  gvn_cli_print ("%s  %s\n%s%s\n", name, order->title, gvn_order_state_get_label (order->state),
                 order->late ? _ (" (late)") : "");
  for (guint i = 0; i < lines->len; i++)
    show_line (self, lines->pdata[i]);
  for (guint i = 0; i < order->deliverables->len; i++)
    {
      const GvnDeliverable *deliverable = order->deliverables->pdata[i];

      if (deliverable->id != NULL)
        gvn_cli_print ("  %d. %s: %s\n", deliverable->number, deliverable->title,
                       gvn_deliverable_state_get_label (deliverable->state));
    }
  gvn_cli_print_order_files (self->files);
  print_facts (order);
  print_notes (order);
}

static gboolean
find_dues (Showing *self, GvnDb *db, GError **error)
{
  const GvnOrderVersion *version = self->order->version;
  GvnOrderDraft draft = { .perimeter = self->order->perimeter,
                          .crisis = self->order->crisis,
                          .lines = version->lines[GVN_STAGE_NEEDED],
                          .sent = version->sent != NULL ? version->sent->instant : 0,
                          .now = &self->cli->now };

  self->dues = gvn_order_draft_list_dues (db, &draft, error);

  return self->dues != NULL;
}

static gboolean
run_show (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_autoptr (GvnCatalogue) catalogue = order != NULL ? gvn_catalogue_load (db, error) : NULL;
  g_autoptr (GvnPriceBook) prices = catalogue != NULL ? gvn_price_book_load (db, error) : NULL;
  g_autoptr (GvnMoney) money = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) dues = NULL;
  g_autoptr (GPtrArray) files = prices != NULL ? gvn_order_file_list (db, order->id, error) : NULL;
  Showing self = { cli, order, catalogue, prices, NULL, NULL, files, builder };

  if (files == NULL)
    return FALSE;
  self.money = money = gvn_money_new_of_order (db, order, &cli->now, error);
  if (money == NULL || !find_dues (&self, db, error))
    return FALSE;
  dues = self.dues;
  (cli->json ? show_json : show_text) (&self);

  return TRUE;
}

/* Requesting -------------------------------------------------------------------------- */

static gboolean
parse_request (GvnCli *cli, GvnOrderDraft *draft, GError **error)
{
  gint64 start;

  g_date_clear (&draft->start.date, 1);
  draft->start.minutes = GVN_NO_MINUTES;
  g_date_clear (&draft->exchange_on, 1);
  draft->specification = option_specification;
  draft->capacity_note = option_capacity;
  draft->by_name = cli->author;
  draft->now = &cli->now;
  if ((option_days != NULL && !gvn_quantity_parse (option_days, &draft->estimate, error))
      || (option_sent != NULL && !gvn_instant_parse (option_sent, &draft->sent, error))
      || (option_start != NULL && !gvn_instant_parse (option_start, &start, error))
      || (option_exchange != NULL && !gvn_date_parse (option_exchange, &draft->exchange_on, error)))
    return FALSE;
  if (option_start != NULL)
    gvn_local_from_instant (start, &draft->start);

  return TRUE;
}

static gboolean
check_stream (GError **error)
{
  if (option_stream == NULL || g_str_equal (option_stream, "tms") || g_str_equal (option_stream, "tme"))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("“%s” is no stream: give tms or tme"), option_stream);
  return FALSE;
}

/* Says on the error output what is worth looking at. */
static gboolean
print_advice (GvnDb *db, const GvnOrderDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) advice = gvn_order_draft_advise (db, draft, error);

  for (guint i = 0; advice != NULL && i < advice->len; i++)
    g_printerr ("gouvernail-cli: %s\n", (char *) advice->pdata[i]);

  return advice != NULL;
}

static gboolean
write_request (GvnCli *cli, GvnDb *db, GvnOrderDraft *draft, const char *label, GError **error)
{
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, error);
  g_autoptr (GPtrArray) lines
      = catalogue != NULL ? gvn_order_lines_parse (catalogue, (const char *const *) option_uos, error) : NULL;
  g_autofree char *id = NULL;
  gboolean done;

  if (lines == NULL || !parse_request (cli, draft, error))
    return FALSE;
  draft->lines = lines;
  done = gvn_cli_do (cli, label, gvn_order_write, draft, error);
  id = draft->id;
  if (!done || !print_advice (db, draft, error))
    return FALSE;
  gvn_cli_print_id (cli, id);

  return TRUE;
}

static gboolean
run_new (GvnCli *cli, GError **error)
{
  GvnOrderDraft draft = { .title = option_title,
                          .perimeter = option_perimeter,
                          .crisis = option_crisis,
                          .stream = option_stream,
                          .need_number = option_need,
                          .deliverables = (const char *const *) option_deliverables };
  GvnDb *db = gvn_cli_open_db (cli, error);

  return db != NULL && (option_perimeter == NULL || gvn_agency_check (db, option_perimeter, error))
         && check_stream (error) && write_request (cli, db, &draft, _ ("New order"), error);
}

static gboolean
run_revise (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  GvnOrderDraft draft = { NULL };

  if (order == NULL)
    return FALSE;
  draft.order = order->id;
  draft.crisis = order->crisis;
  draft.perimeter = order->perimeter;

  return write_request (cli, db, &draft, _ ("Change a request"), error);
}

static gboolean
run_edit (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnOrder) order = db != NULL ? gvn_order_find (db, cli->arguments[0], &cli->now, error) : NULL;
  g_autofree char *name = order != NULL ? gvn_order_dup_name (order) : NULL;
  GvnOrderEdit edit = { .title = option_title,
                        .need_number = option_need,
                        .finance_number = option_finance,
                        .invoice_number = option_invoice };

  if (order == NULL)
    return FALSE;
  edit.order = order->id;

  return gvn_cli_do_on (cli, _ ("Edit an order"), name, gvn_order_edit, &edit, error);
}

#define REQUEST_USAGE                                                                                                  \
  "--uo CODE=QTY… [--days N] [--sent INSTANT] [--start INSTANT] [--specification T] [--capacity-note T] [--exchange "  \
  "D]"

const GvnCliCommand gvn_cli_order_commands[] = {
  { "orders list", "[--state S] [--perimeter P] [--late]", N_ ("The orders, with what they wait for"), 0, 0, run_list,
    list_options },
  { "orders show", "ID", N_ ("One order: its lines, dates, facts and notes"), 1, 1, run_show, NULL },
  { "orders new",
    "[--perimeter P] [--title T] [--need N] [--stream tms|tme] [--deliverable T…] [--crisis] " REQUEST_USAGE,
    N_ ("Request work units: the need, sent or not yet"), 0, 0, run_new, new_options },
  { "orders revise", "ID " REQUEST_USAGE, N_ ("Change the request of an order; sent again, its clock starts anew"), 1,
    1, run_revise, revise_options },
  { "orders edit", "ID [--title T] [--need N] [--finance N] [--invoice N]",
    N_ ("Change what an order is called and its numbers"), 1, 1, run_edit, edit_options },
  { NULL },
};
