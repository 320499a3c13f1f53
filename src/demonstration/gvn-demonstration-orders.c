/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "committees/gvn-change.h"
#include "demonstration/gvn-demonstration-private.h"
#include "orders/gvn-order-act.h"
#include "orders/gvn-price.h"

/* The orders of the demonstration, one in each state they can be in, with invented
 * prices. */

#define PRICED_ON "2026-11-02"

/* Euros excluding tax */
static const struct
{
  const char *uo;
  gint64 euros;
} prices[] = {
  { "UO 1", 384000 }, { "UO 5a", 18500 }, { "UO 8", 6900 },  { "UO 9a", 9800 }, { "UO 9b", 9600 },  { "UO 10", 9700 },
  { "UO 11a", 610 },  { "UO 11b", 590 },  { "UO 12a", 680 }, { "UO 12b", 655 }, { "UO 12d", 640 },  { "UO 12p", 690 },
  { "UO 13a", 720 },  { "UO 13b", 700 },  { "UO 14d", 390 }, { "UO 14e", 470 }, { "UO 15a", 74 },   { "UO 15d", 82 },
  { "UO 15e", 96 },   { "UO 15f", 118 },  { "UO 16", 3200 }, { "UO 18a", 540 }, { "UO 20a", 2100 }, { "UO 21f", 8400 },
};

#define MAX_ACTS 10

typedef struct
{
  GvnOrderAct act;
  const char *at;
  const char *due;  /* of an issue */
  const char *note; /* or the number of an invoice */
  gint64 reduction; /* a réfaction, in cents */
} Act;

static const struct
{
  const char *title;
  const char *perimeter;
  const char *units;
  const char *specification;
  const char *deliverables;
  gboolean crisis;
  const char *written;
  const char *start; /* planned */
  Act acts[MAX_ACTS];
} orders[] = {
  { "Étude de la refonte du cœur de réseau du siège",
    "AERM",
    "12a=8",
    NULL,
    "Analyse de risques;Dossier d’architecture",
    FALSE,
    "2028-01-10T09:00",
    NULL,
    { { GVN_ORDER_ACT_SEND, "2028-01-10T10:00", NULL, NULL },
      { GVN_ORDER_ACT_QUOTE, "2028-01-18T11:00", NULL, NULL },
      { GVN_ORDER_ACT_ACCEPT, "2028-01-19T09:30", NULL, NULL },
      { GVN_ORDER_ACT_ISSUE, "2028-01-20T10:00", "2028-02-11", NULL },
      { GVN_ORDER_ACT_DELIVER, "2028-02-11T16:00", NULL, NULL },
      { GVN_ORDER_ACT_DEFER, "2028-02-16T10:00", NULL, "Les flux vers le DC57 manquent" },
      { GVN_ORDER_ACT_DELIVER, "2028-02-22T15:00", NULL, NULL },
      { GVN_ORDER_ACT_ADMIT, "2028-02-25T14:00", NULL, NULL } } },
  { "Intégration de l’application des redevances",
    NULL,
    "11b=24",
    NULL,
    "Dossier d’exploitation;Plan de tests;Plan de mise en œuvre",
    FALSE,
    "2028-01-17T14:00",
    NULL,
    { { GVN_ORDER_ACT_SEND, "2028-01-17T15:00", NULL, NULL },
      { GVN_ORDER_ACT_QUOTE, "2028-01-24T17:00", NULL, NULL },
      { GVN_ORDER_ACT_ACCEPT, "2028-01-26T10:00", NULL, NULL },
      { GVN_ORDER_ACT_ISSUE, "2028-01-27T10:00", "2028-03-03", NULL } } },
  { "Migration des boîtes partagées vers Exchange en ligne",
    "AESN",
    "12p=9",
    NULL,
    NULL,
    FALSE,
    "2028-02-28T09:00",
    NULL,
    { { GVN_ORDER_ACT_SEND, "2028-02-28T10:30", NULL, NULL } } },
  { "Renfort de proximité pour le déménagement du 3e étage",
    "AEAG",
    "14d=4",
    NULL,
    NULL,
    FALSE,
    "2028-03-06T16:00",
    "2028-03-13T08:00",
    { { GVN_ORDER_ACT_SEND, "2028-03-06T18:20", NULL, NULL } } },
  { "Conduite du projet de bascule téléphonique",
    "AERMC",
    "13a=10",
    "Cahier des charges TEL-2028-02",
    NULL,
    FALSE,
    "2028-02-21T09:00",
    NULL,
    { { GVN_ORDER_ACT_SEND, "2028-02-21T10:00", NULL, NULL },
      { GVN_ORDER_ACT_QUOTE, "2028-02-28T16:00", NULL, NULL } } },
  { "Déploiement de 20 postes à la délégation de Nantes",
    "AELB",
    "16=1",
    NULL,
    NULL,
    FALSE,
    "2028-02-14T09:00",
    NULL,
    { { GVN_ORDER_ACT_SEND, "2028-02-14T09:30", NULL, NULL },
      { GVN_ORDER_ACT_QUOTE, "2028-02-16T15:00", NULL, NULL },
      { GVN_ORDER_ACT_ACCEPT, "2028-02-17T09:00", NULL, NULL },
      { GVN_ORDER_ACT_ISSUE, "2028-02-18T09:00", "2028-03-17", NULL } } },
  { "Assistance au conseil d’administration",
    "AEAP",
    "18a=1",
    NULL,
    NULL,
    FALSE,
    "2028-02-07T09:00",
    NULL,
    { { GVN_ORDER_ACT_EXCHANGE, "2028-02-08T10:00", NULL, NULL },
      { GVN_ORDER_ACT_ISSUE, "2028-02-09T10:00", "2028-02-24", NULL },
      { GVN_ORDER_ACT_DELIVER, "2028-02-24T18:00", NULL, NULL } } },
  { "Inventaire des équipements des délégations",
    "AESN",
    "21f=1",
    NULL,
    "Plan d’action;Compte rendu d’inventaire",
    FALSE,
    "2028-01-05T09:00",
    NULL,
    { { GVN_ORDER_ACT_SEND, "2028-01-05T10:00", NULL, NULL },
      { GVN_ORDER_ACT_EXCHANGE, "2028-01-06T10:00", NULL, NULL },
      { GVN_ORDER_ACT_QUOTE, "2028-01-07T12:00", NULL, NULL },
      { GVN_ORDER_ACT_ISSUE, "2028-01-11T09:00", "2028-01-31", NULL },
      { GVN_ORDER_ACT_DELIVER, "2028-01-31T15:00", NULL, NULL },
      { GVN_ORDER_ACT_ADMIT, "2028-02-09T10:00", NULL, "Inventaire incomplet à Rouen", 15000 },
      { GVN_ORDER_ACT_INVOICE, "2028-02-21T10:00", NULL, "F-2028-0117" } } },
  { "Chiffrement du réseau privé des agences",
    "7eSI",
    "12a=6",
    NULL,
    NULL,
    FALSE,
    "2028-02-02T09:00",
    NULL,
    { { GVN_ORDER_ACT_SEND, "2028-02-02T09:15", NULL, NULL },
      { GVN_ORDER_ACT_QUOTE, "2028-02-09T09:00", NULL, NULL },
      { GVN_ORDER_ACT_REFUSE, "2028-02-10T16:00", NULL, "Charge sans rapport avec le besoin" } } },
  { "Nuit de bascule des sauvegardes",
    "7eSI",
    "15d=4",
    NULL,
    NULL,
    FALSE,
    "2028-03-07T11:00",
    "2028-03-16T18:00",
    { { 0 } } },
  { "Cyberattaque sur la messagerie",
    NULL,
    "15d=1",
    NULL,
    NULL,
    TRUE,
    "2028-01-21T19:00",
    NULL,
    { { GVN_ORDER_ACT_MOBILISE, "2028-01-21T19:10", NULL, "ROC" } } },
};

static gboolean
add_prices (GvnStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_price_free);
  GvnNow now;
  GvnPriceImport import = { .label = "Bordereau des prix", .prices = all, .by_name = "Responsable AQM", .now = &now };
  gboolean done;

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      GvnPrice *price = g_new0 (GvnPrice, 1);

      price->uo = g_strdup (prices[i].uo);
      price->cents = prices[i].euros * 100;
      g_ptr_array_add (all, price);
    }
  g_date_clear (&import.effective_on, 1);
  g_date_clear (&import.last_on, 1);
  done = gvn_now_resolve (PRICED_ON, &now, error)
         && gvn_demonstration_run_on (store, PRICED_ON, _ ("Import prices"), gvn_price_list_import, &import, error);
  g_free (import.id);

  return done;
}

static gboolean
write_order (GvnStore *store, guint i, char **id, GError **error)
{
  g_auto (GStrv) words = g_strsplit (orders[i].units, " ", -1);
  g_auto (GStrv) deliverables = g_strsplit (orders[i].deliverables != NULL ? orders[i].deliverables : "", ";", -1);
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (gvn_store_get_db (store), error);
  g_autoptr (GPtrArray) lines
      = catalogue != NULL ? gvn_order_lines_parse (catalogue, (const char *const *) words, error) : NULL;
  GvnNow now;
  GvnOrderDraft draft = { .title = orders[i].title,
                          .perimeter = orders[i].perimeter,
                          .crisis = orders[i].crisis,
                          .lines = lines,
                          .specification = orders[i].specification,
                          .deliverables = (const char *const *) deliverables,
                          .by_name = "Responsable AQM",
                          .by_side = "dsiun",
                          .now = &now };
  gboolean done;

  g_date_clear (&draft.start.date, 1);
  g_date_clear (&draft.exchange_on, 1);
  if (orders[i].start != NULL)
    {
      gint64 start;

      if (!gvn_instant_parse (orders[i].start, &start, error))
        return FALSE;
      gvn_local_from_instant (start, &draft.start);
    }
  done = lines != NULL && gvn_now_resolve (orders[i].written, &now, error)
         && gvn_demonstration_run_on (store, orders[i].written, _ ("New order"), gvn_order_write, &draft, error);
  *id = draft.id;

  return done;
}

static gboolean
is_by_contractor (GvnOrderAct act)
{
  return act == GVN_ORDER_ACT_QUOTE || act == GVN_ORDER_ACT_DELIVER || act == GVN_ORDER_ACT_INVOICE;
}

static gboolean
do_act (GvnStore *store, const char *order, const Act *act, GError **error)
{
  GvnNow now;
  gboolean contractor = is_by_contractor (act->act);
  gboolean invoice = act->act == GVN_ORDER_ACT_INVOICE;
  GvnOrderRequest request = { .order = order,
                              .act = act->act,
                              .due_count = -1,
                              .has_amount = act->reduction > 0,
                              .cents = act->reduction,
                              .note = invoice ? NULL : act->note,
                              .number = invoice ? act->note : NULL,
                              .by_name = contractor ? "SDM TME" : "Responsable AQM",
                              .by_side = contractor ? "contractor" : "dsiun",
                              .now = &now };

  g_date_clear (&request.due_on, 1);

  return gvn_now_resolve (act->at, &now, error)
         && (act->due == NULL || gvn_date_parse (act->due, &request.due_on, error))
         && gvn_demonstration_run_on (store, act->at, gvn_order_act_get_label (act->act), gvn_order_apply, &request,
                                      error);
}

/* The night of the attack, as both sides count it. */
static gboolean
count_hours (GvnStore *store, const char *order, GError **error)
{
  static const struct
  {
    const char *side;
    const char *who;
    const char *until;
  } hours[] = {
    { "contractor", "Administrateur N2", "2028-01-22T03:00" },
    { "contractor", "Expert N3", "2028-01-22T06:30" },
    { "dsiun", "Administrateur N2", "2028-01-22T02:30" },
    { "dsiun", "Expert N3", "2028-01-22T06:30" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      GvnMobilisation one = { .order = order, .side = (char *) hours[i].side, .who = (char *) hours[i].who };
      gboolean done;

      one.uo = (char *) "UO 15d";
      done = gvn_instant_parse ("2028-01-21T19:30", &one.started_at, error)
             && gvn_instant_parse (hours[i].until, &one.ended_at, error)
             && gvn_demonstration_run_on (store, "2028-01-24T10:00", _ ("Count hours of a crisis"),
                                          gvn_mobilisation_add, &one, error);
      g_free (one.id);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
change_drafting (GvnStore *store, const char *from, gboolean active, GError **error)
{
  GvnRuleChange change = { .active = active, .act = "COPIL du 24 février 2028" };
  g_autoptr (GPtrArray) rules = NULL;

  if (!gvn_date_parse (from, &change.effective_on, error))
    return FALSE;
  rules = gvn_rule_list (gvn_store_get_db (store), "order", "order", NULL, error);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const GvnRule *rule = rules->pdata[i];

      if (!g_str_equal (rule->kind, "recurring_draft"))
        continue;
      change.rule = rule->id;
      change.delay = rule->delay;
    }

  return rules != NULL
         && gvn_demonstration_run_on (store, "2028-02-28T09:00", _ ("Change a deadline rule"), gvn_change_rule, &change,
                                      error);
}

/* The recurring orders of the months before were written elsewhere: those of April 2028
 * are the first drafted here. */
static gboolean
start_drafting (GvnStore *store, GError **error)
{
  return change_drafting (store, "2026-10-02", FALSE, error) && change_drafting (store, "2028-03-01", TRUE, error);
}

/**
 * gvn_demonstration_fill_orders:
 *
 * Prices, orders in each state, and the recurring orders to be drafted.
 */
gboolean
gvn_demonstration_fill_orders (GvnStore *store, GError **error)
{
  if (!add_prices (store, error) || !start_drafting (store, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *id = NULL;

      if (!write_order (store, i, &id, error))
        return FALSE;
      for (guint j = 0; j < MAX_ACTS && orders[i].acts[j].at != NULL; j++)
        if (!do_act (store, id, &orders[i].acts[j], error))
          return FALSE;
      if (orders[i].crisis && !count_hours (store, id, error))
        return FALSE;
    }

  return TRUE;
}
