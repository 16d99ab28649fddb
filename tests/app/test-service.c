// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-service.h"
#include "emulator/kettle-emulator.h"
#include "kettle-dbus.h"
#include "model/kettle-press.h"
#include "support/test-wait.h"

#include <string.h>

/* The interface as a caller on the bus sees it: two connections to a real bus. */

#define OBJECT "/io/github/kettle_desktop/KettleTest"

typedef struct {
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  KettleService *service;
  GDBusConnection *bus;    /* the program's */
  GDBusConnection *caller; /* somebody else's */
  KettleDBusKettle1 *proxy;
  GString *story; /* what came, in order: names of events, and of properties with their values */
  guint n_requested;
} Fixture;

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);

  return bus;
}

static void
on_proxy_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->proxy = kettle_dbus_kettle1_proxy_new_finish (result, &error);
  g_assert_no_error (error);
}

static void
on_properties_changed (GDBusProxy *proxy,
                       GVariant *changed,
                       const char *const *invalidated,
                       Fixture *fixture)
{
  g_autofree char *text = g_variant_print (changed, FALSE);

  g_string_append_printf (fixture->story, "%s ", text);
}

static void
on_event (GDBusProxy *proxy, const char *sender, const char *name, GVariant *body, Fixture *fixture)
{
  g_string_append_printf (fixture->story, "%s ", name);
}

static void
on_requested (KettleService *service, Fixture *fixture)
{
  fixture->n_requested++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->emulator = kettle_emulator_new ();
  kettle_emulator_listen (fixture->emulator, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  fixture->link = kettle_link_new ();
  fixture->model = g_object_new (KETTLE_TYPE_MODEL, "link", fixture->link, "answer-delay", 250,
                                 "confirm-timeout", 600, "send-timeout", 1200, NULL);
  fixture->story = g_string_new (NULL);
  fixture->bus = connect_to_bus ();
  fixture->caller = connect_to_bus ();
  fixture->service = kettle_service_new ();
  g_signal_connect (fixture->service, "requested", G_CALLBACK (on_requested), fixture);
  kettle_service_export (fixture->service, fixture->bus, OBJECT, &error);
  g_assert_no_error (error);
  kettle_dbus_kettle1_proxy_new (fixture->caller, G_DBUS_PROXY_FLAGS_NONE,
                                 g_dbus_connection_get_unique_name (fixture->bus), OBJECT, NULL,
                                 on_proxy_ready, fixture);
  test_wait_for (fixture->proxy != NULL, 5000);
  g_signal_connect (fixture->proxy, "g-properties-changed", G_CALLBACK (on_properties_changed),
                    fixture);
  g_signal_connect (fixture->proxy, "g-signal", G_CALLBACK (on_event), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->service);
  g_object_unref (fixture->proxy);
  kettle_link_stop (fixture->link);
  kettle_emulator_shut_down (fixture->emulator);
  g_assert_finalize_object (fixture->model);
  g_object_unref (fixture->link);
  g_object_unref (fixture->emulator);
  g_dbus_connection_close_sync (fixture->caller, NULL, NULL);
  g_dbus_connection_close_sync (fixture->bus, NULL, NULL);
  g_object_unref (fixture->caller);
  g_object_unref (fixture->bus);
  g_string_free (fixture->story, TRUE);
}

static gboolean
has_phase (Fixture *fixture, const char *word)
{
  return g_strcmp0 (kettle_dbus_kettle1_get_phase (fixture->proxy), word) == 0;
}

static void
connect_kettle (Fixture *fixture)
{
  kettle_service_set_model (fixture->service, fixture->model);
  kettle_link_set_kettle (fixture->link, "127.0.0.1", kettle_emulator_get_port (fixture->emulator));
  test_wait_for (has_phase (fixture, "off"), 5000);
  kettle_emulator_forget_heard (fixture->emulator);
  g_string_truncate (fixture->story, 0);
}

static void
hand (Fixture *fixture, const char *word)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (fixture->emulator, word, &error);
  g_assert_no_error (error);
}

/* --- Calls --------------------------------------------------------------------------------------
 */

typedef struct {
  gboolean ended;
  GError *error;
} Call;

static void
on_call_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GVariant) reply =
      g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &call->error);

  call->ended = TRUE;
}

static void
start_call (Fixture *fixture, const char *method, int argument, Call *call)
{
  *call = (Call){ 0 };
  g_dbus_proxy_call (G_DBUS_PROXY (fixture->proxy), method,
                     argument != 0 ? g_variant_new ("(i)", argument) : NULL, G_DBUS_CALL_FLAGS_NONE,
                     10000, NULL, on_call_ready, call);
}

static void
call_well (Fixture *fixture, const char *method, int argument)
{
  Call call;

  start_call (fixture, method, argument, &call);
  test_wait_for (call.ended, 10000);
  g_assert_no_error (call.error);
}

static void
call_badly (Fixture *fixture, const char *method, int argument, GQuark domain, int code)
{
  Call call;

  start_call (fixture, method, argument, &call);
  test_wait_for (call.ended, 10000);
  g_assert_error (call.error, domain, code);
  g_clear_error (&call.error);
}

/* --- Tests --------------------------------------------------------------------------------------
 */

static void
test_no_kettle (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (kettle_dbus_kettle1_get_connection (fixture->proxy), ==, "none");
  g_assert_cmpstr (kettle_dbus_kettle1_get_phase (fixture->proxy), ==, "unknown");
  g_assert_cmpstr (kettle_dbus_kettle1_get_host (fixture->proxy), ==, "");
  call_badly (fixture, "Boil", 100, KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_NO_KETTLE);

  kettle_service_set_model (fixture->service, fixture->model);
  call_badly (fixture, "Off", 0, KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_NO_KETTLE);
}

static void
test_boil (Fixture *fixture, gconstpointer data)
{
  g_autofree char *host = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  connect_kettle (fixture);
  host = g_strdup_printf ("127.0.0.1:%u", kettle_emulator_get_port (fixture->emulator));
  g_assert_cmpstr (kettle_dbus_kettle1_get_host (fixture->proxy), ==, host);
  g_assert_cmpstr (kettle_dbus_kettle1_get_connection (fixture->proxy), ==, "connected");

  call_well (fixture, "Boil", 80);
  g_assert_cmpstr (kettle_emulator_get_heard (fixture->emulator), ==,
                   "set sys output 0x4\nset sys output 0x4000\nget sys status\n");
  g_assert_true (kettle_dbus_kettle1_get_on (fixture->proxy));
  g_assert_cmpint (kettle_dbus_kettle1_get_target_temperature (fixture->proxy), ==, 80);
  g_assert_true (has_phase (fixture, "heating"));
  g_assert_cmpint (kettle_dbus_kettle1_get_heating_since (fixture->proxy), >=, now);

  call_well (fixture, "Off", 0);
  g_assert_true (has_phase (fixture, "off"));
  g_assert_false (kettle_dbus_kettle1_get_on (fixture->proxy));
  g_assert_cmpuint (fixture->n_requested, ==, 2);
}

static void
test_warm (Fixture *fixture, gconstpointer data)
{
  connect_kettle (fixture);
  call_well (fixture, "Boil", 100);
  kettle_emulator_forget_heard (fixture->emulator);

  call_well (fixture, "PressWarm", 0);
  g_assert_true (kettle_dbus_kettle1_get_warm (fixture->proxy));
  g_assert_cmpint (kettle_dbus_kettle1_get_warm_minutes (fixture->proxy), ==, 0);
  call_well (fixture, "SetWarmMinutes", 10);
  g_assert_cmpint (kettle_dbus_kettle1_get_warm_minutes (fixture->proxy), ==, 10);
  call_well (fixture, "PressWarm", 0);
  g_assert_false (kettle_dbus_kettle1_get_warm (fixture->proxy));
  g_assert_cmpstr (kettle_emulator_get_heard (fixture->emulator), ==,
                   "set sys output 0x8\nset sys output 0x8010\nset sys output 0x8\n");
}

static void
test_no_such_key (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *method;
    int argument;
  } calls[] = {
    { "Boil", 70 },
    { "Boil", -1 },
    { "SetWarmMinutes", 7 },
    { "SetWarmMinutes", G_MAXINT },
  };

  connect_kettle (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    call_badly (fixture, calls[i].method, calls[i].argument, G_DBUS_ERROR,
                G_DBUS_ERROR_INVALID_ARGS);
  test_never (*kettle_emulator_get_heard (fixture->emulator) != '\0', 200);
  g_assert_cmpuint (fixture->n_requested, ==, 0);
}

static void
test_mute (Fixture *fixture, gconstpointer data)
{
  connect_kettle (fixture);
  g_object_set (fixture->emulator, "mute", TRUE, NULL);
  call_badly (fixture, "Boil", 100, KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_NO_ANSWER);
}

static void
test_away (Fixture *fixture, gconstpointer data)
{
  connect_kettle (fixture);
  kettle_emulator_shut_down (fixture->emulator);
  test_wait_for (has_phase (fixture, "unknown"), 5000);
  call_badly (fixture, "PressWarm", 0, KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_NOT_CONNECTED);
  call_badly (fixture, "Boil", 65, KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_NOT_SENT);
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  Call boil;

  connect_kettle (fixture);
  g_object_set (fixture->emulator, "delay", 150, NULL);
  start_call (fixture, "Boil", 95, &boil);
  test_wait_for (fixture->n_requested == 1, 5000);
  call_well (fixture, "Off", 0);
  test_wait_for (boil.ended, 5000);
  g_assert_error (boil.error, KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_REPLACED);
  g_clear_error (&boil.error);
}

/* What an event is about is known when it comes. */
static void
test_state_before_event (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *word;
    const char *name;
    const char *phase;
  } events[] = {
    { "lift", "Lifted", "'lifted'" },
    { "dry", "Problem", "'problem'" },
  };

  connect_kettle (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++) {
    const char *state = NULL;
    const char *event = NULL;

    call_well (fixture, "Boil", 100);
    g_string_truncate (fixture->story, 0);
    hand (fixture, events[i].word);
    test_wait_for ((event = strstr (fixture->story->str, events[i].name)) != NULL, 5000);
    state = strstr (fixture->story->str, events[i].phase);
    g_assert_nonnull (state);
    g_assert_true (state < event);
    g_assert_null (strstr (event + 1, events[i].name));
    hand (fixture, "return");
  }
}

static void
test_boiled (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->emulator, "speed", 1000.0, NULL);
  connect_kettle (fixture);
  hand (fixture, "on");
  test_wait_for (strstr (fixture->story->str, "Boiled ") != NULL, 10000);
  test_wait_for (!kettle_dbus_kettle1_get_on (fixture->proxy), 5000);
  g_assert_true (has_phase (fixture, "ready"));
  g_assert_null (strstr (strstr (fixture->story->str, "Boiled ") + 1, "Boiled "));
}

static void
test_warm_ended (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->emulator, "speed", 1000.0, NULL);
  connect_kettle (fixture);
  hand (fixture, "on");
  hand (fixture, "warm");
  test_wait_for (strstr (fixture->story->str, "WarmEnded ") != NULL, 20000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/service/no-kettle-yet", test_no_kettle);
  ADD ("/app/service/boil-and-off", test_boil);
  ADD ("/app/service/warm-and-its-minutes", test_warm);
  ADD ("/app/service/keys-the-kettle-does-not-have", test_no_such_key);
  ADD ("/app/service/mute-kettle", test_mute);
  ADD ("/app/service/kettle-away", test_away);
  ADD ("/app/service/replaced-by-off", test_replaced);
  ADD ("/app/service/state-before-the-event", test_state_before_event);
  ADD ("/app/service/boiled-once", test_boiled);
  ADD ("/app/service/keeping-warm-ended", test_warm_ended);

  return g_test_run ();
}
