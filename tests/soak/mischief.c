// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/mischief.h"

#include "soak/impostor.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

/* How long the program may take to put its window away, µs. */
#define CLOSING G_USEC_PER_SEC

/* Of each only one fault at a time: the later ends the earlier. */
typedef enum {
  SLOT_KETTLE,
  SLOT_TALK,
  SLOT_SERVER,
  SLOT_PANEL,
  SLOT_PROGRAM,
  N_SLOTS,
} Slot;

typedef struct {
  gboolean active;
  FaultKind kind;
  gint64 ends;
  gint64 began;
  guint argument;
} Fault;

struct _Mischief {
  Scene *scene;
  Fault slots[N_SLOTS];
  Impostor *impostor;
  guint n[N_FAULTS];
};

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

static Slot
get_slot (FaultKind kind)
{
  switch (kind) {
  case FAULT_UNKNOWN:
  case FAULT_STRAY_HELLO:
  case FAULT_CHUNK:
  case FAULT_GLUE:
  case FAULT_IDLE_KEY:
    return SLOT_TALK;
  case FAULT_SERVER_GONE:
  case FAULT_SERVER_HANGS:
  case FAULT_BUBBLE_CLOSED:
    return SLOT_SERVER;
  case FAULT_PANEL_GONE:
    return SLOT_PANEL;
  case FAULT_STOPPED:
    return SLOT_PROGRAM;
  case FAULT_DROP:
  case FAULT_RESET:
  case FAULT_MUTE:
  case FAULT_CLOSE_AFTER:
  case FAULT_RESET_AFTER:
  case FAULT_MUTE_AFTER:
  case FAULT_ENDLESS:
  case FAULT_NO_GREETING:
  case FAULT_LINE_END:
  case FAULT_FULL:
  case FAULT_REFUSED:
  case FAULT_WEB_SERVER:
  case FAULT_FLOOD:
  case FAULT_DELAY:
  case N_FAULTS:
  default:
    return SLOT_KETTLE;
  }
}

static void
set_mood (Mischief *self, const char *name, int value)
{
  GParamSpec *pspec =
      g_object_class_find_property (G_OBJECT_GET_CLASS (self->scene->emulator), name);

  if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_object_set (self->scene->emulator, name, (gboolean) value, NULL);
  else
    g_object_set (self->scene->emulator, name, value, NULL);
}

/* The kettle that keeps silent says nothing later either. */
static void
set_lossy (Mischief *self, const char *mood, int value, gboolean silent)
{
  self->scene->lossy = TRUE;
  ledger_truth_silence (self->scene->ledger, silent);
  set_mood (self, mood, value);
}

static void
take_a_place (Mischief *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (self->scene->port) };

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  self->scene->filler = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (connect (self->scene->filler, (struct sockaddr *) &address, sizeof address), ==,
                   0);
}

/* A module that starts again talks in its own way from the beginning. Where it is [C] what ends a
 * line, pieces of one may look like another: then it talks in one piece. */
static void
restart_module (Mischief *self, guint argument)
{
  set_mood (self, "chunk", 0);
  set_mood (self, "line-end", (int) (argument % 3));
  set_mood (self, "idle-key", (int) (argument / 3 % 2));
  scene_hand (self->scene, argument % 2 == 0 ? "drop" : "reset");
}

static void
begin_talk (Mischief *self, Fault *fault)
{
  int line_end;

  g_object_get (self->scene->emulator, "line-end", &line_end, NULL);
  switch ((int) fault->kind) {
  case FAULT_UNKNOWN:
    set_mood (self, "unknown", TRUE);
    break;
  case FAULT_STRAY_HELLO:
    set_mood (self, "stray-hello", TRUE);
    break;
  case FAULT_CHUNK:
    if (line_end == KETTLE_LINE_END_CR)
      set_mood (self, "chunk",
                fault->argument % 3 == 0 ? (int) (fault->argument % 7 + 3) : KETTLE_CHUNK_RANDOM);
    break;
  case FAULT_GLUE:
    set_mood (self, "glue", TRUE);
    break;
  case FAULT_IDLE_KEY:
  default:
    set_mood (self, "idle-key", (int) (fault->argument % 2));
    break;
  }
}

static void
begin_kettle (Mischief *self, Fault *fault)
{
  Scene *scene = self->scene;

  switch ((int) fault->kind) {
  case FAULT_DROP:
    scene_hand (scene, "drop");
    break;
  case FAULT_RESET:
    scene_hand (scene, "reset");
    break;
  case FAULT_MUTE:
    set_lossy (self, "mute", TRUE, TRUE);
    break;
  case FAULT_CLOSE_AFTER:
    set_lossy (self, "close-after", (int) (fault->argument % 4), FALSE);
    break;
  case FAULT_RESET_AFTER:
    set_lossy (self, "reset-after", (int) (fault->argument % 4), FALSE);
    break;
  case FAULT_MUTE_AFTER:
    set_lossy (self, "mute-after", (int) (fault->argument % 4), TRUE);
    break;
  case FAULT_ENDLESS:
    set_lossy (self, "endless", TRUE, TRUE);
    break;
  case FAULT_NO_GREETING:
    set_mood (self, "chunk", 0);
    set_mood (self, "no-greeting", TRUE);
    scene_hand (scene, "drop");
    break;
  case FAULT_LINE_END:
    restart_module (self, fault->argument);
    break;
  case FAULT_FULL:
    scene_hand (scene, "drop");
    g_object_set (scene->emulator, "max-clients", 1, NULL);
    take_a_place (self);
    break;
  case FAULT_DELAY:
    g_object_set (scene->emulator, "delay", fault->argument % 180 + 10, NULL);
    break;
  default:
    scene_pull_plug (scene);
    if (fault->kind != FAULT_REFUSED)
      self->impostor = impostor_new (scene, fault->kind == FAULT_FLOOD);
    else if (fault->argument % 2 == 0)
      scene_lose_power (scene);
    break;
  }
}

static void
begin_desktop (Mischief *self, Fault *fault)
{
  Scene *scene = self->scene;

  switch ((int) fault->kind) {
  case FAULT_SERVER_GONE:
    scene_end_server (scene);
    break;
  case FAULT_SERVER_HANGS:
    ledger_truth_server (scene->ledger, now_us (), FALSE);
    recording_notifications_set_mode (scene->server, RECORDING_MODE_SILENT);
    break;
  case FAULT_BUBBLE_CLOSED:
    /* 1: it expired, 2: somebody dismissed it. */
    for (guint i = recording_notifications_get_n_shown (scene->server); i-- > 0;)
      recording_notifications_close (scene->server,
                                     recording_notifications_get_shown (scene->server, i)->id,
                                     fault->argument % 2 + 1);
    break;
  case FAULT_PANEL_GONE:
    recording_tray_disappear (scene->panel);
    break;
  case FAULT_STOPPED:
  default:
    program_signal (scene->program, SIGSTOP);
    break;
  }
}

static void
end_kettle (Mischief *self, const Fault *fault)
{
  static const char *const after[] = { "close-after", "reset-after", "mute-after" };
  Scene *scene = self->scene;

  if (scene->emulator == NULL) {
    g_clear_pointer (&self->impostor, impostor_free);
    scene_plug_in (scene, fault->kind != FAULT_REFUSED || fault->argument % 2 != 0);
    return;
  }

  scene->lossy = FALSE;
  ledger_truth_silence (scene->ledger, FALSE);
  set_mood (self, "mute", FALSE);
  set_mood (self, "endless", FALSE);
  set_mood (self, "no-greeting", FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (after); i++)
    set_mood (self, after[i], -1);
  g_object_set (scene->emulator, "delay", 0, "max-clients", 0, NULL);
  /* Otherwise it takes a whole keep-alive until anybody knows what was not said. */
  if ((fault->kind == FAULT_MUTE || fault->kind == FAULT_MUTE_AFTER) && fault->argument % 4 != 0)
    scene_hand (scene, fault->argument % 2 == 0 ? "drop" : "reset");
  if (scene->filler >= 0)
    close (scene->filler);
  scene->filler = -1;
}

static void
end_desktop (Mischief *self, const Fault *fault)
{
  Scene *scene = self->scene;

  switch ((int) fault->kind) {
  case FAULT_SERVER_HANGS:
    /* It is found to hang, killed, and started again. */
    scene_end_server (scene);
    scene_start_server (scene);
    break;
  case FAULT_SERVER_GONE:
    scene_start_server (scene);
    break;
  case FAULT_PANEL_GONE:
    recording_tray_appear (scene->panel);
    break;
  case FAULT_STOPPED:
    program_signal (scene->program, SIGCONT);
    wishes_note_lateness (scene->wishes, now_us (), now_us () - fault->began);
    break;
  default:
    break;
  }
}

static void
end (Mischief *self, Slot slot)
{
  Fault fault = self->slots[slot];

  if (!fault.active)
    return;

  self->slots[slot].active = FALSE;
  if (slot == SLOT_KETTLE) {
    end_kettle (self, &fault);
  } else if (slot != SLOT_TALK) {
    end_desktop (self, &fault);
  } else if (self->scene->emulator != NULL) {
    set_mood (self, "unknown", FALSE);
    set_mood (self, "stray-hello", FALSE);
    set_mood (self, "chunk", 0);
    set_mood (self, "glue", FALSE);
  }
  self->scene->changed_at = now_us ();
}

/**
 * mischief_new:
 * @scene: what to spoil; must outlive the result
 *
 * Returns: (transfer full): all is well
 */
Mischief *
mischief_new (Scene *scene)
{
  Mischief *self = g_new0 (Mischief, 1);

  self->scene = scene;

  return self;
}

/**
 * mischief_free:
 * @self: (transfer full): the mischief
 *
 * Lets everything recover.
 */
void
mischief_free (Mischief *self)
{
  for (guint i = 0; i < N_SLOTS; i++)
    end (self, (Slot) i);
  g_free (self);
}

/**
 * mischief_strike:
 * @self: the mischief
 * @step: what, and for how long
 *
 * Begins a fault. One that was going on in the same place ends.
 *
 * Returns: %FALSE if this cannot go wrong now
 */
gboolean
mischief_strike (Mischief *self, const Step *step)
{
  FaultKind kind = (FaultKind) step->what;
  Slot slot = get_slot (kind);
  Fault *fault = &self->slots[slot];

  if (slot == SLOT_TALK && self->scene->emulator == NULL)
    return FALSE;
  /* The program is not to find that there is no panel while it puts its window away: it would
   * quit, and rightly so. */
  if (kind == FAULT_PANEL_GONE && now_us () - self->scene->closed_at < CLOSING)
    return FALSE;

  end (self, slot);
  if (slot == SLOT_KETTLE)
    end (self, SLOT_TALK);
  *fault = (Fault){
    .active = TRUE,
    .kind = kind,
    .began = now_us (),
    .ends = now_us () + (gint64) step->ms * 1000,
    .argument = step->argument,
  };
  self->n[kind]++;
  if (slot == SLOT_KETTLE)
    begin_kettle (self, fault);
  else if (slot == SLOT_TALK)
    begin_talk (self, fault);
  else
    begin_desktop (self, fault);
  self->scene->changed_at = now_us ();

  return TRUE;
}

/* Lets recover what has been bad for long enough. */
void
mischief_tick (Mischief *self)
{
  for (guint i = 0; i < N_SLOTS; i++)
    if (self->slots[i].active && now_us () >= self->slots[i].ends)
      end (self, (Slot) i);
}

/* Whether all is well. */
gboolean
mischief_is_quiet (Mischief *self)
{
  for (guint i = 0; i < N_SLOTS; i++)
    if (self->slots[i].active)
      return FALSE;

  return TRUE;
}

/* Whether the program is stopped: nobody may wait for its answer. */
gboolean
mischief_is_stopped (Mischief *self)
{
  return self->slots[SLOT_PROGRAM].active;
}

guint
mischief_get_n (Mischief *self, FaultKind kind)
{
  return self->n[kind];
}

guint
mischief_get_n_all (Mischief *self)
{
  guint n = 0;

  for (guint i = 0; i < N_FAULTS; i++)
    n += self->n[i];

  return n;
}
