/* assess_proof.c - the walks by which a result bounds another. */
#include "assess.h"
#include "error.h"

/* What a bound of an item rests on. */
typedef struct ground {
    uint32_t result;
    xw_result value;
    bool topic;
} ground;

static xw_mask_set
exactly(xw_relation relation)
{
    return (xw_mask_set)(1U << xw_mask_id(relation));
}

static xw_status
prove(xw_scratch *scratch, xw_search_kind kind, uint32_t control,
      xw_mask_set masks, xw_proof *out, xw_error *err)
{
    uint32_t level = xw_proof_level(&scratch->searches[kind], control, masks);
    if (level == XW_NONE) {
        return xw_graph_damaged(err, "a verdict has no walk");
    }
    return xw_prove(&scratch->provers[kind], level, control, masks,
                    &scratch->steps, out, err);
}

/* One walk, or where none alone says enough the two that make equal. */
static xw_status
prove_evidence(xw_scratch *scratch, const xw_evidence *evidence,
               const ground *on, xw_mask_set masks, xw_draft *draft,
               xw_error *err)
{
    xw_search_kind kind = on->topic ? evidence->topical : evidence->strict;
    uint32_t control = evidence->control;
    if (xw_proof_level(&scratch->searches[kind], control, masks) != XW_NONE) {
        return prove(scratch, kind, control, masks, &draft->proof, err);
    }
    xw_status st = prove(scratch, kind, control, exactly(XW_EQ | XW_SUB),
                         &draft->proof, err);
    return st ? st
              : prove(scratch, kind, control, exactly(XW_EQ | XW_SUP),
                      &draft->against, err);
}

static xw_status
ask(const xw_assessment *assessment, uint32_t wanted, uint32_t control,
    xw_evidence *out, xw_error *err)
{
    const xw_graph *graph = assessment->graph;
    xw_scratch *scratch = assessment->scratch;
    const xw_selection into = {
        .framework = { graph->control_frameworks[control] },
        .scope = { XW_NONE },
    };
    xw_status st = xw_assess_ask(assessment, scratch, wanted, &into, 1, err);
    for (size_t i = 0; !st && i < scratch->draft_count; ++i) {
        const xw_answer *answer = &scratch->drafts[i].answer;
        if (answer->control.i == control) {
            return xw_assess_weigh(assessment, scratch, answer, out, err);
        }
    }
    return st ? st : xw_graph_damaged(err, "a verdict has no walk");
}

static xw_status
prove_walks(xw_assessment *assessment, uint32_t wanted, xw_bound bound,
            const ground *on, xw_bound_proof *out, xw_error *err)
{
    const xw_assessed *from = &assessment->results[on->result];
    xw_evidence evidence = { 0 };
    xw_draft draft = { 0 };
    *out = (xw_bound_proof){ .result = on->result };
    if (from->control.i == wanted) {
        return XW_OK;
    }
    xw_status st = ask(assessment, wanted, from->control.i, &evidence, err);
    if (!st) {
        xw_mask_set masks = xw_interval_masks(from->result, bound, on->value);
        st = prove_evidence(assessment->scratch, &evidence, on, masks, &draft,
                            err);
    }
    if (!st) {
        xw_scratch_attach(assessment->scratch, &draft);
        out->walk = draft.answer.proof;
        out->also = draft.answer.against;
    }
    return st;
}

xw_status
xw_assessment_prove(xw_assessment *assessment, size_t item, xw_bound bound,
                    xw_bound_proof *out, xw_error *err)
{
    if (item >= assessment->item_count || bound > XW_UPPER) {
        return xw_fail(err, XW_E_ARG, "there is no such bound");
    }
    const xw_carried *carried = &assessment->items[item];
    if (bound == XW_LOWER && carried->joint) {
        *out = (xw_bound_proof){ .result = XW_NONE };
        return xw_closure_prove(assessment->closure, carried->control,
                                &out->firings, &out->firing_count, err);
    }
    bool lower = bound == XW_LOWER;
    const ground on = { lower ? carried->lower_by : carried->upper_by,
                        lower ? carried->lower : carried->upper,
                        lower && carried->topic };
    return on.result == XW_NONE ? XW_NOT_FOUND
                                : prove_walks(assessment, carried->control.i,
                                              bound, &on, out, err);
}
