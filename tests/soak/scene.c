// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/scene.h"

#include <stdio.h>
#include <string.h>

#define LIT_ON   0x01
#define LIT_WARM 0x02

/* This process has other things to do, or the machine has: then it cannot say when anything
 * happened to a few ms. */
#define LATE_TURN (20 * 1000)
#define LATE_FOR  (500 * 1000)

/* As the kernel numbers them in /proc/net/tcp. */
#define TCP_ESTABLISHED 1
#define TCP_SYN_SENT    2

static const int temperatures[] = { 65, 80, 95, 100 };

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

/**
 * scene_get_keys:
 * @self: the scene
 *
 * Returns: what is lit on the kettle; nothing while its plug is pulled
 */
guint
scene_get_keys (Scene *self)
{
  guint keys = 0;

  if (self->emulator != NULL)
    g_object_get (self->emulator, "keys", &keys, NULL);

  return keys;
}

/**
 * scene_is_clear:
 * @self: the scene
 *
 * Returns: whether the program hears what the kettle says now, unless the connection ends at once
 */
gboolean
scene_is_clear (Scene *self)
{
  return self->client.number != 0 && self->client.n == 1 && !self->lossy && self->shown.connected
         && self->known_since > self->client.since;
}

static void
on_said (KettleEmulator *emulator, guint client, const char *escaped, Scene *self)
{
  g_autofree char *word = NULL;

  self->changed_at = now_us ();
  self->n_said++;
  if (!g_str_has_prefix (escaped, "sys status 0x"))
    return;

  word = g_strndup (escaped + strlen ("sys status "),
                    strcspn (escaped + strlen ("sys status "), "\\"));
  ledger_truth_word (self->ledger, now_us (), word,
                     scene_is_clear (self) ? self->client.number : 0);
}

static void
note_keys (Scene *self, guint lit)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->lit_until); i++)
    if ((self->keys & (4u << i)) != 0)
      self->lit_until[i] = now_us ();
  if (self->keys == 0)
    self->dark_until = now_us ();
  self->keys = lit;
  self->changed_at = now_us ();
}

/* When a temperature was lit last; now if it is. */
gint64
scene_get_last_lit (Scene *self, int temperature)
{
  for (guint i = 0; i < G_N_ELEMENTS (temperatures); i++)
    if (temperatures[i] == temperature)
      return (self->keys & (4u << i)) != 0 ? now_us () : self->lit_until[i];

  return 0;
}

/* When the kettle was dark last; now if it is. */
gint64
scene_get_last_dark (Scene *self)
{
  return self->keys == 0 ? now_us () : self->dark_until;
}

static void
on_keys (KettleEmulator *emulator, GParamSpec *pspec, Scene *self)
{
  note_keys (self, scene_get_keys (self));
  ledger_truth_keys (self->ledger, now_us (), self->keys, scene_is_clear (self));
}

static void
on_heard (KettleEmulator *emulator, guint client, const char *escaped, Scene *self)
{
  self->n_heard++;
  kettle_emulator_forget_heard (emulator);
  if (!wishes_grant (self->wishes, now_us (), escaped))
    ledger_find (self->ledger, now_us (), LEDGER_FALSE,
                 "the kettle heard \"%s\", and nobody had "
                 "wished for it",
                 escaped);
}

/**
 * scene_note_accepted:
 * @self: the scene
 *
 * The program connected, to whatever is there.
 */
void
scene_note_accepted (Scene *self)
{
  const char *wrong = attempts_add (self->attempts, now_us (), now_us () > self->late_until);

  if (wrong != NULL)
    ledger_find (self->ledger, now_us (), LEDGER_FALSE, "%s", wrong);
}

static void
on_accepted (KettleEmulator *emulator, GParamSpec *pspec, Scene *self)
{
  /* The other one connects while there is nobody else to. */
  if (self->filler >= 0 && self->client.n == 0)
    return;

  scene_note_accepted (self);
}

static void
on_clients (KettleEmulator *emulator, GParamSpec *pspec, Scene *self)
{
  guint n;

  g_object_get (emulator, "n-clients", &n, NULL);
  self->changed_at = now_us ();
  if (n > self->client.n) {
    self->client.number = ++self->last_number;
    self->client.since = now_us ();
  } else if (self->client.number != 0) {
    ledger_truth_gone (self->ledger, now_us (), self->client.number);
    if (n == 0)
      self->client.number = 0;
  }
  self->client.n = n;
}

static int
get_lit_temperature (guint keys)
{
  for (guint i = 0; i < G_N_ELEMENTS (temperatures); i++)
    if ((keys & (4u << i)) != 0)
      return temperatures[i];

  return 0;
}

/**
 * scene_hand:
 * @self: the scene
 * @word: a word of the emulator's input
 *
 * A hand at the kettle, if there is one.
 */
void
scene_hand (Scene *self, const char *word)
{
  g_autoptr (GError) error = NULL;

  if (self->emulator == NULL)
    return;
  kettle_emulator_input (self->emulator, word, &error);
  g_assert_no_error (error);
}

/* Another emulator is the same kettle when it does what that one did. */
static void
go_on (Scene *self)
{
  g_autofree char *temperature = g_strdup_printf ("%d", get_lit_temperature (self->left_keys));

  g_object_set (self->emulator, "start-temperature", self->left_temperature, NULL);
  if ((self->left_keys & LIT_ON) == 0)
    return;
  scene_hand (self, "on");
  if (!g_str_equal (temperature, "0"))
    scene_hand (self, temperature);
  if ((self->left_keys & LIT_WARM) != 0)
    scene_hand (self, "warm");
}

/**
 * scene_plug_in:
 * @self: a scene without a kettle
 * @goes_on: whether it does what it did when its plug was pulled; else it is off
 *
 * There is a kettle at the port.
 */
void
scene_plug_in (Scene *self, gboolean goes_on)
{
  g_autoptr (GError) error = NULL;

  self->emulator = g_object_new (KETTLE_TYPE_EMULATOR, "speed", SCENE_SPEED, NULL);
  if (goes_on)
    go_on (self);
  kettle_emulator_listen (self->emulator, "127.0.0.1", self->port, &error);
  g_assert_no_error (error);
  self->port = kettle_emulator_get_port (self->emulator);
  g_signal_connect (self->emulator, "said", G_CALLBACK (on_said), self);
  g_signal_connect (self->emulator, "heard", G_CALLBACK (on_heard), self);
  g_signal_connect (self->emulator, "notify::keys", G_CALLBACK (on_keys), self);
  g_signal_connect (self->emulator, "notify::n-accepted", G_CALLBACK (on_accepted), self);
  g_signal_connect (self->emulator, "notify::n-clients", G_CALLBACK (on_clients), self);
}

/**
 * scene_pull_plug:
 * @self: a scene with a kettle
 *
 * The port is closed, and nobody hears of the kettle any more. Whether it goes on is not said yet.
 */
void
scene_pull_plug (Scene *self)
{
  self->left_keys = scene_get_keys (self);
  g_object_get (self->emulator, "temperature", &self->left_temperature, NULL);
  g_signal_handlers_disconnect_by_data (self->emulator, self);
  kettle_emulator_shut_down (self->emulator);
  g_clear_object (&self->emulator);
  if (self->client.number != 0)
    ledger_truth_gone (self->ledger, now_us (), self->client.number);
  self->client = (SceneClient){ 0 };
}

/* The kettle whose plug is pulled is dark. */
void
scene_lose_power (Scene *self)
{
  note_keys (self, 0);
  ledger_truth_keys (self->ledger, now_us (), 0, FALSE);
}

/**
 * scene_turn:
 * @self: the scene
 *
 * Lets happen what is to happen, some ms of it at most, and notices when this process was late.
 */
void
scene_turn (Scene *self)
{
  gint64 now;

  g_main_context_iteration (NULL, TRUE);
  now = now_us ();
  if (self->last_turn != 0 && now - self->last_turn > LATE_TURN) {
    self->late_until = now + LATE_FOR;
    wishes_note_lateness (self->wishes, now, now - self->last_turn);
  }
  self->last_turn = now;
}

/**
 * scene_shows_truth:
 * @self: the scene
 *
 * Returns: whether the program is connected, and its lamps are the kettle's
 */
gboolean
scene_shows_truth (Scene *self)
{
  guint keys = scene_get_keys (self);

  return self->emulator != NULL && self->shown.connected && self->known_since != 0
         && self->shown.on == ((keys & LIT_ON) != 0) && self->shown.warm == ((keys & LIT_WARM) != 0)
         && self->shown.temperature == get_lit_temperature (keys);
}

/* How many connections lead to the kettle's port now, made or being made. */
static guint
count_sockets (Scene *self, GString *found)
{
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents ("/proc/net/tcp", &table, NULL, NULL))
    return 0;

  lines = g_strsplit (table, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    guint local, port, state;

    if (sscanf (*line, " %*u: %*x:%x %*x:%x %x", &local, &port, &state) != 3 || port != self->port
        || (state != TCP_ESTABLISHED && state != TCP_SYN_SENT))
      continue;
    n++;
    g_string_append_printf (found, " from %u in state %u", local, state);
  }

  return n;
}

/**
 * scene_check_sockets:
 * @self: the scene
 *
 * Sees to it that the program has one connection at a time. The scene may have one of its own.
 */
void
scene_check_sockets (Scene *self)
{
  g_autoptr (GString) found = g_string_new (NULL);
  guint allowed = self->filler >= 0 ? 2 : 1;

  /* A table that is read while it changes may show the one before beside its successor. */
  if (count_sockets (self, found) > allowed && count_sockets (self, found) > allowed)
    ledger_find (self->ledger, now_us (), LEDGER_FALSE, "more than one connection:%s", found->str);
}

/**
 * scene_end_server:
 * @self: a scene with a notification server
 *
 * The notification server ends, and its bubbles with it.
 */
void
scene_end_server (Scene *self)
{
  ledger_truth_server (self->ledger, now_us (), FALSE);
  g_clear_object (&self->server);
}

/**
 * scene_start_server:
 * @self: a scene without a notification server
 *
 * A notification server starts: another process, as far as anybody can tell.
 */
void
scene_start_server (Scene *self)
{
  self->server = recording_notifications_new (TRUE);
  self->server_number++;
  ledger_truth_server (self->ledger, now_us (), TRUE);
}

/**
 * scene_set_up:
 * @self: (out): a scene
 *
 * A kettle on a socket, a panel and a notification server on the bus; no program yet.
 */
void
scene_set_up (Scene *self)
{
  g_autoptr (GError) error = NULL;

  *self = (Scene){ .filler = -1 };
  self->ledger = ledger_new (SCENE_TIME_SCALE);
  self->wishes = wishes_new (SCENE_TIME_SCALE);
  self->attempts = attempts_new (SCENE_TIME_SCALE);
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->panel = recording_tray_new (TRUE);
  scene_start_server (self);
  scene_plug_in (self, FALSE);
}

/**
 * scene_tear_down:
 * @self: a scene
 *
 * Ends all of it but the program.
 */
void
scene_tear_down (Scene *self)
{
  if (self->emulator != NULL)
    scene_pull_plug (self);
  g_clear_object (&self->panel);
  g_clear_object (&self->server);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->ledger, ledger_free);
  g_clear_pointer (&self->wishes, wishes_free);
  g_clear_pointer (&self->attempts, attempts_free);
}
