/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "committees/gvn-meeting.h"
#include "money/gvn-billing.h"
#include "print/gvn-block.h"
#include "proceedings/gvn-matter.h"
#include "store/gvn-store.h"

G_BEGIN_DECLS

/*
 * Documents as they are given to people: what they say is a GvnPrint, made here from the
 * contract and set on pages by GvnPages, which the preview, the printer and the PDF
 * share; or filled into a template that a word processor edits.
 */

typedef enum
{
  GVN_LOGO_LEFT,  /* the DSIUN's */
  GVN_LOGO_RIGHT, /* the contractor's */
} GvnLogoPlace;

#define GVN_N_LOGOS (GVN_LOGO_RIGHT + 1)

/**
 * GvnPrint:
 * @title: of the document, "Relevé de décisions"
 * @subtitle: (nullable): of what, and when
 * @name: a name for its file, without its extension
 * @contract: the contract's title
 * @language: of its texts, as in BCP 47
 * @foot: (array zero-terminated=1): what each page ends with, line by line
 * @landscape: whether its pages are wider than high
 * @logos: (nullable): each a PNG; in the Word file they are the template's
 * @made_at: the reference moment, Unix seconds
 * @blocks: (element-type GvnBlock): the body; its headings count from 1 below the title
 *
 * A document; counted references.
 */
typedef struct
{
  char *title;
  char *subtitle;
  char *name;
  char *contract;
  char *language;
  GStrv foot;
  gboolean landscape;
  GBytes *logos[GVN_N_LOGOS];
  gint64 made_at;
  GPtrArray *blocks;
} GvnPrint;

GvnPrint *gvn_print_ref (GvnPrint *self);
void gvn_print_unref (GvnPrint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GvnPrint, gvn_print_unref)

/* What a meeting has on paper */
typedef enum
{
  GVN_MEETING_PAPER_AGENDA,
  GVN_MEETING_PAPER_MINUTES,
  GVN_MEETING_PAPER_DECISIONS, /* the relevé de décisions (6.3, 6.7) */
} GvnMeetingPaper;

GvnPrint *gvn_print_new_meeting (GvnStore *store, const char *meeting, GvnMeetingPaper paper, const GvnNow *now,
                                 GError **error);

GvnPrint *gvn_print_new_sent (GvnStore *store, const char *meeting, GvnMeetingPaper paper, const char *content,
                              const GvnNow *now, GError **error);

GvnPrint *gvn_print_new_matters (GvnStore *store, const GvnMatterFilter *filter, const GvnNow *now, GError **error);
GvnPrint *gvn_print_new_deadlines (GvnStore *store, GPtrArray *deadlines, const char *criteria, const GvnNow *now,
                                   GError **error);
GvnPrint *gvn_print_new_orders (GvnStore *store, GPtrArray *orders, const char *criteria, const GvnNow *now,
                                GError **error);
GvnPrint *gvn_print_new_billing (GvnStore *store, const GvnBilling *billing, const GvnNow *now, GError **error);
GvnPrint *gvn_print_new_year (GvnStore *store, int year, const GvnMeetingFilter *filter, const GvnNow *now,
                              GError **error);

GBytes *gvn_print_to_pdf (GvnPrint *self, GError **error);
gboolean gvn_print_write_file (GvnPrint *self, GvnStore *store, const char *path, GError **error);

G_END_DECLS
