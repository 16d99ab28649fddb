// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-advanced-page.h"

#include "ui/kettle-secret-buffer.h"
#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>

struct _KettleWifiAdvancedPage {
  KettleWifiPage parent_instance;

  GtkWidget *understood;
  GtkWidget *choices;
  GtkWidget *password_choice;
  GtkWidget *web_choice;
  GtkWidget *forget_choice;
  GtkWidget *passwords;
  GtkWidget *entries[2];
  GtkWidget *web_text;
  GtkWidget *forget_text;
  GtkWidget *complaint;
};

G_DEFINE_FINAL_TYPE (KettleWifiAdvancedPage, kettle_wifi_advanced_page, KETTLE_TYPE_WIFI_PAGE)

static gboolean
is_chosen (GtkWidget *choice)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (choice));
}

static const KettleSecret *
get_password (KettleWifiAdvancedPage *self, guint number)
{
  return kettle_secret_buffer_get_secret (kettle_secret_buffer_of (self->entries[number]));
}

/* Returns: (nullable): what is wrong with the passwords; "" while they are not both typed. */
static const char *
judge_passwords (KettleWifiAdvancedPage *self)
{
  g_autoptr (GError) error = NULL;

  if (kettle_secret_get_length (get_password (self, 0)) == 0)
    return "";
  if (!kettle_wifi_check_password (get_password (self, 0), &error))
    return kettle_wifi_presentation_get_complaint (error);
  if (kettle_secret_get_length (get_password (self, 1)) == 0)
    return "";
  if (!kettle_secret_equal (get_password (self, 0), get_password (self, 1)))
    return _ ("The two passwords differ.");

  return NULL;
}

static void
update (KettleWifiAdvancedPage *self)
{
  const gboolean understood = is_chosen (self->understood);
  const gboolean password = is_chosen (self->password_choice);
  const char *complaint = password ? judge_passwords (self) : NULL;

  gtk_widget_set_sensitive (self->choices, understood);
  gtk_widget_set_visible (self->passwords, password);
  gtk_widget_set_visible (self->web_text, is_chosen (self->web_choice));
  gtk_widget_set_visible (self->forget_text, is_chosen (self->forget_choice));
  kettle_wifi_page_tell (self->complaint, complaint);
  kettle_wifi_page_set_ready (KETTLE_WIFI_PAGE (self), understood && complaint == NULL);
}

static void
wipe (KettleWifiAdvancedPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->entries); i++)
    kettle_secret_buffer_wipe (kettle_secret_buffer_of (self->entries[i]));
}

static void
kettle_wifi_advanced_page_enter (KettleWifiPage *page)
{
  KettleWifiAdvancedPage *self = KETTLE_WIFI_ADVANCED_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);

  gtk_button_set_label (GTK_BUTTON (self->web_choice), errand->seen->web_page
                                                           ? _ ("Switch its _web page off")
                                                           : _ ("Switch its _web page on"));
  gtk_label_set_label (
      GTK_LABEL (self->web_text),
      errand->seen->web_page
          ? _ ("The module restarts, and the kettle is away for some seconds.")
          : _ ("Then everybody in your network can change the kettle’s settings with a browser, "
               "and can make it useless. The module restarts, and the kettle is away for some "
               "seconds."));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->understood), FALSE);
  update (self);
  gtk_widget_grab_focus (self->understood);
}

static void
kettle_wifi_advanced_page_leave (KettleWifiPage *page)
{
  wipe (KETTLE_WIFI_ADVANCED_PAGE (page));
}

static void
kettle_wifi_advanced_page_go_on (KettleWifiPage *page)
{
  KettleWifiAdvancedPage *self = KETTLE_WIFI_ADVANCED_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  g_autoptr (GError) error = NULL;
  KettleWifiPlan *plan;

  if (is_chosen (self->password_choice)) {
    errand->task = KETTLE_WIFI_TASK_PASSWORD;
    plan = kettle_wifi_plan_new_password (get_password (self, 0), &error);
  } else if (is_chosen (self->web_choice)) {
    errand->task = KETTLE_WIFI_TASK_WEB_PAGE;
    plan = kettle_wifi_plan_new_web_page (!errand->seen->web_page);
  } else {
    errand->task = KETTLE_WIFI_TASK_FORGET;
    plan = kettle_wifi_plan_new_forget ();
  }

  g_clear_pointer (&errand->plan, kettle_wifi_plan_free);
  errand->plan = plan;
  if (plan != NULL)
    kettle_wifi_page_done (page);
  else
    kettle_wifi_page_tell (self->complaint, kettle_wifi_presentation_get_complaint (error));
}

static void
kettle_wifi_advanced_page_class_init (KettleWifiAdvancedPageClass *klass)
{
  KettleWifiPageClass *page_class = KETTLE_WIFI_PAGE_CLASS (klass);

  page_class->enter = kettle_wifi_advanced_page_enter;
  page_class->leave = kettle_wifi_advanced_page_leave;
  page_class->go_on = kettle_wifi_advanced_page_go_on;
}

static GtkWidget *
add_choice (KettleWifiAdvancedPage *self, const char *label)
{
  GtkWidget *choice = gtk_radio_button_new_with_mnemonic_from_widget (
      GTK_RADIO_BUTTON (self->password_choice), label);

  gtk_container_add (GTK_CONTAINER (self->choices), choice);
  gtk_widget_show (choice);
  g_signal_connect_object (choice, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return choice;
}

static GtkWidget *
add_explanation (KettleWifiAdvancedPage *self, const char *text)
{
  GtkWidget *label = kettle_wifi_page_make_label (text, "quiet");

  gtk_style_context_add_class (gtk_widget_get_style_context (label), "help");
  gtk_container_add (GTK_CONTAINER (self->choices), label);

  return label;
}

static void
add_passwords (KettleWifiAdvancedPage *self)
{
  const char *names[] = { _ ("New password"), _ ("New password again") };
  const char *labels[] = { _ ("N_ew password, six digits"), _ ("New password aga_in") };

  self->passwords = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->passwords), "help");
  gtk_container_add (
      GTK_CONTAINER (self->passwords),
      kettle_wifi_page_make_label (
          _ ("Whoever knows it can read and change the wifi settings. Write it down: only a reset "
             "brings the factory’s back, if that."),
          "quiet"));
  for (guint i = 0; i < G_N_ELEMENTS (self->entries); i++) {
    self->entries[i] = kettle_secret_buffer_make_entry (names[i], KETTLE_WIFI_PASSWORD_LENGTH);
    g_object_set (self->entries[i], "halign", GTK_ALIGN_START, "width-chars", 10, NULL);
    kettle_wifi_page_add_field (self->passwords, labels[i], self->entries[i]);
    g_signal_connect_object (self->entries[i], "changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  }
  gtk_container_add (GTK_CONTAINER (self->choices), self->passwords);
}

static void
kettle_wifi_advanced_page_init (KettleWifiAdvancedPage *self)
{
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);

  kettle_wifi_page_add_heading (page, _ ("Advanced"));
  kettle_wifi_page_add_text (
      page, _ ("Nobody needs these to use a kettle, and they were tried on fewer modules still. "
               "What goes wrong here may not be put right by a reset."));
  self->understood = gtk_check_button_new_with_mnemonic (_ ("I _understand this"));
  gtk_widget_show (self->understood);
  gtk_container_add (GTK_CONTAINER (self), self->understood);
  g_signal_connect_object (self->understood, "toggled", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);

  self->choices = kettle_wifi_page_add_group (page);
  self->password_choice = add_choice (self, _ ("Change the _password of the module"));
  add_passwords (self);
  self->web_choice = add_choice (self, "");
  gtk_button_set_use_underline (GTK_BUTTON (self->web_choice), TRUE);
  self->web_text = add_explanation (self, "");
  self->forget_choice = add_choice (self, _ ("Before you _give it away"));
  self->forget_text = add_explanation (
      self, _ ("A reset keeps your passphrase readable in the module. This overwrites the "
               "network’s name and the passphrase with dummies and saves them. The kettle stays "
               "in its network until its power is taken; then it is in none until it is "
               "reset."));
  self->complaint = kettle_wifi_page_add_notice (page, "complaint");
  kettle_wifi_page_set_next (page, _ ("_Next"), KETTLE_WIFI_PAGE_PLAIN);
}
