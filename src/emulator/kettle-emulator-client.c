// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-client.h"

#include "emulator/kettle-emulator-text.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

/**
 * KettleEmulatorClient:
 *
 * One connection to the emulated kettle: cuts what comes in into lines, and sends what the kettle
 * says, late, in pieces or glued together as the moods want it. It is over once it was closed by
 * either side, or when the other side does not read what it is sent.
 */

/* All in real time, whatever the kettle's speed: it is the network that takes it. */
#define PIECE_GAP_MS   4  /* between two pieces of a cut message */
#define GLUE_WINDOW_MS 60 /* messages that come within it travel together */
#define ENDLESS_GAP_MS 10
#define ENDLESS_PIECE  1024
#define LONGEST_PIECE  12
#define QUEUE_LIMIT    (64 * 1024)

enum { SIGNAL_RECEIVED, SIGNAL_LINE, SIGNAL_CLOSED, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct {
  GBytes *bytes;
  gsize sent;
  gint64 due;
} Message;

struct _KettleEmulatorClient {
  GObject parent_instance;

  GSocketConnection *connection; /* NULL once it is over */
  GCancellable *cancellable;
  guint number;
  GRand *rand;

  char input[512];
  KettleEmulatorLine line;
  guint n_answered;
  guint64 n_received;
  gint64 limit; /* of n_received; -1 for none */

  GQueue queue; /* of Message */
  gsize queued;
  GByteArray *packet; /* on its way while writing */
  gboolean writing;
  gint64 next_piece;
  GSource *timer;

  int chunk;
  gboolean glue;
  gboolean endless;
  gboolean finishing;
  gboolean finish_by_reset;
};

G_DEFINE_FINAL_TYPE (KettleEmulatorClient, kettle_emulator_client, G_TYPE_OBJECT)

static gboolean
on_timer_ready (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);

  return callback (user_data);
}

static GSourceFuncs timer_funcs = { .dispatch = on_timer_ready };

/**
 * kettle_emulator_timer_new:
 * @name: what it is called
 * @func: called whenever it rings; returns %G_SOURCE_CONTINUE
 * @user_data: for @func
 *
 * A timer that wakes nobody until it is given a time by g_source_set_ready_time(), rings once, and
 * can be set again. It lives in the main context that is the thread's default now.
 *
 * Returns: (transfer full): a source, attached already
 */
GSource *
kettle_emulator_timer_new (const char *name, GSourceFunc func, gpointer user_data)
{
  GSource *timer = g_source_new (&timer_funcs, sizeof (GSource));

  g_source_set_name (timer, name);
  g_source_set_callback (timer, func, user_data, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());

  return timer;
}

static void
message_free (gpointer data)
{
  Message *message = data;

  g_bytes_unref (message->bytes);
  g_free (message);
}

/* Moves at most @most bytes of the first message into the packet. */
static void
take (KettleEmulatorClient *self, gsize most)
{
  Message *message = g_queue_peek_head (&self->queue);
  gsize size;
  const guint8 *data = g_bytes_get_data (message->bytes, &size);
  gsize n = MIN (most, size - message->sent);

  if (n > 0)
    g_byte_array_append (self->packet, data + message->sent, (guint) n);
  message->sent += n;
  self->queued -= n;
  if (message->sent == size)
    message_free (g_queue_pop_head (&self->queue));
}

static void
take_endless (KettleEmulatorClient *self)
{
  for (int i = 0; i < ENDLESS_PIECE; i++) {
    guint8 byte = (guint8) g_rand_int_range (self->rand, 'a', 'z' + 1);

    g_byte_array_append (self->packet, &byte, 1);
  }
}

/* Fills the packet with what goes out in one piece now. */
static void
make_packet (KettleEmulatorClient *self, gint64 now)
{
  Message *message = g_queue_peek_head (&self->queue);
  gsize room = G_MAXSIZE;

  g_byte_array_set_size (self->packet, 0);
  if (message == NULL) {
    take_endless (self);
    self->next_piece = now + ENDLESS_GAP_MS * G_TIME_SPAN_MILLISECOND;
    return;
  }

  if (self->chunk > 0)
    room = (gsize) self->chunk;
  else if (self->chunk < 0)
    room = (gsize) g_rand_int_range (self->rand, 1, LONGEST_PIECE + 1);
  if (room != G_MAXSIZE)
    self->next_piece = now + PIECE_GAP_MS * G_TIME_SPAN_MILLISECOND;

  do {
    take (self, room - self->packet->len);
    message = g_queue_peek_head (&self->queue);
  } while ((self->glue || room != G_MAXSIZE) && self->packet->len < room && message != NULL
           && message->due <= now);
}

static void
on_write_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleEmulatorClient) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written;

  written = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error);
  self->writing = FALSE;
  if (self->connection == NULL)
    return;

  if (written) {
    g_source_set_ready_time (self->timer, 0);
  } else {
    g_debug ("Client %u: %s", self->number, error->message);
    kettle_emulator_client_close (self, FALSE);
  }
}

/* Sends the next piece if it is time, and sees to it that the one after it is not forgotten. */
static gboolean
pump (gpointer user_data)
{
  KettleEmulatorClient *self = user_data;
  Message *message = g_queue_peek_head (&self->queue);
  gint64 now = g_get_monotonic_time ();
  gint64 start;

  if (self->writing || self->connection == NULL)
    return G_SOURCE_CONTINUE;

  if (message == NULL && self->finishing) {
    kettle_emulator_client_close (self, self->finish_by_reset);
    return G_SOURCE_CONTINUE;
  }
  if (message == NULL && !self->endless)
    return G_SOURCE_CONTINUE;

  start = MAX (self->next_piece, message != NULL ? message->due : 0);
  if (start > now) {
    g_source_set_ready_time (self->timer, start);
    return G_SOURCE_CONTINUE;
  }

  make_packet (self, now);
  self->writing = TRUE;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                   self->packet->data, self->packet->len, G_PRIORITY_DEFAULT,
                                   self->cancellable, on_write_ready, g_object_ref (self));

  return G_SOURCE_CONTINUE;
}

/* What came in counts byte by byte: who is cut off in the middle of a line has not ended it, who is
 * cut off behind its end has. */
static void
take_input (KettleEmulatorClient *self, gsize n)
{
  gboolean cut = FALSE;

  if (self->limit >= 0 && self->n_received + n >= (guint64) self->limit) {
    n = (gsize) ((guint64) self->limit - MIN (self->n_received, (guint64) self->limit));
    cut = TRUE;
  }

  g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, self->input, (guint64) n);
  for (gsize i = 0; i < n && self->connection != NULL && !self->finishing; i++) {
    self->n_received++;
    if (kettle_emulator_line_push (&self->line, self->input[i]))
      g_signal_emit (self, signals[SIGNAL_LINE], 0, self->line.bytes, (guint64) self->line.length);
  }
  if (cut)
    kettle_emulator_client_close (self, TRUE);
}

static void
on_read_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleEmulatorClient) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (self->connection == NULL)
    return;
  if (n <= 0) {
    g_debug ("Client %u: %s", self->number, error != NULL ? error->message : "has gone");
    kettle_emulator_client_close (self, FALSE);
    return;
  }

  take_input (self, (gsize) n);
  if (self->connection == NULL || self->finishing)
    return;

  g_input_stream_read_async (G_INPUT_STREAM (source), self->input, sizeof self->input,
                             G_PRIORITY_DEFAULT, self->cancellable, on_read_ready,
                             g_object_ref (self));
}

/* The connection is over, or somebody else's. */
static void
forget (KettleEmulatorClient *self)
{
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_queue_clear_full (&self->queue, message_free);
  self->queued = 0;

  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
kettle_emulator_client_dispose (GObject *object)
{
  KettleEmulatorClient *self = KETTLE_EMULATOR_CLIENT (object);

  kettle_emulator_client_close (self, FALSE);

  G_OBJECT_CLASS (kettle_emulator_client_parent_class)->dispose (object);
}

static void
kettle_emulator_client_finalize (GObject *object)
{
  KettleEmulatorClient *self = KETTLE_EMULATOR_CLIENT (object);

  g_byte_array_unref (self->packet);
  g_object_unref (self->cancellable);
  g_rand_free (self->rand);

  G_OBJECT_CLASS (kettle_emulator_client_parent_class)->finalize (object);
}

static void
kettle_emulator_client_class_init (KettleEmulatorClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kettle_emulator_client_dispose;
  object_class->finalize = kettle_emulator_client_finalize;

  signals[SIGNAL_RECEIVED] =
      g_signal_new ("received", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT64);
  signals[SIGNAL_LINE] =
      g_signal_new ("line", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT64);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kettle_emulator_client_init (KettleEmulatorClient *self)
{
  g_queue_init (&self->queue);
  self->packet = g_byte_array_new ();
  self->cancellable = g_cancellable_new ();
  self->limit = -1;
}

/**
 * kettle_emulator_client_new:
 * @connection: what was accepted
 * @number: which connection this is, from 1
 * @seed: for what is random about its packets
 *
 * Returns: (transfer full): a client, not listened to before kettle_emulator_client_start()
 */
KettleEmulatorClient *
kettle_emulator_client_new (GSocketConnection *connection, guint number, guint32 seed)
{
  KettleEmulatorClient *self;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (G_IS_SOCKET_CONNECTION (connection), NULL);

  self = g_object_new (KETTLE_TYPE_EMULATOR_CLIENT, NULL);
  self->connection = g_object_ref (connection);
  self->number = number;
  self->rand = g_rand_new_with_seed (seed);
  self->timer = kettle_emulator_timer_new ("kettle-emulator-client", pump, self);

  /* Without it the kernel would glue together what was cut on purpose. */
  if (!g_socket_set_option (g_socket_connection_get_socket (connection), IPPROTO_TCP, TCP_NODELAY,
                            1, &error))
    g_debug ("Client %u: %s", number, error->message);

  return self;
}

/**
 * kettle_emulator_client_start:
 * @self: a client
 *
 * Begins to listen to it.
 */
void
kettle_emulator_client_start (KettleEmulatorClient *self)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));

  if (self->connection == NULL)
    return;

  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                             self->input, sizeof self->input, G_PRIORITY_DEFAULT, self->cancellable,
                             on_read_ready, g_object_ref (self));
}

/**
 * kettle_emulator_client_set_cut:
 * @self: a client
 * @chunk: bytes a piece, 0 for whole messages, negative for pieces of random size
 * @glue: whether messages wait for one another and travel in one packet
 */
void
kettle_emulator_client_set_cut (KettleEmulatorClient *self, int chunk, gboolean glue)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));

  self->chunk = chunk;
  self->glue = glue;
}

/**
 * kettle_emulator_client_set_endless:
 * @self: a client
 * @endless: whether to send a line that never ends, about 100 kB/s of it
 *
 * No more than one piece is ever made before the kernel took the one before.
 */
void
kettle_emulator_client_set_endless (KettleEmulatorClient *self, gboolean endless)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));

  self->endless = endless;
  pump (self);
}

/**
 * kettle_emulator_client_send:
 * @self: a client
 * @message: the bytes, line end included
 * @delay: how late it is sent, ms
 *
 * Sends a message after those before it. A client that left 64 kB unread is closed by a reset.
 */
void
kettle_emulator_client_send (KettleEmulatorClient *self, GBytes *message, guint delay)
{
  Message *last;
  Message *next;

  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));
  g_return_if_fail (message != NULL);

  if (self->connection == NULL || self->finishing || g_bytes_get_size (message) == 0)
    return;
  if (self->queued + g_bytes_get_size (message) > QUEUE_LIMIT) {
    g_info ("Client %u does not read; closing it", self->number);
    kettle_emulator_client_close (self, TRUE);
    return;
  }

  last = g_queue_peek_tail (&self->queue);
  next = g_new0 (Message, 1);
  next->bytes = g_bytes_ref (message);
  next->due = g_get_monotonic_time () + (gint64) delay * G_TIME_SPAN_MILLISECOND;
  if (self->glue && last == NULL)
    next->due += GLUE_WINDOW_MS * G_TIME_SPAN_MILLISECOND;
  else if (last != NULL)
    next->due = self->glue ? last->due : MAX (next->due, last->due);
  g_queue_push_tail (&self->queue, next);
  self->queued += g_bytes_get_size (message);

  pump (self);
}

/**
 * kettle_emulator_client_send_now:
 * @self: a client
 * @message: the bytes, line end included
 *
 * Sends a message before those whose time has not come.
 */
void
kettle_emulator_client_send_now (KettleEmulatorClient *self, GBytes *message)
{
  gint64 now = g_get_monotonic_time ();
  Message *next;
  guint n = 0;

  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));
  g_return_if_fail (message != NULL);

  if (self->connection == NULL || self->finishing || g_bytes_get_size (message) == 0)
    return;

  for (GList *l = self->queue.head; l != NULL; l = l->next) {
    Message *other = l->data;

    if (other->due > now && other->sent == 0)
      break;
    n++;
  }
  next = g_new0 (Message, 1);
  next->bytes = g_bytes_ref (message);
  next->due = now;
  g_queue_push_nth (&self->queue, next, (int) n);
  self->queued += g_bytes_get_size (message);

  pump (self);
}

/**
 * kettle_emulator_client_finish:
 * @self: a client
 * @reset: whether by a reset
 *
 * Closes it once everything said to it before was sent; what it says from now on is not heard.
 */
void
kettle_emulator_client_finish (KettleEmulatorClient *self, gboolean reset)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));

  if (self->connection == NULL || self->finishing)
    return;

  self->finishing = TRUE;
  self->finish_by_reset = reset;
  g_source_set_ready_time (self->timer, 0);
}

/**
 * kettle_emulator_client_close:
 * @self: a client
 * @reset: whether the other side shall see "connection reset by peer" instead of an end
 *
 * Closes it at once. Does nothing when it is closed already.
 */
void
kettle_emulator_client_close (KettleEmulatorClient *self, gboolean reset)
{
  g_autoptr (GSocketConnection) connection = NULL;
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };
  GSocket *socket;

  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));

  connection = g_steal_pointer (&self->connection);
  if (connection == NULL)
    return;

  socket = g_socket_connection_get_socket (connection);
  g_cancellable_cancel (self->cancellable);
  if (reset
      && setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger) != 0)
    g_debug ("Client %u cannot be reset", self->number);
  /* Closing the socket never blocks: it does not linger, or not for any time. */
  g_socket_close (socket, NULL);

  forget (self);
}

/**
 * kettle_emulator_client_abandon:
 * @self: a client
 *
 * Has nothing to do with the connection any more, and does not end it: as a module that lost its
 * memory. Does nothing when it is closed already.
 *
 * Returns: (transfer full) (nullable): the connection, still open
 */
GSocketConnection *
kettle_emulator_client_abandon (KettleEmulatorClient *self)
{
  GSocketConnection *connection;

  g_return_val_if_fail (KETTLE_IS_EMULATOR_CLIENT (self), NULL);

  connection = g_steal_pointer (&self->connection);
  if (connection == NULL)
    return NULL;
  g_cancellable_cancel (self->cancellable);
  forget (self);

  return connection;
}

/**
 * kettle_emulator_client_set_limit:
 * @self: a client
 * @limit: bytes, counted from the first; -1 for none
 *
 * Resets the connection as soon as so many bytes came from it; a line that the last of them ended
 * has been heard.
 */
void
kettle_emulator_client_set_limit (KettleEmulatorClient *self, gint64 limit)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));

  self->limit = limit;
  if (limit >= 0 && self->n_received >= (guint64) limit)
    kettle_emulator_client_close (self, TRUE);
}

/**
 * kettle_emulator_client_get_n_received:
 * @self: a client
 *
 * Returns: how many bytes came from it
 */
guint64
kettle_emulator_client_get_n_received (KettleEmulatorClient *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_CLIENT (self), 0);

  return self->n_received;
}

/**
 * kettle_emulator_client_has_queue:
 * @self: a client
 *
 * Returns: whether something that it is to be told has not left yet
 */
gboolean
kettle_emulator_client_has_queue (KettleEmulatorClient *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_CLIENT (self), FALSE);

  return !g_queue_is_empty (&self->queue);
}

/**
 * kettle_emulator_client_get_number:
 * @self: a client
 *
 * Returns: which connection this is, from 1
 */
guint
kettle_emulator_client_get_number (KettleEmulatorClient *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_CLIENT (self), 0);

  return self->number;
}

/**
 * kettle_emulator_client_count_answer:
 * @self: a client
 *
 * Takes note that a line of the client's was dealt with.
 */
void
kettle_emulator_client_count_answer (KettleEmulatorClient *self)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_CLIENT (self));

  self->n_answered++;
}

/**
 * kettle_emulator_client_get_n_answered:
 * @self: a client
 *
 * Returns: how many of its lines were dealt with
 */
guint
kettle_emulator_client_get_n_answered (KettleEmulatorClient *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_CLIENT (self), 0);

  return self->n_answered;
}
