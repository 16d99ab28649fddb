// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-run.h"
#include "ctl/kettle-ctl-text.h"
#include "net/kettle-timer.h"

/*
 * The commands that only look: "status" once, "watch" until somebody ends it.
 */

/* "On" and the temperature that goes with it are two words of the kettle's, but one change. */
#define SETTLE_TIME (100 * 1000)

typedef struct {
  KettleCtlRun *run;
  GSource *settle; /* nullable: of a watch; runs while there is a change to tell */
  char *said;      /* nullable: what was said last */
  gboolean seen;   /* whether it was connected at any time */
} Look;

static gpointer
look_begin (KettleCtlRun *run)
{
  Look *self = g_new0 (Look, 1);

  self->run = run;

  return self;
}

static void
look_free (gpointer plan)
{
  Look *self = plan;

  g_clear_pointer (&self->settle, kettle_timer_free);
  g_free (self->said);
  g_free (self);
}

static char *
look_dup_progress (gpointer plan)
{
  Look *self = plan;
  KettleCtlReport report;

  kettle_ctl_run_get_report (self->run, &report);

  return kettle_ctl_text_dup_state (&report.snapshot, g_get_real_time () / G_USEC_PER_SEC);
}

static void
status_changed (gpointer plan)
{
  Look *self = plan;
  KettleCtlReport report;
  g_autofree char *state = NULL;
  g_autofree char *lamps = NULL;
  g_autofree char *answer = NULL;

  kettle_ctl_run_get_report (self->run, &report);
  switch (report.snapshot.connection) {
  case KETTLE_LIFE_UNREACHABLE:
  case KETTLE_LIFE_NOT_A_KETTLE:
  case KETTLE_LIFE_NONE:
    kettle_ctl_run_end_unreachable (self->run);
    return;
  case KETTLE_LIFE_CONNECTED:
    break;
  case KETTLE_LIFE_CONNECTING:
  default:
    return;
  }
  if (report.snapshot.phase == KETTLE_PHASE_UNKNOWN)
    return;

  state = kettle_ctl_text_dup_state (&report.snapshot, g_get_real_time () / G_USEC_PER_SEC);
  lamps = kettle_ctl_text_dup_lamps (&report.snapshot);
  answer = g_strconcat (state, "\n", lamps, NULL);
  kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_DONE, answer, NULL);
}

const KettleCtlPlan kettle_ctl_status_plan = {
  .begin = look_begin,
  .changed = status_changed,
  .dup_progress = look_dup_progress,
  .free = look_free,
};

/* The line about the state has said it already. */
static gboolean
is_plain (KettleCtlEvent event, KettlePhase phase)
{
  return (event == KETTLE_CTL_EVENT_BOILED && phase == KETTLE_PHASE_READY)
         || (event == KETTLE_CTL_EVENT_LIFTED && phase == KETTLE_PHASE_LIFTED)
         || (event == KETTLE_CTL_EVENT_PROBLEM && phase == KETTLE_PHASE_PROBLEM);
}

static void
say (Look *self, const char *line)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *whole = g_strdup_printf ("%s  %s", clock, line);

  kettle_ctl_run_say (self->run, whole);
}

static void
say_document (Look *self, KettleCtlReport *report, const char *event)
{
  g_autofree char *document = NULL;

  report->event = event;
  report->time = g_get_real_time () / G_USEC_PER_SEC;
  document = kettle_ctl_json_dup (report);
  kettle_ctl_run_say (self->run, document);
}

static gboolean
watch_tell (gpointer plan)
{
  Look *self = plan;
  KettleCtlReport report;
  const gboolean json = kettle_ctl_run_get_options (self->run)->json;
  g_autofree char *line = NULL;
  g_autofree char *lamps = NULL;
  g_autofree char *shown = NULL;

  kettle_timer_stop (self->settle);
  kettle_ctl_run_get_report (self->run, &report);
  if (report.snapshot.connection == KETTLE_LIFE_NOT_A_KETTLE && !self->seen) {
    kettle_ctl_run_end_unreachable (self->run);
    return G_SOURCE_CONTINUE;
  }
  /* Between connecting and the first status there is nothing to tell. */
  if (report.snapshot.connection == KETTLE_LIFE_CONNECTED
      && report.snapshot.phase == KETTLE_PHASE_UNKNOWN)
    return G_SOURCE_CONTINUE;

  self->seen = self->seen || report.snapshot.connection == KETTLE_LIFE_CONNECTED;
  line = kettle_ctl_text_dup_line (&report.snapshot);
  lamps = kettle_ctl_text_dup_lamps (&report.snapshot);
  shown = json ? g_strconcat (line, lamps, NULL) : g_strdup (line);
  /* What is the same as the line before is not said again; a document tells of lamps as well. */
  if (g_strcmp0 (shown, self->said) == 0)
    return G_SOURCE_CONTINUE;

  g_free (self->said);
  self->said = g_steal_pointer (&shown);
  if (json)
    say_document (self, &report, "state");
  else
    say (self, line);

  return G_SOURCE_CONTINUE;
}

static gpointer
watch_begin (KettleCtlRun *run)
{
  Look *self = look_begin (run);

  self->settle = kettle_timer_new ("kettle-ctl settle", watch_tell, self);

  return self;
}

static void
watch_changed (gpointer plan)
{
  Look *self = plan;

  if (g_source_get_ready_time (self->settle) < 0)
    kettle_timer_start (self->settle, SETTLE_TIME);
}

static void
watch_event (gpointer plan, KettleCtlEvent event)
{
  Look *self = plan;
  KettleCtlReport report;
  g_autofree char *line = kettle_ctl_text_dup_event (event);

  /* What the kettle shows comes before what happened. */
  watch_tell (self);
  kettle_ctl_run_get_report (self->run, &report);
  if (kettle_ctl_run_get_options (self->run)->json)
    say_document (self, &report, kettle_ctl_event_get_word (event));
  else if (!is_plain (event, report.snapshot.phase))
    say (self, line);
}

static gboolean
watch_expired (gpointer plan)
{
  Look *self = plan;

  watch_tell (self);
  kettle_ctl_run_end (self->run, KETTLE_CTL_OUTCOME_DONE, NULL, NULL);

  return TRUE;
}

/* What has changed in the last moment is told before it ends. */
static char *
watch_dup_interrupted (gpointer plan)
{
  watch_tell (plan);

  return NULL;
}

const KettleCtlPlan kettle_ctl_watch_plan = {
  .begin = watch_begin,
  .changed = watch_changed,
  .event = watch_event,
  .expired = watch_expired,
  .dup_interrupted = watch_dup_interrupted,
  .free = look_free,
};
