// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/fingers.h"
#include "soak/mischief.h"
#include "soak/person.h"
#include "soak/plan.h"
#include "soak/report.h"
#include "soak/scene.h"
#include "soak/vitals.h"
#include "soak/witness.h"
#include "support/test-wait.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

/*
 * The real program, with a kettle, a network, a desktop and a person that it cannot rely on, for
 * as long as one likes. It goes from one boil to the next; between two of them all is calm for a
 * moment, and what the program told is compared with what happened.
 */

#define TICK_MS 4

/* Real ms. */
#define QUIET          40   /* without a word, for it to be calm */
#define BOIL_TIME      1200 /* a kettle that is lit longer than that is helped */
#define HURRY_TIME     500
#define PATIENCE       30000 /* for a connection: the longest back-off, some times */
#define DEBT_PATIENCE  4000  /* for what is still to be told */
#define WRONG_PATIENCE 4000  /* a keep-alive and its answer, and a busy machine */
#define START_PATIENCE 20000
#define QUIT_PATIENCE  5000

/* How often memory is looked at: each minute, but some times also in a short run. */
#define LOOKS_AT_LEAST 6

typedef struct {
  Scene scene;
  Mischief *mischief;
  Person *person;
  Witness *witness;
  Fingers *fingers;
  GArray *vitals;
  int pid;
  char *home;

  guint32 seed;
  gint64 began;
  gint64 ends;
  double look_every; /* minutes */
  gint64 wrong_since;
  guint n_skipped;
  guint n_calm;
  guint n_printed; /* findings */
} Soak;

typedef gboolean (*Condition) (Soak *self);

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

static gboolean
is_alive (Soak *self)
{
  return program_is_running (self->scene.program);
}

static double
get_minute (Soak *self)
{
  return (double) (now_us () - self->began) / 60 / G_USEC_PER_SEC;
}

/* With nothing wrong, and a connection, wrong lamps last no longer than the keep-alive. */
static void
check_lamps (Soak *self)
{
  Scene *scene = &self->scene;

  if (!mischief_is_quiet (self->mischief) || !scene->shown.connected || scene->known_since == 0
      || scene_shows_truth (scene)) {
    self->wrong_since = 0;
  } else if (self->wrong_since == 0) {
    self->wrong_since = now_us ();
  } else if (now_us () - self->wrong_since > WRONG_PATIENCE * 1000) {
    ledger_find (scene->ledger, now_us (), LEDGER_FALSE,
                 "lit is 0x%02x, and it shows %s, on=%d, warm=%d, %d °C", scene_get_keys (scene),
                 scene->shown.phase, scene->shown.on, scene->shown.warm, scene->shown.temperature);
    self->wrong_since = 0;
  }
}

static void
turn (Soak *self)
{
  scene_turn (&self->scene);
  witness_look (self->witness);
  mischief_tick (self->mischief);
  check_lamps (self);
}

static gboolean
wait_until (Soak *self, Condition condition, guint ms)
{
  gint64 end = now_us () + (gint64) ms * 1000;

  while (!condition (self)) {
    if (!is_alive (self) || now_us () >= end)
      return FALSE;
    turn (self);
  }

  return TRUE;
}

static gboolean
is_quiet (Soak *self)
{
  return mischief_is_quiet (self->mischief);
}

static gboolean
is_dark (Soak *self)
{
  return self->scene.emulator != NULL && scene_get_keys (&self->scene) == 0;
}

static gboolean
shows_truth (Soak *self)
{
  return scene_shows_truth (&self->scene) && now_us () - self->scene.changed_at > QUIET * 1000;
}

static gboolean
is_settled (Soak *self)
{
  return shows_truth (self) && !ledger_is_owed (self->scene.ledger, now_us ());
}

static gboolean
has_answer (Soak *self)
{
  return witness_has_answer (self->witness);
}

static void
do_step (Soak *self, const Step *step)
{
  ledger_note (self->scene.ledger, now_us (), "%s",
               step->type == STEP_FAULT   ? fault_get_name ((FaultKind) step->what)
               : step->type == STEP_PRESS ? way_get_name ((Way) step->argument)
                                          : plan_get_word (step->what));
  switch (step->type) {
  case STEP_FAULT:
    if ((step->what <= FAULT_LAST_BREAKING && attempts_are_many (self->scene.attempts, now_us ()))
        || !mischief_strike (self->mischief, step))
      self->n_skipped++;
    break;
  case STEP_PRESS:
    if (!mischief_is_stopped (self->mischief))
      person_press (self->person, (Way) step->argument, (Key) step->what);
    break;
  case STEP_HAND:
  default:
    scene_hand (&self->scene, plan_get_word (step->what));
    break;
  }
  scene_check_sockets (&self->scene);
}

static const char *
get_temperature_word (Key key)
{
  static const char *const words[] = { "100", "95", "80", "65" };

  return words[key - KEY_100];
}

static void
begin_boil (Soak *self, const Plan *plan)
{
  Scene *scene = &self->scene;

  scene_hand (scene, "return");
  g_object_set (scene->emulator, "speed", SCENE_SPEED, "litres", plan->litres, "start-temperature",
                plan->water, NULL);
  if (plan->by_hand || !person_press (self->person, plan->way, plan->temperature)) {
    scene_hand (scene, "on");
    scene_hand (scene, get_temperature_word (plan->temperature));
  }
  if (plan->warm)
    scene_hand (scene, "warm");
}

static void
go_through (Soak *self, const Plan *plan)
{
  gint64 began = now_us ();

  for (guint i = 0; i < plan->n_steps && is_alive (self); i++) {
    while (now_us () < began + (gint64) plan->steps[i].at * 1000 && is_alive (self))
      turn (self);
    do_step (self, &plan->steps[i]);
  }
  wait_until (self, is_quiet, START_PATIENCE);
}

/* A kettle that keeps warm, or is not seen, comes to an end as well. */
static void
end_boil (Soak *self, const Plan *plan)
{
  static const char *const words[] = { "off", "off", "lift", "dry" };

  if (plan->ending % 2 == 0)
    wait_until (self, shows_truth, PATIENCE);
  if (wait_until (self, is_dark, BOIL_TIME))
    return;

  if (plan->ending == 0)
    g_object_set (self->scene.emulator, "speed", SCENE_HURRY, NULL);
  else
    scene_hand (&self->scene, words[plan->ending]);
  if (!wait_until (self, is_dark, HURRY_TIME))
    scene_hand (&self->scene, "off");
}

static void
look_at_vitals (Soak *self)
{
  double minute = get_minute (self);
  Vital vital;

  if (self->vitals->len > 0 && minute < self->look_every * (double) self->vitals->len)
    return;

  vital = vitals_take (self->pid, minute);
  g_array_append_val (self->vitals, vital);
}

/* Returns: whether it is time to judge; else it was lit again meanwhile */
static gboolean
calm_down (Soak *self)
{
  Scene *scene = &self->scene;
  const LedgerShown *shown = &scene->shown;

  if (!wait_until (self, shows_truth, PATIENCE)) {
    if (is_alive (self))
      ledger_find (scene->ledger, now_us (), LEDGER_LOST,
                   "no calm: lit is 0x%02x, it shows connected=%d %s on=%d warm=%d %d °C",
                   scene_get_keys (scene), shown->connected, shown->phase, shown->on, shown->warm,
                   shown->temperature);
    return TRUE;
  }
  wait_until (self, is_settled, DEBT_PATIENCE);
  witness_ask (self->witness);
  if (!wait_until (self, has_answer, PATIENCE)) {
    if (is_alive (self))
      ledger_find (scene->ledger, now_us (), LEDGER_LOST, "no answer from the main loop");
    return TRUE;
  }

  return is_dark (self) && scene_shows_truth (scene);
}

/* Whoever watches wants to know at once, and how it came to that. */
static void
print_findings (Soak *self, const char *story)
{
  GPtrArray *findings = ledger_get_findings (self->scene.ledger);

  for (; self->n_printed < findings->len; self->n_printed++)
    g_print ("%5.1f min %s\n", get_minute (self),
             (const char *) g_ptr_array_index (findings, self->n_printed));
  if (story != NULL)
    g_print ("%s\n", story);
}

static void
have_boil (Soak *self, guint number)
{
  g_autofree char *story = NULL;
  Plan plan;

  ledger_note (self->scene.ledger, now_us (), "boil %u", number);
  plan_make (&plan, self->seed, number);
  begin_boil (self, &plan);
  go_through (self, &plan);
  end_boil (self, &plan);
  /* Somebody's press may light it again: then that is not its end. */
  while (is_alive (self) && !calm_down (self)) {
    wait_until (self, is_dark, BOIL_TIME);
    scene_hand (&self->scene, "off");
  }
  if (!is_alive (self))
    return;

  story = ledger_turn_page (self->scene.ledger, now_us ());
  print_findings (self, story);
  self->n_calm++;
  look_at_vitals (self);
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Enough of it: the table is printed all the same. */
static gboolean
on_interrupted (gpointer user_data)
{
  Soak *self = user_data;

  self->ends = now_us ();

  return G_SOURCE_CONTINUE;
}

/* Nobody's settings are read or written, and all that is left behind is in one place. */
static void
move_home (Soak *self)
{
  static const char *const variables[] = { "HOME",          "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                                           "XDG_DATA_HOME", "XDG_STATE_HOME",  "TMPDIR" };
  const char *folder = g_getenv ("TMPDIR");

  /* Not g_dir_make_tmp(), which would remember where that is. */
  self->home =
      g_mkdtemp (g_build_filename (folder != NULL ? folder : "/tmp", "kettle-soak-XXXXXX", NULL));
  g_assert_nonnull (self->home);
  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i], self->home, TRUE);
}

static void
set_up (Soak *self)
{
  /* A warning is counted, and says more at the end of a run than in the middle. */
  const char *environment[] = { "NO_AT_BRIDGE", "G_DEBUG", "KETTLE_TIME_SCALE=20", NULL };
  g_autofree char *address = NULL;
  const char *arguments[] = { "--host", NULL, NULL };

  move_home (self);
  g_timeout_add (TICK_MS, on_tick, NULL);
  scene_set_up (&self->scene);
  self->fingers = fingers_new (self->scene.bus);
  address = g_strdup_printf ("127.0.0.1:%u", (guint) self->scene.port);
  arguments[1] = address;
  self->scene.program = program_start (arguments, environment);
  self->mischief = mischief_new (&self->scene);
  self->witness = witness_new (&self->scene);
  self->vitals = g_array_new (FALSE, FALSE, sizeof (Vital));
  self->pid = vitals_find_pid (self->scene.bus, program_get_identifier (self->scene.program));
  test_wait_for (scene_shows_truth (&self->scene), START_PATIENCE);
  test_wait_for (recording_tray_is_ready (self->scene.panel), START_PATIENCE);
  test_wait_for (fingers_learn (self->fingers, person_get_names ()), START_PATIENCE);
  self->person = person_new (&self->scene, self->fingers);
}

static void
remove_home (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inside = g_build_filename (path, name, NULL);

    if (g_file_test (inside, G_FILE_TEST_IS_SYMLINK) || !g_file_test (inside, G_FILE_TEST_IS_DIR))
      g_unlink (inside);
    else
      remove_home (inside);
  }
  g_rmdir (path);
}

static void
tear_down (Soak *self)
{
  mischief_free (self->mischief);
  witness_free (self->witness);
  person_free (self->person);
  g_array_unref (self->vitals);
  scene_tear_down (&self->scene);
  fingers_free (self->fingers);
  remove_home (self->home);
  g_free (self->home);
}

/* A click that comes when its button has just been taken away: libnotify says so. */
#define LATE_CLICK     "libnotify-WARNING **: "
#define LATE_CLICK_END ": Received unknown action button"

static gboolean
is_complaint (const char *line)
{
  if (strstr (line, LATE_CLICK) != NULL && g_str_has_suffix (line, LATE_CLICK_END))
    return FALSE;

  return strstr (line, "WARNING **") != NULL || strstr (line, "CRITICAL **") != NULL
         || strstr (line, "ERROR **") != NULL || strstr (line, "Sanitizer") != NULL;
}

/* What the program printed that a user would have to report. */
static GPtrArray *
find_complaints (Soak *self)
{
  g_autofree char *output = program_dup_output (self->scene.program);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  GPtrArray *complaints = g_ptr_array_new_with_free_func (g_free);

  for (char **line = lines; *line != NULL; line++)
    if (is_complaint (*line))
      g_ptr_array_add (complaints, g_strdup (*line));

  return complaints;
}

static gboolean
has_no_calls (Soak *self)
{
  return person_get_n_waiting (self->person) == 0;
}

/* Returns: whether the program came to its end before it was told to */
static gboolean
finish (Soak *self)
{
  Scene *scene = &self->scene;

  if (!is_alive (self))
    return TRUE;

  if (!wait_until (self, has_no_calls, DEBT_PATIENCE))
    ledger_find (scene->ledger, now_us (), LEDGER_LOST, "%u calls were never answered",
                 person_get_n_waiting (self->person));
  program_activate (scene->program, "quit");
  for (gint64 end = now_us () + QUIT_PATIENCE * 1000; is_alive (self) && now_us () < end;)
    scene_turn (scene);
  if (is_alive (self)) {
    ledger_find (scene->ledger, now_us (), LEDGER_LOST, "it does not quit");
    program_signal (scene->program, SIGKILL);
  }

  return FALSE;
}

static gboolean
run (Soak *self, double minutes, const char *json_path)
{
  g_autoptr (GPtrArray) complaints = NULL;
  Report report;
  double minutes_taken;
  gboolean crashed;

  self->began = now_us ();
  self->ends = self->began + (gint64) (minutes * 60 * G_USEC_PER_SEC);
  g_unix_signal_add (SIGINT, on_interrupted, self);
  self->look_every = MIN (1, minutes / LOOKS_AT_LEAST);
  for (guint number = 0; is_alive (self) && now_us () < self->ends; number++)
    have_boil (self, number);

  minutes_taken = get_minute (self);
  crashed = finish (self);
  complaints = find_complaints (self);
  report = (Report){
    .seed = self->seed,
    .minutes = minutes_taken,
    .scene = &self->scene,
    .mischief = self->mischief,
    .person = self->person,
    .vitals = self->vitals,
    .n_skipped = self->n_skipped,
    .n_calm = self->n_calm,
    .crashed = crashed,
    .complaints = complaints,
  };

  return report_print (&report, json_path);
}

int
main (int argc, char **argv)
{
  Soak self = { .seed = g_random_int () };
  double minutes = 5;
  g_autofree char *json_path = NULL;
  gint64 seed = -1;
  const GOptionEntry entries[] = {
    { "minutes", 'm', 0, G_OPTION_ARG_DOUBLE, &minutes, "For how long (5)", "M" },
    { "seed", 's', 0, G_OPTION_ARG_INT64, &seed, "What everything is made up from", "N" },
    { "json", 'j', 0, G_OPTION_ARG_FILENAME, &json_path, "Where to write it for machines", "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean well;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    g_printerr ("soak: %s.\n", error->message);
    return 2;
  }
  if (!KETTLE_DEVELOPMENT) {
    g_printerr ("soak: A release build cannot be hurried; build with -Dprofile=development.\n");
    return 77;
  }

  if (seed >= 0)
    self.seed = (guint32) seed;
  g_print ("Seed %u; again with --seed %u\n", self.seed, self.seed);
  set_up (&self);
  well = run (&self, minutes, json_path);
  tear_down (&self);

  return well ? 0 : 1;
}
