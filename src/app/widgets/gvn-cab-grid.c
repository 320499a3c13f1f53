/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-cab-card.h"
#include "app/widgets/gvn-cab-grid.h"
#include "base/gvn-text.h"

/* Of a column, in pixels: the words of a card wrap in it */
#define COLUMN_WIDTH 104

struct _GvnCabGrid
{
  AdwBin parent_instance;

  /* owned */
  GPtrArray *columns; /* not owned: the columns shown, while a week is laid out */
  GPtrArray *cards;   /* not owned: those that take the focus, downwards in each column */
  GStrv perimeters;   /* of the columns shown */
  char *perimeter;    /* whose column had the focus last */
  char *shown;        /* what is shown, in words: the same is not made again */

  /* children */
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (GvnCabGrid, gvn_cab_grid, ADW_TYPE_BIN)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_CREATE,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Laying out --------------------------------------------------------------------------- */

static void
clicked_cb (GtkWidget *card, GvnCabGrid *self)
{
  const GvnCabPlace *place = gvn_cab_card_get_place (card);

  if (*place->kind == '\0')
    g_signal_emit (self, signals[SIGNAL_CREATE], 0, place->perimeter);
  else
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, place->kind, place->id);
}

static void
entered_cb (GtkEventControllerFocus *controller, GvnCabGrid *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  g_set_str (&self->perimeter, gvn_cab_card_get_place (card)->perimeter);
}

static void
add_card (GvnCabGrid *self, GtkWidget *box, GtkWidget *card)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (card, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (entered_cb), self);
  gtk_widget_add_controller (card, focus);
  gtk_box_append (GTK_BOX (box), card);
  g_ptr_array_add (self->cards, card);
}

static GtkWidget *
create_heading (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "wrap", TRUE, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_heading (GvnCabGrid *self, int row, const char *text, gboolean today)
{
  GtkWidget *label = create_heading (text, "caption-heading");

  gtk_widget_add_css_class (label, "gvn-cab-day");
  if (today)
    gtk_widget_add_css_class (label, "accent");
  gtk_grid_attach (self->grid, label, 0, row, (int) self->columns->len, 1);
}

static GtkWidget *
add_cell (GvnCabGrid *self, guint column, int row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "gvn-cab-cell");
  gtk_grid_attach (self->grid, box, (int) column, row, 1, 1);

  return box;
}

static void
add_column_head (GvnCabGrid *self, guint column)
{
  const GvnCabColumn *shown = self->columns->pdata[column];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = create_heading (shown->perimeter, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, shown->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown->name, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_size_request (box, COLUMN_WIDTH, -1);
  gtk_widget_add_css_class (box, "gvn-cab-head");
  add_card (self, box, gvn_cab_card_new_creator (shown));
  gtk_grid_attach (self->grid, box, (int) column, 0, 1, 1);
}

/* Colours a column from a row downwards: below what is added later. */
static void
add_frost (GvnCabGrid *self, guint column, int row, int n_rows)
{
  GtkWidget *frost = adw_bin_new ();

  gtk_widget_add_css_class (frost, "gvn-cab-frost");
  gtk_grid_attach (self->grid, frost, (int) column, row, 1, n_rows);
}

static void
add_freezes (GvnCabGrid *self, guint column, int row)
{
  const GvnCabColumn *shown = self->columns->pdata[column];
  GtkWidget *box;

  if (shown->freezes->len == 0)
    return;
  add_frost (self, column, row, 1);
  box = add_cell (self, column, row);
  for (guint i = 0; i < shown->freezes->len; i++)
    {
      const GvnFreeze *freeze = shown->freezes->pdata[i];
      g_autofree char *days = gvn_freeze_describe_days (freeze);
      /* Translators: the name of a freeze period */
      g_autofree char *title = g_strdup_printf (_ ("Freeze: %s"), freeze->label);

      gtk_box_append (GTK_BOX (box), gvn_cab_label_new (title, "caption-heading"));
      gtk_box_append (GTK_BOX (box), gvn_cab_label_new (days, "caption"));
    }
}

static int
add_changes (GvnCabGrid *self, int row)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    any |= ((GvnCabColumn *) self->columns->pdata[i])->changes->len > 0;
  if (!any)
    return row;

  add_heading (self, row++, _ ("Emergency changes"), FALSE);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const GvnCabColumn *column = self->columns->pdata[i];
      GtkWidget *box = add_cell (self, i, row);

      for (guint j = 0; j < column->changes->len; j++)
        add_card (self, box, gvn_cab_card_new_change (column->changes->pdata[j], row));
    }

  return row + 1;
}

/* Why nobody works that day, when it is one reason for every column. */
static const char *
get_common_day_off (GvnCabGrid *self, const GDate *day)
{
  const char *common = gvn_cab_column_get_day_off (self->columns->pdata[0], day);

  for (guint i = 1; common != NULL && i < self->columns->len; i++)
    if (g_strcmp0 (gvn_cab_column_get_day_off (self->columns->pdata[i], day), common) != 0)
      return NULL;

  return common;
}

static void
fill_day (GvnCabGrid *self, guint column, int row, const GDate *day, gboolean tell_day_off, const GvnNow *now)
{
  const GvnCabColumn *shown = self->columns->pdata[column];
  const char *day_off = gvn_cab_column_get_day_off (shown, day);
  GtkWidget *box = add_cell (self, column, row);

  if (day_off != NULL)
    gtk_widget_add_css_class (box, "day-off");
  if (day_off != NULL && tell_day_off)
    gtk_box_append (GTK_BOX (box), gvn_cab_label_new (day_off, "caption"));
  for (guint i = 0; i < shown->sessions->len; i++)
    {
      const GvnCabSession *session = shown->sessions->pdata[i];

      if (gvn_date_equal (&session->day, day))
        add_card (self, box, gvn_cab_card_new_session (session, shown->perimeter, row, now));
    }
}

static gboolean
has_session (GvnCabGrid *self, const GDate *day)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const GvnCabColumn *column = self->columns->pdata[i];

      for (guint j = 0; j < column->sessions->len; j++)
        if (gvn_date_equal (&((GvnCabSession *) column->sessions->pdata[j])->day, day))
          return TRUE;
    }

  return FALSE;
}

static gboolean
is_frozen (const GvnCabColumn *column, const GDate *day)
{
  for (guint i = 0; i < column->freezes->len; i++)
    if (gvn_freeze_covers (column->freezes->pdata[i], column->perimeter, day))
      return TRUE;

  return FALSE;
}

static int
add_day (GvnCabGrid *self, int row, const GDate *day, const GvnNow *now)
{
  const char *day_off = get_common_day_off (self, day);
  g_autofree char *date = gvn_text_weekday_date (day);
  /* Translators: a day, why nobody works that day */
  g_autofree char *text = day_off != NULL ? g_strdup_printf (_ ("%s, %s"), date, day_off) : g_strdup (date);

  for (guint i = 0; i < self->columns->len; i++)
    if (is_frozen (self->columns->pdata[i], day))
      add_frost (self, i, row, 2);
  add_heading (self, row, text, gvn_date_equal (day, &now->local.date));
  for (guint i = 0; i < self->columns->len; i++)
    fill_day (self, i, row + 1, day, day_off == NULL, now);

  return row + 2;
}

static void
lay_out (GvnCabGrid *self, const GvnCabWeek *week, const GvnNow *now)
{
  GDate day = week->monday;
  int row;

  for (guint i = 0; i < self->columns->len; i++)
    add_column_head (self, i);
  row = add_changes (self, 1);
  for (guint i = 0; i < self->columns->len; i++)
    add_freezes (self, i, row);
  row++;
  for (guint i = 0; i < 7; i++)
    {
      if (i < 5 || has_session (self, &day))
        row = add_day (self, row, &day, now);
      g_date_add_days (&day, 1);
    }
}

/* Focus ---------------------------------------------------------------------------------- */

static GtkWidget *
get_focused (GvnCabGrid *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (gtk_widget_is_focus (self->cards->pdata[i]))
      return self->cards->pdata[i];

  return NULL;
}

/* The card of a column nearest to a row. */
static GtkWidget *
find_nearest (GvnCabGrid *self, const char *perimeter, int row)
{
  GtkWidget *nearest = NULL;
  int distance = G_MAXINT;

  for (guint i = 0; i < self->cards->len; i++)
    {
      const GvnCabPlace *place = gvn_cab_card_get_place (self->cards->pdata[i]);

      if (!g_str_equal (place->perimeter, perimeter) || ABS (place->row - row) >= distance)
        continue;
      distance = ABS (place->row - row);
      nearest = self->cards->pdata[i];
    }

  return nearest;
}

/* The next card of the same column, downwards or upwards. */
static GtkWidget *
find_next (GvnCabGrid *self, GtkWidget *from, int step)
{
  const char *perimeter = gvn_cab_card_get_place (from)->perimeter;
  guint at = 0;

  g_ptr_array_find (self->cards, from, &at);
  for (int i = (int) at + step; i >= 0 && i < (int) self->cards->len; i += step)
    if (g_str_equal (gvn_cab_card_get_place (self->cards->pdata[i])->perimeter, perimeter))
      return self->cards->pdata[i];

  return from;
}

static GtkWidget *
find_beside (GvnCabGrid *self, GtkWidget *from, int step)
{
  const GvnCabPlace *place = gvn_cab_card_get_place (from);
  int n = (int) g_strv_length (self->perimeters), at = 0;

  while (at < n && !g_str_equal (self->perimeters[at], place->perimeter))
    at++;
  if (at + step < 0 || at + step >= n)
    {
      g_signal_emit (self, signals[SIGNAL_LEFT], 0, step);
      return get_focused (self);
    }

  return find_nearest (self, self->perimeters[at + step], place->row);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GvnCabGrid *self)
{
  GtkWidget *focused = get_focused (self);
  gboolean to_left = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *next;

  if (focused == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    next = find_beside (self, focused, (key == GDK_KEY_Right) != to_left ? 1 : -1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    next = find_next (self, focused, key == GDK_KEY_Down ? 1 : -1);
  else
    return GDK_EVENT_PROPAGATE;
  if (next != NULL)
    gtk_widget_grab_focus (next);

  return GDK_EVENT_STOP;
}

/* The same card as before when it is still there, else the nearest of its column. */
static void
restore_focus (GvnCabGrid *self, const char *kind, const char *id, const char *perimeter, int row)
{
  GtkWidget *card = NULL;

  for (guint i = 0; card == NULL && i < self->cards->len; i++)
    {
      const GvnCabPlace *place = gvn_cab_card_get_place (self->cards->pdata[i]);

      if (g_str_equal (place->kind, kind) && g_str_equal (place->id, id) && g_str_equal (place->perimeter, perimeter))
        card = self->cards->pdata[i];
    }
  if (card == NULL)
    card = find_nearest (self, perimeter, row);
  if (card == NULL && self->cards->len > 0)
    card = self->cards->pdata[0];
  if (card != NULL)
    gtk_widget_grab_focus (card);
}

static void
clear (GvnCabGrid *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->cards, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

/* The type ------------------------------------------------------------------------------- */

static void
gvn_cab_grid_finalize (GObject *object)
{
  GvnCabGrid *self = GVN_CAB_GRID (object);

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_strfreev (self->perimeters);
  g_free (self->perimeter);
  g_free (self->shown);

  G_OBJECT_CLASS (gvn_cab_grid_parent_class)->finalize (object);
}

static void
gvn_cab_grid_class_init (GvnCabGridClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gvn_cab_grid_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_CREATE]
      = g_signal_new ("create", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_LEFT]
      = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
gvn_cab_grid_init (GvnCabGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cards = g_ptr_array_new ();
  self->columns = g_ptr_array_new ();
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_grid_set_column_spacing (self->grid, 6);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * gvn_cab_grid_set_week:
 * @only: (nullable): the one perimeter to show, where there is little room
 *
 * Shows a week; the same again moves nothing, and the focus stays where it was.
 */
void
gvn_cab_grid_set_week (GvnCabGrid *self, const GvnCabWeek *week, const char *only, const GvnNow *now)
{
  GtkWidget *focused = get_focused (self);
  const GvnCabPlace *place = focused != NULL ? gvn_cab_card_get_place (focused) : NULL;
  g_autofree char *kind = place != NULL ? g_strdup (place->kind) : NULL;
  g_autofree char *id = place != NULL ? g_strdup (place->id) : NULL;
  g_autofree char *perimeter = place != NULL ? g_strdup (place->perimeter) : NULL;
  int row = place != NULL ? place->row : 0;
  g_autoptr (GStrvBuilder) perimeters = g_strv_builder_new ();
  g_autofree char *words = NULL;

  g_ptr_array_set_size (self->columns, 0);
  for (guint i = 0; i < week->columns->len; i++)
    {
      GvnCabColumn *column = week->columns->pdata[i];

      if (only != NULL && !g_str_equal (column->perimeter, only))
        continue;
      g_ptr_array_add (self->columns, column);
      g_strv_builder_add (perimeters, column->perimeter);
    }
  words = gvn_cab_week_dup_words (week, self->columns, now);
  if (g_strcmp0 (words, self->shown) == 0)
    return;

  g_set_str (&self->shown, words);
  g_clear_pointer (&self->perimeters, g_strfreev);
  self->perimeters = g_strv_builder_end (perimeters);
  clear (self);
  if (self->columns->len > 0)
    lay_out (self, week, now);
  g_ptr_array_set_size (self->columns, 0);
  if (kind != NULL)
    restore_focus (self, kind, id, perimeter, row);
}

/**
 * gvn_cab_grid_get_perimeter:
 *
 * Returns: (transfer none) (nullable): the perimeter whose column had the focus last
 */
const char *
gvn_cab_grid_get_perimeter (GvnCabGrid *self)
{
  GtkWidget *focused = get_focused (self);

  return focused != NULL ? gvn_cab_card_get_place (focused)->perimeter : self->perimeter;
}
