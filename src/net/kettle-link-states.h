// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The states of KettleLink. */
typedef enum {
  KETTLE_LINK_IDLE = 0,
  KETTLE_LINK_CONNECTING,
  KETTLE_LINK_GREETING,
  KETTLE_LINK_CONNECTED,
  KETTLE_LINK_WAITING,
  KETTLE_LINK_HELD, /* a kettle is chosen, and must not be contacted now */
} KettleLinkState;

#define KETTLE_LINK_N_STATES (KETTLE_LINK_HELD + 1)

/* Everything that can happen to it. */
typedef enum {
  KETTLE_LINK_EVENT_KETTLE_SET = 0,
  KETTLE_LINK_EVENT_KETTLE_CLEARED,
  KETTLE_LINK_EVENT_CONNECTED,
  KETTLE_LINK_EVENT_UNREACHABLE,
  KETTLE_LINK_EVENT_REFUSED,
  KETTLE_LINK_EVENT_RESOLVER_FAILED,
  KETTLE_LINK_EVENT_PROOF,
  KETTLE_LINK_EVENT_DEADLINE,
  KETTLE_LINK_EVENT_KEEP_ALIVE_DUE,
  KETTLE_LINK_EVENT_CLOSED,
  KETTLE_LINK_EVENT_OVERFLOW,
  KETTLE_LINK_EVENT_WANTED,
  KETTLE_LINK_EVENT_NETWORK_CHANGED,
  KETTLE_LINK_EVENT_RESUMED,
  KETTLE_LINK_EVENT_ADOPTED, /* a connection that has proved to lead to a kettle was handed over */
  KETTLE_LINK_EVENT_HOLD,
  KETTLE_LINK_EVENT_RELEASE,
  KETTLE_LINK_EVENT_STOP,
} KettleLinkEvent;

#define KETTLE_LINK_N_EVENTS (KETTLE_LINK_EVENT_STOP + 1)

/* What to do on the way from one state to the next; the order here is the order of doing. */
typedef enum {
  KETTLE_LINK_DO_NOTHING = 0,
  KETTLE_LINK_DO_DROP = 1 << 0,          /* end the connection or the attempt, if there is one */
  KETTLE_LINK_DO_FORGET_OUTAGE = 1 << 1, /* back-off and attempt counter start anew */
  KETTLE_LINK_DO_TAKE = 1 << 2,          /* go on with the connection that was handed over */
  KETTLE_LINK_DO_ATTEMPT = 1 << 3,       /* a new connection object, a new cancellable, connect */
  KETTLE_LINK_DO_GREET = 1 << 4,         /* send the greeting, start its deadline */
  KETTLE_LINK_DO_ASK = 1 << 5,           /* ask for the status, start the answer's deadline */
  KETTLE_LINK_DO_SETTLE = 1 << 6,        /* connected: start keep-alive and the stability clock */
  KETTLE_LINK_DO_BACK_OFF = 1 << 7,      /* schedule the next attempt, slower than the last */
  KETTLE_LINK_DO_BACK_OFF_SLOW = 1 << 8, /* the same, starting at the "refused" delay */
  KETTLE_LINK_DO_BACK_OFF_MOST = 1 << 9, /* the same, at the longest delay */
  KETTLE_LINK_DO_RETRY_SOON = 1 << 10,   /* schedule the next attempt after the short grace */
} KettleLinkActions;

typedef struct {
  KettleLinkState state;
  KettleLinkActions actions;
} KettleLinkStep;

KettleLinkStep kettle_link_states_step (KettleLinkState state, KettleLinkEvent event);
const char *kettle_link_state_get_name (KettleLinkState state);
const char *kettle_link_event_get_name (KettleLinkEvent event);

G_END_DECLS
