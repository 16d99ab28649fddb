// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-progress.h"

#include "ctl/kettle-ctl-output.h"
#include "ctl/kettle-ctl-text.h"
#include "net/kettle-timer.h"

#include <sys/ioctl.h>
#include <unistd.h>

/*
 * The line on a terminal that says what is waited for, written anew every second. Where standard
 * error is no terminal there is no line and nothing that wakes up.
 */

#define FIRST_DELAY (G_USEC_PER_SEC / 2)
#define INTERVAL    G_USEC_PER_SEC

struct _KettleCtlProgress {
  KettleCtlProgressFunc func;
  gpointer user_data;
  GSource *timer; /* nullable: no terminal */
  gboolean begun; /* what is over at once needs no line */
  gboolean shown;
};

static int
get_columns (void)
{
  struct winsize size = { 0 };

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 80;

  return size.ws_col;
}

static gboolean
on_tick (gpointer user_data)
{
  KettleCtlProgress *self = user_data;

  self->begun = TRUE;
  kettle_ctl_progress_update (self);
  kettle_timer_start (self->timer, INTERVAL);

  return G_SOURCE_CONTINUE;
}

static gboolean
can_show (void)
{
  const char *terminal = g_getenv ("TERM");

  return isatty (STDERR_FILENO) && terminal != NULL && *terminal != '\0'
         && !g_str_equal (terminal, "dumb");
}

/**
 * kettle_ctl_progress_new:
 * @func: tells what happens
 * @user_data: for @func
 *
 * Returns: (transfer full): a line that shows itself after a moment, if there is a terminal
 */
KettleCtlProgress *
kettle_ctl_progress_new (KettleCtlProgressFunc func, gpointer user_data)
{
  KettleCtlProgress *self = g_new0 (KettleCtlProgress, 1);

  self->func = func;
  self->user_data = user_data;
  if (can_show ()) {
    self->timer = kettle_timer_new ("kettle-ctl progress", on_tick, self);
    kettle_timer_start (self->timer, FIRST_DELAY);
  }

  return self;
}

/**
 * kettle_ctl_progress_free:
 * @self: (transfer full): a progress line
 *
 * Takes it away.
 */
void
kettle_ctl_progress_free (KettleCtlProgress *self)
{
  kettle_ctl_progress_clear (self);
  g_clear_pointer (&self->timer, kettle_timer_free);
  g_free (self);
}

/**
 * kettle_ctl_progress_update:
 * @self: a progress line
 *
 * Something has changed: shown at once, not within a second.
 */
void
kettle_ctl_progress_update (KettleCtlProgress *self)
{
  g_autofree char *line = NULL;
  g_autofree char *legible = NULL;
  g_autofree char *cut = NULL;

  if (self->timer == NULL || !self->begun)
    return;

  line = self->func (self->user_data);
  if (line == NULL)
    return;

  /* The last column stays free: some terminals go to the next line when it is filled. */
  legible = kettle_ctl_output_dup_legible (line);
  cut = kettle_ctl_text_cut (legible, get_columns () - 1);
  g_printerr ("\r%s\033[K", cut);
  self->shown = TRUE;
}

/**
 * kettle_ctl_progress_clear:
 * @self: a progress line
 *
 * Makes room for something that is to stay.
 */
void
kettle_ctl_progress_clear (KettleCtlProgress *self)
{
  if (self->shown)
    g_printerr ("\r\033[K");
  self->shown = FALSE;
}
