/* sqlite_import.c - what `.import` and three indexes of the shell of SQLite do: the
 * files as tables of text in one file, and what is looked up by.  Without a
 * journal and without waiting for the disk, which is the fastest that it goes;
 * read by libcsv, which takes no longer than the shell's own loop. */
#include "sqlite_import.h"

#include "../bench.h"

#include <csv.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 32, CHUNK = 1 << 16 };

typedef struct loading {
    sqlite3 *db;
    const char *table;
    sqlite3_stmt *add; /* NULL until there is a header */
    int columns, column;
    char sql[1024]; /* as far as the header has been read */
} loading;

static void
check(loading *l, int code)
{
    if (code != SQLITE_OK) {
        bench_fail("sqlite: %s", sqlite3_errmsg(l->db));
    }
}

static void
run(loading *l, const char *sql)
{
    check(l, sqlite3_exec(l->db, sql, NULL, NULL, NULL));
}

static void
on_field(void *field, size_t len, void *payload)
{
    loading *l = payload;
    if (l->add) {
        check(l, sqlite3_bind_text(l->add, ++l->column, field, (int)len,
                                   SQLITE_TRANSIENT));
        return;
    }
    size_t used = strlen(l->sql);
    (void)snprintf(l->sql + used, sizeof l->sql - used, "%s\"%.*s\" TEXT",
                   l->columns++ ? ", " : "(", (int)len, (const char *)field);
}

/* The header makes the table. */
static void
create(loading *l)
{
    char sql[2048];
    (void)snprintf(sql, sizeof sql, "CREATE TABLE %s %s)", l->table, l->sql);
    run(l, sql);
    size_t used =
        (size_t)snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", l->table);
    for (int i = 1; i < l->columns; ++i) {
        used += (size_t)snprintf(sql + used, sizeof sql - used, ", ?");
    }
    (void)snprintf(sql + used, sizeof sql - used, ")");
    check(l, sqlite3_prepare_v2(l->db, sql, -1, &l->add, NULL));
}

static void
on_record(int terminator, void *payload)
{
    (void)terminator;
    loading *l = payload;
    if (!l->add) {
        create(l);
        return;
    }
    if (sqlite3_step(l->add) != SQLITE_DONE) {
        bench_fail("sqlite: %s", sqlite3_errmsg(l->db));
    }
    check(l, sqlite3_reset(l->add));
    l->column = 0;
}

static void
load(sqlite3 *db, const char *folder, const char *table)
{
    char name[64];
    (void)snprintf(name, sizeof name, "%s.csv", table);
    char *path = bench_path(folder, name);
    FILE *in = fopen(path, "rb");
    loading l = { .db = db, .table = table };
    struct csv_parser parser;
    if (!in || csv_init(&parser, CSV_STRICT)) {
        bench_fail("cannot read %s", path);
    }
    static char chunk[CHUNK];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, in))) {
        (void)csv_parse(&parser, chunk, got, on_field, on_record, &l);
    }
    (void)csv_fini(&parser, on_field, on_record, &l);
    csv_free(&parser);
    check(&l, sqlite3_finalize(l.add));
    (void)fclose(in);
    free(path);
}

void
sqlite_import(const char *folder)
{
    loading l = { .db = NULL };
    char *path = bench_path(folder, "compiled.sqlite");
    (void)remove(path);
    check(&l, sqlite3_open(path, &l.db));
    run(&l, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
    load(l.db, folder, "frameworks");
    load(l.db, folder, "controls");
    load(l.db, folder, "mappings");
    run(&l, "CREATE INDEX c ON controls (framework_id, control_id);"
            "CREATE INDEX s ON mappings (source_framework, source_control);"
            "CREATE INDEX t ON mappings (target_framework, target_control);"
            "COMMIT");
    check(&l, sqlite3_close(l.db));
    (void)remove(path);
    free(path);
}
