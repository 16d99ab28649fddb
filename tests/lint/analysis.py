# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What analyzers find: clang-tidy (.clang-tidy says what it looks for) and gcc -fanalyzer, over every
source that the build compiles. What they say of a source is kept in the build directory until the
source, a header of it, or the way it is compiled is another."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil

from tree import run

TIDY_VERSION = '14'

# What is no fault, though an analyzer says so: the check, where (a beginning of the path), a pattern
# of what it says, and why. One that nothing needs any more is itself found, when all was looked at.
NO_CLEANUP = 'a g_autoptr frees it; the analyzer does not follow the cleanup attribute'
SUPPRESSIONS = (
    ('clang-analyzer-unix.Malloc', 'src/ui/kettle-notifier.c',
     r"^Potential leak of memory pointed to by 'bubble'$", NO_CLEANUP),
    ('clang-analyzer-unix.Malloc', 'src/ctl/kettle-ctl-options.c',
     r"^Potential leak of memory pointed to by 'self'$", NO_CLEANUP),
    ('concurrency-mt-unsafe', 'src/app/main.c', '', 'setlocale, while there is one thread'),
    ('concurrency-mt-unsafe', 'src/ctl/main.c', '', 'setlocale, while there is one thread'),
    ('concurrency-mt-unsafe', 'src/app/kettle-application.c', '', 'mallopt, while there is one thread'),
    ('concurrency-mt-unsafe', 'tests/ctl/terminal.c', '', 'ptsname, while there is one thread'),
    ('concurrency-mt-unsafe', 'tests/e2e/program.c', '', 'exit, when there is nothing to test'),
    ('misc-misleading-bidirectional', 'tests/ctl/test-ctl-parts.c', '', 'is what must not be printed'),
    ('cert-err34-c', 'src/net/kettle-surroundings.c', '^.sscanf. ',
     "the kernel's own table; every number is bounded by its width, and their count is looked at"),
    ('cert-err34-c', 'tests/', '^.atoi. ', 'the text comes from the test itself'),
    ('cert-err34-c', 'tests/', '^.sscanf. ', "the kernel's own tables, and how many were read is looked at"),
    ('concurrency-mt-unsafe', 'tests/bench/', '', 'setlocale, while there is one thread'),
    ('concurrency-mt-unsafe', 'tests/soak/', '', 'setlocale, while there is one thread'),
    ('concurrency-mt-unsafe', 'tests/fuzz/', '', 'setlocale and exit, while there is one thread'),
    ('misc-redundant-expression', 'tests/soak/scene.c', '', 'looks twice, as it says'),
    ('readability-suspicious-call-argument', 'tests/fuzz/fuzz-settings.c', '',
     'what was stored is the beginning of the address'),
    ('bugprone-suspicious-memory-comparison', 'tests/soak/test-ledger.c', '',
     'plans are made of the same bytes, holes and all: plan_make () clears them'),
    ('misc-misplaced-const', 'src/ui/kettle-drawing.c', "^'_instance' ", 'within g_clear_signal_handler'),
    ('misc-no-recursion', 'tests/', '', 'trees of widgets, menus and accessibles are walked down'),
    ('bugprone-suspicious-missing-comma', 'tests/net/test-address.c', '',
     'a string cut in two, so that its escape ends'),
    ('bugprone-signed-char-misuse', 'tests/protocol/test-commands.c', '', "a char compared with '\\0'"),
    ('bugprone-narrowing-conversions', 'tests/', "to signed type 'gchar'", 'a bit of a byte is turned'),
)

WARNING = re.compile(r'^(.+?):(\d+):\d+: (?:warning|error|fatal error): (.*) \[([^\]]+)\]$')
# What concerns the compiler's way to its output, not the source.
OUTPUT_OPTIONS = {'-o': 1, '-MF': 1, '-MQ': 1, '-MD': 0, '-c': 0}


class Source:
    """One source that the build compiles, and how."""

    def __init__(self, tree, entry, files):
        self.files = files
        self.folder = entry['directory']
        self.path = pathlib.Path(os.path.normpath(os.path.join(self.folder, entry['file'])))
        self.name = self.path.relative_to(tree.top) if self.path.is_relative_to(tree.top) else None
        self.options, words = [], iter(shlex.split(entry['command'])[1:])
        for word in words:
            if word in OUTPUT_OPTIONS:
                for _ in range(OUTPUT_OPTIONS[word]):
                    next(words)
            elif word != entry['file']:
                self.options.append(word)

    def digest(self, kept, *more):
        """What a verdict depends on: the source and all it includes, the options, the tool."""
        digest = hashlib.sha256(json.dumps([self.options, more]).encode())
        for name in sorted(self.files or self._ask_compiler()):
            path = os.path.join(self.folder, name)
            if path not in kept:
                with open(path, 'rb') as file:
                    kept[path] = hashlib.sha256(file.read()).hexdigest()
            digest.update(f'{name} {kept[path]}\n'.encode())
        return digest.hexdigest()

    def _ask_compiler(self):
        status, output = run('gcc', *self.options, '-w', '-M', self.path, cwd=self.folder)
        return output.partition(': ')[2].replace('\\\n', ' ').split() if status == 0 else [str(self.path)]


def compiled(tree):
    """The sources of src and tests in the build; what the build made itself is not ours."""
    try:
        database = json.loads((tree.build / 'compile_commands.json').read_text(encoding='utf-8'))
    except (FileNotFoundError, json.JSONDecodeError):
        return []
    # What ninja knows of a source includes all of its headers.
    _, output = run('ninja', '-C', tree.build, '-t', 'deps')
    known = {
        block.partition(':')[0]: [line.strip() for line in block.splitlines()[1:]]
        for block in output.split('\n\n') if block.partition('\n')[0].endswith('(VALID)')
    }
    sources = {}
    for entry in database:
        source = Source(tree, entry, known.get(entry.get('output')))
        if source.name and source.name.parts[0] in ('src', 'tests') and source.path.is_file():
            sources.setdefault(source.name, source)
    return [sources[name] for name in sorted(sources)]


def analyze(tree, check, version, command_of):
    """Runs a tool over every source, as many at a time as there are cores; yields its findings."""
    sources = compiled(tree)
    kept = tree.build / 'lint-kept'
    kept.mkdir(parents=True, exist_ok=True)
    contents, records = {}, set()

    def judge(source):
        command = command_of(source)
        record = kept / f'{check}-{source.digest(contents, version, [str(word) for word in command])[:40]}'
        records.add(record)
        if record.is_file():
            return record.read_text(encoding='utf-8')
        status, output = run(*command, cwd=source.folder)
        text = '\n'.join(line for line in output.splitlines() if WARNING.match(line))
        if status != 0 and not text:
            return f'{source.path}:1:1: error: ended with {status}: {output.strip()[:300]} [{check}]'
        # Whole or not at all: several may look at a time.
        scratch = record.with_suffix(f'.{os.getpid()}')
        scratch.write_text(text, encoding='utf-8')
        scratch.replace(record)
        return text

    names = {source.name for source in sources}
    for path in tree.files('.c', under=('src/',)):
        if path not in names:
            yield path, 1, 'is not compiled, so that nothing looks into it'
    used, told = set(), set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, text in zip(sources, pool.map(judge, sources)):
            for line in text.splitlines():
                finding = read_warning(tree, source, line)
                if finding is None or finding in told:
                    continue
                told.add(finding)
                path, number, what, name = finding
                excuse = find_excuse(path, what, name)
                if excuse is None:
                    yield path, number, f'{what} ({name})'
                used.add(excuse)
    for record in set(kept.glob(f'{check}-*')) - records:
        record.unlink(missing_ok=True)
    yield from check_excuses(check, used, names)


def read_warning(tree, source, line):
    """(path, line, what, check) of a warning; None for one that is another's, in a system's header."""
    match = WARNING.match(line)
    path, number, what, name = match.groups()
    path = pathlib.Path(os.path.normpath(os.path.join(source.folder, path)))
    name = name.partition(',')[0]
    if path.is_relative_to(tree.top):
        return str(path.relative_to(tree.top)), number, what, name
    # gcc places a fault in the macro or inline function it happens in; the source is ours.
    return (str(source.name), '1', f'{path}:{number}: {what}', name) if '-Wanalyzer' in name else None


def find_excuse(path, what, name):
    for excuse in SUPPRESSIONS:
        check, place, pattern, _reason = excuse
        if check == name and path.startswith(place) and re.search(pattern, what):
            return excuse
    return None


def check_excuses(check, used, names):
    present = [str(name) for name in names]
    for excuse in SUPPRESSIONS:
        mine = 'analyzer' if '-Wanalyzer' in excuse[0] else 'tidy'
        if mine == check and excuse not in used and any(name.startswith(excuse[1]) for name in present):
            yield excuse[1], 1, f'nothing needs the excuse for {excuse[0]} any more (analysis.py)'


# --- The two -------------------------------------------------------------------------------------

def check_tidy(tree):
    tool = shutil.which('clang-tidy-' + TIDY_VERSION) or 'clang-tidy'
    status, version = run(tool, '--version')
    if status != 0 or f'version {TIDY_VERSION}.' not in version:
        yield '.clang-tidy', 1, f'clang-tidy {TIDY_VERSION} is not installed'
        return
    rules = tree.text(pathlib.Path('.clang-tidy'))

    def command_of(source):
        # Which paths may be walked is what costs minutes; the tests' are walked by gcc, and in earnest.
        less = ['--checks=-clang-analyzer-*'] if source.name.parts[0] == 'tests' else []
        return [tool, '-p', tree.build, '--quiet', '--extra-arg=-Wno-error', *less, source.path]

    yield from analyze(tree, 'tidy', [version, rules], command_of)


def check_analyzer(tree):
    status, version = run('gcc', '--version')
    if status != 0:
        yield 'meson.build', 1, version
        return

    def command_of(source):
        # Without optimisation: with it, gcc 12 forgets that a g_autofree began as NULL.
        options = [word for word in source.options if not word.startswith('-W')]
        return ['gcc', *options, '-U_FORTIFY_SOURCE', '-O0', '-fanalyzer', '-fdiagnostics-plain-output',
                '-fdiagnostics-path-format=none', '-c', '-o', '/dev/null', source.path]

    yield from analyze(tree, 'analyzer', version, command_of)
