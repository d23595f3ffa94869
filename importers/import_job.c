#include "import_job.h"

enum { TICK_BYTES = 1 << 20 };

void
xw_import_job_tick(xw_import_job *job, uint64_t offset)
{
    uint64_t done = job->done + offset;
    if (job->progress && done >= job->told + TICK_BYTES) {
        job->told = done;
        job->progress(job->progress_payload, done, job->total);
    }
}

void
xw_import_job_done(xw_import_job *job, uint64_t len)
{
    job->done += len;
    if (job->progress) {
        job->told = job->done;
        job->progress(job->progress_payload, job->done, job->total);
    }
}
