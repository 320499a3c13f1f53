/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-outcomes-dialog.h"
#include "app/dialogs/gvn-why-dialog.h"
#include "app/gvn-ui.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-tally.h"

static void
open_deadline (GvnSession *session, const char *id, GtkWidget *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnDeadline) deadline
      = gvn_register_find (gvn_session_get_db (session), id, gvn_session_get_now (session), &error);

  if (deadline != NULL)
    gvn_why_dialog_present (session, deadline, row);
  else
    gvn_session_fail (session, error);
}

static void
add_deadline (AdwPreferencesGroup *group, GvnSession *session, GvnDeadline *deadline)
{
  g_autofree char *due = gvn_text_short_moment (&deadline->due);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", deadline->subject, due);
  GtkWidget *row = gvn_ui_add_row (group, deadline->label, subtitle);

  gvn_ui_add_suffix (row, gvn_deadline_state_get_label (deadline->state), "dimmed");
  gvn_ui_set_opener (row, session, open_deadline, deadline->id);
}

/* @wanted: a side and two days, with a space between. What is late comes first. */
static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *wanted)
{
  g_auto (GStrv) parts = g_strsplit (wanted, " ", 3);
  GvnDeadlineFilter filter = { .state = -1, .owner_side = parts[0] };
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autoptr (GError) error = NULL;

  gvn_date_parse (parts[1], &filter.from, NULL);
  gvn_date_parse (parts[2], &filter.to, NULL);
  deadlines = gvn_register_list (gvn_session_get_db (session), &filter, gvn_session_get_now (session), &error);
  if (deadlines == NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  for (int i = GVN_N_OUTCOMES - 1; i >= 0; i--)
    for (guint j = 0; j < deadlines->len; j++)
      {
        GvnOutcome outcome;

        if (gvn_deadline_get_outcome (deadlines->pdata[j], &outcome) && (int) outcome == i)
          add_deadline (group, session, deadlines->pdata[j]);
      }
}

/**
 * gvn_outcomes_dialog_present:
 * @side: who owed
 * @from: the first due date
 * @to: and the last
 *
 * Lists what a side owed in a period and how it came out: what a chart counts.
 */
void
gvn_outcomes_dialog_present (GvnSession *session, const char *side, const GDate *from, const GDate *to,
                             GtkWidget *parent)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  g_autofree char *first = gvn_date_to_string (from);
  g_autofree char *last = gvn_date_to_string (to);
  g_autofree char *wanted = g_strdup_printf ("%s %s %s", side, first, last);
  g_autofree char *from_text = gvn_text_date (from);
  g_autofree char *to_text = gvn_text_date (to);
  /* Translators: two days */
  g_autofree char *period = g_strdup_printf (_ ("Due from %s to %s"), from_text, to_text);

  gvn_ui_bind_group (gvn_ui_add_group (page, gvn_side_get_label (side), period), session, fill, wanted);
  gvn_ui_present_page (_ ("Met or Late"), page, 560, 640, parent);
}
