/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-matter-dialog.h"
#include "app/dialogs/gvn-matter-forms.h"
#include "app/gvn-ui.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/pages/gvn-matter-rows.h"
#include "app/pages/gvn-matters-page.h"
#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-choice.h"
#include "app/widgets/gvn-growing-selection.h"
#include "base/gvn-text.h"

struct _GvnMattersPage
{
  GvnPage parent_instance;

  /* owned */
  GvnMatterRows *rows;
  GtkMultiSelection *selection;
  GvnGrowingSelection *table_rows;
  GvnGrowingSelection *list_rows;
  GSettings *settings;
  gboolean ready;  /* the filters are those remembered */
  gboolean narrow; /* rows of two lines instead of columns */

  /* template children */
  GtkSearchEntry *search;
  GtkToggleButton *mine;
  GtkDropDown *kind;
  GtkDropDown *state;
  GtkDropDown *body;
  GtkDropDown *perimeter;
  GtkDropDown *person;
  GtkDropDown *side;
  GtkMenuButton *filters;
  GtkMenuButton *add;
  GtkStack *stack;
  GtkColumnView *table;
  GtkListView *list;
  GtkActionBar *bar;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (GvnMattersPage, gvn_matters_page, GVN_TYPE_PAGE)

/* What remembers the body, the perimeter and the person of the filters */
static const char *const filter_keys[] = { "matters-body", "matters-perimeter", "matters-person" };

static const char *const sides[] = { NULL, "contractor", "dsiun", "agency", "third_party" };

/* In the order of the choices */
static const GvnMatterGroup groups[] = { GVN_MATTERS_OPEN, GVN_MATTERS_LATE, GVN_MATTERS_DONE, GVN_MATTERS_ALL };

/* Selection -------------------------------------------------------------------------- */

static void
selection_changed_cb (GvnMattersPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = (guint) gtk_bitset_get_size (selected);
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));

  gtk_label_set_text (self->count, text);
  gtk_action_bar_set_revealed (self->bar, n > 0 && !gvn_store_is_read_only (gvn_session_get_store (session)));
}

/* The ids of those selected, NULL without any. */
static GStrv
dup_selected (GvnMattersPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GError) error = NULL;
  GStrv ids;

  if (gtk_bitset_is_empty (selected))
    return NULL;
  ids = gvn_matter_rows_list_ids (self->rows, selected, &error);
  if (ids == NULL)
    gvn_session_fail (gvn_page_get_session (GVN_PAGE (self)), error);

  return ids;
}

static void
present_act (GtkWidget *widget, GvnMatterAct act)
{
  GvnMattersPage *self = GVN_MATTERS_PAGE (widget);
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  g_auto (GStrv) ids = session != NULL ? dup_selected (self) : NULL;

  if (ids != NULL)
    gvn_matter_act_form_present (session, (const char *const *) ids, act, widget);
}

static void
assign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_act (widget, GVN_MATTER_ASSIGN);
}

static void
postpone_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_act (widget, GVN_MATTER_POSTPONE);
}

static void
settle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_act (widget, GVN_MATTER_CLOSE);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_act (widget, GVN_MATTER_WITHDRAW);
}

static void
remind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnMattersPage *self = GVN_MATTERS_PAGE (widget);
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  g_auto (GStrv) ids = session != NULL ? dup_selected (self) : NULL;

  if (ids != NULL)
    gvn_mail_dialog_present (session, GVN_MAIL_REMINDER, (const char *const *) ids, widget);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (widget));
  GvnMatterKind kind;

  if (session != NULL && gvn_matter_kind_parse (g_variant_get_string (parameter, NULL), &kind))
    gvn_matter_form_present_new (session, kind, NULL, NULL, widget);
}

static void
row_activated_cb (GvnMattersPage *self, guint position)
{
  g_autoptr (GtkBitset) one = gtk_bitset_new_range (position, 1);
  g_auto (GStrv) ids = gvn_matter_rows_list_ids (self->rows, one, NULL);

  if (ids != NULL)
    gvn_matter_dialog_present (gvn_page_get_session (GVN_PAGE (self)), ids[0], GTK_WIDGET (self));
}

/* Filters ---------------------------------------------------------------------------- */

/* A person chosen is meant more than "mine", which is there by default. */
static const char *
get_owner (GvnMattersPage *self)
{
  const char *person = gvn_choice_get_id (self->person);

  if (person != NULL || !gtk_toggle_button_get_active (self->mine))
    return person;

  return gvn_session_get_me (gvn_page_get_session (GVN_PAGE (self)));
}

static void
read_filter (GvnMattersPage *self, GvnMatterFilter *filter)
{
  guint kind = gtk_drop_down_get_selected (self->kind);

  *filter = (GvnMatterFilter) { .kinds = kind > 0 ? 1u << (kind - 1) : 0,
                                .group = groups[gtk_drop_down_get_selected (self->state)],
                                .body = gvn_choice_get_id (self->body),
                                .perimeter = gvn_choice_get_id (self->perimeter),
                                .owner = get_owner (self),
                                .side = sides[gtk_drop_down_get_selected (self->side)],
                                .words = gtk_editable_get_text (GTK_EDITABLE (self->search)) };
  gvn_matter_rows_get_sort (self->table, &filter->sort, &filter->descending);
}

/* What the popover hides and still filters. */
static void
mark_filters (GvnMattersPage *self)
{
  GtkDropDown *const hidden[] = { self->body, self->perimeter, self->person, self->side };
  gboolean filtered = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    filtered |= gtk_drop_down_get_selected (hidden[i]) > 0;
  if (filtered)
    gtk_widget_add_css_class (GTK_WIDGET (self->filters), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filters), "accent");
}

/* Nothing at all asks for a first one; nothing found, for fewer filters. */
static const char *
choose_page (GvnMattersPage *self, const GvnMatterFilter *filter)
{
  gboolean everything = filter->kinds == 0 && filter->group == GVN_MATTERS_ALL && filter->body == NULL
                        && filter->perimeter == NULL && filter->owner == NULL && filter->side == NULL
                        && gvn_text_is_empty (filter->words);

  if (g_list_model_get_n_items (gvn_matter_rows_get_model (self->rows)) > 0)
    return self->narrow ? "list" : "table";

  return everything ? "none" : "empty";
}

static gboolean
show (GvnMattersPage *self, gboolean from_first, GError **error)
{
  GvnMatterFilter filter;

  read_filter (self, &filter);
  if (!gvn_matter_rows_update (self->rows, gvn_page_get_session (GVN_PAGE (self)), &filter, from_first, error))
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, choose_page (self, &filter));
  mark_filters (self);

  return TRUE;
}

static void
scroll_to_first (GvnMattersPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  if (self->narrow)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_column_view_scroll_to (self->table, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

/* Other rows, or in another order: from the first. Going there before they change spares
 * the widgets; the view then follows the row that was the first. */
static void
show_from_first (GvnMattersPage *self)
{
  g_autoptr (GError) error = NULL;

  scroll_to_first (self);
  if (!show (self, TRUE, &error))
    gvn_session_fail (gvn_page_get_session (GVN_PAGE (self)), error);
  scroll_to_first (self);
}

static void
search_changed_cb (GvnMattersPage *self)
{
  g_autofree char *text = NULL;
  guint n;

  if (!self->ready)
    return;
  show_from_first (self);
  n = g_list_model_get_n_items (gvn_matter_rows_get_model (self->rows));
  text = g_strdup_printf (ngettext ("%u found", "%u found", n), n);
  gvn_announce (GTK_WIDGET (self->search), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
filter_changed_cb (GvnMattersPage *self)
{
  GtkDropDown *const remembered[] = { self->body, self->perimeter, self->person };

  if (!self->ready)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    {
      const char *id = gvn_choice_get_id (remembered[i]);

      g_settings_set_string (self->settings, filter_keys[i], id != NULL ? id : "");
    }
  show_from_first (self);
}

static void
sort_changed_cb (GvnMattersPage *self)
{
  if (self->ready)
    show_from_first (self);
}

static void
reset_clicked_cb (GvnMattersPage *self)
{
  GtkDropDown *const all[] = { self->kind, self->body, self->perimeter, self->person, self->side };

  self->ready = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_drop_down_set_selected (all[i], 0);
  gtk_drop_down_set_selected (self->state, G_N_ELEMENTS (groups) - 1);
  gtk_toggle_button_set_active (self->mine, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->ready = TRUE;
  filter_changed_cb (self);
}

/* Layout ----------------------------------------------------------------------------- */

/* Only the view on screen has rows. */
static void
set_narrow (GvnMattersPage *self, gboolean narrow)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  self->narrow = narrow;
  gvn_growing_selection_show (self->table_rows, !narrow);
  gvn_growing_selection_show (self->list_rows, narrow);
  if (g_strcmp0 (shown, "table") == 0 || g_strcmp0 (shown, "list") == 0)
    gtk_stack_set_visible_child_name (self->stack, narrow ? "list" : "table");
}

static void
narrowed_cb (GvnMattersPage *self)
{
  set_narrow (self, TRUE);
}

static void
widened_cb (GvnMattersPage *self)
{
  set_narrow (self, FALSE);
}

/* Refreshing ------------------------------------------------------------------------- */

/* The choices, with those remembered selected at first. */
static void
fill_filters (GvnMattersPage *self, GvnSession *session)
{
  GtkDropDown *const remembered[] = { self->body, self->perimeter, self->person };
  gboolean ready = self->ready;

  self->ready = FALSE;
  gvn_choice_fill_bodies (self->body, gvn_session_get_db (session));
  gvn_choice_fill_agencies (self->perimeter, gvn_session_get_db (session));
  gvn_choice_fill_people (self->person, _ ("Everybody"), gvn_session_get_db (session));
  for (guint i = 0; !ready && i < G_N_ELEMENTS (remembered); i++)
    {
      g_autofree char *id = g_settings_get_string (self->settings, filter_keys[i]);

      gvn_choice_select (remembered[i], id);
    }
  self->ready = TRUE;
}

static void
gvn_matters_page_refresh (GvnPage *page)
{
  GvnMattersPage *self = GVN_MATTERS_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  const char *me = gvn_session_get_me (session);
  gboolean writable = !gvn_store_is_read_only (gvn_session_get_store (session));
  g_autoptr (GError) error = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->mine), me != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->add), writable);
  fill_filters (self, session);
  if (!show (self, FALSE, &error))
    gvn_session_fail (session, error);
}

/* What is selected, else all that is shown. */
static GvnPageTable *
gvn_matters_page_get_table (GvnPage *page, GError **error)
{
  GvnMattersPage *self = GVN_MATTERS_PAGE (page);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GvnPageTable) table = gvn_page_table_new (_ ("Actions and Decisions"));
  guint n = g_list_model_get_n_items (gvn_matter_rows_get_model (self->rows));
  gboolean all = gtk_bitset_is_empty (selected);

  gvn_matter_rows_add_table_columns (table);
  for (guint i = 0; i < n; i++)
    if ((all || gtk_bitset_contains (selected, i)) && !gvn_matter_rows_fill_table (self->rows, table, i, error))
      return NULL;

  return g_steal_pointer (&table);
}

static GvnPrint *
gvn_matters_page_create_print (GvnPage *page, GError **error)
{
  GvnSession *session = gvn_page_get_session (page);
  GvnMatterFilter filter;

  read_filter (GVN_MATTERS_PAGE (page), &filter);

  return gvn_print_new_matters (gvn_session_get_store (session), &filter, gvn_session_get_now (session), error);
}

static GtkWidget *
gvn_matters_page_get_search (GvnPage *page)
{
  return GTK_WIDGET (GVN_MATTERS_PAGE (page)->search);
}

static void
gvn_matters_page_dispose (GObject *object)
{
  GvnMattersPage *self = GVN_MATTERS_PAGE (object);

  self->ready = FALSE;
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_MATTERS_PAGE);
  g_clear_object (&self->table_rows);
  g_clear_object (&self->list_rows);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->rows, gvn_matter_rows_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gvn_matters_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, search);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, mine);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, kind);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, state);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, body);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, perimeter);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, person);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, side);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, filters);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, add);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, table);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, list);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, bar);
  gtk_widget_class_bind_template_child (widget_class, GvnMattersPage, count);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, widened_cb);
}

static void
gvn_matters_page_class_init (GvnMattersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_matters_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_matters_page_refresh;
  GVN_PAGE_CLASS (klass)->create_print = gvn_matters_page_create_print;
  GVN_PAGE_CLASS (klass)->get_search = gvn_matters_page_get_search;
  GVN_PAGE_CLASS (klass)->get_table = gvn_matters_page_get_table;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-matters-page.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "matters.new", "s", new_action);
  gtk_widget_class_install_action (widget_class, "matters.remind", NULL, remind_action);
  gtk_widget_class_install_action (widget_class, "matters.assign", NULL, assign_action);
  gtk_widget_class_install_action (widget_class, "matters.postpone", NULL, postpone_action);
  gtk_widget_class_install_action (widget_class, "matters.settle", NULL, settle_action);
  gtk_widget_class_install_action (widget_class, "matters.withdraw", NULL, withdraw_action);
}

static void
gvn_matters_page_init (GvnMattersPage *self)
{
  g_autoptr (GtkListItemFactory) lines = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gvn_matter_rows_new ();
  self->selection = gtk_multi_selection_new (g_object_ref (gvn_matter_rows_get_model (self->rows)));
  self->table_rows = gvn_growing_selection_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                                GTK_WIDGET (self->table), GVN_ROWS_IN_SIGHT, TRUE);
  self->list_rows = gvn_growing_selection_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                               GTK_WIDGET (self->list), GVN_ROWS_IN_SIGHT, TRUE);
  lines = gvn_matter_rows_create_line_factory (self->rows);
  gvn_matter_rows_add_columns (self->rows, self->table);
  gvn_ui_name_table (self->table, _ ("Actions and Decisions"));
  gtk_list_view_set_factory (self->list, lines);
  set_narrow (self, FALSE);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->settings = g_settings_new (GVN_APP_ID);
  g_settings_bind (self->settings, "mine", self->mine, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "matters-kind", self->kind, "selected", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "matters-state", self->state, "selected", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "matters-side", self->side, "selected", G_SETTINGS_BIND_DEFAULT);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}
