// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-open.h"

#include "ctl/kettle-ctl-direct.h"
#include "ctl/kettle-ctl-outcome.h"
#include "ctl/kettle-ctl-premises.h"
#include "ctl/kettle-ctl-program.h"
#include "ctl/kettle-ctl-same.h"
#include "net/kettle-address.h"
#include "settings/kettle-settings.h"

#include <glib/gi18n.h>

/*
 * Who speaks to the kettle: the Kettle that runs, if it holds the wanted one, else this process.
 */

/* One opening; the data of its task. */
typedef struct {
  const KettleCtlOptions *options;
  GSettings *settings;
  KettleCtlProgram *program; /* in the end: the Kettle that holds the kettle; nullable */
  char *host;                /* in the end: where the kettle is, if no Kettle holds it */
  guint16 port;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->settings);
  g_clear_object (&opening->program);
  g_free (opening->host);
  g_free (opening);
}

static void
open_directly (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  g_clear_object (&opening->program);
  if (opening->host == NULL) {
    opening->host = g_strdup (opening->options->host);
    opening->port = opening->options->port;
  }
  g_task_return_boolean (task, TRUE);
}

static void
open_program (GTask *task)
{
  g_info ("Kettle is running and has this kettle");
  g_task_return_boolean (task, TRUE);
}

static void
on_premises_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *address = NULL;

  if (kettle_ctl_premises_check_finish (result)) {
    open_directly (task);
    return;
  }

  address = kettle_settings_dup_address (opening->settings);
  g_task_return_new_error (
      task, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_NO_KETTLE,
      /* Translators: Kettle is the program; both %s are the same address */
      _ ("In this network Kettle has never met your kettle, so %s is left alone: it could be "
         "somebody else’s heater. If it is yours, insist with --host %s."),
      address, address);
}

static void
open_usual (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  if (opening->settings != NULL)
    address = kettle_settings_dup_address (opening->settings);
  if (address == NULL) {
    g_task_return_new_error (task, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_NO_KETTLE, "%s",
                             /* Translators: the second Kettle is the program */
                             _ ("No kettle is chosen: find it in Kettle, or name it with --host."));
    return;
  }
  if (!kettle_address_parse (address, KETTLE_DEFAULT_PORT, &opening->host, &opening->port,
                             &error)) {
    g_task_return_new_error (task, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_NO_KETTLE,
                             /* Translators: Kettle is the program; %s is no valid address */
                             _ ("“%s” in Kettle’s settings is no address of a kettle: find the "
                                "kettle in Kettle, or name it with --host."),
                             address);
    return;
  }

  kettle_ctl_premises_check_async (opening->settings, opening->host, on_premises_ready,
                                   g_object_ref (task));
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (kettle_ctl_same_finish (result))
    open_program (task);
  else
    open_directly (task);
}

static void
on_program_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  const KettleCtlOptions *options = opening->options;
  GError *error = NULL;
  const char *held;

  if (!kettle_ctl_program_find_finish (result, &opening->program, &error)) {
    g_task_return_error (task, error);
    return;
  }

  held = opening->program != NULL ? kettle_ctl_program_get_host (opening->program) : "";
  if (options->host == NULL && *held != '\0')
    open_program (task);
  else if (options->host == NULL)
    open_usual (task);
  else if (*held != '\0')
    kettle_ctl_same_async (options->host, options->port, held, on_compared,
                           g_steal_pointer (&task));
  else
    open_directly (task);
}

/**
 * kettle_ctl_open_async:
 * @options: the command line; must outlive this
 * @settings: (nullable): the settings of Kettle
 * @callback: when there is somebody to ask, or certainly nobody
 * @user_data: for @callback
 *
 * Finds the kettle that is meant and whoever speaks to it. A kettle that was named on the command
 * line is a person's wish; one from the settings is contacted only where it was met before.
 */
void
kettle_ctl_open_async (const KettleCtlOptions *options,
                       GSettings *settings,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, kettle_ctl_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  opening->options = options;
  if (settings != NULL)
    opening->settings = g_object_ref (settings);
  kettle_ctl_program_find_async (on_program_ready, task);
}

/**
 * kettle_ctl_open_finish:
 * @result: what the callback got
 * @error: return location for a %KETTLE_CTL_ERROR
 *
 * Returns: (transfer full): the kettle, which need not be connected yet; %NULL with @error set
 */
KettleCtlKettle *
kettle_ctl_open_finish (GAsyncResult *result, GError **error)
{
  Opening *opening;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  opening = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (opening->program != NULL)
    return KETTLE_CTL_KETTLE (g_steal_pointer (&opening->program));

  g_info ("Connecting to %s:%u", opening->host, opening->port);

  return kettle_ctl_direct_new (opening->host, opening->port);
}

/**
 * kettle_ctl_open_finish_at:
 * @result: what the callback got
 * @host: (out) (transfer full): where the kettle is
 * @port: (out): its port
 * @held: (out): whether the Kettle that runs holds it, so that @host and @port are not told
 * @error: return location for a %KETTLE_CTL_ERROR
 *
 * The same for a caller that has to connect in a way of its own: nothing is connected with.
 *
 * Returns: whether a kettle is known
 */
gboolean
kettle_ctl_open_finish_at (
    GAsyncResult *result, char **host, guint16 *port, gboolean *held, GError **error)
{
  Opening *opening;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  opening = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *held = opening->program != NULL;
  *host = *held ? NULL : g_steal_pointer (&opening->host);
  *port = *held ? 0 : opening->port;

  return TRUE;
}
