"""cli/python/xw.py against the library as it was built: it says what the command
says, mirrors the structs of the headers, and lets go of what it holds.
Usage: python.py XW LIBRARY CC SOURCE plain|sanitized"""

import contextlib
import csv
import ctypes
import gc
import io
import itertools
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading

command, library, compiler, source, build = sys.argv[1:]
if build != "plain":
    print("skipped: a sanitized library needs a sanitized Python")
    sys.exit(77)
if not library.endswith(".so") and ".so." not in library:
    print("skipped: a static library cannot be loaded")
    sys.exit(77)
source = pathlib.Path(source)
os.environ["XW_LIBRARY"] = library
os.environ.pop("XW_GRAPH", None)
sys.dont_write_bytecode = True
sys.path.insert(0, str(source / "cli/python"))
import xw  # noqa: E402

folder = tempfile.TemporaryDirectory()
sample = os.path.join(folder.name, "sample.xwg")
bundled = str(pathlib.Path(command).parent.parent / "share/xw/default.xwg")
requests = source / "tests/cli/fixtures/batch"


def run(*arguments, **options):
    done = subprocess.run([command, *arguments], capture_output=True, text=True,
                          encoding="utf-8", errors="surrogateescape", **options)
    return done.stdout


run("compile", str(source / "tests/cli/fixtures/sample"), "-o", sample)


def fails(code, function, *arguments, **options):
    """The error, which must have the code."""
    try:
        function(*arguments, **options)
    except xw.Error as error:
        assert error.code == code, error
        return error
    raise AssertionError(f"{code} is not raised")


# ---- Layout --------------------------------------------------------------------

CONSTANTS = {
    "XW_NOT_FOUND": "_NOT_FOUND", "XW_E_NOMEM": "_E_NOMEM",
    "XW_E_IO": "_E_IO", "XW_E_GRAPH": "_E_GRAPH", "XW_NONE": "_NONE",
    "XW_STEP_MAPPING": "_STEP_MAPPING", "XW_STEP_PART_OF": "_STEP_PART_OF",
    "XW_SATISFIES": "_SATISFIES", "XW_SATISFIED_BY": "_SATISFIED_BY",
    "XW_STRENGTH_MOST": "_STRENGTH_MOST", "XW_HOPS_MOST": "_HOPS_MOST",
    "XW_OVERLAP": "_OVERLAP", "XW_CANDIDATE": "_CANDIDATE",
    "XW_PARTIAL": "_PARTIAL", "XW_NON_COMPLIANT": "_NON_COMPLIANT",
    "XW_COMPLIANT": "_COMPLIANT", "XW_NOT_APPLICABLE": "_NOT_APPLICABLE",
    "XW_NOT_ASSESSED": "_NOT_ASSESSED", "XW_PLAN_ONE": "_ONE",
    "XW_GUIDE_ACTIVITY": "_ACTIVITY", "XW_GUIDE_DOCUMENT": "_DOCUMENT",
    "XW_GUIDE_INDICATOR": "_INDICATOR",
}


def mirrored():
    return [kind for kind in vars(xw).values()
            if isinstance(kind, type) and hasattr(kind, "_c_")]


def c_program():
    """Prints what the compiler makes of each struct, member and constant."""
    headers = ("coverage", "assess", "plan", "roadmap", "query", "reference",
               "graph_file", "build")
    yield from (f"#include <xw/{header}.h>" for header in headers)
    yield from ("#include <stdio.h>", "int main(void) {")
    for kind in mirrored():
        c = kind._c_
        yield f'printf("{c} %zu\\n", sizeof({c}));'
        for name, *_ in kind._fields_:
            yield (f'printf("{c}.{name} %zu %zu\\n", offsetof({c}, {name}),'
                   f" sizeof((({c} *)0)->{name}));")
    for name in CONSTANTS:
        yield f'printf("{name} %lu\\n", (unsigned long){name});'
    yield "}"


def python_layout():
    for kind in mirrored():
        yield f"{kind._c_} {ctypes.sizeof(kind)}"
        for name, *_ in kind._fields_:
            member = getattr(kind, name)
            yield f"{kind._c_}.{name} {member.offset} {member.size}"
    for name, here in CONSTANTS.items():
        yield f"{name} {getattr(xw, here)}"


def test_structs_are_those_of_the_headers():
    code, program = (os.path.join(folder.name, name)
                     for name in ("layout.c", "layout"))
    pathlib.Path(code).write_text("\n".join(c_program()) + "\n")
    subprocess.run(
        [compiler, "-I", source / "engine/include", "-I",
         source / "importers/include", code, "-o", program], check=True)
    printed = subprocess.run([program], capture_output=True, text=True,
                             check=True).stdout.splitlines()
    for theirs, ours in itertools.zip_longest(printed, python_layout()):
        assert theirs == ours, f"the headers have {theirs}, xw.py {ours}"
    assert len(mirrored()) > 25


def test_version_is_that_of_the_library():
    assert xw.__version__ == xw.library_version()
    assert os.path.exists(os.path.join(os.path.dirname(library), xw._SONAME))


def test_names_are_those_of_the_library():
    for function, names in (("xw_verdict_name", xw._VERDICTS),
                            ("xw_relationship_name", xw._RELATIONSHIPS),
                            ("xw_result_name", xw._RESULTS)):
        name_of = getattr(xw._library, function)
        name_of.restype = ctypes.c_char_p
        assert [name_of(i).decode() for i in range(len(names))] == list(names)


# ---- What the command says -------------------------------------------------------


def is_part(ours, theirs):
    """Whether all of ours is theirs.  The command may say more: of an explained
    pair "together", and the sets that only this names."""
    if isinstance(ours, dict):
        theirs = dict(theirs)
        if "together" in theirs:
            theirs["sets"] = theirs["sets"][:len(ours["sets"])]
        return all(name in theirs and is_part(value, theirs[name])
                   for name, value in ours.items())
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(
            map(is_part, ours, theirs))
    return ours == theirs


# What the module does not do: operations, and fields of coverage.
OTHERS = ('"show"', '"search"', '"by_group"', '"detail"')


def ours(line):
    return not any(other in line for other in OTHERS)


def test_answers_are_those_of_the_command():
    lines = (requests / "answered.ndjson").read_text().splitlines()
    printed = run("batch", "-g", sample, input="\n".join(lines)).splitlines()
    compared = 0
    with xw.open(sample) as graph:
        for line, answer in zip(lines, printed):
            if ours(line):
                (found,) = graph.batch([line])
                assert is_part(found, json.loads(answer)), (line, found, answer)
                compared += 1
    assert compared >= 10


def test_refusals_are_those_of_the_command():
    lines = (requests / "refused.ndjson").read_bytes().decode(
        "utf-8", "replace").split("\n")
    printed = run("batch", "-g", sample, input="\n".join(lines)).splitlines()
    compared = 0
    with xw.open(sample) as graph:
        for line, answer in zip(lines, printed):
            if not ours(line):
                continue
            want = json.loads(answer)
            (found,) = graph.batch([line])
            assert not found["ok"], line
            assert found["error"]["code"] == want["error"]["code"], (line, found)
            if want["error"]["code"] == "XW-510":
                assert found == want, (found, want)
            compared += 1
    assert compared >= 40, compared


def test_maps_of_the_bundled_graph():
    controls = [f"{framework}:{control}" for framework, control in (
        ("iso-42001-2023", "6.1.2"), ("iso-27001-2022", "A.5.1"),
        ("gdpr", "32"), ("nist-csf-2.0", "GV.OC-01"), ("eu-ai-act", "9"))]
    with xw.open(bundled) as graph:
        ids = [framework["id"] for framework in graph.frameworks()]
        for control in controls:
            for way, option in (("to", "--to"), ("from_", "--from")):
                printed = run("map", control, option, ",".join(ids), "-g",
                              bundled, "--format=json")
                end = "source" if way == "to" else "target"
                found = graph.map(**{end: control, way: ids})
                assert is_part(found, json.loads(printed)), control


def test_the_example_of_the_readme_runs():
    text = (source / "README.md").read_text()
    example = text.split("```python\n")[1].split("```")[0]
    os.environ["XW_GRAPH"] = bundled
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(example, {})
    del os.environ["XW_GRAPH"]
    assert "partial eu-ai-act:9\n" in printed.getvalue(), printed.getvalue()


def test_coverage_is_that_of_the_command():
    have, want = "iso-27001,iso-9001", "iso-42001,eu-ai-act@provider,gdpr:32"
    with xw.open(bundled) as graph:
        for options, arguments in (
                ([], {}),
                (["--max-hops=3", "--accept-topic", "--accept-related"],
                 {"max_hops": 3, "accept_topic": True,
                  "accept_related": True}),
                (["--rationale=functional"], {"rationale": ["functional"]})):
            printed = run("coverage", f"--have={have}", f"--want={want}", "-g",
                          bundled, "--format=json", *options)
            found = graph.coverage(have.split(","), want, **arguments)
            assert is_part(found, json.loads(printed)), options
        alone = graph.coverage("iso-42001", "iso-42001")["want"][0]
    assert alone["full"] == alone["controls"] and alone["full_share"] == 1


ISMS = [{"control": f"iso-27001:{control}", "result": result, "date": date,
         "evidence": "isms.pdf"}
        for control, result, date in (
            ("4.1", "compliant", "2026-03-01"), ("5.2", "compliant", None),
            ("6.1.2", "partially_compliant", "2024-01-31"),
            ("7.5.1", "non_compliant", "2026-01-01"),
            ("A.5.1", "not_applicable", ""))]


def results_file():
    path = os.path.join(folder.name, "results.csv")
    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        names = ("result", "evidence", "date")
        rows.writerow(("framework_id", "control_id", *names))
        for row in ISMS:
            rows.writerow((*row["control"].split(":"),
                           *(row[name] for name in names)))
    return path


def check_beside(operation, options, method, **arguments):
    printed = run(operation, *options, "-g", bundled, "--format=json")
    found = method(**arguments)
    assert is_part(found, json.loads(printed)), (operation, options, found)
    return found


def test_assessments_are_those_of_the_command():
    results = f"--results={results_file()}"
    with xw.open(bundled) as graph:
        found = check_beside(
            "assess", [results, "--to=iso-42001,gdpr:32"], graph.assess,
            results=ISMS, to=["iso-42001", "gdpr:32"])
        assert any(one["proof"] for one in found["results"])
        assert found["review"]
        found = check_beside(
            "assess", [results, "--to=iso-42001", "--max-age=365",
                       "--as-of=2026-06-30", "--accept-topic",
                       "--accept-related", "--max-hops=1"], graph.assess,
            results=ISMS, to="iso-42001", max_age=365, as_of="2026-06-30",
            accept_topic=True, accept_related=True, max_hops=1)
        assert len(found["stale"]) == 1 and found["undated"] == 2
        fails("XW-508", graph.assess, ISMS, [])
        fails("XW-509", graph.assess, [{"control": "gdpr:32"}], ["gdpr"])
        fails("XW-509", graph.assess, ISMS, ["gdpr"], as_of="2026-02-30")


def test_plans_are_those_of_the_command():
    with xw.open(bundled) as graph:
        found = check_beside(
            "plan", ["--for=iso-42001,iso-27001,iso-9001"], graph.plan,
            for_=["iso-42001", "iso-27001", "iso-9001"])
        assert found["items"] and found["exact"]
        found = check_beside(
            "plan", ["--for=iso-42001,iso-27001", f"--results={results_file()}",
                     "--carry", "--start=2027-01-30", "--months=3",
                     "--capacity=20", "--day=6", "--session=5",
                     "--days=iso-42001=4.5,iso-27001=6", "--ability=70",
                     "--accept-topic"], graph.plan,
            for_="iso-42001,iso-27001", results=ISMS, carry=True,
            start="2027-01-30", months=3, capacity=20, day=6, session=5,
            days=["iso-42001=4.5", "iso-27001=6"], ability=70,
            accept_topic=True)
        assert found["schedule"]["unscheduled"] and found["estimate"]
        alone = graph.plan("iso-9001:4.1", cost=["iso-9001:4.1=2.5"])
        assert alone["total"] == 2.5
        fails("XW-508", graph.plan, [])
        fails("XW-509", graph.plan, ["gdpr"], days=["iso-9001=2"])
        fails("XW-509", graph.plan, ["gdpr"], cost=["gdpr:32=0"])
        fails("XW-509", graph.plan, ["gdpr"], start="1899-12-31")


def test_roadmaps_are_those_of_the_command():
    with xw.open(bundled) as graph:
        found = check_beside(
            "roadmap", ["--for=iso-42001", "--have=iso-27001",
                        "--start=2027-01-31"], graph.roadmap,
            for_="iso-42001", have="iso-27001", start="2027-01-31")
        assert found["phases"] and found["tiers"] and found["groups"]
        check_beside(
            "roadmap", ["--for=iso-42001", "--have=iso-27001",
                        f"--results={results_file()}", "--max-hops=1"],
            graph.roadmap, for_="iso-42001", have=["iso-27001"], results=ISMS,
            max_hops=1)
    with xw.open(sample) as graph:
        fails("XW-508", graph.roadmap, "alpha")
        fails("XW-510", graph.roadmap, "alpha", guide=["nowhere"])


# ---- Errors ------------------------------------------------------------------------


def test_errors_have_code_and_message():
    with xw.open(sample) as graph:
        error = fails("XW-510", graph.resolve, "alpha:1.11")
        assert isinstance(error, xw.NotFound), error
        assert error.nearest == ["alpha-2024:1.1"], error
        assert "did you mean" in str(error) and "XW-510" in str(error)
        fails("XW-510", graph.map, "alpha:1.1", ["nowhere"])
        fails("XW-509", graph.map, "alpha:1.1", ["beta"], max_hops=0)
        fails("XW-509", graph.map, "alpha:1.1", ["beta"], min="ful")
        fails("XW-509", graph.map, "alpha:1.1", "beta,", limit=1)
        fails("XW-509", graph.map, "alpha:1.1", ["beta"], fields=["titel"])
        fails("XW-508", graph.map, "alpha:1.1")
        fails("XW-508", graph.map, "alpha:1.1", [])
        fails("XW-508", graph.map, "alpha:1.1", "beta", from_="beta")
        fails("XW-508", graph.coverage, [], ["beta"])
        fails("XW-509", graph.resolve, "alpha\0:1.1")
        fails("XW-510", graph.resolve, "alpha:\udcff")
    fails(None, xw.open, os.path.join(folder.name, "missing.xwg"))
    damaged = os.path.join(folder.name, "damaged.xwg")
    content = bytearray(pathlib.Path(sample).read_bytes())
    content[len(content) // 2] ^= 1
    pathlib.Path(damaged).write_bytes(content)
    fails("XW-512", xw.open, damaged)
    xw.open(damaged, verify=False).close()


# ---- Ownership ----------------------------------------------------------------------


def test_answers_outlive_the_graph():
    with xw.open(sample) as graph:
        answer = graph.map("alpha:1.1", "beta")
        before = json.dumps(answer)
    del graph
    gc.collect()
    assert json.dumps(answer) == before


def test_a_closed_graph_refuses():
    graph = xw.open(sample)
    graph.close()
    graph.close()
    for call in (graph.stats, lambda: graph.resolve("alpha")):
        try:
            call()
        except ValueError:
            continue
        raise AssertionError("a closed graph answers")


def test_closing_waits_for_searches():
    graph = xw.open(sample)
    with graph._search() as search:
        graph.close()
        assert search.find_control("ref", "alpha:1.1").i != xw._NONE
    assert not graph._release.alive


def test_memory_is_given_back():
    def ask(count):
        for _ in range(count):
            with xw.open(sample) as graph:
                graph.map("alpha:1.1", "beta,gamma")
                graph.explain("alpha:1.1", "beta:B-1")
                graph.coverage("alpha", "beta")
                graph.assess([{"control": "alpha:1.1", "result": "compliant"}],
                             "beta")
                graph.plan("alpha,beta", start="2027-01-11")
                graph.roadmap("alpha", "beta", guide="gamma")
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    few, many = ask(100), ask(1000)
    assert many - few < 4096, f"{many - few} KiB more after 1000 more graphs"


def test_threads_share_a_graph():
    lines = [f"{control}\tbeta,gamma" for control in
             ("alpha:1.1", "alpha:1.2.a", "alpha:3.2")] * 20
    with xw.open(sample) as graph:
        alone = list(graph.batch(lines))
        assert list(graph.batch(iter(lines), jobs=4)) == alone
        assert next(graph.batch(itertools.cycle(lines), jobs=4)) == alone[0]
        wrong = []

        def ask():
            wrong.extend(got for got, want in zip(graph.batch(lines), alone)
                         if got != want)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong


for name, test in list(globals().items()):
    if name.startswith("test_"):
        print(name, flush=True)
        test()
