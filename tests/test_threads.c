/* One graph, asked by many threads at once, answers each as it answers one.
 * Built with -fsanitize=thread (preset tsan) it is also seen that nothing is
 * written that another thread reads. */
#include "drawn_graph.h"

#include <xw/coverage.h>
#include <xw/reference.h>

#include <pthread.h>
#include <string.h>

enum { THREADS = 8, FRAMEWORKS = 5, SEEDS = 2, EXPLAINED = 4 };

/* ---- What a thread saw ----------------------------------------------------------- */

typedef struct seen {
    uint64_t digest; /* FNV-1a */
    uint64_t answers;
} seen;

static void
see_bytes(seen *s, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; ++i) {
        s->digest = (s->digest ^ at[i]) * UINT64_C(0x100000001B3);
    }
}

static void
see_number(seen *s, uint64_t number)
{
    see_bytes(s, &number, sizeof number);
}

static void
see_text(seen *s, const char *text)
{
    see_bytes(s, text, strlen(text) + 1);
}

static void
see_answer(seen *s, const xw_answer *answer)
{
    see_number(s, answer->control.i);
    see_number(s, answer->verdict);
    see_number(s, answer->relation);
    see_number(s, answer->strength);
    see_bytes(s, &answer->score, sizeof answer->score);
    for (size_t i = 0; i < answer->proof.count; ++i) {
        see_number(s, answer->proof.steps[i].target.i);
        see_number(s, answer->proof.steps[i].mapping.i);
    }
    ++s->answers;
}

/* ---- Asking ------------------------------------------------------------------------ */

typedef struct asker {
    const xw_graph *graph;
    xw_scratch *scratch;
    xw_resolver *resolver;
    xw_text_reader *texts;
    seen seen;
    xw_error err;
} asker;

static xw_status
ask_map(asker *a, xw_control control, xw_direction direction)
{
    xw_selection into[FRAMEWORKS];
    xw_map_request request = XW_MAP_REQUEST_INIT;
    xw_map_answer answer = { 0 };
    for (uint32_t i = 0; i < FRAMEWORKS; ++i) {
        into[i] = (xw_selection){ { i }, { XW_NONE } };
    }
    request.control = control;
    request.direction = direction;
    request.into = into;
    request.into_count = FRAMEWORKS;
    request.max_hops = 3;
    xw_status st = xw_map(a->scratch, &request, &answer, &a->err);
    for (size_t i = 0; !st && i < answer.count; ++i) {
        see_answer(&a->seen, &answer.answers[i]);
    }
    return st;
}

static xw_status
ask_explain(asker *a, xw_control source, xw_control target)
{
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    xw_explanation found = { 0 };
    request.source = source;
    request.target = target;
    xw_status st = xw_explain(a->scratch, &request, &found, &a->err);
    if (!st) {
        see_answer(&a->seen, &found.answer);
        see_number(&a->seen, found.walk_count);
        see_number(&a->seen, found.critical_count);
    }
    return st;
}

/* Write its reference, and find it again. */
static xw_status
ask_reference(asker *a, xw_control control)
{
    char reference[128];
    size_t len = 0;
    xw_control found = { XW_NONE };
    xw_status st = xw_reference_write(a->graph, control, reference,
                                      sizeof reference, &len, &a->err);
    if (!st) {
        see_text(&a->seen, reference);
        st = xw_resolve_control(a->resolver, (xw_string){ reference, len },
                                &found, &a->err);
    }
    if (!st) {
        see_number(&a->seen, found.i);
    }
    return st;
}

static xw_status
ask_notes(asker *a, xw_control control)
{
    xw_status st = XW_OK;
    uint32_t count = xw_graph_link_count(a->graph, control);
    for (uint32_t i = 0; !st && i < count; ++i) {
        xw_link link = { .other = { XW_NONE } };
        xw_mapping_info info = { .note = 0 };
        const char *note = "";
        st = xw_graph_link(a->graph, control, i, &link, &a->err);
        st = st ? st : xw_graph_mapping(a->graph, link.mapping, &info, &a->err);
        st = st ? st : xw_text_get(a->texts, info.note, &note, &a->err);
        see_text(&a->seen, note);
    }
    return st;
}

static xw_status
ask_coverage(asker *a)
{
    const xw_selection have = { { 0 }, { XW_NONE } };
    const xw_selection want = { { 1 }, { XW_NONE } };
    xw_coverage_request request = XW_COVERAGE_REQUEST_INIT;
    xw_coverage *coverage = NULL;
    xw_coverage_report report = { .items = NULL };
    request.have = (xw_choice){ &have, 1, NULL, 0 };
    request.want = (xw_choice){ &want, 1, NULL, 0 };
    request.threads = 2;
    xw_status st = xw_coverage_new(a->graph, &request, &coverage, &a->err);
    st = st ? st : xw_coverage_get_report(coverage, 0, &report, &a->err);
    for (size_t i = 0; i < report.item_count; ++i) {
        see_number(&a->seen, report.items[i].control.i);
        see_number(&a->seen, report.items[i].verdict);
    }
    xw_coverage_free(coverage);
    return st;
}

static xw_status
ask_all(asker *a)
{
    xw_status st = ask_coverage(a);
    uint32_t count = xw_graph_control_count(a->graph);
    for (uint32_t i = 0; !st && i < count; ++i) {
        const xw_control control = { i };
        st = ask_map(a, control, XW_SATISFIES);
        st = st ? st : ask_map(a, control, XW_SATISFIED_BY);
        if (i % EXPLAINED == 0) { /* it takes the longest */
            st = st ? st
                    : ask_explain(a, control, (xw_control){ count - 1 - i });
        }
        st = st ? st : ask_reference(a, control);
        st = st ? st : ask_notes(a, control);
    }
    return st;
}

static void *
ask(void *payload)
{
    asker *a = payload;
    if (!xw_scratch_new(a->graph, &a->scratch, &a->err) &&
        !xw_resolver_new(a->graph, &a->resolver, &a->err) &&
        !xw_text_reader_new(a->graph, &a->texts, &a->err)) {
        (void)ask_all(a);
    }
    xw_text_reader_free(a->texts);
    xw_resolver_free(a->resolver);
    xw_scratch_free(a->scratch);
    return NULL;
}

/* ---- The test ------------------------------------------------------------------------ */

static void
test_threads_share_a_graph(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; ++seed) {
        xw_graph *graph = drawn_graph(&drawn_mixed, seed);
        asker alone = { .graph = graph };
        asker askers[THREADS];
        pthread_t threads[THREADS];
        (void)ask(&alone);
        assert_ok(alone.err.status, alone.err);
        assert_true(alone.seen.answers > 100);
        for (int i = 0; i < THREADS; ++i) {
            askers[i] = (asker){ .graph = graph };
            assert_int_equal(pthread_create(&threads[i], NULL, ask, &askers[i]),
                             0);
        }
        for (int i = 0; i < THREADS; ++i) {
            assert_int_equal(pthread_join(threads[i], NULL), 0);
            assert_ok(askers[i].err.status, askers[i].err);
            assert_true(askers[i].seen.answers == alone.seen.answers);
            assert_true(askers[i].seen.digest == alone.seen.digest);
        }
        xw_graph_free(graph);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_share_a_graph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
