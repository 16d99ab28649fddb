// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How long a child may take to do what it does at once, ms. */
#define CHILD_PATIENCE 10000

/**
 * Child:
 * @process: kettlectl in a process of its own, without a display
 * @out: what it printed so far
 * @err: what it complained about so far
 * @status: what it exited with; -1 while it runs, and when a signal killed it
 *
 * One run of the program.
 */
typedef struct {
  GSubprocess *process;
  GString *out;
  GString *err;
  int status;

  /*< private >*/
  guint n_open;
  char buffers[2][4096];
} Child;

GSubprocessLauncher *child_launcher_new (void);
Child *child_start (const char *format, ...) G_GNUC_PRINTF (1, 2);
Child *child_start_with (GSubprocessLauncher *launcher, const char *line);
gboolean child_has_ended (Child *self);
void child_wait (Child *self, guint ms);
void child_assert_complaint (Child *self, const char *words);
JsonObject *child_parse (const char *document);
JsonObject *child_assert_document (Child *self, const char *outcome);
void child_free (Child *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Child, child_free)

G_END_DECLS
