/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <csv.h>
#include <gdal.h>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ogr_api.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "sheets/gvn-sheet-reader.h"

/*
 * A program of its own: prints the first sheet of a .xlsx or .ods file as CSV in UTF-8,
 * one line per line of the sheet. What it reads comes from anywhere, so it may use only so
 * much memory and time, may write nothing, and takes nobody with it when it ends. GDAL,
 * which reads both formats, is loaded by nobody else.
 */

#define MAX_MEMORY (3ul * 1024 * 1024 * 1024)
#define MAX_CPU_SECONDS 120
#define MAX_ENTRIES 2000
#define PART (64 * 1024)

static void
limit (int resource, rlim_t most)
{
  struct rlimit wanted = { most, most };

  setrlimit (resource, &wanted);
}

static void
limit_resources (void)
{
  limit (RLIMIT_AS, MAX_MEMORY);
  limit (RLIMIT_CPU, MAX_CPU_SECONDS);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_CORE, 0);
}

/* Neither format has a document type, which is where entities are declared. */
static int
has_doctype (const char *text, size_t length)
{
  return memmem (text, length, "<!DOCTYPE", 9) != NULL || memmem (text, length, "<!ENTITY", 8) != NULL;
}

/* Reads one file of the archive through, since what an archive says of itself may be false. */
static int
check_entry (const char *path, int is_xml, unsigned long long *total)
{
  /* the end of the part before stays in front: a word may lie across two */
  static char buffer[16 + PART];
  VSILFILE *file = VSIFOpenL (path, "rb");
  int result = GVN_READER_DONE;
  size_t n;

  if (file == NULL)
    return GVN_READER_DAMAGED;
  memset (buffer, ' ', 16);
  while (result == GVN_READER_DONE && (n = VSIFReadL (buffer + 16, 1, PART, file)) > 0)
    {
      *total += n;
      if (*total > GVN_READER_MAX_SIZE)
        result = GVN_READER_TOO_LARGE;
      else if (is_xml && has_doctype (buffer, 16 + n))
        result = GVN_READER_ENTITIES;
      memmove (buffer, buffer + n, 16);
    }
  VSIFCloseL (file);

  return result;
}

static int
check_archive (const char *path)
{
  char *root = CPLStrdup (CPLSPrintf ("/vsizip/{%s}", path));
  char **names = VSIReadDirRecursive (root);
  int n_names = CSLCount (names);
  unsigned long long total = 0;
  int result = n_names > MAX_ENTRIES ? GVN_READER_TOO_LARGE : n_names == 0 ? GVN_READER_DAMAGED : GVN_READER_DONE;

  for (int i = 0; result == GVN_READER_DONE && i < n_names; i++)
    {
      char *entry = CPLStrdup (CPLSPrintf ("%s/%s", root, names[i]));
      VSIStatBufL about;

      if (VSIStatL (entry, &about) == 0 && !VSI_ISDIR (about.st_mode))
        result = (unsigned long long) about.st_size > GVN_READER_MAX_SIZE
                     ? GVN_READER_TOO_LARGE
                     : check_entry (entry, strstr (names[i], ".xml") != NULL || strstr (names[i], ".rels") != NULL,
                                    &total);
      CPLFree (entry);
    }
  CSLDestroy (names);
  CPLFree (root);

  return result;
}

/* One line of the sheet; the lines it skipped are empty. */
static void
print_row (OGRFeatureH row, GIntBig *line)
{
  GIntBig number = OGR_F_GetFID (row);
  int n_fields = OGR_F_GetFieldCount (row);

  for (; *line < number; (*line)++)
    putchar ('\n');
  for (int i = 0; i < n_fields; i++)
    {
      const char *text = OGR_F_IsFieldSetAndNotNull (row, i) ? OGR_F_GetFieldAsString (row, i) : "";

      if (i > 0)
        putchar (',');
      if (*text != '\0')
        csv_fwrite (stdout, text, strlen (text));
    }
  putchar ('\n');
  (*line)++;
}

static int
print_layer (OGRLayerH layer)
{
  OGRFeatureH row;
  GIntBig line = 1;
  int result = GVN_READER_DONE;

  OGR_L_ResetReading (layer);
  while (result == GVN_READER_DONE && (row = OGR_L_GetNextFeature (layer)) != NULL)
    {
      if (OGR_F_GetFID (row) > GVN_READER_MAX_LINE)
        result = GVN_READER_TOO_MANY_LINES;
      else
        print_row (row, &line);
      OGR_F_Destroy (row);
    }

  return result;
}

static int
print_sheet (const char *path)
{
  static const char *const drivers[] = { "XLSX", "ODS", NULL };
  GDALDatasetH sheets = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
  int result = GVN_READER_DAMAGED;
  int n_layers;

  if (sheets == NULL)
    return GVN_READER_DAMAGED;

  n_layers = GDALDatasetGetLayerCount (sheets);
  for (int i = 0; i < n_layers; i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (sheets, i);

      if (OGR_L_GetFeatureCount (layer, TRUE) > 0)
        {
          result = print_layer (layer);
          break;
        }
      result = GVN_READER_DONE; /* sheets, with nothing in them */
    }
  GDALClose (sheets);

  return result;
}

int
main (int argc, char **argv)
{
  int result;

  if (argc != 2)
    return EXIT_FAILURE;

  limit_resources ();
  CPLSetConfigOption ("GDAL_DRIVER_PATH", "disable");
  CPLSetConfigOption ("CPL_DEBUG", "OFF");
  CPLSetConfigOption ("OGR_XLSX_HEADERS", "DISABLE");
  CPLSetConfigOption ("OGR_XLSX_FIELD_TYPES", "STRING");
  CPLSetConfigOption ("OGR_ODS_HEADERS", "DISABLE");
  CPLSetConfigOption ("OGR_ODS_FIELD_TYPES", "STRING");
  CPLSetErrorHandler (CPLQuietErrorHandler);
  GDALAllRegister ();

  result = check_archive (argv[1]);
  if (result == GVN_READER_DONE)
    result = print_sheet (argv[1]);
  if (fflush (stdout) != 0)
    result = GVN_READER_DAMAGED;

  return result;
}
