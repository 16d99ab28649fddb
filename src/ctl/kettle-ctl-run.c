// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-run.h"

#include "ctl/kettle-ctl-open.h"
#include "ctl/kettle-ctl-output.h"
#include "ctl/kettle-ctl-progress.h"
#include "ctl/kettle-ctl-text.h"
#include "net/kettle-descriptors.h"
#include "net/kettle-timer.h"
#include "settings/kettle-settings.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

struct _KettleCtlRun {
  const KettleCtlOptions *options;
  const KettleCtlPlan *plan;
  gpointer data;                   /* the plan's own; NULL before it begins */
  GSettings *settings;             /* nullable: no schema */
  KettleCtlKettle *kettle;         /* nullable: not found yet */
  char *address;                   /* the kettle's */
  GListModel *kettles;             /* nullable */
  char *chosen;                    /* nullable */
  const KettleCtlWifiReport *wifi; /* nullable; the plan's own */

  GMainLoop *loop;
  GSource *deadline;
  KettleCtlProgress *progress;
  gboolean ended;
  int interrupted; /* what to exit with, once somebody wanted it to end; else 0 */
  int status;
};

static gboolean
is_watch (KettleCtlRun *self)
{
  return self->options->command == KETTLE_CTL_COMMAND_WATCH;
}

/**
 * kettle_ctl_run_get_options:
 * @self: a run
 *
 * Returns: (transfer none): the command line
 */
const KettleCtlOptions *
kettle_ctl_run_get_options (KettleCtlRun *self)
{
  return self->options;
}

/**
 * kettle_ctl_run_get_settings:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): the settings of Kettle
 */
GSettings *
kettle_ctl_run_get_settings (KettleCtlRun *self)
{
  return self->settings;
}

/**
 * kettle_ctl_run_get_kettle:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): the kettle
 */
KettleCtlKettle *
kettle_ctl_run_get_kettle (KettleCtlRun *self)
{
  return self->kettle;
}

/**
 * kettle_ctl_run_get_report:
 * @self: a run
 * @report: (out caller-allocates): what there is to tell now; valid until the next call
 */
void
kettle_ctl_run_get_report (KettleCtlRun *self, KettleCtlReport *report)
{
  *report = (KettleCtlReport){
    .host = self->address, .kettles = self->kettles, .chosen = self->chosen, .wifi = self->wifi
  };
  if (self->kettle == NULL)
    return;

  kettle_ctl_kettle_get_snapshot (self->kettle, &report->snapshot);
  g_free (self->address);
  self->address = kettle_ctl_kettle_dup_address (self->kettle);
  report->host = self->address;
}

/**
 * kettle_ctl_run_set_found:
 * @self: a run
 * @kettles: of #KettleFound: what a look finds, to be part of the answer
 * @chosen: (nullable): the address of the one that Kettle uses
 */
void
kettle_ctl_run_set_found (KettleCtlRun *self, GListModel *kettles, const char *chosen)
{
  g_set_object (&self->kettles, kettles);
  g_free (self->chosen);
  self->chosen = g_strdup (chosen);
}

/**
 * kettle_ctl_run_set_wifi:
 * @self: a run
 * @wifi: (nullable): what is known of the wifi module, to be part of the answer; must stay
 */
void
kettle_ctl_run_set_wifi (KettleCtlRun *self, const KettleCtlWifiReport *wifi)
{
  self->wifi = wifi;
}

/**
 * kettle_ctl_run_set_address:
 * @self: a run whose plan deals with a kettle by itself
 * @host: where that is
 * @port: its port
 */
void
kettle_ctl_run_set_address (KettleCtlRun *self, const char *host, guint16 port)
{
  g_free (self->address);
  self->address = kettle_ctl_text_dup_address (host, port);
}

/* Ends without a word more. */
static void
stop (KettleCtlRun *self, int status)
{
  self->ended = TRUE;
  self->status = status;
  g_main_loop_quit (self->loop);
}

/**
 * kettle_ctl_run_say:
 * @self: a run
 * @line: a line of an answer that is not complete by it
 *
 * Prints it. The run ends if nobody reads any more.
 */
void
kettle_ctl_run_say (KettleCtlRun *self, const char *line)
{
  if (self->ended)
    return;

  kettle_ctl_progress_clear (self->progress);
  if (!kettle_ctl_output_print (line))
    stop (self, kettle_ctl_outcome_get_status (KETTLE_CTL_OUTCOME_ERROR));
}

/**
 * kettle_ctl_run_complain:
 * @self: a run
 * @sentence: what is not as it should be
 *
 * Tells a person, and goes on.
 */
void
kettle_ctl_run_complain (KettleCtlRun *self, const char *sentence)
{
  if (self->ended)
    return;

  kettle_ctl_progress_clear (self->progress);
  kettle_ctl_output_complain (sentence);
}

/**
 * kettle_ctl_run_make_room:
 * @self: a run
 *
 * Takes the progress line away before a plan writes to the terminal by itself.
 */
void
kettle_ctl_run_make_room (KettleCtlRun *self)
{
  kettle_ctl_progress_clear (self->progress);
}

static void
end_with_status (KettleCtlRun *self,
                 KettleCtlOutcome outcome,
                 int status,
                 const char *answer,
                 const char *complaint)
{
  gboolean written = TRUE;

  if (self->ended)
    return;

  kettle_ctl_progress_clear (self->progress);
  /* A watch has told everything already, but for what ended it. */
  if (self->options->json && (!is_watch (self) || outcome != KETTLE_CTL_OUTCOME_DONE)) {
    KettleCtlReport report;
    g_autofree char *document = NULL;

    kettle_ctl_run_get_report (self, &report);
    report.outcome = outcome;
    report.event = is_watch (self) ? "end" : NULL;
    report.time = g_get_real_time () / G_USEC_PER_SEC;
    document = kettle_ctl_json_dup (&report);
    written = kettle_ctl_output_print (document);
  } else if (!self->options->json && answer != NULL) {
    written = kettle_ctl_output_print (answer);
  }
  if (complaint != NULL)
    kettle_ctl_output_complain (complaint);

  stop (self, written ? status : kettle_ctl_outcome_get_status (KETTLE_CTL_OUTCOME_ERROR));
}

/**
 * kettle_ctl_run_end:
 * @self: a run
 * @outcome: how it ended
 * @answer: (nullable): for standard output, unless that gets JSON
 * @complaint: (nullable): for standard error
 *
 * Tells how it ended, and ends it. Only the first call does.
 */
void
kettle_ctl_run_end (KettleCtlRun *self,
                    KettleCtlOutcome outcome,
                    const char *answer,
                    const char *complaint)
{
  end_with_status (self, outcome, kettle_ctl_outcome_get_status (outcome), answer, complaint);
}

/**
 * kettle_ctl_run_end_interrupted:
 * @self: a run whose plan took an interruption upon itself
 * @complaint: (nullable): for standard error
 *
 * Ends it as interrupted.
 */
void
kettle_ctl_run_end_interrupted (KettleCtlRun *self, const char *complaint)
{
  end_with_status (self, KETTLE_CTL_OUTCOME_ERROR, self->interrupted, NULL, complaint);
}

/**
 * kettle_ctl_run_end_unreachable:
 * @self: a run with a kettle that is not connected
 *
 * Ends it, telling why there is no connection.
 */
void
kettle_ctl_run_end_unreachable (KettleCtlRun *self)
{
  KettleCtlReport report;
  g_autofree char *complaint = NULL;

  kettle_ctl_run_get_report (self, &report);
  complaint = kettle_ctl_text_dup_trouble (&report.snapshot, report.host);
  kettle_ctl_run_end (self,
                      report.snapshot.connection == KETTLE_LIFE_NOT_A_KETTLE
                          ? KETTLE_CTL_OUTCOME_NOT_A_KETTLE
                          : KETTLE_CTL_OUTCOME_NO_KETTLE,
                      NULL, complaint);
}

/**
 * kettle_ctl_run_refresh:
 * @self: a run
 *
 * What the progress line says has changed.
 */
void
kettle_ctl_run_refresh (KettleCtlRun *self)
{
  if (!self->ended)
    kettle_ctl_progress_update (self->progress);
}

static char *
dup_progress (gpointer user_data)
{
  KettleCtlRun *self = user_data;

  if (self->data == NULL || self->plan->dup_progress == NULL)
    return NULL;

  return self->plan->dup_progress (self->data);
}

static void
on_changed (KettleCtlKettle *kettle, KettleCtlRun *self)
{
  if (!self->ended && self->plan->changed != NULL)
    self->plan->changed (self->data);
  kettle_ctl_run_refresh (self);
}

static void
on_event (KettleCtlKettle *kettle, int event, KettleCtlRun *self)
{
  if (!self->ended && self->plan->event != NULL)
    self->plan->event (self->data, event);
}

static void
on_gone (KettleCtlKettle *kettle, KettleCtlRun *self)
{
  kettle_ctl_run_end (self, KETTLE_CTL_OUTCOME_ERROR, NULL,
                      /* Translators: Kettle is the program */
                      _ ("Kettle was closed, and its connection to the kettle with it. The kettle "
                         "was left as it is."));
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KettleCtlRun *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleCtlKettle) kettle = kettle_ctl_open_finish (result, &error);

  if (self->ended)
    return;
  if (kettle == NULL) {
    kettle_ctl_run_end (self,
                        g_error_matches (error, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_NO_KETTLE)
                            ? KETTLE_CTL_OUTCOME_NO_KETTLE
                            : KETTLE_CTL_OUTCOME_ERROR,
                        NULL, error->message);
    return;
  }

  self->kettle = g_steal_pointer (&kettle);
  g_signal_connect (self->kettle, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->kettle, "event", G_CALLBACK (on_event), self);
  g_signal_connect (self->kettle, "gone", G_CALLBACK (on_gone), self);
  self->data = self->plan->begin (self);
  on_changed (self->kettle, self);
}

static gboolean
on_deadline (gpointer user_data)
{
  KettleCtlRun *self = user_data;
  KettleCtlReport report;

  if (self->ended
      || (self->data != NULL && self->plan->expired != NULL && self->plan->expired (self->data)))
    return G_SOURCE_REMOVE;

  kettle_ctl_run_get_report (self, &report);
  if (self->kettle == NULL)
    kettle_ctl_run_end (self, KETTLE_CTL_OUTCOME_NO_KETTLE, NULL,
                        _ ("Nothing was known of a kettle in time: try a longer --timeout."));
  else if (report.snapshot.connection != KETTLE_LIFE_CONNECTED)
    kettle_ctl_run_end_unreachable (self);
  else
    kettle_ctl_run_end (self, KETTLE_CTL_OUTCOME_TIMEOUT, NULL,
                        _ ("The kettle did not answer in time."));

  return G_SOURCE_REMOVE;
}

/**
 * kettle_ctl_run_interrupt:
 * @self: a run
 * @status: what to exit with
 *
 * A person or the system wants it to end.
 */
void
kettle_ctl_run_interrupt (KettleCtlRun *self, int status)
{
  g_autofree char *complaint = NULL;

  if (self->ended)
    return;

  self->interrupted = status;
  if (self->data != NULL && self->plan->interrupted != NULL && self->plan->interrupted (self->data))
    return;

  /* What is told is what was last known, so before the kettle is left. */
  if (self->data != NULL && self->plan->dup_interrupted != NULL)
    complaint = self->plan->dup_interrupted (self->data);
  else if (!is_watch (self))
    complaint = g_strdup (_ ("Interrupted before there was an answer."));
  end_with_status (self, is_watch (self) ? KETTLE_CTL_OUTCOME_DONE : KETTLE_CTL_OUTCOME_ERROR,
                   status, NULL, complaint);
}

/* For a watch that is how it ends. */
static gboolean
on_interrupt (gpointer user_data)
{
  KettleCtlRun *self = user_data;

  kettle_ctl_run_interrupt (self, is_watch (self) ? 0 : 130);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_terminate (gpointer user_data)
{
  kettle_ctl_run_interrupt (user_data, 143);

  return G_SOURCE_CONTINUE;
}

/* Nobody reads what would be written, as in "kettlectl watch | head". */
static gboolean
on_output_closed (int fd, GIOCondition condition, gpointer user_data)
{
  stop (user_data, kettle_ctl_outcome_get_status (KETTLE_CTL_OUTCOME_ERROR));

  return G_SOURCE_REMOVE;
}

static const KettleCtlPlan *
choose_plan (const KettleCtlOptions *options)
{
  switch (options->command) {
  case KETTLE_CTL_COMMAND_STATUS:
    return &kettle_ctl_status_plan;
  case KETTLE_CTL_COMMAND_WATCH:
    return &kettle_ctl_watch_plan;
  case KETTLE_CTL_COMMAND_FIND:
    return options->host != NULL ? &kettle_ctl_ask_plan : &kettle_ctl_find_plan;
  case KETTLE_CTL_COMMAND_WIFI:
    return &kettle_ctl_wifi_plan;
  case KETTLE_CTL_COMMAND_BOIL:
  case KETTLE_CTL_COMMAND_OFF:
  case KETTLE_CTL_COMMAND_WARM:
  default:
    return &kettle_ctl_press_plan;
  }
}

static void
clear (KettleCtlRun *self)
{
  if (self->data != NULL)
    self->plan->free (self->data);
  if (self->kettle != NULL) {
    g_signal_handlers_disconnect_by_data (self->kettle, self);
    kettle_ctl_kettle_close (self->kettle);
  }
  g_clear_object (&self->kettle);
  g_clear_object (&self->kettles);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->progress, kettle_ctl_progress_free);
  g_clear_pointer (&self->deadline, kettle_timer_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_free (self->address);
  g_free (self->chosen);
}

/**
 * kettle_ctl_run:
 * @options: what to do
 *
 * Does it, tells how it ended, and leaves the kettle.
 *
 * Returns: what to exit with
 */
int
kettle_ctl_run (const KettleCtlOptions *options)
{
  KettleCtlRun self = { .options = options, .plan = choose_plan (options) };
  guint sigint;
  guint sigterm;

  kettle_descriptors_reserve ();
  sigint = g_unix_signal_add (SIGINT, on_interrupt, &self);
  sigterm = g_unix_signal_add (SIGTERM, on_terminate, &self);
  self.loop = g_main_loop_new (NULL, FALSE);
  self.settings = kettle_settings_open (FALSE);
  self.progress = kettle_ctl_progress_new (dup_progress, &self);
  self.deadline = kettle_timer_new ("kettle-ctl deadline", on_deadline, &self);
  if (options->timeout > 0)
    kettle_timer_start (self.deadline, (gint64) (options->timeout * G_USEC_PER_SEC));
  if (is_watch (&self))
    g_unix_fd_add (STDOUT_FILENO, G_IO_ERR, on_output_closed, &self);

  if (self.plan->without_kettle)
    self.data = self.plan->begin (&self);
  else
    kettle_ctl_open_async (options, self.settings, on_open_ready, &self);
  if (!self.ended)
    g_main_loop_run (self.loop);

  g_source_remove (sigint);
  g_source_remove (sigterm);
  clear (&self);

  return self.status;
}
