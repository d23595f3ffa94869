"""xw batch as another service sees it: its answers are those of the commands,
they come at once, in order and in bounded memory, and it ends as it should.
Usage: batch.py XW TESTS [REQUESTS plain|sanitized]
With REQUESTS, so many mixed requests are asked, one in a hundred malformed, and
nothing else is tested."""

import csv
import hashlib
import json
import os
import pathlib
import random
import select
import signal
import subprocess
import sys
import tempfile
import threading

xw, tests = sys.argv[1], pathlib.Path(sys.argv[2])
folder = tempfile.TemporaryDirectory()
graph = os.path.join(folder.name, "sample.xwg")
PATIENCE = 60  # seconds until what should come at once is held to be missing
JOBS = (["--jobs", "1"], ["--jobs", "3"])


def run(*arguments, **options):
    return subprocess.run([xw, *arguments], capture_output=True, **options)


def start(*arguments, **options):
    return subprocess.Popen(
        [xw, "batch", "-g", graph, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        **options,
    )


def compile_sample(*more):
    sample = tests / "cli/fixtures/sample"
    made = run("compile", sample, *more, "-o", graph)
    assert made.returncode == 0, made.stderr


def ask(batch, line):
    """The answer to one line, which must come while the input stays open."""
    batch.stdin.write(line.encode() + b"\n")
    answer = b""
    while not answer.endswith(b"\n"):
        ready, _, _ = select.select([batch.stdout], [], [], PATIENCE)
        assert ready, f"no answer to {line!r}"
        more = os.read(batch.stdout.fileno(), 1 << 16)
        assert more, f"output ended before the answer to {line!r}"
        answer += more
    return json.loads(answer)


def finish(batch):
    output, said = batch.communicate(timeout=PATIENCE)
    return batch.returncode, output.decode(), said.decode()


# ---- What the commands say ---------------------------------------------------


LISTS = (
    "to", "from", "in", "fields", "rationale", "regexp", "have", "want", "for",
    "guide", "days"
)


def as_list(value):
    return value if isinstance(value, str) else ",".join(value)


def results_file(results):
    """The results of a request, as a file."""
    names = ("result", "note", "evidence", "date")
    path = os.path.join(folder.name, "results.csv")
    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("framework_id", "control_id", *names))
        for row in results:
            rows.writerow(
                (*row["control"].split(":", 1), *(row.get(n) for n in names))
            )
    return path


def cost_file(costs):
    """The costs of a request, as a file."""
    path = os.path.join(folder.name, "costs.csv")
    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("framework_id", "control_id", "cost"))
        for item in costs:
            control, _, cost = item.rpartition("=")
            rows.writerow((*control.split(":", 1), cost))
    return path


def command_of(request):
    """The command line that asks the same."""
    operation = request["op"]
    operands = {
        "map": [request.get("source") or request.get("target")],
        "explain": [request.get("source"), request.get("target")],
        "show": [request.get("ref")],
        "search": [request["text"]] if "text" in request else [],
    }.get(operation, [])
    options = []
    for name, value in request.items():
        option = f"--{name.replace('_', '-')}"
        if value is None or name in ("id", "op"):
            continue
        if name == "results":
            options.append(f"{option}={results_file(value)}")
        elif name == "cost":
            options.append(f"{option}={cost_file(value)}")
        elif isinstance(value, bool):
            options += [option] * value
        elif name in LISTS:
            options.append(f"{option}={as_list(value)}")
        elif name not in ("source", "target", "ref", "text"):
            options.append(f"{option}={value}")
    return [operation, *operands, *options, "--format=json", "-g", graph]


def test_answers_are_those_of_the_commands():
    requests = tests / "cli/fixtures/batch/answered.ndjson"
    lines = requests.read_text().splitlines()
    answers = run("batch", "-g", graph, input=requests.read_bytes())
    in_order = {"object_pairs_hook": list}
    compared = 0
    for line, answer in zip(lines, answers.stdout.splitlines()):
        request = json.loads(line)
        if request["op"] == "resolve":
            continue
        printed = run(*command_of(request)).stdout
        result = dict(json.loads(answer, **in_order))["result"]
        assert result == json.loads(printed, **in_order), line
        compared += 1
    assert compared >= 15


def test_refusals_that_take_a_graph_to_know():
    batch = start()
    for request, code, message in (
        ({"op": "roadmap", "for": ["alpha"]}, "XW-508",
         "field 'guide' is missing, and there is no framework of kind 'guide'"),
        ({"op": "plan", "for": ["alpha"], "days": ["beta=2"]}, "XW-509",
         "days: beta-1.0 is not in the plan"),
        ({"op": "plan", "for": ["alpha"], "days": "alpha=2,alpha=3"}, "XW-509",
         "days: alpha-2024 is named twice"),
        ({"op": "plan", "for": ["alpha"], "cost": ["alpha:1.1=0"]}, "XW-509",
         "cost: 'alpha:1.1=0' is not a control and a cost"),
    ):
        answer = ask(batch, json.dumps(request))
        assert answer["error"] == {"code": code, "message": message}, answer
    finish(batch)


# ---- As a process beside another ----------------------------------------------


def test_answers_come_while_the_input_stays_open():
    for jobs in JOBS:
        batch = start(*jobs)
        for target in ("beta", "gamma", "nowhere"):
            answer = ask(batch, f"alpha:1.1\t{target}")
            assert answer["ok"] == (target != "nowhere")
        code, rest, said = finish(batch)
        assert (code, rest) == (0, "")
        assert said == "xw: 2 answered, 1 refused\n", said


def test_a_stop_ends_it_with_what_was_asked():
    for jobs in JOBS:
        for stop in (signal.SIGTERM, signal.SIGINT):
            batch = start(*jobs)
            ask(batch, "alpha:1.1\tbeta")
            batch.stdin.write(b"alpha:1.1\tbe")
            batch.send_signal(stop)
            batch.wait(PATIENCE)
            code, rest, said = finish(batch)
            assert code == -stop, code
            assert (rest, said) == ("", "xw: 1 answered, 0 refused\n")


def test_nobody_listening_ends_it():
    for jobs in JOBS:
        for restore, code in ((True, -signal.SIGPIPE), (False, 4)):
            # Python ignores SIGPIPE, and its children do unless restored.
            batch = start(*jobs, restore_signals=restore)
            batch.stdout.close()
            batch.stdin.write(b"alpha:1.1\tbeta\n")
            assert batch.wait(PATIENCE) == code
            said = batch.stderr.read().decode()
            assert ("cannot write answers: Broken pipe" in said) == (code == 4)


def test_a_slow_listener_slows_it():
    lines = b"alpha:1.1\tbeta,gamma\n" * 4096
    for jobs in JOBS:
        batch = start(*jobs)
        os.set_blocking(batch.stdin.fileno(), False)
        taken = 0
        while select.select([], [batch.stdin], [], 1)[1]:
            taken += batch.stdin.write(lines) or 0
            assert taken < 64 << 20, "it reads on, though nobody listens"
        batch.kill()
        finish(batch)


# ---- Another graph -------------------------------------------------------------


def graph_of(batch):
    return ask(batch, '{"op": "stats"}')["result"]["graph"]


def replace_graph(content):
    with open(graph + ".new", "wb") as new:
        new.write(content)
    os.replace(graph + ".new", graph)


def test_a_replaced_graph_is_noticed():
    compile_sample()
    with open(graph, "rb") as file:
        first_content = file.read()
    for jobs in JOBS:
        replace_graph(first_content)
        live, still = start("--reload", *jobs), start(*jobs)
        first = graph_of(live)
        assert graph_of(still) == first
        compile_sample(tests / "cli/fixtures/implied.csv")
        second = graph_of(live)
        assert second != first and graph_of(still) == first
        replace_graph(b"no graph")
        assert graph_of(live) == second
        os.remove(graph)
        assert graph_of(live) == second
        replace_graph(first_content)
        assert graph_of(live) == first
        said = finish(live)[2]
        assert said.count("was replaced; the graph is now " + second) == 1
        assert said.count("error: not a usable graph file") == 1, said
        assert "answers are still those of the graph before" in said
        assert "replaced" not in finish(still)[2]


# ---- Many requests --------------------------------------------------------------

CONTROLS = ["alpha:1.1", "alpha:1.2.a", "alpha:3.2", "beta:B-4", "gamma:Art. 5"]
FRAMEWORKS = ["alpha", "beta", "beta@core", "gamma", "omega-east"]


def mixed_request(number, chance):
    """A line, and whether it is one that is refused."""
    control, framework = chance.choice(CONTROLS), chance.choice(FRAMEWORKS)
    if number % 100 == 99:
        return f'{{"id": {number}, "op": "map" "source": "{control}"}}', True
    kind = number % 7
    request = {
        0: None,
        1: {"op": "map", "source": control, "to": [framework], "max_hops": 1},
        2: {"op": "map", "target": control, "from": FRAMEWORKS, "limit": 2},
        3: {"op": "resolve", "ref": control.upper()},
        4: {"op": "explain", "source": control, "target": "beta:B-1"},
        5: {"op": "show", "ref": control},
        6: {"op": "search", "text": "policy"},
    }[kind]
    if request is None:
        return f"{control}\t{framework}", False
    return json.dumps({"id": number, **request}), False


def feed(batch, count):
    chance = random.Random(7)
    with os.fdopen(os.dup(batch.stdin.fileno()), "w") as input:
        batch.stdin.close()
        for number in range(count):
            input.write(mixed_request(number, chance)[0] + "\n")


def check_line(line, number):
    answer = json.loads(line)
    is_short = number % 7 == 0 and number % 100 != 99
    assert answer["id"] == (None if is_short else number), line
    assert answer["ok"] == (number % 100 != 99), line


def ask_many(count, jobs):
    """Digest of the answers, and the memory it took at most, in KiB."""
    batch = start(*jobs)
    feeder = threading.Thread(target=feed, args=(batch, count))
    feeder.start()
    digest, number = hashlib.sha256(), 0
    with os.fdopen(os.dup(batch.stdout.fileno()), "rb") as answers:
        for number, line in enumerate(answers, 1):
            digest.update(line)
            if number % 1009 == 0 or number <= 200:
                check_line(line, number - 1)
    feeder.join()
    _, status, usage = os.wait4(batch.pid, 0)
    batch.returncode = os.waitstatus_to_exitcode(status)
    said = batch.stderr.read().decode()
    refused = count // 100
    assert (batch.returncode, number) == (0, count), said
    assert said == f"xw: {count - refused} answered, {refused} refused\n", said
    return digest.digest(), usage.ru_maxrss


def test_many_requests(count=3000, is_plain=False):
    compile_sample()
    _, few = ask_many(count // 10, JOBS[1])
    alone, _ = ask_many(count, JOBS[0])
    shared, many = ask_many(count, JOBS[1])
    assert alone == shared, "the answers of several threads are others"
    if is_plain:  # a sanitizer keeps what is freed
        assert many < 2 * few, f"{few} KiB for a tenth, {many} KiB for all"


if len(sys.argv) > 3:
    test_many_requests(int(sys.argv[3]), sys.argv[4] == "plain")
else:
    compile_sample()
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            print(name, flush=True)
            test()
