/* progress.h - a bar on stderr for long work, when that is a terminal. */
#ifndef XW_CLI_PROGRESS_H
#define XW_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *label;
    bool is_shown;    /* whether there is a terminal to show it on */
    bool is_drawn;    /* whether there is a bar to remove */
    unsigned percent; /* as drawn last */
};

struct progress progress_begin(const char *label);

/** Show `done` of `total`, in any unit; as an xw_progress_fn takes it, whose
 *  payload is a struct progress. */
void progress_update(void *payload, uint64_t done, uint64_t total);

/** Remove the bar, before anything else is written to stderr. */
void progress_clear(struct progress *progress);

#endif
