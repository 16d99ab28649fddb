// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-wifi-secret.h"

#include "ctl/kettle-ctl-wifi-ask.h"
#include "ctl/kettle-ctl-wifi-text.h"

#include <glib/gi18n.h>
#include <unistd.h>

/*
 * Where a passphrase and the module's password come from: a file, standard input, or a person at
 * the terminal. Never the command line.
 */

/* How often a person may type what is no passphrase, or not the same twice. */
#define MAX_TRIES 3

/* Nobody needs to type a passphrase to see where it would go: it is masked. */
#define PLACEHOLDER "not a passphrase"

static KettleSecret *
read_file (KettleCtlRun *run, const char *path, GError **error)
{
  gboolean exposed;
  g_autoptr (KettleSecret) secret = kettle_ctl_wifi_ask_read_file (path, &exposed, error);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *warning = NULL;

  if (secret == NULL)
    return NULL;
  if (exposed) {
    /* Translators: both %s are the same file; chmod is a command, and not translated */
    warning = g_strdup_printf (_ ("Others on this computer can read “%s”: use “chmod 600 %s”."),
                               shown, shown);
    kettle_ctl_run_complain (run, warning);
  }

  return g_steal_pointer (&secret);
}

static gboolean
is_typed (const char *path)
{
  return path == NULL || (g_str_equal (path, "-") && isatty (STDIN_FILENO));
}

static KettleSecret *
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_FAILED, sentence);

  return NULL;
}

/* Twice, because nobody sees what was typed. */
static KettleSecret *
ask_passphrase (KettleCtlRun *run, const char *network, GError **error)
{
  const KettleCtlWifiSubject nothing = { 0 };
  g_autofree char *shown = g_utf8_make_valid (network, -1);
  /* Translators: %s is a network’s name */
  g_autofree char *question = g_strdup_printf (_ ("Passphrase of “%s”: "), shown);

  for (guint i = 0; i < MAX_TRIES; i++) {
    g_autoptr (KettleSecret) first = kettle_ctl_wifi_ask_secret (question, error);
    g_autoptr (KettleSecret) second = NULL;
    g_autoptr (GError) problem = NULL;
    g_autofree char *sentence = NULL;

    if (first == NULL)
      return NULL;
    if (!kettle_wifi_check_passphrase (first, &problem)) {
      sentence = kettle_ctl_wifi_text_dup_error (problem, &nothing);
      kettle_ctl_run_complain (run, sentence);
      continue;
    }
    second = kettle_ctl_wifi_ask_secret (_ ("The same once more: "), error);
    if (second == NULL)
      return NULL;
    if (kettle_secret_equal (first, second))
      return g_steal_pointer (&first);
    kettle_ctl_run_complain (run, _ ("These were not the same."));
  }

  return fail (error, _ ("No passphrase was given, so that nothing was done."));
}

/**
 * kettle_ctl_wifi_secret_get_passphrase:
 * @run: the run
 * @network: whose passphrase
 * @error: return location for an error
 *
 * Gets it from where the command line says, or asks. For a dry run that names no file, a word that
 * is none does.
 *
 * Returns: (transfer full) (nullable): the passphrase
 */
KettleSecret *
kettle_ctl_wifi_secret_get_passphrase (KettleCtlRun *run, const char *network, GError **error)
{
  const KettleCtlWifiOptions *options = &kettle_ctl_run_get_options (run)->wifi;
  g_autoptr (KettleSecret) secret = NULL;

  if (options->passphrase_file == NULL && options->dry_run)
    return kettle_secret_new (PLACEHOLDER, -1);
  if (is_typed (options->passphrase_file) && !kettle_ctl_wifi_ask_has_terminal ())
    return fail (error, _ ("There is no terminal to ask for the passphrase on: put it into a file "
                           "that only you can read, for --passphrase-file."));
  if (is_typed (options->passphrase_file))
    return ask_passphrase (run, network, error);

  secret = read_file (run, options->passphrase_file, error);
  if (secret == NULL || !kettle_wifi_check_passphrase (secret, error))
    return NULL;

  return g_steal_pointer (&secret);
}

/**
 * kettle_ctl_wifi_secret_read_password:
 * @run: a run whose command line names a file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the module's password
 */
KettleSecret *
kettle_ctl_wifi_secret_read_password (KettleCtlRun *run, GError **error)
{
  const char *path = kettle_ctl_run_get_options (run)->wifi.password_file;
  g_autoptr (KettleSecret) secret = NULL;

  if (is_typed (path))
    return kettle_ctl_wifi_secret_ask_password (error);

  secret = read_file (run, path, error);
  if (secret == NULL || !kettle_wifi_check_password (secret, error))
    return NULL;

  return g_steal_pointer (&secret);
}

/**
 * kettle_ctl_wifi_secret_ask_password:
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the module's password, from the terminal
 */
KettleSecret *
kettle_ctl_wifi_secret_ask_password (GError **error)
{
  g_autoptr (KettleSecret) secret =
      kettle_ctl_wifi_ask_secret (_ ("The wifi module’s password, six digits: "), error);

  if (secret == NULL || !kettle_wifi_check_password (secret, error))
    return NULL;

  return g_steal_pointer (&secret);
}
