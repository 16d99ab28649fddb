// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-secret.h"

G_BEGIN_DECLS

/* IEEE 802.11: a network's name has at most so many bytes; a WPA passphrase so many characters, a
 * raw key so many hexadecimal digits. */
#define KETTLE_WIFI_NETWORK_MAX    32
#define KETTLE_WIFI_PASSPHRASE_MIN 8
#define KETTLE_WIFI_PASSPHRASE_MAX 63
#define KETTLE_WIFI_RAW_KEY_LENGTH 64

/* Protocol sheet 2: the shell's password. */
#define KETTLE_WIFI_PASSWORD_LENGTH  6
#define KETTLE_WIFI_FACTORY_PASSWORD "000000"

/* The longest line ever sent, its end included, and the longest taken in. */
#define KETTLE_WIFI_LINE_MAX 256

/**
 * KettleWifiWord:
 * @KETTLE_WIFI_MODE: `AT+WPRT`: infrastructure, ad hoc or access point
 * @KETTLE_WIFI_NETWORK: `AT+SSID`: the network's name
 * @KETTLE_WIFI_SECURITY: `AT+ENCRY`
 * @KETTLE_WIFI_KEY: `AT+KEY`: the passphrase or raw key; told in plain text
 * @KETTLE_WIFI_ADDRESS: `AT+NIP`: DHCP, or four fixed addresses
 * @KETTLE_WIFI_WEB_PAGE: `AT+WEBS`: the module's own web page
 * @KETTLE_WIFI_PASSWORD: `AT+PASS`: of the module's shell
 * @KETTLE_WIFI_MAC: `AT+QMAC`, only asked
 * @KETTLE_WIFI_VERSION: `AT+QVER`, only asked
 * @KETTLE_WIFI_SAVE: `AT+PMTF`: everything in RAM goes to flash
 * @KETTLE_WIFI_RESTART: `AT+Z`
 *
 * Everything that may ever be said to a wifi module (protocol sheet 2). What is not here cannot be
 * sent. The first six are the settings of a backup, in the order they are read in.
 */
typedef enum {
  KETTLE_WIFI_MODE = 1,
  KETTLE_WIFI_NETWORK,
  KETTLE_WIFI_SECURITY,
  KETTLE_WIFI_KEY,
  KETTLE_WIFI_ADDRESS,
  KETTLE_WIFI_WEB_PAGE,
  KETTLE_WIFI_PASSWORD,
  KETTLE_WIFI_MAC,
  KETTLE_WIFI_VERSION,
  KETTLE_WIFI_SAVE,
  KETTLE_WIFI_RESTART,
} KettleWifiWord;

#define KETTLE_WIFI_N_WORDS (KETTLE_WIFI_RESTART + 1)

/* `AT+WPRT` */
typedef enum {
  KETTLE_WIFI_MODE_INFRASTRUCTURE = 0,
  KETTLE_WIFI_MODE_AD_HOC,
  KETTLE_WIFI_MODE_ACCESS_POINT,
} KettleWifiMode;

/* `AT+ENCRY` */
typedef enum {
  KETTLE_WIFI_SECURITY_OPEN = 0,
  KETTLE_WIFI_SECURITY_WEP_64,
  KETTLE_WIFI_SECURITY_WEP_128,
  KETTLE_WIFI_SECURITY_WPA_TKIP,
  KETTLE_WIFI_SECURITY_WPA_AES,
  KETTLE_WIFI_SECURITY_WPA2_TKIP,
  KETTLE_WIFI_SECURITY_WPA2_AES,
  KETTLE_WIFI_SECURITY_AUTO, /* some firmware */
} KettleWifiSecurity;

#define KETTLE_WIFI_ERROR (kettle_wifi_error_quark ())

/**
 * KettleWifiError:
 * @KETTLE_WIFI_ERROR_NETWORK: not a network's name: empty, over 32 bytes, or a control character
 * @KETTLE_WIFI_ERROR_PASSPHRASE: neither 8 to 63 printable ASCII characters nor 64 hex digits
 * @KETTLE_WIFI_ERROR_PASSWORD: not six digits
 * @KETTLE_WIFI_ERROR_ADDRESS: not four numeric IPv4 addresses
 * @KETTLE_WIFI_ERROR_VALUE: another value that does not exist
 * @KETTLE_WIFI_ERROR_BACKUP: not a backup, or a damaged one
 * @KETTLE_WIFI_ERROR_NO_KEY: a network with a key, and the key is not known
 * @KETTLE_WIFI_ERROR_NO_KETTLE: nothing on port 2000 has shown that it is a kettle
 * @KETTLE_WIFI_ERROR_ON: the kettle is on or keeps warm: nothing is begun
 * @KETTLE_WIFI_ERROR_STALE: that it is off was confirmed more than 5 s ago
 * @KETTLE_WIFI_ERROR_UNREACHABLE: port 23 did not answer, or refused
 * @KETTLE_WIFI_ERROR_NOT_A_MODULE: something else answers at port 23; nothing was sent to it
 * @KETTLE_WIFI_ERROR_WRONG_PASSWORD: the module did not take the password
 * @KETTLE_WIFI_ERROR_NO_ANSWER: a command was not answered in time
 * @KETTLE_WIFI_ERROR_LOST: the connection ended
 * @KETTLE_WIFI_ERROR_MALFORMED: an answer that is none, or too long
 * @KETTLE_WIFI_ERROR_REFUSED: the module answered `+ERR`; see kettle_wifi_job_get_module_code()
 * @KETTLE_WIFI_ERROR_DIFFERENT: what was written reads back as something else
 * @KETTLE_WIFI_ERROR_CHANGED: the settings are not those that were looked at before
 * @KETTLE_WIFI_ERROR_NOT_FOUND: all is written and saved, and the kettle did not come back
 * @KETTLE_WIFI_ERROR_HIDDEN: the module does not show what is to be changed, so that it could be
 *   neither compared nor taken back
 *
 * What can go wrong with a wifi module or what is to be told to it.
 */
typedef enum {
  KETTLE_WIFI_ERROR_NETWORK = 1,
  KETTLE_WIFI_ERROR_PASSPHRASE,
  KETTLE_WIFI_ERROR_PASSWORD,
  KETTLE_WIFI_ERROR_ADDRESS,
  KETTLE_WIFI_ERROR_VALUE,
  KETTLE_WIFI_ERROR_BACKUP,
  KETTLE_WIFI_ERROR_NO_KEY,
  KETTLE_WIFI_ERROR_NO_KETTLE,
  KETTLE_WIFI_ERROR_ON,
  KETTLE_WIFI_ERROR_STALE,
  KETTLE_WIFI_ERROR_UNREACHABLE,
  KETTLE_WIFI_ERROR_NOT_A_MODULE,
  KETTLE_WIFI_ERROR_WRONG_PASSWORD,
  KETTLE_WIFI_ERROR_NO_ANSWER,
  KETTLE_WIFI_ERROR_LOST,
  KETTLE_WIFI_ERROR_MALFORMED,
  KETTLE_WIFI_ERROR_REFUSED,
  KETTLE_WIFI_ERROR_DIFFERENT,
  KETTLE_WIFI_ERROR_CHANGED,
  KETTLE_WIFI_ERROR_NOT_FOUND,
  KETTLE_WIFI_ERROR_HIDDEN,
} KettleWifiError;

GQuark kettle_wifi_error_quark (void);

/* Judged while it is typed; pure. */
gboolean kettle_wifi_check_network (const char *name, gsize length, GError **error);
gboolean kettle_wifi_check_passphrase (const KettleSecret *passphrase, GError **error);
gboolean kettle_wifi_check_password (const KettleSecret *password, GError **error);

/**
 * KettleWifiForm:
 * @KETTLE_WIFI_FORM_UNKNOWN: the module has shown none
 * @KETTLE_WIFI_FORM_QUOTED: "text"
 * @KETTLE_WIFI_FORM_BARE: text
 *
 * How a module writes texts, and is to be written to.
 */
typedef enum {
  KETTLE_WIFI_FORM_UNKNOWN = 0,
  KETTLE_WIFI_FORM_QUOTED,
  KETTLE_WIFI_FORM_BARE,
} KettleWifiForm;

/* The four of a fixed address, in the order of `AT+NIP`. */
typedef enum {
  KETTLE_WIFI_IP = 0,
  KETTLE_WIFI_NETMASK,
  KETTLE_WIFI_GATEWAY,
  KETTLE_WIFI_DNS,
  KETTLE_WIFI_N_ADDRESSES,
} KettleWifiAddress;

/**
 * KettleWifiSettings:
 * @known: a bit for each #KettleWifiWord whose value is known here, 1 << word
 * @mode: #KettleWifiMode
 * @security: #KettleWifiSecurity
 * @dhcp: whether the router gives the address
 * @web_page: whether the web page is on
 * @raw_key: whether @key is 64 hexadecimal digits
 * @network: the network's name, any bytes but NUL, CR and LF; NUL-terminated
 * @key: (nullable): the passphrase or raw key; empty when the module has none
 * @password: (nullable): the shell's; only to be written
 * @addresses: the fixed addresses, dotted; only without @dhcp
 * @mac: twelve hexadecimal digits in upper case, as the module says it
 * @version: printable ASCII, shortened
 * @network_form: how the module writes the name
 * @key_form: how it writes the key
 * @address_form: how it writes addresses
 *
 * What a module says about itself, or is to be told. Zeroed memory is an empty one.
 */
typedef struct {
  guint known;
  KettleWifiMode mode;
  KettleWifiSecurity security;
  gboolean dhcp;
  gboolean web_page;
  gboolean raw_key;
  char network[KETTLE_WIFI_NETWORK_MAX + 1];
  KettleSecret *key;
  KettleSecret *password;
  char addresses[KETTLE_WIFI_N_ADDRESSES][16];
  char mac[13];
  char version[65];
  KettleWifiForm network_form;
  KettleWifiForm key_form;
  KettleWifiForm address_form;
} KettleWifiSettings;

#define KETTLE_WIFI_BIT(word) (1u << (word))

KettleWifiSettings *kettle_wifi_settings_copy (const KettleWifiSettings *self);
void kettle_wifi_settings_clear (KettleWifiSettings *self);
void kettle_wifi_settings_free (KettleWifiSettings *self);

/* Takes the parameters of a `+OK=` to a question for @word; %KETTLE_WIFI_ERROR_MALFORMED. */
gboolean kettle_wifi_settings_take (KettleWifiSettings *self,
                                    KettleWifiWord word,
                                    const char *parameters,
                                    gsize length,
                                    GError **error);

/* Takes over how the module that said @seen writes texts. */
void kettle_wifi_settings_take_forms (KettleWifiSettings *self, const KettleWifiSettings *seen);

/* Whether both know @word and mean the same by it, whatever the forms are. */
gboolean kettle_wifi_settings_agree (const KettleWifiSettings *a,
                                     const KettleWifiSettings *b,
                                     KettleWifiWord word);

/* The lines that go out, each with its LF; NULL with @error when @word cannot be asked or set, or a
 * value is none. @bare: without `=?`, for modules that want it so. */
KettleSecret *kettle_wifi_line_new_ask (KettleWifiWord word, gboolean bare, GError **error);
KettleSecret *
kettle_wifi_line_new_set (KettleWifiWord word, const KettleWifiSettings *values, GError **error);
KettleSecret *kettle_wifi_line_new_do (KettleWifiWord word, GError **error);

/* What is answered to `Password:`, with its LF; permitted and masked as the others are. */
KettleSecret *kettle_wifi_line_new_login (const KettleSecret *password, GError **error);

/* The same for a person's eyes: without the line end, each character of a secret as "•" but always
 * eight of them (six for the password of a login), other bytes that are not printable as \xNN. */
char *kettle_wifi_line_dup_masked (const KettleSecret *line);

/* The white list, compiled in and looked at once more just before the socket: whether these bytes
 * are one whole line that may be sent. */
gboolean kettle_wifi_line_is_permitted (const KettleSecret *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleWifiSettings, kettle_wifi_settings_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KettleWifiSettings, kettle_wifi_settings_clear)

G_END_DECLS
