#include "support.h"

#include "../engine/parallel.h"

#include <string.h>

enum { ITEMS = 1000 };

typedef struct squares {
    size_t of[ITEMS];
    unsigned done_by[ITEMS];
    size_t bad; /* item from which on all fail */
} squares;

static xw_status
square(void *payload, unsigned part, size_t item, xw_error *err)
{
    squares *made = payload;
    if (item >= made->bad) {
        if (err->status == XW_OK) {
            err->status = XW_E_DATA;
            err->line = (uint32_t)item;
        }
        return XW_E_DATA;
    }
    made->of[item] = item * item;
    made->done_by[item] = part;
    return XW_OK;
}

static void
test_parts_do_every_item_whatever_their_number(void **state)
{
    (void)state;
    for (unsigned parts = 1; parts <= XW_PARTS_MOST; parts += 7) {
        static squares made;
        memset(&made, 0, sizeof made);
        made.bad = SIZE_MAX;
        xw_error err = XW_ERROR_INIT;
        assert_ok(xw_parallel_run(parts, ITEMS, square, &made, NULL, &err),
                  err);
        for (size_t i = 0; i < ITEMS; ++i) {
            assert_int_equal(made.of[i], i * i);
            assert_int_equal(made.done_by[i], i % parts);
        }
    }
}

static void
test_no_items_and_fewer_items_than_parts_are_fine(void **state)
{
    (void)state;
    static squares made;
    memset(&made, 0, sizeof made);
    made.bad = SIZE_MAX;
    assert_int_equal(xw_parallel_run(4, 0, square, &made, NULL, NULL), XW_OK);
    assert_int_equal(xw_parallel_run(4, 2, square, &made, NULL, NULL), XW_OK);
    assert_int_equal(made.of[1], 1);
    assert_int_equal(made.of[2], 0);
}

static void
test_failure_is_that_of_an_item_that_failed(void **state)
{
    (void)state;
    for (unsigned parts = 1; parts <= 3; ++parts) {
        static squares made;
        memset(&made, 0, sizeof made);
        made.bad = 500;
        xw_error err = XW_ERROR_INIT;
        assert_int_equal(
            xw_parallel_run(parts, ITEMS, square, &made, NULL, &err),
            XW_E_DATA);
        assert_int_equal(err.status, XW_E_DATA);
        assert_in_range(err.line, 500, 500 + parts - 1);
        assert_int_equal(
            xw_parallel_run(parts, ITEMS, square, &made, NULL, NULL),
            XW_E_DATA);
    }
}

typedef struct told {
    uint64_t last;
    size_t times;
} told;

static void
hear(void *payload, uint64_t done, uint64_t total)
{
    told *so_far = payload;
    assert_int_equal(total, ITEMS + 10);
    assert_in_range(done, so_far->last + 1, total);
    so_far->last = done;
    so_far->times++;
}

static void
test_progress_grows_and_is_told_by_the_caller(void **state)
{
    (void)state;
    static squares made;
    memset(&made, 0, sizeof made);
    made.bad = SIZE_MAX;
    told so_far = { .last = 10 };
    const xw_progress progress = {
        .fn = hear, .payload = &so_far, .before = 10, .total = ITEMS + 10
    };
    assert_int_equal(xw_parallel_run(2, ITEMS, square, &made, &progress, NULL),
                     XW_OK);
    assert_int_equal(so_far.times, ITEMS / 2);
}

static void
test_parts_are_as_many_as_asked_for_or_processors(void **state)
{
    (void)state;
    assert_int_equal(xw_parallel_parts(3), 3);
    assert_int_equal(xw_parallel_parts(UINT32_MAX), XW_PARTS_MOST);
    assert_in_range(xw_parallel_parts(0), 1, XW_PARTS_MOST);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_do_every_item_whatever_their_number),
        cmocka_unit_test(test_no_items_and_fewer_items_than_parts_are_fine),
        cmocka_unit_test(test_failure_is_that_of_an_item_that_failed),
        cmocka_unit_test(test_progress_grows_and_is_told_by_the_caller),
        cmocka_unit_test(test_parts_are_as_many_as_asked_for_or_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
