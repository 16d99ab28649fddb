// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-settings"

#include "config.h"

#include "settings/kettle-settings.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define MAX_NETWORKS       16
#define MAX_LAST_ADDRESSES 5

/* The schemas of this installation, then everybody's: a prefix that the session does not know of
 * works as well, and never with the schema of another version. What a developer or a test names in
 * the environment goes before both. */
static GSettingsSchemaSource *
dup_source (void)
{
  GSettingsSchemaSource *everybody = g_settings_schema_source_get_default ();
  GSettingsSchemaSource *own = NULL;

  if (g_getenv ("GSETTINGS_SCHEMA_DIR") == NULL)
    own = g_settings_schema_source_new_from_directory (PKGDATADIR, everybody, FALSE, NULL);
  if (own != NULL)
    return own;

  return everybody != NULL ? g_settings_schema_source_ref (everybody) : NULL;
}

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
  GSettingsSchemaSource *source = dup_source ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;

  if (source != NULL) {
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
    g_settings_schema_source_unref (source);
  }
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

/**
 * kettle_settings_get_preferred_warm_minutes:
 * @settings: the settings
 *
 * Tells how long to keep warm when Keep Warm is switched on from here.
 *
 * Returns: 5, 10 or 20 minutes; 0 to leave it to the kettle, also when the setting is none of these
 */
int
kettle_settings_get_preferred_warm_minutes (GSettings *settings)
{
  int minutes = g_settings_get_int (settings, "preferred-warm-minutes");

  switch (minutes) {
  case 5:
  case 10:
  case 20:
    return minutes;
  default:
    return 0;
  }
}

/* Puts @text in front of a list of texts that differ, and keeps the first @max of them. */
static void
add_first (GSettings *settings, const char *key, const char *text, guint max)
{
  g_auto (GStrv) old = g_settings_get_strv (settings, key);
  g_autoptr (GPtrArray) new = g_ptr_array_new ();

  if (g_strcmp0 (old[0], text) == 0)
    return;

  g_ptr_array_add (new, (gpointer) text);
  for (guint i = 0; old[i] != NULL && new->len < max; i++)
    if (!g_str_equal (old[i], text))
      g_ptr_array_add (new, old[i]);
  g_ptr_array_add (new, NULL);
  g_settings_set_strv (settings, key, (const char *const *) new->pdata);
}

/**
 * kettle_settings_save_mac:
 * @settings: the settings
 * @mac: (nullable): the kettle's hardware address, %NULL when it is not known
 *
 * Remembers by what the kettle is known again.
 */
void
kettle_settings_save_mac (GSettings *settings, const char *mac)
{
  g_autofree char *old = g_settings_get_string (settings, "mac");

  if (mac == NULL)
    mac = "";
  if (!g_str_equal (old, mac))
    g_settings_set_string (settings, "mac", mac);
}

/**
 * kettle_settings_add_network:
 * @settings: the settings
 * @network_id: (nullable): a network where the kettle was connected; %NULL changes nothing
 */
void
kettle_settings_add_network (GSettings *settings, const char *network_id)
{
  if (network_id != NULL)
    add_first (settings, "networks", network_id, MAX_NETWORKS);
}

/**
 * kettle_settings_forget_networks:
 * @settings: the settings
 *
 * Another kettle was chosen: where the one before was says nothing about it.
 */
void
kettle_settings_forget_networks (GSettings *settings)
{
  g_auto (GStrv) old = g_settings_get_strv (settings, "networks");

  if (old[0] != NULL)
    g_settings_set_strv (settings, "networks", NULL);
}

/**
 * kettle_settings_add_last_address:
 * @settings: the settings
 * @address: (nullable): a numeric address where a kettle was connected; %NULL changes nothing
 */
void
kettle_settings_add_last_address (GSettings *settings, const char *address)
{
  if (address != NULL)
    add_first (settings, "last-addresses", address, MAX_LAST_ADDRESSES);
}
