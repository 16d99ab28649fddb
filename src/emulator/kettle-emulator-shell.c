// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-shell.h"

#include "emulator/kettle-emulator-client.h"
#include "emulator/kettle-emulator-text.h"
#include "emulator/kettle-emulator-wording.h"

#include <string.h>

#define LATE_END_MS    100
#define SLOW_MS        2000
#define SAVE_LATE_MS   3000
#define SLOW_LOGIN_MS  1000
#define LATE_DOUBLE_MS 400
#define HANG_MS        50 /* from its last word to its going without an end */
#define MAX_TRIES      3  /* of a module that asks for the password again */

enum {
  SIGNAL_HEARD,
  SIGNAL_SAID,
  SIGNAL_REPLIED,
  SIGNAL_DROPPED,
  SIGNAL_RUINED,
  SIGNAL_RESTART,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum { STEP_PASSWORD, STEP_COMMANDS, STEP_RESTART } Step;

struct _KettleEmulatorShell {
  GObject parent_instance;

  KettleEmulatorClient *client;
  KettleEmulatorShellState *state; /* outlives this */
  Step step;
  guint n_tries;
  gboolean busy; /* its last reply may not have gone yet */

  GString *later; /* said when the timer rings */
  GSource *timer;
};

G_DEFINE_FINAL_TYPE (KettleEmulatorShell, kettle_emulator_shell, G_TYPE_OBJECT)

/* What it does for each of its commands. */
typedef struct {
  const char *name;
  void (*func) (KettleEmulatorShell *self);
} Deed;

static gboolean
is (KettleEmulatorShell *self, KettleEmulatorWifiMoods mood)
{
  return (self->state->moods & mood) != 0;
}

static void
say (KettleEmulatorShell *self, const GString *text, guint delay)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autofree char *escaped = kettle_emulator_escape (text->str, text->len);

  if (text->len == 0)
    return;

  g_signal_emit (self, signals[SIGNAL_SAID], 0, escaped);
  kettle_emulator_client_send (self->client, bytes, delay);
}

/* What a reply that is on its way does not hold up. */
static void
say_now (KettleEmulatorShell *self, const GString *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autofree char *escaped = kettle_emulator_escape (text->str, text->len);

  g_signal_emit (self, signals[SIGNAL_SAID], 0, escaped);
  kettle_emulator_client_send_now (self->client, bytes);
}

static guint
login_delay (KettleEmulatorShell *self, guint usual)
{
  return is (self, KETTLE_EMULATOR_WIFI_SLOW_LOGIN) ? SLOW_LOGIN_MS : usual;
}

static void
greet (KettleEmulatorShell *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  kettle_emulator_append_greeting (text, self->state->moods, self->state->rand);
  if (is (self, KETTLE_EMULATOR_WIFI_NO_PASSWORD))
    self->step = STEP_COMMANDS;
  self->busy = TRUE;
  say (self, text, login_delay (self, 0));
}

static void
take_password (KettleEmulatorShell *self, const char *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean right = g_str_equal (line, kettle_emulator_settings_get_password (self->state->ram));
  gboolean again = is (self, KETTLE_EMULATOR_WIFI_ASKS_AGAIN) && ++self->n_tries < MAX_TRIES;

  if (right)
    kettle_emulator_append_welcome (text, self->state->moods, self->state->rand);
  else
    kettle_emulator_append_rebuff (text, self->state->moods, again);

  self->busy = TRUE;
  say (self, text, login_delay (self, self->state->delay));
  if (right)
    self->step = STEP_COMMANDS;
  else if (!again)
    kettle_emulator_client_finish (self->client, FALSE);
}

static gboolean
on_later (gpointer user_data)
{
  KettleEmulatorShell *self = user_data;
  g_autoptr (GString) text = g_steal_pointer (&self->later);

  g_object_ref (self);
  if (self->step == STEP_RESTART)
    g_signal_emit (self, signals[SIGNAL_RESTART], 0);
  else if (text != NULL)
    say_now (self, text);
  g_object_unref (self);

  return G_SOURCE_CONTINUE;
}

static void
ring (KettleEmulatorShell *self, guint ms)
{
  g_source_set_ready_time (self->timer, g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND);
}

static void
say_later (KettleEmulatorShell *self, const GString *text)
{
  if (self->later == NULL)
    self->later = g_string_new (NULL);
  g_string_append_len (self->later, text->str, (gssize) text->len);
  ring (self, self->state->delay + LATE_DOUBLE_MS);
}

/* @reply: `+OK…` or `+ERR=…` */
static void
reply_after (KettleEmulatorShell *self, const char *reply, guint delay)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) end = g_string_new (NULL);
  gboolean late = is (self, KETTLE_EMULATOR_WIFI_LATE_END);

  if (is (self, KETTLE_EMULATOR_WIFI_MUTE))
    return;

  kettle_emulator_append_reply (text, end, reply, self->state->moods, self->state->rand);
  if (!late)
    g_string_append_len (text, end->str, (gssize) end->len);

  for (int i = is (self, KETTLE_EMULATOR_WIFI_DOUBLE) ? 0 : 1; i < 2; i++) {
    say (self, text, delay);
    if (late)
      say (self, end, delay + LATE_END_MS);
  }
  if (is (self, KETTLE_EMULATOR_WIFI_LATE_DOUBLE))
    say_later (self, text);
  if (is (self, KETTLE_EMULATOR_WIFI_ENDLESS))
    kettle_emulator_client_set_endless (self->client, TRUE);
  if (is (self, KETTLE_EMULATOR_WIFI_CHATTY) && g_rand_boolean (self->state->rand)) {
    g_autoptr (GString) chat = g_string_new (NULL);

    kettle_emulator_append_chat (chat, self->state->moods, self->state->rand);
    say_later (self, chat);
  }
  g_signal_emit (self, signals[SIGNAL_REPLIED], 0);
}

static void
reply (KettleEmulatorShell *self, const char *text)
{
  reply_after (self, text, is (self, KETTLE_EMULATOR_WIFI_SLOW) ? SLOW_MS : self->state->delay);
}

static void
reply_code (KettleEmulatorShell *self, int code)
{
  g_autofree char *text = code == 0 ? g_strdup ("+OK") : g_strdup_printf ("+ERR=%d", code);

  reply (self, text);
}

static void
tell_mac (KettleEmulatorShell *self)
{
  if (is (self, KETTLE_EMULATOR_WIFI_NO_MAC))
    reply_code (self, KETTLE_EMULATOR_UNSUPPORTED);
  else
    reply (self,
           is (self, KETTLE_EMULATOR_WIFI_OTHER_MAC) ? "+OK=001EE3A80103" : "+OK=001EE3A80102");
}

static void
tell_version (KettleEmulatorShell *self)
{
  if (is (self, KETTLE_EMULATOR_WIFI_NO_VERSION))
    reply_code (self, KETTLE_EMULATOR_UNSUPPORTED);
  else
    reply (self, "+OK=V1.00.1212");
}

static void
save (KettleEmulatorShell *self)
{
  if (is (self, KETTLE_EMULATOR_WIFI_SAVE_FAILS)) {
    reply_code (self, KETTLE_EMULATOR_FLASH_FAILED);
    return;
  }
  if (is (self, KETTLE_EMULATOR_WIFI_SAVE_HALF | KETTLE_EMULATOR_WIFI_SAVE_BREAKS)) {
    kettle_emulator_settings_take_name (self->state->flash, self->state->ram);
    reply_code (self, is (self, KETTLE_EMULATOR_WIFI_SAVE_HALF) ? 0 : KETTLE_EMULATOR_FLASH_FAILED);
    return;
  }
  if (!is (self, KETTLE_EMULATOR_WIFI_SAVE_IGNORED)) {
    kettle_emulator_settings_free (self->state->flash);
    self->state->flash = kettle_emulator_settings_copy (self->state->ram);
  }
  if (is (self, KETTLE_EMULATOR_WIFI_SAVE_DROPS))
    kettle_emulator_client_close (self->client, TRUE);
  else if (is (self, KETTLE_EMULATOR_WIFI_SAVE_LATE))
    reply_after (self, "+OK", SAVE_LATE_MS);
  else if (!is (self, KETTLE_EMULATOR_WIFI_SAVE_SILENT))
    reply_code (self, 0);
}

/* The answer goes out before the module goes down, if there is one. */
static void
restart (KettleEmulatorShell *self)
{
  if (is (self, KETTLE_EMULATOR_WIFI_RESTART_REFUSED)) {
    reply_code (self, KETTLE_EMULATOR_NOT_PERMITTED);
    return;
  }

  self->step = STEP_RESTART;
  if (!is (self, KETTLE_EMULATOR_WIFI_RESTART_SILENT))
    reply_code (self, 0);
  if (is (self, KETTLE_EMULATOR_WIFI_RESTART_HANGS))
    ring (self, self->state->delay + HANG_MS);
  else
    kettle_emulator_client_finish (self->client, FALSE);
}

static const Deed deeds[] = {
  { "QMAC", tell_mac },
  { "QVER", tell_version },
  { "PMTF", save },
  { "Z", restart },
};

/* Protocol sheet 2: never sent. */
static gboolean
is_ruin (const char *name)
{
  static const char *const ruins[] = { "ATM", "ATRM", "UART", "RSTF", NULL };

  return g_strv_contains (ruins, name);
}

static void
ask (KettleEmulatorShell *self, KettleEmulatorSetting setting)
{
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  if ((setting == KETTLE_EMULATOR_WEBS && is (self, KETTLE_EMULATOR_WIFI_NO_WEB))
      || (setting == KETTLE_EMULATOR_KEY && is (self, KETTLE_EMULATOR_WIFI_NO_KEY))) {
    reply_code (self, KETTLE_EMULATOR_UNSUPPORTED);
    return;
  }

  value = kettle_emulator_settings_ask (self->state->ram, setting, self->state->moods);
  text = g_strdup_printf ("+OK=%s", value);
  reply (self, text);
}

static void
set (KettleEmulatorShell *self, KettleEmulatorSetting setting, const char *value)
{
  KettleEmulatorWifiMoods moods = self->state->moods;
  gboolean saves = *value == '!';
  int code = 0;

  if (saves)
    value++;
  if (!is (self, KETTLE_EMULATOR_WIFI_DEAF_SETS))
    code = kettle_emulator_settings_set (self->state->ram, setting, value, moods);
  if (code == 0 && saves && !is (self, KETTLE_EMULATOR_WIFI_DEAF_SETS))
    kettle_emulator_settings_set (self->state->flash, setting, value, moods);
  reply_code (self, code);
}

static void
obey_deed (KettleEmulatorShell *self, const char *name, gboolean asks)
{
  const Deed *deed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++) {
    if (g_str_equal (name, deeds[i].name))
      deed = &deeds[i];
  }

  if (deed == NULL)
    reply_code (self, KETTLE_EMULATOR_UNDEFINED);
  else if (!asks)
    reply_code (self, KETTLE_EMULATOR_BAD_OPERATOR);
  else
    deed->func (self);
}

/* `AT+NAME`, and nothing, `=?`, `=value` or `=!value`. */
static void
obey (KettleEmulatorShell *self, const char *line)
{
  g_autofree char *name = NULL;
  const char *equals = strchr (line, '=');
  KettleEmulatorSetting setting = KETTLE_EMULATOR_N_SETTINGS;
  gboolean asks = equals == NULL || g_str_equal (equals, "=?");

  if (g_str_equal (line, "AT")) {
    reply_code (self, 0);
    return;
  }
  if (!g_str_has_prefix (line, "AT+")) {
    reply_code (self, KETTLE_EMULATOR_BAD_FORMAT);
    return;
  }

  name = equals != NULL ? g_strndup (line + 3, (gsize) (equals - line) - 3) : g_strdup (line + 3);
  if (is_ruin (name)) {
    g_signal_emit (self, signals[SIGNAL_RUINED], 0);
    return;
  }
  if (equals != NULL && asks && is (self, KETTLE_EMULATOR_WIFI_NO_QUESTION))
    reply_code (self, KETTLE_EMULATOR_BAD_OPERATOR);
  else if (!kettle_emulator_settings_find (name, &setting))
    obey_deed (self, name, asks);
  else if (asks)
    ask (self, setting);
  else
    set (self, setting, equals + 1);
}

static void
on_client_received (KettleEmulatorClient *client,
                    const char *bytes,
                    guint64 length,
                    gpointer user_data)
{
  KettleEmulatorShell *self = user_data;

  /* Before the echo goes into the queue. */
  if (!kettle_emulator_client_has_queue (client))
    self->busy = FALSE;
  if (is (self, KETTLE_EMULATOR_WIFI_ECHO) && !self->state->ruined) {
    g_autoptr (GString) echo = g_string_new_len (bytes, (gssize) length);

    say_now (self, echo);
  }
}

static void
on_client_line (KettleEmulatorClient *client, const char *bytes, guint64 length, gpointer user_data)
{
  g_autoptr (KettleEmulatorShell) self = g_object_ref (user_data);
  g_autofree char *escaped = kettle_emulator_escape (bytes, length);
  g_autofree char *line = kettle_emulator_dup_heard (bytes, length);

  g_signal_emit (self, signals[SIGNAL_HEARD], 0, escaped);
  if (self->state->ruined)
    return;
  if (self->busy) {
    g_debug ("Too early: dropped");
    g_signal_emit (self, signals[SIGNAL_DROPPED], 0);
    return;
  }

  if (self->step == STEP_PASSWORD) {
    take_password (self, line != NULL ? line : "");
    return;
  }
  self->busy = TRUE;
  if (line == NULL)
    reply_code (self, KETTLE_EMULATOR_BAD_FORMAT);
  else
    obey (self, line);
}

static void
on_client_closed (KettleEmulatorClient *client, gpointer user_data)
{
  g_autoptr (KettleEmulatorShell) self = g_object_ref (user_data);

  g_source_set_ready_time (self->timer, -1);
  if (self->step == STEP_RESTART && !is (self, KETTLE_EMULATOR_WIFI_RESTART_HANGS))
    g_signal_emit (self, signals[SIGNAL_RESTART], 0);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
kettle_emulator_shell_dispose (GObject *object)
{
  KettleEmulatorShell *self = KETTLE_EMULATOR_SHELL (object);

  if (self->client != NULL) {
    g_signal_handlers_disconnect_by_data (self->client, self);
    kettle_emulator_client_close (self->client, FALSE);
    g_clear_object (&self->client);
  }
  if (self->timer != NULL) {
    g_source_destroy (self->timer);
    g_clear_pointer (&self->timer, g_source_unref);
  }
  if (self->later != NULL)
    g_string_free (g_steal_pointer (&self->later), TRUE);

  G_OBJECT_CLASS (kettle_emulator_shell_parent_class)->dispose (object);
}

static void
kettle_emulator_shell_class_init (KettleEmulatorShellClass *klass)
{
  static const char *const names[] = {
    "heard", "said", "replied", "dropped", "ruined", "restart", "closed",
  };

  G_OBJECT_CLASS (klass)->dispose = kettle_emulator_shell_dispose;

  for (guint i = 0; i < N_SIGNALS; i++) {
    if (i <= SIGNAL_SAID)
      signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
    else
      signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  }
}

static void
kettle_emulator_shell_init (KettleEmulatorShell *self)
{
  self->timer = kettle_emulator_timer_new ("kettle-emulator-shell", on_later, self);
}

/**
 * kettle_emulator_shell_new:
 * @connection: what was accepted
 * @number: which connection this is, from 1
 * @chunk: as the emulator's property
 * @state: what it goes by; outlives it
 *
 * Returns: (transfer full): a shell that says nothing before kettle_emulator_shell_start()
 */
KettleEmulatorShell *
kettle_emulator_shell_new (GSocketConnection *connection,
                           guint number,
                           int chunk,
                           KettleEmulatorShellState *state)
{
  KettleEmulatorShell *self;

  g_return_val_if_fail (G_IS_SOCKET_CONNECTION (connection), NULL);
  g_return_val_if_fail (state != NULL, NULL);

  self = g_object_new (KETTLE_TYPE_EMULATOR_SHELL, NULL);
  self->state = state;
  self->client = kettle_emulator_client_new (connection, number, g_rand_int (state->rand));
  kettle_emulator_client_set_cut (self->client, chunk, FALSE);
  g_signal_connect (self->client, "received", G_CALLBACK (on_client_received), self);
  g_signal_connect (self->client, "line", G_CALLBACK (on_client_line), self);
  g_signal_connect (self->client, "closed", G_CALLBACK (on_client_closed), self);

  return self;
}

/**
 * kettle_emulator_shell_start:
 * @self: a shell
 *
 * Greets, and begins to listen.
 */
void
kettle_emulator_shell_start (KettleEmulatorShell *self)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_SHELL (self));

  if (!self->state->ruined)
    greet (self);
  kettle_emulator_client_start (self->client);
}

/**
 * kettle_emulator_shell_set_limit:
 * @self: a shell
 * @limit: as for kettle_emulator_client_set_limit()
 */
void
kettle_emulator_shell_set_limit (KettleEmulatorShell *self, gint64 limit)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_SHELL (self));

  kettle_emulator_client_set_limit (self->client, limit);
}

/**
 * kettle_emulator_shell_get_n_received:
 * @self: a shell
 *
 * Returns: how many bytes came in
 */
guint64
kettle_emulator_shell_get_n_received (KettleEmulatorShell *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_SHELL (self), 0);

  return kettle_emulator_client_get_n_received (self->client);
}

/**
 * kettle_emulator_shell_get_number:
 * @self: a shell
 *
 * Returns: which connection this is, from 1
 */
guint
kettle_emulator_shell_get_number (KettleEmulatorShell *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_SHELL (self), 0);

  return kettle_emulator_client_get_number (self->client);
}

/**
 * kettle_emulator_shell_finish:
 * @self: a shell
 * @reset: whether by a reset
 *
 * Closes it once all was said.
 */
void
kettle_emulator_shell_finish (KettleEmulatorShell *self, gboolean reset)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_SHELL (self));

  kettle_emulator_client_finish (self->client, reset);
}

/**
 * kettle_emulator_shell_close:
 * @self: a shell
 * @reset: whether by a reset
 *
 * Closes it at once. Does nothing when it is closed already.
 */
void
kettle_emulator_shell_close (KettleEmulatorShell *self, gboolean reset)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_SHELL (self));

  kettle_emulator_client_close (self->client, reset);
}

/**
 * kettle_emulator_shell_abandon:
 * @self: a shell
 *
 * As kettle_emulator_client_abandon().
 *
 * Returns: (transfer full) (nullable): the connection, still open
 */
GSocketConnection *
kettle_emulator_shell_abandon (KettleEmulatorShell *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_SHELL (self), NULL);

  return kettle_emulator_client_abandon (self->client);
}
