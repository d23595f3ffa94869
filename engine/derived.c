#include "derived.h"

#include "alloc.h"
#include "bits.h"
#include "composition.h"
#include "derived_via.h"
#include "error.h"

/* The comparison of all statements with all compositions. */
typedef struct finding {
    const xw_graph *graph;
    xw_statements statements;
    xw_derived *nearest; /* [statements.count] `size` 0: nothing is near */
    xw_composer composers[XW_PARTS_MOST];
} finding;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory comparing mapping sets");
}

/* ---- One statement --------------------------------------------------------------- */

static bool
is_next_to(const xw_graph *graph, uint32_t a, uint32_t b)
{
    xw_row row;
    if (!xw_row_read(graph->quotient_rows, a, graph->quotient_count, &row)) {
        return false;
    }
    for (uint32_t q = row.begin; q < row.end; ++q) {
        if (graph->quotient[q] == b) {
            return true;
        }
    }
    return false;
}

static xw_status
compare_through(finding *find, unsigned part, size_t item, uint32_t through,
                xw_error *err)
{
    const xw_statement *statement = &find->statements.items[item];
    const xw_stated_pair *pair = statement->pairs;
    xw_derived *nearest = &find->nearest[item];
    xw_composition_match match;
    xw_status st = xw_composition_compare(&find->composers[part], statement,
                                          through, NULL, &match, err);
    if (!st && match.is_near && match.jaccard > nearest->jaccard) {
        *nearest = (xw_derived){ .set = { pair->set },
                                 .source = { pair->source_framework },
                                 .target = { pair->target_framework },
                                 .through = { through },
                                 .size = statement->count,
                                 .composed = match.composed,
                                 .shared = match.shared,
                                 .jaccard = match.jaccard };
    }
    return st;
}

/* An xw_item_fn: one statement through every framework next to both. */
static xw_status
compare_statement(void *payload, unsigned part, size_t item, xw_error *err)
{
    finding *find = payload;
    const xw_graph *graph = find->graph;
    const xw_stated_pair *pair = find->statements.items[item].pairs;
    uint32_t source = pair->source_framework;
    uint32_t target = pair->target_framework;
    xw_row row;
    if (!xw_row_read(graph->quotient_rows, source, graph->quotient_count,
                     &row)) {
        return xw_graph_damaged(err, "the graph of frameworks is wrong");
    }
    xw_status st = XW_OK;
    for (uint32_t q = row.begin; q < row.end && !st; ++q) {
        uint32_t through = graph->quotient[q];
        if (through != source && through != target &&
            through < graph->framework_count &&
            is_next_to(graph, target, through)) {
            st = compare_through(find, part, item, through, err);
        }
    }
    return st;
}

static xw_status
compare_all(finding *find, unsigned parts, xw_error *err)
{
    find->nearest =
        xw_alloc_zeroed(find->statements.count, sizeof *find->nearest);
    xw_status st = find->nearest ? XW_OK : out_of_memory(err);
    for (unsigned p = 0; p < parts && !st; ++p) {
        st = xw_composer_init(&find->composers[p], find->graph, err);
    }
    return st ? st
              : xw_parallel_run(parts, find->statements.count,
                                compare_statement, find, NULL, err);
}

/* ---- What is found ------------------------------------------------------------------ */

/* Append the sets that one is composed of to those in `list`. */
static xw_status
append_via(finding *find, size_t item, xw_derived_list *list, size_t *via_count,
           size_t *via_cap, xw_error *err)
{
    xw_derived *derived = &list->items[list->count++];
    xw_via made;
    *derived = find->nearest[item];
    xw_status st =
        xw_via_find(&find->composers[0], &find->statements.items[item], derived,
                    &made, err);
    for (size_t i = 0; !st && i < made.count; ++i) {
        xw_set *via =
            xw_alloc_grow(list->via, *via_count, via_cap, sizeof *via);
        if (via) {
            list->via = via;
            via[(*via_count)++] = made.sets[i];
        } else {
            st = out_of_memory(err);
        }
    }
    derived->via_count = st ? 0 : made.count;
    return st;
}

static xw_status
gather(finding *find, xw_derived_list *out, xw_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < find->statements.count; ++i) {
        count += find->nearest[i].size != 0;
    }
    out->items = xw_alloc_zeroed(count, sizeof *out->items);
    if (!out->items) {
        return out_of_memory(err);
    }
    xw_status st = XW_OK;
    size_t via_count = 0, via_cap = 0;
    for (size_t i = 0; i < find->statements.count && !st; ++i) {
        if (find->nearest[i].size) {
            st = append_via(find, i, out, &via_count, &via_cap, err);
        }
    }
    const xw_set *via = out->via;
    for (size_t i = 0; i < out->count && !st; ++i) {
        out->items[i].via = via;
        via += out->items[i].via_count;
    }
    return st;
}

xw_status
xw_derived_find(const xw_graph *graph, unsigned parts, xw_derived_list *out,
                xw_error *err)
{
    finding find = { .graph = graph };
    xw_derived_list made = { 0 };
    xw_status st = xw_statements_list(&find.statements, graph, err);
    if (!st) {
        st = compare_all(&find, parts, err);
    }
    if (!st) {
        st = gather(&find, &made, err);
    }
    for (unsigned p = 0; p < parts; ++p) {
        xw_composer_clear(&find.composers[p]);
    }
    xw_statements_clear(&find.statements);
    xw_alloc_free(find.nearest);
    if (st) {
        xw_derived_clear(&made);
    } else {
        *out = made;
    }
    return st;
}

void
xw_derived_clear(xw_derived_list *list)
{
    xw_alloc_free(list->items);
    xw_alloc_free(list->via);
    *list = (xw_derived_list){ 0 };
}

xw_status
xw_derived_mark(const xw_graph *graph, const xw_derived_list *list,
                uint64_t *edges, xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < list->count && !st; ++i) {
        const xw_derived *item = &list->items[i];
        st = xw_mark_set(graph, item->set, item->source, item->target, edges,
                         err);
    }
    return st;
}
