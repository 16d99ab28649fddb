// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-private.h"

/* The emulator as its wifi module's owner: what it hands on. */

/**
 * kettle_emulator_listen_wifi:
 * @self: an emulator that listens
 * @port: a port, 0 for any that is free
 * @error: return location: a sentence that says what to do, in %G_IO_ERROR
 *
 * Opens the wifi module's shell on the kettle's address; once in the life of an emulator.
 *
 * Returns: %TRUE when it listens
 */
gboolean
kettle_emulator_listen_wifi (KettleEmulator *self, guint16 port, GError **error)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), FALSE);

  return kettle_emulator_wifi_listen (kettle_emulator_get_wifi (self), port, error);
}

/**
 * kettle_emulator_get_wifi_port:
 * @self: an emulator
 *
 * Returns: the shell's port, 0 before it listens
 */
guint16
kettle_emulator_get_wifi_port (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), 0);

  return kettle_emulator_wifi_get_port (kettle_emulator_get_wifi (self));
}

/**
 * kettle_emulator_add_air:
 * @self: an emulator
 * @text: a network in the air, `NAME:SECURITY:KEY:ADDRESS`
 * @error: return location: a sentence, %G_IO_ERROR_INVALID_ARGUMENT
 *
 * A kettle that starts with settings that fit the network is found on ADDRESS. It has been set up
 * for the first network, wherever it listens at first.
 *
 * Returns: %FALSE when @text is no network
 */
gboolean
kettle_emulator_add_air (KettleEmulator *self, const char *text, GError **error)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  return kettle_emulator_wifi_add_air (kettle_emulator_get_wifi (self), text, error);
}

/**
 * kettle_emulator_dup_wifi_ram:
 * @self: an emulator
 *
 * Returns: (transfer full): the settings that its wifi module goes by, a line each
 */
char *
kettle_emulator_dup_wifi_ram (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), NULL);

  return kettle_emulator_wifi_dup_ram (kettle_emulator_get_wifi (self));
}

/**
 * kettle_emulator_dup_wifi_flash:
 * @self: an emulator
 *
 * Returns: (transfer full): the settings that its wifi module starts with, a line each
 */
char *
kettle_emulator_dup_wifi_flash (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), NULL);

  return kettle_emulator_wifi_dup_flash (kettle_emulator_get_wifi (self));
}

/**
 * kettle_emulator_get_wifi_heard:
 * @self: an emulator
 *
 * Returns: all lines that came to the shell in the order they came, escaped, each with a `\n`
 *   behind it, passwords and dropped ones included; of more than a megabyte only the later part
 */
const char *
kettle_emulator_get_wifi_heard (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), NULL);

  return kettle_emulator_wifi_get_heard (kettle_emulator_get_wifi (self));
}

/**
 * kettle_emulator_forget_wifi_heard:
 * @self: an emulator
 *
 * Starts kettle_emulator_get_wifi_heard() over.
 */
void
kettle_emulator_forget_wifi_heard (KettleEmulator *self)
{
  g_return_if_fail (KETTLE_IS_EMULATOR (self));

  kettle_emulator_wifi_forget_heard (kettle_emulator_get_wifi (self));
}
