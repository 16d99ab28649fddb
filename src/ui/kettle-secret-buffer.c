// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-secret-buffer.h"

#include <string.h>

struct _KettleSecretBuffer {
  GtkEntryBuffer parent_instance;

  KettleSecret *secret;
  guint n_characters;
};

G_DEFINE_FINAL_TYPE (KettleSecretBuffer, kettle_secret_buffer, GTK_TYPE_ENTRY_BUFFER)

/* Where the character number @position begins, in bytes. */
static gsize
get_offset (KettleSecretBuffer *self, guint position)
{
  const char *text = kettle_secret_peek (self->secret, NULL);

  return (gsize) (g_utf8_offset_to_pointer (text, position) - text);
}

static const char *
kettle_secret_buffer_get_text (GtkEntryBuffer *buffer, gsize *n_bytes)
{
  return kettle_secret_peek (KETTLE_SECRET_BUFFER (buffer)->secret, n_bytes);
}

static guint
kettle_secret_buffer_get_length (GtkEntryBuffer *buffer)
{
  return KETTLE_SECRET_BUFFER (buffer)->n_characters;
}

/* One character at a time: GTK copies what it tells of an insertion, and forgets the copy without
 * overwriting it. */
static guint
kettle_secret_buffer_insert_text (GtkEntryBuffer *buffer,
                                  guint position,
                                  const char *chars,
                                  guint n_chars)
{
  KettleSecretBuffer *self = KETTLE_SECRET_BUFFER (buffer);
  guint n_inserted = 0;
  char one[8];

  for (; n_inserted < n_chars && *chars != '\0'; n_inserted++) {
    const char *next = g_utf8_next_char (chars);
    const guint at = position + n_inserted;

    if (!kettle_secret_insert (self->secret, get_offset (self, at), chars, (gsize) (next - chars)))
      break;

    self->n_characters++;
    /* Ended behind this character: a copy is made up to the end, whatever the number is. */
    g_utf8_strncpy (one, chars, 1);
    gtk_entry_buffer_emit_inserted_text (buffer, at, one, 1);
    chars = next;
  }
  kettle_secret_wipe (one, sizeof one);

  return n_inserted;
}

static guint
kettle_secret_buffer_delete_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  KettleSecretBuffer *self = KETTLE_SECRET_BUFFER (buffer);
  gsize begin;

  position = MIN (position, self->n_characters);
  n_chars = MIN (n_chars, self->n_characters - position);
  if (n_chars == 0)
    return 0;

  begin = get_offset (self, position);
  kettle_secret_remove (self->secret, begin, get_offset (self, position + n_chars) - begin);
  self->n_characters -= n_chars;
  gtk_entry_buffer_emit_deleted_text (buffer, position, n_chars);

  return n_chars;
}

static void
kettle_secret_buffer_finalize (GObject *object)
{
  KettleSecretBuffer *self = KETTLE_SECRET_BUFFER (object);

  g_clear_pointer (&self->secret, kettle_secret_free);

  G_OBJECT_CLASS (kettle_secret_buffer_parent_class)->finalize (object);
}

static void
kettle_secret_buffer_class_init (KettleSecretBufferClass *klass)
{
  GtkEntryBufferClass *buffer_class = GTK_ENTRY_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kettle_secret_buffer_finalize;
  buffer_class->get_text = kettle_secret_buffer_get_text;
  buffer_class->get_length = kettle_secret_buffer_get_length;
  buffer_class->insert_text = kettle_secret_buffer_insert_text;
  buffer_class->delete_text = kettle_secret_buffer_delete_text;
}

static void
kettle_secret_buffer_init (KettleSecretBuffer *self)
{
  self->secret = kettle_secret_new ("", 0);
}

/**
 * kettle_secret_buffer_new:
 *
 * Returns: (transfer full): an empty buffer
 */
KettleSecretBuffer *
kettle_secret_buffer_new (void)
{
  return g_object_new (KETTLE_TYPE_SECRET_BUFFER, NULL);
}

/**
 * kettle_secret_buffer_get_secret:
 * @self: the buffer
 *
 * Returns: (transfer none): what is in it, as long as nothing is typed or taken out
 */
const KettleSecret *
kettle_secret_buffer_get_secret (KettleSecretBuffer *self)
{
  g_return_val_if_fail (KETTLE_IS_SECRET_BUFFER (self), NULL);

  return self->secret;
}

/**
 * kettle_secret_buffer_set_secret:
 * @self: the buffer
 * @secret: (nullable): what takes the place of what is in it
 */
void
kettle_secret_buffer_set_secret (KettleSecretBuffer *self, const KettleSecret *secret)
{
  const char *text = secret != NULL ? kettle_secret_peek (secret, NULL) : NULL;

  g_return_if_fail (KETTLE_IS_SECRET_BUFFER (self));

  kettle_secret_buffer_wipe (self);
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    gtk_entry_buffer_insert_text (GTK_ENTRY_BUFFER (self), 0, text, -1);
}

/**
 * kettle_secret_buffer_wipe:
 * @self: the buffer
 *
 * Overwrites and empties it.
 */
void
kettle_secret_buffer_wipe (KettleSecretBuffer *self)
{
  g_return_if_fail (KETTLE_IS_SECRET_BUFFER (self));

  gtk_entry_buffer_delete_text (GTK_ENTRY_BUFFER (self), 0, -1);
  kettle_secret_clear (self->secret);
}

static void
on_clipboard_received (GtkClipboard *clipboard, GtkSelectionData *data, gpointer user_data)
{
  g_autoptr (GtkEntry) entry = user_data;
  GtkEditable *editable = GTK_EDITABLE (entry);
  const guchar *text = gtk_selection_data_get_data (data);
  const int length = gtk_selection_data_get_length (data);
  guint n_inserted;
  int position;

  if (text == NULL || length <= 0)
    return;

  if (g_utf8_validate ((const char *) text, length, NULL)) {
    gtk_editable_delete_selection (editable);
    position = gtk_editable_get_position (editable);
    n_inserted = gtk_entry_buffer_insert_text (gtk_entry_get_buffer (entry), (guint) position,
                                               (const char *) text,
                                               (int) g_utf8_strlen ((const char *) text, length));
    gtk_editable_set_position (editable, position + (int) n_inserted);
  }
  /* GTK frees it as it is. */
  kettle_secret_wipe ((gpointer) text, (gsize) length);
}

/* GTK's own paste makes copies of the text that nobody overwrites. */
static void
on_paste (GtkEntry *entry, gpointer user_data)
{
  g_signal_stop_emission_by_name (entry, "paste-clipboard");
  gtk_clipboard_request_contents (
      gtk_widget_get_clipboard (GTK_WIDGET (entry), GDK_SELECTION_CLIPBOARD),
      gdk_atom_intern_static_string ("UTF8_STRING"), on_clipboard_received, g_object_ref (entry));
}

/**
 * kettle_secret_buffer_make_entry:
 * @accessible_name: what it is for
 * @max_length: characters
 *
 * There is no button that reveals it, and of a hidden entry GTK gives nothing to the clipboard.
 *
 * Returns: (transfer floating): an entry with such a buffer
 */
GtkWidget *
kettle_secret_buffer_make_entry (const char *accessible_name, int max_length)
{
  g_autoptr (KettleSecretBuffer) buffer = kettle_secret_buffer_new ();
  GtkWidget *entry = gtk_entry_new_with_buffer (GTK_ENTRY_BUFFER (buffer));

  g_object_set (entry, "visibility", FALSE, "input-purpose", GTK_INPUT_PURPOSE_PASSWORD,
                "input-hints", GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI, "max-length",
                max_length, "activates-default", TRUE, "visible", TRUE, NULL);
  atk_object_set_name (gtk_widget_get_accessible (entry), accessible_name);
  g_signal_connect (entry, "paste-clipboard", G_CALLBACK (on_paste), NULL);

  return entry;
}

/**
 * kettle_secret_buffer_of:
 * @entry: an entry of kettle_secret_buffer_make_entry()
 *
 * Returns: (transfer none): its buffer
 */
KettleSecretBuffer *
kettle_secret_buffer_of (GtkWidget *entry)
{
  return KETTLE_SECRET_BUFFER (gtk_entry_get_buffer (GTK_ENTRY (entry)));
}
