/* peer_plain.c - a loop over arrays, as one writes it in an hour: the floor of
 * direct look-ups, and for walks what there is without pruning. */
#include "bench.h"
#include "peer.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 17 };

typedef struct plain {
    const peer_data *data;
    uint32_t *rows; /* [control_count + 1] in data->edges */
    uint8_t
        *rank[LEVELS]; /* [control_count] best least rank by so many edges */
    uint32_t *list[LEVELS]; /* [count] those that are not 0 */
    size_t count[LEVELS];
    size_t words;      /* of a bit for each framework */
    uint64_t *sets[3]; /* [control_count * words] reached in so many edges */
} plain;

static void
close_plain(void *self)
{
    plain *p = self;
    for (unsigned k = 0; k < LEVELS; ++k) {
        free(p->rank[k]);
        free(p->list[k]);
    }
    for (unsigned k = 0; k < 3; ++k) {
        free(p->sets[k]);
    }
    free(p->rows);
    free(p);
}

static void *
open_plain(const peer_data *data)
{
    plain *p = bench_alloc(1, sizeof *p);
    p->data = data;
    p->rows = bench_alloc(data->control_count + 1, sizeof *p->rows);
    for (size_t e = 0; e < data->edge_count; ++e) {
        p->rows[data->edges[e].source + 1]++;
    }
    for (uint32_t c = 0; c < data->control_count; ++c) {
        p->rows[c + 1] += p->rows[c];
    }
    return p;
}

static inline uint64_t
links_of(const plain *p, uint32_t control, uint32_t framework)
{
    const peer_data *data = p->data;
    uint64_t sum = 0;
    for (uint32_t e = p->rows[control]; e < p->rows[control + 1]; ++e) {
        const peer_edge *edge = &data->edges[e];
        if (framework == XW_NONE ||
            data->framework[edge->target] == framework) {
            sum += peer_link_sum(edge->target, edge->rank);
        }
    }
    return sum;
}

static uint64_t
links(void *self, const peer_question *questions, size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; ++i) {
        sum += links_of(self, questions[i].control, questions[i].framework);
    }
    return sum;
}

/* ---- Walks ------------------------------------------------------------------ */

static void
enter(plain *p, unsigned level, uint32_t control, uint32_t rank)
{
    uint8_t *known = &p->rank[level][control];
    if (!*known) {
        p->list[level][p->count[level]++] = control;
    }
    *known = rank > *known ? (uint8_t)rank : *known;
}

static void
begin(plain *p, uint32_t control, uint32_t hops)
{
    for (unsigned k = 0; k <= hops; ++k) {
        if (!p->rank[k]) {
            p->rank[k] = bench_alloc(p->data->control_count, 1);
            p->list[k] =
                bench_alloc(p->data->control_count, sizeof *p->list[k]);
        }
        for (size_t i = 0; i < p->count[k]; ++i) {
            p->rank[k][p->list[k][i]] = 0;
        }
        p->count[k] = 0;
    }
    enter(p, 0, control, UINT8_MAX);
}

static void
walk(plain *p, unsigned level)
{
    for (size_t i = 0; i < p->count[level]; ++i) {
        uint32_t control = p->list[level][i];
        uint32_t rank = p->rank[level][control];
        for (uint32_t e = p->rows[control]; e < p->rows[control + 1]; ++e) {
            const peer_edge *edge = &p->data->edges[e];
            enter(p, level + 1, edge->target,
                  edge->rank < rank ? edge->rank : rank);
        }
    }
}

static void
strongest(void *self, uint32_t control, uint32_t framework, uint32_t hops,
          peer_hits *out)
{
    plain *p = self;
    begin(p, control, hops);
    for (unsigned k = 0; k < hops; ++k) {
        walk(p, k);
    }
    out->count = 0;
    for (uint32_t c = p->data->first[framework];
         c < p->data->first[framework + 1]; ++c) {
        uint8_t best = 0;
        for (unsigned k = 1; k <= hops; ++k) {
            best = p->rank[k][c] > best ? p->rank[k][c] : best;
        }
        if (best && c != control) {
            out->items[out->count++] = (peer_hit){ c, best };
        }
    }
}

/* ---- All pairs ---------------------------------------------------------------- */

/* A bit for each framework at each control; all are made anew. */
static void
begin_sets(plain *p, uint32_t hops)
{
    const peer_data *data = p->data;
    p->words = data->framework_count / 64 + 1;
    size_t size = data->control_count * p->words;
    for (uint32_t k = 0; k <= hops; ++k) {
        if (!p->sets[k]) {
            p->sets[k] = bench_alloc(size, sizeof(uint64_t));
        }
        memset(p->sets[k], 0, size * sizeof(uint64_t));
    }
    for (uint32_t c = 0; c < data->control_count; ++c) {
        uint32_t f = data->framework[c];
        p->sets[0][c * p->words + f / 64] |= UINT64_C(1) << f % 64;
    }
}

static inline void
add_set(uint64_t *set, const uint64_t *from, size_t words)
{
    for (size_t w = 0; w < words; ++w) {
        set[w] |= from[w];
    }
}

static void
extend_sets(plain *p, uint32_t hops)
{
    for (uint32_t c = 0; c < p->data->control_count; ++c) {
        uint64_t *set = &p->sets[hops][c * p->words];
        memcpy(set, &p->sets[hops - 1][c * p->words], p->words * sizeof *set);
        for (uint32_t e = p->rows[c]; e < p->rows[c + 1]; ++e) {
            size_t target = p->data->edges[e].target;
            add_set(set, &p->sets[hops - 1][target * p->words], p->words);
        }
    }
}

static inline void
count_set(const uint64_t *set, size_t words, uint32_t *out)
{
    for (size_t w = 0; w < words; ++w) {
        for (uint64_t left = set[w]; left; left &= left - 1) {
            ++out[w * 64 + (size_t)__builtin_ctzll(left)];
        }
    }
}

static void
overlap(void *self, uint32_t hops, uint32_t step, uint32_t *out)
{
    plain *p = self;
    const peer_data *data = p->data;
    size_t frameworks = data->framework_count;
    begin_sets(p, hops);
    for (uint32_t k = 1; k <= hops; ++k) {
        extend_sets(p, k);
    }
    memset(out, 0, frameworks * frameworks * sizeof *out);
    for (uint32_t c = 0; c < data->control_count; ++c) {
        uint32_t to = data->framework[c];
        if (to % step == 0) {
            count_set(&p->sets[hops][c * p->words], p->words,
                      &out[to * frameworks]);
        }
    }
}

/* ---- Coverage ------------------------------------------------------------------- */

/* Whether any of the controls come to is of what is held. */
static inline bool
is_any_held(const plain *p, unsigned level, const uint32_t *have,
            size_t have_count)
{
    bool found = false;
    for (size_t i = 0; i < p->count[level]; ++i) {
        uint32_t framework = p->data->framework[p->list[level][i]];
        for (size_t h = 0; h < have_count; ++h) {
            found |= framework == have[h];
        }
    }
    return found;
}

static uint32_t
covered(void *self, uint32_t want, const uint32_t *have, size_t have_count,
        uint32_t hops)
{
    plain *p = self;
    uint32_t count = 0;
    for (uint32_t c = p->data->first[want]; c < p->data->first[want + 1]; ++c) {
        bool found = false;
        begin(p, c, hops);
        for (unsigned k = 0; k < hops; ++k) {
            walk(p, k);
        }
        for (unsigned k = 1; k <= hops; ++k) {
            found |= is_any_held(p, k, have, have_count);
        }
        count += found;
    }
    return count;
}

const peer peer_plain = { .name = "plain",
                          .open = open_plain,
                          .close = close_plain,
                          .links = links,
                          .strongest = strongest,
                          .overlap = overlap,
                          .overlap_hops = 2,
                          .covered = covered };
