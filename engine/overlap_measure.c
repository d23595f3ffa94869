/* overlap_measure.c - from masks of walks to what counts as reached. */
#include "map.h"
#include "overlap.h"

/* ---- From all walks at once ------------------------------------------------------ */

/* The selections that some walk of a mask of this kind leads into.  Masks are
 * as walked backwards, from what is to be satisfied. */
static uint64_t
meaning(const xw_plane_row *row, xw_verdict worst)
{
    uint64_t selections = 0;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation asked = xw_relation_converse(xw_mask_relation(id));
        if (xw_relation_verdict(asked) <= worst) {
            selections |= row->words[id];
        }
    }
    return selections;
}

/* The selections that walks excluding mask `id` lead into. */
static uint64_t
excluding(const xw_plane_row *row, unsigned id)
{
    uint64_t selections = 0;
    for (unsigned other = 0; other < XW_MASK_COUNT; ++other) {
        if (!(xw_mask_relation(id) & xw_mask_relation(other))) {
            selections |= row->words[other];
        }
    }
    return selections;
}

/* Those that walks contradicting each other lead into, if perhaps from
 * different controls.  Two walks suffice for any contradiction. */
static uint64_t
contradicting(const xw_plane_row *row)
{
    uint64_t selections = 0;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        if (row->words[id]) {
            selections |= row->words[id] & excluding(row, id);
        }
    }
    return selections;
}

uint64_t
xw_overlap_measure(const xw_overlap_work *work, const xw_plane_row *row,
                   uint64_t *doubt)
{
    if (work->request->measure != XW_MEASURE_MAPPED) {
        bool full = work->request->measure == XW_MEASURE_FULL;
        uint64_t reached = meaning(row, full ? XW_FULL : XW_PARTIAL);
        *doubt = reached & contradicting(row);
        return reached;
    }
    /* A walk that excludes any overlap makes the verdict none, whatever others
     * from that control say; those from other controls it leaves alone. */
    uint64_t none = row->words[xw_mask_id(XW_DIS)];
    uint64_t reached = meaning(row, XW_CANDIDATE);
    *doubt = reached & none;
    return reached;
}

/* ---- Singly ------------------------------------------------------------------------ */

bool
xw_measure_meets(xw_measure measure, xw_verdict verdict)
{
    switch (measure) {
    case XW_MEASURE_FULL: return verdict == XW_FULL;
    case XW_MEASURE_PARTIAL: return verdict <= XW_PARTIAL;
    case XW_MEASURE_MAPPED: break;
    }
    return verdict != XW_DISJOINT;
}

xw_status
xw_overlap_recheck(xw_overlap_work *work, unsigned part, uint32_t control,
                   uint64_t doubt, uint64_t *out, xw_error *err)
{
    xw_overlap_part *own = &work->parts[part];
    xw_map_request request = XW_MAP_REQUEST_INIT;
    unsigned bits[64];
    request.control = (xw_control){ control };
    request.direction = XW_SATISFIED_BY;
    request.into = own->into;
    request.max_hops = work->max_hops;
    request.rationales = work->request->rationales;
    for (unsigned bit = 0; bit < 64; ++bit) {
        if (doubt >> bit & 1U) {
            bits[request.into_count] = bit;
            own->into[request.into_count++] =
                work->overlap->of[work->column + bit];
        }
    }
    xw_status st = XW_OK;
    if (!own->scratch) {
        st = xw_scratch_new(work->graph, &own->scratch, err);
    }
    if (!st) {
        st = xw_map_decide(own->scratch, &request, err);
    }
    *out = 0;
    for (size_t i = 0; !st && i < own->scratch->draft_count; ++i) {
        const xw_answer *answer = &own->scratch->drafts[i].answer;
        if (xw_measure_meets(work->request->measure, answer->verdict)) {
            *out |= UINT64_C(1) << bits[answer->into];
        }
    }
    return st;
}
