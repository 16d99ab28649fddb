// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-wait.h"

/* What was told in so many words before the first key was pressed is of an earlier heat. */
static gboolean
is_ours (const KettleCtlWait *self)
{
  return self->confirmed || self->heating;
}

/**
 * kettle_ctl_wait_see:
 * @self: a wait
 * @now: what the kettle shows
 * @outcome: (out): how the heat ended; only set then
 *
 * Looks whether the heat is over. A kettle that is found off is taken for switched off by somebody
 * only when it has confirmed that it was on: until then the press may still be under way. One that
 * keeps warm after a gap may or may not have boiled in it, so its end is waited for.
 *
 * Returns: whether it is
 */
gboolean
kettle_ctl_wait_see (KettleCtlWait *self, const KettleSnapshot *now, KettleCtlOutcome *outcome)
{
  self->lost = now->connection != KETTLE_LIFE_CONNECTED;
  if (self->lost) {
    self->was_lost = self->was_lost || is_ours (self);
    return FALSE;
  }

  if (self->boiled && is_ours (self)) {
    *outcome = KETTLE_CTL_OUTCOME_BOILED;
    return TRUE;
  }

  switch (now->phase) {
  case KETTLE_PHASE_HEATING:
    self->heating = TRUE;
    return FALSE;
  case KETTLE_PHASE_READY:
    *outcome = KETTLE_CTL_OUTCOME_BOILED;
    return is_ours (self);
  case KETTLE_PHASE_KEEPING_WARM:
    *outcome = KETTLE_CTL_OUTCOME_BOILED;
    return is_ours (self) && !self->was_lost;
  case KETTLE_PHASE_LIFTED:
    *outcome = KETTLE_CTL_OUTCOME_LIFTED;
    return is_ours (self);
  case KETTLE_PHASE_PROBLEM:
    *outcome = KETTLE_CTL_OUTCOME_PROBLEM;
    return is_ours (self);
  case KETTLE_PHASE_OFF:
    *outcome = KETTLE_CTL_OUTCOME_OFF;
    return self->confirmed;
  case KETTLE_PHASE_UNKNOWN:
  default:
    return FALSE;
  }
}
