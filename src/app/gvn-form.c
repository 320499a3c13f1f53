/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-history-dialog.h"
#include "app/gvn-form.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"

struct _GvnForm
{
  /* owned */
  GvnSession *session;
  char *subject;
  gpointer data;
  GDestroyNotify destroy;

  /* borrowed: of the dialog, which owns the form */
  AdwDialog *dialog;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *group; /* where refusals are told */
  AdwPreferencesGroup *into;  /* where fields are added */
  GtkWidget *button;
  GtkWidget *suspect;
  GtkWidget *faulty;
  GvnFormApply apply;
};

static void
form_free (gpointer data)
{
  GvnForm *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_object (&self->session);
  g_free (self->subject);
  g_free (self);
}

static void
close_cb (GvnForm *self)
{
  adw_dialog_close (self->dialog);
}

static void
apply_cb (GvnForm *self)
{
  g_autoptr (GError) error = NULL;

  if (self->faulty != NULL)
    gtk_widget_remove_css_class (self->faulty, "error");
  self->faulty = self->suspect = NULL;
  if (self->apply (self, &error))
    {
      adw_dialog_close (self->dialog);
      return;
    }
  if (error == NULL) /* more is asked before it applies */
    return;
  self->faulty = self->suspect;
  gvn_ui_set_fault (self->group, self->faulty, error->message);
}

/**
 * gvn_form_new:
 * @session: (nullable): the open contract, %NULL when the form creates one
 * @subject: (nullable): what the form is about, an id
 *
 * Returns: a form with one group, to be given fields then presented; its dialog
 *   owns it
 */
GvnForm *
gvn_form_new (GvnSession *session, const char *subject)
{
  GvnForm *self = g_new0 (GvnForm, 1);

  if (session != NULL)
    self->session = g_object_ref (session);
  self->subject = g_strdup (subject);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->group = self->into = gvn_form_add_group (self, NULL, NULL);

  return self;
}

/* The fields of one kind of form, freed with it. */
void
gvn_form_set_data (GvnForm *self, gpointer data, GDestroyNotify destroy)
{
  self->data = data;
  self->destroy = destroy;
}

AdwPreferencesGroup *
gvn_form_add_group (GvnForm *self, const char *title, const char *description)
{
  return gvn_ui_add_group (self->page, title, description);
}

/**
 * gvn_form_add_history:
 * @kind: of the object the form is about, whose id is the form's subject
 *
 * Adds a button that shows what was done to it.
 */
void
gvn_form_add_history (GvnForm *self, const char *kind)
{
  gvn_history_add_opener (self->page, self->session, kind, self->subject);
}

/* Where typing begins. */
static GtkWidget *
find_text (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child);

  return found;
}

/* Enter is a new line in a text: Ctrl+Enter applies from anywhere. */
static void
add_shortcut (GvnForm *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                        gtk_named_action_new ("default.activate")));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->dialog), controller);
}

/**
 * gvn_form_present:
 * @apply_label: with a mnemonic
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *
gvn_form_present (GvnForm *self, const char *title, const char *apply_label, GvnFormApply apply, GtkWidget *parent)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->apply = apply;
  self->button = gtk_button_new_with_mnemonic (apply_label);
  gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (close_cb), self);
  /* in a narrow or magnified window they yield before the fields do */
  gtk_button_set_can_shrink (GTK_BUTTON (cancel), TRUE);
  gtk_button_set_can_shrink (GTK_BUTTON (self->button), TRUE);
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (header), ADW_CENTERING_POLICY_LOOSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->button);
  self->dialog = gvn_ui_new_dialog (title, self->page, header);
  g_object_set_data_full (G_OBJECT (self->dialog), "form", self, form_free);
  adw_dialog_set_content_width (self->dialog, 480);
  adw_dialog_set_default_widget (self->dialog, self->button);
  add_shortcut (self);
  adw_dialog_set_focus (self->dialog, find_text (GTK_WIDGET (self->page)));
  adw_dialog_present (self->dialog, parent);

  return self->dialog;
}

void
gvn_form_close (GvnForm *self)
{
  adw_dialog_close (self->dialog);
}

GvnSession *
gvn_form_get_session (GvnForm *self)
{
  return self->session;
}

const char *
gvn_form_get_subject (GvnForm *self)
{
  return self->subject;
}

gpointer
gvn_form_get_data (GvnForm *self)
{
  return self->data;
}

AdwPreferencesGroup *
gvn_form_get_group (GvnForm *self)
{
  return self->group;
}

void
gvn_form_set_apply_label (GvnForm *self, const char *label)
{
  gtk_button_set_label (GTK_BUTTON (self->button), label);
}

/* Whether there is anything to apply. */
void
gvn_form_set_applicable (GvnForm *self, gboolean applicable)
{
  gtk_widget_set_sensitive (self->button, applicable);
}

void
gvn_form_set_suspect (GvnForm *self, GtkWidget *field)
{
  self->suspect = field;
}

/* A sentence above the fields that is no refusal. */
void
gvn_form_tell (GvnForm *self, const char *text)
{
  gvn_ui_set_fault (self->group, NULL, text);
}

/* Fields ------------------------------------------------------------------------------- */

/* Fields added from now on go to @group, one of the form's. */
void
gvn_form_set_group (GvnForm *self, AdwPreferencesGroup *group)
{
  self->into = group;
}

GtkWidget *
gvn_form_add_entry (GvnForm *self, const char *title, const char *text)
{
  return gvn_ui_add_entry (self->into, title, text);
}

/* A text of several lines. */
GtkWidget *
gvn_form_add_text (GvnForm *self, const char *title, const char *text)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text != NULL ? text : "", -1);
  gtk_widget_remove_css_class (view, "view");
  gtk_widget_set_size_request (view, -1, 72);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "view", view);
  adw_preferences_group_add (self->into, row);

  return row;
}

static void
day_selected_cb (GtkCalendar *calendar, GtkWidget *row)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  const char *present = gtk_editable_get_text (GTK_EDITABLE (row));
  const char *time = strchr (present, ' ');
  g_autofree char *both = g_strconcat (text, time != NULL ? time : "", NULL);

  gtk_editable_set_text (GTK_EDITABLE (row), both);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
}

/* The calendar opens on the day that is typed. */
static void
calendar_shown_cb (GtkCalendar *calendar, GtkWidget *row)
{
  g_auto (GStrv) words = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (row)), " ", 2);
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  if (words[0] == NULL || !gvn_date_parse (words[0], &date, NULL))
    return;
  day = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
  g_signal_handlers_block_by_func (calendar, day_selected_cb, row);
  gtk_calendar_select_day (calendar, day);
  g_signal_handlers_unblock_by_func (calendar, day_selected_cb, row);
}

static GtkWidget *
add_day_entry (GvnForm *self, const char *title, const char *text)
{
  GtkWidget *row = gvn_ui_add_entry (self->into, title, text);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a Day"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (calendar, "map", G_CALLBACK (calendar_shown_cb), row);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_selected_cb), row);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);

  return row;
}

/**
 * gvn_form_add_date:
 * @date: (nullable): may be invalid, for an empty field
 *
 * A day, typed as 2027-12-24 or chosen in a calendar.
 */
GtkWidget *
gvn_form_add_date (GvnForm *self, const char *title, const GDate *date)
{
  g_autofree char *text = date != NULL && g_date_valid (date) ? gvn_date_to_string (date) : NULL;

  return add_day_entry (self, title, text);
}

/* A moment, typed as 2028-03-16 14:00; the day may be chosen in a calendar. */
GtkWidget *
gvn_form_add_moment (GvnForm *self, const char *title, const GvnLocal *moment)
{
  g_autofree char *date = gvn_date_to_string (&moment->date);
  g_autofree char *time = gvn_text_time (moment->minutes);
  g_autofree char *text = g_strdup_printf ("%s %s", date, time);

  return add_day_entry (self, title, text);
}

GtkWidget *
gvn_form_add_number (GvnForm *self, const char *title, int minimum, int maximum, int value)
{
  GtkWidget *row = adw_spin_row_new_with_range (minimum, maximum, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_spin_row_set_value (ADW_SPIN_ROW (row), value);
  adw_preferences_group_add (self->into, row);

  return row;
}

GtkWidget *
gvn_form_add_switch (GvnForm *self, const char *title, const char *subtitle, gboolean active)
{
  return gvn_ui_add_switch (self->into, title, subtitle, active);
}

/* The switch that keeps a text on our side. */
GtkWidget *
gvn_form_add_internal (GvnForm *self, gboolean active)
{
  return gvn_form_add_switch (self, _ ("Internal"), _ ("Stays on our side, in no export"), active);
}

/**
 * gvn_form_add_choice:
 * @codes: what the choices stand for, "" for none
 * @labels: what is read
 * @selected: (nullable): the code chosen at first
 */
GtkWidget *
gvn_form_add_choice (GvnForm *self, const char *title, GStrvBuilder *codes, GStrvBuilder *labels, const char *selected)
{
  GStrv taken = g_strv_builder_end (codes);
  g_auto (GStrv) texts = g_strv_builder_end (labels);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) texts);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  for (guint i = 0; selected != NULL && taken[i] != NULL; i++)
    if (g_str_equal (taken[i], selected))
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  g_object_set_data_full (G_OBJECT (row), "codes", taken, (GDestroyNotify) g_strfreev);
  adw_preferences_group_add (self->into, row);

  return row;
}

/**
 * gvn_form_add_button:
 * @css_class: (nullable): "destructive-action"
 * @activated: called with the form alone
 */
GtkWidget *
gvn_form_add_button (GvnForm *self, const char *title, const char *css_class, GCallback activated)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (css_class != NULL)
    gtk_widget_add_css_class (row, css_class);
  g_signal_connect_swapped (row, "activated", activated, self);
  adw_preferences_group_add (gvn_form_add_group (self, NULL, NULL), row);

  return row;
}

/* What a field holds ------------------------------------------------------------------- */

/**
 * gvn_form_get_text_view:
 * @field: one of gvn_form_add_text()
 *
 * Returns: (transfer none): where it is written
 */
GtkTextView *
gvn_form_get_text_view (GtkWidget *field)
{
  return g_object_get_data (G_OBJECT (field), "view");
}

/**
 * gvn_form_dup_text:
 *
 * Returns: (transfer full) (nullable): the text of an entry or of several lines,
 *   %NULL when empty
 */
char *
gvn_form_dup_text (GtkWidget *field)
{
  GtkTextView *view = gvn_form_get_text_view (field);
  g_autofree char *text = NULL;

  if (view != NULL)
    g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  else
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));

  return gvn_text_is_empty (text) ? NULL : g_steal_pointer (&text);
}

/* The code chosen, NULL for none. */
const char *
gvn_form_get_choice (GtkWidget *field)
{
  GStrv codes = g_object_get_data (G_OBJECT (field), "codes");
  const char *code = codes[adw_combo_row_get_selected (ADW_COMBO_ROW (field))];

  return *code != '\0' ? code : NULL;
}

/**
 * gvn_form_read_date:
 * @optional: whether an empty field is an invalid date rather than an error
 */
gboolean
gvn_form_read_date (GvnForm *self, GtkWidget *field, gboolean optional, GDate *date, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (field));

  g_date_clear (date, 1);
  if (optional && gvn_text_is_empty (text))
    return TRUE;
  gvn_form_set_suspect (self, field);

  return gvn_date_parse (text, date, error);
}

gboolean
gvn_form_read_instant (GvnForm *self, GtkWidget *field, gint64 *instant, GError **error)
{
  gvn_form_set_suspect (self, field);

  return gvn_instant_parse (gtk_editable_get_text (GTK_EDITABLE (field)), instant, error);
}
