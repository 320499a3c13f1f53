/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "mail/gvn-mail-template.h"
#include "store/gvn-object.h"

/* Shipped texts ------------------------------------------------------------------------- */

/* Translators: in all of these, what is between braces stays as it is. A line whose words
 * between braces all stand for nothing is left out. */
static const struct
{
  const char *subject;
  const char *text;
} shipped[] = {
  [GVN_MAIL_CONVOCATION] = { N_ ("Convocation: {code}, {date}, {time}"),
                             N_ ("Hello,\n\nYou are invited to the meeting “{body}”, {date} from {time} to {end}.\n"
                                 "Videoconference: {link}\n\nItems foreseen:\n{items}\n\n"
                                 "The appointment is attached: open it to have it in your calendar.\n\n{sender}\n") },
  [GVN_MAIL_AGENDA] = { N_ ("Agenda: {code}, {date}"),
                        N_ ("Hello,\n\nPlease find the agenda of the meeting “{body}”, {date} from {time} to {end}.\n"
                            "Videoconference: {link}\n\n{items}\n\n{sender}\n") },
  [GVN_MAIL_MINUTES]
  = { N_ ("Minutes: {code}, {date}"), N_ ("Hello,\n\nPlease find the minutes of the meeting “{body}”, {date} (version "
                                          "{version}).\n\n{validation}\n\n{sender}\n") },
  [GVN_MAIL_VALIDATION] = { N_ ("Your validation is awaited: minutes of {code}, {date}"),
                            N_ ("Hello,\n\nThe minutes of the meeting “{body}”, {date} (version {version}), were sent "
                                "on {sent}.\nYour validation is still awaited: {waiting}.\n\n"
                                "Please answer this mail with your validation, or with your remarks.\n\n{sender}\n") },
  [GVN_MAIL_REMINDER]
  = { N_ ("Reminder: {summary}"), N_ ("Hello,\n\nOn {today}, these are still open:\n\n{items}\n\n"
                                      "Please say where they stand and when they will be done.\n\n{sender}\n") },
  [GVN_MAIL_RELANCE]
  = { N_ ("Overdue: {summary}"), N_ ("Hello,\n\nOn {today}, we have not received:\n\n{items}\n\n"
                                     "Please send it, or say when it will come and why it is late.\n\n{sender}\n") },
};

/* Placeholders -------------------------------------------------------------------------- */

#define OF(act) (1u << GVN_MAIL_##act)
#define OF_MEETING (OF (CONVOCATION) | OF (AGENDA) | OF (MINUTES) | OF (VALIDATION))
#define OF_COMING (OF (CONVOCATION) | OF (AGENDA))
#define OF_MINUTES (OF (MINUTES) | OF (VALIDATION))
#define OF_ASKED (OF (REMINDER) | OF (RELANCE))
#define OF_ALL (OF_MEETING | OF_ASKED)

static const struct
{
  const char *name;
  const char *label;
  const char *example;
  guint acts;
} placeholders[] = {
  { "body", N_ ("The committee"), N_ ("Steering committee"), OF_MEETING },
  { "code", N_ ("Its code"), "COPIL", OF_MEETING },
  { "date", N_ ("The day of the meeting"), N_ ("Thursday 16 March 2028"), OF_MEETING },
  { "time", N_ ("When it begins"), "14:00", OF_MEETING },
  { "end", N_ ("When it ends"), "16:00", OF_MEETING },
  { "link", N_ ("The link of the videoconference"), "https://visio.example/copil", OF_MEETING },
  { "items", N_ ("The items of the agenda, one a line"),
    N_ ("1. Synthesis of the past month\n2. Dashboard of the indicators"), OF_COMING },
  { "version", N_ ("The version of the minutes"), "1", OF_MINUTES },
  { "validation", N_ ("How they are validated, from the contract"),
    N_ ("Without a remark within 10 working days of reception, they are validated (6.2)."), OF (MINUTES) },
  { "sent", N_ ("The day they were sent"), N_ ("Thursday 9 March 2028"), OF (VALIDATION) },
  { "waiting", N_ ("Who has not validated them"), N_ ("Chef de service EXPL, Gestionnaire de parc"), OF (VALIDATION) },
  { "owner", N_ ("Whom it is for"), N_ ("SDM TME"), OF_ASKED },
  { "summary", N_ ("What is asked for: its title, or how much it is"), N_ ("2 open points"), OF (REMINDER) },
  { "items", N_ ("What is asked for, one a line"),
    N_ ("- A-3: Test the backups — due 1 March 2028, overdue (COSUI-AESN)\n"
        "- A-7: Update the list of contacts — due 15 March 2028 (COPIL)"),
    OF (REMINDER) },
  { "summary", N_ ("What is asked for: its title, or how much it is"), N_ ("Minutes — COPIL, 16 March 2028"),
    OF (RELANCE) },
  { "items", N_ ("What is asked for, one a line"),
    N_ ("- Minutes — COPIL, 16 March 2028: due 23 March 2028 (clause 6.2)"), OF (RELANCE) },
  { "today", N_ ("The day it is written"), N_ ("Wednesday 8 March 2028"), OF_ALL },
  { "sender", N_ ("Who signs"), N_ ("Chef de service EXPL"), OF_ALL },
  { "contract", N_ ("The contract"), "TMES", OF_ALL },
};

/**
 * gvn_mail_list_placeholders:
 *
 * Returns: (transfer full) (element-type GvnMailPlaceholder): what a mail of @act may
 *   name, in the order people look for it
 */
GArray *
gvn_mail_list_placeholders (GvnMailAct act)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (GvnMailPlaceholder));

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (placeholders[i].acts & 1u << act)
      {
        const GvnMailPlaceholder placeholder
            = { placeholders[i].name, _ (placeholders[i].label), _ (placeholders[i].example) };

        g_array_append_val (list, placeholder);
      }

  return list;
}

/**
 * gvn_mail_create_example:
 *
 * Returns: (transfer full) (element-type utf8 utf8): a value for each placeholder of @act,
 *   to see what a text becomes
 */
GHashTable *
gvn_mail_create_example (GvnMailAct act)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GArray) list = gvn_mail_list_placeholders (act);

  for (guint i = 0; i < list->len; i++)
    {
      const GvnMailPlaceholder *placeholder = &g_array_index (list, GvnMailPlaceholder, i);

      g_hash_table_insert (values, (gpointer) placeholder->name, g_strdup (placeholder->example));
    }

  return values;
}

static gboolean
is_known (GvnMailAct act, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (placeholders[i].acts & 1u << act && g_str_equal (placeholders[i].name, name))
      return TRUE;

  return FALSE;
}

/* The name after the brace at @text, and what follows it; NULL when it is not closed. */
static char *
dup_name (const char *text, const char **rest)
{
  gsize length = strcspn (text + 1, "{}\n");

  if (text[1 + length] != '}')
    return NULL;
  *rest = text + length + 2;

  return g_strndup (text + 1, length);
}

/* Expanding ------------------------------------------------------------------------------ */

typedef struct
{
  gboolean names; /* it has placeholders */
  gboolean says;  /* one of them stands for something */
} Heard;

static void
expand_line (GString *into, const char *line, GHashTable *values, Heard *heard)
{
  for (const char *c = line; *c != '\0';)
    {
      const char *rest = NULL;
      g_autofree char *name = NULL;
      const char *value;

      if (*c != '{' || c[1] == '{')
        {
          g_string_append_c (into, *c);
          c += *c == '{' ? 2 : 1;
          continue;
        }
      name = dup_name (c, &rest);
      value = name != NULL ? g_hash_table_lookup (values, name) : NULL;
      heard->names = TRUE;
      heard->says |= !gvn_text_is_empty (value);
      g_string_append (into, value != NULL ? value : "");
      c = name != NULL ? rest : c + 1;
    }
}

/* A paragraph, without the lines that stand for nothing; empty when it does itself. */
static char *
expand_paragraph (const char *paragraph, GHashTable *values)
{
  g_auto (GStrv) lines = g_strsplit (paragraph, "\n", -1);
  g_autoptr (GString) expanded = g_string_new (NULL);
  Heard all = { FALSE, FALSE };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      Heard heard = { FALSE, FALSE };

      expand_line (line, lines[i], values, &heard);
      all.names |= heard.names;
      all.says |= heard.says;
      if (heard.names && !heard.says)
        continue;
      if (expanded->len > 0)
        g_string_append_c (expanded, '\n');
      g_string_append (expanded, line->str);
    }

  return all.names && !all.says ? g_strdup ("") : g_strdup (expanded->str);
}

/**
 * gvn_mail_template_expand:
 * @text: one that gvn_mail_template_check() takes
 * @values: (element-type utf8 utf8): what each placeholder stands for
 *
 * Returns: (transfer full): the text; values are never expanded in turn
 */
char *
gvn_mail_template_expand (const char *text, GHashTable *values)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);
  GString *expanded = g_string_new (NULL);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autofree char *paragraph = expand_paragraph (paragraphs[i], values);

      if (*paragraph == '\0' && *paragraphs[i] != '\0')
        continue;
      if (expanded->len > 0)
        g_string_append (expanded, "\n\n");
      g_string_append (expanded, paragraph);
    }

  return g_string_free_and_steal (expanded);
}

/* Checking ------------------------------------------------------------------------------- */

static gboolean
refuse_name (GvnMailAct act, const char *name, GError **error)
{
  g_autoptr (GArray) list = gvn_mail_list_placeholders (act);
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (known, "%s{%s}", i > 0 ? ", " : "", g_array_index (list, GvnMailPlaceholder, i).name);
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: what was typed between braces, then what may be */
               _ ("“{%s}” stands for nothing in this mail: use %s"), name, known->str);
  return FALSE;
}

static gboolean
check_names (GvnMailAct act, const char *text, GError **error)
{
  for (const char *c = strchr (text, '{'); c != NULL; c = strchr (c, '{'))
    {
      g_autofree char *name = NULL;

      if (c[1] == '{')
        {
          c += 2;
          continue;
        }
      name = dup_name (c, &c);
      if (name == NULL)
        {
          g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                       _ ("A brace is opened and not closed: close it, or write “{{” for a brace"));
          return FALSE;
        }
      if (!is_known (act, name))
        return refuse_name (act, name, error);
    }

  return TRUE;
}

static gboolean
check_length (const char *text, glong max, GError **error)
{
  if (g_utf8_strlen (text, -1) <= max)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: how many */
               _ ("A mail’s text or subject has at most %ld characters here: shorten it"), max);
  return FALSE;
}

/**
 * gvn_mail_template_check:
 * @in_subject: (out) (optional): whether it is the subject that is wrong
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID, which names the placeholder that is unknown
 */
gboolean
gvn_mail_template_check (GvnMailAct act, const char *subject, const char *text, gboolean *in_subject, GError **error)
{
  if (in_subject != NULL)
    *in_subject = TRUE;
  if (gvn_text_is_empty (subject) || strpbrk (subject, "\r\n") != NULL)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A mail has a subject on one line: give it"));
      return FALSE;
    }
  if (!check_length (subject, GVN_MAIL_SUBJECT_MAX, error) || !check_names (act, subject, error))
    return FALSE;

  if (in_subject != NULL)
    *in_subject = FALSE;
  if (gvn_text_is_empty (text))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID, _ ("A mail says something: give its text"));
      return FALSE;
    }

  return check_length (text, GVN_MAIL_TEXT_MAX, error) && check_names (act, text, error);
}

/* Kept ----------------------------------------------------------------------------------- */

void
gvn_mail_template_free (GvnMailTemplate *self)
{
  g_free (self->subject);
  g_free (self->text);
  g_free (self);
}

static gpointer
template_from_row (GvnStatement *row)
{
  GvnMailTemplate *self = g_new0 (GvnMailTemplate, 1);

  self->subject = gvn_statement_dup_text (row, 0);
  self->text = gvn_statement_dup_text (row, 1);
  self->edited = TRUE;

  return self;
}

/**
 * gvn_mail_template_load:
 *
 * Returns: (transfer full): as edited in this contract, else as shipped, in the user's
 *   language
 */
GvnMailTemplate *
gvn_mail_template_load (GvnDb *db, GvnMailAct act, GError **error)
{
  g_autoptr (GPtrArray) edited
      = gvn_statement_collect (gvn_db_query (db, error, "SELECT subject, text FROM mail_template WHERE act = ?", "s",
                                             gvn_mail_act_to_string (act)),
                               template_from_row, (GDestroyNotify) gvn_mail_template_free, error);
  GvnMailTemplate *self;

  if (edited == NULL)
    return NULL;
  if (edited->len > 0)
    return g_ptr_array_steal_index (edited, 0);

  self = g_new0 (GvnMailTemplate, 1);
  self->subject = g_strdup (_ (shipped[act].subject));
  self->text = g_strdup (_ (shipped[act].text));

  return self;
}

/**
 * gvn_mail_template_change:
 * @change: a #GvnMailTemplateChange
 *
 * A #GvnCommand. What is as shipped is not kept, so that it goes on following the
 * language.
 */
gboolean
gvn_mail_template_change (GvnDb *db, gpointer change, GError **error)
{
  const GvnMailTemplateChange *wanted = change;
  const char *code = gvn_mail_act_to_string (wanted->act);

  if (wanted->subject != NULL && !gvn_mail_template_check (wanted->act, wanted->subject, wanted->text, NULL, error))
    return FALSE;
  if (wanted->subject == NULL
      || (g_str_equal (wanted->subject, _ (shipped[wanted->act].subject))
          && g_str_equal (wanted->text, _ (shipped[wanted->act].text))))
    return gvn_db_exec (db, error, "DELETE FROM mail_template WHERE act = ?", "s", code);

  return gvn_db_exec (db, error,
                      "INSERT INTO mail_template VALUES (?, ?, ?) ON CONFLICT (act) DO UPDATE SET"
                      " subject = excluded.subject, text = excluded.text",
                      "sss", code, wanted->subject, wanted->text);
}

char *
gvn_mail_template_change_dup_label (const GvnMailTemplateChange *change)
{
  return g_strdup_printf (change->subject != NULL ? /* Translators: %s is a kind of mail */ _ ("Edit the mail: %s")
                                                  : _ ("Take the shipped mail again: %s"),
                          gvn_mail_act_get_label (change->act));
}

static char *
dup_act (GvnDb *db, const char *value)
{
  GvnMailAct act;

  return gvn_mail_act_parse (value, &act, NULL) ? g_strdup (gvn_mail_act_get_label (act)) : NULL;
}

void
gvn_mail_template_register_words (void)
{
  static const GvnColumnWords columns[] = {
    { "act", N_ ("Name"), dup_act },
    { "subject", N_ ("Subject"), NULL },
    { "text", N_ ("Text"), NULL },
    { NULL },
  };
  static const GvnTableWords table
      = { .table = "mail_template", .label = N_ ("Mail"), .title = "act", .kind = "mail_template", .columns = columns };
  static const GvnObjectKind kind = { "mail_template", N_ ("Mails") };

  gvn_object_add_kinds (&kind, 1);
  gvn_object_add_tables (&table, 1);
}
