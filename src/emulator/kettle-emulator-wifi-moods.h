// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleEmulatorWifiMoods:
 *
 * The moods of the wifi module's shell, any number of them at once: the bits below. They are 64
 * bits wide, also where they are handed to g_object_set().
 */
typedef guint64 KettleEmulatorWifiMoods;

#define KETTLE_EMULATOR_WIFI_MOOD(n) (G_GUINT64_CONSTANT (1) << (n))

/* How it greets, and what it adds to its replies. */
#define KETTLE_EMULATOR_WIFI_ECHO        KETTLE_EMULATOR_WIFI_MOOD (0) /* what comes is sent back */
#define KETTLE_EMULATOR_WIFI_NO_BANNER   KETTLE_EMULATOR_WIFI_MOOD (1)
#define KETTLE_EMULATOR_WIFI_ODD_PROMPT  KETTLE_EMULATOR_WIFI_MOOD (2) /* another that ends in > */
#define KETTLE_EMULATOR_WIFI_NO_PROMPT   KETTLE_EMULATOR_WIFI_MOOD (3)
#define KETTLE_EMULATOR_WIFI_NO_PASSWORD KETTLE_EMULATOR_WIFI_MOOD (4) /* the prompt at once */
#define KETTLE_EMULATOR_WIFI_TELNET      KETTLE_EMULATOR_WIFI_MOOD (5) /* negotiates options */

/* How it writes and reads texts; at most one of these. As it is: a name is shown in quotes, a key
 * without, and both may be set either way. */
#define KETTLE_EMULATOR_WIFI_BARE           KETTLE_EMULATOR_WIFI_MOOD (6) /* quotes are text */
#define KETTLE_EMULATOR_WIFI_BARE_ANSWERS   KETTLE_EMULATOR_WIFI_MOOD (7) /* bare out, quoted in */
#define KETTLE_EMULATOR_WIFI_QUOTED_ANSWERS KETTLE_EMULATOR_WIFI_MOOD (8) /* quoted out, bare in */

/* How replies end, and when they come. */
#define KETTLE_EMULATOR_WIFI_ONE_END  KETTLE_EMULATOR_WIFI_MOOD (9)  /* no empty line */
#define KETTLE_EMULATOR_WIFI_LF       KETTLE_EMULATOR_WIFI_MOOD (10) /* instead of CRLF */
#define KETTLE_EMULATOR_WIFI_LATE_END KETTLE_EMULATOR_WIFI_MOOD (11) /* the empty line, 100 ms */
#define KETTLE_EMULATOR_WIFI_SLOW     KETTLE_EMULATOR_WIFI_MOOD (12) /* 2 s */
#define KETTLE_EMULATOR_WIFI_MUTE     KETTLE_EMULATOR_WIFI_MOOD (13) /* after the login */

/* Questions it does not know, and what it hides. */
#define KETTLE_EMULATOR_WIFI_NO_QUESTION KETTLE_EMULATOR_WIFI_MOOD (14) /* =? is -3 */
#define KETTLE_EMULATOR_WIFI_NO_WEB      KETTLE_EMULATOR_WIFI_MOOD (15)
#define KETTLE_EMULATOR_WIFI_NO_VERSION  KETTLE_EMULATOR_WIFI_MOOD (16)
#define KETTLE_EMULATOR_WIFI_NO_KEY      KETTLE_EMULATOR_WIFI_MOOD (17)
#define KETTLE_EMULATOR_WIFI_KEY_MASKED  KETTLE_EMULATOR_WIFI_MOOD (18) /* told as ******** */

/* What becomes of AT+PMTF. */
#define KETTLE_EMULATOR_WIFI_SAVE_FAILS   KETTLE_EMULATOR_WIFI_MOOD (19) /* -7, nothing saved */
#define KETTLE_EMULATOR_WIFI_SAVE_SILENT  KETTLE_EMULATOR_WIFI_MOOD (20) /* saved, no answer */
#define KETTLE_EMULATOR_WIFI_SAVE_DROPS   KETTLE_EMULATOR_WIFI_MOOD (21) /* saved, then a reset */
#define KETTLE_EMULATOR_WIFI_SAVE_IGNORED KETTLE_EMULATOR_WIFI_MOOD (22) /* +OK, nothing saved */

/* What becomes of AT+Z. */
#define KETTLE_EMULATOR_WIFI_RESTART_REFUSED KETTLE_EMULATOR_WIFI_MOOD (23) /* -5 */
#define KETTLE_EMULATOR_WIFI_RESTART_SILENT  KETTLE_EMULATOR_WIFI_MOOD (24) /* no answer, it goes */
#define KETTLE_EMULATOR_WIFI_NEVER_BACK      KETTLE_EMULATOR_WIFI_MOOD (25)

/* What becomes of what is set. */
#define KETTLE_EMULATOR_WIFI_DEAF_SETS   KETTLE_EMULATOR_WIFI_MOOD (26) /* +OK, nothing changed */
#define KETTLE_EMULATOR_WIFI_TRUNCATES   KETTLE_EMULATOR_WIFI_MOOD (27) /* names, after 16 bytes */
#define KETTLE_EMULATOR_WIFI_REFUSES_KEY KETTLE_EMULATOR_WIFI_MOOD (28) /* -4 */

/* What it says beside its replies, or instead of them. */
#define KETTLE_EMULATOR_WIFI_CHATTY  KETTLE_EMULATOR_WIFI_MOOD (29) /* lines nobody asked for */
#define KETTLE_EMULATOR_WIFI_DOUBLE  KETTLE_EMULATOR_WIFI_MOOD (30) /* every reply twice */
#define KETTLE_EMULATOR_WIFI_GARBAGE KETTLE_EMULATOR_WIFI_MOOD (31) /* rubbish now and then */

/* Others that a real one may have. */
#define KETTLE_EMULATOR_WIFI_QUOTED        KETTLE_EMULATOR_WIFI_MOOD (32) /* all texts, both ways */
#define KETTLE_EMULATOR_WIFI_PROMPTS       KETTLE_EMULATOR_WIFI_MOOD (33) /* after every reply */
#define KETTLE_EMULATOR_WIFI_BLANK_FIRST   KETTLE_EMULATOR_WIFI_MOOD (34) /* an empty line before */
#define KETTLE_EMULATOR_WIFI_NO_AUTO       KETTLE_EMULATOR_WIFI_MOOD (35) /* ENCRY 7 is -4 */
#define KETTLE_EMULATOR_WIFI_ASKS_AGAIN    KETTLE_EMULATOR_WIFI_MOOD (36) /* three times */
#define KETTLE_EMULATOR_WIFI_OCCUPIED      KETTLE_EMULATOR_WIFI_MOOD (37) /* nobody is let in */
#define KETTLE_EMULATOR_WIFI_SLOW_LOGIN    KETTLE_EMULATOR_WIFI_MOOD (38) /* each step takes 1 s */
#define KETTLE_EMULATOR_WIFI_LATE_DOUBLE   KETTLE_EMULATOR_WIFI_MOOD (39) /* again after 400 ms */
#define KETTLE_EMULATOR_WIFI_SAVE_LATE     KETTLE_EMULATOR_WIFI_MOOD (40) /* +OK after 3 s */
#define KETTLE_EMULATOR_WIFI_RESTART_HANGS KETTLE_EMULATOR_WIFI_MOOD (41) /* no end is told */
#define KETTLE_EMULATOR_WIFI_ENDLESS       KETTLE_EMULATOR_WIFI_MOOD (42) /* no reply ends */
#define KETTLE_EMULATOR_WIFI_FORGETFUL     KETTLE_EMULATOR_WIFI_MOOD (43) /* when a caller goes */
#define KETTLE_EMULATOR_WIFI_NEW_ADDRESS   KETTLE_EMULATOR_WIFI_MOOD (44) /* when it returns */
#define KETTLE_EMULATOR_WIFI_SAVE_HALF     KETTLE_EMULATOR_WIFI_MOOD (45) /* the name alone, +OK */
#define KETTLE_EMULATOR_WIFI_SAVE_BREAKS   KETTLE_EMULATOR_WIFI_MOOD (46) /* the name alone, -7 */
#define KETTLE_EMULATOR_WIFI_NO_MAC        KETTLE_EMULATOR_WIFI_MOOD (47) /* QMAC is -2 */
#define KETTLE_EMULATOR_WIFI_OTHER_MAC     KETTLE_EMULATOR_WIFI_MOOD (48) /* another's */

const char *const *kettle_emulator_wifi_mood_names (void);
gboolean
kettle_emulator_parse_wifi_moods (const char *text, KettleEmulatorWifiMoods *moods, GError **error);

G_END_DECLS
