/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/money/gvn-money-charts.h"
#include "app/money/gvn-money-words.h"
#include "app/widgets/gvn-chart-bars.h"
#include "app/widgets/gvn-chart-table.h"
#include "base/gvn-text.h"

/* The stages shown: what was needed or quoted may never be owed. */
#define FIRST GVN_MONEY_ORDERED
#define N_SERIES (GVN_MONEY_N_STAGES - FIRST)

typedef struct
{
  GvnChart *chart; /* owned */
  GtkStack *stack; /* the bars; the table, once somebody asked for it */
  GtkWidget *bars;
  const char *title;
  const char *points_title;
} Part;

enum
{
  MONTHS,
  GROUPS,
  N_PARTS
};

struct _GvnMoneyCharts
{
  AdwPreferencesGroup parent_instance;

  GvnMoney *money; /* borrowed: of the page, which shows another before it goes */
  GvnQuarter quarter;
  Part parts[N_PARTS];

  /* template children */
  GtkToggleButton *as_table;
  AdwToggleGroup *grouping;
  GtkBox *months;
  GtkBox *groups;
  GtkBox *legend;
};

G_DEFINE_FINAL_TYPE (GvnMoneyCharts, gvn_money_charts, ADW_TYPE_PREFERENCES_GROUP)

/* Points ----------------------------------------------------------------------------- */

static GvnChartPoint *
create_point (const char *label, const char *name, const GvnMoneyAmount *amounts)
{
  guint euros[N_SERIES];
  GvnChartPoint *point;

  for (guint i = 0; i < N_SERIES; i++)
    euros[i] = gvn_money_words_get_euros (&amounts[FIRST + i]);
  point = gvn_chart_point_new (label, name, euros, N_SERIES);
  for (guint i = 0; i < N_SERIES; i++)
    {
      g_autofree char *text = gvn_money_words_dup_amount (&amounts[FIRST + i]);

      gvn_chart_point_set_text (point, i, text);
    }

  return point;
}

static const GvnMoneyAmount *
find_amounts (GPtrArray *sums, const char *key)
{
  static const GvnMoneyAmount none[GVN_MONEY_N_STAGES];

  for (guint i = 0; i < sums->len; i++)
    if (g_str_equal (((GvnMoneySum *) sums->pdata[i])->key, key))
      return ((GvnMoneySum *) sums->pdata[i])->amounts;

  return none;
}

/* Every month of the quarter, also one where nothing came. */
static void
show_months (GvnMoneyCharts *self)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sums
      = gvn_money_sum (self->money, GVN_MONEY_BY_MONTH, &self->quarter.first, &self->quarter.last);
  GDate month = self->quarter.first;

  for (g_date_set_day (&month, 1); g_date_compare (&month, &self->quarter.last) <= 0; g_date_add_months (&month, 1))
    {
      g_autofree char *key = gvn_month_to_string (&month);
      g_autofree char *label = gvn_text_short_month (&month, TRUE);
      g_autofree char *name = gvn_text_month (&month);

      g_ptr_array_add (points, create_point (label, name, find_amounts (sums, key)));
    }
  gvn_chart_set_points (self->parts[MONTHS].chart, points);
}

static GvnMoneyGrouping
get_grouping (GvnMoneyCharts *self)
{
  const char *name = adw_toggle_group_get_active_name (self->grouping);

  if (g_strcmp0 (name, "uo") == 0)
    return GVN_MONEY_BY_UO;

  return g_strcmp0 (name, "perimeter") == 0 ? GVN_MONEY_BY_PERIMETER : GVN_MONEY_BY_FAMILY;
}

static void
show_groups (GvnMoneyCharts *self)
{
  GvnMoneyGrouping by = get_grouping (self);
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sums = gvn_money_sum (self->money, by, &self->quarter.first, &self->quarter.last);

  for (guint i = 0; i < sums->len; i++)
    {
      const GvnMoneySum *sum = sums->pdata[i];
      g_autofree char *name
          = by == GVN_MONEY_BY_UO ? g_strdup_printf ("%s %s", sum->key, sum->label) : g_strdup (sum->label);

      /* Translators: under a bar: the orders of the whole contract */
      g_ptr_array_add (points, create_point (*sum->key != '\0' ? sum->key : _ ("All"), name, sum->amounts));
    }
  gvn_chart_set_points (self->parts[GROUPS].chart, points);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->parts[GROUPS].bars), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  by == GVN_MONEY_BY_UO          ? _ ("Amounts by work unit")
                                  : by == GVN_MONEY_BY_PERIMETER ? _ ("Amounts by perimeter")
                                                                 : _ ("Amounts by family"),
                                  -1);
}

/* Template ----------------------------------------------------------------------------- */

static GtkWidget *
scroll (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);

  return scroller;
}

static void
as_table_toggled_cb (GvnMoneyCharts *self)
{
  gboolean table = gtk_toggle_button_get_active (self->as_table);

  for (guint i = 0; i < N_PARTS; i++)
    {
      Part *part = &self->parts[i];

      if (table && gtk_stack_get_child_by_name (part->stack, "table") == NULL)
        gtk_stack_add_named (part->stack, scroll (gvn_chart_table_new (part->chart, part->title, part->points_title)),
                             "table");
      gtk_stack_set_visible_child_name (part->stack, table ? "table" : "bars");
    }
}

static void
grouping_changed_cb (GvnMoneyCharts *self)
{
  if (self->money != NULL)
    show_groups (self);
}

static void
add_part (GvnMoneyCharts *self, guint i, GtkBox *box, const char *title, const char *points_title)
{
  static const char *const styles[N_SERIES] = { "ordered", "admitted", "invoiced" };
  static const GvnChartPattern patterns[N_SERIES] = { GVN_CHART_OUTLINE, GVN_CHART_SOLID, GVN_CHART_HATCH };
  GvnChartSeries series[N_SERIES];
  Part *part = &self->parts[i];

  for (guint j = 0; j < N_SERIES; j++)
    series[j] = (GvnChartSeries) { gvn_money_stage_get_label (FIRST + j), styles[j], patterns[j] };
  part->title = title;
  part->points_title = points_title;
  part->chart = gvn_chart_new (series, N_SERIES);
  part->stack = GTK_STACK (gtk_stack_new ());
  part->bars = gvn_chart_bars_new_grouped (part->chart, gvn_money_words_dup_tick);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->bars), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_stack_set_vhomogeneous (part->stack, FALSE);
  gtk_stack_set_hhomogeneous (part->stack, FALSE);
  gtk_stack_add_named (part->stack, scroll (part->bars), "bars");
  gtk_box_append (box, GTK_WIDGET (part->stack));
}

static void
gvn_money_charts_dispose (GObject *object)
{
  GvnMoneyCharts *self = GVN_MONEY_CHARTS (object);

  self->money = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_MONEY_CHARTS);
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_object (&self->parts[i].chart);

  G_OBJECT_CLASS (gvn_money_charts_parent_class)->dispose (object);
}

static void
gvn_money_charts_class_init (GvnMoneyChartsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_money_charts_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/money/gvn-money-charts.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyCharts, as_table);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyCharts, grouping);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyCharts, months);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyCharts, groups);
  gtk_widget_class_bind_template_child (widget_class, GvnMoneyCharts, legend);
  gtk_widget_class_bind_template_callback (widget_class, as_table_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, grouping_changed_cb);
}

static void
gvn_money_charts_init (GvnMoneyCharts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_part (self, MONTHS, self->months, _ ("Amounts by month"), _ ("Month"));
  add_part (self, GROUPS, self->groups, _ ("Amounts by group"), _ ("Group"));
  gtk_box_append (self->legend, gvn_chart_legend_new (self->parts[MONTHS].chart));
}

/**
 * gvn_money_charts_show:
 * @money: (transfer none): to be kept until another is shown
 */
void
gvn_money_charts_show (GvnMoneyCharts *self, GvnMoney *money, const GvnQuarter *quarter)
{
  self->money = money;
  self->quarter = *quarter;
  show_months (self);
  show_groups (self);
}
