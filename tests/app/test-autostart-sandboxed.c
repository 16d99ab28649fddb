// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-autostart.h"
#include "app/kettle-background.h"
#include "emulator/kettle-emulator.h"
#include "settings/kettle-settings.h"
#include "support/recording-portal.h"
#include "support/test-wait.h"

#include <string.h>

typedef struct {
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  GDBusConnection *bus;
  RecordingPortal *portal; /* NULL when there is none */
  KettleAutostart *autostart;
} Fixture;

static gboolean
is_set (Fixture *fixture)
{
  return g_settings_get_boolean (fixture->settings, "autostart");
}

static void
set (Fixture *fixture, gboolean value)
{
  g_settings_set_boolean (fixture->settings, "autostart", value);
}

static gboolean
is_busy (Fixture *fixture)
{
  gboolean busy;

  g_object_get (fixture->autostart, "busy", &busy, NULL);

  return busy;
}

static const char *
get_complaint (Fixture *fixture)
{
  return kettle_autostart_get_complaint (fixture->autostart);
}

/* The version of the portal is the test's data; 0 for none. */
static void
set_up (Fixture *fixture, gconstpointer version)
{
  g_autoptr (GError) error = NULL;

  fixture->emulator = kettle_emulator_new ();
  kettle_emulator_listen (fixture->emulator, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  fixture->settings = kettle_settings_open (TRUE);
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  if (GPOINTER_TO_UINT (version) > 0)
    fixture->portal = recording_portal_new (GPOINTER_TO_UINT (version));
  fixture->autostart = g_object_new (KETTLE_TYPE_AUTOSTART, "settings", fixture->settings, "model",
                                     fixture->model, "bus", fixture->bus, "sandboxed", TRUE, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer version)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);

  /* In a sandbox nothing comes of a file. */
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  kettle_link_stop (fixture->link);
  kettle_emulator_shut_down (fixture->emulator);
  g_assert_finalize_object (fixture->autostart);
  g_assert_finalize_object (fixture->settings);
  g_clear_object (&fixture->portal);
  g_object_unref (fixture->bus);
  g_assert_finalize_object (fixture->model);
  g_object_unref (fixture->link);
  g_object_unref (fixture->emulator);
}

static void
wait_for_request (Fixture *fixture, guint n)
{
  test_wait_for (recording_portal_get_n_requests (fixture->portal) == n, 5000);
}

static void
test_granted (Fixture *fixture, gconstpointer version)
{
  GVariant *options;
  const char *reason = NULL;
  g_autofree const char **command = NULL;
  gboolean autostart = FALSE, activatable = TRUE;

  set (fixture, TRUE);
  wait_for_request (fixture, 1);
  options = recording_portal_get_options (fixture->portal);
  g_assert_true (g_variant_lookup (options, "reason", "&s", &reason));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &autostart));
  g_assert_true (g_variant_lookup (options, "dbus-activatable", "b", &activatable));
  g_assert_true (g_variant_lookup (options, "commandline", "^a&s", &command));
  g_assert_cmpstr (reason, !=, "");
  g_assert_true (autostart);
  g_assert_false (activatable);
  g_assert_cmpuint (g_strv_length ((char **) command), ==, 2);
  g_assert_cmpstr (command[0], ==, "kettle");
  g_assert_cmpstr (command[1], ==, "--hidden");

  g_assert_true (is_busy (fixture));
  recording_portal_respond (fixture->portal, RECORDING_PORTAL_GRANTED, TRUE);
  test_wait_for (!is_busy (fixture), 5000);
  g_assert_true (is_set (fixture));
  g_assert_null (get_complaint (fixture));

  set (fixture, FALSE);
  wait_for_request (fixture, 2);
  options = recording_portal_get_options (fixture->portal);
  g_assert_true (g_variant_lookup (options, "autostart", "b", &autostart));
  g_assert_false (autostart);
  recording_portal_respond (fixture->portal, RECORDING_PORTAL_GRANTED, FALSE);
  test_wait_for (!is_busy (fixture), 5000);
  g_assert_false (is_set (fixture));
  g_assert_null (get_complaint (fixture));
}

/* Its answer comes before the reply of the call. */
static void
test_prompt (Fixture *fixture, gconstpointer version)
{
  recording_portal_set_prompt (fixture->portal, TRUE);
  set (fixture, TRUE);
  wait_for_request (fixture, 1);
  test_wait_for (!is_busy (fixture), 5000);
  g_assert_true (is_set (fixture));
  test_never (is_busy (fixture) || get_complaint (fixture) != NULL, 200);
}

static void
expect_refusal (Fixture *fixture, guint n, guint response)
{
  set (fixture, TRUE);
  wait_for_request (fixture, n);
  recording_portal_respond (fixture->portal, response, FALSE);
  test_wait_for (!is_set (fixture), 5000);
  test_wait_for (!is_busy (fixture), 5000);
  g_assert_nonnull (get_complaint (fixture));
  g_assert_nonnull (strstr (get_complaint (fixture), "did not allow"));
  /* That it was taken back is no new question. */
  test_never (recording_portal_get_n_requests (fixture->portal) > n, 200);
}

static void
test_denied (Fixture *fixture, gconstpointer version)
{
  expect_refusal (fixture, 1, RECORDING_PORTAL_GRANTED);
  expect_refusal (fixture, 2, RECORDING_PORTAL_CANCELLED);
  expect_refusal (fixture, 3, RECORDING_PORTAL_FAILED);

  recording_portal_set_prompt (fixture->portal, TRUE);
  set (fixture, TRUE);
  test_wait_for (get_complaint (fixture) == NULL, 5000);
  g_assert_true (is_set (fixture));
}

/* Taken back while the desktop still asks: both are answered, one after the other. */
static void
test_second_thoughts (Fixture *fixture, gconstpointer version)
{
  set (fixture, TRUE);
  wait_for_request (fixture, 1);
  set (fixture, FALSE);
  test_never (recording_portal_get_n_requests (fixture->portal) > 1, 200);
  recording_portal_respond (fixture->portal, RECORDING_PORTAL_GRANTED, TRUE);
  wait_for_request (fixture, 2);
  recording_portal_respond (fixture->portal, RECORDING_PORTAL_GRANTED, FALSE);
  test_wait_for (!is_busy (fixture), 5000);
  g_assert_false (is_set (fixture));
}

static void
test_no_portal (Fixture *fixture, gconstpointer version)
{
  set (fixture, TRUE);
  test_wait_for (!is_set (fixture), 5000);
  test_wait_for (!is_busy (fixture), 5000);
  g_assert_nonnull (strstr (get_complaint (fixture), "kettle --hidden"));
}

static void
test_portal_ends (Fixture *fixture, gconstpointer version)
{
  set (fixture, TRUE);
  wait_for_request (fixture, 1);
  test_never (!is_busy (fixture), 200);
  recording_portal_disappear (fixture->portal);
  test_wait_for (!is_set (fixture), 5000);
  test_wait_for (!is_busy (fixture), 5000);
  g_assert_nonnull (get_complaint (fixture));
}

static void
test_quitting_meanwhile (Fixture *fixture, gconstpointer version)
{
  set (fixture, TRUE);
  wait_for_request (fixture, 1);
}

static void
test_status (Fixture *fixture, gconstpointer version)
{
  guint n_before;

  test_wait_for (g_strcmp0 (recording_portal_get_status (fixture->portal), "No kettle chosen") == 0,
                 5000);
  kettle_link_set_kettle (fixture->link, "127.0.0.1", kettle_emulator_get_port (fixture->emulator));
  test_wait_for (
      g_strcmp0 (recording_portal_get_status (fixture->portal), "Ready when you are") == 0, 5000);

  /* The window has more to say than this sentence; that is no news here. */
  n_before = recording_portal_get_n_statuses (fixture->portal);
  g_signal_emit_by_name (fixture->model, "changed");
  test_never (recording_portal_get_n_statuses (fixture->portal) > n_before, 200);
}

static void
test_status_too_old (Fixture *fixture, gconstpointer version)
{
  kettle_link_set_kettle (fixture->link, "127.0.0.1", kettle_emulator_get_port (fixture->emulator));
  test_wait_for (strstr (kettle_emulator_get_heard (fixture->emulator), "get sys status") != NULL,
                 5000);
  test_never (recording_portal_get_n_statuses (fixture->portal) > 0, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, version, function) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (version), set_up, function, tear_down)
  ADD ("/app/autostart/sandboxed/granted", 2, test_granted);
  ADD ("/app/autostart/sandboxed/answer-before-the-reply", 2, test_prompt);
  ADD ("/app/autostart/sandboxed/denied", 2, test_denied);
  ADD ("/app/autostart/sandboxed/second-thoughts", 2, test_second_thoughts);
  ADD ("/app/autostart/sandboxed/no-portal", 0, test_no_portal);
  ADD ("/app/autostart/sandboxed/portal-ends-meanwhile", 2, test_portal_ends);
  ADD ("/app/autostart/sandboxed/quitting-meanwhile", 2, test_quitting_meanwhile);
  ADD ("/app/autostart/sandboxed/status", 2, test_status);
  ADD ("/app/autostart/sandboxed/status-too-old", 1, test_status_too_old);

  return g_test_run ();
}
