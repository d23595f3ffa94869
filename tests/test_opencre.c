#include "import_support.h"

#include <stdlib.h>
#include <string.h>

#define REQUIREMENT "doctype: CRE\nid: 999-001\nname: N\nlinks:\n"

static void
test_opencre_links_a_requirement_to_standards(void **state)
{
    (void)state;
    assert_import(
        "t.yaml",
        REQUIREMENT
        "- { document: { doctype: Standard, name: A 1, section: S,"
        " sectionID: A04 }, ltype: Linked To }\n"
        "- { document: { doctype: Standard, name: A 1, section: T } }\n",
        "framework a-1 name=A 1\n"
        "framework opencre name=OpenCRE publisher=OWASP\n"
        "control a-1:A04 title=S\n"
        "control a-1:T\n"
        "control opencre:999-001 title=N\n"
        "set opencre name=OpenCRE publisher=OWASP\n"
        "mapping opencre:999-001 related a-1:A04 by opencre\n"
        "mapping opencre:999-001 related a-1:T by opencre\n");
}

static void
test_opencre_leaves_links_among_requirements_alone(void **state)
{
    (void)state;
    assert_import("t.yaml",
                  REQUIREMENT "- { document: { doctype: CRE, id: 999-002 },"
                              " ltype: Contains }\n",
                  "framework opencre name=OpenCRE publisher=OWASP\n"
                  "control opencre:999-001 title=N\n"
                  "set opencre name=OpenCRE publisher=OWASP\n");
}

static void
test_opencre_names_published_controls_by_the_first_word(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got = import_text("t.yaml",
                            REQUIREMENT "- { document: { doctype: Standard,"
                                        " name: NIST 800-53 v5,"
                                        " section: AC-2 ACCOUNTS } }\n",
                            &h);
    assert_heard(&h, "XW-401 warning", "XW-402 warning");
    assert_non_null(strstr(got, "related nist-sp-800-53-rev5:AC-2 by"));
    free(got);
}

static void
test_opencre_points_at_what_is_wrong(void **state)
{
    (void)state;
    heard h = { 0 };
    free(import_text("t.yaml",
                     REQUIREMENT
                     "- { document: { doctype: Standard, name: A } }\n"
                     "- { document: { doctype: Standard, section: S } }\n"
                     "- { document: text }\n",
                     &h));
    assert_heard(&h, "5:15 XW-301 error", "6:15 XW-301 error",
                 "7:15 XW-224 error");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opencre_links_a_requirement_to_standards),
        cmocka_unit_test(test_opencre_leaves_links_among_requirements_alone),
        cmocka_unit_test(
            test_opencre_names_published_controls_by_the_first_word),
        cmocka_unit_test(test_opencre_points_at_what_is_wrong),
    };
    return cmocka_run_group_tests_name("opencre", tests, NULL, NULL);
}
