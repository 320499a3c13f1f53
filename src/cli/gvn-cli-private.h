/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

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

extern const GvnCliCommand gvn_cli_contract_commands[];
extern const GvnCliCommand gvn_cli_governance_commands[];
extern const GvnCliCommand gvn_cli_journal_commands[];
extern const GvnCliCommand gvn_cli_work_commands[];
extern const GvnCliCommand gvn_cli_meeting_commands[];
extern const GvnCliCommand gvn_cli_cab_commands[];
extern const GvnCliCommand gvn_cli_grid_commands[];
extern const GvnCliCommand gvn_cli_preparation_commands[];
extern const GvnCliCommand gvn_cli_deadline_commands[];
extern const GvnCliCommand gvn_cli_export_commands[];
extern const GvnCliCommand gvn_cli_search_commands[];

GvnStore *gvn_cli_open (GvnCli *cli, GError **error);
GvnDb *gvn_cli_open_db (GvnCli *cli, GError **error);
gboolean gvn_cli_do (GvnCli *cli, const char *label, GvnCommand command, gpointer data, GError **error);

gboolean gvn_cli_parse_int (const char *text, int min, int max, int *value, GError **error);
gboolean gvn_cli_parse_range (const char *from, const char *to, GDate *first, GDate *last, GError **error);

void gvn_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void gvn_cli_print_json (JsonBuilder *builder);
void gvn_cli_add_string (JsonBuilder *builder, const char *member, const char *text);
void gvn_cli_add_int (JsonBuilder *builder, const char *member, gint64 value);
void gvn_cli_add_date (JsonBuilder *builder, const char *member, const GDate *date);
void gvn_cli_add_local (JsonBuilder *builder, const char *member, const GvnLocal *local);
char *gvn_cli_local_to_string (const GvnLocal *local);

G_END_DECLS
