// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-program.h"
#include "emulator/raw-shell.h"

#include <string.h>

static gboolean
has_printed (RawProgram *program, const char *text)
{
  return strstr (program->printed->str, text) != NULL;
}

static void
end (RawProgram *program)
{
  g_autofree char *complaints = NULL;

  raw_program_type (program, "quit\n");
  complaints = raw_program_end (program);
  g_assert_cmpstr (complaints, ==, "");
}

/* Without the option there is no shell, and no second line. */
static void
test_no_shell (void)
{
  RawProgram *program = raw_program_start (G_SUBPROCESS_FLAGS_STDIN_PIPE, "");

  raw_program_type (program, "say x\n");
  test_never (has_printed (program, "wifi shell"), 100);
  end (program);
}

/* A whole move, as its log has it. */
static void
test_log (void)
{
  RawProgram *program = raw_program_start (
      G_SUBPROCESS_FLAGS_STDIN_PIPE,
      "--wifi-port 0 --wifi-password 123456 --air 'home:wpa2:secret key:127.0.0.1' "
      "--air next:open::127.0.0.2");
  guint16 port = raw_program_get_port (program);
  guint16 shell = raw_program_get_wifi_port (program);
  g_autoptr (RawClient) client = raw_client_new (shell);
  g_autoptr (RawClient) key = NULL;
  g_autofree char *back = g_strdup_printf (" = listening on 127.0.0.2:%u\n", port);

  raw_client_expect (client, "AT+ Command Shell\r\nPassword:");
  raw_shell_ask (client, "123456", "Login Successfully\r\n>");
  raw_shell_ask (client, "AT+KEY", "+OK=1,0,secret key\r\n\r\n");
  raw_shell_ask (client, "AT+SSID=\"next\"", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+ENCRY=0", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+PMTF", "+OK\r\n\r\n");
  raw_shell_ask (client, "AT+Z", "+OK\r\n\r\n");
  test_wait_for (has_printed (program, back), 5000);
  key = raw_client_new_to ("127.0.0.2", port);
  raw_client_send (key, "HELLOKETTLE\n");
  raw_client_expect (key, "HELLOAPP\r");
  g_assert_true (g_regex_match_simple ("^listening on 127\\.0\\.0\\.1:\\d+\n"
                                       "wifi shell on 127\\.0\\.0\\.1:\\d+\n"
                                       "\\d+\\.\\d{3} > w1 AT\\+ Command Shell\\\\r\\\\nPassword:\n"
                                       "\\d+\\.\\d{3} < w1 123456\n"
                                       "\\d+\\.\\d{3} > w1 Login Successfully\\\\r\\\\n>\n"
                                       "\\d+\\.\\d{3} < w1 AT\\+KEY\n"
                                       "\\d+\\.\\d{3} > w1 \\+OK=1,0,secret key(\\\\r\\\\n){2}\n",
                                       program->printed->str, 0, 0));
  g_assert_true (has_printed (program, " = listening nowhere\n"));
  end (program);
}

static void
test_factory (void)
{
  RawProgram *program =
      raw_program_start (G_SUBPROCESS_FLAGS_STDIN_PIPE,
                         "--wifi-port 0 --air 'home:wpa2:secret key:127.0.0.2' --factory "
                         "--own-address 127.0.0.3");
  g_autoptr (RawClient) client = raw_client_new (raw_program_get_wifi_port (program));

  raw_client_expect (client, "AT+ Command Shell\r\nPassword:");
  raw_shell_ask (client, "000000", "Login Successfully\r\n>");
  raw_shell_ask (client, "AT+WPRT", "+OK=1\r\n\r\n");
  raw_shell_ask (client, "AT+SSID", "+OK=\"\"\r\n\r\n");
  raw_program_type (program, "unplug\n");
  test_wait_for (raw_client_is_over (client), 5000);
  test_wait_for (has_printed (program, " = listening on 127.0.0.3:"), 5000);
  raw_program_type (program, "factory\n");
  test_wait_for (strstr (strstr (program->printed->str, "127.0.0.3:") + 1, "127.0.0.3:") != NULL,
                 5000);
  end (program);
}

static void
test_moods (void)
{
  RawProgram *program =
      raw_program_start (G_SUBPROCESS_FLAGS_STDIN_PIPE, "--wifi-port 0 --wifi-mood no-banner,lf "
                                                        "--wifi-mood no-prompt");
  g_autoptr (RawClient) client = raw_client_new (raw_program_get_wifi_port (program));

  raw_client_expect (client, "Password:");
  raw_shell_ask (client, "000000", "Login Successfully\n");
  raw_shell_ask (client, "AT+WPRT", "+OK=1\n\n");
  end (program);
}

/* The first port is free, the second is not. */
static void
test_busy_port (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autofree char *options =
      g_strdup_printf ("--port 0 --wifi-port %u", kettle_emulator_get_port (kettle));

  raw_program_assert_refused (options, "is taken; choose another one");
  raw_kettle_free (kettle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);
  raw_program_set_path (argv[1]);

  g_test_add_func ("/emulator/program-wifi/no-shell", test_no_shell);
  g_test_add_func ("/emulator/program-wifi/log", test_log);
  g_test_add_func ("/emulator/program-wifi/factory", test_factory);
  g_test_add_func ("/emulator/program-wifi/moods", test_moods);
  g_test_add_func ("/emulator/program-wifi/busy-port", test_busy_port);

  return g_test_run ();
}
