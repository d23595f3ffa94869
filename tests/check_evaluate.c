#include "support.h"

#include "check_evaluate.h"
#include "check_ranking.h"

#include <math.h>
#include <string.h>

/* Scores of walks are rounded to single precision. */
static const double NEAR_SINGLE = 1e-6;

/* One pair of frameworks with all mappings between them hidden. */
typedef struct judged {
    oracle edges; /* those hidden or left out are not `used` */
    const graph_record *record;
    uint32_t source, target; /* frameworks */
    uint32_t max_hops;
    /* Published pairs of a control of `source` and one of `target`: */
    bool truth[RECORD_CONTROLS][RECORD_CONTROLS];
    uint64_t direct;
} judged;

void
tell_candidate(void *payload, const xw_evaluated_candidate *candidate)
{
    told_candidates *told = payload;
    assert_true(told->count < EVALUATED_MOST);
    told->items[told->count++] = *candidate;
}

/* ---- What is true, and what is hidden --------------------------------------- */

static uint32_t
framework_of(const judged *j, uint32_t control)
{
    return j->record->controls[control].framework;
}

static bool
lies_between(const judged *j, const oracle_edge *edge, uint32_t a, uint32_t b)
{
    uint32_t x = framework_of(j, edge->source);
    uint32_t y = framework_of(j, edge->target);
    return (x == a && y == b) || (x == b && y == a);
}

static void
leave_out(judged *j, const xw_graph *graph, const xw_evaluation *got)
{
    for (size_t d = 0; d < got->left_out_count; ++d) {
        const xw_derived *derived = &got->left_out[d];
        uint32_t set = recorded_set_of(graph, derived->set);
        for (uint32_t e = 0; e < j->edges.edge_count; ++e) {
            oracle_edge *edge = &j->edges.edges[e];
            if (edge->set == set &&
                lies_between(j, edge, derived->source.i, derived->target.i)) {
                edge->used = false;
            }
        }
    }
}

static void
read_truth(judged *j)
{
    memset(j->truth, 0, sizeof j->truth);
    j->direct = 0;
    for (uint32_t e = 0; e < j->edges.edge_count; ++e) {
        const oracle_edge *edge = &j->edges.edges[e];
        if (!edge->used || edge->says == XW_DIS ||
            !lies_between(j, edge, j->source, j->target)) {
            continue;
        }
        bool along = framework_of(j, edge->source) == j->source;
        uint32_t from = along ? edge->source : edge->target;
        uint32_t to = along ? edge->target : edge->source;
        j->direct += !j->truth[from][to];
        j->truth[from][to] = true;
    }
}

static void
hide(judged *j)
{
    for (uint32_t e = 0; e < j->edges.edge_count; ++e) {
        oracle_edge *edge = &j->edges.edges[e];
        if (lies_between(j, edge, j->source, j->target)) {
            edge->used = false;
        }
    }
}

static bool
is_known(const judged *j, uint32_t control)
{
    bool known = false;
    for (uint32_t t = 0; t < j->record->control_count; ++t) {
        known |= j->truth[control][t];
    }
    return known;
}

/* ---- Ways round -------------------------------------------------------------- */

/* The end of an edge that is not at `control`, or XW_NONE when neither is. */
static uint32_t
other_end(const oracle_edge *edge, uint32_t control)
{
    return edge->source == control   ? edge->target
           : edge->target == control ? edge->source
                                     : XW_NONE;
}

/* NOLINTBEGIN(misc-no-recursion): no deeper than the hops and the parts */

static bool
frameworks_connect(const judged *j, uint32_t a, uint32_t hops)
{
    if (a == j->target) {
        return true;
    }
    bool connect = false;
    for (uint32_t e = 0; hops && e < j->edges.edge_count; ++e) {
        const oracle_edge *edge = &j->edges.edges[e];
        uint32_t x = framework_of(j, edge->source);
        uint32_t y = framework_of(j, edge->target);
        if (edge->used && !connect && x != y && (x == a || y == a)) {
            connect = frameworks_connect(j, x == a ? y : x, hops - 1);
        }
    }
    return connect;
}

static bool
is_part_of(const graph_record *record, uint32_t part, uint32_t whole)
{
    return record->controls[part].parent == whole &&
           record->controls[part].parent_kind == XW_PARENT_PART;
}

/* Mark what a walk that has come to `control` may still come to. */
typedef struct exploring {
    const judged *j;
    uint32_t from;
    bool seen[RECORD_CONTROLS][XW_HOPS_MOST + 1][3];
    bool reached[RECORD_CONTROLS];
} exploring;

static void explore(exploring *x, uint32_t control, uint32_t hops,
                    oracle_chain chain);

static void
explore_parts(exploring *x, uint32_t control, uint32_t hops, oracle_chain chain)
{
    const graph_record *record = x->j->record;
    for (uint32_t other = 0; other < record->control_count; ++other) {
        if (other == x->from) {
            continue;
        }
        if (chain != CHAIN_DOWN && is_part_of(record, control, other)) {
            explore(x, other, hops, CHAIN_UP);
        }
        if (chain != CHAIN_UP && is_part_of(record, other, control)) {
            explore(x, other, hops, CHAIN_DOWN);
        }
    }
}

static void
explore(exploring *x, uint32_t control, uint32_t hops, oracle_chain chain)
{
    if (x->seen[control][hops][chain]) {
        return;
    }
    x->seen[control][hops][chain] = true;
    x->reached[control] = true;
    explore_parts(x, control, hops, chain);
    for (uint32_t e = 0; hops && e < x->j->edges.edge_count; ++e) {
        const oracle_edge *edge = &x->j->edges.edges[e];
        uint32_t other = other_end(edge, control);
        if (edge->used && other != XW_NONE && other != x->from) {
            explore(x, other, hops - 1, CHAIN_NONE);
        }
    }
}

/* NOLINTEND(misc-no-recursion) */

/* ---- Random walkers ------------------------------------------------------------- */

static bool
is_mapped_to(const judged *j, uint32_t a, uint32_t b)
{
    bool mapped = false;
    for (uint32_t e = 0; e < j->edges.edge_count; ++e) {
        const oracle_edge *edge = &j->edges.edges[e];
        mapped |= edge->used && other_end(edge, a) == b;
    }
    return mapped;
}

/* Chances by controls, and how many each is mapped to. */
typedef struct strolling {
    bool mapped[RECORD_CONTROLS][RECORD_CONTROLS];
    double choices[RECORD_CONTROLS];
    uint32_t count, source, target;
    double there, back; /* chance that the one walker arrives, and the other */
} strolling;

static void
look_around(const judged *j, strolling *s)
{
    s->count = j->record->control_count;
    for (uint32_t a = 0; a < s->count; ++a) {
        s->choices[a] = 0;
        for (uint32_t b = 0; b < s->count; ++b) {
            s->mapped[a][b] = is_mapped_to(j, a, b);
            s->choices[a] += s->mapped[a][b];
        }
    }
}

/* NOLINTBEGIN(misc-no-recursion): no deeper than the hops */

/* Every path from the source that does not come back to it, walked both ways:
 * `there` is the chance of it from the source so far, `back` from its end. */
static void
stroll(strolling *s, uint32_t at, uint32_t hops, double there, double back)
{
    if (at == s->target) {
        s->there += there;
        s->back += back;
    }
    for (uint32_t next = 0; hops && next < s->count; ++next) {
        if (s->mapped[at][next] && next != s->source) {
            stroll(s, next, hops - 1, there / s->choices[at],
                   back / s->choices[next]);
        }
    }
}

/* NOLINTEND(misc-no-recursion) */

static double
walk_of(strolling *s, uint32_t source, uint32_t target, uint32_t hops)
{
    s->source = source;
    s->target = target;
    s->there = s->back = 0;
    stroll(s, source, hops, 1, 1);
    return sqrt(s->there * s->back);
}

/* ---- One pair ------------------------------------------------------------------------ */

static void
check_candidate(const judged *j, strolling *s,
                const xw_evaluated_candidate *got, finding *found)
{
    uint32_t source = got->source.i, target = got->target.i;
    finding_agree(found, "candidate's truth", source, j->truth[source][target],
                  got->is_true);
    finding_agree(found, "whether known", source, is_known(j, source),
                  got->is_known);
    finding_near(found, "walk", source, walk_of(s, source, target, j->max_hops),
                 got->walk, NEAR_SINGLE);
    if (!(got->score >= 0 && got->score <= 1)) {
        finding_add(found, "score of %u is out of range", source);
    }
}

/* The candidates are those reached, each once, by source and target. */
static void
check_candidates(const judged *j, const ranking *r, finding *found)
{
    static exploring x;
    strolling s;
    size_t at = 0;
    look_around(j, &s);
    for (uint32_t a = 0; a < j->record->control_count && !found->text[0]; ++a) {
        if (framework_of(j, a) != j->source) {
            continue;
        }
        x = (exploring){ .j = j, .from = a };
        explore(&x, a, j->max_hops, CHAIN_NONE);
        for (uint32_t b = 0; b < j->record->control_count; ++b) {
            bool is_here = at < r->count && r->items[at].source.i == a &&
                           r->items[at].target.i == b;
            bool is_wanted = x.reached[b] && framework_of(j, b) == j->target;
            finding_agree(found, "whether a candidate", a, is_wanted, is_here);
            if (is_here) {
                check_candidate(j, &s, &r->items[at++], found);
            }
        }
    }
    finding_agree(found, "candidates", j->source, (uint32_t)at,
                  (uint32_t)r->count);
}

static void
check_measures(const judged *j, ranking r, const xw_evaluated_pair *got,
               finding *found)
{
    uint32_t at = got->source.i;
    double direct = (double)j->direct;
    size_t count, relevant;
    uint64_t known;
    count_above(&r, -1, true, &count, &relevant);
    finding_agree(found, "direct", at, (uint32_t)j->direct,
                  (uint32_t)got->direct);
    finding_agree(found, "found", at, (uint32_t)relevant, (uint32_t)got->found);
    finding_near(found, "reach", at, (double)relevant / direct, got->reach,
                 RANKING_NEAR);
    finding_near(found, "set precision", at,
                 count ? (double)relevant / (double)count : 0,
                 got->composition_precision, RANKING_NEAR);
    finding_near(found, "ECE", at, calibration_error(&r, &known), got->ece,
                 RANKING_NEAR);
    finding_agree(found, "known", at, (uint32_t)known, (uint32_t)got->known);
    finding_near(found, "unranked AP", at, average_precision(&r, j->direct),
                 got->composition_ap, RANKING_NEAR);
    r.by = BY_WALK;
    finding_near(found, "walk AP", at, average_precision(&r, j->direct),
                 got->walk_ap, RANKING_NEAR);
    r.by = BY_SCORE;
    finding_near(found, "AP", at, average_precision(&r, j->direct), got->ap,
                 RANKING_NEAR);
    check_cut(&r, got, found);
}

/* ---- All pairs ------------------------------------------------------------------------ */

/* Candidates of pair number `pair`. */
static ranking
ranking_of(const told_candidates *told, size_t pair)
{
    ranking r = { .items = told->items };
    while (r.items < told->items + told->count && r.items->pair < pair) {
        ++r.items;
    }
    while (r.items + r.count < told->items + told->count &&
           r.items[r.count].pair == pair) {
        ++r.count;
    }
    return r;
}

/* Judge two frameworks, if they are to be; `pair` is the number of the next
 * pair of the evaluation. */
static void
check_frameworks(judged *j, const xw_graph *graph, const xw_evaluation *got,
                 const told_candidates *told, size_t *pair, finding *found)
{
    oracle_look(&j->edges, &(oracle_view){ .without = XW_NONE });
    leave_out(j, graph, got);
    read_truth(j);
    hide(j);
    bool is_wanted = j->direct >= got->min_pairs &&
                     frameworks_connect(j, j->source, j->max_hops);
    const xw_evaluated_pair *next =
        *pair < got->pair_count ? &got->pairs[*pair] : NULL;
    bool is_there =
        next && next->source.i == j->source && next->target.i == j->target;
    finding_agree(found, "whether a pair is judged", j->source, is_wanted,
                  is_there);
    if (is_there && !found->text[0]) {
        ranking r = ranking_of(told, *pair);
        finding_agree(found, "number of candidates", j->source,
                      (uint32_t)r.count, (uint32_t)next->candidates);
        check_candidates(j, &r, found);
        check_measures(j, r, next, found);
        ++*pair;
    }
}

static void
check_bins(const xw_evaluation *got, const told_candidates *told,
           finding *found)
{
    for (uint32_t bin = 0; bin < XW_BIN_COUNT; ++bin) {
        double count = 0, score = 0, relevant = 0;
        for (size_t i = 0; i < told->count; ++i) {
            const xw_evaluated_candidate *each = &told->items[i];
            double of = fmin(floor(each->score * XW_BIN_COUNT), 9);
            if (each->is_known && (uint32_t)of == bin) {
                count += 1;
                score += each->score;
                relevant += each->is_true;
            }
        }
        double share = count > 0 ? 1 / count : 0;
        finding_near(found, "count", bin, count, (double)got->bins[bin].count,
                     RANKING_NEAR);
        finding_near(found, "score", bin, score * share, got->bins[bin].score,
                     RANKING_NEAR);
        finding_near(found, "bin's precision", bin, relevant * share,
                     got->bins[bin].precision, RANKING_NEAR);
    }
}

static void
check_pool(const xw_evaluation *got, const told_candidates *told,
           finding *found)
{
    ranking all = { told->items, told->count, BY_SCORE, true };
    uint64_t known;
    finding_near(found, "pooled ECE", 0, calibration_error(&all, &known),
                 got->ece, RANKING_NEAR);
    check_bins(got, told, found);
    finding_near(found, "pool's precision", 0,
                 share_among_best(&all, (double)known), got->precision,
                 RANKING_NEAR);
    finding_near(found, "best tenth's precision", 0,
                 share_among_best(&all, (double)known / 10),
                 got->best_tenth_precision, RANKING_NEAR);
}

static void
check_means(const xw_evaluation *got, finding *found)
{
    double ap = 0, walk = 0, composition = 0, ece = 0, judged_by_ece = 0;
    for (size_t i = 0; i < got->pair_count; ++i) {
        ap += got->pairs[i].ap;
        walk += got->pairs[i].walk_ap;
        composition += got->pairs[i].composition_ap;
        ece += got->pairs[i].ece;
        judged_by_ece += got->pairs[i].known > 0;
    }
    double pairs = fmax((double)got->pair_count, 1);
    finding_near(found, "mean AP", 0, ap / pairs, got->mean_ap, RANKING_NEAR);
    finding_near(found, "mean walk AP", 0, walk / pairs, got->mean_walk_ap,
                 RANKING_NEAR);
    finding_near(found, "mean unranked AP", 0, composition / pairs,
                 got->mean_composition_ap, RANKING_NEAR);
    finding_near(found, "mean ECE", 0, ece / fmax(judged_by_ece, 1),
                 got->mean_pair_ece, RANKING_NEAR);
}

void
check_evaluation(const graph_record *record, const xw_graph *graph,
                 const xw_evaluation *got, const told_candidates *told,
                 finding *found)
{
    static judged j;
    size_t pair = 0;
    j = (judged){ .record = record, .max_hops = got->max_hops };
    oracle_open(&j.edges, record);
    for (uint32_t a = 0; a < record->framework_count; ++a) {
        for (uint32_t b = a + 1; b < record->framework_count; ++b) {
            j.source = a;
            j.target = b;
            check_frameworks(&j, graph, got, told, &pair, found);
        }
    }
    oracle_close(&j.edges);
    finding_agree(found, "pairs", 0, (uint32_t)pair, (uint32_t)got->pair_count);
    check_pool(got, told, found);
    check_means(got, found);
}
