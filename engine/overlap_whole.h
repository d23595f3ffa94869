/* overlap_whole.h - overlaps of whole frameworks over two mappings: what is
 * shared by the ways of going about it.
 *
 * Each way adds to a row the selections that some walk from a control leads
 * into, as the measure has it. */
#ifndef XW_ENGINE_OVERLAP_WHOLE_H
#define XW_ENGINE_OVERLAP_WHOLE_H

#include "contradicted.h"
#include "near.h"
#include "overlap.h"
#include "tally.h"

/** What is met when a pair's masks are those of a set. */
typedef struct xw_meet_table {
    xw_relation of[2][256]; /**< of the low byte, of the high one */
} xw_meet_table;

typedef struct xw_whole_part {
    xw_tally tally;
    uint32_t *counts; /**< [selections + 1] the last: of what is none */

    /* Pair by pair. */
    xw_mask_set *masks; /**< [control_count] of walks to each */
    uint32_t *touched;  /**< [touched_count] those with masks; room for one more
                             than there are controls */
    size_t touched_count;
    bool met_contradicted;

    /* Of good walks. */
    uint64_t
        *bad; /**< a bit for each control that the one in hand contradicts */
    uint64_t *lost; /**< and for each selection, of which perhaps all are bad */
    uint16_t
        *doubts; /**< [doubt_count] those once in `lost`, and [selections] */
    uint16_t *asked; /**< of these in hand */
    size_t doubt_count, lost_count;
} xw_whole_part;

typedef enum xw_whole_way {
    XW_WHOLE_CONNECTED, /**< connection is all that counts */
    XW_WHOLE_GOOD,      /**< walks that are good alone, and no contradiction */
    XW_WHOLE_PAIRS      /**< all walks to each control */
} xw_whole_way;

typedef struct xw_whole {
    xw_overlap_work *work;
    xw_whole_way way;
    xw_near near;
    uint16_t *selection; /**< [framework_count] */
    xw_mask_set good;    /**< masks as walked that meet the measure alone */
    xw_whole_part parts[XW_PARTS_MOST];

    xw_meet_table meets;      /**< pair by pair */
    bool is_good[XW_ALL + 1]; /**< the same, by relation as walked */
    uint8_t
        kinds[XW_MASK_COUNT]; /**< the kind of list that makes a good walk of
                                       a step of this mask, or XW_MASK_COUNT */
    xw_contradicted contradicted; /**< of good walks */
} xw_whole;

enum {
    XW_WHOLE_AHEAD = 16
}; /**< half-edges asked for before they are walked */

/** Ask for what will be needed of half-edges to come. */
static inline void
xw_whole_prefetch(const xw_near *near, uint32_t edge)
{
    const xw_graph *graph = near->graph;
    if (edge + XW_WHOLE_AHEAD < graph->edge_count) {
        uint32_t far = graph->edge_targets[edge + XW_WHOLE_AHEAD];
        uint32_t next = graph->edge_targets[edge + XW_WHOLE_AHEAD / 2];
        xw_near_at at = xw_near_find(near, 0, next);
        __builtin_prefetch(&near->at[(size_t)far * near->kinds]);
        __builtin_prefetch(at.count == XW_NEAR_ROW
                               ? (const void *)xw_near_row(near, at)
                               : (const void *)(near->lists + at.begin));
    }
}

/* ---- By good walks (overlap_good.c) ---- */

/** Whether it can be done so: if no more pairs contradict themselves than can be
 *  listed, which they are.  Sets the kinds of lists that it takes.
 *  @retval XW_E_NOMEM */
xw_status xw_whole_find_good(xw_whole *w, bool *can, xw_error *err);

/** @retval XW_E_NOMEM */
xw_status xw_whole_make_good(const xw_whole *w, xw_whole_part *part,
                             xw_error *err);

/** Add the selections that `control`, which is of number `to`, reaches. */
void xw_whole_add_good(const xw_whole *w, xw_whole_part *part, uint32_t control,
                       size_t to, uint64_t *row);

/* ---- Pair by pair (overlap_pairs.c) ---- */

void xw_whole_fill_tables(xw_whole *w);

/** @retval XW_E_NOMEM */
xw_status xw_whole_make_pairs(const xw_whole *w, xw_whole_part *part,
                              xw_error *err);
void xw_whole_add_pairs(const xw_whole *w, xw_whole_part *part,
                        uint32_t control, uint64_t *row);

#endif
