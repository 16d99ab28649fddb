// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-wifi-private.h"

/*
 * What may be typed, written or read at all: judgements of single values. None of their errors has
 * the value in it.
 */

/**
 * kettle_wifi_error_quark:
 *
 * Returns: the domain of #KettleWifiError
 */
GQuark
kettle_wifi_error_quark (void)
{
  return g_quark_from_static_string ("kettle-wifi-error-quark");
}

/**
 * kettle_wifi_is_printable:
 * @bytes: (array length=length): any bytes
 * @length: how many
 *
 * Returns: whether all of them are printable ASCII
 */
gboolean
kettle_wifi_is_printable (const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isprint (bytes[i]))
      return FALSE;
  }

  return TRUE;
}

/**
 * kettle_wifi_is_hex:
 * @bytes: (array length=length): any bytes
 * @length: how many
 *
 * Returns: whether all of them are hexadecimal digits
 */
gboolean
kettle_wifi_is_hex (const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isxdigit (bytes[i]))
      return FALSE;
  }

  return TRUE;
}

/**
 * kettle_wifi_is_raw_key:
 * @key: a passphrase or raw key
 *
 * A passphrase has at most 63 characters, so the length tells them apart (IEEE 802.11, as everybody
 * does who asks for either in one field).
 *
 * Returns: whether it is 64 hexadecimal digits
 */
gboolean
kettle_wifi_is_raw_key (const KettleSecret *key)
{
  gsize length;
  const char *bytes = kettle_secret_peek (key, &length);

  return length == KETTLE_WIFI_RAW_KEY_LENGTH && kettle_wifi_is_hex (bytes, length);
}

/**
 * kettle_wifi_read_ipv4:
 * @bytes: (array length=length): any bytes
 * @length: how many
 * @address: (out): the address, its first number in the highest eight bits
 *
 * Four decimal numbers without leading zeros, which some take for octal.
 *
 * Returns: whether it is a numeric IPv4 address
 */
gboolean
kettle_wifi_read_ipv4 (const char *bytes, gsize length, guint32 *address)
{
  guint32 result = 0;
  gsize at = 0;

  for (int part = 0; part < 4; part++) {
    gsize begin = at;
    guint number = 0;

    while (at < length && at - begin < 3 && g_ascii_isdigit (bytes[at]))
      number = number * 10 + (guint) g_ascii_digit_value (bytes[at++]);
    if (at == begin || number > 255 || (bytes[begin] == '0' && at - begin > 1))
      return FALSE;

    result = result << 8 | number;
    if (part < 3 && (at == length || bytes[at++] != '.'))
      return FALSE;
  }
  if (at != length)
    return FALSE;

  *address = result;

  return TRUE;
}

/**
 * kettle_wifi_check_network:
 * @name: (array length=length): a network's name, in bytes as it is in the air
 * @length: how many
 * @error: %KETTLE_WIFI_ERROR_NETWORK
 *
 * IEEE 802.11 allows any byte; control characters are refused because the module's shell ends its
 * lines at some of them.
 *
 * Returns: whether such a name can be told to a module
 */
gboolean
kettle_wifi_check_network (const char *name, gsize length, GError **error)
{
  g_return_val_if_fail (name != NULL || length == 0, FALSE);

  if (length == 0 || length > KETTLE_WIFI_NETWORK_MAX) {
    g_set_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK,
                 "A network's name has 1 to %d bytes, not %" G_GSIZE_FORMAT,
                 KETTLE_WIFI_NETWORK_MAX, length);
    return FALSE;
  }

  for (gsize i = 0; i < length; i++) {
    if (g_ascii_iscntrl (name[i])) {
      g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK,
                           "There is a control character in the network's name");
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * kettle_wifi_check_passphrase:
 * @passphrase: a WPA passphrase, or the raw key as hexadecimal digits
 * @error: %KETTLE_WIFI_ERROR_PASSPHRASE
 *
 * Returns: whether it is 8 to 63 printable ASCII characters or 64 hexadecimal digits (IEEE 802.11)
 */
gboolean
kettle_wifi_check_passphrase (const KettleSecret *passphrase, GError **error)
{
  gsize length;
  const char *bytes;

  g_return_val_if_fail (passphrase != NULL, FALSE);

  bytes = kettle_secret_peek (passphrase, &length);
  if (kettle_wifi_is_raw_key (passphrase)
      || (length >= KETTLE_WIFI_PASSPHRASE_MIN && length <= KETTLE_WIFI_PASSPHRASE_MAX
          && kettle_wifi_is_printable (bytes, length)))
    return TRUE;

  g_set_error (
      error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSPHRASE,
      "A passphrase is %d to %d printable ASCII characters, a raw key %d hexadecimal digits",
      KETTLE_WIFI_PASSPHRASE_MIN, KETTLE_WIFI_PASSPHRASE_MAX, KETTLE_WIFI_RAW_KEY_LENGTH);

  return FALSE;
}

/**
 * kettle_wifi_check_password:
 * @password: of the module's shell
 * @error: %KETTLE_WIFI_ERROR_PASSWORD
 *
 * Returns: whether it is six digits (protocol sheet 2)
 */
gboolean
kettle_wifi_check_password (const KettleSecret *password, GError **error)
{
  gsize length;
  const char *bytes;
  gboolean good;

  g_return_val_if_fail (password != NULL, FALSE);

  bytes = kettle_secret_peek (password, &length);
  good = length == KETTLE_WIFI_PASSWORD_LENGTH;
  for (gsize i = 0; i < length; i++)
    good = good && g_ascii_isdigit (bytes[i]);

  if (!good)
    g_set_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSWORD,
                 "The module's password is %d digits", KETTLE_WIFI_PASSWORD_LENGTH);

  return good;
}
