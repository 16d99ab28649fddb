// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/shots/finder-scenes.h"

#include "emulator/kettle-emulator.h"
#include "support/test-wait.h"

#include <net/if.h>

/* A usual network where this program was given one, by "./dev shots"; otherwise a part of loopback,
 * of which every machine has all addresses. */
#define HOME     0xc0a80100 /* 192.168.1.0 */
#define LOOPBACK 0x7f4d0000 /* 127.77.0.0 */
#define NETMASK  0xffffff00

/* A kettle's module takes its time, and the same every time: milliseconds. */
#define ANSWER_TIME 310

struct _FinderScenes {
  guint32 network;
  KettleEmulator *kettles[2];
  GSocket *silent; /* makes a look last */
  KettleScanner *scanner;
  KettleFinder *finder;
};

static char *
dup_host (FinderScenes *self, guint32 number)
{
  guint32 address = self->network + number;

  return g_strdup_printf ("%u.%u.%u.%u", address >> 24, address >> 16 & 0xff, address >> 8 & 0xff,
                          address & 0xff);
}

static guint16
get_port (FinderScenes *self)
{
  guint port;

  g_object_get (self->scanner, "port", &port, NULL);

  return (guint16) port;
}

static void
add_kettles (FinderScenes *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->kettles); i++) {
    g_autofree char *host = dup_host (self, 20 + i);
    g_autoptr (GError) error = NULL;

    self->kettles[i] = g_object_new (KETTLE_TYPE_EMULATOR, "delay", ANSWER_TIME, NULL);
    if (!kettle_emulator_listen (self->kettles[i], host, get_port (self), &error))
      g_error ("%s", error->message);
  }
}

static void
remove_kettles (FinderScenes *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->kettles); i++) {
    if (self->kettles[i] != NULL)
      kettle_emulator_shut_down (self->kettles[i]);
    g_clear_object (&self->kettles[i]);
  }
}

static GSocket *
new_silent_host (FinderScenes *self)
{
  g_autofree char *host = dup_host (self, 50);
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new_from_string (host, get_port (self));
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  if (!g_socket_bind (socket, address, TRUE, NULL) || !g_socket_listen (socket, NULL))
    return NULL;

  return g_steal_pointer (&socket);
}

static const char *
complain (const char *text)
{
  return "This address is outside your local network, and a kettle has no protection of its own: "
         "enter an address of your own network, such as 192.168.1.20.";
}

static void
look (FinderScenes *self)
{
  kettle_scanner_start (self->scanner, NULL);
  test_wait_for (!kettle_scanner_is_running (self->scanner), 10000);
}

static void
open_with (FinderScenes *self, const char *address)
{
  gtk_widget_hide (GTK_WIDGET (self->finder));
  kettle_finder_set_address (self->finder, address);
  gtk_window_present (GTK_WINDOW (self->finder));
}

/**
 * finder_scenes_new:
 * @parent: the window
 *
 * Returns: (transfer full): a finder that found nothing yet
 */
FinderScenes *
finder_scenes_new (GtkWindow *parent)
{
  FinderScenes *self = g_new0 (FinderScenes, 1);
  KettleInterface interface = { "wlan0", IFF_UP | IFF_RUNNING, 0, NETMASK };

  self->scanner = kettle_scanner_new ();
  self->network = HOME;
  self->silent = new_silent_host (self);
  if (self->silent == NULL)
    self->network = LOOPBACK;
  g_clear_object (&self->silent);

  interface.address = self->network + 5;
  kettle_scanner_set_surroundings (self->scanner,
                                   kettle_surroundings_new (&interface, 1, NULL, NULL));
  self->finder = kettle_finder_new (parent, self->scanner);

  return self;
}

/**
 * finder_scenes_show:
 * @self: the finder and its network
 * @scene: a number, from 0
 *
 * Makes the next thing happen; they are to be shown in their order.
 *
 * Returns: (nullable): what it is called in file names; %NULL when there is no such scene
 */
const char *
finder_scenes_show (FinderScenes *self, guint scene)
{
  g_autofree char *own = dup_host (self, 20);

  kettle_finder_set_first (self->finder, scene == 0);
  switch (scene) {
  case 0:
    kettle_finder_set_judge (self->finder, NULL);
    open_with (self, "");
    return "finder";
  case 1:
    add_kettles (self);
    self->silent = new_silent_host (self);
    kettle_scanner_start (self->scanner, NULL);
    /* Until only the silent one is left. */
    test_wait_for (kettle_scanner_get_progress (self->scanner) > 0.99, 5000);
    return "finder-looking";
  case 2:
    kettle_scanner_cancel (self->scanner);
    g_clear_object (&self->silent);
    kettle_scanner_set_own (self->scanner, own, get_port (self), TRUE);
    look (self);
    kettle_scanner_set_own (self->scanner, NULL, 0, FALSE);
    return "finder-found";
  case 3:
    remove_kettles (self);
    look (self);
    return "finder-nothing";
  case 4:
    kettle_finder_set_judge (self->finder, complain);
    open_with (self, "8.8.8.8");
    return "finder-complaint";
  default:
    return NULL;
  }
}

KettleFinder *
finder_scenes_get_finder (FinderScenes *self)
{
  return self->finder;
}

void
finder_scenes_free (FinderScenes *self)
{
  gtk_widget_destroy (GTK_WIDGET (self->finder));
  kettle_scanner_clear (self->scanner);
  remove_kettles (self);
  g_clear_object (&self->silent);
  g_clear_object (&self->scanner);
  g_free (self);
}
