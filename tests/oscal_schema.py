"""What is exported as OSCAL fits the schema of OSCAL's mapping model.
Usage: oscal_schema.py SCHEMA XW SOURCE..."""

import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: no python3-jsonschema")
    sys.exit(77)

schema_file, xw, *sources = sys.argv[1:]
if not pathlib.Path(schema_file).exists():
    print(f"skipped: no {schema_file}")
    sys.exit(77)


def without_properties(value):
    """Python knows no \\p{...}: what stands for letters and numbers there."""
    if isinstance(value, dict):
        return {key: without_properties(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_properties(inner) for inner in value]
    if isinstance(value, str):
        return value.replace("\\p{L}", "[^\\W\\d_]").replace("\\p{N}", "\\d")
    return value


schema = without_properties(json.loads(pathlib.Path(schema_file).read_text()))
validator = jsonschema.Draft7Validator(
    schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
)
failed = False


def export(graph):
    command = [xw, "export", "-g", graph, "--format", "oscal"]
    return subprocess.run(command, check=True, capture_output=True).stdout


with tempfile.TemporaryDirectory() as folder:
    graph = f"{folder}/graph.xwg"
    for source in sources:
        subprocess.run(
            [xw, "compile", "--keep-going", source, "-o", graph],
            check=True,
            capture_output=True,
        )
        exported = export(graph)
        for error in validator.iter_errors(json.loads(exported)):
            failed = True
            print("FAIL", source, error.json_path, error.message[:300])
        if export(graph) != exported:
            failed = True
            print("FAIL", source, "gives other bytes the second time")
sys.exit(failed)
