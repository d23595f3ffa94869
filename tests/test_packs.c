/* The bundled packs, as an editor would check them: they compile without a
 * word, hold what they say they hold, and every judgement has its reason. */
#include "support.h"

#include <xw/check.h>
#include <xw/graph_file.h>
#include <xw/import.h>
#include <xw/query.h>

#include <stdlib.h>
#include <string.h>

enum { NOTE_LEAST = 30, NOTE_MOST = 200, TITLE_MOST = 160, HOPS_MOST = 4 };

typedef struct packs {
    xw_graph *graph;
    xw_text_reader *texts;
} packs;

static bool
tell(void *payload, xw_severity severity, const xw_error *where)
{
    size_t *heard = payload;
    if (severity != XW_NOTE) {
        print_message("%s:%u:%u: XW-%03u %s\n", where->source, where->line,
                      where->column, where->code, where->message);
        ++*heard;
    }
    return true;
}

static int
compile_packs(void **state)
{
    static packs made;
    size_t heard = 0;
    xw_error err = XW_ERROR_INIT;
    xw_builder *builder = NULL;
    const char *path = getenv("XW_PACKS");
    assert_non_null(path);
    xw_import_options options = { .size = sizeof options,
                                  .diag = tell,
                                  .payload = &heard };
    xw_import_summary summary = XW_IMPORT_SUMMARY_INIT;
    xw_import_reviewer reviewer = { .size = sizeof reviewer,
                                    .options = &options,
                                    .summary = &summary };
    assert_ok(xw_builder_new(&builder, &err), err);
    reviewer.builder = builder;
    assert_ok(xw_import_paths(builder, &path, 1, &options, &summary, &err),
              err);
    assert_ok(xw_builder_freeze(builder, xw_import_review, &reviewer,
                                &made.graph, &err),
              err);
    xw_builder_free(builder);
    assert_int_equal(heard, 0);
    assert_ok(xw_graph_verify(made.graph, &err), err);
    assert_ok(xw_text_reader_new(made.graph, &made.texts, &err), err);
    *state = &made;
    return 0;
}

static int
free_packs(void **state)
{
    packs *made = *state;
    xw_text_reader_free(made->texts);
    xw_graph_free(made->graph);
    return 0;
}

/* ---- What they hold ------------------------------------------------------- */

static const struct level {
    const char *framework, *kind;
    size_t count;
} levels[] = {
    { "dora", "article", 64 },
    { "eu-ai-act", "article", 113 },
    { "eu-ai-act", "annex", 13 },
    { "gdpr", "article", 99 },
    { "iso-27001-2022", "annex-theme", 4 },
    { "iso-27001-2022", "annex-control", 93 },
    { "iso-42001-2023", "annex-topic", 9 },
    { "iso-42001-2023", "annex-objective", 2 },
    { "iso-42001-2023", "annex-control", 38 },
    { "iso-42001-guide", "tier", 3 },
    { "iso-42001-guide", "phase", 4 },
    { "iso-42001-guide", "indicator-group", 3 },
    { "nis2", "article", 46 },
    { "nist-ai-rmf-1.0", "function", 4 },
    { "nist-ai-rmf-1.0", "category", 19 },
    { "nist-ai-rmf-1.0", "subcategory", 72 },
    { "nist-csf-2.0", "function", 6 },
    { "nist-csf-2.0", "category", 22 },
    { "nist-csf-2.0", "subcategory", 106 },
    { "nist-sp-800-53-rev5", "family", 20 },
};

static xw_framework_info
framework_called(const xw_graph *graph, const char *id)
{
    xw_framework_info info;
    for (uint32_t f = 0; f < xw_graph_framework_count(graph); ++f) {
        assert_int_equal(
            xw_graph_framework(graph, (xw_framework){ f }, &info, NULL), 0);
        if (strcmp(info.id, id) == 0) {
            return info;
        }
    }
    fail_msg("no framework %s", id);
    return (xw_framework_info){ 0 };
}

static xw_control_info
control_at(const xw_graph *graph, uint32_t control)
{
    xw_control_info info;
    assert_int_equal(
        xw_graph_control(graph, (xw_control){ control }, &info, NULL), 0);
    return info;
}

static size_t
count_kind(const xw_graph *graph, const struct level *level)
{
    xw_framework_info info = framework_called(graph, level->framework);
    size_t count = 0;
    for (uint32_t c = 0; c < info.control_count; ++c) {
        xw_control_info control = control_at(graph, info.first.i + c);
        count += strcmp(control.kind, level->kind) == 0;
    }
    return count;
}

static void
test_packs_hold_every_element_of_the_levels_named(void **state)
{
    packs *made = *state;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; ++i) {
        size_t count = count_kind(made->graph, &levels[i]);
        if (count != levels[i].count) {
            fail_msg("%s: %zu of kind %s", levels[i].framework, count,
                     levels[i].kind);
        }
    }
}

/* Annex A of ISO/IEC 27001:2022 has 37, 8, 14 and 34 controls in its themes. */
static void
test_packs_split_annex_a_of_iso_27001_by_theme(void **state)
{
    packs *made = *state;
    static const size_t want[] = { 37, 8, 14, 34 };
    size_t have[4] = { 0 };
    xw_framework_info info = framework_called(made->graph, "iso-27001-2022");
    for (uint32_t c = 0; c < info.control_count; ++c) {
        xw_control_info control = control_at(made->graph, info.first.i + c);
        if (strcmp(control.kind, "annex-control") == 0) {
            have[control.id[2] - '5']++;
        }
    }
    assert_memory_equal(have, want, sizeof want);
}

static void
test_packs_are_the_fifteen_frameworks(void **state)
{
    packs *made = *state;
    static const char *const ids[] = {
        "dora",
        "eu-ai-act",
        "gdpr",
        "iso-14001-2015",
        "iso-22301-2019",
        "iso-27001-2022",
        "iso-27701-2025",
        "iso-42001-2023",
        "iso-42001-guide",
        "iso-45001-2018",
        "iso-9001-2015",
        "nis2",
        "nist-ai-rmf-1.0",
        "nist-csf-2.0",
        "nist-sp-800-53-rev5",
    };
    size_t count = sizeof ids / sizeof *ids;
    assert_int_equal(xw_graph_framework_count(made->graph), count);
    for (uint32_t f = 0; f < count; ++f) {
        xw_framework_info info;
        assert_int_equal(
            xw_graph_framework(made->graph, (xw_framework){ f }, &info, NULL),
            0);
        assert_string_equal(info.id, ids[f]);
        assert_true(*info.name && *info.publisher && *info.family);
    }
    assert_true(xw_graph_control_count(made->graph) >= 1800);
}

static void
test_packs_have_a_short_title_for_every_control(void **state)
{
    packs *made = *state;
    for (uint32_t c = 0; c < xw_graph_control_count(made->graph); ++c) {
        xw_control_info control = control_at(made->graph, c);
        size_t len = strlen(control.title);
        if (!len || len > TITLE_MOST) {
            fail_msg("%s: title of %zu bytes", control.id, len);
        }
    }
}

/* Along part links one level is assessable: nothing is asked twice. */
static void
test_packs_assess_one_level_of_parts(void **state)
{
    packs *made = *state;
    for (uint32_t c = 0; c < xw_graph_control_count(made->graph); ++c) {
        xw_control_info control = control_at(made->graph, c);
        xw_control_info above = control;
        while (control.assessable && above.parent.i != XW_NONE &&
               above.parent_kind == XW_PARENT_PART) {
            above = control_at(made->graph, above.parent.i);
            if (above.assessable) {
                fail_msg("%s and its whole %s", control.id, above.id);
            }
        }
    }
}

/* ---- Judgements ------------------------------------------------------------ */

static int
by_text(const void *a, const void *b)
{
    const char *const *x = a;
    const char *const *y = b;
    return strcmp(*x, *y);
}

static void
test_packs_give_each_mapping_a_reason_of_its_own(void **state)
{
    packs *made = *state;
    xw_graph_stats stats;
    xw_graph_get_stats(made->graph, &stats);
    const char **notes = calloc(stats.mappings, sizeof *notes);
    assert_non_null(notes);
    for (uint32_t m = 0; m < stats.mappings; ++m) {
        xw_mapping_info info;
        assert_int_equal(
            xw_graph_mapping(made->graph, (xw_mapping){ m }, &info, NULL), 0);
        assert_true(info.strength <= XW_STRENGTH_MOST);
        assert_int_not_equal(info.rationale, XW_RATIONALE_NONE);
        assert_int_equal(xw_text_get(made->texts, info.note, &notes[m], NULL),
                         0);
        size_t len = strlen(notes[m]);
        if (len < NOTE_LEAST || len > NOTE_MOST) {
            fail_msg("note of %zu bytes: %s", len, notes[m]);
        }
    }
    qsort(notes, stats.mappings, sizeof *notes, by_text);
    for (size_t m = 1; m < stats.mappings; ++m) {
        if (strcmp(notes[m - 1], notes[m]) == 0) {
            fail_msg("note used twice: %s", notes[m]);
        }
    }
    free(notes);
    assert_int_equal(stats.mappings, stats.mapping_rows); /* none repeated */
}

static void
test_packs_map_assessable_controls_that_stand(void **state)
{
    packs *made = *state;
    xw_graph_stats stats;
    xw_graph_get_stats(made->graph, &stats);
    for (uint32_t m = 0; m < stats.mappings; ++m) {
        xw_mapping_info info;
        assert_int_equal(
            xw_graph_mapping(made->graph, (xw_mapping){ m }, &info, NULL), 0);
        const uint32_t ends[] = { info.source.i, info.target.i };
        for (size_t e = 0; e < 2; ++e) {
            xw_control_info control = control_at(made->graph, ends[e]);
            if (!control.assessable || control.withdrawn) {
                fail_msg("mapped, but not assessable: %s", control.id);
            }
        }
    }
}

static void
test_packs_describe_their_sets_in_full(void **state)
{
    packs *made = *state;
    assert_true(xw_graph_set_count(made->graph) > 0);
    for (uint32_t s = 0; s < xw_graph_set_count(made->graph); ++s) {
        xw_set_info info;
        assert_int_equal(xw_graph_set(made->graph, (xw_set){ s }, &info, NULL),
                         0);
        if (!*info.name || !*info.publisher || !*info.version || !*info.date ||
            !*info.method || !*info.status || !*info.license ||
            info.trust < 0) {
            fail_msg("set %s is not described", info.id);
        }
    }
}

/* A publisher who says that nothing corresponds has mapped nothing. */
static void
test_packs_have_no_gap_beside_an_overlap(void **state)
{
    packs *made = *state;
    for (uint32_t g = 0; g < xw_graph_gap_count(made->graph); ++g) {
        xw_gap_info gap;
        assert_int_equal(xw_graph_gap(made->graph, g, &gap, NULL), 0);
        uint32_t links = xw_graph_link_count(made->graph, gap.control);
        for (uint32_t i = 0; i < links; ++i) {
            xw_link link;
            xw_mapping_info info;
            assert_int_equal(
                xw_graph_link(made->graph, gap.control, i, &link, NULL), 0);
            assert_int_equal(
                xw_graph_mapping(made->graph, link.mapping, &info, NULL), 0);
            if (control_at(made->graph, link.other.i).framework.i ==
                    gap.other.i &&
                !(info.carries & XW_DIS)) {
                fail_msg("gap and mapping of %s",
                         control_at(made->graph, gap.control.i).id);
            }
        }
    }
}

static void
test_packs_contradict_themselves_nowhere(void **state)
{
    packs *made = *state;
    xw_scratch *scratch = NULL;
    assert_int_equal(xw_scratch_new(made->graph, &scratch, NULL), 0);
    uint32_t frameworks = xw_graph_framework_count(made->graph);
    xw_selection *into = calloc(frameworks, sizeof *into);
    assert_non_null(into);
    for (uint32_t f = 0; f < frameworks; ++f) {
        into[f] = (xw_selection){ { f }, { XW_NONE } };
    }
    for (uint32_t c = 0; c < xw_graph_control_count(made->graph); ++c) {
        xw_map_request request = XW_MAP_REQUEST_INIT;
        request.control = (xw_control){ c };
        request.into = into;
        request.into_count = frameworks;
        request.min = XW_CONFLICT;
        xw_map_answer answer;
        assert_int_equal(xw_map(scratch, &request, &answer, NULL), 0);
        for (size_t a = 0; a < answer.count; ++a) {
            if (answer.answers[a].verdict == XW_CONFLICT ||
                answer.answers[a].disputed) {
                fail_msg(
                    "%s and %s", control_at(made->graph, c).id,
                    control_at(made->graph, answer.answers[a].control.i).id);
            }
        }
    }
    free(into);
    xw_scratch_free(scratch);
}

static void
test_packs_have_nothing_doubtful(void **state)
{
    packs *made = *state;
    xw_error err = XW_ERROR_INIT;
    for (uint32_t hops = XW_HOPS_DEFAULT; hops <= HOPS_MOST; ++hops) {
        xw_findings *findings = NULL;
        xw_check_request request = XW_CHECK_REQUEST_INIT;
        request.max_hops = hops;
        assert_ok(xw_check(made->graph, &request, &findings, &err), err);
        for (size_t i = 0; i < findings->conflict_count; ++i) {
            const xw_conflict *conflict = &findings->conflicts[i];
            print_message("%s and %s contradict each other\n",
                          control_at(made->graph, conflict->source.i).id,
                          control_at(made->graph, conflict->target.i).id);
        }
        for (size_t i = 0; i < findings->doubt_count; ++i) {
            const xw_doubt *doubt = &findings->doubts[i];
            print_message("%s: %s\n", xw_doubt_kind_name(doubt->kind),
                          doubt->control_count
                              ? control_at(made->graph, doubt->controls[0].i).id
                              : "");
        }
        assert_int_equal(findings->conflict_pairs, 0);
        assert_int_equal(findings->doubt_count, 0);
        assert_int_equal(findings->derived_count, 0);
        assert_int_equal(findings->folded_rows, 0);
        xw_findings_free(findings);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_packs_are_the_fifteen_frameworks),
        cmocka_unit_test(test_packs_hold_every_element_of_the_levels_named),
        cmocka_unit_test(test_packs_split_annex_a_of_iso_27001_by_theme),
        cmocka_unit_test(test_packs_have_a_short_title_for_every_control),
        cmocka_unit_test(test_packs_assess_one_level_of_parts),
        cmocka_unit_test(test_packs_give_each_mapping_a_reason_of_its_own),
        cmocka_unit_test(test_packs_map_assessable_controls_that_stand),
        cmocka_unit_test(test_packs_describe_their_sets_in_full),
        cmocka_unit_test(test_packs_have_no_gap_beside_an_overlap),
        cmocka_unit_test(test_packs_contradict_themselves_nowhere),
        cmocka_unit_test(test_packs_have_nothing_doubtful),
    };
    return cmocka_run_group_tests_name("packs", tests, compile_packs,
                                       free_packs);
}
