/* bench_import.c - what reading mappings costs: libcsv alone, our reader around
 * it, and the whole import into a builder. */
#include "bench.h"

#include "../importers/csv_reader.h"
#include "random.h"

#include <xw/import.h>

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 100000, ROW_BYTES = 160 };

static size_t rows_seen;

static void
on_field(void *field, size_t len, void *payload)
{
    (void)len;
    (void)payload;
    bench_use(field);
}

static void
on_row(int terminator, void *payload)
{
    (void)terminator;
    (void)payload;
    ++rows_seen;
}

static void
parse_only(void *state)
{
    const xw_string *text = state;
    struct csv_parser parser;
    (void)csv_init(&parser, CSV_STRICT);
    if (csv_parse(&parser, text->bytes, text->len, on_field, on_row, NULL) !=
        text->len) {
        abort(); /* a time without the work would mislead */
    }
    csv_free(&parser);
}

static xw_status
on_record(void *payload, const xw_csv_record *record)
{
    (void)payload;
    bench_use(record->fields);
    return XW_OK;
}

static void
read_records(void *state)
{
    const xw_string *text = state;
    xw_diagnostics diagnostics = { .source = "bench" };
    if (xw_csv_read(*text, &diagnostics, on_record, NULL)) {
        abort();
    }
}

static void
import_all(void *state)
{
    const xw_string *text = state;
    xw_builder *builder = NULL;
    if (xw_builder_new(&builder, NULL) ||
        xw_import_bytes(builder, text->bytes, text->len, NULL, NULL, NULL)) {
        abort();
    }
    xw_builder_free(builder);
}

/* Mappings as publishers write them: sorted by source, targets anywhere. */
static xw_string
make_rows(void)
{
    char *bytes = malloc((size_t)ROWS * ROW_BYTES);
    if (!bytes) {
        abort();
    }
    size_t len =
        (size_t)snprintf(bytes, ROW_BYTES,
                         "source_framework,source_control,target_framework,"
                         "target_control,relationship,strength,origin,note\n");
    random_state random;
    random_seed(&random, 1);
    for (unsigned i = 0; i < ROWS - 1; ++i) {
        unsigned target = random_below(&random, 1000);
        len +=
            (size_t)snprintf(bytes + len, ROW_BYTES,
                             "nist-sp-800-53-rev5,AC-%u,iso-27001-2022,"
                             "A.%u.%u,intersects_with,%u,a-set,\"one, two\"\n",
                             i / 12, target / 40, target % 40, target % 11);
    }
    return (xw_string){ bytes, len };
}

int
main(void)
{
    xw_string text = make_rows();
    bench_header();
    bench_run("import/libcsv", ROWS, parse_only, &text);
    bench_run("import/csv_reader", ROWS, read_records, &text);
    bench_run("import/native_csv", ROWS, import_all, &text);
    return rows_seen ? EXIT_SUCCESS : EXIT_FAILURE;
}
