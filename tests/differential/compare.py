"""compare.py PROGRAM SCHEMA JOBS DOCUMENT.yaml...: does the program's check say what python3-jsonschema says?

Mutates the valid documents at random, always in the same way, and compares, for each mutant, the JSON pointers of
everything that `PROGRAM --check --from yaml` and python3-jsonschema find wrong with it. One rule of the program's is no
part of the schema, which cannot state it (ids begin with the id of what holds them, and count upward): its messages are
left out. Prints a line for each mutant on which they differ, and counts at the end.
"""
import concurrent.futures
import copy
import json
import random
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

MUTANTS = 800
ID_RULE = ('must begin with', 'must count upward', 'must be a letter and a number')
MESSAGE = re.compile(r'^.*?:(\d+):(\d+): error: (?:(|/.*?): )?(.*)$')
SCALARS = ['', 'x', 'report/1.0', '一', 'a\nb', 'a\r', '2024-02-30', '2024-1-1', '2024-01-01\n', 's1', 's01', 's1-s2',
           't1', 'g1', 'g1-e1', 's1-t1-t3', 's1\n', '1.2', 'true', '~', 0, 1, -1, 7, 2**63, -2**70, 1.0, 1.5, 0.0, -2.0,
           1e300, 0.1, True, False, None, [], {}, ['x'], [None], {'type': 'paragraph'}, [[]], [{}]]


def containers(node):
    """All mappings and sequences of a document, the document among them."""
    if isinstance(node, (dict, list)):
        yield node
        for child in node.values() if isinstance(node, dict) else node:
            yield from containers(child)


def places(document):
    """Every (container, key or index) of a document."""
    for container in containers(document):
        keys = container if isinstance(container, dict) else range(len(container))
        yield from ((container, key) for key in keys)


def words_of(schema):
    words = set()
    for node in containers(schema):
        if isinstance(node, dict):
            words.update(word for word in node.get('enum', []) if isinstance(word, str))
    return sorted(words)


def keys_of(schema):
    keys = set()
    for node in containers(schema):
        if isinstance(node, dict) and isinstance(node.get('properties'), dict):
            keys.update(node['properties'])
    return sorted(keys)


class Mutator:
    def __init__(self, schema, documents, seed):
        self.random = random.Random(seed)
        self.words, self.keys = words_of(schema), keys_of(schema)
        self.documents = documents
        self.spare = [container[key] for document in documents for container, key in places(document)]

    def value(self):
        """A value of any kind, taken from anywhere."""
        source = self.random.random()
        if source < 0.5:
            return copy.deepcopy(self.random.choice(SCALARS))
        if source < 0.7:
            return self.random.choice(self.words)
        return copy.deepcopy(self.random.choice(self.spare))

    def reorder(self, document, order):
        for container in containers(document):
            if isinstance(container, dict):
                members = list(container.items())
                order(members)
                container.clear()
                container.update(members)

    def drop(self, document):
        container, key = self.random.choice(list(places(document)))
        del container[key]

    def replace(self, document):
        container, key = self.random.choice(list(places(document)))
        container[key] = self.value()

    def replace_word(self, document):
        found = [(c, k) for c, k in places(document) if isinstance(c[k], str) and c[k] in self.words]
        container, key = self.random.choice(found)
        container[key] = self.random.choice(self.words)

    def replace_number(self, document):
        found = [(c, k) for c, k in places(document) if isinstance(c[k], int)]
        container, key = self.random.choice(found)
        container[key] = self.random.choice([n for n in SCALARS if isinstance(n, (int, float))])

    def add(self, document):
        container = self.random.choice(list(containers(document)))
        if isinstance(container, list):
            container.insert(self.random.randint(0, len(container)), self.value())
        else:
            key = self.random.choice(self.keys + ['colour', 'a/b~c', '<<', ''])
            container.setdefault(key, self.value())

    def empty(self, document):
        found = [(c, k) for c, k in places(document) if isinstance(c[k], (str, list, dict))]
        container, key = self.random.choice(found)
        container[key] = type(container[key])()

    def move(self, document):
        """A subtree where another stood: wrong nesting."""
        container, key = self.random.choice(list(places(document)))
        container[key] = copy.deepcopy(self.random.choice(self.spare))

    def move_block(self, document):
        """A block into another body."""
        bodies = [c['body'] for c in containers(document) if isinstance(c, dict) and isinstance(c.get('body'), list)]
        if not bodies:
            return
        blocks = [value for value in self.spare if isinstance(value, dict) and 'type' in value]
        body = self.random.choice(bodies)
        body.insert(self.random.randint(0, len(body)), copy.deepcopy(self.random.choice(blocks)))

    def mutant(self):
        document = copy.deepcopy(self.random.choice(self.documents))
        changes = [self.drop, self.replace, self.replace_word, self.replace_number, self.add, self.empty, self.move,
                   self.move_block]
        for change in self.random.choices(changes, k=self.random.choice([1, 1, 1, 2, 3])):
            try:
                change(document)
            except IndexError:
                pass
        order = self.random.random()
        if order < 0.2:
            self.reorder(document, self.random.shuffle)
        elif order < 0.4:
            self.reorder(document, lambda members: members.sort(key=lambda member: member[0]))
        return document


class QuotingDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Quotes all strings, so that readers of YAML 1.1 and 1.2 agree; repeats what stands twice."""

    def ignore_aliases(self, data):
        return True


QuotingDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar('tag:yaml.org,2002:str', text, style='"'))


def write(document, path, as_json):
    with open(path, 'w', encoding='utf-8') as file:
        if as_json:
            json.dump(document, file, ensure_ascii=False, indent=1)
        else:
            yaml.dump(document, file, Dumper=QuotingDumper, allow_unicode=True, sort_keys=False)


def pointer(path):
    return ''.join('/' + str(part).replace('~', '~0').replace('/', '~1') for part in path)


def pointers_of(validator, document):
    """What jsonschema finds wrong; an unknown key is told of by its own pointer, as the program does."""
    found = set()
    for error in validator.iter_errors(document):
        path = list(error.absolute_path)
        if error.validator == 'additionalProperties':
            found.update(pointer(path + [key]) for key in error.instance if key not in error.schema['properties'])
        else:
            found.add(pointer(path))
    return found


def check(program, path):
    """The pointers of the program's messages, those of the rule on ids apart, and whether its status fits them."""
    run = subprocess.run([program, '--check', '--from', 'yaml', path], capture_output=True, check=False)
    lines = run.stderr.decode('utf-8', 'replace').splitlines()
    messages = [match.groups() for match in map(MESSAGE.match, lines) if match]
    fits = run.returncode == (1 if messages else 0)
    found = {where or '' for _, _, where, what in messages if not what.startswith(ID_RULE)}
    return found, fits and all(int(line) > 0 and int(column) > 0 for line, column, _, _ in messages), lines


def differences(mutant, name, program, validator):
    """What the two say differently of a mutant, as lines, and whether it is valid."""
    found, fits, lines = check(program, name)
    expected = pointers_of(validator, mutant)
    if fits and found == expected:
        return [], not expected
    return [f'only the program: {sorted(found - expected)}, only jsonschema: {sorted(expected - found)}, '
            f'status and places {"right" if fits else "wrong"}'] + lines[:5], not expected


def work(task):
    number, mutant, folder, program, schema = task
    name = f'{folder}/{number}'
    write(mutant, name, number % 2 == 0)
    return differences(mutant, name, program, jsonschema.Draft202012Validator(schema))


def load(path):
    with open(path, encoding='utf-8') as file:
        return yaml.load(file, getattr(yaml, 'CSafeLoader', yaml.SafeLoader))


def main(program, schema_path, jobs, paths):
    with open(schema_path, encoding='utf-8') as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft7Validator.check_schema(schema)
    documents = [load(path) for path in paths]
    mutator = Mutator(schema, documents, seed=1)
    mutants = documents + [mutator.mutant() for _ in range(MUTANTS)]

    passed = failed = n_valid = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        tasks = [(number, mutant, folder, program, schema) for number, mutant in enumerate(mutants)]
        for number, (lines, is_valid) in enumerate(pool.map(work, tasks, chunksize=20)):
            n_valid += is_valid
            passed += not lines
            failed += bool(lines)
            if lines:
                print(f'FAILED: mutant {number}:', '\n    '.join(lines))
    if min(n_valid, len(mutants) - n_valid) < len(mutants) / 10:
        failed += 1
        print(f'FAILED: of {len(mutants)} mutants {n_valid} are valid: too few of one kind to show much')
    print(f'{passed} passed, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]))
