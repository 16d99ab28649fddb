// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KettleCtlOutcome:
 * @KETTLE_CTL_OUTCOME_DONE: "done": what was asked for is so
 * @KETTLE_CTL_OUTCOME_BOILED: "boiled": it was waited for, and the temperature was reached
 * @KETTLE_CTL_OUTCOME_OFF: "off": it is off before that, by somebody's hand or for an unseen reason
 * @KETTLE_CTL_OUTCOME_LIFTED: "lifted": likewise, lifted from its base
 * @KETTLE_CTL_OUTCOME_PROBLEM: "problem": likewise, it reports a problem
 * @KETTLE_CTL_OUTCOME_TIMEOUT: "timeout": there was no answer in time, or no end
 * @KETTLE_CTL_OUTCOME_NO_KETTLE: "no-kettle": none is known, or none can be reached
 * @KETTLE_CTL_OUTCOME_NOT_A_KETTLE: "not-a-kettle": something else answers at the address
 * @KETTLE_CTL_OUTCOME_ERROR: "error": anything else
 *
 * How a run ended: the word in the JSON, and the exit status that goes with it.
 */
typedef enum {
  KETTLE_CTL_OUTCOME_DONE = 0,
  KETTLE_CTL_OUTCOME_BOILED,
  KETTLE_CTL_OUTCOME_OFF,
  KETTLE_CTL_OUTCOME_LIFTED,
  KETTLE_CTL_OUTCOME_PROBLEM,
  KETTLE_CTL_OUTCOME_TIMEOUT,
  KETTLE_CTL_OUTCOME_NO_KETTLE,
  KETTLE_CTL_OUTCOME_NOT_A_KETTLE,
  KETTLE_CTL_OUTCOME_ERROR,
} KettleCtlOutcome;

#define KETTLE_CTL_EXIT_USAGE 2

const char *kettle_ctl_outcome_get_word (KettleCtlOutcome outcome);
int kettle_ctl_outcome_get_status (KettleCtlOutcome outcome);

/**
 * KettleCtlError:
 * @KETTLE_CTL_ERROR_NO_KETTLE: no kettle is known, or it is to be left alone
 * @KETTLE_CTL_ERROR_FAILED: anything else
 *
 * Why there is nobody to ask. The messages are whole sentences for a person.
 */
typedef enum {
  KETTLE_CTL_ERROR_NO_KETTLE = 1,
  KETTLE_CTL_ERROR_FAILED,
} KettleCtlError;

#define KETTLE_CTL_ERROR (kettle_ctl_error_quark ())

GQuark kettle_ctl_error_quark (void);

G_END_DECLS
