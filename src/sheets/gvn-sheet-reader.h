/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What gouvernail-sheet-reader ends with, for the program that runs it */

#define GVN_READER_DONE 0
#define GVN_READER_DAMAGED 10
#define GVN_READER_TOO_LARGE 11
#define GVN_READER_ENTITIES 12
#define GVN_READER_TOO_MANY_LINES 13

#define GVN_READER_MAX_SIZE (256ull * 1024 * 1024) /* of all that the file holds, uncompressed */
#define GVN_READER_MAX_LINE 100000
