/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-act-dialog.h"
#include "app/dialogs/gvn-ecab-dialog.h"
#include "app/dialogs/gvn-history-dialog.h"
#include "app/gvn-ui.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "app/widgets/gvn-file-row.h"
#include "base/gvn-text.h"
#include "contract/gvn-fact.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-emergency-change.h"

/* Opening, and saying again what it is about ------------------------------------------- */

typedef struct
{
  GtkWidget *title;
  GtkWidget *perimeter; /* NULL as the next but one when one is edited */
  GtkWidget *ticket;
  GtkWidget *at;
  GtkWidget *detail;
} Fields;

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *title = gvn_form_dup_text (fields->title);
  g_autofree char *ticket = gvn_form_dup_text (fields->ticket);
  g_autofree char *detail = gvn_form_dup_text (fields->detail);
  g_autofree char *label = NULL;
  GvnEmergencyDraft draft = { .title = title,
                              .ticket = ticket,
                              .detail = detail,
                              .by_name = gvn_session_get_author (session),
                              .now = gvn_session_get_now (session) };
  gboolean done;

  if (fields->at != NULL && !gvn_form_read_instant (form, fields->at, &draft.at, error))
    return FALSE;
  gvn_form_set_suspect (form, title == NULL ? fields->title : fields->at);
  if (fields->perimeter == NULL)
    {
      draft.id = (char *) gvn_form_get_subject (form);
      return gvn_session_run (session, _ ("Change an eCAB"), gvn_emergency_change_edit, &draft, error);
    }

  draft.perimeter = gvn_form_get_choice (fields->perimeter);
  label = gvn_emergency_change_dup_open_label (title != NULL ? title : "");
  done = gvn_session_run (session, label, gvn_emergency_change_open, &draft, error);
  g_free (draft.id);

  return done;
}

static GtkWidget *
add_perimeters (GvnForm *form, const char *selected)
{
  g_autoptr (GPtrArray) agencies = gvn_agency_list (gvn_session_get_db (gvn_form_get_session (form)), NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; agencies != NULL && i < agencies->len; i++)
    {
      const GvnAgency *agency = agencies->pdata[i];

      g_strv_builder_add (codes, agency->code);
      g_strv_builder_add (labels, agency->name);
    }

  return gvn_form_add_choice (form, _ ("Perimeter"), codes, labels, selected);
}

static void
present_form (GvnSession *session, const GvnEmergencyChange *change, const char *perimeter, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, change != NULL ? change->id : NULL);
  Fields *fields = g_new0 (Fields, 1);

  gvn_form_set_data (form, fields, g_free);
  fields->title = gvn_form_add_entry (form, _ ("Subject"), change != NULL ? change->title : NULL);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (fields->title), TRUE);
  if (change == NULL)
    fields->perimeter = add_perimeters (form, perimeter);
  fields->ticket = gvn_form_add_entry (form, _ ("Ticket number"), change != NULL ? change->ticket : NULL);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (fields->ticket), TRUE);
  if (change == NULL)
    fields->at = gvn_form_add_moment (form, _ ("Opened at"), &gvn_session_get_now (session)->local);
  fields->detail = gvn_form_add_text (form, _ ("Detail"), change != NULL ? change->detail : NULL);
  gvn_form_present (form, change != NULL ? _ ("Emergency Change") : _ ("New eCAB"),
                    change != NULL ? _ ("_Apply") : _ ("_Open"), apply, parent);
}

/**
 * gvn_ecab_form_present:
 * @perimeter: (nullable): the one first proposed
 *
 * Asks for a new emergency change.
 */
void
gvn_ecab_form_present (GvnSession *session, const char *perimeter, GtkWidget *parent)
{
  present_form (session, NULL, perimeter, parent);
}

static void
open_edit (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnEmergencyChange) change
      = gvn_emergency_change_find (gvn_session_get_db (session), id, gvn_session_get_now (session), &error);

  if (change != NULL)
    present_form (session, change, NULL, parent);
  else
    gvn_session_fail (session, error);
}

/* GO or NO GO --------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *verdict;
  GtkWidget *person;
  GtkWidget *at;
  GtkWidget *reason;
  GtkWidget *proof;
} VerdictFields;

static gboolean
apply_verdict (GvnForm *form, GError **error)
{
  VerdictFields *fields = gvn_form_get_data (form);
  GvnSession *session = gvn_form_get_session (form);
  g_autofree char *reason = gvn_form_dup_text (fields->reason);
  g_auto (GvnKeptFile) proof = { NULL };
  g_autofree char *label = NULL;
  GvnEmergencyVerdict verdict = { .change = gvn_form_get_subject (form),
                                  .person = gvn_form_get_choice (fields->person),
                                  .go = g_strcmp0 (gvn_form_get_choice (fields->verdict), "go") == 0,
                                  .reason = reason,
                                  .now = gvn_session_get_now (session) };

  if (!gvn_form_read_instant (form, fields->at, &verdict.at, error)
      || !gvn_file_row_read (fields->proof, session, &proof, error))
    return FALSE;
  verdict.proof = proof.sha256;
  verdict.proof_name = proof.name;
  verdict.proof_size = proof.size;
  label = gvn_emergency_change_dup_verdict_label (gvn_session_get_db (session), &verdict);

  return gvn_session_run (session, label, gvn_emergency_change_validate, &verdict, error);
}

/* The people of the DSIUN, the user first when one of them. */
static GtkWidget *
add_validators (GvnForm *form)
{
  GvnSession *session = gvn_form_get_session (form);
  g_autoptr (GPtrArray) people = gvn_person_list (gvn_session_get_db (session), NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      if (!g_str_equal (person->side, "dsiun"))
        continue;
      g_strv_builder_add (codes, person->id);
      g_strv_builder_add (labels, person->name);
    }

  return gvn_form_add_choice (form, _ ("Validated by"), codes, labels, gvn_session_get_me (session));
}

static GtkWidget *
add_verdicts (GvnForm *form)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  g_strv_builder_add_many (codes, "go", "no_go", NULL);
  g_strv_builder_add_many (labels, _ ("GO"), _ ("NO GO"), NULL);

  return gvn_form_add_choice (form, _ ("Verdict"), codes, labels, "go");
}

static void
open_validation (GvnSession *session, const char *id, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, id);
  VerdictFields *fields = g_new0 (VerdictFields, 1);

  gvn_form_set_data (form, fields, g_free);
  adw_preferences_group_set_description (gvn_form_get_group (form),
                                         _ ("One person of the DSIUN validates, without a meeting (3.7, 6.4)."));
  fields->verdict = add_verdicts (form);
  fields->person = add_validators (form);
  fields->at = gvn_form_add_moment (form, _ ("When it really happened"), &gvn_session_get_now (session)->local);
  fields->reason = gvn_form_add_text (form, _ ("Reason"), NULL);
  fields->proof = gvn_file_row_add (gvn_form_get_group (form), _ ("Proof"));
  gvn_form_present (form, _ ("Validation"), _ ("_Apply"), apply_verdict, parent);
}

/* What there is to say of one ------------------------------------------------------------- */

static void
add_value (AdwPreferencesGroup *group, const char *title, const char *value)
{
  if (value != NULL)
    gvn_ui_add_row (group, title, value);
}

static void
add_summary (AdwPreferencesGroup *group, const GvnEmergencyChange *change)
{
  g_autofree char *opened = gvn_text_moment (&change->opened);
  g_autofree char *by = g_strdup_printf ("%s · %s", opened, change->opened_by);
  g_autofree char *words = gvn_emergency_change_describe (change);
  GtkWidget *state = gvn_ui_add_row (group, _ ("State"), words);

  if (change->state == GVN_EMERGENCY_LATE || change->state == GVN_EMERGENCY_VALIDATED_LATE)
    {
      GtkWidget *image = gtk_image_new_from_icon_name ("alarm-symbolic");

      gtk_widget_add_css_class (image, "warning");
      adw_action_row_add_suffix (ADW_ACTION_ROW (state), image);
    }
  add_value (group, _ ("Perimeter"), change->perimeter);
  add_value (group, _ ("Ticket"), change->ticket);
  add_value (group, _ ("Detail"), change->detail);
  add_value (group, _ ("Opened"), by);
  add_value (group, _ ("Reason"), change->reason);
}

static void
fill_summary (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnEmergencyChange) change
      = gvn_emergency_change_find (gvn_session_get_db (session), id, gvn_session_get_now (session), &error);

  if (change == NULL)
    {
      adw_preferences_group_set_description (group, error->message);
      return;
    }
  gvn_ui_set_group_title (group, change->title);
  add_summary (group, change);
  if (gvn_store_is_read_only (gvn_session_get_store (session)))
    return;
  if (gvn_emergency_state_is_open (change->state))
    gvn_ui_add_opener (group, _ ("GO or NO GO…"), session, open_validation, id);
  gvn_ui_add_opener (group, _ ("Edit…"), session, open_edit, id);
}

/* How J+1 is counted. */
static void
fill_count (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  GvnDb *db = gvn_session_get_db (session);
  g_autoptr (GvnEmergencyChange) change = gvn_emergency_change_find (db, id, gvn_session_get_now (session), NULL);
  g_autoptr (GPtrArray) days = change != NULL ? gvn_emergency_change_explain (db, change, NULL) : NULL;

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const GvnCountedDay *day = days->pdata[i];
      g_autofree char *date = gvn_text_weekday_date (&day->date);
      GtkWidget *row = gvn_ui_add_row (group, date, day->reason);

      gvn_ui_add_suffix (row,
                         i == 0             ? _ ("J")
                         : day->counted > 0 ? _ ("J+1")
                                            : "–",
                         i == 0 || day->counted > 0 ? "numeric" : "dimmed");
    }
}

static void
fill_facts (AdwPreferencesGroup *group, GvnSession *session, const char *id)
{
  g_autoptr (GPtrArray) facts = gvn_fact_list (gvn_session_get_db (session), GVN_SUBJECT_EMERGENCY_CHANGE, id, NULL);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const GvnFact *fact = facts->pdata[i];
      GvnLocal at;
      g_autofree char *moment = NULL;
      g_autofree char *subtitle = NULL;
      GtkWidget *row;

      gvn_local_from_instant (fact->at, &at);
      moment = gvn_text_moment (&at);
      subtitle = g_strdup_printf ("%s · %s%s%s", moment, fact->by_name, fact->corrected ? _ (" · corrected") : "",
                                  fact->proof != NULL ? _ (" · with proof") : "");
      row = gvn_ui_add_row (group, gvn_fact_kind_get_label (fact->kind), subtitle);
      gtk_widget_set_tooltip_text (row, _ ("Correct this fact"));
      gvn_ui_set_opener (row, session, gvn_correct_dialog_present, fact->id);
    }
}

/**
 * gvn_ecab_dialog_present:
 *
 * Shows one emergency change, and stays true while it changes.
 */
void
gvn_ecab_dialog_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnEmergencyChange) change
      = gvn_emergency_change_find (gvn_session_get_db (session), id, gvn_session_get_now (session), &error);
  g_autofree char *name = NULL;
  AdwPreferencesPage *page;

  if (change == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  name = gvn_emergency_change_dup_name (change);
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gvn_ui_bind_group (gvn_ui_add_group (page, NULL, NULL), session, fill_summary, change->id);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Why This Date?"),
                                       _ ("In general on the day it is opened or the working day after (6.4).")),
                     session, fill_count, change->id);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Facts"), NULL), session, fill_facts, change->id);
  gvn_history_add_opener (page, session, GVN_SUBJECT_EMERGENCY_CHANGE, change->id);
  gvn_ui_present_page (name, page, 520, 680, parent);
}
