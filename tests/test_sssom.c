#include "import_support.h"

#include <stdlib.h>
#include <string.h>

#define HEADER                                                  \
    "subject_id\tpredicate_modifier\tpredicate_id\tobject_id\t" \
    "mapping_justification\tconfidence\tcomment\tmapping_source\n"

static void
test_sssom_reads_predicates_from_subject_to_object(void **state)
{
    (void)state;
    static const struct {
        const char *modifier, *predicate, *relationship;
    } table[] = {
        { "", "skos:exactMatch", "equal" },
        { "", "http://www.w3.org/2004/02/skos/core#exactMatch", "equal" },
        { "", "owl:equivalentClass", "equal" },
        { "", "skos:narrowMatch", "superset_of" },
        { "", "skos:broadMatch", "subset_of" },
        { "", "skos:closeMatch", "related" },
        { "", "skos:relatedMatch", "related" },
        { "", "xw:intersects_with", "intersects_with" },
        { "", "xw:intersectsWith", "intersects_with" },
        { "Not", "skos:exactMatch", "no_relationship" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        char text[512], wanted[128];
        (void)snprintf(text, sizeof text, HEADER "a:1\t%s\t%s\tb:2\tx\n",
                       table[i].modifier, table[i].predicate);
        (void)snprintf(wanted, sizeof wanted, "mapping a:1 %s b:2 by s",
                       table[i].relationship);
        assert_import_says("s.tsv", text, wanted);
    }
}

static void
test_sssom_reads_metadata_under_marks(void **state)
{
    (void)state;
    assert_import_says(
        "s.tsv",
        "\xEF\xBB\xBF# mapping_set_id: https://x/y\r\n"
        "# mapping_set_title: Y\r\n"
        "# mapping_set_version: 2\r\n# license: CC0\r\n" HEADER
        "a:1\t\tskos:exactMatch\tb:2\tsemapv:LexicalMatching\t0.9\t"
        "Why\t\n",
        "set https://x/y name=Y version=2 license=CC0\n"
        "mapping a:1 equal b:2 by https://x/y rationale=syntactic "
        "note=Why\n");
}

static void
test_sssom_reads_uris_by_their_longest_prefix(void **state)
{
    (void)state;
    assert_import_says(
        "s.tsv",
        "#curie_map:\n#  a: https://x/\n#  b: https://x/y/\n" HEADER
        "https://x/1%202\t\tskos:exactMatch\thttps://x/y/A.5:1\tx\n",
        "mapping a:1 2 equal b:A.5:1 by s");
}

static void
test_sssom_takes_rows_to_be_of_the_set_they_name(void **state)
{
    (void)state;
    assert_import_says("s.tsv",
                       HEADER "a:1\t\tskos:exactMatch\tb:2\tx\t\t\tother\n",
                       "mapping a:1 equal b:2 by other");
}

static void
test_sssom_makes_a_gap_of_no_term(void **state)
{
    (void)state;
    assert_import_says("s.tsv",
                       "#object_source: B 2\n" HEADER
                       "a:1\t\tskos:exactMatch\tsssom:NoTermFound\tx\n",
                       "gap a:1 in b-2 by s");
    assert_import_says("s.tsv",
                       "#subject_source: a\n" HEADER
                       "sssom:NoTermFound\t\tskos:exactMatch\tb:1\tx\n",
                       "gap b:1 in a by s");
}

/* As xw export writes it, which loses nothing. */
static void
test_sssom_reads_columns_of_our_own(void **state)
{
    (void)state;
    static const char text[] =
        "#curie_map:\n#  SET: \"urn:x-crosswalk:set:\"\n"
        "#  FRAMEWORK: \"urn:x-crosswalk:framework:\"\n"
        "#mapping_set_id: \"urn:x-crosswalk:graph:12\"\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\t"
        "mapping_justification\tmapping_source\tobject_source\t"
        "ext_relationship\text_strength\text_rationale\text_map\n"
        "a:1\tskos:relatedMatch\t\tb:x%20y\tsemapv:ManualMappingCuration\t"
        "SET:p:q\tFRAMEWORK:b\tintersects_with\t7\tfunctional\t\n"
        "a:1\tskos:narrowMatch\t\tb:2\t\tSET:p:q\tFRAMEWORK:b\t"
        "superset_of\t\t\t1\n"
        "a:2\tskos:narrowMatch\t\tb:2\t\tSET:p:q\tFRAMEWORK:b\t"
        "superset_of\t\t\t1\n"
        "a:3\tskos:relatedMatch\t\tsssom:NoTermFound\t\tSET:p:q\t"
        "FRAMEWORK:c\t\t\t\t\n";
    assert_import_says("s.tsv", text,
                       "set p:q\n"
                       "mapping a:1 superset_of b:2 by p:q joint\n"
                       "mapping a:1 intersects_with b:x%20y by p:q strength=7 "
                       "rationale=functional\n"
                       "mapping a:2 superset_of b:2 by p:q joint\n");
    assert_import_says("s.tsv", text, "gap a:3 in c by p:q\n");
}

static void
test_sssom_points_at_what_is_wrong(void **state)
{
    (void)state;
    heard h = { 0 };
    free(import_text("s.tsv",
                     "#license: x\n" HEADER
                     "1\t\tskos:exactMatch\tb:2\tx\t\t\t\n"
                     "a:1\t\tskos:altLabel\tb:2\tx\t\t\t\n",
                     &h));
    assert_heard(&h, "3:1 XW-261 error", "4:6 XW-107 error");
    h = (heard){ 0 };
    free(import_text("s.tsv", "# license: x\n# a: [\n" HEADER, &h));
    assert_heard(&h, "3:1 XW-221 error");
}

static void
test_sssom_bounds_how_many_prefixes_there_are(void **state)
{
    (void)state;
    enum { LINES = 600 };
    static char text[64 * LINES];
    size_t at = (size_t)snprintf(text, sizeof text, "#curie_map:\n");
    for (int i = 0; i < LINES; ++i) {
        at += (size_t)snprintf(text + at, sizeof text - at,
                               "#  p%d: http://x/%d/\n", i, i);
    }
    (void)snprintf(text + at, sizeof text - at, HEADER);
    heard h = { 0 };
    free(import_text("s.tsv", text, &h));
    assert_heard(&h, "2:4 XW-262 error");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sssom_reads_predicates_from_subject_to_object),
        cmocka_unit_test(test_sssom_reads_metadata_under_marks),
        cmocka_unit_test(test_sssom_reads_uris_by_their_longest_prefix),
        cmocka_unit_test(test_sssom_takes_rows_to_be_of_the_set_they_name),
        cmocka_unit_test(test_sssom_makes_a_gap_of_no_term),
        cmocka_unit_test(test_sssom_reads_columns_of_our_own),
        cmocka_unit_test(test_sssom_points_at_what_is_wrong),
        cmocka_unit_test(test_sssom_bounds_how_many_prefixes_there_are),
    };
    return cmocka_run_group_tests_name("sssom", tests, NULL, NULL);
}
