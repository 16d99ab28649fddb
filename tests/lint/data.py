# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies beside the sources: translations, desktop files, schemas, resources, the flatpak."""

import json
import pathlib
import re
import tempfile

from tree import run

TRANSLATED_C = re.compile(r'(?:^|[^\w])(?:_|N_|C_|NC_|Q_|d?n?gettext|g_d\w*gettext2?)\s*\(')
TRANSLATED_XML = re.compile(r'translatable="(?:yes|true)"')

# The keywords of meson's preset for GLib, as far as strings are found by them.
XGETTEXT = (
    'xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_',
    '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
    '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3',
)


# --- Translations --------------------------------------------------------------------------------

def check_translations(tree):
    listed = [line.strip() for line in tree.lines(pathlib.Path('po/POTFILES'))]
    listed = [line for line in listed if line and not line.startswith('#')]
    wanted = set(map(str, with_words(tree)))
    for number, name in enumerate(listed, 1):
        if name not in wanted:
            yield 'po/POTFILES', number, f'{name} has no words to translate'
    for name in sorted(wanted - set(listed)):
        yield name, 1, 'has words to translate and is not in po/POTFILES'

    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / 'kettle.pot'
        present = [name for name in listed if (tree.top / name).is_file()]
        status, output = run(*XGETTEXT, '-o', template, *present, cwd=tree.top)
        if status != 0 or not template.is_file():
            yield 'po/POTFILES', 1, f'xgettext: {output.strip()}'
            return
        for language in (tree.text(pathlib.Path('po/LINGUAS'))).splitlines():
            if language and not language.startswith('#'):
                yield from check_language(tree, f'po/{language}.po', template)


def with_words(tree):
    for path in tree.files('.c', '.h', under=('src/',)):
        comments_gone = re.sub(r'/\*.*?\*/|//[^\n]*', '', tree.text(path), flags=re.DOTALL)
        # A definition of such a macro is no use of it.
        if any(TRANSLATED_C.search(line) for line in comments_gone.splitlines()
               if not line.startswith('#')):
            yield path
    for path in tree.files('.ui', under=('src/', 'data/')):
        if TRANSLATED_XML.search(tree.text(path)):
            yield path
    yield from tree.files('.desktop.in', '.metainfo.xml.in', '.gschema.xml.in', under=('data/',))


def check_language(tree, name, template):
    path = tree.top / name
    if not path.is_file():
        yield name, 1, 'is in po/LINGUAS and not there'
        return
    status, output = run('msgfmt', '--check', '-o', '/dev/null', path)
    if status != 0:
        yield from complaints(output, path, name, 'msgfmt')
    for selection, what in (('--untranslated', 'is not translated'), ('--only-fuzzy', 'is doubtful')):
        for key in messages(path, selection):
            yield name, 1, f'"{key[-1]}" {what}'
    here, sources = messages(path), messages(template)
    for key in sorted(sources - here):
        yield name, 1, f'lacks "{key[-1]}"'
    for key in sorted(here - sources):
        yield name, 1, f'"{key[-1]}" is in no source any more'


def messages(path, *selection):
    """The messages of a catalogue: context, plural and singular each."""
    _, output = run('msgattrib', '--no-obsolete', '--no-wrap', *selection, path)
    found = set()
    for block in output.split('\n\n'):
        words = dict(re.findall(r'^(msgctxt|msgid|msgid_plural) "(.*)"$', block, re.MULTILINE))
        # Messages with line breaks in them go on below.
        words = {word: text + continued(block, word) for word, text in words.items()}
        key = (words.get('msgctxt', ''), words.get('msgid_plural', ''), words.get('msgid', ''))
        if any(key):
            found.add(key)
    return found


def continued(block, word):
    match = re.search(r'^' + word + r' ".*"\n((?:".*"\n)*)', block, re.MULTILINE)
    return ''.join(re.findall(r'^"(.*)"$', match.group(1), re.MULTILINE)) if match else ''


def complaints(output, path, name, tool):
    for line in output.splitlines():
        match = re.match(r'^' + re.escape(str(path)) + r':(\d+):(?:\d+:)? (.*)$', line)
        if match:
            yield name, match.group(1), f'{tool}: {match.group(2)}'
        elif 'error' in line and 'found' not in line:
            yield name, 1, f'{tool}: {line}'


# --- Desktop entry, metainfo, schema, XML --------------------------------------------------------

def built(tree, ending):
    return sorted((tree.build / 'data').glob('*' + ending))


def check_desktop(tree):
    """The files as they are installed: with the id and the translations in them."""
    checks = (
        ('.desktop', 'data/kettle.desktop.in', ('desktop-file-validate',)),
        # Debian 12's appstreamcli does not know <developer> yet.
        ('.metainfo.xml', 'data/kettle.metainfo.xml.in',
         ('appstreamcli', 'validate', '--no-net', '--strict', '--override=unknown-tag=pedantic')),
    )
    for ending, source, command in checks:
        files = built(tree, ending)
        if not files:
            yield source, 1, f'no {ending} in the build directory'
        for file in files:
            status, output = run(*command, file)
            if status != 0 or (command[0].startswith('desktop') and output.strip()):
                for line in output.splitlines() or [f'{command[0]} ended with {status}']:
                    if re.match(r'^[EWI]: |.*(error|warning|hint|not installed)', line):
                        yield source, 1, line.replace(str(file) + ': ', '').strip()

    source = pathlib.Path('data/kettle.metainfo.xml.in')
    for number, line in enumerate(tree.lines(source), 1):
        for name in re.findall(r'@SCREENSHOTS@/([^<]+)<', line):
            if not (tree.top / 'data' / 'screenshots' / name).is_file():
                yield source, number, f'there is no data/screenshots/{name}'

    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path('data/kettle.gschema.xml.in')
        text = tree.text(source).replace('@APP_ID@', 'org.example.Kettle')
        text = text.replace('@SCHEMA_PATH@', '/org/example/Kettle/').replace('@GETTEXT_PACKAGE@', 'kettle')
        (pathlib.Path(folder) / 'org.example.Kettle.gschema.xml').write_text(text, encoding='utf-8')
        status, output = run('glib-compile-schemas', '--strict', '--dry-run', folder)
        if status != 0:
            yield source, 1, output.strip().splitlines()[0].replace(folder + '/', '')


def check_xml(tree):
    files = tree.files('.ui', '.gresource.xml', '.xml', '.xml.in', '.svg')
    for path in files:
        status, output = run('xmllint', '--noout', '--nonet', path, cwd=tree.top)
        if status != 0:
            match = re.match(r'^.+?:(\d+): (.*)$', output.splitlines()[0])
            number, what = match.groups() if match else (1, output.splitlines()[0])
            yield path, number, what
    # What a resource file names must be there.
    for path in tree.files('.gresource.xml'):
        for number, line in enumerate(tree.lines(path), 1):
            for name in re.findall(r'<file[^>]*>([^<]+)</file>', line):
                if not (tree.top / path.parent / name).is_file():
                    yield path, number, f'there is no {name}'


# --- Man pages -----------------------------------------------------------------------------------

PAGE = re.compile(r'\.[1-8]$')


def check_man(tree):
    installed = tree.text(pathlib.Path('data/man/meson.build'))
    pages = [path for path in tree.files(under=('data/man/',)) if PAGE.search(path.name)]
    if not pages:
        yield 'data/man', 1, 'has no page'
    for path in pages:
        if f"'{path.name}'" not in installed:
            yield path, 1, 'is not in data/man/meson.build'
        if 'SPDX-License-Identifier: ' not in tree.text(path):
            yield path, 1, 'does not begin with the SPDX lines'
        for command in (('groff', '-man', '-ww', '-z', '-Tutf8'), ('mandoc', '-T', 'lint', '-W', 'warning')):
            status, output = run(*command, path, cwd=tree.top)
            for line in output.splitlines():
                match = re.match(r'^.*?' + re.escape(str(path)) + r':(\d+):(?:\d+:)? (.*)$', line)
                yield path, match.group(1) if match else 1, match.group(2) if match else line
            if status != 0 and not output.strip():
                yield path, 1, f'{command[0]} ended with {status}'


# --- The flatpak ---------------------------------------------------------------------------------

def check_flatpak(tree):
    app_id = re.search(r"^app_id = '([^']+)'", tree.text(pathlib.Path('meson.build')), re.MULTILINE)
    manifest = pathlib.Path('flatpak') / f'{app_id.group(1)}.json'
    if not (tree.top / manifest).is_file():
        yield 'flatpak', 1, f'has no {manifest.name}'
        return
    with tempfile.TemporaryDirectory() as folder:
        status, output = run(
            'flatpak-builder', '--show-manifest', tree.top / manifest, cwd=folder
        )
    if status != 0:
        yield manifest, 1, (output.strip().splitlines() or ['flatpak-builder does not take it'])[0]
        return
    try:
        read = json.loads(tree.text(manifest))
    except json.JSONDecodeError as error:
        yield manifest, error.lineno, error.msg
        return
    if read.get('id') != app_id.group(1):
        yield manifest, 1, f'its id is not {app_id.group(1)}'
