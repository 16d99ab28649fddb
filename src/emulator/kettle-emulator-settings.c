// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-settings.h"

#include <string.h>

#define LONGEST_NAME  32
#define SHORT_NAME    16 /* of a module that truncates */
#define LONGEST_KEY   64
#define PASSWORD_SIZE 6
#define N_ADDRESSES   4

#define FACTORY_NAME     "iKettle"
#define FACTORY_PASSWORD "000000"

/* `AT+ENCRY` */
#define SECURITY_OPEN 0
#define SECURITY_WEP  2 /* and 1 */
#define SECURITY_WPA  3 /* and all above */
#define SECURITY_AUTO 7

/* `AT+WPRT` */
#define MODE_INFRASTRUCTURE 0
#define MODE_AD_HOC         1
#define MODE_MAX            2

struct _KettleEmulatorSettings {
  int mode;
  char *name;
  int security;
  int key_format; /* 1 text, 0 hexadecimal digits */
  int key_index;
  char *key;
  gboolean fixed;
  char *addresses[N_ADDRESSES]; /* all or none */
  int web_page;
  char *password;
};

static const char *const names[] = { "WPRT", "SSID", "ENCRY", "KEY", "NIP", "WEBS", "PASS" };

G_STATIC_ASSERT (G_N_ELEMENTS (names) == KETTLE_EMULATOR_N_SETTINGS);

/**
 * kettle_emulator_air_new:
 * @text: `NAME:SECURITY:KEY:ADDRESS`; the name holds no colon, the key may; security is open, wpa
 *   or wpa2; only an open one has an empty key
 * @error: return location: a sentence, %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full): a network, or %NULL
 */
KettleEmulatorAir *
kettle_emulator_air_new (const char *text, GError **error)
{
  static const char *const securities[] = { "open", "wpa", "wpa2", NULL };
  KettleEmulatorAir *self;
  g_auto (GStrv) parts = NULL;
  const char *last;
  guint security = 0;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, ":", 3);
  last = g_strv_length (parts) == 3 ? strrchr (parts[2], ':') : NULL;
  while (last != NULL && securities[security] != NULL
         && !g_str_equal (securities[security], parts[1]))
    security++;
  if (last == NULL || !g_hostname_is_ip_address (last + 1) || securities[security] == NULL
      || *parts[0] == '\0' || strlen (parts[0]) > LONGEST_NAME
      || (security == KETTLE_EMULATOR_AIR_OPEN) != (last == parts[2])) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "\"%s\" is no network; give NAME:SECURITY:KEY:ADDRESS, such as "
                 "home:wpa2:secret key:127.0.0.2; security is open, wpa or wpa2.",
                 text);
    return NULL;
  }

  self = g_new0 (KettleEmulatorAir, 1);
  self->name = g_strdup (parts[0]);
  self->security = (KettleEmulatorAirSecurity) security;
  self->key = g_strndup (parts[2], (gsize) (last - parts[2]));
  self->address = g_strdup (last + 1);

  return self;
}

/**
 * kettle_emulator_air_free:
 * @self: (transfer full): a network
 */
void
kettle_emulator_air_free (KettleEmulatorAir *self)
{
  g_free (self->name);
  g_free (self->key);
  g_free (self->address);
  g_free (self);
}

/**
 * kettle_emulator_settings_new:
 *
 * Returns: (transfer full): a module's settings out of the box: the open ad hoc network `iKettle`
 *   (protocol sheet 2)
 */
KettleEmulatorSettings *
kettle_emulator_settings_new (void)
{
  KettleEmulatorSettings *self = g_new0 (KettleEmulatorSettings, 1);

  self->key_format = 1;
  self->key = g_strdup ("");
  self->password = g_strdup (FACTORY_PASSWORD);
  kettle_emulator_settings_reset (self);
  g_free (self->name);
  self->name = g_strdup (FACTORY_NAME);

  return self;
}

/**
 * kettle_emulator_settings_copy:
 * @self: settings
 *
 * Returns: (transfer full): the same ones
 */
KettleEmulatorSettings *
kettle_emulator_settings_copy (const KettleEmulatorSettings *self)
{
  KettleEmulatorSettings *copy = g_new0 (KettleEmulatorSettings, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->key = g_strdup (self->key);
  copy->password = g_strdup (self->password);
  for (int i = 0; i < N_ADDRESSES; i++)
    copy->addresses[i] = g_strdup (self->addresses[i]);

  return copy;
}

/**
 * kettle_emulator_settings_free:
 * @self: (transfer full): settings
 */
void
kettle_emulator_settings_free (KettleEmulatorSettings *self)
{
  g_free (self->name);
  g_free (self->key);
  g_free (self->password);
  for (int i = 0; i < N_ADDRESSES; i++)
    g_free (self->addresses[i]);
  g_free (self);
}

static void
set_text (char **field, const char *text, gsize length)
{
  g_free (*field);
  *field = g_strndup (text, length);
}

/**
 * kettle_emulator_settings_take_name:
 * @self: settings
 * @from: others
 *
 * Takes over the network's name alone.
 */
void
kettle_emulator_settings_take_name (KettleEmulatorSettings *self,
                                    const KettleEmulatorSettings *from)
{
  set_text (&self->name, from->name, strlen (from->name));
}

static void
set_dhcp (KettleEmulatorSettings *self)
{
  self->fixed = FALSE;
  for (int i = 0; i < N_ADDRESSES; i++)
    g_clear_pointer (&self->addresses[i], g_free);
}

/**
 * kettle_emulator_settings_reset:
 * @self: settings
 *
 * What holding the 65 key until two beeps does: its own network again. The name is blank after it.
 * The key stays, and can still be read (protocol sheet 2), as does the shell's password.
 */
void
kettle_emulator_settings_reset (KettleEmulatorSettings *self)
{
  self->mode = MODE_AD_HOC;
  set_text (&self->name, "", 0);
  self->security = SECURITY_OPEN;
  self->web_page = 0;
  set_dhcp (self);
}

/**
 * kettle_emulator_settings_join:
 * @self: settings
 * @air: a network
 *
 * As somebody has set it up for that network, by DHCP.
 */
void
kettle_emulator_settings_join (KettleEmulatorSettings *self, const KettleEmulatorAir *air)
{
  static const int securities[] = { SECURITY_OPEN, 4, 6 };

  self->mode = MODE_INFRASTRUCTURE;
  set_text (&self->name, air->name, strlen (air->name));
  self->security = securities[air->security];
  self->key_format = strlen (air->key) == LONGEST_KEY ? 0 : 1;
  self->key_index = 0;
  set_text (&self->key, air->key, strlen (air->key));
  set_dhcp (self);
}

/**
 * kettle_emulator_settings_find:
 * @name: a command without its `AT+`
 * @setting: (out): what it sets and asks
 *
 * Returns: whether it is one of the settings
 */
gboolean
kettle_emulator_settings_find (const char *name, KettleEmulatorSetting *setting)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_str_equal (name, names[i])) {
      *setting = (KettleEmulatorSetting) i;
      return TRUE;
    }
  }

  return FALSE;
}

/* Takes a text as the moods want it; FALSE when it lacks its quotes. */
static gboolean
unquote (const char *value, KettleEmulatorWifiMoods moods, const char **text, gsize *length)
{
  gsize size = strlen (value);
  gboolean quoted = size >= 2 && value[0] == '"' && value[size - 1] == '"';

  *text = value;
  *length = size;
  if ((moods & (KETTLE_EMULATOR_WIFI_BARE | KETTLE_EMULATOR_WIFI_QUOTED_ANSWERS)) != 0)
    return TRUE;
  if (quoted) {
    *text = value + 1;
    *length = size - 2;
    return TRUE;
  }

  return (moods & (KETTLE_EMULATOR_WIFI_BARE_ANSWERS | KETTLE_EMULATOR_WIFI_QUOTED)) == 0;
}

static char *
quote (const char *text, gboolean usually, KettleEmulatorWifiMoods moods)
{
  gboolean wanted = usually;

  if ((moods & (KETTLE_EMULATOR_WIFI_BARE | KETTLE_EMULATOR_WIFI_BARE_ANSWERS)) != 0)
    wanted = FALSE;
  if ((moods & (KETTLE_EMULATOR_WIFI_QUOTED | KETTLE_EMULATOR_WIFI_QUOTED_ANSWERS)) != 0)
    wanted = TRUE;

  return wanted ? g_strdup_printf ("\"%s\"", text) : g_strdup (text);
}

static int
set_number (int *field, const char *value, int max)
{
  gint64 number = 0;

  if (!g_ascii_string_to_signed (value, 10, 0, max, &number, NULL))
    return KETTLE_EMULATOR_BAD_PARAMETER;
  *field = (int) number;

  return 0;
}

static int
set_name (KettleEmulatorSettings *self, const char *value, KettleEmulatorWifiMoods moods)
{
  const char *text;
  gsize length;

  if (!unquote (value, moods, &text, &length) || length == 0 || length > LONGEST_NAME)
    return KETTLE_EMULATOR_BAD_PARAMETER;
  if ((moods & KETTLE_EMULATOR_WIFI_TRUNCATES) != 0)
    length = MIN (length, SHORT_NAME);
  set_text (&self->name, text, length);

  return 0;
}

/* A key belongs to a security: with another one it is gone. So the order matters. */
static int
set_security (KettleEmulatorSettings *self, const char *value, KettleEmulatorWifiMoods moods)
{
  int max = (moods & KETTLE_EMULATOR_WIFI_NO_AUTO) != 0 ? SECURITY_AUTO - 1 : SECURITY_AUTO;
  int before = self->security;
  int code = set_number (&self->security, value, max);

  if (code == 0 && before != self->security)
    set_text (&self->key, "", 0);

  return code;
}

static gboolean
is_hex (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  }

  return length % 2 == 0;
}

static gboolean
is_key (int security, int format, const char *text, gsize length)
{
  if (format == 0 && !is_hex (text, length))
    return FALSE;
  if (security == SECURITY_OPEN)
    return length <= LONGEST_KEY;
  if (security <= SECURITY_WEP)
    return format == 0 ? length == 10 || length == 26 : length == 5 || length == 13;

  return format == 0 ? length == LONGEST_KEY : length >= 8 && length < LONGEST_KEY;
}

/* `format,index,key`; all that follows the second comma is the key. */
static int
set_key (KettleEmulatorSettings *self, const char *value, KettleEmulatorWifiMoods moods)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", 3);
  const char *text;
  gsize length;
  int format = 0;
  int index = 0;

  if ((moods & KETTLE_EMULATOR_WIFI_REFUSES_KEY) != 0 || g_strv_length (parts) != 3
      || set_number (&format, parts[0], 1) != 0 || set_number (&index, parts[1], 3) != 0
      || !unquote (parts[2], moods, &text, &length)
      || !is_key (self->security, format, text, length))
    return KETTLE_EMULATOR_BAD_PARAMETER;

  self->key_format = format;
  self->key_index = index;
  set_text (&self->key, text, length);

  return 0;
}

static gboolean
is_ipv4 (const char *text)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (text);

  return inet != NULL && g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV4;
}

/* `0`, or `1,"ip","mask","gateway","dns"` */
static int
set_address (KettleEmulatorSettings *self, const char *value, KettleEmulatorWifiMoods moods)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  char *addresses[N_ADDRESSES] = { NULL };
  int n = 0;

  if (g_str_equal (value, "0")) {
    set_dhcp (self);
    return 0;
  }
  if (g_strv_length (parts) != N_ADDRESSES + 1 || !g_str_equal (parts[0], "1"))
    return KETTLE_EMULATOR_BAD_PARAMETER;

  for (; n < N_ADDRESSES; n++) {
    const char *text;
    gsize length;

    if (!unquote (parts[n + 1], moods, &text, &length))
      break;
    addresses[n] = g_strndup (text, length);
    if (!is_ipv4 (addresses[n]))
      break;
  }
  if (n == N_ADDRESSES) {
    set_dhcp (self);
    self->fixed = TRUE;
    memcpy (self->addresses, addresses, sizeof addresses);
    return 0;
  }
  for (int i = 0; i < N_ADDRESSES; i++)
    g_free (addresses[i]);

  return KETTLE_EMULATOR_BAD_PARAMETER;
}

static int
set_password (KettleEmulatorSettings *self, const char *value, KettleEmulatorWifiMoods moods)
{
  const char *text;
  gsize length;

  if (!unquote (value, moods & ~KETTLE_EMULATOR_WIFI_BARE_ANSWERS & ~KETTLE_EMULATOR_WIFI_QUOTED,
                &text, &length)
      || length != PASSWORD_SIZE)
    return KETTLE_EMULATOR_BAD_PARAMETER;
  set_text (&self->password, text, length);

  return 0;
}

/**
 * kettle_emulator_settings_set:
 * @self: settings
 * @setting: which
 * @value: what stands behind the operator
 * @moods: how texts are written, and what is refused
 *
 * Returns: 0, or what stands behind `+ERR=`
 */
int
kettle_emulator_settings_set (KettleEmulatorSettings *self,
                              KettleEmulatorSetting setting,
                              const char *value,
                              KettleEmulatorWifiMoods moods)
{
  switch (setting) {
  case KETTLE_EMULATOR_WPRT:
    return set_number (&self->mode, value, MODE_MAX);
  case KETTLE_EMULATOR_SSID:
    return set_name (self, value, moods);
  case KETTLE_EMULATOR_ENCRY:
    return set_security (self, value, moods);
  case KETTLE_EMULATOR_KEY:
    return set_key (self, value, moods);
  case KETTLE_EMULATOR_NIP:
    return set_address (self, value, moods);
  case KETTLE_EMULATOR_WEBS:
    return set_number (&self->web_page, value, 1);
  case KETTLE_EMULATOR_PASS:
    return set_password (self, value, moods);
  case KETTLE_EMULATOR_N_SETTINGS:
  default:
    g_return_val_if_reached (KETTLE_EMULATOR_UNDEFINED);
  }
}

static char *
ask_address (const KettleEmulatorSettings *self, KettleEmulatorWifiMoods moods)
{
  g_autoptr (GString) text = g_string_new (self->fixed ? "1" : "0");

  for (int i = 0; self->fixed && i < N_ADDRESSES; i++) {
    g_autofree char *address = quote (self->addresses[i], TRUE, moods);

    g_string_append_printf (text, ",%s", address);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
ask_key (const KettleEmulatorSettings *self, KettleEmulatorWifiMoods moods)
{
  gboolean masked = (moods & KETTLE_EMULATOR_WIFI_KEY_MASKED) != 0;
  g_autofree char *key = quote (masked ? "********" : self->key, FALSE, moods);

  return g_strdup_printf ("%d,%d,%s", self->key_format, self->key_index, key);
}

/**
 * kettle_emulator_settings_ask:
 * @self: settings
 * @setting: which
 * @moods: how texts are written
 *
 * Returns: (transfer full): what stands behind `+OK=`
 */
char *
kettle_emulator_settings_ask (const KettleEmulatorSettings *self,
                              KettleEmulatorSetting setting,
                              KettleEmulatorWifiMoods moods)
{
  switch (setting) {
  case KETTLE_EMULATOR_WPRT:
    return g_strdup_printf ("%d", self->mode);
  case KETTLE_EMULATOR_SSID:
    return quote (self->name, TRUE, moods);
  case KETTLE_EMULATOR_ENCRY:
    return g_strdup_printf ("%d", self->security);
  case KETTLE_EMULATOR_KEY:
    return ask_key (self, moods);
  case KETTLE_EMULATOR_NIP:
    return ask_address (self, moods);
  case KETTLE_EMULATOR_WEBS:
    return g_strdup_printf ("%d", self->web_page);
  case KETTLE_EMULATOR_PASS:
    return g_strdup (self->password);
  case KETTLE_EMULATOR_N_SETTINGS:
  default:
    g_return_val_if_reached (NULL);
  }
}

/**
 * kettle_emulator_settings_get_password:
 * @self: settings
 *
 * Returns: the shell's
 */
const char *
kettle_emulator_settings_get_password (const KettleEmulatorSettings *self)
{
  return self->password;
}

/**
 * kettle_emulator_settings_get_fixed_address:
 * @self: settings
 *
 * Returns: (nullable): the address it gives itself; %NULL where it asks by DHCP
 */
const char *
kettle_emulator_settings_get_fixed_address (const KettleEmulatorSettings *self)
{
  return self->addresses[0];
}

/**
 * kettle_emulator_settings_is_own_network:
 * @self: settings
 *
 * Returns: whether it makes a network of its own, rather than join one
 */
gboolean
kettle_emulator_settings_is_own_network (const KettleEmulatorSettings *self)
{
  return self->mode != MODE_INFRASTRUCTURE;
}

/**
 * kettle_emulator_settings_fit:
 * @self: settings
 * @air: a network
 *
 * Returns: whether a module that starts with @self gets into @air
 */
gboolean
kettle_emulator_settings_fit (const KettleEmulatorSettings *self, const KettleEmulatorAir *air)
{
  /* WPA with TKIP and AES, WPA2 with both; the last is whatever the network wants. */
  static const gboolean securities[][SECURITY_AUTO + 1] = {
    [KETTLE_EMULATOR_AIR_OPEN] = { [SECURITY_OPEN] = TRUE },
    [KETTLE_EMULATOR_AIR_WPA] = { [3] = TRUE, [4] = TRUE, [SECURITY_AUTO] = TRUE },
    [KETTLE_EMULATOR_AIR_WPA2] = { [5] = TRUE, [6] = TRUE, [SECURITY_AUTO] = TRUE },
  };

  if (self->mode != MODE_INFRASTRUCTURE || !g_str_equal (self->name, air->name)
      || !securities[air->security][self->security])
    return FALSE;
  if (air->security == KETTLE_EMULATOR_AIR_OPEN)
    return TRUE;
  if (self->key_format == 0)
    return g_ascii_strcasecmp (self->key, air->key) == 0;

  return g_str_equal (self->key, air->key);
}

/**
 * kettle_emulator_settings_to_text:
 * @self: settings
 *
 * Returns: (transfer full): a line a setting, `NAME=value`, without quotes; for people and tests
 */
char *
kettle_emulator_settings_to_text (const KettleEmulatorSettings *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < KETTLE_EMULATOR_N_SETTINGS; i++) {
    g_autofree char *value =
        kettle_emulator_settings_ask (self, (KettleEmulatorSetting) i, KETTLE_EMULATOR_WIFI_BARE);

    g_string_append_printf (text, "%s=%s\n", names[i], value);
  }

  return g_string_free (text, FALSE);
}
