"""kills.py PROGRAM SOURCES UNDISTURBED FOLDER KILLS SECONDS SEED [OPTION]...: kills runs at random moments.

Runs the program over the files in SOURCES into FOLDER and ends it with SIGKILL, KILLS times, each at a random moment of
a stretch that is twice the share of a run of SECONDS; goes on each time where it was, and lets the last run end. After
each kill every document in FOLDER has to be the one in UNDISTURBED, byte for byte. What was in place must not be made
again: it keeps its inode and time to the end. A run that ends by itself before it is killed has come too early: then an
archive is begun anew. Prints a line of figures; any finding is a line on stderr, and status 1.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import time

program, sources, undisturbed, folder = sys.argv[1:5]
kills, seconds, seed = int(sys.argv[5]), float(sys.argv[6]), int(sys.argv[7])
command = [program, "-q", "-d", folder, "--recursive", sources, *sys.argv[8:]]
findings = []


def documents():
    """Names of documents with what tells one file from its successor; None where there is no folder yet."""
    if not os.path.isdir(folder):
        return {}
    with os.scandir(folder) as entries:
        return {e.name: (e.stat().st_ino, e.stat().st_mtime_ns) for e in entries if e.is_file()}


def is_same(name):
    with open(os.path.join(folder, name), "rb") as one, open(os.path.join(undisturbed, name), "rb") as other:
        return one.read() == other.read()


def look(before):
    """Compares what a kill left with what was there before it, and with the undisturbed run."""
    now = documents()
    for name, file in before.items():
        if now.get(name) != file:
            findings.append(f"{name} was finished, and made again")
    for name in now.keys() - before.keys():
        if not os.path.exists(os.path.join(undisturbed, name)) or not is_same(name):
            findings.append(f"{name} is not that of the undisturbed run")
    return now


def run_and_kill(after):
    """True where the program was killed before its end."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(timeout=after)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


moments = random.Random(seed)
killed = begun = 0
steps = []
before = {}
while killed < kills:
    if run_and_kill(moments.uniform(0, 2 * seconds / kills)):
        killed += 1
        now = look(before)
        steps.append(len(now) - len(before))
        before = now
    else:
        look(before)
        shutil.rmtree(folder)
        before = {}
        begun += 1
start = time.monotonic()
last = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
now = look(before)
if last.returncode not in (0, 1):
    findings.append(f"the last run ended with status {last.returncode}")
for finding in findings[:20]:
    print(finding, file=sys.stderr)
print(f"{killed} kills, {begun} archives begun anew, documents between kills: {' '.join(map(str, steps))};",
      f"{len(now) - len(before)} by the last run in {time.monotonic() - start:.1f} s; {len(now)} in all")
sys.exit(1 if findings else 0)
