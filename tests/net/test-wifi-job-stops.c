// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-job-fixture.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * A job is cancelled, or let go, at every stage and at every line that goes to the module.
 */

#define BATCH 24
#define SCALE 20

static KettleWifiStage
get_stage (gconstpointer data)
{
  return (KettleWifiStage) GPOINTER_TO_INT (data);
}

static void
test_cancelled_at_stage (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  f->cancel_at = get_stage (data);
  wifi_job_connect_link (f);
  wifi_job_run (f, plan);
  if (f->cancel_at < KETTLE_WIFI_STAGE_SAVING) {
    g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint (f->outcome, !=, KETTLE_WIFI_OUTCOME_NEW);
    g_assert_null (strstr (kettle_emulator_get_wifi_heard (f->kettle), "AT+PMTF"));
  } else {
    g_assert_no_error (f->error);
  }
  wifi_job_assert_honest (f, WIFI_JOB_JOIN);
  wifi_job_assert_good_manners (f);
  g_assert_null (strstr (kettle_emulator_get_wifi_heard (f->kettle), "AT+Z\nAT+Z"));
  g_assert_false (kettle_link_is_paused (f->link));
  g_assert_false (kettle_wifi_job_can_cancel (f->job));
}

static void
test_cancelled_before (WifiJob *f, gconstpointer data)
{
  wifi_job_connect_link (f);
  g_cancellable_cancel (f->cancellable);
  wifi_job_run (f, NULL);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (wifi_job_get_number (f, "wifi-n-accepted"), ==, 0);
}

/* Nothing goes on afterwards, and the link is free again. */
static void
assert_let_go (WifiJob *f)
{
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (f->n_done, ==, 1);
  test_wait_for (G_OBJECT (f->job)->ref_count == 1, 5000);
  test_wait_for (wifi_job_get_number (f, "wifi-n-clients") == 0, 2000);
  if (f->link != NULL)
    g_assert_false (kettle_link_is_paused (f->link));
}

static void
test_disposed_at_stage (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  f->dispose_at = get_stage (data);
  wifi_job_connect_link (f);
  wifi_job_run (f, plan);
  assert_let_go (f);
}

/* --- At every line --------------------------------------------------------------------------- */

static void
cancel (WifiJob *f, gconstpointer data)
{
  g_test_message ("cancelled");
  g_cancellable_cancel (f->cancellable);
}

static void
dispose (WifiJob *f, gconstpointer data)
{
  g_test_message ("disposed");
  g_object_run_dispose (G_OBJECT (f->job));
}

static gboolean
have_ended (GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++) {
    WifiJob *f = g_ptr_array_index (jobs, i);

    if (f->n_done == 0)
      return FALSE;
  }

  return TRUE;
}

static guint
count_lines (WifiJob *f)
{
  guint n = 0;

  for (const char *c = kettle_emulator_get_wifi_heard (f->kettle); *c != '\0'; c++)
    n += *c == '\n';

  return n;
}

static guint
count (WifiJobKind kind)
{
  WifiJob *f = wifi_job_new (SCALE);
  guint n;

  wifi_job_start_kind (f, kind);
  test_wait_for (f->n_done > 0, 20000);
  n = count_lines (f);
  wifi_job_free (f);

  return n;
}

static void
end_cancelled (WifiJob *f, WifiJobKind kind)
{
  gboolean saved = strstr (kettle_emulator_get_wifi_heard (f->kettle), "AT+PMTF") != NULL;

  wifi_job_assert_good_manners (f);
  wifi_job_assert_honest (f, kind);
  if (saved) {
    g_assert_no_error (f->error);
  } else {
    g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_true (f->outcome == KETTLE_WIFI_OUTCOME_UNTOUCHED
                   || f->outcome == KETTLE_WIFI_OUTCOME_OLD);
  }
  wifi_job_take_power (f);
  wifi_job_assert_honest (f, kind);
}

static void
stop_everywhere (WifiJobKind kind, WifiJobFunc func)
{
  guint n = count (kind);

  for (guint at = 1; at <= n;) {
    g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

    for (; at <= n && jobs->len < BATCH; at++) {
      WifiJob *f = wifi_job_new (SCALE);

      f->act = func;
      f->act_at = at;
      wifi_job_start_kind (f, kind);
      g_ptr_array_add (jobs, f);
    }
    test_wait_for (have_ended (jobs), 60000);
    for (guint i = 0; i < jobs->len; i++) {
      WifiJob *f = g_ptr_array_index (jobs, i);

      g_test_message ("%s, line %u", wifi_job_kind_name (kind), f->act_at);
      if (func == cancel)
        end_cancelled (f, kind);
      else
        assert_let_go (f);
      wifi_job_assert_honest (f, kind);
      wifi_job_free (f);
    }
  }
}

static void
test_cancelled_at_every_line (gconstpointer data)
{
  for (int kind = 0; kind < WIFI_JOB_N_KINDS; kind++) {
    /* The last word of a look is the last line: nothing is left to be cancelled. */
    if (kind != WIFI_JOB_LOOK)
      stop_everywhere ((WifiJobKind) kind, cancel);
  }
}

static void
test_disposed_at_every_line (gconstpointer data)
{
  for (int kind = 0; kind < WIFI_JOB_N_KINDS; kind++)
    stop_everywhere ((WifiJobKind) kind, dispose);
}

/* The last owner lets go and cancels: what was written is taken back all the same. */
static void
test_let_go_while_writing (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();
  KettleWifiJob *weak;

  f->act = cancel;
  f->act_at = 12; /* AT+KEY */
  wifi_job_start (f, plan, NULL);
  weak = f->job;
  g_object_add_weak_pointer (G_OBJECT (weak), (gpointer *) &weak);
  g_clear_object (&f->job);
  test_wait_for (weak == NULL, 10000);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (f->outcome, ==, KETTLE_WIFI_OUTCOME_OLD);
  wifi_job_assert_honest (f, WIFI_JOB_JOIN);
}

static void
test_can_cancel_while_reading (WifiJob *f, gconstpointer data)
{
  wifi_job_start (f, NULL, NULL);
  test_wait_for (kettle_wifi_job_get_stage (f->job) == KETTLE_WIFI_STAGE_READING, 5000);
  g_assert_true (kettle_wifi_job_can_cancel (f->job));
  test_wait_for (f->n_done > 0, 5000);
  g_assert_false (kettle_wifi_job_can_cancel (f->job));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (int stage = KETTLE_WIFI_STAGE_CHECKING; stage <= KETTLE_WIFI_STAGE_FINDING; stage++) {
    g_autofree char *cancelled = g_strdup_printf ("/net/wifi-job/cancelled-at-stage/%d", stage);
    g_autofree char *disposed = g_strdup_printf ("/net/wifi-job/disposed-at-stage/%d", stage);

    wifi_job_add (cancelled, GINT_TO_POINTER (stage), test_cancelled_at_stage);
    wifi_job_add (disposed, GINT_TO_POINTER (stage), test_disposed_at_stage);
  }
  wifi_job_add ("/net/wifi-job/cancelled-before", NULL, test_cancelled_before);
  g_test_add_data_func ("/net/wifi-job/cancelled-at-every-line", NULL,
                        test_cancelled_at_every_line);
  g_test_add_data_func ("/net/wifi-job/disposed-at-every-line", NULL, test_disposed_at_every_line);
  wifi_job_add ("/net/wifi-job/let-go-while-writing", NULL, test_let_go_while_writing);
  wifi_job_add ("/net/wifi-job/can-cancel-while-reading", NULL, test_can_cancel_while_reading);

  return g_test_run ();
}
