/* nearest.h - which of the known words a mistyped one was meant to be. */
#ifndef XW_CLI_NEAREST_H
#define XW_CLI_NEAREST_H

#include <stddef.h>

/** The best of some words so far.  Start with the mistyped one and the rest
 *  zero. */
struct nearest {
    const char *typed;
    const char *word; /* NULL while none is near enough */
    size_t distance;
};

/** Consider one word, borrowed. */
void nearest_consider(struct nearest *nearest, const char *word);

#endif
