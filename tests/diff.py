"""Which answers xw diff says change are those that do: all answers of both
graphs, asked one by one, are compared here.  The second graph is the first with
some of its rows changed at random.
Usage: diff.py XW SOURCE [SEED [HOPS]]"""

import csv
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile

xw, source = sys.argv[1:3]
seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
hops_at_last = int(sys.argv[4]) if len(sys.argv) > 4 else 1
print("seed", seed)
draw = random.Random(seed)
MOST = "4294967295"
RELATIONSHIPS = [
    "equal",
    "subset_of",
    "superset_of",
    "intersects_with",
    "no_relationship",
    "related",
]


def run(*arguments, codes=(0,)):
    done = subprocess.run([xw, *arguments], capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"{arguments}: {done.returncode}: {done.stderr}")
    return done


def answers(graph, hops):
    done = run(
        *("export", "-g", graph, "--format", "csv", "--answers"),
        *("--limit", MOST, "--max-hops", str(hops)),
        codes=(0, 1),
    )
    return {
        (row["source"], row["target"]): row["verdict"]
        for row in csv.DictReader(io.StringIO(done.stdout, newline=""))
    }


def change(path, share, alter):
    """Leave out some rows, and alter as many."""
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    kept = []
    for row in rows:
        chance = draw.random()
        if chance < share:
            continue
        if chance < 2 * share:
            alter(row)
        kept.append(row)
    with path.open("w", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        out.writerows(kept)


def relate_otherwise(row):
    if not row["map_id"]:
        row["relationship"] = draw.choice(RELATIONSHIPS)


def part_otherwise(row):
    if row["parent_id"]:
        row["parent_kind"] = draw.choice(["part", "group", "enhancement"])


def compare(old, new, hops):
    done = run(
        *("diff", old, new, "--format", "json"),
        *("--limit", MOST, "--max-hops", str(hops)),
        codes=(0, 1),
    )
    told = {
        (row["source"], row["target"]): (row["old"], row["new"])
        for row in json.loads(done.stdout)["answers"]["changes"]
    }
    before, after = answers(old, hops), answers(new, hops)
    wanted = {
        pair: (before.get(pair, "unmapped"), after.get(pair, "unmapped"))
        for pair in before.keys() | after.keys()
        if before.get(pair, "unmapped") != after.get(pair, "unmapped")
    }
    print(f"{hops} hops: {len(wanted)} answers change")
    for pair in sorted(told.keys() | wanted.keys()):
        if told.get(pair) != wanted.get(pair):
            sys.exit(f"{pair}: {told.get(pair)}, not {wanted.get(pair)}")


with tempfile.TemporaryDirectory() as folder:
    pack = pathlib.Path(folder) / "pack"
    old, new = f"{folder}/old.xwg", f"{folder}/new.xwg"
    run("compile", source, "-o", old)
    run("export", "-g", old, "--format", "csv", "-o", str(pack))
    if run("diff", old, old, codes=(1,)).stdout != "nothing differs\n":
        sys.exit("a graph differs from itself")
    run("compile", str(pack), "-o", new)
    run("diff", old, new, codes=(1,))
    change(pack / "mappings.csv", 0.01, relate_otherwise)
    change(pack / "controls.csv", 0, part_otherwise)
    run("compile", "--keep-going", str(pack), "-o", new)
    for hops in (1, 2):
        compare(old, new, hops)
    change(pack / "mappings.csv", 0.05, relate_otherwise)
    change(pack / "controls.csv", 0.01, part_otherwise)
    run("compile", "--keep-going", str(pack), "-o", new)
    compare(old, new, hops_at_last)
