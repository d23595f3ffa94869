/* xw/roadmap.h - what is to be done to meet a framework: public API.
 *
 * A guide is a framework whose controls are documents to write, activities to
 * carry out and indicators to watch, mapped to the requirements that they
 * serve.  A roadmap is what of a guide serves requirements that are still open,
 * and what of it those have begun already who hold other frameworks.
 *
 * To serve is less than to satisfy: any overlap that a mapping of the guide
 * states, or entails of parts, is enough. */
#ifndef XW_ROADMAP_H
#define XW_ROADMAP_H

#include <xw/coverage.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct xw_roadmap_request {
    size_t size; /**< sizeof(xw_roadmap_request) */
    /** What is to be met.  A single control that is not assessable stands for
     *  the assessable ones below it. */
    xw_choice of;
    xw_choice have; /**< what is held */
    /** Of `have`, only what is in here counts as held; NULL: all of it. */
    const xw_choice *implemented;
    const xw_control *settled; /**< [settled_count] requirements that are met
                                    already, or do not apply */
    size_t settled_count;
    const xw_selection *guides; /**< [guide_count], at least one */
    size_t guide_count;
    uint32_t max_hops;   /**< 1 .. XW_HOPS_MOST; 0: XW_HOPS_DEFAULT; from what
                              is held: guides count by their own mappings */
    uint32_t rationales; /**< as in xw_map_request */
    bool accept_topic, accept_related; /**< as in xw_coverage_request */
    uint32_t threads;                  /**< 0: one for each processor */
} xw_roadmap_request;

#define XW_ROADMAP_REQUEST_INIT            \
    {                                      \
        .size = sizeof(xw_roadmap_request) \
    }

/** By the `kind` of a guide's control. */
typedef enum xw_guide_kind {
    XW_GUIDE_ACTIVITY = 0,  /**< "activity" */
    XW_GUIDE_DOCUMENT = 1,  /**< "document" */
    XW_GUIDE_INDICATOR = 2, /**< "indicator" */
    XW_GUIDE_KIND_COUNT = 3
} xw_guide_kind;

/** What of a guide serves something that is open. */
typedef struct xw_guide_entry {
    xw_control control;
    xw_guide_kind kind;
    const uint32_t *serves; /**< [serve_count] open requirements, ascending */
    size_t serve_count;
    uint32_t begun; /**< of these, how many something held touches */
    /** [held_count] What is held that it serves as well, ascending. */
    const uint32_t *held;
    size_t held_count;
} xw_guide_entry;

typedef struct xw_roadmap_totals {
    uint32_t requirements; /**< asked for */
    uint32_t met;     /**< by what is held, in full, as xw_coverage counts it */
    uint32_t settled; /**< of the others, those given as such */
    uint32_t begun;   /**< open, and touched by something held that is stated
                           and undisputed */
    uint32_t untouched; /**< open, and not so */
    uint32_t unserved;  /**< open, and nothing in the guides serves it */
    uint32_t done[XW_GUIDE_KIND_COUNT]; /**< of the guides, what serves only
                                             requirements that are not open */
} xw_roadmap_totals;

typedef struct xw_roadmap xw_roadmap;

/** Find the way.  The graph must outlive the roadmap.
 *
 *  @retval XW_E_ARG  A member of the request is out of its range, nothing is
 *                    asked for, or there is no guide.
 *  @retval XW_E_NOMEM
 *
 *  One search for each requirement, and for each control of a guide. */
XW_API xw_status xw_roadmap_new(const xw_graph *graph,
                                const xw_roadmap_request *request,
                                xw_roadmap **out, xw_error *err);
XW_API void xw_roadmap_free(xw_roadmap *roadmap);

XW_API void xw_roadmap_get_totals(const xw_roadmap *roadmap,
                                  xw_roadmap_totals *out);

/** Borrowed: [count] in the order of the graph. */
XW_API const xw_guide_entry *xw_roadmap_entries(const xw_roadmap *roadmap,
                                                size_t *count);

/** Whether an open requirement is touched by something held. */
XW_API bool xw_roadmap_is_begun(const xw_roadmap *roadmap, xw_control control);

#ifdef __cplusplus
}
#endif

#endif /* XW_ROADMAP_H */
