// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-shell.h"

/**
 * raw_module_new:
 * @air: (nullable): a network that the kettle is set up for
 *
 * Returns: (transfer full): an emulator that listens on two free ports, and is quick
 */
KettleEmulator *
raw_module_new (const char *air)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (GError) error = NULL;

  g_object_set (kettle, "wifi-delay", 1u, "wifi-boot-time", 50u, NULL);
  if (air != NULL)
    kettle_emulator_add_air (kettle, air, &error);
  g_assert_no_error (error);
  kettle_emulator_listen_wifi (kettle, 0, &error);
  g_assert_no_error (error);

  return kettle;
}

/**
 * raw_shell_new:
 * @kettle: an emulator whose shell listens
 *
 * Returns: (transfer full): a connection to the shell, wherever it is, that the kettle knows of
 */
RawClient *
raw_shell_new (KettleEmulator *kettle)
{
  guint before = raw_get_uint (kettle, "wifi-n-accepted");
  RawClient *client =
      raw_client_new_to (kettle_emulator_get_host (kettle), kettle_emulator_get_wifi_port (kettle));

  test_wait_for (raw_get_uint (kettle, "wifi-n-accepted") > before, 5000);

  return client;
}

/**
 * raw_shell_log_in:
 * @kettle: an emulator whose shell listens, in no mood about the login
 *
 * Returns: (transfer full): a connection that the shell awaits commands from
 */
RawClient *
raw_shell_log_in (KettleEmulator *kettle)
{
  RawClient *client = raw_shell_new (kettle);

  raw_client_expect (client, "AT+ Command Shell\r\nPassword:");
  raw_client_send (client, "000000\n");
  raw_client_expect (client, "Login Successfully\r\n>");

  return client;
}

/**
 * raw_get_uint:
 * @kettle: an emulator
 * @property: one of its properties
 *
 * Returns: its value
 */
guint
raw_get_uint (KettleEmulator *kettle, const char *property)
{
  guint value = 0;

  g_object_get (kettle, property, &value, NULL);

  return value;
}

/**
 * raw_get_boolean:
 * @kettle: an emulator
 * @property: one of its properties
 *
 * Returns: its value
 */
gboolean
raw_get_boolean (KettleEmulator *kettle, const char *property)
{
  gboolean value = FALSE;

  g_object_get (kettle, property, &value, NULL);

  return value;
}

/**
 * raw_get_int:
 * @kettle: an emulator
 * @property: one of its properties
 *
 * Returns: its value
 */
int
raw_get_int (KettleEmulator *kettle, const char *property)
{
  int value = 0;

  g_object_get (kettle, property, &value, NULL);

  return value;
}

/**
 * raw_input:
 * @kettle: an emulator
 * @word: what a hand does
 */
void
raw_input (KettleEmulator *kettle, const char *word)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (kettle, word, &error);
  g_assert_no_error (error);
}

/**
 * raw_assert_ram:
 * @kettle: an emulator
 * @text: the settings its wifi module shall go by
 */
void
raw_assert_ram (KettleEmulator *kettle, const char *text)
{
  g_autofree char *ram = kettle_emulator_dup_wifi_ram (kettle);

  g_assert_cmpstr (ram, ==, text);
}

/**
 * raw_assert_flash:
 * @kettle: an emulator
 * @text: the settings its wifi module shall start with
 */
void
raw_assert_flash (KettleEmulator *kettle, const char *text)
{
  g_autofree char *flash = kettle_emulator_dup_wifi_flash (kettle);

  g_assert_cmpstr (flash, ==, text);
}
