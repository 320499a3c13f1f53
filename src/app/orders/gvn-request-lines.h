/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-form.h"
#include "orders/gvn-order-act.h"

G_BEGIN_DECLS

/*
 * The lines of a request as they are typed: a unit by its code or words, its quantity,
 * the next; each shows by when it is to be answered.
 */

typedef struct _GvnRequestLines GvnRequestLines;

/* Something is asked for, or no more */
typedef void (*GvnRequestLinesChanged) (gpointer data);

GvnRequestLines *gvn_request_lines_new (GvnForm *form, GvnCatalogue *catalogue, GvnRequestLinesChanged changed,
                                        gpointer data);
void gvn_request_lines_free (GvnRequestLines *self);

GPtrArray *gvn_request_lines_get (GvnRequestLines *self);
void gvn_request_lines_set (GvnRequestLines *self, GPtrArray *lines);
gboolean gvn_request_lines_finish (GvnRequestLines *self, GError **error);
void gvn_request_lines_show_dues (GvnRequestLines *self, const GvnOrderDraft *draft);

G_END_DECLS
