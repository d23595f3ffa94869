"""JSON of the golden tests fits the schemas in cli/schema; definitions that
schemas share are the same in all of them; every verb that prints JSON has one.
Usage: schemas.py SOURCE"""

import json
import pathlib
import re
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: no python3-jsonschema")
    sys.exit(77)

source = pathlib.Path(sys.argv[1])
schemas = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text())
    for path in (source / "cli/schema").glob("*.schema.json")
}
validators = {
    verb: jsonschema.Draft202012Validator(schema)
    for verb, schema in schemas.items()
}
failed = False


def fail(message):
    global failed
    failed = True
    print("FAIL", message)


def check_shared_definitions():
    known = {}
    for verb, schema in sorted(schemas.items()):
        jsonschema.Draft202012Validator.check_schema(schema)
        for name, definition in schema.get("$defs", {}).items():
            if known.setdefault(name, definition) != definition:
                fail(f"{verb}: another '{name}' than in other schemas")


def check_goldens():
    checked = set()
    for command in sorted((source / "tests/cli").glob("*.cmd")):
        golden = command.with_suffix(".out")
        line = command.read_text()
        if "--format json" not in line or not golden.exists():
            continue
        verb = re.search(r"xw (\w+)", line).group(1)
        checked.add(verb)
        document = json.loads(golden.read_text())
        for error in validators[verb].iter_errors(document):
            fail(f"{golden.name}: {error.json_path}: {error.message}")
    for verb in schemas.keys() - checked:
        fail(f"{verb}: no golden test of its JSON")


check_shared_definitions()
check_goldens()
sys.exit(failed)
