// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-backoff.h"
#include "net/kettle-connection.h"
#include "net/kettle-link.h"

G_BEGIN_DECLS

/*
 * What kettle-link.c (the states, the timer, the interface), kettle-link-hold.c (when not to
 * connect, and connections made elsewhere) and kettle-link-session.c (the one connection there is
 * at a time) share. Nobody else includes this.
 */

typedef enum {
  KETTLE_LINK_PROP_CONNECT_TIMEOUT = 1,
  KETTLE_LINK_PROP_GREETING_TIMEOUT,
  KETTLE_LINK_PROP_KEEP_ALIVE_INTERVAL,
  KETTLE_LINK_PROP_ANSWER_TIMEOUT,
  KETTLE_LINK_PROP_BACKOFF_FIRST,
  KETTLE_LINK_PROP_BACKOFF_REFUSED,
  KETTLE_LINK_PROP_BACKOFF_MAX,
  KETTLE_LINK_PROP_STABLE_TIME,
  KETTLE_LINK_PROP_GRACE_TIME,
  KETTLE_LINK_PROP_OUTAGE_WINDOW,
  KETTLE_LINK_PROP_HOLD_TIME,
  KETTLE_LINK_PROP_KEY_GAP,
  KETTLE_LINK_PROP_OUTAGE_ATTEMPTS,
  KETTLE_LINK_PROP_TIME_SCALE,
  KETTLE_LINK_PROP_STATE,
  KETTLE_LINK_PROP_TROUBLE,
  KETTLE_LINK_PROP_HOST,
  KETTLE_LINK_PROP_PORT,
  KETTLE_LINK_PROP_RETRY_AT,
  KETTLE_LINK_PROP_PAUSED,
} KettleLinkProperty;

/* The properties that are plain numbers come first: milliseconds, but for the last. */
#define KETTLE_LINK_N_NUMBERS    (KETTLE_LINK_PROP_OUTAGE_ATTEMPTS + 1)
#define KETTLE_LINK_N_PROPERTIES (KETTLE_LINK_PROP_PAUSED + 1)

struct _KettleLink {
  GObject parent_instance;

  guint numbers[KETTLE_LINK_N_NUMBERS];
  double time_scale;

  KettleLinkState state;
  KettleTrouble trouble;
  char *host;
  guint16 port;
  gint64 retry_at;

  /* One timer serves every state; the event is what it means when it fires. */
  GSource *timer;
  KettleLinkEvent timer_event;
  gint64 slept;      /* how long the machine had slept when last looked at, microseconds */
  gint64 resumed_at; /* when it was seen to have slept, monotonic; 0 never */
  KettleBackoff backoff;
  gint64 planned_retry; /* monotonic: what a click's attempt came before; 0 for none */
  GRand *random;

  /* The connection there is, if any. */
  KettleConnection *connection;
  GCancellable *cancellable;
  gint64 greeting_ends;
  gint64 settled_at;
  guint own_ticket;  /* our greeting or question while it is unwritten: nobody else's business */
  gboolean asked;    /* for the status, and not answered yet */
  gboolean ask_next; /* for the status, as soon as the greeting has left */
  gboolean heard_kettle; /* at least one known message came, which need not be a proof */
  KettleMessageType proof;

  KettleConnection *handed; /* (nullable): what the step being made takes over */
  gboolean wanted;          /* somebody wanted something while the link was held */

  guint n_pauses;              /* while there is one, the link is held, whatever is asked of it */
  KettleLinkEvent after_pause; /* what happens then: HOLD to stay held, RELEASE, or KETTLE_SET */
  KettleTrouble held_trouble;  /* what is told then */

  gint64 last_received; /* on the connections before this one */
  GArray *undelivered;  /* of guint: to be told as dropped when the step is made */
};

KettleLinkEvent kettle_link_put_off (KettleLink *self, KettleLinkEvent event);
void kettle_link_happen (KettleLink *self, KettleLinkEvent event, KettleTrouble trouble);
void kettle_link_choose (KettleLink *self, const char *host, guint16 port, KettleLinkEvent event);
void kettle_link_set_trouble (KettleLink *self, KettleTrouble trouble);
void kettle_link_start_timer (KettleLink *self, gint64 delay, KettleLinkEvent event);
gint64 kettle_link_get_duration (KettleLink *self, KettleLinkProperty which);

void kettle_link_session_start (KettleLink *self);
void kettle_link_session_take (KettleLink *self);
void kettle_link_session_greet (KettleLink *self);
void kettle_link_session_ask (KettleLink *self);
void kettle_link_session_settle (KettleLink *self);
void kettle_link_session_end (KettleLink *self, gboolean reset);

G_END_DECLS
