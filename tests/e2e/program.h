// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Program:
 *
 * Kettle as its own process, started with settings of its own on the test's bus and display,
 * looked at through its exported actions. What it prints is kept; a warning in it fails the
 * test when it ends.
 */
typedef struct _Program Program;

Program *program_start (const char *const *arguments, const char *const *environment);
Program *
program_spawn_path (const char *path, const char *const *arguments, const char *const *environment);
Program *program_spawn (const char *const *arguments, const char *const *environment);
void program_set_setting (const char *key, const char *value);
char *program_dup_setting (const char *key);
void program_forget_settings (void);
GActionGroup *program_get_actions (Program *self);
const char *program_get_identifier (Program *self);
gboolean program_get_boolean (Program *self, const char *action);
int program_get_int (Program *self, const char *action);
char *program_dup_word (Program *self, const char *action);
gboolean program_has_word (Program *self, const char *action, const char *word);
void program_activate (Program *self, const char *action);
void program_activate_int (Program *self, const char *action, int parameter);
const char *program_get_process_id (Program *self);
void program_signal (Program *self, int signal);
gboolean program_is_running (Program *self);
int program_wait (Program *self, guint ms);
char *program_dup_output (Program *self);
void program_quit (Program *self);
void program_free (Program *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Program, program_free)

G_END_DECLS
