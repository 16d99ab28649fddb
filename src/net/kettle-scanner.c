// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-scanner.h"

#include "net/kettle-timer.h"

#include <string.h>
#include <unistd.h>

/*
 * Looks at every host of the plan with one connection each. Most addresses belong to nobody; such a
 * one does not even say its hardware address, so that not one byte of ours has left for it. It
 * gives its place to the next one early, and the kernel's neighbour table is watched for
 * those that say it late: only then they are connected to.
 */

#define NEIGHBOUR_TABLE "/proc/net/arp"

/* Not all at once: a radio drops what comes in one burst. */
#define BURST 64

/* Milliseconds between two looks at the clock and the table: while hosts wait, and later. */
#define SHORT_TICK 20
#define LONG_TICK  50

/* Milliseconds between two notifications of the progress. */
#define PROGRESS_STEP 50

/* How many hosts the deadline is for, and how many more cost "arp-patience" each. */
#define DEADLINE_HOSTS 256
#define DEADLINE_STEP  128

typedef enum {
  HOST_WAITING = 0,
  HOST_OPENING, /* connecting */
  HOST_ASLEEP,  /* has not said its hardware address yet; no socket */
  HOST_GREETING,
  HOST_DONE,
} HostState;

typedef struct {
  guint32 address;
  HostState state;
  gint64 since;   /* of this state, monotonic µs */
  gint64 started; /* when it was first asked */
  KettleConnection *connection;
} Host;

typedef enum {
  PROP_PORT = 1,
  PROP_CONNECT_TIMEOUT,
  PROP_GREETING_TIMEOUT,
  PROP_ARP_PATIENCE,
  PROP_ARP_TOTAL,
  PROP_DEADLINE,
  PROP_KEEP_TIME,
  PROP_MAX_IN_FLIGHT,
  PROP_RUNNING,
  PROP_PROGRESS,
} KettleScannerProperty;

#define N_NUMBERS    (PROP_MAX_IN_FLIGHT + 1)
#define N_PROPERTIES (PROP_PROGRESS + 1)

static const struct {
  const char *name;
  guint value;
} numbers[N_NUMBERS] = {
  [PROP_PORT] = { "port", 2000 },
  [PROP_CONNECT_TIMEOUT] = { "connect-timeout", 1200 },
  [PROP_GREETING_TIMEOUT] = { "greeting-timeout", 2000 },
  [PROP_ARP_PATIENCE] = { "arp-patience", 150 },
  [PROP_ARP_TOTAL] = { "arp-total", 2200 },
  [PROP_DEADLINE] = { "deadline", 3400 },
  [PROP_KEEP_TIME] = { "keep-time", 30000 },
  [PROP_MAX_IN_FLIGHT] = { "max-in-flight", 128 },
};

struct _KettleScanner {
  GObject parent_instance;

  guint numbers[N_NUMBERS];
  KettleSurroundings *given; /* nullable: from a test */
  KettleScanPlan *plan;      /* nullable: before the first look */
  GPtrArray *found;          /* of KettleFound */

  char *own_host;
  guint16 own_port;
  gboolean own_connected;

  gboolean running;
  gboolean watching; /* the neighbour table */
  double progress;
  gint64 told; /* when the progress was told last */
  gint64 began;
  gint64 ends;
  GArray *hosts; /* of Host */
  guint n_open;  /* hosts that are being connected to */
  guint n_done;  /* hosts that were asked, and are not waited for with a connection */
  GSource *tick;
};

static GType
get_item_type (GListModel *list)
{
  return KETTLE_TYPE_FOUND;
}

static guint
get_n_items (GListModel *list)
{
  return KETTLE_SCANNER (list)->found->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  KettleScanner *self = KETTLE_SCANNER (list);

  return position < self->found->len ? g_object_ref (g_ptr_array_index (self->found, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KettleScanner,
                               kettle_scanner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GParamSpec *properties[N_PROPERTIES];
static guint ended_signal;

static gint64
get_duration (KettleScanner *self, KettleScannerProperty which)
{
  return (gint64) self->numbers[which] * 1000;
}

static KettleSurroundings *
read_surroundings (KettleScanner *self)
{
  return self->given == NULL ? kettle_surroundings_read () : NULL;
}

static Host *
get_host (KettleScanner *self, guint i)
{
  return &g_array_index (self->hosts, Host, i);
}

static void
set_state (KettleScanner *self, Host *host, HostState state)
{
  self->n_open -= host->state == HOST_OPENING;
  self->n_open += state == HOST_OPENING;
  host->state = state;
  host->since = g_get_monotonic_time ();
}

/* Ends what is under way with @host. */
static void
hang_up (KettleScanner *self, Host *host, HostState next)
{
  set_state (self, host, next);
  if (host->connection == NULL)
    return;

  g_signal_handlers_disconnect_by_data (host->connection, self);
  kettle_connection_close (host->connection);
  g_clear_object (&host->connection);
}

static void
add_found (KettleScanner *self, KettleFound *found)
{
  const char *host = kettle_found_get_host (found);

  for (guint i = 0; i < self->found->len; i++) {
    KettleFound *other = g_ptr_array_index (self->found, i);

    if (kettle_found_get_port (other) != kettle_found_get_port (found)
        || g_strcmp0 (kettle_found_get_host (other), host) != 0)
      continue;
    if (kettle_found_is_own (other) == kettle_found_is_own (found)) {
      g_object_unref (found);
      return;
    }
    kettle_found_close (other);
    g_ptr_array_remove_index (self->found, i);
    g_ptr_array_insert (self->found, (int) i, found);
    g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 1);
    return;
  }

  g_ptr_array_add (self->found, found);
  g_list_model_items_changed (G_LIST_MODEL (self), self->found->len - 1, 0, 1);
}

static char *
dup_mac (KettleScanner *self, guint32 address)
{
  g_autoptr (KettleSurroundings) now = read_surroundings (self);

  return kettle_surroundings_dup_mac (now != NULL ? now : self->given, address);
}

static double
get_seconds (KettleScanner *self)
{
  return (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
}

static void
list_own (KettleScanner *self)
{
  g_autofree char *mac = NULL;
  guint32 address;

  if (!self->own_connected || !kettle_ipv4_parse (self->own_host, &address))
    return;

  mac = dup_mac (self, address);
  add_found (
      self, kettle_found_new (self->own_host, self->own_port, mac, get_seconds (self), TRUE, NULL));
}

/* The link has turned to a host of the look that runs: from now on it is the link's alone. */
static void
leave_to_link (KettleScanner *self)
{
  guint32 address;

  if (self->own_host == NULL || !kettle_ipv4_parse (self->own_host, &address))
    return;

  for (guint i = 0; i < self->hosts->len; i++) {
    Host *host = get_host (self, i);

    if (host->address != address || host->state == HOST_DONE)
      continue;
    self->n_done += host->state != HOST_ASLEEP;
    hang_up (self, host, HOST_DONE);
  }
}

static guint
find_host (KettleScanner *self, KettleConnection *connection)
{
  for (guint i = 0; i < self->hosts->len; i++)
    if (get_host (self, i)->connection == connection)
      return i;

  g_return_val_if_reached (0);
}

/* Only this word, which nothing else says, is a proof (protocol sheet 1.5). */
static void
on_message (KettleConnection *connection, const KettleMessage *message, KettleScanner *self)
{
  Host *host;
  KettleFound *found;
  g_autofree char *address = NULL;
  g_autofree char *mac = NULL;

  if (message->type != KETTLE_MESSAGE_HELLO)
    return;

  host = get_host (self, find_host (self, connection));
  address = kettle_ipv4_dup_text (host->address);
  mac = dup_mac (self, host->address);
  set_state (self, host, HOST_DONE);
  self->n_done++;
  g_signal_handlers_disconnect_by_data (connection, self);

  g_info ("A kettle answers at %s", address);
  found = kettle_found_new (address, (guint16) self->numbers[PROP_PORT], mac, get_seconds (self),
                            FALSE, g_steal_pointer (&host->connection));
  kettle_found_keep (found, self->numbers[PROP_KEEP_TIME]);
  kettle_timer_start (self->tick, 0);
  add_found (self, found);
}

static void
finish_host (KettleScanner *self, KettleConnection *connection)
{
  Host *host = get_host (self, find_host (self, connection));

  hang_up (self, host, HOST_DONE);
  self->n_done++;
  kettle_timer_start (self->tick, 0);
}

static void
on_closed (KettleConnection *connection, const GError *error, KettleScanner *self)
{
  finish_host (self, connection);
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KettleConnection *connection = KETTLE_CONNECTION (source);
  KettleScanner *self;
  g_autoptr (GError) error = NULL;

  if (!kettle_connection_open_finish (connection, result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = KETTLE_SCANNER (user_data);
  if (error != NULL) {
    finish_host (self, connection);
    return;
  }

  set_state (self, get_host (self, find_host (self, connection)), HOST_GREETING);
  kettle_connection_send (connection, KETTLE_COMMAND_HELLO, 0);
}

static void
ask_host (KettleScanner *self, Host *host)
{
  g_autofree char *address = kettle_ipv4_dup_text (host->address);

  set_state (self, host, HOST_OPENING);
  if (host->started == 0)
    host->started = host->since;
  host->connection = g_object_new (KETTLE_TYPE_CONNECTION, "connect-timeout",
                                   self->numbers[PROP_CONNECT_TIMEOUT], NULL);
  g_signal_connect_object (host->connection, "message", G_CALLBACK (on_message), self, 0);
  g_signal_connect_object (host->connection, "closed", G_CALLBACK (on_closed), self, 0);
  kettle_connection_open_async (host->connection, address, (guint16) self->numbers[PROP_PORT], NULL,
                                on_open_ready, self);
}

/* What the time says about @host. @table: (nullable): who has said its hardware address. */
static void
review_host (KettleScanner *self, Host *host, KettleSurroundings *table, gint64 now)
{
  switch (host->state) {
  case HOST_OPENING:
    if (table != NULL && now - host->since >= get_duration (self, PROP_ARP_PATIENCE)
        && !kettle_surroundings_knows (table, host->address)) {
      hang_up (self, host, HOST_ASLEEP);
      self->n_done++;
    }
    break;
  case HOST_ASLEEP:
    if (now - host->started >= get_duration (self, PROP_ARP_TOTAL)) {
      set_state (self, host, HOST_DONE);
    } else if (table != NULL && kettle_surroundings_knows (table, host->address)) {
      set_state (self, host, HOST_WAITING);
      self->n_done--;
    }
    break;
  case HOST_GREETING:
    if (now - host->since >= get_duration (self, PROP_GREETING_TIMEOUT)) {
      hang_up (self, host, HOST_DONE);
      self->n_done++;
    }
    break;
  case HOST_WAITING:
  case HOST_DONE:
  default:
    break;
  }
}

static void
set_progress (KettleScanner *self, double progress, gint64 now)
{
  if (progress <= self->progress)
    return;

  self->progress = MIN (1.0, progress);
  self->told = now;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
update_progress (KettleScanner *self, gint64 now)
{
  double credit = 0;

  if (now - self->told < PROGRESS_STEP * 1000)
    return;

  for (guint i = 0; i < self->hosts->len; i++) {
    Host *host = get_host (self, i);

    if (host->state == HOST_DONE)
      credit += 1;
    else if (host->state == HOST_ASLEEP)
      credit += 0.2
                + 0.8
                      * MIN (1.0, (double) (now - host->started)
                                      / (double) get_duration (self, PROP_ARP_TOTAL));
  }

  set_progress (self, credit / (double) self->hosts->len, now);
}

static void
end (KettleScanner *self, gboolean complete)
{
  g_autoptr (KettleScanner) guard G_GNUC_UNUSED = g_object_ref (self);

  kettle_timer_stop (self->tick);
  for (guint i = 0; i < self->hosts->len; i++)
    hang_up (self, get_host (self, i), HOST_DONE);
  self->running = FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  if (complete) {
    self->n_done = self->hosts->len;
    set_progress (self, 1, g_get_monotonic_time ());
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, ended_signal, 0, complete);
}

/* Asks the next hosts in order; FALSE if there is nobody left to ask or to wait for. */
static gboolean
go_on (KettleScanner *self, gboolean *waiting)
{
  guint burst = 0;
  gboolean busy = FALSE;

  *waiting = FALSE;
  for (guint i = 0; i < self->hosts->len; i++) {
    Host *host = get_host (self, i);

    if (host->state == HOST_WAITING && burst < BURST
        && self->n_open < self->numbers[PROP_MAX_IN_FLIGHT]) {
      ask_host (self, host);
      burst++;
    }
    *waiting = *waiting || host->state == HOST_WAITING;
    busy = busy || host->state != HOST_DONE;
  }

  return busy;
}

static gboolean
on_tick (gpointer user_data)
{
  g_autoptr (KettleScanner) self = g_object_ref (KETTLE_SCANNER (user_data));
  g_autoptr (KettleSurroundings) table = self->watching ? read_surroundings (self) : NULL;
  gint64 now = g_get_monotonic_time ();
  gboolean waiting;

  for (guint i = 0; i < self->hosts->len; i++)
    review_host (self, get_host (self, i), table, now);

  if (!go_on (self, &waiting) || now >= self->ends) {
    end (self, TRUE);
    return G_SOURCE_REMOVE;
  }

  kettle_timer_start (self->tick,
                      MIN (self->ends - now, (waiting ? SHORT_TICK : LONG_TICK) * 1000));
  update_progress (self, now);

  return G_SOURCE_REMOVE;
}

static void
forget_found (KettleScanner *self)
{
  guint n = self->found->len;

  for (guint i = 0; i < n; i++)
    kettle_found_close (g_ptr_array_index (self->found, i));
  g_ptr_array_set_size (self->found, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

static void
kettle_scanner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleScanner *self = KETTLE_SCANNER (object);

  if (id < N_NUMBERS)
    g_value_set_uint (value, self->numbers[id]);
  else if (id == PROP_RUNNING)
    g_value_set_boolean (value, self->running);
  else if (id == PROP_PROGRESS)
    g_value_set_double (value, self->progress);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kettle_scanner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleScanner *self = KETTLE_SCANNER (object);

  if (id < N_NUMBERS)
    self->numbers[id] = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kettle_scanner_dispose (GObject *object)
{
  KettleScanner *self = KETTLE_SCANNER (object);

  kettle_timer_stop (self->tick);
  for (guint i = 0; i < self->hosts->len; i++)
    hang_up (self, get_host (self, i), HOST_DONE);
  for (guint i = 0; i < self->found->len; i++)
    kettle_found_close (g_ptr_array_index (self->found, i));
  g_ptr_array_set_size (self->found, 0);

  G_OBJECT_CLASS (kettle_scanner_parent_class)->dispose (object);
}

static void
kettle_scanner_finalize (GObject *object)
{
  KettleScanner *self = KETTLE_SCANNER (object);

  kettle_timer_free (self->tick);
  g_array_unref (self->hosts);
  g_ptr_array_unref (self->found);
  g_clear_pointer (&self->plan, kettle_scan_plan_free);
  g_clear_pointer (&self->given, kettle_surroundings_free);
  g_free (self->own_host);

  G_OBJECT_CLASS (kettle_scanner_parent_class)->finalize (object);
}

static void
kettle_scanner_class_init (KettleScannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kettle_scanner_get_property;
  object_class->set_property = kettle_scanner_set_property;
  object_class->dispose = kettle_scanner_dispose;
  object_class->finalize = kettle_scanner_finalize;

  for (guint id = 1; id < N_NUMBERS; id++)
    properties[id] =
        g_param_spec_uint (numbers[id].name, NULL, NULL, 0, G_MAXUINT, numbers[id].value,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, readable);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, readable);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  ended_signal = g_signal_new ("ended", KETTLE_TYPE_SCANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
kettle_scanner_init (KettleScanner *self)
{
  self->hosts = g_array_new (FALSE, TRUE, sizeof (Host));
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->tick = kettle_timer_new ("kettle-scanner tick", on_tick, self);
}

KettleScanner *
kettle_scanner_new (void)
{
  return g_object_new (KETTLE_TYPE_SCANNER, NULL);
}

void
kettle_scanner_set_surroundings (KettleScanner *self, KettleSurroundings *surroundings)
{
  g_return_if_fail (KETTLE_IS_SCANNER (self));

  g_clear_pointer (&self->given, kettle_surroundings_free);
  self->given = surroundings;
}

void
kettle_scanner_set_own (KettleScanner *self, const char *host, guint16 port, gboolean connected)
{
  g_return_if_fail (KETTLE_IS_SCANNER (self));

  if (g_strcmp0 (host, self->own_host) != 0) {
    g_free (self->own_host);
    self->own_host = g_strdup (host);
  }
  self->own_port = port;
  self->own_connected = host != NULL && connected;
  if (!self->running)
    return;

  leave_to_link (self);
  list_own (self);
}

/* As numbers, in order; what is no numeric address is left out. */
static GArray *
parse_last_known (const char *const *last_known)
{
  GArray *addresses = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 address;

  for (gsize i = 0; last_known != NULL && last_known[i] != NULL; i++)
    if (kettle_ipv4_parse (last_known[i], &address))
      g_array_append_val (addresses, address);

  return addresses;
}

static void
make_plan (KettleScanner *self, const char *const *last_known)
{
  g_autoptr (KettleSurroundings) now = read_surroundings (self);
  g_autoptr (GArray) addresses = parse_last_known (last_known);
  guint32 excluded = 0;

  if (self->own_host == NULL || !kettle_ipv4_parse (self->own_host, &excluded))
    excluded = 0;
  g_clear_pointer (&self->plan, kettle_scan_plan_free);
  self->plan = kettle_scan_plan_new (now != NULL ? now : self->given,
                                     (const guint32 *) (gpointer) addresses->data, addresses->len,
                                     excluded, KETTLE_SCAN_MAX_HOSTS);
  g_array_set_size (self->hosts, 0);
  g_array_set_size (self->hosts, self->plan->addresses->len);
  for (guint i = 0; i < self->hosts->len; i++)
    get_host (self, i)->address = g_array_index (self->plan->addresses, guint32, i);
}

void
kettle_scanner_start (KettleScanner *self, const char *const *last_known)
{
  guint n_more;

  g_return_if_fail (KETTLE_IS_SCANNER (self));

  if (self->running)
    return;

  forget_found (self);
  make_plan (self, last_known);
  g_info ("Looking for kettles at %u addresses", self->hosts->len);
  self->watching = self->given == NULL && access (NEIGHBOUR_TABLE, R_OK) == 0;
  self->running = TRUE;
  self->progress = 0;
  self->n_open = 0;
  self->n_done = 0;
  self->began = g_get_monotonic_time ();
  n_more = self->hosts->len > DEADLINE_HOSTS ? self->hosts->len - DEADLINE_HOSTS : 0;
  self->ends =
      self->began + get_duration (self, PROP_DEADLINE)
      + (n_more + DEADLINE_STEP - 1) / DEADLINE_STEP
            * get_duration (self, self->watching ? PROP_ARP_PATIENCE : PROP_CONNECT_TIMEOUT);
  kettle_timer_start (self->tick, 0);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_thaw_notify (G_OBJECT (self));
  if (self->running)
    list_own (self);
}

void
kettle_scanner_cancel (KettleScanner *self)
{
  g_return_if_fail (KETTLE_IS_SCANNER (self));

  if (self->running)
    end (self, FALSE);
}

void
kettle_scanner_clear (KettleScanner *self)
{
  g_return_if_fail (KETTLE_IS_SCANNER (self));

  kettle_scanner_cancel (self);
  forget_found (self);
}

gboolean
kettle_scanner_is_running (KettleScanner *self)
{
  g_return_val_if_fail (KETTLE_IS_SCANNER (self), FALSE);

  return self->running;
}

double
kettle_scanner_get_progress (KettleScanner *self)
{
  g_return_val_if_fail (KETTLE_IS_SCANNER (self), 0);

  return self->progress;
}

const KettleScanPlan *
kettle_scanner_get_plan (KettleScanner *self)
{
  g_return_val_if_fail (KETTLE_IS_SCANNER (self), NULL);

  return self->plan;
}

guint
kettle_scanner_get_n_done (KettleScanner *self)
{
  g_return_val_if_fail (KETTLE_IS_SCANNER (self), 0);

  return self->n_done;
}
