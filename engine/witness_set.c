#include "witness_set.h"

#include <stdlib.h>
#include <string.h>

/* ---- Adding ----------------------------------------------------------------- */

static size_t
find(const xw_witness_set *set, uint32_t control)
{
    size_t i = 0;
    while (i < set->control_count && set->controls[i] != control) {
        ++i;
    }
    return i;
}

static uint8_t
index_of(xw_witness_set *set, uint32_t control)
{
    size_t i = find(set, control);
    if (i == set->control_count) {
        set->controls[set->control_count++] = control;
    }
    return (uint8_t)i;
}

bool
xw_witness_set_add(xw_witness_set *set, const xw_step *steps,
                   const xw_relation *says, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (set->step_count == XW_WITNESS_STEPS ||
            set->control_count + 2 > XW_WITNESS_CONTROLS) {
            return false;
        }
        set->steps[set->step_count++] = (struct xw_witness_step){
            .source = index_of(set, steps[i].source.i),
            .target = index_of(set, steps[i].target.i),
            .says = says[i],
            .mapping =
                steps[i].kind == XW_STEP_MAPPING ? steps[i].mapping.i : XW_NONE,
        };
    }
    return true;
}

/* The nearest whole of a control that the set has; those above are known from
 * that one.  Hierarchies are no deeper than a damaged one is long. */
static bool
add_link(xw_witness_set *set, const xw_graph *graph, uint8_t part)
{
    uint32_t whole = xw_graph_whole_of(graph, set->controls[part]);
    size_t found = set->control_count;
    for (uint32_t steps = 0; whole != XW_NONE && steps < XW_WITNESS_STEPS &&
                             found == set->control_count;
         ++steps) {
        found = find(set, whole);
        whole = xw_graph_whole_of(graph, whole);
    }
    if (found == set->control_count) {
        return true;
    }
    if (set->step_count == XW_WITNESS_STEPS) {
        return false;
    }
    set->steps[set->step_count++] =
        (struct xw_witness_step){ .source = part,
                                  .target = (uint8_t)found,
                                  .says = XW_EQ | XW_SUB,
                                  .mapping = XW_NONE };
    return true;
}

bool
xw_witness_set_add_links(xw_witness_set *set, const xw_graph *graph)
{
    bool good = true;
    for (size_t i = 0; i < set->control_count && good; ++i) {
        good = add_link(set, graph, (uint8_t)i);
    }
    return good;
}

/* ---- Path consistency --------------------------------------------------------- */

typedef struct network {
    xw_relation of[XW_WITNESS_CONTROLS][XW_WITNESS_CONTROLS];
    size_t count;
} network;

static void
constrain(network *net, size_t a, size_t b, xw_relation says)
{
    net->of[a][b] &= says;
    net->of[b][a] &= xw_relation_converse(says);
}

static void
network_of(const xw_witness_set *set, network *net)
{
    net->count = set->control_count;
    for (size_t a = 0; a < net->count; ++a) {
        memset(net->of[a], XW_ALL, net->count);
        net->of[a][a] = XW_EQ;
    }
    for (size_t i = 0; i < set->step_count; ++i) {
        if (!set->steps[i].left_out) {
            constrain(net, set->steps[i].source, set->steps[i].target,
                      set->steps[i].says);
        }
    }
}

/* Whether what is known of a to b changes by going through `via`. */
static bool
tighten(network *net, size_t a, size_t b, size_t via)
{
    xw_relation before = net->of[a][b];
    constrain(net, a, b, xw_relation_compose(net->of[a][via], net->of[via][b]));
    return net->of[a][b] != before;
}

static bool
tighten_through(network *net, size_t via)
{
    bool changed = false;
    for (size_t a = 0; a < net->count; ++a) {
        for (size_t b = a + 1; b < net->count; ++b) {
            changed |= tighten(net, a, b, via);
        }
    }
    return changed;
}

static bool
tighten_all(network *net)
{
    bool changed = false;
    for (size_t via = 0; via < net->count; ++via) {
        changed |= tighten_through(net, via);
    }
    return changed;
}

static bool
has_nothing_left(const network *net)
{
    for (size_t i = 0; i < net->count * net->count; ++i) {
        if (!net->of[i / net->count][i % net->count]) {
            return true;
        }
    }
    return false;
}

bool
xw_witness_set_is_consistent(const xw_witness_set *set)
{
    network net;
    network_of(set, &net);
    while (!has_nothing_left(&net)) {
        if (!tighten_all(&net)) {
            return true;
        }
    }
    return false;
}

/* ---- Minimality ------------------------------------------------------------------ */

static void
set_left_out(xw_witness_set *set, uint32_t mapping, bool left_out)
{
    for (size_t i = 0; i < set->step_count; ++i) {
        if (set->steps[i].mapping == mapping) {
            set->steps[i].left_out = left_out;
        }
    }
}

bool
xw_witness_set_is_minimal(xw_witness_set *set)
{
    uint32_t mappings[XW_WITNESS_STEPS];
    size_t count = xw_witness_set_mappings(set, mappings);
    bool is_minimal = true;
    for (size_t i = 0; i < count && is_minimal; ++i) {
        set_left_out(set, mappings[i], true);
        is_minimal = xw_witness_set_is_consistent(set);
        set_left_out(set, mappings[i], false);
    }
    return is_minimal;
}

static int
ascending(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

size_t
xw_witness_set_mappings(const xw_witness_set *set,
                        uint32_t out[XW_WITNESS_STEPS])
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < set->step_count; ++i) {
        if (set->steps[i].mapping != XW_NONE) {
            out[count++] = set->steps[i].mapping;
        }
    }
    if (count) {
        qsort(out, count, sizeof *out, ascending);
    }
    for (size_t i = 0; i < count; ++i) {
        if (!kept || out[kept - 1] != out[i]) {
            out[kept++] = out[i];
        }
    }
    return kept;
}
