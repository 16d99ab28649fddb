// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-progress-page.h"

#include "ui/kettle-announce.h"
#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>

/* The stages that a job can have, in their order; UNDOING takes the place of what it skips. */
static const KettleWifiStage stages[] = {
  KETTLE_WIFI_STAGE_CHECKING,   KETTLE_WIFI_STAGE_LOGGING_IN, KETTLE_WIFI_STAGE_READING,
  KETTLE_WIFI_STAGE_WRITING,    KETTLE_WIFI_STAGE_VERIFYING,  KETTLE_WIFI_STAGE_SAVING,
  KETTLE_WIFI_STAGE_RESTARTING, KETTLE_WIFI_STAGE_FINDING,    KETTLE_WIFI_STAGE_UNDOING,
};

struct _KettleWifiProgressPage {
  KettleWifiPage parent_instance;

  GtkWidget *text;
  GtkWidget *rows[G_N_ELEMENTS (stages)];
  GtkWidget *marks[G_N_ELEMENTS (stages)];
  GtkWidget *complaint;
  KettleWifiStage reached; /* the last one before UNDOING */
};

G_DEFINE_FINAL_TYPE (KettleWifiProgressPage, kettle_wifi_progress_page, KETTLE_TYPE_WIFI_PAGE)

/* Whether the plan of the errand has that stage at all. */
static gboolean
has_stage (KettleWifiErrand *errand, KettleWifiStage stage, KettleWifiStage now)
{
  if (stage == KETTLE_WIFI_STAGE_UNDOING)
    return now == KETTLE_WIFI_STAGE_UNDOING;
  if (now == KETTLE_WIFI_STAGE_UNDOING && stage > KETTLE_WIFI_STAGE_VERIFYING)
    return FALSE;
  if (stage == KETTLE_WIFI_STAGE_RESTARTING || stage == KETTLE_WIFI_STAGE_FINDING)
    return kettle_wifi_plan_restarts (errand->plan);

  return TRUE;
}

static void
show_mark (KettleWifiProgressPage *self, guint i, KettleWifiStage now)
{
  GtkStyleContext *style = gtk_widget_get_style_context (self->rows[i]);
  const gboolean is_now = stages[i] == now;
  const gboolean is_done = !is_now && stages[i] <= self->reached;
  const char *what = kettle_wifi_presentation_get_stage (stages[i]);
  g_autofree char *name = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->marks[i]),
                                is_now ? "go-next-symbolic" : "object-select-symbolic",
                                GTK_ICON_SIZE_MENU);
  gtk_widget_set_opacity (self->marks[i], is_now || is_done ? 1.0 : 0.0);
  if (is_now)
    gtk_style_context_add_class (style, "now");
  else
    gtk_style_context_remove_class (style, "now");
  if (is_now || is_done)
    gtk_style_context_remove_class (style, "later");
  else
    gtk_style_context_add_class (style, "later");

  if (is_now)
    /* Translators: said by a screen reader; %s is a step such as “Save them” */
    name = g_strdup_printf (_ ("%s: now"), what);
  else if (is_done)
    /* Translators: said by a screen reader; %s is a step such as “Save them” */
    name = g_strdup_printf (_ ("%s: done"), what);
  else
    name = g_strdup (what);
  atk_object_set_name (gtk_widget_get_accessible (self->rows[i]), name);
}

static const char *
get_text (KettleWifiErrand *errand, KettleWifiStage now)
{
  if (now == KETTLE_WIFI_STAGE_UNDOING)
    return _ ("What was written is taken back. Leave the kettle on its base.");
  if (now == KETTLE_WIFI_STAGE_FINDING && errand->fresh)
    return _ ("All is saved. Let this computer go back to your own network now: Kettle looks for "
              "the kettle there, for a minute.");
  if (now == KETTLE_WIFI_STAGE_FINDING || now == KETTLE_WIFI_STAGE_RESTARTING)
    return _ ("All is saved. This can take a minute.");

  return _ ("Leave the kettle on its base, and its power on.");
}

static void
show_stage (KettleWifiProgressPage *self, KettleWifiStage now)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));

  if (now != KETTLE_WIFI_STAGE_UNDOING && now != KETTLE_WIFI_STAGE_DONE)
    self->reached = now;
  gtk_label_set_label (GTK_LABEL (self->text), get_text (errand, now));
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++) {
    gtk_widget_set_visible (self->rows[i], has_stage (errand, stages[i], now));
    show_mark (self, i, now);
  }
  g_signal_emit_by_name (self, "changed");
}

static void
on_stage_changed (KettleWifiJob *job, GParamSpec *pspec, KettleWifiProgressPage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  KettleWifiStage now = kettle_wifi_job_get_stage (job);

  if (errand == NULL || errand->job != job || now == KETTLE_WIFI_STAGE_DONE)
    return;

  show_stage (self, now);
  kettle_announce (GTK_WIDGET (self), kettle_wifi_presentation_get_doing (now));
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiProgressPage) self = user_data;
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  KettleWifiJob *job = KETTLE_WIFI_JOB (source);
  g_autoptr (GError) error = NULL;
  gboolean ok = kettle_wifi_job_run_finish (job, result, &error);

  if (errand == NULL || errand->job != job)
    return;

  errand->running = FALSE;
  errand->error = ok ? NULL : g_steal_pointer (&error);
  if (errand->doubts != NULL)
    kettle_wifi_doubts_note (errand->doubts, errand->address, kettle_wifi_job_get_outcome (job),
                             errand->seen, errand->plan);
  kettle_wifi_page_done (KETTLE_WIFI_PAGE (self));
}

static void
kettle_wifi_progress_page_enter (KettleWifiPage *page)
{
  KettleWifiProgressPage *self = KETTLE_WIFI_PROGRESS_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  KettleWifiJob *job = kettle_wifi_errand_make_job (errand);

  g_return_if_fail (job != NULL);

  /* What it has now can be given back to it, whatever comes. */
  if (errand->task != KETTLE_WIFI_TASK_RESTORE) {
    g_clear_pointer (&errand->backup, kettle_wifi_settings_free);
    errand->backup = kettle_wifi_settings_copy (errand->seen);
  }
  self->reached = KETTLE_WIFI_STAGE_NONE;
  errand->running = TRUE;
  kettle_wifi_page_tell (self->complaint, NULL);
  kettle_wifi_page_set_next (page, NULL, KETTLE_WIFI_PAGE_PLAIN);
  show_stage (self, kettle_wifi_job_get_stage (job));
  g_signal_connect_object (job, "notify::stage", G_CALLBACK (on_stage_changed), self, 0);
  kettle_wifi_job_run_async (job, errand->password, errand->plan, errand->seen, errand->cancellable,
                             on_run_ready, g_object_ref (self));
}

static void
kettle_wifi_progress_page_class_init (KettleWifiProgressPageClass *klass)
{
  KETTLE_WIFI_PAGE_CLASS (klass)->enter = kettle_wifi_progress_page_enter;
}

static void
kettle_wifi_progress_page_init (KettleWifiProgressPage *self)
{
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);
  GtkWidget *list;

  kettle_wifi_page_add_heading (page, _ ("Writing to the kettle"));
  self->text = kettle_wifi_page_add_text (page, "");
  list = kettle_wifi_page_add_rows (page, _ ("Steps"));
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++) {
    self->rows[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
    self->marks[i] = gtk_image_new ();
    gtk_style_context_add_class (gtk_widget_get_style_context (self->rows[i]), "row");
    gtk_container_add (GTK_CONTAINER (self->rows[i]), self->marks[i]);
    gtk_container_add (
        GTK_CONTAINER (self->rows[i]),
        kettle_wifi_page_make_label (kettle_wifi_presentation_get_stage (stages[i]), NULL));
    gtk_container_add (GTK_CONTAINER (list), self->rows[i]);
    gtk_widget_show_all (self->rows[i]);
  }
  self->complaint = kettle_wifi_page_add_notice (page, "complaint");
}

/**
 * kettle_wifi_progress_page_can_cancel:
 * @self: the page
 *
 * Returns: whether what was begun can be taken back
 */
gboolean
kettle_wifi_progress_page_can_cancel (KettleWifiProgressPage *self)
{
  KettleWifiErrand *errand;

  g_return_val_if_fail (KETTLE_IS_WIFI_PROGRESS_PAGE (self), FALSE);

  errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));

  return errand != NULL && errand->running && errand->job != NULL
         && !g_cancellable_is_cancelled (errand->cancellable)
         && kettle_wifi_job_can_cancel (errand->job);
}

/**
 * kettle_wifi_progress_page_cancel:
 * @self: the page
 *
 * Takes back what was begun, or says that it is too late for that.
 */
void
kettle_wifi_progress_page_cancel (KettleWifiProgressPage *self)
{
  KettleWifiErrand *errand;

  g_return_if_fail (KETTLE_IS_WIFI_PROGRESS_PAGE (self));

  errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  if (kettle_wifi_progress_page_can_cancel (self))
    g_cancellable_cancel (errand->cancellable);
  else if (errand != NULL && errand->running && !g_cancellable_is_cancelled (errand->cancellable))
    kettle_wifi_page_tell (self->complaint,
                           _ ("The settings are being saved: it is too late to cancel."));
}
