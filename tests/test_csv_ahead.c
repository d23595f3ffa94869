/* Reading ahead in a second thread, against reading in one. */
#include "import_support.h"

#include "../benchmarks/random.h"
#include "../importers/csv_ahead.h"

#include <stdlib.h>
#include <string.h>

enum { TRIALS = 24, BYTES = 700000, ROOM = 8192 /* for one more row */ };

/* All that a read says, in order, as one number. */
typedef struct told {
    uint64_t sum, records, findings;
    uint64_t stop_after; /* so many records, with `stop_with` */
    xw_status stop_with;
    bool goes_on; /* after a finding */
} told;

static void
tell(told *t, const void *bytes, size_t len)
{
    for (size_t i = 0; i < len; ++i) {
        t->sum = (t->sum ^ ((const unsigned char *)bytes)[i]) *
                 UINT64_C(0x100000001B3); /* FNV-1a */
    }
}

static void
tell_number(told *t, uint64_t number)
{
    tell(t, &number, sizeof number);
}

static xw_status
tell_record(void *payload, const xw_csv_record *record)
{
    told *t = payload;
    for (size_t i = 0; i < record->count; ++i) {
        tell_number(t, record->fields[i].len);
        tell(t, record->fields[i].bytes, record->fields[i].len);
    }
    tell_number(t, record->at.offset);
    tell_number(t, record->at.line);
    tell_number(t, record->at.column);
    tell_number(t, record->raw.len);
    tell_number(t, xw_csv_field_position(record, 1).offset);
    return ++t->records == t->stop_after ? t->stop_with : XW_OK;
}

static bool
tell_finding(void *payload, xw_severity severity, const xw_error *where)
{
    told *t = payload;
    tell_number(t, severity);
    tell_number(t, where->code);
    tell_number(t, where->line);
    tell_number(t, where->column);
    tell(t, where->message, strlen(where->message));
    t->findings++;
    return t->goes_on;
}

static void
assert_same(xw_string text, const told *asked, uint64_t seed)
{
    told by[2];
    xw_status status[2];
    for (uint32_t i = 0; i < 2; ++i) {
        by[i] = *asked;
        xw_import_options options = { .size = sizeof options,
                                      .source = "t.csv",
                                      .diag = tell_finding,
                                      .payload = &by[i] };
        xw_diagnostics diagnostics;
        assert_int_equal(
            xw_diagnostics_init(&diagnostics, &options, NULL, NULL), XW_OK);
        status[i] =
            xw_csv_read_ahead(text, 1 + i, &diagnostics, tell_record, &by[i]);
    }
    if (status[0] != status[1] || by[0].sum != by[1].sum ||
        by[0].records != by[1].records || by[0].findings != by[1].findings) {
        fail_msg("seed %u: %u records, not %u", (unsigned)seed,
                 (unsigned)by[1].records, (unsigned)by[0].records);
    }
}

/* ---- What is read ----------------------------------------------------------- */

static const char *const sound_rows[] = {
    "f1,AC-1,f2,A.5.1,equal,,,s\n",
    "f1, AC-2 ,f2,\tA.5.2,subset_of,7,Both ask for it,s\r\n",
    "f1,AC-3,f2,A.5.3,related,,\"in words, \"\"quoted\"\"\",s\n",
    "f1,AC-4,f2,A.5.4,equal,,\"over\ntwo lines\",s\n",
    "\n",
    ",,,\n",
    "f1,\xC3\xA4,f2,\xE2\x82\xAC,equal,,,s\n",
    "x\n",
};

static const char *const faulty_rows[] = {
    "f1,AC-\xFF,f2,A.5.1,equal\n",
    "f1,AC\"5,f2,A.5.1,equal\n",
    "f1,\"AC-5\"x,f2,A.5.1,equal\n",
    "f1,\"left open,f2,A.5.1,equal\nf1,\"AC-6\",f2\n",
};

static size_t
append(char *text, size_t len, const char *row)
{
    return len + (size_t)snprintf(text + len, ROOM, "%s", row);
}

/* One of more fields than a batch has room for twice, or of too many. */
static size_t
append_wide(char *text, size_t len, size_t fields)
{
    memset(text + len, ',', fields);
    text[len] = 'w';
    text[len + fields] = '\n';
    return len + fields + 1;
}

static xw_string
draw_text(random_state *random, char *text, unsigned faults)
{
    size_t len = 0;
    if (random_chance(random, 50)) {
        len = append(text, len, "\xEF\xBB\xBF");
    }
    while (len < BYTES) {
        if (random_below(random, 20000) < faults) {
            len = append(text, len, faulty_rows[random_below(random, 4)]);
        } else if (random_below(random, 1000) == 0) {
            len = append_wide(text, len, 3900 + random_below(random, 190));
        } else {
            len = append(text, len, sound_rows[random_below(random, 8)]);
        }
    }
    return (xw_string){ text, len };
}

static void
test_csv_ahead_says_what_one_thread_does(void **state)
{
    (void)state;
    char *text = malloc(BYTES + ROOM);
    for (uint64_t seed = 1; seed <= TRIALS; ++seed) {
        random_state random;
        random_seed(&random, seed);
        told asked = { .goes_on = random_chance(&random, 50) };
        xw_string drawn = draw_text(&random, text, (unsigned)(seed % 4));
        if (seed % 3 == 0) {
            asked.stop_after = 1 + random_below(&random, 20000);
            asked.stop_with = seed % 2 ? XW_NOT_FOUND : XW_E_DATA;
        }
        assert_same(drawn, &asked, seed);
    }
    free(text);
}

/* Characters lie across whatever the text is cut into. */
static void
test_csv_ahead_knows_characters_wherever_they_lie(void **state)
{
    (void)state;
    const told asked = { .goes_on = true };
    char *text = malloc(BYTES + ROOM);
    for (unsigned shift = 0; shift < 4; ++shift) {
        size_t len = append(text, 0, &"xxx,"[3 - shift % 4]);
        while (len < BYTES) {
            len = append(text, len, "\xF0\x9F\x98\x80");
            len = append(text, len, len % 1000 < 8 ? ",b\n" : "");
        }
        assert_same((xw_string){ text, len }, &asked, shift);
        text[len - 1] = '\xF0'; /* one that the end cuts off */
        assert_same((xw_string){ text, len }, &asked, shift);
    }
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_ahead_says_what_one_thread_does),
        cmocka_unit_test(test_csv_ahead_knows_characters_wherever_they_lie),
    };
    return cmocka_run_group_tests_name("csv_ahead", tests, NULL, NULL);
}
