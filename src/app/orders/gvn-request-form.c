/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "app/orders/gvn-request-form.h"
#include "app/orders/gvn-request-lines.h"
#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-place.h"

/* A request, new or another version of one. */
typedef struct
{
  /* owned */
  GvnCatalogue *catalogue;
  GvnRequestLines *lines;
  GvnOrder *order; /* NULL for a new one */

  /* of the form */
  GvnForm *form;
  AdwPreferencesGroup *advice;
  GtkWidget *perimeter; /* NULL as the others that are of the order, for a new version */
  GtkWidget *title;
  GtkWidget *crisis;
  GtkWidget *need_number;
  GtkWidget *deliverables;
  GtkWidget *sent;
  GtkWidget *sent_at;
  GtkWidget *start;
  GtkWidget *estimate;
  GtkWidget *specification;
  GtkWidget *capacity_note;
  GtkWidget *exchange_on;
} Fields;

static void
fields_free (gpointer data)
{
  Fields *fields = data;

  gvn_request_lines_free (fields->lines);
  gvn_catalogue_free (fields->catalogue);
  g_clear_object (&fields->order);
  g_free (fields);
}

/* Reading ----------------------------------------------------------------------------- */

static gboolean
read_sent (Fields *fields, gint64 *sent, GError **error)
{
  const char *choice = gvn_form_get_choice (fields->sent);

  *sent = 0;
  if (choice == NULL)
    return TRUE;
  if (g_str_equal (choice, "at"))
    return gvn_form_read_instant (fields->form, fields->sent_at, sent, error);
  *sent = gvn_session_get_now (gvn_form_get_session (fields->form))->instant;

  return TRUE;
}

/* "2028-03-16", or with its time. */
static gboolean
read_start (Fields *fields, GvnLocal *start, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (fields->start));
  gint64 instant;

  g_date_clear (&start->date, 1);
  start->minutes = GVN_NO_MINUTES;
  if (gvn_text_is_empty (text))
    return TRUE;
  gvn_form_set_suspect (fields->form, fields->start);
  if (gvn_date_parse (text, &start->date, NULL))
    return TRUE;
  if (!gvn_instant_parse (text, &instant, error))
    return FALSE;
  gvn_local_from_instant (instant, start);

  return TRUE;
}

static gboolean
read_estimate (Fields *fields, gint64 *estimate, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (fields->estimate));

  *estimate = 0;
  gvn_form_set_suspect (fields->form, fields->estimate);

  return gvn_text_is_empty (text) || gvn_quantity_parse (text, estimate, error);
}

/* What a field hides is not asked for: it says nothing. */
static char *
dup_asked (GtkWidget *field)
{
  return gtk_widget_get_visible (field) ? gvn_form_dup_text (field) : NULL;
}

static gboolean
is_crisis (Fields *fields)
{
  return fields->order != NULL ? fields->order->crisis : adw_switch_row_get_active (ADW_SWITCH_ROW (fields->crisis));
}

/* The draft as it is typed so far; what is wrong of it is left out. */
static void
read_so_far (Fields *fields, GvnOrderDraft *draft)
{
  GvnSession *session = gvn_form_get_session (fields->form);

  *draft = (GvnOrderDraft) { .lines = gvn_request_lines_get (fields->lines),
                             .crisis = is_crisis (fields),
                             .now = gvn_session_get_now (session) };
  draft->perimeter = fields->order != NULL ? fields->order->perimeter : gvn_form_get_choice (fields->perimeter);
  if (!read_sent (fields, &draft->sent, NULL))
    draft->sent = 0;
  if (!read_start (fields, &draft->start, NULL))
    g_date_clear (&draft->start.date, 1);
  if (!read_estimate (fields, &draft->estimate, NULL))
    draft->estimate = 0;
  if (!gvn_form_read_date (fields->form, fields->exchange_on, TRUE, &draft->exchange_on, NULL))
    g_date_clear (&draft->exchange_on, 1);
  gvn_form_set_suspect (fields->form, NULL);
}

/* Showing ----------------------------------------------------------------------------- */

static void
add_advice (Fields *fields, const char *sentence)
{
  GtkWidget *row = gvn_ui_add_row (fields->advice, sentence, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
}

static void
show_advice (Fields *fields, GvnOrderDraft *draft)
{
  g_autofree char *specification = dup_asked (fields->specification);
  g_autofree char *capacity_note = dup_asked (fields->capacity_note);
  g_autoptr (GPtrArray) advice = NULL;

  draft->specification = specification;
  draft->capacity_note = capacity_note;
  if (draft->lines->len > 0)
    advice = gvn_order_draft_advise (gvn_session_get_db (gvn_form_get_session (fields->form)), draft, NULL);
  gvn_ui_clear_group (fields->advice);
  for (guint i = 0; advice != NULL && i < advice->len; i++)
    add_advice (fields, advice->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (fields->advice), advice != NULL && advice->len > 0);
}

/* What only some units ask for is there only with them. */
static void
show_asked (Fields *fields)
{
  GPtrArray *lines = gvn_request_lines_get (fields->lines);
  gboolean specification = FALSE, capacity_note = FALSE, exchange = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const GvnUo *uo = gvn_catalogue_get (fields->catalogue, ((GvnOrderLine *) lines->pdata[i])->uo);

      specification |= g_strcmp0 (uo->requires, "specification") == 0;
      capacity_note |= g_strcmp0 (uo->requires, "capacity_note") == 0;
      exchange |= uo->prior_exchange;
    }
  gtk_widget_set_visible (fields->specification, specification);
  gtk_widget_set_visible (fields->capacity_note, capacity_note);
  gtk_widget_set_visible (fields->exchange_on, exchange);
}

static void
changed_cb (gpointer data)
{
  Fields *fields = data;
  GvnOrderDraft draft;

  if (fields->exchange_on == NULL) /* not all fields are there yet */
    return;
  gtk_widget_set_visible (fields->sent_at, g_strcmp0 (gvn_form_get_choice (fields->sent), "at") == 0);
  show_asked (fields);
  read_so_far (fields, &draft);
  gvn_request_lines_show_dues (fields->lines, &draft);
  show_advice (fields, &draft);
}

/* Applying ---------------------------------------------------------------------------- */

static GStrv
dup_deliverables (Fields *fields)
{
  g_autofree char *text = fields->deliverables != NULL ? gvn_form_dup_text (fields->deliverables) : NULL;
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ";", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (!gvn_text_is_empty (g_strstrip (words[i])))
      g_strv_builder_add (kept, words[i]);

  return g_strv_builder_end (kept);
}

static gboolean
read_draft (Fields *fields, GvnOrderDraft *draft, GError **error)
{
  if (!gvn_request_lines_finish (fields->lines, error))
    return FALSE;
  read_so_far (fields, draft);
  if (!read_sent (fields, &draft->sent, error) || !read_start (fields, &draft->start, error)
      || !read_estimate (fields, &draft->estimate, error)
      || !gvn_form_read_date (fields->form, fields->exchange_on, TRUE, &draft->exchange_on, error))
    return FALSE;
  gvn_form_set_suspect (fields->form, NULL);

  return TRUE;
}

static char *
dup_label (Fields *fields, const GvnOrderDraft *draft)
{
  g_autofree char *name = fields->order != NULL ? gvn_order_dup_name (fields->order) : NULL;
  const char *title = draft->title;

  if (name != NULL)
    /* Translators: the number of an order, as CMD-3 */
    return g_strdup_printf (_ ("Change the request %s"), name);
  if (title == NULL && draft->lines->len > 0)
    title = gvn_catalogue_get (fields->catalogue, ((GvnOrderLine *) draft->lines->pdata[0])->uo)->label;

  /* Translators: what is asked for */
  return g_strdup_printf (_ ("New request: %s"), title != NULL ? title : "");
}

static gboolean
apply_cb (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *title = fields->title != NULL ? gvn_form_dup_text (fields->title) : NULL;
  g_autofree char *need_number = fields->need_number != NULL ? gvn_form_dup_text (fields->need_number) : NULL;
  g_auto (GStrv) deliverables = dup_deliverables (fields);
  g_autofree char *specification = NULL, *capacity_note = NULL, *label = NULL;
  GvnOrderDraft draft;
  gboolean done;

  if (!read_draft (fields, &draft, error))
    return FALSE;
  specification = dup_asked (fields->specification);
  capacity_note = dup_asked (fields->capacity_note);
  draft.order = fields->order != NULL ? fields->order->id : NULL;
  draft.title = title;
  draft.need_number = need_number;
  draft.specification = specification;
  draft.capacity_note = capacity_note;
  draft.deliverables = (const char *const *) deliverables;
  draft.by_name = gvn_session_get_author (session);
  draft.by_side = "dsiun";
  label = dup_label (fields, &draft);
  done = gvn_session_run (session, label, gvn_order_write, &draft, error);
  g_free (draft.id);

  return done;
}

/* Fields ------------------------------------------------------------------------------ */

static GtkWidget *
add_perimeter (GvnForm *form, GvnDb *db)
{
  g_autoptr (GPtrArray) agencies = gvn_agency_list (db, NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new (), labels = g_strv_builder_new ();

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, _ ("Whole contract"));
  for (guint i = 0; agencies != NULL && i < agencies->len; i++)
    {
      const GvnAgency *agency = agencies->pdata[i];

      g_strv_builder_add (codes, agency->code);
      g_strv_builder_add (labels, agency->code);
    }

  return gvn_form_add_choice (form, _ ("Perimeter"), codes, labels, NULL);
}

static GtkWidget *
add_sent (GvnForm *form)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new (), labels = g_strv_builder_new ();

  g_strv_builder_add_many (codes, "now", "", "at", NULL);
  g_strv_builder_add_many (labels, _ ("Now"), _ ("Not yet"), _ ("At a moment…"), NULL);

  return gvn_form_add_choice (form, _ ("Sent"), codes, labels, "now");
}

/* What is of the order itself, whatever the version. */
static void
add_order_fields (GvnForm *form, Fields *fields)
{
  fields->perimeter = add_perimeter (form, gvn_session_get_db (gvn_form_get_session (form)));
  fields->title = gvn_form_add_entry (form, _ ("Title, if not that of the first unit"), NULL);
  fields->need_number = gvn_form_add_entry (form, _ ("Number of the need (FEB)"), NULL);
  fields->deliverables = gvn_form_add_entry (form, _ ("Deliverables, separated by semicolons"), NULL);
  fields->crisis = gvn_form_add_switch (
      form, _ ("Crisis"), _ ("No notice and no quote: agreed, counted, consolidated, then ordered"), FALSE);
  g_signal_connect_swapped (fields->perimeter, "notify::selected", G_CALLBACK (changed_cb), fields);
  g_signal_connect_swapped (fields->crisis, "notify::active", G_CALLBACK (changed_cb), fields);
}

static void
add_request_fields (GvnForm *form, Fields *fields)
{
  const GvnOrderVersion *last
      = fields->order != NULL ? fields->order->versions->pdata[fields->order->versions->len - 1] : NULL;
  g_autofree char *estimate = last != NULL && last->estimate > 0 ? gvn_quantity_dup_text (last->estimate) : NULL;
  const GvnLocal *start = last != NULL ? &last->start : NULL;
  gboolean timed = start != NULL && g_date_valid (&start->date) && start->minutes != GVN_NO_MINUTES;
  g_autofree char *time = timed ? gvn_text_time (start->minutes) : NULL;

  fields->start = gvn_form_add_date (form, _ ("Planned start"), start != NULL ? &start->date : NULL);
  if (timed)
    {
      g_autofree char *day = gvn_date_to_string (&start->date);
      g_autofree char *both = g_strdup_printf ("%s %s", day, time);

      gtk_editable_set_text (GTK_EDITABLE (fields->start), both);
    }
  fields->estimate = gvn_form_add_entry (form, _ ("Estimate in days of work"), estimate);
  fields->specification = gvn_form_add_entry (form, _ ("Specification it starts from (cahier des charges)"),
                                              last != NULL ? last->specification : NULL);
  fields->capacity_note
      = gvn_form_add_entry (form, _ ("Why the proximité cannot absorb it"), last != NULL ? last->capacity_note : NULL);
  fields->exchange_on
      = gvn_form_add_date (form, _ ("Day of the prior exchange"), last != NULL ? &last->exchange_on : NULL);
}

static void
connect_fields (Fields *fields)
{
  GtkWidget *const typed[] = { fields->sent_at,       fields->start,         fields->estimate,
                               fields->specification, fields->capacity_note, fields->exchange_on };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_signal_connect_swapped (typed[i], "changed", G_CALLBACK (changed_cb), fields);
  g_signal_connect_swapped (fields->sent, "notify::selected", G_CALLBACK (changed_cb), fields);
}

static void
add_fields (GvnForm *form, Fields *fields)
{
  fields->advice = gvn_form_add_group (form, NULL, NULL);
  gvn_ui_track_rows (fields->advice);
  gvn_form_set_group (form, gvn_form_add_group (form, NULL, NULL));
  fields->sent = add_sent (form);
  fields->sent_at = gvn_form_add_moment (form, _ ("When it really was sent"),
                                         &gvn_session_get_now (gvn_form_get_session (form))->local);
  if (fields->order == NULL)
    add_order_fields (form, fields);
  gvn_form_set_group (form, gvn_form_add_group (form, NULL, NULL));
  add_request_fields (form, fields);
  connect_fields (fields);
}

/**
 * gvn_request_form_present:
 * @order: (nullable): the id of the order whose request is changed; %NULL for a new one
 *
 * Asks what is needed and writes a request, sent or not.
 */
void
gvn_request_form_present (GvnSession *session, const char *order, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnCatalogue) catalogue = gvn_catalogue_load (db, &error);
  g_autoptr (GvnOrder) old = NULL;
  AdwDialog *dialog;
  Fields *fields;

  if (catalogue != NULL && order != NULL)
    old = gvn_order_find (db, order, gvn_session_get_now (session), &error);
  if (error != NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  fields = g_new0 (Fields, 1);
  fields->form = gvn_form_new (session, order);
  fields->catalogue = g_steal_pointer (&catalogue);
  fields->order = g_steal_pointer (&old);
  gvn_form_set_data (fields->form, fields, fields_free);
  fields->lines = gvn_request_lines_new (fields->form, fields->catalogue, changed_cb, fields);
  add_fields (fields->form, fields);
  if (fields->order != NULL)
    {
      const GvnOrderVersion *last = fields->order->versions->pdata[fields->order->versions->len - 1];

      gvn_request_lines_set (fields->lines, last->lines[GVN_STAGE_NEEDED]);
    }
  changed_cb (fields);
  dialog = gvn_form_present (fields->form, order != NULL ? _ ("Change the Request") : _ ("New Request"), _ ("_Record"),
                             apply_cb, parent);
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_content_height (dialog, 720);
}
