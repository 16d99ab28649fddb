// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "support/test-wait.h"
#include "ui/kettle-finder.h"
#include "ui/widgets.h"

#include <net/if.h>

/* The finder on a real scanner in a network of this machine's own addresses. */
typedef struct {
  KettleEmulator *emulator;
  KettleScanner *scanner;
  KettleFinder *finder;
  GString *log;
} Fixture;

static void
on_look (KettleFinder *finder, Fixture *fixture)
{
  g_string_append (fixture->log, "look ");
  kettle_scanner_start (fixture->scanner, NULL);
}

static void
on_chosen (KettleFinder *finder, KettleFound *found, Fixture *fixture)
{
  g_string_append_printf (fixture->log, "chosen(%s) ", kettle_found_get_host (found));
}

static void
on_address_entered (KettleFinder *finder, const char *text, Fixture *fixture)
{
  g_string_append_printf (fixture->log, "<%s> ", text);
}

static void
on_set_up (KettleFinder *finder, Fixture *fixture)
{
  g_string_append (fixture->log, "set-up ");
}

static void
on_demo (KettleFinder *finder, Fixture *fixture)
{
  g_string_append (fixture->log, "demo ");
}

static const char *
judge (const char *text)
{
  return g_str_has_prefix (text, "8.") ? "That is far away." : NULL;
}

static KettleSurroundings *
make_surroundings (const char *address, guint32 netmask)
{
  KettleInterface interface = { .name = "test0",
                                .flags = IFF_UP | IFF_RUNNING,
                                .netmask = netmask };

  if (address == NULL)
    return kettle_surroundings_new (NULL, 0, NULL, NULL);

  g_assert_true (kettle_ipv4_parse (address, &interface.address));

  return kettle_surroundings_new (&interface, 1, NULL, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->log = g_string_new (NULL);
  fixture->emulator = kettle_emulator_new ();
  kettle_emulator_listen (fixture->emulator, "127.77.0.20", 0, &error);
  g_assert_no_error (error);
  fixture->scanner = g_object_new (KETTLE_TYPE_SCANNER, "port",
                                   (guint) kettle_emulator_get_port (fixture->emulator), NULL);
  kettle_scanner_set_surroundings (fixture->scanner, make_surroundings ("127.77.0.1", 0xffffff00));
  fixture->finder = kettle_finder_new (NULL, fixture->scanner);
  kettle_finder_set_judge (fixture->finder, judge);
  g_signal_connect (fixture->finder, "look", G_CALLBACK (on_look), fixture);
  g_signal_connect (fixture->finder, "chosen", G_CALLBACK (on_chosen), fixture);
  g_signal_connect (fixture->finder, "address-entered", G_CALLBACK (on_address_entered), fixture);
  g_signal_connect (fixture->finder, "set-up", G_CALLBACK (on_set_up), fixture);
  g_signal_connect (fixture->finder, "demo", G_CALLBACK (on_demo), fixture);
  gtk_window_present (GTK_WINDOW (fixture->finder));
  test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->finder)), 5000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *finder = g_object_ref (GTK_WIDGET (fixture->finder));

  gtk_widget_destroy (finder);
  g_assert_finalize_object (finder);
  kettle_scanner_clear (fixture->scanner);
  g_assert_finalize_object (fixture->scanner);
  kettle_emulator_shut_down (fixture->emulator);
  g_object_unref (fixture->emulator);
  g_string_free (fixture->log, TRUE);
}

static GtkWidget *
find (Fixture *fixture, GType type, const char *name)
{
  return widgets_find_below (GTK_WIDGET (fixture->finder), type, name);
}

static gboolean
tells (Fixture *fixture, const char *text)
{
  return find (fixture, GTK_TYPE_LABEL, text) != NULL;
}

static void
press (Fixture *fixture, const char *name)
{
  GtkWidget *button = find (fixture, GTK_TYPE_BUTTON, name);

  g_assert_nonnull (button);
  gtk_button_clicked (GTK_BUTTON (button));
}

/* Makes a look last: a host that accepts and says nothing. */
static GSocket *
make_silent_host (Fixture *fixture)
{
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (
      "127.77.0.50", kettle_emulator_get_port (fixture->emulator));

  g_assert_true (g_socket_bind (socket, address, TRUE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));

  return g_steal_pointer (&socket);
}

static void
test_greeting (Fixture *fixture, gconstpointer data)
{
  g_assert_true (tells (fixture, "Find your kettle"));
  kettle_finder_set_first (fixture->finder, TRUE);
  g_assert_true (tells (fixture, "Let's find your kettle"));
  g_assert_null (find (fixture, GTK_TYPE_PROGRESS_BAR, NULL));
  g_assert_null (find (fixture, GTK_TYPE_LIST_BOX, NULL));
  /* It looks when it is told, not before. */
  g_assert_false (kettle_scanner_is_running (fixture->scanner));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->finder))
                 == find (fixture, GTK_TYPE_BUTTON, "Look"));
}

static void
test_found (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = NULL;

  press (fixture, "Look");
  g_assert_cmpstr (fixture->log->str, ==, "look ");
  test_wait_for (tells (fixture, "Kettle looked at all of 127.77.0.0/24."), 10000);
  g_assert_null (find (fixture, GTK_TYPE_PROGRESS_BAR, NULL));
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Look"));

  list = find (fixture, GTK_TYPE_LIST_BOX, "Found kettles");
  g_assert_nonnull (list);
  g_string_truncate (fixture->log, 0);
  press (fixture, "Use This Kettle");
  g_assert_cmpstr (fixture->log->str, ==, "chosen(127.77.0.20) ");
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpstr (fixture->log->str, ==, "chosen(127.77.0.20) chosen(127.77.0.20) ");
}

static void
test_own_is_not_offered (Fixture *fixture, gconstpointer data)
{
  kettle_scanner_set_own (fixture->scanner, "127.77.0.20",
                          kettle_emulator_get_port (fixture->emulator), TRUE);
  press (fixture, "Look");
  test_wait_for (tells (fixture, "No other kettle was found."), 10000);
  g_assert_true (tells (fixture, "connected"));
  g_assert_true (tells (fixture, "Kettle looked at all of 127.77.0.0/24."));
  g_assert_null (find (fixture, GTK_TYPE_BUTTON, "Use This Kettle"));
}

static void
test_none_found (Fixture *fixture, gconstpointer data)
{
  kettle_emulator_shut_down (fixture->emulator);
  press (fixture, "Look");
  test_wait_for (tells (fixture, "Kettle looked at all of 127.77.0.0/24."), 10000);
  g_assert_true (tells (fixture, "No kettle was found. Check that its base has power and that it "
                                 "is in the same network as this computer, then look again."));
  g_assert_null (find (fixture, GTK_TYPE_LIST_BOX, NULL));
}

static void
test_no_network (Fixture *fixture, gconstpointer data)
{
  kettle_scanner_set_surroundings (fixture->scanner, make_surroundings (NULL, 0));
  press (fixture, "Look");
  test_wait_for (tells (fixture, "This computer is in no local network: connect it to the network "
                                 "of your kettle, and look again."),
                 10000);
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Look"));
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) silent = make_silent_host (fixture);

  press (fixture, "Look");
  g_assert_true (kettle_scanner_is_running (fixture->scanner));
  g_assert_nonnull (find (fixture, GTK_TYPE_PROGRESS_BAR, "Progress of the look"));
  g_assert_null (find (fixture, GTK_TYPE_BUTTON, "Look"));
  test_wait_for (find (fixture, GTK_TYPE_BUTTON, "Use This Kettle") != NULL, 5000);

  press (fixture, "Stop");
  g_assert_false (kettle_scanner_is_running (fixture->scanner));
  g_assert_cmpstr (fixture->log->str, ==, "look ");
  g_assert_null (find (fixture, GTK_TYPE_PROGRESS_BAR, NULL));
  /* What was found so far can be used; that nothing else is there was not seen. */
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Use This Kettle"));
  g_assert_false (tells (fixture, "Kettle looked at all of 127.77.0.0/24."));
}

static void
press_key (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  g_assert_true (gtk_bindings_activate (G_OBJECT (fixture->finder), key, modifiers));
}

static void
test_closed_during_look (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) silent = make_silent_host (fixture);

  for (guint i = 0; i < 3; i++) {
    press (fixture, "Look");
    g_assert_true (kettle_scanner_is_running (fixture->scanner));
    if (i == 0)
      press_key (fixture, GDK_KEY_Escape, 0);
    else if (i == 1)
      press_key (fixture, GDK_KEY_w, GDK_CONTROL_MASK);
    else
      gtk_window_close (GTK_WINDOW (fixture->finder));
    test_wait_for (!gtk_widget_get_visible (GTK_WIDGET (fixture->finder)), 5000);
    g_assert_false (kettle_scanner_is_running (fixture->scanner));

    gtk_window_present (GTK_WINDOW (fixture->finder));
    test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->finder)), 5000);
  }
}

static void
test_destroyed_during_look (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) silent = make_silent_host (fixture);
  GtkWidget *finder = g_object_ref (GTK_WIDGET (fixture->finder));

  press (fixture, "Look");
  gtk_widget_destroy (finder);
  g_assert_finalize_object (finder);
  g_assert_false (kettle_scanner_is_running (fixture->scanner));
  fixture->finder = kettle_finder_new (NULL, fixture->scanner);
}

static void
test_address_judged_while_typed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find (fixture, GTK_TYPE_ENTRY, "Address of the kettle");
  GtkWidget *connect = find (fixture, GTK_TYPE_BUTTON, "Connect");
  GtkStyleContext *style = gtk_widget_get_style_context (entry);

  g_assert_false (gtk_style_context_has_class (style, GTK_STYLE_CLASS_ERROR));
  g_assert_false (gtk_widget_get_sensitive (connect));

  gtk_entry_set_text (GTK_ENTRY (entry), "8.8.8.8");
  g_assert_true (tells (fixture, "That is far away."));
  g_assert_true (gtk_style_context_has_class (style, GTK_STYLE_CLASS_ERROR));
  g_assert_false (gtk_widget_get_sensitive (connect));
  gtk_widget_activate (entry);
  g_assert_cmpstr (fixture->log->str, ==, "");

  gtk_entry_set_text (GTK_ENTRY (entry), "");
  g_assert_false (tells (fixture, "That is far away."));
  g_assert_false (gtk_style_context_has_class (style, GTK_STYLE_CLASS_ERROR));
  gtk_widget_activate (entry);
  g_assert_cmpstr (fixture->log->str, ==, "");

  gtk_entry_set_text (GTK_ENTRY (entry), " kettle ");
  gtk_button_clicked (GTK_BUTTON (connect));
  gtk_widget_activate (entry);
  g_assert_cmpstr (fixture->log->str, ==, "<kettle> <kettle> ");
}

static void
test_complaint (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find (fixture, GTK_TYPE_ENTRY, "Address of the kettle");

  gtk_entry_set_text (GTK_ENTRY (entry), "kettle");
  kettle_finder_set_complaint (fixture->finder, "There is no such name.");
  g_assert_true (tells (fixture, "There is no such name."));
  g_assert_true (gtk_widget_is_focus (entry));

  /* What was typed stays, and a new attempt starts afresh. */
  kettle_finder_set_address (fixture->finder, "192.168.1.20");
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "kettle");
  gtk_entry_set_text (GTK_ENTRY (entry), "kettle.lan");
  g_assert_false (tells (fixture, "There is no such name."));
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  press (fixture, "Try the Simulated Kettle");
  g_assert_cmpstr (fixture->log->str, ==, "demo ");
}

/* A kettle that is in no network cannot be found; the way to it is not a dead end. */
static void
test_not_on_the_network (Fixture *fixture, gconstpointer data)
{
  GtkWidget *expander = find (fixture, GTK_TYPE_EXPANDER, "My kettle is not on the network yet");

  g_assert_nonnull (expander);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  test_wait_for (find (fixture, GTK_TYPE_BUTTON, "Set Up a New Kettle…") != NULL, 2000);
  press (fixture, "Set Up a New Kettle…");
  g_assert_cmpstr (fixture->log->str, ==, "set-up ");
}

int
main (int argc, char **argv)
{
  /* GTK needs the desktop's list of file types for its own icons: read it before the
   * folders are isolated. */
  g_free (g_content_type_guess ("icon.png", NULL, 0, NULL));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/ui/finder/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("greeting", test_greeting);
  ADD ("found", test_found);
  ADD ("own-is-not-offered", test_own_is_not_offered);
  ADD ("none-found", test_none_found);
  ADD ("no-network", test_no_network);
  ADD ("stopped", test_stopped);
  ADD ("closed-during-look", test_closed_during_look);
  ADD ("destroyed-during-look", test_destroyed_during_look);
  ADD ("address-judged-while-typed", test_address_judged_while_typed);
  ADD ("complaint", test_complaint);
  ADD ("demo", test_demo);
  ADD ("not-on-the-network", test_not_on_the_network);
#undef ADD

  return g_test_run ();
}
