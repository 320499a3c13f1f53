/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-change.h"
#include "contract/gvn-setting.h"
#include "orders/gvn-order-act.h"

/* What tests of orders and of money share: a contract and one order of it. */

#define TODAY "2028-02-01"

typedef struct
{
  GvnTestContract contract;
  char *id;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  test_contract_open (&fixture->contract, TODAY, NULL);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->id);
  test_contract_close (&fixture->contract);
}

static inline GvnDb *
get_db (Fixture *fixture)
{
  return gvn_store_get_db (fixture->contract.store);
}

static inline gboolean
try_run (Fixture *fixture, GvnCommand command, gpointer data, GError **error)
{
  GvnEntry entry = { "Order", "Tester", &fixture->contract.now };

  return gvn_store_run (fixture->contract.store, &entry, command, data, error);
}

static inline gboolean
try_act (Fixture *fixture, GvnOrderAct act, const char *at, GvnOrderRequest wanted, GError **error)
{
  wanted.order = fixture->id;
  wanted.act = act;
  wanted.at = test_instant (at);
  wanted.by_name = "Somebody";
  wanted.now = &fixture->contract.now;

  return try_run (fixture, gvn_order_apply, &wanted, error);
}

static inline void
act_with (Fixture *fixture, GvnOrderAct act, const char *at, GvnOrderRequest wanted)
{
  g_autoptr (GError) error = NULL;

  try_act (fixture, act, at, wanted, &error);
  g_assert_no_error (error);
}

static inline void
act (Fixture *fixture, GvnOrderAct act, const char *at)
{
  act_with (fixture, act, at, (GvnOrderRequest) GVN_ORDER_REQUEST_INIT);
}
