/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/gvn-cli-amounts.h"

/* Amounts by stage, in a table and in JSON. */

void
gvn_cli_print_padded (const char *text, int width, gboolean right)
{
  g_autofree char *start = g_utf8_substring (text, 0, MIN (width - 2, g_utf8_strlen (text, -1)));
  g_autofree char *cut = !right && g_utf8_strlen (text, -1) >= width ? g_strconcat (start, "…", NULL) : g_strdup (text);
  int blank = MAX (width - (int) g_utf8_strlen (cut, -1), 0);

  if (right)
    gvn_cli_print ("%*s%s", blank, "", cut);
  else
    gvn_cli_print ("%s%*s", cut, blank, "");
}

/* What is known in part is at least that. */
static void
print_amount (const GvnMoneyAmount *amount)
{
  GvnMoneyAmount known = { amount->cents, amount->n_known, 0 };
  g_autofree char *text = gvn_money_amount_dup_text (amount->n_known > 0 ? &known : amount);
  g_autofree char *cell = amount->n_known > 0 && amount->n_missing > 0 ? g_strconcat ("≥ ", text, NULL) : NULL;

  gvn_cli_print_padded (cell != NULL ? cell : text, GVN_CLI_AMOUNT_WIDTH, TRUE);
}

void
gvn_cli_print_amounts (const char *label, const GvnMoneyAmount *amounts, GvnMoneyStage first)
{
  gvn_cli_print_padded (label, GVN_CLI_LABEL_WIDTH, FALSE);
  for (guint i = first; i < GVN_MONEY_N_STAGES; i++)
    print_amount (&amounts[i]);
  gvn_cli_print ("\n");
}

void
gvn_cli_print_stages (const char *label, GvnMoneyStage first)
{
  gvn_cli_print_padded (label, GVN_CLI_LABEL_WIDTH, FALSE);
  for (guint i = first; i < GVN_MONEY_N_STAGES; i++)
    gvn_cli_print_padded (gvn_money_stage_get_label (i), GVN_CLI_AMOUNT_WIDTH, TRUE);
  gvn_cli_print ("\n");
}

void
gvn_cli_print_missing (const GvnMoneyAmount *amounts, GvnMoneyStage first)
{
  for (guint i = first; i < GVN_MONEY_N_STAGES; i++)
    if (amounts[i].n_missing > 0)
      {
        gvn_cli_print ("%s\n", _ ("Prices are missing: an amount after ≥ is at least that"));
        return;
      }
}

/* Integers in cents; null when there is something and nothing of it is known. */
void
gvn_cli_add_amount (JsonBuilder *builder, const char *member, const GvnMoneyAmount *amount)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "cents");
  if (amount->n_known == 0 && amount->n_missing > 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, amount->cents);
  gvn_cli_add_int (builder, "lines", amount->n_known + amount->n_missing);
  gvn_cli_add_int (builder, "missing", amount->n_missing);
  json_builder_end_object (builder);
}

void
gvn_cli_add_amounts (JsonBuilder *builder, const GvnMoneyAmount *amounts, GvnMoneyStage first)
{
  for (guint i = first; i < GVN_MONEY_N_STAGES; i++)
    gvn_cli_add_amount (builder, gvn_money_stage_to_string (i), &amounts[i]);
}
