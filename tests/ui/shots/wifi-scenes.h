// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-assistant.h"

G_BEGIN_DECLS

/**
 * WifiScenes:
 *
 * The wifi assistant and the kettle that it is about: real sockets, whose addresses all are this
 * machine's own.
 */
typedef struct _WifiScenes WifiScenes;

WifiScenes *wifi_scenes_new (GtkWindow *parent);
const char *wifi_scenes_show (WifiScenes *self, guint scene);
KettleWifiAssistant *wifi_scenes_get_assistant (WifiScenes *self);
void wifi_scenes_free (WifiScenes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WifiScenes, wifi_scenes_free)

G_END_DECLS
