/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/preferences/gvn-preferences-pages.h"
#include "proceedings/gvn-freeze.h"

typedef struct
{
  GtkWidget *label;
  GtkWidget *perimeter;
  GtkWidget *first_on;
  GtkWidget *last_on;
} Fields;

static gboolean
apply (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *label = gvn_form_dup_text (fields->label);
  g_autofree char *id = g_strdup (gvn_form_get_subject (form));
  const char *said = id != NULL ? _ ("Change a freeze period") : _ ("Add a freeze period");
  GvnFreeze freeze
      = { .id = g_steal_pointer (&id), .label = label, .perimeter = (char *) gvn_form_get_choice (fields->perimeter) };
  gboolean done = gvn_form_read_date (form, fields->first_on, FALSE, &freeze.first_on, error)
                  && gvn_form_read_date (form, fields->last_on, FALSE, &freeze.last_on, error);

  if (done)
    {
      gvn_form_set_suspect (form, label == NULL ? fields->label : fields->last_on);
      done = gvn_session_run (gvn_form_get_session (form), said, gvn_freeze_save, &freeze, error);
    }
  g_free (freeze.id);

  return done;
}

static void
delete_cb (GvnForm *form)
{
  g_autoptr (GError) error = NULL;

  if (gvn_session_run (gvn_form_get_session (form), _ ("Delete a freeze period"), gvn_freeze_delete,
                       (gpointer) gvn_form_get_subject (form), &error))
    gvn_form_close (form);
  else
    gvn_form_tell (form, error->message);
}

/**
 * gvn_freeze_form_present:
 * @id: (nullable): which to edit, %NULL for a new one
 */
void
gvn_freeze_form_present (GvnSession *session, const char *id, GtkWidget *parent)
{
  GvnForm *form;
  Fields *fields;
  g_autoptr (GError) error = NULL;
  g_autoptr (GvnFreeze) freeze = id != NULL ? gvn_freeze_load (gvn_session_get_db (session), id, &error) : NULL;

  if (error != NULL)
    {
      gvn_session_fail (session, error);
      return;
    }
  form = gvn_form_new (session, id);
  fields = g_new0 (Fields, 1);
  gvn_form_set_data (form, fields, g_free);
  fields->label = gvn_form_add_entry (form, _ ("Name"), freeze != NULL ? freeze->label : NULL);
  fields->perimeter
      = gvn_form_add_perimeters (form, _ ("Perimeter"), _ ("Everywhere"), freeze != NULL ? freeze->perimeter : NULL);
  fields->first_on = gvn_form_add_date (form, _ ("First day"), freeze != NULL ? &freeze->first_on : NULL);
  fields->last_on = gvn_form_add_date (form, _ ("Last day"), freeze != NULL ? &freeze->last_on : NULL);
  if (freeze != NULL)
    {
      gvn_form_add_button (form, _ ("Delete This Freeze Period"), "destructive-action", G_CALLBACK (delete_cb));
      gvn_form_add_history (form, "freeze_period");
    }
  gvn_form_present (form, freeze != NULL ? _ ("Freeze Period") : _ ("New Freeze Period"), _ ("_Apply"), apply, parent);
}

static void
fill (AdwPreferencesGroup *group, GvnSession *session, const char *subject)
{
  g_autoptr (GPtrArray) freezes = gvn_freeze_list (gvn_session_get_db (session), NULL, NULL, NULL);

  for (guint i = 0; freezes != NULL && i < freezes->len; i++)
    {
      const GvnFreeze *freeze = freezes->pdata[i];
      g_autofree char *days = gvn_freeze_describe_days (freeze);
      g_autofree char *subtitle
          = g_strdup_printf ("%s · %s", freeze->perimeter != NULL ? freeze->perimeter : _ ("Everywhere"), days);

      gvn_ui_set_opener (gvn_ui_add_row (group, freeze->label, subtitle), session, gvn_freeze_form_present, freeze->id);
    }
  gvn_ui_add_opener (group, _ ("New Freeze Period…"), session, gvn_freeze_form_present, NULL);
}

/* Adds the freeze periods to a page, where they are edited. */
void
gvn_freezes_add_group (AdwPreferencesPage *page, GvnSession *session)
{
  gvn_ui_bind_group (
      gvn_ui_add_group (page, _ ("Freeze Periods"), _ ("No change is made; the CABs of these days say so.")), session,
      fill, NULL);
}
