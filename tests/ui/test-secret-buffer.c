// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/test-wait.h"
#include "ui/kettle-secret-buffer.h"

#include <string.h>

static GtkWidget *
make_entry (void)
{
  GtkWidget *entry = kettle_secret_buffer_make_entry ("Passphrase", 64);

  return g_object_ref_sink (entry);
}

static void
drop_entry (GtkWidget *entry)
{
  gtk_widget_destroy (entry);
  g_assert_finalize_object (entry);
}

static void
on_inserted (GtkEntryBuffer *buffer, guint position, const char *chars, guint n_chars, guint *most)
{
  *most = MAX (*most, (guint) g_utf8_strlen (chars, -1));
  g_assert_cmpuint (n_chars, ==, 1);
}

static void
test_typed_and_deleted (void)
{
  GtkWidget *entry = make_entry ();
  KettleSecretBuffer *buffer = kettle_secret_buffer_of (entry);
  int position = 0;

  gtk_editable_insert_text (GTK_EDITABLE (entry), "abcé€z", -1, &position);
  g_assert_cmpint (position, ==, 6);
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (entry)), ==, 6);
  g_assert_cmpstr (kettle_secret_peek (kettle_secret_buffer_get_secret (buffer), NULL), ==,
                   "abcé€z");
  gtk_editable_delete_text (GTK_EDITABLE (entry), 3, 5);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "abcz");
  position = 1;
  gtk_editable_insert_text (GTK_EDITABLE (entry), "xy", -1, &position);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "axybcz");
  gtk_editable_delete_text (GTK_EDITABLE (entry), 2, -1);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "ax");
  drop_entry (entry);
}

/* Whoever listens is told no more than a character: GTK copies what it tells. */
static void
test_told_in_pieces (void)
{
  GtkWidget *entry = make_entry ();
  guint most = 0;

  g_signal_connect (kettle_secret_buffer_of (entry), "inserted-text", G_CALLBACK (on_inserted),
                    &most);
  gtk_entry_set_text (GTK_ENTRY (entry), "seven dwarfs");
  g_assert_cmpuint (most, ==, 1);
  drop_entry (entry);
}

/* The memory behind a secret that was taken out holds none of it. */
static void
test_wiped (void)
{
  GtkWidget *entry = make_entry ();
  KettleSecretBuffer *buffer = kettle_secret_buffer_of (entry);
  const char *memory;

  gtk_entry_set_text (GTK_ENTRY (entry), "seven dwarfs");
  memory = kettle_secret_peek (kettle_secret_buffer_get_secret (buffer), NULL);
  g_assert_cmpstr (memory, ==, "seven dwarfs");
  kettle_secret_buffer_wipe (buffer);
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (entry)), ==, 0);
  memory = kettle_secret_peek (kettle_secret_buffer_get_secret (buffer), NULL);
  for (guint i = 0; i < strlen ("seven dwarfs"); i++)
    g_assert_true (memory[i] == '\0');
  drop_entry (entry);
}

static void
test_set (void)
{
  g_autoptr (KettleSecret) secret = kettle_secret_new ("123456", -1);
  GtkWidget *entry = make_entry ();

  gtk_entry_set_text (GTK_ENTRY (entry), "99");
  kettle_secret_buffer_set_secret (kettle_secret_buffer_of (entry), secret);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "123456");
  kettle_secret_buffer_set_secret (kettle_secret_buffer_of (entry), NULL);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "");
  drop_entry (entry);
}

/* A longer text than the entry takes is cut, in the buffer, too. */
static void
test_too_long (void)
{
  GtkWidget *entry = make_entry ();
  g_autofree char *text = g_strnfill (200, 'x');

  gtk_entry_set_text (GTK_ENTRY (entry), text);
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (entry)), ==, 64);
  drop_entry (entry);
}

/* Neither those who look in from outside nor the clipboard get more than how long it is. */
static void
test_told_to_nobody (void)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  GtkWidget *entry = make_entry ();
  AtkText *accessible = ATK_TEXT (gtk_widget_get_accessible (entry));
  GtkClipboard *clipboard = gtk_clipboard_get (GDK_SELECTION_CLIPBOARD);
  g_autofree char *told = NULL;
  g_autofree char *copied = NULL;

  gtk_container_add (GTK_CONTAINER (window), entry);
  gtk_widget_show (window);
  gtk_clipboard_set_text (clipboard, "before", -1);
  gtk_entry_set_text (GTK_ENTRY (entry), "seven dwarfs");
  told = atk_text_get_text (accessible, 0, -1);
  g_assert_cmpint (g_utf8_strlen (told, -1), ==, 12);
  g_assert_null (strpbrk (told, "sevndwarf"));
  g_assert_cmpint (atk_object_get_role (ATK_OBJECT (accessible)), ==, ATK_ROLE_PASSWORD_TEXT);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  gtk_editable_copy_clipboard (GTK_EDITABLE (entry));
  gtk_editable_cut_clipboard (GTK_EDITABLE (entry));
  copied = gtk_clipboard_wait_for_text (clipboard);
  g_assert_cmpstr (copied, ==, "before");
  g_assert_cmpuint (gtk_entry_get_text_length (GTK_ENTRY (entry)), ==, 12);
  gtk_widget_destroy (window);
  g_assert_finalize_object (entry);
}

static void
on_insert_text (
    GtkEditable *editable, const char *text, int length, gpointer position, guint *n_told)
{
  (*n_told)++;
}

/* What is pasted goes into the buffer, and through nothing that keeps a copy of the whole. */
static void
test_pasted (void)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  GtkWidget *entry = make_entry ();
  GtkClipboard *clipboard = gtk_clipboard_get (GDK_SELECTION_CLIPBOARD);
  guint n_told = 0;

  gtk_container_add (GTK_CONTAINER (window), entry);
  gtk_widget_show (window);
  gtk_clipboard_set_text (clipboard, "seven dwarfs", -1);
  g_signal_connect (entry, "insert-text", G_CALLBACK (on_insert_text), &n_told);
  g_signal_emit_by_name (entry, "paste-clipboard");
  test_wait_for (gtk_entry_get_text_length (GTK_ENTRY (entry)) == 12, 5000);
  g_assert_cmpuint (n_told, ==, 0);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "seven dwarfs");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 12);

  gtk_editable_select_region (GTK_EDITABLE (entry), 0, 5);
  gtk_clipboard_set_text (clipboard, "two", -1);
  g_signal_emit_by_name (entry, "paste-clipboard");
  test_wait_for (g_str_equal (gtk_entry_get_text (GTK_ENTRY (entry)), "two dwarfs"), 5000);
  g_assert_cmpuint (n_told, ==, 0);
  gtk_widget_destroy (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);

  g_test_add_func ("/ui/secret-buffer/typed-and-deleted", test_typed_and_deleted);
  g_test_add_func ("/ui/secret-buffer/told-in-pieces", test_told_in_pieces);
  g_test_add_func ("/ui/secret-buffer/wiped", test_wiped);
  g_test_add_func ("/ui/secret-buffer/set", test_set);
  g_test_add_func ("/ui/secret-buffer/too-long", test_too_long);
  g_test_add_func ("/ui/secret-buffer/told-to-nobody", test_told_to_nobody);
  g_test_add_func ("/ui/secret-buffer/pasted", test_pasted);

  return g_test_run ();
}
