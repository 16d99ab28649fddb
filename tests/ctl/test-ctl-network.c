// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/child.h"
#include "ctl/fake-program.h"
#include "emulator/kettle-emulator.h"
#include "support/cable.h"
#include "support/test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

/*
 * A real network in namespaces of its own: what "find" finds there, and where the kettle of the
 * settings is left alone. Skipped where namespaces cannot be had.
 */

#define HERE   "10.98.0.7"
#define KETTLE "10.98.0.66"
#define PORT   2000

static KettleEmulator *
plug_in (void)
{
  KettleEmulator *kettle = kettle_emulator_new ();
  g_autoptr (GError) error = NULL;

  cable_enter_there ();
  kettle_emulator_listen (kettle, KETTLE, PORT, &error);
  cable_enter_here ();
  g_assert_no_error (error);

  return kettle;
}

static void
pull_out (KettleEmulator *kettle)
{
  gpointer weak = kettle;

  g_object_add_weak_pointer (G_OBJECT (kettle), &weak);
  kettle_emulator_shut_down (kettle);
  g_object_unref (kettle);
  test_wait_for (weak == NULL, CHILD_PATIENCE);
}

static guint
get_n_accepted (KettleEmulator *kettle)
{
  guint n;

  g_object_get (kettle, "n-accepted", &n, NULL);

  return n;
}

/* Settings that name the kettle, and this as the network where it was met. */
static Child *
run_with_settings (const char *network, const char *line)
{
  g_autofree char *folder = g_dir_make_tmp ("kettlectl-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "glib-2.0", "settings", "keyfile", NULL);
  g_autofree char *parent = g_path_get_dirname (file);
  g_autofree char *group = g_strdelimit (g_strdup (APP_ID), ".", '/');
  g_autofree char *text = g_strdup_printf (
      "[%s]\nhost='" KETTLE "'\nnetworks=['%s']\nlast-addresses=['" KETTLE "']\n", group, network);
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  Child *child;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", folder, TRUE);
  child = child_start_with (launcher, line);
  child_wait (child, CHILD_PATIENCE);
  g_unlink (file);

  return child;
}

/* The one kettle in the answer. */
static JsonObject *
get_found (JsonObject *answer)
{
  JsonArray *kettles = json_object_get_array_member (answer, "kettles");

  g_assert_cmpuint (json_array_get_length (kettles), ==, 1);

  return json_array_get_object_element (kettles, 0);
}

static void
test_found (void)
{
  KettleEmulator *kettle = plug_in ();
  g_autoptr (Child) json = child_start ("find --json");
  g_autoptr (Child) text = NULL;
  g_autoptr (Child) own = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *found;

  child_wait (json, CHILD_PATIENCE);
  g_assert_cmpint (json->status, ==, 0);
  answer = child_assert_document (json, "done");
  found = get_found (answer);
  g_assert_cmpstr (json_object_get_string_member (found, "host"), ==, KETTLE);
  g_assert_cmpint (json_object_get_int_member (found, "port"), ==, PORT);
  g_assert_cmpstr (json_object_get_string_member (found, "mac"), ==, CABLE_MAC_THERE);
  g_assert_false (json_object_get_boolean_member (found, "own"));
  g_assert_cmpuint (get_n_accepted (kettle), ==, 1);

  text = child_start ("find");
  child_wait (text, CHILD_PATIENCE);
  g_assert_cmpstr (text->out->str, ==, KETTLE "            " CABLE_MAC_THERE "\n");
  own = run_with_settings ("somewhere", "find");
  g_assert_cmpstr (own->out->str, ==,
                   KETTLE "            " CABLE_MAC_THERE "  (the one Kettle uses)\n");
  g_assert_cmpstr (kettle_emulator_get_heard (kettle), ==,
                   "HELLOKETTLE\nHELLOKETTLE\nHELLOKETTLE\n");
  pull_out (kettle);
}

static void
test_none_found (void)
{
  g_autoptr (Child) child = child_start ("find --json");
  g_autoptr (Child) nowhere = NULL;
  g_autoptr (JsonObject) answer = NULL;

  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 3);
  answer = child_assert_document (child, "no-kettle");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "kettles")), ==,
                    0);
  child_assert_complaint (child, "253 of 253 addresses were looked at in 10.98.0.0/24");

  g_assert_true (cable_run ("ip addr del " HERE "/24 dev " CABLE_HERE));
  nowhere = child_start ("find");
  child_wait (nowhere, CHILD_PATIENCE);
  g_assert_cmpint (nowhere->status, ==, 3);
  child_assert_complaint (nowhere, "in no local network");
  g_assert_true (cable_run ("ip addr add " HERE "/24 dev " CABLE_HERE));
}

/* The kettle that a running Kettle holds is in the list, and nobody asks it. */
static void
test_held (void)
{
  KettleEmulator *kettle = plug_in ();
  FakeProgram *program = fake_program_new (KETTLE, PORT);
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;

  test_wait_for (kettle_link_get_state (program->link) == KETTLE_LINK_CONNECTED, CHILD_PATIENCE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS",
                                g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
  child = child_start_with (launcher, "find --json");
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 0);
  answer = child_assert_document (child, "done");
  g_assert_cmpstr (json_object_get_string_member (get_found (answer), "host"), ==, KETTLE);
  g_assert_true (json_object_get_boolean_member (get_found (answer), "own"));
  g_assert_cmpuint (get_n_accepted (kettle), ==, 1);

  fake_program_quit (program);
  pull_out (kettle);
}

static void
test_foreign_network (void)
{
  KettleEmulator *kettle = plug_in ();
  g_autoptr (Child) foreign = NULL;
  g_autoptr (Child) insisting = NULL;
  g_autoptr (Child) home = NULL;
  g_autoptr (JsonObject) answer = NULL;

  foreign = run_with_settings ("10.98.0.0/24 02:00:00:00:00:99", "boil --json");
  g_assert_cmpint (foreign->status, ==, 3);
  answer = child_assert_document (foreign, "no-kettle");
  child_assert_complaint (foreign, "insist with --host " KETTLE ":2000");
  g_assert_cmpuint (get_n_accepted (kettle), ==, 0);

  insisting = run_with_settings ("10.98.0.0/24 02:00:00:00:00:99", "status --host " KETTLE);
  g_assert_cmpint (insisting->status, ==, 0);

  /* The gateway is the other end of the cable, and that is where the kettle was met. */
  g_assert_true (cable_run ("ip route add default via " KETTLE));
  home = run_with_settings ("10.98.0.0/24 " CABLE_MAC_THERE, "status");
  g_assert_cmpstr (home->err->str, ==, "");
  g_assert_cmpint (home->status, ==, 0);
  g_assert_true (cable_run ("ip route del default"));
  pull_out (kettle);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  if (!cable_lay (TRUE) || !cable_run ("ip addr add " HERE "/24 dev " CABLE_HERE)
      || !cable_run_there ("ip addr add " KETTLE "/24 dev " CABLE_THERE)) {
    g_print ("1..0 # SKIP no network namespaces to be had here\n");
    return CABLE_SKIPPED;
  }

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* It leaves a process that keeps every socket and thread there is by then: so at first. */
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_test_add_func ("/ctl/network/found", test_found);
  g_test_add_func ("/ctl/network/none-found", test_none_found);
  g_test_add_func ("/ctl/network/held", test_held);
  g_test_add_func ("/ctl/network/foreign", test_foreign_network);

  status = g_test_run ();
  g_test_dbus_down (bus);

  return status;
}
