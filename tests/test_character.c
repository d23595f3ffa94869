#include "support.h"

#include "../cli/character.h"
#include "../cli/document.h"
#include "../cli/plain.h"

#include <string.h>

static void
test_character_reads_characters_of_every_length(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t character;
        size_t len;
    } cases[] = {
        { "A", 'A', 1 },
        { "\xC3\xBC", 0xFC, 2 },
        { "\xE2\x80\x93", 0x2013, 3 },
        { "\xF0\x9F\x98\x80", 0x1F600, 4 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        size_t len = 0;
        assert_int_equal(character_read(cases[i].bytes, &len),
                         cases[i].character);
        assert_int_equal(len, cases[i].len);
    }
}

/* RFC 3629: overlong forms, surrogates, what is past U+10FFFF, half characters
 * and followers that follow nothing. */
static void
test_characters_takes_one_byte_of_what_is_no_character(void **state)
{
    (void)state;
    static const char *const bad[] = { "\x80",         "\xC0\x80",
                                       "\xC1\xBF",     "\xE0\x80\x80",
                                       "\xED\xA0\x80", "\xF0\x80\x80\x80",
                                       "\xF5\x80",     "\xF4\x90\x80\x80",
                                       "\xE2\x80",     "\xC3",
                                       "\xC3-",        "\xFF" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        size_t len = 0;
        assert_int_equal(character_read(bad[i], &len), CHARACTER_REPLACEMENT);
        assert_int_equal(len, 1);
    }
}

static void
test_characters_knows_how_wide_text_is(void **state)
{
    (void)state;
    assert_int_equal(characters_width(""), 0);
    assert_int_equal(characters_width("AC-2(1)"), 7);
    assert_int_equal(characters_width("\xC3\xBC"), 1);
    assert_int_equal(characters_width("u\xCC\x88"),
                     1); /* a combining diaeresis */
    assert_int_equal(characters_width("\xE7\x9B\xA3\xE6\x9F\xBB"),
                     4); /* two kanji */
    assert_int_equal(characters_width("\xF0\x9F\x98\x80"), 2);
}

static void
test_plain_text_cannot_command_a_terminal(void **state)
{
    (void)state;
    struct text text = { 0 };
    text_add(&text, "a\033[2Jb\nc\x7F"
                    "d\xC2\x9B"
                    "e\xFF\xC3\xBC");
    plain_make(&text);
    assert_string_equal(text_get(&text), "a [2Jb c d e?\xC3\xBC");
    text_free(&text);
}

static void
test_document_repairs_what_is_no_utf8(void **state)
{
    (void)state;
    json_t *value = document_text("a\xFF\xC3\xBC");
    assert_string_equal(json_string_value(value), "a\xEF\xBF\xBD\xC3\xBC");
    json_decref(value);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_character_reads_characters_of_every_length),
        cmocka_unit_test(
            test_characters_takes_one_byte_of_what_is_no_character),
        cmocka_unit_test(test_characters_knows_how_wide_text_is),
        cmocka_unit_test(test_plain_text_cannot_command_a_terminal),
        cmocka_unit_test(test_document_repairs_what_is_no_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
