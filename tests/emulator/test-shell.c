// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-shell.h"

#include <string.h>

#define HOME "home:wpa2:secret key:127.0.0.1"

/* Literal bytes of protocol sheet 2. */

static void
test_login (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_new (kettle);

  raw_client_expect (client, "AT+ Command Shell\r\nPassword:");
  raw_client_send (client, "000000\n");
  raw_client_expect (client, "Login Successfully\r\n>");
  g_assert_cmpstr (kettle_emulator_get_wifi_heard (kettle), ==, "000000\n");
  g_assert_cmpuint (raw_get_uint (kettle, "wifi-n-clients"), ==, 1);

  raw_kettle_free (kettle);
}

static void
test_wrong_password (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_new (kettle);

  g_object_set (kettle, "wifi-password", "123456", NULL);
  raw_client_expect (client, "AT+ Command Shell\r\nPassword:");
  raw_client_send (client, "000000\n");
  raw_client_expect (client, "Login Failed\r\n");
  test_wait_for (raw_client_is_over (client), 5000);
  g_assert_true (client->ended);
  test_wait_for (raw_get_uint (kettle, "wifi-n-clients") == 0, 5000);

  raw_kettle_free (kettle);
}

static void
test_own_password (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_new (kettle);

  g_object_set (kettle, "wifi-password", "123456", NULL);
  raw_client_expect (client, "AT+ Command Shell\r\nPassword:");
  raw_client_send (client, "123456\r\n");
  raw_client_expect (client, "Login Successfully\r\n>");

  raw_kettle_free (kettle);
}

static void
test_questions (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  raw_shell_ask (client, "AT+WPRT=?", "+OK=0\r\n\r\n");
  raw_shell_ask (client, "AT+SSID=?", "+OK=\"home\"\r\n\r\n");
  raw_shell_ask (client, "AT+ENCRY=?", "+OK=6\r\n\r\n");
  raw_shell_ask (client, "AT+KEY=?", "+OK=1,0,secret key\r\n\r\n");
  raw_shell_ask (client, "AT+NIP=?", "+OK=0\r\n\r\n");
  raw_shell_ask (client, "AT+WEBS=?", "+OK=0\r\n\r\n");
  raw_shell_ask (client, "AT+QMAC=?", "+OK=001EE3A80102\r\n\r\n");
  raw_shell_ask (client, "AT+QVER=?", "+OK=V1.00.1212\r\n\r\n");
  raw_shell_ask (client, "AT+PASS=?", "+OK=000000\r\n\r\n");
  /* Nothing asks, too; and CRLF or CR ends a line. */
  raw_shell_ask (client, "AT+SSID", "+OK=\"home\"\r\n\r\n");
  raw_shell_ask (client, "AT+KEY\r", "+OK=1,0,secret key\r\n\r\n");
  raw_shell_ask (client, "AT+QMAC", "+OK=001EE3A80102\r\n\r\n");
  raw_shell_ask (client, "AT", "+OK\r\n\r\n");
  g_assert_cmpuint (raw_get_uint (kettle, "wifi-dropped"), ==, 0);

  raw_kettle_free (kettle);
}

/* In RAM alone, until it is saved. */
static void
test_set_and_save (void)
{
  static const char before[] = "WPRT=0\nSSID=home\nENCRY=6\nKEY=1,0,secret key\nNIP=0\nWEBS=0\n"
                               "PASS=000000\n";
  static const char after[] = "WPRT=0\nSSID=new net\nENCRY=4\nKEY=1,0,pass,with \"all\"\n"
                              "NIP=1,10.0.0.2,255.255.255.0,10.0.0.1,10.0.0.1\nWEBS=1\n"
                              "PASS=123456\n";
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  raw_assert_ram (kettle, before);
  raw_shell_ask (client, "AT+SSID=\"new net\"", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+ENCRY=4", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+KEY=1,0,pass,with \"all\"", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+NIP=1,\"10.0.0.2\",\"255.255.255.0\",\"10.0.0.1\",\"10.0.0.1\"",
                 "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+NIP",
                 "+OK=1,\"10.0.0.2\",\"255.255.255.0\",\"10.0.0.1\",\"10.0.0.1\"\r\n\r\n");
  raw_shell_ask (client, "AT+WEBS=1", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+PASS=123456", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+WPRT=1", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+WPRT=0", "+OK\r\n\r\n");
  raw_assert_ram (kettle, after);
  raw_assert_flash (kettle, before);
  raw_shell_ask (client, "AT+PMTF", "+OK\r\n\r\n");
  raw_assert_ram (kettle, after);
  raw_assert_flash (kettle, after);

  raw_kettle_free (kettle);
}

/* "=!" is caught by what it does. */
static void
test_set_at_once (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  raw_shell_ask (client, "AT+WEBS=!1", "+OK\r\n\r\n");
  raw_assert_flash (kettle, "WPRT=0\nSSID=home\nENCRY=6\nKEY=1,0,secret key\nNIP=0\nWEBS=1\n"
                            "PASS=000000\n");

  raw_kettle_free (kettle);
}

/* Another security takes the key with it: first ENCRY, then KEY. */
static void
test_key_before_security (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  raw_shell_ask (client, "AT+KEY=1,0,another key", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+ENCRY=6", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+KEY", "+OK=1,0,another key\r\n\r\n");
  raw_shell_ask (client, "AT+ENCRY=4", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+KEY", "+OK=1,0,\r\n\r\n");

  raw_kettle_free (kettle);
}

static void
test_errors (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  g_autofree char *before = kettle_emulator_dup_wifi_ram (kettle);

  raw_shell_ask (client, "hello", "+ERR=-1\r\n\r\n");
  raw_shell_ask (client, "AT+WEBSITE", "+ERR=-100\r\n\r\n");
  raw_shell_ask (client, "AT+ssid", "+ERR=-100\r\n\r\n");
  raw_shell_ask (client, "AT+QMAC=1", "+ERR=-3\r\n\r\n");
  raw_shell_ask (client, "AT+PMTF=1", "+ERR=-3\r\n\r\n");
  raw_shell_ask (client, "AT+WPRT=3", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+WPRT=", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+SSID=", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+SSID=\"\"", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+SSID=\"123456789012345678901234567890123\"", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+ENCRY=8", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+KEY=1,0,seven77", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+KEY=1,0", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+KEY=0,0,0123456789", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+NIP=1", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+NIP=1,\"10.0.0.2\",\"x\",\"10.0.0.1\",\"10.0.0.1\"",
                 "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+WEBS=2", "+ERR=-4\r\n\r\n");
  raw_shell_ask (client, "AT+PASS=12345", "+ERR=-4\r\n\r\n");
  raw_assert_ram (kettle, before);

  raw_kettle_free (kettle);
}

/* A command that comes before the last reply has gone is dropped without a word, and counted:
 * whether it came in the same packet or in one of its own. */
static void
test_too_early (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  g_object_set (kettle, "wifi-delay", 100u, NULL);
  raw_client_send (client, "AT+WPRT=?\nAT+SSID=?\n");
  raw_client_expect (client, "+OK=0\r\n\r\n");
  test_never ((raw_client_poll (client), client->got->len > 0), 250);
  g_assert_cmpuint (raw_get_uint (kettle, "wifi-dropped"), ==, 1);
  raw_client_send (client, "AT+WEBS=?\n");
  test_wait_for (strstr (kettle_emulator_get_wifi_heard (kettle), "WEBS") != NULL, 5000);
  raw_client_send (client, "AT+QMAC=?\n");
  raw_client_expect (client, "+OK=0\r\n\r\n");
  test_never ((raw_client_poll (client), client->got->len > 0), 250);
  g_assert_cmpuint (raw_get_uint (kettle, "wifi-dropped"), ==, 2);
  g_assert_cmpstr (kettle_emulator_get_wifi_heard (kettle), ==,
                   "000000\nAT+WPRT=?\nAT+SSID=?\nAT+WEBS=?\nAT+QMAC=?\n");

  raw_kettle_free (kettle);
}

static void
test_second_client (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  g_autoptr (RawClient) second = raw_shell_new (kettle);

  test_wait_for (raw_client_is_over (second), 5000);
  g_assert_cmpuint (second->got->len, ==, 0);
  raw_shell_ask (client, "AT+WEBS=?", "+OK=0\r\n\r\n");
  g_assert_cmpuint (raw_get_uint (kettle, "wifi-n-accepted"), ==, 2);

  raw_kettle_free (kettle);
}

/* A hand that drops every connection drops the shell's as well; the next one gets in. */
static void
test_dropped (gconstpointer word)
{
  KettleEmulator *kettle = raw_module_new ("home:wpa2:secret key:127.0.0.1");
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  g_autoptr (RawClient) next = NULL;

  raw_input (kettle, word);
  test_wait_for (raw_client_is_over (client), 5000);
  next = raw_shell_log_in (kettle);
  raw_shell_ask (next, "AT+SSID", "+OK=\"home\"\r\n\r\n");

  raw_kettle_free (kettle);
}

/* What must never be sent: whoever sends it is found out. */
static void
test_ruin (gconstpointer line)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  g_autoptr (RawClient) key = NULL;
  g_autoptr (RawClient) again = NULL;

  raw_client_send (client, line);
  test_wait_for (raw_get_boolean (kettle, "ruined"), 5000);
  raw_client_send (client, "AT+SSID=?\n");
  key = raw_client_new (kettle_emulator_get_port (kettle));
  raw_client_send (key, "HELLOKETTLE\n");
  test_wait_for (strstr (kettle_emulator_get_heard (kettle), "HELLOKETTLE") != NULL, 5000);
  test_never (
      (raw_client_poll (client), raw_client_poll (key), client->got->len + key->got->len > 0), 150);
  raw_input (kettle, "unplug");
  test_never (raw_get_boolean (kettle, "listening"), 200);

  raw_kettle_free (kettle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/emulator/shell/login", test_login);
  g_test_add_func ("/emulator/shell/wrong-password", test_wrong_password);
  g_test_add_func ("/emulator/shell/own-password", test_own_password);
  g_test_add_func ("/emulator/shell/questions", test_questions);
  g_test_add_func ("/emulator/shell/set-and-save", test_set_and_save);
  g_test_add_func ("/emulator/shell/set-at-once", test_set_at_once);
  g_test_add_func ("/emulator/shell/key-before-security", test_key_before_security);
  g_test_add_func ("/emulator/shell/errors", test_errors);
  g_test_add_func ("/emulator/shell/too-early", test_too_early);
  g_test_add_func ("/emulator/shell/second-client", test_second_client);
  g_test_add_data_func ("/emulator/shell/dropped", "drop", test_dropped);
  g_test_add_data_func ("/emulator/shell/reset", "reset", test_dropped);
  g_test_add_data_func ("/emulator/shell/ruin-atm", "AT+ATM\n", test_ruin);
  g_test_add_data_func ("/emulator/shell/ruin-atrm", "AT+ATRM=0,0\n", test_ruin);
  g_test_add_data_func ("/emulator/shell/ruin-uart", "AT+UART=?\n", test_ruin);
  g_test_add_data_func ("/emulator/shell/ruin-rstf", "AT+RSTF\n", test_ruin);

  return g_test_run ();
}
