// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

/*
 * Each secret is a mapping of its own, so that nothing else shares its page and what the kernel is
 * told about it holds for the secret alone. Length and bytes together are one page of 4 KiB.
 */
struct _KettleSecret {
  gsize length;
  char bytes[KETTLE_SECRET_MAX + 1];
};

/**
 * kettle_secret_wipe:
 * @memory: (nullable): what is to be overwritten
 * @length: how many bytes
 *
 * Overwrites memory with zeros, also where nobody reads it afterwards and a compiler would leave
 * out an ordinary memset ().
 */
void
kettle_secret_wipe (gpointer memory, gsize length)
{
  if (memory != NULL)
    explicit_bzero (memory, length);
}

/**
 * kettle_secret_new:
 * @bytes: (nullable): the secret; NULL for an empty one
 * @length: how many bytes, at most KETTLE_SECRET_MAX; -1 for up to the NUL
 *
 * Returns: (transfer full): a copy of @bytes in memory of its own; free with kettle_secret_free ()
 */
KettleSecret *
kettle_secret_new (const char *bytes, gssize length)
{
  gsize n = bytes == NULL ? 0 : length < 0 ? strlen (bytes) : (gsize) length;
  KettleSecret *self;

  g_return_val_if_fail (n <= KETTLE_SECRET_MAX, NULL);

  self = mmap (NULL, sizeof *self, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  /* As GLib has it when there is no memory left. */
  if (self == MAP_FAILED)
    g_abort ();

  /* Where one of these is refused (RLIMIT_MEMLOCK, an old kernel) the others hold all the same. */
  (void) mlock (self, sizeof *self);
  (void) madvise (self, sizeof *self, MADV_DONTDUMP);
  (void) madvise (self, sizeof *self, MADV_WIPEONFORK);

  if (n > 0)
    memcpy (self->bytes, bytes, n);
  self->length = n;

  return self;
}

/**
 * kettle_secret_copy:
 * @self: (nullable): a secret
 *
 * Returns: (transfer full) (nullable): another with the same bytes; NULL for NULL
 */
KettleSecret *
kettle_secret_copy (const KettleSecret *self)
{
  return self != NULL ? kettle_secret_new (self->bytes, (gssize) self->length) : NULL;
}

/**
 * kettle_secret_clear:
 * @self: a secret
 *
 * Makes it empty; what it held is overwritten.
 */
void
kettle_secret_clear (KettleSecret *self)
{
  g_return_if_fail (self != NULL);

  kettle_secret_wipe (self->bytes, self->length);
  self->length = 0;
}

/**
 * kettle_secret_append:
 * @self: a secret
 * @bytes: (array length=length): what comes behind it
 * @length: how many bytes
 *
 * Returns: whether there was room; if not, it is as it was
 */
gboolean
kettle_secret_append (KettleSecret *self, const char *bytes, gsize length)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return kettle_secret_insert (self, self->length, bytes, length);
}

/**
 * kettle_secret_insert:
 * @self: a secret
 * @at: before which of its bytes; its length for behind the last
 * @bytes: (array length=length): what is put there; not its own
 * @length: how many bytes
 *
 * Returns: whether there was room; if not, it is as it was
 */
gboolean
kettle_secret_insert (KettleSecret *self, gsize at, const char *bytes, gsize length)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (at <= self->length, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  if (length > KETTLE_SECRET_MAX - self->length)
    return FALSE;

  if (length > 0) {
    memmove (self->bytes + at + length, self->bytes + at, self->length - at);
    memcpy (self->bytes + at, bytes, length);
    self->length += length;
  }

  return TRUE;
}

/**
 * kettle_secret_remove:
 * @self: a secret
 * @at: its first byte to go
 * @length: how many; what goes beyond the end is not counted
 *
 * Takes bytes out; what moves up leaves nothing behind.
 */
void
kettle_secret_remove (KettleSecret *self, gsize at, gsize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (at <= self->length);

  length = MIN (length, self->length - at);
  memmove (self->bytes + at, self->bytes + at + length, self->length - at - length);
  self->length -= length;
  kettle_secret_wipe (self->bytes + self->length, length);
}

/**
 * kettle_secret_peek:
 * @self: a secret
 * @length: (out) (optional): how many bytes
 *
 * Returns: (transfer none): its bytes and a NUL behind them, which stay its own and are gone when
 *   it is changed or freed
 */
const char *
kettle_secret_peek (const KettleSecret *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;

  return self->bytes;
}

/**
 * kettle_secret_get_length:
 * @self: a secret
 *
 * Returns: how many bytes it has
 */
gsize
kettle_secret_get_length (const KettleSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * kettle_secret_equal:
 * @a: (nullable): a secret
 * @b: (nullable): another
 *
 * Returns: whether both have the same bytes, or both are NULL
 */
gboolean
kettle_secret_equal (const KettleSecret *a, const KettleSecret *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->length == b->length && memcmp (a->bytes, b->bytes, a->length) == 0;
}

/**
 * kettle_secret_free:
 * @self: (transfer full) (nullable): a secret
 *
 * Overwrites it and gives its memory back.
 */
void
kettle_secret_free (KettleSecret *self)
{
  if (self == NULL)
    return;

  kettle_secret_wipe (self, sizeof *self);
  munmap (self, sizeof *self);
}

/**
 * kettle_secret_forbid_core_files:
 *
 * From now on this process, and what it starts, leaves no core file. A limit of 0 bytes would only
 * hold for files: where core_pattern names a program (systemd-coredump, apport), the kernel pipes
 * the whole core to it whatever the limit is, but for the one value 1, with which it keeps such a
 * program from dumping itself and which it takes as "never" (do_coredump () in fs/coredump.c). A
 * file of one byte is less than the smallest core, so none is written either. The process stays
 * "dumpable": portals and others read its /proc.
 */
void
kettle_secret_forbid_core_files (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) != 0)
    return;

  /* A hard limit of 0 cannot be raised; MADV_DONTDUMP is what holds then. */
  limit.rlim_cur = MIN (limit.rlim_max, 1);
  (void) setrlimit (RLIMIT_CORE, &limit);
}
