// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-address.h"

#include "net/kettle-surroundings.h"

#include <string.h>

/*
 * What a person types as the kettle's address. The kettle has no protection of its own, so only
 * addresses of local IPv4 networks are taken; a name is checked again after resolving.
 */

/* The limits of DNS. */
#define NAME_MAX_LENGTH  253
#define LABEL_MAX_LENGTH 63

/**
 * kettle_address_error_quark:
 *
 * Returns: the domain of #KettleAddressError
 */
GQuark
kettle_address_error_quark (void)
{
  return g_quark_from_static_string ("kettle-address-error-quark");
}

static gboolean
is_ipv6 (const char *text)
{
  const char *zone = strchr (text, '%');
  g_autofree char *bare = zone != NULL ? g_strndup (text, (gsize) (zone - text)) : g_strdup (text);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (bare);

  return address != NULL && g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;
}

/* Whether @text, which has a bracket or more than one colon, is IPv6; anything else is malformed.
 */
static gboolean
looks_like_ipv6 (const char *text)
{
  g_autofree char *inner = NULL;
  const char *end;

  if (text[0] != '[')
    return is_ipv6 (text);

  end = strchr (text, ']');
  if (end == NULL || (end[1] != '\0' && end[1] != ':'))
    return FALSE;
  inner = g_strndup (text + 1, (gsize) (end - text - 1));

  return is_ipv6 (inner);
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > LABEL_MAX_LENGTH)
    return FALSE;
  if (label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  /* No host name may have an underscore, but routers hand out names that do. */
  for (const char *c = label; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
      return FALSE;

  return TRUE;
}

/* Whether a C library might take @label for a number: decimal, octal or hexadecimal. */
static gboolean
is_number (const char *label)
{
  gboolean hex = label[0] == '0' && (label[1] == 'x' || label[1] == 'X');

  for (const char *c = hex ? label + 2 : label; *c != '\0'; c++)
    if (hex ? !g_ascii_isxdigit (*c) : !g_ascii_isdigit (*c))
      return FALSE;

  return TRUE;
}

/* Four decimal numbers up to 255 without leading zeros, and nothing else: "010.0.0.1" is 8.0.0.1 to
 * some programs and 10.0.0.1 to others, so to us it is neither. */
static gboolean
is_dotted_quad (char **labels)
{
  if (g_strv_length (labels) != 4)
    return FALSE;

  for (gsize i = 0; i < 4; i++) {
    gsize length = strlen (labels[i]);

    if (length == 0 || length > 3 || (length > 1 && labels[i][0] == '0'))
      return FALSE;
    for (const char *c = labels[i]; *c != '\0'; c++)
      if (!g_ascii_isdigit (*c))
        return FALSE;
    if (g_ascii_strtoull (labels[i], NULL, 10) > 255)
      return FALSE;
  }

  return TRUE;
}

/* Tells names from numeric addresses, which @numeric then holds; FALSE if it is neither. */
static gboolean
check_host (const char *host, GInetAddress **numeric)
{
  g_auto (GStrv) labels = NULL;
  gsize length = strlen (host);
  guint n;

  if (length == 0 || length > NAME_MAX_LENGTH)
    return FALSE;

  labels = g_strsplit (host, ".", -1);
  if (is_dotted_quad (labels)) {
    *numeric = g_inet_address_new_from_string (host);
    return *numeric != NULL;
  }

  /* One dot at the end is the root of the name tree. */
  n = g_strv_length (labels);
  if (n > 1 && labels[n - 1][0] == '\0')
    n--;
  for (guint i = 0; i < n; i++)
    if (!is_label (labels[i]))
      return FALSE;

  return !is_number (labels[n - 1]);
}

static gboolean
parse_port (const char *text, guint16 *port)
{
  guint64 value;

  if (text[0] == '\0' || strlen (text) > 5)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isdigit (*c))
      return FALSE;

  value = g_ascii_strtoull (text, NULL, 10);
  if (value == 0 || value > G_MAXUINT16)
    return FALSE;
  *port = (guint16) value;

  return TRUE;
}

/**
 * kettle_address_parse:
 * @text: (nullable): what a person typed: `HOST` or `HOST:PORT`, blanks around it allowed
 * @default_port: the port when @text names none
 * @host: (out) (transfer full): the name or numeric address
 * @port: (out): the port
 * @error: return location for a #KettleAddressError
 *
 * Reads the address of a kettle. Nothing is looked up: whether a name leads to a local address is
 * found out when it is connected to. The messages of the errors are for logs.
 *
 * Returns: whether @text may be a kettle's address; @host and @port are only set then
 */
gboolean
kettle_address_parse (
    const char *text, guint16 default_port, char **host, guint16 *port, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autoptr (GInetAddress) numeric = NULL;
  guint16 number = default_port;
  char *port_text = NULL;
  char *colon;

  g_return_val_if_fail (host != NULL && port != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (name[0] == '\0') {
    g_set_error (error, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_EMPTY, "No address");
    return FALSE;
  }

  colon = strchr (name, ':');
  if (name[0] == '[' || (colon != NULL && strchr (colon + 1, ':') != NULL)) {
    if (looks_like_ipv6 (name))
      g_set_error (error, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_IPV6,
                   "An IPv6 address, which no kettle has");
    else
      g_set_error (error, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_MALFORMED, "Not an address");
    return FALSE;
  }

  if (colon != NULL) {
    *colon = '\0';
    port_text = colon + 1;
  }

  /* A path after the colon is no wrong port but a web address: "http://kettle". */
  if (!check_host (name, &numeric) || (port_text != NULL && strchr (port_text, '/') != NULL)) {
    g_set_error (error, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_MALFORMED, "Not an address");
    return FALSE;
  }

  if (port_text != NULL && !parse_port (port_text, &number)) {
    g_set_error (error, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_PORT,
                 "The port is not a number from 1 to 65535");
    return FALSE;
  }

  if (numeric != NULL && !kettle_address_is_local (numeric)) {
    g_set_error (error, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_PUBLIC,
                 "%s is not in a local network", name);
    return FALSE;
  }

  *host = g_steal_pointer (&name);
  *port = number;

  return TRUE;
}

/**
 * kettle_address_is_local:
 * @address: an address
 *
 * Tells whether a kettle may be looked for at @address: the private networks of RFC 1918,
 * link-local (a kettle that was never set up makes such a network, protocol sheet 2) and this
 * machine. Not more, because a kettle has no authentication (protocol sheet 1.5).
 *
 * Returns: whether it is such an IPv4 address
 */
gboolean
kettle_address_is_local (GInetAddress *address)
{
  const guint8 *bytes;

  g_return_val_if_fail (G_IS_INET_ADDRESS (address), FALSE);

  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV4)
    return FALSE;
  bytes = g_inet_address_to_bytes (address);

  return bytes[0] == 10 || bytes[0] == 127 || (bytes[0] == 172 && (bytes[1] & 0xf0) == 16)
         || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 169 && bytes[1] == 254);
}

/**
 * kettle_address_is_loopback:
 * @host: (nullable): a host name or numeric address
 *
 * Returns: whether that is this machine itself, whatever network it is in
 */
gboolean
kettle_address_is_loopback (const char *host)
{
  guint32 address;

  if (host == NULL)
    return FALSE;

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (kettle_ipv4_parse (host, &address) && address >> 24 == 127);
}
