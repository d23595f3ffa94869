/* reference_failure.c - why a reference names nothing, in words. */
#include "error.h"
#include "resolver.h"

static void
suggest_candidates(xw_resolver *resolver, const xw_failure *why)
{
    bool controls = why->fault != XW_FAULT_AMBIGUOUS_FRAMEWORK;
    for (size_t i = 0; i < why->candidates.count; ++i) {
        uint32_t id = why->candidates.ids[i];
        resolver->near[i] =
            controls ? (xw_near){ why->selection.framework.i, XW_NONE, id, 0 }
                     : (xw_near){ id, XW_NONE, XW_NONE, 0 };
    }
    resolver->near_count = why->candidates.count;
}

/* Of text without a colon, a control's id may have been meant. */
static void
suggest_frameworks(xw_resolver *resolver, const xw_failure *why)
{
    if (!why->control.bytes) {
        xw_nearest_anywhere(resolver, why->text);
    }
    if (!resolver->near_count) {
        xw_nearest_frameworks(resolver, why->text);
        xw_nearest_put_control(resolver, why->control);
    }
}

static void
suggest(xw_resolver *resolver, const xw_failure *why)
{
    switch (why->fault) {
    case XW_FAULT_UNKNOWN_FRAMEWORK:
    case XW_FAULT_NO_COLON: suggest_frameworks(resolver, why); break;
    case XW_FAULT_UNKNOWN_SCOPE:
        xw_nearest_scopes(resolver, why->selection.framework.i, why->text);
        break;
    case XW_FAULT_UNKNOWN_CONTROL:
        xw_nearest_controls(resolver, why->selection.framework.i, why->text);
        break;
    case XW_FAULT_AMBIGUOUS_FRAMEWORK:
    case XW_FAULT_AMBIGUOUS_CONTROL:
    case XW_FAULT_OUTSIDE_OF_SCOPE: suggest_candidates(resolver, why); break;
    }
}

static xw_status
say(const xw_graph *graph, const xw_failure *why, xw_error *err)
{
    const xw_selection *selection = &why->selection;
    const char *framework =
        selection->framework.i == XW_NONE
            ? ""
            : xw_graph_text(graph,
                            graph->frameworks[selection->framework.i].id);
    const char *scope =
        selection->scope.i == XW_NONE
            ? ""
            : xw_graph_text(graph, graph->scopes[selection->scope.i].id);
    const char *text = why->text.bytes;
    int len = xw_fail_precision(why->text.len);
    switch (why->fault) {
    case XW_FAULT_UNKNOWN_FRAMEWORK:
        return xw_fail(err, XW_NOT_FOUND, "unknown framework '%.*s'", len,
                       text);
    case XW_FAULT_AMBIGUOUS_FRAMEWORK:
        return xw_fail(err, XW_NOT_FOUND, "ambiguous framework '%.*s'", len,
                       text);
    case XW_FAULT_UNKNOWN_SCOPE:
        return xw_fail(err, XW_NOT_FOUND, "%s: unknown scope '%.*s'", framework,
                       len, text);
    case XW_FAULT_NO_COLON:
        return xw_fail(err, XW_NOT_FOUND, "no colon in reference '%.*s'", len,
                       text);
    case XW_FAULT_UNKNOWN_CONTROL:
        return xw_fail(err, XW_NOT_FOUND, "%s: unknown control '%.*s'",
                       framework, len, text);
    case XW_FAULT_AMBIGUOUS_CONTROL:
        return xw_fail(err, XW_NOT_FOUND, "%s: ambiguous control '%.*s'",
                       framework, len, text);
    case XW_FAULT_OUTSIDE_OF_SCOPE: break;
    }
    return xw_fail(err, XW_NOT_FOUND, "%s@%s: control '%.*s' is not in scope",
                   framework, scope, len, text);
}

xw_status
xw_failure_report(xw_resolver *resolver, const xw_failure *why, xw_error *err)
{
    suggest(resolver, why);
    return xw_nearest_write(resolver)
               ? xw_fail(err, XW_E_NOMEM, "out of memory")
               : say(resolver->graph, why, err);
}
