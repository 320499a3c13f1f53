/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-contract.h"
#include "contract/gvn-fact.h"
#include "mail/gvn-mail-private.h"
#include "mail/gvn-mail-template.h"
#include "orders/gvn-orders.h"
#include "print/gvn-house-style.h"
#include "proceedings/gvn-matter.h"

/* Acts --------------------------------------------------------------------------------- */

static const struct
{
  const char *code;
  const char *label;
  const char *summary;
  const char *subject_kind;
} acts[] = {
  [GVN_MAIL_CONVOCATION]
  = { "convocation", N_ ("Convocation"), N_ ("To the members of the committee, with the appointment"), "meeting" },
  [GVN_MAIL_AGENDA]
  = { "agenda", N_ ("Meeting agenda"), N_ ("To the members of the committee, with the agenda"), "meeting" },
  [GVN_MAIL_MINUTES]
  = { "minutes", N_ ("Meeting minutes"), N_ ("To the members and to who was there, with the minutes"), "meeting" },
  [GVN_MAIL_VALIDATION] = { "validation", N_ ("Reminder to validate minutes"),
                            N_ ("To each participant who has not validated the minutes yet"), "meeting" },
  [GVN_MAIL_REMINDER] = { "reminder", N_ ("Reminder of actions"), N_ ("To who owns them, all in one mail"), "matter" },
  [GVN_MAIL_RELANCE]
  = { "relance", N_ ("Reminder of what is overdue"), N_ ("To who owes it, all in one mail"), "deadline" },
};

const char *
gvn_mail_act_to_string (GvnMailAct act)
{
  return acts[act].code;
}

gboolean
gvn_mail_act_parse (const char *text, GvnMailAct *act, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].code, text))
      {
        *act = i;
        return TRUE;
      }

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is what the user typed; the others are typed as they are */
               _ ("There is no mail “%s”: give convocation, agenda, minutes, validation, reminder or relance"), text);
  return FALSE;
}

const char *
gvn_mail_act_get_label (GvnMailAct act)
{
  return _ (acts[act].label);
}

/* Whom it is for and what goes with it, in a few words. */
const char *
gvn_mail_act_get_summary (GvnMailAct act)
{
  return _ (acts[act].summary);
}

/* What it is about: "meeting", "matter" or "deadline". */
const char *
gvn_mail_act_get_subject_kind (GvnMailAct act)
{
  return acts[act].subject_kind;
}

/* Life --------------------------------------------------------------------------------- */

void
gvn_mail_recipient_free (GvnMailRecipient *self)
{
  g_free (self->person);
  g_free (self->name);
  g_free (self->email);
  g_free (self->reason);
  g_free (self);
}

static void
mail_clear (gpointer data)
{
  GvnMail *self = data;

  g_free (self->title);
  g_free (self->name);
  g_strfreev (self->subjects);
  g_ptr_array_unref (self->recipients);
  g_ptr_array_unref (self->missing);
  g_free (self->subject);
  g_free (self->text);
  g_ptr_array_unref (self->attachments);
}

GvnMail *
gvn_mail_new (GvnMailAct act)
{
  GvnMail *self = g_rc_box_new0 (GvnMail);

  self->act = act;
  self->subject_kind = acts[act].subject_kind;
  self->recipients = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_mail_recipient_free);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_mail_attachment_free);

  return self;
}

GvnMail *
gvn_mail_ref (GvnMail *self)
{
  return g_rc_box_acquire (self);
}

void
gvn_mail_unref (GvnMail *self)
{
  g_rc_box_release_full (self, mail_clear);
}

/* Says once that somebody cannot be written to, or that something lacks; @sentence is taken. */
void
gvn_mail_add_missing (GvnMail *self, char *sentence)
{
  if (g_ptr_array_find_with_equal_func (self->missing, sentence, g_str_equal, NULL))
    g_free (sentence);
  else
    g_ptr_array_add (self->missing, sentence);
}

/**
 * gvn_mail_dup_clause:
 * @clause: as a rule has it: "6.2, L-08"
 *
 * Returns: (transfer full): what the other party finds in the contract: our readings are
 *   not in it
 */
char *
gvn_mail_dup_clause (const char *clause)
{
  g_auto (GStrv) words = g_strsplit (clause, ", ", -1);
  GString *found = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_str_has_prefix (words[i], "L-"))
      g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "", words[i]);

  return g_string_free_and_steal (found);
}

/* Making them --------------------------------------------------------------------------- */

typedef struct
{
  GvnDb *db;
  GvnMailTemplate *template;
  GvnContract *contract;
  const char *author;
  const GvnNow *now;
} Writer;

/* What every mail may say. */
static GHashTable *
create_values (const Writer *writer)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (values, (gpointer) "sender", g_strdup (writer->author));
  g_hash_table_insert (values, (gpointer) "contract", g_strdup (writer->contract->title));
  g_hash_table_insert (values, (gpointer) "today", gvn_text_weekday_date (&writer->now->local.date));

  return values;
}

/* Ours are on one line of the subject, whatever they say. */
static void
write_words (const Writer *writer, GvnMail *mail, GHashTable *values)
{
  mail->text = gvn_mail_template_expand (writer->template->text, values);
  mail->subject = gvn_mail_template_expand (writer->template->subject, values);
  g_strdelimit (g_strstrip (mail->subject), "\r\n\t", ' ');
}

static GvnMail *
write_to_meeting (const Writer *writer, GvnMailAct act, const char *id, GError **error)
{
  g_autoptr (GvnMail) mail = gvn_mail_new (act);
  g_autoptr (GHashTable) values = create_values (writer);

  if (!gvn_mail_fill_meeting (writer->db, mail, id, writer->now, values, error))
    return NULL;
  write_words (writer, mail, values);

  return g_steal_pointer (&mail);
}

static GvnMail *
write_to_group (const Writer *writer, GvnMailAct act, GvnMailGroup *group, GError **error)
{
  g_autoptr (GvnMail) mail = gvn_mail_new (act);
  g_autoptr (GHashTable) values = create_values (writer);

  if (!gvn_mail_fill_group (writer->db, mail, group, values, error))
    return NULL;
  write_words (writer, mail, values);

  return g_steal_pointer (&mail);
}

static GPtrArray *
write_all (const Writer *writer, GvnMailAct act, const char *const *subjects, GError **error)
{
  g_autoptr (GPtrArray) mails = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_mail_unref);
  g_autoptr (GPtrArray) groups = NULL;

  if (act == GVN_MAIL_REMINDER || act == GVN_MAIL_RELANCE)
    {
      groups = act == GVN_MAIL_REMINDER ? gvn_mail_group_matters (writer->db, subjects, writer->now, error)
                                        : gvn_mail_group_deadlines (writer->db, subjects, writer->now, error);
      if (groups == NULL)
        return NULL;
    }
  for (guint i = 0; groups != NULL ? i < groups->len : subjects[i] != NULL; i++)
    {
      GvnMail *mail = groups != NULL ? write_to_group (writer, act, groups->pdata[i], error)
                                     : write_to_meeting (writer, act, subjects[i], error);

      if (mail == NULL)
        return NULL;
      g_ptr_array_add (mails, mail);
    }

  return g_steal_pointer (&mails);
}

/**
 * gvn_mail_prepare:
 * @subjects: ids, %NULL-terminated: of meetings, of matters or of deadlines, by @act
 * @author: who signs
 *
 * Writes to the members of each meeting on its day, or in one mail to each person all that
 * is asked of them.
 *
 * Returns: (transfer full) (element-type GvnMail): in the order of @subjects; %NULL with
 *   %GVN_ERROR_REFUSED when one of them is nothing to write about
 */
GPtrArray *
gvn_mail_prepare (GvnDb *db, GvnMailAct act, const char *const *subjects, const char *author, const GvnNow *now,
                  GError **error)
{
  g_autoptr (GvnMailTemplate) template = gvn_mail_template_load (db, act, error);
  g_autoptr (GvnContract) contract = template != NULL ? gvn_contract_load (db, error) : NULL;
  const Writer writer = { db, template, contract, author, now };

  return contract != NULL ? write_all (&writer, act, subjects, error) : NULL;
}

/**
 * gvn_mail_register:
 *
 * Registers this domain and those below; to be called once at start.
 */
void
gvn_mail_register (void)
{
  static const GvnFactKind facts[] = {
    { GVN_FACT_VALIDATION_REMINDED, N_ ("Reminder to validate the minutes sent") },
    { GVN_FACT_RELANCE_SENT, N_ ("Reminder of what is overdue sent") },
  };

  gvn_orders_register ();
  gvn_fact_add_kinds (facts, G_N_ELEMENTS (facts));
  gvn_mail_template_register_words ();
  gvn_house_style_register ();
}
