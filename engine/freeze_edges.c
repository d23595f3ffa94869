/* freeze_edges.c - adjacency: half-edges both ways, runs by framework, and the
 * graph of frameworks. */
#include "alloc.h"
#include "freeze.h"

#include <stdlib.h>
#include <string.h>

/* ---- Half-edges ------------------------------------------------------------ */

/* A mapping, from the side of its target. */
typedef struct incoming_half {
    uint32_t source, mapping;
    uint16_t attribute;
} incoming_half;

/* All of them by target, each one's in order of source. */
typedef struct incoming {
    uint32_t *rows;        /**< [control_count + 1] */
    incoming_half *halves; /**< [mapping_count] */
} incoming;

static void
incoming_clear(incoming *in)
{
    xw_alloc_free(in->rows);
    xw_alloc_free(in->halves);
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

/* Of the outgoing half-edge. */
static uint16_t
attribute_of(const xw_built_mapping *mapping, const xw_file_set *set)
{
    unsigned mask = mask_of(mapping, set);
    bool idle = mask == XW_MASK_COUNT;
    mask = idle ? XW_MASK_ALL : mask;
    bool joint = mapping->rule != XW_NONE && mask == XW_MASK_ALL;
    bool related = mapping->relationship == XW_RELATED;
    bool topic = set->claim == XW_CLAIM_TOPIC;
    return (
        uint16_t)(mask | (unsigned)mapping->strength << XW_EDGE_STRENGTH_SHIFT |
                  (unsigned)mapping->rationale << XW_EDGE_RATIONALE_SHIFT |
                  (related ? XW_EDGE_RELATED : 0U) |
                  (topic ? XW_EDGE_TOPIC : 0U) | (joint ? XW_EDGE_JOINT : 0U) |
                  (idle ? XW_EDGE_IDLE : 0U));
}

static void
set_flags(xw_freeze *freeze, unsigned any)
{
    freeze->flags |= (any & XW_EDGE_RELATED ? XW_META_RELATED : 0U) |
                     (any & XW_EDGE_TOPIC ? XW_META_TOPIC : 0U) |
                     (any & XW_EDGE_JOINT ? XW_META_JOINT : 0U);
}

/* `outgoing` is [mapping_count] the attribute of each mapping. */
static void
fill_halves(const xw_freeze *freeze, const uint16_t *outgoing, uint32_t *next,
            incoming_half *halves)
{
    const xw_built_mapping *mappings = freeze->builder->mappings;
    uint16_t converse[XW_MASK_COUNT];
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation mask = xw_relation_converse(xw_mask_relation(id));
        converse[id] = (uint16_t)(xw_mask_id(mask) | XW_EDGE_INVERTED);
    }
    for (size_t m = 0; m < freeze->mapping_count; ++m) {
        unsigned rest = outgoing[m] & ~(unsigned)XW_EDGE_MASK;
        halves[next[mappings[m].target]++] = (incoming_half){
            .source = mappings[m].source,
            .mapping = (uint32_t)m,
            .attribute = (uint16_t)(rest | converse[outgoing[m] & XW_EDGE_MASK])
        };
    }
}

static xw_status
incoming_fill(xw_freeze *freeze, uint16_t *outgoing, incoming *in)
{
    size_t rows = (size_t)freeze->control_count + 1;
    in->rows = xw_alloc_zeroed(rows + 1, sizeof *in->rows);
    in->halves = xw_alloc_filled(
        xw_alloc_zeroed(freeze->mapping_count, sizeof *in->halves),
        freeze->mapping_count * sizeof *in->halves);
    if (!in->rows || !in->halves) {
        return XW_E_NOMEM;
    }
    const xw_built_mapping *mappings = freeze->builder->mappings;
    const xw_file_set *sets = freeze->image.chunks[XW_CHUNK_SETS].records;
    uint32_t *next = in->rows + 1; /* moves on to become the row ends */
    unsigned any = 0;
    for (size_t m = 0; m < freeze->mapping_count; ++m) {
        next[mappings[m].target + 1]++;
        outgoing[m] = attribute_of(&mappings[m], &sets[mappings[m].set]);
        any |= outgoing[m];
    }
    set_flags(freeze, any);
    for (size_t i = 1; i < rows; ++i) {
        next[i] += next[i - 1];
    }
    fill_halves(freeze, outgoing, next, in->halves);
    return XW_OK;
}

typedef struct edge_arrays {
    uint32_t *rows, *targets;
    uint16_t *attributes;
    uint32_t *mapping;
    uint16_t *outgoing; /**< [mapping_count] attribute of each mapping */
    uint32_t count;
} edge_arrays;

static inline void
append_edge(edge_arrays *edges, uint32_t target, uint16_t attribute,
            uint32_t mapping)
{
    edges->targets[edges->count] = target;
    edges->attributes[edges->count] = attribute;
    edges->mapping[edges->count++] = mapping;
}

/* Of two mappings to one control, the outgoing ones come first. */
static void
merge_row(const xw_freeze *freeze, edge_arrays *edges, const incoming *in,
          uint32_t control)
{
    const xw_built_mapping *mappings = freeze->builder->mappings;
    const uint32_t *rows = freeze->image.chunks[XW_CHUNK_MAPPING_ROWS].records;
    uint32_t out = rows[control], out_end = rows[control + 1];
    const incoming_half *back = in->halves + in->rows[control];
    const incoming_half *back_end = in->halves + in->rows[control + 1];
    while (out < out_end || back < back_end) {
        if (out == out_end ||
            (back < back_end && back->source < mappings[out].target)) {
            append_edge(edges, back->source, back->attribute, back->mapping);
            ++back;
        } else {
            append_edge(edges, mappings[out].target, edges->outgoing[out], out);
            ++out;
        }
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
        .mapping =
            xw_alloc_filled(xw_alloc_zeroed(count, sizeof *edges.mapping),
                            count * sizeof *edges.mapping),
        .outgoing =
            xw_alloc_zeroed(freeze->mapping_count, sizeof *edges.outgoing),
    };
    freeze->edge_mapping = edges.mapping;
    incoming in = { 0 };
    bool have = edges.rows && edges.targets && edges.attributes &&
                edges.mapping && edges.outgoing;
    xw_status st =
        have ? incoming_fill(freeze, edges.outgoing, &in) : XW_E_NOMEM;
    for (uint32_t i = 0; i < freeze->control_count && !st; ++i) {
        edges.rows[i] = edges.count;
        merge_row(freeze, &edges, &in, i);
        settle_pairs(freeze, &edges, edges.rows[i]);
    }
    if (!st) {
        edges.rows[freeze->control_count] = edges.count;
    }
    incoming_clear(&in);
    xw_alloc_free(edges.outgoing);
    return st;
}

/* ---- Runs ---------------------------------------------------------------------- */

/* The runs of a control: where in its row another framework begins.  Gives how
 * many there are. */
static uint32_t
list_runs(const uint32_t *targets, xw_row row, const uint16_t *frameworks,
          uint16_t *out_framework, uint16_t *out_edge)
{
    uint32_t count = 0;
    uint32_t last = XW_NONE;
    for (uint32_t e = row.begin; e < row.end; ++e) {
        uint16_t framework = frameworks[targets[e]];
        uint32_t before = e - row.begin;
        if (framework != last) {
            out_framework[count] = framework;
            out_edge[count++] =
                before < XW_FILE_RUN_MOST ? (uint16_t)before : XW_FILE_RUN_MOST;
        }
        last = framework;
    }
    return count;
}

/* There are at most as many as half-edges, and room that none is written to
 * costs nothing. */
static xw_status
make_runs(xw_freeze *freeze)
{
    xw_image *image = &freeze->image;
    size_t most = 2 * freeze->mapping_count;
    uint32_t *rows = xw_image_reserve(image, XW_CHUNK_RUN_ROWS,
                                      (size_t)freeze->control_count + 1);
    uint16_t *frameworks =
        xw_image_reserve(image, XW_CHUNK_RUN_FRAMEWORKS, most);
    uint16_t *edges = xw_image_reserve(image, XW_CHUNK_RUN_EDGES, most);
    if (!rows || !frameworks || !edges) {
        return XW_E_NOMEM;
    }
    const uint32_t *edge_rows = image->chunks[XW_CHUNK_EDGE_ROWS].records;
    uint32_t count = 0;
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        count += list_runs(image->chunks[XW_CHUNK_EDGE_TARGETS].records,
                           (xw_row){ edge_rows[i], edge_rows[i + 1] },
                           image->chunks[XW_CHUNK_CONTROL_FRAMEWORKS].records,
                           frameworks + count, edges + count);
        rows[i + 1] = count;
    }
    image->chunks[XW_CHUNK_RUN_FRAMEWORKS].count = count;
    image->chunks[XW_CHUNK_RUN_EDGES].count = count;
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
