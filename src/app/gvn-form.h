/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/gvn-session.h"

G_BEGIN_DECLS

/*
 * A dialog whose fields are a draft: nothing is stored before Apply; a refusal is
 * shown in words at its field and the dialog stays.
 */

typedef struct _GvnForm GvnForm;

/**
 * GvnFormApply:
 *
 * Reads the fields and runs the command. %FALSE with @error keeps the form open.
 */
typedef gboolean (*GvnFormApply) (GvnForm *form, GError **error);

GvnForm *gvn_form_new (GvnSession *session, const char *subject);
void gvn_form_set_data (GvnForm *self, gpointer data, GDestroyNotify destroy);
AdwDialog *gvn_form_present (GvnForm *self, const char *title, const char *apply_label, GvnFormApply apply,
                             GtkWidget *parent);
void gvn_form_close (GvnForm *self);

GvnSession *gvn_form_get_session (GvnForm *self);
const char *gvn_form_get_subject (GvnForm *self);
gpointer gvn_form_get_data (GvnForm *self);
AdwPreferencesGroup *gvn_form_get_group (GvnForm *self);
AdwPreferencesGroup *gvn_form_add_group (GvnForm *self, const char *title, const char *description);
void gvn_form_set_group (GvnForm *self, AdwPreferencesGroup *group);
void gvn_form_add_history (GvnForm *self, const char *kind);
void gvn_form_set_apply_label (GvnForm *self, const char *label);
void gvn_form_set_applicable (GvnForm *self, gboolean applicable);

/* Fields; all return the row, owned by the form */
GtkWidget *gvn_form_add_entry (GvnForm *self, const char *title, const char *text);
GtkWidget *gvn_form_add_text (GvnForm *self, const char *title, const char *text);
GtkWidget *gvn_form_add_date (GvnForm *self, const char *title, const GDate *date);
GtkWidget *gvn_form_add_moment (GvnForm *self, const char *title, const GvnLocal *moment);
GtkWidget *gvn_form_add_number (GvnForm *self, const char *title, int minimum, int maximum, int value);
GtkWidget *gvn_form_add_switch (GvnForm *self, const char *title, const char *subtitle, gboolean active);
GtkWidget *gvn_form_add_internal (GvnForm *self, gboolean active);
GtkWidget *gvn_form_add_choice (GvnForm *self, const char *title, GStrvBuilder *codes, GStrvBuilder *labels,
                                const char *selected);
GtkWidget *gvn_form_add_button (GvnForm *self, const char *title, const char *css_class, GCallback activated);

/* What a field holds: NULL for nothing */
char *gvn_form_dup_text (GtkWidget *field);
GtkTextView *gvn_form_get_text_view (GtkWidget *field);
const char *gvn_form_get_choice (GtkWidget *field);
gboolean gvn_form_read_date (GvnForm *self, GtkWidget *field, gboolean optional, GDate *date, GError **error);
gboolean gvn_form_read_instant (GvnForm *self, GtkWidget *field, gint64 *instant, GError **error);

/* The field the next refusal is about */
void gvn_form_set_suspect (GvnForm *self, GtkWidget *field);
void gvn_form_tell (GvnForm *self, const char *text);

G_END_DECLS
