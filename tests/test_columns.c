#include "import_support.h"

#include "../importers/columns.h"

#include <string.h>

/* A table of three columns, of which two are needed. */
typedef struct table {
    xw_diagnostics diagnostics;
    heard heard;
    xw_columns columns;
    bool have_header, usable;
    xw_string cells[8]; /* of the third column */
    size_t count;
} table;

static xw_status
on_record(void *payload, const xw_csv_record *record)
{
    table *t = payload;
    bool good;
    xw_status st;
    if (!t->have_header) {
        t->have_header = true;
        st = xw_columns_find(&t->columns, record, &t->diagnostics, &t->usable);
        return st || t->usable ? st : XW_NOT_FOUND;
    }
    st = xw_columns_check_row(&t->columns, record, &t->diagnostics, &good);
    if (good) {
        xw_string cell = xw_columns_cell(&t->columns, record, 2);
        t->cells[t->count++] = (xw_string){ cell.len ? "x" : "", cell.len };
    }
    return st;
}

static table
read_table(const char *text)
{
    table t = { .columns = { .names = { "source", "target", "note" },
                             .count = 3,
                             .needed = 2 } };
    xw_import_options options = { .size = sizeof options,
                                  .diag = hear,
                                  .payload = &t.heard };
    assert_int_equal(xw_diagnostics_init(&t.diagnostics, &options, NULL, NULL),
                     XW_OK);
    assert_int_equal(xw_csv_read((xw_string){ text, strlen(text) },
                                 &t.diagnostics, on_record, &t),
                     XW_OK);
    assert_int_equal(xw_columns_finish(&t.columns, &t.diagnostics), XW_OK);
    return t;
}

static void
test_columns_are_found_by_name_in_any_order_and_case(void **state)
{
    (void)state;
    table t = read_table("\" Note\n\",TARGET,source ,,\na,b,c,,\n");
    assert_heard_nothing(&t.heard);
    assert_true(t.usable);
    assert_int_equal(t.columns.index[0], 2);
    assert_int_equal(t.columns.index[1], 1);
    assert_int_equal(t.columns.index[2], 0);
    assert_int_equal(t.count, 1);
    assert_int_equal(t.cells[0].len, 1);
}

static void
test_columns_not_known_are_named_once(void **state)
{
    (void)state;
    table t = read_table("colour,source,target,,size\n1,a,b,,2\n1,a,b,,2\n");
    assert_heard(&t.heard, "1:1 XW-113 warning");
    assert_string_equal(t.heard.errors[0].message,
                        "columns are ignored: colour, size");
    assert_int_equal(t.count, 2);
}

static void
test_columns_that_are_missing_or_there_twice_are_all_told(void **state)
{
    (void)state;
    table t = read_table("note,Source,NOTE\n1,a,b\n");
    assert_heard(&t.heard, "1:1 XW-111 error", "1:13 XW-112 error");
    assert_string_equal(t.heard.errors[0].message,
                        "header has no column 'target'");
    assert_false(t.usable);
    assert_int_equal(t.count, 0);
}

static void
test_columns_refuse_rows_without_a_needed_cell(void **state)
{
    (void)state;
    table t = read_table("note,source,target\n1,a\n1,a,b\n");
    assert_heard(&t.heard, "2:4 XW-106 error");
    assert_string_equal(t.heard.errors[0].message,
                        "row ends before column 'target'");
    assert_int_equal(t.count, 1);
}

static void
test_columns_take_short_rows_and_count_them(void **state)
{
    (void)state;
    table t = read_table("source,target,note\na,b,c\na,b\n\na,b\n");
    assert_heard(&t.heard, "3:1 XW-114 warning");
    assert_string_equal(t.heard.errors[0].message,
                        "rows shorter than the header: 2, this the first");
    assert_int_equal(t.count, 3);
    assert_int_equal(t.cells[1].len, 0);
}

static void
test_columns_refuse_rows_with_more_than_the_header_has(void **state)
{
    (void)state;
    table t = read_table("source,target,note,\na,b,c,,\na,b,c, d\n");
    assert_heard(&t.heard, "3:8 XW-108 error");
    assert_int_equal(t.count, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_are_found_by_name_in_any_order_and_case),
        cmocka_unit_test(test_columns_not_known_are_named_once),
        cmocka_unit_test(
            test_columns_that_are_missing_or_there_twice_are_all_told),
        cmocka_unit_test(test_columns_refuse_rows_without_a_needed_cell),
        cmocka_unit_test(test_columns_take_short_rows_and_count_them),
        cmocka_unit_test(
            test_columns_refuse_rows_with_more_than_the_header_has),
    };
    return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
