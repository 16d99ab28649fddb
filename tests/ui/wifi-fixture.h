// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator.h"
#include "ui/kettle-wifi-assistant.h"

G_BEGIN_DECLS

/* What only the kettle, the air and the person's fingers know. */
#define WIFI_OLD_PASSPHRASE "thirteen dwarfs"
#define WIFI_NEW_PASSPHRASE "seven dwarfs!"
#define WIFI_OLD_ADDRESS    "127.0.0.1"
#define WIFI_NEW_ADDRESS    "127.0.0.2"

/**
 * WifiFixture:
 * @emulator: the kettle, with its wifi module, in the network Home
 * @assistant: (nullable): the assistant
 * @log: what the assistant told
 * @folder: where backups go
 *
 * The wifi assistant with real jobs on a real kettle's sockets.
 */
typedef struct {
  KettleEmulator *emulator;
  KettleScanner *scanner;
  KettleWifiAssistant *assistant;
  KettleWifiDoubts *doubts;
  GString *log;
  char *folder;
} WifiFixture;

void wifi_fixture_set_up (WifiFixture *self, gconstpointer fresh);
void wifi_fixture_tear_down (WifiFixture *self, gconstpointer data);
void wifi_fixture_open (WifiFixture *self, gboolean fresh);

GtkWidget *wifi_fixture_find (WifiFixture *self, GType type, const char *name);
gboolean wifi_fixture_tells (WifiFixture *self, const char *text);
gboolean wifi_fixture_tells_part (WifiFixture *self, const char *text);
void wifi_fixture_press (WifiFixture *self, const char *name);
void wifi_fixture_type (WifiFixture *self, const char *name, const char *text);
gboolean wifi_fixture_is_at (WifiFixture *self, KettleWifiPlace place);
void wifi_fixture_assert_no_secret (WifiFixture *self);
GFile *wifi_fixture_get_backup (WifiFixture *self, const char *name);

/* Steps of a person, up to the page behind them. */
void wifi_fixture_look (WifiFixture *self);
void wifi_fixture_save_backup (WifiFixture *self, gboolean with_key);
void wifi_fixture_save_backup_as (WifiFixture *self, const char *name, gboolean with_key);
void wifi_fixture_enter_network (WifiFixture *self, const char *passphrase);

G_END_DECLS
