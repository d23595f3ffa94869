#include "import_support.h"
#include "sample.h"

#include <xw/reference.h>
#include <xw/results.h>

#include <string.h>

#define HEADER "framework_id,control_id,result,note,evidence,date\n"
#define COSTS  "framework_id,control_id,cost\n"

/* What was read from which text. */
typedef struct fixture {
    xw_graph *graph;
    xw_results *results;
    xw_costs *costs;
    heard heard;
    xw_error err;
    const xw_result_row *rows; /* [count] */
    size_t count;
} fixture;

static int
set_up(void **state)
{
    static fixture f;
    f = (fixture){ 0 };
    assert_ok(sample_graph(&f.graph, &f.err), f.err);
    assert_ok(xw_results_new(f.graph, &f.results, &f.err), f.err);
    assert_ok(xw_costs_new(f.graph, &f.costs, &f.err), f.err);
    *state = &f;
    return 0;
}

static int
tear_down(void **state)
{
    fixture *f = *state;
    xw_results_free(f->results);
    xw_costs_free(f->costs);
    xw_graph_free(f->graph);
    return 0;
}

static xw_status
read_results(fixture *f, const char *name, const char *text)
{
    xw_import_options options = { .size = sizeof options,
                                  .source = name,
                                  .diag = hear,
                                  .payload = &f->heard };
    xw_status st = xw_results_read_bytes(f->results, text, strlen(text),
                                         &options, NULL, &f->err);
    f->rows = xw_results_rows(f->results, &f->count);
    return st;
}

static xw_status
read_costs(fixture *f, const char *text)
{
    xw_import_options options = { .size = sizeof options,
                                  .diag = hear,
                                  .payload = &f->heard };
    return xw_costs_read_bytes(f->costs, text, strlen(text), &options, NULL,
                               &f->err);
}

static void
assert_control(const fixture *f, xw_control control, const char *reference)
{
    char text[64];
    size_t len;
    assert_ok(
        xw_reference_write(f->graph, control, text, sizeof text, &len, NULL),
        f->err);
    assert_string_equal(text, reference);
}

/* ---- Results ---------------------------------------------------------------- */

static void
test_results_keep_what_a_row_says(void **state)
{
    fixture *f = *state;
    assert_ok(read_results(f, "r.csv",
                           HEADER "one-2,1.1,compliant,\"a\nb\",r7,2026-03-01\n"
                                  "two,A,non_compliant,,,\n"),
              f->err);
    assert_heard_nothing(&f->heard);
    assert_int_equal(f->count, 2);
    assert_control(f, f->rows[0].control, "one-2:1.1");
    assert_int_equal(f->rows[0].result, XW_COMPLIANT);
    assert_string_equal(f->rows[0].note, "a\nb");
    assert_string_equal(f->rows[0].evidence, "r7");
    assert_string_equal(f->rows[0].date, "2026-03-01");
    assert_string_equal(f->rows[0].source, "r.csv");
    assert_int_equal(f->rows[0].line, 2);
    assert_control(f, f->rows[1].control, "two:A");
    assert_int_equal(f->rows[1].day, XW_NO_DAY);
    assert_string_equal(f->rows[1].date, "");
    assert_int_equal(f->rows[1].line, 4);
}

static void
test_results_are_read_in_any_spelling(void **state)
{
    static const struct {
        const char *text;
        xw_result result;
    } spellings[] = { { "compliant", XW_COMPLIANT },
                      { "Partially Compliant", XW_PARTIALLY_COMPLIANT },
                      { "NON-COMPLIANT", XW_NON_COMPLIANT },
                      { "not applicable", XW_NOT_APPLICABLE },
                      { "not_assessed", XW_NOT_ASSESSED } };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; ++i) {
        fixture *f = *state;
        char text[128];
        (void)snprintf(text, sizeof text, HEADER "two,A, %s ,,,\n",
                       spellings[i].text);
        xw_results_free(f->results);
        assert_ok(xw_results_new(f->graph, &f->results, &f->err), f->err);
        assert_ok(read_results(f, "r.csv", text), f->err);
        assert_int_equal(f->rows[0].result, spellings[i].result);
    }
}

static void
test_results_list_every_bad_row(void **state)
{
    fixture *f = *state;
    assert_int_equal(read_results(f, "r.csv",
                                  HEADER "one-2,1.1,fine,,,2026-13-01\n"
                                         "one-2,9.9,compliant,,,\n"
                                         "nowhere,1,compliant,,,\n"
                                         "one-2@base,1.1,compliant,,,\n"
                                         ",,,,,\n"
                                         ",1.1,,,,x\n"
                                         "one-2,,compliant,,,\n"
                                         "two,A,compliant,,,\n"
                                         "two,A,not_applicable,,,2026-01-01\n"),
                     XW_E_DATA);
    assert_heard(&f->heard, "2:11 XW-604 error", "2:18 XW-605 error",
                 "3:7 XW-602 error", "4:1 XW-602 error", "5:1 XW-603 error",
                 "7:1 XW-301 error", "7:6 XW-301 error", "7:9 XW-605 error",
                 "8:7 XW-301 error", "10:5 XW-606 error");
    assert_string_equal(f->heard.errors[2].message,
                        "one-2: unknown control '9.9'; the nearest is "
                        "'one-2:1.1'");
    assert_string_equal(f->heard.errors[9].message,
                        "'A' has another result, in line 9 of r.csv");
    assert_int_equal(f->count, 1);
    assert_int_equal(f->err.code, 604);
}

static void
test_results_of_the_later_date_count(void **state)
{
    fixture *f = *state;
    assert_ok(read_results(f, "a.csv",
                           HEADER "two,A,compliant,,,2026-01-31\n"
                                  "two,B,compliant,,,2026-02-01\n"),
              f->err);
    assert_ok(read_results(f, "b.csv",
                           HEADER "two,A,non_compliant,,,2026-02-01\n"
                                  "two,B,non_compliant,,,2026-01-31\n"),
              f->err);
    assert_heard(&f->heard, "2:1 XW-607 note");
    assert_int_equal(f->heard.errors[0].code, 607);
    assert_int_equal(f->count, 2);
    assert_int_equal(f->rows[0].result, XW_NON_COMPLIANT);
    assert_string_equal(f->rows[0].source, "b.csv");
    assert_int_equal(f->rows[1].result, XW_COMPLIANT);
    assert_string_equal(f->rows[1].source, "a.csv");
}

static void
test_results_that_agree_or_say_nothing_fold(void **state)
{
    fixture *f = *state;
    assert_ok(read_results(f, "r.csv",
                           HEADER "two,A,not_assessed,,,2026-05-01\n"
                                  "two,A,compliant,first,,2026-03-01\n"
                                  "two,A,compliant,last,,2026-04-01\n"
                                  "two,A,compliant,no date,,\n"
                                  "two,A,not_assessed,,,2026-06-01\n"),
              f->err);
    assert_heard_nothing(&f->heard);
    assert_int_equal(f->count, 1);
    assert_int_equal(f->rows[0].result, XW_COMPLIANT);
    assert_string_equal(f->rows[0].note, "last");
}

static void
test_results_refuse_what_is_no_such_table(void **state)
{
    static const struct {
        const char *text, *said;
    } bad[] = {
        { "", "1:1 XW-010 error" },
        { "PK\x03\x04", "1:1 XW-014 error" },
        { "framework_id;control_id;result\n", "1:1 XW-115 error" },
        { "framework_id,control_id\n", "1:1 XW-111 error" },
        { "framework_id,control_id,result\na\n", "2:2 XW-106 error" },
        { HEADER "two,A,compliant,,,,more\n", "2:20 XW-108 error" },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        fixture *f = *state;
        f->heard.count = 0;
        assert_int_equal(read_results(f, "r.csv", bad[i].text), XW_E_DATA);
        assert_heard(&f->heard, bad[i].said);
        assert_int_equal(f->count, 0);
    }
}

static void
test_results_may_be_none(void **state)
{
    fixture *f = *state;
    assert_ok(read_results(f, "r.csv", HEADER), f->err);
    assert_heard_nothing(&f->heard);
    assert_int_equal(f->count, 0);
}

static void
test_results_say_which_file_cannot_be_read(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        xw_results_read(f->results, "no/such/file", NULL, NULL, &f->err),
        XW_E_IO);
    assert_string_equal(f->err.source, "no/such/file");
    assert_int_equal(f->err.code, 3);
}

/* ---- Dates ------------------------------------------------------------------ */

static void
test_days_are_counted_from_1970(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t day;
    } days[] = { { "1970-01-01", 0 },      { "1969-12-31", -1 },
                 { "2000-02-29", 11016 },  { "2000-03-01", 11017 },
                 { "2026-11-28", 20785 },  { "0001-01-01", -719162 },
                 { "9999-12-31", 2932896 } };
    for (size_t i = 0; i < sizeof days / sizeof *days; ++i) {
        int32_t day;
        assert_int_equal(xw_day_parse(days[i].text, 10, &day), XW_OK);
        assert_int_equal(day, days[i].day);
    }
    static const char *const none[] = { "1900-02-29", "2026-00-01",
                                        "2026-04-31", "2026-4-30",
                                        "2026/04/30", "0000-01-01",
                                        "2026-04-0x", "2026-04-300" };
    for (size_t i = 0; i < sizeof none / sizeof *none; ++i) {
        int32_t day;
        assert_int_equal(xw_day_parse(none[i], strlen(none[i]), &day),
                         XW_NOT_FOUND);
    }
}

/* ---- Costs ------------------------------------------------------------------ */

static void
test_costs_are_above_0_and_one_for_each_control(void **state)
{
    fixture *f = *state;
    size_t count;
    assert_int_equal(read_costs(f, COSTS "one-2,1.1,2.5\n"
                                         "one-2,1.2,0\n"
                                         "two,A,-1\n"
                                         "two,B,1e300\n"
                                         "two,C,\n"
                                         "two,D,4 hours\n"
                                         "one-2,1.1,2\n"),
                     XW_E_DATA);
    assert_heard(&f->heard, "3:11 XW-608 error", "4:7 XW-608 error",
                 "5:7 XW-608 error", "6:7 XW-301 error", "7:5 XW-602 error",
                 "7:7 XW-608 error", "8:7 XW-609 error");
    const xw_cost_row *rows = xw_costs_rows(f->costs, &count);
    assert_int_equal(count, 1);
    assert_control(f, rows[0].control, "one-2:1.1");
    assert_true(rows[0].cost > 2.4 && rows[0].cost < 2.6);
}

/* ---- Memory ----------------------------------------------------------------- */

static xw_status
read_once(void *state)
{
    fixture *f = state;
    static const char text[] = HEADER "two,A,compliant,note,,2026-01-31\n"
                                      "TWO,a,compliant,,,2026-02-01\n";
    xw_results *results = NULL;
    xw_costs *costs = NULL;
    xw_status st = xw_results_new(f->graph, &results, NULL);
    st = st ? st
            : xw_results_read_bytes(results, text, strlen(text), NULL, NULL,
                                    NULL);
    st = st ? st : xw_costs_new(f->graph, &costs, NULL);
    st = st ? st
            : xw_costs_read_bytes(costs, COSTS "two,A,1\n",
                                  strlen(COSTS "two,A,1\n"), NULL, NULL, NULL);
    xw_results_free(results);
    xw_costs_free(costs);
    return st;
}

static void
test_results_survive_lack_of_memory(void **state)
{
    sweep_allocations(read_once, *state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_results_keep_what_a_row_says,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_results_are_read_in_any_spelling,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_results_list_every_bad_row, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_results_of_the_later_date_count,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_results_that_agree_or_say_nothing_fold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_results_refuse_what_is_no_such_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_results_may_be_none, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            test_results_say_which_file_cannot_be_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_days_are_counted_from_1970, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            test_costs_are_above_0_and_one_for_each_control, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_results_survive_lack_of_memory,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
