// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-link-states.h"

/* In the order of their bits, which is the order of doing. */
static const char *const action_names[] = {
  "drop",   "forget",   "take", "attempt", "greet", "ask",
  "settle", "back-off", "slow", "slowest", "soon",
};

/* Every pair, as a person reads it: the next state, and what is done on the way. */
static const char *const table[KETTLE_LINK_N_STATES][KETTLE_LINK_N_EVENTS] = {
  /* clang-format off */
  [KETTLE_LINK_IDLE] = {
    [KETTLE_LINK_EVENT_KETTLE_SET] = "connecting forget attempt",
    [KETTLE_LINK_EVENT_KETTLE_CLEARED] = "idle",
    [KETTLE_LINK_EVENT_CONNECTED] = "idle",
    [KETTLE_LINK_EVENT_UNREACHABLE] = "idle",
    [KETTLE_LINK_EVENT_REFUSED] = "idle",
    [KETTLE_LINK_EVENT_RESOLVER_FAILED] = "idle",
    [KETTLE_LINK_EVENT_PROOF] = "idle",
    [KETTLE_LINK_EVENT_DEADLINE] = "idle",
    [KETTLE_LINK_EVENT_KEEP_ALIVE_DUE] = "idle",
    [KETTLE_LINK_EVENT_CLOSED] = "idle",
    [KETTLE_LINK_EVENT_OVERFLOW] = "idle",
    [KETTLE_LINK_EVENT_WANTED] = "idle",
    [KETTLE_LINK_EVENT_NETWORK_CHANGED] = "idle",
    [KETTLE_LINK_EVENT_RESUMED] = "idle",
    [KETTLE_LINK_EVENT_ADOPTED] = "connected forget take ask settle",
    [KETTLE_LINK_EVENT_HOLD] = "held forget",
    [KETTLE_LINK_EVENT_RELEASE] = "idle",
    [KETTLE_LINK_EVENT_STOP] = "idle",
  },
  [KETTLE_LINK_CONNECTING] = {
    [KETTLE_LINK_EVENT_KETTLE_SET] = "connecting drop forget attempt",
    [KETTLE_LINK_EVENT_KETTLE_CLEARED] = "idle drop forget",
    [KETTLE_LINK_EVENT_CONNECTED] = "greeting greet",
    [KETTLE_LINK_EVENT_UNREACHABLE] = "waiting drop back-off",
    [KETTLE_LINK_EVENT_REFUSED] = "waiting drop slow",
    [KETTLE_LINK_EVENT_RESOLVER_FAILED] = "waiting drop back-off",
    [KETTLE_LINK_EVENT_PROOF] = "connecting",
    [KETTLE_LINK_EVENT_DEADLINE] = "waiting drop back-off",
    [KETTLE_LINK_EVENT_KEEP_ALIVE_DUE] = "connecting",
    [KETTLE_LINK_EVENT_CLOSED] = "waiting drop back-off",
    [KETTLE_LINK_EVENT_OVERFLOW] = "waiting drop slowest",
    [KETTLE_LINK_EVENT_WANTED] = "connecting",
    [KETTLE_LINK_EVENT_NETWORK_CHANGED] = "waiting drop soon",
    [KETTLE_LINK_EVENT_RESUMED] = "waiting drop soon",
    [KETTLE_LINK_EVENT_ADOPTED] = "connected drop forget take ask settle",
    [KETTLE_LINK_EVENT_HOLD] = "held drop",
    [KETTLE_LINK_EVENT_RELEASE] = "connecting",
    [KETTLE_LINK_EVENT_STOP] = "idle drop forget",
  },
  [KETTLE_LINK_GREETING] = {
    [KETTLE_LINK_EVENT_KETTLE_SET] = "connecting drop forget attempt",
    [KETTLE_LINK_EVENT_KETTLE_CLEARED] = "idle drop forget",
    [KETTLE_LINK_EVENT_CONNECTED] = "greeting",
    [KETTLE_LINK_EVENT_UNREACHABLE] = "greeting",
    [KETTLE_LINK_EVENT_REFUSED] = "greeting",
    [KETTLE_LINK_EVENT_RESOLVER_FAILED] = "greeting",
    [KETTLE_LINK_EVENT_PROOF] = "connected ask settle",
    [KETTLE_LINK_EVENT_DEADLINE] = "waiting drop slow",
    [KETTLE_LINK_EVENT_KEEP_ALIVE_DUE] = "greeting ask",
    [KETTLE_LINK_EVENT_CLOSED] = "waiting drop slow",
    [KETTLE_LINK_EVENT_OVERFLOW] = "waiting drop slowest",
    [KETTLE_LINK_EVENT_WANTED] = "greeting",
    [KETTLE_LINK_EVENT_NETWORK_CHANGED] = "waiting drop soon",
    [KETTLE_LINK_EVENT_RESUMED] = "waiting drop soon",
    [KETTLE_LINK_EVENT_ADOPTED] = "connected drop forget take ask settle",
    [KETTLE_LINK_EVENT_HOLD] = "held drop",
    [KETTLE_LINK_EVENT_RELEASE] = "greeting",
    [KETTLE_LINK_EVENT_STOP] = "idle drop forget",
  },
  [KETTLE_LINK_CONNECTED] = {
    [KETTLE_LINK_EVENT_KETTLE_SET] = "connecting drop forget attempt",
    [KETTLE_LINK_EVENT_KETTLE_CLEARED] = "idle drop forget",
    [KETTLE_LINK_EVENT_CONNECTED] = "connected",
    [KETTLE_LINK_EVENT_UNREACHABLE] = "connected",
    [KETTLE_LINK_EVENT_REFUSED] = "connected",
    [KETTLE_LINK_EVENT_RESOLVER_FAILED] = "connected",
    [KETTLE_LINK_EVENT_PROOF] = "connected",
    [KETTLE_LINK_EVENT_DEADLINE] = "waiting drop back-off",
    [KETTLE_LINK_EVENT_KEEP_ALIVE_DUE] = "connected ask",
    [KETTLE_LINK_EVENT_CLOSED] = "waiting drop back-off",
    [KETTLE_LINK_EVENT_OVERFLOW] = "waiting drop slowest",
    [KETTLE_LINK_EVENT_WANTED] = "connected",
    [KETTLE_LINK_EVENT_NETWORK_CHANGED] = "waiting drop soon",
    [KETTLE_LINK_EVENT_RESUMED] = "waiting drop soon",
    [KETTLE_LINK_EVENT_ADOPTED] = "connected drop forget take ask settle",
    [KETTLE_LINK_EVENT_HOLD] = "held drop",
    [KETTLE_LINK_EVENT_RELEASE] = "connected",
    [KETTLE_LINK_EVENT_STOP] = "idle drop forget",
  },
  [KETTLE_LINK_WAITING] = {
    [KETTLE_LINK_EVENT_KETTLE_SET] = "connecting forget attempt",
    [KETTLE_LINK_EVENT_KETTLE_CLEARED] = "idle forget",
    [KETTLE_LINK_EVENT_CONNECTED] = "waiting",
    [KETTLE_LINK_EVENT_UNREACHABLE] = "waiting",
    [KETTLE_LINK_EVENT_REFUSED] = "waiting",
    [KETTLE_LINK_EVENT_RESOLVER_FAILED] = "waiting",
    [KETTLE_LINK_EVENT_PROOF] = "waiting",
    [KETTLE_LINK_EVENT_DEADLINE] = "connecting attempt",
    [KETTLE_LINK_EVENT_KEEP_ALIVE_DUE] = "waiting",
    [KETTLE_LINK_EVENT_CLOSED] = "waiting",
    [KETTLE_LINK_EVENT_OVERFLOW] = "waiting",
    [KETTLE_LINK_EVENT_WANTED] = "connecting attempt",
    [KETTLE_LINK_EVENT_NETWORK_CHANGED] = "waiting soon",
    [KETTLE_LINK_EVENT_RESUMED] = "waiting soon",
    [KETTLE_LINK_EVENT_ADOPTED] = "connected forget take ask settle",
    [KETTLE_LINK_EVENT_HOLD] = "held",
    [KETTLE_LINK_EVENT_RELEASE] = "waiting",
    [KETTLE_LINK_EVENT_STOP] = "idle forget",
  },
  [KETTLE_LINK_HELD] = {
    [KETTLE_LINK_EVENT_KETTLE_SET] = "connecting forget attempt",
    [KETTLE_LINK_EVENT_KETTLE_CLEARED] = "idle forget",
    [KETTLE_LINK_EVENT_CONNECTED] = "held",
    [KETTLE_LINK_EVENT_UNREACHABLE] = "held",
    [KETTLE_LINK_EVENT_REFUSED] = "held",
    [KETTLE_LINK_EVENT_RESOLVER_FAILED] = "held",
    [KETTLE_LINK_EVENT_PROOF] = "held",
    [KETTLE_LINK_EVENT_DEADLINE] = "held",
    [KETTLE_LINK_EVENT_KEEP_ALIVE_DUE] = "held",
    [KETTLE_LINK_EVENT_CLOSED] = "held",
    [KETTLE_LINK_EVENT_OVERFLOW] = "held",
    [KETTLE_LINK_EVENT_WANTED] = "held",
    [KETTLE_LINK_EVENT_NETWORK_CHANGED] = "held",
    [KETTLE_LINK_EVENT_RESUMED] = "held",
    [KETTLE_LINK_EVENT_ADOPTED] = "connected forget take ask settle",
    [KETTLE_LINK_EVENT_HOLD] = "held",
    [KETTLE_LINK_EVENT_RELEASE] = "waiting soon",
    [KETTLE_LINK_EVENT_STOP] = "idle forget",
  },
  /* clang-format on */
};

static char *
describe (KettleLinkStep step)
{
  GString *text = g_string_new (kettle_link_state_get_name (step.state));

  for (gsize i = 0; i < G_N_ELEMENTS (action_names); i++)
    if ((step.actions & (1u << i)) != 0)
      g_string_append_printf (text, " %s", action_names[i]);
  g_assert_cmpuint (step.actions >> G_N_ELEMENTS (action_names), ==, 0);

  return g_string_free (text, FALSE);
}

static void
test_pair (gconstpointer data)
{
  int pair = GPOINTER_TO_INT (data);
  KettleLinkState state = (KettleLinkState) (pair / KETTLE_LINK_N_EVENTS);
  KettleLinkEvent event = (KettleLinkEvent) (pair % KETTLE_LINK_N_EVENTS);
  g_autofree char *step = describe (kettle_link_states_step (state, event));

  g_assert_cmpstr (step, ==, table[state][event]);
}

static gboolean
has_connection (KettleLinkState state)
{
  return state == KETTLE_LINK_CONNECTING || state == KETTLE_LINK_GREETING
         || state == KETTLE_LINK_CONNECTED;
}

/* Whatever happens, there is never more than one connection, nor an attempt without a kettle. */
static void
test_one_connection_at_most (void)
{
  for (int s = 0; s < KETTLE_LINK_N_STATES; s++)
    for (int e = 0; e < KETTLE_LINK_N_EVENTS; e++) {
      KettleLinkState state = (KettleLinkState) s;
      KettleLinkStep step = kettle_link_states_step (state, (KettleLinkEvent) e);
      gboolean has = has_connection (state);
      gboolean will = has_connection (step.state);
      gboolean drops = (step.actions & KETTLE_LINK_DO_DROP) != 0;
      gboolean attempts = (step.actions & (KETTLE_LINK_DO_ATTEMPT | KETTLE_LINK_DO_TAKE)) != 0;

      g_test_message ("%s, %s", kettle_link_state_get_name (state),
                      kettle_link_event_get_name ((KettleLinkEvent) e));
      if (attempts)
        g_assert_true (will && (!has || drops));
      else
        g_assert_cmpint (will, ==, has && !drops);
    }
}

/* Waiting without a time to wait for would last for ever. */
static void
test_waiting_ends (void)
{
  const int schedules = KETTLE_LINK_DO_BACK_OFF | KETTLE_LINK_DO_BACK_OFF_SLOW
                        | KETTLE_LINK_DO_BACK_OFF_MOST | KETTLE_LINK_DO_RETRY_SOON;

  for (int s = 0; s < KETTLE_LINK_N_STATES; s++)
    for (int e = 0; e < KETTLE_LINK_N_EVENTS; e++) {
      KettleLinkStep step = kettle_link_states_step ((KettleLinkState) s, (KettleLinkEvent) e);
      int scheduled = (int) step.actions & schedules;

      if (s != KETTLE_LINK_WAITING)
        g_assert_cmpint (step.state == KETTLE_LINK_WAITING, ==, scheduled != 0);
      g_assert_cmpint (scheduled & (scheduled - 1), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (int pair = 0; pair < KETTLE_LINK_N_STATES * KETTLE_LINK_N_EVENTS; pair++) {
    int state = pair / KETTLE_LINK_N_EVENTS;
    int event = pair % KETTLE_LINK_N_EVENTS;
    g_autofree char *path = g_strdup_printf ("/net/link-states/%s/%s",
                                             kettle_link_state_get_name ((KettleLinkState) state),
                                             kettle_link_event_get_name ((KettleLinkEvent) event));

    g_strdelimit (path, " ", '-');
    g_test_add_data_func (path, GINT_TO_POINTER (pair), test_pair);
  }
  g_test_add_func ("/net/link-states/one-connection-at-most", test_one_connection_at_most);
  g_test_add_func ("/net/link-states/waiting-ends", test_waiting_ends);

  return g_test_run ();
}
