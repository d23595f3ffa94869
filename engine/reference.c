/* reference.c - resolving whole references, and saying why one does not. */
#include "alloc.h"
#include "error.h"
#include "resolver.h"

#include <stdio.h>
#include <string.h>

enum { PREFIX_MOST = 512 }; /* a longer framework part names nothing */

/* ---- The resolver ------------------------------------------------------- */

xw_status
xw_resolver_new(const xw_graph *graph, xw_resolver **out, xw_error *err)
{
    xw_resolver *resolver = xw_alloc_zeroed(1, sizeof *resolver);
    if (!resolver) {
        return xw_fail(err, XW_E_NOMEM, "out of memory");
    }
    resolver->graph = graph;
    *out = resolver;
    return XW_OK;
}

static void
forget_nearest(xw_resolver *resolver)
{
    xw_alloc_free(resolver->near_text);
    resolver->near_text = NULL;
    resolver->near_count = 0;
}

void
xw_resolver_free(xw_resolver *resolver)
{
    if (!resolver) {
        return;
    }
    uint32_t count = resolver->graph->framework_count;
    for (uint32_t f = 0; resolver->normal && f < count; ++f) {
        xw_sorted_names_clear(&resolver->normal[f]);
    }
    xw_alloc_free(resolver->normal);
    xw_alloc_free(resolver->has_normal);
    xw_forms_free(resolver->forms);
    forget_nearest(resolver);
    xw_alloc_free(resolver);
}

/* ---- Frameworks and scopes ---------------------------------------------- */

static const xw_selection nothing = { { XW_NONE }, { XW_NONE } };

/* Of a framework by itself. */
static xw_status
select_framework(const xw_graph *graph, xw_string name, xw_selection *out,
                 xw_failure *why)
{
    xw_selection found = nothing;
    *why = (xw_failure){ .text = name, .selection = nothing };
    xw_status st =
        xw_framework_named(graph, name, &found.framework.i, &why->candidates);
    if (st) {
        why->fault = why->candidates.count ? XW_FAULT_AMBIGUOUS_FRAMEWORK
                                           : XW_FAULT_UNKNOWN_FRAMEWORK;
        return st;
    }
    *out = found;
    return XW_OK;
}

/* Of FRAMEWORK@SCOPE, with the '@' at `at`. */
static xw_status
select_scope(const xw_graph *graph, xw_string text, size_t at,
             xw_selection *out, xw_failure *why)
{
    xw_string name = { text.bytes + at + 1, text.len - at - 1 };
    xw_selection found;
    xw_status st =
        select_framework(graph, (xw_string){ text.bytes, at }, &found, why);
    if (st) {
        return st;
    }
    found.scope.i = xw_scope_named(graph, found.framework.i, xw_id_trim(name));
    if (found.scope.i == XW_NONE) {
        *why = (xw_failure){ .fault = XW_FAULT_UNKNOWN_SCOPE,
                             .text = name,
                             .selection = found };
        return XW_NOT_FOUND;
    }
    *out = found;
    return XW_OK;
}

/* The last `mark` before `end`, or SIZE_MAX. */
static size_t
last_of(xw_string text, size_t end, char mark)
{
    while (end && text.bytes[end - 1] != mark) {
        --end;
    }
    return end ? end - 1 : SIZE_MAX;
}

static xw_status
select_any(const xw_graph *graph, xw_string text, xw_selection *out,
           xw_failure *why)
{
    text = xw_id_trim(text);
    size_t at = last_of(text, text.len, '@');
    if (at == SIZE_MAX || xw_framework_find(graph, text) != XW_NONE) {
        return select_framework(graph, text, out, why);
    }
    xw_failure of_name;
    return select_scope(graph, text, at, out, why) &&
                   select_framework(graph, text, out, &of_name)
               ? XW_NOT_FOUND
               : XW_OK;
}

xw_status
xw_resolve_framework(xw_resolver *resolver, xw_string text, xw_selection *out,
                     xw_error *err)
{
    xw_failure why;
    uint32_t exact = xw_framework_recall(resolver, text);
    forget_nearest(resolver);
    if (exact != XW_NONE) {
        *out = (xw_selection){ { exact }, { XW_NONE } };
        return XW_OK;
    }
    return select_any(resolver->graph, text, out, &why)
               ? xw_failure_report(resolver, &why, err)
               : XW_OK;
}

/* ---- Controls ----------------------------------------------------------- */

static bool
holds(const xw_scope_info *scope, uint32_t control)
{
    size_t low = 0, high = scope->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (scope->members[middle] < control) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < scope->count && scope->members[low] == control;
}

static xw_status
check_scope(xw_resolver *resolver, const xw_failure *outside, xw_error *err)
{
    xw_scope_info scope;
    if (outside->selection.scope.i == XW_NONE) {
        return XW_OK;
    }
    xw_status st =
        xw_graph_scope(resolver->graph, outside->selection.scope, &scope, err);
    if (st) {
        return st;
    }
    return holds(&scope, outside->candidates.ids[0])
               ? XW_OK
               : xw_failure_report(resolver, outside, err);
}

static xw_status
resolve_in(xw_resolver *resolver, xw_selection selection, xw_string id,
           xw_control *out, xw_error *err)
{
    xw_failure why = { .text = id, .selection = selection };
    uint32_t control;
    xw_status st = xw_control_named(resolver, selection.framework.i, id,
                                    &control, &why.candidates);
    if (st == XW_NOT_FOUND) {
        why.fault = why.candidates.count ? XW_FAULT_AMBIGUOUS_CONTROL
                                         : XW_FAULT_UNKNOWN_CONTROL;
        return xw_failure_report(resolver, &why, err);
    }
    if (st) {
        return xw_fail(err, st, "out of memory");
    }
    why.fault = XW_FAULT_OUTSIDE_OF_SCOPE;
    why.candidates = (xw_candidates){ .ids = { control }, .count = 1 };
    st = check_scope(resolver, &why, err);
    if (!st) {
        *out = (xw_control){ control };
    }
    return st;
}

xw_status
xw_resolve_control_in(xw_resolver *resolver, xw_framework framework,
                      xw_string id, xw_control *out, xw_error *err)
{
    forget_nearest(resolver);
    if (framework.i >= resolver->graph->framework_count) {
        return xw_fail(err, XW_E_ARG, "framework is not of this graph");
    }
    return resolve_in(resolver, (xw_selection){ framework, { XW_NONE } }, id,
                      out, err);
}

/* A reference as xw_reference_write writes it is taken at its word, whatever
 * else its control's colons might mean. */
static bool
find_written(xw_resolver *resolver, xw_string text, xw_control *out)
{
    const char *colon = text.len ? memchr(text.bytes, ':', text.len) : NULL;
    if (!colon) {
        return false;
    }
    size_t len = (size_t)(colon - text.bytes);
    uint32_t framework =
        xw_framework_recall(resolver, (xw_string){ text.bytes, len });
    uint32_t control =
        framework == XW_NONE
            ? XW_NONE
            : xw_control_find(resolver->graph, framework,
                              (xw_string){ colon + 1, text.len - len - 1 });
    *out = control == XW_NONE ? *out : (xw_control){ control };
    return control != XW_NONE;
}

/* The longest prefix before a colon that selects something, and the rest.
 * `why` is of the longest ambiguous one, or else of the shortest. */
static xw_status
split(const xw_graph *graph, xw_string text, xw_selection *out,
      xw_string *control, xw_failure *why)
{
    size_t end = text.len < PREFIX_MOST ? text.len : PREFIX_MOST;
    *why = (xw_failure){ .fault = XW_FAULT_NO_COLON,
                         .text = text,
                         .selection = nothing };
    while ((end = last_of(text, end, ':')) != SIZE_MAX) {
        xw_failure latest;
        *control = (xw_string){ text.bytes + end + 1, text.len - end - 1 };
        if (!select_any(graph, (xw_string){ text.bytes, end }, out, &latest)) {
            return XW_OK;
        }
        if (why->fault != XW_FAULT_AMBIGUOUS_FRAMEWORK) {
            *why = latest;
            why->control = *control;
        }
    }
    return XW_NOT_FOUND;
}

xw_status
xw_resolve_control(xw_resolver *resolver, xw_string text, xw_control *out,
                   xw_error *err)
{
    xw_selection selection;
    xw_string control;
    xw_failure why;
    forget_nearest(resolver);
    if (find_written(resolver, text, out)) {
        return XW_OK;
    }
    return split(resolver->graph, text, &selection, &control, &why)
               ? xw_failure_report(resolver, &why, err)
               : resolve_in(resolver, selection, control, out, err);
}

/* ---- Writing ------------------------------------------------------------ */

xw_status
xw_reference_write(const xw_graph *graph, xw_control control, char *out,
                   size_t size, size_t *len, xw_error *err)
{
    xw_control_info info;
    xw_status st = xw_graph_control(graph, control, &info, err);
    if (st) {
        return st;
    }
    xw_near near = { info.framework.i, XW_NONE, control.i, 0 };
    *len = xw_near_write(graph, &near, out, size);
    return XW_OK;
}

xw_status
xw_reference_parts(const xw_graph *graph, xw_control control,
                   const char **framework_id, const char **control_id,
                   xw_error *err)
{
    if (control.i >= graph->control_count) {
        return xw_fail(err, XW_E_ARG, "control is not of this graph");
    }
    uint32_t framework = graph->control_frameworks[control.i];
    if (framework >= graph->framework_count) {
        return xw_graph_damaged(err, "a control is of no framework");
    }
    *framework_id = xw_graph_text(graph, graph->frameworks[framework].id);
    *control_id = xw_graph_text(graph, graph->control_ids[control.i]);
    return XW_OK;
}
