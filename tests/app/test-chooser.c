// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-chooser.h"
#include "settings/kettle-settings.h"
#include "emulator/kettle-emulator.h"
#include "net/kettle-address.h"
#include "support/test-wait.h"

typedef struct {
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  KettlePremises *premises;
  KettleChooser *chooser;
  char *address;
  char *reverted;
  GString *heard; /* of what others wrote into the settings */
} Fixture;

static void
on_reverted (KettleChooser *chooser, const char *address, const char *previous, Fixture *fixture)
{
  g_free (fixture->reverted);
  fixture->reverted = g_strdup_printf ("%s to %s", address, previous);
}

static void
on_refused (KettleChooser *chooser, const char *address, Fixture *fixture)
{
  g_string_append_printf (fixture->heard, "refused %s;", address);
}

static void
on_accepted (KettleChooser *chooser, Fixture *fixture)
{
  g_string_append (fixture->heard, "accepted;");
}

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
  fixture->premises = kettle_premises_new (fixture->link, fixture->settings, NULL);
  fixture->chooser =
      kettle_chooser_new (fixture->link, fixture->model, fixture->settings, fixture->premises);
  fixture->heard = g_string_new (NULL);
  g_signal_connect (fixture->chooser, "reverted", G_CALLBACK (on_reverted), fixture);
  g_signal_connect (fixture->chooser, "refused", G_CALLBACK (on_refused), fixture);
  g_signal_connect (fixture->chooser, "accepted", G_CALLBACK (on_accepted), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kettle_link_stop (fixture->link);
  kettle_emulator_shut_down (fixture->emulator);
  g_assert_finalize_object (fixture->chooser);
  g_assert_finalize_object (fixture->premises);
  g_assert_finalize_object (fixture->model);
  g_object_unref (fixture->link);
  g_object_unref (fixture->emulator);
  g_object_unref (fixture->settings);
  g_free (fixture->address);
  g_free (fixture->reverted);
  g_string_free (fixture->heard, TRUE);
}

static void
assert_remembered (Fixture *fixture, const char *expected)
{
  g_autofree char *address = kettle_settings_dup_address (fixture->settings);

  g_assert_cmpstr (address, ==, expected);
}

static void
assert_list (Fixture *fixture, const char *key, const char *expected)
{
  g_auto (GStrv) list = g_settings_get_strv (fixture->settings, key);
  g_autofree char *joined = g_strjoinv (", ", list);

  g_assert_cmpstr (joined, ==, expected);
}

static gboolean
is_phase_known (Fixture *fixture)
{
  KettleSnapshot snapshot;

  kettle_model_get_snapshot (fixture->model, &snapshot);

  return snapshot.phase != KETTLE_PHASE_UNKNOWN;
}

static void
test_remembers_an_answer (Fixture *fixture, gconstpointer data)
{
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  assert_remembered (fixture, "192.168.1.20:2000");
  test_wait_for (is_phase_known (fixture), 5000);
  assert_remembered (fixture, fixture->address);
  assert_list (fixture, "last-addresses", "127.0.0.1");
  assert_list (fixture, "networks", "");
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

/* Moved by this program: the networks of before are none of its any more, though it is the same. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  const char *networks[] = { "10.0.0.0/24 02:00:00:00:00:01", NULL };

  kettle_settings_save_address (fixture->settings, "127.0.0.1",
                                kettle_emulator_get_port (fixture->emulator));
  g_settings_set_strv (fixture->settings, "networks", networks);
  g_assert_true (kettle_chooser_resume (fixture->chooser, fixture->address, NULL));
  test_wait_for (is_phase_known (fixture), 5000);
  assert_list (fixture, "networks", networks[0]);

  kettle_link_set_kettle (fixture->link, NULL, 0);
  g_assert_true (kettle_chooser_follow (fixture->chooser, fixture->address, FALSE, NULL));
  test_wait_for (is_phase_known (fixture), 5000);
  assert_remembered (fixture, fixture->address);
  assert_list (fixture, "networks", "");
}

/* One that is for this run only stays so when it is moved; a new one is a new one. */
static void
test_follows_for_one_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleEmulator) other = kettle_emulator_new ();
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  kettle_emulator_listen (other, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  address = g_strdup_printf ("127.0.0.1:%u", (guint) kettle_emulator_get_port (other));

  g_assert_true (kettle_chooser_use (fixture->chooser, fixture->address, NULL));
  test_wait_for (is_phase_known (fixture), 5000);
  g_assert_true (kettle_chooser_follow (fixture->chooser, address, FALSE, NULL));
  test_wait_for (kettle_link_get_port (fixture->link) == kettle_emulator_get_port (other)
                     && is_phase_known (fixture),
                 5000);
  assert_remembered (fixture, "192.168.1.20:2000");
  g_assert_true (kettle_chooser_follow (fixture->chooser, address, TRUE, NULL));
  test_wait_for (is_phase_known (fixture), 5000);
  assert_remembered (fixture, address);
  g_assert_false (kettle_chooser_follow (fixture->chooser, "8.8.8.8", TRUE, NULL));
  assert_remembered (fixture, address);
  kettle_link_stop (fixture->link);
  kettle_emulator_shut_down (other);
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
  test_wait_for (is_phase_known (fixture), 5000);
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  assert_remembered (fixture, fixture->address);
}

static guint
count_accepted (Fixture *fixture)
{
  guint n;

  g_object_get (fixture->emulator, "n-accepted", &n, NULL);

  return n;
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (kettle_connection_open_finish (KETTLE_CONNECTION (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* What a look leaves behind: a connection on which the kettle was greeted and has answered. */
static KettleFound *
find (Fixture *fixture, guint16 port)
{
  KettleConnection *connection = kettle_connection_new ();
  gboolean open = FALSE;

  kettle_connection_open_async (connection, "127.0.0.1", port, NULL, on_open_ready, &open);
  test_wait_for (open, 5000);

  return kettle_found_new ("127.0.0.1", port, NULL, 0.1, FALSE, connection);
}

static void
test_adopts_the_connection (Fixture *fixture, gconstpointer data)
{
  const char *const networks[] = { "192.168.1.0/24 02:00:00:00:00:01", NULL };
  g_autoptr (KettleFound) found = NULL;
  g_autofree char *mac = NULL;

  g_settings_set_strv (fixture->settings, "networks", networks);
  g_settings_set_string (fixture->settings, "mac", "02:00:00:00:00:02");
  found = find (fixture, kettle_emulator_get_port (fixture->emulator));
  kettle_chooser_adopt (fixture->chooser, found);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_CONNECTED);
  assert_remembered (fixture, "192.168.1.20:2000");
  test_wait_for (is_phase_known (fixture), 5000);
  assert_remembered (fixture, fixture->address);
  g_assert_cmpuint (count_accepted (fixture), ==, 1);

  /* Another kettle: where the one before was, and what it was known by, is forgotten. */
  assert_list (fixture, "networks", "");
  mac = g_settings_get_string (fixture->settings, "mac");
  g_assert_cmpstr (mac, ==, "");
}

/* A found kettle that was one, and is none when it is chosen. */
static void
test_goes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleEmulator) other = kettle_emulator_new ();
  g_autoptr (KettleFound) found = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (kettle_chooser_resume (fixture->chooser, fixture->address, NULL));
  test_wait_for (is_phase_known (fixture), 5000);
  assert_remembered (fixture, fixture->address);

  g_assert_true (kettle_emulator_listen (other, "127.0.0.1", 0, NULL));
  g_object_set (other, "mute", TRUE, NULL);
  found = find (fixture, kettle_emulator_get_port (other));
  expected = g_strdup_printf ("127.0.0.1:%u to %s", (guint) kettle_found_get_port (found),
                              fixture->address);
  kettle_emulator_shut_down (other);
  kettle_chooser_adopt (fixture->chooser, found);
  test_wait_for (fixture->reverted != NULL, 8000);
  g_assert_cmpstr (fixture->reverted, ==, expected);
  test_wait_for (is_phase_known (fixture), 5000);
  g_assert_cmpuint (kettle_link_get_port (fixture->link), ==,
                    kettle_emulator_get_port (fixture->emulator));
  assert_remembered (fixture, fixture->address);
}

/* Without a kettle before there is nothing to go back to: it stays, as a typed one would. */
static void
test_nothing_to_go_back_to (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleFound) found = find (fixture, kettle_emulator_get_port (fixture->emulator));

  kettle_found_close (found);
  kettle_emulator_shut_down (fixture->emulator);
  kettle_chooser_adopt (fixture->chooser, found);
  test_wait_for (kettle_link_get_trouble (fixture->link) == KETTLE_TROUBLE_REFUSED, 5000);
  g_assert_null (fixture->reverted);
  g_assert_cmpuint (kettle_link_get_port (fixture->link), ==, kettle_found_get_port (found));
  assert_remembered (fixture, "192.168.1.20:2000");
}

static void
test_lists_are_bounded (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) networks = NULL;

  for (guint i = 0; i < 40; i++) {
    g_autofree char *text = g_strdup_printf ("10.0.%u.0", i);

    kettle_settings_add_network (fixture->settings, text);
    kettle_settings_add_last_address (fixture->settings, text);
  }
  kettle_settings_add_last_address (fixture->settings, "10.0.37.0");

  networks = g_settings_get_strv (fixture->settings, "networks");
  g_assert_cmpuint (g_strv_length (networks), ==, 16);
  g_assert_cmpstr (networks[0], ==, "10.0.39.0");
  assert_list (fixture, "last-addresses", "10.0.37.0, 10.0.39.0, 10.0.38.0, 10.0.36.0, 10.0.35.0");
}

/* Somebody else writes: host and port come one after the other. */
static void
test_settings_name_another (Fixture *fixture, gconstpointer data)
{
  const char *const networks[] = { "192.168.1.0/24 02:00:00:00:00:01", NULL };
  g_autoptr (KettleEmulator) other = kettle_emulator_new ();
  g_autofree char *mac = NULL;

  g_assert_true (kettle_emulator_listen (other, "127.0.0.1", 0, NULL));
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  test_wait_for (is_phase_known (fixture), 5000);
  /* What it wrote itself is nobody else's word. */
  test_never (fixture->heard->len > 0 || count_accepted (fixture) > 1, 200);

  g_settings_set_strv (fixture->settings, "networks", networks);
  g_settings_set_string (fixture->settings, "mac", "02:00:00:00:00:02");
  kettle_settings_save_address (fixture->settings, "localhost", kettle_emulator_get_port (other));
  test_wait_for (kettle_link_get_port (fixture->link) == kettle_emulator_get_port (other), 5000);
  g_assert_cmpstr (kettle_link_get_host (fixture->link), ==, "localhost");
  test_wait_for (is_phase_known (fixture), 5000);
  g_assert_cmpstr (fixture->heard->str, ==, "accepted;");
  assert_list (fixture, "networks", "");
  mac = g_settings_get_string (fixture->settings, "mac");
  g_assert_cmpstr (mac, ==, "");
  kettle_emulator_shut_down (other);
}

typedef struct {
  Fixture *fixture;
  char *next;
} Hurry;

static void
on_known_choose_next (KettleModel *model, Hurry *hurry)
{
  g_autofree char *next = NULL;

  if (hurry->next == NULL || !is_phase_known (hurry->fixture))
    return;

  next = g_steal_pointer (&hurry->next);
  g_assert_true (kettle_chooser_try (hurry->fixture->chooser, next, NULL));
}

/* Another kettle is chosen in the very moment in which the one before was remembered. */
static void
test_own_word_is_no_news (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleEmulator) other = kettle_emulator_new ();
  Hurry hurry = { .fixture = fixture };

  g_assert_true (kettle_emulator_listen (other, "127.0.0.1", 0, NULL));
  hurry.next = g_strdup_printf ("127.0.0.1:%u", (guint) kettle_emulator_get_port (other));
  g_signal_connect (fixture->model, "changed", G_CALLBACK (on_known_choose_next), &hurry);
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  test_wait_for (hurry.next == NULL, 5000);
  test_wait_for (is_phase_known (fixture), 5000);
  test_never (fixture->heard->len > 0, 200);
  g_assert_cmpuint (kettle_link_get_port (fixture->link), ==, kettle_emulator_get_port (other));
  g_assert_cmpuint (count_accepted (fixture), ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->model, &hurry);
  kettle_link_stop (fixture->link);
  kettle_emulator_shut_down (other);
}

static void
test_settings_name_the_first (Fixture *fixture, gconstpointer data)
{
  kettle_settings_save_address (fixture->settings, "127.0.0.1",
                                kettle_emulator_get_port (fixture->emulator));
  test_wait_for (is_phase_known (fixture), 5000);
}

static void
test_settings_hold_no_address (Fixture *fixture, gconstpointer data)
{
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  test_wait_for (is_phase_known (fixture), 5000);

  g_settings_set_string (fixture->settings, "host", "8.8.8.8");
  test_wait_for (fixture->heard->len > 0, 5000);
  test_never (!is_phase_known (fixture), 200);
  g_settings_set_string (fixture->settings, "host", "127.0.0.1");
  test_wait_for (g_str_has_suffix (fixture->heard->str, "accepted;"), 5000);
  g_assert_true (g_str_has_prefix (fixture->heard->str, "refused 8.8.8.8;"));
  test_never (count_accepted (fixture) > 1, 200);
}

/* "gsettings reset": no kettle is chosen any more, until one is again. */
static void
test_settings_emptied (Fixture *fixture, gconstpointer data)
{
  g_assert_true (kettle_chooser_try (fixture->chooser, fixture->address, NULL));
  test_wait_for (is_phase_known (fixture), 5000);

  g_settings_set_string (fixture->settings, "host", "");
  test_wait_for (kettle_link_get_host (fixture->link) == NULL, 5000);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_IDLE);
  test_never (count_accepted (fixture) > 1, 200);
  g_settings_set_string (fixture->settings, "host", "127.0.0.1");
  test_wait_for (is_phase_known (fixture), 5000);
}

static void
test_settings_and_the_host_option (Fixture *fixture, gconstpointer data)
{
  g_assert_true (kettle_chooser_use (fixture->chooser, fixture->address, NULL));
  test_wait_for (is_phase_known (fixture), 5000);
  kettle_settings_save_address (fixture->settings, "127.0.0.2", 2000);
  test_never (g_str_equal (kettle_link_get_host (fixture->link), "127.0.0.2"), 200);
  g_settings_set_string (fixture->settings, "host", "8.8.8.8");
  test_never (fixture->heard->len > 0, 200);
  g_assert_true (is_phase_known (fixture));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/chooser/remembers-what-answered", test_remembers_an_answer);
  ADD ("/app/chooser/keeps-the-old-one-after-a-slip", test_forgets_a_slip);
  ADD ("/app/chooser/host-option-is-for-one-run", test_one_run_only);
  ADD ("/app/chooser/follows-into-another-network", test_follows);
  ADD ("/app/chooser/follows-for-one-run", test_follows_for_one_run);
  ADD ("/app/chooser/same-kettle-typed-again", test_same_again);
  ADD ("/app/chooser/found-and-its-connection-adopted", test_adopts_the_connection);
  ADD ("/app/chooser/found-but-no-kettle-any-more", test_goes_back);
  ADD ("/app/chooser/found-without-one-before", test_nothing_to_go_back_to);
  ADD ("/app/chooser/more-networks-than-are-kept", test_lists_are_bounded);
  ADD ("/app/chooser/settings-name-another", test_settings_name_another);
  ADD ("/app/chooser/own-word-is-no-news", test_own_word_is_no_news);
  ADD ("/app/chooser/settings-name-the-first", test_settings_name_the_first);
  ADD ("/app/chooser/settings-hold-no-address", test_settings_hold_no_address);
  ADD ("/app/chooser/settings-emptied", test_settings_emptied);
  ADD ("/app/chooser/settings-and-the-host-option", test_settings_and_the_host_option);
  ADD ("/app/chooser/nonsense-changes-nothing", test_no_address);

  return g_test_run ();
}
