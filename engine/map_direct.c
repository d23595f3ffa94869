/* map_direct.c - xw_map over direct mappings, read off the rows of the graph.
 *
 * A search decides a pair by all walks between its two controls.  Where only
 * one mapping counts, neither control has parts nor is one, and the pair has
 * one mapping, that mapping is all there is: it decides, and is the proof.  Of
 * any other pair, and of a candidate, whose score takes more than its mapping,
 * nothing is told here. */
#include "error.h"
#include "map.h"
#include "members.h"
#include "runs.h"

typedef struct direct {
    xw_scratch *scratch;
    const xw_map_request *request;
    bool is_told; /**< so far */
    xw_error *err;
} direct;

/* Neither a part nor a whole: no walk goes on from it without a mapping. */
static bool
stands_alone(const xw_graph *graph, uint32_t control)
{
    return !(graph->meta->flags & XW_META_PARTS) ||
           (!(graph->control_flags[control] & XW_CONTROL_HAS_PARTS) &&
            xw_graph_whole_of(graph, control) == XW_NONE);
}

/* What a mapping alone says of its two controls, as xw_decide would. */
static void
decide(const direct *d, uint32_t edge, xw_answer *answer)
{
    uint16_t attribute = d->scratch->graph->edge_attributes[edge];
    xw_relation walked = xw_mask_relation(attribute & XW_EDGE_MASK);
    unsigned strength = xw_graph_strength(attribute);
    answer->relation = d->request->direction == XW_SATISFIED_BY
                           ? xw_relation_converse(walked)
                           : walked;
    answer->verdict = xw_relation_verdict(answer->relation);
    answer->full_possible = answer->relation & (XW_EQ | XW_SUP);
    answer->related = attribute & XW_EDGE_RELATED;
    answer->topic = answer->verdict == XW_FULL && (attribute & XW_EDGE_TOPIC);
    answer->joint = attribute & XW_EDGE_JOINT;
    answer->hops = 1;
    answer->strength =
        strength <= XW_STRENGTH_MOST ? strength : XW_STRENGTH_NONE;
    answer->score = -1;
}

/* Whether a half-edge decides its pair, of which it is the only one in use. */
static bool
is_decisive(const xw_graph *graph, xw_row run, uint32_t edge)
{
    const uint32_t *targets = graph->edge_targets;
    uint16_t attribute = graph->edge_attributes[edge];
    return targets[edge] < graph->control_count &&
           !(attribute & (XW_EDGE_IDLE | XW_EDGE_CONTRADICTED)) &&
           (attribute & XW_EDGE_MASK) < XW_MASK_COUNT &&
           (edge == run.begin || targets[edge - 1] != targets[edge]) &&
           (edge + 1 == run.end || targets[edge + 1] != targets[edge]) &&
           stands_alone(graph, targets[edge]);
}

static xw_status
draft_edge(direct *d, uint32_t edge, uint32_t into)
{
    xw_scratch *scratch = d->scratch;
    xw_draft *draft = xw_map_add_draft(
        scratch, scratch->graph->edge_targets[edge], into, d->err);
    if (!draft) {
        return XW_E_NOMEM;
    }
    decide(d, edge, &draft->answer);
    d->is_told = draft->answer.verdict != XW_CANDIDATE;
    bool to_prove = d->is_told && !d->request->skip_proofs &&
                    draft->answer.verdict <= d->request->min;
    return to_prove ? xw_prove_edge(scratch->graph, scratch->source, edge,
                                    &scratch->steps, &draft->proof, d->err)
                    : XW_OK;
}

/* All of a run must be decisive: what is no member may be a part of one. */
static xw_status
draft_run(direct *d, xw_row run, const xw_file_framework *of,
          const xw_members *members, uint32_t into)
{
    const xw_graph *graph = d->scratch->graph;
    xw_status st = XW_OK;
    for (uint32_t e = run.begin; d->is_told && e < run.end && !st; ++e) {
        uint32_t target = graph->edge_targets[e];
        if (target == d->scratch->source) {
            continue;
        }
        d->is_told = is_decisive(graph, run, e);
        if (d->is_told && target - of->first < of->count &&
            xw_members_have(members, target)) {
            st = draft_edge(d, e, into);
        }
    }
    return st;
}

static xw_status
draft_selection(direct *d, uint32_t into)
{
    const xw_graph *graph = d->scratch->graph;
    const xw_selection *selection = &d->request->into[into];
    uint32_t framework = selection->framework.i;
    xw_members members;
    xw_row run;
    xw_status st = xw_members_of(graph, selection, &members, d->err);
    if (st) {
        return st;
    }
    d->is_told = xw_run_into(graph, d->scratch->source, framework, &run);
    return d->is_told ? draft_run(d, run, &graph->frameworks[framework],
                                  &members, into)
                      : XW_OK;
}

xw_status
xw_map_direct(xw_scratch *scratch, const xw_map_request *request, bool *is_told,
              xw_error *err)
{
    direct d = { .scratch = scratch, .request = request, .err = err };
    d.is_told = scratch->max_hops == 1 && !request->rationales &&
                stands_alone(scratch->graph, scratch->source);
    xw_status st = XW_OK;
    for (uint32_t i = 0; i < request->into_count && d.is_told && !st; ++i) {
        st = draft_selection(&d, i);
    }
    if (!d.is_told) {
        scratch->draft_count = 0;
        scratch->steps.count = 0;
    }
    *is_told = d.is_told;
    return st;
}
