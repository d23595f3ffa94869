/* Coverage and overlap of whole catalogues against single answers.  By default
 * a sample of the frameworks; all of them with --all, which takes minutes.
 * Usage: test_totals [--all] FOLDER... */
#include "support.h"

#include <xw/coverage.h>
#include <xw/import.h>
#include <xw/overlap.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SKIPPED = 77, FEW = 32, SAMPLE = 17 }; /* one in so many, of many */

static const char *source;
static bool all;

typedef struct fixture {
    xw_graph *graph;
    xw_scratch *scratch;
    xw_selection *frameworks;
    uint32_t count;
} fixture;

static int
compile(void **state)
{
    static fixture f;
    xw_error err = XW_ERROR_INIT;
    xw_builder *builder = NULL;
    xw_import_options options = { .size = sizeof options, .keep_going = true };
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_ok(xw_import_paths(builder, &source, 1, &options, NULL, &err), err);
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &f.graph, &err), err);
    xw_builder_free(builder);
    assert_ok(xw_scratch_new(f.graph, &f.scratch, &err), err);
    f.count = xw_graph_framework_count(f.graph);
    f.frameworks = calloc(f.count, sizeof *f.frameworks);
    assert_non_null(f.frameworks);
    for (uint32_t i = 0; i < f.count; ++i) {
        f.frameworks[i] = (xw_selection){ { i }, { XW_NONE } };
    }
    *state = &f;
    return 0;
}

static int
discard(void **state)
{
    fixture *f = *state;
    free(f->frameworks);
    xw_scratch_free(f->scratch);
    xw_graph_free(f->graph);
    return 0;
}

static uint32_t
stride(const fixture *f)
{
    return all || f->count < FEW ? 1 : SAMPLE;
}

static xw_framework_info
framework_of(const fixture *f, uint32_t framework)
{
    xw_framework_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(
        xw_graph_framework(f->graph, (xw_framework){ framework }, &info, &err),
        err);
    return info;
}

static bool
counts(const fixture *f, uint32_t control)
{
    xw_control_info info;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_control(f->graph, (xw_control){ control }, &info, &err),
              err);
    return info.assessable && !info.withdrawn;
}

/* What satisfies a control, of each of these frameworks; candidates are told
 * by their number only, which spares their proofs. */
static xw_map_answer
ask(const fixture *f, uint32_t control, const xw_selection *into, size_t count,
    uint32_t hops)
{
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = (xw_control){ control };
    request.direction = XW_SATISFIED_BY;
    request.into = into;
    request.into_count = count;
    request.max_hops = hops;
    request.limit = 0;
    xw_map_answer answer;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_map(f->scratch, &request, &answer, &err), err);
    return answer;
}

/* ---- Overlap --------------------------------------------------------------------- */

typedef struct reached {
    uint32_t by[XW_MEASURE_FULL + 1];
} reached;

static void
note(reached *to, xw_verdict verdict)
{
    to->by[XW_MEASURE_FULL] |= verdict == XW_FULL;
    to->by[XW_MEASURE_PARTIAL] |= verdict <= XW_PARTIAL;
    to->by[XW_MEASURE_MAPPED] |=
        verdict <= XW_CONFLICT || verdict == XW_CANDIDATE;
}

/* Which frameworks reach one control, added to `sums`. */
static void
reach_singly(const fixture *f, uint32_t control, uint32_t hops, reached *sums)
{
    xw_map_answer answer = ask(f, control, f->frameworks, f->count, hops);
    reached *one = calloc(f->count, sizeof *one);
    assert_non_null(one);
    for (size_t i = 0; i < answer.count; ++i) {
        note(&one[answer.answers[i].into], answer.answers[i].verdict);
    }
    for (uint32_t i = 0; i < f->count; ++i) {
        if (answer.into[i].omitted) {
            note(&one[i], XW_CANDIDATE);
        }
        for (unsigned m = 0; m <= XW_MEASURE_FULL; ++m) {
            sums[i].by[m] += one[i].by[m];
        }
    }
    free(one);
}

static void
check_column(const fixture *f, xw_overlap *const *overlaps, uint32_t to,
             uint32_t hops)
{
    xw_framework_info info = framework_of(f, to);
    reached *sums = calloc(f->count, sizeof *sums);
    assert_non_null(sums);
    for (uint32_t i = 0; i < info.control_count; ++i) {
        if (counts(f, info.first.i + i)) {
            reach_singly(f, info.first.i + i, hops, sums);
        }
    }
    for (uint32_t from = 0; from < f->count; ++from) {
        for (unsigned m = 0; m <= XW_MEASURE_FULL && from != to; ++m) {
            assert_int_equal(xw_overlap_reached(overlaps[m], from, to),
                             sums[from].by[m]);
        }
    }
    free(sums);
}

static void
check_overlap(const fixture *f, uint32_t hops)
{
    xw_overlap *overlaps[XW_MEASURE_FULL + 1];
    xw_error err = XW_ERROR_INIT;
    for (unsigned m = 0; m <= XW_MEASURE_FULL; ++m) {
        xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
        request.max_hops = hops;
        request.measure = (xw_measure)m;
        assert_ok(xw_overlap_new(f->graph, &request, &overlaps[m], &err), err);
    }
    for (uint32_t to = 0; to < f->count; to += stride(f)) {
        check_column(f, overlaps, to, hops);
    }
    for (unsigned m = 0; m <= XW_MEASURE_FULL; ++m) {
        xw_overlap_free(overlaps[m]);
    }
}

/* Two frameworks on their own, of which nothing else is asked. */
static void
check_two(const fixture *f, const xw_overlap *overlap, uint32_t a, uint32_t b,
          xw_overlap_request request)
{
    const xw_selection of[] = { f->frameworks[a], f->frameworks[b] };
    xw_overlap *two;
    xw_error err = XW_ERROR_INIT;
    request.of = of;
    request.of_count = 2;
    request.threads = 1;
    assert_ok(xw_overlap_new(f->graph, &request, &two, &err), err);
    assert_int_equal(xw_overlap_controls(two, 1),
                     xw_overlap_controls(overlap, b));
    assert_int_equal(xw_overlap_reached(two, 0, 1),
                     xw_overlap_reached(overlap, a, b));
    assert_int_equal(xw_overlap_reached(two, 1, 0),
                     xw_overlap_reached(overlap, b, a));
    xw_overlap_free(two);
}

static void
test_overlap_of_all_is_that_of_each_two(void **state)
{
    const fixture *f = *state;
    for (unsigned m = 0; m <= XW_MEASURE_FULL; ++m) {
        xw_overlap_request request = XW_OVERLAP_REQUEST_INIT;
        xw_overlap *overlap;
        xw_error err = XW_ERROR_INIT;
        request.max_hops = 2;
        request.measure = (xw_measure)m;
        assert_ok(xw_overlap_new(f->graph, &request, &overlap, &err), err);
        for (uint32_t a = 0; a < f->count; a += stride(f)) {
            for (uint32_t b = a + 1; b < f->count; b += stride(f)) {
                check_two(f, overlap, a, b, request);
            }
        }
        xw_overlap_free(overlap);
    }
}

static void
test_overlap_agrees_with_single_answers(void **state)
{
    check_overlap(*state, 1);
    check_overlap(*state, 2);
}

/* ---- Coverage ---------------------------------------------------------------------- */

/* Counts by verdict, and of full those of a topic, of partial those related. */
typedef struct tally {
    uint32_t verdicts[XW_VERDICT_COUNT];
    uint32_t topic, related;
} tally;

static xw_verdict
tally_control(const fixture *f, uint32_t have, uint32_t control, tally *sum)
{
    xw_map_answer answer = ask(f, control, &f->frameworks[have], 1, 2);
    xw_verdict best = answer.into[0].verdict;
    bool topic = true, related = true;
    for (size_t i = 0; i < answer.count; ++i) {
        if (answer.answers[i].verdict == best) {
            topic &= answer.answers[i].topic;
            related &= answer.answers[i].related;
        }
    }
    sum->verdicts[best]++;
    sum->topic += best == XW_FULL && topic;
    sum->related += best == XW_PARTIAL && related;
    return best;
}

static void
check_cover(const fixture *f, uint32_t have, uint32_t want)
{
    xw_coverage_request request = XW_COVERAGE_REQUEST_INIT;
    request.have = (xw_choice){ &f->frameworks[have], 1, NULL, 0 };
    request.want = (xw_choice){ &f->frameworks[want], 1, NULL, 0 };
    xw_coverage *coverage;
    xw_coverage_report report;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_coverage_new(f->graph, &request, &coverage, &err), err);
    assert_ok(xw_coverage_get_report(coverage, 0, &report, &err), err);
    tally sum = { { 0 }, 0, 0 };
    for (size_t i = 0; i < report.item_count; ++i) {
        const xw_covered *item = &report.items[i];
        xw_verdict best = tally_control(f, have, item->control.i, &sum);
        assert_true(item->joint || item->verdict == best);
    }
    const xw_coverage_counts *got = &report.counts;
    assert_int_equal(got->controls, framework_of(f, want).assessable_count);
    if (!got->full_joint) {
        assert_int_equal(got->full, sum.verdicts[XW_FULL] - sum.topic);
        assert_int_equal(got->full_topic, sum.topic);
        assert_int_equal(got->partial, sum.verdicts[XW_PARTIAL] - sum.related);
        assert_int_equal(got->partial_related, sum.related);
        assert_int_equal(got->conflict, sum.verdicts[XW_CONFLICT]);
        assert_int_equal(got->gap, sum.verdicts[XW_GAP]);
        assert_int_equal(got->candidate, sum.verdicts[XW_CANDIDATE]);
        assert_int_equal(got->none, sum.verdicts[XW_DISJOINT]);
        assert_int_equal(got->unmapped, sum.verdicts[XW_UNMAPPED]);
    }
    xw_coverage_free(coverage);
}

static void
test_coverage_agrees_with_single_answers(void **state)
{
    const fixture *f = *state;
    for (uint32_t have = 0; have < f->count; have += stride(f)) {
        for (uint32_t want = 0; want < f->count; want += stride(f)) {
            if (have != want) {
                check_cover(f, have, want);
            }
        }
    }
}

/* ------------------------------------------------------------------------------------ */

static int
test_source(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_overlap_agrees_with_single_answers),
        cmocka_unit_test(test_overlap_of_all_is_that_of_each_two),
        cmocka_unit_test(test_coverage_agrees_with_single_answers),
    };
    print_message("%s\n", source);
    return cmocka_run_group_tests(tests, compile, discard);
}

int
main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; ++i) {
        source = argv[i];
        if (strcmp(source, "--all") == 0) {
            all = true;
            continue;
        }
        if (access(source, R_OK)) {
            print_message("skipped: no %s\n", source);
            return SKIPPED;
        }
        failed += test_source();
    }
    return failed;
}
