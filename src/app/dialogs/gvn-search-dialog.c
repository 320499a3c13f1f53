/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-ecab-dialog.h"
#include "app/dialogs/gvn-matter-dialog.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/dialogs/gvn-search-dialog.h"
#include "app/dialogs/gvn-search-words.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-ui.h"
#include "app/orders/gvn-order-dialog.h"
#include "app/preferences/gvn-preferences-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-list-row.h"
#include "base/gvn-text.h"
#include "deadlines/gvn-register.h"
#include "store/gvn-object.h"
#include "store/gvn-search.h"

/* Hits of each kind: enough to choose from, few enough to see the other kinds */
#define N_HITS 8

struct _GvnSearchDialog
{
  AdwDialog parent_instance;

  /* owned */
  GvnSession *session;
  GListStore *hits;
  GtkWidget *parent;

  /* template children */
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (GvnSearchDialog, gvn_search_dialog, ADW_TYPE_DIALOG)

/* Opening ---------------------------------------------------------------------------- */

static void
open_deadline (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnDeadline) deadline
      = gvn_register_find (gvn_session_get_db (session), id, gvn_session_get_now (session), &error);

  if (deadline != NULL)
    gvn_why_dialog_present (session, deadline, parent);
  else
    gvn_session_fail (session, error);
}

static void
open_sites (GvnSession *session, const char *id, GtkWidget *parent)
{
  AdwDialog *dialog = gvn_preferences_dialog_new (session);

  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "calendars");
  adw_dialog_present (dialog, parent);
}

/* How each kind of thing is opened; a later domain adds its own. */
static const struct
{
  const char *kind;
  void (*open) (GvnSession *session, const char *id, GtkWidget *parent);
} openers[] = {
  { "body", gvn_body_dialog_present },
  { "meeting", gvn_meeting_dialog_present },
  { "deadline", open_deadline },
  { "matter", gvn_matter_dialog_present },
  { "person", gvn_person_form_present },
  { "site", open_sites },
  { "milestone", gvn_milestone_form_present },
  { "emergency_change", gvn_ecab_dialog_present },
  { "order", gvn_order_dialog_present },
};

static void
open_hit (GvnSearchDialog *self, guint position)
{
  g_autoptr (GvnSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);
  g_autoptr (GvnSession) session = g_object_ref (self->session);
  g_autoptr (GtkWidget) parent = g_object_ref (self->parent);

  if (hit == NULL)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    if (g_str_equal (openers[i].kind, hit->kind))
      openers[i].open (session, hit->id, parent);
}

static void
row_activated_cb (GvnSearchDialog *self, guint position)
{
  open_hit (self, position);
}

static void
activated_cb (GvnSearchDialog *self)
{
  open_hit (self, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list))));
}

static void
stopped_cb (GvnSearchDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Searching -------------------------------------------------------------------------- */

static void
search_changed_cb (GvnSearchDialog *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = gvn_search (gvn_session_get_db (self->session), words,
                                           &gvn_session_get_now (self->session)->local.date, N_HITS, &error);
  g_autofree char *count = NULL;

  if (hits == NULL)
    {
      gvn_session_fail (self->session, error);
      return;
    }
  g_list_store_splice (self->hits, 0, g_list_model_get_n_items (G_LIST_MODEL (self->hits)), hits->pdata, hits->len);
  gtk_stack_set_visible_child_name (self->stack, hits->len > 0               ? "hits"
                                                 : gvn_text_is_empty (words) ? "start"
                                                                             : "nothing");
  gvn_ui_scroll_to_top (GTK_WIDGET (self->list));
  count = g_strdup_printf (ngettext ("%u found", "%u found", hits->len), hits->len);
  gvn_announce (GTK_WIDGET (self->entry), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The arrows choose while the entry keeps the focus. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GvnSearchDialog *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection)), at = gtk_single_selection_get_selected (selection);

  if (n == 0 || (key != GDK_KEY_Down && key != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;
  at = key == GDK_KEY_Down ? (at + 1) % n : (at + n - 1) % n;
  gtk_list_view_scroll_to (self->list, at, GTK_LIST_SCROLL_SELECT, NULL);

  return GDK_EVENT_STOP;
}

/* Rows ------------------------------------------------------------------------------- */

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, GvnSearchDialog *self)
{
  GvnSearchHit *hit = gtk_list_item_get_item (item);
  g_autofree char *words = gvn_search_dup_words (self->session, hit);

  gvn_list_row_set (item, hit->title, words, NULL);
}

static void
bind_header_cb (GtkListItemFactory *factory, GtkListHeader *header)
{
  GvnSearchHit *hit = gtk_list_header_get_item (header);

  gvn_list_heading_set (header, gvn_object_kind_get_label (hit->kind));
}

static void
gvn_search_dialog_dispose (GObject *object)
{
  GvnSearchDialog *self = GVN_SEARCH_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_SEARCH_DIALOG);
  g_clear_object (&self->hits);
  g_clear_object (&self->session);
  g_clear_object (&self->parent);

  G_OBJECT_CLASS (gvn_search_dialog_parent_class)->dispose (object);
}

static void
gvn_search_dialog_class_init (GvnSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_search_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/dialogs/gvn-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, GvnSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnSearchDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gvn_search_dialog_init (GvnSearchDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gvn_list_row_factory_new (G_CALLBACK (bind_cb), self);
  g_autoptr (GtkListItemFactory) headers = gvn_list_heading_factory_new (G_CALLBACK (bind_header_cb), NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkSortListModel *sorted;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->hits = g_list_store_new (GVN_TYPE_SEARCH_HIT);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->hits)), NULL);
  gtk_sort_list_model_set_section_sorter (sorted,
                                          GTK_SORTER (gtk_custom_sorter_new (gvn_search_hit_compare, NULL, NULL)));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (sorted)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * gvn_search_dialog_present:
 * @words: (nullable): searched at once
 */
void
gvn_search_dialog_present (GvnSession *session, const char *words, GtkWidget *parent)
{
  GvnSearchDialog *self = g_object_new (GVN_TYPE_SEARCH_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->parent = g_object_ref (parent);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), words != NULL ? words : "");
  adw_dialog_present (ADW_DIALOG (self), parent);
}
