#include "step_table.h"

#include "graph_file_layout.h"

#include <string.h>

void
xw_step_table_fill_masks(xw_step_table *table, const xw_mask_table *masks)
{
    memcpy(table->after, masks->after, sizeof masks->after);
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation back = xw_relation_converse(xw_mask_relation(id));
        table->converse[id] = (uint8_t)xw_mask_id(back);
    }
    table->valid = (1U << XW_MASK_COUNT) - 1;
    table->shift = 0;
    table->is_of_masks = true;
}

/* Of a strength as a half-edge has it. */
static unsigned
rank_of(unsigned strength)
{
    return strength == XW_STRENGTH_NONE ? 1 : strength + 2;
}

void
xw_step_table_fill_strengths(xw_step_table *table)
{
    for (unsigned s = 0; s < 16; ++s) {
        bool exists = s <= XW_STRENGTH_MOST || s == XW_STRENGTH_NONE;
        unsigned kept = exists ? (1U << rank_of(s)) - 1 : 0;
        for (unsigned byte = 0; byte < 256; ++byte) {
            table->after[s][0][byte] = (uint16_t)(byte & kept);
            table->after[s][1][byte] = (uint16_t)(byte << 8 & kept);
        }
        table->converse[s] = (uint8_t)s;
        table->valid |= (uint16_t)(exists ? 1U << s : 0U);
    }
    table->shift = XW_EDGE_STRENGTH_SHIFT;
}
