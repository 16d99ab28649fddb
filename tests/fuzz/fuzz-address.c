// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"
#include "net/kettle-address.h"
#include "net/kettle-surroundings.h"

#include <arpa/inet.h>
#include <string.h>

/*
 * Any text is an address as a second parser says, or has an error as the interface says; what was
 * taken is read again as the same, and never leads out of the local networks.
 */

#define OTHER_PORT 4321

/* One that is written the other way round: what an address may consist of. */
static const char label_signs[] = "0123456789-_"
                                  "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static gboolean
is_private (guint32 address)
{
  static const struct {
    guint32 network, mask;
  } nets[] = {
    { 0x0a000000, 0xff000000 }, { 0x7f000000, 0xff000000 }, { 0xac100000, 0xfff00000 },
    { 0xc0a80000, 0xffff0000 }, { 0xa9fe0000, 0xffff0000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nets); i++)
    if ((address & nets[i].mask) == nets[i].network)
      return TRUE;

  return FALSE;
}

/* Whether it is a number to any C library: digits, or 0x and hexadecimal ones. */
static gboolean
is_numeric (const char *label)
{
  if (strspn (label, "0123456789") == strlen (label))
    return TRUE;

  return label[0] == '0' && (label[1] | 0x20) == 'x'
         && strspn (label + 2, "0123456789abcdefABCDEF") == strlen (label + 2);
}

/* Returns: whether a name server may be asked for it */
static gboolean
is_name (const char *host)
{
  const char *label = host;
  g_autofree char *last = NULL;

  if (*host == '\0' || strlen (host) > 253)
    return FALSE;

  for (;;) {
    gsize length = strspn (label, label_signs);

    if (length < 1 || length > 63 || label[0] == '-' || label[length - 1] == '-')
      return FALSE;
    g_free (last);
    last = g_strndup (label, length);
    label += length;
    if (*label == '\0' || g_str_equal (label, "."))
      return !is_numeric (last);
    if (*label != '.')
      return FALSE;
    label++;
  }
}

/* Returns: 0 for none, else the address it writes in the only way that nobody reads otherwise */
static gboolean
is_quad (const char *host, guint32 *address)
{
  struct in_addr parsed;
  g_autofree char *written = NULL;

  if (inet_aton (host, &parsed) == 0)
    return FALSE;

  *address = ntohl (parsed.s_addr);
  written = kettle_ipv4_dup_text (*address);

  return g_str_equal (written, host);
}

static void
check_taken (const char *text, const char *host, guint16 port)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *again = g_strdup_printf ("%s:%u", host, port);
  g_autofree char *host_again = NULL;
  guint16 port_again;
  guint32 address = 0;

  g_assert_true (g_str_is_ascii (host));
  fuzz_assert_printable (host);
  g_assert_true (g_str_has_prefix (stripped, host));
  g_assert_cmpuint (port, !=, 0);
  g_assert_true (is_quad (host, &address) ? is_private (address) : is_name (host));

  if (stripped[strlen (host)] == '\0') {
    g_assert_cmpuint (port, ==, OTHER_PORT);
  } else {
    g_assert_true (stripped[strlen (host)] == ':');
    g_assert_cmpuint (port, ==, strtoul (stripped + strlen (host) + 1, NULL, 10));
  }

  g_assert_true (kettle_address_parse (again, OTHER_PORT, &host_again, &port_again, NULL));
  g_assert_cmpstr (host_again, ==, host);
  g_assert_cmpuint (port_again, ==, port);
}

/* What was not taken is wrong in the way that is told. */
static void
check_refused (const char *text, const GError *error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *host = g_strndup (stripped, strcspn (stripped, ":"));
  const char *rest = stripped + strlen (host);
  guint32 address = 0;
  gboolean quad = is_quad (host, &address);
  gboolean good = quad || is_name (host);

  g_assert_true (error->domain == KETTLE_ADDRESS_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 0);
  switch ((KettleAddressError) error->code) {
  case KETTLE_ADDRESS_ERROR_EMPTY:
    g_assert_cmpstr (stripped, ==, "");
    break;
  case KETTLE_ADDRESS_ERROR_PORT:
    g_assert_true (good);
    g_assert_true (rest[0] == ':');
    g_assert_true (strlen (rest) == 1 || strlen (rest) > 6
                   || strspn (rest + 1, "0123456789") < strlen (rest + 1)
                   || strtoul (rest + 1, NULL, 10) - 1 >= G_MAXUINT16);
    break;
  case KETTLE_ADDRESS_ERROR_PUBLIC:
    g_assert_true (quad && !is_private (address));
    fuzz_assert_printable (error->message);
    break;
  case KETTLE_ADDRESS_ERROR_IPV6:
    g_assert_nonnull (strchr (rest + 1, ':'));
    break;
  case KETTLE_ADDRESS_ERROR_MALFORMED:
    g_assert_true (!good || strchr (rest, '/') != NULL
                   || (rest[0] != '\0' && strchr (rest + 1, ':') != NULL));
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
check_numeric (const char *text)
{
  guint32 address = 0, second = 0;
  gboolean numeric = kettle_ipv4_parse (text, &address);

  g_assert_true (!is_quad (text, &second) || numeric);
  if (numeric) {
    g_autofree char *written = kettle_ipv4_dup_text (address);

    g_assert_true (kettle_ipv4_parse (written, &second));
    g_assert_cmpuint (second, ==, address);
  }
  g_assert_cmpint (kettle_address_is_loopback (text), ==,
                   g_ascii_strcasecmp (text, "localhost") == 0
                       || (numeric && address >> 24 == 127));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *host = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port = 0;

  if (kettle_address_parse (text, OTHER_PORT, &host, &port, &error)) {
    g_assert_no_error (error);
    check_taken (text, host, port);
  } else {
    g_assert_nonnull (error);
    g_assert_null (host);
    g_assert_cmpuint (port, ==, 0);
    check_refused (text, error);
  }
  check_numeric (text);

  return 0;
}
