"""validate.py SCHEMA FILE.json...: validates each file with python3-jsonschema; a line for each that is not valid."""
import json
import sys

import jsonschema


def load(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


schema = load(sys.argv[1])
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for name in sys.argv[2:]:
    errors = [f'{error.json_path} {error.message}' for error in validator.iter_errors(load(name))]
    if errors:
        print(name, '; '.join(errors), sep='\t')
