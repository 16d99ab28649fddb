// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LedgerEvent:
 * @LEDGER_BOILED: the kettle reached its temperature
 * @LEDGER_LIFTED: it was lifted while on
 * @LEDGER_PROBLEM: it boiled dry
 * @LEDGER_WARM_ENDED: it keeps warm no longer
 *
 * What happens to a kettle, and what the program tells on the bus.
 */
typedef enum {
  LEDGER_BOILED,
  LEDGER_LIFTED,
  LEDGER_PROBLEM,
  LEDGER_WARM_ENDED,
  LEDGER_N_EVENTS,
} LedgerEvent;

/**
 * LedgerBubble:
 * @LEDGER_BUBBLE_GAP: "the kettle is off again"
 * @LEDGER_BUBBLE_GAP_ON: on and warm after a gap
 * @LEDGER_BUBBLE_LOST_SIGHT: no connection for long, and it was heating
 * @LEDGER_BUBBLE_COULD_NOT: something asked for did not happen
 *
 * The bubbles. The first ones are those of the events, by the same number.
 */
typedef enum {
  LEDGER_BUBBLE_GAP = LEDGER_N_EVENTS,
  LEDGER_BUBBLE_GAP_ON,
  LEDGER_BUBBLE_LOST_SIGHT,
  LEDGER_BUBBLE_COULD_NOT,
  LEDGER_N_BUBBLES,
} LedgerBubble;

/**
 * LedgerFinding:
 * @LEDGER_LOST: something happened and was not told
 * @LEDGER_DOUBLED: something was told more often than it happened
 * @LEDGER_FALSE: something was shown or told that was not so
 *
 * What is wrong with the program.
 */
typedef enum {
  LEDGER_LOST,
  LEDGER_DOUBLED,
  LEDGER_FALSE,
  LEDGER_N_FINDINGS,
} LedgerFinding;

/**
 * LedgerShown:
 * @connected: whether it shows a connection
 * @phase: its word for what the kettle is doing
 * @on: the On lamp
 * @warm: the Keep Warm lamp
 * @temperature: °C, 0 for none
 *
 * What the program shows.
 */
typedef struct {
  gboolean connected;
  char phase[16];
  gboolean on;
  gboolean warm;
  int temperature;
} LedgerShown;

/**
 * Ledger:
 *
 * The oracle of the soak: two columns, what is true of the kettle and what the program tells of it,
 * and the rule between them. Nothing that happened is lost, nothing is told twice, nothing is
 * claimed that is not known. It has no clock and no socket: all times, µs on one clock, are passed
 * in. A page goes from one calm moment to the next: the kettle dark, the program connected.
 */
typedef struct _Ledger Ledger;

Ledger *ledger_new (double time_scale);
void ledger_free (Ledger *self);

void ledger_truth_word (Ledger *self, gint64 now, const char *word, guint client);
void ledger_truth_keys (Ledger *self, gint64 now, guint keys, gboolean clear);
void ledger_truth_silence (Ledger *self, gboolean silent);
void ledger_truth_gone (Ledger *self, gint64 now, guint client);
void ledger_truth_server (Ledger *self, gint64 now, gboolean present);
void ledger_truth_press (Ledger *self, gint64 now, gboolean off);

void ledger_show (Ledger *self, gint64 now, const LedgerShown *shown);
void ledger_tell (Ledger *self, gint64 now, LedgerEvent event);
void ledger_bubble (Ledger *self, gint64 now, guint bubble);

gboolean ledger_is_owed (Ledger *self, gint64 now);
char *ledger_turn_page (Ledger *self, gint64 now);
void ledger_note (Ledger *self, gint64 now, const char *format, ...) G_GNUC_PRINTF (3, 4);
void ledger_find (Ledger *self, gint64 now, LedgerFinding finding, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

guint ledger_get_n_findings (Ledger *self, LedgerFinding finding);
GPtrArray *ledger_get_findings (Ledger *self);
guint ledger_get_n_boils (Ledger *self);
guint ledger_get_n_heats (Ledger *self);
guint ledger_get_n_told (Ledger *self, LedgerEvent event);
guint ledger_get_n_bubbles (Ledger *self, guint bubble);
guint ledger_get_n_owed (Ledger *self);
const char *ledger_bubble_get_name (guint bubble);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ledger, ledger_free)

G_END_DECLS
