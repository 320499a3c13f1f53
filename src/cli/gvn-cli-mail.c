/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-uuid.h"
#include "cli/gvn-cli-private.h"
#include "contract/gvn-contract.h"
#include "exchange/gvn-digest.h"
#include "mail/gvn-mail-template.h"
#include "mail/gvn-message.h"
#include "proceedings/gvn-matter.h"

/* What is written to people: the mails of the acts, their texts, the digest. */

static char *option_eml, *option_folder, *option_sent, *option_proof, *option_subject, *option_text;

static const GOptionEntry mail_options[] = {
  { "eml", 0, 0, G_OPTION_ARG_FILENAME, &option_eml, NULL, NULL },
  { "folder", 0, 0, G_OPTION_ARG_FILENAME, &option_folder, NULL, NULL },
  { "sent", 0, 0, G_OPTION_ARG_STRING, &option_sent, NULL, NULL },
  { "proof", 0, 0, G_OPTION_ARG_FILENAME, &option_proof, NULL, NULL },
  { NULL },
};

static const GOptionEntry template_options[] = {
  { "subject", 0, 0, G_OPTION_ARG_STRING, &option_subject, NULL, NULL },
  { "text", 0, 0, G_OPTION_ARG_STRING, &option_text, NULL, NULL },
  { NULL },
};

/* Mails ------------------------------------------------------------------------------- */

/* The ids of what the arguments after the act name. */
static GStrv
find_subjects (GvnCli *cli, GvnMailAct act, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  const char *kind = gvn_mail_act_get_subject_kind (act);
  GvnDb *db = gvn_cli_open_db (cli, error);

  if (db == NULL)
    return NULL;
  for (char **word = cli->arguments + 1; *word != NULL; word++)
    {
      g_autoptr (GvnMeeting) meeting = NULL;
      g_autoptr (GvnMatter) matter = NULL;

      if (g_str_equal (kind, GVN_SUBJECT_MEETING))
        meeting = gvn_cli_find_meeting (cli, *word, error);
      else if (g_str_equal (kind, GVN_SUBJECT_MATTER))
        matter = gvn_matter_find (db, *word, error);
      else
        g_strv_builder_add (ids, *word);
      if (g_str_equal (kind, GVN_SUBJECT_MEETING) ? meeting == NULL
                                                  : g_str_equal (kind, GVN_SUBJECT_MATTER) && matter == NULL)
        return NULL;
      if (meeting != NULL || matter != NULL)
        g_strv_builder_add (ids, meeting != NULL ? meeting->id : matter->id);
    }

  return g_strv_builder_end (ids);
}

static void
print_field (const char *name, const char *value)
{
  /* Translators: what a line is about, then what it says */
  gvn_cli_print (_ ("%s: %s"), name, value);
  gvn_cli_print ("\n");
}

static void
print_mail (const GvnMail *mail)
{
  for (guint i = 0; i < mail->recipients->len; i++)
    {
      const GvnMailRecipient *recipient = mail->recipients->pdata[i];
      g_autofree char *whom = g_strdup_printf ("%s <%s> — %s", recipient->name, recipient->email, recipient->reason);

      print_field (recipient->copy ? _ ("Cc") : _ ("To"), whom);
    }
  for (guint i = 0; i < mail->missing->len; i++)
    print_field (_ ("Missing"), mail->missing->pdata[i]);
  for (guint i = 0; i < mail->attachments->len; i++)
    print_field (_ ("Attached"), ((const GvnMailAttachment *) mail->attachments->pdata[i])->name);
  print_field (_ ("Subject"), mail->subject);
  gvn_cli_print ("\n%s", mail->text);
}

static void
add_mail (JsonBuilder *builder, const GvnMail *mail)
{
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "act", gvn_mail_act_to_string (mail->act));
  json_builder_set_member_name (builder, "about");
  json_builder_begin_array (builder);
  for (char **id = mail->subjects; *id != NULL; id++)
    json_builder_add_string_value (builder, *id);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "recipients");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mail->recipients->len; i++)
    {
      const GvnMailRecipient *recipient = mail->recipients->pdata[i];

      json_builder_begin_object (builder);
      gvn_cli_add_string (builder, "name", recipient->name);
      gvn_cli_add_string (builder, "email", recipient->email);
      gvn_cli_add_string (builder, "reason", recipient->reason);
      gvn_cli_add_bool (builder, "copy", recipient->copy);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mail->missing->len; i++)
    json_builder_add_string_value (builder, mail->missing->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mail->attachments->len; i++)
    json_builder_add_string_value (builder, ((const GvnMailAttachment *) mail->attachments->pdata[i])->name);
  json_builder_end_array (builder);
  gvn_cli_add_string (builder, "subject", mail->subject);
  gvn_cli_add_string (builder, "text", mail->text);
  json_builder_end_object (builder);
}

static void
print_mails (GvnCli *cli, GPtrArray *mails)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      for (guint i = 0; i < mails->len; i++)
        {
          if (i > 0)
            gvn_cli_print ("\n————————\n\n");
          print_mail (mails->pdata[i]);
        }
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < mails->len; i++)
    add_mail (builder, mails->pdata[i]);
  json_builder_end_array (builder);
  gvn_cli_print_json (builder);
}

static gboolean
save_mails (GvnCli *cli, GPtrArray *mails, GError **error)
{
  g_autoptr (GPtrArray) paths = NULL;

  if (option_eml != NULL && mails->len > 1)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("These are several mails: give --folder for --eml"));
      return FALSE;
    }
  if (option_eml != NULL)
    return gvn_mail_save (gvn_cli_open (cli, error), mails->pdata[0], cli->author, &cli->now, option_eml, error);

  paths = gvn_mail_save_all (gvn_cli_open (cli, error), mails, cli->author, &cli->now, option_folder, error);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    gvn_cli_print ("%s\n", (const char *) paths->pdata[i]);

  return paths != NULL;
}

static gboolean
record_mails (GvnCli *cli, GPtrArray *mails, gint64 at, GError **error)
{
  g_auto (GvnCliFile) proof = { NULL };
  GvnMailSending sending = { .mails = mails, .at = at, .by_name = cli->author, .now = &cli->now };
  g_autofree char *label = NULL;

  if (option_proof != NULL && !gvn_cli_keep_file (cli, option_proof, &proof, error))
    return FALSE;
  sending.proof = proof.hash;
  sending.proof_name = proof.name;
  sending.proof_size = proof.size;
  label = gvn_mail_sending_dup_label (&sending);

  return gvn_cli_do (cli, label, gvn_mail_record, &sending, error);
}

static gboolean
run_mail (GvnCli *cli, GError **error)
{
  g_auto (GStrv) subjects = NULL;
  g_autoptr (GPtrArray) mails = NULL;
  GvnMailAct act;
  gint64 at = 0;

  if ((option_eml != NULL && option_folder != NULL) || (option_proof != NULL && option_sent == NULL))
    {
      g_set_error (error, GVN_CLI_USAGE, 0,
                   option_proof != NULL ? _ ("A proof is of a mail that was sent: give --sent with --proof")
                                        : _ ("Give --eml or --folder: a file, or one for each mail"));
      return FALSE;
    }
  if (!gvn_mail_act_parse (cli->arguments[0], &act, error)
      || (option_sent != NULL && !gvn_instant_parse (option_sent, &at, error)))
    return FALSE;
  subjects = find_subjects (cli, act, error);
  mails = subjects != NULL ? gvn_mail_prepare (gvn_cli_open_db (cli, error), act, (const char *const *) subjects,
                                               cli->author, &cli->now, error)
                           : NULL;
  if (mails == NULL)
    return FALSE;

  if (option_eml == NULL && option_folder == NULL && option_sent == NULL)
    print_mails (cli, mails);
  else if ((option_eml != NULL || option_folder != NULL) && !save_mails (cli, mails, error))
    return FALSE;

  return option_sent == NULL || record_mails (cli, mails, at, error);
}

/* Their texts -------------------------------------------------------------------------- */

static void
print_template (const GvnMailTemplate *template, GvnMailAct act)
{
  g_autoptr (GArray) placeholders = gvn_mail_list_placeholders (act);

  gvn_cli_print ("%s — %s%s\n", gvn_mail_act_to_string (act), gvn_mail_act_get_label (act),
                 template->edited ? _ (" (edited)") : "");
  for (guint i = 0; i < placeholders->len; i++)
    {
      const GvnMailPlaceholder *placeholder = &g_array_index (placeholders, GvnMailPlaceholder, i);

      gvn_cli_print ("  {%s}: %s\n", placeholder->name, placeholder->label);
    }
  gvn_cli_print ("\n  ");
  print_field (_ ("Subject"), template->subject);
  gvn_cli_print ("\n");
  gvn_cli_print_indented ("  ", template->text);
  gvn_cli_print ("\n");
}

static void
add_template (JsonBuilder *builder, const GvnMailTemplate *template, GvnMailAct act)
{
  g_autoptr (GArray) placeholders = gvn_mail_list_placeholders (act);

  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "act", gvn_mail_act_to_string (act));
  gvn_cli_add_string (builder, "subject", template->subject);
  gvn_cli_add_string (builder, "text", template->text);
  gvn_cli_add_bool (builder, "edited", template->edited);
  json_builder_set_member_name (builder, "placeholders");
  json_builder_begin_array (builder);
  for (guint i = 0; i < placeholders->len; i++)
    json_builder_add_string_value (builder, g_array_index (placeholders, GvnMailPlaceholder, i).name);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gboolean
run_templates (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (db == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (GvnMailAct act = 0; act < GVN_MAIL_N_ACTS; act++)
    {
      g_autoptr (GvnMailTemplate) template = gvn_mail_template_load (db, act, error);

      if (template == NULL)
        return FALSE;
      if (cli->json)
        add_template (builder, template, act);
      else
        print_template (template, act);
    }
  json_builder_end_array (builder);
  if (cli->json)
    gvn_cli_print_json (builder);

  return TRUE;
}

static gboolean
change_template (GvnCli *cli, GvnMailTemplateChange *change, GError **error)
{
  g_autofree char *label = gvn_mail_template_change_dup_label (change);

  return gvn_cli_do (cli, label, gvn_mail_template_change, change, error);
}

/* What is not given stays. */
static gboolean
run_edit_template (GvnCli *cli, GError **error)
{
  GvnDb *db = gvn_cli_open_db (cli, error);
  g_autoptr (GvnMailTemplate) present = NULL;
  g_autofree char *text = NULL;
  GvnMailTemplateChange change = { 0 };

  if (option_subject == NULL && option_text == NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Nothing would change: give --subject, --text or both"));
      return FALSE;
    }
  if (db == NULL || !gvn_mail_act_parse (cli->arguments[0], &change.act, error))
    return FALSE;
  present = gvn_mail_template_load (db, change.act, error);
  text = present == NULL       ? NULL
         : option_text != NULL ? gvn_cli_dup_text (option_text, error)
                               : g_strdup (present->text);
  if (text == NULL)
    return FALSE;
  change.subject = option_subject != NULL ? option_subject : present->subject;
  change.text = text;

  return change_template (cli, &change, error);
}

static gboolean
run_reset_template (GvnCli *cli, GError **error)
{
  GvnMailTemplateChange change = { 0 };

  return gvn_mail_act_parse (cli->arguments[0], &change.act, error) && change_template (cli, &change, error);
}

/* The digest ---------------------------------------------------------------------------- */

static char *option_person, *option_side, *option_days;

static const GOptionEntry digest_options[] = {
  { "person", 0, 0, G_OPTION_ARG_STRING, &option_person, NULL, NULL },
  { "side", 0, 0, G_OPTION_ARG_STRING, &option_side, NULL, NULL },
  { "days", 0, 0, G_OPTION_ARG_STRING, &option_days, NULL, NULL },
  { "eml", 0, 0, G_OPTION_ARG_FILENAME, &option_eml, NULL, NULL },
  { NULL },
};

/* From the contract's own box, to the person it is of when their address is known. */
static GBytes *
write_digest (const GvnDigest *digest, const GvnContract *contract, const GvnNow *now)
{
  g_autofree char *moment = gvn_instant_to_string (now->instant);
  g_autofree char *name = g_strconcat ("digest/", digest->subject, "/", moment, NULL);
  g_autofree char *id = gvn_uuid_v5 (contract->id, name);
  const GvnMailbox to = { digest->to_name, digest->to_email };
  const GvnMessage message = { .id = id,
                               .from = { contract->organizer_name, contract->organizer_email },
                               .to = &to,
                               .n_to = to.email != NULL && gvn_message_check_address (to.email, NULL) ? 1 : 0,
                               .subject = digest->subject,
                               .text = digest->text };

  return gvn_message_write (&message, now);
}

static gboolean
save_digest (GvnDb *db, const GvnDigest *digest, const GvnNow *now, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  g_autoptr (GBytes) mail = contract != NULL ? write_digest (digest, contract, now) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (mail == NULL)
    return FALSE;
  if (g_file_set_contents (option_eml, g_bytes_get_data (mail, NULL), (gssize) g_bytes_get_size (mail), &local_error))
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_IO,
               /* Translators: the path of a file, the system's reason */
               _ ("“%s” cannot be written (%s): choose another place"), option_eml, local_error->message);
  return FALSE;
}

static void
print_digest (GvnCli *cli, const GvnDigest *digest)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json)
    {
      gvn_cli_print ("%s", digest->text);
      return;
    }
  json_builder_begin_object (builder);
  gvn_cli_add_string (builder, "subject", digest->subject);
  gvn_cli_add_string (builder, "to", digest->to_email);
  gvn_cli_add_string (builder, "text", digest->text);
  json_builder_end_object (builder);
  gvn_cli_print_json (builder);
}

static gboolean
run_digest (GvnCli *cli, GError **error)
{
  GvnDigestRequest request = { .side = option_side, .days = GVN_DIGEST_DAYS };
  g_autofree char *person = NULL;
  g_autoptr (GvnDigest) digest = NULL;
  GvnDb *db;

  if (option_person != NULL && option_side != NULL)
    {
      g_set_error (error, GVN_CLI_USAGE, 0, _ ("Give --person or --side: a digest is of one of them"));
      return FALSE;
    }
  if (option_days != NULL && !gvn_cli_parse_int (option_days, 1, GVN_DIGEST_DAYS_MAX, &request.days, error))
    return FALSE;
  db = gvn_cli_open_db (cli, error);
  if (db == NULL || !gvn_cli_find_person (db, option_person, &person, error))
    return FALSE;
  request.person = person;
  digest = gvn_digest_write (db, &request, &cli->now, error);
  if (digest == NULL)
    return FALSE;
  if (option_eml != NULL)
    return save_digest (db, digest, &cli->now, error);

  print_digest (cli, digest);
  return TRUE;
}

const GvnCliCommand gvn_cli_mail_commands[] = {
  { "mail templates list", "", N_ ("What each mail says before anybody changes it, and what it may name"), 0, 0,
    run_templates, NULL },
  { "mail templates edit", "ACT [--subject TEXT] [--text TEXT|-]",
    N_ ("Replaces what a mail says; “{date}” and the like stand for what the contract knows"), 1, 1, run_edit_template,
    template_options },
  { "mail templates reset", "ACT", N_ ("Takes the shipped text again, which follows the language"), 1, 1,
    run_reset_template, NULL },
  { "mail", "ACT ID… [--eml FILE|--folder FOLDER] [--sent MOMENT [--proof FILE]]",
    N_ ("Writes to who is concerned: convocation, agenda, minutes or validation of meetings, reminder of actions, "
        "relance of overdue deadlines; prints the mails, or saves them as drafts with what is attached; --sent "
        "records that they were sent"),
    2, G_MAXINT, run_mail, mail_options },
  { "digest", "[--person NAME|--side SIDE] [--days N] [--eml FILE]",
    N_ ("What is overdue and what the coming days ask for, as the text of a mail or as a message"), 0, 0, run_digest,
    digest_options },
  { NULL },
};
