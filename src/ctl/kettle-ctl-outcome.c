// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-outcome.h"

static const struct {
  const char *word;
  int status;
} outcomes[] = {
  [KETTLE_CTL_OUTCOME_DONE] = { "done", 0 },
  [KETTLE_CTL_OUTCOME_BOILED] = { "boiled", 0 },
  [KETTLE_CTL_OUTCOME_OFF] = { "off", 4 },
  [KETTLE_CTL_OUTCOME_LIFTED] = { "lifted", 4 },
  [KETTLE_CTL_OUTCOME_PROBLEM] = { "problem", 4 },
  [KETTLE_CTL_OUTCOME_TIMEOUT] = { "timeout", 5 },
  [KETTLE_CTL_OUTCOME_NO_KETTLE] = { "no-kettle", 3 },
  [KETTLE_CTL_OUTCOME_NOT_A_KETTLE] = { "not-a-kettle", 3 },
  [KETTLE_CTL_OUTCOME_ERROR] = { "error", 1 },
};

/**
 * kettle_ctl_outcome_get_word:
 * @outcome: how a run ended
 *
 * Returns: (transfer none): its word in the JSON, not for translation
 */
const char *
kettle_ctl_outcome_get_word (KettleCtlOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (outcomes), "error");

  return outcomes[outcome].word;
}

/**
 * kettle_ctl_outcome_get_status:
 * @outcome: how a run ended
 *
 * Returns: what to exit with
 */
int
kettle_ctl_outcome_get_status (KettleCtlOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (outcomes), 1);

  return outcomes[outcome].status;
}

/**
 * kettle_ctl_error_quark:
 *
 * Returns: the domain of #KettleCtlError
 */
GQuark
kettle_ctl_error_quark (void)
{
  return g_quark_from_static_string ("kettle-ctl-error-quark");
}
