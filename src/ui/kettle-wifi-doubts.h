// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-wifi-job.h"

G_BEGIN_DECLS

/**
 * KettleWifiDoubts:
 *
 * The kettles whose modules may have a mixture of old and new settings in their memory: whatever is
 * saved next would save it, too. What they should have is kept, passphrases in memory of their own,
 * until a module is seen with it.
 */
typedef struct _KettleWifiDoubts KettleWifiDoubts;

KettleWifiDoubts *kettle_wifi_doubts_new (void);
void kettle_wifi_doubts_free (KettleWifiDoubts *self);

/* A job is at its end. @address: where the kettle was, as typed. @old: what it said before anything
 * was written. @plan: what was to be written. */
void kettle_wifi_doubts_note (KettleWifiDoubts *self,
                              const char *address,
                              KettleWifiOutcome outcome,
                              const KettleWifiSettings *old,
                              const KettleWifiPlan *plan);

/* The kettle at @address says @now. Returns: whether that is no mixture; if so, what was kept of it
 * is forgotten. */
gboolean kettle_wifi_doubts_dispel (KettleWifiDoubts *self,
                                    const char *address,
                                    const KettleWifiSettings *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleWifiDoubts, kettle_wifi_doubts_free)

G_END_DECLS
