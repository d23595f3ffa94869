#include "control_set.h"

#include "alloc.h"
#include "error.h"

static xw_status
add_selection(xw_control_set *set, const xw_graph *graph,
              const xw_selection *selection, xw_error *err)
{
    xw_framework_info framework;
    xw_status st =
        xw_graph_framework(graph, selection->framework, &framework, err);
    if (st) {
        return st;
    }
    if (selection->scope.i == XW_NONE) {
        for (uint32_t c = 0; c < framework.control_count; ++c) {
            xw_control_set_add(set, framework.first.i + c);
        }
        return XW_OK;
    }
    xw_scope_info scope;
    st = xw_graph_scope(graph, selection->scope, &scope, err);
    if (!st && scope.framework.i != selection->framework.i) {
        return xw_fail(err, XW_E_ARG, "scope is of another framework");
    }
    for (size_t m = 0; !st && m < scope.count; ++m) {
        xw_control_set_add(set, scope.members[m]);
    }
    return st;
}

/* The first control from `control` on that is in the set, or `count`. */
static uint32_t
next_in(const xw_control_set *set, uint32_t control, uint32_t count)
{
    uint32_t w = control / 64;
    uint64_t word =
        control < count ? set->words[w] >> control % 64 << control % 64 : 0;
    while (!word && ++w <= count / 64) {
        word = set->words[w];
    }
    return word ? w * 64 + (uint32_t)__builtin_ctzll(word) : count;
}

void
xw_control_set_list(xw_control_set *set, const xw_graph *graph)
{
    uint32_t f = 0;
    uint32_t control = next_in(set, 0, graph->control_count);
    set->framework_count = 0;
    while (control < graph->control_count) {
        while (control - graph->frameworks[f].first >=
               graph->frameworks[f].count) {
            ++f; /* they lie one behind the other, to the last control */
        }
        set->frameworks[set->framework_count++] =
            (xw_selection){ { f }, { XW_NONE } };
        control = next_in(
            set, graph->frameworks[f].first + graph->frameworks[f].count,
            graph->control_count);
    }
}

xw_status
xw_control_set_fill(xw_control_set *set, const xw_graph *graph,
                    const xw_choice *choice, xw_error *err)
{
    *set = (xw_control_set){
        .words = xw_alloc_zeroed((size_t)graph->control_count / 64 + 1,
                                 sizeof(uint64_t)),
        .frameworks =
            xw_alloc_zeroed(graph->framework_count, sizeof(xw_selection)),
    };
    if (!set->words || !set->frameworks) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for a set of controls");
    }
    xw_status st = XW_OK;
    for (size_t i = 0; i < choice->selection_count && !st; ++i) {
        st = add_selection(set, graph, &choice->selections[i], err);
    }
    for (size_t i = 0; i < choice->control_count && !st; ++i) {
        if (choice->controls[i].i >= graph->control_count) {
            return xw_fail(err, XW_E_ARG, "control is not of this graph");
        }
        xw_control_set_add(set, choice->controls[i].i);
    }
    xw_control_set_list(set, graph);
    return st;
}

/* A parent may stand after its child: up from each control that counts, to see
 * whether a heading in the set is above it. */
static bool
is_below_heading(const xw_graph *graph, const xw_control_set *set,
                 uint32_t control)
{
    enum { MOST_ANCESTORS = 64 }; /* a damaged file may go round in circles */
    for (unsigned i = 0; i < MOST_ANCESTORS; ++i) {
        uint32_t parent = graph->control_parents[control];
        if (parent >= graph->control_count) {
            return false;
        }
        if (xw_control_set_has(set, parent) &&
            !xw_graph_counts(graph, parent)) {
            return true;
        }
        control = parent;
    }
    return false;
}

static void
expand_framework(xw_control_set *set, const xw_graph *graph,
                 const xw_file_framework *framework)
{
    for (uint32_t i = 0; i < framework->count; ++i) {
        uint32_t control = framework->first + i;
        if (xw_graph_counts(graph, control) &&
            is_below_heading(graph, set, control)) {
            xw_control_set_add(set, control);
        }
    }
}

void
xw_control_set_expand(xw_control_set *set, const xw_graph *graph)
{
    for (size_t f = 0; f < set->framework_count; ++f) {
        uint32_t framework = set->frameworks[f].framework.i;
        expand_framework(set, graph, &graph->frameworks[framework]);
    }
}

static void
drop_uncounted(xw_control_set *set, const xw_graph *graph)
{
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (!xw_graph_counts(graph, c)) {
            set->words[c / 64] &= ~(UINT64_C(1) << c % 64);
        }
    }
    xw_control_set_list(set, graph);
}

xw_status
xw_control_set_fill_counting(xw_control_set *set, const xw_graph *graph,
                             const xw_choice *choice, xw_error *err)
{
    const xw_choice selections = { .selections = choice->selections,
                                   .selection_count = choice->selection_count };
    const xw_choice singles = { .controls = choice->controls,
                                .control_count = choice->control_count };
    xw_control_set named = { 0 };
    xw_status st = xw_control_set_fill(set, graph, &selections, err);
    if (!st) {
        st = xw_control_set_fill(&named, graph, &singles, err);
    }
    if (!st) {
        xw_control_set_expand(&named, graph);
        xw_control_set_merge(set, graph, &named);
        drop_uncounted(set, graph);
    }
    xw_control_set_clear(&named);
    return st;
}

void
xw_control_set_merge(xw_control_set *set, const xw_graph *graph,
                     const xw_control_set *other)
{
    for (size_t w = 0; w <= graph->control_count / 64; ++w) {
        set->words[w] |= other->words[w];
    }
    xw_control_set_list(set, graph);
}

void
xw_control_set_restrict(xw_control_set *set, const xw_graph *graph,
                        const xw_control_set *other)
{
    for (size_t w = 0; w <= graph->control_count / 64; ++w) {
        set->words[w] &= other->words[w];
    }
    xw_control_set_list(set, graph);
}

void
xw_control_set_clear(xw_control_set *set)
{
    xw_alloc_free(set->words);
    xw_alloc_free(set->frameworks);
    *set = (xw_control_set){ 0 };
}
