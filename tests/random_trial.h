/* random_trial.h - a check of many random graphs, and of smaller ones still
 * when one fails. */
#ifndef XW_TESTS_RANDOM_TRIAL_H
#define XW_TESTS_RANDOM_TRIAL_H

#include "random_graph.h"

/** The first thing found wrong; empty as long as all is right. */
typedef struct finding {
    char text[256];
} finding;

/** Whether `got` is as wanted; if not, and nothing was wrong before, say so of
 *  `what` and a control. */
bool finding_agree(finding *f, const char *what, uint32_t control,
                   uint32_t want, uint32_t got);

/** The same of a number that may be off by `near`. */
void finding_near(finding *f, const char *what, uint32_t at, double want,
                  double got, double near);

/** Add which question it was, as printf does. */
__attribute__((format(printf, 2, 3))) void finding_add(finding *f,
                                                       const char *format, ...);

/** Check what is tested on the graph of a recipe. */
typedef void (*graph_check)(const graph_recipe *recipe, finding *out);

typedef struct graph_trial {
    uint64_t usual, many;   /**< graphs, as test_runs has it */
    uint32_t most_controls; /**< 2 .. RECORD_CONTROLS */
    bool all_true;          /**< every map holds in the model */
    bool rows_once;         /**< as in the recipe */
    bool evidence_only;     /**< as in the recipe */
    graph_check check;
} graph_trial;

/** Check graphs of all sizes.  When one is wrong, print the smallest found
 *  that is, its seed, and fail. */
void try_random_graphs(const graph_trial *trial);

#endif
