// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/person.h"

#include <string.h>

#define INTERFACE "io.github.kettle_desktop.Kettle1"
#define ERRORS    INTERFACE ".Error."

/* In the kettle's seconds: how long the slowest answer on the bus takes. And what comes on top of
 * it on a busy machine, µs. */
#define ANSWER_SECONDS 17.0
#define TRAVEL         (3 * G_USEC_PER_SEC / 2)

/* A server shows the last of them on top. */
#define REACHABLE_BUBBLES 4

struct _Person {
  Scene *scene;
  char *path;
  GCancellable *cancellable;
  Fingers *fingers;
  guint n[N_WAYS];
  guint n_gestures;
  guint n_waiting;
};

typedef struct {
  Person *person;
  Key key;
  gint64 called_at;
} Call;

static const struct {
  const char *name; /* in the window */
  const char *item; /* in the tray */
  WishKeys wish;
  int number;
} keys[N_KEYS] = {
  [KEY_POWER] = { "Turn On", "Boil", WISH_ON | WISH_OFF, 0 },
  [KEY_OFF] = { "Turn On", "Turn Off", WISH_ON | WISH_OFF, 0 },
  [KEY_100] = { "100 °C", "Boil", WISH_ON | WISH_100, 100 },
  [KEY_95] = { "95 °C", "95 °C", WISH_ON | WISH_95, 95 },
  [KEY_80] = { "80 °C", "80 °C", WISH_ON | WISH_80, 80 },
  [KEY_65] = { "65 °C", "65 °C", WISH_ON | WISH_65, 65 },
  [KEY_WARM] = { "Keep Warm", NULL, WISH_WARM, 0 },
  [KEY_5] = { "5 min", NULL, WISH_5, 5 },
  [KEY_10] = { "10 min", NULL, WISH_10, 10 },
  [KEY_20] = { "20 min", NULL, WISH_20, 20 },
  [KEY_SHOW] = { NULL, "Show Kettle", 0, 0 },
  [KEY_CLOSE] = { "Close", NULL, 0, 0 },
};

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

/**
 * person_new:
 * @scene: with a program that runs; must outlive the result
 * @fingers: what it presses keys in the window with; must outlive the result
 *
 * Returns: (transfer full): a person
 */
Person *
person_new (Scene *scene, Fingers *fingers)
{
  Person *self = g_new0 (Person, 1);

  self->scene = scene;
  self->path =
      g_strdelimit (g_strconcat ("/", program_get_identifier (scene->program), NULL), ".", '/');
  self->cancellable = g_cancellable_new ();
  self->fingers = fingers;

  return self;
}

void
person_free (Person *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_free (self);
}

/* Responsible for it from now on. */
static void
wish (Person *self, WishKeys wanted)
{
  Scene *scene = self->scene;

  if (wanted == 0)
    return;

  wishes_add (scene->wishes, now_us (), wanted);
  attempts_note_press (scene->attempts, now_us ());
  ledger_truth_press (scene->ledger, now_us (), (wanted & WISH_OFF) != 0);
}

static gboolean
press_in_window (Person *self, Key key)
{
  Scene *scene = self->scene;

  if (key == KEY_SHOW || key == KEY_PREFERENCES) {
    program_activate (scene->program, key == KEY_SHOW ? "show" : "preferences");
    return TRUE;
  }
  /* Without a panel to go to, closing the window quits the program. */
  if (key == KEY_CLOSE && !recording_tray_is_ready (scene->panel))
    return FALSE;
  if (!fingers_press (self->fingers, keys[key].name))
    return FALSE;

  if (key == KEY_CLOSE)
    scene->closed_at = now_us ();
  wish (self, keys[key].wish);

  return TRUE;
}

static gboolean
press_in_tray (Person *self, Key key)
{
  if (keys[key].item == NULL || !recording_tray_is_ready (self->scene->panel))
    return FALSE;

  wish (self, key == KEY_POWER ? WISH_ON | WISH_100 : key == KEY_OFF ? WISH_OFF : keys[key].wish);

  return recording_tray_click (self->scene->panel, keys[key].item);
}

/* What a bubble's button may do. */
static WishKeys
get_button_wish (const RecordedBubble *bubble, const char *label)
{
  if (g_str_equal (label, "Switch Off") || strstr (bubble->summary, "kettle off") != NULL)
    return WISH_OFF;
  if (strstr (bubble->summary, "Keep Warm") != NULL)
    return WISH_WARM | WISH_LENGTHS;

  return WISH_ON | WISH_TEMPERATURES;
}

static gboolean
press_in_bubble (Person *self, Key key)
{
  RecordingNotifications *server = self->scene->server;
  guint n = server != NULL ? recording_notifications_get_n_shown (server) : 0;
  const char *button = key == KEY_SHOW ? "default" : "button";

  for (guint i = n; i-- > 0 && n - i <= REACHABLE_BUBBLES;) {
    const RecordedBubble *bubble = recording_notifications_get_shown (server, i);
    const char *label = recorded_bubble_get_button (bubble, button);

    if (label == NULL || !recording_notifications_is_open (server, bubble->id))
      continue;
    if (key != KEY_SHOW)
      wish (self, get_button_wish (bubble, label));
    recording_notifications_invoke (server, bubble->id, button, "token");
    /* Many servers close it then, and some do not. */
    if (key % 2 == 0)
      recording_notifications_close (server, bubble->id, 2);
    return TRUE;
  }

  return FALSE;
}

/* What the program says that it did is what the kettle did. */
static void
check_done (Scene *scene, const Call *call)
{
  int temperature = keys[call->key].number;

  if ((call->key == KEY_OFF || call->key == KEY_POWER)
      && scene_get_last_dark (scene) < call->called_at)
    ledger_find (scene->ledger, now_us (), LEDGER_FALSE,
                 "Off is said to be done, and it never was off");
  if (call->key >= KEY_100 && call->key <= KEY_65
      && scene_get_last_lit (scene, temperature) < call->called_at)
    ledger_find (scene->ledger, now_us (), LEDGER_FALSE,
                 "Boil(%d) is said to be done, and it never was", temperature);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;
  gint64 most = (gint64) (ANSWER_SECONDS / SCENE_TIME_SCALE * G_USEC_PER_SEC) + TRAVEL;
  Scene *scene;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  scene = call->person->scene;
  call->person->n_waiting--;
  if (reply != NULL)
    check_done (scene, call);
  else if (name == NULL || !g_str_has_prefix (name, ERRORS)
           || g_str_equal (name, ERRORS "NoKettle"))
    ledger_find (scene->ledger, now_us (), LEDGER_FALSE, "a call fails: %s", error->message);
  if (now_us () - call->called_at > most)
    ledger_find (scene->ledger, now_us (), LEDGER_FALSE, "a call took %.2f s",
                 (double) (now_us () - call->called_at) / G_USEC_PER_SEC);
}

static gboolean
call_on_bus (Person *self, Key key)
{
  const char *method = NULL;
  GVariant *parameters = NULL;
  Call *call;

  if (key == KEY_OFF || key == KEY_POWER)
    method = "Off";
  else if (key == KEY_WARM)
    method = "PressWarm";
  else if (key >= KEY_100 && key <= KEY_65)
    method = "Boil";
  else if (key >= KEY_5 && key <= KEY_20)
    method = "SetWarmMinutes";
  if (method == NULL)
    return FALSE;

  if (keys[key].number != 0)
    parameters = g_variant_new ("(i)", keys[key].number);
  wish (self, key == KEY_OFF || key == KEY_POWER ? WISH_OFF : keys[key].wish);
  call = g_new (Call, 1);
  *call = (Call){ .person = self, .key = key, .called_at = now_us () };
  self->n_waiting++;
  g_dbus_connection_call (self->scene->bus, program_get_identifier (self->scene->program),
                          self->path, INTERFACE, method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE,
                          -1, self->cancellable, on_called, call);

  return TRUE;
}

/**
 * person_press:
 * @self: the person
 * @way: where
 * @key: what
 *
 * Presses something, and wishes what that does. The program must not be stopped.
 *
 * Returns: %FALSE if it could not be pressed
 */
gboolean
person_press (Person *self, Way way, Key key)
{
  gboolean (*const presses[N_WAYS]) (Person *, Key) = {
    [WAY_WINDOW] = press_in_window,
    [WAY_TRAY] = press_in_tray,
    [WAY_BUBBLE] = press_in_bubble,
    [WAY_BUS] = call_on_bus,
  };

  if (!presses[way](self, key))
    return FALSE;

  if (key >= KEY_SHOW)
    self->n_gestures++;
  else
    self->n[way]++;

  return TRUE;
}

guint
person_get_n (Person *self, Way way)
{
  return self->n[way];
}

/* How often a window was opened or closed. */
guint
person_get_n_gestures (Person *self)
{
  return self->n_gestures;
}

/* How many calls on the bus were not answered yet. */
guint
person_get_n_waiting (Person *self)
{
  return self->n_waiting;
}

/* (array zero-terminated=1): what is to be found in the window. */
const char *const *
person_get_names (void)
{
  static const char *names[N_KEYS + 1];
  guint n = 0;

  for (guint i = 0; i < N_KEYS; i++)
    if (keys[i].name != NULL && !g_strv_contains (names, keys[i].name))
      names[n++] = keys[i].name;

  return names;
}
