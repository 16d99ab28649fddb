// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-surroundings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleCtlVerdict:
 * @KETTLE_CTL_VERDICT_UNCLEAR: nobody knows yet in which network this is
 * @KETTLE_CTL_VERDICT_PERMITTED: the kettle may be contacted
 * @KETTLE_CTL_VERDICT_FOREIGN: the kettle was never seen here, so that its address is left alone
 *
 * Whether the kettle of the settings may be contacted here.
 */
typedef enum {
  KETTLE_CTL_VERDICT_UNCLEAR = 0,
  KETTLE_CTL_VERDICT_PERMITTED,
  KETTLE_CTL_VERDICT_FOREIGN,
} KettleCtlVerdict;

KettleCtlVerdict kettle_ctl_premises_judge (const char *host,
                                            const char *const *networks,
                                            const KettleSurroundings *surroundings);
void kettle_ctl_premises_check_async (GSettings *settings,
                                      const char *host,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean kettle_ctl_premises_check_finish (GAsyncResult *result);

G_END_DECLS
