#include "builder_fixture.h"

#include "sample.h"

#include <stdlib.h>

int
new_builder_fixture(void **state)
{
    builder_fixture *f = calloc(1, sizeof *f);
    if (!f || xw_builder_new(&f->builder, NULL) ||
        xw_builder_framework_of(f->builder, sample_text("one"), &f->one,
                                NULL) ||
        xw_builder_framework_of(f->builder, sample_text("two"), &f->two,
                                NULL) ||
        xw_builder_set_of(f->builder, sample_text("set"), &f->set, NULL)) {
        return -1;
    }
    *state = f;
    return 0;
}

int
free_builder_fixture(void **state)
{
    builder_fixture *f = *state;
    xw_builder_free(f->builder);
    free(f);
    return 0;
}

void
assert_failed(builder_fixture *f, xw_status st, xw_status wanted,
              const char *message)
{
    assert_int_equal(st, wanted);
    assert_int_equal(f->err.status, wanted);
    assert_string_equal(f->err.message, message);
    f->err = (xw_error)XW_ERROR_INIT;
}

xw_builder_control
control(builder_fixture *f, const char *reference)
{
    xw_builder_control made = { 0 };
    assert_ok(sample_control(f->builder, reference, &made, &f->err), f->err);
    return made;
}

xw_merge
declare_one_a(builder_fixture *f, xw_control_def def)
{
    xw_builder_control made;
    xw_merge merge;
    def.size = sizeof def;
    def.framework = f->one;
    def.id = sample_text("A");
    assert_ok(
        xw_builder_declare_control(f->builder, &def, &made, &merge, &f->err),
        f->err);
    assert_int_equal(made.i, control(f, "one:A").i);
    return merge;
}

xw_merge
declare_set(builder_fixture *f, xw_set_def def)
{
    xw_builder_set made;
    xw_merge merge;
    def.size = sizeof def;
    def.id = sample_text("set");
    assert_ok(xw_builder_declare_set(f->builder, &def, &made, &merge, &f->err),
              f->err);
    assert_int_equal(made.i, f->set.i);
    return merge;
}
