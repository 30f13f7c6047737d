"""compare.py PROGRAM REPORT...: does a report give the same document whatever encoding it comes in?

Each report is read as the program reads it, written in every encoding that holds it, and converted without being told
the encoding. Documents are compared, source and diagnostics aside. A line for each: report, form, and how they differ,
or nothing.
"""
import codecs
import os
import subprocess
import sys

import yaml

ASIDE = {'source', 'diagnostics'}

# Name, codec, what stands before the text, whether lines end in CRLF.
FORMS = [
    ('UTF-8', 'utf-8', b'', False),
    ('UTF-8 with BOM', 'utf-8', codecs.BOM_UTF8, False),
    ('GB18030', 'gb18030', b'', False),
    ('GBK', 'gbk', b'', False),
    ('UTF-16LE with BOM', 'utf-16-le', codecs.BOM_UTF16_LE, False),
    ('UTF-16BE with BOM', 'utf-16-be', codecs.BOM_UTF16_BE, False),
    ('UTF-16LE', 'utf-16-le', b'', False),
    ('UTF-16BE', 'utf-16-be', b'', False),
    ('UTF-32LE with BOM', 'utf-32-le', codecs.BOM_UTF32_LE, False),
    ('UTF-32BE with BOM', 'utf-32-be', codecs.BOM_UTF32_BE, False),
    ('UTF-32LE', 'utf-32-le', b'', False),
    ('UTF-32BE', 'utf-32-be', b'', False),
    ('CRLF', 'utf-8', b'', True),
    ('GB18030 with CRLF', 'gb18030', b'', True),
]


def convert(program, data):
    done = subprocess.run([program, '-q', '--no-digest'], input=data, capture_output=True)
    if done.returncode:
        raise RuntimeError(f'exit status {done.returncode}: {done.stderr.decode(errors="replace").strip()}')
    return yaml.load(done.stdout, Loader=yaml.CSafeLoader)


def read_text(program, path):
    """The report's text: in the encoding that the program finds, which other suites look at."""
    with open(path, 'rb') as file:
        data = file.read()
    codec = convert(program, data)['source']['encoding'].lower()
    return data.decode(codec).removeprefix('\ufeff').replace('\r\n', '\n')


def encode(text, codec, mark, has_crlf):
    """None where the encoding does not hold the text."""
    try:
        return mark + (text.replace('\n', '\r\n') if has_crlf else text).encode(codec)
    except UnicodeEncodeError:
        return None


def main():
    program, *paths = sys.argv[1:]
    for path in paths:
        text = read_text(program, path)
        expected = None
        forms = list(FORMS)
        if os.path.basename(path) == 'city-big5.txt':
            forms.append(('Big5', 'big5', b'', False))
        for name, *form in forms:
            data = encode(text, *form)
            if data is None:
                continue
            document = {key: value for key, value in convert(program, data).items() if key not in ASIDE}
            expected = expected or document
            wrong = [key for key in {**expected, **document} if expected.get(key) != document.get(key)]
            # In one write, for several processes write to one file.
            sys.stdout.write(f'{path}\t{name}\t{", ".join(wrong)}\n')
            sys.stdout.flush()


if __name__ == '__main__':
    main()
