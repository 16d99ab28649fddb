// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-finder.h"

G_BEGIN_DECLS

/**
 * FinderScenes:
 *
 * The finder and what stands in its network: real sockets, whose addresses all are this machine's
 * own.
 */
typedef struct _FinderScenes FinderScenes;

FinderScenes *finder_scenes_new (GtkWindow *parent);
const char *finder_scenes_show (FinderScenes *self, guint scene);
KettleFinder *finder_scenes_get_finder (FinderScenes *self);
void finder_scenes_free (FinderScenes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FinderScenes, finder_scenes_free)

G_END_DECLS
