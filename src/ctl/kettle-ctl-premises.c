// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-premises.h"

#include "net/kettle-address.h"
#include "net/kettle-timer.h"

/*
 * The rule of the program (KettlePremises), for one look: in a network where the kettle was never
 * connected its address may be somebody else's heater.
 */

/* The gateway's hardware address may take a moment to be known. */
#define LOOK_AGAIN (200 * 1000)
#define MAX_LOOKS  10

/* One check; the data of its task. */
typedef struct {
  char *host;
  char **networks;
  GSource *again;
  guint n_looks;
} Check;

static void
check_free (Check *check)
{
  g_clear_pointer (&check->again, kettle_timer_free);
  g_strfreev (check->networks);
  g_free (check->host);
  g_free (check);
}

/**
 * kettle_ctl_premises_judge:
 * @host: where the kettle is
 * @networks: (array zero-terminated=1): where it was connected before
 * @surroundings: where this machine is
 *
 * Returns: whether it may be contacted
 */
KettleCtlVerdict
kettle_ctl_premises_judge (const char *host,
                           const char *const *networks,
                           const KettleSurroundings *surroundings)
{
  guint32 address = 0;
  gboolean numeric = kettle_ipv4_parse (host, &address);
  g_autofree char *id = NULL;

  if (networks[0] == NULL || kettle_address_is_loopback (host)
      || kettle_surroundings_get_n_networks (surroundings) == 0)
    return KETTLE_CTL_VERDICT_PERMITTED;

  id = kettle_surroundings_dup_network_id (surroundings, numeric ? address : 0, NULL);
  if (id == NULL)
    return KETTLE_CTL_VERDICT_UNCLEAR;

  return g_strv_contains (networks, id) ? KETTLE_CTL_VERDICT_PERMITTED : KETTLE_CTL_VERDICT_FOREIGN;
}

static gboolean
look (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  Check *check = g_task_get_task_data (task);
  g_autoptr (KettleSurroundings) surroundings = kettle_surroundings_read ();
  KettleCtlVerdict verdict =
      kettle_ctl_premises_judge (check->host, (const char *const *) check->networks, surroundings);

  if (verdict == KETTLE_CTL_VERDICT_UNCLEAR && ++check->n_looks < MAX_LOOKS) {
    kettle_timer_start (check->again, LOOK_AGAIN);
    return G_SOURCE_CONTINUE;
  }

  g_task_return_boolean (task, verdict == KETTLE_CTL_VERDICT_PERMITTED);
  /* The timer's own reference; it does not fire again. */
  g_object_unref (task);

  return G_SOURCE_CONTINUE;
}

/**
 * kettle_ctl_premises_check_async:
 * @settings: where the kettle's networks are remembered
 * @host: where the kettle is
 * @callback: when it is known, within a few seconds
 * @user_data: for @callback
 *
 * Looks where this machine is.
 */
void
kettle_ctl_premises_check_async (GSettings *settings,
                                 const char *host,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Check *check = g_new0 (Check, 1);

  g_task_set_source_tag (task, kettle_ctl_premises_check_async);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  check->host = g_strdup (host);
  check->networks = g_settings_get_strv (settings, "networks");
  check->again = kettle_timer_new ("kettle-ctl premises", look, task);
  kettle_timer_start (check->again, 0);
}

/**
 * kettle_ctl_premises_check_finish:
 * @result: what the callback got
 *
 * Returns: whether the kettle may be contacted; not where that stayed unclear
 */
gboolean
kettle_ctl_premises_check_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
