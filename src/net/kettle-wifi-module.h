// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-wifi-words.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Protocol sheet 2: the module's shell. */
#define KETTLE_WIFI_PORT 23

#define KETTLE_TYPE_WIFI_MODULE (kettle_wifi_module_get_type ())

/**
 * KettleWifiModule:
 *
 * One session with the shell of a kettle's wifi module on port 23, never reused: log in, ask, set,
 * save, restart. One command is in flight at a time and each has its deadline; what is not on the
 * white list cannot be sent, whatever the caller says.
 */
G_DECLARE_FINAL_TYPE (KettleWifiModule, kettle_wifi_module, KETTLE, WIFI_MODULE, GObject)

/*
 * Construct properties (uint, milliseconds): "connect-timeout" 5000, "login-timeout" 5000 (for each
 *   step of it), "answer-timeout" 5000, "quiet-time" 300 (without another byte, a prompt is one and
 *   a reply without its empty line is over), "gap" 100 (from the end of a reply to the next
 *   command), "fresh-time" 5000 (how long "it is off" holds; is not divided); (double) "time-scale"
 *   1.0, which divides the others.
 *
 * Signal: closed (): the peer or a fault has ended the session while no operation was under way.
 *
 * Operations are not queued: a second one before the first has ended fails with
 * %G_IO_ERROR_PENDING, and nothing is sent. A cancelled or failed operation ends the session,
 * unless it is a %KETTLE_WIFI_ERROR_REFUSED or nothing was to be sent for it.
 */
KettleWifiModule *kettle_wifi_module_new (double time_scale);

/* @off_at: when the kettle said that it is off, on kettle_clock_get_boottime(): older than 5 s, or
 * 0, fails with %KETTLE_WIFI_ERROR_STALE before anything is opened. The password is sent once, and
 * only where it is asked for. */
void kettle_wifi_module_log_in_async (KettleWifiModule *self,
                                      const char *host,
                                      guint16 port,
                                      const KettleSecret *password,
                                      gint64 off_at,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
kettle_wifi_module_log_in_finish (KettleWifiModule *self, GAsyncResult *result, GError **error);

/* Asks for @word; @into takes the answer, and must live until the callback. Asked without `=?` once
 * if the module does not know that operator. */
void kettle_wifi_module_ask_async (KettleWifiModule *self,
                                   KettleWifiWord word,
                                   KettleWifiSettings *into,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
kettle_wifi_module_ask_finish (KettleWifiModule *self, GAsyncResult *result, GError **error);

/* Sets @word to what @values say, in RAM. */
void kettle_wifi_module_set_async (KettleWifiModule *self,
                                   KettleWifiWord word,
                                   const KettleWifiSettings *values,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
kettle_wifi_module_set_finish (KettleWifiModule *self, GAsyncResult *result, GError **error);

/* KETTLE_WIFI_SAVE or KETTLE_WIFI_RESTART. A restart may end the session instead of an answer. */
void kettle_wifi_module_do_async (KettleWifiModule *self,
                                  KettleWifiWord word,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean
kettle_wifi_module_do_finish (KettleWifiModule *self, GAsyncResult *result, GError **error);

gboolean kettle_wifi_module_is_open (KettleWifiModule *self);

/* The number of the last `+ERR`; 0 if none came. */
int kettle_wifi_module_get_code (KettleWifiModule *self);

/* Whether the last command's bytes had left when its operation failed: then it may have been done.
 */
gboolean kettle_wifi_module_has_sent (KettleWifiModule *self);
void kettle_wifi_module_close (KettleWifiModule *self);

G_END_DECLS
