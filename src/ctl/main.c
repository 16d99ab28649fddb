// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-output.h"
#include "ctl/kettle-ctl-run.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (KettleCtlOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *help = NULL;
  const char *locale_directory = KETTLE_DEVELOPMENT ? g_getenv ("KETTLE_LOCALEDIR") : NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_directory != NULL ? locale_directory : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  options = kettle_ctl_options_parse ((const char *const *) argv + MIN (argc, 1), &error);
  if (options == NULL) {
    kettle_ctl_output_complain (error->message);
    return KETTLE_CTL_EXIT_USAGE;
  }
  kettle_ctl_output_set_verbose (options->verbose);
  if (options->version)
    return kettle_ctl_output_print ("kettlectl " VERSION) ? 0 : 1;
  if (!options->help)
    return kettle_ctl_run (options);

  help = kettle_ctl_options_dup_help ();
  return kettle_ctl_output_print (help) ? 0 : 1;
}
