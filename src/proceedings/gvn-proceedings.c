/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "committees/gvn-meeting.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-matter.h"
#include "proceedings/gvn-minutes.h"
#include "proceedings/gvn-preproblem.h"
#include "proceedings/gvn-proceedings.h"
#include "proceedings/gvn-settlement.h"

/* What an agenda or minutes say when they are sent. */
static char *
write_document (GvnDb *db, const char *meeting, const char *document, const char *kind, const GvnNow *now,
                GError **error)
{
  return g_str_equal (kind, GVN_DOCUMENT_AGENDA) ? gvn_agenda_dup_content (db, meeting, now, error)
                                                 : gvn_minutes_dup_content (db, meeting, document, error);
}

/**
 * gvn_proceedings_register:
 *
 * Tells the layers below of the proceedings, after the committees they are of; to be
 * called once at start.
 */
void
gvn_proceedings_register (void)
{
  gvn_proceedings_register_words ();
  gvn_committees_register ();
  gvn_standing_template_register ();
  gvn_matter_register ();
  gvn_agenda_register_sources ();
  gvn_store_add_invariant (gvn_agenda_check);
  gvn_store_add_invariant (gvn_minutes_check);
  gvn_meeting_document_set_writer (write_document);
  gvn_emergency_change_register ();
  gvn_preproblem_register ();
  gvn_settlement_register ();
}
