"""prefixes.py [--lines] PROGRAM REPORT...: how many of the first 4, 8, 16, 64 and 256 bytes of reports are decoded to what they are.

For each encoding and length: prefixes of every report, with --lines of what begins at some of its lines, too; those that
are ASCII or blank alone are left out. The last line is the share of those of 16 bytes and more, in tenths of a percent.
"""
import subprocess
import sys
from collections import Counter

import yaml

from compare import FORMS, encode, read_text

LENGTHS = [4, 8, 16, 64, 256]
LINES_TRIED = 12


def detect(program, data):
    done = subprocess.run([program, '-q', '--no-digest'], input=data, capture_output=True)
    if done.returncode:
        return None
    return yaml.load(done.stdout, Loader=yaml.CSafeLoader)['source']['encoding']


def starts(text, has_lines):
    """The report, and what begins at some of its lines."""
    if not has_lines:
        return [text]
    lines = [at for at, character in enumerate(text) if character == '\n' and text[at + 1:at + 2].strip()]
    step = max(1, len(lines) // LINES_TRIED)
    return [text, *(text[at + 1:at + 400] for at in lines[::step][:LINES_TRIED])]


def is_same(data, codec, found):
    """Some encodings share characters: what counts is what is read."""
    if found is None:
        return False
    name = 'gb18030' if codec == 'gbk' else codec
    return data.decode(name, 'ignore').strip('\ufeff') == data.decode(found.lower(), 'ignore').strip('\ufeff')


def main():
    has_lines = sys.argv[1] == '--lines'
    program, *paths = sys.argv[1 + has_lines:]
    tried, right = Counter(), Counter()
    for path in paths:
        text = read_text(program, path)
        for name, codec, mark, has_crlf in FORMS:
            if has_crlf:
                continue
            for start in starts(text, has_lines):
                data = encode(start[:300], codec, mark, False)
                for length in LENGTHS if data else []:
                    prefix = data[:length]
                    seen = prefix[len(mark):].decode(codec, 'ignore')
                    if seen.isascii() or not seen.strip():
                        continue
                    tried[name, length] += 1
                    right[name, length] += is_same(prefix, codec, detect(program, prefix))
    for name in dict.fromkeys(name for name, _ in tried):
        cells = [f'{right[name, n]}/{tried[name, n]}' for n in LENGTHS]
        print(name, *cells, sep='\t')
    long = [key for key in tried if key[1] >= 16]
    print(1000 * sum(right[key] for key in long) // sum(tried[key] for key in long))


if __name__ == '__main__':
    main()
