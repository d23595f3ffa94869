/* bench_lookup.c - W3, direct look-ups: a control by its reference, all its
 * mappings, its mappings into one framework.
 *
 * usage: bench_lookup FOLDER */
#include "platform.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUERIES = 20000, RUNS = 21, REFERENCE_BYTES = 256 };

/* One contender at one kind of look-up. */
typedef struct lookup {
    const peer_question *all, *into; /* [QUERIES] */
    const peer_name *names;          /* [QUERIES] */
    const peer *peer;
    void *opened;
    uint64_t sum; /* of the answers of a run */
} lookup;

/* ---- What is asked ------------------------------------------------------------ */

/* Into a framework that the control is mapped to. */
static void
aim(platform *p)
{
    random_state random;
    random_seed(&random, 11);
    for (size_t i = 0; i < QUERIES; ++i) {
        platform_query *query = &p->queries[i];
        xw_control control = { query->control };
        uint32_t links = xw_graph_link_count(p->graph, control);
        xw_link link;
        if (xw_graph_link(p->graph, control, random_below(&random, links),
                          &link, NULL)) {
            bench_fail("no such link");
        }
        query->framework = p->data.framework[link.other.i];
    }
}

/* The references are written one after the other to `text`. */
static void
name_controls(const platform *p, peer_name *names, char *text)
{
    for (size_t i = 0; i < QUERIES; ++i) {
        xw_control_info control;
        xw_framework_info framework;
        if (xw_graph_control(p->graph, (xw_control){ p->queries[i].control },
                             &control, NULL) ||
            xw_graph_framework(p->graph, control.framework, &framework, NULL)) {
            bench_fail("no such control");
        }
        names[i] = (peer_name){ .reference = text,
                                .framework = framework.id,
                                .control = control.id };
        int len =
            snprintf(text, REFERENCE_BYTES, "%s:%s", framework.id, control.id);
        if (len < 0 || len >= REFERENCE_BYTES) {
            bench_fail("no room for %s:%s", framework.id, control.id);
        }
        text += len + 1;
    }
}

/* ---- How it is answered --------------------------------------------------------- */

static void
find_controls(void *state, size_t run)
{
    (void)run;
    lookup *l = state;
    l->sum = 0;
    for (size_t i = 0; i < QUERIES; ++i) {
        l->sum += l->peer->find(l->opened, &l->names[i]);
    }
}

static void
list_all(void *state, size_t run)
{
    (void)run;
    lookup *l = state;
    l->sum = l->peer->links(l->opened, l->all, QUERIES);
}

static void
list_into(void *state, size_t run)
{
    (void)run;
    lookup *l = state;
    l->sum = l->peer->links(l->opened, l->into, QUERIES);
}

static bool
answers(const peer *who, bench_fn fn)
{
    return fn == find_controls ? who->find != NULL : who->links != NULL;
}

/* ---- Comparing ------------------------------------------------------------------ */

static void
check_link(const lookup *first, const lookup *other,
           const peer_question *question)
{
    if (first->peer->links(first->opened, question, 1) !=
        other->peer->links(other->opened, question, 1)) {
        bench_fail("W3: %s answers otherwise", other->peer->name);
    }
}

/* Each answer, not only the sum of all, is the first contender's. */
static void
check_links(const lookup *first, const lookup *other)
{
    for (size_t i = 0; i < QUERIES; ++i) {
        check_link(first, other, &first->all[i]);
        check_link(first, other, &first->into[i]);
    }
}

static void
compare(const platform *p, lookup *lookups, const char *name, bench_fn fn)
{
    bench_contender contenders[MOST_PEERS];
    size_t count = 0;
    for (size_t i = 0; i < p->peer_count; ++i) {
        if (answers(p->peers[i], fn)) {
            contenders[count++] =
                (bench_contender){ .name = p->peers[i]->name,
                                   .fn = fn,
                                   .state = &lookups[i],
                                   .is_floor = p->peers[i] == &peer_plain };
        }
    }
    bench_throughput(&(bench_plan){ .name = name,
                                    .items = QUERIES,
                                    .runs = RUNS,
                                    .contenders = contenders,
                                    .count = count });
    for (size_t i = 0; i < p->peer_count; ++i) {
        if (answers(p->peers[i], fn) && lookups[i].sum != lookups[0].sum) {
            bench_fail("%s: %s answers otherwise", name, p->peers[i]->name);
        }
    }
}

int
main(int argc, char **argv)
{
    platform p;
    lookup lookups[MOST_PEERS] = { 0 };
    platform_open(argc > 1 ? argv[1] : ".", QUERIES, &p);
    aim(&p);
    peer_name *names = bench_alloc(QUERIES, sizeof *names);
    char *text = bench_alloc(QUERIES, REFERENCE_BYTES);
    name_controls(&p, names, text);
    peer_question *all = bench_alloc(QUERIES, sizeof *all);
    peer_question *into = bench_alloc(QUERIES, sizeof *into);
    for (size_t i = 0; i < QUERIES; ++i) {
        all[i] = (peer_question){ p.queries[i].control, XW_NONE };
        into[i] =
            (peer_question){ p.queries[i].control, p.queries[i].framework };
    }
    for (size_t i = 0; i < p.peer_count; ++i) {
        lookups[i] = (lookup){ .all = all,
                               .into = into,
                               .names = names,
                               .peer = p.peers[i],
                               .opened = p.opened[i] };
        if (p.peers[i]->links) {
            check_links(&lookups[0], &lookups[i]);
        }
    }
    bench_header();
    compare(&p, lookups, "W3/reference", find_controls);
    compare(&p, lookups, "W3/control", list_all);
    compare(&p, lookups, "W3/control+framework", list_into);
    free(all);
    free(into);
    free(text);
    free(names);
    platform_close(&p);
    return EXIT_SUCCESS;
}
