/* freezing.h - filling a builder by hand, freezing it, and seeing what came of
 * it and what the review said. */
#ifndef XW_TESTS_FREEZING_H
#define XW_TESTS_FREEZING_H

#include "import_support.h"
#include "sample.h"

typedef struct freezing {
    xw_builder *builder;
    xw_graph *graph;
    char reviewed[2048]; /**< one line for each call of the review */
    xw_error err;
} freezing;

/** For cmocka; `*state` is a freezing. */
int new_freezing(void **state);
int free_freezing(void **state);

#define with_builder(test) \
    cmocka_unit_test_setup_teardown(test, new_freezing, free_freezing)

/** Map as the rows given say. */
#define MAP(f, ...)                                            \
    add_mappings(f, (const sample_row[]){ __VA_ARGS__ },       \
                 sizeof((const sample_row[]){ __VA_ARGS__ }) / \
                     sizeof(sample_row))
void add_mappings(freezing *f, const sample_row *rows, size_t count);

void declare_framework(freezing *f, const char *id);

/** Declare "framework:id", at line 1, column 2. */
void declare(freezing *f, const char *reference, const char *parent,
             xw_parent_kind kind);

/** Declare a set of this id; size and id of `def` are set here. */
void declare_set(freezing *f, const char *id, xw_set_def def);

void add_gap(freezing *f, const char *control, const char *other,
             const char *set, const char *note);

/** Freeze, free the builder, verify the graph. */
void freeze(freezing *f);

/** Assert which lines of the graph's text begin with `word`. */
void assert_lines(const xw_graph *graph, const char *word, const char *wanted);

xw_mapping_info mapping(const freezing *f, uint32_t number);

#endif
