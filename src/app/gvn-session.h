/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar/gvn-calendar.h"
#include "contract/gvn-contract.h"
#include "orders/gvn-order-book.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/**
 * GvnSession:
 *
 * The open contract as pages see it: its store, the reference moment and who
 * the user is. Emits `changed` after any change, `failed` with a sentence when
 * a read or a command is refused, `done` with a sentence when one succeeded.
 */
#define GVN_TYPE_SESSION (gvn_session_get_type ())
G_DECLARE_FINAL_TYPE (GvnSession, gvn_session, GVN, SESSION, GObject)

GvnSession *gvn_session_new (GvnStore *store, const char *today, GError **error);

GvnStore *gvn_session_get_store (GvnSession *self);
GvnDb *gvn_session_get_db (GvnSession *self);
const GvnContract *gvn_session_get_contract (GvnSession *self);
GvnCalendar *gvn_session_get_calendar (GvnSession *self);
GvnCalendar *gvn_session_find_calendar (GvnSession *self, const char *perimeter);
GvnOrderBook *gvn_session_get_order_book (GvnSession *self);
const GvnNow *gvn_session_get_now (GvnSession *self);
const char *gvn_session_get_author (GvnSession *self);

/* The person chosen as "me": NULL when nobody is */
const char *gvn_session_get_me (GvnSession *self);
gboolean gvn_session_has_asked_me (GvnSession *self);
void gvn_session_set_me (GvnSession *self, const char *person);

/**
 * GvnSessionShow:
 * @object: whoever asked
 * @result: (transfer none) (nullable): what was read; %NULL when that was refused, which was
 *   told
 */
typedef void (*GvnSessionShow) (gpointer object, gpointer result);

void gvn_session_read (GvnSession *self, GCancellable **reading, GvnRead read, gpointer data, GDestroyNotify data_free,
                       GDestroyNotify result_free, GvnSessionShow show, gpointer object);
void gvn_session_stop_reading (GCancellable **reading);

gboolean gvn_session_run (GvnSession *self, const char *label, GvnCommand command, gpointer data, GError **error);
void gvn_session_undo (GvnSession *self);
void gvn_session_undo_entry (GvnSession *self, gint64 number);
void gvn_session_redo (GvnSession *self);
void gvn_session_fail (GvnSession *self, const GError *error);
void gvn_session_tell_done (GvnSession *self, const char *sentence);
void gvn_session_tell (GvnSession *self, const char *sentence);

G_END_DECLS
