// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-where-page.h"

#include "net/kettle-wifi-file.h"
#include "ui/kettle-secret-buffer.h"
#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>

/* Protocol sheet 2: where a kettle that shows its own network probably is. */
#define FRESH_ADDRESS "169.254.1.1"

struct _KettleWifiWherePage {
  KettleWifiPage parent_instance;

  GtkWidget *heading;
  GtkWidget *task;
  GtkWidget *hint;
  GtkWidget *instructions;
  GtkWidget *entry;
  GtkWidget *complaint;
  GtkWidget *own_password;
  GtkWidget *password;
  GtkWidget *password_complaint;
  GtkWidget *file_complaint;

  char *file_name;               /* (nullable): of the backup that is read */
  GCancellable *cancellable;     /* (nullable): of the backup that is read */
  GtkFileChooserNative *chooser; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KettleWifiWherePage, kettle_wifi_where_page, KETTLE_TYPE_WIFI_PAGE)

static char *
dup_address (KettleWifiWherePage *self)
{
  return g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->entry))));
}

static void
judge (KettleWifiWherePage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  const KettleSecret *password =
      kettle_secret_buffer_get_secret (kettle_secret_buffer_of (self->password));
  g_autofree char *address = dup_address (self);
  g_autoptr (GError) error = NULL;
  const char *complaint = NULL;
  gboolean has_password = kettle_secret_get_length (password) > 0;

  if (errand == NULL)
    return;

  if (*address != '\0' && errand->judge != NULL)
    complaint = errand->judge (address);
  kettle_wifi_page_tell (self->complaint, complaint);

  if (has_password)
    kettle_wifi_check_password (password, &error);
  kettle_wifi_page_tell (self->password_complaint,
                         error != NULL ? kettle_wifi_presentation_get_complaint (error) : NULL);
  kettle_wifi_page_set_ready (KETTLE_WIFI_PAGE (self),
                              *address != '\0' && complaint == NULL && error == NULL);
}

/* What is to be done there; said only where it is not what the heading says. */
static void
show_task (KettleWifiWherePage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  g_autofree char *network = NULL;
  g_autofree char *text = NULL;

  if (errand->task == KETTLE_WIFI_TASK_RESTORE && errand->backup != NULL) {
    network = kettle_wifi_presentation_dup_network (errand->backup);
    if (errand->backup_name != NULL)
      /* Translators: the name of a file, and of a network in quotation marks */
      text = g_strdup_printf (_ ("The backup “%1$s” will be restored: network %2$s."),
                              errand->backup_name, network);
    else
      /* Translators: %s is the name of a network in quotation marks */
      text =
          g_strdup_printf (_ ("The settings from before will be restored: network %s."), network);
  }
  kettle_wifi_page_tell (self->task, text);
}

static void
show_instructions (KettleWifiWherePage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  /* Translators: iKettle is the name of a network; “Link-Local Only” is what the network settings
   * of the desktop call it */
  const char *steps[] = {
    _ ("1. Put the kettle on its base, near this computer, and give it power. One that was used "
       "before makes its own network after a reset: hold 65 °C until it beeps twice, then take the "
       "power off the base and give it back."),
    _ ("2. Open the network menu of your desktop and pick the network iKettle. It has no password. "
       "(In a terminal: nmcli device wifi connect iKettle)"),
    _ ("3. The kettle gives out no addresses: in the settings of this connection, under IPv4, "
       "choose “Link-Local Only”."),
    _ ("4. From then on this computer has no internet, until you go back to your own network."),
    _ ("Many wifi drivers cannot join such an “ad hoc” network. Then use another computer or a USB "
       "wifi adapter. A kettle that is already in your network needs none of this: choose “Move "
       "This Kettle to Another Network” in the menu instead."),
  };

  gtk_container_foreach (GTK_CONTAINER (self->instructions),
                         (GtkCallback) (void *) gtk_widget_destroy, NULL);
  if (!errand->fresh)
    gtk_container_add (
        GTK_CONTAINER (self->instructions),
        kettle_wifi_page_make_label (_ ("Kettle reaches the wifi module in the kettle’s base "
                                        "through the network that it is in now. The kettle must "
                                        "be off."),
                                     "quiet"));
  for (guint i = 0; errand->fresh && i < G_N_ELEMENTS (steps); i++)
    gtk_container_add (GTK_CONTAINER (self->instructions),
                       kettle_wifi_page_make_label (steps[i], "quiet"));
}

static void
kettle_wifi_where_page_enter (KettleWifiPage *page)
{
  KettleWifiWherePage *self = KETTLE_WIFI_WHERE_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);

  gtk_label_set_label (GTK_LABEL (self->heading), errand->fresh
                                                      ? _ ("Set up a new kettle")
                                                      : _ ("Move this kettle to another network"));
  show_instructions (self);
  kettle_wifi_page_tell (self->hint, errand->hint);
  gtk_entry_set_text (GTK_ENTRY (self->entry), errand->address != NULL
                                                   ? errand->address
                                                   : (errand->fresh ? FRESH_ADDRESS : ""));
  kettle_secret_buffer_set_secret (kettle_secret_buffer_of (self->password), errand->password);
  if (errand->password != NULL)
    gtk_expander_set_expanded (GTK_EXPANDER (self->own_password), TRUE);
  kettle_wifi_page_tell (self->file_complaint, NULL);
  show_task (self);
  judge (self);
}

static void
forget_chooser (KettleWifiWherePage *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}

static void
kettle_wifi_where_page_leave (KettleWifiPage *page)
{
  KettleWifiWherePage *self = KETTLE_WIFI_WHERE_PAGE (page);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_chooser (self);
  kettle_secret_buffer_wipe (kettle_secret_buffer_of (self->password));
}

static void
kettle_wifi_where_page_go_on (KettleWifiPage *page)
{
  KettleWifiWherePage *self = KETTLE_WIFI_WHERE_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  const KettleSecret *password =
      kettle_secret_buffer_get_secret (kettle_secret_buffer_of (self->password));

  g_free (errand->address);
  errand->address = dup_address (self);
  g_clear_pointer (&errand->password, kettle_secret_free);
  if (kettle_secret_get_length (password) > 0)
    errand->password = kettle_secret_copy (password);
  kettle_wifi_page_done (page);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiWherePage) self = user_data;
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiSettings) backup = kettle_wifi_file_load_finish (result, &error);
  g_autofree char *complaint = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || errand == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (backup != NULL && !kettle_wifi_errand_can_restore (backup, &error)) {
    complaint = g_strdup (kettle_wifi_presentation_get_restore_complaint (error));
  } else if (backup != NULL) {
    g_clear_pointer (&errand->backup, kettle_wifi_settings_free);
    errand->backup = g_steal_pointer (&backup);
    g_free (errand->backup_name);
    errand->backup_name = g_steal_pointer (&self->file_name);
    errand->task = KETTLE_WIFI_TASK_RESTORE;
  } else {
    complaint = kettle_wifi_presentation_dup_error (error, "", 0, 0);
  }
  kettle_wifi_page_tell (self->file_complaint, complaint);
  show_task (self);
}

/**
 * kettle_wifi_where_page_open_backup:
 * @self: the page, while it is shown
 * @file: a backup, or what somebody takes for one
 */
void
kettle_wifi_where_page_open_backup (KettleWifiWherePage *self, GFile *file)
{
  KettleWifiErrand *errand;

  g_return_if_fail (KETTLE_IS_WIFI_WHERE_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  g_return_if_fail (errand != NULL);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_free (self->file_name);
  self->file_name = g_file_get_basename (file);
  kettle_wifi_file_load_async (file, self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_chosen (GtkNativeDialog *chooser, int response, KettleWifiWherePage *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    kettle_wifi_where_page_open_backup (self, file);
  forget_chooser (self);
}

static void
on_restore_clicked (GtkButton *button, KettleWifiWherePage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self)));

  forget_chooser (self);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Restore a Backup"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
kettle_wifi_where_page_dispose (GObject *object)
{
  forget_chooser (KETTLE_WIFI_WHERE_PAGE (object));

  G_OBJECT_CLASS (kettle_wifi_where_page_parent_class)->dispose (object);
}

static void
kettle_wifi_where_page_finalize (GObject *object)
{
  g_free (KETTLE_WIFI_WHERE_PAGE (object)->file_name);

  G_OBJECT_CLASS (kettle_wifi_where_page_parent_class)->finalize (object);
}

static void
kettle_wifi_where_page_class_init (KettleWifiWherePageClass *klass)
{
  KettleWifiPageClass *page_class = KETTLE_WIFI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kettle_wifi_where_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kettle_wifi_where_page_finalize;
  page_class->enter = kettle_wifi_where_page_enter;
  page_class->leave = kettle_wifi_where_page_leave;
  page_class->go_on = kettle_wifi_where_page_go_on;
}

static void
add_password (KettleWifiWherePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->own_password = gtk_expander_new_with_mnemonic (_ ("It has a _password of its own"));
  self->password = kettle_secret_buffer_make_entry (_ ("Password of the wifi module"),
                                                    KETTLE_WIFI_PASSWORD_LENGTH);
  g_object_set (self->password, "halign", GTK_ALIGN_START, "width-chars", 10, NULL);
  self->password_complaint = kettle_wifi_page_make_label ("", "complaint");
  gtk_widget_hide (self->password_complaint);
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "help");
  gtk_container_add (GTK_CONTAINER (box),
                     kettle_wifi_page_make_label (
                         _ ("Six digits. The maker’s app could set them; without, the factory’s "
                            "are used."),
                         "quiet"));
  gtk_container_add (GTK_CONTAINER (box), self->password);
  gtk_container_add (GTK_CONTAINER (box), self->password_complaint);
  gtk_container_add (GTK_CONTAINER (self->own_password), box);
  g_object_set (self->own_password, "spacing", 6, "visible", TRUE, NULL);
  gtk_widget_show (box);
  gtk_container_add (GTK_CONTAINER (self), self->own_password);
  g_signal_connect_object (self->password, "changed", G_CALLBACK (judge), self, G_CONNECT_SWAPPED);
}

static void
kettle_wifi_where_page_init (KettleWifiWherePage *self)
{
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);
  GtkWidget *group;
  GtkWidget *restore;

  self->heading = kettle_wifi_page_add_heading (page, "");
  self->task = kettle_wifi_page_add_notice (page, "hint");
  self->hint = kettle_wifi_page_add_notice (page, "hint");
  self->instructions = kettle_wifi_page_add_group (page);

  group = kettle_wifi_page_add_group (page);
  self->entry = gtk_entry_new ();
  g_object_set (self->entry, "max-length", 300, "input-purpose", GTK_INPUT_PURPOSE_URL,
                "activates-default", TRUE, "halign", GTK_ALIGN_START, "width-chars", 24, NULL);
  atk_object_set_name (gtk_widget_get_accessible (self->entry), _ ("Address of the kettle"));
  kettle_wifi_page_add_field (group, _ ("_Address of the kettle"), self->entry);
  self->complaint = kettle_wifi_page_make_label ("", "complaint");
  gtk_widget_hide (self->complaint);
  gtk_container_add (GTK_CONTAINER (group), self->complaint);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (judge), self, G_CONNECT_SWAPPED);

  add_password (self);
  kettle_wifi_page_add_text (
      page,
      _ ("This follows what owners found out; nobody has tried it on every module. Usually the "
         "worst that happens is a kettle that is in no network until it is reset. A module that "
         "cannot cope with a setting may need tools that only its factory has.\n"
         "Kettle first only reads. It writes nothing before you have seen line for line what."));

  group = kettle_wifi_page_add_group (page);
  restore = kettle_wifi_page_make_way_out (_ ("_Restore a Backup…"));
  g_signal_connect_object (restore, "clicked", G_CALLBACK (on_restore_clicked), self, 0);
  gtk_container_add (GTK_CONTAINER (group), restore);
  self->file_complaint = kettle_wifi_page_make_label ("", "complaint");
  gtk_widget_hide (self->file_complaint);
  gtk_container_add (GTK_CONTAINER (group), self->file_complaint);
  kettle_wifi_page_set_next (page, C_ ("wifi", "_Look"), KETTLE_WIFI_PAGE_PLAIN);
}
