// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-options.h"

#include <glib/gi18n.h>

typedef struct {
  const char *syntax;
  const char *text;
} Line;

static const Line commands[] = {
  { "status", N_ ("tell what the kettle is doing") },
  { "boil [65|80|95|100]", N_ ("heat, to the preferred temperature if none is named") },
  { "off", N_ ("switch off") },
  { "warm [on|off|5|10|20]", N_ ("press Keep Warm, or have it on, off, or on for some minutes") },
  { "watch", N_ ("tell everything that happens, until Ctrl-C") },
  { "find", N_ ("look for kettles in this computer’s own networks") },
  { "wifi show", N_ ("tell what the kettle’s wifi module says") },
  { "wifi join NETWORK", N_ ("put the kettle into another network") },
  { "wifi restore FILE", N_ ("write a backup of the wifi module back") },
};

static const Line options[] = {
  { "--wait", N_ ("boil: wait until the water is ready") },
  { "--warm[=5|10|20]", N_ ("boil: press Keep Warm, too, if its lamp is dark") },
  { "--host HOST[:PORT]", N_ ("this kettle, not the one chosen in Kettle") },
  { "--backup FILE", N_ ("wifi: first write into a new file what the module says now") },
  { "--with-passphrase", N_ ("wifi: have the passphrase in the backup, too") },
  { "--security KIND", N_ ("wifi join: wpa2 (the usual), wpa2-tkip, wpa, wpa-tkip or open") },
  { "--passphrase-file FILE",
    N_ ("wifi: the network’s passphrase, on the first line; - for input") },
  { "--password-file FILE", N_ ("wifi: likewise the module’s own password of six digits") },
  { "--yes", N_ ("wifi: do not ask before something is written") },
  { "--dry-run", N_ ("wifi: print every line that would be sent, and send nothing") },
  { "--json", N_ ("answer in JSON") },
  { "--timeout SECONDS", N_ ("give up after so long (10; with --wait 900; watch: never)") },
  { "--verbose", N_ ("tell on standard error what happens inside") },
  { "-h, --help", N_ ("print this and exit") },
  { "--version", N_ ("print the version and exit") },
};

static const Line statuses[] = {
  { "0", N_ ("done") },
  { "1", N_ ("an error") },
  { "2", N_ ("the command line makes no sense") },
  { "3", N_ ("no kettle, or not a kettle") },
  { "4", N_ ("lifted, a problem, or switched off by somebody") },
  { "5", N_ ("no answer, or no end, in time") },
};

static void
append (GString *help, const char *title, const Line *lines, gsize n_lines)
{
  g_string_append_printf (help, "\n%s\n", title);
  for (gsize i = 0; i < n_lines; i++)
    g_string_append_printf (help, "  %-23s%s\n", lines[i].syntax, _ (lines[i].text));
}

/**
 * kettle_ctl_options_dup_help:
 *
 * Returns: (transfer full): what --help prints
 */
char *
kettle_ctl_options_dup_help (void)
{
  GString *help = g_string_new (NULL);

  g_string_append_printf (help, "%s\n", _ ("Usage: kettlectl [OPTION…] COMMAND [ARGUMENT…]"));
  g_string_append_printf (help, "%s\n", _ ("Controls the first wifi kettle from a terminal."));
  append (help, _ ("Commands:"), commands, G_N_ELEMENTS (commands));
  append (help, _ ("Options:"), options, G_N_ELEMENTS (options));
  append (help, _ ("Exit status:"), statuses, G_N_ELEMENTS (statuses));
  g_string_append_printf (help, "\n%s", _ ("kettlectl(1) tells more and has examples."));

  return g_string_free (help, FALSE);
}
