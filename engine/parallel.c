#define _DEFAULT_SOURCE /* _SC_NPROCESSORS_ONLN */
#include "parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

/* What the parts of one run share. */
typedef struct shared_work {
    unsigned parts;
    size_t count;
    xw_item_fn fn;
    void *payload;
    const xw_progress *progress;
    atomic_bool has_failed;
} shared_work;

typedef struct work_part {
    shared_work *work;
    unsigned number;
    pthread_t thread;
    bool has_thread;
    xw_status status;
    size_t failed; /* item */
    xw_error err;
} work_part;

unsigned
xw_parallel_parts(uint32_t threads)
{
    long wanted = threads ? (long)threads : sysconf(_SC_NPROCESSORS_ONLN);
    if (wanted < 1) {
        return 1;
    }
    return wanted < XW_PARTS_MOST ? (unsigned)wanted : XW_PARTS_MOST;
}

static void
tell(const shared_work *work, size_t done)
{
    const xw_progress *progress = work->progress;
    if (progress && progress->fn) {
        progress->fn(progress->payload, progress->before + done,
                     progress->total);
    }
}

static void
do_part(work_part *part)
{
    shared_work *work = part->work;
    for (size_t i = part->number; i < work->count; i += work->parts) {
        if (atomic_load_explicit(&work->has_failed, memory_order_relaxed)) {
            return;
        }
        part->status = work->fn(work->payload, part->number, i, &part->err);
        if (part->status) {
            part->failed = i;
            atomic_store_explicit(&work->has_failed, true,
                                  memory_order_relaxed);
            return;
        }
        if (part->number == 0) {
            tell(work, i + 1); /* the others are about as far */
        }
    }
}

static void *
do_part_in_thread(void *payload)
{
    do_part(payload);
    return NULL;
}

static void
start_parts(work_part *parts, unsigned count)
{
    for (unsigned p = 1; p < count; ++p) {
        parts[p].has_thread = !pthread_create(&parts[p].thread, NULL,
                                              do_part_in_thread, &parts[p]);
    }
}

static void
end_parts(work_part *parts, unsigned count)
{
    for (unsigned p = 1; p < count; ++p) {
        if (parts[p].has_thread) {
            (void)pthread_join(parts[p].thread, NULL);
        } else {
            do_part(&parts[p]);
        }
    }
}

static const work_part *
first_failed(const work_part *parts, unsigned count)
{
    const work_part *first = NULL;
    for (unsigned p = 0; p < count; ++p) {
        if (parts[p].status && (!first || parts[p].failed < first->failed)) {
            first = &parts[p];
        }
    }
    return first;
}

xw_status
xw_parallel_run(unsigned parts, size_t count, xw_item_fn fn, void *payload,
                const xw_progress *progress, xw_error *err)
{
    shared_work work = { .parts = parts,
                         .count = count,
                         .fn = fn,
                         .payload = payload,
                         .progress = progress };
    work_part all[XW_PARTS_MOST];
    unsigned busy = count < parts ? (unsigned)count : parts;
    for (unsigned p = 0; p < busy; ++p) {
        all[p] = (work_part){ .work = &work, .number = p };
    }
    atomic_init(&work.has_failed, false);
    start_parts(all, busy);
    if (busy) {
        do_part(&all[0]);
    }
    end_parts(all, busy);
    const work_part *failed = first_failed(all, busy);
    if (failed && err && err->status == XW_OK) {
        *err = failed->err;
    }
    return failed ? failed->status : XW_OK;
}
