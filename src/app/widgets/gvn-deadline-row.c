/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-deadline-row.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"

struct _GvnDeadlineRow
{
  GtkBox parent_instance;

  char *sentence; /* owned: the whole of it, to be spoken */

  /* template children */
  GtkImage *light;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *due;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (GvnDeadlineRow, gvn_deadline_row, GTK_TYPE_BOX)

static void
gvn_deadline_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GVN_TYPE_DEADLINE_ROW);
  g_clear_pointer (&GVN_DEADLINE_ROW (object)->sentence, g_free);

  G_OBJECT_CLASS (gvn_deadline_row_parent_class)->dispose (object);
}

static void
gvn_deadline_row_class_init (GvnDeadlineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_deadline_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/widgets/gvn-deadline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlineRow, light);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlineRow, title);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlineRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlineRow, due);
  gtk_widget_class_bind_template_child (widget_class, GvnDeadlineRow, state);
}

static void
gvn_deadline_row_init (GvnDeadlineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gvn_deadline_row_new (void)
{
  return g_object_new (GVN_TYPE_DEADLINE_ROW, NULL);
}

/**
 * gvn_deadline_get_light:
 *
 * Returns: (transfer none): the style of its light: the contract's reading turns
 *   red where the indicator's turns amber (L-05)
 */
const char *
gvn_deadline_get_light (GvnDeadline *deadline)
{
  switch (deadline->state)
    {
    case GVN_DEADLINE_MET:
    case GVN_DEADLINE_TACIT:
      return "success";
    case GVN_DEADLINE_OVERDUE:
    case GVN_DEADLINE_MET_LATE:
      return deadline->indicator ? "warning" : "error";
    case GVN_DEADLINE_DUE_SOON:
      return "warning";
    case GVN_DEADLINE_OVERDUE_EXCUSED:
    case GVN_DEADLINE_MET_LATE_EXCUSED:
    case GVN_DEADLINE_UPCOMING:
    case GVN_DEADLINE_WAIVED:
      return "dimmed";
    }

  g_assert_not_reached ();
}

/**
 * gvn_deadline_get_icon:
 *
 * Returns: (transfer none): the icon of its light, so that colour is not all that tells
 */
const char *
gvn_deadline_get_icon (GvnDeadline *deadline)
{
  switch (deadline->state)
    {
    case GVN_DEADLINE_MET:
    case GVN_DEADLINE_TACIT:
    case GVN_DEADLINE_MET_LATE:
    case GVN_DEADLINE_MET_LATE_EXCUSED:
      return "object-select-symbolic";
    case GVN_DEADLINE_OVERDUE:
    case GVN_DEADLINE_OVERDUE_EXCUSED:
      return "dialog-warning-symbolic";
    case GVN_DEADLINE_DUE_SOON:
      return "alarm-symbolic";
    case GVN_DEADLINE_UPCOMING:
    case GVN_DEADLINE_WAIVED:
      return "content-loading-symbolic";
    }

  g_assert_not_reached ();
}

/**
 * gvn_distance_in_words:
 *
 * Returns: (transfer full): how far @date is from the reference day in working
 *   days: "in 6 working days", "today", "2 working days ago"
 */
char *
gvn_distance_in_words (GvnSession *session, const GDate *date)
{
  const GvnNow *now = gvn_session_get_now (session);
  GvnCalendar *calendar = gvn_session_get_calendar (session);
  int days = 0;

  if (g_date_compare (date, &now->local.date) == 0)
    return g_strdup (_ ("today"));
  if (calendar == NULL || !gvn_calendar_count_working_days (calendar, &now->local.date, date, &days, NULL))
    return g_strdup ("");
  if (days >= 0)
    return g_strdup_printf (ngettext ("in %d working day", "in %d working days", (gulong) days), days);

  return g_strdup_printf (ngettext ("%d working day ago", "%d working days ago", (gulong) -days), -days);
}

/* Why it is late, as far as anybody said. */
static char *
describe_cause (GvnDeadline *deadline)
{
  const char *cause = gvn_cause_get_label (deadline->cause);

  if (cause == NULL)
    return deadline->state == GVN_DEADLINE_OVERDUE ? g_strdup (_ ("cause not said")) : NULL;
  if (deadline->cause_note == NULL)
    return g_strdup (cause);

  /* Translators: who caused a lateness, and why */
  return g_strdup_printf (_ ("%s: %s"), cause, deadline->cause_note);
}

static char *
describe_owner (GvnDeadline *deadline, gboolean with_subject)
{
  g_autofree char *cause = describe_cause (deadline);
  g_autofree char *clause = g_strdup_printf ("§ %s", deadline->clause);
  const char *owner = deadline->owner_person != NULL ? deadline->owner_person : deadline->owner_role_label;

  if (with_subject)
    return g_strjoin (" · ", deadline->subject, owner, clause, cause, NULL);

  return g_strjoin (" · ", owner, clause, cause, NULL);
}

static char *
describe_state (GvnDeadline *deadline, GvnSession *session)
{
  g_autofree char *distance = gvn_distance_in_words (session, &deadline->due.date);

  if (deadline->state == GVN_DEADLINE_UPCOMING || deadline->state == GVN_DEADLINE_DUE_SOON)
    return g_steal_pointer (&distance);
  if (deadline->state == GVN_DEADLINE_OVERDUE)
    /* Translators: how long ago something was due */
    return g_strdup_printf (_ ("Overdue, %s"), distance);

  return g_strdup (gvn_deadline_state_get_label (deadline->state));
}

/**
 * gvn_deadline_row_bind:
 * @with_subject: whether to say for which meeting it is
 */
void
gvn_deadline_row_bind (GvnDeadlineRow *self, GvnDeadline *deadline, GvnSession *session, gboolean with_subject)
{
  const char *light[] = { gvn_deadline_get_light (deadline), NULL };
  const char *state_classes[] = { "caption", light[0], NULL };
  g_autofree char *due = gvn_text_short_moment (&deadline->due);
  g_autofree char *subtitle = describe_owner (deadline, with_subject);
  g_autofree char *state = describe_state (deadline, session);

  gtk_image_set_from_icon_name (self->light, gvn_deadline_get_icon (deadline));
  gtk_widget_set_css_classes (GTK_WIDGET (self->light), light);
  gtk_label_set_text (self->title, deadline->label);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_label_set_text (self->due, due);
  gtk_label_set_text (self->state, state);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), state_classes);

  g_free (self->sentence);
  self->sentence = g_strjoin (", ", deadline->label, subtitle, due, state, NULL);
}

/**
 * gvn_deadline_row_get_sentence:
 *
 * Returns: (transfer none): all the row says, for the accessible label of the list
 *   item around it
 */
const char *
gvn_deadline_row_get_sentence (GvnDeadlineRow *self)
{
  return self->sentence;
}
