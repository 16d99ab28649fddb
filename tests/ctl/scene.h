// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/child.h"
#include "emulator/kettle-emulator.h"

G_BEGIN_DECLS

/**
 * Scene:
 * @kettle: an emulated kettle on 127.0.0.1; %NULL while its plug is pulled
 * @port: where it listens
 * @log: what was heard ("< line") and said ("> line"), in order, a line each
 *
 * A kettle for the program to deal with.
 */
typedef struct {
  KettleEmulator *kettle;
  guint16 port;
  GString *log;
} Scene;

typedef void (*SceneFunc) (Scene *scene, gconstpointer data);

void scene_add (const char *path, gconstpointer data, SceneFunc func);
void scene_set_up (Scene *self, gconstpointer data);
void scene_tear_down (Scene *self, gconstpointer data);
void scene_plug (Scene *self);
void scene_unplug (Scene *self);
void scene_input (Scene *self, const char *line);
void scene_wait_log (Scene *self, const char *line);
gboolean scene_heard (Scene *self, const char *line);
guint scene_get_n_accepted (Scene *self);
guint scene_get_n_clients (Scene *self);
Child *scene_start (Scene *self, const char *arguments);

G_END_DECLS
