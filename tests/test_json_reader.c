#include "import_support.h"

#include "../importers/json_reader.h"

#include <string.h>

static xw_status
read_json(const char *text, size_t len, heard *h, json_t **out)
{
    xw_import_options options = {
        .size = sizeof options, .source = "t.json", .diag = hear, .payload = h
    };
    xw_diagnostics diagnostics;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_diagnostics_init(&diagnostics, &options, NULL, &err), err);
    return xw_json_read((xw_string){ text, len }, &diagnostics, out);
}

/* Each row: what is not JSON, and where the fault begins. */
static const struct bad {
    const char *text;
    const char *heard;
} bad_texts[] = {
    { "", "1:1 XW-201 error" },
    { "{", "1:2 XW-201 error" },
    { "{\n \"a\": [1,}\n}", "2:10 XW-201 error" },
    { BOM "[tru]", "1:2 XW-201 error" },
    { "{\"a\":1,\n\"a\":2}", "2:1 XW-201 error" }, /* said twice */
    { "{\"a\":\r\n\r\n nul}", "3:2 XW-201 error" },
    { "[\"x\xFF\"]", "1:4 XW-201 error" },
    { "[\"a string of more than twenty bytes\" \"and \\\" another of them\"]",
      "1:39 XW-201 error" },
    { "[1] x", "1:5 XW-201 error" },
    { "[\"\\u0000\"]", "1:2 XW-109 error" },
    { "[\xC3\xA9]", "1:2 XW-201 error" },
};

static void
test_json_errors_point_at_where_the_fault_begins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_texts / sizeof *bad_texts; ++i) {
        heard h = { 0 };
        json_t *json;
        const char *text = bad_texts[i].text;
        assert_int_equal(read_json(text, strlen(text), &h, &json), XW_OK);
        assert_null(json);
        assert_heard(&h, bad_texts[i].heard);
    }
}

static void
test_json_rejects_a_nul_byte(void **state)
{
    (void)state;
    heard h = { 0 };
    json_t *json;
    assert_int_equal(read_json("[1,\n\0 2]", 8, &h, &json), XW_OK);
    assert_null(json);
    assert_heard(&h, "2:1 XW-109 error");
}

static void
test_json_nests_to_a_bound(void **state)
{
    (void)state;
    char text[8192];
    heard h = { 0 };
    json_t *json;
    memset(text, '[', sizeof text);
    assert_int_equal(read_json(text, sizeof text, &h, &json), XW_OK);
    assert_null(json);
    assert_int_equal(h.errors[0].code, 201);
}

static void
test_json_path_is_a_pointer_whose_end_is_kept(void **state)
{
    (void)state;
    const xw_json_path root = { 0 };
    const xw_json_path list = { &root, "mapping_sets", 0 };
    const xw_json_path item = { &list, NULL, 12 };
    const xw_json_path odd = { &item, "a/b~c", 0 };
    char out[64];
    xw_json_path_write(&root, out, sizeof out);
    assert_string_equal(out, "");
    xw_json_path_write(&odd, out, sizeof out);
    assert_string_equal(out, "/mapping_sets/12/a~1b~0c");
    xw_json_path_write(&odd, out, 8);
    assert_string_equal(out, "a~1b~0c");
}

static xw_status
read_once(void *state)
{
    const char *text = state;
    xw_diagnostics diagnostics = { .source = "t.json" };
    json_t *json;
    xw_status st =
        xw_json_read((xw_string){ text, strlen(text) }, &diagnostics, &json);
    json_decref(json);
    return st;
}

static void
test_json_survives_each_allocation_failing(void **state)
{
    (void)state;
#ifdef XW_JANSSON_IS_SHARED
    print_message("no libjansson.a to wrap\n");
    skip();
#endif
    char text[] = "{\"frameworks\": [{\"id\": \"a text of some length\", "
                  "\"weight\": 1.25, \"n\": 12345678901234567, \"b\": true, "
                  "\"u\": \"\\u00e9\\n\", \"c\": {}, \"d\": [], \"e\": 1, "
                  "\"f\": 2, \"g\": 3, \"h\": 4, \"i\": [1,2,3,4,5,6,7,8,9]"
                  "}]}";
    sweep_allocations(read_once, text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_errors_point_at_where_the_fault_begins),
        cmocka_unit_test(test_json_rejects_a_nul_byte),
        cmocka_unit_test(test_json_nests_to_a_bound),
        cmocka_unit_test(test_json_path_is_a_pointer_whose_end_is_kept),
        cmocka_unit_test(test_json_survives_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("json_reader", tests, NULL, NULL);
}
