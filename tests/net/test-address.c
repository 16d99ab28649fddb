// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-address.h"

#include <string.h>

static void
assert_taken (const char *text, const char *host, guint16 port)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *got_host = NULL;
  guint16 got_port = 0;

  g_test_message ("\"%s\"", text);
  g_assert_true (kettle_address_parse (text, KETTLE_DEFAULT_PORT, &got_host, &got_port, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (got_host, ==, host);
  g_assert_cmpuint (got_port, ==, port);
}

static void
assert_refused (const char *text, int code)
{
  g_autoptr (GError) error = NULL;
  char *host = (char *) "untouched";
  guint16 port = 7;

  g_test_message ("\"%s\"", text != NULL ? text : "(null)");
  g_assert_false (kettle_address_parse (text, KETTLE_DEFAULT_PORT, &host, &port, &error));
  g_assert_error (error, KETTLE_ADDRESS_ERROR, code);
  g_assert_cmpstr (host, ==, "untouched");
  g_assert_cmpuint (port, ==, 7);

  /* Nobody has to ask why. */
  g_assert_false (kettle_address_parse (text, KETTLE_DEFAULT_PORT, &host, &port, NULL));
}

static void
test_numeric (void)
{
  assert_taken ("192.168.1.5", "192.168.1.5", 2000);
  assert_taken ("192.168.1.5:2000", "192.168.1.5", 2000);
  assert_taken ("10.0.0.1:1", "10.0.0.1", 1);
  assert_taken ("172.16.0.1:65535", "172.16.0.1", 65535);
  assert_taken ("172.31.255.254", "172.31.255.254", 2000);
  assert_taken ("169.254.1.1", "169.254.1.1", 2000);
  assert_taken ("127.0.0.1:40001", "127.0.0.1", 40001);
}

static void
test_names (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *longest = g_strjoin (".", label, label, label, label + 2, NULL);

  assert_taken ("kettle", "kettle", 2000);
  assert_taken ("kettle.local", "kettle.local", 2000);
  assert_taken ("kettle.local.", "kettle.local.", 2000);
  assert_taken ("Kettle-2.fritz.box:23", "Kettle-2.fritz.box", 23);
  assert_taken ("my_kettle.lan", "my_kettle.lan", 2000);
  assert_taken ("3com", "3com", 2000);
  assert_taken ("localhost", "localhost", 2000);
  g_assert_cmpuint (strlen (longest), ==, 253);
  assert_taken (longest, longest, 2000);
}

static void
test_blanks (void)
{
  assert_taken ("  192.168.1.5  ", "192.168.1.5", 2000);
  assert_taken ("\tkettle:2000\n", "kettle", 2000);
  assert_refused ("192.168. 1.5", KETTLE_ADDRESS_ERROR_MALFORMED);
  assert_refused ("my kettle", KETTLE_ADDRESS_ERROR_MALFORMED);
  assert_refused ("kettle :2000", KETTLE_ADDRESS_ERROR_MALFORMED);
  assert_refused ("kettle: 2000", KETTLE_ADDRESS_ERROR_PORT);
}

static void
test_empty (void)
{
  assert_refused (NULL, KETTLE_ADDRESS_ERROR_EMPTY);
  assert_refused ("", KETTLE_ADDRESS_ERROR_EMPTY);
  assert_refused (" \t\r\n", KETTLE_ADDRESS_ERROR_EMPTY);
}

static void
test_malformed (void)
{
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *part = g_strnfill (60, 'a');
  g_autofree char *endless = g_strjoin (".", part, part, part, part, part, NULL);
  const char *const texts[] = {
    "http://192.168.1.5",
    "http://kettle:2000/",
    "http://kettle",
    "kettle/",
    "kettle/path",
    "//kettle",
    "user@kettle",
    "kettle,",
    "kettle;reboot",
    "$(reboot)",
    "k\xc3\xbc"
    "che",
    "\xff\xfe",
    "kettle\x01",
    "-kettle",
    "kettle-",
    "kettle..local",
    ".kettle",
    ".",
    "..",
    ":",
    ":2000",
    "kettle:2000:3000",
    "::::",
    "[",
    "[]",
    "[kettle]",
    "[192.168.1.5]:2000",
    "[::1",
    "[::1]2000",
    "%",
    "%eth0",
    label,
    endless,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], KETTLE_ADDRESS_ERROR_MALFORMED);
}

/* What inet_aton() reads as an address other than the one it looks like. */
static void
test_odd_numbers (void)
{
  const char *const texts[] = {
    "192.168.1",
    "192.168.1.5.",
    "192.168.1.256",
    "192.168.1.5.6",
    "10.1",
    "010.0.0.1",
    "192.168.01.5",
    "0x7f.1",
    "0x7f000001",
    "0X7F.0.0.1",
    "0xc0a80105",
    "3232235781",
    "2000",
    "127",
    "1.2.3.0x4",
    "kettle.5",
    "1e1.1",
    "192.168.1.-5",
    "192.168.1.+5",
    "192.168.1.5a.1",
    "192.168.1.",
    "..1",
    "0x",
    "192.168.1.00005",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], KETTLE_ADDRESS_ERROR_MALFORMED);
}

static void
test_ports (void)
{
  const char *const texts[] = {
    "host:99999",
    "host:65536",
    "host:0",
    "host:00000",
    "host:",
    "host:-1",
    "host:+1",
    "host:http",
    "host:20 00",
    "host:2000x",
    "host:0x7d0",
    "host:1.5",
    "192.168.1.5:",
    "192.168.1.5:99999",
    "host:18446744073709553616",
    "host:4294969296",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], KETTLE_ADDRESS_ERROR_PORT);
}

static void
test_ipv6 (void)
{
  const char *const texts[] = {
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "[::1]",
    "[::1]:2000",
    "[fe80::1%wlan0]:2000",
    "[fe80::1%25eth0]",
    "2001:db8::1",
    "::ffff:192.168.1.5",
    " [::1]:99999 ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], KETTLE_ADDRESS_ERROR_IPV6);
}

static void
test_public (void)
{
  const char *const texts[] = {
    "8.8.8.8",         "1.1.1.1:2000",    "172.15.255.255", "172.32.0.1",    "192.167.1.1",
    "192.169.1.1",     "169.253.1.1",     "169.255.1.1",    "9.255.255.255", "11.0.0.1",
    "126.255.255.255", "128.0.0.1",       "0.0.0.0",        "0.0.0.1",       "224.0.0.1",
    "239.255.255.250", "255.255.255.255", "100.64.0.1",     "240.0.0.1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], KETTLE_ADDRESS_ERROR_PUBLIC);
}

/* Names are looked up later, and then this decides. */
static void
test_is_local (void)
{
  static const struct {
    const char *text;
    gboolean is_local;
  } cases[] = {
    { "10.0.0.0", TRUE },         { "10.255.255.255", TRUE }, { "172.16.0.0", TRUE },
    { "172.31.255.255", TRUE },   { "192.168.0.0", TRUE },    { "192.168.255.255", TRUE },
    { "169.254.0.1", TRUE },      { "127.0.0.1", TRUE },      { "127.255.255.255", TRUE },
    { "8.8.8.8", FALSE },         { "172.32.0.0", FALSE },    { "0.0.0.0", FALSE },
    { "255.255.255.255", FALSE }, { "224.0.0.251", FALSE },   { "::1", FALSE },
    { "fe80::1", FALSE },         { "fd00::1", FALSE },       { "::ffff:10.0.0.1", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GInetAddress) address = g_inet_address_new_from_string (cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_nonnull (address);
    g_assert_cmpint (kettle_address_is_local (address), ==, cases[i].is_local);
  }
}

/* Whatever is typed, it ends in one of the answers. */
static void
test_noise (void)
{
  static const char alphabet[] = "0123456789abcxXzZ.:-_[]%/ \t@\xc3\x7f";

  for (int i = 0; i < 20000; i++) {
    g_autofree char *host = NULL;
    g_autoptr (GError) error = NULL;
    char text[24] = "";
    guint16 port = 0;
    int length = g_test_rand_int_range (0, sizeof text);

    for (int j = 0; j < length; j++)
      text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];

    if (kettle_address_parse (text, KETTLE_DEFAULT_PORT, &host, &port, &error)) {
      g_assert_no_error (error);
      g_assert_cmpuint (port, !=, 0);
      g_assert_null (strpbrk (host, " \t:/[]%@"));
    } else {
      g_assert_nonnull (error);
      g_assert_true (error->domain == KETTLE_ADDRESS_ERROR);
      g_assert_null (host);
    }
  }
}

static void
test_loopback (void)
{
  static const char *const own[] = { "localhost", "LocalHost", "127.0.0.1", "127.77.0.20" };
  static const char *const others[] = { NULL, "", "192.168.1.20", "1.0.0.127", "localhost.lan" };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    g_assert_true (kettle_address_is_loopback (own[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kettle_address_is_loopback (others[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/address/numeric", test_numeric);
  g_test_add_func ("/net/address/names", test_names);
  g_test_add_func ("/net/address/blanks", test_blanks);
  g_test_add_func ("/net/address/empty", test_empty);
  g_test_add_func ("/net/address/malformed", test_malformed);
  g_test_add_func ("/net/address/odd-numbers", test_odd_numbers);
  g_test_add_func ("/net/address/ports", test_ports);
  g_test_add_func ("/net/address/ipv6", test_ipv6);
  g_test_add_func ("/net/address/public", test_public);
  g_test_add_func ("/net/address/is-local", test_is_local);
  g_test_add_func ("/net/address/noise", test_noise);
  g_test_add_func ("/net/address/loopback", test_loopback);

  return g_test_run ();
}
