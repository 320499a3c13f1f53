/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-attendance-forms.h"
#include "app/gvn-form.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-attendance.h"

typedef struct
{
  char *attendance; /* owned; NULL for somebody new */
  GtkWidget *name;
  GtkWidget *side;
} Fields;

static void
fields_free (gpointer data)
{
  g_free (((Fields *) data)->attendance);
  g_free (data);
}

static GvnForm *
create_form (GvnSession *session, const char *meeting, const char *attendance, Fields **fields)
{
  GvnForm *form = gvn_form_new (session, meeting);

  *fields = g_new0 (Fields, 1);
  (*fields)->attendance = g_strdup (attendance);
  gvn_form_set_data (form, *fields, fields_free);

  return form;
}

static void
add_side (GvnForm *form, Fields *fields, const char *title)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  static const char *const sides[] = { "dsiun", "contractor", "agency", "third_party" };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_strv_builder_add (codes, sides[i]);
      g_strv_builder_add (labels, gvn_side_get_label (sides[i]));
    }
  fields->side = gvn_form_add_choice (form, title, codes, labels, "dsiun");
}

/* Represented -------------------------------------------------------------------------- */

static gboolean
apply_representative (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *name = gvn_form_dup_text (fields->name);
  GvnAttendanceChange change = { .meeting = gvn_form_get_subject (form),
                                 .attendance = fields->attendance,
                                 .state = GVN_ATTENDANCE_REPRESENTED,
                                 .represented_by = name };

  gvn_form_set_suspect (form, fields->name);
  return gvn_session_run (gvn_form_get_session (form), _ ("Record who was there"), gvn_attendance_set, &change, error);
}

void
gvn_attendance_form_present_representative (GvnSession *session, const char *meeting, const char *attendance,
                                            GtkWidget *parent)
{
  Fields *fields;
  GvnForm *form = create_form (session, meeting, attendance, &fields);

  fields->name = gvn_form_add_entry (form, _ ("Who sat there for them"), NULL);
  gvn_form_present (form, _ ("Represented"), _ ("_Apply"), apply_representative, parent);
}

/* Called beside the members --------------------------------------------------------------- */

static gboolean
apply_extra (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *name = gvn_form_dup_text (fields->name);
  GvnExtraParticipant extra
      = { .meeting = gvn_form_get_subject (form), .name = name, .side = gvn_form_get_choice (fields->side) };
  /* Translators: %s is a person */
  g_autofree char *label = g_strdup_printf (_ ("Call %s"), name != NULL ? name : "");
  gboolean done;

  gvn_form_set_suspect (form, fields->name);
  done = gvn_session_run (gvn_form_get_session (form), label, gvn_attendance_call, &extra, error);
  g_free (extra.id);

  return done;
}

void
gvn_attendance_form_present_extra (GvnSession *session, const char *meeting, GtkWidget *parent)
{
  Fields *fields;
  GvnForm *form = create_form (session, meeting, NULL, &fields);

  fields->name = gvn_form_add_entry (form, _ ("Name"), NULL);
  add_side (form, fields, _ ("Side"));
  gvn_form_present (form, _ ("Call Somebody"), _ ("_Call"), apply_extra, parent);
}

/* Objected to ------------------------------------------------------------------------------ */

static gboolean
apply_objection (GvnForm *form, GError **error)
{
  Fields *fields = gvn_form_get_data (form);
  g_autofree char *reason = gvn_form_dup_text (fields->name);
  GvnObjection objection
      = { .attendance = fields->attendance, .side = gvn_form_get_choice (fields->side), .objection = reason };

  gvn_form_set_suspect (form, fields->side);
  return gvn_session_run (gvn_form_get_session (form), _ ("Record an objection"), gvn_attendance_object, &objection,
                          error);
}

/* 6.2: the other party may object for confidentiality; no reason takes it back. */
void
gvn_attendance_form_present_objection (GvnSession *session, const char *attendance, GtkWidget *parent)
{
  Fields *fields;
  GvnForm *form = create_form (session, NULL, attendance, &fields);

  add_side (form, fields, _ ("Who objects"));
  fields->name = gvn_form_add_text (form, _ ("Why (empty takes it back)"), NULL);
  gvn_form_present (form, _ ("Objection"), _ ("_Apply"), apply_objection, parent);
}
