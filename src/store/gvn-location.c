/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixmounts.h>
#include <string.h>

#include "store/gvn-location.h"

/**
 * gvn_location_is_network:
 * @mount_type: the file system's name as the system gives it
 *
 * Returns: whether SQLite's locks and memory maps cannot be trusted there
 */
gboolean
gvn_location_is_network (const char *mount_type)
{
  static const char *const prefixes[] = { "nfs", "cifs", "smb", "9p", "ceph", "afs", "ncp" };

  if (g_str_has_prefix (mount_type, "fuse."))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (mount_type, prefixes[i]))
      return TRUE;

  return FALSE;
}

/**
 * gvn_location_find_cloud:
 * @path: an absolute path
 *
 * Returns: (transfer none) (nullable): the service that seems to synchronise a
 *   folder of @path, by its name
 */
const char *
gvn_location_find_cloud (const char *path)
{
  static const char *const services[] = { "OneDrive", "Dropbox",    "Nextcloud", "Google Drive", "GoogleDrive",
                                          "pCloud",   "SharePoint", "ownCloud",  "Seafile",      "kDrive" };
  g_auto (GStrv) parts = g_strsplit (path, G_DIR_SEPARATOR_S, -1);

  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (services); j++)
      if (g_ascii_strncasecmp (parts[i], services[j], strlen (services[j])) == 0)
        return services[j];

  return NULL;
}

/**
 * gvn_location_dup_mount_type:
 * @path: an existing folder
 *
 * Returns: (transfer full): the name of the file system it lies on, empty when
 *   the system does not say
 */
char *
gvn_location_dup_mount_type (const char *path)
{
  g_autofree char *real = realpath (path, NULL);
  g_autoptr (GUnixMountEntry) entry = real != NULL ? g_unix_mount_entry_for (real, NULL) : NULL;

  return g_strdup (entry != NULL ? g_unix_mount_entry_get_fs_type (entry) : "");
}
