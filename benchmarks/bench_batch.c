/* bench_batch.c - W8, a million requests as text, each answered by a line of JSON
 * in memory: by one thread and by two, with three fields of each result and with
 * all; and by whoever else answers such a request.
 *
 * usage: bench_batch FOLDER */
#include "platform.h"
#include "random.h"

#include "../cli/batch_answer.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    REQUESTS = 1000000,
    CHECKED = 20000,
    ALL_SHARE =
        10, /* of the requests, one of so many is asked for all fields */
    PEER_SHARE = 20, /* and is put to others */
    RUNS = 3,
    THREADS = 2,
    LINE = 256,
    BLOCK = 1000,    /* lines that are handed over at a time */
    ENOUGH = 1 << 20 /* bytes of answers, before they are dropped */
};

typedef struct requests {
    char *text;   /* lines, each ended by a newline */
    size_t *line; /* [REQUESTS + 1] where each begins */
    xw_graph *graph;
} requests;

/* ---- What is asked ------------------------------------------------------------ */

/* From a control to a framework that it is mapped to. */
static size_t
write_request(const platform *p, random_state *random, char *out)
{
    xw_control control = {
        p->queries[random_below(random, (uint32_t)p->query_count)].control
    };
    uint32_t links = xw_graph_link_count(p->graph, control);
    xw_link link;
    xw_control_info from, to;
    xw_framework_info of, into;
    if (xw_graph_link(p->graph, control, random_below(random, links), &link,
                      NULL) ||
        xw_graph_control(p->graph, control, &from, NULL) ||
        xw_graph_control(p->graph, link.other, &to, NULL) ||
        xw_graph_framework(p->graph, from.framework, &of, NULL) ||
        xw_graph_framework(p->graph, to.framework, &into, NULL)) {
        bench_fail("no such control");
    }
    return (size_t)snprintf(out, LINE, "%s:%s\t%s\n", of.id, from.id, into.id);
}

static requests
draw_requests(const platform *p)
{
    requests drawn = { .text = bench_alloc(REQUESTS, LINE),
                       .line = bench_alloc(REQUESTS + 1, sizeof(size_t)),
                       .graph = p->graph };
    random_state random;
    random_seed(&random, 23);
    size_t at = 0;
    for (size_t i = 0; i < REQUESTS; ++i) {
        drawn.line[i] = at;
        at += write_request(p, &random, drawn.text + at);
    }
    drawn.line[REQUESTS] = at;
    return drawn;
}

/* ---- Our answers ---------------------------------------------------------------- */

/* One thread's part of the requests. */
typedef struct answering {
    const requests *requests;
    struct batch_defaults defaults;
    size_t first, end;
    struct text answers; /* the last of them */
    size_t hits;         /* results, when they are counted */
    bool counts;
    pthread_t thread;
} answering;

static size_t
count_hits(const char *answers)
{
    size_t hits = 0;
    while ((answers = strstr(answers, "{\"target\":"))) {
        ++hits;
        ++answers;
    }
    return hits;
}

static void
drop_answers(answering *a)
{
    a->hits += a->counts ? count_hits(text_get(&a->answers)) : 0;
    bench_use(a->answers.bytes);
    text_clear(&a->answers);
}

static void *
answer_part(void *payload)
{
    answering *a = payload;
    const requests *r = a->requests;
    struct batch_answerer answerer = { .answered = 0 };
    xw_error err = XW_ERROR_INIT;
    if (batch_answerer_begin(&answerer, r->graph, &a->defaults, &err)) {
        bench_fail("%s", err.message);
    }
    struct text lines = { 0 }; /* answering changes them */
    for (size_t i = a->first; i < a->end; i += BLOCK) {
        size_t end = i + BLOCK < a->end ? i + BLOCK : a->end;
        text_clear(&lines);
        text_add_bytes(&lines, r->text + r->line[i], r->line[end] - r->line[i]);
        for (size_t at = 0; at < lines.len;) {
            at = batch_answer_lines(&answerer, &lines, at, ENOUGH, &a->answers);
            drop_answers(a);
        }
    }
    if (answerer.refused) {
        bench_fail("requests were refused: %" PRIu64, answerer.refused);
    }
    text_free(&lines);
    batch_answerer_end(&answerer);
    return NULL;
}

/* Requests cut among threads as the command does it, in blocks. */
typedef struct contest {
    answering parts[THREADS];
    unsigned count;
} contest;

static void
answer_all(void *state, size_t run)
{
    (void)run;
    contest *c = state;
    for (unsigned t = 1; t < c->count; ++t) {
        if (pthread_create(&c->parts[t].thread, NULL, answer_part,
                           &c->parts[t])) {
            bench_fail("no thread");
        }
    }
    (void)answer_part(&c->parts[0]);
    for (unsigned t = 1; t < c->count; ++t) {
        (void)pthread_join(c->parts[t].thread, NULL);
    }
}

static struct batch_defaults
one_hop(bool all_fields)
{
    static const char *const names[] = { "target", "verdict", "strength" };
    struct batch_defaults defaults = { .max_hops = 1,
                                       .limit = XW_LIMIT_DEFAULT,
                                       .min = XW_UNMAPPED };
    for (size_t i = 0; !all_fields && i < 3; ++i) {
        xw_string name = { names[i], strlen(names[i]) };
        (void)map_fields_add(&defaults.fields, name);
    }
    return defaults;
}

static contest
contest_of(const requests *r, unsigned threads, bool all_fields, size_t count)
{
    contest c = { .count = threads };
    for (unsigned t = 0; t < threads; ++t) {
        c.parts[t] = (answering){ .requests = r,
                                  .defaults = one_hop(all_fields),
                                  .first = count * t / threads,
                                  .end = count * (t + 1) / threads };
    }
    return c;
}

/* ---- Those of others ------------------------------------------------------------- */

typedef struct asking {
    const requests *requests;
    const peer *peer;
    void *opened;
    size_t count, hits;
} asking;

static void
ask_peer(void *state, size_t run)
{
    (void)run;
    asking *a = state;
    const requests *r = a->requests;
    char line[LINE];
    char *out = bench_alloc(ENOUGH, 1);
    a->hits = 0;
    for (size_t i = 0; i < a->count; ++i) {
        size_t len = r->line[i + 1] - r->line[i] - 1;
        memcpy(line, r->text + r->line[i], len);
        line[len] = '\0';
        a->hits += a->peer->answer(a->opened, line, out, ENOUGH);
        bench_use(out);
    }
    free(out);
}

/* As many results as we give. */
static void
check_peer(const requests *r, const peer *other, void *opened)
{
    contest c = contest_of(r, 1, false, CHECKED);
    asking a = {
        .requests = r, .peer = other, .opened = opened, .count = CHECKED
    };
    c.parts[0].counts = true;
    answer_all(&c, 0);
    ask_peer(&a, 0);
    if (a.hits != c.parts[0].hits) {
        bench_fail("%s gives %zu results, we %zu", other->name, a.hits,
                   c.parts[0].hits);
    }
    text_free(&c.parts[0].answers);
}

/* ---- The contest ----------------------------------------------------------------- */

static void
run_contest(const requests *r, const platform *p)
{
    contest lone = contest_of(r, 1, false, REQUESTS);
    contest pair = contest_of(r, THREADS, false, REQUESTS);
    contest full = contest_of(r, THREADS, true, REQUESTS / ALL_SHARE);
    asking asked[MOST_PEERS];
    bench_contender contenders[3 + MOST_PEERS] = {
        { .name = "xw", .fn = answer_all, .state = &lone },
        { .name = "xw/2 threads", .fn = answer_all, .state = &pair },
        { .name = "xw/2 threads/all fields",
          .fn = answer_all,
          .state = &full,
          .share = 1.0 / ALL_SHARE },
    };
    size_t count = 3;
    for (size_t i = 0; i < p->peer_count; ++i) {
        if (p->peers[i]->answer) {
            asked[i] = (asking){ .requests = r,
                                 .peer = p->peers[i],
                                 .opened = p->opened[i],
                                 .count = REQUESTS / PEER_SHARE };
            check_peer(r, p->peers[i], p->opened[i]);
            contenders[count++] =
                (bench_contender){ .name = p->peers[i]->name,
                                   .fn = ask_peer,
                                   .state = &asked[i],
                                   .share = 1.0 / PEER_SHARE };
        }
    }
    bench_throughput(&(bench_plan){ .name = "W8/batch",
                                    .items = REQUESTS,
                                    .runs = RUNS,
                                    .contenders = contenders,
                                    .count = count,
                                    .threads = true });
    text_free(&lone.parts[0].answers);
    for (unsigned t = 0; t < THREADS; ++t) {
        text_free(&pair.parts[t].answers);
        text_free(&full.parts[t].answers);
    }
}

int
main(int argc, char **argv)
{
    platform p;
    platform_open(argc > 1 ? argv[1] : ".", 100000, &p);
    requests r = draw_requests(&p);
    bench_header();
    run_contest(&r, &p);
    free(r.text);
    free(r.line);
    platform_close(&p);
    return EXIT_SUCCESS;
}
