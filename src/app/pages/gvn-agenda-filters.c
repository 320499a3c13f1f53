/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/pages/gvn-agenda-filters.h"
#include "app/widgets/gvn-choice.h"

struct _GvnAgendaFilters
{
  AdwBin parent_instance;

  GSettings *settings; /* owned */
  gboolean ready;      /* the choices are those remembered, and the user's from now on */

  /* template children */
  GtkMenuButton *button;
  GtkDropDown *body;
  GtkDropDown *perimeter;
  GtkDropDown *person;
  GtkDropDown *side;
  GtkDropDown *kind;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GvnAgendaFilters, gvn_agenda_filters, ADW_TYPE_BIN)

/* What remembers the body, the perimeter and the person */
static const char *const keys[] = { "agenda-body", "agenda-perimeter", "agenda-person" };

static void
remember (GvnAgendaFilters *self)
{
  GtkDropDown *const remembered[] = { self->body, self->perimeter, self->person };

  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    {
      const char *id = gvn_choice_get_id (remembered[i]);

      g_settings_set_string (self->settings, keys[i], id != NULL ? id : "");
    }
}

/* The button says that something is hidden. */
static void
update_button (GvnAgendaFilters *self)
{
  GtkDropDown *const all[] = { self->body, self->perimeter, self->side, self->kind, self->person };
  gboolean filtered = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    filtered |= gtk_drop_down_get_selected (all[i]) != 0;
  if (filtered)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "accent");
}

static void
filter_changed_cb (GvnAgendaFilters *self)
{
  if (!self->ready)
    return;
  remember (self);
  update_button (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gvn_agenda_filters_dispose (GObject *object)
{
  GvnAgendaFilters *self = GVN_AGENDA_FILTERS (object);

  self->ready = FALSE;
  adw_bin_set_child (ADW_BIN (self), NULL); /* a template's own child would be unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_AGENDA_FILTERS);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gvn_agenda_filters_parent_class)->dispose (object);
}

static void
gvn_agenda_filters_class_init (GvnAgendaFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_agenda_filters_dispose;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", GVN_TYPE_AGENDA_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/pages/gvn-agenda-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaFilters, button);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaFilters, body);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaFilters, perimeter);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaFilters, person);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaFilters, side);
  gtk_widget_class_bind_template_child (widget_class, GvnAgendaFilters, kind);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
gvn_agenda_filters_init (GvnAgendaFilters *self)
{
  self->settings = g_settings_new (GVN_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (self->settings, "agenda-side", self->side, "selected", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "agenda-kind", self->kind, "selected", G_SETTINGS_BIND_DEFAULT);
}

/**
 * gvn_agenda_filters_fill:
 *
 * Offers what the contract now has; the first time, what is remembered is chosen.
 */
void
gvn_agenda_filters_fill (GvnAgendaFilters *self, GvnDb *db)
{
  GtkDropDown *const remembered[] = { self->body, self->perimeter, self->person };
  gboolean ready = self->ready;

  self->ready = FALSE;
  gvn_choice_fill_bodies (self->body, db);
  gvn_choice_fill_agencies (self->perimeter, db);
  gvn_choice_fill_people (self->person, _ ("Everybody"), db);
  for (guint i = 0; !ready && i < G_N_ELEMENTS (remembered); i++)
    {
      g_autofree char *id = g_settings_get_string (self->settings, keys[i]);

      gvn_choice_select (remembered[i], id);
    }
  self->ready = TRUE;
  update_button (self);
}

/**
 * gvn_agenda_filters_get:
 * @filter: (out): what is chosen; its texts are the drop-downs'
 */
void
gvn_agenda_filters_get (GvnAgendaFilters *self, GvnAgendaFilter *filter)
{
  static const char *const sides[] = { NULL, "contractor", "dsiun" };
  guint kind = gtk_drop_down_get_selected (self->kind);

  *filter = (GvnAgendaFilter) { .body = gvn_choice_get_id (self->body),
                                .perimeter = gvn_choice_get_id (self->perimeter),
                                .person = gvn_choice_get_id (self->person),
                                .side = sides[gtk_drop_down_get_selected (self->side)],
                                .no_meetings = kind == 2,
                                .no_deadlines = kind == 1 };
}

/**
 * gvn_agenda_filters_reset:
 *
 * Shows everything, and tells it once.
 */
void
gvn_agenda_filters_reset (GvnAgendaFilters *self)
{
  GtkDropDown *const all[] = { self->body, self->perimeter, self->side, self->kind, self->person };

  self->ready = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_drop_down_set_selected (all[i], 0);
  self->ready = TRUE;
  filter_changed_cb (self);
}
