// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-shell.h"

#include <string.h>

#define HOME "home:wpa2:secret key:127.0.0.1"
#define OLD  "WPRT=0\nSSID=home\nENCRY=6\nKEY=1,0,secret key\nNIP=0\nWEBS=0\nPASS=000000\n"
#define NEW  "WPRT=0\nSSID=x\nENCRY=6\nKEY=1,0,secret key\nNIP=0\nWEBS=0\nPASS=000000\n"

static void
assert_cut (RawClient *client)
{
  test_wait_for (raw_client_is_over (client), 5000);
  g_assert_true (client->reset);
}

/* "AT+SSID=x" is 9 bytes: with the tenth it is obeyed, without it is not. */
static void
test_in_a_line (void)
{
  for (int n = 1; n <= 10; n++) {
    KettleEmulator *kettle = raw_module_new (HOME);
    g_autoptr (RawClient) client = raw_shell_log_in (kettle);
    g_autoptr (RawClient) again = NULL;

    g_object_set (kettle, "wifi-cut-after-bytes", n, NULL);
    raw_client_send (client, "AT+SSID=x\n");
    assert_cut (client);
    g_assert_cmpuint (client->got->len, ==, 0);
    raw_assert_ram (kettle, n < 10 ? OLD : NEW);
    /* Once. */
    g_assert_cmpint (raw_get_int (kettle, "wifi-cut-after-bytes"), ==, -1);
    again = raw_shell_log_in (kettle);
    raw_shell_ask (again, "AT+WEBS", "+OK=0\r\n\r\n");
    raw_kettle_free (kettle);
  }
}

/* Byte by byte is no different from a whole line. */
static void
test_piecemeal (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  static const char line[] = "AT+SSID=x";

  g_object_set (kettle, "wifi-cut-after-bytes", 9, NULL);
  for (gsize i = 0; i < strlen (line); i++) {
    char byte[2] = { line[i], '\0' };

    raw_client_send (client, byte);
    if (i + 1 < strlen (line))
      test_never (raw_client_is_over (client), 10);
  }
  assert_cut (client);
  raw_assert_ram (kettle, OLD);

  raw_kettle_free (kettle);
}

/* It goes on counting on the next connection. */
static void
test_over_connections (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = NULL;
  g_autoptr (RawClient) again = NULL;

  g_object_set (kettle, "wifi-cut-after-bytes", 10, NULL);
  client = raw_shell_log_in (kettle); /* 7 bytes */
  raw_client_free (g_steal_pointer (&client));
  test_wait_for (raw_get_uint (kettle, "wifi-n-clients") == 0, 5000);
  g_assert_cmpint (raw_get_int (kettle, "wifi-cut-after-bytes"), ==, 3);
  again = raw_shell_new (kettle);
  raw_client_expect (again, "AT+ Command Shell\r\nPassword:");
  raw_client_send (again, "000000\n");
  assert_cut (again);
  g_assert_cmpuint (again->got->len, ==, 0);

  raw_kettle_free (kettle);
}

/* Before it says a word. */
static void
test_at_once (gconstpointer property)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = NULL;
  g_autoptr (RawClient) again = NULL;

  g_object_set (kettle, property, 0, NULL);
  client = raw_shell_new (kettle);
  assert_cut (client);
  g_assert_cmpuint (client->got->len, ==, 0);
  g_assert_cmpint (raw_get_int (kettle, property), ==, -1);
  again = raw_shell_log_in (kettle);

  raw_kettle_free (kettle);
}

/* The reply arrives, and then the connection is gone. */
static void
test_after_replies (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = NULL;

  g_object_set (kettle, "wifi-cut-after-replies", 2, NULL);
  client = raw_shell_log_in (kettle);
  raw_shell_ask (client, "AT+SSID=x", "+OK\r\n\r\n");
  test_never (raw_client_is_over (client), 50);
  raw_shell_ask (client, "AT+PMTF", "+OK\r\n\r\n");
  assert_cut (client);
  raw_assert_flash (kettle, NEW);
  g_assert_cmpint (raw_get_int (kettle, "wifi-cut-after-replies"), ==, -1);

  raw_kettle_free (kettle);
}

/* A restart that was heard goes on without the connection. */
static void
test_in_a_restart (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  g_object_set (kettle, "wifi-cut-after-bytes", 5, NULL);
  raw_client_send (client, "AT+Z\n");
  assert_cut (client);
  g_assert_cmpuint (client->got->len, ==, 0);
  test_wait_for (kettle_emulator_get_host (kettle) == NULL, 5000);
  test_wait_for (kettle_emulator_get_host (kettle) != NULL, 5000);

  raw_kettle_free (kettle);
}

/* Nobody gets in any more, until its power was taken away. The kettle itself is still there. */
static void
test_for_good (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  g_autoptr (RawClient) key = NULL;
  g_autoptr (RawClient) again = NULL;
  guint16 shell = kettle_emulator_get_wifi_port (kettle);

  g_object_set (kettle, "wifi-cut-after-replies", 1, "wifi-cut-for-good", TRUE, NULL);
  raw_shell_ask (client, "AT+SSID=x", "+OK\r\n\r\n");
  assert_cut (client);
  g_assert_false (raw_client_can_reach ("127.0.0.1", shell));
  key = raw_client_new (kettle_emulator_get_port (kettle));
  raw_client_send (key, "HELLOKETTLE\n");
  raw_client_expect (key, "HELLOAPP\r");
  raw_assert_ram (kettle, NEW);

  raw_input (kettle, "unplug");
  test_wait_for (kettle_emulator_get_host (kettle) == NULL, 5000);
  test_wait_for (kettle_emulator_get_host (kettle) != NULL, 5000);
  again = raw_shell_log_in (kettle);
  raw_assert_ram (kettle, OLD);

  raw_kettle_free (kettle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/emulator/shell-cut/in-a-line", test_in_a_line);
  g_test_add_func ("/emulator/shell-cut/piecemeal", test_piecemeal);
  g_test_add_func ("/emulator/shell-cut/over-connections", test_over_connections);
  g_test_add_data_func ("/emulator/shell-cut/at-once-bytes", "wifi-cut-after-bytes", test_at_once);
  g_test_add_data_func ("/emulator/shell-cut/at-once-replies", "wifi-cut-after-replies",
                        test_at_once);
  g_test_add_func ("/emulator/shell-cut/after-replies", test_after_replies);
  g_test_add_func ("/emulator/shell-cut/in-a-restart", test_in_a_restart);
  g_test_add_func ("/emulator/shell-cut/for-good", test_for_good);

  return g_test_run ();
}
