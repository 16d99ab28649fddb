// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-bubbles.h"

#include <glib/gi18n.h>

/*
 * KettleBubbles is what the rest of the program sees of its notification bubbles. It keeps the
 * worker, which may outlive it, and hears what a person clicks.
 */

struct _KettleBubbles {
  GObject parent_instance;

  char *app_name;
  char *desktop_entry;
  guint interval;
  KettleBubbleWorker *worker;
};

enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

typedef enum {
  PROP_APP_NAME = 1,
  PROP_DESKTOP_ENTRY,
  PROP_INTERVAL,
} KettleBubblesProperty;

static guint signals[N_SIGNALS];
static GParamSpec *properties[PROP_INTERVAL + 1];

G_DEFINE_FINAL_TYPE (KettleBubbles, kettle_bubbles, G_TYPE_OBJECT)

static void
on_clicked (gpointer owner, guint kind, const char *button_action, const char *token)
{
  g_signal_emit (owner, signals[SIGNAL_ACTIVATED], 0, kind, button_action, token);
}

static void
kettle_bubbles_constructed (GObject *object)
{
  KettleBubbles *self = KETTLE_BUBBLES (object);

  G_OBJECT_CLASS (kettle_bubbles_parent_class)->constructed (object);

  self->worker = kettle_bubble_worker_new (self->app_name, self->desktop_entry, _ ("Show Kettle"),
                                           self->interval, object, on_clicked);
}

static void
kettle_bubbles_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleBubbles *self = KETTLE_BUBBLES (object);

  switch ((KettleBubblesProperty) id) {
  case PROP_APP_NAME:
    self->app_name = g_value_dup_string (value);
    break;
  case PROP_DESKTOP_ENTRY:
    self->desktop_entry = g_value_dup_string (value);
    break;
  case PROP_INTERVAL:
    self->interval = g_value_get_uint (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_bubbles_dispose (GObject *object)
{
  KettleBubbles *self = KETTLE_BUBBLES (object);

  g_clear_pointer (&self->worker, kettle_bubble_worker_leave);

  G_OBJECT_CLASS (kettle_bubbles_parent_class)->dispose (object);
}

static void
kettle_bubbles_finalize (GObject *object)
{
  KettleBubbles *self = KETTLE_BUBBLES (object);

  g_free (self->app_name);
  g_free (self->desktop_entry);

  G_OBJECT_CLASS (kettle_bubbles_parent_class)->finalize (object);
}

static void
kettle_bubbles_class_init (KettleBubblesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kettle_bubbles_constructed;
  object_class->set_property = kettle_bubbles_set_property;
  object_class->dispose = kettle_bubbles_dispose;
  object_class->finalize = kettle_bubbles_finalize;

  /* The program's name as a person reads it. */
  properties[PROP_APP_NAME] = g_param_spec_string ("app-name", NULL, NULL, NULL, flags);
  /* The desktop file's name without its ending. */
  properties[PROP_DESKTOP_ENTRY] = g_param_spec_string ("desktop-entry", NULL, NULL, NULL, flags);
  /* The least time between two bubbles of a kind, milliseconds. */
  properties[PROP_INTERVAL] = g_param_spec_uint ("interval", NULL, NULL, 0, G_MAXINT, 2000, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
}

static void
kettle_bubbles_init (KettleBubbles *self)
{
}

/**
 * kettle_bubbles_new:
 * @app_name: the program's name as a person reads it, translated
 * @desktop_entry: the desktop file's name without its ending
 * @interval: the least time between two bubbles of a kind, milliseconds
 *
 * Returns: (transfer full): something that shows bubbles; its thread starts with the first one
 */
KettleBubbles *
kettle_bubbles_new (const char *app_name, const char *desktop_entry, guint interval)
{
  g_return_val_if_fail (app_name != NULL && *app_name != '\0', NULL);
  g_return_val_if_fail (desktop_entry != NULL, NULL);

  return g_object_new (KETTLE_TYPE_BUBBLES, "app-name", app_name, "desktop-entry", desktop_entry,
                       "interval", interval, NULL);
}

/**
 * kettle_bubbles_show:
 * @self: the bubbles
 * @kind: which one, below %KETTLE_BUBBLES_MAX_KINDS
 * @bubble: what it says
 *
 * Shows a bubble, in the place of the one of this kind that is still there. Returns at once.
 * Where the last one of this kind is younger than the interval it comes later; then only the
 * newest one comes.
 */
void
kettle_bubbles_show (KettleBubbles *self, guint kind, const KettleBubble *bubble)
{
  g_return_if_fail (KETTLE_IS_BUBBLES (self));
  g_return_if_fail (bubble != NULL && bubble->summary != NULL && *bubble->summary != '\0');

  kettle_bubble_worker_wish (self->worker, kind, KETTLE_BUBBLE_WISH_SHOW, bubble);
}

/**
 * kettle_bubbles_update:
 * @self: the bubbles
 * @kind: which one, below %KETTLE_BUBBLES_MAX_KINDS
 * @bubble: what it says now
 *
 * Changes a bubble without a sound and without drawing attention to it; does nothing where it is no
 * longer shown.
 */
void
kettle_bubbles_update (KettleBubbles *self, guint kind, const KettleBubble *bubble)
{
  g_return_if_fail (KETTLE_IS_BUBBLES (self));
  g_return_if_fail (bubble != NULL && bubble->summary != NULL && *bubble->summary != '\0');

  kettle_bubble_worker_wish (self->worker, kind, KETTLE_BUBBLE_WISH_UPDATE, bubble);
}

/**
 * kettle_bubbles_withdraw:
 * @self: the bubbles
 * @kind: which one, below %KETTLE_BUBBLES_MAX_KINDS
 *
 * Takes a bubble away, or does not show it if it was not shown yet.
 */
void
kettle_bubbles_withdraw (KettleBubbles *self, guint kind)
{
  g_return_if_fail (KETTLE_IS_BUBBLES (self));

  kettle_bubble_worker_wish (self->worker, kind, KETTLE_BUBBLE_WISH_WITHDRAW, NULL);
}
