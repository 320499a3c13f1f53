/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "contract/gvn-fact.h"

G_BEGIN_DECLS

/*
 * The agenda and the minutes of a meeting, in versions. A version is a draft until a
 * fact says that it was sent; from then on it is bound to its hash, and what is
 * approved is that hash.
 */

#define GVN_DOCUMENT_AGENDA "agenda"
#define GVN_DOCUMENT_MINUTES "minutes"

typedef struct
{
  char *id;
  char *meeting;
  char *kind;
  int number;
  char *file; /* SHA-256; NULL when written here, or known by its facts alone */
  char *file_name;
  char *summary;    /* what minutes written here open with */
  char *content;    /* what was sent, word for word; NULL for a draft or a file */
  char *hash;       /* SHA-256 of the content or the file, once sent */
  GPtrArray *facts; /* of GvnFact, in the order they happened */
} GvnMeetingDocument;

void gvn_meeting_document_free (GvnMeetingDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnMeetingDocument, gvn_meeting_document_free)

GPtrArray *gvn_meeting_document_list (GvnDb *db, const char *meeting, const char *kind, GError **error);
GvnMeetingDocument *gvn_meeting_document_load (GvnDb *db, const char *id, GError **error);
const GvnFact *gvn_meeting_document_find_fact (const GvnMeetingDocument *self, const char *kind);
gboolean gvn_meeting_document_is_draft (const GvnMeetingDocument *self);

char *gvn_meeting_document_draft (GvnDb *db, const char *meeting, const char *kind, GError **error);
gboolean gvn_meeting_document_set_file (GvnDb *db, const char *id, const char *file, GError **error);
GvnMeetingDocument *gvn_meeting_document_choose (GvnDb *db, const char *meeting, const char *fact_kind, gint64 at,
                                                 GError **error);
gboolean gvn_meeting_document_take_fact (GvnDb *db, const char *id, const char *fact_kind, const char *fact,
                                         const GvnNow *now, GError **error);

/**
 * GvnDocumentWriter:
 *
 * Returns: (transfer full): the text of a document written here, as it is sent; empty
 *   when nothing is written; %NULL with @error
 */
typedef char *(*GvnDocumentWriter) (GvnDb *db, const char *meeting, const char *document, const char *kind,
                                    const GvnNow *now, GError **error);
void gvn_meeting_document_set_writer (GvnDocumentWriter writer);

gboolean gvn_meeting_document_check_order (GvnDb *db, const char *meeting, GError **error);
gboolean gvn_meeting_document_check (GvnDb *db, GPtrArray *findings, GError **error);

G_END_DECLS
