/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/gvn-list-row.h"

/* More lines, where one would not say what it is about. */
static GtkWidget *
create_title (void)
{
  GtkLabel *title = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (title, 0);
  gtk_label_set_wrap (title, TRUE);
  gtk_label_set_lines (title, 4);
  gtk_label_set_ellipsize (title, PANGO_ELLIPSIZE_END);

  return GTK_WIDGET (title);
}

static GtkWidget *
create_subtitle (void)
{
  GtkWidget *subtitle = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (subtitle), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "dimmed");

  return subtitle;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *suffix = gtk_label_new (NULL);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), create_title ());
  gtk_box_append (GTK_BOX (text), create_subtitle ());
  gtk_widget_add_css_class (suffix, "caption");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), suffix);
  gtk_list_item_set_child (item, box);
}

static GtkListItemFactory *
create_factory (GCallback setup, GCallback bind, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", bind, data);

  return factory;
}

/**
 * gvn_list_row_factory_new:
 * @bind: a handler of GtkSignalListItemFactory::bind, which calls gvn_list_row_set()
 *
 * Returns: (transfer full)
 */
GtkListItemFactory *
gvn_list_row_factory_new (GCallback bind, gpointer data)
{
  return create_factory (G_CALLBACK (setup_cb), bind, data);
}

/**
 * gvn_list_row_set:
 * @suffix: (nullable): a word at the end of the row
 *
 * Shows the texts, which a screen reader says as one sentence.
 */
void
gvn_list_row_set (GtkListItem *item, const char *title, const char *subtitle, const char *suffix)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *text = gtk_widget_get_first_child (box);
  g_autofree char *spoken = g_strjoin (", ", title, subtitle, suffix, NULL);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (text)), title);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (text)), subtitle);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), suffix);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
setup_heading_cb (GtkListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

/**
 * gvn_list_heading_factory_new:
 * @bind: which calls gvn_list_heading_set()
 *
 * Returns: (transfer full)
 */
GtkListItemFactory *
gvn_list_heading_factory_new (GCallback bind, gpointer data)
{
  return create_factory (G_CALLBACK (setup_heading_cb), bind, data);
}

void
gvn_list_heading_set (GtkListHeader *header, const char *text)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)), text);
}
