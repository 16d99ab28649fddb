// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/peer.h"
#include "net/wifi-job-fixture.h"
#include "support/test-wait.h"

#include <net/if.h>
#include <string.h>

/*
 * A kettle is looked for after its restart: it, and no other.
 */

#define OTHER_HOST "127.0.0.5"

/* As /proc/net/arp has it. */
#define ARP_HEAD     "IP address HW type Flags HW address Mask Device\n"
#define NEW_IS_IT    NEW_HOST " 0x1 0x2 00:1e:e3:a8:01:02 * test0\n"
#define OTHER_IS_IT  OTHER_HOST " 0x1 0x2 00:1e:e3:a8:01:02 * test0\n"
#define OTHER_IS_NOT OTHER_HOST " 0x1 0x2 02:00:00:00:00:05 * test0\n"

static KettleEmulator *
start_other (WifiJob *f)
{
  KettleEmulator *other = kettle_emulator_new ();
  g_autoptr (GError) error = NULL;

  kettle_emulator_listen (other, OTHER_HOST, kettle_emulator_get_port (f->kettle), &error);
  g_assert_no_error (error);

  return other;
}

static void
stop_other (KettleEmulator *other)
{
  kettle_emulator_shut_down (other);
  g_object_unref (other);
}

/* Who is known under which hardware address. */
static void
set_neighbours (WifiJob *f, const char *neighbours)
{
  KettleInterface interface = {
    .name = "test0",
    .flags = IFF_UP | IFF_RUNNING,
    .address = 0x7f00000e,
    .netmask = 0xfffffff0,
  };
  g_autoptr (KettleScanner) scanner = NULL;

  g_object_get (f->job, "scanner", &scanner, NULL);
  kettle_scanner_set_surroundings (scanner,
                                   kettle_surroundings_new (&interface, 1, NULL, neighbours));
}

static void
join (WifiJob *f)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_run (f, plan);
}

static void
test_two_without_addresses (WifiJob *f, gconstpointer data)
{
  KettleEmulator *other = start_other (f);

  join (f);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_null (f->found_host);
  stop_other (other);
}

static void
test_known_by_its_address (WifiJob *f, gconstpointer data)
{
  KettleEmulator *other = start_other (f);

  set_neighbours (f, ARP_HEAD OTHER_IS_NOT NEW_IS_IT);
  join (f);
  g_assert_no_error (f->error);
  g_assert_cmpstr (f->found_host, ==, NEW_HOST);
  stop_other (other);
}

/* The one that is there has another address, and it is not taken for this one. */
static void
test_another_address (WifiJob *f, gconstpointer data)
{
  KettleEmulator *other = start_other (f);

  set_neighbours (f, ARP_HEAD OTHER_IS_NOT);
  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_NEVER_BACK);
  join (f);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW);
  stop_other (other);
}

/* Where the module does not tell its hardware address, whoever is there may be any other kettle. */
static void
test_another_without_own_address (WifiJob *f, gconstpointer data)
{
  KettleEmulator *other = start_other (f);

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_NEVER_BACK | KETTLE_EMULATOR_WIFI_NO_MAC);
  join (f);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_null (f->found_host);
  stop_other (other);
}

/* Whoever has its hardware address is it, wherever that is. */
static void
test_address_elsewhere (WifiJob *f, gconstpointer data)
{
  KettleEmulator *other = start_other (f);

  set_neighbours (f, ARP_HEAD OTHER_IS_IT);
  join (f);
  g_assert_no_error (f->error);
  g_assert_cmpstr (f->found_host, ==, OTHER_HOST);
  stop_other (other);
}

/* A plan that does not move it: nobody else is asked. */
static void
test_nobody_else_is_asked (WifiJob *f, gconstpointer data)
{
  KettleEmulator *other = start_other (f);
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_web_page (TRUE);
  guint n_accepted;

  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_NEVER_BACK);
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW);
  g_object_get (other, "n-accepted", &n_accepted, NULL);
  g_assert_cmpuint (n_accepted, ==, 0);
  stop_other (other);
}

typedef struct {
  guint n_done;
  GError *error;
} Find;

static void
on_find_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Find *find = user_data;

  g_clear_error (&find->error);
  find->n_done++;
  kettle_wifi_job_find_finish (KETTLE_WIFI_JOB (source), result, &find->error);
}

static void
test_found_later (WifiJob *f, gconstpointer data)
{
  Find find = { 0 };

  wifi_job_connect_link (f);
  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_NEVER_BACK);
  join (f);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_false (kettle_link_is_paused (f->link));

  wifi_job_set_moods (f, 0);
  wifi_job_take_power (f);
  kettle_wifi_job_find_async (f->job, NULL, on_find_ready, &find);
  g_assert_true (kettle_link_is_paused (f->link));
  g_assert_true (kettle_wifi_job_can_cancel (f->job));
  test_wait_for (find.n_done == 1, 10000);
  g_assert_no_error (find.error);
  g_assert_cmpstr (kettle_wifi_job_get_found_host (f->job), ==, NEW_HOST);
  g_assert_cmpint (kettle_wifi_job_get_outcome (f->job), ==, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_false (kettle_link_is_paused (f->link));
}

static void
test_find_cancelled (WifiJob *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Find find = { 0 };

  wifi_job_connect_link (f);
  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_NEVER_BACK);
  join (f);
  kettle_wifi_job_find_async (f->job, cancellable, on_find_ready, &find);
  kettle_wifi_job_find_async (f->job, NULL, on_find_ready, &find);
  test_wait_for (find.n_done == 1, 2000);
  g_assert_error (find.error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_cancellable_cancel (cancellable);
  test_wait_for (find.n_done == 2, 2000);
  g_assert_error (find.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (kettle_link_is_paused (f->link));
  g_clear_error (&find.error);
}

/* --- At the same address --------------------------------------------------------------------- */

static KettleWifiPlan *
plan_same_network (void)
{
  g_autoptr (KettleSecret) key = kettle_secret_new (OLD_KEY, -1);

  return kettle_wifi_plan_new_join ("home", KETTLE_WIFI_SECURITY_WPA2_TKIP, key, NULL);
}

static void
test_back_where_it_was (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = plan_same_network ();

  wifi_job_run (f, plan);
  g_assert_no_error (f->error);
  g_assert_cmpstr (f->found_host, ==, OLD_HOST);
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_NEW);
  wifi_job_assert_good_manners (f);
}

static void
on_stage_switch_on (KettleWifiJob *job, GParamSpec *pspec, WifiJob *f)
{
  if (kettle_wifi_job_get_stage (job) == KETTLE_WIFI_STAGE_FINDING)
    kettle_emulator_input (f->kettle, "on", NULL);
}

/* Somebody has switched it on: its shell is left alone, and what it said holds. */
static void
test_switched_on_meanwhile (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = plan_same_network ();

  g_signal_connect (f->job, "notify::stage", G_CALLBACK (on_stage_switch_on), f);
  wifi_job_run (f, plan);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_cmpuint (wifi_job_get_number (f, "wifi-n-accepted"), ==, 1);
}

static void
on_stage_fall_silent (KettleWifiJob *job, GParamSpec *pspec, WifiJob *f)
{
  if (kettle_wifi_job_get_stage (job) == KETTLE_WIFI_STAGE_FINDING)
    g_object_set (f->kettle, "mute", TRUE, NULL);
}

/* Whoever takes the connection and does not say HELLOAPP is not it; and it is asked seldom. */
static void
test_silent_where_it_was (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_web_page (TRUE);

  g_signal_connect (f->job, "notify::stage", G_CALLBACK (on_stage_fall_silent), f);
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW);
  g_assert_cmpuint (wifi_job_get_number (f, "n-accepted"), <=, 1 + 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  wifi_job_add ("/net/wifi-job/find/two-without-addresses", NULL, test_two_without_addresses);
  wifi_job_add ("/net/wifi-job/find/known-by-its-address", NULL, test_known_by_its_address);
  wifi_job_add ("/net/wifi-job/find/another-address", NULL, test_another_address);
  wifi_job_add ("/net/wifi-job/find/another-without-own-address", NULL,
                test_another_without_own_address);
  wifi_job_add ("/net/wifi-job/find/address-elsewhere", NULL, test_address_elsewhere);
  wifi_job_add ("/net/wifi-job/find/nobody-else-is-asked", NULL, test_nobody_else_is_asked);
  wifi_job_add ("/net/wifi-job/find/later", NULL, test_found_later);
  wifi_job_add ("/net/wifi-job/find/cancelled", NULL, test_find_cancelled);
  wifi_job_add ("/net/wifi-job/find/back-where-it-was", NULL, test_back_where_it_was);
  wifi_job_add ("/net/wifi-job/find/switched-on-meanwhile", NULL, test_switched_on_meanwhile);
  wifi_job_add ("/net/wifi-job/find/silent-where-it-was", NULL, test_silent_where_it_was);

  return g_test_run ();
}
