#include "composition.h"

#include "alloc.h"
#include "error.h"
#include "published.h"
#include "runs.h"

/* A comparison under way. */
typedef struct comparison {
    const xw_graph *graph;
    xw_composer *composer;
    const xw_statement *statement;
    uint32_t through;
    const uint64_t *only;
    uint64_t composed, shared, missed;
    size_t next; /* pair of the statement */
} comparison;

xw_status
xw_composer_init(xw_composer *composer, const xw_graph *graph, xw_error *err)
{
    *composer = (xw_composer){
        .graph = graph,
        .marks = xw_alloc_zeroed(graph->control_count, sizeof(uint32_t)),
    };
    return composer->marks
               ? XW_OK
               : xw_fail(err, XW_E_NOMEM, "out of memory composing mappings");
}

void
xw_composer_clear(xw_composer *composer)
{
    xw_alloc_free(composer->marks);
    *composer = (xw_composer){ 0 };
}

/* Less than .98 of the statement can be found, or it is less than .9 of the
 * composition, however it goes on. */
static bool
is_hopeless(const comparison *with)
{
    return 100 * with->missed > 2 * with->statement->count ||
           9 * with->composed > 10 * with->statement->count;
}

static bool
is_composed(const comparison *with, uint32_t edge)
{
    return xw_is_published(with->graph, NULL, edge) &&
           (!with->only || xw_bit_in(with->only, edge));
}

/* Mark all that `middle` leads to. */
static bool
compose_middle(comparison *with, uint32_t middle)
{
    const xw_graph *graph = with->graph;
    xw_composer *composer = with->composer;
    uint32_t into = with->statement->pairs->target_framework;
    xw_row run;
    if (middle >= graph->control_count ||
        !xw_run_into(graph, middle, into, &run)) {
        return false;
    }
    for (uint32_t e = run.begin; e < run.end; ++e) {
        uint32_t target = graph->edge_targets[e];
        if (target >= graph->control_count) {
            return false;
        }
        if (is_composed(with, e) &&
            composer->marks[target] != composer->stamp) {
            composer->marks[target] = composer->stamp;
            with->composed++;
        }
    }
    return true;
}

/* Compose from one source, and count what the statement has of it. */
static bool
compare_source(comparison *with, uint32_t source)
{
    const xw_statement *statement = with->statement;
    xw_composer *composer = with->composer;
    xw_row run;
    composer->stamp++;
    if (!xw_run_into(with->graph, source, with->through, &run)) {
        return false;
    }
    for (uint32_t e = run.begin; e < run.end && !is_hopeless(with); ++e) {
        if (is_composed(with, e) &&
            !compose_middle(with, with->graph->edge_targets[e])) {
            return false;
        }
    }
    while (with->next < statement->count &&
           statement->pairs[with->next].source == source) {
        uint32_t target = statement->pairs[with->next++].target;
        bool is_found = composer->marks[target] == composer->stamp;
        with->shared += is_found;
        with->missed += !is_found;
    }
    return true;
}

static xw_composition_match
match_of(const comparison *with)
{
    uint64_t size = with->statement->count;
    uint64_t either = size + with->composed - with->shared;
    bool is_same = 100 * with->shared >= 98 * either;
    bool is_most = 100 * with->shared >= 98 * size &&
                   10 * with->shared >= 9 * with->composed;
    return (xw_composition_match){
        .is_near = is_same || is_most,
        .composed = with->composed,
        .shared = with->shared,
        .jaccard = (double)with->shared / (double)either,
    };
}

xw_status
xw_composition_compare(xw_composer *composer, const xw_statement *statement,
                       uint32_t through, const uint64_t *only,
                       xw_composition_match *out, xw_error *err)
{
    const xw_graph *graph = composer->graph;
    const xw_file_framework *from =
        &graph->frameworks[statement->pairs->source_framework];
    comparison with = { .graph = graph,
                        .composer = composer,
                        .statement = statement,
                        .through = through,
                        .only = only };
    for (uint32_t i = 0; i < from->count && !is_hopeless(&with); ++i) {
        if (!compare_source(&with, from->first + i)) {
            return xw_graph_damaged(err, "half-edges or runs out of range");
        }
    }
    if (is_hopeless(&with)) {
        *out = (xw_composition_match){ .is_near = false };
    } else {
        *out = match_of(&with);
    }
    return XW_OK;
}
