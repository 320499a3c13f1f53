/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/gvn-outcomes-dialog.h"
#include "app/pages/gvn-punctuality.h"
#include "app/widgets/gvn-chart-bars.h"
#include "app/widgets/gvn-chart-gauge.h"
#include "app/widgets/gvn-chart-sparkline.h"
#include "app/widgets/gvn-chart-table.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-tally.h"

#define N_MONTHS 12
#define N_RECENT_DAYS 90

static const char *const sides[] = { "contractor", "dsiun" };

#define N_SIDES G_N_ELEMENTS (sides)

/* Of one side: its months, then its last days. */
enum
{
  RECENT = N_MONTHS,
  N_TALLIES
};

typedef struct
{
  GvnChart *chart; /* owned */
  GtkStack *stack; /* the bars; the table, once somebody asked for it */
  GtkLabel *summary;
  GvnChartSparkline *sparkline;
  GvnChartGauge *gauge;
} Part;

struct _GvnPunctuality
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  GvnSession *session;
  GCancellable *counting;

  Part parts[N_SIDES];
  GvnTally tallies[N_SIDES][N_TALLIES];

  /* template children */
  GtkToggleButton *as_table;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (GvnPunctuality, gvn_punctuality, ADW_TYPE_PREFERENCES_GROUP)

static void
init_series (GvnChartSeries series[GVN_N_OUTCOMES])
{
  static const char *const styles[GVN_N_OUTCOMES] = { "met", "excused", "met-late", "late" };
  static const GvnChartPattern patterns[GVN_N_OUTCOMES]
      = { GVN_CHART_SOLID, GVN_CHART_OUTLINE, GVN_CHART_HATCH, GVN_CHART_CROSS };

  for (guint i = 0; i < GVN_N_OUTCOMES; i++)
    series[i] = (GvnChartSeries) { gvn_outcome_get_label (i), styles[i], patterns[i] };
}

/* Opening ---------------------------------------------------------------------------- */

static void
bar_activated_cb (GvnChartBars *bars, guint position, GvnPunctuality *self)
{
  for (guint i = 0; i < N_SIDES; i++)
    if (gtk_stack_get_child_by_name (self->parts[i].stack, "bars") == GTK_WIDGET (bars))
      {
        const GvnTally *tally = &self->tallies[i][position];

        gvn_outcomes_dialog_present (self->session, tally->side, &tally->from, &tally->to, GTK_WIDGET (self));
      }
}

static void
as_table_toggled_cb (GvnPunctuality *self)
{
  gboolean table = gtk_toggle_button_get_active (self->as_table);

  for (guint i = 0; i < N_SIDES; i++)
    {
      Part *part = &self->parts[i];

      if (table && gtk_stack_get_child_by_name (part->stack, "table") == NULL)
        {
          GtkWidget *scroller = gtk_scrolled_window_new ();

          gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
          gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                         gvn_chart_table_new (part->chart, gvn_side_get_label (sides[i]), _ ("Month")));
          gtk_stack_add_named (part->stack, scroller, "table");
        }
      gtk_stack_set_visible_child_name (part->stack, table ? "table" : "bars");
    }
}

/* Reading ---------------------------------------------------------------------------- */

/* The months to this one, cut today, and the days before today. */
static void
set_periods (GvnTally tallies[N_SIDES][N_TALLIES], const GDate *today)
{
  for (guint i = 0; i < N_SIDES; i++)
    for (guint j = 0; j < N_TALLIES; j++)
      {
        GvnTally *tally = &tallies[i][j];

        tally->side = sides[i];
        tally->from = tally->to = *today;
        if (j == RECENT)
          {
            g_date_subtract_days (&tally->from, N_RECENT_DAYS - 1);
            continue;
          }
        g_date_set_day (&tally->from, 1);
        g_date_subtract_months (&tally->from, N_MONTHS - 1 - j);
        if (j == N_MONTHS - 1)
          continue;
        tally->to = tally->from;
        g_date_set_day (&tally->to,
                        g_date_get_days_in_month (g_date_get_month (&tally->to), g_date_get_year (&tally->to)));
      }
}

static void
update_chart (Part *part, const GvnTally *tallies)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_MONTHS; i++)
    {
      gboolean with_year = i == 0 || g_date_get_month (&tallies[i].from) == G_DATE_JANUARY;
      g_autofree char *label = gvn_text_short_month (&tallies[i].from, with_year);
      g_autofree char *name = gvn_text_month (&tallies[i].from);

      g_ptr_array_add (points, gvn_chart_point_new (label, name, tallies[i].counts, GVN_N_OUTCOMES));
    }
  gvn_chart_set_points (part->chart, points);
}

static void
update_summary (Part *part, const GvnTally *tallies)
{
  const GvnTally *recent = &tallies[RECENT];
  guint late[N_MONTHS], total = gvn_tally_get_total (recent);
  g_autofree char *text = NULL;
  double share;

  for (guint i = 0; i < N_MONTHS; i++)
    late[i] = tallies[i].counts[GVN_OUTCOME_MET_LATE] + tallies[i].counts[GVN_OUTCOME_LATE];
  gvn_chart_sparkline_set_counts (part->sparkline, _ ("Late, month by month"), late, N_MONTHS);
  gvn_chart_gauge_set_share (part->gauge, gvn_tally_get_share (recent, &share) ? share : -1);
  if (total == 0)
    text = g_strdup (_ ("Nothing was due in the last 90 days"));
  else
    text = g_strdup_printf (
        /* Translators: how many were met in time, how many were due */
        ngettext ("%u of %u due in the last 90 days met in time", "%u of %u due in the last 90 days met in time",
                  recent->counts[GVN_OUTCOME_MET]),
        recent->counts[GVN_OUTCOME_MET], total);
  gtk_label_set_text (part->summary, text);
}

typedef struct
{
  GvnTally tallies[N_SIDES][N_TALLIES];
  GvnNow now;
} Counting;

/* A #GvnRead of what is counted. */
static gpointer
read_tallies (GvnDb *db, gpointer data, GError **error)
{
  const Counting *wanted = data;
  g_autofree Counting *counted = g_memdup2 (wanted, sizeof *wanted);

  return gvn_register_count_outcomes (db, counted->tallies[0], N_SIDES * N_TALLIES, &wanted->now, error)
             ? g_steal_pointer (&counted)
             : NULL;
}

static void
show_tallies (gpointer object, gpointer read)
{
  GvnPunctuality *self = object;
  const Counting *counted = read;

  for (guint i = 0; counted != NULL && i < N_SIDES; i++)
    {
      memcpy (self->tallies[i], counted->tallies[i], sizeof self->tallies[i]);
      update_chart (&self->parts[i], self->tallies[i]);
      update_summary (&self->parts[i], self->tallies[i]);
    }
}

/**
 * gvn_punctuality_refresh:
 *
 * Reads the register again, beside the window's thread.
 */
void
gvn_punctuality_refresh (GvnPunctuality *self, GvnSession *session)
{
  Counting *counting = g_new0 (Counting, 1);

  g_set_object (&self->session, session);
  counting->now = *gvn_session_get_now (session);
  set_periods (counting->tallies, &counting->now.local.date);
  set_periods (self->tallies, &counting->now.local.date);
  gvn_session_read (session, &self->counting, read_tallies, counting, g_free, g_free, show_tallies, self);
}

/**
 * gvn_punctuality_get_picture:
 * @title: (out) (transfer full):
 *
 * Returns: (transfer none): the charts, or the tables, without the buttons above them
 */
GtkWidget *
gvn_punctuality_get_picture (GvnPunctuality *self, char **title)
{
  g_autofree char *first = gvn_text_month (&self->tallies[0][0].from);
  g_autofree char *last = gvn_text_date (&self->tallies[0][N_MONTHS - 1].to);

  /* Translators: a month, a day */
  *title = g_strdup_printf (_ ("Met or late, %s to %s"), first, last);

  return GTK_WIDGET (self->content);
}

/* Building --------------------------------------------------------------------------- */

/* The side, what its last days came to, how its lateness goes. */
static GtkWidget *
create_heading (Part *part, const char *title, const GvnChartSeries *met)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *name = gtk_label_new (title), *summary = gtk_label_new (NULL);
  GtkWidget *sparkline = gvn_chart_sparkline_new ();
  GtkWidget *gauge = gvn_chart_gauge_new (_ ("Met in time, last 90 days"), met);
  GtkWidget *labels[] = { name, summary };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (labels[i]), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (texts), labels[i]);
    }
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_add_css_class (summary, "caption");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (sparkline, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (gauge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (heading), texts);
  gtk_box_append (GTK_BOX (heading), sparkline);
  gtk_box_append (GTK_BOX (heading), gauge);
  part->summary = GTK_LABEL (summary);
  part->sparkline = GVN_CHART_SPARKLINE (sparkline);
  part->gauge = GVN_CHART_GAUGE (gauge);

  return heading;
}

static void
add_part (GvnPunctuality *self, Part *part, const char *title, const GvnChartSeries *series)
{
  GtkWidget *bars;

  part->chart = gvn_chart_new (series, GVN_N_OUTCOMES);
  part->stack = GTK_STACK (gtk_stack_new ());
  bars = gvn_chart_bars_new (part->chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bars), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (bars, "activated", G_CALLBACK (bar_activated_cb), self);
  gtk_stack_set_vhomogeneous (part->stack, FALSE);
  gtk_stack_set_hhomogeneous (part->stack, FALSE);
  gtk_stack_add_named (part->stack, bars, "bars");
  gtk_box_append (self->content, create_heading (part, title, &series[GVN_OUTCOME_MET]));
  gtk_box_append (self->content, GTK_WIDGET (part->stack));
}

static void
gvn_punctuality_dispose (GObject *object)
{
  GvnPunctuality *self = GVN_PUNCTUALITY (object);

  gvn_session_stop_reading (&self->counting);
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_PUNCTUALITY);
  for (guint i = 0; i < N_SIDES; i++)
    g_clear_object (&self->parts[i].chart);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gvn_punctuality_parent_class)->dispose (object);
}

static void
gvn_punctuality_class_init (GvnPunctualityClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_punctuality_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-punctuality.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnPunctuality, as_table);
  gtk_widget_class_bind_template_child (widget_class, GvnPunctuality, content);
  gtk_widget_class_bind_template_callback (widget_class, as_table_toggled_cb);
}

static void
gvn_punctuality_init (GvnPunctuality *self)
{
  GvnChartSeries series[GVN_N_OUTCOMES];

  gtk_widget_init_template (GTK_WIDGET (self));
  init_series (series);
  for (guint i = 0; i < N_SIDES; i++)
    add_part (self, &self->parts[i], gvn_side_get_label (sides[i]), series);
  gtk_box_append (self->content, gvn_chart_legend_new (self->parts[0].chart));
}
