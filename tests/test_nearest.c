#include "support.h"

#include "../cli/nearest.h"

static const char *
nearest_of_commands(const char *typed)
{
    static const char *const words[] = { "compile", "stats", "list",   "show",
                                         "search",  "map",   "explain" };
    struct nearest nearest = { .typed = typed };
    for (size_t i = 0; i < sizeof words / sizeof *words; ++i) {
        nearest_consider(&nearest, words[i]);
    }
    return nearest.word;
}

static void
test_nearest_forgives_slips(void **state)
{
    (void)state;
    assert_string_equal(nearest_of_commands("stat"), "stats");
    assert_string_equal(nearest_of_commands("exlpain"), "explain");
    assert_string_equal(nearest_of_commands("maps"), "map");
    assert_string_equal(nearest_of_commands("lsit"), "list");
    assert_string_equal(nearest_of_commands("comp"), "compile"); /* cut short */
}

static void
test_nearest_is_silent_about_the_far(void **state)
{
    (void)state;
    assert_null(nearest_of_commands("frobnicate"));
    assert_null(nearest_of_commands(""));
    assert_null(nearest_of_commands("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                                    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest_forgives_slips),
        cmocka_unit_test(test_nearest_is_silent_about_the_far),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
