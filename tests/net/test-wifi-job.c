// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-job-fixture.h"
#include "support/test-wait.h"

#include <string.h>

/* Protocol sheet 2, in the documented order. */
#define LOOK                                                                           \
  "000000\nAT+WPRT=?\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\nAT+NIP=?\nAT+WEBS=?\nAT+QMAC\n" \
  "AT+QVER\n"

static void
test_look (WifiJob *f, gconstpointer data)
{
  const KettleWifiSettings *seen;

  wifi_job_run (f, NULL);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  wifi_job_assert_heard (f, LOOK);
  wifi_job_assert_good_manners (f);
  g_assert_cmpstr (f->stages->str, ==, "1 2 3 10 ");

  seen = kettle_wifi_job_get_settings (f->job);
  g_assert_nonnull (seen);
  g_assert_cmpstr (seen->network, ==, "home");
  g_assert_cmpstr (kettle_secret_peek (seen->key, NULL), ==, OLD_KEY);
  g_assert_cmpstr (seen->mac, ==, "001EE3A80102");
}

static void
test_join (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_run (f, plan);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_NEW);
  wifi_job_assert_heard (f,
                         LOOK "AT+SSID=\"new home\"\nAT+ENCRY=6\nAT+KEY=1,0," NEW_KEY
                              "\nAT+NIP=0\nAT+WPRT=0\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\nAT+NIP=?\n"
                              "AT+WPRT=?\nAT+WEBS=?\nAT+PMTF\nAT+Z\n");
  wifi_job_assert_flash (f, NEW_WORDS);
  wifi_job_assert_good_manners (f);
  g_assert_cmpstr (f->stages->str, ==, "1 2 3 4 5 6 7 8 10 ");
  g_assert_cmpstr (f->found_host, ==, NEW_HOST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  wifi_job_add ("/net/wifi-job/look", NULL, test_look);
  wifi_job_add ("/net/wifi-job/join", NULL, test_join);

  return g_test_run ();
}
