/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-cab-card.h"
#include "base/gvn-text.h"

static void
place_free (gpointer data)
{
  GvnCabPlace *place = data;

  g_free (place->kind);
  g_free (place->id);
  g_free (place->perimeter);
  g_free (place);
}

static void
set_place (GtkWidget *card, const char *kind, const char *id, const char *perimeter, int row)
{
  GvnCabPlace *place = g_new0 (GvnCabPlace, 1);

  place->kind = g_strdup (kind);
  place->id = g_strdup (id);
  place->perimeter = g_strdup (perimeter);
  place->row = row;
  g_object_set_data_full (G_OBJECT (card), "place", place, place_free);
}

const GvnCabPlace *
gvn_cab_card_get_place (GtkWidget *card)
{
  return g_object_get_data (G_OBJECT (card), "place");
}

/* A label that lets its column be narrow. */
GtkWidget *
gvn_cab_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
card_new (const char *title, const char *subject, const char *state)
{
  GtkWidget *card = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *last = gvn_cab_label_new (state, "caption");

  gtk_widget_add_css_class (last, "dimmed");
  gtk_box_append (GTK_BOX (box), gvn_cab_label_new (title, "heading"));
  gtk_box_append (GTK_BOX (box), gvn_cab_label_new (subject, "caption"));
  gtk_box_append (GTK_BOX (box), last);
  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_add_css_class (card, "gvn-cab-card");

  return card;
}

static void
set_name (GtkWidget *card, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * gvn_cab_card_new_session:
 * @perimeter: the column it is in
 *
 * Returns: a button that says when a CAB is, which body holds it and how it stands
 */
GtkWidget *
gvn_cab_card_new_session (const GvnCabSession *session, const char *perimeter, int row, const GvnNow *now)
{
  g_autofree char *time = session->left ? g_strdup ("–") : gvn_text_time (session->meeting->start.minutes);
  g_autofree char *words = gvn_cab_session_describe (session, now);
  g_autofree char *day = gvn_text_weekday_date (&session->day);
  g_autofree char *freeze
      /* Translators: the name of a freeze period, where, its days */
      = session->freeze != NULL ? g_strdup_printf (_ ("Freeze: %s"), session->freeze) : NULL;
  g_autofree char *name = g_strjoin (", ", session->meeting->body, day, time, words, freeze, NULL);
  GtkWidget *card = card_new (time, session->meeting->body, words);

  if (session->left || session->meeting->state == GVN_MEETING_CANCELLED)
    gtk_widget_add_css_class (card, "gone");
  gtk_widget_set_tooltip_text (card, freeze);
  set_name (card, name);
  set_place (card, GVN_SUBJECT_MEETING, session->meeting->id, perimeter, row);

  return card;
}

/**
 * gvn_cab_card_new_change:
 *
 * Returns: a button that says what an emergency change is about and how it stands;
 *   amber at most when it is late (6.4: "en général")
 */
GtkWidget *
gvn_cab_card_new_change (const GvnEmergencyChange *change, int row)
{
  g_autofree char *title = gvn_emergency_change_dup_name (change);
  g_autofree char *words = gvn_emergency_change_describe (change);
  g_autofree char *name = g_strjoin (", ", title, change->title, words, NULL);
  GtkWidget *card = card_new (title, change->title, words);

  gtk_widget_add_css_class (card, change->state == GVN_EMERGENCY_LATE      ? "late"
                                  : change->state == GVN_EMERGENCY_WAITING ? "waiting"
                                                                           : "decided");
  set_name (card, name);
  set_place (card, GVN_SUBJECT_EMERGENCY_CHANGE, change->id, change->perimeter, row);

  return card;
}

/* A button that opens an emergency change of @column. */
GtkWidget *
gvn_cab_card_new_creator (const GvnCabColumn *column)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  /* Translators: a perimeter, as Adour-Garonne */
  g_autofree char *name = g_strdup_printf (_ ("New eCAB for %s"), column->name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  set_name (button, name);
  set_place (button, "", "", column->perimeter, 0);

  return button;
}

/**
 * gvn_cab_week_dup_words:
 * @columns: (element-type GvnCabColumn): those of @week that are shown
 *
 * Returns: (transfer full): all that the cards say: two weeks of the same words look the same
 */
char *
gvn_cab_week_dup_words (const GvnCabWeek *week, GPtrArray *columns, const GvnNow *now)
{
  g_autofree char *monday = gvn_date_to_string (&week->monday);
  g_autofree char *today = gvn_date_to_string (&now->local.date);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s", monday, today);
  for (guint i = 0; i < columns->len; i++)
    {
      const GvnCabColumn *column = columns->pdata[i];

      g_string_append_printf (text, "\n%s %s", column->perimeter, column->name);
      for (guint j = 0; j < column->sessions->len; j++)
        {
          const GvnCabSession *session = column->sessions->pdata[j];
          g_autofree char *words = gvn_cab_session_describe (session, now);
          g_autofree char *start = gvn_text_moment (&session->meeting->start);

          g_string_append_printf (text, "\n%s %s %s %s", session->meeting->id, start, words, session->freeze);
        }
      for (guint j = 0; j < column->changes->len; j++)
        {
          g_autofree char *words = gvn_emergency_change_describe (column->changes->pdata[j]);

          g_string_append_printf (text, "\n%s %s", ((GvnEmergencyChange *) column->changes->pdata[j])->title, words);
        }
      for (guint j = 0; j < column->freezes->len; j++)
        {
          g_autofree char *words = gvn_freeze_describe (column->freezes->pdata[j]);

          g_string_append_printf (text, "\n%s", words);
        }
      for (guint j = 0; j < column->days_off->len; j++)
        g_string_append_printf (text, "\n%u %s", j, ((GvnCabDayOff *) column->days_off->pdata[j])->reason);
    }

  return g_string_free_and_steal (text);
}
