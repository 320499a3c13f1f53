/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheets/gvn-import.h"

/* What an import did or would do, and what it refused. */

static void
refusal_free (GvnImportRefusal *self)
{
  g_free (self->cell);
  g_free (self->column);
  g_free (self->reason);
  g_free (self);
}

static void
change_free (GvnImportChange *self)
{
  g_free (self->title);
  g_free (self->difference);
  g_free (self);
}

void
gvn_import_result_free (GvnImportResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->refusals);
  g_free (self);
}

GvnImportResult *
gvn_import_result_new (void)
{
  GvnImportResult *self = g_new0 (GvnImportResult, 1);

  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  self->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) refusal_free);

  return self;
}
