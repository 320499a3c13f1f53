/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gvn-session.h"
#include "proceedings/gvn-agenda.h"

G_BEGIN_DECLS

/**
 * GvnItemContent:
 * @meeting: (not owned)
 * @said: (nullable): what fills the item, in Markdown
 * @minutes: (nullable): what the minutes say under it
 * @matters: (not owned) (element-type GvnMatter): of the whole meeting
 * @frozen: whether the agenda was sent
 * @begun: whether its day has come: things are said and decided
 *
 * What a card shows besides its item.
 */
typedef struct
{
  GvnMeeting *meeting;
  const char *said;
  const char *minutes;
  GPtrArray *matters;
  gboolean frozen;
  gboolean begun;
} GvnItemContent;

/* An item of a meeting as a part of a document one works in: what supports it, its
 * minutes, what was decided under it. */
#define GVN_TYPE_ITEM_CARD (gvn_item_card_get_type ())
G_DECLARE_FINAL_TYPE (GvnItemCard, gvn_item_card, GVN, ITEM_CARD, GtkBox)

GtkWidget *gvn_item_card_new (GvnSession *session);
void gvn_item_card_show (GvnItemCard *self, GvnAgendaItem *item, const GvnItemContent *content);
void gvn_item_card_focus (GvnItemCard *self);
GvnAgendaItem *gvn_item_card_get_item (GvnItemCard *self);
void gvn_item_card_keep (GvnItemCard *self);

G_END_DECLS
