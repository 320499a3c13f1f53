/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-why-dialog.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/pages/gvn-deadlines-page.h"
#include "app/widgets/gvn-deadline-row.h"
#include "app/widgets/gvn-growing-selection.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"
#include "store/gvn-record-list.h"

struct _GvnDeadlinesPage
{
  GvnPage parent_instance;

  /* owned */
  GvnRecordList *model;
  GListModel *shown; /* what the filters leave of it */
  GtkCustomFilter *filter;
  GSettings *settings;
  GvnDeadlineFilter read; /* what the model is of */

  /* template children */
  GtkSearchEntry *search;
  GtkToggleButton *mine;
  GtkDropDown *state;
  GtkDropDown *side;
  GtkToggleButton *indicators;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (GvnDeadlinesPage, gvn_deadlines_page, GVN_TYPE_PAGE)

enum
{
  SHOW_OPEN,
  SHOW_LATE,
  SHOW_CLOSED,
  SHOW_ALL
};

static gboolean
matches_state (GvnDeadline *deadline, guint shown)
{
  switch (shown)
    {
    case SHOW_OPEN:
      return gvn_deadline_state_is_open (deadline->state);
    case SHOW_LATE:
      return deadline->state == GVN_DEADLINE_OVERDUE || deadline->state == GVN_DEADLINE_OVERDUE_EXCUSED
             || deadline->state == GVN_DEADLINE_MET_LATE || deadline->state == GVN_DEADLINE_MET_LATE_EXCUSED;
    case SHOW_CLOSED:
      return !gvn_deadline_state_is_open (deadline->state);
    default:
      return TRUE;
    }
}

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return own != NULL && strstr (own, folded) != NULL;
}

static gboolean
is_mine (GvnDeadlinesPage *self, GvnDeadline *deadline)
{
  const char *me = gvn_session_get_me (gvn_page_get_session (GVN_PAGE (self)));

  return me == NULL || !gtk_toggle_button_get_active (self->mine) || g_strcmp0 (deadline->owner_person_id, me) == 0;
}

static gboolean
filter_func (gpointer item, gpointer data)
{
  GvnDeadline *deadline = item;
  GvnDeadlinesPage *self = data;
  g_autofree char *words = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  static const char *const sides[] = { NULL, "contractor", "dsiun" };
  const char *side = sides[gtk_drop_down_get_selected (self->side)];

  return is_mine (self, deadline) && (!deadline->indicator || gtk_toggle_button_get_active (self->indicators))
         && matches_state (deadline, gtk_drop_down_get_selected (self->state))
         && (side == NULL || g_str_equal (deadline->owner_side, side))
         && (*words == '\0' || contains (deadline->subject, words) || contains (deadline->label, words)
             || contains (deadline->clause, words) || contains (deadline->owner_person, words));
}

/* What the filters can show. */
static void
choose (GvnDeadlinesPage *self, GvnDeadlineFilter *filter)
{
  filter->open = gtk_drop_down_get_selected (self->state) == SHOW_OPEN;
  filter->contract_only = !gtk_toggle_button_get_active (self->indicators);
}

/* What was not read is read when it is asked for. */
static void
filter_changed_cb (GvnDeadlinesPage *self)
{
  GvnDeadlineFilter wanted = GVN_DEADLINE_FILTER_INIT;
  GvnPage *page = GVN_PAGE (self);

  if (self->filter == NULL || gvn_page_get_session (page) == NULL)
    return;
  choose (self, &wanted);
  if ((self->read.open && !wanted.open) || (self->read.contract_only && !wanted.contract_only))
    GVN_PAGE_GET_CLASS (self)->refresh (page);
  else
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Those shown that are overdue: the filters say whose. */
static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnDeadlinesPage *self = GVN_DEADLINES_PAGE (widget);
  GListModel *shown = self->shown;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) taken = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GvnDeadline) deadline = g_list_model_get_item (shown, i);

      if (gvn_mail_may_ask_for (deadline))
        g_strv_builder_add (ids, deadline->id);
    }
  taken = g_strv_builder_end (ids);
  gvn_mail_dialog_present (gvn_page_get_session (GVN_PAGE (self)), GVN_MAIL_RELANCE, (const char *const *) taken,
                           widget);
}

static void
update_actions (GvnDeadlinesPage *self)
{
  GListModel *shown = self->shown;
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  gboolean any = FALSE;

  for (guint i = 0; !any && i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GvnDeadline) deadline = g_list_model_get_item (shown, i);

      any = gvn_mail_may_ask_for (deadline);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deadlines.write",
                                 any && session != NULL && !gvn_store_is_read_only (gvn_session_get_store (session)));
}

static void
items_changed_cb (GvnDeadlinesPage *self)
{
  guint n = g_list_model_get_n_items (self->shown);

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  update_actions (self);
}

static void
row_activated_cb (GvnDeadlinesPage *self, guint position)
{
  g_autoptr (GvnDeadline) deadline = g_list_model_get_item (self->shown, position);

  gvn_why_dialog_present (gvn_page_get_session (GVN_PAGE (self)), deadline, GTK_WIDGET (self));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gvn_deadline_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, GvnDeadlinesPage *self)
{
  GvnDeadlineRow *row = GVN_DEADLINE_ROW (gtk_list_item_get_child (item));

  gvn_deadline_row_bind (row, gtk_list_item_get_item (item), gvn_page_get_session (GVN_PAGE (self)), TRUE);
  gtk_list_item_set_accessible_label (item, gvn_deadline_row_get_sentence (row));
}

static void
gvn_deadlines_page_refresh (GvnPage *page)
{
  GvnDeadlinesPage *self = GVN_DEADLINES_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  GvnDeadlineFilter filter = GVN_DEADLINE_FILTER_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) deadlines = NULL;

  choose (self, &filter);
  deadlines = gvn_register_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), &error);
  if (deadlines == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  self->read = filter;
  gtk_widget_set_visible (GTK_WIDGET (self->mine), gvn_session_get_me (session) != NULL);
  gvn_record_list_update (self->model, deadlines);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  items_changed_cb (self);
}

static GvnPageTable *
gvn_deadlines_page_get_table (GvnPage *page, GError **error)
{
  GListModel *shown = GVN_DEADLINES_PAGE (page)->shown;
  GvnPageTable *table = gvn_page_table_new (_ ("Deadlines"));

  gvn_page_table_add_column (table, _ ("Due"), GVN_COLUMN_DATE);
  gvn_page_table_add_column (table, _ ("What"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Subject"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Owed by"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Owner"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("State"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Clause"), GVN_COLUMN_TEXT);
  gvn_page_table_end_row (table);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GvnDeadline) deadline = g_list_model_get_item (shown, i);

      gvn_page_table_add_date (table, &deadline->due.date);
      gvn_page_table_add (table, deadline->label);
      gvn_page_table_add (table, deadline->subject);
      gvn_page_table_add (table, gvn_side_get_label (deadline->owner_side));
      gvn_page_table_add (table, deadline->owner_person);
      gvn_page_table_add (table, gvn_deadline_state_get_label (deadline->state));
      gvn_page_table_add (table, deadline->clause);
      gvn_page_table_end_row (table);
    }

  return table;
}

/* What the filters say, as the page says it. */
static char *
dup_criteria (GvnDeadlinesPage *self)
{
  GtkStringObject *state = gtk_drop_down_get_selected_item (self->state);
  GtkStringObject *side = gtk_drop_down_get_selected_item (self->side);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return g_strjoin (", ", gtk_string_object_get_string (state), gtk_string_object_get_string (side),
                    *words != '\0' ? words : NULL, NULL);
}

static GvnPrint *
gvn_deadlines_page_create_print (GvnPage *page, GError **error)
{
  GvnDeadlinesPage *self = GVN_DEADLINES_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  GListModel *shown = self->shown;
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *criteria = dup_criteria (self);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    g_ptr_array_add (deadlines, g_list_model_get_item (shown, i));

  return gvn_print_new_deadlines (gvn_session_get_store (session), deadlines, criteria, gvn_session_get_now (session),
                                  error);
}

static GtkWidget *
gvn_deadlines_page_get_search (GvnPage *page)
{
  return GTK_WIDGET (GVN_DEADLINES_PAGE (page)->search);
}

static void
gvn_deadlines_page_dispose (GObject *object)
{
  GvnDeadlinesPage *self = GVN_DEADLINES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_DEADLINES_PAGE);
  g_clear_object (&self->filter);
  g_clear_object (&self->settings);
  g_clear_object (&self->model);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (gvn_deadlines_page_parent_class)->dispose (object);
}

static void
gvn_deadlines_page_class_init (GvnDeadlinesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_deadlines_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_deadlines_page_refresh;
  GVN_PAGE_CLASS (klass)->create_print = gvn_deadlines_page_create_print;
  GVN_PAGE_CLASS (klass)->get_search = gvn_deadlines_page_get_search;
  GVN_PAGE_CLASS (klass)->get_table = gvn_deadlines_page_get_table;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-deadlines-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlinesPage, search);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlinesPage, mine);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlinesPage, state);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlinesPage, side);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlinesPage, indicators);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlinesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlinesPage, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "deadlines.write", NULL, write_action);
}

static void
gvn_deadlines_page_init (GvnDeadlinesPage *self)
{
  static const GvnRecordKind kind
      = { (const char *(*) (gpointer)) gvn_deadline_get_id, (gboolean (*) (gpointer, gpointer)) gvn_deadline_equal };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = gvn_record_list_new (GVN_TYPE_DEADLINE, &kind);
  self->filter = gtk_custom_filter_new (filter_func, self, NULL);
  filtered
      = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->model)), GTK_FILTER (g_object_ref (self->filter)));
  g_signal_connect_object (filtered, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  self->shown = G_LIST_MODEL (filtered);
  gvn_growing_selection_show_list (self->list, self->shown);
  self->settings = g_settings_new (GVN_APP_ID);
  g_settings_bind (self->settings, "mine", self->mine, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "deadlines-state", self->state, "selected", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "deadlines-side", self->side, "selected", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "deadlines-indicators", self->indicators, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}
