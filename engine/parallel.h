/* parallel.h - work on many items, cut among threads.
 *
 * Item i is done by part i modulo the number of parts: who does what depends on
 * numbers alone.  A function that computes an item from the item, and puts what
 * comes of it where the item says, gives the same with any number of threads.
 */
#ifndef XW_ENGINE_PARALLEL_H
#define XW_ENGINE_PARALLEL_H

#include <xw/xw.h>

enum { XW_PARTS_MOST = 64 };

/** Does one item as part `part`, of which no other is done at the same time. */
typedef xw_status (*xw_item_fn)(void *payload, unsigned part, size_t item,
                                xw_error *err);

/** What is to be told of how far the work is. */
typedef struct xw_progress {
    xw_progress_fn fn; /**< or NULL; called by the caller's thread only */
    void *payload;
    uint64_t before, total; /**< items of other runs before, and of all runs */
} xw_progress;

/** How many parts work is cut into: `threads`, or one for each processor if 0,
 *  but at most XW_PARTS_MOST. */
unsigned xw_parallel_parts(uint32_t threads);

/** Do items 0 .. count - 1 in `parts` parts, each by a thread of its own but
 *  the first, which the caller's does.  A part whose thread cannot be had is
 *  done by the caller's too.  After a failure no more items are begun.
 *
 *  The result is that of the first item, by number, of those that failed. */
xw_status xw_parallel_run(unsigned parts, size_t count, xw_item_fn fn,
                          void *payload, const xw_progress *progress,
                          xw_error *err);

#endif
