/* relation.h - the 14 masks that occur in a graph, numbered to fit 4 bits.
 *
 * Composition and non-empty intersection lead from base relations, {EQ,SUB} and
 * {EQ,SUP} to these and no others, and over them composition distributes over
 * non-empty intersections (tests/test_relation.c checks both on all). */
#ifndef XW_ENGINE_RELATION_H
#define XW_ENGINE_RELATION_H

#include <xw/relation.h>

enum {
    XW_MASK_COUNT = 14,
    XW_MASK_ALL = 13, /**< the id of XW_ALL */
    XW_MASK_EQ = 0,   /**< the id of XW_EQ */
    XW_MASK_DIS = 4   /**< the id of XW_DIS */
};

extern const xw_relation xw_masks[XW_MASK_COUNT];

/** The mask of an id below XW_MASK_COUNT. */
static inline xw_relation
xw_mask_relation(unsigned id)
{
    return xw_masks[id];
}

/** The id of a mask, or XW_MASK_COUNT if it is none of the 14. */
unsigned xw_mask_id(xw_relation r);

/** What a map between the unions of so many sources and targets says of each
 *  pair (DESIGN.md, set-valued maps): what follows from it, else XW_ALL. */
xw_relation xw_relation_of_pair(xw_relationship relationship,
                                size_t source_count, size_t target_count);

/** A set of mask ids, one bit each. */
typedef uint16_t xw_mask_set;

/** Composition of whole sets of masks with one mask, as two table look-ups:
 *  `after[m][0][low byte] | after[m][1][high byte]` has the id of r then m for
 *  each r in the set. */
typedef struct xw_mask_table {
    xw_mask_set after[XW_MASK_COUNT][2][256];
} xw_mask_table;

/** O(XW_MASK_COUNT * 512). */
void xw_mask_table_fill(xw_mask_table *table);

static inline xw_mask_set
xw_mask_table_step(const xw_mask_table *table, xw_mask_set set, unsigned mask)
{
    return (xw_mask_set)(table->after[mask][0][set & 0xFFU] |
                         table->after[mask][1][set >> 8]);
}

/** The intersection of all masks of a set; XW_ALL of none. */
xw_relation xw_mask_set_meet(xw_mask_set set);

/** The converse of each mask of a set. */
xw_mask_set xw_mask_set_converse(xw_mask_set set);

#endif
