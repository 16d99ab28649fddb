// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-autostart-text.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The text of an autostart entry, which is a desktop entry: written, and read again after a person,
 * or the settings of the desktop, edited it.
 */

#define GROUP       G_KEY_FILE_DESKTOP_GROUP
#define KEY_ENABLED "X-GNOME-Autostart-enabled"

/* An argument as the Desktop Entry Specification wants it in Exec; the key file escapes the
 * backslashes once more. */
static char *
dup_quoted (const char *argument)
{
  GString *quoted = g_string_new ("\"");

  for (; *argument != '\0'; argument++) {
    if (strchr ("\"`$\\", *argument) != NULL)
      g_string_append_c (quoted, '\\');
    else if (*argument == '%')
      g_string_append_c (quoted, '%');
    g_string_append_c (quoted, *argument);
  }
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}

/* A percent sign stands for itself when it is doubled, which is all that is written here. */
static char *
dup_without_field_codes (const char *command)
{
  GString *plain = g_string_new (NULL);

  for (; *command != '\0'; command++) {
    g_string_append_c (plain, *command);
    if (command[0] == '%' && command[1] == '%')
      command++;
  }

  return g_string_free (plain, FALSE);
}

static GKeyFile *
parse (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (text == NULL || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL)
      || !g_key_file_has_key (file, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, NULL))
    return NULL;

  return g_steal_pointer (&file);
}

/**
 * kettle_autostart_text_dup:
 * @program: the program to start, an absolute path or a name
 *
 * Returns: (transfer full): an autostart entry that starts it in the tray
 */
char *
kettle_autostart_text_dup (const char *program)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *quoted = dup_quoted (program);
  g_autofree char *command = g_strdup_printf ("%s --hidden", quoted);

  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE,
                         G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, _ ("Kettle"));
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_COMMENT,
                         _ ("See and switch your wifi kettle from the desktop"));
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, APP_ID);
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, command);
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_TRY_EXEC, program);
  g_key_file_set_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_TERMINAL, FALSE);
  g_key_file_set_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_STARTUP_NOTIFY, FALSE);
  g_key_file_set_boolean (file, GROUP, KEY_ENABLED, TRUE);

  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * kettle_autostart_text_is_enabled:
 * @text: (nullable): an autostart entry, %NULL for none
 *
 * Returns: whether a session starts something by it; not when it is none, or was switched off in
 *   the desktop's settings
 */
gboolean
kettle_autostart_text_is_enabled (const char *text)
{
  g_autoptr (GKeyFile) file = parse (text);

  if (file == NULL || g_key_file_get_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, NULL))
    return FALSE;

  return !g_key_file_has_key (file, GROUP, KEY_ENABLED, NULL)
         || g_key_file_get_boolean (file, GROUP, KEY_ENABLED, NULL);
}

/**
 * kettle_autostart_text_dup_program:
 * @text: (nullable): an autostart entry
 *
 * Returns: (transfer full) (nullable): the program it starts, a path or a name, if that can be told
 */
char *
kettle_autostart_text_dup_program (const char *text)
{
  g_autoptr (GKeyFile) file = parse (text);
  g_autofree char *command = NULL;
  g_autofree char *plain = NULL;
  g_auto (GStrv) arguments = NULL;

  if (file == NULL)
    return NULL;

  command = g_key_file_get_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, NULL);
  if (command == NULL)
    return NULL;

  plain = dup_without_field_codes (command);
  if (!g_shell_parse_argv (plain, NULL, &arguments, NULL))
    return NULL;

  return g_strdup (arguments[0]);
}
