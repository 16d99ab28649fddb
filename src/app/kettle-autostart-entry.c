// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-autostart-entry.h"

#include "app/kettle-autostart-text.h"

#include <string.h>

/* An editor writes a file in several steps; it is read when it has been left alone for
 * so many milliseconds. */
#define SETTLE_TIME 100

/**
 * KettleAutostartEntry:
 *
 * The file that starts Kettle with the session: read, written, removed and watched, without ever
 * keeping the main loop waiting. One thing at a time; what comes of it is told by a signal.
 */
struct _KettleAutostartEntry {
  GObject parent_instance;

  GFile *file;
  GFileMonitor *monitor; /* nullable */
  GCancellable *cancellable;
  guint settling;
};

G_DEFINE_FINAL_TYPE (KettleAutostartEntry, kettle_autostart_entry, G_TYPE_OBJECT)

enum {
  SIGNAL_TOUCHED,
  SIGNAL_READ,
  SIGNAL_WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* This very program, wherever it was started from; a name when it is not there any more. */
static char *
dup_own_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program == NULL || !g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    return g_strdup ("kettle");

  return g_steal_pointer (&program);
}

static void
tell_read (KettleAutostartEntry *self, gboolean enabled, gboolean stale)
{
  g_debug ("The autostart entry is %s%s", enabled ? "enabled" : "not there or disabled",
           stale ? ", its program is gone" : "");
  g_signal_emit (self, signals[SIGNAL_READ], 0, enabled, stale);
}

static void
tell_written (KettleAutostartEntry *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, error);
}

static void
on_program_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info G_GNUC_UNUSED =
      g_file_query_info_finish (G_FILE (source), result, &error);

  if (!is_cancelled (error))
    tell_read (user_data, TRUE, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
}

static void
on_entry_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *program = NULL;
  g_autoptr (GFile) file = NULL;
  KettleAutostartEntry *self;

  g_file_load_contents_finish (G_FILE (source), result, &text, NULL, NULL, &error);
  if (is_cancelled (error))
    return;

  self = user_data;
  if (!kettle_autostart_text_is_enabled (text)) {
    tell_read (self, FALSE, FALSE);
    return;
  }
  program = kettle_autostart_text_dup_program (text);
  if (program == NULL || !g_path_is_absolute (program)) {
    tell_read (self, TRUE, FALSE);
    return;
  }
  file = g_file_new_for_path (program);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, on_program_ready, self);
}

static gboolean
on_settled (gpointer user_data)
{
  KettleAutostartEntry *self = user_data;

  self->settling = 0;
  g_signal_emit (self, signals[SIGNAL_TOUCHED], 0);

  return G_SOURCE_REMOVE;
}

static void
look_soon (KettleAutostartEntry *self)
{
  g_clear_handle_id (&self->settling, g_source_remove);
  self->settling = g_timeout_add (SETTLE_TIME, on_settled, self);
  g_source_set_name_by_id (self->settling, "[kettle] autostart entry settles");
}

static void
take_monitor (KettleAutostartEntry *self, GFileMonitor *monitor, const GError *error)
{
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  self->monitor = monitor;
  if (monitor == NULL)
    g_info ("Autostart: the entry is not watched: %s", error->message);
}

/* The folder of the entry or, while there is none, the nearest above. */
static GFile *
dup_nearest_folder (KettleAutostartEntry *self)
{
  GFile *folder = g_file_get_parent (self->file);

  while (!g_file_query_exists (folder, NULL)) {
    GFile *above = g_file_get_parent (folder);

    if (above == NULL)
      break;
    g_object_unref (folder);
    folder = above;
  }

  return folder;
}

/* A folder that is not there is not watched: GLib would look for it every four seconds, for
 * ever. */
static void
start_watching (KettleAutostartEntry *self, GCallback on_changed)
{
  g_autoptr (GFile) folder = dup_nearest_folder (self);

  /* It may go, or a nearer one come, just before it is watched. */
  for (int tries = 0; tries < 3; tries++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GFile) nearest = NULL;
    GFileMonitor *monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, &error);

    take_monitor (self, monitor, error);
    if (monitor != NULL)
      g_signal_connect_object (monitor, "changed", on_changed, self, 0);

    nearest = dup_nearest_folder (self);
    if (g_file_equal (folder, nearest))
      return;
    g_set_object (&folder, nearest);
  }
}

static void
on_folder_changed (GFileMonitor *monitor,
                   GFile *file,
                   GFile *other,
                   GFileMonitorEvent event,
                   KettleAutostartEntry *self)
{
  /* A folder on the way to the entry came or went. */
  if (g_file_has_prefix (self->file, file))
    start_watching (self, G_CALLBACK (on_folder_changed));
  else if (!g_file_equal (self->file, file))
    return;

  look_soon (self);
}

static void
watch (KettleAutostartEntry *self)
{
  start_watching (self, G_CALLBACK (on_folder_changed));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  KettleAutostartEntry *self;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (is_cancelled (error))
    return;

  self = user_data;
  if (error == NULL) {
    watch (self);
    /* What happened to it before it was watched. */
    look_soon (self);
  }
  tell_written (self, error);
}

static void
write_text (KettleAutostartEntry *self)
{
  g_autofree char *program = dup_own_program ();
  g_autofree char *text = kettle_autostart_text_dup (program);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                       self->cancellable, on_written, self);
}

/* Made or there already, or not to be made: writing will tell. */
static void
on_folder_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_make_directory_finish (G_FILE (source), result, &error);
  if (!is_cancelled (error))
    write_text (user_data);
}

static void
on_config_folder_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = NULL;
  KettleAutostartEntry *self;

  g_file_make_directory_finish (G_FILE (source), result, &error);
  if (is_cancelled (error))
    return;

  self = user_data;
  folder = g_file_get_parent (self->file);
  g_file_make_directory_async (folder, G_PRIORITY_DEFAULT, self->cancellable, on_folder_made, self);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_delete_finish (G_FILE (source), result, &error);
  if (is_cancelled (error))
    return;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_clear_error (&error);
  tell_written (user_data, error);
}

static void
kettle_autostart_entry_dispose (GObject *object)
{
  KettleAutostartEntry *self = KETTLE_AUTOSTART_ENTRY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->settling, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (kettle_autostart_entry_parent_class)->dispose (object);
}

static void
kettle_autostart_entry_finalize (GObject *object)
{
  KettleAutostartEntry *self = KETTLE_AUTOSTART_ENTRY (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->file);

  G_OBJECT_CLASS (kettle_autostart_entry_parent_class)->finalize (object);
}

static void
kettle_autostart_entry_class_init (KettleAutostartEntryClass *klass)
{
  const GType type = KETTLE_TYPE_AUTOSTART_ENTRY;

  G_OBJECT_CLASS (klass)->dispose = kettle_autostart_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = kettle_autostart_entry_finalize;

  /* Somebody may have changed it, and has left it alone since. */
  signals[SIGNAL_TOUCHED] =
      g_signal_new ("touched", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* Whether the session obeys it, and whether it would start a program that is gone. */
  signals[SIGNAL_READ] = g_signal_new ("read", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
  /* It was written or removed, or, with an error, was not. */
  signals[SIGNAL_WRITTEN] = g_signal_new ("written", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kettle_autostart_entry_init (KettleAutostartEntry *self)
{
  self->cancellable = g_cancellable_new ();
  self->file =
      g_file_new_build_filename (g_get_user_config_dir (), "autostart", APP_ID ".desktop", NULL);
}

/**
 * kettle_autostart_entry_new:
 *
 * Returns: (transfer full): this person's entry for this program, watched from now on
 */
KettleAutostartEntry *
kettle_autostart_entry_new (void)
{
  KettleAutostartEntry *self = g_object_new (KETTLE_TYPE_AUTOSTART_ENTRY, NULL);

  watch (self);

  return self;
}

/**
 * kettle_autostart_entry_dup_path:
 * @self: the entry
 *
 * Returns: (transfer full): where it is, to be shown to a person
 */
char *
kettle_autostart_entry_dup_path (KettleAutostartEntry *self)
{
  g_return_val_if_fail (KETTLE_IS_AUTOSTART_ENTRY (self), NULL);

  return g_file_get_parse_name (self->file);
}

/**
 * kettle_autostart_entry_read:
 * @self: the entry
 *
 * Looks what it says; the answer is the signal "read".
 */
void
kettle_autostart_entry_read (KettleAutostartEntry *self)
{
  g_return_if_fail (KETTLE_IS_AUTOSTART_ENTRY (self));

  g_file_load_contents_async (self->file, self->cancellable, on_entry_ready, self);
}

/**
 * kettle_autostart_entry_write:
 * @self: the entry
 *
 * Writes it anew, so that it starts this very program; the answer is the signal "written".
 */
void
kettle_autostart_entry_write (KettleAutostartEntry *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) config_folder = NULL;

  g_return_if_fail (KETTLE_IS_AUTOSTART_ENTRY (self));

  /* A person whose home is new has neither of the two folders. */
  folder = g_file_get_parent (self->file);
  config_folder = g_file_get_parent (folder);
  g_file_make_directory_async (config_folder, G_PRIORITY_DEFAULT, self->cancellable,
                               on_config_folder_made, self);
}

/**
 * kettle_autostart_entry_remove:
 * @self: the entry
 *
 * Removes it, if it is there; the answer is the signal "written".
 */
void
kettle_autostart_entry_remove (KettleAutostartEntry *self)
{
  g_return_if_fail (KETTLE_IS_AUTOSTART_ENTRY (self));

  g_file_delete_async (self->file, G_PRIORITY_DEFAULT, self->cancellable, on_removed, self);
}
