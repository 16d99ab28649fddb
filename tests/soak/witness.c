// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/witness.h"

#include <string.h>

#define INTERFACE "io.github.kettle_desktop.Kettle1"

/* What is asked to be sure that all is told: the second question goes out when the answer to the
 * first is there, so that the program's main loop has gone round in between. */
#define N_QUESTIONS 2

#define URGENCY_LOW 0

struct _Witness {
  Scene *scene;
  char *path;
  guint subscriptions[2];
  GCancellable *cancellable;
  guint n_bubbles;
  guint server_number;
  guint last_ids[LEDGER_N_BUBBLES];
  guint n_to_ask;
};

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

static void
take_in (Witness *self, GVariant *properties)
{
  Scene *scene = self->scene;
  LedgerShown *shown = &scene->shown;
  const char *text;
  gint64 now = now_us ();

  if (g_variant_lookup (properties, "Connection", "&s", &text))
    shown->connected = g_str_equal (text, "connected");
  if (g_variant_lookup (properties, "Phase", "&s", &text))
    g_strlcpy (shown->phase, text, sizeof shown->phase);
  g_variant_lookup (properties, "On", "b", &shown->on);
  g_variant_lookup (properties, "Warm", "b", &shown->warm);
  g_variant_lookup (properties, "TargetTemperature", "i", &shown->temperature);

  if (g_str_equal (shown->phase, "unknown"))
    scene->known_since = 0;
  else if (scene->known_since == 0)
    scene->known_since = now;
  scene->changed_at = now;
  attempts_note_connected (scene->attempts, now, shown->connected);
  ledger_show (scene->ledger, now, shown);
}

static void
on_properties (GDBusConnection *bus,
               const char *sender,
               const char *path,
               const char *interface,
               const char *signal,
               GVariant *parameters,
               gpointer user_data)
{
  const char *changed;
  g_autoptr (GVariant) properties = NULL;

  g_variant_get (parameters, "(&s@a{sv}as)", &changed, &properties, NULL);
  if (g_str_equal (changed, INTERFACE))
    take_in (user_data, properties);
}

static void
on_event (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  static const char *const names[LEDGER_N_EVENTS] = { "Boiled", "Lifted", "Problem", "WarmEnded" };
  Witness *self = user_data;

  self->scene->changed_at = now_us ();
  for (guint i = 0; i < LEDGER_N_EVENTS; i++)
    if (g_str_equal (signal, names[i]))
      ledger_tell (self->scene->ledger, now_us (), (LedgerEvent) i);
}

/**
 * witness_new:
 * @scene: with a program that runs; must outlive the result
 *
 * Returns: (transfer full): a witness, who knows what the program shows
 */
Witness *
witness_new (Scene *scene)
{
  Witness *self = g_new0 (Witness, 1);
  const char *name = program_get_identifier (scene->program);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) properties = NULL;
  g_autoptr (GError) error = NULL;

  self->scene = scene;
  self->path = g_strdelimit (g_strconcat ("/", name, NULL), ".", '/');
  self->cancellable = g_cancellable_new ();
  self->subscriptions[0] = g_dbus_connection_signal_subscribe (
      scene->bus, name, "org.freedesktop.DBus.Properties", "PropertiesChanged", self->path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_properties, self, NULL);
  self->subscriptions[1] =
      g_dbus_connection_signal_subscribe (scene->bus, name, INTERFACE, NULL, self->path, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, on_event, self, NULL);
  reply = g_dbus_connection_call_sync (
      scene->bus, name, self->path, "org.freedesktop.DBus.Properties", "GetAll",
      g_variant_new ("(s)", INTERFACE), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(@a{sv})", &properties);
  take_in (self, properties);

  return self;
}

/* Sees nothing more. */
void
witness_free (Witness *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (self->subscriptions); i++)
    g_dbus_connection_signal_unsubscribe (self->scene->bus, self->subscriptions[i]);
  g_free (self->path);
  g_free (self);
}

/* Returns: LEDGER_N_BUBBLES for one that nobody knows */
static guint
get_bubble (const RecordedBubble *bubble)
{
  static const struct {
    const char *summary;
    guint bubble;
  } summaries[] = {
    { "The water has boiled", LEDGER_BOILED },
    { "The water is ready", LEDGER_BOILED },
    { "The kettle was lifted", LEDGER_LIFTED },
    { "The kettle may have boiled dry", LEDGER_PROBLEM },
    { "Keeping warm has ended", LEDGER_WARM_ENDED },
    { "Lost sight of the kettle", LEDGER_BUBBLE_LOST_SIGHT },
    { "The kettle was out of sight", LEDGER_BUBBLE_GAP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (summaries); i++) {
    if (!g_str_equal (bubble->summary, summaries[i].summary))
      continue;
    if (summaries[i].bubble == LEDGER_BUBBLE_GAP
        && !g_str_has_prefix (bubble->body, "The kettle is off again"))
      return LEDGER_BUBBLE_GAP_ON;
    return summaries[i].bubble;
  }

  return g_str_has_prefix (bubble->summary, "Could not ") ? LEDGER_BUBBLE_COULD_NOT
                                                          : LEDGER_N_BUBBLES;
}

/* Each kind has one place on the screen, and no other kind's. */
static void
check_place (Witness *self, const RecordedBubble *bubble, guint kind)
{
  Scene *scene = self->scene;
  /* The two about gaps share a place. */
  guint place = kind == LEDGER_BUBBLE_GAP_ON ? LEDGER_BUBBLE_GAP : kind;
  guint last = self->last_ids[place];

  if (bubble->replaces_id == 0 && last != 0 && last != bubble->id
      && recording_notifications_is_open (scene->server, last))
    ledger_find (scene->ledger, now_us (), LEDGER_DOUBLED, "two bubbles of \"%s\" at once",
                 bubble->summary);
  for (guint i = 0; i < LEDGER_N_BUBBLES; i++)
    if (i != place && self->last_ids[i] == bubble->id)
      ledger_find (scene->ledger, now_us (), LEDGER_FALSE, "\"%s\" takes the place of another kind",
                   bubble->summary);
  self->last_ids[place] = bubble->id;
}

/**
 * witness_look:
 * @self: the witness
 *
 * Reads the bubbles that have come up since.
 */
void
witness_look (Witness *self)
{
  Scene *scene = self->scene;
  const RecordedBubble *bubble;

  if (scene->server == NULL)
    return;

  /* Another server counts from one, and nothing is on its screen. */
  if (self->server_number != scene->server_number) {
    memset (self->last_ids, 0, sizeof self->last_ids);
    self->n_bubbles = 0;
    self->server_number = scene->server_number;
  }
  while ((bubble = recording_notifications_get_shown (scene->server, self->n_bubbles)) != NULL) {
    guint kind = get_bubble (bubble);
    guint8 urgency = URGENCY_LOW;

    self->n_bubbles++;
    scene->changed_at = now_us ();
    if (kind == LEDGER_N_BUBBLES) {
      ledger_find (scene->ledger, now_us (), LEDGER_FALSE, "a bubble \"%s\"", bubble->summary);
      continue;
    }
    check_place (self, bubble, kind);
    /* One that only says that nothing is lit any more is the same bubble still. */
    g_variant_lookup (bubble->hints, "urgency", "y", &urgency);
    if (urgency != URGENCY_LOW)
      ledger_bubble (scene->ledger, now_us (), kind);
  }
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  Witness *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = user_data;
  if (--self->n_to_ask > 0)
    g_dbus_connection_call (self->scene->bus, program_get_identifier (self->scene->program),
                            self->path, "org.freedesktop.DBus.Properties", "Get",
                            g_variant_new ("(ss)", INTERFACE, "Phase"), NULL,
                            G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, on_answer, self);
}

/**
 * witness_ask:
 * @self: the witness
 *
 * Asks the program's main loop questions. When they are answered, whatever it told before has
 * arrived.
 */
void
witness_ask (Witness *self)
{
  if (self->n_to_ask > 0)
    return;

  self->n_to_ask = N_QUESTIONS;
  g_dbus_connection_call (self->scene->bus, program_get_identifier (self->scene->program),
                          self->path, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", INTERFACE, "Phase"), NULL, G_DBUS_CALL_FLAGS_NONE,
                          -1, self->cancellable, on_answer, self);
}

gboolean
witness_has_answer (Witness *self)
{
  return self->n_to_ask == 0;
}
