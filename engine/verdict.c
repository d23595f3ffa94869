#include "verdict.h"

#include "error.h"

/* Masks below are as walked, from the control asked after; what is asked may
 * read them the other way round. */
static xw_relation
as_asked(const xw_scratch *scratch, xw_relation walked)
{
    return scratch->direction == XW_SATISFIED_BY ? xw_relation_converse(walked)
                                                 : walked;
}

/* The mask ids that, as asked, mean `verdict`. */
static xw_mask_set
masks_meaning(const xw_scratch *scratch, xw_verdict verdict)
{
    unsigned set = 0;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation r = as_asked(scratch, xw_mask_relation(id));
        if (xw_relation_verdict(r) == verdict) {
            set |= 1U << id;
        }
    }
    return (xw_mask_set)set;
}

/* ---- The pair's own mappings ------------------------------------------------- */

static xw_row
direct_edges(const xw_scratch *scratch, uint32_t control)
{
    xw_row row;
    if (!xw_graph_edges(scratch->graph, scratch->source, &row)) {
        return (xw_row){ 0, 0 };
    }
    return xw_graph_edges_to(scratch->graph, row, control);
}

static unsigned
mask_of(const xw_graph *graph, uint32_t edge)
{
    return graph->edge_attributes[edge] & XW_EDGE_MASK;
}

/* Of the pair's own edges, the one that alone means `verdict`, without the
 * marks of `avoid` if there is one, and the strongest of those. */
static uint32_t
pick_direct(const xw_scratch *scratch, xw_row pair, xw_verdict verdict,
            unsigned avoid)
{
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    const xw_graph *graph = scratch->graph;
    xw_mask_set accepted = masks_meaning(scratch, verdict);
    uint32_t best = XW_NONE;
    int best_strength = -1;
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        uint16_t attribute = graph->edge_attributes[e];
        unsigned given = xw_graph_strength(attribute);
        int strength = given > XW_STRENGTH_MOST ? 0 : (int)given + 1;
        if ((accepted >> mask_of(graph, e) & 1U) && xw_search_pools(all, e) &&
            !(attribute & avoid) && strength > best_strength) {
            best = e;
            best_strength = strength;
        }
    }
    return best;
}

/* ---- Deciding ------------------------------------------------------------------ */

/* Evidence disagrees: the pair's own mappings decide if they agree. */
static void
settle_conflict(const xw_scratch *scratch, uint32_t control, xw_answer *answer)
{
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    xw_row pair = direct_edges(scratch, control);
    xw_relation direct = xw_search_meet_of_pair(all, pair);
    if (direct && direct != XW_ALL) {
        answer->relation = as_asked(scratch, direct);
        answer->verdict = xw_relation_verdict(answer->relation);
        answer->disputed = true;
    } else {
        answer->relation = 0;
        answer->verdict = XW_CONFLICT;
    }
}

/* Marks that the edge which proves an answer must not have, by what the answer
 * says of itself. */
static unsigned
marks_to_avoid(const xw_answer *answer)
{
    bool strict = answer->verdict == XW_FULL && !answer->topic;
    return (strict ? (unsigned)XW_EDGE_TOPIC : 0U) |
           (answer->related ? 0U : (unsigned)XW_EDGE_RELATED);
}

/* Topic and basis of an answer that the pair's own mappings decide against
 * others. */
static void
mark_disputed(const xw_scratch *scratch, uint32_t control, xw_answer *answer)
{
    xw_row pair = direct_edges(scratch, control);
    xw_verdict verdict = answer->verdict;
    answer->topic = verdict == XW_FULL && pick_direct(scratch, pair, verdict,
                                                      XW_EDGE_TOPIC) == XW_NONE;
    answer->related = false;
    answer->related =
        pick_direct(scratch, pair, verdict, marks_to_avoid(answer)) == XW_NONE;
}

/* Full by topic claims only, if no walk without them says so. */
static xw_status
decide_topic(xw_scratch *scratch, uint32_t control, xw_answer *answer,
             xw_error *err)
{
    answer->topic = false;
    if (answer->verdict != XW_FULL ||
        !scratch->searches[XW_SEARCH_ALL].met_topic) {
        return XW_OK;
    }
    xw_status st = xw_scratch_search(scratch, XW_SEARCH_REQUIREMENT, err);
    if (!st) {
        answer->topic =
            xw_proof_level(&scratch->searches[XW_SEARCH_REQUIREMENT], control,
                           masks_meaning(scratch, XW_FULL)) == XW_NONE;
    }
    return st;
}

/* The search whose walks can prove an answer as it is marked: a full one that
 * is not topic-level has no topic claim in its proof, a stated one no unlabelled
 * edge. */
static xw_search_kind
proving_search(const xw_scratch *scratch, const xw_answer *answer, bool related)
{
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    bool strict =
        answer->verdict == XW_FULL && !answer->topic && all->met_topic;
    if (related || !all->met_related) {
        return strict ? XW_SEARCH_REQUIREMENT : XW_SEARCH_ALL;
    }
    return strict ? XW_SEARCH_STRICT : XW_SEARCH_STATED;
}

/* Stated, if a walk without unlabelled edges proves the answer in as few hops
 * as any. */
static xw_status
decide_basis(xw_scratch *scratch, uint32_t control, xw_answer *answer,
             xw_error *err)
{
    xw_search_kind any = proving_search(scratch, answer, true);
    xw_search_kind stated = proving_search(scratch, answer, false);
    answer->related = false;
    if (any == stated) {
        return XW_OK;
    }
    xw_status st = xw_scratch_search(scratch, any, err);
    if (!st) {
        st = xw_scratch_search(scratch, stated, err);
    }
    if (!st) {
        xw_mask_set accepted = masks_meaning(scratch, answer->verdict);
        answer->related =
            xw_proof_level(&scratch->searches[any], control, accepted) !=
            xw_proof_level(&scratch->searches[stated], control, accepted);
    }
    return st;
}

/* The pair's own mappings may contradict each other, which walks do not show:
 * they take them to say nothing. */
static bool
is_directly_contradicted(const xw_scratch *scratch, uint32_t control)
{
    if (!(scratch->graph->meta->flags & XW_META_CONTRADICTED) &&
        !scratch->filter.revived_count) {
        return false;
    }
    return !xw_search_meet_of_pair(&scratch->searches[XW_SEARCH_ALL],
                                   direct_edges(scratch, control));
}

static void
answer_nothing(xw_answer *answer)
{
    answer->verdict = XW_UNMAPPED;
    answer->relation = XW_ALL;
    answer->full_possible = true;
    answer->related = answer->topic = answer->disputed = false;
    answer->strength = XW_STRENGTH_NONE;
    answer->score = -1;
}

void
xw_decide_relation(const xw_scratch *scratch, uint32_t control,
                   xw_mask_set masks, bool look_for_contradiction,
                   xw_answer *answer)
{
    xw_relation meet = xw_mask_set_meet(masks);
    if (look_for_contradiction && is_directly_contradicted(scratch, control)) {
        meet = 0;
    }
    answer->relation = as_asked(scratch, meet);
    answer->verdict = xw_relation_verdict(answer->relation);
    answer->disputed = false;
    answer->score = -1;
    if (!meet) {
        settle_conflict(scratch, control, answer);
    }
    answer->full_possible = answer->relation & (XW_EQ | XW_SUP);
}

xw_status
xw_decide(xw_scratch *scratch, uint32_t control, xw_answer *answer,
          xw_error *err)
{
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    xw_mask_set masks = xw_search_masks(all, control);
    if (!masks) {
        answer_nothing(answer);
        return XW_OK;
    }
    xw_decide_relation(scratch, control, masks, true, answer);
    if (answer->verdict == XW_CONFLICT) {
        answer->related = answer->topic = false;
        return XW_OK;
    }
    if (answer->disputed) {
        mark_disputed(scratch, control, answer);
        return XW_OK;
    }
    xw_status st = decide_topic(scratch, control, answer, err);
    return st ? st : decide_basis(scratch, control, answer, err);
}

/* ---- Proofs --------------------------------------------------------------------- */

static xw_status
prove_in(xw_scratch *scratch, xw_search_kind kind, uint32_t control,
         xw_mask_set accepted, xw_proof *out, xw_error *err)
{
    xw_status st = xw_scratch_search(scratch, kind, err);
    return st ? st
              : xw_prove(&scratch->provers[kind], control, accepted,
                         &scratch->steps, out, err);
}

/* By a mapping of the control asked after. */
static xw_status
prove_edge(xw_scratch *scratch, uint32_t edge, xw_proof *out, xw_error *err)
{
    return xw_prove_edge(scratch->graph, scratch->source, edge, &scratch->steps,
                         out, err);
}

/* The mask that contradicts `first` and is found on the fewest edges, which
 * must be fewer than `*least`, which then they are.  XW_NONE for none. */
static unsigned
mask_against(const uint32_t levels[XW_MASK_COUNT], unsigned first,
             uint32_t *least)
{
    unsigned found = XW_NONE;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        if (levels[id] != XW_NONE && levels[id] >= levels[first] &&
            !(xw_mask_relation(first) & xw_mask_relation(id)) &&
            levels[id] < *least) {
            *least = levels[id];
            found = id;
        }
    }
    return found;
}

unsigned
xw_contradicting_masks(const xw_search *search, uint32_t control,
                       unsigned *second)
{
    uint32_t levels[XW_MASK_COUNT];
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        levels[id] = xw_proof_level(search, control, (xw_mask_set)(1U << id));
    }
    uint32_t best = XW_NONE;
    unsigned first = XW_NONE;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        uint32_t least = levels[id] < best ? best - levels[id] : 0;
        unsigned other = mask_against(levels, id, &least);
        if (other != XW_NONE) {
            best = levels[id] + least;
            first = id;
            *second = other;
        }
    }
    return first;
}

/* Whether two of a pair's own mappings are such that one of them is wrong. */
static bool
do_contradict(const xw_scratch *scratch, uint32_t a, uint32_t b)
{
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    unsigned first = mask_of(scratch->graph, a);
    unsigned second = mask_of(scratch->graph, b);
    return xw_search_pools(all, a) && xw_search_pools(all, b) &&
           first < XW_MASK_COUNT && second < XW_MASK_COUNT &&
           !(xw_mask_relation(first) & xw_mask_relation(second));
}

/* Of a pair's own mappings, the first after `edge` that contradicts it. */
static uint32_t
contradicted_by(const xw_scratch *scratch, xw_row pair, uint32_t edge)
{
    uint32_t other = edge + 1;
    while (other < pair.end && !do_contradict(scratch, edge, other)) {
        ++other;
    }
    return other < pair.end ? other : XW_NONE;
}

/* Of a pair's own mappings that contradict each other: the first that some
 * other contradicts, and that other. */
static xw_status
prove_direct_conflict(xw_scratch *scratch, xw_row pair, xw_proof *proof,
                      xw_proof *against, xw_error *err)
{
    for (uint32_t e = pair.begin; e < pair.end; ++e) {
        uint32_t other = contradicted_by(scratch, pair, e);
        if (other != XW_NONE) {
            xw_status st = prove_edge(scratch, e, proof, err);
            return st ? st : prove_edge(scratch, other, against, err);
        }
    }
    return xw_graph_damaged(err, "a contradiction has no witness");
}

static xw_status
prove_conflict(xw_scratch *scratch, uint32_t control, xw_proof *proof,
               xw_proof *against, xw_error *err)
{
    if (is_directly_contradicted(scratch, control)) {
        return prove_direct_conflict(scratch, direct_edges(scratch, control),
                                     proof, against, err);
    }
    unsigned second = 0;
    unsigned first = xw_contradicting_masks(&scratch->searches[XW_SEARCH_ALL],
                                            control, &second);
    if (first == XW_NONE) {
        return xw_graph_damaged(err, "a contradiction has no witness");
    }
    xw_status st = prove_in(scratch, XW_SEARCH_ALL, control,
                            (xw_mask_set)(1U << first), proof, err);
    return st ? st
              : prove_in(scratch, XW_SEARCH_ALL, control,
                         (xw_mask_set)(1U << second), against, err);
}

/* The masks that contradict `direct`; if none does alone, any that some other
 * contradicts. */
static xw_mask_set
masks_against(const xw_search *search, uint32_t control, xw_relation direct)
{
    unsigned against = 0;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        if (!(xw_mask_relation(id) & direct)) {
            against |= 1U << id;
        }
    }
    if (xw_search_masks(search, control) & against) {
        return (xw_mask_set)against;
    }
    unsigned second = 0;
    (void)xw_contradicting_masks(search, control, &second);
    return (xw_mask_set)(1U << second);
}

static xw_status
prove_disputed(xw_scratch *scratch, const xw_answer *answer, xw_proof *proof,
               xw_proof *against, xw_error *err)
{
    const xw_search *all = &scratch->searches[XW_SEARCH_ALL];
    uint32_t control = answer->control.i;
    xw_row pair = direct_edges(scratch, control);
    uint32_t edge =
        pick_direct(scratch, pair, answer->verdict, marks_to_avoid(answer));
    if (edge == XW_NONE) {
        return xw_graph_damaged(err, "a verdict has no walk");
    }
    xw_status st = prove_edge(scratch, edge, proof, err);
    if (st) {
        return st;
    }
    xw_relation direct = xw_search_meet_of_pair(all, pair);
    return prove_in(scratch, XW_SEARCH_ALL, control,
                    masks_against(all, control, direct), against, err);
}

static xw_status
prove_agreed(xw_scratch *scratch, const xw_answer *answer, xw_proof *proof,
             xw_error *err)
{
    return prove_in(scratch, proving_search(scratch, answer, answer->related),
                    answer->control.i, masks_meaning(scratch, answer->verdict),
                    proof, err);
}

xw_status
xw_decide_proof(xw_scratch *scratch, xw_draft *draft, xw_error *err)
{
    xw_answer *answer = &draft->answer;
    draft->proof = draft->against = (xw_proof){ 0 };
    xw_status st;
    if (answer->verdict == XW_CONFLICT) {
        st = prove_conflict(scratch, answer->control.i, &draft->proof,
                            &draft->against, err);
    } else if (answer->disputed) {
        st = prove_disputed(scratch, answer, &draft->proof, &draft->against,
                            err);
    } else {
        st = prove_agreed(scratch, answer, &draft->proof, err);
    }
    if (!st) {
        answer->hops = draft->proof.hops;
        answer->strength = draft->proof.strength;
        answer->joint = draft->proof.joint;
    }
    return st;
}
