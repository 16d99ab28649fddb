// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-program.h"

#include <signal.h>
#include <string.h>

/* Where the program is; the only argument of this test. */
static const char *program_path;

static void
test_log (void)
{
  RawProgram *program = raw_program_start (G_SUBPROCESS_FLAGS_STDIN_PIPE, "");
  g_autoptr (RawClient) client = raw_client_new (raw_program_get_port (program));
  g_autofree char *complaints = NULL;
  g_autofree char *printed = NULL;

  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\0\r");
  raw_program_type (program, "on\n");
  raw_client_expect (client, "sys status 0x5\rsys status 0x100\r");
  raw_client_send (client, "\x01\\\n");
  test_wait_for (strstr (program->printed->str, "x01") != NULL, 5000);
  printed = g_strdup (program->printed->str);
  raw_program_type (program, "quit\n");
  complaints = raw_program_end (program);

  g_assert_cmpstr (complaints, ==, "");
  g_assert_true (g_regex_match_simple ("^listening on 127\\.0\\.0\\.1:\\d+\n"
                                       "\\d+\\.\\d{3} < 1 HELLOKETTLE\n"
                                       "\\d+\\.\\d{3} > 0 HELLOAPP\\\\r\n"
                                       "\\d+\\.\\d{3} < 1 get sys status\n"
                                       "\\d+\\.\\d{3} > 0 sys status key=\\\\x00\\\\r\n"
                                       "\\d+\\.\\d{3} > 0 sys status 0x5\\\\r\n"
                                       "\\d+\\.\\d{3} > 0 sys status 0x100\\\\r\n"
                                       "\\d+\\.\\d{3} < 1 \\\\x01\\\\\\\\\n$",
                                       printed, 0, 0));
  test_wait_for (raw_client_is_over (client), 5000);
}

static void
test_words (void)
{
  RawProgram *program = raw_program_start (G_SUBPROCESS_FLAGS_STDIN_PIPE, "--speed 0.01");
  g_autoptr (RawClient) client = raw_client_new (raw_program_get_port (program));
  g_autofree char *complaints = NULL;

  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  raw_program_type (program, "on\n95\n80\r\n65\n100\nwarm\n5\n10\n");
  raw_client_expect (client, "sys status 0x5\rsys status 0x100\rsys status 0x95\r"
                             "sys status 0x80\rsys status 0x65\rsys status 0x100\r"
                             "sys status 0x11\rsys status 0x8005\rsys status 0x8010\r");
  raw_program_type (program,
                    "20\nboil\n\noff\nsay sys status 0x4\non\nlift\non\nreturn\non\ndry\n");
  raw_client_expect (client, "sys status 0x8020\rsys status 0x0\rsys status 0x4\r"
                             "sys status 0x5\rsys status 0x100\rsys status 0x1\r"
                             "sys status 0x5\rsys status 0x100\rsys status 0x2\r");
  raw_program_type (program, "drop\n");
  test_wait_for (raw_client_is_over (client), 5000);
  raw_program_type (program, "quit\n");
  complaints = raw_program_end (program);
  g_assert_true (g_str_has_prefix (complaints, "kettle-emulator: \"boil\" is not a word of mine"));
  g_assert_true (strchr (complaints, '\n') == complaints + strlen (complaints) - 1);
}

/* With /dev/null for input it goes on, and a signal is a clean end. */
static void
test_signal (gconstpointer number)
{
  RawProgram *program = raw_program_start (G_SUBPROCESS_FLAGS_NONE, "");
  g_autoptr (RawClient) client = raw_client_new (raw_program_get_port (program));
  g_autofree char *complaints = NULL;

  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  g_subprocess_send_signal (program->process, GPOINTER_TO_INT (number));
  complaints = raw_program_end (program);
  g_assert_cmpstr (complaints, ==, "");
  test_wait_for (raw_client_is_over (client), 5000);
}

static void
test_input_ends (void)
{
  RawProgram *program = raw_program_start (G_SUBPROCESS_FLAGS_STDIN_PIPE, "");
  g_autoptr (RawClient) client = raw_client_new (raw_program_get_port (program));
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;

  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  raw_program_type (program, "on\n");
  g_output_stream_close (g_subprocess_get_stdin_pipe (program->process), NULL, &error);
  g_assert_no_error (error);
  raw_client_expect (client, "sys status 0x5\rsys status 0x100\r");
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=!\r");
  g_subprocess_send_signal (program->process, SIGTERM);
  complaints = raw_program_end (program);
  g_assert_cmpstr (complaints, ==, "");
}

/* Each option turns the mood of its name. */
static void
test_options (void)
{
  RawProgram *program = raw_program_start (
      G_SUBPROCESS_FLAGS_STDIN_PIPE, "--host localhost --speed 100 --litres 0.5 --start-temp 99 "
                                     "--seed 3 --line-end crlf --idle empty --chunk 1 --glue "
                                     "--max-clients 1 --mute-after 3 --delay 20");
  g_autoptr (RawClient) client = raw_client_new (raw_program_get_port (program));
  g_autoptr (RawClient) second = NULL;
  g_autofree char *complaints = NULL;

  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\r\n");
  /* How many is up to how busy the machine is. */
  g_assert_cmpuint (client->n_packets, >, 1);
  second = raw_client_new (raw_program_get_port (program));
  test_wait_for (raw_client_is_over (second), 5000);
  /* Half a litre at 99 degrees, a hundred times as fast. */
  raw_client_send (client, "set sys output 0x4\n");
  raw_client_expect (client, "sys status 0x5\r\nsys status 0x100\r\nsys status 0x3\r\n"
                             "sys status 0x0\r\n");
  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r\n");
  raw_client_send (client, "HELLOKETTLE\n");
  test_wait_for (strstr (program->printed->str, "HELLOKETTLE") != NULL, 5000);
  test_never (raw_client_is_over (client) || client->got->len > 0, 150);
  raw_program_type (program, "quit\n");
  complaints = raw_program_end (program);
  g_assert_cmpstr (complaints, ==, "");
}

/* What the remaining options make of a greeting and a question. */
static void
test_more_options (void)
{
  static const struct {
    const char *options;
    const char *begins; /* NULL: whatever comes */
    gboolean ends;
  } cases[] = {
    { "--mute", "", FALSE },
    { "--mute-after 0", "", FALSE },
    { "--close-after 1", "HELLOAPP\r", TRUE },
    { "--reset-after 1", "HELLOAPP\r", TRUE },
    { "--no-greeting", "sys status key=", FALSE },
    { "--stray-hello", "HELLOAPP\rHELLOAPP\r", FALSE },
    { "--unknown", NULL, FALSE },
    { "--endless", NULL, FALSE },
    { "--chunk random --line-end lf", "HELLOAPP\nsys status key=", FALSE },
    { "--line-end cr --idle nul", "HELLOAPP\rsys status key=", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    RawProgram *program = raw_program_start (G_SUBPROCESS_FLAGS_STDIN_PIPE, cases[i].options);
    g_autoptr (RawClient) client = raw_client_new (raw_program_get_port (program));
    const char *begins = cases[i].begins;
    g_autofree char *complaints = NULL;

    raw_client_send (client, "HELLOKETTLE\n");
    if (!cases[i].ends)
      raw_client_send (client, "get sys status\n");
    test_wait_for (strstr (program->printed->str, "HELLOKETTLE") != NULL, 5000);
    if (g_strcmp0 (begins, "") == 0)
      test_never (raw_client_is_over (client) || client->got->len > 0, 150);
    else if (g_str_equal (cases[i].options, "--stray-hello"))
      test_wait_for ((raw_client_poll (client), strstr (client->got->str, begins) != NULL), 10000);
    else if (begins != NULL)
      test_wait_for ((raw_client_poll (client), g_str_has_prefix (client->got->str, begins)), 5000);
    else
      test_wait_for ((raw_client_poll (client), client->got->len > 60), 10000);
    if (cases[i].ends)
      test_wait_for (raw_client_is_over (client), 5000);
    raw_program_type (program, "quit\n");
    complaints = raw_program_end (program);
    g_assert_cmpstr (complaints, ==, "");
  }
}

static void
test_bad_options (void)
{
  static const char *const cases[][2] = {
    { "--port 99999", "--port cannot be \"99999\"; give a whole number from 0 to 65535." },
    { "--port -1", "from 0 to 65535" },
    { "--port kettle", "from 0 to 65535" },
    { "--port ''", "from 0 to 65535" },
    { "--port", "Missing argument for --port; --help lists all options" },
    { "--speed 0", "--speed cannot be \"0\"; give a number from 0.001 to 100000." },
    { "--speed -2", "from 0.001 to 100000" },
    { "--speed nan", "from 0.001 to 100000" },
    { "--speed inf", "from 0.001 to 100000" },
    { "--speed 1,5", "from 0.001 to 100000" },
    { "--speed ''", "from 0.001 to 100000" },
    { "--litres 0", "from 0.1 to 2" },
    { "--litres 2.1", "from 0.1 to 2" },
    { "--start-temp 101", "from 0 to 100" },
    { "--start-temp -1", "from 0 to 100" },
    { "--seed -1", "from 0 to 4294967295" },
    { "--line-end cRlF", "give one of cr|lf|crlf" },
    { "--idle 0", "give one of nul|empty" },
    { "--chunk 0", "from 1 to 65536, or random" },
    { "--chunk -1", "from 1 to 65536, or random" },
    { "--max-clients 0", "from 1 to 1000" },
    { "--mute-after -1", "from 0 to" },
    { "--close-after x", "from 0 to" },
    { "--reset-after 99999999999999999999", "from 0 to" },
    { "--delay 1.5", "from 0 to 600000" },
    { "--wifi-port x", "--wifi-port cannot be \"x\"; give a whole number from 0 to 65535." },
    { "--wifi-password 12345", "--wifi-password cannot be \"12345\"; give six digits." },
    { "--wifi-password 12345x", "give six digits" },
    { "--air home", "\"home\" is no network; give NAME:SECURITY:KEY:ADDRESS" },
    { "--own-address kitchen", "--own-address cannot be \"kitchen\"; give a numeric address" },
    { "--wifi-mood sleepy", "\"sleepy\" is no mood of the wifi module; it knows echo, " },
    { "--mood bad", "Unknown option --mood; --help lists all options" },
    { "--port \xff", "; --help lists all options." },
    { "on", "words such as \"on\" are typed on standard input" },
    { "--port 0 --host kitchen", "numeric address" },
    { "--port 0 --host ''", "numeric address" },
    { "--port 0 --host 192.0.2.1", "an address of this computer's" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    raw_program_assert_refused (cases[i][0], cases[i][1]);
}

static void
test_busy_port (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autofree char *options = g_strdup_printf ("--port %u", kettle_emulator_get_port (kettle));

  raw_program_assert_refused (options, "is taken; choose another one");
  raw_kettle_free (kettle);
}

static void
test_help (void)
{
  static const char *const names[] = {
    "--host",          "--port",        "--speed",       "--litres",      "--start-temp",
    "--seed",          "--line-end",    "--idle",        "--chunk",       "--glue",
    "--mute",          "--max-clients", "--mute-after",  "--delay",       "--close-after",
    "--unknown",       "--reset-after", "--endless",     "--stray-hello", "--no-greeting",
    "lift return",     "say TEXT",      "drop reset",    "quit",          "--wifi-port",
    "--wifi-password", "--air",         "--own-address", "--factory",     "--wifi-mood",
    "unplug",          "  factory",
  };
  g_autofree char *line = g_strdup_printf ("'%s' --help", program_path);
  g_autofree char *out = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (line, &out, &complaint, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaint, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (strstr (out, names[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);
  raw_program_set_path (argv[1]);
  program_path = argv[1];

  g_test_add_func ("/emulator/program/log", test_log);
  g_test_add_func ("/emulator/program/words", test_words);
  g_test_add_data_func ("/emulator/program/sigint", GINT_TO_POINTER (SIGINT), test_signal);
  g_test_add_data_func ("/emulator/program/sigterm", GINT_TO_POINTER (SIGTERM), test_signal);
  g_test_add_func ("/emulator/program/input-ends", test_input_ends);
  g_test_add_func ("/emulator/program/options", test_options);
  g_test_add_func ("/emulator/program/more-options", test_more_options);
  g_test_add_func ("/emulator/program/bad-options", test_bad_options);
  g_test_add_func ("/emulator/program/busy-port", test_busy_port);
  g_test_add_func ("/emulator/program/help", test_help);

  return g_test_run ();
}
