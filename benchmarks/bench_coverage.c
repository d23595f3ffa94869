/* bench_coverage.c - W7, how much of one framework three others cover in two
 * hops: what is connected, beside peers, and what is satisfied.
 *
 * usage: bench_coverage FOLDER */
#include "platform.h"
#include "random.h"

#include <xw/coverage.h>
#include <xw/reach.h>

#include <stdlib.h>

enum { QUERIES = 60, RUNS = 5, HAVE = 3, HOPS = 2 };

typedef struct question {
    uint32_t want, have[HAVE];
} question;

typedef struct contest {
    const platform *p;
    const question *questions; /* [QUERIES] */
    const peer *peer;
    void *opened;
    uint32_t count; /* of the last answer */
} contest;

/* ---- Asking -------------------------------------------------------------------- */

static bool
is_in(const question *q, uint32_t framework)
{
    bool in = q->want == framework;
    for (unsigned h = 0; h < HAVE; ++h) {
        in |= q->have[h] == framework;
    }
    return in;
}

/* A framework that a question has not. */
static uint32_t
draw_other(const platform *p, random_state *random, const question *q)
{
    uint32_t framework;
    do {
        framework = random_below(random, p->data.framework_count);
    } while (is_in(q, framework));
    return framework;
}

static void
draw(const platform *p, question *out)
{
    random_state random;
    random_seed(&random, 17);
    for (unsigned i = 0; i < QUERIES; ++i) {
        question *q = &out[i];
        *q = (question){ random_below(&random, p->data.framework_count),
                         { XW_NONE, XW_NONE, XW_NONE } };
        for (unsigned h = 0; h < HAVE; ++h) {
            q->have[h] = draw_other(p, &random, q);
        }
    }
}

static void
ask_peer(void *state, size_t index)
{
    contest *c = state;
    const question *q = &c->questions[index];
    c->count = c->peer->covered(c->opened, q->want, q->have, HAVE, HOPS);
}

/* By verdict, with marks and what holds of several together; of the answers
 * only how many controls have any. */
static void
ask_coverage(void *state, size_t index)
{
    contest *c = state;
    const question *q = &c->questions[index];
    xw_coverage_request request = XW_COVERAGE_REQUEST_INIT;
    xw_selection have[HAVE], want = { { q->want }, { XW_NONE } };
    xw_coverage *coverage;
    xw_coverage_report report;
    xw_error err = XW_ERROR_INIT;
    for (unsigned h = 0; h < HAVE; ++h) {
        have[h] = (xw_selection){ { q->have[h] }, { XW_NONE } };
    }
    request.have.selections = have;
    request.have.selection_count = HAVE;
    request.want.selections = &want;
    request.want.selection_count = 1;
    request.max_hops = HOPS;
    request.threads = 1;
    if (xw_coverage_new(c->p->graph, &request, &coverage, &err) ||
        xw_coverage_get_report(coverage, 0, &report, &err)) {
        bench_fail("%s", err.message);
    }
    c->count = report.counts.controls - report.counts.none -
               report.counts.unmapped - report.counts.gap;
    xw_coverage_free(coverage);
}

/* ---- Comparing ------------------------------------------------------------------ */

static void
check_count(const char *name, uint32_t count, uint32_t ours)
{
    if (count != ours) {
        bench_fail("W7: %s answers otherwise: %u, not %u", name, count, ours);
    }
}

static void
check_alike(contest *contests, const bench_contender *contenders, size_t count)
{
    for (size_t q = 0; q < QUERIES; ++q) {
        contenders[0].fn(&contests[0], q);
        for (size_t i = 1; i < count; ++i) {
            contenders[i].fn(&contests[i], q);
            check_count(contenders[i].name, contests[i].count,
                        contests[0].count);
        }
    }
}

int
main(int argc, char **argv)
{
    platform p;
    question questions[QUERIES];
    contest contests[MOST_PEERS + 1];
    bench_contender contenders[MOST_PEERS + 1];
    size_t count = 0;
    platform_open(argc > 1 ? argv[1] : ".", 1, &p);
    draw(&p, questions);
    for (size_t i = 0; i < p.peer_count; ++i) {
        if (p.peers[i]->covered) {
            contests[count] =
                (contest){ &p, questions, p.peers[i], p.opened[i], 0 };
            contenders[count] = (bench_contender){ .name = p.peers[i]->name,
                                                   .fn = ask_peer,
                                                   .state = &contests[count] };
            ++count;
        }
    }
    contests[count] = (contest){ &p, questions, NULL, NULL, 0 };
    contenders[count] = (bench_contender){ .name = "xw, by verdict",
                                           .fn = ask_coverage,
                                           .state = &contests[count] };
    ++count;
    check_alike(contests, contenders, count);
    bench_header();
    bench_latency(&(bench_plan){ .name = "W7",
                                 .items = QUERIES,
                                 .runs = RUNS,
                                 .contenders = contenders,
                                 .count = count });
    platform_close(&p);
    return EXIT_SUCCESS;
}
