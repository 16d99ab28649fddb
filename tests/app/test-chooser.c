// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-chooser.h"
#include "app/kettle-settings.h"
#include "emulator/kettle-emulator.h"
#include "net/kettle-address.h"
#include "support/test-wait.h"

typedef struct {
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  KettleChooser *chooser;
  char *address;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->emulator = kettle_emulator_new ();
  kettle_emulator_listen (fixture->emulator, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  fixture->address =
      g_strdup_printf ("127.0.0.1:%u", (guint) kettle_emulator_get_port (fixture->emulator));
  fixture->link = g_object_new (KETTLE_TYPE_LINK, "greeting-timeout", 300, NULL);
  fixture->model = kettle_model_new (fixture->link);
  fixture->settings = kettle_settings_open (TRUE);
  kettle_settings_save_address (fixture->settings, "192.168.1.20", 2000);
  fixture->chooser = kettle_chooser_new (fixture->link, fixture->model, fixture->settings);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kettle_link_stop (fixture->link);
  kettle_emulator_shut_down (fixture->emulator);
  g_assert_finalize_object (fixture->chooser);
  g_assert_finalize_object (fixture->model);
  g_object_unref (fixture->link);
  g_object_unref (fixture->emulator);
  g_object_unref (fixture->settings);
  g_free (fixture->address);
}

static void
assert_remembered (Fixture *fixture, const char *expected)
{
  g_autofree char *address = kettle_settings_dup_address (fixture->settings);

  g_assert_cmpstr (address, ==, expected);
}

static void
test_remembers_an_answer (Fixture *fixture, gconstpointer data)
{
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  assert_remembered (fixture, "192.168.1.20:2000");
  test_wait_for (kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED, 5000);
  assert_remembered (fixture, fixture->address);
}

static void
test_forgets_a_slip (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->emulator, "mute", TRUE, NULL);
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  test_wait_for (kettle_link_get_trouble (fixture->link) != KETTLE_TROUBLE_NONE, 5000);
  assert_remembered (fixture, "192.168.1.20:2000");
}

static void
test_one_run_only (Fixture *fixture, gconstpointer data)
{
  g_assert_true (kettle_chooser_use (fixture->chooser, fixture->address, NULL));
  test_wait_for (kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED, 5000);
  assert_remembered (fixture, "192.168.1.20:2000");
}

static void
test_no_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kettle_chooser_use (fixture->chooser, fixture->address, NULL));
  test_wait_for (kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED, 5000);
  g_assert_false (kettle_chooser_try (fixture->chooser, "8.8.8.8", &error));
  g_assert_error (error, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_PUBLIC);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_CONNECTED);
  assert_remembered (fixture, "192.168.1.20:2000");
}

static void
test_same_again (Fixture *fixture, gconstpointer data)
{
  g_assert_true (kettle_chooser_use (fixture->chooser, fixture->address, NULL));
  test_wait_for (kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED, 5000);
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  assert_remembered (fixture, fixture->address);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/chooser/remembers-what-answered", test_remembers_an_answer);
  ADD ("/app/chooser/keeps-the-old-one-after-a-slip", test_forgets_a_slip);
  ADD ("/app/chooser/host-option-is-for-one-run", test_one_run_only);
  ADD ("/app/chooser/same-kettle-typed-again", test_same_again);
  ADD ("/app/chooser/nonsense-changes-nothing", test_no_address);

  return g_test_run ();
}
