// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/kettle-ctl-options.h"

#include <string.h>

static KettleCtlOptions *
parse (const char *line, GError **error)
{
  g_auto (GStrv) words = NULL;

  if (*line == '\0')
    words = g_new0 (char *, 1);
  else
    g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));

  return kettle_ctl_options_parse ((const char *const *) words, error);
}

static const struct {
  const char *line;
  KettleCtlOptions options;
  const char *host;
} right[] = {
  { "status", { .command = KETTLE_CTL_COMMAND_STATUS, .timeout = 10 }, NULL },
  { "boil", { .command = KETTLE_CTL_COMMAND_BOIL, .timeout = 10 }, NULL },
  { "boil 65", { .command = KETTLE_CTL_COMMAND_BOIL, .temperature = 65, .timeout = 10 }, NULL },
  { "--json boil --wait 80 --host kettle.lan",
    { .command = KETTLE_CTL_COMMAND_BOIL,
      .temperature = 80,
      .json = TRUE,
      .wait = TRUE,
      .timeout = 900,
      .port = 2000 },
    "kettle.lan" },
  { "boil --warm 95",
    { .command = KETTLE_CTL_COMMAND_BOIL,
      .temperature = 95,
      .warm = KETTLE_CTL_WARM_ON,
      .timeout = 10 },
    NULL },
  { "boil 100 --warm=20 --timeout=2.5",
    { .command = KETTLE_CTL_COMMAND_BOIL,
      .temperature = 100,
      .warm = KETTLE_CTL_WARM_ON,
      .warm_minutes = 20,
      .timeout = 2.5 },
    NULL },
  { "--timeout 86400 off", { .command = KETTLE_CTL_COMMAND_OFF, .timeout = 86400 }, NULL },
  { "warm",
    { .command = KETTLE_CTL_COMMAND_WARM, .warm = KETTLE_CTL_WARM_TOGGLE, .timeout = 10 },
    NULL },
  { "warm on",
    { .command = KETTLE_CTL_COMMAND_WARM, .warm = KETTLE_CTL_WARM_ON, .timeout = 10 },
    NULL },
  { "warm off",
    { .command = KETTLE_CTL_COMMAND_WARM, .warm = KETTLE_CTL_WARM_OFF, .timeout = 10 },
    NULL },
  { "warm 5",
    { .command = KETTLE_CTL_COMMAND_WARM,
      .warm = KETTLE_CTL_WARM_ON,
      .warm_minutes = 5,
      .timeout = 10 },
    NULL },
  { "watch", { .command = KETTLE_CTL_COMMAND_WATCH }, NULL },
  { "watch --timeout 1", { .command = KETTLE_CTL_COMMAND_WATCH, .timeout = 1 }, NULL },
  { "find --host=10.0.0.7:2001",
    { .command = KETTLE_CTL_COMMAND_FIND, .timeout = 10, .port = 2001 },
    "10.0.0.7" },
  { "-- status", { .command = KETTLE_CTL_COMMAND_STATUS, .timeout = 10 }, NULL },
  { "-h", { .help = TRUE }, NULL },
  { "boil --help", { .command = KETTLE_CTL_COMMAND_BOIL, .help = TRUE }, NULL },
  { "--version", { .version = TRUE }, NULL },
  { "--verbose status",
    { .command = KETTLE_CTL_COMMAND_STATUS, .verbose = TRUE, .timeout = 10 },
    NULL },
};

static void
test_right (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (KettleCtlOptions) options = parse (right[i].line, &error);
    const KettleCtlOptions *wanted = &right[i].options;

    g_test_message ("%s", right[i].line);
    g_assert_no_error (error);
    g_assert_cmpint (options->command, ==, wanted->command);
    g_assert_cmpint (options->temperature, ==, wanted->temperature);
    g_assert_cmpint (options->warm, ==, wanted->warm);
    g_assert_cmpint (options->warm_minutes, ==, wanted->warm_minutes);
    g_assert_cmpint (options->wait, ==, wanted->wait);
    g_assert_cmpint (options->json, ==, wanted->json);
    g_assert_cmpint (options->verbose, ==, wanted->verbose);
    g_assert_cmpint (options->help, ==, wanted->help);
    g_assert_cmpint (options->version, ==, wanted->version);
    g_assert_cmpfloat (options->timeout, ==, wanted->timeout);
    g_assert_cmpstr (options->host, ==, right[i].host);
    g_assert_cmpint (options->port, ==, wanted->port);
  }
}

/* Every one of them is refused with one sentence that has these words. */
static const struct {
  const char *line;
  const char *words;
} wrong[] = {
  { "", "Say what to do" },
  { "--json", "Say what to do" },
  { "brew", "no command “brew”" },
  { "Status", "no command “Status”" },
  { "''", "no command “”" },
  { "-", "no command “-”" },
  { "boil 70", "not for “70”" },
  { "boil '70 °C'", "not for “70 °C”" },
  { "boil 080", "not for “080”" },
  { "boil ' 80'", "not for “ 80”" },
  { "boil 80.0", "not for “80.0”" },
  { "boil -80", "no option “-80”" },
  { "boil 80 95", "“95” means nothing" },
  { "boil off", "not for “off”" },
  { "status boil", "“boil” means nothing" },
  { "off now", "“now” means nothing" },
  { "watch 5", "“5” means nothing" },
  { "find 10.0.0.1", "“10.0.0.1” means nothing" },
  { "boil --warm=7", "not “7”" },
  { "boil --warm=", "not “”" },
  { "boil --warm=05", "not “05”" },
  { "boil --warm 5", "not for “5”" },
  { "warm 7", "not “7”" },
  { "warm On", "not “On”" },
  { "warm on 5", "“5” means nothing" },
  { "status --wait", "--wait goes with boil only" },
  { "warm --wait", "--wait goes with boil only" },
  { "off --warm", "--warm goes with boil only" },
  { "warm --warm", "--warm goes with boil only" },
  { "status --timeout 0", "not “0”" },
  { "status --timeout 0.99", "not “0.99”" },
  { "status --timeout -1", "not “-1”" },
  { "status --timeout abc", "not “abc”" },
  { "status --timeout 5s", "not “5s”" },
  { "status --timeout nan", "not “nan”" },
  { "status --timeout inf", "not “inf”" },
  { "status --timeout 0x10", "not “0x10”" },
  { "status --timeout 1e3", "not “1e3”" },
  { "status --timeout 86401", "not “86401”" },
  { "status --timeout=", "not “”" },
  { "status --timeout", "needs a number of seconds" },
  { "status --host", "needs a name or an address" },
  { "status --host=", "neither a name nor an address" },
  { "status --host 'a b'", "neither a name nor an address" },
  { "status --host http://kettle", "neither a name nor an address" },
  { "status --host 10.0.0.1:0", "The port in “10.0.0.1:0”" },
  { "status --host 8.8.8.8", "outside your local network" },
  { "status --host fe80::1", "no IPv6 address" },
  { "status --json=yes", "--json takes no value" },
  { "status --help=all", "--help takes no value" },
  { "status --jason", "no option “--jason”" },
  { "status -j", "no option “-j”" },
  { "-- --json", "no command “--json”" },
  { "'\xff\xfe'", "no command “" },
  { "boil --\xff", "no option “--" },
};

static void
test_wrong (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (KettleCtlOptions) options = parse (wrong[i].line, &error);
    g_autofree char *shown = g_strescape (wrong[i].line, NULL);

    g_test_message ("%s", shown);
    g_assert_null (options);
    g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_true (g_str_has_suffix (error->message, "."));
    g_assert_null (strchr (error->message, '\n'));
    if (strstr (error->message, wrong[i].words) == NULL)
      g_error ("\"%s\" is not in \"%s\"", wrong[i].words, error->message);
  }
}

/* Everything that can be said is in the help. */
static void
test_help (void)
{
  static const char *const words[] = { "status", "boil",      "off",       "warm",      "watch",
                                       "find",   "--wait",    "--warm",    "--host",    "--json",
                                       "--help", "--verbose", "--timeout", "--version", "  5  " };
  g_autofree char *help = kettle_ctl_options_dup_help ();
  g_auto (GStrv) lines = g_strsplit (help, "\n", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (help, words[i]));
  for (gsize i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 90);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ctl/options/right", test_right);
  g_test_add_func ("/ctl/options/wrong", test_wrong);
  g_test_add_func ("/ctl/options/help-lacks-something", test_help);

  return g_test_run ();
}
