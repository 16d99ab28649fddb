// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-same.h"

#include "net/kettle-address.h"
#include "net/kettle-timer.h"

/*
 * Whether two texts name the same kettle: by themselves, or by what their names lead to.
 */

#define PATIENCE (2 * G_USEC_PER_SEC)

/* One comparison; the data of its task. */
typedef struct {
  GSource *deadline;
  GCancellable *cancellable;
  GList *addresses[2]; /* of GInetAddress */
  guint n_pending;
} Comparison;

typedef struct {
  GTask *task;
  guint which;
} Lookup;

static void
comparison_free (Comparison *comparison)
{
  g_clear_pointer (&comparison->deadline, kettle_timer_free);
  g_clear_object (&comparison->cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (comparison->addresses); i++)
    g_list_free_full (comparison->addresses[i], g_object_unref);
  g_free (comparison);
}

static gboolean
have_one_in_common (GList *some, GList *others)
{
  for (GList *l = some; l != NULL; l = l->next)
    for (GList *m = others; m != NULL; m = m->next)
      if (g_inet_address_equal (l->data, m->data))
        return TRUE;

  return FALSE;
}

static void
end_if_known (GTask *task)
{
  Comparison *comparison = g_task_get_task_data (task);

  if (comparison->n_pending == 0)
    g_task_return_boolean (task,
                           have_one_in_common (comparison->addresses[0], comparison->addresses[1]));
}

/* A name that is not to be found names no kettle that anybody could be connected with. */
static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Lookup *lookup = user_data;
  g_autoptr (GTask) task = lookup->task;
  Comparison *comparison = g_task_get_task_data (task);

  comparison->addresses[lookup->which] =
      g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (source), result, NULL);
  comparison->n_pending--;
  end_if_known (task);
}

static gboolean
on_deadline (gpointer user_data)
{
  Comparison *comparison = user_data;

  g_cancellable_cancel (comparison->cancellable);

  return G_SOURCE_REMOVE;
}

static void
look_up (GTask *task, const char *host, guint which)
{
  Comparison *comparison = g_task_get_task_data (task);
  GInetAddress *numeric = g_inet_address_new_from_string (host);
  g_autoptr (GResolver) resolver = NULL;
  Lookup *lookup;

  if (numeric != NULL) {
    comparison->addresses[which] = g_list_prepend (NULL, numeric);
    return;
  }

  resolver = g_resolver_get_default ();
  lookup = g_new (Lookup, 1);
  *lookup = (Lookup){ .task = g_object_ref (task), .which = which };
  comparison->n_pending++;
  g_resolver_lookup_by_name_with_flags_async (resolver, host,
                                              G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY,
                                              comparison->cancellable, on_looked_up, lookup);
}

/**
 * kettle_ctl_same_async:
 * @host: a host name or numeric IPv4 address
 * @port: a TCP port
 * @address: "HOST" or "HOST:PORT", as somebody else has it
 * @callback: when it is known, within a few seconds
 * @user_data: for @callback
 *
 * Finds out whether both are the same kettle.
 */
void
kettle_ctl_same_async (const char *host,
                       guint16 port,
                       const char *address,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Comparison *comparison = g_new0 (Comparison, 1);
  g_autofree char *other = NULL;
  guint16 other_port;

  g_task_set_source_tag (task, kettle_ctl_same_async);
  g_task_set_task_data (task, comparison, (GDestroyNotify) comparison_free);
  if (!kettle_address_parse (address, KETTLE_DEFAULT_PORT, &other, &other_port, NULL)
      || port != other_port) {
    g_task_return_boolean (task, FALSE);
    return;
  }
  if (g_ascii_strcasecmp (host, other) == 0) {
    g_task_return_boolean (task, TRUE);
    return;
  }

  comparison->cancellable = g_cancellable_new ();
  comparison->deadline = kettle_timer_new ("kettle-ctl lookup", on_deadline, comparison);
  kettle_timer_start (comparison->deadline, PATIENCE);
  look_up (task, host, 0);
  look_up (task, other, 1);
  end_if_known (task);
}

/**
 * kettle_ctl_same_finish:
 * @result: what the callback got
 *
 * Returns: whether they are
 */
gboolean
kettle_ctl_same_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
