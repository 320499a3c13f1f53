/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-entry-dialog.h"
#include "app/pages/gvn-journal-page.h"
#include "app/widgets/gvn-choice.h"
#include "app/widgets/gvn-growing-selection.h"
#include "app/widgets/gvn-list-row.h"
#include "base/gvn-text.h"
#include "store/gvn-history.h"
#include "store/gvn-number-list.h"
#include "store/gvn-object.h"

struct _GvnJournalPage
{
  GvnPage parent_instance;

  /* owned */
  GvnNumberList *model;
  GHashTable *undone; /* numbers; NULL before the first reading */
  gboolean filling;   /* the filters' choices are changing */

  /* template children */
  GtkSearchEntry *search;
  GtkDropDown *kind;
  GtkDropDown *author;
  GtkDropDown *period;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *head;
};

G_DEFINE_FINAL_TYPE (GvnJournalPage, gvn_journal_page, GVN_TYPE_PAGE)

/* Days before today, in the order of the choices; none for any time */
static const int periods[] = { -1, 0, 6, 30, 365 };

/* What else than a command of its own an entry is, or became */
static const char *
get_mark (GvnJournalPage *self, const GvnJournalEntry *entry)
{
  if (g_str_equal (entry->kind, "undo"))
    return _ ("Undo");
  if (g_str_equal (entry->kind, "redo"))
    return _ ("Redo");

  return g_hash_table_contains (self->undone, &entry->number) ? _ ("Undone") : NULL;
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, GvnJournalPage *self)
{
  gint64 number = gvn_number_get_value (gtk_list_item_get_item (item));
  g_autoptr (GvnJournalEntry) entry
      = gvn_history_load (gvn_session_get_db (gvn_page_get_session (GVN_PAGE (self))), number, NULL);
  g_autofree char *subtitle = NULL;
  g_autofree char *moment = NULL;
  GvnLocal at;

  if (entry == NULL)
    return;
  gvn_local_from_instant (entry->at, &at);
  moment = gvn_text_moment (&at);
  subtitle = g_strdup_printf ("%s · %s", moment, entry->author);
  gvn_list_row_set (item, entry->label, subtitle, get_mark (self, entry));
}

static void
row_activated_cb (GvnJournalPage *self, guint position)
{
  g_autoptr (GvnNumber) number = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  gvn_entry_dialog_present (gvn_page_get_session (GVN_PAGE (self)), gvn_number_get_value (number), GTK_WIDGET (self));
}

/* The rows of what was undone, or done again, since the last reading. */
static void
renew_undone (GvnJournalPage *self, GHashTable *undone)
{
  g_autoptr (GHashTable) before = self->undone;
  GHashTableIter iter;
  gint64 *number;

  self->undone = g_hash_table_ref (undone);
  if (before == NULL)
    return;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, (gpointer *) &number, NULL))
    if (!g_hash_table_contains (undone, number))
      gvn_number_list_renew (self->model, *number);
  g_hash_table_iter_init (&iter, undone);
  while (g_hash_table_iter_next (&iter, (gpointer *) &number, NULL))
    if (!g_hash_table_contains (before, number))
      gvn_number_list_renew (self->model, *number);
}

static gboolean
show (GvnJournalPage *self, GError **error)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  GvnDb *db = gvn_session_get_db (session);
  int n_days = periods[gtk_drop_down_get_selected (self->period)];
  GvnHistoryFilter filter = { .object_kind = gvn_choice_get_id (self->kind),
                              .author = gvn_choice_get_id (self->author),
                              .words = gtk_editable_get_text (GTK_EDITABLE (self->search)) };
  g_autoptr (GHashTable) undone = gvn_history_list_undone (db, error);
  g_autoptr (GArray) numbers = NULL;

  if (n_days >= 0)
    {
      filter.from = gvn_session_get_now (session)->local.date;
      g_date_subtract_days (&filter.from, (guint) n_days);
    }
  numbers = undone != NULL ? gvn_history_list (db, &filter, error) : NULL;
  if (numbers == NULL)
    return FALSE;

  renew_undone (self, undone);
  gvn_number_list_update (self->model, numbers);
  gtk_stack_set_visible_child_name (self->stack, numbers->len > 0 ? "list" : "empty");

  return TRUE;
}

static void
filter_changed_cb (GvnJournalPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->filling || gvn_page_get_session (GVN_PAGE (self)) == NULL)
    return;
  if (!show (self, &error))
    gvn_session_fail (gvn_page_get_session (GVN_PAGE (self)), error);
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  return (int) gvn_object_kind_get_rank (a) - (int) gvn_object_kind_get_rank (b);
}

static gboolean
fill_filters (GvnJournalPage *self, GvnDb *db, GError **error)
{
  GPtrArray *authors = gvn_history_list_authors (db, error);
  GPtrArray *kinds = authors != NULL ? gvn_history_list_object_kinds (db, error) : NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (kinds == NULL)
    {
      g_clear_pointer (&authors, g_ptr_array_unref);
      return FALSE;
    }

  g_ptr_array_sort_values (kinds, compare_kinds);
  for (guint i = 0; i < kinds->len; i++)
    g_ptr_array_add (labels, (gpointer) gvn_object_kind_get_label (kinds->pdata[i]));
  self->filling = TRUE;
  gvn_choice_fill (self->kind, _ ("Everything"), kinds, labels);
  gvn_choice_fill (self->author, _ ("Everybody"), authors, NULL);
  self->filling = FALSE;

  return TRUE;
}

static void
gvn_journal_page_refresh (GvnPage *page)
{
  GvnJournalPage *self = GVN_JOURNAL_PAGE (page);
  GvnSession *session = gvn_page_get_session (page);
  g_autofree char *hash = gvn_store_dup_head_hash (gvn_session_get_store (session));
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;

  /* Translators: a hash in hexadecimal: what stands for the whole journal */
  head = g_strdup_printf (_ ("Head of the journal: %s"), hash != NULL ? hash : "–");
  gtk_label_set_text (self->head, head);
  if (!fill_filters (self, gvn_session_get_db (session), &error) || !show (self, &error))
    gvn_session_fail (session, error);
}

static void
copy_clicked_cb (GvnJournalPage *self)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  g_autofree char *hash = gvn_store_dup_head_hash (gvn_session_get_store (session));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), hash != NULL ? hash : "");
  gvn_session_tell (session, _ ("The head of the journal is copied"));
}

static gboolean
add_entry (GvnJournalPage *self, GvnPageTable *table, gint64 number, GError **error)
{
  GvnSession *session = gvn_page_get_session (GVN_PAGE (self));
  g_autoptr (GvnJournalEntry) entry = gvn_history_load (gvn_session_get_db (session), number, error);
  g_autofree char *rank = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autofree char *time = NULL;
  GvnLocal at;

  if (entry == NULL)
    return FALSE;
  gvn_local_from_instant (entry->at, &at);
  time = gvn_text_time (at.minutes);
  gvn_page_table_add (table, rank);
  gvn_page_table_add_date (table, &at.date);
  gvn_page_table_add (table, time);
  gvn_page_table_add (table, entry->author);
  gvn_page_table_add (table, entry->label);
  gvn_page_table_add (table, get_mark (self, entry));
  gvn_page_table_end_row (table);

  return TRUE;
}

static GvnPageTable *
gvn_journal_page_get_table (GvnPage *page, GError **error)
{
  GvnJournalPage *self = GVN_JOURNAL_PAGE (page);
  g_autoptr (GvnPageTable) table = gvn_page_table_new (_ ("Journal"));

  gvn_page_table_add_column (table, _ ("Number"), GVN_COLUMN_NUMBER);
  gvn_page_table_add_column (table, _ ("Day"), GVN_COLUMN_DATE);
  gvn_page_table_add_column (table, _ ("Time"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("Author"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("What"), GVN_COLUMN_TEXT);
  gvn_page_table_add_column (table, _ ("State"), GVN_COLUMN_TEXT);
  gvn_page_table_end_row (table);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    {
      g_autoptr (GvnNumber) number = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      if (!add_entry (self, table, gvn_number_get_value (number), error))
        return NULL;
    }

  return g_steal_pointer (&table);
}

static GtkWidget *
gvn_journal_page_get_search (GvnPage *page)
{
  return GTK_WIDGET (GVN_JOURNAL_PAGE (page)->search);
}

static void
gvn_journal_page_dispose (GObject *object)
{
  GvnJournalPage *self = GVN_JOURNAL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_JOURNAL_PAGE);
  g_clear_object (&self->model);
  g_clear_pointer (&self->undone, g_hash_table_unref);

  G_OBJECT_CLASS (gvn_journal_page_parent_class)->dispose (object);
}

static void
gvn_journal_page_class_init (GvnJournalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_journal_page_dispose;
  GVN_PAGE_CLASS (klass)->refresh = gvn_journal_page_refresh;
  GVN_PAGE_CLASS (klass)->get_search = gvn_journal_page_get_search;
  GVN_PAGE_CLASS (klass)->get_table = gvn_journal_page_get_table;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnJournalPage, search);
  gtk_widget_class_bind_template_child (widget_class, GvnJournalPage, kind);
  gtk_widget_class_bind_template_child (widget_class, GvnJournalPage, author);
  gtk_widget_class_bind_template_child (widget_class, GvnJournalPage, period);
  gtk_widget_class_bind_template_child (widget_class, GvnJournalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GvnJournalPage, list);
  gtk_widget_class_bind_template_child (widget_class, GvnJournalPage, head);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
gvn_journal_page_init (GvnJournalPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gvn_list_row_factory_new (G_CALLBACK (bind_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = gvn_number_list_new ();
  gtk_list_view_set_factory (self->list, factory);
  gvn_growing_selection_show_list (self->list, G_LIST_MODEL (self->model));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}
