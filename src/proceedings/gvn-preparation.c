/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/gvn-text.h"
#include "deadlines/gvn-register.h"
#include "proceedings/gvn-preparation.h"

void
gvn_preparation_free (GvnPreparation *self)
{
  g_clear_object (&self->meeting);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_free (self);
}

/* Which of the elements, in words: "Facturation de février, Pénalités". */
typedef gboolean (*Wanted) (const GvnSettlement *element);

static char *
join_titles (GPtrArray *elements, Wanted wanted, guint *n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < elements->len; i++)
    {
      const GvnSettlement *element = elements->pdata[i];

      if (!wanted (element))
        continue;
      if ((*n)++ > 0)
        g_string_append (text, ", ");
      g_string_append (text, element->title);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
awaits_contractor (const GvnSettlement *element)
{
  return element->contractor == GVN_POSITION_AWAITED;
}

static gboolean
awaits_dsiun (const GvnSettlement *element)
{
  return element->dsiun == GVN_POSITION_AWAITED;
}

static void
add_positions (GvnPreparation *self)
{
  g_autofree char *contractor = join_titles (self->elements, awaits_contractor, &self->n_awaited_contractor);
  g_autofree char *dsiun = join_titles (self->elements, awaits_dsiun, &self->n_awaited_dsiun);
  g_autofree char *contested = join_titles (self->elements, gvn_settlement_is_contested, &self->n_contested);

  if (self->elements->len == 0)
    g_ptr_array_add (self->missing, g_strdup (_ ("No element to settle is listed yet.")));
  if (self->n_awaited_contractor > 0)
    g_ptr_array_add (self->missing,
                     /* Translators: a number, titles */
                     g_strdup_printf (ngettext ("%u awaited from the contractor: %s",
                                                "%u awaited from the contractor: %s", self->n_awaited_contractor),
                                      self->n_awaited_contractor, contractor));
  if (self->n_awaited_dsiun > 0)
    g_ptr_array_add (self->missing, g_strdup_printf (ngettext ("%u awaited from the DSIUN: %s",
                                                               "%u awaited from the DSIUN: %s", self->n_awaited_dsiun),
                                                     self->n_awaited_dsiun, dsiun));
  if (self->n_contested > 0)
    g_ptr_array_add (self->missing,
                     g_strdup_printf (ngettext ("%u contested: %s", "%u contested: %s", self->n_contested),
                                      self->n_contested, contested));
}

/* The supports and the billing elements of 6.2, sent before the meeting. */
static void
add_deadlines (GvnPreparation *self, GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      GvnDeadline *deadline = found->pdata[i];
      g_autofree char *due = NULL;

      if (deadline->indicator
          || (!g_str_equal (deadline->kind, "supports") && !g_str_equal (deadline->kind, "billing")))
        continue;
      g_ptr_array_add (self->deadlines, g_object_ref (deadline));
      if (!gvn_deadline_state_is_open (deadline->state))
        continue;
      due = gvn_text_moment (&deadline->due);
      g_ptr_array_add (self->missing,
                       /* Translators: a document, the day it is due, a state */
                       g_strdup_printf (_ ("%s: not sent, due %s (%s)"), deadline->label, due,
                                        gvn_deadline_state_get_label (deadline->state)));
    }
}

static void
add_quarter (GvnPreparation *self)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (!self->settles_quarter)
    return;
  first = gvn_text_date (&self->quarter.first);
  last = gvn_text_date (&self->quarter.last);
  g_ptr_array_add (
      self->remarks,
      self->quarter.scored
          /* Translators: the first and the last day of a quarter */
          ? g_strdup_printf (_ ("Bonus and malus of the quarter %s – %s are settled here (L-12)."), first, last)
          : g_strdup_printf (_ ("The quarter %s – %s is not scored: no bonus, no malus."), first, last));
}

static void
add_misplaced (GvnPreparation *self)
{
  for (guint i = 0; i < self->elements->len; i++)
    {
      const GvnSettlement *element = self->elements->pdata[i];

      if (!gvn_preparation_offers (self, element->kind))
        g_ptr_array_add (self->remarks,
                         /* Translators: the title of an element */
                         g_strdup_printf (_ ("%s: bonus and malus are settled in the first COPIL after the end of a "
                                             "scored quarter (L-12)."),
                                          element->title));
    }
}

/**
 * gvn_preparation_offers:
 *
 * Returns: whether an element of @kind is expected here: bonus and malus are where a scored
 *   quarter is settled (L-12)
 */
gboolean
gvn_preparation_offers (const GvnPreparation *self, GvnSettlementKind kind)
{
  return !gvn_settlement_kind_is_quarterly (kind) || (self->settles_quarter && self->quarter.scored);
}

/**
 * gvn_preparation_load:
 * @meeting: the id of any meeting; one that is no COPIL settles nothing
 *
 * Returns: (transfer full): what is to be settled and what is missing, at a glance
 */
GvnPreparation *
gvn_preparation_load (GvnDb *db, const char *meeting, const GvnNow *now, GError **error)
{
  g_autoptr (GvnPreparation) self = g_new0 (GvnPreparation, 1);
  GvnDeadlineFilter filter = { .state = -1, .subject_kind = GVN_SUBJECT_MEETING, .subject_id = meeting };
  g_autoptr (GPtrArray) deadlines = NULL;

  self->deadlines = g_ptr_array_new_with_free_func (g_object_unref);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  self->meeting = gvn_meeting_load (db, meeting, error);
  self->elements = self->meeting != NULL ? gvn_settlement_list (db, meeting, error) : NULL;
  deadlines = self->elements != NULL ? gvn_register_list (db, &filter, now, error) : NULL;
  if (deadlines == NULL
      || !gvn_settlement_find_quarter (db, self->meeting, &self->quarter, &self->settles_quarter, error))
    return NULL;
  if (!g_str_equal (self->meeting->body_kind, GVN_SETTLING_BODY_KIND))
    return g_steal_pointer (&self);

  add_positions (self);
  add_deadlines (self, deadlines);
  add_quarter (self);
  add_misplaced (self);

  return g_steal_pointer (&self);
}
