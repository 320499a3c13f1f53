/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/gvn-item-dialog.h"
#include "print/gvn-markdown.h"
#include "app/widgets/gvn-capture-line.h"
#include "app/widgets/gvn-item-card.h"
#include "app/widgets/gvn-matter-list.h"
#include "app/widgets/gvn-open-file.h"
#include "app/widgets/gvn-writing.h"
#include "base/gvn-text.h"
#include "contract/gvn-side.h"

struct _GvnItemCard
{
  GtkBox parent_instance;

  /* owned */
  GvnSession *session;
  GvnAgendaItem *item;

  /* template children */
  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *badge;
  GtkMenuButton *menu;
  GMenuModel *item_menu;
  GtkLabel *said;
  GtkWidget *files;
  GvnWriting *minutes;
  GtkListBox *matters;
  GvnCaptureLine *capture;
};

G_DEFINE_FINAL_TYPE (GvnItemCard, gvn_item_card, GTK_TYPE_BOX)

/* Actions ------------------------------------------------------------------------------ */

static const struct
{
  const char *name;
  GvnAgendaAct act;
  const char *label;
} acts[] = {
  { "item.raise", GVN_AGENDA_RAISE, N_ ("Move up") },
  { "item.lower", GVN_AGENDA_LOWER, N_ ("Move down") },
  { "item.go", GVN_AGENDA_GO, N_ ("GO") },
  { "item.no-go", GVN_AGENDA_NO_GO, N_ ("NO GO") },
  { "item.postpone", GVN_AGENDA_POSTPONE, N_ ("Postpone") },
  { "item.treat", GVN_AGENDA_TREAT, N_ ("Treat after all") },
  { "item.remove", GVN_AGENDA_REMOVE, N_ ("Remove") },
};

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnItemCard *self = GVN_ITEM_CARD (widget);
  GvnAgendaRequest request = { .item = self->item->id };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, name))
      {
        /* Translators: an act, as "Postpone", and an item of an agenda */
        g_autofree char *label = g_strdup_printf (_ ("%s: %s"), _ (acts[i].label), self->item->title);

        request.act = acts[i].act;
        if (!gvn_session_run (self->session, label, gvn_agenda_item_apply, &request, &error))
          gvn_session_fail (self->session, error);
        return;
      }
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnItemCard *self = GVN_ITEM_CARD (widget);

  gvn_item_dialog_present (self->session, self->item->meeting, self->item, widget);
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GvnItemCard *self = GVN_ITEM_CARD (widget);

  gvn_item_dialog_attach (self->session, self->item, widget);
}

static void
update_actions (GvnItemCard *self, const GvnItemContent *content)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !gvn_store_is_read_only (gvn_session_get_store (self->session));
  gboolean free = writable && (!content->frozen || self->item->late);
  gboolean in_cab = g_str_equal (content->meeting->body_kind, "CAB");

  gtk_widget_action_set_enabled (widget, "item.edit", free);
  gtk_widget_action_set_enabled (widget, "item.attach", free);
  gtk_widget_action_set_enabled (widget, "item.raise", free);
  gtk_widget_action_set_enabled (widget, "item.lower", free);
  gtk_widget_action_set_enabled (widget, "item.remove", free && self->item->standing == NULL);
  gtk_widget_action_set_enabled (widget, "item.go", writable && in_cab);
  gtk_widget_action_set_enabled (widget, "item.no-go", writable && in_cab);
  gtk_widget_action_set_enabled (widget, "item.postpone", writable && !self->item->postponed);
  gtk_widget_action_set_enabled (widget, "item.treat", writable && self->item->postponed);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), writable);
}

/* What it shows ------------------------------------------------------------------------ */

static void
show_heading (GvnItemCard *self)
{
  GvnAgendaItem *item = self->item;
  g_autofree char *number = g_strdup_printf ("%d", item->number);
  g_autoptr (GString) badge = g_string_new (NULL);

  gtk_label_set_text (self->number, number);
  gtk_label_set_text (self->title, item->title);
  if (item->clause != NULL)
    g_string_append_printf (badge, "§ %s", item->clause);
  else if (item->origin == GVN_AGENDA_PROPOSED && item->proposed_side != NULL)
    g_string_append (badge, gvn_side_get_label (item->proposed_side));
  else
    g_string_append (badge, gvn_agenda_origin_get_label (item->origin));
  if (item->duration_minutes > 0)
    /* Translators: minutes */
    g_string_append_printf (badge, _ (" · %d min"), item->duration_minutes);
  if (item->late)
    g_string_append_printf (badge, " · %s", _ ("late"));
  if (item->postponed)
    g_string_append_printf (badge, " · %s", _ ("postponed"));
  if (item->verdict != NULL)
    g_string_append_printf (badge, " · %s", g_str_equal (item->verdict, "go") ? _ ("GO") : _ ("NO GO"));
  gtk_label_set_text (self->badge, badge->str);
}

/* What fills the item and what was written under it; an empty one says so. */
static void
show_supports (GvnItemCard *self, const GvnItemContent *content)
{
  GvnAgendaItem *item = self->item;
  g_autofree char *both
      = g_strjoin (content->said != NULL && item->text != NULL ? "\n\n" : "",
                   content->said != NULL ? content->said : "", item->text != NULL ? item->text : "", NULL);
  gboolean empty = gvn_text_is_empty (both);
  g_autofree char *markup = NULL;

  if (!empty)
    markup = gvn_markdown_dup_markup (both);
  else if (item->source_words != NULL && item->files[0] == NULL)
    /* Translators: %s is where an item is drawn from, as "Orders and tickets" */
    markup = g_markup_printf_escaped (_ ("<i>Nothing yet. Drawn from: %s</i>"), item->source_words);
  gtk_label_set_markup (self->said, markup != NULL ? markup : "");
  gtk_widget_set_visible (GTK_WIDGET (self->said), markup != NULL);
}

static void
open_file_cb (GtkButton *button, GvnItemCard *self)
{
  gvn_open_file (self->session, g_object_get_data (G_OBJECT (button), "file"), gtk_button_get_label (button),
                 GTK_WIDGET (self));
}

static void
show_files (GvnItemCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->files)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->files), child);
  for (guint i = 0; self->item->files[i] != NULL; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (self->item->file_names[i]);

      g_object_set_data_full (G_OBJECT (button), "file", g_strdup (self->item->files[i]), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (open_file_cb), self);
      adw_wrap_box_append (ADW_WRAP_BOX (self->files), button);
    }
  gtk_widget_set_visible (self->files, self->item->files[0] != NULL);
}

static void
show_matters (GvnItemCard *self, GPtrArray *matters)
{
  guint n = gvn_matter_list_fill (self->matters, self->session, matters, self->item->meeting, self->item->id,
                                  self->item->matter);

  gtk_widget_set_visible (GTK_WIDGET (self->matters), n > 0);
}

/* A menu is seldom opened, and costs as much as the rest of the card. */
static void
create_menu_cb (GtkMenuButton *button, gpointer self)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, GVN_ITEM_CARD (self)->item_menu);
}

static void
gvn_item_card_dispose (GObject *object)
{
  GvnItemCard *self = GVN_ITEM_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_ITEM_CARD);
  g_clear_object (&self->session);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (gvn_item_card_parent_class)->dispose (object);
}

static void
gvn_item_card_class_init (GvnItemCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GVN_TYPE_CAPTURE_LINE);
  g_type_ensure (GVN_TYPE_WRITING);
  G_OBJECT_CLASS (klass)->dispose = gvn_item_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/widgets/gvn-item-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, number);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, title);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, badge);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, menu);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, item_menu);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, said);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, files);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, minutes);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, matters);
  gtk_widget_class_bind_template_child (widget_class, GvnItemCard, capture);
  gtk_widget_class_install_action (widget_class, "item.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "item.attach", NULL, attach_action);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_class_install_action (widget_class, acts[i].name, NULL, act_action);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ARTICLE);
}

static void
gvn_item_card_init (GvnItemCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self, NULL);
}

GtkWidget *
gvn_item_card_new (GvnSession *session)
{
  GvnItemCard *self = g_object_new (GVN_TYPE_ITEM_CARD, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

GvnAgendaItem *
gvn_item_card_get_item (GvnItemCard *self)
{
  return self->item;
}

/* Where one writes, else what can be done with it. */
void
gvn_item_card_focus (GvnItemCard *self)
{
  GtkWidget *minutes = GTK_WIDGET (self->minutes);

  if (!gtk_widget_get_visible (minutes) || !gtk_widget_child_focus (minutes, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->menu), GTK_DIR_TAB_FORWARD);
}

/* Stores what is being typed in its minutes. */
void
gvn_item_card_keep (GvnItemCard *self)
{
  gvn_writing_keep (self->minutes);
}

/**
 * gvn_item_card_show:
 *
 * Shows @item as it is now; what is being typed in its minutes stays.
 */
void
gvn_item_card_show (GvnItemCard *self, GvnAgendaItem *item, const GvnItemContent *content)
{
  gboolean writable = !gvn_store_is_read_only (gvn_session_get_store (self->session))
                      && content->meeting->state != GVN_MEETING_CANCELLED;

  g_set_object (&self->item, item);
  show_heading (self);
  show_supports (self, content);
  show_files (self);
  show_matters (self, content->matters);
  gvn_writing_set_subject (self->minutes, self->session, item->meeting, item->id, item->title);
  gvn_writing_show (self->minutes, content->minutes);
  gvn_writing_set_editable (self->minutes, writable);
  gvn_capture_line_set_item (self->capture, self->session, item->meeting, item->id);
  gtk_widget_set_visible (GTK_WIDGET (self->minutes), content->begun || content->minutes != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->capture), writable && content->begun);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, item->title, -1);
  update_actions (self, content);
}
