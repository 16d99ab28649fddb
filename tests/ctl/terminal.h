// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/scene.h"

G_BEGIN_DECLS

/**
 * Terminal:
 * @process: kettlectl, which has this terminal for its own
 * @shown: every byte that came to the terminal
 * @ended: whether nobody is on it any more
 *
 * A real terminal with one run of the program on it.
 */
typedef struct {
  GSubprocess *process;
  GString *shown;
  gboolean ended;

  /*< private >*/
  int master;
  guint reading;
} Terminal;

void
terminal_start (Terminal *self, Scene *scene, const char *arguments, const char *kind, int columns);
void terminal_start_with (
    Terminal *self, GSubprocessLauncher *launcher, const char *line, const char *kind, int columns);
guint terminal_count (Terminal *self, const char *part);
void terminal_wait_shown (Terminal *self, const char *part);
void terminal_type (Terminal *self, const char *text);
gboolean terminal_echoes (Terminal *self);
int terminal_end (Terminal *self);

G_END_DECLS
