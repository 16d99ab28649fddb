// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "soak/fingers.h"
#include "soak/plan.h"
#include "soak/scene.h"

G_BEGIN_DECLS

/**
 * Person:
 *
 * Somebody who presses keys in the window, items of the tray, buttons of bubbles, and calls on the
 * bus, and who is held responsible for it.
 */
typedef struct _Person Person;

Person *person_new (Scene *scene, Fingers *fingers);
void person_free (Person *self);
gboolean person_press (Person *self, Way way, Key key);
guint person_get_n (Person *self, Way way);
guint person_get_n_gestures (Person *self);
guint person_get_n_waiting (Person *self);
const char *const *person_get_names (void);

G_END_DECLS
