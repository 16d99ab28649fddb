// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gfiledescriptorbased.h>
#include <unistd.h>

/*
 * A backup as a file. GIO could replace a file by itself, but not in the way wanted here: it keeps
 * the mode of the older file, follows a link where it cannot do otherwise, and does not wait for
 * the disk. So a new file, private from its first byte, is filled, synced and moved to its name.
 * All of that blocks and is done in GIO's threads, as its own file operations are.
 *
 * What is read or written goes between the disk and a secret without a stream that keeps it.
 */

/* Another program that takes the same name has to be unlucky as often. */
#define NAMES_TRIED 10

typedef struct {
  GFile *file;
  KettleSecret *text;
  gboolean replace;
} SaveData;

static void
save_data_free (gpointer user_data)
{
  SaveData *data = user_data;

  g_object_unref (data->file);
  kettle_secret_free (data->text);
  g_free (data);
}

/* An empty file that nobody else can read, in @folder; NULL with @error. */
static GFileOutputStream *
create_temporary (GFile *folder, GFile **temporary, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < NAMES_TRIED; i++) {
    g_autofree char *name =
        g_strdup_printf (".kettle-%08x%08x.tmp", g_random_int (), g_random_int ());
    g_autoptr (GFile) file = g_file_get_child (folder, name);
    g_autoptr (GError) own_error = NULL;
    GFileOutputStream *stream =
        g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, &own_error);

    if (stream != NULL) {
      *temporary = g_steal_pointer (&file);
      return stream;
    }
    if (i == NAMES_TRIED - 1 || !g_error_matches (own_error, G_IO_ERROR, G_IO_ERROR_EXISTS)) {
      g_propagate_error (error, g_steal_pointer (&own_error));
      break;
    }
  }

  return NULL;
}

/* To the disk, where there is one below. */
static gboolean
sync_stream (GOutputStream *stream, GError **error)
{
  if (!G_IS_FILE_DESCRIPTOR_BASED (stream)
      || fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream))) == 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

  return FALSE;
}

/* A name is in its folder, which is written later than the file; if it gets lost, the older file is
 * back. */
static void
sync_folder (GFile *folder)
{
  const char *path = g_file_peek_path (folder);
  int fd = path != NULL ? open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

  if (fd < 0)
    return;

  (void) fsync (fd);
  close (fd);
}

static gboolean
fill (GOutputStream *stream, const KettleSecret *text, GCancellable *cancellable, GError **error)
{
  gsize length;
  const char *bytes = kettle_secret_peek (text, &length);

  return g_output_stream_write_all (stream, bytes, length, NULL, cancellable, error)
         && sync_stream (stream, error) && g_output_stream_close (stream, cancellable, error);
}

static gboolean
save (const SaveData *data, GCancellable *cancellable, GError **error)
{
  GFileCopyFlags flags = G_FILE_COPY_NOFOLLOW_SYMLINKS | G_FILE_COPY_NO_FALLBACK_FOR_MOVE;
  g_autoptr (GFile) folder = g_file_get_parent (data->file);
  g_autoptr (GFile) temporary = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;

  if (folder == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "Not the name of a file");
    return FALSE;
  }

  stream = create_temporary (folder, &temporary, cancellable, error);
  if (stream == NULL)
    return FALSE;

  if (data->replace)
    flags |= G_FILE_COPY_OVERWRITE;
  if (!fill (G_OUTPUT_STREAM (stream), data->text, cancellable, error)
      || !g_file_move (temporary, data->file, flags, cancellable, NULL, NULL, error)) {
    (void) g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL);
    (void) g_file_delete (temporary, NULL, NULL);
    return FALSE;
  }
  sync_folder (folder);

  return TRUE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SaveData *data = task_data;
  GError *error = NULL;
  gboolean saved = save (data, cancellable, &error);

  /* This thread may hold the task for longer than the caller does. */
  g_clear_pointer (&data->text, kettle_secret_free);
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * kettle_wifi_file_save_async:
 * @file: where to
 * @settings: what a module said
 * @with_key: whether its key may be in the file
 * @replace: whether there may be a file of that name, which is then gone
 * @cancellable: (nullable): gives up; what was saved by then stays
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes a backup that only its owner can read, as a whole or not at all.
 */
void
kettle_wifi_file_save_async (GFile *file,
                             const KettleWifiSettings *settings,
                             gboolean with_key,
                             gboolean replace,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *when = NULL;
  SaveData *data;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (settings != NULL);

  now = g_date_time_new_now_local ();
  when = g_date_time_format (now, "%Y-%m-%d %H:%M");
  data = g_new0 (SaveData, 1);
  data->file = g_object_ref (file);
  data->text = kettle_wifi_backup_format (settings, with_key, when);
  data->replace = replace;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_wifi_file_save_async);
  g_task_set_task_data (task, data, save_data_free);
  /* A file that was saved is told to be, whatever was wished in the meantime. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * kettle_wifi_file_save_finish:
 * @result: as the callback got it
 * @error: a %G_IO_ERROR: EXISTS if there is a file of that name and it may not be replaced
 *
 * Returns: whether it is saved, and on the disk; if not, an older file is as it was
 */
gboolean
kettle_wifi_file_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kettle_wifi_file_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP,
                       "A file that is no backup");

  return FALSE;
}

/* FALSE with @error, also where there is more than a secret can hold. */
static gboolean
read_all (GInputStream *stream, KettleSecret *text, GCancellable *cancellable, GError **error)
{
  char piece[512];
  gssize got;
  gboolean fits = TRUE;

  do {
    got = g_input_stream_read (stream, piece, sizeof piece, cancellable, error);
    if (got > 0)
      fits = kettle_secret_append (text, piece, (gsize) got);
  } while (got > 0 && fits);
  kettle_secret_wipe (piece, sizeof piece);

  if (!fits)
    return refuse (error);

  return got == 0;
}

static KettleWifiSettings *
load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (KettleSecret) text = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;

  /* Reading a pipe or a device might never end. */
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                            cancellable, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    refuse (error);
    return NULL;
  }

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  text = kettle_secret_new (NULL, 0);
  if (!read_all (G_INPUT_STREAM (stream), text, cancellable, error))
    return NULL;

  return kettle_wifi_backup_parse (text, error);
}

static void
settings_free (gpointer settings)
{
  kettle_wifi_settings_free (settings);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  KettleWifiSettings *settings = load (task_data, cancellable, &error);

  if (settings != NULL)
    g_task_return_pointer (task, settings, settings_free);
  else
    g_task_return_error (task, error);
}

/**
 * kettle_wifi_file_load_async:
 * @file: a file that somebody chose
 * @cancellable: (nullable): gives up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads a backup, at most KETTLE_SECRET_MAX bytes of it.
 */
void
kettle_wifi_file_load_async (GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_wifi_file_load_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * kettle_wifi_file_load_finish:
 * @result: as the callback got it
 * @error: %KETTLE_WIFI_ERROR_BACKUP, if the file is none; or a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): what the backup holds
 */
KettleWifiSettings *
kettle_wifi_file_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kettle_wifi_file_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
