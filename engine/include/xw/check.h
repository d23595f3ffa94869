/* xw/check.h - what is doubtful in a graph: public API.
 *
 * Nothing here is damage, which is what xw_graph_verify finds: a graph holds
 * what publishers say, and publishers contradict and copy each other. */
#ifndef XW_CHECK_H
#define XW_CHECK_H

#include <xw/query.h>
#include <xw/xw.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Mappings of a set between two frameworks that look as if they had been
 *  derived, as the composition of the mappings of both with a third: the
 *  Jaccard index of the two sets of control pairs is at least .98, or at least
 *  .98 of these mappings are in the composition and .9 of it are these. */
typedef struct xw_derived {
    xw_set set;
    xw_framework source, target; /**< source has the smaller id */
    xw_framework through;        /**< the third, of several the nearest match */
    const xw_set *via; /**< [via_count] the sets that make up the composition */
    size_t via_count;
    uint64_t size;     /**< distinct pairs of controls in these mappings */
    uint64_t composed; /**< in the composition */
    uint64_t shared;   /**< in both */
    double jaccard;
} xw_derived;

#ifdef __cplusplus
}
#endif

#endif /* XW_CHECK_H */
