// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-summary-page.h"

#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>

struct _KettleWifiSummaryPage {
  KettleWifiPage parent_instance;

  GtkWidget *text;
  GtkWidget *warning;
  GtkWidget *rows;
  GtkWidget *lines;
};

G_DEFINE_FINAL_TYPE (KettleWifiSummaryPage, kettle_wifi_summary_page, KETTLE_TYPE_WIFI_PAGE)

static const char *
get_text (KettleWifiErrand *errand)
{
  switch (errand->task) {
  case KETTLE_WIFI_TASK_RESTORE:
    return _ ("The kettle gets back the settings of the backup:");
  case KETTLE_WIFI_TASK_PASSWORD:
    return _ ("The wifi module gets another password. Nothing else changes, and it does not "
              "restart.");
  case KETTLE_WIFI_TASK_WEB_PAGE:
    return kettle_wifi_plan_get_target (errand->plan)->web_page
               ? _ ("The wifi module’s web page is switched on. The module restarts, and Kettle "
                    "looks for the kettle where it was.")
               : _ ("The wifi module’s web page is switched off. The module restarts, and Kettle "
                    "looks for the kettle where it was.");
  case KETTLE_WIFI_TASK_FORGET:
    return _ ("The network’s name and the passphrase in the module are overwritten by dummies. "
              "Take the kettle’s power only when this is done: after that it is in no network "
              "until it is reset.");
  case KETTLE_WIFI_TASK_JOIN:
  default:
    return _ ("The kettle leaves the network that it is in, and joins this one:");
  }
}

/* A value that changes is shown with what it was. */
static void
add_change (GtkWidget *rows, const char *name, const char *value, const char *before)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (value, before) == 0)
    /* Translators: %s is a setting that stays as it is */
    text = g_strdup_printf (_ ("%s, as now"), value);
  else
    /* Translators: a setting’s new value and its present one */
    text = g_strdup_printf (_ ("%1$s (now: %2$s)"), value, before);
  kettle_wifi_page_add_row (rows, name, text);
}

static void
show_network (KettleWifiSummaryPage *self, KettleWifiErrand *errand)
{
  const KettleWifiSettings *target = kettle_wifi_plan_get_target (errand->plan);
  g_autofree char *network = kettle_wifi_presentation_dup_network (target);
  g_autofree char *network_now = kettle_wifi_presentation_dup_network (errand->seen);
  g_autofree char *address = kettle_wifi_presentation_dup_address (target);
  g_autofree char *address_now = kettle_wifi_presentation_dup_address (errand->seen);
  gboolean has_key = (target->known & KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)) != 0 && target->key != NULL
                     && kettle_secret_get_length (target->key) > 0;

  add_change (self->rows, _ ("Network"), network, network_now);
  add_change (self->rows, _ ("Security"), kettle_wifi_presentation_get_security (target->security),
              kettle_wifi_presentation_get_security (errand->seen->security));
  if (has_key)
    kettle_wifi_page_add_row (self->rows, _ ("Passphrase"),
                              errand->task == KETTLE_WIFI_TASK_JOIN
                                  ? _ ("The one that you typed")
                                  : _ ("The one that was kept or typed"));
  if (target->known & KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS))
    add_change (self->rows, _ ("Address"), address, address_now);
  if (target->known & KETTLE_WIFI_BIT (KETTLE_WIFI_MODE))
    add_change (self->rows, _ ("Wifi"), kettle_wifi_presentation_get_mode (target->mode),
                kettle_wifi_presentation_get_mode (errand->seen->mode));
}

/* A backup of another kettle is nothing that cannot be meant, but a person should know. */
static void
show_warning (KettleWifiSummaryPage *self, KettleWifiErrand *errand)
{
  g_autofree char *mac = NULL;
  g_autofree char *text = NULL;

  if (errand->task == KETTLE_WIFI_TASK_RESTORE && errand->backup->mac[0] != '\0'
      && errand->seen->mac[0] != '\0' && !g_str_equal (errand->backup->mac, errand->seen->mac)) {
    mac = kettle_wifi_presentation_dup_mac (errand->backup->mac);
    /* Translators: %s is a number such as 00:1E:E3:A8:01:02 */
    text = g_strdup_printf (_ ("This backup is of another kettle, with the MAC address %s."), mac);
  }
  kettle_wifi_page_tell (self->warning, text);
}

static void
show_lines (KettleWifiSummaryPage *self, KettleWifiErrand *errand)
{
  g_auto (GStrv) lines = kettle_wifi_plan_dup_written_lines (errand->plan, errand->seen);
  g_autofree char *text = g_strjoinv ("\n", lines);

  gtk_label_set_label (GTK_LABEL (self->lines), text);
}

static void
keep_network_name (KettleWifiErrand *errand)
{
  const KettleWifiSettings *target = kettle_wifi_plan_get_target (errand->plan);

  g_clear_pointer (&errand->network, g_free);
  if ((errand->task == KETTLE_WIFI_TASK_JOIN || errand->task == KETTLE_WIFI_TASK_RESTORE)
      && (target->known & KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)) != 0)
    errand->network = kettle_wifi_presentation_dup_network (target);
}

static void
kettle_wifi_summary_page_enter (KettleWifiPage *page)
{
  KettleWifiSummaryPage *self = KETTLE_WIFI_SUMMARY_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  const gboolean has_rows =
      errand->task == KETTLE_WIFI_TASK_JOIN || errand->task == KETTLE_WIFI_TASK_RESTORE;

  kettle_wifi_page_clear_rows (self->rows);
  gtk_widget_set_visible (gtk_widget_get_parent (self->rows), has_rows);
  gtk_label_set_label (GTK_LABEL (self->text), get_text (errand));
  show_warning (self, errand);
  if (has_rows)
    show_network (self, errand);
  show_lines (self, errand);
  keep_network_name (errand);
  kettle_wifi_page_set_next (page, _ ("_Write to the Kettle"),
                             errand->task == KETTLE_WIFI_TASK_FORGET ? KETTLE_WIFI_PAGE_DESTRUCTIVE
                                                                     : KETTLE_WIFI_PAGE_GRAVE);
  kettle_wifi_page_set_ready (page, TRUE);
}

static void
kettle_wifi_summary_page_class_init (KettleWifiSummaryPageClass *klass)
{
  KETTLE_WIFI_PAGE_CLASS (klass)->enter = kettle_wifi_summary_page_enter;
}

static void
kettle_wifi_summary_page_init (KettleWifiSummaryPage *self)
{
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *group;

  kettle_wifi_page_add_heading (page, _ ("Nothing is written yet"));
  self->text = kettle_wifi_page_add_text (page, "");
  self->warning = kettle_wifi_page_add_notice (page, "complaint");
  self->rows = kettle_wifi_page_add_rows (page, _ ("New settings"));

  group = kettle_wifi_page_add_group (page);
  gtk_container_add (GTK_CONTAINER (group), kettle_wifi_page_make_label (
                                                _ ("Exactly what will be written"), "subheading"));
  self->lines = gtk_label_new ("");
  g_object_set (self->lines, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_CHAR, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->lines), "lines");
  atk_object_set_description (gtk_widget_get_accessible (self->lines),
                              _ ("Exactly what will be written"));
  gtk_container_add (GTK_CONTAINER (frame), self->lines);
  gtk_widget_show_all (frame);
  gtk_container_add (GTK_CONTAINER (group), frame);
  kettle_wifi_page_add_text (
      page, _ ("It is written to the module’s memory first, read back, and saved only if it reads "
               "the same. Until then you can cancel, and it is taken back."));
}
