// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-window-private.h"
#include "ui/kettle-announce.h"
#include "ui/kettle-drawing.h"
#include "ui/kettle-icon.h"
#include "ui/kettle-info-bar.h"
#include "ui/kettle-panel.h"
#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>

/*
 * The one window. It turns a snapshot into a drawing, a sentence and a line of detail, shows
 * trouble in an info bar above them, and leaves everything that is decided to the actions and to
 * the application.
 */

typedef enum {
  PROP_MODEL = 1,
  N_PROPS,
} KettleWindowProperty;

struct _KettleWindow {
  GtkApplicationWindow parent_instance;

  GtkHeaderBar *header;
  GtkWidget *menu_button;
  GtkInfoBar *message_bar;
  GtkLabel *message;
  GtkWidget *answers;
  GtkWidget *take_offer;
  GtkWidget *find_kettle;
  GtkWidget *connect_here;
  KettleDrawing *drawing;
  GtkLabel *sentence;
  GtkLabel *detail;
  KettlePanel *panel;

  KettleModel *model;
  GtkCssProvider *style;
  KettleSnapshot snapshot; /* what is shown */
  char *address;           /* the chosen kettle's, "" for none */
  char *notice;            /* (nullable): from the application */
  char *trouble;           /* (nullable): from the snapshot */
  char *dismissed;         /* (nullable): the trouble that the person closed */
  char *offer;             /* (nullable): from the application */
  char *declined;          /* (nullable): the offer that the person closed */
  gboolean offer_has_button;
  gboolean demo;
  gboolean minimised;
  guint tick; /* renews the detail; 0 when nobody could see it change */
};

G_DEFINE_FINAL_TYPE (KettleWindow, kettle_window, GTK_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[N_PROPS];

static gboolean
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) == 0)
    return FALSE;

  gtk_label_set_label (label, text);

  return TRUE;
}

static void
update_detail (KettleWindow *self)
{
  g_autofree char *detail =
      kettle_presentation_dup_detail (&self->snapshot, g_get_real_time () / G_USEC_PER_SEC);

  set_label (self->detail, detail);
}

static gboolean
on_tick (gpointer user_data)
{
  update_detail (user_data);

  return G_SOURCE_CONTINUE;
}

static void
update_tick (KettleWindow *self)
{
  gboolean wanted = gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->minimised
                    && kettle_presentation_detail_ticks (&self->snapshot);

  if (wanted && self->tick == 0) {
    update_detail (self);
    self->tick = g_timeout_add_seconds (1, on_tick, self);
    g_source_set_name_by_id (self->tick, "kettle: detail");
  } else if (!wanted) {
    g_clear_handle_id (&self->tick, g_source_remove);
  }
}

/* One sentence at a time: what just happened, then what can be done, then what lasts. */
static void
update_message (KettleWindow *self)
{
  gboolean chosen = self->snapshot.connection != KETTLE_LIFE_NONE;
  GtkMessageType type = GTK_MESSAGE_WARNING;
  const char *text = self->notice;

  if (text == NULL && g_strcmp0 (self->offer, self->declined) != 0) {
    text = self->offer;
    type = GTK_MESSAGE_QUESTION;
  }
  if (text == NULL && !chosen) {
    text = _ ("No kettle is chosen yet.");
    type = GTK_MESSAGE_INFO;
  }
  if (text == NULL && g_strcmp0 (self->trouble, self->dismissed) != 0)
    text = self->trouble;

  if (text != NULL) {
    gboolean here = text == self->trouble && self->snapshot.trouble == KETTLE_TROUBLE_OTHER_NETWORK;
    gboolean take = text == self->offer && self->offer_has_button;
    gboolean find = text == self->trouble || (!chosen && text != self->offer);

    gtk_widget_set_visible (self->take_offer, take);
    gtk_widget_set_visible (self->connect_here, here);
    gtk_widget_set_visible (self->find_kettle, find);
    gtk_widget_set_visible (self->answers, take || here || find);
    gtk_info_bar_set_message_type (self->message_bar, type);
    /* Without a kettle there is nothing to go back to. */
    gtk_info_bar_set_show_close_button (self->message_bar, chosen || type != GTK_MESSAGE_INFO);
    if (set_label (self->message, text))
      kettle_announce (GTK_WIDGET (self->message), text);
  }

  gtk_info_bar_set_revealed (self->message_bar, text != NULL);
}

static void
update_subtitle (KettleWindow *self)
{
  gtk_header_bar_set_subtitle (self->header, self->demo ? _ ("Simulated kettle") : self->address);
}

static void
update_trouble (KettleWindow *self, const char *host, guint16 port)
{
  g_free (self->trouble);
  self->trouble = kettle_presentation_dup_trouble (&self->snapshot, host, port);
  /* Whatever comes after a connection is news, even if it reads the same. */
  if (self->trouble == NULL)
    g_clear_pointer (&self->dismissed, g_free);
  if (self->snapshot.connection == KETTLE_LIFE_CONNECTED)
    g_clear_pointer (&self->declined, g_free);
}

void
kettle_window_show_snapshot (KettleWindow *self,
                             const KettleSnapshot *snapshot,
                             const char *host,
                             guint16 port)
{
  g_autofree char *sentence = NULL;
  GtkStyleContext *style = NULL;

  g_return_if_fail (KETTLE_IS_WINDOW (self));
  g_return_if_fail (snapshot != NULL);

  self->snapshot = *snapshot;
  g_free (self->address);
  self->address = kettle_presentation_dup_address (host, port);
  update_subtitle (self);

  sentence = kettle_presentation_dup_sentence (snapshot);
  kettle_drawing_set_state (self->drawing, snapshot->connection, snapshot->phase);
  kettle_panel_show_snapshot (self->panel, snapshot);
  if (set_label (self->sentence, sentence)) {
    atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->drawing)), sentence);
    kettle_announce (GTK_WIDGET (self->sentence), sentence);
  }

  style = gtk_widget_get_style_context (GTK_WIDGET (self->sentence));
  if (snapshot->connection == KETTLE_LIFE_CONNECTED)
    gtk_style_context_remove_class (style, "away");
  else
    gtk_style_context_add_class (style, "away");

  update_detail (self);
  update_trouble (self, host, port);
  update_message (self);
  update_tick (self);
}

gboolean
kettle_window_is_ticking (KettleWindow *self)
{
  g_return_val_if_fail (KETTLE_IS_WINDOW (self), FALSE);

  return self->tick != 0;
}

static void
on_model_changed (KettleWindow *self)
{
  KettleSnapshot snapshot = { 0 };

  kettle_model_get_snapshot (self->model, &snapshot);
  kettle_window_show_snapshot (self, &snapshot, kettle_model_get_host (self->model),
                               kettle_model_get_port (self->model));
}

static void
on_message_response (KettleWindow *self, int response)
{
  if (self->notice != NULL) {
    g_clear_pointer (&self->notice, g_free);
  } else if (g_strcmp0 (self->offer, self->declined) != 0) {
    g_free (self->declined);
    self->declined = g_strdup (self->offer);
  } else {
    g_free (self->dismissed);
    self->dismissed = g_strdup (self->trouble);
  }
  update_message (self);
}

static void
on_close_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static void
kettle_window_map (GtkWidget *widget)
{
  KettleWindow *self = KETTLE_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* Never on a key, where GTK would put it or where it was: a space typed too late for another
   * window must not heat anything. */
  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->panel)))
    gtk_widget_grab_focus (self->menu_button);

  GTK_WIDGET_CLASS (kettle_window_parent_class)->map (widget);
  update_tick (self);
}

static void
kettle_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kettle_window_parent_class)->unmap (widget);
  update_tick (KETTLE_WINDOW (widget));
}

static gboolean
kettle_window_window_state_event (GtkWidget *widget, GdkEventWindowState *event)
{
  KettleWindow *self = KETTLE_WINDOW (widget);

  self->minimised =
      (event->new_window_state & (GDK_WINDOW_STATE_ICONIFIED | GDK_WINDOW_STATE_WITHDRAWN)) != 0;
  update_tick (self);

  return GTK_WIDGET_CLASS (kettle_window_parent_class)->window_state_event (widget, event);
}

static void
add_actions (KettleWindow *self)
{
  static const GActionEntry entries[] = { { .name = "close", .activate = on_close_activated } };
  g_autoptr (GPropertyAction) menu = g_property_action_new ("menu", self->menu_button, "active");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (menu));
}

static void
kettle_window_constructed (GObject *object)
{
  KettleWindow *self = KETTLE_WINDOW (object);

  G_OBJECT_CLASS (kettle_window_parent_class)->constructed (object);

  self->style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->style, OBJECT_PATH "/kettle.css");
  gtk_style_context_add_provider_for_screen (gtk_widget_get_screen (GTK_WIDGET (self)),
                                             GTK_STYLE_PROVIDER (self->style),
                                             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  add_actions (self);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed), self,
                           G_CONNECT_SWAPPED);
  on_model_changed (self);
}

static void
kettle_window_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  KettleWindow *self = KETTLE_WINDOW (object);

  switch ((KettleWindowProperty) property_id) {
  case PROP_MODEL:
    self->model = g_value_dup_object (value);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
kettle_window_dispose (GObject *object)
{
  KettleWindow *self = KETTLE_WINDOW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  if (self->style != NULL)
    gtk_style_context_remove_provider_for_screen (gtk_widget_get_screen (GTK_WIDGET (self)),
                                                  GTK_STYLE_PROVIDER (self->style));
  g_clear_object (&self->style);

  G_OBJECT_CLASS (kettle_window_parent_class)->dispose (object);
}

static void
kettle_window_finalize (GObject *object)
{
  KettleWindow *self = KETTLE_WINDOW (object);

  g_free (self->address);
  g_free (self->notice);
  g_free (self->trouble);
  g_free (self->dismissed);
  g_free (self->offer);
  g_free (self->declined);

  G_OBJECT_CLASS (kettle_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (KETTLE_TYPE_DRAWING);
  g_type_ensure (KETTLE_TYPE_PANEL);

  gtk_widget_class_set_template_from_resource (widget_class, OBJECT_PATH "/kettle-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, header);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, message);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, answers);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, take_offer);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, find_kettle);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, connect_here);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, drawing);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, sentence);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, KettleWindow, panel);
  gtk_widget_class_bind_template_callback (widget_class, on_message_response);
}

static void
kettle_window_class_init (KettleWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kettle_window_constructed;
  object_class->set_property = kettle_window_set_property;
  object_class->dispose = kettle_window_dispose;
  object_class->finalize = kettle_window_finalize;
  widget_class->map = kettle_window_map;
  widget_class->unmap = kettle_window_unmap;
  widget_class->window_state_event = kettle_window_window_state_event;

  properties[PROP_MODEL] =
      g_param_spec_object ("model", NULL, NULL, KETTLE_TYPE_MODEL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
}

static void
kettle_window_init (KettleWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kettle_info_bar_set_up (self->message_bar);
  kettle_icon_set_default (gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

KettleWindow *
kettle_window_new (GtkApplication *application, KettleModel *model)
{
  static const struct {
    const char *action;
    const char *accels[2];
  } shortcuts[] = {
    { "win.close", { "<Primary>w" } },       { "win.menu", { "F10" } },
    { "app.find-kettle", { "<Primary>l" } }, { "app.preferences", { "<Primary>comma" } },
    { "app.quit", { "<Primary>q" } },
  };

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);

  /* None of them heats water: a shortcut is too easily pressed. */
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].accels);

  return g_object_new (KETTLE_TYPE_WINDOW, "application", application, "model", model, NULL);
}

void
kettle_window_set_demo (KettleWindow *self, gboolean demo)
{
  g_return_if_fail (KETTLE_IS_WINDOW (self));

  self->demo = demo;
  update_subtitle (self);
}

void
kettle_window_set_notice (KettleWindow *self, const char *text)
{
  g_return_if_fail (KETTLE_IS_WINDOW (self));

  if (g_strcmp0 (text, self->notice) == 0)
    return;

  g_free (self->notice);
  self->notice = g_strdup (text);
  update_message (self);
}

void
kettle_window_set_offer (KettleWindow *self,
                         const char *sentence,
                         const char *label,
                         const char *action)
{
  g_return_if_fail (KETTLE_IS_WINDOW (self));
  g_return_if_fail (sentence != NULL || (label == NULL && action == NULL));

  g_free (self->offer);
  self->offer = g_strdup (sentence);
  self->offer_has_button = label != NULL;
  if (label != NULL) {
    gtk_button_set_label (GTK_BUTTON (self->take_offer), label);
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->take_offer), action);
  }
  update_message (self);
}
