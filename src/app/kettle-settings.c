// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-settings.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

/**
 * kettle_settings_open:
 * @in_memory: whether nothing may be read from or written to the person's settings
 *
 * Opens the settings. Unlike g_settings_new() a missing schema does not abort (pitfall P-A4).
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL when their schema is not installed
 */
GSettings *
kettle_settings_open (gboolean in_memory)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    return NULL;

  if (in_memory)
    backend = g_memory_settings_backend_new ();

  return g_settings_new_full (schema, backend, NULL);
}

/**
 * kettle_settings_dup_address:
 * @settings: the settings
 *
 * Tells where the chosen kettle is. The text is as stored: anybody may have edited it, so it is to
 * be parsed like anything that was typed.
 *
 * Returns: (transfer full) (nullable): "HOST" or "HOST:PORT", %NULL when no kettle was ever chosen
 */
char *
kettle_settings_dup_address (GSettings *settings)
{
  g_autofree char *host = g_settings_get_string (settings, "host");
  int port = g_settings_get_int (settings, "port");

  g_strstrip (host);
  if (host[0] == '\0')
    return NULL;
  if (strchr (host, ':') != NULL)
    return g_steal_pointer (&host);

  return g_strdup_printf ("%s:%d", host, port);
}

/**
 * kettle_settings_save_address:
 * @settings: the settings
 * @host: a host name or IPv4 address
 * @port: a TCP port
 *
 * Remembers the kettle for the next start.
 */
void
kettle_settings_save_address (GSettings *settings, const char *host, guint16 port)
{
  g_settings_set_string (settings, "host", host);
  g_settings_set_int (settings, "port", port);
}

/**
 * kettle_settings_get_preferred_temperature:
 * @settings: the settings
 *
 * Tells what one click in the tray heats to.
 *
 * Returns: 65, 80, 95 or 100 °C; 100 whenever the setting is none of these
 */
int
kettle_settings_get_preferred_temperature (GSettings *settings)
{
  int temperature = g_settings_get_int (settings, "preferred-temperature");

  switch (temperature) {
  case 65:
  case 80:
  case 95:
    return temperature;
  default:
    return 100;
  }
}
