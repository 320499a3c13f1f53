/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "app/orders/gvn-order-crisis.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"
#include "orders/gvn-order-act.h"

/* Adding -------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *side;
  GtkWidget *who;
  GtkWidget *uo;
  GtkWidget *from;
  GtkWidget *until;
} Fields;

static gboolean
apply_cb (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *who = gvn_form_dup_text (fields->who);
  GvnMobilisation hours = { .order = gvn_form_get_subject (form),
                            .side = (char *) gvn_form_get_choice (fields->side),
                            .who = who,
                            .uo = (char *) gvn_form_get_choice (fields->uo) };
  gboolean done;

  if (!gvn_form_read_instant (form, fields->from, &hours.started_at, error)
      || !gvn_form_read_instant (form, fields->until, &hours.ended_at, error))
    return FALSE;
  gvn_form_set_suspect (form, fields->who);
  done = gvn_session_run (gvn_form_get_session (form), _ ("Count hours of a crisis"), gvn_mobilisation_add, &hours,
                          error);
  g_free (hours.id);

  return done;
}

static GtkWidget *
add_side (GvnForm *form)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new (), labels = g_strv_builder_new ();

  g_strv_builder_add_many (codes, "contractor", "dsiun", NULL);
  g_strv_builder_add_many (labels, gvn_side_get_label ("contractor"), gvn_side_get_label ("dsiun"), NULL);

  return gvn_form_add_choice (form, _ ("Whose count it is"), codes, labels, "contractor");
}

static GtkWidget *
add_uo (GvnForm *form, GvnOrder *order)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new (), labels = g_strv_builder_new ();
  GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_NEEDED);

  for (guint i = 0; i < lines->len; i++)
    {
      g_strv_builder_add (codes, ((GvnOrderLine *) lines->pdata[i])->uo);
      g_strv_builder_add (labels, ((GvnOrderLine *) lines->pdata[i])->uo);
    }

  return gvn_form_add_choice (form, _ ("Unit worked, whatever its window"), codes, labels, NULL);
}

static void
present_form (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GvnOrder) order = gvn_order_find (gvn_session_get_db (session), id, gvn_session_get_now (session), NULL);
  GvnForm *form;
  Fields *fields;
  GvnLocal now = gvn_session_get_now (session)->local;

  if (order == NULL)
    return;
  form = gvn_form_new (session, id);
  fields = g_new0 (Fields, 1);
  gvn_form_set_data (form, fields, g_free);
  fields->side = add_side (form);
  fields->who = gvn_form_add_entry (form, _ ("Who"), NULL);
  fields->uo = add_uo (form, order);
  fields->from = gvn_form_add_moment (form, _ ("From"), &now);
  fields->until = gvn_form_add_moment (form, _ ("Until"), &now);
  gvn_form_present (form, _ ("Hours of Somebody"), _ ("_Record"), apply_cb, parent);
}

/* Showing ------------------------------------------------------------------------------ */

/* What a side counted, by unit: "UO 15d × 4, UO 15e × 3" */
static void
add_count (AdwPreferencesGroup *group, GvnSession *session, const char *id, const char *side)
{
  g_autoptr (GPtrArray) lines = gvn_mobilisation_list_lines (gvn_session_get_db (session), id, side, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = NULL;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];
      g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);

      g_string_append_printf (text, "%s%s × %s", i > 0 ? ", " : "", line->uo, quantity);
    }
  if (text->len == 0)
    return;
  /* Translators: a side, as the contractor */
  title = g_strdup_printf (_ ("Count of %s"), gvn_side_get_label (side));
  gvn_ui_add_row (group, title, text->str);
}

static void
add_hours (AdwPreferencesGroup *group, const GvnMobilisation *hours)
{
  g_autofree char *from = NULL, *until = NULL, *subtitle = NULL;
  GvnLocal start, end;

  gvn_local_from_instant (hours->started_at, &start);
  gvn_local_from_instant (hours->ended_at, &end);
  from = gvn_text_short_moment (&start);
  until = gvn_text_short_moment (&end);
  subtitle = g_strdup_printf ("%s · %s – %s", hours->uo, from, until);
  gvn_ui_add_suffix (gvn_ui_add_row (group, hours->who, subtitle), gvn_side_get_label (hours->side), "dimmed");
}

void
gvn_order_fill_hours (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnOrder) order = gvn_order_find (db, id, gvn_session_get_now (session), NULL);
  gboolean crisis = order != NULL && order->crisis;
  g_autoptr (GPtrArray) all = crisis ? gvn_mobilisation_list (db, id, NULL) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (group), crisis);
  for (guint i = 0; all != NULL && i < all->len; i++)
    add_hours (group, all->pdata[i]);
  if (!crisis)
    return;
  add_count (group, session, id, "contractor");
  add_count (group, session, id, "dsiun");
  if (order->issued == NULL && !gvn_store_is_read_only (gvn_session_get_store (session)))
    gvn_ui_add_opener (group, _ ("Add Hours…"), session, present_form, id);
}
