/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "committees/gvn-meeting.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-preproblem.h"
#include "proceedings/gvn-proceedings.h"
#include "proceedings/gvn-settlement.h"

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
  gvn_emergency_change_register ();
  gvn_preproblem_register ();
  gvn_settlement_register ();
}
