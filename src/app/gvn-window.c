/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-export-dialog.h"
#include "app/dialogs/gvn-import-dialog.h"
#include "app/dialogs/gvn-picture-dialog.h"
#include "app/dialogs/gvn-preview-dialog.h"
#include "app/dialogs/gvn-search-dialog.h"
#include "app/dialogs/gvn-who-dialog.h"
#include "app/gvn-sections.h"
#include "app/gvn-shortcuts.h"
#include "app/gvn-window.h"
#include "app/orders/gvn-orders-page.h"
#include "app/pages/gvn-meeting-page.h"
#include "app/preferences/gvn-preferences-dialog.h"
#include "app/widgets/gvn-announce.h"
#include "base/gvn-text.h"

struct _GvnWindow
{
  AdwApplicationWindow parent_instance;

  /* owned */
  GvnSession *session;
  GSettings *settings;
  guint poll_source;

  /* template children */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *welcome;
  AdwNavigationSplitView *split_view;
  GvnSectionList *sections;
  AdwNavigationPage *content_page;
  AdwNavigationView *views;
  AdwNavigationPage *section_page;
  AdwBanner *banner;
  GtkStack *pages;
  GtkWidget *busy;
};

G_DEFINE_FINAL_TYPE (GvnWindow, gvn_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_busy (GvnWindow *self)
{
  gtk_widget_set_visible (self->busy, gvn_page_is_busy (GVN_PAGE (gtk_stack_get_visible_child (self->pages))));
}

/* Pages -------------------------------------------------------------------------------- */

/* The page of a section is made when it is first shown. */
static void
ensure_page (GvnWindow *self, const GvnWindowSection *section)
{
  GtkWidget *page;

  if (gtk_stack_get_child_by_name (self->pages, section->name) != NULL)
    return;
  page = g_object_new (section->get_type (), NULL);
  gtk_stack_add_named (self->pages, page, section->name);
  g_signal_connect_object (page, "notify::busy", G_CALLBACK (show_busy), self, G_CONNECT_SWAPPED);
  if (self->session != NULL)
    gvn_page_set_session (GVN_PAGE (page), self->session);
}

/* A meeting may lie over the section. */
static gboolean
is_section_visible (GvnWindow *self)
{
  return adw_navigation_view_get_visible_page (self->views) == self->section_page;
}

static void
update_page_actions (GvnWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);
  gboolean shown = self->session != NULL && is_section_visible (self);
  gboolean picture = shown && gvn_page_has_picture (GVN_PAGE (page));
  gboolean table = shown && gvn_page_has_table (GVN_PAGE (page));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print",
                                 picture || (shown && gvn_page_has_print (GVN_PAGE (page))));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.save-picture", picture);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-table", table);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export-sheet", table);
}

/* Meetings are of the committees, from wherever one came to them. */
static void
select_section (GvnWindow *self)
{
  const char *name = is_section_visible (self) ? gtk_stack_get_visible_child_name (self->pages) : "committees";

  gvn_section_list_select (self->sections, name);
}

static void
visible_page_changed_cb (GvnWindow *self)
{
  select_section (self);
  update_page_actions (self);
}

void
gvn_window_show_section (GvnWindow *self, const char *name)
{
  for (guint i = 0; i < GVN_N_SECTIONS; i++)
    {
      const GvnWindowSection *section = gvn_window_section_get (i);

      if (!g_str_equal (section->name, name))
        continue;
      adw_navigation_page_set_title (self->content_page, _ (section->title));
      adw_navigation_page_set_title (self->section_page, _ (section->title));
      ensure_page (self, section);
    }
  gtk_stack_set_visible_child_name (self->pages, name);
  adw_navigation_view_pop_to_page (self->views, self->section_page);
  select_section (self);
  update_page_actions (self);
  show_busy (self);
}

/**
 * gvn_window_show_meeting:
 * @meeting: its id
 *
 * Shows a meeting as a document, over the section.
 */
void
gvn_window_show_meeting (GvnWindow *self, const char *meeting)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  if (dialog != NULL)
    adw_dialog_close (dialog);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  adw_navigation_view_push (self->views, gvn_meeting_page_new (self->session, meeting));
}

/* The units that come back every month, wherever one was. */
static void
recurring_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);

  if (self->session == NULL)
    return;
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  gvn_window_show_section (self, "money");
  gtk_widget_activate_action (gtk_stack_get_visible_child (self->pages), "money.recurring", NULL);
}

static void
meeting_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (GVN_WINDOW (widget)->session != NULL)
    gvn_window_show_meeting (GVN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
section_chosen_cb (GvnWindow *self, const char *name)
{
  gvn_window_show_section (self, name);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gvn_session_undo (GVN_WINDOW (widget)->session);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gvn_session_redo (GVN_WINDOW (widget)->session);
}

static void
section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (GVN_WINDOW (widget)->session != NULL)
    gvn_window_show_section (GVN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);

  if (self->session != NULL)
    gvn_search_dialog_present (self->session, NULL, widget);
}

/* What the page makes, else a contract. */
static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  if (self->session != NULL && is_section_visible (self) && GVN_IS_ORDERS_PAGE (page))
    gtk_widget_activate_action (page, "orders.new", NULL);
  else
    gtk_widget_activate_action (widget, "app.new", NULL);
}

/* In the page, else everywhere. */
static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);

  if (!is_section_visible (self) || !gvn_page_find (GVN_PAGE (gtk_stack_get_visible_child (self->pages))))
    search_action (widget, name, parameter);
}

static void
print_page (GvnWindow *self, GvnPage *page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnPrint) print = gvn_page_create_print (page, &error);

  if (print != NULL)
    gvn_preview_dialog_present (self->session, print, GTK_WIDGET (self));
  else
    gvn_session_fail (self->session, error);
}

static void
picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);
  GvnPage *page = GVN_PAGE (gtk_stack_get_visible_child (self->pages));
  g_autofree char *title = NULL;
  GtkWidget *shown;

  if (gvn_page_has_print (page))
    {
      print_page (self, page);
      return;
    }
  shown = gvn_page_get_picture (page, &title);
  if (g_str_equal (name, "win.print"))
    gvn_picture_print (self->session, shown, title);
  else
    gvn_picture_save (self->session, shown, title);
}

static void
table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnPageTable) table = gvn_page_get_table (GVN_PAGE (gtk_stack_get_visible_child (self->pages)), &error);

  if (table == NULL)
    gvn_session_fail (self->session, error);
  else if (g_str_equal (name, "win.copy-table"))
    gvn_page_table_copy (table, self->session, widget);
  else
    gvn_page_table_save (g_steal_pointer (&table), self->session, widget);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);

  if (self->session != NULL)
    gvn_import_dialog_present (self->session, g_variant_get_string (parameter, NULL), widget);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);

  if (self->session != NULL)
    adw_dialog_present (gvn_preferences_dialog_new (self->session), widget);
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gvn_shortcuts_present (widget);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnWindow *self = GVN_WINDOW (widget);

  if (self->session != NULL)
    adw_dialog_present (gvn_export_dialog_new (self->session), widget);
}

static void
update_actions (GvnWindow *self)
{
  g_autofree char *undo
      = self->session != NULL ? gvn_store_dup_undo_label (gvn_session_get_store (self->session)) : NULL;
  g_autofree char *redo
      = self->session != NULL ? gvn_store_dup_redo_label (gvn_session_get_store (self->session)) : NULL;
  gboolean writable = self->session != NULL && !gvn_store_is_read_only (gvn_session_get_store (self->session));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", writable && undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", writable && redo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", writable);
  update_page_actions (self);
}

static void
failed_cb (GvnWindow *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
  gvn_announce (GTK_WIDGET (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
done_cb (GvnWindow *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
  gvn_announce (GTK_WIDGET (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* Lasting states, told above the page. */
static void
update_banner (GvnWindow *self)
{
  GvnStore *store = gvn_session_get_store (self->session);
  g_autofree char *text = NULL;

  if (gvn_store_is_read_only (store))
    text = g_strdup (_ ("This contract is read-only: copy it to a folder of yours to work on it"));
  else if (gvn_store_get_warning (store) != NULL)
    text = g_strdup (gvn_store_get_warning (store));
  else if (gvn_session_get_contract (self->session)->demonstration)
    {
      g_autofree char *day = gvn_text_weekday_date (&gvn_session_get_now (self->session)->local.date);

      /* Translators: %s is a day */
      text = g_strdup_printf (_ ("Demonstration, seen from %s"), day);
    }

  adw_banner_set_title (self->banner, text != NULL ? text : "");
  adw_banner_set_revealed (self->banner, text != NULL);
}

static gboolean
poll_cb (gpointer data)
{
  GvnWindow *self = data;

  if (gtk_window_is_active (GTK_WINDOW (self)) && self->session != NULL)
    gvn_store_poll (gvn_session_get_store (self->session));

  return G_SOURCE_CONTINUE;
}

/**
 * gvn_window_set_session:
 * @session: (transfer none): the contract to show from now on
 */
void
gvn_window_set_session (GvnWindow *self, GvnSession *session)
{
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);

  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gvn_page_set_session (GVN_PAGE (page), session);
  gvn_section_list_set_session (self->sections, session);
  adw_navigation_view_pop_to_page (self->views, self->section_page);
  gtk_window_set_title (GTK_WINDOW (self), gvn_session_get_contract (session)->title);
  gtk_stack_set_visible_child_name (self->stack, "contract");
  gvn_window_show_section (self, "dashboard");
  update_banner (self);
  update_actions (self);
  if (!gvn_session_has_asked_me (session) && !gvn_store_is_read_only (gvn_session_get_store (session)))
    gvn_who_dialog_present (session, GTK_WIDGET (self));
}

GvnSession *
gvn_window_get_session (GvnWindow *self)
{
  return self->session;
}

/**
 * gvn_window_show_problem:
 *
 * Why a contract could not be opened, on the first page.
 */
void
gvn_window_show_problem (GvnWindow *self, const char *title, const char *problem)
{
  g_autofree char *escaped = g_markup_escape_text (problem, -1);

  adw_status_page_set_icon_name (self->welcome, "dialog-warning-symbolic");
  adw_status_page_set_title (self->welcome, title);
  adw_status_page_set_description (self->welcome, escaped);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

static void
gvn_window_dispose (GObject *object)
{
  GvnWindow *self = GVN_WINDOW (object);

  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_WINDOW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gvn_window_parent_class)->dispose (object);
}

static void
gvn_window_class_init (GvnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_window_dispose;
  g_type_ensure (GVN_TYPE_SECTION_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/eu/lesagencesdeleau/Gouvernail/ui/gvn-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, sections);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, views);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, section_page);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GvnWindow, busy);
  gtk_widget_class_bind_template_callback (widget_class, section_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_changed_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.section", "s", section_action);
  gtk_widget_class_install_action (widget_class, "win.meeting", "s", meeting_action);
  gtk_widget_class_install_action (widget_class, "win.recurring", NULL, recurring_action);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.import", "s", import_action);
  gtk_widget_class_install_action (widget_class, "win.copy-table", NULL, table_action);
  gtk_widget_class_install_action (widget_class, "win.export-sheet", NULL, table_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, picture_action);
  gtk_widget_class_install_action (widget_class, "win.save-picture", NULL, picture_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
}

static void
gvn_window_init (GvnWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GVN_APP_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  self->poll_source = g_timeout_add_seconds (1, poll_cb, self);
  update_actions (self);
}

GvnWindow *
gvn_window_new (GtkApplication *application)
{
  return g_object_new (GVN_TYPE_WINDOW, "application", application, NULL);
}
