#include "titles.h"

#include "alloc.h"
#include "error.h"
#include "title_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    TITLE_STEMS = 64, /* of a longer title the first ones count */
    LEVELS = 9,       /* a control and this many less one above it */
    FIRST_SLOTS = 256
};

/* What a word counts in the description of the level below: .5 to .7 are about
 * as good. */
static const double LEVEL_SHARE = 0.5;

void
xw_titles_init(xw_titles *titles, const xw_graph *graph)
{
    *titles = (xw_titles){ .graph = graph };
}

void
xw_titles_clear(xw_titles *titles)
{
    for (uint32_t f = 0;
         titles->frameworks && f < titles->graph->framework_count; ++f) {
        xw_alloc_free(titles->frameworks[f].stems);
        xw_alloc_free(titles->frameworks[f].counts);
    }
    xw_alloc_free(titles->frameworks);
    xw_alloc_free(titles->described);
    xw_alloc_free(titles->ends);
    xw_alloc_free(titles->stems);
    *titles = (xw_titles){ 0 };
}

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory comparing titles");
}

/* ---- Stems of a title -------------------------------------------------------- */

static bool
has_stem(const uint64_t *stems, size_t count, uint64_t stem)
{
    for (size_t i = 0; i < count; ++i) {
        if (stems[i] == stem) {
            return true;
        }
    }
    return false;
}

/* The distinct stems of a control's own title; how many. */
static size_t
own_stems(const xw_graph *graph, uint32_t control, uint64_t out[TITLE_STEMS])
{
    const char *title = xw_graph_text(graph, graph->control_titles[control]);
    size_t count = 0;
    uint64_t stem;
    while (count < TITLE_STEMS && (stem = xw_title_next_stem(&title))) {
        if (!has_stem(out, count, stem)) {
            out[count++] = stem;
        }
    }
    return count;
}

/* ---- How rare a word is ------------------------------------------------------------ */

/* Where a stem is, or would be put. */
static size_t
find_slot(const xw_stem_counts *counts, uint64_t stem)
{
    size_t slot = stem & (counts->slot_count - 1);
    while (counts->stems[slot] && counts->stems[slot] != stem) {
        slot = (slot + 1) & (counts->slot_count - 1);
    }
    return slot;
}

static xw_status
make_slots(xw_stem_counts *counts, size_t slot_count)
{
    xw_stem_counts grown = {
        .stems = xw_alloc_zeroed(slot_count, sizeof *grown.stems),
        .counts = xw_alloc_zeroed(slot_count, sizeof *grown.counts),
        .slot_count = slot_count,
        .stem_count = counts->stem_count,
    };
    if (!grown.stems || !grown.counts) {
        xw_alloc_free(grown.stems);
        xw_alloc_free(grown.counts);
        return XW_E_NOMEM;
    }
    for (size_t i = 0; i < counts->slot_count; ++i) {
        if (counts->stems[i]) {
            size_t slot = find_slot(&grown, counts->stems[i]);
            grown.stems[slot] = counts->stems[i];
            grown.counts[slot] = counts->counts[i];
        }
    }
    xw_alloc_free(counts->stems);
    xw_alloc_free(counts->counts);
    *counts = grown;
    return XW_OK;
}

static xw_status
count_stem(xw_stem_counts *counts, uint64_t stem)
{
    if (2 * counts->stem_count >= counts->slot_count &&
        make_slots(counts, 2 * counts->slot_count)) {
        return XW_E_NOMEM;
    }
    size_t slot = find_slot(counts, stem);
    counts->stem_count += counts->stems[slot] == 0;
    counts->stems[slot] = stem;
    counts->counts[slot]++;
    return XW_OK;
}

static xw_status
count_title(const xw_graph *graph, uint32_t control, xw_stem_counts *counts)
{
    uint64_t stems[TITLE_STEMS];
    size_t count = own_stems(graph, control, stems);
    xw_status st = XW_OK;
    for (size_t i = 0; i < count && !st; ++i) {
        st = count_stem(counts, stems[i]);
    }
    return st;
}

static xw_status
count_framework(xw_titles *titles, uint32_t framework)
{
    xw_stem_counts made = { 0 };
    const xw_file_framework *of = &titles->graph->frameworks[framework];
    xw_status st = make_slots(&made, FIRST_SLOTS);
    for (uint32_t i = 0; i < of->count && !st; ++i) {
        st = count_title(titles->graph, of->first + i, &made);
    }
    if (st) {
        xw_alloc_free(made.stems);
        xw_alloc_free(made.counts);
        return st;
    }
    titles->frameworks[framework] = made;
    return XW_OK;
}

/* The inverse document frequency of a stem that some title has. */
static double
weight_of(const xw_titles *titles, uint32_t framework, uint64_t stem)
{
    const xw_stem_counts *counts = &titles->frameworks[framework];
    uint32_t count = counts->counts[find_slot(counts, stem)];
    double titles_in_all = titles->graph->frameworks[framework].count;
    return log1p(titles_in_all / (count ? count : 1));
}

/* ---- Descriptions --------------------------------------------------------------------- */

static int
by_stem(const void *a, const void *b)
{
    const xw_stem *x = a;
    const xw_stem *y = b;
    return (x->stem > y->stem) - (x->stem < y->stem);
}

/* The stems of a control and of what is above it, with repeats; how many. */
static size_t
gather_stems(const xw_titles *titles, uint32_t control,
             xw_stem out[LEVELS * TITLE_STEMS])
{
    const xw_graph *graph = titles->graph;
    size_t count = 0;
    double share = 1;
    for (unsigned level = 0; level < LEVELS && control < graph->control_count;
         ++level) {
        uint32_t framework = graph->control_frameworks[control];
        uint64_t stems[TITLE_STEMS];
        size_t own = own_stems(graph, control, stems);
        if (framework >= graph->framework_count ||
            !titles->frameworks[framework].stems) {
            break; /* a damaged file: above it is another framework's */
        }
        for (size_t i = 0; i < own; ++i) {
            double weight = share * weight_of(titles, framework, stems[i]);
            out[count++] = (xw_stem){ stems[i], weight };
        }
        share *= LEVEL_SHARE;
        control = graph->control_parents[control];
    }
    return count;
}

/* Add up repeats, and give the whole the length 1. */
static size_t
settle_stems(xw_stem *stems, size_t count)
{
    if (!count) {
        return 0;
    }
    qsort(stems, count, sizeof *stems, by_stem);
    size_t kept = 0;
    for (size_t i = 0; i < count; ++i) {
        if (kept && stems[kept - 1].stem == stems[i].stem) {
            stems[kept - 1].weight += stems[i].weight;
        } else {
            stems[kept++] = stems[i];
        }
    }
    double squares = 0;
    for (size_t i = 0; i < kept; ++i) {
        squares += stems[i].weight * stems[i].weight;
    }
    for (size_t i = 0; i < kept; ++i) {
        stems[i].weight /= sqrt(squares);
    }
    return kept;
}

static xw_status
append_description(xw_titles *titles, uint32_t control, const xw_stem *stems,
                   size_t count)
{
    while (titles->stem_cap - titles->stem_count < count) {
        xw_stem *grown = xw_alloc_grow(titles->stems, titles->stem_cap,
                                       &titles->stem_cap, sizeof *grown);
        if (!grown) {
            return XW_E_NOMEM;
        }
        titles->stems = grown;
    }
    size_t *ends = xw_alloc_grow(titles->ends, titles->end_count,
                                 &titles->end_cap, sizeof *ends);
    if (!ends) {
        return XW_E_NOMEM;
    }
    titles->ends = ends;
    if (count) {
        memcpy(titles->stems + titles->stem_count, stems,
               count * sizeof *stems);
    }
    titles->stem_count += count;
    ends[titles->end_count++] = titles->stem_count;
    titles->described[control] = (uint32_t)titles->end_count;
    return XW_OK;
}

static xw_status
begin(xw_titles *titles)
{
    const xw_graph *graph = titles->graph;
    if (!titles->frameworks) {
        titles->frameworks =
            xw_alloc_zeroed(graph->framework_count, sizeof *titles->frameworks);
    }
    if (!titles->described) {
        titles->described =
            xw_alloc_zeroed(graph->control_count, sizeof *titles->described);
    }
    return titles->frameworks && titles->described ? XW_OK : XW_E_NOMEM;
}

static xw_status
describe(xw_titles *titles, uint32_t control, xw_error *err)
{
    if (begin(titles)) {
        return out_of_memory(err);
    }
    if (titles->described[control]) {
        return XW_OK;
    }
    uint32_t framework = titles->graph->control_frameworks[control];
    if (framework >= titles->graph->framework_count) {
        return xw_graph_damaged(err, "a control is of no framework");
    }
    if (!titles->frameworks[framework].stems &&
        count_framework(titles, framework)) {
        return out_of_memory(err);
    }
    xw_stem stems[LEVELS * TITLE_STEMS];
    size_t count = gather_stems(titles, control, stems);
    count = settle_stems(stems, count);
    return append_description(titles, control, stems, count)
               ? out_of_memory(err)
               : XW_OK;
}

typedef struct description {
    const xw_stem *stems;
    size_t count;
} description;

static description
description_of(const xw_titles *titles, uint32_t control)
{
    size_t place = titles->described[control] - 1;
    size_t begin = place ? titles->ends[place - 1] : 0;
    size_t count = titles->ends[place] - begin;
    return (description){ count ? titles->stems + begin : NULL, count };
}

static double
product(description a, description b)
{
    double sum = 0;
    size_t i = 0, j = 0;
    while (i < a.count && j < b.count) {
        if (a.stems[i].stem == b.stems[j].stem) {
            sum += a.stems[i++].weight * b.stems[j++].weight;
        } else if (a.stems[i].stem < b.stems[j].stem) {
            ++i;
        } else {
            ++j;
        }
    }
    return sum;
}

xw_status
xw_titles_likeness(xw_titles *titles, uint32_t a, uint32_t b, double *out,
                   xw_error *err)
{
    xw_status st = describe(titles, a, err);
    if (!st) {
        st = describe(titles, b, err);
    }
    if (st) {
        return st;
    }
    description of_a = description_of(titles, a);
    description of_b = description_of(titles, b);
    *out = of_a.count && of_b.count ? product(of_a, of_b) : -1;
    return XW_OK;
}
