/* map.c - xw_map: how one control stands to those of some frameworks. */
#include "map.h"

#include "alloc.h"
#include "error.h"
#include "members.h"
#include "verdict.h"

#include <stdlib.h>
#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for answers");
}

/* ---- What was found ----------------------------------------------------------- */

static int
ascending(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

static xw_status
add_found(xw_scratch *scratch, uint32_t control, xw_error *err)
{
    uint32_t *found = xw_alloc_grow(scratch->found, scratch->found_count,
                                    &scratch->found_cap, sizeof *found);
    if (!found) {
        return out_of_memory(err);
    }
    scratch->found = found;
    found[scratch->found_count++] = control;
    return XW_OK;
}

/* At an earlier level already? */
static bool
is_repeat(const xw_search *search, uint32_t level, uint32_t control)
{
    for (uint32_t k = 0; k < level; ++k) {
        if (search->levels[k].reached[control]) {
            return true;
        }
    }
    return false;
}

static xw_status
add_if_wanted(xw_scratch *scratch, uint32_t level, uint32_t control,
              xw_error *err)
{
    const xw_search *search = &scratch->searches[XW_SEARCH_ALL];
    uint32_t framework = scratch->graph->control_frameworks[control];
    if (framework >= scratch->graph->framework_count) {
        return xw_graph_damaged(err, "a control is of no framework");
    }
    if (scratch->distance[framework] || control == search->source ||
        is_repeat(search, level, control)) {
        return XW_OK;
    }
    return add_found(scratch, control, err);
}

/* All controls of wanted frameworks that were reached, sorted, without the
 * source. */
static xw_status
list_found(xw_scratch *scratch, xw_error *err)
{
    const xw_search *search = &scratch->searches[XW_SEARCH_ALL];
    xw_status st = XW_OK;
    for (uint32_t k = 0; k <= search->max_hops && !st; ++k) {
        size_t count;
        const uint32_t *reached = xw_search_reached(search, k, &count);
        for (size_t i = 0; i < count && !st; ++i) {
            st = add_if_wanted(scratch, k, reached[i], err);
        }
    }
    if (scratch->found_count) {
        qsort(scratch->found, scratch->found_count, sizeof *scratch->found,
              ascending);
    }
    return st;
}

/* ---- Answers -------------------------------------------------------------------- */

xw_draft *
xw_map_add_draft(xw_scratch *scratch, uint32_t control, uint32_t into,
                 xw_error *err)
{
    xw_draft *drafts = xw_alloc_grow(scratch->drafts, scratch->draft_count,
                                     &scratch->draft_cap, sizeof *drafts);
    if (!drafts) {
        (void)out_of_memory(err);
        return NULL;
    }
    scratch->drafts = drafts;
    xw_draft *draft = &drafts[scratch->draft_count++];
    *draft = (xw_draft){ .answer = { .control = { control }, .into = into } };
    return draft;
}

/* Decide all found controls of one selection. */
static xw_status
decide_selection(xw_scratch *scratch, const xw_map_request *request,
                 uint32_t index, xw_error *err)
{
    const xw_selection *selection = &request->into[index];
    const xw_file_framework *framework =
        &scratch->graph->frameworks[selection->framework.i];
    xw_members scope;
    xw_status st = xw_members_of(scratch->graph, selection, &scope, err);
    size_t i =
        xw_lower_bound(scratch->found, scratch->found_count, framework->first);
    for (; !st && i < scratch->found_count &&
           scratch->found[i] - framework->first < framework->count;
         ++i) {
        if (!xw_members_have(&scope, scratch->found[i])) {
            continue;
        }
        xw_draft *draft =
            xw_map_add_draft(scratch, scratch->found[i], index, err);
        st = draft ? xw_decide(scratch, scratch->found[i], &draft->answer, err)
                   : XW_E_NOMEM;
    }
    return st;
}

/* ---- Candidates -------------------------------------------------------------------- */

xw_status
xw_map_score(xw_scratch *scratch, xw_error *err)
{
    bool any = false;
    for (size_t i = 0; i < scratch->draft_count && !any; ++i) {
        any = scratch->drafts[i].answer.verdict == XW_CANDIDATE;
    }
    xw_search *search = &scratch->searches[XW_SEARCH_ALL];
    xw_status st = any ? xw_rank(&scratch->ranker, search, err) : XW_OK;
    for (size_t i = 0; any && !st && i < scratch->draft_count; ++i) {
        xw_answer *answer = &scratch->drafts[i].answer;
        if (answer->verdict == XW_CANDIDATE) {
            st = xw_rank_score(&scratch->ranker, search, answer->control.i,
                               &answer->score, &answer->rank, err);
        }
    }
    return st;
}

/* ---- Order --------------------------------------------------------------------------- */

static int
strength_order(uint32_t strength)
{
    return strength == XW_STRENGTH_NONE ? -1 : (int)strength;
}

static int
by_rank(const void *a, const void *b)
{
    const xw_answer *x = &((const xw_draft *)a)->answer;
    const xw_answer *y = &((const xw_draft *)b)->answer;
    if (x->into != y->into) {
        return x->into < y->into ? -1 : 1;
    }
    if (x->verdict != y->verdict) {
        return x->verdict < y->verdict ? -1 : 1;
    }
    if (x->score < y->score || x->score > y->score) {
        return x->score > y->score ? -1 : 1;
    }
    int strengths = strength_order(y->strength) - strength_order(x->strength);
    if (strengths) {
        return strengths;
    }
    return (x->control.i > y->control.i) - (x->control.i < y->control.i);
}

static void
sort_drafts(xw_scratch *scratch)
{
    if (scratch->draft_count > 1) {
        qsort(scratch->drafts, scratch->draft_count, sizeof *scratch->drafts,
              by_rank);
    }
}

/* Whether an answer is as good as asked for and no candidate past the limit;
 * counts these. */
static bool
is_kept(xw_scratch *scratch, const xw_map_request *request,
        const xw_answer *answer, uint32_t *candidates)
{
    if (answer->verdict > request->min) {
        return false;
    }
    if (answer->verdict == XW_CANDIDATE && (*candidates)++ >= request->limit) {
        scratch->into[answer->into].omitted++;
        return false;
    }
    return true;
}

static void
cut_drafts(xw_scratch *scratch, const xw_map_request *request)
{
    xw_draft *drafts = scratch->drafts;
    size_t kept = 0;
    uint32_t candidates = 0;
    uint32_t into = XW_NONE;
    for (size_t i = 0; i < scratch->draft_count; ++i) {
        candidates = drafts[i].answer.into == into ? candidates : 0;
        into = drafts[i].answer.into;
        if (!is_kept(scratch, request, &drafts[i].answer, &candidates)) {
            continue;
        }
        if (kept != i) {
            drafts[kept] = drafts[i];
        }
        ++kept;
    }
    scratch->draft_count = kept;
}

/* ---- Proofs ---------------------------------------------------------------------------- */

/* Whether candidate number `rank` of those that begin at `first` scores less
 * than the last that the limit lets through.  One that ties with it is told
 * apart by strength, and so needs a proof. */
static bool
is_past_limit(const xw_draft *first, uint32_t rank, uint32_t limit)
{
    return rank >= limit &&
           (!limit || first[rank].answer.score < first[limit - 1].answer.score);
}

static xw_status
prove_drafts(xw_scratch *scratch, const xw_map_request *request, xw_error *err)
{
    xw_status st = XW_OK;
    size_t first = 0; /* of one selection and verdict */
    for (size_t i = 0; i < scratch->draft_count && !st; ++i) {
        xw_draft *draft = &scratch->drafts[i];
        if (i && (draft[-1].answer.into != draft->answer.into ||
                  draft[-1].answer.verdict != draft->answer.verdict)) {
            first = i;
        }
        bool past = draft->answer.verdict == XW_CANDIDATE &&
                    is_past_limit(&scratch->drafts[first],
                                  (uint32_t)(i - first), request->limit);
        if (draft->answer.verdict <= request->min && !past) {
            st = xw_decide_proof(scratch, draft, err);
        }
    }
    return st;
}

/* From drafts to what the caller gets. */
static xw_status
finish_drafts(xw_scratch *scratch, xw_error *err)
{
    if (scratch->draft_count > scratch->answer_cap) {
        xw_answer *answers = xw_alloc_array(
            scratch->answers, scratch->draft_count, sizeof *answers);
        if (!answers) {
            return out_of_memory(err);
        }
        scratch->answers = answers;
        scratch->answer_cap = scratch->draft_count;
    }
    for (size_t i = 0; i < scratch->draft_count; ++i) {
        xw_scratch_attach(scratch, &scratch->drafts[i]);
        scratch->answers[i] = scratch->drafts[i].answer;
    }
    return XW_OK;
}

/* ---- Selections ----------------------------------------------------------------------------- */

static xw_status
begin_into(xw_scratch *scratch, const xw_map_request *request, xw_error *err)
{
    if (request->into_count > scratch->into_cap) {
        xw_into_answer *into =
            xw_alloc_array(scratch->into, request->into_count, sizeof *into);
        if (!into) {
            return out_of_memory(err);
        }
        scratch->into = into;
        scratch->into_cap = request->into_count;
    }
    for (size_t i = 0; i < request->into_count; ++i) {
        scratch->into[i] = (xw_into_answer){
            .verdict = XW_UNMAPPED,
            .gap = xw_graph_find_gap(scratch->graph, request->control.i,
                                     request->into[i].framework.i),
        };
    }
    return XW_OK;
}

/* The best verdict of each selection; a gap record that full or partial
 * answers gainsay makes them disputed. */
static void
sum_up(xw_scratch *scratch, const xw_map_request *request)
{
    for (size_t i = 0; i < scratch->draft_count; ++i) {
        xw_answer *answer = &scratch->drafts[i].answer;
        xw_into_answer *into = &scratch->into[answer->into];
        if (answer->verdict < into->verdict) {
            into->verdict = answer->verdict;
        }
        if (into->gap != XW_NONE && answer->verdict <= XW_PARTIAL) {
            answer->disputed = into->disputed = true;
        }
    }
    for (size_t i = 0; i < request->into_count; ++i) {
        xw_into_answer *into = &scratch->into[i];
        if (into->gap != XW_NONE && into->verdict > XW_GAP) {
            into->verdict = XW_GAP;
        }
    }
}

/* ---- Mapping ---------------------------------------------------------------------------------- */

static xw_status
check_request(const xw_map_request *request, xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_map_request has the wrong size");
    }
    if (request->min >= XW_VERDICT_COUNT ||
        request->direction > XW_SATISFIED_BY) {
        return xw_fail(err, XW_E_ARG, "min or direction is out of range");
    }
    return XW_OK;
}

static xw_status
begin(xw_scratch *scratch, const xw_map_request *request, xw_error *err)
{
    xw_status st = check_request(request, err);
    if (st) {
        return st;
    }
    scratch->direction = request->direction;
    scratch->filter = XW_EDGE_FILTER_NONE;
    scratch->filter.rationales = request->rationales;
    st = xw_scratch_prepare(scratch, request->control, request->into,
                            request->into_count, request->max_hops, err);
    return st ? st : begin_into(scratch, request, err);
}

/* Of what was begun. */
static xw_status
decide_by_search(xw_scratch *scratch, const xw_map_request *request,
                 xw_error *err)
{
    xw_status st = xw_scratch_search(scratch, XW_SEARCH_ALL, err);
    if (!st) {
        st = list_found(scratch, err);
    }
    for (uint32_t i = 0; i < request->into_count && !st; ++i) {
        st = decide_selection(scratch, request, i, err);
    }
    return st;
}

xw_status
xw_map_decide(xw_scratch *scratch, const xw_map_request *request, xw_error *err)
{
    xw_status st = begin(scratch, request, err);
    return st ? st : decide_by_search(scratch, request, err);
}

static xw_status
map_by_search(xw_scratch *scratch, const xw_map_request *request, xw_error *err)
{
    xw_status st = decide_by_search(scratch, request, err);
    if (!st) {
        st = xw_map_score(scratch, err);
    }
    if (st) {
        return st;
    }
    sort_drafts(scratch);
    return prove_drafts(scratch, request, err);
}

xw_status
xw_map(xw_scratch *scratch, const xw_map_request *request, xw_map_answer *out,
       xw_error *err)
{
    bool is_told = false;
    xw_status st = begin(scratch, request, err);
    if (!st) {
        st = xw_map_direct(scratch, request, &is_told, err);
    }
    if (!st && !is_told) {
        st = map_by_search(scratch, request, err);
    }
    if (st) {
        return st;
    }
    sum_up(scratch, request);
    sort_drafts(scratch); /* now by strength too */
    cut_drafts(scratch, request);
    st = finish_drafts(scratch, err);
    if (!st) {
        *out = (xw_map_answer){ .answers = scratch->answers,
                                .count = scratch->draft_count,
                                .into = scratch->into,
                                .max_hops = scratch->max_hops };
    }
    return st;
}
