/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/gvn-uuid.h"

#define UUID_BYTES 16

static gboolean
parse_uuid (const char *text, guint8 bytes[UUID_BYTES])
{
  if (!g_uuid_string_is_valid (text))
    return FALSE;

  for (int i = 0; i < UUID_BYTES; i++)
    {
      if (*text == '-')
        text++;
      bytes[i] = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
      text += 2;
    }

  return TRUE;
}

/**
 * gvn_uuid_v5:
 * @space: the namespace, itself a UUID
 * @name: the name within it
 *
 * Returns: (transfer full): the name-based UUID of RFC 9562 §5.5, the same for
 *   the same @space and @name on every machine
 */
char *
gvn_uuid_v5 (const char *space, const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;

  g_return_val_if_fail (parse_uuid (space, digest), NULL);

  g_checksum_update (checksum, digest, UUID_BYTES);
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, digest, &length);

  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50);
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", digest[0], digest[1],
                          digest[2], digest[3], digest[4], digest[5], digest[6], digest[7], digest[8], digest[9],
                          digest[10], digest[11], digest[12], digest[13], digest[14], digest[15]);
}
