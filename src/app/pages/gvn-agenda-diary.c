/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/pages/gvn-agenda-diary.h"
#include "app/pages/gvn-agenda-interventions.h"
#include "app/pages/gvn-agenda-milestones.h"
#include "app/widgets/gvn-deadline-row.h"
#include "base/gvn-text.h"
#include "committees/gvn-meeting.h"
#include "deadlines/gvn-deadline.h"

struct _GvnAgendaDiary
{
  AdwBin parent_instance;

  GvnRecordList *items; /* owned */

  /* template children */
  GtkLabel *title;
  GtkListBox *rows;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GvnAgendaDiary, gvn_agenda_diary, ADW_TYPE_BIN)

static char *
dup_hours (GvnTimelineItem *item)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (item->start.minutes == GVN_NO_MINUTES)
    return g_strdup (_ ("By midnight"));
  start = gvn_text_time (item->start.minutes);
  if (item->milestone)
    return g_strdup_printf (_ ("By %s"), start);
  end = gvn_text_time (item->end.minutes);

  return g_strdup_printf ("%s – %s", start, end);
}

/* What it is, and when and in which state below; a milestone has no hour. */
static void
say (AdwActionRow *row, GvnTimelineItem *item)
{
  g_autofree char *hours = dup_hours (item);
  g_autofree char *subtitle = NULL;
  const char *title;

  if (gvn_agenda_milestone_get_id (item) != NULL)
    {
      title = item->what;
      subtitle = g_strdup_printf ("%s · %s", _ ("Milestone"), item->state);
    }
  else if (gvn_agenda_intervention_get_order (item) != NULL)
    {
      title = item->what;
      subtitle = g_strdup (item->detail + strlen (item->what) + strlen (" · "));
    }
  else if (GVN_IS_MEETING (item->subject))
    {
      title = ((GvnMeeting *) item->subject)->body_name;
      subtitle = g_strdup_printf ("%s · %s", hours, item->state);
    }
  else
    {
      title = GVN_DEADLINE (item->subject)->label;
      subtitle = g_strdup_printf ("%s · %s · %s", hours, GVN_DEADLINE (item->subject)->subject, item->state);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
}

static const char *
get_icon (GvnTimelineItem *item)
{
  if (item->problem)
    return "dialog-warning-symbolic";
  if (gvn_agenda_milestone_get_id (item) != NULL)
    return gvn_agenda_milestone_get_icon (item);
  if (gvn_agenda_intervention_get_order (item) != NULL)
    return "package-x-generic-symbolic";

  return GVN_IS_MEETING (item->subject) ? "system-users-symbolic"
                                        : gvn_deadline_get_icon (GVN_DEADLINE (item->subject));
}

static GtkWidget *
create_row (gpointer data, gpointer unused)
{
  GvnTimelineItem *item = data;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (get_icon (item));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  say (ADW_ACTION_ROW (row), item);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, item->detail);
  gtk_widget_add_css_class (image, item->problem ? "error" : item->style);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);

  return row;
}

static void
activated_cb (GvnAgendaDiary *self, GtkListBoxRow *row)
{
  g_autoptr (GvnTimelineItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->items), (guint) gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

static void
gvn_agenda_diary_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GVN_TYPE_AGENDA_DIARY);
  g_clear_object (&GVN_AGENDA_DIARY (object)->items);

  G_OBJECT_CLASS (gvn_agenda_diary_parent_class)->dispose (object);
}

static void
gvn_agenda_diary_class_init (GvnAgendaDiaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_agenda_diary_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", GVN_TYPE_AGENDA_DIARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, GVN_TYPE_TIMELINE_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-agenda-diary.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaDiary, title);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaDiary, rows);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
gvn_agenda_diary_init (GvnAgendaDiary *self)
{
  self->items = gvn_timeline_item_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->items), create_row, NULL, NULL);
}

/**
 * gvn_agenda_diary_show:
 * @day: the day
 * @items: (element-type GvnTimelineItem): what is on it, in the order to list it
 *
 * Lists a day; what is said already stays where it is.
 */
void
gvn_agenda_diary_show (GvnAgendaDiary *self, const GDate *day, GPtrArray *items)
{
  g_autofree char *title = gvn_text_weekday_date (day);

  gtk_label_set_text (self->title, title);
  gvn_record_list_update (self->items, items);
}
