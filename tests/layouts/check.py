"""check.py PROGRAM EXPECTED REPORT... -- EXCERPT...: does a report read the same however its lines are laid?

Each Chinese report is laid anew in every layout of lay.py, an excerpt in those alone that a few lines are enough for.
What is compared is what a reader sees of the outline: title, date, occasion and speaker; sections, items, leads and
terms.

EXPECTED is a table of the differences that are right or known: report, layout, difference, reason, TABs between them. A
difference that it does not name fails, and so does a row that no longer comes true. Prints what failed; the last line
is "N passed, N failed".
"""
import collections
import difflib
import json
import os
import subprocess
import sys

import lay

# Layouts that change each line by itself. Wrapped, centred or put on one line, a text shows only by its length what it
# is.
FOR_EXCERPTS = {'double-spaced', 'crlf', 'html-paragraphs', 'html-blanks', 'form-feeds', 'ideographic-indents'}
# These are wrapped or on one line themselves: their paragraphs are those that the program reads.
LAID_OTHERWISE = {'plan-review-gb18030', 'one_line', 'glossary_one_line'}
OPENING_LEN = 8
FRONT_KEYS = 'title', 'date', 'occasion', 'speaker'

Report = collections.namedtuple('Report', 'name facts lines source')


def convert(program, data, form='json'):
    done = subprocess.run([program, '-q', '-t', form], input=data, capture_output=True)
    if done.returncode:
        raise RuntimeError(f'exit status {done.returncode}: {done.stderr.decode(errors="replace").strip()}')
    return done.stdout


# The outline

def walk(node, depth=0):
    """Every node with the number of lists around it, in the document's order."""
    for child in node.get('body', []):
        yield child, depth
        yield from walk(child, depth + (child['type'] == 'list'))
    for child in node.get('entries', []):
        yield child, depth
        yield from walk(child, depth)


def opening_of(entry):
    """An item's title, or where it has none the text that it begins with: no more than tells it from its siblings."""
    if 'title' in entry:
        return entry['title'][:OPENING_LEN]
    return next((child['text'][:OPENING_LEN] for child, _ in walk(entry) if 'text' in child), '')


def fact_of(node, depth):
    """What the outline says of a node, or None where it is of no account: not its line, which the layout changes."""
    if node.get('type') == 'section':
        return f'section {node["level"]} {node.get("number", "-")} {node.get("title", "-")}'
    if node.get('type') == 'glossary':
        return f'glossary {node.get("title", "-")}'
    if 'term' in node:
        return f'term {node["term"]}'
    if 'type' not in node:
        return f'item {depth} {node.get("number", "-")} {opening_of(node)}'
    return f'lead {node["lead"]}' if 'lead' in node else None


def facts_of(tree):
    """The outline as a list of lines, which can be compared and shown."""
    front = [f'{key} {" ".join(tree[key].values()) if key == "speaker" else tree[key]}'
             for key in FRONT_KEYS if key in tree]
    facts = [fact_of(*found) for found in walk(tree)]
    return front + [fact for fact in facts if fact]


def read_facts(program, text):
    """The outline of a text, or in its place why there is none."""
    try:
        return facts_of(json.loads(convert(program, text.encode())))
    except RuntimeError as error:
        return [str(error)]


# Reports

def kinds_of(tree):
    """By line: what stands in the front, and what is a heading and nothing else. The rest is text."""
    kinds = {line['line']: 'front' for line in tree.get('front', [])}
    for node, _ in walk(tree):
        if node.get('type') in ('section', 'glossary') and 'title' in node and 'separator' not in node:
            kinds.setdefault(node['line'], 'heading')
    return kinds


def is_chinese(text):
    return sum('\u4e00' <= character <= '\u9fff' for character in text) > len(text) / 3


def read_report(program, path):
    """A report with the outline that each of its layouts has to have."""
    with open(path, 'rb') as file:
        data = file.read()
    name = os.path.basename(path).removesuffix('.txt')
    tree = json.loads(convert(program, data))
    facts = facts_of(tree)
    codec = tree['source']['encoding']
    if name in LAID_OTHERWISE:
        data, codec = convert(program, data, 'text'), 'utf-8'
        tree = json.loads(convert(program, data))
    source = data.decode(codec).removeprefix('\ufeff').replace('\r\n', '\n')
    kinds = kinds_of(tree)
    lines = [lay.Line(text, kinds.get(number, 'text') if text.strip() else 'blank')
             for number, text in enumerate(source.split('\n')[:-1], 1)]
    return Report(name, facts, lines, source)


# The comparison

def differences(facts, found):
    """What is missing (-) and what came anew (+), in order; that nothing at all was seen is one difference."""
    if facts and not found:
        return ['- everything']
    changes = list(difflib.unified_diff(facts, found, n=0, lineterm=''))[2:]
    return [f'{change[0]} {change[1:]}' for change in changes if change[0] != '@']


def read_expected(path):
    """The table as differences by report and layout; a row without a reason is none."""
    expected = collections.defaultdict(list)
    with open(path, encoding='utf-8') as file:
        for row in file:
            if not row.startswith('#'):
                report, layout, difference, reason = row.rstrip('\n').split('\t')
                assert layout in lay.LAYOUTS and reason, row
                expected[report, layout].append(difference)
    return expected


def check_layout(program, report, layout, expected):
    """Yields what is wrong with one layout of one report."""
    now = collections.Counter(differences(report.facts, read_facts(program, lay.LAYOUTS[layout](report.lines))))
    known = collections.Counter(expected)
    yield from (now - known).elements()
    yield from (f'no longer so, take it out of the table: {difference}' for difference in (known - now).elements())


def check_control(program, report):
    """Without its first heading a report has to read otherwise: else the comparison would see nothing at all."""
    first = next(line for line in report.lines if line.kind == 'heading')
    without = lay.written(line.text for line in report.lines if line is not first)
    if not differences(report.facts, read_facts(program, without)):
        yield 'nobody saw that a heading had been taken out'


def check_report(program, report, layouts, expected):
    """Name and faults of each check; a layout that the report has already is none."""
    for layout in layouts:
        if lay.LAYOUTS[layout](report.lines) != report.source:
            yield layout, list(check_layout(program, report, layout, expected.pop((report.name, layout), [])))
    if set(layouts) == set(lay.LAYOUTS):
        yield 'control', list(check_control(program, report))


def check_all(program, expected, paths):
    """Name and faults of each check of each report, then what the table expects of others."""
    expected = read_expected(expected)
    split = paths.index('--')
    for count, path in enumerate(paths):
        if count == split:
            continue
        report = read_report(program, path)
        if is_chinese(report.source):
            layouts = lay.LAYOUTS if count < split else sorted(FOR_EXCERPTS)
            for what, faults in check_report(program, report, layouts, expected):
                yield f'{report.name}, {what}', faults
    yield 'the table of expected differences', [f'nobody tried {report}, {layout}' for report, layout in expected]


def main():
    program, expected, *paths = sys.argv[1:]
    counts = {True: 0, False: 0}
    for what, faults in check_all(program, expected, paths):
        counts[not faults] += 1
        if faults:
            print(f'FAILED: {what}:', *faults, sep='\n    ')
    print(f'{counts[True]} passed, {counts[False]} failed')
    return 1 if counts[False] else 0


if __name__ == '__main__':
    sys.exit(main())
