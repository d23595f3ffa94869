/* bench_memory.c - what a graph takes: bytes of its file, and the most memory
 * that making, checking and asking it take.
 *
 * usage: bench_memory FOLDER XW */
#include "bench.h"
#include "process.h"

#include "../engine/graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- The file -------------------------------------------------------------------- */

static const xw_chunk adjacency[] = { XW_CHUNK_EDGE_ROWS, XW_CHUNK_EDGE_TARGETS,
                                      XW_CHUNK_EDGE_ATTRIBUTES };
static const xw_chunk provenance[] = {
    XW_CHUNK_RUN_ROWS,     XW_CHUNK_RUN_FRAMEWORKS, XW_CHUNK_RUN_EDGES,
    XW_CHUNK_MAPPING_ROWS, XW_CHUNK_MAPPING_SETS,   XW_CHUNK_MAPPING_TEXTS
};
static const xw_chunk text[] = { XW_CHUNK_TEXT, XW_CHUNK_LONG_TEXT_BLOCKS,
                                 XW_CHUNK_LONG_TEXT };

static double
size_of(const xw_graph *graph, const xw_chunk *chunks, size_t count)
{
    const xw_file_header *header = (const void *)graph->bytes;
    const xw_file_chunk *entries = (const void *)(header + 1);
    double size = 0;
    for (uint32_t i = 0; i < header->chunk_count; ++i) {
        for (size_t c = 0; c < count; ++c) {
            const char *id = xw_chunk_kinds[chunks[c]].id;
            size += memcmp(entries[i].id, id, sizeof entries[i].id)
                        ? 0
                        : (double)entries[i].size;
        }
    }
    return size;
}

static double
size_of_sources(const char *folder)
{
    static const char *const names[] = { "frameworks.csv", "controls.csv",
                                         "mappings.csv" };
    double size = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
        struct stat about;
        char *path = bench_path(folder, names[i]);
        if (stat(path, &about)) {
            bench_fail("%s is not there", path);
        }
        size += (double)about.st_size;
        free(path);
    }
    return size;
}

static void
print_file(const char *folder, const char *path)
{
    xw_error err = XW_ERROR_INIT;
    xw_graph *graph;
    if (xw_graph_open(path, &graph, &err)) {
        bench_fail("%s: %s", path, err.message);
    }
    double mappings = graph->mapping_count;
    double edges = size_of(graph, adjacency, 3);
    double runs = size_of(graph, provenance, 6);
    double texts = size_of(graph, text, 3);
    double whole = (double)graph->size;
    bench_fact("memory/adjacency", edges / mappings, "B/mapping");
    bench_fact("memory/+runs+provenance", (edges + runs) / mappings,
               "B/mapping");
    bench_fact("memory/structure", (whole - texts) / mappings, "B/mapping");
    bench_fact("memory/text:sources", texts / size_of_sources(folder), "x");
    bench_fact("memory/file", whole / mappings, "B/mapping");
    xw_graph_free(graph);
}

/* ---- Processes -------------------------------------------------------------------- */

static void
print_peak(const char *name, const char *const *argv)
{
    bench_fact(name, process_run(argv).peak / 1024, "MiB");
}

static void
print_peaks(const char *xw, const char *folder, const char *path)
{
    char *frameworks = bench_path(folder, "frameworks.csv");
    char *controls = bench_path(folder, "controls.csv");
    char *mappings = bench_path(folder, "mappings.csv");
    char *compiled = bench_path(folder, "compiled.xwg");
    const char *const compile[] = { xw,       "compile", frameworks, controls,
                                    mappings, "-o",      compiled,   NULL };
    const char *const stats[] = { xw, "stats", "-g", path, NULL };
    print_peak("memory/compile", compile);
    print_peak("memory/stats", stats);
    (void)remove(compiled);
    free(frameworks);
    free(controls);
    free(mappings);
    free(compiled);
}

int
main(int argc, char **argv)
{
    if (argc != 3) {
        bench_fail("usage: bench_memory FOLDER XW");
    }
    char *path = bench_path(argv[1], "graph.xwg");
    bench_header();
    print_peaks(argv[2], argv[1], path); /* while we are small ourselves */
    print_file(argv[1], path);
    free(path);
    return EXIT_SUCCESS;
}
