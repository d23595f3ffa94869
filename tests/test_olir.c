#include "import_support.h"

#include <stdlib.h>
#include <string.h>

/* As spreadsheets save them: line ends and "(optional)" in the headings. */
#define OLIR                                                            \
    "\"Focal Document\r\nElement\",Focal Document Element Description," \
    "Rationale,Relationship,\"Reference Document\nElement\","           \
    "Group Identifier (Optional),\"Comments\n(optional)\","             \
    "Strength of Relationship,\n"
#define STRM       "FDE #,FDE Name,STRM Rationale,STRM Relationship,SCF #,Notes\n"
#define FRAMEWORKS "framework a implied\nframework b implied\n"
#define CONTROLS   "control a:1 implied\ncontrol b:X implied\n"
#define IMPLIED \
    "XW-401 warning", "XW-401 warning", "XW-402 warning", "XW-402 warning"

static char *
read_as(xw_subject subject, const char *text, heard *h)
{
    *h = (heard){ 0 };
    return import_text_with(
        (xw_import_options){ .source = "a-to-b.csv", .subject = subject }, text,
        h);
}

static void
assert_says(xw_subject subject, const char *text, const char *wanted)
{
    heard h;
    char *got = read_as(subject, text, &h);
    if (!got || !strstr(got, wanted)) {
        print_message("no '%s' in\n%s", wanted, got ? got : "nothing");
        fail();
    }
    free(got);
}

/* ---- Who the subject is ----------------------------------------------------- */

static void
test_olir_says_of_the_reference_element_what_it_is(void **state)
{
    (void)state;
    assert_says(XW_SUBJECT_DEFAULT, OLIR "1,,Semantic,subset of,X,,Why,7,\n",
                "mapping b:X subset_of a:1 by a-to-b strength=7 "
                "rationale=semantic note=Why\n");
    assert_says(XW_SUBJECT_FOCAL, OLIR "1,,Semantic,subset of,X,,Why,7,\n",
                "mapping a:1 subset_of b:X by a-to-b");
}

static void
test_olir_takes_the_focal_element_of_strm_as_subject(void **state)
{
    (void)state;
    assert_says(XW_SUBJECT_DEFAULT, STRM "1,One,Functional,Subset Of,X,\n",
                "mapping a:1 subset_of scf:X by a-to-b rationale=functional\n");
    assert_says(XW_SUBJECT_REFERENCE, STRM "1,One,Functional,Subset Of,X,\n",
                "mapping scf:X subset_of a:1 by a-to-b");
}

static void
test_olir_records_the_subject_and_says_the_other_reading(void **state)
{
    (void)state;
    heard h;
    const char *text = OLIR "1,,,subset of,X,,,,\n1,,,superset of,Y,,,,\n"
                            "2,,,superset of,Y,,,,\n";
    char *got = read_as(XW_SUBJECT_DEFAULT, text, &h);
    assert_heard(&h, "XW-252 warning", IMPLIED);
    assert_string_equal(h.errors[0].message,
                        "rows are read as said of their reference element: 1 "
                        "subset and 2 superset rows; with --subject focal "
                        "these would be 2 and 1");
    assert_non_null(strstr(got, "method=OLIR sheet, subject reference"));
    free(got);
    got = read_as(XW_SUBJECT_FOCAL, text, &h);
    assert_heard(&h, "XW-252 note", IMPLIED);
    assert_non_null(strstr(got, "method=OLIR sheet, subject focal"));
    free(got);
}

/* ---- Rows ------------------------------------------------------------------- */

static void
test_olir_makes_a_gap_of_what_has_no_reference_element(void **state)
{
    (void)state;
    heard h;
    char *got = read_as(XW_SUBJECT_DEFAULT,
                        OLIR "1,,,No Relationship,N/A,,,,\n2,,,,,,,,\n"
                             "3,,,not related to,X,,,,\n",
                        &h);
    assert_non_null(strstr(got, "gap a:1 in b by a-to-b\n"));
    assert_non_null(strstr(got, "gap a:2 in b by a-to-b\n"));
    assert_non_null(strstr(got, "mapping b:X no_relationship a:3 by"));
    free(got);
}

static void
test_olir_folds_misspellings_blanks_and_commas(void **state)
{
    (void)state;
    heard h;
    char *got = read_as(XW_SUBJECT_FOCAL,
                        OLIR "\"1\n\",,,Instersects With,\" X, \",,,5.0,\n"
                             "2,,, intersects ,X,,,N/A,\n"
                             "3,,,Subset of\xC2\xA0,X,,,,\n",
                        &h);
    assert_non_null(
        strstr(got, "a:1 intersects_with b:X by a-to-b strength=5"));
    assert_non_null(strstr(got, "a:2 intersects_with b:X by a-to-b\n"));
    assert_non_null(strstr(got, "a:3 subset_of b:X by a-to-b\n"));
    free(got);
}

static void
test_olir_goes_on_with_the_focal_element_above(void **state)
{
    (void)state;
    heard h;
    char *got = read_as(XW_SUBJECT_FOCAL,
                        OLIR ",,,equal,W,,,,\n1,,,equal,X,,,,\n"
                             ",,,intersects with,Y,,,,\n",
                        &h);
    assert_non_null(strstr(got, "mapping a:1 intersects_with b:Y"));
    assert_null(strstr(got, "b:W"));
    assert_heard(&h, "5:1 XW-254 warning", "7:1 XW-253 note", IMPLIED);
    free(got);
}

static void
test_olir_does_not_choose_among_focal_elements(void **state)
{
    (void)state;
    heard h;
    (void)read_as(XW_SUBJECT_FOCAL, OLIR "\"1\n2\",,,equal,X,,,,\n", &h);
    assert_heard(&h, "5:1 XW-303 error");
}

/* Neither half of what two elements do together is said of one. */
static void
test_olir_takes_groups_and_lists_as_one_set(void **state)
{
    (void)state;
    heard h;
    char *got = read_as(XW_SUBJECT_DEFAULT,
                        OLIR "1,,,superset of,X,G1,,,\n"
                             "1,,,superset of,Y,G1,,,\n"
                             "2,,,superset of,\"X\nY\",,,,\n"
                             "3,,,superset of,X; Y,,,,\n",
                        &h);
    assert_non_null(strstr(got,
                           "mapping b:X superset_of a:1 by a-to-b joint\n"
                           "mapping b:X superset_of a:2 by a-to-b joint\n"
                           "mapping b:X superset_of a:3 by a-to-b joint\n"
                           "mapping b:Y superset_of a:1 by a-to-b joint\n"
                           "mapping b:Y superset_of a:2 by a-to-b joint\n"
                           "mapping b:Y superset_of a:3 by a-to-b joint\n"));
    free(got);
}

static void
test_olir_never_infers_a_relationship(void **state)
{
    (void)state;
    heard h;
    assert_says(XW_SUBJECT_DEFAULT,
                "Focal Document Element,Reference Document Element\n1,X\n",
                "mapping b:X related a:1 by a-to-b");
    (void)read_as(XW_SUBJECT_DEFAULT, OLIR "1,,,,X,,,,\n", &h);
    assert_heard(&h, "5:5 XW-301 error");
}

/* ---- Which frameworks ------------------------------------------------------- */

static void
test_olir_takes_frameworks_from_options(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got =
        import_text_with((xw_import_options){ .source = "sheet.csv",
                                              .source_framework = "a",
                                              .target_framework = "B 2" },
                         OLIR "1,,,equal,X,,,,\n", &h);
    assert_non_null(strstr(got, "mapping b-2:X equal a:1 by sheet\n"));
    free(got);
    h = (heard){ 0 };
    assert_null(import_text("sheet.csv", OLIR "1,,,equal,X,,,,\n", &h));
    assert_heard(&h, "1:1 XW-251 error", "2:68 XW-251 error");
}

static void
test_olir_takes_frameworks_from_its_title(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got =
        import_text("s.csv",
                    "A title,,\n,Focal Document: F 1,\n"
                    "Reference Document:,,G 2\n" STRM "1,One,,Equal,X,\n",
                    &h);
    assert_non_null(strstr(got, "mapping f-1:1 equal g-2:X by s\n"));
    free(got);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_olir_says_of_the_reference_element_what_it_is),
        cmocka_unit_test(test_olir_takes_the_focal_element_of_strm_as_subject),
        cmocka_unit_test(
            test_olir_records_the_subject_and_says_the_other_reading),
        cmocka_unit_test(
            test_olir_makes_a_gap_of_what_has_no_reference_element),
        cmocka_unit_test(test_olir_folds_misspellings_blanks_and_commas),
        cmocka_unit_test(test_olir_goes_on_with_the_focal_element_above),
        cmocka_unit_test(test_olir_does_not_choose_among_focal_elements),
        cmocka_unit_test(test_olir_takes_groups_and_lists_as_one_set),
        cmocka_unit_test(test_olir_never_infers_a_relationship),
        cmocka_unit_test(test_olir_takes_frameworks_from_options),
        cmocka_unit_test(test_olir_takes_frameworks_from_its_title),
    };
    return cmocka_run_group_tests_name("olir", tests, NULL, NULL);
}
