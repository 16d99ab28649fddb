// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-clock.h"
#include "net/kettle-wifi-module.h"
#include "net/peer.h"

G_BEGIN_DECLS

/* What a peer does instead of an answer. */
#define WIFI_MODULE_HANG_UP "\1"
#define WIFI_MODULE_RESET   "\2"
#define WIFI_MODULE_SILENCE ""

#define WIFI_MODULE_GREETING "AT+ Command Shell\r\nPassword:"
#define WIFI_MODULE_WELCOME  "\r\nLogin Successfully\r\n>"

/**
 * WifiModule:
 * @peer: what is logged in to
 * @greeting: (nullable): what it says first
 * @answers: (nullable): what it says to each line, NULL-terminated; the last one is repeated
 * @n_lines: how many lines it has heard
 * @module: the session
 * @cancellable: for its operations
 * @settings: take what it is asked for
 * @error: (nullable): how the last operation ended
 * @n_done: how many did
 * @n_closed: how often it was told as closed
 *
 * A module that says what a test has written down, and a session with it.
 */
typedef struct {
  Peer *peer;
  const char *greeting;
  const char *const *answers;
  guint n_lines;

  KettleWifiModule *module;
  GCancellable *cancellable;
  KettleWifiSettings settings;
  GError *error;
  guint n_done;
  guint n_closed;
} WifiModule;

typedef void (*WifiModuleFunc) (WifiModule *f, gconstpointer data);

void wifi_module_add (const char *path, gconstpointer data, WifiModuleFunc func);
void wifi_module_start_login (WifiModule *f, const char *password, gint64 off_at);
void wifi_module_try_login (WifiModule *f);
void wifi_module_log_in (WifiModule *f);
void wifi_module_start_ask (WifiModule *f, KettleWifiWord word);
void wifi_module_ask (WifiModule *f, KettleWifiWord word);
void wifi_module_set (WifiModule *f, KettleWifiWord word, const KettleWifiSettings *values);
void wifi_module_do_it (WifiModule *f, KettleWifiWord word);
void wifi_module_assert_failed (WifiModule *f, KettleWifiError code);

/* As if the machine had been asleep: the boot clock has gone on, the monotonic one has not. */
void wifi_module_sleep (int seconds);

G_END_DECLS
