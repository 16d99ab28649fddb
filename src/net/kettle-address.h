// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_DEFAULT_PORT 2000

#define KETTLE_ADDRESS_ERROR (kettle_address_error_quark ())

/**
 * KettleAddressError:
 * @KETTLE_ADDRESS_ERROR_EMPTY: nothing was given
 * @KETTLE_ADDRESS_ERROR_MALFORMED: neither a host name nor a numeric address (spaces, odd
 * characters)
 * @KETTLE_ADDRESS_ERROR_PORT: the port is not a number from 1 to 65535
 * @KETTLE_ADDRESS_ERROR_IPV6: an IPv6 address; the kettle only has IPv4
 * @KETTLE_ADDRESS_ERROR_PUBLIC: an address outside the local networks
 *
 * Why a text is no kettle's address.
 */
typedef enum {
  KETTLE_ADDRESS_ERROR_EMPTY = 1,
  KETTLE_ADDRESS_ERROR_MALFORMED,
  KETTLE_ADDRESS_ERROR_PORT,
  KETTLE_ADDRESS_ERROR_IPV6,
  KETTLE_ADDRESS_ERROR_PUBLIC,
} KettleAddressError;

GQuark kettle_address_error_quark (void);

gboolean kettle_address_parse (
    const char *text, guint16 default_port, char **host, guint16 *port, GError **error);
gboolean kettle_address_is_local (GInetAddress *address);
gboolean kettle_address_is_loopback (const char *host);

G_END_DECLS
