// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-bubble-worker.h"

#include <libnotify/notify.h>

/*
 * KettleBubbleWorker is the thread in which every call of libnotify is made: each of them, also the
 * last one, waits up to 25 s for a server that hangs. What a person clicks comes back to the
 * owner's main context.
 *
 * Each kind has one slot with the newest wish: a server that hangs, or a kettle that reports the
 * same event a hundred times a second, costs no memory and no more than one bubble of a kind in
 * each interval.
 */

#define BUTTON_KEY "button"

typedef struct {
  KettleBubbleWorker *worker;
  guint kind;

  /* Guarded by the mutex. */
  KettleBubbleWish wish;
  KettleBubble *wanted;

  /* The thread's own. The notification lives as long as its bubble: without it the button is dead.
   */
  NotifyNotification *notification;
  char *button_action;
  gboolean button_used;
  gint64 quiet_until;
} Slot;

/* Shared by the thread and its owner. The thread holds a reference: an owner never waits for it. */
struct _KettleBubbleWorker {
  gatomicrefcount ref_count;
  GMutex mutex;
  GWeakRef owner;
  KettleBubbleClicked clicked;
  GMainContext *home;
  GMainContext *context;
  char *app_name;
  char *desktop_entry;
  char *click_label;
  gint64 interval;
  gboolean running;
  gboolean quit;
  Slot slots[KETTLE_BUBBLES_MAX_KINDS];

  /* The thread's own: of the server that runs now. */
  gboolean server_seen;
  gboolean asked;  /* what it can do; no other server has come since */
  guint n_servers; /* so far */
  gboolean has_actions;
  gboolean has_markup;
};

typedef struct {
  KettleBubbleWorker *worker;
  guint kind;
  char *button_action;
  char *token;
} Click;

/* libnotify keeps its connection and its list of bubbles in globals: one thread at a time may be
 * in it, and a successor begins when the one before has taken itself out. */
static GMutex libnotify_lock;

/**
 * kettle_bubble_copy:
 * @bubble: a bubble
 *
 * Returns: (transfer full): a copy
 */
KettleBubble *
kettle_bubble_copy (const KettleBubble *bubble)
{
  KettleBubble *copy = g_new0 (KettleBubble, 1);

  copy->summary = g_strdup (bubble->summary);
  copy->body = g_strdup (bubble->body);
  copy->icon_name = g_strdup (bubble->icon_name);
  copy->sound_name = g_strdup (bubble->sound_name);
  copy->silent = bubble->silent;
  copy->critical = bubble->critical;
  copy->button_label = g_strdup (bubble->button_label);
  copy->button_action = g_strdup (bubble->button_action);

  return copy;
}

/**
 * kettle_bubble_free:
 * @bubble: (transfer full): a bubble
 */
void
kettle_bubble_free (KettleBubble *bubble)
{
  g_free (bubble->summary);
  g_free (bubble->body);
  g_free (bubble->icon_name);
  g_free (bubble->sound_name);
  g_free (bubble->button_label);
  g_free (bubble->button_action);
  g_free (bubble);
}

static KettleBubbleWorker *
worker_ref (KettleBubbleWorker *worker)
{
  g_atomic_ref_count_inc (&worker->ref_count);

  return worker;
}

static void
worker_unref (KettleBubbleWorker *worker)
{
  if (!g_atomic_ref_count_dec (&worker->ref_count))
    return;

  for (guint i = 0; i < KETTLE_BUBBLES_MAX_KINDS; i++) {
    g_clear_pointer (&worker->slots[i].wanted, kettle_bubble_free);
    g_free (worker->slots[i].button_action);
  }
  g_main_context_unref (worker->context);
  g_main_context_unref (worker->home);
  g_weak_ref_clear (&worker->owner);
  g_mutex_clear (&worker->mutex);
  g_free (worker->app_name);
  g_free (worker->desktop_entry);
  g_free (worker->click_label);
  g_free (worker);
}

static void
click_free (gpointer data)
{
  Click *click = data;

  worker_unref (click->worker);
  g_free (click->button_action);
  g_free (click->token);
  g_free (click);
}

/* In the owner's context. */
static gboolean
on_click_arrived (gpointer user_data)
{
  Click *click = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&click->worker->owner);

  if (owner != NULL)
    click->worker->clicked (owner, click->kind, click->button_action, click->token);

  return G_SOURCE_REMOVE;
}

/* From here on down to run_worker(), everything is called in the thread. */

static void
on_action (NotifyNotification *notification, char *key, gpointer user_data)
{
  Slot *slot = user_data;
  gboolean is_button = g_str_equal (key, BUTTON_KEY);
  g_autoptr (GSource) source = g_idle_source_new ();
  Click *click;

  /* A server may say it twice; a heater must not hear it twice. */
  if (is_button && slot->button_used)
    return;

  slot->button_used = slot->button_used || is_button;
  click = g_new0 (Click, 1);
  click->worker = worker_ref (slot->worker);
  click->kind = slot->kind;
  click->button_action = is_button ? g_strdup (slot->button_action) : NULL;
  click->token = g_strdup (notify_notification_get_activation_token (notification));
  g_source_set_callback (source, on_click_arrived, click, click_free);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_attach (source, slot->worker->home);
}

/* An object that was closed once never says so again, and its number may be somebody else's by
 * the time it would be used again: the next bubble gets a new one. */
static void
on_closed (NotifyNotification *notification, gpointer user_data)
{
  Slot *slot = user_data;

  g_clear_object (&slot->notification);
}

static void
on_server_appeared (GDBusConnection *connection,
                    const char *name,
                    const char *owner,
                    gpointer user_data)
{
  KettleBubbleWorker *worker = user_data;

  worker->server_seen = TRUE;
  worker->asked = FALSE;
  worker->n_servers++;
}

/* Its bubbles went with it. The first time this only says that no server runs yet: a server that
 * the bus starts for the first bubble, or one behind a sandbox's portal, has not gone. */
static void
on_server_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  KettleBubbleWorker *worker = user_data;

  if (!worker->server_seen)
    return;

  worker->server_seen = FALSE;
  worker->asked = FALSE;
  for (guint i = 0; i < KETTLE_BUBBLES_MAX_KINDS; i++)
    g_clear_object (&worker->slots[i].notification);
}

/* Asked once of each server, for two questions more than double a bubble's way; but each time
 * where none is seen to come and go, as behind a sandbox's portal: another one, that can do other
 * things, may have taken over. What the bus said of that by now is heard first. */
static gboolean
ask_server (KettleBubbleWorker *worker)
{
  GList *capabilities = NULL;

  while (g_main_context_iteration (worker->context, FALSE))
    ;
  if (worker->asked)
    return TRUE;

  if (!notify_is_initted () && !notify_init (worker->app_name))
    return FALSE;

  /* Unlike the question for the capabilities, this one fails without a warning. */
  if (!notify_get_server_info (NULL, NULL, NULL, NULL))
    return FALSE;

  capabilities = notify_get_server_caps ();
  worker->has_actions = g_list_find_custom (capabilities, "actions", (GCompareFunc) strcmp) != NULL;
  worker->has_markup =
      g_list_find_custom (capabilities, "body-markup", (GCompareFunc) strcmp) != NULL;
  g_list_free_full (capabilities, g_free);
  worker->asked = worker->server_seen;

  return TRUE;
}

static void
set_hints (Slot *slot, const KettleBubble *bubble, gboolean quietly)
{
  NotifyNotification *notification = slot->notification;
  NotifyUrgency urgency = NOTIFY_URGENCY_NORMAL;

  if (bubble->critical)
    urgency = NOTIFY_URGENCY_CRITICAL;
  else if (quietly)
    urgency = NOTIFY_URGENCY_LOW;

  notify_notification_clear_hints (notification);
  notify_notification_set_urgency (notification, urgency);
  notify_notification_set_category (notification, "device");
  notify_notification_set_hint (notification, "desktop-entry",
                                g_variant_new_string (slot->worker->desktop_entry));
  if (quietly || bubble->silent)
    notify_notification_set_hint (notification, "suppress-sound", g_variant_new_boolean (TRUE));
  else if (bubble->sound_name != NULL)
    notify_notification_set_hint (notification, "sound-name",
                                  g_variant_new_string (bubble->sound_name));
}

static void
set_actions (Slot *slot, const KettleBubble *bubble)
{
  notify_notification_clear_actions (slot->notification);

  /* Servers that cannot show buttons make a dialog of them, or lose them. */
  if (!slot->worker->has_actions)
    return;

  /* The click on the bubble itself; some servers draw a button with this label. */
  notify_notification_add_action (slot->notification, "default", slot->worker->click_label,
                                  on_action, slot, NULL);
  if (bubble->button_label != NULL)
    notify_notification_add_action (slot->notification, BUTTON_KEY, bubble->button_label, on_action,
                                    slot, NULL);
}

/* A bubble that never got a number cannot be closed either. */
static void
forget_unshown (Slot *slot)
{
  int id = 0;

  if (slot->notification != NULL)
    g_object_get (slot->notification, "id", &id, NULL);
  if (id == 0)
    g_clear_object (&slot->notification);
}

/* Returns: whether the server has shown it */
static gboolean
try_to_show (Slot *slot, const KettleBubble *bubble, gboolean quietly)
{
  KettleBubbleWorker *worker = slot->worker;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (!ask_server (worker)) {
    g_info ("No notification server answers; not shown: %s", bubble->summary);
    return FALSE;
  }

  body = worker->has_markup ? g_markup_escape_text (bubble->body, -1) : g_strdup (bubble->body);
  if (slot->notification == NULL) {
    slot->notification = notify_notification_new (bubble->summary, body, bubble->icon_name);
    g_signal_connect (slot->notification, "closed", G_CALLBACK (on_closed), slot);
  } else {
    notify_notification_update (slot->notification, bubble->summary, body, bubble->icon_name);
  }
  set_hints (slot, bubble, quietly);
  set_actions (slot, bubble);
  if (!notify_notification_show (slot->notification, &error))
    g_info ("The notification server did not show “%s”: %s", bubble->summary, error->message);

  /* Clicks that the server reported before it answered were meant for the bubble that
   * was there before. */
  while (g_main_context_iteration (worker->context, FALSE))
    ;
  g_free (slot->button_action);
  slot->button_action = g_strdup (bubble->button_action);
  slot->button_used = FALSE;
  forget_unshown (slot);

  return error == NULL;
}

/* Calls go to the server that was there when news of it was taken in last. Where one was started
 * anew meanwhile the call fails, and the news, which were behind, say who takes it. */
static void
show_bubble (Slot *slot, const KettleBubble *bubble, gboolean quietly)
{
  KettleBubbleWorker *worker = slot->worker;
  guint n_servers = worker->n_servers;

  if (try_to_show (slot, bubble, quietly))
    return;

  while (g_main_context_iteration (worker->context, FALSE))
    ;
  if (worker->n_servers != n_servers)
    try_to_show (slot, bubble, quietly);
}

static void
withdraw_bubble (Slot *slot)
{
  NotifyNotification *notification = g_steal_pointer (&slot->notification);
  g_autoptr (GError) error = NULL;

  if (notification == NULL)
    return;

  g_signal_handlers_disconnect_by_data (notification, slot);
  if (!notify_notification_close (notification, &error))
    g_info ("The notification server did not close a bubble: %s", error->message);
  g_object_unref (notification);
}

static void
do_wish (Slot *slot, KettleBubbleWish wish, const KettleBubble *bubble)
{
  switch (wish) {
  case KETTLE_BUBBLE_WISH_SHOW:
    show_bubble (slot, bubble, FALSE);
    slot->quiet_until = g_get_monotonic_time () + slot->worker->interval;
    break;
  case KETTLE_BUBBLE_WISH_UPDATE:
    if (slot->notification != NULL)
      show_bubble (slot, bubble, TRUE);
    break;
  case KETTLE_BUBBLE_WISH_WITHDRAW:
    withdraw_bubble (slot);
    break;
  case KETTLE_BUBBLE_WISH_NONE:
  default:
    break;
  }
}

/* Does one thing that is due. @wait is how long until the next one is, milliseconds, -1 for none.
 */
static gboolean
do_next_wish (KettleBubbleWorker *worker, int *wait)
{
  g_autoptr (KettleBubble) bubble = NULL;
  gint64 now = g_get_monotonic_time ();
  Slot *found = NULL;
  KettleBubbleWish wish = KETTLE_BUBBLE_WISH_NONE;

  *wait = -1;
  g_mutex_lock (&worker->mutex);
  for (guint i = 0; i < KETTLE_BUBBLES_MAX_KINDS && found == NULL; i++) {
    Slot *slot = &worker->slots[i];
    int left = (int) ((slot->quiet_until - now + 999) / 1000);

    if (slot->wish == KETTLE_BUBBLE_WISH_NONE)
      continue;
    if (slot->wish != KETTLE_BUBBLE_WISH_WITHDRAW && left > 0) {
      *wait = *wait < 0 ? left : MIN (*wait, left);
      continue;
    }
    found = slot;
    wish = slot->wish;
    bubble = g_steal_pointer (&slot->wanted);
    slot->wish = KETTLE_BUBBLE_WISH_NONE;
  }
  g_mutex_unlock (&worker->mutex);

  if (found != NULL)
    do_wish (found, wish, bubble);

  return found != NULL;
}

static gboolean
on_wait_over (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

static void
wait_for_something (KettleBubbleWorker *worker, int wait)
{
  g_autoptr (GSource) timer = NULL;

  if (wait >= 0) {
    timer = g_timeout_source_new ((guint) wait);
    g_source_set_callback (timer, on_wait_over, NULL, NULL);
    g_source_attach (timer, worker->context);
  }
  g_main_context_iteration (worker->context, TRUE);
  if (timer != NULL)
    g_source_destroy (timer);
}

static gboolean
shall_quit (KettleBubbleWorker *worker)
{
  gboolean quit;

  g_mutex_lock (&worker->mutex);
  quit = worker->quit;
  g_mutex_unlock (&worker->mutex);

  return quit;
}

/* A button whose program has ended would do nothing: those bubbles go. The others stay to be read.
 */
static void
leave_libnotify (KettleBubbleWorker *worker)
{
  for (guint i = 0; i < KETTLE_BUBBLES_MAX_KINDS; i++) {
    Slot *slot = &worker->slots[i];

    if (slot->notification != NULL && slot->button_action != NULL)
      withdraw_bubble (slot);
    if (slot->notification != NULL)
      g_signal_handlers_disconnect_by_data (slot->notification, slot);
    g_clear_object (&slot->notification);
  }
  notify_uninit ();
}

static gpointer
run_worker (gpointer data)
{
  KettleBubbleWorker *worker = data;
  guint watch;
  int wait;

  g_mutex_lock (&libnotify_lock);
  g_main_context_push_thread_default (worker->context);
  watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.Notifications",
                            G_BUS_NAME_WATCHER_FLAGS_NONE, on_server_appeared, on_server_vanished,
                            worker, NULL);
  while (!shall_quit (worker)) {
    if (do_next_wish (worker, &wait))
      g_main_context_iteration (worker->context, FALSE);
    else
      wait_for_something (worker, wait);
  }

  g_bus_unwatch_name (watch);
  leave_libnotify (worker);
  while (g_main_context_iteration (worker->context, FALSE))
    ;
  g_main_context_pop_thread_default (worker->context);
  g_mutex_unlock (&libnotify_lock);
  worker_unref (worker);

  return NULL;
}

/**
 * kettle_bubble_worker_new:
 * @app_name: the program's name as a person reads it, translated
 * @desktop_entry: the desktop file's name without its ending
 * @click_label: what a click on a bubble does, translated
 * @interval: the least time between two bubbles of a kind, milliseconds
 * @owner: whom the bubbles belong to; no reference is kept
 * @clicked: what to call when a person clicks, in the default main context of the calling thread
 *
 * Returns: (transfer full): a worker; its thread starts with the first bubble. Give it back with
 *   kettle_bubble_worker_leave().
 */
KettleBubbleWorker *
kettle_bubble_worker_new (const char *app_name,
                          const char *desktop_entry,
                          const char *click_label,
                          guint interval,
                          GObject *owner,
                          KettleBubbleClicked clicked)
{
  KettleBubbleWorker *worker;

  g_return_val_if_fail (app_name != NULL && *app_name != '\0', NULL);
  g_return_val_if_fail (desktop_entry != NULL && click_label != NULL && clicked != NULL, NULL);

  worker = g_new0 (KettleBubbleWorker, 1);
  g_atomic_ref_count_init (&worker->ref_count);
  g_mutex_init (&worker->mutex);
  g_weak_ref_init (&worker->owner, owner);
  worker->clicked = clicked;
  worker->home = g_main_context_ref_thread_default ();
  worker->context = g_main_context_new ();
  worker->app_name = g_strdup (app_name);
  worker->desktop_entry = g_strdup (desktop_entry);
  worker->click_label = g_strdup (click_label);
  worker->interval = (gint64) interval * 1000;
  for (guint i = 0; i < KETTLE_BUBBLES_MAX_KINDS; i++) {
    worker->slots[i].worker = worker;
    worker->slots[i].kind = i;
  }

  return worker;
}

/**
 * kettle_bubble_worker_leave:
 * @worker: (transfer full): a worker
 *
 * Lets the thread go. Returns at once; the thread ends by itself, at the latest when the server's
 * last call has timed out, and nobody hears of it any more.
 */
void
kettle_bubble_worker_leave (KettleBubbleWorker *worker)
{
  g_mutex_lock (&worker->mutex);
  worker->quit = TRUE;
  g_mutex_unlock (&worker->mutex);
  g_main_context_wakeup (worker->context);
  worker_unref (worker);
}

static void
start_thread (KettleBubbleWorker *worker)
{
  g_autoptr (GError) error = NULL;
  GThread *thread;

  if (worker->running)
    return;

  thread = g_thread_try_new ("kettle-bubbles", run_worker, worker_ref (worker), &error);
  if (thread == NULL) {
    g_warning ("No thread for notifications: %s", error->message);
    worker_unref (worker);
    return;
  }
  worker->running = TRUE;
  /* Nobody ever joins it. */
  g_thread_unref (thread);
}

/**
 * kettle_bubble_worker_wish:
 * @worker: a worker
 * @kind: which bubble, below %KETTLE_BUBBLES_MAX_KINDS
 * @wish: what to do about it
 * @bubble: (nullable): what it says, for what shows one
 *
 * Says what is wanted of the bubble of a kind, instead of what was wanted and has not been done
 * yet. Returns at once.
 */
void
kettle_bubble_worker_wish (KettleBubbleWorker *worker,
                           guint kind,
                           KettleBubbleWish wish,
                           const KettleBubble *bubble)
{
  Slot *slot;

  g_return_if_fail (kind < KETTLE_BUBBLES_MAX_KINDS);

  if (wish == KETTLE_BUBBLE_WISH_SHOW)
    start_thread (worker);
  /* Without a thread nothing was shown yet. */
  if (!worker->running)
    return;

  slot = &worker->slots[kind];
  g_mutex_lock (&worker->mutex);
  /* What was not shown yet is changed and still shown; what is being withdrawn stays withdrawn. */
  if (wish == KETTLE_BUBBLE_WISH_UPDATE && slot->wish != KETTLE_BUBBLE_WISH_NONE)
    wish = slot->wish;
  slot->wish = wish;
  g_clear_pointer (&slot->wanted, kettle_bubble_free);
  if (bubble != NULL)
    slot->wanted = kettle_bubble_copy (bubble);
  g_mutex_unlock (&worker->mutex);
  g_main_context_wakeup (worker->context);
}
