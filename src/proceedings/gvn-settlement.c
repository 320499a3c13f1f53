/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "base/gvn-error.h"
#include "proceedings/gvn-settlement.h"

/* In euros: beyond, it is a mistake of typing */
#define EUROS_MAX 1000000000

static const struct
{
  const char *name;
  const char *label;
} kinds[] = {
  [GVN_SETTLEMENT_SERVICE] = { "service", N_ ("Service delivered") },
  [GVN_SETTLEMENT_INDICATOR] = { "indicator", N_ ("Indicator") },
  [GVN_SETTLEMENT_BILLING] = { "billing", N_ ("Billing") },
  [GVN_SETTLEMENT_PENALTY] = { "penalty", N_ ("Penalty") },
  [GVN_SETTLEMENT_BONUS] = { "bonus", N_ ("Bonus") },
  [GVN_SETTLEMENT_MALUS] = { "malus", N_ ("Malus") },
};

static const struct
{
  const char *name;
  const char *label;
} positions[] = {
  [GVN_POSITION_AWAITED] = { "awaited", N_ ("Awaited") },
  [GVN_POSITION_PROVIDED] = { "provided", N_ ("Provided") },
  [GVN_POSITION_AGREED] = { "agreed", N_ ("Agreed") },
  [GVN_POSITION_CONTESTED] = { "contested", N_ ("Contested") },
};

const char *
gvn_settlement_kind_to_string (GvnSettlementKind kind)
{
  return kinds[kind].name;
}

const char *
gvn_settlement_kind_get_label (GvnSettlementKind kind)
{
  return _ (kinds[kind].label);
}

gboolean
gvn_settlement_kind_parse (const char *text, GvnSettlementKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (text, kinds[i].name) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/* Bonus and malus follow from indicators that are quarterly (8.7*, L-12). */
gboolean
gvn_settlement_kind_is_quarterly (GvnSettlementKind kind)
{
  return kind == GVN_SETTLEMENT_BONUS || kind == GVN_SETTLEMENT_MALUS;
}

/* Those whose kind says which way their amount goes. */
gboolean
gvn_settlement_kind_is_unsigned (GvnSettlementKind kind)
{
  return kind == GVN_SETTLEMENT_PENALTY || kind == GVN_SETTLEMENT_BONUS || kind == GVN_SETTLEMENT_MALUS;
}

const char *
gvn_position_to_string (GvnPosition position)
{
  return positions[position].name;
}

const char *
gvn_position_get_label (GvnPosition position)
{
  return _ (positions[position].label);
}

/**
 * gvn_position_dup_text:
 * @note: (nullable):
 *
 * Returns: (transfer full): "Contested: UO 5b counted twice"
 */
char *
gvn_position_dup_text (GvnPosition position, const char *note)
{
  return note != NULL ? g_strdup_printf (_ ("%s: %s"), gvn_position_get_label (position), note)
                      : g_strdup (gvn_position_get_label (position));
}

gboolean
gvn_position_parse (const char *text, GvnPosition *position)
{
  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    if (g_strcmp0 (text, positions[i].name) == 0)
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

void
gvn_settlement_free (GvnSettlement *self)
{
  g_free (self->id);
  g_free (self->meeting);
  g_free (self->title);
  g_free (self->contractor_note);
  g_free (self->dsiun_note);
  g_free (self->file);
  g_free (self->file_name);
  g_free (self->decision);
  g_free (self);
}

/* Amounts ------------------------------------------------------------------------------ */

/**
 * gvn_amount_parse:
 * @text: euros, as "-1234.56" or "1234,5"; spaces between the digits are left out
 * @cents: (out)
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it is no amount, or one beyond reason
 */
gboolean
gvn_amount_parse (const char *text, gint64 *cents, GError **error)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  gint64 euros = 0;
  guint64 rest = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_c (clean, (char) (*c == ',' ? '.' : *c));
  parts = g_strsplit (clean->str, ".", 3);
  if (g_strv_length (parts) > 2 || g_strv_length (parts) == 0
      || !g_ascii_string_to_signed (parts[0], 10, -EUROS_MAX, EUROS_MAX, &euros, NULL)
      || (parts[1] != NULL
          && (strlen (parts[1]) > 2 || !g_ascii_string_to_unsigned (parts[1], 10, 0, 99, &rest, NULL))))
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
                   /* Translators: %s is what the user typed */
                   _ ("“%s” is not an amount in euros: write it as 1234.56"), text);
      return FALSE;
    }
  if (parts[1] != NULL && strlen (parts[1]) == 1)
    rest *= 10;
  *cents = euros * 100 + (clean->str[0] == '-' ? -(gint64) rest : (gint64) rest);

  return TRUE;
}

/* As it is typed, whatever the language: "1234.56". */
char *
gvn_amount_to_string (gint64 cents)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", cents < 0 ? "-" : "", ABS (cents) / 100,
                          (int) (ABS (cents) % 100));
}

/* For people: "1 234,56 €". */
char *
gvn_amount_dup_text (gint64 cents)
{
  return g_strdup_printf ("%s%'" G_GINT64_FORMAT "%s%02d €", cents < 0 ? "−" : "", ABS (cents) / 100,
                          localeconv ()->decimal_point, (int) (ABS (cents) % 100));
}

gboolean
gvn_settlement_is_contested (const GvnSettlement *self)
{
  return self->contractor == GVN_POSITION_CONTESTED || self->dsiun == GVN_POSITION_CONTESTED;
}

/* Reading ------------------------------------------------------------------------------ */

#define SETTLEMENT_SELECT                                                                                              \
  "SELECT s.id, s.meeting, s.kind, s.title, s.amount_cents, s.contractor_position, s.contractor_note,"                 \
  " s.dsiun_position, s.dsiun_note, s.file, a.name, s.decision FROM settlement AS s"                                   \
  " LEFT JOIN attachment AS a ON a.sha256 = s.file"

static gpointer
settlement_from_row (GvnStatement *row)
{
  GvnSettlement *self = g_new0 (GvnSettlement, 1);

  self->id = gvn_statement_dup_text (row, 0);
  self->meeting = gvn_statement_dup_text (row, 1);
  gvn_settlement_kind_parse (gvn_statement_text (row, 2), &self->kind);
  self->title = gvn_statement_dup_text (row, 3);
  self->has_amount = !gvn_statement_is_null (row, 4);
  self->cents = gvn_statement_int (row, 4);
  gvn_position_parse (gvn_statement_text (row, 5), &self->contractor);
  self->contractor_note = gvn_statement_dup_text (row, 6);
  gvn_position_parse (gvn_statement_text (row, 7), &self->dsiun);
  self->dsiun_note = gvn_statement_dup_text (row, 8);
  self->file = gvn_statement_dup_text (row, 9);
  self->file_name = gvn_statement_dup_text (row, 10);
  self->decision = gvn_statement_dup_text (row, 11);

  return self;
}

/**
 * gvn_settlement_list:
 *
 * Returns: (transfer full) (element-type GvnSettlement): what a meeting settles, in its order
 */
GPtrArray *
gvn_settlement_list (GvnDb *db, const char *meeting, GError **error)
{
  return gvn_statement_collect (
      gvn_db_query (db, error, SETTLEMENT_SELECT " WHERE s.meeting = ? ORDER BY s.position, s.id", "s", meeting),
      settlement_from_row, (GDestroyNotify) gvn_settlement_free, error);
}

/**
 * gvn_settlement_load:
 *
 * Returns: (transfer full): the element, or %NULL with %GVN_ERROR_NOT_FOUND
 */
GvnSettlement *
gvn_settlement_load (GvnDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found
      = gvn_statement_collect (gvn_db_query (db, error, SETTLEMENT_SELECT " WHERE s.id = ?", "s", id),
                               settlement_from_row, (GDestroyNotify) gvn_settlement_free, error);

  if (found == NULL)
    return NULL;
  if (found->len == 0)
    {
      g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
                   /* Translators: %s is an identifier the user typed */
                   _ ("There is no element “%s”: take the identifier from the preparation of the COPIL"), id);
      return NULL;
    }

  return g_ptr_array_steal_index (found, 0);
}

/**
 * gvn_settlement_find_quarter:
 * @quarter: (out): the quarter that @meeting settles
 * @found: (out): whether it settles one: it is the first COPIL that is not cancelled after
 *   the end of a quarter of the market year (L-12)
 */
gboolean
gvn_settlement_find_quarter (GvnDb *db, GvnMeeting *meeting, GvnQuarter *quarter, gboolean *found, GError **error)
{
  g_autoptr (GvnContract) contract = gvn_contract_load (db, error);
  GvnQuarter present;
  GDate day;
  gint64 n_before;

  *found = FALSE;
  if (contract == NULL)
    return FALSE;
  if (!g_str_equal (meeting->body_kind, GVN_SETTLING_BODY_KIND) || meeting->state == GVN_MEETING_CANCELLED
      || !gvn_contract_get_quarter (contract, &meeting->start.date, &present))
    return TRUE;
  day = present.first;
  g_date_subtract_days (&day, 1);
  if (!gvn_contract_get_quarter (contract, &day, quarter))
    return TRUE;

  if (!gvn_db_get_int (db, &n_before, error,
                       "SELECT count(*) FROM meeting WHERE body = ?1 AND id <> ?2 AND state <> 'cancelled'"
                       " AND planned_on >= ?3 AND (planned_on < ?4 OR (planned_on = ?4 AND start_minutes < ?5))",
                       "ssddi", meeting->body, meeting->id, &present.first, &meeting->start.date,
                       (gint64) meeting->start.minutes))
    return FALSE;
  *found = n_before == 0;

  return TRUE;
}
