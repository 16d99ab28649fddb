// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/flooder.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* How long the thread waits at most before it looks whether it shall do something else. */
#define PATIENCE_MS 20

/* The flood is poured in pieces of at least this size, so that the kernel is never waiting. */
#define PIECE 65536

/* With a rate, a share of it every so often. */
#define RATE_PARTS 50

struct _Flooder {
  int listener;
  guint16 port;
  GString *piece;
  GThread *thread;

  /* Read by the thread, written by whoever owns this. */
  int mood;
  int rate; /* bytes a second; 0 for as fast as it goes */
  int hang_up;
  int quit;

  GMutex mutex;
  GArray *sessions; /* of FlooderSession, under the mutex */
};

/* One connection, in the thread. */
typedef struct {
  Flooder *flooder;
  int fd;
  FlooderSession session;
  GString *heard;
  gsize offset; /* in the piece */
  gboolean greeted;
  gboolean gone;
} Client;

static void
publish (Client *client)
{
  Flooder *self = client->flooder;

  g_mutex_lock (&self->mutex);
  g_array_index (self->sessions, FlooderSession, self->sessions->len - 1) = client->session;
  g_mutex_unlock (&self->mutex);
}

static void
send_text (Client *client, const char *text, gsize length)
{
  client->gone = client->gone || send (client->fd, text, length, MSG_NOSIGNAL) < 0;
}

/* Answers what was heard as a kettle that is off. */
static void
answer (Client *client)
{
  const char *end;

  while ((end = strchr (client->heard->str, '\n')) != NULL) {
    gsize length = (gsize) (end - client->heard->str) + 1;

    if (g_str_has_prefix (client->heard->str, "HELLOKETTLE\n")) {
      send_text (client, "HELLOAPP\r", 9);
    } else if (g_str_has_prefix (client->heard->str, "get sys status\n")) {
      send_text (client, "sys status key=\0\r", 17);
      client->greeted = TRUE;
    }
    g_string_erase (client->heard, 0, (gssize) length);
  }
}

static void
listen_calmly (Client *client)
{
  struct pollfd waiting = { .fd = client->fd, .events = POLLIN };
  char bytes[1024];
  ssize_t n;

  if (poll (&waiting, 1, PATIENCE_MS) <= 0)
    return;

  n = recv (client->fd, bytes, sizeof bytes, 0);
  client->gone = n <= 0;
  if (n > 0)
    g_string_append_len (client->heard, bytes, n);
  answer (client);
}

static void
pour (Client *client)
{
  Flooder *self = client->flooder;
  guint rate = (guint) g_atomic_int_get (&self->rate);
  struct pollfd waiting = { .fd = client->fd, .events = POLLOUT };
  gsize length = self->piece->len - client->offset;
  ssize_t n;

  if (client->session.flooded_at == 0) {
    client->session.flooded_at = g_get_monotonic_time ();
    publish (client);
  }
  if (rate != 0) {
    struct pollfd gone = { .fd = client->fd };

    length = MIN (length, rate / RATE_PARTS);
    poll (&gone, 1, 1000 / RATE_PARTS);
  }
  if (poll (&waiting, 1, PATIENCE_MS) <= 0)
    return;

  n = send (client->fd, self->piece->str + client->offset, length, MSG_NOSIGNAL | MSG_DONTWAIT);
  client->gone = n < 0 && errno != EAGAIN;
  if (n > 0) {
    client->session.sent += (guint64) n;
    client->offset = (client->offset + (gsize) n) % self->piece->len;
  }
}

static void
serve (Flooder *self, int fd)
{
  Client client = { .flooder = self, .fd = fd, .heard = g_string_new (NULL) };

  client.session.accepted_at = g_get_monotonic_time ();
  g_mutex_lock (&self->mutex);
  g_array_append_val (self->sessions, client.session);
  g_mutex_unlock (&self->mutex);

  g_atomic_int_set (&self->hang_up, FALSE);
  while (!client.gone && !g_atomic_int_get (&self->quit) && !g_atomic_int_get (&self->hang_up)) {
    FlooderMood mood = (FlooderMood) g_atomic_int_get (&self->mood);

    if (mood == FLOODER_RUDE || (mood == FLOODER_GREETS && client.greeted))
      pour (&client);
    else
      listen_calmly (&client);
  }
  close (fd);
  client.session.ended_at = g_get_monotonic_time ();
  publish (&client);
  g_string_free (client.heard, TRUE);
}

static gpointer
run (gpointer data)
{
  Flooder *self = data;

  while (!g_atomic_int_get (&self->quit)) {
    struct pollfd waiting = { .fd = self->listener, .events = POLLIN };
    int fd;

    if (poll (&waiting, 1, PATIENCE_MS) <= 0)
      continue;
    fd = accept (self->listener, NULL, NULL);
    if (fd >= 0)
      serve (self, fd);
  }

  return NULL;
}

/**
 * flooder_new:
 * @bytes: (array length=length): what it says over and over
 * @length: how many
 *
 * Returns: (transfer full): a peer that listens on 127.0.0.1 and is calm
 */
Flooder *
flooder_new (const char *bytes, gsize length)
{
  Flooder *self = g_new0 (Flooder, 1);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl (INADDR_LOOPBACK) } };
  socklen_t size = sizeof address;

  self->piece = g_string_new (NULL);
  while (self->piece->len < PIECE)
    g_string_append_len (self->piece, bytes, (gssize) length);
  self->sessions = g_array_new (FALSE, FALSE, sizeof (FlooderSession));
  g_mutex_init (&self->mutex);

  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &address, size), ==, 0);
  g_assert_cmpint (listen (self->listener, 8), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &address, &size), ==, 0);
  self->port = ntohs (address.sin_port);
  self->thread = g_thread_new ("flooder", run, self);

  return self;
}

void
flooder_free (Flooder *self)
{
  g_atomic_int_set (&self->quit, TRUE);
  g_thread_join (self->thread);
  close (self->listener);
  g_array_unref (self->sessions);
  g_string_free (self->piece, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

guint16
flooder_get_port (Flooder *self)
{
  return self->port;
}

void
flooder_set_mood (Flooder *self, FlooderMood mood)
{
  g_atomic_int_set (&self->mood, mood);
}

/* 0 is as fast as it goes. */
void
flooder_set_rate (Flooder *self, guint bytes_per_second)
{
  g_atomic_int_set (&self->rate, (int) bytes_per_second);
}

/* Closes the connection there is. */
void
flooder_hang_up (Flooder *self)
{
  g_atomic_int_set (&self->hang_up, TRUE);
}

guint
flooder_get_n_sessions (Flooder *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->sessions->len;
  g_mutex_unlock (&self->mutex);

  return n;
}

FlooderSession
flooder_get_session (Flooder *self, guint index)
{
  FlooderSession session;

  g_mutex_lock (&self->mutex);
  g_assert_cmpuint (index, <, self->sessions->len);
  session = g_array_index (self->sessions, FlooderSession, index);
  g_mutex_unlock (&self->mutex);

  return session;
}
