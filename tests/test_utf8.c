#include "support.h"

#include "../importers/utf8.h"

#include <string.h>

/* By RFC 3629, table of section 3 and its notes: the slow way. */
static size_t
decode(const unsigned char *s, size_t len)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t n = s[0] < 0x80             ? 1
               : (s[0] & 0xE0) == 0xC0 ? 2
               : (s[0] & 0xF0) == 0xE0 ? 3
               : (s[0] & 0xF8) == 0xF0 ? 4
                                       : 0;
    if (!n || n > len) {
        return 0;
    }
    uint32_t c = n == 1 ? s[0] : s[0] & (0x7FU >> n);
    for (size_t i = 1; i < n; ++i) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0;
        }
        c = c << 6 | (s[i] & 0x3FU);
    }
    bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    return c < least[n] || surrogate || c > 0x10FFFF ? 0 : n;
}

static void
test_utf8_agrees_with_decoding_on_every_beginning(void **state)
{
    (void)state;
    static const unsigned char thirds[] = { 0x00, 0x7F, 0x80, 0xBF, 0xC0 };
    for (unsigned first = 0; first < 256; ++first) {
        for (unsigned second = 0; second < 256; ++second) {
            for (size_t t = 0; t < sizeof thirds; ++t) {
                const unsigned char bytes[] = { (unsigned char)first,
                                                (unsigned char)second,
                                                thirds[t], 0x80 };
                for (size_t len = 1; len <= sizeof bytes; ++len) {
                    assert_int_equal(
                        xw_utf8_character((const char *)bytes, len),
                        decode(bytes, len));
                }
            }
        }
    }
}

static void
test_utf8_check_finds_the_first_bad_byte_wherever_it_is(void **state)
{
    (void)state;
    char text[40];
    for (size_t bad = 0; bad < sizeof text; ++bad) {
        memset(text, 'x', sizeof text);
        text[bad] = '\xC3'; /* begins what does not follow */
        assert_int_equal(xw_utf8_check(text, sizeof text), bad);
        if (bad + 1 < sizeof text) {
            text[bad + 1] = '\xA9';
            assert_int_equal(xw_utf8_check(text, sizeof text), sizeof text);
        }
    }
    assert_int_equal(xw_utf8_check("", 0), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8_agrees_with_decoding_on_every_beginning),
        cmocka_unit_test(
            test_utf8_check_finds_the_first_bad_byte_wherever_it_is),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
