/* step_table.h - what one half-edge does to a set of up to 16 things.
 *
 * A value is such a set, one bit each, and a step maps it to another, bit by
 * bit; so what a control has from all walks is the union of what each brings.
 * Two kinds:
 *
 *   masks      the set of mask ids that walks compose to (relation.h)
 *   strengths  bit r is set when some walk has a least strength of rank r or
 *              more: a step of rank s clears the bits from s on */
#ifndef XW_ENGINE_STEP_TABLE_H
#define XW_ENGINE_STEP_TABLE_H

#include "relation.h"

/** A step for each value of four bits of a half-edge's attribute. */
typedef struct xw_step_table {
    uint16_t after[16][2][256]; /**< as in xw_mask_table */
    uint8_t converse[16];       /**< the step walked the other way */
    uint16_t valid;             /**< a bit for each that there is */
    unsigned shift;             /**< of the four bits */
    bool is_of_masks;
} xw_step_table;

/** Every strength: what no step has weakened. */
#define XW_STEP_STRONGEST 0xFFFU

/** O(1); of a zeroed table. */
void xw_step_table_fill_masks(xw_step_table *table, const xw_mask_table *masks);
void xw_step_table_fill_strengths(xw_step_table *table);

static inline uint16_t
xw_step_table_apply(const xw_step_table *table, uint16_t values, unsigned by)
{
    return (uint16_t)(table->after[by][0][values & 0xFFU] |
                      table->after[by][1][values >> 8]);
}

#endif
