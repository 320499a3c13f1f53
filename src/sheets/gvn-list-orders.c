/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "deadlines/gvn-register.h"
#include "orders/gvn-order-act.h"
#include "sheets/gvn-list.h"

/* Orders with their dates, by number or by the number of their need. A day of a sheet
 * stands for its noon: what came then came in time that day. */

#define NOON (12 * 60)

enum
{
  NUMBER,
  NEED,
  TITLE,
  PERIMETER,
  UNITS,
  SENT,
  QUOTED,
  ISSUED,
  DUE,
  DELIVERED,
  DEFERRED,
  AGAIN,
  ADMITTED,
  INVOICED,
  FINANCE,
  INVOICE,
  N_COLUMNS
};

/* The columns that are acts, in the order they happen. */
static const struct
{
  guint column;
  GvnOrderAct act;
} acts[] = {
  { SENT, GVN_ORDER_ACT_SEND },         { QUOTED, GVN_ORDER_ACT_QUOTE },     { ISSUED, GVN_ORDER_ACT_ISSUE },
  { DELIVERED, GVN_ORDER_ACT_DELIVER }, { DEFERRED, GVN_ORDER_ACT_DEFER },   { AGAIN, GVN_ORDER_ACT_DELIVER },
  { ADMITTED, GVN_ORDER_ACT_ADMIT },    { INVOICED, GVN_ORDER_ACT_INVOICE },
};

/* Reading ------------------------------------------------------------------------------ */

/* The first fact of an act, or the second delivery; of the version in force. */
static const GvnOrderFact *
find_fact (GvnOrder *order, guint column, GvnOrderAct act)
{
  guint n = column == AGAIN ? 1 : 0;

  for (guint i = 0; i < order->facts->len; i++)
    {
      const GvnOrderFact *fact = order->facts->pdata[i];

      if (fact->act == act && (act != GVN_ORDER_ACT_SEND || g_strcmp0 (fact->request, order->version->id) == 0)
          && n-- == 0)
        return fact;
    }

  return NULL;
}

/* "UO 12a=3; UO 14d=1.5", however a sheet wrote them */
static char *
dup_units (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      g_autofree char *quantity = gvn_quantity_to_string (line->quantity);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? "; " : "", line->uo, quantity);
    }

  return g_string_free_and_steal (text);
}

static GvnListEntry *
make_row (GvnOrder *order)
{
  GvnListEntry *row = gvn_list_entry_new (order->id, N_COLUMNS);
  g_autofree char *name = gvn_order_dup_name (order);
  g_autofree char *units = dup_units (gvn_order_get_current_lines (order));

  gvn_list_entry_set (row, NUMBER, name);
  gvn_list_entry_set (row, NEED, order->need_number);
  gvn_list_entry_set (row, TITLE, order->title);
  gvn_list_entry_set (row, PERIMETER, order->perimeter);
  gvn_list_entry_set (row, UNITS, units);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      const GvnOrderFact *fact = find_fact (order, acts[i].column, acts[i].act);

      if (fact != NULL)
        gvn_list_entry_set_date (row, acts[i].column, &fact->at.date);
    }
  if (order->issued != NULL)
    gvn_list_entry_set_date (row, DUE, &order->execution_planned.date);
  gvn_list_entry_set (row, FINANCE, order->finance_number);
  gvn_list_entry_set (row, INVOICE, order->invoice_number);

  return row;
}

static GPtrArray *
read_orders (GvnDb *db, const GvnNow *now, GError **error)
{
  GvnOrderFilter filter = GVN_ORDER_FILTER_INIT;
  g_autoptr (GPtrArray) orders = gvn_order_list (db, &filter, now, error);
  GPtrArray *rows;

  if (orders == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_list_entry_free);
  for (guint i = 0; i < orders->len; i++)
    g_ptr_array_add (rows, make_row (orders->pdata[i]));

  return rows;
}

/* Applying ----------------------------------------------------------------------------- */

static gboolean
parse_noon (const char *text, gint64 *instant, GError **error)
{
  GvnLocal noon = { .minutes = NOON };

  return gvn_date_parse (text, &noon.date, error) && gvn_local_to_instant (&noon, instant, error);
}

static GPtrArray *
parse_units (GvnDb *db, const char *text, GError **error)
{
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, error);
  g_auto (GStrv) parts = g_strsplit_set (text, ";\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) units = NULL;

  if (catalogue == NULL)
    return NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (words, parts[i]);
  units = g_strv_builder_end (words);

  return gvn_order_lines_parse (catalogue, (const char *const *) units, error);
}

/* The units written in one way, so that a sheet that says the same is no change; new
 * orders have them, known ones keep theirs. */
static gboolean
complete_order (GvnDb *db, const GvnListEntry *before, GStrv values, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (*values[UNITS] == '\0')
    return TRUE;
  lines = parse_units (db, values[UNITS], error);
  if (lines == NULL)
    return FALSE;
  gvn_list_value_take (values, UNITS, dup_units (lines));

  return TRUE;
}

static gboolean
create_order (GvnDb *db, const GvnListChange *change, char **id, GError **error)
{
  const char *const *values = change->values;
  g_autoptr (GPtrArray) lines = parse_units (db, values[UNITS], error);
  GvnOrderDraft draft = { .title = values[TITLE],
                          .perimeter = *values[PERIMETER] != '\0' ? values[PERIMETER] : NULL,
                          .need_number = values[NEED],
                          .lines = lines,
                          .by_name = change->author,
                          .now = change->now };
  gboolean done;

  g_date_clear (&draft.start.date, 1);
  draft.start.minutes = GVN_NO_MINUTES;
  g_date_clear (&draft.exchange_on, 1);
  done = lines != NULL && gvn_order_write (db, &draft, error);
  *id = draft.id;

  return done;
}

/* Another moment is a correction, which both parties read. */
static gboolean
correct (GvnDb *db, const GvnListChange *change, const GvnOrderFact *fact, gint64 at, GError **error)
{
  GvnFactCorrection correction = {
    .fact = fact->id, .at = at, .reason = _ ("As the sheet imported says"), .author = change->author, .now = change->now
  };

  return gvn_register_correct_fact (db, &correction, error);
}

static gboolean
apply_act (GvnDb *db, const GvnListChange *change, const char *id, guint i, GError **error)
{
  GvnOrderRequest request = GVN_ORDER_REQUEST_INIT;
  const char *day = change->values[acts[i].column];
  g_autoptr (GvnOrder) order = gvn_order_find (db, id, change->now, error);
  const GvnOrderFact *fact = order != NULL ? find_fact (order, acts[i].column, acts[i].act) : NULL;

  if (order == NULL || !parse_noon (day, &request.at, error))
    return FALSE;
  if (fact != NULL)
    {
      g_autofree char *known = gvn_date_to_string (&fact->at.date);

      return g_str_equal (known, day) || correct (db, change, fact, request.at, error);
    }
  request.order = id;
  request.act = acts[i].act;
  request.by_name = change->author;
  request.now = change->now;
  g_date_clear (&request.due_on, 1);
  if (acts[i].act == GVN_ORDER_ACT_ISSUE && *change->values[DUE] != '\0'
      && !gvn_date_parse (change->values[DUE], &request.due_on, error))
    return FALSE;

  return gvn_order_apply (db, &request, error);
}

static gboolean
check_same (const GvnListChange *change, guint column, const char *message, GError **error)
{
  if (change->before == NULL || *change->values[column] == '\0'
      || g_str_equal (change->before->values[column], change->values[column])
      || *change->before->values[column] == '\0')
    return TRUE;

  g_set_error_literal (error, GVN_ERROR, GVN_ERROR_REFUSED, message);
  return FALSE;
}

static gboolean
apply_order (GvnDb *db, const GvnListChange *change, GError **error)
{
  const char *const *values = change->values;
  g_autofree char *id = change->before != NULL ? g_strdup (change->before->id) : NULL;
  GvnOrderEdit edit = { .title = values[TITLE],
                        .need_number = values[NEED],
                        .finance_number = values[FINANCE],
                        .invoice_number = values[INVOICE] };

  if (!check_same (change, UNITS,
                   _ ("The units of an order do not change by a sheet: change its request, which is a new version"),
                   error)
      || !check_same (change, PERIMETER, _ ("An order stays in its perimeter: open another one"), error)
      || !check_same (change, DUE, _ ("The delay ordered stays: a decision of DSIUN puts the execution off"), error))
    return FALSE;
  if (id == NULL && !create_order (db, change, &id, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (*values[acts[i].column] != '\0' && !apply_act (db, change, id, i, error))
      return FALSE;
  edit.order = id;

  return gvn_order_edit (db, &edit, error);
}

#define DAY_COLUMN(code, label, names) { code, label, names, GVN_COLUMN_DATE, GVN_COLUMN_KEPT }

static const GvnListColumn columns[] = {
  [NUMBER] = { "number", N_ ("Number"), "numéro;n°;commande;cmd", GVN_COLUMN_TEXT, GVN_COLUMN_KEY | GVN_COLUMN_GIVEN },
  [NEED] = { "need", N_ ("Need"), "feb;numéro feb;n° feb;besoin;expression de besoin", GVN_COLUMN_TEXT,
             GVN_COLUMN_OTHER_KEY | GVN_COLUMN_KEPT },
  [TITLE] = { "title", N_ ("Title"), "titre;objet;intitulé;libellé;prestation", GVN_COLUMN_TEXT, GVN_COLUMN_KEPT },
  [PERIMETER] = { "perimeter", N_ ("Perimeter"), "périmètre;agence;agency", GVN_COLUMN_CHOICE, GVN_COLUMN_KEPT,
                  gvn_list_perimeter_choices },
  [UNITS] = { "units", N_ ("Units"), "uo;unités d’œuvre;unités d'œuvre;quantités", GVN_COLUMN_TEXT,
              GVN_COLUMN_REQUIRED | GVN_COLUMN_KEPT },
  [SENT] = DAY_COLUMN ("sent", N_ ("Request sent"), "demande transmise;demande;date de demande;transmise le"),
  [QUOTED] = DAY_COLUMN ("quoted", N_ ("Quote received"), "chiffrage reçu;chiffrage;devis;date de chiffrage"),
  [ISSUED] = DAY_COLUMN ("issued", N_ ("Order issued"), "commande notifiée;notifiée le;bon de commande;date du bc"),
  [DUE] = DAY_COLUMN ("due", N_ ("Execution due"),
                      "échéance;execution by;exécution le;délai d’exécution;date d’exécution;à livrer le"),
  [DELIVERED] = DAY_COLUMN ("delivered", N_ ("Delivered"), "livré;livrée;livré le;date de livraison"),
  [DEFERRED] = DAY_COLUMN ("deferred", N_ ("Deferred"), "ajourné;ajournée;ajournement;ajourné le"),
  [AGAIN] = DAY_COLUMN ("delivered-again", N_ ("Delivered again"), "nouvelle livraison;relivré;relivré le"),
  [ADMITTED] = DAY_COLUMN ("admitted", N_ ("Admitted"), "admis;admise;admission;admis le;pv d’admission"),
  [INVOICED] = DAY_COLUMN ("invoiced", N_ ("Invoiced"), "facturé;facturée;facturé le;date de facture"),
  [FINANCE] = { "finance", N_ ("Number in finance"), "numéro finances;engagement;n° engagement", GVN_COLUMN_TEXT,
                GVN_COLUMN_KEPT },
  [INVOICE]
  = { "invoice", N_ ("Invoice number"), "facture;numéro de facture;n° facture", GVN_COLUMN_TEXT, GVN_COLUMN_KEPT },
};

static const GvnList orders = {
  "orders", N_ ("Orders"), columns, N_COLUMNS, read_orders, complete_order, apply_order, NULL,
};

void
gvn_lists_register_orders (void)
{
  gvn_list_register (&orders);
}
