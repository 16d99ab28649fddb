// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-actions.h"

/**
 * KettleActions:
 *
 * The kettle's keys and lamps as actions of the application: the one way in for the window, the
 * tray, the bubbles and everybody on the bus. An activation becomes a request to the model; a state
 * is what the model says, never what was asked for.
 */
struct _KettleActions {
  GObject parent_instance;

  GActionMap *map; /* not owned: the application, which owns this object */
  KettleModel *model;
  int preferred_temperature;
  int preferred_warm_minutes; /* 0: as the kettle has it */
  gboolean length_follows;    /* Keep Warm was pressed here, and its length is to follow */
};

G_DEFINE_FINAL_TYPE (KettleActions, kettle_actions, G_TYPE_OBJECT)

enum {
  SIGNAL_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_requested (KettleActions *self)
{
  g_signal_emit (self, signals[SIGNAL_REQUESTED], 0);
}

static void
on_on_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleActions *self = user_data;
  gboolean on;

  g_object_get (self->model, "on", &on, NULL);
  emit_requested (self);
  if (on)
    kettle_model_request_off (self->model);
  else
    kettle_model_request_on (self->model, FALSE);
}

static void
on_on_change_state (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  KettleActions *self = user_data;

  emit_requested (self);
  if (g_variant_get_boolean (value))
    kettle_model_request_on (self->model, FALSE);
  else
    kettle_model_request_off (self->model);
}

static void
on_off_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleActions *self = user_data;

  emit_requested (self);
  kettle_model_request_off (self->model);
}

static void
request_temperature (KettleActions *self, int temperature)
{
  switch (temperature) {
  case 65:
  case 80:
  case 95:
  case 100:
    emit_requested (self);
    kettle_model_request_temperature (self->model, temperature, FALSE);
    break;
  default:
    g_info ("No key for %d °C: the kettle has 65, 80, 95 and 100", temperature);
    break;
  }
}

static void
on_temperature_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  request_temperature (user_data, g_variant_get_int32 (parameter));
}

static void
on_quick_boil_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleActions *self = user_data;

  emit_requested (self);
  kettle_model_request_temperature (self->model, self->preferred_temperature, TRUE);
}

static void
request_warm (KettleActions *self)
{
  KettleSnapshot now;

  kettle_model_get_snapshot (self->model, &now);
  self->length_follows = now.connection == KETTLE_LIFE_CONNECTED && !now.warm;
  emit_requested (self);
  kettle_model_request_warm (self->model);

  /* Being asked the model finds out about a sleep: then it has not taken it. */
  kettle_model_get_snapshot (self->model, &now);
  if (now.connection != KETTLE_LIFE_CONNECTED)
    self->length_follows = FALSE;
}

/* The length goes with the confirmation of the press that it belongs to, or not at all. */
static void
on_request_ended (
    KettleModel *model, int kind, int argument, int ending, guint number, KettleActions *self)
{
  int minutes = self->preferred_warm_minutes;
  gboolean follows = self->length_follows && ending == KETTLE_ENDING_CONFIRMED;
  KettleSnapshot now;

  if (kind != KETTLE_REQUEST_WARM)
    return;

  self->length_follows = FALSE;
  kettle_model_get_snapshot (model, &now);
  if (follows && now.warm && minutes != 0 && minutes != now.warm_minutes)
    kettle_model_request_warm_minutes (model, minutes);
}

static void
on_request_failed (
    KettleModel *model, int kind, int argument, int failure, guint number, KettleActions *self)
{
  if (kind == KETTLE_REQUEST_WARM)
    self->length_follows = FALSE;
}

static void
on_warm_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  request_warm (user_data);
}

static void
on_warm_change_state (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  KettleActions *self = user_data;
  gboolean warm;

  g_object_get (self->model, "warm", &warm, NULL);
  if (g_variant_get_boolean (value) != warm)
    request_warm (self);
}

static void
on_warm_minutes_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleActions *self = user_data;
  int minutes = g_variant_get_int32 (parameter);

  if (minutes != 5 && minutes != 10 && minutes != 20) {
    g_info ("No key for %d minutes: the kettle has 5, 10 and 20", minutes);
    return;
  }

  self->length_follows = FALSE;
  emit_requested (self);
  kettle_model_request_warm_minutes (self->model, minutes);
}

/* SetState of an action that tells a number: the kettle cannot be told "no temperature". */
static void
on_number_change_state (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  if (g_variant_get_int32 (value) != 0)
    g_action_activate (G_ACTION (action), value);
}

/* Whoever may not set it: without a handler, a state set from outside would simply be taken. */
static void
on_read_only_change_state (GSimpleAction *action, GVariant *value, gpointer user_data)
{
}

static const GActionEntry entries[] = {
  { "on", on_on_activated, NULL, "false", on_on_change_state },
  { "off", on_off_activated, NULL, NULL, NULL },
  { "temperature", on_temperature_activated, "i", "0", on_number_change_state },
  { "quick-boil", on_quick_boil_activated, NULL, NULL, NULL },
  { "warm", on_warm_activated, NULL, "false", on_warm_change_state },
  { "warm-minutes", on_warm_minutes_activated, "i", "0", on_number_change_state },
  { "connection", NULL, NULL, "'none'", on_read_only_change_state },
  { "phase", NULL, NULL, "'unknown'", on_read_only_change_state },
};

static GSimpleAction *
get_action (KettleActions *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (self->map, name));
}

/* g_simple_action_set_state() compares, so nothing is announced that did not change. */
static void
on_model_changed (KettleModel *model, KettleActions *self)
{
  KettleSnapshot snapshot;
  gboolean chosen;
  gboolean connected;

  kettle_model_get_snapshot (model, &snapshot);
  chosen = snapshot.connection != KETTLE_LIFE_NONE;
  connected = snapshot.connection == KETTLE_LIFE_CONNECTED;

  g_simple_action_set_state (get_action (self, "on"), g_variant_new_boolean (snapshot.on));
  g_simple_action_set_state (get_action (self, "warm"), g_variant_new_boolean (snapshot.warm));
  g_simple_action_set_state (get_action (self, "temperature"),
                             g_variant_new_int32 (snapshot.target_temperature));
  g_simple_action_set_state (get_action (self, "warm-minutes"),
                             g_variant_new_int32 (snapshot.warm_minutes));
  g_simple_action_set_state (get_action (self, "connection"),
                             g_variant_new_string (kettle_life_get_word (snapshot.connection)));
  g_simple_action_set_state (get_action (self, "phase"),
                             g_variant_new_string (kettle_phase_get_word (snapshot.phase)));

  g_simple_action_set_enabled (get_action (self, "on"), chosen);
  g_simple_action_set_enabled (get_action (self, "off"), chosen);
  g_simple_action_set_enabled (get_action (self, "temperature"), chosen);
  g_simple_action_set_enabled (get_action (self, "quick-boil"), chosen);
  g_simple_action_set_enabled (get_action (self, "warm"), connected);
  g_simple_action_set_enabled (get_action (self, "warm-minutes"), connected);
}

static void
kettle_actions_dispose (GObject *object)
{
  KettleActions *self = KETTLE_ACTIONS (object);

  if (self->map != NULL) {
    for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
      g_action_map_remove_action (self->map, entries[i].name);
    self->map = NULL;
  }
  g_clear_object (&self->model);

  G_OBJECT_CLASS (kettle_actions_parent_class)->dispose (object);
}

static void
kettle_actions_class_init (KettleActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_actions_dispose;

  /* Somebody wants something of the kettle: just before the model is asked. */
  signals[SIGNAL_REQUESTED] = g_signal_new ("requested", KETTLE_TYPE_ACTIONS, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kettle_actions_init (KettleActions *self)
{
  self->preferred_temperature = 100;
}

/**
 * kettle_actions_new:
 * @map: the application, which must outlive the result
 * @model: the kettle
 *
 * Adds the kettle's actions to @map; they leave it again with the last reference to the result.
 *
 * Returns: (transfer full): the actions
 */
KettleActions *
kettle_actions_new (GActionMap *map, KettleModel *model)
{
  KettleActions *self;

  g_return_val_if_fail (G_IS_ACTION_MAP (map), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);

  self = g_object_new (KETTLE_TYPE_ACTIONS, NULL);
  self->map = map;
  self->model = g_object_ref (model);
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
  g_simple_action_set_enabled (get_action (self, "connection"), FALSE);
  g_simple_action_set_enabled (get_action (self, "phase"), FALSE);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed), self, 0);
  g_signal_connect_object (model, "request-ended", G_CALLBACK (on_request_ended), self, 0);
  g_signal_connect_object (model, "request-failed", G_CALLBACK (on_request_failed), self, 0);
  on_model_changed (model, self);

  return self;
}

/**
 * kettle_actions_set_preferred_temperature:
 * @self: the actions
 * @temperature: 65, 80, 95 or 100 °C
 *
 * Sets what "quick-boil" heats to.
 */
void
kettle_actions_set_preferred_temperature (KettleActions *self, int temperature)
{
  g_return_if_fail (KETTLE_IS_ACTIONS (self));

  self->preferred_temperature = temperature;
}

/**
 * kettle_actions_set_preferred_warm_minutes:
 * @self: the actions
 * @minutes: 5, 10 or 20; 0 to leave it to the kettle
 *
 * Sets how long to keep warm when "warm" switches it on: that length's key is pressed once the
 * kettle has confirmed the lamp, unless the kettle has that length already or another one was asked
 * for meanwhile.
 */
void
kettle_actions_set_preferred_warm_minutes (KettleActions *self, int minutes)
{
  g_return_if_fail (KETTLE_IS_ACTIONS (self));

  self->preferred_warm_minutes = minutes;
}
