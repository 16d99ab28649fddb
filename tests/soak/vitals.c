// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/vitals.h"

#include <stdlib.h>
#include <string.h>

/**
 * vitals_find_pid:
 * @bus: the session bus
 * @name: a name on it
 *
 * Returns: the process that owns it
 */
int
vitals_find_pid (GDBusConnection *bus, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "GetConnectionUnixProcessID", g_variant_new ("(s)", name), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  guint pid;

  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &pid);

  return (int) pid;
}

static guint
read_kib (int pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, name)) == NULL)
    return 0;

  return (guint) strtoul (line + strlen (name), NULL, 10);
}

static guint
count_descriptors (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd", pid);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/**
 * vitals_take:
 * @pid: a process
 * @minute: when
 *
 * Returns: how it is
 */
Vital
vitals_take (int pid, double minute)
{
  return (Vital){
    .minute = minute,
    .dirty_kib = read_kib (pid, "Private_Dirty:"),
    .clean_kib = read_kib (pid, "Private_Clean:"),
    .descriptors = count_descriptors (pid),
  };
}
