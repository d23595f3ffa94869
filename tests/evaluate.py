"""Candidates rank as well as was promised: on the graph that comes with the
command, and on corpora beside the project where there are any.
Usage: evaluate.py XW CORPUS..."""

import json
import pathlib
import subprocess
import sys
import tempfile

xw, *corpora = sys.argv[1:]
failed = False


def expect(name, what, value, least):
    global failed
    print(f"{name}: {what} {value:.4f}, at least {least:.4f} expected")
    failed |= value < least


def evaluate(name, *options):
    done = subprocess.run(
        [xw, "evaluate", "--format", "json", *options], capture_output=True
    )
    if done.returncode:
        sys.exit(f"{name}: {done.stderr.decode()}")
    found = json.loads(done.stdout)
    ap = found["mean_ap"]
    expect(name, "mean AP", ap, 1.25 * found["mean_walk_ap"])
    expect(name, "mean AP", ap, 2.0 * found["mean_composition_ap"])
    return found


def evaluate_corpus(path, folder):
    graph = f"{folder}/{path.name}.xwg"
    subprocess.run(
        [xw, "compile", path, "-o", graph], check=True, capture_output=True
    )
    return evaluate(path.name, "-g", graph)


evaluate("packs")
with tempfile.TemporaryDirectory() as folder:
    for path in map(pathlib.Path, corpora):
        if not path.is_dir():
            print(f"{path} is not here: not evaluated")
            continue
        found = evaluate_corpus(path, folder)
        if path.name == "holdout":
            best = found["best_tenth_precision"]
            expect("holdout", "mean AP", found["mean_ap"], 0.23)
            expect("holdout", "ECE below .05 by", 0.05 - found["ece"], 0)
            expect("holdout", "best tenth", best, 2.5 * found["pool_precision"])
sys.exit(failed)
