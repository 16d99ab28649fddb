// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/kitchen.h"

#include "support/test-wait.h"

#include <string.h>

/* State and events, with a kettle on a real socket. */

static void
assert_told (Kitchen *kitchen, const char *events)
{
  g_assert_cmpstr (kitchen->events->str, ==, events);
}

static void
assert_story (Kitchen *kitchen, const char *story)
{
  g_assert_cmpstr (kitchen->story->str, ==, story);
}

/* A hand presses On, and nothing else happens for the time being. */
static void
heat (Kitchen *kitchen)
{
  kitchen_input (kitchen, "on");
  test_wait_for (kitchen_look (kitchen).target_temperature == 100, KITCHEN_PATIENCE);
}

/* The connection ends, and comes back; @line happens in between. */
static void
make_gap (Kitchen *kitchen, const char *line)
{
  kitchen_input (kitchen, "drop");
  kitchen_input (kitchen, line);
  test_wait_for (kitchen_look (kitchen).connection != KETTLE_LIFE_CONNECTED, KITCHEN_PATIENCE);
  test_wait_for (!kitchen_is (kitchen, KETTLE_PHASE_UNKNOWN), KITCHEN_PATIENCE);
}

static void
test_connection (Kitchen *kitchen, gconstpointer user_data)
{
  int retries = 0;
  gint64 retry_at = 0;
  KettleSnapshot now = kitchen_look (kitchen);

  g_assert_cmpint (now.connection, ==, KETTLE_LIFE_NONE);
  g_assert_null (kettle_model_get_host (kitchen->model));
  kettle_link_set_kettle (kitchen->link, "127.0.0.1", kitchen->port);
  g_assert_cmpstr (kettle_model_get_host (kitchen->model), ==, "127.0.0.1");
  g_assert_cmpint (kettle_model_get_port (kitchen->model), ==, kitchen->port);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  assert_story (kitchen, "connecting connected off ");
  kitchen_forget (kitchen);

  /* Gone: it stays unreachable through one attempt after the other. */
  kitchen_close (kitchen);
  while (retries < 4) {
    test_wait_for (kettle_link_get_retry_at (kitchen->link) != retry_at, KITCHEN_PATIENCE);
    retry_at = kettle_link_get_retry_at (kitchen->link);
    if (retry_at != 0)
      retries++;
  }
  assert_story (kitchen, "unreachable unknown ");
  now = kitchen_look (kitchen);
  g_assert_cmpint (now.trouble, ==, KETTLE_TROUBLE_REFUSED);
  g_assert_cmpint (now.last_seen, >, g_get_real_time () / G_USEC_PER_SEC - 60);
  g_assert_cmpint (now.retry_at, >=, g_get_real_time () / G_USEC_PER_SEC - 1);
  g_assert_cmpint (now.retry_at, <, g_get_real_time () / G_USEC_PER_SEC + 10);
  kitchen_open (kitchen);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  assert_story (kitchen, "unreachable unknown connected off ");
  g_assert_cmpint (kitchen_look (kitchen).retry_at, ==, 0);

  kettle_link_set_kettle (kitchen->link, NULL, 0);
  assert_story (kitchen, "unreachable unknown connected off none unknown ");
  g_assert_null (kettle_model_get_host (kitchen->model));
  assert_told (kitchen, "");
}

static void
test_not_a_kettle (Kitchen *kitchen, gconstpointer user_data)
{
  g_object_set (kitchen->emulator, "endless", TRUE, NULL);
  kettle_link_set_kettle (kitchen->link, "127.0.0.1", kitchen->port);
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_NOT_A_KETTLE, KITCHEN_PATIENCE);
  assert_story (kitchen, "connecting not-a-kettle ");
  test_never (kitchen_look (kitchen).connection != KETTLE_LIFE_NOT_A_KETTLE, 300);
}

static void
test_link_connected_before (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  g_assert_finalize_object (kitchen->model);
  kitchen->model = kettle_model_new (kitchen->link);
  g_assert_cmpint (kitchen_look (kitchen).connection, ==, KETTLE_LIFE_CONNECTED);
  g_assert_cmpstr (kettle_model_get_host (kitchen->model), ==, "127.0.0.1");
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_HEATING), KITCHEN_PATIENCE);
  g_assert_cmpint (kitchen_look (kitchen).heating_since, ==, 0);
}

static void
test_boil (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  assert_story (kitchen, "heating on=1 target=100 ");
  g_assert_cmpint (kitchen_look (kitchen).heating_since, >,
                   g_get_real_time () / G_USEC_PER_SEC - 60);
  kitchen_boil (kitchen);
  test_wait_for (!kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  assert_story (kitchen, "heating on=1 target=100 ready on=0 target=0 ");
  assert_told (kitchen, "boiled(100) ");
  g_assert_cmpint (kitchen_look (kitchen).reached_temperature, ==, 100);
  g_assert_cmpint (kitchen_look (kitchen).heating_since, ==, 0);

  /* It repeats itself, and somebody asks. */
  kitchen_input (kitchen, "say sys status 0x3");
  kitchen_input (kitchen, "say sys status 0x0");
  test_never (!kitchen_is (kitchen, KETTLE_PHASE_READY), 100);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  assert_told (kitchen, "boiled(100) ");
}

/* Whatever the socket does to the bytes, the story is the same. */
static void
test_boil_in_pieces (Kitchen *kitchen, gconstpointer user_data)
{
  static const struct {
    const char *mood;
    int value;
  } moods[] = {
    { "chunk", 1 },       { "chunk", KETTLE_CHUNK_RANDOM },
    { "glue", 1 },        { "line-end", 1 },
    { "line-end", 2 },    { "idle-key", 1 },
    { "stray-hello", 1 }, { "delay", 100 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moods); i++) {
    g_test_message ("%s %d", moods[i].mood, moods[i].value);
    g_object_set (kitchen->emulator, moods[i].mood, moods[i].value, NULL);
    kitchen_connect (kitchen);
    heat (kitchen);
    kitchen_boil (kitchen);
    test_wait_for (kitchen_told (kitchen, "boiled") && !kitchen_look (kitchen).on,
                   KITCHEN_PATIENCE);
    assert_story (kitchen, "heating on=1 target=100 ready on=0 target=0 ");
    assert_told (kitchen, "boiled(100) ");
    kettle_link_set_kettle (kitchen->link, NULL, 0);
    kitchen_close (kitchen);
    kitchen_open (kitchen);
  }
}

static void
test_keep_warm (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_input (kitchen, "warm");
  kitchen_input (kitchen, "5");
  test_wait_for (kitchen_look (kitchen).warm_minutes == 5, KITCHEN_PATIENCE);
  kitchen_boil (kitchen);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_KEEPING_WARM), KITCHEN_PATIENCE);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  assert_told (kitchen, "boiled(100) warm-ended ");
  g_assert_cmpint (kitchen_look (kitchen).warm_minutes, ==, 0);
}

static void
test_off_while_keeping_warm (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_input (kitchen, "warm");
  kitchen_boil (kitchen);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_KEEPING_WARM), KITCHEN_PATIENCE);
  kettle_model_request_off (kitchen->model);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  assert_told (kitchen, "boiled(100) ");
}

static void
test_lifted (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_forget (kitchen);
  kitchen_input (kitchen, "lift");
  test_wait_for (kitchen_told (kitchen, "lifted"), KITCHEN_PATIENCE);
  assert_story (kitchen, "lifted on=0 target=0 ");
  g_assert_false (kitchen_heard (kitchen, "get sys status"));

  /* No word follows: asked once, and nothing new. */
  test_wait_for (kitchen_heard (kitchen, "get sys status"), KITCHEN_PATIENCE);
  kitchen_input (kitchen, "say sys status 0x1");
  test_never (!kitchen_is (kitchen, KETTLE_PHASE_LIFTED), 500);
  g_assert_cmpstr (kettle_emulator_get_heard (kitchen->emulator), ==, "get sys status\n");
  assert_told (kitchen, "lifted ");

  /* Put back and on again. */
  kitchen_input (kitchen, "return");
  heat (kitchen);
  assert_story (kitchen, "lifted on=0 target=0 heating on=1 target=100 ");
}

static void
test_dry (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_input (kitchen, "dry");
  kitchen_input (kitchen, "say sys status 0x0");
  test_wait_for (kitchen_told (kitchen, "problem"), KITCHEN_PATIENCE);
  test_never (!kitchen_is (kitchen, KETTLE_PHASE_PROBLEM), 500);
  assert_told (kitchen, "problem ");
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
}

/* One batch: all is dark at once, and told once. */
static void
test_lamps_after_loss (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_input (kitchen, "warm");
  kitchen_input (kitchen, "10");
  test_wait_for (kitchen_look (kitchen).warm_minutes == 10, KITCHEN_PATIENCE);
  kitchen_forget (kitchen);
  kitchen_close (kitchen);
  test_wait_for (kitchen_look (kitchen).connection != KETTLE_LIFE_CONNECTED, KITCHEN_PATIENCE);
  assert_story (kitchen, "unreachable unknown on=0 target=0 warm=0 minutes=0 ");
  g_assert_cmpuint (kitchen->n_changed, ==, 1);
}

static void
test_odd_words (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  g_test_expect_message ("kettle-model", G_LOG_LEVEL_MESSAGE, "*unknown*0x77*");
  g_test_expect_message ("kettle-model", G_LOG_LEVEL_MESSAGE, "*more than one temperature*");
  kitchen_input (kitchen, "say sys status 0x77");
  kitchen_input (kitchen, "say sys status 0x77");
  kitchen_input (kitchen, "say sys status key=1");
  kitchen_input (kitchen, "say sys status key=1");
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_HEATING), KITCHEN_PATIENCE);
  kitchen_input (kitchen, "say sys status 0x95");
  kitchen_input (kitchen, "say sys status key=1");
  kitchen_input (kitchen, "say sys status 0x77");
  test_wait_for (kitchen_look (kitchen).target_temperature == 95, KITCHEN_PATIENCE);
  kitchen_input (kitchen, "say sys status key=\r");
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  assert_story (kitchen, "heating on=1 target=95 off on=0 target=0 ");
  assert_told (kitchen, "");
  g_test_assert_expected_messages ();
}

static void
test_gap (Kitchen *kitchen, gconstpointer user_data)
{
  /* Switched off while nobody looked. */
  kitchen_connect (kitchen);
  heat (kitchen);
  make_gap (kitchen, "off");
  g_assert_true (kitchen_is (kitchen, KETTLE_PHASE_OFF));
  assert_told (kitchen, "gap(0) ");

  /* Warm. */
  heat (kitchen);
  make_gap (kitchen, "warm");
  g_assert_true (kitchen_is (kitchen, KETTLE_PHASE_HEATING));
  assert_told (kitchen, "gap(0) gap(1) ");
  kitchen_input (kitchen, "off");
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);

  /* Another temperature: it went on heating. */
  heat (kitchen);
  g_assert_cmpint (kitchen_look (kitchen).heating_since, !=, 0);
  make_gap (kitchen, "80");
  g_assert_true (kitchen_is (kitchen, KETTLE_PHASE_HEATING));
  g_assert_cmpint (kitchen_look (kitchen).target_temperature, ==, 80);
  g_assert_cmpint (kitchen_look (kitchen).heating_since, !=, 0);
  assert_told (kitchen, "gap(0) gap(1) ");
}

static void
test_boiled_before_gap (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_input (kitchen, "warm");
  kitchen_boil (kitchen);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_KEEPING_WARM), KITCHEN_PATIENCE);
  g_object_set (kitchen->emulator, "speed", 1.0, NULL);
  make_gap (kitchen, "say sys status 0x3");
  kitchen_input (kitchen, "say sys status 0x3");
  kitchen_input (kitchen, "say sys status 0x8020");
  test_wait_for (kitchen_look (kitchen).warm_minutes == 20, KITCHEN_PATIENCE);
  g_assert_true (kitchen_is (kitchen, KETTLE_PHASE_KEEPING_WARM));
  assert_told (kitchen, "boiled(100) ");
}

static void
test_lost_sight (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_close (kitchen);
  test_wait_for (kitchen_told (kitchen, "lost-sight"), KITCHEN_PATIENCE);
  test_never (!g_str_equal (kitchen->events->str, "lost-sight "), 600);
  kitchen_open (kitchen);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  assert_told (kitchen, "lost-sight gap(0) ");

  /* Not when it was off, and not when it is back soon. */
  kitchen_close (kitchen);
  test_never (!g_str_equal (kitchen->events->str, "lost-sight gap(0) "), 600);
  kitchen_open (kitchen);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  heat (kitchen);
  make_gap (kitchen, "95");
  test_never (!g_str_equal (kitchen->events->str, "lost-sight gap(0) "), 600);
}

static void
test_another_kettle (Kitchen *kitchen, gconstpointer user_data)
{
  g_autoptr (KettleEmulator) other = kettle_emulator_new ();

  kettle_emulator_listen (other, "127.0.0.1", 0, NULL);
  kitchen_connect (kitchen);
  heat (kitchen);
  kettle_link_set_kettle (kitchen->link, "127.0.0.1", kettle_emulator_get_port (other));
  g_assert_cmpint (kitchen_look (kitchen).last_seen, ==, 0);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  test_never (kitchen->events->len > 0, 600);
  kettle_link_stop (kitchen->link);
  kettle_emulator_shut_down (other);
}

static void
test_stopped (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_forget (kitchen);
  kettle_model_request_temperature (kitchen->model, 80, TRUE);
  kettle_link_stop (kitchen->link);
  g_assert_cmpint (kitchen_look (kitchen).connection, ==, KETTLE_LIFE_NONE);
  g_assert_cmpint (kitchen_look (kitchen).last_seen, ==, 0);
  kettle_model_request_on (kitchen->model, TRUE);
  test_never (kitchen->events->len > 0, 600);
  g_assert_false (kitchen_heard (kitchen, "set"));

  kitchen_input (kitchen, "off");
  kitchen_connect (kitchen);
  assert_told (kitchen, "");
}

static void
on_failed_fast (KettleModel *model, int kind, int argument, int failure, guint number, int *count)
{
  g_assert_cmpint (kind, ==, KETTLE_REQUEST_ON);
  g_assert_cmpint (failure, ==, KETTLE_FAILURE_NOT_SENT);
  *count += 1;
}

static void
test_time_scale (Kitchen *kitchen, gconstpointer user_data)
{
  g_autoptr (KettleModel) model = NULL;
  gint64 began = g_get_monotonic_time ();
  int count = 0;

  model = g_object_new (KETTLE_TYPE_MODEL, "link", kitchen->link, "time-scale", 20.0, NULL);
  g_signal_connect (model, "request-failed", G_CALLBACK (on_failed_fast), &count);
  kettle_link_set_kettle (kitchen->link, "127.0.0.1", kitchen->port);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  kitchen_close (kitchen);
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_UNREACHABLE, KITCHEN_PATIENCE);
  kettle_model_request_on (model, TRUE);
  test_wait_for (count == 1, 4000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 4500 * 1000);
}

/* A handler that takes the last reference, for each kind of thing that is told. */
static void
test_dropped_by_handler (Kitchen *kitchen, gconstpointer user_data)
{
  static const struct {
    const char *signal;
    const char *input;
  } cases[] = {
    { "notify::on", "on" },
    { "changed", "on" },
    { "boiled", "say sys status 0x3" },
    { "lifted", "say sys status 0x1" },
    { "problem", "say sys status 0x2" },
    { "notify::connection", "drop" },
    { "notify::target-temperature", "95" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gpointer weak;

    g_test_message ("%s", cases[i].signal);
    g_clear_object (&kitchen->model);
    kettle_link_set_kettle (kitchen->link, NULL, 0);
    kitchen->model = kettle_model_new (kitchen->link);
    kitchen_connect (kitchen);
    kitchen_input (kitchen, "on");
    if (i > 1)
      test_wait_for (kitchen_look (kitchen).target_temperature == 100, KITCHEN_PATIENCE);
    weak = kitchen->model;
    g_object_add_weak_pointer (weak, &weak);
    g_signal_connect_swapped (kitchen->model, cases[i].signal, G_CALLBACK (g_clear_object),
                              &kitchen->model);
    kitchen_input (kitchen, cases[i].input);
    test_wait_for (weak == NULL, KITCHEN_PATIENCE);
    kitchen_input (kitchen, "off");
  }
  kitchen->model = kettle_model_new (kitchen->link);
}

/* A handler that asks for something: it is told after what came before. */
static void
on_lit (KettleModel *model, GParamSpec *pspec, Kitchen *kitchen)
{
  gboolean on;

  g_object_get (model, "on", &on, NULL);
  if (on)
    kettle_model_request_off (model);
}

static void
on_boiled_again (KettleModel *model, int temperature, Kitchen *kitchen)
{
  kettle_model_request_warm (model);
  kettle_link_set_kettle (kitchen->link, NULL, 0);
}

static void
test_handler_asks (Kitchen *kitchen, gconstpointer user_data)
{
  gulong id;

  kitchen_connect (kitchen);
  id = g_signal_connect (kitchen->model, "notify::on", G_CALLBACK (on_lit), kitchen);
  kitchen_input (kitchen, "on");
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x0"), KITCHEN_PATIENCE);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  g_signal_handler_disconnect (kitchen->model, id);

  heat (kitchen);
  kitchen_forget (kitchen);
  g_signal_connect (kitchen->model, "boiled", G_CALLBACK (on_boiled_again), kitchen);
  kitchen_input (kitchen, "say sys status 0x3");
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_NONE, KITCHEN_PATIENCE);
  assert_story (kitchen, "ready none unknown on=0 target=0 ");
  assert_told (kitchen, "boiled(100) ");
}

static void
on_ready (KettleModel *model, GParamSpec *pspec, Kitchen *kitchen)
{
  if (kitchen_is (kitchen, KETTLE_PHASE_READY))
    kettle_link_set_kettle (kitchen->link, NULL, 0);
}

static void
on_boiled_noted (KettleModel *model, int temperature, Kitchen *kitchen)
{
  g_string_append (kitchen->story, "boiled ");
}

/* What a handler brings about is told after what had happened before it. */
static void
test_wrong_order (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_forget (kitchen);
  g_signal_connect (kitchen->model, "notify::phase", G_CALLBACK (on_ready), kitchen);
  g_signal_connect (kitchen->model, "boiled", G_CALLBACK (on_boiled_noted), kitchen);
  kitchen_input (kitchen, "say sys status 0x3");
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_NONE, KITCHEN_PATIENCE);
  assert_story (kitchen, "ready boiled none unknown on=0 target=0 ");
}

static void
test_properties (Kitchen *kitchen, gconstpointer user_data)
{
  g_autofree char *host = NULL;
  int connection, phase, target, minutes, trouble;
  gint64 since, retry_at;
  gboolean on, warm;
  guint port;

  kitchen_connect (kitchen);
  heat (kitchen);
  kitchen_input (kitchen, "warm");
  kitchen_input (kitchen, "20");
  test_wait_for (kitchen_look (kitchen).warm_minutes == 20, KITCHEN_PATIENCE);
  g_object_get (kitchen->model, "connection", &connection, "phase", &phase, "on", &on,
                "target-temperature", &target, "warm", &warm, "warm-minutes", &minutes,
                "heating-since", &since, "trouble", &trouble, "retry-at", &retry_at, "host", &host,
                "port", &port, NULL);
  g_assert_cmpint (connection, ==, KETTLE_LIFE_CONNECTED);
  g_assert_cmpint (phase, ==, KETTLE_PHASE_HEATING);
  g_assert_true (on);
  g_assert_cmpint (target, ==, 100);
  g_assert_true (warm);
  g_assert_cmpint (minutes, ==, 20);
  g_assert_cmpint (since, ==, kitchen_look (kitchen).heating_since);
  g_assert_cmpint (trouble, ==, KETTLE_TROUBLE_NONE);
  g_assert_cmpint (retry_at, ==, 0);
  g_assert_cmpstr (host, ==, "127.0.0.1");
  g_assert_cmpuint (port, ==, kitchen->port);
}

static void
test_dispose (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  kettle_model_request_on (kitchen->model, TRUE);
  g_object_run_dispose (G_OBJECT (kitchen->model));
  g_object_run_dispose (G_OBJECT (kitchen->model));
  kettle_model_request_on (kitchen->model, TRUE);
  kettle_model_request_off (kitchen->model);
  kitchen_input (kitchen, "off");
  test_never (kitchen->events->len > 0, 100);
}

static void
add (const char *path, void (*test) (Kitchen *, gconstpointer))
{
  g_test_add (path, Kitchen, NULL, kitchen_set_up, test, kitchen_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/model/model/connection-flickers", test_connection);
  add ("/model/model/not-a-kettle", test_not_a_kettle);
  add ("/model/model/link-connected-before", test_link_connected_before);
  add ("/model/model/boil", test_boil);
  add ("/model/model/boil-in-pieces", test_boil_in_pieces);
  add ("/model/model/keep-warm", test_keep_warm);
  add ("/model/model/warm-end-after-own-off", test_off_while_keeping_warm);
  add ("/model/model/lifted", test_lifted);
  add ("/model/model/boiled-dry", test_dry);
  add ("/model/model/lit-without-connection", test_lamps_after_loss);
  add ("/model/model/odd-words", test_odd_words);
  add ("/model/model/gap", test_gap);
  add ("/model/model/boiled-before-gap", test_boiled_before_gap);
  add ("/model/model/lost-sight", test_lost_sight);
  add ("/model/model/another-kettle", test_another_kettle);
  add ("/model/model/told-after-stop", test_stopped);
  add ("/model/model/time-scale", test_time_scale);
  add ("/model/model/dropped-by-handler", test_dropped_by_handler);
  add ("/model/model/handler-asks", test_handler_asks);
  add ("/model/model/wrong-order", test_wrong_order);
  add ("/model/model/properties", test_properties);
  add ("/model/model/used-after-dispose", test_dispose);

  return g_test_run ();
}
