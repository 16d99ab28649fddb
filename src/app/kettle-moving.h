// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/kettle-chooser.h"
#include "ui/kettle-window.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_MOVING (kettle_moving_get_type ())

/**
 * KettleMoving:
 *
 * How a kettle comes to another network: opens the wifi assistant, makes its jobs, and goes on with
 * the kettle where it is afterwards.
 */
G_DECLARE_FINAL_TYPE (KettleMoving, kettle_moving, KETTLE, MOVING, GObject)

/*
 * Signal: stopped (gboolean good): what kettle_moving_stop() asked to wait for is over. If that was
 *   not good, a person has to be told what came of it, and the assistant does so.
 */

/* @map: must outlive the result; its action "move-kettle" is enabled while there is a kettle.
 * @module_port: where wifi modules listen. */
KettleMoving *kettle_moving_new (GActionMap *map,
                                 KettleLink *link,
                                 KettleChooser *chooser,
                                 double time_scale,
                                 guint16 module_port);
void kettle_moving_set_simulated (KettleMoving *self,
                                  guint16 port,
                                  guint16 module_port,
                                  const char *hint);
void kettle_moving_open (KettleMoving *self, KettleWindow *window, gboolean fresh);
gboolean kettle_moving_stop (KettleMoving *self);

G_END_DECLS
