// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "protocol/kettle-wifi-backup.h"
#include "support/test-wait.h"
#include "ui/kettle-wifi-where-page.h"
#include "ui/wifi-fixture.h"

#include <string.h>

/*
 * What the assistant does besides joining a network: restoring a backup from its file, and what is
 * behind the warning.
 */

#define HOME_LINE "SSID=Home\n"

static gboolean
flash_has (WifiFixture *fixture, const char *line)
{
  g_autofree char *flash = kettle_emulator_dup_wifi_flash (fixture->emulator);

  return strstr (flash, line) != NULL;
}

static gboolean
next_is_sensitive (WifiFixture *fixture)
{
  return gtk_widget_is_sensitive (wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Next"));
}

static void
open_backup (WifiFixture *fixture, const char *name)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (fixture, name);

  kettle_wifi_where_page_open_backup (KETTLE_WIFI_WHERE_PAGE (kettle_wifi_assistant_get_page (
                                          fixture->assistant, KETTLE_WIFI_PLACE_WHERE)),
                                      file);
}

static void
write_file (WifiFixture *fixture, const char *name, const char *text)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (fixture, name);

  g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));
}

static void
write_and_wait (WifiFixture *fixture)
{
  wifi_fixture_press (fixture, "Write to the Kettle");
  test_wait_for (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_RESULT), 30000);
  wifi_fixture_assert_no_secret (fixture);
}

/* Saves a backup of Home, moves the kettle to Upstairs, and begins again there. */
static void
move_upstairs (WifiFixture *fixture, gboolean with_key)
{
  g_autofree char *address = g_strdup_printf (WIFI_NEW_ADDRESS ":%u",
                                              (guint) kettle_emulator_get_port (fixture->emulator));

  wifi_fixture_look (fixture);
  wifi_fixture_save_backup (fixture, with_key);
  wifi_fixture_enter_network (fixture, WIFI_NEW_PASSPHRASE);
  write_and_wait (fixture);
  wifi_fixture_press (fixture, "Close");
  wifi_fixture_open (fixture, FALSE);
  wifi_fixture_type (fixture, "Address of the kettle", address);
}

static void
test_restores_file (WifiFixture *fixture, gconstpointer data)
{
  move_upstairs (fixture, TRUE);
  g_assert_false (flash_has (fixture, HOME_LINE));
  open_backup (fixture, "backup");
  test_wait_for (
      wifi_fixture_tells (fixture, "The backup “backup” will be restored: network “Home”."), 5000);
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup_as (fixture, "second", TRUE);
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_SUMMARY));
  g_assert_true (wifi_fixture_tells (fixture, "“Home” (now: “Upstairs”)"));
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle is at " WIFI_OLD_ADDRESS));
  g_assert_true (flash_has (fixture, HOME_LINE));
}

static void
test_restores_file_without_passphrase (WifiFixture *fixture, gconstpointer data)
{
  move_upstairs (fixture, FALSE);
  open_backup (fixture, "backup");
  test_wait_for (wifi_fixture_tells_part (fixture, "will be restored"), 5000);
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup_as (fixture, "second", FALSE);
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_NETWORK));
  g_assert_true (wifi_fixture_tells_part (fixture, "does not hold the passphrase of “Home”"));
  g_assert_null (wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Name of the network"));
  wifi_fixture_type (fixture, "Passphrase", WIFI_OLD_PASSPHRASE);
  wifi_fixture_type (fixture, "Passphrase again", WIFI_OLD_PASSPHRASE);
  wifi_fixture_assert_no_secret (fixture);
  wifi_fixture_press (fixture, "Next");
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle is at " WIFI_OLD_ADDRESS));
}

static void
test_damaged_file (WifiFixture *fixture, gconstpointer data)
{
  write_file (fixture, "letter", "Dear kettle,\n");
  open_backup (fixture, "letter");
  test_wait_for (wifi_fixture_tells_part (fixture, "is not a backup of a kettle’s wifi settings"),
                 5000);
  g_assert_false (wifi_fixture_tells_part (fixture, "will be restored"));
  open_backup (fixture, "no-such-file");
  test_wait_for (wifi_fixture_tells_part (fixture, "No such file"), 5000);

  /* It goes on as if nothing had been opened. */
  wifi_fixture_look (fixture);
  wifi_fixture_press (fixture, "Next");
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_BACKUP));
}

/* What is told of a backup is of the one that was read, not of one that was tried after it. */
static void
test_second_file_is_damaged (WifiFixture *fixture, gconstpointer data)
{
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup (fixture, TRUE);
  gtk_widget_destroy (GTK_WIDGET (fixture->assistant));
  write_file (fixture, "letter", "Dear kettle,\n");

  wifi_fixture_open (fixture, FALSE);
  open_backup (fixture, "backup");
  test_wait_for (wifi_fixture_tells_part (fixture, "“backup” will be restored"), 5000);
  open_backup (fixture, "letter");
  test_wait_for (wifi_fixture_tells_part (fixture, "is not a backup of a kettle’s wifi settings"),
                 5000);
  g_assert_true (wifi_fixture_tells_part (fixture, "“backup” will be restored"));
}

static void
test_file_of_another_kettle (WifiFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (fixture, "backup");
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *other = NULL;

  wifi_fixture_look (fixture);
  wifi_fixture_save_backup (fixture, TRUE);
  gtk_widget_destroy (GTK_WIDGET (fixture->assistant));
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &text, NULL, NULL));
  parts = g_strsplit (text, "001EE3A80102", -1);
  g_assert_cmpuint (g_strv_length (parts), >, 1);
  other = g_strjoinv ("001EE3A80199", parts);
  write_file (fixture, "other", other);

  wifi_fixture_open (fixture, FALSE);
  open_backup (fixture, "other");
  test_wait_for (wifi_fixture_tells_part (fixture, "will be restored"), 5000);
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup_as (fixture, "second", FALSE);
  g_assert_true (wifi_fixture_tells (
      fixture, "This backup is of another kettle, with the MAC address 00:1E:E3:A8:01:99."));
}

/* What a restore of the wrong file overwrites can be had again. */
static void
test_restore_saves_what_is_there (WifiFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (fixture, "second");
  g_autofree char *text = NULL;

  move_upstairs (fixture, TRUE);
  open_backup (fixture, "backup");
  test_wait_for (wifi_fixture_tells_part (fixture, "will be restored"), 5000);
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup_as (fixture, "second", TRUE);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "Upstairs"));
  g_assert_nonnull (strstr (text, WIFI_NEW_PASSPHRASE));
}

static void
write_backup (WifiFixture *fixture,
              const char *name,
              const char *network,
              KettleWifiSecurity security,
              const char *key)
{
  g_autoptr (KettleWifiSettings) settings = g_new0 (KettleWifiSettings, 1);
  g_autoptr (KettleSecret) text = NULL;

  settings->known = KETTLE_WIFI_BIT (KETTLE_WIFI_MODE) | KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)
                    | KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY) | KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)
                    | KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS);
  settings->security = security;
  settings->dhcp = TRUE;
  g_strlcpy (settings->network, network, sizeof settings->network);
  settings->key = kettle_secret_new (key, -1);
  text = kettle_wifi_backup_format (settings, *key != '\0', NULL);
  write_file (fixture, name, kettle_secret_peek (text, NULL));
}

/* A kettle that was reset has no name that could be written back: no Next that does nothing. */
static void
test_blank_name_cannot_be_restored (WifiFixture *fixture, gconstpointer data)
{
  write_backup (fixture, "blank", "", KETTLE_WIFI_SECURITY_OPEN, "");
  open_backup (fixture, "blank");
  test_wait_for (wifi_fixture_tells_part (fixture, "This backup is of a kettle in no network"),
                 5000);
  g_assert_false (wifi_fixture_tells_part (fixture, "will be restored"));

  write_backup (fixture, "wep", "Home", KETTLE_WIFI_SECURITY_WEP_64, "0123456789");
  open_backup (fixture, "wep");
  test_wait_for (wifi_fixture_tells_part (fixture, "a key of a kind that Kettle cannot write"),
                 5000);
}

/* The key of a network with WEP is shorter than any passphrase. */
static void
test_wep_key_can_be_typed (WifiFixture *fixture, gconstpointer data)
{
  write_backup (fixture, "wep", "Cellar", KETTLE_WIFI_SECURITY_WEP_64, "");
  open_backup (fixture, "wep");
  test_wait_for (wifi_fixture_tells_part (fixture, "will be restored: network “Cellar”"), 5000);
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup_as (fixture, "second", FALSE);
  wifi_fixture_type (fixture, "Passphrase", "seve");
  wifi_fixture_type (fixture, "Passphrase again", "seve");
  g_assert_false (next_is_sensitive (fixture));
  wifi_fixture_type (fixture, "Passphrase", "seven");
  wifi_fixture_type (fixture, "Passphrase again", "seven");
  g_assert_true (next_is_sensitive (fixture));
  wifi_fixture_press (fixture, "Next");
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_SUMMARY));
}

static void
come_to_advanced (WifiFixture *fixture)
{
  wifi_fixture_look (fixture);
  wifi_fixture_press (fixture, "Advanced…");
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_ADVANCED));
  g_assert_false (next_is_sensitive (fixture));
}

static void
choose (WifiFixture *fixture, const char *name)
{
  GtkWidget *choice = wifi_fixture_find (fixture, GTK_TYPE_RADIO_BUTTON, name);

  g_assert_nonnull (choice);
  g_assert_true (gtk_widget_is_sensitive (choice));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (choice), TRUE);
}

/* Nothing behind the warning can be chosen before it is agreed to. */
static void
test_warning_first (WifiFixture *fixture, gconstpointer data)
{
  GtkWidget *choice;

  come_to_advanced (fixture);
  choice = wifi_fixture_find (fixture, GTK_TYPE_RADIO_BUTTON, "Before you give it away");
  g_assert_false (gtk_widget_is_sensitive (choice));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (choice), TRUE);
  g_assert_false (next_is_sensitive (fixture));
  wifi_fixture_press (fixture, "I understand this");
  g_assert_true (next_is_sensitive (fixture));

  /* Who goes back and forth agrees anew, and joins a network if that is what follows. */
  wifi_fixture_press (fixture, "Back");
  test_wait_for (wifi_fixture_tells (fixture, "00:1E:E3:A8:01:02"), 10000);
  wifi_fixture_press (fixture, "Advanced…");
  g_assert_false (next_is_sensitive (fixture));
  wifi_fixture_press (fixture, "Back");
  test_wait_for (wifi_fixture_tells (fixture, "00:1E:E3:A8:01:02"), 10000);
  wifi_fixture_save_backup (fixture, FALSE);
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_NETWORK));
}

static void
test_password (WifiFixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  come_to_advanced (fixture);
  wifi_fixture_press (fixture, "I understand this");
  g_assert_false (next_is_sensitive (fixture));
  entry = wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "New password");
  wifi_fixture_type (fixture, "New password", "12345x");
  g_assert_true (wifi_fixture_tells (fixture, "The password has six digits."));
  wifi_fixture_type (fixture, "New password", "864213");
  wifi_fixture_type (fixture, "New password again", "864231");
  g_assert_true (wifi_fixture_tells (fixture, "The two passwords differ."));
  g_assert_false (next_is_sensitive (fixture));
  wifi_fixture_type (fixture, "New password again", "864213");
  wifi_fixture_press (fixture, "Next");
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (entry)), ==, 0);
  wifi_fixture_save_backup (fixture, FALSE);
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_SUMMARY));
  g_assert_true (wifi_fixture_tells_part (fixture, "AT+PASS=••••••••"));
  g_assert_false (wifi_fixture_tells_part (fixture, "AT+Z"));
  g_assert_false (wifi_fixture_tells_part (fixture, "864213"));
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The module has its new password"));
  g_assert_true (flash_has (fixture, "PASS=864213\n"));
  g_assert_true (flash_has (fixture, HOME_LINE));
}

/* The module has said +OK to it, and does not take it. */
static void
test_password_not_taken (WifiFixture *fixture, gconstpointer data)
{
  come_to_advanced (fixture);
  wifi_fixture_press (fixture, "I understand this");
  wifi_fixture_type (fixture, "New password", "864213");
  wifi_fixture_type (fixture, "New password again", "864213");
  wifi_fixture_press (fixture, "Next");
  wifi_fixture_save_backup (fixture, FALSE);
  g_object_set (fixture->emulator, "wifi-delay", 60u, NULL);
  wifi_fixture_press (fixture, "Write to the Kettle");
  test_wait_for (strstr (kettle_emulator_get_wifi_heard (fixture->emulator), "AT+PMTF") != NULL,
                 20000);
  g_object_set (fixture->emulator, "wifi-password", "654321", NULL);
  test_wait_for (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_RESULT), 30000);
  g_assert_true (wifi_fixture_tells (fixture, "The old password or the new one"));
  g_assert_true (wifi_fixture_tells_part (fixture, "did not take its new password"));
  g_assert_false (wifi_fixture_tells_part (fixture, "both networks"));
  g_assert_false (wifi_fixture_tells_part (fixture, "app of its maker"));
  wifi_fixture_press (fixture, "Try Again");
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_WHERE));
}

static void
test_web_page (WifiFixture *fixture, gconstpointer data)
{
  come_to_advanced (fixture);
  wifi_fixture_press (fixture, "I understand this");
  choose (fixture, "Switch its web page on");
  g_assert_true (wifi_fixture_tells_part (fixture, "everybody in your network"));
  wifi_fixture_press (fixture, "Next");
  wifi_fixture_save_backup (fixture, FALSE);
  g_assert_true (wifi_fixture_tells (fixture, "AT+WEBS=1\nAT+PMTF\nAT+Z"));
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle is at " WIFI_OLD_ADDRESS));
  g_assert_true (flash_has (fixture, "WEBS=1\n"));
  g_assert_true (flash_has (fixture, HOME_LINE));
}

static void
test_give_away (WifiFixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  come_to_advanced (fixture);
  wifi_fixture_press (fixture, "I understand this");
  choose (fixture, "Before you give it away");
  g_assert_true (wifi_fixture_tells_part (fixture, "A reset keeps your passphrase readable"));
  wifi_fixture_press (fixture, "Next");
  wifi_fixture_save_backup (fixture, FALSE);
  g_assert_false (wifi_fixture_tells_part (fixture, "AT+Z"));
  button = wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Write to the Kettle");
  g_assert_true (gtk_style_context_has_class (gtk_widget_get_style_context (button),
                                              GTK_STYLE_CLASS_DESTRUCTIVE_ACTION));
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle can be given away"));
  g_assert_false (flash_has (fixture, HOME_LINE));
  g_assert_false (flash_has (fixture, "dwarf"));
}

int
main (int argc, char **argv)
{
  /* GTK needs the desktop's list of file types for its own icons: read it before the
   * folders are isolated. */
  g_free (g_content_type_guess ("icon.png", NULL, 0, NULL));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);
  /* Nor are the icons of the theme in them. */
  gtk_icon_theme_append_search_path (gtk_icon_theme_get_default (), "/usr/share/icons");

#define ADD(path, function)                                                             \
  g_test_add ("/ui/wifi-tasks/" path, WifiFixture, NULL, wifi_fixture_set_up, function, \
              wifi_fixture_tear_down)
  ADD ("restores-file", test_restores_file);
  ADD ("restores-file-without-passphrase", test_restores_file_without_passphrase);
  ADD ("damaged-file", test_damaged_file);
  ADD ("second-file-is-damaged", test_second_file_is_damaged);
  ADD ("file-of-another-kettle", test_file_of_another_kettle);
  ADD ("restore-saves-what-is-there", test_restore_saves_what_is_there);
  ADD ("blank-name-cannot-be-restored", test_blank_name_cannot_be_restored);
  ADD ("wep-key-can-be-typed", test_wep_key_can_be_typed);
  ADD ("warning-first", test_warning_first);
  ADD ("password", test_password);
  ADD ("password-not-taken", test_password_not_taken);
  ADD ("web-page", test_web_page);
  ADD ("give-away", test_give_away);
#undef ADD

  return g_test_run ();
}
