# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree as the checks see it: its files, their texts, and the tools that look at them."""

import pathlib
import re
import subprocess

# What is no part of the project (as .gitignore says).
IGNORED = re.compile(r'^(\.git|\.cache|\.flatpak-builder|_(build|release).*|__pycache__|.*\.swp|.*~)$')

COMMENTS_AND_STRINGS = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL
)


class Tree:
    def __init__(self, top, build):
        self.top = top
        self.build = build
        self._files = sorted(self._walk(top))

    def _walk(self, folder):
        for entry in folder.iterdir():
            if IGNORED.match(entry.name):
                continue
            if entry.is_dir() and not entry.is_symlink():
                yield from self._walk(entry)
            else:
                yield entry.relative_to(self.top)

    def files(self, *suffixes, under=('',)):
        """The files, relative to the top, whose name has one of these endings."""
        return [
            path for path in self._files
            if (not suffixes or path.name.endswith(suffixes)) and str(path).startswith(tuple(under))
        ]

    def sources(self):
        return self.files('.c', '.h', under=('src/', 'tests/'))

    def scripts(self):
        """Shell scripts: by name, or by their first line."""
        for path in self._files:
            if path.suffix in ('.sh', '.bash') or (not path.suffix and self._is_shell(path)):
                yield path

    def _is_shell(self, path):
        try:
            with open(self.top / path, 'rb') as file:
                return re.match(rb'#!.*\b(ba|da)?sh\b', file.readline(80)) is not None
        except OSError:
            return False

    def text(self, path):
        return (self.top / path).read_text(encoding='utf-8', errors='replace')

    def lines(self, path):
        return self.text(path).splitlines()

    def code_lines(self, path):
        """The lines of a C file with comments and the insides of strings blanked."""
        return COMMENTS_AND_STRINGS.sub(blank, self.text(path)).splitlines()


def blank(match):
    text = match.group(0)
    if text[0] in '"\'':
        return text[0] + ' ' * (len(text) - 2) + text[0]
    return re.sub(r'[^\n]', ' ', text)


def run(*command, cwd=None):
    """Runs a tool and returns its status and everything it said; 127 when it is not there."""
    try:
        done = subprocess.run(
            [str(word) for word in command], cwd=cwd, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', check=False,
        )
    except FileNotFoundError:
        return 127, f'{command[0]} is not installed'
    return done.returncode, done.stdout


def room_of(path):
    """src/ROOM/file or tests/ROOM/file to ROOM; None for what lies in none."""
    parts = pathlib.PurePath(path).parts
    return parts[1] if len(parts) > 2 else None
