#include "plan_document.h"

#include "day.h"
#include "firing.h"
#include "memory.h"
#include "plan_estimate.h"
#include "proof.h"

#include <stdlib.h>

static const char *const themes[] = { "clause", "overlap", "heading",
                                      "single" };

/* A whole number where it is one. */
static json_t *
cost_value(uint64_t cost)
{
    return cost % XW_PLAN_ONE == 0
               ? json_integer((json_int_t)(cost / XW_PLAN_ONE))
               : json_real((double)cost / (double)XW_PLAN_ONE);
}

/* "S07" of 61. */
static json_t *
session_name(size_t session, size_t count)
{
    struct text name = { 0 };
    int digits = count < 100 ? 2 : count < 1000 ? 3 : 6;
    text_printf(&name, "S%0*zu", digits, session + 1);
    json_t *value = document_text(text_get(&name));
    text_free(&name);
    return value;
}

/* ---- When ----------------------------------------------------------------------- */

static json_t *
time_value(struct calendar_time time)
{
    struct text text = { 0 };
    text_printf(&text, "%02u:%02u", time.minute / 60, time.minute % 60);
    json_t *value = document_text(text_get(&text));
    text_free(&text);
    return value;
}

static void
set_no_time(json_t *object)
{
    static const char *const keys[] = { "month", "day",   "date",
                                        "begin", "until", "end" };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; ++k) {
        document_set(object, keys[k], json_null());
    }
}

static void
set_time(json_t *object, const struct plan_agenda *agenda, size_t session,
         uint64_t cost)
{
    const xw_slot *slot = &agenda->slots[session];
    if (slot->month == XW_NONE) {
        set_no_time(object);
        return;
    }
    struct calendar_time begin = plan_agenda_begin(agenda, session);
    struct calendar_time end = plan_agenda_end(agenda, session, cost);
    document_set(object, "month", json_integer((json_int_t)slot->month + 1));
    document_set(object, "day", json_integer((json_int_t)slot->day + 1));
    document_set(object, "date",
                 agenda->has_start ? day_value(begin.day) : json_null());
    document_set(object, "begin", time_value(begin));
    document_set(object, "until",
                 agenda->has_start ? day_value(end.day) : json_null());
    document_set(object, "end", time_value(end));
}

/* ---- Sessions ---------------------------------------------------------------------- */

static json_t *
frameworks_of(struct view *view, const xw_planned *items,
              const xw_plan_session *session)
{
    json_t *frameworks = json_array();
    uint32_t last = XW_NONE;
    for (size_t m = 0; m < session->item_count; ++m) {
        xw_control control = items[session->items[m]].control;
        xw_framework framework = view_control(view, control).framework;
        if (framework.i != last) {
            document_add(frameworks, view_framework_id(view, framework));
            last = framework.i;
        }
    }
    return frameworks;
}

static json_t *
tests_of(struct view *view, const xw_planned *items,
         const xw_plan_session *session)
{
    json_t *tests = json_array();
    for (size_t m = 0; m < session->item_count; ++m) {
        document_add(tests,
                     view_reference(view, items[session->items[m]].control));
    }
    return tests;
}

static bool
is_same_subject(const xw_plan_session *a, const xw_plan_session *b)
{
    return a->clause && b->clause
               ? a->clause == b->clause
               : !a->clause && !b->clause && a->name.i == b->name.i;
}

/* Which session of how many on the same subject. */
static void
set_part(json_t *entry, const xw_plan *plan, size_t index)
{
    size_t count = 0;
    json_int_t part = 0, parts = 0;
    const xw_plan_session *sessions = xw_plan_sessions(plan, &count);
    for (size_t s = 0; s < count; ++s) {
        bool is_same = is_same_subject(&sessions[s], &sessions[index]);
        part += is_same && s <= index;
        parts += is_same;
    }
    document_set(entry, "part", json_integer(part));
    document_set(entry, "parts", json_integer(parts));
}

static json_t *
session_entry(struct view *view, const xw_plan *plan,
              const struct plan_agenda *agenda, size_t index)
{
    size_t item_count = 0, count = 0;
    const xw_planned *items = xw_plan_items(plan, &item_count);
    const xw_plan_session *session = &xw_plan_sessions(plan, &count)[index];
    xw_control_info named = view_control(view, session->name);
    json_t *entry = json_object();
    document_set(entry, "session", session_name(index, count));
    document_set(entry, "theme", document_text(themes[session->theme]));
    document_set(entry, "clause",
                 session->clause ? document_text(session->clause)
                                 : json_null());
    document_set(entry, "control",
                 session->clause ? json_null()
                                 : view_reference(view, session->name));
    document_set(entry, "title",
                 document_text(session->clause ? session->title : named.title));
    set_part(entry, plan, index);
    document_set(entry, "cost", cost_value(session->cost));
    set_time(entry, agenda, index, session->cost);
    document_set(entry, "frameworks", frameworks_of(view, items, session));
    document_set(entry, "items", tests_of(view, items, session));
    return entry;
}

static json_t *
session_entries(struct view *view, const xw_plan *plan,
                const struct plan_agenda *agenda)
{
    json_t *entries = json_array();
    size_t count = 0;
    (void)xw_plan_sessions(plan, &count);
    for (size_t s = 0; s < count; ++s) {
        document_add(entries, session_entry(view, plan, agenda, s));
    }
    return entries;
}

/* ---- Tests ---------------------------------------------------------------------------- */

static json_t *
item_entries(struct view *view, const xw_plan *plan)
{
    json_t *entries = json_array();
    size_t count = 0, sessions = 0;
    const xw_planned *items = xw_plan_items(plan, &count);
    (void)xw_plan_sessions(plan, &sessions);
    for (size_t i = 0; i < count; ++i) {
        json_t *entry = json_object();
        document_set(entry, "control", view_reference(view, items[i].control));
        document_set(entry, "title",
                     document_text(view_control(view, items[i].control).title));
        document_set(entry, "cost", cost_value(items[i].cost));
        document_set(entry, "session",
                     session_name(items[i].session, sessions));
        document_set(
            entry, "covers",
            view_references(view, items[i].covers, items[i].cover_count));
        document_add(entries, entry);
    }
    return entries;
}

/* ---- What is spared -------------------------------------------------------------------- */

static json_t *
firings_of(struct view *view, const xw_firing *firings, size_t count)
{
    struct text json = { 0 };
    firings_write(&(struct writer){ .out = &json }, NULL, view, firings, count);
    return document_take(&json);
}

/* Why the tests that a requirement is spared by satisfy it. */
static void
set_proof(struct view *view, const struct plan_question *question,
          const xw_spared *spared, json_t *entry)
{
    xw_closure *closure = NULL;
    const xw_firing *firings = NULL;
    size_t count = 0;
    xw_control *by = memory_array(spared->by_count, sizeof *by);
    for (size_t i = 0; i < spared->by_count; ++i) {
        by[i] = (xw_control){ spared->by[i] };
    }
    xw_closure_request request = XW_CLOSURE_REQUEST_INIT;
    request.implemented.controls = by;
    request.implemented.control_count = spared->joint ? spared->by_count : 1;
    request.into.controls = &spared->control;
    request.into.control_count = 1;
    request.max_hops = question->request.max_hops;
    request.rationales = question->request.rationales;
    if (!xw_closure_new(view->graph, &request, &closure, &view->err)) {
        (void)xw_closure_prove(closure, spared->control, &firings, &count,
                               &view->err);
    }
    bool is_alone = count && !spared->joint;
    document_set(entry, "proof",
                 is_alone ? proof_walk(view, &firings[count - 1].walk)
                          : json_array());
    if (spared->joint) {
        document_set(entry, "firings", firings_of(view, firings, count));
    }
    xw_closure_free(closure);
    free(by);
}

static json_t *
spared_entries(struct view *view, const xw_plan *plan,
               const struct plan_question *question)
{
    json_t *entries = json_array();
    size_t count = 0;
    const xw_spared *spared = xw_plan_spared(plan, &count);
    for (size_t i = 0; i < count; ++i) {
        json_t *entry = json_object();
        xw_control control = spared[i].control;
        document_set(entry, "control", view_reference(view, control));
        document_set(entry, "title",
                     document_text(view_control(view, control).title));
        document_set(entry, "by",
                     view_references(view, spared[i].by, spared[i].by_count));
        document_set(entry, "joint", json_boolean(spared[i].joint));
        document_set(entry, "settled", json_boolean(spared[i].settled));
        set_proof(view, question, &spared[i], entry);
        document_add(entries, entry);
    }
    return entries;
}

/* ---- The document ---------------------------------------------------------------------- */

static void
set_totals(json_t *document, const xw_plan_totals *totals)
{
    document_set(document, "requirements", json_integer(totals->requirements));
    document_set(document, "compliant", json_integer(totals->compliant));
    document_set(document, "not_applicable",
                 json_integer(totals->not_applicable));
    document_set(document, "settled", json_integer(totals->settled));
    document_set(document, "total", cost_value(totals->total));
    document_set(document, "lower_bound", cost_value(totals->lower_bound));
    document_set(document, "exact", json_boolean(totals->exact));
    document_set(document, "separate_total",
                 cost_value(totals->separate_total));
    document_set(document, "separate_items",
                 json_integer(totals->separate_items));
    document_set(document, "separate_sessions",
                 json_integer(totals->separate_sessions));
}

static json_t *
schedule_entry(const struct plan_question *question,
               const struct plan_agenda *agenda)
{
    const xw_schedule *schedule = &agenda->schedule;
    json_t *entry = json_object();
    document_set(entry, "start",
                 agenda->has_start ? day_value(agenda->start) : json_null());
    document_set(entry, "months", json_integer(question->schedule.months));
    document_set(entry, "month_capacity", cost_value(schedule->month_capacity));
    document_set(entry, "least_capacity", cost_value(schedule->least_capacity));
    document_set(entry, "day_capacity", cost_value(agenda->day_capacity));
    document_set(entry, "session_most",
                 cost_value(question->request.session_most));
    document_set(entry, "days", json_integer((json_int_t)schedule->days));
    document_set(entry, "unscheduled", json_integer(schedule->unscheduled));
    return entry;
}

json_t *
plan_document(struct view *view, const xw_plan *plan,
              const struct plan_question *question,
              const struct plan_agenda *agenda)
{
    xw_plan_totals totals;
    xw_plan_get_totals(plan, &totals);
    json_t *document = view_document(view);
    document_set(document, "for", choice_names(view, &question->wanted));
    document_set(document, "max_hops",
                 json_integer(question->request.max_hops));
    document_set(document, "accept_topic",
                 json_boolean(question->request.accept_topic));
    document_set(document, "accept_related",
                 json_boolean(question->request.accept_related));
    document_set(document, "carry", json_boolean(question->request.carry));
    set_totals(document, &totals);
    document_set(document, "items", item_entries(view, plan));
    document_set(document, "spared", spared_entries(view, plan, question));
    document_set(document, "sessions", session_entries(view, plan, agenda));
    document_set(document, "schedule", schedule_entry(question, agenda));
    document_set(document, "estimate", plan_estimate(view, plan, question));
    return document;
}
