// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/peer.h"
#include "net/wifi-job-fixture.h"
#include "support/test-wait.h"

#include <string.h>

/* Protocol sheet 2, in the documented order. */
#define LOOK                                                                           \
  "000000\nAT+WPRT=?\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\nAT+NIP=?\nAT+WEBS=?\nAT+QMAC\n" \
  "AT+QVER\n"

/* What the wire carries for each kind of job, byte for byte. */
static const char *const wires[WIFI_JOB_N_KINDS] = {
  [WIFI_JOB_LOOK] = LOOK,
  [WIFI_JOB_JOIN] = LOOK "AT+SSID=\"new home\"\nAT+ENCRY=6\nAT+KEY=1,0," NEW_KEY
                         "\nAT+NIP=0\nAT+WPRT=0\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\nAT+NIP=?\n"
                         "AT+WPRT=?\nAT+WEBS=?\nAT+PMTF\nAT+Z\n",
  [WIFI_JOB_RESTORE] = LOOK "AT+SSID=\"new home\"\nAT+ENCRY=5\nAT+KEY=1,0," NEW_KEY
                            "\nAT+NIP=0\nAT+WPRT=0\nAT+WEBS=1\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\n"
                            "AT+NIP=?\nAT+WPRT=?\nAT+WEBS=?\nAT+PMTF\nAT+Z\n",
  /* The login with the new one is the proof. */
  [WIFI_JOB_PASSWORD] = LOOK "AT+PASS=654321\nAT+PASS=?\nAT+WPRT=?\nAT+SSID=?\nAT+ENCRY=?\n"
                             "AT+KEY=?\nAT+NIP=?\nAT+WEBS=?\nAT+PMTF\n654321\n",
  /* It comes back where it was: was it really saved? */
  [WIFI_JOB_WEB_PAGE] =
      LOOK "AT+WEBS=1\nAT+WEBS=?\nAT+WPRT=?\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\n"
           "AT+NIP=?\nAT+PMTF\nAT+Z\n000000\nAT+QMAC\nAT+WPRT=?\nAT+SSID=?\nAT+ENCRY=?\n"
           "AT+KEY=?\nAT+NIP=?\nAT+WEBS=?\n",
  [WIFI_JOB_FORGET] = LOOK "AT+SSID=\"kettle-for-a-new-owner\"\nAT+KEY=1,0,0000000000000\n"
                           "AT+SSID=?\nAT+KEY=?\nAT+WPRT=?\nAT+ENCRY=?\nAT+NIP=?\nAT+WEBS=?\n"
                           "AT+PMTF\n",
};

static const char *const stages[WIFI_JOB_N_KINDS] = {
  [WIFI_JOB_LOOK] = "1 2 3 10 ",
  [WIFI_JOB_JOIN] = "1 2 3 4 5 6 7 8 10 ",
  [WIFI_JOB_RESTORE] = "1 2 3 4 5 6 7 8 10 ",
  [WIFI_JOB_PASSWORD] = "1 2 3 4 5 6 10 ",
  [WIFI_JOB_WEB_PAGE] = "1 2 3 4 5 6 7 8 10 ",
  [WIFI_JOB_FORGET] = "1 2 3 4 5 6 10 ",
};

static GString *logged;

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (logged, "%s\n", (const char *) fields[i].value);

  return g_log_writer_default (level, fields, n_fields, user_data);
}

/* What a person was shown before is what has gone over the wire, but for what is masked. */
static void
assert_as_shown (WifiJob *f, const KettleWifiPlan *plan)
{
  g_auto (GStrv) shown = kettle_wifi_plan_dup_lines (plan, kettle_wifi_job_get_settings (f->job));
  g_auto (GStrv) heard = g_strsplit (kettle_emulator_get_wifi_heard (f->kettle), "\n", -1);

  for (guint i = 0; shown[i] != NULL; i++) {
    const char *mask = strstr (shown[i], "•");

    g_assert_nonnull (heard[i]);
    if (mask == NULL)
      g_assert_cmpstr (heard[i], ==, shown[i]);
    else
      g_assert_cmpint (strncmp (heard[i], shown[i], (gsize) (mask - shown[i])), ==, 0);
  }
}

static void
test_wire (WifiJob *f, gconstpointer data)
{
  WifiJobKind kind = (WifiJobKind) GPOINTER_TO_INT (data);
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan (kind);

  g_string_truncate (logged, 0);
  wifi_job_run (f, plan);
  g_assert_no_error (f->error);
  wifi_job_assert_heard (f, wires[kind]);
  wifi_job_assert_good_manners (f);
  wifi_job_assert_honest (f, kind);
  assert_as_shown (f, plan);
  g_assert_cmpstr (f->stages->str, ==, stages[kind]);
  g_assert_cmpuint (wifi_job_get_number (f, "n-clients"), ==, 0);
  test_wait_for (wifi_job_get_number (f, "wifi-n-clients") == 0, 2000);

  g_assert_nonnull (strstr (logged->str, "AT+KEY"));
  g_assert_null (strstr (logged->str, OLD_KEY));
  g_assert_null (strstr (logged->str, NEW_KEY));
  g_assert_null (strstr (logged->str, "000000"));
  g_assert_null (strstr (logged->str, "654321"));
}

static void
test_look_shows (WifiJob *f, gconstpointer data)
{
  const KettleWifiSettings *seen;

  g_assert_null (kettle_wifi_job_get_settings (f->job));
  wifi_job_run (f, NULL);
  seen = kettle_wifi_job_get_settings (f->job);
  g_assert_nonnull (seen);
  g_assert_cmpstr (seen->network, ==, "home");
  g_assert_cmpint (seen->security, ==, KETTLE_WIFI_SECURITY_WPA2_AES);
  g_assert_cmpint (seen->mode, ==, KETTLE_WIFI_MODE_INFRASTRUCTURE);
  g_assert_cmpstr (kettle_secret_peek (seen->key, NULL), ==, OLD_KEY);
  g_assert_true (seen->dhcp);
  g_assert_false (seen->web_page);
  g_assert_cmpstr (seen->mac, ==, "001EE3A80102");
  g_assert_cmpstr (seen->version, !=, "");
}

/* --- Off, and a kettle at all ---------------------------------------------------------------- */

static void
assert_not_begun (WifiJob *f, KettleWifiError code)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, code, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  g_assert_cmpstr (f->stages->str, ==, "1 10 ");
  test_never (wifi_job_get_number (f, "wifi-n-accepted") > 0, 50);
  wifi_job_assert_good_manners (f);
}

static void
test_kettle_is_on (WifiJob *f, gconstpointer data)
{
  kettle_emulator_input (f->kettle, "on", NULL);
  assert_not_begun (f, KETTLE_WIFI_ERROR_ON);
}

static void
test_kettle_is_on_by_link (WifiJob *f, gconstpointer data)
{
  wifi_job_connect_link (f);
  kettle_emulator_input (f->kettle, "on", NULL);
  assert_not_begun (f, KETTLE_WIFI_ERROR_ON);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (wifi_job_get_number (f, "n-accepted"), ==, 1);
}

static void
on_received_say_warm (Peer *peer, gpointer user_data)
{
  peer_say (peer, "HELLOAPP\rsys status key=\x02\r", -1);
}

/* With other ports than those of the emulated kettle. */
static KettleWifiJob *
make_job (guint16 port, guint16 module_port)
{
  return g_object_new (KETTLE_TYPE_WIFI_JOB, "host", OLD_HOST, "port", (guint) port, "module-port",
                       (guint) module_port, "time-scale", 10.0, NULL);
}

static void
test_kettle_keeps_warm (WifiJob *f, gconstpointer data)
{
  g_autoptr (Peer) peer = peer_new ();

  /* Protocol sheet 1.4: 0x02 is warm alone. */
  peer->on_received = on_received_say_warm;
  wifi_job_take_job (f, make_job (peer->port, kettle_emulator_get_wifi_port (f->kettle)));
  assert_not_begun (f, KETTLE_WIFI_ERROR_ON);
}

static void
test_mute_kettle (WifiJob *f, gconstpointer data)
{
  g_object_set (f->kettle, "mute", TRUE, NULL);
  assert_not_begun (f, KETTLE_WIFI_ERROR_NO_KETTLE);
}

static void
test_endless_kettle (WifiJob *f, gconstpointer data)
{
  g_object_set (f->kettle, "endless", TRUE, NULL);
  assert_not_begun (f, KETTLE_WIFI_ERROR_NO_KETTLE);
}

static void
test_full_kettle (WifiJob *f, gconstpointer data)
{
  g_object_set (f->kettle, "close-after", 0, NULL);
  assert_not_begun (f, KETTLE_WIFI_ERROR_NO_KETTLE);
}

/* For an address that was chosen, a status is a proof, too. */
static void
test_kettle_that_does_not_greet (WifiJob *f, gconstpointer data)
{
  g_object_set (f->kettle, "no-greeting", TRUE, NULL);
  wifi_job_run (f, NULL);
  g_assert_no_error (f->error);
}

static void
on_stage_sleep (KettleWifiJob *job, GParamSpec *pspec, gpointer user_data)
{
  if (kettle_wifi_job_get_stage (job) == KETTLE_WIFI_STAGE_LOGGING_IN)
    wifi_job_sleep (6);
}

/* The machine sleeps after the kettle said that it is off. */
static void
test_slept_after_the_check (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  g_signal_connect (f->job, "notify::stage", G_CALLBACK (on_stage_sleep), NULL);
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_STALE, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  test_never (wifi_job_get_number (f, "wifi-n-accepted") > 0, 50);
}

/* --- The link -------------------------------------------------------------------------------- */

static void
test_link_is_asked_and_paused (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_web_page (TRUE);
  guint n_accepted;

  wifi_job_connect_link (f);
  n_accepted = wifi_job_get_number (f, "n-accepted");
  wifi_job_start (f, plan, NULL);
  test_wait_for (kettle_wifi_job_get_stage (f->job) == KETTLE_WIFI_STAGE_READING, 5000);
  g_assert_cmpuint (wifi_job_get_number (f, "n-accepted"), ==, n_accepted);
  g_assert_true (kettle_link_is_paused (f->link));
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_SET_UP);
  kettle_link_want (f->link);
  test_wait_for (f->n_done > 0, 20000);
  g_assert_no_error (f->error);
  g_assert_false (kettle_link_is_paused (f->link));
  wifi_job_assert_good_manners (f);
  test_wait_for (kettle_link_get_state (f->link) == KETTLE_LINK_CONNECTED, 5000);
}

/* It may lead to another kettle; that one is left alone, too. */
static void
test_link_elsewhere_is_paused (WifiJob *f, gconstpointer data)
{
  g_autoptr (Peer) peer = peer_new ();

  wifi_job_connect_link (f);
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  wifi_job_start (f, NULL, NULL);
  test_wait_for (kettle_wifi_job_get_stage (f->job) == KETTLE_WIFI_STAGE_READING, 5000);
  g_assert_true (kettle_link_is_paused (f->link));
  test_wait_for (f->n_done > 0, 20000);
  g_assert_no_error (f->error);
  g_assert_false (kettle_link_is_paused (f->link));
  wifi_job_assert_good_manners (f);
}

/* --- The login ------------------------------------------------------------------------------- */

/* Good by itself, and not to be told to a module that writes keys without quotation marks: that is
 * found before the name is written, not after. */
static void
test_nothing_of_what_cannot_be_sent (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleSecret) key = kettle_secret_new ("\"in quotation marks\"", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiPlan) plan =
      kettle_wifi_plan_new_join ("new home", KETTLE_WIFI_SECURITY_WPA2_AES, key, &error);

  g_assert_no_error (error);
  wifi_job_set_moods (f, KETTLE_EMULATOR_WIFI_BARE);
  wifi_job_run (f, plan);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_PASSPHRASE, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  g_assert_cmpint (f->word, ==, KETTLE_WIFI_KEY);
  g_assert_null (strstr (kettle_emulator_get_wifi_heard (f->kettle), "AT+SSID=n"));
}

static void
test_wrong_password (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_start_with (f, "123456", plan, NULL);
  test_wait_for (f->n_done > 0, 10000);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_WRONG_PASSWORD, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  wifi_job_assert_heard (f, "123456\n");
}

static void
test_owners_password (WifiJob *f, gconstpointer data)
{
  g_object_set (f->kettle, "wifi-password", "123456", NULL);
  wifi_job_start_with (f, "123456", NULL, NULL);
  test_wait_for (f->n_done > 0, 10000);
  g_assert_no_error (f->error);
}

static void
test_no_shell (WifiJob *f, gconstpointer data)
{
  wifi_job_take_job (f, make_job (kettle_emulator_get_port (f->kettle), peer_find_dead_port ()));
  wifi_job_run (f, NULL);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_UNREACHABLE, KETTLE_WIFI_OUTCOME_UNTOUCHED);
}

/* --- What was seen before -------------------------------------------------------------------- */

static KettleWifiSettings *
see_home (void)
{
  KettleWifiSettings *seen = g_new0 (KettleWifiSettings, 1);

  g_strlcpy (seen->network, "home", sizeof seen->network);
  seen->security = KETTLE_WIFI_SECURITY_WPA2_AES;
  g_strlcpy (seen->mac, "001EE3A80102", sizeof seen->mac);
  seen->key = kettle_secret_new (OLD_KEY, -1);
  seen->known = KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK) | KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY)
                | KETTLE_WIFI_BIT (KETTLE_WIFI_MAC) | KETTLE_WIFI_BIT (KETTLE_WIFI_KEY);

  return seen;
}

static void
assert_changed (WifiJob *f, const KettleWifiSettings *seen, KettleWifiWord word)
{
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_start (f, plan, seen);
  test_wait_for (f->n_done > 0, 10000);
  wifi_job_assert_failed (f, KETTLE_WIFI_ERROR_CHANGED, KETTLE_WIFI_OUTCOME_UNTOUCHED);
  g_assert_cmpint (f->word, ==, word);
  wifi_job_assert_heard (f, LOOK);
}

static void
test_changed_network (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) seen = see_home ();

  seen->network[0] = 'H';
  assert_changed (f, seen, KETTLE_WIFI_NETWORK);
}

static void
test_changed_key (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) seen = see_home ();

  kettle_secret_append (seen->key, "x", 1);
  assert_changed (f, seen, KETTLE_WIFI_KEY);
}

static void
test_another_module (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) seen = see_home ();

  seen->mac[11] = '3';
  assert_changed (f, seen, KETTLE_WIFI_MAC);
}

static void
test_as_seen (WifiJob *f, gconstpointer data)
{
  g_autoptr (KettleWifiSettings) seen = see_home ();
  g_autoptr (KettleWifiPlan) plan = wifi_job_plan_join ();

  wifi_job_start (f, plan, seen);
  test_wait_for (f->n_done > 0, 20000);
  g_assert_no_error (f->error);
}

static void
add_gate_tests (void)
{
  wifi_job_add ("/net/wifi-job/kettle-is-on", NULL, test_kettle_is_on);
  wifi_job_add ("/net/wifi-job/kettle-is-on-by-link", NULL, test_kettle_is_on_by_link);
  wifi_job_add ("/net/wifi-job/kettle-keeps-warm", NULL, test_kettle_keeps_warm);
  wifi_job_add ("/net/wifi-job/mute-kettle", NULL, test_mute_kettle);
  wifi_job_add ("/net/wifi-job/endless-kettle", NULL, test_endless_kettle);
  wifi_job_add ("/net/wifi-job/full-kettle", NULL, test_full_kettle);
  wifi_job_add ("/net/wifi-job/kettle-that-does-not-greet", NULL, test_kettle_that_does_not_greet);
  wifi_job_add ("/net/wifi-job/slept-after-the-check", NULL, test_slept_after_the_check);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  logged = g_string_new (NULL);
  g_log_set_writer_func (write_log, NULL, NULL);

  for (int kind = 0; kind < WIFI_JOB_N_KINDS; kind++) {
    g_autofree char *path =
        g_strconcat ("/net/wifi-job/wire/", wifi_job_kind_name ((WifiJobKind) kind), NULL);

    wifi_job_add (path, GINT_TO_POINTER (kind), test_wire);
  }
  wifi_job_add ("/net/wifi-job/look-shows", NULL, test_look_shows);
  add_gate_tests ();
  wifi_job_add ("/net/wifi-job/link-is-asked-and-paused", NULL, test_link_is_asked_and_paused);
  wifi_job_add ("/net/wifi-job/link-elsewhere-is-paused", NULL, test_link_elsewhere_is_paused);
  wifi_job_add ("/net/wifi-job/nothing-of-what-cannot-be-sent", NULL,
                test_nothing_of_what_cannot_be_sent);
  wifi_job_add ("/net/wifi-job/wrong-password", NULL, test_wrong_password);
  wifi_job_add ("/net/wifi-job/owners-password", NULL, test_owners_password);
  wifi_job_add ("/net/wifi-job/no-shell", NULL, test_no_shell);
  wifi_job_add ("/net/wifi-job/changed-network", NULL, test_changed_network);
  wifi_job_add ("/net/wifi-job/changed-key", NULL, test_changed_key);
  wifi_job_add ("/net/wifi-job/another-module", NULL, test_another_module);
  wifi_job_add ("/net/wifi-job/as-seen", NULL, test_as_seen);

  return g_test_run ();
}
