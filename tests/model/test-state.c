// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/kettle-state.h"
#include "model/messages.h"

/* Words and key bytes in a row, each with what it must lead to. */
typedef struct {
  KettleMessage message;
  KettlePhase phase;
  gboolean on;
  gboolean warm;
  int target;
  KettleStateEvents events;
} Step;

#define OFF_DARK KETTLE_PHASE_OFF, FALSE, FALSE, 0
#define HEATING  KETTLE_PHASE_HEATING, TRUE
#define WARMING  KETTLE_PHASE_KEEPING_WARM, TRUE, TRUE
#define READY    KETTLE_PHASE_READY
#define UNKNOWN  KETTLE_PHASE_UNKNOWN

static KettleState
run (const Step *steps, gsize n_steps)
{
  KettleState state = { 0 };

  for (gsize i = 0; i < n_steps; i++) {
    const Step *step = &steps[i];
    KettleStateEvents events = kettle_state_hear (&state, &step->message, 1000 + (gint64) i);

    g_test_message ("step %u: type %d", (guint) i, (int) step->message.type);
    g_assert_cmpint (state.phase, ==, step->phase);
    g_assert_cmpint (state.on, ==, step->on);
    g_assert_cmpint (state.warm, ==, step->warm);
    g_assert_cmpint (state.target, ==, step->target);
    g_assert_cmpint (events, ==, step->events);
  }

  return state;
}

#define RUN(...) \
  run ((const Step[]){ __VA_ARGS__ }, sizeof ((const Step[]){ __VA_ARGS__ }) / sizeof (Step))

/* Protocol sheet 1.3: 0x5 0x100 | 0x65 | 0x80 | 0x95 | 0x100 | 0x0 | 0x5 0x100 | 0x65 | 0x11 |
 * 0x10 | 0x80 | 0x11 | 0x0. Warm pressed and off while heating is no end of keeping warm. */
static void
test_owners_capture (void)
{
  RUN ({ SAYS_KEYS (0x00), OFF_DARK, 0 },              /* */
       { SAYS (ON), HEATING, FALSE, 0, 0 },            /* 0x5 */
       { SAYS_DEGREES (100), HEATING, FALSE, 100, 0 }, /* 0x100 */
       { SAYS_DEGREES (65), HEATING, FALSE, 65, 0 },   /* 0x65 */
       { SAYS_DEGREES (80), HEATING, FALSE, 80, 0 },   /* 0x80 */
       { SAYS_DEGREES (95), HEATING, FALSE, 95, 0 },   /* 0x95 */
       { SAYS_DEGREES (100), HEATING, FALSE, 100, 0 }, /* 0x100 */
       { SAYS (OFF), OFF_DARK, 0 },                    /* 0x0 */
       { SAYS (ON), HEATING, FALSE, 0, 0 },            /* 0x5 */
       { SAYS_DEGREES (100), HEATING, FALSE, 100, 0 }, /* 0x100 */
       { SAYS_DEGREES (65), HEATING, FALSE, 65, 0 },   /* 0x65 */
       { SAYS (WARM), HEATING, TRUE, 65, 0 },          /* 0x11 */
       { SAYS (WARM_ENDED), HEATING, FALSE, 65, 0 },   /* 0x10 */
       { SAYS_DEGREES (80), HEATING, FALSE, 80, 0 },   /* 0x80 */
       { SAYS (WARM), HEATING, TRUE, 80, 0 },          /* 0x11 */
       { SAYS (OFF), OFF_DARK, 0 });                   /* 0x0 */
}

static void
test_every_key_byte (void)
{
  static const int degrees[] = { 65, 80, 95, 100 };

  for (guint keys = 0; keys < 0x40; keys++) {
    KettleState state = { 0 };
    KettleMessage message = SAYS_KEYS (keys);
    KettleStateEvents events = kettle_state_hear (&state, &message, 1000);
    guint n_temperatures = 0;
    int temperature = 0;

    for (guint bit = 0; bit < 4; bit++)
      if (keys & (0x04u << bit)) {
        n_temperatures++;
        temperature = degrees[bit];
      }

    g_assert_cmpint (state.on, ==, (keys & 0x01) != 0);
    g_assert_cmpint (state.warm, ==, (keys & 0x02) != 0);
    g_assert_cmpint (state.target, ==, n_temperatures == 1 ? temperature : 0);
    g_assert_cmpint (events, ==, n_temperatures > 1 ? KETTLE_STATE_ODD_KEYS : 0);
    g_assert_cmpint (state.heating_since, ==, 0);
    if (keys == 0x03)
      g_assert_cmpint (state.phase, ==, KETTLE_PHASE_KEEPING_WARM);
    else if (keys & 0x01)
      g_assert_cmpint (state.phase, ==, KETTLE_PHASE_HEATING);
    else
      g_assert_cmpint (state.phase, ==, KETTLE_PHASE_OFF);
  }
}

static void
test_words_before_status (void)
{
  RUN ({ SAYS_DEGREES (80), UNKNOWN, FALSE, FALSE, 80, 0 },
       { SAYS (WARM), UNKNOWN, FALSE, TRUE, 80, 0 },
       { SAYS (WARM_ENDED), UNKNOWN, FALSE, FALSE, 80, 0 }, { SAYS (ON), HEATING, FALSE, 80, 0 });
  RUN ({ SAYS (OFF), OFF_DARK, 0 });
}

static void
test_nothing_changed_by_noise (void)
{
  RUN ({ SAYS (UNKNOWN), UNKNOWN, FALSE, FALSE, 0, 0 },
       { SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 }, { SAYS (UNKNOWN), HEATING, FALSE, 100, 0 },
       { SAYS (OVERLONG), HEATING, FALSE, 100, 0 }, { SAYS (HELLO), HEATING, FALSE, 100, 0 });
}

static void
test_boiled_told_twice (void)
{
  KettleState state;

  state =
      RUN ({ SAYS_KEYS (0x00), OFF_DARK, 0 }, { SAYS (ON), HEATING, FALSE, 0, 0 },
           { SAYS_DEGREES (100), HEATING, FALSE, 100, 0 },
           { SAYS (REACHED), READY, TRUE, FALSE, 100, KETTLE_STATE_BOILED },
           { SAYS (REACHED), READY, TRUE, FALSE, 100, 0 },
           { SAYS_KEYS (0x21), READY, TRUE, FALSE, 100, 0 },
           { SAYS (OFF), READY, FALSE, FALSE, 0, 0 }, { SAYS (REACHED), READY, FALSE, FALSE, 0, 0 },
           { SAYS_KEYS (0x00), READY, FALSE, FALSE, 0, 0 });
  g_assert_cmpint (state.reached, ==, 100);
  g_assert_cmpint (state.phase_since, ==, 1003);

  /* Said again of water that has been poured since, or long after. */
  state = RUN ({ SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 },
               { SAYS (REACHED), READY, TRUE, FALSE, 100, KETTLE_STATE_BOILED },
               { SAYS (LIFTED), KETTLE_PHASE_LIFTED, FALSE, FALSE, 0, KETTLE_STATE_LIFTED },
               { SAYS (REACHED), KETTLE_PHASE_LIFTED, FALSE, FALSE, 0, 0 });
  kettle_state_end_memory (&state, 5000);
  g_assert_cmpint (kettle_state_hear (&state, &SAYS (REACHED), 5001), ==, 0);
  g_assert_cmpint (state.phase, ==, KETTLE_PHASE_OFF);
}

/* On, another temperature, and off and on again are another heat each. */
static void
test_boiled_not_told_again (void)
{
  RUN ({ SAYS_KEYS (0x09), HEATING, FALSE, 80, 0 },
       { SAYS (REACHED), READY, TRUE, FALSE, 80, KETTLE_STATE_BOILED },
       { SAYS_DEGREES (80), READY, TRUE, FALSE, 80, 0 },
       { SAYS (REACHED), READY, TRUE, FALSE, 80, 0 }, { SAYS_DEGREES (95), HEATING, FALSE, 95, 0 },
       { SAYS (REACHED), READY, TRUE, FALSE, 95, KETTLE_STATE_BOILED },
       { SAYS (ON), HEATING, FALSE, 95, 0 },
       { SAYS (REACHED), READY, TRUE, FALSE, 95, KETTLE_STATE_BOILED },
       { SAYS_KEYS (0x00), READY, FALSE, FALSE, 0, 0 }, { SAYS_KEYS (0x11), HEATING, FALSE, 95, 0 },
       { SAYS (REACHED), READY, TRUE, FALSE, 95, KETTLE_STATE_BOILED });
}

static void
test_reached_without_heating (void)
{
  KettleState state;

  state = RUN ({ SAYS (REACHED), READY, FALSE, FALSE, 0, KETTLE_STATE_BOILED });
  g_assert_cmpint (state.reached, ==, 0);

  RUN ({ SAYS_KEYS (0x00), OFF_DARK, 0 },
       { SAYS (REACHED), READY, FALSE, FALSE, 0, KETTLE_STATE_BOILED });
}

static void
test_keeping_warm_read_as_heating (void)
{
  /* Warm before it boiled, and after; the status agrees. */
  RUN ({ SAYS_KEYS (0x23), HEATING, TRUE, 100, 0 },
       { SAYS (REACHED), WARMING, 100, KETTLE_STATE_BOILED }, { SAYS_KEYS (0x23), WARMING, 100, 0 },
       { SAYS (REACHED), WARMING, 100, 0 });
  RUN ({ SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 },
       { SAYS (REACHED), READY, TRUE, FALSE, 100, KETTLE_STATE_BOILED },
       { SAYS (WARM), WARMING, 100, 0 });

  /* 0x03, and what it is told to be when a temperature is known again. */
  RUN ({ SAYS_KEYS (0x03), WARMING, 0, 0 }, { SAYS_MINUTES (10), WARMING, 0, 0 },
       { SAYS_KEYS (0x03), WARMING, 0, 0 }, { SAYS_DEGREES (80), HEATING, TRUE, 80, 0 });

  /* Warm alone. */
  RUN ({ SAYS_KEYS (0x02), KETTLE_PHASE_OFF, FALSE, TRUE, 0, 0 });
  RUN ({ SAYS_KEYS (0x03), WARMING, 0, 0 },
       { SAYS_KEYS (0x02), KETTLE_PHASE_KEEPING_WARM, FALSE, TRUE, 0, 0 });
}

static void
test_cooler_while_warm_is_no_heating (void)
{
  RUN ({ SAYS_KEYS (0x23), HEATING, TRUE, 100, 0 },
       { SAYS (REACHED), WARMING, 100, KETTLE_STATE_BOILED }, { SAYS_DEGREES (80), WARMING, 80, 0 },
       { SAYS_KEYS (0x0b), WARMING, 80, 0 }, { SAYS (REACHED), WARMING, 80, KETTLE_STATE_BOILED },
       { SAYS_DEGREES (95), HEATING, TRUE, 95, 0 });
}

static void
test_warm_end_told_twice (void)
{
  /* 0x10, 0x4 and 0x0 together are one end, and the water is not "ready" because of it. */
  RUN ({ SAYS_KEYS (0x23), HEATING, TRUE, 100, 0 },
       { SAYS (REACHED), WARMING, 100, KETTLE_STATE_BOILED },
       { SAYS (WARM_ENDED), READY, TRUE, FALSE, 100, KETTLE_STATE_WARM_ENDED },
       { SAYS (WARM_ENDED), READY, TRUE, FALSE, 100, 0 }, { SAYS (OFF), OFF_DARK, 0 });
  RUN ({ SAYS_KEYS (0x03), WARMING, 0, 0 }, { SAYS (OFF), OFF_DARK, KETTLE_STATE_WARM_ENDED },
       { SAYS (WARM_ENDED), OFF_DARK, 0 });
  RUN ({ SAYS_KEYS (0x03), WARMING, 0, 0 },
       { SAYS_KEYS (0x00), OFF_DARK, KETTLE_STATE_WARM_ENDED });
  RUN ({ SAYS_KEYS (0x03), WARMING, 0, 0 },
       { SAYS (LIFTED), KETTLE_PHASE_LIFTED, FALSE, FALSE, 0, KETTLE_STATE_LIFTED });
}

static void
test_mishap_told_twice (void)
{
  static const struct {
    KettleMessageType word;
    KettlePhase phase;
    KettleStateEvents event;
  } mishaps[] = {
    { KETTLE_MESSAGE_LIFTED, KETTLE_PHASE_LIFTED, KETTLE_STATE_LIFTED },
    { KETTLE_MESSAGE_PROBLEM, KETTLE_PHASE_PROBLEM, KETTLE_STATE_PROBLEM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (mishaps); i++) {
    KettleMessage word = { .type = mishaps[i].word };
    KettlePhase phase = mishaps[i].phase;
    KettleState state;

    state =
        RUN ({ SAYS_KEYS (0x0b), HEATING, TRUE, 80, 0 },
             { word, phase, FALSE, FALSE, 0, mishaps[i].event },
             { word, phase, FALSE, FALSE, 0, 0 }, { SAYS (OFF), phase, FALSE, FALSE, 0, 0 },
             { SAYS_KEYS (0x00), phase, FALSE, FALSE, 0, 0 }, { word, phase, FALSE, FALSE, 0, 0 });
    g_assert_cmpint (state.heating_since, ==, 0);
    g_assert_cmpint (state.phase_since, ==, 1001);

    RUN ({ word, phase, FALSE, FALSE, 0, mishaps[i].event }, { SAYS (ON), HEATING, FALSE, 0, 0 },
         { word, phase, FALSE, FALSE, 0, mishaps[i].event });
  }

  RUN ({ SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 },
       { SAYS (LIFTED), KETTLE_PHASE_LIFTED, FALSE, FALSE, 0, KETTLE_STATE_LIFTED },
       { SAYS (PROBLEM), KETTLE_PHASE_PROBLEM, FALSE, FALSE, 0, KETTLE_STATE_PROBLEM });
}

static void
test_lasting_phase_survives_light (void)
{
  static const KettleMessage lights[] = {
    { .type = KETTLE_MESSAGE_WARM },
    { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 65 },
    { .type = KETTLE_MESSAGE_STATUS, .keys = 0x02 },
    { .type = KETTLE_MESSAGE_STATUS, .keys = 0x20 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lights); i++) {
    KettleState state = { 0 };

    RUN ({ SAYS (OFF), OFF_DARK, 0 });
    kettle_state_hear (&state, &SAYS (OFF), 1);
    kettle_state_hear (&state, &SAYS (LIFTED), 2);
    g_assert_cmpint (state.phase, ==, KETTLE_PHASE_LIFTED);
    kettle_state_hear (&state, &lights[i], 3);
    g_assert_cmpint (state.phase, ==, KETTLE_PHASE_OFF);
  }
}

static void
test_memory_without_end (void)
{
  KettleState state;

  state = RUN ({ SAYS_KEYS (0x00), OFF_DARK, 0 });
  g_assert_false (kettle_state_end_memory (&state, 5000));

  state = RUN ({ SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 },
               { SAYS (REACHED), READY, TRUE, FALSE, 100, KETTLE_STATE_BOILED },
               { SAYS (OFF), READY, FALSE, FALSE, 0, 0 });
  g_assert_true (kettle_state_end_memory (&state, 5000));
  g_assert_cmpint (state.phase, ==, KETTLE_PHASE_OFF);
  g_assert_cmpint (state.phase_since, ==, 5000);

  /* Still lit: it stays what it is, and is over with the lamps. */
  state = RUN ({ SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 },
               { SAYS (REACHED), READY, TRUE, FALSE, 100, KETTLE_STATE_BOILED });
  g_assert_true (kettle_state_end_memory (&state, 5000));
  g_assert_cmpint (state.phase, ==, KETTLE_PHASE_READY);
  kettle_state_hear (&state, &SAYS (OFF), 5001);
  g_assert_cmpint (state.phase, ==, KETTLE_PHASE_OFF);
}

static void
test_two_temperatures (void)
{
  /* Nothing known by a word: none. */
  RUN ({ SAYS_KEYS (0x31), HEATING, FALSE, 0, KETTLE_STATE_ODD_KEYS });
  /* The last word is among them. */
  RUN ({ SAYS_KEYS (0x00), OFF_DARK, 0 }, { SAYS (ON), HEATING, FALSE, 0, 0 },
       { SAYS_DEGREES (95), HEATING, FALSE, 95, 0 },
       { SAYS_KEYS (0x31), HEATING, FALSE, 95, KETTLE_STATE_ODD_KEYS },
       { SAYS_KEYS (0x3d), HEATING, FALSE, 95, KETTLE_STATE_ODD_KEYS },
       /* And is not. */
       { SAYS_KEYS (0x0d), HEATING, FALSE, 0, KETTLE_STATE_ODD_KEYS },
       { SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 },
       /* A word from before it was off is no word. */
       { SAYS (OFF), OFF_DARK, 0 }, { SAYS_KEYS (0x31), HEATING, FALSE, 0, KETTLE_STATE_ODD_KEYS });
}

static void
test_heating_since (void)
{
  KettleState state;

  /* Found on: not since when. The same word again does not tell either. */
  state = RUN ({ SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 });
  g_assert_cmpint (state.heating_since, ==, 0);
  state = RUN ({ SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 }, { SAYS (ON), HEATING, FALSE, 100, 0 });
  g_assert_cmpint (state.heating_since, ==, 0);

  /* Seen to come on, by a word or by a status. */
  state = RUN ({ SAYS (ON), HEATING, FALSE, 0, 0 }, { SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 },
               { SAYS (ON), HEATING, FALSE, 100, 0 });
  g_assert_cmpint (state.heating_since, ==, 1000);
  state = RUN ({ SAYS_KEYS (0x00), OFF_DARK, 0 }, { SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 });
  g_assert_cmpint (state.heating_since, ==, 1001);
  state = RUN ({ SAYS (ON), HEATING, FALSE, 0, 0 }, { SAYS (OFF), OFF_DARK, 0 });
  g_assert_cmpint (state.heating_since, ==, 0);
}

static void
test_warm_minutes_outlive_warm (void)
{
  KettleState state;

  state = RUN ({ SAYS_KEYS (0x21), HEATING, FALSE, 100, 0 },
               { SAYS_MINUTES (5), HEATING, FALSE, 100, 0 }, { SAYS (WARM), HEATING, TRUE, 100, 0 },
               { SAYS_KEYS (0x23), HEATING, TRUE, 100, 0 });
  g_assert_cmpint (state.warm_minutes, ==, 5);
  kettle_state_hear (&state, &SAYS (WARM_ENDED), 1);
  g_assert_cmpint (state.warm_minutes, ==, 0);
  kettle_state_hear (&state, &SAYS (WARM), 1);
  g_assert_cmpint (state.warm_minutes, ==, 0);
  kettle_state_hear (&state, &SAYS_MINUTES (20), 1);
  kettle_state_hear (&state, &SAYS (OFF), 1);
  g_assert_cmpint (state.warm_minutes, ==, 0);
}

static void
test_words (void)
{
  g_assert_cmpstr (kettle_life_get_word (KETTLE_LIFE_NONE), ==, "none");
  g_assert_cmpstr (kettle_life_get_word (KETTLE_LIFE_CONNECTING), ==, "connecting");
  g_assert_cmpstr (kettle_life_get_word (KETTLE_LIFE_CONNECTED), ==, "connected");
  g_assert_cmpstr (kettle_life_get_word (KETTLE_LIFE_UNREACHABLE), ==, "unreachable");
  g_assert_cmpstr (kettle_life_get_word (KETTLE_LIFE_NOT_A_KETTLE), ==, "not-a-kettle");
  g_assert_cmpstr (kettle_phase_get_word (KETTLE_PHASE_UNKNOWN), ==, "unknown");
  g_assert_cmpstr (kettle_phase_get_word (KETTLE_PHASE_OFF), ==, "off");
  g_assert_cmpstr (kettle_phase_get_word (KETTLE_PHASE_HEATING), ==, "heating");
  g_assert_cmpstr (kettle_phase_get_word (KETTLE_PHASE_READY), ==, "ready");
  g_assert_cmpstr (kettle_phase_get_word (KETTLE_PHASE_KEEPING_WARM), ==, "keeping-warm");
  g_assert_cmpstr (kettle_phase_get_word (KETTLE_PHASE_LIFTED), ==, "lifted");
  g_assert_cmpstr (kettle_phase_get_word (KETTLE_PHASE_PROBLEM), ==, "problem");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/state/owners-capture", test_owners_capture);
  g_test_add_func ("/model/state/every-key-byte", test_every_key_byte);
  g_test_add_func ("/model/state/words-before-status", test_words_before_status);
  g_test_add_func ("/model/state/changed-by-noise", test_nothing_changed_by_noise);
  g_test_add_func ("/model/state/boiled-told-twice", test_boiled_told_twice);
  g_test_add_func ("/model/state/next-boiled-not-told", test_boiled_not_told_again);
  g_test_add_func ("/model/state/reached-while-not-known-on", test_reached_without_heating);
  g_test_add_func ("/model/state/keeping-warm-read-as-heating", test_keeping_warm_read_as_heating);
  g_test_add_func ("/model/state/cooler-read-as-heating", test_cooler_while_warm_is_no_heating);
  g_test_add_func ("/model/state/warm-end-told-twice", test_warm_end_told_twice);
  g_test_add_func ("/model/state/mishap-told-twice", test_mishap_told_twice);
  g_test_add_func ("/model/state/lifted-though-lit", test_lasting_phase_survives_light);
  g_test_add_func ("/model/state/memory-without-end", test_memory_without_end);
  g_test_add_func ("/model/state/two-temperatures", test_two_temperatures);
  g_test_add_func ("/model/state/start-not-seen", test_heating_since);
  g_test_add_func ("/model/state/minutes-outlive-warm", test_warm_minutes_outlive_warm);
  g_test_add_func ("/model/state/words-of-the-contract", test_words);

  return g_test_run ();
}
