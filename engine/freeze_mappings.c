/* freeze_mappings.c - mapping sets, and mappings sorted and folded. */
#include "alloc.h"
#include "freeze.h"

#include <stdlib.h>
#include <string.h>

/* ---- Sets ----------------------------------------------------------------- */

xw_status
xw_freeze_sets(xw_freeze *freeze)
{
    xw_file_set *sets =
        xw_image_reserve(&freeze->image, XW_CHUNK_SETS, freeze->set_count);
    if (!sets) {
        return XW_E_NOMEM;
    }
    for (uint32_t s = 0; s < freeze->set_count; ++s) {
        const xw_built_set *built =
            &freeze->builder->sets[freeze->set_origin[s]];
        sets[s] = (xw_file_set){
            .id = xw_freeze_string(freeze, built->id),
            .name = xw_freeze_string(freeze, built->name),
            .publisher = xw_freeze_string(freeze, built->publisher),
            .version = xw_freeze_string(freeze, built->version),
            .date = xw_freeze_string(freeze, built->date),
            .method = xw_freeze_string(freeze, built->method),
            .status = xw_freeze_string(freeze, built->status),
            .license = xw_freeze_string(freeze, built->license),
            .source = xw_freeze_string(freeze, built->source),
            .trust = built->trust,
            .precedence = built->precedence,
            .claim = built->claim,
            .related = built->related,
        };
    }
    return XW_OK;
}

/* ---- Renumbering ---------------------------------------------------------- */

static const char *
set_id(const xw_freeze *freeze, uint32_t set)
{
    return xw_intern_text(&freeze->builder->set_ids, freeze->set_origin[set]);
}

typedef struct self_mapping {
    uint64_t count;
    uint32_t control; /**< of the builder, of the first */
} self_mapping;

static void
tell_self_mappings(const xw_freeze *freeze, const self_mapping *found)
{
    const xw_builder *builder = freeze->builder;
    for (uint32_t s = 0; s < freeze->set_count; ++s) {
        if (found[s].count) {
            uint32_t control = found[s].control;
            uint32_t framework = builder->control_ids.pairs[control].a;
            xw_freeze_tell(
                freeze,
                &(xw_review){ .kind = XW_REVIEW_SELF_MAPPING,
                              .framework =
                                  xw_freeze_framework_id(freeze, framework),
                              .control = xw_freeze_control_id(freeze, control),
                              .set = set_id(freeze, s),
                              .count = found[s].count });
        }
    }
}

/* In place, to the numbers of the graph, without what joins a control to
 * itself. */
static xw_status
renumber(xw_freeze *freeze)
{
    xw_builder *builder = freeze->builder;
    self_mapping *dropped = xw_alloc_zeroed(freeze->set_count, sizeof *dropped);
    if (!dropped) {
        return XW_E_NOMEM;
    }
    size_t kept = 0;
    for (size_t m = 0; m < builder->mapping_count; ++m) {
        xw_built_mapping mapping = builder->mappings[m];
        uint32_t origin = mapping.source;
        mapping.source = xw_freeze_control(freeze, mapping.source);
        mapping.target = xw_freeze_control(freeze, mapping.target);
        mapping.set = (uint16_t)freeze->set_number[mapping.set];
        if (mapping.source == mapping.target) {
            self_mapping *self = &dropped[mapping.set];
            self->control = self->count++ ? self->control : origin;
        } else {
            builder->mappings[kept++] = mapping;
        }
    }
    builder->mapping_count = kept;
    tell_self_mappings(freeze, dropped);
    xw_alloc_free(dropped);
    return XW_OK;
}

/* ---- Sorting -------------------------------------------------------------- */

enum { FEW = 16 }; /* sorted by insertion */

/* The order within one source: by target, set, relationship; those of set-valued
 * maps, which fold with those of the same map only, apart from the others. */
static inline uint64_t
key_of(const xw_built_mapping *mapping)
{
    unsigned said = 2U * mapping->relationship + (mapping->rule != XW_NONE);
    return (uint64_t)mapping->target << 32 | (uint64_t)mapping->set << 8 | said;
}

static void
sort_few(xw_built_mapping *mappings, size_t count)
{
    for (size_t i = 1; i < count; ++i) {
        uint64_t key = key_of(&mappings[i]);
        if (key_of(&mappings[i - 1]) <= key) {
            continue;
        }
        xw_built_mapping mapping = mappings[i];
        size_t at = i;
        for (; at && key_of(&mappings[at - 1]) > key; --at) {
            mappings[at] = mappings[at - 1];
        }
        mappings[at] = mapping;
    }
}

/* Two sorted runs into one, `spare` having room for the first. */
static void
merge(xw_built_mapping *mappings, size_t first, size_t count,
      xw_built_mapping *spare)
{
    memcpy(spare, mappings, first * sizeof *spare);
    size_t a = 0, b = first, to = 0;
    while (a < first && b < count) {
        bool later = key_of(&mappings[b]) < key_of(&spare[a]);
        mappings[to++] = later ? mappings[b++] : spare[a++];
    }
    memcpy(mappings + to, spare + a, (first - a) * sizeof *spare);
}

/* Sorted runs of `width` into half as many, two by two; those that are in order
 * already are left as they are. */
static void
merge_runs(xw_built_mapping *mappings, size_t count, size_t width,
           xw_built_mapping *spare)
{
    size_t left = count;
    for (xw_built_mapping *runs = mappings; left > width; runs += 2 * width) {
        size_t both = left < 2 * width ? left : 2 * width;
        if (key_of(&runs[width - 1]) > key_of(&runs[width])) {
            merge(runs, width, both, spare);
        }
        left -= both;
    }
}

/* Those of one source, which mostly are in order already, or nearly so. */
static void
sort_row(xw_built_mapping *mappings, size_t count, xw_built_mapping *spare)
{
    for (size_t at = 0; at < count; at += FEW) {
        sort_few(mappings + at, count - at < FEW ? count - at : FEW);
    }
    for (size_t width = FEW; width < count; width *= 2) {
        merge_runs(mappings, count, width, spare);
    }
}

/* Where the mappings of each source begin, when they are sorted by it: one pass
 * of counting sort. */
static void
scatter_by_source(const xw_builder *builder, uint32_t *rows, uint32_t count,
                  xw_built_mapping *out)
{
    for (size_t m = 0; m < builder->mapping_count; ++m) {
        rows[builder->mappings[m].source + 1]++;
    }
    for (uint32_t c = 0; c < count; ++c) {
        rows[c + 1] += rows[c];
    }
    for (size_t m = 0; m < builder->mapping_count; ++m) {
        out[rows[builder->mappings[m].source]++] = builder->mappings[m];
    }
}

/* By source, target, set, relationship, and then as they were read. */
static xw_status
sort_mappings(xw_freeze *freeze)
{
    xw_builder *builder = freeze->builder;
    uint32_t *rows =
        xw_alloc_zeroed((size_t)freeze->control_count + 1, sizeof *rows);
    const size_t count = builder->mapping_count;
    xw_built_mapping *sorted = xw_alloc_filled(
        xw_alloc_zeroed(count, sizeof *sorted), count * sizeof *sorted);
    if (!rows || !sorted) {
        xw_alloc_free(rows);
        xw_alloc_free(sorted);
        return XW_E_NOMEM;
    }
    scatter_by_source(builder, rows, freeze->control_count, sorted);
    xw_built_mapping *spare = builder->mappings;
    uint32_t begin = 0;
    for (uint32_t c = 0; c < freeze->control_count; ++c) {
        sort_row(sorted + begin, rows[c] - begin, spare); /* rows[c]: its end */
        begin = rows[c];
    }
    builder->mappings = sorted;
    builder->mapping_cap = builder->mapping_count;
    xw_alloc_free(spare);
    xw_alloc_free(rows);
    return XW_OK;
}

/* ---- Folding -------------------------------------------------------------- */

static bool
is_repeat(const xw_built_mapping *a, const xw_built_mapping *b)
{
    return a->source == b->source && a->target == b->target &&
           a->set == b->set && a->relationship == b->relationship &&
           a->rule == b->rule;
}

static bool
differs(const xw_built_mapping *a, const xw_built_mapping *b)
{
    return a->strength != b->strength || a->rationale != b->rationale ||
           a->annotation != b->annotation;
}

static xw_status
fold_repeats(xw_freeze *freeze)
{
    xw_built_mapping *mappings = freeze->builder->mappings;
    uint64_t *differing = xw_alloc_zeroed(freeze->set_count, sizeof *differing);
    if (!differing) {
        return XW_E_NOMEM;
    }
    size_t kept = 0;
    for (size_t m = 0; m < freeze->builder->mapping_count; ++m) {
        if (kept && is_repeat(&mappings[kept - 1], &mappings[m])) {
            differing[mappings[m].set] +=
                differs(&mappings[kept - 1], &mappings[m]);
        } else {
            mappings[kept++] = mappings[m];
        }
    }
    freeze->builder->mapping_count = freeze->mapping_count = kept;
    for (uint32_t s = 0; s < freeze->set_count; ++s) {
        if (differing[s]) {
            xw_freeze_tell(freeze,
                           &(xw_review){ .kind = XW_REVIEW_DIFFERING_REPEATS,
                                         .set = set_id(freeze, s),
                                         .count = differing[s] });
        }
    }
    xw_alloc_free(differing);
    return XW_OK;
}

/* ---- Implied controls ------------------------------------------------------ */

/* A control that no catalogue has, as a set names it. */
typedef struct naming {
    uint32_t set, control;
} naming;

static int
by_set_then_control(const void *a, const void *b)
{
    const naming *x = a;
    const naming *y = b;
    if (x->set != y->set) {
        return x->set < y->set ? -1 : 1;
    }
    return (x->control > y->control) - (x->control < y->control);
}

/* Add to `out`, if it is given and the control is implied; count it then. */
static void
add_naming(const xw_freeze *freeze, uint32_t set, uint32_t control, naming *out,
           size_t *count)
{
    uint32_t origin = freeze->control_origin[control];
    if (freeze->builder->controls[origin].order != XW_NONE) {
        return;
    }
    if (out) {
        out[*count] = (naming){ set, control };
    }
    ++*count;
}

static size_t
list_namings(const xw_freeze *freeze, naming *out)
{
    const xw_builder *builder = freeze->builder;
    size_t count = 0;
    for (size_t m = 0; m < freeze->mapping_count; ++m) {
        const xw_built_mapping *mapping = &builder->mappings[m];
        add_naming(freeze, mapping->set, mapping->source, out, &count);
        add_naming(freeze, mapping->set, mapping->target, out, &count);
    }
    for (size_t g = 0; g < builder->gap_count; ++g) {
        const xw_built_gap *gap = &builder->gaps[g];
        add_naming(freeze, freeze->set_number[gap->set],
                   xw_freeze_control(freeze, gap->control), out, &count);
    }
    return count;
}

static uint32_t
framework_of(const xw_freeze *freeze, uint32_t control)
{
    uint32_t origin = freeze->control_origin[control];
    return freeze->builder->control_ids.pairs[origin].a;
}

static void
tell_namings(const xw_freeze *freeze, const naming *namings, size_t count)
{
    for (size_t i = 0; i < count;) {
        uint32_t framework = framework_of(freeze, namings[i].control);
        uint64_t distinct = 0;
        size_t j = i;
        for (; j < count && namings[j].set == namings[i].set &&
               framework_of(freeze, namings[j].control) == framework;
             ++j) {
            distinct += j == i || namings[j].control != namings[j - 1].control;
        }
        uint32_t origin = freeze->control_origin[namings[i].control];
        xw_freeze_tell(
            freeze, &(xw_review){
                        .kind = XW_REVIEW_IMPLIED_CONTROLS,
                        .framework = xw_freeze_framework_id(freeze, framework),
                        .set = set_id(freeze, namings[i].set),
                        .control = xw_freeze_control_id(freeze, origin),
                        .count = distinct });
        i = j;
    }
}

/* Controls of one framework are a run, so namings sorted by set and control are
 * sorted by set and framework. */
static xw_status
review_implied(const xw_freeze *freeze)
{
    size_t count = freeze->review ? list_namings(freeze, NULL) : 0;
    if (!count) {
        return XW_OK;
    }
    naming *namings = xw_alloc_array(NULL, count, sizeof *namings);
    if (!namings) {
        return XW_E_NOMEM;
    }
    (void)list_namings(freeze, namings);
    qsort(namings, count, sizeof *namings, by_set_then_control);
    tell_namings(freeze, namings, count);
    xw_alloc_free(namings);
    return XW_OK;
}

/* ---- Chunks ---------------------------------------------------------------- */

static xw_status
make_mappings(xw_freeze *freeze)
{
    size_t count = freeze->mapping_count;
    uint32_t *rows = xw_image_reserve(&freeze->image, XW_CHUNK_MAPPING_ROWS,
                                      (size_t)freeze->control_count + 1);
    uint16_t *sets =
        xw_image_reserve(&freeze->image, XW_CHUNK_MAPPING_SETS, count);
    uint32_t *texts =
        xw_image_reserve(&freeze->image, XW_CHUNK_MAPPING_TEXTS, count);
    if (!rows || !sets || !texts) {
        return XW_E_NOMEM;
    }
    xw_file_set *described = freeze->image.chunks[XW_CHUNK_SETS].records;
    for (size_t m = 0; m < count; ++m) {
        const xw_built_mapping *mapping = &freeze->builder->mappings[m];
        rows[mapping->source + 1]++;
        sets[m] = mapping->set;
        texts[m] = mapping->annotation;
        described[mapping->set].mappings++;
    }
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        rows[i + 1] += rows[i];
    }
    return XW_OK;
}

xw_status
xw_freeze_mappings(xw_freeze *freeze)
{
    xw_status st;
    if ((st = renumber(freeze)) || (st = sort_mappings(freeze)) ||
        (st = fold_repeats(freeze)) || (st = review_implied(freeze))) {
        return st;
    }
    return make_mappings(freeze);
}
