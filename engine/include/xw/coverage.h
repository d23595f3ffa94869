/* xw/coverage.h - how much of what is wanted is met by what is held: public
 * API.
 *
 * For each wanted control that counts (assessable, not withdrawn, in scope) the
 * best answer that anything held gives, as xw_map with XW_SATISFIED_BY decides
 * it; and full where several that are held satisfy it together (xw/closure.h).
 * What counts is told as bounds: a share proven in full, one reached at all,
 * and never a blend of both. */
#ifndef XW_COVERAGE_H
#define XW_COVERAGE_H

#include <xw/closure.h>
#include <xw/query.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct xw_coverage_request {
    size_t size; /**< sizeof(xw_coverage_request) */
    xw_choice have;
    /** Of `have`, only what is in here counts as held; NULL: all of it. */
    const xw_choice *implemented;
    /** A report for each selection, and one for each framework of which single
     *  controls are named.  A single control that is not assessable stands for
     *  the assessable ones below it. */
    xw_choice want;
    uint32_t max_hops;   /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT */
    uint32_t rationales; /**< as in xw_map_request */
    bool accept_topic;   /**< count as full what is full as to topic only */
    bool accept_related; /**< and what rests on unlabelled mappings */
    uint32_t threads;    /**< 0: one for each processor */
} xw_coverage_request;

#define XW_COVERAGE_REQUEST_INIT            \
    {                                       \
        .size = sizeof(xw_coverage_request) \
    }

/** The best answer for one wanted control. */
typedef struct xw_covered {
    xw_control control;
    xw_verdict verdict;
    xw_marks marks; /**< of full and partial ones */
    bool held;      /**< it is held itself */
    bool joint;     /**< satisfied by several together, and by none as well */
    bool counts;    /**< in full_share */
    uint32_t gap; /**< a gap record of it about a held framework, or XW_NONE */
} xw_covered;

/** Shares are of `controls`, and negative where there are none. */
typedef struct xw_coverage_counts {
    uint32_t controls;
    /** Each control is in one of these. */
    uint32_t full, full_topic, partial, partial_related, conflict, gap,
        candidate, none, unmapped;
    /** Of `full` and `full_topic` together, those so marked. */
    uint32_t full_related, full_disputed, full_joint;
    uint32_t full_counted;  /**< what full_share counts */
    double full_share;      /**< full, undisputed, and as the request accepts:
                                stated, of requirement level */
    double reachable_share; /**< stated, and full or partial */
    double mapped_share;    /**< full or partial */
} xw_coverage_counts;

/** A heading above counted controls, and what those come to. */
typedef struct xw_coverage_group {
    xw_control control;
    uint32_t depth; /**< headings above it */
    xw_coverage_counts counts;
} xw_coverage_group;

typedef struct xw_coverage_report {
    xw_selection wanted; /**< of single controls: their framework */
    bool single;         /**< only single controls of it are wanted */
    xw_coverage_counts counts;
    const xw_covered *items; /**< [item_count] in document order */
    size_t item_count;
    const xw_coverage_group *groups; /**< [group_count] in document order */
    size_t group_count;
} xw_coverage_report;

typedef struct xw_coverage xw_coverage;

/** Answer for everything wanted.  The graph must outlive the coverage.
 *
 *  @retval XW_E_ARG  A member of the request is out of its range, or nothing is
 *                    wanted.
 *  @retval XW_E_NOMEM
 *
 *  One search for each wanted control. */
XW_API xw_status xw_coverage_new(const xw_graph *graph,
                                 const xw_coverage_request *request,
                                 xw_coverage **out, xw_error *err);
XW_API void xw_coverage_free(xw_coverage *coverage);

XW_API size_t xw_coverage_report_count(const xw_coverage *coverage);

/** Report `index`, borrowed.  @retval XW_E_ARG  There is none. */
XW_API xw_status xw_coverage_get_report(const xw_coverage *coverage,
                                        size_t index, xw_coverage_report *out,
                                        xw_error *err);

/** What is held that answers for a control, best first: by verdict, marks,
 *  score, strength, document order; with proofs.  At most `limit`.  Borrowed
 *  until the next call on this coverage.
 *
 *  One search. */
XW_API xw_status xw_coverage_answers(xw_coverage *coverage, xw_control control,
                                     uint32_t limit, const xw_answer **out,
                                     size_t *count, xw_error *err);

/** How several that are held satisfy a control together.  Borrowed until the
 *  next call on this coverage.  @retval XW_NOT_FOUND  They do not. */
XW_API xw_status xw_coverage_joint(xw_coverage *coverage, xw_control control,
                                   const xw_firing **out, size_t *count,
                                   xw_error *err);

/** Something not held, and what adopting it alone would do for the controls
 *  that are open: counted in no full_share. */
typedef struct xw_adoption {
    xw_framework framework;
    xw_control control; /**< .i is XW_NONE: all of the framework */
    uint32_t closes;    /**< it satisfies these, as full_share counts */
    uint32_t advances;  /**< and lifts these to partial, which nothing held
                             does: stated, unless the request accepts
                             unlabelled mappings */
} xw_adoption;

typedef enum xw_adoption_kind {
    XW_ADOPT_FRAMEWORKS = 0,
    XW_ADOPT_CONTROLS = 1
} xw_adoption_kind;

/** Rank what could be adopted, of frameworks that are not wanted themselves:
 *  what closes most first, then what advances most, then by id.  Whoever does
 *  neither is left out.  What would only join with something held is not seen.
 *  Borrowed until the next call on this coverage.
 *
 *  One search for each open control. */
XW_API xw_status xw_coverage_next(xw_coverage *coverage, xw_adoption_kind kind,
                                  const xw_adoption **out, size_t *count,
                                  xw_error *err);

#ifdef __cplusplus
}
#endif

#endif /* XW_COVERAGE_H */
