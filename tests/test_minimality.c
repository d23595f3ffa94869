/* That nothing more could be entailed, where that is promised: networks of four
 * controls, one of the 14 masks known of each pair, consistent, and no limit to
 * the walks that matters.
 *
 * A model of four sets is, up to names, which of the 15 regions of their Venn
 * diagram are occupied.  What holds of a pair in some model of a network must be
 * left open, and all else excluded. */
#include "support.h"

#include "../benchmarks/random.h"
#include "answer_table.h"

#include <string.h>

enum {
    CONTROLS = 4,
    PAIRS = 6,
    REGIONS = 15, /* region r, 1 .. 15, is in the sets whose bits r has */
    MASKS = 14,
    NETWORKS = 7529536, /* MASKS to the power of PAIRS */
    ORDERS = 24,
    MOST_SCENARIOS = 15625 /* of 5 base relations, 6 pairs */
};

static const uint32_t pair_ends[PAIRS][2] = { { 0, 1 }, { 0, 2 }, { 0, 3 },
                                              { 1, 2 }, { 1, 3 }, { 2, 3 } };

/* What is known, or what holds, of each pair. */
typedef struct network {
    xw_relation of[PAIRS];
} network;

typedef struct scenarios {
    network items[MOST_SCENARIOS];
    uint32_t count;
} scenarios;

/* ---- Models -------------------------------------------------------------------- */

/* How sets `a` and `b` stand when the regions of `occupied` are. */
static xw_relation
relation_in(uint32_t occupied, uint32_t a, uint32_t b)
{
    bool only_a = false, only_b = false, both = false;
    for (uint32_t region = 1; region <= REGIONS; ++region) {
        if (occupied >> region & 1) {
            bool in_a = region >> a & 1, in_b = region >> b & 1;
            only_a |= in_a && !in_b;
            only_b |= in_b && !in_a;
            both |= in_a && in_b;
        }
    }
    if (!both) {
        return XW_DIS;
    }
    return only_a ? (only_b ? XW_INT : XW_SUP) : (only_b ? XW_SUB : XW_EQ);
}

static bool
is_empty_in(uint32_t occupied, uint32_t set)
{
    for (uint32_t region = 1; region <= REGIONS; ++region) {
        if ((occupied >> region & 1) && (region >> set & 1)) {
            return false;
        }
    }
    return true;
}

static void
add_scenario(scenarios *all, const network *scenario)
{
    for (uint32_t i = 0; i < all->count; ++i) {
        if (!memcmp(&all->items[i], scenario, sizeof *scenario)) {
            return;
        }
    }
    assert_true(all->count < MOST_SCENARIOS);
    all->items[all->count++] = *scenario;
}

/* All ways in which four sets can stand to each other. */
static void
list_scenarios(scenarios *out)
{
    out->count = 0;
    for (uint32_t occupied = 2; occupied < 2U << REGIONS; occupied += 2) {
        network scenario;
        bool empty = false;
        for (uint32_t set = 0; set < CONTROLS; ++set) {
            empty |= is_empty_in(occupied, set);
        }
        for (unsigned p = 0; p < PAIRS && !empty; ++p) {
            scenario.of[p] =
                relation_in(occupied, pair_ends[p][0], pair_ends[p][1]);
        }
        if (!empty) {
            add_scenario(out, &scenario);
        }
    }
}

static bool
is_model_of(const network *scenario, const network *known)
{
    for (unsigned p = 0; p < PAIRS; ++p) {
        if (!(scenario->of[p] & known->of[p])) {
            return false;
        }
    }
    return true;
}

/* What holds in some model; false when there is none. */
static bool
entail(const scenarios *all, const network *known, network *out)
{
    *out = (network){ { 0 } };
    bool consistent = false;
    for (uint32_t i = 0; i < all->count; ++i) {
        if (is_model_of(&all->items[i], known)) {
            consistent = true;
            for (unsigned p = 0; p < PAIRS; ++p) {
                out->of[p] |= all->items[i].of[p];
            }
        }
    }
    return consistent;
}

/* ---- Networks ------------------------------------------------------------------ */

static void
list_masks(xw_relation out[MASKS])
{
    unsigned count = 0;
    for (unsigned r = 1; r <= XW_ALL; ++r) {
        if (xw_relation_is_closed((xw_relation)r)) {
            out[count++] = (xw_relation)r;
        }
    }
    assert_int_equal(count, MASKS);
}

static network
network_of(const xw_relation masks[MASKS], uint32_t number)
{
    network known;
    for (unsigned p = 0; p < PAIRS; ++p) {
        known.of[p] = masks[number % MASKS];
        number /= MASKS;
    }
    return known;
}

/* What is known of two controls, in that order. */
static xw_relation
known_of(const network *known, uint32_t a, uint32_t b)
{
    for (unsigned p = 0; p < PAIRS; ++p) {
        if (pair_ends[p][0] == a && pair_ends[p][1] == b) {
            return known->of[p];
        }
        if (pair_ends[p][0] == b && pair_ends[p][1] == a) {
            return xw_relation_converse(known->of[p]);
        }
    }
    return XW_EQ;
}

/* Permutation number `n` of the controls. */
static void
order_controls(unsigned n, uint32_t order[CONTROLS])
{
    uint32_t left[CONTROLS] = { 0, 1, 2, 3 };
    for (uint32_t i = 0, count = CONTROLS; i < CONTROLS; ++i, --count) {
        uint32_t choice = n % count;
        n /= count;
        order[i] = left[choice];
        memmove(&left[choice], &left[choice + 1],
                (count - choice - 1) * sizeof *left);
    }
}

/* The same network under other names comes once: as the one that is greatest
 * when the masks of its pairs are compared in turn. */
static bool
is_first_of_its_kind(const network *known)
{
    for (unsigned n = 0; n < ORDERS; ++n) {
        uint32_t order[CONTROLS];
        network other;
        order_controls(n, order);
        for (unsigned p = 0; p < PAIRS; ++p) {
            other.of[p] =
                known_of(known, order[pair_ends[p][0]], order[pair_ends[p][1]]);
        }
        if (memcmp(&other, known, sizeof other) > 0) {
            return false;
        }
    }
    return true;
}

/* Each pair is mapped by a set of its own, whose unlabelled links mean the mask:
 * so every mask can be said. */
static void
record_network(const network *known, graph_record *out)
{
    *out = (graph_record){ .framework_count = CONTROLS,
                           .control_count = CONTROLS,
                           .set_count = PAIRS };
    for (uint32_t i = 0; i < CONTROLS; ++i) {
        out->controls[i] = (recorded_control){ .framework = i,
                                               .parent = XW_NONE,
                                               .title = "" };
    }
    for (unsigned p = 0; p < PAIRS; ++p) {
        out->sets[p].related = known->of[p];
        if (known->of[p] == XW_ALL) {
            continue;
        }
        out->maps[out->map_count++] =
            (recorded_map){ .sources = { pair_ends[p][0] },
                            .targets = { pair_ends[p][1] },
                            .source_count = 1,
                            .target_count = 1,
                            .relationship = XW_RELATED,
                            .strength = XW_STRENGTH_NONE,
                            .set = p };
    }
}

static void
check_network(const network *known, const network *entailed)
{
    static graph_record record;
    static answer_table table;
    record_network(known, &record);
    xw_graph *graph = graph_of_record(&record);
    fill_answer_table(graph, XW_SATISFIES, XW_HOPS_MOST, &table);
    for (uint32_t a = 0; a < CONTROLS; ++a) {
        for (uint32_t b = 0; b < CONTROLS; ++b) {
            xw_relation want = known_of(entailed, a, b);
            xw_relation got = table.at[a][b].relation;
            if (a != b && want != got) {
                print_record(&record, stderr);
                fail_msg("c%u to c%u is known to be %#x, not %#x", a, b, got,
                         want);
            }
        }
    }
    xw_graph_free(graph);
}

static void
test_no_more_is_entailed_of_four_controls_than_is_found(void **state)
{
    (void)state;
    static scenarios all;
    xw_relation masks[MASKS];
    random_state r = { 4 };
    uint32_t some = (uint32_t)test_runs(8000, NETWORKS);
    uint32_t consistent = 0;
    list_scenarios(&all);
    list_masks(masks);
    for (uint32_t i = 0; i < some; ++i) {
        bool every = some == NETWORKS;
        network entailed;
        network known =
            network_of(masks, every ? i : random_below(&r, NETWORKS));
        if ((!every || is_first_of_its_kind(&known)) &&
            entail(&all, &known, &entailed)) {
            check_network(&known, &entailed);
            ++consistent;
        }
    }
    print_message("%u networks%s, %u consistent ones checked\n", some,
                  some == NETWORKS ? ", all there are, once under any names"
                                   : "",
                  consistent);
    assert_true(consistent > some / 100);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_no_more_is_entailed_of_four_controls_than_is_found),
    };
    return cmocka_run_group_tests_name("minimality", tests, NULL, NULL);
}
