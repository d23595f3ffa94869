/* roadmap.c - what of a guide serves requirements that are open. */
#include <xw/roadmap.h>

#include "alloc.h"
#include "control_set.h"
#include "error.h"
#include "lists.h"
#include "map.h"

#include <string.h>

/* How a requirement stands; what is none stands nowhere. */
enum standing { NOWHERE = 0, MET, SETTLED, BEGUN, UNTOUCHED };

struct xw_roadmap {
    const xw_graph *graph;
    uint8_t *standing;     /* [control_count] */
    xw_control_set held;   /* of what is held, what counts as held */
    xw_control_set guides; /* what of the guides counts */
    xw_selection *into;    /* [into_count] frameworks of all these */
    size_t into_count;
    xw_guide_entry *entries; /* [entry_count] */
    size_t entry_count;
    xw_lists serves, holds; /* of each entry */
    bool *is_served;        /* [control_count] */
    xw_roadmap_totals totals;
};

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for a roadmap");
}

void
xw_roadmap_free(xw_roadmap *roadmap)
{
    if (!roadmap) {
        return;
    }
    xw_control_set_clear(&roadmap->held);
    xw_control_set_clear(&roadmap->guides);
    xw_alloc_free(roadmap->standing);
    xw_alloc_free(roadmap->into);
    xw_alloc_free(roadmap->entries);
    xw_alloc_free(roadmap->is_served);
    xw_lists_clear(&roadmap->serves);
    xw_lists_clear(&roadmap->holds);
    xw_alloc_free(roadmap);
}

/* ---- Where requirements stand --------------------------------------------------- */

static uint8_t
standing_of(const xw_covered *item)
{
    if (item->counts) {
        return MET;
    }
    bool is_touched = item->verdict <= XW_PARTIAL && !item->marks.related &&
                      !item->marks.disputed;
    return is_touched ? BEGUN : UNTOUCHED;
}

static void
settle(xw_roadmap *roadmap, const xw_roadmap_request *request)
{
    for (size_t i = 0; i < request->settled_count; ++i) {
        uint8_t *standing = &roadmap->standing[request->settled[i].i];
        *standing = *standing > MET ? SETTLED : *standing;
    }
}

static void
count_standing(xw_roadmap *roadmap)
{
    uint32_t counts[UNTOUCHED + 1] = { 0 };
    for (uint32_t c = 0; c < roadmap->graph->control_count; ++c) {
        counts[roadmap->standing[c]]++;
    }
    roadmap->totals.met = counts[MET];
    roadmap->totals.settled = counts[SETTLED];
    roadmap->totals.begun = counts[BEGUN];
    roadmap->totals.untouched = counts[UNTOUCHED];
    roadmap->totals.requirements =
        counts[MET] + counts[SETTLED] + counts[BEGUN] + counts[UNTOUCHED];
}

static xw_status
read_reports(xw_roadmap *roadmap, const xw_coverage *coverage, xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t r = 0; !st && r < xw_coverage_report_count(coverage); ++r) {
        xw_coverage_report report;
        st = xw_coverage_get_report(coverage, r, &report, err);
        for (size_t i = 0; !st && i < report.item_count; ++i) {
            roadmap->standing[report.items[i].control.i] =
                standing_of(&report.items[i]);
        }
    }
    return st;
}

static xw_status
find_standing(xw_roadmap *roadmap, const xw_roadmap_request *request,
              xw_error *err)
{
    xw_coverage_request asked = XW_COVERAGE_REQUEST_INIT;
    asked.have = request->have;
    asked.implemented = request->implemented;
    asked.want = request->of;
    asked.max_hops = request->max_hops;
    asked.rationales = request->rationales;
    asked.accept_topic = request->accept_topic;
    asked.accept_related = request->accept_related;
    asked.threads = request->threads;
    xw_coverage *coverage = NULL;
    xw_status st = xw_coverage_new(roadmap->graph, &asked, &coverage, err);
    if (!st) {
        st = read_reports(roadmap, coverage, err);
    }
    xw_coverage_free(coverage);
    if (!st) {
        settle(roadmap, request);
        count_standing(roadmap);
    }
    return st;
}

/* ---- What guides serve -------------------------------------------------------------- */

static xw_status
find_held(xw_roadmap *roadmap, const xw_roadmap_request *request, xw_error *err)
{
    const xw_graph *graph = roadmap->graph;
    xw_control_set only = { 0 };
    xw_status st = xw_control_set_fill_counting(&roadmap->held, graph,
                                                &request->have, err);
    if (!st && request->implemented) {
        st = xw_control_set_fill(&only, graph, request->implemented, err);
        if (!st) {
            xw_control_set_restrict(&roadmap->held, graph, &only);
        }
        xw_control_set_clear(&only);
    }
    return st;
}

/* The frameworks that have requirements, or something held. */
static void
choose_into(xw_roadmap *roadmap)
{
    const xw_graph *graph = roadmap->graph;
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        const xw_file_framework *framework = &graph->frameworks[f];
        bool is_in = false;
        for (uint32_t i = 0; i < framework->count && !is_in; ++i) {
            uint32_t control = framework->first + i;
            is_in = roadmap->standing[control] != NOWHERE ||
                    xw_control_set_has(&roadmap->held, control);
        }
        if (is_in) {
            roadmap->into[roadmap->into_count++] =
                (xw_selection){ { f }, { XW_NONE } };
        }
    }
}

static xw_status
read_kind(const xw_graph *graph, uint32_t control, xw_guide_kind *out,
          xw_error *err)
{
    static const char *const kinds[] = { "activity", "document", "indicator" };
    xw_control_info info;
    xw_status st = xw_graph_control(graph, (xw_control){ control }, &info, err);
    unsigned kind = 0;
    while (!st && kind < XW_GUIDE_KIND_COUNT &&
           strcmp(info.kind, kinds[kind]) != 0) {
        ++kind;
    }
    *out = (xw_guide_kind)kind;
    return st;
}

/* Lists in the making. */
typedef struct serving {
    xw_list_entries serves, holds;
} serving;

static xw_status
take_answer(xw_roadmap *roadmap, const xw_answer *answer, xw_guide_entry *entry,
            serving *lists, bool *is_relevant, xw_error *err)
{
    uint32_t control = answer->control.i;
    uint8_t standing = roadmap->standing[control];
    uint32_t index = (uint32_t)roadmap->entry_count;
    if (answer->verdict > XW_PARTIAL) {
        return XW_OK;
    }
    *is_relevant |= standing != NOWHERE;
    xw_status st = XW_OK;
    if (standing == BEGUN || standing == UNTOUCHED) {
        entry->begun += standing == BEGUN;
        entry->serve_count++;
        roadmap->is_served[control] = true;
        st = xw_list_entries_add(&lists->serves, index, control, err);
    }
    if (!st && xw_control_set_has(&roadmap->held, control)) {
        entry->held_count++;
        st = xw_list_entries_add(&lists->holds, index, control, err);
    }
    return st;
}

static xw_status
take_answers(xw_roadmap *roadmap, const xw_scratch *scratch,
             xw_guide_entry *entry, serving *lists, xw_error *err)
{
    bool is_relevant = false;
    size_t before = lists->holds.count;
    xw_status st = XW_OK;
    for (size_t i = 0; i < scratch->draft_count && !st; ++i) {
        st = take_answer(roadmap, &scratch->drafts[i].answer, entry, lists,
                         &is_relevant, err);
    }
    if (!st && entry->serve_count) {
        roadmap->entries[roadmap->entry_count++] = *entry;
    } else if (!st) {
        lists->holds.count = before;
        roadmap->totals.done[entry->kind] += is_relevant;
    }
    return st;
}

static xw_status
ask_guide(xw_roadmap *roadmap, xw_scratch *scratch,
          const xw_roadmap_request *request, uint32_t control, serving *lists,
          xw_error *err)
{
    xw_guide_entry entry = { .control = { control } };
    xw_status st = read_kind(roadmap->graph, control, &entry.kind, err);
    if (st || entry.kind == XW_GUIDE_KIND_COUNT) {
        return st;
    }
    xw_map_request asked = XW_MAP_REQUEST_INIT;
    asked.control = entry.control;
    asked.into = roadmap->into;
    asked.into_count = roadmap->into_count;
    asked.max_hops = 1;
    asked.rationales = request->rationales;
    st = xw_map_decide(scratch, &asked, err);
    return st ? st : take_answers(roadmap, scratch, &entry, lists, err);
}

static xw_status
ask_guides(xw_roadmap *roadmap, const xw_roadmap_request *request,
           serving *lists, xw_error *err)
{
    const xw_choice guides = { .selections = request->guides,
                               .selection_count = request->guide_count };
    xw_scratch *scratch = NULL;
    xw_status st = xw_control_set_fill_counting(&roadmap->guides,
                                                roadmap->graph, &guides, err);
    if (!st) {
        st = xw_scratch_new(roadmap->graph, &scratch, err);
    }
    bool is_open = roadmap->totals.requirements > 0;
    for (uint32_t c = 0; !st && is_open && c < roadmap->graph->control_count;
         ++c) {
        if (xw_control_set_has(&roadmap->guides, c)) {
            st = ask_guide(roadmap, scratch, request, c, lists, err);
        }
    }
    xw_scratch_free(scratch);
    return st;
}

/* ---- Entries --------------------------------------------------------------------------- */

static void
borrow_lists(xw_roadmap *roadmap)
{
    for (uint32_t i = 0; i < roadmap->entry_count; ++i) {
        roadmap->entries[i].serves = xw_lists_get(&roadmap->serves, i).items;
        roadmap->entries[i].held = xw_lists_get(&roadmap->holds, i).items;
    }
    for (uint32_t c = 0; c < roadmap->graph->control_count; ++c) {
        bool is_open = roadmap->standing[c] >= BEGUN;
        roadmap->totals.unserved += is_open && !roadmap->is_served[c];
    }
}

static xw_status
find_entries(xw_roadmap *roadmap, const xw_roadmap_request *request,
             xw_error *err)
{
    serving lists = { 0 };
    xw_status st = ask_guides(roadmap, request, &lists, err);
    uint32_t count = (uint32_t)roadmap->entry_count;
    if (!st) {
        st = xw_lists_fill(&roadmap->serves, count, &lists.serves, err);
    }
    if (!st) {
        st = xw_lists_fill(&roadmap->holds, count, &lists.holds, err);
    }
    if (!st) {
        borrow_lists(roadmap);
    }
    xw_list_entries_clear(&lists.serves);
    xw_list_entries_clear(&lists.holds);
    return st;
}

/* ---- Making and reading ------------------------------------------------------------------ */

static xw_status
check_request(const xw_graph *graph, const xw_roadmap_request *request,
              xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_roadmap_request has the wrong size");
    }
    if (!request->guide_count) {
        return xw_fail(err, XW_E_ARG, "there is no guide");
    }
    for (size_t i = 0; i < request->settled_count; ++i) {
        if (request->settled[i].i >= graph->control_count) {
            return xw_fail(err, XW_E_ARG, "control is not of this graph");
        }
    }
    return XW_OK;
}

static xw_status
fill(xw_roadmap *roadmap, const xw_roadmap_request *request, xw_error *err)
{
    const xw_graph *graph = roadmap->graph;
    size_t controls = graph->control_count;
    roadmap->standing = xw_alloc_zeroed(controls, 1);
    roadmap->is_served = xw_alloc_zeroed(controls, sizeof(bool));
    roadmap->entries = xw_alloc_zeroed(controls, sizeof *roadmap->entries);
    roadmap->into =
        xw_alloc_zeroed(graph->framework_count, sizeof *roadmap->into);
    if (!roadmap->standing || !roadmap->is_served || !roadmap->entries ||
        !roadmap->into) {
        return out_of_memory(err);
    }
    xw_status st = find_standing(roadmap, request, err);
    if (!st) {
        st = find_held(roadmap, request, err);
    }
    if (st) {
        return st;
    }
    choose_into(roadmap);
    return find_entries(roadmap, request, err);
}

xw_status
xw_roadmap_new(const xw_graph *graph, const xw_roadmap_request *request,
               xw_roadmap **out, xw_error *err)
{
    xw_status st = check_request(graph, request, err);
    if (st) {
        return st;
    }
    xw_roadmap *roadmap = xw_alloc_zeroed(1, sizeof *roadmap);
    if (!roadmap) {
        return out_of_memory(err);
    }
    roadmap->graph = graph;
    st = fill(roadmap, request, err);
    if (st) {
        xw_roadmap_free(roadmap);
        return st;
    }
    *out = roadmap;
    return XW_OK;
}

void
xw_roadmap_get_totals(const xw_roadmap *roadmap, xw_roadmap_totals *out)
{
    *out = roadmap->totals;
}

const xw_guide_entry *
xw_roadmap_entries(const xw_roadmap *roadmap, size_t *count)
{
    *count = roadmap->entry_count;
    return roadmap->entries;
}

bool
xw_roadmap_is_begun(const xw_roadmap *roadmap, xw_control control)
{
    return control.i < roadmap->graph->control_count &&
           roadmap->standing[control.i] == BEGUN;
}
