/* bench_overlap.c - W5 and W6, how much of each framework every other reaches,
 * in one hop and in two.
 *
 * usage: bench_overlap FOLDER */
#include "platform.h"

#include <xw/overlap.h>

#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 5, SLOW_STEP = 16 };

typedef struct contest {
    const platform *p;
    const peer *peer; /* NULL: ours */
    void *opened;
    uint32_t hops, step, threads;
    xw_measure measure;
    uint32_t *out;       /* [framework_count * framework_count] of a peer */
    xw_overlap *overlap; /* ours */
} contest;

static uint32_t
reached(const contest *c, size_t from, size_t to)
{
    return c->peer ? c->out[to * c->p->data.framework_count + from]
                   : xw_overlap_reached(c->overlap, from, to);
}

static const char *const measure_names[] = { "mapped", "partial", "full" };

/* ---- Asking -------------------------------------------------------------------- */

static void
ask_peer(void *state, size_t run)
{
    (void)run;
    contest *c = state;
    c->peer->overlap(c->opened, c->hops, c->step, c->out);
}

static void
ask_us(void *state, size_t run)
{
    (void)run;
    contest *c = state;
    xw_error err = XW_ERROR_INIT;
    xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
    xw_overlap_free(c->overlap);
    c->overlap = NULL;
    request.max_hops = c->hops;
    request.measure = c->measure;
    request.threads = c->threads;
    if (xw_overlap_new(c->p->graph, &request, &c->overlap, &err)) {
        bench_fail("%s", err.message);
    }
}

/* ---- Checking ------------------------------------------------------------------- */

static void
check_same_from(const contest *ours, const contest *other, const char *name,
                size_t from)
{
    size_t count = ours->p->data.framework_count;
    for (size_t to = 0; to < count; to += other->step) {
        if (from != to && reached(ours, from, to) != reached(other, from, to)) {
            bench_fail("overlap: %s answers otherwise", name);
        }
    }
}

static void
check_same(const contest *ours, const contest *other, const char *name)
{
    size_t count = ours->p->data.framework_count;
    for (size_t from = 0; from < count; ++from) {
        check_same_from(ours, other, name, from);
    }
}

/* Of all walks of `hops` steps, those that begin in every step-th framework. */
static double
share_of_walks(const peer_data *data, uint32_t hops, uint32_t step)
{
    uint64_t *degree = bench_alloc(data->control_count, sizeof *degree);
    double all = 0, counted = 0;
    for (size_t e = 0; e < data->edge_count; ++e) {
        ++degree[data->edges[e].source];
    }
    for (size_t e = 0; e < data->edge_count; ++e) {
        const peer_edge *edge = &data->edges[e];
        double walks = hops > 1 ? (double)degree[edge->target] : 1;
        all += walks;
        counted += data->framework[edge->source] % step ? 0 : walks;
    }
    free(degree);
    return counted / all;
}

/* ---- Comparing ------------------------------------------------------------------- */

static contest
contest_of(const platform *p, uint32_t hops)
{
    size_t count = p->data.framework_count;
    return (contest){ .p = p,
                      .hops = hops,
                      .step = 1,
                      .threads = 1,
                      .out = bench_alloc(count * count, sizeof(uint32_t)) };
}

/* Of all pairs, for those who answer elsewhere (peers/duckdb.mjs). */
static void
print_total(const contest *c, const char *name)
{
    unsigned long long total = 0;
    size_t count = c->p->data.framework_count;
    for (size_t from = 0; from < count; ++from) {
        for (size_t to = 0; to < count; ++to) {
            total += from == to ? 0 : reached(c, from, to);
        }
    }
    printf("%s/total\t1\t1\t%llu\t%llu\t%llu\tcontrols\n", name, total, total,
           total);
}

/* Beside everyone else, on one thread. */
static void
compare_peers(const platform *p, const char *name, uint32_t hops)
{
    contest contests[MOST_PEERS];
    bench_contender contenders[MOST_PEERS];
    contests[0] = contest_of(p, hops);
    contenders[0] = (bench_contender){ "xw", ask_us, &contests[0], 0, 0, 0 };
    size_t count = 1;
    for (size_t i = 0; i < p->peer_count; ++i) {
        const peer *who = p->peers[i];
        if (!who->overlap || who->overlap_hops < hops) {
            continue;
        }
        bool slow = who->is_slow && hops > 1;
        contest *c = &contests[count];
        *c = contest_of(p, hops);
        c->peer = who;
        c->opened = p->opened[i];
        c->step = slow ? SLOW_STEP : 1;
        contenders[count] = (bench_contender){
            .name = who->name,
            .fn = ask_peer,
            .state = c,
            .is_floor = who == &peer_plain,
            .is_slow = slow,
            .share = slow ? share_of_walks(&p->data, hops, SLOW_STEP) : 0,
        };
        ++count;
    }
    bench_throughput(&(bench_plan){ .name = name,
                                    .items = 1,
                                    .runs = RUNS,
                                    .contenders = contenders,
                                    .count = count });
    for (size_t i = 1; i < count; ++i) {
        check_same(&contests[0], &contests[i], contenders[i].name);
    }
    print_total(&contests[0], name);
    for (size_t i = 0; i < count; ++i) {
        free(contests[i].out);
        xw_overlap_free(contests[i].overlap);
    }
}

/* The three measures, and all processors, beside each other. */
static void
compare_measures(const platform *p, const char *name, uint32_t hops)
{
    contest contests[4];
    bench_contender contenders[4];
    for (unsigned i = 0; i < 4; ++i) {
        contests[i] = contest_of(p, hops);
        contests[i].threads = i < 3 ? 1 : 0;
        contests[i].measure = i < 3 ? (xw_measure)i : XW_MEASURE_MAPPED;
        contenders[i] = (bench_contender){
            .name = i < 3 ? measure_names[i] : "mapped, all processors",
            .fn = ask_us,
            .state = &contests[i],
        };
    }
    bench_throughput(&(bench_plan){ .name = name,
                                    .items = 1,
                                    .runs = RUNS,
                                    .contenders = contenders,
                                    .count = 4,
                                    .threads = true });
    check_same(&contests[0], &contests[3], "another number of threads");
    for (unsigned i = 0; i < 4; ++i) {
        free(contests[i].out);
        xw_overlap_free(contests[i].overlap);
    }
}

int
main(int argc, char **argv)
{
    platform p;
    platform_open(argc > 1 ? argv[1] : ".", 1, &p);
    bench_header();
    compare_peers(&p, "W5/mapped", 1);
    compare_measures(&p, "W5/measures", 1);
    compare_peers(&p, "W6/mapped", 2);
    compare_measures(&p, "W6/measures", 2);
    platform_close(&p);
    return EXIT_SUCCESS;
}
