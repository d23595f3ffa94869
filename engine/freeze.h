/* freeze.h - from a builder's records to the chunks of a graph file.
 *
 * Everything is numbered anew: frameworks and sets in byte order of their ids,
 * controls by framework and order of declaration, mappings by source and
 * target.  Each step below needs those before it. */
#ifndef XW_ENGINE_FREEZE_H
#define XW_ENGINE_FREEZE_H

#include "builder_records.h"
#include "image.h"

typedef struct xw_freeze {
    xw_builder *builder; /**< its mappings are rewritten in place */
    xw_image image;
    xw_review_fn review; /**< or NULL */
    void *payload;

    uint32_t framework_count, set_count;
    uint32_t *framework_number; /**< [builder framework] */
    uint32_t *framework_origin; /**< [framework] of the builder */
    uint32_t *set_number;       /**< [builder set] */
    uint32_t *set_origin;       /**< [set] of the builder */

    uint32_t *resolved; /**< [builder control] the declared one it names, or
                             itself */
    uint32_t control_count;
    uint32_t *control_number; /**< [builder control], XW_NONE for none */
    uint32_t *control_origin; /**< [control] of the builder */

    size_t mapping_count;   /**< distinct */
    uint32_t *edge_mapping; /**< [2 * mapping_count] of each half-edge */
    uint32_t flags;         /**< XW_META_ bits */
} xw_freeze;

/** Each gives XW_OK, XW_E_NOMEM or XW_E_LIMIT. */
xw_status xw_freeze_resolve(xw_freeze *freeze); /* fills resolved */
xw_status xw_freeze_number(xw_freeze *freeze);
xw_status xw_freeze_frameworks(xw_freeze *freeze);
xw_status xw_freeze_controls(xw_freeze *freeze);
xw_status xw_freeze_names(xw_freeze *freeze);
xw_status xw_freeze_sets(xw_freeze *freeze);
xw_status xw_freeze_mappings(xw_freeze *freeze);
xw_status xw_freeze_edges(xw_freeze *freeze);
xw_status xw_freeze_runs(xw_freeze *freeze);
xw_status xw_freeze_rules(xw_freeze *freeze);
xw_status xw_freeze_gaps(xw_freeze *freeze);
xw_status xw_freeze_scopes(xw_freeze *freeze);
xw_status xw_freeze_text(xw_freeze *freeze);

/** Offset in the TEXT chunk of one of the builder's texts. */
static inline uint32_t
xw_freeze_string(const xw_freeze *freeze, uint32_t text)
{
    return freeze->builder->texts.start[text];
}

/** The number of the control that a builder control has become, through
 *  resolution; XW_NONE for none. */
static inline uint32_t
xw_freeze_control(const xw_freeze *freeze, uint32_t control)
{
    return freeze->control_number[freeze->resolved[control]];
}

/** Strings of a builder control. */
const char *xw_freeze_control_id(const xw_freeze *freeze, uint32_t control);
const char *xw_freeze_framework_id(const xw_freeze *freeze, uint32_t framework);

/** Tell the review, if there is one. */
void xw_freeze_tell(const xw_freeze *freeze, const xw_review *review);

#endif
