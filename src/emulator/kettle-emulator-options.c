// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-options.h"

#include "emulator/kettle-boiler.h"

#include <math.h>
#include <string.h>

#define PASSWORD_LENGTH 6

#define DEFAULT_HOST "127.0.0.1"
#define DEFAULT_PORT 2000

typedef enum {
  KIND_SWITCH,
  KIND_WHOLE,   /* a whole number for an int or uint property */
  KIND_DECIMAL, /* a number for a double property */
  KIND_NAMED,   /* a name, or for a chunk a whole number, too */
  KIND_HOST,
  KIND_PORT,
  KIND_ADDRESS, /* a numeric address for a string property */
  KIND_PASSWORD,
  KIND_AIR,
  KIND_MOODS,
  KIND_FACTORY,
  KIND_WIFI_PORT,
} Kind;

typedef struct {
  const char *name;
  Kind kind;
  const char *property;
  double min, max;
  const char *values[4];
  int first_value; /* what the first of the values stands for; the others follow */
  const char *placeholder;
  const char *help;
} Option;

static const Option options[] = {
  { "host", KIND_HOST, NULL, 0, 0, { NULL }, 0, "ADDRESS", "Address to listen on (127.0.0.1)" },
  { "port", KIND_PORT, NULL, 0, 65535, { NULL }, 0, "PORT", "Port, 0 for any free one (2000)" },
  { "speed",
    KIND_DECIMAL,
    "speed",
    KETTLE_BOILER_MIN_SPEED,
    KETTLE_BOILER_MAX_SPEED,
    { NULL },
    0,
    "N",
    "How many times faster than life the kettle is (1)" },
  { "litres",
    KIND_DECIMAL,
    "litres",
    KETTLE_BOILER_MIN_LITRES,
    KETTLE_BOILER_MAX_LITRES,
    { NULL },
    0,
    "N",
    "Water in it, 0.1 to 2 (1)" },
  { "start-temp",
    KIND_DECIMAL,
    "start-temperature",
    0,
    100,
    { NULL },
    0,
    "N",
    "How warm the water is at first, in degrees Celsius (20)" },
  { "seed",
    KIND_WHOLE,
    "seed",
    0,
    G_MAXUINT32,
    { NULL },
    0,
    "N",
    "What all that is random comes from (0)" },
  { "line-end",
    KIND_NAMED,
    "line-end",
    0,
    0,
    { "cr", "lf", "crlf" },
    KETTLE_LINE_END_CR,
    "cr|lf|crlf",
    "What its messages end with (cr)" },
  { "idle",
    KIND_NAMED,
    "idle-key",
    0,
    0,
    { "nul", "empty" },
    KETTLE_IDLE_KEY_NUL,
    "nul|empty",
    "What stands after key= while nothing is lit (nul)" },
  { "chunk",
    KIND_NAMED,
    "chunk",
    1,
    65536,
    { "random" },
    KETTLE_CHUNK_RANDOM,
    "N|random",
    "Send packets of so many bytes, whatever the messages are" },
  { "glue", KIND_SWITCH, "glue", 0, 0, { NULL }, 0, NULL, "Send several messages in one packet" },
  { "max-clients",
    KIND_WHOLE,
    "max-clients",
    1,
    1000,
    { NULL },
    0,
    "N",
    "Close further connections without a word" },
  { "mute", KIND_SWITCH, "mute", 0, 0, { NULL }, 0, NULL, "Accept, obey, and never say anything" },
  { "mute-after",
    KIND_WHOLE,
    "mute-after",
    0,
    G_MAXINT,
    { NULL },
    0,
    "N",
    "Fall silent for a client after so many of its lines" },
  { "delay",
    KIND_WHOLE,
    "delay",
    0,
    600000,
    { NULL },
    0,
    "MS",
    "Say everything so many milliseconds late" },
  { "close-after",
    KIND_WHOLE,
    "close-after",
    0,
    G_MAXINT,
    { NULL },
    0,
    "N",
    "Close a connection after so many of its lines" },
  { "reset-after",
    KIND_WHOLE,
    "reset-after",
    0,
    G_MAXINT,
    { NULL },
    0,
    "N",
    "The same, by a reset" },
  { "unknown",
    KIND_SWITCH,
    "unknown",
    0,
    0,
    { NULL },
    0,
    NULL,
    "Say words nobody knows now and then" },
  { "endless",
    KIND_SWITCH,
    "endless",
    0,
    0,
    { NULL },
    0,
    NULL,
    "Send a line that never ends, and nothing else" },
  { "stray-hello",
    KIND_SWITCH,
    "stray-hello",
    0,
    0,
    { NULL },
    0,
    NULL,
    "Say HELLOAPP when nobody asked" },
  { "no-greeting",
    KIND_SWITCH,
    "no-greeting",
    0,
    0,
    { NULL },
    0,
    NULL,
    "Leave HELLOKETTLE without an answer" },
  { "wifi-port",
    KIND_WIFI_PORT,
    NULL,
    0,
    65535,
    { NULL },
    0,
    "PORT",
    "Open the wifi module's shell on it, 0 for any free one" },
  { "wifi-password",
    KIND_PASSWORD,
    "wifi-password",
    0,
    0,
    { NULL },
    0,
    "DIGITS",
    "What the shell wants to hear (000000)" },
  { "air",
    KIND_AIR,
    NULL,
    0,
    0,
    { NULL },
    0,
    "NAME:SECURITY:KEY:ADDRESS",
    "A network, and where the kettle is found in it" },
  { "own-address",
    KIND_ADDRESS,
    "own-address",
    0,
    0,
    { NULL },
    0,
    "ADDRESS",
    "Where it is found in its own network (its first)" },
  { "factory",
    KIND_FACTORY,
    NULL,
    0,
    0,
    { NULL },
    0,
    NULL,
    "Begin in its own network, even with --air" },
  { "wifi-mood",
    KIND_MOODS,
    "wifi-moods",
    0,
    0,
    { NULL },
    0,
    "MOOD[,MOOD...]",
    "What is odd about the shell; see kettle-emulator(1)" },
};

static gboolean
take_decimal (KettleEmulator *emulator, const Option *option, const char *text, GError **error)
{
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  /* The comparison is written so that it fails for "nan". */
  if (end == text || *end != '\0' || !(value >= option->min && value <= option->max)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "--%s cannot be \"%s\"; give a number from %g to %.0f.", option->name, text,
                 option->min, option->max);
    return FALSE;
  }
  g_object_set (emulator, option->property, value, NULL);

  return TRUE;
}

static gboolean
take_whole (const Option *option, const char *text, gint64 *value, GError **error)
{
  if (g_ascii_string_to_signed (text, 10, (gint64) option->min, (gint64) option->max, value, NULL))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "--%s cannot be \"%s\"; give a whole number from %.0f to %.0f%s%s.", option->name,
               text, option->min, option->max, option->values[0] != NULL ? ", or " : "",
               option->values[0] != NULL ? option->values[0] : "");

  return FALSE;
}

static gboolean
take_named (KettleEmulator *emulator, const Option *option, const char *text, GError **error)
{
  gint64 number = 0;

  for (int i = 0; option->values[i] != NULL; i++) {
    if (g_str_equal (text, option->values[i])) {
      g_object_set (emulator, option->property, option->first_value + i, NULL);
      return TRUE;
    }
  }

  if (option->max > 0) {
    if (!take_whole (option, text, &number, error))
      return FALSE;
    g_object_set (emulator, option->property, (int) number, NULL);
    return TRUE;
  }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "--%s cannot be \"%s\"; give one of %s.", option->name, text, option->placeholder);

  return FALSE;
}

static gboolean
take_address (KettleEmulator *emulator, const Option *option, const char *text, GError **error)
{
  if (!g_hostname_is_ip_address (text)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "--%s cannot be \"%s\"; give a numeric address, such as 127.0.0.2.", option->name,
                 text);
    return FALSE;
  }
  g_object_set (emulator, option->property, text, NULL);

  return TRUE;
}

static gboolean
take_password (KettleEmulator *emulator, const Option *option, const char *text, GError **error)
{
  if (strlen (text) != PASSWORD_LENGTH || strspn (text, "0123456789") != PASSWORD_LENGTH) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "--%s cannot be \"%s\"; give six digits.", option->name, text);
    return FALSE;
  }
  g_object_set (emulator, option->property, text, NULL);

  return TRUE;
}

static gboolean
take_moods (KettleEmulator *emulator, const Option *option, const char *text, GError **error)
{
  KettleEmulatorWifiMoods before = 0;
  KettleEmulatorWifiMoods moods = 0;

  if (!kettle_emulator_parse_wifi_moods (text, &moods, error))
    return FALSE;
  g_object_get (emulator, option->property, &before, NULL);
  g_object_set (emulator, option->property, before | moods, NULL);

  return TRUE;
}

/* What concerns its wifi module alone. */
static gboolean
take_wifi (KettleEmulatorOptions *self, const Option *option, const char *text, GError **error)
{
  gint64 number = 0;

  switch ((int) option->kind) {
  case KIND_ADDRESS:
    return take_address (self->emulator, option, text, error);
  case KIND_PASSWORD:
    return take_password (self->emulator, option, text, error);
  case KIND_AIR:
    return kettle_emulator_add_air (self->emulator, text, error);
  case KIND_MOODS:
    return take_moods (self->emulator, option, text, error);
  case KIND_FACTORY:
    self->factory = TRUE;
    return TRUE;
  case KIND_WIFI_PORT:
    if (!take_whole (option, text, &number, error))
      return FALSE;
    self->wifi_port = (int) number;
    return TRUE;
  default:
    g_return_val_if_reached (FALSE);
  }
}

static gboolean
on_option (const char *name, const char *value, gpointer user_data, GError **error)
{
  KettleEmulatorOptions *self = user_data;
  const Option *option = options;
  gint64 number = 0;

  while (!g_str_equal (option->name, name + 2))
    option++;

  switch (option->kind) {
  case KIND_SWITCH:
    g_object_set (self->emulator, option->property, TRUE, NULL);
    return TRUE;
  case KIND_WHOLE:
    if (!take_whole (option, value, &number, error))
      return FALSE;
    /* Both int and uint travel as 32 bits. */
    g_object_set (self->emulator, option->property, (guint) number, NULL);
    return TRUE;
  case KIND_DECIMAL:
    return take_decimal (self->emulator, option, value, error);
  case KIND_NAMED:
    return take_named (self->emulator, option, value, error);
  case KIND_HOST:
    g_free (self->host);
    self->host = g_strdup (value);
    return TRUE;
  case KIND_PORT:
    if (!take_whole (option, value, &number, error))
      return FALSE;
    self->port = (guint16) number;
    return TRUE;
  case KIND_ADDRESS ... KIND_WIFI_PORT:
    return take_wifi (self, option, value, error);
  default:
    g_return_val_if_reached (FALSE);
  }
}

static GOptionContext *
make_context (KettleEmulatorOptions *self)
{
  GOptionContext *context = g_option_context_new (NULL);
  GOptionGroup *group = g_option_group_new ("main", NULL, NULL, self, NULL);
  GOptionEntry entries[G_N_ELEMENTS (options) + 1] = { { NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++) {
    entries[i].long_name = options[i].name;
    entries[i].arg = G_OPTION_ARG_CALLBACK;
    entries[i].arg_data = (gpointer) on_option;
    entries[i].flags = options[i].placeholder == NULL ? G_OPTION_FLAG_NO_ARG : 0;
    entries[i].description = options[i].help;
    entries[i].arg_description = options[i].placeholder;
  }
  g_option_group_add_entries (group, entries);
  g_option_context_set_main_group (context, group);
  g_option_context_set_summary (context, "A kettle that speaks as an iKettle does, water and all.");
  g_option_context_set_description (
      context,
      "Standard input, a word a line:\n"
      "  on off 100 95 80 65 warm 5 10 20   press a key by hand\n"
      "  lift return                        take the kettle from its base, put it back\n"
      "  dry                                the water is gone until it was lifted and put back\n"
      "  say TEXT                           say TEXT to every client, the line end is added\n"
      "  drop reset                         close every connection, or reset it\n"
      "  unplug                             take its power away for a moment\n"
      "  factory                            hold 65 until two beeps, then the same\n"
      "  quit                               end\n\n"
      "Output, a line a message: seconds since the start, < heard or > said, the number of the\n"
      "client (0: to all; w1 at the wifi module's shell), and the bytes, escaped. The first line\n"
      "says where it listens, the second where the shell does; = begins what changes that.\n");

  return context;
}

/**
 * kettle_emulator_options_parse:
 * @self: filled in; cleared by the caller in either case
 * @emulator: takes the moods
 * @argc: number of arguments
 * @argv: the arguments, the program's name first
 * @error: return location: a sentence that says what to do
 *
 * Reads the command line. `--help` prints its text and ends the program.
 *
 * Returns: %FALSE when something about it is wrong
 */
gboolean
kettle_emulator_options_parse (
    KettleEmulatorOptions *self, KettleEmulator *emulator, int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) arguments = g_new0 (char *, (gsize) argc + 1);

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (KETTLE_IS_EMULATOR (emulator), FALSE);

  self->host = g_strdup (DEFAULT_HOST);
  self->port = DEFAULT_PORT;
  self->wifi_port = -1;
  self->emulator = g_object_ref (emulator);

  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);
  context = make_context (self);
  if (!g_option_context_parse_strv (context, &arguments, &local)) {
    /* What our own callback says is a sentence; GLib's complaints are not. */
    if (local->domain == G_IO_ERROR)
      g_propagate_error (error, g_steal_pointer (&local));
    else
      g_set_error (error, local->domain, local->code, "%s; --help lists all options.",
                   local->message);
    return FALSE;
  }
  if (g_strv_length (arguments) > 1) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "\"%s\" is no option; words such as \"on\" are typed on standard input.",
                 arguments[1]);
    return FALSE;
  }
  if (self->factory)
    return kettle_emulator_input (emulator, "factory", error);

  return TRUE;
}

/**
 * kettle_emulator_options_clear:
 * @self: what kettle_emulator_options_parse() filled in
 *
 * Frees what @self holds, not @self.
 */
void
kettle_emulator_options_clear (KettleEmulatorOptions *self)
{
  g_clear_pointer (&self->host, g_free);
  g_clear_object (&self->emulator);
}
