// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-key.h"

/*
 * A toggle button that shows an action's state and never its own clicks.
 *
 * GtkToggleButton flips itself in "clicked", and gtk_toggle_button_set_active() works by emitting
 * "clicked", so both a finger and the action's state arrive there. They are told apart by how they
 * come: GTK carries the action's state over by setting the property "active", which is why that
 * property is overridden here.
 */

typedef enum {
  PROP_TITLE = 1,
  PROP_UNIT,
  PROP_HINT,
  PROP_SHOW_LAMP,
  PROP_ACCESSIBLE_NAME,
  N_PROPS,
  PROP_ACTIVE = N_PROPS, /* GtkToggleButton's own, overridden */
} KettleKeyProperty;

struct _KettleKey {
  GtkToggleButton parent_instance;

  GtkWidget *content;
  GtkWidget *lamp;
  GtkWidget *title;
  GtkWidget *unit;
  GtkWidget *hint;
  char *accessible_name;
  gboolean following; /* "active" is being set to what the action says */
};

G_DEFINE_FINAL_TYPE (KettleKey, kettle_key, GTK_TYPE_TOGGLE_BUTTON)

static GParamSpec *properties[N_PROPS];

static void
update_accessible (KettleKey *self)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));
  const char *name = self->accessible_name;

  if (name == NULL)
    name = gtk_label_get_text (GTK_LABEL (self->title));
  atk_object_set_name (accessible, name);
  atk_object_set_description (accessible, gtk_label_get_text (GTK_LABEL (self->hint)));
}

/* With a hint the parts stand one below the other, else side by side. */
static void
arrange (KettleKey *self)
{
  gboolean has_hint = *gtk_label_get_text (GTK_LABEL (self->hint)) != '\0';

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content),
                                  has_hint ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->content), has_hint ? 3 : 8);
  gtk_widget_set_visible (self->hint, has_hint);
  gtk_widget_set_visible (self->unit, *gtk_label_get_text (GTK_LABEL (self->unit)) != '\0');
}

static void
follow (KettleKey *self, gboolean active)
{
  gboolean following = self->following;

  self->following = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), active);
  self->following = following;
}

static void
kettle_key_clicked (GtkButton *button)
{
  KettleKey *self = KETTLE_KEY (button);

  /* Not by a finger: GtkToggleButton, which would flip, never hears of those. The action is
   * activated by a handler that GtkButton connects by itself. */
  if (self->following)
    GTK_BUTTON_CLASS (kettle_key_parent_class)->clicked (button);
}

static void
set_text (KettleKey *self, GtkWidget *label, const GValue *value, GParamSpec *pspec)
{
  const char *text = g_value_get_string (value);

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text != NULL ? text : "") == 0)
    return;

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  arrange (self);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
kettle_key_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  KettleKey *self = KETTLE_KEY (object);

  switch ((KettleKeyProperty) property_id) {
  case PROP_TITLE:
    g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->title)));
    break;
  case PROP_UNIT:
    g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->unit)));
    break;
  case PROP_HINT:
    g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->hint)));
    break;
  case PROP_SHOW_LAMP:
    g_value_set_boolean (value, gtk_widget_get_visible (self->lamp));
    break;
  case PROP_ACCESSIBLE_NAME:
    g_value_set_string (value, self->accessible_name);
    break;
  case PROP_ACTIVE:
    g_value_set_boolean (value, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
kettle_key_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  KettleKey *self = KETTLE_KEY (object);

  switch ((KettleKeyProperty) property_id) {
  case PROP_TITLE:
    set_text (self, self->title, value, pspec);
    break;
  case PROP_UNIT:
    set_text (self, self->unit, value, pspec);
    break;
  case PROP_HINT:
    set_text (self, self->hint, value, pspec);
    break;
  case PROP_SHOW_LAMP:
    if (gtk_widget_get_visible (self->lamp) != g_value_get_boolean (value)) {
      gtk_widget_set_visible (self->lamp, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  case PROP_ACCESSIBLE_NAME:
    if (g_strcmp0 (self->accessible_name, g_value_get_string (value)) != 0) {
      g_free (self->accessible_name);
      self->accessible_name = g_value_dup_string (value);
      update_accessible (self);
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  case PROP_ACTIVE:
    follow (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
kettle_key_finalize (GObject *object)
{
  KettleKey *self = KETTLE_KEY (object);

  g_free (self->accessible_name);

  G_OBJECT_CLASS (kettle_key_parent_class)->finalize (object);
}

static void
kettle_key_class_init (KettleKeyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kettle_key_get_property;
  object_class->set_property = kettle_key_set_property;
  object_class->finalize = kettle_key_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = kettle_key_clicked;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNIT] = g_param_spec_string (
      "unit", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HINT] = g_param_spec_string (
      "hint", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_LAMP] =
      g_param_spec_boolean ("show-lamp", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCESSIBLE_NAME] =
      g_param_spec_string ("accessible-name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_ACTIVE, "active");
}

static GtkWidget *
create_label (const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_style_context_add_class (gtk_widget_get_style_context (label), style_class);
  gtk_widget_show (label);

  return label;
}

static void
kettle_key_init (KettleKey *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->lamp = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->title = create_label ("title");
  self->unit = create_label ("unit");
  self->hint = create_label ("hint");

  gtk_label_set_use_underline (GTK_LABEL (self->title), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->title), GTK_WIDGET (self));
  /* A long translation may be cut; assistive technology still gets all of it. */
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->lamp), "lamp");
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "kettle-key");
  gtk_widget_set_halign (self->lamp, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->lamp, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->title, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (self->unit, GTK_ALIGN_BASELINE);
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  /* A number and its unit stand in this order in every script. */
  gtk_widget_set_direction (row, GTK_TEXT_DIR_LTR);
  gtk_widget_set_halign (self->content, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->content, GTK_ALIGN_CENTER);

  gtk_container_add (GTK_CONTAINER (row), self->title);
  gtk_container_add (GTK_CONTAINER (row), self->unit);
  gtk_container_add (GTK_CONTAINER (self->content), self->lamp);
  gtk_container_add (GTK_CONTAINER (self->content), row);
  gtk_container_add (GTK_CONTAINER (self->content), self->hint);
  gtk_container_add (GTK_CONTAINER (self), self->content);
  gtk_widget_show (self->lamp);
  gtk_widget_show (row);
  gtk_widget_show (self->content);
  arrange (self);
}

GtkWidget *
kettle_key_new (void)
{
  return g_object_new (KETTLE_TYPE_KEY, NULL);
}
