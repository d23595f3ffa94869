#include "support.h"

#include "../engine/declared_names.h"

#include <string.h>

enum { NONE = -1 };

static const struct {
    const char *name;
    uint32_t number;
    bool is_alias;
} controls[] = {
    { "AC-2", 1, false },
    { "AC-2(1)", 2, false },
    { "AC-2(10)", 3, false },
    { "AC-20", 4, false },
    { "AC-1(a)", 5, false },
    /* Spelled twice. */
    { "CM-6(a)", 6, false },
    { "CM-06(a)", 7, false },
    /* Told apart by case. */
    { "Access", 8, false },
    { "access", 9, false },
    /* Aliases: one of its own control, one of two controls, and one that is
     * the id of another. */
    { "accounts", 1, true },
    { "Accounts", 1, true },
    { "both", 1, true },
    { "Both", 2, true },
    { "ac-20", 1, true },
    { "cm-006(a)", 6, true },
};

enum { CONTROLS = sizeof controls / sizeof *controls };

typedef struct fixture {
    xw_declared_name names[CONTROLS];
    xw_forms *forms;
    xw_declared_names *declared;
} fixture;

static xw_status
declare(fixture *f)
{
    for (size_t i = 0; i < CONTROLS; ++i) {
        f->names[i] = (xw_declared_name){ .name = string(controls[i].name),
                                          .number = controls[i].number,
                                          .is_alias = controls[i].is_alias };
    }
    xw_status st = xw_forms_new(&f->forms);
    return st ? st
              : xw_declared_names_new(f->names, CONTROLS, "nist-sp-800-53",
                                      f->forms, &f->declared);
}

static void
discard(fixture *f)
{
    xw_declared_names_free(f->declared);
    xw_forms_free(f->forms);
}

static const struct {
    const char *id;
    int number;
} spellings[] = {
    { "ac-2", 1 },      { "AC-02", 1 },       { " AC-2\xC2\xA0,", 1 },
    { "ac-2.1", 2 },    { "AC-02 (01)", 2 },  { "ac_2_10", 3 },
    { "ac-20", 4 }, /* an id before an alias */
    { "AC-020", 4 },    { "ac-1_smt.a", 5 },  { "cm-6(a)", 6 },
    { "CM-6 a", NONE }, /* the normal form of two */
    { "CM-006(a)", 6 }, /* likewise, but an alias tells */
    { "ACCESS", NONE }, { "Access ", 8 },     { "access.", 9 },
    { "ACCOUNTS", 1 },  { "both", 1 },        { "Both", 2 },
    { "BOTH", NONE },   { "AC-2(11)", NONE }, { "AC-3", NONE },
    { "", NONE },       { "AC", NONE },       { "AC-2(1", NONE },
};

static void
test_declared_names_find_what_a_spelling_means(void **state)
{
    (void)state;
    fixture f = { 0 };
    assert_int_equal(declare(&f), XW_OK);
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; ++i) {
        uint32_t number = (uint32_t)NONE;
        xw_status st = xw_declared_names_find(f.declared,
                                              string(spellings[i].id), &number);
        if (number != (uint32_t)spellings[i].number) {
            fail_msg("'%s' is %d", spellings[i].id, (int)number);
        }
        assert_int_equal(st,
                         spellings[i].number == NONE ? XW_NOT_FOUND : XW_OK);
    }
    discard(&f);
}

static void
test_declared_names_may_be_none(void **state)
{
    (void)state;
    xw_forms *forms = NULL;
    xw_declared_names *none = NULL;
    uint32_t number;
    assert_int_equal(xw_forms_new(&forms), XW_OK);
    assert_int_equal(xw_declared_names_new(NULL, 0, "", forms, &none), XW_OK);
    assert_int_equal(xw_declared_names_find(none, string("AC-2"), &number),
                     XW_NOT_FOUND);
    xw_declared_names_free(none);
    xw_forms_free(forms);
}

/* Each id means itself, in its own case and padded, however many there are. */
static void
test_declared_names_find_each_of_many(void **state)
{
    (void)state;
    enum { MANY = 2000 };
    static char text[MANY][16];
    static xw_declared_name names[MANY];
    for (uint32_t i = 0; i < MANY; ++i) {
        (void)snprintf(text[i], sizeof text[i], "A.%u.%u", i / 40, i % 40);
        names[i] = (xw_declared_name){ string(text[i]), MANY - i, false };
    }
    xw_forms *forms = NULL;
    xw_declared_names *declared = NULL;
    assert_int_equal(xw_forms_new(&forms), XW_OK);
    assert_int_equal(
        xw_declared_names_new(names, MANY, "iso-27001", forms, &declared),
        XW_OK);
    for (uint32_t i = 0; i < MANY; ++i) {
        char padded[32];
        uint32_t number = 0;
        (void)snprintf(padded, sizeof padded, "Annex A.0%u.0%u", i / 40,
                       i % 40);
        assert_int_equal(
            xw_declared_names_find(declared, string(padded), &number), XW_OK);
        assert_int_equal(number, MANY - i);
    }
    xw_declared_names_free(declared);
    xw_forms_free(forms);
}

static xw_status
declare_and_find(void *state)
{
    (void)state;
    fixture f = { 0 };
    xw_status st = declare(&f);
    for (size_t i = 0; !st && i < sizeof spellings / sizeof *spellings; ++i) {
        uint32_t number;
        st = xw_declared_names_find(f.declared, string(spellings[i].id),
                                    &number);
        st = st == XW_NOT_FOUND ? XW_OK : st;
    }
    discard(&f);
    return st;
}

static void
test_declared_names_survive_each_allocation_failing(void **state)
{
    (void)state;
    sweep_allocations(declare_and_find, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_declared_names_find_what_a_spelling_means),
        cmocka_unit_test(test_declared_names_may_be_none),
        cmocka_unit_test(test_declared_names_find_each_of_many),
        cmocka_unit_test(test_declared_names_survive_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("declared_names", tests, NULL, NULL);
}
