#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""hardening.py PROGRAM…

Whether the hardening flags are really in the programs, and not only in meson.build. In the program
itself can be seen: position independence, read-only relocations and binding at start, a stack and
data that are not executed, the stack protector, no path of its own for libraries, the marks for
indirect branches and the shadow stack (where the C library's start files, which are linked into every
program, are marked; Debian 12's are not), and that nothing is printed but by fortified calls. In its
debugging information: what each of its sources was compiled with, so also the protection against a
stack clash and the landing places of indirect branches. Not in it, but in the build's
compile_commands.json: the level of the fortification.
"""

import json
import pathlib
import platform
import re
import sys

sys.dont_write_bytecode = True

from tree import run

PROGRAMS = ('src/app/kettle', 'src/ctl/kettlectl', 'src/emulator/kettle-emulator')
# What every source of ours must have been compiled with, as the compiler noted it: of all that is said
# of a matter the last word counts.
FLAGS = (
    ('-fstack-protector-strong', r'-f(?:no-)?stack-protector(?:-\w+)?', r'-fstack-protector-strong'),
    ('-fstack-clash-protection', r'-f(?:no-)?stack-clash-protection', r'-fstack-clash-protection'),
    ('-fcf-protection=full', r'-fcf-protection(?:=\w+)?', r'-fcf-protection(?:=full)?'),
    ('-fPIC or -fPIE', r'-f(?:no-)?(?:PIC|PIE|pic|pie)', r'-f(?:PIC|PIE|pic|pie)'),
)
FORTIFY = '-D_FORTIFY_SOURCE=3'
# These become __printf_chk and so on; others only where the compiler cannot see that there is room.
PRINTING = {
    'printf', 'fprintf', 'dprintf', 'sprintf', 'snprintf', 'asprintf',
    'vprintf', 'vfprintf', 'vdprintf', 'vsprintf', 'vsnprintf', 'vasprintf',
}
HAS_CET = platform.machine() in ('x86_64', 'i686')


def check_hardening(tree):
    for name in PROGRAMS:
        program = tree.build / name
        if not program.is_file():
            yield name, 1, 'was not built'
            continue
        for what in judge_program(program):
            yield name, 1, what
    yield from check_commands(tree)


def judge_program(program):
    """What is missing in a program, in words."""
    status, output = run('readelf', '--wide', '--file-header', '--segments', '--dynamic', program)
    if status != 0 or 'ELF Header' not in output:
        yield f'is no program that readelf can read: {output.strip()[:100]}'
        return
    yield from judge_layout(output)
    for mark in sorted(read_marks(start_file()) - read_marks(program)):
        yield f'is not marked {mark}'
    _, symbols = run('nm', '--dynamic', '--undefined-only', program)
    names = [line.split()[-1].partition('@')[0] for line in symbols.splitlines() if line.strip()]
    if '__stack_chk_fail' not in names:
        yield 'has no stack protector (__stack_chk_fail)'
    for name in sorted(set(names) & PRINTING):
        yield f'calls {name} without fortification (__{name}_chk)'
    yield from judge_producers(program)


def start_file():
    return run('gcc', '-print-file-name=Scrt1.o')[1].strip()


def read_marks(file):
    """Of what processors can guard, what a file says it is ready for."""
    marks = re.search(r'x86 feature:(.*)', run('readelf', '--wide', '--notes', file)[1])
    return {mark for mark in ('IBT', 'SHSTK') if marks and re.search(rf'\b{mark}\b', marks.group(1))}


def judge_layout(output):
    flags = re.search(r'\(FLAGS_1\)\s+Flags:(.*)', output)
    flags = flags.group(1).split() if flags else []
    older = re.search(r'\(FLAGS\)\s+(.*)', output)
    older = older.group(1).split() if older else []
    if not re.search(r'Type:\s+DYN\b', output) or 'PIE' not in flags:
        yield 'is not position independent (PIE)'
    if not re.search(r'^\s+GNU_RELRO\b', output, re.MULTILINE):
        yield 'has no read-only relocations (RELRO)'
    if 'NOW' not in flags and 'BIND_NOW' not in older and '(BIND_NOW)' not in output:
        yield 'does not bind at start (BIND_NOW)'
    if '(TEXTREL)' in output or 'TEXTREL' in older:
        yield 'has relocations in its code (TEXTREL)'
    if re.search(r'\((RPATH|RUNPATH)\)', output):
        yield 'looks for libraries in a path of its own (RPATH)'
    stack = re.search(r'^\s+GNU_STACK\s+(?:0x\w+\s+){5}([RWE ]+?)\s+0x', output, re.MULTILINE)
    if not stack or 'E' in stack.group(1):
        yield 'has an executable stack'
    for permissions in re.findall(r'^\s+LOAD\s+(?:0x\w+\s+){5}([RWE ]+?)\s+0x', output, re.MULTILINE):
        if 'W' in permissions and 'E' in permissions:
            yield 'has memory that is both written and executed'


def judge_producers(program):
    """What the compiler noted of each source; there must be debugging information to look at."""
    _, output = run('readelf', '--debug-dump=info', '--dwarf-depth=1', program)
    producers = re.findall(r'DW_AT_producer\s*:.*?(GNU C\d.*)$', output, re.MULTILINE)
    if not producers:
        yield 'has no debugging information to see the flags of its sources in'
    for flag, matter, right in FLAGS:
        if flag.startswith('-fcf') and not HAS_CET:
            continue
        last = [re.findall(rf'(?<!\S){matter}(?!\S)', producer)[-1:] for producer in producers]
        lacking = sum(not words or not re.fullmatch(right, words[0]) for words in last)
        if lacking:
            yield f'{lacking} of its {len(producers)} sources were compiled without {flag}'


def check_commands(tree):
    """Fortification asks for optimisation, and the last word on a command line counts."""
    database = tree.build / 'compile_commands.json'
    if not database.is_file():
        yield 'meson.build', 1, 'the build directory has no compile_commands.json'
        return
    for entry in json.loads(database.read_text(encoding='utf-8')):
        path = pathlib.Path(entry['file'])
        words = entry['command'].split()
        if 'src' not in path.parts:
            continue
        levels = [word for word in words if re.match(r'^-[DU]_FORTIFY_SOURCE', word)]
        speeds = [word for word in words if re.match(r'^-O', word)]
        if not levels or levels[-1] != FORTIFY or not speeds or speeds[-1] in ('-O0', '-Og'):
            yield '/'.join(path.parts[path.parts.index('src'):]), 1, f'is not compiled with {FORTIFY}'


def main():
    findings = 0
    if len(sys.argv) < 2:
        print(__doc__.splitlines()[0], file=sys.stderr)
        return 2
    for name in sys.argv[1:]:
        for what in judge_program(pathlib.Path(name)):
            print(f'{name}: {what}')
            findings += 1
    print(f'{findings} findings')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
