/* rank.h - how likely a candidate is to be a mapping that someone publishes.
 *
 * Four pieces of evidence, joined by a logistic model of five constants:
 *
 * Walks.  Each has the product of the weights of its pairs (edge_weight.h), or
 * when it has more than two pairs, of their squares: there are so many longer
 * walks that only the weights of a random walk keep them in bounds.  Walks that
 * come to a control through one framework add up; of two versions of one
 * framework the better counts, being one source; then frameworks add up, in such
 * a way that two independent sources say more than one that is twice as loud.
 *
 * Titles.  How alike the two are called, with what is above them (titles.h).
 *
 * Rivals.  A publisher maps a control to what seems nearest in a framework: where
 * another control of it is called more alike, this one is less likely.
 *
 * Parts.  A publisher maps either a whole or its parts: what is reached by part
 * links alone, because nobody has mapped it itself, he is not likely to map.
 *
 * The score is calibrated: of the candidates scored p whose source someone has
 * mapped into that framework, about a share p are published mappings.  What
 * xw_evaluate reports shows how far that is so in the graph at hand. */
#ifndef XW_ENGINE_RANK_H
#define XW_ENGINE_RANK_H

#include "amounts.h"
#include "edge_weight.h"
#include "titles.h"

/** Walks that reach a level, and that enter the next. */
typedef struct xw_flow {
    xw_amounts here, next;
} xw_flow;

/** The best that a control has in one framework. */
typedef struct xw_standing {
    uint32_t framework;
    double likeness;
} xw_standing;

typedef struct xw_ranker {
    const xw_graph *graph;
    xw_edge_weights weights;
    xw_titles titles;
    xw_flow near, far;
    xw_amounts framework, family; /**< of those through the ones in hand */
    xw_amounts powers;     /**< of what comes through each family, added up */
    uint32_t *independent; /**< [control_count] families in that */
    uint32_t *order;       /**< [order_cap] the controls of a level, sorted */
    size_t order_cap;
    bool source_is_mapped;
    xw_standing *standings; /**< [standing_count] known of this search */
    size_t standing_count, standing_cap;
} xw_ranker;

/** Begin with no memory. */
void xw_ranker_init(xw_ranker *ranker, const xw_graph *graph);
void xw_ranker_clear(xw_ranker *ranker);

/** Weigh the walks of a search just run.
 *
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH
 *
 *  O(edges touched) as the search, times the logarithm of a row; and once a
 *  control touched O(its row). */
xw_status xw_rank(xw_ranker *ranker, xw_search *search, xw_error *err);

/** The score of a control of a wanted framework that the search reached, and
 *  what it is made of.  Errors and cost as xw_titles_likeness, and once a search
 *  and framework that of all controls reached there. */
xw_status xw_rank_score(xw_ranker *ranker, const xw_search *search,
                        uint32_t control, double *score, xw_rank_pieces *pieces,
                        xw_error *err);

#endif
