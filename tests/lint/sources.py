# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How sources look: layout, sizes, what every file begins with, habits, shell scripts, folders."""

import re
import shutil

from tree import room_of, run

FILE_LINES = 800
FUNCTION_LINES = 60
MAIN_LINES = 40
COLUMNS = 100
FORMAT_VERSION = '14'

TOP_ENTRIES = {
    '.ci', '.clang-format', '.clang-tidy', '.editorconfig', '.gitignore', 'COPYING', 'README.md', 'data', 'dev',
    'flatpak', 'meson.build', 'meson_options.txt', 'po', 'src', 'tests',
}
ROOMS = {'settings', 'protocol', 'net', 'model', 'ui', 'app', 'ctl', 'emulator'}
TEST_FOLDERS = ROOMS | {'bench', 'data', 'e2e', 'fuzz', 'install', 'lint', 'soak', 'support'}


# --- Layout --------------------------------------------------------------------------------------

def check_layout(tree):
    # Every version formats a little differently; the tree follows Debian 12's.
    tool = shutil.which('clang-format-' + FORMAT_VERSION) or 'clang-format'
    status, version = run(tool, '--version')
    if status != 0 or f'version {FORMAT_VERSION}.' not in version:
        yield '.clang-format', 1, f'clang-format {FORMAT_VERSION} is not installed'
        return
    _, output = run(tool, '--dry-run', '-Werror', '--style=file', *tree.sources(), cwd=tree.top)
    told = set()
    for line in output.splitlines():
        match = re.match(r'^(.+?):(\d+):\d+: (?:error|warning): .*$', line)
        if match:
            if match.groups() not in told:
                told.add(match.groups())
                yield *match.groups(), 'clang-format would write this otherwise'
        elif 'error:' in line.lower():
            yield '.clang-format', 1, line


# --- Sizes ---------------------------------------------------------------------------------------

def check_sizes(tree):
    for path in tree.sources():
        lines = tree.lines(path)
        if len(lines) > FILE_LINES:
            yield path, len(lines), f'has {len(lines)} lines (split at {FILE_LINES})'
        if path.name == 'main.c' and len(lines) > MAIN_LINES:
            yield path, len(lines), f'main.c has {len(lines)} lines (at most {MAIN_LINES})'
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS:
                yield path, number, f'the line has {len(line)} columns (at most {COLUMNS})'
        for number, name, length in functions(lines):
            if length > FUNCTION_LINES:
                yield path, number, f'{name} has {length} lines (at most {FUNCTION_LINES})'


def functions(lines):
    """The (line, name, length) of every function; its braces stand alone in the first column."""
    name, begin = '?', None
    for number, line in enumerate(lines, 1):
        match = re.match(r'^(\w+) \(', line)
        if match and begin is None:
            name = match.group(1)
        if line == '{':
            begin = number
        elif line == '}' and begin is not None:
            yield begin, name, number - begin + 1
            begin = None


# --- What every file begins with -----------------------------------------------------------------

SPDX = ('SPDX-FileCopyrightText: ', 'SPDX-License-Identifier: ')


def check_headers(tree):
    commented = tree.files('.c', '.h', '.py', '.css', '.ui', '.xml.in', '.desktop.in')
    scripts = list(tree.scripts())
    for path in sorted(set(commented) | set(scripts)):
        text = tree.text(path)
        beginning = '\n'.join(text.splitlines()[:6])
        if text.strip() and not all(word in beginning for word in SPDX):
            yield path, 1, 'does not begin with the SPDX lines'

    for path in tree.sources():
        lines = tree.lines(path)
        if path.suffix == '.h':
            if '#pragma once' not in lines:
                yield path, 1, 'has no #pragma once'
            continue
        domain = 'kettle-tests' if path.parts[0] == 'tests' else f'kettle-{room_of(path)}'
        if f'#define G_LOG_DOMAIN "{domain}"' not in lines:
            yield path, 1, f'does not #define G_LOG_DOMAIN "{domain}"'
        includes = [(n, line) for n, line in enumerate(lines, 1) if line.startswith('#include')]
        if includes and includes[0][1] != '#include "config.h"':
            yield path, includes[0][0], 'config.h is not included first'


# --- Habits --------------------------------------------------------------------------------------

HABITS = (
    (r'\bgoto\b', 'no goto', ('src/', 'tests/')),
    (r'\bg(char|int|short|long|float|double)\b', 'the plain C type', ('src/', 'tests/')),
    (r'\bstrtok(_r)?\b', 'no strtok', ('src/',)),
    (r'\bg_cancellable_reset\b', 'a new GCancellable for every attempt', ('src/', 'tests/')),
    (r'\bg_data_input_stream_\w+', 'a GDataInputStream has no limit', ('src/',)),
    (r'\bapp_indicator_new\w*\s*\(', 'g_object_new (APP_INDICATOR_TYPE, …) instead', ('src/',)),
    (r'\b(g_usleep|usleep|sleep|nanosleep|clock_nanosleep)\s*\(', 'a sleep; wait for the condition',
     ('src/', 'tests/')),
    (r'^static [^=({]*\w \((?!\*)[^=]*(;|,)\s*$', 'a forward declaration', ('src/', 'tests/')),
)
UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX|HACK)\b')


def check_habits(tree):
    for path in tree.sources():
        code = tree.code_lines(path)
        for pattern, what, under in HABITS:
            if not str(path).startswith(under):
                continue
            for number, line in enumerate(code, 1):
                if re.search(pattern, line):
                    yield path, number, what
    for path in tree.scripts():
        if path.parts[0] == 'tests':
            for number, line in enumerate(tree.lines(path), 1):
                if re.match(r'^[^#]*\bsleep\b', line):
                    yield path, number, 'a sleep; wait for the condition'
    # This folder names these words to find them.
    for path in tree.files(under=('src/', 'tests/', 'data/', 'flatpak/', '.ci/', 'dev', 'meson')):
        if path.parts[:2] == ('tests', 'lint') or path.suffix in ('.png', '.gz'):
            continue
        for number, line in enumerate(tree.lines(path), 1):
            if UNFINISHED.search(line):
                yield path, number, 'something unfinished'


# --- Shell scripts and folders -------------------------------------------------------------------

def check_shell(tree):
    scripts = list(tree.scripts())
    if not scripts:
        return
    status, output = run('shellcheck', '--format=gcc', *scripts, cwd=tree.top)
    if status == 127:
        yield 'dev', 1, output
        return
    for line in output.splitlines():
        match = re.match(r'^(.+?):(\d+):\d+: \w+: (.*)$', line)
        if match:
            yield match.groups()
    for path in scripts:
        if not path.suffix and not (tree.top / path).stat().st_mode & 0o100:
            yield path, 1, 'cannot be executed'


def check_completions(tree):
    """What zsh reads; bash's are scripts like others."""
    for path in tree.files(under=('data/completions/_',)):
        if not tree.text(path).startswith('#compdef '):
            yield path, 1, 'does not begin with #compdef'
        status, output = run('zsh', '-n', path, cwd=tree.top)
        if status != 0:
            yield path, 1, (output.strip().splitlines() or ['zsh cannot read it'])[0]


def check_folders(tree):
    for name in sorted({path.parts[0] for path in tree.files()} - TOP_ENTRIES):
        yield name, 1, 'does not belong at the top'
    for folder, allowed in (('src', ROOMS), ('tests', TEST_FOLDERS)):
        inside = {path.parts[1] for path in tree.files(under=(folder + '/',))}
        for name in sorted(inside - allowed - {'meson.build'}):
            yield f'{folder}/{name}', 1, 'is no room'
