// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "net/kettle-wifi-job.h"
#include "support/memory-search.h"
#include "support/test-wait.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * A key is nowhere in a process whose job has ended. The module, which must know it, is in a
 * process of its own; here it is only ever in memory that nobody can write to, and in secrets.
 */

#define OLD_KEY "correct horse"
#define NEW_KEY "battery staple"
#define OLD_PIN "314159"
#define NEW_PIN "271828"

typedef enum { JOIN, PASSWORD, LOOK } What;

typedef struct {
  const char *path;
  const char *mood; /* nullable */
  What what;
  const char *password;
  guint16 port;
  guint16 module_port;
  pid_t pid;
} Scene;

static Scene scenes[] = {
  { .path = "/net/wifi-job/memory/look", .what = LOOK, .password = OLD_PIN },
  { .path = "/net/wifi-job/memory/join", .what = JOIN, .password = OLD_PIN },
  { .path = "/net/wifi-job/memory/taken-back", .mood = "save-fails", .password = OLD_PIN },
  { .path = "/net/wifi-job/memory/echoed", .mood = "echo,telnet,chatty", .password = OLD_PIN },
  { .path = "/net/wifi-job/memory/lost", .mood = "save-drops", .password = OLD_PIN },
  { .path = "/net/wifi-job/memory/wrong-password", .password = "161803" },
  { .path = "/net/wifi-job/memory/password", .what = PASSWORD, .password = OLD_PIN },
};

/* The other process: a kettle, until its parent goes. */
static void
be_a_kettle (const Scene *scene, int out)
{
  KettleEmulator *kettle = kettle_emulator_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  KettleEmulatorWifiMoods moods = 0;
  guint16 ports[2];

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (scene->mood != NULL)
    kettle_emulator_parse_wifi_moods (scene->mood, &moods, NULL);
  g_object_set (kettle, "wifi-delay", 5, "wifi-boot-time", 50, "wifi-moods", moods, "wifi-password",
                OLD_PIN, NULL);
  kettle_emulator_add_air (kettle, "home:wpa2:" OLD_KEY ":127.0.0.1", NULL);
  kettle_emulator_add_air (kettle, "home:wpa2:" NEW_KEY ":127.0.0.1", NULL);
  if (!kettle_emulator_listen (kettle, "127.0.0.1", 0, NULL)
      || !kettle_emulator_listen_wifi (kettle, 0, NULL))
    _exit (1);
  ports[0] = kettle_emulator_get_port (kettle);
  ports[1] = kettle_emulator_get_wifi_port (kettle);
  if (write (out, ports, sizeof ports) != sizeof ports)
    _exit (1);
  g_main_loop_run (loop);
  _exit (0);
}

/* Before there is a main context, which two processes must not share. */
static void
start_kettle (Scene *scene)
{
  guint16 ports[2] = { 0, 0 };
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  scene->pid = fork ();
  g_assert_cmpint (scene->pid, >=, 0);
  if (scene->pid == 0)
    be_a_kettle (scene, ends[1]);
  close (ends[1]);
  g_assert_cmpint (read (ends[0], ports, sizeof ports), ==, sizeof ports);
  close (ends[0]);
  scene->port = ports[0];
  scene->module_port = ports[1];
}

static guint
count (const char *text)
{
  g_autofree guint8 *inverted = memory_search_invert (text);

  return memory_search (getpid (), inverted, strlen (text));
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  kettle_wifi_job_run_finish (KETTLE_WIFI_JOB (source), result, &error);
  g_test_message ("outcome %d: %s", (int) kettle_wifi_job_get_outcome (KETTLE_WIFI_JOB (source)),
                  error != NULL ? error->message : "done");
  *done = TRUE;
}

static KettleWifiPlan *
make_plan (What what)
{
  g_autoptr (KettleSecret) key = kettle_secret_new (NEW_KEY, -1);
  g_autoptr (KettleSecret) pin = kettle_secret_new (NEW_PIN, -1);

  if (what == LOOK)
    return NULL;
  if (what == PASSWORD)
    return kettle_wifi_plan_new_password (pin, NULL);

  return kettle_wifi_plan_new_join ("home", KETTLE_WIFI_SECURITY_WPA2_AES, key, NULL);
}

static KettleWifiJob *
run (const Scene *scene)
{
  g_autoptr (KettleWifiPlan) plan = make_plan (scene->what);
  g_autoptr (KettleSecret) password = kettle_secret_new (scene->password, -1);
  KettleWifiJob *job =
      g_object_new (KETTLE_TYPE_WIFI_JOB, "host", "127.0.0.1", "port", (guint) scene->port,
                    "module-port", (guint) scene->module_port, "time-scale", 10.0, NULL);
  gboolean done = FALSE;

  kettle_wifi_job_run_async (job, password, plan, NULL, NULL, on_run_ready, &done);
  test_wait_for (done, 30000);

  return job;
}

static void
test_scene (gconstpointer data)
{
  const Scene *scene = data;
  KettleWifiJob *job = run (scene);

  /* What the module has said is the caller's as long as the job lives; so the search finds. */
  if (kettle_wifi_job_get_settings (job) != NULL)
    g_assert_cmpuint (count (OLD_KEY), ==, 1);
  g_assert_finalize_object (job);

  g_assert_cmpuint (count (OLD_KEY), ==, 0);
  g_assert_cmpuint (count (NEW_KEY), ==, 0);
  g_assert_cmpuint (count (OLD_PIN), ==, 0);
  g_assert_cmpuint (count (NEW_PIN), ==, 0);
  g_assert_cmpuint (count (scene->password), ==, 0);
}

int
main (int argc, char *argv[])
{
  int result;

  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    start_kettle (&scenes[i]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    g_test_add_data_func (scenes[i].path, &scenes[i], test_scene);
  result = g_test_run ();

  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++) {
    kill (scenes[i].pid, SIGKILL);
    waitpid (scenes[i].pid, NULL, 0);
  }

  return result;
}
