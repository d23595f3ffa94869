/* explained.h - what a scratch keeps of explaining one pair. */
#ifndef XW_ENGINE_EXPLAINED_H
#define XW_ENGINE_EXPLAINED_H

#include "steps.h"

/** A walk in the making; its steps are a place in the scratch's. */
typedef struct xw_drafted_walk {
    xw_explained_walk shown;
    size_t first;
    size_t number; /**< in order of enumeration */
} xw_drafted_walk;

typedef struct xw_explained {
    xw_drafted_walk *drafts; /**< [draft_count] all walks enumerated */
    size_t draft_count, draft_cap;
    xw_explained_walk *walks; /**< those shown */
    size_t walk_cap;
    xw_steps path;        /**< being enumerated, last step first */
    uint32_t *path_edges; /**< [path.count] XW_NONE for a part link */
    size_t path_edge_count, path_edge_cap;
    uint64_t omitted;
    uint32_t *tried; /**< [tried_count] mappings on some walk */
    size_t tried_count, tried_cap;
    uint32_t *revived; /**< [revived_count] half-edges that the mapping being
                            left out had replaced */
    size_t revived_count, revived_cap;
    xw_critical *critical;
    size_t critical_count, critical_cap;
    xw_mapping *replaced;
    size_t replaced_count, replaced_cap;
} xw_explained;

/** Release it and all it holds; NULL is fine. */
void xw_explained_free(xw_explained *explained);

#endif
