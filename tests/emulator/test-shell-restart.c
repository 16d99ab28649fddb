// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-shell.h"

#include <string.h>

#define HOME "home:wpa2:secret key:127.0.0.1"
#define NEXT "next door:wpa2:pass:word:127.0.0.2"

static void
add_air (KettleEmulator *kettle, const char *air)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_add_air (kettle, air, &error);
  g_assert_no_error (error);
}

static gboolean
is_on (KettleEmulator *kettle, const char *host)
{
  return g_strcmp0 (kettle_emulator_get_host (kettle), host) == 0;
}

static void
restart (KettleEmulator *kettle, RawClient *client)
{
  raw_client_send (client, "AT+Z\n");
  raw_client_expect (client, "+OK\r\n\r\n");
  test_wait_for (raw_client_is_over (client), 5000);
  test_wait_for (kettle_emulator_get_host (kettle) == NULL, 5000);
}

/* Every connection is dropped, nobody gets in, and it comes back on the same ports. */
static void
test_restart (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  guint16 port = kettle_emulator_get_port (kettle);
  guint16 shell = kettle_emulator_get_wifi_port (kettle);
  g_autoptr (RawClient) key = raw_client_new (port);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  g_autoptr (RawClient) again = NULL;

  g_object_set (kettle, "wifi-boot-time", 300u, NULL);
  raw_client_send (key, "HELLOKETTLE\n");
  raw_client_expect (key, "HELLOAPP\r");
  restart (kettle, client);
  test_wait_for (raw_client_is_over (key), 5000);
  g_assert_false (raw_get_boolean (kettle, "listening"));
  g_assert_false (raw_client_can_reach ("127.0.0.1", port));
  g_assert_false (raw_client_can_reach ("127.0.0.1", shell));

  test_wait_for (is_on (kettle, "127.0.0.1"), 5000);
  g_assert_cmpuint (kettle_emulator_get_port (kettle), ==, port);
  g_assert_cmpuint (kettle_emulator_get_wifi_port (kettle), ==, shell);
  again = raw_client_new (port);
  raw_client_send (again, "HELLOKETTLE\n");
  raw_client_expect (again, "HELLOAPP\r");

  raw_kettle_free (kettle);
}

/* What was not saved is gone. */
static void
test_unsaved (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  g_autofree char *before = kettle_emulator_dup_wifi_ram (kettle);

  raw_shell_ask (client, "AT+SSID=\"elsewhere\"", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+WEBS=1", "+OK\r\n\r\n");
  restart (kettle, client);
  test_wait_for (is_on (kettle, "127.0.0.1"), 5000);
  raw_assert_ram (kettle, before);

  raw_kettle_free (kettle);
}

static void
move (KettleEmulator *kettle)
{
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  raw_shell_ask (client, "AT+SSID=\"next door\"", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+ENCRY=6", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+KEY=1,0,pass:word", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+NIP=0", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+WPRT=0", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+PMTF", "+OK\r\n\r\n");
  restart (kettle, client);
}

/* The joining of protocol sheet 2, from one network to another. */
static void
test_moves (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) key = NULL;
  g_autoptr (RawClient) client = NULL;

  add_air (kettle, NEXT);
  move (kettle);
  test_wait_for (is_on (kettle, "127.0.0.2"), 5000);
  g_assert_false (raw_client_can_reach ("127.0.0.1", kettle_emulator_get_port (kettle)));
  key = raw_client_new_to ("127.0.0.2", kettle_emulator_get_port (kettle));
  raw_client_send (key, "HELLOKETTLE\n");
  raw_client_expect (key, "HELLOAPP\r");
  client = raw_shell_log_in (kettle);
  raw_shell_ask (client, "AT+SSID", "+OK=\"next door\"\r\n\r\n");

  raw_kettle_free (kettle);
}

/* Somebody has its port there for a moment: it comes when they have gone. */
static void
test_port_taken (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  guint16 port = kettle_emulator_get_wifi_port (kettle);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.2", port);
  g_autoptr (GSocket) other =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GError) error = NULL;

  add_air (kettle, NEXT);
  g_socket_bind (other, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (other, &error);
  g_assert_no_error (error);
  move (kettle);
  test_never (kettle_emulator_get_host (kettle) != NULL, 250);
  g_assert_false (raw_client_can_reach ("127.0.0.2", kettle_emulator_get_port (kettle)));
  g_socket_close (other, NULL);
  test_wait_for (is_on (kettle, "127.0.0.2"), 5000);

  raw_kettle_free (kettle);
}

/* Whoever takes any port that is free must not be given @port, for then a kettle seems to be where
 * none is. */
static void
assert_reserved (guint16 port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GSocket) other =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GError) error = NULL;

  g_socket_bind (other, address, FALSE, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
}

/* Nobody of that name is there: it is found nowhere, until a hand resets it. */
static void
test_lost (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);

  move (kettle);
  test_never (kettle_emulator_get_host (kettle) != NULL, 300);
  assert_reserved (kettle_emulator_get_port (kettle));
  assert_reserved (kettle_emulator_get_wifi_port (kettle));
  raw_input (kettle, "unplug");
  test_never (kettle_emulator_get_host (kettle) != NULL, 300);
  raw_input (kettle, "factory");
  test_wait_for (is_on (kettle, "127.0.0.1"), 5000);

  raw_kettle_free (kettle);
}

/* What a network asks for, and what the settings say. */
static void
test_fit (void)
{
  static const struct {
    const char *air;
    const char *security;
    const char *key;
    gboolean fits;
  } cases[] = {
    { "net:wpa2:passphrase:127.0.0.3", "AT+ENCRY=6\n", "AT+KEY=1,0,passphrase\n", TRUE },
    { "net:wpa2:passphrase:127.0.0.3", "AT+ENCRY=5\n", "AT+KEY=1,0,passphrase\n", TRUE },
    { "net:wpa2:passphrase:127.0.0.3", "AT+ENCRY=7\n", "AT+KEY=1,0,passphrase\n", TRUE },
    { "net:wpa2:passphrase:127.0.0.3", "AT+ENCRY=4\n", "AT+KEY=1,0,passphrase\n", FALSE },
    { "net:wpa2:passphrase:127.0.0.3", "AT+ENCRY=6\n", "AT+KEY=1,0,passphrasE\n", FALSE },
    { "net:wpa2:passphrase:127.0.0.3", "AT+ENCRY=0\n", "AT+KEY=1,0,passphrase\n", FALSE },
    { "net:wpa:passphrase:127.0.0.3", "AT+ENCRY=3\n", "AT+KEY=1,0,passphrase\n", TRUE },
    { "net:wpa:passphrase:127.0.0.3", "AT+ENCRY=6\n", "AT+KEY=1,0,passphrase\n", FALSE },
    { "net:open::127.0.0.3", "AT+ENCRY=0\n", "AT+KEY=1,0,\n", TRUE },
    { "net:open::127.0.0.3", "AT+ENCRY=6\n", "AT+KEY=1,0,passphrase\n", FALSE },
    { "Net:open::127.0.0.3", "AT+ENCRY=0\n", "AT+KEY=1,0,\n", FALSE },
    { "net:wpa2:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff:127.0.0.3",
      "AT+ENCRY=6\n",
      "AT+KEY=0,0,00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF\n", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    KettleEmulator *kettle = raw_module_new (HOME);
    g_autoptr (RawClient) client = raw_shell_log_in (kettle);

    g_test_message ("%s%s", cases[i].security, cases[i].air);
    add_air (kettle, cases[i].air);
    raw_shell_ask (client, "AT+SSID=net", "+OK\r\n\r\n");
    raw_client_send (client, cases[i].security);
    raw_client_expect (client, "+OK\r\n\r\n");
    raw_client_send (client, cases[i].key);
    raw_client_expect (client, "+OK\r\n\r\n");
    raw_shell_ask (client, "AT+PMTF", "+OK\r\n\r\n");
    restart (kettle, client);
    if (cases[i].fits)
      test_wait_for (is_on (kettle, "127.0.0.3"), 5000);
    else
      test_never (kettle_emulator_get_host (kettle) != NULL, 120);
    raw_kettle_free (kettle);
  }
}

/* Out of the box, and after the hand's reset, which blanks the name and leaves the key to be read.
 */
static void
test_factory (void)
{
  KettleEmulator *kettle = raw_module_new (NULL);
  KettleEmulator *used = raw_module_new (HOME);

  raw_assert_ram (kettle, "WPRT=1\nSSID=iKettle\nENCRY=0\nKEY=1,0,\nNIP=0\nWEBS=0\nPASS=000000\n");
  raw_kettle_free (kettle);

  g_object_set (used, "own-address", "127.0.0.4", NULL);
  raw_input (used, "factory");
  g_assert_null (kettle_emulator_get_host (used));
  test_wait_for (is_on (used, "127.0.0.4"), 5000);
  raw_assert_ram (used, "WPRT=1\nSSID=\nENCRY=0\nKEY=1,0,secret key\nNIP=0\nWEBS=0\n"
                        "PASS=000000\n");
  raw_assert_flash (used, "WPRT=1\nSSID=\nENCRY=0\nKEY=1,0,secret key\nNIP=0\nWEBS=0\n"
                          "PASS=000000\n");
  raw_kettle_free (used);
}

/* The module starts anew; the water goes on heating. */
static void
test_water (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  raw_input (kettle, "on");
  restart (kettle, client);
  test_wait_for (is_on (kettle, "127.0.0.1"), 5000);
  g_assert_cmpuint (raw_get_uint (kettle, "keys"), ==, 0x21);
  /* Without power it does not. */
  raw_input (kettle, "unplug");
  g_assert_cmpuint (raw_get_uint (kettle, "keys"), ==, 0);

  raw_kettle_free (kettle);
}

static void
test_bad_air (void)
{
  static const char *const cases[] = {
    "",
    "home",
    "home:wpa2:key",
    "home:wpa3:key:127.0.0.1",
    "home:wpa2::127.0.0.1",
    "home:open:key:127.0.0.1",
    ":wpa2:key:127.0.0.1",
    "home:wpa2:key:kitchen",
    "home:wpa2:key:",
    "123456789012345678901234567890123:open::127.0.0.1",
  };
  KettleEmulator *kettle = raw_module_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i]);
    g_assert_false (kettle_emulator_add_air (kettle, cases[i], &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull (strstr (error->message, "give NAME:SECURITY:KEY:ADDRESS"));
  }
  raw_kettle_free (kettle);
}

/* What remains of a kettle that is gone while it starts. */
static void
test_shut_down_while_starting (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  g_object_set (kettle, "wifi-boot-time", 10000u, NULL);
  restart (kettle, client);
  raw_kettle_free (kettle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/emulator/shell-restart/restart", test_restart);
  g_test_add_func ("/emulator/shell-restart/unsaved", test_unsaved);
  g_test_add_func ("/emulator/shell-restart/moves", test_moves);
  g_test_add_func ("/emulator/shell-restart/port-taken", test_port_taken);
  g_test_add_func ("/emulator/shell-restart/lost", test_lost);
  g_test_add_func ("/emulator/shell-restart/fit", test_fit);
  g_test_add_func ("/emulator/shell-restart/factory", test_factory);
  g_test_add_func ("/emulator/shell-restart/water", test_water);
  g_test_add_func ("/emulator/shell-restart/bad-air", test_bad_air);
  g_test_add_func ("/emulator/shell-restart/shut-down", test_shut_down_while_starting);

  return g_test_run ();
}
