// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "protocol/kettle-secret.h"
#include "support/memory-search.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NEEDLE "correct horse battery staple 47"

static guint
count_needles (void)
{
  g_autofree guint8 *inverted = memory_search_invert (NEEDLE);

  return memory_search (getpid (), inverted, strlen (NEEDLE));
}

static void
assert_secret (const KettleSecret *secret, const char *expected)
{
  gsize length;
  const char *bytes = kettle_secret_peek (secret, &length);

  g_assert_cmpmem (bytes, length, expected, strlen (expected));
  g_assert_true (bytes[length] == '\0');
  g_assert_cmpuint (kettle_secret_get_length (secret), ==, length);
}

static void
test_editing (void)
{
  g_autoptr (KettleSecret) secret = kettle_secret_new ("middle", -1);
  g_autoptr (KettleSecret) part = kettle_secret_new ("middle", 3);
  g_autoptr (KettleSecret) copy = NULL;

  assert_secret (secret, "middle");
  assert_secret (part, "mid");
  g_assert_true (kettle_secret_append (secret, "-end", 4));
  g_assert_true (kettle_secret_insert (secret, 0, "begin-", 6));
  assert_secret (secret, "begin-middle-end");
  g_assert_true (kettle_secret_insert (secret, 6, "the-xyz", 4));
  assert_secret (secret, "begin-the-middle-end");

  copy = kettle_secret_copy (secret);
  g_assert_true (kettle_secret_equal (copy, secret));
  kettle_secret_remove (secret, 0, 6);
  assert_secret (secret, "the-middle-end");
  kettle_secret_remove (secret, 3, 7);
  assert_secret (secret, "the-end");
  kettle_secret_remove (secret, 3, 1000);
  assert_secret (secret, "the");
  kettle_secret_remove (secret, 3, 1);
  assert_secret (secret, "the");
  g_assert_false (kettle_secret_equal (copy, secret));
  assert_secret (copy, "begin-the-middle-end");

  kettle_secret_clear (secret);
  assert_secret (secret, "");
  g_assert_true (kettle_secret_append (secret, NULL, 0));
  g_assert_true (kettle_secret_append (secret, "a\0b", 3));
  g_assert_cmpmem (kettle_secret_peek (secret, NULL), 4, "a\0b", 4);
}

static void
test_equal (void)
{
  g_autoptr (KettleSecret) a = kettle_secret_new ("same", -1);
  g_autoptr (KettleSecret) b = kettle_secret_new ("same", -1);
  g_autoptr (KettleSecret) longer = kettle_secret_new ("same ", -1);
  g_autoptr (KettleSecret) other = kettle_secret_new ("sane", -1);

  g_assert_true (kettle_secret_equal (a, b));
  g_assert_false (kettle_secret_equal (a, longer));
  g_assert_false (kettle_secret_equal (a, other));
  g_assert_false (kettle_secret_equal (a, NULL));
  g_assert_true (kettle_secret_equal (NULL, NULL));
  g_assert_null (kettle_secret_copy (NULL));
  kettle_secret_free (NULL);
  kettle_secret_wipe (NULL, 0);
}

static void
test_full (void)
{
  g_autofree char *most = g_strnfill (KETTLE_SECRET_MAX, 'z');
  g_autoptr (KettleSecret) secret = kettle_secret_new (most, -1);

  assert_secret (secret, most);
  g_assert_false (kettle_secret_append (secret, "y", 1));
  g_assert_false (kettle_secret_insert (secret, 0, "y", 1));
  g_assert_false (kettle_secret_insert (secret, 0, "y", G_MAXSIZE));
  assert_secret (secret, most);
  kettle_secret_remove (secret, 0, 1);
  g_assert_true (kettle_secret_append (secret, "y", 1));
  g_assert_cmpuint (kettle_secret_get_length (secret), ==, KETTLE_SECRET_MAX);
}

/* The flags of the mapping that @address is in, as /proc/self/smaps has them: " dd " and so on. */
static char *
dup_flags (gconstpointer address)
{
  g_autofree char *smaps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean here = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &smaps, NULL, NULL));
  lines = g_strsplit (smaps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *rest;
    guint64 begin = g_ascii_strtoull (lines[i], &rest, 16);

    if (*rest == '-') {
      guint64 end = g_ascii_strtoull (rest + 1, NULL, 16);

      here = begin <= (guint64) (gsize) address && (guint64) (gsize) address < end;
    } else if (here && g_str_has_prefix (lines[i], "VmFlags:")) {
      return g_strdup_printf ("%s ", lines[i]);
    }
  }

  return NULL;
}

static void
test_page_is_not_dumped (void)
{
  g_autoptr (KettleSecret) secret = kettle_secret_new (NEEDLE, -1);
  g_autofree char *flags = dup_flags (kettle_secret_peek (secret, NULL));
  g_autofree char *heap = dup_flags (flags);

  if (flags == NULL || heap == NULL) {
    g_test_skip ("this kernel tells no flags of mappings");
    return;
  }

  g_test_message ("%s", flags);
  g_assert_nonnull (strstr (flags, " dd "));
  g_assert_nonnull (strstr (flags, " wf "));
  g_assert_null (strstr (heap, " dd "));
}

/* Nothing of it is anywhere afterwards, nor of what was moved to and fro in it. */
static void
test_nothing_left_behind (void)
{
  KettleSecret *secret, *copy;

  g_assert_cmpuint (count_needles (), ==, 0);
  secret = kettle_secret_new (NEEDLE, -1);
  g_assert_cmpuint (count_needles (), ==, 1);
  copy = kettle_secret_copy (secret);
  g_assert_cmpuint (count_needles (), ==, 2);

  kettle_secret_remove (copy, 0, 1);
  g_assert_cmpuint (count_needles (), ==, 1);
  kettle_secret_insert (copy, 0, NEEDLE, 1);
  g_assert_cmpuint (count_needles (), ==, 2);
  kettle_secret_insert (copy, 0, "moved up", 8);
  kettle_secret_remove (copy, 0, 8);
  g_assert_cmpuint (count_needles (), ==, 2);
  kettle_secret_clear (copy);
  g_assert_cmpuint (count_needles (), ==, 1);

  kettle_secret_free (copy);
  kettle_secret_free (secret);
  g_assert_cmpuint (count_needles (), ==, 0);
}

/* Remove moves bytes up: the last ones are not there twice. */
static void
test_remove_leaves_no_tail (void)
{
  g_autoptr (KettleSecret) secret = kettle_secret_new ("12345678 ", -1);

  kettle_secret_append (secret, NEEDLE, strlen (NEEDLE));
  kettle_secret_append (secret, "-------------------------------", 31);
  kettle_secret_remove (secret, 0, 9);
  g_assert_cmpuint (count_needles (), ==, 1);
  kettle_secret_remove (secret, 0, 31);
  g_assert_cmpuint (count_needles (), ==, 0);
}

/* A child that is not made for it does not have it. */
static void
test_child_has_nothing (void)
{
  g_autoptr (KettleSecret) secret = kettle_secret_new (NEEDLE, -1);
  pid_t child = fork ();
  int status;

  g_assert_no_errno (child);
  if (child == 0)
    _exit (kettle_secret_get_length (secret) == 0 && kettle_secret_peek (secret, NULL)[0] == '\0'
               ? 0
               : 1);

  g_assert_no_errno (waitpid (child, &status, 0));
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  assert_secret (secret, NEEDLE);
}

/* A core file may have a number in its name, or be valgrind's. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_remove (file);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* A place for core files with the limits that a child sets itself; it dies of a signal that makes
 * one, and tells through its status whether it did. */
static gboolean
dumps_core (gboolean forbidden)
{
  g_autofree char *folder = g_dir_make_tmp ("kettle-core-XXXXXX", NULL);
  pid_t child = fork ();
  int status;

  g_assert_no_errno (child);
  if (child == 0) {
    struct rlimit limit = { 16 * 1024 * 1024, 16 * 1024 * 1024 };

    if (chdir (folder) != 0 || setrlimit (RLIMIT_CORE, &limit) != 0)
      _exit (1);
    if (forbidden)
      kettle_secret_forbid_core_files ();
    signal (SIGSEGV, SIG_DFL);
    raise (SIGSEGV);
    _exit (2);
  }

  g_assert_no_errno (waitpid (child, &status, 0));
  remove_folder (folder);
  if (!WIFSIGNALED (status))
    return FALSE;

  return WCOREDUMP (status);
}

static void
test_no_core_file (void)
{
  if (!dumps_core (FALSE)) {
    g_test_skip ("no process leaves a core file here");
    return;
  }

  g_assert_false (dumps_core (TRUE));
}

static void
test_core_limit (void)
{
  struct rlimit before, limit;

  g_assert_no_errno (getrlimit (RLIMIT_CORE, &before));
  kettle_secret_forbid_core_files ();
  g_assert_no_errno (getrlimit (RLIMIT_CORE, &limit));
  g_assert_cmpuint (limit.rlim_cur, ==, MIN (before.rlim_max, 1));
  g_assert_cmpuint (limit.rlim_max, ==, before.rlim_max);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/secret/editing", test_editing);
  g_test_add_func ("/protocol/secret/equal", test_equal);
  g_test_add_func ("/protocol/secret/full", test_full);
  g_test_add_func ("/protocol/secret/page-is-not-dumped", test_page_is_not_dumped);
  g_test_add_func ("/protocol/secret/nothing-left-behind", test_nothing_left_behind);
  g_test_add_func ("/protocol/secret/remove-leaves-no-tail", test_remove_leaves_no_tail);
  g_test_add_func ("/protocol/secret/child-has-nothing", test_child_has_nothing);
  g_test_add_func ("/protocol/secret/no-core-file", test_no_core_file);
  g_test_add_func ("/protocol/secret/core-limit", test_core_limit);

  return g_test_run ();
}
