/* accelerator.h - what an accelerator holds.
 *
 * A framework has one of 64 bits, and a control, as its signature, the bits of
 * those that it is mapped to: what lacks a bit need not be looked at.
 *
 * Hub frameworks are those with far more mappings than most; hubs are their
 * controls that are mapped at all.  Two things are kept of hubs:
 *
 *   runs      for each hub, a bit for each framework that it is mapped to, and
 *             how many bits are set before: which run that is
 *   leads     for each bit of signatures and each hub, a bit for each run: that
 *             it leads to some control with that bit
 *   closure   for each two hubs, what all walks of two mappings between them
 *             bring, as values of step_table.h
 *
 * The closure lets walks that come back to their source through; of a search of
 * three mappings that can only be source, hub, source, target, and what such a
 * walk says is also said, and no less, by its last step alone. */
#ifndef XW_ENGINE_ACCELERATOR_H
#define XW_ENGINE_ACCELERATOR_H

#include "search.h"

#include <xw/reach.h>

enum { XW_HUBS_MOST = 8192, XW_NO_HUB = UINT16_MAX };

/** Of 64 frameworks. */
typedef struct xw_hub_runs {
    uint64_t has; /**< a bit for each that the hub is mapped to */
    uint32_t run; /**< the first of their runs */
} xw_hub_runs;

struct xw_accelerator {
    const xw_graph *graph;
    uint64_t *signatures;  /**< [control_count] */
    uint16_t *hub_of;      /**< [control_count] XW_NO_HUB, or which it is */
    uint32_t *hubs;        /**< [hub_count] their controls, ascending */
    uint64_t *is_hub_only; /**< a bit for each hub framework */
    uint32_t hub_count;
    uint32_t words;      /**< of 64 frameworks each */
    xw_hub_runs *runs;   /**< [hub_count * words] */
    uint32_t *lead_rows; /**< [hub_count + 1] of words, in each of 64 rows */
    uint64_t *leads;     /**< [64 * lead_rows[hub_count]] */
    uint16_t *masks;     /**< [hub_count * hub_count] from, to */
    uint16_t *strengths; /**< the same; both NULL: too much to make */
};

/** The number of a framework's bit (Knuth's multiplicative hashing). */
static inline unsigned
xw_accelerator_bit(uint32_t framework)
{
    return framework * UINT32_C(2654435769) >> 26;
}

static inline uint64_t
xw_accelerator_signature(uint32_t framework)
{
    return UINT64_C(1) << xw_accelerator_bit(framework);
}

/** Of the runs of a hub, a bit for each that leads to a control with a bit. */
static inline const uint64_t *
xw_accelerator_leads(const xw_accelerator *accelerator, unsigned bit,
                     unsigned hub)
{
    const uint32_t *rows = accelerator->lead_rows;
    return accelerator->leads + (size_t)bit * rows[accelerator->hub_count] +
           rows[hub];
}

/** Make room for `leads`, of the hubs that there are.
 *  @retval XW_E_NOMEM
 *  @retval XW_E_GRAPH */
xw_status xw_accelerator_make_leads(xw_accelerator *accelerator, xw_error *err);

/** Fill those of a hub.  @retval XW_E_GRAPH */
xw_status xw_accelerator_fill_leads(xw_accelerator *accelerator, unsigned hub,
                                    xw_error *err);

/** xw_accelerator_new, with hub frameworks of more than `factor` times the mean
 *  of mappings. */
xw_status xw_accelerator_make(const xw_graph *graph, uint32_t threads,
                              uint32_t factor, xw_accelerator **out,
                              xw_error *err);

/** The hub that a control is, or XW_NO_HUB; `accelerator` may be NULL. */
static inline unsigned
xw_accelerator_hub(const xw_accelerator *accelerator, uint32_t control)
{
    return accelerator ? accelerator->hub_of[control] : XW_NO_HUB;
}

#endif
