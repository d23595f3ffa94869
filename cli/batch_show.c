/* batch_show.c - what a reference names, in full or by its name. */
#include "batch_operation.h"
#include "subject.h"

struct values {
    xw_string ref;
};

static const struct batch_field fields[] = {
    { .name = "ref",
      .offset = offsetof(struct values, ref),
      .is_required = true },
};

static bool
find(struct batch_worker *worker, const struct values *values,
     struct subject *out)
{
    xw_error err = XW_ERROR_INIT;
    return subject_find(&worker->view, values->ref, out, &err)
               ? refuse_failure(&worker->refusal, &err, worker->view.resolver)
               : true;
}

static bool
show(struct batch_worker *worker, const void *values, struct writer *out)
{
    struct subject subject;
    if (!find(worker, values, &subject)) {
        return false;
    }
    document_write(subject_document(&worker->view, &subject), out);
    return true;
}

const struct batch_operation batch_show = {
    .name = "show",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = show,
};

/* ---- By its name only --------------------------------------------------------- */

static void
write_control(struct view *view, xw_control control, struct writer *out)
{
    xw_control_info info = view_control(view, control);
    writer_text(out, "type", "control");
    view_put_reference(view, out, "id", control);
    writer_text(out, "framework", view_framework(view, info.framework).id);
    writer_text_or_null(out, "title", info.title);
}

static void
write_selection(struct view *view, xw_selection selection, struct writer *out)
{
    bool is_scope = selection.scope.i != XW_NONE;
    xw_framework_info info = view_framework(view, selection.framework);
    writer_text(out, "type", is_scope ? "scope" : "framework");
    view_put_selection(view, out, "id", selection);
    writer_text(out, "framework", info.id);
    writer_text_or_null(out, "title", info.name);
}

static bool
resolve(struct batch_worker *worker, const void *values, struct writer *out)
{
    struct view *view = &worker->view;
    struct subject subject;
    if (!find(worker, values, &subject)) {
        return false;
    }
    writer_open_object(out, NULL);
    writer_text(out, "graph", xw_graph_checksum(view->graph));
    if (subject.control.i == XW_NONE) {
        write_selection(view, subject.selection, out);
    } else {
        write_control(view, subject.control, out);
    }
    writer_close_object(out);
    return true;
}

const struct batch_operation batch_resolve = {
    .name = "resolve",
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .values_size = sizeof(struct values),
    .answer = resolve,
};
