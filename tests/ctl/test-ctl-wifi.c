// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/wifi-scene.h"
#include "support/test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

/* "kettlectl wifi" in a process of its own, with a whole kettle. */

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

  wifi_scene_wait_done (child);
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

  wifi_scene_wait_done (child);
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
  wifi_scene_wait_done (child);
  g_assert_nonnull (strstr (child->out->str, "\nNetwork: ?]0;owned?\n"));
  g_assert_null (strpbrk (child->out->str, "\033\a"));
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

  wifi_scene_wait_done (child);
  g_assert_true (g_str_has_suffix (child->out->str, "What it says now is kept in “b”.\n"));
  text = wifi_scene_read (scene, "b");
  g_assert_nonnull (strstr (text, WIFI_SCENE_OLD));
  g_assert_null (strstr (text, WIFI_SCENE_OLD_KEY));
  assert_mode (scene, "b", 0600);

  /* It takes no other file's place. */
  again = wifi_scene_start (scene, "show --backup b --with-passphrase");
  wifi_scene_wait_failed (again, 1, "“b” is there already");
  after = wifi_scene_read (scene, "b");
  g_assert_cmpstr (text, ==, after);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 1);

  whole = wifi_scene_start (scene, "show --backup w --with-passphrase");
  wifi_scene_wait_done (whole);
  secret = wifi_scene_read (scene, "w");
  g_assert_nonnull (strstr (secret, WIFI_SCENE_OLD_KEY));
  assert_mode (scene, "w", 0600);
}

/* Nor that of one that somebody else makes meanwhile. */
static void
test_backup_overtaken (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autofree char *after = NULL;

  wifi_scene_write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s", WIFI_SCENE_JOIN);
  test_wait_for (wifi_scene_count_heard (scene, "AT+SSID") > 0, WIFI_SCENE_PATIENCE);
  wifi_scene_write (scene, "b", "another", 0600);
  wifi_scene_wait_failed (child, 1, "“b” could not be written");
  after = wifi_scene_read (scene, "b");
  g_assert_cmpstr (after, ==, "another");
  wifi_scene_assert_old (scene);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 1);
}

static void
test_backup_nowhere (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  wifi_scene_write_passphrase (scene);
  child = wifi_scene_start (scene, "join '" WIFI_SCENE_NEW
                                   "' --backup nowhere/b --passphrase-file p --yes");
  wifi_scene_wait_failed (child, 1, "“nowhere/b” could not be written");
  g_assert_nonnull (strstr (child->err->str, "Nothing was written to the kettle."));
  wifi_scene_assert_old (scene);
  g_assert_cmpuint (wifi_scene_count_heard (scene, "AT+PMTF"), ==, 0);
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

  wifi_scene_write_passphrase (scene);
  child = wifi_scene_start (scene, "%s", WIFI_SCENE_JOIN);
  wifi_scene_wait_done (child);
  g_assert_cmpstr (child->err->str, ==, "");
  g_assert_cmpstr (child->out->str, ==, found);
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
  wifi_scene_assert_flash (scene, "KEY=1,0," WIFI_SCENE_NEW_KEY);
  backup = wifi_scene_read (scene, "b");
  g_assert_nonnull (strstr (backup, WIFI_SCENE_OLD));
  g_assert_cmpuint (wifi_scene_count_heard (scene, "AT+PMTF"), ==, 1);
  g_assert_cmpuint (wifi_scene_count_heard (scene, "AT+Z"), ==, 1);
  /* One to look, one to write, and one to look whether it is so after the restart. */
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 3);
}

static void
test_join_json (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *wifi;

  wifi_scene_write_passphrase (scene);
  child = wifi_scene_start (scene, "%s --json", WIFI_SCENE_JOIN);
  wifi_scene_wait_done (child);
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

  wifi_scene_write_passphrase (scene);
  join = wifi_scene_start (scene, "%s%s", WIFI_SCENE_JOIN,
                           with_passphrase ? " --with-passphrase" : "");
  wifi_scene_wait_done (join);
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);

  wifi_scene_write (scene, "old", WIFI_SCENE_OLD_KEY, 0600);
  if (!with_passphrase) {
    lacking = wifi_scene_start (scene, "restore b --yes");
    wifi_scene_wait_failed (lacking, 1, "There is no terminal to ask for the passphrase on");
  }
  restore = wifi_scene_start (scene, "restore b --yes%s",
                              with_passphrase ? "" : " --passphrase-file old");
  wifi_scene_wait_done (restore);
  g_assert_true (
      g_str_has_prefix (restore->out->str, "The kettle is in “" WIFI_SCENE_OLD "” now, at "));
  wifi_scene_assert_old (scene);
}

/* Backups that are good and do not fit: of a kettle in no network, and of another kettle. */
static void
test_restore_unfit (WifiScene *scene, gconstpointer data)
{
  static const char text[] = "[Kettle Wifi Backup]\nversion=1\nmac=001EE3A80999\nnetwork=%s\n"
                             "security=open\naddress=dhcp\nmode=infrastructure\n";
  g_autofree char *nameless = g_strdup_printf (text, "");
  g_autofree char *other = g_strdup_printf (text, WIFI_SCENE_OLD);
  g_autoptr (Child) first = NULL;
  g_autoptr (Child) second = NULL;

  wifi_scene_write (scene, "b", nameless, 0600);
  first = wifi_scene_start (scene, "restore b --yes");
  child_wait (first, WIFI_SCENE_PATIENCE);
  g_assert_cmpint (first->status, ==, 1);
  g_assert_nonnull (strstr (first->err->str, "is of a kettle that was in no network"));

  wifi_scene_write (scene, "b", other, 0600);
  second = wifi_scene_start (scene, "restore b --yes");
  child_wait (second, WIFI_SCENE_PATIENCE);
  g_assert_nonnull (strstr (second->err->str, "This backup is of another kettle: its hardware "
                                              "address is 001EE3A80999, and this one’s is "));
}

static void
test_restore_rubbish (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) rubbish = NULL;
  g_autoptr (Child) none = wifi_scene_start (scene, "restore nowhere --yes");

  wifi_scene_wait_failed (none, 1, "“nowhere” cannot be read");
  wifi_scene_write (scene, "b", "\001\002\003 not a backup", 0600);
  rubbish = wifi_scene_start (scene, "restore b --yes");
  wifi_scene_wait_failed (rubbish, 1, "“b” is no backup");
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

static const char join_lines[] = LOOK WRITE PASSWORD "|AT+QMAC|" QUESTIONS;

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

  wifi_scene_wait_done (child);
  g_assert_cmpstr (child->err->str, ==, "");
  printed = dup_lines (child->out->str);
  g_assert_cmpstr (printed, ==, join_lines);
  show = wifi_scene_start (scene, "show --dry-run");
  wifi_scene_wait_done (show);
  looked = dup_lines (show->out->str);
  g_assert_cmpstr (looked, ==, LOOK);
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

/* In a locale that has no bullets a secret is masked all the same, and seen to be. */
static void
test_dry_run_plain (WifiScene *scene, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = wifi_scene_launcher_new (scene);
  g_autofree char *line = wifi_scene_dup_line (scene, "join Home --dry-run");
  g_autoptr (Child) child = NULL;

  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C", TRUE);
  child = child_start_with (launcher, line);
  wifi_scene_wait_done (child);
  g_assert_nonnull (strstr (child->out->str, "\n  ******\n"));
  g_assert_nonnull (strstr (child->out->str, "\n  AT+KEY=1,0,********\n"));
}

static void
test_dry_run_json (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  GString *printed = g_string_new (NULL);
  JsonObject *wifi;
  JsonArray *lines;

  wifi_scene_write_passphrase (scene);
  child =
      wifi_scene_start (scene, "join '" WIFI_SCENE_NEW "' --dry-run --passphrase-file p --json");
  wifi_scene_wait_done (child);
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

  wifi_scene_wait_done (show);
  child = wifi_scene_start (scene, "restore b --dry-run");
  wifi_scene_wait_done (child);
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

  wifi_scene_write_passphrase (scene);
  child = wifi_scene_start (scene, "%s", WIFI_SCENE_JOIN);
  wifi_scene_wait_done (child);
  heard = g_string_new (kettle_emulator_get_wifi_heard (scene->scene.kettle));
  g_string_replace (heard, WIFI_SCENE_NEW_KEY, KEY, 0);
  g_string_replace (heard, "000000", PASSWORD, 0);
  g_string_replace (heard, "\n", "|", 0);
  g_assert_cmpstr (heard->str, ==, join_lines);
  g_string_free (heard, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  wifi_scene_add ("/ctl/wifi/show", NULL, test_show);
  wifi_scene_add ("/ctl/wifi/show/json", NULL, test_show_json);
  wifi_scene_add ("/ctl/wifi/show/escapes", NULL, test_show_escapes);
  wifi_scene_add ("/ctl/wifi/backup/existing-file", NULL, test_show_backup);
  wifi_scene_add ("/ctl/wifi/backup/overtaken", NULL, test_backup_overtaken);
  wifi_scene_add ("/ctl/wifi/backup/nowhere", NULL, test_backup_nowhere);
  wifi_scene_add ("/ctl/wifi/join", NULL, test_join);
  wifi_scene_add ("/ctl/wifi/join/json", NULL, test_join_json);
  wifi_scene_add ("/ctl/wifi/restore/with-passphrase", "", test_restore);
  wifi_scene_add ("/ctl/wifi/restore/without-passphrase", NULL, test_restore);
  wifi_scene_add ("/ctl/wifi/restore/rubbish", NULL, test_restore_rubbish);
  wifi_scene_add ("/ctl/wifi/restore/unfit", NULL, test_restore_unfit);
  wifi_scene_add ("/ctl/wifi/dry-run/sends", NULL, test_dry_run);
  wifi_scene_add ("/ctl/wifi/dry-run/plain", NULL, test_dry_run_plain);
  wifi_scene_add ("/ctl/wifi/dry-run/json", NULL, test_dry_run_json);
  wifi_scene_add ("/ctl/wifi/dry-run/restore", NULL, test_dry_run_restore);
  wifi_scene_add ("/ctl/wifi/dry-run/lies", NULL, test_dry_run_lies);

  return g_test_run ();
}
