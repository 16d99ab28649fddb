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
  { "wifi show",
    { .command = KETTLE_CTL_COMMAND_WIFI, .wifi = { .verb = KETTLE_CTL_WIFI_SHOW } },
    NULL },
  { "wifi --host 10.0.0.7 show --backup=b --with-passphrase --password-file=-",
    { .command = KETTLE_CTL_COMMAND_WIFI,
      .port = 2000,
      .wifi = { .verb = KETTLE_CTL_WIFI_SHOW,
                .backup = (char *) "b",
                .with_passphrase = TRUE,
                .password_file = (char *) "-" } },
    "10.0.0.7" },
  { "wifi join 'My Home' --backup b --yes --passphrase-file p",
    { .command = KETTLE_CTL_COMMAND_WIFI,
      .wifi = { .verb = KETTLE_CTL_WIFI_JOIN,
                .argument = (char *) "My Home",
                .security = KETTLE_WIFI_SECURITY_WPA2_AES,
                .backup = (char *) "b",
                .yes = TRUE,
                .passphrase_file = (char *) "p" } },
    NULL },
  { "--dry-run wifi join --security open -- --home",
    { .command = KETTLE_CTL_COMMAND_WIFI,
      .wifi = { .verb = KETTLE_CTL_WIFI_JOIN,
                .argument = (char *) "--home",
                .security = KETTLE_WIFI_SECURITY_OPEN,
                .dry_run = TRUE } },
    NULL },
  { "wifi join 12345678901234567890123456789012 --security wpa-tkip --dry-run",
    { .command = KETTLE_CTL_COMMAND_WIFI,
      .wifi = { .verb = KETTLE_CTL_WIFI_JOIN,
                .argument = (char *) "12345678901234567890123456789012",
                .security = KETTLE_WIFI_SECURITY_WPA_TKIP,
                .dry_run = TRUE } },
    NULL },
  { "wifi restore kettle.backup --passphrase-file=p",
    { .command = KETTLE_CTL_COMMAND_WIFI,
      .wifi = { .verb = KETTLE_CTL_WIFI_RESTORE,
                .argument = (char *) "kettle.backup",
                .passphrase_file = (char *) "p" } },
    NULL },
  { "-- status", { .command = KETTLE_CTL_COMMAND_STATUS, .timeout = 10 }, NULL },
  { "-h", { .help = TRUE }, NULL },
  { "boil --help", { .command = KETTLE_CTL_COMMAND_BOIL, .help = TRUE }, NULL },
  { "--version", { .version = TRUE }, NULL },
  { "--verbose status",
    { .command = KETTLE_CTL_COMMAND_STATUS, .verbose = TRUE, .timeout = 10 },
    NULL },
};

static void
assert_wifi (const KettleCtlWifiOptions *wifi, const KettleCtlWifiOptions *wanted)
{
  g_assert_cmpint (wifi->verb, ==, wanted->verb);
  g_assert_cmpstr (wifi->argument, ==, wanted->argument);
  g_assert_cmpint (wifi->security, ==, wanted->security);
  g_assert_cmpstr (wifi->passphrase_file, ==, wanted->passphrase_file);
  g_assert_cmpstr (wifi->password_file, ==, wanted->password_file);
  g_assert_cmpstr (wifi->backup, ==, wanted->backup);
  g_assert_cmpint (wifi->with_passphrase, ==, wanted->with_passphrase);
  g_assert_cmpint (wifi->yes, ==, wanted->yes);
  g_assert_cmpint (wifi->dry_run, ==, wanted->dry_run);
}

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
    assert_wifi (&options->wifi, &wanted->wifi);
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
  { "wifi", "what to do with the wifi" },
  { "wifi scan", "not “scan”" },
  { "wifi show me", "“me” means nothing" },
  { "wifi show --yes", "--yes goes with" },
  { "wifi show --security open", "--security goes with" },
  { "wifi show --passphrase-file p", "--passphrase-file goes with" },
  { "wifi show --with-passphrase", "--with-passphrase goes with --backup" },
  { "wifi show --backup -", "takes no “-”" },
  { "wifi show --timeout 5", "--timeout does not go with wifi" },
  { "wifi show --wait", "--wait goes with boil only" },
  { "wifi join --backup b", "needs the name of a network" },
  { "wifi join Home", "Say with --backup" },
  { "wifi join '' --backup b", "no network’s name" },
  { "wifi join 123456789012345678901234567890123 --backup b", "no network’s name" },
  { "wifi join 'a\nb' --backup b", "no network’s name" },
  { "wifi join 'a\rb' --dry-run", "no network’s name" },
  { "wifi join Home --backup b --security wep-64", "not “wep-64”" },
  { "wifi join Home --backup b --security WPA2", "not “WPA2”" },
  { "wifi join Home --backup b --security", "needs the kind of security" },
  { "wifi join Home --backup b --security open --passphrase-file p", "no passphrase" },
  { "wifi join Home --backup", "--backup needs the name of a file" },
  { "wifi join Home --backup=", "--backup needs the name of a file" },
  { "wifi join Home --backup b --passphrase-file", "--passphrase-file needs the name of a file" },
  { "wifi join Home --backup b --passphrase-file - --password-file -", "not both" },
  { "wifi join Home --dry-run=yes", "--dry-run takes no value" },
  { "wifi restore", "needs the file of a backup" },
  { "wifi restore b --security open", "--security goes with" },
  { "wifi restore b c", "takes one file" },
  { "status --backup b", "--backup goes with wifi only" },
  { "boil --yes", "--yes goes with wifi only" },
  { "off --dry-run", "--dry-run goes with wifi only" },
  { "find --password-file p", "--password-file goes with wifi only" },
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

/* What was typed where a passphrase does not belong is told nowhere. */
static void
test_secret_repeated (void)
{
  static const char *const lines[] = {
    "wifi join Home --backup b --passphrase hunter2hunter2",
    "wifi join Home --backup b --passphrase=hunter2hunter2",
    "wifi join Home --backup b --key hunter2hunter2",
    "wifi join Home --backup b --psk=hunter2hunter2",
    "wifi join Home hunter2hunter2 --backup b",
    "wifi show --password hunter2hunter2",
    "wifi show --password=hunter2hunter2",
    "status --passphrase hunter2hunter2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (KettleCtlOptions) options = parse (lines[i], &error);

    g_test_message ("%s", lines[i]);
    g_assert_null (options);
    g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED);
    g_assert_null (strstr (error->message, "hunter2"));
    g_assert_nonnull (strstr (error->message, "never given on the command line"));
    g_assert_nonnull (strstr (error->message, "-file"));
  }
}

/* Everything that can be said is in the help. */
static void
test_help (void)
{
  static const char *const words[] = { "status",
                                       "boil",
                                       "off",
                                       "warm",
                                       "watch",
                                       "find",
                                       "wifi show",
                                       "wifi join",
                                       "wifi restore",
                                       "--wait",
                                       "--warm",
                                       "--host",
                                       "--json",
                                       "--help",
                                       "--verbose",
                                       "--timeout",
                                       "--version",
                                       "--backup",
                                       "--with-passphrase",
                                       "--security",
                                       "--passphrase-file",
                                       "--password-file",
                                       "--yes",
                                       "--dry-run",
                                       "  5  " };
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
  g_test_add_func ("/ctl/options/secret-repeated", test_secret_repeated);
  g_test_add_func ("/ctl/options/help-lacks-something", test_help);

  return g_test_run ();
}
