/* Roadmaps: a small guide, and what single answers say. */
#include "support.h"

#include <xw/build.h>
#include <xw/roadmap.h>

/* f0 is the guide, f1 what is wanted, f2 what is held. */
enum { GUIDE, WANTED, HELD, FRAMEWORKS };

typedef struct statement {
    uint32_t source[2], target[2]; /* framework and control */
    xw_relationship relationship;
} statement;

static const char *const ids[] = { "c0", "c1", "c2", "c3", "c4" };
enum { CONTROLS = sizeof ids / sizeof *ids };

/* Wanted c0 is met by held c0, wanted c1 is touched by held c1, wanted c2 and c3
 * are not, and nothing in the guide serves c3. */
static const char *const kinds[CONTROLS] = { "activity", "document",
                                             "indicator", "activity",
                                             "remark" };
static const statement statements[] = {
    { { HELD, 0 }, { WANTED, 0 }, XW_SUPERSET_OF },
    { { HELD, 1 }, { WANTED, 1 }, XW_INTERSECTS_WITH },
    { { GUIDE, 0 }, { WANTED, 0 }, XW_INTERSECTS_WITH },
    { { GUIDE, 1 }, { WANTED, 1 }, XW_INTERSECTS_WITH },
    { { GUIDE, 1 }, { WANTED, 2 }, XW_INTERSECTS_WITH },
    { { GUIDE, 1 }, { HELD, 1 }, XW_INTERSECTS_WITH },
    { { GUIDE, 2 }, { WANTED, 2 }, XW_SUBSET_OF },
    { { GUIDE, 3 }, { WANTED, 1 }, XW_INTERSECTS_WITH },
    { { GUIDE, 4 }, { WANTED, 2 }, XW_INTERSECTS_WITH },
};

typedef struct fixture {
    xw_graph *graph;
    xw_selection guide, wanted, held;
    xw_control settled[CONTROLS];
    xw_roadmap_request request;
} fixture;

static void
add_controls(xw_builder *builder, xw_builder_control controls[][CONTROLS])
{
    static const char *const names[] = { "f0", "f1", "f2" };
    xw_error err = XW_ERROR_INIT;
    for (uint32_t f = 0; f < FRAMEWORKS; ++f) {
        xw_builder_framework framework;
        const xw_framework_def def = { .size = sizeof def,
                                       .id = string(names[f]) };
        assert_ok(
            xw_builder_declare_framework(builder, &def, &framework, NULL, &err),
            err);
        for (uint32_t c = 0; c < CONTROLS; ++c) {
            const xw_control_def control = {
                .size = sizeof control,
                .framework = framework,
                .id = string(ids[c]),
                .kind = string(f == GUIDE ? kinds[c] : "control"),
            };
            assert_ok(xw_builder_declare_control(builder, &control,
                                                 &controls[f][c], NULL, &err),
                      err);
        }
    }
}

static void
add_links(xw_builder *builder, xw_builder_control controls[][CONTROLS])
{
    xw_error err = XW_ERROR_INIT;
    xw_builder_set set;
    const xw_set_def def = { .size = sizeof def,
                             .id = string("set"),
                             .trust = -1 };
    assert_ok(xw_builder_declare_set(builder, &def, &set, NULL, &err), err);
    for (size_t i = 0; i < sizeof statements / sizeof *statements; ++i) {
        const statement *l = &statements[i];
        const xw_mapping_def mapping = {
            .size = sizeof mapping,
            .sources = &controls[l->source[0]][l->source[1]],
            .targets = &controls[l->target[0]][l->target[1]],
            .source_count = 1,
            .target_count = 1,
            .relationship = l->relationship,
            .strength = XW_STRENGTH_NONE,
            .set = set,
        };
        assert_ok(xw_builder_add_mapping(builder, &mapping, &err), err);
    }
}

static void
set_up(fixture *f)
{
    xw_builder *builder;
    xw_builder_control controls[FRAMEWORKS][CONTROLS];
    xw_error err = XW_ERROR_INIT;
    *f = (fixture){ .guide = { { GUIDE }, { XW_NONE } },
                    .wanted = { { WANTED }, { XW_NONE } },
                    .held = { { HELD }, { XW_NONE } },
                    .request = XW_ROADMAP_REQUEST_INIT };
    assert_ok(xw_builder_new(&builder, &err), err);
    add_controls(builder, controls);
    add_links(builder, controls);
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &f->graph, &err), err);
    xw_builder_free(builder);
    f->request.of = (xw_choice){ &f->wanted, 1, NULL, 0 };
    f->request.have = (xw_choice){ &f->held, 1, NULL, 0 };
    f->request.guides = &f->guide;
    f->request.guide_count = 1;
    f->request.threads = 1;
}

/* Control c of framework f: five each, in order. */
static xw_control
control(uint32_t framework, uint32_t index)
{
    return (xw_control){ framework * CONTROLS + index };
}

static xw_roadmap *
roadmap_of(const fixture *f)
{
    xw_roadmap *roadmap = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_roadmap_new(f->graph, &f->request, &roadmap, &err), err);
    return roadmap;
}

static void
check_entry(const xw_guide_entry *entry, uint32_t index, xw_guide_kind kind,
            size_t serves, uint32_t begun, size_t held)
{
    assert_int_equal(entry->control.i, control(GUIDE, index).i);
    assert_int_equal(entry->kind, kind);
    assert_int_equal(entry->serve_count, serves);
    assert_int_equal(entry->begun, begun);
    assert_int_equal(entry->held_count, held);
}

static void
test_roadmap_has_what_serves_open_requirements(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    xw_roadmap *roadmap = roadmap_of(&f);
    xw_roadmap_totals totals;
    size_t count;
    xw_roadmap_get_totals(roadmap, &totals);
    const xw_guide_entry *entries = xw_roadmap_entries(roadmap, &count);
    assert_int_equal(totals.requirements, 5);
    assert_int_equal(totals.met, 1);
    assert_int_equal(totals.begun, 1);
    assert_int_equal(totals.untouched, 3);
    assert_int_equal(totals.unserved, 2); /* c3 and c4 */
    assert_int_equal(totals.done[XW_GUIDE_ACTIVITY], 1);
    assert_int_equal(count, 3);
    check_entry(&entries[0], 1, XW_GUIDE_DOCUMENT, 2, 1, 1);
    check_entry(&entries[1], 2, XW_GUIDE_INDICATOR, 1, 0, 0);
    check_entry(&entries[2], 3, XW_GUIDE_ACTIVITY, 1, 1, 0);
    assert_int_equal(entries[0].held[0], control(HELD, 1).i);
    assert_true(xw_roadmap_is_begun(roadmap, control(WANTED, 1)));
    assert_false(xw_roadmap_is_begun(roadmap, control(WANTED, 0)));
    xw_roadmap_free(roadmap);
    xw_graph_free(f.graph);
}

static void
test_what_is_settled_is_not_open(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.settled[0] = control(WANTED, 2);
    f.settled[1] = control(WANTED, 1);
    f.settled[2] = control(HELD, 0); /* no requirement: says nothing */
    f.request.settled = f.settled;
    f.request.settled_count = 3;
    xw_roadmap *roadmap = roadmap_of(&f);
    xw_roadmap_totals totals;
    size_t count;
    xw_roadmap_get_totals(roadmap, &totals);
    (void)xw_roadmap_entries(roadmap, &count);
    assert_int_equal(totals.settled, 2);
    assert_int_equal(totals.untouched, 2);
    assert_int_equal(count, 0);
    assert_int_equal(totals.done[XW_GUIDE_DOCUMENT], 1);
    xw_roadmap_free(roadmap);
    xw_graph_free(f.graph);
}

static void
test_only_what_is_implemented_is_held(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    const xw_control one = control(HELD, 0);
    const xw_choice implemented = { NULL, 0, &one, 1 };
    f.request.implemented = &implemented;
    xw_roadmap *roadmap = roadmap_of(&f);
    xw_roadmap_totals totals;
    size_t count;
    xw_roadmap_get_totals(roadmap, &totals);
    const xw_guide_entry *entries = xw_roadmap_entries(roadmap, &count);
    assert_int_equal(totals.met, 1);
    assert_int_equal(totals.begun, 0);
    check_entry(&entries[0], 1, XW_GUIDE_DOCUMENT, 2, 0, 0);
    xw_roadmap_free(roadmap);
    xw_graph_free(f.graph);
}

static xw_status
find_once(void *state)
{
    const fixture *f = state;
    xw_roadmap *roadmap = NULL;
    xw_status st = xw_roadmap_new(f->graph, &f->request, &roadmap, NULL);
    xw_roadmap_free(roadmap);
    return st;
}

static void
test_roadmap_survives_want_of_memory(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    sweep_allocations(find_once, &f);
    xw_graph_free(f.graph);
}

static void
assert_refused(const fixture *f, const char *message)
{
    xw_roadmap *roadmap = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_int_equal(xw_roadmap_new(f->graph, &f->request, &roadmap, &err),
                     XW_E_ARG);
    assert_string_equal(err.message, message);
}

static void
test_roadmap_refuses_requests_out_of_range(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.settled[0] = control(FRAMEWORKS, 0);
    f.request.settled = f.settled;
    f.request.settled_count = 1;
    assert_refused(&f, "control is not of this graph");
    f.request.settled_count = 0;
    f.request.of = (xw_choice){ 0 };
    assert_refused(&f, "nothing is wanted");
    f.request.guide_count = 0;
    assert_refused(&f, "there is no guide");
    f.request.size = 0;
    assert_refused(&f, "xw_roadmap_request has the wrong size");
    xw_graph_free(f.graph);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roadmap_has_what_serves_open_requirements),
        cmocka_unit_test(test_what_is_settled_is_not_open),
        cmocka_unit_test(test_only_what_is_implemented_is_held),
        cmocka_unit_test(test_roadmap_survives_want_of_memory),
        cmocka_unit_test(test_roadmap_refuses_requests_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
