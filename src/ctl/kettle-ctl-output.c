// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gboolean verbose_log;

/* What stands for a sign that the locale does not have; the plain C of scripts has none of them. */
static const struct {
  const char *sign;
  const char *plain;
} plain_signs[] = {
  { "“", "\"" }, { "”", "\"" }, { "„", "\"" }, { "’", "'" }, { "…", "..." },
  { "–", "-" },  { "·", "-" },  { "°", "" },   { "•", "*" },
};

/* What moves a terminal's cursor, or has it show something else than what is written: an answer may
 * repeat words of the network, of the bus, or of a settings file. */
static gboolean
is_safe (gunichar sign)
{
  const GUnicodeType type = g_unichar_type (sign);

  if (type == G_UNICODE_CONTROL)
    return sign == '\n' || sign == '\t';

  return type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR
         && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static GString *
make_safe (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *safe = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar sign = g_utf8_get_char (at);

    g_string_append_unichar (safe, is_safe (sign) ? sign : '?');
  }

  return safe;
}

/**
 * kettle_ctl_output_dup_legible:
 * @text: what is to be written
 *
 * Returns: (transfer full): @text, in UTF-8 still, with something legible for the signs of its own
 *   that the locale lacks; others, and all that a terminal would obey, become a question mark
 */
char *
kettle_ctl_output_dup_legible (const char *text)
{
  const char *charset;
  GString *legible = make_safe (text);

  if (g_get_charset (&charset))
    return g_string_free (legible, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (plain_signs); i++) {
    g_autofree char *written =
        g_convert (plain_signs[i].sign, -1, charset, "UTF-8", NULL, NULL, NULL);

    if (written == NULL)
      g_string_replace (legible, plain_signs[i].sign, plain_signs[i].plain, 0);
  }

  return g_string_free (legible, FALSE);
}

/**
 * kettle_ctl_output_print:
 * @line: an answer, without its line end
 *
 * Writes it to standard output, at once, in the encoding of the locale. That nobody reads any more
 * is no news; anything else that goes wrong is complained about.
 *
 * Returns: whether it was written
 */
gboolean
kettle_ctl_output_print (const char *line)
{
  g_autofree char *written = kettle_ctl_output_dup_legible (line);
  g_autofree char *sentence = NULL;

  errno = 0;
  g_print ("%s\n", written);
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  if (errno != EPIPE) {
    /* Translators: %s is what the system says, such as “No space left on device” */
    sentence = g_strdup_printf (_ ("The answer could not be written: %s."), g_strerror (errno));
    kettle_ctl_output_complain (sentence);
  }

  return FALSE;
}

/**
 * kettle_ctl_output_complain:
 * @sentence: what is wrong and what to do about it
 *
 * Writes it to standard error.
 */
void
kettle_ctl_output_complain (const char *sentence)
{
  g_autofree char *written = kettle_ctl_output_dup_legible (sentence);

  g_printerr ("kettlectl: %s\n", written);
}

/* Standard error is for people: what the rooms below have to tell is not said unless asked for. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GLogLevelFlags threshold = verbose_log ? G_LOG_LEVEL_INFO : G_LOG_LEVEL_WARNING;
  const char *debug = g_getenv ("G_MESSAGES_DEBUG");

  if ((level & G_LOG_LEVEL_MASK) > threshold && (debug == NULL || *debug == '\0'))
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_standard_streams (level, fields, n_fields, user_data);
}

/**
 * kettle_ctl_output_set_verbose:
 * @verbose: whether to tell what happens inside
 *
 * To be called once, at first.
 */
void
kettle_ctl_output_set_verbose (gboolean verbose)
{
  verbose_log = verbose;
  /* By itself GLib tells its lesser things on standard output, among the answers. */
  g_log_writer_default_set_use_stderr (TRUE);
  g_log_set_writer_func (write_log, NULL, NULL);
}
