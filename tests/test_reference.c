#include "reference_graph.h"

#include "../engine/error.h"

#include <xw/graph_file.h>
#include <xw/reference.h>

#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    xw_graph *graph;
    xw_resolver *resolver;
} fixture;

static int
set_up(void **state)
{
    static fixture f;
    xw_error err = XW_ERROR_INIT;
    f.graph = make_reference_graph();
    assert_ok(xw_resolver_new(f.graph, &f.resolver, &err), err);
    *state = &f;
    return 0;
}

static int
tear_down(void **state)
{
    fixture *f = *state;
    xw_resolver_free(f->resolver);
    xw_graph_free(f->graph);
    return 0;
}

/* ---- Frameworks --------------------------------------------------------- */

enum { TEXT = 512 };

/* "iso-42001-2023" or "eu-ai-act@provider". */
static void
write_selection(const xw_graph *graph, xw_selection selection, char out[TEXT])
{
    xw_framework_info framework;
    xw_scope_info scope = { .id = "" };
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_graph_framework(graph, selection.framework, &framework, &err),
              err);
    if (selection.scope.i != XW_NONE) {
        assert_ok(xw_graph_scope(graph, selection.scope, &scope, &err), err);
    }
    (void)snprintf(out, TEXT, "%s%s%s", framework.id, *scope.id ? "@" : "",
                   scope.id);
}

/* The nearest, one after another. */
static void
join_nearest(const xw_resolver *resolver, char out[TEXT])
{
    size_t len = 0;
    out[0] = '\0';
    const char *near;
    for (size_t i = 0; (near = xw_resolver_nearest(resolver, i)); ++i) {
        len +=
            (size_t)snprintf(out + len, TEXT - len, "%s%s", i ? " " : "", near);
    }
}

static const struct {
    const char *text, *expected;
} names[] = {
    { "iso-42001-2023", "iso-42001-2023" },
    { " iso-42001-2023\xC2\xA0", "iso-42001-2023" },
    { "ISO-42001-2023", "iso-42001-2023" },
    { "iso-42001", "iso-42001-2023" },
    { "ISO 42001", "iso-42001-2023" },
    { "ISO/IEC 42001", "iso-42001-2023" },
    { "ISO/IEC 42001:2023", "iso-42001-2023" },
    { "iso42001", "iso-42001-2023" },
    { "iso-27001", "iso-27001-2022" },
    { "ISO/IEC 27001", "iso-27001-2022" },
    { "ISO 27001:2013", "iso-27001-2013" },
    { "information security", "iso-27001-2022" },
    { "information-security", "iso-27001-2022" },
    { "eu-ai-act", "eu-ai-act" },
    { "EU AI Act", "eu-ai-act" },
    { "AI Act", "eu-ai-act" },
    { "Artificial Intelligence Act 2024/1689", "eu-ai-act" },
    { "nist-sp-800-53", "nist-sp-800-53-rev5" },
    { "SP 800-53 rev. 5", "nist-sp-800-53-rev5" },
    { "NIST SP 800-53 Rev. 4", "nist-sp-800-53-rev4" },
    { "mitre-attack", "mitre-attack-10.1" },
    { "NIST CSF 2.0", "nist-csf-2.0" },
    { "nist csf 1.1", "nist-csf-1.1" },
    { "odd:a", "odd-a" },
    { "eu-ai-act@provider", "eu-ai-act@provider" },
    { "EU AI Act@Provider", "eu-ai-act@provider" },
    { "eu-ai-act @ provider ", "eu-ai-act@provider" },
    { "nist-sp-800-53@moderate", "nist-sp-800-53-rev5@moderate" },
};

static void
test_frameworks_resolve_by_any_name(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
        xw_error err = XW_ERROR_INIT;
        xw_selection found;
        char text[TEXT];
        assert_ok(xw_resolve_framework(f->resolver, string(names[i].text),
                                       &found, &err),
                  err);
        write_selection(f->graph, found, text);
        assert_string_equal(text, names[i].expected);
        assert_null(xw_resolver_nearest(f->resolver, 0));
    }
}

typedef struct unresolved {
    const char *text, *message, *nearest;
} unresolved;

static const unresolved no_names[] = {
    { "iso-27001-202", "unknown framework 'iso-27001-202'", "iso-27001-2022" },
    { "iso-4201", "unknown framework 'iso-4201'", "iso-42001-2023" },
    { "ac-20", "unknown framework 'ac-20'", "nist-sp-800-53-rev5:AC-20" },
    { "csf", "unknown framework 'csf'", "nist-csf-1.1 nist-csf-2.0" },
    { "NIST CSF", "ambiguous framework 'NIST CSF'",
      "nist-csf-1.1 nist-csf-2.0" },
    { "house-rules", "ambiguous framework 'house-rules'",
      "house-rules-a house-rules-b" },
    { "same", "ambiguous framework 'same'", "same-a same-b" },
    { "twins", "ambiguous framework 'twins'", "house-rules-a house-rules-b" },
    { "eu-ai-act@provder", "eu-ai-act: unknown scope 'provder'",
      "eu-ai-act@provider" },
    { "eu-ai-act@", "eu-ai-act: unknown scope ''",
      "eu-ai-act@deployer eu-ai-act@provider" },
    { "nist-csf-2.0@low", "nist-csf-2.0: unknown scope 'low'", "" },
    { "house-rules@low", "ambiguous framework 'house-rules'",
      "house-rules-a house-rules-b" },
    { "eu-ai-cat@provider", "unknown framework 'eu-ai-cat'", "eu-ai-act" },
    { "", "unknown framework ''", "" },
    { " ISO/IEC ", "unknown framework 'ISO/IEC'", "" },
};

static void
test_frameworks_that_do_not_resolve_say_why(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < sizeof no_names / sizeof *no_names; ++i) {
        xw_error err = XW_ERROR_INIT;
        xw_selection found = { { 77 }, { 77 } };
        char nearest[TEXT];
        assert_int_equal(xw_resolve_framework(f->resolver,
                                              string(no_names[i].text), &found,
                                              &err),
                         XW_NOT_FOUND);
        join_nearest(f->resolver, nearest);
        assert_string_equal(err.message, no_names[i].message);
        assert_string_equal(nearest, no_names[i].nearest);
        assert_int_equal(found.framework.i, 77);
    }
}

/* ---- Controls ----------------------------------------------------------- */

static const struct {
    const char *text, *expected;
} references[] = {
    { "iso-42001-2023:6.1.2", "iso-42001-2023:6.1.2" },
    { "ISO/IEC 42001:2023:6.1.2", "iso-42001-2023:6.1.2" },
    { "ISO 42001: 6.1.2 ", "iso-42001-2023:6.1.2" },
    { "iso-42001:Cl.6.1.2", "iso-42001-2023:6.1.2" },
    { "iso-42001:ai risk assessment", "iso-42001-2023:6.1.2" },
    { "iso-42001:a.6.1.2", "iso-42001-2023:A.6.1.2" },
    { "iso-42001:4.0", "iso-42001-2023:4" },
    { "iso-27001:4.1", "iso-27001-2022:4.1" },
    { "iso-27001:4.10", "iso-27001-2022:4.10" },
    { "iso-27001:Annex A.5.15", "iso-27001-2022:A.5.15" },
    { "iso-27001:2013:A.9.1.1", "iso-27001-2013:A.9.1.1" },
    { "iso-27002:5.15", "iso-27002-2022:5.15" },
    { "eu-ai-act:Article 9", "eu-ai-act:9" },
    { "eu-ai-act:Art. 5(1)(a)", "eu-ai-act:5.1.a" },
    { "eu-ai-act@provider:9", "eu-ai-act:9" },
    { "AI Act@PROVIDER:Article 72", "eu-ai-act:72" },
    { "nist-sp-800-53-rev5:AC-2", "nist-sp-800-53-rev5:AC-2" },
    { "nist-sp-800-53-rev5:ac-2", "nist-sp-800-53-rev5:AC-2" },
    { "nist-sp-800-53-rev5:AC-02", "nist-sp-800-53-rev5:AC-2" },
    { "nist-sp-800-53-rev5:AC-2 ", "nist-sp-800-53-rev5:AC-2" },
    { "nist-sp-800-53-rev5:AC-2(1)", "nist-sp-800-53-rev5:AC-2(1)" },
    { "nist-sp-800-53:AC-02 (01)", "nist-sp-800-53-rev5:AC-2(1)" },
    { "nist-sp-800-53:ac_2_10", "nist-sp-800-53-rev5:AC-2(10)" },
    { "NIST CSF 2.0:gv_oc_1", "nist-csf-2.0:GV.OC-01" },
    { "odd:1.1", "odd:1.1" },
    { "odd:11", "odd:11" },
    { "odd:3.1.11,", "odd:3.1.11" },
    { "odd:03.11.01", "odd:3.11.1" },
    { "odd:OS command", "odd:OS command" },
    { "odd:OS Command.", "odd:OS Command" },
    { "odd:7.01", "odd:7.01" },
    { "odd:7.1", "odd:7.1" },
    { "odd:8.001", "odd:8.1" }, /* ambiguous but for the alias */
    { "odd:a:b", "odd:a:b" },   /* as it is written */
    { "odd:A:b", "odd-a:b" },   /* "odd:A" is a framework */
    { "odd:a:c", "odd-a:c" },
    { "odd:\xC2\xA7 9,", "odd:\xC2\xA7 9," },
    { "odd:\xC2\xA7 9", "odd:\xC2\xA7 9," },
    { "odd:9", "odd:\xC2\xA7 9," },
};

static void
assert_resolves(const fixture *f, const char *text, const char *expected)
{
    xw_error err = XW_ERROR_INIT;
    xw_control found;
    char written[TEXT];
    size_t len;
    assert_ok(xw_resolve_control(f->resolver, string(text), &found, &err), err);
    assert_ok(xw_reference_write(f->graph, found, written, sizeof written, &len,
                                 &err),
              err);
    assert_string_equal(written, expected);
    assert_int_equal(len, strlen(expected));
}

static void
test_references_resolve_in_any_spelling(void **state)
{
    for (size_t i = 0; i < sizeof references / sizeof *references; ++i) {
        assert_resolves(*state, references[i].text, references[i].expected);
    }
}

static const unresolved no_references[] = {
    { "nist-sp-800-53-rev5:AC-2(11)",
      "nist-sp-800-53-rev5: unknown control 'AC-2(11)'",
      "nist-sp-800-53-rev5:AC-2(1) nist-sp-800-53-rev5:AC-2(10)" },
    { "nist-sp-800-53-rev5:AC-3", "nist-sp-800-53-rev5: unknown control 'AC-3'",
      "nist-sp-800-53-rev5:AC-1 nist-sp-800-53-rev5:AC-2" },
    /* Part of another, or of several. */
    { "iso-27001-2022:A.5", "iso-27001-2022: unknown control 'A.5'",
      "iso-27001-2022:A.5.15" },
    /* ISO 27002 has no Annex A, and 27001 no clause 5.15. */
    { "iso-27002:A.5.15", "iso-27002-2022: unknown control 'A.5.15'",
      "iso-27002-2022:5.15" },
    { "iso-27001:5.15", "iso-27001-2022: unknown control '5.15'",
      "iso-27001-2022:A.5.15" },
    { "eu-ai-act:Art. 5\xE2\x80\x93"
      "9",
      "eu-ai-act: unknown control 'Art. 5\xE2\x80\x93"
      "9'",
      NULL },
    { "odd:OS COMMAND", "odd: ambiguous control 'OS COMMAND'",
      "odd:OS Command odd:OS command" },
    { "odd:07.1", "odd: ambiguous control '07.1'", "odd:7.01 odd:7.1" },
    { "odd:3111", "odd: unknown control '3111'", NULL },
    { "odd:", "odd: unknown control ''", NULL },
    { "nist-sp-800-53:The Policy",
      "nist-sp-800-53-rev5: ambiguous control 'The Policy'",
      "nist-sp-800-53-rev5:AC-1 nist-sp-800-53-rev5:AC-20" },
    { "eu-ai-act@provider:5.1.a",
      "eu-ai-act@provider: control '5.1.a' is not in scope",
      "eu-ai-act:5.1.a" },
    { "eu-ai-act@importer:9", "eu-ai-act: unknown scope 'importer'", NULL },
    { "house-rules:1", "ambiguous framework 'house-rules'",
      "house-rules-a house-rules-b" },
    { "iso-4201:6.1.2", "unknown framework 'iso-4201'",
      "iso-42001-2023:6.1.2" },
    { "iso-4201:6.1.9", "unknown framework 'iso-4201'", "iso-42001-2023" },
    { "ISO/IEC 4201:2023:6.1.2", "unknown framework 'ISO/IEC 4201'", NULL },
    { "AC-2", "no colon in reference 'AC-2'",
      "nist-sp-800-53-rev4:AC-2 nist-sp-800-53-rev5:AC-2" },
    { "iso-42001", "no colon in reference 'iso-42001'", "iso-42001-2023" },
    { "", "no colon in reference ''", "" },
    { ":", "unknown framework ''", "" },
};

static void
test_references_that_do_not_resolve_say_why(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < sizeof no_references / sizeof *no_references; ++i) {
        const unresolved *row = &no_references[i];
        xw_error err = XW_ERROR_INIT;
        xw_control found = { 77 };
        char nearest[TEXT];
        assert_int_equal(
            xw_resolve_control(f->resolver, string(row->text), &found, &err),
            XW_NOT_FOUND);
        join_nearest(f->resolver, nearest);
        assert_string_equal(err.message, row->message);
        if (row->nearest) {
            assert_string_equal(nearest, row->nearest);
        }
        assert_int_equal(found.i, 77);
    }
}

/* What is suggested can be asked for as it stands. */
static void
test_suggestions_resolve(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < sizeof no_references / sizeof *no_references; ++i) {
        xw_control control;
        const char *near;
        for (size_t n = 0;; ++n) {
            (void)xw_resolve_control(f->resolver, string(no_references[i].text),
                                     &control, NULL);
            near = xw_resolver_nearest(f->resolver, n);
            if (!near) {
                break;
            }
            char copy[TEXT];
            xw_selection selection;
            (void)snprintf(copy, sizeof copy, "%s", near);
            assert_int_equal(strchr(copy, ':')
                                 ? xw_resolve_control(f->resolver, string(copy),
                                                      &control, NULL)
                                 : xw_resolve_framework(f->resolver,
                                                        string(copy),
                                                        &selection, NULL),
                             XW_OK);
        }
    }
}

static void
test_control_of_a_framework_resolves(void **state)
{
    fixture *f = *state;
    xw_error err = XW_ERROR_INIT;
    xw_selection ai_act;
    xw_control control;
    assert_ok(
        xw_resolve_framework(f->resolver, string("eu-ai-act"), &ai_act, &err),
        err);
    assert_ok(xw_resolve_control_in(f->resolver, ai_act.framework,
                                    string("Article 9"), &control, &err),
              err);
    assert_int_equal(xw_resolve_control_in(f->resolver, (xw_framework){ 99 },
                                           string("9"), &control, &err),
                     XW_E_ARG);
}

static void
test_reference_write_measures_as_snprintf(void **state)
{
    fixture *f = *state;
    xw_error err = XW_ERROR_INIT;
    xw_control control;
    char small[5];
    size_t len;
    assert_ok(xw_resolve_control(f->resolver, string("odd:11"), &control, &err),
              err);
    assert_ok(
        xw_reference_write(f->graph, control, small, sizeof small, &len, &err),
        err);
    assert_string_equal(small, "odd:");
    assert_int_equal(len, 6);
    assert_int_equal(xw_reference_write(f->graph, (xw_control){ XW_NONE },
                                        small, sizeof small, &len, &err),
                     XW_E_ARG);
}

static void
test_every_control_resolves_to_itself(void **state)
{
    fixture *f = *state;
    for (uint32_t c = 0; c < xw_graph_control_count(f->graph); ++c) {
        xw_error err = XW_ERROR_INIT;
        xw_control found;
        char written[TEXT];
        size_t len;
        assert_ok(xw_reference_write(f->graph, (xw_control){ c }, written,
                                     sizeof written, &len, &err),
                  err);
        assert_ok(
            xw_resolve_control(f->resolver, string(written), &found, &err),
            err);
        assert_int_equal(found.i, c);
    }
}

/* Every way to resolve, and to fail. */
static xw_status
resolve_everything(void *state)
{
    xw_graph *graph = state;
    xw_resolver *resolver = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_control control;
    xw_status st = xw_resolver_new(graph, &resolver, &err);
    for (size_t i = 0; !st && i < sizeof references / sizeof *references; ++i) {
        st = xw_resolve_control(resolver, string(references[i].text), &control,
                                &err);
    }
    size_t count = sizeof no_references / sizeof *no_references;
    for (size_t i = 0; !st && i < count; ++i) {
        xw_error of_one = XW_ERROR_INIT;
        st = xw_resolve_control(resolver, string(no_references[i].text),
                                &control, &of_one);
        assert_int_equal(of_one.status, st);
        st = st == XW_NOT_FOUND ? XW_OK : xw_fail(&err, st, "%s", "again");
    }
    assert_int_equal(err.status, st);
    xw_resolver_free(resolver);
    return st;
}

static void
test_resolver_survives_each_allocation_failing(void **state)
{
    fixture *f = *state;
    sweep_allocations(resolve_everything, f->graph);
}

/* With each byte of the file wrong in turn, no reference crashes. */
static void
test_references_into_damaged_files_return(void **state)
{
    fixture *f = *state;
    static const char *const texts[] = {
        "iso-27001:Annex A.5.15", "eu-ai-act@provider:9",
        "eu-ai-act@nobody:9",     "odd:9",
        "iso-4201:6.1.2",         "AC-2"
    };
    xw_string whole = xw_graph_bytes(f->graph);
    size_t room = (whole.len + 63) / 64 * 64;
    char *bytes = aligned_alloc(64, room);
    assert_non_null(bytes);
    for (size_t i = 64; i < whole.len; ++i) {
        xw_graph *graph = NULL;
        xw_resolver *resolver = NULL;
        memcpy(bytes, whole.bytes, whole.len);
        bytes[i] = (char)(i % 2 ? 0xFF : bytes[i] ^ 1);
        if (xw_graph_open_bytes(bytes, whole.len, &graph, NULL)) {
            continue;
        }
        assert_int_equal(xw_resolver_new(graph, &resolver, NULL), XW_OK);
        for (size_t t = 0; t < sizeof texts / sizeof *texts; ++t) {
            xw_control control;
            (void)xw_resolve_control(resolver, string(texts[t]), &control,
                                     NULL);
        }
        xw_resolver_free(resolver);
        xw_graph_free(graph);
    }
    free(bytes);
}

int
main(void)
{
#define in_graph(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        in_graph(test_frameworks_resolve_by_any_name),
        in_graph(test_frameworks_that_do_not_resolve_say_why),
        in_graph(test_references_resolve_in_any_spelling),
        in_graph(test_references_that_do_not_resolve_say_why),
        in_graph(test_suggestions_resolve),
        in_graph(test_control_of_a_framework_resolves),
        in_graph(test_reference_write_measures_as_snprintf),
        in_graph(test_every_control_resolves_to_itself),
        in_graph(test_references_into_damaged_files_return),
        in_graph(test_resolver_survives_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
