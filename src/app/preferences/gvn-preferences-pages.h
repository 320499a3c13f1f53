/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gvn-form.h"
#include "app/gvn-ui.h"

G_BEGIN_DECLS

/* The pages of the preferences, and the forms they open. */

AdwPreferencesPage *gvn_people_page_new (GvnSession *session);
AdwPreferencesPage *gvn_readings_page_new (GvnSession *session);
AdwPreferencesPage *gvn_calendars_page_new (GvnSession *session);
AdwPreferencesPage *gvn_bodies_page_new (GvnSession *session);
AdwPreferencesPage *gvn_mails_page_new (GvnSession *session);
void gvn_house_styles_add_group (AdwPreferencesPage *page, GvnSession *session);
AdwPreferencesPage *gvn_backups_page_new (GvnSession *session);

void gvn_mail_template_form_present (GvnSession *session, const char *act, GtkWidget *parent);
void gvn_person_form_present (GvnSession *session, const char *person, GtkWidget *parent);
void gvn_body_dialog_present (GvnSession *session, const char *body, GtkWidget *parent);
void gvn_rule_form_present (GvnSession *session, const char *rule, GtkWidget *parent);
void gvn_schedule_form_present (GvnSession *session, const char *body, GtkWidget *parent);
void gvn_activity_form_present (GvnSession *session, const char *body, GtkWidget *parent);
void gvn_member_form_present (GvnSession *session, const char *body, GtkWidget *parent);
void gvn_member_end_form_present (GvnSession *session, const char *member, GtkWidget *parent);
void gvn_merge_form_present (GvnSession *session, const char *body, GtkWidget *parent);

void gvn_milestones_add_group (AdwPreferencesPage *page, GvnSession *session);
void gvn_milestone_form_present_new (GvnSession *session, const GDate *day, GtkWidget *parent);
void gvn_milestone_form_present (GvnSession *session, const char *id, GtkWidget *parent);
void gvn_freezes_add_group (AdwPreferencesPage *page, GvnSession *session);
void gvn_freeze_form_present (GvnSession *session, const char *id, GtkWidget *parent);

/* Fields several forms have */
GtkWidget *gvn_form_add_perimeters (GvnForm *form, const char *title, const char *none, const char *selected);
GtkWidget *gvn_form_add_sides (GvnForm *form, const char *title, const char *none, const char *selected);
GtkWidget *gvn_form_add_roles (GvnForm *form, const char *none, const char *selected);

G_END_DECLS
