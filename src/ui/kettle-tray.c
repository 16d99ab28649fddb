// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-tray.h"

#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <libayatana-appindicator/app-indicator.h>

/*
 * KettleTray puts the kettle's phase and the most wanted actions into the panel. It is the only
 * file that knows libayatana-appindicator: what that library does and does not do on which desktop
 * stays in here.
 *
 * Panels keep what an icon once told them, so that nothing here changes with time alone.
 */

#define DEFAULT_TEMPERATURE 100
#define N_OTHERS            3

/* So many changes may follow one another at once: a hand on the kettle's keys makes no more. */
#define N_CHANGES 8

/* How long to wait at most for what comes at once, milliseconds. */
#define BUS_TIME 500

/* Among how many of the main context's newest sources to look for it. */
#define N_SOURCES 16

/* From high to low. */
static const int temperatures[N_OTHERS + 1] = { 100, 95, 80, 65 };

/* Without a panel that knows StatusNotifierItem the library draws an icon by the X11 protocol of
 * old. Nobody can tell whether that one is seen, so that the window could not rely on it; and it
 * flickers whenever a panel starts anew. This one leaves it away. */
typedef struct {
  AppIndicator parent_instance;
} KettleIndicator;

typedef struct {
  AppIndicatorClass parent_class;
} KettleIndicatorClass;

struct _KettleTray {
  GObject parent_instance;

  GActionGroup *actions;
  KettleModel *model;
  char *icon_path;
  guint interval;
  double time_scale;
  int preferred_temperature;

  gint64 busy_until; /* when every change will have had its interval, monotonic µs */
  guint pending;

  AppIndicator *indicator;
  gboolean host_present;

  /* Owned by the menu, which the indicator owns. */
  GtkWidget *menu;
  GtkWidget *status_item;
  GtkWidget *boil_item;
  GtkWidget *other_items[N_OTHERS];
};

typedef enum {
  PROP_ACTIONS = 1,
  PROP_MODEL,
  PROP_ICON_PATH,
  PROP_INTERVAL,
  PROP_TIME_SCALE,
  PROP_HOST_PRESENT,
  PROP_PREFERRED_TEMPERATURE,
} KettleTrayProperty;

static GParamSpec *properties[PROP_PREFERRED_TEMPERATURE + 1];

GType kettle_indicator_get_type (void);

G_DEFINE_FINAL_TYPE (KettleIndicator, kettle_indicator, APP_INDICATOR_TYPE)
G_DEFINE_FINAL_TYPE (KettleTray, kettle_tray, G_TYPE_OBJECT)

static void
kettle_indicator_class_init (KettleIndicatorClass *klass)
{
  APP_INDICATOR_CLASS (klass)->fallback = NULL;
}

static void
kettle_indicator_init (KettleIndicator *self)
{
}

/* A plain item, also for the actions with a state: a check item would mark itself when it is
 * clicked, before the kettle has said anything. */
static GtkWidget *
append_item (KettleTray *self, const char *label, const char *action)
{
  GtkWidget *item = gtk_menu_item_new_with_label (label);

  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (item), action);
  gtk_menu_shell_append (GTK_MENU_SHELL (self->menu), item);

  return item;
}

static void
update_temperatures (KettleTray *self)
{
  g_autofree char *boil = kettle_presentation_dup_boil_label (self->preferred_temperature);
  guint other = 0;

  gtk_menu_item_set_label (GTK_MENU_ITEM (self->boil_item), boil);
  for (guint i = 0; i < G_N_ELEMENTS (temperatures) && other < N_OTHERS; i++) {
    g_autofree char *label = NULL;

    if (temperatures[i] == self->preferred_temperature)
      continue;

    label = kettle_presentation_dup_temperature_label (temperatures[i]);
    gtk_menu_item_set_label (GTK_MENU_ITEM (self->other_items[other]), label);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->other_items[other]), "i",
                                      temperatures[i]);
    other++;
  }
}

/* At most eight items, all of them in one level and there from the start: panels ask for the
 * menu when they like, and not every one of them can do more. */
static GtkWidget *
build_menu (KettleTray *self)
{
  GtkWidget *show_item;

  self->menu = gtk_menu_new ();
  self->status_item = append_item (self, "", NULL);
  gtk_widget_set_sensitive (self->status_item, FALSE);
  show_item = append_item (self, _ ("Show Kettle"), "app.show");
  self->boil_item = append_item (self, "", "app.quick-boil");
  for (guint i = 0; i < N_OTHERS; i++)
    self->other_items[i] = append_item (self, "", "app.temperature");
  append_item (self, _ ("Turn Off"), "app.off");
  append_item (self, _ ("Quit"), "app.quit");
  update_temperatures (self);
  gtk_widget_insert_action_group (self->menu, "app", self->actions);
  gtk_widget_show_all (self->menu);

  return show_item;
}

static gint64
get_interval (KettleTray *self)
{
  return (gint64) ((double) self->interval * 1000 / self->time_scale);
}

/* How long the next change has to wait, so that a peer that talks without end does not do to the
 * panel what it cannot do to us: milliseconds, 0 for not at all. */
static guint
get_wait (KettleTray *self)
{
  gint64 ahead = self->busy_until - g_get_monotonic_time () - (N_CHANGES - 1) * get_interval (self);

  return ahead > 0 ? (guint) (ahead / 1000 + 1) : 0;
}

static void
show (KettleTray *self, const char *icon_name, const char *status, const char *title)
{
  self->busy_until = MAX (self->busy_until, g_get_monotonic_time ()) + get_interval (self);
  /* GTK and the library compare all of these with what they have. */
  gtk_menu_item_set_label (GTK_MENU_ITEM (self->status_item), status);
  app_indicator_set_icon_full (self->indicator, icon_name, title);
  app_indicator_set_title (self->indicator, title);
}

static gboolean
is_shown (KettleTray *self, const char *icon_name, const char *status, const char *title)
{
  return g_strcmp0 (icon_name, app_indicator_get_icon (self->indicator)) == 0
         && g_strcmp0 (title, app_indicator_get_title (self->indicator)) == 0
         && g_strcmp0 (status, gtk_menu_item_get_label (GTK_MENU_ITEM (self->status_item))) == 0;
}

static gboolean
update (gpointer user_data)
{
  KettleTray *self = user_data;
  g_autofree char *icon_name = NULL;
  g_autofree char *status = NULL;
  g_autofree char *title = NULL;
  KettleSnapshot now;

  self->pending = 0;
  kettle_model_get_snapshot (self->model, &now);
  icon_name = kettle_presentation_dup_icon_name (&now);
  status = kettle_presentation_dup_tray_status (&now);
  title = kettle_presentation_dup_tray_title (&now);
  if (!is_shown (self, icon_name, status, title))
    show (self, icon_name, status, title);

  return G_SOURCE_REMOVE;
}

static void
on_changed (KettleModel *model, KettleTray *self)
{
  guint wait = get_wait (self);

  if (self->indicator == NULL || self->pending != 0)
    return;

  /* Not at once: what the same word means to others comes first, a bubble above all, and what
   * several words in a row mean is told together. */
  self->pending = wait == 0 ? g_idle_add_full (G_PRIORITY_HIGH_IDLE, update, self, NULL)
                            : g_timeout_add (wait, update, self);
  g_source_set_name_by_id (self->pending, "[kettle] tray waits its turn");
}

static void
on_connection_changed (AppIndicator *indicator, gboolean connected, KettleTray *self)
{
  if (self->host_present == !!connected)
    return;

  self->host_present = !!connected;
  g_debug ("Tray host %s", self->host_present ? "present" : "absent");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOST_PRESENT]);
}

/* The library warns when it finds no session bus. */
static gboolean
have_session_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  if (bus == NULL)
    g_info ("No tray icon: %s", error->message);

  return bus != NULL;
}

static gboolean
do_nothing (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* How many answers of threads wait in the main context to be told, of those that came after @first.
 */
static guint
count_answers (guint first)
{
  guint count = 0;

  for (guint id = first + 1; id <= first + N_SOURCES; id++) {
    GSource *source = g_main_context_find_source_by_id (NULL, id);
    const char *name = source != NULL ? g_source_get_name (source) : NULL;

    if (name != NULL && strstr (name, "async_initable") != NULL)
      count++;
  }

  return count;
}

static void
run_nothing (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

/* The library asks twice for the bus, in two threads. When the first answer has led it to a panel
 * before the second one is there, it fails with a critical warning and stays without a panel until
 * another one starts; on a busy machine that was seen once in some hundred starts. Both come within
 * a fraction of a millisecond: once they wait side by side in the main context, they are told in
 * the right order. What waits for them here are tasks of the same pool of threads. */
static void
let_library_find_bus (guint first)
{
  const gint64 end = g_get_monotonic_time () + BUS_TIME * 1000;

  while (count_answers (first) < 2 && g_get_monotonic_time () < end) {
    g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

    g_task_set_source_tag (task, let_library_find_bus);
    g_task_set_priority (task, G_PRIORITY_LOW);
    g_task_run_in_thread_sync (task, run_nothing);
  }
}

/* A demo is another program than the Kettle beside it. */
static const char *
get_id (KettleTray *self)
{
  if (G_IS_APPLICATION (self->actions))
    return g_application_get_application_id (G_APPLICATION (self->actions));

  return APP_ID;
}

/* By its properties: app_indicator_new () of newer versions warns that the library is
 * deprecated. And in this order: a title before the menu goes to an object that is not on the
 * bus yet. */
static void
create_indicator (KettleTray *self)
{
  g_autofree char *icon_name = NULL;
  guint first = g_idle_add (do_nothing, NULL);
  GtkWidget *show_item;
  KettleSnapshot now;

  kettle_model_get_snapshot (self->model, &now);
  icon_name = kettle_presentation_dup_icon_name (&now);
  g_source_remove (first);
  self->indicator =
      g_object_new (kettle_indicator_get_type (), "id", get_id (self), "category", "Hardware",
                    "icon-name", icon_name, "icon-theme-path", self->icon_path, NULL);
  let_library_find_bus (first);
  g_signal_connect_object (self->indicator, APP_INDICATOR_SIGNAL_CONNECTION_CHANGED,
                           G_CALLBACK (on_connection_changed), self, 0);
  show_item = build_menu (self);
  app_indicator_set_menu (self->indicator, GTK_MENU (self->menu));
  update (self);
  app_indicator_set_status (self->indicator, APP_INDICATOR_STATUS_ACTIVE);
  /* A middle click may only do what is harmless. */
  app_indicator_set_secondary_activate_target (self->indicator, show_item);
}

static void
kettle_tray_constructed (GObject *object)
{
  KettleTray *self = KETTLE_TRAY (object);

  G_OBJECT_CLASS (kettle_tray_parent_class)->constructed (object);

  if (have_session_bus ())
    create_indicator (self);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_changed), self, 0);
}

static void
kettle_tray_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleTray *self = KETTLE_TRAY (object);

  switch ((KettleTrayProperty) id) {
  case PROP_HOST_PRESENT:
    g_value_set_boolean (value, self->host_present);
    break;
  case PROP_PREFERRED_TEMPERATURE:
    g_value_set_int (value, self->preferred_temperature);
    break;
  case PROP_ACTIONS:
  case PROP_MODEL:
  case PROP_ICON_PATH:
  case PROP_INTERVAL:
  case PROP_TIME_SCALE:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_tray_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleTray *self = KETTLE_TRAY (object);

  switch ((KettleTrayProperty) id) {
  case PROP_ACTIONS:
    self->actions = g_value_dup_object (value);
    break;
  case PROP_MODEL:
    self->model = g_value_dup_object (value);
    break;
  case PROP_ICON_PATH:
    self->icon_path = g_value_dup_string (value);
    break;
  case PROP_INTERVAL:
    self->interval = g_value_get_uint (value);
    break;
  case PROP_TIME_SCALE:
    self->time_scale = g_value_get_double (value);
    break;
  case PROP_PREFERRED_TEMPERATURE:
    kettle_tray_set_preferred_temperature (self, g_value_get_int (value));
    break;
  case PROP_HOST_PRESENT:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_tray_dispose (GObject *object)
{
  KettleTray *self = KETTLE_TRAY (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->indicator != NULL) {
    g_signal_handlers_disconnect_by_data (self->indicator, self);
    /* The library may hold on to it while an answer of the panel is under way. */
    app_indicator_set_status (self->indicator, APP_INDICATOR_STATUS_PASSIVE);
    gtk_widget_insert_action_group (self->menu, "app", NULL);
  }
  g_clear_object (&self->indicator);
  g_clear_object (&self->model);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (kettle_tray_parent_class)->dispose (object);
}

static void
kettle_tray_finalize (GObject *object)
{
  KettleTray *self = KETTLE_TRAY (object);

  g_free (self->icon_path);

  G_OBJECT_CLASS (kettle_tray_parent_class)->finalize (object);
}

static void
kettle_tray_class_init (KettleTrayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kettle_tray_constructed;
  object_class->get_property = kettle_tray_get_property;
  object_class->set_property = kettle_tray_set_property;
  object_class->dispose = kettle_tray_dispose;
  object_class->finalize = kettle_tray_finalize;

  properties[PROP_ACTIONS] =
      g_param_spec_object ("actions", NULL, NULL, G_TYPE_ACTION_GROUP, flags);
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, KETTLE_TYPE_MODEL, flags);
  properties[PROP_ICON_PATH] = g_param_spec_string ("icon-path", NULL, NULL, NULL, flags);
  properties[PROP_INTERVAL] = g_param_spec_uint ("interval", NULL, NULL, 0, G_MAXINT, 2000, flags);
  properties[PROP_TIME_SCALE] =
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000, 1, flags);
  properties[PROP_HOST_PRESENT] =
      g_param_spec_boolean ("host-present", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PREFERRED_TEMPERATURE] =
      g_param_spec_int ("preferred-temperature", NULL, NULL, 65, 100, DEFAULT_TEMPERATURE,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
kettle_tray_init (KettleTray *self)
{
  self->preferred_temperature = DEFAULT_TEMPERATURE;
}

/**
 * kettle_tray_new:
 * @actions: the application's actions
 * @model: the kettle
 * @icon_path: (nullable): a folder with an icon theme where the panel finds the icons; %NULL when
 *   they are installed
 * @time_scale: what durations are divided by
 *
 * Returns: (transfer full): a tray icon; it is there, and does nothing, where there is no session
 *   bus
 */
KettleTray *
kettle_tray_new (GActionGroup *actions,
                 KettleModel *model,
                 const char *icon_path,
                 double time_scale)
{
  g_return_val_if_fail (G_IS_ACTION_GROUP (actions), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);

  return g_object_new (KETTLE_TYPE_TRAY, "actions", actions, "model", model, "icon-path", icon_path,
                       "time-scale", time_scale, NULL);
}

/**
 * kettle_tray_get_host_present:
 * @self: a tray icon
 *
 * Returns: whether a panel has accepted the icon; as long as none has, the window must stay
 *   reachable by other means
 */
gboolean
kettle_tray_get_host_present (KettleTray *self)
{
  g_return_val_if_fail (KETTLE_IS_TRAY (self), FALSE);

  return self->host_present;
}

/**
 * kettle_tray_set_preferred_temperature:
 * @self: a tray icon
 * @temperature: one of the kettle's four, °C: what the action "quick-boil" heats to
 *
 * Says so in the menu; the items after it are the other three.
 */
void
kettle_tray_set_preferred_temperature (KettleTray *self, int temperature)
{
  g_return_if_fail (KETTLE_IS_TRAY (self));
  g_return_if_fail (temperature == 100 || temperature == 95 || temperature == 80
                    || temperature == 65);

  if (self->preferred_temperature == temperature)
    return;

  self->preferred_temperature = temperature;
  if (self->indicator != NULL)
    update_temperatures (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREFERRED_TEMPERATURE]);
}
