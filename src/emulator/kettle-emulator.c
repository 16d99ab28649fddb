// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator.h"

#include "emulator/kettle-boiler.h"
#include "emulator/kettle-emulator-client.h"
#include "emulator/kettle-emulator-moods.h"
#include "emulator/kettle-emulator-private.h"
#include "emulator/kettle-emulator-text.h"

#include <string.h>

/**
 * KettleEmulator:
 *
 * A whole iKettle on a socket: a #KettleBoiler behind the one serial line that all clients share,
 * with the moods, good and bad, that its network module is known for, and the module itself: a
 * #KettleEmulatorWifi, which listens for it. It owns its own table of words, so that a slip in the
 * program's table cannot hide behind the same slip here.
 */

#define STATUS       "sys status "
#define HEARD_LIMIT  (1024 * 1024)
#define ODD_TIME_MIN 50 /* ms between words nobody asked for */
#define ODD_TIME_MAX 500

enum { SIGNAL_HEARD, SIGNAL_SAID, SIGNAL_WIFI_HEARD, SIGNAL_WIFI_SAID, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

struct _KettleEmulator {
  GObject parent_instance;

  KettleEmulatorWifi *wifi;
  KettleBoiler *boiler;
  guint keys; /* as told by the last notification */
  GRand *rand;
  gint64 moods[LAST_MOOD + 1];

  GPtrArray *clients;
  guint n_accepted;
  GString *heard;

  GSource *boiler_timer;
  GSource *odd_timer;
};

G_DEFINE_FINAL_TYPE (KettleEmulator, kettle_emulator, G_TYPE_OBJECT)

static gboolean
is_muted (KettleEmulator *self, KettleEmulatorClient *client)
{
  gint64 after = self->moods[PROP_MUTE_AFTER];

  return after >= 0 && kettle_emulator_client_get_n_answered (client) >= after;
}

/* Bytes as they are, to all. */
static void
say_bytes (KettleEmulator *self, const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *escaped = NULL;

  if (self->moods[PROP_MUTE] || self->moods[PROP_ENDLESS]
      || kettle_emulator_wifi_is_ruined (self->wifi))
    return;

  bytes = g_bytes_new (data, length);
  escaped = kettle_emulator_escape (data, length);
  g_signal_emit (self, signals[SIGNAL_SAID], 0, 0, escaped);

  /* Backwards, for a client that does not read is closed here. */
  for (guint i = self->clients->len; i-- > 0;) {
    KettleEmulatorClient *client = g_ptr_array_index (self->clients, i);

    if (!is_muted (self, client))
      kettle_emulator_client_send (client, bytes, (guint) self->moods[PROP_DELAY]);
  }
}

/* One message: the end is put behind it. */
static void
say_line (KettleEmulator *self, const char *data, gsize length)
{
  static const char *const ends[] = { "\r", "\n", "\r\n" };
  g_autoptr (GString) line = g_string_new_len (data, (gssize) length);

  g_string_append (line, ends[self->moods[PROP_LINE_END]]);
  say_bytes (self, line->str, line->len);
}

static void
say_unknown (KettleEmulator *self)
{
  const char *word = kettle_emulator_pick_unknown_word (self->rand);

  say_line (self, word, strlen (word));
}

/* The moods that talk unasked also talk in between. */
static void
say_odd_word (KettleEmulator *self)
{
  if (self->moods[PROP_UNKNOWN] && g_rand_boolean (self->rand))
    say_unknown (self);
  if (self->moods[PROP_STRAY_HELLO] && g_rand_boolean (self->rand))
    say_line (self, "HELLOAPP", 8);
}

static void
say (KettleEmulator *self, const char *data, gsize length)
{
  say_line (self, data, length);
  say_odd_word (self);
}

static void
on_boiler_said (const char *word, gpointer user_data)
{
  KettleEmulator *self = user_data;
  g_autofree char *text = g_strconcat (STATUS, word, NULL);

  say (self, text, strlen (text));
}

/* After anything that may have changed what the kettle does, and when. */
static void
follow_boiler (KettleEmulator *self)
{
  guint lit = kettle_boiler_get_keys (self->boiler);

  if (self->boiler_timer != NULL)
    g_source_set_ready_time (self->boiler_timer, kettle_boiler_get_next (self->boiler));
  if (self->keys != lit) {
    self->keys = lit;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEYS]);
  }
}

static gboolean
on_boiler_due (gpointer user_data)
{
  KettleEmulator *self = user_data;

  /* Who listens to what is said may drop the last reference. */
  g_object_ref (self);
  kettle_boiler_advance (self->boiler, g_get_monotonic_time ());
  follow_boiler (self);
  g_object_unref (self);

  return G_SOURCE_CONTINUE;
}

static void
plan_odd_word (KettleEmulator *self)
{
  gboolean wanted =
      (self->moods[PROP_UNKNOWN] || self->moods[PROP_STRAY_HELLO]) && self->clients->len > 0;
  gint64 wait;

  if (self->odd_timer == NULL)
    return;
  if (!wanted) {
    g_source_set_ready_time (self->odd_timer, -1);
  } else if (g_source_get_ready_time (self->odd_timer) == -1) {
    wait = g_rand_int_range (self->rand, ODD_TIME_MIN, ODD_TIME_MAX) * G_TIME_SPAN_MILLISECOND;
    g_source_set_ready_time (self->odd_timer, g_get_monotonic_time () + wait);
  }
}

static gboolean
on_odd_time (gpointer user_data)
{
  KettleEmulator *self = user_data;

  g_object_ref (self);
  say_odd_word (self);
  plan_odd_word (self);
  g_object_unref (self);

  return G_SOURCE_CONTINUE;
}

static void
say_status (KettleEmulator *self)
{
  char text[] = STATUS "key=?";
  guint lit = kettle_boiler_get_keys (self->boiler);
  gsize length = sizeof text - 1;

  text[length - 1] = (char) lit;
  if (lit == 0 && self->moods[PROP_IDLE_KEY] == KETTLE_IDLE_KEY_EMPTY)
    length--;
  say (self, text, length);
}

/* Whatever it does not know it passes over; the real module is said to crash. */
static void
obey (KettleEmulator *self, const char *bytes, gsize length)
{
  g_autofree char *text = NULL;
  KettleBoilerKey key;

  /* No command holds a NUL; cut off there, a line that does would look like one. */
  if (memchr (bytes, '\0', length) != NULL)
    return;

  text = g_strndup (bytes, length);
  if (g_str_equal (text, "HELLOKETTLE")) {
    if (!self->moods[PROP_NO_GREETING])
      say (self, "HELLOAPP", 8);
    return;
  }
  if (g_str_equal (text, "get sys status")) {
    kettle_boiler_advance (self->boiler, g_get_monotonic_time ());
    say_status (self);
    return;
  }
  if (kettle_emulator_find_command (text, &key))
    kettle_boiler_press (self->boiler, key, g_get_monotonic_time ());
}

/* Ends a client that said as many lines as the moods grant it. */
static void
finish_client (KettleEmulator *self, KettleEmulatorClient *client)
{
  guint n = kettle_emulator_client_get_n_answered (client);

  if (self->moods[PROP_RESET_AFTER] >= 0 && n >= self->moods[PROP_RESET_AFTER])
    kettle_emulator_client_finish (client, TRUE);
  else if (self->moods[PROP_CLOSE_AFTER] >= 0 && n >= self->moods[PROP_CLOSE_AFTER])
    kettle_emulator_client_finish (client, FALSE);
}

static void
on_client_line (KettleEmulatorClient *client, const char *bytes, guint64 length, gpointer user_data)
{
  KettleEmulator *self = user_data;
  g_autofree char *escaped = kettle_emulator_escape (bytes, length);

  /* Somebody who talks without end shall not eat the memory: the older half is forgotten. */
  if (self->heard->len > HEARD_LIMIT)
    g_string_erase (self->heard, 0, HEARD_LIMIT / 2);
  g_string_append_printf (self->heard, "%s\n", escaped);
  g_signal_emit (self, signals[SIGNAL_HEARD], 0, kettle_emulator_client_get_number (client),
                 escaped);

  obey (self, bytes, length);
  follow_boiler (self);
  kettle_emulator_client_count_answer (client);
  finish_client (self, client);
}

static void
on_client_closed (KettleEmulatorClient *client, gpointer user_data)
{
  KettleEmulator *self = user_data;

  if (!g_ptr_array_remove (self->clients, client))
    return;

  plan_odd_word (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_CLIENTS]);
}

static void
on_incoming (GSocketConnection *connection, gpointer user_data)
{
  g_autoptr (KettleEmulator) self = g_object_ref (user_data);
  g_autoptr (KettleEmulatorClient) client = NULL;

  client = kettle_emulator_client_new (connection, ++self->n_accepted, g_rand_int (self->rand));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ACCEPTED]);

  /* How a full module turns people away is not known. Small TCP servers accept, find no slot and
   * close: the client sees a connection that ends before a word was said. A refusal is a kettle
   * that is off. */
  if (self->moods[PROP_MAX_CLIENTS] > 0 && self->clients->len >= self->moods[PROP_MAX_CLIENTS]) {
    g_debug ("Client %u turned away: full", self->n_accepted);
    kettle_emulator_client_close (client, FALSE);
    return;
  }

  g_signal_connect_object (client, "line", G_CALLBACK (on_client_line), self, 0);
  g_signal_connect_object (client, "closed", G_CALLBACK (on_client_closed), self, 0);
  g_ptr_array_add (self->clients, g_object_ref (client));
  kettle_emulator_client_set_cut (client, (int) self->moods[PROP_CHUNK],
                                  self->moods[PROP_GLUE] != 0);
  kettle_emulator_client_set_endless (client, self->moods[PROP_ENDLESS] != 0);
  finish_client (self, client);
  kettle_emulator_client_start (client);
  plan_odd_word (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_CLIENTS]);
}

static void
close_clients (KettleEmulator *self, gboolean reset)
{
  while (self->clients->len > 0)
    kettle_emulator_client_close (g_ptr_array_index (self->clients, self->clients->len - 1), reset);
}

/* Every connection, the shell's as well. */
static void
hang_up (KettleEmulator *self, gboolean reset)
{
  close_clients (self, reset);
  kettle_emulator_wifi_hang_up (self->wifi, reset);
}

static void
on_wifi_gone (KettleEmulatorWifi *wifi, gpointer user_data)
{
  close_clients (user_data, FALSE);
}

static void
on_wifi_notify (KettleEmulatorWifi *wifi, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify (user_data, pspec->name);
}

static void
on_wifi_heard (KettleEmulatorWifi *wifi, guint client, const char *escaped, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_WIFI_HEARD], 0, client, escaped);
}

static void
on_wifi_said (KettleEmulatorWifi *wifi, guint client, const char *escaped, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_WIFI_SAID], 0, client, escaped);
}

/* A mood changed: everybody who is connected feels it at once. */
static void
set_mood (KettleEmulator *self, guint id, gint64 value)
{
  if (self->moods[id] == value)
    return;

  self->moods[id] = value;
  if (id == PROP_SEED) {
    g_rand_set_seed (self->rand, (guint32) value);
    kettle_emulator_wifi_set_seed (self->wifi, (guint32) value);
  }
  if (id == PROP_CHUNK)
    kettle_emulator_wifi_set_chunk (self->wifi, (int) value);
  for (guint i = self->clients->len; i-- > 0;) {
    KettleEmulatorClient *client = g_ptr_array_index (self->clients, i);

    kettle_emulator_client_set_cut (client, (int) self->moods[PROP_CHUNK],
                                    self->moods[PROP_GLUE] != 0);
    kettle_emulator_client_set_endless (client, self->moods[PROP_ENDLESS] != 0);
    finish_client (self, client);
  }
  plan_odd_word (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[id]);
}

static void
set_water (KettleEmulator *self, KettleEmulatorProperty id, double value)
{
  gint64 now = g_get_monotonic_time ();
  double before;

  if (id == PROP_SPEED) {
    before = kettle_boiler_get_speed (self->boiler);
    kettle_boiler_set_speed (self->boiler, value, now);
  } else if (id == PROP_LITRES) {
    before = kettle_boiler_get_litres (self->boiler);
    kettle_boiler_set_litres (self->boiler, value, now);
  } else {
    before = kettle_boiler_get_fill_temperature (self->boiler);
    kettle_boiler_fill (self->boiler, value, now);
  }
  follow_boiler (self);
  if (before < value || before > value)
    g_object_notify_by_pspec (G_OBJECT (self), props[id]);
}

static void
kettle_emulator_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleEmulator *self = KETTLE_EMULATOR (object);

  switch ((KettleEmulatorProperty) id) {
  case PROP_SPEED:
  case PROP_LITRES:
  case PROP_START_TEMPERATURE:
    set_water (self, (KettleEmulatorProperty) id, g_value_get_double (value));
    break;
  case FIRST_MOOD ... LAST_MOOD:
    set_mood (self, id, kettle_emulator_get_whole_number (value));
    break;
  case FIRST_WIFI ... LAST_WIFI:
    g_object_set_property (G_OBJECT (self->wifi), pspec->name, value);
    break;
  case PROP_PORT:
  case PROP_N_CLIENTS:
  case PROP_N_ACCEPTED:
  case PROP_TEMPERATURE:
  case PROP_KEYS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    break;
  }
}

static void
kettle_emulator_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleEmulator *self = KETTLE_EMULATOR (object);
  gint64 now = g_get_monotonic_time ();

  switch ((KettleEmulatorProperty) id) {
  case PROP_SPEED:
    g_value_set_double (value, kettle_boiler_get_speed (self->boiler));
    break;
  case PROP_LITRES:
    g_value_set_double (value, kettle_boiler_get_litres (self->boiler));
    break;
  case PROP_START_TEMPERATURE:
    g_value_set_double (value, kettle_boiler_get_fill_temperature (self->boiler));
    break;
  case FIRST_MOOD ... LAST_MOOD:
    kettle_emulator_set_whole_number (value, self->moods[id]);
    break;
  case FIRST_WIFI ... LAST_WIFI:
    g_object_get_property (G_OBJECT (self->wifi), pspec->name, value);
    break;
  case PROP_PORT:
    g_value_set_uint (value, kettle_emulator_wifi_get_kettle_port (self->wifi));
    break;
  case PROP_N_CLIENTS:
    g_value_set_uint (value, self->clients->len);
    break;
  case PROP_N_ACCEPTED:
    g_value_set_uint (value, self->n_accepted);
    break;
  case PROP_TEMPERATURE:
    g_value_set_double (value, kettle_boiler_get_temperature (self->boiler, now));
    break;
  case PROP_KEYS:
    g_value_set_uint (value, kettle_boiler_get_keys (self->boiler));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    break;
  }
}

static void
kettle_emulator_dispose (GObject *object)
{
  kettle_emulator_shut_down (KETTLE_EMULATOR (object));

  G_OBJECT_CLASS (kettle_emulator_parent_class)->dispose (object);
}

static void
kettle_emulator_finalize (GObject *object)
{
  KettleEmulator *self = KETTLE_EMULATOR (object);

  g_signal_handlers_disconnect_by_data (self->wifi, self);
  g_object_unref (self->wifi);
  kettle_boiler_free (self->boiler);
  g_rand_free (self->rand);
  g_ptr_array_unref (self->clients);
  g_string_free (self->heard, TRUE);

  G_OBJECT_CLASS (kettle_emulator_parent_class)->finalize (object);
}

static void
kettle_emulator_class_init (KettleEmulatorClass *klass)
{
  static const char *const names[] = { "heard", "said", "wifi-heard", "wifi-said" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = kettle_emulator_set_property;
  object_class->get_property = kettle_emulator_get_property;
  object_class->dispose = kettle_emulator_dispose;
  object_class->finalize = kettle_emulator_finalize;

  kettle_emulator_install_properties (object_class, props);

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
kettle_emulator_init (KettleEmulator *self)
{
  self->wifi = kettle_emulator_wifi_new (on_incoming, self);
  g_signal_connect (self->wifi, "gone", G_CALLBACK (on_wifi_gone), self);
  g_signal_connect (self->wifi, "notify", G_CALLBACK (on_wifi_notify), self);
  g_signal_connect (self->wifi, "heard", G_CALLBACK (on_wifi_heard), self);
  g_signal_connect (self->wifi, "said", G_CALLBACK (on_wifi_said), self);
  self->boiler = kettle_boiler_new (on_boiler_said, self);
  self->rand = g_rand_new_with_seed (0);
  self->clients = g_ptr_array_new_with_free_func (g_object_unref);
  self->heard = g_string_new (NULL);
  self->moods[PROP_MUTE_AFTER] = -1;
  self->moods[PROP_CLOSE_AFTER] = -1;
  self->moods[PROP_RESET_AFTER] = -1;
  self->boiler_timer = kettle_emulator_timer_new ("kettle-emulator-boiler", on_boiler_due, self);
  self->odd_timer = kettle_emulator_timer_new ("kettle-emulator-odd-time", on_odd_time, self);
}

/**
 * kettle_emulator_new:
 *
 * A kettle with a litre of water at 20 °C that nobody can reach before kettle_emulator_listen().
 * It lives in the main context that is the thread's default now.
 *
 * Returns: (transfer full): the emulator
 */
KettleEmulator *
kettle_emulator_new (void)
{
  return g_object_new (KETTLE_TYPE_EMULATOR, NULL);
}

/**
 * kettle_emulator_listen:
 * @self: an emulator
 * @host: a numeric address of this computer, or `localhost`
 * @port: a port, 0 for any that is free
 * @error: return location: a sentence that says what to do, in %G_IO_ERROR
 *
 * Begins to accept clients; once in the life of an emulator.
 *
 * Returns: %TRUE when it listens
 */
gboolean
kettle_emulator_listen (KettleEmulator *self, const char *host, guint16 port, GError **error)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  if (!kettle_emulator_wifi_listen_kettle (self->wifi, host, port, error))
    return FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PORT]);

  return TRUE;
}

/**
 * kettle_emulator_get_port:
 * @self: an emulator
 *
 * Returns: the port it listens on, 0 before it does
 */
guint16
kettle_emulator_get_port (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), 0);

  return kettle_emulator_wifi_get_kettle_port (self->wifi);
}

/**
 * kettle_emulator_get_host:
 * @self: an emulator
 *
 * Returns: (nullable): the numeric address it listens on, %NULL before it does, and while its wifi
 *   module restarts or is lost
 */
const char *
kettle_emulator_get_host (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), NULL);

  return kettle_emulator_wifi_get_host (self->wifi);
}

/* Nobody is there any more to be told that it goes off. */
static void
take_power (KettleEmulator *self, gboolean reset)
{
  kettle_emulator_wifi_take_power (self->wifi, reset);
  kettle_boiler_press (self->boiler, KETTLE_BOILER_KEY_OFF, g_get_monotonic_time ());
}

/* What is no key. Returns whether the word was one of these. */
static gboolean
do_deed (KettleEmulator *self, const char *word)
{
  gint64 now = g_get_monotonic_time ();

  if (g_str_equal (word, "lift"))
    kettle_boiler_lift (self->boiler, now);
  else if (g_str_equal (word, "return"))
    kettle_boiler_put_back (self->boiler, now);
  else if (g_str_equal (word, "dry"))
    kettle_boiler_run_dry (self->boiler, now);
  else if (g_str_equal (word, "drop") || g_str_equal (word, "reset"))
    hang_up (self, g_str_equal (word, "reset"));
  else if (g_str_equal (word, "quit"))
    kettle_emulator_shut_down (self);
  else if (g_str_equal (word, "unplug") || g_str_equal (word, "factory"))
    take_power (self, g_str_equal (word, "factory"));
  else
    return FALSE;

  return TRUE;
}

/**
 * kettle_emulator_input:
 * @self: an emulator
 * @line: a word: `on off 100 95 80 65 warm 5 10 20` press a key by hand, `lift`, `return` (an
 *   empty kettle comes back filled), `dry` (the water is gone), `say TEXT` (to every client, the
 *   line end is added), `drop` and `reset` (every connection), `unplug` (its power is taken away
 *   for a moment), `factory` (the same after the 65 key was held until two beeps: its own network
 *   again), `quit` (as kettle_emulator_shut_down())
 * @error: return location: a sentence, %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Does what a person in the kitchen would do.
 *
 * Returns: %FALSE when it does not know the word
 */
gboolean
kettle_emulator_input (KettleEmulator *self, const char *line, GError **error)
{
  g_autofree char *word = NULL;
  KettleBoilerKey key;

  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  if (g_str_has_prefix (line, "say ")) {
    say_line (self, line + 4, strlen (line + 4));
    return TRUE;
  }

  word = g_strstrip (g_strdup (line));
  if (kettle_emulator_find_word (word, &key)) {
    kettle_boiler_press (self->boiler, key, g_get_monotonic_time ());
    follow_boiler (self);
    return TRUE;
  }
  if (!do_deed (self, word)) {
    g_autofree char *escaped = kettle_emulator_escape (line, strlen (line));

    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
        "\"%s\" is not a word of mine; I know on, off, 100, 95, 80, 65, warm, 5, 10, 20, lift, "
        "return, dry, say TEXT, drop, reset, unplug, factory and quit.",
        escaped);
    return FALSE;
  }
  follow_boiler (self);

  return TRUE;
}

/**
 * kettle_emulator_say:
 * @self: an emulator
 * @data: (array length=length): bytes, line end included if there shall be one
 * @length: how many, or -1 if @data ends with a NUL
 *
 * Says something to every client, in the packets the moods make of it; nothing while
 * mute or endless.
 */
void
kettle_emulator_say (KettleEmulator *self, const char *data, gssize length)
{
  g_return_if_fail (KETTLE_IS_EMULATOR (self));
  g_return_if_fail (data != NULL);

  say_bytes (self, data, length < 0 ? strlen (data) : (gsize) length);
}

/**
 * kettle_emulator_shut_down:
 * @self: an emulator
 *
 * Pulls the plug: closes every connection and the ports, for good. May be called again.
 */
void
kettle_emulator_shut_down (KettleEmulator *self)
{
  g_return_if_fail (KETTLE_IS_EMULATOR (self));

  if (self->boiler_timer == NULL)
    return;

  g_source_destroy (self->boiler_timer);
  g_clear_pointer (&self->boiler_timer, g_source_unref);
  g_source_destroy (self->odd_timer);
  g_clear_pointer (&self->odd_timer, g_source_unref);
  kettle_emulator_wifi_shut_down (self->wifi);
}

/**
 * kettle_emulator_is_shut_down:
 * @self: an emulator
 *
 * Returns: whether kettle_emulator_shut_down() was called
 */
gboolean
kettle_emulator_is_shut_down (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), FALSE);

  return self->boiler_timer == NULL;
}

/**
 * kettle_emulator_get_wifi:
 * @self: an emulator
 *
 * Returns: (transfer none): its wifi module
 */
KettleEmulatorWifi *
kettle_emulator_get_wifi (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), NULL);

  return self->wifi;
}

/**
 * kettle_emulator_get_heard:
 * @self: an emulator
 *
 * Returns: all lines of all clients in the order they came, escaped, each with a `\n` behind it;
 *   of more than a megabyte only the later part
 */
const char *
kettle_emulator_get_heard (KettleEmulator *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR (self), NULL);

  return self->heard->str;
}

/**
 * kettle_emulator_forget_heard:
 * @self: an emulator
 *
 * Starts kettle_emulator_get_heard() over.
 */
void
kettle_emulator_forget_heard (KettleEmulator *self)
{
  g_return_if_fail (KETTLE_IS_EMULATOR (self));

  g_string_truncate (self->heard, 0);
}
