// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/kettle-bubbles.h"

#include "notifier-fixture.h"

/* No turn of the main loop may take longer, milliseconds. */
#define LONGEST_TURN 100

/* How often the main loop is looked at, milliseconds. */
#define TICK 5

typedef struct {
  gint64 last;
  gint64 longest;
  guint source;
} Stopwatch;

static gboolean
on_stopwatch_tick (gpointer user_data)
{
  Stopwatch *stopwatch = user_data;
  gint64 now = g_get_monotonic_time ();

  stopwatch->longest = MAX (stopwatch->longest, now - stopwatch->last);
  stopwatch->last = now;

  return G_SOURCE_CONTINUE;
}

static void
stopwatch_start (Stopwatch *stopwatch)
{
  stopwatch->last = g_get_monotonic_time ();
  stopwatch->longest = 0;
  stopwatch->source = g_timeout_add (TICK, on_stopwatch_tick, stopwatch);
}

static int
stopwatch_stop (Stopwatch *stopwatch)
{
  on_stopwatch_tick (stopwatch);
  g_source_remove (stopwatch->source);

  return (int) (stopwatch->longest / 1000);
}

/* Everything that a kettle can report, and then the end of the program. */
static int
live_with_server (Fixture *fixture)
{
  Stopwatch stopwatch;

  stopwatch_start (&stopwatch);
  for (int i = 0; i < 20; i++) {
    fixture_set_state (fixture, KETTLE_PHASE_KEEPING_WARM, TRUE, TRUE);
    g_signal_emit_by_name (fixture->model, "boiled", 100);
    g_signal_emit_by_name (fixture->model, "problem");
    g_signal_emit_by_name (fixture->model, "request-failed", (int) KETTLE_REQUEST_OFF, 0,
                           (int) KETTLE_FAILURE_NO_ANSWER, 1);
    test_never (FALSE, 2 * TICK);
    fixture_set_state (fixture, KETTLE_PHASE_OFF, FALSE, FALSE);
    test_never (FALSE, 2 * TICK);
  }
  g_assert_finalize_object (fixture->notifier);
  fixture->notifier = NULL;

  return stopwatch_stop (&stopwatch);
}

/* A machine that does something else for a tenth of a second is no fault of ours, but it is not
 * so three times: a call that waits for the server waits 25 s every time. */
static void
assert_never_blocked (Fixture *fixture, RecordingMode mode)
{
  int longest = G_MAXINT;

  for (int attempt = 0; attempt < 3 && longest >= LONGEST_TURN; attempt++) {
    recording_notifications_set_mode (fixture->server, mode);
    if (fixture->notifier == NULL)
      fixture_start (fixture, G_ACTION_GROUP (fixture->actions), INTERVAL);
    longest = live_with_server (fixture);
    g_test_message ("longest turn of the main loop: %d ms", longest);
    g_assert_cmpuint (recording_notifications_get_n_hung (fixture->server), ==, 1);
    g_assert_cmpuint (fixture_count_threads (), ==, 1);
    recording_notifications_disappear (fixture->server);
    test_wait_for (fixture_count_threads () == 0, PATIENCE);
    recording_notifications_appear (fixture->server);
  }
  g_assert_cmpint (longest, <, LONGEST_TURN);
}

static void
test_silent_server (Fixture *fixture, gconstpointer server_present)
{
  assert_never_blocked (fixture, RECORDING_MODE_SILENT);
  g_assert_cmpuint (recording_notifications_get_n_shown (fixture->server), ==, 0);
}

static void
test_answers_once (Fixture *fixture, gconstpointer server_present)
{
  assert_never_blocked (fixture, RECORDING_MODE_ANSWERS_ONCE);
  g_assert_cmpuint (recording_notifications_get_n_shown (fixture->server), >, 0);
}

/* What a hanging server has missed is told once, when another one has taken its place. */
static void
test_hang_is_over (Fixture *fixture, gconstpointer server_present)
{
  recording_notifications_set_mode (fixture->server, RECORDING_MODE_SILENT);
  g_signal_emit_by_name (fixture->model, "lifted");
  test_wait_for (recording_notifications_get_n_hung (fixture->server) == 1, PATIENCE);
  for (int i = 0; i < 50; i++) {
    g_signal_emit_by_name (fixture->model, "problem");
    g_signal_emit_by_name (fixture->model, "boiled", i % 2 == 0 ? 80 : 100);
  }
  test_never (recording_notifications_get_n_calls (fixture->server) > 1, QUIET);

  recording_notifications_set_mode (fixture->server, RECORDING_MODE_NORMAL);
  recording_notifications_disappear (fixture->server);
  recording_notifications_appear (fixture->server);
  /* The one that was under way may find the new one as well, or not. */
  test_wait_for (
      recording_notifications_find_open (fixture->server, "The water has boiled") != NULL
          && recording_notifications_find_open (fixture->server, "The kettle may have boiled dry")
                 != NULL,
      PATIENCE);
  test_never (recording_notifications_get_n_shown (fixture->server) > 3, QUIET);
}

/* That the server was started anew is news only after a call to the one before has failed; the
 * bubble that this call was for is shown by the new one. */
static void
test_server_started_anew (Fixture *fixture, gconstpointer server_present)
{
  RecordingNotifications *heir = recording_notifications_new (FALSE);

  g_signal_emit_by_name (fixture->model, "problem");
  test_wait_for (recording_notifications_get_n_shown (fixture->server) == 1, PATIENCE);
  recording_notifications_set_mode (fixture->server, RECORDING_MODE_SILENT);
  g_signal_emit_by_name (fixture->model, "lifted");
  test_wait_for (recording_notifications_get_n_hung (fixture->server) == 1, PATIENCE);

  recording_notifications_hand_over (fixture->server, heir);
  g_object_unref (fixture->server);
  fixture->server = heir;
  fixture_wait_for_shown (fixture, 1);
  g_assert_nonnull (recording_notifications_find_open (heir, "The kettle was lifted"));
}

static void
test_server_appears (Fixture *fixture, gconstpointer server_present)
{
  Stopwatch stopwatch;

  stopwatch_start (&stopwatch);
  g_signal_emit_by_name (fixture->model, "lifted");
  g_signal_emit_by_name (fixture->model, "problem");
  test_never (FALSE, QUIET);
  stopwatch_stop (&stopwatch);
  recording_notifications_appear (fixture->server);
  test_never (recording_notifications_get_n_shown (fixture->server) > 0, QUIET);
  g_signal_emit_by_name (fixture->model, "lifted");
  g_assert_cmpstr (fixture_wait_for_shown (fixture, 1)->summary, ==, "The kettle was lifted");
}

/* A new server counts from 1: the number of the bubble that went with the old one may be another
 * program's bubble now. */
static void
test_server_restarts (Fixture *fixture, gconstpointer server_present)
{
  g_signal_emit_by_name (fixture->model, "lifted");
  fixture_wait_for_shown (fixture, 1);
  recording_notifications_disappear (fixture->server);
  recording_notifications_appear (fixture->server);
  test_never (FALSE, 30);
  fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, FALSE);
  g_signal_emit_by_name (fixture->model, "lifted");
  g_assert_cmpuint (fixture_wait_for_shown (fixture, 2)->replaces_id, ==, 0);
  g_assert_cmpuint (recording_notifications_get_n_close_calls (fixture->server), ==, 0);
}

/* What a server can do is asked once of each that was seen to come: a bubble is one call then, and
 * on its way at once. */
static void
test_asked_once (Fixture *fixture, gconstpointer server_present)
{
  guint n_calls;

  g_signal_emit_by_name (fixture->model, "lifted");
  fixture_wait_for_shown (fixture, 1);
  test_never (FALSE, QUIET);
  g_signal_emit_by_name (fixture->model, "problem");
  fixture_wait_for_shown (fixture, 2);
  n_calls = recording_notifications_get_n_calls (fixture->server);
  g_signal_emit_by_name (fixture->model, "warm-ended");
  fixture_wait_for_shown (fixture, 3);
  g_assert_cmpuint (recording_notifications_get_n_calls (fixture->server), ==, n_calls + 1);

  recording_notifications_disappear (fixture->server);
  recording_notifications_appear (fixture->server);
  test_never (FALSE, 30);
  n_calls = recording_notifications_get_n_calls (fixture->server);
  g_signal_emit_by_name (fixture->model, "boiled", 100);
  fixture_wait_for_shown (fixture, 4);
  g_assert_cmpuint (recording_notifications_get_n_calls (fixture->server), >=, n_calls + 3);
}

static void
test_storm (Fixture *fixture, gconstpointer server_present)
{
  const guint interval = 400;
  gint64 start;
  guint allowed;

  g_assert_finalize_object (fixture->notifier);
  fixture_start (fixture, G_ACTION_GROUP (fixture->actions), interval);
  start = g_get_monotonic_time ();
  for (int i = 0; i < 200; i++) {
    fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, FALSE);
    fixture_set_state (fixture, KETTLE_PHASE_READY, FALSE, FALSE);
    g_signal_emit_by_name (fixture->model, "boiled", i % 2 == 0 ? 80 : 100);
    test_never (FALSE, 1);
  }
  test_wait_for (recording_notifications_find_open (fixture->server, "The water has boiled")
                     != NULL,
                 PATIENCE);
  test_never (FALSE, 2 * interval);
  allowed = (guint) ((g_get_monotonic_time () - start) / 1000 / interval) + 1;
  g_assert_cmpuint (recording_notifications_get_n_shown (fixture->server), <=, allowed);
  g_assert_cmpuint (recording_notifications_get_n_open (fixture->server), ==, 1);
  g_assert_cmpuint (recording_notifications_get_n_close_calls (fixture->server), <=, allowed);
  g_assert_cmpstr (recording_notifications_get_last (fixture->server)->summary, ==,
                   "The water has boiled");
}

/* The program ends: a button that nobody listens to any more must not stay. The rest may be read.
 */
static void
test_dead_buttons (Fixture *fixture, gconstpointer server_present)
{
  g_signal_emit_by_name (fixture->model, "lifted");
  g_signal_emit_by_name (fixture->model, "request-failed", (int) KETTLE_REQUEST_OFF, 0,
                         (int) KETTLE_FAILURE_NO_ANSWER, 1);
  fixture_wait_for_shown (fixture, 2);
  g_assert_finalize_object (fixture->notifier);
  fixture->notifier = NULL;
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 1, PATIENCE);
  test_never (recording_notifications_get_n_open (fixture->server) != 1, QUIET);
  g_assert_nonnull (recording_notifications_find_open (fixture->server, "The kettle was lifted"));
}

static void
test_no_actions (Fixture *fixture, gconstpointer server_present)
{
  const char *const poor[] = { "body", NULL };
  const RecordedBubble *bubble;

  recording_notifications_set_capabilities (fixture->server, poor);
  g_signal_emit_by_name (fixture->model, "request-failed", (int) KETTLE_REQUEST_OFF, 0,
                         (int) KETTLE_FAILURE_NO_ANSWER, 1);
  bubble = fixture_wait_for_shown (fixture, 1);
  g_assert_cmpuint (g_strv_length (bubble->actions), ==, 0);
  g_assert_cmpstr (bubble->body, ==, "The kettle did not answer. It may still be on: check it.");
}

static void
test_markup (Fixture *fixture, gconstpointer server_present)
{
  const char *const plain[] = { "body", "actions", NULL };
  const char *const markup[] = { "body", "actions", "body-markup", NULL };
  char text[] = "<b>5 & 6</b>";
  char icon[] = APP_ID;
  const KettleBubble bubble = { .summary = text, .body = text, .icon_name = icon };
  KettleBubbles *bubbles = kettle_bubbles_new ("Kettle", APP_ID, 0);

  recording_notifications_set_capabilities (fixture->server, plain);
  kettle_bubbles_show (bubbles, 0, &bubble);
  g_assert_cmpstr (fixture_wait_for_shown (fixture, 1)->body, ==, "<b>5 & 6</b>");

  /* Another server took over. */
  recording_notifications_set_capabilities (fixture->server, markup);
  kettle_bubbles_show (bubbles, 0, &bubble);
  g_assert_cmpstr (fixture_wait_for_shown (fixture, 2)->body, ==, "&lt;b&gt;5 &amp; 6&lt;/b&gt;");
  g_assert_cmpstr (recording_notifications_get_last (fixture->server)->summary, ==, "<b>5 & 6</b>");
  g_assert_finalize_object (bubbles);
}

static void
on_activated (
    KettleBubbles *bubbles, guint kind, const char *action, const char *token, gpointer user_data)
{
  GString *done = user_data;

  g_string_append_printf (done, "%u %s %s;", kind, action != NULL ? action : "-",
                          token != NULL ? token : "-");
}

static void
test_clicks (Fixture *fixture, gconstpointer server_present)
{
  char text[] = "text";
  char action[] = "temperature(80)";
  char other_action[] = "off";
  KettleBubble bubble = {
    .summary = text, .body = text, .icon_name = text, .button_label = text, .button_action = action
  };
  KettleBubbles *bubbles = kettle_bubbles_new ("Kettle", APP_ID, 0);
  guint id;

  g_signal_connect (bubbles, "activated", G_CALLBACK (on_activated), fixture->done);
  kettle_bubbles_show (bubbles, 3, &bubble);
  id = fixture_wait_for_shown (fixture, 1)->id;
  recording_notifications_invoke (fixture->server, id, "default", "one");
  recording_notifications_invoke (fixture->server, id, "button", "two");
  recording_notifications_invoke (fixture->server, id, "button", "three");
  test_wait_for (g_str_equal (fixture->done->str, "3 - one;3 temperature(80) two;"), PATIENCE);
  test_never (fixture->done->len > strlen ("3 - one;3 temperature(80) two;"), QUIET);

  /* Shown again it is another button. */
  bubble.button_action = other_action;
  kettle_bubbles_show (bubbles, 3, &bubble);
  id = fixture_wait_for_shown (fixture, 2)->id;
  g_string_truncate (fixture->done, 0);
  recording_notifications_invoke (fixture->server, id, "button", NULL);
  test_wait_for (g_str_equal (fixture->done->str, "3 off -;"), PATIENCE);

  /* A click that comes in while everything goes down reaches nobody. */
  g_string_truncate (fixture->done, 0);
  kettle_bubbles_show (bubbles, 3, &bubble);
  id = fixture_wait_for_shown (fixture, 3)->id;
  recording_notifications_invoke (fixture->server, id, "button", NULL);
  g_assert_finalize_object (bubbles);
  test_never (fixture->done->len > 0, QUIET);
}

static void
test_wishes_coalesce (Fixture *fixture, gconstpointer server_present)
{
  char text[] = "text";
  char newer[] = "newer";
  const KettleBubble first = { .summary = text, .body = text, .icon_name = text };
  const KettleBubble second = { .summary = newer, .body = text, .icon_name = text };
  KettleBubbles *bubbles = kettle_bubbles_new ("Kettle", APP_ID, 200);

  /* Nothing is shown: nothing to change or to take away. */
  kettle_bubbles_update (bubbles, 0, &first);
  kettle_bubbles_withdraw (bubbles, 0);
  test_never (recording_notifications_get_n_calls (fixture->server) > 0, 30);

  kettle_bubbles_show (bubbles, 0, &first);
  fixture_wait_for_shown (fixture, 1);

  /* In the interval: shown and withdrawn is never shown at all. */
  kettle_bubbles_show (bubbles, 0, &second);
  kettle_bubbles_withdraw (bubbles, 0);
  kettle_bubbles_update (bubbles, 0, &second);
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 0, PATIENCE);
  test_never (recording_notifications_get_n_shown (fixture->server) > 1, 300);

  /* An update of what waits to be shown is shown, with its sound. */
  kettle_bubbles_show (bubbles, 0, &first);
  kettle_bubbles_show (bubbles, 0, &first);
  kettle_bubbles_update (bubbles, 0, &second);
  test_wait_for (recording_notifications_find_open (fixture->server, "newer") != NULL, PATIENCE);
  g_assert_finalize_object (bubbles);
}

/* Made and dropped in every moment of the thread's life. */
static void
test_disposed_early (Fixture *fixture, gconstpointer server_present)
{
  char text[] = "text";
  const KettleBubble bubble = { .summary = text, .body = text, .icon_name = text };

  for (guint i = 0; i < 30; i++) {
    KettleBubbles *bubbles = kettle_bubbles_new ("Kettle", APP_ID, 0);

    kettle_bubbles_show (bubbles, i % KETTLE_BUBBLES_MAX_KINDS, &bubble);
    test_never (FALSE, i / 5);
    g_assert_finalize_object (bubbles);
  }
}

static int
run_without_session_bus (void)
{
  Fixture fixture = { .model = stand_in_model_new (),
                      .actions = g_simple_action_group_new (),
                      .done = g_string_new (NULL) };

  fixture_start (&fixture, G_ACTION_GROUP (fixture.actions), INTERVAL);
  g_signal_emit_by_name (fixture.model, "lifted");
  g_signal_emit_by_name (fixture.model, "problem");
  test_wait_for (fixture_count_threads () == 1, PATIENCE);
  test_never (FALSE, QUIET);
  g_assert_finalize_object (fixture.notifier);
  test_wait_for (fixture_count_threads () == 0, PATIENCE);
  g_assert_finalize_object (fixture.model);
  g_assert_finalize_object (fixture.actions);
  g_string_free (fixture.done, TRUE);

  return 0;
}

static void
test_no_session_bus (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, "--without-session-bus", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

/* The program ends while its thread waits for the server: it must not wait with it. */
static void
test_exit_while_hanging (Fixture *fixture, gconstpointer server_present)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  recording_notifications_set_mode (fixture->server, RECORDING_MODE_SILENT);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, self, "--hang-and-exit", NULL);
  g_assert_no_error (error);
  test_wait_for (g_subprocess_get_identifier (child) == NULL, PATIENCE);
  g_assert_true (g_subprocess_get_successful (child));
  g_assert_cmpuint (recording_notifications_get_n_hung (fixture->server), ==, 1);
}

static int
run_and_exit (void)
{
  char text[] = "text";
  const KettleBubble bubble = { .summary = text, .body = text, .icon_name = text };
  KettleBubbles *bubbles = kettle_bubbles_new ("Kettle", APP_ID, 0);

  kettle_bubbles_show (bubbles, 0, &bubble);
  test_never (FALSE, 500);
  g_assert_cmpuint (fixture_count_threads (), ==, 1);
  g_assert_finalize_object (bubbles);

  return 0;
}

int
main (int argc, char **argv)
{
  const struct {
    const char *path;
    gboolean server_present;
    void (*function) (Fixture *fixture, gconstpointer server_present);
  } tests[] = {
    { "/ui/bubbles/silent-server", TRUE, test_silent_server },
    { "/ui/bubbles/answers-once-then-hangs", TRUE, test_answers_once },
    { "/ui/bubbles/hang-is-over", TRUE, test_hang_is_over },
    { "/ui/bubbles/server-appears-later", FALSE, test_server_appears },
    { "/ui/bubbles/server-started-anew", TRUE, test_server_started_anew },
    { "/ui/bubbles/server-restarts", TRUE, test_server_restarts },
    { "/ui/bubbles/asked-once", TRUE, test_asked_once },
    { "/ui/bubbles/exit-while-hanging", TRUE, test_exit_while_hanging },
    { "/ui/bubbles/storm", TRUE, test_storm },
    { "/ui/bubbles/dead-buttons", TRUE, test_dead_buttons },
    { "/ui/bubbles/no-actions", TRUE, test_no_actions },
    { "/ui/bubbles/markup", TRUE, test_markup },
    { "/ui/bubbles/clicks", TRUE, test_clicks },
    { "/ui/bubbles/wishes-coalesce", TRUE, test_wishes_coalesce },
    { "/ui/bubbles/disposed-early", TRUE, test_disposed_early },
  };

  if (argc > 1 && g_str_equal (argv[1], "--without-session-bus"))
    return run_without_session_bus ();
  if (argc > 1 && g_str_equal (argv[1], "--hang-and-exit"))
    return run_and_exit ();

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].server_present), fixture_set_up,
                tests[i].function, fixture_tear_down);
  g_test_add_func ("/ui/bubbles/no-session-bus", test_no_session_bus);

  return g_test_run ();
}
