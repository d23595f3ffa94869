"""Calendars that the command writes are iCalendar (RFC 5545), say what its JSON
says, and are the same each time.  Reads them by rules written down here from
the RFC, not by code of ours.
Usage: icalendar.py XW DIR"""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

xw, here = sys.argv[1], pathlib.Path(sys.argv[2])
folder = tempfile.TemporaryDirectory()
work = pathlib.Path(folder.name)
failed = False


def fail(message):
    global failed
    failed = True
    print("FAIL", message)


def run(*arguments, graph=None):
    environment = {k: v for k, v in os.environ.items() if k != "XW_GRAPH"}
    if graph:
        environment["XW_GRAPH"] = str(graph)
    done = subprocess.run([xw, *arguments], env=environment, capture_output=True)
    if done.returncode not in (0, 1):
        fail(f"{arguments}: exit {done.returncode}: {done.stderr.decode()}")
    return done.stdout


# ---- The form ----------------------------------------------------------------


def content_lines(data, name):
    """Section 3.1: lines end with CRLF and have at most 75 octets; a line that
    begins with a blank goes on with the one before it."""
    if not data.endswith(b"\r\n"):
        fail(f"{name}: the last line has no end")
    lines = []
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        if b"\r" in line or b"\n" in line:
            fail(f"{name}: a line end that is not CRLF: {line!r}")
        if len(line) > 75:
            fail(f"{name}: {len(line)} octets: {line!r}")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            fail(f"{name}: a character is cut: {line!r}")
        if line[:1] in (b" ", b"\t"):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8") for line in lines]


def property_of(line, name):
    match = re.fullmatch(
        r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:[^";:,\x00-\x1f]*|"[^"\x00-\x1f]*"))*):(.*)', line
    )
    if not match:
        fail(f"{name}: not a content line: {line!r}")
        return "", "", ""
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", match[3]):
        fail(f"{name}: a control character: {line!r}")
    return match[1], match[2], match[3]


def text_of(value, name):
    """Section 3.3.11: backslash, semicolon, comma and line ends are escaped."""
    if not re.fullmatch(r'(?:[^\\;,]|\\[\\;,nN])*', value):
        fail(f"{name}: not escaped: {value!r}")
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def time_of(parameters, value, name):
    if parameters == ";VALUE=DATE":
        return datetime.datetime.strptime(value, "%Y%m%d").date()
    if parameters:
        fail(f"{name}: parameters {parameters!r}")
    return datetime.datetime.strptime(value, "%Y%m%dT%H%M%S")


def read_calendar(data, name):
    lines = content_lines(data, name)
    if lines[0] != "BEGIN:VCALENDAR" or lines[-1] != "END:VCALENDAR":
        fail(f"{name}: not one calendar")
    events, event, calendar = [], None, {}
    for line in lines[1:-1]:
        key, parameters, value = property_of(line, name)
        if (key, value) == ("BEGIN", "VEVENT"):
            event = {}
        elif (key, value) == ("END", "VEVENT"):
            events.append(event)
            event = None
        else:
            target = calendar if event is None else event
            if key in target:
                fail(f"{name}: {key} twice")
            if key in ("DTSTART", "DTEND"):
                value = time_of(parameters, value, name)
            elif key in ("SUMMARY", "DESCRIPTION"):
                value = text_of(value, name)
            target[key] = value
    if calendar.get("VERSION") != "2.0" or not calendar.get("PRODID"):
        fail(f"{name}: no VERSION 2.0, or no PRODID")
    check_events(events, name)
    return events


def check_events(events, name):
    for event in events:
        if not {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= event.keys():
            fail(f"{name}: an event lacks something: {event}")
        elif type(event["DTSTART"]) != type(event["DTEND"]) or not (
            event["DTSTART"] < event["DTEND"]
        ):
            fail(f"{name}: ends before it starts: {event}")
        if not re.fullmatch(r"\d{8}T\d{6}Z", event.get("DTSTAMP", "")):
            fail(f"{name}: a stamp that is not UTC: {event}")
    if len({event["UID"] for event in events}) != len(events):
        fail(f"{name}: ids are not unique")


# ---- Plans -------------------------------------------------------------------


def plan_calendar(name, graph, *arguments):
    path = work / f"{name}.ics"
    run("plan", *arguments, "--calendar", str(path), graph=graph)
    data = path.read_bytes()
    run("plan", *arguments, "--calendar", str(path), graph=graph)
    if path.read_bytes() != data:
        fail(f"{name}: other bytes the second time")
    return read_calendar(data, name)


def check_plan(name, graph, *arguments):
    events = plan_calendar(name, graph, *arguments)
    document = json.loads(run("plan", *arguments, "--format", "json", graph=graph))
    sessions = [s for s in document["sessions"] if s["month"] is not None]
    titles = {item["control"]: item["title"] for item in document["items"]}
    if len(events) != len(sessions):
        fail(f"{name}: {len(events)} events for {len(sessions)} sessions")
    for event, session in zip(events, sessions):
        begin = f"{session['date']} {session['begin']}"
        end = f"{session['until']} {session['end']}"
        tests = "\n".join(f"{c} {titles[c]}" for c in session["items"])
        if f"{event['DTSTART']:%Y-%m-%d %H:%M}" != begin:
            fail(f"{name}: {session['session']} begins at {event['DTSTART']}, not {begin}")
        if f"{event['DTEND']:%Y-%m-%d %H:%M}" != end:
            fail(f"{name}: {session['session']} ends at {event['DTEND']}, not {end}")
        if event["DESCRIPTION"] != tests:
            fail(f"{name}: {session['session']}: {event['DESCRIPTION']!r} for {tests!r}")
        if session["title"] not in event["SUMMARY"]:
            fail(f"{name}: {session['session']}: {event['SUMMARY']!r}")
        if event["DTSTART"].weekday() > 4:
            fail(f"{name}: {session['session']} is on a weekend")
    return [event["UID"] for event in events]


# ---- Roadmaps ----------------------------------------------------------------


def check_roadmap(name, graph, *arguments):
    path = work / f"{name}.ics"
    document = json.loads(
        run("roadmap", *arguments, "--calendar", str(path), "--format", "json", graph=graph)
    )
    events = read_calendar(path.read_bytes(), name)
    activities = [
        (phase, activity)
        for phase in document["phases"]
        for activity in phase["activities"]
        if activity["from"]
    ]
    if len(events) != len(activities):
        fail(f"{name}: {len(events)} events for {len(activities)} activities")
    for event, (phase, activity) in zip(events, activities):
        last = event["DTEND"] - datetime.timedelta(days=1)
        if (f"{event['DTSTART']}", f"{last}") != (activity["from"], activity["until"]):
            fail(f"{name}: {activity['activity']}: {event['DTSTART']} to {last}")
        if not activity["title"].startswith(event["SUMMARY"]):
            fail(f"{name}: {activity['activity']}: {event['SUMMARY']!r}")
        if event["DESCRIPTION"] != "serves " + ", ".join(activity["serves"]):
            fail(f"{name}: {activity['activity']}: {event['DESCRIPTION']!r}")


sample, tea, guide = work / "sample.xwg", work / "tea.xwg", work / "guide.xwg"
run("compile", str(here / "cli/fixtures/sample"), "-o", str(sample))
run("compile", str(here / "cli/fixtures/plan"), "-o", str(tea))
run("compile", str(here / "cli/fixtures/sample"), str(here / "cli/fixtures/guide"),
    "-o", str(guide))
every = "iso-42001,iso-27001,iso-9001,iso-14001,iso-45001,eu-ai-act,nist-csf"
ids = check_plan("all", None, "--for", every, "--start", "2027-01-11")
moved = check_plan("moved", None, "--for", every, "--start", "2028-02-29", "--capacity", "64")
if ids != moved:
    fail("ids change when the plan is moved")
check_plan("short", sample, "--for", "alpha,beta,gamma", "--start", "2027-12-31",
           "--day", "3", "--session", "7")
check_plan("no room", sample, "--for", "alpha", "--start", "1999-12-31", "--capacity", "1")
check_plan("tea", tea, "--for", "iso-100,iso-200", "--start", "9900-02-28")
check_roadmap("bundled", None, "--for", "iso-42001", "--have", "iso-27001", "--start", "2027-08-31")
check_roadmap("path", guide, "--for", "alpha", "--start", "2028-01-30")
sys.exit(failed)
