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

/** What contradicts what about two controls. */
typedef enum xw_conflict_kind {
    XW_CONFLICT_DIRECT = 0,   /**< two of the pair's own mappings */
    XW_CONFLICT_DISPUTED = 1, /**< the pair's own mappings agree, and walks say
                                   otherwise: the former decide */
    XW_CONFLICT_DERIVED = 2,  /**< two walks, and no mapping decides */
    XW_CONFLICT_KIND_COUNT = 3
} xw_conflict_kind;

/** "direct", "disputed", "derived". */
XW_API const char *xw_conflict_kind_name(xw_conflict_kind kind);

/** One of the two walks of a contradiction, from its source to its target. */
typedef struct xw_witness {
    xw_walk walk;
    xw_relation relation; /**< the composition along it */
    bool related,
        topic; /**< some mapping of it is unlabelled, claims a topic */
} xw_witness;

/** Mappings that cannot all be true.  No mapping of the two walks can be left
 *  out: what remains would agree.  Of each pair of controls one such
 *  contradiction is told, and what a cycle of mappings contradicts about several
 *  pairs is told of the first of these only. */
typedef struct xw_conflict {
    xw_conflict_kind kind;
    xw_control source, target; /**< source has the smaller id */
    xw_witness first, second;  /**< the two shortest that cannot both hold */
} xw_conflict;

/** Doubts about single controls and mappings. */
typedef enum xw_doubt_kind {
    /** A set says the same of pairs of controls twice, once each way round: the
     *  first of these pairs. */
    XW_DOUBT_MIRRORED = 0,
    /** A control, then those of one framework that are each equal to it. */
    XW_DOUBT_EQUAL_TO_SEVERAL = 1,
    /** Mappings of a control that is not assessable ... */
    XW_DOUBT_NOT_ASSESSABLE = 2,
    /** ... of one that is divided into controls that are: the first of them
     *  second. */
    XW_DOUBT_DIVIDED = 3,
    /** ... and of one that is withdrawn. */
    XW_DOUBT_WITHDRAWN = 4,
    /** A control that is mapped to a whole and to a part of it at once. */
    XW_DOUBT_NESTED = 5,
    /** A framework that no file declares; no controls are listed. */
    XW_DOUBT_IMPLIED_FRAMEWORK = 6,
    /** A control that no catalogue defines. */
    XW_DOUBT_IMPLIED_CONTROL = 7,
    /** A control said to be all its parts together, which has no parts. */
    XW_DOUBT_NO_PARTS = 8,
    /** A control in force that is part of a withdrawn one: that second. */
    XW_DOUBT_UNDER_WITHDRAWN = 9,
    /** Controls of one framework whose ids differ by case, leading zeros,
     *  blanks, punctuation, or characters that look the same. */
    XW_DOUBT_LOOK_ALIKE = 10,
    XW_DOUBT_KIND_COUNT = 11
} xw_doubt_kind;

/** "mirrored", "equal_to_several", "not_assessable", "divided", "withdrawn",
 *  "nested", "implied_framework", "implied_control", "no_parts",
 *  "under_withdrawn", "look_alike". */
XW_API const char *xw_doubt_kind_name(xw_doubt_kind kind);

typedef struct xw_doubt {
    xw_doubt_kind kind;
    xw_framework framework; /**< of the first control; of EQUAL_TO_SEVERAL and
                                 NESTED that of the others */
    const xw_control *controls; /**< [control_count] as the kind says */
    size_t control_count;
    xw_set set;        /**< of MIRRORED; else .i is XW_NONE */
    uint64_t mappings; /**< how many the doubt is about */
} xw_doubt;

typedef struct xw_check_request {
    size_t size;             /**< sizeof(xw_check_request) */
    uint32_t max_hops;       /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT */
    uint32_t limit;          /**< most conflicts, and doubts of each kind */
    uint32_t rationales;     /**< as in xw_map_request, for contradictions */
    uint32_t threads;        /**< 0: one for each processor */
    xw_progress_fn progress; /**< or NULL */
    void *payload;           /**< for `progress` */
} xw_check_request;

#define XW_CHECK_REQUEST_INIT                         \
    {                                                 \
        .size = sizeof(xw_check_request), .limit = 20 \
    }

/** What is doubtful, as far as the limit goes. */
typedef struct xw_findings {
    uint32_t max_hops;
    const xw_conflict *conflicts; /**< [conflict_count] by length of the walks,
                                       source, target */
    size_t conflict_count;
    uint64_t conflicts_omitted; /**< past the limit, at least */
    /** Whether all pairs were gone through: else more conflicts may be found
     *  when those listed are mended. */
    bool conflicts_complete;
    uint64_t conflict_pairs;   /**< pairs of controls about which mappings
                                  contradict each other */
    const xw_derived *derived; /**< [derived_count] all */
    size_t derived_count;
    const xw_doubt *doubts; /**< [doubt_count] by kind, in the graph's order */
    size_t doubt_count;
    uint64_t totals[XW_DOUBT_KIND_COUNT]; /**< doubts of each kind */
    uint64_t folded_rows;                 /**< rows read that repeat another */
} xw_findings;

/** Go through a whole graph.  The result does not depend on the number of
 *  threads.
 *
 *  @retval XW_E_ARG    A field of the request is out of its range.
 *  @retval XW_E_NOMEM
 *
 *  O(walks that exclude something + mappings log mappings), and what comparing
 *  sets with compositions takes. */
XW_API xw_status xw_check(const xw_graph *graph,
                          const xw_check_request *request, xw_findings **out,
                          xw_error *err);
XW_API void xw_findings_free(xw_findings *findings);

#ifdef __cplusplus
}
#endif

#endif /* XW_CHECK_H */
