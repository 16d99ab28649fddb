// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_WINDOW (kettle_window_get_type ())

/**
 * KettleWindow:
 *
 * The window: a drawing of the kettle, a sentence, a line of detail and the keys. It shows what
 * the model says and activates actions of the "app" group; whether closing it hides it or ends the
 * program is the application's business ("delete-event").
 */
G_DECLARE_FINAL_TYPE (KettleWindow, kettle_window, KETTLE, WINDOW, GtkApplicationWindow)

/**
 * kettle_window_new:
 * @application: the application whose actions the keys activate
 * @model: what to show
 *
 * Also gives @application its keyboard shortcuts.
 *
 * Returns: (transfer none): a window, not shown yet, owned by GTK until it is destroyed
 */
KettleWindow *kettle_window_new (GtkApplication *application, KettleModel *model);

/**
 * kettle_window_set_demo:
 * @self: a window
 * @demo: whether the kettle is simulated; the window then says so where its address would be
 */
void kettle_window_set_demo (KettleWindow *self, gboolean demo);

/**
 * kettle_window_set_notice:
 * @self: a window
 * @text: (nullable): one sentence that says what happened and what to do next; %NULL takes it away
 *
 * Shows @text in an info bar until it is closed or replaced.
 */
void kettle_window_set_notice (KettleWindow *self, const char *text);

/**
 * kettle_window_set_offer:
 * @self: a window
 * @sentence: (nullable): what is offered; %NULL takes the offer away
 * @label: (nullable): the label of the button that takes it, with its mnemonic; %NULL for no button
 * @action: (nullable): the detailed name of the action the button activates, "app.use-found"
 *
 * Shows @sentence and its button in the info bar until it is closed, taken away or replaced. A
 * notice goes before it, and it goes before lasting trouble.
 */
void kettle_window_set_offer (KettleWindow *self,
                              const char *sentence,
                              const char *label,
                              const char *action);

G_END_DECLS
