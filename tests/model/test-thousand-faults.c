// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "model/kettle-model.h"
#include "model/quick-clock.h"

#include <arpa/inet.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * A kettle that boils again and again, on a network that fails in every way at every moment of it.
 * What the model shows and tells is compared with the kettle itself, all the time. The clock jumps,
 * and everything on it goes SCALE times faster; all times here are the kettle's own seconds.
 */

#define SCALE         10.0
#define N_FAULTS      1000
#define N_WARM_UP     100
#define SEED          20260101
#define MAX_FD        128
#define MEMORY_SLACK  (48 * 1024)
#define KEEP_ALIVE    45.0
#define ANSWER        5.0
#define LATEST        8.0  /* how late answers get at most */
#define STABLE        30.0 /* a connection that lasted so long ends an outage */
#define OUTAGE_WINDOW 300.0
#define OUTAGE_LIMIT  12
#define MINUTE        60.0
#define ROUNDING      0.05 /* the main loop counts milliseconds */
#define SETTLED       12.0 /* a dark kettle that has said everything, also if late */
#define WARMING_PER_S (2400.0 / 4186.0)
#define LIT_ON        0x01
#define LIT_WARM      0x02

typedef enum { RESET, CLOSE, SILENCE, REFUSAL, LATE_ANSWER, GONE, N_KINDS } Kind;
typedef enum { OFF, JUST_ON, HEATING, ABOUT_TO_BOIL, JUST_BOILED, WARM, AFTER, N_POINTS } Point;

static const char *const kind_names[N_KINDS] = { "reset",   "close",       "silence",
                                                 "refusal", "late answer", "address gone" };
static const char *const point_names[N_POINTS] = {
  "off", "just on", "heating", "about to boil", "just boiled", "warm", "after",
};

/* From the On lamp's being lit until it was seen to be dark, with what was told of it. */
typedef struct {
  gboolean begun;
  gboolean seen;
  gboolean reached;
  gboolean cut_short; /* by a hand */
  gboolean swallowed; /* the kettle said what happened, and fell silent in the middle of it */
  guint n_boiled;
  guint n_ended; /* in a gap */
  guint n_on;    /* after a gap */
  guint n_mishaps;
} Boil;

typedef struct {
  KettleEmulator *emulator; /* NULL while it is gone */
  KettleLink *link;
  KettleModel *model;
  GRand *rand;
  guint16 port;
  int other_client; /* takes the only place, or -1 */
  gboolean mute;

  Boil boil;
  int target; /* °C */
  gint64 dark_since;

  gint64 wrong_since;
  gint64 longest_wrong;

  int link_state;
  gint64 connected_at;
  gint64 outage_began; /* 0: the next attempt begins one */
  gint64 last_attempt;
  guint n_attempts; /* of this outage */

  guint n_faults;
  guint by_kind[N_KINDS];
  guint by_point[N_POINTS];
  guint all_attempts;
  guint most_attempts;
  guint n_boils;
  guint n_seen;
  guint told_boiled;
  guint told_gap;
  guint told_neutral;
  guint told_mishap;
  guint not_told;
  guint twice_neutral;
} Siege;

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

static double
since (gint64 when)
{
  return (double) (now_us () - when) / G_USEC_PER_SEC * SCALE;
}

static double
between (Siege *self, double from, double to)
{
  return g_rand_double_range (self->rand, from, to);
}

static gboolean
chance (Siege *self, int percent)
{
  return g_rand_int_range (self->rand, 0, 100) < percent;
}

static KettleSnapshot
look (Siege *self)
{
  KettleSnapshot shown;

  kettle_model_get_snapshot (self->model, &shown);

  return shown;
}

static guint
get_keys (Siege *self)
{
  guint keys = 0;

  if (self->emulator != NULL)
    g_object_get (self->emulator, "keys", &keys, NULL);

  return keys;
}

static double
get_temperature (Siege *self)
{
  double temperature;

  g_object_get (self->emulator, "temperature", &temperature, NULL);

  return temperature;
}

static int
get_lit_temperature (guint keys)
{
  static const int temperatures[] = { 65, 80, 95, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (temperatures); i++)
    if ((keys & (4u << i)) != 0)
      return temperatures[i];

  return 0;
}

/* What is true of the kettle itself. */

static void
follow_truth (Siege *self)
{
  guint keys = get_keys (self);

  if (self->emulator == NULL)
    return;

  if ((keys & LIT_ON) != 0) {
    if (!self->boil.begun) {
      self->boil = (Boil){ .begun = TRUE };
      self->n_boils++;
    }
    self->target = get_lit_temperature (keys);
    self->dark_since = 0;
    if (!self->boil.reached && get_temperature (self) > self->target - 0.01)
      self->boil.reached = TRUE;
    /* Whatever a silent kettle reaches is not said later. */
    if (self->mute && get_temperature (self) > self->target - 0.5)
      self->boil.swallowed = TRUE;
  } else if (self->dark_since == 0) {
    self->dark_since = now_us ();
    if (self->mute)
      self->boil.swallowed = TRUE;
  }
}

static void
on_keys (KettleEmulator *emulator, GParamSpec *pspec, Siege *self)
{
  follow_truth (self);
}

static void
on_said (KettleEmulator *emulator, guint client, const char *escaped, Siege *self)
{
  if (g_str_has_prefix (escaped, "sys status 0x3\\r"))
    self->boil.reached = TRUE;
}

/* What is told. */

static void
on_boiled (KettleModel *model, int temperature, Siege *self)
{
  g_assert_true (self->boil.begun);
  g_assert_true (self->boil.reached);
  self->boil.n_boiled++;
}

static void
on_gap (KettleModel *model, gint64 from, gint64 to, gboolean still_on, Siege *self)
{
  g_assert_true (self->boil.begun);
  if (still_on)
    self->boil.n_on++;
  else
    self->boil.n_ended++;
}

static void
on_mishap (KettleModel *model, Siege *self)
{
  g_assert_true (self->boil.begun);
  g_assert_false (self->boil.reached);
  self->boil.n_mishaps++;
}

static void
assert_dark (const KettleSnapshot *shown)
{
  g_assert_cmpint (shown->phase, ==, KETTLE_PHASE_UNKNOWN);
  g_assert_false (shown->on);
  g_assert_false (shown->warm);
  g_assert_cmpint (shown->target_temperature, ==, 0);
  g_assert_cmpint (shown->heating_since, ==, 0);
}

static void
on_model_notify (KettleModel *model, GParamSpec *pspec, Siege *self)
{
  KettleSnapshot shown = look (self);

  if (shown.connection != KETTLE_LIFE_CONNECTED)
    assert_dark (&shown);
  if (shown.phase == KETTLE_PHASE_HEATING) {
    g_assert_true (self->boil.begun);
    /* Who first sees a kettle that keeps warm already cannot tell that from heating. */
    self->boil.seen = self->boil.seen || !self->boil.reached;
  }
}

/* Each boil that was seen is told: its end once, and whatever was told before claimed nothing. */
static void
judge_boil (Siege *self)
{
  Boil *boil = &self->boil;
  guint n_ends = boil->n_boiled + boil->n_ended + boil->n_mishaps;

  g_test_message ("Boil %u: %s%s%s%stold %u boiled, %u ended, %u still on, %u mishaps",
                  self->n_boils, boil->seen ? "seen, " : "", boil->reached ? "reached, " : "",
                  boil->cut_short ? "cut short, " : "", boil->swallowed ? "swallowed, " : "",
                  boil->n_boiled, boil->n_ended, boil->n_on, boil->n_mishaps);
  g_assert_cmpuint (n_ends, <=, 1);
  if (boil->seen) {
    self->n_seen++;
    if (!boil->cut_short && !boil->swallowed)
      g_assert_cmpuint (n_ends + boil->n_on, >=, 1);
    if (n_ends + boil->n_on == 0)
      self->not_told++;
  }
  self->told_boiled += boil->n_boiled;
  self->told_gap += boil->n_ended;
  self->told_neutral += boil->n_on;
  self->told_mishap += boil->n_mishaps;
  if (boil->n_on > 1)
    self->twice_neutral++;
  self->boil = (Boil){ 0 };
}

/* What must hold whenever nothing is under way. */

/* Sockets of this process that lead to the kettle, but for the other client's. */
static guint
count_connections (Siege *self)
{
  guint n = 0;

  for (int fd = 3; fd < MAX_FD; fd++) {
    struct sockaddr_in peer = { 0 };
    socklen_t length = sizeof peer;

    if (fd != self->other_client && getpeername (fd, (struct sockaddr *) &peer, &length) == 0
        && peer.sin_family == AF_INET && ntohs (peer.sin_port) == self->port)
      n++;
  }

  return n;
}

static void
check_lamps (Siege *self, const KettleSnapshot *shown)
{
  guint keys = get_keys (self);
  gboolean right = shown->on == ((keys & LIT_ON) != 0) && shown->warm == ((keys & LIT_WARM) != 0)
                   && shown->target_temperature == get_lit_temperature (keys);

  if (shown->connection != KETTLE_LIFE_CONNECTED) {
    assert_dark (shown);
    self->wrong_since = 0;
  } else if (right) {
    self->wrong_since = 0;
  } else if (self->wrong_since == 0) {
    self->wrong_since = now_us ();
  } else {
    self->longest_wrong = MAX (self->longest_wrong, now_us () - self->wrong_since);
    g_assert_cmpfloat (since (self->wrong_since), <=, KEEP_ALIVE + ANSWER + ROUNDING);
  }
}

static gboolean
on_quiet (gpointer user_data)
{
  Siege *self = user_data;
  KettleSnapshot shown = look (self);
  guint n_clients = 0;

  follow_truth (self);
  g_assert_cmpuint (count_connections (self), <=, 1);
  if (self->emulator != NULL)
    g_object_get (self->emulator, "n-clients", &n_clients, NULL);
  g_assert_cmpuint (n_clients, <=, 1);
  check_lamps (self, &shown);

  return FALSE;
}

static void
on_link_state (KettleLink *link, GParamSpec *pspec, Siege *self)
{
  int state = (int) kettle_link_get_state (link);

  if (self->link_state == KETTLE_LINK_CONNECTED && since (self->connected_at) >= STABLE)
    self->outage_began = 0;
  if (state == KETTLE_LINK_CONNECTED)
    self->connected_at = now_us ();
  self->link_state = state;
  if (state != KETTLE_LINK_CONNECTING)
    return;

  self->all_attempts++;
  if (self->outage_began == 0) {
    self->outage_began = now_us ();
    self->n_attempts = 0;
  }
  self->n_attempts++;
  if (since (self->outage_began) < OUTAGE_WINDOW) {
    g_assert_cmpuint (self->n_attempts, <=, OUTAGE_LIMIT);
    self->most_attempts = MAX (self->most_attempts, self->n_attempts);
  } else if (since (self->outage_began) - since (self->last_attempt) >= OUTAGE_WINDOW) {
    g_assert_cmpfloat (since (self->last_attempt), >=, MINUTE - ROUNDING);
  }
  self->last_attempt = now_us ();
}

/* The kettle, and what happens to it. */

static void
input (Siege *self, const char *line)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (self->emulator, line, &error);
  g_assert_no_error (error);
  follow_truth (self);
}

static void
plug_in (Siege *self, double temperature)
{
  g_autoptr (GError) error = NULL;

  self->emulator =
      g_object_new (KETTLE_TYPE_EMULATOR, "speed", SCALE, "start-temperature", temperature, NULL);
  g_signal_connect (self->emulator, "notify::keys", G_CALLBACK (on_keys), self);
  g_signal_connect (self->emulator, "said", G_CALLBACK (on_said), self);
  kettle_emulator_listen (self->emulator, "127.0.0.1", self->port, &error);
  g_assert_no_error (error);
  self->port = kettle_emulator_get_port (self->emulator);
}

static void
pull_plug (Siege *self)
{
  g_signal_handlers_disconnect_by_data (self->emulator, self);
  kettle_emulator_shut_down (self->emulator);
  g_clear_object (&self->emulator);
}

static gboolean
is_calm (gpointer user_data)
{
  Siege *self = user_data;
  KettleSnapshot shown = look (self);

  if (shown.connection != KETTLE_LIFE_CONNECTED || get_keys (self) != 0 || shown.on || shown.warm
      || shown.phase == KETTLE_PHASE_UNKNOWN || since (self->dark_since) < SETTLED)
    return FALSE;
  if (self->boil.begun)
    judge_boil (self);

  return TRUE;
}

static gboolean
is_connected (gpointer user_data)
{
  return look (user_data).connection == KETTLE_LIFE_CONNECTED;
}

static gboolean
is_near (gpointer user_data)
{
  Siege *self = user_data;

  return get_keys (self) == 0 || get_temperature (self) > self->target - 1;
}

static gboolean
is_reached (gpointer user_data)
{
  Siege *self = user_data;

  follow_truth (self);

  return self->boil.reached || get_keys (self) == 0;
}

static gboolean
is_dark (gpointer user_data)
{
  return get_keys (user_data) == 0;
}

static gboolean
run (Siege *self, double seconds, QuickClockFunc until)
{
  return quick_clock_run (seconds / SCALE, until, self);
}

/* Also the kettle that keeps warm for its longest comes to an end, and is seen to. */
static void
calm_down (Siege *self)
{
  g_assert_true (run (self, 3600, is_calm));
  if (chance (self, 5))
    input (self, "return");
}

static void
start_boil (Siege *self, gboolean warm)
{
  static const char *const temperatures[] = { "100", "95", "80", "65" };
  const char *temperature = temperatures[g_rand_int_range (self->rand, 0, 4)];

  input (self, "return");
  g_object_set (self->emulator, "start-temperature", between (self, 20, 40), NULL);
  input (self, "5");
  if (chance (self, 30) && is_connected (self)) {
    kettle_model_request_temperature (self->model, atoi (temperature), TRUE);
    run (self, 5, NULL);
  }
  if (get_keys (self) == 0) {
    input (self, "on");
    input (self, temperature);
  }
  if (warm)
    input (self, "warm");
}

/* Something else than boiling. */
static void
have_mishap (Siege *self)
{
  int which = g_rand_int_range (self->rand, 0, 3);

  if (self->boil.reached || get_keys (self) == 0)
    return;
  if (which == 0)
    self->boil.cut_short = TRUE;
  input (self, which == 0 ? "off" : which == 1 ? "lift" : "dry");
}

static void
go_to (Siege *self, Point point)
{
  gboolean go_on = point != OFF && point != JUST_ON && point != AFTER && chance (self, 40)
                   && get_keys (self) != 0 && !self->boil.reached;

  if (!go_on) {
    calm_down (self);
    if (point == OFF) {
      run (self, between (self, 0, 100), NULL);
      return;
    }
    start_boil (self, point == WARM || chance (self, 25));
  }
  if (point == JUST_ON) {
    run (self, between (self, 0, 2), NULL);
    return;
  }
  run (self, between (self, 2, 40), NULL);
  if (point == HEATING)
    return;
  run (self, 600, is_near);
  run (self, between (self, 0, 2), NULL);
  if (point == ABOUT_TO_BOIL)
    return;
  run (self, 600, is_reached);
  if (point == JUST_BOILED)
    run (self, between (self, 0, 2), NULL);
  else if (point == WARM)
    run (self, between (self, 2, 200), NULL);
  else if (run (self, 1800, is_dark))
    run (self, between (self, 0, 3), NULL);
}

static void
be_silent (Siege *self)
{
  self->mute = TRUE;
  g_object_set (self->emulator, "mute", TRUE, NULL);
  run (self, between (self, 1, 120), NULL);
  if (chance (self, 20))
    have_mishap (self);
  run (self, between (self, 0, 20), NULL);
  follow_truth (self);
  g_object_set (self->emulator, "mute", FALSE, NULL);
  self->mute = FALSE;
}

static void
be_full (Siege *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (self->port) };

  input (self, "drop");
  g_object_set (self->emulator, "max-clients", 1, NULL);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  self->other_client = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (connect (self->other_client, (struct sockaddr *) &address, sizeof address), ==,
                   0);
  run (self, between (self, 1, 150), NULL);
  close (self->other_client);
  self->other_client = -1;
  run (self, 0.1, NULL);
  g_object_set (self->emulator, "max-clients", 0, NULL);
}

static void
be_late (Siege *self)
{
  guint delay = (guint) (between (self, 0.1, LATEST) * 1000 / SCALE);

  g_object_set (self->emulator, "delay", delay, NULL);
  run (self, between (self, 5, 150), NULL);
  g_object_set (self->emulator, "delay", 0, NULL);
}

/* Another emulator is the same kettle, so much later. */
static void
be_gone (Siege *self)
{
  double away = chance (self, 10) ? between (self, 300, 900) : between (self, 1, 150);
  double temperature = get_temperature (self);
  guint keys = get_keys (self);
  double left = (self->target - temperature) / WARMING_PER_S;
  g_autofree char *word = g_strdup_printf ("%d", self->target);

  pull_plug (self);
  run (self, away, NULL);
  if ((keys & LIT_ON) != 0) {
    temperature = MIN (temperature + away * WARMING_PER_S, self->target);
    self->boil.reached = self->boil.reached || left <= away;
    if (left <= away && (keys & LIT_WARM) == 0)
      keys = 0;
  }
  plug_in (self, temperature);
  if (keys != 0) {
    input (self, "on");
    input (self, word);
    input (self, "5");
  }
  if ((keys & LIT_WARM) != 0)
    input (self, "warm");
  follow_truth (self);
}

static void
strike (Siege *self, Kind kind)
{
  if (chance (self, 10)) {
    kettle_link_network_changed (self->link);
    kettle_link_resumed (self->link);
  }
  switch (kind) {
  case RESET:
    input (self, "reset");
    break;
  case CLOSE:
    input (self, "drop");
    break;
  case SILENCE:
    be_silent (self);
    break;
  case REFUSAL:
    be_full (self);
    break;
  case LATE_ANSWER:
    be_late (self);
    break;
  case GONE:
    be_gone (self);
    break;
  case N_KINDS:
  default:
    g_assert_not_reached ();
  }
  kettle_emulator_forget_heard (self->emulator);
}

static void
have_faults (Siege *self, guint n)
{
  while (self->n_faults < n) {
    Point point = (Point) g_rand_int_range (self->rand, 0, N_POINTS);
    Kind kind = (Kind) g_rand_int_range (self->rand, 0, N_KINDS);

    go_to (self, point);
    if (!is_connected (self))
      continue;
    self->n_faults++;
    self->by_kind[kind]++;
    self->by_point[point]++;
    g_test_message ("%u: %s while %s", self->n_faults, kind_names[kind], point_names[point]);
    strike (self, kind);
    run (self, between (self, 0, 40), chance (self, 60) ? is_connected : NULL);
    if (chance (self, 30))
      have_mishap (self);
  }
  calm_down (self);
  run (self, 2 * STABLE, NULL);
}

static guint
count_fds (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
set_up (Siege *self, guint32 seed)
{
  *self = (Siege){ .rand = g_rand_new_with_seed (seed), .other_client = -1 };
  quick_clock_start (seed, on_quiet, self);
  self->dark_since = now_us ();
  self->link = g_object_new (KETTLE_TYPE_LINK, "time-scale", SCALE, NULL);
  self->model = g_object_new (KETTLE_TYPE_MODEL, "link", self->link, "time-scale", SCALE, NULL);
  g_signal_connect (self->model, "boiled", G_CALLBACK (on_boiled), self);
  g_signal_connect (self->model, "gap-hid-something", G_CALLBACK (on_gap), self);
  g_signal_connect (self->model, "lifted", G_CALLBACK (on_mishap), self);
  g_signal_connect (self->model, "problem", G_CALLBACK (on_mishap), self);
  g_signal_connect (self->model, "notify", G_CALLBACK (on_model_notify), self);
  g_signal_connect (self->link, "notify::state", G_CALLBACK (on_link_state), self);
  plug_in (self, 20);
  kettle_link_set_kettle (self->link, "127.0.0.1", self->port);
}

static void
tear_down (Siege *self)
{
  quick_clock_stop ();
  g_signal_handlers_disconnect_by_data (self->link, self);
  kettle_link_stop (self->link);
  g_assert_finalize_object (self->model);
  g_assert_finalize_object (self->link);
  pull_plug (self);
  quick_clock_run (1, NULL, NULL);
  g_rand_free (self->rand);
}

static void
report (Siege *self, gint64 memory, guint fds)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < N_KINDS; i++)
    g_string_append_printf (line, "%s%u %s", i == 0 ? "" : ", ", self->by_kind[i], kind_names[i]);
  g_string_append (line, "; ");
  for (guint i = 0; i < N_POINTS; i++)
    g_string_append_printf (line, "%s%u %s", i == 0 ? "" : ", ", self->by_point[i], point_names[i]);
  g_test_message ("Faults: %u: %s", self->n_faults, line->str);
  g_test_message ("Boils: %u, %u of them seen; told: %u boiled, %u ended in a gap, %u mishaps, %u "
                  "neutral (%u boils twice), %u ended unsaid",
                  self->n_boils, self->n_seen, self->told_boiled, self->told_gap, self->told_mishap,
                  self->told_neutral, self->twice_neutral, self->not_told);
  g_test_message ("Attempts: %u, at most %u in the first five minutes of an outage; longest wrong "
                  "lamp %.1f s of %.1f",
                  self->all_attempts, self->most_attempts,
                  (double) self->longest_wrong / G_USEC_PER_SEC * SCALE, KEEP_ALIVE + ANSWER);
  g_test_message ("Memory: %+" G_GINT64_FORMAT " bytes since fault %u; descriptors: %u", memory,
                  N_WARM_UP, fds);
}

static void
test_thousand_faults (void)
{
  const char *wish = g_getenv ("KETTLE_SEED");
  guint32 seed = wish != NULL ? (guint32) g_ascii_strtoull (wish, NULL, 10) : SEED;
  Siege self;
  gint64 memory;
  guint fds;

  g_test_message ("KETTLE_SEED=%u", seed);
  set_up (&self, seed);
  have_faults (&self, N_WARM_UP);
  memory = (gint64) mallinfo2 ().uordblks;
  fds = count_fds ();

  have_faults (&self, N_FAULTS);
  memory = (gint64) mallinfo2 ().uordblks - memory;
  report (&self, memory, count_fds ());
  g_assert_cmpint (memory, <=, MEMORY_SLACK);
  g_assert_cmpuint (count_fds (), ==, fds);
  for (guint i = 0; i < N_KINDS; i++)
    g_assert_cmpuint (self.by_kind[i], >, N_FAULTS / N_KINDS / 2);
  for (guint i = 0; i < N_POINTS; i++)
    g_assert_cmpuint (self.by_point[i], >, N_FAULTS / N_POINTS / 4);
  tear_down (&self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/thousand-faults", test_thousand_faults);

  return g_test_run ();
}
