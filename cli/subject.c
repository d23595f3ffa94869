#include "subject.h"

#include "control_document.h"
#include "framework_document.h"

#include <string.h>

/* A framework may have a colon in its name, so it is tried first; the failure
 * to tell is that of what the text looks like. */
xw_status
subject_find(struct view *view, xw_string text, struct subject *out,
             xw_error *err)
{
    xw_resolver *resolver = view->resolver;
    xw_error of_framework = XW_ERROR_INIT;
    struct subject found = { .control = { XW_NONE } };
    xw_status st =
        xw_resolve_framework(resolver, text, &found.selection, &of_framework);
    if (st == XW_NOT_FOUND && memchr(text.bytes, ':', text.len)) {
        st = xw_resolve_control(resolver, text, &found.control, err);
    } else if (st) {
        *err = of_framework;
    }
    if (!st) {
        *out = found;
    }
    return st;
}

json_t *
subject_document(struct view *view, const struct subject *subject)
{
    if (subject->control.i != XW_NONE) {
        return control_document(view, subject->control);
    }
    return subject->selection.scope.i == XW_NONE
               ? framework_document(view, subject->selection.framework)
               : scope_document(view, subject->selection.scope);
}
