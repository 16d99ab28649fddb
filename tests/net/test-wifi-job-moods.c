// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-job-fixture.h"
#include "support/test-wait.h"

/*
 * Everything a job can be for, against every mood of the emulated module. Whatever a mood does, the
 * job must be honest about it; what it does to the longest of the jobs is written out here.
 */

/* How the join ends; 0 for well. */
typedef struct {
  const char *name; /* of the mood */
  int code;
  KettleWifiOutcome outcome;
  double time_scale; /* 0 for the usual one */
} Mood;

#define WELL            0, KETTLE_WIFI_OUTCOME_NEW
#define UNTOUCHED(code) KETTLE_WIFI_ERROR_##code, KETTLE_WIFI_OUTCOME_UNTOUCHED
#define OLD(code)       KETTLE_WIFI_ERROR_##code, KETTLE_WIFI_OUTCOME_OLD

static const Mood moods[] = {
  { "echo", WELL },
  { "no-banner", WELL },
  { "odd-prompt", WELL },
  { "no-prompt", WELL },
  { "no-password", WELL },
  { "telnet", WELL },
  { "bare", WELL },
  { "bare-answers", WELL },
  { "quoted-answers", WELL },
  { "one-end", WELL },
  { "lf", WELL },
  { "late-end", WELL, 2 },           /* 100 ms: less than what is silence */
  { "slow", UNTOUCHED (NO_ANSWER) }, /* than this job waits */
  { "mute", UNTOUCHED (NO_ANSWER) },
  { "no-question", WELL },
  { "no-web", WELL },
  { "no-version", WELL },
  { "no-key", UNTOUCHED (HIDDEN) },
  { "key-masked", UNTOUCHED (HIDDEN) },
  { "save-fails", KETTLE_WIFI_ERROR_REFUSED, KETTLE_WIFI_OUTCOME_MIXED },
  { "save-silent", KETTLE_WIFI_ERROR_NO_ANSWER, KETTLE_WIFI_OUTCOME_UNCERTAIN },
  { "save-drops", KETTLE_WIFI_ERROR_LOST, KETTLE_WIFI_OUTCOME_UNCERTAIN },
  { "save-ignored", OLD (DIFFERENT) },
  { "restart-refused", KETTLE_WIFI_ERROR_REFUSED, KETTLE_WIFI_OUTCOME_NEW },
  { "restart-silent", WELL },
  { "never-back", KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW },
  { "deaf-sets", OLD (DIFFERENT) },
  { "truncates", WELL }, /* that name is short */
  { "refuses-key", OLD (REFUSED) },
  { "chatty", WELL },
  { "double", UNTOUCHED (MALFORMED) },
  { "quoted", WELL },
  { "prompts", WELL },
  { "blank-first", WELL },
  { "no-auto", WELL },
  { "asks-again", WELL },
  { "occupied", UNTOUCHED (LOST) },
  { "slow-login", UNTOUCHED (NOT_A_MODULE) }, /* than this job waits */
  { "late-double", WELL },                    /* only where nothing follows for a while */
  { "save-late", KETTLE_WIFI_ERROR_NO_ANSWER, KETTLE_WIFI_OUTCOME_UNCERTAIN },
  { "restart-hangs", WELL },
  { "endless", UNTOUCHED (MALFORMED) },
  { "forgetful", WELL },
  { "new-address", WELL },
  { "no-mac", KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW },
  { "other-mac", WELL },
  { "save-half", KETTLE_WIFI_ERROR_NOT_FOUND, KETTLE_WIFI_OUTCOME_NEW },
  { "save-breaks", KETTLE_WIFI_ERROR_REFUSED, KETTLE_WIFI_OUTCOME_MIXED },
};

static WifiJob *
start (const char *mood, WifiJobKind kind, double time_scale)
{
  WifiJob *f = wifi_job_new (time_scale);
  KettleEmulatorWifiMoods bits;
  g_autoptr (GError) error = NULL;

  kettle_emulator_parse_wifi_moods (mood, &bits, &error);
  g_assert_no_error (error);
  wifi_job_set_moods (f, bits);
  wifi_job_start_kind (f, kind);

  return f;
}

static gboolean
have_ended (WifiJob *jobs[WIFI_JOB_N_KINDS])
{
  for (int i = 0; i < WIFI_JOB_N_KINDS; i++)
    if (jobs[i]->n_done == 0)
      return FALSE;

  return TRUE;
}

/* A save that is ignored without a restart cannot be found out: nothing ever shows it. Nor can one
 * that was done by half by a kettle that is in no network since. */
static gboolean
cannot_be_known (const Mood *mood, WifiJobKind kind)
{
  if (g_str_equal (mood->name, "save-half"))
    return kind != WIFI_JOB_LOOK && kind != WIFI_JOB_WEB_PAGE;

  return g_str_equal (mood->name, "save-ignored")
         && (kind == WIFI_JOB_PASSWORD || kind == WIFI_JOB_FORGET);
}

static void
test_mood (gconstpointer data)
{
  const Mood *mood = data;
  WifiJob *jobs[WIFI_JOB_N_KINDS];

  for (int i = 0; i < WIFI_JOB_N_KINDS; i++)
    jobs[i] = start (mood->name, (WifiJobKind) i, mood->time_scale == 0 ? 10 : mood->time_scale);
  test_wait_for (have_ended (jobs), 30000);

  for (int i = 0; i < WIFI_JOB_N_KINDS; i++) {
    wifi_job_assert_good_manners (jobs[i]);
    if (!cannot_be_known (mood, (WifiJobKind) i))
      wifi_job_assert_honest (jobs[i], (WifiJobKind) i);
  }
  if (mood->code == 0)
    g_assert_no_error (jobs[WIFI_JOB_JOIN]->error);
  else
    g_assert_error (jobs[WIFI_JOB_JOIN]->error, KETTLE_WIFI_ERROR, mood->code);
  g_assert_cmpint (jobs[WIFI_JOB_JOIN]->outcome, ==, mood->outcome);

  for (int i = 0; i < WIFI_JOB_N_KINDS; i++)
    wifi_job_free (jobs[i]);
}

/* Rubbish comes now and then: what comes of it is another thing each time. */
static void
test_garbage (void)
{
  for (guint seed = 1; seed <= 4; seed++) {
    WifiJob *jobs[WIFI_JOB_N_KINDS];

    for (int i = 0; i < WIFI_JOB_N_KINDS; i++) {
      jobs[i] = start ("garbage", (WifiJobKind) i, 10);
      g_object_set (jobs[i]->kettle, "seed", seed * 10 + (guint) i, NULL);
    }
    test_wait_for (have_ended (jobs), 30000);
    for (int i = 0; i < WIFI_JOB_N_KINDS; i++) {
      wifi_job_assert_good_manners (jobs[i]);
      wifi_job_assert_honest (jobs[i], (WifiJobKind) i);
      wifi_job_free (jobs[i]);
    }
  }
}

/* A mood that was added to the emulator belongs in here. */
static void
test_no_mood_forgotten (void)
{
  const char *const *names = kettle_emulator_wifi_mood_names ();

  for (; *names != NULL; names++) {
    gboolean known = g_str_equal (*names, "garbage");

    for (gsize i = 0; i < G_N_ELEMENTS (moods); i++)
      known = known || g_str_equal (*names, moods[i].name);
    if (!known)
      g_error ("The mood %s is not in the table", *names);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (moods); i++) {
    g_autofree char *path = g_strconcat ("/net/wifi-job/mood/", moods[i].name, NULL);

    g_test_add_data_func (path, &moods[i], test_mood);
  }
  g_test_add_func ("/net/wifi-job/mood/garbage", test_garbage);
  g_test_add_func ("/net/wifi-job/mood/no-mood-forgotten", test_no_mood_forgotten);

  return g_test_run ();
}
