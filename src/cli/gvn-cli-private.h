/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "committees/gvn-meeting.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-attendance.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-settlement.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/* Words that are wrong in number or form: exit status 2 */
#define GVN_CLI_USAGE (gvn_cli_usage_quark ())
GQuark gvn_cli_usage_quark (void);

/**
 * GvnCli:
 * @arguments: what follows the command's words
 *
 * One run of gouvernail-cli.
 */
typedef struct
{
  char *database;
  char *author;
  gboolean json;
  GvnNow now;
  GvnStore *store; /* opened when first asked for */
  GStrv arguments;
} GvnCli;

/**
 * GvnCliCommand:
 * @words: "meetings list"
 * @usage: its arguments, for the help
 * @n_min: how many arguments it takes at least
 * @n_max: and at most
 * @options: (nullable): its options, beside those of every command
 */
typedef struct
{
  const char *words;
  const char *usage;
  const char *summary;
  int n_min, n_max;
  gboolean (*run) (GvnCli *cli, GError **error);
  const GOptionEntry *options;
} GvnCliCommand;

extern const GvnCliCommand gvn_cli_agenda_commands[];
extern const GvnCliCommand gvn_cli_attendance_commands[];
extern const GvnCliCommand gvn_cli_contract_commands[];
extern const GvnCliCommand gvn_cli_governance_commands[];
extern const GvnCliCommand gvn_cli_journal_commands[];
extern const GvnCliCommand gvn_cli_work_commands[];
extern const GvnCliCommand gvn_cli_meeting_commands[];
extern const GvnCliCommand gvn_cli_matter_commands[];
extern const GvnCliCommand gvn_cli_milestone_commands[];
extern const GvnCliCommand gvn_cli_minutes_commands[];
extern const GvnCliCommand gvn_cli_money_commands[];
extern const GvnCliCommand gvn_cli_matter_act_commands[];
extern const GvnCliCommand gvn_cli_billing_commands[];
extern const GvnCliCommand gvn_cli_cab_commands[];
extern const GvnCliCommand gvn_cli_catalogue_commands[];
extern const GvnCliCommand gvn_cli_grid_commands[];
extern const GvnCliCommand gvn_cli_order_act_commands[];
extern const GvnCliCommand gvn_cli_order_file_commands[];
extern const GvnCliCommand gvn_cli_order_hours_commands[];
extern const GvnCliCommand gvn_cli_order_commands[];
extern const GvnCliCommand gvn_cli_preparation_commands[];
extern const GvnCliCommand gvn_cli_deadline_commands[];
extern const GvnCliCommand gvn_cli_mail_commands[];
extern const GvnCliCommand gvn_cli_export_commands[];
extern const GvnCliCommand gvn_cli_print_commands[];
extern const GvnCliCommand gvn_cli_publish_commands[];
extern const GvnCliCommand gvn_cli_search_commands[];
extern const GvnCliCommand gvn_cli_sheet_commands[];

GvnStore *gvn_cli_open (GvnCli *cli, GError **error);
GvnDb *gvn_cli_open_db (GvnCli *cli, GError **error);
gboolean gvn_cli_do (GvnCli *cli, const char *label, GvnCommand command, gpointer data, GError **error);

gboolean gvn_cli_find_person (GvnDb *db, const char *name, char **id, GError **error);
gboolean gvn_cli_parse_int (const char *text, int min, int max, int *value, GError **error);
gboolean gvn_cli_parse_range (const char *from, const char *to, GDate *first, GDate *last, GError **error);

void gvn_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void gvn_cli_print_json (JsonBuilder *builder);
void gvn_cli_add_string (JsonBuilder *builder, const char *member, const char *text);
void gvn_cli_add_int (JsonBuilder *builder, const char *member, gint64 value);
void gvn_cli_add_date (JsonBuilder *builder, const char *member, const GDate *date);
void gvn_cli_add_local (JsonBuilder *builder, const char *member, const GvnLocal *local);
char *gvn_cli_local_to_string (const GvnLocal *local);
void gvn_cli_print_added (GvnCli *cli, guint n, char *words);
void gvn_cli_print_id (GvnCli *cli, const char *id);
void gvn_cli_print_indented (const char *indent, const char *text);
void gvn_cli_add_bool (JsonBuilder *builder, const char *member, gboolean value);
void gvn_cli_add_instant (JsonBuilder *builder, const char *member, gint64 instant);
void gvn_cli_add_position (JsonBuilder *builder, const char *member, GvnPosition position, const char *note);

char *gvn_cli_dup_text (const char *word, GError **error);
gboolean gvn_cli_do_on (GvnCli *cli, const char *act, const char *thing, GvnCommand command, gpointer data,
                        GError **error);
gboolean gvn_cli_do_in (GvnCli *cli, const char *act, GvnMeeting *meeting, GvnCommand command, gpointer data,
                        GError **error);

/* The files of an order (#GvnOrderFile) */
void gvn_cli_add_order_files (JsonBuilder *builder, GPtrArray *files);
void gvn_cli_print_order_files (GPtrArray *files);

/* Which matters and deadlines: what several commands take */
#define GVN_CLI_MATTER_USAGE                                                                                           \
  "[--state open|late|done|all] [--body CODE] [--perimeter CODE] [--owner PERSON] [--side SIDE] [--from D] [--to D]"   \
  " [--words T]"
#define GVN_CLI_DEADLINE_USAGE "[--from D] [--to D] [--state S] [--owner SIDE]"
extern const GOptionEntry gvn_cli_matter_options[];
extern const GOptionEntry gvn_cli_deadline_options[];
gboolean gvn_cli_parse_matter_options (GvnDb *db, GvnMatterFilter *filter, char **owner, GError **error);
gboolean gvn_cli_parse_deadline_options (GvnDeadlineFilter *filter, GError **error);

/* Meetings and acts on them: gvn-cli-act.c */
GvnMeeting *gvn_cli_find_meeting (GvnCli *cli, const char *text, GError **error);
GStrv gvn_cli_find_meetings (GvnCli *cli, GError **error);
char *gvn_cli_find_item (GvnDb *db, const char *meeting, const char *text, GError **error);
GvnAttendance *gvn_cli_find_seat (GvnDb *db, const char *meeting, const char *text, GError **error);

/* A file kept by the store */
typedef struct
{
  char *hash;
  char *name;
  gint64 size;
} GvnCliFile;

void gvn_cli_file_clear (GvnCliFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnCliFile, gvn_cli_file_clear)
gboolean gvn_cli_keep_file (GvnCli *cli, const char *path, GvnCliFile *file, GError **error);

/**
 * GvnCliActWords:
 *
 * What was typed about an act; each is %NULL when nothing was.
 */
typedef struct
{
  const char *at;
  const char *proof;
  const char *file;
  const char *by;
  const char *side;
} GvnCliActWords;

/* An act on a meeting, with what its request points to */
typedef struct
{
  GvnMeetingRequest request;

  /* owned */
  GvnMeeting *meeting;
  GvnCliFile proof;
  GvnCliFile file;
} GvnCliAct;

void gvn_cli_act_clear (GvnCliAct *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GvnCliAct, gvn_cli_act_clear)
gboolean gvn_cli_act_prepare (GvnCliAct *self, GvnCli *cli, GvnMeetingAct act, const GvnCliActWords *words,
                              GError **error);
gboolean gvn_cli_act_do (GvnCliAct *self, GvnCli *cli, GvnCommand command, gpointer data, GError **error);
gboolean gvn_cli_run_act (GvnCli *cli, GvnMeetingAct act, const GvnCliActWords *words, GError **error);

G_END_DECLS
