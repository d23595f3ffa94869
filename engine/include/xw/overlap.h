/* xw/overlap.h - how much of each framework every other one reaches: public
 * API.
 *
 * For a pair (A, B), the share of B's controls that count (assessable, not
 * withdrawn, in scope) for which some control of A gives an answer that meets
 * the measure, as xw_map of the control into A with XW_SATISFIED_BY decides it.
 * A control that is itself of A is reached.
 *
 * All pairs are computed at once.  Which is `mapped` is a question of what is
 * connected, a bit for each A at each control, as long as no mapping says that
 * two controls have nothing in common; the rest is decided by verdict, for which
 * walks that contradict each other are found first. */
#ifndef XW_OVERLAP_H
#define XW_OVERLAP_H

#include <xw/query.h>

#ifdef __cplusplus
extern "C" {
#endif

#define XW_OVERLAP_HOPS_MOST 2U

/** Which verdicts count as reached. */
typedef enum xw_measure {
    XW_MEASURE_MAPPED = 0,  /**< any but gap, none and unmapped */
    XW_MEASURE_PARTIAL = 1, /**< full or partial */
    XW_MEASURE_FULL = 2
} xw_measure;

typedef struct xw_overlap_request {
    size_t size;            /**< sizeof(xw_overlap_request) */
    const xw_selection *of; /**< [of_count]; none: all frameworks */
    size_t of_count;
    uint32_t max_hops; /**< 1 .. XW_OVERLAP_HOPS_MOST; 0: the most */
    xw_measure measure;
    uint32_t rationales;     /**< as in xw_map_request */
    uint32_t threads;        /**< 0: one for each processor */
    xw_progress_fn progress; /**< or NULL */
    void *payload;           /**< for `progress` */
} xw_overlap_request;

#define XW_OVERLAP_REQUEST_INIT            \
    {                                      \
        .size = sizeof(xw_overlap_request) \
    }

typedef struct xw_overlap xw_overlap;

/** Compute all ordered pairs.
 *
 *  @retval XW_E_ARG  A member of the request is out of its range.
 *  @retval XW_E_NOMEM
 *
 *  Over one hop O(mappings); over two O(mappings * of_count / 64 + sum, over
 *  mappings, of those of the end that has fewer + pairs that contradict
 *  themselves) as long as the last are few, else O(walks of two mappings), as is
 *  `mapped` where something is said to be unrelated.  With part links or scopes
 *  O(mappings * hops * of_count / 64), and one search for each control whose
 *  evidence may contradict itself. */
XW_API xw_status xw_overlap_new(const xw_graph *graph,
                                const xw_overlap_request *request,
                                xw_overlap **out, xw_error *err);
XW_API void xw_overlap_free(xw_overlap *overlap);

/** Rows and columns: those of the request, in its order. */
XW_API size_t xw_overlap_count(const xw_overlap *overlap);

/** Borrowed: [count] what rows and columns are of. */
XW_API const xw_selection *xw_overlap_of(const xw_overlap *overlap);

/** Controls of number `to` that count, and how many of them number `from`
 *  reaches.  Both numbers must be below the count. */
XW_API uint32_t xw_overlap_controls(const xw_overlap *overlap, size_t to);
XW_API uint32_t xw_overlap_reached(const xw_overlap *overlap, size_t from,
                                   size_t to);

/** The share of these; negative where none count. */
XW_API double xw_overlap_share(const xw_overlap *overlap, size_t from,
                               size_t to);

#ifdef __cplusplus
}
#endif

#endif /* XW_OVERLAP_H */
