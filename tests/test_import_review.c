/* What the review of an import says of the whole. */
#include "import_folder.h"

#include <stdlib.h>
#include <string.h>

#define MAPPINGS                                                       \
    "source_framework,source_control,target_framework,target_control," \
    "relationship,strength,origin\n"

static void
test_import_review_warns_of_what_is_implied(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "maps.csv", MAPPINGS "f,1,g,1,equal,,s\nf,2,g,2,equal,,s\n");
    add_file(&f, "frameworks.csv", "framework_id,name\nf,F\n");
    import_result r;
    import_folder(&r, &f);
    assert_heard(&r.heard, "XW-401 warning", "XW-402 warning",
                 "XW-402 warning");
    assert_string_equal(r.heard.errors[1].message,
                        "mapping set 's' names controls that no catalogue "
                        "has: 2, such as 'f:1'");
    assert_int_equal(r.summary.errors, 0);
    free(r.text);

    const char *const paths[] = { f.path };
    import_with(&r, (xw_import_options){ .strict = true }, paths, 1);
    assert_heard(&r.heard, "XW-401 error", "XW-402 error", "XW-402 error");
    assert_int_equal(r.summary.errors, 3);
    free(r.text);
    remove_folder(&f);
}

static void
test_import_review_places_faults_of_the_hierarchy(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "frameworks.csv", "framework_id,name\nf,F\n");
    add_file(&f, "controls.csv",
             "framework_id,control_id,parent_id\nf,1,2\nf,2,1\nf,3,9\n");
    add_file(&f, "scopes.csv",
             "framework_id,scope_id,control_id\nf,low,1\nf,low,7\n");
    import_result r;
    import_folder(&r, &f);
    assert_int_equal(r.heard.count, 3);
    assert_int_equal(r.summary.by_code[404], 1);
    assert_int_equal(r.summary.by_code[405], 1);
    assert_int_equal(r.summary.by_code[406], 1);
    assert_int_equal(r.summary.errors, 3);
    for (size_t i = 0; i < r.heard.count; ++i) {
        const xw_error *error = &r.heard.errors[i];
        if (error->code == 404) {
            assert_string_equal(error->message, "parent '9' of control "
                                                "'f:3' is declared nowhere");
            assert_int_equal(error->line, 4);
            assert_non_null(strstr(error->source, "controls.csv"));
        }
        if (error->code == 406) {
            assert_string_equal(error->message,
                                "scope 'low' has control 'f:7', which is "
                                "declared nowhere");
            assert_int_equal(error->line, 3);
            assert_non_null(strstr(error->source, "scopes.csv"));
        }
    }
    free(r.text);
    remove_folder(&f);
}

static void
test_import_review_counts_rows_that_repeat_or_map_to_themselves(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "frameworks.csv", "framework_id,name\nf,F\n");
    add_file(&f, "controls.csv", "framework_id,control_id\nf,A\nf,B\n");
    add_file(&f, "maps.csv",
             MAPPINGS "f,A,f,B,equal,1,s\nf,A,f,B,equal,1,s\n"
                      "f,A,f,B,equal,2,s\nf,A,f,a,equal,1,s\n");
    import_result r;
    import_folder(&r, &f);
    assert_int_equal(r.summary.by_code[403], 1);
    assert_int_equal(r.summary.by_code[407], 1);
    free(r.text);
    remove_folder(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_import_review_warns_of_what_is_implied),
        cmocka_unit_test(test_import_review_places_faults_of_the_hierarchy),
        cmocka_unit_test(
            test_import_review_counts_rows_that_repeat_or_map_to_themselves),
    };
    return cmocka_run_group_tests_name("import_review", tests, NULL, NULL);
}
