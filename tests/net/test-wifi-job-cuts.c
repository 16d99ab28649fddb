// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-job-fixture.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * The connection is cut at every point of a session: after every byte that goes to the module and
 * after every answer of its. Afterwards it has all old settings or all new ones, and the job has
 * said which.
 */

/* So many sessions at the same time: most of each is waiting. */
#define BATCH 24

/* Under a tool that makes everything slow it is cut after every so many bytes only. */
#define SLOW_STEP 7

/* So that a pause is no longer than it must be. */
#define SCALE 20

typedef struct {
  const char *property; /* what cuts */
  KettleEmulatorWifiMoods moods;
  gboolean for_good;
} Cut;

static const Cut after_bytes = { "wifi-cut-after-bytes", 0, FALSE };
static const Cut after_bytes_for_good = { "wifi-cut-after-bytes", 0, TRUE };
static const Cut after_bytes_forgetful = { "wifi-cut-after-bytes", KETTLE_EMULATOR_WIFI_FORGETFUL,
                                           FALSE };
static const Cut after_replies = { "wifi-cut-after-replies", 0, FALSE };
static const Cut after_replies_for_good = { "wifi-cut-after-replies", 0, TRUE };
static const Cut after_replies_forgetful = { "wifi-cut-after-replies",
                                             KETTLE_EMULATOR_WIFI_FORGETFUL, FALSE };

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

/* How many bytes and lines the module hears when nothing goes wrong. */
static guint
count (WifiJobKind kind, gboolean bytes)
{
  WifiJob *f = wifi_job_new (SCALE);
  const char *heard;
  guint n = 0;

  wifi_job_start_kind (f, kind);
  test_wait_for (f->n_done > 0, 20000);
  g_assert_no_error (f->error);
  heard = kettle_emulator_get_wifi_heard (f->kettle);
  for (const char *c = heard; *c != '\0'; c++)
    n += bytes || *c == '\n';
  wifi_job_free (f);

  return n;
}

static WifiJob *
start_cut (const Cut *cut, WifiJobKind kind, int at)
{
  WifiJob *f = wifi_job_new (SCALE);

  g_object_set (f->kettle, cut->property, at, "wifi-cut-for-good", cut->for_good, NULL);
  wifi_job_set_moods (f, cut->moods);
  wifi_job_start_kind (f, kind);

  return f;
}

/* Returns which outcomes there were, a bit each. */
static guint
end_cut (WifiJob *f, WifiJobKind kind, int at)
{
  guint outcome = 1u << f->outcome;

  g_test_message ("cut at %d", at);
  wifi_job_assert_good_manners (f);
  wifi_job_assert_honest (f, kind);
  wifi_job_take_power (f);
  wifi_job_assert_honest (f, kind);
  wifi_job_free (f);

  return outcome;
}

static guint
cut_everywhere (const Cut *cut, WifiJobKind kind)
{
  gboolean bytes = strstr (cut->property, "bytes") != NULL;
  int n = (int) count (kind, bytes);
  int step = bytes && test_get_slowness () > 1 ? SLOW_STEP : 1;
  guint outcomes = 0;

  g_test_message ("%s: %d places", wifi_job_kind_name (kind), n);
  for (int at = 1; at <= n;) {
    g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
    int first = at;

    for (; at <= n && jobs->len < BATCH; at += step)
      g_ptr_array_add (jobs, start_cut (cut, kind, at));
    test_wait_for (have_ended (jobs), 60000);
    for (guint i = 0; i < jobs->len; i++)
      outcomes |= end_cut (g_ptr_array_index (jobs, i), kind, first + (int) i * step);
  }

  return outcomes;
}

static void
test_cut (gconstpointer data)
{
  const Cut *cut = data;
  guint outcomes = 0;

  /* The longest job is what a tool is to see; the others do nothing that it does not. */
  for (int kind = 0; kind < WIFI_JOB_N_KINDS; kind++)
    if (test_get_slowness () <= 1 || kind == WIFI_JOB_JOIN)
      outcomes |= cut_everywhere (cut, (WifiJobKind) kind);

  /* Else it was cut nowhere of interest. */
  g_assert_true (outcomes & (1u << KETTLE_WIFI_OUTCOME_UNTOUCHED));
  g_assert_true (outcomes & (1u << KETTLE_WIFI_OUTCOME_NEW));
  if (cut->for_good) {
    g_assert_true (outcomes & (1u << KETTLE_WIFI_OUTCOME_OLD_SAVED));
    /* Whose save was answered is not uncertain. */
    if (strstr (cut->property, "bytes") != NULL)
      g_assert_true (outcomes & (1u << KETTLE_WIFI_OUTCOME_UNCERTAIN));
  } else {
    g_assert_true (outcomes & (1u << KETTLE_WIFI_OUTCOME_OLD));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/net/wifi-job/cut/after-every-byte", &after_bytes, test_cut);
  g_test_add_data_func ("/net/wifi-job/cut/after-every-byte-for-good", &after_bytes_for_good,
                        test_cut);
  g_test_add_data_func ("/net/wifi-job/cut/after-every-byte-forgetful", &after_bytes_forgetful,
                        test_cut);
  g_test_add_data_func ("/net/wifi-job/cut/after-every-reply", &after_replies, test_cut);
  g_test_add_data_func ("/net/wifi-job/cut/after-every-reply-for-good", &after_replies_for_good,
                        test_cut);
  g_test_add_data_func ("/net/wifi-job/cut/after-every-reply-forgetful", &after_replies_forgetful,
                        test_cut);

  return g_test_run ();
}
