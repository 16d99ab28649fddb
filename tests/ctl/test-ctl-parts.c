// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/kettle-ctl-output.h"
#include "ctl/kettle-ctl-premises.h"
#include "ctl/kettle-ctl-text.h"
#include "ctl/kettle-ctl-wait.h"

#include <net/if.h>

/* The parts that need neither a kettle nor a bus. */

/* --- How a heat ends ----------------------------------------------------------------------------
 */

/* One letter is one look: o off, h heating, r ready, w keeping warm, l lifted, p problem, u not
 * known yet, x not connected; C the keys are confirmed, B the kettle said that it is ready. */
static void
test_wait (void)
{
  static const struct {
    const char *story;
    const char *outcome; /* nullable: it is not over */
  } stories[] = {
    { "oh", NULL },
    { "ohChr", "boiled" },
    { "ohCho", "off" },
    { "ohChl", "lifted" },
    { "ohChp", "problem" },
    { "ohChw", "boiled" },
    /* What was before the first key is of another heat. */
    { "r", NULL },
    { "lp", NULL },
    { "rhCr", "boiled" },
    /* Off while the key is still under way is how it was before. */
    { "oo", NULL },
    { "oho", NULL },
    { "ohl", "lifted" },
    /* Too quick for anybody to see it heat. */
    { "oCr", "boiled" },
    { "oBr", NULL },
    { "oBCr", "boiled" },
    /* Out of sight. */
    { "ohCxx", NULL },
    { "ohCxu", NULL },
    { "ohCxh", NULL },
    { "ohCxo", "off" },
    { "ohCxr", "boiled" },
    { "ohCxl", "lifted" },
    { "ohCxw", NULL },
    { "ohCxwo", "off" },
    { "ohCxhBw", "boiled" },
    { "xuohCw", "boiled" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++) {
    KettleCtlWait wait = { 0 };
    const char *outcome = NULL;

    for (const char *c = stories[i].story; *c != '\0'; c++) {
      static const char phases[] = "uohrwlp";
      KettleSnapshot now = { .connection =
                                 *c == 'x' ? KETTLE_LIFE_UNREACHABLE : KETTLE_LIFE_CONNECTED };
      KettleCtlOutcome end;

      g_assert_null (outcome);
      wait.confirmed = wait.confirmed || *c == 'C';
      wait.boiled = wait.boiled || *c == 'B';
      if (*c == 'C' || *c == 'B')
        continue;
      if (*c != 'x')
        now.phase = (KettlePhase) (strchr (phases, *c) - phases);
      if (kettle_ctl_wait_see (&wait, &now, &end))
        outcome = kettle_ctl_outcome_get_word (end);
    }
    g_test_message ("%s", stories[i].story);
    g_assert_cmpstr (outcome, ==, stories[i].outcome);
  }
}

/* --- Words --------------------------------------------------------------------------------------
 */

static void
test_cut (void)
{
  static const struct {
    const char *text;
    int columns;
    const char *cut;
  } texts[] = {
    { "Heating to 80 °C", 80, "Heating to 80 °C" },
    { "Heating to 80 °C", 15, "Heating to 80 °" },
    { "Heating", 0, "" },
    { "Heating", -1, "" },
    { "湯沸かし", 4, "湯沸" },
    { "湯沸かし", 5, "湯沸" },
    /* A mark without a width of its own stays with its letter. */
    { "u\u0308ber", 1, "u\u0308" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *cut = kettle_ctl_text_cut (texts[i].text, texts[i].columns);

    g_assert_cmpstr (cut, ==, texts[i].cut);
  }
}

/* The words of a peer, of the bus or of a settings file do not steer the terminal. */
static void
test_terminal_escapes (void)
{
  static const struct {
    const char *text;
    const char *written;
  } texts[] = {
    { "65, a\tb\nc", "65, a\tb\nc" },
    { "\033]0;title\a\033[2Jx", "?]0;title??[2Jx" },
    { "\rpast\bx\x7f", "?past?x?" },
    /* The same without an escape: C1, and what turns the direction of reading. */
    { "\302\2332J", "?2J" },
    { "\342\200\256lla\342\201\246", "?lla?" },
    { "a\342\200\250b", "a?b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *written = kettle_ctl_output_dup_legible (texts[i].text);

    g_assert_cmpstr (written, ==, texts[i].written);
  }
}

static void
test_state (void)
{
  static const struct {
    KettlePhase phase;
    gint64 since;
    int target;
    int reached;
    const char *line;
  } states[] = {
    { KETTLE_PHASE_OFF, 0, 0, 0, "The kettle is off" },
    { KETTLE_PHASE_HEATING, 0, 80, 0, "Heating to 80 °C" },
    { KETTLE_PHASE_HEATING, 0, 0, 0, "Heating" },
    { KETTLE_PHASE_HEATING, 999988, 80, 0, "Heating to 80 °C · on for 12 s" },
    { KETTLE_PHASE_HEATING, 999928, 80, 0, "Heating to 80 °C · on for 1 min 12 s" },
    { KETTLE_PHASE_HEATING, 992680, 80, 0, "Heating to 80 °C · on for 2 h 2 min" },
    { KETTLE_PHASE_HEATING, 1000005, 80, 0, "Heating to 80 °C · on for 0 s" },
    { KETTLE_PHASE_HEATING, G_MININT64, 80, 0, "Heating to 80 °C" },
    { KETTLE_PHASE_READY, 0, 0, 100, "The water has boiled" },
    { KETTLE_PHASE_READY, 0, 0, 65, "The water is ready at 65 °C" },
    { KETTLE_PHASE_READY, 0, 0, 0, "The water is ready" },
    { KETTLE_PHASE_KEEPING_WARM, 0, 0, 0, "Keeping warm" },
    { KETTLE_PHASE_LIFTED, 0, 0, 0, "The kettle was lifted" },
    { KETTLE_PHASE_PROBLEM, 0, 0, 0, "The kettle may have boiled dry" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    const KettleSnapshot now = {
      .connection = KETTLE_LIFE_CONNECTED,
      .phase = states[i].phase,
      .heating_since = states[i].since,
      .target_temperature = states[i].target,
      .reached_temperature = states[i].reached,
    };
    g_autofree char *line = kettle_ctl_text_dup_state (&now, 1000000);

    g_assert_cmpstr (line, ==, states[i].line);
  }
}

static void
test_lamps (void)
{
  const KettleSnapshot dark = { .connection = KETTLE_LIFE_CONNECTED };
  const KettleSnapshot lit = {
    .on = TRUE, .target_temperature = 95, .warm = TRUE, .warm_minutes = 5
  };
  g_autofree char *none = kettle_ctl_text_dup_lamps (&dark);
  g_autofree char *all = kettle_ctl_text_dup_lamps (&lit);

  g_assert_cmpstr (none, ==, "No lamp is lit");
  g_assert_cmpstr (all, ==, "Lamps: On · 95 °C · Keep Warm · 5 min");
}

static void
test_line (void)
{
  static const struct {
    KettlePhase phase;
    gboolean warm;
    int minutes;
    const char *line;
  } lines[] = {
    { KETTLE_PHASE_OFF, FALSE, 0, "The kettle is off" },
    { KETTLE_PHASE_HEATING, FALSE, 10, "Heating to 80 °C" },
    { KETTLE_PHASE_HEATING, TRUE, 0, "Heating to 80 °C · Keep Warm" },
    { KETTLE_PHASE_HEATING, TRUE, 10, "Heating to 80 °C · Keep Warm · 10 min" },
    { KETTLE_PHASE_KEEPING_WARM, TRUE, 0, "Keeping warm" },
    { KETTLE_PHASE_KEEPING_WARM, TRUE, 20, "Keeping warm · 20 min" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    const KettleSnapshot now = {
      .connection = KETTLE_LIFE_CONNECTED,
      .phase = lines[i].phase,
      .target_temperature = 80,
      .warm = lines[i].warm,
      .warm_minutes = lines[i].minutes,
    };
    g_autofree char *line = kettle_ctl_text_dup_line (&now);

    g_assert_cmpstr (line, ==, lines[i].line);
  }
}

/* --- Where this machine is ----------------------------------------------------------------------
 */

static void
test_premises (void)
{
  static const char header[] =
      "IP address       HW type     Flags       HW address            Mask     Device\n";
  static const char gateway[] =
      "192.168.1.1      0x1         0x2         02:00:00:00:00:01     *        eth0\n";
  static const char routes[] =
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
      "eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n";
  static const KettleInterface eth = { .name = "eth0",
                                       .flags = IFF_UP | IFF_RUNNING | IFF_BROADCAST,
                                       .address = 0xC0A80102,
                                       .netmask = 0xFFFFFF00 };
  static const char *const home[] = { "192.168.1.0/24 02:00:00:00:00:01", NULL };
  static const char *const other[] = { "192.168.1.0/24 02:00:00:00:00:02", NULL };
  static const char *const never[] = { NULL };
  g_autofree char *neighbours = g_strconcat (header, gateway, NULL);
  g_autoptr (KettleSurroundings) here = kettle_surroundings_new (&eth, 1, routes, neighbours);
  g_autoptr (KettleSurroundings) unsure = kettle_surroundings_new (&eth, 1, routes, header);
  g_autoptr (KettleSurroundings) nowhere = kettle_surroundings_new (NULL, 0, "", "");

  g_assert_cmpint (kettle_ctl_premises_judge ("192.168.1.9", home, here), ==,
                   KETTLE_CTL_VERDICT_PERMITTED);
  g_assert_cmpint (kettle_ctl_premises_judge ("kettle.lan", home, here), ==,
                   KETTLE_CTL_VERDICT_PERMITTED);
  g_assert_cmpint (kettle_ctl_premises_judge ("192.168.1.9", other, here), ==,
                   KETTLE_CTL_VERDICT_FOREIGN);
  g_assert_cmpint (kettle_ctl_premises_judge ("192.168.1.9", never, here), ==,
                   KETTLE_CTL_VERDICT_PERMITTED);
  g_assert_cmpint (kettle_ctl_premises_judge ("192.168.1.9", home, unsure), ==,
                   KETTLE_CTL_VERDICT_UNCLEAR);
  g_assert_cmpint (kettle_ctl_premises_judge ("192.168.1.9", home, nowhere), ==,
                   KETTLE_CTL_VERDICT_PERMITTED);
  g_assert_cmpint (kettle_ctl_premises_judge ("127.0.0.1", other, here), ==,
                   KETTLE_CTL_VERDICT_PERMITTED);
  g_assert_cmpint (kettle_ctl_premises_judge ("Localhost", other, here), ==,
                   KETTLE_CTL_VERDICT_PERMITTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ctl/parts/wait", test_wait);
  g_test_add_func ("/ctl/parts/cut", test_cut);
  g_test_add_func ("/ctl/parts/terminal-escapes", test_terminal_escapes);
  g_test_add_func ("/ctl/parts/state", test_state);
  g_test_add_func ("/ctl/parts/lamps", test_lamps);
  g_test_add_func ("/ctl/parts/line", test_line);
  g_test_add_func ("/ctl/parts/premises", test_premises);

  return g_test_run ();
}
