// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-job-fixture.h"

#include "support/test-wait.h"

#include <net/if.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* How far a sleep has put the boot clock ahead, seconds. */
static int slept;

/* The C library's, but for the sleep. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result == 0 && clock == CLOCK_BOOTTIME)
    now->tv_sec += (time_t) slept;

  return result;
}

void
wifi_job_sleep (int seconds)
{
  slept += seconds;
}

guint
wifi_job_get_number (WifiJob *f, const char *name)
{
  guint number;

  g_object_get (f->kettle, name, &number, NULL);

  return number;
}

static void
on_clients_changed (KettleEmulator *kettle, GParamSpec *pspec, WifiJob *f)
{
  if (wifi_job_get_number (f, "n-clients") > 0 && wifi_job_get_number (f, "wifi-n-clients") > 0)
    f->beside = TRUE;
}

static void
on_wifi_heard (KettleEmulator *kettle, guint client, const char *escaped, WifiJob *f)
{
  g_test_message ("wifi < %s", escaped);
  if (++f->n_heard == f->act_at)
    f->act (f, NULL);
}

static void
on_wifi_said (KettleEmulator *kettle, guint client, const char *escaped, WifiJob *f)
{
  g_test_message ("wifi > %s", escaped);
}

/* Fourteen addresses of this machine, in which whoever is not there refuses. */
static KettleScanner *
make_scanner (guint port)
{
  KettleInterface interface = {
    .name = "test0",
    .flags = IFF_UP | IFF_RUNNING,
    .address = 0x7f00000e,
    .netmask = 0xfffffff0,
  };
  KettleScanner *scanner = g_object_new (KETTLE_TYPE_SCANNER, "port", port, NULL);

  kettle_scanner_set_surroundings (scanner, kettle_surroundings_new (&interface, 1, NULL, NULL));

  return scanner;
}

/* However fast a job is, the emulated kettle needs a moment to see that somebody has left: its loop
 * is the one that all of a batch share. */
static guint
get_pause (double time_scale)
{
  return (guint) (100 * time_scale);
}

static void
on_stage_changed (KettleWifiJob *job, GParamSpec *pspec, WifiJob *f)
{
  KettleWifiStage stage = kettle_wifi_job_get_stage (job);

  g_string_append_printf (f->stages, "%d ", (int) stage);
  if (f->cancel_at != KETTLE_WIFI_STAGE_NONE && stage == f->cancel_at)
    g_cancellable_cancel (f->cancellable);
  if (f->dispose_at != KETTLE_WIFI_STAGE_NONE && stage == f->dispose_at)
    g_object_run_dispose (G_OBJECT (job));
}

/* Under a tool that plays the processor a kettle takes its time to say that it is off. */
static guint
get_off_timeout (void)
{
  return (guint) (5000 * test_get_slowness ());
}

/**
 * wifi_job_new:
 * @time_scale: what the job's durations are divided by
 *
 * Returns: (transfer full): an emulated kettle and a job for it
 */
WifiJob *
wifi_job_new (double time_scale)
{
  WifiJob *f = g_new0 (WifiJob, 1);
  g_autoptr (KettleScanner) scanner = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port;

  f->time_scale = time_scale;
  f->stages = g_string_new (NULL);
  f->cancellable = g_cancellable_new ();
  f->kettle = kettle_emulator_new ();
  g_object_set (f->kettle, "wifi-delay", 5, "wifi-boot-time", 100, NULL);
  kettle_emulator_add_air (f->kettle, "home:wpa2:" OLD_KEY ":" OLD_HOST, &error);
  g_assert_no_error (error);
  kettle_emulator_add_air (f->kettle, "new home:wpa2:" NEW_KEY ":" NEW_HOST, &error);
  g_assert_no_error (error);
  kettle_emulator_listen (f->kettle, OLD_HOST, 0, &error);
  g_assert_no_error (error);
  kettle_emulator_listen_wifi (f->kettle, 0, &error);
  g_assert_no_error (error);
  port = kettle_emulator_get_port (f->kettle);
  g_signal_connect (f->kettle, "notify::n-clients", G_CALLBACK (on_clients_changed), f);
  g_signal_connect (f->kettle, "notify::wifi-n-clients", G_CALLBACK (on_clients_changed), f);
  g_signal_connect (f->kettle, "wifi-heard", G_CALLBACK (on_wifi_heard), f);
  g_signal_connect (f->kettle, "wifi-said", G_CALLBACK (on_wifi_said), f);

  scanner = make_scanner (port);
  f->job = g_object_new (KETTLE_TYPE_WIFI_JOB, "host", OLD_HOST, "port", (guint) port,
                         "module-port", (guint) kettle_emulator_get_wifi_port (f->kettle),
                         "scanner", scanner, "pause", get_pause (time_scale), "off-timeout",
                         get_off_timeout (), "time-scale", time_scale, NULL);
  g_signal_connect (f->job, "notify::stage", G_CALLBACK (on_stage_changed), f);

  return f;
}

void
wifi_job_free (WifiJob *f)
{
  KettleEmulator *kettle = f->kettle;

  if (f->job != NULL) {
    test_wait_for (G_OBJECT (f->job)->ref_count == 1, 5000);
    g_assert_finalize_object (f->job);
  }
  if (f->link != NULL) {
    g_assert_false (kettle_link_is_paused (f->link));
    g_assert_finalize_object (f->link);
  }
  g_signal_handlers_disconnect_by_data (kettle, f);
  g_object_add_weak_pointer (G_OBJECT (kettle), (gpointer *) &f->kettle);
  kettle_emulator_shut_down (kettle);
  g_object_unref (kettle);
  test_wait_for (f->kettle == NULL, 5000);
  g_object_unref (f->cancellable);
  g_clear_error (&f->error);
  g_string_free (f->stages, TRUE);
  g_free (f->found_host);
  g_free (f);
}

typedef struct {
  WifiJob *job;
  WifiJobFunc func;
  gconstpointer data;
} Test;

static void
run_test (gconstpointer data)
{
  const Test *test = data;
  WifiJob *f = wifi_job_new (10);

  slept = 0;
  test->func (f, test->data);
  wifi_job_free (f);
}

/**
 * wifi_job_add:
 * @path: the test's path
 * @data: for @func
 * @func: the test
 *
 * Adds a test with a fixture of its own.
 */
void
wifi_job_add (const char *path, gconstpointer data, WifiJobFunc func)
{
  Test *test = g_new0 (Test, 1);

  test->func = func;
  test->data = data;
  g_test_add_data_func_full (path, test, run_test, g_free);
}

/**
 * wifi_job_take_job:
 * @f: a fixture whose job has not run
 * @job: (transfer full): another one in its place
 */
void
wifi_job_take_job (WifiJob *f, KettleWifiJob *job)
{
  g_signal_handlers_disconnect_by_data (f->job, f);
  g_assert_finalize_object (f->job);
  f->job = job;
  g_signal_connect (f->job, "notify::stage", G_CALLBACK (on_stage_changed), f);
}

/**
 * wifi_job_connect_link:
 * @f: a fixture whose job has not run
 *
 * Gives the job a link that is connected to the kettle.
 */
void
wifi_job_connect_link (WifiJob *f)
{
  guint16 port = kettle_emulator_get_port (f->kettle);
  g_autoptr (KettleScanner) scanner = make_scanner (port);

  f->link = kettle_link_new ();
  wifi_job_take_job (f, g_object_new (KETTLE_TYPE_WIFI_JOB, "link", f->link, "host", OLD_HOST,
                                      "port", (guint) port, "module-port",
                                      (guint) kettle_emulator_get_wifi_port (f->kettle), "scanner",
                                      scanner, "pause", get_pause (f->time_scale), "time-scale",
                                      f->time_scale, NULL));
  kettle_link_set_kettle (f->link, OLD_HOST, port);
  test_wait_for (kettle_link_get_state (f->link) == KETTLE_LINK_CONNECTED, 5000);
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KettleWifiJob *job = KETTLE_WIFI_JOB (source);
  WifiJob *f = user_data;

  f->n_done++;
  kettle_wifi_job_run_finish (job, result, &f->error);
  f->outcome = kettle_wifi_job_get_outcome (job);
  f->found_host = g_strdup (kettle_wifi_job_get_found_host (job));
  f->code = kettle_wifi_job_get_module_code (job);
  f->word = kettle_wifi_job_get_failed_word (job);
  g_test_message ("ended with outcome %d, stages %s: %s", (int) f->outcome, f->stages->str,
                  f->error != NULL ? f->error->message : "done");
}

void
wifi_job_start_with (WifiJob *f,
                     const char *password,
                     const KettleWifiPlan *plan,
                     const KettleWifiSettings *seen)
{
  g_autoptr (KettleSecret) secret = password != NULL ? kettle_secret_new (password, -1) : NULL;

  kettle_wifi_job_run_async (f->job, secret, plan, seen, f->cancellable, on_run_ready, f);
  g_assert_cmpuint (f->n_done, ==, 0);
}

void
wifi_job_start (WifiJob *f, const KettleWifiPlan *plan, const KettleWifiSettings *seen)
{
  wifi_job_start_with (f, NULL, plan, seen);
}

/**
 * wifi_job_run:
 * @f: a fixture
 * @plan: (nullable): what to write
 *
 * Runs the job to its end.
 */
void
wifi_job_run (WifiJob *f, const KettleWifiPlan *plan)
{
  wifi_job_start (f, plan, NULL);
  test_wait_for (f->n_done > 0, 20000);
}

/**
 * wifi_job_take_power:
 * @f: a fixture
 *
 * Takes the module's power away for a moment: what is in its RAM is what was saved.
 */
void
wifi_job_take_power (WifiJob *f)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (f->kettle, "unplug", &error);
  g_assert_no_error (error);
}

void
wifi_job_set_moods (WifiJob *f, KettleEmulatorWifiMoods moods)
{
  g_object_set (f->kettle, "wifi-moods", moods, NULL);
}

/**
 * wifi_job_plan_join:
 *
 * Returns: (transfer full): from OLD_WORDS to NEW_WORDS
 */
KettleWifiPlan *
wifi_job_plan_join (void)
{
  g_autoptr (KettleSecret) key = kettle_secret_new (NEW_KEY, -1);
  g_autoptr (GError) error = NULL;
  KettleWifiPlan *plan =
      kettle_wifi_plan_new_join ("new home", KETTLE_WIFI_SECURITY_WPA2_AES, key, &error);

  g_assert_no_error (error);

  return plan;
}

static const struct {
  const char *name;
  const char *words; /* that the module has afterwards */
} kinds[WIFI_JOB_N_KINDS] = {
  [WIFI_JOB_LOOK] = { "look", OLD_WORDS },
  [WIFI_JOB_JOIN] = { "join", NEW_WORDS },
  [WIFI_JOB_RESTORE] = { "restore", "WPRT=0\nSSID=new home\nENCRY=5\nKEY=1,0," NEW_KEY
                                    "\nNIP=0\nWEBS=1\nPASS=000000\n" },
  [WIFI_JOB_PASSWORD] = { "password", "WPRT=0\nSSID=home\nENCRY=6\nKEY=1,0," OLD_KEY
                                      "\nNIP=0\nWEBS=0\nPASS=654321\n" },
  [WIFI_JOB_WEB_PAGE] = { "web-page", "WPRT=0\nSSID=home\nENCRY=6\nKEY=1,0," OLD_KEY
                                      "\nNIP=0\nWEBS=1\nPASS=000000\n" },
  [WIFI_JOB_FORGET] = { "forget", "WPRT=0\nSSID=kettle-for-a-new-owner\nENCRY=6\n"
                                  "KEY=1,0,0000000000000\nNIP=0\nWEBS=0\nPASS=000000\n" },
};

const char *
wifi_job_kind_name (WifiJobKind kind)
{
  return kinds[kind].name;
}

static KettleWifiPlan *
plan_restore (void)
{
  g_autoptr (KettleWifiSettings) backup = g_new0 (KettleWifiSettings, 1);
  g_autoptr (GError) error = NULL;
  KettleWifiPlan *plan;

  for (int word = KETTLE_WIFI_MODE; word <= KETTLE_WIFI_WEB_PAGE; word++)
    backup->known |= KETTLE_WIFI_BIT (word);
  g_strlcpy (backup->network, "new home", sizeof backup->network);
  backup->security = KETTLE_WIFI_SECURITY_WPA2_TKIP;
  backup->key = kettle_secret_new (NEW_KEY, -1);
  backup->dhcp = TRUE;
  backup->web_page = TRUE;
  plan = kettle_wifi_plan_new_restore (backup, NULL, &error);
  g_assert_no_error (error);

  return plan;
}

static KettleWifiPlan *
plan_password (void)
{
  g_autoptr (KettleSecret) password = kettle_secret_new ("654321", -1);

  return kettle_wifi_plan_new_password (password, NULL);
}

/**
 * wifi_job_plan:
 * @kind: what for
 *
 * Returns: (transfer full) (nullable): a plan that begins at OLD_WORDS
 */
KettleWifiPlan *
wifi_job_plan (WifiJobKind kind)
{
  switch (kind) {
  case WIFI_JOB_JOIN:
    return wifi_job_plan_join ();
  case WIFI_JOB_RESTORE:
    return plan_restore ();
  case WIFI_JOB_PASSWORD:
    return plan_password ();
  case WIFI_JOB_WEB_PAGE:
    return kettle_wifi_plan_new_web_page (TRUE);
  case WIFI_JOB_FORGET:
    return kettle_wifi_plan_new_forget ();
  case WIFI_JOB_LOOK:
  case WIFI_JOB_N_KINDS:
  default:
    return NULL;
  }
}

void
wifi_job_start_kind (WifiJob *f, WifiJobKind kind)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan (kind);

  wifi_job_start (f, plan, NULL);
}

/**
 * wifi_job_assert_honest:
 * @f: a fixture whose job has ended
 * @kind: what it was for
 *
 * Either all settings are the old ones or all the new ones, and the job has said which.
 */
void
wifi_job_assert_honest (WifiJob *f, WifiJobKind kind)
{
  g_autofree char *ram = kettle_emulator_dup_wifi_ram (f->kettle);
  g_autofree char *flash = kettle_emulator_dup_wifi_flash (f->kettle);
  const char *words = kinds[kind].words;

  g_test_message ("%s: outcome %d, %s", kinds[kind].name, (int) f->outcome,
                  f->error != NULL ? f->error->message : "done");
  switch (f->outcome) {
  case KETTLE_WIFI_OUTCOME_UNTOUCHED:
  case KETTLE_WIFI_OUTCOME_OLD:
    g_assert_cmpstr (ram, ==, OLD_WORDS);
    g_assert_cmpstr (flash, ==, OLD_WORDS);
    break;
  case KETTLE_WIFI_OUTCOME_OLD_SAVED:
    g_assert_cmpstr (flash, ==, OLD_WORDS);
    break;
  case KETTLE_WIFI_OUTCOME_NEW:
    g_assert_cmpstr (flash, ==, words);
    break;
  case KETTLE_WIFI_OUTCOME_UNCERTAIN:
    if (!g_str_equal (flash, OLD_WORDS))
      g_assert_cmpstr (flash, ==, words);
    break;
  case KETTLE_WIFI_OUTCOME_MIXED:
    g_assert_nonnull (f->error);
    break;
  default:
    g_assert_not_reached ();
  }
  /* Who is told that it is done has the new settings; who only looked has changed nothing. */
  if (f->error == NULL)
    g_assert_cmpint (f->outcome, ==,
                     kind == WIFI_JOB_LOOK ? KETTLE_WIFI_OUTCOME_UNTOUCHED
                                           : KETTLE_WIFI_OUTCOME_NEW);
}

void
wifi_job_assert_heard (WifiJob *f, const char *heard)
{
  g_assert_cmpstr (kettle_emulator_get_wifi_heard (f->kettle), ==, heard);
}

void
wifi_job_assert_ram (WifiJob *f, const char *words)
{
  g_autofree char *ram = kettle_emulator_dup_wifi_ram (f->kettle);

  g_assert_cmpstr (ram, ==, words);
}

void
wifi_job_assert_flash (WifiJob *f, const char *words)
{
  g_autofree char *flash = kettle_emulator_dup_wifi_flash (f->kettle);

  g_assert_cmpstr (flash, ==, words);
}

void
wifi_job_assert_failed (WifiJob *f, KettleWifiError code, KettleWifiOutcome outcome)
{
  g_assert_error (f->error, KETTLE_WIFI_ERROR, (int) code);
  g_assert_cmpint (f->outcome, ==, outcome);
}

/**
 * wifi_job_assert_good_manners:
 * @f: a fixture
 *
 * Whatever happened: one connection at a time, one line at a time, and nothing that ruins.
 */
void
wifi_job_assert_good_manners (WifiJob *f)
{
  gboolean ruined;

  g_object_get (f->kettle, "ruined", &ruined, NULL);
  g_assert_false (ruined);
  g_assert_false (f->beside);
  g_assert_cmpuint (wifi_job_get_number (f, "wifi-dropped"), ==, 0);
}
