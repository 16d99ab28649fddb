// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

G_BEGIN_DECLS

/**
 * KettleBackgroundAnswer:
 * @KETTLE_BACKGROUND_DONE: it is as it was asked for
 * @KETTLE_BACKGROUND_DENIED: the person, or a rule, did not allow it
 * @KETTLE_BACKGROUND_NO_PORTAL: nobody is there to ask
 */
typedef enum {
  KETTLE_BACKGROUND_DONE = 1,
  KETTLE_BACKGROUND_DENIED,
  KETTLE_BACKGROUND_NO_PORTAL,
} KettleBackgroundAnswer;

#define KETTLE_TYPE_BACKGROUND (kettle_background_get_type ())
G_DECLARE_FINAL_TYPE (KettleBackground, kettle_background, KETTLE, BACKGROUND, GObject)

KettleBackground *kettle_background_new (GDBusConnection *bus, KettleModel *model);
void kettle_background_ask (KettleBackground *self, gboolean autostart);

G_END_DECLS
