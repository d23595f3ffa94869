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
# What is exported as JSON is a source again.
native = json.loads((source / "importers/schema/native.schema.json").read_text())
validators["export"] = jsonschema.Draft202012Validator(native)
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
        is_json = re.search("--(format|diagnostics) json", line)
        if not is_json or not golden.exists():
            continue
        verb = re.search(r"xw (\w+)[^;|\n]*--(?:format|diagnostics) json", line).group(1)
        checked.add(verb)
        document = json.loads(golden.read_text())
        for error in validators[verb].iter_errors(document):
            fail(f"{golden.name}: {error.json_path}: {error.message}")
    for verb in schemas.keys() - checked - {"batch", "batch-request"}:
        fail(f"{verb}: no golden test of its JSON")


# Refusals that a schema shows beforehand: references and syntax are another
# matter, as is text that it cannot tell from other text.
BAD_REQUESTS = {"XW-505", "XW-506", "XW-508", "XW-509"}


def check_answer(place, request, answer):
    for error in validators["batch"].iter_errors(answer):
        fail(f"{place}: {error.json_path}: {error.message}")
    if not isinstance(request, dict):
        return
    is_valid = validators["batch-request"].is_valid(request)
    if answer["ok"] and not is_valid:
        fail(f"{place}: answered, though the schema forbids the request")
    if not answer["ok"] and is_valid and answer["error"]["code"] in BAD_REQUESTS:
        fail(f"{place}: refused, though the schema allows the request")
    if answer["ok"] and request["op"] != "resolve":
        for error in validators[request["op"]].iter_errors(answer["result"]):
            fail(f"{place}: result{error.json_path[1:]}: {error.message}")
    elif answer["ok"] and not resolved.is_valid(answer["result"]):
        fail(f"{place}: result is no subject")


def parse(line):
    """The JSON in a line, if there is any that a schema can judge."""
    if "\\u0000" in line or '\\ud83d"' in line:
        return None
    try:
        return json.loads(line)
    except ValueError:
        return None


def check_batches():
    for golden, requests in (("batch", "answered"), ("batch-refused", "refused")):
        asked = source / f"tests/cli/fixtures/batch/{requests}.ndjson"
        answered = source / f"tests/cli/{golden}.out"
        lines = zip(asked.open(), answered.open(), strict=True)
        for number, (request, answer) in enumerate(lines, 1):
            place = f"{golden}.out:{number}"
            check_answer(place, parse(request), json.loads(answer))


resolved = jsonschema.Draft202012Validator(schemas["batch"]["$defs"]["subject"])


check_shared_definitions()
check_goldens()
check_batches()
sys.exit(failed)
