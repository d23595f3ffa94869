/* memory.h - memory for a command, which has no better answer to the lack of
 * it than to say so and exit: none of these returns NULL. */
#ifndef XW_CLI_MEMORY_H
#define XW_CLI_MEMORY_H

#include <stddef.h>

/** `size` bytes for free(); their content is anything. */
void *memory_take(size_t size);

/** An array of zero bytes, for free(). */
void *memory_array(size_t count, size_t size);

/** As realloc, to an array of `count`. */
void *memory_resize(void *old, size_t count, size_t size);

/** Say that there is no memory, and exit. */
_Noreturn void memory_exhausted(void);

#endif
