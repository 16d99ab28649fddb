// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-window.h"

G_BEGIN_DECLS

/* When it is in every picture: 10:04 on a morning in November, UTC. */
#define SCENES_NOW G_GINT64_CONSTANT (1795514640)

/**
 * Scene:
 * @name: what it is called in file names
 * @snapshot: the kettle
 * @host: (nullable): where it is
 * @notice: (nullable): what the window's bar says
 * @offer: (nullable): the same, with a button
 * @width: pixels
 * @height: pixels
 *
 * A state of the window.
 */
typedef struct {
  const char *name;
  KettleSnapshot snapshot;
  const char *host;
  const char *notice;
  const char *offer;
  int width;
  int height;
} Scene;

const Scene *scenes_get (guint *n_scenes);
void scenes_add_actions (GActionMap *map);
void scenes_show (const Scene *scene, KettleWindow *window, GActionMap *map);

G_END_DECLS
