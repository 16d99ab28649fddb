// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/scene.h"

G_BEGIN_DECLS

#define WIFI_SCENE_OLD     "Old Home"
#define WIFI_SCENE_OLD_KEY "correct horse"
#define WIFI_SCENE_NEW     "New Home"
#define WIFI_SCENE_NEW_KEY "battery staple 7"

/* A join goes through some thirty commands and a restart. */
#define WIFI_SCENE_PATIENCE 30000

#define WIFI_SCENE_JOIN "join '" WIFI_SCENE_NEW "' --backup b --passphrase-file p --yes"

/**
 * WifiScene:
 * @scene: the kettle
 * @port: where its wifi module listens
 * @folder: a folder of the test's own
 * @scale: how much faster than life kettlectl is
 *
 * A kettle in one network, with another beside it.
 */
typedef struct {
  Scene scene;
  guint16 port;
  char *folder;
  guint scale;
} WifiScene;

typedef void (*WifiSceneFunc) (WifiScene *scene, gconstpointer data);

void wifi_scene_add (const char *path, gconstpointer data, WifiSceneFunc func);
GSubprocessLauncher *wifi_scene_launcher_new (WifiScene *self);
Child *wifi_scene_start (WifiScene *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *wifi_scene_dup_line (WifiScene *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *wifi_scene_path (WifiScene *self, const char *name);
void wifi_scene_write (WifiScene *self, const char *name, const char *text, int mode);
char *wifi_scene_read (WifiScene *self, const char *name);
void wifi_scene_assert_flash (WifiScene *self, const char *line);
void wifi_scene_assert_old (WifiScene *self);
guint wifi_scene_get_n_accepted (WifiScene *self);
void wifi_scene_wait_done (Child *child);
void wifi_scene_wait_failed (Child *child, int status, const char *words);
void wifi_scene_write_passphrase (WifiScene *self);
void wifi_scene_set_moods (WifiScene *self, const char *text);
guint wifi_scene_count_heard (WifiScene *self, const char *line);

G_END_DECLS
