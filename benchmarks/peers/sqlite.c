/* sqlite.c - the same questions to SQLite: both directions of every mapping in
 * one clustered index, statements prepared once, all in memory. */
#include "../bench.h"
#include "../peer.h"

#include <sqlite3.h>
#include <stdlib.h>

enum { MOST_HOPS = 3 };

typedef struct sqlite {
    sqlite3 *db;
    sqlite3_stmt *find, *links, *links_into;
    sqlite3_stmt *strongest[MOST_HOPS + 1];
} sqlite;

static void
check(sqlite *s, int code)
{
    if (code != SQLITE_OK) {
        bench_fail("sqlite: %s", sqlite3_errmsg(s->db));
    }
}

static void
run(sqlite *s, const char *sql)
{
    check(s, sqlite3_exec(s->db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare(sqlite *s, const char *sql)
{
    sqlite3_stmt *statement;
    check(s, sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                &statement, NULL));
    return statement;
}

static void
step(sqlite *s, sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE) {
        bench_fail("sqlite: %s", sqlite3_errmsg(s->db));
    }
    check(s, sqlite3_reset(statement));
}

static void
bind(sqlite *s, sqlite3_stmt *statement, int index, uint32_t value)
{
    check(s, sqlite3_bind_int64(statement, index, value));
}

/* ---- Filling it --------------------------------------------------------------- */

static void
add_controls(sqlite *s, const peer_data *data)
{
    sqlite3_stmt *add = prepare(s, "INSERT INTO control VALUES (?, ?, ?, ?)");
    for (uint32_t c = 0; c < data->control_count; ++c) {
        xw_control_info control;
        xw_framework_info framework;
        if (xw_graph_control(data->graph, (xw_control){ c }, &control, NULL) ||
            xw_graph_framework(data->graph, control.framework, &framework,
                               NULL)) {
            bench_fail("no such control");
        }
        check(s, sqlite3_bind_text(add, 1, framework.id, -1, SQLITE_STATIC));
        check(s, sqlite3_bind_text(add, 2, control.id, -1, SQLITE_STATIC));
        bind(s, add, 3, c);
        bind(s, add, 4, control.framework.i);
        step(s, add);
    }
    check(s, sqlite3_finalize(add));
}

static void
add_edges(sqlite *s, const peer_data *data)
{
    sqlite3_stmt *add = prepare(s, "INSERT INTO edge VALUES (?, ?, ?, ?, ?)");
    for (size_t e = 0; e < data->edge_count; ++e) {
        const peer_edge *edge = &data->edges[e];
        bind(s, add, 1, edge->source);
        bind(s, add, 2, data->framework[edge->target]);
        bind(s, add, 3, edge->target);
        bind(s, add, 4, (uint32_t)e);
        bind(s, add, 5, edge->rank);
        step(s, add);
    }
    check(s, sqlite3_finalize(add));
}

static const char *const strongest_sql[MOST_HOPS + 1] = {
    [1] = "SELECT target, max(rank) FROM edge"
          " WHERE source = ?1 AND framework = ?2 GROUP BY target",
    [2] = "WITH a AS (SELECT target AS c, max(rank) AS r FROM edge"
          " WHERE source = ?1 GROUP BY target),"
          " b AS (SELECT target AS c, max(min(a.r, rank)) AS r"
          " FROM a JOIN edge ON source = a.c AND framework = ?2"
          " GROUP BY target)"
          " SELECT c, max(r) FROM (SELECT c, r FROM b UNION ALL"
          " SELECT target, rank FROM edge WHERE source = ?1 AND framework = ?2)"
          " GROUP BY c",
    [3] = "WITH a AS MATERIALIZED (SELECT target AS c, max(rank) AS r FROM edge"
          " WHERE source = ?1 GROUP BY target),"
          " b AS MATERIALIZED (SELECT target AS c, max(min(a.r, rank)) AS r"
          " FROM a JOIN edge ON source = a.c GROUP BY target),"
          " d AS (SELECT target AS c, min(b.r, rank) AS r"
          " FROM b JOIN edge ON source = b.c AND framework = ?2)"
          " SELECT c, max(r) FROM (SELECT c, r FROM d UNION ALL"
          " SELECT target, min(a.r, rank) FROM a JOIN edge"
          " ON source = a.c AND framework = ?2 UNION ALL"
          " SELECT target, rank FROM edge WHERE source = ?1 AND framework = ?2)"
          " GROUP BY c",
};

static void *
open_sqlite(const peer_data *data)
{
    sqlite *s = bench_alloc(1, sizeof *s);
    check(s, sqlite3_open(":memory:", &s->db));
    run(s, "CREATE TABLE control (framework TEXT, id TEXT, n INTEGER,"
           " f INTEGER, PRIMARY KEY (framework, id)) WITHOUT ROWID;"
           "CREATE TABLE edge (source INTEGER, framework INTEGER,"
           " target INTEGER, n INTEGER, rank INTEGER,"
           " PRIMARY KEY (source, framework, target, n)) WITHOUT ROWID;"
           "BEGIN");
    add_controls(s, data);
    add_edges(s, data);
    run(s, "COMMIT; ANALYZE");
    s->find = prepare(s, "SELECT n FROM control WHERE framework = ?"
                         " AND id = ?");
    s->links = prepare(s, "SELECT target, rank FROM edge WHERE source = ?");
    s->links_into = prepare(s, "SELECT target, rank FROM edge WHERE source = ?"
                               " AND framework = ?");
    for (unsigned hops = 1; hops <= MOST_HOPS; ++hops) {
        s->strongest[hops] = prepare(s, strongest_sql[hops]);
    }
    return s;
}

static void
close_sqlite(void *self)
{
    sqlite *s = self;
    check(s, sqlite3_finalize(s->find));
    check(s, sqlite3_finalize(s->links));
    check(s, sqlite3_finalize(s->links_into));
    for (unsigned hops = 1; hops <= MOST_HOPS; ++hops) {
        check(s, sqlite3_finalize(s->strongest[hops]));
    }
    check(s, sqlite3_close(s->db));
    free(s);
}

/* ---- Asking it ---------------------------------------------------------------- */

static uint32_t
find(void *self, const peer_name *name)
{
    sqlite *s = self;
    check(s, sqlite3_bind_text(s->find, 1, name->framework, -1, SQLITE_STATIC));
    check(s, sqlite3_bind_text(s->find, 2, name->control, -1, SQLITE_STATIC));
    uint32_t found = sqlite3_step(s->find) == SQLITE_ROW
                         ? (uint32_t)sqlite3_column_int64(s->find, 0)
                         : XW_NONE;
    check(s, sqlite3_reset(s->find));
    return found;
}

/* All rows of (control, rank). */
static void
fetch(sqlite *s, sqlite3_stmt *statement, uint32_t source, peer_hits *out)
{
    int code;
    out->count = 0;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        uint32_t control = (uint32_t)sqlite3_column_int64(statement, 0);
        uint32_t rank = (uint32_t)sqlite3_column_int64(statement, 1);
        if (control != source) {
            out->items[out->count++] = (peer_hit){ control, rank };
        }
    }
    if (code != SQLITE_DONE) {
        bench_fail("sqlite: %s", sqlite3_errmsg(s->db));
    }
    check(s, sqlite3_reset(statement));
}

static void
links(void *self, uint32_t control, uint32_t framework, peer_hits *out)
{
    sqlite *s = self;
    sqlite3_stmt *statement = framework == XW_NONE ? s->links : s->links_into;
    bind(s, statement, 1, control);
    if (framework != XW_NONE) {
        bind(s, statement, 2, framework);
    }
    fetch(s, statement, control, out);
}

static void
strongest(void *self, uint32_t control, uint32_t framework, uint32_t hops,
          peer_hits *out)
{
    sqlite *s = self;
    bind(s, s->strongest[hops], 1, control);
    bind(s, s->strongest[hops], 2, framework);
    fetch(s, s->strongest[hops], control, out);
}

const peer peer_sqlite = { .name = "sqlite",
                           .open = open_sqlite,
                           .close = close_sqlite,
                           .find = find,
                           .links = links,
                           .strongest = strongest };
