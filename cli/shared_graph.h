/* shared_graph.h - a graph that several threads hold, and that goes when the
 * last lets go of it; and the file it is from, which may be replaced. */
#ifndef XW_CLI_SHARED_GRAPH_H
#define XW_CLI_SHARED_GRAPH_H

#include "options.h"
#include "text.h"

#include <stdatomic.h>
#include <sys/stat.h>

struct shared_graph {
    xw_graph *graph;
    atomic_uint holders;
};

/** Hold it once more; gives it back. */
struct shared_graph *shared_graph_hold(struct shared_graph *shared);

/** Let go of it; NULL is fine. */
void shared_graph_release(struct shared_graph *shared);

/** A graph file, and the graph that was last read from it. */
struct graph_watch {
    struct text path;
    struct stat seen; /* the file */
    struct shared_graph *current;
    bool is_live; /* whether to look at the file again */
};

/** Open the graph that the options name, all of it checked.  Gives an exit code,
 *  having said what is wrong.  End it in any case. */
int graph_watch_begin(struct graph_watch *watch,
                      const struct common_options *options, bool is_live);
void graph_watch_end(struct graph_watch *watch);

/** The graph to use from now on, held.  A live one is opened again if the file
 *  is another now, which is said; one that cannot be opened is told of once, and
 *  the last graph stays. */
struct shared_graph *graph_watch_hold(struct graph_watch *watch);

#endif
