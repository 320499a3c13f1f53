/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "app/orders/gvn-order-crisis.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"
#include "orders/gvn-order-act.h"

/* Counting ----------------------------------------------------------------------------- */

typedef struct
{
  char *id;        /* NULL for hours more */
  GtkWidget *side; /* NULL for hours that somebody counts already */
  GtkWidget *who;
  GtkWidget *uo;
  GtkWidget *from;
  GtkWidget *until;
} Fields;

static void
fields_free (gpointer data)
{
  Fields *fields = data;

  g_free (fields->id);
  g_free (fields);
}

static gboolean
add (GvnSession *session, Fields *fields, GvnMobilisation *hours, GError **error)
{
  gboolean done;

  hours->side = (char *) gvn_form_get_choice (fields->side);
  done = gvn_session_run (session, _ ("Count hours of a crisis"), gvn_mobilisation_add, hours, error);
  g_free (hours->id);

  return done;
}

static gboolean
edit (GvnSession *session, Fields *fields, GvnMobilisation *hours, GError **error)
{
  g_autoptr (GvnMobilisation) old
      = gvn_mobilisation_find (gvn_session_get_db (session), hours->order, fields->id, error);

  if (old == NULL)
    return FALSE;
  hours->id = old->id;
  hours->side = old->side;

  return gvn_session_run (session, _ ("Change hours of a crisis"), gvn_mobilisation_edit, hours, error);
}

static gboolean
apply_cb (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *who = gvn_form_dup_text (fields->who);
  GvnMobilisation hours
      = { .order = gvn_form_get_subject (form), .who = who, .uo = (char *) gvn_form_get_choice (fields->uo) };

  if (!gvn_form_read_instant (form, fields->from, &hours.started_at, error)
      || !gvn_form_read_instant (form, fields->until, &hours.ended_at, error))
    return FALSE;
  gvn_form_set_suspect (form, who == NULL ? fields->who : fields->until);

  return (fields->id != NULL ? edit : add) (gvn_form_get_session (form), fields, &hours, error);
}

static void
remove_cb (GvnForm *form)
{
  Fields *fields = gvn_form_get_data (form);
  GvnMobilisation hours = { .order = gvn_form_get_subject (form), .id = fields->id };
  g_autoptr (GError) error = NULL;

  if (gvn_session_run (gvn_form_get_session (form), _ ("Remove hours of a crisis"), gvn_mobilisation_delete, &hours,
                       &error))
    gvn_form_close (form);
  else
    gvn_form_tell (form, error->message);
}

static GtkWidget *
add_side (GvnForm *form)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new (), labels = g_strv_builder_new ();

  g_strv_builder_add_many (codes, "contractor", "dsiun", NULL);
  g_strv_builder_add_many (labels, gvn_side_get_label ("contractor"), gvn_side_get_label ("dsiun"), NULL);

  return gvn_form_add_choice (form, _ ("Whose count it is"), codes, labels, "contractor");
}

/* The units asked for; the one counted is among them, whatever became of the request. */
static GtkWidget *
add_uo (GvnForm *form, GvnOrder *order, const char *counted)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new (), labels = g_strv_builder_new ();
  GPtrArray *lines = gvn_order_get_lines (order, GVN_STAGE_NEEDED);
  gboolean missing = counted != NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *uo = ((GvnOrderLine *) lines->pdata[i])->uo;

      g_strv_builder_add (codes, uo);
      g_strv_builder_add (labels, uo);
      missing = missing && !g_str_equal (uo, counted);
    }
  if (missing)
    {
      g_strv_builder_add (codes, counted);
      g_strv_builder_add (labels, counted);
    }

  return gvn_form_add_choice (form, _ ("Unit worked, whatever its window"), codes, labels, counted);
}

static void
add_fields (GvnForm *form, GvnOrder *order, const GvnMobilisation *old)
{
  Fields *fields = g_new0 (Fields, 1);
  GvnLocal from = gvn_session_get_now (gvn_form_get_session (form))->local, until = from;

  gvn_form_set_data (form, fields, fields_free);
  if (old != NULL)
    {
      fields->id = g_strdup (old->id);
      gvn_local_from_instant (old->started_at, &from);
      gvn_local_from_instant (old->ended_at, &until);
    }
  else
    fields->side = add_side (form);
  fields->who = gvn_form_add_entry (form, _ ("Who"), old != NULL ? old->who : NULL);
  fields->uo = add_uo (form, order, old != NULL ? old->uo : NULL);
  fields->from = gvn_form_add_moment (form, _ ("From"), &from);
  fields->until = gvn_form_add_moment (form, _ ("Until"), &until);
  if (old != NULL)
    gvn_form_add_button (form, _ ("Remove"), "destructive-action", G_CALLBACK (remove_cb));
}

/* @old: (nullable): hours to change */
static void
present (GvnSession *session, const char *id, const GvnMobilisation *old, GtkWidget *parent)
{
  g_autoptr (GvnOrder) order = gvn_order_find (gvn_session_get_db (session), id, gvn_session_get_now (session), NULL);
  GvnForm *form;

  if (order == NULL)
    return;
  form = gvn_form_new (session, id);
  add_fields (form, order, old);
  gvn_form_present (form, _ ("Hours of Somebody"), old != NULL ? _ ("_Apply") : _ ("_Record"), apply_cb, parent);
}

static void
present_new (GvnSession *session, const char *id, GtkWidget *parent)
{
  present (session, id, NULL, parent);
}

static void
present_old (GvnSession *session, const char *hours, GtkWidget *parent)
{
  const char *order = g_object_get_data (G_OBJECT (parent), "order");
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMobilisation) old = gvn_mobilisation_find (gvn_session_get_db (session), order, hours, &error);

  if (old != NULL)
    present (session, order, old, parent);
  else
    gvn_session_fail (session, error);
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
add_hours (AdwPreferencesGroup *group, GvnSession *session, const char *order, const GvnMobilisation *hours,
           gboolean editable)
{
  GtkWidget *row;
  g_autofree char *from = NULL, *until = NULL, *subtitle = NULL;
  GvnLocal start, end;

  gvn_local_from_instant (hours->started_at, &start);
  gvn_local_from_instant (hours->ended_at, &end);
  from = gvn_text_short_moment (&start);
  until = gvn_text_short_moment (&end);
  subtitle = g_strdup_printf ("%s · %s – %s", hours->uo, from, until);
  row = gvn_ui_add_row (group, hours->who, subtitle);
  gvn_ui_add_suffix (row, gvn_side_get_label (hours->side), "dimmed");
  if (!editable)
    return;
  g_object_set_data_full (G_OBJECT (row), "order", g_strdup (order), g_free);
  gvn_ui_set_opener (row, session, present_old, hours->id);
}

void
gvn_order_fill_hours (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnOrder) order = gvn_order_find (db, id, gvn_session_get_now (session), NULL);
  gboolean crisis = order != NULL && order->crisis;
  gboolean editable = crisis && order->issued == NULL && !gvn_store_is_read_only (gvn_session_get_store (session));
  g_autoptr (GPtrArray) all = crisis ? gvn_mobilisation_list (db, id, NULL) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (group), crisis);
  for (guint i = 0; all != NULL && i < all->len; i++)
    add_hours (group, session, id, all->pdata[i], editable);
  if (!crisis)
    return;
  add_count (group, session, id, "contractor");
  add_count (group, session, id, "dsiun");
  if (editable)
    gvn_ui_add_opener (group, _ ("Add Hours…"), session, present_new, id);
}
