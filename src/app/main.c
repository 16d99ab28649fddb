// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-application.h"
#include "net/kettle-descriptors.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (KettleOptions) options = NULL;
  g_autoptr (KettleApplication) application = NULL;
  const char *locale_directory = KETTLE_DEVELOPMENT ? g_getenv ("KETTLE_LOCALEDIR") : NULL;
  int status;

  kettle_descriptors_reserve ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_directory != NULL ? locale_directory : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Kettle"));

  options = kettle_options_parse (&argc, &argv, &status);
  if (options == NULL)
    return status;

  /* The Wayland app id, and the X11 class, of every window (pitfall P-D2). */
  g_set_prgname (APP_ID);
  application = kettle_application_new (options);
  return kettle_application_start (application);
}
