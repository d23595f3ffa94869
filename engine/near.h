/* near.h - which of many selections each control is mapped to, in numbers.
 *
 * For selections that are whole frameworks, and a graph without part links: by
 * one mapping they are read off the runs, and by two they are the union of what
 * the neighbours are mapped to.  Of a control that is mapped to many, that is
 * also held as a row of bits, 64 selections to a word. */
#ifndef XW_ENGINE_NEAR_H
#define XW_ENGINE_NEAR_H

#include "search.h"

typedef struct xw_near {
    const xw_graph *graph;
    const xw_search *search; /**< knows which half-edges count */
    const uint16_t
        *selection;   /**< [framework_count] its number, or XW_NO_NEAR */
    xw_mask_set good; /**< masks as walked, of which one leads somewhere */
    bool conflicts;   /**< and so do mappings that contradict each other */

    bool by_runs;     /**< lists are for the taking where all runs are good */
    uint16_t *lists;  /**< [run_count] that of a control where its runs are;
                           NULL: all of these, and `by_runs` was set */
    uint32_t *counts; /**< [control_count] */
    uint32_t *dense;  /**< [control_count] 1 + which row, or 0 */
    uint64_t *rows;   /**< [dense_count * words] */
    size_t dense_count, words;
    bool all_count;    /**< every half-edge does */
    bool has_disjoint; /**< some mapping says that two have nothing in common */
} xw_near;

enum { XW_NO_NEAR = UINT16_MAX, XW_NEAR_BLOCK = 4 };

/** Words of a row: whole blocks. */
static inline size_t
xw_near_words(size_t selections)
{
    return (selections / 64 + XW_NEAR_BLOCK) / XW_NEAR_BLOCK * XW_NEAR_BLOCK;
}

/** Fill the lists; what comes before them is set, and `words`.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *  O(half-edges). */
xw_status xw_near_fill(xw_near *near, xw_error *err);
void xw_near_clear(xw_near *near);

/** Make rows of the long lists.  @retval XW_E_NOMEM */
xw_status xw_near_widen(xw_near *near, xw_error *err);

/** Add to `row` what a control is mapped to. */
static inline void
xw_near_add(const xw_near *near, uint32_t control, uint64_t *row)
{
    uint32_t dense = near->dense[control];
    if (dense) {
        const uint64_t *from = near->rows + (size_t)(dense - 1) * near->words;
        for (size_t w = 0; w < near->words; w += XW_NEAR_BLOCK) {
            row[w] |= from[w];
            row[w + 1] |= from[w + 1];
            row[w + 2] |= from[w + 2];
            row[w + 3] |= from[w + 3];
        }
        return;
    }
    const uint16_t *list = near->lists + near->graph->run_rows[control];
    for (uint32_t i = 0; i < near->counts[control]; ++i) {
        row[list[i] / 64] |= UINT64_C(1) << list[i] % 64;
    }
}

#endif
