#include "support.h"

#include "../importers/line.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 9, ROUNDS = 20000 };

/* Text of line ends mostly, from a seed. */
static void
fill(char *text, size_t len, unsigned *seed)
{
    static const char letters[] = "\n\n\r\rx\"";
    for (size_t i = 0; i < len; ++i) {
        *seed = *seed * 1103515245U + 12345U;
        text[i] = letters[(*seed >> 16) % (sizeof letters - 1)];
    }
}

static size_t
slow_line_end(const char *text, size_t len, size_t at)
{
    while (at < len && text[at] != '\n' && text[at] != '\r') {
        ++at;
    }
    if (at + 1 < len && text[at] == '\r' && text[at + 1] == '\n') {
        ++at;
    }
    return at < len ? at + 1 : len;
}

static void
test_line_end_is_found_going_on_and_back(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (size_t round = 0; round < ROUNDS; ++round) {
        char text[BYTES];
        fill(text, sizeof text, &seed);
        xw_line_finder finder = XW_LINE_FINDER_START;
        for (size_t step = 0; step < 6; ++step) {
            seed = seed * 1103515245U + 12345U;
            size_t at = (seed >> 16) % (sizeof text + 1);
            assert_int_equal(xw_line_end(&finder, text, sizeof text, at),
                             slow_line_end(text, sizeof text, at));
        }
    }
}

static void
test_position_after_counts_lines_as_their_ends_do(void **state)
{
    (void)state;
    unsigned seed = 2;
    for (size_t round = 0; round < ROUNDS; ++round) {
        char text[BYTES];
        fill(text, sizeof text, &seed);
        xw_position want = XW_POSITION_START;
        for (size_t at = 0; at < sizeof text;) {
            size_t end = slow_line_end(text, sizeof text, at);
            bool ended = text[end - 1] == '\n' || text[end - 1] == '\r';
            want.line += ended;
            want.column = ended ? 1 : (uint32_t)(end - at) + 1;
            at = end;
        }
        xw_position got = xw_position_after((xw_position)XW_POSITION_START,
                                            text, sizeof text);
        assert_int_equal(got.line, want.line);
        assert_int_equal(got.column, want.column);
        assert_int_equal(got.offset, sizeof text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_end_is_found_going_on_and_back),
        cmocka_unit_test(test_position_after_counts_lines_as_their_ends_do),
    };
    return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
