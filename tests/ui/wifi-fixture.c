// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/wifi-fixture.h"

#include "net/kettle-address.h"
#include "support/test-wait.h"
#include "ui/kettle-wifi-backup-page.h"
#include "ui/widgets.h"

#include <glib/gstdio.h>
#include <string.h>

/* Timeouts of a real module, so much shorter. */
#define TIME_SCALE 10.0

static void
on_found (KettleWifiAssistant *assistant, const char *host, WifiFixture *self)
{
  g_string_append_printf (self->log, "found(%s) ", host);
}

static void
on_destroy (GtkWidget *assistant, WifiFixture *self)
{
  self->assistant = NULL;
}

static const char *
judge (const char *address)
{
  return g_str_has_prefix (address, "8.") ? "That is far away." : NULL;
}

static KettleWifiJob *
make_job (const char *address, gpointer user_data)
{
  WifiFixture *self = user_data;
  g_autofree char *host = NULL;
  guint16 port;

  g_assert_true (kettle_address_parse (address, 2000, &host, &port, NULL));

  return g_object_new (KETTLE_TYPE_WIFI_JOB, "host", host, "port", (guint) port, "module-port",
                       (guint) kettle_emulator_get_wifi_port (self->emulator), "scanner",
                       self->scanner, "time-scale", TIME_SCALE / test_get_slowness (), NULL);
}

/**
 * wifi_fixture_open:
 * @self: the fixture
 * @fresh: as for kettle_wifi_assistant_new()
 *
 * Shows the assistant, which is to be gone.
 */
void
wifi_fixture_open (WifiFixture *self, gboolean fresh)
{
  g_autofree char *address =
      g_strdup_printf (WIFI_OLD_ADDRESS ":%u", (guint) kettle_emulator_get_port (self->emulator));

  g_assert_null (self->assistant);
  self->assistant = kettle_wifi_assistant_new (NULL, fresh, fresh ? NULL : address, NULL);
  kettle_wifi_assistant_set_judge (self->assistant, judge);
  kettle_wifi_assistant_set_maker (self->assistant, make_job, self);
  kettle_wifi_assistant_set_doubts (self->assistant, self->doubts);
  g_signal_connect (self->assistant, "found", G_CALLBACK (on_found), self);
  g_signal_connect (self->assistant, "destroy", G_CALLBACK (on_destroy), self);
  kettle_wifi_assistant_begin (self->assistant);
  gtk_window_present (GTK_WINDOW (self->assistant));
  test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (self->assistant)), 5000);
}

/**
 * wifi_fixture_set_up:
 * @self: the fixture
 * @fresh: non-NULL for a kettle that shows its own network
 *
 * A kettle in the network Home, with the network Upstairs in its air, and the assistant.
 */
void
wifi_fixture_set_up (WifiFixture *self, gconstpointer fresh)
{
  g_autoptr (GError) error = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->log = g_string_new (NULL);
  self->doubts = kettle_wifi_doubts_new ();
  self->folder = g_dir_make_tmp ("kettle-backup-XXXXXX", &error);
  g_assert_no_error (error);
  self->emulator = kettle_emulator_new ();
  g_object_set (self->emulator, "wifi-delay", 5u, "wifi-boot-time", 50u, NULL);
  kettle_emulator_listen (self->emulator, WIFI_OLD_ADDRESS, 0, &error);
  g_assert_no_error (error);
  kettle_emulator_add_air (self->emulator, "Home:wpa2:" WIFI_OLD_PASSPHRASE ":" WIFI_OLD_ADDRESS,
                           &error);
  g_assert_no_error (error);
  kettle_emulator_add_air (self->emulator,
                           "Upstairs:wpa2:" WIFI_NEW_PASSPHRASE ":" WIFI_NEW_ADDRESS, &error);
  g_assert_no_error (error);
  kettle_emulator_listen_wifi (self->emulator, 0, &error);
  g_assert_no_error (error);
  self->scanner = g_object_new (KETTLE_TYPE_SCANNER, "port",
                                (guint) kettle_emulator_get_port (self->emulator), NULL);
  kettle_scanner_set_surroundings (self->scanner, kettle_surroundings_new_simulated ());
  wifi_fixture_open (self, fresh != NULL);
}

static void
remove_backups (WifiFixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    g_unlink (path);
  }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
}

/**
 * wifi_fixture_tear_down:
 * @self: the fixture
 * @data: unused
 *
 * Closes all, and expects that nothing is left of the assistant.
 */
void
wifi_fixture_tear_down (WifiFixture *self, gconstpointer data)
{
  gpointer assistant = self->assistant;

  if (assistant != NULL) {
    g_object_add_weak_pointer (assistant, &assistant);
    gtk_widget_destroy (GTK_WIDGET (assistant));
    /* A cancelled job's end is still on its way to the page that asked for it. */
    test_wait_for (assistant == NULL, 5000);
  }
  kettle_scanner_clear (self->scanner);
  test_wait_for (G_OBJECT (self->scanner)->ref_count == 1, 15000);
  g_assert_finalize_object (self->scanner);
  kettle_emulator_shut_down (self->emulator);
  g_object_unref (self->emulator);
  remove_backups (self);
  g_free (self->folder);
  g_string_free (self->log, TRUE);
  kettle_wifi_doubts_free (self->doubts);
}

GtkWidget *
wifi_fixture_find (WifiFixture *self, GType type, const char *name)
{
  GtkWidget *found;

  if (self->assistant == NULL)
    return NULL;
  found = widgets_find_below (gtk_window_get_titlebar (GTK_WINDOW (self->assistant)), type, name);
  if (found == NULL)
    found = widgets_find_below (GTK_WIDGET (self->assistant), type, name);

  return found;
}

gboolean
wifi_fixture_tells (WifiFixture *self, const char *text)
{
  return wifi_fixture_find (self, GTK_TYPE_LABEL, text) != NULL;
}

typedef struct {
  const char *text;
  gboolean found;
  gboolean shown_only;
} Part;

static void
look_for_part (GtkWidget *widget, gpointer data)
{
  Part *part = data;
  AtkObject *accessible = gtk_widget_get_accessible (widget);
  const char *name = atk_object_get_name (accessible);
  const char *description = atk_object_get_description (accessible);
  g_autofree char *tooltip = gtk_widget_get_tooltip_text (widget);
  g_autofree char *text = NULL;

  if (part->shown_only && !gtk_widget_get_mapped (widget))
    return;
  if (ATK_IS_TEXT (accessible))
    text = atk_text_get_text (ATK_TEXT (accessible), 0, -1);
  part->found = part->found || (name != NULL && strstr (name, part->text) != NULL)
                || (description != NULL && strstr (description, part->text) != NULL)
                || (tooltip != NULL && strstr (tooltip, part->text) != NULL)
                || (text != NULL && strstr (text, part->text) != NULL);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), look_for_part, part);
}

/* Whether anything shown tells that, among other things. */
gboolean
wifi_fixture_tells_part (WifiFixture *self, const char *text)
{
  Part part = { text, FALSE, TRUE };

  look_for_part (GTK_WIDGET (self->assistant), &part);

  return part.found;
}

/* Nothing in the window, shown or not, tells a passphrase to whoever looks in from outside. */
void
wifi_fixture_assert_no_secret (WifiFixture *self)
{
  const char *secrets[] = { WIFI_OLD_PASSPHRASE, WIFI_NEW_PASSPHRASE, "dwarf" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++) {
    Part part = { secrets[i], FALSE, FALSE };

    look_for_part (GTK_WIDGET (self->assistant), &part);
    g_assert_false (part.found);
  }
}

void
wifi_fixture_press (WifiFixture *self, const char *name)
{
  GtkWidget *button = wifi_fixture_find (self, GTK_TYPE_BUTTON, name);

  if (button == NULL)
    g_error ("There is no button “%s”", name);
  g_assert_true (gtk_widget_is_sensitive (button));
  gtk_button_clicked (GTK_BUTTON (button));
}

void
wifi_fixture_type (WifiFixture *self, const char *name, const char *text)
{
  GtkWidget *entry = wifi_fixture_find (self, GTK_TYPE_ENTRY, name);

  if (entry == NULL)
    g_error ("There is no entry “%s”", name);
  gtk_entry_set_text (GTK_ENTRY (entry), text);
}

gboolean
wifi_fixture_is_at (WifiFixture *self, KettleWifiPlace place)
{
  return self->assistant != NULL && kettle_wifi_assistant_get_place (self->assistant) == place;
}

GFile *
wifi_fixture_get_backup (WifiFixture *self, const char *name)
{
  return g_file_new_build_filename (self->folder, name, NULL);
}

/* From the first page to what the kettle says. */
void
wifi_fixture_look (WifiFixture *self)
{
  wifi_fixture_press (self, "Look");
  g_assert_true (wifi_fixture_is_at (self, KETTLE_WIFI_PLACE_LOOK));
  test_wait_for (wifi_fixture_tells (self, "00:1E:E3:A8:01:02"), 10000);
  wifi_fixture_assert_no_secret (self);
}

/* From what the kettle says to the page behind the backup, "backup" in the folder. */
void
wifi_fixture_save_backup (WifiFixture *self, gboolean with_key)
{
  wifi_fixture_save_backup_as (self, "backup", with_key);
}

/* The same with another name. */
void
wifi_fixture_save_backup_as (WifiFixture *self, const char *name, gboolean with_key)
{
  g_autoptr (GFile) file = wifi_fixture_get_backup (self, name);

  if (!wifi_fixture_is_at (self, KETTLE_WIFI_PLACE_BACKUP))
    wifi_fixture_press (self, "Next");
  g_assert_true (wifi_fixture_is_at (self, KETTLE_WIFI_PLACE_BACKUP));
  kettle_wifi_backup_page_set_file (KETTLE_WIFI_BACKUP_PAGE (kettle_wifi_assistant_get_page (
                                        self->assistant, KETTLE_WIFI_PLACE_BACKUP)),
                                    file, FALSE);
  if (with_key)
    gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (wifi_fixture_find (self, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  wifi_fixture_press (self, "Save Backup");
  test_wait_for (!wifi_fixture_is_at (self, KETTLE_WIFI_PLACE_BACKUP), 5000);
  wifi_fixture_assert_no_secret (self);
}

/* From there to the summary. */
void
wifi_fixture_enter_network (WifiFixture *self, const char *passphrase)
{
  g_assert_true (wifi_fixture_is_at (self, KETTLE_WIFI_PLACE_NETWORK));
  wifi_fixture_type (self, "Name of the network", "Upstairs");
  wifi_fixture_type (self, "Passphrase", passphrase);
  wifi_fixture_type (self, "Passphrase again", passphrase);
  wifi_fixture_assert_no_secret (self);
  wifi_fixture_press (self, "Next");
  g_assert_true (wifi_fixture_is_at (self, KETTLE_WIFI_PLACE_SUMMARY));
  wifi_fixture_assert_no_secret (self);
}
