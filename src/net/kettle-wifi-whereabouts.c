// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-whereabouts.h"

#include "net/kettle-timer.h"
#include "protocol/kettle-wifi-words.h"

#include <string.h>

/*
 * Finds a kettle again whose wifi module was restarted. Only HELLOAPP proves a kettle, and only the
 * module's hardware address proves that it is this one. Where the address of what was found is not
 * known (another kind of network, a router between), a look that finds exactly one such kettle
 * takes it, unless that is known to be another: that it had stood at that address all the time
 * cannot be told, for nobody has looked before. Where the module has not told its own, every kettle
 * might be it, so that only one where it was is taken.
 */

/* Milliseconds: how often time is looked at; between two greetings of one address; how long an
 * answer is waited for; and when the networks are looked through. */
#define TICK          250
#define OWN_INTERVAL  5000
#define CONNECT_TIME  4000
#define GREETING_TIME 3000
#define FIRST_LOOK    10000
#define SECOND_LOOK   35000

/* One search; lives until its task has its result. */
typedef struct {
  GTask *task;
  char *host;
  char *other; /* nullable */
  char mac[13];
  guint16 port;
  gboolean moves;
  double time_scale;
  KettleScanner *scanner; /* nullable: unless it moves */

  gint64 began;
  gint64 ends;
  gint64 next_own;
  gint64 next_neighbour;
  guint n_looks;
  GSource *tick;
  GSource *cancelled;

  KettleConnection *connection; /* nullable: the one address that is greeted now */
  char *greeted;
  gint64 greeting_ends;
} Whereabouts;

static gint64
scaled (Whereabouts *self, guint ms)
{
  return (gint64) ((double) ms * 1000 / self->time_scale);
}

static void
hang_up (Whereabouts *self)
{
  if (self->connection != NULL) {
    g_signal_handlers_disconnect_by_data (self->connection, self);
    kettle_connection_close (self->connection);
  }
  g_clear_object (&self->connection);
  g_clear_pointer (&self->greeted, g_free);
}

/* @host: (transfer full) (nullable); NULL with @error (transfer full). */
static void
end (Whereabouts *self, char *host, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  hang_up (self);
  if (self->scanner != NULL) {
    g_signal_handlers_disconnect_by_data (self->scanner, self);
    kettle_scanner_clear (self->scanner);
  }
  g_clear_object (&self->scanner);
  kettle_timer_free (self->tick);
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_free (self->host);
  g_free (self->other);
  g_free (self);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, host, g_free);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  end (user_data, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));

  return G_SOURCE_REMOVE;
}

typedef enum { MAC_UNKNOWN, MAC_SAME, MAC_OTHER } Mac;

/* @mac: (nullable): as a system writes it, with colons. */
static Mac
judge_mac (Whereabouts *self, const char *mac)
{
  gsize n = 0;

  if (mac == NULL || self->mac[0] == '\0')
    return MAC_UNKNOWN;

  for (const char *c = mac; *c != '\0'; c++) {
    if (*c == ':')
      continue;
    if (g_ascii_toupper (*c) != g_ascii_toupper (self->mac[n]))
      return MAC_OTHER;
    n++;
  }

  return self->mac[n] == '\0' ? MAC_SAME : MAC_OTHER;
}

/* By the system's neighbour table. */
static Mac
judge_address (Whereabouts *self, const char *host)
{
  g_autoptr (KettleSurroundings) table = NULL;
  g_autofree char *mac = NULL;
  guint32 address;

  if (!kettle_ipv4_parse (host, &address))
    return MAC_UNKNOWN;

  table = kettle_surroundings_read ();
  mac = kettle_surroundings_dup_mac (table, address);

  return judge_mac (self, mac);
}

static void
on_message (KettleConnection *connection, const KettleMessage *message, Whereabouts *self)
{
  if (message->type != KETTLE_MESSAGE_HELLO)
    return;

  if (judge_address (self, self->greeted) == MAC_OTHER) {
    g_info ("At %s is another kettle", self->greeted);
    hang_up (self);
    return;
  }

  g_info ("The kettle is back at %s", self->greeted);
  end (self, g_steal_pointer (&self->greeted), NULL);
}

static void
on_closed (KettleConnection *connection, const GError *error, Whereabouts *self)
{
  hang_up (self);
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KettleConnection *connection = KETTLE_CONNECTION (source);
  g_autoptr (GError) error = NULL;

  /* Hung up, perhaps together with the whole search. */
  if (!kettle_connection_open_finish (connection, result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    hang_up (user_data);
  else
    kettle_connection_send (connection, KETTLE_COMMAND_HELLO, 0);
}

static void
greet (Whereabouts *self, const char *host)
{
  self->greeted = g_strdup (host);
  self->greeting_ends = g_get_monotonic_time () + scaled (self, CONNECT_TIME + GREETING_TIME);
  self->connection = g_object_new (KETTLE_TYPE_CONNECTION, "connect-timeout", CONNECT_TIME,
                                   "time-scale", self->time_scale, NULL);
  g_signal_connect (self->connection, "message", G_CALLBACK (on_message), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (on_closed), self);
  kettle_connection_open_async (self->connection, host, self->port, NULL, on_open_ready, self);
}

/* Greets whoever the neighbour table knows under the module's hardware address. */
static void
greet_neighbour (Whereabouts *self)
{
  g_autoptr (KettleSurroundings) table = kettle_surroundings_read ();
  const guint32 *addresses;
  guint n;

  addresses = kettle_surroundings_get_neighbours (table, &n);
  for (guint i = 0; i < n && self->connection == NULL; i++) {
    g_autofree char *mac = kettle_surroundings_dup_mac (table, addresses[i]);
    g_autofree char *host = kettle_ipv4_dup_text (addresses[i]);

    if (judge_mac (self, mac) == MAC_SAME && g_strcmp0 (host, self->host) != 0)
      greet (self, host);
  }
}

/* What a look has found so far. @complete: whether it is over. */
static char *
choose_found (Whereabouts *self, gboolean complete)
{
  GListModel *list = G_LIST_MODEL (self->scanner);
  const char *single = NULL;
  guint n_unknown = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (KettleFound) found = g_list_model_get_item (list, i);
    Mac mac = judge_mac (self, kettle_found_get_mac (found));
    gboolean same_place = g_strcmp0 (kettle_found_get_host (found), self->host) == 0;

    if (kettle_found_is_own (found) || kettle_found_get_port (found) != self->port)
      continue;
    if (mac == MAC_SAME || (mac == MAC_UNKNOWN && same_place))
      return g_strdup (kettle_found_get_host (found));
    if (mac == MAC_UNKNOWN && self->mac[0] != '\0'
        && g_strcmp0 (kettle_found_get_host (found), self->other) != 0) {
      n_unknown++;
      single = kettle_found_get_host (found);
    }
  }

  return complete && n_unknown == 1 ? g_strdup (single) : NULL;
}

static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, Whereabouts *self)
{
  /* Not from within the emission: ending the search clears the list. */
  if (added > 0)
    kettle_timer_start (self->tick, 0);
}

static void
on_look_ended (KettleScanner *scanner, gboolean complete, Whereabouts *self)
{
  kettle_timer_start (self->tick, 0);
}

/* Whether the networks are looked through now; then no address is greeted besides. */
static gboolean
look (Whereabouts *self, gint64 now)
{
  static const guint looks[] = { FIRST_LOOK, SECOND_LOOK };

  if (!self->moves || kettle_scanner_is_running (self->scanner))
    return self->moves;
  if (self->n_looks >= G_N_ELEMENTS (looks)
      || now < self->began + scaled (self, looks[self->n_looks]))
    return FALSE;

  self->n_looks++;
  kettle_scanner_start (self->scanner, NULL);

  return TRUE;
}

static void
go_on (Whereabouts *self, gint64 now)
{
  if (self->connection != NULL) {
    if (now >= self->greeting_ends)
      hang_up (self);
  } else if (look (self, now)) {
    return;
  } else if (now >= self->next_own) {
    self->next_own = now + scaled (self, OWN_INTERVAL);
    greet (self, self->host);
  } else if (self->moves && self->mac[0] != '\0' && now >= self->next_neighbour) {
    self->next_neighbour = now + scaled (self, OWN_INTERVAL);
    greet_neighbour (self);
  }
}

static gboolean
on_tick (gpointer user_data)
{
  Whereabouts *self = user_data;
  gint64 now = g_get_monotonic_time ();
  g_autofree char *host = NULL;

  if (self->n_looks > 0)
    host = choose_found (self, !kettle_scanner_is_running (self->scanner));
  if (host != NULL) {
    g_info ("The kettle is back at %s", host);
    end (self, g_steal_pointer (&host), NULL);
    return G_SOURCE_REMOVE;
  }
  if (now >= self->ends) {
    end (self, NULL,
         g_error_new_literal (KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NOT_FOUND,
                              "The kettle was not found again in time"));
    return G_SOURCE_REMOVE;
  }

  go_on (self, now);
  kettle_timer_start (self->tick, MIN (self->ends - now, scaled (self, TICK)));

  return G_SOURCE_REMOVE;
}

static void
take_scanner (Whereabouts *self, KettleScanner *scanner)
{
  if (scanner != NULL)
    self->scanner = g_object_ref (scanner);
  else
    self->scanner = g_object_new (KETTLE_TYPE_SCANNER, "port", (guint) self->port, NULL);
  kettle_scanner_clear (self->scanner);
  g_signal_connect (self->scanner, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect (self->scanner, "ended", G_CALLBACK (on_look_ended), self);
}

/**
 * kettle_wifi_whereabouts_async:
 * @search: what to look for; copied
 * @cancellable: (nullable): to give up earlier
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Looks for a kettle after its module was restarted: where it was, where the neighbour table has
 * its hardware address, and in at most two looks through the networks.
 */
void
kettle_wifi_whereabouts_async (const KettleWifiSearch *search,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Whereabouts *self = g_new0 (Whereabouts, 1);

  self->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, kettle_wifi_whereabouts_async);
  self->host = g_strdup (search->host);
  self->other = g_strdup (search->other);
  g_strlcpy (self->mac, search->mac, sizeof self->mac);
  self->port = search->port;
  self->moves = search->moves;
  self->time_scale = search->time_scale;
  if (self->moves)
    take_scanner (self, search->scanner);
  self->began = g_get_monotonic_time ();
  self->next_own = self->began + scaled (self, search->restart_time);
  self->next_neighbour = self->next_own;
  self->ends = self->next_own + scaled (self, search->find_time);
  self->tick = kettle_timer_new ("kettle-wifi-whereabouts tick", on_tick, self);
  kettle_timer_start (self->tick, scaled (self, search->restart_time));
  if (cancellable != NULL) {
    self->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_static_name (self->cancelled, "kettle-wifi-whereabouts cancelled");
    g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
    g_source_attach (self->cancelled, g_main_context_get_thread_default ());
  }
}

/**
 * kettle_wifi_whereabouts_finish:
 * @result: what the callback got
 * @error: return location: %KETTLE_WIFI_ERROR_NOT_FOUND or %G_IO_ERROR_CANCELLED
 *
 * The connection that proved it is closed by then.
 *
 * Returns: (transfer full): the address where the kettle said HELLOAPP
 */
char *
kettle_wifi_whereabouts_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
