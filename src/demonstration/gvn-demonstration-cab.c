/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-uuid.h"
#include "demonstration/gvn-demonstration-private.h"
#include "proceedings/gvn-emergency-change.h"
#include "proceedings/gvn-freeze.h"

/* The emergency changes and the freeze periods of the demonstration. */

#define SPACE "5d0a5f0e-6d5e-4a53-9f5b-0f4f0c5e7a11"
#define VALIDATOR "Chef de service EXPL"

/* Each is opened and, unless it still waits, decided, at the moments given. */
static const struct
{
  const char *perimeter;
  const char *title;
  const char *ticket;
  const char *opened;
  const char *closed;
  gboolean go;
  const char *reason;
} changes[] = {
  { "AEAP", "Correctif bloquant de la redevance", "CHN-20871", "2028-01-12T16:40", "2028-01-12T17:25", TRUE, NULL },
  { "AERMC", "Certificat expiré du portail des aides", "CHN-21544", "2028-02-10T08:20", "2028-02-14T09:10", TRUE,
    "Accord donné au retour du week-end" },
  { "AELB", "Correctif de la paie", "CHN-21980", "2028-03-06T15:05", "2028-03-07T09:30", TRUE, NULL },
  { "7eSI", "Redémarrage du pare-feu du DC57", "CHN-21987", "2028-03-07T10:15", "2028-03-07T11:00", FALSE,
    "Gel en cours : à reprendre au CAB du 14 mars" },
  { "AERM", "Purge de la file de messagerie", "CHN-21962", "2028-03-03T17:30", NULL, FALSE, NULL },
  { "AESN", "Correctif bloquant de l’intranet", "CHN-22003", "2028-03-07T17:40", NULL, FALSE, NULL },
};

static const struct
{
  const char *perimeter;
  const char *label;
  const char *first, *last;
} freezes[] = {
  { NULL, "Gel de fin d’année", "2027-12-20", "2028-01-02" },
  { "7eSI", "Gel de la bascule du DC57", "2028-03-06", "2028-03-10" },
};

static gboolean
add_freezes (GvnDb *db, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (freezes); i++)
    {
      g_autofree char *id = gvn_uuid_v5 (SPACE, freezes[i].label);
      GvnFreeze freeze = { .id = id, .perimeter = (char *) freezes[i].perimeter, .label = (char *) freezes[i].label };

      if (!gvn_date_parse (freezes[i].first, &freeze.first_on, error)
          || !gvn_date_parse (freezes[i].last, &freeze.last_on, error) || !gvn_freeze_save (db, &freeze, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_change (GvnStore *store, guint i, GError **error)
{
  g_autofree char *id = gvn_uuid_v5 (SPACE, changes[i].ticket);
  g_autofree char *label = gvn_emergency_change_dup_open_label (changes[i].title);
  g_autofree char *decided = NULL;
  GvnNow opening, closing;
  GvnEmergencyDraft draft = { .id = id,
                              .perimeter = changes[i].perimeter,
                              .title = changes[i].title,
                              .ticket = changes[i].ticket,
                              .by_name = "SDM TME",
                              .by_side = "contractor",
                              .now = &opening };
  GvnEmergencyVerdict verdict
      = { .change = id, .person = VALIDATOR, .go = changes[i].go, .reason = changes[i].reason, .now = &closing };

  if (!gvn_now_resolve (changes[i].opened, &opening, error)
      || !gvn_demonstration_run_on (store, changes[i].opened, label, gvn_emergency_change_open, &draft, error))
    return FALSE;
  if (changes[i].closed == NULL)
    return TRUE;
  if (!gvn_now_resolve (changes[i].closed, &closing, error))
    return FALSE;

  decided = gvn_emergency_change_dup_verdict_label (gvn_store_get_db (store), &verdict);
  return gvn_demonstration_run_on (store, changes[i].closed, decided, gvn_emergency_change_validate, &verdict, error);
}

gboolean
gvn_demonstration_fill_cab (GvnStore *store, GError **error)
{
  if (!gvn_demonstration_run_on (store, "2027-11-22", _ ("Enter the freeze periods"), add_freezes, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (!add_change (store, i, error))
      return FALSE;

  return TRUE;
}
