// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-wifi-options.h"

#include "ctl/kettle-ctl-options-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The words behind "wifi". What could be a passphrase in the wrong place is never repeated, neither
 * in a complaint nor anywhere else.
 */

static const char *const verbs[] = {
  [KETTLE_CTL_WIFI_SHOW] = "show",
  [KETTLE_CTL_WIFI_JOIN] = "join",
  [KETTLE_CTL_WIFI_RESTORE] = "restore",
};

/* Also the words of the JSON; the first five can be asked for. */
static const struct {
  const char *word;
  KettleWifiSecurity security;
} securities[] = {
  { "wpa2", KETTLE_WIFI_SECURITY_WPA2_AES },   { "wpa2-tkip", KETTLE_WIFI_SECURITY_WPA2_TKIP },
  { "wpa", KETTLE_WIFI_SECURITY_WPA_AES },     { "wpa-tkip", KETTLE_WIFI_SECURITY_WPA_TKIP },
  { "open", KETTLE_WIFI_SECURITY_OPEN },       { "wep-64", KETTLE_WIFI_SECURITY_WEP_64 },
  { "wep-128", KETTLE_WIFI_SECURITY_WEP_128 }, { "auto", KETTLE_WIFI_SECURITY_AUTO },
};

#define N_SECURITIES_TO_JOIN 5

/* What a person may try in order to name a secret, and what to do instead. */
static const char *const secret_options[] = { "--passphrase", "--key", "--psk", "--password" };

/**
 * kettle_ctl_wifi_options_take_word:
 * @self: what was read so far
 * @word: the next word that is no option
 * @error: return location for a sentence
 *
 * Takes the verb, and then what it deals with.
 *
 * Returns: whether it means something there
 */
gboolean
kettle_ctl_wifi_options_take_word (KettleCtlWifiOptions *self, const char *word, GError **error)
{
  g_autofree char *shown = NULL;

  if (self->verb == 0) {
    for (guint i = KETTLE_CTL_WIFI_SHOW; i < G_N_ELEMENTS (verbs); i++)
      if (g_str_equal (word, verbs[i]))
        self->verb = (KettleCtlWifiVerb) i;
    if (self->verb != 0)
      return TRUE;

    shown = kettle_ctl_options_dup_shown (word);

    /* Translators: the first %s is what was typed; the words after it are not translated */
    return kettle_ctl_options_fail (error, _ ("“wifi” takes show, join or restore, not “%s”."),
                                    shown);
  }

  if (self->verb == KETTLE_CTL_WIFI_SHOW) {
    shown = kettle_ctl_options_dup_shown (word);
    return kettle_ctl_options_fail (
        error, _ ("“%s” means nothing here; “kettlectl --help” tells what does."), shown);
  }
  if (self->argument != NULL)
    return kettle_ctl_options_fail (
        error, self->verb == KETTLE_CTL_WIFI_JOIN
                   ? _ ("“wifi join” takes one network: put a name with spaces in quotes. A "
                        "passphrase is never given on the command line: leave it out to be asked "
                        "for it, or use --passphrase-file.")
                   : _ ("“wifi restore” takes one file: put a name with spaces in quotes."));

  self->argument = g_strdup (word);

  return TRUE;
}

/**
 * kettle_ctl_wifi_options_find_switch:
 * @self: what was read so far
 * @name: an option
 *
 * Returns: (transfer none) (nullable): what it switches on, if it is one without a value
 */
gboolean *
kettle_ctl_wifi_options_find_switch (KettleCtlWifiOptions *self, const char *name)
{
  if (g_str_equal (name, "--with-passphrase"))
    return &self->with_passphrase;
  if (g_str_equal (name, "--yes"))
    return &self->yes;
  if (g_str_equal (name, "--dry-run"))
    return &self->dry_run;

  return NULL;
}

static char **
find_file (KettleCtlWifiOptions *self, const char *name)
{
  if (g_str_equal (name, "--backup"))
    return &self->backup;
  if (g_str_equal (name, "--passphrase-file"))
    return &self->passphrase_file;
  if (g_str_equal (name, "--password-file"))
    return &self->password_file;

  return NULL;
}

static gboolean
is_secret (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (secret_options); i++)
    if (g_str_equal (name, secret_options[i]))
      return TRUE;

  return FALSE;
}

/**
 * kettle_ctl_wifi_options_is_option:
 * @name: an option
 *
 * Returns: whether it is one of those with a value, or stands where a secret would
 */
gboolean
kettle_ctl_wifi_options_is_option (const char *name)
{
  KettleCtlWifiOptions none = { 0 };

  return find_file (&none, name) != NULL || g_str_equal (name, "--security") || is_secret (name);
}

static gboolean
take_security (KettleCtlWifiOptions *self, const char *value, GError **error)
{
  g_autofree char *shown = NULL;

  for (gsize i = 0; i < N_SECURITIES_TO_JOIN; i++) {
    if (g_str_equal (value, securities[i].word)) {
      self->security = securities[i].security;
      self->has_security = TRUE;
      return TRUE;
    }
  }

  shown = kettle_ctl_options_dup_shown (value);

  /* Translators: the words before “not” are not translated; %s is what was given instead */
  return kettle_ctl_options_fail (
      error, _ ("--security is one of wpa2, wpa2-tkip, wpa, wpa-tkip and open, not “%s”."), shown);
}

/**
 * kettle_ctl_wifi_options_take:
 * @self: what was read so far
 * @name: an option for which kettle_ctl_wifi_options_is_option() holds
 * @value: (nullable): what stands behind its "="
 * @next: (nullable): the next word
 * @error: return location for a sentence
 *
 * Takes it.
 *
 * Returns: how many words were taken, 0 with @error set
 */
guint
kettle_ctl_wifi_options_take (KettleCtlWifiOptions *self,
                              const char *name,
                              const char *value,
                              const char *next,
                              GError **error)
{
  char **file = find_file (self, name);
  const char *taken = value != NULL ? value : next;

  if (is_secret (name))
    return (guint) kettle_ctl_options_fail (
        error,
        g_str_equal (name, "--password")
            ? _ ("A password is never given on the command line, where every program on this "
                 "computer can read it: put it into a file that only you can read, for "
                 "--password-file.")
            : _ ("A passphrase is never given on the command line, where every program on this "
                 "computer can read it: leave it out to be asked for it, or put it into a file "
                 "that only you can read, for --passphrase-file."));
  if (file == NULL && taken == NULL)
    return (guint) kettle_ctl_options_fail (
        error, _ ("--security needs the kind of security, such as wpa2."));
  if (file != NULL && (taken == NULL || *taken == '\0'))
    /* Translators: %s is an option, such as --backup */
    return (guint) kettle_ctl_options_fail (error, _ ("%s needs the name of a file."), name);

  if (file != NULL) {
    g_free (*file);
    *file = g_strdup (taken);
  } else if (!take_security (self, taken, error)) {
    return 0;
  }

  return value != NULL ? 1 : 2;
}

static gboolean
check_join (const KettleCtlWifiOptions *self, GError **error)
{
  /* Translators: %d is 32 */
  if (!kettle_wifi_check_network (self->argument, strlen (self->argument), NULL))
    return kettle_ctl_options_fail (
        error, _ ("That is no network’s name: one has 1 to %d bytes, and no control characters."),
        KETTLE_WIFI_NETWORK_MAX);
  if (self->has_security && self->security == KETTLE_WIFI_SECURITY_OPEN
      && self->passphrase_file != NULL)
    return kettle_ctl_options_fail (
        error, _ ("An open network has no passphrase: leave out --passphrase-file."));
  if (self->backup == NULL && !self->dry_run)
    return kettle_ctl_options_fail (
        error, _ ("Say with --backup where to keep what the module says now, a new file: "
                  "without it there is no way back."));

  return TRUE;
}

static gboolean
is_input (const char *file)
{
  return g_strcmp0 (file, "-") == 0;
}

/**
 * kettle_ctl_wifi_options_check:
 * @self: a command line with "wifi", read to its end
 * @error: return location for a sentence
 *
 * Looks whether its parts go together, and fills in what was left out.
 *
 * Returns: whether they do
 */
gboolean
kettle_ctl_wifi_options_check (KettleCtlOptions *self, GError **error)
{
  KettleCtlWifiOptions *wifi = &self->wifi;

  if (wifi->verb == 0)
    return kettle_ctl_options_fail (error,
                                    _ ("Say what to do with the wifi: show, join or restore."));
  if (self->timeout != 0)
    return kettle_ctl_options_fail (
        error, _ ("--timeout does not go with wifi: each of its steps has its own time."));
  if (wifi->verb == KETTLE_CTL_WIFI_JOIN && wifi->argument == NULL)
    return kettle_ctl_options_fail (error, _ ("“wifi join” needs the name of a network."));
  if (wifi->verb == KETTLE_CTL_WIFI_RESTORE && wifi->argument == NULL)
    return kettle_ctl_options_fail (error, _ ("“wifi restore” needs the file of a backup."));
  if (wifi->verb != KETTLE_CTL_WIFI_JOIN && wifi->has_security)
    return kettle_ctl_options_fail (error, _ ("--security goes with “wifi join” only."));
  if (wifi->verb == KETTLE_CTL_WIFI_SHOW && wifi->passphrase_file != NULL)
    return kettle_ctl_options_fail (
        error, _ ("--passphrase-file goes with “wifi join” and “wifi restore” only."));
  if (wifi->verb == KETTLE_CTL_WIFI_SHOW && wifi->yes)
    return kettle_ctl_options_fail (error,
                                    _ ("--yes goes with “wifi join” and “wifi restore” only."));
  if (wifi->with_passphrase && wifi->backup == NULL)
    return kettle_ctl_options_fail (error, _ ("--with-passphrase goes with --backup only."));
  if (is_input (wifi->backup))
    return kettle_ctl_options_fail (error,
                                    _ ("A backup is a file of its own: --backup takes no “-”."));
  if (is_input (wifi->passphrase_file) && is_input (wifi->password_file))
    return kettle_ctl_options_fail (
        error, _ ("Standard input can hold the passphrase or the password, not both."));

  if (wifi->verb == KETTLE_CTL_WIFI_JOIN && !wifi->has_security)
    wifi->security = KETTLE_WIFI_SECURITY_WPA2_AES;

  return wifi->verb != KETTLE_CTL_WIFI_JOIN || check_join (wifi, error);
}

/**
 * kettle_ctl_wifi_options_check_unused:
 * @self: what was read beside another command
 * @error: return location for a sentence
 *
 * Returns: whether nothing was
 */
gboolean
kettle_ctl_wifi_options_check_unused (const KettleCtlWifiOptions *self, GError **error)
{
  const struct {
    const char *name;
    gboolean used;
  } options[] = {
    { "--backup", self->backup != NULL },
    { "--with-passphrase", self->with_passphrase },
    { "--security", self->has_security },
    { "--passphrase-file", self->passphrase_file != NULL },
    { "--password-file", self->password_file != NULL },
    { "--yes", self->yes },
    { "--dry-run", self->dry_run },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].used)
      /* Translators: %s is an option, such as --backup; wifi is a command, and not translated */
      return kettle_ctl_options_fail (error, _ ("%s goes with wifi only."), options[i].name);

  return TRUE;
}

/**
 * kettle_ctl_wifi_options_clear:
 * @self: what was read
 *
 * Frees what is in it.
 */
void
kettle_ctl_wifi_options_clear (KettleCtlWifiOptions *self)
{
  g_clear_pointer (&self->argument, g_free);
  g_clear_pointer (&self->passphrase_file, g_free);
  g_clear_pointer (&self->password_file, g_free);
  g_clear_pointer (&self->backup, g_free);
}

/**
 * kettle_ctl_wifi_security_get_word:
 * @security: a network's
 *
 * Returns: (transfer none): the word for it on the command line and in the JSON
 */
const char *
kettle_ctl_wifi_security_get_word (KettleWifiSecurity security)
{
  for (gsize i = 0; i < G_N_ELEMENTS (securities); i++)
    if (securities[i].security == security)
      return securities[i].word;

  return "unknown";
}
