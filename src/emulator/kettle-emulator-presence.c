// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-presence.h"

struct _KettleEmulatorPresence {
  KettleEmulatorDoorFunc kettle_func;
  gpointer kettle_data;
  KettleEmulatorDoorFunc shell_func;
  gpointer shell_data;

  GPtrArray *air;    /* of KettleEmulatorAir */
  char *host;        /* where it is found; NULL while nowhere */
  char *home;        /* where it was put at first */
  char *own_address; /* NULL for its home */
  guint16 kettle_port;
  guint16 shell_port;
  KettleEmulatorDoor *kettle_door;
  KettleEmulatorDoor *shell_door;
  GSocket *kettle_reserve; /* (nullable): keeps its port, also while it is nowhere */
  GSocket *shell_reserve;
  gboolean has_shell;
};

/**
 * kettle_emulator_presence_new:
 * @kettle_func: called for everybody who comes to the kettle
 * @kettle_data: for @kettle_func
 * @shell_func: called for everybody who comes to the shell
 * @shell_data: for @shell_func
 *
 * Returns: (transfer full): nowhere yet
 */
KettleEmulatorPresence *
kettle_emulator_presence_new (KettleEmulatorDoorFunc kettle_func,
                              gpointer kettle_data,
                              KettleEmulatorDoorFunc shell_func,
                              gpointer shell_data)
{
  KettleEmulatorPresence *self = g_new0 (KettleEmulatorPresence, 1);

  self->kettle_func = kettle_func;
  self->kettle_data = kettle_data;
  self->shell_func = shell_func;
  self->shell_data = shell_data;
  self->air = g_ptr_array_new_with_free_func ((GDestroyNotify) kettle_emulator_air_free);

  return self;
}

/**
 * kettle_emulator_presence_free:
 * @self: (transfer full): a presence
 */
void
kettle_emulator_presence_free (KettleEmulatorPresence *self)
{
  kettle_emulator_presence_close (self);
  g_clear_object (&self->kettle_reserve);
  g_clear_object (&self->shell_reserve);
  g_ptr_array_unref (self->air);
  g_free (self->host);
  g_free (self->home);
  g_free (self->own_address);
  g_free (self);
}

/**
 * kettle_emulator_presence_open_kettle:
 * @self: a presence
 * @host: a numeric address of this computer, or `localhost`
 * @port: a port, 0 for any that is free
 * @error: return location: a sentence that says what to do, in %G_IO_ERROR
 *
 * Where it is at first; once in the life of a presence.
 *
 * Returns: %TRUE when it listens
 */
gboolean
kettle_emulator_presence_open_kettle (KettleEmulatorPresence *self,
                                      const char *host,
                                      guint16 port,
                                      GError **error)
{
  g_autofree char *home = NULL;

  g_return_val_if_fail (self->home == NULL, FALSE);

  home = kettle_emulator_door_dup_address (host, error);
  if (home == NULL)
    return FALSE;

  self->kettle_reserve = kettle_emulator_door_reserve (home, &port);
  self->kettle_door =
      kettle_emulator_door_open (host, port, self->kettle_func, self->kettle_data, error);
  if (self->kettle_door == NULL) {
    g_clear_object (&self->kettle_reserve);
    return FALSE;
  }

  self->home = g_steal_pointer (&home);
  self->host = g_strdup (self->home);
  self->kettle_port = kettle_emulator_door_get_port (self->kettle_door);

  return TRUE;
}

/**
 * kettle_emulator_presence_open_shell:
 * @self: a presence that is somewhere
 * @port: a port, 0 for any that is free
 * @error: return location: a sentence that says what to do, in %G_IO_ERROR
 *
 * Gives the kettle a shell on its address; once in the life of a presence.
 *
 * Returns: %TRUE when it listens
 */
gboolean
kettle_emulator_presence_open_shell (KettleEmulatorPresence *self, guint16 port, GError **error)
{
  g_return_val_if_fail (self->host != NULL, FALSE);
  g_return_val_if_fail (!self->has_shell, FALSE);

  self->shell_reserve = kettle_emulator_door_reserve (self->host, &port);
  self->shell_door =
      kettle_emulator_door_open (self->host, port, self->shell_func, self->shell_data, error);
  if (self->shell_door == NULL) {
    g_clear_object (&self->shell_reserve);
    return FALSE;
  }

  self->has_shell = TRUE;
  self->shell_port = kettle_emulator_door_get_port (self->shell_door);

  return TRUE;
}

/**
 * kettle_emulator_presence_close_shell:
 * @self: a presence
 *
 * Nobody comes to the shell any more, until the kettle comes again.
 */
void
kettle_emulator_presence_close_shell (KettleEmulatorPresence *self)
{
  g_clear_pointer (&self->shell_door, kettle_emulator_door_close);
}

/**
 * kettle_emulator_presence_close:
 * @self: a presence
 *
 * Closes both doors. What it tells about where it is stays.
 */
void
kettle_emulator_presence_close (KettleEmulatorPresence *self)
{
  g_clear_pointer (&self->kettle_door, kettle_emulator_door_close);
  g_clear_pointer (&self->shell_door, kettle_emulator_door_close);
}

/**
 * kettle_emulator_presence_leave:
 * @self: a presence
 *
 * Closes both doors; from now on it is nowhere.
 *
 * Returns: whether it was somewhere
 */
gboolean
kettle_emulator_presence_leave (KettleEmulatorPresence *self)
{
  gboolean was_here = self->host != NULL;

  kettle_emulator_presence_close (self);
  g_clear_pointer (&self->host, g_free);

  return was_here;
}

/**
 * kettle_emulator_presence_come:
 * @self: a presence that is nowhere, and was somewhere
 * @address: a numeric address of this computer
 * @error: return location
 *
 * Opens the doors there, on the ports they had.
 *
 * Returns: %FALSE when it cannot be there now; it is nowhere then
 */
gboolean
kettle_emulator_presence_come (KettleEmulatorPresence *self, const char *address, GError **error)
{
  g_return_val_if_fail (self->home != NULL && self->host == NULL, FALSE);

  self->kettle_door = kettle_emulator_door_open (address, self->kettle_port, self->kettle_func,
                                                 self->kettle_data, error);
  if (self->kettle_door == NULL)
    return FALSE;
  if (self->has_shell) {
    self->shell_door = kettle_emulator_door_open (address, self->shell_port, self->shell_func,
                                                  self->shell_data, error);
    if (self->shell_door == NULL) {
      kettle_emulator_presence_close (self);
      return FALSE;
    }
  }
  self->host = g_strdup (address);

  return TRUE;
}

/**
 * kettle_emulator_presence_add_air:
 * @self: a presence
 * @text: as for kettle_emulator_air_new()
 * @only: (out) (nullable): the network, if it is the first
 * @error: return location
 *
 * A network more in the air.
 *
 * Returns: %FALSE when it is none
 */
gboolean
kettle_emulator_presence_add_air (KettleEmulatorPresence *self,
                                  const char *text,
                                  const KettleEmulatorAir **only,
                                  GError **error)
{
  KettleEmulatorAir *air = kettle_emulator_air_new (text, error);

  if (air == NULL)
    return FALSE;

  g_ptr_array_add (self->air, air);
  *only = self->air->len == 1 ? air : NULL;

  return TRUE;
}

/**
 * kettle_emulator_presence_set_own_address:
 * @self: a presence
 * @address: (nullable): where it is while it makes its own network; %NULL where it was at first
 */
void
kettle_emulator_presence_set_own_address (KettleEmulatorPresence *self, const char *address)
{
  g_free (self->own_address);
  self->own_address = g_strdup (address);
}

/**
 * kettle_emulator_presence_get_own_address:
 * @self: a presence
 *
 * Returns: (nullable): as kettle_emulator_presence_set_own_address() set it
 */
const char *
kettle_emulator_presence_get_own_address (KettleEmulatorPresence *self)
{
  return self->own_address;
}

/**
 * kettle_emulator_presence_find_address:
 * @self: a presence
 * @settings: what a module starts with
 *
 * Returns: (nullable): where they lead; %NULL for nowhere
 */
const char *
kettle_emulator_presence_find_address (KettleEmulatorPresence *self,
                                       const KettleEmulatorSettings *settings)
{
  const char *fixed = kettle_emulator_settings_get_fixed_address (settings);

  if (kettle_emulator_settings_is_own_network (settings))
    return self->own_address != NULL ? self->own_address : self->home;

  for (guint i = 0; i < self->air->len; i++) {
    KettleEmulatorAir *air = g_ptr_array_index (self->air, i);

    if (!kettle_emulator_settings_fit (settings, air))
      continue;
    /* A fixed address elsewhere cannot be had here; the network's stands for it. */
    return fixed != NULL && g_str_has_prefix (fixed, "127.") ? fixed : air->address;
  }

  return NULL;
}

/**
 * kettle_emulator_presence_get_host:
 * @self: a presence
 *
 * Returns: (nullable): the numeric address where it is; %NULL for nowhere
 */
const char *
kettle_emulator_presence_get_host (KettleEmulatorPresence *self)
{
  return self->host;
}

/**
 * kettle_emulator_presence_get_kettle_port:
 * @self: a presence
 *
 * Returns: the kettle's port, 0 before it was opened
 */
guint16
kettle_emulator_presence_get_kettle_port (KettleEmulatorPresence *self)
{
  return self->kettle_port;
}

/**
 * kettle_emulator_presence_get_shell_port:
 * @self: a presence
 *
 * Returns: the shell's port, 0 before it was opened
 */
guint16
kettle_emulator_presence_get_shell_port (KettleEmulatorPresence *self)
{
  return self->shell_port;
}
