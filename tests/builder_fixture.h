/* builder_fixture.h - a builder with two frameworks and a set, "one", "two" and
 * "set", for tests of what it takes. */
#ifndef XW_TESTS_BUILDER_FIXTURE_H
#define XW_TESTS_BUILDER_FIXTURE_H

#include "support.h"

#include <xw/build.h>

typedef struct builder_fixture {
    xw_builder *builder;
    xw_builder_framework one, two;
    xw_builder_set set;
    xw_error err;
} builder_fixture;

int new_builder_fixture(void **state);
int free_builder_fixture(void **state);

#define with_builder(test)                                     \
    cmocka_unit_test_setup_teardown(test, new_builder_fixture, \
                                    free_builder_fixture)

/** Check that a call failed so, and forget the error. */
void assert_failed(builder_fixture *f, xw_status st, xw_status wanted,
                   const char *message);

/** The control of "framework:id". */
xw_builder_control control(builder_fixture *f, const char *reference);

/** Declare control "one:A", and set "set", with the rest of `def`. */
xw_merge declare_one_a(builder_fixture *f, xw_control_def def);
xw_merge declare_set(builder_fixture *f, xw_set_def def);

#endif
