/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/widgets/gvn-announce.h"
#include "app/widgets/gvn-capture-line.h"
#include "app/widgets/gvn-choice.h"
#include "base/gvn-text.h"
#include "proceedings/gvn-matter.h"

struct _GvnCaptureLine
{
  AdwBin parent_instance;

  /* owned */
  GvnSession *session;
  char *meeting;
  char *item; /* NULL outside of any item */

  /* template children */
  GtkDropDown *kind;
  GtkEntry *title;
  GtkRevealer *more;

  /* in more, NULL until something is typed */
  GtkDropDown *owner;
  GtkEntry *due;
  GtkDropDown *scope;
};

G_DEFINE_FINAL_TYPE (GvnCaptureLine, gvn_capture_line, ADW_TYPE_BIN)

/* In the order of the choices */
static const GvnMatterKind kinds[]
    = { GVN_MATTER_DECISION, GVN_MATTER_ACTION, GVN_MATTER_ALERT, GVN_MATTER_DISAGREEMENT };

static void capture_cb (GvnCaptureLine *self);

static void
name_and_append (GtkWidget *box, GtkWidget *child, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_wrap_box_append (ADW_WRAP_BOX (box), child);
}

/* Made when they are first wanted: drop-downs are most of what a meeting costs to open. */
static void
create_details (GvnCaptureLine *self)
{
  const char *const scopes[] = { _ ("Operations"), _ ("A service"), _ ("A clause of the contract"), NULL };
  GtkWidget *box = adw_wrap_box_new (), *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  self->owner = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_drop_down_set_enable_search (self->owner, TRUE);
  gvn_choice_fill_people (self->owner, _ ("Nobody yet"), gvn_session_get_db (self->session));
  name_and_append (box, GTK_WIDGET (self->owner), _ ("Owner"));
  self->due = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->due), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->due), 11);
  gtk_entry_set_placeholder_text (self->due, _ ("Due date"));
  g_signal_connect_swapped (self->due, "activate", G_CALLBACK (capture_cb), self);
  name_and_append (box, GTK_WIDGET (self->due), _ ("Due date"));
  self->scope = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (scopes));
  name_and_append (box, GTK_WIDGET (self->scope), _ ("Bears on"));
  gtk_widget_set_tooltip_text (add, _ ("Capture"));
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (capture_cb), self);
  adw_wrap_box_append (ADW_WRAP_BOX (box), add);
  gtk_revealer_set_child (self->more, box);
}

/* Owner and date are asked once there is something to own. */
static void
changed_cb (GvnCaptureLine *self)
{
  gboolean written = !gvn_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->title)));

  if (written && self->owner == NULL)
    create_details (self);
  gtk_widget_set_visible (GTK_WIDGET (self->more), written); /* hidden, it leaves no empty line */
  gtk_revealer_set_reveal_child (self->more, written);
  gtk_widget_remove_css_class (GTK_WIDGET (self->title), "error");
  if (self->due != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->due), "error");
}

static void
clear (GvnCaptureLine *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->title), "");
  gtk_editable_set_text (GTK_EDITABLE (self->due), "");
  gtk_drop_down_set_selected (self->owner, 0);
  gtk_drop_down_set_selected (self->scope, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static gboolean
read_due (GvnCaptureLine *self, GDate *due, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->due));

  g_date_clear (due, 1);
  if (gvn_text_is_empty (text) || gvn_date_parse (text, due, error))
    return TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self->due), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->due));

  return FALSE;
}

static gboolean
capture (GvnCaptureLine *self, char **warning, GError **error)
{
  GvnMatterDraft draft = { .kind = kinds[gtk_drop_down_get_selected (self->kind)],
                           .scope = (GvnMatterScope) gtk_drop_down_get_selected (self->scope),
                           .title = gtk_editable_get_text (GTK_EDITABLE (self->title)),
                           .meeting = self->meeting,
                           .item = self->item,
                           .owner = gvn_choice_get_id (self->owner),
                           .now = gvn_session_get_now (self->session) };
  g_autofree char *label = NULL;
  gboolean done;

  if (!read_due (self, &draft.due, error))
    return FALSE;
  label = gvn_matter_draft_dup_label (gvn_session_get_db (self->session), &draft);
  done = gvn_session_run (self->session, label, gvn_matter_create, &draft, error);
  g_free (draft.id);
  *warning = draft.warning;

  return done;
}

/* Kept, it is said; a decision beyond the body's power is kept and warned about. */
static void
capture_cb (GvnCaptureLine *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;

  if (gvn_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->title))))
    return;
  if (!capture (self, &warning, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->title), "error");
      gvn_session_fail (self->session, error);
      return;
    }
  clear (self);
  if (warning != NULL)
    gvn_session_tell (self->session, warning);
  else
    gvn_announce (GTK_WIDGET (self), _ ("Captured"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
gvn_capture_line_dispose (GObject *object)
{
  GvnCaptureLine *self = GVN_CAPTURE_LINE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GVN_TYPE_CAPTURE_LINE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->meeting, g_free);
  g_clear_pointer (&self->item, g_free);

  G_OBJECT_CLASS (gvn_capture_line_parent_class)->dispose (object);
}

static void
gvn_capture_line_class_init (GvnCaptureLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gvn_capture_line_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/eu/lesagencesdeleau/Gouvernail/ui/widgets/gvn-capture-line.ui");
  gtk_widget_class_bind_template_child (widget_class, GvnCaptureLine, kind);
  gtk_widget_class_bind_template_child (widget_class, GvnCaptureLine, title);
  gtk_widget_class_bind_template_child (widget_class, GvnCaptureLine, more);
  gtk_widget_class_bind_template_callback (widget_class, capture_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
gvn_capture_line_init (GvnCaptureLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gvn_capture_line_set_item:
 * @item: (nullable): of the agenda; %NULL for what belongs to none
 */
void
gvn_capture_line_set_item (GvnCaptureLine *self, GvnSession *session, const char *meeting, const char *item)
{
  if (!g_set_object (&self->session, session))
    return;
  g_set_str (&self->meeting, meeting);
  g_set_str (&self->item, item);
}
