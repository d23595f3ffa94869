#include "view.h"

#include "exit_code.h"
#include "output.h"

#include <string.h>

int
view_open(struct view *view, const struct common_options *options,
          enum verification verification)
{
    *view = (struct view){ 0 };
    int code = graph_source_open(options, verification, &view->graph);
    if (code != EXIT_OK) {
        return code;
    }
    (void)xw_resolver_new(view->graph, &view->resolver, &view->err);
    return view_failed(view);
}

void
view_close(struct view *view)
{
    xw_text_reader_free(view->texts);
    xw_resolver_free(view->resolver);
    xw_graph_free(view->graph);
}

int
view_failed(const struct view *view)
{
    return view->err.status ? output_failure(&view->err) : EXIT_OK;
}

/* ---- Reading ------------------------------------------------------------- */

xw_framework_info
view_framework(struct view *view, xw_framework framework)
{
    xw_framework_info info = { .id = "",
                               .name = "",
                               .version = "",
                               .publisher = "",
                               .kind = "",
                               .family = "",
                               .license = "",
                               .source = "" };
    (void)xw_graph_framework(view->graph, framework, &info, &view->err);
    return info;
}

xw_control_info
view_control(struct view *view, xw_control control)
{
    xw_control_info info = { .id = "",
                             .title = "",
                             .kind = "",
                             .framework = { XW_NONE },
                             .parent = { XW_NONE } };
    (void)xw_graph_control(view->graph, control, &info, &view->err);
    return info;
}

xw_set_info
view_set(struct view *view, xw_set set)
{
    xw_set_info info = { .id = "",
                         .name = "",
                         .publisher = "",
                         .version = "",
                         .date = "",
                         .method = "",
                         .status = "",
                         .license = "",
                         .source = "" };
    (void)xw_graph_set(view->graph, set, &info, &view->err);
    return info;
}

xw_scope_info
view_scope(struct view *view, xw_scope scope)
{
    xw_scope_info info = { .id = "", .framework = { XW_NONE } };
    (void)xw_graph_scope(view->graph, scope, &info, &view->err);
    return info;
}

static const xw_mapping_info no_mapping = { .source = { XW_NONE },
                                            .target = { XW_NONE },
                                            .strength = XW_STRENGTH_NONE,
                                            .set = { XW_NONE },
                                            .rule = XW_NONE };

xw_mapping_info
view_mapping(struct view *view, xw_mapping mapping)
{
    xw_mapping_info info = no_mapping;
    (void)xw_graph_mapping(view->graph, mapping, &info, &view->err);
    return info;
}

xw_mapping_info
view_step(struct view *view, const xw_step *step)
{
    xw_mapping_info info = no_mapping;
    (void)xw_graph_step(view->graph, step, &info, &view->err);
    return info;
}

const char *
view_text(struct view *view, uint32_t text)
{
    const char *found = "";
    if (text == 0) {
        return found;
    }
    if (!view->texts &&
        xw_text_reader_new(view->graph, &view->texts, &view->err)) {
        return found;
    }
    (void)xw_text_get(view->texts, text, &found, &view->err);
    return found;
}

void
view_put_reference(struct view *view, struct writer *out, const char *key,
                   xw_control control)
{
    const char *framework = "";
    const char *id = "";
    (void)xw_reference_parts(view->graph, control, &framework, &id, &view->err);
    writer_pair(out, key, framework, ':', id);
}

json_t *
view_reference(struct view *view, xw_control control)
{
    struct text json = { 0 };
    view_put_reference(view, &(struct writer){ .out = &json }, NULL, control);
    return document_take(&json);
}

json_t *
view_references(struct view *view, const uint32_t *controls, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; ++i) {
        document_add(array, view_reference(view, (xw_control){ controls[i] }));
    }
    return array;
}

json_t *
view_framework_id(struct view *view, xw_framework framework)
{
    return document_text(view_framework(view, framework).id);
}

json_t *
view_set_id(struct view *view, xw_set set)
{
    return document_text(view_set(view, set).id);
}

void
view_put_selection(struct view *view, struct writer *out, const char *key,
                   xw_selection selection)
{
    const char *framework = view_framework(view, selection.framework).id;
    if (selection.scope.i == XW_NONE) {
        writer_text(out, key, framework);
    } else {
        writer_pair(out, key, framework, '@',
                    view_scope(view, selection.scope).id);
    }
}

json_t *
view_selection(struct view *view, xw_selection selection)
{
    struct text json = { 0 };
    view_put_selection(view, &(struct writer){ .out = &json }, NULL, selection);
    return document_take(&json);
}

json_t *
view_document(const struct view *view)
{
    json_t *document = json_object();
    document_set(document, "graph",
                 document_text(xw_graph_checksum(view->graph)));
    return document;
}

/* ---- Resolving ----------------------------------------------------------- */

int
view_refuse(const struct view *view, const xw_error *err)
{
    int code = output_failure(err);
    if (err->status == XW_NOT_FOUND) {
        const char *near = NULL;
        for (size_t i = 0;
             (near = xw_resolver_nearest(view->resolver, i)) != NULL; ++i) {
            output_hint("did you mean '%s'?", near);
        }
    }
    return code;
}

int
view_find_control(struct view *view, const char *text, xw_control *out)
{
    xw_error err = XW_ERROR_INIT;
    xw_string reference = { text, strlen(text) };
    return xw_resolve_control(view->resolver, reference, out, &err)
               ? view_refuse(view, &err)
               : EXIT_OK;
}

int
view_find_selection(struct view *view, xw_string text, xw_selection *out)
{
    xw_error err = XW_ERROR_INIT;
    return xw_resolve_framework(view->resolver, text, out, &err)
               ? view_refuse(view, &err)
               : EXIT_OK;
}
