#include "steps.h"

#include "alloc.h"
#include "error.h"

xw_status
xw_steps_append(xw_steps *steps, xw_step step, xw_error *err)
{
    xw_step *items =
        xw_alloc_grow(steps->items, steps->count, &steps->cap, sizeof *items);
    if (!items) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for a walk");
    }
    steps->items = items;
    items[steps->count++] = step;
    return XW_OK;
}

/* Up from the part, link by link: the order in which a walk down is appended. */
static xw_status
append_climbing(xw_steps *steps, const xw_graph *graph, uint32_t part,
                uint32_t top, bool up, xw_error *err)
{
    xw_status st = XW_OK;
    while (part != top && !st) {
        uint32_t whole = xw_graph_whole_of(graph, part);
        if (whole == XW_NONE) {
            return xw_graph_damaged(err, "a part is of nothing");
        }
        xw_step step = { .source = { up ? part : whole },
                         .target = { up ? whole : part },
                         .kind = up ? XW_STEP_PART_OF : XW_STEP_HAS_PART,
                         .mapping = { XW_NONE } };
        st = xw_steps_append(steps, step, err);
        part = whole;
    }
    return st;
}

xw_status
xw_steps_append_links(xw_steps *steps, const xw_graph *graph, uint32_t from,
                      uint32_t to, bool up, xw_error *err)
{
    size_t first = steps->count;
    xw_status st =
        append_climbing(steps, graph, up ? from : to, up ? to : from, up, err);
    if (!st && up) {
        xw_steps_turn_order(steps->items + first, steps->count - first);
    }
    return st;
}

void
xw_steps_turn_order(xw_step *steps, size_t count)
{
    for (size_t i = 0; i < count / 2; ++i) {
        xw_step step = steps[i];
        steps[i] = steps[count - 1 - i];
        steps[count - 1 - i] = step;
    }
}

void
xw_steps_reverse(xw_step *steps, size_t count)
{
    xw_steps_turn_order(steps, count);
    for (size_t i = 0; i < count; ++i) {
        xw_control source = steps[i].source;
        steps[i].source = steps[i].target;
        steps[i].target = source;
        if (steps[i].kind == XW_STEP_MAPPING) {
            steps[i].inverted = !steps[i].inverted;
        } else {
            steps[i].kind = steps[i].kind == XW_STEP_PART_OF ? XW_STEP_HAS_PART
                                                             : XW_STEP_PART_OF;
        }
    }
}
