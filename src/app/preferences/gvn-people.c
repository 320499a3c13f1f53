/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-import-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "base/gvn-text.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"

/* Fields several forms have ------------------------------------------------------------ */

/* The seven perimeters, after @none. */
GtkWidget *
gvn_form_add_perimeters (GvnForm *form, const char *title, const char *none, const char *selected)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GPtrArray) agencies = gvn_agency_list (gvn_session_get_db (gvn_form_get_session (form)), NULL);

  g_strv_builder_add (codes, "");
  g_strv_builder_add (labels, none);
  for (guint i = 0; agencies != NULL && i < agencies->len; i++)
    {
      g_strv_builder_add (codes, ((GvnAgency *) agencies->pdata[i])->code);
      g_strv_builder_add (labels, ((GvnAgency *) agencies->pdata[i])->name);
    }

  return gvn_form_add_choice (form, title, codes, labels, selected);
}

/**
 * gvn_form_add_roles:
 * @none: (nullable): what having no role is called, when it is possible
 */
GtkWidget *
gvn_form_add_roles (GvnForm *form, const char *none, const char *selected)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GPtrArray) roles = gvn_role_list (gvn_session_get_db (gvn_form_get_session (form)), NULL);
  GtkWidget *row;

  if (none != NULL)
    {
      g_strv_builder_add (codes, "");
      g_strv_builder_add (labels, none);
    }
  for (guint i = 0; roles != NULL && i < roles->len; i++)
    {
      g_strv_builder_add (codes, ((GvnRole *) roles->pdata[i])->code);
      g_strv_builder_add (labels, ((GvnRole *) roles->pdata[i])->label);
    }
  row = gvn_form_add_choice (form, _ ("Role"), codes, labels, selected);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);

  return row;
}

/**
 * gvn_form_add_sides:
 * @none: (nullable): what no side at all is called, when it is possible
 */
GtkWidget *
gvn_form_add_sides (GvnForm *form, const char *title, const char *none, const char *selected)
{
  static const char *const sides[] = { "dsiun", "contractor", "agency", "third_party" };
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  if (none != NULL)
    {
      g_strv_builder_add (codes, "");
      g_strv_builder_add (labels, none);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_strv_builder_add (codes, sides[i]);
      g_strv_builder_add (labels, gvn_side_get_label (sides[i]));
    }

  return gvn_form_add_choice (form, title, codes, labels, selected);
}

/* A role held -------------------------------------------------------------------------- */

typedef struct
{
  char *person;
  GtkWidget *role;
  GtkWidget *perimeter;
  GtkWidget *first_on;
  GtkWidget *last_on;
} HoldingFields;

static void
holding_fields_free (gpointer data)
{
  HoldingFields *fields = data;

  g_free (fields->person);
  g_free (fields);
}

static gboolean
save_holding (GvnDb *db, gpointer data, GError **error)
{
  return gvn_role_holding_save (db, data, error);
}

static gboolean
apply_holding (GvnForm *form, GError **error)
{
  HoldingFields *fields = gvn_form_get_data (form);
  GvnRoleHolding holding = { .id = g_strdup (gvn_form_get_subject (form)),
                             .person = fields->person,
                             .role = (char *) gvn_form_get_choice (fields->role),
                             .perimeter = (char *) gvn_form_get_choice (fields->perimeter) };
  gboolean done = gvn_form_read_date (form, fields->first_on, FALSE, &holding.first_on, error)
                  && gvn_form_read_date (form, fields->last_on, TRUE, &holding.last_on, error);

  if (done)
    {
      gvn_form_set_suspect (form, holding.perimeter != NULL ? fields->perimeter : fields->last_on);
      done
          = gvn_session_run (gvn_form_get_session (form), _ ("Change who holds a role"), save_holding, &holding, error);
    }
  g_free (holding.id);

  return done;
}

static gboolean
delete_holding (GvnDb *db, gpointer id, GError **error)
{
  return gvn_role_holding_delete (db, id, error);
}

static void
delete_holding_cb (GvnForm *form)
{
  g_autoptr (GError) error = NULL;

  if (gvn_session_run (gvn_form_get_session (form), _ ("Delete a role held by mistake"), delete_holding,
                       (gpointer) gvn_form_get_subject (form), &error))
    gvn_form_close (form);
  else
    gvn_form_tell (form, error->message);
}

static GvnRoleHolding *
find_holding (GvnSession *session, const char *id)
{
  g_autoptr (GPtrArray) holdings = gvn_role_holding_list (gvn_session_get_db (session), NULL, NULL);

  for (guint i = 0; holdings != NULL && i < holdings->len; i++)
    if (g_str_equal (((GvnRoleHolding *) holdings->pdata[i])->id, id))
      return g_ptr_array_steal_index (holdings, i);

  return NULL;
}

/* @id is NULL for a new one of @person. */
static void
present_holding (GvnSession *session, const char *id, const char *person, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, id);
  HoldingFields *fields = g_new0 (HoldingFields, 1);
  GvnRoleHolding *holding = id != NULL ? find_holding (session, id) : NULL;

  fields->person = g_strdup (holding != NULL ? holding->person : person);
  gvn_form_set_data (form, fields, holding_fields_free);
  fields->role = gvn_form_add_roles (form, NULL, holding != NULL ? holding->role : NULL);
  fields->perimeter = gvn_form_add_perimeters (form, _ ("Perimeter"), _ ("Whole contract"),
                                               holding != NULL ? holding->perimeter : NULL);
  fields->first_on = gvn_form_add_date (
      form, _ ("Since"), holding != NULL ? &holding->first_on : &gvn_session_get_now (session)->local.date);
  fields->last_on = gvn_form_add_date (form, _ ("Until (empty: still)"), holding != NULL ? &holding->last_on : NULL);
  if (holding != NULL)
    gvn_form_add_button (form, _ ("Delete, Entered by Mistake"), "destructive-action", G_CALLBACK (delete_holding_cb));
  g_clear_pointer (&holding, gvn_role_holding_free);
  gvn_form_present (form, id != NULL ? _ ("Role") : _ ("New Role"), _ ("_Apply"), apply_holding, parent);
}

static void
open_holding (GvnSession *session, const char *id, GtkWidget *parent)
{
  present_holding (session, id, NULL, parent);
}

static void
open_new_holding (GvnSession *session, const char *person, GtkWidget *parent)
{
  present_holding (session, NULL, person, parent);
}

static const char *
find_role_label (GPtrArray *roles, const char *code)
{
  for (guint i = 0; roles != NULL && i < roles->len; i++)
    if (g_str_equal (((GvnRole *) roles->pdata[i])->code, code))
      return ((GvnRole *) roles->pdata[i])->label;

  return code;
}

/* "AESN · since 3 March 2028" */
static char *
describe_holding (const GvnRoleHolding *holding)
{
  g_autofree char *first = gvn_text_date (&holding->first_on);
  g_autofree char *last = g_date_valid (&holding->last_on) ? gvn_text_date (&holding->last_on) : NULL;
  const char *perimeter = holding->perimeter != NULL ? holding->perimeter : _ ("Whole contract");

  if (last == NULL)
    /* Translators: a perimeter, a day */
    return g_strdup_printf (_ ("%s · since %s"), perimeter, first);

  return g_strdup_printf ("%s · %s – %s", perimeter, first, last);
}

static void
fill_holdings (AdwPreferencesGroup *group, GvnSession *session, const char *person)
{
  g_autoptr (GPtrArray) holdings = gvn_role_holding_list (gvn_session_get_db (session), person, NULL);
  g_autoptr (GPtrArray) roles = gvn_role_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; holdings != NULL && i < holdings->len; i++)
    {
      const GvnRoleHolding *holding = holdings->pdata[i];
      g_autofree char *subtitle = describe_holding (holding);

      gvn_ui_set_opener (gvn_ui_add_row (group, find_role_label (roles, holding->role), subtitle), session,
                         open_holding, holding->id);
    }
  gvn_ui_add_opener (group, _ ("New Role…"), session, open_new_holding, person);
}

/* A person ----------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *name;
  GtkWidget *side;
  GtkWidget *employer;
  GtkWidget *email;
  GtkWidget *role; /* of a new person only */
  GtkWidget *perimeter;
  GtkWidget *first_on;
} PersonFields;

typedef struct
{
  GvnPerson person;
  GvnRoleHolding holding;
} PersonDraft;

static gboolean
save_person (GvnDb *db, gpointer data, GError **error)
{
  PersonDraft *draft = data;

  if (!gvn_person_save (db, &draft->person, error))
    return FALSE;
  if (draft->holding.role == NULL)
    return TRUE;
  draft->holding.person = draft->person.id;

  return gvn_role_holding_save (db, &draft->holding, error);
}

static gboolean
apply_person (GvnForm *form, GError **error)
{
  PersonFields *fields = gvn_form_get_data (form);
  g_autofree char *name = gvn_form_dup_text (fields->name);
  g_autofree char *employer = gvn_form_dup_text (fields->employer);
  g_autofree char *email = gvn_form_dup_text (fields->email);
  PersonDraft draft = { { g_strdup (gvn_form_get_subject (form)), name, (char *) gvn_form_get_choice (fields->side),
                          employer, email },
                        { .role = NULL } };
  gboolean done = TRUE;

  if (fields->role != NULL)
    {
      draft.holding.role = (char *) gvn_form_get_choice (fields->role);
      draft.holding.perimeter = (char *) gvn_form_get_choice (fields->perimeter);
      done = draft.holding.role == NULL
             || gvn_form_read_date (form, fields->first_on, FALSE, &draft.holding.first_on, error);
    }
  if (done)
    {
      gvn_form_set_suspect (form, fields->name);
      done = gvn_session_run (gvn_form_get_session (form),
                              gvn_form_get_subject (form) != NULL ? _ ("Change a person") : _ ("Add a person"),
                              save_person, &draft, error);
    }
  g_free (draft.person.id);
  g_free (draft.holding.id);

  return done;
}

static gboolean
delete_person (GvnDb *db, gpointer id, GError **error)
{
  return gvn_person_delete (db, id, error);
}

static void
delete_person_cb (GvnForm *form)
{
  g_autoptr (GError) error = NULL;

  if (gvn_session_run (gvn_form_get_session (form), _ ("Delete a person"), delete_person,
                       (gpointer) gvn_form_get_subject (form), &error))
    gvn_form_close (form);
  else
    gvn_form_tell (form, error->message);
}

static void
add_first_role (GvnForm *form, PersonFields *fields)
{
  fields->role = gvn_form_add_roles (form, _ ("No role yet"), NULL);
  fields->perimeter = gvn_form_add_perimeters (form, _ ("Perimeter"), _ ("Whole contract"), NULL);
  fields->first_on
      = gvn_form_add_date (form, _ ("Since"), &gvn_session_get_now (gvn_form_get_session (form))->local.date);
}

/**
 * gvn_person_form_present:
 * @person: (nullable): whom to edit, %NULL for somebody new
 */
void
gvn_person_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, id);
  PersonFields *fields = g_new0 (PersonFields, 1);
  g_autoptr (GvnPerson) person = id != NULL ? gvn_person_find (gvn_session_get_db (session), id, NULL) : NULL;

  gvn_form_set_data (form, fields, g_free);
  fields->name = gvn_form_add_entry (form, _ ("Name"), person != NULL ? person->name : NULL);
  fields->side = gvn_form_add_sides (form, _ ("Side"), NULL, person != NULL ? person->side : NULL);
  fields->employer = gvn_form_add_entry (form, _ ("Employer"), person != NULL ? person->employer : NULL);
  fields->email = gvn_form_add_entry (form, _ ("Mail address"), person != NULL ? person->email : NULL);
  if (person != NULL)
    {
      gvn_ui_bind_group (gvn_form_add_group (form, _ ("Roles"), NULL), session, fill_holdings, person->id);
      gvn_form_add_button (form, _ ("Delete This Person"), "destructive-action", G_CALLBACK (delete_person_cb));
      gvn_form_add_history (form, "person");
    }
  else
    add_first_role (form, fields);
  gvn_form_present (form, person != NULL ? person->name : _ ("New Person"), _ ("_Apply"), apply_person, parent);
}

/* The page ----------------------------------------------------------------------------- */

static void
me_changed_cb (AdwComboRow *row, GParamSpec *pspec, GvnSession *session)
{
  GPtrArray *people = g_object_get_data (G_OBJECT (row), "people");
  guint selected = adw_combo_row_get_selected (row);

  gvn_session_set_me (session, selected > 0 ? ((GvnPerson *) people->pdata[selected - 1])->id : NULL);
}

static void
add_me (AdwPreferencesGroup *group, GvnSession *session)
{
  GPtrArray *people = gvn_person_list (gvn_session_get_db (session), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *me = adw_combo_row_new ();
  guint selected = 0;

  gtk_string_list_append (names, _ ("Nobody in particular"));
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      gtk_string_list_append (names, person->name);
      if (g_strcmp0 (person->id, gvn_session_get_me (session)) == 0)
        selected = i + 1;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (me), _ ("Me"));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (me), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (me), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (me), selected);
  if (people != NULL)
    g_object_set_data_full (G_OBJECT (me), "people", people, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (me, "notify::selected", G_CALLBACK (me_changed_cb), session, 0);
  adw_preferences_group_add (group, me);
}

static void
present_import (GvnSession *session, const char *subject, GtkWidget *parent)
{
  gvn_import_dialog_present (session, "people", parent);
}

static void
fill_people (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  g_autoptr (GPtrArray) people = gvn_person_list (gvn_session_get_db (session), NULL);

  gvn_ui_add_opener (group, _ ("New Person…"), session, gvn_person_form_present, NULL);
  gvn_ui_add_opener (group, _ ("Import a Sheet…"), session, present_import, NULL);
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      gvn_ui_set_opener (gvn_ui_add_row (group, person->name, person->employer), session, gvn_person_form_present,
                         person->id);
    }
}

AdwPreferencesPage *
gvn_people_page_new (GvnSession *session)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, "people");
  adw_preferences_page_set_title (page, _ ("People"));
  adw_preferences_page_set_icon_name (page, "system-users-symbolic");
  add_me (gvn_ui_add_group (page, _ ("Who I Am"), _ ("What is mine is shown first; what I do is signed.")), session);
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Everybody"), NULL), session, fill_people, NULL);

  return page;
}
