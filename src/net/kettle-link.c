// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-link.h"

#include "net/kettle-clock.h"
#include "net/kettle-link-private.h"
#include "net/kettle-timer.h"

/*
 * Keeps one kettle connected. What is to be done when is decided by kettle_link_states_step(); this
 * object does it. Nothing is emitted while a step is being made, so that a handler always sees the
 * link in one state and may do anything to it.
 */

/* The boot clock got ahead of the monotonic one by this much, microseconds: the machine slept. */
#define SLEPT (5 * G_USEC_PER_SEC)

static const struct {
  const char *name;
  guint value;
} numbers[KETTLE_LINK_N_NUMBERS] = {
  [KETTLE_LINK_PROP_CONNECT_TIMEOUT] = { "connect-timeout", 5000 },
  [KETTLE_LINK_PROP_GREETING_TIMEOUT] = { "greeting-timeout", 3000 },
  [KETTLE_LINK_PROP_KEEP_ALIVE_INTERVAL] = { "keep-alive-interval", 45000 },
  [KETTLE_LINK_PROP_ANSWER_TIMEOUT] = { "answer-timeout", 5000 },
  [KETTLE_LINK_PROP_BACKOFF_FIRST] = { "backoff-first", 1000 },
  [KETTLE_LINK_PROP_BACKOFF_REFUSED] = { "backoff-refused", 5000 },
  [KETTLE_LINK_PROP_BACKOFF_MAX] = { "backoff-max", 60000 },
  [KETTLE_LINK_PROP_STABLE_TIME] = { "stable-time", 30000 },
  [KETTLE_LINK_PROP_GRACE_TIME] = { "grace-time", 2000 },
  [KETTLE_LINK_PROP_OUTAGE_WINDOW] = { "outage-window", 300000 },
  [KETTLE_LINK_PROP_HOLD_TIME] = { "hold-time", 150 },
  [KETTLE_LINK_PROP_KEY_GAP] = { "key-gap", 100 },
  [KETTLE_LINK_PROP_OUTAGE_ATTEMPTS] = { "outage-attempts", 12 },
};

G_DEFINE_FINAL_TYPE (KettleLink, kettle_link, G_TYPE_OBJECT)

enum {
  SIGNAL_MESSAGE,
  SIGNAL_WRITTEN,
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static GParamSpec *properties[KETTLE_LINK_N_PROPERTIES];
static guint signals[N_SIGNALS];

/* How much longer the machine has been up than awake, microseconds. */
static gint64
get_slept (void)
{
  return kettle_clock_get_boottime () - g_get_monotonic_time ();
}

/**
 * kettle_link_set_trouble:
 * @self: a link
 * @trouble: why there is no connection
 */
void
kettle_link_set_trouble (KettleLink *self, KettleTrouble trouble)
{
  if (self->trouble == trouble)
    return;

  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[KETTLE_LINK_PROP_TROUBLE]);
}

static void
set_retry_at (KettleLink *self, gint64 retry_at)
{
  if (self->retry_at == retry_at)
    return;

  self->retry_at = retry_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[KETTLE_LINK_PROP_RETRY_AT]);
}

static void
schedule (KettleLink *self, gint64 delay)
{
  kettle_link_start_timer (self, delay, KETTLE_LINK_EVENT_DEADLINE);
  set_retry_at (self, g_get_monotonic_time () + delay);
}

/* Never moves an attempt that is scheduled earlier: hints that come together cost one attempt. */
static void
retry_soon (KettleLink *self)
{
  gint64 delay = kettle_backoff_soon (&self->backoff, kettle_clock_get_boottime (),
                                      kettle_link_get_duration (self, KETTLE_LINK_PROP_GRACE_TIME));

  if (self->retry_at == 0 || self->retry_at > g_get_monotonic_time () + delay)
    schedule (self, delay);
}

/* An attempt that a click asked for came on top: when it fails, what was planned still holds. */
static void
back_off (KettleLink *self, KettleLinkActions actions)
{
  gint64 least = self->backoff.first;
  gint64 planned = self->planned_retry;

  if (actions & KETTLE_LINK_DO_BACK_OFF_SLOW)
    least = self->backoff.slow;
  /* Whoever floods is no kettle, and will not be one soon. */
  if (actions & KETTLE_LINK_DO_BACK_OFF_MOST)
    least = self->backoff.max;

  self->planned_retry = 0;
  if (planned != 0) {
    planned = MAX (planned - g_get_monotonic_time (), least);
    schedule (self, kettle_backoff_soon (&self->backoff, kettle_clock_get_boottime (), planned));
    return;
  }

  schedule (self, kettle_backoff_next (&self->backoff, kettle_clock_get_boottime (), least,
                                       g_rand_double_range (self->random, -1.0, 1.0)));
}

static void
attempt (KettleLink *self)
{
  self->slept = get_slept ();
  kettle_backoff_note_attempt (&self->backoff, kettle_clock_get_boottime ());
  kettle_link_session_start (self);
}

/* Tells what was never written, now that the step is made. */
static void
emit_undelivered (KettleLink *self)
{
  g_autoptr (GArray) tickets = g_steal_pointer (&self->undelivered);

  self->undelivered = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < tickets->len; i++)
    g_signal_emit (self, signals[SIGNAL_DROPPED], 0, g_array_index (tickets, guint, i));
}

/* Does what the step from state @from asks for, in the order of the actions' bits. */
static void
act (KettleLink *self, KettleLinkState from, KettleLinkEvent event, KettleLinkActions actions)
{
  if (actions & (KETTLE_LINK_DO_ATTEMPT | KETTLE_LINK_DO_SETTLE))
    self->planned_retry = event == KETTLE_LINK_EVENT_WANTED ? self->retry_at : 0;
  if (from != self->state) {
    kettle_timer_stop (self->timer);
    set_retry_at (self, 0);
  }

  /* An answer that did not come: the link may be down, and a press under way must not arrive when
   * it is up again (pitfall P-W1). */
  if (actions & KETTLE_LINK_DO_DROP)
    kettle_link_session_end (self,
                             from == KETTLE_LINK_CONNECTED && event == KETTLE_LINK_EVENT_DEADLINE);
  if (actions & KETTLE_LINK_DO_FORGET_OUTAGE)
    kettle_backoff_forget (&self->backoff);
  if (actions & KETTLE_LINK_DO_TAKE) {
    self->slept = get_slept ();
    kettle_link_session_take (self);
  }
  if (actions & KETTLE_LINK_DO_ATTEMPT)
    attempt (self);
  if (actions & KETTLE_LINK_DO_GREET)
    kettle_link_session_greet (self);

  /* When the proof is the answer to our question, there is nothing left to ask. */
  if (event == KETTLE_LINK_EVENT_PROOF && self->asked && self->proof == KETTLE_MESSAGE_STATUS)
    self->asked = FALSE;
  else if (actions & KETTLE_LINK_DO_ASK)
    kettle_link_session_ask (self);

  if (actions & KETTLE_LINK_DO_SETTLE) {
    kettle_link_set_trouble (self, KETTLE_TROUBLE_NONE);
    kettle_link_session_settle (self);
  }
  if (actions
      & (KETTLE_LINK_DO_BACK_OFF | KETTLE_LINK_DO_BACK_OFF_SLOW | KETTLE_LINK_DO_BACK_OFF_MOST))
    back_off (self, actions);
  if (actions & KETTLE_LINK_DO_RETRY_SOON)
    retry_soon (self);
}

/**
 * kettle_link_happen:
 * @self: a link
 * @event: what happened
 * @trouble: why there is no connection, if that is what comes of it
 *
 * Makes one step. Properties are notified when it is made; handlers may do anything.
 */
void
kettle_link_happen (KettleLink *self, KettleLinkEvent event, KettleTrouble trouble)
{
  g_autoptr (KettleLink) guard G_GNUC_UNUSED = g_object_ref (self);
  KettleLinkState from = self->state;
  KettleLinkStep step = kettle_link_states_step (from, event);

  g_debug ("%s, %s: %s", kettle_link_state_get_name (from), kettle_link_event_get_name (event),
           kettle_link_state_get_name (step.state));
  if (step.state == from && step.actions == KETTLE_LINK_DO_NOTHING)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  if (step.state != from) {
    self->state = step.state;
    g_object_notify_by_pspec (G_OBJECT (self), properties[KETTLE_LINK_PROP_STATE]);
  }
  if ((step.state == KETTLE_LINK_WAITING || step.state == KETTLE_LINK_HELD)
      && trouble != KETTLE_TROUBLE_NONE)
    kettle_link_set_trouble (self, trouble);
  act (self, from, event, step.actions);

  /* Whoever stops the link wants to hear no more of it. */
  if (event == KETTLE_LINK_EVENT_STOP)
    g_array_set_size (self->undelivered, 0);
  emit_undelivered (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * kettle_link_start_timer:
 * @self: a link
 * @delay: microseconds
 * @event: what it means when the time is over
 *
 * Starts the link's only timer, or sets it anew.
 */
void
kettle_link_start_timer (KettleLink *self, gint64 delay, KettleLinkEvent event)
{
  self->timer_event = event;
  kettle_timer_start (self->timer, delay);
}

/**
 * kettle_link_get_duration:
 * @self: a link
 * @which: one of its durations
 *
 * Returns: microseconds, by "time-scale"
 */
gint64
kettle_link_get_duration (KettleLink *self, KettleLinkProperty which)
{
  return MAX (1, (gint64) ((double) self->numbers[which] * 1000 / self->time_scale));
}

/* The connection, or the network it was made on, is not to be trusted after a sleep. */
static void
resume (KettleLink *self)
{
  self->slept = get_slept ();
  self->resumed_at = g_get_monotonic_time ();
  kettle_link_happen (self, KETTLE_LINK_EVENT_RESUMED,
                      self->state == KETTLE_LINK_CONNECTED ? KETTLE_TROUBLE_LOST
                                                           : KETTLE_TROUBLE_NONE);
}

/* Finds out about a sleep nobody told us about. */
static gboolean
check_resumed (KettleLink *self)
{
  if (self->state == KETTLE_LINK_IDLE || get_slept () - self->slept < SLEPT)
    return FALSE;

  resume (self);

  return TRUE;
}

static gboolean
on_timer (gpointer user_data)
{
  g_autoptr (KettleLink) self = g_object_ref (KETTLE_LINK (user_data));
  KettleTrouble trouble = KETTLE_TROUBLE_NONE;

  if (self->timer_event == KETTLE_LINK_EVENT_DEADLINE && self->connection != NULL) {
    trouble = KETTLE_TROUBLE_SILENT;
    if (self->state == KETTLE_LINK_GREETING && !self->heard_kettle
        && kettle_connection_get_last_received (self->connection) != 0)
      trouble = KETTLE_TROUBLE_NOT_A_KETTLE;
  }

  g_object_freeze_notify (G_OBJECT (self));
  set_retry_at (self, 0);
  if (!check_resumed (self))
    kettle_link_happen (self, self->timer_event, trouble);
  g_object_thaw_notify (G_OBJECT (self));

  return G_SOURCE_REMOVE;
}

static void
kettle_link_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleLink *self = KETTLE_LINK (object);

  switch ((KettleLinkProperty) id) {
  case KETTLE_LINK_PROP_CONNECT_TIMEOUT:
  case KETTLE_LINK_PROP_GREETING_TIMEOUT:
  case KETTLE_LINK_PROP_KEEP_ALIVE_INTERVAL:
  case KETTLE_LINK_PROP_ANSWER_TIMEOUT:
  case KETTLE_LINK_PROP_BACKOFF_FIRST:
  case KETTLE_LINK_PROP_BACKOFF_REFUSED:
  case KETTLE_LINK_PROP_BACKOFF_MAX:
  case KETTLE_LINK_PROP_STABLE_TIME:
  case KETTLE_LINK_PROP_GRACE_TIME:
  case KETTLE_LINK_PROP_OUTAGE_WINDOW:
  case KETTLE_LINK_PROP_HOLD_TIME:
  case KETTLE_LINK_PROP_KEY_GAP:
  case KETTLE_LINK_PROP_OUTAGE_ATTEMPTS:
    g_value_set_uint (value, self->numbers[id]);
    break;
  case KETTLE_LINK_PROP_TIME_SCALE:
    g_value_set_double (value, self->time_scale);
    break;
  case KETTLE_LINK_PROP_STATE:
    g_value_set_int (value, (int) self->state);
    break;
  case KETTLE_LINK_PROP_TROUBLE:
    g_value_set_int (value, (int) self->trouble);
    break;
  case KETTLE_LINK_PROP_HOST:
    g_value_set_string (value, self->host);
    break;
  case KETTLE_LINK_PROP_PORT:
    g_value_set_uint (value, self->port);
    break;
  case KETTLE_LINK_PROP_RETRY_AT:
    g_value_set_int64 (value, self->retry_at);
    break;
  case KETTLE_LINK_PROP_PAUSED:
    g_value_set_boolean (value, self->n_pauses > 0);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_link_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleLink *self = KETTLE_LINK (object);

  switch ((KettleLinkProperty) id) {
  case KETTLE_LINK_PROP_CONNECT_TIMEOUT:
  case KETTLE_LINK_PROP_GREETING_TIMEOUT:
  case KETTLE_LINK_PROP_KEEP_ALIVE_INTERVAL:
  case KETTLE_LINK_PROP_ANSWER_TIMEOUT:
  case KETTLE_LINK_PROP_BACKOFF_FIRST:
  case KETTLE_LINK_PROP_BACKOFF_REFUSED:
  case KETTLE_LINK_PROP_BACKOFF_MAX:
  case KETTLE_LINK_PROP_STABLE_TIME:
  case KETTLE_LINK_PROP_GRACE_TIME:
  case KETTLE_LINK_PROP_OUTAGE_WINDOW:
  case KETTLE_LINK_PROP_HOLD_TIME:
  case KETTLE_LINK_PROP_KEY_GAP:
  case KETTLE_LINK_PROP_OUTAGE_ATTEMPTS:
    self->numbers[id] = g_value_get_uint (value);
    break;
  case KETTLE_LINK_PROP_TIME_SCALE:
    self->time_scale = g_value_get_double (value);
    break;
  case KETTLE_LINK_PROP_STATE:
  case KETTLE_LINK_PROP_TROUBLE:
  case KETTLE_LINK_PROP_HOST:
  case KETTLE_LINK_PROP_PORT:
  case KETTLE_LINK_PROP_RETRY_AT:
  case KETTLE_LINK_PROP_PAUSED:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_link_constructed (GObject *object)
{
  KettleLink *self = KETTLE_LINK (object);

  G_OBJECT_CLASS (kettle_link_parent_class)->constructed (object);

  self->backoff.first = kettle_link_get_duration (self, KETTLE_LINK_PROP_BACKOFF_FIRST);
  self->backoff.slow = kettle_link_get_duration (self, KETTLE_LINK_PROP_BACKOFF_REFUSED);
  self->backoff.max = kettle_link_get_duration (self, KETTLE_LINK_PROP_BACKOFF_MAX);
  self->backoff.window = kettle_link_get_duration (self, KETTLE_LINK_PROP_OUTAGE_WINDOW);
  self->backoff.attempts = self->numbers[KETTLE_LINK_PROP_OUTAGE_ATTEMPTS];
}

static void
kettle_link_dispose (GObject *object)
{
  KettleLink *self = KETTLE_LINK (object);

  self->state = KETTLE_LINK_IDLE;
  self->retry_at = 0;
  kettle_timer_stop (self->timer);
  kettle_link_session_end (self, FALSE);
  g_array_set_size (self->undelivered, 0);

  G_OBJECT_CLASS (kettle_link_parent_class)->dispose (object);
}

static void
kettle_link_finalize (GObject *object)
{
  KettleLink *self = KETTLE_LINK (object);

  kettle_timer_free (self->timer);
  g_rand_free (self->random);
  g_array_unref (self->undelivered);
  g_free (self->host);

  G_OBJECT_CLASS (kettle_link_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  for (guint id = 1; id < KETTLE_LINK_N_NUMBERS; id++)
    properties[id] = g_param_spec_uint (numbers[id].name, NULL, NULL, 0, G_MAXUINT,
                                        numbers[id].value, construct);
  properties[KETTLE_LINK_PROP_TIME_SCALE] =
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000.0, 1.0, construct);
  properties[KETTLE_LINK_PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, 0, KETTLE_LINK_HELD, 0, readable);
  properties[KETTLE_LINK_PROP_TROUBLE] =
      g_param_spec_int ("trouble", NULL, NULL, 0, KETTLE_TROUBLE_SET_UP, 0, readable);
  properties[KETTLE_LINK_PROP_HOST] = g_param_spec_string ("host", NULL, NULL, NULL, readable);
  properties[KETTLE_LINK_PROP_PORT] =
      g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0, readable);
  properties[KETTLE_LINK_PROP_RETRY_AT] =
      g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[KETTLE_LINK_PROP_PAUSED] =
      g_param_spec_boolean ("paused", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, KETTLE_LINK_N_PROPERTIES, properties);
}

static void
kettle_link_class_init (KettleLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kettle_link_get_property;
  object_class->set_property = kettle_link_set_property;
  object_class->constructed = kettle_link_constructed;
  object_class->dispose = kettle_link_dispose;
  object_class->finalize = kettle_link_finalize;
  install_properties (object_class);

  signals[SIGNAL_MESSAGE] = g_signal_new ("message", KETTLE_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_WRITTEN] = g_signal_new ("written", KETTLE_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", KETTLE_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kettle_link_init (KettleLink *self)
{
  self->timer = kettle_timer_new ("kettle-link", on_timer, self);
  self->random = g_rand_new ();
  self->undelivered = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * kettle_link_new:
 *
 * Returns: (transfer full): a link without a kettle, with the usual durations
 */
KettleLink *
kettle_link_new (void)
{
  return g_object_new (KETTLE_TYPE_LINK, NULL);
}

/**
 * kettle_link_choose:
 * @self: a link
 * @host: (nullable): the host
 * @port: the port, 0 without @host
 * @event: what this is to the states
 *
 * Makes this the chosen kettle.
 */
void
kettle_link_choose (KettleLink *self, const char *host, guint16 port, KettleLinkEvent event)
{
  g_autoptr (KettleLink) guard G_GNUC_UNUSED = g_object_ref (self);

  g_object_freeze_notify (G_OBJECT (self));
  self->wanted = FALSE;
  if (g_strcmp0 (self->host, host) != 0) {
    g_free (self->host);
    self->host = g_strdup (host);
    g_object_notify_by_pspec (G_OBJECT (self), properties[KETTLE_LINK_PROP_HOST]);
  }
  if (self->port != port) {
    self->port = port;
    g_object_notify_by_pspec (G_OBJECT (self), properties[KETTLE_LINK_PROP_PORT]);
  }
  kettle_link_set_trouble (self, KETTLE_TROUBLE_NONE);
  if (self->n_pauses > 0)
    event = kettle_link_put_off (self, event);
  kettle_link_happen (self, event, KETTLE_TROUBLE_NONE);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * kettle_link_set_kettle:
 * @self: a link
 * @host: (nullable): the kettle's name or numeric IPv4 address, %NULL for none
 * @port: its port; ignored without @host
 *
 * Chooses the kettle to be connected to, at once. The same kettle again changes nothing while all
 * is well, and is a new start after trouble.
 */
void
kettle_link_set_kettle (KettleLink *self, const char *host, guint16 port)
{
  g_return_if_fail (KETTLE_IS_LINK (self));
  g_return_if_fail (host == NULL || (host[0] != '\0' && port != 0));

  if (host == NULL)
    port = 0;
  if (self->state != KETTLE_LINK_IDLE && self->state != KETTLE_LINK_HELD
      && self->trouble == KETTLE_TROUBLE_NONE && self->port == port
      && g_strcmp0 (self->host, host) == 0)
    return;

  kettle_link_choose (self, host, port,
                      host != NULL ? KETTLE_LINK_EVENT_KETTLE_SET
                                   : KETTLE_LINK_EVENT_KETTLE_CLEARED);
}

/**
 * kettle_link_send:
 * @self: a link
 * @command: what to send
 * @expires_at: when it is too late to write it, on kettle_clock_get_boottime(); 0 for never
 *
 * Queues @command if the kettle is connected; see kettle_connection_send(). After a sleep the
 * connection is found to be old right here, and @command is not sent.
 *
 * Returns: the ticket "written" or "dropped" will tell; 0 if it was not queued
 */
guint
kettle_link_send (KettleLink *self, KettleCommand command, gint64 expires_at)
{
  g_autoptr (KettleLink) guard = NULL;

  g_return_val_if_fail (KETTLE_IS_LINK (self), 0);

  guard = g_object_ref (self);
  if (check_resumed (self) || self->state != KETTLE_LINK_CONNECTED)
    return 0;

  return kettle_connection_send (self->connection, command, expires_at);
}

/**
 * kettle_link_drop_unwritten:
 * @self: a link
 *
 * Takes back everything sent of which no byte was written; "dropped" is emitted for each.
 */
void
kettle_link_drop_unwritten (KettleLink *self)
{
  g_return_if_fail (KETTLE_IS_LINK (self));

  if (self->connection != NULL)
    kettle_connection_drop_unwritten (self->connection);
}

/**
 * kettle_link_want:
 * @self: a link
 *
 * A person wants something of the kettle: while the link waits, it tries at once.
 */
void
kettle_link_want (KettleLink *self)
{
  g_autoptr (KettleLink) guard = NULL;

  g_return_if_fail (KETTLE_IS_LINK (self));

  guard = g_object_ref (self);
  check_resumed (self);
  if (self->state == KETTLE_LINK_HELD && self->n_pauses == 0)
    self->wanted = TRUE;
  kettle_link_happen (self, KETTLE_LINK_EVENT_WANTED, KETTLE_TROUBLE_NONE);
}

/**
 * kettle_link_give_up:
 * @self: a link
 *
 * What was asked of the kettle was not answered in time. If it is connected, the connection ends
 * by a reset, so that nothing the kernel still holds is ever delivered (pitfall P-W1).
 */
void
kettle_link_give_up (KettleLink *self)
{
  g_return_if_fail (KETTLE_IS_LINK (self));

  if (self->state == KETTLE_LINK_CONNECTED)
    kettle_link_happen (self, KETTLE_LINK_EVENT_DEADLINE, KETTLE_TROUBLE_SILENT);
}

/**
 * kettle_link_network_changed:
 * @self: a link
 *
 * The machine's network is another one now, or there is one again. A hint: it says nothing about
 * the kettle (pitfall P-S11).
 */
void
kettle_link_network_changed (KettleLink *self)
{
  g_return_if_fail (KETTLE_IS_LINK (self));

  kettle_link_happen (self, KETTLE_LINK_EVENT_NETWORK_CHANGED,
                      self->state == KETTLE_LINK_CONNECTED ? KETTLE_TROUBLE_LOST
                                                           : KETTLE_TROUBLE_NONE);
}

/**
 * kettle_link_resumed:
 * @self: a link
 *
 * The machine woke up. It does no harm to say so when the link has found out by itself.
 */
void
kettle_link_resumed (KettleLink *self)
{
  g_return_if_fail (KETTLE_IS_LINK (self));

  if (self->resumed_at == 0
      || g_get_monotonic_time () - self->resumed_at
             >= kettle_link_get_duration (self, KETTLE_LINK_PROP_GRACE_TIME))
    resume (self);
}

/**
 * kettle_link_stop:
 * @self: a link
 *
 * Ends everything at once, without blocking, and keeps the kettle's address;
 * kettle_link_set_kettle() starts again. "state" is notified from within; nothing comes
 * afterwards, and not "dropped" either.
 */
void
kettle_link_stop (KettleLink *self)
{
  g_return_if_fail (KETTLE_IS_LINK (self));

  kettle_link_happen (self, KETTLE_LINK_EVENT_STOP, KETTLE_TROUBLE_NONE);
}

/**
 * kettle_link_get_state:
 * @self: a link
 *
 * Returns: its state
 */
KettleLinkState
kettle_link_get_state (KettleLink *self)
{
  g_return_val_if_fail (KETTLE_IS_LINK (self), KETTLE_LINK_IDLE);

  return self->state;
}

/**
 * kettle_link_get_trouble:
 * @self: a link
 *
 * Returns: why there is no connection; lasts through further attempts until one succeeds
 */
KettleTrouble
kettle_link_get_trouble (KettleLink *self)
{
  g_return_val_if_fail (KETTLE_IS_LINK (self), KETTLE_TROUBLE_NONE);

  return self->trouble;
}

/**
 * kettle_link_get_host:
 * @self: a link
 *
 * Returns: (nullable) (transfer none): the host of the chosen kettle, as it was given
 */
const char *
kettle_link_get_host (KettleLink *self)
{
  g_return_val_if_fail (KETTLE_IS_LINK (self), NULL);

  return self->host;
}

/**
 * kettle_link_get_port:
 * @self: a link
 *
 * Returns: the port of the chosen kettle, 0 without one
 */
guint16
kettle_link_get_port (KettleLink *self)
{
  g_return_val_if_fail (KETTLE_IS_LINK (self), 0);

  return self->port;
}

/**
 * kettle_link_get_retry_at:
 * @self: a link
 *
 * Returns: when the next attempt starts, on the monotonic clock in microseconds; 0 if none is
 * scheduled
 */
gint64
kettle_link_get_retry_at (KettleLink *self)
{
  g_return_val_if_fail (KETTLE_IS_LINK (self), 0);

  return self->retry_at;
}

/**
 * kettle_link_get_last_received:
 * @self: a link
 *
 * Returns: when the last byte came from any kettle, on the monotonic clock in microseconds; 0 if
 *   none ever came
 */
gint64
kettle_link_get_last_received (KettleLink *self)
{
  gint64 now = 0;

  g_return_val_if_fail (KETTLE_IS_LINK (self), 0);

  if (self->connection != NULL)
    now = kettle_connection_get_last_received (self->connection);

  return MAX (now, self->last_received);
}
