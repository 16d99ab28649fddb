// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/shots/scenes.h"

#include "ui/kettle-window-private.h"

#define HOST        "192.168.1.20"
#define WIDTH       380
#define HEIGHT      593
#define LEAST_WIDTH 360

#define IN_PHASE(which) .connection = KETTLE_LIFE_CONNECTED, .phase = KETTLE_PHASE_##which
#define AS_IT_OPENS     .host = HOST, .width = WIDTH, .height = HEIGHT
#define AS_SMALL_AS_CAN .host = HOST, .width = LEAST_WIDTH, .height = 553

#define OFF IN_PHASE (OFF), .phase_since = SCENES_NOW - 3600
#define HEATING                                                                               \
  IN_PHASE (HEATING), .on = TRUE, .target_temperature = 95, .warm = TRUE, .warm_minutes = 10, \
                      .heating_since = SCENES_NOW - 72
#define UNREACHABLE                                                             \
  .connection = KETTLE_LIFE_UNREACHABLE, .trouble = KETTLE_TROUBLE_UNREACHABLE, \
  .last_seen = SCENES_NOW - 600, .retry_at = SCENES_NOW + 20

static const Scene scenes[] = {
  { .name = "off", .snapshot = { OFF }, AS_IT_OPENS },
  { .name = "heating", .snapshot = { HEATING }, AS_IT_OPENS },
  { .name = "ready",
    .snapshot = { IN_PHASE (READY), .reached_temperature = 100, .phase_since = SCENES_NOW },
    AS_IT_OPENS },
  { .name = "keeping-warm",
    .snapshot = { IN_PHASE (KEEPING_WARM), .on = TRUE, .warm = TRUE, .warm_minutes = 20,
                  .phase_since = SCENES_NOW - 200 },
    AS_IT_OPENS },
  { .name = "lifted", .snapshot = { IN_PHASE (LIFTED), .phase_since = SCENES_NOW }, AS_IT_OPENS },
  { .name = "problem", .snapshot = { IN_PHASE (PROBLEM), .phase_since = SCENES_NOW }, AS_IT_OPENS },
  { .name = "connecting", .snapshot = { .connection = KETTLE_LIFE_CONNECTING }, AS_IT_OPENS },
  { .name = "unreachable", .snapshot = { UNREACHABLE }, AS_IT_OPENS },
  { .name = "not-a-kettle",
    .snapshot = { .connection = KETTLE_LIFE_NOT_A_KETTLE, .trouble = KETTLE_TROUBLE_NOT_A_KETTLE },
    AS_IT_OPENS },
  { .name = "no-kettle",
    .snapshot = { .connection = KETTLE_LIFE_NONE },
    .width = WIDTH,
    .height = HEIGHT },
  { .name = "other-network",
    .snapshot = { .connection = KETTLE_LIFE_UNREACHABLE, .trouble = KETTLE_TROUBLE_OTHER_NETWORK },
    AS_SMALL_AS_CAN },
  { .name = "request-failed",
    .snapshot = { OFF },
    .notice = "The kettle did not answer. Nothing was switched on.",
    AS_IT_OPENS },
  { .name = "found-elsewhere",
    .snapshot = { UNREACHABLE },
    .offer = "A kettle was found at 192.168.1.30. Is it yours?",
    AS_SMALL_AS_CAN },
  { .name = "wide", .snapshot = { HEATING }, .host = HOST, .width = 700, .height = 653 },
};

/**
 * scenes_get:
 * @n_scenes: (out): how many there are
 *
 * Returns: (transfer none): every state of the window
 */
const Scene *
scenes_get (guint *n_scenes)
{
  *n_scenes = G_N_ELEMENTS (scenes);

  return scenes;
}

/* The actions the window's widgets ask for, without anything behind them. */
void
scenes_add_actions (GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "on", .state = "false" },
    { .name = "off" },
    { .name = "temperature", .parameter_type = "i", .state = "0" },
    { .name = "warm", .state = "false" },
    { .name = "warm-minutes", .parameter_type = "i", .state = "0" },
    { .name = "find-kettle" },
    { .name = "connect-here" },
    { .name = "use-found" },
    { .name = "preferences" },
    { .name = "about" },
    { .name = "quit" },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), NULL);
}

static void
set_state (GActionMap *map, const char *name, GVariant *state, gboolean enabled)
{
  GSimpleAction *action = G_SIMPLE_ACTION (g_action_map_lookup_action (map, name));

  g_simple_action_set_state (action, state);
  g_simple_action_set_enabled (action, enabled);
}

/**
 * scenes_show:
 * @scene: a state
 * @window: the window
 * @map: what has the window's actions
 */
void
scenes_show (const Scene *scene, KettleWindow *window, GActionMap *map)
{
  const KettleSnapshot *snapshot = &scene->snapshot;
  gboolean chosen = snapshot->connection != KETTLE_LIFE_NONE;
  gboolean connected = snapshot->connection == KETTLE_LIFE_CONNECTED;

  set_state (map, "on", g_variant_new_boolean (snapshot->on), chosen);
  set_state (map, "temperature", g_variant_new_int32 (snapshot->target_temperature), chosen);
  set_state (map, "warm", g_variant_new_boolean (snapshot->warm), connected);
  set_state (map, "warm-minutes", g_variant_new_int32 (snapshot->warm_minutes), connected);
  kettle_window_show_snapshot (window, snapshot, scene->host, 2000);
  kettle_window_set_notice (window, scene->notice);
  if (scene->offer != NULL)
    kettle_window_set_offer (window, scene->offer, "_Use This Kettle", "app.use-found");
  else
    kettle_window_set_offer (window, NULL, NULL, NULL);
  gtk_window_resize (GTK_WINDOW (window), scene->width, scene->height);
}
