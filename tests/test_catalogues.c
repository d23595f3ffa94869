/* References into whole catalogues: each control is found by its own id, and by
 * nothing that only looks like it.
 * Usage: test_catalogues SOURCE... (skipped where one is absent) */
#include "support.h"

#include "../engine/ascii.h"
#include "../engine/reference_forms.h"
#include "../engine/sorted_names.h"

#include <xw/import.h>
#include <xw/query.h>
#include <xw/reference.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SKIPPED = 77, TEXT = 1024, SAMPLE = 127 };

static const char *source; /* the one in hand */

/* ---- A graph of one source ---------------------------------------------- */

typedef struct fixture {
    xw_graph *graph;
    xw_resolver *resolver;
} fixture;

static int
compile(void **state)
{
    static fixture f;
    xw_error err = XW_ERROR_INIT;
    xw_builder *builder = NULL;
    xw_import_options options = { .size = sizeof options, .keep_going = true };
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_ok(xw_import_paths(builder, &source, 1, &options, NULL, &err), err);
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &f.graph, &err), err);
    xw_builder_free(builder);
    assert_ok(xw_resolver_new(f.graph, &f.resolver, &err), err);
    *state = &f;
    return 0;
}

static int
discard(void **state)
{
    fixture *f = *state;
    xw_resolver_free(f->resolver);
    xw_graph_free(f->graph);
    return 0;
}

static xw_control_info
control_at(const xw_graph *graph, uint32_t control)
{
    xw_error err = XW_ERROR_INIT;
    xw_control_info info;
    assert_ok(xw_graph_control(graph, (xw_control){ control }, &info, &err),
              err);
    return info;
}

/* ---- Normal forms ------------------------------------------------------- */

static size_t
count_zeros(const char *s)
{
    size_t n = 0;
    while (s[n] == '0' && xw_ascii_digit(s[n + 1])) {
        ++n;
    }
    return n;
}

/* Slow and obvious: an id as its words and numbers, "AC-02(a)" as "ac|2|a|". */
static void
take_apart(const char *id, char out[TEXT])
{
    size_t len = 0;
    bool in_number = false, in_word = false;
    for (; *id && len + 2 < TEXT; ++id) {
        bool digit = xw_ascii_digit(*id);
        bool blank = !digit && !xw_ascii_letter(*id) && *id >= 0;
        if ((in_number && !digit) || (in_word && (digit || blank))) {
            out[len++] = '|';
        }
        if (digit && !in_number) {
            id += count_zeros(id);
        }
        if (!blank) {
            out[len++] = xw_ascii_lower(*id);
        }
        in_number = digit;
        in_word = !digit && !blank;
    }
    out[len] = '\0';
}

static void
check_alike(const xw_graph *graph, uint32_t a, uint32_t b)
{
    char a_parts[TEXT], b_parts[TEXT];
    const char *a_id = control_at(graph, a).id, *b_id = control_at(graph, b).id;
    take_apart(a_id, a_parts);
    take_apart(b_id, b_parts);
    print_message("'%s' and '%s' have one normal form\n", a_id, b_id);
    assert_string_equal(a_parts, b_parts);
}

static void
check_forms(const xw_graph *graph, const xw_framework_info *framework,
            xw_forms *forms)
{
    xw_sorted_names sorted = { 0 };
    const char *family = *framework->family ? framework->family : framework->id;
    for (uint32_t i = 0; i < framework->control_count; ++i) {
        uint32_t control = framework->first.i + i;
        char form[XW_FORM_SIZE];
        xw_string id = string(control_at(graph, control).id);
        if (!xw_forms_normal(forms, family, id, form, sizeof form)) {
            assert_int_equal(
                xw_sorted_names_add(&sorted, string(form), control), XW_OK);
        }
    }
    xw_sorted_names_sort(&sorted);
    for (size_t i = 1; i < sorted.count; ++i) {
        const xw_sorted_name *pair = &sorted.items[i - 1];
        if (strcmp(pair[0].text, pair[1].text) == 0) {
            check_alike(graph, pair[0].number, pair[1].number);
        }
    }
    xw_sorted_names_clear(&sorted);
}

/* Two controls with one normal form are one but for case, separators and
 * padding; so they are as published, and each is found by its own id. */
static void
test_normal_forms_join_no_two_controls(void **state)
{
    const fixture *f = *state;
    xw_forms *forms = NULL;
    assert_int_equal(xw_forms_new(&forms), XW_OK);
    for (uint32_t i = 0; i < xw_graph_framework_count(f->graph); ++i) {
        xw_error err = XW_ERROR_INIT;
        xw_framework_info framework;
        assert_ok(
            xw_graph_framework(f->graph, (xw_framework){ i }, &framework, &err),
            err);
        check_forms(f->graph, &framework, forms);
    }
    xw_forms_free(forms);
}

/* ---- References --------------------------------------------------------- */

static void
test_each_control_is_found_by_its_own_id(void **state)
{
    const fixture *f = *state;
    for (uint32_t c = 0; c < xw_graph_control_count(f->graph); ++c) {
        xw_error err = XW_ERROR_INIT;
        xw_control found;
        char reference[TEXT];
        size_t len;
        assert_ok(xw_reference_write(f->graph, (xw_control){ c }, reference,
                                     sizeof reference, &len, &err),
                  err);
        assert_ok(
            xw_resolve_control(f->resolver, string(reference), &found, &err),
            err);
        assert_int_equal(found.i, c);
    }
}

/* What `id` means in the framework of `control`, or XW_NONE. */
static uint32_t
resolve_beside(const fixture *f, uint32_t control, const char *id)
{
    xw_control found = { XW_NONE };
    xw_framework framework = control_at(f->graph, control).framework;
    (void)xw_resolve_control_in(f->resolver, framework, string(id), &found,
                                NULL);
    return found.i;
}

static void
test_case_and_blanks_never_lead_to_another(void **state)
{
    const fixture *f = *state;
    for (uint32_t c = 0; c < xw_graph_control_count(f->graph); c += SAMPLE) {
        const char *id = control_at(f->graph, c).id;
        char other[TEXT];
        (void)snprintf(other, sizeof other, "\xC2\xA0 %s\t, ", id);
        assert_int_equal(resolve_beside(f, c, other), c);
        size_t len = strlen(id);
        for (size_t i = 0; i <= len; ++i) {
            other[i] = id[i];
            if (id[i] >= 'a' && id[i] <= 'z') {
                other[i] = (char)(id[i] - 'a' + 'A');
            }
        }
        uint32_t found = resolve_beside(f, c, other);
        assert_true(found == c || found == XW_NONE);
    }
}

/* 4.10 is not 4.1, and 11 is not 1.1. */
static void
test_other_numbers_are_other_controls(void **state)
{
    const fixture *f = *state;
    for (uint32_t c = 0; c < xw_graph_control_count(f->graph); c += SAMPLE) {
        const char *id = control_at(f->graph, c).id;
        size_t len = strlen(id);
        char other[TEXT];
        if (len && xw_ascii_digit(id[len - 1]) && len < TEXT - 2) {
            (void)snprintf(other, sizeof other, "%s0", id);
            assert_int_not_equal(resolve_beside(f, c, other), c);
        }
        for (size_t i = 1; i + 1 < len && len < TEXT; ++i) {
            if (xw_ascii_digit(id[i - 1]) && !xw_ascii_digit(id[i]) &&
                xw_ascii_digit(id[i + 1])) {
                (void)snprintf(other, sizeof other, "%.*s%s", (int)i, id,
                               id + i + 1);
                assert_int_not_equal(resolve_beside(f, c, other), c);
            }
        }
    }
}

static int
test_source(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normal_forms_join_no_two_controls),
        cmocka_unit_test(test_each_control_is_found_by_its_own_id),
        cmocka_unit_test(test_case_and_blanks_never_lead_to_another),
        cmocka_unit_test(test_other_numbers_are_other_controls),
    };
    return cmocka_run_group_tests_name(source, tests, compile, discard);
}

int
main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; ++i) {
        source = argv[i];
        if (access(source, R_OK)) {
            print_message("skipped: no %s\n", source);
            return SKIPPED;
        }
        failed += test_source();
    }
    return failed;
}
