// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-connection.h"

#include "net/kettle-clock.h"
#include "net/kettle-dial.h"
#include "net/kettle-timer.h"
#include "protocol/kettle-decoder.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

/*
 * One TCP session with a kettle. Reads are bounded, writes leave one at a time with a gap between
 * them, and a write that is too late is not made: the other end is a heater (pitfalls P-W1, P-W2).
 */

/* So little that what it may say is dealt with in a moment. */
#define READ_SIZE 256

/* Protocol sheet 1.5: a serial line cannot carry more in a second, and a kettle does not say this
 * much without one word that is known. */
#define FLOOD_BYTES_PER_SECOND 16384
#define FLOOD_BYTES_UNKNOWN    4096

/* How long the kernel may go on offering bytes nobody acknowledges, milliseconds (pitfall P-W1). */
#define USER_TIMEOUT 5000

typedef enum {
  PHASE_NEW,
  PHASE_OPENING,
  PHASE_OPEN,
  PHASE_ENDED,
} Phase;

/* One entry of the write queue. */
typedef struct {
  guint ticket;
  KettleCommand command;
  gint64 expires_at; /* on the boot clock, microseconds; 0 is never */
  gsize n_written;
} Write;

struct _KettleConnection {
  GObject parent_instance;

  guint connect_timeout;
  guint hold_time;
  guint key_gap;
  double time_scale;

  Phase phase;
  GCancellable *opening;
  GSocket *socket;
  GSource *readable;
  GSource *writable;

  KettleDecoder *decoder;
  GSource *hold;
  gint64 last_received;
  gint64 second_began;
  gsize n_this_second;
  gsize n_unknown;

  GQueue queue; /* of Write */
  GSource *pump;
  gint64 next_write_at;
  gboolean press_unanswered; /* written, and not one byte came since */
};

G_DEFINE_FINAL_TYPE (KettleConnection, kettle_connection, G_TYPE_OBJECT)

typedef enum {
  PROP_CONNECT_TIMEOUT = 1,
  PROP_HOLD_TIME,
  PROP_KEY_GAP,
  PROP_TIME_SCALE,
} KettleConnectionProperty;

enum {
  SIGNAL_MESSAGE,
  SIGNAL_WRITTEN,
  SIGNAL_DROPPED,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Microseconds. */
static gint64
scaled (KettleConnection *self, guint ms)
{
  return MAX (1, (gint64) ((double) ms * 1000 / self->time_scale));
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Ends the session without a word to anybody. Returns what was never written. */
static GQueue
end_silently (KettleConnection *self, gboolean reset)
{
  GQueue unwritten = self->queue;

  self->phase = PHASE_ENDED;
  g_queue_init (&self->queue);
  g_clear_pointer (&self->pump, kettle_timer_free);
  g_clear_pointer (&self->hold, kettle_timer_free);
  clear_source (&self->readable);
  clear_source (&self->writable);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);

  if (self->socket != NULL) {
    struct linger linger = { .l_onoff = 1, .l_linger = 0 };

    /* Only a reset takes back what the kernel has not delivered yet. The descriptor does not block,
     * so neither does the close. */
    if (reset)
      setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    g_socket_close (self->socket, NULL);
  }
  g_clear_object (&self->socket);

  return unwritten;
}

/* Tells that @writes (transfer full) will never be written. */
static void
emit_dropped (KettleConnection *self, GQueue *writes)
{
  Write *entry;

  while ((entry = g_queue_pop_head (writes)) != NULL) {
    guint ticket = entry->ticket;

    g_free (entry);
    g_signal_emit (self, signals[SIGNAL_DROPPED], 0, ticket);
  }
}

/* The peer ended the session, or misbehaved so that we do. */
static void
fail (KettleConnection *self, const GError *error)
{
  GQueue unwritten;

  g_debug ("Connection ended: %s", error->message);
  unwritten = end_silently (self, self->press_unanswered);
  emit_dropped (self, &unwritten);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, error);
}

static void
end (KettleConnection *self, gboolean reset)
{
  g_autoptr (KettleConnection) guard G_GNUC_UNUSED = g_object_ref (self);
  GQueue unwritten;

  if (self->phase == PHASE_ENDED)
    return;

  unwritten = end_silently (self, reset);
  emit_dropped (self, &unwritten);
}

/* Removes from the queue what has expired by @now, or everything if @now is G_MAXINT64. A write
 * that has begun is finished: half a line would be a bad packet, and those crash kettles. */
static GQueue
take_expired (KettleConnection *self, gint64 now)
{
  GQueue expired = G_QUEUE_INIT;
  GList *next;

  for (GList *l = self->queue.head; l != NULL; l = next) {
    Write *entry = l->data;

    next = l->next;
    if (entry->n_written > 0)
      continue;
    if (now == G_MAXINT64 || (entry->expires_at != 0 && entry->expires_at <= now)) {
      g_queue_unlink (&self->queue, l);
      g_queue_push_tail_link (&expired, l);
    }
  }

  return expired;
}

/* Has on_pump() called as soon as the next write may be made. */
static void
schedule_pump (KettleConnection *self)
{
  if (self->phase != PHASE_OPEN || self->writable != NULL)
    return;

  if (g_queue_is_empty (&self->queue))
    kettle_timer_stop (self->pump);
  else
    kettle_timer_start (self->pump, self->next_write_at - g_get_monotonic_time ());
}

static gboolean
on_writable (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  KettleConnection *self = user_data;

  clear_source (&self->writable);
  schedule_pump (self);

  return G_SOURCE_REMOVE;
}

/* Hands the rest of the first entry to the kernel; FALSE with @error unset if there was no room. */
static gboolean
write_head (KettleConnection *self, Write *entry, GError **error)
{
  const char *bytes;
  gsize length;
  gssize n;

  bytes = kettle_command_get_bytes (entry->command, &length);
  n = g_socket_send (self->socket, bytes + entry->n_written, length - entry->n_written, NULL,
                     error);
  if (n < 0) {
    if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
      g_clear_error (error);
    return FALSE;
  }

  entry->n_written += (gsize) n;
  /* Off may arrive after we have left: it is what a person who quits at once has asked for. */
  if (kettle_command_is_press (entry->command) && entry->command != KETTLE_COMMAND_OFF)
    self->press_unanswered = TRUE;

  return entry->n_written == length;
}

/* Makes the next write. What has expired is sorted out right here, not when it was queued: the
 * machine may have slept meanwhile. */
static gboolean
on_pump (gpointer user_data)
{
  g_autoptr (KettleConnection) self = g_object_ref (KETTLE_CONNECTION (user_data));
  g_autoptr (GError) error = NULL;
  GQueue expired = take_expired (self, kettle_clock_get_boottime ());
  Write *entry;
  guint ticket;

  emit_dropped (self, &expired);
  if (self->phase != PHASE_OPEN)
    return G_SOURCE_REMOVE;

  entry = g_queue_peek_head (&self->queue);
  if (entry == NULL)
    return G_SOURCE_REMOVE;

  if (write_head (self, entry, &error)) {
    ticket = entry->ticket;
    g_free (g_queue_pop_head (&self->queue));
    self->next_write_at = g_get_monotonic_time () + scaled (self, self->key_gap);
    schedule_pump (self);
    g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, ticket);
  } else if (error != NULL) {
    fail (self, error);
  } else {
    self->writable = g_socket_create_source (self->socket, G_IO_OUT, NULL);
    g_source_set_static_name (self->writable, "kettle-connection writable");
    g_source_set_callback (self->writable, G_SOURCE_FUNC (on_writable), self, NULL);
    g_source_attach (self->writable, g_main_context_get_thread_default ());
  }

  return G_SOURCE_REMOVE;
}

/* Passes on every message the decoder has, as long as nobody ends the session meanwhile. */
static void
pop_messages (KettleConnection *self)
{
  KettleMessage message;

  while (self->phase == PHASE_OPEN && kettle_decoder_pop (self->decoder, &message)) {
    if (kettle_message_is_known (&message))
      self->n_unknown = 0;
    g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, &message);
  }
}

/* Nothing came for a while: what the decoder holds is complete (protocol sheet 1.4). */
static gboolean
on_hold_over (gpointer user_data)
{
  g_autoptr (KettleConnection) self = g_object_ref (KETTLE_CONNECTION (user_data));

  kettle_decoder_flush (self->decoder);
  pop_messages (self);

  return G_SOURCE_REMOVE;
}

/* Counts @n more bytes; FALSE if they are more than a kettle can say. */
static gboolean
count_received (KettleConnection *self, gsize n)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->second_began >= G_USEC_PER_SEC) {
    self->second_began = now;
    self->n_this_second = 0;
  }
  self->n_this_second += n;
  self->n_unknown += n;
  self->last_received = now;
  self->press_unanswered = FALSE;

  return self->n_this_second <= FLOOD_BYTES_PER_SECOND;
}

static void
take_bytes (KettleConnection *self, const guint8 *bytes, gsize n)
{
  gboolean flood = !count_received (self, n);

  if (!flood) {
    kettle_decoder_feed (self->decoder, bytes, n);
    pop_messages (self);
    flood = self->n_unknown > FLOOD_BYTES_UNKNOWN;
  }
  if (self->phase != PHASE_OPEN)
    return;

  if (flood) {
    g_autoptr (GError) error = g_error_new_literal (
        KETTLE_PROTOCOL_ERROR, KETTLE_PROTOCOL_ERROR_FLOOD, "More bytes than a kettle can say");

    fail (self, error);
  } else if (kettle_decoder_is_holding (self->decoder)) {
    kettle_timer_start (self->hold, scaled (self, self->hold_time));
  } else {
    kettle_timer_stop (self->hold);
  }
}

/* One bounded read an iteration, so that a peer that talks without end cannot stop the main loop.
 */
static gboolean
on_readable (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  g_autoptr (KettleConnection) self = g_object_ref (KETTLE_CONNECTION (user_data));
  g_autoptr (GError) error = NULL;
  char bytes[READ_SIZE];
  gssize n;

  n = g_socket_receive (self->socket, bytes, sizeof bytes, NULL, &error);
  if (n > 0) {
    take_bytes (self, (const guint8 *) bytes, (gsize) n);
  } else if (n == 0) {
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The peer closed the connection");
    fail (self, error);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)) {
    fail (self, error);
  }

  return self->phase == PHASE_OPEN ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
kettle_connection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleConnection *self = KETTLE_CONNECTION (object);

  switch ((KettleConnectionProperty) id) {
  case PROP_CONNECT_TIMEOUT:
    g_value_set_uint (value, self->connect_timeout);
    break;
  case PROP_HOLD_TIME:
    g_value_set_uint (value, self->hold_time);
    break;
  case PROP_KEY_GAP:
    g_value_set_uint (value, self->key_gap);
    break;
  case PROP_TIME_SCALE:
    g_value_set_double (value, self->time_scale);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_connection_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleConnection *self = KETTLE_CONNECTION (object);

  switch ((KettleConnectionProperty) id) {
  case PROP_CONNECT_TIMEOUT:
    self->connect_timeout = g_value_get_uint (value);
    break;
  case PROP_HOLD_TIME:
    self->hold_time = g_value_get_uint (value);
    break;
  case PROP_KEY_GAP:
    self->key_gap = g_value_get_uint (value);
    break;
  case PROP_TIME_SCALE:
    self->time_scale = g_value_get_double (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_connection_dispose (GObject *object)
{
  KettleConnection *self = KETTLE_CONNECTION (object);
  GQueue unwritten = end_silently (self, self->press_unanswered);

  g_queue_clear_full (&unwritten, g_free);
  g_clear_object (&self->opening);

  G_OBJECT_CLASS (kettle_connection_parent_class)->dispose (object);
}

static void
kettle_connection_finalize (GObject *object)
{
  KettleConnection *self = KETTLE_CONNECTION (object);

  kettle_decoder_free (self->decoder);

  G_OBJECT_CLASS (kettle_connection_parent_class)->finalize (object);
}

static void
install_milliseconds (GObjectClass *object_class, guint id, const char *name, guint value)
{
  g_object_class_install_property (
      object_class, id,
      g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, value,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

static void
kettle_connection_class_init (KettleConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kettle_connection_get_property;
  object_class->set_property = kettle_connection_set_property;
  object_class->dispose = kettle_connection_dispose;
  object_class->finalize = kettle_connection_finalize;

  install_milliseconds (object_class, PROP_CONNECT_TIMEOUT, "connect-timeout", 5000);
  install_milliseconds (object_class, PROP_HOLD_TIME, "hold-time", 150);
  install_milliseconds (object_class, PROP_KEY_GAP, "key-gap", 100);
  g_object_class_install_property (
      object_class, PROP_TIME_SCALE,
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000.0, 1.0,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  signals[SIGNAL_MESSAGE] = g_signal_new ("message", KETTLE_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_WRITTEN] = g_signal_new ("written", KETTLE_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", KETTLE_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", KETTLE_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kettle_connection_init (KettleConnection *self)
{
  g_queue_init (&self->queue);
  self->decoder = kettle_decoder_new ();
}

/**
 * kettle_connection_new:
 *
 * Returns: (transfer full): a session that is not opened yet, with the usual durations
 */
KettleConnection *
kettle_connection_new (void)
{
  return g_object_new (KETTLE_TYPE_CONNECTION, NULL);
}

static void
on_opening_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

/* The data of the task that opens: the caller's cancellable is chained to ours by this handler. */
static void
unchain (GTask *task)
{
  gulong *handler = g_task_get_task_data (task);

  if (*handler != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), *handler);
  *handler = 0;
}

static void
on_dialled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KettleConnection *self = g_task_get_source_object (task);
  g_autoptr (GSocket) socket = NULL;
  GError *error = NULL;

  unchain (task);
  socket = kettle_dial_finish (result, &error);
  if (socket == NULL) {
    self->phase = PHASE_ENDED;
    g_task_return_error (task, error);
    return;
  }

  g_set_object (&self->socket, socket);
  g_socket_set_option (self->socket, IPPROTO_TCP, TCP_USER_TIMEOUT, USER_TIMEOUT, NULL);
  self->phase = PHASE_OPEN;
  g_task_return_boolean (task, TRUE);
}

/**
 * kettle_connection_open_async:
 * @self: a session that was never opened
 * @host: a host name or numeric IPv4 address
 * @port: the port
 * @cancellable: (nullable): to give up earlier; kettle_connection_close() does, too
 * @callback: called exactly once, never from within this function
 * @user_data: for @callback
 *
 * Connects, once and to one address. "connect-timeout" bounds resolving and connecting together.
 */
void
kettle_connection_open_async (KettleConnection *self,
                              const char *host,
                              guint16 port,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  gulong *handler;

  g_return_if_fail (KETTLE_IS_CONNECTION (self));
  g_return_if_fail (host != NULL);
  g_return_if_fail (port != 0);
  g_return_if_fail (self->phase == PHASE_NEW);

  self->phase = PHASE_OPENING;
  self->opening = g_cancellable_new ();
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_connection_open_async);
  handler = g_new0 (gulong, 1);
  g_task_set_task_data (task, handler, g_free);

  /* A cancellable of our own, so that closing ends the attempt without touching the caller's. */
  if (cancellable != NULL)
    *handler = g_cancellable_connect (cancellable, G_CALLBACK (on_opening_cancelled),
                                      g_object_ref (self->opening), g_object_unref);
  kettle_dial_async (host, port, (guint) (scaled (self, self->connect_timeout) / 1000),
                     self->opening, on_dialled, g_steal_pointer (&task));
}

/**
 * kettle_connection_open_finish:
 * @self: the session
 * @result: what the callback got
 * @error: return location: the errors of kettle_dial_finish(), or %G_IO_ERROR_CANCELLED when it was
 *   cancelled or closed meanwhile, even if the connect had succeeded by then (pitfall P-S4)
 *
 * Ends kettle_connection_open_async(). From now on signals may come.
 *
 * Returns: whether the session is open
 */
gboolean
kettle_connection_open_finish (KettleConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KETTLE_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error)) {
    kettle_connection_close (self);
    return FALSE;
  }

  if (self->phase != PHASE_OPEN || self->readable != NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Closed meanwhile");
    return FALSE;
  }

  self->pump = kettle_timer_new ("kettle-connection pump", on_pump, self);
  self->hold = kettle_timer_new ("kettle-connection hold", on_hold_over, self);
  self->readable = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_static_name (self->readable, "kettle-connection readable");
  g_source_set_callback (self->readable, G_SOURCE_FUNC (on_readable), self, NULL);
  g_source_attach (self->readable, g_main_context_get_thread_default ());

  return TRUE;
}

/**
 * kettle_connection_send:
 * @self: an open session
 * @command: what to send
 * @expires_at: when it is too late to write it, on kettle_clock_get_boottime(); 0 for never
 *
 * Queues @command; it is written later, from the main loop. Off goes to the front and empties the
 * queue of everything unwritten: whatever was clicked before, the person wants it off.
 *
 * Returns: the ticket "written" or "dropped" will tell, 0 if the session is not open
 */
guint
kettle_connection_send (KettleConnection *self, KettleCommand command, gint64 expires_at)
{
  static guint last_ticket = 0;
  g_autoptr (KettleConnection) guard = NULL;
  GQueue superseded = G_QUEUE_INIT;
  Write *entry;
  guint ticket;

  g_return_val_if_fail (KETTLE_IS_CONNECTION (self), 0);
  g_return_val_if_fail (command >= KETTLE_COMMAND_HELLO && command <= KETTLE_N_COMMANDS, 0);

  if (self->phase != PHASE_OPEN || self->pump == NULL)
    return 0;

  guard = g_object_ref (self);
  if (command == KETTLE_COMMAND_OFF)
    superseded = take_expired (self, G_MAXINT64);

  do
    ticket = ++last_ticket;
  while (ticket == 0);
  entry = g_new0 (Write, 1);
  entry->ticket = ticket;
  entry->command = command;
  entry->expires_at = expires_at;
  g_queue_push_tail (&self->queue, entry);
  schedule_pump (self);

  emit_dropped (self, &superseded);

  return ticket;
}

/**
 * kettle_connection_drop_unwritten:
 * @self: a session
 *
 * Empties the queue: "dropped" is emitted for everything of which no byte was written.
 */
void
kettle_connection_drop_unwritten (KettleConnection *self)
{
  g_autoptr (KettleConnection) guard = NULL;
  GQueue unwritten;

  g_return_if_fail (KETTLE_IS_CONNECTION (self));

  guard = g_object_ref (self);
  unwritten = take_expired (self, G_MAXINT64);
  schedule_pump (self);
  emit_dropped (self, &unwritten);
}

/**
 * kettle_connection_close:
 * @self: a session
 *
 * Ends the session without waiting for anything. If a key was pressed and not one byte came since,
 * it is a reset: else the kernel might deliver that press when the link comes back (pitfall P-W1).
 */
void
kettle_connection_close (KettleConnection *self)
{
  g_return_if_fail (KETTLE_IS_CONNECTION (self));

  end (self, self->press_unanswered);
}

/**
 * kettle_connection_reset:
 * @self: a session
 *
 * Ends the session by a reset, so that nothing TCP still holds is ever delivered. What it has
 * handed on already may be: a packet waits up to 3 s in the kernel while it looks for the other
 * end's hardware address, and no close of any kind takes that one back.
 */
void
kettle_connection_reset (KettleConnection *self)
{
  g_return_if_fail (KETTLE_IS_CONNECTION (self));

  end (self, TRUE);
}

/**
 * kettle_connection_get_last_received:
 * @self: a session
 *
 * Returns: when the last byte came, on the monotonic clock in microseconds; 0 if none ever came
 */
gint64
kettle_connection_get_last_received (KettleConnection *self)
{
  g_return_val_if_fail (KETTLE_IS_CONNECTION (self), 0);

  return self->last_received;
}

/**
 * kettle_connection_is_open:
 * @self: a session
 *
 * Returns: whether it was opened and has not ended yet, as far as is known
 */
gboolean
kettle_connection_is_open (KettleConnection *self)
{
  g_return_val_if_fail (KETTLE_IS_CONNECTION (self), FALSE);

  return self->phase == PHASE_OPEN && self->pump != NULL;
}

/**
 * kettle_connection_dup_peer:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): the numeric address of the other end; %NULL unless open
 */
char *
kettle_connection_dup_peer (KettleConnection *self)
{
  g_autoptr (GSocketAddress) peer = NULL;

  g_return_val_if_fail (KETTLE_IS_CONNECTION (self), NULL);

  if (kettle_connection_is_open (self))
    peer = g_socket_get_remote_address (self->socket, NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (peer))
    return NULL;

  return g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (peer)));
}
