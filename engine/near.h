/* near.h - which of many selections each control is mapped to, in numbers.
 *
 * For selections that are whole frameworks, and a graph without part links: by
 * one mapping they are read off the runs, and by two they are the union of what
 * the neighbours are mapped to.  Of a control that is mapped to many, that is
 * also held as a row of bits, 64 selections to a word.
 *
 * What leads somewhere depends on what comes before: so there may be several
 * kinds of lists, each of its own masks. */
#ifndef XW_ENGINE_NEAR_H
#define XW_ENGINE_NEAR_H

#include "bits.h"
#include "search.h"

/** What one control is mapped to. */
typedef struct xw_near_at {
    uint32_t begin; /**< in the lists; where there is a row, which it is */
    uint32_t count; /**< or XW_NEAR_ROW */
} xw_near_at;

typedef struct xw_near {
    const xw_graph *graph;
    const xw_search *search; /**< knows which half-edges count */
    const uint16_t
        *selection; /**< [framework_count] its number, or XW_NO_NEAR */
    xw_mask_set good[XW_MASK_COUNT];  /**< [kinds] masks as walked, of which one
                                          leads somewhere */
    unsigned kinds;                   /**< at least one */
    uint16_t kinds_of[XW_MASK_COUNT]; /**< a bit for each, by mask */
    bool conflicts; /**< so do mappings that contradict each other */
    bool by_runs;   /**< lists are for the taking where all runs are good */

    bool all_count;    /**< every half-edge does */
    xw_mask_set masks; /**< of all half-edges, as walked */

    uint16_t *lists; /**< [run_count * kinds] those of a control where its runs
                          are; NULL: all of these, and `by_runs` was set */
    xw_near_at *at;  /**< [control_count * kinds] */
    uint64_t *rows;  /**< [row_count * words] those of one control together */
    size_t row_count, words;

    /* Once rows are indexed, what each bit stands for: a control, or XW_NEAR_MORE
     * and where there are several, each but the last with XW_NEAR_MORE. */
    uint32_t *ends;   /**< [bits of all rows] */
    uint32_t *before; /**< [row_count * words] bits before each word */
    uint32_t *several;
    size_t several_count;
} xw_near;

enum { XW_NO_NEAR = UINT16_MAX, XW_NEAR_BLOCK = 4 };
#define XW_NEAR_ROW  UINT32_MAX
#define XW_NEAR_MORE (UINT32_C(1) << 31)

/** Words of a row: whole blocks. */
static inline size_t
xw_near_words(size_t selections)
{
    return (selections / 64 + XW_NEAR_BLOCK) / XW_NEAR_BLOCK * XW_NEAR_BLOCK;
}

/** Look at all half-edges; what comes before is set, `good` and `kinds` need not
 *  be, which may depend on what is found.
 *  @retval XW_E_GRAPH */
xw_status xw_near_look(xw_near *near, xw_error *err);

/** Fill the lists, after that.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *  O(half-edges + runs * kinds). */
xw_status xw_near_fill(xw_near *near, xw_error *err);
void xw_near_clear(xw_near *near);

/** Make rows of the long lists.  @retval XW_E_NOMEM */
xw_status xw_near_widen(xw_near *near, xw_error *err);

/** Index the rows, of less than XW_NEAR_MORE controls.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH */
xw_status xw_near_index(xw_near *near, xw_error *err);

/** Whether some mapping says that two controls have nothing in common. */
static inline bool
xw_near_has_disjoint(const xw_near *near)
{
    return near->masks >> XW_MASK_DIS & 1U;
}

/** Whether a half-edge counts, and leads on by what it carries: that of a pair
 *  whose mappings contradict each other acts as XW_ALL, which only connects. */
static inline bool
xw_near_says(const xw_near *near, xw_row row, uint32_t edge)
{
    unsigned attribute = near->graph->edge_attributes[edge];
    if (near->all_count &&
        (near->conflicts || !(attribute & XW_EDGE_CONTRADICTED))) {
        return true;
    }
    return xw_search_uses(near->search, edge) &&
           (near->conflicts ||
            xw_search_mask_of_edge(near->search, row, edge) ==
                (attribute & XW_EDGE_MASK));
}

static inline xw_near_at
xw_near_find(const xw_near *near, unsigned kind, uint32_t control)
{
    return near->at[(size_t)control * near->kinds + kind];
}

/** The row that something has. */
static inline uint64_t *
xw_near_row(const xw_near *near, xw_near_at at)
{
    return near->rows + at.begin * near->words;
}

static inline void
xw_near_add_row(const xw_near *near, const uint64_t *restrict from,
                uint64_t *restrict row)
{
    for (size_t w = 0; w < near->words; w += XW_NEAR_BLOCK) {
        row[w] |= from[w];
        row[w + 1] |= from[w + 1];
        row[w + 2] |= from[w + 2];
        row[w + 3] |= from[w + 3];
    }
}

/** Add to `row` what a control is mapped to. */
static inline void
xw_near_add(const xw_near *near, xw_near_at at, uint64_t *row)
{
    if (at.count == XW_NEAR_ROW) {
        xw_near_add_row(near, xw_near_row(near, at), row);
        return;
    }
    const uint16_t *list = near->lists + at.begin;
    for (uint32_t i = 0; i < at.count; ++i) {
        row[list[i] / 64] |= UINT64_C(1) << list[i] % 64;
    }
}

#endif
