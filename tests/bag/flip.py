"""flip.py PROGRAM FOLDER STRIDE FILE...: one bit of one byte is another, in each of the files (below FOLDER, or where
they are absolute), at every STRIDE-th byte: --verify must say so, and be silent again when the byte is as it was.

Prints what failed; the last line is "N passed, N failed".
"""

import os
import subprocess
import sys


def verify(program, folder):
    done = subprocess.run([program, '-q', '--verify', folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode(errors='replace')


def flips(program, folder, stride, path):
    """Yields what was tried and whether it was found."""
    content = open(path, 'rb').read()
    try:
        for at in sorted({*range(0, len(content), stride), len(content) - 1}):
            flipped = bytearray(content)
            flipped[at] ^= 1 << at % 8
            with open(path, 'wb') as file:
                file.write(flipped)
            status, said = verify(program, folder)
            yield '%s, byte %d: %d %s' % (path, at, status, said), status == 1 and said.count('\n') in (1, 2, 3)
    finally:
        with open(path, 'wb') as file:
            file.write(content)


def main():
    program, folder, stride = sys.argv[1], sys.argv[2], int(sys.argv[3])
    counts = {True: 0, False: 0}
    for name in sys.argv[4:]:
        found = list(flips(program, folder, stride, os.path.join(folder, name)))
        found.append((name + ': restored: %d %s' % verify(program, folder), verify(program, folder) == (0, '')))
        for what, is_good in found:
            counts[is_good] += 1
            if not is_good:
                print('FAILED:', what)
    print('%d passed, %d failed' % (counts[True], counts[False]))
    return 1 if counts[False] else 0


if __name__ == '__main__':
    sys.exit(main())
