/* batch_stats.c - how much is in the graph. */
#include "batch_operation.h"
#include "stats_document.h"

static bool
answer(struct batch_worker *worker, const void *values, struct writer *out)
{
    (void)values; /* there are none */
    document_write(stats_document(&worker->view), out);
    return true;
}

const struct batch_operation batch_stats = {
    .name = "stats",
    .answer = answer,
};
