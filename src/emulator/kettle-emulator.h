// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator-wifi-moods.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_EMULATOR (kettle_emulator_get_type ())
G_DECLARE_FINAL_TYPE (KettleEmulator, kettle_emulator, KETTLE, EMULATOR, GObject)

/**
 * KettleLineEnd:
 * @KETTLE_LINE_END_CR: what owners' captures show
 * @KETTLE_LINE_END_LF: as the protocol page prints it
 * @KETTLE_LINE_END_CRLF: as one comment has it
 *
 * What the kettle puts behind its messages.
 */
typedef enum { KETTLE_LINE_END_CR = 0, KETTLE_LINE_END_LF, KETTLE_LINE_END_CRLF } KettleLineEnd;

/**
 * KettleIdleKey:
 * @KETTLE_IDLE_KEY_NUL: a NUL byte, as owners' traces show
 * @KETTLE_IDLE_KEY_EMPTY: nothing, as the protocol page shows
 *
 * What stands after `sys status key=` while nothing is lit.
 */
typedef enum { KETTLE_IDLE_KEY_NUL = 0, KETTLE_IDLE_KEY_EMPTY } KettleIdleKey;

#define KETTLE_CHUNK_RANDOM (-1)

/*
 * The kettle; readable and writable at any time:
 *   "speed" (double, 1.0): seconds of the kettle's that pass in a real one, for heating, keeping
 *     warm, settling; not for the network
 *   "litres" (double, 1.0, from 0.1 to 2): the water in it; the kettle is no longer empty
 *   "start-temperature" (double, °C, 20): fills it anew with water that warm
 *
 * The moods; readable and writable at any time, and in force at once:
 *   "seed" (uint, 0): all that is random comes from it; setting another starts over
 *   "line-end" (int, KettleLineEnd)
 *   "idle-key" (int, KettleIdleKey)
 *   "chunk" (int): messages go out in packets of so many bytes, a few ms apart, also across the
 *     ends of messages; 0 whole messages, each a packet, -1 random sizes
 *   "glue" (boolean): messages said within 60 ms travel in one packet
 *   "max-clients" (uint, 0 = any number): a connection more is accepted by the module's TCP and
 *     closed at once without a word. It counts in "n-accepted", not in "n-clients"
 *   "mute" (boolean): connections are accepted, keys obeyed, and never a byte is said
 *   "mute-after" (int, -1 off): each client is answered N lines and then hears nothing more
 *   "delay" (uint, ms): everything is said that late, in order
 *   "close-after" (int, -1 off): each client is answered N lines, then closed; 0 closes as soon as
 *     accepted
 *   "reset-after" (int, -1 off): likewise, by a reset
 *   "unknown" (boolean): now and then words that nobody knows
 *   "endless" (boolean): no more words, but a line without an end to every client, about 100 kB/s
 *   "stray-hello" (boolean): now and then HELLOAPP, though nobody asked
 *   "no-greeting" (boolean): HELLOKETTLE is not answered, all else is
 *
 * Read only:
 *   "port" (uint, notifies): 0 before it listens; stays after it was shut down
 *   "n-clients" (uint, notifies): connections that are open
 *   "n-accepted" (uint, notifies): connections ever
 *   "temperature" (double, °C, does not notify): of the water now
 *   "keys" (uint, notifies): what is lit, the bits of protocol sheet 1.4
 *
 * The wifi module; readable and writable at any time, and in force at once:
 *   "wifi-moods" (uint64, KettleEmulatorWifiMoods)
 *   "wifi-delay" (uint, ms, 20): how late the shell replies. What comes before a reply has gone is
 *     dropped without a word
 *   "wifi-boot-time" (uint, ms, 300): how long a restart takes
 *   "wifi-cut-after-bytes" (int, -1 off): the shell's connection is reset once so many bytes more
 *     came in, whatever the number of connections; a line that the last of them ended is obeyed.
 *     It is -1 again afterwards
 *   "wifi-cut-after-replies" (int, -1 off): likewise, once so many replies more (`+OK`, `+ERR`)
 *     went out
 *   "wifi-cut-for-good" (boolean): after such a cut nobody gets to the shell any more, until the
 *     module starts again
 *   "wifi-password" (string, "000000"): the shell's, six characters, in RAM and in flash
 *   "own-address" (string, nullable): where it is found while it makes its own network; where it
 *     was put at first, if not set
 *
 * Read only, all notify:
 *   "wifi-port" (uint): the shell's, 0 before it listens; stays
 *   "wifi-n-clients" (uint): 1 while somebody is connected to the shell, else 0
 *   "wifi-n-accepted" (uint): connections to it ever, those that were turned away included
 *   "wifi-dropped" (uint): lines that came too early
 *   "ruined" (boolean): the module was sent what must never be sent; nothing answers any more
 *   "listening" (boolean): not while the module restarts, nor where no network fits its settings
 *
 * Signals:
 *   wifi-heard, wifi-said (guint client, const char *escaped): the same for the shell
 *   heard (guint client, const char *escaped): one line from a client, without its end, escaped
 *   said (guint client, const char *escaped): one message to a client (0: to all), with its end,
 *     escaped
 *
 * All clients share the kettle's one serial line: whatever is said is said to all of them.
 */
KettleEmulator *kettle_emulator_new (void);
gboolean
kettle_emulator_listen (KettleEmulator *self, const char *host, guint16 port, GError **error);
guint16 kettle_emulator_get_port (KettleEmulator *self);
const char *kettle_emulator_get_host (KettleEmulator *self);
gboolean kettle_emulator_input (KettleEmulator *self, const char *line, GError **error);
void kettle_emulator_say (KettleEmulator *self, const char *data, gssize length);
void kettle_emulator_shut_down (KettleEmulator *self);
gboolean kettle_emulator_is_shut_down (KettleEmulator *self);

/* What every client sent so far, in order, each line with a "\n" behind it; for tests. */
const char *kettle_emulator_get_heard (KettleEmulator *self);
void kettle_emulator_forget_heard (KettleEmulator *self);

/* The wifi module's shell (protocol sheet 2), on the same address; and what is in the air around
 * the kettle, `NAME:SECURITY:KEY:ADDRESS`, security being open, wpa or wpa2: where it is found if
 * it is set up for that network. It has been set up for the first; without any, it is out of the
 * box. */
gboolean kettle_emulator_listen_wifi (KettleEmulator *self, guint16 port, GError **error);
guint16 kettle_emulator_get_wifi_port (KettleEmulator *self);
gboolean kettle_emulator_add_air (KettleEmulator *self, const char *text, GError **error);

/* `WPRT=0\nSSID=home\nENCRY=6\nKEY=1,0,secret\nNIP=0\nWEBS=0\nPASS=000000\n` */
char *kettle_emulator_dup_wifi_ram (KettleEmulator *self);
char *kettle_emulator_dup_wifi_flash (KettleEmulator *self);

/* What every client of the shell sent so far, passwords too. */
const char *kettle_emulator_get_wifi_heard (KettleEmulator *self);
void kettle_emulator_forget_wifi_heard (KettleEmulator *self);

G_END_DECLS
