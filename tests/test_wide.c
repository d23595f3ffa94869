#include "import_support.h"

#include "../importers/column_map.h"

#include <stdlib.h>
#include <string.h>

static xw_column_map
read_map(const char *text, heard *h)
{
    xw_import_options options = {
        .size = sizeof options, .keep_going = true, .diag = hear, .payload = h
    };
    xw_diagnostics diagnostics;
    xw_column_map map = { 0 };
    assert_int_equal(xw_diagnostics_init(&diagnostics, &options, NULL, NULL),
                     XW_OK);
    assert_int_equal(xw_column_map_read(&map, string(text), &diagnostics),
                     XW_OK);
    return map;
}

static void
test_column_map_says_what_columns_are(void **state)
{
    (void)state;
    heard h = { 0 };
    xw_column_map map = read_map("column,framework_id,role\nRef,a,control\n"
                                 "NIST  CSF,b,\nWhy,,note\n",
                                 &h);
    assert_heard_nothing(&h);
    const xw_mapped_column *csf = xw_column_map_find(&map, string("nist\ncsf"));
    assert_non_null(csf);
    assert_int_equal(csf->role, XW_COLUMN_MAPPED);
    assert_null(xw_column_map_find(&map, string("nist csf 2")));
    xw_column_map_free(&map);
}

static void
test_column_map_takes_the_first_for_the_control(void **state)
{
    (void)state;
    heard h = { 0 };
    xw_column_map map = read_map("column,framework_id\nRef,a\nX,b\n", &h);
    assert_int_equal(map.columns[0].role, XW_COLUMN_CONTROL);
    assert_int_equal(map.columns[1].role, XW_COLUMN_MAPPED);
    xw_column_map_free(&map);
}

static void
test_column_map_says_what_is_wrong(void **state)
{
    (void)state;
    heard h = { 0 };
    xw_column_map map = read_map("column,framework_id,role\nRef,a,key\n,b,\n"
                                 "X,,\n",
                                 &h);
    assert_heard(&h, "2:7 XW-256 error", "3:1 XW-301 error",
                 "4:3 XW-301 error");
    assert_int_equal(map.count, 0);
    xw_column_map_free(&map);
    h = (heard){ 0 };
    map = read_map("a,b\n1,2\n", &h);
    assert_int_equal(map.count, 0);
    assert_true(h.count >= 2);
}

/* Three inputs in a builder, the sheet among them: headings mean what is
 * declared, whatever the order. */
static void
test_wide_headings_name_frameworks_that_are_known(void **state)
{
    (void)state;
    static const char *const inputs[] = {
        "framework_id,name,version\na,House Rules,1\nb-2,Other,2\n",
        "House Rules 1,Why,OTHER 2\nR.1,x,\"O-1\nO-2,\"\nR.2,y,N/A\n"
    };
    heard h = { 0 };
    xw_import_options options = {
        .size = sizeof options, .source = "w.csv", .diag = hear, .payload = &h
    };
    xw_builder *builder = NULL;
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_new(&builder, &err), err);
    for (size_t i = 0; i < 2; ++i) {
        assert_ok(xw_import_bytes(builder, inputs[i], strlen(inputs[i]),
                                  &options, NULL, &err),
                  err);
    }
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &graph, &err), err);
    char *got = graph_text(graph);
    assert_non_null(strstr(got, "set w name=w method=wide sheet\n"
                                "mapping a:R.1 related b-2:O-1 by w\n"
                                "mapping a:R.1 related b-2:O-2 by w\n"));
    assert_heard(&h, "1:15 XW-113 warning");
    free(got);
    xw_graph_free(graph);
    xw_builder_free(builder);
}

static void
test_wide_headings_that_nothing_declares_are_no_sheet(void **state)
{
    (void)state;
    heard h = { 0 };
    assert_null(import_text("w.csv", "a,b\n1,2\n", &h));
    assert_heard(&h, "1:1 XW-006 error");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_column_map_says_what_columns_are),
        cmocka_unit_test(test_column_map_takes_the_first_for_the_control),
        cmocka_unit_test(test_column_map_says_what_is_wrong),
        cmocka_unit_test(test_wide_headings_name_frameworks_that_are_known),
        cmocka_unit_test(test_wide_headings_that_nothing_declares_are_no_sheet),
    };
    return cmocka_run_group_tests_name("wide", tests, NULL, NULL);
}
