#define _POSIX_C_SOURCE 200809L /* for write */

#include "batch_ring.h"

#include "memory.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum place_state {
    PLACE_EMPTY,
    PLACE_FILLED,    /* has lines to answer */
    PLACE_ANSWERING, /* a thread has it */
    PLACE_ANSWERED   /* has answers to write */
};

struct place {
    struct batch_job job;
    enum place_state state;
};

struct batch_ring {
    pthread_mutex_t lock; /* of all below, but for jobs in some thread's hand */
    pthread_cond_t changed;
    struct place *places; /* [place_count] */
    size_t place_count;
    uint64_t oldest, next; /* jobs since the start: `next` is filled next */
    bool is_ended;         /* no more lines come, or writing failed */
    bool is_writing;       /* a thread is */
    int on_failure;
    const struct batch_defaults *defaults;
    struct batch_outcome outcome;
    pthread_t *threads; /* [thread_count] */
    uint32_t thread_count;
};

static struct place *
place_of(const struct batch_ring *ring, uint64_t job)
{
    return &ring->places[job % ring->place_count];
}

static void
lock(struct batch_ring *ring)
{
    (void)pthread_mutex_lock(&ring->lock);
}

static void
unlock(struct batch_ring *ring)
{
    (void)pthread_mutex_unlock(&ring->lock);
}

static void
wait_for_change(struct batch_ring *ring)
{
    (void)pthread_cond_wait(&ring->changed, &ring->lock);
}

static void
tell_change(struct batch_ring *ring)
{
    (void)pthread_cond_broadcast(&ring->changed);
}

/* ---- Writing ------------------------------------------------------------------- */

/* Nothing more is to be done; whoever reads is woken. */
static void
fail(struct batch_ring *ring, int error)
{
    ring->outcome.error = error;
    ring->is_ended = true;
    (void)!write(ring->on_failure, "", 1);
}

/* Write the oldest job's answers; it stays the oldest while it has lines. */
static void
write_oldest(struct batch_ring *ring)
{
    struct place *place = place_of(ring, ring->oldest);
    unlock(ring);
    int error = batch_job_write(&place->job);
    lock(ring);
    if (error) {
        fail(ring, error);
    } else if (batch_job_is_done(&place->job)) {
        place->state = PLACE_EMPTY;
        ++ring->oldest;
    } else {
        place->state = PLACE_FILLED;
    }
    tell_change(ring);
}

/* Write what is next in order, unless another thread is at it. */
static void
write_in_turn(struct batch_ring *ring)
{
    if (ring->is_writing) {
        return;
    }
    ring->is_writing = true;
    while (!ring->outcome.error && ring->oldest < ring->next &&
           place_of(ring, ring->oldest)->state == PLACE_ANSWERED) {
        write_oldest(ring);
    }
    ring->is_writing = false;
}

/* ---- Answering ------------------------------------------------------------------- */

/* The first job with lines to answer, or NULL. */
static struct place *
find_filled(const struct batch_ring *ring)
{
    for (uint64_t job = ring->oldest; job < ring->next; ++job) {
        if (place_of(ring, job)->state == PLACE_FILLED) {
            return place_of(ring, job);
        }
    }
    return NULL;
}

/* Wait for one.  NULL when there will be none. */
static struct place *
await_filled(struct batch_ring *ring)
{
    struct place *place = NULL;
    while (!ring->outcome.error && !(place = find_filled(ring)) &&
           !(ring->is_ended && ring->oldest == ring->next)) {
        wait_for_change(ring);
    }
    return ring->outcome.error ? NULL : place;
}

static void *
answer_jobs(void *payload)
{
    struct batch_ring *ring = payload;
    struct batch_answering answering = { .defaults = ring->defaults };
    struct place *place = NULL;
    lock(ring);
    while ((place = await_filled(ring)) != NULL) {
        place->state = PLACE_ANSWERING;
        unlock(ring);
        batch_job_answer(&place->job, &answering);
        lock(ring);
        place->state = PLACE_ANSWERED;
        write_in_turn(ring);
    }
    unlock(ring);
    batch_answering_end(&answering);
    lock(ring);
    ring->outcome.answered += answering.outcome.answered;
    ring->outcome.refused += answering.outcome.refused;
    unlock(ring);
    return NULL;
}

/* ---- From outside ------------------------------------------------------------------ */

struct batch_ring *
batch_ring_start(uint32_t threads, const struct batch_defaults *defaults,
                 int on_failure)
{
    enum { PLACES_OF_THREAD = 2, PLACES_MORE = 2 }; /* none need wait */
    struct batch_ring *ring = memory_array(1, sizeof *ring);
    (void)pthread_mutex_init(&ring->lock, NULL);
    (void)pthread_cond_init(&ring->changed, NULL);
    ring->place_count = (size_t)threads * PLACES_OF_THREAD + PLACES_MORE;
    ring->places = memory_array(ring->place_count, sizeof *ring->places);
    ring->threads = memory_array(threads, sizeof *ring->threads);
    ring->defaults = defaults;
    ring->on_failure = on_failure;
    while (ring->thread_count < threads &&
           !pthread_create(&ring->threads[ring->thread_count], NULL,
                           answer_jobs, ring)) {
        ++ring->thread_count;
    }
    if (!ring->thread_count) {
        memory_exhausted(); /* fewer than asked for will do, but none */
    }
    return ring;
}

struct batch_job *
batch_ring_take(struct batch_ring *ring)
{
    lock(ring);
    while (!ring->outcome.error &&
           ring->next - ring->oldest == ring->place_count) {
        wait_for_change(ring);
    }
    struct batch_job *job =
        ring->outcome.error ? NULL : &place_of(ring, ring->next)->job;
    unlock(ring);
    return job;
}

void
batch_ring_give(struct batch_ring *ring)
{
    lock(ring);
    place_of(ring, ring->next)->state = PLACE_FILLED;
    ++ring->next;
    tell_change(ring);
    unlock(ring);
}

struct batch_outcome
batch_ring_finish(struct batch_ring *ring)
{
    lock(ring);
    ring->is_ended = true;
    tell_change(ring);
    unlock(ring);
    for (uint32_t i = 0; i < ring->thread_count; ++i) {
        (void)pthread_join(ring->threads[i], NULL);
    }
    struct batch_outcome outcome = ring->outcome;
    for (size_t i = 0; i < ring->place_count; ++i) {
        batch_job_free(&ring->places[i].job);
    }
    (void)pthread_cond_destroy(&ring->changed);
    (void)pthread_mutex_destroy(&ring->lock);
    free(ring->threads);
    free(ring->places);
    free(ring);
    return outcome;
}
