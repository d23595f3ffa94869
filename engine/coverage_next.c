/* coverage_next.c - what, if adopted, would close most of what is open. */
#include "alloc.h"
#include "coverage.h"
#include "error.h"

#include <stdlib.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory ranking adoptions");
}

/* What adopting each thing does, indexed by framework or by control. */
typedef struct tally {
    xw_adoption_kind kind;
    xw_selection *into; /**< [into_count] frameworks that are not wanted */
    size_t into_count;
    uint32_t *closes, *advances;
    uint32_t count; /**< of things */
    uint32_t *seen; /**< [count] 1 + the last control that each answered for */
} tally;

static void
tally_clear(tally *t)
{
    xw_alloc_free(t->into);
    xw_alloc_free(t->closes);
    xw_alloc_free(t->advances);
    xw_alloc_free(t->seen);
}

static bool
is_wanted(const xw_coverage *coverage, uint32_t framework)
{
    for (size_t p = 0; p < coverage->part_count; ++p) {
        if (coverage->parts[p].report.wanted.framework.i == framework) {
            return true;
        }
    }
    return false;
}

static xw_status
tally_fill(tally *t, const xw_coverage *coverage, xw_adoption_kind kind,
           xw_error *err)
{
    const xw_graph *graph = coverage->graph;
    uint32_t count = kind == XW_ADOPT_CONTROLS ? graph->control_count
                                               : graph->framework_count;
    *t = (tally){
        .kind = kind,
        .into = xw_alloc_zeroed(graph->framework_count, sizeof *t->into),
        .closes = xw_alloc_zeroed(count, sizeof *t->closes),
        .advances = xw_alloc_zeroed(count, sizeof *t->advances),
        .seen = xw_alloc_zeroed(count, sizeof *t->seen),
        .count = count,
    };
    if (!t->into || !t->closes || !t->advances || !t->seen) {
        return out_of_memory(err);
    }
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        if (!is_wanted(coverage, f)) {
            t->into[t->into_count++] = (xw_selection){ { f }, { XW_NONE } };
        }
    }
    return XW_OK;
}

/* ---- Counting ------------------------------------------------------------------- */

/* What an answer of something not held does for an open control. */
typedef enum effect { CLOSES, ADVANCES, NEITHER } effect;

static effect
effect_of(const xw_coverage *coverage, const xw_covered *item,
          const xw_answer *answer)
{
    if (answer->verdict > XW_PARTIAL ||
        xw_control_set_has(&coverage->held, answer->control.i)) {
        return NEITHER;
    }
    xw_marks marks =
        xw_coverage_marks(coverage->graph, item->control.i, answer);
    if (answer->verdict == XW_FULL && xw_coverage_accepts(coverage, marks)) {
        return CLOSES;
    }
    bool takes_related = coverage->accept_related;
    bool is_touched =
        item->verdict <= XW_PARTIAL && (takes_related || !item->marks.related);
    return (marks.related && !takes_related) || is_touched ? NEITHER : ADVANCES;
}

/* Count once for each thing the answers of one effect.  Of both effects the
 * better comes first. */
static void
count_effect(tally *t, const xw_coverage *coverage, const xw_covered *item,
             effect wanted)
{
    const xw_scratch *scratch = coverage->scratch;
    uint32_t *counts = wanted == CLOSES ? t->closes : t->advances;
    for (size_t i = 0; i < scratch->draft_count; ++i) {
        const xw_answer *answer = &scratch->drafts[i].answer;
        uint32_t control = answer->control.i;
        uint32_t thing = t->kind == XW_ADOPT_CONTROLS
                             ? control
                             : coverage->graph->control_frameworks[control];
        if (t->seen[thing] != item->control.i + 1 &&
            effect_of(coverage, item, answer) == wanted) {
            t->seen[thing] = item->control.i + 1;
            counts[thing]++;
        }
    }
}

static xw_status
count_item(tally *t, xw_coverage *coverage, const xw_covered *item,
           xw_error *err)
{
    xw_status st = xw_coverage_ask(coverage, coverage->scratch, item->control.i,
                                   t->into, t->into_count, err);
    if (!st) {
        count_effect(t, coverage, item, CLOSES);
        count_effect(t, coverage, item, ADVANCES);
    }
    return st;
}

/* Each open control once, though several reports may have it. */
static xw_status
count_part(tally *t, xw_coverage *coverage, const xw_coverage_part *part,
           xw_control_set *done, xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < part->report.item_count && !st; ++i) {
        const xw_covered *item = &part->items[i];
        if (!item->counts && !xw_control_set_has(done, item->control.i)) {
            xw_control_set_add(done, item->control.i);
            st = count_item(t, coverage, item, err);
        }
    }
    return st;
}

static xw_status
count_all(tally *t, xw_coverage *coverage, xw_error *err)
{
    xw_control_set done;
    const xw_choice nothing = { 0 };
    xw_status st = xw_control_set_fill(&done, coverage->graph, &nothing, err);
    for (size_t p = 0; p < coverage->part_count && !st && t->into_count; ++p) {
        st = count_part(t, coverage, &coverage->parts[p], &done, err);
    }
    xw_control_set_clear(&done);
    return st;
}

/* ---- Ranking --------------------------------------------------------------------- */

static int
by_use(const void *a, const void *b)
{
    const xw_adoption *x = a;
    const xw_adoption *y = b;
    if (x->closes != y->closes) {
        return x->closes > y->closes ? -1 : 1;
    }
    if (x->advances != y->advances) {
        return x->advances > y->advances ? -1 : 1;
    }
    if (x->framework.i != y->framework.i) {
        return x->framework.i < y->framework.i ? -1 : 1;
    }
    return (x->control.i > y->control.i) - (x->control.i < y->control.i);
}

static xw_adoption
adoption_of(const tally *t, const xw_graph *graph, uint32_t thing)
{
    bool by_control = t->kind == XW_ADOPT_CONTROLS;
    return (xw_adoption){
        .framework = { by_control ? graph->control_frameworks[thing] : thing },
        .control = { by_control ? thing : XW_NONE },
        .closes = t->closes[thing],
        .advances = t->advances[thing],
    };
}

static xw_status
rank(const tally *t, xw_coverage *coverage, size_t *count, xw_error *err)
{
    size_t ranked = 0;
    for (uint32_t i = 0; i < t->count; ++i) {
        if (!t->closes[i] && !t->advances[i]) {
            continue;
        }
        xw_adoption *adoptions =
            xw_alloc_grow(coverage->adoptions, ranked, &coverage->adoption_cap,
                          sizeof *adoptions);
        if (!adoptions) {
            return out_of_memory(err);
        }
        coverage->adoptions = adoptions;
        adoptions[ranked++] = adoption_of(t, coverage->graph, i);
    }
    if (ranked) {
        qsort(coverage->adoptions, ranked, sizeof *coverage->adoptions, by_use);
    }
    *count = ranked;
    return XW_OK;
}

xw_status
xw_coverage_next(xw_coverage *coverage, xw_adoption_kind kind,
                 const xw_adoption **out, size_t *count, xw_error *err)
{
    tally t;
    size_t ranked = 0;
    xw_status st = tally_fill(&t, coverage, kind, err);
    if (!st) {
        st = count_all(&t, coverage, err);
    }
    if (!st) {
        st = rank(&t, coverage, &ranked, err);
    }
    tally_clear(&t);
    if (!st) {
        *out = coverage->adoptions;
        *count = ranked;
    }
    return st;
}
