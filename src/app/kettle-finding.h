// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/kettle-chooser.h"
#include "ui/kettle-window.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_FINDING (kettle_finding_get_type ())

/**
 * KettleFinding:
 *
 * How the program comes to its kettle: introduces the finder dialogue, the search, the premises and
 * the chooser to each other and to the window.
 */
G_DECLARE_FINAL_TYPE (KettleFinding, kettle_finding, KETTLE, FINDING, GObject)

/*
 * Signal: reverted (const char *sentence): what was chosen, or written into the settings by
 *   somebody else, is no kettle; %NULL when what the settings say is one's address again.
 */
KettleFinding *kettle_finding_new (
    GActionMap *map, KettleLink *link, KettleModel *model, GSettings *settings, double time_scale);
KettleFinding *kettle_finding_new_demo (KettleLink *link, KettleModel *model, GSettings *settings);
KettleChooser *kettle_finding_get_chooser (KettleFinding *self);
void kettle_finding_set_window (KettleFinding *self, KettleWindow *window);
void kettle_finding_open (KettleFinding *self, const char *complaint);

G_END_DECLS
