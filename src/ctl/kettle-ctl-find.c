// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-program.h"
#include "ctl/kettle-ctl-run.h"
#include "ctl/kettle-ctl-text.h"
#include "net/kettle-address.h"
#include "net/kettle-scanner.h"
#include "settings/kettle-settings.h"

#include <glib/gi18n.h>

/*
 * The command "find": looks over the own networks once; or, where a kettle is named, asks that one.
 */

typedef struct {
  KettleCtlRun *run;
  KettleScanner *scanner;
  KettleCtlProgram *program; /* nullable */
  GCancellable *cancellable;
  gint64 began;
} Find;

/* One line a kettle. */
static void
add_line (GString *lines, KettleFound *found, gboolean own)
{
  const char *mac = kettle_found_get_mac (found);
  g_autofree char *address =
      kettle_ctl_text_dup_address (kettle_found_get_host (found), kettle_found_get_port (found));

  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append_printf (lines, mac != NULL ? "%-21s %s" : "%s", address, mac);
  if (own)
    /* Translators: said behind the address of the kettle that the program Kettle uses */
    g_string_append_printf (lines, "  %s", _ ("(the one Kettle uses)"));
}

static void
end (Find *self)
{
  GListModel *kettles = G_LIST_MODEL (self->scanner);
  GString *lines = g_string_new (NULL);
  KettleCtlReport report;
  g_autofree char *text = NULL;

  kettle_ctl_run_get_report (self->run, &report);
  for (guint i = 0; i < g_list_model_get_n_items (kettles); i++) {
    g_autoptr (KettleFound) found = g_list_model_get_item (kettles, i);

    add_line (lines, found,
              kettle_found_is_own (found)
                  || g_strcmp0 (report.chosen, kettle_found_get_host (found)) == 0);
  }
  if (lines->len == 0) {
    g_string_free (lines, TRUE);
    text = kettle_ctl_text_dup_coverage (kettle_scanner_get_plan (self->scanner));
    kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_NO_KETTLE, NULL, text);
    return;
  }

  text = g_string_free (lines, FALSE);
  kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_DONE, text, NULL);
}

static void
on_ended (KettleScanner *scanner, gboolean complete, Find *self)
{
  end (self);
}

/* The kettle of the settings, by its address. */
static char *
dup_chosen (GSettings *settings)
{
  g_autofree char *address = settings != NULL ? kettle_settings_dup_address (settings) : NULL;
  char *host = NULL;
  guint16 port;

  if (!kettle_address_parse (address, KETTLE_DEFAULT_PORT, &host, &port, NULL))
    return NULL;

  return host;
}

static void
start (Find *self)
{
  GSettings *settings = kettle_ctl_run_get_settings (self->run);
  g_autofree char *chosen = dup_chosen (settings);
  g_auto (GStrv) last = NULL;

  if (settings != NULL)
    last = g_settings_get_strv (settings, "last-addresses");
  kettle_ctl_run_set_found (self->run, G_LIST_MODEL (self->scanner), chosen);
  kettle_scanner_start (self->scanner, (const char *const *) last);
}

/* The kettle that Kettle talks with is never asked: it is listed if it is there. */
static void
set_own (Find *self, GInetAddress *address, guint16 port)
{
  g_autofree char *host = g_inet_address_to_string (address);
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (KETTLE_CTL_KETTLE (self->program), &now);
  kettle_scanner_set_own (self->scanner, host, port, now.connection == KETTLE_LIFE_CONNECTED);
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GList *addresses =
      g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (source), result, &error);
  Find *self;
  g_autofree char *host = NULL;
  guint16 port;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = user_data;
  if (addresses != NULL
      && kettle_address_parse (kettle_ctl_program_get_host (self->program), KETTLE_DEFAULT_PORT,
                               &host, &port, NULL))
    set_own (self, addresses->data, port);
  g_resolver_free_addresses (addresses);
  start (self);
}

static void
on_program_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Find *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) numeric = NULL;
  g_autoptr (GResolver) resolver = NULL;
  g_autofree char *host = NULL;
  guint16 port;

  if (!kettle_ctl_program_find_finish (result, &self->program, &error)) {
    kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_ERROR, NULL, error->message);
    return;
  }
  if (self->program == NULL
      || !kettle_address_parse (kettle_ctl_program_get_host (self->program), KETTLE_DEFAULT_PORT,
                                &host, &port, NULL)) {
    start (self);
    return;
  }

  numeric = g_inet_address_new_from_string (host);
  if (numeric != NULL) {
    set_own (self, numeric, port);
    start (self);
    return;
  }

  resolver = g_resolver_get_default ();
  g_resolver_lookup_by_name_with_flags_async (
      resolver, host, G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY, self->cancellable, on_resolved, self);
}

static gpointer
find_begin (KettleCtlRun *run)
{
  Find *self = g_new0 (Find, 1);

  self->run = run;
  self->scanner = kettle_scanner_new ();
  self->cancellable = g_cancellable_new ();
  g_signal_connect (self->scanner, "ended", G_CALLBACK (on_ended), self);
  kettle_ctl_run_set_found (run, G_LIST_MODEL (self->scanner), NULL);
  kettle_ctl_program_find_async (on_program_ready, self);

  return self;
}

static void
find_free (gpointer plan)
{
  Find *self = plan;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->scanner, self);
  kettle_scanner_clear (self->scanner);
  g_object_unref (self->scanner);
  g_clear_object (&self->program);
  g_free (self);
}

static char *
find_dup_progress (gpointer plan)
{
  Find *self = plan;
  const KettleScanPlan *scan = kettle_scanner_get_plan (self->scanner);

  if (scan == NULL || scan->addresses->len == 0)
    return g_strdup (_ ("Looking around…"));

  /* Translators: two numbers; the plural is of the second */
  return g_strdup_printf (ngettext ("Looking at %1$u of %2$u address",
                                    "Looking at %1$u of %2$u "
                                    "addresses",
                                    scan->addresses->len),
                          kettle_scanner_get_n_done (self->scanner), scan->addresses->len);
}

/* What was found so far is an answer. */
static gboolean
find_expired (gpointer plan)
{
  end (plan);

  return TRUE;
}

const KettleCtlPlan kettle_ctl_find_plan = {
  .without_kettle = TRUE,
  .begin = find_begin,
  .expired = find_expired,
  .dup_progress = find_dup_progress,
  .free = find_free,
};

/* --- One that was named --------------------------------------------------------------------- */

static gpointer
ask_begin (KettleCtlRun *run)
{
  Find *self = g_new0 (Find, 1);

  self->run = run;
  self->began = g_get_monotonic_time ();

  return self;
}

static void
ask_free (gpointer plan)
{
  g_free (plan);
}

static char *
dup_mac (const char *host)
{
  g_autoptr (KettleSurroundings) surroundings = NULL;
  guint32 address;

  if (!kettle_ipv4_parse (host, &address))
    return NULL;
  surroundings = kettle_surroundings_read ();

  return kettle_surroundings_dup_mac (surroundings, address);
}

static void
ask_changed (gpointer plan)
{
  Find *self = plan;
  const KettleCtlOptions *options = kettle_ctl_run_get_options (self->run);
  gboolean own = KETTLE_CTL_IS_PROGRAM (kettle_ctl_run_get_kettle (self->run));
  double seconds = (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  g_autoptr (GListStore) kettles = g_list_store_new (KETTLE_TYPE_FOUND);
  g_autoptr (KettleFound) found = NULL;
  g_autofree char *mac = NULL;
  GString *lines;
  g_autofree char *text = NULL;
  KettleCtlReport report;

  kettle_ctl_run_get_report (self->run, &report);
  if (report.snapshot.connection == KETTLE_LIFE_CONNECTING)
    return;

  kettle_ctl_run_set_found (self->run, G_LIST_MODEL (kettles), NULL);
  if (report.snapshot.connection != KETTLE_LIFE_CONNECTED) {
    kettle_ctl_run_end_unreachable (self->run);
    return;
  }

  mac = dup_mac (options->host);
  found = kettle_found_new (options->host, options->port, mac, seconds, own, NULL);
  g_list_store_append (kettles, found);
  lines = g_string_new (NULL);
  add_line (lines, found, own);
  text = g_string_free (lines, FALSE);
  kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_DONE, text, NULL);
}

const KettleCtlPlan kettle_ctl_ask_plan = {
  .begin = ask_begin,
  .changed = ask_changed,
  .free = ask_free,
};
