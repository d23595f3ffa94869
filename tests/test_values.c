#include "support.h"

#include "../importers/values.h"

#include <float.h>
#include <string.h>

static xw_string
text(const char *s)
{
    return (xw_string){ s, strlen(s) };
}

static void
test_values_are_trimmed_of_every_blank(void **state)
{
    (void)state;
    /* \302\240 is a no-break space. */
    static const char *const padded[] = { "AC-2", " AC-2", "AC-2\n",
                                          "\t\r\nAC-2 \v",
                                          "\302\240AC-2 \302\240" };
    for (size_t i = 0; i < sizeof padded / sizeof *padded; ++i) {
        assert_true(xw_equal(xw_trim(text(padded[i])), text("AC-2")));
    }
    assert_true(xw_equal(xw_trim(text("A C")), text("A C")));
    assert_int_equal(xw_trim(text(" \302\240\n")).len, 0);
    assert_int_equal(xw_trim(text("\xC3\xA0")).len, 2); /* a grave */
}

static void
test_values_split_keeps_what_is_between_separators(void **state)
{
    (void)state;
    static const char *const wanted[] = { "a", "b c", "", "d" };
    xw_string rest = text("a; b c\n;d");
    xw_string part;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; ++i) {
        assert_true(xw_split(&rest, ";\n", &part));
        assert_true(xw_equal(part, text(wanted[i])));
    }
    assert_false(xw_split(&rest, ";\n", &part));
}

static void
test_values_flags_have_six_spellings(void **state)
{
    (void)state;
    static const char *const yes[] = { "1", "true", "YES" };
    static const char *const no[] = { "0", "False", "no" };
    static const char *const neither[] = { "", "2", "y", "on", "truer" };
    bool flag;
    for (size_t i = 0; i < 3; ++i) {
        assert_true(xw_parse_flag(text(yes[i]), &flag) && flag);
        assert_true(xw_parse_flag(text(no[i]), &flag) && !flag);
    }
    for (size_t i = 0; i < sizeof neither / sizeof *neither; ++i) {
        assert_false(xw_parse_flag(text(neither[i]), &flag));
    }
}

static void
test_values_integers_are_whole_and_decimal(void **state)
{
    (void)state;
    static const char *const bad[] = { "",           "+",       "1.0", "1 0",
                                       "0x1",        "1e1",     "ten", "--1",
                                       "1234567890", "\xC2\xB2" };
    int32_t value;
    assert_true(xw_parse_integer(text("10"), &value) && value == 10);
    assert_true(xw_parse_integer(text("-7"), &value) && value == -7);
    assert_true(xw_parse_integer(text("+007"), &value) && value == 7);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        assert_false(xw_parse_integer(text(bad[i]), &value));
    }
}

static const struct number {
    const char *text;
    double value;
} numbers[] = {
    { "0", 0 },
    { "1", 1 },
    { "0.1", 0.1 },
    { "2.50", 2.5 },
    { "-3", -3 },
    { "1e3", 1e3 },
    { "25E-2", 0.25 },
    { "1e-5", 1e-5 },
    { "0.30000000000", 0.3 },
    { "12345678901234567890", 1.2345678901234567e19 },
    { "1e300", 1e300 },
};

static void
test_values_numbers_are_those_of_json(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",   ".",  "1.",  ".5",  "1,5",   "+1",
        "1e", "e1", "inf", "nan", "1e999", "1 "
    };
    double value;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; ++i) {
        assert_true(xw_parse_number(text(numbers[i].text), &value));
        double off = value - numbers[i].value;
        double most = 4 * DBL_EPSILON * numbers[i].value;
        assert_true(off * off <= most * most);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        assert_false(xw_parse_number(text(bad[i]), &value));
    }
}

static void
test_values_never_read_past_their_end(void **state)
{
    (void)state;
    double value;
    int32_t integer;
    assert_true(xw_parse_number((xw_string){ "1.57", 3 }, &value));
    assert_true(value < 1.6 && value > 1.4);
    assert_true(xw_parse_integer((xw_string){ "123", 2 }, &integer));
    assert_int_equal(integer, 12);
    assert_false(xw_parse_integer((xw_string){ NULL, 0 }, &integer));
    assert_false(xw_parse_number((xw_string){ NULL, 0 }, &value));
}

/* ---- Words ------------------------------------------------------------------ */

/* Every byte in every place of a word, beside others that might leak into it. */
static void
test_values_words_mark_their_bytes_alone(void **state)
{
    (void)state;
    static const char others[] = { '\0', '\x1F', ',', '-', '\x7F', '\xFF' };
    for (size_t o = 0; o < sizeof others; ++o) {
        char bytes[8];
        memset(bytes, others[o], sizeof bytes);
        for (unsigned i = 0; i < 8 * 256; ++i) {
            unsigned c = i / 8, place = i % 8;
            bytes[place] = (char)c;
            uint64_t mark = UINT64_C(0x80) << 8 * place;
            uint64_t commas = xw_word_bytes(xw_word_at(bytes), ',');
            uint64_t controls = xw_word_controls(xw_word_at(bytes));
            assert_int_equal((commas & mark) != 0, c == ',');
            assert_int_equal((controls & mark) != 0, c < 0x20 || c == 0x7F);
            assert_int_equal((commas & ~mark) != 0, others[o] == ',');
            bytes[place] = others[o];
        }
    }
}

static void
test_values_are_equal_only_when_every_byte_is(void **state)
{
    (void)state;
    char a[40] = "", b[40] = "";
    for (size_t len = 0; len < sizeof a; ++len) {
        assert_true(xw_same_bytes(a, b, len));
        for (size_t i = 0; i < len; ++i) {
            b[i] = 1;
            assert_false(xw_same_bytes(a, b, len));
            b[i] = 0;
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_trimmed_of_every_blank),
        cmocka_unit_test(test_values_split_keeps_what_is_between_separators),
        cmocka_unit_test(test_values_flags_have_six_spellings),
        cmocka_unit_test(test_values_integers_are_whole_and_decimal),
        cmocka_unit_test(test_values_numbers_are_those_of_json),
        cmocka_unit_test(test_values_never_read_past_their_end),
        cmocka_unit_test(test_values_words_mark_their_bytes_alone),
        cmocka_unit_test(test_values_are_equal_only_when_every_byte_is),
    };
    return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}
