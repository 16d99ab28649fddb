// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-wifi-backup.h"

#include "protocol/kettle-wifi-private.h"

#include <string.h>

/*
 * A backup is a key file, but for two things: texts are escaped in our own way, since a network's
 * name may be any bytes; and the line with the passphrase is put in and taken out in the memory of
 * a secret. What GKeyFile reads has neither that line nor any comment, and is nothing at all if it
 * does not begin as a backup does: another file that somebody chose by mistake may be secret as
 * well.
 *
 * Mode is the last entry, and needed, and the last line has its end: a file that was cut off is
 * found out.
 */

#define GROUP      "Kettle Wifi Backup"
#define HEADER     "[" GROUP "]\n"
#define PASSPHRASE "passphrase"

#define LITERAL(text) (text), sizeof (text) - 1

static const char *const modes[] = {
  [KETTLE_WIFI_MODE_INFRASTRUCTURE] = "infrastructure",
  [KETTLE_WIFI_MODE_AD_HOC] = "ad-hoc",
  [KETTLE_WIFI_MODE_ACCESS_POINT] = "access-point",
};

static const char *const securities[] = {
  [KETTLE_WIFI_SECURITY_OPEN] = "open",         [KETTLE_WIFI_SECURITY_WEP_64] = "wep-64",
  [KETTLE_WIFI_SECURITY_WEP_128] = "wep-128",   [KETTLE_WIFI_SECURITY_WPA_TKIP] = "wpa-tkip",
  [KETTLE_WIFI_SECURITY_WPA_AES] = "wpa-aes",   [KETTLE_WIFI_SECURITY_WPA2_TKIP] = "wpa2-tkip",
  [KETTLE_WIFI_SECURITY_WPA2_AES] = "wpa2-aes", [KETTLE_WIFI_SECURITY_AUTO] = "auto",
};

static const char *const address_modes[] = { "fixed", "dhcp" };
static const char *const switches[] = { "off", "on" };

enum {
  KEY_NONE,
  KEY_PASSPHRASE,
  KEY_RAW,
  KEY_LEFT_OUT,
};

static const char *const keys[] = {
  [KEY_NONE] = "none",
  [KEY_PASSPHRASE] = "passphrase",
  [KEY_RAW] = "raw",
  [KEY_LEFT_OUT] = "left-out",
};

static const char *const addresses[KETTLE_WIFI_N_ADDRESSES] = {
  [KETTLE_WIFI_IP] = "ip",
  [KETTLE_WIFI_NETMASK] = "netmask",
  [KETTLE_WIFI_GATEWAY] = "gateway",
  [KETTLE_WIFI_DNS] = "dns",
};

/* --- Writing -------------------------------------------------------------------------------------
 */

static void
put (KettleSecret *text, const char *string)
{
  kettle_secret_append (text, string, strlen (string));
}

static void
put_entry (KettleSecret *text, const char *key, const char *value)
{
  put (text, key);
  put (text, "=");
  put (text, value);
  put (text, "\n");
}

/* A blank at either end would be lost to whoever edits the file, or to GKeyFile. */
static void
put_escaped (KettleSecret *text, const char *key, const char *value)
{
  g_autoptr (GString) escaped = g_string_new (NULL);
  gsize length = strlen (value);

  for (gsize i = 0; i < length;) {
    gunichar c = g_utf8_get_char_validated (value + i, -1);
    gboolean is_edge = i == 0 || i == length - 1;
    gsize n = 1;

    if (c == '\\') {
      g_string_append (escaped, "\\\\");
    } else if (c != (gunichar) -1 && c != (gunichar) -2 && g_unichar_isprint (c)
               && !(is_edge && c == ' ')) {
      n = (gsize) (g_utf8_next_char (value + i) - (value + i));
      g_string_append_len (escaped, value + i, (gssize) n);
    } else {
      g_string_append_printf (escaped, "\\x%02x", (guint8) value[i]);
    }
    i += n;
  }

  put_entry (text, key, escaped->str);
}

static gboolean
knows (const KettleWifiSettings *settings, KettleWifiWord word)
{
  return (settings->known & KETTLE_WIFI_BIT (word)) != 0;
}

static void
put_key (KettleSecret *text, const KettleWifiSettings *settings, gboolean with_key)
{
  gboolean is_there = settings->key != NULL && kettle_secret_get_length (settings->key) > 0;
  int which = settings->raw_key ? KEY_RAW : KEY_PASSPHRASE;
  const char *bytes;
  gsize length;

  if (!is_there)
    which = KEY_NONE;
  else if (!with_key)
    which = KEY_LEFT_OUT;

  put_entry (text, "key", keys[which]);
  if (which != KEY_PASSPHRASE && which != KEY_RAW)
    return;

  bytes = kettle_secret_peek (settings->key, &length);
  put (text, PASSPHRASE "=");
  kettle_secret_append (text, bytes, length);
  put (text, "\n");
}

static void
put_address (KettleSecret *text, const KettleWifiSettings *settings)
{
  put_entry (text, "address", address_modes[settings->dhcp ? 1 : 0]);
  for (int i = 0; !settings->dhcp && i < KETTLE_WIFI_N_ADDRESSES; i++)
    put_entry (text, addresses[i], settings->addresses[i]);
}

static void
put_comments (KettleSecret *text, gboolean with_key, const char *when)
{
  put (text, "# What the wifi module of a kettle said, kept by Kettle");
  if (when != NULL && g_utf8_validate (when, -1, NULL) && strpbrk (when, "\r\n") == NULL) {
    put (text, ": ");
    kettle_secret_append (text, when, MIN (strlen (when), 100));
  }
  put (text, "\n");
  if (with_key)
    put (text, "# The passphrase of the network may be in here: keep it to yourself.\n");
}

/**
 * kettle_wifi_backup_format:
 * @settings: what a module said
 * @with_key: whether its key may be in the text
 * @when: (nullable): a date, for a comment
 *
 * What @settings do not know is left out.
 *
 * Returns: (transfer full): all bytes of the file
 */
KettleSecret *
kettle_wifi_backup_format (const KettleWifiSettings *settings, gboolean with_key, const char *when)
{
  KettleSecret *text;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail ((guint) settings->mode < G_N_ELEMENTS (modes), NULL);
  g_return_val_if_fail ((guint) settings->security < G_N_ELEMENTS (securities), NULL);

  text = kettle_secret_new (NULL, 0);
  put_comments (text, with_key, when);
  put (text, HEADER);
  put_entry (text, "version", "1");
  if (knows (settings, KETTLE_WIFI_MAC))
    put_entry (text, "mac", settings->mac);
  if (knows (settings, KETTLE_WIFI_VERSION))
    put_escaped (text, "firmware", settings->version);
  if (knows (settings, KETTLE_WIFI_WEB_PAGE))
    put_entry (text, "web-page", switches[settings->web_page ? 1 : 0]);
  if (knows (settings, KETTLE_WIFI_NETWORK))
    put_escaped (text, "network", settings->network);
  if (knows (settings, KETTLE_WIFI_SECURITY))
    put_entry (text, "security", securities[settings->security]);
  if (knows (settings, KETTLE_WIFI_KEY))
    put_key (text, settings, with_key);
  if (knows (settings, KETTLE_WIFI_ADDRESS))
    put_address (text, settings);
  if (knows (settings, KETTLE_WIFI_MODE))
    put_entry (text, "mode", modes[settings->mode]);

  return text;
}

/* --- Reading -------------------------------------------------------------------------------------
 */

/*
 * Takes the passphrase and everything that is no entry out of @text.
 *
 * @passphrase: (out): what stood behind "passphrase=", or NULL if there was no such line
 *
 * Returns: FALSE if there was more than one, or one that GKeyFile would have read in another way
 */
static gboolean
take_lines_out (KettleSecret *text, KettleSecret **passphrase)
{
  static const char blanks[] = " \t\r";
  gsize at = 0;

  while (at < kettle_secret_get_length (text)) {
    const char *line = kettle_secret_peek (text, NULL) + at;
    gsize length = strcspn (line, "\n");
    gsize indent = strspn (line, blanks);
    const char *begin = line + indent;

    if (g_ascii_strncasecmp (begin, LITERAL (PASSPHRASE)) == 0) {
      gsize key = sizeof (PASSPHRASE "=") - 1;
      gsize end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;

      if (*passphrase != NULL || strncmp (line, PASSPHRASE "=", key) != 0)
        return FALSE;
      *passphrase = kettle_secret_new (line + key, (gssize) (end - key));
      kettle_secret_remove (text, at, length + 1);
    } else if (*begin == '#' || indent >= length) {
      kettle_secret_remove (text, at, length + 1);
    } else {
      at += length + 1;
    }
  }

  return TRUE;
}

/* Nothing of its error is told, for it would quote the text. */
static GKeyFile *
read_entries (const KettleSecret *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  gsize length;
  const char *bytes = kettle_secret_peek (text, &length);

  if (!g_str_has_prefix (bytes, HEADER) && !g_str_has_prefix (bytes, "[" GROUP "]\r\n"))
    return NULL;
  if (!g_key_file_load_from_data (file, bytes, length, G_KEY_FILE_NONE, NULL))
    return NULL;
  groups = g_key_file_get_groups (file, NULL);
  if (g_strv_length (groups) != 1)
    return NULL;

  return g_steal_pointer (&file);
}

/* The value of @key; not g_key_file_get_string (), which has other escapes. */
static char *
dup_value (GKeyFile *file, const char *key)
{
  return g_key_file_get_value (file, GROUP, key, NULL);
}

/* Returns: which of @names the value of @key is; -1 for no such entry, -2 for none of them. */
static int
read_choice (GKeyFile *file, const char *key, const char *const *names, gsize n_names)
{
  g_autofree char *value = dup_value (file, key);

  if (value == NULL)
    return -1;
  for (gsize i = 0; i < n_names; i++) {
    if (strcmp (value, names[i]) == 0)
      return (int) i;
  }

  return -2;
}

/* Undoes put_escaped (); FALSE if it is too long for @size bytes with a NUL, or is no such text. */
static gboolean
unescape (const char *value, char *text, gsize size)
{
  gsize n = 0;

  memset (text, 0, size);
  while (*value != '\0') {
    char c = *value++;

    if (c == '\\' && *value == '\\') {
      value++;
    } else if (c == '\\') {
      if (value[0] != 'x' || !g_ascii_isxdigit (value[1]) || !g_ascii_isxdigit (value[2]))
        return FALSE;
      c = (char) (g_ascii_xdigit_value (value[1]) * 16 + g_ascii_xdigit_value (value[2]));
      value += 3;
    }
    if (n + 1 >= size || c == '\0' || c == '\r' || c == '\n')
      return FALSE;
    text[n++] = c;
  }

  return TRUE;
}

static gboolean
read_texts (GKeyFile *file, KettleWifiSettings *settings)
{
  g_autofree char *network = dup_value (file, "network");
  g_autofree char *version = dup_value (file, "firmware");
  g_autofree char *mac = dup_value (file, "mac");

  if (network == NULL || !unescape (network, settings->network, sizeof settings->network))
    return FALSE;
  settings->known |= KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK);

  if (version != NULL) {
    if (!unescape (version, settings->version, sizeof settings->version)
        || !kettle_wifi_is_printable (settings->version, strlen (settings->version)))
      return FALSE;
    settings->known |= KETTLE_WIFI_BIT (KETTLE_WIFI_VERSION);
  }

  return mac == NULL
         || kettle_wifi_settings_take (settings, KETTLE_WIFI_MAC, mac, strlen (mac), NULL);
}

static gboolean
read_choices (GKeyFile *file, KettleWifiSettings *settings)
{
  int mode = read_choice (file, "mode", modes, G_N_ELEMENTS (modes));
  int security = read_choice (file, "security", securities, G_N_ELEMENTS (securities));
  int web_page = read_choice (file, "web-page", switches, G_N_ELEMENTS (switches));

  if (mode < 0 || security < 0 || web_page < -1)
    return FALSE;

  settings->mode = (KettleWifiMode) mode;
  settings->security = (KettleWifiSecurity) security;
  settings->known |= KETTLE_WIFI_BIT (KETTLE_WIFI_MODE) | KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY);
  if (web_page >= 0) {
    settings->web_page = web_page;
    settings->known |= KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE);
  }

  return TRUE;
}

static gboolean
read_addresses (GKeyFile *file, KettleWifiSettings *settings)
{
  int mode = read_choice (file, "address", address_modes, G_N_ELEMENTS (address_modes));

  if (mode < 0)
    return FALSE;

  settings->dhcp = mode;
  for (int i = 0; !settings->dhcp && i < KETTLE_WIFI_N_ADDRESSES; i++) {
    g_autofree char *value = dup_value (file, addresses[i]);
    guint32 ignored;

    if (value == NULL || !kettle_wifi_read_ipv4 (value, strlen (value), &ignored))
      return FALSE;
    g_strlcpy (settings->addresses[i], value, sizeof settings->addresses[i]);
  }
  settings->known |= KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS);

  return TRUE;
}

/* The passphrase is there if and only if the entry before it says so. */
static gboolean
read_key (GKeyFile *file, const KettleSecret *passphrase, KettleWifiSettings *settings)
{
  int which = read_choice (file, "key", keys, G_N_ELEMENTS (keys));
  gboolean is_there = which == KEY_PASSPHRASE || which == KEY_RAW;
  g_autoptr (KettleSecret) parameters = NULL;
  const char *bytes;
  gsize length;

  if (which < -1 || is_there != (passphrase != NULL))
    return FALSE;
  if (which < 0 || which == KEY_LEFT_OUT)
    return TRUE;
  if (which == KEY_NONE)
    return kettle_wifi_settings_take (settings, KETTLE_WIFI_KEY, LITERAL (""), NULL);

  bytes = kettle_secret_peek (passphrase, &length);
  if (length == 0)
    return FALSE;

  /* In quotation marks, so that its own stay. */
  parameters = kettle_secret_new (which == KEY_RAW ? "0,0,\"" : "1,0,\"", -1);
  kettle_secret_append (parameters, bytes, length);
  put (parameters, "\"");
  bytes = kettle_secret_peek (parameters, &length);
  if (!kettle_wifi_settings_take (settings, KETTLE_WIFI_KEY, bytes, length, NULL))
    return FALSE;
  settings->key_form = KETTLE_WIFI_FORM_UNKNOWN;

  return TRUE;
}

static gboolean
parse (KettleSecret *text, KettleWifiSettings *settings)
{
  static const char *const versions[] = { "1" };
  g_autoptr (KettleSecret) passphrase = NULL;
  g_autoptr (GKeyFile) file = NULL;
  gsize length;
  const char *bytes = kettle_secret_peek (text, &length);

  if (length == 0 || bytes[length - 1] != '\n' || memchr (bytes, '\0', length) != NULL
      || !take_lines_out (text, &passphrase))
    return FALSE;
  file = read_entries (text);

  return file != NULL && read_choice (file, "version", versions, 1) == 0
         && read_texts (file, settings) && read_choices (file, settings)
         && read_addresses (file, settings) && read_key (file, passphrase, settings);
}

/**
 * kettle_wifi_backup_parse:
 * @text: all bytes of a file; they are gone afterwards
 * @error: %KETTLE_WIFI_ERROR_BACKUP, without anything of the text
 *
 * Reads what kettle_wifi_backup_format () wrote, also where a person has edited it. Mode, network,
 * security and address mode must be there; the forms of texts are unknown.
 *
 * Returns: (transfer full) (nullable): the settings; they do not know the key where it was left out
 */
KettleWifiSettings *
kettle_wifi_backup_parse (KettleSecret *text, GError **error)
{
  KettleWifiSettings *settings;
  gboolean good;

  g_return_val_if_fail (text != NULL, NULL);

  settings = g_new0 (KettleWifiSettings, 1);
  good = parse (text, settings);
  kettle_secret_clear (text);
  if (!good) {
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP,
                         "This is no backup, or a damaged one");
    g_clear_pointer (&settings, kettle_wifi_settings_free);
  }

  return settings;
}
