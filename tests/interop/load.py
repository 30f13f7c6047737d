"""load.py FILE...: loads each YAML file with PyYAML's loaders, and writes FILE.pyyaml.json (the one in C) and
FILE.pyyaml-pure.json (the one in Python)."""
import json
import sys

import yaml

for loader, name in (yaml.CSafeLoader, 'pyyaml'), (yaml.SafeLoader, 'pyyaml-pure'):
    for path in sys.argv[1:]:
        with open(path, encoding='utf-8') as file, open(f'{path}.{name}.json', 'w', encoding='utf-8') as to:
            json.dump(yaml.load(file, Loader=loader), to)
