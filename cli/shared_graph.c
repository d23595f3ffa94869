#define _POSIX_C_SOURCE 200809L /* for st_mtim */

#include "shared_graph.h"

#include "exit_code.h"
#include "graph_source.h"
#include "memory.h"
#include "output.h"

#include <xw/query.h>

#include <stdlib.h>

struct shared_graph *
shared_graph_hold(struct shared_graph *shared)
{
    (void)atomic_fetch_add(&shared->holders, 1);
    return shared;
}

void
shared_graph_release(struct shared_graph *shared)
{
    if (shared && atomic_fetch_sub(&shared->holders, 1) == 1) {
        xw_graph_free(shared->graph);
        free(shared);
    }
}

/* ---- Its file --------------------------------------------------------------- */

static bool
is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
           a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static int
open_again(struct graph_watch *watch)
{
    xw_graph *graph = NULL;
    int code = graph_source_open_path(text_get(&watch->path), true, &graph);
    if (code == EXIT_OK) {
        shared_graph_release(watch->current);
        watch->current = memory_array(1, sizeof *watch->current);
        watch->current->graph = graph;
        atomic_init(&watch->current->holders, 1);
    }
    return code;
}

int
graph_watch_begin(struct graph_watch *watch,
                  const struct common_options *options, bool is_live)
{
    *watch = (struct graph_watch){ .is_live = is_live };
    bool is_named = graph_source_path(options, &watch->path);
    (void)stat(text_get(&watch->path), &watch->seen);
    int code = open_again(watch);
    if (code == EXIT_SYSTEM && !is_named) {
        graph_source_hint();
    }
    return code;
}

void
graph_watch_end(struct graph_watch *watch)
{
    shared_graph_release(watch->current);
    text_free(&watch->path);
}

static void
look(struct graph_watch *watch)
{
    struct stat now;
    if (stat(text_get(&watch->path), &now) || is_same(&now, &watch->seen)) {
        return; /* one that is gone may be about to be replaced */
    }
    watch->seen = now;
    if (open_again(watch) == EXIT_OK) {
        output_note("%s was replaced; the graph is now %s",
                    text_get(&watch->path),
                    xw_graph_checksum(watch->current->graph));
    } else {
        output_hint("answers are still those of the graph before");
    }
}

struct shared_graph *
graph_watch_hold(struct graph_watch *watch)
{
    if (watch->is_live) {
        look(watch);
    }
    return shared_graph_hold(watch->current);
}
