#include "import_support.h"

#include <stdlib.h>
#include <string.h>

#define LIBRARY "urn: urn:l\nversion: 3\nprovider: P\nobjects:\n"
#define FRAMEWORK(id)                                    \
    "  framework:\n    urn: urn:f:" id "\n    name: F\n" \
    "    requirement_nodes:\n"
#define SET(id, source, target)                    \
    "  - urn: urn:s:" id "\n    name: S\n"         \
    "    source_framework_urn: urn:f:" source "\n" \
    "    target_framework_urn: urn:f:" target "\n" \
    "    requirement_mappings:\n"
#define MAPPING(source, target, relationship)    \
    "    - source_requirement_urn: " source "\n" \
    "      target_requirement_urn: " target "\n" \
    "      relationship: " relationship "\n"

static void
test_ciso_assistant_names_nodes_by_ref_id_or_urn(void **state)
{
    (void)state;
    assert_import(
        "t.yaml",
        LIBRARY FRAMEWORK(
            "F-1") "    - { urn: 'urn:n:A', ref_id: A, assessable: false,"
                   " name: Top }\n"
                   "    - { urn: 'urn:n:b', parent_urn: 'urn:N:a',"
                   " ref_id: 4.10, description: Do,"
                   " implementation_groups: [Low] }\n"
                   "    - { urn: 'urn:n:node3', parent_urn: 'urn:n:a' }\n",
        "framework f-1 name=F version=3 publisher=P\n"
        "control f-1:A title=Top not-assessable alias=urn:n:a\n"
        "control f-1:4.10 group of f-1:A text=Do alias=urn:n:b\n"
        "control f-1:~node3 group of f-1:A alias=urn:n:node3\n"
        "scope f-1@low f-1:4.10\n");
}

static void
test_ciso_assistant_keeps_two_nodes_of_one_ref_id_apart(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got = import_text(
        "t.yaml",
        LIBRARY FRAMEWORK("f") "    - { urn: 'urn:n:a', ref_id: '1' }\n"
                               "    - { urn: 'urn:n:b', ref_id: '1' }\n",
        &h);
    assert_heard(&h, "10:7 XW-231 warning");
    assert_string_equal(got, "framework f name=F version=3 publisher=P\n"
                             "control f:1 alias=urn:n:a\n"
                             "control f:~b alias=urn:n:b\n");
    free(got);
}

static void
test_ciso_assistant_folds_a_set_that_is_the_inverse(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got =
        import_text("t.yaml",
                    LIBRARY "  requirement_mapping_sets:\n" SET("x", "a", "b")
                        MAPPING("urn:1", "urn:2", "subset") SET("y", "b", "a")
                            MAPPING("urn:2", "urn:1", "superset"),
                    &h);
    assert_heard(&h, "14:5 XW-233 note", "XW-401 warning", "XW-401 warning",
                 "XW-402 warning", "XW-402 warning");
    assert_non_null(strstr(got, "mapping a:urn:1 subset_of b:urn:2 by x\n"));
    assert_null(strstr(got, "by y"));
    free(got);
}

static void
test_ciso_assistant_keeps_a_set_that_says_something_else(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got =
        import_text("t.yaml",
                    LIBRARY "  requirement_mapping_sets:\n" SET("x", "a", "b")
                        MAPPING("urn:1", "urn:2", "subset") SET("y", "b", "a")
                            MAPPING("urn:2", "urn:1", "subset"),
                    &h);
    assert_non_null(strstr(got, "mapping b:urn:2 subset_of a:urn:1 by y\n"));
    free(got);
}

static void
test_ciso_assistant_divides_strengths_of_100(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got = import_text(
        "t.yaml",
        LIBRARY "  requirement_mapping_sets:\n" SET("x", "a", "b") MAPPING(
            "urn:1", "urn:2", "subset") "      strength_of_relationship: 90\n",
        &h);
    assert_int_equal(h.errors[0].code, 232);
    assert_non_null(strstr(got, "strength=9"));
    free(got);
}

static const bad_document bad_documents[] = {
    { LIBRARY "  framework: [", "6:1 XW-221 error" },
    { LIBRARY "  framework: &a\n    x: *a\n", "6:5 XW-223 error" },
    { LIBRARY "  a: &a [1,1,1,1,1,1,1,1,1,1]\n  b: &b [*a,*a,*a,*a,*a,*a,*a]\n"
              "  c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
              "  d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
              "  e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
              "  f: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
              "  g: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
      "5:3 XW-225 error" },
    { LIBRARY FRAMEWORK("f") "    - text\n", "9:7 XW-224 error" },
    { LIBRARY FRAMEWORK("f") "    - { urn: [] }\n", "9:14 XW-224 error" },
    { LIBRARY FRAMEWORK("f") "    - { ref_id: '1' }\n", "9:7 XW-301 error" },
    { LIBRARY "  framework: { name: F }\n", "5:14 XW-301 error" },
    { LIBRARY "  requirement_mapping_sets:\n" SET("x", "a", "b")
          MAPPING("urn:1", "urn:2", "overlapps"),
      "13:21 XW-107 error" },
};

static void
test_ciso_assistant_points_at_what_is_wrong(void **state)
{
    (void)state;
    assert_bad("t.yaml", bad_documents,
               sizeof bad_documents / sizeof *bad_documents);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ciso_assistant_names_nodes_by_ref_id_or_urn),
        cmocka_unit_test(
            test_ciso_assistant_keeps_two_nodes_of_one_ref_id_apart),
        cmocka_unit_test(test_ciso_assistant_folds_a_set_that_is_the_inverse),
        cmocka_unit_test(
            test_ciso_assistant_keeps_a_set_that_says_something_else),
        cmocka_unit_test(test_ciso_assistant_divides_strengths_of_100),
        cmocka_unit_test(test_ciso_assistant_points_at_what_is_wrong),
    };
    return cmocka_run_group_tests_name("ciso_assistant", tests, NULL, NULL);
}
