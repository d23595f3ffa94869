/* answer_table.h - how every control of a small graph stands to every other. */
#ifndef XW_TESTS_ANSWER_TABLE_H
#define XW_TESTS_ANSWER_TABLE_H

#include "graph_record.h"

#include <xw/query.h>

/** Answers by satisfying control, then satisfied, without their walks; where
 *  there is none, XW_UNMAPPED and XW_ALL. */
typedef struct answer_table {
    uint32_t count; /**< controls */
    xw_answer at[RECORD_CONTROLS][RECORD_CONTROLS];
} answer_table;

/** Ask of each control what it satisfies, or of each what satisfies it. */
void fill_answer_table(const xw_graph *graph, xw_direction direction,
                       uint32_t max_hops, answer_table *out);

#endif
