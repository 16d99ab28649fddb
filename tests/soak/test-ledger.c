// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/attempts.h"
#include "soak/ledger.h"
#include "soak/plan.h"
#include "soak/wishes.h"

#include <string.h>

/*
 * The oracle of the soak is told stories of a program that lies, and of one that does not: each lie
 * must be found, and nothing else.
 */

#define SCALE  20.0
#define ON_100 0x21
#define CLIENT 7

/*
 * A story, a letter an event, a tenth of a second each:
 *   o On is lit        r "reached"      d all goes dark   w Keep Warm is lit   W it ends
 *   l "lifted"         p "problem"      g the connection ends; from here on nothing is heard
 *   c it is back       k the notification server ends     K another starts
 *   m it keeps silent  M it talks again
 *   H heating shown    R ready          D off             U unknown            A keeping warm
 *   B boiled told      L lifted         P problem         E warm ended
 *   b its bubble       e lifted's       q problem's       v warm ended's
 *   G gap's            N gap's, still on                  S lost sight         F could not
 *   | the page is turned
 *   x a press          X Off is pressed . time passes     ~ two seconds pass
 */
typedef struct {
  const char *name;
  const char *story;
  guint lost;
  guint doubled;
  guint untrue;
} Story;

static const Story stories[] = {
  { "boiled", "oHrBbdD", 0, 0, 0 },
  { "boiled-not-told", "oHrdD", 1, 0, 0 },
  { "boiled-told-twice", "oHrBBbbdD", 0, 1, 0 },
  { "boiled-told-without", "oHBbdD", 0, 1, 0 },
  { "boiled-bubble-lost", "oHrBdD", 1, 0, 0 },
  { "boiled-bubble-twice", "oHrBbbdD", 0, 1, 0 },
  { "boiled-bubble-without", "oHbdD", 0, 1, 0 },
  { "boiled-bubble-first", "oHrbBdD", 0, 0, 0 },
  { "boiled-bubble-after-the-page", "okHrBdDK|b", 0, 0, 0 },
  { "boiled-bubble-again-after-the-page", "oHrBbdD|b", 0, 1, 0 },
  { "boiled-no-server", "okHrBdD", 0, 0, 0 },
  { "boiled-server-came-late", "okHrBdDK", 0, 0, 0 },
  { "boiled-server-came-in-time", "okKHrBdD", 1, 0, 0 },
  { "boiled-lit-again", "oHrBdDoHXdD", 0, 0, 0 },
  { "boiled-twice", "oHrBbdDoHrBbdD", 0, 0, 0 },
  { "boiled-twice-told-once", "oHrBbdDoHrdD", 1, 0, 0 },
  { "boiled-as-connection-ends", "oHrgdUcBbD", 0, 0, 0 },
  { "boiled-as-connection-ends-gap", "oHrgdUcDG", 0, 0, 0 },
  { "boiled-as-connection-ends-not-told", "oHrgdUcD", 1, 0, 0 },
  { "boiled-as-connection-ends-both", "oHrgdUcBbDG", 0, 1, 0 },
  { "lifted", "oHldLeD", 0, 0, 0 },
  { "lifted-not-told", "oHldD", 1, 0, 0 },
  { "lifted-told-twice", "oHldLLeeD", 0, 1, 0 },
  { "lifted-bubble-lost", "oHldLD", 1, 0, 0 },
  { "problem", "oHpdPqD", 0, 0, 0 },
  { "problem-not-told", "oHpdD", 1, 0, 0 },
  { "problem-as-boiled", "oHpdBbD", 1, 1, 0 },
  { "by-hand", "oHdD", 0, 0, 0 },
  { "by-hand-told-as-gap", "oHdGD", 0, 0, 1 },
  { "gap", "oHgUdcDG", 0, 0, 0 },
  { "gap-not-told", "oHgUdcD", 1, 0, 0 },
  { "gap-told-twice", "oHgUdcDGG", 0, 1, 1 },
  { "gap-own-off", "oHXgUdcD", 0, 0, 0 },
  { "gap-no-server", "oHkgUdcD", 0, 0, 0 },
  { "gap-and-boiled-after-all", "oHgUcHrBbdD", 0, 0, 0 },
  { "gap-told-and-boiled-told", "oHgUcHrBbdDG", 0, 1, 0 },
  { "gap-still-on", "owHgUcAN~WdD", 1, 0, 0 },
  { "gap-own-off-afterwards", "oHgUdXcD", 0, 0, 0 },
  { "gap-off-when-it-is-known", "oHgUdcDX", 1, 0, 0 },
  { "gap-told-late", "oHgUdcXD|.GoHrBbdD", 0, 0, 0 },
  { "gap-told-too-late", "oHgUdcXD|~GoHrBbdD", 0, 1, 1 },
  { "gap-told-late-again", "oHgUdcDG|GoHrBbdD", 0, 1, 1 },
  { "gap-told-in-time", "oHgUcHdD|owHgrcHNWdD", 0, 0, 0 },
  { "silence", "oHmrdMD", 0, 0, 0 },
  { "silence-swallows-reached", "owHmrM~d", 0, 0, 0 },
  { "silence-before-a-gap", "oHmMgUdcD", 1, 0, 0 },
  { "warm-ended", "owHrABb~WdEvD", 0, 0, 0 },
  { "warm-ended-not-told", "owHrABb~WdD", 1, 0, 0 },
  { "warm-ended-told-twice", "owHrABb~WdEEvvD", 0, 1, 0 },
  { "warm-ended-own-press", "owHrABb~xWdD", 0, 0, 0 },
  { "lost-sight", "oHgU~ScHdD", 0, 0, 0 },
  { "lost-sight-too-soon", "oHgUScHdD", 0, 0, 1 },
  { "lost-sight-twice", "oHgU~SScHdD", 0, 0, 1 },
  { "could-not", "xF", 0, 0, 0 },
  { "could-not-without-a-press", "F", 0, 0, 1 },
  { "on-shown-in-the-dark", "oHdD~H", 0, 0, 1 },
};

typedef struct {
  Ledger *ledger;
  gint64 now;
  guint keys;
  gboolean heard;
} Told;

static void
show (Told *told, gboolean connected, const char *phase)
{
  gboolean lit = g_str_equal (phase, "heating") || g_str_equal (phase, "keeping-warm");
  LedgerShown shown = { .connected = connected, .on = lit, .temperature = lit ? 100 : 0 };

  g_strlcpy (shown.phase, phase, sizeof shown.phase);
  shown.warm = g_str_equal (phase, "keeping-warm");
  ledger_show (told->ledger, told->now, &shown);
}

static void
set_keys (Told *told, guint keys)
{
  told->keys = keys;
  ledger_truth_keys (told->ledger, told->now, keys, told->heard);
}

static void
say (Told *told, const char *word)
{
  ledger_truth_word (told->ledger, told->now, word, told->heard ? CLIENT : 0);
}

/* Returns: whether it was one of these */
static gboolean
happen (Told *told, char letter)
{
  switch (letter) {
  case 'o':
    set_keys (told, told->keys | ON_100);
    break;
  case 'w':
    set_keys (told, told->keys | 0x02);
    break;
  case 'W':
    say (told, "0x10");
    say (told, "0x0");
    break;
  case 'd':
    set_keys (told, 0);
    break;
  case 'r':
    say (told, "0x3");
    break;
  case 'l':
    say (told, "0x1");
    break;
  case 'p':
    say (told, "0x2");
    break;
  case 'g':
    told->heard = FALSE;
    ledger_truth_gone (told->ledger, told->now, CLIENT);
    break;
  case 'c':
    told->heard = TRUE;
    break;
  case 'm':
  case 'M':
    told->heard = letter == 'M';
    ledger_truth_silence (told->ledger, letter == 'm');
    break;
  case 'k':
  case 'K':
    ledger_truth_server (told->ledger, told->now, letter == 'K');
    break;
  case 'x':
  case 'X':
    ledger_truth_press (told->ledger, told->now, letter == 'X');
    break;
  default:
    return FALSE;
  }

  return TRUE;
}

static void
tell (Told *told, char letter)
{
  static const char events[] = "BLPE";
  static const char bubbles[] = "beqvGNSF";
  static const char phases[] = "HRDA";
  static const char *const words[] = { "heating", "ready", "off", "keeping-warm" };

  if (letter == 'U')
    show (told, FALSE, "unknown");
  else if (strchr (phases, letter) != NULL)
    show (told, TRUE, words[strchr (phases, letter) - phases]);
  else if (strchr (events, letter) != NULL)
    ledger_tell (told->ledger, told->now, (LedgerEvent) (strchr (events, letter) - events));
  else if (strchr (bubbles, letter) != NULL)
    ledger_bubble (told->ledger, told->now, (guint) (strchr (bubbles, letter) - bubbles));
  else
    g_assert_true (letter == '.' || letter == '~' || letter == '|');
}

static void
test_story (gconstpointer data)
{
  const Story *story = data;
  g_autofree char *story_told = NULL;
  Told told = { .ledger = ledger_new (SCALE), .now = 10 * G_USEC_PER_SEC, .heard = TRUE };

  ledger_truth_server (told.ledger, told.now, TRUE);
  show (&told, TRUE, "off");
  for (const char *at = story->story; *at != '\0'; at++) {
    if (*at == '|')
      g_assert_null (ledger_turn_page (told.ledger, told.now));
    told.now += (*at == '~' ? 20 : 1) * G_USEC_PER_SEC / 10;
    if (!happen (&told, *at))
      tell (&told, *at);
  }
  g_assert_cmpint (ledger_is_owed (told.ledger, told.now), ==, story->lost > 0);
  story_told = ledger_turn_page (told.ledger, told.now);
  for (guint i = 0; i < ledger_get_findings (told.ledger)->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (ledger_get_findings (told.ledger), i));
  g_assert_cmpuint (ledger_get_n_findings (told.ledger, LEDGER_LOST), ==, story->lost);
  g_assert_cmpuint (ledger_get_n_findings (told.ledger, LEDGER_DOUBLED), ==, story->doubled);
  g_assert_cmpuint (ledger_get_n_findings (told.ledger, LEDGER_FALSE), ==, story->untrue);

  g_assert_cmpint (story_told != NULL, ==, story->lost + story->doubled + story->untrue > 0);

  /* It is over: nothing of it is held against the next page. */
  g_assert_false (ledger_is_owed (told.ledger, told.now));
  g_assert_null (ledger_turn_page (told.ledger, told.now));
  g_assert_cmpuint (ledger_get_n_findings (told.ledger, LEDGER_LOST), ==, story->lost);
  ledger_free (told.ledger);
}

static void
test_lit_without_connection (void)
{
  g_autoptr (Ledger) ledger = ledger_new (SCALE);
  const LedgerShown shown = { .connected = FALSE, .phase = "unknown", .on = TRUE };

  ledger_truth_keys (ledger, 1, ON_100, TRUE);
  ledger_show (ledger, 2, &shown);
  g_assert_cmpuint (ledger_get_n_findings (ledger, LEDGER_FALSE), ==, 1);
}

static void
test_wishes (void)
{
  g_autoptr (Wishes) wishes = wishes_new (SCALE);
  const gint64 second = G_USEC_PER_SEC;

  g_assert_false (wishes_grant (wishes, second, "set sys output 0x4"));
  g_assert_true (wishes_grant (wishes, second, "HELLOKETTLE"));
  g_assert_true (wishes_grant (wishes, second, "get sys status"));

  /* On once, its temperature twice, nothing else. */
  wishes_add (wishes, second, WISH_ON | WISH_80);
  g_assert_false (wishes_grant (wishes, second, "set sys output 0x0"));
  g_assert_false (wishes_grant (wishes, second, "set sys output 0x8005"));
  g_assert_true (wishes_grant (wishes, second, "set sys output 0x4"));
  g_assert_false (wishes_grant (wishes, second, "set sys output 0x4"));
  g_assert_true (wishes_grant (wishes, second, "set sys output 0x4000"));
  g_assert_true (wishes_grant (wishes, second, "set sys output 0x4000"));
  g_assert_false (wishes_grant (wishes, second, "set sys output 0x4000"));

  /* Not for ever, unless somebody was late. */
  wishes_add (wishes, 10 * second, WISH_ON | WISH_OFF);
  g_assert_false (wishes_grant (wishes, 12 * second, "set sys output 0x4"));
  wishes_note_lateness (wishes, 12 * second, second);
  g_assert_true (wishes_grant (wishes, 12 * second, "set sys output 0x4"));
  g_assert_false (wishes_grant (wishes, 12 * second, "set sys output 0x4040"));
}

static void
test_attempts (void)
{
  g_autoptr (Attempts) attempts = attempts_new (SCALE);
  const gint64 second = G_USEC_PER_SEC;
  gint64 now = 100 * second;

  /* Twelve in five minutes, which are fifteen seconds here, and not the thirteenth. */
  for (guint i = 0; i < 12; i++, now += second)
    g_assert_null (attempts_add (attempts, now, TRUE));
  g_assert_true (attempts_are_many (attempts, now));
  attempts_note_press (attempts, now);
  g_assert_null (attempts_add (attempts, now, TRUE));
  g_assert_nonnull (attempts_add (attempts, now + second / 2, TRUE));

  /* A connection that lasted ends that. */
  attempts_note_connected (attempts, now, TRUE);
  now += 2 * second;
  g_assert_false (attempts_are_many (attempts, now));
  attempts_note_connected (attempts, now, FALSE);
  g_assert_null (attempts_add (attempts, now, TRUE));

  /* Not at once again, if the clock can be trusted; later not more often than each minute. */
  g_assert_nonnull (attempts_add (attempts, now + 10 * 1000, TRUE));
  g_assert_null (attempts_add (attempts, now + 20 * 1000, FALSE));
  g_assert_null (attempts_add (attempts, now + 16 * second, TRUE));
  g_assert_nonnull (attempts_add (attempts, now + 17 * second, TRUE));
  g_assert_null (attempts_add (attempts, now + 20 * second, TRUE));
}

static void
test_plans (void)
{
  Plan one, same, other;
  guint n_faults = 0;
  guint by_kind[N_FAULTS] = { 0 };

  for (guint number = 0; number < 1000; number++) {
    plan_make (&one, 4, number);
    plan_make (&same, 4, number);
    plan_make (&other, 5, number);
    g_assert_cmpmem (&one, sizeof one, &same, sizeof same);
    g_assert_cmpint (memcmp (&one, &other, sizeof one), !=, 0);
    for (guint i = 0; i < one.n_steps; i++) {
      g_assert_true (i == 0 || one.steps[i].at >= one.steps[i - 1].at);
      n_faults += one.steps[i].type == STEP_FAULT;
      if (one.steps[i].type == STEP_FAULT)
        by_kind[one.steps[i].what]++;
    }
  }
  g_assert_cmpuint (n_faults, >, 2000);
  for (guint i = 0; i < N_FAULTS; i++)
    g_assert_cmpuint (by_kind[i], >, 30);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++) {
    g_autofree char *path = g_strdup_printf ("/soak/ledger/%s", stories[i].name);

    g_test_add_data_func (path, &stories[i], test_story);
  }
  g_test_add_func ("/soak/ledger/lit-without-a-connection", test_lit_without_connection);
  g_test_add_func ("/soak/wishes", test_wishes);
  g_test_add_func ("/soak/attempts", test_attempts);
  g_test_add_func ("/soak/plans", test_plans);

  return g_test_run ();
}
