// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/kettle-wifi-doubts.h"

#define ADDRESS "192.168.1.20"

typedef struct {
  KettleWifiDoubts *doubts;
  KettleWifiSettings *old;
  KettleWifiPlan *plan;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleSecret) passphrase = kettle_secret_new ("seven dwarfs", -1);
  g_autoptr (GError) error = NULL;
  KettleWifiSettings *old = g_new0 (KettleWifiSettings, 1);

  for (int i = KETTLE_WIFI_MODE; i <= KETTLE_WIFI_WEB_PAGE; i++)
    old->known |= KETTLE_WIFI_BIT (i);
  old->security = KETTLE_WIFI_SECURITY_WPA2_AES;
  old->dhcp = TRUE;
  old->key = kettle_secret_new ("thirteen dwarfs", -1);
  g_strlcpy (old->network, "Home", sizeof old->network);
  g_strlcpy (old->mac, "001EE3A80102", sizeof old->mac);
  fixture->old = old;
  fixture->plan =
      kettle_wifi_plan_new_join ("Upstairs", KETTLE_WIFI_SECURITY_WPA2_AES, passphrase, &error);
  g_assert_no_error (error);
  fixture->doubts = kettle_wifi_doubts_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kettle_wifi_doubts_free (fixture->doubts);
  kettle_wifi_settings_free (fixture->old);
  kettle_wifi_plan_free (fixture->plan);
}

static void
note (Fixture *fixture, KettleWifiOutcome outcome)
{
  kettle_wifi_doubts_note (fixture->doubts, ADDRESS, outcome, fixture->old, fixture->plan);
}

static KettleWifiSettings *
make_mixture (Fixture *fixture)
{
  KettleWifiSettings *mixture = kettle_wifi_settings_copy (fixture->old);

  g_strlcpy (mixture->network, "Upstairs", sizeof mixture->network);

  return mixture;
}

static KettleWifiSettings *
make_new (Fixture *fixture)
{
  KettleWifiSettings *settings = make_mixture (fixture);

  g_clear_pointer (&settings->key, kettle_secret_free);
  settings->key = kettle_secret_new ("seven dwarfs", -1);

  return settings;
}

static gboolean
dispels (Fixture *fixture, const char *address, const KettleWifiSettings *now)
{
  return kettle_wifi_doubts_dispel (fixture->doubts, address, now);
}

static void
test_nothing_in_doubt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) mixture = make_mixture (fixture);

  g_assert_true (dispels (fixture, ADDRESS, mixture));
  note (fixture, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  note (fixture, KETTLE_WIFI_OUTCOME_OLD);
  note (fixture, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_true (dispels (fixture, ADDRESS, mixture));
}

/* Nothing was saved, so that the new ones are not what it should have either. */
static void
test_not_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) mixture = make_mixture (fixture);
  g_autoptr (KettleWifiSettings) new = make_new (fixture);

  note (fixture, KETTLE_WIFI_OUTCOME_OLD_SAVED);
  g_assert_false (dispels (fixture, ADDRESS, mixture));
  g_assert_false (dispels (fixture, ADDRESS, new));
  g_assert_true (dispels (fixture, ADDRESS, fixture->old));
  g_assert_true (dispels (fixture, ADDRESS, mixture));
}

static void
test_uncertain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) mixture = make_mixture (fixture);
  g_autoptr (KettleWifiSettings) new = make_new (fixture);

  note (fixture, KETTLE_WIFI_OUTCOME_UNCERTAIN);
  g_assert_false (dispels (fixture, ADDRESS, mixture));
  g_assert_true (dispels (fixture, ADDRESS, new));

  note (fixture, KETTLE_WIFI_OUTCOME_UNCERTAIN);
  g_assert_false (dispels (fixture, ADDRESS, mixture));
  g_assert_true (dispels (fixture, ADDRESS, fixture->old));
}

/* It may have moved, and another kettle may be where it was. */
static void
test_known_by_its_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) mixture = make_mixture (fixture);
  g_autoptr (KettleWifiSettings) other = make_mixture (fixture);

  note (fixture, KETTLE_WIFI_OUTCOME_OLD_SAVED);
  g_strlcpy (other->mac, "001EE3A80199", sizeof other->mac);
  g_assert_true (dispels (fixture, ADDRESS, other));
  g_assert_false (dispels (fixture, "192.168.1.21", mixture));
  mixture->mac[0] = '\0';
  g_assert_true (dispels (fixture, "192.168.1.21", mixture));
  g_assert_false (dispels (fixture, ADDRESS, mixture));
}

/* A doubt about what is seen in doubt does not make that the old. */
static void
test_first_old_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) mixture = make_mixture (fixture);

  note (fixture, KETTLE_WIFI_OUTCOME_OLD_SAVED);
  kettle_wifi_doubts_note (fixture->doubts, ADDRESS, KETTLE_WIFI_OUTCOME_OLD_SAVED, mixture,
                           fixture->plan);
  g_assert_false (dispels (fixture, ADDRESS, mixture));
}

/* All of them were written and saved. */
static void
test_all_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) mixture = make_mixture (fixture);
  g_autoptr (KettleWifiPlan) narrow = kettle_wifi_plan_new_web_page (TRUE);

  note (fixture, KETTLE_WIFI_OUTCOME_OLD_SAVED);
  kettle_wifi_doubts_note (fixture->doubts, ADDRESS, KETTLE_WIFI_OUTCOME_NEW, mixture, narrow);
  g_assert_false (dispels (fixture, ADDRESS, mixture));
  note (fixture, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_true (dispels (fixture, ADDRESS, mixture));
}

/* By hand, the key stays what it was. */
static void
test_reset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) reset = make_new (fixture);

  note (fixture, KETTLE_WIFI_OUTCOME_UNCERTAIN);
  reset->mode = KETTLE_WIFI_MODE_AD_HOC;
  reset->security = KETTLE_WIFI_SECURITY_OPEN;
  g_assert_false (dispels (fixture, ADDRESS, reset));
  reset->network[0] = '\0';
  g_assert_true (dispels (fixture, ADDRESS, reset));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add ("/ui/wifi-doubts/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing-in-doubt", test_nothing_in_doubt);
  ADD ("not-taken-back", test_not_taken_back);
  ADD ("uncertain", test_uncertain);
  ADD ("known-by-its-number", test_known_by_its_number);
  ADD ("first-old-stays", test_first_old_stays);
  ADD ("all-written", test_all_written);
  ADD ("reset", test_reset);
#undef ADD

  return g_test_run ();
}
