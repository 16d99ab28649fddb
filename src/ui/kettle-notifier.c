// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-notifier.h"

#include "ui/kettle-bubbles.h"
#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>

/*
 * KettleNotifier turns the model's events into bubbles, takes them away when they are no longer
 * true, and turns clicks on them into the application's actions.
 */

typedef enum {
  KIND_BOILED = 0,
  KIND_LIFTED,
  KIND_PROBLEM,
  KIND_WARM_ENDED,
  KIND_GAP,
  KIND_LOST_SIGHT,
  KIND_COULD_NOT,
} Kind;

G_STATIC_ASSERT (KIND_COULD_NOT < KETTLE_BUBBLES_MAX_KINDS);

struct _KettleNotifier {
  GObject parent_instance;

  GActionGroup *actions;
  KettleModel *model;
  KettleBubbles *bubbles;
  guint interval;
  guint settle_time;
  double time_scale;
  gboolean window_in_front;
  KettleNotices wanted;
  gboolean sound;

  /* What was last known for sure. */
  gboolean was_lit;
  gboolean was_connected;
  gboolean was_warm;

  /* Boiled: what was reached, and whether the bubble waits for a lamp, or offers to switch off. */
  int boiled_temperature;
  guint settle_timer;
  gboolean offers_off;

  /* The request that could not be done; kind 0 when its bubble has been taken away. */
  KettleRequestKind failed_kind;
  int failed_argument;
  KettleFailure failure;
  gboolean failed_warm;

  gboolean lost_sight;
};

typedef enum {
  PROP_ACTIONS = 1,
  PROP_MODEL,
  PROP_INTERVAL,
  PROP_SETTLE_TIME,
  PROP_TIME_SCALE,
  PROP_WINDOW_IN_FRONT,
} KettleNotifierProperty;

static GParamSpec *properties[PROP_WINDOW_IN_FRONT + 1];

G_DEFINE_FINAL_TYPE (KettleNotifier, kettle_notifier, G_TYPE_OBJECT)

static guint
scaled (KettleNotifier *self, guint ms)
{
  return (guint) (ms / self->time_scale);
}

static KettleBubble *
bubble_new (const char *summary, char *take_body, const char *sound_name)
{
  KettleBubble *bubble = g_new0 (KettleBubble, 1);

  bubble->summary = g_strdup (summary);
  bubble->body = take_body;
  bubble->icon_name = g_strdup (APP_ID);
  bubble->sound_name = g_strdup (sound_name);

  return bubble;
}

static KettleNotices
get_notice (Kind kind)
{
  switch (kind) {
  case KIND_BOILED:
    return KETTLE_NOTICE_BOILED;
  case KIND_LIFTED:
    return KETTLE_NOTICE_LIFTED;
  case KIND_PROBLEM:
    return KETTLE_NOTICE_PROBLEM;
  case KIND_WARM_ENDED:
    return KETTLE_NOTICE_WARM_ENDED;
  case KIND_GAP:
  case KIND_LOST_SIGHT:
    return KETTLE_NOTICE_OUT_OF_SIGHT;
  case KIND_COULD_NOT:
  default:
    return KETTLE_NOTICE_FAILED;
  }
}

static gboolean
is_wanted (KettleNotifier *self, Kind kind)
{
  return (self->wanted & get_notice (kind)) != 0;
}

static void
show (KettleNotifier *self, Kind kind, KettleBubble *bubble)
{
  bubble->silent = !self->sound;
  if (is_wanted (self, kind))
    kettle_bubbles_show (self->bubbles, kind, bubble);
}

/* What was not shown yet may be shown by this: so it has its sound, too. */
static void
update (KettleNotifier *self, Kind kind, KettleBubble *bubble)
{
  bubble->silent = !self->sound;
  if (is_wanted (self, kind))
    kettle_bubbles_update (self->bubbles, kind, bubble);
}

static void
set_button (KettleBubble *bubble, const char *label, char *take_action)
{
  bubble->button_label = g_strdup (label);
  bubble->button_action = take_action;
}

static gboolean
is_lit (const KettleSnapshot *now)
{
  return now->on || now->warm;
}

/* Without a connection, and before the first status on a new one, every lamp is dark here and
 * may be lit there. */
static gboolean
is_known (const KettleSnapshot *now)
{
  return now->connection == KETTLE_LIFE_CONNECTED && now->phase != KETTLE_PHASE_UNKNOWN;
}

static char *
dup_boiled_body (int temperature, gboolean warm)
{
  if (temperature == 0 && warm)
    return g_strdup (_ ("The kettle reached its temperature and keeps the water warm."));
  if (temperature == 0)
    return g_strdup (_ ("The kettle reached its temperature."));
  if (warm)
    /* Translators: %d is a temperature; keep a space before °C if your language has one there */
    return g_strdup_printf (_ ("The kettle reached %d °C and keeps the water warm."), temperature);
  if (temperature == 100)
    /* Translators: %d is a temperature; keep a space before °C if your language has one there */
    return g_strdup_printf (_ ("The kettle reached %d °C."), temperature);

  /* Translators: it is the water; %d is a temperature */
  return g_strdup_printf (_ ("It has reached %d °C."), temperature);
}

static KettleBubble *
boiled_bubble_new (KettleNotifier *self, const KettleSnapshot *now)
{
  int temperature = self->boiled_temperature;
  const char *summary = temperature == 100 ? _ ("The water has boiled") : _ ("The water is ready");
  KettleBubble *bubble = bubble_new (summary, dup_boiled_body (temperature, now->warm), "complete");

  self->offers_off = is_lit (now);
  if (self->offers_off)
    set_button (bubble, _ ("Switch Off"), g_strdup ("off"));

  return bubble;
}

static void
show_boiled (KettleNotifier *self)
{
  g_autoptr (KettleBubble) bubble = NULL;
  KettleSnapshot now;

  g_clear_handle_id (&self->settle_timer, g_source_remove);
  kettle_model_get_snapshot (self->model, &now);
  bubble = boiled_bubble_new (self, &now);
  show (self, KIND_BOILED, bubble);
}

static gboolean
on_settled (gpointer user_data)
{
  KettleNotifier *self = user_data;

  self->settle_timer = 0;
  show_boiled (self);

  return G_SOURCE_REMOVE;
}

/* The On lamp goes dark a moment after the water has boiled. Waiting for that spares the person
 * a button that is out of date when it is read. With Keep Warm it stays lit. */
static void
on_boiled (KettleModel *model, int temperature, KettleNotifier *self)
{
  KettleSnapshot now;

  kettle_model_get_snapshot (model, &now);
  self->boiled_temperature = temperature;
  if (!now.on || now.warm) {
    show_boiled (self);
    return;
  }

  g_clear_handle_id (&self->settle_timer, g_source_remove);
  self->settle_timer = g_timeout_add (scaled (self, self->settle_time), on_settled, self);
  g_source_set_name_by_id (self->settle_timer, "kettle: boiled, lamps settle");
}

static void
on_lifted (KettleModel *model, KettleNotifier *self)
{
  g_autoptr (KettleBubble) bubble = NULL;

  bubble =
      bubble_new (_ ("The kettle was lifted"),
                  g_strdup (_ ("It was still on, and switched itself off.")), "device-removed");
  show (self, KIND_LIFTED, bubble);
}

static void
on_problem (KettleModel *model, KettleNotifier *self)
{
  g_autoptr (KettleBubble) bubble = NULL;

  bubble = bubble_new (
      _ ("The kettle may have boiled dry"),
      g_strdup (_ ("It reports a problem. Check the water before you switch it on again.")),
      "dialog-warning");
  bubble->critical = TRUE;
  show (self, KIND_PROBLEM, bubble);
}

static void
on_warm_ended (KettleModel *model, KettleNotifier *self)
{
  g_autoptr (KettleBubble) bubble = NULL;

  bubble = bubble_new (_ ("Keeping warm has ended"),
                       g_strdup (_ ("The kettle no longer keeps the water warm.")), "complete");
  show (self, KIND_WARM_ENDED, bubble);
}

static void
on_gap_hid_something (
    KettleModel *model, gint64 from, gint64 to, gboolean still_on, KettleNotifier *self)
{
  g_autoptr (KettleBubble) bubble = NULL;

  bubble = bubble_new (_ ("The kettle was out of sight"),
                       kettle_presentation_dup_gap (from, to, still_on), "complete");
  show (self, KIND_GAP, bubble);
}

static void
on_lost_sight (KettleModel *model, gint64 since, KettleNotifier *self)
{
  g_autoptr (KettleBubble) bubble = NULL;
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (since);
  g_autofree char *clock = NULL;

  /* xgettext:no-c-format
   * Translators: a time of day in the format of strftime(), such as 14:02 */
  clock = when != NULL ? g_date_time_format (when, _ ("%H:%M")) : g_strdup ("?");
  bubble = bubble_new (
      _ ("Lost sight of the kettle"),
      /* Translators: %s is a time of day, such as 14:02 */
      g_strdup_printf (_ ("It was heating when it stopped answering at %s. It may still be on."),
                       clock),
      "dialog-warning");
  self->lost_sight = TRUE;
  show (self, KIND_LOST_SIGHT, bubble);
}

static const char *
get_failure_summary (KettleRequestKind kind)
{
  switch (kind) {
  case KETTLE_REQUEST_OFF:
    return _ ("Could not switch the kettle off");
  case KETTLE_REQUEST_TEMPERATURE:
    return _ ("Could not heat the water");
  case KETTLE_REQUEST_WARM:
  case KETTLE_REQUEST_WARM_MINUTES:
    return _ ("Could not set Keep Warm");
  case KETTLE_REQUEST_ON:
  default:
    return _ ("Could not switch the kettle on");
  }
}

/* The action that asks for the same again. "on" would switch off a kettle that is on by now; 100
 * °C is what the On key gives, and never switches off. */
static char *
dup_again_action (KettleRequestKind kind, int argument)
{
  switch (kind) {
  case KETTLE_REQUEST_OFF:
    return g_strdup ("off");
  case KETTLE_REQUEST_TEMPERATURE:
    return g_strdup_printf ("temperature(%d)", argument);
  case KETTLE_REQUEST_WARM:
    return g_strdup ("warm");
  case KETTLE_REQUEST_WARM_MINUTES:
    return g_strdup_printf ("warm-minutes(%d)", argument);
  case KETTLE_REQUEST_ON:
  default:
    return g_strdup ("temperature(100)");
  }
}

static void
forget_failure (KettleNotifier *self)
{
  if (self->failed_kind == 0)
    return;

  self->failed_kind = 0;
  kettle_bubbles_withdraw (self->bubbles, KIND_COULD_NOT);
}

static void
on_request_failed (
    KettleModel *model, int kind, int argument, int failure, guint number, KettleNotifier *self)
{
  g_autoptr (KettleBubble) bubble = NULL;

  if (self->window_in_front || !is_wanted (self, KIND_COULD_NOT))
    return;

  self->failed_kind = (KettleRequestKind) kind;
  self->failed_argument = argument;
  self->failure = (KettleFailure) failure;
  self->failed_warm = self->was_warm;
  bubble = bubble_new (
      get_failure_summary (self->failed_kind),
      kettle_presentation_dup_failure (self->failed_kind, argument, (KettleFailure) failure),
      "dialog-warning");
  set_button (bubble, _ ("Try Again"), dup_again_action (self->failed_kind, argument));
  show (self, KIND_COULD_NOT, bubble);
}

static void
on_request_confirmed (KettleModel *model, int kind, int argument, KettleNotifier *self)
{
  if ((int) self->failed_kind == kind && self->failed_argument == argument)
    forget_failure (self);
}

/* Whether what had failed is so by now, no matter who did it. Without a connection
 * nothing is known. */
static gboolean
is_done_by_now (KettleNotifier *self, const KettleSnapshot *now)
{
  if (!is_known (now))
    return FALSE;

  switch (self->failed_kind) {
  case KETTLE_REQUEST_ON:
    return now->on;
  case KETTLE_REQUEST_OFF:
    return !is_lit (now);
  case KETTLE_REQUEST_TEMPERATURE:
    /* "Nothing was switched on" is over as soon as something is. */
    return now->on
           && (self->failure != KETTLE_FAILURE_NOT_CONFIRMED
               || now->target_temperature == self->failed_argument);
  case KETTLE_REQUEST_WARM:
    return now->warm != self->failed_warm;
  case KETTLE_REQUEST_WARM_MINUTES:
    return now->warm_minutes == self->failed_argument;
  default:
    return FALSE;
  }
}

static void
on_lit_again (KettleNotifier *self)
{
  /* "problem" stays: somebody must have seen it. */
  const Kind over[] = { KIND_BOILED, KIND_LIFTED, KIND_WARM_ENDED, KIND_GAP };

  self->offers_off = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (over); i++)
    kettle_bubbles_withdraw (self->bubbles, over[i]);
}

static void
on_dark (KettleNotifier *self, const KettleSnapshot *now)
{
  if (self->settle_timer != 0) {
    show_boiled (self);
  } else if (self->offers_off && now->connection == KETTLE_LIFE_CONNECTED) {
    g_autoptr (KettleBubble) bubble = boiled_bubble_new (self, now);

    update (self, KIND_BOILED, bubble);
  }
}

static void
on_changed (KettleModel *model, KettleNotifier *self)
{
  KettleSnapshot now;
  gboolean connected;
  gboolean lit;

  kettle_model_get_snapshot (model, &now);
  connected = is_known (&now);
  lit = is_lit (&now);

  if (lit && !self->was_lit && self->was_connected)
    on_lit_again (self);
  if (!lit && self->was_lit)
    on_dark (self, &now);
  if (self->lost_sight && now.connection == KETTLE_LIFE_CONNECTED) {
    self->lost_sight = FALSE;
    kettle_bubbles_withdraw (self->bubbles, KIND_LOST_SIGHT);
  }
  if (self->failed_kind != 0 && is_done_by_now (self, &now))
    forget_failure (self);

  self->was_lit = lit;
  self->was_connected = connected;
  if (connected)
    self->was_warm = now.warm;
}

/* GtkApplication looks into the platform data of an activation for what lets a window come to
 * the front. */
static void
activate (KettleNotifier *self, const char *name, GVariant *target, const char *token)
{
  GApplicationClass *klass;
  g_autoptr (GVariant) platform_data = NULL;
  GVariantDict dict;

  if (token == NULL || !G_IS_APPLICATION (self->actions)) {
    g_action_group_activate_action (self->actions, name, target);
    return;
  }

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "desktop-startup-id", "s", token);
  g_variant_dict_insert (&dict, "activation-token", "s", token);
  platform_data = g_variant_ref_sink (g_variant_dict_end (&dict));
  klass = G_APPLICATION_GET_CLASS (self->actions);
  klass->before_emit (G_APPLICATION (self->actions), platform_data);
  g_action_group_activate_action (self->actions, name, target);
  klass->after_emit (G_APPLICATION (self->actions), platform_data);
}

/* The Warm key toggles: pressing it for somebody who asked for what is so by now would undo it. */
static gboolean
would_undo (KettleNotifier *self, const char *name)
{
  KettleSnapshot now;

  if (!g_str_equal (name, "warm"))
    return FALSE;

  kettle_model_get_snapshot (self->model, &now);

  return now.warm != self->failed_warm;
}

static void
on_bubble_activated (KettleBubbles *bubbles,
                     guint kind,
                     const char *button_action,
                     const char *token,
                     KettleNotifier *self)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  if (button_action == NULL) {
    activate (self, "show", NULL, token);
    return;
  }

  if (!g_action_parse_detailed_name (button_action, &name, &target, &error)) {
    g_critical ("A bubble's action does not parse: %s", error->message);
    return;
  }

  /* Not every server takes a bubble away whose button was clicked. */
  kettle_bubbles_withdraw (self->bubbles, kind);
  if (kind == KIND_COULD_NOT)
    self->failed_kind = 0;

  /* A click is never for nothing: what cannot be done now is explained in the window. */
  if (!g_action_group_get_action_enabled (self->actions, name))
    activate (self, "show", NULL, token);
  else if (!would_undo (self, name))
    activate (self, name, target, NULL);
}

static void
kettle_notifier_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleNotifier *self = KETTLE_NOTIFIER (object);

  switch ((KettleNotifierProperty) id) {
  case PROP_WINDOW_IN_FRONT:
    g_value_set_boolean (value, self->window_in_front);
    break;
  case PROP_ACTIONS:
  case PROP_MODEL:
  case PROP_INTERVAL:
  case PROP_SETTLE_TIME:
  case PROP_TIME_SCALE:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_notifier_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleNotifier *self = KETTLE_NOTIFIER (object);

  switch ((KettleNotifierProperty) id) {
  case PROP_ACTIONS:
    self->actions = g_value_dup_object (value);
    break;
  case PROP_MODEL:
    self->model = g_value_dup_object (value);
    break;
  case PROP_INTERVAL:
    self->interval = g_value_get_uint (value);
    break;
  case PROP_SETTLE_TIME:
    self->settle_time = g_value_get_uint (value);
    break;
  case PROP_TIME_SCALE:
    self->time_scale = g_value_get_double (value);
    break;
  case PROP_WINDOW_IN_FRONT:
    kettle_notifier_set_window_in_front (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
connect_events (KettleNotifier *self)
{
  const struct {
    const char *name;
    GCallback callback;
  } events[] = {
    { "boiled", G_CALLBACK (on_boiled) },
    { "lifted", G_CALLBACK (on_lifted) },
    { "problem", G_CALLBACK (on_problem) },
    { "warm-ended", G_CALLBACK (on_warm_ended) },
    { "gap-hid-something", G_CALLBACK (on_gap_hid_something) },
    { "lost-sight", G_CALLBACK (on_lost_sight) },
    { "request-failed", G_CALLBACK (on_request_failed) },
    { "request-confirmed", G_CALLBACK (on_request_confirmed) },
    { "changed", G_CALLBACK (on_changed) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    g_signal_connect_object (self->model, events[i].name, events[i].callback, self, 0);
}

static void
kettle_notifier_constructed (GObject *object)
{
  KettleNotifier *self = KETTLE_NOTIFIER (object);
  KettleSnapshot now;

  G_OBJECT_CLASS (kettle_notifier_parent_class)->constructed (object);

  kettle_model_get_snapshot (self->model, &now);
  self->was_lit = is_lit (&now);
  self->was_connected = is_known (&now);
  self->was_warm = now.warm;
  self->bubbles = kettle_bubbles_new (_ ("Kettle"), APP_ID, scaled (self, self->interval));
  g_signal_connect_object (self->bubbles, "activated", G_CALLBACK (on_bubble_activated), self, 0);
  connect_events (self);
}

static void
kettle_notifier_dispose (GObject *object)
{
  KettleNotifier *self = KETTLE_NOTIFIER (object);

  g_clear_handle_id (&self->settle_timer, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->bubbles);
  g_clear_object (&self->model);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (kettle_notifier_parent_class)->dispose (object);
}

static void
kettle_notifier_class_init (KettleNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kettle_notifier_constructed;
  object_class->get_property = kettle_notifier_get_property;
  object_class->set_property = kettle_notifier_set_property;
  object_class->dispose = kettle_notifier_dispose;

  properties[PROP_ACTIONS] =
      g_param_spec_object ("actions", NULL, NULL, G_TYPE_ACTION_GROUP, flags);
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, KETTLE_TYPE_MODEL, flags);
  properties[PROP_INTERVAL] = g_param_spec_uint ("interval", NULL, NULL, 0, G_MAXINT, 2000, flags);
  properties[PROP_SETTLE_TIME] =
      g_param_spec_uint ("settle-time", NULL, NULL, 0, G_MAXINT, 1000, flags);
  /* Divides both. */
  properties[PROP_TIME_SCALE] =
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000, 1, flags);
  properties[PROP_WINDOW_IN_FRONT] =
      g_param_spec_boolean ("window-in-front", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
kettle_notifier_init (KettleNotifier *self)
{
  self->wanted = KETTLE_NOTICE_ALL;
  self->sound = TRUE;
}

/**
 * kettle_notifier_new:
 * @actions: the application's actions; its activations carry the activation token if it is a
 *   #GApplication
 * @model: the kettle
 * @time_scale: what durations are divided by
 *
 * Returns: (transfer full): a notifier
 */
KettleNotifier *
kettle_notifier_new (GActionGroup *actions, KettleModel *model, double time_scale)
{
  g_return_val_if_fail (G_IS_ACTION_GROUP (actions), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);

  return g_object_new (KETTLE_TYPE_NOTIFIER, "actions", actions, "model", model, "time-scale",
                       time_scale, NULL);
}

/**
 * kettle_notifier_set_window_in_front:
 * @self: a notifier
 * @in_front: whether the person looks at the window
 *
 * A request that fails is told by the window while it is in front, and by a bubble otherwise. When
 * the window comes to the front the bubble goes: the window tells it then.
 */
void
kettle_notifier_set_window_in_front (KettleNotifier *self, gboolean in_front)
{
  g_return_if_fail (KETTLE_IS_NOTIFIER (self));

  if (self->window_in_front == !!in_front)
    return;

  self->window_in_front = !!in_front;
  if (in_front)
    forget_failure (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WINDOW_IN_FRONT]);
}

/**
 * kettle_notifier_set_wanted:
 * @self: a notifier
 * @wanted: what the person wants to be told; all of it at first
 *
 * What is not wanted makes no bubble, and a bubble of that kind that is there goes.
 */
void
kettle_notifier_set_wanted (KettleNotifier *self, KettleNotices wanted)
{
  g_return_if_fail (KETTLE_IS_NOTIFIER (self));

  self->wanted = wanted;
  for (Kind kind = KIND_BOILED; kind <= KIND_COULD_NOT; kind++)
    if (!is_wanted (self, kind))
      kettle_bubbles_withdraw (self->bubbles, kind);
  if (!is_wanted (self, KIND_BOILED)) {
    g_clear_handle_id (&self->settle_timer, g_source_remove);
    self->offers_off = FALSE;
  }
  if (!is_wanted (self, KIND_COULD_NOT))
    self->failed_kind = 0;
}

/**
 * kettle_notifier_set_sound:
 * @self: a notifier
 * @sound: whether the bubbles to come ask for a sound; %TRUE at first
 *
 * Without, they ask the notification server to make none of its own either.
 */
void
kettle_notifier_set_sound (KettleNotifier *self, gboolean sound)
{
  g_return_if_fail (KETTLE_IS_NOTIFIER (self));

  self->sound = sound;
}
