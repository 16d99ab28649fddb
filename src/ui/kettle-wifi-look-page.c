// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-look-page.h"

#include "ui/kettle-announce.h"
#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>

struct _KettleWifiLookPage {
  KettleWifiPage parent_instance;

  GtkWidget *doing;
  GtkWidget *spinner;
  GtkWidget *stage;
  GtkWidget *complaint;
  GtkWidget *again;
  GtkWidget *rows;
  GtkWidget *told;
  GtkWidget *advanced;
  gboolean doubtful; /* whether what it says is a mixture that must not be saved */
};

G_DEFINE_FINAL_TYPE (KettleWifiLookPage, kettle_wifi_look_page, KETTLE_TYPE_WIFI_PAGE)

static void
show_settings (KettleWifiLookPage *self, const KettleWifiSettings *settings)
{
  g_autofree char *network = kettle_wifi_presentation_dup_network (settings);
  g_autofree char *address = kettle_wifi_presentation_dup_address (settings);
  g_autofree char *mac = kettle_wifi_presentation_dup_mac (settings->mac);

  kettle_wifi_page_clear_rows (self->rows);
  kettle_wifi_page_add_row (self->rows, _ ("Wifi"),
                            kettle_wifi_presentation_get_mode (settings->mode));
  kettle_wifi_page_add_row (self->rows, _ ("Network"), network);
  kettle_wifi_page_add_row (self->rows, _ ("Security"),
                            kettle_wifi_presentation_get_security (settings->security));
  kettle_wifi_page_add_row (self->rows, _ ("Passphrase"),
                            kettle_wifi_presentation_get_key (settings));
  kettle_wifi_page_add_row (self->rows, _ ("Address"), address);
  if (settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE))
    kettle_wifi_page_add_row (self->rows, _ ("Its web page"),
                              settings->web_page ? _ ("On") : _ ("Off"));
  kettle_wifi_page_add_row (self->rows, _ ("Firmware"), settings->version);
  kettle_wifi_page_add_row (self->rows, _ ("MAC address"), mac);
}

static void
show_running (KettleWifiLookPage *self, gboolean running)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  const gboolean good = !running && errand != NULL && errand->seen != NULL;
  const gboolean ready = good && !self->doubtful;

  g_object_set (self->spinner, "active", running, NULL);
  gtk_widget_set_visible (self->doing, running);
  gtk_widget_set_visible (self->again, !running && !ready);
  gtk_widget_set_visible (gtk_widget_get_parent (self->rows), good);
  gtk_widget_set_visible (self->told, good);
  gtk_widget_set_visible (self->advanced, ready && errand->task == KETTLE_WIFI_TASK_JOIN);
  kettle_wifi_page_set_ready (KETTLE_WIFI_PAGE (self), ready);
}

static void
on_stage_changed (KettleWifiJob *job, GParamSpec *pspec, KettleWifiLookPage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));

  /* One that was left ends later than the next one begins. */
  if (errand == NULL || errand->job != job)
    return;

  gtk_label_set_label (GTK_LABEL (self->stage),
                       kettle_wifi_presentation_get_doing (kettle_wifi_job_get_stage (job)));
}

/* Any save would save a mixture, too. Only a backup brings every setting with it. */
static void
judge_settings (KettleWifiLookPage *self, KettleWifiErrand *errand)
{
  self->doubtful = errand->doubts != NULL
                   && !kettle_wifi_doubts_dispel (errand->doubts, errand->address, errand->seen)
                   && errand->task != KETTLE_WIFI_TASK_RESTORE;
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiLookPage) self = user_data;
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  KettleWifiJob *job = KETTLE_WIFI_JOB (source);
  g_autoptr (GError) error = NULL;
  gboolean ok = kettle_wifi_job_run_finish (job, result, &error);
  g_autofree char *complaint = NULL;

  if (errand == NULL || errand->job != job)
    return;

  errand->running = FALSE;
  if (ok) {
    errand->seen = kettle_wifi_settings_copy (kettle_wifi_job_get_settings (job));
    judge_settings (self, errand);
    show_settings (self, errand->seen);
  } else {
    errand->error = g_steal_pointer (&error);
    complaint = kettle_wifi_errand_dup_error (errand);
  }
  if (self->doubtful)
    complaint = g_strdup (
        _ ("This is neither what the kettle had nor what it was to get, but a mixture that must "
           "not be saved. Take the power off its base for ten seconds, give it back, then try "
           "again. If it stays so, go back and restore a backup."));
  show_running (self, FALSE);
  kettle_wifi_page_tell (self->complaint, complaint);
  if (ok)
    kettle_announce (self->rows, _ ("The kettle has told its wifi settings."));
  if (!ok || self->doubtful)
    gtk_widget_grab_focus (self->again);
}

static void
look (KettleWifiLookPage *self)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  KettleWifiJob *job = kettle_wifi_errand_make_job (errand);

  g_clear_pointer (&errand->seen, kettle_wifi_settings_free);
  self->doubtful = FALSE;
  kettle_wifi_page_tell (self->complaint, NULL);
  if (job == NULL) {
    kettle_wifi_page_tell (self->complaint, errand->judge (errand->address));
    show_running (self, FALSE);
    return;
  }

  errand->running = TRUE;
  show_running (self, TRUE);
  g_signal_connect_object (job, "notify::stage", G_CALLBACK (on_stage_changed), self, 0);
  kettle_wifi_job_run_async (job, errand->password, NULL, NULL, errand->cancellable, on_run_ready,
                             g_object_ref (self));
}

static void
on_again_clicked (GtkButton *button, KettleWifiLookPage *self)
{
  look (self);
}

static void
on_advanced_clicked (GtkButton *button, KettleWifiLookPage *self)
{
  kettle_wifi_page_go_elsewhere (KETTLE_WIFI_PAGE (self), KETTLE_WIFI_PLACE_ADVANCED);
}

static void
kettle_wifi_look_page_enter (KettleWifiPage *page)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);

  /* Back from a page that only an advanced task leads to. */
  if (errand->task != KETTLE_WIFI_TASK_RESTORE)
    errand->task = KETTLE_WIFI_TASK_JOIN;
  look (KETTLE_WIFI_LOOK_PAGE (page));
}

static void
kettle_wifi_look_page_leave (KettleWifiPage *page)
{
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);

  if (errand->running) {
    g_cancellable_cancel (errand->cancellable);
    g_clear_object (&errand->job);
    errand->running = FALSE;
  }
}

static void
kettle_wifi_look_page_class_init (KettleWifiLookPageClass *klass)
{
  KettleWifiPageClass *page_class = KETTLE_WIFI_PAGE_CLASS (klass);

  page_class->enter = kettle_wifi_look_page_enter;
  page_class->leave = kettle_wifi_look_page_leave;
}

static void
kettle_wifi_look_page_init (KettleWifiLookPage *self)
{
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);

  kettle_wifi_page_add_heading (page, _ ("What the kettle says now"));
  self->doing = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->spinner = gtk_spinner_new ();
  self->stage = kettle_wifi_page_make_label ("", "quiet");
  gtk_container_add (GTK_CONTAINER (self->doing), self->spinner);
  gtk_container_add (GTK_CONTAINER (self->doing), self->stage);
  gtk_widget_show (self->spinner);
  gtk_container_add (GTK_CONTAINER (self), self->doing);

  self->complaint = kettle_wifi_page_add_notice (page, "complaint");
  self->again = gtk_button_new_with_mnemonic (_ ("_Try Again"));
  gtk_widget_set_halign (self->again, GTK_ALIGN_START);
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (on_again_clicked), self, 0);
  gtk_container_add (GTK_CONTAINER (self), self->again);
  self->rows = kettle_wifi_page_add_rows (page, _ ("Wifi settings of the kettle"));
  self->told = kettle_wifi_page_add_text (
      page, _ ("Nothing was written. The module tells its passphrase to everybody who knows its "
               "password; Kettle does not show it."));
  self->advanced = kettle_wifi_page_make_way_out (_ ("_Advanced…"));
  g_signal_connect_object (self->advanced, "clicked", G_CALLBACK (on_advanced_clicked), self, 0);
  gtk_container_add (GTK_CONTAINER (self), self->advanced);
  gtk_widget_hide (self->advanced);
  kettle_wifi_page_set_next (page, _ ("_Next"), KETTLE_WIFI_PAGE_PLAIN);
}
