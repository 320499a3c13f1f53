/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-act-dialog.h"
#include "app/dialogs/gvn-history-dialog.h"
#include "app/dialogs/gvn-matter-dialog.h"
#include "app/dialogs/gvn-matter-forms.h"
#include "app/dialogs/gvn-meeting-dialog.h"
#include "app/gvn-ui.h"
#include "app/mail/gvn-mail-dialog.h"
#include "app/widgets/gvn-deadline-row.h"
#include "base/gvn-text.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-escalation.h"

/* What each group of the dialog says; filled again after each change. */

static void
add_value (AdwPreferencesGroup *group, const char *title, const char *value)
{
  if (!gvn_text_is_empty (value))
    gvn_ui_add_row (group, title, value);
}

static void
add_date (AdwPreferencesGroup *group, const char *title, GvnSession *session, const GDate *date)
{
  g_autofree char *text = NULL;
  g_autofree char *distance = NULL;

  if (!g_date_valid (date))
    return;
  text = gvn_text_weekday_date (date);
  distance = gvn_distance_in_words (session, date);
  gvn_ui_add_suffix (gvn_ui_add_row (group, title, text), distance, "dimmed");
}

static void
add_warning (AdwPreferencesGroup *group, GvnSession *session, GvnMatter *matter)
{
  g_autofree char *warning = gvn_matter_dup_warning (gvn_session_get_db (session), matter, NULL);
  GtkWidget *image;

  if (warning == NULL)
    return;
  image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (image, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (gvn_ui_add_row (group, _ ("Beyond its power"), warning)), image);
}

static const char *
get_color (GvnMatterStatus status)
{
  switch (status)
    {
    case GVN_MATTER_STATUS_OVERDUE:
      return "error";
    case GVN_MATTER_STATUS_DUE_SOON:
    case GVN_MATTER_STATUS_DONE_LATE:
      return "warning";
    case GVN_MATTER_STATUS_DONE:
      return "success";
    case GVN_MATTER_STATUS_OPEN:
    case GVN_MATTER_STATUS_WITHDRAWN:
      break;
    }

  return "dimmed";
}

static void
add_state (AdwPreferencesGroup *group, GvnSession *session, GvnMatter *matter)
{
  const GvnNow *now = gvn_session_get_now (session);
  GtkWidget *row = gvn_ui_add_row (group, matter->title, matter->detail);
  GvnMatterStatus status;
  GDate soon;

  if (!gvn_matter_find_soon_until (gvn_session_get_db (session), now, &soon, NULL))
    return;
  status = gvn_matter_get_status (matter, now, &soon);
  gvn_ui_add_suffix (row, gvn_matter_status_get_label (status, matter->kind), get_color (status));
}

static void
fill_summary (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnMatter) matter = gvn_matter_load (gvn_session_get_db (session), id, NULL);

  if (matter == NULL)
    return;
  add_state (group, session, matter);
  add_warning (group, session, matter);
  add_value (group, _ ("Owner"),
             matter->owner_name != NULL ? matter->owner_name : gvn_side_get_label (matter->owner_side));
  add_date (group, _ ("Due"), session, &matter->due);
  add_value (group, _ ("Body"), matter->body);
  add_value (group, _ ("Perimeter"), matter->perimeter);
  if (matter->kind == GVN_MATTER_DECISION)
    add_value (group, _ ("Bears on"), gvn_matter_scope_get_label (matter->scope));
  add_value (group, _ ("Ticket"), matter->ticket);
}

static void
fill_way (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnMatter) matter = gvn_matter_load (db, id, NULL);
  g_autoptr (GPtrArray) way = matter != NULL ? gvn_matter_list_way (db, matter, NULL) : NULL;

  for (guint i = 0; way != NULL && i < way->len; i++)
    {
      const GvnMatterStep *step = way->pdata[i];
      g_autofree char *moment = gvn_text_short_moment (&step->at);
      g_autofree char *subtitle = g_strjoin (" · ", moment, step->by_name != NULL ? step->by_name : step->note,
                                             step->by_name != NULL ? step->note : NULL, NULL);
      GtkWidget *row = gvn_ui_add_row (group, step->text, subtitle);

      if (step->meeting != NULL)
        gvn_ui_set_opener (row, session, gvn_meeting_dialog_present, step->meeting);
    }
}

static void
fill_facts (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GPtrArray) facts = gvn_fact_list (gvn_session_get_db (session), GVN_SUBJECT_MATTER, id, NULL);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const GvnFact *fact = facts->pdata[i];
      g_autofree char *moment = NULL;
      g_autofree char *subtitle = NULL;
      GtkWidget *row;
      GvnLocal at;

      gvn_local_from_instant (fact->at, &at);
      moment = gvn_text_moment (&at);
      subtitle = g_strdup_printf ("%s · %s%s%s", moment, fact->by_name, fact->corrected ? _ (" · corrected") : "",
                                  fact->proof != NULL ? _ (" · with proof") : "");
      row = gvn_ui_add_row (group, gvn_fact_kind_get_label (fact->kind), subtitle);
      gtk_widget_set_tooltip_text (row, _ ("Correct this fact"));
      gvn_ui_set_opener (row, session, gvn_correct_dialog_present, fact->id);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), facts != NULL && facts->len > 0);
}

/* Acts --------------------------------------------------------------------------------- */

static void
open_act (GvnSession *session, const char *id, GvnMatterAct act, GtkWidget *parent)
{
  const char *const matters[] = { id, NULL };

  gvn_matter_act_form_present (session, matters, act, parent);
}

static void
open_settle (GvnSession *session, const char *id, GtkWidget *parent)
{
  open_act (session, id, GVN_MATTER_CLOSE, parent);
}

static void
open_withdraw (GvnSession *session, const char *id, GtkWidget *parent)
{
  open_act (session, id, GVN_MATTER_WITHDRAW, parent);
}

static void
add_escalation (AdwPreferencesGroup *group, GvnSession *session, GvnMatter *matter)
{
  g_autofree char *next = gvn_matter_find_next_body (gvn_session_get_db (session), matter,
                                                     &gvn_session_get_now (session)->local.date, NULL);
  g_autofree char *title = NULL;

  if (next == NULL)
    return;
  /* Translators: %s is the code of a body */
  title = g_strdup_printf (_ ("Escalate to %s…"), next);
  gvn_ui_add_opener (group, title, session, gvn_escalation_form_present, matter->id);
}

static void
fill_acts (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GvnMatter) matter = gvn_matter_load (gvn_session_get_db (session), id, NULL);

  if (matter == NULL)
    return;
  gvn_ui_add_opener (group, _ ("Edit…"), session, gvn_matter_form_present, id);
  if (matter->state != GVN_MATTER_OPEN)
    return;
  gvn_ui_add_opener (group, _ ("Record as Settled…"), session, open_settle, id);
  gvn_ui_add_opener (group, _ ("Write a Reminder…"), session, gvn_mail_open_reminder, id);
  add_escalation (group, session, matter);
  gvn_ui_add_opener (group, _ ("Withdraw…"), session, open_withdraw, id);
}

/**
 * gvn_matter_dialog_present:
 *
 * One matter: what it is, its way up the committees, its facts, and what can be done.
 */
void
gvn_matter_dialog_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnMatter) matter = gvn_matter_load (gvn_session_get_db (session), id, &error);
  AdwPreferencesPage *page;
  g_autofree char *code = NULL;
  g_autofree char *title = NULL;

  if (matter == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }

  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gvn_ui_bind_group (gvn_ui_add_group (page, NULL, NULL), session, fill_summary, id);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Its Way"), NULL), session, fill_way, id);
  if (!gvn_store_is_read_only (gvn_session_get_store (session)))
    gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Do"), NULL), session, fill_acts, id);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Facts"), NULL), session, fill_facts, id);
  gvn_history_add_opener (page, session, GVN_SUBJECT_MATTER, id);
  code = gvn_matter_dup_code (matter);
  title = g_strdup_printf ("%s %s", gvn_matter_kind_get_label (matter->kind), code);
  gvn_ui_present_page (title, page, 560, 720, parent);
}
