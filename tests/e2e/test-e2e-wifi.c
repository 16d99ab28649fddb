// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"
#include "support/cable.h"
#include "support/memory-search.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

/*
 * The wifi assistant in the whole program, by keyboard alone, with a kettle of its own process in a
 * network made by this test in namespaces: all as it is at a person's home, port 23 included.
 */

#define HERE       "10.99.0.5"
#define ROUTER     "10.99.0.254"
#define KETTLE     "10.99.0.23"
#define MOVED      "10.99.0.157"
#define NETWORK_ID "10.99.0.0/24 " CABLE_MAC_THERE
#define MAC        "001EE3A80102"
#define MODULE_MAC "00:1e:e3:a8:01:02" /* the same: whose it is, is known by that */

/* Letters that need no Shift. */
#define OLD_PASSPHRASE "thirteen-dwarfs"
#define NEW_PASSPHRASE "seven-dwarfs-7"
#define NEW_LENGTH     "14 of 8 to 63 characters"

/* Key symbols of X, as reader_key() takes them. */
#define KEY_TAB    0xff09
#define KEY_RETURN 0xff0d
#define KEY_ESCAPE 0xff1b
#define KEY_DOWN   0xff54
#define KEY_F10    0xffc7
#define KEY_SPACE  0x20

/* So many steps there are at most to where the focus shall be. */
#define MAX_STEPS 30

typedef struct {
  GSubprocess *kettle;
  char *kettle_output;
  RecordingTray *panel;
  RecordingNotifications *server;
  Program *program;
} House;

static char *
dup_kettle_output (House *self)
{
  char *text = NULL;

  g_file_get_contents (self->kettle_output, &text, NULL, NULL);

  return text != NULL ? text : g_strdup ("");
}

static gboolean
kettle_said (House *self, const char *text)
{
  g_autofree char *output = dup_kettle_output (self);

  return strstr (output, text) != NULL;
}

/* A test that gives up leaves no kettle behind. */
static void
end_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* The kettle with its module, in the network “home”, with “upstairs” in its air. A socket stays in
 * the namespace that its process was started in. */
static void
start_kettle (House *self, const char *password)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_autoptr (GError) error = NULL;
  int output = g_file_open_tmp ("kettle-emulator-XXXXXX", &self->kettle_output, &error);

  g_assert_no_error (error);
  g_close (output, NULL);
  g_subprocess_launcher_set_stdout_file_path (launcher, self->kettle_output);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  cable_enter_there ();
  self->kettle = g_subprocess_launcher_spawn (
      launcher, &error, g_getenv ("KETTLE_EMULATOR_PROGRAM"), "--host", KETTLE, "--wifi-port", "23",
      "--wifi-password", password, "--air", "home:wpa2:" OLD_PASSPHRASE ":" KETTLE, "--air",
      "upstairs:wpa2:" NEW_PASSPHRASE ":" MOVED, NULL);
  cable_enter_here ();
  g_assert_no_error (error);
  test_wait_for (kettle_said (self, "wifi shell on " KETTLE ":23"), 10000);
}

/* Somebody's hand at the kettle: a word of kettle-emulator's input. */
static void
hand (House *self, const char *word)
{
  g_autofree char *line = g_strconcat (word, "\n", NULL);
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->kettle);

  g_assert_true (g_output_stream_write_all (input, line, strlen (line), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (input, NULL, NULL));
}

static void
set_up (House *self, gconstpointer data)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_home_dir (), 0700), ==, 0);
  program_forget_settings ();
  program_set_setting ("host", "'" KETTLE "'");
  program_set_setting ("networks", "['" NETWORK_ID "']");
  g_assert_true (cable_run ("ip neigh flush dev " CABLE_HERE));
  g_assert_true (cable_run ("ip neigh replace " ROUTER " lladdr " CABLE_MAC_THERE
                            " nud permanent dev " CABLE_HERE));
  self->panel = recording_tray_new (TRUE);
  self->server = recording_notifications_new (TRUE);
  start_kettle (self, data != NULL ? data : "000000");
}

static char *
dup_backup_path (void)
{
  return g_build_filename (g_get_home_dir (), "kettle-wifi-" MAC ".kettle-backup", NULL);
}

static void
tear_down (House *self, gconstpointer data)
{
  g_autofree char *backup = dup_backup_path ();

  if (self->program != NULL && program_is_running (self->program))
    program_quit (self->program);
  g_clear_pointer (&self->program, program_free);
  hand (self, "quit");
  g_assert_true (g_subprocess_wait (self->kettle, NULL, NULL));
  g_clear_object (&self->kettle);
  g_unlink (self->kettle_output);
  g_free (self->kettle_output);
  g_unlink (backup);
  g_clear_object (&self->panel);
  g_clear_object (&self->server);
}

static void
start (House *self, const char *time_scale)
{
  const char *environment[] = { "NO_AT_BRIDGE", "G_MESSAGES_DEBUG=all", time_scale, NULL };

  self->program = program_start (NULL, environment);
  test_wait_for (program_has_word (self->program, "phase", "off"), 10000);
  /* There is no window manager to give a window the keyboard; what is shown already takes it. */
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 8000);
  program_activate (self->program, "show");
  test_wait_for (reader_is_active (desk_reader (), "Kettle"), 8000);
}

static gboolean
is_focused (const char *name)
{
  return reader_is_focused (desk_reader (), name);
}

static void
expect_focus (const char *name)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!is_focused (name) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  if (!is_focused (name)) {
    g_autofree char *everything = reader_dup_everything (desk_reader ());

    g_error ("The focus is not on “%s”; there is:\n%s", name, everything);
  }
}

/* Presses a key until the focus is there. */
static void
step_to (const char *name, guint key)
{
  for (guint i = 0; i < MAX_STEPS && !is_focused (name); i++) {
    gint64 end = g_get_monotonic_time () + 150 * 1000;

    reader_key (desk_reader (), key, FALSE);
    while (!is_focused (name) && g_get_monotonic_time () < end)
      g_main_context_iteration (NULL, FALSE);
  }
  if (!is_focused (name)) {
    g_autofree char *everything = reader_dup_everything (desk_reader ());

    g_error ("The focus does not come to “%s”; there is:\n%s", name, everything);
  }
}

static void
press_key (guint key)
{
  reader_key (desk_reader (), key, FALSE);
}

static void
expect (const char *text)
{
  gint64 end = g_get_monotonic_time () + 90 * G_USEC_PER_SEC;

  while (!reader_is_showing (desk_reader (), text) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  if (!reader_is_showing (desk_reader (), text)) {
    g_autofree char *everything = reader_dup_everything (desk_reader ());

    g_error ("“%s” is not there; there is:\n%s", text, everything);
  }
}

static void
type (const char *text)
{
  for (; *text != '\0'; text++)
    press_key ((guint) *text);
}

/* From the window to the assistant's first page. */
static void
open_assistant (House *self)
{
  press_key (KEY_F10);
  step_to ("Move This Kettle to Another Network…", KEY_DOWN);
  press_key (KEY_RETURN);
  expect ("Move this kettle to another network");
  program_activate (self->program, "move-kettle");
  test_wait_for (reader_is_active (desk_reader (), "Move Kettle"), 5000);
  expect_focus ("Look");
}

/* From there to what is about to be written. */
static void
come_to_summary (const char *passphrase, const char *length)
{
  press_key (KEY_RETURN);
  expect_focus ("Next");
  g_assert_true (reader_is_showing (desk_reader (), "“home”"));
  press_key (KEY_RETURN);
  expect_focus ("Save Backup");
  press_key (KEY_RETURN);
  expect_focus ("Name of the network");
  type ("upstairs");
  step_to ("Passphrase", KEY_TAB);
  type (passphrase);
  expect (length);
  step_to ("Passphrase again", KEY_TAB);
  type (passphrase);
  test_wait_for (reader_is_sensitive (desk_reader (), "Next"), 5000);
  press_key (KEY_RETURN);
  expect ("Exactly what will be written");
}

static void
write_it (void)
{
  step_to ("Write to the Kettle", KEY_TAB);
  press_key (KEY_SPACE);
}

static gboolean
setting_is (const char *key, const char *expected)
{
  g_autofree char *stored = program_dup_setting (key);

  return g_strcmp0 (stored, expected) == 0;
}

static void
assert_not_in_file (const char *path, const char *secret)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_null (memmem (text, length, secret, strlen (secret)));
}

static void
assert_not_in_process (House *self, const char *secret)
{
  const char *pid = program_get_process_id (self->program);
  g_autofree guint8 *inverted = memory_search_invert (secret);
  g_autofree char *output = program_dup_output (self->program);
  g_autofree char *command_line = g_strdup_printf ("/proc/%s/cmdline", pid);
  g_autofree char *environment = g_strdup_printf ("/proc/%s/environ", pid);
  g_autofree char *settings =
      g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);

  assert_not_in_file (command_line, secret);
  assert_not_in_file (environment, secret);
  assert_not_in_file (settings, secret);
  g_assert_nonnull (strstr (output, "DEBUG"));
  g_assert_null (strstr (output, secret));
  g_assert_cmpuint (memory_search ((pid_t) atoi (pid), inverted, strlen (secret)), ==, 0);
}

static void
assert_backup_is_good (void)
{
  g_autofree char *path = dup_backup_path ();
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "home"));
  g_assert_null (strstr (text, "dwarfs"));
}

/* The bar of it all: from the menu to the kettle's HELLOAPP at its new address, and nothing of the
 * passphrase is left behind. */
static void
test_join (House *self, gconstpointer data)
{
  g_autofree guint8 *secret = memory_search_invert (NEW_PASSPHRASE);
  pid_t pid;

  start (self, NULL);
  pid = (pid_t) atoi (program_get_process_id (self->program));
  open_assistant (self);
  come_to_summary (NEW_PASSPHRASE, NEW_LENGTH);
  g_assert_false (kettle_said (self, "AT+SSID=\"upstairs\""));
  /* The search finds it where it has to be, so that not finding it means something. */
  g_assert_cmpuint (memory_search (pid, secret, strlen (NEW_PASSPHRASE)), >, 0);
  write_it ();
  test_wait_for (reader_is_showing (desk_reader (), "Its wifi is being set up"), 10000);
  expect ("The kettle is at " MOVED);
  test_wait_for (program_has_word (self->program, "phase", "off"), 10000);
  test_wait_for (setting_is ("host", "'" MOVED "'"), 5000);
  test_wait_for (setting_is ("networks", "['" NETWORK_ID "']"), 5000);
  expect_focus ("Close");
  press_key (KEY_RETURN);
  test_wait_for (!reader_is_showing (desk_reader (), "The kettle is at " MOVED), 5000);

  assert_backup_is_good ();
  assert_not_in_process (self, NEW_PASSPHRASE);
  assert_not_in_process (self, OLD_PASSPHRASE);
  g_assert_cmpuint (recording_notifications_get_n_shown (self->server), ==, 0);

  /* It is the kettle's own connection again. */
  program_activate (self->program, "on");
  test_wait_for (program_get_boolean (self->program, "on"), 5000);
}

static void
test_cancelled (House *self, gconstpointer data)
{
  start (self, NULL);
  open_assistant (self);
  come_to_summary (NEW_PASSPHRASE, NEW_LENGTH);
  write_it ();
  test_wait_for (kettle_said (self, "AT+SSID=\"upstairs\""), 20000);
  press_key (KEY_ESCAPE);
  expect ("You cancelled it.");
  g_assert_true (reader_is_showing (desk_reader (), "The kettle is as it was"));
  g_assert_false (kettle_said (self, "AT+PMTF"));
  g_assert_false (kettle_said (self, "AT+Z"));
  press_key (KEY_ESCAPE);
  test_wait_for (!reader_is_showing (desk_reader (), "You cancelled it."), 5000);
  test_wait_for (program_has_word (self->program, "phase", "off"), 10000);
  g_assert_true (setting_is ("host", "'" KETTLE "'"));
}

/* Quit in the middle: first all is as it was, then the program ends. */
static void
test_quit_while_writing (House *self, gconstpointer data)
{
  start (self, NULL);
  open_assistant (self);
  come_to_summary (NEW_PASSPHRASE, NEW_LENGTH);
  write_it ();
  test_wait_for (kettle_said (self, "AT+SSID=\"upstairs\""), 20000);
  program_activate (self->program, "quit");
  g_assert_cmpint (program_wait (self->program, 20000), ==, 0);
  g_assert_true (kettle_said (self, "AT+SSID=\"home\""));
  g_assert_false (kettle_said (self, "AT+PMTF"));
}

static void
test_wrong_password (House *self, gconstpointer data)
{
  start (self, NULL);
  open_assistant (self);
  press_key (KEY_RETURN);
  expect_focus ("Try Again");
  g_assert_false (kettle_said (self, "AT+SSID"));
  step_to ("Back", KEY_TAB);
  press_key (KEY_RETURN);
  step_to ("It has a password of its own", KEY_TAB);
  press_key (KEY_SPACE);
  step_to ("Password of the wifi module", KEY_TAB);
  type (data);
  press_key (KEY_RETURN);
  expect_focus ("Next");
  g_assert_true (reader_is_showing (desk_reader (), "“home”"));
}

static void
test_kettle_is_on (House *self, gconstpointer data)
{
  start (self, NULL);
  hand (self, "on");
  test_wait_for (program_get_boolean (self->program, "on"), 5000);
  open_assistant (self);
  press_key (KEY_RETURN);
  expect_focus ("Try Again");
  g_assert_true (reader_is_showing (
      desk_reader (), "The kettle is on or keeps warm: switch it off, and try again."));
  g_assert_false (kettle_said (self, "w1"));
  test_wait_for (program_get_boolean (self->program, "on"), 10000);

  hand (self, "off");
  test_wait_for (!program_get_boolean (self->program, "on"), 5000);
  press_key (KEY_RETURN);
  expect_focus ("Next");
}

/* A passphrase that is not the network's: the kettle is nowhere. Its owner resets it by hand and
 * gives it back what it had. */
static void
test_not_back_and_restored (House *self, gconstpointer data)
{
  if (!desk_can_scale_time ())
    return;

  start (self, "KETTLE_TIME_SCALE=5");
  open_assistant (self);
  come_to_summary ("eight-dwarfs", "12 of 8 to 63 characters");
  write_it ();
  expect ("The kettle has not come back yet");
  g_assert_true (setting_is ("host", "'" KETTLE "'"));

  hand (self, "factory");
  test_wait_for (program_has_word (self->program, "phase", "off"), 60000);
  step_to ("Restore the Backup…", KEY_TAB);
  press_key (KEY_RETURN);
  expect_focus ("Look");
  press_key (KEY_RETURN);
  expect_focus ("Next");
  g_assert_true (reader_is_showing (desk_reader (), "No name"));
  press_key (KEY_RETURN);
  expect_focus ("Save Backup");
  press_key (KEY_RETURN);
  expect ("Exactly what will be written");
  write_it ();
  expect ("The kettle is at " KETTLE);
  test_wait_for (program_has_word (self->program, "phase", "off"), 10000);
}

/* To a file of the owner's choice, by the desktop's own dialogue. */
static void
test_backup_elsewhere (House *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "elsewhere", NULL);
  GStatBuf status;

  start (self, NULL);
  open_assistant (self);
  press_key (KEY_RETURN);
  expect_focus ("Next");
  press_key (KEY_RETURN);
  expect_focus ("Save Backup");
  step_to ("Choose…", KEY_TAB);
  press_key (KEY_SPACE);
  expect ("Save the Backup");
  /* Without a window manager the dialogue never has the keyboard. */
  test_wait_for (reader_type (desk_reader (), "elsewhere"), 5000);
  g_assert_true (reader_press (desk_reader (), "Choose"));
  expect (path);
  test_wait_for (!reader_is_showing (desk_reader (), "Save the Backup"), 5000);
  g_assert_true (reader_press (desk_reader (), "Save Backup"));
  expect ("Name of the network");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_unlink (path);
}

/* A port that is none is said at once; a release build would not even look. */
static void
test_port_that_is_none (House *self, gconstpointer data)
{
  static const char *environment[] = { "KETTLE_WIFI_PORT=65536", NULL };
  g_autofree char *output = NULL;

  if (!desk_can_scale_time ())
    return;

  self->program = program_spawn (NULL, environment);
  g_assert_cmpint (program_wait (self->program, 10000), ==, 1);
  output = program_dup_output (self->program);
  g_assert_cmpstr (output, ==, "kettle: KETTLE_WIFI_PORT must be a number from 1 to 65535.\n");
}

/* The demo: the simulated kettle's module is there as well, and what its air holds is told. */
static void
test_demo (House *self, gconstpointer data)
{
  static const char *arguments[] = { "--demo", NULL };
  static const char *environment[] = { "NO_AT_BRIDGE", NULL };

  self->program = program_start (arguments, environment);
  test_wait_for (program_has_word (self->program, "phase", "off"), 10000);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 8000);
  program_activate (self->program, "show");
  test_wait_for (reader_is_active (desk_reader (), "Kettle"), 8000);
  open_assistant (self);
  expect ("This is the simulated kettle: nothing real can be changed. Besides the network it is in "
          "there is “Upstairs”, whose passphrase is “earl grey”.");
  press_key (KEY_RETURN);
  expect_focus ("Next");
  press_key (KEY_RETURN);
  expect_focus ("Save Backup");
  press_key (KEY_RETURN);
  expect_focus ("Name of the network");
  type ("Upstairs");
  step_to ("Passphrase", KEY_TAB);
  type ("earl grey");
  step_to ("Passphrase again", KEY_TAB);
  type ("earl grey");
  test_wait_for (reader_is_sensitive (desk_reader (), "Next"), 5000);
  press_key (KEY_RETURN);
  write_it ();
  expect ("The kettle is at 127.0.0.2");
  test_wait_for (program_has_word (self->program, "phase", "off"), 10000);
  g_assert_false (kettle_said (self, "HELLOKETTLE"));
}

int
main (int argc, char *argv[])
{
  if (!cable_lay (FALSE) || !cable_run ("ip addr add " HERE "/24 dev " CABLE_HERE)
      || !cable_run ("ip route add default via " ROUTER)
      || !cable_run_there ("ip link set dev " CABLE_THERE " address " MODULE_MAC)
      || !cable_run_there ("ip addr add " KETTLE "/24 dev " CABLE_THERE)
      || !cable_run_there ("ip addr add " MOVED "/24 dev " CABLE_THERE)) {
    g_print ("1..0 # SKIP no network namespaces to be had here\n");
    return CABLE_SKIPPED;
  }

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, function) g_test_add (path, House, data, set_up, function, tear_down)
  ADD ("/e2e/wifi/join-by-keyboard", NULL, test_join);
  ADD ("/e2e/wifi/cancelled-while-writing", NULL, test_cancelled);
  ADD ("/e2e/wifi/quit-while-writing", NULL, test_quit_while_writing);
  ADD ("/e2e/wifi/wrong-password", "246813", test_wrong_password);
  ADD ("/e2e/wifi/kettle-is-on", NULL, test_kettle_is_on);
  ADD ("/e2e/wifi/not-back-and-restored", NULL, test_not_back_and_restored);
  ADD ("/e2e/wifi/backup-elsewhere", NULL, test_backup_elsewhere);
  ADD ("/e2e/wifi/demo", NULL, test_demo);
  ADD ("/e2e/wifi/port-that-is-none", NULL, test_port_that_is_none);

  return desk_run ();
}
