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

/** Of a control in between: what it may lead to in a selection. */
typedef struct xw_asked {
    uint32_t end; /**< where that is listed */
    uint16_t selection;
} xw_asked;

typedef struct xw_whole_part {
    xw_tally tally;
    uint64_t *gathered; /**< as that of all, of the first part the same */
    uint64_t *lists;    /**< [kinds * words] of a control, as rows */
    uint32_t *counts;   /**< [selections + 1] the last: of what is none */

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
    xw_asked *asked; /**< [selections + 1] those in hand, of `doubts` */
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
    uint64_t *gathered; /**< rows, at each control's first of `near`'s */
} xw_whole;

enum { XW_NO_KIND = XW_MASK_COUNT };

/* ---- Walks (overlap_gather.c) ---- */

/** Gather, for each control with a row, what walks through those without lead to.
 *  @retval XW_E_NOMEM */
xw_status xw_whole_gather(xw_whole *w, xw_error *err);

/** Add the selections that walks of one and of two mappings lead into. */
void xw_whole_add_walks(const xw_whole *w, uint32_t control, uint64_t *row);

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
