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
  KettleCtlProgram *program;
  char *host;
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
open_directly (GTask *task, const char *host, guint16 port)
{
  g_info ("Connecting to %s:%u", host, port);
  g_task_return_pointer (task, kettle_ctl_direct_new (host, port), g_object_unref);
}

static void
open_program (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  g_info ("Kettle is running and has this kettle: asking it");
  g_task_return_pointer (task, g_steal_pointer (&opening->program), g_object_unref);
}

static void
on_premises_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *address = NULL;

  if (kettle_ctl_premises_check_finish (result)) {
    open_directly (task, opening->host, opening->port);
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
  Opening *opening = g_task_get_task_data (task);

  if (kettle_ctl_same_finish (result))
    open_program (task);
  else
    open_directly (task, opening->options->host, opening->options->port);
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
    open_directly (task, options->host, options->port);
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
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
