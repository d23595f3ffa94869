#include "support.h"

#include "answer_table.h"

static void
forget(answer_table *table)
{
    for (uint32_t a = 0; a < table->count; ++a) {
        for (uint32_t b = 0; b < table->count; ++b) {
            table->at[a][b] =
                (xw_answer){ .verdict = XW_UNMAPPED, .relation = XW_ALL };
        }
    }
}

static void
note_answers(answer_table *table, const xw_map_request *request,
             const xw_map_answer *answer)
{
    for (size_t i = 0; i < answer->count; ++i) {
        uint32_t asked = request->control.i;
        uint32_t found = answer->answers[i].control.i;
        xw_answer *at = request->direction == XW_SATISFIES
                            ? &table->at[asked][found]
                            : &table->at[found][asked];
        *at = answer->answers[i];
        at->proof = at->against = (xw_walk){ NULL, 0 };
    }
}

void
fill_answer_table(const xw_graph *graph, xw_direction direction,
                  uint32_t max_hops, answer_table *out)
{
    xw_error err = XW_ERROR_INIT;
    xw_scratch *scratch = NULL;
    xw_selection into[RECORD_FRAMEWORKS];
    xw_map_request request = XW_MAP_REQUEST_INIT;
    for (uint32_t i = 0; i < RECORD_FRAMEWORKS; ++i) {
        into[i] = (xw_selection){ .framework = { i }, .scope = { XW_NONE } };
    }
    request.direction = direction;
    request.into = into;
    request.into_count = xw_graph_framework_count(graph);
    request.max_hops = max_hops;
    request.limit = RECORD_CONTROLS;
    out->count = xw_graph_control_count(graph);
    forget(out);
    assert_ok(xw_scratch_new(graph, &scratch, &err), err);
    for (uint32_t i = 0; i < out->count; ++i) {
        xw_map_answer answer;
        request.control.i = i;
        assert_ok(xw_map(scratch, &request, &answer, &err), err);
        note_answers(out, &request, &answer);
    }
    xw_scratch_free(scratch);
}
