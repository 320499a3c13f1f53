/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../gvn-test.h"
#include "base/gvn-error.h"
#include "committees/gvn-body.h"
#include "committees/gvn-meeting-document.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-attendance.h"
#include "proceedings/gvn-escalation.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-minutes.h"

static GvnDb *
db_of (GvnTestContract *contract)
{
  return gvn_store_get_db (contract->store);
}

static void
act (GvnTestContract *contract, GvnMeeting *meeting, GvnMeetingAct what, const char *at)
{
  GvnMeetingRequest request
      = { .meeting = meeting->id, .act = what, .by_name = "Tester", .at = test_instant (at), .now = &contract->now };

  test_run (contract, "Act", gvn_meeting_apply, &request);
}

static guint
fill (GvnTestContract *contract, GvnMeeting *meeting)
{
  GvnAgendaFill fill = { .meeting = meeting->id, .now = &contract->now };

  test_run (contract, "Fill", gvn_agenda_fill, &fill);
  return fill.n_added;
}

static GPtrArray *
list (GvnTestContract *contract, GvnMeeting *meeting)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = gvn_agenda_list (db_of (contract), meeting->id, &error);

  g_assert_no_error (error);
  return items;
}

static char *
propose (GvnTestContract *contract, GvnMeeting *meeting, const char *title)
{
  GvnAgendaDraft draft = { .meeting = meeting->id, .title = title, .side = "dsiun", .by_name = "Tester" };

  test_run (contract, "Propose", gvn_agenda_propose, &draft);
  return draft.id;
}

static void
assert_refused (GvnTestContract *contract, GvnCommand command, gpointer data, GvnError code)
{
  g_autoptr (GError) error = NULL;
  GvnEntry entry = { "Refused", "Tester", &contract->now };

  g_assert_false (gvn_store_run (contract->store, &entry, command, data, &error));
  g_assert_error (error, GVN_ERROR, (int) code);
}

/* The item of a matter on an agenda, NULL for none. */
static GvnAgendaItem *
find_matter (GPtrArray *items, const char *matter)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (((GvnAgendaItem *) items->pdata[i])->matter, matter) == 0)
      return items->pdata[i];

  return NULL;
}

/* 6.2 lists fourteen points a COPIL goes through at least, in this order (B.6). */
static void
test_standing_items (void)
{
  static const char *const codes[]
      = { "service_analysis",     "indicator_dashboard",  "ticket_analysis",          "detailed_calendar",
          "macro_calendar",       "nonconformities",      "quality_security_actions", "deliverable_status",
          "takeover_status",      "progress_plan_status", "activity_volumes",         "reversibility_status",
          "orders_and_resources", "contract_events" };
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GPtrArray) items = NULL;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  g_assert_cmpuint (fill (&contract, copil), ==, 14);
  g_assert_cmpuint (fill (&contract, copil), ==, 0);
  items = list (&contract, copil);
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (codes));
  for (guint i = 0; i < items->len; i++)
    {
      const GvnAgendaItem *item = items->pdata[i];

      g_assert_cmpstr (item->source, ==, codes[i]);
      g_assert_cmpint (item->number, ==, (int) i + 1);
      g_assert_cmpint (item->origin, ==, GVN_AGENDA_STANDING);
      g_assert_cmpstr (item->clause, ==, "6.2");
      g_assert_nonnull (item->source_words);
    }

  /* what the contract asks for stays, under its name */
  {
    const GvnAgendaItem *first = items->pdata[0];
    GvnAgendaRequest removal = { first->id, GVN_AGENDA_REMOVE };
    GvnAgendaDraft renaming = { .item = first->id, .title = "Autre chose" };
    GvnAgendaDraft text = { .item = first->id, .title = first->title, .text = "Deux commandes livrées" };

    assert_refused (&contract, gvn_agenda_item_apply, &removal, GVN_ERROR_REFUSED);
    assert_refused (&contract, gvn_agenda_edit, &renaming, GVN_ERROR_REFUSED);
    test_run (&contract, "Text", gvn_agenda_edit, &text);
  }
  test_contract_close (&contract);
}

/* An item without anything says so; one with a source says what is known. */
static void
test_what_an_item_says (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autofree char *content = NULL;
  g_autofree char *calendar = NULL;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  fill (&contract, copil);
  content = gvn_agenda_dup_content (db_of (&contract), copil->id, &contract.now, NULL);
  g_assert_nonnull (strstr (content, "## 2. Tableau de bord des indicateurs\n\n*Nothing to report so far*"));

  /* until the next COPIL, on 17 December: the CPROB of 14 December is in it */
  calendar = gvn_agenda_dup_source_text (db_of (&contract), copil, "detailed_calendar", &contract.now, NULL);
  g_assert_nonnull (strstr (calendar, "CPROB"));
  g_assert_nonnull (strstr (content, calendar));
  test_contract_close (&contract);
}

/* Once sent, the agenda is frozen: what comes later is listed apart, as late. */
static void
test_frozen_when_sent (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autofree char *early = NULL, *late = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) documents = NULL;

  test_contract_open (&contract, "2026-11-12", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  fill (&contract, copil);
  early = propose (&contract, copil, "Déménagement du centre de calcul");
  act (&contract, copil, GVN_ACT_AGENDA_AGREE, "2026-11-12T08:00");
  act (&contract, copil, GVN_ACT_AGENDA, "2026-11-12T09:00");
  act (&contract, copil, GVN_ACT_AGENDA_RECEIVE, "2026-11-12T10:00");
  late = propose (&contract, copil, "Panne de la nuit");

  items = list (&contract, copil);
  g_assert_cmpuint (items->len, ==, 16);
  g_assert_false (((GvnAgendaItem *) items->pdata[14])->late);
  g_assert_true (((GvnAgendaItem *) items->pdata[15])->late);
  g_assert_cmpstr (((GvnAgendaItem *) items->pdata[15])->id, ==, late);
  {
    GvnAgendaRequest removal = { early, GVN_AGENDA_REMOVE }, raise = { early, GVN_AGENDA_RAISE },
                     late_removal = { late, GVN_AGENDA_REMOVE };
    GvnAgendaDraft edit = { .item = early, .title = "Autre" };

    assert_refused (&contract, gvn_agenda_item_apply, &removal, GVN_ERROR_REFUSED);
    assert_refused (&contract, gvn_agenda_item_apply, &raise, GVN_ERROR_REFUSED);
    assert_refused (&contract, gvn_agenda_edit, &edit, GVN_ERROR_REFUSED);
    test_run (&contract, "Remove", gvn_agenda_item_apply, &late_removal);
  }

  documents = gvn_meeting_document_list (db_of (&contract), copil->id, GVN_DOCUMENT_AGENDA, NULL);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpuint (((GvnMeetingDocument *) documents->pdata[0])->facts->len, ==, 3);
  g_assert_nonnull (strstr (((GvnMeetingDocument *) documents->pdata[0])->content, "Déménagement du centre de calcul"));
  g_assert_null (strstr (((GvnMeetingDocument *) documents->pdata[0])->content, "Panne de la nuit"));
  test_contract_close (&contract);
}

/* An agenda sent as a file freezes nothing here: items are entered from it. */
static void
test_agenda_as_a_file (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autofree char *entered = NULL;
  g_autoptr (GPtrArray) items = NULL;

  test_contract_open (&contract, "2026-11-12", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  act (&contract, copil, GVN_ACT_AGENDA, "2026-11-12T09:00");
  entered = propose (&contract, copil, "Point de l’ordre du jour reçu");
  items = list (&contract, copil);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_false (((GvnAgendaItem *) items->pdata[0])->late);
  test_contract_close (&contract);
}

static char *
raise_matter (GvnTestContract *contract, GvnMeeting *meeting, GvnMatterKind kind, const char *title)
{
  GvnMatterDraft draft
      = { .kind = kind, .title = title, .meeting = meeting->id, .owner_side = "contractor", .now = &contract->now };

  test_run (contract, "Raise", gvn_matter_create, &draft);
  g_free (draft.warning);
  return draft.id;
}

/* 6.3: the agenda of a COSUI is based on the decisions of the meeting before: what it
 * left open comes back, what it postponed too; a settled matter does not. */
static void
test_carried_over (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) before = NULL, cosui = NULL;
  g_autofree char *postponed = NULL, *alert = NULL, *settled = NULL, *action = NULL;
  g_autoptr (GPtrArray) items = NULL;
  guint n_actions = 0, n_postponed = 0;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  before = test_find_meeting (&contract, "COSUI-AESN", "2026-11-18");
  cosui = test_find_meeting (&contract, "COSUI-AESN", "2026-12-02");
  postponed = propose (&contract, before, "Câblage de Nanterre");
  {
    GvnAgendaRequest request = { postponed, GVN_AGENDA_POSTPONE };

    test_run (&contract, "Postpone", gvn_agenda_item_apply, &request);
  }
  contract.now = test_now ("2026-11-19");
  act (&contract, before, GVN_ACT_HOLD, "2026-11-18T17:00");
  alert = raise_matter (&contract, before, GVN_MATTER_ALERT, "Stock de postes épuisé");
  settled = raise_matter (&contract, before, GVN_MATTER_ALERT, "Imprimante en panne");
  action = raise_matter (&contract, before, GVN_MATTER_ACTION, "Commander dix postes");
  {
    const char *const matters[] = { settled, NULL };
    GvnMatterRequest close = { .matters = matters, .act = GVN_MATTER_CLOSE, .by_name = "Tester", .now = &contract.now };

    test_run (&contract, "Close", gvn_matter_apply, &close);
  }

  fill (&contract, cosui);
  items = list (&contract, cosui);
  g_assert_nonnull (find_matter (items, alert));
  g_assert_cmpint (find_matter (items, alert)->origin, ==, GVN_AGENDA_CARRIED);
  g_assert_null (find_matter (items, settled));
  for (guint i = 0; i < items->len; i++)
    {
      const GvnAgendaItem *item = items->pdata[i];

      n_actions += g_strcmp0 (item->source, "open_actions") == 0;
      n_postponed += g_str_equal (item->title, "Câblage de Nanterre") && item->origin == GVN_AGENDA_CARRIED;
    }
  g_assert_cmpuint (n_actions, ==, 1);
  g_assert_cmpuint (n_postponed, ==, 1);
  test_contract_close (&contract);
}

/* 6.5: what a COSUI could not resolve is on the agenda of the COPIL that follows, late
 * once that agenda was sent. */
static void
test_escalated (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) cosui = NULL, copil = NULL;
  g_autofree char *alert = NULL, *second = NULL;
  g_autoptr (GPtrArray) items = NULL;

  test_contract_open (&contract, "2026-11-18", NULL);
  test_plan (&contract, 2026);
  cosui = test_find_meeting (&contract, "COSUI-AESN", "2026-11-18");
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  fill (&contract, copil);
  alert = raise_matter (&contract, cosui, GVN_MATTER_ALERT, "Postes non livrés");
  {
    GvnEscalation escalation = { .matter = alert, .by_name = "Tester", .now = &contract.now };

    test_run (&contract, "Escalate", gvn_matter_escalate, &escalation);
    g_assert_cmpstr (escalation.to_body, ==, "COPIL");
    g_free (escalation.to_body);
  }
  act (&contract, copil, GVN_ACT_AGENDA, "2026-11-18T09:00");
  second = raise_matter (&contract, cosui, GVN_MATTER_DISAGREEMENT, "Délai contesté");
  {
    GvnEscalation escalation = { .matter = second, .by_name = "Tester", .now = &contract.now };

    test_run (&contract, "Escalate", gvn_matter_escalate, &escalation);
    g_free (escalation.to_body);
  }
  items = list (&contract, copil);
  g_assert_cmpint (find_matter (items, alert)->origin, ==, GVN_AGENDA_ESCALATED);
  g_assert_false (find_matter (items, alert)->late);
  g_assert_cmpint (find_matter (items, second)->origin, ==, GVN_AGENDA_ESCALATED);
  g_assert_true (find_matter (items, second)->late);
  test_contract_close (&contract);
}

/* 6.2: either party calls whom the agenda needs; the other may object, for
 * confidentiality; a member is there by right. */
static void
test_extra_participants (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  GvnExtraParticipant extra = { .name = "Éditeur du progiciel", .side = "contractor" };
  g_autoptr (GPtrArray) attendance = NULL;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  extra.meeting = copil->id;
  test_run (&contract, "Call", gvn_attendance_call, &extra);
  {
    GvnObjection own = { extra.id, "contractor", "Confidentiel" }, other = { extra.id, "dsiun", "Confidentiel" };

    assert_refused (&contract, gvn_attendance_object, &own, GVN_ERROR_REFUSED);
    test_run (&contract, "Object", gvn_attendance_object, &other);
  }
  attendance = gvn_attendance_list (db_of (&contract), copil->id, NULL);
  {
    const GvnAttendance *last = attendance->pdata[attendance->len - 1];

    g_assert_cmpstr (last->id, ==, extra.id);
    g_assert_cmpstr (last->objection, ==, "Confidentiel");
    g_assert_cmpstr (last->objection_side, ==, "dsiun");
  }
  g_free (extra.id);
  test_contract_close (&contract);
}

/* 6.2, 6.3: what was postponed comes back with what supports it, and so does what a
 * cancelled meeting had; what the committee has to settle comes once, by itself. */
static void
test_left_over (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) first = NULL, second = NULL, third = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  GvnMatterDraft dispute = { .kind = GVN_MATTER_DISAGREEMENT, .title = "Pénalités", .body = "COPIL" };
  GvnAgendaDraft postponed
      = { .title = "Climatisation", .text = "Devis joint", .side = "dsiun", .duration_minutes = 15, .ticket = "CHN-7" };
  GvnMeetingRequest cancelling = { .act = GVN_ACT_CANCEL, .by_name = "Tester", .reason = "Grève" };
  g_autofree char *kept = NULL;
  guint n = 0;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  test_plan (&contract, 2027);
  first = test_find_meeting (&contract, "COPIL", "2026-11-19");
  second = test_find_meeting (&contract, "COPIL", "2026-12-17");
  third = test_find_meeting (&contract, "COPIL", "2027-01-21");
  dispute.now = cancelling.now = &contract.now;
  test_run (&contract, "Dispute", gvn_matter_create, &dispute);
  postponed.meeting = first->id;
  test_run (&contract, "Propose", gvn_agenda_propose, &postponed);
  g_assert_cmpuint (fill (&contract, first), ==, 15);
  before = list (&contract, first);
  for (guint i = 0; i < before->len; i++)
    {
      GvnAgendaItem *item = before->pdata[i];
      GvnAgendaRequest request = { item->id, GVN_AGENDA_POSTPONE };

      if (item->standing == NULL)
        test_run (&contract, "Postpone", gvn_agenda_item_apply, &request);
    }
  contract.now = test_now ("2026-12-01");
  act (&contract, first, GVN_ACT_HOLD, "2026-11-19T16:00");

  /* fourteen standing items, what was postponed, the disagreement once */
  g_assert_cmpuint (fill (&contract, second), ==, 16);
  kept = propose (&contract, second, "Point du COPIL annulé");
  cancelling.meeting = second->id;
  test_run (&contract, "Cancel", gvn_meeting_apply, &cancelling);
  g_assert_cmpuint (fill (&contract, third), ==, 17);
  g_assert_cmpuint (fill (&contract, third), ==, 0);
  after = list (&contract, third);
  for (guint i = 0; i < after->len; i++)
    {
      const GvnAgendaItem *item = after->pdata[i];

      if (g_str_equal (item->title, "Climatisation"))
        {
          n++;
          g_assert_cmpint (item->origin, ==, GVN_AGENDA_CARRIED);
          g_assert_cmpstr (item->text, ==, "Devis joint");
          g_assert_cmpstr (item->ticket, ==, "CHN-7");
          g_assert_cmpstr (item->proposed_side, ==, "dsiun");
          g_assert_cmpint (item->duration_minutes, ==, 15);
        }
      n += g_str_equal (item->title, "Point du COPIL annulé");
    }
  g_assert_cmpuint (n, ==, 2);
  g_assert_nonnull (find_matter (after, dispute.id));
  g_free (postponed.id);
  g_free (dispute.id);
  g_free (dispute.warning);
  test_contract_close (&contract);
}

static gboolean
merge (GvnDb *db, gpointer data, GError **error)
{
  GDate first = test_date ("2026-12-01");

  return gvn_body_merge (db, "CAB-AEAP", "CAB-AESN", &first, error);
}

/* 6.4: a CAB held for two perimeters goes through what either of them disputes; once they
 * part it no longer does. */
static void
test_merged_cab (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) before = NULL, merged = NULL;
  g_autoptr (GPtrArray) alone = NULL, together = NULL;
  GvnMatterDraft dispute
      = { .kind = GVN_MATTER_DISAGREEMENT, .title = "Créneau de mise en production", .body = "CAB-AEAP" };

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  test_run (&contract, "Merge", merge, NULL);
  dispute.now = &contract.now;
  test_run (&contract, "Dispute", gvn_matter_create, &dispute);
  before = test_find_meeting (&contract, "CAB-AESN", "2026-11-24");
  merged = test_find_meeting (&contract, "CAB-AESN", "2026-12-01");
  fill (&contract, before);
  fill (&contract, merged);
  alone = list (&contract, before);
  together = list (&contract, merged);
  g_assert_null (find_matter (alone, dispute.id));
  g_assert_nonnull (find_matter (together, dispute.id));
  g_free (dispute.id);
  g_free (dispute.warning);
  test_contract_close (&contract);
}

/* 6.2: what came late came after the sending, which does not go from under it. */
static void
test_late_after_the_sending (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *late = NULL;
  gint64 sending;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  contract.now = test_now ("2026-11-16");
  fill (&contract, copil);
  act (&contract, copil, GVN_ACT_AGENDA, "2026-11-12T09:00");
  g_assert_true (gvn_db_get_int (db_of (&contract), &sending, NULL, "SELECT max (number) FROM journal", ""));
  late = propose (&contract, copil, "Point tardif");
  g_assert_false (gvn_store_undo_entry (contract.store, sending, "Tester", &contract.now, &error));
  g_assert_error (error, GVN_ERROR, GVN_ERROR_CONFLICT);
  test_contract_close (&contract);
}

/* 6.2: both parties agree to an agenda before it is sent; said afterwards, it is still of
 * the version that was sent. */
static void
test_agreed_before_it_was_sent (void)
{
  GvnTestContract contract = { NULL };
  g_autoptr (GvnMeeting) copil = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  test_contract_open (&contract, "2026-11-02", NULL);
  test_plan (&contract, 2026);
  copil = test_find_meeting (&contract, "COPIL", "2026-11-19");
  fill (&contract, copil);
  contract.now = test_now ("2026-11-13");
  act (&contract, copil, GVN_ACT_AGENDA, "2026-11-12T09:00");
  act (&contract, copil, GVN_ACT_AGENDA_AGREE, "2026-11-11T10:00");
  versions = gvn_meeting_document_list (db_of (&contract), copil->id, GVN_DOCUMENT_AGENDA, NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_nonnull (gvn_meeting_document_find_fact (versions->pdata[0], "agenda_agreed"));
  test_contract_close (&contract);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proceedings/agenda/standing-items", test_standing_items);
  g_test_add_func ("/proceedings/agenda/what-an-item-says", test_what_an_item_says);
  g_test_add_func ("/proceedings/agenda/frozen-when-sent", test_frozen_when_sent);
  g_test_add_func ("/proceedings/agenda/as-a-file", test_agenda_as_a_file);
  g_test_add_func ("/proceedings/agenda/carried-over", test_carried_over);
  g_test_add_func ("/proceedings/agenda/escalated", test_escalated);
  g_test_add_func ("/proceedings/agenda/extra-participants", test_extra_participants);
  g_test_add_func ("/proceedings/agenda/left-over", test_left_over);
  g_test_add_func ("/proceedings/agenda/merged-cab", test_merged_cab);
  g_test_add_func ("/proceedings/agenda/late-after-the-sending", test_late_after_the_sending);
  g_test_add_func ("/proceedings/agenda/agreed-before-it-was-sent", test_agreed_before_it_was_sent);
  return g_test_run ();
}
