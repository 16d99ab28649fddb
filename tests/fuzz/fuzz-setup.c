// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-target.h"

#include <gio/gio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/*
 * What every target needs, whoever runs it: an input that was found must do the same when it is run
 * by hand, so nothing depends on the environment.
 */

/* GLib 2.74 warns of itself when a value of a key file has two wrong escapes. */
static gboolean
is_library_fault (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0)
      return strstr (fields[i].value, "GError set over the top") != NULL
             && strstr (fields[i].value, "Key file contains") != NULL;

  return FALSE;
}

/* What is worth knowing once is noise a million times; a warning is a finding. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if ((level & G_LOG_LEVEL_MASK) > G_LOG_LEVEL_WARNING || is_library_fault (fields, n_fields))
    return G_LOG_WRITER_HANDLED;

  g_log_writer_standard_streams (level, fields, n_fields, user_data);
  abort ();
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("GSETTINGS_SCHEMA_DIR", FUZZ_SCHEMA_DIR, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("G_MESSAGES_DEBUG");
  /* Here is decided which warnings are fatal, not by G_DEBUG. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_writer_func (write_log, NULL, NULL);

  return 0;
}
