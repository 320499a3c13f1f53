/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-ui.h"
#include "app/orders/gvn-request-lines.h"
#include "app/widgets/gvn-announce.h"
#include "base/gvn-error.h"
#include "base/gvn-text.h"

/* Units found that are shown: more are found by another word */
#define N_FOUND 6

struct _GvnRequestLines
{
  /* owned */
  GPtrArray *lines; /* GvnOrderLine */
  GPtrArray *found; /* const GvnUo *, shown as rows */

  /* borrowed */
  GvnForm *form;
  GvnCatalogue *catalogue;
  GvnRequestLinesChanged changed;
  gpointer data;
  const GvnUo *chosen;
  gboolean choosing;

  /* of the form */
  AdwPreferencesGroup *group;
  GtkWidget *unit;
  GtkWidget *quantity;
  GtkListBox *results;
};

GPtrArray *
gvn_request_lines_get (GvnRequestLines *self)
{
  return self->lines;
}

/* By when ------------------------------------------------------------------------------ */

static char *
dup_due_words (const GvnUo *uo, const GvnLocal *due)
{
  g_autofree char *moment = NULL;

  if (!g_date_valid (&due->date))
    return g_strdup (_ ("No answer is due"));
  moment = gvn_text_moment (due);

  /* Translators: a date and time */
  return g_strdup_printf (uo->quotes ? _ ("Quote due on %s") : _ ("Commitment due on %s"), moment);
}

static void
set_dues (GtkWidget *first, const GvnOrderDraft *draft, GvnCatalogue *catalogue, GvnDb *db)
{
  g_autoptr (GArray) dues = gvn_order_draft_list_dues (db, draft, NULL);
  GtkWidget *row = first;

  for (guint i = 0; dues != NULL && row != NULL && i < dues->len; i++, row = gtk_widget_get_next_sibling (row))
    {
      const GvnOrderLine *line = draft->lines->pdata[i];
      g_autofree char *due
          = dup_due_words (gvn_catalogue_get (catalogue, line->uo), &g_array_index (dues, GvnLocal, i));

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), due);
    }
}

/* Each line and each unit found says by when it is answered, sent as @draft says. */
void
gvn_request_lines_show_dues (GvnRequestLines *self, const GvnOrderDraft *draft)
{
  GvnDb *db = gvn_session_get_db (gvn_form_get_session (self->form));
  g_autoptr (GPtrArray) found = gvn_order_lines_new ();
  GPtrArray *rows = g_object_get_data (G_OBJECT (self->group), "rows");
  GvnOrderDraft other = *draft;

  set_dues (rows->len > 0 ? rows->pdata[0] : NULL, draft, self->catalogue, db);
  for (guint i = 0; i < self->found->len; i++)
    g_ptr_array_add (found, gvn_order_line_new (((const GvnUo *) self->found->pdata[i])->code, GVN_QUANTITY_ONE));
  other.lines = found;
  set_dues (GTK_WIDGET (gtk_list_box_get_row_at_index (self->results, 0)), &other, self->catalogue, db);
}

/* Lines ------------------------------------------------------------------------------- */

static void show_lines (GvnRequestLines *self);

static void
remove_cb (GtkWidget *button, GvnRequestLines *self)
{
  g_ptr_array_remove (self->lines, g_object_get_data (G_OBJECT (button), "line"));
  gtk_widget_grab_focus (self->unit);
  show_lines (self);
  self->changed (self->data);
}

static void
add_row (GvnRequestLines *self, GvnOrderLine *line)
{
  const GvnUo *uo = gvn_catalogue_get (self->catalogue, line->uo);
  g_autofree char *title = g_strdup_printf ("%s · %s", uo->code, uo->label);
  g_autofree char *quantity = gvn_quantity_dup_text (line->quantity);
  g_autofree char *text = g_strdup_printf ("%s (%s)", quantity, uo->unit);
  GtkWidget *row = gvn_ui_add_row (self->group, title, NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: the code of a work unit */
  g_autofree char *tooltip = g_strdup_printf (_ ("Remove %s"), uo->code);

  gvn_ui_add_suffix (row, text, "numeric");
  gtk_widget_set_tooltip_text (remove, tooltip);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  g_object_set_data (G_OBJECT (remove), "line", line);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
}

static void
show_lines (GvnRequestLines *self)
{
  gvn_ui_clear_group (self->group);
  for (guint i = 0; i < self->lines->len; i++)
    add_row (self, self->lines->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->group), self->lines->len > 0);
}

/* A unit given again has the quantity given last. */
static void
put_line (GvnRequestLines *self, const GvnUo *uo, gint64 quantity)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      GvnOrderLine *line = self->lines->pdata[i];

      if (g_str_equal (line->uo, uo->code))
        {
          line->quantity = quantity;
          return;
        }
    }
  g_ptr_array_add (self->lines, gvn_order_line_new (uo->code, quantity));
}

/**
 * gvn_request_lines_set:
 * @lines: (element-type GvnOrderLine)
 */
void
gvn_request_lines_set (GvnRequestLines *self, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const GvnOrderLine *line = lines->pdata[i];

      put_line (self, gvn_catalogue_get (self->catalogue, line->uo), line->quantity);
    }
  show_lines (self);
}

/* Choosing a unit ---------------------------------------------------------------------- */

static void
add_result (GvnRequestLines *self, const GvnUo *uo)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s · %s", uo->code, uo->label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->results, row);
}

static void
show_results (GvnRequestLines *self, const char *words)
{
  g_autoptr (GPtrArray) found = !gvn_text_is_empty (words) ? gvn_catalogue_search (self->catalogue, words) : NULL;
  const GvnUo *exact = found != NULL ? gvn_catalogue_find (self->catalogue, words, NULL) : NULL;

  gtk_list_box_remove_all (self->results);
  g_ptr_array_set_size (self->found, 0);
  if (exact != NULL)
    g_ptr_array_add (self->found, (gpointer) exact);
  for (guint i = 0; found != NULL && i < found->len && self->found->len < N_FOUND; i++)
    if (found->pdata[i] != exact)
      g_ptr_array_add (self->found, found->pdata[i]);
  for (guint i = 0; i < self->found->len; i++)
    add_result (self, self->found->pdata[i]);
  gtk_list_box_select_row (self->results, gtk_list_box_get_row_at_index (self->results, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->results), self->found->len > 0);
}

static void
unit_changed_cb (GvnRequestLines *self)
{
  if (self->choosing)
    return;
  self->chosen = NULL;
  gtk_widget_remove_css_class (self->unit, "error");
  show_results (self, gtk_editable_get_text (GTK_EDITABLE (self->unit)));
  self->changed (self->data);
}

static void
set_unit (GvnRequestLines *self, const GvnUo *uo)
{
  g_autofree char *text = uo != NULL ? g_strdup_printf ("%s · %s", uo->code, uo->label) : NULL;

  self->choosing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->unit), text != NULL ? text : "");
  self->choosing = FALSE;
  self->chosen = uo;
  show_results (self, NULL);
  if (uo == NULL)
    return;
  g_ptr_array_add (self->found, (gpointer) uo); /* what it is due says on */
  add_result (self, uo);
  gtk_widget_set_visible (GTK_WIDGET (self->results), TRUE);
}

static void
choose (GvnRequestLines *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  set_unit (self, self->found->pdata[gtk_list_box_row_get_index (row)]);
  gtk_widget_grab_focus (self->quantity);
  self->changed (self->data);
}

static void
result_activated_cb (GvnRequestLines *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
unit_activated_cb (GvnRequestLines *self)
{
  choose (self, gtk_list_box_get_selected_row (self->results));
}

/* The arrows choose while the entry keeps the focus. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GvnRequestLines *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);
  int n = (int) self->found->len, at = row != NULL ? gtk_list_box_row_get_index (row) : 0;

  if (n == 0 || (key != GDK_KEY_Down && key != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;
  at = (at + (key == GDK_KEY_Down ? 1 : n - 1)) % n;
  row = gtk_list_box_get_row_at_index (self->results, at);
  gtk_list_box_select_row (self->results, row);
  gvn_announce (self->unit, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return GDK_EVENT_STOP;
}

/**
 * gvn_request_lines_finish:
 *
 * Makes a line of what is typed and not added yet.
 */
gboolean
gvn_request_lines_finish (GvnRequestLines *self, GError **error)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->unit));
  const GvnUo *uo = self->chosen;
  gint64 quantity;

  if (gvn_text_is_empty (typed))
    return TRUE;
  gvn_form_set_suspect (self->form, self->unit);
  if (uo == NULL)
    uo = self->found->len == 1 ? self->found->pdata[0] : gvn_catalogue_find (self->catalogue, typed, error);
  if (uo == NULL)
    return FALSE;
  gvn_form_set_suspect (self->form, self->quantity);
  if (!gvn_quantity_parse (gtk_editable_get_text (GTK_EDITABLE (self->quantity)), &quantity, error))
    return FALSE;

  put_line (self, uo, quantity);
  set_unit (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->quantity), "1");
  show_lines (self);
  self->changed (self->data);

  return TRUE;
}

static void
quantity_activated_cb (GvnRequestLines *self)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_remove_css_class (self->quantity, "error");
  if (gvn_request_lines_finish (self, &error))
    {
      gvn_form_tell (self->form, NULL);
      gtk_widget_grab_focus (self->unit);
      return;
    }
  gtk_widget_add_css_class (self->quantity, "error");
  gvn_form_tell (self->form, error->message);
}

/* Life -------------------------------------------------------------------------------- */

/**
 * gvn_request_lines_new:
 * @form: given its first fields
 * @catalogue: outlives the lines
 * @changed: called with @data, also as a unit is searched
 */
GvnRequestLines *
gvn_request_lines_new (GvnForm *form, GvnCatalogue *catalogue, GvnRequestLinesChanged changed, gpointer data)
{
  GvnRequestLines *self = g_new0 (GvnRequestLines, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->form = form;
  self->catalogue = catalogue;
  self->changed = changed;
  self->data = data;
  self->lines = gvn_order_lines_new ();
  self->found = g_ptr_array_new ();
  self->unit = gvn_form_add_entry (form, _ ("Work unit: its code or words"), NULL);
  self->quantity = gvn_form_add_entry (form, _ ("Quantity"), "1");
  self->results = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->results, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->results), "boxed-list");
  gtk_widget_set_margin_top (GTK_WIDGET (self->results), 6);
  gtk_widget_set_visible (GTK_WIDGET (self->results), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->results), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Work units found"),
                                  -1);
  adw_preferences_group_add (gvn_form_get_group (form), GTK_WIDGET (self->results));
  self->group = gvn_form_add_group (form, _ ("Asked For"), NULL);
  gvn_ui_track_rows (self->group);
  gtk_widget_set_visible (GTK_WIDGET (self->group), FALSE);

  g_signal_connect_swapped (self->unit, "changed", G_CALLBACK (unit_changed_cb), self);
  g_signal_connect_swapped (self->unit, "entry-activated", G_CALLBACK (unit_activated_cb), self);
  g_signal_connect_swapped (self->quantity, "entry-activated", G_CALLBACK (quantity_activated_cb), self);
  g_signal_connect_swapped (self->results, "row-activated", G_CALLBACK (result_activated_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->unit, keys);

  return self;
}

void
gvn_request_lines_free (GvnRequestLines *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->found);
  g_free (self);
}
