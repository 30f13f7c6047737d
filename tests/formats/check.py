"""check.py PROGRAM FILE...: what --to json, markdown and tasks write, read by other programs.

JSON loads to what PyYAML loads from the YAML. Markdown, as cmark reads it, has the document's headings, anchors,
numbers and words, in order, and its front matter holds the tree. A table of tasks has the columns that its header names,
and the rows that the tree asks for. All formats, and the YAML itself, come from the YAML as they do from the text.
Sorted keys change nothing in what is for the eye. Prints a line for each check that fails, and at the end how many did
not.
"""
import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

import yaml

MARKDOWN = '{http://commonmark.org/xml/1.0}'
NO_MARKUP = 'code', 'code_block', 'link', 'image', 'emph', 'block_quote', 'thematic_break'
FORMATS = 'yaml', 'json', 'ndjson', 'markdown', 'text', 'outline', 'tasks'
CONTROLS = re.compile('[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]')
HEADER = ['path', 'number', 'title', 'text', 'line', 'kind']


def run(*command, data=None):
    done = subprocess.run(command, input=data, capture_output=True)
    if done.returncode:
        raise RuntimeError(f'exit status {done.returncode}: {done.stderr.decode(errors="replace").strip()}')
    return done.stdout


def load(document):
    return yaml.load(document, Loader=yaml.CSafeLoader)


def words(texts):
    """Letters, digits and symbols alone: white space and marks depend on what stands around them."""
    return ''.join(c for text in texts for c in str(text) if unicodedata.category(c)[0] in 'LMNS')


def children(node):
    return [*node.get('body', []), *node.get('entries', [])]


def walk(node, holder=None):
    """Every node of a tree with what holds it, in the document's order."""
    for child in children(node):
        yield child, node
        yield from walk(child, node)


# JSON

def check_json(program, path, tree):
    found = json.loads(run(program, '-q', '-t', 'json', path))
    if json.dumps(found) != json.dumps(tree):
        yield 'JSON and YAML hold different data'
    line = run(program, '-q', '-t', 'ndjson', path)
    if line.count(b'\n') != 1 or json.dumps(json.loads(line)) != json.dumps(found):
        yield 'NDJSON is not JSON on one line'


# Markdown

def is_numbered(entry, holder):
    return (holder.get('marker') in ('decimal', 'decimal-paren') and isinstance(entry.get('number'), int)
            and 0 < entry['number'] <= 10 ** 9 and not holder['inline'])


def expected_strings(tree):
    """What a page shows, without the labels that Markdown itself puts."""
    for node, holder in walk(tree):
        if node.get('role') == 'furniture':
            continue
        keys = ['title', 'lead', 'term', 'text', 'definition']
        is_bullet = holder.get('marker') == 'dash' and not holder['inline']
        if not is_numbered(node, holder) and not is_bullet:
            keys.insert(0, 'label')
        yield from (node[key] for key in keys if key in node)


def expected_headings(tree):
    """Level and words of each."""
    def collect(node, level):
        for child in children(node):
            if child.get('type') == 'section':
                yield min(child['level'] + 1, 6), words([child.get('label', ''), child.get('title', '')])
                yield from collect(child, child['level'])
            elif child.get('type') == 'glossary':
                if 'label' in child or 'title' in child:
                    yield min(level + 2, 6), words([child.get('label', ''), child.get('title', '')])
            else:
                yield from collect(child, level)
    return list(collect(tree, 0))


def visible_text(element):
    return ''.join(part.text or '' for part in element.iter()
                   if part.tag in (MARKDOWN + 'text', MARKDOWN + 'code', MARKDOWN + 'code_block'))


def numbers_of_lists(page):
    for found in page.iter(MARKDOWN + 'list'):
        if found.get('type') == 'ordered':
            yield from ((id(item), int(found.get('start')) + n) for n, item in enumerate(found))


def check_markdown(program, path, tree):
    page = run(program, '-q', '-t', 'markdown', path).decode()
    front, body = re.fullmatch(r'---\n(.*?\n)---\n(.*)', page, re.DOTALL).groups()
    data = load(front)
    again = {key: data[key] for key in ('title', 'date') if key in data} | data['report']
    if again != tree:
        yield 'the front matter holds another tree'
    if set(data) - {'title', 'date', 'description', 'report'}:
        yield 'the front matter has other keys'
    if len(data.get('description', '')) > 160:
        yield 'the description is long'
    root = ElementTree.fromstring(run('cmark', '-t', 'xml', data=body.encode()))
    headings = [(int(found.get('level')), words([visible_text(found)])) for found in root.iter(MARKDOWN + 'heading')]
    if headings != expected_headings(tree):
        yield 'the headings differ'
    if words([visible_text(root)]) != words(expected_strings(tree)):
        yield 'the words differ'
    anchors = [re.match('<a id="(.*)">', found.text) for found in root.iter(MARKDOWN + 'html_inline')]
    if [found[1] for found in anchors if found] != [node['id'] for node, _ in walk(tree) if 'id' in node]:
        yield 'the anchors differ'
    order = {id(element): n for n, element in enumerate(root.iter())}
    numbers = [number for _, number in sorted((order[item], number) for item, number in numbers_of_lists(root))]
    if numbers != [node['number'] for node, holder in walk(tree) if is_numbered(node, holder)]:
        yield 'the numbers of entries differ'
    if any(list(root.iter(MARKDOWN + tag)) for tag in NO_MARKUP):
        yield 'text was read as markup'


# Tasks

def expected_rows(tree):
    """Line, kind and title of each row."""
    def collect(node, is_plan):
        for child in children(node):
            if child.get('type') == 'section':
                is_planned = child.get('part') == 'plan' if 'part' in child else is_plan
                inside = list(collect(child, is_planned))
                if is_planned and not inside:
                    yield str(child['line']), 'section', child.get('title', '')
                yield from inside
                continue
            if node.get('type') == 'list' and node['kind'] == 'tasks':
                yield str(child['line']), 'entry', child.get('title', '')
            if child.get('type') == 'paragraph' and 'lead' in child and is_plan and child.get('role') != 'furniture':
                yield str(child['line']), 'lead', child['lead']
            yield from collect(child, is_plan)
    return list(collect(tree, False))


def check_tasks(program, path, tree):
    lines = run(program, '-q', '-t', 'tasks', path).decode().split('\n')
    rows = [line.split('\t') for line in lines[:-1]]
    if lines[-1] != '' or rows[0] != HEADER or any(len(row) != len(HEADER) for row in rows):
        yield 'the table of tasks is none'
        return
    if [(row[4], row[5], row[2].replace('\t', ' ')) for row in rows[1:]] != expected_rows(tree):
        yield 'the rows of tasks differ'


# From YAML

def check_from_yaml(program, path, document):
    for name in FORMATS:
        if run(program, '-q', '-f', 'yaml', '-t', name, data=document) != run(program, '-q', '-t', name, path):
            yield f'{name} from YAML differs from {name} from text'


def sorted_document(tree):
    """JSON is YAML, but for the controls that YAML wants escaped."""
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True)
    return CONTROLS.sub(lambda found: f'\\u{ord(found[0]):04x}', text).encode()


def check_sorted(program, path, tree):
    document = sorted_document(tree)
    for name in 'text', 'outline', 'tasks':
        if run(program, '-q', '-f', 'yaml', '-t', name, data=document) != run(program, '-q', '-t', name, path):
            yield f'{name} from YAML with sorted keys differs from {name} from text'


def check(program, path):
    """Each of the checks as a list of what is wrong."""
    document = run(program, '-q', path)
    tree = load(document)
    yield list(check_json(program, path, tree))
    yield list(check_markdown(program, path, tree))
    yield list(check_tasks(program, path, tree))
    yield list(check_from_yaml(program, path, document))
    yield list(check_sorted(program, path, tree))


def main():
    program, *paths = sys.argv[1:]
    passed = 0
    for path in paths:
        try:
            for faults in check(program, path):
                passed += not faults
                if faults:
                    print(f'FAILED: {path}: {", ".join(faults)}')
        except RuntimeError as error:
            print(f'FAILED: {path}: {error}')
    print('passed', passed)


main()
