/* reach_walk.c - level by level from one control into one framework.
 *
 * The last step is taken from whichever side is the smaller: from each control
 * that sends something on, into the framework; or from each control of the
 * framework, to what it is mapped to. */
#include "bits.h"
#include "error.h"
#include "reacher.h"
#include "runs.h"

enum {
    BATCH = 32,      /* controls whose rows are asked for at once */
    MOST_FOUND = 64, /* runs that are */
    HUB_RUNS_OF_LINE = 64 / sizeof(xw_hub_runs),
    CLOSED_HOPS = 3,  /* of a search that the closure of hubs serves */
    COST_OF_PUSH = 12 /* of finding a run, in edges walked backwards */
};

/* ---- Steps ------------------------------------------------------------------- */

static inline void
add(xw_reach_layer *layer, uint32_t control, uint16_t values)
{
    xw_reach_node *node = &layer->nodes[control];
    values &= (uint16_t)~node->known;
    if (!values) {
        return;
    }
    if (!node->fresh) {
        layer->listed[layer->count++] = control;
    }
    node->fresh |= values;
}

/* The step that a half-edge is; false: damaged.  `*used` tells whether it may
 * be walked. */
static inline bool
read_step(xw_reacher *r, xw_row row, uint32_t edge, unsigned *by, bool *used)
{
    uint16_t attribute = r->graph->edge_attributes[edge];
    *by = attribute >> r->table->shift & 0xFU;
    *used = true;
    if (!(attribute & (XW_EDGE_IDLE | XW_EDGE_CONTRADICTED)) &&
        !r->has_filter) {
        return r->table->valid >> *by & 1U;
    }
    r->met_contradicted |= (attribute & XW_EDGE_CONTRADICTED) != 0;
    *used = xw_search_uses(&r->search, edge);
    if (r->table->is_of_masks && *used) {
        *by = xw_search_mask_of_edge(&r->search, row, edge);
    }
    return r->table->valid >> *by & 1U;
}

/* Whether a control is of the framework, or may be mapped into it: asked where
 * nothing else is of use. */
static inline bool
leads_on(const xw_reacher *r, uint32_t control)
{
    const xw_file_framework *into = &r->graph->frameworks[r->framework];
    return !r->signatures || (r->signatures[control] & r->signature) ||
           control - into->first < into->count;
}

/* Along half-edges of one control. */
static bool
push_run(xw_reacher *r, xw_row row, xw_row run, uint16_t values)
{
    const xw_graph *graph = r->graph;
    for (uint32_t e = run.begin; e < run.end; ++e) {
        unsigned by;
        bool used;
        uint32_t target = graph->edge_targets[e];
        if (target >= graph->control_count) {
            return false;
        }
        if (!leads_on(r, target)) {
            continue;
        }
        if (!read_step(r, row, e, &by, &used)) {
            return false;
        }
        if (used && target != r->source) {
            add(&r->entered, target, xw_step_table_apply(r->table, values, by));
        }
    }
    return true;
}

/* ---- From one control, to frameworks that lead on ------------------------------ */

/* Memory is what walking waits for.  So controls are taken in batches, and of
 * each batch first all rows are asked for, then all lists of runs, then, of the
 * runs that lead on, all half-edges; each time before any is read. */
typedef struct leading_run {
    xw_row row, runs; /* of its control */
    uint32_t number;
    uint16_t values;
} leading_run;

typedef struct pushing {
    xw_reacher *r;
    uint32_t remaining;
    leading_run found[MOST_FOUND]; /* [count] */
    unsigned count;
} pushing;

/* Walk the runs found. */
static bool
flush(pushing *p)
{
    const xw_graph *graph = p->r->graph;
    for (unsigned i = 0; i < p->count; ++i) {
        const leading_run *found = &p->found[i];
        uint32_t edge = found->row.begin + graph->run_edges[found->number];
        edge = edge < graph->edge_count ? edge : 0;
        __builtin_prefetch(&graph->edge_targets[edge]);
        __builtin_prefetch(&graph->edge_attributes[edge]);
    }
    bool ok = true;
    for (unsigned i = 0; i < p->count && ok; ++i) {
        const leading_run *found = &p->found[i];
        xw_row run;
        ok =
            xw_graph_run(graph, found->row, found->runs, found->number, &run) &&
            push_run(p->r, found->row, run, found->values);
    }
    p->count = 0;
    return ok;
}

/* Note a run that leads on; `runs` are those of its control. */
static bool
note_run(pushing *p, xw_row row, xw_row runs, uint32_t number, uint16_t values)
{
    __builtin_prefetch(&p->r->graph->run_edges[number]);
    p->found[p->count++] = (leading_run){ row, runs, number, values };
    return p->count < MOST_FOUND || flush(p);
}

/* Into the wanted framework only. */
static bool
push_last(pushing *p, xw_row row, xw_row runs, uint16_t values)
{
    const xw_reacher *r = p->r;
    uint32_t i = xw_run_find(r->graph, runs, r->framework);
    return i == runs.end || r->graph->run_frameworks[i] != r->framework ||
           note_run(p, row, runs, i, values);
}

static bool
push_runs(pushing *p, xw_row row, xw_row runs, uint16_t values)
{
    const uint16_t *frameworks = p->r->graph->run_frameworks;
    const uint8_t *distance = p->r->distance;
    const uint32_t remaining = p->remaining;
    bool ok = true;
    for (uint32_t i = runs.begin; i < runs.end; ++i) {
        if (distance[frameworks[i]] <= remaining) {
            ok &= note_run(p, row, runs, i, values);
        }
    }
    return ok;
}

/* What is looked at of a hub. */
typedef struct hub_view {
    const xw_hub_runs *index; /* [words] */
    const uint64_t *leads;    /* a bit for each of its runs */
    xw_row row, runs;
    uint16_t values;
} hub_view;

static hub_view
view_hub(const xw_reacher *r, unsigned hub)
{
    const xw_accelerator *a = r->accelerator;
    return (hub_view){
        .index = a->runs + (size_t)hub * a->words,
        .leads = xw_accelerator_leads(a, xw_accelerator_bit(r->framework), hub),
    };
}

/* Into 64 frameworks, and only by runs that lead to something which leads on, as
 * far as signatures tell. */
static bool
push_hub_word(pushing *p, const hub_view *view, uint32_t word)
{
    const xw_reacher *r = p->r;
    const xw_hub_runs *index = &view->index[word];
    uint64_t own =
        word == r->framework / 64 ? UINT64_C(1) << r->framework % 64 : 0;
    bool ok = true;
    for (uint64_t wanted = index->has & r->near_bits[word]; wanted;
         wanted &= wanted - 1) {
        uint64_t bit = wanted & -wanted;
        uint32_t run = index->run + xw_bit_count(index->has & (bit - 1));
        if (!r->signatures || bit == own ||
            xw_bit_in(view->leads, run - view->runs.begin)) {
            ok &= note_run(p, view->row, view->runs, run, view->values);
        }
    }
    return ok;
}

/* The same from a hub. */
static bool
push_hub(pushing *p, unsigned hub, xw_row row, xw_row runs, uint16_t values)
{
    hub_view view = view_hub(p->r, hub);
    view.row = row;
    view.runs = runs;
    view.values = values;
    bool ok = true;
    for (uint32_t w = 0; w < p->r->accelerator->words; ++w) {
        ok &= push_hub_word(p, &view, w);
    }
    return ok;
}

/* The hub that a control is, where that is of use for the step in hand. */
static unsigned
hub_of(const pushing *p, uint32_t control)
{
    return p->remaining == 1 && p->r->has_near
               ? xw_accelerator_hub(p->r->accelerator, control)
               : XW_NO_HUB;
}

/* Ask for what push_hub reads. */
static void
prefetch_hub(const xw_reacher *r, unsigned hub)
{
    hub_view view = view_hub(r, hub);
    __builtin_prefetch(view.leads);
    for (uint32_t w = 0; w < r->accelerator->words; w += HUB_RUNS_OF_LINE) {
        __builtin_prefetch(&view.index[w]);
    }
}

static void
prefetch_hubs(const pushing *p, const xw_reach_wave *wave, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        unsigned hub = hub_of(p, wave[i].control);
        if (hub != XW_NO_HUB) {
            prefetch_hub(p->r, hub);
        }
    }
}

static bool
push_from(pushing *p, const xw_reach_wave *from)
{
    const xw_reacher *r = p->r;
    xw_row row, runs;
    if (!xw_graph_edges(r->graph, from->control, &row) ||
        !xw_graph_runs(r->graph, from->control, &runs)) {
        return false;
    }
    if (!p->remaining) {
        return push_last(p, row, runs, from->values);
    }
    unsigned hub = hub_of(p, from->control);
    if (hub == XW_NO_HUB) {
        return push_runs(p, row, runs, from->values);
    }
    return r->ends_in_hubs ? push_last(p, row, runs, from->values)
                           : push_hub(p, hub, row, runs, from->values);
}

static bool
push_batch(pushing *p, const xw_reach_wave *wave, size_t count)
{
    const xw_graph *graph = p->r->graph;
    for (size_t i = 0; i < count; ++i) {
        __builtin_prefetch(&graph->run_rows[wave[i].control]);
        __builtin_prefetch(&graph->edge_rows[wave[i].control]);
    }
    for (size_t i = 0; i < count; ++i) {
        uint32_t run = graph->run_rows[wave[i].control];
        if (run < graph->run_count) {
            __builtin_prefetch(&graph->run_frameworks[run]);
        }
    }
    if (p->r->accelerator) {
        prefetch_hubs(p, wave, count);
    }
    bool ok = true;
    for (size_t i = 0; i < count && ok; ++i) {
        ok = push_from(p, &wave[i]);
    }
    return ok;
}

static bool
push(xw_reacher *r, uint32_t remaining)
{
    pushing p;
    p.r = r;
    p.remaining = remaining;
    p.count = 0;
    bool ok = true;
    for (size_t i = 0; i < r->wave_count && ok; i += BATCH) {
        size_t left = r->wave_count - i;
        ok = push_batch(&p, &r->wave[i], left < BATCH ? left : BATCH);
    }
    return ok && flush(&p);
}

/* ---- Over two mappings at once, between hubs -------------------------------------- */

static const uint16_t *
closure_of(const xw_reacher *r)
{
    return r->table->is_of_masks ? r->accelerator->masks
                                 : r->accelerator->strengths;
}

/* Values after any of a set of steps, which is one of the same kind of values:
 * for strengths, the weaker of both. */
static uint16_t
apply_all(const xw_step_table *table, uint16_t values, uint16_t steps)
{
    if (!table->is_of_masks) {
        return values & steps;
    }
    uint16_t after = 0;
    for (unsigned by = 0; steps; ++by, steps >>= 1) {
        if (steps & 1U) {
            after |= xw_step_table_apply(table, values, by);
        }
    }
    return after;
}

/* What a hub of the first level brings to hubs `first` to `end`. */
static void
leap_from(xw_reacher *r, unsigned hub, uint16_t values, uint32_t first,
          uint32_t end)
{
    const xw_accelerator *a = r->accelerator;
    const uint16_t *row = closure_of(r) + (size_t)hub * a->hub_count;
    for (uint32_t to = first; to < end; ++to) {
        if (row[to] && a->hubs[to] != r->source) {
            add(&r->entered, a->hubs[to], apply_all(r->table, values, row[to]));
        }
    }
}

/* The hubs of a framework: those of a run of controls are a run too. */
static uint32_t
first_hub_from(const xw_accelerator *a, uint32_t control)
{
    uint32_t low = 0, high = a->hub_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (a->hubs[middle] < control) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Keep the hubs of the first level, with what they have by now. */
static void
keep_leaps(xw_reacher *r)
{
    for (size_t i = 0; i < r->wave_count; ++i) {
        if (r->accelerator->hub_of[r->wave[i].control] != XW_NO_HUB) {
            r->leaps[r->leap_count++] = r->wave[i];
        }
    }
}

/* From each of them to those of the framework: the last two steps. */
static void
leap_into(xw_reacher *r)
{
    const xw_accelerator *a = r->accelerator;
    const xw_file_framework *into = &r->graph->frameworks[r->framework];
    uint32_t first = first_hub_from(a, into->first);
    uint32_t end = first_hub_from(a, into->first + into->count);
    for (size_t i = 0; i < r->leap_count; ++i) {
        leap_from(r, a->hub_of[r->leaps[i].control], r->leaps[i].values, first,
                  end);
    }
}

/* Take hub frameworks for such as do not lead on, or no more. */
static void
hide_hubs(xw_reacher *r, bool hidden)
{
    const xw_accelerator *a = r->accelerator;
    for (uint32_t w = 0; w < a->words; ++w) {
        uint64_t near = a->is_hub_only[w] & r->near_bits[w];
        for (; near; near &= near - 1) {
            uint32_t f = w * 64 + (uint32_t)__builtin_ctzll(near);
            r->distance[f] = hidden ? UINT8_MAX : f != r->framework;
        }
    }
}

/* The second step of three: what the closure has of it is not walked. */
static bool
second_step(xw_reacher *r)
{
    const xw_accelerator *a = r->accelerator;
    r->ends_in_hubs = false;
    r->signatures = a && !r->has_parts ? a->signatures : NULL;
    r->signature = xw_accelerator_signature(r->framework);
    if (r->max_hops != CLOSED_HOPS || !a || !a->masks || r->has_filter) {
        return push(r, 1);
    }
    unsigned hub = a->hub_of[r->source];
    if (hub != XW_NO_HUB) {
        uint16_t all =
            r->table->is_of_masks ? 1U << XW_MASK_EQ : XW_STEP_STRONGEST;
        leap_from(r, hub, all, 0, a->hub_count);
        hide_hubs(r, true);
        bool ok = push(r, 1);
        hide_hubs(r, false);
        return ok;
    }
    r->ends_in_hubs = xw_bit_in(a->is_hub_only, r->framework);
    if (r->ends_in_hubs) {
        keep_leaps(r);
    }
    return push(r, 1);
}

/* ---- The last step, from its end ------------------------------------------------ */

static bool
pull_into(xw_reacher *r, uint32_t control)
{
    const xw_graph *graph = r->graph;
    xw_row row;
    if (!xw_graph_edges(graph, control, &row)) {
        return false;
    }
    uint16_t values = 0;
    for (uint32_t e = row.begin; e < row.end; ++e) {
        unsigned by;
        bool used;
        uint32_t other = graph->edge_targets[e];
        if (other >= graph->control_count) {
            return false;
        }
        uint16_t known = r->reached->nodes[other].known;
        if (!known) {
            continue;
        }
        if (!read_step(r, row, e, &by, &used)) {
            return false;
        }
        if (used) {
            values |=
                xw_step_table_apply(r->table, known, r->table->converse[by]);
        }
    }
    add(&r->entered, control, values);
    return true;
}

static bool
last_step(xw_reacher *r)
{
    if (r->leap_count) {
        leap_into(r);
    }
    const xw_file_framework *into = &r->graph->frameworks[r->framework];
    const uint32_t *rows = r->graph->edge_rows;
    uint64_t edges =
        (uint64_t)rows[into->first + into->count] - rows[into->first];
    if (edges > COST_OF_PUSH * (uint64_t)r->wave_count) {
        return push(r, 0);
    }
    bool ok = true;
    for (uint32_t c = 0; c < into->count && ok; ++c) {
        ok = into->first + c == r->source || pull_into(r, into->first + c);
    }
    return ok;
}

/* ---- Levels ------------------------------------------------------------------------ */

typedef struct spreading {
    xw_reacher *reacher;
    uint16_t values;
} spreading;

static xw_status
reach_relative(void *payload, uint32_t relative, unsigned mask)
{
    const spreading *from = payload;
    xw_reacher *r = from->reacher;
    if (relative != r->source) { /* never re-entered */
        uint16_t values =
            r->table->is_of_masks
                ? xw_step_table_apply(r->table, from->values, mask)
                : from->values;
        add(&r->spread, relative, values);
    }
    return XW_OK;
}

/* What is new at a node from now on is known. */
static inline uint16_t
settle(xw_reach_node *node)
{
    uint16_t values = node->fresh;
    node->known |= values;
    node->fresh = 0;
    return values;
}

/* From what was entered to what that reaches by part links. */
static xw_status
spread(xw_reacher *r, xw_error *err)
{
    xw_reach_layer *entered = &r->entered;
    xw_status st = XW_OK;
    for (size_t i = entered->level; i < entered->count && !st; ++i) {
        uint32_t control = entered->listed[i];
        spreading from = { r, settle(&entered->nodes[control]) };
        add(&r->spread, control, from.values);
        st = xw_search_relatives(&r->search, control, reach_relative, &from,
                                 err);
    }
    entered->level = entered->count;
    return st;
}

/* What this level brought is what the next sends on. */
static xw_status
end_level(xw_reacher *r, xw_error *err)
{
    xw_status st = r->has_parts ? spread(r, err) : XW_OK;
    xw_reach_layer *reached = r->reached;
    r->wave_count = 0;
    for (size_t i = reached->level; i < reached->count; ++i) {
        uint32_t control = reached->listed[i];
        r->wave[r->wave_count++] =
            (xw_reach_wave){ control, settle(&reached->nodes[control]) };
    }
    reached->level = reached->count;
    return st;
}

static void
forget(xw_reach_layer *layer)
{
    for (size_t i = 0; i < layer->count; ++i) {
        layer->nodes[layer->listed[i]] = (xw_reach_node){ 0, 0 };
    }
    layer->count = layer->level = 0;
}

xw_status
xw_reach_walk(xw_reacher *r, xw_error *err)
{
    forget(&r->entered);
    forget(&r->spread);
    r->met_contradicted = false;
    r->leap_count = 0;
    r->search.source = r->source;
    add(&r->entered, r->source,
        r->table->is_of_masks ? 1U << XW_MASK_EQ : XW_STEP_STRONGEST);
    xw_status st = end_level(r, err);
    for (uint32_t k = 1; k <= r->max_hops && !st; ++k) {
        uint32_t remaining = r->max_hops - k;
        r->signatures = NULL;
        bool ok = remaining > 1    ? push(r, remaining)
                  : remaining == 1 ? second_step(r)
                                   : last_step(r);
        st = ok ? end_level(r, err)
                : xw_graph_damaged(err, "half-edges or runs out of range");
    }
    return st;
}
