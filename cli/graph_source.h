/* graph_source.h - which graph file a command reads, and opening it. */
#ifndef XW_CLI_GRAPH_SOURCE_H
#define XW_CLI_GRAPH_SOURCE_H

#include "options.h"
#include "text.h"

enum verification {
    VERIFY_SMALL, /* files of at most 16 MB, or when asked to */
    VERIFY_ALWAYS
};

/** Write which file the options name.  False for the one that comes with the
 *  command. */
bool graph_source_path(const struct common_options *options, struct text *out);

/** Open a file.  Gives an exit code, having said what is wrong. */
int graph_source_open_path(const char *path, bool verify_all, xw_graph **out);

/** The same of a file whose damage is to be told of. */
int graph_source_open_unverified(const char *path, xw_graph **out);

/** Say what to do when the one that comes with the command is not there. */
void graph_source_hint(void);

/** Open -g FILE, else $XW_GRAPH, else ../share/xw/default.xwg beside the folder
 *  of the command.  Gives an exit code, having said what is wrong. */
int graph_source_open(const struct common_options *options,
                      enum verification verification, xw_graph **out);

#endif
