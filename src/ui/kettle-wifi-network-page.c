// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-network-page.h"

#include "ui/kettle-secret-buffer.h"
#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KettleWifiNetworkPage {
  KettleWifiPage parent_instance;

  GtkWidget *heading;
  GtkWidget *text;
  GtkWidget *hint;
  GtkWidget *network;
  GtkWidget *name;
  GtkWidget *name_length;
  GtkWidget *security;
  GtkWidget *passphrase;
  GtkWidget *entries[2];
  GtkWidget *length;
  GtkWidget *complaint;
};

G_DEFINE_FINAL_TYPE (KettleWifiNetworkPage, kettle_wifi_network_page, KETTLE_TYPE_WIFI_PAGE)

/* The usual one first. */
static const KettleWifiSecurity securities[] = {
  KETTLE_WIFI_SECURITY_WPA2_AES, KETTLE_WIFI_SECURITY_WPA2_TKIP, KETTLE_WIFI_SECURITY_WPA_AES,
  KETTLE_WIFI_SECURITY_WPA_TKIP, KETTLE_WIFI_SECURITY_OPEN,
};

static gboolean
is_restoring (KettleWifiNetworkPage *self)
{
  return kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self))->task == KETTLE_WIFI_TASK_RESTORE;
}

static gboolean
is_wep (KettleWifiNetworkPage *self)
{
  const KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));

  return is_restoring (self)
         && (errand->backup->security == KETTLE_WIFI_SECURITY_WEP_64
             || errand->backup->security == KETTLE_WIFI_SECURITY_WEP_128);
}

static KettleWifiSecurity
get_security (KettleWifiNetworkPage *self)
{
  int index = gtk_combo_box_get_active (GTK_COMBO_BOX (self->security));

  return securities[CLAMP (index, 0, (int) G_N_ELEMENTS (securities) - 1)];
}

static const KettleSecret *
get_passphrase (KettleWifiNetworkPage *self, guint number)
{
  return kettle_secret_buffer_get_secret (kettle_secret_buffer_of (self->entries[number]));
}

static gboolean
needs_passphrase (KettleWifiNetworkPage *self)
{
  return is_restoring (self) || get_security (self) != KETTLE_WIFI_SECURITY_OPEN;
}

/* Returns: (nullable): what is wrong; "" while something is not typed yet. */
static const char *
judge_second (KettleWifiNetworkPage *self)
{
  if (kettle_secret_get_length (get_passphrase (self, 1)) == 0)
    return "";
  if (!kettle_secret_equal (get_passphrase (self, 0), get_passphrase (self, 1)))
    return _ ("The two passphrases differ.");

  return NULL;
}

/* Keys of WEP are shorter than passphrases: what the backup says of its network decides. */
static const char *
judge_restore (KettleWifiNetworkPage *self)
{
  const KettleWifiErrand *errand = kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiPlan) plan = NULL;

  if (kettle_secret_get_length (get_passphrase (self, 0)) == 0)
    return "";

  plan = kettle_wifi_plan_new_restore (errand->backup, get_passphrase (self, 0), &error);
  if (plan != NULL)
    return judge_second (self);
  if (kettle_secret_get_length (get_passphrase (self, 0)) < KETTLE_WIFI_PASSPHRASE_MIN)
    return "";

  return is_wep (self) ? _ ("A key of WEP has 5 or 13 letters, digits and signs.")
                       : kettle_wifi_presentation_get_complaint (error);
}

/* Returns: (nullable): what is wrong; "" while something is not typed yet. */
static const char *
judge (KettleWifiNetworkPage *self)
{
  const char *name = gtk_entry_get_text (GTK_ENTRY (self->name));
  const gsize length = kettle_secret_get_length (get_passphrase (self, 0));
  g_autoptr (GError) error = NULL;

  if (is_restoring (self))
    return judge_restore (self);
  if (*name == '\0')
    return "";
  if (!kettle_wifi_check_network (name, strlen (name), &error))
    return kettle_wifi_presentation_get_complaint (error);
  if (!needs_passphrase (self))
    return NULL;

  /* Shorter than it may be, it is only not finished; the counter says so. */
  if (length < KETTLE_WIFI_PASSPHRASE_MIN)
    return "";
  if (!kettle_wifi_check_passphrase (get_passphrase (self, 0), &error))
    return kettle_wifi_presentation_get_complaint (error);

  return judge_second (self);
}

static void
update (KettleWifiNetworkPage *self)
{
  const gsize name_length = strlen (gtk_entry_get_text (GTK_ENTRY (self->name)));
  const gsize length = kettle_secret_get_length (get_passphrase (self, 0));
  g_autofree char *name_text = kettle_wifi_presentation_dup_network_length (name_length);
  g_autofree char *text = kettle_wifi_presentation_dup_passphrase_length (length);
  const char *complaint;

  if (kettle_wifi_page_get_errand (KETTLE_WIFI_PAGE (self)) == NULL)
    return;

  complaint = judge (self);
  gtk_label_set_label (GTK_LABEL (self->name_length), name_text);
  gtk_label_set_label (GTK_LABEL (self->length), text);
  gtk_widget_set_visible (self->length, !is_wep (self));
  atk_object_set_description (gtk_widget_get_accessible (self->name), name_text);
  atk_object_set_description (gtk_widget_get_accessible (self->entries[0]), text);
  gtk_widget_set_visible (self->passphrase, needs_passphrase (self));
  kettle_wifi_page_tell (self->complaint, complaint);
  kettle_wifi_page_set_ready (KETTLE_WIFI_PAGE (self), complaint == NULL);
}

static void
wipe (KettleWifiNetworkPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->entries); i++)
    kettle_secret_buffer_wipe (kettle_secret_buffer_of (self->entries[i]));
}

static void
kettle_wifi_network_page_enter (KettleWifiPage *page)
{
  KettleWifiNetworkPage *self = KETTLE_WIFI_NETWORK_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  g_autofree char *network = NULL;
  g_autofree char *text = NULL;

  if (is_restoring (self)) {
    network = kettle_wifi_presentation_dup_network (errand->backup);
    /* Translators: %s is a network’s name in quotation marks */
    text =
        g_strdup_printf (_ ("The backup does not hold the passphrase of %s: enter it."), network);
  }
  gtk_label_set_label (GTK_LABEL (self->heading),
                       text != NULL ? _ ("The passphrase") : _ ("The new network"));
  gtk_label_set_label (GTK_LABEL (self->text),
                       text != NULL
                           ? text
                           : _ ("It must have 2.4 GHz wifi and WPA2 at most: the kettle knows "
                                "neither 5 GHz nor WPA3. A guest network may keep this computer "
                                "and the kettle apart."));
  kettle_wifi_page_tell (self->hint, errand->hint);
  gtk_widget_set_visible (self->network, text == NULL);
  update (self);
  gtk_widget_grab_focus (text == NULL ? self->name : self->entries[0]);
}

static void
kettle_wifi_network_page_leave (KettleWifiPage *page)
{
  wipe (KETTLE_WIFI_NETWORK_PAGE (page));
}

static void
kettle_wifi_network_page_go_on (KettleWifiPage *page)
{
  KettleWifiNetworkPage *self = KETTLE_WIFI_NETWORK_PAGE (page);
  KettleWifiErrand *errand = kettle_wifi_page_get_errand (page);
  const KettleSecret *passphrase = needs_passphrase (self) ? get_passphrase (self, 0) : NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&errand->plan, kettle_wifi_plan_free);
  if (is_restoring (self))
    errand->plan = kettle_wifi_plan_new_restore (errand->backup, passphrase, &error);
  else
    errand->plan = kettle_wifi_plan_new_join (gtk_entry_get_text (GTK_ENTRY (self->name)),
                                              get_security (self), passphrase, &error);
  if (errand->plan != NULL)
    kettle_wifi_page_done (page);
  else
    kettle_wifi_page_tell (self->complaint, kettle_wifi_presentation_get_complaint (error));
}

static void
kettle_wifi_network_page_class_init (KettleWifiNetworkPageClass *klass)
{
  KettleWifiPageClass *page_class = KETTLE_WIFI_PAGE_CLASS (klass);

  page_class->enter = kettle_wifi_network_page_enter;
  page_class->leave = kettle_wifi_network_page_leave;
  page_class->go_on = kettle_wifi_network_page_go_on;
}

static void
add_network (KettleWifiNetworkPage *self)
{
  self->network = kettle_wifi_page_add_group (KETTLE_WIFI_PAGE (self));
  self->name = gtk_entry_new ();
  g_object_set (self->name, "max-length", KETTLE_WIFI_NETWORK_MAX, "activates-default", TRUE,
                "input-hints", GTK_INPUT_HINT_NO_SPELLCHECK, NULL);
  atk_object_set_name (gtk_widget_get_accessible (self->name), _ ("Name of the network"));
  kettle_wifi_page_add_field (self->network, _ ("Na_me of the network (SSID)"), self->name);
  self->name_length = kettle_wifi_page_make_label ("", "count");
  gtk_container_add (GTK_CONTAINER (self->network), self->name_length);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  self->security = gtk_combo_box_text_new ();
  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (self->security),
                                    kettle_wifi_presentation_get_security (securities[i]));
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->security), 0);
  gtk_widget_set_halign (self->security, GTK_ALIGN_START);
  atk_object_set_name (gtk_widget_get_accessible (self->security), _ ("Security"));
  kettle_wifi_page_add_field (self->network, _ ("Securit_y"), self->security);
  g_signal_connect_object (self->security, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
add_passphrase (KettleWifiNetworkPage *self)
{
  const char *names[] = { _ ("Passphrase"), _ ("Passphrase again") };
  const char *labels[] = { _ ("_Passphrase"), _ ("Passphrase a_gain") };

  self->passphrase = kettle_wifi_page_add_group (KETTLE_WIFI_PAGE (self));
  for (guint i = 0; i < G_N_ELEMENTS (self->entries); i++) {
    self->entries[i] = kettle_secret_buffer_make_entry (names[i], KETTLE_WIFI_RAW_KEY_LENGTH);
    kettle_wifi_page_add_field (self->passphrase, labels[i], self->entries[i]);
    if (i == 0) {
      self->length = kettle_wifi_page_make_label ("", "count");
      gtk_container_add (GTK_CONTAINER (self->passphrase), self->length);
    }
    g_signal_connect_object (self->entries[i], "changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  }
  gtk_container_add (
      GTK_CONTAINER (self->passphrase),
      kettle_wifi_page_make_label (_ ("Twice, because a kettle with a wrong one is in no network "
                                      "until it is reset."),
                                   "quiet"));
}

static void
kettle_wifi_network_page_init (KettleWifiNetworkPage *self)
{
  KettleWifiPage *page = KETTLE_WIFI_PAGE (self);

  self->heading = kettle_wifi_page_add_heading (page, "");
  self->text = kettle_wifi_page_add_text (page, "");
  self->hint = kettle_wifi_page_add_notice (page, "hint");
  add_network (self);
  add_passphrase (self);
  self->complaint = kettle_wifi_page_add_notice (page, "complaint");
  kettle_wifi_page_set_next (page, _ ("_Next"), KETTLE_WIFI_PAGE_PLAIN);
}
