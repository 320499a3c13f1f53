/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-form.h"
#include "app/money/gvn-billing-forms.h"
#include "contract/gvn-side.h"
#include "money/gvn-billing.h"

static void
add_choice (GStrvBuilder *codes, GStrvBuilder *labels, const char *code, const char *label)
{
  g_strv_builder_add (codes, code);
  g_strv_builder_add (labels, label);
}

/* Settling ------------------------------------------------------------------------------- */

static gboolean
apply_decision (GvnForm *form, GError **error)
{
  GvnBillingDecision wanted = { gvn_form_get_subject (form), gvn_form_get_choice (gvn_form_get_data (form)) };

  gvn_form_set_suspect (form, gvn_form_get_data (form));

  return gvn_session_run (gvn_form_get_session (form), _ ("Settle an element of billing"), gvn_billing_settle, &wanted,
                          error);
}

static void
add_decisions (GPtrArray *matters, GStrvBuilder *codes, GStrvBuilder *labels)
{
  for (guint i = 0; i < matters->len; i++)
    {
      GvnMatter *matter = matters->pdata[i];
      g_autofree char *title = NULL;

      if (!gvn_billing_can_settle (matter))
        continue;
      title = gvn_matter_dup_title (matter);
      add_choice (codes, labels, matter->id, title);
    }
}

static gboolean
present_decisions (GvnSession *session, const char *item, GtkWidget *parent, GError **error)
{
  GvnDb *db = gvn_session_get_db (session);
  GvnMatterFilter filter = { .kinds = 1 << GVN_MATTER_DECISION, .sort = GVN_MATTER_SORT_NUMBER, .descending = TRUE };
  g_autoptr (GPtrArray) matters = gvn_matter_list (db, &filter, gvn_session_get_now (session), error);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autofree char *decision = NULL;
  GvnForm *form;

  if (matters == NULL || !gvn_billing_find_decision (db, item, &decision, error))
    return FALSE;
  add_choice (codes, labels, "", _ ("None yet"));
  add_decisions (matters, codes, labels);
  form = gvn_form_new (session, item);
  adw_preferences_group_set_description (
      gvn_form_get_group (form),
      _ ("Decisions of a COPIL, or of the COSTRAT above it. One that is missing is recorded in its meeting first."));
  gvn_form_set_data (form, gvn_form_add_choice (form, _ ("Decision"), codes, labels, decision != NULL ? decision : ""),
                     NULL);
  gvn_form_present (form, _ ("Settled By"), _ ("_Apply"), apply_decision, parent);

  return TRUE;
}

/**
 * gvn_billing_settle_form_present:
 * @item: the id of a #GvnBillingItem
 *
 * Asks which decision settles it.
 */
void
gvn_billing_settle_form_present (GvnSession *session, const char *item, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;

  if (!present_decisions (session, item, parent, &error))
    gvn_session_fail (session, error);
}

/* Disputing ------------------------------------------------------------------------------ */

typedef struct
{
  GtkWidget *line;
  GtkWidget *meeting;
  GtkWidget *side;
  GtkWidget *note;
  GtkWidget *amount;
} Fields;

static gboolean
apply_dispute (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *note = gvn_form_dup_text (fields->note);
  g_autofree char *amount = gvn_form_dup_text (fields->amount);
  GvnBillingClaim claim = { .order = gvn_form_get_subject (form),
                            .uo = gvn_form_get_choice (fields->line),
                            .meeting = gvn_form_get_choice (fields->meeting),
                            .side = gvn_form_get_choice (fields->side),
                            .note = note,
                            .has_amount = amount != NULL,
                            .now = gvn_session_get_now (session) };
  gboolean done;

  gvn_form_set_suspect (form, fields->amount);
  if (amount != NULL && !gvn_amount_parse (amount, &claim.cents, error))
    return FALSE;
  gvn_form_set_suspect (form, fields->note);
  done = gvn_session_run (session, _ ("Dispute a billed line"), gvn_billing_dispute, &claim, error);
  g_free (claim.element);

  return done;
}

static GtkWidget *
add_lines (GvnForm *form, GvnOrder *order)
{
  const GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_ORDERED);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  add_choice (codes, labels, "", _ ("The whole order"));
  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);
      g_autofree char *label = g_strdup_printf ("%s × %s", line->uo, quantity);

      add_choice (codes, labels, line->uo, label);
    }

  return gvn_form_add_choice (form, _ ("What is contested"), codes, labels, "");
}

/* The next one first: it is the one that settles, unless somebody says otherwise. */
static GtkWidget *
add_meetings (GvnForm *form, GPtrArray *meetings)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; i < meetings->len; i++)
    {
      GvnMeeting *meeting = meetings->pdata[i];
      g_autofree char *title = gvn_meeting_dup_title (meeting);

      add_choice (codes, labels, meeting->id, title);
    }

  if (meetings->len == 0)
    add_choice (codes, labels, "", _ ("No COPIL is planned"));

  return gvn_form_add_choice (form, _ ("Put to"), codes, labels, NULL);
}

static GtkWidget *
add_sides (GvnForm *form)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  add_choice (codes, labels, "contractor", gvn_side_get_label ("contractor"));
  add_choice (codes, labels, "dsiun", gvn_side_get_label ("dsiun"));

  return gvn_form_add_choice (form, _ ("Contested by"), codes, labels, NULL);
}

/**
 * gvn_billing_dispute_form_present:
 * @id: of an order that was issued
 *
 * Asks what is contested of it, by whom, before which COPIL.
 */
void
gvn_billing_dispute_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  GvnDb *db = gvn_session_get_db (session);
  const GvnNow *now = gvn_session_get_now (session);
  g_autoptr (GError) error = NULL;
  GvnMeetingFilter filter = { .from = now->local.date, .body = GVN_SETTLING_BODY_KIND, .open = TRUE };
  g_autoptr (GvnOrder) order = gvn_order_find (db, id, now, &error);
  g_autoptr (GPtrArray) meetings = order != NULL ? gvn_meeting_list (db, &filter, &error) : NULL;
  Fields *fields;
  GvnForm *form;

  if (meetings == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  form = gvn_form_new (session, id);
  fields = g_new0 (Fields, 1);
  gvn_form_set_data (form, fields, g_free);
  fields->line = add_lines (form, order);
  fields->side = add_sides (form);
  fields->note = gvn_form_add_text (form, _ ("Why, read by the other party"), NULL);
  fields->amount = gvn_form_add_entry (form, _ ("Amount in euros, excluding tax"), NULL);
  fields->meeting = add_meetings (form, meetings);
  gvn_form_present (form, _ ("Contest the Billing"), _ ("_Contest"), apply_dispute, parent);
}
