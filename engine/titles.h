/* titles.h - how alike what two controls are called is.
 *
 * A control is described by the words of its title and, each level counting
 * less, of those above it.  A word is cut to its stem and weighs more the fewer
 * titles of its framework have it; likeness is the cosine between the weights
 * (Salton, Buckley 1988).  Ids are not looked at. */
#ifndef XW_ENGINE_TITLES_H
#define XW_ENGINE_TITLES_H

#include "graph.h"

/** In how many titles of one framework each stem occurs, by open addressing. */
typedef struct xw_stem_counts {
    uint64_t *stems;  /**< [slot_count] hashes, 0: empty; NULL: not counted */
    uint32_t *counts; /**< [slot_count] */
    size_t slot_count, stem_count;
} xw_stem_counts;

/** One stem of a control, by its hash. */
typedef struct xw_stem {
    uint64_t stem;
    double weight;
} xw_stem;

/** What is known of titles so far: frameworks are counted and controls
 *  described when first asked about. */
typedef struct xw_titles {
    const xw_graph *graph;
    xw_stem_counts *frameworks; /**< [framework_count] or NULL */
    uint32_t *described;        /**< [control_count] 1 + place in `ends` */
    size_t *ends;               /**< [end_count] of each one's stems */
    size_t end_count, end_cap;
    xw_stem *stems; /**< [stem_count] */
    size_t stem_count, stem_cap;
} xw_titles;

/** Begin with no memory. */
void xw_titles_init(xw_titles *titles, const xw_graph *graph);
void xw_titles_clear(xw_titles *titles);

/** How alike two controls are called, 0 .. 1; negative when one of them is not
 *  called anything.
 *
 *  @retval XW_E_NOMEM
 *
 *  O(words of both), and once a framework O(its titles). */
xw_status xw_titles_likeness(xw_titles *titles, uint32_t a, uint32_t b,
                             double *out, xw_error *err);

#endif
