/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "app/orders/gvn-order-act-form.h"
#include "app/widgets/gvn-file-row.h"
#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "proceedings/gvn-settlement.h"

/* An act ------------------------------------------------------------------------------ */

typedef struct
{
  GvnOrder *order; /* owned */
  GvnOrderAct act;

  /* of the form; NULL when the act has no use for it */
  GtkWidget *when;
  GtkWidget *deliverable;
  GPtrArray *units; /* owned: a switch for each that is not answered yet */
  GtkWidget *lines;
  GtkWidget *due_on;
  GtkWidget *delay;
  GtkWidget *delay_unit;
  GtkWidget *reduction;
  GtkWidget *number;
  GtkWidget *note;
  GtkWidget *proof;
  char *lines_before; /* owned: as the field said at first */
} Fields;

static void
fields_free (gpointer data)
{
  Fields *fields = data;

  g_object_unref (fields->order);
  g_clear_pointer (&fields->units, g_ptr_array_unref);
  g_free (fields->lines_before);
  g_free (fields);
}

static const char *const buttons[GVN_ORDER_N_ACTS] = {
  [GVN_ORDER_ACT_SEND] = N_ ("Record as Sent…"),
  [GVN_ORDER_ACT_EXCHANGE] = N_ ("Record the Prior Exchange…"),
  [GVN_ORDER_ACT_QUOTE] = N_ ("Record the Answer…"),
  [GVN_ORDER_ACT_ACCEPT] = N_ ("Accept the Quote…"),
  [GVN_ORDER_ACT_REFUSE] = N_ ("Refuse the Quote…"),
  [GVN_ORDER_ACT_ASK_AGAIN] = N_ ("Ask for the Quote Again…"),
  [GVN_ORDER_ACT_MOBILISE] = N_ ("Agree on the Mobilisation…"),
  [GVN_ORDER_ACT_CONSOLIDATE] = N_ ("Consolidate the Count…"),
  [GVN_ORDER_ACT_ISSUE] = N_ ("Notify the Order…"),
  [GVN_ORDER_ACT_POSTPONE] = N_ ("Postpone the Execution…"),
  [GVN_ORDER_ACT_DELIVER] = N_ ("Record a Delivery…"),
  [GVN_ORDER_ACT_ADMIT] = N_ ("Admit…"),
  [GVN_ORDER_ACT_DEFER] = N_ ("Defer…"),
  [GVN_ORDER_ACT_REJECT] = N_ ("Reject…"),
  [GVN_ORDER_ACT_INVOICE] = N_ ("Record the Invoice…"),
  [GVN_ORDER_ACT_CANCEL] = N_ ("Cancel the Order…"),
};

/* What the button of an act says. */
const char *
gvn_order_act_get_button (GvnOrderAct act)
{
  return _ (buttons[act]);
}

/* Who does it: what comes from the contractor, or from DSIUN. */
static const char *
get_side (GvnOrderAct act)
{
  return act == GVN_ORDER_ACT_QUOTE || act == GVN_ORDER_ACT_DELIVER || act == GVN_ORDER_ACT_INVOICE ? "contractor"
                                                                                                    : "dsiun";
}

/* Reading ----------------------------------------------------------------------------- */

static gboolean
read_delay (GvnForm *form, Fields *fields, GvnOrderRequest *request, GError **error)
{
  int count = fields->delay != NULL ? (int) adw_spin_row_get_value (ADW_SPIN_ROW (fields->delay)) : 0;

  if (fields->due_on != NULL && !gvn_form_read_date (form, fields->due_on, TRUE, &request->due_on, error))
    return FALSE;
  if (count > 0 && !g_date_valid (&request->due_on))
    {
      request->due_count = count;
      gvn_unit_parse (gvn_form_get_choice (fields->delay_unit), &request->due_unit);
    }
  gvn_form_set_suspect (form, fields->due_on);

  return TRUE;
}

static gboolean
read_lines (GvnForm *form, Fields *fields, GPtrArray **lines, GError **error)
{
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *text = fields->lines != NULL ? gvn_form_dup_text (fields->lines) : NULL;
  g_autoptr (GvnCatalogue) catalogue = NULL;
  g_auto (GStrv) words = NULL;

  *lines = NULL;
  if (fields->act == GVN_ORDER_ACT_ISSUE && fields->order->crisis && fields->lines == NULL)
    {
      *lines = gvn_mobilisation_list_lines (gvn_session_get_db (session), fields->order->id, "dsiun", error);
      return *lines != NULL;
    }
  if (text == NULL || g_strcmp0 (text, fields->lines_before) == 0)
    return TRUE;
  gvn_form_set_suspect (form, fields->lines);
  catalogue = gvn_catalogue_load (gvn_session_get_db (session), error);
  if (catalogue == NULL)
    return FALSE;
  words = g_strsplit_set (g_strstrip (text), " ;", -1);
  *lines = gvn_order_lines_parse (catalogue, (const char *const *) words, error);

  return *lines != NULL;
}

static gboolean
read_reduction (GvnForm *form, Fields *fields, GvnOrderRequest *request, GError **error)
{
  g_autofree char *text = fields->reduction != NULL ? gvn_form_dup_text (fields->reduction) : NULL;

  if (text == NULL)
    return TRUE;
  gvn_form_set_suspect (form, fields->reduction);
  request->has_amount = TRUE;

  return gvn_amount_parse (text, &request->cents, error);
}

/* Which units an answer covers; NULL for all there are. */
static gboolean
read_units (GvnForm *form, Fields *fields, GStrv *uos, GError **error)
{
  g_autoptr (GStrvBuilder) answered = g_strv_builder_new ();
  guint n = 0, n_all = gvn_order_get_lines (fields->order, GVN_STAGE_NEEDED)->len;

  *uos = NULL;
  for (guint i = 0; fields->units != NULL && i < fields->units->len; i++)
    if (adw_switch_row_get_active (fields->units->pdata[i]))
      {
        g_strv_builder_add (answered, g_object_get_data (fields->units->pdata[i], "uo"));
        n++;
      }
  if (fields->units == NULL || fields->units->len == 0 || n == n_all)
    return TRUE;
  if (n > 0)
    {
      *uos = g_strv_builder_end (answered);
      return TRUE;
    }
  gvn_form_set_suspect (form, fields->units->pdata[0]);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("The answer is for no unit: say for which"));

  return FALSE;
}

static char *
dup_label (Fields *fields)
{
  g_autofree char *name = gvn_order_dup_name (fields->order);

  /* Translators: what happened to an order, its number as CMD-3 */
  return g_strdup_printf (_ ("%s: %s"), gvn_order_act_get_label (fields->act), name);
}

static gboolean
apply_act (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *note = gvn_form_dup_text (fields->note);
  g_autofree char *number = fields->number != NULL ? gvn_form_dup_text (fields->number) : NULL;
  g_autofree char *label = dup_label (fields);
  g_autoptr (GPtrArray) lines = NULL;
  g_auto (GvnKeptFile) proof = { NULL };
  g_auto (GStrv) units = NULL;
  const char *deliverable = fields->deliverable != NULL ? gvn_form_get_choice (fields->deliverable) : NULL;
  GvnOrderRequest request = { .order = fields->order->id,
                              .act = fields->act,
                              .deliverable = deliverable != NULL ? atoi (deliverable) : 0,
                              .due_count = -1,
                              .number = number,
                              .note = note,
                              .by_name = gvn_session_get_author (session),
                              .by_side = get_side (fields->act),
                              .now = gvn_session_get_now (session) };

  if (!gvn_form_read_instant (form, fields->when, &request.at, error) || !read_lines (form, fields, &lines, error)
      || !read_reduction (form, fields, &request, error) || !read_delay (form, fields, &request, error)
      || !read_units (form, fields, &units, error) || !gvn_file_row_read (fields->proof, session, &proof, error))
    return FALSE;
  request.lines = lines;
  request.uos = (const char *const *) units;
  request.proof = proof.sha256;
  request.proof_name = proof.name;
  request.proof_size = proof.size;
  if (fields->act == GVN_ORDER_ACT_CANCEL && note == NULL)
    gvn_form_set_suspect (form, fields->note);

  return gvn_session_run (session, label, gvn_order_apply, &request, error);
}

/* Fields ------------------------------------------------------------------------------ */

/* Whether a verdict or a delivery can be about it. */
static gboolean
may_concern (const GvnDeliverable *deliverable, GvnOrderAct act)
{
  if (act == GVN_ORDER_ACT_DELIVER)
    return deliverable->state == GVN_DELIVERABLE_AWAITED || deliverable->state == GVN_DELIVERABLE_DEFERRED;

  return deliverable->state == GVN_DELIVERABLE_DELIVERED;
}

static void
add_deliverable (GvnForm *form, Fields *fields)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new (), labels = g_strv_builder_new ();
  guint n = 0;

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, _ ("All"));
  for (guint i = 0; i < fields->order->deliverables->len; i++)
    {
      const GvnDeliverable *deliverable = fields->order->deliverables->pdata[i];
      g_autofree char *code = g_strdup_printf ("%d", deliverable->number);

      if (!may_concern (deliverable, fields->act))
        continue;
      g_strv_builder_add (codes, code);
      g_strv_builder_add (labels, deliverable->title);
      n++;
    }
  if (n > 1)
    fields->deliverable = gvn_form_add_choice (form, _ ("Deliverable"), codes, labels, NULL);
}

static void
add_unit (GvnForm *form, Fields *fields, const GvnOrderLine *line, GvnCatalogue *catalogue)
{
  g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);
  g_autofree char *title = g_strdup_printf ("%s × %s", line->uo, quantity);
  GtkWidget *row = gvn_form_add_switch (form, title, gvn_catalogue_get (catalogue, line->uo)->label, TRUE);

  g_object_set_data_full (G_OBJECT (row), "uo", g_strdup (line->uo), g_free);
  g_ptr_array_add (fields->units, row);
}

/* A request of several units may be answered for some of them first. */
static void
add_units (GvnForm *form, Fields *fields)
{
  GPtrArray *lines = gvn_order_get_lines (fields->order, GVN_STAGE_NEEDED);
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (gvn_session_get_db (gvn_form_get_session (form)), NULL);

  if (lines->len < 2 || catalogue == NULL)
    return;
  fields->units = g_ptr_array_new ();
  gvn_form_set_group (form, gvn_form_add_group (form, _ ("Units It Answers For"), NULL));
  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];

      if (!g_hash_table_contains (fields->order->version->answered, line->uo))
        add_unit (form, fields, line, catalogue);
    }
  gvn_form_set_group (form, gvn_form_get_group (form));
}

/* The units and quantities, as they are until somebody says otherwise: "12a=3 15a=2". */
static void
add_lines (GvnForm *form, Fields *fields, const char *title)
{
  GPtrArray *lines = gvn_order_get_current_lines (fields->order);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      g_autofree char *quantity = gvn_quantity_to_string (line->quantity);
      const char *code = g_str_has_prefix (line->uo, "UO ") ? line->uo + strlen ("UO ") : line->uo;

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", code, quantity);
    }
  fields->lines = gvn_form_add_entry (form, title, text->str);
  fields->lines_before = g_strdup (text->str);
}

static void
add_delay (GvnForm *form, Fields *fields)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new (), labels = g_strv_builder_new ();

  g_strv_builder_add_many (codes, gvn_unit_to_string (GVN_UNIT_WORKING_DAY), gvn_unit_to_string (GVN_UNIT_CALENDAR_DAY),
                           NULL);
  g_strv_builder_add_many (labels, _ ("Working days"), _ ("Calendar days"), NULL);
  fields->delay = gvn_form_add_number (form, _ ("Or a delay from the notification"), 0, 999, 0);
  fields->delay_unit = gvn_form_add_choice (form, _ ("In"), codes, labels, NULL);
}

/* The day the quote committed to is what is ordered, unless somebody says otherwise. */
static const GDate *
get_committed (Fields *fields)
{
  const GvnOrderFact *quoted = fields->order->version->quoted;

  return quoted != NULL && g_date_valid (&quoted->due_on) ? &quoted->due_on : NULL;
}

static void
add_fields (GvnForm *form, Fields *fields)
{
  GvnLocal now = gvn_session_get_now (gvn_form_get_session (form))->local;

  fields->when = gvn_form_add_moment (form, _ ("When it really happened"), &now);
  switch (fields->act)
    {
    case GVN_ORDER_ACT_QUOTE:
      add_units (form, fields);
      add_lines (form, fields, _ ("Units quoted, with their quantities"));
      fields->due_on = gvn_form_add_date (form, _ ("Day committed to"), NULL);
      break;
    case GVN_ORDER_ACT_ISSUE:
      if (!fields->order->crisis)
        add_lines (form, fields, _ ("Units ordered, with their quantities"));
      fields->due_on = gvn_form_add_date (form, _ ("Execution by the day"), get_committed (fields));
      add_delay (form, fields);
      fields->number = gvn_form_add_entry (form, _ ("Number in finance"), fields->order->finance_number);
      break;
    case GVN_ORDER_ACT_POSTPONE:
      fields->due_on = gvn_form_add_date (form, _ ("Execution by the day"), &fields->order->execution_due.date);
      break;
    case GVN_ORDER_ACT_ADMIT:
      add_deliverable (form, fields);
      fields->reduction = gvn_form_add_entry (form, _ ("Réfaction in euros excluding tax, if any"), NULL);
      break;
    case GVN_ORDER_ACT_DELIVER:
    case GVN_ORDER_ACT_DEFER:
    case GVN_ORDER_ACT_REJECT:
      add_deliverable (form, fields);
      break;
    case GVN_ORDER_ACT_INVOICE:
      fields->number = gvn_form_add_entry (form, _ ("Number of the invoice"), fields->order->invoice_number);
      break;
    case GVN_ORDER_ACT_SEND:
    case GVN_ORDER_ACT_EXCHANGE:
    case GVN_ORDER_ACT_ACCEPT:
    case GVN_ORDER_ACT_REFUSE:
    case GVN_ORDER_ACT_ASK_AGAIN:
    case GVN_ORDER_ACT_MOBILISE:
    case GVN_ORDER_ACT_CONSOLIDATE:
    case GVN_ORDER_ACT_CANCEL:
      break;
    }
  fields->note = gvn_form_add_text (form,
                                    fields->act == GVN_ORDER_ACT_CANCEL     ? _ ("Reason")
                                    : fields->act == GVN_ORDER_ACT_MOBILISE ? _ ("Agreed with: the ROC, or both SDM")
                                                                            : _ ("Note"),
                                    NULL);
  fields->proof = gvn_file_row_add (gvn_form_get_group (form), _ ("Proof"));
}

/**
 * gvn_order_act_form_present:
 * @order: its id
 *
 * Asks what one act on an order needs and records it.
 */
void
gvn_order_act_form_present (GvnSession *session, const char *order, GvnOrderAct act, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnOrder) loaded
      = gvn_order_find (gvn_session_get_db (session), order, gvn_session_get_now (session), &error);
  g_autofree char *name = NULL, *title = NULL;
  Fields *fields;
  GvnForm *form;

  if (loaded == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  name = gvn_order_dup_name (loaded);
  title = g_strdup_printf ("%s · %s", name, loaded->title);
  form = gvn_form_new (session, order);
  fields = g_new0 (Fields, 1);
  fields->order = g_steal_pointer (&loaded);
  fields->act = act;
  gvn_form_set_data (form, fields, fields_free);
  gvn_ui_set_group_title (gvn_form_get_group (form), title);
  add_fields (form, fields);
  gvn_form_present (form, gvn_order_act_get_label (act), _ ("_Record"), apply_act, parent);
}

/* Deliverables ------------------------------------------------------------------------ */

typedef struct
{
  int number; /* 0 for a new one */
  GtkWidget *title;
  GtkWidget *due_on;
} DeliverableFields;

static gboolean
apply_deliverable (GvnForm *form, GError **error)
{
  DeliverableFields *fields = gvn_form_get_data (form);
  g_autofree char *title = gvn_form_dup_text (fields->title);
  GvnDeliverableChange change = { .order = gvn_form_get_subject (form), .number = fields->number, .title = title };

  if (!gvn_form_read_date (form, fields->due_on, TRUE, &change.due_on, error))
    return FALSE;
  gvn_form_set_suspect (form, fields->title);

  return gvn_session_run (gvn_form_get_session (form),
                          fields->number > 0 ? _ ("Change a deliverable") : _ ("New deliverable"), gvn_deliverable_save,
                          &change, error);
}

static void
remove_cb (GvnForm *form)
{
  DeliverableFields *fields = gvn_form_get_data (form);
  GvnDeliverableChange change = { .order = gvn_form_get_subject (form), .number = fields->number };
  g_autoptr (GError) error = NULL;

  if (gvn_session_run (gvn_form_get_session (form), _ ("Remove a deliverable"), gvn_deliverable_delete, &change,
                       &error))
    gvn_form_close (form);
  else
    gvn_form_tell (form, error->message);
}

static const GvnDeliverable *
find_deliverable (GvnOrder *order, int number)
{
  for (guint i = 0; i < order->deliverables->len; i++)
    if (((GvnDeliverable *) order->deliverables->pdata[i])->number == number)
      return order->deliverables->pdata[i];

  return NULL;
}

/**
 * gvn_deliverable_form_present:
 * @order: its id
 * @number: of the deliverable; 0 for a new one
 */
void
gvn_deliverable_form_present (GvnSession *session, const char *order, int number, GtkWidget *parent)
{
  g_autoptr (GvnOrder) loaded
      = gvn_order_find (gvn_session_get_db (session), order, gvn_session_get_now (session), NULL);
  const GvnDeliverable *old = loaded != NULL && number > 0 ? find_deliverable (loaded, number) : NULL;
  GvnForm *form = gvn_form_new (session, order);
  DeliverableFields *fields = g_new0 (DeliverableFields, 1);

  fields->number = old != NULL ? number : 0;
  gvn_form_set_data (form, fields, g_free);
  fields->title = gvn_form_add_entry (form, _ ("What is delivered"), old != NULL ? old->title : NULL);
  fields->due_on = gvn_form_add_date (form, _ ("Due on, if not with the order"), old != NULL ? &old->due_on : NULL);
  if (old != NULL)
    gvn_form_add_button (form, _ ("Remove"), "destructive-action", G_CALLBACK (remove_cb));
  gvn_form_present (form, _ ("Deliverable"), _ ("_Record"), apply_deliverable, parent);
}
