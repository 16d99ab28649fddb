// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-preferences.h"

#include "ui/kettle-announce.h"
#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>

/* Pixels: the width at which all is seen well; and what a small screen needs beside and above the
 * rows, for borders, title bars and panels. */
#define USUAL_WIDTH 420
#define ROOM_BESIDE 12
#define ROOM_ABOVE  110

/*
 * Every row is bound to its key, both ways: what is changed elsewhere shows here, and the person's
 * hand is stored before anything is done about it.
 */

struct _KettlePreferences {
  GtkWindow parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel *address;
  GtkWidget *find_kettle;
  GtkComboBox *temperature;
  GtkLabel *temperature_sentence;
  GtkComboBox *warm_minutes;
  GtkLabel *warm_sentence;
  GtkWidget *notify_boiled;
  GtkWidget *notify_lifted;
  GtkWidget *notify_problem;
  GtkWidget *notify_warm_ended;
  GtkWidget *notify_out_of_sight;
  GtkWidget *notify_failed;
  GtkWidget *sound;
  GtkLabel *sound_sentence;
  GtkWidget *autostart;
  GtkLabel *autostart_sentence;
  GtkLabel *autostart_complaint;
  GtkWidget *keep_running;
  GtkLabel *keep_running_sentence;
  GtkComboBox *colors;

  KettleModel *model;
  gboolean demo;
};

G_DEFINE_FINAL_TYPE (KettlePreferences, kettle_preferences, GTK_TYPE_WINDOW)

static void
describe (gpointer control, const char *text)
{
  atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (control)), text);
}

/* What is explained beside a control is part of it for those who hear it. */
static void
set_sentence (GtkLabel *label, gpointer control, const char *sentence)
{
  gtk_label_set_label (label, sentence);
  describe (control, sentence);
}

static void
update_address (KettlePreferences *self)
{
  g_autofree char *address = kettle_presentation_dup_address (kettle_model_get_host (self->model),
                                                              kettle_model_get_port (self->model));
  const char *text = address;

  if (self->demo)
    text = _ ("Simulated kettle");
  else if (text == NULL || *text == '\0')
    text = _ ("None chosen yet");

  gtk_label_set_label (self->address, text);
  describe (self->find_kettle, text);
}

/* A wheel that turns over a choice is meant for the list that scrolls, not for the choice. */
static gboolean
on_scroll_event (GtkWidget *widget, GdkEvent *event, gpointer user_data)
{
  g_signal_stop_emission_by_name (widget, "scroll-event");

  return GDK_EVENT_PROPAGATE;
}

static gboolean
has_choice (GtkComboBox *box, const char *id)
{
  GtkTreeModel *model = gtk_combo_box_get_model (box);
  GtkTreeIter iter;

  for (gboolean more = gtk_tree_model_get_iter_first (model, &iter); more;
       more = gtk_tree_model_iter_next (model, &iter)) {
    g_autofree char *its = NULL;

    gtk_tree_model_get (model, &iter, gtk_combo_box_get_id_column (box), &its, -1);
    if (g_str_equal (its, id))
      return TRUE;
  }

  return FALSE;
}

/* A number that is no choice shows as the first one, which is what the program takes it for. */
static gboolean
number_to_choice (GValue *value, GVariant *variant, gpointer user_data)
{
  GtkComboBox *box = user_data;
  g_autofree char *id = g_strdup_printf ("%d", g_variant_get_int32 (variant));
  GtkTreeIter first;

  if (has_choice (box, id)) {
    g_value_set_string (value, id);
    return TRUE;
  }

  g_clear_pointer (&id, g_free);
  gtk_tree_model_get_iter_first (gtk_combo_box_get_model (box), &first);
  gtk_tree_model_get (gtk_combo_box_get_model (box), &first, gtk_combo_box_get_id_column (box), &id,
                      -1);
  g_value_set_string (value, id);

  return TRUE;
}

static GVariant *
choice_to_number (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *id = g_value_get_string (value);

  return id != NULL ? g_variant_new_int32 ((gint32) g_ascii_strtoll (id, NULL, 10)) : NULL;
}

static void
add_choice (GtkComboBox *box, int number, const char *text)
{
  g_autofree char *id = g_strdup_printf ("%d", number);

  gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (box), id, text);
}

/* A long word in another language makes no window wider than a small screen. */
static void
let_shrink (GtkComboBox *box)
{
  g_autoptr (GList) cells = gtk_cell_layout_get_cells (GTK_CELL_LAYOUT (box));

  g_object_set (cells->data, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
}

static void
fill_choices (KettlePreferences *self)
{
  static const int temperatures[] = { 100, 95, 80, 65 };
  static const int lengths[] = { 5, 10, 20 };

  for (gsize i = 0; i < G_N_ELEMENTS (temperatures); i++) {
    g_autofree char *label = kettle_presentation_dup_temperature_label (temperatures[i]);
    g_autofree char *text = NULL;

    /* Translators: a temperature and what it is good for, such as “95 °C · Coffee” */
    text = g_strdup_printf (_ ("%s · %s"), label,
                            kettle_presentation_get_drink_hint (temperatures[i]));
    add_choice (self->temperature, temperatures[i], text);
  }

  /* Translators: a choice of how long to keep warm: however long the kettle does it by itself */
  add_choice (self->warm_minutes, 0, _ ("As the kettle has it"));
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *text = kettle_presentation_dup_minutes_label (lengths[i]);

    add_choice (self->warm_minutes, lengths[i], text);
  }

  /* Translators: a choice of colours: light or dark as the desktop is */
  gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (self->colors), "desktop", _ ("As the desktop"));
  /* Translators: a choice of colours */
  gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (self->colors), "light", _ ("Light"));
  /* Translators: a choice of colours */
  gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (self->colors), "dark", _ ("Dark"));
}

static void
bind_settings (KettlePreferences *self, GSettings *settings)
{
  const struct {
    const char *key;
    gpointer toggle;
  } toggles[] = {
    { "notify-boiled", self->notify_boiled },
    { "notify-lifted", self->notify_lifted },
    { "notify-problem", self->notify_problem },
    { "notify-warm-ended", self->notify_warm_ended },
    { "notify-out-of-sight", self->notify_out_of_sight },
    { "notify-failed", self->notify_failed },
    { "sound", self->sound },
    { "keep-running", self->keep_running },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (toggles); i++)
    g_settings_bind (settings, toggles[i].key, toggles[i].toggle, "active",
                     G_SETTINGS_BIND_DEFAULT);
  if (!self->demo)
    g_settings_bind (settings, "autostart", self->autostart, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "color-scheme", self->colors, "active-id", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "preferred-temperature", self->temperature, "active-id",
                                G_SETTINGS_BIND_DEFAULT, number_to_choice, choice_to_number,
                                self->temperature, NULL);
  g_settings_bind_with_mapping (settings, "preferred-warm-minutes", self->warm_minutes, "active-id",
                                G_SETTINGS_BIND_DEFAULT, number_to_choice, choice_to_number,
                                self->warm_minutes, NULL);
}

/* The key binding of Esc and Ctrl+W. */
static void
kettle_preferences_close (KettlePreferences *self)
{
  gtk_widget_hide (GTK_WIDGET (self));
}

static gboolean
kettle_preferences_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  gtk_widget_hide (widget);

  return GDK_EVENT_STOP;
}

/* All rows are seen where there is room for them; a low screen scrolls. The size that a person
 * gives the window stays. */
static void
fit_screen (KettlePreferences *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GdkWindow *surface = parent != NULL ? gtk_widget_get_window (GTK_WIDGET (parent)) : NULL;
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GdkMonitor *monitor = surface != NULL ? gdk_display_get_monitor_at_window (display, surface)
                                        : gdk_display_get_monitor (display, 0);
  GdkRectangle area = { .width = USUAL_WIDTH, .height = USUAL_WIDTH };
  GtkWidget *rows = gtk_bin_get_child (GTK_BIN (self->scroller));
  int width;
  int height;

  if (monitor != NULL)
    gdk_monitor_get_workarea (monitor, &area);
  width = MIN (USUAL_WIDTH, area.width - ROOM_BESIDE);
  gtk_widget_get_preferred_height_for_width (rows, width, NULL, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, MIN (height, area.height - ROOM_ABOVE));
}

static void
kettle_preferences_show (GtkWidget *widget)
{
  KettlePreferences *self = KETTLE_PREFERENCES (widget);

  fit_screen (self);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);

  GTK_WIDGET_CLASS (kettle_preferences_parent_class)->show (widget);
}

static void
kettle_preferences_dispose (GObject *object)
{
  KettlePreferences *self = KETTLE_PREFERENCES (object);

  g_clear_object (&self->model);

  G_OBJECT_CLASS (kettle_preferences_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, OBJECT_PATH "/kettle-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, scroller);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, address);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, find_kettle);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, temperature);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, temperature_sentence);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, warm_minutes);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, warm_sentence);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, notify_boiled);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, notify_lifted);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, notify_problem);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, notify_warm_ended);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, notify_out_of_sight);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, notify_failed);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, sound);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, sound_sentence);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, autostart);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, autostart_sentence);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, autostart_complaint);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, keep_running);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, keep_running_sentence);
  gtk_widget_class_bind_template_child (widget_class, KettlePreferences, colors);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll_event);
}

static void
kettle_preferences_class_init (KettlePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkBindingSet *bindings = gtk_binding_set_by_class (klass);

  G_OBJECT_CLASS (klass)->dispose = kettle_preferences_dispose;
  widget_class->delete_event = kettle_preferences_delete_event;
  widget_class->show = kettle_preferences_show;

  g_signal_new_class_handler (
      "close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
      G_CALLBACK (kettle_preferences_close), NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_binding_entry_add_signal (bindings, GDK_KEY_Escape, 0, "close", 0);
  gtk_binding_entry_add_signal (bindings, GDK_KEY_w, GDK_CONTROL_MASK, "close", 0);

  bind_template (widget_class);
}

static void
wrap_checks (KettlePreferences *self)
{
  GtkWidget *const checks[] = { self->notify_boiled,       self->notify_lifted,
                                self->notify_problem,      self->notify_warm_ended,
                                self->notify_out_of_sight, self->notify_failed };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++) {
    GtkLabel *label = GTK_LABEL (gtk_bin_get_child (GTK_BIN (checks[i])));

    gtk_label_set_line_wrap (label, TRUE);
    gtk_label_set_xalign (label, 0);
  }
}

static void
kettle_preferences_init (KettlePreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wrap_checks (self);
  fill_choices (self);
  let_shrink (self->temperature);
  let_shrink (self->warm_minutes);
  let_shrink (self->colors);
  describe (self->temperature, gtk_label_get_label (self->temperature_sentence));
  describe (self->warm_minutes, gtk_label_get_label (self->warm_sentence));
  describe (self->sound, gtk_label_get_label (self->sound_sentence));
  describe (self->autostart, gtk_label_get_label (self->autostart_sentence));
  kettle_preferences_set_tray_present (self, TRUE);
}

/**
 * kettle_preferences_new:
 * @parent: (nullable): the window it belongs to and ends with
 * @model: the kettle, whose address is shown
 * @settings: what is shown and stored
 * @demo: whether the kettle is simulated: then there is nothing to start with the session
 *
 * Returns: (transfer none): the dialogue, not shown yet, owned by GTK until it is destroyed
 */
KettlePreferences *
kettle_preferences_new (GtkWindow *parent, KettleModel *model, GSettings *settings, gboolean demo)
{
  KettlePreferences *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (KETTLE_TYPE_PREFERENCES, "transient-for", parent, NULL);
  /* For the shortcuts of the application, such as Ctrl+Q, and its actions. */
  if (parent != NULL)
    gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));

  self->model = g_object_ref (model);
  self->demo = demo;
  g_signal_connect_object (model, "notify::host", G_CALLBACK (update_address), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify::port", G_CALLBACK (update_address), self,
                           G_CONNECT_SWAPPED);
  update_address (self);
  bind_settings (self, settings);
  gtk_widget_set_sensitive (self->autostart, !demo);
  if (demo)
    set_sentence (self->autostart_sentence, self->autostart,
                  _ ("The simulated kettle does not start with the session."));

  return self;
}

/**
 * kettle_preferences_set_tray_present:
 * @self: the preferences
 * @present: whether a panel shows the tray icon
 *
 * Says what keeping on running depends on.
 */
void
kettle_preferences_set_tray_present (KettlePreferences *self, gboolean present)
{
  g_return_if_fail (KETTLE_IS_PREFERENCES (self));

  set_sentence (self->keep_running_sentence, self->keep_running,
                present
                    ? _ ("In the tray, where Quit ends it.")
                    : _ ("There is no tray here: closing the window ends Kettle all the same."));
}

/**
 * kettle_preferences_set_autostart_complaint:
 * @self: the preferences
 * @complaint: (nullable): one sentence that says why Kettle does not start with the session, and
 *   what to do; %NULL takes it away
 */
void
kettle_preferences_set_autostart_complaint (KettlePreferences *self, const char *complaint)
{
  GtkWidget *label;
  gboolean is_new;

  g_return_if_fail (KETTLE_IS_PREFERENCES (self));

  label = GTK_WIDGET (self->autostart_complaint);
  is_new = g_strcmp0 (complaint, gtk_label_get_label (self->autostart_complaint)) != 0;
  gtk_label_set_label (self->autostart_complaint, complaint != NULL ? complaint : "");
  gtk_widget_set_visible (label, complaint != NULL);
  describe (self->autostart,
            complaint != NULL ? complaint : gtk_label_get_label (self->autostart_sentence));
  if (complaint != NULL && is_new && gtk_widget_get_mapped (GTK_WIDGET (self)))
    kettle_announce (label, complaint);
}
