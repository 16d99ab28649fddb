// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-outcome.h"
#include "ctl/kettle-ctl-program-private.h"
#include "net/kettle-timer.h"

#include <glib/gi18n.h>

/*
 * Whether Kettle runs, and what it shows. It is never started by asking. Nobody waits long for the
 * bus, nor for a Kettle that has stopped; but only where it certainly does not run may its kettle
 * be connected to from here.
 */

#define KETTLE_INTERFACE "io.github.kettle_desktop.Kettle1"

/* One search; the data of its task. */
typedef struct {
  GSource *slow_bus;
  GDBusConnection *connection;
  char *owner;
  KettleCtlProgram *program;
  gboolean ended;
} Search;

static void
search_free (Search *search)
{
  g_clear_pointer (&search->slow_bus, kettle_timer_free);
  g_clear_object (&search->connection);
  g_clear_object (&search->program);
  g_free (search->owner);
  g_free (search);
}

static void
end_without (GTask *task)
{
  g_task_return_pointer (task, NULL, NULL);
}

static void
end_badly (GTask *task, const char *sentence)
{
  g_task_return_new_error (task, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_FAILED, "%s", sentence);
}

static const char *
get_silent_sentence (void)
{
  /* Translators: Kettle is the program */
  return _ ("Kettle is running but does not answer: end Kettle, or use its window.");
}

static const char *
get_slow_bus_sentence (void)
{
  return _ ("The session bus does not answer, so that nobody knows whether Kettle is running: log "
            "out and in again, or unset DBUS_SESSION_BUS_ADDRESS.");
}

/**
 * kettle_ctl_program_call_get_all:
 * @connection: the bus
 * @name: whom to ask
 * @callback: gets the reply by g_dbus_connection_call_finish()
 * @user_data: for @callback
 *
 * Asks for all that the interface shows, and starts nobody by that.
 */
void
kettle_ctl_program_call_get_all (GDBusConnection *connection,
                                 const char *name,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *path = g_strconcat ("/", APP_ID, NULL);

  g_strdelimit (path, ".", '/');
  g_dbus_connection_call (connection, name, path, KETTLE_CTL_PROPERTIES_INTERFACE, "GetAll",
                          g_variant_new ("(s)", KETTLE_INTERFACE), G_VARIANT_TYPE ("(a{sv})"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, KETTLE_CTL_BUS_PATIENCE, NULL, callback,
                          user_data);
}

/* Not there (any more), as opposed to there and silent. */
static gboolean
is_absence (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
ask_owner (GTask *task, GAsyncReadyCallback callback)
{
  Search *search = g_task_get_task_data (task);

  g_dbus_connection_call (search->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "GetNameOwner", g_variant_new ("(s)", APP_ID),
                          G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          KETTLE_CTL_BUS_PATIENCE, NULL, callback, g_object_ref (task));
}

/* It did not answer: because it has ended meanwhile? */
static void
on_owner_again_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_finish (search->connection, result, &error);
  if (reply == NULL && is_absence (error))
    end_without (task);
  else
    end_badly (task, get_silent_sentence ());
}

static void
on_properties_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) properties = NULL;

  reply = g_dbus_connection_call_finish (search->connection, result, &error);
  if (reply == NULL) {
    g_info ("Kettle does not tell what it shows: %s", error->message);
    ask_owner (task, on_owner_again_ready);
    return;
  }

  properties = g_variant_get_child_value (reply, 0);
  kettle_ctl_program_take_properties (search->program, properties);
  g_task_return_pointer (task, g_steal_pointer (&search->program), g_object_unref);
}

static void
on_proxy_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleDBusKettle1) proxy = kettle_dbus_kettle1_proxy_new_finish (result, &error);

  if (proxy == NULL) {
    g_info ("Kettle cannot be reached on the bus: %s", error->message);
    ask_owner (task, on_owner_again_ready);
    return;
  }

  /* Its signals are listened to before it is asked: nothing is missed between the two. */
  search->program = kettle_ctl_program_new (proxy);
  kettle_ctl_program_call_get_all (search->connection, search->owner, on_properties_ready,
                                   g_steal_pointer (&task));
}

static void
on_owner_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autofree char *path = g_strconcat ("/", APP_ID, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_finish (search->connection, result, &error);
  if (reply == NULL && is_absence (error)) {
    end_without (task);
    return;
  }
  if (reply == NULL) {
    g_info ("The bus does not tell whether Kettle runs: %s", error->message);
    end_badly (task, get_slow_bus_sentence ());
    return;
  }

  g_variant_get (reply, "(s)", &search->owner);
  g_strdelimit (path, ".", '/');
  kettle_dbus_kettle1_proxy_new (
      search->connection,
      G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES | G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START,
      search->owner, path, NULL, on_proxy_ready, g_steal_pointer (&task));
}

static void
on_bus_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  /* Too late: that was told already. */
  if (search->ended)
    return;

  kettle_timer_stop (search->slow_bus);
  if (connection == NULL) {
    g_info ("There is no session bus: %s", error->message);
    end_without (task);
    return;
  }

  /* The end of the session is told in a sentence, not by a signal from within. */
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  search->connection = g_steal_pointer (&connection);
  ask_owner (task, on_owner_ready);
}

static gboolean
on_bus_slow (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  Search *search = g_task_get_task_data (task);

  search->ended = TRUE;
  end_badly (task, get_slow_bus_sentence ());

  return G_SOURCE_REMOVE;
}

/**
 * kettle_ctl_program_find_async:
 * @callback: when it is known
 * @user_data: for @callback
 *
 * Looks for a Kettle that runs on the session bus. Takes a few seconds at most.
 */
void
kettle_ctl_program_find_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Search *search = g_new0 (Search, 1);

  g_task_set_source_tag (task, kettle_ctl_program_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  search->slow_bus = kettle_timer_new ("kettle-ctl bus", on_bus_slow, task);
  kettle_timer_start (search->slow_bus, KETTLE_CTL_BUS_PATIENCE * 1000);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_ready, g_steal_pointer (&task));
}

/**
 * kettle_ctl_program_find_finish:
 * @result: what the callback got
 * @program: (out) (transfer full) (nullable): its kettle; %NULL if it certainly does not run
 * @error: return location for a %KETTLE_CTL_ERROR
 *
 * Returns: whether that is known
 */
gboolean
kettle_ctl_program_find_finish (GAsyncResult *result, KettleCtlProgram **program, GError **error)
{
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  *program = g_task_propagate_pointer (G_TASK (result), &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}
