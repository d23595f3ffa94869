#include "batch_answer.h"

#include "batch_lines.h"

#include <stdlib.h>

/* ---- The answerer --------------------------------------------------------------- */

xw_status
batch_answerer_begin(struct batch_answerer *answerer, xw_graph *graph,
                     const struct batch_defaults *defaults, xw_error *err)
{
    struct batch_worker *worker = &answerer->worker;
    *worker =
        (struct batch_worker){ .view.graph = graph, .defaults = defaults };
    batch_reader_begin(&answerer->reader);
    xw_status st = xw_resolver_new(graph, &worker->view.resolver, err);
    return st ? st : xw_scratch_new(graph, &worker->scratch, err);
}

void
batch_answerer_end(struct batch_answerer *answerer)
{
    struct batch_worker *worker = &answerer->worker;
    selections_free(&worker->into);
    xw_scratch_free(worker->scratch);
    xw_text_reader_free(worker->view.texts);
    xw_resolver_free(worker->view.resolver);
    batch_reader_end(&answerer->reader);
}

/* ---- Answers ---------------------------------------------------------------------- */

static void
open_answer(struct writer *out, xw_string id, bool is_ok)
{
    static const char none[] = "null";
    writer_open_object(out, NULL);
    writer_json(out, "id", id.bytes ? id.bytes : none,
                id.bytes ? id.len : sizeof none - 1);
    writer_flag(out, "ok", is_ok);
}

/* What is damaged shows while it is written. */
static bool
is_whole(struct batch_worker *worker)
{
    xw_error *err = &worker->view.err;
    if (!err->status) {
        return true;
    }
    (void)refuse_failure(&worker->refusal, err, NULL);
    *err = (xw_error)XW_ERROR_INIT;
    return false;
}

static bool
write_result(struct batch_answerer *answerer,
             const struct batch_request *request, struct text *text)
{
    struct batch_worker *worker = &answerer->worker;
    const struct batch_operation *operation = request->operation;
    struct writer out = { .out = text };
    open_answer(&out, request->id, true);
    writer_key(&out, "result");
    if (!operation->answer(worker, answerer->reader.values, &out) ||
        !is_whole(worker)) {
        return false;
    }
    writer_close_object(&out);
    return true;
}

static void
write_refusal(const struct refusal *refusal, xw_string id, struct text *text)
{
    struct writer out = { .out = text };
    open_answer(&out, id, false);
    refusal_write(refusal, &out, "error");
    writer_close_object(&out);
}

static bool
answer(struct batch_answerer *answerer, char *line, size_t len,
       struct batch_request *request, struct text *out)
{
    struct refusal *refusal = &answerer->worker.refusal;
    if (len > BATCH_LINE_MOST) {
        return refuse(refusal, REFUSED_LENGTH,
                      "the line is longer than %d bytes", BATCH_LINE_MOST);
    }
    return batch_request_read(&answerer->reader, line, len, request, refusal) &&
           write_result(answerer, request, out);
}

void
batch_answer(struct batch_answerer *answerer, char *line, size_t len,
             struct text *out)
{
    struct batch_request request = { .operation = NULL };
    size_t start = out->len;
    if (answer(answerer, line, len, &request, out)) {
        ++answerer->answered;
    } else {
        text_cut(out, start);
        write_refusal(&answerer->worker.refusal, request.id, out);
        ++answerer->refused;
    }
    text_add_char(out, '\n');
}

size_t
batch_answer_lines(struct batch_answerer *answerer, const struct text *block,
                   size_t at, size_t enough, struct text *out)
{
    const struct view *view = &answerer->worker.view;
    struct batch_lines lines = { .graph = view->graph,
                                 .resolver = view->resolver,
                                 .block = block,
                                 .at = at,
                                 .seen = at };
    char *line = NULL;
    size_t len = 0;
    while (out->len < enough && batch_lines_next(&lines, &line, &len)) {
        batch_answer(answerer, line, len, out);
    }
    return lines.at;
}
