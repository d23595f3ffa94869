/* batch_lines.h - the lines of a block, one after the other; what the next ones
 * name is asked of memory meanwhile. */
#ifndef XW_CLI_BATCH_LINES_H
#define XW_CLI_BATCH_LINES_H

#include "text.h"

#include <xw/ahead.h>

enum { BATCH_LINES_AHEAD = 6 };

/** Begin with a graph, a resolver of its own, and the block: the rest is zero.
 *  Its lines end in newlines, but that the last need not. */
struct batch_lines {
    const xw_graph *graph;
    xw_resolver *resolver;
    const struct text *block; /* the caller's; its bytes are changed */
    size_t at;                /* where the next line begins */
    size_t seen; /* where the next begins that was not looked at, like `at` */
    xw_ahead ahead[BATCH_LINES_AHEAD]; /* of lines seen, by their number */
    size_t lines_at, lines_seen;       /* the numbers of these two */
};

/** The next line, ended by a NUL where its newline was; false when there are
 *  no more. */
bool batch_lines_next(struct batch_lines *lines, char **line, size_t *len);

#endif
