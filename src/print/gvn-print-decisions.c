/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "committees/gvn-body.h"
#include "contract/gvn-side.h"
#include "print/gvn-print-private.h"
#include "proceedings/gvn-agenda.h"
#include "proceedings/gvn-attendance.h"

/* The relevé de décisions of a meeting (6.3, 6.7): who was there, and what was decided,
 * asked for or disputed. */

static char *
dup_moment (GvnMeeting *meeting)
{
  g_autofree char *day = gvn_text_moment (&meeting->start);
  g_autofree char *until = NULL;
  GvnLocal end;

  gvn_meeting_get_end (meeting, &end);
  until = gvn_text_time (end.minutes);

  return g_strdup_printf ("%s – %s", day, until);
}

static void
add_attendance (GvnPrint *self, GPtrArray *attendance)
{
  for (GvnAttendanceState state = GVN_ATTENDANCE_PRESENT; state <= GVN_ATTENDANCE_ABSENT; state++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < attendance->len; i++)
        {
          const GvnAttendance *seat = attendance->pdata[i];

          if (seat->state != state)
            continue;
          g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", seat->name);
          if (state == GVN_ATTENDANCE_REPRESENTED && seat->represented_by != NULL)
            g_string_append_printf (names, " → %s", seat->represented_by);
        }
      if (names->len > 0)
        gvn_print_add_bullet (self, gvn_attendance_state_get_label (state), names->str);
    }
}

static void
add_matter (GvnTable *table, GvnMatter *matter)
{
  gboolean owned = matter->kind == GVN_MATTER_ACTION;
  const char *owner = matter->owner_name != NULL ? matter->owner_name : gvn_side_get_label (matter->owner_side);
  g_autofree char *due = g_date_valid (&matter->due) ? gvn_text_short_date (&matter->due) : NULL;

  gvn_table_take_markup (table, gvn_matter_dup_code (matter), GVN_SHADE_NONE);
  gvn_table_take_markup (table, gvn_print_dup_matter_markup (matter), GVN_SHADE_NONE);
  if (owned)
    {
      gvn_table_add_text (table, owner);
      gvn_table_add_text (table, due);
    }
  else
    gvn_table_add_text (table, gvn_matter_scope_get_label (matter->scope));
}

static const char *
get_kind_heading (GvnMatterKind kind)
{
  switch (kind)
    {
    case GVN_MATTER_DECISION:
      return _ ("Decisions");
    case GVN_MATTER_ACTION:
      return _ ("Actions");
    case GVN_MATTER_DISAGREEMENT:
      return _ ("Disagreements");
    case GVN_MATTER_ALERT:
      return _ ("Alerts");
    }

  g_assert_not_reached ();
}

static void
add_kind (GvnPrint *self, GPtrArray *matters, GvnMatterKind kind)
{
  const char *const owned[] = { _ ("No."), gvn_matter_kind_get_label (kind), _ ("Owner"), _ ("Due"), NULL };
  const char *const scoped[] = { _ ("No."), gvn_matter_kind_get_label (kind), _ ("Bears on"), NULL };
  static const double owned_widths[] = { 1, 6, 2.4, 1.8 }, scoped_widths[] = { 1, 7.2, 3 };
  gboolean action = kind == GVN_MATTER_ACTION;
  GvnTable *table = gvn_table_new (action ? owned : scoped, action ? owned_widths : scoped_widths);

  for (guint i = 0; i < matters->len; i++)
    if (GVN_MATTER (matters->pdata[i])->kind == kind)
      add_matter (table, matters->pdata[i]);
  if (gvn_table_get_n_rows (table) == 0)
    {
      gvn_table_free (table);
      return;
    }
  gvn_print_add_heading (self, get_kind_heading (kind));
  gvn_print_add_table (self, table);
}

/* The changes the meeting let go or held back. */
static gboolean
add_verdicts (GvnPrint *self, GPtrArray *items)
{
  const char *const headings[] = { _ ("No."), _ ("Agenda item"), _ ("Verdict"), NULL };
  static const double widths[] = { 1, 7.2, 3 };
  GvnTable *table = gvn_table_new (headings, widths);

  for (guint i = 0; i < items->len; i++)
    {
      GvnAgendaItem *item = items->pdata[i];

      if (item->verdict == NULL)
        continue;
      gvn_table_take_markup (table, g_strdup_printf ("%d", item->number), GVN_SHADE_NONE);
      gvn_table_add_text (table, item->title);
      gvn_table_take_markup (table,
                             g_strdup_printf ("<b>%s</b>", g_str_equal (item->verdict, "go") ? _ ("GO") : _ ("NO GO")),
                             GVN_SHADE_NONE);
    }
  if (gvn_table_get_n_rows (table) == 0)
    {
      gvn_table_free (table);
      return FALSE;
    }
  gvn_print_add_heading (self, _ ("Changes"));
  gvn_print_add_table (self, table);

  return TRUE;
}

/**
 * gvn_print_new_decisions:
 *
 * Returns: (transfer full): the relevé de décisions, without its foot; %NULL with
 *   %GVN_ERROR_REFUSED when nothing was decided
 */
GvnPrint *
gvn_print_new_decisions (GvnStore *store, GvnMeeting *meeting, const GvnNow *now, GError **error)
{
  GvnDb *db = gvn_store_get_db (store);
  g_autoptr (GvnBody) body = gvn_body_load (db, meeting->body, error);
  g_autoptr (GPtrArray) attendance = body != NULL ? gvn_attendance_list (db, meeting->id, error) : NULL;
  g_autoptr (GPtrArray) items = attendance != NULL ? gvn_agenda_list (db, meeting->id, error) : NULL;
  g_autoptr (GPtrArray) matters = items != NULL ? gvn_matter_list_of_meeting (db, meeting->id, error) : NULL;
  g_autofree char *moment = dup_moment (meeting);
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GvnPrint) self = NULL;
  gboolean verdicts;

  if (matters == NULL)
    return NULL;
  subtitle = g_strdup_printf ("%s — %s", body->name, moment);
  self = gvn_print_new (store, _ ("Decision Record"), subtitle, now, error);
  if (self == NULL)
    return NULL;

  add_attendance (self, attendance);
  for (GvnMatterKind kind = GVN_MATTER_DECISION; kind < GVN_MATTER_N_KINDS; kind++)
    add_kind (self, matters, kind);
  verdicts = add_verdicts (self, items);
  if (matters->len > 0 || verdicts)
    return g_steal_pointer (&self);

  title = gvn_meeting_dup_title (meeting);
  gvn_error_refuse (title, _ ("nothing was decided in it: keep a decision or an action first"), error);

  return NULL;
}
