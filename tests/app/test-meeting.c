/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting as a document, run and previewed, in the window of the demonstration. */
#include "config.h"

#include "../gvn-test-names.h"
#include "../gvn-test-window.h"
#include "app/dialogs/gvn-grid-dialog.h"
#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/dialogs/gvn-preview-dialog.h"
#include "app/gvn-sitting-window.h"
#include "app/widgets/gvn-item-card.h"
#include "base/gvn-error.h"
#include "committees/gvn-meeting-document.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-minutes.h"

static GvnDb *
db_of (TestWindow *fixture)
{
  return gvn_session_get_db (fixture->session);
}

static GvnMeeting *
find_meeting (TestWindow *fixture, const char *body, const char *day)
{
  GvnMeetingFilter filter = { .body = body, .from = test_date (day), .to = test_date (day) };
  g_autoptr (GPtrArray) found = gvn_meeting_list (db_of (fixture), &filter, NULL);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

static void
count_type (GtkWidget *widget, const char *type, guint *n)
{
  *n += g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_type (child, type, n);
}

static GtkWidget *
page_of (TestWindow *fixture)
{
  GtkWidget *page = test_find_type (GTK_WIDGET (fixture->window), "GvnMeetingPage");

  g_assert_nonnull (page);
  return page;
}

/* Its items come one after the other, those who take part last. */
static void
show_meeting (TestWindow *fixture, GvnMeeting *meeting)
{
  gvn_window_show_meeting (fixture->window, meeting->id);
  do
    test_settle (GTK_WIDGET (fixture->window));
  while (test_find_type (page_of (fixture), "AdwComboRow") == NULL);
}

/* The COPIL of 17 February 2028: its fourteen items of 6.2 and two that the sides
 * proposed, each a part of the document under its own name; its participants and where
 * its agenda and its minutes are beside them. */
static void
test_document (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = find_meeting (fixture, "COPIL", "2028-02-17");
  guint n_cards = 0, n_participants = 0;
  GtkMenuButton *menu;
  GtkWidget *card;

  show_meeting (fixture, copil);
  count_type (page_of (fixture), "GvnItemCard", &n_cards);
  g_assert_cmpuint (n_cards, >=, 16);
  card = test_find_type (page_of (fixture), "GvnItemCard");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_ROLE_ARTICLE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Analyse du service rendu");
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (test_find_type (card, "GtkTextView")),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       gtk_widget_get_first_child (test_find_type (card, "GvnWriting")), NULL);
  menu = GTK_MENU_BUTTON (test_find_type (card, "GtkMenuButton"));
  gtk_menu_button_popup (menu);
  g_assert_nonnull (gtk_menu_button_get_menu_model (menu)); /* made when it is opened */
  g_assert_nonnull (gtk_menu_button_get_popover (menu));
  gtk_menu_button_popdown (menu);
  count_type (page_of (fixture), "AdwComboRow", &n_participants);
  g_assert_cmpuint (n_participants, ==, 17); /* B.3: six of the DSIUN, six site managers, five of the contractor */
}

static GtkTextBuffer *
first_writing (TestWindow *fixture)
{
  GtkWidget *card = test_find_type (page_of (fixture), "GvnItemCard");

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (test_find_type (card, "GtkTextView")));
}

/* What is typed is kept when the page goes; the minutes that were sent stay what they
 * are, and a second version is begun. */
static void
test_writing (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = find_meeting (fixture, "COPIL", "2028-02-17");
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (GHashTable) texts = NULL;
  g_autofree char *hash = NULL;

  before = gvn_meeting_document_list (db_of (fixture), copil->id, GVN_DOCUMENT_MINUTES, NULL);
  g_assert_cmpuint (before->len, ==, 1);
  hash = g_strdup (((GvnMeetingDocument *) before->pdata[0])->hash);

  show_meeting (fixture, copil);
  gtk_text_buffer_set_text (first_writing (fixture), "Le service est conforme.", -1);
  gvn_window_show_section (fixture->window, "dashboard");
  test_settle (GTK_WIDGET (fixture->window));

  after = gvn_meeting_document_list (db_of (fixture), copil->id, GVN_DOCUMENT_MINUTES, NULL);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (((GvnMeetingDocument *) after->pdata[0])->hash, ==, hash);
  g_assert_null (((GvnMeetingDocument *) after->pdata[1])->hash);
  texts = gvn_minutes_load_texts (db_of (fixture), ((GvnMeetingDocument *) after->pdata[1])->id, NULL);
  {
    g_autoptr (GPtrArray) all = g_hash_table_get_values_as_ptr_array (texts);

    g_assert_true (g_ptr_array_find_with_equal_func (all, "Le service est conforme.", g_str_equal, NULL));
  }
}

static guint
count_matters (TestWindow *fixture, GvnMeeting *meeting)
{
  g_autoptr (GPtrArray) matters = gvn_matter_list_of_meeting (db_of (fixture), meeting->id, NULL);

  return matters->len;
}

static void
capture (GtkWidget *root, const char *title)
{
  GtkWidget *line = test_find_type (root, "GvnCaptureLine");
  GtkWidget *entry = test_find_type (line, "GtkEntry");

  gtk_editable_set_text (GTK_EDITABLE (entry), title);
  g_signal_emit_by_name (entry, "activate");
}

/* A decision is taken down in one line, under its item, by Enter alone; undone, it is
 * gone and the line is ready for the next. */
static void
test_capture (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = find_meeting (fixture, "COPIL", "2028-02-17");
  guint n = count_matters (fixture, copil);
  GtkWidget *card;

  show_meeting (fixture, copil);
  card = test_find_type (page_of (fixture), "GvnItemCard");
  capture (card, "Doubler les sauvegardes");
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (count_matters (fixture, copil), ==, n + 1);
  g_assert_nonnull (test_find_type (card, "AdwActionRow"));
  gvn_session_undo (fixture->session);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (count_matters (fixture, copil), ==, n);
  g_assert_null (test_find_type (card, "AdwActionRow"));
}

/* One item at a time, then all that was decided read back; the window is freed when it
 * closes. */
static void
test_sitting (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) cosui = find_meeting (fixture, "COSUI-AESN", "2028-03-01");
  GtkWindow *sitting = gvn_sitting_window_present (fixture->session, cosui->id, GTK_WIDGET (fixture->window));
  guint n_steps = 0;

  g_object_add_weak_pointer (G_OBJECT (sitting), (gpointer *) &sitting);
  test_settle (GTK_WIDGET (sitting));
  capture (test_find_type (GTK_WIDGET (sitting), "GvnItemCard"), "Remplacer le répartiteur");
  test_settle (GTK_WIDGET (sitting));
  while (test_find_type (GTK_WIDGET (sitting), "GvnItemCard") != NULL && n_steps < 40)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (sitting), "sitting.next", NULL));
      test_settle (GTK_WIDGET (sitting));
      n_steps++;
    }
  {
    g_autoptr (GPtrArray) items = gvn_agenda_list (db_of (fixture), cosui->id, NULL);

    g_assert_cmpuint (n_steps, ==, items->len);
  }
  {
    GtkWidget *row = test_find_type (GTK_WIDGET (sitting), "AdwActionRow");

    g_assert_nonnull (row);
    g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Remplacer le répartiteur"));
  }
  gtk_window_close (sitting);
  while (sitting != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* What is previewed is what was sent, page by page, and each page says it aloud. */
static void
test_preview (TestWindow *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  g_autoptr (GvnMeeting) copil = find_meeting (fixture, "COPIL", "2028-02-17");
  GtkWidget *dialog, *paper;

  gvn_preview_dialog_present_meeting (fixture->session, copil->id, GVN_MEETING_PAPER_MINUTES, GTK_WIDGET (window));
  test_settle (GTK_WIDGET (window));
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  paper = test_find_type (dialog, "GtkPicture");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (paper), GTK_ACCESSIBLE_ROLE_DOCUMENT);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (paper), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
check_dialog (TestWindow *fixture, const char *title)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  guint n_named = 0;

  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, title);
  test_check_names (GTK_WIDGET (dialog), &n_named);
  g_assert_cmpuint (n_named, >, 2);
  adw_dialog_force_close (dialog);
}

/* Whatever takes the focus in a meeting, in its sitting and in what is opened from them
 * says its name. */
static void
test_names (TestWindow *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (GvnMeeting) copil = find_meeting (fixture, "COPIL", "2028-02-17");
  g_autoptr (GvnMeeting) next = find_meeting (fixture, "COPIL", "2028-03-16");
  g_autoptr (GvnMeeting) problems = find_meeting (fixture, "CPROB", "2028-03-13");
  GtkWindow *sitting = gvn_sitting_window_present (fixture->session, copil->id, window);
  guint n_named = 0;

  test_settle (GTK_WIDGET (sitting));
  test_check_names (GTK_WIDGET (sitting), &n_named);
  g_assert_cmpuint (n_named, >, 6);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (sitting), "sitting.read-back", NULL));
  test_settle (GTK_WIDGET (sitting));
  test_check_names (GTK_WIDGET (sitting), &n_named);
  gtk_window_destroy (sitting);

  show_meeting (fixture, copil);
  n_named = 0;
  test_check_names (page_of (fixture), &n_named);
  g_assert_cmpuint (n_named, >, 60);
  gvn_preview_dialog_present_meeting (fixture->session, copil->id, GVN_MEETING_PAPER_MINUTES, window);
  check_dialog (fixture, "COPIL, 17 February 2028 — Meeting Minutes");
  gvn_preparation_dialog_present (fixture->session, next->id, window);
  check_dialog (fixture, "Preparation: COPIL, 16 March 2028");
  gvn_grid_dialog_present (fixture->session, problems->id, window);
  check_dialog (fixture, "Analysis Grid");
}

static const char *
selected_section (TestWindow *fixture)
{
  GtkListBoxRow *row
      = gtk_list_box_get_selected_row (GTK_LIST_BOX (test_find_type (GTK_WIDGET (fixture->window), "GtkListBox")));

  return gtk_label_get_text (GTK_LABEL (test_find_type (GTK_WIDGET (row), "GtkLabel")));
}

/* A meeting is of the committees, from wherever it is opened; the section it lay over is
 * selected again when it goes. */
static void
test_section (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = find_meeting (fixture, "COPIL", "2028-02-17");

  gvn_window_show_section (fixture->window, "journal");
  g_assert_cmpstr (selected_section (fixture), ==, "Journal");
  gvn_window_show_meeting (fixture->window, copil->id);
  g_assert_cmpstr (selected_section (fixture), ==, "Committees");
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_true (gtk_widget_activate_action (page_of (fixture), "navigation.pop", NULL));
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (selected_section (fixture), ==, "Journal");
}

static GvnAgendaItem *
focused_item (TestWindow *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *card = gtk_widget_get_ancestor (focus, GVN_TYPE_ITEM_CARD);

  return card != NULL ? gvn_item_card_get_item (GVN_ITEM_CARD (card)) : NULL;
}

/* From where one writes under an item to where one writes under the next, without the
 * mouse; before the first there is none. */
static void
test_items (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = find_meeting (fixture, "COPIL", "2028-02-17");
  g_autoptr (GPtrArray) items = gvn_agenda_list (db_of (fixture), copil->id, NULL);

  show_meeting (fixture, copil);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (gtk_widget_activate_action (page_of (fixture), "meeting.next-item", NULL));
      g_assert_cmpstr (focused_item (fixture)->title, ==, ((GvnAgendaItem *) items->pdata[i])->title);
      g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
    }
  for (guint i = 3; i > 0; i--)
    {
      g_assert_cmpstr (focused_item (fixture)->title, ==, ((GvnAgendaItem *) items->pdata[i - 1])->title);
      gtk_widget_activate_action (page_of (fixture), "meeting.previous-item", NULL);
    }
  g_assert_cmpstr (focused_item (fixture)->title, ==, ((GvnAgendaItem *) items->pdata[0])->title);
}

static char *
repeat (const char *word, guint n)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (words, "%s ", word);

  return g_string_free_and_steal (words);
}

/* What is written is seen whole, however long. */
static void
test_growth (TestWindow *fixture, gconstpointer data)
{
  g_autoptr (GvnMeeting) copil = find_meeting (fixture, "COPIL", "2028-02-17");
  g_autofree char *words = repeat ("mot", 400);
  GtkWidget *view;
  int before;

  show_meeting (fixture, copil);
  view = test_find_type (test_find_type (page_of (fixture), "GvnItemCard"), "GtkTextView");
  before = gtk_widget_get_height (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "un\ndeux\ntrois\nquatre\ncinq\nsix", -1);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpint (gtk_widget_get_height (view), >, before + 40);
  before = gtk_widget_get_height (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), words, -1);
  test_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpint (gtk_widget_get_height (view), >, before + 40);
}

/* What a page lists is a document, looked at before it is printed or saved. */
static void
test_documents (TestWindow *fixture, gconstpointer data)
{
  static const struct
  {
    const char *section;
    const char *type; /* of the page that has the action */
    const char *action;
    const char *title;
  } documents[] = {
    { "deadlines", "GvnDeadlinesPage", "win.print", "Deadlines — 8 March 2028" },
    { "matters", "GvnMattersPage", "win.print", "Actions and Decisions — 8 March 2028" },
    { "agenda", "GvnAgendaPage", "agenda.calendar", "Calendar of Meetings 2028" },
  };
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      AdwDialog *dialog;
      guint n_named = 0;

      gvn_window_show_section (fixture->window, documents[i].section);
      test_settle (GTK_WIDGET (window));
      g_assert_true (gtk_widget_activate_action (test_find_type (GTK_WIDGET (window), documents[i].type),
                                                 documents[i].action, NULL));
      test_settle (GTK_WIDGET (window));
      dialog = adw_application_window_get_visible_dialog (window);
      g_assert_nonnull (dialog);
      g_assert_cmpstr (adw_dialog_get_title (dialog), ==, documents[i].title);
      test_check_names (GTK_WIDGET (dialog), &n_named);
      g_assert_cmpuint (n_named, >=, 3);
      adw_dialog_force_close (dialog);
      test_settle (GTK_WIDGET (window));
    }
}

int
main (int argc, char **argv)
{
  test_window_init (&argc, &argv);

  g_test_add ("/app/meeting/document", TestWindow, NULL, test_window_set_up, test_document, test_window_tear_down);
  g_test_add ("/app/meeting/writing", TestWindow, NULL, test_window_set_up, test_writing, test_window_tear_down);
  g_test_add ("/app/meeting/capture", TestWindow, NULL, test_window_set_up, test_capture, test_window_tear_down);
  g_test_add ("/app/meeting/sitting", TestWindow, NULL, test_window_set_up, test_sitting, test_window_tear_down);
  g_test_add ("/app/meeting/documents", TestWindow, NULL, test_window_set_up, test_documents, test_window_tear_down);
  g_test_add ("/app/meeting/preview", TestWindow, NULL, test_window_set_up, test_preview, test_window_tear_down);
  g_test_add ("/app/meeting/names", TestWindow, NULL, test_window_set_up, test_names, test_window_tear_down);
  g_test_add ("/app/meeting/section", TestWindow, NULL, test_window_set_up, test_section, test_window_tear_down);
  g_test_add ("/app/meeting/items", TestWindow, NULL, test_window_set_up, test_items, test_window_tear_down);
  g_test_add ("/app/meeting/growth", TestWindow, NULL, test_window_set_up, test_growth, test_window_tear_down);

  return test_window_run ();
}
