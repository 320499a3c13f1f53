/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/gvn-cli.h"

int
main (int argc, char **argv)
{
  return gvn_cli_run (argc, argv);
}
