#include "members.h"

#include "error.h"

xw_status
xw_members_of(const xw_graph *graph, const xw_selection *selection,
              xw_members *out, xw_error *err)
{
    *out = (xw_members){ NULL, 0 };
    if (selection->scope.i == XW_NONE) {
        return XW_OK;
    }
    xw_scope_info scope;
    xw_status st = xw_graph_scope(graph, selection->scope, &scope, err);
    if (!st && scope.framework.i != selection->framework.i) {
        return xw_fail(err, XW_E_ARG, "scope is of another framework");
    }
    *out = (xw_members){ scope.members, st ? 0 : scope.count };
    return st;
}
