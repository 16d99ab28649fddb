// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-backup-page.h"

#include "net/kettle-wifi-file.h"
#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>

/* So many names are tried for a file before a person has to say one. */
#define MAX_NAMES 100

struct _KettleWifiBackupPage {
  KettleWifiPage parent_instance;

  GtkWidget *path;
  GtkWidget *with_key;
  GtkWidget *complaint;

  GFile *file;                   /* (nullable): where it is to be saved */
  gboolean replace;              /* whether a person has agreed that an older one may be replaced */
  gboolean saved;                /* whether a backup was saved there: another goes elsewhere */
  GCancellable *cancellable;     /* (nullable): of the saving */
  GtkFileChooserNative *chooser; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KettleWifiBackupPage, kettle_wifi_backup_page, KETTLE_TYPE_WIFI_PAGE)

static char *
dup_name (KettleWifiErrand *errand, guint number)
{
  if (number == 1)
    return g_strdup_printf ("kettle-wifi-%s.kettle-backup", errand->seen->mac);

  return g_strdup_printf ("kettle-wifi-%s-%u.kettle-backup", errand->seen->mac, number);
}

/* A name that no file has yet, among the person's documents. */
static GFile *
make_default_file (KettleWifiErrand *errand)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) file = NULL;

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    folder = g_get_home_dir ();
  for (guint number = 1; number <= MAX_NAMES; number++) {
    g_autofree char *name = dup_name (errand, number);

    g_clear_object (&file);
    file = g_file_new_build_filename (folder, name, NULL);
    if (!g_file_query_exists (file, NULL))
      break;
  }

  return g_steal_pointer (&file);
}

/**
 * kettle_wifi_backup_page_set_file:
 * @self: the page
 * @file: where the backup is to be saved
 * @replace: whether a file that is there may be replaced
 */
void
kettle_wifi_backup_page_set_file (KettleWifiBackupPage *self, GFile *file, gboolean replace)
{
  g_autofree char *path = NULL;

  g_return_if_fail (KETTLE_IS_WIFI_BACKUP_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->file, file);
  self->replace = replace;
  self->saved = FALSE;
  path = g_file_get_parse_name (file);
  gtk_label_set_label (GTK_LABEL (self->path), path);
  kettle_wifi_page_tell (self->complaint, NULL);
}

static void
kettle_wifi_backup_page_enter (KettleWifiPage *page)
{
  KettleWifiBackupPage *self = KETTLE_WIFI_BACKUP_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  const KettleSecret *key = errand->seen->key;
  g_autoptr (GFile) file = NULL;

  /* What is in the kettle may be another key than last time: it is asked for again. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->with_key), FALSE);
  gtk_widget_set_visible (self->with_key, key != NULL && kettle_secret_get_length (key) > 0);
  if (self->file == NULL || self->saved) {
    file = make_default_file (errand);
    kettle_wifi_backup_page_set_file (self, file, FALSE);
  }
  kettle_wifi_page_tell (self->complaint, NULL);
  kettle_wifi_page_set_ready (page, TRUE);
}

static void
forget_chooser (KettleWifiBackupPage *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}

static void
kettle_wifi_backup_page_leave (KettleWifiPage *page)
{
  KettleWifiBackupPage *self = KETTLE_WIFI_BACKUP_PAGE (page);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_chooser (self);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiBackupPage) self = user_data;
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  g_autoptr (GError) error = NULL;
  gboolean ok = kettle_wifi_file_save_finish (result, &error);
  g_autofree char *complaint = NULL;

  if (errand == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  kettle_wifi_page_set_ready (page, TRUE);
  if (ok) {
    /* What is saved later may be worse: a mixture, another kettle's, or without the passphrase. */
    self->saved = TRUE;
    self->replace = FALSE;
    /* Of a restore, the file that is restored is told of. */
    if (errand->task != KETTLE_WIFI_TASK_RESTORE) {
      g_free (errand->backup_name);
      errand->backup_name = g_file_get_parse_name (self->file);
    }
    kettle_wifi_page_done (page);
    return;
  }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    complaint = g_strdup (_ ("There is a file of that name already: choose another one."));
  else
    /* Translators: %s is what the system says, such as “Permission denied” */
    complaint = g_strdup_printf (_ ("It could not be saved, so nothing goes on: %s. Choose another "
                                    "place."),
                                 error->message);
  kettle_wifi_page_tell (self->complaint, complaint);
}

static void
kettle_wifi_backup_page_go_on (KettleWifiPage *page)
{
  KettleWifiBackupPage *self = KETTLE_WIFI_BACKUP_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  gboolean with_key = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->with_key));

  self->cancellable = g_cancellable_new ();
  kettle_wifi_page_set_ready (page, FALSE);
  kettle_wifi_file_save_async (self->file, errand->seen, with_key, self->replace, self->cancellable,
                               on_saved, g_object_ref (self));
}

static void
on_chosen (GtkNativeDialog *chooser, int response, KettleWifiBackupPage *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  /* The dialogue has asked about a file that is there. */
  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    kettle_wifi_backup_page_set_file (self, file, TRUE);
  forget_chooser (self);
}

static void
on_choose_clicked (GtkButton *button, KettleWifiBackupPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self)));
  g_autoptr (GFile) folder = g_file_get_parent (self->file);
  g_autofree char *name = g_file_get_basename (self->file);

  forget_chooser (self);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Save the Backup"), window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Choose"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (self->chooser), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder_file (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
kettle_wifi_backup_page_dispose (GObject *object)
{
  KettleWifiBackupPage *self = KETTLE_WIFI_BACKUP_PAGE (object);

  forget_chooser (self);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (kettle_wifi_backup_page_parent_class)->dispose (object);
}

static void
kettle_wifi_backup_page_class_init (KettleWifiBackupPageClass *klass)
{
  KettleWifiPageClass *page_class = KETTLE_WIFI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kettle_wifi_backup_page_dispose;
  page_class->enter = kettle_wifi_backup_page_enter;
  page_class->leave = kettle_wifi_backup_page_leave;
  page_class->go_on = kettle_wifi_backup_page_go_on;
}

static void
kettle_wifi_backup_page_init (KettleWifiBackupPage *self)
{
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);
  GtkWidget *group;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *choose = gtk_button_new_with_mnemonic (_ ("_Choose…"));
  GtkWidget *label;

  kettle_wifi_page_add_heading (page, _ ("Save a backup first"));
  kettle_wifi_page_add_text (
      page, _ ("The file holds the settings that the kettle has now, so that you can give them "
               "back to it. Only you can read it."));

  group = kettle_wifi_page_add_group (page);
  label = kettle_wifi_page_make_label (_ ("File"), NULL);
  gtk_container_add (GTK_CONTAINER (group), label);
  self->path = gtk_label_new ("");
  g_object_set (self->path, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->path), "path");
  atk_object_set_description (gtk_widget_get_accessible (self->path), _ ("File of the backup"));
  gtk_container_add (GTK_CONTAINER (row), self->path);
  gtk_container_add (GTK_CONTAINER (row), choose);
  gtk_widget_show_all (row);
  gtk_container_add (GTK_CONTAINER (group), row);
  g_signal_connect_object (choose, "clicked", G_CALLBACK (on_choose_clicked), self, 0);

  self->with_key = gtk_check_button_new_with_mnemonic (
      _ ("Also the _passphrase, readable by anyone who can read the file"));
  gtk_label_set_line_wrap (GTK_LABEL (gtk_bin_get_child (GTK_BIN (self->with_key))), TRUE);
  gtk_container_add (GTK_CONTAINER (self), self->with_key);
  self->complaint = kettle_wifi_page_add_notice (page, "complaint");
  kettle_wifi_page_set_next (page, _ ("_Save Backup"), KETTLE_WIFI_PAGE_PLAIN);
}
