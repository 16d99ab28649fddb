// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-doubts.h"

/* Protocol sheet 2: what a kettle calls its own network. */
#define OWN_NETWORK "iKettle"

/* One kettle: what it had, and each of what it may have got instead. */
typedef struct {
  char *address;
  KettleWifiSettings *old;
  GPtrArray *targets; /* of KettleWifiSettings */
} Doubt;

struct _KettleWifiDoubts {
  GPtrArray *doubts; /* of Doubt */
};

static void
free_doubt (gpointer data)
{
  Doubt *doubt = data;

  g_free (doubt->address);
  kettle_wifi_settings_free (doubt->old);
  g_ptr_array_unref (doubt->targets);
  g_free (doubt);
}

/**
 * kettle_wifi_doubts_new:
 *
 * Returns: (transfer full): no doubts
 */
KettleWifiDoubts *
kettle_wifi_doubts_new (void)
{
  KettleWifiDoubts *self = g_new0 (KettleWifiDoubts, 1);

  self->doubts = g_ptr_array_new_with_free_func (free_doubt);

  return self;
}

/**
 * kettle_wifi_doubts_free:
 * @self: (transfer full): the doubts
 *
 * Overwrites what is secret in them.
 */
void
kettle_wifi_doubts_free (KettleWifiDoubts *self)
{
  g_ptr_array_unref (self->doubts);
  g_free (self);
}

/* The module's own number says which it is; where one of them is not told, its address has to. */
static Doubt *
find (KettleWifiDoubts *self, const char *address, const KettleWifiSettings *settings)
{
  for (guint i = 0; i < self->doubts->len; i++) {
    Doubt *doubt = g_ptr_array_index (self->doubts, i);
    const gboolean numbered = doubt->old->mac[0] != '\0' && settings->mac[0] != '\0';

    if (numbered ? g_str_equal (doubt->old->mac, settings->mac)
                 : g_str_equal (doubt->address, address))
      return doubt;
  }

  return NULL;
}

/**
 * kettle_wifi_doubts_note:
 * @self: the doubts
 * @address: where the kettle was, as typed
 * @outcome: which settings it has
 * @old: what it said before anything was written
 * @plan: what was to be written
 *
 * A job is at its end. What a kettle had before the first doubt stays the old of later ones.
 */
void
kettle_wifi_doubts_note (KettleWifiDoubts *self,
                         const char *address,
                         KettleWifiOutcome outcome,
                         const KettleWifiSettings *old,
                         const KettleWifiPlan *plan)
{
  Doubt *doubt;

  g_return_if_fail (self != NULL && address != NULL && old != NULL && plan != NULL);

  doubt = find (self, address, old);
  if (outcome == KETTLE_WIFI_OUTCOME_UNTOUCHED || outcome == KETTLE_WIFI_OUTCOME_OLD)
    return;
  if (outcome == KETTLE_WIFI_OUTCOME_NEW) {
    /* Only a plan that writes them all leaves nothing of a mixture. */
    if (doubt != NULL && kettle_wifi_plan_moves (plan))
      g_ptr_array_remove (self->doubts, doubt);
    return;
  }

  if (doubt == NULL) {
    doubt = g_new0 (Doubt, 1);
    doubt->address = g_strdup (address);
    doubt->old = kettle_wifi_settings_copy (old);
    doubt->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) kettle_wifi_settings_free);
    g_ptr_array_add (self->doubts, doubt);
  }
  if (outcome != KETTLE_WIFI_OUTCOME_OLD_SAVED)
    g_ptr_array_add (doubt->targets,
                     kettle_wifi_settings_copy (kettle_wifi_plan_get_target (plan)));
}

/* @target: (nullable): takes the place of @old where it says something. */
static gboolean
is_wholly (const KettleWifiSettings *now,
           const KettleWifiSettings *old,
           const KettleWifiSettings *target)
{
  for (int i = KETTLE_WIFI_MODE; i <= KETTLE_WIFI_WEB_PAGE; i++) {
    const KettleWifiWord word = (KettleWifiWord) i;
    const gboolean is_new = target != NULL && (target->known & KETTLE_WIFI_BIT (word)) != 0;
    const KettleWifiSettings *expected = is_new ? target : old;

    if ((old->known & KETTLE_WIFI_BIT (word)) != 0
        && !kettle_wifi_settings_agree (now, expected, word))
      return FALSE;
  }

  return TRUE;
}

/* Its owner may have reset it by hand meanwhile: protocol sheet 2, the name is blank then, and the
 * key stays what it was. */
static gboolean
is_reset (const KettleWifiSettings *now, const KettleWifiSettings *old)
{
  const gboolean is_readdressed = (old->known & KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS)) != 0
                                  && !kettle_wifi_settings_agree (now, old, KETTLE_WIFI_ADDRESS);

  if (old->mode == KETTLE_WIFI_MODE_AD_HOC && is_readdressed)
    return FALSE;

  return now->mode == KETTLE_WIFI_MODE_AD_HOC && now->security == KETTLE_WIFI_SECURITY_OPEN
         && (now->network[0] == '\0' || g_str_equal (now->network, OWN_NETWORK));
}

/**
 * kettle_wifi_doubts_dispel:
 * @self: the doubts
 * @address: where the kettle is, as typed
 * @now: what it says
 *
 * Returns: whether that is no mixture; if so, what was kept of it is forgotten
 */
gboolean
kettle_wifi_doubts_dispel (KettleWifiDoubts *self,
                           const char *address,
                           const KettleWifiSettings *now)
{
  Doubt *doubt;
  gboolean is_whole;

  g_return_val_if_fail (self != NULL && address != NULL && now != NULL, FALSE);

  doubt = find (self, address, now);
  if (doubt == NULL)
    return TRUE;

  is_whole = is_reset (now, doubt->old) || is_wholly (now, doubt->old, NULL);
  for (guint i = 0; i < doubt->targets->len && !is_whole; i++)
    is_whole = is_wholly (now, doubt->old, g_ptr_array_index (doubt->targets, i));
  if (is_whole)
    g_ptr_array_remove (self->doubts, doubt);

  return is_whole;
}
