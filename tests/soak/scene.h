// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "e2e/program.h"
#include "emulator/kettle-emulator.h"
#include "soak/attempts.h"
#include "soak/ledger.h"
#include "soak/wishes.h"
#include "support/recording-notifications.h"
#include "support/recording-tray.h"

G_BEGIN_DECLS

/* How much faster than life the program goes. Of what the network takes, the kettle's hold of
 * 150 ms is the shortest; the emulator's pieces of a message are 4 ms apart. */
#define SCENE_TIME_SCALE 20.0

/* How much faster than life the kettle itself goes. */
#define SCENE_SPEED 300.0
#define SCENE_HURRY 6000.0

/**
 * SceneClient:
 * @number: the program's connection, 0 for none; never the same number twice
 * @since: when it was accepted
 * @n: how many the kettle has, the program's and others
 */
typedef struct {
  guint number;
  gint64 since;
  guint n;
} SceneClient;

/**
 * Scene:
 * @ledger: what is true and what is told
 * @wishes: who asked for what
 * @attempts: how often the program connected
 * @emulator: (nullable): the kettle, %NULL while its plug is pulled
 * @port: where it is
 * @left_keys: what was lit when its plug was pulled
 * @left_temperature: how hot the water was then, °C
 * @keys: what is lit, also while its plug is pulled
 * @panel: a tray host
 * @server: (nullable): a notification server
 * @program: the program
 * @bus: the session bus
 * @shown: what the program shows
 * @known_since: since when the program knows what the kettle does, 0 while it does not
 * @changed_at: when anything was said, shown or told last
 * @lit_until: until when each temperature was lit last, from 65 to 100 °C
 * @dark_until: until when nothing was lit
 * @closed_at: when the window was closed last
 * @server_number: counts the notification servers that there have been
 * @client: the program's connection
 * @lossy: whether what the kettle says need not arrive
 * @filler: somebody else takes a place at the kettle
 * @late_until: until when this process is taken to be late itself
 *
 * All there is: the program, the kettle, the desktop, and the books. Times are µs on the monotonic
 * clock.
 */
typedef struct {
  Ledger *ledger;
  Wishes *wishes;
  Attempts *attempts;

  KettleEmulator *emulator;
  guint16 port;
  guint left_keys;
  guint keys;
  double left_temperature;
  RecordingTray *panel;
  RecordingNotifications *server;
  Program *program;
  GDBusConnection *bus;

  LedgerShown shown;
  gint64 known_since;
  gint64 changed_at;
  gint64 lit_until[4];
  gint64 dark_until;
  gint64 closed_at;
  guint server_number;
  SceneClient client;
  guint last_number;
  gboolean lossy;
  int filler;
  gint64 last_turn;
  gint64 late_until;
  guint n_heard;
  guint n_said;
} Scene;

void scene_set_up (Scene *self);
void scene_tear_down (Scene *self);
void scene_plug_in (Scene *self, gboolean goes_on);
void scene_pull_plug (Scene *self);
void scene_lose_power (Scene *self);
void scene_note_accepted (Scene *self);

void scene_start_server (Scene *self);
void scene_end_server (Scene *self);

void scene_turn (Scene *self);
guint scene_get_keys (Scene *self);
gint64 scene_get_last_lit (Scene *self, int temperature);
gint64 scene_get_last_dark (Scene *self);
gboolean scene_is_clear (Scene *self);
gboolean scene_shows_truth (Scene *self);
void scene_check_sockets (Scene *self);
void scene_hand (Scene *self, const char *word);

G_END_DECLS
