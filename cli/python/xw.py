"""xw - cross-framework control mapping, from Python and without a compiler.

    import xw

    with xw.open() as graph:
        for result in graph.map("iso-42001:6.1.2", ["eu-ai-act"])["results"]:
            print(result["verdict"], result["target"])

Answers are dictionaries with the members that the command xw prints with
--format json (schemas: share/xw/schema).  What fails raises xw.Error.

A graph may be shared by threads: each call borrows a search of its own, and
lets other threads run while it searches.  Nothing that is returned points into
the graph, so it stays valid when that is closed.

This is one file and needs only libxw and Python's own library (3.8 or newer).
libxw is $XW_LIBRARY; else the one installed with this file; else the one that
the system's loader finds.
"""

import collections
import concurrent.futures
import contextlib
import ctypes
import datetime
import difflib
import glob
import json
import os
import re
import threading
import weakref

__all__ = ["Error", "NotFound", "Graph", "open", "library_version"]
__version__ = "0.1.0"

_SONAME = "libxw.so.0"
_NONE = 0xFFFFFFFF
_SMALL = 16 * 1024 * 1024  # bytes of a file that is checked when opened


class Error(Exception):
    """What failed.  `code` is "XW-nnn", a number that never changes its meaning
    (None where the system refused), `message` says what is wrong, and `nearest`
    lists what may have been meant."""

    def __init__(self, code, message, nearest=()):
        self.code, self.message, self.nearest = code, message, list(nearest)
        hint = f"; did you mean '{self.nearest[0]}'?" if self.nearest else ""
        self.message += hint
        super().__init__(f"[{code}] {self.message}" if code else self.message)


class NotFound(Error, LookupError):
    """A reference names nothing, or several things."""


# Numbers of refusals, as of the command xw batch.
_FORM, _SYNTAX, _OPERATION, _FIELD = "XW-501", "XW-502", "XW-505", "XW-506"
_REPEAT, _MISSING, _VALUE = "XW-507", "XW-508", "XW-509"
_REFERENCE = "XW-510"
_DAMAGED, _MEMORY = "XW-512", "XW-513"

# ---- What libxw takes and gives -------------------------------------------
#
# Each class mirrors the C struct that `_c_` names, member by member; a test
# holds their sizes and offsets against the headers.

_u8, _u32, _u64 = ctypes.c_uint8, ctypes.c_uint32, ctypes.c_uint64
_size, _bool, _double = ctypes.c_size_t, ctypes.c_bool, ctypes.c_double
_text, _enum, _handle = ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p


class _Id(ctypes.Structure):  # of a control; other ids look the same
    _c_ = "xw_control"
    _fields_ = [("i", _u32)]


class _String(ctypes.Structure):
    _c_ = "xw_string"
    _fields_ = [("bytes", _text), ("len", _size)]


class _Failure(ctypes.Structure):
    _c_ = "xw_error"
    _fields_ = [
        ("status", _enum), ("code", _u32), ("line", _u32), ("column", _u32),
        ("offset", _u64), ("source", ctypes.c_char * 128),
        ("path", ctypes.c_char * 96), ("message", ctypes.c_char * 240),
        ("reserved", _u64 * 3),
    ]


class _Stats(ctypes.Structure):
    _c_ = "xw_graph_stats"
    _fields_ = [
        ("frameworks", _u32), ("controls", _u32), ("scopes", _u32),
        ("sets", _u32), ("gaps", _u32), ("implied_frameworks", _u32),
        ("implied_controls", _u32), ("mappings", _u64), ("mapping_rows", _u64),
        ("bytes", _u64),
    ]


class _FrameworkInfo(ctypes.Structure):
    _c_ = "xw_framework_info"
    _fields_ = [
        *((name, _text) for name in (
            "id", "name", "version", "publisher", "kind", "family", "license",
            "source")),
        ("first", _Id), ("control_count", _u32), ("assessable_count", _u32),
        ("implied", _bool),
    ]


class _ControlInfo(ctypes.Structure):
    _c_ = "xw_control_info"
    _fields_ = [
        ("id", _text), ("title", _text), ("kind", _text), ("framework", _Id),
        ("parent", _Id), ("parent_kind", _enum), ("assessable", _bool),
        ("withdrawn", _bool), ("implied", _bool), ("parts_complete", _bool),
        ("weight", _double), ("text", _u32),
    ]


class _SetInfo(ctypes.Structure):
    _c_ = "xw_set_info"
    _fields_ = [
        *((name, _text) for name in (
            "id", "name", "publisher", "version", "date", "method", "status",
            "license", "source")),
        ("claim", _enum), ("ignore_related", _bool), ("related", _u8),
        ("trust", _double), ("precedence", ctypes.c_int32), ("mappings", _u64),
    ]


class _ScopeInfo(ctypes.Structure):
    _c_ = "xw_scope_info"
    _fields_ = [
        ("id", _text), ("framework", _Id),
        ("members", ctypes.POINTER(_u32)), ("count", _size),
    ]


class _GapInfo(ctypes.Structure):
    _c_ = "xw_gap_info"
    _fields_ = [("control", _Id), ("other", _Id), ("set", _Id), ("note", _u32)]


class _MappingInfo(ctypes.Structure):
    _c_ = "xw_mapping_info"
    _fields_ = [
        ("source", _Id), ("target", _Id), ("relationship", _enum),
        ("carries", _u8), ("strength", _u32), ("rationale", _enum),
        ("rationale_text", _u32), ("note", _u32), ("set", _Id),
        ("topic", _bool), ("replaced", _bool), ("joint", _bool),
        ("rule", _u32),
    ]


class _RuleInfo(ctypes.Structure):
    _c_ = "xw_rule_info"
    _fields_ = [
        ("sources", ctypes.POINTER(_u32)), ("targets", ctypes.POINTER(_u32)),
        ("source_count", _size), ("target_count", _size),
        ("relationship", _enum), ("set", _Id), ("note", _u32),
    ]


class _Selection(ctypes.Structure):
    _c_ = "xw_selection"
    _fields_ = [("framework", _Id), ("scope", _Id)]


class _MapRequest(ctypes.Structure):
    _c_ = "xw_map_request"
    _fields_ = [
        ("size", _size), ("control", _Id), ("direction", _enum),
        ("into", ctypes.POINTER(_Selection)), ("into_count", _size),
        ("max_hops", _u32), ("min", _enum), ("limit", _u32),
        ("rationales", _u32), ("skip_proofs", _bool),
    ]


class _Step(ctypes.Structure):
    _c_ = "xw_step"
    _fields_ = [
        ("source", _Id), ("target", _Id), ("kind", _enum), ("mapping", _Id),
        ("inverted", _bool),
    ]


class _Walk(ctypes.Structure):
    _c_ = "xw_walk"
    _fields_ = [("steps", ctypes.POINTER(_Step)), ("count", _size)]


class _RankPieces(ctypes.Structure):
    _c_ = "xw_rank_pieces"
    _fields_ = [
        ("constant", _double), ("walks", _double), ("titles", _double),
        ("rivals", _double), ("parts", _double), ("evidence", _double),
        ("likeness", _double), ("best_likeness", _double),
        ("independent", _u32),
    ]


class _Answer(ctypes.Structure):
    _c_ = "xw_answer"
    _fields_ = [
        ("control", _Id), ("into", _u32), ("verdict", _enum),
        ("relation", _u8), ("full_possible", _bool), ("related", _bool),
        ("topic", _bool), ("joint", _bool), ("disputed", _bool),
        ("hops", _u32), ("strength", _u32), ("score", _double),
        ("rank", _RankPieces), ("proof", _Walk), ("against", _Walk),
    ]


class _IntoAnswer(ctypes.Structure):
    _c_ = "xw_into_answer"
    _fields_ = [
        ("verdict", _enum), ("disputed", _bool), ("gap", _u32),
        ("omitted", _u32),
    ]


class _MapAnswer(ctypes.Structure):
    _c_ = "xw_map_answer"
    _fields_ = [
        ("answers", ctypes.POINTER(_Answer)), ("count", _size),
        ("into", ctypes.POINTER(_IntoAnswer)), ("max_hops", _u32),
    ]


class _ExplainRequest(ctypes.Structure):
    _c_ = "xw_explain_request"
    _fields_ = [
        ("size", _size), ("source", _Id), ("target", _Id), ("max_hops", _u32),
        ("rationales", _u32), ("limit", _u32),
    ]


class _ExplainedWalk(ctypes.Structure):
    _c_ = "xw_explained_walk"
    _fields_ = [
        ("walk", _Walk), ("relation", _u8), ("hops", _u32),
        ("strength", _u32), ("related", _bool), ("topic", _bool),
        ("joint", _bool),
    ]


class _Critical(ctypes.Structure):
    _c_ = "xw_critical"
    _fields_ = [
        ("mapping", _Id), ("without", _enum), ("stated_without", _bool),
    ]


class _Explanation(ctypes.Structure):
    _c_ = "xw_explanation"
    _fields_ = [
        ("answer", _Answer), ("into", _IntoAnswer),
        ("walks", ctypes.POINTER(_ExplainedWalk)), ("walk_count", _size),
        ("omitted", _u64), ("critical", ctypes.POINTER(_Critical)),
        ("critical_count", _size), ("replaced", ctypes.POINTER(_Id)),
        ("replaced_count", _size),
    ]


class _Choice(ctypes.Structure):
    _c_ = "xw_choice"
    _fields_ = [
        ("selections", ctypes.POINTER(_Selection)), ("selection_count", _size),
        ("controls", ctypes.POINTER(_Id)), ("control_count", _size),
    ]


class _CoverageRequest(ctypes.Structure):
    _c_ = "xw_coverage_request"
    _fields_ = [
        ("size", _size), ("have", _Choice),
        ("implemented", ctypes.POINTER(_Choice)), ("want", _Choice),
        ("max_hops", _u32), ("rationales", _u32), ("accept_topic", _bool),
        ("accept_related", _bool), ("threads", _u32),
    ]


class _Marks(ctypes.Structure):
    _c_ = "xw_marks"
    _fields_ = [("topic", _bool), ("related", _bool), ("disputed", _bool)]


class _Covered(ctypes.Structure):
    _c_ = "xw_covered"
    _fields_ = [
        ("control", _Id), ("verdict", _enum), ("marks", _Marks),
        ("held", _bool), ("joint", _bool), ("counts", _bool), ("gap", _u32),
    ]


class _CoverageCounts(ctypes.Structure):
    _c_ = "xw_coverage_counts"
    _fields_ = [
        *((name, _u32) for name in (
            "controls", "full", "full_topic", "partial", "partial_related",
            "conflict", "gap", "candidate", "none", "unmapped", "full_related",
            "full_disputed", "full_joint", "full_counted")),
        ("full_share", _double), ("reachable_share", _double),
        ("mapped_share", _double),
    ]


class _CoverageGroup(ctypes.Structure):
    _c_ = "xw_coverage_group"
    _fields_ = [
        ("control", _Id), ("depth", _u32), ("counts", _CoverageCounts),
    ]


class _CoverageReport(ctypes.Structure):
    _c_ = "xw_coverage_report"
    _fields_ = [
        ("wanted", _Selection), ("single", _bool), ("counts", _CoverageCounts),
        ("items", ctypes.POINTER(_Covered)), ("item_count", _size),
        ("groups", ctypes.POINTER(_CoverageGroup)), ("group_count", _size),
    ]


class _Assessed(ctypes.Structure):
    _c_ = "xw_assessed"
    _fields_ = [("control", _Id), ("result", _enum)]


class _AssessRequest(ctypes.Structure):
    _c_ = "xw_assess_request"
    _fields_ = [
        ("size", _size), ("results", ctypes.POINTER(_Assessed)),
        ("result_count", _size), ("to", _Choice), ("max_hops", _u32),
        ("rationales", _u32), ("accept_topic", _bool),
        ("accept_related", _bool), ("threads", _u32), ("progress", _handle),
        ("payload", _handle),
    ]


class _Carried(ctypes.Structure):
    _c_ = "xw_carried"
    _fields_ = [
        ("control", _Id), ("lower", _enum), ("upper", _enum),
        ("lower_by", _u32), ("upper_by", _u32), ("joint", _bool),
        ("topic", _bool), ("own", _u32),
    ]


class _ReviewItem(ctypes.Structure):
    _c_ = "xw_review_item"
    _fields_ = [("result", _u32), ("control", _Id)]


class _BoundProof(ctypes.Structure):
    _c_ = "xw_bound_proof"
    _fields_ = [
        ("result", _u32), ("walk", _Walk), ("also", _Walk),
        ("firings", _handle), ("firing_count", _size),
    ]


class _TestCost(ctypes.Structure):
    _c_ = "xw_test_cost"
    _fields_ = [("control", _Id), ("cost", _u64)]


class _PlanRequest(ctypes.Structure):
    _c_ = "xw_plan_request"
    _fields_ = [
        ("size", _size), ("of", _Choice),
        ("results", ctypes.POINTER(_Assessed)), ("result_count", _size),
        ("carry", _bool), ("costs", ctypes.POINTER(_TestCost)),
        ("cost_count", _size), ("max_hops", _u32), ("rationales", _u32),
        ("accept_topic", _bool), ("accept_related", _bool),
        ("session_most", _u64), ("effort", _u64), ("threads", _u32),
    ]


class _Planned(ctypes.Structure):
    _c_ = "xw_planned"
    _fields_ = [
        ("control", _Id), ("cost", _u64), ("session", _u32),
        ("covers", ctypes.POINTER(_u32)), ("cover_count", _size),
    ]


class _Spared(ctypes.Structure):
    _c_ = "xw_spared"
    _fields_ = [
        ("control", _Id), ("by", ctypes.POINTER(_u32)), ("by_count", _size),
        ("joint", _bool), ("settled", _bool),
    ]


class _PlanSession(ctypes.Structure):
    _c_ = "xw_plan_session"
    _fields_ = [
        ("theme", _enum), ("name", _Id), ("clause", _text), ("title", _text),
        ("items", ctypes.POINTER(_u32)), ("item_count", _size),
        ("cost", _u64), ("framework_count", _u32),
    ]


class _PlanTotals(ctypes.Structure):
    _c_ = "xw_plan_totals"
    _fields_ = [
        *((name, _u32) for name in (
            "requirements", "compliant", "not_applicable", "settled", "items",
            "sessions")),
        ("total", _u64), ("lower_bound", _u64), ("exact", _bool),
        ("separate_total", _u64), ("separate_items", _u32),
        ("separate_sessions", _u32),
    ]


class _ScheduleRequest(ctypes.Structure):
    _c_ = "xw_schedule_request"
    _fields_ = [
        ("size", _size), ("months", _u32), ("month_capacity", _u64),
        ("day_capacity", _u64),
    ]


class _Slot(ctypes.Structure):
    _c_ = "xw_slot"
    _fields_ = [("month", _u32), ("day", _u32), ("before", _u64)]


class _Schedule(ctypes.Structure):
    _c_ = "xw_schedule"
    _fields_ = [
        ("month_capacity", _u64), ("least_capacity", _u64), ("days", _u64),
        ("unscheduled", _u32),
    ]


class _RoadmapRequest(ctypes.Structure):
    _c_ = "xw_roadmap_request"
    _fields_ = [
        ("size", _size), ("of", _Choice), ("have", _Choice),
        ("implemented", ctypes.POINTER(_Choice)),
        ("settled", ctypes.POINTER(_Id)), ("settled_count", _size),
        ("guides", ctypes.POINTER(_Selection)), ("guide_count", _size),
        ("max_hops", _u32), ("rationales", _u32), ("accept_topic", _bool),
        ("accept_related", _bool), ("threads", _u32),
    ]


class _GuideEntry(ctypes.Structure):
    _c_ = "xw_guide_entry"
    _fields_ = [
        ("control", _Id), ("kind", _enum), ("serves", ctypes.POINTER(_u32)),
        ("serve_count", _size), ("begun", _u32),
        ("held", ctypes.POINTER(_u32)), ("held_count", _size),
    ]


class _RoadmapTotals(ctypes.Structure):
    _c_ = "xw_roadmap_totals"
    _fields_ = [
        *((name, _u32) for name in (
            "requirements", "met", "settled", "begun", "untouched",
            "unserved")),
        ("done", _u32 * 3),
    ]


# Constants of the headers, in their order.
_NOT_FOUND, _E_NOMEM, _E_IO, _E_GRAPH = 1, 3, 4, 7
_RELATIONSHIPS = ("equal", "subset_of", "superset_of", "intersects_with",
                  "no_relationship", "related")
_INVERSES = {"subset_of": "superset_of", "superset_of": "subset_of"}
_VERDICTS = ("full", "partial", "conflict", "gap", "candidate", "none",
             "unmapped")
_PARTIAL, _CANDIDATE = 1, 4
_RATIONALES = (None, "syntactic", "semantic", "functional")
_RESULTS = ("non_compliant", "partially_compliant", "compliant",
            "not_applicable", "not_assessed")
_NON_COMPLIANT, _COMPLIANT, _NOT_APPLICABLE, _NOT_ASSESSED = 0, 2, 3, 4
_BOUNDS = ("lower", "upper")
_THEMES = ("clause", "overlap", "heading", "single")
_ACTIVITY, _DOCUMENT, _INDICATOR = 0, 1, 2
_ONE = 1000000  # the cost of 1
_STEP_MAPPING, _STEP_PART_OF = 0, 1
_SATISFIES, _SATISFIED_BY = 0, 1
_STRENGTH_MOST, _HOPS_MOST = 10, 16
_OVERLAP = 15  # the relation of unlabelled mappings, unless a set says another

# Functions that return a status take an xw_error last.
_out, _refer = ctypes.POINTER(_handle), ctypes.POINTER
_FALLIBLE = {
    "xw_graph_open": (_text, _out),
    "xw_graph_verify": (_handle,),
    "xw_graph_framework": (_handle, _Id, _refer(_FrameworkInfo)),
    "xw_graph_control": (_handle, _Id, _refer(_ControlInfo)),
    "xw_graph_set": (_handle, _Id, _refer(_SetInfo)),
    "xw_graph_scope": (_handle, _Id, _refer(_ScopeInfo)),
    "xw_graph_gap": (_handle, _u32, _refer(_GapInfo)),
    "xw_graph_mapping": (_handle, _Id, _refer(_MappingInfo)),
    "xw_graph_rule": (_handle, _u32, _refer(_RuleInfo)),
    "xw_text_reader_new": (_handle, _out),
    "xw_text_get": (_handle, _u32, _refer(_text)),
    "xw_scratch_new": (_handle, _out),
    "xw_resolver_new": (_handle, _out),
    "xw_resolve_framework": (_handle, _String, _refer(_Selection)),
    "xw_resolve_control": (_handle, _String, _refer(_Id)),
    "xw_map": (_handle, _refer(_MapRequest), _refer(_MapAnswer)),
    "xw_explain": (_handle, _refer(_ExplainRequest), _refer(_Explanation)),
    "xw_coverage_new": (_handle, _refer(_CoverageRequest), _out),
    "xw_coverage_get_report": (_handle, _size, _refer(_CoverageReport)),
    "xw_assessment_new": (_handle, _refer(_AssessRequest), _out),
    "xw_assessment_prove": (_handle, _size, _enum, _refer(_BoundProof)),
    "xw_plan_new": (_handle, _refer(_PlanRequest), _out),
    "xw_plan_schedule": (_handle, _refer(_ScheduleRequest), _refer(_Slot),
                         _refer(_Schedule)),
    "xw_roadmap_new": (_handle, _refer(_RoadmapRequest), _out),
}
_OTHERS = {
    "xw_version": (_text, ()),
    "xw_relation_verdict": (_enum, (_u8,)),
    "xw_graph_free": (None, (_handle,)),
    "xw_graph_get_stats": (None, (_handle, _refer(_Stats))),
    "xw_graph_checksum": (_text, (_handle,)),
    "xw_graph_framework_count": (_u32, (_handle,)),
    "xw_text_reader_free": (None, (_handle,)),
    "xw_scratch_free": (None, (_handle,)),
    "xw_resolver_free": (None, (_handle,)),
    "xw_resolver_nearest": (_text, (_handle, _size)),
    "xw_coverage_free": (None, (_handle,)),
    "xw_coverage_report_count": (_size, (_handle,)),
    "xw_graph_scope_count": (_u32, (_handle,)),
    "xw_assessment_free": (None, (_handle,)),
    "xw_assessment_items": (_refer(_Carried), (_handle, _refer(_size))),
    "xw_assessment_review": (_refer(_ReviewItem), (_handle, _refer(_size))),
    "xw_plan_free": (None, (_handle,)),
    "xw_plan_get_totals": (None, (_handle, _refer(_PlanTotals))),
    "xw_plan_items": (_refer(_Planned), (_handle, _refer(_size))),
    "xw_plan_spared": (_refer(_Spared), (_handle, _refer(_size))),
    "xw_plan_sessions": (_refer(_PlanSession), (_handle, _refer(_size))),
    "xw_roadmap_free": (None, (_handle,)),
    "xw_roadmap_get_totals": (None, (_handle, _refer(_RoadmapTotals))),
    "xw_roadmap_entries": (_refer(_GuideEntry), (_handle, _refer(_size))),
}

# ---- The library ------------------------------------------------------------


def _candidates():
    """Where libxw may be: named, beside this file, known to the loader."""
    named = os.environ.get("XW_LIBRARY")
    if named:
        return [named]
    here = os.path.dirname(os.path.realpath(__file__))
    prefix = os.path.normpath(os.path.join(here, "..", "..", ".."))
    beside = []
    for folder in ("lib", "lib64", os.path.join("lib", "*")):
        beside += glob.glob(os.path.join(glob.escape(prefix), folder, _SONAME))
    return [*sorted(beside), _SONAME]


def _declare(library):
    for name, arguments in _FALLIBLE.items():
        function = getattr(library, name)
        function.restype = _enum
        function.argtypes = [*arguments, ctypes.POINTER(_Failure)]
    for name, (result, arguments) in _OTHERS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, list(arguments)


def _load():
    for path in _candidates():
        try:
            library = ctypes.CDLL(path)
        except OSError as error:
            failure = error
            continue
        _declare(library)
        version = library.xw_version().decode()
        # Until 1.0 what structs hold may change with the second number.
        if version.split(".")[:2] != __version__.split(".")[:2]:
            raise ImportError(f"{path} is libxw {version}; "
                              f"this module is for {__version__}")
        return library
    raise ImportError(f"no libxw: {failure}; name it in XW_LIBRARY")


_library = _load()


def library_version():
    """The version of libxw in use."""
    return _library.xw_version().decode()


def _code_of(failure):
    if failure.code:
        return f"XW-{failure.code:03}"
    if failure.status == _E_IO:
        return None
    return {_NOT_FOUND: _REFERENCE, _E_GRAPH: _DAMAGED,
            _E_NOMEM: _MEMORY}.get(failure.status, _VALUE)


def _call(name, *arguments, nearest=()):
    """Call a function that can fail, and raise its failure; `nearest` gives
    what may have been meant."""
    failure = _Failure()
    status = getattr(_library, name)(*arguments, ctypes.byref(failure))
    if status == 0:
        return
    failure.status = status
    message = failure.message.decode("utf-8", "replace")
    if status == _NOT_FOUND:
        raise NotFound(_code_of(failure), message, nearest and nearest())
    raise Error(_code_of(failure), message)


def _new(name, *arguments):
    """A handle that the caller is to free."""
    handle = _handle()
    _call(name, *arguments, ctypes.byref(handle))
    return handle


def _listed(name, handle):
    """What a function lists, valid as long as what `handle` is of."""
    count = _size()
    items = getattr(_library, name)(handle, ctypes.byref(count))
    return items[:count.value]


def _string(text):
    encoded = text.encode("utf-8", "surrogatepass")
    return _String(encoded, len(encoded))


def _decode(text):
    return text.decode("utf-8", "replace")


def _or_none(text):
    return _decode(text) if text else None


# ---- Values of a request -----------------------------------------------------


def _refuse(code, message, typed=None, known=()):
    nearest = difflib.get_close_matches(typed, known, 1) if typed else ()
    return Error(code, message, nearest)


def _as_text(name, value):
    if not isinstance(value, str) or "\0" in value:
        raise Error(_VALUE, f"{name}: expected a string, of text without a NUL")
    return value


def _as_list(name, value):
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not all(
            isinstance(item, str) and item and "\0" not in item
            for item in items):
        raise Error(_VALUE, f"{name}: expected strings, none empty")
    return items


def _as_number(name, value, least, most):
    if (not isinstance(value, int) or isinstance(value, bool)
            or not least <= value <= most):
        raise Error(
            _VALUE, f"{name}: expected a whole number from {least} to {most}")
    return value


def _as_flag(name, value):
    if not isinstance(value, bool):
        raise Error(_VALUE, f"{name}: expected true or false")
    return value


def _as_verdict(name, value):
    if value not in _VERDICTS:
        raise Error(_VALUE, f"{name}: expected one of " + ", ".join(_VERDICTS))
    return _VERDICTS.index(value)


def _as_hops(value):
    return _as_number("max_hops", value, 1, _HOPS_MOST)


def _as_rationales(value):
    bits = 0
    for name in _as_list("rationale", value):
        if name not in _RATIONALES[1:]:
            raise Error(_VALUE,
                        f"rationale: '{name}' is not a class of rationale")
        bits |= 1 << _RATIONALES.index(name)
    return bits


def _as_date(name, value):
    text = _as_text(name, value)
    try:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return datetime.date(*map(int, text.split("-")))
    except ValueError:
        raise Error(_VALUE, f"{name}: '{text}' is not a date") from None


def _as_start(value):
    day = None if value is None else _as_date("start", value)
    if day and not 1900 <= day.year <= 9900:
        raise Error(_VALUE,
                    f"start: '{value}' is not a date from 1900 to 9900")
    return day


def _as_assignments(name, value, most, what):
    """The pairs of "NAME=NUMBER" each, of more than 0."""
    pairs = []
    for item in _as_list(name, value):
        key, mark, number = item.rpartition("=")
        if not mark or not re.fullmatch(
                r"(?=.*[0-9])[0-9]*\.?[0-9]*", number) or not (
                0 < float(number) <= most) or len(number) > 15:
            raise Error(_VALUE, f"{name}: '{item}' is not a {what}")
        pairs.append((key, float(number)))
    return pairs


_ROW_NAMES = ("control", "result", "note", "evidence", "date")


def _as_rows(value):
    """The results of a request, each a dictionary."""
    if not isinstance(value, (list, tuple)) or not all(
            isinstance(row, dict) and set(row) <= {*_ROW_NAMES}
            and row.get("control") and row.get("result")
            and all(text is None or (isinstance(text, str) and "\0" not in text)
                    for text in row.values()) for row in value):
        raise Error(_VALUE, "results: expected dictionaries with 'control' and "
                    "'result', and 'note', 'evidence' and 'date' if there are "
                    "any, all strings")
    return value


def _array(kind, items):
    return (kind * len(items))(*items)


# A result as it was said, and what it names.
_Row = collections.namedtuple("_Row", "control result day said")


def _assessed(rows):
    return _array(_Assessed, [(row.control, row.result) for row in rows])


# ---- One search ---------------------------------------------------------------


class _Search:
    """Reads and searches a graph, for one thread at a time."""

    def __init__(self, graph):
        self.graph = graph
        self.resolver = self.scratch = self.reader = None
        try:
            self.resolver = _new("xw_resolver_new", graph)
            self.scratch = _new("xw_scratch_new", graph)
            self.reader = _new("xw_text_reader_new", graph)
        except Error:
            self.free()
            raise

    def free(self):
        _library.xw_text_reader_free(self.reader)
        _library.xw_scratch_free(self.scratch)
        _library.xw_resolver_free(self.resolver)

    # -- Names to ids

    def nearest(self):
        found = []
        while True:
            near = _library.xw_resolver_nearest(self.resolver, len(found))
            if near is None:
                return found
            found.append(_decode(near))

    def find(self, function, kind, text):
        out = kind()
        _call(function, self.resolver, _string(text), ctypes.byref(out),
              nearest=self.nearest)
        return out

    def find_control(self, name, text):
        return self.find("xw_resolve_control", _Id, _as_text(name, text))

    def find_selections(self, name, texts):
        found = {}
        for text in _as_list(name, texts):
            one = self.find("xw_resolve_framework", _Selection, text)
            found.setdefault((one.framework.i, one.scope.i), one)
        return list(found.values())

    def find_subject(self, text):
        """A selection or the id of a control.  Frameworks may have colons in
        their names, so they come first."""
        try:
            return self.find("xw_resolve_framework", _Selection, text)
        except NotFound:
            if ":" not in text:
                raise
        return self.find("xw_resolve_control", _Id, text)

    def find_choice(self, name, texts):
        subjects = [self.find_subject(text) for text in _as_list(name, texts)]
        if not subjects:
            raise Error(_MISSING, f"field '{name}' is missing")
        selections = [s for s in subjects if isinstance(s, _Selection)]
        controls = [s for s in subjects if isinstance(s, _Id)]
        names = [self.name_of(one) for one in (*selections, *controls)]
        return list(dict.fromkeys(names)), _Choice(
            _array(_Selection, selections), len(selections),
            _array(_Id, controls), len(controls))

    def find_optional_choice(self, name, texts):
        if not _as_list(name, texts):
            return [], _Choice()
        return self.find_choice(name, texts)

    def find_results(self, results):
        """The rows, with what controls and results they name."""
        found = []
        for row in _as_rows(results):
            if row["result"] not in _RESULTS:
                raise Error(_VALUE,
                            f"results: '{row['result']}' is not a result")
            day = _as_date("results", row["date"]) if row.get("date") else None
            found.append(_Row(self.find_control("results", row["control"]),
                              _RESULTS.index(row["result"]), day, row))
        return found

    # -- Ids to what they are

    def info(self, function, kind, which):
        out = kind()
        _call(function, self.graph, which, ctypes.byref(out))
        return out

    def framework(self, framework):
        return self.info("xw_graph_framework", _FrameworkInfo, framework)

    def control(self, control):
        return self.info("xw_graph_control", _ControlInfo, control)

    def set(self, which):
        return self.info("xw_graph_set", _SetInfo, which)

    def mapping(self, mapping):
        return self.info("xw_graph_mapping", _MappingInfo, mapping)

    def text(self, number):
        if not number:
            return None
        out = _text()
        _call("xw_text_get", self.reader, number, ctypes.byref(out))
        return _or_none(out.value)

    def title(self, control):
        return _decode(self.control(control).title)

    def reference(self, control):
        info = self.control(control)
        framework = self.framework(info.framework)
        return f"{_decode(framework.id)}:{_decode(info.id)}"

    def references(self, controls):
        return [self.reference(_Id(control)) for control in controls]

    def selection(self, selection):
        framework = _decode(self.framework(selection.framework).id)
        if selection.scope.i == _NONE:
            return framework
        scope = self.info("xw_graph_scope", _ScopeInfo, selection.scope)
        return f"{framework}@{_decode(scope.id)}"

    def name_of(self, subject):
        if isinstance(subject, _Id):
            return self.reference(subject)
        return self.selection(subject)

    def row(self, row):
        """A result, as documents have it."""
        return {
            "source": self.reference(row.control),
            "result": _RESULTS[row.result],
            **{name: row.said.get(name) or None
               for name in ("note", "evidence", "date")},
        }

    # -- Evidence

    def link(self, mapping, inverted):
        info = self.mapping(mapping)
        ends = [self.reference(info.source), self.reference(info.target)]
        relationship = _RELATIONSHIPS[info.relationship]
        if inverted:
            ends.reverse()
            relationship = _INVERSES.get(relationship, relationship)
        link = {
            "source": ends[0],
            "target": ends[1],
            "relationship": relationship,
            "inverted": inverted,
            "strength": _strength(info.strength),
            "rationale": (_RATIONALES[info.rationale]
                          or self.text(info.rationale_text)),
            "note": self.text(info.note),
            "set": _decode(self.set(info.set).id),
        }
        if info.rule != _NONE:
            link["map"] = self.rule(info.rule)
        return link

    def rule(self, which):
        info = self.info("xw_graph_rule", _RuleInfo, which)
        return {
            "sources": self.references(info.sources[:info.source_count]),
            "targets": self.references(info.targets[:info.target_count]),
        }

    def step(self, step):
        if step.kind == _STEP_MAPPING:
            return self.link(step.mapping, step.inverted)
        is_part = step.kind == _STEP_PART_OF
        return {
            "source": self.reference(step.source),
            "target": self.reference(step.target),
            "relationship": "part_of" if is_part else "has_part",
            "inverted": False,
            "strength": None,
            "rationale": None,
            "note": None,
            "set": None,
        }

    def walk(self, walk):
        return [self.step(walk.steps[i]) for i in range(walk.count)]

    def gap(self, gap):
        if gap == _NONE:
            return None
        info = self.info("xw_graph_gap", _GapInfo, gap)
        return {"set": _decode(self.set(info.set).id),
                "note": self.text(info.note)}

    def answer(self, answer):
        is_scored = answer.verdict == _CANDIDATE and answer.score >= 0
        found = {
            "verdict": _VERDICTS[answer.verdict],
            "relation": _relation(answer.relation),
            "full_possible": answer.full_possible,
            "basis": _basis(answer.related),
            "topic": answer.topic,
            "joint": answer.joint,
            "disputed": answer.disputed,
            "hops": answer.hops,
            "strength": _strength(answer.strength),
            "score": _six_digits(answer.score) if is_scored else None,
            "proof": self.walk(answer.proof),
        }
        if answer.against.count:
            found["against"] = self.walk(answer.against)
        return found

    def citation(self, which):
        info = self.set(which)
        names = ("name", "publisher", "version", "date", "method", "status")
        related = 0 if info.ignore_related else info.related or _OVERLAP
        return {
            "id": _decode(info.id),
            **{name: _or_none(getattr(info, name)) for name in names},
            "claim": "topic" if info.claim else "requirement",
            "related": _relation(related),
            "trust": None if info.trust < 0 else _six_digits(info.trust),
            "precedence": info.precedence,
            "mappings": info.mappings,
            "license": _or_none(info.license),
            "source": _or_none(info.source),
        }

    def citations(self, explanation):
        """Every set that an explanation names, in the order it names them."""
        sets = {}

        def cite(which):
            sets.setdefault(which.i, None)

        def cite_walk(walk):
            for i in range(walk.count):
                if walk.steps[i].kind == _STEP_MAPPING:
                    cite(self.mapping(walk.steps[i].mapping).set)

        cite_walk(explanation.answer.proof)
        cite_walk(explanation.answer.against)
        if explanation.into.gap != _NONE:
            cite(self.info("xw_graph_gap", _GapInfo, explanation.into.gap).set)
        for i in range(explanation.walk_count):
            cite_walk(explanation.walks[i].walk)
        for i in range(explanation.critical_count):
            cite(self.mapping(explanation.critical[i].mapping).set)
        for i in range(explanation.replaced_count):
            cite(self.mapping(explanation.replaced[i]).set)
        return [self.citation(_Id(which)) for which in sets]


def _strength(strength):
    return strength if strength <= _STRENGTH_MOST else None


def _basis(is_related):
    return "related" if is_related else "stated"


def _relation(mask):
    return [name for bit, name in enumerate(_RELATIONSHIPS[:5])
            if mask >> bit & 1]


def _entails(mask):
    return _VERDICTS[_library.xw_relation_verdict(mask)]


def _score_pieces(answer):
    if answer.verdict != _CANDIDATE or answer.score < 0:
        return None
    rank = answer.rank
    pieces = {name: _six_digits(getattr(rank, name))
              for name in ("constant", "walks", "titles", "rivals", "parts",
                           "evidence")}
    return {**pieces, "independent": rank.independent,
            "likeness": _share(rank.likeness),
            "best_likeness": _six_digits(rank.best_likeness)}


def _six_digits(value):
    return float(f"{value:.6g}")


def _share(value):
    return None if value < 0 else _six_digits(value)


# ---- Days --------------------------------------------------------------------------


def _months_later(day, months):
    """The same day so many months later, or the last of its month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    years, month = divmod(first.month, 12)
    end = datetime.date(first.year + years, month + 1, 1)
    return min(first + datetime.timedelta(day.day - 1),
               end - datetime.timedelta(1))


def _work_day(first, index):
    """Day number `index` of those from `first` on that are no weekend."""
    day = first
    while True:
        if day.weekday() < 5:
            if index == 0:
                return day
            index -= 1
        day += datetime.timedelta(1)


# ---- A plan ------------------------------------------------------------------------

# An audit day: four hours, one for lunch, and four more.
_OPENING, _MINUTES, _MORNING, _LUNCH = 9 * 60, 8 * 60, 4 * 60, 60


def _cost(millionths):
    """A whole number where it is one."""
    if millionths % _ONE == 0:
        return millionths // _ONE
    return _six_digits(millionths / _ONE)


class _PlanReader:
    """What there is to say of a plan."""

    def __init__(self, search, handle, start, request):
        self.search, self.start = search, start
        self.request, self.found = request, _Schedule()
        self.planned = _listed("xw_plan_items", handle)
        self.listed = _listed("xw_plan_sessions", handle)
        self.without = _listed("xw_plan_spared", handle)
        self.summed = _PlanTotals()
        _library.xw_plan_get_totals(handle, ctypes.byref(self.summed))
        self.slots = (_Slot * (len(self.listed) + 1))()
        _call("xw_plan_schedule", handle, ctypes.byref(request), self.slots,
              ctypes.byref(self.found))

    def totals(self):
        counts = ("requirements", "compliant", "not_applicable", "settled",
                  "exact", "separate_items", "separate_sessions")
        costs = ("total", "lower_bound", "separate_total")
        return {**{name: getattr(self.summed, name) for name in counts},
                **{name: _cost(getattr(self.summed, name)) for name in costs}}

    def name(self, session):
        count = len(self.listed)
        digits = 2 if count < 100 else 3 if count < 1000 else 6
        return f"S{session + 1:0{digits}}"

    def items(self):
        return [{
            "control": self.search.reference(item.control),
            "title": self.search.title(item.control),
            "cost": _cost(item.cost),
            "session": self.name(item.session),
            "covers": self.search.references(item.covers[:item.cover_count]),
        } for item in self.planned]

    def spared(self):
        return [{
            "control": self.search.reference(one.control),
            "title": self.search.title(one.control),
            "by": self.search.references(one.by[:one.by_count]),
            "joint": one.joint,
            "settled": one.settled,
        } for one in self.without]

    def subject(self, session):
        return session.clause or session.name.i

    def sessions(self):
        subjects = [self.subject(session) for session in self.listed]
        return [{
            "session": self.name(index),
            "theme": _THEMES[one.theme],
            "clause": _or_none(one.clause),
            "control": (None if one.clause
                        else self.search.reference(one.name)),
            "title": (_decode(one.title) if one.clause
                      else self.search.title(one.name)),
            "part": subjects[:index + 1].count(subjects[index]),
            "parts": subjects.count(subjects[index]),
            "cost": _cost(one.cost),
            **self.times(self.slots[index], one.cost),
            "frameworks": self.frameworks(one),
            "items": [self.search.reference(self.planned[item].control)
                      for item in one.items[:one.item_count]],
        } for index, one in enumerate(self.listed)]

    def frameworks(self, session):
        controls = [self.search.control(self.planned[item].control)
                    for item in session.items[:session.item_count]]
        found = [_decode(self.search.framework(one.framework).id)
                 for one in controls]
        return [name for i, name in enumerate(found)
                if i == 0 or found[i - 1] != name]

    def date(self, month, day):
        if self.start is None:
            return None
        return str(_work_day(_months_later(self.start, month), day))

    def clock(self, done, is_end):
        """`done` of a day's work; at noon it is still morning for what ends
        then."""
        capacity = self.request.day_capacity
        minutes = (done * _MINUTES + capacity // 2) // capacity
        is_morning = minutes <= _MORNING if is_end else minutes < _MORNING
        minutes += _OPENING + (0 if is_morning else _LUNCH)
        return f"{minutes // 60:02}:{minutes % 60:02}"

    def times(self, slot, cost):
        if slot.month == _NONE:
            return dict.fromkeys(
                ("month", "day", "date", "begin", "until", "end"))
        end = slot.before + cost
        days, done = divmod(end - 1, self.request.day_capacity)
        return {
            "month": slot.month + 1,
            "day": slot.day + 1,
            "date": self.date(slot.month, slot.day),
            "begin": self.clock(slot.before, False),
            "until": self.date(slot.month, slot.day + days),
            "end": self.clock(done + 1, True),
        }

    def schedule(self):
        return {
            "start": self.start and str(self.start),
            "month_capacity": _cost(self.found.month_capacity),
            "least_capacity": _cost(self.found.least_capacity),
            "day_capacity": _cost(self.request.day_capacity),
            "days": self.found.days,
            "unscheduled": self.found.unscheduled,
        }

    def shared_percent(self):
        shared = sum(one.item_count for one in self.listed
                     if one.framework_count > 1)
        return 100 * shared // len(self.planned) if self.planned else 0

    def estimate(self, times, integration, ability):
        """As IAF MD 11 reckons: at most a fifth less than the sum."""
        if not times:
            return None
        percent = (self.shared_percent() if integration is None
                   else integration)
        reduction = (20 * (percent / 100) * (ability / 100)
                     if len(times) > 1 else 0)
        total = sum(times.values())
        halves = 2 * (total * (100 - reduction) / 100)
        halves = int(halves) + (halves - int(halves) > 1e-9)
        return {
            "method": "IAF MD 11",
            "audit_times": [{"framework": name, "days": _six_digits(days)}
                            for name, days in times.items()],
            "sum": _six_digits(total),
            "integration": percent,
            "integration_from": ("sessions" if integration is None
                                 else "option"),
            "ability": ability,
            "reduction_most": 20,
            "reduction": _six_digits(reduction),
            "days": halves / 2,
        }


# ---- A roadmap ---------------------------------------------------------------------

# What a kind of entry is called, and the heading that it stands below.
_GUIDE_KINDS = (("phases", "phase", "activities", "activity"),
                ("tiers", "tier", "documents", "document"),
                ("groups", "group", "indicators", "indicator"))


def _part_of_text(text, name):
    """"percent" of "unit: percent; direction: higher is better"."""
    for part in (text or "").split(";"):
        key, mark, value = part.lstrip(" ").partition(":")
        if mark and key == name:
            return value.lstrip(" ") or None
    return None


class _RoadmapReader:
    """What there is to say of a roadmap."""

    def __init__(self, search, handle, start):
        self.search, self.start = search, start
        self.entries = _listed("xw_roadmap_entries", handle)
        self.summed = _RoadmapTotals()
        _library.xw_roadmap_get_totals(handle, ctypes.byref(self.summed))
        self.months = self.read_months()

    def read_months(self):
        """A guide says in which months an activity runs by scopes of its
        own."""
        months = {}
        for i in range(_library.xw_graph_scope_count(self.search.graph)):
            scope = self.search.info("xw_graph_scope", _ScopeInfo, _Id(i))
            named = re.fullmatch(b"month-([0-9]{1,3})", scope.id)
            if named and int(named[1]):
                for control in scope.members[:scope.count]:
                    months.setdefault(control, []).append(int(named[1]))
        return months

    def totals(self):
        names = ("requirements", "met", "settled", "begun", "untouched",
                 "unserved")
        return {**{name: getattr(self.summed, name) for name in names},
                "done": {kind[2]: self.summed.done[i]
                         for i, kind in enumerate(_GUIDE_KINDS)}}

    def headings(self):
        found = {kind[0]: [] for kind in _GUIDE_KINDS}
        last = [None] * len(_GUIDE_KINDS)
        for entry in self.entries:
            lists, heading, entries, _ = _GUIDE_KINDS[entry.kind]
            parent = self.search.control(entry.control).parent
            if last[entry.kind] != parent.i:
                last[entry.kind] = parent.i
                has_heading = parent.i != _NONE
                found[lists].append({
                    heading: (self.search.reference(parent) if has_heading
                              else None),
                    "title": self.search.title(parent) if has_heading else "",
                    entries: [],
                })
            found[lists][-1][entries].append(self.entry(entry))
        return found

    def entry(self, entry):
        return {
            _GUIDE_KINDS[entry.kind][3]: self.search.reference(entry.control),
            "title": self.search.title(entry.control),
            "state": self.state(entry),
            **self.said(entry),
            "serves": self.search.references(entry.serves[:entry.serve_count]),
            "begun": entry.begun,
            "extends": self.extended(entry),
        }

    @staticmethod
    def state(entry):
        if entry.kind == _ACTIVITY:
            return "adapt" if entry.begun == entry.serve_count else "new"
        return "extend" if entry.held_count else "new"

    def said(self, entry):
        text = self.search.text(self.search.control(entry.control).text)
        if entry.kind == _DOCUMENT:
            return {"purpose": text}
        if entry.kind == _INDICATOR:
            return {name: _part_of_text(text, name)
                    for name in ("unit", "direction", "computed")}
        months = self.months.get(entry.control.i)
        first, last = (min(months), max(months)) if months else (None, None)
        has_dates = months and self.start
        return {
            "month_from": first,
            "month_until": last,
            "from": (str(_months_later(self.start, first - 1)) if has_dates
                     else None),
            "until": (str(_months_later(self.start, last)
                          - datetime.timedelta(1)) if has_dates else None),
        }

    def extended(self, entry):
        """What is held that it serves as well, by framework."""
        parts = []
        for control in entry.held[:entry.held_count]:
            framework = _decode(self.search.framework(
                self.search.control(_Id(control)).framework).id)
            if not parts or parts[-1]["framework"] != framework:
                parts.append({"framework": framework, "controls": []})
            parts[-1]["controls"].append(self.search.reference(_Id(control)))
        return parts


# ---- The graph ------------------------------------------------------------------


def _release(handle, idle):
    while idle:
        idle.pop().free()
    _library.xw_graph_free(handle)


def _default_path():
    named = os.environ.get("XW_GRAPH")
    here = os.path.dirname(os.path.realpath(__file__))
    return named or os.path.join(os.path.dirname(here), "default.xwg")


def open(path=None, verify=None):
    """The graph in a file: `path`; else $XW_GRAPH; else the one installed with
    xw.  All of it is checked first if `verify`, which is so for files of at most
    16 MB unless it is False."""
    return Graph(path, verify)


class Graph:
    """A graph file.  Close it, or use it in a `with` statement."""

    def __init__(self, path=None, verify=None):
        path = os.fspath(path or _default_path())
        if "\0" in os.fsdecode(path):
            raise ValueError("a NUL in a path")
        handle = _new("xw_graph_open", os.fsencode(path))
        self._handle, self._idle, self._busy = handle, [], 0
        self._lock, self._is_closed = threading.Lock(), False
        self._release = weakref.finalize(self, _release, handle, self._idle)
        stats = self._stats()
        if verify or (verify is None and stats.bytes <= _SMALL):
            _call("xw_graph_verify", handle)
        self.path = path
        self.checksum = _decode(_library.xw_graph_checksum(handle))

    def close(self):
        """Let go of the file, once calls of other threads have returned."""
        with self._lock:
            self._is_closed = True
            is_idle = self._busy == 0
        if is_idle:
            self._release()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __repr__(self):
        return f"<xw.Graph {self.path!r} {self.checksum}>"

    @contextlib.contextmanager
    def _search(self):
        """A search that no other thread has."""
        with self._lock:
            if self._is_closed:
                raise ValueError("the graph is closed")
            self._busy += 1
            search = self._idle.pop() if self._idle else None
        try:
            search = search or _Search(self._handle)
            yield search
        finally:
            with self._lock:
                self._busy -= 1
                if search:
                    self._idle.append(search)
                is_last = self._is_closed and self._busy == 0
            if is_last:
                self._release()

    def _stats(self):
        stats = _Stats()
        _library.xw_graph_get_stats(self._handle, ctypes.byref(stats))
        return stats

    def stats(self):
        """How much is in the graph."""
        with self._search():
            stats = self._stats()
        names = ("frameworks", "implied_frameworks", "controls",
                 "implied_controls", "scopes", "sets", "mappings",
                 "mapping_rows", "gaps", "bytes")
        return {"graph": self.checksum,
                **{name: getattr(stats, name) for name in names}}

    def frameworks(self):
        """All frameworks, as `xw list` has them."""
        names = ("name", "version", "publisher", "kind", "family")
        counts = ("control_count", "assessable_count", "implied")
        found = []
        with self._search() as search:
            for i in range(_library.xw_graph_framework_count(self._handle)):
                info = search.framework(_Id(i))
                found.append({
                    "id": _decode(info.id),
                    **{name: _or_none(getattr(info, name)) for name in names},
                    **{name: getattr(info, name) for name in counts},
                    "license": _or_none(info.license),
                    "source": _or_none(info.source),
                })
        return found

    def resolve(self, ref):
        """What a reference names, by the ids of the graph: its "type" is
        framework, scope or control."""
        with self._search() as search:
            subject = search.find_subject(_as_text("ref", ref))
            if isinstance(subject, _Id):
                kind, info = "control", search.control(subject)
                framework, title = search.framework(info.framework), info.title
            else:
                is_whole = subject.scope.i == _NONE
                kind = "framework" if is_whole else "scope"
                framework = search.framework(subject.framework)
                title = framework.name
            return {
                "graph": self.checksum,
                "type": kind,
                "id": search.name_of(subject),
                "framework": _decode(framework.id),
                "title": _or_none(title),
            }

    def map(self, source=None, to=None, *, target=None, from_=None, max_hops=2,
            min="unmapped", limit=20, rationale=(), fields=()):
        """Which controls of the frameworks `to` the control `source` satisfies;
        or which of the frameworks `from_` satisfy the control `target`.

        Frameworks are a list, or one string that joins them by commas; scopes
        stand for frameworks.  `min` leaves out what is a worse verdict; `limit`
        is most candidates for each framework; `rationale` and `fields` choose
        classes of mappings, and members of each result."""
        is_to = source is not None
        if (is_to, is_to) != (to is not None, target is None) or (
                is_to == (from_ is not None)):
            raise Error(
                _MISSING,
                "map takes 'source' and 'to', or 'target' and 'from'")
        with self._search() as search:
            request = _MapRequest(
                size=ctypes.sizeof(_MapRequest),
                direction=_SATISFIES if is_to else _SATISFIED_BY,
                max_hops=_as_hops(max_hops), min=_as_verdict("min", min),
                limit=_as_number("limit", limit, 0, _NONE - 1),
                rationales=_as_rationales(rationale))
            chosen = _as_fields(fields)
            request.control = (search.find_control("source", source) if is_to
                               else search.find_control("target", target))
            into = (search.find_selections("to", to) if is_to
                    else search.find_selections("from", from_))
            if not into:
                raise Error(_MISSING, "map takes at least one framework")
            request.into = _array(_Selection, into)
            request.into_count = len(into)
            answer = _MapAnswer()
            _call("xw_map", search.scratch, ctypes.byref(request),
                  ctypes.byref(answer))
            return self._map_document(search, request, into, answer, chosen)

    def _map_document(self, search, request, into, answer, chosen):
        is_to = request.direction == _SATISFIES
        asked = search.reference(request.control)
        frameworks = []
        for selection, found in zip(into, answer.into[:len(into)]):
            frameworks.append({
                "framework": search.selection(selection),
                "verdict": _VERDICTS[found.verdict],
                "disputed": found.disputed,
                "omitted": found.omitted,
                "gap": search.gap(found.gap),
            })
        results = []
        for i in range(answer.count):
            one = answer.answers[i]
            control = search.control(one.control)
            ends = {"source": asked, "target": search.reference(one.control)}
            if not is_to:
                ends = {"source": ends["target"], "target": asked}
            result = {
                **ends,
                "title": _decode(control.title),
                "framework": _decode(search.framework(control.framework).id),
                **search.answer(one),
            }
            if chosen:
                result = {name: result.get(name) for name in chosen}
            else:
                del result["source" if is_to else "target"]
            results.append(result)
        return {
            "graph": self.checksum,
            "source" if is_to else "target": asked,
            "title": search.title(request.control),
            "to" if is_to else "from": [one["framework"]
                                        for one in frameworks],
            "max_hops": answer.max_hops,
            "omitted": sum(one["omitted"] for one in frameworks),
            "frameworks": frameworks,
            "results": results,
        }

    def explain(self, source, target, *, max_hops=2, limit=100, rationale=()):
        """Every walk of mappings between two controls, shortest first, what the
        verdict rests on, and the publications all this rests on.  What several
        controls satisfy together, the command's "together", is not in here."""
        with self._search() as search:
            request = _ExplainRequest(
                size=ctypes.sizeof(_ExplainRequest),
                source=search.find_control("source", source),
                target=search.find_control("target", target),
                max_hops=_as_hops(max_hops),
                rationales=_as_rationales(rationale),
                limit=_as_number("limit", limit, 1, _NONE - 1))
            found = _Explanation()
            _call("xw_explain", search.scratch, ctypes.byref(request),
                  ctypes.byref(found))
            return self._explain_document(search, request, found)

    def _explain_document(self, search, request, found):
        groups = {}
        for i in range(found.walk_count):
            groups.setdefault(found.walks[i].relation, []).append(i + 1)
        walks = [{
            "relation": _relation(one.relation),
            "entails": _entails(one.relation),
            "hops": one.hops,
            "strength": _strength(one.strength),
            "basis": _basis(one.related),
            "topic": one.topic,
            "joint": one.joint,
            "steps": search.walk(one.walk),
        } for one in found.walks[:found.walk_count]]
        critical = [{
            "mapping": search.link(one.mapping, False),
            "verdict_without": _VERDICTS[one.without],
            "basis_without": _basis(not one.stated_without),
        } for one in found.critical[:found.critical_count]]
        return {
            "graph": self.checksum,
            "source": search.reference(request.source),
            "source_title": search.title(request.source),
            "target": search.reference(request.target),
            "target_title": search.title(request.target),
            "max_hops": request.max_hops,
            **search.answer(found.answer),
            "score_pieces": _score_pieces(found.answer),
            "gap": search.gap(found.into.gap),
            "walks": walks,
            "groups": [{"relation": _relation(mask), "entails": _entails(mask),
                        "walks": numbers} for mask, numbers in groups.items()],
            "omitted": found.omitted,
            "critical": critical,
            "replaced": [search.link(mapping, False) for mapping
                         in found.replaced[:found.replaced_count]],
            "sets": search.citations(found),
        }

    def coverage(self, have, want, *, max_hops=2, rationale=(),
                 accept_topic=False, accept_related=False, threads=1):
        """How much of `want` is met by what is held, `have`: both lists of
        frameworks, scopes and single controls.  Shares are bounds, and None
        where there is nothing to share."""
        with self._search() as search:
            held, have_choice = search.find_choice("have", have)
            _, want_choice = search.find_choice("want", want)
            request = _CoverageRequest(
                size=ctypes.sizeof(_CoverageRequest), have=have_choice,
                want=want_choice, max_hops=_as_hops(max_hops),
                rationales=_as_rationales(rationale),
                accept_topic=_as_flag("accept_topic", accept_topic),
                accept_related=_as_flag("accept_related", accept_related),
                threads=_as_number("threads", threads, 0, _NONE - 1))
            handle = _new("xw_coverage_new", self._handle,
                          ctypes.byref(request))
            try:
                count = _library.xw_coverage_report_count(handle)
                reports = [self._report(search, handle, i)
                           for i in range(count)]
            finally:
                _library.xw_coverage_free(handle)
        return {"graph": self.checksum, "have": held, "implemented": None,
                "max_hops": max_hops, "accept_topic": accept_topic,
                "accept_related": accept_related, "want": reports}

    @staticmethod
    def _report(search, handle, index):
        report = _CoverageReport()
        _call("xw_coverage_get_report", handle, index, ctypes.byref(report))
        counts = {
            name: (_share if kind is _double else int)(
                getattr(report.counts, name))
            for name, kind in _CoverageCounts._fields_
        }
        items = []
        for i in range(report.item_count):
            item = report.items[i]
            items.append({
                "control": search.reference(item.control),
                "title": search.title(item.control),
                "verdict": _VERDICTS[item.verdict],
                "basis": (_basis(item.marks.related)
                          if item.verdict <= _PARTIAL else None),
                "topic": item.marks.topic,
                "joint": item.joint,
                "disputed": item.marks.disputed,
                "held": item.held,
                "counts": item.counts,
                "gap": search.gap(item.gap),
            })
        return {"framework": search.selection(report.wanted),
                "single": report.single, **counts, "items": items}

    def assess(self, results, to, *, max_hops=2, rationale=(), max_age=None,
               as_of=None, accept_topic=False, accept_related=False,
               threads=1):
        """What results of assessments say of other frameworks: `results` are
        dictionaries with "control" and "result", and "note", "evidence" and
        "date" if there are any; `to` lists frameworks, scopes and single
        controls.  What is known lies between "lower" and "upper".  The words of
        a results file, the command's notes, are not in here, nor is what
        several controls prove together."""
        if max_age is not None:
            _as_number("max_age", max_age, 1, 3650000)
        today = (datetime.datetime.now(datetime.timezone.utc).date()
                 if as_of is None else _as_date("as_of", as_of))
        with self._search() as search:
            request = _AssessRequest(
                size=ctypes.sizeof(_AssessRequest),
                max_hops=_as_hops(max_hops),
                rationales=_as_rationales(rationale),
                accept_topic=_as_flag("accept_topic", accept_topic),
                accept_related=_as_flag("accept_related", accept_related),
                threads=_as_number("threads", threads, 0, _NONE - 1))
            names, request.to = search.find_choice("to", to)
            rows, stale, undated = [], [], 0
            for row in search.find_results(results):
                is_stale = max_age and row.day and (
                    (today - row.day).days > max_age)
                (stale if is_stale else rows).append(row)
                undated += bool(max_age) and row.day is None
            request.results, request.result_count = _assessed(rows), len(rows)
            handle = _new("xw_assessment_new", self._handle,
                          ctypes.byref(request))
            try:
                found = self._assess_document(search, handle, rows)
            finally:
                _library.xw_assessment_free(handle)
            return {
                "graph": self.checksum,
                "to": names,
                "max_hops": max_hops,
                "accept_topic": accept_topic,
                "accept_related": accept_related,
                "read": len(rows) + len(stale),
                "max_age": max_age,
                "as_of": str(today) if max_age else None,
                "undated": undated,
                **found,
                "stale": [search.row(row) for row in stale],
            }

    def _assess_document(self, search, handle, rows):
        items = [self._carried(search, handle, rows, i, item) for i, item
                 in enumerate(_listed("xw_assessment_items", handle))]
        review = []
        for item in _listed("xw_assessment_review", handle):
            is_touched = item.control.i != _NONE
            review.append({
                **search.row(rows[item.result]),
                "control": (search.reference(item.control) if is_touched
                            else None),
                "title": search.title(item.control) if is_touched else None,
            })
        return {
            "results": items,
            "conflicts": [item for item in items if _RESULTS.index(
                item["lower"]) > _RESULTS.index(item["upper"])],
            "review": review,
        }

    @staticmethod
    def _carried(search, handle, rows, index, item):
        own = None if item.own == _NONE else rows[item.own].result
        result = item.lower if item.lower == item.upper else _NOT_ASSESSED
        proof = []
        for bound, name in enumerate(_BOUNDS):
            found = _BoundProof()
            try:
                _call("xw_assessment_prove", handle, index, bound,
                      ctypes.byref(found))
            except NotFound:
                continue
            by = {"bound": name}
            if found.result != _NONE:
                by.update(search.row(rows[found.result]),
                          walk=search.walk(found.walk))
                if found.also.count:
                    by["also"] = search.walk(found.also)
            proof.append(by)
        return {
            "control": search.reference(item.control),
            "title": search.title(item.control),
            "lower": _RESULTS[item.lower],
            "upper": _RESULTS[item.upper],
            "joint": item.joint,
            "topic": item.topic,
            "own": own is not None,
            "result": _RESULTS[result if own in (None, _NOT_ASSESSED)
                               else own],
            "proof": proof,
        }

    def plan(self, for_, *, results=(), carry=False, cost=(), start=None,
             months=12, capacity=0, day=16, session=8, days=(),
             integration=None, ability=100, max_hops=2, rationale=(),
             accept_topic=False, accept_related=False, threads=1):
        """One audit programme for several frameworks, `for_`; with `results`,
        as for assess, of what is not settled by them.  `cost` has "REF=N" for
        tests that do not cost 1, `days` "F=N" for the audit days of a framework
        alone.  Proofs of what is spared are not in here."""
        with self._search() as search:
            begins = _as_start(start)
            request = _PlanRequest(
                size=ctypes.sizeof(_PlanRequest),
                carry=_as_flag("carry", carry),
                max_hops=_as_hops(max_hops),
                rationales=_as_rationales(rationale),
                accept_topic=_as_flag("accept_topic", accept_topic),
                accept_related=_as_flag("accept_related", accept_related),
                session_most=_ONE * _as_number("session", session, 1, _ONE),
                threads=_as_number("threads", threads, 0, _NONE - 1))
            schedule = _ScheduleRequest(
                size=ctypes.sizeof(_ScheduleRequest),
                months=_as_number("months", months, 1, 60),
                month_capacity=_ONE * _as_number("capacity", capacity, 0, _ONE),
                day_capacity=_ONE * _as_number("day", day, 1, _ONE))
            shares = (integration if integration is None else _as_number(
                "integration", integration, 1, 100),
                _as_number("ability", ability, 0, 100))
            names, request.of = search.find_choice("for", for_)
            times = self._audit_times(search, names, days)
            rows = search.find_results(results)
            request.results, request.result_count = _assessed(rows), len(rows)
            costs = [
                (search.find_control("cost", ref), int(number * _ONE + 0.5))
                for ref, number in _as_assignments(
                    "cost", cost, _ONE, "control and a cost")]
            request.costs = _array(_TestCost, costs)
            request.cost_count = len(costs)
            handle = _new("xw_plan_new", self._handle, ctypes.byref(request))
            try:
                found = _PlanReader(search, handle, begins, schedule)
                return {
                    "graph": self.checksum,
                    "for": names,
                    "max_hops": max_hops,
                    "accept_topic": accept_topic,
                    "accept_related": accept_related,
                    "carry": carry,
                    **found.totals(),
                    "items": found.items(),
                    "spared": found.spared(),
                    "sessions": found.sessions(),
                    "schedule": {**found.schedule(), "months": months,
                                 "session_most": session},
                    "estimate": found.estimate(times, *shares),
                }
            finally:
                _library.xw_plan_free(handle)

    @staticmethod
    def _audit_times(search, names, days):
        planned = {re.split("[:@]", name)[0] for name in names}
        times = {}
        for name, number in _as_assignments(
                "days", days, 10000, "framework and its audit days"):
            (found,) = search.find_selections("days", [name])
            framework = _decode(search.framework(found.framework).id)
            if framework not in planned or framework in times:
                wrong = ("is named twice" if framework in times
                         else "is not in the plan")
                raise Error(_VALUE, f"days: {framework} {wrong}")
            times[framework] = number
        return times

    def roadmap(self, for_, have=(), *, results=None, start=None, guide=(),
                max_hops=2, rationale=(), accept_topic=False,
                accept_related=False, threads=1):
        """What is to be done to meet `for_` by those who hold `have`: what of
        the guides, all frameworks of that kind if `guide` names none, serves
        requirements that are open.  `results` are as for assess: what they
        settle is not open, and of what is held only what is compliant
        counts."""
        with self._search() as search:
            begins = _as_start(start)
            request = _RoadmapRequest(
                size=ctypes.sizeof(_RoadmapRequest),
                max_hops=_as_hops(max_hops),
                rationales=_as_rationales(rationale),
                accept_topic=_as_flag("accept_topic", accept_topic),
                accept_related=_as_flag("accept_related", accept_related),
                threads=_as_number("threads", threads, 0, _NONE - 1))
            names, request.of = search.find_choice("for", for_)
            held, request.have = search.find_optional_choice("have", have)
            guides = search.find_selections("guide", guide) or self._guides(
                search)
            request.guides = _array(_Selection, guides)
            request.guide_count = len(guides)
            if results is not None:
                rows = search.find_results(results)
                settled = [row.control for row in rows
                           if row.result in (_COMPLIANT, _NOT_APPLICABLE)]
                compliant = [row.control for row in rows
                             if row.result == _COMPLIANT]
                request.settled = _array(_Id, settled)
                request.settled_count = len(settled)
                request.implemented = ctypes.pointer(_Choice(
                    controls=_array(_Id, compliant),
                    control_count=len(compliant)))
            handle = _new("xw_roadmap_new", self._handle,
                          ctypes.byref(request))
            try:
                found = _RoadmapReader(search, handle, begins)
                return {
                    "graph": self.checksum,
                    "for": names,
                    "have": held,
                    "guides": [search.selection(one) for one in guides],
                    "max_hops": max_hops,
                    "accept_topic": accept_topic,
                    "accept_related": accept_related,
                    "start": start,
                    **found.totals(),
                    **found.headings(),
                }
            finally:
                _library.xw_roadmap_free(handle)

    def _guides(self, search):
        count = _library.xw_graph_framework_count(self._handle)
        guides = [_Selection(_Id(i), _Id(_NONE)) for i in range(count)
                  if search.framework(_Id(i)).kind == b"guide"]
        if not guides:
            raise Error(_MISSING, "field 'guide' is missing, and there is no "
                        "framework of kind 'guide'")
        return guides

    # -- Many requests

    def batch(self, requests, jobs=1):
        """Answer requests as `xw batch` does, in order: an iterator of
        {"id", "ok": True, "result"} or {"id", "ok": False, "error": {"code",
        "message"}}.

        A request is a dictionary {"id", "op", ...}, that as a line of JSON, or
        a line "REF<TAB>F[,F]" for a map.  Operations are map, explain,
        coverage, assess, plan, roadmap, resolve and stats; fields are the
        parameters of the methods of those names, with "from" for `from_` and
        "for" for `for_`.  With `jobs` threads, as many
        requests as that are read ahead."""
        if _as_number("jobs", jobs, 1, 256) == 1:
            for request in requests:
                yield self._answer(request)
            return
        waiting = collections.deque()
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for request in requests:
                waiting.append(pool.submit(self._answer, request))
                if len(waiting) >= jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _answer(self, request):
        identity = None
        try:
            request = _as_request(request)
            identity = request.get("id")
            operation, arguments = _read_request(request)
            result = getattr(self, operation)(**arguments)
        except Error as error:
            failure = {"code": error.code, "message": error.message}
            if error.nearest:
                failure["nearest"] = error.nearest
            return {"id": identity, "ok": False, "error": failure}
        return {"id": identity, "ok": True, "result": result}


# ---- Requests ---------------------------------------------------------------------

_RESULT_FIELDS = (
    "source", "target", "title", "framework", "verdict", "relation",
    "full_possible", "basis", "topic", "joint", "disputed", "hops", "strength",
    "score", "proof", "against")

# Fields of requests; the first ones, before None, must be there.
_OPERATIONS = {
    "map": (None, "source", "to", "target", "from", "max_hops", "min", "limit",
            "fields", "rationale"),
    "explain": ("source", "target", None, "max_hops", "limit", "rationale"),
    "coverage": ("have", "want", None, "max_hops", "rationale", "accept_topic",
                 "accept_related"),
    "assess": ("results", "to", None, "max_hops", "rationale", "max_age",
               "as_of", "accept_topic", "accept_related"),
    "plan": ("for", None, "results", "carry", "cost", "start", "months",
             "capacity", "day", "session", "days", "integration", "ability",
             "max_hops", "rationale", "accept_topic", "accept_related"),
    "roadmap": ("for", None, "have", "results", "start", "guide", "max_hops",
                "rationale", "accept_topic", "accept_related"),
    "resolve": ("ref", None),
    "stats": (None,),
}


# What Python does not let a parameter be called.
_KEYWORDS = {"from": "from_", "for": "for_"}


def _as_fields(value):
    names = dict.fromkeys(_as_list("fields", value))
    for name in names:
        if name not in _RESULT_FIELDS:
            raise _refuse(_VALUE, f"fields: there is no '{name}'", name,
                          _RESULT_FIELDS)
    return list(names)


def _once(members):
    found = dict(members)
    for name in found:
        if sum(name == other for other, _ in members) > 1:
            raise Error(_REPEAT, f"field '{name}' is given twice")
    return found


def _as_request(request):
    if isinstance(request, dict):
        return request
    line = _as_text("request", request).rstrip("\r\n")
    if line.lstrip().startswith("{"):
        try:
            return json.loads(line, object_pairs_hook=_once)
        except ValueError as error:
            raise Error(_SYNTAX, str(error)) from None
    source, tab, frameworks = line.partition("\t")
    if not tab or "\t" in frameworks:
        raise Error(_FORM, "a line is a JSON object, or REF<TAB>F[,F]")
    return {"op": "map", "source": source, "to": frameworks}


def _read_request(request):
    """The operation, and the arguments of its method."""
    if "op" not in request:
        raise Error(_MISSING, "field 'op' is missing")
    operation = _as_text("op", request["op"])
    if operation not in _OPERATIONS:
        raise _refuse(_OPERATION, f"op: there is no operation '{operation}'",
                      operation, _OPERATIONS)
    fields = _OPERATIONS[operation]
    arguments = {}
    for name, value in request.items():
        if name in ("id", "op"):
            continue
        if name is None or name not in fields:
            known = [*filter(None, fields), "id", "op"]
            raise _refuse(_FIELD, f"{operation} has no field '{name}'",
                          str(name), known)
        if value is not None:  # a field that is null is not given
            arguments[_KEYWORDS.get(name, name)] = value
    for name in fields[:fields.index(None)]:
        if _KEYWORDS.get(name, name) not in arguments:
            raise Error(_MISSING, f"field '{name}' is missing")
    return operation, arguments
