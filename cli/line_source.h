/* line_source.h - lines of an input as they come: all that is there is taken at
 * once, but what is there is never held back to wait for more. */
#ifndef XW_CLI_LINE_SOURCE_H
#define XW_CLI_LINE_SOURCE_H

#include "text.h"

#include <stdbool.h>

struct line_source {
    int input;        /* file descriptor */
    int stop;         /* when there is something to read here, it ends */
    size_t line_most; /* bytes; of a longer line, the rest is dropped */
    struct text rest; /* the start of the next line */
    bool is_ended;
    int error; /* errno of what failed, or 0 */
};

/** Wait for the next lines, some 64 KiB at most, and put them into `out`: the
 *  last lacks its newline at the end of the input only.  False when there are
 *  no more. */
bool line_source_read(struct line_source *source, struct text *out);
void line_source_free(struct line_source *source);

#endif
