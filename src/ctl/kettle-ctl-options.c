// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-options.h"

#include "ctl/kettle-ctl-options-private.h"
#include "ctl/kettle-ctl-wifi-options.h"
#include "net/kettle-address.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The command line. GOptionContext is not used: it would take the temperature in "boil --warm 80"
 * for the length of Keep Warm, and its complaints are no sentences.
 */

#define TIMEOUT_ANSWER 10
#define TIMEOUT_WAIT   900
#define TIMEOUT_MAX    86400

static const struct {
  const char *name;
  KettleCtlCommand command;
} commands[] = {
  { "status", KETTLE_CTL_COMMAND_STATUS }, { "boil", KETTLE_CTL_COMMAND_BOIL },
  { "off", KETTLE_CTL_COMMAND_OFF },       { "warm", KETTLE_CTL_COMMAND_WARM },
  { "watch", KETTLE_CTL_COMMAND_WATCH },   { "find", KETTLE_CTL_COMMAND_FIND },
  { "wifi", KETTLE_CTL_COMMAND_WIFI },
};

/**
 * kettle_ctl_options_fail:
 * @error: return location for a %G_OPTION_ERROR
 * @format: a sentence
 *
 * Returns: %FALSE
 */
gboolean
kettle_ctl_options_fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_FAILED, format, arguments);
  va_end (arguments);

  return FALSE;
}

/**
 * kettle_ctl_options_dup_shown:
 * @word: what was given
 *
 * Returns: (transfer full): it as text
 */
char *
kettle_ctl_options_dup_shown (const char *word)
{
  return g_utf8_make_valid (word, -1);
}

static gboolean
read_temperature (const char *word, int *temperature)
{
  static const int keys[] = { 65, 80, 95, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    char text[8];

    g_snprintf (text, sizeof text, "%d", keys[i]);
    if (g_str_equal (word, text)) {
      *temperature = keys[i];
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
read_minutes (const char *word, int *minutes)
{
  if (!g_str_equal (word, "5") && !g_str_equal (word, "10") && !g_str_equal (word, "20"))
    return FALSE;

  *minutes = (int) g_ascii_strtoll (word, NULL, 10);

  return TRUE;
}

static gboolean
take_warm_option (KettleCtlOptions *self, const char *value, GError **error)
{
  g_autofree char *shown = NULL;

  self->warm = KETTLE_CTL_WARM_ON;
  if (value == NULL || read_minutes (value, &self->warm_minutes))
    return TRUE;

  shown = kettle_ctl_options_dup_shown (value);

  /* Translators: %s is what was given instead of a number of minutes */
  return kettle_ctl_options_fail (error, _ ("--warm keeps warm for 5, 10 or 20 minutes, not “%s”."),
                                  shown);
}

static gboolean
take_timeout (KettleCtlOptions *self, const char *value, GError **error)
{
  char *end = NULL;
  double seconds = g_ascii_strtod (value, &end);
  g_autofree char *shown = NULL;

  /* Written so that what is no number at all fails, too; strtod() also reads hexadecimal. */
  if (end != value && *end == '\0' && strspn (value, "0123456789.") == strlen (value)
      && seconds >= 1 && seconds <= TIMEOUT_MAX) {
    self->timeout = seconds;
    return TRUE;
  }

  shown = kettle_ctl_options_dup_shown (value);

  /* Translators: %d is 86400, the seconds of a day; %s is what was given instead */
  return kettle_ctl_options_fail (error, _ ("--timeout takes seconds, from 1 to %d, not “%s”."),
                                  TIMEOUT_MAX, shown);
}

static gboolean
take_host (KettleCtlOptions *self, const char *value, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *shown = kettle_ctl_options_dup_shown (value);

  g_clear_pointer (&self->host, g_free);
  if (kettle_address_parse (value, KETTLE_DEFAULT_PORT, &self->host, &self->port, &problem))
    return TRUE;

  switch ((KettleAddressError) problem->code) {
  case KETTLE_ADDRESS_ERROR_PORT:
    return kettle_ctl_options_fail (
        error, _ ("The port in “%s” must be a number from 1 to 65535: kettles use 2000."), shown);
  case KETTLE_ADDRESS_ERROR_IPV6:
    return kettle_ctl_options_fail (
        error, _ ("Kettles have no IPv6 address such as “%s”: use one like 192.168.1.20."), shown);
  case KETTLE_ADDRESS_ERROR_PUBLIC:
    return kettle_ctl_options_fail (
        error,
        _ ("“%s” is outside your local network, and a kettle has no protection of its own: use an "
           "address of your own network, such as 192.168.1.20."),
        shown);
  case KETTLE_ADDRESS_ERROR_EMPTY:
  case KETTLE_ADDRESS_ERROR_MALFORMED:
  default:
    return kettle_ctl_options_fail (
        error, _ ("“%s” is neither a name nor an address: use one like 192.168.1.20."), shown);
  }
}

static gboolean
take_command (KettleCtlOptions *self, const char *word, GError **error)
{
  g_autofree char *shown = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_str_equal (word, commands[i].name)) {
      self->command = commands[i].command;
      return TRUE;
    }
  }

  shown = kettle_ctl_options_dup_shown (word);

  /* Translators: the first %s is what was typed; the words after it are not translated */
  return kettle_ctl_options_fail (
      error,
      _ ("There is no command “%s”: there are status, boil, off, warm, watch, find and wifi."),
      shown);
}

/* The word behind "warm": what is to become of Keep Warm. */
static gboolean
take_warm_word (KettleCtlOptions *self, const char *word)
{
  self->warm = g_str_equal (word, "off") ? KETTLE_CTL_WARM_OFF : KETTLE_CTL_WARM_ON;

  return g_str_equal (word, "off") || g_str_equal (word, "on")
         || read_minutes (word, &self->warm_minutes);
}

static gboolean
take_word (KettleCtlOptions *self, const char *word, gboolean *has_argument, GError **error)
{
  g_autofree char *shown = NULL;

  if (self->command == 0)
    return take_command (self, word, error);
  if (self->command == KETTLE_CTL_COMMAND_WIFI)
    return kettle_ctl_wifi_options_take_word (&self->wifi, word, error);

  shown = kettle_ctl_options_dup_shown (word);
  if (*has_argument
      || (self->command != KETTLE_CTL_COMMAND_BOIL && self->command != KETTLE_CTL_COMMAND_WARM))
    return kettle_ctl_options_fail (
        error, _ ("“%s” means nothing here; “kettlectl --help” tells what does."), shown);

  *has_argument = TRUE;
  if (self->command == KETTLE_CTL_COMMAND_BOIL && !read_temperature (word, &self->temperature))
    return kettle_ctl_options_fail (
        error, _ ("The kettle has keys for 65, 80, 95 and 100 °C, not for “%s”."), shown);
  if (self->command == KETTLE_CTL_COMMAND_WARM && !take_warm_word (self, word))
    return kettle_ctl_options_fail (error, _ ("“warm” takes on, off, 5, 10 or 20, not “%s”."),
                                    shown);

  return TRUE;
}

/* An option that takes no value; NULL if @name is none of these. */
static gboolean *
find_switch (KettleCtlOptions *self, const char *name)
{
  if (g_str_equal (name, "--wait"))
    return &self->wait;
  if (g_str_equal (name, "--json"))
    return &self->json;
  if (g_str_equal (name, "--verbose"))
    return &self->verbose;
  if (g_str_equal (name, "--help") || g_str_equal (name, "-h"))
    return &self->help;
  if (g_str_equal (name, "--version"))
    return &self->version;

  return kettle_ctl_wifi_options_find_switch (&self->wifi, name);
}

/* Returns: how many words were taken, 0 with @error set */
static guint
take_option (KettleCtlOptions *self, const char *const *words, gboolean *warm, GError **error)
{
  const char *equals = strchr (words[0], '=');
  const char *value = equals != NULL ? equals + 1 : NULL;
  g_autofree char *name =
      equals != NULL ? g_strndup (words[0], (gsize) (equals - words[0])) : g_strdup (words[0]);
  g_autofree char *shown = kettle_ctl_options_dup_shown (name);
  gboolean *flag = find_switch (self, name);
  gboolean host = g_str_equal (name, "--host");

  if (flag != NULL && value == NULL) {
    *flag = TRUE;
    return 1;
  }
  if (flag != NULL)
    return (guint) kettle_ctl_options_fail (error, _ ("%s takes no value."), shown);
  if (g_str_equal (name, "--warm")) {
    *warm = TRUE;
    return (guint) take_warm_option (self, value, error);
  }
  if (kettle_ctl_wifi_options_is_option (name))
    return kettle_ctl_wifi_options_take (&self->wifi, name, value, words[1], error);
  if (!host && !g_str_equal (name, "--timeout"))
    return (guint) kettle_ctl_options_fail (
        error, _ ("There is no option “%s”; “kettlectl --help” lists those there are."), shown);

  if (value == NULL && words[1] == NULL)
    return (guint) kettle_ctl_options_fail (error,
                                            host ? _ ("--host needs a name or an address.")
                                                 : _ ("--timeout needs a number of seconds."));
  if (value != NULL)
    return (guint) (host ? take_host (self, value, error) : take_timeout (self, value, error));

  return (host ? take_host (self, words[1], error) : take_timeout (self, words[1], error)) ? 2 : 0;
}

static gboolean
check (KettleCtlOptions *self, gboolean warm_option, GError **error)
{
  if (self->help || self->version)
    return TRUE;
  if (self->command == 0)
    return kettle_ctl_options_fail (
        error, _ ("Say what to do: status, boil, off, warm, watch, find or wifi; "
                  "“kettlectl --help” tells more."));
  if (self->wait && self->command != KETTLE_CTL_COMMAND_BOIL)
    return kettle_ctl_options_fail (error, _ ("--wait goes with boil only."));
  if (warm_option && self->command != KETTLE_CTL_COMMAND_BOIL)
    return kettle_ctl_options_fail (
        error, _ ("--warm goes with boil only; by itself Keep Warm is “kettlectl warm”."));
  if (self->command == KETTLE_CTL_COMMAND_WIFI)
    return kettle_ctl_wifi_options_check (self, error);
  if (!kettle_ctl_wifi_options_check_unused (&self->wifi, error))
    return FALSE;

  if (self->command == KETTLE_CTL_COMMAND_WARM && self->warm == KETTLE_CTL_WARM_LEAVE)
    self->warm = KETTLE_CTL_WARM_TOGGLE;
  if (self->timeout == 0 && self->command != KETTLE_CTL_COMMAND_WATCH)
    self->timeout = self->wait ? TIMEOUT_WAIT : TIMEOUT_ANSWER;

  return TRUE;
}

/**
 * kettle_ctl_options_parse:
 * @words: (array zero-terminated=1): the command line without the program's name
 * @error: return location for a %G_OPTION_ERROR; its message is a whole sentence
 *
 * Reads the command line. Options may stand before and after the command.
 *
 * Returns: (transfer full) (nullable): what is to be done
 */
KettleCtlOptions *
kettle_ctl_options_parse (const char *const *words, GError **error)
{
  g_autoptr (KettleCtlOptions) self = g_new0 (KettleCtlOptions, 1);
  gboolean has_argument = FALSE;
  gboolean warm_option = FALSE;
  gboolean only_words = FALSE;
  guint taken;

  for (guint i = 0; words[i] != NULL; i += taken) {
    taken = 1;
    if (!only_words && g_str_equal (words[i], "--")) {
      only_words = TRUE;
    } else if (!only_words && words[i][0] == '-' && words[i][1] != '\0') {
      taken = take_option (self, words + i, &warm_option, error);
    } else if (!take_word (self, words[i], &has_argument, error)) {
      taken = 0;
    }
    if (taken == 0)
      return NULL;
  }

  return check (self, warm_option, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * kettle_ctl_options_free:
 * @self: (transfer full): the options
 *
 * Frees them.
 */
void
kettle_ctl_options_free (KettleCtlOptions *self)
{
  g_free (self->host);
  kettle_ctl_wifi_options_clear (&self->wifi);
  g_free (self);
}
