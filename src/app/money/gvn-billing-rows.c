/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/gvn-ui.h"
#include "app/money/gvn-billing-forms.h"
#include "app/money/gvn-billing-rows.h"

static void
add_amount (GtkWidget *row, const GvnBillingItem *item)
{
  g_autofree char *amount = gvn_amount_dup_text (gvn_billing_item_get_signed (item));

  gvn_ui_add_suffix (row, amount, "numeric");
}

/**
 * gvn_billing_set_row:
 * @row: an #AdwActionRow, which gets its words and opens what it is about
 *
 * A réfaction opens what settles it, an element all that is said of it.
 */
void
gvn_billing_set_row (GtkWidget *row, const GvnBillingItem *item, GvnSession *session)
{
  g_autofree char *title = gvn_billing_item_dup_title (item);
  g_autofree char *words = gvn_billing_item_dup_words (item);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  if (item->has_amount)
    add_amount (row, item);
  gvn_ui_add_suffix (row, item->decision != NULL ? _ ("Settled") : _ ("To settle"),
                     item->decision != NULL ? "success" : "warning");
  if (item->element != NULL)
    gvn_ui_set_opener (row, session, gvn_settlement_dialog_present, item->id);
  else if (!gvn_store_is_read_only (gvn_session_get_store (session)))
    gvn_ui_set_opener (row, session, gvn_billing_settle_form_present, item->id);
}

void
gvn_order_fill_billing (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnOrder) order = gvn_order_find (db, id, gvn_session_get_now (session), NULL);
  g_autoptr (GPtrArray) items = order != NULL ? gvn_billing_list_of_order (db, order, NULL) : NULL;
  gboolean issued = items != NULL && order->issued != NULL;

  gtk_widget_set_visible (GTK_WIDGET (group), issued);
  for (guint i = 0; issued && i < items->len; i++)
    gvn_billing_set_row (gvn_ui_add_row (group, "", NULL), items->pdata[i], session);
  if (issued && !gvn_store_is_read_only (gvn_session_get_store (session)))
    gvn_ui_add_opener (group, _ ("Contest the Billing…"), session, gvn_billing_dispute_form_present, id);
}
