#include "import_support.h"

#include <stdlib.h>
#include <string.h>

#define METADATA(framework)                                            \
    "{\"metadata\":{\"mapping_framework\":\"" framework "\","          \
    "\"mapping_framework_version\":\"08/20/2024\",\"author\":null,"    \
    "\"attack_version\":\"9.1\",\"technology_domain\":\"enterprise\"," \
    "\"capability_groups\":{\"g\":\"Group\"}},\"mapping_objects\":["
#define OBJECT(capability, technique, more) \
    "{\"capability_id\":" capability        \
    ",\"capability_group\":\"g\",\"attack_object_id\":" technique more "}"
#define SET "ctid-a-b-08-20-2024-mitre-attack-9.1-enterprise"

static void
test_ctid_reads_scores_gaps_and_groups(void **state)
{
    (void)state;
    assert_import(
        "t.json",
        METADATA("a_b") OBJECT(
            "\"c\"", "\"T1\"",
            ",\"score_value\":\"significant\","
            "\"comments\":\"Why\"") "," OBJECT("\"d\"", "\"T1\"",
                                               ",\"score_value\":"
                                               "\"minimal\"") "," OBJECT("\"e"
                                                                         "\"",
                                                                         "n"
                                                                         "u"
                                                                         "l"
                                                                         "l",
                                                                         ","
                                                                         "\"sta"
                                                                         "tus\""
                                                                         ":\"no"
                                                                         "n_"
                                                                         "mappa"
                                                                         "ble"
                                                                         "\"") "," OBJECT("null",
                                                                                          "\"T2\"",
                                                                                          ",\"status\":\"non_mappable\"") "]}",
        "framework a-b-08-20-2024 name=a_b version=08/20/2024\n"
        "framework mitre-attack-9.1-enterprise name=MITRE ATT&CK "
        "version=9.1\n"
        "control a-b-08-20-2024:g title=Group not-assessable\n"
        "control a-b-08-20-2024:c group of a-b-08-20-2024:g\n"
        "control a-b-08-20-2024:d group of a-b-08-20-2024:g\n"
        "control a-b-08-20-2024:e group of a-b-08-20-2024:g\n"
        "control mitre-attack-9.1-enterprise:T1\n"
        "control mitre-attack-9.1-enterprise:T2\n"
        "set " SET " name=" SET
        " publisher=Center for Threat-Informed Defense\n"
        "mapping a-b-08-20-2024:c related mitre-attack-9.1-enterprise:T1 "
        "by " SET " strength=8 note=Why\n"
        "mapping a-b-08-20-2024:d related mitre-attack-9.1-enterprise:T1 "
        "by " SET " strength=3\n"
        "gap a-b-08-20-2024:e in mitre-attack-9.1-enterprise by " SET "\n"
        "gap mitre-attack-9.1-enterprise:T2 in a-b-08-20-2024 by " SET "\n");
}

static void
test_ctid_leaves_published_frameworks_to_their_catalogues(void **state)
{
    (void)state;
    heard h = { 0 };
    free(import_text(
        "t.json",
        METADATA("nist_800_53") OBJECT("\"AC-02\"", "\"T1\"", "") "]}", &h));
    assert_heard(&h, "XW-401 warning", "XW-402 warning");
    assert_string_equal(h.errors[0].message,
                        "framework 'nist-sp-800-53-08-20-2024' is named, but "
                        "no file declares it");
}

static void
test_ctid_takes_a_group_of_one_as_its_capability(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got = import_text(
        "t.json", METADATA("a") OBJECT("\"g\"", "\"T1\"", "") "]}", &h);
    assert_heard_nothing(&h);
    assert_non_null(strstr(got, "control a-08-20-2024:g\n"));
    free(got);
}

static void
test_ctid_counts_mappings_of_one_side(void **state)
{
    (void)state;
    heard h = { 0 };
    free(import_text("t.json",
                     METADATA("a") OBJECT("\"\"", "\"T1\"", "") "," OBJECT(
                         "\"c\"", "null", "") "]}",
                     &h));
    assert_heard(&h, "/mapping_objects/0 XW-241 warning");
}

static void
test_ctid_points_at_what_is_wrong(void **state)
{
    (void)state;
    heard h = { 0 };
    free(import_text("t.json", METADATA("a") OBJECT("7", "\"T1\"", "") ",8]}",
                     &h));
    assert_heard(&h, "/mapping_objects/0/capability_id XW-202 error",
                 "/mapping_objects/1 XW-202 error");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ctid_reads_scores_gaps_and_groups),
        cmocka_unit_test(
            test_ctid_leaves_published_frameworks_to_their_catalogues),
        cmocka_unit_test(test_ctid_takes_a_group_of_one_as_its_capability),
        cmocka_unit_test(test_ctid_counts_mappings_of_one_side),
        cmocka_unit_test(test_ctid_points_at_what_is_wrong),
    };
    return cmocka_run_group_tests_name("ctid", tests, NULL, NULL);
}
