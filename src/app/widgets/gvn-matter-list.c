/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/dialogs/gvn-matter-dialog.h"
#include "app/gvn-ui.h"
#include "app/widgets/gvn-matter-list.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"
#include "proceedings/gvn-matter.h"

static GtkWidget *
create_row (GvnSession *session, GvnMatter *matter)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = gvn_matter_dup_title (matter);
  g_autofree char *due = g_date_valid (&matter->due) ? gvn_text_date (&matter->due) : NULL;
  const char *owner = matter->owner_name != NULL ? matter->owner_name : gvn_side_get_label (matter->owner_side);
  g_autoptr (GString) subtitle = g_string_new (gvn_matter_kind_get_label (matter->kind));

  if (owner != NULL)
    g_string_append_printf (subtitle, " · %s", owner);
  if (due != NULL)
    g_string_append_printf (subtitle, " · %s", due);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle->str);
  gvn_ui_set_opener (row, session, gvn_matter_dialog_present, matter->id);

  return row;
}

/**
 * gvn_matter_list_fill:
 * @matters: (element-type GvnMatter)
 * @item: (nullable): those raised in @meeting under it; %NULL for those raised under none
 * @about: (nullable): the id of a matter that is shown too
 *
 * Fills the list anew.
 *
 * Returns: how many there are
 */
guint
gvn_matter_list_fill (GtkListBox *list, GvnSession *session, GPtrArray *matters, const char *meeting, const char *item,
                      const char *about)
{
  guint n = 0;

  gtk_list_box_remove_all (list);
  for (guint i = 0; i < matters->len; i++)
    {
      GvnMatter *matter = matters->pdata[i];
      gboolean raised_here = g_strcmp0 (matter->meeting, meeting) == 0 && g_strcmp0 (matter->item, item) == 0;

      if (!raised_here && (about == NULL || !g_str_equal (matter->id, about)))
        continue;
      gtk_list_box_append (list, create_row (session, matter));
      n++;
    }

  return n;
}

/* All of them, in their order. */
void
gvn_matter_list_fill_all (GtkListBox *list, GvnSession *session, GPtrArray *matters)
{
  gtk_list_box_remove_all (list);
  for (guint i = 0; i < matters->len; i++)
    gtk_list_box_append (list, create_row (session, matters->pdata[i]));
}
