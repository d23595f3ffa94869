#define _POSIX_C_SOURCE 200809L /* for write */

#include "batch_job.h"

#include "memory.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { ANSWERS_ENOUGH = 1 << 20 };

bool
batch_job_read(struct batch_job *job, struct line_source *source,
               struct graph_watch *watch)
{
    if (!line_source_read(source, &job->lines)) {
        return false;
    }
    shared_graph_release(job->graph);
    job->graph = graph_watch_hold(watch);
    job->at = 0;
    return true;
}

void
batch_job_free(struct batch_job *job)
{
    shared_graph_release(job->graph);
    text_free(&job->lines);
    text_free(&job->answers);
}

bool
batch_job_is_done(const struct batch_job *job)
{
    return job->at == job->lines.len;
}

/* ---- Answering --------------------------------------------------------------- */

/* Leave the graph in hand, counting what was answered from it. */
static void
leave_graph(struct batch_answering *answering)
{
    if (answering->graph) {
        answering->outcome.answered += answering->answerer.answered;
        answering->outcome.refused += answering->answerer.refused;
        batch_answerer_end(&answering->answerer);
        shared_graph_release(answering->graph);
        answering->graph = NULL;
    }
}

static void
enter_graph(struct batch_answering *answering, struct shared_graph *graph)
{
    xw_error err = XW_ERROR_INIT;
    if (answering->graph == graph) {
        return;
    }
    leave_graph(answering);
    if (batch_answerer_begin(&answering->answerer, graph->graph,
                             answering->defaults, &err)) {
        memory_exhausted(); /* nothing else fails there */
    }
    answering->graph = shared_graph_hold(graph);
}

void
batch_answering_end(struct batch_answering *answering)
{
    leave_graph(answering);
}

void
batch_job_answer(struct batch_job *job, struct batch_answering *answering)
{
    enter_graph(answering, job->graph);
    job->at = batch_answer_lines(&answering->answerer, &job->lines, job->at,
                                 ANSWERS_ENOUGH, &job->answers);
}

/* ---- Writing ------------------------------------------------------------------ */

int
batch_job_write(struct batch_job *job)
{
    size_t written = 0;
    while (written < job->answers.len) {
        ssize_t count = write(STDOUT_FILENO, job->answers.bytes + written,
                              job->answers.len - written);
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        written += count < 0 ? 0 : (size_t)count;
    }
    text_clear(&job->answers);
    return 0;
}
