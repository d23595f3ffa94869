#include "support.h"

#include "../cli/json_scan.h"

#include <string.h>

/* A copy, since scanning may change what it reads. */
struct line {
    char bytes[512];
    struct json_scan scan;
};

static struct json_scan *
begin(struct line *line, const char *json)
{
    (void)snprintf(line->bytes, sizeof line->bytes, "%s", json);
    line->scan = (struct json_scan){ .at = line->bytes };
    return &line->scan;
}

/* The column of the fault in an array of one value and no more, or 0. */
static size_t
fault_in(struct line *line, const char *json)
{
    struct json_scan *scan = begin(line, json);
    struct json_span item;
    json_scan_enter(scan);
    while (json_scan_item(scan, &item)) {
    }
    return scan->fault ? (size_t)(scan->at - line->bytes) + 1 : 0;
}

static void
test_json_scan_gives_members_as_they_were_written(void **state)
{
    (void)state;
    static const struct {
        const char *key, *value;
        enum json_kind kind;
    } members[] = {
        { "\"a\"", "-1.50e+3", JSON_KIND_NUMBER },
        { "\"b\"", "\"x\\u00e9\\\"y\"", JSON_KIND_STRING },
        { "\"\"", "[ 1, {\"z\": [ ]} ]", JSON_KIND_ARRAY },
        { "\"c\"", "{ }", JSON_KIND_OBJECT },
        { "\"d\"", "true", JSON_KIND_FLAG },
        { "\"e\"", "null", JSON_KIND_NULL },
    };
    struct line line;
    struct json_scan *scan = begin(
        &line, " { \"a\" : -1.50e+3 , \"b\":\"x\\u00e9\\\"y\",\"\":"
               "[ 1, {\"z\": [ ]} ],\"c\":{ }, \"d\":true,\"e\":null}\r ");
    struct json_span key, value;
    assert_true(json_scan_begins(scan, '{'));
    json_scan_enter(scan);
    for (size_t i = 0; i < sizeof members / sizeof *members; ++i) {
        assert_true(json_scan_member(scan, &key, &value));
        assert_int_equal(key.len, strlen(members[i].key));
        assert_memory_equal(key.bytes, members[i].key, key.len);
        assert_int_equal(value.len, strlen(members[i].value));
        assert_memory_equal(value.bytes, members[i].value, value.len);
        assert_int_equal(value.kind, members[i].kind);
    }
    assert_false(json_scan_member(scan, &key, &value));
    assert_null(scan->fault);
    assert_true(json_scan_is_done(scan));
}

static void
test_json_scan_points_at_faults(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        size_t column;
    } bad[] = {
        { "[", 2 },
        { "[1", 3 },
        { "[1,", 4 },
        { "[1,]", 4 },
        { "[,1]", 2 },
        { "[1 2]", 4 },
        { "[01]", 3 },
        { "[-]", 3 },
        { "[1.]", 4 },
        { "[1.e5]", 4 },
        { "[1e]", 4 },
        { "[1e+]", 5 },
        { "[.5]", 2 },
        { "[+1]", 2 },
        { "[nul]", 2 },
        { "[True]", 2 },
        { "['a']", 2 },
        { "[\"a]", 5 },
        { "[\"\t\"]", 3 },
        { "[\"\\a\"]", 3 },
        { "[\"\\u12\"]", 3 },
        { "[{1:2}]", 3 },
        { "[{\"a\"}]", 6 },
        { "[{\"a\":}]", 7 },
        { "[{\"a\":1,}]", 9 },
        { "[[1}]", 4 },
        { "[{\"a\":[]]", 9 },
        { "[\"\\", 3 },
        { "[[[[", 5 },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        struct line line;
        size_t column = fault_in(&line, bad[i].json);
        if (column != bad[i].column) {
            fail_msg("%s: column %zu, not %zu", bad[i].json, column,
                     bad[i].column);
        }
    }
}

/* The array that is entered is a level too, but not of a value. */
static void
test_json_scan_bounds_levels(void **state)
{
    (void)state;
    enum { LEVELS = 64 };
    char json[2 * LEVELS + 8] = "";
    struct line line;
    for (int more = 0; more < 2; ++more) {
        size_t deep = LEVELS + 1 + (size_t)more;
        memset(json, '[', deep);
        memset(json + deep, ']', deep);
        json[2 * deep] = '\0';
        assert_int_equal(fault_in(&line, json) != 0, more);
    }
    assert_string_equal(line.scan.fault, "nested too deep");
}

static void
test_json_scan_undoes_escapes(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        { "\"\"", "" },
        { "\"plain\"", "plain" },
        { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
        { "\"a\\u0041\\u00e9\\u20AC\\uD83D\\uDE00z\"",
          "aA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z" },
        { "\"\xC3\xA9\\u0001\"", "\xC3\xA9\x01" },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
        struct line line;
        xw_string text;
        char *bytes = begin(&line, texts[i][0])->at;
        struct json_span span = { bytes, strlen(bytes), JSON_KIND_STRING };
        assert_true(json_scan_text(span, &text));
        assert_string_equal(text.bytes, texts[i][1]);
        assert_int_equal(text.len, strlen(texts[i][1]));
    }
}

static void
test_json_scan_refuses_what_is_no_text(void **state)
{
    (void)state;
    static const char *const bad[] = { "\"\\u0000\"",        "\"\\uD83D\"",
                                       "\"\\uD83Dx\"",       "\"\\uD83D\\n\"",
                                       "\"\\uD83D\\u0041\"", "\"\\uDE00\"" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        struct line line;
        xw_string text;
        char *bytes = begin(&line, bad[i])->at;
        struct json_span span = { bytes, strlen(bytes), JSON_KIND_STRING };
        assert_false(json_scan_text(span, &text));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_scan_gives_members_as_they_were_written),
        cmocka_unit_test(test_json_scan_points_at_faults),
        cmocka_unit_test(test_json_scan_bounds_levels),
        cmocka_unit_test(test_json_scan_undoes_escapes),
        cmocka_unit_test(test_json_scan_refuses_what_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
