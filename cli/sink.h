/* sink.h - where a long document goes: stdout, or a file that appears whole
 * or not at all. */
#ifndef XW_CLI_SINK_H
#define XW_CLI_SINK_H

#include "text.h"

#include <stdbool.h>
#include <stdio.h>

/** One that is all zeroes keeps everything in `text`. */
struct sink {
    struct text text; /* what is still to be written: add to it */
    FILE *to;         /* NULL when it could not be opened */
    struct text path; /* "" for stdout */
    struct text temporary;
    int code; /* the exit code so far, failures having been said */
};

/** Begin to write to `path`, or to stdout for NULL.  Close it in any case. */
void sink_open(struct sink *sink, const char *path);

/** Begin to write to the file `name` of a folder. */
void sink_open_in(struct sink *sink, const char *folder, const char *name);

/** Write out what there is when it is much. */
void sink_flow(struct sink *sink);

/** End a line, and as above. */
void sink_end_line(struct sink *sink);

/** Write the rest, and let the file appear; with `keep` false, or after a
 *  failure, nothing does.  Gives an exit code. */
int sink_close(struct sink *sink, bool keep);

/** Make a folder, unless there is one.  Gives an exit code, having said what is
 *  wrong. */
int sink_make_folder(const char *path);

/** Whether `path` is a folder, or is written as one: "a/". */
bool sink_is_folder(const char *path);

#endif
