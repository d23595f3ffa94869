/* batch_lines.h - the lines of a block, one after the other; what the next ones
 * name is asked of memory meanwhile. */
#ifndef XW_CLI_BATCH_LINES_H
#define XW_CLI_BATCH_LINES_H

#include <xw/ahead.h>

enum { BATCH_LINES_AHEAD = 6 };

struct batch_lines {
    const xw_graph *graph;
    xw_resolver *resolver;
    char *bytes; /* [len] and one more */
    size_t len;
    size_t at;   /* where the next line begins */
    size_t seen; /* where the next begins that nothing was asked about */
    xw_ahead ahead[BATCH_LINES_AHEAD]; /* of lines seen, by their number */
    size_t lines_at, lines_seen;       /* the numbers of these two */
};

/** Begin; the block stays the caller's, and its lines end in newlines, but that
 *  the last need not. */
void batch_lines_begin(struct batch_lines *lines, const xw_graph *graph,
                       xw_resolver *resolver, char *bytes, size_t len);

/** The next line, ended by a NUL where its newline was; false when there are
 *  no more. */
bool batch_lines_next(struct batch_lines *lines, char **line, size_t *len);

#endif
