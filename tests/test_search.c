/* xw_map against the oracle of check_search.h, on seeded random graphs. */
#include "support.h"

#include "compare_answer.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_WALKS = 60000,
    NO_LIMIT = 1000,
    MOST_INTO = RECORD_FRAMEWORKS + RECORD_SCOPES
};

/* One question, and the first thing found wrong with its answer. */
typedef struct check {
    const graph_record *record;
    xw_graph *graph;
    xw_scratch *scratch;
    oracle o;
    xw_selection all[MOST_INTO], into[MOST_INTO];
    uint64_t all_members[MOST_INTO], members[MOST_INTO]; /* bit per control */
    uint32_t all_count;
    xw_map_request request;
    xw_map_answer answer;
    finding *found;
} check;

/* What the answers were, lest the graphs grow too tame to test much. */
typedef struct tally {
    uint32_t verdicts[XW_VERDICT_COUNT];
    uint32_t disputed, topic, related, joint, by_parts;
} tally;

static tally seen;

static bool
agree(check *c, const char *what, uint32_t control, uint32_t want, uint32_t got)
{
    return finding_agree(c->found, what, control, want, got);
}

/* ---- Answers ----------------------------------------------------------------- */

static const xw_answer *
find_answer(const check *c, size_t into, uint32_t control)
{
    for (size_t i = 0; i < c->answer.count; ++i) {
        const xw_answer *answer = &c->answer.answers[i];
        if (answer->into == into && answer->control.i == control) {
            return answer;
        }
    }
    return NULL;
}

static void
count_answer(const xw_answer *answer)
{
    ++seen.verdicts[answer->verdict];
    seen.disputed += answer->disputed && answer->against.count;
    seen.topic += answer->topic;
    seen.related += answer->related;
    seen.joint += answer->joint;
    seen.by_parts += answer->proof.count > answer->hops;
}

static void
check_into(check *c, size_t into, uint32_t *answers)
{
    comparison with = { .o = &c->o,
                        .graph = c->graph,
                        .direction = c->request.direction,
                        .found = c->found };
    xw_verdict best = XW_UNMAPPED;
    for (uint32_t i = 0; i < c->record->control_count; ++i) {
        oracle_answer want;
        if (!(c->members[into] >> i & 1) || i == c->request.control.i) {
            continue;
        }
        oracle_decide(&c->o, i, c->request.direction, &want);
        const xw_answer *got = find_answer(c, into, i);
        agree(c, "is answered", i, want.verdict != XW_UNMAPPED, got != NULL);
        if (got) {
            ++*answers;
            compare_answer(&with, got, &want);
            count_answer(got);
        }
        best = want.verdict < best ? want.verdict : best;
    }
    compare_into(&with, &c->answer.into[into], c->into[into].framework.i, best);
    agree(c, "omitted", (uint32_t)into, 0, c->answer.into[into].omitted);
}

/* By selection, verdict, score, strength, document order. */
static bool
come_in_order(const xw_answer *a, const xw_answer *b)
{
    uint32_t weak = a->strength == XW_STRENGTH_NONE ? 0 : a->strength + 1;
    uint32_t strong = b->strength == XW_STRENGTH_NONE ? 0 : b->strength + 1;
    if (a->into != b->into) {
        return a->into < b->into;
    }
    if (a->verdict != b->verdict) {
        return a->verdict < b->verdict;
    }
    if (a->score > b->score || a->score < b->score) {
        return a->score > b->score;
    }
    return weak != strong ? weak > strong : a->control.i < b->control.i;
}

static void
check_all(check *c)
{
    uint32_t answers = 0;
    for (size_t i = 0; i < c->request.into_count; ++i) {
        check_into(c, i, &answers);
    }
    agree(c, "count", c->request.control.i, answers, (uint32_t)c->answer.count);
    for (size_t i = 1; i < c->answer.count; ++i) {
        agree(c, "order", (uint32_t)i, true,
              come_in_order(&c->answer.answers[i - 1], &c->answer.answers[i]));
    }
}

/* ---- Limits ------------------------------------------------------------------ */

static bool
is_same_answer(const xw_answer *a, const xw_answer *b)
{
    return a->control.i == b->control.i && a->into == b->into &&
           a->verdict == b->verdict && a->relation == b->relation &&
           a->related == b->related && a->topic == b->topic &&
           a->joint == b->joint && a->disputed == b->disputed &&
           a->hops == b->hops && a->strength == b->strength &&
           a->score <= b->score && a->score >= b->score;
}

/* What the whole answer comes to under `min` and `limit`. */
static size_t
cut_answers(const check *c, const xw_answer *all, size_t count, xw_answer *out,
            uint32_t *omitted)
{
    uint32_t candidates[MOST_INTO] = { 0 };
    size_t kept = 0;
    for (size_t i = 0; i < count; ++i) {
        const xw_answer *answer = &all[i];
        if (answer->verdict > c->request.min) {
            continue;
        }
        if (answer->verdict == XW_CANDIDATE &&
            candidates[answer->into]++ >= c->request.limit) {
            ++omitted[answer->into];
        } else {
            out[kept++] = *answer;
        }
    }
    return kept;
}

static bool ask(check *c);

/* The same question again, with a limit, and maybe without proofs. */
static void
check_limits(check *c, random_state *r)
{
    enum { MOST = MOST_INTO * RECORD_CONTROLS };
    static xw_answer all[MOST], kept[MOST];
    uint32_t omitted[MOST_INTO] = { 0 };
    size_t count = c->answer.count;
    if (count) {
        memcpy(all, c->answer.answers, count * sizeof *all);
    }
    c->request.min = (xw_verdict)random_below(r, XW_VERDICT_COUNT);
    c->request.limit = random_below(r, 4);
    c->request.skip_proofs = random_chance(r, 50);
    count = cut_answers(c, all, count, kept, omitted);
    if (!ask(c) || !agree(c, "count within limits", c->request.control.i,
                          (uint32_t)count, (uint32_t)c->answer.count)) {
        return;
    }
    for (size_t i = 0; i < count; ++i) {
        agree(c, "kept within limits", kept[i].control.i, true,
              is_same_answer(&kept[i], &c->answer.answers[i]));
    }
    for (size_t i = 0; i < c->request.into_count; ++i) {
        agree(c, "omitted", (uint32_t)i, omitted[i], c->answer.into[i].omitted);
    }
}

/* ---- Questions --------------------------------------------------------------- */

static bool
ask(check *c)
{
    xw_error err = XW_ERROR_INIT;
    if (xw_map(c->scratch, &c->request, &c->answer, &err)) {
        agree(c, err.message, c->request.control.i, XW_OK, err.status);
        return false;
    }
    return true;
}

/* Some frameworks and scopes, in any order: controls may be in several. */
static void
choose_selections(check *c, random_state *r)
{
    c->request.into_count =
        1 + random_below(r, random_chance(r, 30) ? c->all_count : 2);
    for (size_t i = 0; i < c->request.into_count; ++i) {
        uint32_t choice = random_below(r, c->all_count);
        c->into[i] = c->all[choice];
        c->members[i] = c->all_members[choice];
    }
}

static void
choose_question(check *c, uint32_t control, random_state *r)
{
    c->request.control.i = control;
    c->request.direction = (xw_direction)random_below(r, 2);
    c->request.max_hops = 1 + random_below(r, 4);
    c->request.rationales = random_chance(r, 30) ? random_below(r, 16) : 0;
    c->request.min = XW_UNMAPPED;
    c->request.limit = NO_LIMIT;
    c->request.skip_proofs = false;
    choose_selections(c, r);
    oracle_look(&c->o, &(oracle_view){ .rationales = c->request.rationales,
                                       .without = XW_NONE });
    while (!oracle_walk_from(&c->o, control, c->request.max_hops, MOST_WALKS)) {
        --c->request.max_hops;
    }
}

static void
list_selections(check *c)
{
    for (uint32_t i = 0; i < c->record->framework_count; ++i) {
        c->all[c->all_count] =
            (xw_selection){ .framework = { i }, .scope = { XW_NONE } };
        for (uint32_t j = 0; j < c->record->control_count; ++j) {
            c->all_members[c->all_count] |=
                (uint64_t)(c->record->controls[j].framework == i) << j;
        }
        ++c->all_count;
    }
    for (uint32_t i = 0; i < xw_graph_scope_count(c->graph); ++i) {
        xw_scope_info info;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_graph_scope(c->graph, (xw_scope){ i }, &info, &err), err);
        c->all[c->all_count] =
            (xw_selection){ .framework = info.framework, .scope = { i } };
        c->all_members[c->all_count++] =
            c->record->scopes[strtoul(info.id + 1, NULL, 10)].members;
    }
}

static void
check_open(check *c, const graph_record *record, finding *found)
{
    xw_error err = XW_ERROR_INIT;
    *c = (check){ .record = record,
                  .request = XW_MAP_REQUEST_INIT,
                  .found = found };
    c->graph = graph_of_record(record);
    assert_ok(xw_scratch_new(c->graph, &c->scratch, &err), err);
    oracle_open(&c->o, record);
    list_selections(c);
    c->request.into = c->into;
}

static void
check_close(check *c)
{
    oracle_close(&c->o);
    xw_scratch_free(c->scratch);
    xw_graph_free(c->graph);
}

/* ---- Graphs ------------------------------------------------------------------- */

static void
check_graph(const graph_recipe *recipe, finding *found)
{
    static graph_record record;
    static check c;
    random_state r = { ~recipe->seed };
    random_graph(recipe, &record);
    check_open(&c, &record, found);
    for (uint32_t i = 0; i < record.control_count && !found->text[0]; ++i) {
        choose_question(&c, i, &r);
        if (ask(&c)) {
            check_all(&c);
            check_limits(&c, &r);
        }
    }
    if (found->text[0]) {
        finding_add(found, " (c%u %s, %u hops, rationales %#x)",
                    c.request.control.i,
                    c.request.direction == XW_SATISFIES ? "to" : "from",
                    c.request.max_hops, c.request.rationales);
    }
    check_close(&c);
}

static void
test_search_answers_as_all_walks_do(void **state)
{
    (void)state;
    const graph_trial trial = { .usual = 1000,
                                .many = 60000,
                                .most_controls = RECORD_CONTROLS,
                                .check = check_graph };
    try_random_graphs(&trial);
    enum { ENOUGH = 100 };
    assert_true(seen.verdicts[XW_FULL] > ENOUGH);
    assert_true(seen.verdicts[XW_PARTIAL] > ENOUGH);
    assert_true(seen.verdicts[XW_CONFLICT] > ENOUGH);
    assert_true(seen.verdicts[XW_CANDIDATE] > ENOUGH);
    assert_true(seen.verdicts[XW_DISJOINT] > ENOUGH);
    assert_true(seen.disputed > ENOUGH && seen.topic > ENOUGH);
    assert_true(seen.related > ENOUGH && seen.joint > ENOUGH);
    assert_true(seen.by_parts > ENOUGH);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search_answers_as_all_walks_do),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
