/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "sheets/gvn-sheet-value.h"

struct _GvnSheetValues
{
  const GvnListColumn *column;
  GPtrArray *choices; /* of GvnListChoice, NULL unless one of several */
  GHashTable *names;  /* folded code or label → code */
};

/**
 * gvn_sheet_value_clean:
 *
 * Returns: (transfer full): @text composed, without the spaces around it and with one kind
 *   of line end
 */
char *
gvn_sheet_value_clean (const char *text)
{
  char *clean = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  char *to;

  if (clean == NULL)
    clean = g_strdup (text);
  to = clean;
  for (const char *from = clean; *from != '\0'; from++)
    if (*from != '\r')
      *to++ = *from;
  *to = '\0';

  return g_strstrip (clean);
}

/**
 * gvn_sheet_value_fold:
 *
 * Returns: (transfer full): the letters and digits of @text, without case or accents, its
 *   words separated by one space: two that fold alike are the same to a reader
 */
char *
gvn_sheet_value_fold (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = apart != NULL ? g_utf8_casefold (apart, -1) : g_strdup ("");
  GString *kept = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_ismark (letter))
        continue;
      if (!g_unichar_isalnum (letter))
        {
          gap = kept->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (kept, ' ');
      gap = FALSE;
      g_string_append_unichar (kept, letter);
    }

  return g_string_free (kept, FALSE);
}

/* Dates and times ---------------------------------------------------------------------- */

/* "mars", "mar.", "March": as many letters as tell it apart, in French or English */
static int
find_month (const char *folded)
{
  static const char *const months[12][2] = {
    { "janvier", "january" }, { "fevrier", "february" },  { "mars", "march" },
    { "avril", "april" },     { "mai", "may" },           { "juin", "june" },
    { "juillet", "july" },    { "aout", "august" },       { "septembre", "september" },
    { "octobre", "october" }, { "novembre", "november" }, { "decembre", "december" },
  };
  gsize length = strlen (folded);

  for (int i = 0; length >= 3 && i < 12; i++)
    if (strncmp (months[i][0], folded, length) == 0 || strncmp (months[i][1], folded, length) == 0)
      return i + 1;

  return 0;
}

static gboolean
set_date (GDate *date, int year, int month, int day)
{
  if (year < 100)
    year += 2000;
  if (year < GVN_YEAR_MIN || year > GVN_YEAR_MAX || month < 1 || month > 12 || day < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return TRUE;
}

/* 46827: days since 30 December 1899, as sheets count them */
static gboolean
parse_serial (const char *text, GDate *date)
{
  char *end;
  double serial = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(serial >= 30317 && serial < 109941)) /* 1983 to 2200 */
    return FALSE;
  gvn_date_set (date, 1983, 1, 1);
  g_date_add_days (date, (guint) serial - 30317);

  return TRUE;
}

/* The parts of a date, whatever separates them; what follows a day is its time. */
static gboolean
parse_date (const char *text, GDate *date)
{
  g_autofree char *folded = gvn_sheet_value_fold (text);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  char **part = parts;
  int day, month, year;

  if (parse_serial (text, date))
    return TRUE;
  /* "jeudi 16 mars 2028" */
  if (*part != NULL && g_ascii_isalpha (**part) && find_month (*part) == 0)
    part++;
  if (g_strv_length (part) < 3)
    return FALSE;
  if (g_str_has_suffix (part[0], "er")) /* "1er mars" */
    part[0][strlen (part[0]) - 2] = '\0';

  day = atoi (part[0]);
  month = g_ascii_isdigit (*part[1]) ? atoi (part[1]) : find_month (part[1]);
  if (strlen (part[0]) == 4)
    return set_date (date, day, month, atoi (part[2]));
  /* 2028T, and the time after: "2028-03-16T00:00:00" has its year first */
  year = atoi (part[2]);
  return (strlen (part[2]) == 4 || strlen (part[2]) == 2) && set_date (date, year, month, day);
}

static char *
parse_day (const char *text)
{
  GDate date;

  g_date_clear (&date, 1);
  return parse_date (text, &date) ? gvn_date_to_string (&date) : NULL;
}

/* "14:30", "14h30", "14 h", or the part of a day as sheets count it */
static char *
parse_time (const char *text)
{
  char *end;
  double part = g_ascii_strtod (text, &end);
  int hours, minutes = 0;

  if (*end == '\0' && end != text && strchr (text, '.') != NULL && part >= 0 && part < 1)
    {
      int total = (int) lround (part * GVN_MINUTES_PER_DAY);

      return g_strdup_printf ("%02d:%02d", total / 60, total % 60);
    }
  if (!g_ascii_isdigit (*text))
    return NULL;
  hours = (int) strtol (text, &end, 10);
  while (*end == ' ')
    end++;
  if (*end != ':' && *end != 'h' && *end != 'H')
    return NULL;
  end++;
  while (*end == ' ')
    end++;
  if (g_ascii_isdigit (*end))
    minutes = (int) strtol (end, &end, 10);
  if (*end != '\0' && !g_str_equal (end, ":00"))
    return NULL;

  return hours < 24 && minutes < 60 ? g_strdup_printf ("%02d:%02d", hours, minutes) : NULL;
}

/* Numbers ------------------------------------------------------------------------------ */

/* "1 234,56 €" and "1,234.56" as digits with a point; the last of the two marks is the decimal one. */
static char *
dup_digits (const char *text)
{
  const char *comma = strrchr (text, ','), *point = strrchr (text, '.');
  const char *decimal = comma > point ? comma : point;
  GString *digits = g_string_new (NULL);

  /* a mark seen twice only groups */
  if (decimal != NULL && strchr (text, *decimal) != decimal)
    decimal = NULL;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (c == decimal)
        g_string_append_c (digits, '.');
      else if (g_ascii_isdigit (*c) || (*c == '-' && digits->len == 0))
        g_string_append_c (digits, *c);
      else if (*c != ',' && *c != '.' && letter != 0x20AC && !g_unichar_isspace (letter))
        return g_string_free (digits, TRUE);
    }

  return g_string_free (digits, FALSE);
}

static char *
parse_number (const char *text)
{
  g_autofree char *digits = dup_digits (text);
  char *end;
  double value;

  if (digits == NULL || *digits == '\0')
    return NULL;
  value = g_ascii_strtod (digits, &end);
  if (*end != '\0' || end == digits || fabs (value) > 1e9 || floor (value) != value)
    return NULL;

  return g_strdup_printf ("%.0f", value);
}

static char *
parse_amount (const char *text)
{
  g_autofree char *digits = dup_digits (text);
  char *end;
  double value;

  if (digits == NULL || *digits == '\0')
    return NULL;
  value = g_ascii_strtod (digits, &end);
  if (*end != '\0' || end == digits || fabs (value) > 1e12)
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d",
                          (gint64) llround (fabs (value) * 100) / 100 * (value < 0 ? -1 : 1),
                          (int) (llround (fabs (value) * 100) % 100));
}

/* Columns ------------------------------------------------------------------------------ */

static void
values_free (GvnSheetValues *self)
{
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_free (self);
}

static void
add_name (GvnSheetValues *self, const char *name, const char *code)
{
  char *folded = gvn_sheet_value_fold (name);

  if (*folded == '\0' || g_hash_table_contains (self->names, folded))
    g_free (folded);
  else
    g_hash_table_insert (self->names, folded, (gpointer) code);
}

static void
add_names (GvnSheetValues *self, const GvnListChoice *choice)
{
  g_auto (GStrv) names = g_strsplit (choice->names != NULL ? choice->names : "", ";", -1);

  for (guint i = 0; names[i] != NULL; i++)
    add_name (self, names[i], choice->code);
}

static GvnSheetValues *
load_values (const GvnListColumn *column, GvnDb *db, GError **error)
{
  GvnSheetValues *self = g_new0 (GvnSheetValues, 1);

  self->column = column;
  if (column->list_choices == NULL)
    return self;

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->choices = column->list_choices (db, error);
  if (self->choices == NULL)
    {
      values_free (self);
      return NULL;
    }
  for (guint i = 0; i < self->choices->len; i++)
    {
      const GvnListChoice *choice = self->choices->pdata[i];

      add_name (self, choice->code, choice->code);
    }
  for (guint i = 0; i < self->choices->len; i++)
    {
      const GvnListChoice *choice = self->choices->pdata[i];

      add_name (self, choice->label, choice->code);
    }
  for (guint i = 0; i < self->choices->len; i++)
    add_names (self, self->choices->pdata[i]);

  return self;
}

/**
 * gvn_sheet_values_load:
 *
 * Returns: (transfer full) (element-type GvnSheetValues): those of each column of @list
 */
GPtrArray *
gvn_sheet_values_load (const GvnList *list, GvnDb *db, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) values_free);

  for (guint i = 0; i < list->n_columns; i++)
    {
      GvnSheetValues *values = load_values (&list->columns[i], db, error);

      if (values == NULL)
        return NULL;
      g_ptr_array_add (all, values);
    }

  return g_steal_pointer (&all);
}

/* The beginning of what a cell says, to tell which it is */
static char *
dup_beginning (const char *text)
{
  return g_utf8_strlen (text, -1) > 60 ? g_utf8_substring (text, 0, 60) : g_strdup (text);
}

static char *
refuse (const char *text, const char *reason, GError **error)
{
  g_autofree char *beginning = dup_beginning (text);

  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: what a cell says, then why it is refused and what to write */
               _ ("“%s” %s"), beginning, reason);
  return NULL;
}

/* The first choices, for who does not know them */
static char *
refuse_choice (GvnSheetValues *self, const char *text, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *beginning = dup_beginning (text);

  if (self->column->kind == GVN_COLUMN_PERSON)
    return refuse (text, _ ("is nobody of the list of people: write the name as there, or add the person first"),
                   error);

  for (guint i = 0; i < self->choices->len && i < 8; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            gvn_sheet_values_show (self, ((GvnListChoice *) self->choices->pdata[i])->code));
  if (self->choices->len > 8)
    g_string_append (known, "…");
  g_set_error (error, GVN_ERROR, GVN_ERROR_INVALID,
               /* Translators: what a cell says, then what it may say */
               _ ("“%s” is no choice: write one of %s"), beginning, known->str);
  return NULL;
}

/* The body that the subject of an appointment names: "CAB-AEAG: mise en production". Of
 * several, the one whose code says most. */
static const char *
find_body (GvnSheetValues *self, const char *folded)
{
  g_autofree char *words = g_strconcat (" ", folded, " ", NULL);
  const char *found = NULL;
  gsize length = 0;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const GvnListChoice *choice = self->choices->pdata[i];
      g_autofree char *code = gvn_sheet_value_fold (choice->code);
      g_autofree char *wanted = g_strconcat (" ", code, " ", NULL);

      if (strlen (code) > length && strstr (words, wanted) != NULL)
        {
          found = choice->code;
          length = strlen (code);
        }
    }

  return found;
}

/**
 * gvn_sheet_values_parse:
 *
 * Returns: (transfer full): what a cell says in the one form of its kind, empty for an
 *   empty cell; %NULL with %GVN_ERROR_INVALID when it does not say anything of that kind
 */
char *
gvn_sheet_values_parse (GvnSheetValues *self, const char *text, GError **error)
{
  g_autofree char *clean = gvn_sheet_value_clean (text);
  g_autofree char *folded = NULL;
  const char *code;
  char *value = NULL;

  if (*clean == '\0' || self->column->kind == GVN_COLUMN_TEXT)
    return g_steal_pointer (&clean);

  switch (self->column->kind)
    {
    case GVN_COLUMN_DATE:
      value = parse_day (clean);
      return value != NULL ? value : refuse (clean, _ ("is no date: write it as 2028-03-16 or 16/03/2028"), error);
    case GVN_COLUMN_TIME:
      value = parse_time (clean);
      return value != NULL ? value : refuse (clean, _ ("is no time: write it as 14:30"), error);
    case GVN_COLUMN_NUMBER:
      value = parse_number (clean);
      return value != NULL ? value : refuse (clean, _ ("is no whole number: write digits"), error);
    case GVN_COLUMN_AMOUNT:
      value = parse_amount (clean);
      return value != NULL ? value : refuse (clean, _ ("is no amount: write it as 1234.56"), error);
    case GVN_COLUMN_CHOICE:
    case GVN_COLUMN_PERSON:
    case GVN_COLUMN_BODY:
      folded = gvn_sheet_value_fold (clean);
      code = g_hash_table_lookup (self->names, folded);
      if (code == NULL && self->column->kind == GVN_COLUMN_BODY)
        code = find_body (self, folded);
      return code != NULL ? g_strdup (code) : refuse_choice (self, clean, error);
    case GVN_COLUMN_TEXT:
      break;
    }

  g_assert_not_reached ();
}

/**
 * gvn_sheet_values_show:
 *
 * Returns: (transfer none): @value as a sheet shows it: the label of a choice
 */
const char *
gvn_sheet_values_show (GvnSheetValues *self, const char *value)
{
  if (self->column->kind != GVN_COLUMN_CHOICE)
    return value;
  for (guint i = 0; i < self->choices->len; i++)
    {
      const GvnListChoice *choice = self->choices->pdata[i];
      g_autofree char *folded = NULL;

      if (!g_str_equal (choice->code, value))
        continue;
      /* two roles may be called alike: then the code tells them apart */
      folded = gvn_sheet_value_fold (choice->label);
      return g_strcmp0 (g_hash_table_lookup (self->names, folded), value) == 0 ? choice->label : choice->code;
    }

  return value;
}
