// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_KEY (kettle_key_get_type ())

/**
 * KettleKey:
 *
 * A key with a lamp, as on the kettle: a toggle button whose #GtkToggleButton:active is the lamp.
 * Give it an action with #GtkActionable:action-name, and for an action with a parameter also
 * #GtkActionable:action-target. The key is lit exactly while the action's state is %TRUE, or
 * equals the target. A click, by whatever means, only activates the action (pitfall P-T14).
 *
 * Properties: "title" (string): the large text, with an underscore before its mnemonic; "unit"
 * (string, nullable): small text beside it; "hint" (string, nullable): small text below it, which
 * also becomes the accessible description; "show-lamp" (boolean, %TRUE); "accessible-name"
 * (string, nullable): the title when not set.
 */
G_DECLARE_FINAL_TYPE (KettleKey, kettle_key, KETTLE, KEY, GtkToggleButton)

/**
 * kettle_key_new:
 *
 * Returns: (transfer floating): a key without text and action
 */
GtkWidget *kettle_key_new (void);

G_END_DECLS
