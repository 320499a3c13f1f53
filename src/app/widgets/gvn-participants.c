/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-attendance-forms.h"
#include "app/gvn-ui.h"
#include "app/widgets/gvn-participants.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-attendance.h"

struct _GvnParticipants
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  GvnSession *session;
  char *meeting;
  GHashTable *rows; /* id → AdwComboRow, in the group */

  gboolean showing; /* the choices are being set, not chosen */
};

G_DEFINE_FINAL_TYPE (GvnParticipants, gvn_participants, ADW_TYPE_PREFERENCES_GROUP)

static void
set_state (GvnParticipants *self, const char *id, GvnAttendanceState state)
{
  GvnAttendanceChange change = { .meeting = self->meeting, .attendance = id, .state = state };
  g_autoptr (GError) error = NULL;

  if (!gvn_session_run (self->session, _ ("Record who was there"), gvn_attendance_set, &change, &error))
    {
      gvn_session_fail (self->session, error);
      gvn_participants_show (self, self->session, self->meeting);
    }
}

/* Whoever is represented is so by somebody: a form asks by whom. */
static void
selected_cb (AdwComboRow *row, GParamSpec *pspec, GvnParticipants *self)
{
  const char *id = g_object_get_data (G_OBJECT (row), "attendance");
  GvnAttendanceState state = (GvnAttendanceState) adw_combo_row_get_selected (row);

  if (self->showing)
    return;
  if (state == GVN_ATTENDANCE_REPRESENTED)
    {
      gvn_attendance_form_present_representative (self->session, self->meeting, id, GTK_WIDGET (row));
      gvn_participants_show (self, self->session, self->meeting);
    }
  else
    set_state (self, id, state);
}

static void
all_present_cb (GvnParticipants *self)
{
  set_state (self, NULL, GVN_ATTENDANCE_PRESENT);
}

static void
call_cb (GvnParticipants *self)
{
  gvn_attendance_form_present_extra (self->session, self->meeting, GTK_WIDGET (self));
}

static void
object_cb (GtkButton *button, GvnParticipants *self)
{
  gvn_attendance_form_present_objection (self->session, g_object_get_data (G_OBJECT (button), "attendance"),
                                         GTK_WIDGET (self));
}

static void
setup_state_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_state_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* The state is read whole: it is the name that goes to the next line. */
static void
keep_state_whole (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) list_factory = g_object_ref (adw_combo_row_get_factory (row));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_state_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_state_cb), NULL);
  adw_combo_row_set_list_factory (row, list_factory);
  adw_combo_row_set_factory (row, factory);
}

static GtkWidget *
create_row (GvnParticipants *self, const GvnAttendance *seat)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (guint i = 0; i < GVN_ATTENDANCE_N_STATES; i++)
    gtk_string_list_append (model, gvn_attendance_state_get_label (i));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  keep_state_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_object_set_data_full (G_OBJECT (row), "attendance", g_strdup (seat->id), g_free);
  if (seat->role == NULL)
    {
      GtkWidget *object = gtk_button_new_from_icon_name ("action-unavailable-symbolic");

      gtk_widget_set_tooltip_text (object, _ ("Record an Objection…"));
      gtk_widget_set_valign (object, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (object, "flat");
      g_object_set_data_full (G_OBJECT (object), "attendance", g_strdup (seat->id), g_free);
      g_signal_connect (object, "clicked", G_CALLBACK (object_cb), self);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), object);
    }
  g_signal_connect (row, "notify::selected", G_CALLBACK (selected_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_hash_table_insert (self->rows, g_strdup (seat->id), row);

  return row;
}

static char *
describe (const GvnAttendance *seat)
{
  GString *words = g_string_new (seat->role_label != NULL ? seat->role_label : gvn_side_get_label (seat->side));

  if (seat->role == NULL)
    g_string_append_printf (words, " · %s", _ ("called beside the members"));
  if (seat->represented_by != NULL)
    g_string_append_printf (words, " → %s", seat->represented_by);
  if (seat->objection != NULL)
    /* Translators: a side, then why it objects */
    g_string_append_printf (words, _ (" · objection of the %s: %s"), gvn_side_get_label (seat->objection_side),
                            seat->objection);

  return g_string_free_and_steal (words);
}

static void
show_seat (GvnParticipants *self, const GvnAttendance *seat)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, seat->id);
  g_autofree char *subtitle = describe (seat);

  if (row == NULL)
    row = create_row (self, seat);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), seat->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), seat->state);
  gtk_widget_set_sensitive (row, !gvn_store_is_read_only (gvn_session_get_store (self->session)));
}

static void
remove_others (GvnParticipants *self, GPtrArray *attendance)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  const char *id;
  GtkWidget *row;

  for (guint i = 0; i < attendance->len; i++)
    g_hash_table_add (kept, ((GvnAttendance *) attendance->pdata[i])->id);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &row))
    if (!g_hash_table_contains (kept, id))
      {
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
        g_hash_table_iter_remove (&iter);
      }
}

static void
gvn_participants_dispose (GObject *object)
{
  GvnParticipants *self = GVN_PARTICIPANTS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->meeting, g_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (gvn_participants_parent_class)->dispose (object);
}

static void
gvn_participants_class_init (GvnParticipantsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gvn_participants_dispose;
}

static void
gvn_participants_init (GvnParticipants *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *all = gtk_button_new_with_mnemonic (_ ("_All Present"));
  GtkWidget *call = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Participants"));
  gtk_widget_set_tooltip_text (call, _ ("Call Somebody Beside the Members…"));
  gtk_widget_set_valign (all, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (call, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (all, "flat");
  gtk_widget_add_css_class (call, "flat");
  g_signal_connect_swapped (all, "clicked", G_CALLBACK (all_present_cb), self);
  g_signal_connect_swapped (call, "clicked", G_CALLBACK (call_cb), self);
  gtk_box_append (GTK_BOX (box), all);
  gtk_box_append (GTK_BOX (box), call);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), box);
}

void
gvn_participants_show (GvnParticipants *self, GvnSession *session, const char *meeting)
{
  g_autoptr (GPtrArray) attendance = gvn_attendance_list (gvn_session_get_db (session), meeting, NULL);

  g_set_object (&self->session, session);
  g_set_str (&self->meeting, meeting);
  if (attendance == NULL)
    return;
  self->showing = TRUE;
  remove_others (self, attendance);
  for (guint i = 0; i < attendance->len; i++)
    show_seat (self, attendance->pdata[i]);
  self->showing = FALSE;
}
