/* control_index.h - controls of a builder by framework and id, numbered in order
 * of first sight.
 *
 * A table for each framework: rows of mappings name controls of the same few
 * frameworks again and again, and their tables stay in the cache where one
 * table of all controls would not. */
#ifndef XW_ENGINE_CONTROL_INDEX_H
#define XW_ENGINE_CONTROL_INDEX_H

#include "intern.h"
#include "pair_index.h"

typedef struct xw_control_table xw_control_table;

typedef struct xw_control_index {
    xw_pair *pairs; /**< [count] framework, text of the id */
    size_t cap;
    uint32_t count;
    xw_control_table *tables; /**< [table_count] by framework */
    size_t table_count;
} xw_control_index;

/** The number of a control, added if it is new, and its id then to `texts`.
 *  @retval XW_E_ARG    `id` holds NUL.
 *  @retval XW_E_LIMIT  As xw_intern_add.
 *  @retval XW_E_NOMEM  Nothing was added but perhaps the text.
 *  Amortised O(id.len). */
xw_status xw_control_index_add(xw_control_index *index, xw_intern *texts,
                               uint32_t framework, xw_string id, uint32_t *out);
void xw_control_index_clear(xw_control_index *index);

#endif
