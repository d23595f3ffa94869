#include "memory.h"

#include "exit_code.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void
memory_exhausted(void)
{
    fputs("xw: error: out of memory\n", stderr);
    exit(EXIT_SYSTEM);
}

static void *
checked(void *memory)
{
    if (!memory) {
        memory_exhausted();
    }
    return memory;
}

static size_t
at_least_one(size_t size)
{
    return size ? size : 1; /* NULL must mean failure */
}

void *
memory_take(size_t size)
{
    return checked(malloc(at_least_one(size)));
}

void *
memory_array(size_t count, size_t size)
{
    return checked(calloc(at_least_one(count), at_least_one(size)));
}

void *
memory_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        memory_exhausted();
    }
    return checked(realloc(old, at_least_one(count * size)));
}
