// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-wifi.h"

#include "emulator/kettle-emulator-client.h"
#include "emulator/kettle-emulator-presence.h"
#include "emulator/kettle-emulator-shell.h"

#define BIND_RETRY_MS 100
#define BIND_RETRIES  50
#define HEARD_LIMIT   (1024 * 1024)

typedef enum {
  PROP_WIFI_PORT = 1,
  PROP_WIFI_N_CLIENTS,
  PROP_WIFI_N_ACCEPTED,
  PROP_WIFI_DROPPED,
  PROP_RUINED,
  PROP_LISTENING,
  PROP_WIFI_MOODS,
  PROP_WIFI_DELAY,
  PROP_WIFI_BOOT_TIME,
  PROP_WIFI_CUT_AFTER_BYTES,
  PROP_WIFI_CUT_AFTER_REPLIES,
  PROP_WIFI_CUT_FOR_GOOD,
  PROP_WIFI_PASSWORD,
  PROP_OWN_ADDRESS,
} KettleEmulatorWifiProperty;

#define N_PROPS (PROP_OWN_ADDRESS + 1)

G_STATIC_ASSERT (N_PROPS == KETTLE_EMULATOR_WIFI_N_PROPS + 1);

enum { SIGNAL_HEARD, SIGNAL_SAID, SIGNAL_GONE, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

struct _KettleEmulatorWifi {
  GObject parent_instance;

  KettleEmulatorShellState state;
  KettleEmulatorPresence *presence;
  int chunk;
  gboolean is_down; /* for good */

  KettleEmulatorShell *shell;
  GPtrArray *abandoned; /* of GSocketConnection */
  guint n_accepted;
  guint n_dropped;
  GString *heard;

  guint boot_time;
  guint n_bind_tries;
  GSource *boot_timer;

  int cut_after_bytes;
  int cut_after_replies;
  gboolean cut_for_good;
};

G_DEFINE_FINAL_TYPE (KettleEmulatorWifi, kettle_emulator_wifi, G_TYPE_OBJECT)

static void
notify (KettleEmulatorWifi *self, KettleEmulatorWifiProperty id)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[id]);
}

/* The connection was cut, as was asked for: that was it. */
static void
end_cut (KettleEmulatorWifi *self)
{
  if (self->cut_after_bytes >= 0) {
    self->cut_after_bytes = -1;
    notify (self, PROP_WIFI_CUT_AFTER_BYTES);
  }
  if (self->cut_after_replies >= 0) {
    self->cut_after_replies = -1;
    notify (self, PROP_WIFI_CUT_AFTER_REPLIES);
  }
  if (self->cut_for_good)
    kettle_emulator_presence_close_shell (self->presence);
}

/* Both doors, and everybody who is in. */
static void
leave (KettleEmulatorWifi *self)
{
  g_autoptr (KettleEmulatorShell) shell = g_steal_pointer (&self->shell);

  kettle_emulator_presence_close (self->presence);
  if (shell != NULL) {
    g_signal_handlers_disconnect_by_data (shell, self);
    if ((self->state.moods & KETTLE_EMULATOR_WIFI_RESTART_HANGS) != 0) {
      GSocketConnection *connection = kettle_emulator_shell_abandon (shell);

      if (connection != NULL)
        g_ptr_array_add (self->abandoned, connection);
    }
    kettle_emulator_shell_close (shell, FALSE);
    notify (self, PROP_WIFI_N_CLIENTS);
  }
  g_signal_emit (self, signals[SIGNAL_GONE], 0);
  if (!self->is_down && kettle_emulator_presence_leave (self->presence))
    notify (self, PROP_LISTENING);
}

static void
boot (KettleEmulatorWifi *self)
{
  if (self->is_down || kettle_emulator_wifi_get_kettle_port (self) == 0)
    return;

  leave (self);
  kettle_emulator_settings_free (self->state.ram);
  self->state.ram = kettle_emulator_settings_copy (self->state.flash);
  self->n_bind_tries = 0;
  g_source_set_ready_time (self->boot_timer,
                           g_get_monotonic_time () + self->boot_time * G_TIME_SPAN_MILLISECOND);
}

static void
on_shell_heard (KettleEmulatorShell *shell, const char *escaped, gpointer user_data)
{
  KettleEmulatorWifi *self = user_data;

  if (self->heard->len > HEARD_LIMIT)
    g_string_erase (self->heard, 0, HEARD_LIMIT / 2);
  g_string_append_printf (self->heard, "%s\n", escaped);
  g_signal_emit (self, signals[SIGNAL_HEARD], 0, kettle_emulator_shell_get_number (shell), escaped);
}

static void
on_shell_said (KettleEmulatorShell *shell, const char *escaped, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_SAID], 0, kettle_emulator_shell_get_number (shell),
                 escaped);
}

static void
on_shell_replied (KettleEmulatorShell *shell, gpointer user_data)
{
  KettleEmulatorWifi *self = user_data;

  if (self->cut_after_replies > 0 && --self->cut_after_replies == 0)
    kettle_emulator_shell_finish (shell, TRUE);
}

static void
on_shell_dropped (KettleEmulatorShell *shell, gpointer user_data)
{
  KettleEmulatorWifi *self = user_data;

  self->n_dropped++;
  notify (self, PROP_WIFI_DROPPED);
}

static void
on_shell_ruined (KettleEmulatorShell *shell, gpointer user_data)
{
  KettleEmulatorWifi *self = user_data;

  g_info ("The wifi module is ruined");
  self->state.ruined = TRUE;
  notify (self, PROP_RUINED);
}

static void
on_shell_restart (KettleEmulatorShell *shell, gpointer user_data)
{
  KettleEmulatorWifi *self = user_data;

  boot (self);
  if ((self->state.moods & KETTLE_EMULATOR_WIFI_NEVER_BACK) != 0)
    g_source_set_ready_time (self->boot_timer, -1);
}

static void
on_shell_closed (KettleEmulatorShell *shell, gpointer user_data)
{
  KettleEmulatorWifi *self = user_data;
  gint64 received = (gint64) kettle_emulator_shell_get_n_received (shell);

  /* A restart has taken it away already. */
  if (self->shell != shell)
    return;

  g_clear_object (&self->shell);
  if (self->cut_after_bytes >= 0)
    self->cut_after_bytes = (int) MAX (self->cut_after_bytes - received, 0);
  if (self->cut_after_bytes == 0 || self->cut_after_replies == 0)
    end_cut (self);
  if ((self->state.moods & KETTLE_EMULATOR_WIFI_FORGETFUL) != 0) {
    kettle_emulator_settings_free (self->state.ram);
    self->state.ram = kettle_emulator_settings_copy (self->state.flash);
  }
  notify (self, PROP_WIFI_N_CLIENTS);
}

/* One at a time; who comes second is sent away. */
static void
on_shell_client (GSocketConnection *connection, gpointer user_data)
{
  g_autoptr (KettleEmulatorWifi) self = g_object_ref (user_data);
  g_autoptr (KettleEmulatorShell) shell =
      kettle_emulator_shell_new (connection, ++self->n_accepted, self->chunk, &self->state);

  notify (self, PROP_WIFI_N_ACCEPTED);
  if (self->shell != NULL || (self->state.moods & KETTLE_EMULATOR_WIFI_OCCUPIED) != 0) {
    g_debug ("Shell %u turned away", self->n_accepted);
    kettle_emulator_shell_close (shell, FALSE);
    return;
  }

  self->shell = g_object_ref (shell);
  g_signal_connect (shell, "heard", G_CALLBACK (on_shell_heard), self);
  g_signal_connect (shell, "said", G_CALLBACK (on_shell_said), self);
  g_signal_connect (shell, "replied", G_CALLBACK (on_shell_replied), self);
  g_signal_connect (shell, "dropped", G_CALLBACK (on_shell_dropped), self);
  g_signal_connect (shell, "ruined", G_CALLBACK (on_shell_ruined), self);
  g_signal_connect (shell, "restart", G_CALLBACK (on_shell_restart), self);
  g_signal_connect (shell, "closed", G_CALLBACK (on_shell_closed), self);
  notify (self, PROP_WIFI_N_CLIENTS);

  if (self->cut_after_replies == 0)
    kettle_emulator_shell_close (shell, TRUE);
  else
    kettle_emulator_shell_set_limit (shell, self->cut_after_bytes);
  if (self->shell == shell)
    kettle_emulator_shell_start (shell);
}

/* The address after @address, as a router gives one that forgot whom it gave which. */
static char *
dup_next_address (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);
  g_autoptr (GInetAddress) next = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size = g_inet_address_get_native_size (inet);

  bytes = g_memdup2 (g_inet_address_to_bytes (inet), size);
  bytes[size - 1]++;
  next = g_inet_address_new_from_bytes (bytes, g_inet_address_get_family (inet));

  return g_inet_address_to_string (next);
}

static gboolean
on_booted (gpointer user_data)
{
  g_autoptr (KettleEmulatorWifi) self = g_object_ref (user_data);
  g_autofree char *next = NULL;
  const char *address = kettle_emulator_presence_find_address (self->presence, self->state.ram);
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (self->abandoned, 0);
  if (address != NULL && (self->state.moods & KETTLE_EMULATOR_WIFI_NEW_ADDRESS) != 0)
    address = next = dup_next_address (address);
  if (address == NULL || self->state.ruined) {
    g_info ("The wifi module finds no network that its settings fit");
  } else if (kettle_emulator_presence_come (self->presence, address, &error)) {
    notify (self, PROP_LISTENING);
  } else {
    /* Some connection of this computer's may have the port for a moment. */
    g_info ("%s", error->message);
    if (++self->n_bind_tries < BIND_RETRIES)
      g_source_set_ready_time (self->boot_timer,
                               g_get_monotonic_time () + BIND_RETRY_MS * G_TIME_SPAN_MILLISECOND);
  }

  return G_SOURCE_CONTINUE;
}

static void
set_password (KettleEmulatorWifi *self, const char *password)
{
  if (password == NULL
      || g_str_equal (password, kettle_emulator_settings_get_password (self->state.ram)))
    return;

  kettle_emulator_settings_set (self->state.ram, KETTLE_EMULATOR_PASS, password, 0);
  kettle_emulator_settings_set (self->state.flash, KETTLE_EMULATOR_PASS, password, 0);
  notify (self, PROP_WIFI_PASSWORD);
}

/* It counts from now. */
static void
set_cut (KettleEmulatorWifi *self, KettleEmulatorWifiProperty id, int value)
{
  int *field = id == PROP_WIFI_CUT_AFTER_BYTES ? &self->cut_after_bytes : &self->cut_after_replies;

  *field = value;
  notify (self, id);
  if (self->shell == NULL)
    return;

  if (id == PROP_WIFI_CUT_AFTER_BYTES && value > 0) {
    gint64 before = (gint64) kettle_emulator_shell_get_n_received (self->shell);

    /* What this connection brought already is taken off when it ends. */
    self->cut_after_bytes = (int) MIN (value + before, G_MAXINT);
    kettle_emulator_shell_set_limit (self->shell, self->cut_after_bytes);
  } else if (value == 0) {
    kettle_emulator_shell_close (self->shell, TRUE);
  } else if (id == PROP_WIFI_CUT_AFTER_BYTES) {
    kettle_emulator_shell_set_limit (self->shell, -1);
  }
}

static void
kettle_emulator_wifi_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  KettleEmulatorWifi *self = KETTLE_EMULATOR_WIFI (object);

  switch ((KettleEmulatorWifiProperty) id) {
  case PROP_WIFI_MOODS:
    self->state.moods = g_value_get_uint64 (value);
    notify (self, PROP_WIFI_MOODS);
    break;
  case PROP_WIFI_DELAY:
    self->state.delay = g_value_get_uint (value);
    notify (self, PROP_WIFI_DELAY);
    break;
  case PROP_WIFI_BOOT_TIME:
    self->boot_time = g_value_get_uint (value);
    notify (self, PROP_WIFI_BOOT_TIME);
    break;
  case PROP_WIFI_CUT_AFTER_BYTES:
  case PROP_WIFI_CUT_AFTER_REPLIES:
    set_cut (self, (KettleEmulatorWifiProperty) id, g_value_get_int (value));
    break;
  case PROP_WIFI_CUT_FOR_GOOD:
    self->cut_for_good = g_value_get_boolean (value);
    notify (self, PROP_WIFI_CUT_FOR_GOOD);
    break;
  case PROP_WIFI_PASSWORD:
    set_password (self, g_value_get_string (value));
    break;
  case PROP_OWN_ADDRESS:
    kettle_emulator_presence_set_own_address (self->presence, g_value_get_string (value));
    notify (self, PROP_OWN_ADDRESS);
    break;
  case PROP_WIFI_PORT:
  case PROP_WIFI_N_CLIENTS:
  case PROP_WIFI_N_ACCEPTED:
  case PROP_WIFI_DROPPED:
  case PROP_RUINED:
  case PROP_LISTENING:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    break;
  }
}

static void
kettle_emulator_wifi_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleEmulatorWifi *self = KETTLE_EMULATOR_WIFI (object);

  switch ((KettleEmulatorWifiProperty) id) {
  case PROP_WIFI_PORT:
    g_value_set_uint (value, kettle_emulator_wifi_get_port (self));
    break;
  case PROP_WIFI_N_CLIENTS:
    g_value_set_uint (value, self->shell != NULL);
    break;
  case PROP_WIFI_N_ACCEPTED:
    g_value_set_uint (value, self->n_accepted);
    break;
  case PROP_WIFI_DROPPED:
    g_value_set_uint (value, self->n_dropped);
    break;
  case PROP_RUINED:
    g_value_set_boolean (value, self->state.ruined);
    break;
  case PROP_LISTENING:
    g_value_set_boolean (value, kettle_emulator_wifi_get_host (self) != NULL && !self->is_down);
    break;
  case PROP_WIFI_MOODS:
    g_value_set_uint64 (value, self->state.moods);
    break;
  case PROP_WIFI_DELAY:
    g_value_set_uint (value, self->state.delay);
    break;
  case PROP_WIFI_BOOT_TIME:
    g_value_set_uint (value, self->boot_time);
    break;
  case PROP_WIFI_CUT_AFTER_BYTES:
    g_value_set_int (value, self->cut_after_bytes);
    break;
  case PROP_WIFI_CUT_AFTER_REPLIES:
    g_value_set_int (value, self->cut_after_replies);
    break;
  case PROP_WIFI_CUT_FOR_GOOD:
    g_value_set_boolean (value, self->cut_for_good);
    break;
  case PROP_WIFI_PASSWORD:
    g_value_set_string (value, kettle_emulator_settings_get_password (self->state.ram));
    break;
  case PROP_OWN_ADDRESS:
    g_value_set_string (value, kettle_emulator_presence_get_own_address (self->presence));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    break;
  }
}

static void
kettle_emulator_wifi_dispose (GObject *object)
{
  kettle_emulator_wifi_shut_down (KETTLE_EMULATOR_WIFI (object));

  G_OBJECT_CLASS (kettle_emulator_wifi_parent_class)->dispose (object);
}

static void
kettle_emulator_wifi_finalize (GObject *object)
{
  KettleEmulatorWifi *self = KETTLE_EMULATOR_WIFI (object);

  kettle_emulator_settings_free (self->state.ram);
  kettle_emulator_settings_free (self->state.flash);
  g_rand_free (self->state.rand);
  g_clear_pointer (&self->presence, kettle_emulator_presence_free);
  g_ptr_array_unref (self->abandoned);
  g_string_free (self->heard, TRUE);

  G_OBJECT_CLASS (kettle_emulator_wifi_parent_class)->finalize (object);
}

static void
kettle_emulator_wifi_class_init (KettleEmulatorWifiClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = kettle_emulator_wifi_set_property;
  object_class->get_property = kettle_emulator_wifi_get_property;
  object_class->dispose = kettle_emulator_wifi_dispose;
  object_class->finalize = kettle_emulator_wifi_finalize;

  kettle_emulator_wifi_make_properties (props + 1);
  g_object_class_install_properties (object_class, N_PROPS, props);

  for (guint i = SIGNAL_HEARD; i <= SIGNAL_SAID; i++)
    signals[i] = g_signal_new (i == SIGNAL_HEARD ? "heard" : "said", G_TYPE_FROM_CLASS (klass),
                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                               G_TYPE_STRING);
  signals[SIGNAL_GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kettle_emulator_wifi_init (KettleEmulatorWifi *self)
{
  self->state.ram = kettle_emulator_settings_new ();
  self->state.flash = kettle_emulator_settings_new ();
  self->state.rand = g_rand_new_with_seed (0);
  self->state.delay = KETTLE_EMULATOR_WIFI_DELAY;
  self->boot_time = KETTLE_EMULATOR_WIFI_BOOT_TIME;
  self->cut_after_bytes = -1;
  self->cut_after_replies = -1;
  self->abandoned = g_ptr_array_new_with_free_func (g_object_unref);
  self->heard = g_string_new (NULL);
  self->boot_timer = kettle_emulator_timer_new ("kettle-emulator-boot", on_booted, self);
}

/**
 * kettle_emulator_wifi_new:
 * @func: called for everybody who comes to the kettle itself
 * @user_data: for @func
 *
 * Returns: (transfer full): a module out of the box, in the main context that is the thread's
 *   default now
 */
KettleEmulatorWifi *
kettle_emulator_wifi_new (KettleEmulatorDoorFunc func, gpointer user_data)
{
  KettleEmulatorWifi *self = g_object_new (KETTLE_TYPE_EMULATOR_WIFI, NULL);

  self->presence = kettle_emulator_presence_new (func, user_data, on_shell_client, self);

  return self;
}

/**
 * kettle_emulator_wifi_listen_kettle:
 * @self: a module
 * @host: a numeric address of this computer, or `localhost`
 * @port: a port, 0 for any that is free
 * @error: return location: a sentence that says what to do, in %G_IO_ERROR
 *
 * Begins to accept the kettle's clients; once in the life of a module.
 *
 * Returns: %TRUE when it listens
 */
gboolean
kettle_emulator_wifi_listen_kettle (KettleEmulatorWifi *self,
                                    const char *host,
                                    guint16 port,
                                    GError **error)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), FALSE);

  if (!kettle_emulator_presence_open_kettle (self->presence, host, port, error))
    return FALSE;
  notify (self, PROP_LISTENING);

  return TRUE;
}

/**
 * kettle_emulator_wifi_listen:
 * @self: a module that listens for the kettle
 * @port: a port, 0 for any that is free
 * @error: return location: a sentence that says what to do, in %G_IO_ERROR
 *
 * Opens the shell; once in the life of a module.
 *
 * Returns: %TRUE when it listens
 */
gboolean
kettle_emulator_wifi_listen (KettleEmulatorWifi *self, guint16 port, GError **error)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), FALSE);

  if (!kettle_emulator_presence_open_shell (self->presence, port, error))
    return FALSE;
  notify (self, PROP_WIFI_PORT);

  return TRUE;
}

/**
 * kettle_emulator_wifi_add_air:
 * @self: a module
 * @text: as for kettle_emulator_air_new()
 * @error: return location
 *
 * A network more in the air. The module has been set up for the first of them.
 *
 * Returns: %FALSE when it is none
 */
gboolean
kettle_emulator_wifi_add_air (KettleEmulatorWifi *self, const char *text, GError **error)
{
  const KettleEmulatorAir *only = NULL;

  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), FALSE);

  if (!kettle_emulator_presence_add_air (self->presence, text, &only, error))
    return FALSE;
  if (only != NULL) {
    kettle_emulator_settings_join (self->state.ram, only);
    kettle_emulator_settings_join (self->state.flash, only);
  }

  return TRUE;
}

/**
 * kettle_emulator_wifi_take_power:
 * @self: a module
 * @reset: whether a hand held the 65 key until it beeped twice before that
 *
 * Takes its power away for a moment.
 */
void
kettle_emulator_wifi_take_power (KettleEmulatorWifi *self, gboolean reset)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_WIFI (self));

  if (reset) {
    kettle_emulator_settings_reset (self->state.ram);
    kettle_emulator_settings_reset (self->state.flash);
  }
  boot (self);
}

/**
 * kettle_emulator_wifi_hang_up:
 * @self: a module
 * @reset: by a reset
 *
 * Ends the connection to the shell, if there is one.
 */
void
kettle_emulator_wifi_hang_up (KettleEmulatorWifi *self, gboolean reset)
{
  g_autoptr (KettleEmulatorShell) shell = NULL;

  g_return_if_fail (KETTLE_IS_EMULATOR_WIFI (self));

  if (self->shell != NULL)
    shell = g_object_ref (self->shell);
  if (shell != NULL)
    kettle_emulator_shell_close (shell, reset);
}

/**
 * kettle_emulator_wifi_shut_down:
 * @self: a module
 *
 * Closes everything, for good. May be called again.
 */
void
kettle_emulator_wifi_shut_down (KettleEmulatorWifi *self)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_WIFI (self));

  if (self->is_down)
    return;

  self->is_down = TRUE;
  g_source_destroy (self->boot_timer);
  g_clear_pointer (&self->boot_timer, g_source_unref);
  leave (self);
  g_ptr_array_set_size (self->abandoned, 0);
  if (kettle_emulator_presence_get_host (self->presence) != NULL)
    notify (self, PROP_LISTENING);
}

/**
 * kettle_emulator_wifi_set_chunk:
 * @self: a module
 * @chunk: as the emulator's property; for those who come to the shell from now on
 */
void
kettle_emulator_wifi_set_chunk (KettleEmulatorWifi *self, int chunk)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_WIFI (self));

  self->chunk = chunk;
}

/**
 * kettle_emulator_wifi_set_seed:
 * @self: a module
 * @seed: what all that is random comes from
 */
void
kettle_emulator_wifi_set_seed (KettleEmulatorWifi *self, guint32 seed)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_WIFI (self));

  g_rand_set_seed (self->state.rand, seed);
}

/**
 * kettle_emulator_wifi_get_host:
 * @self: a module
 *
 * Returns: (nullable): the numeric address where it is found, %NULL while nowhere
 */
const char *
kettle_emulator_wifi_get_host (KettleEmulatorWifi *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), NULL);

  return kettle_emulator_presence_get_host (self->presence);
}

/**
 * kettle_emulator_wifi_get_kettle_port:
 * @self: a module
 *
 * Returns: the kettle's port, 0 before it listens
 */
guint16
kettle_emulator_wifi_get_kettle_port (KettleEmulatorWifi *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), 0);

  return kettle_emulator_presence_get_kettle_port (self->presence);
}

/**
 * kettle_emulator_wifi_get_port:
 * @self: a module
 *
 * Returns: the shell's port, 0 before it listens
 */
guint16
kettle_emulator_wifi_get_port (KettleEmulatorWifi *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), 0);

  return kettle_emulator_presence_get_shell_port (self->presence);
}

/**
 * kettle_emulator_wifi_is_ruined:
 * @self: a module
 *
 * Returns: whether it was sent what must never be sent
 */
gboolean
kettle_emulator_wifi_is_ruined (KettleEmulatorWifi *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), FALSE);

  return self->state.ruined;
}

/**
 * kettle_emulator_wifi_dup_ram:
 * @self: a module
 *
 * Returns: (transfer full): the settings it goes by, a line each
 */
char *
kettle_emulator_wifi_dup_ram (KettleEmulatorWifi *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), NULL);

  return kettle_emulator_settings_to_text (self->state.ram);
}

/**
 * kettle_emulator_wifi_dup_flash:
 * @self: a module
 *
 * Returns: (transfer full): the settings in its flash, a line each
 */
char *
kettle_emulator_wifi_dup_flash (KettleEmulatorWifi *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), NULL);

  return kettle_emulator_settings_to_text (self->state.flash);
}

/**
 * kettle_emulator_wifi_get_heard:
 * @self: a module
 *
 * Returns: all lines that came to the shell, escaped, each with a `\n` behind it
 */
const char *
kettle_emulator_wifi_get_heard (KettleEmulatorWifi *self)
{
  g_return_val_if_fail (KETTLE_IS_EMULATOR_WIFI (self), NULL);

  return self->heard->str;
}

/**
 * kettle_emulator_wifi_forget_heard:
 * @self: a module
 *
 * Starts kettle_emulator_wifi_get_heard() over.
 */
void
kettle_emulator_wifi_forget_heard (KettleEmulatorWifi *self)
{
  g_return_if_fail (KETTLE_IS_EMULATOR_WIFI (self));

  g_string_truncate (self->heard, 0);
}
