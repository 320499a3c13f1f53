/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The names of what takes the focus: a widget without one is silent. */

static inline gboolean
test_has_text (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (tooltip != NULL && *tooltip != '\0')
    return TRUE;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (test_has_text (child))
      return TRUE;

  return FALSE;
}

/* Roles whose content is not their name. */
static inline gboolean
test_is_named_by_itself_only (GtkWidget *widget)
{
  static const GtkAccessibleRole roles[]
      = { GTK_ACCESSIBLE_ROLE_LIST, GTK_ACCESSIBLE_ROLE_TABLE, GTK_ACCESSIBLE_ROLE_GRID, GTK_ACCESSIBLE_ROLE_COMBO_BOX,
          GTK_ACCESSIBLE_ROLE_SEARCH_BOX };
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (role == roles[i])
      return TRUE;

  return FALSE;
}

static inline gboolean
test_has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    return test_has_name (gtk_widget_get_parent (widget));
  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
      || gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER))
    return TRUE;

  return !test_is_named_by_itself_only (widget) && test_has_text (widget);
}

static inline void
test_check_names (GtkWidget *widget, guint *n_named)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_GENERIC
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_NONE)
    {
      if (!test_has_name (widget))
        {
          g_autofree char *place = g_strdup_printf ("%s (%s)", G_OBJECT_TYPE_NAME (widget),
                                                    gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)));

          for (GtkWidget *w = gtk_widget_get_parent (widget); w != NULL; w = gtk_widget_get_parent (w))
            {
              char *longer = g_strdup_printf ("%s in %s", place, G_OBJECT_TYPE_NAME (w));
              g_free (place);
              place = longer;
            }
          g_test_fail_printf ("no name: %s, role %d", place,
                              gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)));
        }
      else
        (*n_named)++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    test_check_names (child, n_named);
}
