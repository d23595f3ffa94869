#include "support.h"

#include "../cli/document.h"
#include "../cli/writer.h"

#include <float.h>
#include <string.h>

static void
expect(struct text *written, const char *json)
{
    assert_string_equal(text_get(written), json);
    text_clear(written);
}

static void
test_writer_sets_commas_and_keys(void **state)
{
    (void)state;
    struct text text = { 0 };
    struct writer out = { .out = &text };
    writer_open_object(&out, NULL);
    writer_text(&out, "a", "x");
    writer_open_array(&out, "b");
    writer_close_array(&out);
    writer_open_array(&out, "c");
    writer_number(&out, NULL, 0);
    writer_number(&out, NULL, UINT64_MAX);
    writer_open_object(&out, NULL);
    writer_null(&out, "d");
    writer_close_object(&out);
    writer_flag(&out, NULL, false);
    writer_close_array(&out);
    writer_key(&out, "e");
    writer_open_object(&out, NULL);
    writer_close_object(&out);
    writer_json(&out, "f", "[1]", 3);
    writer_pair(&out, "g", "a\"", ':', "b");
    writer_text_or_null(&out, "h", "");
    writer_close_object(&out);
    expect(&text, "{\"a\":\"x\",\"b\":[],\"c\":[0,18446744073709551615,"
                  "{\"d\":null},false],\"e\":{},\"f\":[1],\"g\":\"a\\\":b\","
                  "\"h\":null}");
    text_free(&text);
}

static void
test_writer_keeps_six_digits_of_reals(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *json;
    } reals[] = { { 0, "0.0" },           { 1, "1.0" },
                  { 0.5, "0.5" },         { 2.0 / 3, "0.666667" },
                  { 1e-7, "1e-07" },      { 1234567, "1.23457e+06" },
                  { 123456, "123456.0" }, { -DBL_MAX, "-1.79769e+308" } };
    struct text text = { 0 };
    for (size_t i = 0; i < sizeof reals / sizeof *reals; ++i) {
        struct writer out = { .out = &text };
        writer_real(&out, NULL, reals[i].value);
        expect(&text, reals[i].json);
    }
    text_free(&text);
}

/* What a reader makes of the string written for `text`. */
static void
expect_reads_as(const char *text, const char *meaning)
{
    struct text json = { 0 };
    struct writer out = { .out = &json };
    writer_text(&out, NULL, text);
    json_t *read = document_take(&json);
    assert_non_null(read);
    assert_string_equal(json_string_value(read), meaning);
    json_decref(read);
}

static void
test_writer_escapes_at_every_place(void **state)
{
    (void)state;
    char text[24];
    for (unsigned c = 1; c < 0x80; ++c) {
        for (size_t len = 1; len < sizeof text; ++len) {
            for (size_t at = 0; at < len; ++at) {
                memset(text, 'x', len);
                text[at] = (char)c;
                text[len] = '\0';
                expect_reads_as(text, text);
            }
        }
    }
}

static void
test_writer_repairs_what_is_not_utf8(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        { "Überwachung 監査 😀", "Überwachung 監査 😀" },
        { "\xFF", "\xEF\xBF\xBD" },
        { "abcdefg\xC3", "abcdefg\xEF\xBF\xBD" },
        { "\xC3\"", "\xEF\xBF\xBD\"" },
        { "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "\xEF\xBF\xBD", "\xEF\xBF\xBD" },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
        expect_reads_as(texts[i][0], texts[i][1]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writer_sets_commas_and_keys),
        cmocka_unit_test(test_writer_keeps_six_digits_of_reals),
        cmocka_unit_test(test_writer_escapes_at_every_place),
        cmocka_unit_test(test_writer_repairs_what_is_not_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
