// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/wifi-scene.h"
#include "support/test-wait.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* What "kettlectl wifi" makes of everything that goes wrong, and of a person who has enough. */

/* --- What goes wrong ------------------------------------------------------------------------- */

/* Every way in which the passphrase does not come. */
static void
test_passphrase_missing (WifiScene *scene, gconstpointer data)
{
  static const struct {
    const char *arguments;
    const char *words;
  } cases[] = {
    { "--passphrase-file nowhere", "“nowhere” cannot be read: No such file" },
    { "--passphrase-file .", "“.” cannot be read: Is a directory" },
    { "--passphrase-file empty", "8 to 63" },
    { "--passphrase-file short", "8 to 63" },
    { "--passphrase-file long", "8 to 63" },
    { "--passphrase-file huge", "first line of “huge” is too long" },
    { "--passphrase-file umlaut", "8 to 63" },
    { "--passphrase-file second", "8 to 63" },
    { "--passphrase-file -", "8 to 63" },
    { "", "There is no terminal to ask for the passphrase on" },
  };
  g_autofree char *long_line = g_strnfill (65, 'a');
  g_autofree char *huge = g_strnfill (5000, 'a');

  wifi_scene_write (scene, "empty", "", 0600);
  wifi_scene_write (scene, "short", "1234567\n", 0600);
  wifi_scene_write (scene, "long", long_line, 0600);
  wifi_scene_write (scene, "huge", huge, 0600);
  wifi_scene_write (scene, "umlaut", "schlüsselwort\n", 0600);
  wifi_scene_write (scene, "second", "\nbattery staple\n", 0600);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Child) child = wifi_scene_start (
        scene, "join '" WIFI_SCENE_NEW "' --backup b --yes %s", cases[i].arguments);

    g_test_message ("%s", cases[i].arguments);
    wifi_scene_wait_failed (child, 1, cases[i].words);
  }
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

static Child *
start_with_input (WifiScene *scene, const char *words)
{
  g_autoptr (GSubprocessLauncher) launcher = wifi_scene_launcher_new (scene);
  g_autofree char *line = wifi_scene_dup_line (scene, "%s", words);

  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDIN_PIPE
                                                 | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                 | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  return child_start_with (launcher, line);
}

static void
write_input (Child *child, const char *text)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (child->process);

  g_assert_true (g_output_stream_write_all (input, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (input, NULL, NULL));
}

/* In pieces, and without an end of the input. */
static void
test_passphrase_input (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child =
      start_with_input (scene, "join '" WIFI_SCENE_NEW "' --backup b --passphrase-file - --yes");
  static const char key[] = WIFI_SCENE_NEW_KEY "\nmore\n";

  for (const char *at = key; *at != '\0'; at++) {
    const char piece[] = { *at, '\0' };

    write_input (child, piece);
  }
  wifi_scene_wait_done (child);
  wifi_scene_assert_flash (scene, "KEY=1,0," WIFI_SCENE_NEW_KEY);
}

/* While it waits for one. */
static void
test_passphrase_interrupted (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = start_with_input (
      scene, "join '" WIFI_SCENE_NEW "' --backup b --passphrase-file - --yes --json");
  g_autoptr (JsonObject) answer = NULL;

  write_input (child, "batt");
  test_never (child_has_ended (child), 300);
  g_subprocess_send_signal (child->process, SIGINT);
  wifi_scene_wait_failed (child, 130, "Interrupted. Nothing was written to the kettle.");
  answer = child_assert_document (child, "error");
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
}

static void
test_passphrase_exposed (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  /* With a line end from elsewhere. */
  wifi_scene_write (scene, "p", WIFI_SCENE_NEW_KEY "\r\nsomething else\n", 0644);
  child = wifi_scene_start (scene, "%s", WIFI_SCENE_JOIN);
  wifi_scene_wait_done (child);
  child_assert_complaint (child, "Others on this computer can read “p”: use “chmod 600 p”.");
  wifi_scene_assert_flash (scene, "KEY=1,0," WIFI_SCENE_NEW_KEY);
}

static void
test_nobody_to_ask (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  wifi_scene_write_passphrase (scene);
  child = wifi_scene_start (scene, "join '" WIFI_SCENE_NEW "' --backup b --passphrase-file p");
  wifi_scene_wait_failed (child, 1, "then say --yes");
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

static void
test_password (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) factory = NULL;
  g_autoptr (Child) wrong = NULL;
  g_autoptr (Child) right = NULL;
  g_autoptr (Child) none = NULL;

  g_object_set (scene->scene.kettle, "wifi-password", "135790", NULL);
  wifi_scene_write (scene, "right", "135790\n", 0600);
  wifi_scene_write (scene, "wrong", "135791\n", 0600);
  wifi_scene_write (scene, "none", "secret\n", 0600);
  factory = wifi_scene_start (scene, "show");
  wifi_scene_wait_failed (factory, 1, "did not take the password");
  wrong = wifi_scene_start (scene, "show --password-file wrong");
  wifi_scene_wait_failed (wrong, 1, "did not take the password");
  none = wifi_scene_start (scene, "show --password-file none");
  wifi_scene_wait_failed (none, 1, "six digits");
  /* One try a connection. */
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 2);
  right = wifi_scene_start (scene, "show --password-file right");
  wifi_scene_wait_done (right);
}

typedef struct {
  const char *moods;
  int status;
  const char *words;
  const char *outcome; /* of the JSON */
  const char *settings;
  const char *error;
} Failure;

/* The sentence, the status and the document of what a module in such a mood makes of a join. */
static void
test_failure (WifiScene *scene, gconstpointer data)
{
  const Failure *failure = data;
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *wifi;

  wifi_scene_write_passphrase (scene);
  scene->scale = 20;
  wifi_scene_set_moods (scene, failure->moods);
  child = wifi_scene_start (scene, "%s --json", WIFI_SCENE_JOIN);
  wifi_scene_wait_failed (child, failure->status, failure->words);
  answer = child_assert_document (child, failure->outcome);
  wifi = json_object_get_object_member (answer, "wifi");
  g_assert_cmpstr (json_object_get_string_member (wifi, "settings"), ==, failure->settings);
  g_assert_cmpstr (json_object_get_string_member (wifi, "error"), ==, failure->error);
  if (g_str_equal (failure->settings, "old"))
    wifi_scene_assert_old (scene);
  else if (g_str_equal (failure->settings, "new"))
    wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
}

static const Failure failures[] = {
  { "refuses-key", 1, "refused the passphrase: it does not accept the value (error -4)", "error",
    "old", "refused" },
  { "deaf-sets", 1, "as something else than was written", "error", "old", "different" },
  { "mute", 5, "did not answer in time", "timeout", "old", "no-answer" },
  { "save-fails", 1, "refused saving: it cannot write its memory (error -7)", "error", "mixed",
    "refused" },
  { "never-back", 5, "has not come back", "timeout", "new", "not-found" },
};

static void
test_on (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  scene_input (&scene->scene, "on");
  child = wifi_scene_start (scene, "show");
  wifi_scene_wait_failed (child, 1, "switch it off first");
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

static void
test_unplugged (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  scene_unplug (&scene->scene);
  child = wifi_scene_start (scene, "show");
  wifi_scene_wait_failed (child, 3, "has shown that it is a kettle");
}

/* Nothing listens there. */
static void
test_no_module (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (GSocketListener) closed = g_socket_listener_new ();

  scene->port = g_socket_listener_add_any_inet_port (closed, NULL, NULL);
  g_socket_listener_close (closed);
  child = wifi_scene_start (scene, "show");
  wifi_scene_wait_failed (child, 3, "is there, but its wifi module takes no connection");
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             GPtrArray *connections)
{
  static const char greeting[] = "HTTP/1.0 400 Bad Request\r\nServer: something else\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), greeting,
                             strlen (greeting), NULL, NULL, NULL);
  g_ptr_array_add (connections, g_object_ref (connection));

  return TRUE;
}

/* Something else does, and gets no password. */
static void
test_not_a_module (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonObject) answer = NULL;
  char byte;

  scene->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_signal_connect (service, "incoming", G_CALLBACK (on_incoming), connections);
  child = wifi_scene_start (scene, "show --json");
  wifi_scene_wait_failed (child, 3, "is not the wifi module of a kettle");
  answer = child_assert_document (child, "not-a-kettle");
  g_assert_cmpuint (connections->len, ==, 1);
  /* It ends without a byte. */
  g_assert_cmpint (
      g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connections->pdata[0])),
                           &byte, 1, NULL, NULL),
      <=, 0);
  g_socket_service_stop (service);
}

/* @data: moods that a person need not know of. */
static void
test_mood_unseen (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  wifi_scene_set_moods (scene, data);
  child = wifi_scene_start (scene, "show");
  wifi_scene_wait_done (child);
  g_assert_nonnull (strstr (child->out->str, "\nNetwork: " WIFI_SCENE_OLD "\n"));
  g_assert_null (strstr (child->out->str, WIFI_SCENE_OLD_KEY));
}

static const char *const unseen[] = {
  "echo,telnet",         "no-banner,odd-prompt",     "bare,lf",
  "no-question,one-end", "no-web,no-version,no-key",
};

/* --- Interrupted ----------------------------------------------------------------------------- */

static gboolean
has_heard (WifiScene *scene, const char *line)
{
  return wifi_scene_count_heard (scene, line) > 0;
}

/* Before the save: everything is taken back. */
static void
test_interrupted (WifiScene *scene, gconstpointer data)
{
  const int number = GPOINTER_TO_INT (data);
  g_autoptr (Child) child = NULL;

  wifi_scene_write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s", WIFI_SCENE_JOIN);
  test_wait_for (has_heard (scene, "AT+ENCRY=6"), WIFI_SCENE_PATIENCE);
  g_subprocess_send_signal (child->process, number);
  wifi_scene_wait_failed (child, 128 + number, "all its old settings");
  g_assert_true (g_str_has_prefix (child->err->str, "kettlectl: Interrupted."));
  g_assert_cmpuint (wifi_scene_count_heard (scene, "AT+PMTF"), ==, 0);
  wifi_scene_assert_old (scene);
}

/* While nothing is written yet. */
static void
test_interrupted_early (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *wifi;

  wifi_scene_write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s --json", WIFI_SCENE_JOIN);
  test_wait_for (has_heard (scene, "AT+ENCRY"), WIFI_SCENE_PATIENCE);
  g_subprocess_send_signal (child->process, SIGINT);
  wifi_scene_wait_failed (child, 130, "Nothing was written to the kettle.");
  answer = child_assert_document (child, "error");
  wifi = json_object_get_object_member (answer, "wifi");
  g_assert_cmpstr (json_object_get_string_member (wifi, "settings"), ==, "old");
  g_assert_true (json_object_get_null_member (wifi, "error"));
  g_assert_cmpuint (wifi_scene_count_heard (scene, "AT+SSID=\""), ==, 0);
  wifi_scene_assert_old (scene);
}

/* From the save on there is no way back: it goes on to the end. */
static void
test_interrupted_late (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  wifi_scene_write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s", WIFI_SCENE_JOIN);
  test_wait_for (has_heard (scene, "AT+PMTF"), WIFI_SCENE_PATIENCE);
  g_subprocess_send_signal (child->process, SIGINT);
  wifi_scene_wait_done (child);
  child_assert_complaint (child, "It cannot be stopped any more");
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
}

/* Only the search is left. */
static void
test_interrupted_search (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  wifi_scene_write_passphrase (scene);
  wifi_scene_set_moods (scene, "never-back");
  child = wifi_scene_start (scene, "%s --verbose --json", WIFI_SCENE_JOIN);
  test_wait_for (strstr (child->err->str, "Looking for the kettle") != NULL, WIFI_SCENE_PATIENCE);
  g_subprocess_send_signal (child->process, SIGINT);
  child_wait (child, WIFI_SCENE_PATIENCE);
  g_assert_cmpint (child->status, ==, 130);
  g_assert_nonnull (strstr (child->err->str, "Look for it with “kettlectl find”."));
  g_assert_nonnull (strstr (child->out->str, "\"settings\":\"new\""));
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
}

/* --- Secrets --------------------------------------------------------------------------------- */

static void
assert_nowhere (const char *text)
{
  g_assert_null (strstr (text, WIFI_SCENE_NEW_KEY));
  g_assert_null (strstr (text, WIFI_SCENE_OLD_KEY));
  g_assert_null (strstr (text, "135790"));
}

/* Whatever is told of what happens inside. */
static void
test_logged (WifiScene *scene, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = wifi_scene_launcher_new (scene);
  g_autofree char *line =
      wifi_scene_dup_line (scene, "%s --password-file right --verbose", WIFI_SCENE_JOIN);
  g_autoptr (Child) child = NULL;
  g_autofree char *backup = NULL;

  g_object_set (scene->scene.kettle, "wifi-password", "135790", NULL);
  wifi_scene_write (scene, "right", "135790\n", 0600);
  wifi_scene_write_passphrase (scene);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  child = child_start_with (launcher, line);
  wifi_scene_wait_done (child);
  g_assert_cmpuint (strlen (child->err->str), >, 100);
  assert_nowhere (child->err->str);
  assert_nowhere (child->out->str);
  backup = wifi_scene_read (scene, "b");
  assert_nowhere (backup);
}

/* Returns: (transfer full): what stands there, which is nothing if only others may read it */
static char *
read_process (Child *child, const char *name)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (child->process), name);
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return g_strdup ("");
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0')
      text[i] = ' ';

  return text;
}

/* What everybody can see of the process, and what would be left of it. */
static void
test_seen_from_outside (WifiScene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autofree char *words = NULL;
  g_autofree char *environment = NULL;
  g_autofree char *limits = NULL;
  struct rlimit before;
  struct rlimit most;

  /* Here it would leave one. */
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &before), ==, 0);
  most = (struct rlimit){ before.rlim_max, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_CORE, &most), ==, 0);
  wifi_scene_write_passphrase (scene);
  g_object_set (scene->scene.kettle, "wifi-delay", 60, NULL);
  child = wifi_scene_start (scene, "%s", WIFI_SCENE_JOIN);
  g_assert_cmpint (setrlimit (RLIMIT_CORE, &before), ==, 0);
  test_wait_for (has_heard (scene, "AT+ENCRY"), WIFI_SCENE_PATIENCE);
  words = read_process (child, "cmdline");
  g_assert_nonnull (strstr (words, "--passphrase-file p"));
  assert_nowhere (words);
  environment = read_process (child, "environ");
  assert_nowhere (environment);
  limits = read_process (child, "limits");
  /* One byte is less than any core, and means "never" to a program that would get it. */
  g_assert_true (g_regex_match_simple ("Max core file size +[01] ", limits, 0, 0));
  wifi_scene_wait_done (child);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  wifi_scene_add ("/ctl/wifi-trouble/passphrase/missing", NULL, test_passphrase_missing);
  wifi_scene_add ("/ctl/wifi-trouble/passphrase/input", NULL, test_passphrase_input);
  wifi_scene_add ("/ctl/wifi-trouble/passphrase/interrupted", NULL, test_passphrase_interrupted);
  wifi_scene_add ("/ctl/wifi-trouble/passphrase/exposed", NULL, test_passphrase_exposed);
  wifi_scene_add ("/ctl/wifi-trouble/nobody-to-ask", NULL, test_nobody_to_ask);
  wifi_scene_add ("/ctl/wifi-trouble/password", NULL, test_password);
  wifi_scene_add ("/ctl/wifi-trouble/on", NULL, test_on);
  wifi_scene_add ("/ctl/wifi-trouble/unplugged", NULL, test_unplugged);
  wifi_scene_add ("/ctl/wifi-trouble/no-module", NULL, test_no_module);
  wifi_scene_add ("/ctl/wifi-trouble/not-a-module", NULL, test_not_a_module);
  for (gsize i = 0; i < G_N_ELEMENTS (unseen); i++) {
    g_autofree char *path = g_strconcat ("/ctl/wifi-trouble/mood/", unseen[i], NULL);

    wifi_scene_add (path, unseen[i], test_mood_unseen);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/ctl/wifi-trouble/mood/", failures[i].moods, NULL);

    wifi_scene_add (path, &failures[i], test_failure);
  }
  wifi_scene_add ("/ctl/wifi-trouble/interrupted/early", NULL, test_interrupted_early);
  wifi_scene_add ("/ctl/wifi-trouble/interrupted/int", GINT_TO_POINTER (SIGINT), test_interrupted);
  wifi_scene_add ("/ctl/wifi-trouble/interrupted/term", GINT_TO_POINTER (SIGTERM),
                  test_interrupted);
  wifi_scene_add ("/ctl/wifi-trouble/interrupted/hup", GINT_TO_POINTER (SIGHUP), test_interrupted);
  wifi_scene_add ("/ctl/wifi-trouble/interrupted/saving", NULL, test_interrupted_late);
  wifi_scene_add ("/ctl/wifi-trouble/interrupted/searching", NULL, test_interrupted_search);
  wifi_scene_add ("/ctl/wifi-trouble/secret/logged", NULL, test_logged);
  wifi_scene_add ("/ctl/wifi-trouble/secret/seen-from-outside", NULL, test_seen_from_outside);

  return g_test_run ();
}
