/* batch_job.h - some lines of a batch that are read, answered and written
 * together, and the thread that answers them. */
#ifndef XW_CLI_BATCH_JOB_H
#define XW_CLI_BATCH_JOB_H

#include "batch_answer.h"
#include "line_source.h"
#include "shared_graph.h"

/** Lines, and the answers to some of them. */
struct batch_job {
    struct text lines;
    size_t at; /* the first line not answered */
    struct text answers;
    struct shared_graph *graph; /* held: what to answer from */
};

/** Read the next lines, to be answered from what the watch holds by then.  False
 *  when there are none. */
bool batch_job_read(struct batch_job *job, struct line_source *source,
                    struct graph_watch *watch);
void batch_job_free(struct batch_job *job);

/** Whether all of its lines have been answered. */
bool batch_job_is_done(const struct batch_job *job);

/** What came of lines. */
struct batch_outcome {
    uint64_t answered, refused;
    int error; /* errno of writing, or 0 */
};

/** Answers jobs, for one thread.  Start with its defaults and the rest zero. */
struct batch_answering {
    const struct batch_defaults *defaults;
    struct batch_answerer answerer; /* of `graph` */
    struct shared_graph *graph;     /* held, or NULL */
    struct batch_outcome outcome;   /* complete when it has ended */
};

void batch_answering_end(struct batch_answering *answering);

/** Answer the next lines of a job, up to some 1 MiB of answers: a few lines can
 *  have very long ones. */
void batch_job_answer(struct batch_job *job, struct batch_answering *answering);

/** Write the answers to the standard output, and forget them.  Gives errno, or
 *  0. */
int batch_job_write(struct batch_job *job);

#endif
