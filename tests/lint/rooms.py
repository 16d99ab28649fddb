# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may know whom: the table of rooms, checked twice. <gio/gio.h> compiles with the flags of GLib
alone, so dependency lists do not keep rooms apart; includes and undefined symbols do."""

import re

from tree import room_of, run

# --- What a source may include -------------------------------------------------------------------

C_LIBRARY = (
    'assert.h', 'ctype.h', 'errno.h', 'fcntl.h', 'inttypes.h', 'limits.h', 'math.h', 'signal.h',
    'stdarg.h', 'stdbool.h', 'stddef.h', 'stdint.h', 'stdio.h', 'stdlib.h', 'string.h', 'unistd.h',
)
CLOCKS = ('time.h', 'sys/time.h', 'sys/timerfd.h')
SOCKETS = (
    'sys/socket.h', 'sys/ioctl.h', 'sys/types.h', 'netinet/', 'arpa/', 'linux/', 'netdb.h', 'poll.h',
    'ifaddrs.h', 'net/if.h',
)
GLIB = ('glib.h', 'glib/gstdio.h', 'glib/gprintf.h')
GOBJECT = ('glib-object.h', 'gobject/')
GIO = GLIB + GOBJECT + ('gio/', 'glib-unix.h')
GTK = ('gtk/', 'gdk/', 'gdk-pixbuf/', 'cairo', 'pango/', 'atk/')
HEAP = ('malloc.h',)
TERMINAL = ('sys/ioctl.h', 'termios.h')
WORDS = ('glib/gi18n.h', 'libintl.h', 'locale.h')

# Room: the rooms it may include, and the headers of others.
INCLUDES = {
    'settings': ((), C_LIBRARY + GIO),
    # Secrets live in memory of their own, and in no core file.
    'protocol': ((), C_LIBRARY + GLIB + ('sys/mman.h', 'sys/resource.h')),
    'net': (('protocol',), C_LIBRARY + CLOCKS + SOCKETS + GIO),
    'model': (('net',), C_LIBRARY + CLOCKS + GIO),
    'ui': (('model',), C_LIBRARY + CLOCKS + GIO + GTK + WORDS),
    'app': (
        ('settings', 'protocol', 'net', 'model', 'ui', 'emulator'),
        C_LIBRARY + CLOCKS + HEAP + GIO + GTK + WORDS,
    ),
    'ctl': (
        ('settings', 'protocol', 'net', 'model'),
        C_LIBRARY + CLOCKS + TERMINAL + GIO + WORDS + ('json-glib/',),
    ),
    'emulator': ((), C_LIBRARY + CLOCKS + SOCKETS + GIO),
}

# Made while building from the description of the D-Bus interface.
GENERATED = {'kettle-dbus.h': ('app', 'ctl')}

# Libraries that stay behind one door each.
DOORS = {
    'libnotify/': re.compile(r'^src/ui/kettle-(notifier|bubbles?)\b'),
    'libayatana-appindicator/': re.compile(r'^src/ui/kettle-tray\b'),
    'libdbusmenu': re.compile(r'^src/ui/kettle-tray\b'),
}

# The finder shows what a look finds, which no model holds; of the net it knows no more than that.
FINDER = re.compile(r'^kettle-finder\b')
FINDER_HEADERS = ('net/kettle-scanner.h', 'net/kettle-found.h')
FINDER_SYMBOLS = ('kettle_scanner_', 'kettle_found_')

# So do the wifi dialogues with the wifi job, the values it takes, and its checks of them.
WIFI = re.compile(r'^kettle-(wifi|secret)\b')
WIFI_HEADERS = ('net/kettle-wifi-job.h', 'net/kettle-wifi-file.h')
WIFI_SYMBOLS = ('kettle_wifi_', 'kettle_secret_')

# Siblings hang on the model; none knows another.
SIBLINGS = ('window', 'tray', 'notifier')

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def check_includes(tree):
    for path in tree.files('.c', '.h', under=('src/',)):
        room = room_of(path)
        if room not in INCLUDES:
            yield path, 1, f'lies in no room of the table ({", ".join(INCLUDES)})'
            continue
        for number, line in enumerate(tree.lines(path), 1):
            include = INCLUDE.match(line)
            if include:
                kind, name = include.groups()
                judge = judge_own if kind == '"' else judge_foreign
                what = judge(tree, path, room, name)
                if what:
                    yield path, number, what


def judge_own(tree, path, room, name):
    if name == 'config.h':
        return None
    if name in GENERATED:
        return None if room in GENERATED[name] else f'{room} may not use the bus ("{name}")'
    other = name.partition('/')[0]
    if other not in INCLUDES or '/' not in name:
        return f'"{name}" is not included by its room ("room/file.h")'
    if not (tree.top / 'src' / name).is_file():
        return f'there is no src/{name}'
    if room == 'ui' and name in FINDER_HEADERS and FINDER.match(path.name):
        return None
    if room == 'ui' and name in WIFI_HEADERS and WIFI.match(path.name):
        return None
    if other != room and other not in INCLUDES[room][0]:
        return f'{room} may not use {other} ("{name}")'
    if room == other == 'ui':
        mine, its = sibling(path.name), sibling(name.partition('/')[2])
        if mine and its and mine != its:
            return f'the {mine} may not know the {its} ("{name}")'
    return None


def judge_foreign(_tree, path, room, name):
    for library, door in DOORS.items():
        if name.startswith(library):
            return None if door.match(str(path)) else f'<{name}> belongs elsewhere ({door.pattern})'
    for allowed in INCLUDES[room][1]:
        if name == allowed or (not allowed.endswith('.h') and name.startswith(allowed)):
            return None
    return f'{room} may not include <{name}>'


def sibling(name):
    match = re.match(r'kettle-(\w+)', name)
    word = match.group(1) if match else ''
    # The bubbles are the notifier's own.
    word = 'notifier' if word.startswith('bubble') else word
    return word if word in SIBLINGS else None


# --- What a compiled room may need ---------------------------------------------------------------

# Symbols are judged by the library that has them; these are the ones a room may need at all.
LIBRARIES = {
    'glib': ('glib-2.0', 'libglib-2.0.so'),
    'gobject': ('gobject-2.0', 'libgobject-2.0.so'),
    'gio': ('gio-2.0', 'libgio-2.0.so'),
    'gtk': ('gtk+-3.0', 'libgtk-3.so'),
    'gdk': ('gtk+-3.0', 'libgdk-3.so'),
    'cairo': ('cairo', 'libcairo.so'),
    'pango': ('pango', 'libpango-1.0.so'),
    'pixbuf': ('gdk-pixbuf-2.0', 'libgdk_pixbuf-2.0.so'),
    'atk': ('atk', 'libatk-1.0.so'),
    'json': ('json-glib-1.0', 'libjson-glib-1.0.so'),
    'notify': ('libnotify', 'libnotify.so'),
    'appindicator': ('ayatana-appindicator3-0.1', 'libayatana-appindicator3.so'),
}

GETTEXT = ('gettext', 'dgettext', 'dcgettext', 'ngettext', 'dngettext', 'dcngettext', 'g_dgettext',
           'g_dcgettext', 'g_dngettext', 'g_dpgettext', 'g_dpgettext2', 'bindtextdomain', 'textdomain')
DESKTOP = ('g_settings_', 'g_application_', 'g_action_', 'g_simple_action_', 'g_menu_',
           'g_notification_', 'g_resource_', 'g_resources_')
SOCKET_CALLS = ('socket', 'connect', 'bind', 'listen', 'accept', 'accept4', 'send', 'sendto', 'sendmsg',
                'recv', 'recvfrom', 'recvmsg', 'getaddrinfo', 'getifaddrs')
WIRE = SOCKET_CALLS + ('g_socket_', 'g_inet_', 'g_network_address_', 'g_resolver_', 'g_tcp_',
                       'g_data_input_stream_')
NOW = ('clock_gettime', 'time', 'gettimeofday', 'g_get_monotonic_time', 'g_get_real_time',
       'g_date_time_new_now', 'g_timer_', 'g_timeout_')
PAYLOADS = ('g_log', 'g_print', 'printf', 'puts', 'fwrite', '__printf_chk', '__fprintf_chk')
LOOKS = ('gtk', 'gdk', 'cairo', 'pango', 'pixbuf', 'atk')

# Room: libraries it may need, names (or beginnings, ending in _) it may not, other rooms' symbols.
SYMBOLS = {
    'settings': (('glib', 'gobject', 'gio'), GETTEXT + WIRE, ()),
    'protocol': (('glib',), GETTEXT + NOW + PAYLOADS + SOCKET_CALLS, ()),
    'net': (('glib', 'gobject', 'gio'), GETTEXT + DESKTOP, ('protocol',)),
    'model': (('glib', 'gobject', 'gio'), GETTEXT + DESKTOP + WIRE, ('net', 'protocol')),
    'ui': (('glib', 'gobject', 'gio') + LOOKS, WIRE, ('model',)),
    'app': (('glib', 'gobject', 'gio') + LOOKS, (), ('settings', 'protocol', 'net', 'model', 'ui', 'emulator')),
    'ctl': (('glib', 'gobject', 'gio', 'json'), (), ('settings', 'protocol', 'net', 'model')),
    'emulator': (('glib', 'gobject', 'gio'), GETTEXT + DESKTOP, ()),
}

SYMBOL_DOORS = {
    'notify': re.compile(r'^kettle-(notifier|bubbles?)\b'),
    'appindicator': re.compile(r'^kettle-tray\b'),
}


def check_symbols(tree):
    # A program's own objects are in no archive.
    archives = {
        room: sorted((tree.build / 'src' / room).glob('*.a'))
        + sorted(path for path in (tree.build / 'src' / room).glob('*.p/*.c.o')
                 if not path.parent.name.endswith('.a.p') and not is_generated(path))
        for room in SYMBOLS
    }
    homes = {}
    for library, (package, name) in LIBRARIES.items():
        status, folder = run('pkg-config', '--variable=libdir', package)
        file = f'{folder.strip()}/{name}'
        symbols = nm('-D', '--defined-only', file) if status == 0 else []
        if not symbols:
            yield file, 1, f'the symbols of {library} cannot be read'
        homes.update((symbol, library) for _, symbol in symbols)
    for room, files in archives.items():
        if not any(file.suffix == '.a' for file in files) and (tree.top / 'src' / room).is_dir():
            yield f'src/{room}', 1, 'has no library in the build directory'
        for file in files:
            homes.update((symbol, 'room ' + room) for _, symbol in nm('--defined-only', file)
                         if symbol.startswith('kettle_'))

    for room, files in archives.items():
        for file in files:
            for member, symbol in nm('-u', file):
                what = judge_symbol(room, member, symbol, homes.get(symbol))
                if what:
                    yield f'src/{room}/{member}', 1, what


def is_generated(path):
    return path.name.startswith('meson-generated_')


def nm(*arguments):
    """The (member, symbol) pairs of an archive or a library."""
    _, output = run('nm', '-A', *arguments)
    pairs = set()
    for line in output.splitlines():
        place, _, rest = line.partition(': ')
        words = rest.split() if rest else line.split()
        if words:
            # An archive is listed as FILE:MEMBER, a thin one with the member's path.
            member = re.sub(r'^.*[:/]', '', place)
            pairs.add((re.sub(r'\.o$', '', member), words[-1].partition('@')[0]))
    return sorted(pairs)


def judge_symbol(room, member, symbol, home):
    libraries, forbidden, others = SYMBOLS[room]
    if any(symbol == name or (name.endswith('_') and symbol.startswith(name)) for name in forbidden):
        return f'{room} may not call {symbol}'
    if home is None:
        return None
    if home.startswith('room '):
        other = home.partition(' ')[2]
        if room == 'ui' and symbol.startswith(FINDER_SYMBOLS) and FINDER.match(member):
            return None
        if room == 'ui' and symbol.startswith(WIFI_SYMBOLS) and WIFI.match(member):
            return None
        if other != room and other not in others:
            return f'{room} may not use {other} ({symbol})'
        return None
    if home in SYMBOL_DOORS:
        return None if SYMBOL_DOORS[home].match(member) else f'{symbol} of {home} belongs elsewhere'
    return None if home in libraries else f'{room} may not use {home} ({symbol})'
