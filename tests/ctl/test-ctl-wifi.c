// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/wifi-scene.h"
#include "support/test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* "kettlectl wifi" in a process of its own, with a whole kettle. */

/* A join goes through some thirty commands and a restart. */
#define PATIENCE 30000

#define JOIN "join '" WIFI_SCENE_NEW "' --backup b --passphrase-file p --yes"

static void
wait_done (Child *child)
{
  child_wait (child, PATIENCE);
  if (child->status != 0)
    g_error ("ended with %d: %s", child->status, child->err->str);
}

static void
wait_failed (Child *child, int status, const char *words)
{
  child_wait (child, PATIENCE);
  g_assert_cmpint (child->status, ==, status);
  child_assert_complaint (child, words);
}

static void
write_passphrase (WifiScene *scene)
{
  wifi_scene_write (scene, "p", WIFI_SCENE_NEW_KEY "\n", 0600);
}

static void
set_moods (WifiScene *scene, const char *text)
{
  KettleEmulatorWifiMoods moods = 0;
  g_autoptr (GError) error = NULL;

  kettle_emulator_parse_wifi_moods (text, &moods, &error);
  g_assert_no_error (error);
  g_object_set (scene->scene.kettle, "wifi-moods", moods, NULL);
}

static guint
count_heard (WifiScene *scene, const char *line)
{
  const char *heard = kettle_emulator_get_wifi_heard (scene->scene.kettle);
  g_auto (GStrv) lines = g_strsplit (heard, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], line);

  return n;
}

static void
assert_mode (WifiScene *scene, const char *name, int mode)
{
  g_autofree char *path = wifi_scene_path (scene, name);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, mode);
}

/* --- show ------------------------------------------------------------------------------------ */

static void
test_show (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = wifi_scene_start (scene, "show");

  wait_done (child);
  g_assert_cmpstr (child->err->str, ==, "");
  g_assert_true (g_str_has_prefix (child->out->str, "The kettle: joins a network\n"
                                                    "Network: " WIFI_SCENE_OLD "\n"
                                                    "Security: WPA2 with AES\n"
                                                    "Passphrase: there is one, not shown\n"
                                                    "Address: from the network’s router (DHCP)\n"
                                                    "Web page: off\n"
                                                    "Hardware address: "));
  g_assert_null (strstr (child->out->str, WIFI_SCENE_OLD_KEY));
  wifi_scene_assert_old (scene);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 1);
}

static void
test_show_json (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = wifi_scene_start (scene, "show --json --backup b --with-passphrase");
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", scene->scene.port);
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *wifi;

  wait_done (child);
  answer = child_assert_document (child, "done");
  g_assert_cmpstr (json_object_get_string_member (answer, "host"), ==, host);
  wifi = json_object_get_object_member (answer, "wifi");
  g_assert_cmpstr (json_object_get_string_member (wifi, "mode"), ==, "infrastructure");
  g_assert_cmpstr (json_object_get_string_member (wifi, "network"), ==, WIFI_SCENE_OLD);
  g_assert_cmpstr (json_object_get_string_member (wifi, "security"), ==, "wpa2");
  g_assert_true (json_object_get_boolean_member (wifi, "dhcp"));
  g_assert_true (json_object_get_boolean_member (wifi, "key_known"));
  g_assert_cmpstr (json_object_get_string_member (wifi, "settings"), ==, "old");
  g_assert_cmpstr (json_object_get_string_member (wifi, "backup"), ==, "b");
  g_assert_null (strstr (child->out->str, WIFI_SCENE_OLD_KEY));
}

/* What the module says is not for the terminal to obey. */
static void
test_show_escapes (WifiScene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Child) child = NULL;

  scene_unplug (&scene->scene);
  scene_plug (&scene->scene);
  kettle_emulator_add_air (scene->scene.kettle, "\033]0;owned\a:open::127.0.0.1", &error);
  g_assert_no_error (error);
  kettle_emulator_listen_wifi (scene->scene.kettle, scene->port, &error);
  g_assert_no_error (error);
  child = wifi_scene_start (scene, "show");
  child_wait (child, PATIENCE);
  g_assert_null (strpbrk (child->out->str, "\033\a"));
  g_assert_null (strpbrk (child->err->str, "\033\a"));
}

static void
test_show_backup (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = wifi_scene_start (scene, "show --backup b");
  g_autoptr (Child) again = NULL;
  g_autoptr (Child) whole = NULL;
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_autofree char *secret = NULL;

  wait_done (child);
  g_assert_true (g_str_has_suffix (child->out->str, "What it says now is kept in “b”.\n"));
  text = wifi_scene_read (scene, "b");
  g_assert_nonnull (strstr (text, WIFI_SCENE_OLD));
  g_assert_null (strstr (text, WIFI_SCENE_OLD_KEY));
  assert_mode (scene, "b", 0600);

  /* It takes no other file's place. */
  again = wifi_scene_start (scene, "show --backup b --with-passphrase");
  wait_failed (again, 1, "“b” is there already");
  after = wifi_scene_read (scene, "b");
  g_assert_cmpstr (text, ==, after);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 1);

  whole = wifi_scene_start (scene, "show --backup w --with-passphrase");
  wait_done (whole);
  secret = wifi_scene_read (scene, "w");
  g_assert_nonnull (strstr (secret, WIFI_SCENE_OLD_KEY));
  assert_mode (scene, "w", 0600);
}

static void
test_backup_nowhere (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  write_passphrase (scene);
  child = wifi_scene_start (scene, "join '" WIFI_SCENE_NEW
                                   "' --backup nowhere/b --passphrase-file p --yes");
  wait_failed (child, 1, "“nowhere/b” could not be written");
  g_assert_nonnull (strstr (child->err->str, "Nothing was written to the kettle."));
  wifi_scene_assert_old (scene);
  g_assert_cmpuint (count_heard (scene, "AT+PMTF"), ==, 0);
}

/* --- join and restore ------------------------------------------------------------------------ */

static void
test_join (WifiScene *scene, gconstpointer data)
{
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", scene->scene.port);
  g_autofree char *found =
      g_strdup_printf ("The kettle is in “" WIFI_SCENE_NEW "” now, at %s.\n", host);
  g_autoptr (Child) child = NULL;
  g_autofree char *backup = NULL;

  write_passphrase (scene);
  child = wifi_scene_start (scene, "%s", JOIN);
  wait_done (child);
  g_assert_cmpstr (child->err->str, ==, "");
  g_assert_cmpstr (child->out->str, ==, found);
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
  wifi_scene_assert_flash (scene, "KEY=1,0," WIFI_SCENE_NEW_KEY);
  backup = wifi_scene_read (scene, "b");
  g_assert_nonnull (strstr (backup, WIFI_SCENE_OLD));
  g_assert_cmpuint (count_heard (scene, "AT+PMTF"), ==, 1);
  g_assert_cmpuint (count_heard (scene, "AT+Z"), ==, 1);
  /* One to look, one to write, and one to look whether it is so after the restart. */
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 3);
}

static void
test_join_json (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *wifi;

  write_passphrase (scene);
  child = wifi_scene_start (scene, "%s --json", JOIN);
  wait_done (child);
  answer = child_assert_document (child, "done");
  wifi = json_object_get_object_member (answer, "wifi");
  g_assert_cmpstr (json_object_get_string_member (wifi, "settings"), ==, "new");
  g_assert_cmpstr (json_object_get_string_member (wifi, "network"), ==, WIFI_SCENE_OLD);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (wifi, "found"), "127.0.0.1:"));
  g_assert_null (strstr (child->out->str, WIFI_SCENE_NEW_KEY));
  g_assert_null (strstr (child->out->str, WIFI_SCENE_OLD_KEY));
}

/* There and back again, with the passphrase in the backup and without it. */
static void
test_restore (WifiScene *scene, gconstpointer data)
{
  const gboolean with_passphrase = data != NULL;
  g_autoptr (Child) join = NULL;
  g_autoptr (Child) lacking = NULL;
  g_autoptr (Child) restore = NULL;

  write_passphrase (scene);
  join = wifi_scene_start (scene, "%s%s", JOIN, with_passphrase ? " --with-passphrase" : "");
  wait_done (join);
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);

  wifi_scene_write (scene, "old", WIFI_SCENE_OLD_KEY, 0600);
  if (!with_passphrase) {
    lacking = wifi_scene_start (scene, "restore b --yes");
    wait_failed (lacking, 1, "There is no terminal to ask for the passphrase on");
  }
  restore = wifi_scene_start (scene, "restore b --yes%s",
                              with_passphrase ? "" : " --passphrase-file old");
  wait_done (restore);
  g_assert_true (
      g_str_has_prefix (restore->out->str, "The kettle is in “" WIFI_SCENE_OLD "” now, at "));
  wifi_scene_assert_old (scene);
}

static void
test_restore_rubbish (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) rubbish = NULL;
  g_autoptr (Child) none = wifi_scene_start (scene, "restore nowhere --yes");

  wait_failed (none, 1, "“nowhere” cannot be read");
  wifi_scene_write (scene, "b", "\001\002\003 not a backup", 0600);
  rubbish = wifi_scene_start (scene, "restore b --yes");
  wait_failed (rubbish, 1, "“b” is no backup");
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

/* --- Dry runs -------------------------------------------------------------------------------- */

#define PASSWORD  "••••••"
#define KEY       "••••••••"
#define QUESTIONS "AT+WPRT=?|AT+SSID=?|AT+ENCRY=?|AT+KEY=?|AT+NIP=?|AT+WEBS=?|"
#define LOOK      PASSWORD "|" QUESTIONS "AT+QMAC|AT+QVER|"

/* Protocol sheet 2: the documented sequence. */
#define WRITE                                                                             \
  LOOK "AT+SSID=\"" WIFI_SCENE_NEW "\"|AT+ENCRY=6|AT+KEY=1,0," KEY "|AT+NIP=0|AT+WPRT=0|" \
       "AT+SSID=?|AT+ENCRY=?|AT+KEY=?|AT+NIP=?|AT+WPRT=?|AT+WEBS=?|AT+PMTF|AT+Z|"

static const char join_lines[] = LOOK WRITE PASSWORD "|" QUESTIONS;

/* The lines that are set in, each ended by "|". */
static char *
dup_lines (const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  GString *found = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "  "))
      g_string_append_printf (found, "%s|", lines[i] + 2);

  return g_string_free (found, FALSE);
}

static void
test_dry_run (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = wifi_scene_start (scene, "join '" WIFI_SCENE_NEW "' --dry-run");
  g_autoptr (Child) show = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *looked = NULL;

  wait_done (child);
  g_assert_cmpstr (child->err->str, ==, "");
  printed = dup_lines (child->out->str);
  g_assert_cmpstr (printed, ==, join_lines);
  show = wifi_scene_start (scene, "show --dry-run");
  wait_done (show);
  looked = dup_lines (show->out->str);
  g_assert_cmpstr (looked, ==, LOOK);
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

static void
test_dry_run_json (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  GString *printed = g_string_new (NULL);
  JsonObject *wifi;
  JsonArray *lines;

  write_passphrase (scene);
  child =
      wifi_scene_start (scene, "join '" WIFI_SCENE_NEW "' --dry-run --passphrase-file p --json");
  wait_done (child);
  g_assert_null (strstr (child->out->str, WIFI_SCENE_NEW_KEY));
  answer = child_assert_document (child, "done");
  wifi = json_object_get_object_member (answer, "wifi");
  lines = json_object_get_array_member (wifi, "lines");
  for (guint i = 0; i < json_array_get_length (lines); i++)
    g_string_append_printf (printed, "%s|", json_array_get_string_element (lines, i));
  g_assert_cmpstr (printed->str, ==, join_lines);
  g_string_free (printed, TRUE);
}

/* A backup's own values. */
static void
test_dry_run_restore (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) show = wifi_scene_start (scene, "show --backup b");
  g_autoptr (Child) child = NULL;
  g_autofree char *printed = NULL;

  wait_done (show);
  child = wifi_scene_start (scene, "restore b --dry-run");
  wait_done (child);
  printed = dup_lines (child->out->str);
  g_test_message ("%s", printed);
  g_assert_true (g_str_has_prefix (printed, LOOK LOOK "AT+SSID=\"" WIFI_SCENE_OLD
                                                      "\"|AT+ENCRY=6|AT+KEY=1,0," KEY "|"));
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 1);
}

/* What a dry run prints is what the kettle hears, no more and no less. */
static void
test_dry_run_lies (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  GString *heard;

  write_passphrase (scene);
  child = wifi_scene_start (scene, "%s", JOIN);
  wait_done (child);
  heard = g_string_new (kettle_emulator_get_wifi_heard (scene->scene.kettle));
  g_string_replace (heard, WIFI_SCENE_NEW_KEY, KEY, 0);
  g_string_replace (heard, "000000", PASSWORD, 0);
  g_string_replace (heard, "\n", "|", 0);
  g_assert_cmpstr (heard->str, ==, join_lines);
  g_string_free (heard, TRUE);
}

/* --- What goes wrong ------------------------------------------------------------------------- */

/* Every way in which the passphrase does not come. */
static void
test_passphrase_missing (WifiScene *scene, gconstpointer data)
{
  static const struct {
    const char *arguments;
    const char *words;
  } cases[] = {
    { "--passphrase-file nowhere", "“nowhere” cannot be read: No such file" },
    { "--passphrase-file .", "“.” cannot be read: Is a directory" },
    { "--passphrase-file empty", "8 to 63" },
    { "--passphrase-file short", "8 to 63" },
    { "--passphrase-file long", "8 to 63" },
    { "--passphrase-file huge", "first line of “huge” is too long" },
    { "--passphrase-file umlaut", "8 to 63" },
    { "--passphrase-file second", "8 to 63" },
    { "--passphrase-file -", "8 to 63" },
    { "", "There is no terminal to ask for the passphrase on" },
  };
  g_autofree char *long_line = g_strnfill (65, 'a');
  g_autofree char *huge = g_strnfill (5000, 'a');

  wifi_scene_write (scene, "empty", "", 0600);
  wifi_scene_write (scene, "short", "1234567\n", 0600);
  wifi_scene_write (scene, "long", long_line, 0600);
  wifi_scene_write (scene, "huge", huge, 0600);
  wifi_scene_write (scene, "umlaut", "schlüsselwort\n", 0600);
  wifi_scene_write (scene, "second", "\nbattery staple\n", 0600);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Child) child = wifi_scene_start (
        scene, "join '" WIFI_SCENE_NEW "' --backup b --yes %s", cases[i].arguments);

    g_test_message ("%s", cases[i].arguments);
    wait_failed (child, 1, cases[i].words);
  }
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

static void
test_passphrase_exposed (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  /* With a line end from elsewhere. */
  wifi_scene_write (scene, "p", WIFI_SCENE_NEW_KEY "\r\nsomething else\n", 0644);
  child = wifi_scene_start (scene, "%s", JOIN);
  wait_done (child);
  child_assert_complaint (child, "Others on this computer can read “p”: use “chmod 600 p”.");
  wifi_scene_assert_flash (scene, "KEY=1,0," WIFI_SCENE_NEW_KEY);
}

static void
test_nobody_to_ask (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  write_passphrase (scene);
  child = wifi_scene_start (scene, "join '" WIFI_SCENE_NEW "' --backup b --passphrase-file p");
  wait_failed (child, 1, "then say --yes");
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

static void
test_password (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) factory = NULL;
  g_autoptr (Child) wrong = NULL;
  g_autoptr (Child) right = NULL;
  g_autoptr (Child) none = NULL;

  g_object_set (scene->scene.kettle, "wifi-password", "135790", NULL);
  wifi_scene_write (scene, "right", "135790\n", 0600);
  wifi_scene_write (scene, "wrong", "135791\n", 0600);
  wifi_scene_write (scene, "none", "secret\n", 0600);
  factory = wifi_scene_start (scene, "show");
  wait_failed (factory, 1, "did not take the password");
  wrong = wifi_scene_start (scene, "show --password-file wrong");
  wait_failed (wrong, 1, "did not take the password");
  none = wifi_scene_start (scene, "show --password-file none");
  wait_failed (none, 1, "six digits");
  /* One try a connection. */
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 2);
  right = wifi_scene_start (scene, "show --password-file right");
  wait_done (right);
}

typedef struct {
  const char *moods;
  int status;
  const char *words;
  const char *outcome; /* of the JSON */
  const char *settings;
  const char *error;
} Failure;

/* The sentence, the status and the document of what a module in such a mood makes of a join. */
static void
test_failure (WifiScene *scene, gconstpointer data)
{
  const Failure *failure = data;
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *wifi;

  write_passphrase (scene);
  scene->scale = 20;
  set_moods (scene, failure->moods);
  child = wifi_scene_start (scene, "%s --json", JOIN);
  wait_failed (child, failure->status, failure->words);
  answer = child_assert_document (child, failure->outcome);
  wifi = json_object_get_object_member (answer, "wifi");
  g_assert_cmpstr (json_object_get_string_member (wifi, "settings"), ==, failure->settings);
  g_assert_cmpstr (json_object_get_string_member (wifi, "error"), ==, failure->error);
  if (g_str_equal (failure->settings, "old"))
    wifi_scene_assert_old (scene);
  else if (g_str_equal (failure->settings, "new"))
    wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
}

static const Failure failures[] = {
  { "refuses-key", 1, "refused the passphrase: it does not accept the value (error -4)", "error",
    "old", "refused" },
  { "deaf-sets", 1, "as something else than was written", "error", "old", "different" },
  { "mute", 5, "did not answer in time", "timeout", "old", "no-answer" },
  { "save-fails", 1, "refused saving: it cannot write its memory (error -7)", "error", "old",
    "refused" },
  { "never-back", 5, "has not come back", "timeout", "new", "not-found" },
};

static void
test_on (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  scene_input (&scene->scene, "on");
  child = wifi_scene_start (scene, "show");
  wait_failed (child, 1, "switch it off first");
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

static void
test_unplugged (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  scene_unplug (&scene->scene);
  child = wifi_scene_start (scene, "show");
  wait_failed (child, 3, "has shown that it is a kettle");
}

/* --- Interrupted ----------------------------------------------------------------------------- */

static gboolean
has_heard (WifiScene *scene, const char *line)
{
  return count_heard (scene, line) > 0;
}

/* Before the save: everything is taken back. */
static void
test_interrupted (WifiScene *scene, gconstpointer data)
{
  const int number = GPOINTER_TO_INT (data);
  g_autoptr (Child) child = NULL;

  write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s", JOIN);
  test_wait_for (has_heard (scene, "AT+ENCRY=6"), PATIENCE);
  g_subprocess_send_signal (child->process, number);
  wait_failed (child, 128 + number, "all its old settings");
  g_assert_true (g_str_has_prefix (child->err->str, "kettlectl: Interrupted."));
  g_assert_cmpuint (count_heard (scene, "AT+PMTF"), ==, 0);
  wifi_scene_assert_old (scene);
}

/* While nothing is written yet. */
static void
test_interrupted_early (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s", JOIN);
  test_wait_for (has_heard (scene, "AT+ENCRY"), PATIENCE);
  g_subprocess_send_signal (child->process, SIGINT);
  wait_failed (child, 130, "Nothing was written to the kettle.");
  g_assert_cmpuint (count_heard (scene, "AT+SSID=\""), ==, 0);
  wifi_scene_assert_old (scene);
}

/* From the save on there is no way back: it goes on to the end. */
static void
test_interrupted_late (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s", JOIN);
  test_wait_for (has_heard (scene, "AT+PMTF"), PATIENCE);
  g_subprocess_send_signal (child->process, SIGINT);
  wait_done (child);
  child_assert_complaint (child, "It cannot be stopped any more");
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
}

/* Only the search is left. */
static void
test_interrupted_search (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  write_passphrase (scene);
  set_moods (scene, "never-back");
  child = wifi_scene_start (scene, "%s --verbose", JOIN);
  test_wait_for (strstr (child->err->str, "Looking for the kettle") != NULL, PATIENCE);
  g_subprocess_send_signal (child->process, SIGINT);
  child_wait (child, PATIENCE);
  g_assert_cmpint (child->status, ==, 130);
  g_assert_nonnull (strstr (child->err->str, "Look for it with “kettlectl find”."));
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
}

/* --- Secrets --------------------------------------------------------------------------------- */

static void
assert_nowhere (const char *text)
{
  g_assert_null (strstr (text, WIFI_SCENE_NEW_KEY));
  g_assert_null (strstr (text, WIFI_SCENE_OLD_KEY));
  g_assert_null (strstr (text, "135790"));
}

/* Whatever is told of what happens inside. */
static void
test_logged (WifiScene *scene, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = wifi_scene_launcher_new (scene);
  g_autofree char *line = wifi_scene_dup_line (scene, "%s --password-file right --verbose", JOIN);
  g_autoptr (Child) child = NULL;
  g_autofree char *backup = NULL;

  g_object_set (scene->scene.kettle, "wifi-password", "135790", NULL);
  wifi_scene_write (scene, "right", "135790\n", 0600);
  write_passphrase (scene);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  child = child_start_with (launcher, line);
  wait_done (child);
  g_assert_cmpuint (strlen (child->err->str), >, 100);
  assert_nowhere (child->err->str);
  assert_nowhere (child->out->str);
  backup = wifi_scene_read (scene, "b");
  assert_nowhere (backup);
}

static char *
read_process (Child *child, const char *name)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (child->process), name);
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0')
      text[i] = ' ';

  return text;
}

/* What everybody can see of the process, and what would be left of it. */
static void
test_seen_from_outside (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autofree char *words = NULL;
  g_autofree char *environment = NULL;
  g_autofree char *limits = NULL;
  struct rlimit before;
  struct rlimit most;

  /* Here it would leave one. */
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &before), ==, 0);
  most = (struct rlimit){ before.rlim_max, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_CORE, &most), ==, 0);
  write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s", JOIN);
  g_assert_cmpint (setrlimit (RLIMIT_CORE, &before), ==, 0);
  test_wait_for (has_heard (scene, "AT+ENCRY"), PATIENCE);
  words = read_process (child, "cmdline");
  g_assert_nonnull (strstr (words, "--passphrase-file p"));
  assert_nowhere (words);
  environment = read_process (child, "environ");
  if (environment != NULL)
    assert_nowhere (environment);
  limits = read_process (child, "limits");
  /* One byte is less than any core, and means "never" to a program that would get it. */
  g_assert_true (g_regex_match_simple ("Max core file size +[01] ", limits, 0, 0));
  wait_done (child);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  wifi_scene_add ("/ctl/wifi/show", NULL, test_show);
  wifi_scene_add ("/ctl/wifi/show/json", NULL, test_show_json);
  wifi_scene_add ("/ctl/wifi/show/escapes", NULL, test_show_escapes);
  wifi_scene_add ("/ctl/wifi/backup/existing-file", NULL, test_show_backup);
  wifi_scene_add ("/ctl/wifi/backup/nowhere", NULL, test_backup_nowhere);
  wifi_scene_add ("/ctl/wifi/join", NULL, test_join);
  wifi_scene_add ("/ctl/wifi/join/json", NULL, test_join_json);
  wifi_scene_add ("/ctl/wifi/restore/with-passphrase", "", test_restore);
  wifi_scene_add ("/ctl/wifi/restore/without-passphrase", NULL, test_restore);
  wifi_scene_add ("/ctl/wifi/restore/rubbish", NULL, test_restore_rubbish);
  wifi_scene_add ("/ctl/wifi/dry-run/sends", NULL, test_dry_run);
  wifi_scene_add ("/ctl/wifi/dry-run/json", NULL, test_dry_run_json);
  wifi_scene_add ("/ctl/wifi/dry-run/restore", NULL, test_dry_run_restore);
  wifi_scene_add ("/ctl/wifi/dry-run/lies", NULL, test_dry_run_lies);
  wifi_scene_add ("/ctl/wifi/passphrase/missing", NULL, test_passphrase_missing);
  wifi_scene_add ("/ctl/wifi/passphrase/exposed", NULL, test_passphrase_exposed);
  wifi_scene_add ("/ctl/wifi/nobody-to-ask", NULL, test_nobody_to_ask);
  wifi_scene_add ("/ctl/wifi/password", NULL, test_password);
  wifi_scene_add ("/ctl/wifi/on", NULL, test_on);
  wifi_scene_add ("/ctl/wifi/unplugged", NULL, test_unplugged);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/ctl/wifi/mood/", failures[i].moods, NULL);

    wifi_scene_add (path, &failures[i], test_failure);
  }
  wifi_scene_add ("/ctl/wifi/interrupted/early", NULL, test_interrupted_early);
  wifi_scene_add ("/ctl/wifi/interrupted/int", GINT_TO_POINTER (SIGINT), test_interrupted);
  wifi_scene_add ("/ctl/wifi/interrupted/term", GINT_TO_POINTER (SIGTERM), test_interrupted);
  wifi_scene_add ("/ctl/wifi/interrupted/hup", GINT_TO_POINTER (SIGHUP), test_interrupted);
  wifi_scene_add ("/ctl/wifi/interrupted/saving", NULL, test_interrupted_late);
  wifi_scene_add ("/ctl/wifi/interrupted/searching", NULL, test_interrupted_search);
  wifi_scene_add ("/ctl/wifi/secret/logged", NULL, test_logged);
  wifi_scene_add ("/ctl/wifi/secret/seen-from-outside", NULL, test_seen_from_outside);

  return g_test_run ();
}
