// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-wifi-private.h"

#include "ctl/kettle-ctl-wifi-ask.h"
#include "ctl/kettle-ctl-wifi-secret.h"
#include "ctl/kettle-ctl-wifi-text.h"
#include "net/kettle-wifi-file.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

/*
 * The command "wifi": everything before a kettle is looked for, and what an interruption means.
 */

#define HUNG_UP 129

/* --- Before anything is connected with ------------------------------------------------------- */

/* Of a look: the login, the six questions for the settings, and who it is. */
#define LOGIN_LINE   0
#define SETTING_LINE 1
#define MAC_LINE     7

static void
add_lines (GString *text, GPtrArray *all, const char *title, char **lines, guint n_lines)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, title);
  for (guint i = 0; i < n_lines && lines[i] != NULL; i++) {
    g_string_append_printf (text, "\n  %s", lines[i]);
    g_ptr_array_add (all, g_strdup (lines[i]));
  }
}

/* Every connection by itself, as each begins with a login. */
static void
end_dry_run (KettleCtlWifi *self)
{
  g_auto (GStrv) look = kettle_wifi_plan_dup_lines (NULL, NULL);
  g_auto (GStrv) whole = NULL;
  char *check[MAC_LINE + 2] = { look[LOGIN_LINE], look[MAC_LINE] };
  GPtrArray *all = g_ptr_array_new ();
  GString *text = g_string_new (NULL);
  g_autofree char *answer = NULL;

  add_lines (text, all, _ ("To look, and for the backup:"), look, G_MAXUINT);
  if (self->plan != NULL) {
    whole = kettle_wifi_plan_dup_lines (self->plan, NULL);
    add_lines (text, all, _ ("To write, in the form that the module itself shows:"), whole,
               G_MAXUINT);
    /* First whether it is the same module. */
    for (guint i = SETTING_LINE; i < MAC_LINE; i++)
      check[i + 1] = look[i];
    add_lines (text, all, _ ("To look again, if it then comes back at the same address:"), check,
               G_MAXUINT);
  }
  g_ptr_array_add (all, NULL);
  self->report.lines = (char **) g_ptr_array_free (all, FALSE);
  answer = g_string_free (text, FALSE);
  kettle_ctl_wifi_end (self, KETTLE_CTL_OUTCOME_DONE, answer, NULL);
}

static void
go_on_with_plan (KettleCtlWifi *self)
{
  const KettleCtlWifiOptions *options = &self->options->wifi;
  g_autoptr (GError) error = NULL;

  if (options->dry_run) {
    end_dry_run (self);
    return;
  }
  if (options->password_file != NULL) {
    self->password = kettle_ctl_wifi_secret_read_password (self->run, &error);
    if (self->password == NULL) {
      kettle_ctl_wifi_end_asking (self, error);
      return;
    }
  }

  kettle_ctl_wifi_deal (self);
}

static KettleWifiPlan *
make_join (KettleCtlWifi *self, GError **error)
{
  const KettleCtlWifiOptions *options = &self->options->wifi;
  g_autoptr (KettleSecret) passphrase = NULL;

  if (options->security != KETTLE_WIFI_SECURITY_OPEN) {
    passphrase = kettle_ctl_wifi_secret_get_passphrase (self->run, options->argument, error);
    if (passphrase == NULL)
      return NULL;
  }

  return kettle_wifi_plan_new_join (options->argument, options->security, passphrase, error);
}

/* What the backup does not hold is asked for. */
static KettleWifiPlan *
make_restore (KettleCtlWifi *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_restore (self->backup, NULL, &problem);
  g_autoptr (KettleSecret) key = NULL;

  if (plan != NULL && self->options->wifi.passphrase_file != NULL)
    kettle_ctl_run_complain (self->run, _ ("This backup needs no passphrase: that of "
                                           "--passphrase-file is not used."));
  if (plan != NULL)
    return g_steal_pointer (&plan);
  if (!g_error_matches (problem, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NO_KEY)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }

  key = kettle_ctl_wifi_secret_get_passphrase (self->run, self->backup->network, error);
  if (key == NULL)
    return NULL;

  return kettle_wifi_plan_new_restore (self->backup, key, error);
}

static void
make_plan (KettleCtlWifi *self)
{
  g_autoptr (GError) error = NULL;

  if (self->options->wifi.verb == KETTLE_CTL_WIFI_JOIN)
    self->plan = make_join (self, &error);
  else if (self->options->wifi.verb == KETTLE_CTL_WIFI_RESTORE)
    self->plan = make_restore (self, &error);

  if (error != NULL)
    kettle_ctl_wifi_end_asking (self, error);
  else
    go_on_with_plan (self);
}

static void
on_backup_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiSettings) backup = kettle_wifi_file_load_finish (result, &error);
  KettleCtlWifi *self = user_data;

  if (self->over)
    return;
  if (backup == NULL && error->domain != KETTLE_WIFI_ERROR) {
    g_autofree char *shown = g_filename_display_name (self->options->wifi.argument);
    g_autofree char *complaint =
        /* Translators: %1$s is a file; %2$s is what the system says, without a full stop */
        g_strdup_printf (_ ("“%1$s” cannot be read: %2$s."), shown, error->message);

    kettle_ctl_wifi_end (self, KETTLE_CTL_OUTCOME_ERROR, NULL, complaint);
    return;
  }
  if (backup == NULL) {
    kettle_ctl_wifi_end_error (self, error);
    return;
  }

  self->backup = g_steal_pointer (&backup);
  make_plan (self);
}

/* What would only be found out after a person has typed a passphrase. */
static gboolean
check_first (KettleCtlWifi *self)
{
  const KettleCtlWifiOptions *options = &self->options->wifi;
  g_autofree char *shown = NULL;
  g_autofree char *complaint = NULL;

  if (options->dry_run)
    return TRUE;
  if (options->backup != NULL
      && (g_file_test (options->backup, G_FILE_TEST_EXISTS)
          || g_file_test (options->backup, G_FILE_TEST_IS_SYMLINK))) {
    shown = g_filename_display_name (options->backup);
    /* Translators: %s is a file */
    complaint = g_strdup_printf (_ ("“%s” is there already, and a backup takes the place of no "
                                    "other file: name a new one."),
                                 shown);
    kettle_ctl_wifi_end (self, KETTLE_CTL_OUTCOME_ERROR, NULL, complaint);
    return FALSE;
  }
  if (options->verb != KETTLE_CTL_WIFI_SHOW && !options->yes
      && !kettle_ctl_wifi_ask_has_terminal ()) {
    kettle_ctl_wifi_end (
        self, KETTLE_CTL_OUTCOME_ERROR, NULL,
        _ ("There is no terminal to ask on before something is written: look at it with "
           "--dry-run, then say --yes."));
    return FALSE;
  }

  return TRUE;
}

#if KETTLE_DEVELOPMENT
/* For tests, which have no right to port 23 and no time. */
static gboolean
read_number (const char *name, double most, double *number)
{
  const char *text = g_getenv (name);
  char *end = NULL;

  if (text == NULL)
    return TRUE;
  *number = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *number >= 1 && *number <= most)
    return TRUE;

  g_printerr ("kettlectl: %s must be a number from 1 to %.0f.\n", name, most);
  return FALSE;
}

static gboolean
read_environment (KettleCtlWifi *self)
{
  double port = self->module_port;

  if (!read_number ("KETTLE_WIFI_PORT", 65535, &port)
      || !read_number ("KETTLE_TIME_SCALE", 1000, &self->time_scale))
    return FALSE;
  self->module_port = (guint) port;

  return TRUE;
}
#else
static gboolean
read_environment (KettleCtlWifi *self)
{
  return TRUE;
}
#endif

/* The terminal is gone: what was written is taken back all the same. */
static gboolean
on_hangup (gpointer user_data)
{
  KettleCtlWifi *self = user_data;

  kettle_ctl_run_interrupt (self->run, HUNG_UP);

  return G_SOURCE_CONTINUE;
}

/* As under nohup. */
static gboolean
is_ignored (int number)
{
  struct sigaction action;

  return sigaction (number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static gpointer
wifi_begin (KettleCtlRun *run)
{
  KettleCtlWifi *self = g_new0 (KettleCtlWifi, 1);
  const KettleCtlWifiOptions *options;
  g_autoptr (GFile) file = NULL;

  kettle_secret_forbid_core_files ();
  self->run = run;
  self->options = kettle_ctl_run_get_options (run);
  self->time_scale = 1.0;
  self->module_port = KETTLE_WIFI_PORT;
  if (!is_ignored (SIGHUP))
    self->hangup = g_unix_signal_add (SIGHUP, on_hangup, self);
  kettle_ctl_run_set_wifi (run, &self->report);

  options = &self->options->wifi;
  if (!read_environment (self)) {
    kettle_ctl_wifi_end (self, KETTLE_CTL_OUTCOME_ERROR, NULL, NULL);
  } else if (check_first (self) && options->verb == KETTLE_CTL_WIFI_RESTORE) {
    file = g_file_new_for_path (options->argument);
    kettle_wifi_file_load_async (file, NULL, on_backup_loaded, self);
  } else if (!self->over) {
    make_plan (self);
  }

  return self;
}

/* --- While it runs --------------------------------------------------------------------------- */

static char *
wifi_dup_progress (gpointer plan)
{
  KettleCtlWifi *self = plan;

  if (!self->running)
    return NULL;

  return g_strdup (kettle_ctl_wifi_text_get_stage (kettle_wifi_job_get_stage (self->job)));
}

static gboolean
wifi_interrupted (gpointer plan)
{
  KettleCtlWifi *self = plan;
  const KettleWifiStage stage =
      self->running ? kettle_wifi_job_get_stage (self->job) : KETTLE_WIFI_STAGE_NONE;

  if (!self->running) {
    self->over = TRUE;
    return FALSE;
  }
  if (g_cancellable_is_cancelled (self->cancellable)) {
    kettle_ctl_run_complain (self->run, _ ("Wait a moment: the kettle is being left in order."));
    return TRUE;
  }
  if (kettle_wifi_job_can_cancel (self->job)) {
    g_cancellable_cancel (self->cancellable);
    return TRUE;
  }
  if (stage != KETTLE_WIFI_STAGE_FINDING) {
    kettle_ctl_run_complain (self->run,
                             _ ("It cannot be stopped any more: the new settings are being saved. "
                                "Leave the kettle its power."));
    return TRUE;
  }

  /* Only the search is left, which comes after the save; and anybody can do that. */
  self->over = TRUE;
  self->report.outcome = KETTLE_WIFI_OUTCOME_NEW;
  kettle_ctl_run_end_interrupted (
      self->run,
      _ ("The kettle has all the new settings, and they are saved; that it came back was "
         "not waited for. Look for it with “kettlectl find”."));

  return TRUE;
}

static char *
wifi_dup_interrupted (gpointer plan)
{
  return g_strdup (_ ("Interrupted. Nothing was written to the kettle."));
}

static void
wifi_free (gpointer plan)
{
  KettleCtlWifi *self = plan;

  if (self->hangup != 0)
    g_source_remove (self->hangup);
  kettle_ctl_run_set_wifi (self->run, NULL);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  kettle_ctl_wifi_leave_job (self);
  g_clear_pointer (&self->plan, kettle_wifi_plan_free);
  g_clear_pointer (&self->backup, kettle_wifi_settings_free);
  g_clear_pointer (&self->seen, kettle_wifi_settings_free);
  g_clear_pointer (&self->password, kettle_secret_free);
  g_clear_pointer (&self->report.lines, g_strfreev);
  g_free (self->address);
  g_free (self->host);
  g_free (self->saved);
  g_free (self->found);
  g_free (self);
}

const KettleCtlPlan kettle_ctl_wifi_plan = {
  .without_kettle = TRUE,
  .begin = wifi_begin,
  .interrupted = wifi_interrupted,
  .dup_progress = wifi_dup_progress,
  .dup_interrupted = wifi_dup_interrupted,
  .free = wifi_free,
};
