/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-who-dialog.h"
#include "app/gvn-ui.h"
#include "app/preferences/gvn-preferences-pages.h"
#include "contract/gvn-person.h"

static void
choose (GvnSession *session, const char *person, GtkWidget *row)
{
  gvn_ui_close_dialog (row);
  gvn_session_set_me (session, person);
}

static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  g_autoptr (GPtrArray) people = gvn_person_list (gvn_session_get_db (session), NULL);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      gvn_ui_set_opener (gvn_ui_add_row (group, person->name, person->employer), session, choose, person->id);
    }
  gvn_ui_add_opener (group, _ ("I Am Not Listed…"), session, gvn_person_form_present, NULL);
  gvn_ui_add_opener (group, _ ("Nobody in Particular"), session, choose, NULL);
}

void
gvn_who_dialog_present (GvnSession *session, GtkWidget *parent)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = gvn_ui_add_group (
      page, NULL, _ ("What is yours is shown first and what you do is signed. It can be changed in the preferences."));

  gvn_ui_bind_group (group, session, fill, NULL);
  gvn_ui_present_page (_ ("Who Are You?"), page, 460, 600, parent);
}
