/* bench_walk.c - W4, the best answer within three hops into one framework: the
 * strength form, beside peers, and the verdict form, beside the strength form.
 *
 * usage: bench_walk FOLDER */
#include "platform.h"

#include <xw/reach.h>

#include <stdio.h>
#include <stdlib.h>

enum { QUERIES = 1000, RUNS = 5, HOPS = 3, CHECKED_VERDICTS = 100 };

typedef void (*walk_fn)(void *self, uint32_t control, uint32_t framework,
                        uint32_t hops, peer_hits *out);

typedef struct walker {
    const platform_query *queries; /* [QUERIES] */
    const char *name;
    walk_fn walk;
    void *opened;
    peer_hits hits;
} walker;

static void
ask(void *state, size_t index)
{
    walker *w = state;
    const platform_query *query = &w->queries[index];
    w->walk(w->opened, query->control, query->framework, HOPS, &w->hits);
    bench_use(w->hits.items);
}

/* Those that have one form, in the order of the platform. */
static size_t
list_walkers(const platform *p, bool verdicts, walker *out)
{
    size_t count = 0;
    for (size_t i = 0; i < p->peer_count; ++i) {
        const peer *who = p->peers[i];
        walk_fn walk = verdicts ? who->verdicts : who->strongest;
        if (walk) {
            out[count] = (walker){ .queries = p->queries,
                                   .name = who->name,
                                   .walk = walk,
                                   .opened = p->opened[i] };
            peer_hits_new(&p->data, &out[count++].hits);
        }
    }
    if (!count) {
        bench_fail("W4: nobody answers");
    }
    return count;
}

static void
free_walkers(walker *walkers, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        peer_hits_free(&walkers[i].hits);
    }
}

static uint64_t
answer(walker *w, size_t query)
{
    ask(w, query);
    return peer_hits_sum(&w->hits);
}

/* Everyone's answer to a query is the first one's. */
static void
check_query(walker *walkers, size_t count, size_t query)
{
    uint64_t sum = answer(&walkers[0], query);
    for (size_t i = 1; i < count; ++i) {
        if (answer(&walkers[i], query) != sum) {
            bench_fail("W4: %s answers otherwise", walkers[i].name);
        }
    }
}

static void
check_alike(walker *walkers, size_t count)
{
    for (size_t q = 0; q < QUERIES && count; ++q) {
        check_query(walkers, count, q);
    }
}

/* Verdicts are those of xw_map, which tests compare with all walks written
 * down. */
static void
check_verdicts(const platform *p, walker *ours)
{
    xw_error err = XW_ERROR_INIT;
    xw_scratch *scratch;
    if (xw_scratch_new(p->graph, &scratch, &err)) {
        bench_fail("%s", err.message);
    }
    for (size_t q = 0; q < CHECKED_VERDICTS; ++q) {
        xw_map_request request = XW_MAP_REQUEST_INIT;
        xw_selection into = { { p->queries[q].framework }, { XW_NONE } };
        xw_map_answer answer;
        peer_hits all = { 0 };
        request.control = (xw_control){ p->queries[q].control };
        request.into = &into;
        request.into_count = 1;
        request.max_hops = HOPS;
        request.limit = UINT32_MAX;
        if (xw_map(scratch, &request, &answer, &err)) {
            bench_fail("%s", err.message);
        }
        all.items = bench_alloc(answer.count, sizeof *all.items);
        for (; all.count < answer.count; ++all.count) {
            const xw_answer *a = &answer.answers[all.count];
            all.items[all.count] = (peer_hit){ a->control.i, a->verdict };
        }
        ask(ours, q);
        if (peer_hits_sum(&all) != peer_hits_sum(&ours->hits)) {
            bench_fail("W4: xw_map answers otherwise");
        }
        free(all.items);
    }
    xw_scratch_free(scratch);
}

static void
compare(const char *name, walker *walkers, size_t count)
{
    bench_contender contenders[MOST_PEERS];
    for (size_t i = 0; i < count; ++i) {
        contenders[i] = (bench_contender){ .name = walkers[i].name,
                                           .fn = ask,
                                           .state = &walkers[i] };
    }
    bench_latency(&(bench_plan){ .name = name,
                                 .items = QUERIES,
                                 .runs = RUNS,
                                 .contenders = contenders,
                                 .count = count });
}

/* Each of our verdict forms beside the strength form of the same. */
static void
compare_forms(const walker *strengths, const walker *verdicts)
{
    walker both[2] = { *verdicts, *strengths };
    both[0].name = "verdicts";
    both[1].name = "strengths";
    char name[64];
    (void)snprintf(name, sizeof name, "W4/forms/%s", strengths->name);
    compare(name, both, 2);
}

/* What the accelerator takes, apart. */
static void
measure_accelerator(const platform *p)
{
    xw_error err = XW_ERROR_INIT;
    xw_accelerator *accelerator;
    if (xw_accelerator_new(p->graph, 1, &accelerator, &err)) {
        bench_fail("%s", err.message);
    }
    bench_fact("W4/accelerator", (double)xw_accelerator_bytes(accelerator),
               "bytes");
    xw_accelerator_free(accelerator);
}

static void
make_accelerator(void *state, size_t index)
{
    (void)index;
    xw_error err = XW_ERROR_INIT;
    xw_accelerator *accelerator;
    if (xw_accelerator_new(state, 1, &accelerator, &err)) {
        bench_fail("%s", err.message);
    }
    xw_accelerator_free(accelerator);
}

int
main(int argc, char **argv)
{
    platform p;
    walker strengths[MOST_PEERS], verdicts[MOST_PEERS];
    platform_open(argc > 1 ? argv[1] : ".", QUERIES, &p);
    size_t count = list_walkers(&p, false, strengths);
    size_t ours = list_walkers(&p, true, verdicts);
    check_alike(strengths, count);
    check_alike(verdicts, ours);
    check_verdicts(&p, &verdicts[0]);
    bench_header();
    measure_accelerator(&p);
    bench_throughput(
        &(bench_plan){ .name = "W4/accelerator",
                       .items = 1,
                       .runs = RUNS,
                       .contenders = &(bench_contender){ .name = "made",
                                                         .fn = make_accelerator,
                                                         .state = p.graph },
                       .count = 1 });
    compare("W4/strength", strengths, count);
    for (size_t i = 0; i < ours; ++i) {
        compare_forms(&strengths[i], &verdicts[i]);
    }
    free_walkers(strengths, count);
    free_walkers(verdicts, ours);
    platform_close(&p);
    return EXIT_SUCCESS;
}
