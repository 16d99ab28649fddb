// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-peer.h"

#include "fuzz/fuzz-clock.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define N_PORTS     2
#define ESTABLISHED 1 /* as tcpi_state has it */

struct _FuzzPeer {
  FuzzPeerFuncs funcs;
  gpointer user_data;

  int listeners[N_PORTS]; /* -1 while it refuses */
  int connection;         /* -1 without one */
  guint16 client_port;    /* of the connection */
  gboolean shut;          /* no more is said on the connection */
  guint64 n_received;
  guint64 n_said;
  gboolean stirred; /* something was sent or ended in this turn */
  GString *line;
  gboolean greeted;
  gint64 last_command; /* monotonic, 0 for none on this connection */
};

/* To the letter, as the protocol sheet has them in 1.2: nothing else may be sent to a kettle. */
static const char *const commands[FUZZ_N_COMMANDS] = {
  [FUZZ_COMMAND_HELLO] = "HELLOKETTLE\n",
  [FUZZ_COMMAND_STATUS] = "get sys status\n",
  [FUZZ_COMMAND_ON] = "set sys output 0x4\n",
  [FUZZ_COMMAND_OFF] = "set sys output 0x0\n",
  [FUZZ_COMMAND_100] = "set sys output 0x80\n",
  [FUZZ_COMMAND_95] = "set sys output 0x2\n",
  [FUZZ_COMMAND_80] = "set sys output 0x4000\n",
  [FUZZ_COMMAND_65] = "set sys output 0x200\n",
  [FUZZ_COMMAND_WARM] = "set sys output 0x8\n",
  [FUZZ_COMMAND_WARM_5] = "set sys output 0x8005\n",
  [FUZZ_COMMAND_WARM_10] = "set sys output 0x8010\n",
  [FUZZ_COMMAND_WARM_20] = "set sys output 0x8020\n",
};

/* The ports are the same for every input; nobody else gets them while nobody listens there. */
static int placeholders[N_PORTS] = { -1, -1 };
static guint16 ports[N_PORTS];

static int
make_socket (guint16 *port)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons (*port),
    .sin_addr = { htonl (INADDR_LOOPBACK) },
  };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int on = 1;

  g_assert_cmpint (fd, >=, 0);
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  g_assert_no_errno (bind (fd, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (getsockname (fd, (struct sockaddr *) &address, &length));
  *port = ntohs (address.sin_port);

  return fd;
}

/* By a reset: nothing of a connection may stay in the kernel, there are too many of them. */
static void
drop (int fd)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  close (fd);
}

/**
 * fuzz_peer_new:
 * @funcs: whom to tell; copied
 * @user_data: for @funcs
 *
 * Returns: (transfer full): a peer that listens
 */
FuzzPeer *
fuzz_peer_new (const FuzzPeerFuncs *funcs, gpointer user_data)
{
  FuzzPeer *self = g_new0 (FuzzPeer, 1);

  self->funcs = *funcs;
  self->user_data = user_data;
  self->connection = -1;
  self->line = g_string_new (NULL);
  for (guint i = 0; i < N_PORTS; i++) {
    if (placeholders[i] < 0)
      placeholders[i] = make_socket (&ports[i]);
    self->listeners[i] = -1;
  }
  fuzz_peer_set_refusing (self, FALSE);

  return self;
}

/**
 * fuzz_peer_free:
 * @self: (transfer full): a peer
 */
void
fuzz_peer_free (FuzzPeer *self)
{
  fuzz_peer_set_refusing (self, TRUE);
  if (self->connection >= 0)
    drop (self->connection);
  g_string_free (self->line, TRUE);
  g_free (self);
}

/**
 * fuzz_peer_get_port:
 * @self: a peer
 * @which: 0 or 1
 *
 * Returns: a port to connect to
 */
guint16
fuzz_peer_get_port (FuzzPeer *self, guint which)
{
  return ports[which % N_PORTS];
}

/**
 * fuzz_peer_set_refusing:
 * @self: a peer
 * @refusing: whether connections are refused from now on
 */
void
fuzz_peer_set_refusing (FuzzPeer *self, gboolean refusing)
{
  for (guint i = 0; i < N_PORTS; i++) {
    if (refusing && self->listeners[i] >= 0) {
      close (self->listeners[i]);
      self->listeners[i] = -1;
    } else if (!refusing && self->listeners[i] < 0) {
      self->listeners[i] = make_socket (&ports[i]);
      g_assert_no_errno (listen (self->listeners[i], 4));
    }
  }
}

/**
 * fuzz_peer_has_connection:
 * @self: a peer
 *
 * Returns: whether the program is connected, as far as can be seen from here
 */
gboolean
fuzz_peer_has_connection (FuzzPeer *self)
{
  return self->connection >= 0;
}

static void
forget_connection (FuzzPeer *self)
{
  drop (self->connection);
  self->connection = -1;
}

/* No pipelined burst (protocol sheet 1.5), the greeting first, and words to the letter. */
static void
take_command (FuzzPeer *self)
{
  FuzzCommand command = 0;
  gint64 now = fuzz_clock_get_awake ();

  while (command < FUZZ_N_COMMANDS && !g_str_equal (self->line->str, commands[command]))
    command++;
  g_assert_cmpint (command, <, FUZZ_N_COMMANDS);
  g_assert_cmpint (command == FUZZ_COMMAND_HELLO, ==, !self->greeted);
  g_assert_true (self->last_command == 0 || now - self->last_command >= 100 * 1000);

  self->greeted = TRUE;
  self->last_command = now;
  g_string_truncate (self->line, 0);
  self->funcs.heard (command, self->user_data);
}

/* Returns: whether anything came, be it the end */
static gboolean
read_connection (FuzzPeer *self)
{
  char bytes[512];
  gssize n = recv (self->connection, bytes, sizeof bytes, 0);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return FALSE;
  if (n <= 0) {
    forget_connection (self);
    return TRUE;
  }

  self->n_received += (guint64) n;
  for (gssize i = 0; i < n; i++) {
    g_string_append_c (self->line, bytes[i]);
    g_assert_cmpuint (self->line->len, <, 32);
    if (bytes[i] == '\n')
      take_command (self);
  }

  return TRUE;
}

static void
take_connection (FuzzPeer *self, int fd, const struct sockaddr_in *from)
{
  const int on = 1;

  /* One connection at a time: the one before has ended by now, whoever ended it. */
  while (self->connection >= 0 && fuzz_clock_await (self->connection))
    read_connection (self);
  g_assert_cmpint (self->connection, ==, -1);

  /* What is said arrives at once, also behind something that was not acknowledged yet. */
  g_assert_no_errno (setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
  self->connection = fd;
  self->client_port = ntohs (from->sin_port);
  self->shut = FALSE;
  self->greeted = FALSE;
  self->n_received = 0;
  self->n_said = 0;
  self->last_command = 0;
  g_string_truncate (self->line, 0);
  self->funcs.connected (self->user_data);
}

static gboolean
accept_connections (FuzzPeer *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < N_PORTS; i++) {
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    int fd = accept4 (self->listeners[i], (struct sockaddr *) &from, &length,
                      SOCK_NONBLOCK | SOCK_CLOEXEC);

    if (fd < 0)
      continue;
    take_connection (self, fd, &from);
    any = TRUE;
  }

  return any;
}

/* The program's end of the connection. FALSE if @fd is no connection that stands. */
static gboolean
look_at_other_end (int fd, guint16 *port, struct tcp_info *info)
{
  struct sockaddr_in address;
  socklen_t length = sizeof *info;

  memset (info, 0, sizeof *info);
  if (getsockopt (fd, IPPROTO_TCP, TCP_INFO, info, &length) != 0 || info->tcpi_state != ESTABLISHED)
    return FALSE;

  length = sizeof address;
  g_assert_no_errno (getsockname (fd, (struct sockaddr *) &address, &length));
  *port = ntohs (address.sin_port);

  return TRUE;
}

/* Takes in what the kernel has under way. Returns: whether there is more for the program */
static gboolean
catch_up (FuzzPeer *self, int fd)
{
  struct tcp_info info;
  guint16 port;

  if (!look_at_other_end (fd, &port, &info))
    return FALSE;

  for (guint i = 0; i < N_PORTS && self->client_port != port; i++)
    if (self->listeners[i] >= 0 && !accept_connections (self)
        && fuzz_clock_await (self->listeners[i]))
      accept_connections (self);
  /* What a hasty kernel has sent again comes only once. */
  while (self->connection >= 0 && self->client_port == port
         && self->n_received < info.tcpi_bytes_sent - info.tcpi_bytes_retrans)
    if (!read_connection (self) && !fuzz_clock_await (self->connection))
      break;

  return self->client_port == port
         && (self->connection < 0 || self->shut || info.tcpi_bytes_received < self->n_said);
}

/**
 * fuzz_peer_turn:
 * @self: a peer
 * @fds: what the program waits for
 * @n_fds: how many
 *
 * Takes in all that has come from the program.
 *
 * Returns: whether the program is about to hear of something
 */
gboolean
fuzz_peer_turn (FuzzPeer *self, const GPollFD *fds, guint n_fds)
{
  gboolean more = FALSE;

  self->stirred = FALSE;
  while (accept_connections (self) || (self->connection >= 0 && read_connection (self)))
    ;
  for (guint i = 0; i < n_fds; i++)
    more = catch_up (self, fds[i].fd) || more;

  return more || self->stirred;
}

/**
 * fuzz_peer_say:
 * @self: a peer
 * @data: (array length=length): any bytes
 * @length: how many
 *
 * Sends them, if there is a connection.
 */
void
fuzz_peer_say (FuzzPeer *self, gconstpointer data, gsize length)
{
  if (self->connection < 0 || self->shut || length == 0)
    return;

  if (send (self->connection, data, length, MSG_NOSIGNAL) == (gssize) length) {
    self->n_said += length;
    self->stirred = TRUE;
    self->funcs.said (data, length, self->user_data);
  }
}

/**
 * fuzz_peer_close:
 * @self: a peer
 *
 * Ends its connection as one does who has said everything.
 */
void
fuzz_peer_close (FuzzPeer *self)
{
  if (self->connection < 0 || self->shut)
    return;

  self->shut = shutdown (self->connection, SHUT_WR) == 0;
}

/**
 * fuzz_peer_reset:
 * @self: a peer
 *
 * Ends its connection as a kettle does whose plug is pulled and put back.
 */
void
fuzz_peer_reset (FuzzPeer *self)
{
  if (self->connection >= 0)
    forget_connection (self);
}
