/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-ecab-dialog.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/pages/gvn-cab-page.h"
#include "app/preferences/gvn-preferences-dialog.h"
#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-cab-grid.h"
#include "base/gvn-text.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-cab-week.h"

struct _GvnCabPage
{
  GvnPage parent_instance;

  /* owned */
  GDate day;        /* of the week shown; invalid for today's */
  GStrv perimeters; /* those the switcher offers */

  /* template children */
  GtkLabel *week;
  GtkDropDown *perimeter;
  GvnCabGrid *grid;
};

G_DEFINE_FINAL_TYPE (GvnCabPage, gvn_cab_page, GVN_TYPE_PAGE)

/* Where there is little room, one perimeter at a time. */
static const char *
get_only (GvnCabPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->perimeter);

  return gtk_widget_get_visible (GTK_WIDGET (self->perimeter)) && self->perimeters != NULL
                 && selected < g_strv_length (self->perimeters)
             ? self->perimeters[selected]
             : NULL;
}

/* Showing -------------------------------------------------------------------------------- */

static void
fill_switcher (GvnCabPage *self, const GvnCabWeek *week)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_auto (GStrv) perimeters = NULL;

  for (guint i = 0; i < week->columns->len; i++)
    {
      const GvnCabColumn *column = week->columns->pdata[i];

      g_strv_builder_add (codes, column->perimeter);
      gtk_string_list_append (names, column->name);
    }
  perimeters = g_strv_builder_end (codes);
  if (self->perimeters != NULL
      && g_strv_equal ((const char *const *) perimeters, (const char *const *) self->perimeters))
    return;
  g_strfreev (self->perimeters);
  self->perimeters = g_steal_pointer (&perimeters);
  gtk_drop_down_set_model (self->perimeter, G_LIST_MODEL (names));
}

static void
show_title (GvnCabPage *self, const GvnCabWeek *week)
{
  gboolean together = g_date_get_month (&week->monday) == g_date_get_month (&week->sunday);
  g_autofree char *first
      = together ? g_strdup_printf ("%d", g_date_get_day (&week->monday)) : gvn_text_date (&week->monday);
  g_autofree char *last = gvn_text_date (&week->sunday);
  /* Translators: the number of a week, its first and its last day */
  g_autofree char *title
      = g_strdup_printf (_ ("Week %u: %s – %s"), g_date_get_iso8601_week_of_year (&week->monday), first, last);

  if (g_str_equal (gtk_label_get_text (self->week), title))
    return;
  gtk_label_set_text (self->week, title);
  gvn_announce (GTK_WIDGET (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
show_week (GvnCabPage *self)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  const GvnNow *now = gvn_session_get_now (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnCabWeek) week = gvn_cab_week_load (
      gvn_session_get_db (session), g_date_valid (&self->day) ? &self->day : &now->local.date, now, &error);

  if (week == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  fill_switcher (self, week);
  show_title (self, week);
  gvn_cab_grid_set_week (self->grid, week, get_only (self), now);
}

static void
layout_changed_cb (GvnCabPage *self)
{
  if (self->grid != NULL && self->perimeters != NULL && gvn_page_get_session (GVN_PAGE (self)) != NULL)
    show_week (self);
}

/* The week ------------------------------------------------------------------------------- */

static void
move_week (GvnCabPage *self, int step)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  GDate before = self->day;
  GDate day = g_date_valid (&self->day) ? self->day : gvn_session_get_now (session)->local.date;

  if (step > 0)
    g_date_add_days (&day, 7);
  else
    g_date_subtract_days (&day, 7);
  self->day = gvn_date_check (&day, NULL) ? day : before;
  show_week (self);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_week (GVN_CAB_PAGE (widget), -1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_week (GVN_CAB_PAGE (widget), 1);
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnCabPage *self = GVN_CAB_PAGE (widget);

  g_date_clear (&self->day, 1);
  show_week (self);
}

/* Opening -------------------------------------------------------------------------------- */

static void
create_cb (GvnCabPage *self, const char *perimeter)
{
  gvn_ecab_form_present (gvn_page_get_session (GVN_PAGE (self)), perimeter, GTK_WIDGET (self));
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnCabPage *self = GVN_CAB_PAGE (widget);
  const char *only = get_only (self);

  create_cb (self, only != NULL ? only : gvn_cab_grid_get_perimeter (self->grid));
}

static void
card_activated_cb (GvnCabPage *self, const char *kind, const char *id)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));

  if (g_str_equal (kind, GVN_SUBJECT_MEETING))
    gvn_meeting_dialog_present (session, id, GTK_WIDGET (self));
  else
    gvn_ecab_dialog_present (session, id, GTK_WIDGET (self));
}

/* The arrows leave the only column shown: the next perimeter takes its place. */
static void
left_cb (GvnCabPage *self, int step)
{
  int selected = (int) gtk_drop_down_get_selected (self->perimeter) + step;

  if (get_only (self) != NULL && selected >= 0 && selected < (int) g_strv_length (self->perimeters))
    gtk_drop_down_set_selected (self->perimeter, (guint) selected);
}

static void
freezes_clicked_cb (GvnCabPage *self)
{
  AdwDialog *dialog = gvn_preferences_dialog_new (gvn_page_get_session (GVN_PAGE (self)));

  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "calendars");
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The type ------------------------------------------------------------------------------- */

static void
gvn_cab_page_refresh (GvnPage *page)
{
  GvnSession *session = gvn_page_get_session (page);

  gtk_widget_action_set_enabled (GTK_WIDGET (page), "cab.create",
                                 !gvn_store_is_read_only (gvn_session_get_store (session)));
  show_week (GVN_CAB_PAGE (page));
}

static void
gvn_cab_page_dispose (GObject *object)
{
  GvnCabPage *self = GVN_CAB_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_CAB_PAGE);
  g_clear_pointer (&self->perimeters, g_strfreev);

  G_OBJECT_CLASS (gvn_cab_page_parent_class)->dispose (object);
}

/* The page's keys, and where they are heard. */
static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_Page_Up, 0, "cab.previous" },
  { GDK_KEY_Page_Down, 0, "cab.next" },
  { GDK_KEY_Left, GDK_ALT_MASK, "cab.previous" },
  { GDK_KEY_Right, GDK_ALT_MASK, "cab.next" },
  { GDK_KEY_Home, 0, "cab.today" },
  { GDK_KEY_Insert, 0, "cab.create" },
  { GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "cab.create" },
};

/* From a card, before the scrolled window takes Page Up, Page Down and Home. */
static void
add_grid_keys (GvnCabPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                                                            gtk_named_action_new (keys[i].action)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), controller);
}

static void
gvn_cab_page_class_init (GvnCabPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_cab_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_cab_page_refresh;
  g_type_ensure (GVN_TYPE_CAB_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-cab-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnCabPage, week);
  gtk_widget_class_bind_template_child (widget_class, GvnCabPage, perimeter);
  gtk_widget_class_bind_template_child (widget_class, GvnCabPage, grid);
  gtk_widget_class_bind_template_callback (widget_class, layout_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, freezes_clicked_cb);
  gtk_widget_class_install_action (widget_class, "cab.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "cab.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "cab.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "cab.create", NULL, create_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}

static void
gvn_cab_page_init (GvnCabPage *self)
{
  g_date_clear (&self->day, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_grid_keys (self);
  g_signal_connect_object (self->grid, "activated", G_CALLBACK (card_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "create", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
}
