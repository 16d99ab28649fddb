// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-hints.h"

#include "support/test-wait.h"

/* What the system says, on a system bus of our own on which logind is played. */

#define LOGIND           "org.freedesktop.login1"
#define LOGIND_PATH      "/org/freedesktop/login1"
#define LOGIND_INTERFACE "org.freedesktop.login1.Manager"

#define PATIENCE 5000

typedef struct {
  GTestDBus *daemon;
  GDBusConnection *logind;
  GDBusConnection *system; /* the one the hints get, too */
  KettleHints *hints;
  guint n_resumed;
  guint n_changed;
} Fixture;

static void
on_resumed (KettleHints *hints, Fixture *f)
{
  f->n_resumed++;
}

static void
on_network_changed (KettleHints *hints, Fixture *f)
{
  f->n_changed++;
}

static void
listen_to_hints (Fixture *f)
{
  f->hints = kettle_hints_new ();
  g_signal_connect (f->hints, "resumed", G_CALLBACK (on_resumed), f);
  g_signal_connect (f->hints, "network-changed", G_CALLBACK (on_network_changed), f);
}

static void
ask_bus (GDBusConnection *connection, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
      arguments, NULL, G_DBUS_CALL_FLAGS_NONE, PATIENCE, NULL, &error);

  g_assert_no_error (error);
}

static GDBusConnection *
join_bus (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (f->daemon),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (f->daemon);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (f->daemon), TRUE);
  f->logind = join_bus (f);
  ask_bus (f->logind, "RequestName", g_variant_new ("(su)", LOGIND, 4u));
  f->system = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, &error);
  g_assert_no_error (error);
  listen_to_hints (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer weak = f->system;

  if (f->hints != NULL)
    g_assert_finalize_object (f->hints);
  g_object_add_weak_pointer (G_OBJECT (f->system), &weak);
  g_object_unref (f->system);
  test_wait_for (weak == NULL, PATIENCE);
  g_clear_object (&f->logind);
  if (f->daemon != NULL)
    g_test_dbus_down (f->daemon);
  g_clear_object (&f->daemon);
}

/* Says it, and waits until whoever listens has heard it. */
static void
say (Fixture *f, GDBusConnection *speaker, const char *path, const char *name, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (speaker, NULL, path, LOGIND_INTERFACE, name, arguments, &error);
  g_assert_no_error (error);
  ask_bus (speaker, "GetId", NULL);
  ask_bus (f->system, "GetId", NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
prepare_for_sleep (Fixture *f, gboolean begins)
{
  say (f, f->logind, LOGIND_PATH, "PrepareForSleep", g_variant_new ("(b)", begins));
}

static gboolean
is_heard (Fixture *f)
{
  if (f->n_resumed == 0)
    prepare_for_sleep (f, FALSE);

  return f->n_resumed != 0;
}

/* They begin to listen when the bus is there, which is a little later. */
static void
wait_until_listening (Fixture *f)
{
  test_wait_for (is_heard (f), PATIENCE);
  g_assert_cmpuint (f->n_resumed, ==, 1);
  f->n_resumed = 0;
}

static void
test_resumed (Fixture *f, gconstpointer data)
{
  wait_until_listening (f);
  prepare_for_sleep (f, TRUE);
  g_assert_cmpuint (f->n_resumed, ==, 0);
  prepare_for_sleep (f, FALSE);
  g_assert_cmpuint (f->n_resumed, ==, 1);
  prepare_for_sleep (f, TRUE);
  prepare_for_sleep (f, FALSE);
  g_assert_cmpuint (f->n_resumed, ==, 2);
  g_assert_cmpuint (f->n_changed, ==, 0);
}

static void
test_logind_restarted (Fixture *f, gconstpointer data)
{
  wait_until_listening (f);
  g_clear_object (&f->logind);
  f->logind = join_bus (f);
  ask_bus (f->logind, "RequestName", g_variant_new ("(su)", LOGIND, 4u));
  prepare_for_sleep (f, FALSE);
  g_assert_cmpuint (f->n_resumed, ==, 1);
}

static void
test_somebody_else (Fixture *f, gconstpointer data)
{
  g_autoptr (GDBusConnection) stranger = join_bus (f);

  wait_until_listening (f);
  say (f, stranger, LOGIND_PATH, "PrepareForSleep", g_variant_new ("(b)", FALSE));
  g_assert_cmpuint (f->n_resumed, ==, 0);
}

static void
test_something_else (Fixture *f, gconstpointer data)
{
  wait_until_listening (f);
  say (f, f->logind, LOGIND_PATH, "PrepareForShutdown", g_variant_new ("(b)", FALSE));
  say (f, f->logind, "/org/freedesktop/login1/seat", "PrepareForSleep",
       g_variant_new ("(b)", FALSE));
  say (f, f->logind, LOGIND_PATH, "PrepareForSleep", g_variant_new ("(s)", "false"));
  say (f, f->logind, LOGIND_PATH, "PrepareForSleep", NULL);
  g_assert_cmpuint (f->n_resumed, ==, 0);
  prepare_for_sleep (f, FALSE);
  g_assert_cmpuint (f->n_resumed, ==, 1);
}

static void
test_network_changed (Fixture *f, gconstpointer data)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  g_assert_cmpuint (f->n_changed, ==, 2);
  g_assert_cmpuint (f->n_resumed, ==, 0);

  g_assert_finalize_object (g_steal_pointer (&f->hints));
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  g_assert_cmpuint (f->n_changed, ==, 2);
}

static void
test_ended_while_listening (Fixture *f, gconstpointer data)
{
  wait_until_listening (f);
  g_assert_finalize_object (g_steal_pointer (&f->hints));
  prepare_for_sleep (f, FALSE);
  g_assert_cmpuint (f->n_resumed, ==, 0);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus G_GNUC_UNUSED = g_bus_get_finish (result, &error);

  *(gboolean *) user_data = TRUE;
}

/* Whoever asked before has its answer by then. */
static void
wait_for_bus (void)
{
  gboolean done = FALSE;

  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus, &done);
  test_wait_for (done, PATIENCE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_ended_before_the_bus (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&f->hints));
  wait_for_bus ();
  prepare_for_sleep (f, FALSE);
  g_assert_cmpuint (f->n_resumed, ==, 0);
}

/* A program must not end because the system bus does. */
static void
test_bus_goes_away (Fixture *f, gconstpointer data)
{
  wait_until_listening (f);
  g_assert_false (g_dbus_connection_get_exit_on_close (f->system));
  g_dbus_connection_set_exit_on_close (f->logind, FALSE);
  g_test_dbus_stop (f->daemon);
  test_wait_for (g_dbus_connection_is_closed (f->system), PATIENCE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_assert_cmpuint (f->n_resumed, ==, 0);
}

/* Warnings are fatal here. */
static void
test_no_bus (void)
{
  Fixture f = { 0 };

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  listen_to_hints (&f);
  wait_for_bus ();
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  g_assert_cmpuint (f.n_changed, ==, 1);
  g_assert_finalize_object (f.hints);
}

#define ADD(name, test) g_test_add ("/net/hints/" name, Fixture, NULL, set_up, (test), tear_down)

int
main (int argc, char *argv[])
{
  /* The networks of the machine that runs this are none of our business. */
  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("resumed", test_resumed);
  ADD ("logind-restarted", test_logind_restarted);
  ADD ("somebody-else", test_somebody_else);
  ADD ("something-else", test_something_else);
  ADD ("network-changed", test_network_changed);
  ADD ("ended-while-listening", test_ended_while_listening);
  ADD ("ended-before-the-bus", test_ended_before_the_bus);
  ADD ("bus-goes-away", test_bus_goes_away);
  g_test_add_func ("/net/hints/no-bus", test_no_bus);

  return g_test_run ();
}
