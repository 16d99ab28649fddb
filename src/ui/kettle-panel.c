// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-panel.h"
#include "ui/kettle-key.h"
#include "ui/kettle-presentation.h"

/*
 * The kettle's keys as it has them: four temperatures, Keep Warm with its three lengths, and On.
 * It wants a comfortable width and no more, so that the keys stay keys in a large window.
 */

#define COMFORTABLE_WIDTH 440

struct _KettlePanel {
  GtkBox parent_instance;

  GtkWidget *temperatures;
  GtkWidget *minutes;
  GtkWidget *power;
};

G_DEFINE_FINAL_TYPE (KettlePanel, kettle_panel, GTK_TYPE_BOX)

static const int temperatures[] = { 100, 95, 80, 65 };
static const int minutes[] = { 5, 10, 20 };

static void
add_temperature (KettlePanel *self, int temperature)
{
  GtkWidget *key = kettle_key_new ();
  g_autofree char *name = kettle_presentation_dup_temperature_label (temperature);
  /* A number, the same in every language; its first digit is the mnemonic. */
  g_autofree char *title = g_strdup_printf ("_%d", temperature);

  g_object_set (key, "title", title, "unit", kettle_presentation_get_unit (), "hint",
                kettle_presentation_get_drink_hint (temperature), "accessible-name", name, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (key), "temperature");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "i", temperature);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), "app.temperature");
  gtk_container_add (GTK_CONTAINER (self->temperatures), key);
  gtk_widget_show (key);
}

static void
add_minutes (KettlePanel *self, int length)
{
  GtkWidget *key = kettle_key_new ();
  g_autofree char *name = kettle_presentation_dup_minutes_label (length);

  g_object_set (key, "title", name, "show-lamp", FALSE, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (key), "minutes");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "i", length);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), "app.warm-minutes");
  gtk_container_add (GTK_CONTAINER (self->minutes), key);
  gtk_widget_show (key);
}

static void
kettle_panel_get_preferred_width (GtkWidget *widget, int *minimum, int *natural)
{
  GTK_WIDGET_CLASS (kettle_panel_parent_class)->get_preferred_width (widget, minimum, natural);
  *natural = MAX (*minimum, COMFORTABLE_WIDTH);
}

static void
kettle_panel_class_init (KettlePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_preferred_width = kettle_panel_get_preferred_width;

  g_type_ensure (KETTLE_TYPE_KEY);
  gtk_widget_class_set_template_from_resource (widget_class, OBJECT_PATH "/kettle-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KettlePanel, temperatures);
  gtk_widget_class_bind_template_child (widget_class, KettlePanel, minutes);
  gtk_widget_class_bind_template_child (widget_class, KettlePanel, power);
}

static void
kettle_panel_init (KettlePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (temperatures); i++)
    add_temperature (self, temperatures[i]);

  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    add_minutes (self, minutes[i]);
}

void
kettle_panel_show_snapshot (KettlePanel *self, const KettleSnapshot *snapshot)
{
  GtkStyleContext *style = NULL;
  const char *label;
  g_autofree char *mnemonic = NULL;

  g_return_if_fail (KETTLE_IS_PANEL (self));
  g_return_if_fail (snapshot != NULL);

  label = kettle_presentation_get_power_label (snapshot);
  mnemonic = g_strdup_printf ("_%s", label);

  /* It does what it says: a click on Turn Off that comes too late never turns the kettle on. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->power),
                                  snapshot->on ? "app.off" : "app.on");
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->power)), mnemonic) == 0)
    return;

  gtk_button_set_label (GTK_BUTTON (self->power), mnemonic);
  atk_object_set_name (gtk_widget_get_accessible (self->power), label);
  style = gtk_widget_get_style_context (self->power);
  if (snapshot->on) {
    gtk_style_context_remove_class (style, "suggested-action");
    gtk_style_context_add_class (style, "lit");
  } else {
    gtk_style_context_remove_class (style, "lit");
    gtk_style_context_add_class (style, "suggested-action");
  }
}
