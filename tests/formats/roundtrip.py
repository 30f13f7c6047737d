"""roundtrip.py PROGRAM FILE...: does --to text give a text that converts to the same document?

Lines, source, what was removed, front and diagnostics aside. A line for each file: its name, and where documents differ
first; nothing behind the name where they do not.
"""
import subprocess
import sys

import yaml

ASIDE = {'line', 'removed', 'source', 'diagnostics', 'front'}


def run(program, arguments, data=None):
    done = subprocess.run([program, '-q', *arguments], input=data, capture_output=True)
    if done.returncode:
        raise RuntimeError(f'exit status {done.returncode}: {done.stderr.decode(errors="replace").strip()}')
    return done.stdout


def load(document):
    return yaml.load(document, Loader=yaml.CSafeLoader)


def shorten(value):
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + '…'


def differ(first, second, place=''):
    """Where two trees differ first, in words; None where they do not."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in [*first, *(key for key in second if key not in first)]:
            if key in ASIDE:
                continue
            if key not in first or key not in second:
                return f'{place}/{key}: {shorten(first.get(key))} became {shorten(second.get(key))}'
            found = differ(first[key], second[key], f'{place}/{key}')
            if found:
                return found
        return None
    if isinstance(first, list) and isinstance(second, list):
        for index, (one, other) in enumerate(zip(first, second)):
            found = differ(one, other, f'{place}/{index}')
            if found:
                return found
        if len(first) != len(second):
            return f'{place}: {len(first)} became {len(second)}'
        return None
    return None if first == second else f'{place}: {shorten(first)} became {shorten(second)}'


def check(program, path):
    document = load(run(program, [path]))
    text = run(program, ['--to', 'text', path])
    return differ(document, load(run(program, [], text)))


def say(path, what):
    """In one write, for several processes write to one file."""
    sys.stdout.write(f'{path}\t{what}\n')
    sys.stdout.flush()


def main():
    program, *paths = sys.argv[1:]
    for path in paths:
        try:
            say(path, check(program, path) or '')
        except RuntimeError as error:
            say(path, error)


main()
