// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "notifier-fixture.h"

/* Two moments of the same day, and what a clock says then in the time zone of the tests, UTC. */
#define AT_10_02 (G_GINT64_CONSTANT (1767261720))
#define AT_10_04 (AT_10_02 + 120)

typedef struct {
  const char *event;
  const char *summary;
  const char *body;
  const char *sound;
  guint8 urgency;
} Told;

static const Told told[] = {
  { "boiled 100", "The water has boiled", "The kettle reached 100 °C.", "complete", 1 },
  { "boiled 80", "The water is ready", "It has reached 80 °C.", "complete", 1 },
  { "boiled 0", "The water is ready", "The kettle reached its temperature.", "complete", 1 },
  { "lifted", "The kettle was lifted", "It was still on, and switched itself off.",
    "device-removed", 1 },
  { "problem", "The kettle may have boiled dry",
    "It reports a problem. Check the water before you switch it on again.", "dialog-warning", 2 },
  { "warm-ended", "Keeping warm has ended", "The kettle no longer keeps the water warm.",
    "complete", 1 },
  { "gap", "The kettle was out of sight",
    "The kettle is off again. It may have boiled, or been lifted or switched off, between 10:02 "
    "and 10:04.",
    "complete", 1 },
  { "lost-sight", "Lost sight of the kettle",
    "It was heating when it stopped answering at 10:02. It may still be on.", "dialog-warning", 1 },
};

static void
emit (Fixture *fixture, const char *event)
{
  if (g_str_has_prefix (event, "boiled "))
    g_signal_emit_by_name (fixture->model, "boiled", atoi (event + strlen ("boiled ")));
  else if (g_str_equal (event, "gap"))
    g_signal_emit_by_name (fixture->model, "gap-hid-something", AT_10_02, AT_10_04, FALSE);
  else if (g_str_equal (event, "lost-sight"))
    g_signal_emit_by_name (fixture->model, "lost-sight", AT_10_02);
  else
    g_signal_emit_by_name (fixture->model, event);
}

static void
fail_request (Fixture *fixture, KettleRequestKind kind, int argument)
{
  g_signal_emit_by_name (fixture->model, "request-failed", (int) kind, argument,
                         (int) KETTLE_FAILURE_NO_ANSWER, 1);
}

static const char *
hint_text (const RecordedBubble *bubble, const char *name)
{
  const char *text = NULL;

  g_variant_lookup (bubble->hints, name, "&s", &text);

  return text;
}

static void
assert_hints (const RecordedBubble *bubble, guint8 urgency, const char *sound)
{
  guint8 told_urgency = 255;
  gboolean transient = FALSE;

  g_assert_true (g_variant_lookup (bubble->hints, "urgency", "y", &told_urgency));
  g_assert_cmpuint (told_urgency, ==, urgency);
  g_assert_cmpstr (hint_text (bubble, "category"), ==, "device");
  g_assert_cmpstr (hint_text (bubble, "sound-name"), ==, sound);
  g_assert_cmpstr (hint_text (bubble, "desktop-entry"), ==, APP_ID);
  g_variant_lookup (bubble->hints, "transient", "b", &transient);
  g_assert_false (transient);
  g_assert_cmpstr (bubble->app_name, ==, "Kettle");
  g_assert_cmpstr (bubble->icon, ==, APP_ID);
}

static void
test_every_kind (Fixture *fixture, gconstpointer server_present)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++) {
    const RecordedBubble *bubble;

    emit (fixture, told[i].event);
    bubble = fixture_wait_for_shown (fixture, i + 1);
    g_assert_cmpstr (bubble->summary, ==, told[i].summary);
    g_assert_cmpstr (bubble->body, ==, told[i].body);
    assert_hints (bubble, told[i].urgency, told[i].sound);
    g_assert_nonnull (recorded_bubble_get_button (bubble, "default"));
    g_assert_cmpuint (g_strv_length (bubble->actions), ==, 2);
  }
}

static void
test_replaced (Fixture *fixture, gconstpointer server_present)
{
  guint n = 0;

  /* From the third on each is of a kind of its own. */
  for (guint i = 2; i < G_N_ELEMENTS (told); i++) {
    guint id;

    emit (fixture, told[i].event);
    g_assert_cmpuint (fixture_wait_for_shown (fixture, ++n)->replaces_id, ==, 0);
    id = recording_notifications_get_last (fixture->server)->id;
    emit (fixture, told[i].event);
    g_assert_cmpuint (fixture_wait_for_shown (fixture, ++n)->replaces_id, ==, id);
    g_assert_cmpuint (recording_notifications_get_n_open (fixture->server), ==, i - 1);
  }
}

static void
test_dismissed (Fixture *fixture, gconstpointer server_present)
{
  emit (fixture, "lifted");
  for (guint n = 1; n <= 3; n++) {
    const RecordedBubble *bubble = fixture_wait_for_shown (fixture, n);

    g_assert_cmpuint (bubble->replaces_id, ==, 0);
    recording_notifications_close (fixture->server, bubble->id, 2);
    test_never (FALSE, 30);
    emit (fixture, "lifted");
  }
}

static void
test_click_shows_window (Fixture *fixture, gconstpointer server_present)
{
  const RecordedBubble *bubble;

  emit (fixture, "problem");
  bubble = fixture_wait_for_shown (fixture, 1);
  recording_notifications_invoke (fixture->server, bubble->id, "default", "a-token");
  test_wait_for (fixture->done->len > 0, PATIENCE);
  test_never (fixture->done->len > strlen ("show "), QUIET);
  g_assert_cmpstr (fixture->done->str, ==, "show ");
}

static void
test_try_again (Fixture *fixture, gconstpointer server_present)
{
  const struct {
    KettleRequestKind kind;
    int argument;
    const char *summary;
    const char *body;
    const char *done;
  } cases[] = {
    { KETTLE_REQUEST_ON, 0, "Could not switch the kettle on",
      "The kettle did not answer. Nothing was switched on.", "temperature(100) " },
    { KETTLE_REQUEST_TEMPERATURE, 80, "Could not heat the water",
      "The kettle did not answer. Nothing was switched on.", "temperature(80) " },
    { KETTLE_REQUEST_OFF, 0, "Could not switch the kettle off",
      "The kettle did not answer. It may still be on: check it.", "off " },
    { KETTLE_REQUEST_WARM, 0, "Could not set Keep Warm",
      "The kettle did not answer. Check whether Keep Warm is on.", "warm " },
    { KETTLE_REQUEST_WARM_MINUTES, 20, "Could not set Keep Warm",
      "The kettle did not answer. The time of Keep Warm was not changed.", "warm-minutes(20) " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const RecordedBubble *bubble;

    g_string_truncate (fixture->done, 0);
    fail_request (fixture, cases[i].kind, cases[i].argument);
    bubble = fixture_wait_for_shown (fixture, i + 1);
    g_assert_cmpstr (bubble->summary, ==, cases[i].summary);
    g_assert_cmpstr (bubble->body, ==, cases[i].body);
    assert_hints (bubble, 1, "dialog-warning");
    g_assert_cmpstr (recorded_bubble_get_key (bubble, "Try Again"), ==, "button");

    /* A server that says it twice. */
    recording_notifications_invoke (fixture->server, bubble->id, "button", NULL);
    recording_notifications_invoke (fixture->server, bubble->id, "button", NULL);
    test_wait_for (fixture->done->len > 0, PATIENCE);
    test_never (fixture->done->len > strlen (cases[i].done), QUIET);
    g_assert_cmpstr (fixture->done->str, ==, cases[i].done);
    g_assert_false (recording_notifications_is_open (fixture->server, bubble->id));
  }
}

/* While the click is under way somebody presses Warm by hand: pressing it again would undo that. */
static void
test_try_again_undoes_nothing (Fixture *fixture, gconstpointer server_present)
{
  const gint64 end = g_get_monotonic_time () + QUIET * 10 * 1000;
  const RecordedBubble *bubble;

  fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, FALSE);
  fail_request (fixture, KETTLE_REQUEST_WARM, 0);
  bubble = fixture_wait_for_shown (fixture, 1);
  recording_notifications_invoke (fixture->server, bubble->id, "button", NULL);
  while (!g_main_context_pending (NULL) && g_get_monotonic_time () < end)
    g_thread_yield ();
  fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, TRUE);
  test_never (fixture->done->len > 0, QUIET);
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 0, PATIENCE);
}

/* A button is never for nothing: Warm works only while the kettle is connected. */
static void
test_try_again_disabled (Fixture *fixture, gconstpointer server_present)
{
  GAction *warm = g_action_map_lookup_action (G_ACTION_MAP (fixture->actions), "warm");
  const RecordedBubble *bubble;

  fail_request (fixture, KETTLE_REQUEST_WARM, 0);
  bubble = fixture_wait_for_shown (fixture, 1);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (warm), FALSE);
  recording_notifications_invoke (fixture->server, bubble->id, "button", NULL);
  test_wait_for (fixture->done->len > 0, PATIENCE);
  g_assert_cmpstr (fixture->done->str, ==, "show ");
}

static void
test_could_not_over (Fixture *fixture, gconstpointer server_present)
{
  KettleSnapshot heating = { .connection = KETTLE_LIFE_CONNECTED,
                             .phase = KETTLE_PHASE_HEATING,
                             .on = TRUE,
                             .target_temperature = 80 };

  /* Confirmed late. */
  fail_request (fixture, KETTLE_REQUEST_TEMPERATURE, 95);
  fixture_wait_for_shown (fixture, 1);
  g_signal_emit_by_name (fixture->model, "request-confirmed", (int) KETTLE_REQUEST_TEMPERATURE, 80);
  test_never (recording_notifications_get_n_open (fixture->server) == 0, QUIET);
  g_signal_emit_by_name (fixture->model, "request-confirmed", (int) KETTLE_REQUEST_TEMPERATURE, 95);
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 0, PATIENCE);

  /* Done by another try, or by hand. */
  fail_request (fixture, KETTLE_REQUEST_TEMPERATURE, 80);
  fixture_wait_for_shown (fixture, 2);
  stand_in_model_set_snapshot (fixture->model, &heating);
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 0, PATIENCE);

  /* Off is not done because the connection is gone and every lamp dark. */
  fail_request (fixture, KETTLE_REQUEST_OFF, 0);
  fixture_wait_for_shown (fixture, 3);
  heating.connection = KETTLE_LIFE_UNREACHABLE;
  heating.phase = KETTLE_PHASE_UNKNOWN;
  heating.on = FALSE;
  stand_in_model_set_snapshot (fixture->model, &heating);
  test_never (recording_notifications_get_n_open (fixture->server) == 0, QUIET);
  fixture_set_state (fixture, KETTLE_PHASE_OFF, FALSE, FALSE);
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 0, PATIENCE);
}

static void
test_window_in_front (Fixture *fixture, gconstpointer server_present)
{
  fail_request (fixture, KETTLE_REQUEST_ON, 0);
  fixture_wait_for_shown (fixture, 1);
  kettle_notifier_set_window_in_front (fixture->notifier, TRUE);
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 0, PATIENCE);

  fail_request (fixture, KETTLE_REQUEST_ON, 0);
  test_never (recording_notifications_get_n_shown (fixture->server) > 1, QUIET);

  /* All others come also then. */
  emit (fixture, "problem");
  fixture_wait_for_shown (fixture, 2);
}

/* 0x3, and then 0x0: one bubble, which does not offer what has happened by itself. */
static void
test_boiled_then_off (Fixture *fixture, gconstpointer server_present)
{
  fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, FALSE);
  fixture_set_state (fixture, KETTLE_PHASE_READY, TRUE, FALSE);
  emit (fixture, "boiled 100");
  test_never (recording_notifications_get_n_shown (fixture->server) > 0, QUIET);
  fixture_set_state (fixture, KETTLE_PHASE_READY, FALSE, FALSE);
  g_assert_null (recorded_bubble_get_key (fixture_wait_for_shown (fixture, 1), "Switch Off"));
  test_never (recording_notifications_get_n_shown (fixture->server) > 1, SETTLE_TIME);
}

static void
test_boiled_stays_on (Fixture *fixture, gconstpointer server_present)
{
  const RecordedBubble *bubble;

  fixture_set_state (fixture, KETTLE_PHASE_READY, TRUE, FALSE);
  emit (fixture, "boiled 100");
  bubble = fixture_wait_for_shown (fixture, 1);
  g_assert_cmpstr (bubble->body, ==, "The kettle reached 100 °C.");
  g_assert_cmpstr (recorded_bubble_get_button (bubble, "button"), ==, "Switch Off");
  recording_notifications_invoke (fixture->server, bubble->id, "button", NULL);
  recording_notifications_invoke (fixture->server, bubble->id, "button", NULL);
  test_wait_for (fixture->done->len > 0, PATIENCE);
  test_never (fixture->done->len > strlen ("off "), QUIET);
  g_assert_cmpstr (fixture->done->str, ==, "off ");
}

static void
test_boiled_keeping_warm (Fixture *fixture, gconstpointer server_present)
{
  const RecordedBubble *bubble;
  guint8 urgency = 255;
  guint id;

  fixture_set_state (fixture, KETTLE_PHASE_KEEPING_WARM, TRUE, TRUE);
  emit (fixture, "boiled 80");
  bubble = fixture_wait_for_shown (fixture, 1);
  g_assert_cmpstr (bubble->body, ==, "The kettle reached 80 °C and keeps the water warm.");
  g_assert_cmpstr (recorded_bubble_get_button (bubble, "button"), ==, "Switch Off");
  id = bubble->id;

  /* Off later: the button goes, without a sound. */
  fixture_set_state (fixture, KETTLE_PHASE_OFF, FALSE, FALSE);
  bubble = fixture_wait_for_shown (fixture, 2);
  g_assert_cmpuint (bubble->replaces_id, ==, id);
  g_assert_cmpstr (bubble->summary, ==, "The water is ready");
  g_assert_null (recorded_bubble_get_button (bubble, "button"));
  g_assert_null (hint_text (bubble, "sound-name"));
  g_assert_true (g_variant_lookup (bubble->hints, "urgency", "y", &urgency));
  g_assert_cmpuint (urgency, ==, 0);
}

/* A bubble that was read and closed is not told again because its button is out of date. */
static void
test_boiled_not_told_twice (Fixture *fixture, gconstpointer server_present)
{
  fixture_set_state (fixture, KETTLE_PHASE_KEEPING_WARM, TRUE, TRUE);
  emit (fixture, "boiled 80");
  recording_notifications_close (fixture->server, fixture_wait_for_shown (fixture, 1)->id, 2);
  test_never (FALSE, 30);
  fixture_set_state (fixture, KETTLE_PHASE_OFF, FALSE, FALSE);
  test_never (recording_notifications_get_n_shown (fixture->server) > 1, QUIET);
}

/* Out of sight, a lit lamp is dark only here: then the button is wanted most. */
static void
test_boiled_out_of_sight (Fixture *fixture, gconstpointer server_present)
{
  const KettleSnapshot lost = { .connection = KETTLE_LIFE_UNREACHABLE };

  fixture_set_state (fixture, KETTLE_PHASE_KEEPING_WARM, TRUE, TRUE);
  emit (fixture, "boiled 80");
  fixture_wait_for_shown (fixture, 1);
  stand_in_model_set_snapshot (fixture->model, &lost);
  test_never (recording_notifications_get_n_shown (fixture->server) > 1, QUIET);
}

static void
test_withdrawn_when_on_again (Fixture *fixture, gconstpointer server_present)
{
  const char *const events[] = { "boiled 100", "lifted", "warm-ended", "gap", "problem" };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    emit (fixture, events[i]);
  fixture_wait_for_shown (fixture, 5);
  fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, FALSE);
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 1, PATIENCE);
  test_never (recording_notifications_get_n_open (fixture->server) != 1, QUIET);
  g_assert_nonnull (
      recording_notifications_find_open (fixture->server, "The kettle may have boiled dry"));
}

static void
test_lost_sight_over (Fixture *fixture, gconstpointer server_present)
{
  const KettleSnapshot lost = { .connection = KETTLE_LIFE_UNREACHABLE };

  stand_in_model_set_snapshot (fixture->model, &lost);
  emit (fixture, "lost-sight");
  fixture_wait_for_shown (fixture, 1);
  stand_in_model_set_snapshot (fixture->model, &lost);
  test_never (recording_notifications_get_n_open (fixture->server) == 0, QUIET);
  fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, FALSE);
  test_wait_for (recording_notifications_get_n_open (fixture->server) == 0, PATIENCE);
}

typedef GApplication TokenApplication;
typedef GApplicationClass TokenApplicationClass;

static char *seen_token;

GType token_application_get_type (void);

G_DEFINE_TYPE (TokenApplication, token_application, G_TYPE_APPLICATION)

static void
on_before_emit (GApplication *application, GVariant *platform_data)
{
  g_variant_lookup (platform_data, "activation-token", "s", &seen_token);
}

static void
token_application_class_init (TokenApplicationClass *klass)
{
  klass->before_emit = on_before_emit;
}

static void
token_application_init (TokenApplication *self)
{
}

/* Without the token a compositor does not let the window come to the front. */
static void
test_activation_token (Fixture *fixture, gconstpointer server_present)
{
  g_autoptr (GApplication) application =
      g_object_new (token_application_get_type (), "application-id", APP_ID, "flags",
                    G_APPLICATION_NON_UNIQUE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_application_register (application, NULL, &error));
  g_assert_no_error (error);
  fixture_add_actions (fixture, G_ACTION_MAP (application));
  g_assert_finalize_object (fixture->notifier);
  fixture_start (fixture, G_ACTION_GROUP (application), INTERVAL);

  emit (fixture, "lifted");
  recording_notifications_invoke (fixture->server, fixture_wait_for_shown (fixture, 1)->id,
                                  "default", "token-7");
  test_wait_for (fixture->done->len > 0, PATIENCE);
  g_assert_cmpstr (fixture->done->str, ==, "show ");
  g_assert_cmpstr (seen_token, ==, "token-7");
  g_clear_pointer (&seen_token, g_free);
  g_assert_finalize_object (fixture->notifier);
  fixture->notifier = NULL;
}

/* Which of the told are of which notice; the request that failed is asked for on its own. */
static const struct {
  KettleNotices notice;
  const char *events[3];
} notices[] = {
  { KETTLE_NOTICE_BOILED, { "boiled 100" } },
  { KETTLE_NOTICE_LIFTED, { "lifted" } },
  { KETTLE_NOTICE_PROBLEM, { "problem" } },
  { KETTLE_NOTICE_WARM_ENDED, { "warm-ended" } },
  { KETTLE_NOTICE_OUT_OF_SIGHT, { "gap", "lost-sight" } },
  { KETTLE_NOTICE_FAILED, { NULL } },
};

static void
tell (Fixture *fixture, guint i)
{
  if (notices[i].events[0] == NULL)
    fail_request (fixture, KETTLE_REQUEST_ON, 0);
  for (const char *const *event = notices[i].events; *event != NULL; event++)
    emit (fixture, *event);
}

static guint
count_told (guint i)
{
  return notices[i].events[0] == NULL ? 1 : g_strv_length ((char **) notices[i].events);
}

/* Each alone is not wanted, and each alone is. */
static void
test_unwanted (Fixture *fixture, gconstpointer server_present)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++) {
    kettle_notifier_set_wanted (fixture->notifier, KETTLE_NOTICE_ALL & ~notices[i].notice);
    tell (fixture, i);
    test_never (recording_notifications_get_n_shown (fixture->server) > n, QUIET);

    kettle_notifier_set_wanted (fixture->notifier, notices[i].notice);
    for (guint j = 0; j < G_N_ELEMENTS (notices); j++)
      tell (fixture, j);
    n += count_told (i);
    fixture_wait_for_shown (fixture, n);
  }
}

static void
test_withdrawn_when_unwanted (Fixture *fixture, gconstpointer server_present)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++) {
    tell (fixture, i);
    n += count_told (i);
  }
  fixture_wait_for_shown (fixture, n);
  for (guint i = 0; i < G_N_ELEMENTS (notices); i++) {
    kettle_notifier_set_wanted (fixture->notifier, KETTLE_NOTICE_ALL & ~notices[i].notice);
    n -= count_told (i);
    test_wait_for (recording_notifications_get_n_open (fixture->server) == n, PATIENCE);
    test_never (recording_notifications_get_n_open (fixture->server) != n, QUIET);
  }
}

/* Switched off while it waits for the lamps: then it does not come later, nor with the next word of
 * the kettle. */
static void
test_boiled_unwanted_at_last (Fixture *fixture, gconstpointer server_present)
{
  fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, FALSE);
  emit (fixture, "boiled 100");
  kettle_notifier_set_wanted (fixture->notifier, KETTLE_NOTICE_ALL & ~KETTLE_NOTICE_BOILED);
  kettle_notifier_set_wanted (fixture->notifier, KETTLE_NOTICE_ALL);
  fixture_set_state (fixture, KETTLE_PHASE_READY, FALSE, FALSE);
  test_never (recording_notifications_get_n_shown (fixture->server) > 0, SETTLE_TIME + QUIET);
}

static gboolean
suppresses_sound (const RecordedBubble *bubble)
{
  gboolean suppressed = FALSE;

  g_variant_lookup (bubble->hints, "suppress-sound", "b", &suppressed);

  return suppressed;
}

static void
test_sound (Fixture *fixture, gconstpointer server_present)
{
  const RecordedBubble *bubble;

  for (guint i = 0; i < G_N_ELEMENTS (told); i++) {
    kettle_notifier_set_sound (fixture->notifier, FALSE);
    emit (fixture, told[i].event);
    bubble = fixture_wait_for_shown (fixture, 2 * i + 1);
    assert_hints (bubble, told[i].urgency, NULL);
    g_assert_true (suppresses_sound (bubble));

    kettle_notifier_set_sound (fixture->notifier, TRUE);
    emit (fixture, told[i].event);
    bubble = fixture_wait_for_shown (fixture, 2 * i + 2);
    assert_hints (bubble, told[i].urgency, told[i].sound);
    g_assert_false (suppresses_sound (bubble));
  }
}

/* Both durations in a hurry: who scales the time sees bubbles one to one with what is told. */
static void
test_time_scale (Fixture *fixture, gconstpointer server_present)
{
  gint64 start = g_get_monotonic_time ();

  g_assert_finalize_object (fixture->notifier);
  fixture->notifier =
      kettle_notifier_new (G_ACTION_GROUP (fixture->actions), fixture->model, 100.0);
  fixture_set_state (fixture, KETTLE_PHASE_HEATING, TRUE, FALSE);
  for (guint i = 1; i <= 3; i++) {
    emit (fixture, "boiled 100");
    test_wait_for (recording_notifications_get_n_shown (fixture->server) == i, PATIENCE);
  }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 1000 * 1000);
}

int
main (int argc, char **argv)
{
  const struct {
    const char *path;
    void (*function) (Fixture *fixture, gconstpointer server_present);
  } tests[] = {
    { "/ui/notifier/every-kind", test_every_kind },
    { "/ui/notifier/replaced-not-stacked", test_replaced },
    { "/ui/notifier/dismissed-then-again", test_dismissed },
    { "/ui/notifier/click-shows-window", test_click_shows_window },
    { "/ui/notifier/activation-token", test_activation_token },
    { "/ui/notifier/try-again", test_try_again },
    { "/ui/notifier/try-again-undoes-nothing", test_try_again_undoes_nothing },
    { "/ui/notifier/try-again-disabled", test_try_again_disabled },
    { "/ui/notifier/could-not-over", test_could_not_over },
    { "/ui/notifier/window-in-front", test_window_in_front },
    { "/ui/notifier/boiled-then-off", test_boiled_then_off },
    { "/ui/notifier/boiled-stays-on", test_boiled_stays_on },
    { "/ui/notifier/boiled-keeping-warm", test_boiled_keeping_warm },
    { "/ui/notifier/boiled-not-told-twice", test_boiled_not_told_twice },
    { "/ui/notifier/boiled-then-out-of-sight", test_boiled_out_of_sight },
    { "/ui/notifier/withdrawn-when-on-again", test_withdrawn_when_on_again },
    { "/ui/notifier/lost-sight-over", test_lost_sight_over },
    { "/ui/notifier/unwanted", test_unwanted },
    { "/ui/notifier/withdrawn-when-unwanted", test_withdrawn_when_unwanted },
    { "/ui/notifier/boiled-unwanted-at-last", test_boiled_unwanted_at_last },
    { "/ui/notifier/sound", test_sound },
    { "/ui/notifier/time-scale", test_time_scale },
  };

  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, tests[i].function,
                fixture_tear_down);

  return g_test_run ();
}
