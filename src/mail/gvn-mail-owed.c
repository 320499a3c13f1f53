/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-error.h"
#include "base/gvn-text.h"
#include "contract/gvn-person.h"
#include "contract/gvn-side.h"
#include "deadlines/gvn-register.h"
#include "mail/gvn-mail-private.h"
#include "proceedings/gvn-matter.h"

/* What is asked of somebody: their actions, or what they owe late, all in one mail. */

void
gvn_mail_group_free (GvnMailGroup *self)
{
  g_free (self->key);
  g_free (self->person);
  g_free (self->name);
  g_free (self->reason);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->lines);
  g_free (self->summary);
  g_free (self);
}

static GvnMailGroup *
ensure_group (GPtrArray *groups, const char *key)
{
  GvnMailGroup *group;

  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal (((GvnMailGroup *) groups->pdata[i])->key, key))
      return groups->pdata[i];

  group = g_new0 (GvnMailGroup, 1);
  group->key = g_strdup (key);
  group->ids = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  group->lines = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  g_ptr_array_add (groups, group);

  return group;
}

/* Adds one thing to a group, unless it is there; @line and @title are taken. */
static void
add_to_group (GvnMailGroup *group, const char *id, char *line, char *title)
{
  if (g_ptr_array_find_with_equal_func (group->ids, id, g_str_equal, NULL))
    {
      g_free (line);
      g_free (title);
      return;
    }
  g_ptr_array_add (group->ids, g_strdup (id));
  g_ptr_array_add (group->lines, line);
  if (group->summary == NULL)
    group->summary = title;
  else
    g_free (title);
}

/* Matters -------------------------------------------------------------------------------- */

/* "A-12: Test the backups — due 1 March 2028, overdue (COSUI-AESN)" */
static char *
dup_matter_line (GvnMatter *matter, const GvnNow *now, const GDate *soon_until)
{
  g_autofree char *code = gvn_matter_dup_code (matter);
  g_autofree char *due = g_date_valid (&matter->due) ? gvn_text_date (&matter->due) : NULL;

  if (due == NULL)
    return g_strdup_printf ("- %s: %s (%s)", code, matter->title, matter->body);
  if (gvn_matter_get_status (matter, now, soon_until) == GVN_MATTER_STATUS_OVERDUE)
    /* Translators: a code, a title, a day, the code of a body */
    return g_strdup_printf (_ ("- %s: %s — due %s, overdue (%s)"), code, matter->title, due, matter->body);

  /* Translators: a code, a title, a day, the code of a body */
  return g_strdup_printf (_ ("- %s: %s — due %s (%s)"), code, matter->title, due, matter->body);
}

static void
group_matter (GPtrArray *groups, GvnMatter *matter, const GvnNow *now, const GDate *soon_until)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", matter->owner != NULL ? matter->owner : "",
                                          matter->owner_side != NULL ? matter->owner_side : "");
  GvnMailGroup *group = ensure_group (groups, key);
  g_autofree char *code = gvn_matter_dup_code (matter);
  const char *side = gvn_side_get_label (matter->owner_side);

  if (group->name == NULL)
    {
      group->person = g_strdup (matter->owner);
      group->name = g_strdup (matter->owner_name != NULL ? matter->owner_name : side != NULL ? side : _ ("Nobody"));
      group->reason = g_strdup (_ ("Owner"));
    }
  add_to_group (group, matter->id, dup_matter_line (matter, now, soon_until),
                g_strdup_printf ("%s, %s", code, matter->title));
}

/**
 * gvn_mail_group_matters:
 *
 * Returns: (transfer full) (element-type GvnMailGroup): by owner, in the order of @ids;
 *   %NULL with %GVN_ERROR_REFUSED when one is settled
 */
GPtrArray *
gvn_mail_group_matters (GvnDb *db, const char *const *ids, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_mail_group_free);
  GDate soon_until;

  if (!gvn_matter_find_soon_until (db, now, &soon_until, error))
    return NULL;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GvnMatter) matter = gvn_matter_load (db, ids[i], error);
      g_autofree char *title = NULL;

      if (matter == NULL)
        return NULL;
      title = gvn_matter_dup_title (matter);
      if (matter->state != GVN_MATTER_OPEN)
        {
          gvn_error_refuse (title, _ ("it is no longer open; there is nothing to remind anybody of"), error);
          return NULL;
        }
      group_matter (groups, matter, now, &soon_until);
    }

  return g_steal_pointer (&groups);
}

/* Deadlines ------------------------------------------------------------------------------ */

/* Who holds the role today owes it, whoever held it when it fell due. */
static gboolean
group_deadline (GvnDb *db, GPtrArray *groups, GvnDeadline *deadline, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) holders
      = gvn_role_find_holders (db, deadline->owner_role, deadline->perimeter, &now->local.date, error);
  const GvnPerson *holder = holders != NULL && holders->len > 0 ? holders->pdata[0] : NULL;
  g_autofree char *title = g_strdup_printf ("%s — %s", deadline->label, deadline->subject);
  g_autofree char *due = gvn_text_moment (&deadline->due);
  g_autofree char *clause = gvn_mail_dup_clause (deadline->clause);
  g_autofree char *key = g_strconcat ("role/", deadline->owner_role, NULL);
  GvnMailGroup *group;

  if (holders == NULL)
    return FALSE;
  group = ensure_group (groups, holder != NULL ? holder->id : key);
  if (group->name == NULL)
    {
      group->person = holder != NULL ? g_strdup (holder->id) : NULL;
      group->name = g_strdup (holder != NULL ? holder->name : deadline->owner_role_label);
      /* Translators: %s is a role */
      group->reason = g_strdup_printf (_ ("Owes it: %s"), deadline->owner_role_label);
    }
  add_to_group (group, deadline->id,
                /* Translators: what is owed and of what, a moment, a clause */
                g_strdup_printf (_ ("- %s: due %s (clause %s)"), title, due, clause), g_strdup (title));

  return TRUE;
}

/**
 * gvn_mail_may_ask_for:
 *
 * Returns: whether somebody owes it and is late; the reading of an indicator is owed by
 *   nobody
 */
gboolean
gvn_mail_may_ask_for (GvnDeadline *deadline)
{
  return !deadline->indicator
         && (deadline->state == GVN_DEADLINE_OVERDUE || deadline->state == GVN_DEADLINE_OVERDUE_EXCUSED);
}

static gboolean
check_overdue (GvnDeadline *deadline, GError **error)
{
  g_autofree char *title = g_strdup_printf ("%s — %s", deadline->label, deadline->subject);

  if (gvn_mail_may_ask_for (deadline))
    return TRUE;

  return gvn_error_refuse (title,
                           deadline->indicator ? _ ("it is the reading of an indicator, which nobody owes")
                                               : _ ("it is not overdue; there is nothing to ask for"),
                           error);
}

/**
 * gvn_mail_group_deadlines:
 *
 * Returns: (transfer full) (element-type GvnMailGroup): by who owes them, in the order of
 *   @ids; %NULL with %GVN_ERROR_REFUSED when one is not overdue
 */
GPtrArray *
gvn_mail_group_deadlines (GvnDb *db, const char *const *ids, const GvnNow *now, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) gvn_mail_group_free);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GvnDeadline) deadline = gvn_register_find (db, ids[i], now, error);

      if (deadline == NULL || !check_overdue (deadline, error) || !group_deadline (db, groups, deadline, now, error))
        return NULL;
    }

  return g_steal_pointer (&groups);
}

/* Both ----------------------------------------------------------------------------------- */

static char *
dup_summary (const GvnMail *mail, GvnMailGroup *group)
{
  guint n = group->ids->len;

  if (n == 1)
    return g_steal_pointer (&group->summary);

  return mail->act == GVN_MAIL_REMINDER ? g_strdup_printf (ngettext ("%u open point", "%u open points", n), n)
                                        : g_strdup_printf (ngettext ("%u item awaited", "%u items awaited", n), n);
}

/**
 * gvn_mail_fill_group:
 * @group: its ids and lines are taken
 */
gboolean
gvn_mail_fill_group (GvnDb *db, GvnMail *self, GvnMailGroup *group, GHashTable *values, GError **error)
{
  g_autofree char *lines = g_strjoinv ("\n", (GStrv) group->lines->pdata);

  self->title = g_strdup (group->name);
  self->name = g_strdup_printf ("%s %s", gvn_mail_act_get_label (self->act), group->name);
  g_hash_table_insert (values, (gpointer) "owner", g_strdup (group->name));
  g_hash_table_insert (values, (gpointer) "items", g_steal_pointer (&lines));
  g_hash_table_insert (values, (gpointer) "summary", dup_summary (self, group));
  self->subjects = g_strdupv ((GStrv) group->ids->pdata);
  if (group->person != NULL)
    return gvn_mail_address_person (db, self, group->person, group->reason, FALSE, error);

  gvn_mail_add_missing (
      self, self->act == GVN_MAIL_REMINDER
                ? g_strdup (_ ("No person is named as the owner: add who is to be reminded"))
                /* Translators: %s is a role */
                : g_strdup_printf (_ ("Nobody holds the role %s: add who is to be written to"), group->name));
  return TRUE;
}
