/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-preparation-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-ui.h"
#include "app/money/gvn-billing-forms.h"
#include "app/widgets/gvn-open-file.h"
#include "app/widgets/gvn-order-buttons.h"
#include "base/gvn-text.h"
#include "deadlines/gvn-register.h"
#include "money/gvn-billing.h"
#include "proceedings/gvn-preparation.h"

static gboolean
is_writable (GvnSession *session)
{
  return !gvn_store_is_read_only (gvn_session_get_store (session));
}

static GvnPreparation *
load (GvnSession *session, const char *meeting)
{
  return gvn_preparation_load (gvn_session_get_db (session), meeting, gvn_session_get_now (session), NULL);
}

/* An element ------------------------------------------------------------------------------ */

static void
add_value (AdwPreferencesGroup *group, const char *title, const char *value)
{
  if (value != NULL)
    gvn_ui_add_row (group, title, value);
}

static void
remove_element (GvnSession *session, const char *id, GtkWidget *parent)
{
  gvn_ui_run_and_close (session, _ ("Remove an element to settle"), gvn_settlement_remove, (gpointer) id, parent);
}

static void
open_element_file (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GvnSettlement) element = gvn_settlement_load (gvn_session_get_db (session), id, NULL);

  if (element != NULL && element->file != NULL)
    gvn_open_file (session, element->file, element->file_name, parent);
}

static void
add_decision (AdwPreferencesGroup *group, GvnSession *session, const GvnSettlement *element)
{
  g_autoptr (GvnMatter) matter
      = element->decision != NULL ? gvn_matter_load (gvn_session_get_db (session), element->decision, NULL) : NULL;
  g_autofree char *title = matter != NULL ? gvn_matter_dup_title (matter) : NULL;
  GtkWidget *row;

  if (matter == NULL && !gvn_billing_can_be_settled (element))
    return;
  row = gvn_ui_add_row (group, _ ("Settled by"), title != NULL ? title : _ ("No decision yet"));
  if (is_writable (session))
    gvn_ui_set_opener (row, session, gvn_billing_settle_form_present, element->id);
}

static void
fill_element (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnSettlement) element = gvn_settlement_load (gvn_session_get_db (session), id, NULL);
  g_autofree char *title = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *contractor = NULL;
  g_autofree char *dsiun = NULL;

  if (element == NULL)
    return;
  title = g_markup_escape_text (element->title, -1);
  amount = element->has_amount ? gvn_amount_dup_text (element->cents) : NULL;
  contractor = gvn_position_dup_text (element->contractor, element->contractor_note);
  dsiun = gvn_position_dup_text (element->dsiun, element->dsiun_note);
  adw_preferences_group_set_title (group, title);
  add_value (group, _ ("Kind"), gvn_settlement_kind_get_label (element->kind));
  add_value (group, _ ("Amount"), amount);
  if (element->file != NULL)
    gvn_ui_set_opener (gvn_ui_add_row (group, _ ("File"), element->file_name), session, open_element_file, id);
  if (!is_writable (session))
    {
      add_value (group, _ ("The contractor’s position"), contractor);
      add_value (group, _ ("The DSIUN’s position"), dsiun);
      add_decision (group, session, element);
      return;
    }
  gvn_ui_set_opener (gvn_ui_add_row (group, _ ("The contractor’s position"), contractor), session,
                     gvn_settlement_contractor_present, id);
  gvn_ui_set_opener (gvn_ui_add_row (group, _ ("The DSIUN’s position"), dsiun), session, gvn_settlement_dsiun_present,
                     id);
  add_decision (group, session, element);
  gvn_ui_add_opener (group, _ ("Edit…"), session, gvn_settlement_form_present, id);
}

/* One element to settle: what it is, where both parties stand, what settles it. */
void
gvn_settlement_dialog_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  gvn_ui_bind_group (gvn_ui_add_group (page, NULL, NULL), session, fill_element, id);
  if (is_writable (session))
    gvn_ui_add_opener (gvn_ui_add_group (page, NULL, NULL), _ ("Remove This Element"), session, remove_element, id);
  gvn_ui_present_page (_ ("Element to Settle"), page, 480, 520, parent);
}

/* What is missing ---------------------------------------------------------------------------- */

static void
add_sentence (AdwPreferencesGroup *group, const char *sentence, const char *icon, const char *css_class)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, css_class);
  adw_action_row_add_prefix (ADW_ACTION_ROW (gvn_ui_add_row (group, sentence, NULL)), image);
}

static void
fill_missing (AdwPreferencesGroup *group, GvnSession *session, const char *meeting)
{
  g_autoptr (GvnPreparation) preparation = load (session, meeting);

  if (preparation == NULL)
    return;
  for (guint i = 0; i < preparation->missing->len; i++)
    add_sentence (group, preparation->missing->pdata[i], "dialog-warning-symbolic", "warning");
  if (preparation->missing->len == 0)
    add_sentence (group, _ ("Nothing is missing."), "object-select-symbolic", "success");
  for (guint i = 0; i < preparation->remarks->len; i++)
    add_sentence (group, preparation->remarks->pdata[i], "dialog-information-symbolic", "dimmed");
}

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
fill_documents (AdwPreferencesGroup *group, GvnSession *session, const char *meeting)
{
  g_autoptr (GvnPreparation) preparation = load (session, meeting);

  for (guint i = 0; preparation != NULL && i < preparation->deadlines->len; i++)
    {
      GvnDeadline *deadline = preparation->deadlines->pdata[i];
      g_autofree char *due = gvn_text_moment (&deadline->due);
      GtkWidget *row = gvn_ui_add_row (group, deadline->label, due);

      gvn_ui_add_suffix (row, gvn_deadline_state_get_label (deadline->state), "dimmed");
      gvn_ui_set_opener (row, session, open_deadline, deadline->id);
    }
}

/* What is settled ------------------------------------------------------------------------------ */

static void
reordered (GvnSession *session, const char *id, guint position)
{
  GvnSettlementMove move = { id, position };
  g_autoptr (GError) error = NULL;

  if (!gvn_session_run (session, _ ("Move an element to settle"), gvn_settlement_move, &move, &error))
    gvn_session_fail (session, error);
}

static void
copy_previous (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  GvnSettlementCopy copy = { .meeting = meeting };
  g_autoptr (GError) error = NULL;

  if (!gvn_session_run (session, _ ("Copy the elements of the previous COPIL"), gvn_settlement_copy_previous, &copy,
                        &error))
    gvn_session_fail (session, error);
}

static char *
describe (const GvnSettlement *element)
{
  g_autofree char *amount = element->has_amount ? gvn_amount_dup_text (element->cents) : NULL;
  /* Translators: where each party stands */
  g_autofree char *positions
      = g_strdup_printf (_ ("contractor: %s · DSIUN: %s"), gvn_position_get_label (element->contractor),
                         gvn_position_get_label (element->dsiun));

  return g_strdup_printf ("%s%s%s\n%s", gvn_settlement_kind_get_label (element->kind), amount != NULL ? " · " : "",
                          amount != NULL ? amount : "", positions);
}

static void
fill_elements (AdwPreferencesGroup *group, GvnSession *session, const char *meeting)
{
  g_autoptr (GPtrArray) elements = gvn_settlement_list (gvn_session_get_db (session), meeting, NULL);

  for (guint i = 0; elements != NULL && i < elements->len; i++)
    {
      const GvnSettlement *element = elements->pdata[i];
      g_autofree char *subtitle = describe (element);
      GtkWidget *row = gvn_ui_add_row (group, element->title, subtitle);

      if (is_writable (session))
        gvn_order_buttons_add (row, session, element->id, i, elements->len, reordered);
      gvn_ui_set_opener (row, session, gvn_settlement_dialog_present, element->id);
    }
  if (!is_writable (session))
    return;
  gvn_ui_add_opener (group, _ ("New Element…"), session, gvn_settlement_new_present, meeting);
  gvn_ui_add_opener (group, _ ("Copy from the Previous COPIL"), session, copy_previous, meeting);
}

/* What changed ---------------------------------------------------------------------------------- */

static void
fill_changes (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (db, id, NULL);
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *day = NULL;
  g_autofree char *title = NULL;
  GDate since;

  changes = meeting != NULL ? gvn_preparation_list_changes (db, meeting, &since, NULL) : NULL;
  if (changes == NULL)
    return;
  day = gvn_text_date (&since);
  /* Translators: %s is a day */
  title = g_strdup_printf (_ ("Changed Since %s"), day);
  adw_preferences_group_set_title (group, title);
  for (guint i = 0; i < changes->len; i++)
    {
      const GvnPreparationChange *change = changes->pdata[i];
      g_autofree char *date = gvn_text_date (&change->day);
      g_autofree char *subtitle
          = change->source != NULL ? g_strdup_printf ("%s · %s", date, change->source) : g_strdup (date);

      gvn_ui_add_row (group, change->title, subtitle);
    }
  if (changes->len == 0)
    gvn_ui_add_row (group, _ ("Nothing changed since then."), NULL);
}

static gboolean
settles (GvnMeeting *meeting)
{
  return g_str_equal (meeting->body_kind, GVN_SETTLING_BODY_KIND);
}

/**
 * gvn_preparation_dialog_present:
 * @id: of a COPIL, or of a COSTRAT, which looks back
 *
 * Shows where its preparation stands, and stays true while it changes.
 */
void
gvn_preparation_dialog_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMeeting) meeting = gvn_meeting_load (gvn_session_get_db (session), id, &error);
  AdwPreferencesPage *page;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (meeting == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  name = gvn_meeting_dup_title (meeting);
  /* Translators: %s is a meeting */
  title = g_strdup_printf (_ ("Preparation: %s"), name);
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  if (settles (meeting))
    {
      gvn_ui_bind_group (gvn_ui_add_group (page, _ ("What Is Missing"), NULL), session, fill_missing, id);
      gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Elements to Settle"),
                                           _ ("What both parties settle before and in the COPIL (6.2).")),
                         session, fill_elements, id);
      gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Documents"), NULL), session, fill_documents, id);
    }
  else
    gvn_ui_bind_group (gvn_ui_add_group (page, NULL, _ ("What the committee looks back on (6.1, 6.5).")), session,
                       fill_changes, id);
  gvn_ui_present_page (title, page, 600, 700, parent);
}

/* Adds the button that opens the preparation to what is said of a COPIL or of a COSTRAT. */
void
gvn_preparation_add_opener (AdwPreferencesPage *page, GvnSession *session, GvnMeeting *meeting)
{
  if ((settles (meeting) || g_str_equal (meeting->body_kind, "COSTRAT")) && meeting->state != GVN_MEETING_CANCELLED)
    gvn_ui_add_opener (gvn_ui_add_group (page, NULL, NULL), _ ("Preparation…"), session, gvn_preparation_dialog_present,
                       meeting->id);
}
