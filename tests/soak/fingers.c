// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/fingers.h"

#include "support/test-wait.h"

#include <signal.h>

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ACTION     "org.a11y.atspi.Action"
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define ROOT_PATH  "/org/a11y/atspi/accessible/root"

/* The bits of a state, as the accessibility bus numbers them. */
#define STATE_SENSITIVE 24
#define STATE_SHOWING   25

#define MAX_DEPTH   24
#define ANSWER_TIME 2000 /* ms */
#define START_TIME  10000

/* Something that can be pressed: who has it, and as what. */
typedef struct {
  char *owner;
  char *path;
} Target;

struct _Fingers {
  GSubprocess *launcher;
  GDBusConnection *bus;
  GHashTable *targets; /* name: Target */
  guint watch;
  gboolean started;
};

static void
target_free (gpointer data)
{
  Target *target = data;

  g_free (target->owner);
  g_free (target->path);
  g_free (target);
}

static void
on_name_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static GVariant *
call (GDBusConnection *bus,
      const char *owner,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  return g_dbus_connection_call_sync (bus, owner, path, interface, method, parameters, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, ANSWER_TIME, NULL, NULL);
}

/**
 * fingers_new:
 * @session: the session bus
 *
 * Starts the accessibility bus on it; to be called before the program that is to be touched starts.
 *
 * Returns: (transfer full): fingers that know nothing to press
 */
Fingers *
fingers_new (GDBusConnection *session)
{
  Fingers *self = g_new0 (Fingers, 1);
  g_autoptr (GVariant) reply = NULL;
  const char *address;
  g_autoptr (GError) error = NULL;
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                     | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;

  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, target_free);
  self->launcher = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, AT_SPI_BUS_LAUNCHER,
                                     "--launch-immediately", NULL);
  g_assert_no_error (error);
  self->watch =
      g_bus_watch_name_on_connection (session, "org.a11y.Bus", G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      on_name_appeared, NULL, &self->started, NULL);
  test_wait_for (self->started, START_TIME);
  reply = call (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL);
  g_assert_nonnull (reply);
  g_variant_get (reply, "(&s)", &address);
  self->bus = g_dbus_connection_new_for_address_sync (address, flags, NULL, NULL, &error);
  g_assert_no_error (error);

  return self;
}

/* Ends the accessibility bus. */
void
fingers_free (Fingers *self)
{
  g_bus_unwatch_name (self->watch);
  g_object_unref (self->bus);
  g_subprocess_send_signal (self->launcher, SIGTERM);
  g_subprocess_wait (self->launcher, NULL, NULL);
  g_object_unref (self->launcher);
  g_hash_table_unref (self->targets);
  g_free (self);
}

/* Depth first; remembers the first of each name that can be pressed. Widgets come and go meanwhile:
 * no answer means gone. */
static void
learn (Fingers *self, const char *const *names, const char *owner, const char *path, int depth)
{
  g_autoptr (GVariant) name_reply = NULL;
  g_autoptr (GVariant) children_reply = NULL;
  g_autoptr (GVariant) actions_reply = NULL;
  g_autoptr (GVariantIter) children = NULL;
  g_autoptr (GVariant) value = NULL;
  const char *child_owner, *child_path;

  name_reply =
      call (self->bus, owner, path, PROPERTIES, "Get", g_variant_new ("(ss)", ACCESSIBLE, "Name"));
  children_reply = call (self->bus, owner, path, ACCESSIBLE, "GetChildren", NULL);
  if (name_reply == NULL || children_reply == NULL || depth > MAX_DEPTH)
    return;

  g_variant_get (name_reply, "(v)", &value);
  if (g_strv_contains (names, g_variant_get_string (value, NULL))
      && !g_hash_table_contains (self->targets, g_variant_get_string (value, NULL)))
    actions_reply = call (self->bus, owner, path, ACTION, "GetActions", NULL);
  if (actions_reply != NULL) {
    Target *target = g_new (Target, 1);

    *target = (Target){ .owner = g_strdup (owner), .path = g_strdup (path) };
    g_hash_table_insert (self->targets, g_variant_dup_string (value, NULL), target);
  }

  g_variant_get (children_reply, "(a(so))", &children);
  while (g_variant_iter_loop (children, "(&s&o)", &child_owner, &child_path))
    learn (self, names, child_owner, child_path, depth + 1);
}

/**
 * fingers_learn:
 * @self: the fingers
 * @names: (array zero-terminated=1): accessible names of buttons
 *
 * Looks where they are. It takes a while.
 *
 * Returns: whether all were found
 */
gboolean
fingers_learn (Fingers *self, const char *const *names)
{
  learn (self, names, "org.a11y.atspi.Registry", ROOT_PATH, 0);

  return g_hash_table_size (self->targets) == g_strv_length ((char **) names);
}

static gboolean
can_be_pressed (Fingers *self, const Target *target)
{
  const guint32 wanted = 1u << STATE_SENSITIVE | 1u << STATE_SHOWING;
  g_autoptr (GVariant) reply =
      call (self->bus, target->owner, target->path, ACCESSIBLE, "GetState", NULL);
  g_autoptr (GVariant) states = NULL;
  guint32 state = 0;

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(@au)", &states);
  if (g_variant_n_children (states) > 0)
    g_variant_get_child (states, 0, "u", &state);

  return (state & wanted) == wanted;
}

/**
 * fingers_press:
 * @self: the fingers
 * @name: one of what was learned
 *
 * Returns: %FALSE if nobody could press it now
 */
gboolean
fingers_press (Fingers *self, const char *name)
{
  const Target *target = g_hash_table_lookup (self->targets, name);

  if (target == NULL || !can_be_pressed (self, target))
    return FALSE;

  g_dbus_connection_call (self->bus, target->owner, target->path, ACTION, "DoAction",
                          g_variant_new ("(i)", 0), NULL, G_DBUS_CALL_FLAGS_NONE, ANSWER_TIME, NULL,
                          NULL, NULL);

  return TRUE;
}
