/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-import-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "contract/gvn-place.h"
#include "proceedings/gvn-emergency-change.h"

/* Closures ----------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *label;
  GtkWidget *agency;
  GtkWidget *first_on;
  GtkWidget *last_on;
  GtkWidget *removes;
} Fields;

static gboolean
save_closure (GvnDb *db, gpointer data, GError **error)
{
  return gvn_closure_save (db, data, error) && gvn_store_derive (db, error);
}

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *label = gvn_form_dup_text (fields->label);
  GvnClosure closure = { .id = g_strdup (gvn_form_get_subject (form)),
                         .label = label,
                         .agency = (char *) gvn_form_get_choice (fields->agency),
                         .removes_working_days = adw_switch_row_get_active (ADW_SWITCH_ROW (fields->removes)) };
  gboolean done = gvn_form_read_date (form, fields->first_on, FALSE, &closure.first_on, error)
                  && gvn_form_read_date (form, fields->last_on, FALSE, &closure.last_on, error);

  if (done)
    {
      gvn_form_set_suspect (form, label == NULL ? fields->label : fields->last_on);
      done = gvn_session_run (gvn_form_get_session (form),
                              closure.id != NULL ? _ ("Change a closure") : _ ("Add a closure"), save_closure, &closure,
                              error);
    }
  g_free (closure.id);

  return done;
}

static gboolean
delete_closure (GvnDb *db, gpointer id, GError **error)
{
  return gvn_closure_delete (db, id, error) && gvn_store_derive (db, error);
}

static void
delete_cb (GvnForm *form)
{
  g_autoptr (GError) error = NULL;

  if (gvn_session_run (gvn_form_get_session (form), _ ("Delete a closure"), delete_closure,
                       (gpointer) gvn_form_get_subject (form), &error))
    gvn_form_close (form);
  else
    gvn_form_tell (form, error->message);
}

static GvnClosure *
find_closure (GvnSession *session, const char *id)
{
  g_autoptr (GPtrArray) closures = gvn_closure_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; id != NULL && closures != NULL && i < closures->len; i++)
    if (g_str_equal (((GvnClosure *) closures->pdata[i])->id, id))
      return g_ptr_array_steal_index (closures, i);

  return NULL;
}

static void
present_closure (GvnSession *session, const char *id, GtkWidget *parent)
{
  GvnForm *form = gvn_form_new (session, id);
  Fields *fields = g_new0 (Fields, 1);
  GvnClosure *closure = find_closure (session, id);

  gvn_form_set_data (form, fields, g_free);
  fields->label = gvn_form_add_entry (form, _ ("Name"), closure != NULL ? closure->label : NULL);
  fields->agency
      = gvn_form_add_perimeters (form, _ ("Agency"), _ ("Everywhere"), closure != NULL ? closure->agency : NULL);
  fields->first_on = gvn_form_add_date (form, _ ("First day"), closure != NULL ? &closure->first_on : NULL);
  fields->last_on = gvn_form_add_date (form, _ ("Last day"), closure != NULL ? &closure->last_on : NULL);
  fields->removes = gvn_form_add_switch (form, _ ("Removes contractual working days"),
                                         _ ("Off by default: the agency’s bodies avoid it in any case"),
                                         closure != NULL && closure->removes_working_days);
  if (closure != NULL)
    {
      gvn_form_add_button (form, _ ("Delete This Closure"), "destructive-action", G_CALLBACK (delete_cb));
      gvn_form_add_history (form, "closure");
    }
  gvn_form_present (form, closure != NULL ? _ ("Closure") : _ ("New Closure"), _ ("_Apply"), apply, parent);
  g_clear_pointer (&closure, gvn_closure_free);
}

static void
present_import (GvnSession *session, const char *subject, GtkWidget *parent)
{
  gvn_import_dialog_present (session, "closures", parent);
}

static void
fill_closures (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  g_autoptr (GPtrArray) closures = gvn_closure_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; closures != NULL && i < closures->len; i++)
    {
      const GvnClosure *closure = closures->pdata[i];
      g_autofree char *first = gvn_text_date (&closure->first_on);
      g_autofree char *last = gvn_text_date (&closure->last_on);
      g_autofree char *subtitle
          = g_strdup_printf ("%s · %s – %s%s", closure->agency != NULL ? closure->agency : _ ("Everywhere"), first,
                             last, closure->removes_working_days ? _ (" · not working days") : "");

      gvn_ui_set_opener (gvn_ui_add_row (group, closure->label, subtitle), session, present_closure, closure->id);
    }
  gvn_ui_add_opener (group, _ ("New Closure…"), session, present_closure, NULL);
  gvn_ui_add_opener (group, _ ("Import a Sheet…"), session, present_import, NULL);
}

/* Sites -------------------------------------------------------------------------------- */

typedef struct
{
  const char *site;
  gboolean visited;
} Visit;

static gboolean
set_visited (GvnDb *db, gpointer data, GError **error)
{
  const Visit *visit = data;

  return gvn_site_set_visited (db, visit->site, visit->visited, error);
}

static void
visited_cb (AdwSwitchRow *row, GParamSpec *pspec, GvnSession *session)
{
  Visit visit = { g_object_get_data (G_OBJECT (row), "site"), adw_switch_row_get_active (row) };
  g_autoptr (GError) error = NULL;

  if (!gvn_session_run (session, visit.visited ? _ ("Have a site visited") : _ ("Leave a site out of the visits"),
                        set_visited, &visit, &error))
    gvn_session_fail (session, error);
}

/* The row stays, with the focus it may have. */
static void
site_changed_cb (GvnSession *session, GtkWidget *row)
{
  g_autoptr (GPtrArray) sites = gvn_site_list (gvn_session_get_db (session), NULL);

  g_signal_handlers_block_by_func (row, visited_cb, session);
  for (guint i = 0; sites != NULL && i < sites->len; i++)
    if (g_str_equal (((GvnSite *) sites->pdata[i])->code, g_object_get_data (G_OBJECT (row), "site")))
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), ((GvnSite *) sites->pdata[i])->visited);
  g_signal_handlers_unblock_by_func (row, visited_cb, session);
}

static void
add_sites (AdwPreferencesGroup *group, GvnSession *session)
{
  g_autoptr (GPtrArray) sites = gvn_site_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; sites != NULL && i < sites->len; i++)
    {
      const GvnSite *site = sites->pdata[i];
      g_autofree char *users = g_strdup_printf (ngettext ("%d user", "%d users", (gulong) site->users), site->users);
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", site->agency, users);
      GtkWidget *row = gvn_ui_add_switch (group, site->name, subtitle, site->visited);

      g_object_set_data_full (G_OBJECT (row), "site", g_strdup (site->code), g_free);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (visited_cb), session, 0);
      g_signal_connect_object (session, "changed", G_CALLBACK (site_changed_cb), row, 0);
    }
}

AdwPreferencesPage *
gvn_calendars_page_new (GvnSession *session)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, "calendars");
  adw_preferences_page_set_title (page, _ ("Calendars"));
  adw_preferences_page_set_icon_name (page, "x-office-calendar-symbolic");
  gvn_ui_bind_group (gvn_ui_add_group (page, _ ("Closures"), NULL), session, fill_closures, NULL);
  gvn_milestones_add_group (page, session);
  gvn_freezes_add_group (page, session);
  add_sites (gvn_ui_add_group (page, _ ("Sites Visited"), _ ("Which sites are owed a visit (7.5.1, L-01).")), session);

  return page;
}
