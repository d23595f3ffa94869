#include "import_support.h"

#include <stdlib.h>
#include <string.h>

#define RESOURCE(which, href) "\"" which "-resource\":{\"href\":\"" href "\"}"
#define BEGIN                                                    \
    "{\"mapping-collection\":{\"metadata\":{\"title\":\"T\"},"   \
    "\"provenance\":{\"method\":\"human\",\"status\":\"draft\"," \
    "\"matching-rationale\":\"semantic\"},"
#define MAPPING                                \
    RESOURCE("source", "lib/F_1_catalog.json") \
    "," RESOURCE("target", "lib/G/catalog.json") ",\"maps\":["
#define OWN(name, value)                                       \
    "\"back-matter\":{\"resources\":[{\"props\":["             \
    "{\"ns\":\"urn:x-crosswalk:oscal\",\"name\":\"" name "\"," \
    "\"value\":\"" value "\"}]"
#define IMPLIED \
    "XW-401 warning", "XW-401 warning", "XW-402 warning", "XW-402 warning"

static void
test_oscal_mapping_relates_sets_of_controls(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got = import_text(
        "t.json",
        BEGIN "\"mappings\":[{" MAPPING
              "{\"relationship\":\"subset-of\",\"matching-rationale\":"
              "\"functional\",\"sources\":[{\"id-ref\":\"1\"}],"
              "\"targets\":[{\"id-ref\":\"a\"}]},"
              "{\"relationship\":{\"type\":\"equal-to\"},\"sources\":["
              "{\"id-ref\":\"1\"},{\"id-ref\":\"2\"}],"
              "\"targets\":[{\"id-ref\":\"b\"}]}]}]}}",
        &h);
    assert_heard(&h, IMPLIED);
    assert_non_null(strstr(got, "set f-1-to-g name=T method=human "
                                "status=draft\n"));
    assert_non_null(strstr(got, "mapping f-1:1 subset_of g:a by f-1-to-g "
                                "rationale=functional\n"));
    assert_non_null(strstr(got, "mapping f-1:2 equal g:b by f-1-to-g "
                                "rationale=semantic\n"));
    free(got);
}

static void
test_oscal_mapping_reads_one_mapping_and_its_gaps(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got =
        import_text("t.json",
                    BEGIN "\"mappings\":{" MAPPING "],\"source-gap-summary\":"
                          "{\"unmapped-controls\":[{\"with-ids\":[\"1\"]}]},"
                          "\"target-gap-summary\":"
                          "{\"unmapped-controls\":[{\"with-ids\":[\"a\"]}]}}}}",
                    &h);
    assert_non_null(strstr(got, "gap f-1:1 in g by f-1-to-g\n"));
    assert_non_null(strstr(got, "gap g:a in f-1 by f-1-to-g\n"));
    free(got);
}

static const bad_document bad_documents[] = {
    { "{\"mapping-collection\":[]}", "/mapping-collection XW-202 error" },
    { BEGIN "\"mappings\":[1]}}",
      "/mapping-collection/mappings/0 XW-202 error" },
    { BEGIN "\"mappings\":{}}}", "/mapping-collection/mappings XW-203 error" },
    { BEGIN "\"mappings\":{" RESOURCE("source", "") "}}}",
      "/mapping-collection/mappings/source-resource/href XW-301 error" },
    { BEGIN "\"mappings\":{" MAPPING "{\"relationship\":\"subset-of\","
            "\"sources\":[{\"id-ref\":\"1\"}]}]}}}",
      "/mapping-collection/mappings/maps/0/targets XW-322 error" },
    { BEGIN "\"mappings\":{" MAPPING "{\"relationship\":\"x\","
            "\"sources\":[{\"id-ref\":\"1\"}],"
            "\"targets\":[{\"id-ref\":\"a\"}]}]}}}",
      "/mapping-collection/mappings/maps/0/relationship XW-107 error" },
    { BEGIN "\"mappings\":{" MAPPING "{\"relationship\":\"subset-of\"}]}}}",
      "/mapping-collection/mappings/maps/0 XW-322 error" },
    { BEGIN OWN("framework", "f") ",\"base64\":{\"value\":\"e!\"}}]}}}",
      "/mapping-collection/back-matter/resources/0/base64 XW-202 error" },
    { BEGIN OWN("framework", "f") ",\"base64\":{\"value\":\"WzFd\"}}]}}}",
      "XW-202 error" },
    { BEGIN OWN("set", "s\"},{\"ns\":\"urn:x-crosswalk:oscal\","
                       "\"name\":\"gap\",\"value\":\"a") "}]}}}",
      "/mapping-collection/back-matter/resources/0/props/1/value "
      "XW-205 error" },
};

static void
test_oscal_mapping_points_at_what_is_wrong(void **state)
{
    (void)state;
    assert_bad("t.json", bad_documents,
               sizeof bad_documents / sizeof *bad_documents);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oscal_mapping_relates_sets_of_controls),
        cmocka_unit_test(test_oscal_mapping_reads_one_mapping_and_its_gaps),
        cmocka_unit_test(test_oscal_mapping_points_at_what_is_wrong),
    };
    return cmocka_run_group_tests_name("oscal_mapping", tests, NULL, NULL);
}
