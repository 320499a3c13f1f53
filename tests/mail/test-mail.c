/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "contract/gvn-person.h"
#include "deadlines/gvn-register.h"
#include "mail/gvn-mail-template.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-attendance.h"
#include "proceedings/gvn-escalation.h"
#include "proceedings/gvn-minutes.h"

/* 6.1 to 6.4, 6.6: who is written to about a meeting and what is recorded once it is sent. */

#define TODAY "2027-05-10"

typedef struct
{
  const char *name;
  const char *side;
  const char *role;
  const char *perimeter;
  const char *first_on;
  const char *last_on;
  const char *email;
} Cast;

static const Cast cast[] = {
  { "Ada", "dsiun", "director", NULL, "2026-10-01", NULL, "ada@example.org" },
  { "Bea", "dsiun", "platform_delegate", NULL, "2026-10-01", NULL, "bea@example.org" },
  { "Céline Noël", "dsiun", "head_ceds", NULL, "2026-10-01", NULL, "celine@example.org" },
  { "Dan", "dsiun", "head_expl", NULL, "2026-10-01", NULL, "dan@example.org" },
  { "Eva", "dsiun", "head_saqm", NULL, "2026-10-01", NULL, "eva@example.org" },
  { "Fred", "dsiun", "quality_assurance_manager", NULL, "2026-10-01", NULL, NULL },
  { "Guy", "dsiun", "site_manager", "AEAG", "2026-10-01", NULL, "guy@example.org" },
  { "Hana", "dsiun", "operations_lead", "AEAG", "2026-10-01", NULL, "hana@example.org" },
  { "Ida", "dsiun", "support_supervisor", NULL, "2026-10-01", NULL, "ida@example.org" },
  { "Jo", "dsiun", "asset_manager", NULL, "2026-10-01", NULL, "jo@example.org" },
  { "Rémi", "contractor", "roc", NULL, "2026-10-01", NULL, "remi@example.net" },
  { "Sam", "contractor", "sdm_tme", NULL, "2026-10-01", "2027-05-31", "sam@example.net" },
  { "Tess", "contractor", "sdm_tme", NULL, "2027-06-01", NULL, "tess@example.net" },
  { "Ulla", "contractor", "sdm_tms", NULL, "2026-10-01", NULL, "wrong address@x.y" },
};

static gboolean
add_cast (GvnDb *db, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (cast); i++)
    {
      GvnRoleHolding holding = { .role = (char *) cast[i].role, .perimeter = (char *) cast[i].perimeter };

      holding.first_on = test_date (cast[i].first_on);
      if (cast[i].last_on != NULL)
        holding.last_on = test_date (cast[i].last_on);
      /* an address that was wrong before anybody checked it */
      if (!gvn_db_exec (db, error, "INSERT INTO person VALUES (?1, ?1, ?2, 'Organisation', ?3)", "sss", cast[i].name,
                        cast[i].side, cast[i].email))
        return FALSE;
      holding.person = (char *) cast[i].name;
      if (!gvn_role_holding_save (db, &holding, error))
        return FALSE;
      g_free (holding.id);
    }

  return TRUE;
}

static void
open_contract (GvnTestContract *contract)
{
  test_contract_open (contract, TODAY, "2027-05-01");
  gvn_mail_register ();
  test_run (contract, "People", add_cast, NULL);
  test_plan (contract, 2027);
}

static GPtrArray *
try_prepare (GvnTestContract *contract, GvnMailAct act, const char *const *ids, GError **error)
{
  return gvn_mail_prepare (gvn_store_get_db (contract->store), act, ids, "Dan", &contract->now, error);
}

static GvnMail *
prepare (GvnTestContract *contract, GvnMailAct act, const char *id)
{
  const char *ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) mails = try_prepare (contract, act, ids, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mails->len, ==, 1);
  return gvn_mail_ref (mails->pdata[0]);
}

static void
refuse (GvnTestContract *contract, GvnMailAct act, const char *id, int code)
{
  const char *ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (try_prepare (contract, act, ids, &error));
  g_assert_error (error, GVN_ERROR, code);
  g_test_message ("%s", error->message);
}

static void
assert_addresses (const GvnMail *mail, const char *to, const char *copy)
{
  g_autofree char *got_to = gvn_mail_dup_addresses (mail, FALSE);
  g_autofree char *got_copy = gvn_mail_dup_addresses (mail, TRUE);

  g_assert_cmpstr (got_to, ==, to);
  g_assert_cmpstr (got_copy, ==, copy);
}

static gboolean
says (GPtrArray *sentences, const char *words)
{
  for (guint i = 0; i < sentences->len; i++)
    if (strstr (sentences->pdata[i], words) != NULL)
      return TRUE;

  return FALSE;
}

/* 6.2: the five of the COSTRAT, the quality manager, the six site managers; the account
 * manager, the branch manager, the ROC, both SDM; as they are on the day of the meeting. */
static void
test_copil (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) may = NULL, june = NULL;
  g_autoptr (GvnMail) mail = NULL, later = NULL;

  open_contract (&contract);
  may = test_find_meeting (&contract, "COPIL", "2027-05-20");
  june = test_find_meeting (&contract, "COPIL", "2027-06-17");
  mail = prepare (&contract, GVN_MAIL_CONVOCATION, may->id);
  later = prepare (&contract, GVN_MAIL_CONVOCATION, june->id);

  assert_addresses (mail,
                    "Rémi <remi@example.net>; Sam <sam@example.net>; Ada <ada@example.org>; Bea <bea@example.org>; "
                    "Céline Noël <celine@example.org>; Dan <dan@example.org>; Eva <eva@example.org>; "
                    "Guy <guy@example.org>",
                    "");
  assert_addresses (later,
                    "Rémi <remi@example.net>; Tess <tess@example.net>; Ada <ada@example.org>; Bea <bea@example.org>; "
                    "Céline Noël <celine@example.org>; Dan <dan@example.org>; Eva <eva@example.org>; "
                    "Guy <guy@example.org>",
                    "");
  /* Fred has no address, that of Ulla is none, five sites and two roles have nobody. */
  g_assert_cmpuint (mail->missing->len, ==, 2 + 5 + 2);
  g_assert_true (says (mail->missing, "Fred") && says (mail->missing, "Ulla") && says (mail->missing, "AERM"));
  g_assert_cmpstr (mail->subject, ==, "Convocation: COPIL, Thursday 20 May 2027, 14:00");
  g_assert_nonnull (strstr (mail->text, "from 14:00 to 16:00"));
  g_assert_null (strchr (mail->text, '{'));
  g_assert_null (strstr (mail->text, "Videoconference")); /* there is no link */
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  g_assert_cmpstr (((GvnMailAttachment *) mail->attachments->pdata[0])->name, ==, "COPIL-2027-05-20.ics");

  test_contract_close (&contract);
}

static void
call (GvnTestContract *contract, const char *meeting, const char *name, const char *person)
{
  GvnExtraParticipant extra = { .meeting = meeting, .name = name, .person = person, .side = "dsiun" };

  test_run (contract, "Call", gvn_attendance_call, &extra);
  g_free (extra.id);
}

/* 6.4: the operations lead, the site manager, the SDM TME; 6.2 by analogy: who is called. */
static void
test_extra (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) cab = NULL;
  g_autoptr (GvnMail) mail = NULL;
  GvnMeetingFilter filter = { .from = test_date ("2027-05-11"), .body = "CAB-AEAG" };
  g_autoptr (GPtrArray) meetings = NULL;

  open_contract (&contract);
  meetings = gvn_meeting_list (gvn_store_get_db (contract.store), &filter, NULL);
  cab = g_object_ref (meetings->pdata[0]);
  call (&contract, cab->id, "Ada", "Ada");
  call (&contract, cab->id, "Somebody", NULL);
  mail = prepare (&contract, GVN_MAIL_AGENDA, cab->id);

  assert_addresses (mail,
                    "Sam <sam@example.net>; Guy <guy@example.org>; Hana <hana@example.org>; Ada <ada@example.org>", "");
  g_assert_true (says (mail->missing, "Somebody"));
  g_assert_true (says (mail->missing, "no item"));

  test_contract_close (&contract);
}

/* Anything that was sent is one transaction, the same fact as by the act itself. */
static void
test_recording (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) may = NULL, june = NULL, after = NULL;
  g_autoptr (GPtrArray) mails = NULL, facts = NULL;
  g_autoptr (GError) error = NULL;
  const char *ids[3] = { NULL };
  GvnMailSending sending = { .at = test_instant ("2027-05-07T09:30"), .by_name = "Dan" };
  g_autofree char *label = NULL;

  open_contract (&contract);
  may = test_find_meeting (&contract, "COPIL", "2027-05-20");
  june = test_find_meeting (&contract, "COPIL", "2027-06-17");
  ids[0] = may->id;
  ids[1] = june->id;
  mails = try_prepare (&contract, GVN_MAIL_CONVOCATION, ids, &error);
  g_assert_no_error (error);
  sending.mails = mails;
  sending.now = &contract.now;
  label = gvn_mail_sending_dup_label (&sending);
  test_run (&contract, label, gvn_mail_record, &sending);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GvnMeeting) meeting = gvn_meeting_load (gvn_store_get_db (contract.store), ids[i], NULL);

      g_assert_cmpint (meeting->state, ==, GVN_MEETING_CONVENED);
    }
  facts = gvn_fact_list (gvn_store_get_db (contract.store), GVN_SUBJECT_MEETING, may->id, NULL);
  g_assert_cmpuint (facts->len, ==, 1);
  g_assert_cmpstr (((GvnFact *) facts->pdata[0])->kind, ==, "convened");
  g_assert_cmpint (((GvnFact *) facts->pdata[0])->at, ==, sending.at);

  g_assert_true (gvn_store_undo (contract.store, "Dan", &contract.now, &error));
  g_assert_no_error (error);
  after = gvn_meeting_load (gvn_store_get_db (contract.store), may->id, NULL);
  g_assert_cmpint (after->state, ==, GVN_MEETING_PLANNED);

  /* the one that is convened already keeps the other from being recorded */
  g_ptr_array_remove_index (mails, 0);
  test_run (&contract, "One", gvn_mail_record, &sending);
  {
    g_autoptr (GPtrArray) both = try_prepare (&contract, GVN_MAIL_CONVOCATION, ids, NULL);
    GvnEntry entry = { "Both", "Tester", &contract.now };
    g_autoptr (GvnMeeting) untouched = NULL;

    sending.mails = both;
    g_assert_false (gvn_store_run (contract.store, &entry, gvn_mail_record, &sending, &error));
    g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
    untouched = gvn_meeting_load (gvn_store_get_db (contract.store), may->id, NULL);
    g_assert_cmpint (untouched->state, ==, GVN_MEETING_PLANNED);
  }

  test_contract_close (&contract);
}

static void
act_on (GvnTestContract *contract, const char *meeting, GvnMeetingAct act, const char *at)
{
  GvnMeetingRequest request
      = { .meeting = meeting, .act = act, .at = test_instant (at), .by_name = "Rémi", .now = &contract->now };

  test_run (contract, "Act", gvn_meeting_apply, &request);
}

/* 6.3: each DSIUN participant validates; once one has, the reminder goes to the others. */
static void
test_validation (void)
{
  GvnTestContract contract = { NULL };
  GvnMeetingFilter filter = { .from = test_date ("2027-05-03"), .body = "COSUI-AEAG" };
  g_autoptr (GPtrArray) meetings = NULL, versions = NULL, facts = NULL;
  g_autoptr (GvnMail) before = NULL, minutes = NULL, after = NULL;
  const char *id;
  GvnAttendanceChange present = { .state = GVN_ATTENDANCE_PRESENT };
  GvnSigning signing = { 0 };
  GvnMailSending sending = { 0 };

  open_contract (&contract);
  meetings = gvn_meeting_list (gvn_store_get_db (contract.store), &filter, NULL);
  id = ((GvnMeeting *) meetings->pdata[0])->id;
  test_assert_date (&((GvnMeeting *) meetings->pdata[0])->start.date, "2027-05-05");
  refuse (&contract, GVN_MAIL_VALIDATION, id, GVN_ERROR_REFUSED);

  minutes = prepare (&contract, GVN_MAIL_MINUTES, id);
  g_assert_nonnull (strstr (minutes->text, "6.3"));
  g_assert_null (strstr (minutes->text, "L-06"));
  act_on (&contract, id, GVN_ACT_MINUTES_SEND, "2027-05-07T10:00");
  before = prepare (&contract, GVN_MAIL_VALIDATION, id);
  assert_addresses (before, "Dan <dan@example.org>; Guy <guy@example.org>; Ida <ida@example.org>; Jo <jo@example.org>",
                    "");

  present.meeting = id;
  test_run (&contract, "Present", gvn_attendance_set, &present);
  versions = gvn_minutes_list (gvn_store_get_db (contract.store), id, &contract.now, NULL);
  for (guint i = 0; i < ((GvnMinutesVersion *) versions->pdata[0])->signers->len; i++)
    {
      const GvnSigner *signer = ((GvnMinutesVersion *) versions->pdata[0])->signers->pdata[i];

      if (g_str_equal (signer->name, "Dan"))
        signing.attendance = signer->attendance;
    }
  signing.request = (GvnMeetingRequest) { .meeting = id,
                                          .act = GVN_ACT_MINUTES_SIGN,
                                          .at = test_instant ("2027-05-08T10:00"),
                                          .by_name = "Dan",
                                          .now = &contract.now };
  test_run (&contract, "Sign", gvn_minutes_sign, &signing);
  after = prepare (&contract, GVN_MAIL_VALIDATION, id);
  assert_addresses (after, "Guy <guy@example.org>; Ida <ida@example.org>; Jo <jo@example.org>", "");
  g_assert_nonnull (strstr (after->text, "Friday 7 May 2027"));

  sending.mails = g_ptr_array_new ();
  g_ptr_array_add (sending.mails, after);
  sending.by_name = "Dan";
  sending.now = &contract.now;
  test_run (&contract, "Reminded", gvn_mail_record, &sending);
  facts = gvn_fact_list (gvn_store_get_db (contract.store), GVN_SUBJECT_MEETING, id, NULL);
  g_assert_cmpstr (((GvnFact *) facts->pdata[facts->len - 1])->kind, ==, GVN_FACT_VALIDATION_REMINDED);
  g_ptr_array_unref (sending.mails);

  test_contract_close (&contract);
}

/* 6.2: silence validates 10 working days after reception; the mail says so, and a meeting
 * to come has no minutes. */
static void
test_minutes (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) may = NULL;
  g_autoptr (GvnMail) mail = NULL;

  open_contract (&contract);
  may = test_find_meeting (&contract, "COPIL", "2027-05-20");
  refuse (&contract, GVN_MAIL_MINUTES, may->id, GVN_ERROR_REFUSED);
  contract.now = test_now ("2027-05-21");
  mail = prepare (&contract, GVN_MAIL_MINUTES, may->id);
  g_assert_nonnull (strstr (mail->text, "10 working days"));
  g_assert_true (says (mail->missing, "No minutes are written here"));
  refuse (&contract, GVN_MAIL_CONVOCATION, "nothing", GVN_ERROR_NOT_FOUND);

  test_contract_close (&contract);
}

static char *
raise_action (GvnTestContract *contract, const char *title, const char *owner, const char *due)
{
  GvnMatterDraft draft
      = { .kind = GVN_MATTER_ACTION, .title = title, .body = "COPIL", .owner = owner, .now = &contract->now };

  draft.owner_side = owner == NULL ? "contractor" : NULL;
  draft.raised = test_date ("2027-05-03");
  draft.due = test_date (due);
  test_run (contract, "Raise", gvn_matter_create, &draft);
  g_free (draft.warning);

  return draft.id;
}

/* One mail to each owner, with all that is theirs; a reminder ends nothing. */
static void
test_reminders (void)
{
  GvnTestContract contract = { NULL };
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *nobody = NULL;
  g_autoptr (GPtrArray) mails = NULL, way = NULL;
  g_autoptr (GvnMatter) matter = NULL;
  g_autoptr (GError) error = NULL;
  GvnMailSending sending = { .by_name = "Dan" };
  const char *ids[6] = { NULL };
  const GvnMail *mail;

  open_contract (&contract);
  first = raise_action (&contract, "Tester\r\nles sauvegardes", "Sam", "2027-05-07");
  second = raise_action (&contract, "Écrire la procédure", "Rémi", "2027-05-20");
  third = raise_action (&contract, "Tenir l’inventaire", "Sam", "2027-05-20");
  nobody = raise_action (&contract, "Choisir un outil", NULL, "2027-05-20");
  ids[0] = first;
  ids[1] = second;
  ids[2] = third;
  ids[3] = nobody;
  ids[4] = first;
  mails = try_prepare (&contract, GVN_MAIL_REMINDER, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mails->len, ==, 3);
  mail = mails->pdata[0];
  assert_addresses (mail, "Sam <sam@example.net>", "");
  g_assert_cmpuint (g_strv_length (mail->subjects), ==, 2);
  g_assert_cmpstr (mail->subject, ==, "Reminder: 2 open points");
  g_assert_nonnull (strstr (mail->text, "due 7 May 2027, overdue (COPIL)"));
  g_assert_nonnull (strstr (mail->text, "A-3: Tenir l’inventaire — due 20 May 2027 (COPIL)"));
  mail = mails->pdata[1];
  g_assert_cmpstr (mail->subject, ==, "Reminder: A-2, Écrire la procédure");
  mail = mails->pdata[2];
  assert_addresses (mail, "", "");
  g_assert_cmpuint (mail->missing->len, ==, 1);

  /* who has no address was not reminded; nor are the others, by the same command */
  sending.mails = mails;
  sending.now = &contract.now;
  {
    GvnEntry entry = { "All", "Tester", &contract.now };
    g_autoptr (GPtrArray) none = NULL;

    g_assert_false (gvn_store_run (contract.store, &entry, gvn_mail_record, &sending, &error));
    g_assert_error (error, GVN_ERROR, GVN_ERROR_REFUSED);
    g_assert_nonnull (strstr (error->message, mail->title));
    g_clear_error (&error);
    none = gvn_fact_list (gvn_store_get_db (contract.store), GVN_SUBJECT_MATTER, first, NULL);
    for (guint i = 0; i < none->len; i++)
      g_assert_cmpstr (((GvnFact *) none->pdata[i])->kind, !=, GVN_FACT_MATTER_REMINDED);
  }
  g_ptr_array_remove_index (mails, 2);
  test_run (&contract, "Reminded", gvn_mail_record, &sending);
  matter = gvn_matter_load (gvn_store_get_db (contract.store), first, NULL);
  g_assert_cmpint (matter->state, ==, GVN_MATTER_OPEN);
  way = gvn_matter_list_way (gvn_store_get_db (contract.store), matter, NULL);
  g_assert_cmpuint (way->len, ==, 2);
  g_assert_cmpint (((GvnMatterStep *) way->pdata[1])->kind, ==, GVN_STEP_REMINDED);

  {
    GvnMatterRequest request = {
      .matters = (const char *const[]) { first, NULL }, .act = GVN_MATTER_CLOSE, .by_name = "Sam", .now = &contract.now
    };

    test_run (&contract, "Done", gvn_matter_apply, &request);
  }
  refuse (&contract, GVN_MAIL_REMINDER, first, GVN_ERROR_REFUSED);

  test_contract_close (&contract);
}

/* 6.2: the ROC owes the minutes 5 working days after the meeting; then they are overdue. */
static void
test_relance (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) may = NULL;
  g_autoptr (GvnMail) mail = NULL;
  g_autoptr (GPtrArray) owed = NULL, facts = NULL;
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_MEETING };
  GvnMailSending sending = { .by_name = "Dan" };
  const char *minutes = NULL, *indicator = NULL;

  open_contract (&contract);
  may = test_find_meeting (&contract, "COPIL", "2027-05-20");
  filter.subject_id = may->id;
  contract.now = test_now ("2027-05-27"); /* the fifth working day */
  act_on (&contract, may->id, GVN_ACT_HOLD, "2027-05-20T16:00");
  owed = gvn_register_list (gvn_store_get_db (contract.store), &filter, &contract.now, NULL);
  for (guint i = 0; i < owed->len; i++)
    {
      const GvnDeadline *deadline = owed->pdata[i];

      if (g_str_equal (deadline->kind, "minutes"))
        *(deadline->indicator ? &indicator : &minutes) = deadline->id;
    }
  refuse (&contract, GVN_MAIL_RELANCE, minutes, GVN_ERROR_REFUSED);
  contract.now = test_now ("2027-05-28");
  refuse (&contract, GVN_MAIL_RELANCE, indicator, GVN_ERROR_REFUSED);
  mail = prepare (&contract, GVN_MAIL_RELANCE, minutes);
  assert_addresses (mail, "Rémi <remi@example.net>", "");
  g_assert_nonnull (strstr (mail->text, "due Thursday 27 May 2027"));
  g_assert_nonnull (strstr (mail->text, "(clause 6.2)"));

  sending.mails = g_ptr_array_new ();
  g_ptr_array_add (sending.mails, mail);
  sending.now = &contract.now;
  test_run (&contract, "Relance", gvn_mail_record, &sending);
  facts = gvn_fact_list (gvn_store_get_db (contract.store), GVN_SUBJECT_MEETING, may->id, NULL);
  g_assert_cmpstr (((GvnFact *) facts->pdata[facts->len - 1])->kind, ==, GVN_FACT_RELANCE_SENT);
  g_ptr_array_unref (sending.mails);

  test_contract_close (&contract);
}

static void
refuse_template (const char *subject, const char *text, const char *words, gboolean in_subject)
{
  g_autoptr (GError) error = NULL;
  gboolean where = !in_subject;

  g_assert_false (gvn_mail_template_check (GVN_MAIL_CONVOCATION, subject, text, &where, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (where, ==, in_subject);
}

static void
test_templates (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMailTemplate) shipped = NULL, edited = NULL, again = NULL;
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  g_autofree char *longest = g_strnfill (GVN_MAIL_SUBJECT_MAX + 1, 'a');
  GvnMailTemplateChange change
      = { GVN_MAIL_CONVOCATION, "Réunion {code}", "Bonjour,\n\n{link}\nLe {date} {{ici}\n\nLien : {link}\n" };

  refuse_template ("{datte}", "x", "{datte}", TRUE);
  refuse_template ("{version}", "x", "{version}", TRUE); /* of minutes alone */
  refuse_template ("a", "{sender", "not closed", FALSE);
  refuse_template ("a\nb", "x", "on one line", TRUE);
  refuse_template ("", "x", "on one line", TRUE);
  refuse_template ("a", " \n", "says something", FALSE);
  refuse_template (longest, "x", "200", TRUE);
  for (GvnMailAct act = 0; act < GVN_MAIL_N_ACTS; act++)
    {
      g_autoptr (GHashTable) example = gvn_mail_create_example (act);

      g_assert_cmpint (g_hash_table_size (example), >, 4);
    }

  g_hash_table_insert (values, (gpointer) "date", (gpointer) "{sender}");
  text = gvn_mail_template_expand (change.text, values);
  g_assert_cmpstr (text, ==, "Bonjour,\n\nLe {sender} {ici}");

  open_contract (&contract);
  shipped = gvn_mail_template_load (gvn_store_get_db (contract.store), GVN_MAIL_CONVOCATION, NULL);
  g_assert_false (shipped->edited);
  test_run (&contract, "Edit", gvn_mail_template_change, &change);
  edited = gvn_mail_template_load (gvn_store_get_db (contract.store), GVN_MAIL_CONVOCATION, NULL);
  g_assert_true (edited->edited);
  g_assert_cmpstr (edited->subject, ==, change.subject);
  change.subject = shipped->subject;
  change.text = shipped->text;
  test_run (&contract, "As shipped", gvn_mail_template_change, &change);
  again = gvn_mail_template_load (gvn_store_get_db (contract.store), GVN_MAIL_CONVOCATION, NULL);
  g_assert_false (again->edited);

  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/copil", test_copil);
  g_test_add_func ("/mail/extra", test_extra);
  g_test_add_func ("/mail/recording", test_recording);
  g_test_add_func ("/mail/validation", test_validation);
  g_test_add_func ("/mail/minutes", test_minutes);
  g_test_add_func ("/mail/reminders", test_reminders);
  g_test_add_func ("/mail/relance", test_relance);
  g_test_add_func ("/mail/templates", test_templates);

  return g_test_run ();
}
