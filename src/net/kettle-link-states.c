// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-link-states.h"

/*
 * What KettleLink does in every state about everything that can happen, as pure functions: no
 * clock, no socket, no object. Each pair is written out, so that a new event cannot be forgotten.
 */

/* One step: the next state, and the actions on the way there. */
#define STEP(next, what) ((KettleLinkStep){ KETTLE_LINK_##next, (KettleLinkActions) (what) })

#define NOTHING       KETTLE_LINK_DO_NOTHING
#define DROP          KETTLE_LINK_DO_DROP
#define FORGET_OUTAGE KETTLE_LINK_DO_FORGET_OUTAGE
#define ATTEMPT       KETTLE_LINK_DO_ATTEMPT
#define GREET         KETTLE_LINK_DO_GREET
#define ASK           KETTLE_LINK_DO_ASK
#define SETTLE        KETTLE_LINK_DO_SETTLE
#define BACK_OFF      KETTLE_LINK_DO_BACK_OFF
#define BACK_OFF_SLOW KETTLE_LINK_DO_BACK_OFF_SLOW
#define BACK_OFF_MOST KETTLE_LINK_DO_BACK_OFF_MOST
#define RETRY_SOON    KETTLE_LINK_DO_RETRY_SOON
#define TAKE          KETTLE_LINK_DO_TAKE

/* No kettle is chosen. */
static KettleLinkStep
step_idle (KettleLinkEvent event)
{
  switch (event) {
  case KETTLE_LINK_EVENT_KETTLE_SET:
    return STEP (CONNECTING, FORGET_OUTAGE | ATTEMPT);
  case KETTLE_LINK_EVENT_ADOPTED:
    return STEP (CONNECTED, FORGET_OUTAGE | TAKE | ASK | SETTLE);
  case KETTLE_LINK_EVENT_HOLD:
    /* A kettle was chosen, and is left alone from the beginning. */
    return STEP (HELD, FORGET_OUTAGE);
  case KETTLE_LINK_EVENT_KETTLE_CLEARED:
  case KETTLE_LINK_EVENT_CONNECTED:
  case KETTLE_LINK_EVENT_UNREACHABLE:
  case KETTLE_LINK_EVENT_REFUSED:
  case KETTLE_LINK_EVENT_RESOLVER_FAILED:
  case KETTLE_LINK_EVENT_PROOF:
  case KETTLE_LINK_EVENT_DEADLINE:
  case KETTLE_LINK_EVENT_KEEP_ALIVE_DUE:
  case KETTLE_LINK_EVENT_CLOSED:
  case KETTLE_LINK_EVENT_OVERFLOW:
  case KETTLE_LINK_EVENT_WANTED:
  case KETTLE_LINK_EVENT_NETWORK_CHANGED:
  case KETTLE_LINK_EVENT_RESUMED:
  case KETTLE_LINK_EVENT_RELEASE:
  case KETTLE_LINK_EVENT_STOP:
    return STEP (IDLE, NOTHING);
  default:
    g_return_val_if_reached (STEP (IDLE, NOTHING));
  }
}

/* Resolving and connecting. A deadline is the connection's own. */
static KettleLinkStep
step_connecting (KettleLinkEvent event)
{
  switch (event) {
  case KETTLE_LINK_EVENT_KETTLE_SET:
    return STEP (CONNECTING, DROP | FORGET_OUTAGE | ATTEMPT);
  case KETTLE_LINK_EVENT_KETTLE_CLEARED:
    return STEP (IDLE, DROP | FORGET_OUTAGE);
  case KETTLE_LINK_EVENT_CONNECTED:
    return STEP (GREETING, GREET);
  case KETTLE_LINK_EVENT_UNREACHABLE:
    return STEP (WAITING, DROP | BACK_OFF);
  case KETTLE_LINK_EVENT_REFUSED:
    return STEP (WAITING, DROP | BACK_OFF_SLOW);
  case KETTLE_LINK_EVENT_RESOLVER_FAILED:
    /* Costs the kettle nothing, and heals within seconds after the network came up. */
    return STEP (WAITING, DROP | BACK_OFF);
  case KETTLE_LINK_EVENT_PROOF:
    return STEP (CONNECTING, NOTHING);
  case KETTLE_LINK_EVENT_DEADLINE:
    return STEP (WAITING, DROP | BACK_OFF);
  case KETTLE_LINK_EVENT_KEEP_ALIVE_DUE:
    return STEP (CONNECTING, NOTHING);
  case KETTLE_LINK_EVENT_CLOSED:
    return STEP (WAITING, DROP | BACK_OFF);
  case KETTLE_LINK_EVENT_OVERFLOW:
    return STEP (WAITING, DROP | BACK_OFF_MOST);
  case KETTLE_LINK_EVENT_WANTED:
    return STEP (CONNECTING, NOTHING);
  case KETTLE_LINK_EVENT_NETWORK_CHANGED:
  case KETTLE_LINK_EVENT_RESUMED:
    /* The attempt is bound to an address of the network that was. */
    return STEP (WAITING, DROP | RETRY_SOON);
  case KETTLE_LINK_EVENT_ADOPTED:
    return STEP (CONNECTED, DROP | FORGET_OUTAGE | TAKE | ASK | SETTLE);
  case KETTLE_LINK_EVENT_HOLD:
    return STEP (HELD, DROP);
  case KETTLE_LINK_EVENT_RELEASE:
    return STEP (CONNECTING, NOTHING);
  case KETTLE_LINK_EVENT_STOP:
    return STEP (IDLE, DROP | FORGET_OUTAGE);
  default:
    g_return_val_if_reached (STEP (CONNECTING, NOTHING));
  }
}

/* Connected to something that has not shown yet that it is a kettle. */
static KettleLinkStep
step_greeting (KettleLinkEvent event)
{
  switch (event) {
  case KETTLE_LINK_EVENT_KETTLE_SET:
    return STEP (CONNECTING, DROP | FORGET_OUTAGE | ATTEMPT);
  case KETTLE_LINK_EVENT_KETTLE_CLEARED:
    return STEP (IDLE, DROP | FORGET_OUTAGE);
  case KETTLE_LINK_EVENT_CONNECTED:
  case KETTLE_LINK_EVENT_UNREACHABLE:
  case KETTLE_LINK_EVENT_REFUSED:
  case KETTLE_LINK_EVENT_RESOLVER_FAILED:
    return STEP (GREETING, NOTHING);
  case KETTLE_LINK_EVENT_PROOF:
    return STEP (CONNECTED, ASK | SETTLE);
  case KETTLE_LINK_EVENT_DEADLINE:
    return STEP (WAITING, DROP | BACK_OFF_SLOW);
  case KETTLE_LINK_EVENT_KEEP_ALIVE_DUE:
    /* Here: a third of the greeting's time went by without an answer to the greeting. */
    return STEP (GREETING, ASK);
  case KETTLE_LINK_EVENT_CLOSED:
    /* A kettle that is full does this: as good as refused. */
    return STEP (WAITING, DROP | BACK_OFF_SLOW);
  case KETTLE_LINK_EVENT_OVERFLOW:
    return STEP (WAITING, DROP | BACK_OFF_MOST);
  case KETTLE_LINK_EVENT_WANTED:
    return STEP (GREETING, NOTHING);
  case KETTLE_LINK_EVENT_NETWORK_CHANGED:
  case KETTLE_LINK_EVENT_RESUMED:
    return STEP (WAITING, DROP | RETRY_SOON);
  case KETTLE_LINK_EVENT_ADOPTED:
    return STEP (CONNECTED, DROP | FORGET_OUTAGE | TAKE | ASK | SETTLE);
  case KETTLE_LINK_EVENT_HOLD:
    return STEP (HELD, DROP);
  case KETTLE_LINK_EVENT_RELEASE:
    return STEP (GREETING, NOTHING);
  case KETTLE_LINK_EVENT_STOP:
    return STEP (IDLE, DROP | FORGET_OUTAGE);
  default:
    g_return_val_if_reached (STEP (GREETING, NOTHING));
  }
}

/* Talking with a kettle. A deadline is an answer that did not come. */
static KettleLinkStep
step_connected (KettleLinkEvent event)
{
  switch (event) {
  case KETTLE_LINK_EVENT_KETTLE_SET:
    return STEP (CONNECTING, DROP | FORGET_OUTAGE | ATTEMPT);
  case KETTLE_LINK_EVENT_KETTLE_CLEARED:
    return STEP (IDLE, DROP | FORGET_OUTAGE);
  case KETTLE_LINK_EVENT_CONNECTED:
  case KETTLE_LINK_EVENT_UNREACHABLE:
  case KETTLE_LINK_EVENT_REFUSED:
  case KETTLE_LINK_EVENT_RESOLVER_FAILED:
  case KETTLE_LINK_EVENT_PROOF:
    return STEP (CONNECTED, NOTHING);
  case KETTLE_LINK_EVENT_DEADLINE:
    return STEP (WAITING, DROP | BACK_OFF);
  case KETTLE_LINK_EVENT_KEEP_ALIVE_DUE:
    return STEP (CONNECTED, ASK);
  case KETTLE_LINK_EVENT_CLOSED:
    return STEP (WAITING, DROP | BACK_OFF);
  case KETTLE_LINK_EVENT_OVERFLOW:
    return STEP (WAITING, DROP | BACK_OFF_MOST);
  case KETTLE_LINK_EVENT_WANTED:
    return STEP (CONNECTED, NOTHING);
  case KETTLE_LINK_EVENT_NETWORK_CHANGED:
  case KETTLE_LINK_EVENT_RESUMED:
    return STEP (WAITING, DROP | RETRY_SOON);
  case KETTLE_LINK_EVENT_ADOPTED:
    return STEP (CONNECTED, DROP | FORGET_OUTAGE | TAKE | ASK | SETTLE);
  case KETTLE_LINK_EVENT_HOLD:
    return STEP (HELD, DROP);
  case KETTLE_LINK_EVENT_RELEASE:
    return STEP (CONNECTED, NOTHING);
  case KETTLE_LINK_EVENT_STOP:
    return STEP (IDLE, DROP | FORGET_OUTAGE);
  default:
    g_return_val_if_reached (STEP (CONNECTED, NOTHING));
  }
}

/* Between two attempts. A deadline is the end of the wait. */
static KettleLinkStep
step_waiting (KettleLinkEvent event)
{
  switch (event) {
  case KETTLE_LINK_EVENT_KETTLE_SET:
    return STEP (CONNECTING, FORGET_OUTAGE | ATTEMPT);
  case KETTLE_LINK_EVENT_KETTLE_CLEARED:
    return STEP (IDLE, FORGET_OUTAGE);
  case KETTLE_LINK_EVENT_CONNECTED:
  case KETTLE_LINK_EVENT_UNREACHABLE:
  case KETTLE_LINK_EVENT_REFUSED:
  case KETTLE_LINK_EVENT_RESOLVER_FAILED:
  case KETTLE_LINK_EVENT_PROOF:
    return STEP (WAITING, NOTHING);
  case KETTLE_LINK_EVENT_DEADLINE:
    return STEP (CONNECTING, ATTEMPT);
  case KETTLE_LINK_EVENT_KEEP_ALIVE_DUE:
  case KETTLE_LINK_EVENT_CLOSED:
  case KETTLE_LINK_EVENT_OVERFLOW:
    return STEP (WAITING, NOTHING);
  case KETTLE_LINK_EVENT_WANTED:
    return STEP (CONNECTING, ATTEMPT);
  case KETTLE_LINK_EVENT_NETWORK_CHANGED:
  case KETTLE_LINK_EVENT_RESUMED:
    return STEP (WAITING, RETRY_SOON);
  case KETTLE_LINK_EVENT_ADOPTED:
    return STEP (CONNECTED, FORGET_OUTAGE | TAKE | ASK | SETTLE);
  case KETTLE_LINK_EVENT_HOLD:
    return STEP (HELD, NOTHING);
  case KETTLE_LINK_EVENT_RELEASE:
    return STEP (WAITING, NOTHING);
  case KETTLE_LINK_EVENT_STOP:
    return STEP (IDLE, FORGET_OUTAGE);
  default:
    g_return_val_if_reached (STEP (WAITING, NOTHING));
  }
}

/* A kettle is chosen that must not be contacted now. A wish does not change that: the address may
 * be somebody else's kettle. */
static KettleLinkStep
step_held (KettleLinkEvent event)
{
  switch (event) {
  case KETTLE_LINK_EVENT_KETTLE_SET:
    return STEP (CONNECTING, FORGET_OUTAGE | ATTEMPT);
  case KETTLE_LINK_EVENT_KETTLE_CLEARED:
    return STEP (IDLE, FORGET_OUTAGE);
  case KETTLE_LINK_EVENT_ADOPTED:
    return STEP (CONNECTED, FORGET_OUTAGE | TAKE | ASK | SETTLE);
  case KETTLE_LINK_EVENT_RELEASE:
    return STEP (WAITING, RETRY_SOON);
  case KETTLE_LINK_EVENT_CONNECTED:
  case KETTLE_LINK_EVENT_UNREACHABLE:
  case KETTLE_LINK_EVENT_REFUSED:
  case KETTLE_LINK_EVENT_RESOLVER_FAILED:
  case KETTLE_LINK_EVENT_PROOF:
  case KETTLE_LINK_EVENT_DEADLINE:
  case KETTLE_LINK_EVENT_KEEP_ALIVE_DUE:
  case KETTLE_LINK_EVENT_CLOSED:
  case KETTLE_LINK_EVENT_OVERFLOW:
  case KETTLE_LINK_EVENT_WANTED:
  case KETTLE_LINK_EVENT_NETWORK_CHANGED:
  case KETTLE_LINK_EVENT_RESUMED:
  case KETTLE_LINK_EVENT_HOLD:
    return STEP (HELD, NOTHING);
  case KETTLE_LINK_EVENT_STOP:
    return STEP (IDLE, FORGET_OUTAGE);
  default:
    g_return_val_if_reached (STEP (HELD, NOTHING));
  }
}

/**
 * kettle_link_states_step:
 * @state: where the link is
 * @event: what happened
 *
 * Returns: where it goes, and what it does on the way
 */
KettleLinkStep
kettle_link_states_step (KettleLinkState state, KettleLinkEvent event)
{
  switch (state) {
  case KETTLE_LINK_IDLE:
    return step_idle (event);
  case KETTLE_LINK_CONNECTING:
    return step_connecting (event);
  case KETTLE_LINK_GREETING:
    return step_greeting (event);
  case KETTLE_LINK_CONNECTED:
    return step_connected (event);
  case KETTLE_LINK_WAITING:
    return step_waiting (event);
  case KETTLE_LINK_HELD:
    return step_held (event);
  default:
    g_return_val_if_reached (STEP (IDLE, NOTHING));
  }
}

/**
 * kettle_link_state_get_name:
 * @state: a state
 *
 * Returns: (transfer none): its name, for logs
 */
const char *
kettle_link_state_get_name (KettleLinkState state)
{
  switch (state) {
  case KETTLE_LINK_IDLE:
    return "idle";
  case KETTLE_LINK_CONNECTING:
    return "connecting";
  case KETTLE_LINK_GREETING:
    return "greeting";
  case KETTLE_LINK_CONNECTED:
    return "connected";
  case KETTLE_LINK_WAITING:
    return "waiting";
  case KETTLE_LINK_HELD:
    return "held";
  default:
    g_return_val_if_reached ("?");
  }
}

/**
 * kettle_link_event_get_name:
 * @event: an event
 *
 * Returns: (transfer none): its name, for logs
 */
const char *
kettle_link_event_get_name (KettleLinkEvent event)
{
  static const char *const names[KETTLE_LINK_N_EVENTS] = {
    [KETTLE_LINK_EVENT_KETTLE_SET] = "kettle set",
    [KETTLE_LINK_EVENT_KETTLE_CLEARED] = "kettle cleared",
    [KETTLE_LINK_EVENT_CONNECTED] = "connected",
    [KETTLE_LINK_EVENT_UNREACHABLE] = "unreachable",
    [KETTLE_LINK_EVENT_REFUSED] = "refused",
    [KETTLE_LINK_EVENT_RESOLVER_FAILED] = "resolver failed",
    [KETTLE_LINK_EVENT_PROOF] = "proof",
    [KETTLE_LINK_EVENT_DEADLINE] = "deadline",
    [KETTLE_LINK_EVENT_KEEP_ALIVE_DUE] = "keep-alive due",
    [KETTLE_LINK_EVENT_CLOSED] = "closed",
    [KETTLE_LINK_EVENT_OVERFLOW] = "overflow",
    [KETTLE_LINK_EVENT_WANTED] = "wanted",
    [KETTLE_LINK_EVENT_NETWORK_CHANGED] = "network changed",
    [KETTLE_LINK_EVENT_RESUMED] = "resumed",
    [KETTLE_LINK_EVENT_ADOPTED] = "adopted",
    [KETTLE_LINK_EVENT_HOLD] = "hold",
    [KETTLE_LINK_EVENT_RELEASE] = "release",
    [KETTLE_LINK_EVENT_STOP] = "stop",
  };

  g_return_val_if_fail ((guint) event < KETTLE_LINK_N_EVENTS, "?");

  return names[event];
}
