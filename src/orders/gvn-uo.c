/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "orders/gvn-uo.h"

/* Beyond reason: a hundred thousand units */
#define QUANTITY_MAX 100000

static const char *const tiers[] = {
  [GVN_TIER_NONE] = "",
  [GVN_TIER_SIMPLE] = "simple",
  [GVN_TIER_MEDIUM] = "medium",
  [GVN_TIER_COMPLEX] = "complex",
};

static const struct
{
  const char *code;
  const char *label;
} windows[] = {
  [GVN_WINDOW_NONE] = { "", N_ ("business hours") },
  [GVN_WINDOW_HALF_DAY] = { "half_day", N_ ("8:00 to 12:00 or 14:00 to 18:00 on working days") },
  [GVN_WINDOW_DAY] = { "day", N_ ("8:00 to 18:00 on working days") },
  [GVN_WINDOW_EVENING] = { "evening", N_ ("18:00 to 22:00 on working days") },
  [GVN_WINDOW_NIGHT] = { "night", N_ ("22:00 to 7:30 on working days") },
  [GVN_WINDOW_WEEKEND] = { "weekend", N_ ("week-ends and public holidays") },
  [GVN_WINDOW_ON_CALL_NIGHT] = { "on_call_night", N_ ("on call on a weekday from 18:00 to 7:30") },
  [GVN_WINDOW_ON_CALL_WEEKEND] = { "on_call_weekend", N_ ("on call from Friday 18:00 to Monday 7:30") },
  [GVN_WINDOW_ON_CALL_WEEK] = { "on_call_week", N_ ("on call for a week from Monday 18:00") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (windows) == GVN_N_WINDOWS);

const char *
gvn_tier_to_string (GvnTier tier)
{
  return tiers[tier];
}

const char *
gvn_window_to_string (GvnUoWindow window)
{
  return windows[window].code;
}

/**
 * gvn_window_get_label:
 *
 * Returns: the window in words, to go within a sentence
 */
const char *
gvn_window_get_label (GvnUoWindow window)
{
  return _ (windows[window].label);
}

static GvnTier
tier_from_text (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (tiers); i++)
    if (g_str_equal (tiers[i], text))
      return i;

  return GVN_TIER_NONE;
}

static GvnUoWindow
window_from_text (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (windows); i++)
    if (g_str_equal (windows[i].code, text))
      return i;

  return GVN_WINDOW_NONE;
}

void
gvn_uo_free (GvnUo *self)
{
  g_free (self->code);
  g_free (self->label);
  g_free (self->family);
  g_free (self->nature);
  g_free (self->unit);
  g_free (self->series);
  g_free (self->quote_rule);
  g_free (self->notice_rule);
  g_free (self->hours);
  g_free (self->place);
  g_free (self->quantity);
  g_free (self->deliverables);
  g_free (self->requires);
  g_free (self->stream);
  g_free (self->clause);
  g_free (self);
}

/* Quantities -------------------------------------------------------------------------- */

/**
 * gvn_quantity_parse:
 * @text: "6", "2.5" or "2,5"
 * @quantity: (out): in hundredths
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID when it is no quantity, or not above 0
 */
gboolean
gvn_quantity_parse (const char *text, gint64 *quantity, GError **error)
{
  g_autofree char *clean = g_strdelimit (g_strdup (text), ",", '.');
  g_auto (GStrv) parts = g_strsplit (clean, ".", 3);
  guint n = g_strv_length (parts);
  guint64 whole = 0, rest = 0;
  gboolean good
      = n >= 1 && n <= 2 && g_ascii_string_to_unsigned (parts[0], 10, 0, QUANTITY_MAX, &whole, NULL)
        && (n == 1 || (strlen (parts[1]) <= 2 && g_ascii_string_to_unsigned (parts[1], 10, 0, 99, &rest, NULL)));

  if (good && n == 2 && strlen (parts[1]) == 1)
    rest *= 10;
  *quantity = (gint64) (whole * GVN_QUANTITY_ONE + rest);
  if (good && *quantity > 0 && *quantity <= (gint64) QUANTITY_MAX * GVN_QUANTITY_ONE)
    return TRUE;

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: %s is what the user typed */
               _ ("“%s” is not a quantity: write a number above 0, as 6 or 2.5"), text);
  return FALSE;
}

static char *
quantity_to_text (gint64 quantity, const char *point)
{
  gint64 rest = ABS (quantity) % GVN_QUANTITY_ONE;

  if (rest == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, quantity / GVN_QUANTITY_ONE);

  return g_strdup_printf (rest % 10 == 0 ? "%" G_GINT64_FORMAT "%s%d" : "%" G_GINT64_FORMAT "%s%02d",
                          quantity / GVN_QUANTITY_ONE, point, (int) (rest % 10 == 0 ? rest / 10 : rest));
}

/* As it is typed, whatever the language: "2.5". */
char *
gvn_quantity_to_string (gint64 quantity)
{
  return quantity_to_text (quantity, ".");
}

/* For people: "2,5". */
char *
gvn_quantity_dup_text (gint64 quantity)
{
  return quantity_to_text (quantity, localeconv ()->decimal_point);
}

/* Catalogue --------------------------------------------------------------------------- */

struct _GvnCatalogue
{
  GPtrArray *all;
  GHashTable *by_code; /* borrowed */
};

static gpointer
uo_from_row (GvnStatement *row)
{
  GvnUo *self = g_new0 (GvnUo, 1);

  self->code = gvn_statement_dup_text (row, 0);
  self->number = (int) gvn_statement_int (row, 1);
  self->label = gvn_statement_dup_text (row, 2);
  self->family = gvn_statement_dup_text (row, 3);
  self->nature = gvn_statement_dup_text (row, 4);
  self->unit = gvn_statement_dup_text (row, 5);
  self->series = gvn_statement_dup_text (row, 6);
  self->tier = tier_from_text (gvn_statement_text (row, 7));
  self->tier_from = (int) gvn_statement_int (row, 8);
  self->tier_to = (int) gvn_statement_int (row, 9);
  self->quote_rule = gvn_statement_dup_text (row, 10);
  self->quotes = g_strcmp0 (gvn_statement_text (row, 11), "quote_and_commitment") == 0;
  self->prior_exchange = gvn_statement_int (row, 12) != 0;
  self->notice_rule = gvn_statement_dup_text (row, 13);
  self->window = window_from_text (gvn_statement_text (row, 14));
  self->hours = gvn_statement_dup_text (row, 15);
  self->place = gvn_statement_dup_text (row, 16);
  self->quantity = gvn_statement_dup_text (row, 17);
  self->deliverables = gvn_statement_dup_text (row, 18);
  self->requires = gvn_statement_dup_text (row, 19);
  self->surge = gvn_statement_int (row, 20) != 0;
  self->scored = gvn_statement_int (row, 21) != 0;
  self->stream = gvn_statement_dup_text (row, 22);
  self->clause = gvn_statement_dup_text (row, 23);

  return self;
}

/**
 * gvn_catalogue_load:
 *
 * Returns: (transfer full): the whole catalogue, in the contract's order
 */
GvnCatalogue *
gvn_catalogue_load (GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) all = gvn_statement_collect (
      gvn_db_query (db, error,
                    "SELECT code, number, label, family, nature, unit, series, tier, tier_from, tier_to, quote_rule,"
                    " quote_content, prior_exchange, notice_rule, time_window, hours, place, quantity, deliverables,"
                    " requires, surge, scored, stream, clause FROM uo ORDER BY position",
                    ""),
      uo_from_row, (GDestroyNotify) gvn_uo_free, error);
  GvnCatalogue *self;

  if (all == NULL)
    return NULL;

  self = g_new0 (GvnCatalogue, 1);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (self->by_code, ((GvnUo *) all->pdata[i])->code, all->pdata[i]);
  self->all = g_steal_pointer (&all);

  return self;
}

void
gvn_catalogue_free (GvnCatalogue *self)
{
  g_hash_table_unref (self->by_code);
  g_ptr_array_unref (self->all);
  g_free (self);
}

/**
 * gvn_catalogue_get_all:
 *
 * Returns: (transfer none) (element-type GvnUo): its rows, in the contract's order
 */
GPtrArray *
gvn_catalogue_get_all (GvnCatalogue *self)
{
  return self->all;
}

/**
 * gvn_catalogue_get:
 * @code: as the catalogue writes it
 *
 * Returns: (nullable): the unit
 */
const GvnUo *
gvn_catalogue_get (GvnCatalogue *self, const char *code)
{
  return g_hash_table_lookup (self->by_code, code);
}

/* Letters and digits alone, without "UO": "uo 12A" and "12a" name the same. */
static char *
dup_bare_code (const char *text)
{
  GString *bare = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isspace (*c))
      g_string_append_c (bare, g_ascii_tolower (*c));
  if (g_str_has_prefix (bare->str, "uo"))
    g_string_erase (bare, 0, 2);

  return g_string_free_and_steal (bare);
}

/**
 * gvn_catalogue_find:
 * @text: as typed: "UO 12a", "uo12A", "12a"
 *
 * Returns: the unit, or %NULL with %GVN_ERROR_NOT_FOUND: nothing outside the catalogue
 *   can be ordered
 */
const GvnUo *
gvn_catalogue_find (GvnCatalogue *self, const char *text, GError **error)
{
  g_autofree char *wanted = dup_bare_code (text);

  for (guint i = 0; i < self->all->len; i++)
    {
      const GvnUo *uo = self->all->pdata[i];
      g_autofree char *bare = dup_bare_code (uo->code);

      if (g_str_equal (bare, wanted))
        return uo;
    }

  g_set_error (error, GVN_ERROR, GVN_ERROR_NOT_FOUND,
               /* Translators: %s is what the user typed; UO is a work unit of the contract */
               _ ("“%s” is not in the catalogue of the contract: take a code as UO 12a from the list of UO"), text);
  return NULL;
}

/**
 * gvn_catalogue_search:
 * @words: a code, or words of the label in any order; accents and case do not count
 *
 * Returns: (transfer container) (element-type GvnUo): those that have them all
 */
GPtrArray *
gvn_catalogue_search (GvnCatalogue *self, const char *words)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    {
      const GvnUo *uo = self->all->pdata[i];
      g_autofree char *text = g_strconcat (uo->code, " ", uo->label, NULL);

      if (g_str_match_string (words, text, TRUE))
        g_ptr_array_add (found, (gpointer) uo);
    }

  return found;
}

/**
 * gvn_catalogue_find_tier:
 * @uo: a unit with a tier
 * @estimate: days of work, in hundredths
 * @inclusive: whether what exceeds an upper bound belongs to the next tier at once; else
 *   from the next tier's own bound (L-32)
 *
 * Returns: (nullable): the unit of the series the estimated duration calls for
 *   (7.11.1.4); @uo itself without a tier
 */
const GvnUo *
gvn_catalogue_find_tier (GvnCatalogue *self, const GvnUo *uo, gint64 estimate, gboolean inclusive)
{
  if (uo->tier == GVN_TIER_NONE)
    return uo;

  for (guint i = 0; i < self->all->len; i++)
    {
      const GvnUo *other = self->all->pdata[i];
      gint64 end = inclusive ? (gint64) other->tier_to * GVN_QUANTITY_ONE
                             : (gint64) (other->tier_to + 1) * GVN_QUANTITY_ONE - 1;

      if (g_strcmp0 (other->series, uo->series) == 0 && (other->tier_to == 0 || estimate <= end))
        return other;
    }

  return NULL;
}

/**
 * gvn_catalogue_find_window:
 *
 * Returns: (nullable): the unit of the series of @uo that is worked in @window
 */
const GvnUo *
gvn_catalogue_find_window (GvnCatalogue *self, const GvnUo *uo, GvnUoWindow window)
{
  for (guint i = 0; uo->series != NULL && i < self->all->len; i++)
    {
      const GvnUo *other = self->all->pdata[i];

      if (g_strcmp0 (other->series, uo->series) == 0 && other->window == window)
        return other;
    }

  return NULL;
}

/* What the units of a family are called together: "TMS recurring". */
const char *
gvn_uo_family_get_label (const char *family)
{
  static const struct
  {
    const char *code;
    const char *label;
  } labels[] = {
    { "PIL", N_ ("Pilotage") },          { "INIT", N_ ("Initialisation") },   { "TMS-REC", N_ ("TMS recurring") },
    { "TME-REC", N_ ("TME recurring") }, { "PONC", N_ ("Orders on demand") }, { "REV", N_ ("Reversibility") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].code, family))
      return _ (labels[i].label);

  return family;
}
