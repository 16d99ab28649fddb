// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/kettle-actions.h"
#include "app/kettle-appearance.h"
#include "app/kettle-presence.h"
#include "ui/kettle-notifier.h"
#include "ui/kettle-tray.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_CHOICES (kettle_choices_get_type ())

/**
 * KettleChoices:
 *
 * Makes the program be as the settings say, at its start and whenever they change, whoever changes
 * them; and opens the dialogue in which a person does.
 */
G_DECLARE_FINAL_TYPE (KettleChoices, kettle_choices, KETTLE, CHOICES, GObject)

KettleChoices *kettle_choices_new (GSettings *settings,
                                   KettleActions *actions,
                                   KettleAppearance *appearance,
                                   KettlePresence *presence);
void kettle_choices_set_tray (KettleChoices *self, KettleTray *tray);
void kettle_choices_set_notifier (KettleChoices *self, KettleNotifier *notifier);
void kettle_choices_set_autostart_complaint (KettleChoices *self, const char *complaint);
void
kettle_choices_open (KettleChoices *self, GtkWindow *window, KettleModel *model, gboolean demo);

G_END_DECLS
