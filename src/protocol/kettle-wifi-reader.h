// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-wifi-words.h"

G_BEGIN_DECLS

/**
 * KettleWifiEventType:
 * @KETTLE_WIFI_EVENT_BANNER: the line `AT+ Command Shell`, or another that is neither below
 * @KETTLE_WIFI_EVENT_ASKS_PASSWORD: `Password:`, which has no line end
 * @KETTLE_WIFI_EVENT_LOGGED_IN: `Login Successfully`
 * @KETTLE_WIFI_EVENT_LOGIN_FAILED: any line that says that the login failed
 * @KETTLE_WIFI_EVENT_PROMPT: a short text that ends in `>` with nothing behind it; told by a flush
 * @KETTLE_WIFI_EVENT_OK: `+OK` or `+OK=…`
 * @KETTLE_WIFI_EVENT_ERROR: `+ERR=` and a number
 * @KETTLE_WIFI_EVENT_REPLY_END: the empty line behind a reply
 * @KETTLE_WIFI_EVENT_MALFORMED: begins as a reply does and is none, or a line over
 *   KETTLE_WIFI_LINE_MAX, which is dropped as a whole
 *
 * What a module can be heard to say. Echoes of what was sent are banners.
 */
typedef enum {
  KETTLE_WIFI_EVENT_BANNER = 1,
  KETTLE_WIFI_EVENT_ASKS_PASSWORD,
  KETTLE_WIFI_EVENT_LOGGED_IN,
  KETTLE_WIFI_EVENT_LOGIN_FAILED,
  KETTLE_WIFI_EVENT_PROMPT,
  KETTLE_WIFI_EVENT_OK,
  KETTLE_WIFI_EVENT_ERROR,
  KETTLE_WIFI_EVENT_REPLY_END,
  KETTLE_WIFI_EVENT_MALFORMED,
} KettleWifiEventType;

/**
 * KettleWifiEvent:
 * @type: what was heard
 * @code: for ERROR: the number, -1 and below
 * @has_parameters: for OK: whether there was a `=`
 * @parameters: (nullable): for OK: what stands behind `=`, which may be secret; the reader's, valid
 *   until the next call
 * @length: of @parameters, in bytes
 *
 * One event; a plain value.
 */
typedef struct {
  KettleWifiEventType type;
  int code;
  gboolean has_parameters;
  const char *parameters;
  gsize length;
} KettleWifiEvent;

/**
 * KettleWifiReader:
 *
 * Turns the bytes of a wifi module's shell into events. Telnet negotiation is taken out and not
 * answered. Its memory is that of a #KettleSecret: the module tells its key in plain text.
 */
typedef struct _KettleWifiReader KettleWifiReader;

KettleWifiReader *kettle_wifi_reader_new (void);
void kettle_wifi_reader_free (KettleWifiReader *self);

/* Takes at most a line's rest; returns how many bytes it took, at least one if @length is not 0.
 * Call kettle_wifi_reader_pop() until it has nothing before the rest is fed. */
gsize kettle_wifi_reader_feed (KettleWifiReader *self, const guint8 *bytes, gsize length);
gboolean kettle_wifi_reader_pop (KettleWifiReader *self, KettleWifiEvent *event);

/* Nothing came for a while: what stands there without a line end may be a prompt. The reader has no
 * clock; whoever feeds it calls this. */
void kettle_wifi_reader_flush (KettleWifiReader *self);

/* A password or a command was sent: what came before is no answer to it. */
void kettle_wifi_reader_forget (KettleWifiReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleWifiReader, kettle_wifi_reader_free)

G_END_DECLS
