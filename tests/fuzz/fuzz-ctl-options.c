// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/kettle-ctl-options.h"
#include "ctl/kettle-ctl-output.h"
#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"

#include <string.h>

/*
 * Any words are either a command that the kettle can carry out, or a sentence that can be shown on
 * a terminal. Each ends at a NUL.
 */

#define MAX_WORDS 24

/* Nothing is written without a backup, nor into a network that cannot be. */
static void
check_wifi (const KettleCtlOptions *options)
{
  const KettleCtlWifiOptions *wifi = &options->wifi;

  g_assert_cmpint (wifi->verb, >=, KETTLE_CTL_WIFI_SHOW);
  g_assert_cmpint (wifi->verb, <=, KETTLE_CTL_WIFI_RESTORE);
  g_assert_true (options->timeout == 0);
  g_assert_cmpint (wifi->argument != NULL, ==, wifi->verb != KETTLE_CTL_WIFI_SHOW);
  g_assert_true (!wifi->with_passphrase || wifi->backup != NULL);
  if (wifi->verb != KETTLE_CTL_WIFI_JOIN)
    return;
  g_assert_true (wifi->backup != NULL || wifi->dry_run);
  g_assert_true (kettle_wifi_check_network (wifi->argument, strlen (wifi->argument), NULL));
  g_assert_true (wifi->has_security || wifi->security == KETTLE_WIFI_SECURITY_WPA2_AES);
}

static void
check_options (const KettleCtlOptions *options)
{
  const gboolean boil = options->command == KETTLE_CTL_COMMAND_BOIL;
  const gboolean warm = options->command == KETTLE_CTL_COMMAND_WARM;
  const gboolean wifi = options->command == KETTLE_CTL_COMMAND_WIFI;

  g_assert_true (options->temperature == 0 || options->temperature == 65
                 || options->temperature == 80 || options->temperature == 95
                 || options->temperature == 100);
  g_assert_true (options->warm_minutes == 0 || options->warm_minutes == 5
                 || options->warm_minutes == 10 || options->warm_minutes == 20);
  g_assert_true (options->timeout == 0 || (options->timeout >= 1 && options->timeout <= 86400));
  g_assert_cmpint (options->host != NULL, ==, options->port != 0);
  if (options->host != NULL)
    fuzz_assert_printable (options->host);
  if (options->help || options->version)
    return;

  g_assert_cmpint (options->command, >=, KETTLE_CTL_COMMAND_STATUS);
  g_assert_cmpint (options->command, <=, KETTLE_CTL_COMMAND_WIFI);
  g_assert_true (options->temperature == 0 || boil);
  g_assert_true (options->warm_minutes == 0 || options->warm == KETTLE_CTL_WARM_ON);
  g_assert_true (options->warm == KETTLE_CTL_WARM_LEAVE || boil || warm);
  g_assert_true (options->warm != KETTLE_CTL_WARM_LEAVE || !warm);
  g_assert_true (!options->wait || boil);
  g_assert_true (options->timeout != 0 || options->command == KETTLE_CTL_COMMAND_WATCH || wifi);
  if (wifi)
    check_wifi (options);
  else
    g_assert_true (options->wifi.verb == 0 && options->wifi.backup == NULL && !options->wifi.yes);
}

/* A number is one that somebody gave: "800" is not 80. */
static void
check_given (const char *const *words, const char *before, int number)
{
  g_autofree char *word = g_strdup_printf ("%d", number);
  g_autofree char *option = g_strconcat (before, word, NULL);

  g_assert_true (number == 0 || g_strv_contains (words, word) || g_strv_contains (words, option));
}

/* A sentence, as a terminal gets it. */
static void
check_complaint (const char *sentence)
{
  g_autofree char *written = kettle_ctl_output_dup_legible (sentence);

  fuzz_assert_sentence (sentence);
  fuzz_assert_harmless (written);
}

/* What is told as wrong is wrong again, and what is taken is taken again the same way. */
static void
check_again (const char *const *words, const KettleCtlOptions *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleCtlOptions) options = kettle_ctl_options_parse (words, &error);

  g_assert_cmpint (options == NULL, ==, before == NULL);
  if (options == NULL)
    return;
  g_assert_cmpint (options->command, ==, before->command);
  g_assert_cmpint (options->temperature, ==, before->temperature);
  g_assert_cmpint (options->warm, ==, before->warm);
  g_assert_cmpstr (options->host, ==, before->host);
  g_assert_cmpint (options->wifi.verb, ==, before->wifi.verb);
  g_assert_cmpstr (options->wifi.argument, ==, before->wifi.argument);
  g_assert_true (options->timeout == before->timeout);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzInput input = { data, size };
  g_auto (GStrv) words = fuzz_input_take_words (&input, MAX_WORDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleCtlOptions) options =
      kettle_ctl_options_parse ((const char *const *) words, &error);

  if (options == NULL) {
    g_assert_nonnull (error);
    g_assert_true (error->domain == G_OPTION_ERROR);
    check_complaint (error->message);
  } else {
    g_assert_no_error (error);
    check_options (options);
    check_given ((const char *const *) words, "", options->temperature);
    check_given ((const char *const *) words, "--warm=", options->warm_minutes);
  }
  check_again ((const char *const *) words, options);

  return 0;
}
