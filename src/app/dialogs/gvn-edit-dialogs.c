/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-edit-dialogs.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "deadlines/gvn-register.h"

#define N_FIELDS 8

/* A form of text fields: a list of codes stands behind each combo row. */
typedef struct
{
  GvnSession *session; /* owned */
  char *subject;       /* owned, NULL for something new */
  AdwPreferencesGroup *group;
  GtkWidget *fields[N_FIELDS];
  GPtrArray *codes; /* owned: of GStrv, behind fields that are combo rows */
} Form;

static void
form_free (gpointer data, GClosure *closure)
{
  Form *form = data;

  g_object_unref (form->session);
  g_free (form->subject);
  g_ptr_array_unref (form->codes);
  g_free (form);
}

static Form *
form_new (GvnSession *session, const char *subject)
{
  Form *form = g_new0 (Form, 1);

  form->session = g_object_ref (session);
  form->subject = g_strdup (subject);
  form->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  form->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  return form;
}

static char *
dup_field (Form *form, guint index)
{
  GtkWidget *field = form->fields[index];

  if (ADW_IS_COMBO_ROW (field))
    {
      GStrv codes = g_object_get_data (G_OBJECT (field), "codes");
      const char *code = codes[adw_combo_row_get_selected (ADW_COMBO_ROW (field))];

      return *code != '\0' ? g_strdup (code) : NULL;
    }

  return gvn_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (field)))
             ? NULL
             : g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));
}

static gboolean
read_date (Form *form, guint index, GDate *date, GError **error)
{
  g_autofree char *text = dup_field (form, index);

  return gvn_date_parse (text, date, error);
}

/* A row of choices; @codes are what they stand for, "" for none. */
static GtkWidget *
add_choice (Form *form, const char *title, GStrvBuilder *codes, GStrvBuilder *labels)
{
  GStrv taken = g_strv_builder_end (codes);
  g_auto (GStrv) texts = g_strv_builder_end (labels);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) texts);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_object_set_data (G_OBJECT (row), "codes", taken);
  g_ptr_array_add (form->codes, taken);
  adw_preferences_group_add (form->group, row);

  return row;
}

static GtkWidget *
add_perimeters (Form *form, const char *title, const char *none)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GPtrArray) agencies = gvn_agency_list (gvn_session_get_db (form->session), NULL);

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, none);
  for (guint i = 0; agencies != NULL && i < agencies->len; i++)
    {
      g_strv_builder_add (codes, ((GvnAgency *) agencies->pdata[i])->code);
      g_strv_builder_add (labels, ((GvnAgency *) agencies->pdata[i])->name);
    }

  return add_choice (form, title, codes, labels);
}

static void
present (Form *form, const char *title, GCallback applied, GtkWidget *parent)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *button;
  AdwDialog *dialog;

  adw_preferences_page_add (page, form->group);
  dialog = gvn_ui_new_form (title, page, _ ("_Apply"), &button);
  g_signal_connect_data (button, "clicked", applied, form, form_free, 0);
  adw_dialog_present (dialog, parent);
}

static void
finish (GtkWidget *button, Form *form, gboolean done, const GError *error)
{
  if (done)
    adw_dialog_close (ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG)));
  else
    gvn_ui_set_fault (form->group, NULL, error->message);
}

/* Closures -------------------------------------------------------------------------- */

enum
{
  CLOSURE_LABEL,
  CLOSURE_AGENCY,
  CLOSURE_FIRST,
  CLOSURE_LAST
};

static gboolean
save_closure (GvnDb *db, gpointer data, GError **error)
{
  return gvn_closure_save (db, data, error) && gvn_meeting_refresh_all (db, NULL, error);
}

static void
closure_cb (GtkWidget *button, Form *form)
{
  g_autofree char *label = dup_field (form, CLOSURE_LABEL);
  g_autofree char *agency = dup_field (form, CLOSURE_AGENCY);
  GvnClosure closure = { .label = label, .agency = agency };
  g_autoptr (GError) error = NULL;
  gboolean done;

  closure.removes_working_days = adw_switch_row_get_active (ADW_SWITCH_ROW (form->fields[CLOSURE_LAST + 1]));
  done = read_date (form, CLOSURE_FIRST, &closure.first_on, &error)
         && read_date (form, CLOSURE_LAST, &closure.last_on, &error)
         && gvn_session_run (form->session, _ ("Add a closure"), save_closure, &closure, &error);
  g_free (closure.id);
  finish (button, form, done, error);
}

void
gvn_closure_dialog_present (GvnSession *session, GtkWidget *parent)
{
  Form *form = form_new (session, NULL);
  GtkWidget *removes = adw_switch_row_new ();

  form->fields[CLOSURE_LABEL] = gvn_ui_add_entry (form->group, _ ("Name"), NULL);
  form->fields[CLOSURE_AGENCY] = add_perimeters (form, _ ("Agency"), _ ("Everywhere"));
  form->fields[CLOSURE_FIRST] = gvn_ui_add_entry (form->group, _ ("First day, as 2027-12-24"), NULL);
  form->fields[CLOSURE_LAST] = gvn_ui_add_entry (form->group, _ ("Last day"), NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (removes), _ ("Removes contractual working days"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (removes),
                               _ ("Off by default: the agency’s bodies avoid it in any case"));
  adw_preferences_group_add (form->group, removes);
  form->fields[CLOSURE_LAST + 1] = removes;
  present (form, _ ("New Closure"), G_CALLBACK (closure_cb), parent);
}

/* People ---------------------------------------------------------------------------- */

enum
{
  PERSON_NAME,
  PERSON_SIDE,
  PERSON_EMPLOYER,
  PERSON_EMAIL,
  PERSON_ROLE,
  PERSON_PERIMETER,
  PERSON_FIRST
};

typedef struct
{
  GvnPerson person;
  GvnRoleHolding holding;
} NewPerson;

static gboolean
save_person (GvnDb *db, gpointer data, GError **error)
{
  NewPerson *wanted = data;

  if (!gvn_person_save (db, &wanted->person, error))
    return FALSE;
  if (wanted->holding.role == NULL)
    return TRUE;
  wanted->holding.person = wanted->person.id;

  return gvn_role_holding_save (db, &wanted->holding, error);
}

static void
person_cb (GtkWidget *button, Form *form)
{
  g_autofree char *name = dup_field (form, PERSON_NAME);
  g_autofree char *side = dup_field (form, PERSON_SIDE);
  g_autofree char *employer = dup_field (form, PERSON_EMPLOYER);
  g_autofree char *email = dup_field (form, PERSON_EMAIL);
  g_autofree char *role = dup_field (form, PERSON_ROLE);
  g_autofree char *perimeter = dup_field (form, PERSON_PERIMETER);
  NewPerson wanted = { { NULL, name, side, employer, email }, { .role = role, .perimeter = perimeter } };
  g_autoptr (GError) error = NULL;
  gboolean done = (role == NULL || read_date (form, PERSON_FIRST, &wanted.holding.first_on, &error))
                  && gvn_session_run (form->session, _ ("Add a person"), save_person, &wanted, &error);

  g_free (wanted.person.id);
  g_free (wanted.holding.id);
  finish (button, form, done, error);
}

static GtkWidget *
add_sides (Form *form)
{
  static const char *const sides[] = { "dsiun", "contractor", "agency", "third_party" };
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_strv_builder_add (codes, sides[i]);
      g_strv_builder_add (labels, gvn_side_get_label (sides[i]));
    }

  return add_choice (form, _ ("Side"), codes, labels);
}

static GtkWidget *
add_roles (Form *form)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GPtrArray) roles = gvn_role_list (gvn_session_get_db (form->session), NULL);

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, _ ("No role yet"));
  for (guint i = 0; roles != NULL && i < roles->len; i++)
    {
      g_strv_builder_add (codes, ((GvnRole *) roles->pdata[i])->code);
      g_strv_builder_add (labels, ((GvnRole *) roles->pdata[i])->label);
    }

  return add_choice (form, _ ("Role"), codes, labels);
}

void
gvn_person_dialog_present (GvnSession *session, GtkWidget *parent)
{
  Form *form = form_new (session, NULL);
  g_autofree char *today = gvn_date_to_string (&gvn_session_get_now (session)->local.date);

  form->fields[PERSON_NAME] = gvn_ui_add_entry (form->group, _ ("Name"), NULL);
  form->fields[PERSON_SIDE] = add_sides (form);
  form->fields[PERSON_EMPLOYER] = gvn_ui_add_entry (form->group, _ ("Employer"), NULL);
  form->fields[PERSON_EMAIL] = gvn_ui_add_entry (form->group, _ ("Mail address"), NULL);
  form->fields[PERSON_ROLE] = add_roles (form);
  form->fields[PERSON_PERIMETER] = add_perimeters (form, _ ("Perimeter"), _ ("Whole contract"));
  form->fields[PERSON_FIRST] = gvn_ui_add_entry (form->group, _ ("Since"), today);
  present (form, _ ("New Person"), G_CALLBACK (person_cb), parent);
}

/* Bodies ---------------------------------------------------------------------------- */

enum
{
  BODY_FROM,
  BODY_WEEKDAY,
  BODY_START,
  BODY_LINK,
  BODY_ACT
};

typedef struct
{
  const char *body;
  GvnSchedule schedule;
  const char *link;
  const char *act;
} BodyChange;

static gboolean
save_body (GvnDb *db, gpointer data, GError **error)
{
  const BodyChange *change = data;
  g_autoptr (GvnBody) body = gvn_body_load (db, change->body, error);

  if (body == NULL || !gvn_body_set_schedule (db, change->body, &change->schedule, change->link, change->act, error))
    return FALSE;

  return g_date_valid (&body->active_from)
         || gvn_body_set_active (db, change->body, &change->schedule.effective_on, NULL, error);
}

static GvnBodySchedule *
find_schedule (GvnSession *session, const char *body)
{
  g_autoptr (GPtrArray) schedules = gvn_body_list_schedules (gvn_session_get_db (session), body, NULL);

  return schedules != NULL && schedules->len > 0 ? g_ptr_array_steal_index (schedules, schedules->len - 1) : NULL;
}

static void
body_cb (GtkWidget *button, Form *form)
{
  GvnBodySchedule *present_one = find_schedule (form->session, form->subject);
  g_autofree char *weekday = dup_field (form, BODY_WEEKDAY);
  g_autofree char *from = dup_field (form, BODY_FROM);
  g_autofree char *start = dup_field (form, BODY_START);
  g_autofree char *link = dup_field (form, BODY_LINK);
  g_autofree char *act = dup_field (form, BODY_ACT);
  g_autofree char *moment = g_strdup_printf ("%sT%s", from != NULL ? from : "", start != NULL ? start : "");
  BodyChange change = { .body = form->subject, .schedule = present_one->schedule, .link = link, .act = act };
  g_autoptr (GError) error = NULL;
  GvnLocal local;
  gint64 instant;
  gboolean done = gvn_instant_parse (moment, &instant, &error);

  if (done)
    {
      gvn_local_from_instant (instant, &local);
      change.schedule.effective_on = local.date;
      change.schedule.start_minutes = local.minutes;
      change.schedule.weekday = weekday != NULL ? atoi (weekday) : 0;
      done = gvn_session_run (form->session, _ ("Change when a body meets"), save_body, &change, &error);
    }
  gvn_body_schedule_free (present_one);
  finish (button, form, done, error);
}

static GtkWidget *
add_weekdays (Form *form, int weekday)
{
  const char *const names[] = { _ ("Monday"), _ ("Tuesday"), _ ("Wednesday"), _ ("Thursday"), _ ("Friday") };
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  GtkWidget *row;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *code = g_strdup_printf ("%u", i + 1);

      g_strv_builder_add (codes, code);
      g_strv_builder_add (labels, names[i]);
    }
  row = add_choice (form, _ ("Day"), codes, labels);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint) MAX (weekday - 1, 0));

  return row;
}

/* The day and the time of a regular body, with effect from a date; a body not
 * active yet is from then on. */
void
gvn_body_dialog_present (GvnSession *session, const char *body, GtkWidget *parent)
{
  GvnBodySchedule *schedule = find_schedule (session, body);
  g_autofree char *today = gvn_date_to_string (&gvn_session_get_now (session)->local.date);
  g_autofree char *time = NULL;
  g_autofree char *description = NULL;
  Form *form;

  if (schedule == NULL)
    return;
  form = form_new (session, body);
  time = gvn_text_time (schedule->schedule.start_minutes);
  description = gvn_schedule_describe (&schedule->schedule);
  adw_preferences_group_set_title (form->group, body);
  adw_preferences_group_set_description (form->group, description);
  form->fields[BODY_FROM] = gvn_ui_add_entry (form->group, _ ("With effect from"), today);
  form->fields[BODY_WEEKDAY] = add_weekdays (form, schedule->schedule.weekday);
  form->fields[BODY_START] = gvn_ui_add_entry (form->group, _ ("Time, as 14:00"), time);
  form->fields[BODY_LINK] = gvn_ui_add_entry (form->group, _ ("Link of the videoconference"), schedule->link);
  form->fields[BODY_ACT] = gvn_ui_add_entry (form->group, _ ("Act that allows it"), NULL);
  gvn_body_schedule_free (schedule);
  present (form, _ ("When a Body Meets"), G_CALLBACK (body_cb), parent);
}
