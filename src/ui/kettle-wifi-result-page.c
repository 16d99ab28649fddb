// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-result-page.h"

#include "ui/kettle-announce.h"
#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>

struct _KettleWifiResultPage {
  KettleWifiPage parent_instance;

  GtkWidget *heading;
  GtkWidget *why;
  GtkWidget *outcome;
  GtkWidget *advice;
  GtkWidget *backup;
  GtkWidget *buttons;
  GtkWidget *look_again;
  GtkWidget *try_again;
  GtkWidget *restore;
  GtkWidget *look_at;
  GtkWidget *looking;
  GtkWidget *spinner;
  gboolean searched; /* whether it was looked for once more after the job's end */
};

G_DEFINE_FINAL_TYPE (KettleWifiResultPage, kettle_wifi_result_page, KETTLE_TYPE_WIFI_PAGE)

static gboolean
is_lost (KettleWifiErrand *errand)
{
  return errand->error != NULL
         && g_error_matches (errand->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NOT_FOUND);
}

static char *
dup_why (KettleWifiErrand *errand, KettleWifiOutcome outcome)
{
  if (errand->error == NULL)
    return NULL;

  /* The one that was just given to it; nobody has entered a wrong one. */
  if (errand->task == KETTLE_WIFI_TASK_PASSWORD && outcome == KETTLE_WIFI_OUTCOME_UNCERTAIN
      && g_error_matches (errand->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_WRONG_PASSWORD))
    return g_strdup (_ ("The wifi module did not take its new password when that was tried."));

  return kettle_wifi_errand_dup_error (errand);
}

static char *
dup_title (KettleWifiErrand *errand, KettleWifiOutcome outcome)
{
  const char *host = kettle_wifi_job_get_found_host (errand->job);

  if (errand->error == NULL && host != NULL)
    /* Translators: %s is an address, such as 192.168.1.20 */
    return g_strdup_printf (_ ("The kettle is at %s"), host);
  if (errand->error == NULL && errand->task == KETTLE_WIFI_TASK_PASSWORD)
    return g_strdup (_ ("The module has its new password"));
  if (errand->error == NULL && errand->task == KETTLE_WIFI_TASK_FORGET)
    return g_strdup (_ ("The kettle can be given away"));
  if (errand->task == KETTLE_WIFI_TASK_PASSWORD && outcome == KETTLE_WIFI_OUTCOME_UNCERTAIN)
    return g_strdup (_ ("The old password or the new one"));
  if (is_lost (errand))
    return g_strdup (_ ("The kettle has not come back yet"));

  return g_strdup (kettle_wifi_presentation_get_outcome_title (outcome));
}

/* Whether the kettle was only found, which does not tell which settings it has: where it was
 * before, it may as well have the old ones. */
static gboolean
is_open (KettleWifiResultPage *self, KettleWifiErrand *errand)
{
  const char *host = kettle_wifi_job_get_found_host (errand->job);

  if (errand->error != NULL || host == NULL || !self->searched)
    return FALSE;

  return kettle_wifi_job_get_outcome (errand->job) != KETTLE_WIFI_OUTCOME_NEW
         || kettle_wifi_errand_has_host (errand, host);
}

static char *
dup_success_advice (KettleWifiResultPage *self, KettleWifiErrand *errand)
{
  if (is_open (self, errand))
    /* Translators: Kettle is the program */
    return g_strdup (_ ("Kettle goes on with it there. That it was found does not tell which "
                        "settings it has: look at them."));
  if (errand->task == KETTLE_WIFI_TASK_FORGET)
    return g_strdup (_ ("Take the power off its base now. Whoever gets it resets it first."));
  if (errand->task == KETTLE_WIFI_TASK_PASSWORD)
    return g_strdup (_ ("It was tried by logging in once more. Keep it where you find it."));
  if (errand->network != NULL)
    /* Translators: Kettle is the program; %s is a network’s name in quotation marks */
    return g_strdup_printf (_ ("It has joined %s, and Kettle goes on with it there."),
                            errand->network);

  return g_strdup (_ ("Kettle goes on with it."));
}

static char *
dup_lost_advice (KettleWifiErrand *errand)
{
  if (!kettle_wifi_plan_moves (errand->plan))
    return g_strdup (_ ("Take the power off its base for ten seconds, then look again."));

  /* Translators: %s is a network’s name in quotation marks; iKettle is one, too */
  return g_strdup_printf (
      _ ("• Let this computer join %s, if it has not, and look again.\n"
         "• Make sure that the network has 2.4 GHz wifi with WPA2 at most, and that the kettle is "
         "within its reach.\n"
         "• If its name or passphrase was mistyped, reset the kettle: hold 65 °C until it beeps "
         "twice, then take the power off its base and give it back. It shows the network iKettle "
         "then, through which a backup can be restored or a new network joined."),
      errand->network != NULL ? errand->network : _ ("the new network"));
}

static char *
dup_advice (KettleWifiResultPage *self, KettleWifiErrand *errand, KettleWifiOutcome outcome)
{
  if (errand->error == NULL)
    return dup_success_advice (self, errand);
  if (is_lost (errand))
    return dup_lost_advice (errand);
  if (outcome == KETTLE_WIFI_OUTCOME_NEW && errand->task == KETTLE_WIFI_TASK_PASSWORD)
    return g_strdup (_ ("Only trying the new password failed. It is the module’s from now on."));
  if (outcome == KETTLE_WIFI_OUTCOME_NEW && kettle_wifi_plan_restarts (errand->plan))
    return g_strdup (
        _ ("The module may not have restarted: take the power off its base for ten seconds, "
           "then look again."));

  return NULL;
}

/* What can be done about it. Old settings need no restoring, and new ones no second attempt. */
static void
show_buttons (KettleWifiResultPage *self, KettleWifiErrand *errand, KettleWifiOutcome outcome)
{
  const gboolean is_old = outcome == KETTLE_WIFI_OUTCOME_UNTOUCHED
                          || outcome == KETTLE_WIFI_OUTCOME_OLD
                          || outcome == KETTLE_WIFI_OUTCOME_OLD_SAVED;
  const gboolean is_uncertain = outcome == KETTLE_WIFI_OUTCOME_UNCERTAIN;
  const gboolean moves = errand->plan != NULL && kettle_wifi_plan_restarts (errand->plan);

  gtk_widget_set_visible (self->look_at, is_open (self, errand));
  gtk_widget_set_visible (self->look_again, errand->error != NULL && !is_old && moves);
  gtk_widget_set_visible (self->try_again,
                          errand->error != NULL && (is_old || (is_uncertain && !moves)));
  gtk_widget_set_visible (
      self->restore,
      !is_old && errand->backup != NULL && kettle_wifi_errand_can_restore (errand->backup, NULL)
          && errand->task != KETTLE_WIFI_TASK_RESTORE && errand->task != KETTLE_WIFI_TASK_PASSWORD);
}

static void
show (KettleWifiResultPage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  KettleWifiOutcome outcome = kettle_wifi_job_get_outcome (errand->job);
  g_autofree char *title = dup_title (errand, outcome);
  g_autofree char *why = dup_why (errand, outcome);
  g_autofree char *advice = dup_advice (self, errand, outcome);
  g_autofree char *backup = NULL;

  gtk_label_set_label (GTK_LABEL (self->heading), title);
  kettle_wifi_page_tell (self->why, why);
  kettle_wifi_page_tell (self->outcome,
                         is_open (self, errand)
                             ? NULL
                             : kettle_wifi_presentation_get_outcome_of (errand->task, outcome));
  kettle_wifi_page_tell (self->advice, advice);
  show_buttons (self, errand, outcome);
  if (errand->backup_name != NULL && gtk_widget_get_visible (self->restore))
    /* Translators: %s is the name of a file */
    backup = g_strdup_printf (_ ("The settings from before are in “%s”."), errand->backup_name);
  kettle_wifi_page_tell (self->backup, backup);
}

static void
show_looking (KettleWifiResultPage *self, gboolean looking)
{
  g_object_set (self->spinner, "active", looking, NULL);
  gtk_widget_set_visible (self->looking, looking);
  gtk_widget_set_sensitive (self->buttons, !looking);
}

/* Who has succeeded needs the plan no more, and what is secret in it is overwritten. */
static void
settle (KettleWifiResultPage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));

  show (self);
  if (errand->error == NULL)
    g_clear_pointer (&errand->plan, kettle_wifi_plan_free);
}

static void
on_find_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiResultPage) self = user_data;
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  KettleWifiJob *job = KETTLE_WIFI_JOB (source);
  g_autoptr (GError) error = NULL;
  gboolean ok = kettle_wifi_job_find_finish (job, result, &error);

  if (errand == NULL || errand->job != job)
    return;

  errand->running = FALSE;
  errand->error = ok ? NULL : g_steal_pointer (&error);
  show_looking (self, FALSE);
  settle (self);
  kettle_announce (self->heading, gtk_label_get_label (GTK_LABEL (self->heading)));
  if (ok)
    g_signal_emit_by_name (self, "changed");
}

static void
on_look_again_clicked (GtkButton *button, KettleWifiResultPage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));

  self->searched = TRUE;
  g_clear_error (&errand->error);
  g_clear_object (&errand->cancellable);
  errand->cancellable = g_cancellable_new ();
  errand->running = TRUE;
  show_looking (self, TRUE);
  kettle_wifi_job_find_async (errand->job, errand->cancellable, on_find_ready, g_object_ref (self));
}

static void
on_look_at_clicked (GtkButton *button, KettleWifiResultPage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));

  kettle_wifi_errand_set_host (errand, kettle_wifi_job_get_found_host (errand->job));
  kettle_wifi_page_go_elsewhere (KETTLE_WIFI_PAGE (self), KETTLE_WIFI_PLACE_WHERE);
}

/* From the look on: what the kettle says now may be something else. */
static void
on_try_again_clicked (GtkButton *button, KettleWifiResultPage *self)
{
  kettle_wifi_page_go_elsewhere (KETTLE_WIFI_PAGE (self), KETTLE_WIFI_PLACE_WHERE);
}

static void
on_restore_clicked (GtkButton *button, KettleWifiResultPage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  const char *host = kettle_wifi_job_get_found_host (errand->job);

  errand->task = KETTLE_WIFI_TASK_RESTORE;
  g_clear_pointer (&errand->plan, kettle_wifi_plan_free);
  g_clear_pointer (&errand->backup_name, g_free);
  if (host != NULL)
    kettle_wifi_errand_set_host (errand, host);
  kettle_wifi_page_go_elsewhere (KETTLE_WIFI_PAGE (self), KETTLE_WIFI_PLACE_WHERE);
}

static void
kettle_wifi_result_page_enter (KettleWifiPage *page)
{
  KettleWifiResultPage *self = KETTLE_WIFI_RESULT_PAGE (page);

  self->searched = FALSE;
  show_looking (self, FALSE);
  settle (self);
  kettle_wifi_page_set_ready (page, TRUE);
}

static void
kettle_wifi_result_page_leave (KettleWifiPage *page)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);

  if (errand->running) {
    g_cancellable_cancel (errand->cancellable);
    errand->running = FALSE;
  }
}

static void
kettle_wifi_result_page_go_on (KettleWifiPage *page)
{
  kettle_wifi_page_go_elsewhere (page, KETTLE_WIFI_PLACE_CLOSED);
}

static void
kettle_wifi_result_page_class_init (KettleWifiResultPageClass *klass)
{
  KettleWifiPageClass *page_class = KETTLE_WIFI_PAGE_CLASS (klass);

  page_class->enter = kettle_wifi_result_page_enter;
  page_class->leave = kettle_wifi_result_page_leave;
  page_class->go_on = kettle_wifi_result_page_go_on;
}

static GtkWidget *
add_button (KettleWifiResultPage *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_container_add (GTK_CONTAINER (self->buttons), button);

  return button;
}

static void
kettle_wifi_result_page_init (KettleWifiResultPage *self)
{
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);

  self->heading = kettle_wifi_page_add_heading (page, "");
  self->why = kettle_wifi_page_add_notice (page, "complaint");
  self->outcome = kettle_wifi_page_add_text (page, "");
  self->advice = kettle_wifi_page_add_text (page, "");
  self->backup = kettle_wifi_page_add_text (page, "");
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_show (self->buttons);
  gtk_container_add (GTK_CONTAINER (self), self->buttons);
  self->look_again = add_button (self, _ ("_Look Again"), G_CALLBACK (on_look_again_clicked));
  self->look_at = add_button (self, _ ("Look at Its _Settings"), G_CALLBACK (on_look_at_clicked));
  self->try_again = add_button (self, _ ("_Try Again"), G_CALLBACK (on_try_again_clicked));
  self->restore = add_button (self, _ ("_Restore the Backup…"), G_CALLBACK (on_restore_clicked));
  self->looking = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->spinner = gtk_spinner_new ();
  gtk_widget_show (self->spinner);
  gtk_container_add (GTK_CONTAINER (self->looking), self->spinner);
  gtk_container_add (GTK_CONTAINER (self->looking),
                     kettle_wifi_page_make_label (
                         kettle_wifi_presentation_get_doing (KETTLE_WIFI_STAGE_FINDING), "quiet"));
  gtk_container_add (GTK_CONTAINER (self), self->looking);
  kettle_wifi_page_set_next (page, _ ("_Close"), KETTLE_WIFI_PAGE_PLAIN);
}
