#include "import_support.h"

#include <stdlib.h>
#include <string.h>

#define METADATA(title) \
    "\"metadata\":{\"title\":\"" title "\",\"version\":\"2.1\"}"
#define LABEL(value) "{\"name\":\"label\",\"value\":\"" value "\"}"

static void
test_oscal_calls_a_framework_by_title_and_revision(void **state)
{
    (void)state;
    assert_import("t.json",
                  "{\"catalog\":{" METADATA(
                      "A Special Publication 7 Revision 2.1: Long") "}}",
                  "framework a-sp-7-rev2 name=A Special Publication 7 "
                  "Revision 2.1: Long version=2.1\n");
    assert_import("t.json", "{\"catalog\":{" METADATA("Some *Rules*") "}}",
                  "framework some-rules-2.1 name=Some *Rules* version=2.1\n");
}

static void
test_oscal_catalog_nests_groups_controls_and_enhancements(void **state)
{
    (void)state;
    assert_import(
        "t.json",
        "{\"catalog\":{" METADATA(
            "F rev 1") ",\"groups\":[{\"id\":\"ac\","
                       "\"title\":\"Access\",\"class\":\"family\",\"controls\":"
                       "["
                       "{\"id\":\"ac-2\",\"props\":[{\"name\":\"label\","
                       "\"value\":\"AC-02\","
                       "\"class\":\"sp800-53a\"}," LABEL(
                           "AC-2") "],\"controls\":["
                                   "{\"id\":\"ac-2.1\",\"props\":[" LABEL(
                                       "AC-2(1)") "]}]},"
                                                  "{\"id\":\"ac-3\"}]}]}}",
        "framework f-rev1 name=F rev 1 version=2.1\n"
        "control f-rev1:AC title=Access kind=family not-assessable alias=ac\n"
        "control f-rev1:AC-2 group of f-rev1:AC alias=ac-2 alias=AC-02\n"
        "control f-rev1:AC-2(1) enhancement of f-rev1:AC-2 alias=ac-2.1\n"
        "control f-rev1:AC-3 group of f-rev1:AC alias=ac-3\n");
}

static void
test_oscal_catalog_resolves_parameters_in_statements(void **state)
{
    (void)state;
    assert_import(
        "t.json",
        "{\"catalog\":{" METADATA(
            "F rev 1") ",\"controls\":[{\"id\":\"a\","
                       "\"params\":[{\"id\":\"p\",\"label\":\"period\"},{"
                       "\"id\":\"q\","
                       "\"select\":{\"choice\":[\"never\",\"each "
                       "{{ insert: param, p }}\"]}}],\"parts\":["
                       "{\"name\":\"guidance\",\"prose\":\"Not this.\"},"
                       "{\"name\":\"statement\",\"parts\":[{\"name\":\"item\","
                       "\"props\":[" LABEL(
                           "a.") "],\"prose\":\"Do {{insert: param, q}} "
                                 "{{ insert: param, r }} {{ x }} {{\"}]}]}]}}",
        "framework f-rev1 name=F rev 1 version=2.1\n"
        "control f-rev1:A text=a. Do [Selection: never; each [Assignment: "
        "period]] [Assignment: r] {{ x }} {{ alias=a\n");
}

static void
test_oscal_catalog_keeps_what_is_withdrawn(void **state)
{
    (void)state;
    assert_import(
        "t.json",
        "{\"catalog\":{" METADATA(
            "F rev 1") ",\"controls\":[{\"id\":\"a\","
                       "\"props\":[{\"name\":\"status\",\"value\":"
                       "\"Withdrawn\"}],"
                       "\"links\":[{\"rel\":\"moved-to\",\"href\":\"#b\"}]}]}}",
        "framework f-rev1 name=F rev 1 version=2.1\n"
        "control f-rev1:A text=moved-to #b not-assessable withdrawn "
        "alias=a\n");
}

static void
test_oscal_catalog_makes_a_scope_of_a_resolved_profile(void **state)
{
    (void)state;
    assert_import(
        "t.json",
        "{\"catalog\":{\"metadata\":{\"title\":\"F Rev 1.1 LOW IMPACT "
        "BASELINE\",\"links\":[{\"rel\":\"source-profile\"}]},"
        "\"controls\":[{\"id\":\"a\"}]}}",
        "framework f-rev1 name=F Rev 1.1\n"
        "control f-rev1:A alias=a\n"
        "scope f-rev1@low f-rev1:A\n");
}

static char profile[] = "{\"profile\":{" METADATA(
    "F Revision 1.1 LOW BASELINE") ",\"imports\":["
                                   "{\"href\":\"#u\",\"include-controls\":[{"
                                   "\"with-ids\":[\"a\"]}]}],"
                                   "\"back-matter\":{\"resources\":[{\"uuid\":"
                                   "\"u\","
                                   "\"description\":\"G Revision 3: "
                                   "Long\"}]}}}";

static void
test_oscal_profile_is_a_scope_of_what_it_imports(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got = import_text("t.json", profile, &h);
    assert_heard(&h, "XW-401 warning", "XW-406 error");
    assert_string_equal(h.errors[1].message,
                        "scope 'low' has control 'g-rev3:a', which is "
                        "declared nowhere");
    free(got);
}

static const bad_document bad_documents[] = {
    { "{\"catalog\":1}", "/catalog XW-202 error" },
    { "{\"catalog\":{}}", "/catalog XW-203 error" },
    { "{\"catalog\":{\"metadata\":{}}}",
      "/catalog/metadata/title XW-301 error" },
    { "{\"catalog\":{" METADATA("F") ",\"controls\":{}}}",
      "/catalog/controls XW-202 error" },
    { "{\"catalog\":{" METADATA("F") ",\"controls\":[{}]}}",
      "/catalog/controls/0/id XW-301 error" },
    { "{\"profile\":{}}", "/profile XW-203 error" },
    { "{\"profile\":{" METADATA("F") ",\"imports\":[{\"include-controls\":["
                                     "{\"with-ids\":[1]}]}]}}",
      "/profile/imports/0/include-controls/0/with-ids/0 XW-202 error" },
};

static void
test_oscal_points_at_what_is_wrong(void **state)
{
    (void)state;
    assert_bad("t.json", bad_documents,
               sizeof bad_documents / sizeof *bad_documents);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oscal_calls_a_framework_by_title_and_revision),
        cmocka_unit_test(
            test_oscal_catalog_nests_groups_controls_and_enhancements),
        cmocka_unit_test(test_oscal_catalog_resolves_parameters_in_statements),
        cmocka_unit_test(test_oscal_catalog_keeps_what_is_withdrawn),
        cmocka_unit_test(
            test_oscal_catalog_makes_a_scope_of_a_resolved_profile),
        cmocka_unit_test(test_oscal_profile_is_a_scope_of_what_it_imports),
        cmocka_unit_test(test_oscal_points_at_what_is_wrong),
    };
    return cmocka_run_group_tests_name("oscal", tests, NULL, NULL);
}
