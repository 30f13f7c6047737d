"""compare.py TOOL FILE...: is FILE.TOOL.json the same data as FILE.pyyaml.json? A line for each that is not.

The order of keys counts; 1, 1.0 and true are three different things.
"""
import json
import sys


def load(path):
    with open(path, encoding='utf-8') as file:
        return json.dumps(json.load(file))


tool, *names = sys.argv[1:]
for name in names:
    if load(f'{name}.{tool}.json') != load(f'{name}.pyyaml.json'):
        print(name, f'{tool} and PyYAML load different data', sep='\t')
