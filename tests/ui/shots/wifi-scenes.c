// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/shots/wifi-scenes.h"

#include "emulator/kettle-emulator.h"
#include "net/kettle-address.h"
#include "support/test-wait.h"
#include "ui/kettle-wifi-backup-page.h"
#include "ui/widgets.h"

#include <glib/gstdio.h>
#include <net/if.h>
#include <string.h>

/* A usual network where this program was given one, by "./dev shots"; otherwise a part of loopback,
 * of which every machine has all addresses. */
#define HOME     "192.168.1."
#define LOOPBACK "127.78.0."

#define PASSPHRASE "a dozen dwarfs"
#define BACKUP     "/home/ada/Documents/kettle-wifi-001EE3A80102.kettle-backup"

/* A real module's times would be long in a test; but when it is seen at work, it takes some. */
#define USUAL_SCALE 20.0
#define SLOW_SCALE  1.5

struct _WifiScenes {
  GtkWindow *parent;
  const char *network;
  KettleEmulator *emulator;
  KettleScanner *scanner;
  KettleWifiAssistant *assistant; /* (nullable) */
  double time_scale;
  char *saved; /* where the backup really goes */
};

static const char *
judge (const char *address)
{
  return NULL;
}

static KettleWifiJob *
make_job (const char *address, gpointer user_data)
{
  WifiScenes *self = user_data;
  g_autofree char *host = NULL;
  guint16 port;

  if (!kettle_address_parse (address, 2000, &host, &port, NULL))
    return NULL;

  return g_object_new (KETTLE_TYPE_WIFI_JOB, "host", host, "port", (guint) port, "module-port",
                       (guint) kettle_emulator_get_wifi_port (self->emulator), "scanner",
                       self->scanner, "time-scale", self->time_scale, NULL);
}

static void
close_assistant (WifiScenes *self)
{
  if (self->assistant != NULL)
    gtk_widget_destroy (GTK_WIDGET (self->assistant));
  self->assistant = NULL;
}

static void
open_assistant (WifiScenes *self, gboolean fresh)
{
  g_autofree char *address = g_strconcat (self->network, "20", NULL);

  close_assistant (self);
  self->assistant = kettle_wifi_assistant_new (self->parent, fresh, fresh ? NULL : address, NULL);
  kettle_wifi_assistant_set_judge (self->assistant, judge);
  kettle_wifi_assistant_set_maker (self->assistant, make_job, self);
  kettle_wifi_assistant_begin (self->assistant);
  gtk_window_present (GTK_WINDOW (self->assistant));
}

static gboolean
is_listening (WifiScenes *self)
{
  gboolean listening;

  g_object_get (self->emulator, "listening", &listening, NULL);

  return listening;
}

static gboolean
is_ready (WifiScenes *self)
{
  KettleWifiPlace place = kettle_wifi_assistant_get_place (self->assistant);

  return kettle_wifi_page_is_ready (kettle_wifi_assistant_get_page (self->assistant, place));
}

static void
go_on (WifiScenes *self)
{
  KettleWifiPlace place = kettle_wifi_assistant_get_place (self->assistant);

  kettle_wifi_page_go_on (kettle_wifi_assistant_get_page (self->assistant, place));
  test_wait_for (kettle_wifi_assistant_get_place (self->assistant) != place, 5000);
}

static void
type (WifiScenes *self, const char *name, const char *text)
{
  GtkWidget *entry = widgets_find_below (GTK_WIDGET (self->assistant), GTK_TYPE_ENTRY, name);

  g_assert_nonnull (entry);
  gtk_entry_set_text (GTK_ENTRY (entry), text);
}

static void
press (WifiScenes *self, const char *name)
{
  GtkWidget *button = widgets_find_below (GTK_WIDGET (self->assistant), GTK_TYPE_BUTTON, name);

  g_assert_nonnull (button);
  gtk_button_clicked (GTK_BUTTON (button));
}

static void
set_backup (WifiScenes *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  kettle_wifi_backup_page_set_file (KETTLE_WIFI_BACKUP_PAGE (kettle_wifi_assistant_get_page (
                                        self->assistant, KETTLE_WIFI_PLACE_BACKUP)),
                                    file, TRUE);
}

static KettleEmulator *
new_kettle (WifiScenes *self)
{
  g_autofree char *host = g_strconcat (self->network, "20", NULL);
  g_autofree char *here = g_strdup_printf ("Downstairs:wpa2:a hundred dwarfs:%s20", self->network);
  g_autofree char *there = g_strdup_printf ("Upstairs:wpa2:" PASSPHRASE ":%s57", self->network);
  KettleEmulator *emulator = kettle_emulator_new ();
  g_autoptr (GError) error = NULL;

  g_object_set (emulator, "wifi-boot-time", 50u, NULL);
  if (!kettle_emulator_listen (emulator, host, 2000, &error)
      || !kettle_emulator_add_air (emulator, here, &error)
      || !kettle_emulator_add_air (emulator, there, &error)
      || !kettle_emulator_listen_wifi (emulator, 0, &error)) {
    g_debug ("%s", error->message);
    g_clear_object (&emulator);
  }

  return emulator;
}

/**
 * wifi_scenes_new:
 * @parent: the window
 *
 * Returns: (transfer full): a kettle, and nothing shown yet
 */
WifiScenes *
wifi_scenes_new (GtkWindow *parent)
{
  WifiScenes *self = g_new0 (WifiScenes, 1);
  KettleInterface interface = { "wlan0", IFF_UP | IFF_RUNNING, 0, 0xffffff00 };
  g_autofree char *own = NULL;

  self->parent = parent;
  self->time_scale = USUAL_SCALE / test_get_slowness ();
  self->network = HOME;
  self->emulator = new_kettle (self);
  if (self->emulator == NULL) {
    self->network = LOOPBACK;
    self->emulator = new_kettle (self);
  }
  g_assert_nonnull (self->emulator);

  own = g_strconcat (self->network, "5", NULL);
  g_assert_true (kettle_ipv4_parse (own, &interface.address));
  self->scanner = kettle_scanner_new ();
  kettle_scanner_set_surroundings (self->scanner,
                                   kettle_surroundings_new (&interface, 1, NULL, NULL));
  self->saved = g_build_filename (g_get_tmp_dir (), "kettle-shots.kettle-backup", NULL);

  return self;
}

/* From the network page to writing, with a passphrase that is right or not. */
static void
come_to_summary (WifiScenes *self, const char *passphrase)
{
  type (self, "Name of the network", "Upstairs");
  type (self, "Passphrase", passphrase);
  type (self, "Passphrase again", passphrase);
  go_on (self);
}

static void
come_to_network (WifiScenes *self)
{
  set_backup (self, self->saved);
  go_on (self);
}

/* The pages before the backup. */
static const char *
show_first (WifiScenes *self, guint scene)
{
  switch (scene) {
  case 0:
    open_assistant (self, TRUE);
    return "wifi-new";
  case 1:
    open_assistant (self, FALSE);
    return "wifi-move";
  case 2:
    kettle_emulator_input (self->emulator, "on", NULL);
    go_on (self);
    test_wait_for (widgets_find_below (GTK_WIDGET (self->assistant), GTK_TYPE_BUTTON, "Try Again"),
                   30000);
    kettle_emulator_input (self->emulator, "off", NULL);
    return "wifi-on";
  case 3:
    press (self, "Try Again");
    test_wait_for (is_ready (self), 30000);
    return "wifi-look";
  case 4:
    press (self, "Advanced…");
    return "wifi-advanced";
  default:
    open_assistant (self, FALSE);
    go_on (self);
    test_wait_for (is_ready (self), 30000);
    go_on (self);
    set_backup (self, BACKUP);
    return "wifi-backup";
  }
}

/**
 * wifi_scenes_show:
 * @self: the assistant and its kettle
 * @scene: a number, from 0
 *
 * Makes the next thing happen; they are to be shown in their order.
 *
 * Returns: (nullable): what it is called in file names; %NULL when there is no such scene
 */
const char *
wifi_scenes_show (WifiScenes *self, guint scene)
{
  switch (scene) {
  case 6:
    come_to_network (self);
    type (self, "Name of the network", "Upstairs");
    type (self, "Passphrase", PASSPHRASE);
    type (self, "Passphrase again", "a dozen");
    return "wifi-network";
  case 7:
    come_to_summary (self, "not the right one");
    return "wifi-summary";
  case 8:
    go_on (self);
    test_wait_for (kettle_wifi_assistant_get_place (self->assistant) == KETTLE_WIFI_PLACE_RESULT,
                   20000);
    return "wifi-lost";
  case 9:
    kettle_emulator_input (self->emulator, "factory", NULL);
    test_wait_for (is_listening (self), 5000);
    press (self, "Restore the Backup…");
    go_on (self);
    test_wait_for (is_ready (self), 30000);
    go_on (self);
    come_to_network (self);
    test_wait_for (kettle_wifi_assistant_get_place (self->assistant) == KETTLE_WIFI_PLACE_SUMMARY,
                   5000);
    g_object_set (self->emulator, "wifi-moods", KETTLE_EMULATOR_WIFI_SAVE_LATE, NULL);
    kettle_emulator_forget_wifi_heard (self->emulator);
    self->time_scale = SLOW_SCALE;
    go_on (self);
    test_wait_for (strstr (kettle_emulator_get_wifi_heard (self->emulator), "AT+PMTF") != NULL,
                   30000);
    return "wifi-progress";
  case 10:
    test_wait_for (kettle_wifi_assistant_get_place (self->assistant) == KETTLE_WIFI_PLACE_RESULT,
                   20000);
    return "wifi-done";
  default:
    return scene < 6 ? show_first (self, scene) : NULL;
  }
}

KettleWifiAssistant *
wifi_scenes_get_assistant (WifiScenes *self)
{
  return self->assistant;
}

void
wifi_scenes_free (WifiScenes *self)
{
  close_assistant (self);
  kettle_scanner_clear (self->scanner);
  g_clear_object (&self->scanner);
  kettle_emulator_shut_down (self->emulator);
  g_clear_object (&self->emulator);
  g_unlink (self->saved);
  g_free (self->saved);
  g_free (self);
}
