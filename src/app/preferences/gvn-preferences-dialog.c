/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/gvn-preferences-dialog.h"
#include "app/preferences/gvn-preferences-pages.h"

AdwDialog *
gvn_preferences_dialog_new (GvnSession *session)
{
  AdwPreferencesPage *(*const pages[]) (GvnSession *)
      = { gvn_people_page_new, gvn_readings_page_new, gvn_calendars_page_new,
          gvn_bodies_page_new, gvn_mails_page_new,    gvn_backups_page_new };
  AdwDialog *dialog = adw_preferences_dialog_new ();

  adw_preferences_dialog_set_search_enabled (ADW_PREFERENCES_DIALOG (dialog), TRUE);
  adw_dialog_set_content_width (dialog, 680);
  adw_dialog_set_content_height (dialog, 720);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), pages[i](session));

  return dialog;
}
