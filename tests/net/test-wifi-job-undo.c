// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-job-fixture.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * The way back, where it is not straight.
 */

static void
cancel (WifiJob *f, gconstpointer data)
{
  g_cancellable_cancel (f->cancellable);
}

static void
cancel_at_line (WifiJob *f, const KettleWifiPlan *plan, guint line)
{
  f->act = cancel;
  f->act_at = line;
  wifi_job_run (f, plan);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* An open network needs no key, and the module forgets it with the security. */
static void
test_open_network_taken_back (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan =
      kettle_wifi_plan_new_join ("open", KETTLE_WIFI_SECURITY_OPEN, NULL, NULL);

  cancel_at_line (f, plan, 12); /* AT+NIP, behind AT+ENCRY */
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_OLD);
  g_assert_nonnull (
      strstr (kettle_emulator_get_wifi_heard (f->kettle), "AT+ENCRY=6\nAT+KEY=1,0," OLD_KEY "\n"));
  wifi_job_assert_ram (f, OLD_WORDS);
  wifi_job_assert_flash (f, OLD_WORDS);
}

static void
test_open_network (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan =
      kettle_wifi_plan_new_join ("open", KETTLE_WIFI_SECURITY_OPEN, NULL, NULL);
  g_autoptr (GError) error = NULL;

  kettle_emulator_add_air (f->kettle, "open:open::" NEW_HOST, &error);
  g_assert_no_error (error);
  wifi_job_run (f, plan);
  g_assert_no_error (f->error);
  g_assert_cmpstr (f->found_host, ==, NEW_HOST);
}

/* The key that cannot be read is gone with the security, and cannot be given back. */
static void
test_unknown_key_lost (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan =
      kettle_wifi_plan_new_join ("open", KETTLE_WIFI_SECURITY_OPEN, NULL, NULL);

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_KEY_MASKED);
  cancel_at_line (f, plan, 12);
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_OLD_SAVED);
  wifi_job_assert_flash (f, OLD_WORDS);
  wifi_job_take_power (f);
  wifi_job_assert_ram (f, OLD_WORDS);
}

static void
test_long_name_cut_off (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleSecret) key = kettle_secret_new (NEW_KEY, -1);
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_join (
      "a name of twenty-four by", KETTLE_WIFI_SECURITY_WPA2_AES, key, NULL);

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_TRUNCATES);
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_DIFFERENT, KETTLE_WIFI_OUTCOME_OLD);
  g_assert_cmpint (f->word, ==, KETTLE_WIFI_NETWORK);
  wifi_job_assert_ram (f, OLD_WORDS);
  wifi_job_assert_flash (f, OLD_WORDS);
}

static void
test_refused_key (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_REFUSES_KEY);
  wifi_job_run (f, plan);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  g_assert_cmpint (f->word, ==, KETTLE_WIFI_KEY);
  g_assert_cmpint (f->code, ==, -4);
  /* Both forms, once each. */
  g_assert_nonnull (strstr (kettle_emulator_get_wifi_heard (f->kettle),
                            "AT+KEY=1,0," NEW_KEY "\nAT+KEY=1,0,\"" NEW_KEY "\"\n"));
  wifi_job_assert_honest (f, WIFI_JOB_JOIN);
}

static void
test_save_refused (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_SAVE_FAILS);
  wifi_job_run (f, plan);
  /* What is in flash after that nobody knows: this module could not save the old ones either. */
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_REFUSED, KETTLE_WIFI_OUTCOME_MIXED);
  g_assert_cmpint (f->word, ==, KETTLE_WIFI_SAVE);
  g_assert_cmpint (f->code, ==, -7);
  wifi_job_assert_ram (f, OLD_WORDS);
}

static void
fail_to_save (WifiJob *f, gconstpointer data)
{
  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_SAVE_FAILS);
}

static void
recover (WifiJob *f, gconstpointer data)
{
  wifi_job_set_moods (f, 0);
}

/* The flash fails after a part was written; the next time it does not. */
static void
test_save_breaks_off (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_SAVE_BREAKS);
  f->act = recover;
  f->act_at = 22; /* behind AT+PMTF */
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_REFUSED, KETTLE_WIFI_OUTCOME_OLD);
  g_assert_cmpint (f->code, ==, -7);
  wifi_job_assert_ram (f, OLD_WORDS);
  wifi_job_assert_flash (f, OLD_WORDS);
}

/* It says that all is saved, and after the restart it has a part of it. */
static void
test_half_saved (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();
  gboolean recovers = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;

  kettle_emulator_add_air (f->kettle, "new home:wpa2:" OLD_KEY ":" OLD_HOST, &error);
  g_assert_no_error (error);
  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_SAVE_HALF);
  f->act = recovers ? recover : fail_to_save;
  f->act_at = 23; /* behind AT+Z */
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_DIFFERENT,
                          recovers ? KETTLE_WIFI_OUTCOME_OLD : KETTLE_WIFI_OUTCOME_MIXED);
  g_assert_cmpint (f->word, ==, KETTLE_WIFI_SAVE);
  wifi_job_assert_ram (f, OLD_WORDS);
  if (recovers)
    wifi_job_assert_flash (f, OLD_WORDS);
}

/* Up to the save of the web page's job. */
#define UP_TO_SAVE                                                                              \
  "000000\nAT+WPRT=?\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\nAT+NIP=?\nAT+WEBS=?\nAT+QMAC\nAT+QVER\n" \
  "AT+WEBS=1\nAT+WEBS=?\nAT+WPRT=?\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\nAT+NIP=?\nAT+PMTF"

/* The module breaks down over the save, and is back after a while: it can be asked after all.
 * Until it was asked, nobody says that it is saved. */
static void
test_broken_down (WifiJob *f, gconstpointer data)
{
  gboolean whole = GPOINTER_TO_INT (data);
  int bytes = (int) strlen (UP_TO_SAVE) + (whole ? 1 : 0);

  g_object_set (f->kettle, "wifi-cut-after-bytes", bytes, "wifi-cut-for-good", TRUE, NULL);
  wifi_job_start_kind (f, WIFI_JOB_WEB_PAGE);
  test_wait_for (f->n_done > 0 || wifi_job_get_number (f, "n-accepted") > 1, 20000);
  g_assert_cmpint (kettle_wifi_job_get_stage (f->job), ==, KETTLE_WIFI_STAGE_SAVING);
  g_assert_cmpint (kettle_wifi_job_get_outcome (f->job), ==, KETTLE_WIFI_OUTCOME_UNCERTAIN);
  wifi_job_take_power (f);
  test_wait_for (f->n_done > 0, 20000);
  wifi_job_assert_honest (f, WIFI_JOB_WEB_PAGE);
  wifi_job_assert_good_manners (f);
  if (whole) {
    g_assert_no_error (f->error);
    g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_NEW);
  } else {
    g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_LOST);
    g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_OLD);
  }
}

static void
become_another (WifiJob *f, gconstpointer data)
{
  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_OTHER_MAC);
}

/* The connection is lost while it is written, and another module answers then: it must not be told
 * what was meant for the first. */
static void
test_another_module_answers (WifiJob *f, gconstpointer data)
{
  g_object_set (f->kettle, "wifi-cut-after-bytes", GPOINTER_TO_INT (data), NULL);
  f->act = become_another;
  f->act_at = 10; /* AT+WEBS=1 */
  wifi_job_start_kind (f, WIFI_JOB_WEB_PAGE);
  test_wait_for (f->n_done > 0, 20000);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_LOST);
  g_assert_cmpint (f->outcome, ==,
                   GPOINTER_TO_INT (data) < (int) strlen (UP_TO_SAVE)
                       ? KETTLE_WIFI_OUTCOME_OLD_SAVED
                       : KETTLE_WIFI_OUTCOME_UNCERTAIN);
  g_assert_true (
      g_str_has_suffix (kettle_emulator_get_wifi_heard (f->kettle), "000000\nAT+QMAC\n"));
}

/* The one that is there after the restart is another one. */
static void
test_another_after_restart (WifiJob *f, gconstpointer data)
{
  f->act = become_another;
  f->act_at = 18; /* AT+Z */
  wifi_job_start_kind (f, WIFI_JOB_WEB_PAGE);
  test_wait_for (f->n_done > 0, 20000);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_null (f->found_host);
}

static void
sleep_long (WifiJob *f, gconstpointer data)
{
  wifi_job_sleep (3600);
}

/* The machine sleeps while it is written, and the connection outlives that: an hour later the
 * kettle may be on. */
static void
test_slept_before_the_save (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  f->act = sleep_long;
  f->act_at = 14; /* AT+WPRT=0 */
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_STALE, KETTLE_WIFI_OUTCOME_OLD);
  g_assert_null (strstr (kettle_emulator_get_wifi_heard (f->kettle), "AT+PMTF"));
  wifi_job_assert_ram (f, OLD_WORDS);
}

/* All is saved, and it is only looked for. */
static void
test_asked_while_it_is_found (WifiJob *f, gconstpointer data)
{
  wifi_job_start_kind (f, WIFI_JOB_JOIN);
  g_assert_cmpint (kettle_wifi_job_get_outcome (f->job), ==, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  test_wait_for (kettle_wifi_job_get_stage (f->job) == KETTLE_WIFI_STAGE_VERIFYING, 5000);
  g_assert_cmpint (kettle_wifi_job_get_outcome (f->job), ==, KETTLE_WIFI_OUTCOME_OLD_SAVED);
  test_wait_for (kettle_wifi_job_get_stage (f->job) == KETTLE_WIFI_STAGE_FINDING, 5000);
  g_assert_cmpint (kettle_wifi_job_get_outcome (f->job), ==, KETTLE_WIFI_OUTCOME_NEW);
  test_wait_for (f->n_done > 0, 20000);
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_NEW);
}

static void
test_restart_refused (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_RESTART_REFUSED);
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_REFUSED, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_cmpint (f->word, ==, KETTLE_WIFI_RESTART);
  g_assert_cmpint (f->code, ==, -5);
}

/* The words of a kettle out of the box: its own network, open, without a key. */
static void
test_new_kettle (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *flash = NULL;
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (f->kettle, "factory", &error);
  g_assert_no_error (error);
  test_wait_for (kettle_emulator_get_host (f->kettle) != NULL, 5000);
  before = kettle_emulator_dup_wifi_ram (f->kettle);
  cancel_at_line (f, plan, GPOINTER_TO_UINT (data));
  after = kettle_emulator_dup_wifi_ram (f->kettle);
  flash = kettle_emulator_dup_wifi_flash (f->kettle);
  g_test_message ("outcome %d\n%s\n%s", (int) f->outcome, before, after);
  g_assert_cmpstr (flash, ==, before);
  if (f->outcome == KETTLE_WIFI_OUTCOME_OLD)
    g_assert_cmpstr (after, ==, before);
  else
    g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_OLD_SAVED);
}

static void
test_new_kettle_joins (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  kettle_emulator_input (f->kettle, "factory", NULL);
  test_wait_for (kettle_emulator_get_host (f->kettle) != NULL, 5000);
  wifi_job_run (f, plan);
  g_assert_no_error (f->error);
  g_assert_cmpstr (f->found_host, ==, NEW_HOST);
  wifi_job_assert_flash (f, NEW_WORDS);
}

/* After the reset the name is blank, so that a module shows nothing of how it writes texts. One
 * that takes quotation marks for a part of them must not get any. */
static void
test_new_kettle_keeps_quotes (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_BARE);
  kettle_emulator_input (f->kettle, "factory", NULL);
  test_wait_for (kettle_emulator_get_host (f->kettle) != NULL, 5000);
  wifi_job_run (f, plan);
  g_assert_no_error (f->error);
  g_assert_cmpstr (f->found_host, ==, NEW_HOST);
  wifi_job_assert_flash (f, NEW_WORDS);
}

static void
take_any_key (WifiJob *f, gconstpointer data)
{
  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_BARE);
}

/* A key that is refused bare is tried in quotation marks; where they have become a part of it, that
 * is not the key that was to be written. */
static void
test_quotes_kept_in_key (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_BARE | KETTLE_EMULATOR_WIFI_REFUSES_KEY);
  f->act = take_any_key;
  f->act_at = 13; /* the second AT+KEY= */
  wifi_job_run (f, plan);
  g_assert_nonnull (strstr (kettle_emulator_get_wifi_heard (f->kettle),
                            "AT+KEY=1,0," NEW_KEY "\nAT+KEY=1,0,\"" NEW_KEY "\"\n"));
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_DIFFERENT, KETTLE_WIFI_OUTCOME_OLD);
  g_assert_cmpint (f->word, ==, KETTLE_WIFI_KEY);
  wifi_job_assert_ram (f, OLD_WORDS);
  wifi_job_assert_flash (f, OLD_WORDS);
}

static void
test_password_without_being_asked (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan (WIFI_JOB_PASSWORD);

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_NO_PASSWORD);
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_HIDDEN, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  g_assert_cmpint (f->word, ==, KETTLE_WIFI_PASSWORD);
}

static void
test_password_taken_back (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan (WIFI_JOB_PASSWORD);

  cancel_at_line (f, plan, 11); /* AT+PASS=? */
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_OLD);
  wifi_job_assert_ram (f, OLD_WORDS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  wifi_job_add ("/net/wifi-job/undo/open-network", NULL, test_open_network_taken_back);
  wifi_job_add ("/net/wifi-job/undo/unknown-key-lost", NULL, test_unknown_key_lost);
  wifi_job_add ("/net/wifi-job/undo/long-name-cut-off", NULL, test_long_name_cut_off);
  wifi_job_add ("/net/wifi-job/undo/refused-key", NULL, test_refused_key);
  wifi_job_add ("/net/wifi-job/undo/save-refused", NULL, test_save_refused);
  wifi_job_add ("/net/wifi-job/undo/save-breaks-off", NULL, test_save_breaks_off);
  wifi_job_add ("/net/wifi-job/undo/half-saved", GINT_TO_POINTER (TRUE), test_half_saved);
  wifi_job_add ("/net/wifi-job/undo/half-saved-for-good", GINT_TO_POINTER (FALSE), test_half_saved);
  wifi_job_add ("/net/wifi-job/undo/restart-refused", NULL, test_restart_refused);
  wifi_job_add ("/net/wifi-job/undo/broken-down-before-the-save", GINT_TO_POINTER (FALSE),
                test_broken_down);
  wifi_job_add ("/net/wifi-job/undo/broken-down-over-the-save", GINT_TO_POINTER (TRUE),
                test_broken_down);
  wifi_job_add ("/net/wifi-job/undo/another-module-before-the-save",
                GINT_TO_POINTER (strlen (UP_TO_SAVE) - 20), test_another_module_answers);
  wifi_job_add ("/net/wifi-job/undo/another-module-over-the-save",
                GINT_TO_POINTER (strlen (UP_TO_SAVE) + 1), test_another_module_answers);
  wifi_job_add ("/net/wifi-job/undo/another-after-restart", NULL, test_another_after_restart);
  wifi_job_add ("/net/wifi-job/undo/slept-before-the-save", NULL, test_slept_before_the_save);
  wifi_job_add ("/net/wifi-job/undo/asked-while-it-is-found", NULL, test_asked_while_it_is_found);
  for (guint line = 10; line <= 20; line++) {
    g_autofree char *path = g_strdup_printf ("/net/wifi-job/undo/new-kettle/%u", line);

    wifi_job_add (path, GUINT_TO_POINTER (line), test_new_kettle);
  }
  wifi_job_add ("/net/wifi-job/undo/password-without-being-asked", NULL,
                test_password_without_being_asked);
  wifi_job_add ("/net/wifi-job/undo/password-taken-back", NULL, test_password_taken_back);
  wifi_job_add ("/net/wifi-job/new-kettle-joins", NULL, test_new_kettle_joins);
  wifi_job_add ("/net/wifi-job/new-kettle-keeps-quotes", NULL, test_new_kettle_keeps_quotes);
  wifi_job_add ("/net/wifi-job/undo/quotes-kept-in-key", NULL, test_quotes_kept_in_key);
  wifi_job_add ("/net/wifi-job/open-network", NULL, test_open_network);

  return g_test_run ();
}
