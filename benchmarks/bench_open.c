/* bench_open.c - W2, one question as a process of its own, beside a process that
 * does nothing; and what it costs to check the whole file.
 *
 * usage: bench_open FOLDER XW */
#include "bench.h"
#include "process.h"

#include <xw/graph_file.h>
#include <xw/query.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { RUNS = 201, VERIFY_RUNS = 21, PROCESSES = 3, REFERENCE_SIZE = 256 };

/* ---- One question ---------------------------------------------------------------- */

/* With answers: from a control to a framework that it is mapped to. */
typedef struct question {
    char reference[REFERENCE_SIZE], framework[REFERENCE_SIZE];
} question;

static question
find_question(const xw_graph *graph)
{
    question found;
    xw_control control = { xw_graph_control_count(graph) / 2 };
    xw_link link;
    while (xw_graph_link(graph, control, 0, &link, NULL)) {
        control.i++;
    }
    xw_control_info from, to;
    xw_framework_info of, into;
    if (xw_graph_control(graph, control, &from, NULL) ||
        xw_graph_control(graph, link.other, &to, NULL) ||
        xw_graph_framework(graph, from.framework, &of, NULL) ||
        xw_graph_framework(graph, to.framework, &into, NULL)) {
        bench_fail("no such control");
    }
    (void)snprintf(found.reference, REFERENCE_SIZE, "%s:%s", of.id, from.id);
    (void)snprintf(found.framework, REFERENCE_SIZE, "%s", into.id);
    return found;
}

/* ---- Processes ------------------------------------------------------------------ */

typedef struct costs {
    double wall[RUNS], cpu[RUNS], faults[RUNS];
} costs;

static void
print(const char *process, const char *what, double *values, const char *unit)
{
    char name[64];
    (void)snprintf(name, sizeof name, "W2/%s/%s", process, what);
    bench_values(name, 1, values, RUNS, unit);
}

/* `nothing` is what it says; `xw --version` is loading the command. */
static void
run_processes(const char *nothing, const char *xw, const char *graph,
              const question *asked)
{
    static const char *const names[PROCESSES] = { "nothing", "version", "map" };
    const char *const processes[PROCESSES][11] = {
        { nothing },
        { xw, "--version" },
        { xw, "map", "-g", graph, asked->reference, "--to", asked->framework,
          "--format", "json" },
    };
    static costs all[PROCESSES];
    for (size_t r = 0; r < RUNS; ++r) { /* in turn, as the machine drifts */
        for (size_t p = 0; p < PROCESSES; ++p) {
            process_cost one = process_run(processes[p]);
            all[p].wall[r] = one.wall;
            all[p].cpu[r] = one.cpu;
            all[p].faults[r] = one.faults;
        }
    }
    for (size_t p = 0; p < PROCESSES; ++p) {
        print(names[p], "wall", all[p].wall, "us");
        print(names[p], "cpu", all[p].cpu, "us");
        print(names[p], "faults", all[p].faults, "faults");
    }
}

/* ---- Verifying ------------------------------------------------------------------ */

static void
verify(void *state, size_t nth)
{
    (void)nth;
    xw_error err = XW_ERROR_INIT;
    if (xw_graph_verify(state, &err)) {
        bench_fail("%s", err.message);
    }
}

static void
checksum(void *state, size_t nth)
{
    (void)nth;
    xw_string bytes = xw_graph_bytes(state);
    XXH64_hash_t hash = XXH3_64bits(bytes.bytes, bytes.len);
    bench_use(&hash);
}

static void
run_verify(xw_graph *graph)
{
    const bench_contender contenders[] = {
        { .name = "xw", .fn = verify, .state = graph },
        { .name = "xxh3", .fn = checksum, .state = graph, .is_floor = true },
    };
    bench_throughput(&(bench_plan){ .name = "W2/verify",
                                    .items = xw_graph_bytes(graph).len,
                                    .runs = VERIFY_RUNS,
                                    .contenders = contenders,
                                    .count = 2,
                                    .threads = true });
}

/* The folder that this program lies in. */
static char *
own_folder(const char *program)
{
    size_t len = strlen(program);
    char *folder = memcpy(bench_alloc(len + 1, 1), program, len);
    char *slash = strrchr(folder, '/');
    if (slash) {
        *slash = '\0';
        return folder;
    }
    free(folder);
    return memcpy(bench_alloc(2, 1), ".", 2);
}

int
main(int argc, char **argv)
{
    if (argc != 3) {
        bench_fail("usage: bench_open FOLDER XW");
    }
    xw_error err = XW_ERROR_INIT;
    xw_graph *graph;
    char *path = bench_path(argv[1], "graph.xwg");
    char *folder = own_folder(argv[0]);
    char *nothing = bench_path(folder, "nothing");
    if (xw_graph_open(path, &graph, &err)) {
        bench_fail("%s: %s", path, err.message);
    }
    bench_header();
    question asked = find_question(graph);
    run_processes(nothing, argv[2], path, &asked);
    run_verify(graph);
    xw_graph_free(graph);
    free(nothing);
    free(folder);
    free(path);
    return EXIT_SUCCESS;
}
