// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-address-bar.h"

#include "ui/kettle-info-bar.h"

#include <glib/gi18n.h>

/*
 * Where a person types the kettle's address. An info bar and no dialog: there is nothing else to
 * do with the window meanwhile, but nothing is locked either.
 */

typedef enum {
  PROP_CLOSABLE = 1,
  N_PROPS,
} KettleAddressBarProperty;

struct _KettleAddressBar {
  GtkInfoBar parent_instance;

  GtkWidget *prompt;
  GtkWidget *entry;
  gboolean closable;
};

G_DEFINE_FINAL_TYPE (KettleAddressBar, kettle_address_bar, GTK_TYPE_INFO_BAR)

static GParamSpec *properties[N_PROPS];
static guint entered_signal;

static void
show_complaint (KettleAddressBar *self, const char *complaint)
{
  GtkStyleContext *style = gtk_widget_get_style_context (self->entry);

  if (complaint != NULL)
    gtk_style_context_add_class (style, GTK_STYLE_CLASS_ERROR);
  else
    gtk_style_context_remove_class (style, GTK_STYLE_CLASS_ERROR);

  gtk_info_bar_set_message_type (GTK_INFO_BAR (self),
                                 complaint != NULL ? GTK_MESSAGE_WARNING : GTK_MESSAGE_QUESTION);
  gtk_label_set_label (GTK_LABEL (self->prompt),
                       complaint != NULL ? complaint : _ ("What is the kettle’s address?"));
}

static void
on_connect (KettleAddressBar *self)
{
  g_signal_emit (self, entered_signal, 0, gtk_entry_get_text (GTK_ENTRY (self->entry)));
}

/* The complaint stays to be read; only the entry stops shouting. */
static void
on_changed (KettleAddressBar *self)
{
  gtk_style_context_remove_class (gtk_widget_get_style_context (self->entry),
                                  GTK_STYLE_CLASS_ERROR);
}

static void
kettle_address_bar_response (GtkInfoBar *info_bar, int response)
{
  KettleAddressBar *self = KETTLE_ADDRESS_BAR (info_bar);

  if (self->closable)
    kettle_address_bar_close (self);
}

static void
kettle_address_bar_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  KettleAddressBar *self = KETTLE_ADDRESS_BAR (object);

  switch ((KettleAddressBarProperty) property_id) {
  case PROP_CLOSABLE:
    g_value_set_boolean (value, self->closable);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
kettle_address_bar_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  KettleAddressBar *self = KETTLE_ADDRESS_BAR (object);

  switch ((KettleAddressBarProperty) property_id) {
  case PROP_CLOSABLE:
    if (self->closable == g_value_get_boolean (value))
      break;
    self->closable = g_value_get_boolean (value);
    gtk_info_bar_set_show_close_button (GTK_INFO_BAR (self), self->closable);
    g_object_notify_by_pspec (object, pspec);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
kettle_address_bar_class_init (KettleAddressBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kettle_address_bar_get_property;
  object_class->set_property = kettle_address_bar_set_property;
  GTK_INFO_BAR_CLASS (klass)->response = kettle_address_bar_response;

  properties[PROP_CLOSABLE] =
      g_param_spec_boolean ("closable", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  entered_signal = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, OBJECT_PATH "/kettle-address-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KettleAddressBar, prompt);
  gtk_widget_class_bind_template_child (widget_class, KettleAddressBar, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
kettle_address_bar_init (KettleAddressBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kettle_info_bar_set_up (GTK_INFO_BAR (self));
  show_complaint (self, NULL);
}

void
kettle_address_bar_ask (KettleAddressBar *self, const char *complaint, const char *address)
{
  g_return_if_fail (KETTLE_IS_ADDRESS_BAR (self));

  /* What was typed is never taken away; only an empty or forgotten entry is filled. */
  if (address != NULL && !kettle_address_bar_is_open (self))
    gtk_entry_set_text (GTK_ENTRY (self->entry), address);

  show_complaint (self, complaint);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self), TRUE);
}

void
kettle_address_bar_focus (KettleAddressBar *self)
{
  g_return_if_fail (KETTLE_IS_ADDRESS_BAR (self));

  /* In a bar that was never shown the entry has no window yet, and a key would have no way. */
  gtk_widget_realize (self->entry);
  gtk_widget_grab_focus (self->entry);
}

void
kettle_address_bar_close (KettleAddressBar *self)
{
  g_return_if_fail (KETTLE_IS_ADDRESS_BAR (self));

  show_complaint (self, NULL);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self), FALSE);
}

gboolean
kettle_address_bar_is_open (KettleAddressBar *self)
{
  g_return_val_if_fail (KETTLE_IS_ADDRESS_BAR (self), FALSE);

  return gtk_info_bar_get_revealed (GTK_INFO_BAR (self));
}
