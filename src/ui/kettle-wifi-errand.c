// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-errand.h"

#include <string.h>

/**
 * kettle_wifi_errand_new:
 *
 * Returns: (transfer full): one that wants a kettle to join a network
 */
KettleWifiErrand *
kettle_wifi_errand_new (void)
{
  KettleWifiErrand *self = g_new0 (KettleWifiErrand, 1);

  self->task = KETTLE_WIFI_TASK_JOIN;

  return self;
}

/**
 * kettle_wifi_errand_free:
 * @self: (transfer full): the errand
 *
 * Cancels the job that runs, and overwrites what is secret.
 */
void
kettle_wifi_errand_free (KettleWifiErrand *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  g_clear_error (&self->error);
  g_clear_pointer (&self->password, kettle_secret_free);
  g_clear_pointer (&self->seen, kettle_wifi_settings_free);
  g_clear_pointer (&self->backup, kettle_wifi_settings_free);
  g_clear_pointer (&self->plan, kettle_wifi_plan_free);
  g_free (self->backup_name);
  g_free (self->network);
  g_free (self->address);
  g_free (self->hint);
  g_free (self);
}

/**
 * kettle_wifi_errand_make_job:
 * @self: the errand
 *
 * Makes a job for the kettle of the errand, which takes the place of the one before.
 *
 * Returns: (transfer none) (nullable): the job
 */
KettleWifiJob *
kettle_wifi_errand_make_job (KettleWifiErrand *self)
{
  g_return_val_if_fail (self != NULL && self->maker != NULL && self->address != NULL, NULL);

  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  self->job = self->maker (self->address, self->maker_data);
  self->cancellable = g_cancellable_new ();

  return self->job;
}

/**
 * kettle_wifi_errand_dup_error:
 * @self: the errand, whose job has failed
 *
 * Returns: (transfer full): why, and what to do
 */
char *
kettle_wifi_errand_dup_error (KettleWifiErrand *self)
{
  g_return_val_if_fail (self != NULL && self->error != NULL, NULL);

  if (self->job == NULL)
    return kettle_wifi_presentation_dup_error (self->error, self->address, 0, 0);

  return kettle_wifi_presentation_dup_error (self->error, self->address,
                                             kettle_wifi_job_get_module_code (self->job),
                                             kettle_wifi_job_get_failed_word (self->job));
}

/**
 * kettle_wifi_errand_set_host:
 * @self: the errand
 * @host: where the kettle is now
 *
 * Its port stays what it was.
 */
void
kettle_wifi_errand_set_host (KettleWifiErrand *self, const char *host)
{
  const char *port;
  char *address;

  g_return_if_fail (self != NULL && host != NULL);

  port = self->address != NULL ? strchr (self->address, ':') : NULL;
  address = g_strconcat (host, port, NULL);
  g_free (self->address);
  self->address = address;
}

/**
 * kettle_wifi_errand_has_host:
 * @self: the errand
 * @host: an address without a port
 *
 * Returns: whether that is where the kettle was when the errand began, as far as that can be told
 *   of a name
 */
gboolean
kettle_wifi_errand_has_host (const KettleWifiErrand *self, const char *host)
{
  g_autofree char *before = NULL;

  g_return_val_if_fail (self != NULL && self->address != NULL && host != NULL, FALSE);

  before = g_strndup (self->address, strcspn (self->address, ":"));

  return !g_hostname_is_ip_address (before) || g_str_equal (before, host);
}

/**
 * kettle_wifi_errand_can_restore:
 * @backup: a backup
 * @error: of kettle_wifi_plan_new_restore()
 *
 * Returns: whether it can be restored, if need be with a passphrase that is still asked for
 */
gboolean
kettle_wifi_errand_can_restore (const KettleWifiSettings *backup, GError **error)
{
  g_autoptr (KettleWifiPlan) plan = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (backup != NULL, FALSE);

  plan = kettle_wifi_plan_new_restore (backup, NULL, &local);
  if (plan != NULL || g_error_matches (local, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NO_KEY))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

/**
 * kettle_wifi_errand_needs_key:
 * @self: the errand
 *
 * Returns: whether a backup is to be restored that does not hold the passphrase of its network
 */
gboolean
kettle_wifi_errand_needs_key (const KettleWifiErrand *self)
{
  const KettleWifiSettings *backup = self->backup;
  g_autoptr (KettleWifiPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (self->task != KETTLE_WIFI_TASK_RESTORE || backup == NULL)
    return FALSE;

  plan = kettle_wifi_plan_new_restore (backup, NULL, &error);

  return plan == NULL && g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NO_KEY);
}
