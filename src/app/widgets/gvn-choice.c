/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-choice.h"
#include "committees/gvn-body.h"
#include "contract/gvn-person.h"
#include "contract/gvn-place.h"

#define IDS "gvn-choice-ids"

static GPtrArray *
get_ids (GtkDropDown *drop_down)
{
  return g_object_get_data (G_OBJECT (drop_down), IDS);
}

static gboolean
has_labels (GtkDropDown *drop_down, const char *all, GPtrArray *labels)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));

  if (list == NULL || g_list_model_get_n_items (G_LIST_MODEL (list)) != labels->len + 1
      || !g_str_equal (gtk_string_list_get_string (list, 0), all))
    return FALSE;
  for (guint i = 0; i < labels->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (list, i + 1), labels->pdata[i]))
      return FALSE;

  return TRUE;
}

/**
 * gvn_choice_fill:
 * @all: the first choice
 * @ids: (element-type utf8) (transfer full): strings with their free function
 * @labels: (element-type utf8) (nullable): as many, in the same order; the ids when %NULL
 *
 * What was chosen stays chosen when it is still there. A list that is the same is left alone.
 */
void
gvn_choice_fill (GtkDropDown *drop_down, const char *all, GPtrArray *ids, GPtrArray *labels)
{
  g_autofree char *chosen = get_ids (drop_down) != NULL ? g_strdup (gvn_choice_get_id (drop_down)) : NULL;
  gboolean same;

  if (labels == NULL)
    labels = ids;
  same = has_labels (drop_down, all, labels);
  g_object_set_data_full (G_OBJECT (drop_down), IDS, ids, (GDestroyNotify) g_ptr_array_unref);
  if (!same)
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

      gtk_string_list_append (list, all);
      for (guint i = 0; i < labels->len; i++)
        gtk_string_list_append (list, labels->pdata[i]);
      gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
    }
  gvn_choice_select (drop_down, chosen);
}

/* The bodies by their codes; none when they cannot be read, as in the next ones. */
void
gvn_choice_fill_bodies (GtkDropDown *drop_down, GvnDb *db)
{
  g_autoptr (GPtrArray) bodies = gvn_body_list (db, NULL);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; bodies != NULL && i < bodies->len; i++)
    g_ptr_array_add (codes, g_strdup (((GvnBody *) bodies->pdata[i])->code));
  gvn_choice_fill (drop_down, _ ("All bodies"), codes, NULL);
}

void
gvn_choice_fill_agencies (GtkDropDown *drop_down, GvnDb *db)
{
  g_autoptr (GPtrArray) agencies = gvn_agency_list (db, NULL);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; agencies != NULL && i < agencies->len; i++)
    g_ptr_array_add (codes, g_strdup (((GvnAgency *) agencies->pdata[i])->code));
  gvn_choice_fill (drop_down, _ ("All perimeters"), codes, NULL);
}

void
gvn_choice_fill_people (GtkDropDown *drop_down, const char *all, GvnDb *db)
{
  g_autoptr (GPtrArray) people = gvn_person_list (db, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const GvnPerson *person = people->pdata[i];

      g_ptr_array_add (ids, g_strdup (person->id));
      g_ptr_array_add (names, g_strdup (person->name));
    }
  gvn_choice_fill (drop_down, all, ids, names);
}

/**
 * gvn_choice_select:
 * @id: (nullable): one of the choices; all of them when it is not
 */
void
gvn_choice_select (GtkDropDown *drop_down, const char *id)
{
  GPtrArray *ids = get_ids (drop_down);
  guint at;

  if (id != NULL && g_ptr_array_find_with_equal_func (ids, id, g_str_equal, &at))
    gtk_drop_down_set_selected (drop_down, at + 1);
  else
    gtk_drop_down_set_selected (drop_down, 0);
}

/**
 * gvn_choice_get_id:
 *
 * Returns: (transfer none) (nullable): what is chosen, %NULL for all
 */
const char *
gvn_choice_get_id (GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  GPtrArray *ids = get_ids (drop_down);

  return ids != NULL && selected > 0 && selected <= ids->len ? ids->pdata[selected - 1] : NULL;
}
