/* Splitting lines without quotes, against libcsv. */
#include "support.h"

#include "../benchmarks/random.h"
#include "../importers/csv_line.h"

#include <csv.h>
#include <string.h>

enum { TRIALS = 20000, MOST_BYTES = 24, MOST_FIELDS = MOST_BYTES + 1 };

typedef struct fields {
    char text[MOST_FIELDS][MOST_BYTES + 1];
    size_t lens[MOST_FIELDS];
    size_t count;
    unsigned records;
} fields;

static void
on_field(void *field, size_t len, void *payload)
{
    fields *all = payload;
    assert_true(all->count < MOST_FIELDS);
    memcpy(all->text[all->count], field, len);
    all->lens[all->count++] = len;
}

static void
on_record(int terminator, void *payload)
{
    (void)terminator;
    fields *all = payload;
    all->records++;
}

static void
split_by_libcsv(const char *line, size_t len, fields *out)
{
    struct csv_parser parser;
    memset(out, 0, sizeof *out);
    assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    assert_int_equal(csv_parse(&parser, line, len, on_field, on_record, out),
                     len);
    assert_int_equal(csv_fini(&parser, on_field, on_record, out), 0);
    csv_free(&parser);
}

static void
assert_split_as_libcsv(const char *line, size_t len)
{
    fields wanted;
    xw_string got[MOST_FIELDS];
    split_by_libcsv(line, len, &wanted);
    size_t count =
        xw_csv_line_split((xw_string){ line, len }, ',', got, MOST_FIELDS);
    assert_int_equal(count, wanted.count);
    assert_int_equal(count != 0, wanted.records);
    for (size_t i = 0; i < count; ++i) {
        assert_int_equal(got[i].len, wanted.lens[i]);
        assert_memory_equal(got[i].bytes, wanted.text[i], got[i].len);
    }
}

static void
test_csv_line_splits_as_libcsv_does(void **state)
{
    (void)state;
    static const char bytes[] = "ab ,\t,\xC3\0\v";
    const uint64_t seed = 5;
    random_state random;
    random_seed(&random, seed);
    print_message("seed %u\n", (unsigned)seed);
    for (unsigned trial = 0; trial < TRIALS; ++trial) {
        char line[MOST_BYTES];
        size_t len = random_below(&random, MOST_BYTES + 1);
        for (size_t i = 0; i < len; ++i) {
            line[i] = bytes[random_below(&random, sizeof bytes - 1)];
        }
        assert_split_as_libcsv(line, len);
    }
}

static void
test_csv_line_counts_fields_past_the_room(void **state)
{
    (void)state;
    xw_string got[2] = { { NULL, 7 }, { NULL, 7 } };
    xw_string line = string("one,two,three");
    assert_int_equal(xw_csv_line_split(line, ',', got, 1), 3);
    assert_int_equal(got[0].len, 3);
    assert_int_equal(got[1].len, 7);
}

static void
test_csv_line_without_text_has_no_fields(void **state)
{
    (void)state;
    assert_int_equal(xw_csv_line_split(string(""), ',', NULL, 0), 0);
    assert_int_equal(xw_csv_line_split(string(" \t "), ',', NULL, 0), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_line_splits_as_libcsv_does),
        cmocka_unit_test(test_csv_line_counts_fields_past_the_room),
        cmocka_unit_test(test_csv_line_without_text_has_no_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
