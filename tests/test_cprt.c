#include "import_support.h"

#include "../importers/html_text.h"

#include <stdlib.h>
#include <string.h>

#define DOCUMENT                                                          \
    "{\"response\":{\"elements\":{\"documents\":[{\"doc_identifier\":"    \
    "\"CSF_2_0_0\",\"name\":\"A Framework\",\"version\":\"Version 2\"}]," \
    "\"elements\":["
#define ELEMENT(type, id, text)                                   \
    "{\"element_type\":\"" type "\",\"element_identifier\":\"" id \
    "\",\"title\":\"T\",\"text\":\"" text                         \
    "\",\"doc_identifier\":\"CSF_2_0_0\"}"
#define RELATIONSHIPS "],\"relationships\":["
#define RELATIONSHIP(kind, from, to, document) \
    "{\"source_element_identifier\":\"" from   \
    "\",\"dest_element_identifier\":\"" to     \
    "\",\"dest_doc_identifier\":\"" document   \
    "\",\"relationship_identifier\":\"" kind "\"}"
#define END "]}}}"

static void
test_cprt_nests_what_projects(void **state)
{
    (void)state;
    assert_import(
        "c.json",
        DOCUMENT ELEMENT("function", "GV", "") "," ELEMENT(
            "subcategory", "GV-1",
            "<b>Do</b> &amp; check") "," ELEMENT("implementation_example",
                                                 "GV-1.1", "Like so")
            RELATIONSHIPS RELATIONSHIP(
                "projection", "GV", "GV-1",
                "CSF_2_0_0") "," RELATIONSHIP("projection", "GV-1", "GV-1.1",
                                              "CSF_2_0_0") END,
        "framework nist-csf-2.0 name=A Framework version=Version 2 "
        "publisher=NIST alias=CSF_2_0_0\n"
        "control nist-csf-2.0:GV title=T kind=function "
        "not-assessable\n"
        "control nist-csf-2.0:GV-1 group of nist-csf-2.0:GV title=T "
        "kind=subcategory text=Do & check\n"
        "control nist-csf-2.0:GV-1.1 group of nist-csf-2.0:GV-1 "
        "title=T kind=implementation_example text=Like so "
        "not-assessable\n");
}

static void
test_cprt_keeps_what_became_of_the_withdrawn(void **state)
{
    (void)state;
    assert_import_says(
        "c.json",
        DOCUMENT ELEMENT("subcategory", "A", "Withdrawn") "," ELEMENT(
            "withdraw_reason", "WR-A", "Moved") "," ELEMENT("subcategory", "B",
                                                            "")
            RELATIONSHIPS RELATIONSHIP(
                "projection", "A", "WR-A",
                "CSF_2_0_0") "," RELATIONSHIP("incorporated_into", "WR-A", "B",
                                              "CSF_2_0_0") END,
        "control nist-csf-2.0:A title=T kind=subcategory "
        "text=Withdrawn\nincorporated_into B not-assessable "
        "withdrawn\n");
}

static void
test_cprt_relates_what_refers(void **state)
{
    (void)state;
    assert_import_says(
        "c.json",
        DOCUMENT ELEMENT("subcategory", "A", "") RELATIONSHIPS RELATIONSHIP(
            "external_reference", "A", "AC-1", "SP_800_53_5_1_1") END,
        "mapping nist-csf-2.0:A related nist-sp-800-53-rev5:AC-1 by "
        "cprt-nist-csf-2.0-nist-sp-800-53-rev5\n");
}

static void
test_cprt_counts_what_it_does_not_read(void **state)
{
    (void)state;
    heard h = { 0 };
    free(import_text("c.json",
                     DOCUMENT ELEMENT("category", "A", "") "," ELEMENT(
                         "sort", "S-A", "1") "," ELEMENT("party", "p", "")
                         RELATIONSHIPS RELATIONSHIP("admires", "A", "A", "x")
                             END,
                     &h));
    assert_heard(&h, "/response/elements/elements/1/element_type XW-271 note",
                 "/response/elements/relationships/0/relationship_identifier "
                 "XW-272 warning");
}

static void
test_cprt_is_known_without_its_envelope(void **state)
{
    (void)state;
    assert_import_says(
        "c.json",
        "{\"documents\":[{\"doc_identifier\":\"A_B\",\"name\":\"N\"}],"
        "\"elements\":[{\"element_identifier\":\"1\",\"element_type\":"
        "\"task\"}],\"relationships\":[]}",
        "framework a-b name=N publisher=NIST alias=A_B\n"
        "control a-b:1 kind=task\n");
}

static void
test_html_becomes_plain_text(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        { "plain", "plain" },
        { "a < b > c", "a < b > c" },
        { "<p>One</p><p>Two</p>", "One\nTwo\n" },
        { "x<br/>y", "x\ny" },
        { "<b class=\"x\">bold</b> &lt;&nbsp;&#39;&unknown;",
          "bold < '&unknown;" },
        { "ends with <b", "ends with <b" },
        { "<", "<" },
        { "", "" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        xw_buffer out = { 0 };
        assert_true(xw_html_text(string(table[i][0]), &out));
        assert_int_equal(out.len, strlen(table[i][1]));
        assert_memory_equal(out.len ? out.bytes : "", table[i][1], out.len);
        xw_buffer_free(&out);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cprt_nests_what_projects),
        cmocka_unit_test(test_cprt_keeps_what_became_of_the_withdrawn),
        cmocka_unit_test(test_cprt_relates_what_refers),
        cmocka_unit_test(test_cprt_counts_what_it_does_not_read),
        cmocka_unit_test(test_cprt_is_known_without_its_envelope),
        cmocka_unit_test(test_html_becomes_plain_text),
    };
    return cmocka_run_group_tests_name("cprt", tests, NULL, NULL);
}
