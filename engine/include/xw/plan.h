/* xw/plan.h - one audit programme for several frameworks: public API.
 *
 * What is to be audited are requirements: the controls of the frameworks chosen
 * that count (assessable, not withdrawn, in scope).  A test of one requirement
 * does for another that it satisfies in full, as xw_map decides it, and several
 * tests do together for what set-valued maps and complete wholes entail of
 * them (xw/closure.h).  Only evidence that is stated, undisputed and of
 * requirement level removes a test.
 *
 * The tests planned are a cheapest choice that does for all requirements, or as
 * near to it as the effort allows, beside a bound that no choice can undercut.
 * With honest mappings few tests can be spared: what saves more is to hold those
 * that touch in one session, where one interview, one sample and one document
 * serve several frameworks.  Sessions claim nothing about satisfaction. */
#ifndef XW_PLAN_H
#define XW_PLAN_H

#include <xw/assess.h>
#include <xw/closure.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Costs are whole numbers of millionths: this is a cost of 1. */
#define XW_PLAN_ONE UINT64_C(1000000)
/** The highest cost of a test: a million. */
#define XW_PLAN_COST_MOST (XW_PLAN_ONE * UINT64_C(1000000))

typedef struct xw_test_cost {
    xw_control control;
    uint64_t cost; /**< 1 .. XW_PLAN_COST_MOST, in millionths */
} xw_test_cost;

typedef struct xw_plan_request {
    size_t size; /**< sizeof(xw_plan_request) */
    /** A single control that is not assessable stands for the assessable ones
     *  below it. */
    xw_choice of;
    /** Controls found compliant or not applicable leave the plan; one with
     *  several results only if all of them are such. */
    const xw_assessed *results; /**< [result_count] in any order */
    size_t result_count;
    bool carry; /**< what compliant controls satisfy leaves the plan too */
    const xw_test_cost *costs; /**< [cost_count]; of one control the last */
    size_t cost_count;         /**< all others cost XW_PLAN_ONE */
    uint32_t max_hops;         /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT */
    uint32_t rationales;       /**< as in xw_map_request */
    bool accept_topic;         /**< let topic claims spare tests */
    bool accept_related;       /**< and unlabelled mappings */
    /** Most that the tests of a session cost, unless it has but one; 0:
     *  8 * XW_PLAN_ONE. */
    uint64_t session_most;
    uint64_t effort;  /**< most steps of the search for a cheapest choice, each
                           some nanoseconds; 0: XW_PLAN_EFFORT */
    uint32_t threads; /**< 0: one for each processor */
} xw_plan_request;

#define XW_PLAN_REQUEST_INIT            \
    {                                   \
        .size = sizeof(xw_plan_request) \
    }

#define XW_PLAN_EFFORT UINT64_C(200000000)

/** A test that is planned. */
typedef struct xw_planned {
    xw_control control;
    uint64_t cost;
    uint32_t session;       /**< index of it */
    const uint32_t *covers; /**< [cover_count] ascending: the other requirements
                                 that this test alone does for */
    size_t cover_count;
} xw_planned;

/** A requirement that needs no test of its own. */
typedef struct xw_spared {
    xw_control control;
    /** [by_count] Ascending: tests that each do for it; or if `joint`, some
     *  that do together.  When `settled`: compliant controls. */
    const uint32_t *by;
    size_t by_count;
    bool joint;
    bool settled; /**< by results, through `carry` */
} xw_spared;

/** What the tests of a session have in common. */
typedef enum xw_theme {
    XW_THEME_CLAUSE = 0,  /**< a clause of the structure that management system
                              standards of ISO share */
    XW_THEME_OVERLAP = 1, /**< demands in common */
    XW_THEME_HEADING = 2, /**< a place in their framework */
    XW_THEME_SINGLE = 3   /**< it has but one */
} xw_theme;

typedef struct xw_plan_session {
    xw_theme theme;
    /** What it is named after: a heading, or the test with most in common with
     *  the others. */
    xw_control name;
    /** Of a shared clause its number and what it is about; else NULL. */
    const char *clause, *title;
    const uint32_t *items; /**< [item_count] indices of planned tests */
    size_t item_count;
    uint64_t cost;
    uint32_t framework_count; /**< that it serves */
} xw_plan_session;

typedef struct xw_plan_totals {
    uint32_t requirements;   /**< asked for */
    uint32_t compliant;      /**< of these, out of the plan by results */
    uint32_t not_applicable; /**< and these */
    uint32_t settled;        /**< satisfied by compliant controls; out of the
                                  plan only with `carry` */
    uint32_t items, sessions;
    uint64_t total;             /**< cost of the tests planned */
    uint64_t lower_bound;       /**< no choice of tests costs less */
    bool exact;                 /**< none costs less than `total` */
    uint64_t separate_total;    /**< cost of all that is not out by results */
    uint32_t separate_items;    /**< their number */
    uint32_t separate_sessions; /**< of an audit for each framework alone */
} xw_plan_totals;

typedef struct xw_plan xw_plan;

/** Plan.  Equal requests give equal plans, with any number of threads.  The
 *  graph must outlive the plan.
 *
 *  @retval XW_E_ARG  A member of the request is out of its range, or nothing is
 *                    asked for.
 *  @retval XW_E_NOMEM
 *
 *  One search for each requirement, and the effort of the cover. */
XW_API xw_status xw_plan_new(const xw_graph *graph,
                             const xw_plan_request *request, xw_plan **out,
                             xw_error *err);
XW_API void xw_plan_free(xw_plan *plan);

XW_API void xw_plan_get_totals(const xw_plan *plan, xw_plan_totals *out);

/** Borrowed: [count] the tests, in document order. */
XW_API const xw_planned *xw_plan_items(const xw_plan *plan, size_t *count);

/** Borrowed: [count] what is spared, in document order. */
XW_API const xw_spared *xw_plan_spared(const xw_plan *plan, size_t *count);

/** Borrowed: [count] clauses first, then by first test. */
XW_API const xw_plan_session *xw_plan_sessions(const xw_plan *plan,
                                               size_t *count);

/* ---- A programme over months ------------------------------------------------- */

typedef struct xw_schedule_request {
    size_t size;             /**< sizeof(xw_schedule_request) */
    uint32_t months;         /**< 1 .. XW_MONTHS_MOST; 0: 12 */
    uint64_t month_capacity; /**< most that a month's tests cost; 0: the fewest
                                  whole days that get all done in time */
    uint64_t day_capacity;   /**< the same of a day; 0: 16 * XW_PLAN_ONE */
} xw_schedule_request;

#define XW_SCHEDULE_REQUEST_INIT            \
    {                                       \
        .size = sizeof(xw_schedule_request) \
    }

#define XW_MONTHS_MOST 1200U

/** When a session is held. */
typedef struct xw_slot {
    uint32_t month;  /**< from 0; XW_NONE: there is no room for it */
    uint32_t day;    /**< from 0, of the audit days of that month */
    uint64_t before; /**< cost of what is held before it that day */
} xw_slot;

typedef struct xw_schedule {
    uint64_t month_capacity; /**< as asked for, or found */
    uint64_t least_capacity; /**< the fewest whole days of a month that get all
                                  done in time */
    uint64_t days;           /**< of audit, in all months */
    uint32_t unscheduled;    /**< sessions without room */
} xw_schedule;

/** Spread sessions in their order over months, and over days of these.
 *
 *  A month has no more days than its capacity fills.  Each session is held on
 *  the first day of its month that has room; one that costs more than a day
 *  takes several on end.
 *
 *  @param slots  [count of sessions]
 *  @retval XW_E_ARG  A member of the request is out of its range.
 *  @retval XW_E_NOMEM
 *
 *  O(sessions * days of a month), a few times. */
XW_API xw_status xw_plan_schedule(const xw_plan *plan,
                                  const xw_schedule_request *request,
                                  xw_slot *slots, xw_schedule *out,
                                  xw_error *err);

#ifdef __cplusplus
}
#endif

#endif /* XW_PLAN_H */
