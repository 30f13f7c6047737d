"""check.py PROGRAM FILE...: records through --from ndjson --to ndjson, seen from outside.

The document of a file's record is that of the file; lines stand in order, one for each record, however the stream is
cut; what a record fails of stands in its line. Prints what failed; the last line is "N passed, N failed".
"""

import base64
import json
import subprocess
import sys
import threading

ARGUMENTS = '--from', 'ndjson', '--to', 'ndjson'


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def records_of(program, stream, *options):
    done = run(program, '-q', *ARGUMENTS, *options, input=stream)
    lines = done.stdout.split(b'\n')
    assert lines.pop() == b'', 'the last line has no end'
    return done.returncode, [json.loads(line) for line in lines]


def record(path, content):
    """As text where it is UTF-8, else as bytes."""
    try:
        return {'name': path, 'text': content.decode()}
    except UnicodeDecodeError:
        return {'name': path, 'base64': base64.b64encode(content).decode()}


def line(value):
    return json.dumps(value, ensure_ascii=False).encode() + b'\n'


def check_documents(program, paths):
    """The tree is that of --to json, and so is each string, key and order."""
    contents = [open(path, 'rb').read() for path in paths]
    status, found = records_of(program, b''.join(line(record(*pair)) for pair in zip(paths, contents)))
    yield 'documents: status', status == 0
    yield 'documents: a line for each', len(found) == len(paths)
    for path, document in zip(paths, found):
        expected = json.loads(run(program, '-q', '-t', 'json', path).stdout)
        yield path + ': as text or bytes', json.dumps(document) == json.dumps(expected)
    as_bytes = [{'name': path, 'base64': base64.b64encode(content).decode()} for path, content in zip(paths, contents)]
    status, again = records_of(program, b''.join(map(line, as_bytes)))
    yield 'documents: as bytes', status == 0 and json.dumps(again) == json.dumps(found)


GOOD = line({'name': 'good', 'text': '某镇年报\n\n一、道路\n\n修路三条。\n'})
FAILING = [
    (b'', None, 'an empty line'),
    (b'{"name":"a"', None, 'not valid JSON: it breaks off'),
    (b'{"name":"a","name":"a","text":"b"}', None, 'not valid JSON: a key that stands twice'),
    (b'{"name":"a","text":"\xff"}', None, 'not valid JSON: invalid UTF-8'),
    (b'{"name":"a","text":"b\\u0000"}', None, 'not valid JSON: the character U+0000'),
    (b'{"name":"a","text":1}', 'a', '"text" is not a string'),
    (b'{"name":"a\\n\\"b","text":" "}', 'a\n"b', 'the input is empty'),
    (b'{"name":"a","text":"%PDF-1.7"}', 'a', 'this is a PDF'),
    (b'{"name":"a","base64":"JVBERi0x*"}', 'a', '"base64" is not valid base64'),
    (b'{"name":"' + b'a' * 300000 + b'","text":"b","c":""}', 'a' * 300000, 'unknown member "c"'),
    (b'{"name":"a","text":"' + b'b' * (17 << 20) + b'"}', None, 'the record is longer than 16 MiB'),
    (b'{"name":"a","text":"' + b'1.a\\n' * (3 << 20) + b'"}', 'a', 'its document would be longer than 64 MiB'),
]


def check_failures(program):
    """Between good records, each failing one gives its error and nothing else."""
    stream = GOOD + b''.join(failing + b'\n' + GOOD for failing, _, _ in FAILING)
    status, found = records_of(program, stream)
    yield 'failures: status', status == 0
    yield 'failures: a line for each', len(found) == 2 * len(FAILING) + 1
    yield 'failures: the good ones', all(document == found[0] and 'schema' in document for document in found[::2])
    for index, (failing, name, error) in enumerate(FAILING):
        answer = found[2 * index + 1]
        name = name or '-:%d' % (2 * index + 2)
        good = list(answer) == ['name', 'error'] and answer['name'] == name and answer['error'].startswith(error)
        yield 'failures: %r: %r' % (failing[:40], answer), good


def check_strict(program):
    """A warning is a failure, and a failure has a status."""
    warned = line({'name': 'w', 'text': '某镇年报\n\n[bookmark: _GoBack]一、道路\n\n修路三条。\n'})
    yield 'strict: good', records_of(program, GOOD, '--strict')[0] == 0
    status, found = records_of(program, GOOD + warned + GOOD, '--strict')
    yield 'strict: status', status == 1
    yield 'strict: the record', [sorted(document)[0] for document in found] == ['body', 'error', 'body']
    yield 'strict: not without', records_of(program, warned)[0] == 0


def check_cuts(program):
    """The same bytes come however the stream is cut, and a last line needs no end."""
    stream = GOOD + b'{"name":\r\n' + GOOD.rstrip(b'\n') + b'\r\n' + GOOD.rstrip(b'\n')
    expected = run(program, '-q', *ARGUMENTS, input=stream).stdout
    yield 'cuts: all lines', expected.count(b'\n') == 4
    for size in 1, 3, 64:
        process = subprocess.Popen([program, '-q', *ARGUMENTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        for at in range(0, len(stream), size):
            process.stdin.write(stream[at:at + size])
        process.stdin.close()
        found = process.stdout.read()
        yield 'cuts: %d' % size, process.wait() == 0 and found == expected
        process.stdout.close()


def check_answers(program):
    """Whoever waits for the document of a record before the next is written gets it."""
    process = subprocess.Popen([program, *ARGUMENTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    impatience = threading.Timer(60, process.kill)
    impatience.start()
    for index in range(3):
        process.stdin.write(GOOD)
        answer = b''
        while not answer.endswith(b'\n'):
            piece = process.stdout.read(65536)
            if not piece:
                break
            answer += piece
        yield 'answers: %d' % index, answer.startswith(b'{"schema"') and answer.endswith(b'\n')
    process.stdin.close()
    yield 'answers: status', process.wait() == 0
    impatience.cancel()
    process.stdout.close()


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    counts = {True: 0, False: 0}
    for checks in (check_documents(program, paths), check_failures(program), check_strict(program),
                   check_cuts(program), check_answers(program)):
        for what, is_good in checks:
            counts[is_good] += 1
            if not is_good:
                print('FAILED:', what)
    print('%d passed, %d failed' % (counts[True], counts[False]))
    return 1 if counts[False] else 0


if __name__ == '__main__':
    sys.exit(main())
