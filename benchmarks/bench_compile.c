/* bench_compile.c - W1, from CSV to a graph file: import, freeze, write, read
 * back; and how far our reader and the import come alone.  The floor is libcsv
 * doing nothing but splitting the same bytes.
 *
 * usage: bench_compile FOLDER */
#include "platform.h"

#include "../importers/csv_reader.h"

#include <xw/graph_file.h>
#include <xw/import.h>

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 7, FILES = 3 };

typedef struct sources {
    const char *folder;
    char *paths[FILES];
    char *texts[FILES];
    size_t sizes[FILES], size;
    char *output;
    size_t fields; /* that libcsv found */
} sources;

/* ---- The floor ---------------------------------------------------------------- */

static void
on_field(void *field, size_t len, void *payload)
{
    (void)field;
    (void)len;
    sources *s = payload;
    s->fields++;
}

static void
on_record(int terminator, void *payload)
{
    (void)terminator;
    (void)payload;
}

static void
parse(void *state, size_t run)
{
    (void)run;
    sources *s = state;
    for (size_t i = 0; i < FILES; ++i) {
        struct csv_parser parser;
        if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) ||
            csv_parse(&parser, s->texts[i], s->sizes[i], on_field, on_record,
                      s) != s->sizes[i] ||
            csv_fini(&parser, on_field, on_record, s)) {
            bench_fail("libcsv refuses %s", s->paths[i]);
        }
        csv_free(&parser);
    }
}

/* ---- What is compared with it -------------------------------------------------- */

static xw_status
take_record(void *payload, const xw_csv_record *record)
{
    sources *s = payload;
    s->fields += record->count;
    return XW_OK;
}

static void
read_records(void *state, size_t run)
{
    (void)run;
    sources *s = state;
    xw_diagnostics diagnostics = { .source = "bench" };
    for (size_t i = 0; i < FILES; ++i) {
        const xw_string text = { s->texts[i], s->sizes[i] };
        if (xw_csv_read(text, &diagnostics, take_record, s)) {
            bench_fail("cannot read %s", s->paths[i]);
        }
    }
}

static xw_builder *
import_sources(const sources *s, uint32_t threads)
{
    xw_error err = XW_ERROR_INIT;
    xw_builder *builder = NULL;
    const xw_import_options options = { .size = sizeof options,
                                        .threads = threads };
    const char *const paths[] = { s->paths[0], s->paths[1], s->paths[2] };
    if (xw_builder_new(&builder, &err) ||
        xw_import_paths(builder, paths, FILES, &options, NULL, &err)) {
        bench_fail("%s", err.message);
    }
    return builder;
}

static void
import_in_one(void *state, size_t run)
{
    (void)run;
    xw_builder_free(import_sources(state, 1));
}

static void
import_in_all(void *state, size_t run)
{
    (void)run;
    xw_builder_free(import_sources(state, 0));
}

static void
compile(const sources *s, uint32_t threads)
{
    xw_error err = XW_ERROR_INIT;
    xw_graph *graph = NULL;
    xw_graph *back = NULL;
    xw_builder *builder = import_sources(s, threads);
    if (xw_builder_freeze(builder, NULL, NULL, &graph, &err)) {
        bench_fail("%s", err.message);
    }
    xw_builder_free(builder);
    if (xw_graph_write(graph, s->output, &err) ||
        xw_graph_open(s->output, &back, &err) || xw_graph_verify(back, &err)) {
        bench_fail("%s", err.message);
    }
    xw_graph_free(graph);
    xw_graph_free(back);
}

static void
compile_in_one(void *state, size_t run)
{
    (void)run;
    compile(state, 1);
}

static void
compile_in_all(void *state, size_t run)
{
    (void)run;
    compile(state, 0);
}

typedef struct importing {
    const peer *peer;
    const char *folder;
} importing;

static void
import_into_peer(void *state, size_t run)
{
    (void)run;
    const importing *i = state;
    i->peer->import(i->folder);
}

/* ---- Sources -------------------------------------------------------------------- */

static void
load(sources *s, size_t i)
{
    FILE *in = fopen(s->paths[i], "rb");
    if (!in || fseek(in, 0, SEEK_END)) {
        bench_fail("cannot read %s", s->paths[i]);
    }
    s->sizes[i] = (size_t)ftell(in);
    rewind(in);
    s->texts[i] = bench_alloc(s->sizes[i], 1);
    if (fread(s->texts[i], 1, s->sizes[i], in) != s->sizes[i]) {
        bench_fail("cannot read %s", s->paths[i]);
    }
    (void)fclose(in);
    s->size += s->sizes[i];
}

static void
load_all(sources *s, const char *folder)
{
    static const char *const names[FILES] = { "frameworks.csv", "controls.csv",
                                              "mappings.csv" };
    *s = (sources){ .folder = folder,
                    .output = bench_path(folder, "compiled.xwg") };
    for (size_t i = 0; i < FILES; ++i) {
        s->paths[i] = bench_path(folder, names[i]);
        load(s, i);
    }
}

static void
unload_all(sources *s)
{
    for (size_t i = 0; i < FILES; ++i) {
        free(s->paths[i]);
        free(s->texts[i]);
    }
    (void)remove(s->output);
    free(s->output);
}

/* Ours reads in one thread here, and its time is what that takes of its processor;
 * what was written is checked by a second too. */
static void
run_one_thread(sources *s)
{
    const bench_contender contenders[] = {
        { .name = "xw", .fn = compile_in_one, .state = s },
        { .name = "libcsv", .fn = parse, .state = s, .is_floor = true },
        { .name = "csv_reader", .fn = read_records, .state = s },
        { .name = "import", .fn = import_in_one, .state = s },
    };
    bench_throughput(&(bench_plan){ .name = "W1/compile",
                                    .items = s->size,
                                    .runs = RUNS,
                                    .contenders = contenders,
                                    .count = 4 });
}

/* By the wall, until the file is there and has been checked; the peers do not wait
 * for the disk. */
static void
run_all_threads(sources *s)
{
    bench_contender contenders[3 + MOST_PEERS] = {
        { .name = "xw", .fn = compile_in_all, .state = s },
        { .name = "libcsv", .fn = parse, .state = s, .is_floor = true },
        { .name = "import", .fn = import_in_all, .state = s },
    };
    importing imports[MOST_PEERS];
    size_t count = 3;
    for (size_t i = 0; i < peer_other_count; ++i) {
        if (peer_others[i]->import) {
            imports[i] = (importing){ peer_others[i], s->folder };
            contenders[count++] =
                (bench_contender){ .name = peer_others[i]->name,
                                   .fn = import_into_peer,
                                   .state = &imports[i] };
        }
    }
    bench_throughput(&(bench_plan){ .name = "W1/compile/threads",
                                    .items = s->size,
                                    .runs = RUNS,
                                    .contenders = contenders,
                                    .count = count,
                                    .threads = true });
}

int
main(int argc, char **argv)
{
    sources s;
    load_all(&s, argc > 1 ? argv[1] : ".");
    bench_header();
    run_all_threads(&s);
    run_one_thread(&s);
    unload_all(&s);
    return EXIT_SUCCESS;
}
