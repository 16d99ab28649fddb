// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/test-wait.h"
#include "ui/kettle-secret-buffer.h"
#include "ui/kettle-wifi-backup-page.h"
#include "ui/wifi-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define ON_MESSAGE "The kettle is on or keeps warm: switch it off, and try again."

static GtkWidget *
get_focus (WifiFixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->assistant));
}

static gboolean
next_is_sensitive (WifiFixture *fixture, const char *name)
{
  return gtk_widget_is_sensitive (wifi_fixture_find (fixture, GTK_TYPE_BUTTON, name));
}

static gboolean
heard (WifiFixture *fixture, const char *line)
{
  return strstr (kettle_emulator_get_wifi_heard (fixture->emulator), line) != NULL;
}

static gboolean
is_listening (WifiFixture *fixture)
{
  gboolean listening;

  g_object_get (fixture->emulator, "listening", &listening, NULL);

  return listening;
}

static char *
dup_backup (WifiFixture *fixture)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (fixture, "backup");
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_load_contents (file, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* From the first page to the summary of joining Upstairs. */
static void
come_to_summary (WifiFixture *fixture, const char *passphrase)
{
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup (fixture, FALSE);
  wifi_fixture_enter_network (fixture, passphrase);
}

static void
write_and_wait (WifiFixture *fixture)
{
  wifi_fixture_press (fixture, "Write to the Kettle");
  test_wait_for (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_RESULT), 30000);
  wifi_fixture_assert_no_secret (fixture);
}

static void
test_joins (WifiFixture *fixture, gconstpointer data)
{
  g_autofree char *flash = NULL;
  g_autofree char *backup = NULL;

  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  g_assert_false (heard (fixture, "AT+SSID=\"Upstairs\""));
  g_assert_true (wifi_fixture_tells (fixture, "“Upstairs” (now: “Home”)"));
  g_assert_true (wifi_fixture_tells (fixture, "WPA2 (AES), as now"));
  g_assert_true (wifi_fixture_tells_part (fixture, "AT+KEY=1,0,••••••••"));

  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle is at " WIFI_NEW_ADDRESS));
  g_assert_cmpstr (fixture->log->str, ==, "found(" WIFI_NEW_ADDRESS ") ");
  flash = kettle_emulator_dup_wifi_flash (fixture->emulator);
  g_assert_nonnull (strstr (flash, "SSID=Upstairs\n"));
  g_assert_nonnull (strstr (flash, WIFI_NEW_PASSPHRASE));

  backup = dup_backup (fixture);
  g_assert_nonnull (strstr (backup, "Home"));
  g_assert_null (strstr (backup, "dwarf"));
  wifi_fixture_press (fixture, "Close");
  g_assert_null (fixture->assistant);
}

static void
test_backup_is_private (WifiFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (fixture, "backup");
  g_autofree char *backup = NULL;
  GStatBuf status;

  wifi_fixture_look (fixture);
  wifi_fixture_save_backup (fixture, TRUE);
  backup = dup_backup (fixture);
  g_assert_nonnull (strstr (backup, WIFI_OLD_PASSPHRASE));
  g_assert_cmpint (g_stat (g_file_peek_path (file), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* What was typed is gone from a page as soon as it is left, whichever way. */
static void
test_secrets_are_wiped (WifiFixture *fixture, gconstpointer data)
{
  GtkWidget *password;
  GtkWidget *passphrase;

  gtk_expander_set_expanded (GTK_EXPANDER (wifi_fixture_find (fixture, GTK_TYPE_EXPANDER, NULL)),
                             TRUE);
  test_wait_for (wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Password of the wifi module"), 2000);
  password = wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Password of the wifi module");
  gtk_entry_set_text (GTK_ENTRY (password), "000000");
  wifi_fixture_look (fixture);
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (password)), ==, 0);

  wifi_fixture_save_backup (fixture, FALSE);
  passphrase = wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Passphrase");
  wifi_fixture_enter_network (fixture, WIFI_NEW_PASSPHRASE);
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (passphrase)), ==, 0);
  wifi_fixture_press (fixture, "Back");
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (passphrase)), ==, 0);
  g_assert_false (next_is_sensitive (fixture, "Next"));

  wifi_fixture_type (fixture, "Passphrase", WIFI_NEW_PASSPHRASE);
  wifi_fixture_press (fixture, "Back");
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (passphrase)), ==, 0);
}

static void
test_address_is_judged (WifiFixture *fixture, gconstpointer data)
{
  wifi_fixture_type (fixture, "Address of the kettle", "8.8.8.8");
  g_assert_true (wifi_fixture_tells (fixture, "That is far away."));
  g_assert_false (next_is_sensitive (fixture, "Look"));
  wifi_fixture_type (fixture, "Address of the kettle", "");
  g_assert_false (wifi_fixture_tells (fixture, "That is far away."));
  g_assert_false (next_is_sensitive (fixture, "Look"));
}

static void
test_password_is_judged (WifiFixture *fixture, gconstpointer data)
{
  gtk_expander_set_expanded (GTK_EXPANDER (wifi_fixture_find (fixture, GTK_TYPE_EXPANDER, NULL)),
                             TRUE);
  test_wait_for (wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Password of the wifi module"), 2000);
  wifi_fixture_type (fixture, "Password of the wifi module", "12345");
  g_assert_true (wifi_fixture_tells (fixture, "The password has six digits."));
  g_assert_false (next_is_sensitive (fixture, "Look"));
  wifi_fixture_type (fixture, "Password of the wifi module", "123456");
  g_assert_true (next_is_sensitive (fixture, "Look"));
}

static void
test_new_kettle (WifiFixture *fixture, gconstpointer data)
{
  GtkWidget *entry = wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Address of the kettle");

  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "169.254.1.1");
  g_assert_true (wifi_fixture_tells_part (fixture, "pick the network iKettle"));
  g_assert_true (wifi_fixture_tells_part (fixture, "“Link-Local Only”"));
  g_assert_true (wifi_fixture_tells_part (fixture, "drivers cannot join"));
}

static void
test_kettle_is_on (WifiFixture *fixture, gconstpointer data)
{
  kettle_emulator_input (fixture->emulator, "on", NULL);
  wifi_fixture_press (fixture, "Look");
  test_wait_for (wifi_fixture_tells (fixture, ON_MESSAGE), 10000);
  g_assert_cmpstr (kettle_emulator_get_wifi_heard (fixture->emulator), ==, "");
  g_assert_false (next_is_sensitive (fixture, "Next"));
  g_assert_true (get_focus (fixture) == wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Try Again"));

  kettle_emulator_input (fixture->emulator, "off", NULL);
  wifi_fixture_press (fixture, "Try Again");
  test_wait_for (wifi_fixture_tells (fixture, "00:1E:E3:A8:01:02"), 10000);
  g_assert_false (wifi_fixture_tells (fixture, ON_MESSAGE));
  g_assert_true (get_focus (fixture) == wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Next"));
}

static void
test_wrong_password (WifiFixture *fixture, gconstpointer data)
{
  g_object_set (fixture->emulator, "wifi-password", "654321", NULL);
  wifi_fixture_press (fixture, "Look");
  test_wait_for (wifi_fixture_tells_part (fixture, "did not take the password"), 10000);
  g_assert_false (next_is_sensitive (fixture, "Next"));

  wifi_fixture_press (fixture, "Back");
  gtk_expander_set_expanded (GTK_EXPANDER (wifi_fixture_find (fixture, GTK_TYPE_EXPANDER, NULL)),
                             TRUE);
  test_wait_for (wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Password of the wifi module"), 2000);
  wifi_fixture_type (fixture, "Password of the wifi module", "654321");
  wifi_fixture_look (fixture);
}

static void
test_no_kettle_there (WifiFixture *fixture, gconstpointer data)
{
  wifi_fixture_type (fixture, "Address of the kettle", "127.0.0.9:9");
  wifi_fixture_press (fixture, "Look");
  test_wait_for (wifi_fixture_tells_part (fixture, "No kettle answers at 127.0.0.9:9"), 20000);
}

static void
test_left_while_looking (WifiFixture *fixture, gconstpointer data)
{
  g_object_set (fixture->emulator, "wifi-delay", 100u, NULL);
  wifi_fixture_press (fixture, "Look");
  g_assert_false (next_is_sensitive (fixture, "Next"));
  test_wait_for (heard (fixture, "000000"), 10000);
  wifi_fixture_press (fixture, "Back");
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_WHERE));
  wifi_fixture_look (fixture);
}

static void
test_backup_cannot_be_saved (WifiFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) nowhere = wifi_fixture_get_backup (fixture, "no-such-folder/backup");

  wifi_fixture_look (fixture);
  wifi_fixture_press (fixture, "Next");
  kettle_wifi_backup_page_set_file (KETTLE_WIFI_BACKUP_PAGE (kettle_wifi_assistant_get_page (
                                        fixture->assistant, KETTLE_WIFI_PLACE_BACKUP)),
                                    nowhere, FALSE);
  wifi_fixture_press (fixture, "Save Backup");
  test_wait_for (wifi_fixture_tells_part (fixture, "It could not be saved"), 5000);
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_BACKUP));
  wifi_fixture_save_backup (fixture, FALSE);
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_NETWORK));
}

static void
test_backup_replaces_no_other (WifiFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (fixture, "backup");
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "precious", -1, NULL));
  wifi_fixture_look (fixture);
  wifi_fixture_press (fixture, "Next");
  kettle_wifi_backup_page_set_file (KETTLE_WIFI_BACKUP_PAGE (kettle_wifi_assistant_get_page (
                                        fixture->assistant, KETTLE_WIFI_PLACE_BACKUP)),
                                    file, FALSE);
  wifi_fixture_press (fixture, "Save Backup");
  test_wait_for (wifi_fixture_tells_part (fixture, "There is a file of that name already"), 5000);
  text = dup_backup (fixture);
  g_assert_cmpstr (text, ==, "precious");
}

/* Who comes back to the page, or saves it once more, has both. */
static void
test_backup_is_kept (WifiFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_home_dir (), 0700), ==, 0);
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup (fixture, TRUE);
  wifi_fixture_press (fixture, "Back");
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_BACKUP));
  g_assert_false (wifi_fixture_tells_part (fixture, fixture->folder));
  g_assert_true (wifi_fixture_tells_part (fixture, "/kettle-wifi-001EE3A80102.kettle-backup"));
  wifi_fixture_press (fixture, "Save Backup");
  test_wait_for (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_NETWORK), 5000);
  text = dup_backup (fixture);
  g_assert_nonnull (strstr (text, WIFI_OLD_PASSPHRASE));

  wifi_fixture_press (fixture, "Back");
  g_assert_true (wifi_fixture_tells_part (fixture, "/kettle-wifi-001EE3A80102-2.kettle-backup"));
  second = g_build_filename (g_get_home_dir (), "kettle-wifi-001EE3A80102.kettle-backup", NULL);
  g_assert_cmpint (g_unlink (second), ==, 0);
}

static void
test_passphrase_is_judged (WifiFixture *fixture, gconstpointer data)
{
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup (fixture, FALSE);
  g_assert_true (get_focus (fixture)
                 == wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Name of the network"));
  wifi_fixture_type (fixture, "Name of the network", "Küche");
  g_assert_true (wifi_fixture_tells (fixture, "6 of at most 32 bytes"));
  wifi_fixture_type (fixture, "Passphrase", "seven");
  wifi_fixture_type (fixture, "Passphrase again", "seven");
  g_assert_true (wifi_fixture_tells (fixture, "5 of 8 to 63 characters"));
  g_assert_false (next_is_sensitive (fixture, "Next"));
  wifi_fixture_type (fixture, "Passphrase", "sieben Zwärge");
  g_assert_true (wifi_fixture_tells_part (fixture, "without accents"));
  wifi_fixture_type (fixture, "Passphrase", WIFI_NEW_PASSPHRASE);
  g_assert_true (wifi_fixture_tells (fixture, "The two passphrases differ."));
  g_assert_false (next_is_sensitive (fixture, "Next"));
  wifi_fixture_type (fixture, "Passphrase again", WIFI_NEW_PASSPHRASE);
  g_assert_true (next_is_sensitive (fixture, "Next"));

  /* Without a passphrase, none is asked for. */
  gtk_combo_box_set_active (
      GTK_COMBO_BOX (wifi_fixture_find (fixture, GTK_TYPE_COMBO_BOX, "Security")), 4);
  g_assert_null (wifi_fixture_find (fixture, GTK_TYPE_ENTRY, "Passphrase"));
  g_assert_true (next_is_sensitive (fixture, "Next"));
  wifi_fixture_press (fixture, "Next");
  g_assert_true (wifi_fixture_tells_part (fixture, "AT+ENCRY=0"));
  g_assert_false (wifi_fixture_tells_part (fixture, "AT+KEY"));
}

/* Enter, held too long on the page before, does not write. */
static void
test_enter_does_not_write (WifiFixture *fixture, gconstpointer data)
{
  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  g_assert_null (gtk_window_get_default_widget (GTK_WINDOW (fixture->assistant)));
  g_assert_true (get_focus (fixture)
                 != wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Write to the Kettle"));
}

/* As narrow as the screen of a telephone. */
static void
test_fits_a_small_screen (WifiFixture *fixture, gconstpointer data)
{
  int width;

  gtk_widget_get_preferred_width (GTK_WIDGET (fixture->assistant), &width, NULL);
  g_assert_cmpint (width, <=, 360);
  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  gtk_widget_get_preferred_width (GTK_WIDGET (fixture->assistant), &width, NULL);
  g_assert_cmpint (width, <=, 360);
}

static void
test_cancelled_while_writing (WifiFixture *fixture, gconstpointer data)
{
  g_autofree char *before = kettle_emulator_dup_wifi_ram (fixture->emulator);
  g_autofree char *ram = NULL;
  g_autofree char *flash = NULL;

  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  g_object_set (fixture->emulator, "wifi-delay", 60u, NULL);
  wifi_fixture_press (fixture, "Write to the Kettle");
  /* A key that is held a moment too long takes back nothing. */
  g_assert_true (get_focus (fixture) != wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Cancel"));
  test_wait_for (heard (fixture, "AT+SSID=\"Upstairs\""), 20000);
  gtk_window_close (GTK_WINDOW (fixture->assistant));
  test_wait_for (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_RESULT), 20000);
  g_assert_true (wifi_fixture_tells (fixture, "You cancelled it."));
  g_assert_true (wifi_fixture_tells (fixture, "The kettle is as it was"));
  g_assert_false (heard (fixture, "AT+PMTF"));
  g_assert_false (heard (fixture, "AT+Z"));
  ram = kettle_emulator_dup_wifi_ram (fixture->emulator);
  flash = kettle_emulator_dup_wifi_flash (fixture->emulator);
  g_assert_cmpstr (ram, ==, before);
  g_assert_cmpstr (flash, ==, before);
}

/* Closed when nothing can be taken back any more: it goes when all is done, and tells where. */
static void
test_closed_after_save (WifiFixture *fixture, gconstpointer data)
{
  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  wifi_fixture_press (fixture, "Write to the Kettle");
  test_wait_for (heard (fixture, "AT+PMTF"), 20000);
  test_wait_for (!gtk_widget_is_sensitive (wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Cancel")),
                 5000);
  g_assert_true (gtk_bindings_activate (G_OBJECT (fixture->assistant), GDK_KEY_Escape, 0));
  g_assert_true (
      wifi_fixture_tells (fixture, "The settings are being saved: it is too late to cancel."));
  gtk_window_close (GTK_WINDOW (fixture->assistant));
  test_wait_for (fixture->assistant == NULL, 30000);
  g_assert_cmpstr (fixture->log->str, ==, "found(" WIFI_NEW_ADDRESS ") ");
}

static void
close_while_saving (WifiFixture *fixture)
{
  g_object_set (fixture->emulator, "wifi-delay", 300u, NULL);
  wifi_fixture_press (fixture, "Write to the Kettle");
  test_wait_for (heard (fixture, "AT+PMTF"), 30000);
  test_wait_for (!gtk_widget_is_sensitive (wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Cancel")),
                 5000);
  gtk_window_close (GTK_WINDOW (fixture->assistant));
  test_wait_for (!gtk_widget_get_visible (GTK_WIDGET (fixture->assistant)), 5000);
}

/* A bad end is told, also to who has closed it. */
static void
test_closed_and_failed (WifiFixture *fixture, gconstpointer data)
{
  g_object_set (fixture->emulator, "wifi-moods", KETTLE_EMULATOR_WIFI_SAVE_FAILS, NULL);
  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  close_while_saving (fixture);
  test_wait_for (
      fixture->assistant == NULL || gtk_widget_get_mapped (GTK_WIDGET (fixture->assistant)), 30000);
  g_assert_nonnull (fixture->assistant);
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_RESULT));
  g_assert_true (wifi_fixture_tells_part (fixture, "refused saving"));
}

/* It does not vanish under the eyes of who wants to see the end after all. */
static void
test_closed_and_opened (WifiFixture *fixture, gconstpointer data)
{
  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  close_while_saving (fixture);
  gtk_window_present (GTK_WINDOW (fixture->assistant));
  test_wait_for (
      fixture->assistant == NULL || wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_RESULT), 30000);
  g_assert_nonnull (fixture->assistant);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle is at " WIFI_NEW_ADDRESS));
}

static void
test_not_back (WifiFixture *fixture, gconstpointer data)
{
  come_to_summary (fixture, "the wrong one");
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle has not come back yet"));
  g_assert_true (
      wifi_fixture_tells (fixture, "The kettle has all the new settings, and they are saved."));
  g_assert_true (wifi_fixture_tells_part (fixture, "hold 65 °C until it beeps twice"));
  g_assert_true (wifi_fixture_tells_part (fixture, "backup”"));
  g_assert_cmpstr (fixture->log->str, ==, "");

  wifi_fixture_press (fixture, "Look Again");
  test_wait_for (wifi_fixture_tells (fixture, "Looking for the kettle…"), 2000);
  test_wait_for (!wifi_fixture_tells (fixture, "Looking for the kettle…"), 30000);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle has not come back yet"));

  /* Reset by hand it shows its own network, at the address where it was put first. */
  kettle_emulator_input (fixture->emulator, "factory", NULL);
  test_wait_for (is_listening (fixture), 5000);
  wifi_fixture_press (fixture, "Restore the Backup…");
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_WHERE));
  g_assert_true (wifi_fixture_tells_part (fixture, "will be restored: network “Home”."));
  wifi_fixture_look (fixture);
  wifi_fixture_save_backup_as (fixture, "second", FALSE);
  g_assert_true (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_SUMMARY));
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle is at " WIFI_OLD_ADDRESS));
}

/* Somebody has reset it meanwhile: that it is found does not tell that it has joined. */
static void
test_found_where_it_was (WifiFixture *fixture, gconstpointer data)
{
  come_to_summary (fixture, "the wrong one");
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells (fixture, "The kettle has not come back yet"));
  kettle_emulator_input (fixture->emulator, "factory", NULL);
  test_wait_for (is_listening (fixture), 5000);
  wifi_fixture_press (fixture, "Look Again");
  test_wait_for (wifi_fixture_tells (fixture, "The kettle is at " WIFI_OLD_ADDRESS), 30000);
  g_assert_false (wifi_fixture_tells_part (fixture, "It has joined"));
  g_assert_false (wifi_fixture_tells_part (fixture, "all the new settings"));
  g_assert_true (wifi_fixture_tells_part (fixture, "look at them"));
  g_assert_cmpstr (fixture->log->str, ==, "found(" WIFI_OLD_ADDRESS ") ");

  wifi_fixture_press (fixture, "Look at Its Settings");
  wifi_fixture_look (fixture);
  g_assert_true (wifi_fixture_tells_part (fixture, "“iKettle”")
                 || wifi_fixture_tells (fixture, "No name"));
}

static void
test_save_refused (WifiFixture *fixture, gconstpointer data)
{
  g_autofree char *before = kettle_emulator_dup_wifi_flash (fixture->emulator);
  g_autofree char *flash = NULL;

  g_object_set (fixture->emulator, "wifi-moods", KETTLE_EMULATOR_WIFI_SAVE_FAILS, NULL);
  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  write_and_wait (fixture);
  g_assert_true (wifi_fixture_tells_part (fixture, "refused saving (error -7"));
  g_assert_true (wifi_fixture_tells (fixture, "Some old and some new settings"));
  g_assert_null (wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Try Again"));
  g_assert_nonnull (wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Restore the Backup…"));
  flash = kettle_emulator_dup_wifi_flash (fixture->emulator);
  g_assert_cmpstr (flash, ==, before);
}

/* Cancelled, and what was written could not be taken back: the module's memory holds something of
 * both, which the next save would make last. */
static void
test_mixture_is_not_saved (WifiFixture *fixture, gconstpointer data)
{
  g_autofree char *before = kettle_emulator_dup_wifi_flash (fixture->emulator);
  g_autofree char *flash = NULL;

  come_to_summary (fixture, WIFI_NEW_PASSPHRASE);
  g_object_set (fixture->emulator, "wifi-delay", 60u, NULL);
  wifi_fixture_press (fixture, "Write to the Kettle");
  test_wait_for (heard (fixture, "AT+ENCRY=6"), 20000);
  g_object_set (fixture->emulator, "wifi-moods", KETTLE_EMULATOR_WIFI_DEAF_SETS, NULL);
  wifi_fixture_press (fixture, "Cancel");
  test_wait_for (wifi_fixture_is_at (fixture, KETTLE_WIFI_PLACE_RESULT), 30000);
  g_assert_true (wifi_fixture_tells (fixture, "Take its power off for a moment"));
  g_object_set (fixture->emulator, "wifi-moods", G_GUINT64_CONSTANT (0), "wifi-delay", 5u, NULL);

  /* Nor in another assistant. */
  wifi_fixture_press (fixture, "Close");
  wifi_fixture_open (fixture, FALSE);
  wifi_fixture_look (fixture);
  g_assert_true (wifi_fixture_tells_part (fixture, "“Upstairs”"));
  g_assert_true (wifi_fixture_tells_part (fixture, "a mixture that must not be saved"));
  g_assert_false (next_is_sensitive (fixture, "Next"));
  g_assert_null (wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Advanced…"));
  g_assert_true (get_focus (fixture) == wifi_fixture_find (fixture, GTK_TYPE_BUTTON, "Try Again"));

  kettle_emulator_input (fixture->emulator, "unplug", NULL);
  test_wait_for (is_listening (fixture), 5000);
  wifi_fixture_press (fixture, "Try Again");
  test_wait_for (next_is_sensitive (fixture, "Next"), 10000);
  g_assert_true (wifi_fixture_tells_part (fixture, "“Home”"));
  g_assert_false (wifi_fixture_tells_part (fixture, "a mixture"));
  g_assert_false (heard (fixture, "AT+PMTF"));
  flash = kettle_emulator_dup_wifi_flash (fixture->emulator);
  g_assert_cmpstr (flash, ==, before);
}

static void
remove_backup (WifiFixture *fixture)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (fixture, "backup");

  g_assert_true (g_file_delete (file, NULL, NULL));
}

static void
test_destroyed_anywhere (WifiFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 6; i++) {
    gpointer assistant = fixture->assistant;

    if (i > 0) {
      wifi_fixture_press (fixture, "Look");
      if (i > 1)
        test_wait_for (wifi_fixture_tells (fixture, "00:1E:E3:A8:01:02"), 10000);
      if (i > 2)
        wifi_fixture_press (fixture, "Next");
      if (i > 3) {
        wifi_fixture_save_backup (fixture, FALSE);
        remove_backup (fixture);
      }
      if (i > 4)
        wifi_fixture_enter_network (fixture, WIFI_NEW_PASSPHRASE);
    }
    g_object_add_weak_pointer (assistant, &assistant);
    gtk_widget_destroy (GTK_WIDGET (fixture->assistant));
    test_wait_for (assistant == NULL, 5000);
    wifi_fixture_open (fixture, FALSE);
  }
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

#define ADD(path, function)                                                                 \
  g_test_add ("/ui/wifi-assistant/" path, WifiFixture, NULL, wifi_fixture_set_up, function, \
              wifi_fixture_tear_down)
  ADD ("address-is-judged", test_address_is_judged);
  ADD ("password-is-judged", test_password_is_judged);
  ADD ("joins", test_joins);
  ADD ("backup-is-private", test_backup_is_private);
  ADD ("secrets-are-wiped", test_secrets_are_wiped);
  ADD ("kettle-is-on", test_kettle_is_on);
  ADD ("wrong-password", test_wrong_password);
  ADD ("no-kettle-there", test_no_kettle_there);
  ADD ("left-while-looking", test_left_while_looking);
  ADD ("backup-cannot-be-saved", test_backup_cannot_be_saved);
  ADD ("backup-replaces-no-other", test_backup_replaces_no_other);
  ADD ("backup-is-kept", test_backup_is_kept);
  ADD ("passphrase-is-judged", test_passphrase_is_judged);
  ADD ("enter-does-not-write", test_enter_does_not_write);
  ADD ("fits-a-small-screen", test_fits_a_small_screen);
  ADD ("cancelled-while-writing", test_cancelled_while_writing);
  ADD ("closed-after-save", test_closed_after_save);
  ADD ("closed-and-failed", test_closed_and_failed);
  ADD ("closed-and-opened", test_closed_and_opened);
  ADD ("not-back", test_not_back);
  ADD ("found-where-it-was", test_found_where_it_was);
  ADD ("save-refused", test_save_refused);
  ADD ("mixture-is-not-saved", test_mixture_is_not_saved);
  ADD ("destroyed-anywhere", test_destroyed_anywhere);
#undef ADD
  g_test_add ("/ui/wifi-assistant/new-kettle", WifiFixture, "new", wifi_fixture_set_up,
              test_new_kettle, wifi_fixture_tear_down);

  return g_test_run ();
}
