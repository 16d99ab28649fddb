// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-wording.h"

/* Telnet (RFC 854): interpret as command, and those that have a byte more behind them. */
#define IAC      0xff
#define IAC_WILL 0xfb
#define IAC_DONT 0xfe

static const char *
get_line_end (KettleEmulatorWifiMoods moods)
{
  return (moods & KETTLE_EMULATOR_WIFI_LF) != 0 ? "\n" : "\r\n";
}

static void
append_prompt (GString *text, KettleEmulatorWifiMoods moods, GRand *rand)
{
  if ((moods & KETTLE_EMULATOR_WIFI_NO_PROMPT) != 0)
    return;
  if ((moods & KETTLE_EMULATOR_WIFI_ODD_PROMPT) != 0)
    g_string_append (text, g_rand_boolean (rand) ? "AT+>" : "module #1>");
  else
    g_string_append_c (text, '>');
}

/**
 * kettle_emulator_append_greeting:
 * @text: gets what it says to somebody who comes
 * @moods: how it behaves
 * @rand: for what is random about it
 */
void
kettle_emulator_append_greeting (GString *text, KettleEmulatorWifiMoods moods, GRand *rand)
{
  /* WILL ECHO, WILL SUPPRESS-GO-AHEAD, DO TERMINAL-TYPE. */
  if ((moods & KETTLE_EMULATOR_WIFI_TELNET) != 0)
    g_string_append (text, "\xff\xfb\x01\xff\xfb\x03\xff\xfd\x18");
  if ((moods & KETTLE_EMULATOR_WIFI_NO_BANNER) == 0)
    g_string_append_printf (text, "AT+ Command Shell%s", get_line_end (moods));
  if ((moods & KETTLE_EMULATOR_WIFI_NO_PASSWORD) != 0)
    append_prompt (text, moods, rand);
  else
    g_string_append (text, "Password:");
}

/**
 * kettle_emulator_append_welcome:
 * @text: gets what it says to the right password
 * @moods: how it behaves
 * @rand: for what is random about it
 */
void
kettle_emulator_append_welcome (GString *text, KettleEmulatorWifiMoods moods, GRand *rand)
{
  g_string_append_printf (text, "Login Successfully%s", get_line_end (moods));
  append_prompt (text, moods, rand);
}

/**
 * kettle_emulator_append_rebuff:
 * @text: gets what it says to a wrong password
 * @moods: how it behaves
 * @asks: whether it asks for another
 */
void
kettle_emulator_append_rebuff (GString *text, KettleEmulatorWifiMoods moods, gboolean asks)
{
  g_string_append_printf (text, "Login Failed%s%s", get_line_end (moods), asks ? "Password:" : "");
}

/* Bytes of any kind, but nothing that might be a reply. */
static void
append_garbage (GString *text, GRand *rand)
{
  int n = g_rand_int_range (rand, 8, 40);

  for (int i = 0; i < n; i++) {
    char byte = (char) g_rand_int_range (rand, 0, 256);

    g_string_append_c (text, byte == '+' ? '\0' : byte);
  }
}

/* A question for the terminal's type before it, and a NOP in the middle of it. */
static void
append_negotiated (GString *text, const char *reply)
{
  g_string_append_len (text, "\xff\xfa\x18\x01\xff\xf0", 6);
  g_string_append_len (text, reply, 1);
  g_string_append_len (text, "\xff\xf1", 2);
  g_string_append (text, reply + 1);
}

/**
 * kettle_emulator_append_reply:
 * @text: gets the reply
 * @end: gets what may come later than the reply
 * @reply: `+OK`, `+OK=` and something, or `+ERR=` and a number
 * @moods: how it behaves
 * @rand: for what is random about it
 */
void
kettle_emulator_append_reply (
    GString *text, GString *end, const char *reply, KettleEmulatorWifiMoods moods, GRand *rand)
{
  gboolean rubbish =
      (moods & KETTLE_EMULATOR_WIFI_GARBAGE) != 0 && g_rand_int_range (rand, 0, 4) == 0;

  if ((moods & KETTLE_EMULATOR_WIFI_BLANK_FIRST) != 0)
    g_string_append (text, get_line_end (moods));
  if ((moods & KETTLE_EMULATOR_WIFI_CHATTY) != 0 && g_rand_boolean (rand))
    kettle_emulator_append_chat (text, moods, rand);
  if (rubbish)
    append_garbage (text, rand);
  else if ((moods & KETTLE_EMULATOR_WIFI_TELNET) != 0)
    append_negotiated (text, reply);
  else
    g_string_append (text, reply);

  /* What never ends has neither an end nor anything behind it. */
  if ((moods & KETTLE_EMULATOR_WIFI_ENDLESS) != 0)
    return;
  g_string_append (text, get_line_end (moods));
  if ((moods & KETTLE_EMULATOR_WIFI_ONE_END) == 0)
    g_string_append (end, get_line_end (moods));
  if ((moods & KETTLE_EMULATOR_WIFI_PROMPTS) != 0)
    append_prompt (end, moods, rand);
}

/**
 * kettle_emulator_append_chat:
 * @text: gets a line that nobody asked for
 * @moods: how it behaves
 * @rand: which it is
 */
void
kettle_emulator_append_chat (GString *text, KettleEmulatorWifiMoods moods, GRand *rand)
{
  static const char *const chats[] = {
    "+EVENT=LINK_UP", "wlan: rssi -61", "#", "sys status 0x5", "AT+", "WIFI READY", "\xfe\xff?",
  };
  guint n = (guint) g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (chats));

  g_string_append_printf (text, "%s%s", chats[n], get_line_end (moods));
}

/**
 * kettle_emulator_dup_heard:
 * @bytes: (array length=length): a line that came to the shell
 * @length: how many bytes
 *
 * Returns: (transfer full) (nullable): the line without what telnet negotiates in it; %NULL when it
 *   holds a NUL
 */
char *
kettle_emulator_dup_heard (const char *bytes, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    guint8 next = i + 1 < length ? (guint8) bytes[i + 1] : 0;

    if ((guint8) bytes[i] == IAC)
      i += next >= IAC_WILL && next <= IAC_DONT ? 2 : 1;
    else if (bytes[i] == '\0')
      return NULL;
    else
      g_string_append_c (text, bytes[i]);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
