// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-options.h"
#include "emulator/kettle-emulator-program.h"

#include <stdio.h>
#include <stdlib.h>

int
main (int argc, char **argv)
{
  g_auto (KettleEmulatorOptions) options = { NULL };
  g_autoptr (KettleEmulator) emulator = kettle_emulator_new ();
  g_autoptr (GError) error = NULL;

  if (!kettle_emulator_options_parse (&options, emulator, argc, argv, &error)
      || !kettle_emulator_listen (emulator, options.host, options.port, &error)
      || (options.wifi_port >= 0
          && !kettle_emulator_listen_wifi (emulator, (guint16) options.wifi_port, &error))) {
    fprintf (stderr, "kettle-emulator: %s\n", error->message);
    return EXIT_FAILURE;
  }

  kettle_emulator_program_run (emulator);

  return EXIT_SUCCESS;
}
