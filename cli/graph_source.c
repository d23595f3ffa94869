#define _POSIX_C_SOURCE 200809L /* for readlink */

#include "graph_source.h"

#include "exit_code.h"
#include "output.h"

#include <xw/graph_file.h>
#include <xw/query.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SMALL_BYTES = 16 * 1024 * 1024 };

/* PREFIX/share/xw/default.xwg of PREFIX/bin/xw; nothing where there is no
 * /proc. */
static void
write_default_path(struct text *out)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    path[len > 0 ? len : 0] = '\0';
    for (int up = 0; up < 2; ++up) {
        char *slash = strrchr(path, '/');
        if (!slash) {
            return;
        }
        *slash = '\0';
    }
    text_printf(out, "%s/share/xw/default.xwg", path);
}

static const char *
named_path(const struct common_options *options)
{
    if (options->graph) {
        return options->graph;
    }
    const char *from_environment = getenv("XW_GRAPH");
    return from_environment && *from_environment ? from_environment : NULL;
}

static xw_status
verify(const xw_graph *graph, bool is_asked, xw_error *err)
{
    xw_graph_stats stats;
    xw_graph_get_stats(graph, &stats);
    return is_asked || stats.bytes <= SMALL_BYTES ? xw_graph_verify(graph, err)
                                                  : XW_OK;
}

/* What the system refuses names the file; what is wrong inside does not. */
static int
refuse(const char *path, xw_error *err)
{
    if (err->status == XW_E_GRAPH && !err->source[0]) {
        (void)snprintf(err->source, sizeof err->source, "%s", path);
    }
    return output_failure(err);
}

int
graph_source_open_path(const char *path, bool verify_all, xw_graph **out)
{
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_graph_open(path, &graph, &err);
    if (!st) {
        st = verify(graph, verify_all, &err);
    }
    if (st) {
        xw_graph_free(graph);
        return refuse(path, &err);
    }
    *out = graph;
    return EXIT_OK;
}

int
graph_source_open_unverified(const char *path, xw_graph **out)
{
    xw_error err = XW_ERROR_INIT;
    return xw_graph_open(path, out, &err) ? refuse(path, &err) : EXIT_OK;
}

bool
graph_source_path(const struct common_options *options, struct text *out)
{
    const char *named = named_path(options);
    if (named) {
        text_add(out, named);
    } else {
        write_default_path(out);
    }
    return named;
}

void
graph_source_hint(void)
{
    output_hint("name a graph file with -g or XW_GRAPH, or make one with "
                "'xw compile'");
}

int
graph_source_open(const struct common_options *options,
                  enum verification verification, xw_graph **out)
{
    bool verify_all = options->verify || verification == VERIFY_ALWAYS;
    struct text path = { 0 };
    bool is_named = graph_source_path(options, &path);
    int code = graph_source_open_path(text_get(&path), verify_all, out);
    if (code == EXIT_SYSTEM && !is_named) {
        graph_source_hint();
    }
    text_free(&path);
    return code;
}
