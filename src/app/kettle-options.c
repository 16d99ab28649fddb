// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-options.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

/* --verbose shows what Kettle does (info), not how (debug): that is what G_MESSAGES_DEBUG is for.
 */
static GLogWriterOutput
write_verbose_log (GLogLevelFlags level,
                   const GLogField *fields,
                   gsize n_fields,
                   gpointer user_data)
{
  if ((level & G_LOG_LEVEL_MASK) == G_LOG_LEVEL_DEBUG)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

static void
turn_verbose_on (void)
{
  const char *debug = g_getenv ("G_MESSAGES_DEBUG");

  /* By itself GLib tells these things on standard output. */
  g_log_writer_default_set_use_stderr (TRUE);
  if (debug != NULL && *debug != '\0')
    return;

  g_setenv ("G_MESSAGES_DEBUG", "kettle-net kettle-model kettle-ui kettle-app", TRUE);
  g_log_set_writer_func (write_verbose_log, NULL, NULL);
}

#if KETTLE_DEVELOPMENT
static gboolean
read_time_scale (double *time_scale)
{
  const char *text = g_getenv ("KETTLE_TIME_SCALE");
  char *end = NULL;

  if (text == NULL)
    return TRUE;

  *time_scale = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *time_scale >= 1 && *time_scale <= 1000)
    return TRUE;

  g_printerr ("kettle: KETTLE_TIME_SCALE must be a number from 1 to 1000.\n");
  return FALSE;
}

static gboolean
read_wifi_port (guint16 *port)
{
  const char *text = g_getenv ("KETTLE_WIFI_PORT");
  guint64 number;

  if (text == NULL)
    return TRUE;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL)) {
    *port = (guint16) number;
    return TRUE;
  }

  g_printerr ("kettle: KETTLE_WIFI_PORT must be a number from 1 to 65535.\n");
  return FALSE;
}
#endif

/**
 * kettle_options_parse:
 * @argc: (inout): as in main()
 * @argv: (inout): as in main()
 * @status: (out): what to exit with when this returns %NULL
 *
 * Reads the command line. Prints what there is to print: the version, the help, or one sentence
 * about what is wrong.
 *
 * Returns: (transfer full) (nullable): the options, or %NULL when the program should end at once
 */
KettleOptions *
kettle_options_parse (int *argc, char ***argv, int *status)
{
  g_autoptr (KettleOptions) self = g_new0 (KettleOptions, 1);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean verbose = FALSE;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "host", 0, 0, G_OPTION_ARG_STRING, &self->host,
      N_ ("Connect to this kettle, for this run only"), N_ ("HOST[:PORT]") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->demo,
      N_ ("Try Kettle with a simulated kettle, ten times faster than life"), NULL },
    { "hidden", 0, 0, G_OPTION_ARG_NONE, &self->hidden, N_ ("Start in the tray"), NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &verbose, N_ ("Tell what happens"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version and exit"), NULL },
    /* What the bus starts it with: for nobody to type. */
    { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->service, NULL,
      NULL },
    { NULL },
  };

  self->time_scale = 1;
  *status = 1;

  g_option_context_set_summary (context, _ ("Desktop control for the first wifi kettle"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_group (context, gtk_get_option_group (FALSE));
  if (!g_option_context_parse (context, argc, argv, &error)) {
    /* Translators: the first %s is a complaint about the command line, without a full stop. */
    g_printerr (_ ("kettle: %s. “kettle --help” lists what it understands.\n"), error->message);
    return NULL;
  }
  if (*argc > 1) {
    g_printerr (_ ("kettle: “%s” means nothing here. “kettle --help” lists what it understands.\n"),
                (*argv)[1]);
    return NULL;
  }
  if (self->demo && self->host != NULL) {
    g_printerr (_ ("kettle: --demo brings its own kettle; leave out --demo or --host.\n"));
    return NULL;
  }
  if (version) {
    g_print ("kettle %s\n", VERSION);
    *status = 0;
    return NULL;
  }
#if KETTLE_DEVELOPMENT
  if (!read_time_scale (&self->time_scale) || !read_wifi_port (&self->wifi_port))
    return NULL;
#endif
  if (verbose)
    turn_verbose_on ();

  *status = 0;
  return g_steal_pointer (&self);
}

/**
 * kettle_options_free:
 * @self: (transfer full): the options
 *
 * Frees them.
 */
void
kettle_options_free (KettleOptions *self)
{
  g_free (self->host);
  g_free (self);
}
