// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-wifi-file.h"
#include "support/memory-search.h"
#include "support/test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY   "the passphrase of a home"
#define OLDER "an older file"

typedef struct {
  char *folder;
  char *path;
  GFile *file;
  KettleWifiSettings settings;
  GCancellable *cancellable;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("kettle-file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "Kettle backup.conf", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  fixture->cancellable = g_cancellable_new ();
  fixture->settings = (KettleWifiSettings){
    .known = KETTLE_WIFI_BIT (KETTLE_WIFI_MODE) | KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)
             | KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY) | KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)
             | KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS),
    .security = KETTLE_WIFI_SECURITY_WPA2_AES,
    .dhcp = TRUE,
    .network = "My Home",
    .key = kettle_secret_new (KEY, -1),
  };
  /* What is private is not so by the grace of somebody's umask. */
  umask (0);
}

static char **
list_folder (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  GStrvBuilder *names = g_strv_builder_new ();
  const char *name;
  char **list;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_strv_builder_add (names, name);
  list = g_strv_builder_end (names);
  g_strv_builder_unref (names);

  return list;
}

/* GIO's thread may let go of it a moment after the callback. */
static void
finalize (GObject *object)
{
  g_object_add_weak_pointer (object, (gpointer *) &object);
  g_object_unref (object);
  test_wait_for (object == NULL, 10000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = list_folder (fixture);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

    g_remove (path);
  }
  g_rmdir (fixture->folder);
  kettle_wifi_settings_clear (&fixture->settings);
  finalize (G_OBJECT (g_steal_pointer (&fixture->cancellable)));
  finalize (G_OBJECT (g_steal_pointer (&fixture->file)));
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

static gboolean
save (Fixture *fixture, gboolean with_key, gboolean replace, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kettle_wifi_file_save_async (fixture->file, &fixture->settings, with_key, replace,
                               fixture->cancellable, on_ready, fixture);
  g_assert_null (fixture->result);
  test_wait_for (fixture->result != NULL, 10000);
  result = g_steal_pointer (&fixture->result);

  return kettle_wifi_file_save_finish (result, error);
}

static KettleWifiSettings *
load (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kettle_wifi_file_load_async (fixture->file, fixture->cancellable, on_ready, fixture);
  g_assert_null (fixture->result);
  test_wait_for (fixture->result != NULL, 10000);
  result = g_steal_pointer (&fixture->result);

  return kettle_wifi_file_load_finish (result, error);
}

/* Nothing else is in the folder, and nobody else can read it. */
static void
assert_alone_and_private (Fixture *fixture)
{
  g_auto (GStrv) names = list_folder (fixture);
  GStatBuf status;

  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpint (g_lstat (fixture->path, &status), ==, 0);
  g_assert_true (S_ISREG (status.st_mode));
  g_assert_cmphex (status.st_mode & 07777, ==, 0600);
}

static void
write_older (Fixture *fixture, int mode)
{
  g_assert_true (g_file_set_contents (fixture->path, OLDER, -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, mode), ==, 0);
}

static void
assert_older (Fixture *fixture)
{
  g_auto (GStrv) names = list_folder (fixture);
  g_autofree char *contents = NULL;

  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, OLDER);
}

static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiSettings) read = NULL;

  g_assert_true (save (fixture, TRUE, FALSE, &error));
  g_assert_no_error (error);
  assert_alone_and_private (fixture);
  read = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmphex (read->known, ==, fixture->settings.known);
  g_assert_cmpstr (read->network, ==, "My Home");
  g_assert_true (kettle_secret_equal (read->key, fixture->settings.key));
}

static void
test_key_not_asked_for (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autoptr (KettleWifiSettings) read = NULL;

  g_assert_true (save (fixture, FALSE, FALSE, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "network=My Home\n"));
  g_assert_nonnull (strstr (contents, "kept by Kettle: 20"));
  g_assert_null (strstr (contents, KEY));
  read = load (fixture, NULL);
  g_assert_null (read->key);
}

/* An older file that everybody can read must not make the new one so. */
static void
test_older_file_is_public (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_older (fixture, 0644);
  g_assert_true (save (fixture, TRUE, TRUE, &error));
  g_assert_no_error (error);
  assert_alone_and_private (fixture);
  kettle_wifi_settings_free (load (fixture, &error));
  g_assert_no_error (error);
}

static void
test_older_file_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_older (fixture, 0644);
  g_assert_false (save (fixture, TRUE, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_older (fixture);
}

/* Somebody may have put a link there: what it points to is not written to. */
static void
test_link_is_not_followed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *public = g_build_filename (g_get_tmp_dir (), "kettle-public-XXXXXX", NULL);
  int fd = g_mkstemp_full (public, 0, 0644);
  GStatBuf status;

  g_assert_no_errno (fd);
  close (fd);
  g_assert_no_errno (symlink (public, fixture->path));
  g_assert_false (save (fixture, TRUE, FALSE, NULL));
  g_assert_true (save (fixture, TRUE, TRUE, NULL));
  assert_alone_and_private (fixture);
  g_assert_cmpint (g_stat (public, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 0);
  g_remove (public);
}

static void
test_disk_is_full (Fixture *fixture, gconstpointer data)
{
  struct rlimit before, limit;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  g_autoptr (GError) error = NULL;
  gboolean saved;

  write_older (fixture, 0600);
  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &before));
  limit = before;
  limit.rlim_cur = 20;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  saved = save (fixture, TRUE, TRUE, &error);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &before));
  signal (SIGXFSZ, handler);

  g_assert_false (saved);
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR);
  assert_older (fixture);
}

static void
test_folder_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GFile *inside = g_file_get_child (fixture->file, "inside");

  g_object_unref (fixture->file);
  fixture->file = inside;
  g_assert_false (save (fixture, TRUE, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_object_unref (fixture->file);
  fixture->file = g_file_new_for_path ("/");
  g_assert_false (save (fixture, TRUE, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_name_of_a_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (save (fixture, TRUE, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_null (load (fixture, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (save (fixture, TRUE, FALSE, NULL));
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_remove (fixture->path);
  g_assert_false (save (fixture, TRUE, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  names = list_folder (fixture);
  g_assert_cmpuint (g_strv_length (names), ==, 0);
}

/* What was read by then goes nowhere. */
static void
test_cancelled_late (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *inverted = memory_search_invert (KEY);
  g_autoptr (GError) error = NULL;

  g_assert_true (save (fixture, TRUE, FALSE, NULL));
  kettle_wifi_file_load_async (fixture->file, fixture->cancellable, on_ready, fixture);
  test_wait_for (fixture->result != NULL, 10000);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (kettle_wifi_file_load_finish (fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&fixture->result);
  /* One is the fixture's; GIO's thread may let go of the other a moment later. */
  test_wait_for (memory_search (getpid (), inverted, strlen (KEY)) == 1, 10000);
}

/* Opening a pipe would wait for somebody who writes. */
static void
test_pipe_and_other_files (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 0, 1, KETTLE_SECRET_MAX, KETTLE_SECRET_MAX + 1, 1000000 };
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (mkfifo (fixture->path, 0600));
  g_assert_null (load (fixture, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP);

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *contents = g_strnfill (lengths[i], '\n');

    g_clear_error (&error);
    g_remove (fixture->path);
    g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) lengths[i], NULL));
    g_assert_null (load (fixture, &error));
    g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP);
  }
}

/* Neither writing nor reading leaves it in a buffer. */
static void
test_key_in_secrets_only (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *inverted = memory_search_invert (KEY);
  g_autoptr (KettleWifiSettings) read = NULL;

  g_assert_true (save (fixture, TRUE, FALSE, NULL));
  g_assert_cmpuint (memory_search (getpid (), inverted, strlen (KEY)), ==, 1);
  read = load (fixture, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (memory_search (getpid (), inverted, strlen (KEY)), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/net/wifi-file/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("there-and-back", test_there_and_back);
  ADD ("key-not-asked-for", test_key_not_asked_for);
  ADD ("older-file-is-public", test_older_file_is_public);
  ADD ("older-file-stays", test_older_file_stays);
  ADD ("link-is-not-followed", test_link_is_not_followed);
  ADD ("disk-is-full", test_disk_is_full);
  ADD ("folder-is-gone", test_folder_is_gone);
  ADD ("name-of-a-folder", test_name_of_a_folder);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-late", test_cancelled_late);
  ADD ("pipe-and-other-files", test_pipe_and_other_files);
  ADD ("key-in-secrets-only", test_key_in_secrets_only);
#undef ADD

  return g_test_run ();
}
