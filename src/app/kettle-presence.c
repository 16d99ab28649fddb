// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-presence.h"

/* Panels start late; and one that is being replaced comes back within moments. Milliseconds. */
#define HIDDEN_START_PATIENCE 15000
#define LOST_PANEL_PATIENCE   1500

/**
 * KettlePresence:
 *
 * Sees to it that the program is never running where nobody can find it: without a panel that shows
 * the tray icon, closing the window quits, starting hidden ends with the window after a while, and
 * a window that was hidden comes back when the panel goes.
 */
struct _KettlePresence {
  GObject parent_instance;

  GActionGroup *actions; /* not owned: the application, which owns this object */
  KettleTray *tray;      /* nullable: no session bus */
  GtkWindow *window;     /* nullable, weak: not made yet */
  gboolean keep_running;
  double time_scale;
  guint patience;
};

G_DEFINE_FINAL_TYPE (KettlePresence, kettle_presence, G_TYPE_OBJECT)

static gboolean
has_panel (KettlePresence *self)
{
  return self->tray != NULL && kettle_tray_get_host_present (self->tray);
}

static gboolean
on_patience_ended (gpointer user_data)
{
  KettlePresence *self = user_data;

  self->patience = 0;
  g_info ("No panel shows the tray icon: showing the window");
  g_action_group_activate_action (self->actions, "show", NULL);

  return G_SOURCE_REMOVE;
}

static void
show_unless_panel_within (KettlePresence *self, guint milliseconds)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  self->patience =
      g_timeout_add ((guint) (milliseconds / self->time_scale), on_patience_ended, self);
  g_source_set_name_by_id (self->patience, "[kettle] patience with the panel");
}

static void
on_host_present_changed (KettleTray *tray, GParamSpec *pspec, KettlePresence *self)
{
  if (has_panel (self))
    g_clear_handle_id (&self->patience, g_source_remove);
  else if (self->patience == 0
           && (self->window == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->window))))
    show_unless_panel_within (self, LOST_PANEL_PATIENCE);
}

static gboolean
on_delete_event (GtkWidget *window, GdkEvent *event, KettlePresence *self)
{
  if (self->keep_running && has_panel (self))
    gtk_widget_hide (window);
  else
    g_action_group_activate_action (self->actions, "quit", NULL);

  return GDK_EVENT_STOP;
}

static void
on_window_shown (GtkWidget *window, KettlePresence *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
}

static void
kettle_presence_dispose (GObject *object)
{
  KettlePresence *self = KETTLE_PRESENCE (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->tray);

  G_OBJECT_CLASS (kettle_presence_parent_class)->dispose (object);
}

static void
kettle_presence_class_init (KettlePresenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_presence_dispose;
}

static void
kettle_presence_init (KettlePresence *self)
{
  self->keep_running = TRUE;
}

/**
 * kettle_presence_new:
 * @actions: the application, with its actions "show" and "quit"; must outlive the result
 * @tray: (nullable): the tray indicator
 * @time_scale: what durations are divided by
 *
 * Returns: (transfer full): the presence
 */
KettlePresence *
kettle_presence_new (GActionGroup *actions, KettleTray *tray, double time_scale)
{
  KettlePresence *self;

  g_return_val_if_fail (G_IS_ACTION_GROUP (actions), NULL);
  g_return_val_if_fail (tray == NULL || KETTLE_IS_TRAY (tray), NULL);

  self = g_object_new (KETTLE_TYPE_PRESENCE, NULL);
  self->actions = actions;
  self->time_scale = time_scale;
  if (tray != NULL) {
    self->tray = g_object_ref (tray);
    g_signal_connect_object (tray, "notify::host-present", G_CALLBACK (on_host_present_changed),
                             self, 0);
  }

  return self;
}

/**
 * kettle_presence_set_window:
 * @self: the presence
 * @window: the window, now that there is one
 *
 * Takes charge of what closing it does.
 */
void
kettle_presence_set_window (KettlePresence *self, GtkWindow *window)
{
  g_return_if_fail (KETTLE_IS_PRESENCE (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "delete-event", G_CALLBACK (on_delete_event), self, 0);
  g_signal_connect_object (window, "show", G_CALLBACK (on_window_shown), self, 0);
}

/**
 * kettle_presence_set_keep_running:
 * @self: the presence
 * @keep_running: whether closing the window hides it where a panel shows the tray icon; %TRUE at
 *   first
 */
void
kettle_presence_set_keep_running (KettlePresence *self, gboolean keep_running)
{
  g_return_if_fail (KETTLE_IS_PRESENCE (self));

  self->keep_running = keep_running;
}

/**
 * kettle_presence_start_hidden:
 * @self: the presence
 *
 * Starts without a window: it is shown once after all when no panel comes for the tray icon.
 */
void
kettle_presence_start_hidden (KettlePresence *self)
{
  g_return_if_fail (KETTLE_IS_PRESENCE (self));

  if (self->tray == NULL)
    g_action_group_activate_action (self->actions, "show", NULL);
  else if (!has_panel (self))
    show_unless_panel_within (self, HIDDEN_START_PATIENCE);
}
