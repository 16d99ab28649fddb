// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-model.h"

#include "model/kettle-model-private.h"
#include "net/kettle-timer.h"

/*
 * The kettle as last confirmed, its events, and the way to ask something of it. This file is the
 * object that others see; what comes from the link and from the clocks is taken in by
 * kettle-model-link.c.
 */

/* Milliseconds. */
static const struct {
  const char *name;
  guint value;
} durations[N_DURATIONS] = {
  [PROP_ANSWER_DELAY] = { "answer-delay", 1000 },
  [PROP_CONFIRM_TIMEOUT] = { "confirm-timeout", 2000 },
  [PROP_SEND_TIMEOUT] = { "send-timeout", 5000 },
  [PROP_GUARD_TIME] = { "guard-time", 1000 },
  [PROP_MEMORY_TIME] = { "memory-time", 600000 },
  [PROP_LOST_SIGHT_DELAY] = { "lost-sight-delay", 30000 },
  [PROP_WARM_PRESS_QUIET] = { "warm-press-quiet", 3000 },
  [PROP_SAME_HEAT_TIME] = { "same-heat-time", 10000 },
};

enum {
  SIGNAL_BOILED,
  SIGNAL_LIFTED,
  SIGNAL_PROBLEM,
  SIGNAL_WARM_ENDED,
  SIGNAL_GAP_HID_SOMETHING,
  SIGNAL_LOST_SIGHT,
  SIGNAL_REQUEST_FAILED,
  SIGNAL_REQUEST_CONFIRMED,
  SIGNAL_REQUEST_ENDED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (KettleModel, kettle_model, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void
emit_event (KettleModel *self, const KettleEvent *event)
{
  switch (event->type) {
  case KETTLE_EVENT_BOILED:
    g_signal_emit (self, signals[SIGNAL_BOILED], 0, event->argument);
    break;
  case KETTLE_EVENT_LIFTED:
    g_signal_emit (self, signals[SIGNAL_LIFTED], 0);
    break;
  case KETTLE_EVENT_PROBLEM:
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0);
    break;
  case KETTLE_EVENT_WARM_ENDED:
    g_signal_emit (self, signals[SIGNAL_WARM_ENDED], 0);
    break;
  case KETTLE_EVENT_GAP_HID_SOMETHING:
    g_signal_emit (self, signals[SIGNAL_GAP_HID_SOMETHING], 0, event->from, event->to,
                   event->still_on);
    break;
  case KETTLE_EVENT_LOST_SIGHT:
    g_signal_emit (self, signals[SIGNAL_LOST_SIGHT], 0, event->from);
    break;
  case KETTLE_EVENT_REQUEST_FAILED:
    g_signal_emit (self, signals[SIGNAL_REQUEST_FAILED], 0, event->kind, event->argument,
                   event->failure, event->number);
    break;
  case KETTLE_EVENT_REQUEST_CONFIRMED:
    g_signal_emit (self, signals[SIGNAL_REQUEST_CONFIRMED], 0, event->kind, event->argument);
    break;
  case KETTLE_EVENT_REQUEST_ENDED:
    g_signal_emit (self, signals[SIGNAL_REQUEST_ENDED], 0, event->kind, event->argument,
                   event->ending, event->number);
    break;
  default:
    g_return_if_reached ();
  }
}

/* Tells of every property that differs from what was told last. */
static gboolean
emit_changes (KettleModel *self)
{
  const KettleSnapshot old = self->shown;
  gboolean changed[N_PROPERTIES] = { FALSE };
  gboolean any = FALSE;
  KettleSnapshot now;

  kettle_model_get_snapshot (self, &now);
  changed[PROP_CONNECTION] = now.connection != old.connection;
  changed[PROP_PHASE] = now.phase != old.phase;
  changed[PROP_ON] = now.on != old.on;
  changed[PROP_TARGET_TEMPERATURE] = now.target_temperature != old.target_temperature;
  changed[PROP_WARM] = now.warm != old.warm;
  changed[PROP_WARM_MINUTES] = now.warm_minutes != old.warm_minutes;
  changed[PROP_HEATING_SINCE] = now.heating_since != old.heating_since;
  changed[PROP_TROUBLE] = now.trouble != old.trouble;
  changed[PROP_RETRY_AT] = now.retry_at != old.retry_at;
  changed[PROP_HOST] = self->moved;
  changed[PROP_PORT] = self->moved;
  self->shown = now;
  self->moved = FALSE;

  /* No freezing: everything is new by now, and thawing would tell the last first. */
  for (guint i = 1; i < N_PROPERTIES; i++) {
    if (!changed[i])
      continue;
    any = TRUE;
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  }
  if (any)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return any;
}

/*
 * Tells what is new until nothing is. What a handler brings about meanwhile is told here, too,
 * after what came before it.
 */
static void
tell (KettleModel *self)
{
  KettleEvent event;
  gboolean any;

  self->telling = TRUE;
  do {
    any = emit_changes (self);
    while (kettle_tracker_take_event (self->tracker, &event)) {
      emit_event (self, &event);
      any = TRUE;
    }
  } while (any);
  self->telling = FALSE;
}

/**
 * kettle_model_begin:
 * @self: a model
 *
 * Something comes in: a message, a click, a timer. It is taken in whole until kettle_model_end(),
 * and only then is anything told, so that a handler always sees one consistent kettle and may do
 * anything, also drop the last reference. Pairs may be nested.
 */
void
kettle_model_begin (KettleModel *self)
{
  g_object_ref (self);
  self->depth++;
}

/**
 * kettle_model_end:
 * @self: a model
 *
 * Tells what is new since the outermost kettle_model_begin().
 */
void
kettle_model_end (KettleModel *self)
{
  if (--self->depth == 0) {
    kettle_model_arm_timers (self);
    if (!self->telling)
      tell (self);
  }
  g_object_unref (self);
}

static void
kettle_model_constructed (GObject *object)
{
  KettleModel *self = KETTLE_MODEL (object);

  G_OBJECT_CLASS (kettle_model_parent_class)->constructed (object);

  kettle_model_attach (self);
  self->moved = FALSE;
  kettle_model_get_snapshot (self, &self->shown);
}

static void
kettle_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleModel *self = KETTLE_MODEL (object);
  KettleSnapshot snapshot;

  kettle_model_get_snapshot (self, &snapshot);
  switch ((KettleModelProperty) id) {
  case PROP_CONNECTION:
    g_value_set_int (value, (int) snapshot.connection);
    break;
  case PROP_PHASE:
    g_value_set_int (value, (int) snapshot.phase);
    break;
  case PROP_ON:
    g_value_set_boolean (value, snapshot.on);
    break;
  case PROP_TARGET_TEMPERATURE:
    g_value_set_int (value, snapshot.target_temperature);
    break;
  case PROP_WARM:
    g_value_set_boolean (value, snapshot.warm);
    break;
  case PROP_WARM_MINUTES:
    g_value_set_int (value, snapshot.warm_minutes);
    break;
  case PROP_HEATING_SINCE:
    g_value_set_int64 (value, snapshot.heating_since);
    break;
  case PROP_TROUBLE:
    g_value_set_int (value, (int) snapshot.trouble);
    break;
  case PROP_RETRY_AT:
    g_value_set_int64 (value, snapshot.retry_at);
    break;
  case PROP_HOST:
    g_value_set_string (value, self->host);
    break;
  case PROP_PORT:
    g_value_set_uint (value, self->port);
    break;
  case PROP_LINK:
  case PROP_ANSWER_DELAY:
  case PROP_CONFIRM_TIMEOUT:
  case PROP_SEND_TIMEOUT:
  case PROP_GUARD_TIME:
  case PROP_MEMORY_TIME:
  case PROP_LOST_SIGHT_DELAY:
  case PROP_WARM_PRESS_QUIET:
  case PROP_SAME_HEAT_TIME:
  case PROP_TIME_SCALE:
  case N_PROPERTIES:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    break;
  }
}

static void
kettle_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleModel *self = KETTLE_MODEL (object);

  switch ((KettleModelProperty) id) {
  case PROP_LINK:
    self->link = g_value_dup_object (value);
    break;
  case PROP_ANSWER_DELAY:
  case PROP_CONFIRM_TIMEOUT:
  case PROP_SEND_TIMEOUT:
  case PROP_GUARD_TIME:
  case PROP_MEMORY_TIME:
  case PROP_LOST_SIGHT_DELAY:
  case PROP_WARM_PRESS_QUIET:
  case PROP_SAME_HEAT_TIME:
    self->durations[id] = g_value_get_uint (value);
    break;
  case PROP_TIME_SCALE:
    self->time_scale = g_value_get_double (value);
    break;
  case PROP_CONNECTION:
  case PROP_PHASE:
  case PROP_ON:
  case PROP_TARGET_TEMPERATURE:
  case PROP_WARM:
  case PROP_WARM_MINUTES:
  case PROP_HEATING_SINCE:
  case PROP_TROUBLE:
  case PROP_RETRY_AT:
  case PROP_HOST:
  case PROP_PORT:
  case N_PROPERTIES:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    break;
  }
}

static void
kettle_model_dispose (GObject *object)
{
  KettleModel *self = KETTLE_MODEL (object);

  kettle_model_detach (self);

  G_OBJECT_CLASS (kettle_model_parent_class)->dispose (object);
}

static void
kettle_model_finalize (GObject *object)
{
  KettleModel *self = KETTLE_MODEL (object);

  g_clear_pointer (&self->pending_timer, kettle_timer_free);
  g_clear_pointer (&self->memory_timer, kettle_timer_free);
  g_clear_pointer (&self->lost_sight_timer, kettle_timer_free);
  g_clear_pointer (&self->tracker, kettle_tracker_free);
  g_clear_pointer (&self->unknown_words, g_hash_table_unref);
  g_clear_pointer (&self->host, g_free);

  G_OBJECT_CLASS (kettle_model_parent_class)->finalize (object);
}

static void
install_settings (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_LINK] = g_param_spec_object ("link", NULL, NULL, KETTLE_TYPE_LINK, flags);
  for (guint i = PROP_LINK + 1; i < N_DURATIONS; i++)
    properties[i] =
        g_param_spec_uint (durations[i].name, NULL, NULL, 0, G_MAXUINT, durations[i].value, flags);
  properties[PROP_TIME_SCALE] =
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000, 1, flags);
}

static void
install_state (void)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_CONNECTION] = g_param_spec_int ("connection", NULL, NULL, KETTLE_LIFE_NONE,
                                                  KETTLE_LIFE_NOT_A_KETTLE, 0, flags);
  properties[PROP_PHASE] =
      g_param_spec_int ("phase", NULL, NULL, KETTLE_PHASE_UNKNOWN, KETTLE_PHASE_PROBLEM, 0, flags);
  properties[PROP_ON] = g_param_spec_boolean ("on", NULL, NULL, FALSE, flags);
  properties[PROP_TARGET_TEMPERATURE] =
      g_param_spec_int ("target-temperature", NULL, NULL, 0, 100, 0, flags);
  properties[PROP_WARM] = g_param_spec_boolean ("warm", NULL, NULL, FALSE, flags);
  properties[PROP_WARM_MINUTES] = g_param_spec_int ("warm-minutes", NULL, NULL, 0, 20, 0, flags);
  properties[PROP_HEATING_SINCE] =
      g_param_spec_int64 ("heating-since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TROUBLE] = g_param_spec_int ("trouble", NULL, NULL, KETTLE_TROUBLE_NONE,
                                               KETTLE_TROUBLE_NOT_A_KETTLE, 0, flags);
  properties[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, NULL, flags);
  properties[PROP_PORT] = g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0, flags);
}

static guint
new_signal (const char *name, guint n_params, GType first, GType second, GType third)
{
  return g_signal_new (name, KETTLE_TYPE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, first, second, third, G_TYPE_UINT);
}

static void
kettle_model_class_init (KettleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType none = G_TYPE_NONE;

  object_class->constructed = kettle_model_constructed;
  object_class->get_property = kettle_model_get_property;
  object_class->set_property = kettle_model_set_property;
  object_class->dispose = kettle_model_dispose;
  object_class->finalize = kettle_model_finalize;

  install_settings (object_class);
  install_state ();
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_BOILED] = new_signal ("boiled", 1, G_TYPE_INT, none, none);
  signals[SIGNAL_LIFTED] = new_signal ("lifted", 0, none, none, none);
  signals[SIGNAL_PROBLEM] = new_signal ("problem", 0, none, none, none);
  signals[SIGNAL_WARM_ENDED] = new_signal ("warm-ended", 0, none, none, none);
  signals[SIGNAL_GAP_HID_SOMETHING] =
      new_signal ("gap-hid-something", 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[SIGNAL_LOST_SIGHT] = new_signal ("lost-sight", 1, G_TYPE_INT64, none, none);
  signals[SIGNAL_REQUEST_FAILED] =
      new_signal ("request-failed", 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
  signals[SIGNAL_REQUEST_CONFIRMED] =
      new_signal ("request-confirmed", 2, G_TYPE_INT, G_TYPE_INT, none);
  signals[SIGNAL_REQUEST_ENDED] =
      new_signal ("request-ended", 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
  signals[SIGNAL_CHANGED] = new_signal ("changed", 0, none, none, none);
}

static void
kettle_model_init (KettleModel *self)
{
  self->unknown_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kettle_model_new:
 * @link: what keeps the kettle connected
 *
 * Returns: (transfer full): the kettle behind @link
 */
KettleModel *
kettle_model_new (KettleLink *link)
{
  g_return_val_if_fail (KETTLE_IS_LINK (link), NULL);

  return g_object_new (KETTLE_TYPE_MODEL, "link", link, NULL);
}

/**
 * kettle_model_get_snapshot:
 * @self: a model
 * @snapshot: (out caller-allocates): everything it shows
 */
void
kettle_model_get_snapshot (KettleModel *self, KettleSnapshot *snapshot)
{
  const KettleState *state;

  g_return_if_fail (KETTLE_IS_MODEL (self));
  g_return_if_fail (snapshot != NULL);

  state = &self->tracker->state;
  *snapshot = (KettleSnapshot){
    .connection = self->life,
    .trouble = self->trouble,
    .phase = state->phase,
    .on = state->on,
    .warm = state->warm,
    .target_temperature = state->target,
    .warm_minutes = state->warm_minutes,
    .reached_temperature = state->reached,
    .heating_since = state->heating_since,
    .phase_since = state->phase_since,
    .last_seen = self->tracker->last_seen,
    .retry_at = self->retry_at,
  };
}

/**
 * kettle_model_get_host:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the kettle's name or address, %NULL when none is chosen
 */
const char *
kettle_model_get_host (KettleModel *self)
{
  g_return_val_if_fail (KETTLE_IS_MODEL (self), NULL);

  return self->host;
}

/**
 * kettle_model_get_port:
 * @self: a model
 *
 * Returns: the kettle's port
 */
guint16
kettle_model_get_port (KettleModel *self)
{
  g_return_val_if_fail (KETTLE_IS_MODEL (self), 0);

  return self->port;
}

/**
 * kettle_model_follow_move:
 * @self: a model
 *
 * The address that the link is given right after this is the same kettle's: it has moved. What
 * was seen of it before stays known, so that what the gap hid is told. Whatever else the link does
 * first takes the promise back.
 */
void
kettle_model_follow_move (KettleModel *self)
{
  g_return_if_fail (KETTLE_IS_MODEL (self));

  self->following = TRUE;
}

static guint
press (KettleModel *self, KettleRequestKind kind, int argument, gboolean deliberate)
{
  guint number;

  if (self->link == NULL || self->life == KETTLE_LIFE_NONE)
    return 0;

  kettle_model_begin (self);
  /* Finds out about a sleep before the click is judged by what the screen shows. */
  kettle_link_want (self->link);
  number =
      kettle_tracker_press (self->tracker, kind, argument, deliberate, kettle_model_get_moment ());
  kettle_model_turn_away (self);
  kettle_model_end (self);

  return number;
}

/**
 * kettle_model_request_on:
 * @self: a model
 * @deliberate: %FALSE for a click on what the screen showed: it is not taken within "guard-time"
 *   after the On lamp went dark by itself; %TRUE for what does not depend on it, such as trying
 *   again
 *
 * Asks the kettle to switch on. When it is not connected, that is waited for, for
 * "send-timeout" at most.
 *
 * Returns: which request it is, 0 if it was not taken
 */
guint
kettle_model_request_on (KettleModel *self, gboolean deliberate)
{
  g_return_val_if_fail (KETTLE_IS_MODEL (self), 0);

  return press (self, KETTLE_REQUEST_ON, 0, deliberate);
}

/**
 * kettle_model_request_off:
 * @self: a model
 *
 * Asks the kettle to switch off. Everything else that was asked for and is not confirmed yet is
 * taken back without a word.
 *
 * Returns: which request it is, 0 if it was not taken
 */
guint
kettle_model_request_off (KettleModel *self)
{
  g_return_val_if_fail (KETTLE_IS_MODEL (self), 0);

  return press (self, KETTLE_REQUEST_OFF, 0, TRUE);
}

/**
 * kettle_model_request_temperature:
 * @self: a model
 * @temperature: °C: 65, 80, 95 or 100; anything else is ignored
 * @deliberate: as in kettle_model_request_on(), where it would switch the kettle on
 *
 * Asks the kettle to heat to @temperature: presses its key, after On if the kettle is off.
 *
 * Returns: which request it is, 0 if it was not taken
 */
guint
kettle_model_request_temperature (KettleModel *self, int temperature, gboolean deliberate)
{
  g_return_val_if_fail (KETTLE_IS_MODEL (self), 0);

  if (kettle_command_for_temperature (temperature) == 0)
    return 0;

  return press (self, KETTLE_REQUEST_TEMPERATURE, temperature, deliberate);
}

/**
 * kettle_model_request_warm:
 * @self: a model
 *
 * Presses Keep Warm, which is a toggle. Ignored while not connected.
 *
 * Returns: which request it is, 0 if it was not taken
 */
guint
kettle_model_request_warm (KettleModel *self)
{
  g_return_val_if_fail (KETTLE_IS_MODEL (self), 0);

  return press (self, KETTLE_REQUEST_WARM, 0, TRUE);
}

/**
 * kettle_model_request_warm_minutes:
 * @self: a model
 * @minutes: 5, 10 or 20; anything else is ignored
 *
 * Asks the kettle to keep warm that long. Ignored while not connected. A kettle that does not
 * answer leaves the length unknown.
 *
 * Returns: which request it is, 0 if it was not taken
 */
guint
kettle_model_request_warm_minutes (KettleModel *self, int minutes)
{
  g_return_val_if_fail (KETTLE_IS_MODEL (self), 0);

  if (kettle_command_for_warm_minutes (minutes) == 0)
    return 0;

  return press (self, KETTLE_REQUEST_WARM_MINUTES, minutes, TRUE);
}

/**
 * kettle_model_get_last_request:
 * @self: a model
 *
 * Returns: the number of the newest request ever, 0 for none yet
 */
guint
kettle_model_get_last_request (KettleModel *self)
{
  g_return_val_if_fail (KETTLE_IS_MODEL (self), 0);

  return kettle_requests_get_last_number (self->tracker->requests);
}
