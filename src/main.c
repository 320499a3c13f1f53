/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/gvn-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (GvnApplication) application = NULL;
  const char *locale_dir = g_getenv ("GOUVERNAIL_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : GVN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = gvn_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
