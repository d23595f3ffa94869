/* sqlite.c - the same questions to SQLite: both directions of every mapping in
 * one clustered index, statements prepared once, all in memory. */
#include "../bench.h"
#include "../peer.h"
#include "sqlite_import.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HOPS = 3 };

typedef struct sqlite {
    const peer_data *data;
    sqlite3 *db;
    sqlite3_stmt *find, *links, *links_into;
    sqlite3_stmt *strongest[MOST_HOPS + 1];
    sqlite3_stmt *overlap[3], *covered, *answer;
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

/* What a control's number and a framework's id mean. */
static void
add_names(sqlite *s)
{
    run(s, "INSERT INTO name SELECT n, framework || ':' || id FROM control;"
           "INSERT INTO framework SELECT DISTINCT framework, f FROM control");
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
    s->data = data;
    check(s, sqlite3_open(":memory:", &s->db));
    run(s, "CREATE TABLE control (framework TEXT, id TEXT, n INTEGER,"
           " f INTEGER, PRIMARY KEY (framework, id)) WITHOUT ROWID;"
           "CREATE TABLE edge (source INTEGER, framework INTEGER,"
           " target INTEGER, n INTEGER, rank INTEGER,"
           " PRIMARY KEY (source, framework, target, n)) WITHOUT ROWID;"
           "CREATE TABLE name (n INTEGER PRIMARY KEY, reference TEXT);"
           "CREATE TABLE framework (id TEXT PRIMARY KEY, f INTEGER)"
           " WITHOUT ROWID;"
           "CREATE TABLE near (c INTEGER, f INTEGER, PRIMARY KEY (c, f))"
           " WITHOUT ROWID;"
           "BEGIN");
    add_controls(s, data);
    add_names(s);
    add_edges(s, data);
    run(s, "INSERT INTO near SELECT DISTINCT source, framework FROM edge;"
           "COMMIT; ANALYZE");
    s->find = prepare(s, "SELECT n FROM control WHERE framework = ?"
                         " AND id = ?");
    s->links = prepare(s, "SELECT target, rank FROM edge WHERE source = ?");
    s->links_into = prepare(s, "SELECT target, rank FROM edge WHERE source = ?"
                               " AND framework = ?");
    for (unsigned hops = 1; hops <= MOST_HOPS; ++hops) {
        s->strongest[hops] = prepare(s, strongest_sql[hops]);
    }
    s->overlap[1] = prepare(s, "SELECT f, count(*) FROM near"
                               " WHERE c >= ?1 AND c < ?2 GROUP BY f");
    s->overlap[2] =
        prepare(s, "SELECT f, count(*) FROM (SELECT source AS c, near.f AS f"
                   " FROM edge JOIN near ON near.c = target"
                   " WHERE source >= ?1 AND source < ?2"
                   " UNION SELECT c, f FROM near WHERE c >= ?1 AND c < ?2)"
                   " GROUP BY f");
    s->covered =
        prepare(s, "SELECT count(DISTINCT c) FROM (SELECT source AS c FROM edge"
                   " JOIN near ON near.c = target AND near.f IN (?3, ?4, ?5)"
                   " WHERE source >= ?1 AND source < ?2"
                   " UNION ALL SELECT source FROM edge"
                   " WHERE source >= ?1 AND source < ?2"
                   " AND framework IN (?3, ?4, ?5))");
    s->answer =
        prepare(s, "SELECT reference, max(rank) FROM control"
                   " JOIN edge ON source = control.n AND edge.framework ="
                   " (SELECT f FROM framework WHERE id = ?3)"
                   " JOIN name ON name.n = target"
                   " WHERE control.framework = ?1 AND control.id = ?2"
                   " GROUP BY target");
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
    check(s, sqlite3_finalize(s->overlap[1]));
    check(s, sqlite3_finalize(s->overlap[2]));
    check(s, sqlite3_finalize(s->covered));
    check(s, sqlite3_finalize(s->answer));
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

static uint64_t
links(void *self, const peer_question *questions, size_t count)
{
    sqlite *s = self;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; ++i) {
        bool all = questions[i].framework == XW_NONE;
        sqlite3_stmt *statement = all ? s->links : s->links_into;
        int code;
        bind(s, statement, 1, questions[i].control);
        if (!all) {
            bind(s, statement, 2, questions[i].framework);
        }
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            sum += peer_link_sum((uint32_t)sqlite3_column_int64(statement, 0),
                                 (uint32_t)sqlite3_column_int64(statement, 1));
        }
        if (code != SQLITE_DONE) {
            bench_fail("sqlite: %s", sqlite3_errmsg(s->db));
        }
        check(s, sqlite3_reset(statement));
    }
    return sum;
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

/* Framework by framework, so that what is to be told apart stays small; `near`,
 * which frameworks a control is mapped to, was made beforehand. */
static void
overlap(void *self, uint32_t hops, uint32_t step, uint32_t *out)
{
    sqlite *s = self;
    sqlite3_stmt *statement = s->overlap[hops];
    size_t frameworks = s->data->framework_count;
    memset(out, 0, frameworks * frameworks * sizeof *out);
    for (uint32_t to = 0; to < frameworks; to += step) {
        int code;
        bind(s, statement, 1, s->data->first[to]);
        bind(s, statement, 2, s->data->first[to + 1]);
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            size_t from = (size_t)sqlite3_column_int64(statement, 0);
            out[to * frameworks + from] =
                (uint32_t)sqlite3_column_int64(statement, 1);
        }
        if (code != SQLITE_DONE) {
            bench_fail("sqlite: %s", sqlite3_errmsg(s->db));
        }
        check(s, sqlite3_reset(statement));
    }
}

static uint32_t
covered(void *self, uint32_t want, const uint32_t *have, size_t have_count,
        uint32_t hops)
{
    sqlite *s = self;
    if (have_count != 3 || hops != 2) {
        bench_fail("sqlite: of three, in two hops only");
    }
    bind(s, s->covered, 1, s->data->first[want]);
    bind(s, s->covered, 2, s->data->first[want + 1]);
    for (int h = 0; h < 3; ++h) {
        bind(s, s->covered, 3 + h, have[h]);
    }
    if (sqlite3_step(s->covered) != SQLITE_ROW) {
        bench_fail("sqlite: %s", sqlite3_errmsg(s->db));
    }
    uint32_t count = (uint32_t)sqlite3_column_int64(s->covered, 0);
    check(s, sqlite3_reset(s->covered));
    return count;
}

/* ---- Text ----------------------------------------------------------------------- */

/* Ids have neither quotes nor backslashes in them. */
static size_t
put_hit(sqlite *s, char *out, size_t room, bool first)
{
    const char *mark = first ? "" : ",";
    const unsigned char *reference = sqlite3_column_text(s->answer, 0);
    int rank = sqlite3_column_int(s->answer, 1);
    int len =
        rank < 2
            ? snprintf(out, room, "%s{\"target\":\"%s\",\"strength\":null}",
                       mark, reference)
            : snprintf(out, room, "%s{\"target\":\"%s\",\"strength\":%d}", mark,
                       reference, rank - 2);
    if (len < 0 || (size_t)len >= room) {
        bench_fail("sqlite: a long answer");
    }
    return (size_t)len;
}

static size_t
answer(void *self, char *request, char *out, size_t room)
{
    sqlite *s = self;
    char *colon = strchr(request, ':');
    char *tab = strchr(request, '\t');
    if (!colon || !tab || room < 64) {
        bench_fail("sqlite: no such request");
    }
    check(s, sqlite3_bind_text(s->answer, 1, request, (int)(colon - request),
                               SQLITE_STATIC));
    check(s, sqlite3_bind_text(s->answer, 2, colon + 1, (int)(tab - colon - 1),
                               SQLITE_STATIC));
    check(s, sqlite3_bind_text(s->answer, 3, tab + 1, -1, SQLITE_STATIC));
    size_t hits = 0;
    size_t len =
        (size_t)snprintf(out, room, "{\"source\":\"%.*s\",\"results\":[",
                         (int)(tab - request), request);
    while (len < room && sqlite3_step(s->answer) == SQLITE_ROW) {
        len += put_hit(s, out + len, room - len, hits++ == 0);
    }
    check(s, sqlite3_reset(s->answer));
    (void)snprintf(out + len, room - len, "]}\n");
    return hits;
}

const peer peer_sqlite = { .name = "sqlite",
                           .import = sqlite_import,
                           .open = open_sqlite,
                           .close = close_sqlite,
                           .find = find,
                           .links = links,
                           .strongest = strongest,
                           .overlap = overlap,
                           .overlap_hops = 2,
                           .is_slow = true,
                           .covered = covered,
                           .answer = answer };
