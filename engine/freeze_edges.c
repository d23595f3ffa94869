/* freeze_edges.c - adjacency: half-edges both ways, runs by framework, and the
 * graph of frameworks. */
#include "alloc.h"
#include "freeze.h"

#include <stdlib.h>
#include <string.h>

/* ---- Half-edges ------------------------------------------------------------ */

/* Mappings by target, each one's in order of source. */
typedef struct incoming {
    uint32_t *rows;     /**< [control_count + 1] */
    uint32_t *mappings; /**< [mapping_count] */
} incoming;

static void
incoming_clear(incoming *in)
{
    xw_alloc_free(in->rows);
    xw_alloc_free(in->mappings);
}

static xw_status
incoming_fill(const xw_freeze *freeze, incoming *in)
{
    size_t rows = (size_t)freeze->control_count + 1;
    in->rows = xw_alloc_zeroed(rows + 1, sizeof *in->rows);
    in->mappings = xw_alloc_zeroed(freeze->mapping_count, sizeof *in->mappings);
    if (!in->rows || !in->mappings) {
        return XW_E_NOMEM;
    }
    const xw_built_mapping *mappings = freeze->builder->mappings;
    uint32_t *next = in->rows + 1; /* moves on to become the row ends */
    for (size_t m = 0; m < freeze->mapping_count; ++m) {
        next[mappings[m].target + 1]++;
    }
    for (size_t i = 1; i < rows; ++i) {
        next[i] += next[i - 1];
    }
    for (size_t m = 0; m < freeze->mapping_count; ++m) {
        in->mappings[next[mappings[m].target]++] = (uint32_t)m;
    }
    return XW_OK;
}

/* What a mapping carries between its controls: a mask id, or XW_MASK_COUNT for
 * nothing at all. */
static unsigned
mask_of(const xw_built_mapping *mapping, const xw_file_set *set)
{
    if (mapping->relationship != XW_RELATED) {
        return mapping->mask;
    }
    bool ignored = set->related == XW_MASK_COUNT;
    return ignored || mapping->rule == XW_NONE ? set->related : mapping->mask;
}

static uint16_t
attribute_of(xw_freeze *freeze, const xw_built_mapping *mapping, bool inverted)
{
    const xw_file_set *sets = freeze->image.chunks[XW_CHUNK_SETS].records;
    const xw_file_set *set = &sets[mapping->set];
    unsigned mask = mask_of(mapping, set);
    bool idle = mask == XW_MASK_COUNT;
    xw_relation carried = idle ? XW_ALL : xw_mask_relation(mask);
    bool joint = mapping->rule != XW_NONE && carried == XW_ALL;
    bool related = mapping->relationship == XW_RELATED;
    bool topic = set->claim == XW_CLAIM_TOPIC;
    freeze->flags |= (related ? XW_META_RELATED : 0U) |
                     (topic ? XW_META_TOPIC : 0U) |
                     (joint ? XW_META_JOINT : 0U);
    if (inverted) {
        carried = xw_relation_converse(carried);
    }
    return (uint16_t)(xw_mask_id(carried) |
                      (unsigned)mapping->strength << XW_EDGE_STRENGTH_SHIFT |
                      (unsigned)mapping->rationale << XW_EDGE_RATIONALE_SHIFT |
                      (inverted ? XW_EDGE_INVERTED : 0U) |
                      (related ? XW_EDGE_RELATED : 0U) |
                      (topic ? XW_EDGE_TOPIC : 0U) |
                      (joint ? XW_EDGE_JOINT : 0U) |
                      (idle ? XW_EDGE_IDLE : 0U));
}

typedef struct edge_arrays {
    uint32_t *rows, *targets;
    uint16_t *attributes;
    uint32_t *mapping;
    uint32_t count;
} edge_arrays;

static void
append_edge(xw_freeze *freeze, edge_arrays *edges, uint32_t mapping,
            bool inverted)
{
    const xw_built_mapping *built = &freeze->builder->mappings[mapping];
    edges->targets[edges->count] = inverted ? built->source : built->target;
    edges->attributes[edges->count] = attribute_of(freeze, built, inverted);
    edges->mapping[edges->count++] = mapping;
}

/* Of two mappings to one control, the outgoing ones come first. */
static void
merge_row(xw_freeze *freeze, edge_arrays *edges, const incoming *in,
          uint32_t control)
{
    const xw_built_mapping *mappings = freeze->builder->mappings;
    const uint32_t *rows = freeze->image.chunks[XW_CHUNK_MAPPING_ROWS].records;
    uint32_t out = rows[control], out_end = rows[control + 1];
    uint32_t back = in->rows[control], back_end = in->rows[control + 1];
    while (out < out_end || back < back_end) {
        bool inverted = out == out_end || (back < back_end &&
                                           mappings[in->mappings[back]].source <
                                               mappings[out].target);
        append_edge(freeze, edges, inverted ? in->mappings[back++] : out++,
                    inverted);
    }
}

/* ---- One pair's mappings ----------------------------------------------------- */

static int32_t
precedence_of(const xw_freeze *freeze, const edge_arrays *edges, uint32_t edge)
{
    const xw_file_set *sets = freeze->image.chunks[XW_CHUNK_SETS].records;
    return sets[freeze->builder->mappings[edges->mapping[edge]].set].precedence;
}

/* Of the edges of one pair, those of sets of lower precedence carry nothing.
 * What is ignored replaces nothing. */
static void
replace_lower(const xw_freeze *freeze, edge_arrays *edges, xw_row pair)
{
    int32_t highest = INT32_MIN;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        int32_t precedence = precedence_of(freeze, edges, e);
        if (precedence > highest && !(edges->attributes[e] & XW_EDGE_IDLE)) {
            highest = precedence;
        }
    }
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        if (precedence_of(freeze, edges, e) < highest) {
            edges->attributes[e] |= XW_EDGE_IDLE;
        }
    }
}

static void
mark_contradiction(xw_freeze *freeze, edge_arrays *edges, xw_row pair)
{
    xw_relation meet = XW_ALL;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        if (!(edges->attributes[e] & XW_EDGE_IDLE)) {
            meet &= xw_mask_relation(edges->attributes[e] & XW_EDGE_MASK);
        }
    }
    for (uint32_t e = pair.begin; e < pair.end && !meet; ++e) {
        edges->attributes[e] |= XW_EDGE_CONTRADICTED;
        freeze->flags |= XW_META_CONTRADICTED;
    }
}

static void
settle_pairs(xw_freeze *freeze, edge_arrays *edges, uint32_t begin)
{
    for (uint32_t e = begin; e < edges->count;) {
        xw_row pair = { e, e + 1 };
        while (pair.end < edges->count &&
               edges->targets[pair.end] == edges->targets[e]) {
            ++pair.end;
        }
        if (pair.end - pair.begin > 1) {
            replace_lower(freeze, edges, pair);
            mark_contradiction(freeze, edges, pair);
        }
        e = pair.end;
    }
}

xw_status
xw_freeze_edges(xw_freeze *freeze)
{
    size_t count = 2 * freeze->mapping_count;
    edge_arrays edges = {
        .rows = xw_image_reserve(&freeze->image, XW_CHUNK_EDGE_ROWS,
                                 (size_t)freeze->control_count + 1),
        .targets =
            xw_image_reserve(&freeze->image, XW_CHUNK_EDGE_TARGETS, count),
        .attributes =
            xw_image_reserve(&freeze->image, XW_CHUNK_EDGE_ATTRIBUTES, count),
        .mapping = xw_alloc_zeroed(count, sizeof *edges.mapping),
    };
    freeze->edge_mapping = edges.mapping;
    incoming in = { 0 };
    xw_status st = incoming_fill(freeze, &in);
    if (!edges.rows || !edges.targets || !edges.attributes || !edges.mapping) {
        st = XW_E_NOMEM;
    }
    for (uint32_t i = 0; i < freeze->control_count && !st; ++i) {
        edges.rows[i] = edges.count;
        merge_row(freeze, &edges, &in, i);
        settle_pairs(freeze, &edges, edges.rows[i]);
    }
    if (!st) {
        edges.rows[freeze->control_count] = edges.count;
    }
    incoming_clear(&in);
    return st;
}

/* ---- Runs ---------------------------------------------------------------------- */

/* The runs of a control: where in its row another framework begins.  Written
 * when `out` arrays are given; counted in any case. */
static uint32_t
list_runs(const xw_freeze *freeze, uint32_t control, uint16_t *out_framework,
          uint16_t *out_edge)
{
    const xw_image *image = &freeze->image;
    const uint32_t *rows = image->chunks[XW_CHUNK_EDGE_ROWS].records;
    const uint32_t *targets = image->chunks[XW_CHUNK_EDGE_TARGETS].records;
    const uint16_t *frameworks =
        image->chunks[XW_CHUNK_CONTROL_FRAMEWORKS].records;
    uint32_t count = 0;
    uint32_t last = XW_NONE;
    for (uint32_t e = rows[control]; e < rows[control + 1]; ++e) {
        uint16_t framework = frameworks[targets[e]];
        if (framework == last) {
            continue;
        }
        if (out_framework) {
            out_framework[count] = framework;
            uint32_t before = e - rows[control];
            out_edge[count] =
                before < XW_FILE_RUN_MOST ? (uint16_t)before : XW_FILE_RUN_MOST;
        }
        ++count;
        last = framework;
    }
    return count;
}

static xw_status
make_runs(xw_freeze *freeze)
{
    uint32_t *rows = xw_image_reserve(&freeze->image, XW_CHUNK_RUN_ROWS,
                                      (size_t)freeze->control_count + 1);
    if (!rows) {
        return XW_E_NOMEM;
    }
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        rows[i + 1] = rows[i] + list_runs(freeze, i, NULL, NULL);
    }
    uint32_t count = rows[freeze->control_count];
    uint16_t *frameworks =
        xw_image_reserve(&freeze->image, XW_CHUNK_RUN_FRAMEWORKS, count);
    uint16_t *edges =
        xw_image_reserve(&freeze->image, XW_CHUNK_RUN_EDGES, count);
    if (!frameworks || !edges) {
        return XW_E_NOMEM;
    }
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        (void)list_runs(freeze, i, frameworks + rows[i], edges + rows[i]);
    }
    return XW_OK;
}

/* ---- The graph of frameworks ------------------------------------------------------ */

static int
ascending(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

typedef struct quotient {
    uint32_t *rows; /**< [framework_count + 1] */
    uint32_t *others;
    size_t count, cap;
    uint32_t *seen; /**< [framework_count] 1 + the last that was next to it */
} quotient;

static xw_status
append_neighbour(quotient *q, uint32_t framework, uint32_t other)
{
    if (q->seen[other] == framework + 1) {
        return XW_OK;
    }
    uint32_t *others =
        xw_alloc_grow(q->others, q->count, &q->cap, sizeof *others);
    if (!others) {
        return XW_E_NOMEM;
    }
    q->seen[other] = framework + 1;
    q->others = others;
    others[q->count++] = other;
    return XW_OK;
}

static xw_status
append_neighbours(const xw_freeze *freeze, quotient *q, uint32_t framework)
{
    const xw_image *image = &freeze->image;
    const xw_file_framework *described =
        image->chunks[XW_CHUNK_FRAMEWORKS].records;
    const uint32_t *rows = image->chunks[XW_CHUNK_RUN_ROWS].records;
    const uint16_t *runs = image->chunks[XW_CHUNK_RUN_FRAMEWORKS].records;
    uint32_t first = described[framework].first;
    uint32_t end = first + described[framework].count;
    size_t began = q->count;
    xw_status st = XW_OK;
    for (uint32_t r = rows[first]; r < rows[end] && !st; ++r) {
        st = append_neighbour(q, framework, runs[r]);
    }
    if (q->count > began) {
        qsort(q->others + began, q->count - began, sizeof *q->others,
              ascending);
    }
    q->rows[framework + 1] = (uint32_t)q->count;
    return st;
}

static xw_status
make_quotient(xw_freeze *freeze)
{
    quotient q = {
        .rows = xw_image_reserve(&freeze->image, XW_CHUNK_QUOTIENT_ROWS,
                                 (size_t)freeze->framework_count + 1),
        .seen = xw_alloc_zeroed(freeze->framework_count, sizeof *q.seen),
    };
    xw_status st = q.rows && q.seen ? XW_OK : XW_E_NOMEM;
    for (uint32_t f = 0; f < freeze->framework_count && !st; ++f) {
        st = append_neighbours(freeze, &q, f);
    }
    xw_alloc_free(q.seen);
    freeze->image.chunks[XW_CHUNK_QUOTIENT].records = q.others;
    freeze->image.chunks[XW_CHUNK_QUOTIENT].count = q.count;
    return st;
}

xw_status
xw_freeze_runs(xw_freeze *freeze)
{
    xw_status st = make_runs(freeze);
    return st ? st : make_quotient(freeze);
}
