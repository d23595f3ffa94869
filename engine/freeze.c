#include "freeze.h"

#include "alloc.h"
#include "error.h"
#include "reference_forms.h"

#include <stdlib.h>
#include <string.h>

void
xw_freeze_tell(const xw_freeze *freeze, const xw_review *review)
{
    if (freeze->review) {
        xw_review told = *review;
        told.framework = told.framework ? told.framework : "";
        told.set = told.set ? told.set : "";
        told.control = told.control ? told.control : "";
        told.other = told.other ? told.other : "";
        freeze->review(freeze->payload, &told);
    }
}

const char *
xw_freeze_control_id(const xw_freeze *freeze, uint32_t control)
{
    const xw_builder *builder = freeze->builder;
    return xw_intern_text(&builder->texts,
                          builder->control_ids.pairs[control].b);
}

const char *
xw_freeze_framework_id(const xw_freeze *freeze, uint32_t framework)
{
    return xw_intern_text(&freeze->builder->framework_ids, framework);
}

/* ---- Numbering ----------------------------------------------------------- */

typedef struct named {
    const char *id;
    uint32_t origin;
} named;

static int
by_id(const void *a, const void *b)
{
    const named *x = a;
    const named *y = b;
    return strcmp(x->id, y->id);
}

/* Number things in byte order of their ids. */
static xw_status
number_by_id(const xw_intern *ids, uint32_t **number, uint32_t **origin)
{
    named *order = xw_alloc_zeroed(ids->count, sizeof *order);
    *number = xw_alloc_zeroed(ids->count, sizeof **number);
    *origin = xw_alloc_zeroed(ids->count, sizeof **origin);
    if (!order || !*number || !*origin) {
        xw_alloc_free(order);
        return XW_E_NOMEM;
    }
    for (uint32_t i = 0; i < ids->count; ++i) {
        order[i] = (named){ xw_intern_text(ids, i), i };
    }
    qsort(order, ids->count, sizeof *order, by_id);
    for (uint32_t i = 0; i < ids->count; ++i) {
        (*number)[order[i].origin] = i;
        (*origin)[i] = order[i].origin;
    }
    xw_alloc_free(order);
    return XW_OK;
}

/* Where a control stands: declared ones as declared, then implied ones in
 * natural order of their ids. */
typedef struct standing {
    uint32_t framework, order, origin;
    const char *id;
} standing;

static int
by_standing(const void *a, const void *b)
{
    const standing *x = a;
    const standing *y = b;
    if (x->framework != y->framework) {
        return x->framework < y->framework ? -1 : 1;
    }
    if (x->order != y->order) {
        return x->order < y->order ? -1 : 1;
    }
    int natural = xw_natural_compare(x->id, y->id);
    return natural ? natural : strcmp(x->id, y->id);
}

/* Declared, or named by a mapping or gap and resolved to no other. */
static bool
is_kept(const xw_freeze *freeze, uint32_t control)
{
    const xw_built_control *built = &freeze->builder->controls[control];
    return built->order != XW_NONE ||
           (built->used && freeze->resolved[control] == control);
}

static bool
is_standing(const standing *order, uint32_t count)
{
    bool sorted = true;
    for (uint32_t i = 1; i < count && sorted; ++i) {
        sorted = by_standing(&order[i - 1], &order[i]) < 0;
    }
    return sorted;
}

/* By framework, in one pass of counting sort, and within it as they stand: mostly
 * they were declared in that order.  `next` is [framework_count + 1] zeroes. */
static uint32_t
sort_standings(const xw_freeze *freeze, standing *order, uint32_t *next)
{
    const xw_builder *builder = freeze->builder;
    const xw_pair *pairs = builder->control_ids.pairs;
    for (uint32_t c = 0; c < builder->control_ids.count; ++c) {
        next[freeze->framework_number[pairs[c].a] + 1] += is_kept(freeze, c);
    }
    for (uint32_t f = 0; f < freeze->framework_count; ++f) {
        next[f + 1] += next[f];
    }
    uint32_t kept = next[freeze->framework_count];
    for (uint32_t c = 0; c < builder->control_ids.count; ++c) {
        if (is_kept(freeze, c)) {
            uint32_t framework = freeze->framework_number[pairs[c].a];
            order[next[framework]++] =
                (standing){ framework, builder->controls[c].order, c,
                            xw_freeze_control_id(freeze, c) };
        }
    }
    for (uint32_t f = 0, begin = 0; f < freeze->framework_count; ++f) {
        if (!is_standing(order + begin, next[f] - begin)) {
            qsort(order + begin, next[f] - begin, sizeof *order, by_standing);
        }
        begin = next[f];
    }
    return kept;
}

static void
number_in_order(xw_freeze *freeze, const standing *order)
{
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        freeze->control_number[order[i].origin] = i;
        freeze->control_origin[i] = order[i].origin;
    }
}

static xw_status
number_controls(xw_freeze *freeze)
{
    uint32_t all = freeze->builder->control_ids.count;
    standing *order = xw_alloc_zeroed(all, sizeof *order);
    uint32_t *next =
        xw_alloc_zeroed((size_t)freeze->framework_count + 1, sizeof *next);
    freeze->control_number =
        xw_alloc_zeroed(all, sizeof *freeze->control_number);
    freeze->control_origin =
        xw_alloc_zeroed(all, sizeof *freeze->control_origin);
    bool have =
        order && next && freeze->control_number && freeze->control_origin;
    if (have) {
        freeze->control_count = sort_standings(freeze, order, next);
        memset(freeze->control_number, 0xFF, all * sizeof(uint32_t)); /* none */
        number_in_order(freeze, order);
    }
    xw_alloc_free(order);
    xw_alloc_free(next);
    return have ? XW_OK : XW_E_NOMEM;
}

xw_status
xw_freeze_number(xw_freeze *freeze)
{
    const xw_builder *builder = freeze->builder;
    freeze->framework_count = builder->framework_ids.count;
    freeze->set_count = builder->set_ids.count;
    xw_status st =
        number_by_id(&builder->framework_ids, &freeze->framework_number,
                     &freeze->framework_origin);
    if (!st) {
        st = number_by_id(&builder->set_ids, &freeze->set_number,
                          &freeze->set_origin);
    }
    return st ? st : number_controls(freeze);
}

/* ---- All of it ----------------------------------------------------------- */

static xw_status
make_meta(xw_freeze *freeze)
{
    xw_file_meta *meta = xw_image_reserve(&freeze->image, XW_CHUNK_META, 1);
    if (!meta) {
        return XW_E_NOMEM;
    }
    const xw_builder *builder = freeze->builder;
    *meta = (xw_file_meta){ .mapping_rows = builder->mapping_rows,
                            .framework_count = freeze->framework_count,
                            .control_count = freeze->control_count,
                            .long_texts = builder->long_texts.count,
                            .flags = freeze->flags };
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        meta->implied_controls +=
            builder->controls[freeze->control_origin[i]].order == XW_NONE;
    }
    for (uint32_t f = 0; f < freeze->framework_count; ++f) {
        meta->implied_frameworks += !builder->frameworks[f].declared;
    }
    return XW_OK;
}

static xw_status
make_chunks(xw_freeze *freeze)
{
    static xw_status (*const steps[])(xw_freeze *) = {
        xw_freeze_resolve,  xw_freeze_number, xw_freeze_frameworks,
        xw_freeze_controls, xw_freeze_names,  xw_freeze_sets,
        xw_freeze_mappings, xw_freeze_edges,  xw_freeze_runs,
        xw_freeze_rules,    xw_freeze_gaps,   xw_freeze_scopes,
        make_meta,          xw_freeze_text, /* last: it takes the strings */
    };
    xw_status st = XW_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !st; ++i) {
        st = steps[i](freeze);
    }
    return st;
}

static void
clear(xw_freeze *freeze)
{
    xw_image_clear(&freeze->image);
    xw_alloc_free(freeze->framework_number);
    xw_alloc_free(freeze->framework_origin);
    xw_alloc_free(freeze->set_number);
    xw_alloc_free(freeze->set_origin);
    xw_alloc_free(freeze->resolved);
    xw_alloc_free(freeze->control_number);
    xw_alloc_free(freeze->control_origin);
    xw_alloc_free(freeze->edge_mapping);
}

xw_status
xw_builder_freeze(xw_builder *builder, xw_review_fn review, void *payload,
                  xw_graph **out, xw_error *err)
{
    xw_freeze freeze = { .builder = builder,
                         .review = review,
                         .payload = payload };
    xw_status st = make_chunks(&freeze);
    if (st) {
        (void)xw_fail(err, st, "cannot freeze the graph: %s",
                      xw_status_name(st));
    } else {
        st = xw_image_finish(&freeze.image, out, err);
    }
    clear(&freeze);
    return st;
}
