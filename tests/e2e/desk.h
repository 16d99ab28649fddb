// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "e2e/program.h"
#include "e2e/reader.h"
#include "emulator/kettle-emulator.h"
#include "support/recording-notifications.h"
#include "support/recording-tray.h"
#include "support/test-wait.h"

G_BEGIN_DECLS

/**
 * Desk:
 * @emulator: the kettle, on a real socket
 * @address: where it is, "127.0.0.1:PORT"
 * @panel: a tray host on the test's bus
 * @server: a notification server on the test's bus
 * @program: Kettle, once started
 *
 * A person's desk: all that Kettle meets there, each of it recording.
 */
typedef struct {
  KettleEmulator *emulator;
  char *address;
  RecordingTray *panel;
  RecordingNotifications *server;
  Program *program;
} Desk;

void desk_set_up (Desk *self, gconstpointer data);
void desk_tear_down (Desk *self, gconstpointer data);
void desk_start (Desk *self, const char *argument);
void desk_start_with (Desk *self, const char *environment, const char *argument);
void desk_forget (Desk *self);
char *desk_dup_presses (Desk *self);
guint desk_count_presses (Desk *self);
void desk_hand (Desk *self, const char *word);
void desk_say (Desk *self, const char *text);
gboolean desk_has_icon (Desk *self, const char *suffix);
gboolean desk_is_connected (Desk *self);

gboolean desk_can_scale_time (void);
Reader *desk_reader (void);
int desk_run (void);

/* Waits until Kettle has put exactly these bytes on the wire, and a while longer that
 * it puts no more. */
#define desk_expect_presses(desk, bytes)                                                    \
  G_STMT_START                                                                              \
  {                                                                                         \
    g_autofree char *desk_presses = NULL;                                                   \
    test_wait_for (strlen (desk_presses = (g_free (desk_presses), desk_dup_presses (desk))) \
                       >= strlen (bytes),                                                   \
                   8000);                                                                   \
    test_never (desk_count_presses (desk) > desk_count_lines (bytes), 250);                 \
    g_free (desk_presses);                                                                  \
    desk_presses = desk_dup_presses (desk);                                                 \
    g_assert_cmpstr (desk_presses, ==, bytes);                                              \
  }                                                                                         \
  G_STMT_END

guint desk_count_lines (const char *text);

G_END_DECLS
