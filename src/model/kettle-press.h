// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_PRESS_ERROR (kettle_press_error_quark ())

/**
 * KettlePressError:
 * @KETTLE_PRESS_ERROR_NO_KETTLE: no kettle is chosen
 * @KETTLE_PRESS_ERROR_NOT_CONNECTED: Keep Warm needs a connection, and there is none
 * @KETTLE_PRESS_ERROR_NOT_SENT: as %KETTLE_FAILURE_NOT_SENT
 * @KETTLE_PRESS_ERROR_NO_ANSWER: as %KETTLE_FAILURE_NO_ANSWER
 * @KETTLE_PRESS_ERROR_NOT_CONFIRMED: as %KETTLE_FAILURE_NOT_CONFIRMED
 * @KETTLE_PRESS_ERROR_REPLACED: as %KETTLE_ENDING_REPLACED
 *
 * Why a press did not come to its end. Each has a name on D-Bus,
 * io.github.kettle_desktop.Kettle1.Error.NoKettle and so on.
 */
typedef enum {
  KETTLE_PRESS_ERROR_NO_KETTLE = 1,
  KETTLE_PRESS_ERROR_NOT_CONNECTED,
  KETTLE_PRESS_ERROR_NOT_SENT,
  KETTLE_PRESS_ERROR_NO_ANSWER,
  KETTLE_PRESS_ERROR_NOT_CONFIRMED,
  KETTLE_PRESS_ERROR_REPLACED,
} KettlePressError;

GQuark kettle_press_error_quark (void);

void kettle_press_async (KettleModel *model,
                         KettleRequestKind kind,
                         int argument,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean kettle_press_finish (KettleModel *model, GAsyncResult *result, GError **error);

G_END_DECLS
