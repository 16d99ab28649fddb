// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-kettle.h"
#include "ctl/kettle-ctl-outcome.h"

G_BEGIN_DECLS

/**
 * KettleCtlWait:
 * @confirmed: whether the kettle has confirmed all that was pressed
 * @heating: whether it was seen to heat since the first key
 * @lost: whether it is out of sight now
 * @was_lost: whether it was since it was seen to heat
 * @boiled: whether it told that its temperature is reached
 *
 * How a heat ends, as a pure function of what the kettle shows. All zero before the first key.
 */
typedef struct {
  gboolean confirmed;
  gboolean heating;
  gboolean lost;
  gboolean was_lost;
  gboolean boiled;
} KettleCtlWait;

gboolean
kettle_ctl_wait_see (KettleCtlWait *self, const KettleSnapshot *now, KettleCtlOutcome *outcome);

G_END_DECLS
