// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-run.h"
#include "ctl/kettle-ctl-text.h"
#include "ctl/kettle-ctl-wait.h"
#include "net/kettle-timer.h"
#include "settings/kettle-settings.h"

#include <glib/gi18n.h>

/*
 * The commands that press keys: one key after the other, each when the one before is confirmed;
 * and with --wait the end of the heat. What may be pressed by then is up to the model; here nothing
 * is pressed twice.
 */

/* From the command to the written key, as for a click in the window, ms. */
#define SEND_PATIENCE 5000

/* The kettle tells that it is on, and then to what temperature; how long the second word may take
 * after the first, ms. */
#define NEXT_WORD 500

#define MAX_STEPS 3

/* Answers that come after the end find nobody any more. */
#define PRESS_KEY "kettle-ctl-press"

typedef struct {
  KettleRequestKind kind;
  int argument;
  gboolean unless_warm; /* Keep Warm is a toggle: only if its lamp is dark */
  gboolean if_warm;     /* only if it is lit */
} Step;

typedef struct {
  KettleCtlRun *run;
  KettleCtlKettle *kettle;
  Step steps[MAX_STEPS];
  guint n_steps;
  guint next;
  gboolean pressing;
  gboolean is_boil;
  KettleCtlWait wait;
  gboolean boiled;
  gboolean settled; /* there is no word more to wait for */
  char *address;
  GSource *patience; /* runs while a step needs a connection that is not there */
  GSource *go_on;    /* fires when a key was confirmed */
  GSource *settle;   /* runs while the temperature is not told yet */
} Press;

static void
add_step (Press *self, KettleRequestKind kind, int argument)
{
  self->steps[self->n_steps++] = (Step){ .kind = kind, .argument = argument };
}

/* Keep Warm on, for the length that was named or that is preferred. */
static void
add_warm_on (Press *self)
{
  GSettings *settings = kettle_ctl_run_get_settings (self->run);
  int minutes = kettle_ctl_run_get_options (self->run)->warm_minutes;

  if (minutes == 0 && settings != NULL)
    minutes = kettle_settings_get_preferred_warm_minutes (settings);

  add_step (self, KETTLE_REQUEST_WARM, 0);
  self->steps[self->n_steps - 1].unless_warm = TRUE;
  if (minutes != 0)
    add_step (self, KETTLE_REQUEST_WARM_MINUTES, minutes);
}

static int
get_temperature (Press *self)
{
  GSettings *settings = kettle_ctl_run_get_settings (self->run);
  int temperature = kettle_ctl_run_get_options (self->run)->temperature;

  if (temperature != 0)
    return temperature;

  return settings != NULL ? kettle_settings_get_preferred_temperature (settings) : 100;
}

static void
plan_steps (Press *self)
{
  const KettleCtlOptions *options = kettle_ctl_run_get_options (self->run);

  if (options->command == KETTLE_CTL_COMMAND_OFF) {
    add_step (self, KETTLE_REQUEST_OFF, 0);
    return;
  }
  if (options->command == KETTLE_CTL_COMMAND_BOIL)
    add_step (self, KETTLE_REQUEST_TEMPERATURE, get_temperature (self));

  switch (options->warm) {
  case KETTLE_CTL_WARM_TOGGLE:
    add_step (self, KETTLE_REQUEST_WARM, 0);
    break;
  case KETTLE_CTL_WARM_ON:
    add_warm_on (self);
    break;
  case KETTLE_CTL_WARM_OFF:
    add_step (self, KETTLE_REQUEST_WARM, 0);
    self->steps[self->n_steps - 1].if_warm = TRUE;
    break;
  case KETTLE_CTL_WARM_LEAVE:
  default:
    break;
  }
}

static void
end_waiting (Press *self, KettleCtlOutcome outcome)
{
  KettleCtlReport report;
  g_autofree char *sentence = NULL;

  kettle_ctl_run_get_report (self->run, &report);
  if (outcome == KETTLE_CTL_OUTCOME_BOILED) {
    sentence = kettle_ctl_text_dup_reached (&report.snapshot);
    kettle_ctl_run_end (self->run, outcome, sentence, NULL);
    return;
  }

  sentence = kettle_ctl_text_dup_end (outcome, self->wait.was_lost);
  kettle_ctl_run_end (self->run, outcome, NULL, sentence);
}

/* Returns: whether the run is over */
static gboolean
judge (Press *self)
{
  const KettleCtlOptions *options = kettle_ctl_run_get_options (self->run);
  KettleCtlOutcome outcome;
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);
  if (!self->is_boil || !kettle_ctl_wait_see (&self->wait, &now, &outcome))
    return FALSE;
  if (outcome == KETTLE_CTL_OUTCOME_BOILED) {
    self->boiled = TRUE;
    /* The last key may not have its second look yet; what it was pressed for has come true. */
    if (!options->wait || self->next + (self->pressing ? 1 : 0) < self->n_steps)
      return FALSE;
  }
  if (outcome == KETTLE_CTL_OUTCOME_OFF && !options->wait)
    return FALSE;

  end_waiting (self, outcome);

  return TRUE;
}

static void
end_done (Press *self)
{
  KettleCtlReport report;
  g_autofree char *state = NULL;
  g_autofree char *lamps = NULL;
  g_autofree char *answer = NULL;

  kettle_ctl_run_get_report (self->run, &report);
  state = kettle_ctl_text_dup_state (&report.snapshot, 0);
  lamps = kettle_ctl_text_dup_lamps (&report.snapshot);
  answer = g_strconcat (state, "\n", lamps, NULL);
  kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_DONE, answer, NULL);
}

/* Without a connection these know nothing that they could be pressed for. */
static gboolean
needs_sight (Press *self, const Step *step)
{
  const KettleCtlOptions *options = kettle_ctl_run_get_options (self->run);

  /* Whoever holds the kettle tries for so long, and cannot be stopped when the time is over. */
  return step->kind == KETTLE_REQUEST_WARM || step->kind == KETTLE_REQUEST_WARM_MINUTES
         || options->timeout * 1000 < SEND_PATIENCE;
}

/* Whether @step has nothing to do. */
static gboolean
is_idle (Press *self, const Step *step, const KettleSnapshot *now)
{
  if ((step->unless_warm && now->warm) || (step->if_warm && !now->warm))
    return TRUE;

  /* Keep Warm that comes too late for its heat would be a heat of its own. */
  return self->is_boil && step->kind != KETTLE_REQUEST_TEMPERATURE && !now->on && !now->warm;
}

static void
fail (Press *self, const Step *step, const GError *error)
{
  g_autofree char *sentence = NULL;
  KettleCtlOutcome outcome = KETTLE_CTL_OUTCOME_ERROR;

  if (error->domain != KETTLE_PRESS_ERROR) {
    /* Translators: Kettle is the program; %s is what it or the system says */
    sentence = g_strdup_printf (_ ("Kettle, which is connected with the kettle, could not do it: "
                                   "%s."),
                                error->message);
    kettle_ctl_run_end (self->run, outcome, NULL, sentence);
    return;
  }

  switch ((KettlePressError) error->code) {
  case KETTLE_PRESS_ERROR_NO_ANSWER:
  case KETTLE_PRESS_ERROR_NOT_CONFIRMED:
    outcome = KETTLE_CTL_OUTCOME_TIMEOUT;
    break;
  case KETTLE_PRESS_ERROR_REPLACED:
    break;
  case KETTLE_PRESS_ERROR_NOT_SENT:
  case KETTLE_PRESS_ERROR_NOT_CONNECTED: {
    KettleCtlReport report;

    kettle_ctl_run_get_report (self->run, &report);
    if (report.snapshot.connection == KETTLE_LIFE_UNREACHABLE) {
      kettle_ctl_run_end_unreachable (self->run);
      return;
    }
    outcome = KETTLE_CTL_OUTCOME_NO_KETTLE;
    break;
  }
  case KETTLE_PRESS_ERROR_NO_KETTLE:
  default:
    outcome = KETTLE_CTL_OUTCOME_NO_KETTLE;
  }

  sentence =
      kettle_ctl_text_dup_failure (step->kind, step->argument, (KettlePressError) error->code);
  kettle_ctl_run_end (self->run, outcome, NULL, sentence);
}

/* Whether the kettle was on and is off again: somebody was quicker with its switch than this with
 * the next key. */
static gboolean
is_off_again (Press *self)
{
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);

  return self->is_boil && self->wait.heating && now.connection == KETTLE_LIFE_CONNECTED
         && now.phase == KETTLE_PHASE_OFF;
}

static void
on_pressed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean confirmed = kettle_ctl_kettle_press_finish (KETTLE_CTL_KETTLE (source), result, &error);
  Press *self = g_object_get_data (source, PRESS_KEY);

  /* The run has ended before the answer came. */
  if (self == NULL)
    return;

  self->pressing = FALSE;
  if (confirmed) {
    self->next++;
    self->wait.confirmed = TRUE;
    kettle_timer_start (self->go_on, 0);
  } else if (self->boiled && kettle_ctl_run_get_options (self->run)->wait) {
    /* Hot water reached its temperature before its key could be seen to be lit. */
    end_waiting (self, KETTLE_CTL_OUTCOME_BOILED);
  } else if (g_error_matches (error, KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_NOT_CONFIRMED)
             && is_off_again (self)) {
    end_waiting (self, KETTLE_CTL_OUTCOME_OFF);
  } else {
    fail (self, &self->steps[self->next], error);
  }
}

/* Returns: whether the next step may be pressed; if not, it is waited for, but not for long */
static gboolean
has_sight (Press *self, const Step *step, const KettleSnapshot *now)
{
  if (!needs_sight (self, step)
      || (now->connection == KETTLE_LIFE_CONNECTED && now->phase != KETTLE_PHASE_UNKNOWN)) {
    kettle_timer_stop (self->patience);
    return TRUE;
  }

  if (g_source_get_ready_time (self->patience) < 0)
    kettle_timer_start (self->patience, SEND_PATIENCE * 1000);

  return FALSE;
}

/* All keys are pressed. */
static void
finish (Press *self)
{
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);
  if (kettle_ctl_run_get_options (self->run)->wait) {
    if (self->boiled)
      end_waiting (self, KETTLE_CTL_OUTCOME_BOILED);
  } else if (self->is_boil && now.on && now.target_temperature == 0 && !self->settled) {
    if (g_source_get_ready_time (self->settle) < 0)
      kettle_timer_start (self->settle, NEXT_WORD * 1000);
  } else {
    end_done (self);
  }
}

static gboolean
on_settle (gpointer user_data)
{
  Press *self = user_data;

  self->settled = TRUE;
  finish (self);

  return G_SOURCE_CONTINUE;
}

static void
advance (Press *self)
{
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);
  while (!self->pressing && self->next < self->n_steps) {
    const Step *step = &self->steps[self->next];

    if (!has_sight (self, step, &now))
      return;
    if (is_idle (self, step, &now)) {
      if (self->is_boil && !now.on && step->kind == KETTLE_REQUEST_WARM)
        kettle_ctl_run_complain (self->run, _ ("The kettle is off already, so Keep Warm was not "
                                               "pressed."));
      self->next++;
      continue;
    }
    self->pressing = TRUE;
    kettle_ctl_kettle_press_async (self->kettle, step->kind, step->argument, on_pressed, NULL);
  }

  if (!self->pressing)
    finish (self);
}

static gboolean
on_go_on (gpointer user_data)
{
  Press *self = user_data;

  if (!judge (self))
    advance (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_patience (gpointer user_data)
{
  Press *self = user_data;
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);
  if (now.connection != KETTLE_LIFE_CONNECTED)
    kettle_ctl_run_end_unreachable (self->run);
  else
    kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_TIMEOUT, NULL,
                        _ ("The kettle did not answer in time."));

  return G_SOURCE_CONTINUE;
}

static gpointer
press_begin (KettleCtlRun *run)
{
  Press *self = g_new0 (Press, 1);

  self->run = run;
  self->kettle = g_object_ref (kettle_ctl_run_get_kettle (run));
  self->is_boil = kettle_ctl_run_get_options (run)->command == KETTLE_CTL_COMMAND_BOIL;
  self->address = kettle_ctl_kettle_dup_address (self->kettle);
  self->patience = kettle_timer_new ("kettle-ctl patience", on_patience, self);
  self->go_on = kettle_timer_new ("kettle-ctl go on", on_go_on, self);
  self->settle = kettle_timer_new ("kettle-ctl settle", on_settle, self);
  g_object_set_data (G_OBJECT (self->kettle), PRESS_KEY, self);
  plan_steps (self);

  return self;
}

static void
press_free (gpointer plan)
{
  Press *self = plan;

  g_object_set_data (G_OBJECT (self->kettle), PRESS_KEY, NULL);
  kettle_timer_free (self->patience);
  kettle_timer_free (self->go_on);
  kettle_timer_free (self->settle);
  g_object_unref (self->kettle);
  g_free (self->address);
  g_free (self);
}

/* What no further attempt will change. */
static gboolean
is_hopeless (const KettleSnapshot *now)
{
  return now->connection == KETTLE_LIFE_NOT_A_KETTLE || now->connection == KETTLE_LIFE_NONE
         || now->trouble == KETTLE_TROUBLE_NO_SUCH_NAME || now->trouble == KETTLE_TROUBLE_NOT_LOCAL;
}

static void
press_changed (gpointer plan)
{
  Press *self = plan;
  gboolean was_lost = self->wait.lost;
  g_autofree char *address = kettle_ctl_kettle_dup_address (self->kettle);
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);
  if (!g_str_equal (address, self->address)) {
    kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_ERROR, NULL,
                        /* Translators: Kettle is the program */
                        _ ("Another kettle was chosen in Kettle meanwhile. The one before was left "
                           "as it is."));
    return;
  }
  if (is_hopeless (&now) && !self->wait.confirmed) {
    kettle_ctl_run_end_unreachable (self->run);
    return;
  }
  if (judge (self))
    return;

  if (self->wait.lost && !was_lost && self->wait.confirmed)
    kettle_ctl_run_complain (self->run, _ ("The connection to the kettle was lost. Waiting for it "
                                           "to come back."));
  advance (self);
}

static void
press_event (gpointer plan, KettleCtlEvent event)
{
  Press *self = plan;

  if (event == KETTLE_CTL_EVENT_BOILED)
    self->wait.boiled = TRUE;
  if (!judge (self))
    advance (self);
}

static gboolean
press_expired (gpointer plan)
{
  Press *self = plan;
  KettleSnapshot now;
  g_autofree char *sentence = NULL;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);
  if (now.connection != KETTLE_LIFE_CONNECTED)
    return FALSE;

  if (self->pressing)
    sentence = g_strdup (_ ("The kettle did not confirm it in time. Check what it is doing."));
  else
    sentence = kettle_ctl_text_dup_left (&now);
  kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_TIMEOUT, NULL, sentence);

  return TRUE;
}

static char *
press_dup_progress (gpointer plan)
{
  Press *self = plan;
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);

  return kettle_ctl_text_dup_state (&now, g_get_real_time () / G_USEC_PER_SEC);
}

/* Whether a key is, or may be, on its way to the kettle that it does not show yet. */
static gboolean
is_in_doubt (Press *self, const KettleSnapshot *now)
{
  const Step *step = &self->steps[self->next];

  if (!self->pressing || now->connection != KETTLE_LIFE_CONNECTED)
    return FALSE;

  return step->kind != KETTLE_REQUEST_TEMPERATURE || !now->on
         || now->target_temperature != step->argument;
}

static char *
press_dup_interrupted (gpointer plan)
{
  Press *self = plan;
  KettleSnapshot now;

  kettle_ctl_kettle_get_snapshot (self->kettle, &now);
  if (kettle_ctl_kettle_is_committed (self->kettle))
    /* Translators: the first Kettle is the program */
    return g_strdup (_ ("Kettle was asked already and may still press it: look at the kettle."));
  if (is_in_doubt (self, &now))
    return g_strdup (
        _ ("A key was pressed that the kettle has not confirmed: look at the kettle."));

  return kettle_ctl_text_dup_left (&now);
}

const KettleCtlPlan kettle_ctl_press_plan = {
  .begin = press_begin,
  .changed = press_changed,
  .event = press_event,
  .expired = press_expired,
  .dup_progress = press_dup_progress,
  .dup_interrupted = press_dup_interrupted,
  .free = press_free,
};
