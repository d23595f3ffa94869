/* What real files do: each oddity that formats.md numbers, in files made up. */
#include "import_support.h"

#include <stdlib.h>
#include <string.h>

#define CONTROLS "framework_id,control_id,parent_id,parent_kind,assessable\n"
#define MAPPINGS                                                       \
    "source_framework,source_control,target_framework,target_control," \
    "relationship,strength,origin\n"

typedef struct input {
    const char *name, *text;
} input;

typedef struct outcome {
    heard h;
    char *text; /* of the graph, to be freed */
    xw_graph_stats stats;
} outcome;

/* Import each of `inputs`, up to one without a name, into one graph. */
static void
import_all(const input *inputs, outcome *out)
{
    *out = (outcome){ 0 };
    xw_builder *builder = NULL;
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_import_options options = { .size = sizeof options,
                                  .keep_going = true,
                                  .diag = hear,
                                  .payload = &out->h };
    xw_import_reviewer reviewer = { .size = sizeof reviewer,
                                    .options = &options };
    assert_ok(xw_builder_new(&builder, &err), err);
    reviewer.builder = builder;
    for (; inputs->name; ++inputs) {
        options.source = inputs->name;
        assert_ok(xw_import_bytes(builder, inputs->text, strlen(inputs->text),
                                  &options, NULL, &err),
                  err);
    }
    assert_ok(
        xw_builder_freeze(builder, xw_import_review, &reviewer, &graph, &err),
        err);
    out->text = graph_text(graph);
    xw_graph_get_stats(graph, &out->stats);
    xw_graph_free(graph);
    xw_builder_free(builder);
}

static void
assert_has(const outcome *out, const char *wanted)
{
    if (!strstr(out->text, wanted)) {
        print_message("no '%s' in\n%s", wanted, out->text);
        fail();
    }
}

static void
assert_lacks(const outcome *out, const char *unwanted)
{
    if (strstr(out->text, unwanted)) {
        print_message("'%s' in\n%s", unwanted, out->text);
        fail();
    }
}

/* A catalogue of framework `id` that has `controls`, one a line, and mappings
 * of `a:1` to whatever `spelt` has, one a line too. */
static void
map_spellings(const char *id, const char *name, const char *controls,
              const char *const *spelt, outcome *out)
{
    char frameworks[128], catalogue[2048], mappings[2048];
    size_t at = (size_t)snprintf(catalogue, sizeof catalogue, "%s",
                                 "framework_id,control_id\na,1\n");
    (void)snprintf(frameworks, sizeof frameworks,
                   "framework_id,name\na,A\n%s,%s\n", id, name);
    for (const char *c = controls; *c; c += strcspn(c, "\n") + 1) {
        at += (size_t)snprintf(catalogue + at, sizeof catalogue - at,
                               "%s,\"%.*s\"\n", id, (int)strcspn(c, "\n"), c);
    }
    at = (size_t)snprintf(mappings, sizeof mappings, "%s", MAPPINGS);
    for (; *spelt; ++spelt) {
        at += (size_t)snprintf(mappings + at, sizeof mappings - at,
                               "a,1,%s,\"%s\",equal,,s\n", id, *spelt);
    }
    const input inputs[] = { { "f.csv", frameworks },
                             { "c.csv", catalogue },
                             { "m.csv", mappings },
                             { NULL, NULL } };
    import_all(inputs, out);
}

/* ---- 1: bytes --------------------------------------------------------------- */

static void
test_oddity_1_bytes_around_fields_do_not_count(void **state)
{
    (void)state;
    static const input files[][2] = {
        { { "bom.csv", "\xEF\xBB\xBF"
                       "framework_id,name,\nf,F,\n" } },
        { { "crlf.csv", "framework_id,name,\r\nf,F,\r\n" } },
        { { "cr.csv", "framework_id,name\rf,F\r" } },
        { { "quoted.csv", "framework_id,\"name\"\n\"f\n\",\" F\r\n\"\n" } },
        { { "blank.csv", "  framework_id ,\tname \n f ,  F \n\n ,\n" } },
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; ++i) {
        outcome out;
        import_all(files[i], &out);
        assert_heard_nothing(&out.h);
        assert_string_equal(out.text, "framework f name=F\n");
        free(out.text);
    }
}

static void
test_oddity_1_ids_end_before_commas_and_line_ends(void **state)
{
    (void)state;
    outcome out;
    static const char *const spelt[] = { "AC-2\n", "AC-2,", " AC-2  ",
                                         "AC-2 ,\n", NULL };
    map_spellings("nist-sp-800-53", "B", "AC-2\nAC-2(1)\n", spelt, &out);
    assert_heard_nothing(&out.h);
    assert_int_equal(out.stats.mapping_rows, 4);
    assert_int_equal(out.stats.mappings, 1);
    free(out.text);
}

/* ---- 2: one control in six spellings ---------------------------------------- */

static void
test_oddity_2_spellings_of_one_control_meet(void **state)
{
    (void)state;
    outcome out;
    static const char *const spelt[] = { "AC-2(1)", "AC-02(01)", "AC-2 (1)",
                                         "ac_2_1",  "ac-2.1",    NULL };
    map_spellings("nist-sp-800-53-rev5", "B", "AC-2\nAC-2(1)\nAC-21\n", spelt,
                  &out);
    assert_heard_nothing(&out.h);
    assert_int_equal(out.stats.mapping_rows, 5);
    assert_int_equal(out.stats.mappings, 1);
    assert_has(&out, "mapping a:1 equal nist-sp-800-53-rev5:AC-2(1) by s\n");
    free(out.text);
}

static void
test_oddity_2_items_of_statements_are_no_enhancements(void **state)
{
    (void)state;
    outcome out;
    static const char *const spelt[] = { "ac-1_smt.a.1.a", "RA-5 a.", NULL };
    map_spellings("nist-sp-800-53-rev5", "B",
                  "AC-1\nAC-1 a 1 (a)\nRA-5\nRA-5(1)\nra-5_smt.a\n", spelt,
                  &out);
    assert_heard_nothing(&out.h);
    assert_has(&out, "equal nist-sp-800-53-rev5:AC-1 a 1 (a) by s\n");
    assert_has(&out, "equal nist-sp-800-53-rev5:ra-5_smt.a by s\n");
    free(out.text);
}

/* ---- 3: laws, clauses and functions ------------------------------------------ */

static void
test_oddity_3_articles_are_read_level_by_level(void **state)
{
    (void)state;
    outcome out;
    static const char *const spelt[] = { "Article 5.1(a)",
                                         "Art. 5(1)(a)",
                                         "17.1(m)",
                                         "Article 35(7)(d)",
                                         "Art. 53(1)(a)",
                                         ("Art. 5\xE2\x80\x93"
                                          "7"),
                                         "Article 12.6(\xC3\xB1)",
                                         NULL };
    map_spellings("eu-ai-act", "B",
                  "5\n5.1.a\n17.1.m\n35.7.d\n53.1.a\n7\n5.7\n"
                  "12.6.n\n12.6.\xC3\xB1\n",
                  spelt, &out);
    assert_has(&out, "equal eu-ai-act:5.1.a by s\n");
    assert_has(&out, "equal eu-ai-act:17.1.m by s\n");
    assert_has(&out, "equal eu-ai-act:35.7.d by s\n");
    assert_has(&out, "equal eu-ai-act:53.1.a by s\n");
    assert_has(&out, "equal eu-ai-act:12.6.\xC3\xB1 by s\n");
    assert_has(&out, "equal eu-ai-act:Art. 5\xE2\x80\x93"
                     "7 by s\n");
    assert_heard(&out.h, "XW-402 warning"); /* the range, which is no id */
    free(out.text);
}

static void
test_oddity_3_functions_have_two_names_and_round_numbers(void **state)
{
    (void)state;
    outcome out;
    static const char *const spelt[] = { "GOVERN 1.1", "GV-1.7", "GOVERN-1.6",
                                         "GOVERN 1.0", NULL };
    map_spellings("nist-ai-rmf-1.0", "B",
                  "GOVERN 1\nGOVERN 1.1\nGOVERN 1.6\nGOVERN 1.7\nGOVERN 1.10\n",
                  spelt, &out);
    assert_heard_nothing(&out.h);
    assert_int_equal(out.stats.mappings, 4);
    free(out.text);
}

static void
test_oddity_3_annex_a_is_not_the_guidance_on_it(void **state)
{
    (void)state;
    outcome out;
    static const input files[] = {
        { "f.csv", "framework_id,name\niso-27001,One\niso-27002,Two\n" },
        { "c.csv", "framework_id,control_id\niso-27001,4\niso-27001,6.1\n"
                   "iso-27001,A.5.15\niso-27002,5.15\n" },
        { "m.csv", MAPPINGS "iso-27001,4.0,iso-27002,5.15,equal,,s\n"
                            "iso-27001,Cl.6.1,iso-27002,5.15,equal,,s\n"
                            "iso-27001,Annex A 5.15,iso-27002,5.15,equal,,s\n"
                            "iso-27001,5.15,iso-27002,5.15,equal,,s\n" },
        { NULL, NULL }
    };
    import_all(files, &out);
    assert_has(&out, "mapping iso-27001:4 equal iso-27002:5.15 by s\n");
    assert_has(&out, "mapping iso-27001:6.1 equal iso-27002:5.15 by s\n");
    assert_has(&out, "mapping iso-27001:A.5.15 equal iso-27002:5.15 by s\n");
    assert_has(&out, "control iso-27001:5.15 implied\n");
    assert_heard(&out.h, "XW-402 warning");
    free(out.text);
}

/* ---- 4: what ids are made of --------------------------------------------------- */

static void
append(char *text, size_t size, const char *more)
{
    size_t len = strlen(text);
    assert_true(len + strlen(more) < size);
    (void)snprintf(text + len, size - len, "%s", more);
}

static void
test_oddity_4_ids_keep_every_character(void **state)
{
    (void)state;
    static const char *const ids[] = {
        "1\xE2\x80\x93"
        "2",
        "\xC2\xA7\xC2\xA0"
        "164.306(a)",
        "Am\xC3\xA9lioration \xC3\xA0 c\xC3\xB4t\xC3\xA9",
        "A&A-01",
        "a/b: c, d",
        "say \"so\"",
        "a-control-whose-id-is-the-whole-of-what-it-demands-in-one-long-line-"
        "with-more-than-one-hundred-and-fifty-characters-which-some-publishers-"
        "think-is-an-id-of-it",
    };
    char text[2048] = "framework_id,control_id\n";
    for (size_t i = 0; i < sizeof ids / sizeof *ids; ++i) {
        append(text, sizeof text, "f,\"");
        for (const char *c = ids[i]; *c; ++c) {
            const char one[] = { *c, '\0' };
            append(text, sizeof text, *c == '"' ? "\"\"" : one);
        }
        append(text, sizeof text, "\"\n");
    }
    const input files[] = { { "f.csv", "framework_id,name\nf,F\n" },
                            { "c.csv", text },
                            { NULL, NULL } };
    outcome out;
    import_all(files, &out);
    assert_heard_nothing(&out.h);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; ++i) {
        char wanted[256];
        (void)snprintf(wanted, sizeof wanted, "control f:%s\n", ids[i]);
        assert_has(&out, wanted);
    }
    free(out.text);
}

/* ---- 5: what must not be joined ------------------------------------------------ */

static void
test_oddity_5_punctuation_and_last_zeros_count(void **state)
{
    (void)state;
    outcome out;
    static const char *const spelt[] = { "1.1", "11",   "3.1.11", "3.11.1",
                                         "4.1", "4.10", NULL };
    map_spellings("b", "B", "1.1\n11\n3.1.11\n3.11.1\n4.1\n4.10\n", spelt,
                  &out);
    assert_heard_nothing(&out.h);
    assert_int_equal(out.stats.mappings, 6);
    free(out.text);
    static const input numbers[] = {
        { "n.json",
          "{\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"controls\":"
          "[{\"id\":4.10}]}]}" },
        { NULL, NULL }
    };
    import_all(numbers, &out);
    assert_heard(&out.h, "/frameworks/0/controls/0/id XW-202 error");
    free(out.text);
}

/* ---- 6: what leads nowhere ---------------------------------------------------- */

static void
test_oddity_6_dangling_references_are_counted(void **state)
{
    (void)state;
    outcome out;
    static const input files[] = {
        { "f.csv", "framework_id,name\na,A\nb,B\n" },
        { "c.csv", CONTROLS "a,1,,,no\na,1.1,1,,\nb,X,,,\n" },
        { "m.csv", MAPPINGS "a,1.1,b,gone,equal,,s\na,9,b,X,equal,,s\n"
                            "a,1.1,nobody,N,equal,,s\na,1,b,X,related,,s\n"
                            "a,,b,X,equal,,s\n" },
        { NULL, NULL }
    };
    import_all(files, &out);
    assert_heard(&out.h, "6:3 XW-301 error", "XW-401 warning", "XW-402 warning",
                 "XW-402 warning", "XW-402 warning");
    assert_has(&out, "control b:gone implied\n");
    assert_has(&out, "mapping a:1 related b:X by s\n"); /* a heading */
    free(out.text);
}

static void
test_oddity_6_parents_in_circles_are_dropped(void **state)
{
    (void)state;
    outcome out;
    static const input files[] = {
        { "f.csv", "framework_id,name\na,A\n" },
        { "c.csv",
          CONTROLS "a,1,1,,\na,2,3,,\na,3,2,,\na,4,gone,,\na,5,4,,\n" },
        { NULL, NULL }
    };
    import_all(files, &out);
    assert_heard(&out.h, "2:5 XW-314 error", "5:1 XW-404 error",
                 "4:1 XW-405 error");
    assert_has(&out, "control a:5 group of a:4\n");
    free(out.text);
}

/* ---- 7: repeats and contradictions --------------------------------------------- */

static void
test_oddity_7_repeats_fold_and_contradictions_stay(void **state)
{
    (void)state;
    outcome out;
    static const input files[] = {
        { "f.csv", "framework_id,name\na,A\nb,B\n" },
        { "c.csv", "framework_id,control_id\na,1\na,2\nb,X\nb,Y\n" },
        { "m.csv",
          MAPPINGS "a,1,b,X,equal,5,s\na,1,b,X,equal,5,s\na,1,b,X,equal,5,s\n"
                   "a,1,b,X,subset_of,5,s\n"       /* inside one set */
                   "a,1,b,X,no_relationship,,t\n"  /* and across sets */
                   "a,1,b,Y,equal,,s\n"            /* equal to two */
                   "a,2,b,Y,intersects_with,3,s\n" /* of two strengths */
                   "a,2,b,Y,intersects_with,4,s\n" },
        { NULL, NULL }
    };
    import_all(files, &out);
    assert_heard(&out.h, "XW-403 warning");
    assert_int_equal(out.stats.mapping_rows, 8);
    assert_int_equal(out.stats.mappings, 5);
    assert_has(&out, "mapping a:1 equal b:X by s strength=5\n");
    assert_has(&out, "mapping a:1 subset_of b:X by s strength=5\n");
    assert_has(&out, "mapping a:1 no_relationship b:X by t\n");
    assert_has(&out, "mapping a:1 equal b:Y by s\n");
    assert_has(&out, "mapping a:2 intersects_with b:Y by s strength=3\n");
    free(out.text);
}

/* ---- 8: what is no id ------------------------------------------------------------ */

static void
test_oddity_8_cells_with_several_ids_are_doubted(void **state)
{
    (void)state;
    outcome out;
    static const input native[] = {
        { "f.csv", "framework_id,name\na,A\nb,B\n" },
        { "c.csv", "framework_id,control_id\na,1\nb,X\nb,Y\n" },
        { "m.csv", MAPPINGS "a,1,b,X; Y,equal,,s\n"
                            "a,1,b,\"X\nY\",equal,,s\n"
                            "a,1,b,see the policy on access,equal,,s\n" },
        { NULL, NULL }
    };
    import_all(native, &out);
    assert_heard(&out.h, "3:7 XW-303 error", "2:7 XW-317 warning",
                 "XW-402 warning");
    free(out.text);
    static const input sheet[] = {
        { "f.csv", "framework_id,name\na,A\nb,B\n" },
        { "c.csv", "framework_id,control_id\na,1\nb,X\nb,Y\n" },
        { "w.csv", "a,b\n1,\"X; Y\"\n" },
        { NULL, NULL }
    };
    import_all(sheet, &out);
    assert_heard_nothing(&out.h);
    assert_int_equal(out.stats.mappings, 2);
    free(out.text);
}

/* The heading says one version, the ids are those of another: all of them are
 * told to be in no catalogue. */
static void
test_oddity_8_ids_of_another_version_are_told(void **state)
{
    (void)state;
    outcome out;
    static const input files[] = {
        { "f.csv", "framework_id,name\na,A\nnist-csf-2.0,NIST CSF 2.0\n" },
        { "c.csv", "framework_id,control_id\na,1\na,2\nnist-csf-2.0,ID.AM-01\n"
                   "nist-csf-2.0,GV.OC-01\n" },
        { "w.csv", "a,NIST CSF 2.0\n1,ID.AM-1\n2,\"ID.BE-1\nID.BE-2\"\n" },
        { NULL, NULL }
    };
    import_all(files, &out);
    assert_heard(&out.h, "XW-402 warning");
    assert_string_equal(out.h.errors[0].message,
                        "mapping set 'w' names controls that no catalogue "
                        "has: 2, such as 'nist-csf-2.0:ID.BE-1'");
    assert_has(&out, "mapping a:1 related nist-csf-2.0:ID.AM-01 by w\n");
    assert_lacks(&out, "control nist-csf-2.0:ID.AM-1 ");
    free(out.text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oddity_1_bytes_around_fields_do_not_count),
        cmocka_unit_test(test_oddity_1_ids_end_before_commas_and_line_ends),
        cmocka_unit_test(test_oddity_2_spellings_of_one_control_meet),
        cmocka_unit_test(test_oddity_2_items_of_statements_are_no_enhancements),
        cmocka_unit_test(test_oddity_3_articles_are_read_level_by_level),
        cmocka_unit_test(
            test_oddity_3_functions_have_two_names_and_round_numbers),
        cmocka_unit_test(test_oddity_3_annex_a_is_not_the_guidance_on_it),
        cmocka_unit_test(test_oddity_4_ids_keep_every_character),
        cmocka_unit_test(test_oddity_5_punctuation_and_last_zeros_count),
        cmocka_unit_test(test_oddity_6_dangling_references_are_counted),
        cmocka_unit_test(test_oddity_6_parents_in_circles_are_dropped),
        cmocka_unit_test(test_oddity_7_repeats_fold_and_contradictions_stay),
        cmocka_unit_test(test_oddity_8_cells_with_several_ids_are_doubted),
        cmocka_unit_test(test_oddity_8_ids_of_another_version_are_told),
    };
    return cmocka_run_group_tests_name("oddities", tests, NULL, NULL);
}
