// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-address.h"
#include "ui/kettle-presentation.h"

/* 2026-05-03 14:02:30 UTC; the tests run in UTC. */
#define NOW 1777816950

#define N_LIVES  (KETTLE_LIFE_NOT_A_KETTLE + 1)
#define N_PHASES (KETTLE_PHASE_PROBLEM + 1)

static const KettleSnapshot connected = { .connection = KETTLE_LIFE_CONNECTED };

typedef struct {
  KettleSnapshot snapshot;
  const char *sentence;
  const char *detail;
  const char *status; /* NULL: the sentence */
  const char *icon;
  gboolean ticks;
} Row;

#define CONNECTED .connection = KETTLE_LIFE_CONNECTED
#define HEATING   CONNECTED, .phase = KETTLE_PHASE_HEATING, .on = TRUE
#define READY     CONNECTED, .phase = KETTLE_PHASE_READY
#define WARM      CONNECTED, .phase = KETTLE_PHASE_KEEPING_WARM, .on = TRUE, .warm = TRUE
#define AWAY      .connection = KETTLE_LIFE_UNREACHABLE

static const Row rows[] = {
  { { .connection = KETTLE_LIFE_NONE },
    "No kettle chosen",
    "Find it on your network to begin",
    NULL,
    "offline",
    FALSE },
  { { .connection = KETTLE_LIFE_CONNECTING },
    "Looking for the kettle…",
    "",
    NULL,
    "offline",
    FALSE },
  { { .connection = KETTLE_LIFE_NOT_A_KETTLE },
    "This is not a kettle",
    "Something else answers at its address",
    NULL,
    "offline",
    FALSE },
  { { CONNECTED }, "Asking the kettle…", "", NULL, "off", FALSE },
  { { CONNECTED, .phase = KETTLE_PHASE_OFF, .phase_since = NOW - 9 },
    "Ready when you are",
    "Off",
    "The kettle is off",
    "off",
    FALSE },
  { { HEATING }, "Heating", "", NULL, "heating", FALSE },
  { { HEATING, .target_temperature = 95, .heating_since = NOW - 72 },
    "Heating to 95 °C",
    "On for 1 min 12 s",
    NULL,
    "heating",
    TRUE },
  { { HEATING, .target_temperature = 100, .heating_since = NOW },
    "Heating to 100 °C",
    "On for 0 s",
    NULL,
    "heating",
    TRUE },
  { { HEATING, .target_temperature = 65, .heating_since = NOW - 59 },
    "Heating to 65 °C",
    "On for 59 s",
    NULL,
    "heating",
    TRUE },
  { { HEATING, .target_temperature = 80, .heating_since = NOW - 3720 },
    "Heating to 80 °C",
    "On for 1 h 2 min",
    NULL,
    "heating",
    TRUE },
  /* The clock was set back meanwhile. */
  { { HEATING, .heating_since = NOW + 500 }, "Heating", "On for 0 s", NULL, "heating", TRUE },
  { { READY, .reached_temperature = 100, .phase_since = NOW - 59 },
    "Boiled",
    "At 100 °C, just now",
    "The water has boiled",
    "ready",
    TRUE },
  { { READY, .reached_temperature = 100, .phase_since = NOW - 60 },
    "Boiled",
    "At 100 °C, 1 minute ago",
    "The water has boiled",
    "ready",
    TRUE },
  { { READY, .reached_temperature = 80, .phase_since = NOW - 185 },
    "The water is ready",
    "At 80 °C, 3 minutes ago",
    "The water is ready at 80 °C",
    "ready",
    TRUE },
  { { READY, .phase_since = NOW }, "The water is ready", "Just now", NULL, "ready", TRUE },
  { { READY, .phase_since = NOW - 130 },
    "The water is ready",
    "2 minutes ago",
    NULL,
    "ready",
    TRUE },
  { { READY }, "The water is ready", "", NULL, "ready", FALSE },
  { { WARM, .warm_minutes = 10, .phase_since = NOW - 150 },
    "Keeping warm",
    "For 10 min, since 14:00",
    NULL,
    "warm",
    FALSE },
  { { WARM, .phase_since = NOW - 150 }, "Keeping warm", "Since 14:00", NULL, "warm", FALSE },
  { { WARM, .warm_minutes = 5 }, "Keeping warm", "For 5 min", NULL, "warm", FALSE },
  { { WARM }, "Keeping warm", "", NULL, "warm", FALSE },
  { { CONNECTED, .phase = KETTLE_PHASE_LIFTED },
    "Lifted",
    "It switched itself off when it left its base",
    "The kettle was lifted",
    "lifted",
    FALSE },
  { { CONNECTED, .phase = KETTLE_PHASE_PROBLEM },
    "Something is wrong",
    "It may have boiled dry: check the water",
    NULL,
    "problem",
    FALSE },
  { { AWAY, .retry_at = NOW + 20, .last_seen = NOW - 30 },
    "Can’t reach the kettle",
    "Trying again in 20 s · last seen 14:02",
    NULL,
    "offline",
    TRUE },
  { { AWAY, .retry_at = NOW + 1 },
    "Can’t reach the kettle",
    "Trying again in 1 s",
    NULL,
    "offline",
    TRUE },
  { { AWAY, .last_seen = NOW - 86400 },
    "Can’t reach the kettle",
    "Trying again… · last seen 2 May 14:02",
    NULL,
    "offline",
    FALSE },
  { { AWAY, .trouble = KETTLE_TROUBLE_OTHER_NETWORK, .retry_at = NOW + 20 },
    "Not in its network",
    "Kettle leaves it alone here",
    NULL,
    "offline",
    FALSE },
  { { AWAY, .trouble = KETTLE_TROUBLE_SET_UP, .last_seen = NOW - 30, .retry_at = NOW + 20 },
    "Its wifi is being set up",
    "Its keys work again afterwards",
    NULL,
    "offline",
    FALSE },
  { { AWAY, .trouble = KETTLE_TROUBLE_OTHER_NETWORK, .last_seen = NOW - 30 },
    "Not in its network",
    "Kettle leaves it alone here · last seen 14:02",
    NULL,
    "offline",
    FALSE },
  { { AWAY, .retry_at = NOW - 3 },
    "Can’t reach the kettle",
    "Trying again…",
    NULL,
    "offline",
    TRUE },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    g_autofree char *sentence = kettle_presentation_dup_sentence (&row->snapshot);
    g_autofree char *detail = kettle_presentation_dup_detail (&row->snapshot, NOW);
    g_autofree char *status = kettle_presentation_dup_tray_status (&row->snapshot);
    g_autofree char *title = kettle_presentation_dup_tray_title (&row->snapshot);
    g_autofree char *expected = g_strdup_printf ("Kettle: %s", row->sentence);
    g_autofree char *icon = kettle_presentation_dup_icon_name (&row->snapshot);
    g_autofree char *expected_icon = g_strdup_printf (APP_ID "-%s-symbolic", row->icon);

    g_assert_cmpstr (sentence, ==, row->sentence);
    g_assert_cmpstr (detail, ==, row->detail);
    g_assert_cmpstr (status, ==, row->status != NULL ? row->status : row->sentence);
    g_assert_cmpstr (title, ==, expected);
    g_assert_cmpstr (icon, ==, expected_icon);
    g_assert_cmpint (kettle_presentation_detail_ticks (&row->snapshot), ==, row->ticks);
  }
}

static void
check_combination (const KettleSnapshot *snapshot)
{
  /* What the tray's other items are called; the status must be mistaken for none of them. */
  static const char *const labels[] = { "Show Kettle", "Boil",  "Heat to",  "100 °C", "95 °C",
                                        "80 °C",       "65 °C", "Turn Off", "Quit" };
  static const char *const icons[] = { "off",    "heating", "ready",   "warm",
                                       "lifted", "problem", "offline", NULL };
  g_autofree char *sentence = kettle_presentation_dup_sentence (snapshot);
  g_autofree char *detail = kettle_presentation_dup_detail (snapshot, NOW);
  g_autofree char *status = kettle_presentation_dup_tray_status (snapshot);
  gboolean is_connected = snapshot->connection == KETTLE_LIFE_CONNECTED;
  const char *suffix = kettle_presentation_get_icon_suffix (snapshot);

  g_assert_cmpstr (sentence, !=, "");
  g_assert_nonnull (detail);
  g_assert_cmpstr (status, !=, "");
  g_assert_true (g_strv_contains (icons, suffix));
  g_assert_cmpint (g_str_equal (suffix, "offline"), ==, !is_connected);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_assert_false (g_str_has_prefix (status, labels[i]));

  /* A lamp never makes a phase: only words about heating may name its temperature. */
  if (!is_connected || snapshot->phase != KETTLE_PHASE_HEATING)
    g_assert_null (strstr (sentence, "Heating"));
  if (!is_connected)
    g_assert_false (g_str_has_prefix (detail, "On for"));
  if (snapshot->phase == KETTLE_PHASE_READY && snapshot->reached_temperature != 100)
    g_assert_null (strstr (sentence, "oiled"));
}

static void
test_every_combination (void)
{
  static const int reached[] = { 0, 65, 80, 95, 100 };
  guint n = 0;

  for (int life = 0; life < N_LIVES; life++)
    for (int phase = 0; phase < N_PHASES; phase++)
      for (int lamps = 0; lamps < 8; lamps++)
        for (guint i = 0; i < G_N_ELEMENTS (reached); i++) {
          KettleSnapshot snapshot = { .connection = (KettleLife) life,
                                      .phase = (KettlePhase) phase,
                                      .on = (lamps & 1) != 0,
                                      .warm = (lamps & 2) != 0,
                                      .target_temperature = (lamps & 4) != 0 ? 95 : 0,
                                      .reached_temperature = reached[i] };

          check_combination (&snapshot);
          snapshot.phase_since = snapshot.heating_since = snapshot.last_seen = NOW - 100;
          snapshot.retry_at = NOW + 5;
          snapshot.warm_minutes = 20;
          check_combination (&snapshot);
          n++;
        }

  g_assert_cmpuint (n, ==, N_LIVES * N_PHASES * 8 * 5);
}

/* Whoever does not look again must not miss a change. */
static void
test_detail_that_ticks_unseen (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *now = kettle_presentation_dup_detail (&rows[i].snapshot, NOW);
    g_autofree char *later = kettle_presentation_dup_detail (&rows[i].snapshot, NOW + 61);

    if (!rows[i].ticks)
      g_assert_cmpstr (now, ==, later);
  }
}

static void
test_labels (void)
{
  static const struct {
    int temperature;
    const char *label;
    const char *boil;
    const char *hint;
  } keys[] = {
    { 100, "100 °C", "Boil", "Black tea" },
    { 95, "95 °C", "Heat to 95 °C", "Coffee" },
    { 80, "80 °C", "Heat to 80 °C", "Green tea" },
    { 65, "65 °C", "Heat to 65 °C", "White tea" },
  };
  KettleSnapshot snapshot = connected;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *label = kettle_presentation_dup_temperature_label (keys[i].temperature);
    g_autofree char *boil = kettle_presentation_dup_boil_label (keys[i].temperature);

    g_assert_cmpstr (label, ==, keys[i].label);
    g_assert_cmpstr (boil, ==, keys[i].boil);
    g_assert_cmpstr (kettle_presentation_get_drink_hint (keys[i].temperature), ==, keys[i].hint);
  }
  g_assert_cmpstr (kettle_presentation_get_drink_hint (70), ==, "");

  g_assert_cmpstr (kettle_presentation_get_power_label (&snapshot), ==, "Turn On");
  snapshot.warm = TRUE;
  g_assert_cmpstr (kettle_presentation_get_power_label (&snapshot), ==, "Turn On");
  snapshot.on = TRUE;
  g_assert_cmpstr (kettle_presentation_get_power_label (&snapshot), ==, "Turn Off");
}

static void
test_address (void)
{
  g_autofree char *none = kettle_presentation_dup_address (NULL, 2000);
  g_autofree char *usual = kettle_presentation_dup_address ("kettle.lan", KETTLE_DEFAULT_PORT);
  g_autofree char *moved = kettle_presentation_dup_address ("kettle.lan", 2001);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (usual, ==, "kettle.lan");
  g_assert_cmpstr (moved, ==, "kettle.lan:2001");
}

static void
test_trouble (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KettleSnapshot snapshot = { .connection = KETTLE_LIFE_UNREACHABLE };

  for (int i = KETTLE_TROUBLE_UNREACHABLE; i <= KETTLE_TROUBLE_OTHER_NETWORK; i++) {
    char *sentence = NULL;

    snapshot.trouble = (KettleTrouble) i;
    sentence = kettle_presentation_dup_trouble (&snapshot, "192.168.1.20", 2001);
    g_assert_nonnull (strstr (sentence, "192.168.1.20:2001"));
    g_assert_true (g_str_has_suffix (sentence, "."));
    /* Every trouble has a sentence of its own. */
    g_assert_true (g_hash_table_add (seen, sentence));
  }
}

static void
test_trouble_where_none_is (void)
{
  KettleSnapshot snapshot = { .connection = KETTLE_LIFE_CONNECTING };
  g_autofree char *sentence = NULL;

  g_assert_null (kettle_presentation_dup_trouble (&snapshot, "a", 1));
  snapshot.trouble = KETTLE_TROUBLE_LOST;
  snapshot.connection = KETTLE_LIFE_CONNECTED;
  g_assert_null (kettle_presentation_dup_trouble (&snapshot, "a", 1));
  snapshot.connection = KETTLE_LIFE_NONE;
  g_assert_null (kettle_presentation_dup_trouble (&snapshot, NULL, 0));
  snapshot.connection = KETTLE_LIFE_UNREACHABLE;
  snapshot.trouble = KETTLE_TROUBLE_SET_UP;
  g_assert_null (kettle_presentation_dup_trouble (&snapshot, "a", 1));
  /* Lost contact is worth a sentence even where its cause was not told. */
  snapshot.connection = KETTLE_LIFE_UNREACHABLE;
  snapshot.trouble = KETTLE_TROUBLE_NONE;
  sentence = kettle_presentation_dup_trouble (&snapshot, NULL, 0);
  g_assert_nonnull (sentence);
}

static void
check_failure (KettleRequestKind kind, int argument, KettleFailure failure, const char *expected)
{
  g_autofree char *sentence = kettle_presentation_dup_failure (kind, argument, failure);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_failure (void)
{
  static const KettleFailure unheard[] = { KETTLE_FAILURE_NOT_SENT, KETTLE_FAILURE_NO_ANSWER };

  for (guint i = 0; i < G_N_ELEMENTS (unheard); i++) {
    check_failure (KETTLE_REQUEST_ON, 0, unheard[i],
                   "The kettle did not answer. Nothing was switched on.");
    check_failure (KETTLE_REQUEST_TEMPERATURE, 80, unheard[i],
                   "The kettle did not answer. Nothing was switched on.");
    check_failure (KETTLE_REQUEST_OFF, 0, unheard[i],
                   "The kettle did not answer. It may still be on: check it.");
  }
  check_failure (KETTLE_REQUEST_TEMPERATURE, 80, KETTLE_FAILURE_NOT_CONFIRMED,
                 "The kettle did not confirm 80 °C. It may be on: check what it is doing.");
}

static void
test_failure_that_claims_too_much (void)
{
  for (int kind = KETTLE_REQUEST_ON; kind <= KETTLE_REQUEST_WARM_MINUTES; kind++)
    for (int failure = KETTLE_FAILURE_NOT_SENT; failure <= KETTLE_FAILURE_NOT_CONFIRMED;
         failure++) {
      g_autofree char *sentence =
          kettle_presentation_dup_failure ((KettleRequestKind) kind, 10, (KettleFailure) failure);
      gboolean heats = kind == KETTLE_REQUEST_ON || kind == KETTLE_REQUEST_TEMPERATURE;

      g_assert_cmpstr (sentence, !=, "");
      /* Once the kettle talks, nobody knows that nothing happened; and Off never
       * switched anything on. */
      if (failure == KETTLE_FAILURE_NOT_CONFIRMED || !heats)
        g_assert_null (strstr (sentence, "Nothing was switched on"));
      if (failure == KETTLE_FAILURE_NOT_CONFIRMED)
        g_assert_null (strstr (sentence, "did not answer"));
    }
}

static void
test_gap (void)
{
  /* 10:02 and 10:04 on the same day. */
  const gint64 from = NOW - 4 * 3600, to = from + 120;
  g_autofree char *off = kettle_presentation_dup_gap (from, to, FALSE);
  g_autofree char *on = kettle_presentation_dup_gap (from, to, TRUE);
  g_autofree char *days = kettle_presentation_dup_gap (from - 86400, to, FALSE);

  g_assert_cmpstr (off, ==,
                   "The kettle is off again. It may have boiled, or been lifted or switched off, "
                   "between 10:02 and 10:04.");
  g_assert_cmpstr (on, ==,
                   "The kettle was out of sight between 10:02 and 10:04, and is on now. What "
                   "happened in between is not known.");
  g_assert_nonnull (strstr (days, "between 2 May 10:02 and 3 May 10:04"));
}

static void
test_address_error (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int error = KETTLE_ADDRESS_ERROR_EMPTY; error <= KETTLE_ADDRESS_ERROR_PUBLIC; error++)
    g_assert_true (
        g_hash_table_add (seen, (gpointer) kettle_presentation_get_address_error (error)));

  /* The room keeps its own list of these values. */
  g_assert_nonnull (
      strstr (kettle_presentation_get_address_error (KETTLE_ADDRESS_ERROR_PORT), "65535"));
  g_assert_nonnull (
      strstr (kettle_presentation_get_address_error (KETTLE_ADDRESS_ERROR_IPV6), "IPv6"));
  g_assert_nonnull (
      strstr (kettle_presentation_get_address_error (KETTLE_ADDRESS_ERROR_PUBLIC), "protection"));
  g_assert_nonnull (
      strstr (kettle_presentation_get_address_error (KETTLE_ADDRESS_ERROR_MALFORMED), "neither"));
}

static void
check_progress (guint n_done,
                guint n_planned,
                const KettleCoverage *ranges,
                gsize n_ranges,
                const char *expected)
{
  g_autofree char *text =
      kettle_presentation_dup_scan_progress (n_done, n_planned, ranges, n_ranges);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_scan_progress (void)
{
  static const KettleCoverage ranges[] = { { "192.168.1.0/24", 253, 253 },
                                           { "10.0.0.0/8", 0, 16777213 },
                                           { "172.16.4.0/24", 253, 253 } };
  static const KettleCoverage single = { "192.168.1.0/31", 1, 1 };

  check_progress (120, 253, ranges, 1, "Looking at 120 of 253 addresses in 192.168.1.0/24");
  /* A network of which nothing is looked at is not being looked at. */
  check_progress (120, 253, ranges, 2, "Looking at 120 of 253 addresses in 192.168.1.0/24");
  check_progress (120, 506, ranges, 3, "Looking at 120 of 506 addresses in 2 networks");
  check_progress (0, 1, &single, 1, "Looking at 0 of 1 address in 192.168.1.0/31");
  /* Never more than there are. */
  check_progress (300, 253, ranges, 1, "Looking at 253 of 253 addresses in 192.168.1.0/24");
  check_progress (0, 0, ranges + 1, 1, "Looking around…");
  check_progress (0, 0, NULL, 0, "Looking around…");
}

static void
check_coverage (const KettleCoverage *ranges, gsize n_ranges, guint n_refused, const char *expected)
{
  g_autofree char *text = kettle_presentation_dup_scan_coverage (ranges, n_ranges, n_refused);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_scan_coverage (void)
{
  static const KettleCoverage ranges[] = { { "192.168.1.0/24", 253, 253 },
                                           { "10.0.0.0/8", 771, 16777213 },
                                           { "172.16.0.0/16", 0, 65533 },
                                           { "192.168.2.0/24", 0, 253 },
                                           { "192.168.3.0/24", 10, 253 } };

  check_coverage (ranges, 1, 0, "Kettle looked at all of 192.168.1.0/24.");
  check_coverage (ranges, 2, 0,
                  "Kettle looked at all of 192.168.1.0/24 and 771 of 16777213 addresses of "
                  "10.0.0.0/8.");
  check_coverage (ranges, 3, 1,
                  "Kettle looked at all of 192.168.1.0/24, 771 of 16777213 addresses of 10.0.0.0/8 "
                  "and none of 172.16.0.0/16. It left 1 connection to the internet or a direct "
                  "line alone.");
  check_coverage (ranges, 4, 0,
                  "Kettle looked at all of 192.168.1.0/24, 771 of 16777213 addresses of "
                  "10.0.0.0/8, none of 172.16.0.0/16 and 0 of 253 addresses of 1 more network.");
  check_coverage (ranges, 5, 2,
                  "Kettle looked at all of 192.168.1.0/24, 771 of 16777213 addresses of "
                  "10.0.0.0/8, none of 172.16.0.0/16 and 10 of 506 addresses of 2 more networks. "
                  "It left 2 connections to the internet or direct lines alone.");
}

/* A hundred networks are no hundred lines, and their sum may be more than a number holds. */
static void
test_scan_coverage_of_a_hundred (void)
{
  KettleCoverage ranges[100];
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    ranges[i] = (KettleCoverage){ "10.0.0.0/8", 10, G_MAXUINT / 4 };
  text = kettle_presentation_dup_scan_coverage (ranges, G_N_ELEMENTS (ranges), 0);
  g_assert_nonnull (strstr (text, " and 970 of 4294967295 addresses of 97 more networks."));
  g_assert_cmpuint (strlen (text), <, 250);
}

static void
test_scan_without_network (void)
{
  g_autofree char *none = kettle_presentation_dup_scan_coverage (NULL, 0, 0);
  g_autofree char *refused = kettle_presentation_dup_scan_coverage (NULL, 0, 1);
  g_autofree char *stopped = kettle_presentation_dup_scan_stopped (120, 253);

  g_assert_true (g_str_has_prefix (none, "This computer is in no local network"));
  g_assert_null (strstr (none, "internet"));
  g_assert_nonnull (strstr (refused, "Its addresses belong to the internet, where Kettle never "
                                     "looks"));
  g_assert_cmpstr (stopped, ==, "Stopped after 120 of 253 addresses.");
}

static void
test_found (void)
{
  g_autofree char *full = kettle_presentation_dup_found_detail ("02:00:00:00:00:01", 0.234, FALSE);
  g_autofree char *own = kettle_presentation_dup_found_detail ("02:00:00:00:00:01", 0.0, TRUE);
  g_autofree char *bare = kettle_presentation_dup_found_detail (NULL, 3.96, FALSE);
  g_autofree char *backwards = kettle_presentation_dup_found_detail (NULL, -1.0, FALSE);
  g_autofree char *offer = kettle_presentation_dup_offer ("192.168.1.30");
  g_autofree char *stays = kettle_presentation_dup_reverted ("192.168.1.30", "192.168.1.20");
  g_autofree char *gone = kettle_presentation_dup_reverted ("192.168.1.30", NULL);
  g_autofree char *refused = kettle_presentation_dup_refused ("8.8.8.8", "192.168.1.20");
  g_autofree char *none = kettle_presentation_dup_refused ("8.8.8.8", "");

  g_assert_cmpstr (full, ==, "02:00:00:00:00:01 · found in 0.2 s");
  g_assert_cmpstr (own, ==, "02:00:00:00:00:01 · connected");
  g_assert_cmpstr (bare, ==, "found in 4.0 s");
  g_assert_cmpstr (backwards, ==, "found in 0.0 s");
  g_assert_cmpstr (offer, ==, "A kettle was found at 192.168.1.30. Is it yours?");
  g_assert_cmpstr (
      stays, ==,
      "192.168.1.30 does not answer as a kettle any more. Kettle stays with 192.168.1.20.");
  g_assert_cmpstr (
      gone, ==,
      "192.168.1.30 does not answer as a kettle any more. Look again, or choose another.");
  g_assert_cmpstr (refused, ==,
                   "“8.8.8.8” in the settings is no address of a local network: correct it there. "
                   "Kettle stays with 192.168.1.20.");
  g_assert_cmpstr (
      none, ==,
      "“8.8.8.8” in the settings is no address of a local network: find your kettle again.");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/presentation/words", test_words);
  g_test_add_func ("/ui/presentation/every-combination", test_every_combination);
  g_test_add_func ("/ui/presentation/detail-that-ticks-unseen", test_detail_that_ticks_unseen);
  g_test_add_func ("/ui/presentation/labels", test_labels);
  g_test_add_func ("/ui/presentation/address", test_address);
  g_test_add_func ("/ui/presentation/trouble", test_trouble);
  g_test_add_func ("/ui/presentation/trouble-where-none-is", test_trouble_where_none_is);
  g_test_add_func ("/ui/presentation/failure", test_failure);
  g_test_add_func ("/ui/presentation/failure-that-claims-too-much",
                   test_failure_that_claims_too_much);
  g_test_add_func ("/ui/presentation/gap", test_gap);
  g_test_add_func ("/ui/presentation/address-error", test_address_error);
  g_test_add_func ("/ui/presentation/scan-progress", test_scan_progress);
  g_test_add_func ("/ui/presentation/scan-coverage", test_scan_coverage);
  g_test_add_func ("/ui/presentation/scan-coverage-of-a-hundred", test_scan_coverage_of_a_hundred);
  g_test_add_func ("/ui/presentation/scan-without-network", test_scan_without_network);
  g_test_add_func ("/ui/presentation/found", test_found);

  return g_test_run ();
}
