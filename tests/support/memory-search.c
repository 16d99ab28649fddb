// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/memory-search.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * Looks for bytes in all that a process can write to: heap, stacks, data, mappings of its own. What
 * it looks for is only ever held inverted, so that a process can search itself and a test does not
 * find its own question.
 */

#define CHUNK (1024 * 1024)

/* Bigger than anything a program of this tree has: what AddressSanitizer reserves for itself. */
#define MAPPING_MAX (4ULL * 1024 * 1024 * 1024)

#define INVERTED 0xff

typedef struct {
  int memory;
  guint8 *buffer;
  const guint8 *inverted;
  gsize length;
} Search;

/**
 * memory_search_invert:
 * @text: a literal, which is in memory that is not writable and therefore not searched
 *
 * Returns: (transfer full): as many bytes as @text has, inverted
 */
guint8 *
memory_search_invert (const char *text)
{
  gsize length = strlen (text);
  guint8 *inverted = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    inverted[i] = (guint8) text[i] ^ INVERTED;

  return inverted;
}

/* Whether the bytes at @at are those looked for; the buffer holds enough of them. */
static gboolean
is_found (const Search *search, const guint8 *at)
{
  for (gsize i = 0; i < search->length; i++) {
    if ((at[i] ^ search->inverted[i]) != INVERTED)
      return FALSE;
  }

  return TRUE;
}

static guint
count_in_buffer (const Search *search, gsize length)
{
  int first = search->inverted[0] ^ INVERTED;
  const guint8 *at = search->buffer;
  const guint8 *end = length >= search->length ? at + (length - search->length + 1) : at;
  guint n = 0;

  while (at < end && (at = memchr (at, first, (gsize) (end - at))) != NULL) {
    n += is_found (search, at) ? 1 : 0;
    at++;
  }

  return n;
}

/* In pieces that overlap by one byte less than what is looked for. */
static guint
count_in_mapping (const Search *search, guint64 begin, guint64 end)
{
  guint n = 0;

  while (begin < end) {
    gssize got = pread (search->memory, search->buffer, MIN (CHUNK, end - begin), (off_t) begin);

    /* Some mappings of devices cannot be read. */
    if (got <= 0)
      break;
    n += count_in_buffer (search, (gsize) got);
    if ((gsize) got < search->length || begin + (guint64) got >= end)
      break;
    begin += (guint64) got - (search->length - 1);
  }

  return n;
}

static guint
search_mappings (const Search *search, const char *maps)
{
  g_auto (GStrv) lines = g_strsplit (maps, "\n", -1);
  guint n = 0, n_read = 0;

  for (guint i = 0; lines[i] != NULL; i++) {
    guint64 begin, end;
    char *rest;
    guint n_here;

    begin = g_ascii_strtoull (lines[i], &rest, 16);
    if (*rest != '-')
      continue;
    end = g_ascii_strtoull (rest + 1, &rest, 16);
    /* " rw-p …"; the buffer holds what was found elsewhere. */
    if (strlen (rest) < 3 || rest[1] != 'r' || rest[2] != 'w' || end - begin > MAPPING_MAX)
      continue;

    n_read++;
    n_here = count_in_mapping (search, begin, end);
    if (n_here > 0)
      g_test_message ("Found %u times in %s", n_here, lines[i]);
    n += n_here;
  }

  /* A process without a stack has none that can be searched. */
  g_assert_cmpuint (n_read, >, 0);

  return n;
}

/**
 * memory_search:
 * @pid: a process of this user
 * @inverted: (array length=length): what is looked for, each byte ^ 0xff
 * @length: how many bytes, at least 4
 *
 * Returns: how often they are in the process' writable memory
 */
guint
memory_search (pid_t pid, const guint8 *inverted, gsize length)
{
  g_autofree char *maps_path = g_strdup_printf ("/proc/%d/maps", (int) pid);
  g_autofree char *memory_path = g_strdup_printf ("/proc/%d/mem", (int) pid);
  g_autoptr (GError) error = NULL;
  g_autofree char *maps = NULL;
  Search search = { .inverted = inverted, .length = length };
  guint n;

  g_assert_cmpuint (length, >=, 4);
  g_assert_cmpuint (length, <, CHUNK);

  search.memory = open (memory_path, O_RDONLY | O_CLOEXEC);
  g_assert_no_errno (search.memory);
  g_file_get_contents (maps_path, &maps, NULL, &error);
  g_assert_no_error (error);
  /* Made after the list, so that it is not in it. */
  search.buffer = mmap (NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_assert_true (search.buffer != MAP_FAILED);

  n = search_mappings (&search, maps);

  explicit_bzero (search.buffer, CHUNK);
  munmap (search.buffer, CHUNK);
  close (search.memory);

  return n;
}
