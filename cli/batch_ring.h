/* batch_ring.h - jobs of a batch between one thread that reads them and several
 * that answer them; answers are written in the order of the lines.
 *
 * There are as many jobs as the ring has places, so memory is bounded however
 * fast the input is: who reads waits for a place. */
#ifndef XW_CLI_BATCH_RING_H
#define XW_CLI_BATCH_RING_H

#include "batch_job.h"

struct batch_ring;

/** A ring with `threads` threads, which answer as `defaults` says.  When
 *  writing fails, they write a byte to the file descriptor `on_failure`. */
struct batch_ring *batch_ring_start(uint32_t threads,
                                    const struct batch_defaults *defaults,
                                    int on_failure);

/** Wait for a job to fill.  NULL when writing has failed. */
struct batch_job *batch_ring_take(struct batch_ring *ring);

/** Have the job that was taken last answered. */
void batch_ring_give(struct batch_ring *ring);

/** Wait for all to be answered and written, and free the ring. */
struct batch_outcome batch_ring_finish(struct batch_ring *ring);

#endif
